//! Which features does a claim of the rules have, and each place where a part of it may begin or end?
//!
//! A feature is a number made of its template and its values. Templates are numbered by hundreds: of the claim, of its speaker, of
//! each side of its parts.

use super::borders::{Border, Side};
use super::words::{Word, Words};
use crate::analysis::claims::draft::Draft;
use crate::analysis::claims::tokens::Class;
use crate::analysis::linear::table::{hash, pair};
use crate::analysis::names;
use std::ops::Range;

/// What is true of a claim as a whole.
struct Shape {
    lemma: u64,
    head: Word,
    cue: Range<usize>,
    speaker: Range<usize>,
    /// What kind of words speak, and where they stand.
    who: u64,
    place: u64,
    /// The head of the words that speak.
    name: Word,
    /// How the content opens: with "that", quoted, with "to" …; before the verb or behind.
    opening: u64,
    content: Range<usize>,
}

/// Gives the features by which a claim is told from none.
pub(super) fn claim(words: &Words<'_, '_>, draft: &Draft, add: &mut impl FnMut(u64)) {
    let shape = Shape::of(words, draft);
    whole(words, draft, &shape, &mut |template, value| add(pair(100 + template, value)));
}

/// Gives the features by which a right speaker is told from a wrong one.
pub(super) fn speaks(words: &Words<'_, '_>, draft: &Draft, add: &mut impl FnMut(u64)) {
    let shape = Shape::of(words, draft);
    whole(words, draft, &shape, &mut |template, value| add(pair(200 + template, value)));
}

/// The feature that every claim has, and the one that every speaker has: the trainer leans on them.
pub const EVERY_CLAIM: u64 = pair(100, 0);
pub const EVERY_SPEAKER: u64 = pair(200, 0);

/// Gives a number's size: 0 to 4 as it is, then in steps that grow.
const fn size(number: usize) -> u64 {
    match number {
        0..=4 => number as u64,
        5..=7 => 5,
        8..=12 => 6,
        13..=20 => 7,
        21..=40 => 8,
        _ => 9,
    }
}

impl Shape {
    fn of(words: &Words<'_, '_>, draft: &Draft) -> Self {
        let (lemma, cue) = draft.cue.clone().unwrap_or(("", 0..0));
        let helps = |at: &usize| !matches!(words.class(*at), Some(Class::Auxiliary | Class::Adverb));
        let head = cue.clone().find(helps).unwrap_or(cue.start);
        let speaker = draft.speaker.clone().unwrap_or(0..0);
        let content = draft.content.first().cloned().unwrap_or(0..0);
        let (who, name) = who(words, &speaker);
        let place = match () {
            _ if speaker.is_empty() => 0,
            _ if speaker.start >= cue.end => 4,
            _ if speaker.end == cue.start => 1,
            _ if words.is_mark(speaker.end) => 2,
            _ => 3,
        };
        Shape {
            lemma: hash(lemma.as_bytes()),
            head: *words.at(head),
            opening: opening(words, &cue, &content) + 16 * draft.content.len().min(3) as u64,
            cue,
            speaker,
            who,
            place,
            name,
            content,
        }
    }
}

/// Gives what kind of words speak, and their head.
fn who(words: &Words<'_, '_>, speaker: &Range<usize>) -> (u64, Word) {
    let ends = |at: &usize| {
        matches!(
            words.class(*at),
            Some(Class::Preposition | Class::Mark | Class::Verb | Class::Coordinator | Class::Subordinator)
        )
    };
    let core = speaker.clone().skip(1).find(ends).unwrap_or(speaker.end);
    let Some(head) = core.checked_sub(1).filter(|head| speaker.contains(head)) else { return (0, *words.at(usize::MAX)) };
    let word = *words.at(head);
    let Some(token) = words.token(head) else { return (0, word) };
    let kind = match token.class {
        Class::Pronoun if token.is_any(&["i", "we", "you"]) => 1,
        Class::Pronoun if token.is_any(&["who", "which", "that"]) => 2,
        Class::Pronoun => 3,
        Class::Noun if token.capital => 4,
        Class::Noun if names::is_role(&token.form) => 5,
        Class::Noun if token.form.ends_with('s') => 6,
        Class::Noun => 7,
        _ => 8,
    };
    (kind, word)
}

