//! What is known of a word that was met before? It costs a glance, not the making of its stem.

use super::words::is_odd;
use crate::model::likeness::hash;
use crate::model::normal::stem;

/// Places for words, a power of two: news has about 100,000 different words in a million.
const KEPT: u32 = 1 << 16;

/// Letters of the longest word that is kept: of news all but some three in a thousand are no longer.
const LONGEST: usize = 16;

/// A word and what is known of it. It lies in one line of the memory: to wait for that is most of what a word costs here.
#[derive(Clone, Copy, Default)]
#[repr(C, align(32))]
struct Kept {
    /// The word's letters, as a number; no word is 0.
    letters: [u64; 2],
    hash: u64,
    is_odd: bool,
}

/// Words that were met, each in one place that it shares with others: the last one is kept.
pub(super) struct Met(Vec<Kept>);

impl Default for Met {
    fn default() -> Self {
        Met(vec![Kept::default(); KEPT as usize])
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
        let kept = &mut self.0[place(letters)];
        if kept.letters != letters {
            *kept = Kept { letters, hash: hash(form), is_odd: is_odd(form, &stem(form)) };
        }
        (kept.is_odd, kept.hash)
    }
}

/// Gives the first `length` bytes, 16 at most, as a number: what stands behind is read too, where there is enough, and cut off.
fn letters(bytes: &[u8], length: usize) -> [u64; 2] {
    let sixteen = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut sixteen = [0; LONGEST];
        sixteen[..bytes.len()].copy_from_slice(bytes);
        sixteen
    });
    let all = u128::from_le_bytes(sixteen);
    let kept = if length < LONGEST { all & ((1 << (8 * length)) - 1) } else { all };
    [kept as u64, (kept >> 64) as u64]
}

/// Gives a word's place, by multiplication (Knuth, "The Art of Computer Programming" 6.4): the highest bits are the best mixed.
fn place([first, last]: [u64; 2]) -> usize {
    const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed = (first.wrapping_mul(GOLDEN).rotate_left(32) ^ last).wrapping_mul(GOLDEN);
    (mixed >> (u64::BITS - KEPT.trailing_zeros())) as usize
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
