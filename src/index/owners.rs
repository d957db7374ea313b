//! Which article does each document that was found belong to, and where does that article stand?

use super::docset::DocBits;
use super::matching::{Sets, unreadable};
use super::occurrences::each_doc;
use super::schema::{Fields, Kind};
use super::segments::Segments;
use crate::error::Result;
use std::sync::OnceLock;
use tantivy::fastfield::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{SegmentReader, Term};

/// The articles of a segment, numbered in their order.
///
/// What an article becomes is written together, its own document last: as many articles end before a document, as many are
/// before its own.
pub(super) struct Articles {
    /// Articles' own documents.
    ends: DocBits,
    /// How many of them lie before each 64 documents.
    before: Vec<u32>,
    count: usize,
    /// Of each article's own document: how many words its story has.
    words: Column<u64>,
    /// The same, as coarse as the engine keeps lengths: read where many articles are scored.
    lengths: OnceLock<Vec<u8>>,
    /// How long their titles are, likewise.
    title_lengths: OnceLock<Vec<u32>>,
}

impl Articles {
    /// Looks where the articles of a segment end.
    pub(super) fn of(segment: &SegmentReader, fields: &Fields, words: Column<u64>) -> Result<Articles> {
        let mut ends = DocBits::empty(segment.max_doc());
        let term = Term::from_field_u64(fields.kind, Kind::Article as u64);
        let index = segment.inverted_index(fields.kind).map_err(unreadable)?;
        each_doc(index.read_block_postings(&term, IndexRecordOption::Basic).map_err(unreadable)?, |doc| {
            ends.insert(doc);
        });
        Ok(Articles {
            before: ends.counts_before(),
            count: ends.count() as usize,
            ends,
            words,
            lengths: OnceLock::new(),
            title_lengths: OnceLock::new(),
        })
    }

    /// Gives the place of the article that a document belongs to.
    pub(super) fn place(&self, doc: u32) -> u32 {
        self.before[doc as usize / 64] + self.ends.count_beside(doc)
    }

    /// Gives the last document of the article that a document belongs to: the article's own.
    pub(super) fn end(&self, doc: u32) -> u32 {
        self.ends.first_from(doc).unwrap_or(u32::MAX)
    }

    /// Gives how many words the story of the article at a place has.
    fn words(&self, place: u32) -> u32 {
        u32::try_from(self.words.values.get_val(place)).unwrap_or(u32::MAX)
    }

    /// Gives how many articles there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Gives a look-up of how long the story of the article at a place is, as coarse as the engine keeps lengths; for so many of
    /// them.
    pub(super) fn lengths(&self, places: usize) -> impl Fn(u32) -> u8 {
        let read = |place| FieldNormReader::fieldnorm_to_id(self.words(place));
        let all = match places > self.count() / MANY {
            true => Some(self.lengths.get_or_init(|| (0..self.count() as u32).map(read).collect())),
            false => self.lengths.get(),
        };
        move |place| all.map_or_else(|| read(place), |all| all[place as usize])
    }

    /// Gives a look-up of how long the title of an article is, by its place and its own document, as `read` tells of the latter;
    /// for so many of them.
    pub(super) fn title_lengths(&self, titles: usize, read: impl Fn(u32) -> u32) -> impl Fn(u32, u32) -> u32 {
        let all = match titles > self.count() / MANY {
            true => Some(self.title_lengths.get_or_init(|| self.ends.iter().map(&read).collect())),
            false => self.title_lengths.get(),
        };
        move |place, article| all.map_or_else(|| read(article), |all| all[place as usize])
    }

    /// Calls `take` with the place of each article, its first document and its last.
    pub(super) fn each(&self, mut take: impl FnMut(usize, u32, u32)) {
        let mut start = 0;
        for (place, end) in self.ends.iter().enumerate() {
            take(place, start, end);
            start = end + 1;
        }
    }

    /// Calls `take` with the place of each article that some of the documents belong to, the first of these, and the article's
    /// last document.
    pub(super) fn each_of(&self, docs: &DocBits, mut take: impl FnMut(u32, u32, u32)) {
        let mut next = docs.first_from(0);
        while let Some(first) = next {
            let end = self.end(first);
            take(self.place(first), first, end);
            next = end.checked_add(1).and_then(|next| docs.first_from(next));
        }
    }
}

/// Where more articles are read than one of so many, the lengths of all are kept.
const MANY: usize = 16;

/// Gives those of the documents `among` that belong to articles, which are given as their own documents.
pub(super) fn documents_of(segments: &Segments, articles: &Sets, among: &Sets) -> Result<Sets> {
    let mut found = Vec::with_capacity(among.len());
    for (at, (set, among)) in articles.iter().zip(among).enumerate() {
        let segment = &segments.searcher.segment_readers()[at];
        let (mut kept, mut places) = (DocBits::empty(segment.max_doc()), DocBits::empty(segment.max_doc()));
        let ends = segments.articles(at)?;
        // What an article was before it changed says nothing of the passages that it has since.
        set.iter().filter(|doc| !segment.is_deleted(*doc)).for_each(|doc| places.insert(ends.place(doc)));
        among.iter().filter(|doc| places.contains(ends.place(*doc))).for_each(|doc| kept.insert(doc));
        found.push(kept);
    }
    Ok(found)
}
