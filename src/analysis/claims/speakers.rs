//! Which entity of the article is the one that speaks?

use super::beside::{is_beside, is_owner, opens_sentence, stand_in};
use super::heads;
use super::offices::{self, Office};
use super::order::Order;
use super::paragraph::Paragraph;
use super::pronouns::{is_crowd, is_office, is_single_person, nameless};
use super::references::{self, document};
use super::relatives;
use super::tokens::{Class, Token};
use super::voices;
use crate::analysis::names::{self, Gender};
use crate::analysis::quotes::Quotation;
use crate::model::document::{Entity, EntityKind, Speaker};
use crate::model::span::Span;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::ops::Range;

/// Resolves speakers in the order of the text, and remembers who spoke.
pub(super) struct Speakers<'e> {
    pub(super) entities: &'e [Entity],
    /// Names and the words that stand for them, by where they begin.
    pub(super) places: Vec<Place>,
    /// Who spoke or opened a sentence, and where, in the order of the text; those who spoke are added as they are resolved.
    pub(super) salient: Order<usize>,
    pub(super) genders: Vec<Option<Gender>>,
    /// Who holds an office that the text names beside the name, by its noun ("mayor", "engineer").
    pub(super) offices: HashMap<String, Vec<Office>>,
    /// Who stands behind "the letter", and where that was told, by the word for the document.
    pub(super) documents: HashMap<String, (usize, usize)>,
    /// Where somebody speaks for who is named, and whether a man or a woman: "Vale's spokesman".
    pub(super) represented: Order<Option<Gender>>,
    /// Where those spoke who did.
    pub(super) spoken: HashSet<usize>,
    /// Where each person is first named in the paragraph that is read, of those who may be a man and of those who may be a woman.
    pub(super) named_here: [Vec<(usize, usize)>; 2],
    /// Who is named in what is said, while its speaker is looked for.
    pub(super) said_of: Vec<usize>,
    /// Who is the only person of a surname, in lower case.
    pub(super) surnames: HashMap<String, Option<usize>>,
}

#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) span: Span,
    pub(super) entity: usize,
    pub(super) is_name: bool,
}

impl<'e> Speakers<'e> {
    pub(super) fn new(text: &str, entities: &'e [Entity], quotations: &[Quotation]) -> Self {
        let mut places: Vec<Place> = Vec::new();
        for (entity, found) in entities.iter().enumerate() {
            places.extend(found.mentions.iter().map(|&span| Place { span, entity, is_name: true }));
            places.extend(found.references.iter().map(|&span| Place { span, entity, is_name: false }));
        }
        places.sort_unstable_by_key(|place| (place.span.start, std::cmp::Reverse(place.span.end), !place.is_name));
        let genders = entities.iter().map(|entity| names::gender(text, entity)).collect();
        let quoted = |place: &Place| {
            let next = quotations.partition_point(|quotation| quotation.span.start <= place.span.start);
            quotations[..next].iter().rev().take(4).any(|quotation| quotation.inside.contains(place.span))
        };
        let represented: Order<Option<Gender>> = places
            .iter()
            .filter(|place| place.is_name)
            .filter_map(|place| Some((place.span.start, stand_in(text, place.span)?.gender)))
            .collect();
        let opens = |place: &&Place| {
            place.is_name && !represented.holds(place.span.start) && opens_sentence(text, place.span.start) && !quoted(place)
        };
        let salient = places.iter().filter(opens).map(|place| (place.span.start, place.entity)).collect();
        let persons = places.iter().filter(|place| place.is_name && entities[place.entity].kind == EntityKind::Person);
        let offices = offices::held(text, persons.map(|place| (place.span, place.entity)));
        let mut surnames: HashMap<String, Option<usize>> = HashMap::new();
        for (entity, person) in entities.iter().enumerate().filter(|(_, entity)| entity.kind == EntityKind::Person) {
            if let Some((_, surname)) = names::without_suffix(&person.name).rsplit_once(' ') {
                surnames.entry(surname.to_lowercase()).and_modify(|known| *known = None).or_insert(Some(entity));
            }
        }
        let documents = HashMap::new();
        Speakers {
            entities,
            places,
            salient,
            genders,
            offices,
            documents,
            represented,
            spoken: HashSet::default(),
            named_here: Default::default(),
            said_of: Vec::new(),
            surnames,
        }
    }

