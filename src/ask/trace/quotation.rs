//! What was typed as a quotation?

use super::negation::whole_words;
use crate::model::alignment::TypedWord;
use crate::model::compound::alike;
use crate::model::figure::{Token, tokens};
use crate::model::span::Span;
use crate::model::stop_words::is_stop_word;

/// Fewer words without content are no quotation that can be told from others: "it is what it is" can, "we will" cannot.
const FEWEST_STOP_WORDS: usize = 4;

/// What says that something is left out.
const GAP: &str = "…";

/// Longer quotations are cut: a page of text.
const MOST_WORDS: usize = 400;

/// The words of a quotation, with the places where the typist left something out.
pub(super) struct Quotation {
    /// What was typed, with `…` for dots.
    text: String,
    tokens: Vec<Token>,
    pub words: Vec<TypedWord>,
    /// Whether it has a question mark.
    pub asked: bool,
}

impl Quotation {
    /// Reads a quotation: `…`, `...`, `. . .`, and each in brackets say that something is left out.
    pub(super) fn new(typed: &str) -> Quotation {
        let text = typed.replace(". . .", GAP).replace("...", GAP);
        let (mut all, mut start) = (Vec::new(), 0);
        for part in text.split_inclusive(GAP) {
            for token in tokens(part, whole_words(part)) {
                all.push(Token { span: Span::new(token.span.start + start, token.span.end + start), ..token });
            }
            start += part.len();
        }
        all.truncate(MOST_WORDS);
        Quotation { words: typed_words(&text, &all), tokens: all, text, asked: typed.contains('?') }
    }

    /// Gives its words, and those of a story, so that what one writes with a hyphen and the other as one word is one in both.
    pub(super) fn beside(&self, story: &str, found: Vec<Token>) -> (Vec<TypedWord>, Vec<Token>) {
        let (tokens, found) = alike((&self.text, self.tokens.clone()), (story, found));
        (typed_words(&self.text, &tokens), found)
    }

    /// Tells whether it is but a few words that stand in nearly every article.
    pub(super) fn says_nothing(&self) -> bool {
        (1..FEWEST_STOP_WORDS).contains(&self.words.len()) && self.words.iter().all(|word| is_stop_word(&word.form))
    }

    /// Gives the stretches that must stand together, each as it was typed.
    pub(super) fn parts(&self) -> Vec<&str> {
        let parts = self.tokens.chunk_by(|one, next| !is_gap(&self.text, one, next));
        parts.map(|part| &self.text[part[0].span.start..part[part.len() - 1].span.end]).collect()
    }
}

/// Tells whether something is left out between two words.
fn is_gap(text: &str, one: &Token, next: &Token) -> bool {
    text[one.span.end..next.span.start].contains(GAP)
}

fn typed_words(text: &str, tokens: &[Token]) -> Vec<TypedWord> {
    let is_after_gap = |at: usize| at.checked_sub(1).is_some_and(|before| is_gap(text, &tokens[before], &tokens[at]));
    tokens.iter().enumerate().map(|(at, token)| TypedWord::new(text, token.clone(), is_after_gap(at))).collect()
}
