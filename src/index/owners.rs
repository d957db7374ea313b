//! Which article does each document that was found belong to, and where does that article stand?

use super::docset::DocBits;
use super::matching::{Sets, column, unreadable};
use super::ranking::{RankedTerm, Ranker, each_frequency, each_posting};
use crate::engine::AsItIs;
use crate::error::Result;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use tantivy::fastfield::Column;
use tantivy::schema::Field as StoreField;
use tantivy::{Searcher, SegmentReader, Term};

/// Articles that documents belong to, numbered as they are met.
pub(super) struct Owners {
    /// Looked up, never walked.
    pub numbers: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
    /// Beside the documents of each segment: their articles' numbers.
    pub slots: Vec<Vec<u32>>,
}

/// A number for documents of no article.
const NONE: u64 = 0;

impl Owners {
    /// Looks up the articles of documents, a list a segment.
    pub(super) fn of(searcher: &Searcher, docs: &[Vec<u32>]) -> Result<Owners> {
        let mut owners = Owners { numbers: HashMap::default(), slots: Vec::with_capacity(docs.len()) };
        for (docs, segment) in docs.iter().zip(searcher.segment_readers()) {
            let mut slots = Vec::with_capacity(docs.len());
            if !docs.is_empty() {
                let article = column(segment, "article")?;
                // What belongs to one article was written together.
                let mut last: Option<(u64, u32)> = None;
                for doc in docs {
                    let id = article.first(*doc).unwrap_or(NONE);
                    let number = match last {
                        Some((known, number)) if known == id => number,
                        _ => owners.number(id),
                    };
                    last = Some((id, number));
                    slots.push(number);
                }
            }
            owners.slots.push(slots);
        }
        Ok(owners)
    }

    fn number(&mut self, id: u64) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(id).or_insert(next)
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
        let mut counts = vec![0; self.numbers.len()];
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
    pub(super) fn above(self, docs: Vec<Vec<u32>>, worth: &[f64], behind: f64) -> (Vec<Vec<u32>>, Owners) {
        let mut kept = Owners { numbers: self.numbers, slots: Vec::with_capacity(self.slots.len()) };
        let mut kept_docs = Vec::with_capacity(docs.len());
        for (docs, slots) in docs.into_iter().zip(self.slots) {
            let pairs = docs.into_iter().zip(slots);
            let (docs, slots) = pairs.filter(|(_, number)| worth[*number as usize] >= behind).unzip();
            kept_docs.push(docs);
            kept.slots.push(slots);
        }
        (kept_docs, kept)
    }
}

/// Gives those of the documents `among` that belong to articles, which are given as their own documents.
pub(super) fn documents_of(searcher: &Searcher, articles: &Sets, among: &Sets) -> Result<Sets> {
    let mut ids: HashSet<u64, BuildHasherDefault<AsItIs>> = HashSet::default();
    for (set, segment) in articles.iter().zip(searcher.segment_readers()) {
        let article = column(segment, "article")?;
        // What an article was before it changed says nothing of the passages that it has since.
        ids.extend(set.iter().filter(|doc| !segment.is_deleted(*doc)).filter_map(|doc| article.first(doc)));
    }
    let mut found = Vec::with_capacity(among.len());
    for (set, segment) in among.iter().zip(searcher.segment_readers()) {
        let mut kept = DocBits::empty(segment.max_doc());
        if !ids.is_empty() {
            let article = column(segment, "article")?;
            // What belongs to one article was written together.
            let mut last: Option<(u64, bool)> = None;
            for doc in set.iter() {
                let id = article.first(doc).unwrap_or(NONE);
                let is_of = match last {
                    Some((known, is_of)) if known == id => is_of,
                    _ => ids.contains(&id),
                };
                last = Some((id, is_of));
                if is_of {
                    kept.insert(doc);
                }
            }
        }
        found.push(kept);
    }
    Ok(found)
}

/// How the words of articles are walked through.
pub(super) enum Walk<'o> {
    /// All articles that have a word, each looked up by its id.
    All { owners: &'o Owners, articles: Vec<Column<u64>> },
    /// The articles that are asked for: of each segment where they stand, in ascending order, and their numbers.
    Few(Vec<(Vec<u32>, Vec<u32>)>),
}

/// Articles of a word that are as quickly walked through as one is sought.
const WALKED: u64 = 8;

impl<'o> Walk<'o> {
    /// Looks where the articles stand, if that is less than to walk through all that have any of the words: by the articles
    /// of the rarest word, which holds all of them where a question wants all words.
    pub(super) fn new(ranker: &Ranker<'_>, terms: &[RankedTerm], owners: &'o Owners) -> Result<Walk<'o>> {
        let (segments, field) = (ranker.searcher.segment_readers(), ranker.fields.article_words);
        let articles: Vec<Column<u64>> = segments.iter().map(|segment| column(segment, "article")).collect::<Result<_>>()?;
        let mut all = 0;
        let mut rarest: Option<(u64, &RankedTerm)> = None;
        for term in terms {
            let mut holding = 0;
            for segment in segments {
                let index = segment.inverted_index(field).map_err(unreadable)?;
                holding += u64::from(index.doc_freq(&Term::from_field_text(field, &term.stem)).map_err(unreadable)?);
            }
            all += holding;
            if rarest.is_none_or(|(fewest, _)| holding < fewest) {
                rarest = Some((holding, term));
            }
        }
        let walk = Walk::All { owners, articles };
        let Some((fewest, rarest)) = rarest else { return Ok(walk) };
        let sought = owners.numbers.len() as u64;
        if fewest < sought || fewest + WALKED * sought * terms.len() as u64 > all {
            return Ok(walk);
        }
        let mut found = Vec::with_capacity(segments.len());
        for (at, segment) in segments.iter().enumerate() {
            let (mut docs, mut numbers) = (Vec::new(), Vec::new());
            walk.each(at, segment, field, &rarest.stem, |number, doc, _| {
                docs.push(doc);
                numbers.push(number);
            })?;
            found.push((docs, numbers));
        }
        let is_all = found.iter().map(|(docs, _)| docs.len()).sum::<usize>() == owners.numbers.len();
        Ok(if is_all { Walk::Few(found) } else { walk })
    }

    /// Calls `take` with the number, the document and the frequency of each article that is asked for and has a term.
    pub(super) fn each(
        &self,
        at: usize,
        segment: &SegmentReader,
        field: StoreField,
        stem: &str,
        mut take: impl FnMut(u32, u32, u32),
    ) -> Result<()> {
        match self {
            Walk::All { owners, articles } => each_posting(segment, field, stem, |doc, frequency| {
                let number = articles[at].first(doc).and_then(|id| owners.numbers.get(&id));
                number.into_iter().for_each(|number| take(*number, doc, frequency));
            }),
            Walk::Few(found) => {
                let (docs, numbers) = &found[at];
                each_frequency(segment, field, stem, docs, |place, doc, frequency| take(numbers[place], doc, frequency))
            }
        }
    }
}
