//! How does a text become terms?
//!
//! Every word is indexed under its folded form with its place. Phrases, prefixes and patterns are searched by form, words by stem:
//! by all forms that have it. Nearly all of them begin with it, so that they stand side by side in the list of terms. The others,
//! and those of stems that are short or no words, are indexed in a second field too, under their stem with how often it occurs: so
//! are two words that a hyphen joins, under the stem that they have as one.

use super::bands::{BANDS, Bands};
use super::met::Met;
use crate::model::compound::{is_hyphen, joined};
use crate::model::likeness;
use crate::model::normal::{Forms, Word, stem, words};
use memchr::memchr2_iter;
use std::cell::RefCell;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// The name of the tokenizer that takes apart what was cut.
pub(super) const CUT: &str = "cut";

/// What stands behind every word of a text that was cut: no folded word has it.
const BETWEEN: char = ' ';

/// Bytes that are copied at once, a word among them: hardly one is longer.
const WINDOW: usize = 16;

/// tantivy drops terms of 65,530 bytes and more; no word of a language comes near this.
const LONGEST: usize = 255;

/// What the hyphens that are no ASCII begin with.
const HYPHEN: u8 = 0xE2;

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// What a thread keeps from text to text.
#[derive(Default)]
struct Known {
    met: Met,
    /// Where the words end, and their hashes, to be filled anew.
    ends: Vec<usize>,
    hashes: Vec<u64>,
}

/// Gives the tokenizers under the names that the schema uses.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(CUT, Words);
    manager.register(BANDS, Bands);
    manager
}

/// Gives the term of a folded word's stem.
pub(super) fn stem_term(form: &str) -> String {
    stem(form_term(form)).into_owned()
}

/// Letters of the shortest stem whose words are looked for by what they begin with: with fewer, thousands of words begin.
const SHORTEST: usize = 3;

/// Gives what the words of a stem begin with, no beginning being that of another; none of a short stem, or of one with digits.
///
/// A stem's end differs from its words' where Porter2 writes `y` as `i`, and where it puts an `e` behind what `ing` leaves.
pub(super) fn beginnings(stem: &str) -> impl Iterator<Item = String> {
    let is_word = stem.chars().count() >= SHORTEST && stem.chars().all(char::is_alphabetic);
    let other = match stem.char_indices().next_back() {
        Some((end, 'i')) => Some(format!("{}y", &stem[..end])),
        Some((end, 'e')) => Some(format!("{}ing", &stem[..end])),
        _ => None,
    };
    Some(stem.to_owned()).into_iter().chain(other).filter(move |_| is_word)
}

/// Tells whether a form is looked for by its stem alone: not as that stem itself, nor by what the stem's words begin with.
pub(super) fn is_odd(form: &str, stem: &str) -> bool {
    form != stem && !beginnings(stem).any(|beginning| form.starts_with(&beginning))
}

/// Gives the term of a folded word as it is.
pub(super) fn form_term(form: &str) -> &str {
    &form[..form.floor_char_boundary(LONGEST)]
}

/// A running text cut into words once, as the engine is given it: words of a field stand between blanks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    /// The folded words.
    pub forms: String,
    /// The stems of those that are looked for by their stem alone, and of two that a hyphen joins as one.
    pub stems: String,
    /// How many words there are.
    pub words: u64,
}

impl Cut {
    /// Cuts a text.
    pub(super) fn new(text: &str) -> Cut {
        KNOWN.with_borrow_mut(|known| Cut::fill(text, known))
    }

    /// Cuts the text of a passage, and gives the bands by which its copies are found.
    pub(super) fn with_bands(text: &str) -> (Cut, Vec<u64>) {
        KNOWN.with_borrow_mut(|known| {
            let cut = Cut::fill(text, known);
            (cut, likeness::bands(&known.hashes))
        })
    }

    /// Adds what words with a hyphen between them are as one.
    fn join(&mut self, text: &str) {
        let mut behind = 0;
        for at in memchr2_iter(b'-', HYPHEN, text.as_bytes()) {
            if at < behind || !text[at..].starts_with(is_hyphen) {
                continue;
            }
            // No word goes over a blank.
            let start = text[..at].rfind(|c: char| c.is_ascii_whitespace()).map_or(0, |blank| blank + 1);
            behind = text[at..].find(|c: char| c.is_ascii_whitespace()).map_or(text.len(), |blank| at + blank);
            let stretch = &text[start..behind];
            let words: Vec<Word> = words(stretch).collect();
            for form in words.windows(2).filter_map(|pair| joined(stretch, &pair[0], &pair[1])) {
                self.stems.push_str(&stem_term(&form));
                self.stems.push(BETWEEN);
            }
        }
    }

