//! In which documents does a stem occur, and how often?
//!
//! A word is indexed as it is, with its places: what a stem occurs in is the union of the lists of all words that have it.

use super::matching::unreadable;
use super::schema::TextFields;
use super::segments::Segments;
use super::words::{beginnings, stem_term};
use crate::error::Result;
use std::io;
use std::sync::Arc;
use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, Term};

/// The words of a stem in a kind of running text, a segment each.
pub(super) struct Stemmed(Vec<Lists>);

/// The lists of a segment that hold a stem.
pub(super) struct Lists {
    forms: Arc<InvertedIndexReader>,
    /// Of words that are found by what they begin with, and of the word that is the stem itself.
    of_forms: Vec<TermInfo>,
    stems: Arc<InvertedIndexReader>,
    /// Of all other words together.
    of_stem: Option<TermInfo>,
}

impl Stemmed {
    /// Looks up the words of a stem.
    pub(super) fn new(segments: &Segments, fields: TextFields, stem: &str) -> Result<Stemmed> {
        let lists = segments.searcher.segment_readers().iter().map(|segment| Lists::of(segment, fields, stem));
        Ok(Stemmed(lists.collect::<Result<_>>()?))
    }

    /// Gives the lists of a segment.
    pub(super) fn lists(&self, at: usize) -> &Lists {
        &self.0[at]
    }

    /// Counts the live documents of all segments.
    pub(super) fn count(&self, segments: &Segments) -> Result<u64> {
        let readers = segments.searcher.segment_readers().iter();
        readers.zip(&self.0).map(|(segment, lists)| lists.count(segment)).sum()
    }
}

impl Lists {
    /// Looks up where the lists of a stem stand.
    pub(super) fn of(segment: &SegmentReader, fields: TextFields, stem: &str) -> Result<Lists> {
        let [forms, stems] = [fields.forms, fields.stems].map(|field| segment.inverted_index(field).map_err(unreadable));
        let (forms, stems) = (forms?, stems?);
        let of_forms = by_form(&forms, stem).map_err(unreadable)?;
        let of_stem = stems.get_term_info(&Term::from_field_text(fields.stems, stem)).map_err(unreadable)?;
        Ok(Lists { forms, of_forms, stems, of_stem })
    }

    /// Gives each list with where it stands.
    fn each(&self) -> impl Iterator<Item = (&InvertedIndexReader, &TermInfo)> {
        let of_forms = self.of_forms.iter().map(|info| (&*self.forms, info));
        of_forms.chain(self.of_stem.iter().map(|info| (&*self.stems, info)))
    }

    /// Tells whether any live document has the stem: of lists without deleted ones nothing is read.
    pub(super) fn any(&self, segment: &SegmentReader) -> Result<bool> {
        let Some(alive) = segment.alive_bitset() else { return Ok(self.each().next().is_some()) };
        for (index, info) in self.each() {
            let mut blocks = index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic).map_err(unreadable)?;
            while blocks.block_len() > 0 {
                if blocks.docs().iter().any(|doc| alive.is_alive(*doc)) {
                    return Ok(true);
                }
                blocks.advance();
            }
        }
        Ok(false)
    }

    /// Counts the live documents.
    fn count(&self, segment: &SegmentReader) -> Result<u64> {
        let alive = segment.alive_bitset();
        if alive.is_none() && self.each().count() < 2 {
            return Ok(self.each().map(|(_, info)| u64::from(info.doc_freq)).sum());
        }
        let mut docs = Vec::with_capacity(self.each().map(|(_, info)| info.doc_freq as usize).sum());
        self.each_doc(|doc| docs.push(doc))?;
        docs.retain(|doc| alive.is_none_or(|alive| alive.is_alive(*doc)));
        // Each list is in order already, and the stable sort merges such.
        docs.sort();
        docs.dedup();
        Ok(docs.len() as u64)
    }

    /// Calls `take` with every live document of each list, and how often its word occurs there: a document that several words of
    /// the stem stand in is given as often.
    pub(super) fn each_listed(&self, segment: &SegmentReader, mut take: impl FnMut(u32, u32)) -> Result<()> {
        let alive = segment.alive_bitset();
        for (index, info) in self.each() {
            let mut blocks = index.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs).map_err(unreadable)?;
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

    /// Calls `take` with every document that holds the stem, deleted ones too, some of them several times.
    pub(super) fn each_doc(&self, mut take: impl FnMut(u32)) -> Result<()> {
        for (index, info) in self.each() {
            let blocks = index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic).map_err(unreadable)?;
            each_doc(Some(blocks), &mut take);
        }
        Ok(())
    }

    /// Calls `take` with the place in `docs` (ascending) and the frequency, for each that holds the stem.
    pub(super) fn among(&self, docs: &[u32], mut take: impl FnMut(usize, u32)) -> Result<()> {
        let mut occurrences = Occurrences::of(self)?;
        for (at, doc) in docs.iter().enumerate() {
            let frequency = occurrences.frequency(*doc);
            if frequency > 0 {
                take(at, frequency);
            }
        }
        Ok(())
    }
}

/// Gives where the lists of those words of a stem stand that begin as it does, and of the word that is the stem itself.
fn by_form(forms: &InvertedIndexReader, stem: &str) -> io::Result<Vec<TermInfo>> {
    let (terms, mut infos) = (forms.terms(), Vec::new());
    let mut is_looked_up = false;
    for beginning in beginnings(stem) {
        is_looked_up = true;
        let mut found = terms.range().ge(&beginning).into_stream()?;
        while found.advance() {
            let Some(form) = std::str::from_utf8(found.key()).ok().filter(|form| form.starts_with(&beginning)) else { break };
            if stem_term(form) == stem {
                infos.push(found.value().clone());
            }
        }
    }
    if !is_looked_up && stem_term(stem) == stem {
        infos.extend(terms.get(stem)?);
    }
    Ok(infos)
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
    lists: Vec<SegmentPostings>,
}

impl Occurrences {
    fn of(lists: &Lists) -> Result<Occurrences> {
        let read = |(index, info): (&InvertedIndexReader, &TermInfo)| {
            index.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs).map_err(unreadable)
        };
        Ok(Occurrences { lists: lists.each().map(read).collect::<Result<_>>()? })
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
