//! Which bytes of the raw record does a stretch of text come from?

use super::span::Span;
use serde::{Deserialize, Serialize};

/// The map from an article's text to the bytes of its raw record: runs in the order of the text.
///
/// Text that no run covers stands nowhere in the record (a paragraph break between two tags, say), and is white space.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByteMap {
    runs: Vec<Run>,
}

/// A stretch of text and the raw bytes that it was made from.
///
/// Of equal length, the two correspond byte for byte; else the stretch is one unit (`&amp;`, `\u201c`, a character
/// in another charset) and is taken whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    pub text: Span,
    pub raw: Span,
}

impl ByteMap {
    /// Makes the map of a text that is the record itself, from byte `start` of the record on.
    pub fn identity(start: usize, len: usize) -> Self {
        let mut map = ByteMap::default();
        map.push(Span::new(0, len), Span::new(start, start + len));
        map
    }

    /// Takes runs as another map gave them.
    pub fn of_runs(runs: Vec<Run>) -> Self {
        ByteMap { runs }
    }

    /// Adds a run behind the last one; a run that goes on where the last one stopped is joined to it.
    ///
    /// # Panics
    /// In debug builds, where `text` begins before the end of the last run.
    pub fn push(&mut self, text: Span, raw: Span) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.runs.last_mut() {
            debug_assert!(last.text.end <= text.start, "runs come in the order of the text");
            let linear = last.text.len() == last.raw.len() && text.len() == raw.len();
            if linear && last.text.end == text.start && last.raw.end == raw.start {
                last.text.end = text.end;
                last.raw.end = raw.end;
                return;
            }
        }
        self.runs.push(Run { text, raw });
    }

    /// Gives the runs, in the order of the text.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Gives the byte runs behind `span`, in the order of the text, neighbours joined; empty where nothing stands behind it.
    pub fn pieces(&self, span: Span) -> Vec<Span> {
        let mut pieces: Vec<Span> = Vec::new();
        let first = self.runs.partition_point(|run| run.text.end <= span.start);
        for run in self.runs[first..].iter().take_while(|run| run.text.start < span.end) {
            let raw = if run.text.len() == run.raw.len() {
                let shared = run.text.intersection(span).expect("the run overlaps the span, as it was chosen so");
                let start = run.raw.start + (shared.start - run.text.start);
                Span::new(start, start + shared.len())
            } else {
                run.raw
            };
            match pieces.last_mut() {
                Some(last) if last.end == raw.start => last.end = raw.end,
                _ => pieces.push(raw),
            }
        }
        pieces
    }

    /// Tells whether every byte of `span` stands in the record.
    pub fn covers(&self, span: Span) -> bool {
        let mut at = span.start;
        let first = self.runs.partition_point(|run| run.text.end <= span.start);
        for run in &self.runs[first..] {
            if at >= span.end || run.text.start > at {
                break;
            }
            at = run.text.end;
        }
        at >= span.end
    }

    /// Gives the smallest range that holds all `pieces`; `None` where there are none.
    pub fn hull(pieces: &[Span]) -> Option<Span> {
        let start = pieces.iter().map(|piece| piece.start).min()?;
        let end = pieces.iter().map(|piece| piece.end).max()?;
        Some(Span::new(start, end))
    }
}
