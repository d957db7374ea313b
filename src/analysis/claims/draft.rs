//! What is a claim before its speaker is known by name?

use super::cues::{Form, Frame, Verb};
use super::paragraph::Paragraph;
use super::tokens::{Class, Token};
use crate::model::document::Stance;
use crate::model::span::Span;
use foldhash::HashSet;
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
    /// Whether the speaker is not the one that the words name, as likely as not.
    pub(super) doubted: bool,
    /// The first of the words, by which claims are ordered.
    pub(super) unit: Range<usize>,
}

/// "Holt denied it, saying that …": who is surely the speaker of one verb is that of the others that have the same subject.
pub(super) fn trust_what_speaks(drafts: &mut [Draft]) {
    let sure: HashSet<Range<usize>> =
        drafts.iter().filter(|draft| !draft.doubted).filter_map(|draft| draft.speaker.clone()).collect();
    for draft in drafts.iter_mut().filter(|draft| draft.doubted) {
        draft.doubted &= draft.speaker.as_ref().is_none_or(|words| !sure.contains(words));
    }
}

/// "Holt declared the income, her office said": what she declared ends before who says so.
pub(super) fn part(paragraph: &Paragraph<'_>, drafts: &mut [Draft]) {
    const REACH: usize = 8;
    for at in 0..drafts.len() {
        let Some((cue, speaker)) = drafts[at].cue.as_ref().map(|(_, cue)| cue.clone()).zip(drafts[at].speaker.clone()) else {
            continue;
        };
        let first = cue.start.min(speaker.start);
        let trails = drafts[at].content.first().is_some_and(|piece| piece.end <= first);
        if !trails {
            continue;
        }
        let unit = drafts[at].unit.start;
        if is_inset(paragraph, &drafts[at]) {
            continue;
        }
        for inner in drafts[at.saturating_sub(REACH)..at].iter_mut().filter(|inner| inner.unit.start == unit) {
            let before = inner.cue.as_ref().is_some_and(|(_, words)| words.end <= first);
            for piece in inner.content.iter_mut().filter(|piece| before && piece.contains(&first) && piece.contains(&cue.start))
            {
                piece.end = first;
            }
        }
    }
}

/// "The town, of which half is flooded according to the mayor, will be left": tells whether the sentence goes on with its verb
/// behind who says so, and the source is that of a clause inside.
pub(super) fn is_inset(paragraph: &Paragraph<'_>, draft: &Draft) -> bool {
    let tokens = &paragraph.tokens;
    let (Some((lemma, cue)), Some(speaker)) = (&draft.cue, &draft.speaker) else { return false };
    let inside = tokens[draft.content[0].clone()].iter().any(|token| token.is_any(&["which", "who", "whom", "whose"]));
    let closed = tokens.get(speaker.end).is_some_and(|comma| comma.is(",") && comma.quote.is_none());
    let next = tokens.get(speaker.end + 1).filter(|_| speaker.end + 1 < draft.unit.end);
    *lemma == "according to"
        && inside
        && closed
        && draft.content.len() == 1
        && speaker.start >= cue.end
        && next.is_some_and(|next| next.quote.is_none() && matches!(next.class, Class::Auxiliary | Class::Verb))
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

pub(super) const ACCUSATIONS: &[&str] = &[
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
    "suggestion",
    "suggestions",
    "speculation",
    "notion",
    "idea",
];

/// Tells the stance from the verb, its negation and its object. A denial is of what the content names: "denied the charge", "called
/// the charge groundless"; a clause that says itself that something is untrue is what is asserted.
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

/// "denied claims that he knew it was false", "asked whether Holt had said so", "has not said that he believes it": what stands in
/// the clause that is denied, asked or not said is claimed by nobody; what stands behind a comma or in a relative clause may be.
pub(super) fn is_unsaid_inside(paragraph: &Paragraph<'_>, outer: &Draft, inner: &Draft) -> bool {
    let open = match outer.stance {
        Stance::Deny => !outer.negated,
        Stance::Question => true,
        _ => outer.negated,
    };
    let (Some(speaker), Some(piece), Some(_)) = (&inner.speaker, outer.content.first(), inner.form) else { return false };
    let tokens = &paragraph.tokens;
    let parts = |token: &Token<'_>| {
        let that = token.is_any(&["that", "whether", "if"]);
        token.is_mark() && token.quote.is_none()
            || token.class == Class::Subordinator && !that
            || token.is_any(&["who", "which", "whom"])
    };
    let relative = tokens[speaker.start].is_any(&["who", "which", "that"]);
    open && !relative && piece.contains(&speaker.start) && !tokens[piece.start..speaker.start].iter().any(parts)
}

