//! Which towns of an article about sport are teams? Those of its tables and results, and those that beat others.

use super::gazetteer::{self, Facts};
use super::marks::{Mark, Strength};
use super::tokens::{Sentence, Shape, Token};
use crate::model::document::EntityKind;
use foldhash::HashSet;
use std::sync::Arc;

/// Words of articles about sport; two different ones tell that an article is one.
const SPORT: &[&str] = &[
    "league",
    "division",
    "championship",
    "standings",
    "soccer",
    "football",
    "basketball",
    "baseball",
    "cricket",
    "rugby",
    "hockey",
    "handball",
    "volleyball",
    "innings",
    "matches",
    "match",
    "goals",
    "halftime",
    "half-time",
    "scorers",
    "wickets",
    "overs",
    "playoffs",
    "play-offs",
    "season",
    "played",
    "goalkeeper",
    "striker",
    "midfielder",
    "quarterback",
    "pitcher",
    "homer",
    "inning",
    "kick-off",
    "semifinal",
    "semi-final",
    "quarterfinal",
    "relegation",
    "touchdown",
    "cup",
    "coach",
];

/// The most words of a team's name in a table, and the most tokens of a bracket there.
const LONGEST_TEAM: usize = 4;
const LONGEST_BRACKET: usize = 24;

/// How many figures a row with one team has at least: played, won, lost.
const FIGURES: usize = 3;

/// Figures of more digits are years, prices or crowds.
const LONGEST_FIGURE: usize = 3;

/// Puts the teams among the marks, in the place of what stood there.
pub(super) fn put(text: &str, tokens: &[Token], sentences: &[Sentence], marks: &mut Vec<Mark>) {
    let mut teams: Vec<(usize, usize)> = Vec::new();
    for sentence in sentences {
        match row(tokens, *sentence) {
            Some(found) => teams.extend(found),
            None => teams.extend(meeting(tokens, *sentence, marks).unwrap_or_default()),
        }
    }
    let prose: Vec<usize> = (0..marks.len()).filter(|mark| plays(tokens, &marks[*mark])).collect();
    if teams.is_empty() && prose.is_empty() || !is_sport(tokens) {
        return;
    }
    for mark in prose {
        if is_town(text, &marks[mark]) {
            (marks[mark].kind, marks[mark].strength) = (EntityKind::Organization, Strength::Told);
        }
    }
    let rows = teams.iter().filter_map(|(first, end)| team(text, tokens, *first, *end, marks)).collect::<Vec<_>>();
    let names: HashSet<Arc<str>> = rows.iter().map(|mark| mark.key.clone()).collect();
    let mut rows_left = rows.iter().peekable();
    marks.retain(|mark| {
        while rows_left.next_if(|row| row.end <= mark.first).is_some() {}
        rows_left.peek().is_none_or(|row| mark.end <= row.first)
    });
    for mark in marks.iter_mut().filter(|mark| names.contains(&mark.key) && is_town(text, mark) && !is_at(tokens, mark)) {
        (mark.kind, mark.strength) = (EntityKind::Organization, Strength::Told);
    }
    marks.extend(rows);
    marks.sort_by_key(|mark| mark.first);
}

fn is_sport(tokens: &[Token]) -> bool {
    let mut seen: [bool; SPORT.len()] = [false; SPORT.len()];
    for token in tokens.iter().filter(|token| token.text.is_ascii() && !matches!(token.shape, Shape::Number | Shape::Mark)) {
        if let Some(at) = SPORT.iter().position(|word| word.eq_ignore_ascii_case(token.text)) {
            seen[at] = true;
            if seen.iter().filter(|seen| **seen).count() > 1 {
                return true;
            }
        }
    }
    false
}

/// Gives the teams of a line of results or of a table: "Luton 1 Bury 0", "LUTON 44 31 .587 -", "Hove: Sussex 363, Kent 232".
fn row(tokens: &[Token], sentence: Sentence) -> Option<Vec<(usize, usize)>> {
    let (mut teams, mut figures, mut at) = (Vec::new(), 0, sentence.first);
    while at < sentence.end && teams.len() < 8 {
        let end = name_end(tokens, at, sentence.end)?;
        let behind = bracket_end(tokens, end, sentence.end);
        if tokens.get(behind).is_some_and(|mark| mark.text == ":") && behind + 1 < sentence.end && teams.is_empty() {
            at = behind + 1;
            continue;
        }
        let (next, count) = figures_end(tokens, behind, sentence.end);
        if count == 0 {
            return None;
        }
        teams.push((at, end));
        (figures, at) = (figures + count, next);
    }
    (at == sentence.end && (teams.len() > 1 || figures >= FIGURES)).then_some(teams)
}

