//! What was typed as a quotation?

use super::negation::whole_words;
use crate::model::alignment::TypedWord;
use crate::model::figure::tokens;
use crate::model::normal::stem;
use crate::model::stop_words::is_stop_word;

/// Fewer words without content are no quotation that can be told from others: "it is what it is" can, "we will" cannot.
const FEWEST_STOP_WORDS: usize = 4;

/// Longer quotations are cut: a page of text.
const MOST_WORDS: usize = 400;

/// The words of a quotation, with the places where the typist left something out.
pub(super) struct Quotation {
    pub words: Vec<TypedWord>,
    /// Whether it has a question mark.
    pub asked: bool,
}

impl Quotation {
    /// Reads a quotation: `…`, `...`, and either in brackets say that something is left out.
    pub(super) fn new(typed: &str) -> Quotation {
        let dotted = typed.replace("...", "…");
        let mut found = Vec::new();
        for (number, part) in dotted.split('…').enumerate() {
            for (at, word) in tokens(part, whole_words(part)).into_iter().enumerate() {
                let after_gap = number > 0 && at == 0 && !found.is_empty();
                let stem = stem(&word.form).into_owned();
                let text = word.span.of(part).to_owned();
                found.push(TypedWord { stem, text, form: word.form, figure: word.figure, after_gap });
            }
        }
        found.truncate(MOST_WORDS);
        Quotation { words: found, asked: typed.contains('?') }
    }

    /// Tells whether it is but a few words that stand in nearly every article.
    pub(super) fn says_nothing(&self) -> bool {
        (1..FEWEST_STOP_WORDS).contains(&self.words.len()) && self.words.iter().all(|word| is_stop_word(&word.form))
    }

    /// Gives the stretches that must stand together, each as the words of a phrase.
    pub(super) fn parts(&self) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        for word in &self.words {
            match parts.last_mut() {
                Some(part) if !word.after_gap => {
                    part.push(' ');
                    part.push_str(&word.text);
                }
                _ => parts.push(word.text.clone()),
            }
        }
        parts
    }
}
