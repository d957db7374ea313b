//! Which entity of the article is the one that speaks?

use super::paragraph::Paragraph;
use super::phrases;
use super::tokens::{Class, Token};
use crate::model::document::{Entity, EntityKind, Speaker};
use crate::model::span::Span;
use std::collections::HashMap;
use std::ops::Range;

/// Resolves speakers in the order of the text, and remembers who spoke.
pub(super) struct Speakers<'e> {
    entities: &'e [Entity],
    /// Names and the words that stand for them, by where they begin.
    places: Vec<Place>,
    last_person: Option<usize>,
    /// Who stands behind "the letter", by the word for the document.
    documents: HashMap<String, usize>,
}

#[derive(Clone, Copy)]
struct Place {
    span: Span,
    entity: usize,
    is_name: bool,
}

/// Words for many: no name stands for them.
const CROWDS: &[&str] = &[
    "people", "police", "others", "many", "several", "some", "most", "few", "both", "all", "media", "everyone", "nobody",
    "someone",
];
/// Words for what is written: who stands behind it is remembered.
const DOCUMENTS: &[&str] = &[
    "letter",
    "statement",
    "report",
    "study",
    "memo",
    "email",
    "filing",
    "lawsuit",
    "indictment",
    "release",
    "post",
    "tweet",
    "poll",
    "survey",
    "document",
];

impl<'e> Speakers<'e> {
    pub(super) fn new(entities: &'e [Entity]) -> Self {
        let mut places: Vec<Place> = Vec::new();
        for (entity, found) in entities.iter().enumerate() {
            places.extend(found.mentions.iter().map(|&span| Place { span, entity, is_name: true }));
            places.extend(found.references.iter().map(|&span| Place { span, entity, is_name: false }));
        }
        places.sort_unstable_by_key(|place| (place.span.start, std::cmp::Reverse(place.span.end), !place.is_name));
        Speakers { entities, places, last_person: None, documents: HashMap::new() }
    }

    /// Gives the speaker that the words stand for; without a name where the article does not say, rather than a wrong one.
    pub(super) fn resolve(&mut self, paragraph: &Paragraph<'_>, words: &Range<usize>) -> Speaker {
        let entity = self.entity(paragraph, words);
        if let Some(entity) = entity {
            if self.entities[entity].kind == EntityKind::Person {
                self.last_person = Some(entity);
            }
            self.remember_document(&paragraph.tokens[words.clone()], entity);
        }
        self.speaker(entity, paragraph.span(words))
    }

    /// Gives the person whose name begins or ends the label of a paragraph ("Senator Berg:").
    pub(super) fn labelled(&mut self, span: Span) -> Speaker {
        let named = self.within(span).find(|place| place.is_name && self.entities[place.entity].kind == EntityKind::Person);
        let entity =
            named.filter(|place| place.span.end == span.end || place.span.start == span.start).map(|place| place.entity);
        self.last_person = entity.or(self.last_person);
        self.speaker(entity, Some(span))
    }

    fn speaker(&self, entity: Option<usize>, span: Option<Span>) -> Speaker {
        let found = entity.map(|entity| &self.entities[entity]);
        Speaker { name: found.map(|entity| entity.name.clone()), kind: found.map(|entity| entity.kind), span }
    }

    fn remember_document(&mut self, words: &[Token<'_>], entity: usize) {
        if let Some(document) = words.iter().find(|token| token.is_any(DOCUMENTS)) {
            self.documents.insert(document.form.to_string(), entity);
        }
    }

    /// Gives the name of what is named inside `span` first, for those who relay.
    pub(super) fn name_in(&self, span: Span) -> Option<&'e Entity> {
        let place = self.within(span).find(|place| place.is_name && self.entities[place.entity].kind != EntityKind::Place)?;
        Some(&self.entities[place.entity])
    }

    fn within(&self, span: Span) -> impl Iterator<Item = &Place> {
        let first = self.places.partition_point(|place| place.span.start < span.start);
        self.places[first..]
            .iter()
            .take_while(move |place| place.span.start < span.end)
            .filter(move |place| place.span.end <= span.end)
    }

    fn entity(&self, paragraph: &Paragraph<'_>, words: &Range<usize>) -> Option<usize> {
        let tokens = &paragraph.tokens[words.clone()];
        let span = paragraph.span(words)?;
        if let [pronoun] = tokens
            && pronoun.class == Class::Pronoun
        {
            return self.pronoun(paragraph, words.start, pronoun);
        }
        let core = core(tokens);
        let head = &tokens[core.checked_sub(1)?];
        let core_end = head.span.end;
        if let Some(person) = self.person(span, core_end, tokens) {
            return Some(person);
        }
        if is_crowd(tokens, head) && !self.within(span).any(|place| place.is_name && place.span.end == core_end) {
            return None;
        }
        self.named(span, core_end).or_else(|| self.referred(span)).or_else(|| self.behind(tokens, head, span))
    }

