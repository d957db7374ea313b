//! In which documents does a stem occur, and how often?
//!
//! A word that is its own stem is indexed as it is, with its places, and not a second time: what a stem occurs in is the union of
//! two lists.

use super::docset::DocBits;
use super::matching::unreadable;
use super::schema::TextFields;
use super::words::stem_term;
use crate::error::Result;
use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, Term};

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
        let mut docs = DocBits::empty(segment.max_doc());
        self.each_listed(segment, |doc, _| docs.insert(doc))?;
        Ok(docs.count())
    }

    /// Calls `take` with every live document of each list, and the stem's frequency there: a document that stands in both is
    /// given twice.
    pub(super) fn each_listed(&self, segment: &SegmentReader, mut take: impl FnMut(u32, u32)) -> Result<()> {
        let alive = segment.alive_bitset();
        for term in &self.terms {
            let index = segment.inverted_index(term.field()).map_err(unreadable)?;
            let Some(mut blocks) = index.read_block_postings(term, IndexRecordOption::WithFreqs).map_err(unreadable)? else {
                continue;
            };
            while blocks.block_len() > 0 {
                for (doc, frequency) in blocks.docs().iter().zip(blocks.freqs()) {
                    if alive.is_none_or(|alive| alive.is_alive(*doc)) {
                        take(*doc, *frequency);
                    }
                }
                blocks.advance();
            }
        }
        Ok(())
    }

    /// Calls `take` with the place in `docs` (ascending) and the frequency, for each that holds the stem.
    pub(super) fn among(&self, segment: &SegmentReader, docs: &[u32], mut take: impl FnMut(usize, u32)) -> Result<()> {
        let mut occurrences = Occurrences::of(self, segment)?;
        for (at, doc) in docs.iter().enumerate() {
            let frequency = occurrences.frequency(*doc);
            if frequency > 0 {
                take(at, frequency);
            }
        }
        Ok(())
    }
}

/// Calls `take` with every document of a term's postings.
pub(super) fn each_doc(postings: Option<BlockSegmentPostings>, mut take: impl FnMut(u32)) {
    let Some(mut blocks) = postings else { return };
    while blocks.block_len() > 0 {
        blocks.docs().iter().for_each(|doc| take(*doc));
        blocks.advance();
    }
}

/// The documents of a segment that a stem occurs in, to be sought in ascending order.
struct Occurrences {
    /// Two at most.
    lists: Vec<SegmentPostings>,
}

impl Occurrences {
    fn of(stem: &Stemmed, segment: &SegmentReader) -> Result<Occurrences> {
        let mut lists = Vec::with_capacity(stem.terms.len());
        for term in &stem.terms {
            let index = segment.inverted_index(term.field()).map_err(unreadable)?;
            lists.extend(index.read_postings(term, IndexRecordOption::WithFreqs).map_err(unreadable)?);
        }
        Ok(Occurrences { lists })
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
