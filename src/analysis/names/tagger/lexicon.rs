//! What is known of very many words beforehand: which words are used alike, and which are given names, surnames, cities?

use crate::analysis::linear::table::{Table, hash, pair};
use std::sync::LazyLock;

/// What is known of a word or a name of several words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The words that it is used like, finest group first; 0 is none. Groups are counted from 1.
    pub groups: [u16; 3],
    /// On which lists it stands.
    pub lists: u8,
}

/// A given name.
pub const GIVEN: u8 = 1;
/// A surname.
pub const FAMILY: u8 = 1 << 1;
/// A city of less than [`BIG_CITY`].
pub const SMALL_CITY: u8 = 1 << 2;
/// A city.
pub const CITY: u8 = 1 << 3;
/// A region or country.
pub const REGION: u8 = 1 << 4;
/// The first word of a name of several words.
pub const BEGINS: u8 = 1 << 5;

/// How many inhabitants a big city has.
pub const BIG_CITY: u64 = 150_000;

/// The most words that a name in the lexicon has.
pub const LONGEST_NAME: usize = 4;

/// Bytes of a row: the finest group, the lists.
pub const WIDTH: usize = 3;

/// Words with what is known of them.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon<'b> {
    table: Table<'b>,
    /// For each finest group, the middle and the coarse one, two bytes each.
    coarser: &'b [u8],
}

static LEXICON: LazyLock<Lexicon<'static>> =
    LazyLock::new(|| Lexicon::read(include_bytes!("lexicon.bin")).expect("the lexicon was written whole, as the tests see"));

/// Gives the lexicon that the program carries.
pub fn lexicon() -> &'static Lexicon<'static> {
    &LEXICON
}

impl<'b> Lexicon<'b> {
    /// Reads what [`Lexicon::write`] made; `None` where bytes are missing.
    pub fn read(bytes: &'b [u8]) -> Option<Self> {
        let (table, coarser) = Table::read(bytes, WIDTH)?;
        Some(Lexicon { table, coarser })
    }

    /// Writes entries, by [`key`]s, and the coarser groups of each finest one.
    pub fn write(entries: impl Iterator<Item = (u64, u16, u8)>, coarser: &[[u16; 2]]) -> Vec<u8> {
        let row = |(key, group, lists): (u64, u16, u8)| (key, [&group.to_le_bytes()[..], &[lists]].concat());
        let mut bytes = Table::write(entries.map(row).collect());
        bytes.extend(coarser.iter().flatten().flat_map(|group| group.to_le_bytes()));
        bytes
    }

    /// Gives what is known; nothing where the word is unknown.
    pub fn entry(&self, key: u64) -> Entry {
        let Some(&[low, high, lists]) = self.table.get(key) else { return Entry::default() };
        let finest = u16::from_le_bytes([low, high]);
        let coarser = self.coarser.get(usize::from(finest) * 4..usize::from(finest) * 4 + 4);
        let Some(&[a, b, c, d]) = coarser else { return Entry { groups: [finest, 0, 0], lists } };
        Entry { groups: [finest, u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d])], lists }
    }
}

/// Gives the key of a word in lower case.
pub fn key(lower: &str) -> u64 {
    hash(lower.as_bytes())
}

/// Gives the key of a name whose words so far have `before`, and go on with the word of `next`.
pub const fn longer(before: u64, next: u64) -> u64 {
    pair(before, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_with_their_groups_and_lists() {
        let both = [(key("vale"), 1, FAMILY), (longer(key("port"), key("vale")), 0, CITY)];
        let bytes = Lexicon::write(both.into_iter(), &[[0, 0], [7, 3]]);
        let lexicon = Lexicon::read(&bytes).unwrap();
        assert_eq!(lexicon.entry(key("vale")), Entry { groups: [1, 7, 3], lists: FAMILY });
        assert_eq!(lexicon.entry(longer(key("port"), key("vale"))).lists, CITY);
        assert_eq!(lexicon.entry(key("unheard")), Entry::default());
    }

    #[test]
    fn the_lexicon_that_is_carried_knows_common_names() {
        assert_ne!(lexicon().entry(key("maria")).lists & GIVEN, 0);
        assert_ne!(lexicon().entry(key("london")).groups, [0, 0, 0]);
    }
}