    /// A person named in the phrase, but for "Smith's lawyer" and "a spokesman for Smith".
    fn person(&self, span: Span, core_end: usize, tokens: &[Token<'_>]) -> Option<usize> {
        let persons = self.within(span).filter(|place| place.is_name && self.entities[place.entity].kind == EntityKind::Person);
        let speaks = |place: &&Place| {
            let first = tokens.partition_point(|token| token.span.start < place.span.start);
            let last = tokens.partition_point(|token| token.span.start < place.span.end);
            let owned = last.checked_sub(1).is_some_and(|last| tokens[last].possessive);
            let before = tokens[..first].iter().rev().find(|token| token.class != Class::Determiner);
            let held = before.is_some_and(|token| token.class == Class::Preposition);
            let followed = place.span.end < core_end
                && tokens[last..].first().is_some_and(|next| !next.capital && next.class == Class::Noun);
            !owned && !held && !followed
        };
        persons.into_iter().find(speaks).map(|place| place.entity)
    }

    fn named(&self, span: Span, core_end: usize) -> Option<usize> {
        let names = || self.within(span).filter(|place| place.is_name);
        let organization = names()
            .filter(|place| self.entities[place.entity].kind == EntityKind::Organization)
            .min_by_key(|place| place.span.end > core_end);
        if let Some(place) = organization {
            return Some(place.entity);
        }
        let head_is = |place: &&Place| place.span.start < core_end && core_end <= place.span.end;
        names().find(|place| head_is(place) && self.entities[place.entity].kind != EntityKind::Person).map(|place| place.entity)
    }

    fn referred(&self, span: Span) -> Option<usize> {
        let place = self.within(span).find(|place| !place.is_name)?;
        (2 * place.span.len() >= span.len()).then_some(place.entity)
    }

    /// "the ministry", "the letter": the last organization whose name holds the word, or who wrote it.
    fn behind(&self, tokens: &[Token<'_>], head: &Token<'_>, span: Span) -> Option<usize> {
        if let Some(&writer) = self.documents.get(head.form.as_ref()) {
            return Some(writer);
        }
        let definite = tokens.first().is_some_and(|token| token.is_any(&["the", "its", "their", "his", "her"]));
        if !definite || head.capital || head.form.len() < 5 {
            return None;
        }
        let before = self.places.partition_point(|place| place.span.start < span.start);
        let holds = |place: &&Place| {
            let entity = &self.entities[place.entity];
            place.is_name
                && entity.kind == EntityKind::Organization
                && entity.name.to_lowercase().split(' ').any(|word| word == head.form)
        };
        self.places[..before].iter().rev().take(200).find(holds).map(|place| place.entity)
    }

    fn pronoun(&self, paragraph: &Paragraph<'_>, at: usize, pronoun: &Token<'_>) -> Option<usize> {
        if pronoun.is_any(&["who", "which", "whom"]) {
            let end = if at > 0 && paragraph.tokens[at - 1].is(",") { at - 1 } else { at };
            let noun = phrases::before(&paragraph.tokens, 0, end)?;
            let itself = noun.len() == 1 && paragraph.tokens[noun.start].class == Class::Pronoun;
            return if itself { None } else { self.entity(paragraph, &noun) };
        }
        if let Some(place) = self.within(pronoun.span).find(|place| !place.is_name) {
            return Some(place.entity);
        }
        let personal = pronoun.form.starts_with("he") || pronoun.form.starts_with("she");
        self.last_person.filter(|_| personal && !pronoun.is("her"))
    }
}

/// Gives how many of the words come before the first preposition, comma or bracket: the phrase's own noun is the last of them.
fn core(tokens: &[Token<'_>]) -> usize {
    let ends = |token: &Token<'_>| matches!(token.class, Class::Preposition | Class::Mark | Class::Verb | Class::Coordinator);
    let inside = tokens.iter().position(|token| token.quote.is_none() && ends(token));
    inside.filter(|&at| at > 0).unwrap_or(tokens.len())
}

fn is_crowd(tokens: &[Token<'_>], head: &Token<'_>) -> bool {
    let plural =
        !head.capital && head.form.ends_with('s') && !head.form.ends_with("ss") && !head.possessive && head.form.len() > 3;
    plural || tokens.iter().take(2).any(|token| token.is_any(CROWDS)) || head.is_any(CROWDS)
}
