//! Who was asked, and is as likely to be "he" who speaks behind it as who asked?

use super::paragraph::Paragraph;
use super::phrases;
use super::pronouns::is_single_person;
use super::speakers::{Place, Speakers, core};
use super::tokens::{Class, Token};
use crate::analysis::names::Gender;
use crate::model::document::EntityKind;
use std::ops::Range;

/// Verbs that ask somebody, with what they ask about or to say.
const ASKS: &[&str] = &["asked", "asks", "questioned", "questions", "quizzed", "pressed", "presses"];

/// Verbs that ask somebody to do something, of which speaking is one.
const BIDS: &[&str] = &["urged", "urges", "begged", "begs", "challenged", "challenges", "invited", "invites", "implored"];

impl Speakers<'_> {
    /// "Holt asked whether Lind would go. He said": as likely who is asked as who asks.
    pub(super) fn ask(&mut self, paragraph: &Paragraph<'_>, asker: Option<&str>, content: &[Range<usize>]) {
        let Some(words) = content.last().map(|last| content[0].start..last.end) else { return };
        let Some(span) = paragraph.span(&words) else { return };
        let person = |place: &&Place| {
            let entity = &self.entities[place.entity];
            place.is_name && entity.kind == EntityKind::Person && asker != Some(&entity.name)
        };
        let asked = self.within(span).find(person).map(|place| self.genders[place.entity]);
        if let Some(asked) = asked {
            self.stands_between(span.end, asked);
        }
    }

    /// "Holt asked Orr to explain it. He said", "Holt questioned the captain about it": as likely who is asked as who asks. Where
    /// the one is a man and the other a woman, the pronoun tells.
    pub(super) fn hear_question(&mut self, paragraph: &Paragraph<'_>, unit: &Range<usize>) {
        let tokens = &paragraph.tokens;
        let asks = |at: &usize| {
            let (before, token) = (&tokens[at - 1], &tokens[*at]);
            let subject = matches!(before.class, Class::Noun | Class::Pronoun | Class::Adverb)
                || before.is_any(&["has", "have", "had"])
                || before.class == Class::Coordinator;
            (token.is_any(ASKS) || token.is_any(BIDS)) && token.quote.is_none() && !token.capital && subject
        };
        let Some(verb) = (unit.start + 1..unit.end).find(asks) else { return };
        let Some(noun) = phrases::after(tokens, verb + 1, unit.end) else { return };
        let noun = noun.start..noun.start + core(&tokens[noun.clone()]);
        if tokens[noun.clone()].iter().any(|token| token.quote.is_some()) || !asks_to_speak(&tokens[verb..unit.end], noun.len())
        {
            return;
        }
        let Some((asked, asker)) = paragraph.span(&noun).zip(paragraph.span(&(unit.start..verb))) else { return };
        let person = |place: &&Place| place.is_name && self.is_person(place);
        let named = self.within(asked).find(person).map(|place| self.genders[place.entity]);
        let last = &tokens[noun.end - 1];
        let nobody = |token: &Token<'_>| match () {
            () if token.is_any(&["him"]) => Some(Some(Gender::Male)),
            () if token.is_any(&["her"]) => Some(Some(Gender::Female)),
            () if !token.capital && is_single_person(token) => Some(None),
            () => None,
        };
        let Some(gender) = named.or_else(|| nobody(last)) else { return };
        let other = |place: &Place| gender.is_some() && self.genders[place.entity].is_some_and(|known| Some(known) != gender);
        let told_apart = self.within(asker).filter(person).last().is_some_and(other);
        // "The moderator asked Holt about it. She said", "Holt was blunt when I asked him": Holt, for nobody else is named.
        let helper = |at: &usize| matches!(tokens[*at].class, Class::Auxiliary | Class::Adverb);
        let end = (unit.start..verb).rev().take_while(helper).last().unwrap_or(verb);
        let subject = phrases::before(tokens, unit.start, end);
        let known = subject.is_some_and(|words| {
            tokens[words.clone()][0].is_any(&["he", "she", "who"])
                || paragraph.span(&words).is_some_and(|span| self.within(span).any(|at| person(&at)))
        });
        if known && !told_apart {
            self.stands_between(asked.end, gender);
        }
    }
}

/// "asked Orr about it", "asked Orr to explain it", but not "asked Orr to go": tells whether the verb that the words begin with
/// asks the next `asked` words for an answer.
fn asks_to_speak(words: &[Token<'_>], asked: usize) -> bool {
    const OF_WHAT: &[&str] = &["about", "why", "what", "whether", "if", "how", "when", "where", "who", "over", "on"];
    const ANSWERS: &[&str] = &[
        "explain",
        "comment",
        "speak",
        "talk",
        "describe",
        "answer",
        "elaborate",
        "clarify",
        "justify",
        "say",
        "tell",
        "respond",
        "reply",
        "confirm",
        "discuss",
        "recall",
        "name",
    ];
    let Some(next) = words.get(1 + asked).filter(|next| next.quote.is_none()) else { return false };
    let speaks = |verb: &Token<'_>| verb.is_any(ANSWERS);
    let to_speak = next.is("to") && words.get(2 + asked).is_some_and(speaks);
    to_speak || next.is_any(OF_WHAT) && words[0].is_any(ASKS)
}
