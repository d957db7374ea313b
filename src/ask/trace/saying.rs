//! Who says the words that were found, as people corrected it, and is it said at all or denied?

use super::frame::takes_for_true;
use crate::engine::Stored;
use crate::model::corrections::Corrections;
use crate::model::document::{Claim, ClaimKind, Cue, Stance};
use crate::model::span::Span;
use std::borrow::Cow;
use std::cmp::Reverse;

/// Who says the words at a place of an article.
#[derive(Default)]
pub(super) struct Saying {
    /// Which of the article's claims they are; `None` where they are the article's own.
    pub claim: Option<usize>,
    pub speaker: Option<String>,
    /// What a reader must not overlook: that the speaker denies them, or does not say them.
    pub notices: Vec<String>,
}

/// Gives which of claims the words at a span are, and who says them: the claim that has most of them; of claims within one another
/// the inner one.
pub(super) fn said<'a>(stored: &Stored, claims: &[(usize, &'a Claim)], span: Span, corrections: &Corrections) -> Saying {
    let size = |claim: &Claim| claim.content.iter().map(|part| part.end - part.start).sum::<usize>();
    let held = |claim: &Claim| {
        claim.content.iter().filter_map(|part| part.intersection(span)).map(|part| part.end - part.start).sum::<usize>()
    };
    let rank = |claim: &Claim| (held(claim), Reverse(size(claim)));
    let corrected = |(number, claim): &(usize, &'a Claim)| {
        Some((*number, corrections.applied((stored.id, *number as u32), claim)?)).filter(|(_, claim)| held(claim) > 0)
    };
    let claims: Vec<(usize, Cow<'_, Claim>)> = claims.iter().filter_map(corrected).collect();
    let Some(best) = claims.iter().map(|(_, claim)| rank(claim)).max() else { return Saying::default() };
    // A joint statement is a claim of each of its speakers.
    let joint: Vec<&(usize, Cow<'_, Claim>)> = claims.iter().filter(|(_, claim)| rank(claim) == best).collect();
    let names: Vec<String> = joint.iter().filter_map(|(_, claim)| speaker_name(stored, claim)).collect();
    // Who denies to have said something denies what is said in it as well.
    let around = claims.iter().filter(|(_, claim)| held(claim) == best.0);
    let notices = around.filter_map(|(_, claim)| withheld(stored, claim, Some(span))).collect();
    Saying { claim: joint.first().map(|(number, _)| *number), speaker: (!names.is_empty()).then(|| names.join(", ")), notices }
}

/// Says that who speaks does not say the words, but denies them, say; `None` where it is said. Words that hold the denial itself
/// mislead nobody.
pub(super) fn withheld(stored: &Stored, claim: &Claim, quoted: Option<Span>) -> Option<String> {
    let text = &stored.document.article.text;
    if quoted.zip(claim.cue.as_ref()).is_some_and(|(quoted, cue)| quoted.overlaps(cue.span)) {
        return None;
    }
    let does = match (&claim.cue, claim.stance) {
        (Some(cue), _) if claim.negated && is_said_so(text, cue, claim.stance) => return None,
        (Some(cue), _) if claim.negated => format!("does not {}", cue.lemma),
        (_, Stance::Deny) if !is_the_denial(text, claim) => "denies".to_owned(),
        (_, Stance::Question) if claim.kind == ClaimKind::Indirect => "questions".to_owned(),
        _ => return None,
    };
    let speaker = speaker_name(stored, claim).unwrap_or_else(|| "someone unnamed".to_owned());
    let source = stored.document.article.source.as_ref().map_or("unknown source", |fact| fact.value.as_str());
    Some(format!("these words stand in what {speaker} {does} ({source})"))
}

/// Tells whether a negated verb leaves what it reports as it is: "did not mention that", "does not doubt", "not only said".
fn is_said_so(text: &str, cue: &Cue, stance: Stance) -> bool {
    let words = cue.span.of(text).to_lowercase();
    takes_for_true(&cue.lemma)
        || stance == Stance::Question
        || [" only ", " just ", " merely "].iter().any(|only| words.contains(only))
}

/// Tells whether the words are those with which something is denied (“We leak nothing,” he denied), not what is denied.
fn is_the_denial(text: &str, claim: &Claim) -> bool {
    let Some((cue, first)) = claim.cue.as_ref().zip(claim.content.first()) else { return false };
    let between = || text.get(cue.span.end..first.start).unwrap_or_default();
    claim.kind == ClaimKind::Direct && (cue.span.start >= first.start || between().contains([':', ',']))
}

/// Gives the name of who speaks, or the words that stand for it.
pub(super) fn speaker_name(stored: &Stored, claim: &Claim) -> Option<String> {
    let text = || Some(claim.speaker.span?.of(&stored.document.article.text).to_owned());
    claim.speaker.name.clone().or_else(text)
}
