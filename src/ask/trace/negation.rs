//! Which words turn a statement around, and do they stand where a quotation was cut off?

use crate::model::document::{Claim, Stance};
use crate::model::gist::is_negation;
use crate::model::normal::{Word, words};
use crate::model::span::Span;

/// Words that say that something is not so and are no negations; folded.
const NEGATIVE: &[&str] = &[
    "absence", "absent", "barely", "fail", "failed", "fails", "hardly", "lack", "lacked", "lacking", "lacks", "rarely",
    "unlike",
];
/// How words begin that say the opposite of the rest of them.
const DENYING_BEGINNINGS: &[&str] = &["dis", "il", "im", "in", "ir", "non", "un"];
/// Words over which a negation reaches what follows them ("nobody has ever"); folded.
const REACHED_OVER: &[&str] =
    &["a", "an", "any", "be", "been", "being", "do", "even", "ever", "had", "has", "have", "the", "to", "yet"];
/// Behind "not", words that negate nothing of what follows ("not only").
const NO_NEGATION: &[&str] = &["because", "just", "least", "merely", "only"];
/// Words that say of what follows their "that" or "whether" that it is not said; folded.
const WITHHOLDING: &[&str] =
    &["declined", "declines", "denied", "denies", "deny", "denying", "dismissed", "refused", "refuses", "rejected", "rejects"];
/// Words with which such a clause begins.
const OPENERS: &[&str] = &["if", "that", "whether"];
/// Words that set what follows them against what was said before; folded.
const TAKING_BACK: &[&str] = &["albeit", "although", "but", "except", "however", "though", "yet"];
/// Words before "that" in which a negation turns what follows it: "did not think that", "it is not at all true that".
const GOVERNING: usize = 4;
/// Words from a clause's first ("Nobody of those who live there said that") to its "that".
const CLAUSE: usize = 12;

/// Tells whether a word that one side alone has turns the statement around; `across` are the words that the other alone has.
/// "Claims without evidence" is claimed as much as not: "without" turns "with" alone.
pub(super) fn turns(word: &str, across: &[&str]) -> bool {
    match word {
        "without" => across.contains(&"with"),
        _ => is_negation(word),
    }
}

/// Tells whether words say in another way that something is not: as a negation does, by what they mean ("lacks"), or by how one of
/// those `across` begins in them ("unsafe" for "not safe").
pub(super) fn says_no(words: &[&str], across: &[&str]) -> bool {
    let is_turned = |word: &&str| {
        let bare = DENYING_BEGINNINGS.iter().filter_map(|beginning| word.strip_prefix(beginning));
        bare.into_iter().any(|bare| across.contains(&bare))
    };
    words.iter().any(|word| is_negation(word) || NEGATIVE.contains(word) || is_turned(word))
}

/// Tells whether a word is another with its negation: "didn't" of "did".
pub(super) fn negates(word: &str, bare: &str) -> bool {
    matches!((word, bare), ("cant" | "cannot", "can") | ("wont", "will"))
        || word.strip_suffix("nt").is_some_and(|before| before == bare)
}

/// Gives the words of a text; "don't" whose apostrophe was lost to a `U+FFFD` or a question mark is one word again.
pub(super) fn whole_words(text: &str) -> Vec<Word> {
    let mut whole: Vec<Word> = Vec::new();
    for word in words(text) {
        match whole.last_mut().filter(|_| word.form == "t") {
            Some(last) if is_lost(&text[last.span.end..word.span.start]) && is_negation(&format!("{}t", last.form)) => {
                last.form.push('t');
                last.span.end = word.span.end;
            }
            _ => whole.push(word),
        }
    }
    whole
}

/// Tells whether this stands where an apostrophe stood.
fn is_lost(between: &str) -> bool {
    between == "?" || (!between.is_empty() && between.chars().all(|mark| mark == '\u{FFFD}'))
}

/// The words of a story around those that were quoted.
pub(super) struct Around<'a> {
    pub text: &'a str,
    /// Each word's form, and where it stands.
    pub words: &'a dyn Fn(usize) -> Option<(&'a str, Span)>,
    pub sentences: &'a [Span],
    pub claims: &'a [Claim],
}

