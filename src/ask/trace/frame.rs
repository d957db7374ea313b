//! What turns a quotation round where it was cut out of a story: a negation, a denial, a condition, a question, a dismissal?

mod asked;
mod behind;
mod governed;
mod made_up;
mod nearby;
mod senses;
mod sentence;

use crate::model::document::{Claim, ClaimKind, Stance};
use crate::model::span::Span;
use sentence::Sentence;

/// Tells whether a verb takes what it reports for true, negated or not.
pub(super) fn takes_for_true(verb: &str) -> bool {
    senses::senses(verb).has(senses::Sense::Knows)
}

/// What is done to the quoted words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Negated,
    Untrue,
    Condition,
    /// "Whether" and "asked if".
    Open,
    /// "As if", "had he said", "pretended that".
    Supposed,
    Question,
    Dismissed,
    /// By a hoax, a forged letter, a parody.
    MadeUp,
    Jest,
    /// The words are real; who heard them is not who was taken for.
    ToImpostor,
    Banned,
}

/// On which side of the quoted words it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    Behind,
    /// The sentence as a whole.
    Around,
}

/// Words around a quotation that turn it round.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub kind: Kind,
    pub span: Span,
    pub side: Side,
}

/// More of a sentence is not told.
const TOLD: usize = 160;

impl Frame {
    /// Says it as a reader must know it.
    pub(super) fn told(&self, text: &str, source: &str) -> String {
        let words = self.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let cut = words.char_indices().nth(TOLD).map(|(at, _)| format!("{}…", words[..at].trim_end()));
        let words = cut.unwrap_or(words);
        let side = if self.side == Side::Before { "before" } else { "behind" };
        match self.kind {
            Kind::Negated => format!("a negation is cut off: {source} has “{words}” {side} these words"),
            Kind::Untrue => format!("these words are called untrue: {source} has “{words}” {side} them"),
            Kind::Condition => format!("a condition is cut off: {source} has “{words}” {side} these words"),
            Kind::Open => format!("it is left open whether these words are so: {source} has “{words}” {side} them"),
            Kind::Supposed => format!("these words are supposed, not stated: {source} has “{words}” {side} them"),
            Kind::Question => format!("these words stand in a question: {source} has “{words}”"),
            Kind::MadeUp => format!("these words are told as made up: {source} has “{words}” {side} them"),
            Kind::Jest => format!("these words are told in jest: {source} has “{words}” {side} them"),
            Kind::ToImpostor => format!("these words were said to an impostor: {source} has “{words}” {side} them"),
            Kind::Banned => format!("a ban is cut off: {source} has “{words}” {side} these words"),
            Kind::Dismissed => format!("these words are dismissed: {source} has “{words}” {side} them"),
        }
    }
}

/// A story around the words that were quoted.
pub(super) struct Around<'a> {
    pub text: &'a str,
    pub sentences: &'a [Span],
    /// Claims near them, each with its number.
    pub claims: &'a [(usize, &'a Claim)],
    /// Whether the words were typed as a question.
    pub asked: bool,
    /// Whether it is told already what a claim does with the words.
    pub is_told: bool,
}

impl Around<'_> {
    /// Gives what turns the words from `first` to `last`: of what stands before them, of what stands behind them, and that they are
    /// asked.
    pub(super) fn frames(&self, first: Span, last: Span) -> Vec<Frame> {
        let (Some(from), Some(to)) = (self.sentence(first), self.sentence(last)) else { return Vec::new() };
        // Words of one sentence are one stretch of it.
        let near = if from == to { Span::new(first.start, last.end.max(first.end)) } else { first };
        let beginning = Sentence::near(self.text, self.sentences[from], near);
        let ending = Sentence::near(self.text, self.sentences[to], if from == to { near } else { last });
        let (Some(first), Some(last)) = (beginning.first_of(first), ending.last_of(last)) else { return Vec::new() };
        let first_behind = if from == to { first } else { 0 };
        let before = governed::before(&beginning, first).or_else(|| asked::condition(&beginning, first));
        let before = before.or_else(|| made_up::before(&beginning, first));
        let before = before.filter(|frame| !self.is_of_claim(frame.span));
        let behind = behind::behind(&ending, first_behind, last).filter(|frame| !self.is_of_claim(frame.span));
        let next = self.sentences.get(to + 1).map(|span| Sentence::near(self.text, *span, Span::new(span.start, span.start)));
        let behind = behind.or_else(|| made_up::behind(&ending, last)).or_else(|| asked::dismissed(&ending, last, &next?));
        let is_open = before.is_some_and(|frame| frame.kind == Kind::Open);
        let is_asked = from == to && !self.asked && !is_open;
        let question = is_asked.then(|| asked::question(&beginning, first)).flatten();
        before.into_iter().chain(question).chain(behind).collect()
    }

    /// Gives which sentence a word stands in.
    fn sentence(&self, word: Span) -> Option<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.end <= word.start);
        self.sentences.get(at).filter(|sentence| sentence.overlaps(word)).map(|_| at)
    }

    /// Tells whether a stretch holds the cue of a claim that is told as not said, where that is noticed of the claim.
    fn is_of_claim(&self, span: Span) -> bool {
        let is_told = |claim: &&Claim| {
            let asks = claim.stance == Stance::Question && claim.kind == ClaimKind::Indirect;
            claim.negated || claim.stance == Stance::Deny || asks
        };
        let mut told = self.claims.iter().map(|(_, claim)| *claim).filter(is_told);
        self.is_told && told.any(|claim| claim.cue.as_ref().is_some_and(|cue| cue.span.overlaps(span)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stretch_of_any_sentence_can_be_looked_at() {
        const WORDS: &[&str] = &[
            "The",
            "a",
            "hoax",
            "fake",
            "letter",
            "said",
            "saying",
            "that",
            "which",
            "according",
            "to",
            "ban",
            "on",
            "not",
            "if",
            "joked",
            "jokes",
            ",",
            ":",
            "”",
            "“",
            "in",
            "is",
            "false",
            "turned",
            "out",
            "only",
            "fools",
            "when",
            "claim",
            "shows",
            "has",
            "been",
            "debunked",
            "nobody",
            "of",
            "Ann",
            "jokingly",
            "?",
            ";",
        ];
        let mut seed = 7_u32;
        for length in (1..14).cycle().take(2_000) {
            let mut chosen = Vec::new();
            for _ in 0..length {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                chosen.push(WORDS[(seed >> 16) as usize % WORDS.len()]);
            }
            let text = chosen.join(" ");
            let spans: Vec<Span> = crate::model::normal::words(&text).map(|word| word.span).collect();
            let sentences = [Span::new(0, text.len())];
            let around = Around { text: &text, sentences: &sentences, claims: &[], asked: false, is_told: false };
            for (at, first) in spans.iter().enumerate() {
                for last in &spans[at..] {
                    around.frames(*first, *last).iter().for_each(|frame| assert!(!frame.told(&text, "Sheet").is_empty()));
                }
            }
        }
    }
}
