//! What was learned: how much does each feature speak for each label, and each label for the next?

use crate::analysis::linear::table::Table;
use crate::model::document::EntityKind;
use std::sync::LazyLock;

/// Where a word stands in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// First of several words.
    Begin,
    Inside,
    End,
    /// The only word.
    Single,
}

/// How many labels name a part of a name: four parts for each kind. A label's number is `kind * 4 + part`.
pub const NAMED: usize = 16;

/// How many labels there are: those and the last, "no name".
pub const LABELS: usize = NAMED + 1;

/// The label of words that are in no name.
pub const OUTSIDE: usize = NAMED;

/// Gives a label's number.
pub const fn label(kind: EntityKind, part: Part) -> usize {
    kind as usize * 4 + part as usize
}

/// Gives the kind and part of a label; `None` for "no name".
pub fn meaning(label: usize) -> Option<(EntityKind, Part)> {
    let part = [Part::Begin, Part::Inside, Part::End, Part::Single][label % 4];
    Some((*EntityKind::ALL.get(label / 4)?, part))
}

/// Tells whether a label may stand behind another; before the first word and behind the last one stands "no name".
pub fn may_follow(before: usize, after: usize) -> bool {
    let is_open = matches!(meaning(before), Some((_, Part::Begin | Part::Inside)));
    let goes_on = matches!(meaning(after), Some((_, Part::Inside | Part::End)));
    if is_open { goes_on && before / 4 == after / 4 } else { !goes_on }
}

/// The labels that may stand behind one.
#[derive(Clone, Copy)]
struct Followers {
    of: [usize; MOST_FOLLOWERS],
    count: usize,
}

/// Behind a word that ends a name may stand one that begins one of each kind, is one of each kind, or is in none.
const MOST_FOLLOWERS: usize = 9;

static FOLLOWERS: LazyLock<[Followers; LABELS]> = LazyLock::new(|| {
    std::array::from_fn(|before| {
        let mut followers = Followers { of: [OUTSIDE; MOST_FOLLOWERS], count: 0 };
        for after in (0..LABELS).filter(|after| may_follow(before, *after)) {
            followers.of[followers.count] = after;
            followers.count += 1;
        }
        followers
    })
});

/// Weights for the labels that name, over that of "no name", which is 0.
pub type Scores = [i32; NAMED];

/// The learned weights.
#[derive(Clone, Debug)]
pub struct Model<'b> {
    table: Table<'b>,
    /// How well `after` stands behind `before`; [`NEVER`] where it may not.
    pub steps: [[i32; LABELS]; LABELS],
}

/// Below every sum of weights.
pub const NEVER: i32 = -1_000_000;

static MODEL: LazyLock<Model<'static>> =
    LazyLock::new(|| Model::read(include_bytes!("model.bin")).expect("the model was written whole, as the tests see"));

/// Gives the model that the program carries.
pub fn model() -> &'static Model<'static> {
    &MODEL
}

impl<'b> Model<'b> {
    /// Reads what [`Model::write`] made; `None` where bytes are missing.
    pub fn read(bytes: &'b [u8]) -> Option<Self> {
        let (table, rest) = Table::read(bytes, NAMED)?;
        if rest.len() != LABELS * LABELS * 2 {
            return None;
        }
        let mut steps = [[NEVER; LABELS]; LABELS];
        for (place, weight) in rest.chunks_exact(2).enumerate() {
            let (before, after) = (place / LABELS, place % LABELS);
            if may_follow(before, after) {
                steps[before][after] = i32::from(i16::from_le_bytes([weight[0], weight[1]]));
            }
        }
        Some(Model { table, steps })
    }

    /// Writes weights of features, by their keys, and those of steps from label to label.
    pub fn write(features: Vec<(u64, [i8; NAMED])>, steps: &[[i16; LABELS]; LABELS]) -> Vec<u8> {
        let rows = features.into_iter().map(|(key, row)| (key, row.iter().map(|weight| *weight as u8).collect()));
        let mut bytes = Table::write(rows.collect());
        bytes.extend(steps.iter().flatten().flat_map(|weight| weight.to_le_bytes()));
        bytes
    }

    /// Adds what a feature speaks for.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut Scores) {
        let Some(row) = self.table.get(feature).and_then(|row| <&[u8; NAMED]>::try_from(row).ok()) else { return };
        // By an index, several numbers are added at once: iterators and `array::from_fn` were measured slower (docs/speed.md).
        for label in 0..NAMED {
            scores[label] += i32::from(row[label] as i8);
        }
    }

    /// Gives how many features have weights.
    pub fn features(&self) -> usize {
        self.table.len()
    }

    /// Gives the labels that together score most.
    pub fn decode(&self, scores: &[Scores]) -> Vec<usize> {
        let mut best = [NEVER; LABELS];
        best[OUTSIDE] = 0;
        let mut from: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
        for scores in scores {
            let mut next = [NEVER * 2; LABELS];
            let mut came = [OUTSIDE as u8; LABELS];
            for (before, reached) in best.iter().enumerate().filter(|(_, reached)| **reached > NEVER) {
                let steps = &self.steps[before];
                for after in FOLLOWERS[before].of.into_iter().take(FOLLOWERS[before].count) {
                    let score = reached + steps[after];
                    if score > next[after] {
                        next[after] = score;
                        came[after] = before as u8;
                    }
                }
            }
            next.iter_mut().zip(scores).for_each(|(next, score)| *next += score);
            from.push(came);
            best = next;
        }
        let last = (0..LABELS)
            .filter(|label| may_follow(*label, OUTSIDE))
            .max_by_key(|label| (best[*label] + self.steps[*label][OUTSIDE], *label));
        let mut labels = vec![last.unwrap_or(OUTSIDE)];
        for came in from.iter().skip(1).rev() {
            labels.push(usize::from(came[labels[labels.len() - 1]]));
        }
        labels.truncate(scores.len());
        labels.reverse();
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_closed_before_another_opens() {
        let mut scores = [[0; NAMED]; 2];
        scores[0][label(EntityKind::Person, Part::Begin)] = 9;
        scores[1][label(EntityKind::Place, Part::End)] = 5;
        let bytes = Model::write(Vec::new(), &[[0; LABELS]; LABELS]);
        let model = Model::read(&bytes).unwrap();
        let want = [label(EntityKind::Person, Part::Begin), label(EntityKind::Person, Part::End)];
        assert_eq!(model.decode(&scores), want);
        assert_eq!(model.decode(&[]), Vec::<usize>::new());
    }

    #[test]
    fn the_model_that_is_carried_is_whole() {
        assert!(model().features() > 1000);
    }
}
