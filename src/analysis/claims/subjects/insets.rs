//! Who speaks in words set into or behind a sentence: "The contract, said one source, is not void", "…, its head, Ann Holt, said"?

use super::super::cues::{self, Form, Frame};
use super::super::frames::Reader;
use super::super::groups::{Group, Voice};
use super::super::phrases;
use super::super::speakers;
use super::super::tokens::{Class, Token};
use super::super::voices;
use std::ops::Range;

/// How many words of a relative clause are gone through for its beginning, so that work stays bounded.
const FAR: usize = 14;

impl Reader<'_, '_> {
    /// "A lawyer who worked there said": who is told of where the words before the verb hold no noun.
    pub(super) fn who_acted(&self, group: &Group, end: usize) -> Option<Range<usize>> {
        let verb = matches!(self.class(end - 1), Some(Class::Verb | Class::Preposition));
        if group.voice != Voice::Finite || !verb || self.is_quoted(end - 1) {
            return None;
        }
        let tokens = &self.paragraph.tokens;
        let open = |at: &usize| {
            !self.is_quoted(*at) && !matches!(tokens[*at].class, Class::Mark | Class::Subordinator | Class::Coordinator)
        };
        let who = (self.unit.start + 1..end).rev().take(FAR).take_while(open).find(|&at| self.is(at, "who"))?;
        phrases::before(tokens, self.unit.start, who)
    }

    /// "The contract, said one source, is not void": tells whether who speaks stands inside a clause, behind its subject, which
    /// is nobody, and before its verb.
    pub(super) fn is_inset(&self, before: usize, subject: &Range<usize>) -> bool {
        let tokens = &self.paragraph.tokens;
        let somebody = |words: &[Token<'_>]| {
            let head = speakers::core(words).checked_sub(1).map(|head| &words[head]);
            head.is_some_and(|head| head.capital || voices::is_person_word(&head.form) || voices::is_body(&head.form))
        };
        let verb = subject.end + 1;
        let goes_on = matches!(self.class(verb), Some(Class::Auxiliary | Class::Verb)) || self.is_third_person(verb);
        let fronted = phrases::after(tokens, self.clause_floor(before), before);
        let thing = fronted.is_some_and(|noun| noun.end == before && !somebody(&tokens[noun]));
        goes_on && !self.is_quoted(verb) && thing && somebody(&tokens[subject.clone()])
    }

    /// Tells whether a verb in the third person, as far as can be told, stands here: "depends on", not "sales director".
    pub(super) fn is_third_person(&self, at: usize) -> bool {
        let Some(token) = self.paragraph.tokens.get(at).filter(|_| self.unit.contains(&at)) else { return false };
        let ends = token.form.ends_with('s') && !token.form.ends_with("ss") && token.form.len() > 3;
        let plain = token.class == Class::Noun && !token.capital && !token.possessive && token.quote.is_none();
        // "members of": more than one.
        let next = matches!(self.class(at + 1), Some(Class::Preposition | Class::Determiner | Class::Adverb));
        plain && ends && next && !self.is_any(at + 1, &["of", "at", "for", "from"]) && !voices::is_person_word(&token.form)
    }

    /// "It has never said that the dam is safe, its head, Ann Holt, said": who speaks behind a whole clause, by office and name.
    /// `comma` stands before the verb.
    pub(super) fn trailing(&self, comma: usize) -> Option<Range<usize>> {
        const NAME: usize = 5;
        let tokens = &self.paragraph.tokens;
        let named = |at: &usize| {
            tokens[*at].capital && tokens[*at].class == Class::Noun && !self.is_quoted(*at) && !tokens[*at].possessive
        };
        let name = (self.unit.start..comma).rev().take(NAME).take_while(named).last()?;
        let second = name.checked_sub(1).filter(|&at| self.is(at, ",") && at > self.unit.start && !self.is_quoted(at))?;
        let office = phrases::before(tokens, self.unit.start, second)?;
        let first =
            office.start.checked_sub(1).filter(|&at| self.is(at, ",") && at > self.unit.start && !self.is_quoted(at))?;
        let owned = tokens[office.start].is_any(&["its", "his", "her", "their", "the"]);
        let held = tokens[office.clone()].iter().any(|token| !token.capital && voices::is_person_word(&token.form));
        let clause = (self.unit.start + 1..first).any(|at| {
            matches!(tokens[at].class, Class::Auxiliary | Class::Verb)
                || !tokens[at].capital && (tokens[at].is_past() || !cues::verbs(&tokens[at].form).is_empty())
        });
        // "Holt, who left, the mayor, Ann Lind, said": no clause stands between two commas.
        let whole = !(self.unit.start..first).any(|at| self.is(at, ",") || self.is_quoted(at));
        (owned && held && clause && whole).then_some(office.start..comma)
    }

    /// Tells whether a noun phrase without a verb is all that follows.
    pub(super) fn is_nobody_else(&self, at: usize) -> bool {
        let begins =
            matches!(self.class(at), Some(Class::Noun | Class::Determiner)) && !self.is(at, "that") && !self.is_quoted(at);
        let verb = |at: usize| {
            let token = &self.paragraph.tokens[at];
            let past = token.is_past();
            matches!(token.class, Class::Auxiliary | Class::Verb | Class::Mark)
                || token.class == Class::Noun && !token.capital && (past || token.form.ends_with('s') && !token.possessive)
                || token.form.contains('\'') && !token.possessive
        };
        begins && !(at..self.unit.end.saturating_sub(1)).any(verb)
    }

    /// Tells whether the words from `at` to the end of the sentence are no more than several who speak.
    pub(super) fn is_many(&self, at: usize) -> bool {
        let Some(noun) = phrases::after(&self.paragraph.tokens, at, self.unit.end) else { return false };
        let last = &self.paragraph.tokens[noun.end - 1];
        let ends = noun.end >= self.unit.end || self.is(noun.end, ".");
        ends && !last.capital && last.form.ends_with('s') && noun.end - noun.start <= 4
    }

    /// "Tweeted Holt: “It fell.”": who speaks behind a verb that opens the sentence, before what is said.
    pub(super) fn heads_sentence(&self, group: &Group) -> Option<Range<usize>> {
        let past = group.form == Form::Past && group.voice == Voice::Finite && group.tokens.len() == 1;
        if !past || group.tokens.start != self.unit.start || !group.verb.takes(Frame::Quotation) {
            return None;
        }
        let noun = phrases::after(&self.paragraph.tokens, group.tokens.end, self.unit.end)?;
        let named = self.paragraph.tokens[noun.end - 1].capital;
        (named && self.is(noun.end, ":") && self.is_quoted(noun.end + 1)).then_some(noun)
    }
}
