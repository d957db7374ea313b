//! Which features does each word have where it stands? The same for learning and for telling.
//!
//! A feature is a number made of its template and its values. Features of a word by itself, as the word or as a neighbour, are made
//! once an article; those of a place, once a place.

use super::words::{Elsewhere, Word};
use crate::analysis::linear::table::pair;

/// What is true of one place in the text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// What the rules say of the word, of the one before and of the one behind (see `super::Verdicts`).
    pub rules: [u16; 3],
    /// Lower-case forms, from two before to two behind; 0 beyond the sentence.
    pub lower: [u64; 5],
    /// Coarse groups of likeness, likewise.
    pub group: [u16; 5],
    pub shape: u64,
    pub headline: bool,
    pub opens: bool,
    pub possessive: bool,
    /// No blank stands before it.
    pub glued: bool,
    pub first: bool,
    pub last: bool,
    /// It stands in a name of several words of the lexicon: where in it, and on which lists that is.
    pub phrase: u16,
    pub lower_elsewhere: bool,
    /// What the rules take the word for elsewhere in the article.
    pub verdict: u8,
}

/// Makes a feature.
#[inline]
const fn feature(template: u64, value: u64) -> u64 {
    pair(template, value)
}

/// Gives the features of a word by itself.
pub(super) fn own(word: &Word, elsewhere: &Elsewhere, add: &mut impl FnMut(u64)) {
    add(feature(1, word.exact));
    add(feature(2, word.lower));
    for (length, beginning) in (0..).zip(word.beginnings).filter(|(_, hash)| *hash != 0) {
        add(feature(3 + length, beginning));
    }
    for (length, ending) in (0..).zip(word.endings).filter(|(_, hash)| *hash != 0) {
        add(feature(6 + length, ending));
    }
    add(feature(10, word.shape));
    for (grain, group) in (0..).zip(word.entry.groups) {
        add(feature(11 + grain, u64::from(group)));
    }
    add(feature(14, u64::from(word.entry.lists)));
    add(feature(15, u64::from(word.facts.bits())));
    for bit in (0..32).filter(|bit| word.facts.bits() & 1 << bit != 0) {
        add(feature(16, bit));
    }
    let (verdict, always) = elsewhere.verdict();
    let seen = u64::from(elsewhere.lower) * 4 + u64::from(elsewhere.capital);
    add(feature(17, seen));
    add(feature(18, pair(word.shape, seen)));
    add(feature(19, verdict as u64 * 2 + u64::from(always)));
    for bit in (0..12).filter(|bit| elsewhere.parts & 1 << bit != 0) {
        add(feature(20, bit));
    }
    add(feature(21, pair(u64::from(word.entry.lists), u64::from(word.entry.groups[2]))));
}

/// Gives the features of a word as the neighbour of another, `steps` behind it.
pub(super) fn beside(word: &Word, steps: i32, add: &mut impl FnMut(u64)) {
    let template = (32 + 16 * (steps + 2)) as u64;
    add(feature(template, word.lower));
    add(feature(template + 1, u64::from(word.entry.groups[1])));
    add(feature(template + 2, u64::from(word.entry.groups[2])));
    if steps.abs() == 1 {
        add(feature(template + 3, word.shape));
        add(feature(template + 4, u64::from(word.facts.bits())));
        add(feature(template + 5, word.endings[2]));
        add(feature(template + 6, u64::from(word.entry.lists)));
        add(feature(template + 7, u64::from(word.entry.groups[0])));
    }
}

/// Gives the features of the place.
pub(super) fn placed(place: &Place, add: &mut impl FnMut(u64)) {
    let [here, before, behind] = place.rules.map(u64::from);
    let verdict = u64::from(place.verdict);
    let written = u64::from(place.headline) | u64::from(place.opens) << 1;
    let edges =
        u64::from(place.first) | u64::from(place.last) << 1 | u64::from(place.glued) << 2 | u64::from(place.possessive) << 3;
    add(feature(128, here));
    add(feature(129, here >> 3));
    add(feature(130, pair(here, before)));
    add(feature(131, pair(here, behind)));
    add(feature(132, pair(here, place.shape)));
    add(feature(133, pair(here, verdict)));
    add(feature(134, pair(here, written)));
    add(feature(135, pair(here, u64::from(place.group[2]))));
    add(feature(136, pair(here, place.lower[1])));
    add(feature(137, pair(here, place.lower[3])));
    add(feature(138, pair(place.shape, written)));
    add(feature(139, pair(place.shape, pair(written, u64::from(place.lower_elsewhere)))));
    add(feature(140, edges));
    add(feature(143, pair(place.lower[1], place.lower[3])));
    add(feature(144, pair(place.lower[1], place.lower[0])));
    add(feature(145, pair(place.lower[3], place.lower[4])));
    add(feature(146, pair(u64::from(place.group[1]), u64::from(place.group[2]))));
    add(feature(147, pair(u64::from(place.group[3]), u64::from(place.group[2]))));
    add(feature(148, pair(pair(u64::from(place.group[1]), u64::from(place.group[2])), u64::from(place.group[3]))));
    if place.phrase != 0 {
        add(feature(149, u64::from(place.phrase)));
    }
}
