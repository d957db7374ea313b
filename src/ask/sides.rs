//! Of all the claims that a question finds, which may say the opposite of another?
//!
//! Asking the store once a claim takes minutes where thousands are listed. All of them were read by then: their words, weighed,
//! tell of most that nothing on the other side is like them.

use super::opposing::{ALIKE, NEARLY_ALIKE};
use super::rarities::Rarities;
use super::said::{FEWEST_ALIKE, FEWEST_HELD};
use crate::error::Result;
use crate::model::gist::{Gist, NUMBER};
use crate::model::id::ArticleId;
use std::collections::{BTreeSet, HashMap};

/// Far more than what rounding takes from a weight.
const MARGIN: f64 = 1e-3;

/// What claims say, by side.
#[derive(Default)]
pub(super) struct Sides {
    /// A number a key of a gist.
    words: HashMap<String, u32>,
    claims: Vec<(Place, Weighed)>,
    /// Which claims have a word: those that say that something is so, and those that say that it is not.
    by_word: Vec<[Vec<u32>; 2]>,
    /// Of each claim, for which question it was held against last.
    held_for: Vec<u32>,
    questions: u32,
}

/// Which claim of which article.
pub(super) type Place = (ArticleId, u32);

/// A claim as it is weighed.
struct Weighed {
    /// Words, ascending, with what each weighs.
    words: Box<[(u32, f32)]>,
    /// What all weigh.
    whole: f64,
    numbers: usize,
}

impl Sides {
    /// Takes a claim that is on a side.
    pub(super) fn take(&mut self, place: Place, gist: &Gist, negative: bool, rarities: &mut Rarities<'_>) -> Result<()> {
        let (claim, weighed) = (self.claims.len() as u32, self.weighed(gist, rarities)?);
        for (word, _) in &weighed.words {
            self.by_word[*word as usize][usize::from(negative)].push(claim);
        }
        self.claims.push((place, weighed));
        self.held_for.push(0);
        Ok(())
    }

    /// Gives of the claims that were taken all that may say the opposite of a claim, and maybe more; `None` where its words cannot
    /// tell.
    ///
    /// Of what both weigh, a share that is at least [`ALIKE`] must be common. What is common is no more than what the other weighs:
    /// so it is at least `ALIKE / (2 - ALIKE)` of the one. Words that weigh less than that together need not be looked for.
    pub(super) fn opposite(
        &mut self,
        gist: &Gist,
        negative: bool,
        rarities: &mut Rarities<'_>,
    ) -> Result<Option<BTreeSet<Place>>> {
        let one = self.weighed(gist, rarities)?;
        let mut light = one.whole * (ALIKE / (2.0 - ALIKE)) - NUMBER * one.numbers as f64 - MARGIN;
        if light <= 0.0 {
            return Ok(None);
        }
        let mut words = one.words.to_vec();
        words.sort_by(|left, right| left.1.total_cmp(&right.1));
        words.retain(|(_, weight)| {
            light -= f64::from(*weight);
            light <= 0.0
        });
        self.questions += 1;
        let mut found = BTreeSet::new();
        for (word, _) in words {
            for claim in self.by_word[word as usize][usize::from(!negative)].iter().map(|claim| *claim as usize) {
                if self.held_for[claim] != self.questions {
                    self.held_for[claim] = self.questions;
                    let (place, other) = &self.claims[claim];
                    if one.may_be_like(other) {
                        found.insert(*place);
                    }
                }
            }
        }
        Ok(Some(found))
    }

    fn weighed(&mut self, gist: &Gist, rarities: &mut Rarities<'_>) -> Result<Weighed> {
        let mut words = Vec::new();
        for (key, weight) in rarities.weighed(gist)? {
            let number = match self.words.get(key) {
                Some(number) => *number,
                None => {
                    self.by_word.push(Default::default());
                    self.words.insert(key.to_owned(), self.by_word.len() as u32 - 1);
                    self.by_word.len() as u32 - 1
                }
            };
            words.push((number, weight as f32));
        }
        words.sort_unstable_by_key(|(word, _)| *word);
        let numbers = gist.numbers();
        let whole = words.iter().map(|(_, weight)| f64::from(*weight)).sum::<f64>() + NUMBER * numbers as f64;
        Ok(Weighed { words: words.into(), whole, numbers })
    }
}

impl Weighed {
    /// Tells whether so much may be common: all numbers are taken to be, as far as both have some.
    fn may_be_like(&self, other: &Weighed) -> bool {
        let numbers = self.numbers.min(other.numbers);
        let (mut shared, mut count) = (NUMBER * numbers as f64, numbers);
        let mut others = other.words.iter().peekable();
        for (word, weight) in &self.words {
            while others.next_if(|(other, _)| other < word).is_some() {}
            if let Some((_, own)) = others.next_if(|(other, _)| other == word) {
                shared += f64::from(weight.min(*own));
                count += 1;
            }
        }
        let is_alike = |least: f64| 2.0 * shared >= least * (self.whole + other.whole) - MARGIN;
        count >= FEWEST_HELD && is_alike(ALIKE) || count >= FEWEST_ALIKE && is_alike(NEARLY_ALIKE)
    }
}
