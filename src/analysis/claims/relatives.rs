//! Whom does a clause that begins with "who" or "which" tell of, and who says so?

use super::cues;
use super::frames::Reader;
use super::phrases;
use super::speakers;
use super::tokens::{Class, Token};
use super::voices;
use std::ops::Range;

/// How many words of a relative clause are gone through for its end, so that work stays bounded.
const FAR: usize = 60;

/// "Orr, who police said had fired": tells whether the noun phrase at `subject` says what is said of whom "who" stands for. What
/// "who" is the subject of ("lawyers who act", "Orr, who lost the vote,") has a verb behind it.
pub(super) fn says_of_another(tokens: &[Token<'_>], unit: &Range<usize>, subject: &Range<usize>) -> bool {
    let Some(before) = subject.start.checked_sub(1).filter(|before| unit.contains(before)) else { return false };
    if !tokens[before].is_any(&["who", "whom", "which"]) || tokens[before].quote.is_some() {
        return false;
    }
    let phrase = &tokens[subject.clone()];
    let voice = |token: &Token<'_>| {
        voices::is_body(&token.form) || voices::is_person_word(&token.form) || voices::is_record(&token.form)
    };
    // "Experts who police consulted said": the last word is a verb, and said it was by the experts.
    let named = |token: &Token<'_>| token.capital && matches!(token.class, Class::Noun | Class::Number);
    let head = speakers::core(phrase).checked_sub(1).map(|head| &phrase[head]);
    let Some((first, head)) = phrase.first().zip(head) else { return false };
    let speaks = named(head) || voice(head) || head.class == Class::Number;
    match first.class {
        Class::Pronoun => first.is_any(&["he", "she", "it", "they", "we", "i", "you"]),
        Class::Determiner | Class::Number => phrase.len() > 1 && speaks,
        Class::Noun if first.capital || first.possessive => speaks,
        Class::Noun => {
            let acts = first.is_past() || first.form.ends_with('s') || !cues::verbs(&first.form).is_empty();
            speaks && (voice(first) || !acts)
        }
        _ => false,
    }
}

/// "Orr, who he said had fired": gives of whom the pronoun at `subject` says something.
pub(super) fn said_of(tokens: &[Token<'_>], subject: usize) -> Option<Range<usize>> {
    let who = subject.checked_sub(1).filter(|&at| tokens[at].is_any(&["who", "whom"]) && tokens[at].quote.is_none())?;
    let comma = who > 0 && tokens[who - 1].is(",");
    phrases::before(tokens, 0, who - usize::from(comma))
}

/// Gives where the words end that the noun phrase at `subject` says in a relative clause, whose verb ends at `verb`: before the
/// comma behind which the sentence goes on ("Orr, who police said had fired, was held"), or before its own verb where there is
/// no comma ("The man who police said had fired was held").
pub(super) fn clause_end(tokens: &[Token<'_>], unit: &Range<usize>, subject: &Range<usize>, verb: usize) -> Option<usize> {
    let pronoun = subject.start.checked_sub(1).filter(|&at| {
        unit.contains(&at) && tokens[at].quote.is_none() && tokens[at].is_any(&["who", "whom", "which", "that"])
    })?;
    let open = |at: &usize| tokens[*at].quote.is_none();
    let is_verb = |at: usize| {
        let token = &tokens[at];
        open(&at)
            && (matches!(token.class, Class::Auxiliary | Class::Verb)
                || token.class == Class::Noun && !token.capital && (token.is_past() || !cues::verbs(&token.form).is_empty()))
    };
    let aside = pronoun > unit.start && open(&(pronoun - 1)) && tokens[pronoun - 1].is_any(&[",", "(", "—", "–"]);
    let noun = phrases::before(tokens, unit.start, if aside { pronoun - 1 } else { pronoun })?;
    let begins = noun.start == unit.start;
    let words = || (verb..unit.end).take(FAR);
    if aside {
        let marks = || words().filter(|at| open(at) && tokens[*at].is_any(&[",", ")", "—", "–"]) && *at > verb);
        let closing = marks().find(|&mark| mark + 1 < unit.end && is_verb(mark + 1));
        return closing.or_else(|| marks().next().filter(|_| begins));
    }
    if !begins || !is_verb(verb) {
        return None;
    }
    let chain = words().take_while(|&at| matches!(tokens[at].class, Class::Auxiliary | Class::Adverb)).count().max(1);
    let parts = |token: &Token<'_>| {
        matches!(token.class, Class::Mark | Class::Subordinator | Class::Coordinator | Class::Pronoun) || token.is("that")
    };
    let finite = ["is", "are", "was", "were", "has", "had", "have", "will", "would"];
    let mut rest = words().skip(chain).take_while(|at| open(at) && !parts(&tokens[*at]));
    rest.find(|&at| at > verb + chain && tokens[at].is_any(&finite))
}

impl Reader<'_, '_> {
    /// "It was Orr, not Holt, who said": the first of the two.
    pub(super) fn rather_than(&self, who: &Range<usize>) -> Option<Range<usize>> {
        let tokens = &self.paragraph.tokens;
        if who.len() != 1 || !self.is_any(who.start, &["who", "which"]) {
            return None;
        }
        let comma = |at: usize| at > self.unit.start && self.is(at - 1, ",") && !self.is_quoted(at - 1);
        let end = who.start - usize::from(comma(who.start));
        let other = phrases::before(tokens, self.unit.start, end)?;
        let before = |from: usize, words: &[&str]| {
            let at = from.checked_sub(words.len()).filter(|&at| at > self.unit.start)?;
            words.iter().zip(at..).all(|(word, at)| self.is(at, word) && !self.is_quoted(at)).then_some(at)
        };
        let phrases: [&[&str]; 6] =
            [&["and", "not"], &["not"], &["rather", "than"], &["instead", "of"], &["as", "opposed", "to"], &["never"]];
        let turned = phrases.iter().find_map(|words| before(other.start, words))?;
        let end = turned - usize::from(comma(turned));
        phrases::before(tokens, self.unit.start, end)
    }
}