fn opening(words: &Words<'_, '_>, cue: &Range<usize>, content: &Range<usize>) -> u64 {
    let first = words.at(content.start);
    if content.start < cue.start {
        return if first.quoted { 1 } else { 2 };
    }
    let Some(token) = words.token(content.start) else { return 0 };
    match token.class {
        _ if first.quoted => 3,
        _ if content.start > 0 && words.token(content.start - 1).is_some_and(|that| that.is("that")) => 4,
        _ if token.is("to") => 5,
        _ if token.is_any(&["whether", "if", "how", "why", "what", "who", "where", "when", "which"]) => 6,
        Class::Pronoun if words.verbs(content.clone()) > 0 => 7,
        _ if words.verbs(content.start..content.end.min(content.start + 12)) > 0 => 8,
        _ => 9,
    }
}

/// Features of a claim as a whole.
fn whole(words: &Words<'_, '_>, draft: &Draft, shape: &Shape, add: &mut impl FnMut(u64, u64)) {
    let Shape { lemma, head, cue, speaker, who, place, name, opening, content } = shape;
    let (lemma, opening, who, place) = (*lemma, *opening, *who, *place);
    let (before, after) = (words.before(cue.start, 1), words.at(cue.end));
    let first = words.at(content.start);
    let form = draft.form.map_or(9, |form| form as u64);
    let quoted = content.clone().any(|at| words.at(at).quoted);
    add(0, 0);
    add(1, lemma);
    add(2, head.form);
    add(3, head.groups[0]);
    add(4, head.groups[1]);
    add(5, head.groups[2]);
    add(6, pair(lemma, opening));
    add(7, pair(head.groups[1], opening));
    add(8, pair(head.groups[2], opening));
    add(9, pair(lemma, who));
    add(10, pair(head.groups[2], who));
    add(11, before.form);
    add(12, after.form);
    add(13, pair(lemma, before.class));
    add(14, pair(lemma, after.class));
    add(15, pair(before.class, after.class));
    add(16, pair(who, place));
    add(17, name.form);
    add(18, name.groups[1]);
    add(19, words.at(speaker.start).form);
    add(20, size(speaker.len()));
    add(21, opening);
    add(22, first.form);
    add(23, first.groups[1]);
    add(24, pair(opening, size(content.len())));
    add(25, pair(opening, words.verbs(content.clone())));
    add(26, pair(opening, u64::from(quoted)));
    add(27, pair(lemma, u64::from(quoted)));
    add(28, pair(place, opening));
    add(29, pair(lemma, form));
    add(30, pair(form, before.class));
    add(31, draft.stance as u64 * 2 + u64::from(draft.negated));
    add(32, pair(place, size(cue.start.saturating_sub(speaker.end))));
    add(33, pair(who, opening));
    for at in cue.clone().filter(|at| words.at(*at).form != head.form) {
        add(34, words.at(at).form);
    }
    add(35, u64::from(cue.start == words.unit.start) + 2 * u64::from(speaker.start == words.unit.start));
    let object = content.clone().skip(1).find(|at| !matches!(words.class(*at), Some(Class::Noun | Class::Number)));
    let object = words.before(object.unwrap_or(content.end), 1);
    add(36, pair(opening, object.form));
    add(37, pair(opening, object.groups[1]));
    add(38, words.before(speaker.start, 1).form);
    add(39, words.before(speaker.start, 1).class);
    add(40, words.at(cue.end + 1).form);
    add(41, pair(lemma, first.form));
    add(42, pair(name.groups[2], head.groups[2]));
    add(43, pair(words.at(content.end).class, opening));
    add(44, pair(first.class, opening));
    add(45, pair(before.form, lemma));
    add(46, pair(who, form));
    add(47, pair(name.groups[1], opening));
    add(48, words.before(cue.start, 2).form);
    add(49, head.ending);
    add(50, pair(head.class, pair(before.class, first.class)));
    add(51, u64::from(draft.via.is_empty()));
    add(52, pair(place, before.class));
}

