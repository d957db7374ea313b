//! How well does each match answer? Scores over live documents of one kind, summed in a fixed order.
//!
//! BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) with its usual k1 and b. Statistics are
//! those of live documents, so that equal content gives equal scores whatever the history: tantivy's own count deleted
//! documents until segments are merged.

use super::docset::DocBits;
use super::matching::{Sets, column, unreadable};
use super::schema::Fields;
use super::words::stem_term;
use crate::engine::{Totals, Unit};
use crate::error::Result;
use crate::model::normal::words;
use crate::model::query::{Leaf, Node};
use std::collections::BTreeMap;
use tantivy::postings::Postings;
use tantivy::schema::{Field as StoreField, IndexRecordOption};
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, Term};

/// How quickly a repeated word stops to count: the usual value, between 1.2 and 2.
const K1: f64 = 1.2;
/// How much length counts: the usual value.
const B: f64 = 0.75;
/// The weight of the article's own score beside its passage's: passages alone lose 0.014 to 0.025 nDCG@10.
const ARTICLE: f64 = 0.5;
/// The weight of a word in the article's title.
const TITLE: f64 = 0.3;

/// A word to rank by, as the term of its stem, and its weight.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RankedTerm {
    stem: String,
    weight: f64,
}

/// Scores the documents of one kind.
pub(super) struct Ranker<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub unit: Unit,
    pub totals: Totals,
}

/// Gives the words that a question ranks by, in the order in which they were typed: none that is excluded.
pub(super) fn terms(node: &Node) -> Vec<RankedTerm> {
    let each = |leaf: &Leaf, weight: f64| -> Vec<RankedTerm> {
        let forms = leaf.ranked().into_iter().flat_map(words);
        forms.map(|word| RankedTerm { stem: stem_term(&word.form), weight }).collect()
    };
    node.wanted().into_iter().flat_map(|(leaf, weight)| each(leaf, weight)).collect()
}

impl Ranker<'_> {
    /// Gives a score a document, beside the documents of each set in ascending order.
    pub(super) fn scores(&self, terms: &[RankedTerm], sets: &Sets) -> Result<Vec<Vec<f64>>> {
        let (text, count, tokens) = match self.unit {
            Unit::Passage => (self.fields.passage.text, self.totals.passages, self.totals.passage_tokens),
            Unit::Claim => (self.fields.claim.text, self.totals.claims, self.totals.claim_tokens),
        };
        let docs: Vec<Vec<u32>> = sets.iter().map(|set| set.iter().collect()).collect();
        let mut scores: Vec<Vec<f64>> = docs.iter().map(|docs| vec![0.0; docs.len()]).collect();
        let articles = self.article_scores(terms, &docs)?;
        for term in terms {
            let weight = term.weight * self.rarity(text, &term.stem, count)?;
            for ((docs, scores), segment) in docs.iter().zip(&mut scores).zip(self.searcher.segment_readers()) {
                let lengths = segment.get_fieldnorms_reader(text).map_err(unreadable)?;
                let mean = tokens as f64 / count.max(1) as f64;
                each_frequency(segment, text, &term.stem, docs, |at, doc, frequency| {
                    scores[at] += weight * saturation(frequency, lengths.fieldnorm(doc), mean);
                })?;
            }
        }
        for ((docs, scores), segment) in docs.iter().zip(&mut scores).zip(self.searcher.segment_readers()) {
            let article = column(segment, "article")?;
            for (doc, score) in docs.iter().zip(scores) {
                let of_article = article.first(*doc).and_then(|id| articles.get(&id)).copied().unwrap_or_default();
                *score = ((*score + of_article) * 1e4).round() / 1e4;
            }
        }
        Ok(scores)
    }

    /// Gives the weighted score of every article that one of the documents belongs to.
    fn article_scores(&self, terms: &[RankedTerm], docs: &[Vec<u32>]) -> Result<BTreeMap<u64, f64>> {
        let mut scores: BTreeMap<u64, f64> = BTreeMap::new();
        for (docs, segment) in docs.iter().zip(self.searcher.segment_readers()) {
            let article = column(segment, "article")?;
            scores.extend(docs.iter().filter_map(|doc| Some((article.first(*doc)?, 0.0))));
        }
        let (count, words) = (self.totals.articles, self.fields.article_words);
        let mean = self.totals.article_tokens as f64 / count.max(1) as f64;
        for term in terms {
            let rarity = term.weight * self.rarity(words, &term.stem, count)?;
            for segment in self.searcher.segment_readers() {
                let (article, lengths) =
                    (column(segment, "article")?, segment.get_fieldnorms_reader(words).map_err(unreadable)?);
                each_posting(segment, words, &term.stem, |doc, frequency| {
                    if let Some(score) = article.first(doc).and_then(|id| scores.get_mut(&id)) {
                        *score += ARTICLE * rarity * saturation(frequency, lengths.fieldnorm(doc), mean);
                    }
                })?;
                each_posting(segment, self.fields.article_title, &term.stem, |doc, _| {
                    if let Some(score) = article.first(doc).and_then(|id| scores.get_mut(&id)) {
                        *score += TITLE * rarity;
                    }
                })?;
            }
        }
        Ok(scores)
    }

    /// Gives the inverse document frequency of a term over `count` live documents.
    fn rarity(&self, field: StoreField, stem: &str, count: u64) -> Result<f64> {
        let mut holding = 0u64;
        for segment in self.searcher.segment_readers() {
            match segment.alive_bitset() {
                None => {
                    let index = segment.inverted_index(field).map_err(unreadable)?;
                    holding += u64::from(index.doc_freq(&Term::from_field_text(field, stem)).map_err(unreadable)?);
                }
                Some(_) => each_posting(segment, field, stem, |_, _| holding += 1)?,
            }
        }
        Ok((1.0 + (count as f64 - holding as f64 + 0.5) / (holding as f64 + 0.5)).ln())
    }
}

