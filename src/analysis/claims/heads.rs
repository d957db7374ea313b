//! Which of the words for a speaker tell who it is, and which tell of others whom the speaker knows or whose shares he owns?

use super::pronouns::is_single_person;
use super::references::document;
use super::speakers::{Place, Speakers, core};
use super::tokens::{Class, Token};
use super::voices;
use crate::analysis::names;
use crate::model::document::EntityKind;
use crate::model::span::Span;
use std::ops::Range;

/// "The lawyer who had acted for Mr Orr", "an analyst following Vale Water": the words before the clause that describes, if any.
pub(super) fn bare(tokens: &[Token<'_>], words: &Range<usize>) -> Option<Range<usize>> {
    let phrase = &tokens[words.clone()];
    let someone = |token: &Token<'_>| {
        token.class == Class::Noun
            && !token.capital
            && !token.possessive
            && (voices::is_person_word(&token.form) || voices::is_body(&token.form))
    };
    let describes = |at: &usize| {
        let (before, token) = (&phrase[at - 1], &phrase[*at]);
        if token.quote.is_some() || token.capital {
            return false;
        }
        let relative = token.is_any(&["who", "whom", "whose", "which"])
            || token.is("that") && before.class == Class::Noun && !before.capital;
        let next = phrase.get(at + 1);
        let participle = token.form.len() > 5
            && token.form.ends_with("ing")
            && next.is_some_and(|next| next.capital || matches!(next.class, Class::Determiner | Class::Pronoun));
        relative || participle && someone(before)
    };
    let mut end = (1..phrase.len()).find(describes)?;
    while end > 1 && phrase[end - 1].is_mark() {
        end -= 1;
    }
    // "the report that Ann Holt wrote": who wrote it stands there.
    let written = document(&phrase[..core(&phrase[..end])]).is_some();
    (!written && !phrase[end - 1].is_mark()).then_some(words.start..words.start + end)
}