    /// Gives the speaker that the words stand for; without a name where the article does not say, rather than a wrong one.
    /// Nobody named in what "he" says is he.
    /// Who speaks in the words of another ("Holt said Lind had asked") is not the one who goes on speaking.
    pub(super) fn resolve(
        &mut self,
        paragraph: &Paragraph<'_>,
        words: &Range<usize>,
        content: &[Range<usize>],
        told_by_another: bool,
    ) -> Speaker {
        self.said_of.clear();
        if let [pronoun] = &paragraph.tokens[words.clone()]
            && pronoun.is_any(&["he", "she"])
        {
            // "‘Holt, come in,’ he recalled": who is spoken to may be he.
            let nested = |piece: &&Range<usize>| {
                paragraph.tokens[(*piece).clone()].iter().skip(1).any(|token| token.is_any(&["‘", "'", "“"]))
            };
            for span in content.iter().filter(|piece| !nested(piece)).filter_map(|piece| paragraph.span(piece)) {
                let named: Vec<usize> = self.within(span).filter(|place| place.is_name).map(|place| place.entity).collect();
                self.said_of.extend(named);
            }
            // "as he told Holt": who is told is not he.
            const TOLD: usize = 5;
            let end = paragraph.tokens.len().min(words.end + TOLD);
            let told = (words.end..end).take_while(|&at| !paragraph.tokens[at].is_mark()).last();
            if let Some(span) = told.and_then(|last| paragraph.span(&(words.end..last + 1))) {
                let named: Vec<usize> = self.within(span).filter(|place| place.is_name).map(|place| place.entity).collect();
                self.said_of.extend(named);
            }
            // "Holt, who he said had lied": nor is it of whom he says it.
            let of = relatives::said_of(&paragraph.tokens, words.start).and_then(|noun| paragraph.span(&noun));
            if let Some(span) = of {
                let named: Vec<usize> = self.within(span).filter(|place| place.is_name).map(|place| place.entity).collect();
                self.said_of.extend(named);
            }
            self.said_of.sort_unstable();
            self.said_of.dedup();
        }
        let found = self.entity(paragraph, words);
        // Nor does one of several who speak together stand between others.
        let behind = found
            .is_some_and(|entity| self.is_behind_another(paragraph, words, entity) || self.is_one_of(paragraph, words, entity));
        let entity = found.filter(|&entity| {
            !behind
                && !self.is_either(paragraph, words, entity)
                && !self.is_namesake(paragraph, words, entity)
                && self.listed(paragraph, words).is_some()
                && !self.is_spoken_of(paragraph, words, content, entity)
        });
        if let Some(entity) = entity {
            if let Some(span) = paragraph.span(words).filter(|_| !told_by_another) {
                self.note(span.start, entity);
            }
            self.remember_document(&paragraph.tokens[words.clone()], entity);
        } else if !behind
            && let Some(somebody) = nameless(&paragraph.tokens[words.clone()])
            && let Some(span) = paragraph.span(words)
        {
            self.stands_between(span.start, somebody.gender);
        }
        self.speaker(entity, paragraph.span(words))
    }

    /// Gives the person whose name begins or ends the label of a paragraph ("Senator Berg:").
    pub(super) fn labelled(&mut self, text: &str, span: Span) -> Speaker {
        let named = self.within(span).find(|place| place.is_name && self.entities[place.entity].kind == EntityKind::Person);
        // "Holt's lawyer:" is not Holt.
        let owns = |place: &&Place| place.span.end < span.end && text[place.span.end..].starts_with(['\'', '’']);
        let entity = named
            .filter(|place| place.span.end == span.end || place.span.start == span.start && !owns(place))
            .map(|place| place.entity);
        if let Some(entity) = entity {
            self.note(span.start, entity);
        }
        self.speaker(entity, Some(span))
    }

    /// Notes who begins a sentence or speaks, at the place in the text.
    pub(super) fn stand_out(&mut self, start: usize, entity: usize) {
        self.salient.tell(start, entity);
    }

    fn note(&mut self, start: usize, entity: usize) {
        self.stand_out(start, entity);
        self.spoken.insert(start);
    }

