//! Which of the rules' claims are claims, and where do their parts begin and end, as learned from marked text?
//!
//! The rules propose; a linear model says of each claim how likely it is one, how likely its speaker is the right one, and which of
//! the joints near a part's border is the border. The trainer (`training/`) makes the same features by the same code.

mod borders;
mod features;
mod words;

use super::comments;
use super::cues::Form;
use super::draft::Draft;
use super::fronted;
use super::paragraph::Paragraph;
use super::relatives;
use crate::analysis::linear::{UNITS, Weights};
use crate::model::document::Stance;
use crate::model::span::Span;
use std::ops::Range;
use std::sync::LazyLock;
use words::Words;

pub use borders::Side;
pub use features::{EVERY_CLAIM, EVERY_SPEAKER};

/// By how much another border must be better than the one of the rules: what is moved on a hair is as often wrong.
const BETTER: i32 = UNITS / 3;

static WEIGHTS: LazyLock<Weights<'static>> =
    LazyLock::new(|| Weights::read(include_bytes!("model.bin")).expect("the model was written whole, as the tests see"));

/// Gives the weights that the program carries.
pub fn weights() -> &'static Weights<'static> {
    &WEIGHTS
}

/// A claim of the rules as a learner sees it.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub speaker: Option<Span>,
    pub cue: Option<Span>,
    pub content: Vec<Span>,
    /// Features by which it is told whether it is a claim.
    pub claim: Vec<u64>,
    /// Features by which it is told whether the speaker is the right one.
    pub speaks: Vec<u64>,
    pub borders: Vec<Border>,
}

/// Where a part may begin or end.
#[derive(Clone, Debug)]
pub struct Border {
    pub side: Side,
    /// The piece of the content, counted from 0.
    pub piece: usize,
    /// For each place, from and to which byte a border counts as this one.
    pub reaches: Vec<Span>,
    pub features: Vec<Vec<u64>>,
}

/// Keeps what is a claim, and moves the borders of its parts.
pub(super) fn judge(weights: &Weights, paragraph: &Paragraph<'_>, unit: &Range<usize>, drafts: Vec<Draft>) -> Vec<Draft> {
    if drafts.is_empty() {
        return drafts;
    }
    let words = Words::read(paragraph, unit);
    let mut kept = Vec::with_capacity(drafts.len());
    for (at, draft) in drafts.iter().enumerate() {
        let mut sum = 0;
        features::claim(&words, draft, &mut |feature| sum += weights.of(feature));
        if sum >= least(paragraph, draft) {
            kept.push(moved(weights, &words, draft, before(&drafts[..at], draft)));
        }
    }
    part_parallels(paragraph, &drafts, &mut kept);
    comments::part(paragraph, &mut kept);
    kept
}

/// "One side says it is old and the other says it is safe": where two say so side by side, neither says what the other does.
fn part_parallels(paragraph: &Paragraph<'_>, drafts: &[Draft], kept: &mut [Draft]) {
    const NEAR: usize = 4;
    let own =
        |draft: &Draft| drafts.iter().find(|other| other.cue == draft.cue).and_then(|other| other.content.last().cloned());
    for at in 0..kept.len() {
        let Some(rules) = own(&kept[at]) else { continue };
        let joint = paragraph.tokens.get(rules.end).is_some_and(|token| token.is_any(&["and", "but", "while", "whereas"]));
        let (lemma, form) = (kept[at].cue.as_ref().map(|(lemma, _)| *lemma), kept[at].form);
        let side = |other: &Draft| {
            other.speaker.as_ref().is_some_and(|words| words.start == rules.end + 1)
                && other.form.zip(form).is_some_and(|(other, form)| other == form || other != Form::Past && form != Form::Past)
                && other.cue.as_ref().map(|(lemma, _)| *lemma) == lemma
        };
        let parallel = joint && kept[at + 1..].iter().take(NEAR).any(side);
        if let Some(piece) = kept[at].content.last_mut().filter(|piece| parallel && piece.start == rules.start) {
            piece.end = piece.end.min(rules.end);
        }
    }
}

