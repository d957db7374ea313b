//! Which names and values that were asked for are not in the index, and which are there like them?

use super::aliases::Aliases;
use super::filters;
use crate::engine::{NameSet, Request, Unit};
use crate::error::Result;
use crate::model::corrections::Corrections;
use crate::model::document::EntityKind;
use crate::model::normal::{is_mistyped, name_key};
use crate::model::query::{Field, Leaf, Node, Query, Test};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::Path;

/// Names like one that are told: as many as a reader takes in at once.
const SUGGESTED: usize = 3;
/// Names that are looked at, whether they speak: most people who are named often do.
const LOOKED_AT: usize = 12;
/// A word of fewer letters is like too many.
const FEWEST_LETTERS: usize = 4;

/// What is asked for, and where from.
pub(super) struct AskedFor<'a> {
    pub query: &'a Query,
    /// The caller's folder.
    pub here: Option<&'a Path>,
    pub corrections: &'a Corrections,
}

/// Says of each name that is asked for and stands nowhere in the index that it does not, with those like it.
///
/// Where something was found, of those alone that are one of several for a field: they found nothing of it.
///
/// # Errors
/// Where the store cannot be read.
pub(super) fn names(aliases: &Aliases<'_>, asked: &AskedFor<'_>, nothing_found: bool) -> Result<Vec<String>> {
    let wanted = asked.query.root.wanted();
    let is_asked = |leaf: &Leaf| nothing_found || wanted.iter().filter(|(other, _)| other.field == leaf.field).count() > 1;
    let mut told = Vec::new();
    for (leaf, _) in wanted.iter().filter(|(leaf, _)| is_asked(leaf)) {
        let (Some(name), Some(what)) = (whole_name(leaf), what(leaf.field)) else { continue };
        if is_found(aliases, leaf, asked)? {
            continue;
        }
        let guess = match leaf.field {
            Field::Lang => languages(aliases)?,
            Field::Path => folders(aliases),
            field => alike(&like(aliases, field, name, asked)?),
        };
        told.push(format!("{} in this index{guess}", what.replace('_', name)));
    }
    Ok(told)
}

/// Asks whether one of the names was meant.
fn alike(names: &[String]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((one, [])) => format!("; did you mean {one}?"),
        Some((last, others)) => format!("; did you mean {} or {last}?", others.join(", ")),
    }
}

/// Says which languages there are.
fn languages(aliases: &Aliases<'_>) -> Result<String> {
    let known = aliases.engine.languages()?;
    Ok(if known.is_empty() { String::new() } else { format!("; the languages there are: {}", known.join(", ")) })
}

/// Says what paths are looked for in.
fn folders(aliases: &Aliases<'_>) -> String {
    let roots: Vec<&str> = aliases.engine.summary().roots.iter().map(|root| root.path.as_str()).collect();
    format!("; paths are those below {}, in large and small letters as written", roots.join(", "))
}

/// Gives the name that a test asks for; none of patterns, which are no names.
fn whole_name(leaf: &Leaf) -> Option<&str> {
    match &leaf.test {
        Test::Word(name) | Test::Phrase { words: name, .. } => Some(name),
        _ => None,
    }
}

/// Says of a field what a name in it is not; `_` stands for the name.
fn what(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::Source => "no source is called _",
        Field::Speaker => "nobody called _ speaks",
        Field::Via => "nobody called _ relays anything",
        Field::Person => "no person called _ is mentioned",
        Field::Organization => "no organization called _ is mentioned",
        Field::Place => "no place called _ is mentioned",
        Field::Entity => "nothing called _ is mentioned",
        Field::Lang => "nothing is written in _",
        Field::Path => "no path has _",
        _ => return None,
    })
}

fn is_found(aliases: &Aliases<'_>, leaf: &Leaf, asked: &AskedFor<'_>) -> Result<bool> {
    let alone = Query { root: Node::Leaf(leaf.clone()) };
    let query = filters::with_aliases(aliases, Unit::Passage, asked.here, alone, &mut Vec::new())?;
    let request = Request { limit: Some(0), ..Request::all_of(Unit::Passage, &query, asked.corrections) };
    Ok(aliases.engine.find(&request)?.total > 0)
}

/// Gives names of the index that are like one, the nearest first; of a speaker those that speak.
fn like(aliases: &Aliases<'_>, field: Field, name: &str, asked: &AskedFor<'_>) -> Result<Vec<String>> {
    let set = if field == Field::Source { NameSet::Sources } else { NameSet::Entities };
    let kind = match field {
        Field::Person => Some(EntityKind::Person),
        Field::Organization => Some(EntityKind::Organization),
        Field::Place => Some(EntityKind::Place),
        _ => None,
    };
    let key = name_key(name);
    let known = aliases.engine.names(set)?;
    let of_kind = known.iter().filter(|count| kind.is_none() || count.kind == kind);
    let mut near: Vec<_> = of_kind.filter_map(|count| Some((unlikeness(&key, &count.key)?, count))).collect();
    near.sort_by_key(|(unlike, count)| (*unlike, Reverse(count.articles.len()), &count.key, count.kind));
    let mut told = BTreeSet::new();
    let mut names = Vec::new();
    for (_, count) in near.into_iter().filter(|(_, count)| told.insert(&count.key)).take(LOOKED_AT) {
        let leaf = Leaf { field, test: Test::Phrase { words: count.name.clone(), slop: 0 } };
        if !matches!(field, Field::Speaker | Field::Via) || is_found(aliases, &leaf, asked)? {
            names.push(count.name.clone());
        }
        if names.len() == SUGGESTED {
            break;
        }
    }
    Ok(names)
}

/// Tells how unlike two names are, by their normal forms: one mistyped, one with more words, one with a word of the other;
/// `None` where they are not like one another.
fn unlikeness(asked: &str, known: &str) -> Option<u8> {
    if is_mistyped(asked, known) {
        return Some(0);
    }
    let (asked, known): (BTreeSet<&str>, BTreeSet<&str>) = (asked.split(' ').collect(), known.split(' ').collect());
    if known.is_subset(&asked) || asked.is_subset(&known) {
        return Some(1);
    }
    let is_like =
        |word: &&str| word.len() >= FEWEST_LETTERS && known.iter().any(|other| *word == *other || is_mistyped(word, other));
    asked.iter().any(is_like).then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_is_nearer_than_one_with_a_word_in_common() {
        assert_eq!(unlikeness("mirella dastan", "mirela dastan"), Some(0));
        assert_eq!(unlikeness("dastan", "mirela dastan"), Some(1));
        assert_eq!(unlikeness("mirela dastam", "pavel dastan"), Some(2));
        assert_eq!(unlikeness("ann po", "ann holt of the port"), None);
    }
}
