//! What is there to say of each word of a unit: its letters, what it is used like, whether it may be a finite verb?

use crate::analysis::claims::cues::{self, Form};
use crate::analysis::claims::paragraph::Paragraph;
use crate::analysis::claims::tokens::{Class, Token};
use crate::analysis::linear::table::hash;
use crate::analysis::names::tagger::lexicon::lexicon;
use std::cell::RefCell;
use std::ops::Range;

/// The words of a unit.
pub(super) struct Words<'p, 't> {
    pub(super) paragraph: &'p Paragraph<'t>,
    pub(super) unit: Range<usize>,
    words: Vec<Word>,
    /// How many words before each may be finite verbs.
    verbs: Vec<u16>,
}

/// A word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Its form in lower case.
    pub(super) form: u64,
    /// Groups of words used alike, finest first.
    pub(super) groups: [u64; 3],
    /// Its last two letters.
    pub(super) ending: u64,
    /// Class, whether capitalised, whether quoted, whether it may be a finite verb.
    pub(super) class: u64,
    pub(super) quoted: bool,
    pub(super) capital: bool,
}

/// What stands before the first word and behind the last.
const NOTHING: Word = Word { form: 1, groups: [0; 3], ending: 0, class: 255, quoted: false, capital: false };

impl<'p, 't> Words<'p, 't> {
    /// Reads the words of a unit.
    pub(super) fn read(paragraph: &'p Paragraph<'t>, unit: &Range<usize>) -> Self {
        let tokens = &paragraph.tokens[unit.clone()];
        let mut verbs = vec![0];
        let mut words = Vec::with_capacity(tokens.len());
        for token in tokens {
            let verb = is_verb(token);
            verbs.push(verbs[words.len()] + u16::from(verb));
            words.push(word(token, verb));
        }
        Words { paragraph, unit: unit.clone(), words, verbs }
    }

    /// Gives the word at a place of the paragraph.
    #[inline]
    pub(super) fn at(&self, at: usize) -> &Word {
        at.checked_sub(self.unit.start).and_then(|at| self.words.get(at)).unwrap_or(&NOTHING)
    }

    /// Gives the word before a place.
    #[inline]
    pub(super) fn before(&self, at: usize, steps: usize) -> &Word {
        at.checked_sub(steps).map_or(&NOTHING, |at| self.at(at))
    }

    /// Gives how many words may be finite verbs, up to 3.
    pub(super) fn verbs(&self, words: Range<usize>) -> u64 {
        let place = |at: usize| at.clamp(self.unit.start, self.unit.end) - self.unit.start;
        u64::from(self.verbs[place(words.end)].saturating_sub(self.verbs[place(words.start)]).min(3))
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token<'t>> {
        self.paragraph.tokens.get(at).filter(|_| self.unit.contains(&at))
    }

    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_mark)
    }

    pub(super) fn class(&self, at: usize) -> Option<Class> {
        self.token(at).map(|token| token.class)
    }
}

fn word(token: &Token<'_>, verb: bool) -> Word {
    let form = token.form.as_bytes();
    let quoted = token.quote.is_some();
    let flags = u64::from(token.capital) << 4 | u64::from(quoted) << 5 | u64::from(verb) << 6;
    let key = hash(form);
    let groups = if token.is_mark() { [0; 3] } else { groups(key).map(u64::from) };
    Word {
        form: key,
        groups,
        ending: hash(&form[form.len().saturating_sub(2)..]),
        class: token.class as u64 | flags,
        quoted,
        capital: token.capital,
    }
}

/// Words of which the groups are remembered, a thread; the thousand most frequent are four fifths of news.
const REMEMBERED: usize = 1 << 12;

thread_local! {
    /// By the last bits of their keys, the last one met each.
    static MET: RefCell<Vec<(u64, [u16; 3])>> = RefCell::new(vec![(0, [0; 3]); REMEMBERED]);
}

/// Gives the groups of a word in the lexicon, which is larger than what a processor keeps at hand.
fn groups(key: u64) -> [u16; 3] {
    MET.with_borrow_mut(|met| {
        let place = &mut met[key as usize % REMEMBERED];
        if place.0 != key || key == 0 {
            *place = (key, lexicon().entry(key).groups);
        }
        place.1
    })
}

/// Tells whether a word may be a finite verb, as far as its letters tell.
fn is_verb(token: &Token<'_>) -> bool {
    match token.class {
        Class::Auxiliary => !token.is("not"),
        Class::Verb => true,
        Class::Pronoun => token.form.contains('\''),
        Class::Noun if !token.capital && !token.possessive => {
            let reports = || cues::verbs(&token.form).iter().any(|(_, form)| matches!(form, Form::Past | Form::Third));
            token.is_past() || token.form.contains('\'') || reports()
        }
        _ => false,
    }
}