/// "Holt said Bell had called it safe, but that he was wrong": what refutes Bell is Holt's. In "not only that it was safe, but that
/// it was cheap" both halves are Bell's.
pub(super) fn leave_refuting(paragraph: &Paragraph<'_>, drafts: &mut [Draft]) {
    /// How many claims and words are gone through, so that work stays bounded.
    const NEAR: usize = 4;
    const FAR: usize = 120;
    let tokens = &paragraph.tokens;
    for at in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(at);
        let inner = &mut rest[0];
        let Some(cue) = inner.cue.as_ref().map(|(_, cue)| cue.clone()) else { continue };
        let Some(piece) = inner.content.last_mut().filter(|piece| piece.start >= cue.end) else { continue };
        let refutes = |&at: &usize| {
            let that = tokens.get(at + 1).is_some_and(|that| that.is("that"));
            tokens[at].is("but") && tokens[at].quote.is_none() && that && tokens[at - 1].is(",")
        };
        let Some(but) = (piece.start + 1..piece.end).take(FAR).find(refutes) else { continue };
        if tokens[piece.start..but].iter().any(|token| token.is_any(&["not", "only", "nothing", "neither"])) {
            continue;
        }
        let holds = |outer: &Draft| {
            let said = |words: &Range<usize>| words.contains(&cue.start) && words.contains(&but);
            outer.unit.start == inner.unit.start && outer.speaker != inner.speaker && outer.content.iter().any(said)
        };
        if before.iter().rev().take(NEAR).any(holds) {
            piece.end = but;
        }
    }
}

/// Gives what a range of words says: without outer quotation marks, without stops at its ends, never empty.
pub(super) fn content(paragraph: &Paragraph<'_>, words: &Range<usize>) -> Option<Span> {
    let tokens = &paragraph.tokens;
    let (mut start, mut end) = (words.start, words.end);
    let stop = |at: usize| {
        tokens[at].quote.is_none() && tokens[at].is_any(&[",", ".", ";", ":", "—", "–", "-", "―", "…", "--", "•", "*"])
    };
    // "…,” he said, [and] “…”".
    let and = |at: usize| tokens[at].quote.is_none() && !tokens[at].capital && tokens[at].is("and");
    while start < end && (stop(start) || and(start)) {
        start += 1;
    }
    while start < end && stop(end - 1) {
        end -= 1;
    }
    // "(It fell, Holt said.)": the bracket that opens before.
    let closes = |at: usize| tokens[at].quote.is_none() && tokens[at].is(")");
    if start < end && closes(end - 1) && !tokens[start..end].iter().any(|token| token.is("(")) {
        end -= 1;
        while start < end && stop(end - 1) {
            end -= 1;
        }
    }
    if let Some((quotation, quoted)) = paragraph.quotation_from(start).filter(|_| start < end)
        && quoted.end >= end
    {
        return Some(without_comma(paragraph, quotation.inside));
    }
    let span = paragraph.span(&(start..end))?;
    let closes = paragraph.quotation_until(end).filter(|(_, quoted)| quoted.start > start);
    let span = match closes {
        // `the bridge was “old,”`: the mark stays, for it closes what stands open.
        Some(_) => span,
        None => without_comma(paragraph, span),
    };
    let opens_alone = tokens[start..end].iter().all(|token| token.is_mark());
    (!opens_alone).then_some(span)
}

/// Leaves out the comma that an attribution behind it put inside the marks.
pub(super) fn without_comma(paragraph: &Paragraph<'_>, span: Span) -> Span {
    let bare = span.of(paragraph.text).trim_end_matches([',', ' ']);
    if bare.is_empty() { span } else { Span::new(span.start, span.start + bare.len()) }
}
