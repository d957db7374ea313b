//! What is a value tested against: which field, and for dates which side?

use super::dates::Side;
use crate::model::query::Field;

/// The field that values are for, as a name before a colon says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) field: Field,
    /// Of `published` alone.
    pub(super) side: Side,
}

/// Names that say the side of a date too, as in mail programs and on the command line.
const SIDES: [(&str, Side); 4] =
    [("after", Side::After), ("before", Side::Before), ("since", Side::Since), ("until", Side::Until)];

impl Target {
    pub(super) const TEXT: Target = Target { field: Field::Text, side: Side::Within };

    pub(super) fn from_name(name: &str) -> Option<Target> {
        let side = SIDES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        if let Some((_, side)) = side {
            return Some(Target { field: Field::Published, side: *side });
        }
        Field::from_name(name).map(|field| Target { field, side: Side::Within })
    }
}

/// Gives the known name that an unknown one is most like, where one is alike.
pub(super) fn nearest_name(typed: &str) -> Option<&'static str> {
    let typed = typed.to_ascii_lowercase();
    let fields = Field::NAMES.iter().chain(Field::ALIASES).map(|(_, name)| *name);
    let names = fields.chain(SIDES.iter().map(|(name, _)| *name));
    let (distance, name) = names.map(|name| (edit_distance(&typed, name), name)).min_by_key(|(distance, _)| *distance)?;
    // Two slips in a word of five or more, one in a shorter one: more would suggest words that nobody meant.
    let allowed = if typed.len() >= 5 { 2 } else { 1 };
    (distance <= allowed).then_some(name)
}

/// Counts the letters to add, drop or change (Levenshtein).
fn edit_distance(left: &str, right: &str) -> usize {
    // No field's name has as many letters: far enough, and the work stays small however long the typed name is.
    const LONG: usize = 24;
    if left.len() > LONG {
        return LONG;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.bytes().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}
