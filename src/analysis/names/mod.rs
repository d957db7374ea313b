//! Which persons, organizations, places and other things are named, and which names are one?
//!
//! Rules and lists: capitalised words are taken together into names by what is known of them (`gazetteer`), typed by their own
//! words and those around them (`kinds`), and joined into entities inside the article (`join`). A wrong join is worse than a
//! missed one.

mod aliases;
mod bodies;
mod borders;
mod certain;
mod codes;
mod evidence;
mod gazetteer;
mod gender;
mod join;
mod kin;
mod kinds;
mod marks;
mod owners;
mod persons;
mod references;
mod settle;
mod shared;
pub mod tagger;
mod teams;
mod tokens;
mod works;

pub use gender::{Gender, gender};

use crate::model::article::Block;
use crate::model::document::{Alias, Entity, EntityKind};
use crate::model::span::Span;
use evidence::Evidence;
use marks::{Finder, Mark, Strength};
use tagger::model::Model;
use tagger::{Reading, Stretch};
use tokens::{Sentence, Token};

/// Finds what is named: entities by where they are first mentioned, and the long and short forms that the text gives.
///
/// Mentions and references are sorted and disjoint over all entities. `sentences` are those of the story's blocks; `outlet` is who
/// published it, if known: its name is an organization's wherever it stands.
pub fn find(text: &str, _blocks: &[Block], sentences: &[Span], outlet: Option<&str>) -> (Vec<Entity>, Vec<Alias>) {
    find_by(Some(tagger::model::model()), text, sentences, outlet)
}

/// Finds what is named by another model than the one that the program carries, or by rules alone.
pub fn find_by(model: Option<&Model>, text: &str, sentences: &[Span], outlet: Option<&str>) -> (Vec<Entity>, Vec<Alias>) {
    let (tokens, sentences) = tokens::tokens(text, sentences);
    let evidence = Evidence::of(&tokens, &sentences);
    let mut marks = by_rules(text, &tokens, &sentences, &evidence, outlet);
    let common = aliases::common(&tokens, &marks);
    if let Some(model) = model {
        let rules = marks;
        marks =
            tagger::tag(model, &Reading { text, tokens: &tokens, sentences: &sentences, evidence: &evidence, marks: &rules });
        let article = borders::Article { text, tokens: &tokens, sentences: &sentences, evidence: &evidence, rules: &rules };
        borders::mend(&article, &mut marks);
    }
    marks.retain(|mark| {
        let is_common = || mark.strength < Strength::List && common.contains(mark.span.of(text));
        mark.strength > Strength::Tentative && !is_common()
    });
    shared::put(text, &tokens, &sentences, &mut marks);
    kin::with_epithets(text, &tokens, &mut marks);
    let declared = aliases::declared(text, &tokens, &mut marks);
    let groups = join::join(text, &tokens, marks, &declared);
    let mut entities = groups.entities(text);
    references::add(&tokens, &groups, &mut entities);
    entities.sort_by_key(|entity| entity.mentions.first().copied());
    let mut aliases: Vec<Alias> = declared.into_iter().map(|declared| declared.alias).collect();
    aliases.extend(aliases::shorter(text, &entities));
    (entities, aliases)
}

/// Gives what a learner is shown of an article: the stretches where names can stand.
pub fn stretches(text: &str, sentences: &[Span], outlet: Option<&str>) -> Vec<Stretch> {
    let (tokens, sentences) = tokens::tokens(text, sentences);
    let evidence = Evidence::of(&tokens, &sentences);
    let marks = by_rules(text, &tokens, &sentences, &evidence, outlet);
    tagger::show(&Reading { text, tokens: &tokens, sentences: &sentences, evidence: &evidence, marks: &marks })
}

/// Finds names by rules and lists alone, tentative ones too.
fn by_rules<'t>(
    text: &'t str,
    tokens: &[Token<'t>],
    sentences: &[Sentence],
    evidence: &Evidence<'t>,
    outlet: Option<&str>,
) -> Vec<Mark> {
    let mut finder = Finder { text, tokens, evidence, outlet: outlet_words(outlet), marks: Vec::new() };
    for sentence in sentences {
        finder.sentence(*sentence);
    }
    let mut marks = finder.marks;
    teams::put(text, tokens, sentences, &mut marks);
    works::put(text, tokens, sentences, &mut marks);
    aliases::declared(text, tokens, &mut marks);
    settle::settle(tokens, &mut marks);
    marks
}

/// Gives the words of an outlet's name, without its article; none where it is a single word, which may mean another thing.
fn outlet_words(outlet: Option<&str>) -> Vec<&str> {
    let words: Vec<&str> = outlet.unwrap_or_default().split_whitespace().skip_while(|word| *word == "The").collect();
    if words.len() > 1 { words } else { Vec::new() }
}

/// Gives the countries and organizations of the lists with all forms of their names, the fullest first.
pub fn listed() -> impl Iterator<Item = (EntityKind, Vec<&'static str>)> {
    gazetteer::listed()
}

/// Gives a person's name without what tells a father from a son: "Peter Vale" of "Peter Vale Jr.".
pub(super) fn without_suffix(name: &str) -> &str {
    let bare = name.trim_end_matches(" the Younger").trim_end_matches(" the Elder");
    match bare.rsplit_once(' ') {
        Some((rest, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV")) if rest.contains(' ') => rest.trim_end_matches(','),
        _ => bare,
    }
}

/// Tells whether a list knows the word, in small letters, as a name.
pub(super) fn is_listed(word: &str) -> bool {
    gazetteer::facts(&tokens::title_case(word)).is_known_name()
}

/// Tells whether a word in lower case says what a person does: "mayor", "engineer".
pub(super) fn is_role(word: &str) -> bool {
    gazetteer::facts(word).any(gazetteer::Facts::ROLE)
}

/// Tells whether a word is one for the people of a country: "French", "American".
pub(super) fn is_people(word: &str) -> bool {
    gazetteer::facts(word).any(gazetteer::Facts::PEOPLE)
}

/// Tells whether a word is one for somebody of a country: "Swede", "Russians", but not "Democrats".
pub(super) fn is_nationality(word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    gazetteer::country(word).or_else(|| gazetteer::country(singular)).is_some()
}

#[cfg(test)]
mod tests;
