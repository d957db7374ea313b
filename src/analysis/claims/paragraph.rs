//! What does one paragraph hold: its words, its quotations, and the units that a claim stays within?

use super::tokens::{self, Class, Token};
use crate::analysis::quotes::Quotation;
use crate::model::span::Span;
use std::ops::Range;

/// The words of a block with its quotations.
pub(super) struct Paragraph<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: Vec<Token<'t>>,
    /// The outermost quotations and their words, in order, marks included.
    pub(super) quotations: Vec<(Quotation, Range<usize>)>,
    /// Sentences, joined where a quotation runs over their border; as ranges of tokens.
    pub(super) units: Vec<Range<usize>>,
}

/// How many words a unit has at most, so that work within one stays bounded: the longest quotations in news have about 400.
const LONGEST_UNIT: usize = 500;

impl<'t> Paragraph<'t> {
    /// Reads a block; `quotations` and `sentences` are those inside it.
    pub(super) fn read(text: &'t str, block: Span, quotations: &[Quotation], sentences: &[Span]) -> Self {
        let mut outermost = 0;
        let numbered: Vec<(usize, Quotation)> = quotations
            .iter()
            .map(|&quotation| {
                outermost += usize::from(quotation.depth == 0);
                (outermost - 1, quotation)
            })
            .collect();
        let tokens = tokens::tokens(text, block, &numbered);
        let mut paragraph = Paragraph { text, tokens, quotations: Vec::new(), units: Vec::new() };
        paragraph.quotations = paragraph.ranges(quotations.iter().filter(|quotation| quotation.depth == 0));
        paragraph.units = paragraph.units(sentences);
        paragraph
    }

    fn ranges<'q>(&self, quotations: impl Iterator<Item = &'q Quotation>) -> Vec<(Quotation, Range<usize>)> {
        let at = |offset: usize| self.tokens.partition_point(|token| token.span.start < offset);
        quotations.map(|quotation| (*quotation, at(quotation.span.start)..at(quotation.span.end))).collect()
    }

    fn units(&self, sentences: &[Span]) -> Vec<Range<usize>> {
        let mut units: Vec<Range<usize>> = Vec::new();
        let mut start = self.dateline();
        for sentence in sentences {
            let end = self.tokens.partition_point(|token| token.span.start < sentence.end);
            if end <= start || end < self.tokens.len() && end - start < LONGEST_UNIT && self.runs_on(end) {
                continue;
            }
            units.push(start..end);
            start = end;
        }
        if start < self.tokens.len() {
            units.push(start..self.tokens.len());
        }
        units.into_iter().flat_map(cut).collect()
    }

    /// Gives where the story begins behind a dateline ("LISBON, May 3 –", "Port Vale (Agency) -"), or 0.
    fn dateline(&self) -> usize {
        const LONGEST: usize = 14;
        let dash = |at: &usize| {
            let spaced = at.checked_sub(1).is_some_and(|before| self.tokens[before].span.end < self.tokens[*at].span.start);
            // A lost character between words stands for a dash too.
            let lost = self.tokens[*at].span.of(self.text) == "\u{fffd}";
            spaced && self.tokens[*at].is_any(&["-", "–", "—", "―", "--"])
                || lost
                || self.tokens[*at].is_any(&["—", "--"])
                || self.tokens[*at].is("-") && at.checked_sub(1).is_some_and(|before| self.tokens[before].is(")"))
        };
        let Some(end) = (0..self.tokens.len().min(LONGEST)).find(dash) else { return self.agency() };
        let words = &self.tokens[..end];
        let fits = |token: &Token<'_>| {
            token.quote.is_none()
                && (token.capital || token.class == Class::Number || token.is_any(&["(", ")", ",", "/", ".", "de", "of"]))
        };
        let name = words.iter().take_while(|token| token.capital && token.class == Class::Noun);
        let shouted =
            name.clone().count() > 0 && name.clone().all(|token| token.span.of(self.text).chars().all(|c| !c.is_lowercase()));
        let dated = words.iter().any(|token| matches!(token.class, Class::Time | Class::Number) || token.is("("));
        let goes_on = self.tokens.get(end + 1).is_some_and(|next| next.capital || next.is_mark());
        // "Athens - Two ships": a short name alone, and no second dash that closes what the first opens.
        let second = (end + 1..self.tokens.len().min(4 * LONGEST)).find(dash);
        let placed = (1..=3).contains(&end) && second.is_none() && name.clone().count() == end;
        let whole = words.iter().all(fits) && name.count() <= 4 && (shouted || dated || placed) && goes_on;
        if whole { end + 1 } else { self.agency() }
    }

    /// Gives where the story begins behind an agency in brackets, "(AP)", or 0.
    fn agency(&self) -> usize {
        let [open, name, close, next, ..] = self.tokens.as_slice() else { return 0 };
        let shouted = name.span.of(self.text).chars().all(char::is_uppercase) && name.span.len() > 1;
        if open.is("(") && close.is(")") && shouted && next.capital && next.quote.is_none() { 3 } else { 0 }
    }

    /// Tells whether the sentence that begins at `at` goes on with the one before: inside a quotation, or with a small letter.
    fn runs_on(&self, at: usize) -> bool {
        let (last, next) = (&self.tokens[at - 1], &self.tokens[at]);
        let inside = next.quote.is_some() && next.quote == last.quote;
        inside || last.quote.is_some() && next.quote.is_none() && next.form.starts_with(char::is_alphabetic) && !next.capital
    }

    /// Gives the quotation that the token stands in, with its words.
    pub(super) fn quotation_at(&self, at: usize) -> Option<&(Quotation, Range<usize>)> {
        self.quotations.get(self.tokens.get(at)?.quote?)
    }

    /// Gives the quotation that begins with the token.
    pub(super) fn quotation_from(&self, at: usize) -> Option<&(Quotation, Range<usize>)> {
        self.quotation_at(at).filter(|(_, words)| words.start == at)
    }

    /// Gives the quotation that ends right before the token.
    pub(super) fn quotation_until(&self, at: usize) -> Option<&(Quotation, Range<usize>)> {
        self.quotation_at(at.checked_sub(1)?).filter(|(_, words)| words.end == at)
    }

    /// Gives the text that the words cover.
    pub(super) fn span(&self, words: &Range<usize>) -> Option<Span> {
        (words.start < words.end).then(|| Span::new(self.tokens[words.start].span.start, self.tokens[words.end - 1].span.end))
    }
}

fn cut(unit: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    unit.clone().step_by(LONGEST_UNIT).map(move |start| start..unit.end.min(start + LONGEST_UNIT))
}
