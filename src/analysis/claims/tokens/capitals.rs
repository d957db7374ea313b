//! Which words that look like verbs and adverbs are names, by their capital: "Theresa May", "Will Smith", "Charlie Rose"?

use super::{Class, Token};
use crate::analysis::claims::cues::{self, Form};

/// How many words to either side tell whether they are set in capitals as titles are.
const NEAR: usize = 8;

/// How far a question is looked for that an auxiliary opens.
const QUESTION: usize = 60;

/// Auxiliaries that people are called.
const SURNAMES: &[&str] = &["may", "will", "can", "do", "must", "might"];

/// Numbers that stand in names.
const COUNTED: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// Countries behind which wires write a capital wherever they stand: "the U.S. Will go".
const COUNTRIES: &[&str] = &["u.s.", "u.k.", "u.n.", "u.s", "u.k", "u.n"];

/// Makes names of them, and a month of "May" where it is one.
pub(super) fn name(tokens: &mut [Token<'_>]) {
    for at in 0..tokens.len() {
        let token = &tokens[at];
        let verbal = match token.class {
            Class::Auxiliary => token.is_any(SURNAMES),
            Class::Verb | Class::Adverb => true,
            // "Boston Five", "Radio Five Live".
            Class::Determiner => token.is_any(COUNTED) && at > 0 && tokens[at - 1].capital && !tokens[at - 1].is_mark(),
            _ => false,
        };
        if verbal
            && token.capital
            && let Some(class) = class(tokens, at)
        {
            tokens[at].class = class;
        }
    }
}

/// Gives the class of a word in capitals that a verb or an adverb is not.
fn class(tokens: &[Token<'_>], at: usize) -> Option<Class> {
    let token = &tokens[at];
    if token.is("may") && is_month(tokens, at) {
        return Some(Class::Time);
    }
    let inside =
        at > 0 && (!tokens[at - 1].is_mark() && !tokens[at - 1].is_any(COUNTRIES) || tokens[at - 1].is_any(&[",", ";"]));
    let titled = is_title_case(tokens, at);
    if inside && !titled {
        return Some(Class::Noun);
    }
    let next = tokens.get(at + 1)?;
    // "Will Britain leave?"
    let given = || token.is("will") && !titled && next.capital && next.class == Class::Noun && !asks(tokens, at);
    let verb = match token.class {
        Class::Auxiliary => token.is_any(&["may", "will"]),
        Class::Verb => !token.is("let"),
        _ => token.is("long"),
    };
    let owns = token.possessive && token.class == Class::Auxiliary;
    (verb && (owns || is_finite(next)) || given()).then_some(Class::Noun)
}

/// Tells whether a word has a form of a verb that has its own subject, before which no auxiliary stands.
fn is_finite(token: &Token<'_>) -> bool {
    let reports = |&(_, form): &(usize, Form)| matches!(form, Form::Past | Form::Third);
    match token.class {
        Class::Auxiliary => !token.is_any(&["have", "be", "not"]),
        Class::Noun => token.form.len() > 3 && cues::verbs(&token.form).iter().any(reports),
        _ => false,
    }
}

/// "in May", "3 May", "May 2015", "April and May"; but "since May took office".
fn is_month(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let next = tokens.get(at + 1);
    let acts = next.is_some_and(|next| !next.capital && (next.is_past() || next.class == Class::Auxiliary || is_finite(next)));
    let number = |token: Option<&Token<'_>>| token.is_some_and(|token| token.class == Class::Number);
    let month = |far: Option<&Token<'_>>, joint: Option<&Token<'_>>| {
        joint.is_some_and(|joint| joint.is_any(&["and", "or", "to", "through", "until"]))
            && far.is_some_and(|far| far.class == Class::Time && far.capital)
    };
    let led = |words: &[&str]| before.is_some_and(|before| before.is_any(words));
    let far = at.checked_sub(2).map(|far| &tokens[far]);
    led(&["in"])
        || !tokens[at].possessive && (number(before) || number(next))
        || month(far, before)
        || month(tokens.get(at + 2), next)
        || !acts && led(&["since", "until", "till", "early", "late", "mid", "last", "this", "next", "each", "every"])
}

/// Tells whether a question mark is the first that ends the sentence.
fn asks(tokens: &[Token<'_>], at: usize) -> bool {
    let ends = tokens[at..].iter().take(QUESTION).find(|token| token.is_any(&[".", "?", "!"]));
    ends.is_some_and(|mark| mark.is("?"))
}

/// Tells whether the words about are set in capitals as titles are.
fn is_title_case(tokens: &[Token<'_>], at: usize) -> bool {
    let near = &tokens[at.saturating_sub(NEAR)..tokens.len().min(at + NEAR)];
    let words = near.iter().filter(|token| token.class != Class::Mark && token.class != Class::Number && token.span.len() > 3);
    let (capitals, all) = words.fold((0, 0), |(capitals, all), token| (capitals + usize::from(token.capital), all + 1));
    5 * capitals >= 4 * all
}
