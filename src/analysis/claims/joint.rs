//! Who speaks together with another, begins a sentence by name, or shares a surname?

use super::cues;
use super::draft::Draft;
use super::paragraph::Paragraph;
use super::pronouns::is_single_person;
use super::speakers::{Place, Speakers};
use super::tokens::{Class, Token};
use crate::analysis::names::{self, Gender};
use crate::model::document::{Entity, EntityKind, Speaker};
use crate::model::span::Span;
use std::ops::Range;

/// What the name of a company ends with.
const FORMS: &[&str] =
    &["Inc", "Corp", "Co", "Ltd", "Plc", "PLC", "LLC", "LP", "AG", "SA", "NV", "GmbH", "Company", "Corporation"];

impl Speakers<'_> {
    /// Gives each of those who speak together ("Ann Holt and Peter Lind"), if that is all that the words say.
    pub(super) fn joint(&self, paragraph: &Paragraph<'_>, words: &Range<usize>) -> Option<Vec<Speaker>> {
        let words = &self.listed(paragraph, words)?;
        let span = paragraph.span(words)?;
        let kind = |place: &Place| self.entities[place.entity].kind;
        let mut names: Vec<&Place> = Vec::new();
        for place in self.within(span).filter(|place| place.is_name) {
            if names.last().is_none_or(|last| last.span.end <= place.span.start) {
                names.push(place);
            }
        }
        // "Ann Holt and Peter Lind, both of Vale".
        if names.iter().any(|place| kind(place) != EntityKind::Place) {
            names.retain(|place| kind(place) != EntityKind::Place);
        }
        let one = *names.first()?;
        // "Lawyers for Ann Holt and Peter Lind": neither of the two.
        let before = &paragraph.tokens[words.clone()];
        if before.iter().any(|token| token.span.end <= one.span.start && token.class == Class::Preposition) {
            return None;
        }
        let between = |pair: &[&Place]| paragraph.text.get(pair[0].span.end..pair[1].span.start);
        let and = names.windows(2).position(|pair| between(pair).is_some_and(joins))?;
        let comma = |first: &usize| between(&names[*first - 1..=*first]).is_some_and(lists);
        let first = (1..=and).rev().take_while(comma).last().map_or(and, |at| at - 1);
        // "Vale Bank economists Ann Holt and Peter Lind": where they work stands in front.
        let role = before.iter().rev().find(|token| token.span.end <= names[first].span.start);
        let many =
            |role: &Token<'_>| !role.capital && role.form.ends_with('s') && names::is_role(role.form.trim_end_matches('s'));
        let lists = first == 0 || kind(names[first]) == EntityKind::Person && role.is_some_and(many);
        let run = &names[first..and + 2];
        let last = names[and + 1].span.end;
        let whole = matches!(&paragraph.text[last..span.end], "" | ".")
            || paragraph.text[last..].starts_with(", ") && kind(one) != EntityKind::Place;
        let article = matches!(&paragraph.text[span.start..one.span.start], "" | "the " | "The ");
        let alone = kind(one) != EntityKind::Place || article;
        let mut entities: Vec<usize> = run.iter().map(|place| place.entity).collect();
        entities.sort_unstable();
        entities.dedup();
        let alike = entities.len() == run.len() && run.iter().all(|place| kind(place) == kind(names[first]));
        // "Engineered Systems and Development Corp": one body, or two.
        let formed = |place: &&Place| {
            let last = place.span.of(paragraph.text).split_whitespace().last().unwrap_or_default();
            FORMS.contains(&last.trim_end_matches('.'))
        };
        let may_be_one = run.last().is_some_and(formed) && !run.iter().all(formed);
        (lists && whole && alone && alike && !may_be_one && !self.is_one_name(paragraph.text, run))
            .then(|| run.iter().map(|place| self.speaker(Some(place.entity), Some(place.span))).collect())
    }

    /// Gives the words with the names listed in front of them ("Ann Holt, Peter Lind and Bo Ray said"); nothing where the list
    /// hangs on another word ("Lawyers for Ann Holt, Peter Lind and Bo Ray").
    pub(super) fn listed(&self, paragraph: &Paragraph<'_>, words: &Range<usize>) -> Option<Range<usize>> {
        const LONGEST: usize = 6;
        let tokens = &paragraph.tokens;
        let kind_at = |span: Span| self.within(span).find(|place| place.is_name).map(|place| self.entities[place.entity].kind);
        let kind = paragraph.span(words).and_then(kind_at);
        let mut start = words.start;
        if !tokens[words.clone()].iter().any(|token| token.is("and")) {
            return Some(words.clone());
        }
        let person = Some(EntityKind::Person);
        let mut parted = false;
        for _ in 0..LONGEST {
            let Some(comma) =
                start.checked_sub(2).map(|_| start - 1).filter(|&at| tokens[at].is(",") && tokens[at].quote.is_none())
            else {
                break;
            };
            let end = tokens[comma - 1].span.end;
            let before = self.places.partition_point(|place| place.span.start < end);
            let ends = |place: &&Place| place.is_name && place.span.end == end;
            let Some(place) = self.places[..before].iter().rev().take(4).find(ends) else { break };
            let other = self.entities[place.entity].kind;
            if Some(other) != kind {
                // "was run by Oxfam, Ann Holt, Peter Lind and Bo Ray said": no person is one of its kind.
                parted = (Some(other) == person) != (kind == person);
                break;
            }
            start = tokens.partition_point(|token| token.span.start < place.span.start);
            start -= usize::from(start > 1 && tokens[start - 1].is("the") && tokens[start - 1].quote.is_none());
        }
        // "The camp was full, the WHO, Oxfam and Unicef said": behind a comma that closes no name.
        let comma = start > 1 && start < words.start && tokens[start - 1].is(",");
        let closed = comma && (parted || !tokens[start - 2].capital || tokens[start - 2].class == Class::Time);
        let opens =
            start == 0 || closed || tokens[start - 1].is_any(&[".", ":", "?", "!"]) || tokens[start - 1].quote.is_some();
        let hangs = comma || start > 0 && start < words.start && tokens[start - 1].class == Class::Preposition;
        if opens { Some(start..words.end) } else { Some(words.clone()).filter(|_| !hangs) }
    }

    /// "said Oxfam, Unicef and the WHO.": gives the words with the names listed behind them, up to where the sentence ends.
    fn listed_behind(&self, paragraph: &Paragraph<'_>, words: &Range<usize>, end: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 6;
        let tokens = &paragraph.tokens;
        let named = |at: usize| {
            let at = at + usize::from(at < end && tokens[at].is("the"));
            let from = tokens.get(at).filter(|_| at < end)?.span.start;
            let first = self.places.partition_point(|place| place.span.start < from);
            let place = self.places.get(first).filter(|place| place.is_name && place.span.start == from)?;
            Some((*place, tokens.partition_point(|token| token.span.start < place.span.end)))
        };
        let (one, mut at) = named(words.start)?;
        if at != words.end {
            return None;
        }
        for _ in 0..LONGEST {
            let comma = at < end && tokens[at].is(",");
            let and = at + usize::from(comma);
            let last = and < end && tokens[and].is("and");
            let (place, next) = named(and + usize::from(last)).filter(|_| comma || last)?;
            if self.entities[place.entity].kind != self.entities[one.entity].kind {
                return None;
            }
            at = next;
            if last {
                return (at >= end || tokens[at].is_any(&[".", ";"])).then_some(words.start..at);
            }
        }
        None
    }

    /// "The camp was full, the WHO, Oxfam and Unicef said": takes the names that are listed with the speaker out of what is said.
    pub(super) fn part_from_list(&self, paragraph: &Paragraph<'_>, draft: &mut Draft) {
        let Some((words, cue)) = draft.speaker.clone().zip(draft.cue.as_ref().map(|(_, cue)| cue.clone())) else { return };
        let whole = match words.end <= cue.start {
            true => self.listed(paragraph, &words),
            false => self.listed_behind(paragraph, &words, draft.unit.end),
        };
        let Some(whole) = whole.filter(|whole| whole.len() > words.len()) else { return };
        let mut content = draft.content.clone();
        content.retain(|piece| piece.start < whole.start || piece.start >= whole.end);
        for piece in content.iter_mut().filter(|piece| piece.start < whole.start) {
            piece.end = piece.end.min(whole.start);
        }
        if !content.is_empty() {
            // "Acme, Orr and Vale Bank", of which the last two are one name for all that is known: unknown, and none of them alone.
            draft.doubted = self.joint(paragraph, &whole).is_none();
            draft.content = content;
            draft.speaker = Some(whole);
        }
    }

    /// "Ann Holt and the Vale Trust", "Indiana and Michigan Electric Co": tells whether the words name another beside the one
    /// found, who speaks too, for all that is known.
    pub(super) fn is_one_of(&self, paragraph: &Paragraph<'_>, words: &Range<usize>, entity: usize) -> bool {
        let Some(span) = paragraph.span(words) else { return false };
        let mut named: Vec<&Place> = Vec::new();
        for place in self.within(span).filter(|place| place.is_name) {
            if named.last().is_none_or(|last| last.span.end <= place.span.start) {
                named.push(place);
            }
        }
        let between = |pair: &[&Place]| paragraph.text.get(pair[0].span.end..pair[1].span.start).unwrap_or_default();
        // "Morgan Stanley and Co Inc": the rest of one name.
        let rest = |place: &Place| {
            let first = place.span.of(paragraph.text).split_whitespace().next().unwrap_or_default();
            matches!(first.trim_end_matches('.'), "Co" | "Company" | "Sons" | "Partners" | "Associates" | "Bros")
        };
        let and = |pair: &[&Place]| joins(between(pair)) && pair[0].entity != pair[1].entity && !rest(pair[1]);
        let Some(at) = named.iter().position(|place| place.entity == entity) else { return false };
        let ahead = named[at..].windows(2).find(|pair| !lists(between(pair)));
        (at > 0 && and(&named[at - 1..=at]) || ahead.is_some_and(and)) && !self.is_one_name(paragraph.text, &named)
    }

    /// "Rohm and Haas said", where Rohm and Haas Co is known: tells whether the names together begin the name of one of them.
    fn is_one_name(&self, text: &str, run: &[&Place]) -> bool {
        let [first, .., last] = run else { return false };
        let words = &text[first.span.start..last.span.end];
        run.iter().any(|place| self.entities[place.entity].name.starts_with(words))
    }

    /// "Vale Radio host Ann Holt seemed": the person whom a sentence begins with, behind what she does.
    pub(super) fn named_subject(&self, paragraph: &Paragraph<'_>, unit: &Range<usize>) -> Option<Place> {
        const REACH: usize = 8;
        let tokens = &paragraph.tokens;
        let reach = unit.start..unit.end.min(unit.start + REACH);
        let span = paragraph.span(&reach)?;
        let person = |place: &&Place| place.is_name && self.entities[place.entity].kind == EntityKind::Person;
        let place = *self.within(span).find(person)?;
        let front = &tokens[reach.start..tokens.partition_point(|token| token.span.start < place.span.start)];
        let role = |token: &Token<'_>| names::is_role(&token.form) || is_single_person(token);
        let leads = front.iter().all(|token| {
            let plain = token.capital || token.class == Class::Determiner || role(token);
            token.quote.is_none() && matches!(token.class, Class::Noun | Class::Determiner) && plain && !token.is_mark()
        });
        let participle = front.first().is_some_and(|first| first.is_participle() || first.is_past());
        let next = tokens.get(tokens.partition_point(|token| token.span.start < place.span.end))?;
        let verb = matches!(next.class, Class::Auxiliary | Class::Verb)
            || !next.capital && (next.is_past() || !cues::verbs(&next.form).is_empty());
        let titled = front.last().is_some_and(|last| last.capital || role(last));
        (leads && titled && verb && !participle && !tokens[reach.start].possessive).then_some(place)
    }

    /// "English said", "Mr Key": a surname that is a common word too.
    pub(super) fn surnamed(&self, tokens: &[Token<'_>], span: Span) -> Option<usize> {
        let [.., name] = tokens else { return None };
        let titled = tokens.len() == 2 && tokens[0].is_any(&["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir"]);
        let known = self.within(span).any(|place| {
            place.is_name && matches!(self.entities[place.entity].kind, EntityKind::Person | EntityKind::Organization)
        });
        let alone = (tokens.len() == 1 || titled) && name.capital && !name.possessive && !known;
        self.surnames.get(name.form.as_ref()).filter(|_| alone).copied().flatten()
    }

    /// "Earlier the Bishop of Vale wrote": the words for who holds an office that opens the sentence, whose holder nobody names.
    pub(super) fn titular(&self, paragraph: &Paragraph<'_>, unit: &Range<usize>) -> Option<Range<usize>> {
        const REACH: usize = 6;
        let tokens = &paragraph.tokens[..unit.end];
        let led = |at: &usize| matches!(tokens[*at].class, Class::Adverb | Class::Time) && tokens[*at].quote.is_none();
        let first = unit.start + unit.clone().take(2).take_while(led).count();
        let name = |at: usize| tokens.get(at).is_some_and(|token| token.capital && token.class == Class::Noun);
        let of = (first + 1..unit.end.min(first + REACH)).find(|&at| !name(at)).filter(|&at| at > first + 1)?;
        let role = names::is_role(&tokens[of - 1].form) && tokens[first].is("the") && tokens[first].quote.is_none();
        let end = (of + 1..unit.end.min(of + REACH)).find(|&at| !name(at)).filter(|&at| at > of + 1 && tokens[of].is("of"))?;
        let next = &tokens[end];
        let acts = next.quote.is_none()
            && (matches!(next.class, Class::Auxiliary | Class::Verb) || next.is_past() || !cues::verbs(&next.form).is_empty());
        (role && acts).then_some(first..end)
    }

    /// "Orr praised it", where Ann Orr and Ned Orr are named, both later: either.
    pub(super) fn is_either(&self, paragraph: &Paragraph<'_>, words: &Range<usize>, entity: usize) -> bool {
        let [name] = &paragraph.tokens[words.clone()] else { return false };
        let two = self.surnames.get(name.form.as_ref()).is_some_and(Option::is_none);
        let person = &self.entities[entity];
        // So far, so that work stays bounded.
        const MENTIONS: usize = 200;
        let whole = person.mentions.iter().take(MENTIONS).find(|mention| mention.len() == person.name.len());
        two && person.kind == EntityKind::Person && whole.is_some_and(|whole| whole.start > name.span.start)
    }

    /// "Mr Howard", where the only Howard is Howard Orr, and "Mrs Orr", where the only Orr is John: another.
    pub(super) fn is_namesake(&self, paragraph: &Paragraph<'_>, words: &Range<usize>, entity: usize) -> bool {
        let [title, name] = &paragraph.tokens[words.clone()] else { return false };
        let person = &self.entities[entity];
        let titled = title.is_any(&["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss"]);
        let (first, last) = (person.name.split(' ').next(), person.name.rsplit(' ').next());
        let is = |part: Option<&str>| part.is_some_and(|part| part.to_lowercase() == name.form.as_ref());
        // Where the family's name comes first, no given name opens it.
        let given = titled && is(first) && !is(last) && named_as(person).is_some();
        given && person.kind == EntityKind::Person || self.is_wife(paragraph, words, entity)
    }

    /// "Mrs Orr", where the only Orr is John: another.
    fn is_wife(&self, paragraph: &Paragraph<'_>, words: &Range<usize>, entity: usize) -> bool {
        const REACH: usize = 1500;
        let [title, name] = &paragraph.tokens[words.clone()] else { return false };
        let (text, start) = (paragraph.text, title.span.start);
        let before = &text[text.floor_char_boundary(start.saturating_sub(REACH))..start];
        // "Mr Orr" stands before, or of whom she is the wife: else John may be a woman's name here.
        let surname = name.span.of(text);
        let couple = || before.contains("wife") || before.contains("husband") || before.contains(&format!("Mr {surname}"));
        title.is_any(&["mrs", "mrs.", "lady"]) && named_as(&self.entities[entity]) == Some(Gender::Male) && couple()
    }
}

/// Tells whether no more than a comma, and an article, stands between two names.
fn lists(between: &str) -> bool {
    matches!(between.split_whitespace().collect::<Vec<_>>().as_slice(), [","] | [",", "the"])
}

/// Tells whether words between two names join them: "and", "and Mayor"; not "and Co analyst", of a house and who works there.
fn joins(between: &str) -> bool {
    let all: Vec<&str> = between.split_whitespace().collect();
    let ([",", "and", words @ ..] | ["and", words @ ..]) = all.as_slice() else { return false };
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let works = words.windows(2).any(|pair| capital(pair[0]) && names::is_role(pair[1]) && !capital(pair[1]));
    !works && words.iter().all(|word| *word == "the" || capital(word) || names::is_role(word))
}

/// Tells by the given name alone whether a person is a man or a woman.
fn named_as(entity: &Entity) -> Option<Gender> {
    let (name, kind) = (entity.name.clone(), entity.kind);
    names::gender("", &Entity { name, kind, mentions: Vec::new(), references: Vec::new() })
}
