//! Where does a noun phrase beside a verb begin and end?

use super::tokens::{Class, Token};
use std::ops::Range;

/// How many words a speaker's noun phrase has at most: the longest titles in news have about twenty.
const LONGEST: usize = 30;

/// Gives the noun phrase that ends right before `end`: the subject of a verb that begins there.
pub(super) fn before(tokens: &[Token<'_>], floor: usize, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    let mut nouns = 0;
    while start > floor && end - start < LONGEST {
        let at = start - 1;
        let token = &tokens[at];
        if token.quote.is_some() {
            match nickname(tokens, floor, at) {
                Some(first) if nouns > 0 => start = first,
                _ => break,
            }
            continue;
        }
        match token.class {
            Class::Pronoun if nouns == 0 => return Some(at..end),
            Class::Noun | Class::Number => {
                nouns += 1;
                start = at;
            }
            Class::Time if token.capital || nouns > 0 => {
                // "Tuesday Trump said": the day is no part of the name.
                if nouns > 0 && !is_joined(tokens, floor, at) && !is_titled_by_day(tokens, floor, at) {
                    break;
                }
                start = at;
            }
            Class::Determiner if token.is("that") => break,
            Class::Determiner => {
                nouns += 1;
                start = at;
                if !is_joined(tokens, floor, start) {
                    break;
                }
            }
            Class::Preposition if is_joined(tokens, floor, start) => start = at,
            Class::Coordinator if joins_names(tokens, floor, at, nouns) => start = at,
            Class::Mark if token.is(")") => match opening(tokens, floor, at) {
                Some(first) => start = first,
                None => break,
            },
            // "Rep. Ann Holt, (D-Vale) said".
            Class::Mark if token.is(",") && nouns == 0 && start < end && at > floor && tokens[at - 1].capital => start = at,
            Class::Mark if nouns > 0 && at > floor && is_plural_possessive(tokens, at) => start = at,
            Class::Mark if token.is(",") && is_place_comma(tokens, floor, at, end) => start = at,
            _ => break,
        }
    }
    strip_front(tokens, floor, start, end, nouns)
}

/// Tells whether the phrase that begins at `at` hangs on a noun before it by a preposition.
fn is_joined(tokens: &[Token<'_>], floor: usize, at: usize) -> bool {
    at >= floor + 2 && tokens[at - 1].class == Class::Preposition && {
        let holder = &tokens[at - 2];
        holder.quote.is_none()
            && (matches!(holder.class, Class::Noun | Class::Number)
                || holder.class == Class::Determiner && tokens[at - 1].is("of")
                || holder.is_any(&["one", "two", "three", "four", "many"]))
            && !holder.possessive
    }
}

/// "The Sunday Herald said": a day that opens a name behind its article.
pub(super) fn is_titled_by_day(tokens: &[Token<'_>], floor: usize, at: usize) -> bool {
    let article = at > floor && tokens[at - 1].is("the") && tokens[at - 1].quote.is_none();
    article && tokens[at].capital && tokens.get(at + 1).is_some_and(|next| next.capital && next.class == Class::Noun)
}

fn joins_names(tokens: &[Token<'_>], floor: usize, at: usize, nouns: usize) -> bool {
    if at == floor || nouns == 0 || !tokens[at].is_any(&["and", "&"]) {
        return false;
    }
    let (left, right) = (&tokens[at - 1], &tokens[at + 1]);
    let both_names = left.capital && right.capital && left.class == Class::Noun && right.class == Class::Noun;
    // "Officials and experts said": nothing but nouns up to the start of the sentence.
    let plain = left.class == Class::Noun
        && right.class == Class::Noun
        && tokens[floor..at]
            .iter()
            .rev()
            .take(4)
            .all(|token| matches!(token.class, Class::Noun | Class::Determiner | Class::Number));
    left.quote.is_none() && (both_names || plain && at - floor <= 4)
}

/// The apostrophe of "the teachers' union".
fn is_plural_possessive(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else { return false };
    let next = tokens.get(at + 1).is_some_and(|next| next.class == Class::Noun && next.quote.is_none());
    tokens[at].is_any(&["'", "’"]) && before.form.ends_with('s') && before.span.end == tokens[at].span.start && next
}

fn opening(tokens: &[Token<'_>], floor: usize, close: usize) -> Option<usize> {
    (floor..close).rev().take(8).find(|&at| tokens[at].is("(")).filter(|&at| at > floor)
}

/// What stands in a name behind a comma: states, countries, generations and forms of companies; none that is a surname too.
const BEHIND_COMMAS: &[&str] = &[
    "dc", "uk", "us", "usa", "uae", "jr", "sr", "ii", "iii", "iv", "inc", "llc", "ltd", "plc", "co", "llp", "ag", "nv", "sa",
    "esq", "phd", "md", "mp", "mep", "qc", "kc", "ny", "nj", "nc", "sc", "nd", "sd", "nh", "nm", "tx", "fl", "ga", "va", "wv",
    "tn", "ky", "ct", "vt", "ri", "az", "ut", "wy", "wi", "mn", "il", "mi", "ks", "ar", "ms", "ca", "bc", "nsw", "ala", "ariz",
    "ark", "fla", "ill", "ind", "kan", "neb", "nev", "okla", "ont", "ore", "que", "tex", "wis", "wyo", "conn", "calif", "pa",
    "mo",
];

/// Tells whether a comma stands inside a name: "Washington, DC", "Smith, Jr."
fn is_place_comma(tokens: &[Token<'_>], floor: usize, at: usize, end: usize) -> bool {
    let Some(next) = tokens.get(at + 1).filter(|_| at + 1 < end) else { return false };
    // "After meeting Holt, Xi said", "Unlike Holt, Doe denied": a short surname is none.
    let short = next.capital && (next.is_any(BEHIND_COMMAS) || next.form.contains('.') && next.span.len() <= 6);
    at > floor && tokens[at - 1].capital && short && at + 2 == end
}

/// A quotation of at most three words between two names: Joe “Smokin’” Frazier.
fn nickname(tokens: &[Token<'_>], floor: usize, close: usize) -> Option<usize> {
    let quote = tokens[close].quote;
    let first = (floor..close).rev().take(5).take_while(|&at| tokens[at].quote == quote).last()?;
    let named = first > floor
        && is_named(&tokens[first..=close])
        && tokens[first - 1].capital
        && tokens[first - 1].class == Class::Noun
        && tokens[first - 1].quote.is_none();
    let behind = tokens.get(close + 1).is_some_and(|token| token.capital);
    (named && behind).then_some(first)
}

fn strip_front(tokens: &[Token<'_>], floor: usize, mut start: usize, end: usize, nouns: usize) -> Option<Range<usize>> {
    while start < end && matches!(tokens[start].class, Class::Preposition | Class::Coordinator | Class::Mark) {
        start += 1;
    }
    while start + 1 < end && tokens[start].class == Class::Time {
        start += 1;
    }
    let holds = tokens[start..end].iter().any(|token| matches!(token.class, Class::Noun | Class::Determiner));
    if start > 0 && holds && tokens[start - 1].is_any(&["nearly", "almost", "roughly"]) && start > floor {
        start -= 1;
    }
    (nouns > 0 && holds).then_some(start..end)
}

/// Gives the noun phrase that begins at `start`: what follows "said", "told", "according to".
pub(super) fn after(tokens: &[Token<'_>], start: usize, ceiling: usize) -> Option<Range<usize>> {
    let mut end = start;
    let mut nouns = 0;
    while end < ceiling && end - start < LONGEST {
        let token = &tokens[end];
        if token.quote.is_some() {
            let behind = nouns > 0 && tokens[end - 1].capital;
            match nickname_ahead(tokens, end, ceiling) {
                Some(next) if behind => end = next,
                _ => break,
            }
            continue;
        }
        // "the Vale think tank".
        let tank = token.is("think") && tokens.get(end + 1).is_some_and(|next| next.is_any(&["tank", "tanks"]));
        match if tank { Class::Noun } else { token.class } {
            Class::Pronoun if end == start => return Some(start..end + 1),
            Class::Noun | Class::Number => nouns += 1,
            Class::Determiner if token.is("that") && end > start => break,
            Class::Determiner if end == start || is_linking(&tokens[end - 1]) => nouns += 1,
            Class::Preposition if nouns > 0 && links(tokens, end, ceiling) => {}
            Class::Coordinator if nouns > 0 && joins_ahead(tokens, end, ceiling) => {}
            Class::Mark if nouns > 0 && is_plural_possessive(tokens, end) => {}
            Class::Mark if token.is("(") && nouns > 0 => {
                match tokens[end..ceiling].iter().take(8).position(|token| token.is(")")) {
                    Some(length) => end += length,
                    None => break,
                }
            }
            _ => break,
        }
        end += 1;
    }
    while end > start
        && matches!(tokens[end - 1].class, Class::Determiner | Class::Preposition | Class::Coordinator)
        && end - start > 1
    {
        end -= 1;
    }
    let alone = end == start + 1 && tokens[start].is_any(&["a", "an", "the", "its", "their", "his", "my", "our", "your"]);
    (nouns > 0 && !alone).then_some(start..end)
}

fn is_linking(token: &Token<'_>) -> bool {
    matches!(token.class, Class::Preposition | Class::Coordinator) || token.is_any(&["all", "both", "sent", "written"])
}

/// Where said: no part of who.
const PLACES_OF_SPEECH: &[&str] = &[
    "statement",
    "letter",
    "interview",
    "speech",
    "tweet",
    "email",
    "e-mail",
    "memo",
    "post",
    "conference",
    "briefing",
    "report",
    "press",
    "phone",
    "call",
    "telephone",
    "video",
    "news",
    "televised",
    "written",
    "joint",
    "series",
    "hearing",
    "rally",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "time",
];

fn links(tokens: &[Token<'_>], at: usize, ceiling: usize) -> bool {
    let Some(next) = tokens.get(at + 1).filter(|_| at + 1 < ceiling) else { return false };
    if next.quote.is_some() || !matches!(next.class, Class::Noun | Class::Determiner | Class::Number) {
        return false;
    }
    let outside = tokens[at + 1..ceiling].iter().take(4).any(|token| token.is_any(PLACES_OF_SPEECH));
    tokens[at].is_any(&["of", "for"])
        || !outside && tokens[at].is_any(&["at", "from", "with", "in", "to", "by", "on", "behind", "near"])
}

fn joins_ahead(tokens: &[Token<'_>], at: usize, ceiling: usize) -> bool {
    let next = tokens.get(at + 1).filter(|_| at + 1 < ceiling);
    tokens[at].is_any(&["and", "&"])
        && next.is_some_and(|next| {
            next.quote.is_none()
                && matches!(next.class, Class::Noun | Class::Determiner)
                && (next.capital || tokens[at - 1].class == Class::Noun && !tokens[at - 1].capital)
        })
}

fn nickname_ahead(tokens: &[Token<'_>], at: usize, ceiling: usize) -> Option<usize> {
    let quote = tokens[at].quote;
    let length = tokens[at..ceiling].iter().take(6).take_while(|token| token.quote == quote).count();
    let next = at + length;
    (length <= 5 && is_named(&tokens[at..next]) && next < ceiling && tokens[next].capital).then_some(next)
}

/// Tells whether what is quoted may be a name: "the Hammer", and not “praised”.
fn is_named(quoted: &[Token<'_>]) -> bool {
    quoted.iter().any(|token| token.capital)
}

/// Gives where a phrase of time that ends before `end` begins ("on Tuesday", "in July 2023"), or `end`.
pub(super) fn time_before(tokens: &[Token<'_>], floor: usize, end: usize) -> usize {
    let mut start = end;
    while start > floor && is_time(&tokens[start - 1]) {
        start -= 1;
    }
    let year = start + 1 == end && start > floor && tokens[start - 1].is("in");
    if !year && !tokens[start..end].iter().any(|token| token.class == Class::Time) {
        return end;
    }
    while start > floor
        && tokens[start - 1].is_any(&["on", "in", "at", "since", "late", "early", "earlier", "this", "last", "the"])
    {
        start -= 1;
    }
    start
}

/// Gives where a phrase of time that begins at `start` ends, or `start`.
pub(super) fn time_after(tokens: &[Token<'_>], start: usize, ceiling: usize) -> usize {
    let mut end = start;
    while end < ceiling
        && end - start < 4
        && tokens[end].is_any(&[
            "on", "in", "at", "since", "late", "early", "earlier", "this", "last", "the", "that", "later", "next", "same",
            "by", "a", "two", "three", "four", "five", "six", "several", "few",
        ])
    {
        end += 1;
    }
    let days = end;
    while end < ceiling && is_time(&tokens[end]) && tokens[end].quote.is_none() {
        end += 1;
    }
    let timed = tokens[days..end].iter().any(|token| token.class == Class::Time || is_season(token))
        || end > days && end > start && tokens[start].is("in");
    if timed { end } else { start }
}

fn is_time(token: &Token<'_>) -> bool {
    token.quote.is_none() && matches!(token.class, Class::Time | Class::Number) || token.is("ago") || is_season(token)
}

/// Names of seasons are names of people too, with a capital.
fn is_season(token: &Token<'_>) -> bool {
    !token.capital && token.quote.is_none() && token.is_any(&["spring", "summer", "autumn", "winter", "weekend"])
}
