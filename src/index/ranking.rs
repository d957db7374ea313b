//! How well does each match answer? Scores over live documents of one kind, summed in a fixed order.
//!
//! BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) with k1 and b of its own for each kind of text.
//! Statistics are those of live documents, so that equal content gives equal scores whatever the history: tantivy's own count
//! deleted documents until segments are merged.

use super::docset::DocBits;
use super::matching::Sets;
use super::occurrences::Stemmed;
use super::schema::TextFields;
use super::segments::{Number, Segments};
use super::walks::{Walk, Walks};
use super::words::stem_term;
use crate::engine::{Totals, Unit};
use crate::error::Result;
use crate::model::answer::ScorePart;
use crate::model::compound::as_one;
use crate::model::normal::words;
use crate::model::query::{Node, Test};
use crate::model::stop_words::{LONGEST_ASKING, asking_words, is_stop_word};
use std::borrow::Cow;
use std::sync::Arc;
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
const PASSAGE: Scale = Scale { weight: 0.25, k1: 1.2, b: 0.5, floor: true };
const CLAIM: Scale = Scale { weight: 1.0, k1: 1.2, b: 0.75, floor: true };
const ARTICLE_OF_CLAIM: Scale = Scale { weight: 0.5, k1: 1.2, b: 0.75, floor: true };
const TITLE: Scale = Scale { weight: 0.5, k1: 1.2, b: 0.75, floor: false };
/// How many words a title has: 8 to 14 on average on the sets that have titles. One number, so that no title leans on the others.
const TITLE_WORDS: f64 = 10.0;

/// What a compound counts as one word, beside its parts: enough to order those that have it as one alone. With the weight of a word
/// of its own the mean of the judged sets is 0.6739, with this 0.6756.
const AS_ONE: f64 = 0.05;

/// Where fewer documents are found than one for so many articles, theirs alone are weighed.
const FEW: u64 = 16;

/// A word that an article has so often may be worth to a passage of it all that it can be.
const SELDOM: u32 = 8;

/// Far more than what rounding adds to a score, and a score's own inexactness to one of its size.
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
    pub walks: &'a Walks<'a>,
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
            if let Some(word) = as_one(typed).filter(|_| is_bare) {
                let term = RankedTerm { stem: stem_term(&word), word, weight: weight * AS_ONE };
                found.push(Typed { term, is_stop: false, is_bare });
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

/// How terms are scored in the passages or claims themselves.
struct Own {
    scale: Scale,
    /// How long such a text is, on average.
    mean: f64,
    /// Of each term its weight, with its rarity.
    terms: Vec<(Arc<Stemmed>, f64)>,
}

/// What the articles of a segment are worth.
struct Worth {
    /// The places of those that are asked for, ascending; `None`: all.
    places: Option<Vec<u32>>,
    /// Beside the places.
    worth: Vec<f64>,
    /// Beside all places: what a passage of the article is worth at most by its own words. Empty where some are asked for,
    /// or claims.
    most_own: Vec<f64>,
}

/// An article that some of what was found belongs to.
struct Near {
    worth: f64,
    /// What its passages are worth at most.
    at_most: f64,
    /// Its first and its last document.
    start: u32,
    end: u32,
}

/// What articles are worth to a question, without the passages or claims themselves.
pub(super) struct Weighed {
    /// A segment each.
    worth: Vec<Worth>,
    /// A term each.
    spread: Vec<Spread>,
}

/// How a term is spread over all articles.
struct Spread {
    stemmed: Arc<Stemmed>,
    rarity: f64,
}

impl Worth {
    /// Begins with articles that are worth nothing yet.
    fn of(places: Vec<u32>) -> Worth {
        Worth { worth: vec![0.0; places.len()], most_own: Vec::new(), places: Some(places) }
    }

    fn of_all(count: usize, unit: Unit) -> Worth {
        let most_own = if unit == Unit::Passage { vec![0.0; count] } else { Vec::new() };
        Worth { places: None, worth: vec![0.0; count], most_own }
    }

    /// Gives what the article at a place is worth, which is asked for.
    fn at(&self, place: u32) -> f64 {
        self.slot(place).map_or(0.0, |slot| self.worth[slot])
    }

    fn add(&mut self, place: u32, worth: f64) {
        if let Some(slot) = self.slot(place) {
            self.worth[slot] += worth;
        }
    }

    /// Gives where the article at a place is kept, if it is asked for.
    fn slot(&self, place: u32) -> Option<usize> {
        match &self.places {
            Some(places) => places.binary_search(&place).ok(),
            None => Some(place as usize),
        }
    }

    /// Gives of the places that a word occurs in, with how often it does, those that are asked for.
    fn held<'w>(&self, articles: &'w [(u32, u32)]) -> Cow<'w, [(u32, u32)]> {
        let Some(places) = &self.places else { return Cow::Borrowed(articles) };
        let found = |place: &u32| articles.binary_search_by_key(place, |(place, _)| *place).ok();
        places.iter().filter_map(found).map(|at| articles[at]).collect::<Vec<_>>().into()
    }
}

