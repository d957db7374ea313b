//! Which common words stand for an organization that was named, as in "the department"?

use super::gazetteer::{self, Facts};
use super::join::Groups;
use super::tokens::{Shape, Token};
use crate::model::document::{Entity, EntityKind};
use crate::model::span::Span;
use foldhash::{HashMap, HashMapExt};
use std::sync::LazyLock;

/// How far back another organization of the same head must lie, in bytes, for the last one to be meant: a long paragraph.
const FAR: usize = 700;

/// Adds the references to the entities that they stand for.
pub(super) fn add(tokens: &[Token], groups: &Groups, entities: &mut [Entity]) {
    let mut last: HashMap<&'static str, Vec<(usize, usize)>> = HashMap::new();
    let mut marks = groups.marks.iter().zip(&groups.entity).peekable();
    for (at, token) in tokens.iter().enumerate() {
        while let Some((mark, entity)) = marks.next_if(|(mark, _)| mark.end <= at) {
            if entities[*entity].kind == EntityKind::Organization && !is_credit(tokens, mark.first, mark.end) {
                let is_company = gazetteer::facts(&entities[*entity].name).any(Facts::COMPANY);
                note(&tokens[mark.first..mark.end], is_company, *entity, mark.span, &mut last);
            }
        }
        let is_inside = marks.peek().is_some_and(|(mark, _)| mark.first <= at);
        if is_inside || token.shape != Shape::Lower || !is_reference(tokens, at) {
            continue;
        }
        if let Some(entity) = last.get(token.text).and_then(|named| meant(named, token.span)) {
            entities[entity].references.push(token_with_article(tokens, at));
        }
    }
}

/// Tells whether the name is of the agency that tells the story: "AFP - Ministers met", "OSLO (AFP) -".
fn is_credit(tokens: &[Token], first: usize, end: usize) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let is_dash = |at: usize| matches!(word(at), "-" | "–" | "—") && word(at + 1) != word(at);
    let opens = first == 0 || tokens[first].opens;
    let is_bracketed = first > 0 && word(first - 1) == "(" && word(end) == ")" && is_dash(end + 1);
    is_bracketed || opens && is_dash(end) && tokens[end].span.start > tokens[end - 1].span.end
}

/// Words that stand for an organization; those of the list `refers`.
const NOUNS: &[&str] = &[
    "department",
    "ministry",
    "company",
    "firm",
    "agency",
    "bank",
    "bureau",
    "commission",
    "committee",
    "council",
    "court",
    "university",
    "college",
    "school",
    "union",
    "party",
    "association",
    "federation",
    "foundation",
    "institute",
    "board",
    "authority",
    "organization",
    "organisation",
    "group",
    "club",
    "hospital",
    "church",
    "newspaper",
    "regulator",
    "airline",
    "force",
    "embassy",
    "parliament",
    "fund",
    "service",
    "office",
];

/// The nouns, each with the words of which an organization's name holds one where it may be meant.
static HEADS: LazyLock<Vec<(&str, &[&str])>> =
    LazyLock::new(|| NOUNS.iter().map(|noun| (*noun, gazetteer::heads_of(noun))).collect());

/// Notes for which nouns the organization may be meant.
fn note(words: &[Token], is_company: bool, entity: usize, span: Span, last: &mut HashMap<&'static str, Vec<(usize, usize)>>) {
    for (noun, heads) in HEADS.iter() {
        let is_firm = is_company && matches!(*noun, "company" | "firm");
        if is_firm || words.iter().any(|word| heads.contains(&word.text)) {
            let named = last.entry(noun).or_default();
            named.retain(|(other, _)| *other != entity);
            named.push((entity, span.end));
            if named.len() > 8 {
                named.remove(0);
            }
        }
    }
}

fn is_reference(tokens: &[Token], at: usize) -> bool {
    let is_the = at.checked_sub(1).is_some_and(|before| matches!(tokens[before].text, "the" | "The"));
    let next = tokens.get(at + 1);
    is_the && !next.is_some_and(|next| next.is_capital() && !next.opens || matches!(next.text, "of" | "for" | "-"))
}

/// Gives the organization that is meant: the only one that fits, or the last one where the others lie far back.
fn meant(named: &[(usize, usize)], at: Span) -> Option<usize> {
    let ((entity, _), others) = named.split_last()?;
    let is_clear = others.last().is_none_or(|(_, end)| at.start.saturating_sub(*end) > FAR);
    is_clear.then_some(*entity)
}

fn token_with_article(tokens: &[Token], at: usize) -> Span {
    Span::new(tokens[at - 1].span.start, tokens[at].span.end)
}
