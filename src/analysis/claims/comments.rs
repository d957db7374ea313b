//! What does the writer put behind what somebody said: that another denies it, or that it is taken back?

use super::draft::Draft;
use super::frames::{Reader, Subject};
use super::groups::{Group, Voice};
use super::paragraph::Paragraph;
use super::tokens::{Class, Token};
use crate::model::document::Stance;
use std::ops::Range;

/// How many words of a comment are gone through, so that work stays bounded.
const FAR: usize = 12;

/// What a denial behind a comma takes up: "…, a claim she denies".
const TAKEN_UP: &[&str] = &[
    "which",
    "claim",
    "claims",
    "charge",
    "charges",
    "allegation",
    "allegations",
    "accusation",
    "accusations",
    "assertion",
    "assertions",
    "suggestion",
    "suggestions",
    "something",
    "account",
    "version",
    "report",
    "reports",
];

impl Reader<'_, '_> {
    /// "Orr stole it, which she denies", "…, a claim she denies": gives the comma before the words that tell of a denial of what
    /// stands before it.
    pub(super) fn denial_behind(&self, group: &Group, subject: &Subject) -> Option<usize> {
        let who = self.denier(subject)?;
        let denies = group.verb.stance == Stance::Deny && !group.negated && group.voice == Voice::Finite;
        let end = self.timed(group.tokens.end);
        let end = end + (end..self.unit.end).take(2).take_while(|&at| self.class(at) == Some(Class::Adverb)).count();
        let closed = matches!(self.class(end), None | Some(Class::Mark)) || self.is_any(end, &["and", "but", "in", "through"]);
        if !denies || !closed || self.is_quoted(group.head) || group.tokens.end - group.head > 1 {
            return None;
        }
        let comma = (self.unit.start..who.start)
            .rev()
            .take(FAR)
            .find(|&at| !self.is_quoted(at) && self.is_any(at, &[",", "—", "–", "--"]))?;
        let taken = comma + 1..who.start;
        let last = taken.clone().rev().find(|&at| !self.is(at, "that"))?;
        // "a claim that she denies", "all of which he denies", "charges she has denied".
        let plain = taken.clone().all(|at| {
            !self.is_quoted(at)
                && matches!(
                    self.class(at),
                    Some(
                        Class::Noun
                            | Class::Determiner
                            | Class::Number
                            | Class::Preposition
                            | Class::Pronoun
                            | Class::Subordinator
                    )
                )
        });
        (plain && taken.len() <= 5 && self.is_any(last, TAKEN_UP)).then_some(comma)
    }

    /// "something Vale Water denied": who denies, behind what is taken up.
    fn denier(&self, subject: &Subject) -> Option<Range<usize>> {
        let Subject::Before(who) = subject else { return None };
        let taken = (who.start..who.end.saturating_sub(1)).rev().find(|&at| self.is_any(at, TAKEN_UP) && !self.is_quoted(at));
        Some(taken.map_or(who.start, |at| at + 1)..who.end)
    }

    /// Gives the denial of what somebody was said to have done: of the words before `comma` that are claimed last.
    pub(super) fn denial(&self, group: &Group, subject: &Subject) -> Option<Draft> {
        let comma = self.denial_behind(group, subject)?;
        let who = self.denier(subject)?;
        let claimed = self.drafts.iter().rev().filter_map(|draft| draft.content.last()).find(|piece| piece.end == comma)?;
        self.finish(group, group.tokens.clone(), Some(who), vec![claimed.clone()], Vec::new())
    }
}

/// Tells whether a denial behind a comma takes up what the words at `part` say, as rules have it: "…, a claim she denies".
pub(super) fn is_taken_up(tokens: &[Token<'_>], part: &Range<usize>, speaker: &Range<usize>) -> bool {
    const LONGEST: usize = 6;
    let between = part.end..speaker.start;
    (2..=LONGEST).contains(&between.len()) && tokens[between].iter().rev().take(2).any(|token| token.is_any(TAKEN_UP))
}

/// Gives who first says what the draft at `at` denies behind a comma, by the place among the drafts.
pub(super) fn claimant(paragraph: &Paragraph<'_>, drafts: &[Draft], at: usize) -> Option<usize> {
    const NEAR: usize = 8;
    let denial = &drafts[at];
    let (piece, speaker) = denial.content.last().zip(denial.speaker.as_ref())?;
    if denial.stance != Stance::Deny || !is_taken_up(&paragraph.tokens, piece, speaker) {
        return None;
    }
    let says = |draft: &Draft| draft.content.last().is_some_and(|other| other.end == piece.end && draft.unit == denial.unit);
    let first = at.saturating_sub(NEAR);
    drafts[first..at].iter().position(says).map(|before| first + before)
}

/// Ends what is said before the words that tell who denies it.
pub(super) fn part(paragraph: &Paragraph<'_>, drafts: &mut [Draft]) {
    let takes_up = |draft: &Draft| {
        let (piece, speaker) = draft.content.last().zip(draft.speaker.as_ref())?;
        let denies = draft.stance == Stance::Deny && is_taken_up(&paragraph.tokens, piece, speaker);
        denies.then_some(piece.end)
    };
    let Some(comma) = drafts.iter().find_map(takes_up) else { return };
    for piece in drafts.iter_mut().flat_map(|draft| &mut draft.content).filter(|piece| piece.contains(&comma)) {
        piece.end = comma;
    }
}

/// Leaves out what a paper takes back: "An earlier version of this article said the pier was old".
pub(super) fn without_withdrawn(paragraph: &Paragraph<'_>, drafts: &mut Vec<Draft>) {
    let withdrawn: Vec<_> =
        drafts.iter().filter(|draft| is_withdrawn(paragraph, draft)).map(|draft| draft.unit.clone()).collect();
    if !withdrawn.is_empty() {
        drafts.retain(|draft| !withdrawn.contains(&draft.unit));
    }
}

/// Tells whether the words for the speaker, or those for the verb, say that the article itself has been put right.
fn is_withdrawn(paragraph: &Paragraph<'_>, draft: &Draft) -> bool {
    const ARTICLES: &[&str] = &[
        "article",
        "story",
        "report",
        "post",
        "piece",
        "column",
        "headline",
        "caption",
        "item",
        "page",
        "dispatch",
        "editorial",
        "version",
        "review",
        "obituary",
    ];
    const BEFORE: &[&str] = &["earlier", "previous", "original", "prior", "initial", "first", "former", "older"];
    const ONCE: &[&str] = &[
        "earlier",
        "previously",
        "originally",
        "initially",
        "incorrectly",
        "wrongly",
        "mistakenly",
        "erroneously",
        "inaccurately",
    ];
    const FRONT: usize = 6;
    let (Some(words), Some((_, cue))) = (&draft.speaker, &draft.cue) else { return false };
    let words = &paragraph.tokens[draft.unit.start.max(words.start.saturating_sub(FRONT)).min(words.start)..words.end];
    let this = words.windows(2).any(|pair| pair[0].is("this") && pair[1].is_any(ARTICLES) && !pair[1].capital);
    let version = words.windows(2).any(|pair| pair[0].is_any(BEFORE) && pair[1].is_any(&["version", "versions"]))
        && (this || words.len() <= 3 || words.iter().any(|token| token.is_any(ARTICLES) && !token.is("version")));
    let once = || paragraph.tokens[cue.clone()].iter().any(|token| token.is_any(ONCE));
    version || this && once()
}
