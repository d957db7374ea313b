//! Whom do "he", "she", "it" and "who" stand for?

use super::beside::Nameless;
use super::paragraph::Paragraph;
use super::phrases;
use super::relatives;
use super::speakers::{Place, Speakers, core};
use super::tokens::{Class, Token};
use super::voices;
use crate::analysis::names::{self, Gender};
use crate::model::document::EntityKind;
use crate::model::span::Span;
use std::ops::Range;

impl Speakers<'_> {
    pub(super) fn pronoun(&self, paragraph: &Paragraph<'_>, at: usize, pronoun: &Token<'_>) -> Option<usize> {
        if pronoun.is_any(&["who", "which", "whom"]) {
            let end = if at > 0 && paragraph.tokens[at - 1].is(",") { at - 1 } else { at };
            let noun = relatives::behind_act(&paragraph.tokens, phrases::before(&paragraph.tokens, 0, end)?);
            let itself = noun.len() == 1 && paragraph.tokens[noun.start].class == Class::Pronoun;
            if itself {
                return None;
            }
            let found = self.entity(paragraph, &noun);
            let hangs = noun.start > 0 && paragraph.tokens[noun.start - 1].is(",");
            if pronoun.is("who") && hangs && found.is_none_or(|entity| self.entities[entity].kind != EntityKind::Person) {
                let earlier = phrases::before(&paragraph.tokens, 0, noun.start - 1)?;
                return self.entity(paragraph, &earlier);
            }
            return found;
        }
        if let Some(place) = self.within(pronoun.span).find(|place| !place.is_name) {
            let fits = pronoun.is_any(&["he", "she"]) == self.is_person(place) || pronoun.is("they");
            return Some(place.entity).filter(|_| fits);
        }
        if self.is_inside_another(paragraph, at, pronoun) {
            return None;
        }
        let start = pronoun.span.start;
        let begins = paragraph.tokens.first().map_or(start, |first| first.span.start);
        let near = |entity: &usize| !self.is_in_book(paragraph, at, *entity);
        match pronoun.form.as_ref() {
            "he" => self.person_before(start, begins, Gender::Male).filter(near),
            "she" => self.person_before(start, begins, Gender::Female).filter(near),
            "it" => self.body_before(pronoun.span.start).filter(|_| !self.is_behind_stranger(paragraph, at)),
            _ => None,
        }
    }

    /// "Vale-Brook rose to 21. It said": whoever the sentence before opens with is meant, whom nobody knows for a body.
    fn is_behind_stranger(&self, paragraph: &Paragraph<'_>, at: usize) -> bool {
        let next = paragraph.units.partition_point(|unit| unit.start <= at);
        let Some(unit) = next.checked_sub(2).map(|before| &paragraph.units[before]) else { return false };
        let tokens = &paragraph.tokens[unit.clone()];
        let name =
            tokens.iter().take_while(|token| token.capital && token.class == Class::Noun && token.quote.is_none()).count();
        let Some(first) = tokens.first().filter(|_| name > 0) else { return false };
        let joined = first.span.of(paragraph.text).chars().filter(|c| c.is_uppercase()).count() > 1;
        let acts = tokens.get(name).is_some_and(|next| !next.capital && next.is_past());
        let known = self.within(Span::new(first.span.start, tokens[name - 1].span.end)).any(|place| {
            let entity = &self.entities[place.entity];
            entity.kind == EntityKind::Organization || self.genders[place.entity].is_some()
        });
        (name > 1 || joined) && acts && !known && unit.end <= at
    }

    /// "Holt paid Orr after he said", "Holt fired the minister after he said": as likely who stands nearer than the one found.
    pub(super) fn is_behind_another(&self, paragraph: &Paragraph<'_>, words: &Range<usize>, found: usize) -> bool {
        const OPENERS: &[&str] = &["after", "before", "when", "because", "since", "while", "until", "once"];
        const BEFORE: usize = 3;
        const REACH: usize = 80;
        let tokens = &paragraph.tokens;
        let at = words.start;
        let bound = words.len() == 1
            && tokens[at].is_any(&["he", "she"])
            && at > 0
            && tokens[at - 1].is_any(OPENERS)
            && tokens[at - 1].quote.is_none();
        let next = paragraph.units.partition_point(|unit| unit.start <= at);
        let Some(unit) = next.checked_sub(1).map(|last| &paragraph.units[last]).filter(|_| bound) else { return false };
        let first = unit.start.max(at.saturating_sub(REACH));
        let Some(span) = paragraph.span(&(first..at)) else { return false };
        let gender = if tokens[at].is("she") { Gender::Female } else { Gender::Male };
        let nearest = self.within(span).filter(|place| {
            // "Holt's plan when he spoke": the plan stands nearer, and not Holt.
            let owns =
                |token: &Token<'_>| token.possessive && token.span.start < place.span.end && place.span.end <= token.span.end;
            let owner = || tokens[first..at].iter().any(owns);
            place.is_name
                && self.is_person(place)
                && self.genders[place.entity].is_none_or(|known| known == gender)
                && !self.said_of.contains(&place.entity)
                && !owner()
        });
        if nearest.last().is_some_and(|place| place.entity != found) {
            return true;
        }
        // "Ann Holt, the mayor," is one.
        let verb = |at: &usize| matches!(tokens[*at].class, Class::Verb | Class::Auxiliary) || tokens[*at].is_past();
        let Some(verb) = (first + 1..at).find(verb) else { return false };
        (verb + 1..at).any(|role| {
            let somebody = !tokens[role].capital && tokens[role].quote.is_none() && is_single_person(&tokens[role]);
            let determiner = (verb + 1..role).rev().take(BEFORE).find(|&at| tokens[at].class == Class::Determiner);
            let ends = !tokens[role + 1].capital && tokens[role + 1].class != Class::Noun;
            somebody && ends && determiner.is_some_and(|at| !tokens[at - 1].is(","))
        })
    }

    /// "Orr answered Holt's talk, in which he said": either, where a person is named before "in which".
    fn is_inside_another(&self, paragraph: &Paragraph<'_>, at: usize, pronoun: &Token<'_>) -> bool {
        const REACH: usize = 200;
        let relative = pronoun.is_any(&["he", "she"])
            && at >= 2
            && paragraph.tokens[at - 1].is("which")
            && paragraph.tokens[at - 2].class == Class::Preposition;
        let start = pronoun.span.start;
        let before = self.places.partition_point(|place| place.span.start < start);
        let near = self.places[..before].iter().rev().take_while(|place| place.span.start + REACH > start);
        let mut persons: Vec<usize> = near
            .filter(|place| place.is_name && self.entities[place.entity].kind == EntityKind::Person)
            .map(|place| place.entity)
            .collect();
        persons.sort_unstable();
        persons.dedup();
        relative && persons.len() > 1
    }

    /// "Holt stood up. A book by Lind came out. In it he says": not Holt.
    fn is_in_book(&self, paragraph: &Paragraph<'_>, at: usize, found: usize) -> bool {
        const REACH: usize = 200;
        let tokens = &paragraph.tokens;
        let inside = at >= 2 && tokens[at - 1].is("it") && tokens[at - 2].class == Class::Preposition;
        let start = tokens[at].span.start;
        let before = self.places.partition_point(|place| place.span.start < start);
        let mut near = self.places[..before].iter().rev().take_while(|place| place.span.start + REACH > start);
        let other =
            |place: &Place| place.is_name && place.entity != found && self.entities[place.entity].kind == EntityKind::Person;
        inside && near.any(other)
    }

    /// The last person who spoke or opened a sentence and may be a man or a woman as the pronoun says; one who surely is comes
    /// before one who may be, where both are near.
    /// A paragraph begins at `begins`.
    fn person_before(&self, at: usize, begins: usize, gender: Gender) -> Option<usize> {
        let fits = |&(_, entity): &(usize, usize)| {
            !self.said_of.contains(&entity)
                && self.entities[entity].kind == EntityKind::Person
                && self.genders[entity].is_none_or(|known| known == gender)
        };
        // A spokesman spoke since: "he" is the spokesman, whom nobody names.
        let mut before = self.represented.before(at).take(24).take_while(|&(start, _)| start + NEAR > at);
        let since = before.find(|&(_, known)| known.is_none_or(|known| known == gender)).map(|(start, _)| start);
        let last = self.recent(at, FAR).find(fits);
        if since.is_some_and(|since| last.is_none_or(|(start, _)| start < since)) {
            return None;
        }
        // "He pledged: “… Lind would agree …”", and Lind spoke last: he may name himself, and one far back is not meant.
        let spoke = |&(start, entity): &(usize, usize)| {
            self.said_of.contains(&entity)
                && self.spoken.contains(&start)
                && self.genders[entity].is_none_or(|known| known == gender)
        };
        let named = self.recent(at, NEAR).find(spoke).filter(|&(_, entity)| self.entities[entity].kind == EntityKind::Person);
        if named.is_some() && last.is_some_and(|(start, _)| start + NEAR <= at) {
            return None;
        }
        // Another who may be meant is named in this paragraph, and the one found before it.
        let named_since = |found: usize| {
            let mut between =
                self.named_here[usize::from(gender == Gender::Female)].iter().take_while(|(start, _)| *start < at);
            between.any(|place| place.1 != found && fits(place))
        };
        // Who speaks goes on speaking.
        if let Some((_, entity)) = last.filter(|(start, _)| start + NEAR > at && self.spoken.contains(start)) {
            return Some(entity);
        }
        let sure = self.recent(at, NEAR).filter(fits).find(|&(_, entity)| self.genders[entity].is_some());
        // One who may be meant stands nearer than one who surely could be: either.
        if let (Some(sure), Some(last)) = (sure, last)
            && last.1 != sure.1
            && last.0 > sure.0
        {
            return None;
        }
        if let Some((start, entity)) = sure.or(last) {
            // Far back only where no other is meant.
            let others = self.recent(at, FAR).filter(fits).any(|(_, other)| other != entity);
            return Some(entity).filter(|_| (start + NEAR > at || !others) && (start >= begins || !named_since(entity)));
        }
        let before = self.places.partition_point(|place| place.span.start < at);
        let mentioned = self.places[..before].iter().rev().take(24).take_while(|place| place.span.start + NEAR > at);
        let person = |place: &&Place| {
            place.is_name
                && self.entities[place.entity].kind == EntityKind::Person
                && !self.said_of.contains(&place.entity)
                && self.genders[place.entity].is_none_or(|known| known == gender)
        };
        // Where one who may be meant stands nearer, either.
        let mut known: Vec<usize> = mentioned.filter(person).map(|place| place.entity).collect();
        known.dedup();
        if known.first().is_some_and(|&first| self.genders[first].is_none()) {
            return None;
        }
        known.retain(|&entity| self.genders[entity] == Some(gender));
        // Two who were only spoken of: either.
        match known.as_slice() {
            [first, rest @ ..] if rest.iter().all(|other| other == first) => Some(*first),
            _ => None,
        }
    }

    /// The last organization, or country that spoke, if no other stands between.
    fn body_before(&self, at: usize) -> Option<usize> {
        let (_, entity) = self.recent(at, NEAR).find(|&(_, entity)| self.entities[entity].kind != EntityKind::Person)?;
        // Another body speaks, and this one is spoken of.
        let body = |entity: usize| self.entities[entity].kind == EntityKind::Organization;
        let spoke = self.recent(at, NEAR).find(|&(start, entity)| body(entity) && self.spoken.contains(&start));
        if spoke.is_some_and(|(_, other)| other != entity) {
            return None;
        }
        (self.entities[entity].kind == EntityKind::Organization).then_some(entity)
    }
}

