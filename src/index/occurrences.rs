//! In which documents does a stem occur, and how often?
//!
//! A word that is its own stem is indexed as it is, with its places, and not a second time: what a stem occurs in is the union of
//! two lists.

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
        let mut count = 0;
        self.each(segment, |_, _| count += 1)?;
        Ok(count)
    }

    /// Calls `take` with every live document and the stem's frequency in it.
    pub(super) fn each(&self, segment: &SegmentReader, mut take: impl FnMut(u32, u32)) -> Result<()> {
        let mut lists = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let index = segment.inverted_index(term.field()).map_err(unreadable)?;
            let read = index.read_block_postings(term, IndexRecordOption::WithFreqs).map_err(unreadable)?;
            lists.extend(read.map(|blocks| Walk { blocks, at: 0 }));
        }
        let alive = segment.alive_bitset();
        each(lists, |doc, frequency| {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                take(doc, frequency);
            }
        });
        Ok(())
    }

    /// Calls `take` with the place in `docs` (ascending), the document and the frequency, for each that holds the stem.
    pub(super) fn among(&self, segment: &SegmentReader, docs: &[u32], mut take: impl FnMut(usize, u32, u32)) -> Result<()> {
        let mut occurrences = Occurrences::of(self, segment)?;
        for (at, doc) in docs.iter().enumerate() {
            let frequency = occurrences.frequency(*doc);
            if frequency > 0 {
                take(at, *doc, frequency);
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

/// Calls `take` with every document of two lists at most, in ascending order, and the frequencies of both.
fn each(mut lists: Vec<Walk>, mut take: impl FnMut(u32, u32)) {
    let Some(mut one) = lists.pop() else { return };
    if let Some(mut other) = lists.pop() {
        while let (Some(left), Some(right)) = (one.doc(), other.doc()) {
            let mut frequency = 0;
            if left <= right {
                frequency += one.take();
            }
            if right <= left {
                frequency += other.take();
            }
            take(left.min(right), frequency);
        }
        if one.doc().is_none() {
            one = other;
        }
    }
    while one.doc().is_some() {
        let Walk { blocks, at } = &one;
        blocks.docs()[*at..].iter().zip(&blocks.freqs()[*at..]).for_each(|(doc, frequency)| take(*doc, *frequency));
        one.next_block();
    }
}

/// A walk through a list of documents, a block of them decoded at a time.
struct Walk {
    blocks: BlockSegmentPostings,
    at: usize,
}

impl Walk {
    /// Gives the document that it has come to; `None` at the end.
    fn doc(&self) -> Option<u32> {
        self.blocks.docs().get(self.at).copied()
    }

    /// Gives the frequency in that document, and goes on.
    fn take(&mut self) -> u32 {
        let frequency = self.blocks.freq(self.at);
        self.at += 1;
        if self.at == self.blocks.block_len() {
            self.next_block();
        }
        frequency
    }

    fn next_block(&mut self) {
        self.blocks.advance();
        self.at = 0;
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