impl Ranker<'_> {
    /// Gives a score a document, beside the documents of each segment, which are in ascending order.
    pub(super) fn scores(&self, terms: &[RankedTerm], docs: &[Vec<u32>]) -> Result<Vec<Vec<f64>>> {
        let weighed = self.weighed(terms, self.unweighed(docs)?)?;
        self.with_own(&self.own(terms, &weighed.spread)?, docs, &weighed.worth)
    }

    /// Gives all documents of the sets that may be among the `limit` best, and more, with their scores; of every article, `most`
    /// count. `None`: all.
    pub(super) fn best(&self, terms: &[RankedTerm], sets: &Sets, limit: Option<usize>, most: Option<usize>) -> Result<Scored> {
        let all = || sets.iter().map(|set| set.iter().collect()).collect::<Vec<Vec<u32>>>();
        if sets.iter().map(DocBits::count).sum::<u64>() < self.totals.articles / FEW {
            let docs = all();
            let scores = self.scores(terms, &docs)?;
            return Ok((docs, scores));
        }
        let weighed = self.weighed_all(terms)?;
        let own = self.own(terms, &weighed.spread)?;
        // A claim's own words weigh more than its article's: nothing can be passed over.
        let docs = match limit.filter(|_| self.unit == Unit::Passage) {
            Some(limit) => self.ahead(&own, sets, &weighed.worth, limit, most)?,
            None => all(),
        };
        let scores = self.with_own(&own, &docs, &weighed.worth)?;
        Ok((docs, scores))
    }

    /// Gives the documents that may be among the `limit` best.
    ///
    /// What the whole article is worth is known. A passage adds little to it: one whose article is so far behind that no words
    /// of its own could help is passed over unread.
    fn ahead(&self, own: &Own, sets: &Sets, worth: &[Worth], limit: usize, most: Option<usize>) -> Result<Vec<Vec<u32>>> {
        let mut first = First::new(limit, most);
        let mut near: Vec<Vec<Near>> = sets.iter().map(|_| Vec::new()).collect();
        for (at, ((set, worth), near)) in sets.iter().zip(worth).zip(&mut near).enumerate() {
            // Most articles are passed over by their worth alone, and not asked what was found of them.
            self.segments.articles(at)?.each(|place, start, end| {
                let (worth, most_own) = (worth.worth[place], worth.most_own[place]);
                let at_most = worth + most_own + MARGIN * (1.0 + worth.abs());
                if at_most >= first.last {
                    let found = set.between(start, end).count();
                    if worth > first.last {
                        first.take(worth, found);
                    }
                    if found > 0 {
                        near.push(Near { worth, at_most, start, end });
                    }
                }
            });
        }
        let kept = |is_kept: &dyn Fn(&Near) -> bool| -> Vec<Vec<u32>> {
            let docs = near.iter().zip(sets).map(|(near, set)| {
                near.iter().filter(|near| is_kept(near)).flat_map(|near| set.between(near.start, near.end)).collect()
            });
            docs.collect()
        };
        let last = first.last();
        if most.is_some() {
            return Ok(kept(&|near| near.at_most >= last));
        }
        // At least as many as are wanted stand in the first articles: what the last of them is worth with its own words, others
        // must reach.
        let scores = self.with_own(own, &kept(&|near| near.worth >= last), worth)?;
        let reached = nth(&mut scores.into_iter().flatten().collect::<Vec<f64>>(), limit).map_or(last, |score| score.max(last));
        Ok(kept(&|near| near.at_most >= reached))
    }

    /// Adds to what the articles are worth what the documents themselves are.
    fn with_own(&self, own: &Own, docs: &[Vec<u32>], worth: &[Worth]) -> Result<Vec<Vec<f64>>> {
        let mut scores: Vec<Vec<f64>> = docs.iter().map(|docs| vec![0.0; docs.len()]).collect();
        self.add_own(own, docs, &mut scores)?;
        for (at, ((docs, scores), worth)) in docs.iter().zip(&mut scores).zip(worth).enumerate() {
            let articles = self.segments.articles(at)?;
            for (doc, score) in docs.iter().zip(scores) {
                *score = rounded(*score + worth.at(articles.place(*doc)));
            }
        }
        Ok(scores)
    }

    /// Gives what all articles are worth, once a question.
    fn weighed_all(&self, terms: &[RankedTerm]) -> Result<Arc<Weighed>> {
        if let Some(weighed) = self.walks.weighed() {
            return Ok(weighed);
        }
        let segments = 0..self.segments.searcher.segment_readers().len();
        let all = segments.map(|at| Ok(Worth::of_all(self.segments.articles(at)?.count(), self.unit)));
        let weighed = Arc::new(self.weighed(terms, all.collect::<Result<_>>()?)?);
        self.walks.keep(&weighed);
        Ok(weighed)
    }

    /// Gives what articles are worth.
    fn weighed(&self, terms: &[RankedTerm], mut worth: Vec<Worth>) -> Result<Weighed> {
        let mut spread = Vec::with_capacity(terms.len());
        for term in terms {
            let walk = self.walks.of(&term.stem)?;
            let rarity = rarity(self.totals.articles, walk.articles());
            self.add_articles(term, rarity, &walk, &mut worth)?;
            self.add_titles(term, rarity, &mut worth)?;
            spread.push(Spread { stemmed: Arc::clone(&walk.stemmed), rarity });
        }
        Ok(Weighed { worth, spread })
    }

    /// Begins with the articles of documents.
    fn unweighed(&self, docs: &[Vec<u32>]) -> Result<Vec<Worth>> {
        let places = docs.iter().enumerate().map(|(at, docs)| {
            let mut places: Vec<u32> = Vec::new();
            if !docs.is_empty() {
                let articles = self.segments.articles(at)?;
                places.extend(docs.iter().map(|doc| articles.place(*doc)));
                places.dedup();
            }
            Ok(Worth::of(places))
        });
        places.collect()
    }

    /// Gives the parts of the score of the only document of a set, a term each.
    pub(super) fn parts(&self, terms: &[RankedTerm], docs: &[Vec<u32>]) -> Result<Vec<ScorePart>> {
        let mut parts = Vec::with_capacity(terms.len());
        for term in terms {
            let walk = self.walks.of(&term.stem)?;
            let rarity = rarity(self.totals.articles, walk.articles());
            let (mut article, mut title) = (self.unweighed(docs)?, self.unweighed(docs)?);
            self.add_articles(term, rarity, &walk, &mut article)?;
            self.add_titles(term, rarity, &mut title)?;
            let mut own: Vec<Vec<f64>> = docs.iter().map(|docs| vec![0.0; docs.len()]).collect();
            let spread = Spread { stemmed: Arc::clone(&walk.stemmed), rarity };
            self.add_own(&self.own(std::slice::from_ref(term), &[spread])?, docs, &mut own)?;
            let mut part = ScorePart { word: term.word.clone(), own: 0.0, article: 0.0, title: 0.0 };
            for (at, (docs, own)) in docs.iter().zip(&own).enumerate() {
                for (doc, own) in docs.iter().zip(own) {
                    let place = self.segments.articles(at)?.place(*doc);
                    part.own = rounded(*own);
                    (part.article, part.title) = (rounded(article[at].at(place)), rounded(title[at].at(place)));
                }
            }
            parts.push(part);
        }
        Ok(parts)
    }

    /// Gives how each term is scored in the documents' own words.
    fn own(&self, terms: &[RankedTerm], spread: &[Spread]) -> Result<Own> {
        let (scale, count, tokens) = match self.unit {
            Unit::Passage => (PASSAGE, self.totals.passages, self.totals.passage_tokens),
            Unit::Claim => (CLAIM, self.totals.claims, self.totals.claim_tokens),
        };
        let weighed = terms.iter().zip(spread).map(|(term, spread)| {
            let (stemmed, rarity) = match self.unit {
                Unit::Passage => (Arc::clone(&spread.stemmed), spread.rarity),
                Unit::Claim => {
                    let (stemmed, rarity) = looked_up(self.segments, self.segments.fields.claim.text, &term.stem, count)?;
                    (Arc::new(stemmed), rarity)
                }
            };
            Ok((stemmed, scale.weight * term.weight * rarity))
        });
        Ok(Own { scale, mean: tokens as f64 / count.max(1) as f64, terms: weighed.collect::<Result<_>>()? })
    }

    /// Adds what the terms are worth in the passages or claims themselves.
    fn add_own(&self, own: &Own, docs: &[Vec<u32>], scores: &mut [Vec<f64>]) -> Result<()> {
        let segments = docs.iter().zip(scores).enumerate();
        for (at, (docs, scores)) in segments.filter(|(_, (docs, _))| !docs.is_empty()) {
            let (lengths, headlines) =
                (self.segments.numbers(at, Number::Length)?, self.segments.numbers(at, Number::Headline)?);
            // The words of a headline count as the title's, and the passage that tells the story comes first.
            let slack =
                |doc: &u32| headlines.first(*doc).is_none().then(|| own.scale.slack(kept_length(lengths, *doc), own.mean));
            let slack: Vec<Option<f64>> = docs.iter().map(slack).collect();
            for (stem, weight) in &own.terms {
                stem.lists(at).among(docs, |at, frequency| {
                    if let Some(slack) = slack[at] {
                        scores[at] += weight * own.scale.saturated(frequency, slack);
                    }
                })?;
            }
        }
        Ok(())
    }

    /// Adds what a term is worth in the whole articles, whose words are those of their passages.
    fn add_articles(&self, term: &RankedTerm, rarity: f64, walk: &Walk, worth: &mut [Worth]) -> Result<()> {
        let scale = match self.unit {
            Unit::Passage => ARTICLE,
            Unit::Claim => ARTICLE_OF_CLAIM,
        };
        let mean = self.totals.article_tokens as f64 / self.totals.articles.max(1) as f64;
        let weight = scale.weight * term.weight * rarity;
        let slack: Vec<f64> = (0..=u8::MAX).map(|id| scale.slack(FieldNormReader::id_to_fieldnorm(id), mean)).collect();
        let own = (PASSAGE.weight * term.weight * rarity).max(0.0);
        // No passage has a word more often than its article. None is saturated more quickly than one of the mean length, which its
        // floor sees to.
        let seldom = (0..SELDOM).map(|frequency| own * PASSAGE.saturated(frequency, PASSAGE.k1));
        let most_own: Vec<f64> = seldom.chain([own * (PASSAGE.k1 + 1.0)]).collect();
        for (at, (held, worth)) in walk.segments.iter().zip(worth).enumerate() {
            let held = worth.held(&held.articles);
            let length = self.segments.articles(at)?.lengths(held.len());
            for (place, frequency) in held.iter() {
                worth.add(*place, weight * scale.saturated(*frequency, slack[usize::from(length(*place))]));
            }
            if !worth.most_own.is_empty() {
                for (place, frequency) in held.iter() {
                    worth.most_own[*place as usize] += most_own[(*frequency as usize).min(most_own.len() - 1)];
                }
            }
        }
        Ok(())
    }

    /// Adds what a term is worth in the articles' titles: the more, the shorter the title; a word counts once there.
    fn add_titles(&self, term: &RankedTerm, rarity: f64, worth: &mut [Worth]) -> Result<()> {
        let weight = TITLE.weight * term.weight * rarity;
        let stemmed = Stemmed::new(self.segments, self.segments.fields.title, &term.stem)?;
        for (at, (segment, worth)) in self.segments.searcher.segment_readers().iter().zip(worth).enumerate() {
            let (articles, lengths) = (self.segments.articles(at)?, self.segments.numbers(at, Number::Length)?);
            let mut titled = Vec::new();
            stemmed.lists(at).each_listed(segment, |article, _| titled.push(article))?;
            titled.sort_unstable();
            titled.dedup();
            let wanted = worth.places.as_ref().map_or(titled.len(), |places| titled.len().min(places.len()));
            let length = articles.title_lengths(wanted, |article| kept_length(lengths, article));
            for article in titled {
                let place = articles.place(article);
                if let Some(slot) = worth.slot(place) {
                    worth.worth[slot] += weight * TITLE.saturation(1, length(place, article), TITLE_WORDS);
                }
            }
        }
        Ok(())
    }
}

