//! At which joints may a part of a claim begin or end?

use super::words::Words;
use crate::analysis::claims::comments;
use crate::analysis::claims::cues::{self, Form, Frame};
use crate::analysis::claims::draft::{self, ACCUSATIONS, Draft};
use crate::analysis::claims::fronted;
use crate::analysis::claims::relatives;
use crate::analysis::claims::tokens::{Class, Token};
use crate::model::document::Stance;
use crate::model::span::Span;
use std::ops::Range;

/// Which border of which part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    ContentStart,
    ContentEnd,
    SpeakerStart,
    SpeakerEnd,
}

impl Side {
    /// Tells whether it is where a part begins.
    pub const fn is_start(self) -> bool {
        matches!(self, Side::ContentStart | Side::SpeakerStart)
    }
}

/// The first or last word of a part, and other words that might be it.
pub(super) struct Border {
    pub(super) side: Side,
    pub(super) piece: usize,
    /// The part as the rules have it.
    pub(super) part: Range<usize>,
    /// The word that the rules say.
    pub(super) own: usize,
    /// In order.
    pub(super) places: Vec<usize>,
}

/// How many words away a border of the content, and of the speaker, is looked for; and how many places are weighed.
const FAR: usize = 120;
const NEAR: usize = 25;
const MOST: usize = 24;

/// "his opponent for president, Ann Holt, left", "in the interests of the town, he had to go": tells whether a border at `place`
/// would leave a subject or an adjunct without the verb that the rules read behind a comma.
pub(super) fn leaves_verb(words: &Words<'_, '_>, draft: &Draft, border: &Border, place: usize) -> bool {
    let verb = |token: &Token<'_>| {
        matches!(token.class, Class::Auxiliary | Class::Verb | Class::Pronoun)
            || token.quote.is_some()
            || token.is_past()
            || !cues::verbs(&token.form).is_empty()
            || token.form.contains('\'')
    };
    let tokens = &words.paragraph.tokens;
    let (start, end) = (border.part.start, place + 1);
    let finite = |token: &Token<'_>| token.class == Class::Auxiliary && token.quote.is_none();
    let takes_clause = draft.cue.as_ref().is_some_and(|(_, cue)| {
        cue.clone().any(|at| {
            let clauses = |&(number, _): &(usize, Form)| {
                let verb = cues::verb(number);
                verb.takes(Frame::Bare) && !verb.takes(Frame::Object) && !verb.takes(Frame::Verdict)
            };
            cues::verbs(&tokens[at].form).iter().any(clauses)
        })
    });
    border.side == Side::ContentEnd
        && (takes_clause || start > 0 && tokens[start - 1].is("that"))
        && end < border.part.end
        && tokens[end].is(",")
        && tokens[end].quote.is_none()
        && !tokens[start].is("to")
        && !tokens[start..end].iter().any(verb)
        && tokens[end..border.part.end].iter().any(finite)
}

