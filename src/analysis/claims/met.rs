//! Whom is met as a paragraph is read on: who is named in it, opens a sentence by a role, or stands between two others?

use super::cues;
use super::paragraph::Paragraph;
use super::pronouns::{is_single_person, nameless};
use super::speakers::Speakers;
use super::tokens::Class;
use crate::analysis::names::Gender;
use foldhash::HashSet;
use std::ops::Range;

impl Speakers<'_> {
    /// Notes that somebody whom nobody names spoke or acted: the next "he" is not who was named before.
    pub(super) fn stands_between(&mut self, start: usize, gender: Option<Gender>) {
        self.represented.tell(start, gender);
    }

    /// Takes note of who is named in a paragraph, before any of it is resolved.
    pub(super) fn enter(&mut self, paragraph: &Paragraph<'_>) {
        let Some(span) = paragraph.span(&(0..paragraph.tokens.len())) else { return };
        let may_be = |entity: usize, gender: Gender| self.genders[entity].is_none_or(|known| known == gender);
        let mut met: HashSet<usize> = HashSet::default();
        let persons = self.within(span).filter(|place| place.is_name && self.is_person(place));
        let first: Vec<(usize, usize)> =
            persons.filter(|place| met.insert(place.entity)).map(|place| (place.span.start, place.entity)).collect();
        self.named_here = [Gender::Male, Gender::Female]
            .map(|gender| first.iter().copied().filter(|&(_, entity)| may_be(entity, gender)).collect());
    }

    /// Takes note of who opens a sentence by a role: "The actor was held".
    pub(super) fn open(&mut self, paragraph: &Paragraph<'_>, unit: &Range<usize>) {
        const REACH: usize = 5;
        self.hear_question(paragraph, unit);
        let tokens = &paragraph.tokens;
        let first = unit.start;
        // "Where, Holt asked, does Lind stand? “Here,” he said": as likely who is asked.
        const ASIDE: usize = 12;
        let asks = tokens[first..unit.end]
            .first()
            .is_some_and(|word| word.quote.is_none() && word.is_any(&["where", "what", "why", "how", "when", "who"]));
        let aside = |at: usize| tokens[at].is("asked") && tokens[at].quote.is_none() && tokens[at + 1].is(",");
        if asks && tokens[unit.end - 1].is("?") && (first..unit.end - 1).take(ASIDE).any(aside) {
            self.stands_between(tokens[unit.end - 1].span.start, None);
            return;
        }
        // "Key was a popular leader."
        let verb = tokens.get(first + 1).is_some_and(|next| matches!(next.class, Class::Auxiliary | Class::Verb));
        if verb
            && first < unit.end
            && tokens[first].quote.is_none()
            && let Some(entity) = self.surnamed(&tokens[first..first + 1], tokens[first].span)
        {
            self.stand_out(tokens[first].span.start, entity);
            return;
        }
        if let Some(place) = self.named_subject(paragraph, unit) {
            self.stand_out(place.span.start, place.entity);
            return;
        }
        if let Some((words, span)) =
            self.titular(paragraph, unit).and_then(|words| paragraph.span(&words).map(|span| (words, span)))
        {
            match self.entity(paragraph, &words) {
                Some(entity) => self.stand_out(span.start, entity),
                None => self.stands_between(span.start, None),
            }
            return;
        }
        let opens = tokens.get(first).is_some_and(|token| {
            token.quote.is_none() && token.is_any(&["the", "a", "an", "his", "her", "its", "their", "another", "one"])
        });
        if !opens {
            return;
        }
        let plain = |at: usize| tokens[at].class == Class::Noun && tokens[at].quote.is_none();
        let end = (first + 1..unit.end.min(first + REACH)).find(|&at| !plain(at)).unwrap_or(unit.end.min(first + REACH));
        let role = (first + 1..end).find(|&at| !tokens[at].capital && is_single_person(&tokens[at]));
        let Some(role) = role else { return };
        let headed = role + 1 >= end || {
            let next = &tokens[role + 1];
            let past = next.is_past();
            !next.capital && (past || !cues::verbs(&next.form).is_empty())
        };
        let named = tokens.get(role + 1).is_none_or(|next| {
            next.capital || matches!(next.class, Class::Mark | Class::Preposition | Class::Coordinator | Class::Pronoun)
        });
        if !headed || named {
            return;
        }
        let words = first..role + 1;
        let (Some(span), somebody) = (paragraph.span(&words), nameless(&tokens[words.clone()])) else { return };
        match (self.entity(paragraph, &words), somebody) {
            (Some(entity), _) => self.stand_out(span.start, entity),
            (None, Some(somebody)) => self.stands_between(span.start, somebody.gender),
            (None, None) => {}
        }
    }
}
