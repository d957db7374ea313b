//! How is what was learned kept and weighed? What the linear models of names and of claims share.

pub mod table;

use table::Table;

/// The weight of each feature, for decisions of yes or no and for the best of several.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'b>(Table<'b>);

/// How many units a weight of 1 (a factor of e in the odds) has; weights reach to ±127 units.
pub const UNITS: i32 = 24;

impl<'b> Weights<'b> {
    /// Reads what [`Weights::write`] made; `None` where bytes are missing.
    pub fn read(bytes: &'b [u8]) -> Option<Self> {
        Table::read(bytes, 1).filter(|(_, rest)| rest.is_empty()).map(|(table, _)| Weights(table))
    }

    /// Writes weights of features, by their keys.
    pub fn write(features: impl Iterator<Item = (u64, i8)>) -> Vec<u8> {
        Table::write(features.map(|(key, weight)| (key, vec![weight as u8])).collect())
    }

    /// Gives the weight of a feature; 0 where it has none.
    #[inline]
    pub fn of(&self, feature: u64) -> i32 {
        self.0.get(feature).and_then(|row| row.first()).map_or(0, |weight| i32::from(*weight as i8))
    }

    /// Gives how many features have weights.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether none has.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_as_written() {
        let bytes = Weights::write([(table::hash(b"said"), -7), (table::hash(b"told"), 120)].into_iter());
        let weights = Weights::read(&bytes).unwrap();
        assert_eq!([b"said", b"told", b"gone"].map(|word| weights.of(table::hash(word))), [-7, 120, 0]);
        assert!((0..bytes.len()).all(|length| Weights::read(&bytes[..length]).is_none()));
    }
}