impl Speakers<'_> {
    /// "The man who ran the dam, Peter Lind", "one of those who bid, the builder Vale Water": who is named behind the last comma.
    pub(super) fn named_last(&self, span: Span, tokens: &[Token<'_>]) -> Option<usize> {
        let place = *self.within(span).find(|place| place.is_name && place.span.end == span.end)?;
        let first = tokens.partition_point(|token| token.span.start < place.span.start);
        let plain = |token: &Token<'_>| token.class == Class::Noun || token.is_any(&["the", "a", "an"]);
        let comma = tokens[..first].iter().rposition(|token| !plain(token)).filter(|&at| at > 0 && tokens[at].is(","))?;
        // "who met the mayor, Ann Holt": the mayor as likely.
        let before = &tokens[comma - 1];
        let another = before.class == Class::Noun
            && (before.capital || voices::is_person_word(&before.form) || voices::is_body(&before.form));
        (!another && tokens[comma + 1..first].iter().all(|token| !token.capital)).then_some(place.entity)
    }

    /// "Vale and Orr Rovers coach Ann Holt": the person whose name ends a phrase, behind what she does for a body of two names.
    pub(super) fn employed(&self, span: Span, tokens: &[Token<'_>]) -> Option<usize> {
        let place = self.within(span).find(|place| place.is_name && place.span.end == span.end && self.is_person(place))?;
        let first = tokens.partition_point(|token| token.span.start < place.span.start);
        let (role, front) = tokens[..first].split_last()?;
        let named = |token: &Token<'_>| token.capital && token.class == Class::Noun && !token.possessive || token.is("and");
        // "Vale Credit Board (VCB) board member Ann Holt".
        let front = match front.iter().position(|token| token.is("(")) {
            Some(at) if front.get(at + 2).is_some_and(|close| close.is(")")) && front[at + 1].capital => &front[..at],
            _ => front,
        };
        let works = !role.capital && is_single_person(role) && role.quote.is_none();
        (works && front.len() > 2 && front[0].capital && front.iter().all(named)).then_some(place.entity)
    }

    /// "the envoy to Peru, Ann Ray": the person whose name ends the phrase, behind a comma and a role.
    pub(super) fn apposed(&self, span: Span, tokens: &[Token<'_>]) -> Option<usize> {
        let is_person = |place: &&Place| place.is_name && self.entities[place.entity].kind == EntityKind::Person;
        let place = self.within(span).filter(is_person).find(|place| place.span.end == span.end)?;
        let first = tokens.partition_point(|token| token.span.start < place.span.start);
        let comma = first.checked_sub(1).filter(|&at| at > 0 && tokens[at].is(","))?;
        // "Ann Holt, Peter Lind": two, of whom the first speaks.
        let named = |other: &Place| other.span.start < place.span.start && other.span.end == tokens[comma - 1].span.end;
        let begins = |other: &Place| {
            other.span.start == span.start
                && !tokens
                    .iter()
                    .any(|token| token.possessive && token.span.start >= other.span.start && token.span.start < other.span.end)
        };
        let role = tokens[..comma].iter().any(|token| names::is_role(&token.form) && !token.capital)
            || matches!(tokens[0].class, Class::Determiner)
            // "Minister for Water, Ann Holt".
            || tokens[0].capital && names::is_role(&tokens[0].form);
        let two = self.within(span).filter(is_person).any(|other| begins(other) && (named(other) || !role));
        // "The vicar, Osgar Lund, and the brewer, Ida Falkmoor": two speak.
        let joined = tokens[..comma].windows(2).any(|pair| pair[0].is(",") && pair[1].is("and"));
        // "The husband of the victim, Ann Holt": she is the victim.
        let before = &tokens[comma - 1];
        let of_whom = !before.capital && (is_single_person(before) || before.is("victim"));
        let of_whom = of_whom && tokens[..comma - 1].iter().any(|token| token.is("of"));
        (role && !two && !joined && !of_whom).then_some(place.entity)
    }

    /// "Ann Hockey, Vale Water's director", where Hockey is taken for a sport: whoever the phrase begins with.
    pub(super) fn headed(&self, span: Span, tokens: &[Token<'_>]) -> Option<usize> {
        const ALSO_BODIES: &[&str] = &["leader", "chief", "head", "partner", "general"];
        let (own, rest) = tokens.split_at(core(tokens));
        let office = |token: &Token<'_>| !token.capital && names::is_role(&token.form) && is_single_person(token);
        let office = rest.iter().any(|token| office(token) && !token.is_any(ALSO_BODIES));
        let apposed = own.len() > 1 && rest.first().is_some_and(|comma| comma.is(",")) && own.iter().all(|token| token.capital);
        let end = own.last()?.span.end;
        let whole = |place: &&Place| place.is_name && (place.span.start, place.span.end) == (span.start, end);
        let body = |entity: &usize| self.entities[*entity].kind != EntityKind::Place;
        let found = || self.within(span).find(whole).map(|place| place.entity).filter(body);
        if office && apposed { found() } else { None }
    }

    /// "Ann Holt, head of Vale Water", where Ann Holt is no name that is known; "The Vale water board" of Vale; "the husband of the
    /// victim, Ann Holt": whoever is named in such words is not, or not surely, who they are for.
    pub(super) fn is_strange(&self, tokens: &[Token<'_>], core: usize, span: Span) -> bool {
        let (head, own) = (&tokens[core - 1], &tokens[..core]);
        let within = |from: usize, to: usize| {
            self.within(span).any(|place| place.is_name && place.span.start < to && place.span.end > from)
        };
        let apposed = tokens.get(core).is_some_and(|comma| comma.is(","));
        let proper = own.iter().all(|token| token.capital && token.class == Class::Noun && !token.possessive);
        if apposed && proper && core > 1 {
            return !within(own[0].span.start, head.span.end);
        }
        // "The Vale water board": a word between tells of another body than Vale.
        const HEADS: &[&str] = &["board", "council", "authority", "committee", "commission", "trust"];
        let between =
            || own.iter().rev().skip(1).take_while(|token| !token.capital && token.class == Class::Noun && !token.possessive);
        let named = || {
            own[..core - 1 - between().count()]
                .last()
                .is_some_and(|token| token.capital && token.class == Class::Noun && !token.possessive)
        };
        !head.capital && tokens[0].class == Class::Determiner && head.is_any(HEADS) && between().count() > 0 && named()
    }

    /// "the company", "the ministry": the body that was spoken of, unless the words tell of another people.
    pub(super) fn spoken_of(&self, text: &str, tokens: &[Token<'_>], head: &Token<'_>, span: Span) -> Option<usize> {
        let found = self
            .referred(text, span, &head.form)
            .or_else(|| self.behind(tokens, head, span))
            .or_else(|| self.body(text, tokens, head, span))?;
        // "the club" is no person.
        let body = self.entities[found].kind != EntityKind::Person || document(tokens).is_some();
        (body && self.is_of_people(text, tokens, head, found)).then_some(found)
    }

    /// "the German exchange" is not the London Stock Exchange: tells whether a people or place that the words name before their
    /// noun is met in the body's name, or beside it in the text.
    fn is_of_people(&self, text: &str, tokens: &[Token<'_>], head: &Token<'_>, entity: usize) -> bool {
        const MENTIONS: usize = 6;
        const BESIDE: usize = 60;
        let found = &self.entities[entity];
        if found.kind != EntityKind::Organization || head.capital {
            return true;
        }
        let of = |token: &Token<'_>| {
            let word = token.span.of(text);
            let stem: String = word.to_lowercase().chars().take(4).collect();
            let near = |mention: &Span| {
                let from = text.floor_char_boundary(mention.start.saturating_sub(BESIDE));
                let to = text.floor_char_boundary(tokens[0].span.start.min(mention.end + BESIDE));
                text[from..to].to_lowercase().contains(&stem)
            };
            found.name.to_lowercase().contains(&stem)
                || found.mentions.iter().take(MENTIONS).filter(|mention| mention.end < tokens[0].span.start).any(near)
        };
        let people =
            |token: &&Token<'_>| token.capital && token.span.start < head.span.start && names::is_people(token.span.of(text));
        tokens.iter().filter(people).all(of)
    }

    /// Tells whether the words name a person and say nothing: "Berg", "Berg on Tuesday".
    pub(super) fn is_only_person(&self, text: &str, words: Span) -> bool {
        let said = words.of(text);
        if ["him", "her", "them", "me", "us"].iter().any(|pronoun| said.eq_ignore_ascii_case(pronoun)) {
            return true;
        }
        let person = |place: &Place| place.is_name && self.entities[place.entity].kind == EntityKind::Person;
        let Some(place) = self.within(words).find(|place| person(place)) else { return false };
        let titled = text[words.start..place.span.start]
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase) || word == "the" || names::is_role(word));
        let rest = &text[place.span.end..words.end];
        let reason = [" for ", " over ", " as ", " that ", "“", "\"", "‘"].iter().any(|word| rest.contains(word));
        titled && (rest.is_empty() || rest.starts_with([' ', ',']) && !reason)
    }
}
