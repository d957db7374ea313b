//! Who holds the office that "the mayor" and "the shadow chancellor" name, as the article tells?

use super::paragraph::Paragraph;
use super::pronouns::NEAR;
use super::speakers::Speakers;
use super::tokens::{Class, Token};
use crate::analysis::names;
use crate::model::document::EntityKind;
use crate::model::span::Span;
use foldhash::{HashMap, HashMapExt};
use std::ops::Range;

/// An office as it stands beside the name of who holds it.
pub(super) struct Office {
    pub(super) entity: usize,
    /// The words before its noun, in lower case: "shadow", "home" of "shadow home secretary".
    words: Vec<String>,
}

/// Words that make another office of one: a deputy mayor is not the mayor, nor is a former one.
const CHANGE: &[&str] = &[
    "shadow",
    "deputy",
    "vice",
    "assistant",
    "associate",
    "ex",
    "former",
    "past",
    "retired",
    "one-time",
    "first",
    "prime",
    "under",
    "junior",
    "opposition",
    "solicitor",
    "acting",
    "interim",
    "caretaker",
    "rival",
    "then",
    "late",
    "co",
    "sub",
    "press",
    "lieutenant",
    "would-be",
    "aspiring",
    "designate",
    "elect",
    "ousted",
    "outgoing",
    "incoming",
];

/// How many words before the noun of an office may belong to it: "shadow foreign and commonwealth secretary" has four.
const LONGEST: usize = 5;

/// How many offices of one noun are told apart, so that work stays bounded; where more are held, none is anybody's.
const MOST: usize = 400;

/// Gives the offices that stand beside names, by their noun.
pub(super) fn held(text: &str, persons: impl Iterator<Item = (Span, usize)>) -> HashMap<String, Vec<Office>> {
    let mut offices: HashMap<String, Vec<Office>> = HashMap::new();
    for (name, entity) in persons {
        for (noun, words) in beside(text, name) {
            let known = offices.entry(noun).or_default();
            if known.len() < MOST && !known.iter().any(|office| office.entity == entity && office.words == words) {
                known.push(Office { entity, words });
            }
        }
    }
    offices
}

impl Speakers<'_> {
    /// Gives the only one whom the text gives the very office that the phrase names, whose noun ends at `core`.
    pub(super) fn holder(
        &self,
        paragraph: &Paragraph<'_>,
        tokens: &[Token<'_>],
        core: usize,
        offices: &[Office],
    ) -> Option<usize> {
        if offices.len() >= MOST {
            return None;
        }
        let head = &tokens[core - 1];
        let span = Span::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end);
        let narrowing: Vec<String> = tokens[..core - 1]
            .iter()
            .filter(|token| !token.capital && matches!(token.class, Class::Noun | Class::Verb | Class::Adverb))
            .filter(|token| !token.form.ends_with("-old"))
            .flat_map(|token| in_parts(&token.form))
            .collect();
        let fits = |office: &&Office| is_same(&narrowing, &office.words);
        let mut found: Vec<usize> = offices.iter().filter(fits).map(|office| office.entity).collect();
        found.sort_unstable();
        found.dedup();
        let [only] = found.as_slice() else { return None };
        // "the 60-year-old actor": whoever was told of last.
        let aged = tokens[..core - 1].iter().any(|token| token.form.ends_with("-old"));
        let person = |&(_, entity): &(usize, usize)| self.entities[entity].kind == EntityKind::Person;
        if aged && self.recent(span.start, NEAR).find(person).is_none_or(|(_, last)| last != *only) {
            return None;
        }
        // Who is named no sooner than later, and not soon, is not meant.
        let first = self.entities[*only].mentions.first().map_or(usize::MAX, |first| first.start);
        let known = first < span.start || !head.form.starts_with("spokes") && first < span.end + NEAR;
        let owner = usize::from(!tokens[0].possessive);
        let held = self.within(span).any(|place| place.entity == *only)
            || self.is_of_office(&paragraph.text[..span.start], *only, &tokens[owner..], paragraph.text);
        Some(*only).filter(|_| held && known)
    }

    /// Tells whether a name that narrows an office stands beside one who holds such an office: "the Vale police chief" is not
    /// "Orr police chief Ann Holt".
    fn is_of_office(&self, before: &str, entity: usize, words: &[Token<'_>], text: &str) -> bool {
        const MENTIONS: usize = 6;
        const REACH: usize = 120;
        let named = |token: &&Token<'_>| token.capital && !token.is_mark() && !names::is_role(&token.form);
        let mut narrowing = words.iter().filter(named).peekable();
        let near = |word: &str| {
            let earlier = self.entities[entity].mentions.iter().take(MENTIONS).filter(|mention| mention.end <= before.len());
            earlier.into_iter().any(|mention| {
                let from = before.floor_char_boundary(mention.start.saturating_sub(REACH));
                let to = before.floor_char_boundary(mention.end + REACH);
                before[from..to].contains(word)
            })
        };
        narrowing.peek().is_none() || narrowing.any(|token| near(token.span.of(text).trim_end_matches(['s', '\'', '’'])))
    }

    /// "the chancellor said the cuts proposed by Ann Holt": who is named in what is said is not who says it.
    pub(super) fn is_spoken_of(
        &self,
        paragraph: &Paragraph<'_>,
        words: &Range<usize>,
        content: &[Range<usize>],
        entity: usize,
    ) -> bool {
        let Some(speaker) = paragraph.span(words) else { return false };
        let tokens = &paragraph.tokens[words.clone()];
        let role = tokens.iter().any(|token| !token.capital && names::is_role(&token.form));
        let person = self.entities[entity].kind == EntityKind::Person;
        // "its head teacher, Ann Holt": the name stands right beside.
        let beside = |place: Span| place.start == speaker.end + 2 || place.end + 2 == speaker.start;
        let named = |span: Span| self.within(span).any(|place| place.is_name && place.entity == entity && !beside(place.span));
        role && person && !named(speaker) && content.iter().filter_map(|piece| paragraph.span(piece)).any(named)
    }
}