    pub(super) fn speaker(&self, entity: Option<usize>, span: Option<Span>) -> Speaker {
        let found = entity.map(|entity| &self.entities[entity]);
        Speaker { name: found.map(|entity| entity.name.clone()), kind: found.map(|entity| entity.kind), span }
    }

    /// Gives the name of what is named inside `span` first, for those who relay.
    pub(super) fn name_in(&self, span: Span) -> Option<&'e Entity> {
        let place = self.within(span).find(|place| place.is_name && self.entities[place.entity].kind != EntityKind::Place)?;
        Some(&self.entities[place.entity])
    }

    pub(super) fn is_person(&self, place: &Place) -> bool {
        self.entities[place.entity].kind == EntityKind::Person
    }

    pub(super) fn within(&self, span: Span) -> impl Iterator<Item = &Place> {
        let first = self.places.partition_point(|place| place.span.start < span.start);
        self.places[first..]
            .iter()
            .take_while(move |place| place.span.start < span.end)
            .filter(move |place| place.span.end <= span.end)
    }

    pub(super) fn entity(&self, paragraph: &Paragraph<'_>, words: &Range<usize>) -> Option<usize> {
        let tokens = &paragraph.tokens[words.clone()];
        let span = paragraph.span(words)?;
        if let [pronoun] = tokens
            && pronoun.class == Class::Pronoun
        {
            return self.pronoun(paragraph, words.start, pronoun);
        }
        if let Some(entity) = self.surnamed(tokens, span) {
            return Some(entity);
        }
        if let Some(bare) = heads::bare(&paragraph.tokens, words) {
            return self.entity(paragraph, &bare).or_else(|| self.named_last(span, tokens));
        }
        // "said the American", "the tired Swede": somebody of the country, and nobody's name. "The Democrats" are a party's.
        if let [article, .., people] = &tokens[..core(tokens)]
            && article.is_any(&["the", "a", "an", "one", "another"])
            && let people = people.span.of(paragraph.text)
            && names::is_people(people)
            && (tokens.len() == 2 || !people.ends_with('s'))
            && (names::is_nationality(people) || !people.ends_with('s'))
        {
            return None;
        }
        let core = core(tokens);
        let head = &tokens[core.checked_sub(1)?];
        let core_end = head.span.end;
        let described = references::described(tokens, core);
        if let Some(document) = described.or_else(|| document(&tokens[..core])) {
            let writer = self.writer(tokens, document, span);
            // "A letter to the bank" is another one than those before.
            // "The miners statement": of whom the words tell.
            let whose = |token: &Token<'_>| !token.capital && token.class == Class::Noun && token.form.ends_with('s');
            let another = described.is_some()
                || tokens[0].is_any(&["a", "an", "another", "one"])
                || tokens[1.min(document)..document].iter().any(whose);
            return writer.or_else(|| self.remembered(&tokens[document]).filter(|_| !another));
        }
        if let Some(person) = self
            .apposed(span, tokens)
            .or_else(|| self.titled(span, tokens))
            .or_else(|| self.person(span, core_end, tokens))
            .or_else(|| self.employed(span, tokens))
            .or_else(|| self.headed(span, tokens))
        {
            return Some(person);
        }
        let is_definite = tokens[0].is_any(&["the", "its", "their", "his", "her"]) || tokens[0].possessive;
        if !head.capital && names::is_role(&head.form) {
            if let Some(offices) = self.offices.get(head.form.as_ref()).filter(|_| is_definite) {
                let holder = self.holder(paragraph, tokens, core, offices);
                if holder.is_some() || offices.iter().all(|office| office.entity == offices[0].entity) {
                    return holder;
                }
            }
            let speaks_for = head.form.starts_with("spokes");
            if tokens[0].is_any(&["a", "an", "another", "one"]) || tokens[0].is("the") && core == 2 || !speaks_for {
                return None;
            }
        }
        // "the head of the council", "one Treasury official": somebody of the body, and not the body.
        if !head.capital && !head.form.starts_with("spokes") && is_single_person(head) {
            return None;
        }
        // "The MP for Vale North": neither the place nor the body.
        let titled =
            head.is_any(&["mp", "msp", "mep", "senator", "secretary", "minister", "president", "chancellor", "governor"]);
        let within_name = || {
            self.within(span)
                .any(|place| place.is_name && place.span.start <= head.span.start && place.span.end >= head.span.end)
        };
        if titled && head.capital && core < tokens.len() && tokens[core].class == Class::Preposition && !within_name() {
            return None;
        }
        // "another top Democrat": one of the Democrats.
        let one_of = |place: &Place| {
            let singular = place.span.of(paragraph.text).to_lowercase();
            let whole = self.entities[place.entity].name.rsplit(' ').next().map(str::to_lowercase);
            place.span.end == core_end && whole.is_some_and(|whole| whole.strip_suffix('s') == singular.rsplit(' ').next())
        };
        // "the Vale North MP".
        let member = head.capital && head.is_any(&["mp", "msp", "mep"]);
        let covered = self.within(span).any(|place| place.span.start <= head.span.start && place.span.end >= head.span.end);
        if member && !covered || tokens[0].class == Class::Determiner && self.within(span).any(one_of) {
            return None;
        }
        // "Marrovian and Vale officials": of two bodies.
        let last = &tokens[tokens.len() - 1];
        let named = |token: &Token<'_>| {
            self.within(span).any(|place| place.span.start <= token.span.start && place.span.end >= token.span.end)
        };
        let of_two = tokens[1..].iter().any(|token| token.is("and") && !named(token))
            && tokens.iter().all(|token| matches!(token.class, Class::Noun | Class::Determiner | Class::Coordinator))
            && !last.capital
            && last.class == Class::Noun
            && (voices::is_person_word(&last.form) || voices::is_body(&last.form))
            && last.form.ends_with('s');
        if of_two || self.is_strange(tokens, core, span) {
            return None;
        }
        // "Jones and Vining Inc" is one name.
        if is_crowd(tokens, head) && !within_name() {
            return None;
        }
        let named = || self.named(tokens, span, core_end);
        named().or_else(|| self.spoken_of(paragraph.text, tokens, head, span))
    }

    /// Gives who spoke or opened a sentence in the `reach` bytes before, the last first.
    pub(super) fn recent(&self, before: usize, reach: usize) -> impl Iterator<Item = (usize, usize)> {
        self.salient.before(before).take(24).take_while(move |&(start, _)| start + reach > before)
    }

    /// "Secretary of State Ann Holt", "head of press Ann Holt": the person whose name ends a phrase that a title opens.
    fn titled(&self, span: Span, tokens: &[Token<'_>]) -> Option<usize> {
        let first =
            tokens.iter().take(3).any(|token| token.capital && (names::is_role(&token.form) || is_single_person(token)));
        let is_person = |place: &&Place| place.is_name && self.entities[place.entity].kind == EntityKind::Person;
        let place = self.within(span).filter(is_person).find(|place| place.span.end == span.end)?;
        let at = tokens.partition_point(|token| token.span.start < place.span.start);
        let before = at.checked_sub(1).map(|before| &tokens[before])?;
        let named = before.capital && !before.possessive && matches!(before.class, Class::Noun);
        let plain = tokens[..at]
            .iter()
            .all(|token| token.capital || token.is("to") || matches!(token.class, Class::Preposition | Class::Determiner));
        // "Ann Holt, editor of the site Vale.Org": named before.
        let begun = tokens[..at].windows(2).any(|pair| pair[1].is(",") && pair[0].capital);
        (first && named && plain || is_office(&tokens[..at]) && !begun).then_some(place.entity)
    }

    /// A person named in the phrase, but for "Smith's lawyer" and "a spokesman for Smith".
    fn person(&self, span: Span, core_end: usize, tokens: &[Token<'_>]) -> Option<usize> {
        let persons = self.within(span).filter(|place| place.is_name && self.entities[place.entity].kind == EntityKind::Person);
        let speaks = |place: &&Place| {
            let first = tokens.partition_point(|token| token.span.start < place.span.start);
            let last = tokens.partition_point(|token| token.span.start < place.span.end);
            // "the Holt-appointed panel" is not Holt.
            if last.checked_sub(1).is_none_or(|last| tokens[last].span.end > place.span.end && !tokens[last].possessive) {
                return false;
            }
            let bare = |at: usize| tokens[at].is_any(&["'", "’"]) && tokens[at].span.start == place.span.end;
            let owned = last < tokens.len() && (bare(last) || last > 0 && tokens[last - 1].possessive);
            let before =
                tokens[..first].iter().rev().find(|token| token.class != Class::Determiner && !(token.capital && first > 1));
            let held = before.is_some_and(|token| token.class == Class::Preposition);
            let followed = place.span.end < core_end
                && tokens[last..].first().is_some_and(|next| !next.capital && next.class == Class::Noun);
            // "A utility in central Vale": whatever the name is, it is not the head's.
            // "Vale and Orr executive producer Ann Holt": of what she is the producer.
            let joined = tokens.get(last).is_some_and(|next| next.is("and"))
                && tokens.last().is_some_and(|last| last.capital)
                && tokens[last..].windows(2).any(|pair| pair[0].capital && !pair[1].capital && pair[1].class == Class::Noun)
                && tokens[last..].iter().any(|token| !token.capital && is_single_person(token));
            let family = tokens.get(last).is_some_and(|next| next.is_any(&["family", "families", "clan", "estate"]));
            !owned && !held && !family && !followed && !joined && (place.span.start < core_end || first == 0)
        };
        persons.into_iter().find(speaks).map(|place| place.entity)
    }

    fn named(&self, tokens: &[Token<'_>], span: Span, core_end: usize) -> Option<usize> {
        // "the Union-funded station" is not the Union.
        let whole = |place: &&Place| {
            let at = tokens.partition_point(|token| token.span.start < place.span.end);
            at.checked_sub(1).is_some_and(|at| tokens[at].span.end <= place.span.end || tokens[at].possessive)
        };
        // "records obtained by the Post": who has them did not write them.
        let held = |place: &&Place| {
            let at = tokens.partition_point(|token| token.span.start < place.span.start);
            let before = tokens[..at].iter().rposition(|token| !(token.capital || token.class == Class::Determiner));
            // "Economists polled by the Post": they speak, and not who asked them.
            const WROTE: &[&str] =
                &["compiled", "published", "conducted", "released", "issued", "produced", "prepared", "drafted"];
            let crowd = |by: usize| {
                tokens[by].is("by")
                    && tokens[by - 1].form.ends_with("ed")
                    && !tokens[by - 1].is_any(WROTE)
                    && !tokens[..by - 1].iter().any(|token| voices::is_record(&token.form))
            };
            (1..at).any(crowd)
                || before.is_some_and(|by| {
                    by > 0 && tokens[by].is("by") && tokens[by - 1].is_any(&["obtained", "seen", "reviewed", "leaked"])
                })
        };
        // "A petition by critics of the Post": nor do those whom its writers turn on.
        let turned_on = |place: &&Place| {
            let at = tokens.partition_point(|token| token.span.start < place.span.start);
            let by = tokens[..at].iter().position(|token| token.is("by"));
            by.is_some_and(|by| tokens[by + 1..at].iter().any(references::is_relation))
        };
        let names = || self.within(span).filter(|place| place.is_name && !held(place) && !turned_on(place)).filter(whole);
        // "Vale, the Union's oldest member": the country itself.
        let heads = |place: &&Place| {
            place.span.start < core_end && core_end <= place.span.end && self.entities[place.entity].kind == EntityKind::Place
        };
        let apposed = core_end < span.end && tokens.iter().any(|token| token.is(",") && token.span.start >= core_end);
        // "the Union's member Vale".
        let last = names().find(heads).filter(|place| place.span.start > span.start && place.span.end == core_end);
        if let Some(place) = last.or_else(|| names().find(heads).filter(|_| apposed)) {
            return Some(place.entity);
        }
        // "A review of the bank's accounts" is whose it is before the review.
        if voices::is_record(&tokens[core(tokens).saturating_sub(1)].form) {
            return names().find(|place| place.span.start < core_end).map(|place| place.entity);
        }
        // "Vale Water's Orr Mills unit": neither is its parent.
        let owned = |place: &&Place| {
            let head = tokens.iter().rev().find(|token| token.span.end <= core_end);
            let unit = head.is_some_and(|head| head.is_any(&["unit", "subsidiary", "affiliate", "division", "arm"]));
            let owns =
                |token: &Token<'_>| token.possessive && token.span.start < place.span.end && place.span.end <= token.span.end;
            unit && (tokens.iter().any(owns))
        };
        // "Rindt Holding of Vale": named for itself, wherever it sits.
        let head = &tokens[..core(tokens)];
        let proper = head.len() > 1 && head.iter().all(|token| token.capital && token.class == Class::Noun);
        let seated = |place: &&Place| {
            let at = tokens.partition_point(|token| token.span.start < place.span.start);
            proper && at > 0 && at == head.len() + 1 && tokens[at - 1].is_any(&["of", "in", "at", "from"])
        };
        let organization = names()
            .filter(|place| self.entities[place.entity].kind == EntityKind::Organization)
            .filter(|place| !owned(place) && !seated(place))
            .filter(|place| place.span.start < core_end || !is_beside(tokens, core_end, place.span.start))
            // "Vale Water's Orr Mills": what is owned speaks, and not the owner.
            .min_by_key(|place| (place.span.end > core_end, is_owner(tokens, place.span.end, core_end)));
        if let Some(place) = organization {
            // "Bank of Vale governor Ann Holt", where Holt is no name that is known.
            let behind = || {
                let rest = tokens.iter().skip_while(|token| token.span.start < place.span.end);
                rest.take_while(|token| !matches!(token.class, Class::Mark | Class::Preposition))
            };
            let titled = behind().any(|token| !token.capital && is_single_person(token) && !token.form.starts_with("spokes"));
            let surnamed = behind().last().is_some_and(|last| last.capital);
            // "High, the Vale Union's manager", where High is no name that is known.
            let apposed = place.span.start >= core_end
                && tokens.iter().any(|token| token.is(",") && token.span.start == core_end)
                && tokens.iter().any(|token| token.span.end == core_end && token.capital)
                && tokens.last().is_some_and(|last| !last.capital && is_single_person(last));
            // "the Rovers wing", "the former Rover": one of them, by whatever word.
            let head = tokens.iter().rev().find(|token| token.span.end <= core_end);
            let member = head.is_some_and(|head| {
                const PARTS: &[&str] = &[
                    "unit",
                    "subsidiary",
                    "arm",
                    "division",
                    "branch",
                    "bureau",
                    "newsroom",
                    "venture",
                    "trust",
                    "college",
                    "museum",
                    "theatre",
                    "journal",
                    "daily",
                    "weekly",
                    "programme",
                    "program",
                    "show",
                    "project",
                ];
                let owned = tokens
                    .iter()
                    .any(|token| token.possessive && token.span.end >= place.span.end && token.span.start < place.span.end);
                let plain = !head.capital && !owned && head.class == Class::Noun && place.span.end <= head.span.start;
                let plain = plain && !head.is_any(PARTS) && !voices::is_person_word(&head.form);
                let holds = place.span.end >= head.span.end && place.span.start <= head.span.start;
                plain && !voices::is_body(&head.form) && !voices::is_record(&head.form) && !head.form.starts_with("spokes")
                    || holds && tokens.get(1).is_some_and(|second| second.is_any(&["former", "ex"]))
            });
            return Some(place.entity).filter(|_| !(titled && surnamed || apposed || member));
        }
        let head_is = |place: &&Place| place.span.start < core_end && core_end <= place.span.end;
        names().find(|place| head_is(place) && self.entities[place.entity].kind != EntityKind::Person).map(|place| place.entity)
    }
}

/// Gives how many of the words come before the first preposition, comma or bracket: the phrase's own noun is the last of them.
pub(super) fn core(tokens: &[Token<'_>]) -> usize {
    let ends = |token: &Token<'_>| matches!(token.class, Class::Preposition | Class::Mark | Class::Verb | Class::Coordinator);
    // "Vale Rovers' Ann Holt".
    let owns = |at: usize| at > 0 && tokens[at].is_any(&["'", "’"]) && tokens[at - 1].span.end == tokens[at].span.start;
    let inside = (0..tokens.len()).find(|&at| tokens[at].quote.is_none() && ends(&tokens[at]) && !owns(at));
    inside.filter(|&at| at > 0).unwrap_or(tokens.len())
}
