//! Which names do the rules know by what is written of them, so that nothing learned overrules it?

use super::codes;
use super::gazetteer::{self, Facts};
use super::kinds;
use super::marks::{Mark, Strength};
use super::settle;
use super::tokens::{Shape, Token};
use crate::model::document::EntityKind;
use foldhash::{HashMap, HashMapExt};
use std::sync::Arc;

/// Puts the names that the rules are certain of among `marks`: in the place of shorter ones, with their kind, and where none is.
pub(super) fn keep(text: &str, tokens: &[Token], rules: &[Mark], marks: &mut Vec<Mark>) {
    let mut known: HashMap<Arc<str>, EntityKind> = HashMap::new();
    let (mut gone, mut added) = (vec![false; marks.len()], Vec::new());
    for rule in rules.iter().filter(|rule| is_certain(text, tokens, rule)) {
        // A team is not its town, wherever that is named.
        if rule.strength != Strength::Told || rule.kind == EntityKind::Other {
            known.insert(rule.key.clone(), rule.kind);
        }
        let from = marks.partition_point(|mark| mark.end <= rule.first);
        let to = from + marks[from..].partition_point(|mark| mark.first < rule.end);
        if rule.strength == Strength::Told
            || marks[from..to].iter().all(|mark| rule.first <= mark.first && mark.end <= rule.end)
        {
            gone[from..to].fill(true);
            added.push(rule.clone());
        }
    }
    let mut gone = gone.into_iter();
    marks.retain(|_| !gone.next().unwrap_or(false));
    marks.extend(added);
    marks.sort_by_key(|mark| mark.first);
    // A town stays one though a club is called after it.
    let is_place = |mark: &Mark| mark.end == mark.first + 1 && tokens[mark.first].facts.is_place();
    for mark in marks.iter_mut().filter(|mark| !is_place(mark)) {
        mark.kind = known.get(&mark.key).copied().unwrap_or(mark.kind);
    }
}

fn is_certain(text: &str, tokens: &[Token], rule: &Mark) -> bool {
    let told = || {
        let apposed = settle::apposed(tokens, rule.end).or_else(|| settle::called(tokens, rule));
        apposed.or_else(|| settle::instance(tokens, rule))
    };
    match rule.kind {
        _ if rule.strength == Strength::Told => true,
        EntityKind::Organization => {
            let words = &tokens[rule.first..rule.end];
            let is_listed = words.iter().any(|word| word.text == "&")
                && gazetteer::facts(&codes::told(rule.span.of(text))).any(Facts::ORGANIZATION);
            kinds::is_threat_group(rule.span.of(text), words)
                || is_listed
                || is_body_of_country(words)
                || told() == Some(EntityKind::Organization)
        }
        EntityKind::Place => settle::is_placed(tokens, rule) || told() == Some(EntityKind::Place),
        EntityKind::Other => told() == Some(EntityKind::Other),
        EntityKind::Person => false,
    }
}

/// Tells whether it is a country with a body that countries have: "US Congress", "Iraqi Ministry of Health".
fn is_body_of_country(words: &[Token]) -> bool {
    let [country, .., last] = words else { return false };
    let is_body = |word: &Token| {
        word.shape == Shape::Capital
            && (word.facts.any(Facts::ORGANIZATION_HEAD)
                || word.facts.any(Facts::ORGANIZATION) && !word.facts.any(Facts::COMPANY))
    };
    gazetteer::country(country.text).is_some() && is_body(last)
}
