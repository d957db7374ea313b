//! How much of one text stands word for word in another?
//!
//! A text is taken as the set of its runs of five words (Broder, "On the resemblance and containment of documents", 1997). A few
//! smallest values of the set under several hashes, its *bands*, find texts that may be alike; the sets themselves decide.

use super::normal::Forms;
use std::hint::black_box;

/// Words in a run: an edit of every twentieth word leaves three quarters of them, and shorter runs are idioms (benches/copies.rs).
const RUN: usize = 5;

/// What the hash of a run is multiplied by from word to word: odd, its bits without order.
const BASE: u64 = 0xD6E8_FEB8_6659_FD93;

/// Texts of fewer words have no bands: "Other incidents" is no copy.
const FEWEST: usize = 8;

/// Bands of a passage, an even number, as one hash makes two: of two that have half of all their runs in common, 94 % have one of
/// four bands in common. An article is found by the bands of any of its passages: so more planted copies were found than by eight
/// bands of the whole story (0.993 and 0.984, when a copy might still name other numbers).
const BANDS: usize = 4;

/// A band that more passages have is that of an idiom or of a template: alone it makes no two of them candidates, as to read all
/// would cost more than the question. Recall of planted copies is 0.9752 so (benches/copies.rs); without, 0.0008 more
/// were found.
const FEW: usize = 32;
/// So many of the bands that many have, two candidates have in common: one stock sentence may make two.
const SEVERAL: usize = 3;

/// Two passages are copies where so much of all their runs stands in both…
const ALIKE: f64 = 0.5;
/// …or so much of one stands in the other.
const HELD: f64 = 0.8;
/// Two articles are copies where so much of the shorter stands in the longer: light edits of every twentieth word leave 0.77.
const HELD_OF_ARTICLE: f64 = 0.5;
/// With fewer runs in common, two articles are copies where one holds the other as a passage does: half of a headline is little.
const FEW_RUNS: usize = 30;

/// Texts with fewer runs in common may be of one template, a notice that is filled in anew every week: the longest of Reuters'
/// that was read word for word the same has 46 words.
const MORE_THAN_TEMPLATE: usize = 60;

/// The runs of words of a text, as hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// Sorted, without doubles.
    sorted: Vec<u64>,
    words: usize,
}

impl Runs {
    /// Takes a text apart, in time linear in its length.
    pub fn new(text: &str) -> Runs {
        let (mut forms, mut form) = (Forms::new(text), String::new());
        let mut words: Vec<u64> = Vec::with_capacity(text.len() / 6);
        while forms.next_into(&mut form).is_some() {
            words.push(hash(&form));
        }
        let mut sorted: Vec<u64> = runs(&words).collect();
        sorted.sort_unstable();
        sorted.dedup();
        Runs { sorted, words: words.len() }
    }

    /// Gives the bands of a passage: two passages that are alike have one in common, as a rule. None of a text of few words.
    pub fn bands(&self) -> Vec<u64> {
        if self.words < FEWEST { Vec::new() } else { smallest(self.sorted.iter().copied()) }
    }

    /// Gives the share of these runs that the other text has too, from 0 to 1.
    pub fn held_by(&self, other: &Runs) -> f64 {
        self.common(other) as f64 / self.sorted.len().max(1) as f64
    }

    /// Gives the share of all runs of both texts that both have, from 0 to 1 (Jaccard's).
    pub fn resemblance(&self, other: &Runs) -> f64 {
        let common = self.common(other);
        common as f64 / (self.sorted.len() + other.sorted.len() - common).max(1) as f64
    }

    /// Tells how much of this passage the other has, where a reader of the other need not read it too.
    pub fn copy_of(&self, other: &Runs) -> Option<f64> {
        let held = self.held_by(other);
        (self.words >= FEWEST && (held >= HELD || self.resemblance(other) >= ALIKE)).then_some(held)
    }

    /// Tells how much of the shorter article stands in the longer one, where one is a copy of the other, cut, edited or joined
    /// with more.
    pub fn copied_article(&self, other: &Runs) -> Option<f64> {
        let held = self.held_by(other).max(other.held_by(self));
        let enough = if self.common(other) < FEW_RUNS { HELD } else { HELD_OF_ARTICLE };
        (self.words.min(other.words) >= FEWEST && held >= enough).then_some(held)
    }

    /// Tells whether so much is the same that it is no template.
    pub fn is_more_than_template(&self, other: &Runs) -> bool {
        self.common(other) >= MORE_THAN_TEMPLATE
    }

    fn common(&self, other: &Runs) -> usize {
        let (mut left, mut right, mut common) = (0, 0, 0);
        while let (Some(one), Some(two)) = (self.sorted.get(left), other.sorted.get(right)) {
            common += usize::from(one == two);
            left += usize::from(one <= two);
            right += usize::from(one >= two);
        }
        common
    }
}

/// Gives the bands of a passage that was taken apart into folded words, given by their hashes, as [`Runs::bands`] does.
pub fn bands(words: &[u64]) -> Vec<u64> {
    if words.len() < FEWEST { Vec::new() } else { smallest(runs(words)) }
}

