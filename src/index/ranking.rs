//! How well does each match answer? Scores over live documents of one kind, summed in a fixed order.
//!
//! BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) with k1 and b of its own for each kind of text.
//! Statistics are those of live documents, so that equal content gives equal scores whatever the history: tantivy's own count
//! deleted documents until segments are merged.

use super::occurrences::Stemmed;
use super::owners::Owners;
use super::schema::TextFields;
use super::segments::{Number, Segments};
use super::words::stem_term;
use crate::engine::{Totals, Unit};
use crate::error::Result;
use crate::model::answer::ScorePart;
use crate::model::normal::words;
use crate::model::query::{Node, Test};
use crate::model::stop_words::{LONGEST_ASKING, asking_words, is_stop_word};
use std::iter::Peekable;
use std::slice::Iter;
use tantivy::fastfield::Column;
use tantivy::fieldnorm::FieldNormReader;

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
const PASSAGE: Scale = Scale { weight: 0.2, k1: 1.2, b: 0.5, floor: true };
const CLAIM: Scale = Scale { weight: 1.0, k1: 1.2, b: 0.75, floor: true };
const ARTICLE_OF_CLAIM: Scale = Scale { weight: 0.5, k1: 1.2, b: 0.75, floor: true };
const TITLE: Scale = Scale { weight: 0.5, k1: 1.2, b: 0.75, floor: false };
/// How many words a title has: 8 to 14 on average on the sets that have titles. One number, so that no title leans on the others.
const TITLE_WORDS: f64 = 10.0;

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
    pub segments: &'a Segments,
    pub unit: Unit,
    pub totals: Totals,
}

/// A word as it was typed, before it is known which of them say what is asked for.
struct Typed {
    term: RankedTerm,
    is_stop: bool,
    /// Whether it stands by itself: words in quotation marks are asked for as they are.
    is_bare: bool,
}

/// Gives the words that a question ranks by, in the order in which they were typed: none that is excluded; stop words and ways
/// of asking only where there is nothing else.
pub(super) fn terms(node: &Node) -> Vec<RankedTerm> {
    let mut found = typed(node);
    mark_asking(&mut found);
    let only_stops = found.iter().all(|typed| typed.is_stop);
    found.into_iter().filter(|typed| only_stops || !typed.is_stop).map(|typed| typed.term).collect()
}

fn typed(node: &Node) -> Vec<Typed> {
    let mut found = Vec::new();
    let is_shouted =
        !node.wanted().into_iter().any(|(leaf, _)| leaf.ranked().into_iter().any(|typed| typed.contains(char::is_lowercase)));
    for (leaf, weight) in node.wanted() {
        let is_bare = matches!(leaf.test, Test::Word(_));
        for typed in leaf.ranked() {
            for word in words(typed) {
                let is_stop = is_stop_word(&word.form) && !is_name_like(word.span.of(typed), is_shouted);
                let term = RankedTerm { stem: stem_term(&word.form), word: word.form, weight };
                found.push(Typed { term, is_stop, is_bare });
            }
        }
    }
    found
}

/// Marks what only tells how is asked, among words that stand by themselves.
fn mark_asking(found: &mut [Typed]) {
    for bare in found.chunk_by_mut(|first, second| first.is_bare == second.is_bare).filter(|words| words[0].is_bare) {
        let mut rest = bare;
        while !rest.is_empty() {
            let forms: Vec<&str> = rest.iter().take(LONGEST_ASKING).map(|typed| typed.term.word.as_str()).collect();
            let count = asking_words(&forms);
            rest[..count].iter_mut().for_each(|typed| typed.is_stop = true);
            rest = &mut rest[count.max(1)..];
        }
    }
}

/// Tells whether a word is typed as an acronym, WHO or US: no pronoun is meant then. Where all of a question is in capitals they
/// tell nothing, and the country is the only one that is meant more often than the pronoun.
fn is_name_like(typed: &str, is_shouted: bool) -> bool {
    if is_shouted { typed == "US" } else { typed.len() > 1 && typed.chars().all(char::is_uppercase) }
}