/// Gives the inverse document frequency of a stem over `count` live documents.
pub(super) fn rarity_of(segments: &Segments, text: TextFields, stem: &str, count: u64) -> Result<f64> {
    Ok(looked_up(segments, text, stem, count)?.1)
}

/// Gives where a stem stands, with its rarity over `count` live documents.
fn looked_up(segments: &Segments, text: TextFields, stem: &str, count: u64) -> Result<(Stemmed, f64)> {
    let stemmed = Stemmed::new(segments, text, stem)?;
    let rarity = rarity(count, stemmed.count(segments)?);
    Ok((stemmed, rarity))
}

fn rarity(count: u64, holding: u64) -> f64 {
    (1.0 + (count as f64 - holding as f64 + 0.5) / (holding as f64 + 0.5)).ln()
}

/// Gives how long the text of a document is, as it is kept.
fn kept_length(lengths: &Column<u64>, doc: u32) -> u32 {
    let kept = lengths.first(doc).and_then(|length| u8::try_from(length).ok());
    FieldNormReader::id_to_fieldnorm(kept.unwrap_or_default())
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
    /// How many count of an article.
    most: usize,
    /// The least last; more than are wanted until they are sorted.
    worth: Vec<f64>,
    /// What the last of them is worth at least, as far as is known; less than anything where there are not so many yet.
    last: f64,
}

impl First {
    fn new(limit: usize, most: Option<usize>) -> First {
        First { limit, most: most.map_or(limit, |most| most.min(limit)), worth: Vec::new(), last: f64::NEG_INFINITY }
    }

    /// Takes an article of so many documents.
    fn take(&mut self, worth: f64, count: usize) {
        self.worth.extend(std::iter::repeat_n(worth, count.min(self.most)));
        if self.worth.len() >= 4 * self.limit {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if let Some(last) = nth(&mut self.worth, self.limit) {
            self.last = last;
            self.worth.truncate(self.limit);
        }
    }

    /// Gives what the last of the first documents is worth; less than anything where there are not so many.
    fn last(mut self) -> f64 {
        self.cut();
        self.last
    }
}

/// Gives the score in place `limit`, and puts higher ones before it; `None` where there are not so many.
pub(super) fn nth(scores: &mut [f64], limit: usize) -> Option<f64> {
    let last = limit.checked_sub(1).filter(|last| *last < scores.len())?;
    Some(*scores.select_nth_unstable_by(last, |left, right| right.total_cmp(left)).1)
}

fn rounded(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}
