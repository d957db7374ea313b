//! How does one piece become several? By exchanging its names for those of other pieces, alike in kind and form.
//!
//! A name that stands in a piece several times is exchanged alike everywhere, a surname with its full name. Acronyms, the names
//! that they stand for, and names of the kind "other" stay.

use crate::learner::Dice;
use crate::pieces::{Paragraph, Piece};
use std::collections::{BTreeMap, BTreeSet};
use whosaid::analysis::names::tagger::lexicon::{REGION, key, lexicon};
use whosaid::model::document::EntityKind;

/// Names by what they are alike in.
#[derive(Debug, Default)]
pub struct Names(BTreeMap<Form, Vec<String>>);

/// What two names are alike in: kind, how many words, "of" or "and" inside, "the" before it, a country or region.
type Form = (EntityKind, usize, bool, bool, bool);

impl Names {
    /// Gathers the names of pieces.
    pub fn of<'p>(pieces: impl Iterator<Item = &'p Piece>) -> Self {
        let mut names: BTreeMap<Form, BTreeSet<String>> = BTreeMap::new();
        for paragraph in pieces.flat_map(|piece| &piece.paragraphs) {
            for (name, kind, after_the) in named(paragraph) {
                if !is_shouted(name) {
                    names.entry(form(name, kind, after_the)).or_default().insert(name.to_owned());
                }
            }
        }
        Names(names.into_iter().map(|(form, names)| (form, names.into_iter().collect())).collect())
    }
}

/// Gives a copy of the piece under other names.
pub fn exchange(piece: &Piece, names: &Names, dice: &mut Dice) -> Piece {
    let stay = staying(piece);
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for paragraph in &piece.paragraphs {
        let mut fullest: Vec<_> = named(paragraph).collect();
        fullest.sort_by_key(|(name, _, _)| std::cmp::Reverse(name.split(' ').count()));
        for (name, kind, after_the) in fullest {
            if stay.contains(name) || known.contains_key(name) || kind == EntityKind::Other {
                continue;
            }
            let Some(pool) = names.0.get(&form(name, kind, after_the)) else { continue };
            let other = pool[dice.below(pool.len())].clone();
            if kind == EntityKind::Person {
                for (word, replaced) in name.split(' ').zip(other.split(' ')) {
                    known.entry(word.to_owned()).or_insert_with(|| replaced.to_owned());
                }
            }
            known.insert(name.to_owned(), other);
        }
    }
    let mut copy = piece.clone();
    for (text, kind) in copy.paragraphs.iter_mut().flat_map(|paragraph| &mut paragraph.parts) {
        if kind.is_some_and(|kind| kind != EntityKind::Other)
            && let Some(other) = known.get(text.as_str())
        {
            *text = other.clone();
        }
    }
    copy
}

/// Gives the names of a paragraph, their kinds, and whether "the" stands before each.
fn named(paragraph: &Paragraph) -> impl Iterator<Item = (&str, EntityKind, bool)> {
    paragraph.parts.iter().enumerate().filter_map(|(at, (text, kind))| {
        let before = at.checked_sub(1).map_or("", |before| paragraph.parts[before].0.as_str());
        Some((text.as_str(), (*kind)?, before.to_lowercase().ends_with("the ")))
    })
}

/// Gives the names that are not exchanged: acronyms and those whose initials they are.
fn staying(piece: &Piece) -> BTreeSet<String> {
    let all: BTreeSet<&str> = piece.paragraphs.iter().flat_map(named).map(|(name, _, _)| name).collect();
    let shouted: BTreeSet<String> = all.iter().filter(|name| is_shouted(name)).map(|name| (*name).to_owned()).collect();
    let initials = |name: &str| name.chars().filter(|c| c.is_uppercase()).collect::<String>();
    let declared = all.iter().filter(|name| shouted.contains(&initials(name))).map(|name| (*name).to_owned());
    declared.chain(shouted.iter().cloned()).collect()
}

fn is_shouted(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

fn form(name: &str, kind: EntityKind, after_the: bool) -> Form {
    let has_joint = name.split(' ').any(|word| matches!(word, "of" | "for" | "and" | "&"));
    let is_region = kind == EntityKind::Place && lexicon().entry(key(&name.to_lowercase())).lists & REGION != 0;
    (kind, name.split(' ').count(), has_joint, after_the, is_region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pieces::parse;

    #[test]
    fn a_surname_goes_with_its_full_name() {
        let pieces = parse("# a\n[P:Ann Vale] met [P:Vale].\n# b\n[P:Ole Brandt] left [L:Oslo].\n");
        let names = Names::of(pieces[1..].iter());
        let copy = exchange(&pieces[0], &names, &mut Dice(1));
        assert_eq!(copy.example().text.trim(), "Ole Brandt met Brandt.");
    }
}
