//! What is known of a word that was met before? It costs a glance, not the making of its stem.

use super::words::is_odd;
use crate::model::likeness::{hash, hash_of_letters};
use crate::model::normal::stem;

/// Places for words, a power of two: news has about 100,000 different words in a million.
const KEPT: u32 = 1 << 17;

/// Letters of the longest word that is kept, the bytes of a number but one: of news all but some three in a thousand are no longer.
const LONGEST: usize = size_of::<u128>() - 1;

/// In the byte that no word needs: the word is looked for by its stem alone.
const ODD: u128 = 1 << (u128::BITS - 1);

/// Words that were met, each in one place that it shares with others: the last one is kept.
///
/// A word is kept as the number of its letters: to wait for the memory is most of what a word costs here, and so four stand in one
/// line of it. No word is 0.
pub(super) struct Met(Vec<u128>);

impl Default for Met {
    fn default() -> Self {
        Met(vec![0; KEPT as usize])
    }
}

impl Met {
    /// Tells of the folded word of which `forms` has `length` bytes from `start` on whether it
    /// is looked for by its stem alone, and gives its hash.
    pub(super) fn look(&mut self, forms: &str, start: usize, length: usize) -> (bool, u64) {
        let form = &forms[start..start + length];
        if !(1..=LONGEST).contains(&length) {
            return (is_odd(form, &stem(form)), hash(form));
        }
        let letters = letters(&forms.as_bytes()[start..], length);
        let hash = hash_of_letters(letters);
        let kept = &mut self.0[(hash >> (u64::BITS - KEPT.trailing_zeros())) as usize];
        if *kept & !ODD != letters {
            *kept = letters | if is_odd(form, &stem(form)) { ODD } else { 0 };
        }
        (*kept & ODD != 0, hash)
    }
}

/// Gives the first `length` bytes, fifteen at most, as a number: what stands behind, where there is enough, is read and cut off.
fn letters(bytes: &[u8], length: usize) -> u128 {
    let sixteen = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut sixteen = [0; size_of::<u128>()];
        sixteen[..bytes.len()].copy_from_slice(bytes);
        sixteen
    });
    u128::from_le_bytes(sixteen) & ((1 << (8 * length)) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_told_of_a_word_however_often_it_is_met() {
        let mut met = Met::default();
        let words = [
            "denied",
            "bank",
            "happily",
            "dying",
            "internationalization",
            "congratulations",
            "congratulationsx",
            "łodzie",
            "naïvely",
            "京都",
            "a",
            "by",
            "going",
            "die",
            "dies",
            "",
        ];
        for _ in 0..2 {
            for word in words {
                let (forms, start) = (format!("before {word} behind"), "before ".len());
                let found = met.look(&forms, start, word.len());
                assert_eq!(met.look(word, 0, word.len()), found);
                assert_eq!(found, (is_odd(word, &stem(word)), hash(word)));
            }
        }
    }
}