/// A text shorter than the mean is not favoured for it: else a bare headline outranks the passage that tells the story.
fn saturation(frequency: u32, length: u32, mean: f64) -> f64 {
    let (frequency, length) = (f64::from(frequency), f64::from(length).max(mean));
    frequency * (K1 + 1.0) / (frequency + K1 * (1.0 - B + B * length / mean.max(1.0)))
}

/// Calls `take` with every live document of a term and the term's frequency in it.
fn each_posting(segment: &SegmentReader, field: StoreField, stem: &str, mut take: impl FnMut(u32, u32)) -> Result<()> {
    let index = segment.inverted_index(field).map_err(unreadable)?;
    let term = Term::from_field_text(field, stem);
    let Some(mut postings) = index.read_postings(&term, IndexRecordOption::WithFreqs).map_err(unreadable)? else {
        return Ok(());
    };
    let alive = segment.alive_bitset();
    let mut doc = postings.doc();
    while doc != TERMINATED {
        if alive.is_none_or(|alive| alive.is_alive(doc)) {
            take(doc, postings.term_freq());
        }
        doc = postings.advance();
    }
    Ok(())
}

/// Calls `take` with the place in `docs` (ascending), the document and the frequency, for each that holds the term.
fn each_frequency(
    segment: &SegmentReader,
    field: StoreField,
    stem: &str,
    docs: &[u32],
    mut take: impl FnMut(usize, u32, u32),
) -> Result<()> {
    let index = segment.inverted_index(field).map_err(unreadable)?;
    let term = Term::from_field_text(field, stem);
    let Some(mut postings) = index.read_postings(&term, IndexRecordOption::WithFreqs).map_err(unreadable)? else {
        return Ok(());
    };
    for (at, doc) in docs.iter().enumerate() {
        if postings.doc() < *doc && postings.seek(*doc) == TERMINATED {
            break;
        }
        if postings.doc() == *doc {
            take(at, *doc, postings.term_freq());
        }
    }
    Ok(())
}

/// Gives how many documents are in all sets.
pub(super) fn total(sets: &[DocBits]) -> u64 {
    sets.iter().map(DocBits::len).sum()
}