/// How a term is scored in the passages or claims themselves.
struct Own {
    scale: Scale,
    stem: Stemmed,
    /// Of the term, with its rarity.
    weight: f64,
    /// How long such a text is, on average.
    mean: f64,
}

/// How a term was found in all articles.
struct FoundIn {
    rarity: f64,
    /// How many passages hold it.
    passages: u64,
}

/// What a term is worth in an article, beside its weight and rarity.
struct Worth {
    number: u32,
    saturation: f64,
}

impl Ranker<'_> {
    /// Gives a score a document, beside the documents of each segment, which are in ascending order.
    pub(super) fn scores(&self, terms: &[RankedTerm], docs: &[Vec<u32>]) -> Result<Vec<Vec<f64>>> {
        let owners = Owners::of(self.segments, docs)?;
        let (articles, found) = self.of_articles(terms, &owners)?;
        self.with_own(&self.own(terms, &found)?, docs, &owners, &articles)
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
        let (articles, found) = self.of_articles(terms, &owners)?;
        let own = self.own(terms, &found)?;
        // A claim's own words weigh more than its article's: nothing can be passed over.
        let limit = limit.filter(|_| self.unit == Unit::Passage);
        let Some(last) = limit.and_then(|limit| owners.place(&articles, limit, most)) else {
            let scores = self.with_own(&own, &docs, &owners, &articles)?;
            return Ok((docs, scores));
        };
        let (docs, owners) = owners.above(docs, &articles, last - most_own(&own) - MARGIN);
        let scores = self.with_own(&own, &docs, &owners, &articles)?;
        Ok((docs, scores))
    }

    /// Gives what [`Ranker::best`] does, of so many passages that all articles are scored: nobody asks of each whether it is one
    /// of theirs.
    pub(super) fn best_of_many(&self, terms: &[RankedTerm], docs: Vec<Vec<u32>>, limit: usize) -> Result<Scored> {
        let mut worth = Vec::with_capacity(docs.len());
        for at in 0..docs.len() {
            worth.push(vec![0.0; self.segments.articles(at)?.count()]);
        }
        let mut found = Vec::with_capacity(terms.len());
        for term in terms {
            found.push(self.add_to_all(term, &mut worth)?);
        }
        let own = self.own(terms, &found)?;
        let mut first = First::new(limit);
        for (at, (docs, worth)) in docs.iter().zip(&worth).enumerate() {
            self.segments.articles(at)?.each_of(docs, |place, docs| first.take(worth[place as usize], docs.len()));
        }
        let behind = first.last() - most_own(&own) - MARGIN;
        let mut kept: Vec<Vec<u32>> = vec![Vec::new(); docs.len()];
        for (at, (docs, worth)) in docs.iter().zip(&worth).enumerate() {
            self.segments.articles(at)?.each_of(docs, |place, docs| {
                if worth[place as usize] >= behind {
                    kept[at].extend_from_slice(docs);
                }
            });
        }
        let owners = Owners::of(self.segments, &kept)?;
        let mut articles = vec![0.0; owners.articles];
        for (places, worth) in owners.places.iter().zip(&worth) {
            places.iter().for_each(|(place, number)| articles[*number as usize] = worth[*place as usize]);
        }
        let scores = self.with_own(&own, &kept, &owners, &articles)?;
        Ok((kept, scores))
    }

    /// Adds what a term is worth in all articles and their titles, and tells how it was found.
    fn add_to_all(&self, term: &RankedTerm, worth: &mut [Vec<f64>]) -> Result<FoundIn> {
        let count = self.totals.articles;
        let mean = self.totals.article_tokens as f64 / count.max(1) as f64;
        let stem = Stemmed::new(self.segments.fields.passage.text, &term.stem);
        let (mut holding, mut passages) = (0, 0);
        let mut frequencies: Vec<Vec<(u32, u32)>> = vec![Vec::new(); worth.len()];
        for (at, segment) in self.segments.searcher.segment_readers().iter().enumerate() {
            let found = &mut frequencies[at];
            passages += self.segments.articles(at)?.each(segment, &stem, |place, frequency| found.push((place, frequency)))?;
            holding += found.len() as u64;
        }
        let rarity = rarity(count, holding);
        let weight = ARTICLE.weight * term.weight * rarity;
        let slack: Vec<f64> = (0..=u8::MAX).map(|id| ARTICLE.slack(FieldNormReader::id_to_fieldnorm(id), mean)).collect();
        for (at, found) in frequencies.iter().enumerate() {
            let lengths = self.segments.articles(at)?.lengths();
            for (place, frequency) in found {
                let slack = slack[usize::from(lengths[*place as usize])];
                worth[at][*place as usize] += weight * ARTICLE.saturated(*frequency, slack);
            }
        }
        let weight = TITLE.weight * term.weight * rarity;
        let stem = Stemmed::new(self.segments.fields.title, &term.stem);
        for (at, segment) in self.segments.searcher.segment_readers().iter().enumerate() {
            let (ends, lengths) = (self.segments.articles(at)?, self.segments.numbers(at, Number::Length)?);
            stem.each(segment, |article, _| {
                let saturation = TITLE.saturation(1, kept_length(lengths, article), TITLE_WORDS);
                worth[at][ends.place(article) as usize] += weight * saturation;
            })?;
        }
        Ok(FoundIn { rarity, passages })
    }

    /// Adds to what the articles are worth what the documents themselves are.
    fn with_own(&self, own: &[Own], docs: &[Vec<u32>], owners: &Owners, articles: &[f64]) -> Result<Vec<Vec<f64>>> {
        let mut scores: Vec<Vec<f64>> = docs.iter().map(|docs| vec![0.0; docs.len()]).collect();
        self.add_own(own, docs, &mut scores)?;
        for (scores, slots) in scores.iter_mut().zip(&owners.slots) {
            for (score, slot) in scores.iter_mut().zip(slots) {
                *score = rounded(*score + articles[*slot as usize]);
            }
        }
        Ok(scores)
    }

    /// Gives what the articles are worth, without the documents themselves, and how each term was found in articles.
    fn of_articles(&self, terms: &[RankedTerm], owners: &Owners) -> Result<(Vec<f64>, Vec<FoundIn>)> {
        let (mut articles, mut found) = (vec![0.0; owners.articles], Vec::with_capacity(terms.len()));
        for term in terms {
            let in_articles = self.add_articles(term, owners, &mut articles)?;
            self.add_titles(term, in_articles.rarity, owners, &mut articles)?;
            found.push(in_articles);
        }
        Ok((articles, found))
    }

    /// Gives the parts of the score of the only document of a set, a term each.
    pub(super) fn parts(&self, terms: &[RankedTerm], docs: &[Vec<u32>]) -> Result<Vec<ScorePart>> {
        let sum = |articles: &[f64]| rounded(articles.iter().sum());
        let owners = Owners::of(self.segments, docs)?;
        let mut parts = Vec::with_capacity(terms.len());
        for term in terms {
            let mut own: Vec<Vec<f64>> = docs.iter().map(|docs| vec![0.0; docs.len()]).collect();
            let (mut article, mut title) = (vec![0.0; owners.articles], vec![0.0; owners.articles]);
            let found = self.add_articles(term, &owners, &mut article)?;
            self.add_titles(term, found.rarity, &owners, &mut title)?;
            self.add_own(&self.own(std::slice::from_ref(term), &[found])?, docs, &mut own)?;
            let own = rounded(own.iter().flatten().sum());
            parts.push(ScorePart { word: term.word.clone(), own, article: sum(&article), title: sum(&title) });
        }
        Ok(parts)
    }

    /// Gives how each term is scored in the documents' own words.
    fn own(&self, terms: &[RankedTerm], found: &[FoundIn]) -> Result<Vec<Own>> {
        let fields = &self.segments.fields;
        let (scale, text, count, tokens) = match self.unit {
            Unit::Passage => (PASSAGE, fields.passage.text, self.totals.passages, self.totals.passage_tokens),
            Unit::Claim => (CLAIM, fields.claim.text, self.totals.claims, self.totals.claim_tokens),
        };
        let mean = tokens as f64 / count.max(1) as f64;
        let own = terms.iter().zip(found).map(|(term, found)| {
            // Articles are found by their passages, which were counted.
            let rarity = match self.unit {
                Unit::Passage => rarity(count, found.passages),
                Unit::Claim => self.rarity(text, &term.stem, count)?,
            };
            Ok(Own { scale, stem: Stemmed::new(text, &term.stem), weight: scale.weight * term.weight * rarity, mean })
        });
        own.collect()
    }

    /// Adds what the terms are worth in the passages or claims themselves.
    fn add_own(&self, own: &[Own], docs: &[Vec<u32>], scores: &mut [Vec<f64>]) -> Result<()> {
        let segments = docs.iter().zip(scores).enumerate();
        for (at, (docs, scores)) in segments.filter(|(_, (docs, _))| !docs.is_empty()) {
            let segment = &self.segments.searcher.segment_readers()[at];
            let (lengths, headlines) =
                (self.segments.numbers(at, Number::Length)?, self.segments.numbers(at, Number::Headline)?);
            for own in own {
                own.stem.among(segment, docs, |at, doc, frequency| {
                    // The words of a headline count as the title's, and the passage that tells the story comes first.
                    if headlines.first(doc).is_none() {
                        scores[at] += own.weight * own.scale.saturation(frequency, kept_length(lengths, doc), own.mean);
                    }
                })?;
            }
        }
        Ok(())
    }

    /// Adds what a term is worth in the whole articles, whose words are those of their passages, and tells how it was found.
    fn add_articles(&self, term: &RankedTerm, owners: &Owners, articles: &mut [f64]) -> Result<FoundIn> {
        let scale = match self.unit {
            Unit::Passage => ARTICLE,
            Unit::Claim => ARTICLE_OF_CLAIM,
        };
        let count = self.totals.articles;
        let mean = self.totals.article_tokens as f64 / count.max(1) as f64;
        let stem = Stemmed::new(self.segments.fields.passage.text, &term.stem);
        let (mut holding, mut passages, mut found) = (0, 0, Vec::new());
        for (at, (segment, wanted)) in self.segments.searcher.segment_readers().iter().zip(&owners.places).enumerate() {
            let (ends, mut wanted) = (self.segments.articles(at)?, wanted.iter().peekable());
            passages += ends.each(segment, &stem, |place, frequency| {
                holding += 1;
                if let Some((_, number)) = sought(&mut wanted, place) {
                    let saturation = scale.saturation(frequency, coarse(ends.words(place)), mean);
                    found.push(Worth { number: *number, saturation });
                }
            })?;
        }
        let rarity = rarity(count, holding);
        let weight = scale.weight * term.weight * rarity;
        found.into_iter().for_each(|worth| articles[worth.number as usize] += weight * worth.saturation);
        Ok(FoundIn { rarity, passages })
    }

    /// Adds what a term is worth in the articles' titles: the more, the shorter the title; a word counts once there.
    fn add_titles(&self, term: &RankedTerm, rarity: f64, owners: &Owners, articles: &mut [f64]) -> Result<()> {
        let weight = TITLE.weight * term.weight * rarity;
        let stem = Stemmed::new(self.segments.fields.title, &term.stem);
        for (at, (segment, wanted)) in self.segments.searcher.segment_readers().iter().zip(&owners.places).enumerate() {
            let (ends, lengths) = (self.segments.articles(at)?, self.segments.numbers(at, Number::Length)?);
            let mut wanted = wanted.iter().peekable();
            stem.each(segment, |article, _| {
                if let Some((_, number)) = sought(&mut wanted, ends.place(article)) {
                    articles[*number as usize] += weight * TITLE.saturation(1, kept_length(lengths, article), TITLE_WORDS);
                }
            })?;
        }
        Ok(())
    }

    /// Gives the inverse document frequency of a stem over `count` live documents.
    pub(super) fn rarity(&self, text: TextFields, stem: &str, count: u64) -> Result<f64> {
        let (stem, mut holding) = (Stemmed::new(text, stem), 0);
        for segment in self.segments.searcher.segment_readers() {
            holding += stem.count(segment)?;
        }
        Ok(rarity(count, holding))
    }
}