/// Gives who meets whom in a line that says no more, where names stand: "BOSTON AT OAKLAND" plays in Oakland, "Luton v Bury".
fn meeting(tokens: &[Token], sentence: Sentence, marks: &[Mark]) -> Option<Vec<(usize, usize)>> {
    let middle = name_end(tokens, sentence.first, sentence.end)?;
    let joint = tokens[..sentence.end].get(middle)?.text;
    let end = name_end(tokens, middle + 1, sentence.end)?;
    let (first, second) = ((sentence.first, middle), (middle + 1, end));
    let known = marks.partition_point(|mark| mark.first < first.0);
    let is_named = marks.get(known).is_some_and(|mark| (mark.first, mark.end) == first && mark.kind != EntityKind::Person);
    match joint {
        _ if end != sentence.end || !is_named => None,
        "AT" => Some(vec![first]),
        "v" | "vs" | "V" | "VS" => Some(vec![first, second]),
        _ => None,
    }
}

fn name_end(tokens: &[Token], first: usize, limit: usize) -> Option<usize> {
    let named = |at: usize| {
        let token = &tokens[at];
        token.is_capital() && !token.facts.any(Facts::CALENDAR) && !matches!(token.text, "AT" | "V" | "VS")
    };
    let joins = |at: usize| matches!(tokens[at].text, "of" | "&" | "'" | "’" | "-") && at + 1 < limit && named(at + 1);
    let end = (first..limit).find(|at| !named(*at) && (*at == first || !joins(*at))).unwrap_or(limit);
    (end > first && end - first <= LONGEST_TEAM).then_some(end)
}

fn bracket_end(tokens: &[Token], at: usize, limit: usize) -> usize {
    if at >= limit || tokens[at].text != "(" {
        return at;
    }
    (at..limit.min(at + LONGEST_BRACKET)).find(|at| tokens[*at].text == ")").map_or(at, |end| end + 1)
}

/// Gives where the figures behind a name end, and how many there are.
fn figures_end(tokens: &[Token], first: usize, limit: usize) -> (usize, usize) {
    let (mut at, mut count) = (first, 0);
    while at < limit {
        let token = &tokens[at];
        let behind = bracket_end(tokens, at, limit);
        match token.shape {
            Shape::Number if token.text.len() > LONGEST_FIGURE && token.text.bytes().all(|b| b.is_ascii_digit()) => break,
            Shape::Number => count += 1,
            _ if behind > at => {
                at = behind;
                continue;
            }
            // "429 for seven", "and 109", "150 all out".
            Shape::Lower if matches!(token.text, "and" | "for" | "all" | "out" | "not" | "points" | "declared") => {}
            Shape::Mark if matches!(token.text, "," | ";" | "." | "-" | "–" | "/" | "½") => {}
            _ => break,
        }
        at += 1;
    }
    (at, count)
}

/// Makes a team's mark; `None` for a country, which stays a place, and for a person.
fn team(text: &str, tokens: &[Token], first: usize, end: usize, marks: &[Mark]) -> Option<Mark> {
    let known = marks.partition_point(|mark| mark.end <= first);
    let is_person = marks.get(known).is_some_and(|mark| {
        mark.first < end && mark.kind == EntityKind::Person && (mark.strength >= Strength::List || end - first > 1)
    });
    let is_initial = tokens[first].text.ends_with('.');
    let mark = Mark::of(text, tokens, first..end, EntityKind::Organization, Strength::Told);
    (!is_person && !is_initial && is_town(text, &mark)).then_some(mark)
}

/// Tells whether the name is no country's: a country's team is called by the country's name.
fn is_town(text: &str, mark: &Mark) -> bool {
    let name = mark.span.of(text).replace('’', "'");
    let written = name.split(' ').map(super::tokens::title_case).collect::<Vec<_>>().join(" ");
    let is_country = [&name, &written].iter().any(|name| gazetteer::facts(name).any(Facts::COUNTRY | Facts::PEOPLE));
    mark.kind != EntityKind::Person && !is_country
}

/// Tells whether what stands beside a name is what teams do: "beat Luton by three wickets", "Luton's victory".
fn plays(tokens: &[Token], mark: &Mark) -> bool {
    if mark.kind != EntityKind::Place {
        return false;
    }
    let behind = tokens.get(mark.end).map_or("", |token| token.text);
    let before = mark.first.checked_sub(1).map_or("", |at| tokens[at].text);
    if tokens[mark.end - 1].possessive {
        return matches!(behind, "victory" | "win" | "defeat" | "striker" | "goalkeeper" | "coach");
    }
    let beats = |word: &str| matches!(word, "beat" | "defeated" | "thrashed" | "edged" | "trounced" | "outplayed" | "hammered");
    let role = ["batsman", "striker", "midfielder", "defender", "goalkeeper", "winger", "skipper", "pitcher", "quarterback"];
    beats(before) || beats(behind) || matches!(before, "rivals" | "champions" | "leaders") || role.contains(&behind)
}

/// Tells whether the name says where something is: "in Luton", "near Luton".
fn is_at(tokens: &[Token], mark: &Mark) -> bool {
    let before = mark.first.checked_sub(1).map_or("", |at| tokens[at].text);
    let opens_dateline = tokens.get(mark.end).is_some_and(|next| next.shape == Shape::Number || matches!(next.text, "," | "("));
    matches!(before, "in" | "In" | "at" | "At" | "near" | "from" | "outside" | "around" | "to" | "of" | "AT")
        || opens_dateline && tokens[mark.first].opens
}
