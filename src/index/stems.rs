//! Which stem has a word that was met before? A word costs a glance, not the making of its stem.

use crate::model::likeness::hash;
use crate::model::normal::stem;

/// Places for words with their stems, a power of two: news has about 100,000 different words in a million.
const KEPT: u32 = 1 << 16;

/// Letters of the longest ending that a stem has in place of its word's.
const ENDING: usize = 5;

/// A word of at most 16 letters, which of news all but some three in a thousand are: its first and its last eight, which may
/// overlap, and how many it has.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Key {
    ends: [u64; 2],
    length: u8,
}

/// A word, the letters that it and its stem begin with, and what the stem ends in. It lies in one line of the memory: to wait for
/// that is most of what a word costs here.
#[derive(Clone, Copy, Default)]
#[repr(C, align(32))]
struct Kept {
    ends: [u64; 2],
    hash: u64,
    /// 0 where nothing is kept.
    length: u8,
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
    /// Writes the stem of a folded word behind `term`, and tells whether it did: a word that is its own stem is left out. Gives the
    /// word's hash besides.
    pub(super) fn push(&mut self, form: &str, term: &mut String) -> (bool, u64) {
        let Some(key) = Key::of(form) else { return (push_other(form, &stem(form), term), hash(form)) };
        let kept = &mut self.0[key.place()];
        if kept.ends != key.ends || kept.length != key.length {
            let stem = stem(form);
            match Kept::new(key, form, &stem) {
                Some(new) => *kept = new,
                None => return (push_other(form, &stem, term), hash(form)),
            }
        }
        let (shared, ending) = (usize::from(kept.shared), &kept.ending[..usize::from(kept.ending_length)]);
        if shared == form.len() && ending.is_empty() {
            return (false, kept.hash);
        }
        term.push_str(&form[..shared]);
        ending.iter().for_each(|letter| term.push(char::from(*letter)));
        (true, kept.hash)
    }
}

impl Key {
    fn of(form: &str) -> Option<Key> {
        let bytes = form.as_bytes();
        let ends = match bytes.len() {
            8..=16 => [u64::from_le_bytes(*bytes.first_chunk()?), u64::from_le_bytes(*bytes.last_chunk()?)],
            4..=7 => [u32::from_le_bytes(*bytes.first_chunk()?), u32::from_le_bytes(*bytes.last_chunk()?)].map(u64::from),
            1..=3 => {
                [bytes[0], bytes[bytes.len() / 2]].map(u64::from).map(|byte| byte << 8 | u64::from(bytes[bytes.len() - 1]))
            }
            _ => return None,
        };
        Some(Key { ends, length: bytes.len() as u8 })
    }

    /// Gives the word's place, by multiplication (Knuth, "The Art of Computer Programming" 6.4): the highest bits are the best
    /// mixed.
    fn place(self) -> usize {
        const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
        let [first, last] = self.ends;
        let mixed = (first.wrapping_mul(GOLDEN).rotate_left(32) ^ last ^ u64::from(self.length)).wrapping_mul(GOLDEN);
        (mixed >> (u64::BITS - KEPT.trailing_zeros())) as usize
    }
}

impl Kept {
    /// Takes a word and its stem apart; `None` where the stem ends in too much, or in letters that are not ASCII.
    fn new(key: Key, form: &str, stem: &str) -> Option<Kept> {
        let shared = form.bytes().zip(stem.bytes()).take_while(|(one, other)| one == other).count();
        let rest = stem.as_bytes().get(shared..).filter(|rest| rest.is_ascii() && form.is_char_boundary(shared))?;
        let mut ending = [0; ENDING];
        ending.get_mut(..rest.len())?.copy_from_slice(rest);
        let Key { ends, length } = key;
        Some(Kept { ends, hash: hash(form), length, shared: shared as u8, ending_length: rest.len() as u8, ending })
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
                let (is_other, hashed) = stems.push(word, &mut term);
                assert_eq!((is_other, hashed), (stem(word) != word, hash(word)));
                assert_eq!(term, format!("before {}", if is_other { stem(word) } else { "".into() }));
            }
        }
    }
}