/// Tells whether the words before the noun of an office are of the one that `held` stands before: all of them are met there, and
/// none that changes the office stands in one of the two alone.
fn is_same(narrowing: &[String], held: &[String]) -> bool {
    /// They tell of no office: "the company chairman".
    const BODIES: &[&str] =
        &["company", "companys", "firm", "firms", "group", "groups", "airline", "airlines", "club", "clubs"];
    let changed = |words: &[String], word: &str| words.iter().any(|other| other == word);
    CHANGE.iter().all(|word| changed(narrowing, word) == changed(held, word))
        && narrowing.iter().all(|word| held.contains(word) || BODIES.contains(&word.as_str()))
}

/// Gives the offices that stand right before or behind a name, each with the words before its noun: "the engineer Ann Holt", "Ann
/// Holt, the deputy mayor of Vale,".
fn beside(text: &str, name: Span) -> Vec<(String, Vec<String>)> {
    const REACH: usize = 60;
    let from = text.ceil_char_boundary(name.start.saturating_sub(REACH));
    let to = text.floor_char_boundary(text.len().min(name.end + REACH));
    let mut offices = Vec::new();
    let before = text[from..name.start].trim_end();
    let line = line_before(before);
    let bare = line.trim_end_matches(',');
    let words: Vec<String> = words_of(bare.rsplit(", ").next().unwrap_or(bare));
    // "Attorney General Lord Holt".
    let titles = words.iter().rev().take_while(|word| TITLES.contains(&word.as_str())).count();
    let words = &words[..words.len() - titles];
    // "as she begins a term as president, Ann Holt has said": no comma closes the name.
    let behind = text[name.end..to].trim_start();
    let open = bare.len() < line.len() && !behind.starts_with([',', '.', ';', ':', ')']) && !behind.is_empty();
    if let Some((last, rest)) = words.split_last().filter(|(last, _)| names::is_role(last) && !open) {
        // "vice president and treasurer Ann Holt": two offices.
        let and = rest.iter().rposition(|word| word == "and").filter(|at| *at > 0 && names::is_role(&rest[at - 1]));
        let own = &rest[and.map_or(0, |at| at + 1)..];
        offices.push((last.clone(), own[own.len().saturating_sub(LONGEST)..].to_vec()));
    } else if bare.len() < line.len() {
        // "the captain of Vale Rangers, Ann Holt".
        let at = words.iter().take(4).position(|word| names::is_role(word)).filter(|at| *at > 0);
        let joined = words.first().is_some_and(|first| ["the", "its", "his"].contains(&first.as_str()));
        offices.extend(at.filter(|_| joined).map(|at| (words[at].clone(), words[..at].to_vec())));
    }
    if let Some(behind) = text[name.end..to].strip_prefix(", ") {
        let phrase = behind.split([',', '.', ';']).next().unwrap_or(behind);
        let phrase = phrase.split("\n\n").next().unwrap_or(phrase);
        let held = [" of ", " at ", " for "].iter().fold(phrase, |held, of| held.split(of).next().unwrap_or(held));
        // "Holt, who knows the engineer, ..." is none.
        let clause = ["who ", "whose ", "which ", "and ", "but ", "said ", "told "].iter().any(|word| held.starts_with(word));
        let words = words_of(held);
        if let Some((last, rest)) = words.split_last().filter(|(last, _)| names::is_role(last) && !clause) {
            offices.push((last.clone(), rest.to_vec()));
        }
    }
    offices
}

/// Titles between an office and a name.
const TITLES: &[&str] = &["mr", "mrs", "ms", "dr", "sir", "lord", "lady", "dame", "baroness", "rt", "hon"];

/// Gives what stands between the last stop and the end; the end of a line that was wrapped is none.
fn line_before(before: &str) -> &str {
    let stops = |(at, c): &(usize, char)| match c {
        '\n' => before[..*at].ends_with(['\n', '.', '"']) || before[at + 1..].starts_with(['\n', ' ']),
        c => ['.', '“', '”', ';', '"'].contains(c),
    };
    before.char_indices().rfind(stops).map_or(before, |(at, c)| &before[at + c.len_utf8()..])
}

fn words_of(phrase: &str) -> Vec<String> {
    phrase.split([' ', '\n']).filter(|word| !word.is_empty()).flat_map(in_parts).collect()
}

/// A word, in lower case, parted at its hyphens.
fn in_parts(word: &str) -> Vec<String> {
    word.split('-').filter(|part| !part.is_empty()).map(|part| part.to_lowercase().replace(['\'', '’'], "")).collect()
}
