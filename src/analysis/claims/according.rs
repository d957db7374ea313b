//! Who is the source behind "according to", and of what?

use super::draft::Draft;
use super::frames::Reader;
use super::paragraph::Paragraph;
use super::phrases;
use super::speakers;
use super::tokens::Class;
use super::voices;
use crate::model::document::Stance;
use std::ops::Range;

/// Gives the places of "according to" that name a source, not a plan or a schedule.
pub(super) fn places(paragraph: &Paragraph<'_>, unit: &Range<usize>) -> Vec<usize> {
    const RULES: &[&str] = &["plan", "plans", "schedule", "law", "rules", "size", "taste", "whether", "how", "what", "which"];
    let tokens = &paragraph.tokens[unit.clone()];
    let places = tokens
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| pair[0].is("according") && pair[1].is("to") && pair[0].quote.is_none());
    places
        .map(|(at, _)| unit.start + at)
        .filter(|at| paragraph.tokens.get(at + 2).is_some_and(|token| !token.is_any(RULES)))
        .collect()
}

impl Reader<'_, '_> {
    /// Gives the claim of the source that the words at `at` name.
    pub(super) fn according_to(&self, at: usize) -> Option<Draft> {
        let tokens = &self.paragraph.tokens;
        let start = at + 2;
        let first = phrases::after(tokens, start, self.unit.end)?;
        if !self.can_speak(&first) {
            return None;
        }
        // "a letter sent by the Treasury to lawmakers on Monday": all up to the next mark.
        let mark = (first.end..self.unit.end.min(start + 40)).find(|&at| tokens[at].is_mark() || tokens[at].quote.is_some());
        let mut end = mark.unwrap_or(self.unit.end.min(start + 40));
        if tokens[first.end..end]
            .iter()
            .any(|token| matches!(token.class, Class::Auxiliary | Class::Pronoun | Class::Subordinator) || token.is("that"))
        {
            end = first.end;
        }
        let opens = tokens[self.unit.start..at]
            .iter()
            .all(|token| token.is_mark() || matches!(token.class, Class::Adverb | Class::Coordinator));
        let mut content = Vec::new();
        let told = |at: usize| {
            matches!(self.class(at), Some(Class::Determiner | Class::Pronoun)) && !self.is(at, "who") && self.timed(at) == at
        };
        if opens && told(first.end) && !self.is_any(first.end, &["which", "that", "whose", "whom"]) {
            // "According to a friend this deal was off": no comma closes who says so.
            end = first.end;
            content.push(self.clause(end));
        } else if opens {
            let mut commas = (end..self.unit.end.min(start + 60)).filter(|&at| tokens[at].is(",") && !self.is_quoted(at));
            let mut comma = commas.next()?;
            // "According to the report, which the bank saw, they left", "According to Holt, the mayor of Vale, they left".
            if self.is_any(comma + 1, &["which", "who", "whose"]) {
                comma = commas.next()?;
            } else if let Some(next) = self.closes_apposition(comma).filter(|&next| self.is(next, ",")) {
                (comma, end) = (next, next);
            }
            content.push(self.clause(comma + 1));
        } else {
            let floor = self.clause_start(at);
            let floor = self.described(floor, at, end).unwrap_or(floor);
            content.push(floor..at);
            end = self.closes_apposition(end).unwrap_or(end);
            if self.is(end, ",")
                && self.is(at - 1, ",")
                && !self.stops.contains(&end)
                && !self.is_any(end + 1, &["which", "who", "and", "but", "while", "though", "as", "with"])
            {
                content.push(self.clause(end + 1));
            }
        }
        Some(Draft {
            speaker: Some(start..end),
            cue: Some(("according to", at..at + 2)),
            form: None,
            stance: Stance::Assert,
            negated: false,
            content,
            via: Vec::new(),
            doubted: false,
            unit: self.unit.clone(),
        })
    }

    /// "The town, of which half is flooded according to the mayor, will be left": where the words begin of whose clause alone the
    /// source at `at` tells, which a comma closes at `end`.
    fn described(&self, floor: usize, at: usize, end: usize) -> Option<usize> {
        let tokens = &self.paragraph.tokens;
        let comma = (floor..at).rev().find(|&at| self.is(at, ",") && !self.is_quoted(at))?;
        let which = comma + 1 + usize::from(self.class(comma + 1) == Some(Class::Preposition));
        let relative = self.is_any(which, &["which", "who", "whom", "whose"]) && self.is(end, ",") && !self.is_quoted(end);
        let noun = phrases::before(tokens, floor, comma).filter(|_| relative)?;
        // "She said the town, which": not what she says.
        let said = self.drafts.iter().filter_map(|draft| draft.cue.as_ref()).map(|(_, cue)| cue.end);
        Some(said.filter(|&said| noun.contains(&said)).max().unwrap_or(noun.start))
    }

    /// "Holt, the mayor of Vale,", "Holt, a lawyer who left.": the mark behind the words for whom the name before `comma` is.
    fn closes_apposition(&self, comma: usize) -> Option<usize> {
        const FAR: usize = 20;
        let tokens = &self.paragraph.tokens;
        if !self.is(comma, ",") || self.is_quoted(comma) {
            return None;
        }
        let named = tokens[comma - 1].capital && tokens[comma - 1].class == Class::Noun;
        let noun = phrases::after(tokens, comma + 1, self.unit.end).filter(|noun| named && !tokens[noun.start].capital)?;
        let head = speakers::core(&tokens[noun.clone()]).checked_sub(1).map(|head| &tokens[noun.start + head])?;
        let closes = |at: usize| at >= self.unit.end || self.is_any(at, &[",", "."]) && !self.is_quoted(at);
        let relative = self.is_any(noun.end, &["who", "which"]).then(|| (noun.end..noun.end + FAR).find(|&at| closes(at)));
        let end = relative.unwrap_or(Some(noun.end))?;
        (voices::is_person_word(&head.form) && closes(end)).then_some(end)
    }
}
