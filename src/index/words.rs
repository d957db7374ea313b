//! How does a text become terms?
//!
//! Every word is indexed under its folded form and, behind a mark, under its stem, at the same position. Words are searched
//! by stem, phrases, prefixes and patterns by form: the mark keeps a stem from being taken for a form.

use crate::model::normal::{Forms, stem};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
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
        let stem = STEM_MARK.to_owned() + &stem(form);
        term.push_str(&stem);
        cache.insert(form.into(), stem.into());
    });
}

/// Counts the tokens that `text` is indexed as, with forms and without.
pub(super) fn count(text: &str) -> Counted {
    let (mut forms, mut form, mut words) = (Forms::new(text), String::new(), 0);
    while forms.next_into(&mut form).is_some() {
        words += 1;
    }
    Counted::of(words)
}

/// How many tokens a text has.
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
        Terms {
            words: Forms::new(text),
            with_forms: self.forms,
            form: String::new(),
            owes_form: false,
            token: Token::default(),
        }
    }
}

/// The terms of a text, made as they are asked for: a token for each would cost more than its place in the index.
struct Terms<'a> {
    words: Forms<'a>,
    with_forms: bool,
    /// Of the word that the token is of.
    form: String,
    /// Whether the word's form comes next.
    owes_form: bool,
    token: Token,
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        if self.owes_form {
            self.owes_form = false;
            self.token.text.push_str(form_term(&self.form));
            return true;
        }
        let Some(span) = self.words.next_into(&mut self.form) else { return false };
        push_stem(form_term(&self.form), &mut self.token.text);
        self.owes_form = self.with_forms;
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