    /// All words are found before any is looked up: then several are waited for at once where memory is slow.
    fn fill(text: &str, Known { met, ends, hashes }: &mut Known) -> Cut {
        ends.clear();
        hashes.clear();
        // Forms and what stands between them are hardly longer than the text.
        let (mut forms, mut stems) = (String::with_capacity(text.len()), String::new());
        Forms::new(text).all_onto(BETWEEN, &mut forms, ends);
        let mut start = 0;
        for end in &*ends {
            let form = &forms[start..*end];
            let length = form_term(form).len();
            let (is_odd, hash) = met.look(&forms, start, length);
            if is_odd {
                stems.push_str(&stem_term(form));
                stems.push(BETWEEN);
            }
            hashes.push(if length == form.len() { hash } else { likeness::hash(form) });
            start = end + BETWEEN.len_utf8();
        }
        let mut cut = Cut { forms, stems, words: ends.len() as u64 };
        cut.join(text);
        cut
    }
}

/// Gives the first of the words that were cut, and the others.
fn first(words: &str) -> Option<(&str, &str)> {
    let end = words.bytes().position(|byte| byte == BETWEEN as u8)?;
    Some((&words[..end], &words[end + 1..]))
}

/// Takes apart what [`Cut`] put together.
#[derive(Clone)]
struct Words;

impl Tokenizer for Words {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        Terms { rest: text, token: Token::default() }
    }
}

/// The terms of a text, made as they are asked for: a token for each would cost more than its place in the index.
struct Terms<'a> {
    rest: &'a str,
    token: Token,
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        let Some((word, rest)) = first(self.rest) else { return false };
        self.token.text.clear();
        match self.rest.get(..WINDOW) {
            // So many bytes, known when this is compiled, are copied at once.
            Some(window) if word.len() <= WINDOW => {
                self.token.text.push_str(window);
                self.token.text.truncate(word.len());
            }
            _ => self.token.text.push_str(form_term(word)),
        }
        self.rest = rest;
        // Before the first token stands tantivy's own mark, the largest number.
        self.token.position = self.token.position.wrapping_add(1);
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
    fn a_word_stands_under_its_form_and_under_its_stem_where_it_does_not_begin_as_its_words_do() {
        let cut = Cut::new("Dying attacks, going");
        let terms = |text: &str| {
            let mut tokenizer = Words;
            let mut stream = tokenizer.token_stream(text);
            let mut found = Vec::new();
            while stream.advance() {
                found.push((stream.token().position, stream.token().text.clone()));
            }
            found
        };
        assert_eq!(terms(&cut.stems), [(0, "die".to_owned()), (1, "go".to_owned())]);
        assert_eq!(terms(&cut.forms), [(0, "dying".to_owned()), (1, "attacks".to_owned()), (2, "going".to_owned())]);
        assert_eq!(cut.words, 3);
    }

    #[test]
    fn two_words_that_a_hyphen_joins_stand_under_the_stem_of_both_as_one_too() {
        let cut = Cut::new("“E-mails-based” – the anti\u{2011}war, co-operating G-7\ngroup; 9-11 and so - on");
        assert_eq!(cut.stems, "email mailsbas antiwar cooper g7 ");
        assert_eq!(cut.words, 16);
    }

    #[test]
    fn words_of_a_stem_begin_as_it_does() {
        let of = |stem: &str| beginnings(stem).collect::<Vec<_>>();
        assert_eq!(of("attack"), ["attack"]);
        assert_eq!(of("deni"), ["deni", "deny"]);
        assert_eq!(of("hope"), ["hope", "hoping"]);
        assert!(of("go").is_empty() && of("1990").is_empty());
        for form in
            ["attacks", "denies", "denying", "hopes", "hoped", "hoping", "rating", "agreed", "ties", "nationally", "łodzi"]
        {
            assert!(!is_odd(form, &stem(form)), "{form}");
        }
        for form in ["dying", "lying", "going"] {
            assert!(is_odd(form, &stem(form)), "{form}");
        }
    }
}