/// Gives the hashes of all runs, each made of the one before: the word in front goes, one comes behind (Karp and Rabin, "Efficient
/// randomized pattern-matching algorithms", 1987, modulo 2^64).
fn runs(words: &[u64]) -> impl Iterator<Item = u64> {
    let (first, rest) = words.split_at(words.len().min(RUN - 1));
    let add = |sum: u64, word: u64| sum.wrapping_mul(BASE).wrapping_add(word);
    let mut sum = first.iter().fold(0, |sum, word| add(sum, *word));
    words.iter().zip(rest).map(move |(front, last)| {
        let run = add(sum, *last);
        sum = run.wrapping_sub(front.wrapping_mul(BASE.wrapping_pow(RUN as u32 - 1)));
        run
    })
}

/// Gives the smallest of all runs under each of several hashes, two of them the halves of one, in order, without doubles.
fn smallest(runs: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut least = [u32::MAX; BANDS];
    let seeds: [u64; BANDS / 2] = std::array::from_fn(|seed| mixed(seed as u64 + 1));
    for run in runs {
        for (least, seed) in least.chunks_exact_mut(2).zip(seeds) {
            // Hidden so, several are not taken at once, which costs half as much again without wide multiplications.
            let two = mixed(black_box(run ^ seed));
            least[0] = least[0].min(two as u32);
            least[1] = least[1].min((two >> 32) as u32);
        }
    }
    // 32 bits are enough to find candidates by, and make small terms.
    let mut bands: Vec<u64> = (0u64..).zip(least).map(|(at, least)| mixed(u64::from(least) << 32 | at) >> 32).collect();
    bands.sort_unstable();
    bands.dedup();
    bands
}

/// Tells whether a band is one that few passages have, of those that have it.
pub fn is_of_few(passages: usize) -> bool {
    passages <= FEW
}

/// Tells whether two passages that have so many bands in common, each of which many have, may be copies.
pub fn are_several(bands: usize) -> bool {
    bands >= SEVERAL
}

/// Hashes a folded word, sixteen bytes at a time: the same on every machine and in every version.
pub fn hash(word: &str) -> u64 {
    word.as_bytes().chunks(size_of::<u128>()).fold(0, |sum, bytes| {
        let mut letters = [0; size_of::<u128>()];
        letters[..bytes.len()].copy_from_slice(bytes);
        hash_onto(sum, u128::from_le_bytes(letters))
    })
}

/// Hashes a folded word of at most sixteen bytes, given as a number, its first letter lowest; the highest bits are the best mixed.
pub fn hash_of_letters(letters: u128) -> u64 {
    hash_onto(0, letters)
}

/// Hashes by multiplication (Knuth, "The Art of Computer Programming" 6.4): no two words of at most eight bytes alike.
fn hash_onto(sum: u64, letters: u128) -> u64 {
    const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
    let first = (sum ^ letters as u64).wrapping_mul(GOLDEN).rotate_left(u64::BITS / 2);
    (first ^ (letters >> u64::BITS) as u64).wrapping_mul(GOLDEN)
}

/// The finisher of SplitMix64 (Steele, Lea, Flood 2014): every bit of what goes in moves every bit of what comes out.
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let value = (value ^ value >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ value >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ value >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The harbour master of Sundby closed the old pier on Monday, after divers had found cracks in two of its \
        posts. Ferries leave from the fish market until the posts are mended, which will take six weeks and cost two million crowns.";

    #[test]
    fn a_light_edit_is_a_copy_and_a_fresh_report_is_none() {
        let story = Runs::new(STORY);
        let edited = Runs::new(&STORY.replace("on Monday", "on Tuesday"));
        let fresh = Runs::new(
            "Passengers in Sundby have to walk to the fish market: cracks were found in two posts of the old pier, which the harbour master closed on Monday.",
        );
        assert!(edited.copy_of(&story).is_some_and(|held| held > 0.8));
        assert_eq!((fresh.copy_of(&story), fresh.copied_article(&story)), (None, None));
        assert!(story.bands().iter().any(|band| edited.bands().contains(band)));
        let words: Vec<u64> = crate::model::normal::words(STORY).map(|word| hash(&word.form)).collect();
        assert_eq!(bands(&words), story.bands());
        assert_eq!((story.copy_of(&story), story.bands().len()), (Some(1.0), BANDS));
    }

    #[test]
    fn what_is_cut_or_joined_is_a_copy_of_an_article() {
        let cut = &STORY[..STORY.find("Ferries").expect("it stands there")];
        let joined = format!(
            "{STORY}\n\nThe choir of Norrvik sang on Sunday. It has sung since the year in which the church burned down."
        );
        assert_eq!(Runs::new(cut).copied_article(&Runs::new(STORY)), Some(1.0));
        assert_eq!(Runs::new(&joined).copied_article(&Runs::new(STORY)), Some(1.0));
        assert_eq!(Runs::new(cut).copy_of(&Runs::new(STORY)), Some(1.0), "a reader of the story has read the cut");
    }

    #[test]
    fn a_text_of_few_words_is_no_copy() {
        for text in ["", "Other incidents", "Chess: results of the day"] {
            let runs = Runs::new(text);
            assert_eq!((runs.bands(), runs.copy_of(&runs)), (Vec::new(), None), "{text}");
        }
    }
}
