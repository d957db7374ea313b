//! Which stem has a word that was met before? A word costs a glance, not the making of its stem.

use crate::model::likeness::hash;
use crate::model::normal::stem;

/// Places for words with their stems, a power of two: news has about 100,000 different words in a million.
const KEPT: u32 = 1 << 16;

/// Letters of the longest ending that a stem has in place of its word's.
const ENDING: usize = 5;

/// Letters of the longest word that is kept: of news all but some three in a thousand are no longer.
const LONGEST: usize = 16;

/// A word, the letters that it and its stem begin with, and what the stem ends in. It lies in one line of the memory: to wait for
/// that is most of what a word costs here.
#[derive(Clone, Copy, Default)]
#[repr(C, align(32))]
struct Kept {
    /// The word's letters, as a number; no word is 0.
    letters: [u64; 2],
    hash: u64,
    shared: u8,
    ending_length: u8,
    ending: [u8; ENDING],
}

/// Stems by words, each word in one place that it shares with others: the last one met is kept.
pub(super) struct Stems(Vec<Kept>);

impl Default for Stems {
    fn default() -> Self {
        Stems(vec![Kept::default(); KEPT as usize])
    }
}

impl Stems {
    /// Writes the stem of the folded word of which `forms` has `length` bytes from `start` on behind `term`, and tells whether it
    /// did: a word that is its own stem is left out. Gives the word's hash besides.
    pub(super) fn push(&mut self, forms: &str, start: usize, length: usize, term: &mut String) -> (bool, u64) {
        let form = &forms[start..start + length];
        if !(1..=LONGEST).contains(&length) {
            return (push_other(form, &stem(form), term), hash(form));
        }
        let letters = letters(&forms.as_bytes()[start..], length);
        let kept = &mut self.0[place(letters)];
        if kept.letters != letters {
            let stem = stem(form);
            match Kept::new(letters, form, &stem) {
                Some(new) => *kept = new,
                None => return (push_other(form, &stem, term), hash(form)),
            }
        }
        let (shared, ending) = (usize::from(kept.shared), &kept.ending[..usize::from(kept.ending_length)]);
        if shared == length && ending.is_empty() {
            return (false, kept.hash);
        }
        term.push_str(&form[..shared]);
        ending.iter().for_each(|letter| term.push(char::from(*letter)));
        (true, kept.hash)
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

impl Kept {
    /// Takes a word and its stem apart; `None` where the stem ends in too much, or in letters that are not ASCII.
    fn new(letters: [u64; 2], form: &str, stem: &str) -> Option<Kept> {
        let shared = form.bytes().zip(stem.bytes()).take_while(|(one, other)| one == other).count();
        let rest = stem.as_bytes().get(shared..).filter(|rest| rest.is_ascii() && form.is_char_boundary(shared))?;
        let mut ending = [0; ENDING];
        ending.get_mut(..rest.len())?.copy_from_slice(rest);
        Some(Kept { letters, hash: hash(form), shared: shared as u8, ending_length: rest.len() as u8, ending })
    }
}

fn push_other(form: &str, stem: &str, term: &mut String) -> bool {
    let is_other = stem != form;
    if is_other {
        term.push_str(stem);
    }
    is_other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_its_stem_however_often_it_is_met() {
        let mut stems = Stems::default();
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
            "die",
            "dies",
            "",
        ];
        for _ in 0..2 {
            for word in words {
                let mut term = String::from("before ");
                let (forms, start) = (format!("before {word} behind"), "before ".len());
                let (is_other, hashed) = stems.push(&forms, start, word.len(), &mut term);
                assert_eq!(stems.push(word, 0, word.len(), &mut String::new()), (is_other, hashed));
                assert_eq!((is_other, hashed), (stem(word) != word, hash(word)));
                assert_eq!(term, format!("before {}", if is_other { stem(word) } else { "".into() }));
            }
        }
    }
}
