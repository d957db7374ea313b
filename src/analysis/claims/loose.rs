//! Which quotations does somebody say though no word reports it, as in a dialogue?

use super::draft::Draft;
use super::paragraph::Paragraph;
use super::tokens::Token;
use crate::model::document::Stance;
use std::ops::Range;

/// Gives the quotations that are whole sentences of their own and stand in none of the claims found, as claims whose speaker the
/// text leaves to the reader: a title or a scare quote is no sentence.
pub(super) fn find(paragraph: &Paragraph<'_>, drafts: &[Draft]) -> Vec<Draft> {
    let mut taken = vec![false; paragraph.tokens.len()];
    for draft in drafts {
        let parts = draft.content.iter().chain(draft.cue.iter().map(|(_, words)| words)).chain(&draft.speaker);
        parts.for_each(|part| taken[part.clone()].fill(true));
    }
    let is_free = |words: &&Range<usize>| !taken[(*words).clone()].iter().any(|taken| *taken);
    let whole = paragraph.quotations.iter().filter(|(quotation, words)| !quotation.open && is_whole(paragraph, words));
    whole
        .map(|(_, words)| words)
        .filter(is_free)
        .map(|words| Draft {
            speaker: None,
            cue: None,
            form: None,
            stance: Stance::Assert,
            negated: false,
            content: vec![words.clone()],
            via: Vec::new(),
            doubted: true,
            unit: words.clone(),
        })
        .collect()
}

/// Tells whether the quotation, marks included, is a sentence between sentences.
fn is_whole(paragraph: &Paragraph<'_>, words: &Range<usize>) -> bool {
    let tokens = &paragraph.tokens;
    let inside = || tokens[words.clone()].iter().filter(|token| token.quote.is_some());
    let Some(first) = inside().find(|token| !token.is_mark()) else { return false };
    let closes = |token: &Token<'_>| token.is_any(&[".", "!", "?", "…"]);
    let ends = inside().rev().find(|token| !is_quotation_mark(token)).is_some_and(closes);
    let before = words.start.checked_sub(1).map(|at| &tokens[at]);
    let opens = before.is_none_or(|token| closes(token) || is_quotation_mark(token) || token.is_any(&["--", "—", "–"]));
    let after = tokens.get(words.end).is_none_or(|token| token.capital || is_quotation_mark(token));
    first.capital && ends && opens && after
}

fn is_quotation_mark(token: &Token<'_>) -> bool {
    token.is_any(&["“", "”", "\"", "‘", "’", "'", "''", "``", "`", "«", "»"])
}
