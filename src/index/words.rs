//! How does a text become terms?
//!
//! Every word is indexed under its stem; where the folded word differs from its stem, under that form too, at the same
//! position. Words are searched by stem, phrases and patterns by form.

use crate::model::normal::{stem, words};
use std::cell::RefCell;
use std::collections::HashMap;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// Stems and forms, for passages, titles, claims.
pub(super) const FORMS: &str = "forms";
/// Stems alone, for whole articles.
pub(super) const STEMS: &str = "stems";

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

/// Gives the stem, and the form where it differs.
pub(super) fn terms_of(form: &str) -> (String, Option<String>) {
    let form = &form[..form.floor_char_boundary(LONGEST)];
    let stem = cached_stem(form);
    let other = (stem != form).then(|| form.to_owned());
    (stem, other)
}

fn cached_stem(form: &str) -> String {
    CACHED.with_borrow_mut(|cache| {
        if let Some(stem) = cache.get(form) {
            return stem.clone();
        }
        if cache.len() >= CACHE {
            cache.clear();
        }
        let stem = stem(form).into_owned();
        cache.insert(form.to_owned(), stem.clone());
        stem
    })
}

/// Counts the tokens that `text` is indexed as, with forms and without.
pub(super) fn count(text: &str) -> Counted {
    let mut counted = Counted::default();
    for word in words(text) {
        counted.stems += 1;
        counted.forms += 1 + u64::from(terms_of(&word.form).1.is_some());
    }
    counted
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
            let (stem, form) = terms_of(&word.form);
            let form = form.filter(|_| self.forms);
            for text in std::iter::once(stem).chain(form) {
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
        let mut stream = tokenizer.token_stream("Denied attacks");
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().position, stream.token().text.clone()));
        }
        let expected = [(0, "deni"), (0, "denied"), (1, "attack"), (1, "attacks")];
        assert_eq!(found, expected.map(|(position, text)| (position, text.to_owned())));
        assert_eq!(count("Denied attacks on banks"), Counted { stems: 4, forms: 7 });
    }
}
