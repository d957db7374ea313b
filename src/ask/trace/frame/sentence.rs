//! Which words has the sentence around a quotation, and where do its clauses end?

use super::senses::{self, Sense, Senses};
use crate::ask::trace::negation::whole_words;
use crate::model::normal::Word;
use crate::model::span::Span;

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing, or quotation marks.
    None,
    Comma,
    /// What ends a clause: a colon, a dash, a bracket.
    Stop,
}

/// Bytes before and behind quoted words in which their sentence is read: far more than any rule reaches, which go over some fifty
/// words. A list of a million words without a full stop is one sentence.
const FARTHEST: usize = 2_000;

/// A sentence of a story, word by word.
pub(super) struct Sentence<'a> {
    pub text: &'a str,
    pub span: Span,
    words: Vec<Word>,
}

impl<'a> Sentence<'a> {
    /// Reads a sentence; of a very long one what stands near a stretch of it.
    pub(super) fn near(text: &'a str, sentence: Span, near: Span) -> Sentence<'a> {
        let start = text.floor_char_boundary(near.start.saturating_sub(FARTHEST)).max(sentence.start);
        let end = text.floor_char_boundary(near.end + FARTHEST).min(sentence.end);
        Sentence::new(text, Span::new(start.min(end), end))
    }

    fn new(text: &'a str, span: Span) -> Sentence<'a> {
        let moved =
            |word: Word| Word { span: Span::new(word.span.start + span.start, word.span.end + span.start), form: word.form };
        Sentence { text, span, words: whole_words(span.of(text)).into_iter().map(moved).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Gives the first word that a span has, or the last.
    pub(super) fn first_of(&self, span: Span) -> Option<usize> {
        self.words.iter().position(|word| word.span.overlaps(span))
    }

    pub(super) fn last_of(&self, span: Span) -> Option<usize> {
        self.words.iter().rposition(|word| word.span.overlaps(span))
    }

    /// Gives a word's form; empty where there is none.
    pub(super) fn form(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.form)
    }

    pub(super) fn is_any(&self, at: usize, forms: &[&str]) -> bool {
        forms.contains(&self.form(at))
    }

    pub(super) fn senses(&self, at: usize) -> Senses {
        senses::senses(self.form(at))
    }

    pub(super) fn has(&self, at: usize, sense: Sense) -> bool {
        self.senses(at).has(sense)
    }

    /// Tells whether a word turns what stands behind it.
    pub(super) fn turns(&self, at: usize) -> bool {
        let after_or = at > 0 && self.form(at - 1) == "or";
        senses::is_turning(self.form(at), self.form(at + 1)) && !after_or
    }

    /// Tells whether a word is a negation, or "few" and "little" without "a".
    pub(super) fn turns_or_few(&self, at: usize) -> bool {
        self.turns(at) || self.is_any(at, &["few", "little"]) && !(at > 0 && self.is_any(at - 1, &["a", "the"]))
    }

    /// Tells whether a word begins with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.span.of(self.text).starts_with(char::is_uppercase))
    }

    /// Gives what stands before a word.
    pub(super) fn between(&self, at: usize) -> &'a str {
        let start = at.checked_sub(1).and_then(|before| self.words.get(before)).map_or(self.span.start, |word| word.span.end);
        let end = self.words.get(at).map_or(self.span.end, |word| word.span.start);
        self.text.get(start..end).unwrap_or_default()
    }

    pub(super) fn gap(&self, at: usize) -> Gap {
        let between = self.between(at);
        let ends = [';', ':', '!', '?', '–', '—', '(', ')', '[', ']', '…'];
        if between.contains(ends) || between.contains("..") || between.contains(" - ") || between.contains("--") {
            Gap::Stop
        } else if between.contains(',') {
            Gap::Comma
        } else {
            Gap::None
        }
    }

    /// Gives the word before another one in the same clause.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|_| self.gap(at) == Gap::None)
    }

    /// Gives the stretch from one word to behind another.
    pub(super) fn stretch(&self, first: usize, last: usize) -> Option<Span> {
        Some(Span::new(self.words.get(first)?.span.start, self.words.get(last)?.span.end))
    }

    /// Tells whether the sentence asks.
    pub(super) fn asks(&self) -> bool {
        self.between(self.words.len()).contains('?')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_without_an_end_is_read_near_the_words() {
        let text = "the harbour wäs quiet ".repeat(20_000);
        let words = Span::new(text.len() / 2, text.len() / 2 + 7);
        let sentence = Sentence::near(&text, Span::new(0, text.len()), words);
        assert!((600..1_200).contains(&sentence.len()), "{}", sentence.len());
        assert!(sentence.first_of(words).is_some_and(|at| at > 300));
    }
}