/// Gives the features of a place where a part may begin or end.
pub(super) fn border(words: &Words<'_, '_>, draft: &Draft, border: &Border, place: usize, add: &mut impl FnMut(u64)) {
    let side = match border.side {
        Side::ContentStart => 300,
        Side::ContentEnd => 400,
        Side::SpeakerStart => 500,
        Side::SpeakerEnd => 600,
    };
    let mut add = |template: u64, value: u64| add(pair(side + template, value));
    let (lemma, cue) = draft.cue.as_ref().map_or((0, 0..0), |(lemma, cue)| (hash(lemma.as_bytes()), cue.clone()));
    let start = border.side.is_start();
    let word = words.at(place);
    // Beyond: the first token outside the part; then the next one outward.
    let (beyond, farther) =
        if start { (words.before(place, 1), words.before(place, 2)) } else { (words.at(place + 1), words.at(place + 2)) };
    let inner = if start { words.at(place + 1) } else { words.before(place, 1) };
    let outside = if start { words.unit.start..place } else { place + 1..words.unit.end };
    let inside = if start { place..border.part.end } else { border.part.start..place + 1 };
    let between = if place < border.own { place + 1..border.own + 1 } else { border.own + 1..place + 1 };
    let own = u64::from(place == border.own) + 2 * u64::from(place > border.own);
    let opens = words.at(border.part.start);
    let opening = match border.side {
        Side::ContentEnd => opening(words, &cue, &border.part),
        _ => opens.class,
    };
    let verbs = words.verbs(inside.clone());
    let beyond_verbs = words.verbs(outside.clone());
    let is_last = u64::from(outside.clone().all(|at| words.is_mark(at)));
    add(1, own);
    add(2, pair(own, beyond.class));
    add(3, pair(own, beyond.form));
    add(4, beyond.form);
    add(5, pair(beyond.form, farther.form));
    add(6, pair(beyond.form, farther.class));
    add(7, pair(beyond.class, farther.class));
    add(8, pair(beyond.form, farther.ending));
    add(9, pair(beyond.form, farther.groups[2]));
    add(10, word.form);
    add(11, word.groups[1]);
    add(12, pair(word.class, beyond.class));
    add(13, pair(word.class, beyond.form));
    add(14, pair(own, is_last));
    add(15, pair(opening, beyond.form));
    add(16, pair(opening, pair(beyond.class, is_last)));
    add(17, pair(lemma, beyond.form));
    add(18, pair(verbs, beyond.form));
    add(19, pair(pair(verbs, beyond_verbs), beyond.class));
    add(20, pair(own, pair(verbs, words.verbs(between.clone()))));
    add(21, pair(own, size(between.len())));
    add(22, size(inside.len()));
    add(23, pair(u64::from(word.quoted), pair(u64::from(opens.quoted), u64::from(beyond.quoted))));
    add(24, pair(own, pair(u64::from(word.quoted), u64::from(opens.quoted))));
    add(25, pair(lemma, own));
    add(26, pair(opening, own));
    add(27, pair(word.form, beyond.form));
    add(28, farther.form);
    add(29, pair(inner.form, word.form));
    add(30, pair(opening, pair(verbs.min(1), pair(beyond.form, farther.class))));
    add(31, pair(size(outside.len()), own));
    let commas = inside.filter(|at| words.token(*at).is_some_and(|token| token.is(","))).count();
    add(32, pair(commas.min(4) as u64, beyond.form));
    add(33, pair(own, u64::from(farther.capital)));
}
