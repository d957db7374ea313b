//! Who is quoted by another as saying something, and who answers what was asked with "yes" or "no"?

use super::draft::Draft;
use super::frames::{After, Reader};
use super::groups::Group;
use super::outlets;
use super::paragraph::Paragraph;
use super::phrases;
use super::tokens::Class;
use crate::model::document::Stance;
use std::ops::Range;

impl Reader<'_, '_> {
    /// "was quoted by the Guardian as saying".
    pub(super) fn quoted_as_saying(&self, group: &Group, speaker: &Range<usize>, by: Option<Range<usize>>) -> Option<Draft> {
        let from = by.as_ref().map_or(group.tokens.end, |by| by.end);
        let saying = (from..self.unit.end.min(from + 12)).find(|&at| self.is(at, "saying") && self.is(at - 1, "as"))?;
        let cue = group.tokens.start..saying + 1;
        let content = match self.opening(group, saying + 1) {
            After::Content(start) => vec![self.clause(start)],
            After::Nothing(_) => vec![self.before(speaker.start)?],
        };
        self.finish(group, cue, Some(speaker.clone()), content, by.into_iter().collect())
    }

    /// "The Guardian quoted her as saying".
    pub(super) fn quotes_as_saying(&self, group: &Group, relay: &Range<usize>) -> Option<Draft> {
        if !matches!(group.verb.lemma, "quote" | "cite") {
            return None;
        }
        let speaker = phrases::after(&self.paragraph.tokens, group.tokens.end, self.unit.end)?;
        // "quoted the spokeswoman, Ann Holt, as saying".
        const APPOSED: usize = 14;
        let tokens = &self.paragraph.tokens;
        let mut within = speaker.end..self.unit.end.min(speaker.end + APPOSED);
        let apposed = self.is(speaker.end, ",");
        let from = within
            .find(|&at| self.is(at, "as") && self.is(at + 1, "saying"))
            .filter(|&at| at == speaker.end || apposed && self.is(at - 1, ","))?;
        let plain = |at: usize| tokens[at].quote.is_none() && !matches!(tokens[at].class, Class::Subordinator);
        if !(speaker.end..from).all(plain) {
            return None;
        }
        let speaker = speaker.start..if from == speaker.end { from } else { from - 1 };
        let content = self.content_after(group, from + 2).or_else(|| self.before(relay.start))?;
        self.finish(group, from..from + 2, Some(speaker), vec![content], vec![relay.clone()])
    }

    /// "Asked whether she had lied, Holt said no": what was asked is no words of hers, but what "no" denies and "yes" confirms.
    pub(super) fn answered(&self, group: &Group, speaker: &Range<usize>) -> Option<Option<Draft>> {
        let end = group.tokens.end;
        let says_all =
            self.is_any(end, &["no", "yes"]) || matches!(self.class(end), None | Some(Class::Mark)) && !self.is(end, ":");
        let asked = self.unit.start + usize::from(self.is(self.unit.start, "when"));
        let comma = speaker.start.checked_sub(1).filter(|&at| self.is(at, ",") && !self.is_quoted(at))?;
        let asks = self.is_any(asked, &["asked", "questioned", "pressed"]) && !self.is_quoted(asked);
        let silent = !(self.unit.start..self.unit.end).any(|at| self.is_quoted(at));
        if !(asks && says_all && silent) {
            return None;
        }
        let stance = match () {
            () if self.is(end, "no") => Stance::Deny,
            () if self.is(end, "yes") => Stance::Confirm,
            () => return Some(None),
        };
        let closed = matches!(self.class(end + 1), None | Some(Class::Mark));
        let whether = (asked + 1..comma).take(8).find(|&at| self.is_any(at, &["if", "whether"])).filter(|_| closed);
        let Some(whether) = whether.filter(|&at| at + 1 < comma) else { return Some(None).filter(|_: &Option<Draft>| closed) };
        let content = vec![Range { start: whether + 1, end: comma }];
        let draft = self.finish(group, group.tokens.start..end + 1, Some(speaker.clone()), content, Vec::new());
        Some(draft.map(|draft| Draft { stance, ..draft }))
    }
}

/// Gives the claims in whose words this one's verb stands, outermost first.
pub(super) fn outer(drafts: &[Draft], at: usize) -> Vec<usize> {
    let Some((_, cue)) = &drafts[at].cue else { return Vec::new() };
    let holds = |draft: &Draft| {
        draft.unit.start == drafts[at].unit.start
            && draft.speaker != drafts[at].speaker
            && draft.content.iter().any(|piece| piece.contains(&cue.start))
    };
    let near = at.saturating_sub(8)..drafts.len().min(at + 8);
    let mut found: Vec<usize> =
        near.filter(|&other| other != at && drafts[other].cue.is_some() && holds(&drafts[other])).collect();
    found.sort_by_key(|&other| std::cmp::Reverse(drafts[other].content.iter().map(|piece| piece.len()).sum::<usize>()));
    found
}

/// Tells whether an outlet reports no more than that somebody said something: then it relays, and claims nothing itself.
pub(super) fn relays_only(paragraph: &Paragraph<'_>, drafts: &[Draft], at: usize) -> bool {
    let (draft, Some(speaker)) = (&drafts[at], &drafts[at].speaker) else { return false };
    let outlet = || paragraph.span(speaker).is_some_and(|span| outlets::is_outlet(span.of(paragraph.text)));
    let starts = |other: &Draft| {
        other.speaker.as_ref().is_some_and(|words| draft.content.first().is_some_and(|piece| words.start == piece.start))
    };
    drafts[at + 1..].iter().take(8).any(|other| other.unit == draft.unit && starts(other)) && outlet()
}

/// Tells whether a claim is no more than "he said he expected": then what he expects is the claim.
pub(super) fn says_its_own(paragraph: &Paragraph<'_>, drafts: &[Draft], at: usize) -> bool {
    let [content] = drafts[at].content.as_slice() else { return false };
    drafts[at + 1..].iter().take(4).any(|inner| {
        let (Some(speaker), [own]) = (&inner.speaker, inner.content.as_slice()) else { return false };
        let pronoun = speaker.len() == 1 && paragraph.tokens[speaker.start].is_any(&["he", "she", "it", "they"]);
        let cue = inner.cue.as_ref().is_some_and(|(lemma, _)| *lemma == "expect");
        pronoun && cue && speaker.start == content.start && own.end >= content.end && inner.unit == drafts[at].unit
    })
}
