//! How well does each match answer? Scores over live documents of one kind, summed in a fixed order.
//!
//! BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) with k1 and b of its own for each kind of text.
//! Statistics are those of live documents, so that equal content gives equal scores whatever the history: tantivy's own count
//! deleted documents until segments are merged.

use super::matching::{column, unreadable};
use super::owners::{Owners, Walk};
use super::schema::Fields;
use super::words::stem_term;
use crate::engine::{Totals, Unit};
use crate::error::Result;
use crate::model::answer::ScorePart;
use crate::model::normal::words;
use crate::model::query::Node;
use crate::model::stop_words::is_stop_word;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field as StoreField, IndexRecordOption};
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, Term};

/// How a text of one kind is scored.
#[derive(Clone, Copy, Debug)]
struct Scale {
    /// What the score is multiplied by.
    weight: f64,
    /// How quickly a repeated word stops to count.
    k1: f64,
    /// How much length counts, from 0 to 1.
    b: f64,
    /// Whether a text shorter than the mean counts as one of the mean: else a bare headline outranks the passage that tells the
    /// story.
    floor: bool,
}

// The weights are those that did best on eight sets of judged topics (docs/ranking.md): the whole article decides, its best
// passage and its title help. A claim stands for itself; its article's weight is the one that passages had before.
const ARTICLE: Scale = Scale { weight: 1.0, k1: 1.5, b: 0.65, floor: false };
const PASSAGE: Scale = Scale { weight: 0.25, k1: 1.2, b: 0.75, floor: true };
const CLAIM: Scale = Scale { weight: 1.0, k1: 1.2, b: 0.75, floor: true };
const ARTICLE_OF_CLAIM: Scale = Scale { weight: 0.5, k1: 1.2, b: 0.75, floor: true };
/// What a word in the article's title adds, as a part of its rarity.
const TITLE: f64 = 0.4;

/// Far more than what rounding adds to a score.
const MARGIN: f64 = 1e-3;

/// Documents of each segment, in ascending order, and their scores beside them.
pub(super) type Scored = (Vec<Vec<u32>>, Vec<Vec<f64>>);

/// A word to rank by, as the term of its stem, and its weight.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RankedTerm {
    /// As folded.
    pub word: String,
    /// The term that is looked for.
    pub stem: String,
    weight: f64,
}

/// Scores the documents of one kind.
pub(super) struct Ranker<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub unit: Unit,
    pub totals: Totals,
}

/// Gives the words that a question ranks by, in the order in which they were typed: none that is excluded, and stop words
/// only where there is nothing else.
pub(super) fn terms(node: &Node) -> Vec<RankedTerm> {
    let mut found = Vec::new();
    for (leaf, weight) in node.wanted() {
        for typed in leaf.ranked() {
            for word in words(typed) {
                let is_stop = is_stop_word(&word.form) && !is_name_like(word.span.of(typed));
                let (stem, word) = (stem_term(&word.form), word.form);
                found.push((is_stop, RankedTerm { word, stem, weight }));
            }
        }
    }
    let only_stops = found.iter().all(|(is_stop, _)| *is_stop);
    found.into_iter().filter(|(is_stop, _)| only_stops || !is_stop).map(|(_, term)| term).collect()
}

/// Tells whether a word is typed as an acronym, WHO or US: no pronoun is meant then.
fn is_name_like(typed: &str) -> bool {
    typed.len() > 1 && typed.chars().all(char::is_uppercase)
}