/// Gives the borders that may be moved. Another's verb ends at `earlier`, behind which who speaks begins.
pub(super) fn all(words: &Words<'_, '_>, draft: &Draft, earlier: usize) -> Vec<Border> {
    let Some((_, cue)) = &draft.cue else { return Vec::new() };
    let mut found = Vec::new();
    for (piece, part) in draft.content.iter().enumerate() {
        let taken_up = draft.stance == Stance::Deny
            && draft.speaker.as_ref().is_some_and(|speaker| comments::is_taken_up(&words.paragraph.tokens, part, speaker));
        let inset = draft::is_inset(words.paragraph, draft);
        if inset || begins_with_verdict(words, part) || part.end <= cue.start && (is_what_was_asked(words, part) || taken_up) {
            continue;
        }
        let behind = part.start >= cue.end;
        let (side, within) = if behind {
            let aside = draft.speaker.as_ref().and_then(|speaker| {
                let tokens = &words.paragraph.tokens;
                let end = relatives::clause_end(tokens, &words.unit, speaker, cue.end);
                end.or_else(|| relatives::main_verb_behind(tokens, &words.unit, speaker, cue)).filter(|&end| end > part.start)
            });
            // "laughed off talk of danger saying it was safe": said, and not laughed off.
            let saying = words.token(part.end).is_some_and(|next| next.is_any(&["saying", "insisting", "arguing", "claiming"]));
            // "denies any role and the police have cleared it": the reporter's.
            let two = || words.paragraph.tokens[part.clone()].iter().any(|token| token.is_any(&["between", "both"]));
            let cleared = draft.stance == Stance::Deny && words.token(part.end).is_some_and(|next| next.is("and")) && !two();
            // "his claim that it was safe is false": the sentence's own verb.
            let owned = draft.form.is_none()
                && cue.len() == 1
                && words.token(part.end).is_some_and(|next| next.class == Class::Auxiliary && next.quote.is_none());
            let end = aside.or(Some(part.end).filter(|_| saying || cleared || owned)).unwrap_or(words.unit.end);
            (Side::ContentEnd, part.start..end.min(part.start + FAR))
        } else {
            (Side::ContentStart, words.unit.start.max(part.end.saturating_sub(FAR))..part.end)
        };
        found.extend(border(words, side, piece, part, within));
    }
    if let Some(part) = draft.speaker.as_ref().filter(|part| part.end + NEAR > cue.start) {
        // Nobody's name stands in the words before that are theirs.
        let said = |piece: &&Range<usize>| piece.end <= part.start && piece.end > words.unit.start;
        let floor = if part.start < cue.start { words.unit.start } else { cue.end };
        let floor = draft.content.iter().filter(said).map(|piece| piece.end).fold(floor, usize::max);
        // "Orr, who police said had fired": whoever says so is not joined with whom it is said of.
        let tokens = &words.paragraph.tokens;
        // "Holt met Orr, who gave a speech saying": Orr alone.
        let who = words.token(part.end).map(|next| part.end + usize::from(next.is(",")));
        let relative = draft.form == Some(Form::Ing)
            && who.and_then(|at| words.token(at)).is_some_and(|next| next.is_any(&["who", "which"]));
        let bound = relative || relatives::says_of_another(tokens, &words.unit, part) || relatives::lends(tokens, draft, part);
        let floor = if bound { part.start } else { floor.max(earlier) };
        found.extend(border(words, Side::SpeakerStart, 0, part, floor.max(part.start.saturating_sub(NEAR))..part.end));
        let ceiling = if part.start < cue.start { cue.start.max(part.end) } else { words.unit.end };
        // "Orr took aim at it, claiming": what the speaker does beside is no part of the name.
        let saying = draft.form == Some(Form::Ing) && tokens[part.start].class != Class::Pronoun;
        let acts = (part.end..ceiling).find(|&at| saying && fronted::is_verb(&tokens[at]));
        let ceiling = acts.unwrap_or(ceiling);
        let next = draft.content.iter().filter(|piece| piece.start >= part.end).map(|piece| piece.start);
        let ceiling = next.fold(ceiling, usize::min);
        found.extend(border(words, Side::SpeakerEnd, 0, part, part.start..ceiling.min(part.end + NEAR)));
    }
    found
}

/// "Asked whether [she had lied], Holt said no".
fn is_what_was_asked(words: &Words<'_, '_>, part: &Range<usize>) -> bool {
    let before = part.start.checked_sub(1).and_then(|before| words.token(before));
    before.is_some_and(|before| before.is_any(&["if", "whether"]))
}

/// "slams “groundless” accusations that it hacked the bank": the words quoted tell of the noun behind them, which is not cut off.
fn begins_with_verdict(words: &Words<'_, '_>, part: &Range<usize>) -> bool {
    let quoted = words.paragraph.quotation_from(part.start).map(|(_, quoted)| quoted);
    let noun = quoted.filter(|quoted| quoted.end < part.end).and_then(|quoted| words.token(quoted.end));
    noun.is_some_and(|noun| noun.is_any(ACCUSATIONS))
}