/// Gives what no document's own words are worth more than.
fn most_own(own: &[Own]) -> f64 {
    own.iter().map(|own| own.weight.max(0.0) * (own.scale.k1 + 1.0)).sum()
}

/// Goes on to the article at a place, of those that are wanted, if it is one of them.
fn sought<'w>(wanted: &mut Peekable<Iter<'w, (u32, u32)>>, place: u32) -> Option<&'w (u32, u32)> {
    while wanted.next_if(|(next, _)| *next < place).is_some() {}
    wanted.next_if(|(next, _)| *next == place)
}

fn rarity(count: u64, holding: u64) -> f64 {
    (1.0 + (count as f64 - holding as f64 + 0.5) / (holding as f64 + 0.5)).ln()
}

/// Gives how long the text of a document is, as it is kept.
fn kept_length(lengths: &Column<u64>, doc: u32) -> u32 {
    let kept = lengths.first(doc).and_then(|length| u8::try_from(length).ok());
    FieldNormReader::id_to_fieldnorm(kept.unwrap_or_default())
}

/// Gives a length as coarse as those of passages are kept.
fn coarse(length: u32) -> u32 {
    FieldNormReader::id_to_fieldnorm(FieldNormReader::fieldnorm_to_id(length))
}

impl Scale {
    /// Gives what a word is worth that occurs so often in a text of so many tokens, beside its rarity: from 0 to `k1 + 1`.
    fn saturation(&self, frequency: u32, length: u32, mean: f64) -> f64 {
        self.saturated(frequency, self.slack(length, mean))
    }

