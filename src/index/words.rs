//! How does a text become terms?
//!
//! Every word is indexed under its folded form and, behind a mark, under its stem, at the same position. Words are searched
//! by stem, phrases, prefixes and patterns by form: the mark keeps a stem from being taken for a form.

use crate::model::normal::{stem, words};
use std::cell::RefCell;
use std::collections::HashMap;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// Stems and forms, for passages, titles, claims.
pub(super) const FORMS: &str = "forms";
/// Stems alone, for whole articles.
pub(super) const STEMS: &str = "stems";

/// Stands before every stem. No folded word holds it, and it is longer than the two edits of a fuzzy word.
pub(super) const STEM_MARK: &str = "\u{1}\u{1}\u{1}";
/// The first text behind all stems: where forms begin.
pub(super) const FIRST_FORM: &str = "\u{2}";

/// tantivy drops terms of 65,530 bytes and more; no word of a language comes near this.
const LONGEST: usize = 255;

/// Forms kept with their stems, a thread: news has about 100,000 distinct words in a million.
const CACHE: usize = 1 << 16;

thread_local! {
    static CACHED: RefCell<HashMap<String, String>> = RefCell::new(HashMap::new());
}

/// Gives the tokenizers under the names that the schema uses.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(FORMS, Words { forms: true });
    manager.register(STEMS, Words { forms: false });
    manager
}

/// Gives the term of a folded word's stem.
pub(super) fn stem_term(form: &str) -> String {
    cached_stem(form_term(form))
}

/// Gives the term of a folded word as it is.
pub(super) fn form_term(form: &str) -> &str {
    &form[..form.floor_char_boundary(LONGEST)]
}

fn cached_stem(form: &str) -> String {
    CACHED.with_borrow_mut(|cache| {
        if let Some(stem) = cache.get(form) {
            return stem.clone();
        }
        if cache.len() >= CACHE {
            cache.clear();
        }
        let stem = STEM_MARK.to_owned() + &stem(form);
        cache.insert(form.to_owned(), stem.clone());
        stem
    })
}

/// Counts the tokens that `text` is indexed as, with forms and without.
pub(super) fn count(text: &str) -> Counted {
    let stems = words(text).count() as u64;
    Counted { stems, forms: 2 * stems }
}

/// How many tokens a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub stems: u64,
    pub forms: u64,
}

#[derive(Clone)]
struct Words {
    forms: bool,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Terms;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        let mut tokens = Vec::with_capacity(text.len() / 4);
        for (position, word) in words(text).enumerate() {
            let form = self.forms.then(|| form_term(&word.form).to_owned());
            for text in std::iter::once(stem_term(&word.form)).chain(form) {
                tokens.push(Token {
                    offset_from: word.span.start,
                    offset_to: word.span.end,
                    position,
                    text,
                    position_length: 1,
                });
            }
        }
        Terms { tokens, next: 0 }
    }
}

struct Terms {
    tokens: Vec<Token>,
    next: usize,
}

impl TokenStream for Terms {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.len()
    }

    fn token(&self) -> &Token {
        &self.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens[self.next - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_under_its_stem_and_its_form() {
        let mut tokenizer = Words { forms: true };
        let mut stream = tokenizer.token_stream("Denied attacks, bank");
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().position, stream.token().text.clone()));
        }
        let mark = |stem: &str| STEM_MARK.to_owned() + stem;
        let expected = [
            (0, mark("deni")),
            (0, "denied".to_owned()),
            (1, mark("attack")),
            (1, "attacks".to_owned()),
            (2, mark("bank")),
            (2, "bank".to_owned()),
        ];
        assert_eq!(found, expected);
        assert_eq!(count("Denied attacks, bank"), Counted { stems: 3, forms: 6 });
    }
}
