//! What is a claim before its speaker is known by name?

use super::cues::{Form, Frame, Verb};
use super::paragraph::Paragraph;
use crate::model::document::Stance;
use crate::model::span::Span;
use std::ops::Range;

/// A claim as ranges of a paragraph's words.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) speaker: Option<Range<usize>>,
    /// The words that report, with the dictionary form of their head.
    pub(super) cue: Option<(&'static str, Range<usize>)>,
    pub(super) form: Option<Form>,
    pub(super) stance: Stance,
    pub(super) negated: bool,
    pub(super) content: Vec<Range<usize>>,
    /// Who relays it: the addressee of "told", the outlet of "was quoted by", the document of "said in a letter".
    pub(super) via: Vec<Range<usize>>,
    /// The first of the words, by which claims are ordered.
    pub(super) unit: Range<usize>,
}

/// Words by which a verdict calls something untrue.
pub(super) const UNTRUE: &[&str] = &[
    "groundless",
    "unsubstantiated",
    "baseless",
    "false",
    "unfounded",
    "untrue",
    "fabricated",
    "fabrication",
    "fake",
    "lie",
    "lies",
    "nonsense",
    "hoax",
    "bogus",
    "fictitious",
    "untruthful",
    "slander",
    "slanderous",
    "defamatory",
    "misinformation",
    "disinformation",
    "malicious",
    "absurd",
];

const ACCUSATIONS: &[&str] = &[
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "claim",
    "claims",
    "charge",
    "charges",
    "report",
    "reports",
    "assertions",
    "rumours",
    "rumors",
];

/// Tells the stance from the verb, its negation and its object.
pub(super) fn stance(verb: &Verb, negated: bool, paragraph: &Paragraph<'_>, content: &[Range<usize>]) -> Stance {
    if verb.stance == Stance::Deny && negated {
        return Stance::Assert;
    }
    if verb.stance == Stance::Assert && (verb.takes(Frame::Verdict) || verb.takes(Frame::Object)) && !verb.takes(Frame::Bare) {
        let words = |most: usize| content.iter().flat_map(|piece| &paragraph.tokens[piece.clone()]).take(most);
        // "slams “groundless” accusations" denies them; "condemns the spread of false reports" does not.
        let reach = if verb.takes(Frame::Verdict) { 40 } else { 4 };
        let accused = verb.takes(Frame::Verdict) || words(reach + 2).any(|token| token.is_any(ACCUSATIONS));
        if accused && words(reach).any(|token| token.is_any(UNTRUE)) && !negated {
            return Stance::Deny;
        }
    }
    verb.stance
}

/// Gives what a range of words says: without outer quotation marks, without stops at its ends, never empty.
pub(super) fn content(paragraph: &Paragraph<'_>, words: &Range<usize>) -> Option<Span> {
    let tokens = &paragraph.tokens;
    let (mut start, mut end) = (words.start, words.end);
    let stop = |at: usize| {
        tokens[at].quote.is_none() && tokens[at].is_any(&[",", ".", ";", ":", "—", "–", "-", "―", "…", "--", "•", "*"])
    };
    while start < end && stop(start) {
        start += 1;
    }
    while start < end && stop(end - 1) {
        end -= 1;
    }
    if let Some((quotation, quoted)) = paragraph.quotation_from(start).filter(|_| start < end)
        && quoted.end >= end
    {
        return Some(quotation.inside);
    }
    let span = paragraph.span(&(start..end))?;
    let opens_alone = tokens[start..end].iter().all(|token| token.is_mark());
    (!opens_alone).then_some(span)
}
