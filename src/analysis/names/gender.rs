//! Does the article, or the given name, tell whether a person is a man or a woman?

use super::gazetteer::{self, Facts};
use crate::model::document::{Entity, EntityKind};
use serde::{Deserialize, Serialize};

/// What pronoun a person is likely spoken of with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

/// In bytes; no title is as long.
const LONGEST_TITLE: usize = 24;

/// Tells by the titles before a person's mentions, else by the given name; `None` where neither tells, or both do.
pub fn gender(text: &str, person: &Entity) -> Option<Gender> {
    if person.kind != EntityKind::Person {
        return None;
    }
    let titles = person.mentions.iter().filter_map(|mention| {
        // No further than a title is long, so that text without a blank takes no longer.
        let before = text.get(..mention.start)?.trim_end();
        let near = &before[before.floor_char_boundary(before.len().saturating_sub(LONGEST_TITLE))..];
        let title = near.rsplit([' ', '\n']).next().filter(|word| word.len() < LONGEST_TITLE)?;
        by_title(gazetteer::facts(title))
    });
    titles.into_iter().next().or_else(|| by_name(gazetteer::facts(person.name.split([' ', '-']).next()?)))
}

/// Tells by a title.
pub(super) fn by_title(facts: Facts) -> Option<Gender> {
    choose(facts.any(Facts::MALE_TITLE), facts.any(Facts::FEMALE_TITLE))
}

/// Tells by a given name.
pub(super) fn by_name(facts: Facts) -> Option<Gender> {
    choose(facts.any(Facts::MALE_NAME), facts.any(Facts::FEMALE_NAME))
}

const fn choose(male: bool, female: bool) -> Option<Gender> {
    match (male, female) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}