impl Ranker<'_> {
    /// Gives a score a document, beside the documents of each segment, which are in ascending order.
    pub(super) fn scores(&self, terms: &[RankedTerm], docs: &[Vec<u32>]) -> Result<Vec<Vec<f64>>> {
        let owners = Owners::of(self.searcher, docs)?;
        let articles = self.of_articles(terms, &owners)?;
        self.with_own(terms, docs, &owners, &articles)
    }

    /// Gives all documents that may be among the `limit` best, and more, with their scores; of every article, `most` count.
    /// `None`: all.
    ///
    /// What the whole article is worth is known first. A passage adds little to it: one whose article is so far behind
    /// that no words of its own could help is passed over unread.
    pub(super) fn best(
        &self,
        terms: &[RankedTerm],
        docs: Vec<Vec<u32>>,
        owners: Owners,
        limit: Option<usize>,
        most: Option<usize>,
    ) -> Result<Scored> {
        let articles = self.of_articles(terms, &owners)?;
        // A claim's own words weigh more than its article's: nothing can be passed over.
        let limit = limit.filter(|_| self.unit == Unit::Passage);
        let last = limit.and_then(|limit| owners.place(&articles, limit, most));
        let behind = last.map(|last| self.most_own(terms).map(|own| last - own - MARGIN)).transpose()?;
        let Some(behind) = behind else {
            let scores = self.with_own(terms, &docs, &owners, &articles)?;
            return Ok((docs, scores));
        };
        let (docs, owners) = owners.above(docs, &articles, behind);
        let scores = self.with_own(terms, &docs, &owners, &articles)?;
        Ok((docs, scores))
    }

    /// Adds to what the articles are worth what the documents themselves are.
    fn with_own(&self, terms: &[RankedTerm], docs: &[Vec<u32>], owners: &Owners, articles: &[f64]) -> Result<Vec<Vec<f64>>> {
        let mut scores: Vec<Vec<f64>> = docs.iter().map(|docs| vec![0.0; docs.len()]).collect();
        for term in terms {
            self.add_own(term, docs, &mut scores)?;
        }
        for (scores, slots) in scores.iter_mut().zip(&owners.slots) {
            for (score, slot) in scores.iter_mut().zip(slots) {
                *score = rounded(*score + articles[*slot as usize]);
            }
        }
        Ok(scores)
    }

    /// Gives what the articles are worth, without the documents themselves.
    fn of_articles(&self, terms: &[RankedTerm], owners: &Owners) -> Result<Vec<f64>> {
        let mut articles = vec![0.0; owners.numbers.len()];
        let walk = Walk::new(self, terms, owners)?;
        for term in terms {
            let rarity = self.rarity(self.fields.article_words, &term.stem, self.totals.articles)?;
            self.add_articles(term, rarity, &walk, &mut articles)?;
            self.add_titles(term, rarity, &walk, &mut articles)?;
        }
        Ok(articles)
    }

    /// Gives the parts of the score of the only document of a set, a term each.
    pub(super) fn parts(&self, terms: &[RankedTerm], docs: &[Vec<u32>]) -> Result<Vec<ScorePart>> {
        let sum = |articles: &[f64]| rounded(articles.iter().sum());
        let owners = Owners::of(self.searcher, docs)?;
        let walk = Walk::new(self, terms, &owners)?;
        let mut parts = Vec::with_capacity(terms.len());
        for term in terms {
            let mut own: Vec<Vec<f64>> = docs.iter().map(|docs| vec![0.0; docs.len()]).collect();
            let (mut article, mut title) = (vec![0.0; owners.numbers.len()], vec![0.0; owners.numbers.len()]);
            self.add_own(term, docs, &mut own)?;
            let rarity = self.rarity(self.fields.article_words, &term.stem, self.totals.articles)?;
            self.add_articles(term, rarity, &walk, &mut article)?;
            self.add_titles(term, rarity, &walk, &mut title)?;
            let own = rounded(own.iter().flatten().sum());
            parts.push(ScorePart { word: term.word.clone(), own, article: sum(&article), title: sum(&title) });
        }
        Ok(parts)
    }

    /// Gives how a document's own words are scored: the scale, the field, the weight of a term in it, and the mean length.
    fn own(&self, term: &RankedTerm) -> Result<(Scale, StoreField, f64, f64)> {
        let (scale, text, count, tokens) = match self.unit {
            Unit::Passage => (PASSAGE, self.fields.passage.text.stems, self.totals.passages, self.totals.passage_tokens),
            Unit::Claim => (CLAIM, self.fields.claim.text.stems, self.totals.claims, self.totals.claim_tokens),
        };
        let weight = scale.weight * term.weight * self.rarity(text, &term.stem, count)?;
        Ok((scale, text, weight, tokens as f64 / count.max(1) as f64))
    }

    /// Gives what no document's own words are worth more than.
    fn most_own(&self, terms: &[RankedTerm]) -> Result<f64> {
        terms.iter().map(|term| self.own(term).map(|(scale, _, weight, _)| weight.max(0.0) * (scale.k1 + 1.0))).sum()
    }

    /// Adds what a term is worth in the passages or claims themselves.
    fn add_own(&self, term: &RankedTerm, docs: &[Vec<u32>], scores: &mut [Vec<f64>]) -> Result<()> {
        let (scale, text, weight, mean) = self.own(term)?;
        let segments = docs.iter().zip(scores).zip(self.searcher.segment_readers());
        for ((docs, scores), segment) in segments.filter(|((docs, _), _)| !docs.is_empty()) {
            let (lengths, headlines) = (column(segment, "length")?, column(segment, "headline")?);
            each_frequency(segment, text, &term.stem, docs, |at, doc, frequency| {
                // The words of a headline count as the title's, and the passage that tells the story comes first.
                if headlines.first(doc).is_none() {
                    let length = lengths.first(doc).and_then(|length| u8::try_from(length).ok()).unwrap_or_default();
                    scores[at] += weight * scale.saturation(frequency, FieldNormReader::id_to_fieldnorm(length), mean);
                }
            })?;
        }
        Ok(())
    }

    /// Adds what a term is worth in the whole articles.
    fn add_articles(&self, term: &RankedTerm, rarity: f64, walk: &Walk<'_>, articles: &mut [f64]) -> Result<()> {
        let scale = match self.unit {
            Unit::Passage => ARTICLE,
            Unit::Claim => ARTICLE_OF_CLAIM,
        };
        let (count, field) = (self.totals.articles, self.fields.article_words);
        let mean = self.totals.article_tokens as f64 / count.max(1) as f64;
        let weight = scale.weight * term.weight * rarity;
        for (at, segment) in self.searcher.segment_readers().iter().enumerate() {
            let lengths = segment.get_fieldnorms_reader(field).map_err(unreadable)?;
            walk.each(at, segment, field, &term.stem, |number, doc, frequency| {
                articles[number as usize] += weight * scale.saturation(frequency, lengths.fieldnorm(doc), mean);
            })?;
        }
        Ok(())
    }

    /// Adds what a term is worth in the articles' titles.
    fn add_titles(&self, term: &RankedTerm, rarity: f64, walk: &Walk<'_>, articles: &mut [f64]) -> Result<()> {
        let weight = TITLE * term.weight * rarity;
        for (at, segment) in self.searcher.segment_readers().iter().enumerate() {
            walk.each(at, segment, self.fields.title.stems, &term.stem, |number, _, _| articles[number as usize] += weight)?;
        }
        Ok(())
    }

    /// Gives the inverse document frequency of a term over `count` live documents.
    pub(super) fn rarity(&self, field: StoreField, stem: &str, count: u64) -> Result<f64> {
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

impl Scale {
    /// Gives what a word is worth that occurs so often in a text of so many tokens, beside its rarity: from 0 to `k1 + 1`.
    fn saturation(&self, frequency: u32, length: u32, mean: f64) -> f64 {
        let (frequency, length) = (f64::from(frequency), f64::from(length));
        let length = if self.floor { length.max(mean) } else { length };
        frequency * (self.k1 + 1.0) / (frequency + self.k1 * (1.0 - self.b + self.b * length / mean.max(1.0)))
    }
}

fn rounded(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}

/// Calls `take` with every live document of a term and the term's frequency in it.
pub(super) fn each_posting(
    segment: &SegmentReader,
    field: StoreField,
    stem: &str,
    mut take: impl FnMut(u32, u32),
) -> Result<()> {
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
pub(super) fn each_frequency(
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
