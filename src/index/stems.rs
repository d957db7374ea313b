//! Which stem has a word that was met before? A word costs a glance, not the making of its stem.

use crate::model::normal::stem;
use std::hash::Hasher;

/// Places for words with their stems: news has about 100,000 different words in a million.
const KEPT: usize = 1 << 16;

/// Letters of the longest word that is kept: of news some three in a thousand are longer.
const LONGEST: usize = 16;

/// Letters of the longest ending that a stem has in place of its word's.
const ENDING: usize = 6;

/// A word, the letters that it and its stem begin with, and what the stem ends in.
#[derive(Clone, Copy, Default)]
struct Kept {
    /// Filled up with zeros; all zeros where nothing is kept.
    word: [u8; LONGEST],
    shared: u8,
    length: u8,
    ending: [u8; ENDING],
}

/// Stems by words, each word in one place that it shares with others: the last one met is kept.
pub(super) struct Stems(Vec<Kept>);

impl Default for Stems {
    fn default() -> Self {
        Stems(vec![Kept::default(); KEPT])
    }
}

impl Stems {
    /// Writes the stem of a folded word behind `term`, and tells whether it did: a word that is its own stem is left out.
    pub(super) fn push(&mut self, form: &str, term: &mut String) -> bool {
        let bytes = form.as_bytes();
        let mut word = [0; LONGEST];
        match word.get_mut(..bytes.len()) {
            Some(start) if !bytes.is_empty() => start.copy_from_slice(bytes),
            _ => return push_other(form, &stem(form), term),
        }
        let kept = &mut self.0[place(word)];
        if kept.word != word {
            let stem = stem(form);
            match Kept::new(word, form, &stem) {
                Some(new) => *kept = new,
                None => return push_other(form, &stem, term),
            }
        }
        let (shared, length) = (usize::from(kept.shared), usize::from(kept.length));
        if shared == form.len() && length == 0 {
            return false;
        }
        term.push_str(&form[..shared]);
        kept.ending[..length].iter().for_each(|letter| term.push(char::from(*letter)));
        true
    }
}

impl Kept {
    /// Takes a word and its stem apart; `None` where the stem ends in too much, or in letters that are not ASCII.
    fn new(word: [u8; LONGEST], form: &str, stem: &str) -> Option<Kept> {
        let shared = form.bytes().zip(stem.bytes()).take_while(|(one, other)| one == other).count();
        let rest = stem.as_bytes().get(shared..).filter(|rest| rest.is_ascii() && form.is_char_boundary(shared))?;
        let mut ending = [0; ENDING];
        ending.get_mut(..rest.len())?.copy_from_slice(rest);
        Some(Kept { word, shared: shared as u8, length: rest.len() as u8, ending })
    }
}

fn push_other(form: &str, stem: &str, term: &mut String) -> bool {
    let is_other = stem != form;
    if is_other {
        term.push_str(stem);
    }
    is_other
}

fn place(word: [u8; LONGEST]) -> usize {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write_u128(u128::from_le_bytes(word));
    hasher.finish() as usize % KEPT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_its_stem_however_often_it_is_met() {
        let mut stems = Stems::default();
        let words = ["denied", "bank", "happily", "dying", "internationalization", "łodzie", "naïvely", "京都", "a", ""];
        for _ in 0..2 {
            for word in words {
                let mut term = String::from("before ");
                let is_other = stems.push(word, &mut term);
                assert_eq!(is_other, stem(word) != word);
                assert_eq!(term, format!("before {}", if is_other { stem(word) } else { "".into() }));
            }
        }
    }
}
