//! What is known of words that were met before, in whatever article?
//!
//! What there is to say of a word by itself, and of it as a neighbour, is the same wherever it stands. It is made once for as
//! long as the word is remembered; what is told does not depend on it.

use super::features;
use super::lexicon::lexicon;
use super::model::{Model, Scores};
use super::words::Word;
use crate::analysis::names::tokens::Token;
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// Words that are remembered, a thread: some 7 MB. So many are nineteen of twenty that stand in names of news or near them.
const REMEMBERED: usize = 1 << 14;

/// A word, and what it speaks for as a neighbour by the model that the program carries.
pub(super) struct Known {
    pub word: Word,
    /// Two and one before the word that is labelled, one and two behind.
    beside: [OnceCell<Scores>; 4],
}

thread_local! {
    static MET: RefCell<FxHashMap<Box<str>, Rc<Known>>> = RefCell::default();
}

/// Gives what is known of a token's word.
pub(super) fn known(token: &Token) -> Rc<Known> {
    MET.with_borrow_mut(|met| {
        if let Some(known) = met.get(token.text) {
            return known.clone();
        }
        if met.len() >= REMEMBERED {
            met.clear();
        }
        let known = Rc::new(Known { word: Word::new(token, lexicon()), beside: Default::default() });
        met.insert(token.text.into(), known.clone());
        known
    })
}

impl Known {
    /// Gives what the word speaks for, standing `steps` behind the one that is labelled, by the model that the program carries.
    pub(super) fn beside(&self, carried: &Model, steps: i32) -> &Scores {
        let place = if steps < 0 { steps + 2 } else { steps + 1 };
        self.beside[place as usize].get_or_init(|| {
            let mut scores = Scores::default();
            features::beside(&self.word, steps, &mut |feature| carried.add(feature, &mut scores));
            scores
        })
    }
}
