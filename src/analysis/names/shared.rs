//! Which names are of several bodies that share a last word, as in "the Commerce and State Departments"?

use super::gazetteer::{self, Facts};
use super::join;
use super::marks::{Mark, Strength, put_over};
use super::tokens::{Sentence, Shape, Token};
use crate::model::document::EntityKind;
use crate::model::span::Span;
use std::ops::Range;

/// What several bodies are called, what one of them is, and how many of them a place has that are called after it.
const HEADS: &[(&str, &str, Has)] = &[
    ("Assemblies", "Assembly", Has::One),
    ("Consulates", "Consulate", Has::One),
    ("Embassies", "Embassy", Has::One),
    ("Legislatures", "Legislature", Has::One),
    ("Parliaments", "Parliament", Has::One),
    ("Senates", "Senate", Has::One),
    ("Treasuries", "Treasury", Has::One),
    ("Universities", "University", Has::One),
    ("Agencies", "Agency", Has::Several),
    ("Commissions", "Commission", Has::Several),
    ("Committees", "Committee", Has::Several),
    ("Councils", "Council", Has::Several),
    ("Courts", "Court", Has::Several),
    ("Departments", "Department", Has::Several),
    ("departments", "Department", Has::Several),
    ("Directorates", "Directorate", Has::Several),
    ("Ministries", "Ministry", Has::Several),
    ("ministries", "Ministry", Has::Several),
    ("Parties", "Party", Has::Several),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Has {
    One,
    Several,
}

/// The most words that one of the bodies has before the shared one, and the most bodies: more are no list of bodies.
const LONGEST: usize = 5;

/// Puts a mark for each of the bodies, called by its own words and the shared one, instead of what the words were taken for.
pub(super) fn put(text: &str, tokens: &[Token], sentences: &[Sentence], marks: &mut Vec<Mark>) {
    let mut found: Vec<Mark> = Vec::new();
    for sentence in sentences.iter().filter(|sentence| !sentence.headline) {
        for at in sentence.first..sentence.end {
            if !tokens[at].text.ends_with('s') {
                continue;
            }
            let Some((_, head, has)) = HEADS.iter().find(|(several, ..)| *several == tokens[at].text) else { continue };
            let own = parts(tokens, sentence.first, at);
            let Some(names) = names(&Words { text, tokens }, &own, *has) else { continue };
            // A name that goes on before or behind is another.
            let (first, end) = (own[0].start, at + 1);
            let next = marks.partition_point(|mark| mark.end <= first);
            let goes_on = |mark: &Mark| {
                let begins = || tokens[mark.first].facts.any(Facts::ORGANIZATION_BEGIN | Facts::ORGANIZATION_HEAD);
                mark.end > end || mark.first < first && begins()
            };
            if marks[next..].iter().take_while(|mark| mark.first < end).any(goes_on) {
                continue;
            }
            for (place, (words, name)) in own.iter().zip(names).enumerate() {
                let end = if place + 1 == own.len() { end } else { words.end };
                // The owner of all of them is a name by itself: "China's Foreign and Defence Ministries".
                let first = words.start + usize::from(tokens[words.start].possessive);
                found.push(mark(tokens, first..end, &format!("{name} {head}")));
            }
        }
    }
    put_over(marks, found);
}

fn mark(tokens: &[Token], words: Range<usize>, name: &str) -> Mark {
    Mark {
        span: Span::new(tokens[words.start].span.start, tokens[words.end - 1].span.end),
        key: join::key(name).into(),
        first: words.start,
        end: words.end,
        kind: EntityKind::Organization,
        strength: Strength::Sure,
        title: Facts::NONE,
        called: Some(name.into()),
    }
}

/// Gives the words of each of the bodies before the shared word at `head`, in order; one or none where there are not several.
fn parts(tokens: &[Token], floor: usize, head: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut end = head;
    while found.len() < LONGEST {
        let first = begin(tokens, floor, end, found.is_empty());
        if first == end {
            break;
        }
        found.push(first..end);
        let before = |steps: usize| first.checked_sub(steps).filter(|at| *at >= floor).map_or("", |at| tokens[at].text);
        end = match (before(1), found.len()) {
            _ if tokens[first].possessive => break,
            ("and" | "or", 1) if before(2) == "," => first - 2,
            ("and" | "or", 1) => first - 1,
            (",", 2..) => first - 1,
            _ => break,
        };
    }
    found.reverse();
    // "In Oslo, Foreign and Defence Ministries": the list of several begins behind "the".
    let is_opened = |first: usize| first > floor && matches!(tokens[first - 1].text, "the" | "The" | "both" | "its" | "their");
    if found.len() > 2 && !is_opened(found[0].start) {
        found.drain(..found.len() - 2);
    }
    found
}

/// Gives where the capitalised words before `end` begin. An owner begins them.
fn begin(tokens: &[Token], floor: usize, end: usize, is_last: bool) -> usize {
    let is_word = |at: usize| {
        let token = &tokens[at];
        let is_idle = matches!(token.text, "The" | "Both" | "In" | "At" | "For" | "A");
        token.is_capital() && !is_idle && !(token.possessive && (is_last || at + 1 == end))
    };
    let mut first = end;
    while first > floor && end - first < LONGEST && is_word(first - 1) {
        first -= 1;
        if tokens[first].possessive {
            break;
        }
    }
    first
}

/// What makes two names alike, so that what follows the second belongs to the first too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alike {
    Place,
    Chamber,
}

