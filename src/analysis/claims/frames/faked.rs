//! Is what somebody is said to have said made up: a false report, a fake video, a thing to imagine?

use super::super::draft::{self, Draft};
use super::super::groups::Group;
use super::super::paragraph::Paragraph;
use super::super::phrases;
use super::super::tokens::{Class, Token};
use super::Reader;
use crate::model::document::Stance;
use std::ops::Range;

/// How far behind the words that report a verdict on them is looked for, so that work stays bounded.
const FAR: usize = 40;

/// What carries words that may be false.
const CARRIERS: &[&str] = &[
    "report",
    "reports",
    "post",
    "posts",
    "story",
    "stories",
    "article",
    "articles",
    "video",
    "videos",
    "clip",
    "clips",
    "footage",
    "recording",
    "recordings",
    "audio",
    "image",
    "images",
    "picture",
    "pictures",
    "photo",
    "photos",
    "screenshot",
    "screenshots",
    "meme",
    "memes",
    "quote",
    "quotes",
    "quotation",
    "quotations",
    "letter",
    "letters",
    "email",
    "emails",
    "message",
    "messages",
    "tweet",
    "tweets",
    "statement",
    "statements",
    "headline",
    "headlines",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "claim",
    "claims",
    "suggestion",
    "suggestions",
    "account",
    "accounts",
    "website",
    "websites",
];

/// What makes of them a fake.
const MADE: &[&str] = &[
    "fake",
    "fakes",
    "faked",
    "doctored",
    "fabricated",
    "forged",
    "bogus",
    "manipulated",
    "altered",
    "deepfake",
    "ai-generated",
    "phoney",
    "phony",
    "hoax",
    "spoof",
    "satirical",
    "photoshopped",
    "debunked",
    "invented",
    "made-up",
];

impl Reader<'_, '_> {
    /// Tells whether the subject of a verb, or who says what it reports, is a fake, or all of it is called one or imagined.
    pub(super) fn is_faked(&self, group: &Group, speaker: Option<&Range<usize>>) -> bool {
        let tokens = &self.paragraph.tokens;
        let Some(words) = speaker.filter(|words| words.start < group.tokens.start) else { return false };
        let fake = words.clone().position(|at| tokens[at].is_any(MADE) && !self.is_quoted(at));
        let carried = || words.clone().any(|at| tokens[at].is_any(CARRIERS) && !tokens[at].capital);
        fake.is_some() && carried() || self.is_imagined(words.start) || self.is_called_false(words, group)
    }

    /// "Imagine that Holt said it".
    fn is_imagined(&self, subject: usize) -> bool {
        const IMAGINE: &[&str] = &["imagine", "imagining", "suppose", "supposing", "pretend", "pretending"];
        let that = subject.checked_sub(1).filter(|&at| self.is(at, "that") && !self.is_quoted(at)).unwrap_or(subject);
        let verb = that.checked_sub(1).filter(|&at| self.is_any(at, IMAGINE) && !self.is_quoted(at));
        // "I imagine that Holt said so": a guess.
        verb.is_some_and(|verb| {
            let before = verb.checked_sub(1).filter(|&at| self.unit.contains(&at));
            before.is_none_or(|at| self.class(at) == Some(Class::Mark) || self.is_any(at, &["to", "and", "but", "just", "now"]))
        })
    }

    /// "Reports that Holt said it was old are false": tells whether the sentence opens with what is said to be said, and goes on
    /// that this is not so.
    fn is_called_false(&self, words: &Range<usize>, group: &Group) -> bool {
        let tokens = &self.paragraph.tokens;
        let Some(noun) = phrases::after(tokens, self.unit.start, group.tokens.start) else { return false };
        // "Posts claiming that".
        let saying = |at: &usize| tokens[*at].form.ends_with("ing") && !tokens[*at].capital;
        let noun = noun.start..(noun.start + 1..noun.end).find(saying).unwrap_or(noun.end);
        let head = noun.end - 1;
        let carries = tokens[head].is_any(CARRIERS) && !tokens[head].possessive;
        let itself = words.start == noun.start && words.end == noun.end;
        let told = || {
            let that = self.is(noun.end, "that")
                || self
                    .is_any(noun.end, &["saying", "claiming", "showing", "suggesting", "alleging", "quoting", "in", "which"]);
            that && words.start > noun.end
        };
        carries && (itself || told()) && self.is_refuted(group.tokens.end)
    }

    /// Tells whether a verdict that something is false stands behind `from`, with a verb before it.
    fn is_refuted(&self, from: usize) -> bool {
        let tokens = &self.paragraph.tokens;
        let open = |at: &usize| !self.is_quoted(*at) && !self.is_any(*at, &[",", ";", "but", "that"]);
        (from + 1..self.unit.end).take(FAR).take_while(open).any(|at| {
            let be = |at: usize| self.is_any(at, &["is", "are", "was", "were", "been", "be", "prove", "proved"]);
            let last = at - 1 - usize::from(self.class(at - 1) == Some(Class::Adverb) && !self.is(at - 1, "not"));
            let verdict = tokens[at].is_any(draft::UNTRUE) || tokens[at].is_any(MADE);
            let article = last - usize::from(self.is_any(last, &["a", "an"]) && last > from);
            let untrue = self.is(at, "true") && self.is(at - 1, "not") && at >= from + 2 && be(at - 2);
            verdict && (be(last) || be(article)) || untrue
        })
    }
}

/// "Mayor denies bribe: “Not one crown”": what is denied ends at the colon, behind which are the mayor's own words.
pub(super) fn part_denied(paragraph: &Paragraph<'_>, drafts: &mut Vec<Draft>) {
    let tokens = &paragraph.tokens;
    let mut said = Vec::new();
    for draft in drafts.iter_mut().filter(|draft| draft.stance == Stance::Deny && !draft.negated && draft.speaker.is_some()) {
        let Some((_, cue)) = &draft.cue else { continue };
        let [piece] = draft.content.as_slice() else { continue };
        let piece = piece.clone();
        let open = |token: &Token<'_>| token.quote.is_none();
        let colon = |at: &usize| tokens[*at].is(":") && open(&tokens[*at]) && paragraph.quotation_from(at + 1).is_some();
        let Some(colon) = (piece.start + 1..piece.end.saturating_sub(1)).find(colon).filter(|_| piece.start >= cue.end) else {
            continue;
        };
        let words = colon + 1..piece.end;
        let own =
            Draft { cue: None, form: None, stance: Stance::Assert, content: vec![words], via: Vec::new(), ..draft.clone() };
        draft.content[0].end = colon;
        said.push(own);
    }
    drafts.extend(said);
}
