//! Whose is a body that many have: of which country, place or chamber, as in "China's foreign ministry"?

use super::gazetteer::{self, Facts};
use super::marks::Mark;
use super::tokens::{Shape, Token};
use crate::model::document::EntityKind;

/// Gives the token of the country or people right before a body that every country has ("foreign ministry", "Supreme Court").
pub(super) fn lead_before(tokens: &[Token], mark: &Mark) -> Option<usize> {
    let is_whole = mark.called.is_some() || gazetteer::country(tokens[mark.first].text).is_some();
    if mark.kind != EntityKind::Organization || is_whole {
        return None;
    }
    let heads = Facts::ORGANIZATION_HEAD | Facts::WEAK_TITLE | Facts::COMMON;
    if !tokens[mark.first..mark.end].iter().all(|token| !token.is_capital() || token.facts.any(heads)) {
        return None;
    }
    let mut at = mark.first.checked_sub(1)?;
    let is_near = tokens[mark.first].span.start - tokens[at].span.end <= 6;
    if !is_near {
        return None;
    }
    let is_common = tokens[mark.first..mark.end].iter().all(|token| token.shape == Shape::Lower);
    if is_common && tokens[at].possessive && tokens[at].is_capital() {
        return Some(at);
    }
    while tokens[at].is_capital() && mark.first - at < 4 {
        if gazetteer::country(tokens[at].text).is_some() {
            return Some(at);
        }
        at = at.checked_sub(1)?;
    }
    None
}

/// Gives where the place behind the first of the marks, a body in lower case, ends: "the foreign ministry in Oslo", "the embassy of
/// Peru in Oslo".
pub(super) fn tail_behind(tokens: &[Token], marks: &[Mark]) -> Option<usize> {
    let (mark, next) = marks.split_first()?;
    let is_common = tokens[mark.first..mark.end].iter().all(|token| token.shape == Shape::Lower);
    let place = |from: usize, at: usize, joints: &[&str]| {
        let joint = tokens.get(from).is_some_and(|joint| joints.contains(&joint.text));
        next.get(at).filter(|place| joint && place.first == from + 1 && place.kind == EntityKind::Place)
    };
    let first = place(mark.end, 0, &["in", "of"]).filter(|_| is_common)?;
    let is_owner = tokens[mark.end].text == "of";
    Some(place(first.end, 1, &["in"]).filter(|_| is_owner).unwrap_or(first).span.end)
}

/// Gives the chamber of parliament whose committee a folded name is of, as the bare name of the committee may mean it.
pub(super) fn chamber_of(name: &str) -> Option<&'static str> {
    let is_committee = ["committee", "subcommittee", "caucus", "panel"].iter().any(|last| name.ends_with(last));
    let begins = |chamber: &&&str| {
        name.strip_prefix(**chamber).is_some_and(|rest| rest.starts_with(' ') && rest.matches(' ').count() > 1)
    };
    ["senate", "house"].iter().find(begins).copied().filter(|_| is_committee)
}
