//! What is there to say of a word by itself: its letters, how it is written, what lists and the rest of the article know of it?

use super::lexicon::{self, Entry, Lexicon};
use crate::analysis::linear::table::{hash, pair};
use crate::analysis::names::gazetteer::{self, Facts};
use crate::analysis::names::tokens::Token;

/// A word of an article, with what is known of it; made once for all places that it stands at.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub exact: u64,
    pub lower: u64,
    /// The first two to four letters, in lower case; 0 where the word has no more.
    pub beginnings: [u64; 3],
    /// The last one to four letters.
    pub endings: [u64; 4],
    pub shape: u64,
    pub facts: Facts,
    pub entry: Entry,
}

/// What the article as a whole says of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Elsewhere {
    /// It stands somewhere in lower case.
    pub lower: bool,
    /// How often it is capitalised inside sentences, up to 3.
    pub capital: u8,
    /// How often the rules take it for a part of a name of each kind, and last for none.
    pub votes: [u16; 5],
    /// Parts of longer names that it is somewhere, by the rules: a bit for first, middle and last of each kind.
    pub parts: u16,
}

impl Elsewhere {
    /// Gives what the rules take the word for most often, and whether always.
    pub(super) fn verdict(&self) -> (usize, bool) {
        let most = (0..5).max_by_key(|kind| (self.votes[*kind], 5 - *kind)).unwrap_or(4);
        let all: u32 = self.votes.iter().map(|votes| u32::from(*votes)).sum();
        (most, u32::from(self.votes[most]) == all)
    }
}

impl Word {
    pub(super) fn new(token: &Token, lexicon: &Lexicon) -> Self {
        let lower = token.text.to_lowercase();
        let chars: Vec<(usize, char)> = lower.char_indices().collect();
        let start = |back: usize| chars.len().checked_sub(back).map(|at| chars[at].0);
        let beginning = |length: usize| chars.get(length).map_or(0, |(end, _)| hash(&lower.as_bytes()[..*end]));
        let ending = |length: usize| {
            let from = start(length).filter(|_| chars.len() > length);
            from.map_or(0, |from| hash(&lower.as_bytes()[from..]))
        };
        let facts = if token.is_capital() { token.facts } else { gazetteer::facts(token.text) };
        Word {
            exact: hash(token.text.as_bytes()),
            lower: hash(lower.as_bytes()),
            beginnings: [beginning(2), beginning(3), beginning(4)],
            endings: [ending(1), ending(2), ending(3), ending(4)],
            shape: shape(token.text),
            facts,
            entry: lexicon.entry(lexicon_key(&lower)),
        }
    }
}

/// Gives the key under which the lexicon has a word: with plain apostrophes.
fn lexicon_key(lower: &str) -> u64 {
    if lower.contains('’') { lexicon::key(&lower.replace('’', "'")) } else { lexicon::key(lower) }
}

/// Gives how a word is written, runs of like letters made short: `Xx`, `XX`, `X.X.`, `XxX-9`.
fn shape(text: &str) -> u64 {
    let mut last = (' ', 0);
    let mut shape = 7;
    for c in text.chars().take(24) {
        let like = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => '9',
            '’' | 'ʼ' => '\'',
            _ => c,
        };
        last = if last.0 == like { (like, last.1 + 1) } else { (like, 1) };
        if last.1 <= 2 {
            shape = pair(shape, u64::from(u32::from(like)));
        }
    }
    shape
}