struct Words<'a, 't> {
    text: &'a str,
    tokens: &'a [Token<'t>],
}

impl Words<'_, '_> {
    fn written(&self, words: &Range<usize>) -> String {
        let end = self.tokens[words.end - 1].span.end;
        let owned = self.tokens[words.end - 1].possessive;
        let end = if owned { self.tokens.get(words.end).map_or(end, |next| next.span.start) } else { end };
        let written = self.text.get(self.tokens[words.start].span.start..end).unwrap_or_default();
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn alike(&self, words: &Range<usize>) -> Option<Alike> {
        let name = self.written(words);
        let name = name.trim_end_matches("'s").trim_end_matches("’s");
        let is_place = gazetteer::facts(name).is_place() || gazetteer::country(name).is_some();
        let chamber = matches!(name, "Senate" | "House").then_some(Alike::Chamber);
        chamber.or(is_place.then_some(Alike::Place))
    }

    /// Gives how many of the first words, but not all, name a place or a chamber, and which of both.
    fn lead(&self, words: &Range<usize>) -> Option<(usize, Alike)> {
        (words.start + 1..words.end).rev().find_map(|end| Some((end - words.start, self.alike(&(words.start..end))?)))
    }
}

/// Gives what each of the bodies is called before the shared word; `None` where they are not several.
fn names(words: &Words, own: &[Range<usize>], has: Has) -> Option<Vec<String>> {
    let [first, .., last] = own else { return None };
    if words.tokens[last.start..last.end].iter().any(|token| token.shape == Shape::Lower) {
        return None;
    }
    let whole: Vec<Option<Alike>> = own.iter().map(|own| words.alike(own)).collect();
    let lead = words.lead(last).filter(|(_, alike)| whole[0] == Some(*alike));
    let (alike, rest) = match lead {
        // "the Senate and House Intelligence Committees"
        Some((count, alike)) => (Some(alike), words.written(&(last.start + count..last.end))),
        // "the Texas and Florida Senates"
        None => (whole[own.len() - 1], String::new()),
    };
    let before_last = &whole[..own.len() - 1];
    if alike.is_some() && before_last.iter().all(|one| *one == alike) {
        let is_clear = !rest.is_empty() || has == Has::One;
        let named = |place: usize| match (rest.is_empty(), place + 1 == own.len()) {
            (true, _) | (false, true) => words.written(&own[place]),
            (false, false) => format!("{} {rest}", words.written(&own[place])),
        };
        return is_clear.then(|| (0..own.len()).map(named).collect());
    }
    if has == Has::One {
        return Some(own.iter().map(|own| words.written(own)).collect());
    }
    if whole.iter().any(Option::is_some) && whole != [Some(Alike::Chamber), None] {
        return None;
    }
    // "the US Commerce and State Departments"
    let lead = words.lead(first).map(|(count, _)| words.written(&(first.start..first.start + count)));
    let named = |own: &Range<usize>| match &lead {
        Some(lead) if own.start != first.start && words.lead(own).is_none() => format!("{lead} {}", words.written(own)),
        _ => words.written(own),
    };
    Some(own.iter().map(named).collect())
}
