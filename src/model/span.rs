//! Where in a text does something stand?

use serde::{Deserialize, Serialize};

/// A half-open range: of UTF-8 bytes of an article's text, or of bytes of a raw record, as its owner says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    /// Makes the range from `start` up to, and without, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// Gives the length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Tells whether nothing stands in the range.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Cuts the range out of the text that it was made for.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Tells whether `other` lies wholly inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Tells whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Gives what the two share, if anything.
    pub fn intersection(self, other: Span) -> Option<Span> {
        let span = Span::new(self.start.max(other.start), self.end.min(other.end));
        (!span.is_empty()).then_some(span)
    }

    /// Gives the same range without white space at either end.
    pub fn trimmed(self, text: &str) -> Span {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        Span::new(start, start + inside.trim().len())
    }

    /// Gives the range moved towards the start by `by` bytes.
    pub const fn less(self, by: usize) -> Span {
        Span::new(self.start - by, self.end - by)
    }
}