impl Around<'_> {
    /// Gives the stretch from a negation to the first word that was quoted, where it turns what was quoted; a cue that a claim is
    /// told by is left to the claim.
    pub(super) fn before(&self, first: usize) -> Option<Span> {
        let until = |at: usize| Some(Span::new((self.words)(at)?.1.start, (self.words)(first.checked_sub(1)?)?.1.end));
        let mut at = self.word_before(first)?;
        if OPENERS.contains(&(self.words)(at)?.0) {
            return self.governing(at).and_then(until);
        }
        for _ in 0..=GOVERNING {
            let form = (self.words)(at)?.0;
            if is_negation(form) {
                let or = at.checked_sub(1).and_then(|before| (self.words)(before)).is_some_and(|(form, _)| form == "or");
                let only = (self.words)(at + 1).is_some_and(|(form, _)| NO_NEGATION.contains(&form));
                return until(at).filter(|_| !or && !only);
            }
            if !REACHED_OVER.contains(&form) {
                return None;
            }
            at = self.word_before(at)?;
        }
        None
    }

    /// Gives a negation directly behind the last word that was quoted.
    pub(super) fn behind(&self, last: usize) -> Option<Span> {
        let (form, span) = (self.words)(last + 1)?;
        let is_joined = self.word_before(last + 1) == Some(last);
        let or = (self.words)(last)?.0 == "or";
        let only = (self.words)(last + 2).is_some_and(|(form, _)| NO_NEGATION.contains(&form));
        (is_joined && is_negation(form) && form != "without" && !or && !only).then_some(span)
    }

    /// Gives the stretch behind the last word that was quoted which takes it back in the same sentence: ", but was not".
    pub(super) fn taken_back(&self, last: usize) -> Option<Span> {
        let (form, first) = (self.words)(last + 1)?;
        let (_, quoted) = (self.words)(last)?;
        let sentence = self.sentences.iter().find(|sentence| sentence.overlaps(quoted))?;
        if !TAKING_BACK.contains(&form) {
            return None;
        }
        for at in last + 2..=last + 1 + CLAUSE {
            let (form, span) = (self.words)(at)?;
            if !sentence.overlaps(span) || self.text.get(first.end..span.start)?.contains([';', '”', '"']) {
                return None;
            }
            let only = (self.words)(at + 1).is_some_and(|(form, _)| NO_NEGATION.contains(&form));
            if is_negation(form) && form != "without" && !only {
                return Some(Span::new(first.start, span.end));
            }
        }
        None
    }

    /// Gives the word with which a clause is negated whose "that" is given.
    fn governing(&self, that: usize) -> Option<usize> {
        let mut at = that;
        for distance in 1..=CLAUSE {
            let Some(before) = self.word_before(at) else { break };
            at = before;
            let (form, _) = (self.words)(at)?;
            let opens = self.word_before(at).is_none();
            if WITHHOLDING.contains(&form) || (is_negation(form) && (distance <= GOVERNING || opens)) {
                return Some(at);
            }
        }
        None
    }

    /// Gives the word before another one in the same clause.
    fn word_before(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let ((_, span), (_, next)) = ((self.words)(before)?, (self.words)(at)?);
        let sentence = self.sentences.iter().find(|sentence| sentence.overlaps(next))?;
        let between = self.text.get(span.end..next.start)?;
        let ends = [',', '.', ';', ':', '!', '?', '–', '—', '(', ')'];
        (sentence.overlaps(span) && !between.contains(ends)).then_some(before)
    }

    /// Tells whether a stretch holds the cue of a claim that is told as not said: that is noticed of the claim.
    pub(super) fn is_told(&self, span: Span) -> bool {
        let is_told = |claim: &&Claim| claim.negated || claim.stance == Stance::Deny;
        self.claims.iter().filter(is_told).any(|claim| claim.cue.as_ref().is_some_and(|cue| cue.span.overlaps(span)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negation_whose_apostrophe_was_lost_is_one_word() {
        let forms = |text: &str| whole_words(text).into_iter().map(|word| word.form).collect::<Vec<_>>().join(" ");
        assert_eq!(forms("We can\u{FFFD}t deny it, don?t we"), "we cant deny it dont we");
        assert_eq!(forms("Can he? T is a letter, plan?t"), "can he t is a letter plan t");
    }

    #[test]
    fn a_negated_word_is_known_from_the_bare_one() {
        assert!(negates("didnt", "did") && negates("cant", "can") && negates("wont", "will"));
        assert!(!negates("want", "wa") || !is_negation("want"));
    }
}
