//! Where does a clause end that stands before the main clause: "Even though the union said it would stay, Holt said"?

use super::cues;
use super::draft::Draft;
use super::paragraph::Paragraph;
use super::tokens::{Class, Token};
use std::ops::Range;

/// How many words of such a clause are gone through for its end, so that work stays bounded.
const FAR: usize = 60;

/// Words that such a clause begins with.
const OPENERS: &[&str] =
    &["when", "while", "although", "though", "whereas", "after", "before", "because", "since", "once", "until", "whenever"];

/// Gives where the words end that the noun phrase at `subject` says in a clause that stands before the main one, whose verb ends at
/// `verb`: before the comma behind which the main clause, or a quotation, begins.
pub(super) fn clause_end(tokens: &[Token<'_>], unit: &Range<usize>, subject: &Range<usize>, verb: usize) -> Option<usize> {
    let open = |at: usize| tokens[at].quote.is_none();
    let opener = subject
        .start
        .checked_sub(1)
        .filter(|&at| unit.contains(&at) && open(at) && tokens[at].is_any(OPENERS) || is_even_as(tokens, at))?;
    let led =
        |at: usize| !open(at) || tokens[at].is_any(&[",", "that", "even", "just", "and", "but", "only", "shortly", "soon"]);
    if subject.end > verb || opener > unit.start && !led(opener - 1) {
        return None;
    }
    let comma = |at: &usize| open(*at) && tokens[*at].is(",");
    let mut commas = (verb..unit.end).take(FAR).filter(comma);
    // "said that, in May, the dam was safe": what opens behind the verb is closed first.
    let first = verb + usize::from(tokens.get(verb).is_some_and(|that| that.is("that") && open(verb)));
    let aside = tokens.get(first).is_some_and(|token| {
        open(first) && (token.is(",") || matches!(token.class, Class::Preposition | Class::Subordinator | Class::Time))
    });
    if aside {
        commas.next();
    }
    commas.find(|&at| {
        let quoted = tokens.get(at + 1).is_some_and(|next| next.quote.is_some()) && at + 1 < unit.end;
        quoted || begins_clause(tokens, at + 1, unit.end)
    })
}

/// "Even as Orr said it": and not "As Orr said, it", where what he said is all the rest.
fn is_even_as(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at].is("as") && at > 0 && tokens[at - 1].is_any(&["even", "just"])
}

/// Tells whether a subject and its verb begin at `at`: "the mayor said", "he has".
pub(super) fn begins_clause(tokens: &[Token<'_>], at: usize, end: usize) -> bool {
    const LONGEST: usize = 8;
    let Some(first) = tokens.get(at).filter(|first| at < end && first.quote.is_none()) else { return false };
    let verb = |token: &Token<'_>| {
        token.quote.is_none()
            && !token.capital
            && (matches!(token.class, Class::Auxiliary | Class::Verb)
                || token.is_past()
                || !cues::verbs(&token.form).is_empty())
    };
    let behind = |from: usize| {
        (from..end).take(LONGEST).find(|&at| tokens[at].class != Class::Adverb).is_some_and(|at| verb(&tokens[at]))
    };
    match first.class {
        Class::Pronoun => first.is_any(&["he", "she", "it", "they", "we", "i", "you"]) && behind(at + 1),
        Class::Noun | Class::Determiner | Class::Number if first.form.ends_with("ing") && !first.capital => false,
        Class::Noun | Class::Determiner | Class::Number => {
            let noun = |token: &Token<'_>| {
                matches!(token.class, Class::Noun | Class::Determiner | Class::Number)
                    && token.quote.is_none()
                    && (token.capital || !token.is_past())
                    || token.is("of")
            };
            let reporting = |token: &Token<'_>| !token.capital && !cues::verbs(&token.form).is_empty();
            let words = (at + 1..end).take(LONGEST).take_while(|&at| noun(&tokens[at]) && !reporting(&tokens[at]));
            let last = words.last().unwrap_or(at);
            tokens[last].class == Class::Noun && behind(last + 1) || first.class != Class::Determiner && behind(at + 1)
        }
        _ => false,
    }
}

/// "Obama issued a statement, saying", "Mr Orr also opposed it, arguing": tells whether the one whose name opens the sentence is
/// plainly who goes on, for no other clause and nobody else stands between.
pub(super) fn goes_on(paragraph: &Paragraph<'_>, draft: &Draft) -> bool {
    const NAME: usize = 10;
    let tokens = &paragraph.tokens;
    let (Some(speaker), Some((_, cue))) = (&draft.speaker, &draft.cue) else { return false };
    let open = |at: usize| tokens[at].quote.is_none();
    let saying = tokens[cue.clone()].iter().any(|token| token.form.ends_with("ing"));
    let closed = cue.start.checked_sub(1).is_some_and(|comma| tokens[comma].is(",") && open(comma));
    let told_after = draft.content.first().is_some_and(|piece| piece.start >= cue.end);
    if !saying || !closed || !told_after || speaker.len() > NAME || speaker.end + 1 >= cue.start {
        return false;
    }
    let named = |token: &Token<'_>| token.capital && token.class == Class::Noun && !token.possessive;
    let name = &tokens[speaker.clone()];
    // "A New York": no name.
    let whole = matches!(name[0].class, Class::Noun) || name[0].is("the");
    let plain = whole
        && named(&name[name.len() - 1])
        && name.iter().all(|token| !token.is_mark() && !token.is("and") && token.class != Class::Pronoun);
    // "Last week, Holt": nothing but when and where before.
    let front = &tokens[draft.unit.start..speaker.start];
    let opens = front.is_empty()
        || front.last().is_some_and(|comma| comma.is(","))
            && front.iter().all(|token| token.quote.is_none() && !is_verb(token));
    let between = &tokens[speaker.end..cue.start - 1];
    let act = between.iter().position(|token| token.class != Class::Adverb);
    let acts = act.is_some_and(|act| is_verb(&between[act]) && !between[act].is_any(&["is", "are", "was", "were"]));
    let parts = |token: &Token<'_>| {
        token.quote.is_some()
            || matches!(token.class, Class::Subordinator)
            || token.is_any(&["who", "whom", "whose", "which", "that", "but", "he", "she", "they", "we", "i", ";", ":", "by"])
    };
    // "Holt left and Orr stayed": another who acts.
    let another = |at: usize| {
        between[at].is_any(&["and", ","])
            && between.get(at + 1).is_some_and(|next| next.capital || next.class == Class::Determiner)
            && between[at + 2..].iter().take(4).any(is_verb)
    };
    plain && opens && acts && !between.iter().any(parts) && !(0..between.len().saturating_sub(2)).any(another)
}

/// Tells whether the word has the form of a finite verb, as far as can be told.
pub(super) fn is_verb(token: &Token<'_>) -> bool {
    !token.capital
        && token.quote.is_none()
        && (matches!(token.class, Class::Auxiliary | Class::Verb)
            || token.class == Class::Noun && (token.is_past() || !cues::verbs(&token.form).is_empty()))
}
