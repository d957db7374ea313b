//! How does a text become terms?
//!
//! Every word is indexed in two fields: under its folded form with its place, and under its stem with how often it occurs. Words
//! are searched by stem, phrases, prefixes and patterns by form.

use crate::model::normal::{Forms, stem};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// Folded words as they are.
pub(super) const FORMS: &str = "forms";
/// Their stems.
pub(super) const STEMS: &str = "stems";

/// tantivy drops terms of 65,530 bytes and more; no word of a language comes near this.
const LONGEST: usize = 255;

/// Forms kept with their stems, a thread: news has about 100,000 distinct words in a million.
const CACHE: usize = 1 << 16;

thread_local! {
    static CACHED: RefCell<FxHashMap<Box<str>, Box<str>>> = RefCell::default();
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
    let mut term = String::new();
    push_stem(form_term(form), &mut term);
    term
}

/// Gives the term of a folded word as it is.
pub(super) fn form_term(form: &str) -> &str {
    &form[..form.floor_char_boundary(LONGEST)]
}

fn push_stem(form: &str, term: &mut String) {
    CACHED.with_borrow_mut(|cache| {
        if let Some(stem) = cache.get(form) {
            return term.push_str(stem);
        }
        if cache.len() >= CACHE {
            cache.clear();
        }
        let stem = stem(form);
        term.push_str(&stem);
        cache.insert(form.into(), stem.into());
    });
}

/// Counts the tokens that `text` is indexed as, as stems and as both.
pub(super) fn count(text: &str) -> Counted {
    let (mut forms, mut form, mut words) = (Forms::new(text), String::new(), 0);
    while forms.next_into(&mut form).is_some() {
        words += 1;
    }
    Counted::of(words)
}

/// How many tokens a text has: as stems, and as stems and forms together, which is what scores take for its length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub stems: u64,
    pub forms: u64,
}

impl Counted {
    /// Gives the tokens that so many words are indexed as.
    pub(super) fn of(words: usize) -> Counted {
        let stems = words as u64;
        Counted { stems, forms: 2 * stems }
    }
}

#[derive(Clone)]
struct Words {
    forms: bool,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        Terms { words: Forms::new(text), as_forms: self.forms, form: String::new(), token: Token::default() }
    }
}

/// The terms of a text, made as they are asked for: a token for each would cost more than its place in the index.
struct Terms<'a> {
    words: Forms<'a>,
    as_forms: bool,
    /// Of the word that the token is of.
    form: String,
    token: Token,
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        let Some(span) = self.words.next_into(&mut self.form) else { return false };
        let form = form_term(&self.form);
        if self.as_forms {
            self.token.text.push_str(form)
        } else {
            push_stem(form, &mut self.token.text)
        }
        // Before the first token stands tantivy's own mark, the largest number.
        self.token.position = self.token.position.wrapping_add(1);
        (self.token.offset_from, self.token.offset_to) = (span.start, span.end);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_under_its_stem_and_its_form() {
        let terms = |forms| {
            let mut tokenizer = Words { forms };
            let mut stream = tokenizer.token_stream("Denied attacks, bank");
            let mut found = Vec::new();
            while stream.advance() {
                found.push((stream.token().position, stream.token().text.clone()));
            }
            found
        };
        assert_eq!(terms(false), [(0, "deni".to_owned()), (1, "attack".to_owned()), (2, "bank".to_owned())]);
        assert_eq!(terms(true), [(0, "denied".to_owned()), (1, "attacks".to_owned()), (2, "bank".to_owned())]);
        assert_eq!(count("Denied attacks, bank"), Counted { stems: 3, forms: 6 });
    }
}
