//! Whom do "the company", "the ministry" and "the letter" stand for?

use super::documents;
use super::pronouns::{FAR, NEAR};
use super::speakers::{Place, Speakers};
use super::tokens::{Class, Token};
use super::voices;
use crate::analysis::names;
use crate::model::document::EntityKind;
use crate::model::span::Span;

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

impl Speakers<'_> {
    pub(super) fn remember_document(&mut self, words: &[Token<'_>], entity: usize) {
        if let Some(document) = words.iter().find(|token| token.is_any(DOCUMENTS)) {
            // "the report" behind another body's study may be either's.
            if self.documents.values().any(|&(other, _)| other != entity) {
                self.documents.clear();
            }
            self.documents.insert(document.form.to_string(), (entity, document.span.start));
        }
    }

    /// Gives who stands behind a document that was spoken of not long before.
    pub(super) fn remembered(&self, document: &Token<'_>) -> Option<usize> {
        let &(writer, told) = self.documents.get(document.form.as_ref())?;
        // "Holt wrote a letter. … Orr wrote one, too. The letter said": whoever spoke since may have written another.
        let person = |entity: usize| self.entities[entity].kind == EntityKind::Person;
        let mut since = self.recent(document.span.start, FAR).take_while(|&(start, _)| start > told);
        let another = person(writer) && since.any(|(_, entity)| entity != writer && person(entity));
        (told + FAR > document.span.start && !another).then_some(writer)
    }

    /// Gives who wrote a document: "the bank's letter", "a report by the ministry", "a letter signed by Ann Holt".
    pub(super) fn writer(&self, tokens: &[Token<'_>], document: usize, span: Span) -> Option<usize> {
        let places: Vec<&Place> = self.within(span).collect();
        let of = |from: usize, to: usize| {
            let whole =
                |end: usize| tokens.iter().all(|token| token.possessive || token.span.end <= end || token.span.start >= end);
            let found = places.iter().find(|place| place.span.start >= from && place.span.start < to)?;
            // "A Vale-ordered report": ordered, and not written.
            Some(found.entity).filter(|_| whole(found.span.end))
        };
        let reader = |at: usize| at > 0 && tokens[at - 1].is_any(&["seen", "obtained", "reviewed", "leaked", "read"]);
        // "The poll, which follows a survey by Vale Research": another one.
        let relative = tokens.iter().position(|token| token.is_any(&["which", "whose", "who"])).unwrap_or(tokens.len());
        let by = (0..relative).find(|&at| tokens[at].is_any(&["by", "from"]) && !reader(at));
        if let Some(by) = by {
            let end = tokens[by + 1..]
                .iter()
                .position(|token| token.is_any(&["to", "and", ","]))
                .map_or(span.end, |at| tokens[by + 1 + at].span.start);
            // "a report from Vale": where it was written.
            let place = |entity: &usize| self.entities[*entity].kind == EntityKind::Place && tokens[by].is("from");
            // "a memo from Orr's manager": not from him.
            if tokens[by..].iter().any(|token| token.possessive && token.span.end < end) {
                return None;
            }
            // "a report by critics of Orr", "from lawyers for Orr": they wrote it, and not Orr.
            let named = places.iter().find(|place| place.span.start >= tokens[by].span.end);
            let front =
                tokens[by + 1..].iter().take_while(|token| named.is_some_and(|place| token.span.start < place.span.start));
            // "by Secretary of State Ann Holt": a title that is one of a person's.
            let person = |place: &&&Place| self.entities[place.entity].kind == EntityKind::Person;
            let front: Vec<&Token<'_>> = front.collect();
            let titled = |at: usize| {
                let before =
                    at.checked_sub(1).is_some_and(|before| front[before].capital && names::is_role(&front[before].form));
                before && front.get(at + 1).is_some_and(|next| next.capital) && named.filter(person).is_some()
            };
            if (0..front.len()).any(|at| is_relation(front[at]) && !titled(at)) {
                return None;
            }
            // "by the Orr administration": not Orr, but "by Ann Holt published on Monday".
            let next =
                named.filter(person).and_then(|place| tokens.iter().position(|token| token.span.start >= place.span.end));
            // "by Ann Holt circulating among staff".
            let participle = |at: usize| {
                let governs = |next: &Token<'_>| matches!(next.class, Class::Preposition | Class::Determiner | Class::Time);
                tokens[at].form.ends_with("ing") && tokens.get(at + 1).is_some_and(governs)
            };
            let plain = |at: usize| tokens[at].class == Class::Noun && !tokens[at].capital && tokens[at].quote.is_none();
            if next.is_some_and(|next| plain(next) && !tokens[next].is_past() && !participle(next)) {
                return None;
            }
            return of(tokens[by].span.end, end).filter(|entity| !place(entity));
        }
        // "a Vale study": of the place, and nobody's.
        let owns = |entity: &usize| {
            let place = self.entities[*entity].kind == EntityKind::Place;
            !place || tokens[0].class != Class::Determiner || tokens[..document].iter().any(|token| token.possessive)
        };
        of(span.start, tokens[document].span.start).filter(owns)
    }

    /// "the company", "the union": the only organization that spoke or opened a sentence shortly before.
    pub(super) fn body(&self, text: &str, tokens: &[Token<'_>], head: &Token<'_>, span: Span) -> Option<usize> {
        const BODIES: &[&str] = &[
            "company",
            "firm",
            "group",
            "utility",
            "bank",
            "lender",
            "supplier",
            "airline",
            "club",
            "union",
            "agency",
            "panel",
            "regulator",
            "retailer",
            "charity",
            "giant",
            "operator",
            "embassy",
            "carrier",
            "insurer",
            "team",
            "organization",
            "organisation",
            "watchdog",
            "owner",
            "party",
        ];
        if !tokens[0].is("the") || head.capital || !head.is_any(BODIES) || tokens.len() > 3 {
            return None;
        }
        let mut recent: Vec<usize> = self.recent(span.start, NEAR).map(|(_, entity)| entity).collect();
        // "AFP - Ministers met": who tells the story is none of it.
        let is_credit = |entity: usize| {
            let first = self.entities[entity].mentions.first().map_or(0, |first| first.end);
            let behind = text.get(first..).unwrap_or_default();
            let behind = behind.strip_prefix(')').unwrap_or(behind);
            [" - ", " – ", " — ", " -- "].iter().any(|dash| behind.starts_with(dash)) && first < NEAR
        };
        recent.retain(|&entity| self.entities[entity].kind == EntityKind::Organization && !is_credit(entity));
        recent.dedup();
        let first = *recent.first()?;
        recent.iter().all(|&entity| entity == first).then_some(first)
    }

    pub(super) fn referred(&self, text: &str, span: Span, word: &str) -> Option<usize> {
        let place = self.within(span).find(|place| !place.is_name)?;
        // "the company" is who spoke last, and not one that is spoken of since.
        let body = |entity: usize| self.entities[entity].kind == EntityKind::Organization;
        let spoke = self.recent(span.start, NEAR).find(|&(start, entity)| body(entity) && self.spoken.contains(&start));
        let is_company = ["company", "firm", "group"].contains(&word);
        if is_company && spoke.is_some_and(|(_, other)| other != place.entity) {
            return None;
        }
        // A company that is spoken of and never began a sentence is not "the company".
        // Who an article is about begins one of its first sentences; no more are looked at, so that work stays bounded.
        const FIRST: usize = 300;
        let began = || self.salient.iter().take(FIRST).any(|(start, entity)| entity == place.entity && start < span.start);
        let others = || self.recent(span.start, FAR).any(|(_, entity)| entity != place.entity && body(entity));
        if is_company && others() && !began() {
            return None;
        }
        // "Cleaver, which is owned by Vale Water, grew. The company said": nor one beside another that may be no known name.
        const BESIDE: usize = 40;
        let told = self.entities[place.entity].mentions.iter().rev().find(|mention| mention.end <= span.start);
        let beside = told.is_some_and(|mention| {
            let before = &text[text.floor_char_boundary(mention.start.saturating_sub(BESIDE))..mention.start];
            let clause = before.rsplit(['.', '\n', ',']).next().unwrap_or(before);
            [" by ", " and ", " against ", " with "].iter().any(|word| clause.contains(word))
        });
        if is_company && spoke.is_none() && beside && !began() {
            return None;
        }
        // "Vale Stores grew. … Orr & Co sells a drug. It works, the company says": nor one far back, another being told of since.
        let near = || self.recent(span.start, NEAR).any(|(_, entity)| entity == place.entity);
        if is_company && !near() && self.is_other_told(place.entity, span.start) {
            return None;
        }
        // "the spy agency", long after a body was named: another may be meant.
        let mentions = &self.entities[place.entity].mentions;
        let last = mentions.partition_point(|mention| mention.start < span.start).checked_sub(1).map(|at| mentions[at].end);
        let near = last.is_none_or(|last| last + FAR > span.start);
        let whole = near && 2 * place.span.len() >= span.len();
        if whole { self.of_two(place.entity, word, span.start) } else { None }
    }

    /// Tells whether another body is named since this one was, shortly before.
    fn is_other_told(&self, entity: usize, at: usize) -> bool {
        let before = self.places.partition_point(|place| place.span.start < at);
        let near = self.places[..before].iter().rev().take_while(|place| place.span.start + NEAR > at);
        let mut since = near.filter(|place| place.is_name).take_while(|place| place.entity != entity);
        since.any(|place| self.entities[place.entity].kind == EntityKind::Organization)
    }

    /// "the ministry", "the letter": the last organization whose name holds the word, or who wrote it.
    pub(super) fn behind(&self, tokens: &[Token<'_>], head: &Token<'_>, span: Span) -> Option<usize> {
        if let Some(writer) = self.remembered(head) {
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
        let found = self.places[..before].iter().rev().take(200).find(holds).map(|place| place.entity)?;
        self.of_two(found, &head.form, span.start)
    }

    /// "The finance ministry met the defence ministry. The ministry said": either, or the one of the two that spoke last.
    fn of_two(&self, found: usize, word: &str, at: usize) -> Option<usize> {
        let holds = |entity: usize| {
            self.entities[entity].kind == EntityKind::Organization
                && self.entities[entity].name.to_lowercase().split(' ').any(|other| other == word)
        };
        let before = self.places.partition_point(|place| place.span.start < at);
        let near = self.places[..before].iter().rev().take_while(|place| place.span.start + NEAR > at);
        let two = near.filter(|place| place.is_name).any(|place| place.entity != found && holds(place.entity));
        let spoke = |&(start, entity): &(usize, usize)| holds(entity) && self.spoken.contains(&start);
        if two { self.recent(at, NEAR).find(spoke).map(|(_, last)| last) } else { Some(found) }
    }
}

/// Gives the word for what is written that heads the phrase: "the two-page letter sent on Monday".
pub(super) fn document(core: &[Token<'_>]) -> Option<usize> {
    let at = core.iter().position(|token| token.is_any(DOCUMENTS) && !token.possessive)?;
    let participle = |token: &Token<'_>| {
        token.form.ends_with("ed") || token.is_any(&["sent", "written", "seen"]) || token.class == Class::Time
    };
    let named = core[at].capital && at > 0;
    (!named && core[at + 1..].iter().all(participle)).then_some(at)
}

/// "critics of", "lawyers for", but "researchers at": tells whether the word parts those of whom is told from whom they turn on.
pub(super) fn is_relation(token: &Token<'_>) -> bool {
    token.class == Class::Preposition && !token.is_any(&["at", "from", "in"])
}

/// Gives the word for what is written where the words behind it tell of it what it is or does: "A report critical of Orr", "a
/// letter circulating among staff". The phrase's own words end at `core`, before a preposition.
pub(super) fn described(tokens: &[Token<'_>], core: usize) -> Option<usize> {
    let governs = tokens.get(core).is_some_and(|next| next.class == Class::Preposition && next.quote.is_none());
    let written =
        |token: &Token<'_>| token.is_any(DOCUMENTS) || voices::is_record(&token.form) || documents::is_written(&token.form);
    let at = tokens[..core].iter().position(|token| written(token) && !token.possessive)?;
    // "The research arm of the bank": a part of a body.
    const PARTS: &[&str] = &["arm", "unit", "division", "branch", "bureau", "centre", "center", "wing", "department"];
    let tells = |token: &Token<'_>| {
        let plural = token.form.ends_with('s') && !token.form.ends_with("ss") && !token.form.ends_with("ous");
        let somebody = voices::is_body(&token.form) || voices::is_person_word(&token.form) || token.is_any(PARTS);
        token.class == Class::Noun && !token.capital && !token.possessive && token.quote.is_none() && !plural && !somebody
    };
    let rest = &tokens[at + 1..core];
    let named = tokens[at].capital && at > 0;
    // "Figures released by": by whom tells the rest.
    let more = rest.iter().any(|token| !token.is_past());
    (governs && !named && more && rest.iter().all(tells)).then_some(at)
}
