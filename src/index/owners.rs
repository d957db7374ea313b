//! Which article does each document that was found belong to, and where does that article stand?

use super::docset::DocBits;
use super::matching::{Sets, unreadable};
use super::occurrences::{Stemmed, each_doc};
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
        Ok(Articles { before: before.collect(), ends, words, lengths: OnceLock::new() })
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

    /// Gives how long each article's story is, as coarse as the engine keeps lengths.
    pub(super) fn lengths(&self) -> &[u8] {
        self.lengths
            .get_or_init(|| (0..self.count() as u32).map(|place| FieldNormReader::fieldnorm_to_id(self.words(place))).collect())
    }

    /// Calls `take` with the place of each article that some of the documents (ascending) belong to, and those documents.
    pub(super) fn each_of<'d>(&self, mut docs: &'d [u32], mut take: impl FnMut(u32, &'d [u32])) {
        while let Some(first) = docs.first() {
            let end = self.end(*first);
            let (of_article, others) = docs.split_at(docs.iter().take_while(|doc| **doc <= end).count());
            take(self.place(*first), of_article);
            docs = others;
        }
    }

    /// Calls `take` with each place of an article that a stem occurs in, and how often it does; tells in how many documents.
    pub(super) fn each(&self, segment: &SegmentReader, stem: &Stemmed, mut take: impl FnMut(u32, u32)) -> Result<u64> {
        let (mut holding, mut end, mut first, mut sum) = (0, 0, 0, 0);
        stem.each(segment, |doc, frequency| {
            if holding == 0 || doc > end {
                if holding > 0 {
                    take(self.place(first), sum);
                }
                (first, end, sum) = (doc, self.end(doc), 0);
            }
            sum += frequency;
            holding += 1;
        })?;
        if holding > 0 {
            take(self.place(first), sum);
        }
        Ok(holding)
    }
}

/// Articles that documents belong to, numbered as they are met.
pub(super) struct Owners {
    /// Of each segment: the places of its articles among those of the segment, in ascending order, and their numbers.
    pub places: Vec<Vec<(u32, u32)>>,
    /// Beside the documents of each segment: their articles' numbers.
    pub slots: Vec<Vec<u32>>,
    /// How many articles there are.
    pub articles: usize,
}

impl Owners {
    /// Looks up the articles of documents, a list a segment.
    pub(super) fn of(segments: &Segments, docs: &[Vec<u32>]) -> Result<Owners> {
        let (mut places, mut slots, mut articles) = (Vec::with_capacity(docs.len()), Vec::with_capacity(docs.len()), 0);
        for (at, docs) in docs.iter().enumerate() {
            let (mut of_segment, mut numbers): (Vec<(u32, u32)>, Vec<u32>) = (Vec::new(), Vec::with_capacity(docs.len()));
            if !docs.is_empty() {
                let ends = segments.articles(at)?;
                for doc in docs {
                    let place = ends.place(*doc);
                    if of_segment.last().is_none_or(|(last, _)| *last != place) {
                        of_segment.push((place, articles));
                        articles += 1;
                    }
                    numbers.push(articles - 1);
                }
            }
            places.push(of_segment);
            slots.push(numbers);
        }
        Ok(Owners { places, slots, articles: articles as usize })
    }

    /// Gives how many documents there are, if of every article `most` count at most.
    pub(super) fn count(&self, most: Option<usize>) -> u64 {
        match most {
            None => self.slots.iter().map(|slots| slots.len() as u64).sum(),
            Some(most) => self.counts().into_iter().map(|count| u64::from(count).min(most as u64)).sum(),
        }
    }

    /// Gives how many documents each article has.
    fn counts(&self) -> Vec<u32> {
        let mut counts = vec![0; self.articles];
        self.slots.iter().flatten().for_each(|number| counts[*number as usize] += 1);
        counts
    }

    /// Gives what the article of the document in place `limit` is worth at least; `None` where there are not so many.
    pub(super) fn place(&self, worth: &[f64], limit: usize, most: Option<usize>) -> Option<f64> {
        let mut places: Vec<f64> = Vec::new();
        for (count, worth) in self.counts().into_iter().zip(worth) {
            let count = (count as usize).min(most.unwrap_or(usize::MAX)).min(limit);
            places.extend(std::iter::repeat_n(*worth, count));
        }
        if limit == 0 || places.len() <= limit {
            return None;
        }
        Some(*places.select_nth_unstable_by(limit - 1, |left, right| right.total_cmp(left)).1)
    }

    /// Keeps the documents whose articles are worth more than `behind`.
    pub(super) fn above(mut self, docs: Vec<Vec<u32>>, worth: &[f64], behind: f64) -> (Vec<Vec<u32>>, Owners) {
        let slots = std::mem::take(&mut self.slots);
        let mut kept = Owners { slots: Vec::with_capacity(slots.len()), ..self };
        let mut kept_docs = Vec::with_capacity(docs.len());
        for (docs, slots) in docs.into_iter().zip(slots) {
            let pairs = docs.into_iter().zip(slots);
            let (docs, slots) = pairs.filter(|(_, number)| worth[*number as usize] >= behind).unzip();
            kept_docs.push(docs);
            kept.slots.push(slots);
        }
        (kept_docs, kept)
    }
}

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