    /// Gives how slowly a text of so many tokens is saturated.
    fn slack(&self, length: u32, mean: f64) -> f64 {
        let length = f64::from(length);
        let length = if self.floor { length.max(mean) } else { length };
        self.k1 * (1.0 - self.b + self.b * length / mean.max(1.0))
    }

    fn saturated(&self, frequency: u32, slack: f64) -> f64 {
        let frequency = f64::from(frequency);
        frequency * (self.k1 + 1.0) / (frequency + slack)
    }
}

/// What the first of all documents are worth, as many as are wanted.
struct First {
    limit: usize,
    /// The least last; more than are wanted until they are sorted.
    worth: Vec<f64>,
    last: f64,
}

impl First {
    fn new(limit: usize) -> First {
        First { limit, worth: Vec::new(), last: f64::NEG_INFINITY }
    }

    /// Takes so many documents of one worth.
    fn take(&mut self, worth: f64, count: usize) {
        if worth > self.last {
            self.worth.extend(std::iter::repeat_n(worth, count.min(self.limit)));
            if self.worth.len() >= 4 * self.limit {
                self.cut();
            }
        }
    }

    fn cut(&mut self) {
        if self.limit > 0 && self.worth.len() >= self.limit {
            self.last = *self.worth.select_nth_unstable_by(self.limit - 1, |left, right| right.total_cmp(left)).1;
            self.worth.truncate(self.limit);
        }
    }

    /// Gives what the last of the first documents is worth; less than anything where there are not so many.
    fn last(mut self) -> f64 {
        self.cut();
        self.last
    }
}

fn rounded(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}
