//! In which documents does a stem occur, and how often?
//!
//! A word that is its own stem is indexed as it is, with its places, and not a second time: what a stem occurs in is the union of
//! two lists.

use super::matching::unreadable;
use super::schema::TextFields;
use super::words::stem_term;
use crate::error::Result;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

/// A stem in the two fields of a kind of running text.
#[derive(Clone, Debug)]
pub(super) struct Stemmed {
    terms: Vec<Term>,
}

impl Stemmed {
    /// Gives what `stem` is found by.
    pub(super) fn new(fields: TextFields, stem: &str) -> Stemmed {
        let is_word = stem_term(stem) == stem;
        let fields: &[Field] = if is_word { &[fields.stems, fields.forms] } else { &[fields.stems] };
        Stemmed { terms: fields.iter().map(|field| Term::from_field_text(*field, stem)).collect() }
    }

    /// Gives the terms of which a document has one at least.
    pub(super) fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Begins with the first document of a segment, dead or alive.
    pub(super) fn read(&self, segment: &SegmentReader) -> Result<Occurrences> {
        let mut lists = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let index = segment.inverted_index(term.field()).map_err(unreadable)?;
            lists.extend(index.read_postings(term, IndexRecordOption::WithFreqs).map_err(unreadable)?);
        }
        Ok(Occurrences { lists })
    }

    /// Counts the live documents of a segment.
    pub(super) fn count(&self, segment: &SegmentReader) -> Result<u64> {
        let mut held = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let index = segment.inverted_index(term.field()).map_err(unreadable)?;
            held.push(u64::from(index.doc_freq(term).map_err(unreadable)?));
        }
        if segment.alive_bitset().is_none() && held.iter().filter(|held| **held > 0).count() < 2 {
            return Ok(held.iter().sum());
        }
        let mut count = 0;
        self.each(segment, |_, _| count += 1)?;
        Ok(count)
    }

    /// Calls `take` with every live document and the stem's frequency in it.
    pub(super) fn each(&self, segment: &SegmentReader, mut take: impl FnMut(u32, u32)) -> Result<()> {
        let mut occurrences = self.read(segment)?;
        let alive = segment.alive_bitset();
        while let Some((doc, frequency)) = occurrences.next() {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                take(doc, frequency);
            }
        }
        Ok(())
    }

    /// Calls `take` with the place in `docs` (ascending), the document and the frequency, for each that holds the stem.
    pub(super) fn among(&self, segment: &SegmentReader, docs: &[u32], mut take: impl FnMut(usize, u32, u32)) -> Result<()> {
        let mut occurrences = self.read(segment)?;
        for (at, doc) in docs.iter().enumerate() {
            let frequency = occurrences.frequency(*doc);
            if frequency > 0 {
                take(at, *doc, frequency);
            }
        }
        Ok(())
    }
}

/// The documents of a segment that a stem occurs in, in ascending order.
pub(super) struct Occurrences {
    /// Two at most.
    lists: Vec<SegmentPostings>,
}

impl Occurrences {
    /// Gives the next document and the stem's frequency in it.
    fn next(&mut self) -> Option<(u32, u32)> {
        let doc = self.lists.iter().map(DocSet::doc).min().filter(|doc| *doc != TERMINATED)?;
        let mut frequency = 0;
        for list in self.lists.iter_mut().filter(|list| list.doc() == doc) {
            frequency += list.term_freq();
            list.advance();
        }
        Some((doc, frequency))
    }

    /// Gives the stem's frequency in a document behind those that were asked for before; 0 where it does not occur.
    fn frequency(&mut self, doc: u32) -> u32 {
        let mut frequency = 0;
        for list in &mut self.lists {
            if list.doc() < doc {
                list.seek(doc);
            }
            if list.doc() == doc {
                frequency += list.term_freq();
            }
        }
        frequency
    }
}