fn border(words: &Words<'_, '_>, side: Side, piece: usize, part: &Range<usize>, within: Range<usize>) -> Option<Border> {
    let word = |at: &usize| !words.is_mark(*at);
    let own = if side.is_start() { part.clone().find(word)? } else { part.clone().rev().find(word)? };
    let fits = |&at: &usize| at == own || !words.is_mark(at) && joint(words, side, at);
    let mut places: Vec<usize> = within.filter(fits).collect();
    // The nearest to the rules' own are kept.
    let at = places.iter().position(|&place| place == own)?;
    if places.len() > MOST {
        let first = at.saturating_sub(MOST / 2).min(places.len() - MOST);
        places = places[first..first + MOST].to_vec();
    }
    (places.len() > 1).then(|| Border { side, piece, part: part.clone(), own, places })
}

/// Tells whether a part may begin or end with the word at `at`.
fn joint(words: &Words<'_, '_>, side: Side, at: usize) -> bool {
    let Some(token) = words.token(at) else { return false };
    let next = if side.is_start() { at.checked_sub(1) } else { Some(at + 1) };
    let Some(beside) = next.and_then(|next| words.token(next)) else { return true };
    let speaker = matches!(side, Side::SpeakerStart | Side::SpeakerEnd);
    if speaker && token.quote.is_some() || !speaker && is_inside(words, side, at) {
        return false;
    }
    let parts = |class| {
        matches!(
            class,
            Class::Mark | Class::Coordinator | Class::Subordinator | Class::Preposition | Class::Adverb | Class::Time
        )
    };
    // "Some traders who have received letters said": no speaker ends within the clause that tells of them.
    let open = matches!(token.class, Class::Preposition | Class::Determiner | Class::Coordinator | Class::Auxiliary)
        || token.is_any(&["who", "whom", "whose", "which"]);
    if speaker && !side.is_start() && open {
        return false;
    }
    let verb = matches!(beside.class, Class::Verb | Class::Auxiliary | Class::Pronoun | Class::Determiner);
    parts(beside.class) || beside.quote != token.quote || speaker && verb || side.is_start() && parts(token.class)
}

/// Tells whether the quotation that the word stands in goes on beyond it with words.
fn is_inside(words: &Words<'_, '_>, side: Side, at: usize) -> bool {
    let Some((_, quoted)) = words.paragraph.quotation_at(at) else { return false };
    let rest = if side.is_start() { quoted.start..at } else { at + 1..quoted.end };
    rest.take(4).any(|at| !words.is_mark(at))
}

impl Border {
    /// Gives from and to which byte a border counts as the one at this place.
    pub(super) fn reach(&self, words: &Words<'_, '_>, place: usize) -> Span {
        let token = |at: usize| words.paragraph.tokens[at].span;
        let word = |at: &usize| !words.is_mark(*at);
        if self.side.is_start() {
            let before = (words.unit.start..place).rev().find(word).map_or(0, |at| token(at).end);
            Span::new(before, token(place).start)
        } else {
            let behind = (place + 1..words.unit.end).find(word).map_or(usize::MAX, |at| token(at).start);
            Span::new(token(place).end, behind)
        }
    }

    /// Moves the border to another word; not over the part's other border, which may have been moved too.
    pub(super) fn set(&self, words: &Words<'_, '_>, draft: &mut Draft, place: usize) {
        let content = matches!(self.side, Side::ContentStart | Side::ContentEnd);
        let part = if content { draft.content.get_mut(self.piece) } else { draft.speaker.as_mut() };
        let Some(part) = part else { return };
        let quoted = words.paragraph.quotation_at(place).filter(|_| content).map(|(_, quoted)| quoted);
        if self.side.is_start() {
            let start = quoted.map_or(place, |quoted| quoted.start.max(words.unit.start));
            part.start = Some(start).filter(|start| *start < part.end).unwrap_or(part.start);
        } else {
            let end = quoted.map_or(place + 1, |quoted| quoted.end.min(words.unit.end).max(place + 1));
            part.end = Some(end).filter(|end| *end > part.start).unwrap_or(part.end);
        }
    }
}