/// Gives the least sum with which a claim is kept. What the marked text holds too seldom to be judged by it is the rules' own
/// matter: "it is alleged", phrases like "hit back at", denials, of which none may be lost.
fn least(paragraph: &Paragraph<'_>, draft: &Draft) -> i32 {
    /// Odds of about 1 to 20.
    const DENIAL: i32 = -3 * UNITS;
    /// What one binds oneself to, and what is asked of others: "pledged to cut the price", "asked the bank to open its books".
    const BINDING: &[&str] =
        &["pledge", "vow", "promise", "ask", "urge", "beg", "implore", "order", "instruct", "tell", "warn"];
    let opens = |word: &str| draft.content.first().is_some_and(|piece| paragraph.tokens[piece.start].is(word));
    let binds =
        draft.cue.as_ref().is_some_and(|(lemma, _)| BINDING.contains(lemma)) && (opens("to") || draft.stance == Stance::Urge);
    // ", said officials": words behind which somebody is said to say them.
    let inverted = matches!((&draft.cue, &draft.speaker), (Some(("say", cue)), Some(speaker)) if speaker.start >= cue.end);
    let phrase = draft.cue.as_ref().is_some_and(|(lemma, _)| lemma.contains(' '));
    // "Orr, who officers said had fled": seldom in the marked text, and nobody says so but the officers.
    let another = draft.speaker.as_ref().zip(draft.cue.as_ref()).is_some_and(|(words, (lemma, _))| {
        relatives::is_lending(lemma) && relatives::says_of_another(&paragraph.tokens, &draft.unit, words)
    });
    // "“It is,” he declared, “the end”": what stands in marks on either side is somebody's.
    let split = draft.content.len() == 2
        && draft.content.iter().all(|piece| paragraph.tokens[piece.start].quote.is_some())
        && draft.cue.as_ref().is_some_and(|(_, cue)| draft.content[0].end <= cue.start && cue.end <= draft.content[1].start);
    match draft.stance {
        _ if draft.speaker.is_none() => i32::MIN,
        Stance::Deny | Stance::Allege | Stance::Question if phrase => i32::MIN,
        Stance::Deny => DENIAL,
        _ if binds || inverted || another || split => DENIAL,
        _ => 0,
    }
}

/// Gives the claim with the borders that are likeliest, and its speaker doubted where that is unlikely the one.
fn moved(weights: &Weights, words: &Words<'_, '_>, draft: &Draft, floor: usize) -> Draft {
    let mut moved = draft.clone();
    let mut sum = 0;
    features::speaks(words, draft, &mut |feature| sum += weights.of(feature));
    moved.doubted = sum < 0 && !relatives::tells_of_itself(&words.paragraph.tokens, draft);
    for border in borders::all(words, draft, floor) {
        let sums = border.places.iter().map(|&place| {
            let mut sum = if place == border.own { BETTER } else { 0 };
            features::border(words, draft, &border, place, &mut |feature| sum += weights.of(feature));
            sum
        });
        let best = sums.enumerate().max_by_key(|&(at, sum)| (sum, std::cmp::Reverse(at))).map(|(at, _)| border.places[at]);
        let best = best.filter(|&best| best != border.own && !borders::leaves_verb(words, draft, &border, best));
        if let Some(best) = best {
            border.set(words, &mut moved, best);
        }
    }
    // "Even though the union said it would stay, Holt said": what the union said ends there.
    let cue = draft.cue.as_ref().map_or(0, |(_, cue)| cue.end);
    let ends = |speaker| fronted::clause_end(&words.paragraph.tokens, &draft.unit, speaker, cue);
    if let Some(end) = draft.speaker.as_ref().and_then(ends) {
        for piece in moved.content.iter_mut().filter(|piece| piece.start >= cue && piece.contains(&end)) {
            piece.end = end;
        }
    }
    moved
}

/// Gives what a learner is shown of the claims of one unit.
pub(super) fn show(paragraph: &Paragraph<'_>, unit: &Range<usize>, drafts: &[Draft]) -> Vec<Proposal> {
    if drafts.is_empty() {
        return Vec::new();
    }
    let words = Words::read(paragraph, unit);
    drafts.iter().enumerate().map(|(at, draft)| proposal(&words, draft, before(&drafts[..at], draft))).collect()
}

/// Gives where the verb ends that another is said to say by right before who speaks: "Brandt claims Keller said".
fn before(earlier: &[Draft], draft: &Draft) -> usize {
    const NEAR: usize = 4;
    let Some(speaker) = &draft.speaker else { return 0 };
    let ends = earlier.iter().rev().take(NEAR).filter_map(|other| other.cue.as_ref()).map(|(_, cue)| cue.end);
    ends.filter(|&end| end == speaker.start).max().unwrap_or(0)
}

fn proposal(words: &Words<'_, '_>, draft: &Draft, floor: usize) -> Proposal {
    let span = |range: &Range<usize>| words.paragraph.span(range);
    let (mut claim, mut speaks) = (Vec::new(), Vec::new());
    features::claim(words, draft, &mut |feature| claim.push(feature));
    features::speaks(words, draft, &mut |feature| speaks.push(feature));
    let borders = borders::all(words, draft, floor);
    Proposal {
        speaker: draft.speaker.as_ref().and_then(span),
        cue: draft.cue.as_ref().and_then(|(_, cue)| span(cue)),
        content: draft.content.iter().filter_map(span).collect(),
        claim,
        speaks,
        borders: borders.iter().map(|border| shown(words, draft, border)).collect(),
    }
}

fn shown(words: &Words<'_, '_>, draft: &Draft, border: &borders::Border) -> Border {
    let features = |&place: &usize| {
        let mut found = Vec::new();
        features::border(words, draft, border, place, &mut |feature| found.push(feature));
        found
    };
    Border {
        side: border.side,
        piece: border.piece,
        reaches: border.places.iter().map(|&place| border.reach(words, place)).collect(),
        features: border.places.iter().map(features).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_that_are_carried_are_whole() {
        assert!(weights().len() > 1000);
    }
}