/// How far back, in bytes, "she" reaches with and without a name between: two paragraphs, and half a story.
pub(super) const NEAR: usize = 600;
pub(super) const FAR: usize = 2500;

/// Tells whether words say what a person does who is named behind them: "assistant secretary for management", "president and chief
/// executive", but not "a lawyer for the singer", whose name would be the singer's.
pub(super) fn is_office(words: &[Token<'_>]) -> bool {
    let is_person = |token: &Token<'_>| names::is_role(&token.form) || is_single_person(token);
    let two = words.iter().rposition(|token| token.is("and")).filter(|and| *and > 0 && is_person(&words[and - 1]));
    if let Some(and) = two {
        let other = &words[and + 1..];
        return other.last().is_some_and(is_person) && other.iter().all(|token| !token.capital && token.class == Class::Noun);
    }
    let Some(at) = words.iter().rposition(|token| token.class == Class::Preposition).filter(|at| *at > 0) else { return false };
    let (holder, field) = (&words[at - 1], &words[at + 1..]);
    let is_field = |token: &Token<'_>| !token.capital && token.class == Class::Noun && !is_person(token);
    let speaks_for_others =
        holder.form.starts_with("spokes") || holder.is_any(&["lawyer", "attorney", "agent", "friend", "aide"]);
    words[at].is_any(&["for", "of"])
        && is_person(holder)
        && !speaks_for_others
        && !field.is_empty()
        && field.iter().all(is_field)
}

/// Tells whether a word is one for one person.
pub(super) fn is_single_person(token: &Token<'_>) -> bool {
    let single = !token.form.ends_with('s') || token.form.ends_with("ss");
    const BODIES: &[&str] = &[
        "regulator",
        "supplier",
        "carrier",
        "insurer",
        "lender",
        "owner",
        "retailer",
        "operator",
        "employer",
        "broadcaster",
        "publisher",
        "manufacturer",
        "producer",
        "developer",
        "provider",
        "distributor",
        "exporter",
        "importer",
        "newspaper",
        "tanker",
    ];
    let body = BODIES.contains(&token.form.as_ref()) || token.form.ends_with("maker");
    single && !body && !token.possessive && (voices::is_person_word(&token.form) || HUMANS.contains(&token.form.as_ref()))
}

/// Words for one person, beside roles.
const HUMANS: &[&str] = &[
    "man",
    "woman",
    "boy",
    "girl",
    "mother",
    "father",
    "wife",
    "husband",
    "son",
    "daughter",
    "widow",
    "widower",
    "brother",
    "sister",
    "uncle",
    "aunt",
    "friend",
    "colleague",
    "official",
    "source",
    "expert",
    "critic",
    "resident",
    "student",
    "witness",
    "aide",
    "ally",
    "insider",
    "head",
    "leader",
    "member",
    "executive",
    "diplomat",
    "actor",
    "actress",
    "veteran",
    "star",
    "boss",
    "chief",
    "he",
    "she",
];

/// Gives the one person whom the words are for, where nobody is named.
pub(super) fn nameless(words: &[Token<'_>]) -> Option<Nameless> {
    const MALE: &[&str] = &[
        "he",
        "man",
        "boy",
        "father",
        "husband",
        "son",
        "widower",
        "brother",
        "uncle",
        "actor",
        "spokesman",
        "chairman",
        "mr",
    ];
    const FEMALE: &[&str] = &[
        "she",
        "woman",
        "girl",
        "mother",
        "wife",
        "daughter",
        "widow",
        "sister",
        "aunt",
        "actress",
        "spokeswoman",
        "chairwoman",
        "mrs",
        "ms",
        "miss",
    ];
    let head = &words[core(words).checked_sub(1)?];
    let titled = words.len() > 1 && words[0].capital && words[0].is_any(&["mr", "mrs", "ms", "miss", "dr", "sir", "prof"]);
    let named = words.len() > 1 && words[..words.len().min(4)].iter().filter(|word| word.capital).count() > 1;
    let person = head.is_any(&["he", "she"]) || is_single_person(head) || titled || named && head.capital;
    let told = |list: &[&str]| head.is_any(list) || titled && words[0].is_any(list);
    let gender = match (told(MALE), told(FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    };
    person.then_some(Nameless { gender })
}

/// Words for many: no name stands for them.
const CROWDS: &[&str] = &[
    "people", "police", "others", "many", "several", "some", "most", "few", "both", "all", "media", "everyone", "nobody",
    "someone",
];

/// Tells whether a phrase is for many.
pub(super) fn is_crowd(tokens: &[Token<'_>], head: &Token<'_>) -> bool {
    let opens = tokens.len() == 1 || head.span == tokens[0].span;
    let plural = (!head.capital || opens)
        && head.form.ends_with('s')
        && !head.form.ends_with("ss")
        && !head.possessive
        && head.form.len() > 3;
    plural || tokens.iter().take(2).any(|token| token.is_any(CROWDS)) || head.is_any(CROWDS)
}
