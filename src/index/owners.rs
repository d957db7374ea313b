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
    /// Articles' own documents, as bits.
    ends: Vec<u64>,
    /// How many of them lie before each 64 documents.
    before: Vec<u32>,
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
        let mut ends = vec![0u64; (segment.max_doc() as usize).div_ceil(64)];
        let term = Term::from_field_u64(fields.kind, Kind::Article as u64);
        let index = segment.inverted_index(fields.kind).map_err(unreadable)?;
        each_doc(index.read_block_postings(&term, IndexRecordOption::Basic).map_err(unreadable)?, |doc| {
            ends[doc as usize / 64] |= 1 << (doc % 64);
        });
        let mut count = 0;
        let before = ends.iter().map(|bits| {
            count += bits.count_ones();
            count - bits.count_ones()
        });
        Ok(Articles { before: before.collect(), ends, words, lengths: OnceLock::new(), title_lengths: OnceLock::new() })
    }

    /// Gives the place of the article that a document belongs to.
    pub(super) fn place(&self, doc: u32) -> u32 {
        let at = doc as usize / 64;
        self.before[at] + (self.ends[at] & ((1 << (doc % 64)) - 1)).count_ones()
    }

    /// Gives the last document of the article that a document belongs to: the article's own.
    pub(super) fn end(&self, doc: u32) -> u32 {
        let at = doc as usize / 64;
        let first = self.ends[at] & (u64::MAX << (doc % 64));
        let rest = self.ends[at + 1..].iter().copied();
        let mut words = (at as u32..).zip(std::iter::once(first).chain(rest));
        words.find(|(_, bits)| *bits != 0).map_or(u32::MAX, |(at, bits)| at * 64 + bits.trailing_zeros())
    }

    /// Gives how many words the story of the article at a place has.
    pub(super) fn words(&self, place: u32) -> u32 {
        u32::try_from(self.words.values.get_val(place)).unwrap_or(u32::MAX)
    }

    /// Gives how many articles there are.
    pub(super) fn count(&self) -> usize {
        self.before.last().map_or(0, |before| *before as usize) + self.ends.last().map_or(0, |bits| bits.count_ones() as usize)
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
            true => Some(self.title_lengths.get_or_init(|| self.own_documents().map(&read).collect())),
            false => self.title_lengths.get(),
        };
        move |place, article| all.map_or_else(|| read(article), |all| all[place as usize])
    }

    /// Calls `take` with the place of each article, its first document and its last.
    pub(super) fn each(&self, mut take: impl FnMut(usize, u32, u32)) {
        let mut start = 0;
        for (place, end) in self.own_documents().enumerate() {
            take(place, start, end);
            start = end + 1;
        }
    }

    /// Gives the articles' own documents.
    fn own_documents(&self) -> impl Iterator<Item = u32> + '_ {
        self.ends.iter().zip((0u32..).step_by(64)).flat_map(|(bits, start)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    start + bit
                })
            })
        })
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
