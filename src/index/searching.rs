//! What answers a question, and in which order?

use super::corrected::Corrected;
use super::docset::DocBits;
use super::matching::{Matcher, Sets, column};
use super::ranking::{RankedTerm, Ranker, Scored, nth};
use super::segments::{Number, Segments};
use super::walks::Walks;
use crate::engine::{Found, Request, Row, Sort, Summary, keep_a_few};
use crate::error::Result;
use crate::model::answer::ScorePart;
use crate::model::id::ArticleId;
use std::cmp::{Ordering, Reverse};
use tantivy::fastfield::Column;

/// A match with all that its order depends on.
struct Ranked {
    row: Row,
    published: Option<i64>,
}

/// Documents that were found, of each segment in ascending order, and their scores beside them; `None`: nothing is ranked by words.
struct Kept {
    docs: Vec<Vec<u32>>,
    scores: Option<Vec<Vec<f64>>>,
    /// How many were found, of every article as many as are wanted.
    total: u64,
}

/// Scores and orders what matches.
pub(super) fn find(ranker: &Ranker<'_>, terms: &[RankedTerm], request: &Request<'_>, sets: &Sets) -> Result<Found> {
    if request.limit == Some(0) {
        return Ok(Found { total: count(ranker.segments, sets, request.per_article)?, rows: Vec::new() });
    }
    let kept = keep(ranker, terms, sets, request)?;
    let mut ranked = rows(ranker.segments, &kept)?;
    let order = |left: &Ranked, right: &Ranked| compare(request.sort, left, right);
    let limit = request.limit.unwrap_or(usize::MAX);
    if request.per_article.is_none() && limit > 0 && limit < ranked.len() {
        ranked.select_nth_unstable_by(limit - 1, order);
        ranked.truncate(limit);
    }
    let first = if request.per_article.is_none() { limit.min(ranked.len()) } else { ranked.len() };
    ranked[..first].sort_unstable_by(order);
    let mut rows: Vec<Row> = ranked.into_iter().map(|ranked| ranked.row).collect();
    if let Some(most) = request.per_article {
        keep_a_few(&mut rows, most);
    }
    rows.truncate(limit);
    Ok(Found { total: kept.total, rows })
}

/// Keeps the documents that may be among the first, with their scores.
fn keep(ranker: &Ranker<'_>, terms: &[RankedTerm], sets: &Sets, request: &Request<'_>) -> Result<Kept> {
    let (limit, most) = (request.limit, request.per_article);
    let total = count(ranker.segments, sets, most)?;
    let by_words = request.sort == Sort::Relevance && !terms.is_empty();
    if !by_words || total == 0 {
        let docs = sets.iter().map(|set| set.iter().collect()).collect();
        let limit = if most.is_none() { limit } else { None };
        let docs = by_date(ranker.segments, docs, limit.unwrap_or(0), request.sort)?;
        let scores = (!terms.is_empty()).then(|| ranker.scores(terms, &docs)).transpose()?;
        return Ok(Kept { docs, scores, total });
    }
    let limit = limit.filter(|limit| (*limit as u64) < total);
    let (docs, scores) = ranker.best(terms, sets, limit, most)?;
    let (docs, scores) = match (limit, most) {
        (Some(limit), None) => best(docs, scores, limit),
        _ => (docs, scores),
    };
    Ok(Kept { docs, scores: Some(scores), total })
}

/// Counts what was found, of every article `most` at most.
fn count(segments: &Segments, sets: &Sets, most: Option<usize>) -> Result<u64> {
    let Some(most) = most else { return Ok(sets.iter().map(DocBits::count).sum()) };
    let mut count = 0;
    for (at, set) in sets.iter().enumerate() {
        segments.articles(at)?.each_of(set, |_, first, end| count += set.between(first, end).take(most).count() as u64);
    }
    Ok(count)
}

/// Keeps the documents that score as high as the one in place `limit`.
fn best(docs: Vec<Vec<u32>>, scores: Vec<Vec<f64>>, limit: usize) -> Scored {
    let mut all: Vec<f64> = scores.iter().flatten().copied().collect();
    let Some(last) = nth(&mut all, limit) else { return (docs, scores) };
    let kept = |(docs, scores): (Vec<u32>, Vec<f64>)| {
        docs.into_iter().zip(scores).filter(|(_, score)| *score >= last).unzip::<u32, f64, Vec<u32>, Vec<f64>>()
    };
    docs.into_iter().zip(scores).map(kept).unzip()
}

/// Keeps the documents whose dates may be among the `limit` first.
fn by_date(segments: &Segments, docs: Vec<Vec<u32>>, limit: usize, sort: Sort) -> Result<Vec<Vec<u32>>> {
    if limit == 0 || docs.iter().map(Vec::len).sum::<usize>() <= limit {
        return Ok(docs);
    }
    let key = |published: Option<i64>| match (sort, published) {
        (Sort::Oldest, Some(published)) => i128::from(published),
        (_, Some(published)) => -i128::from(published),
        (_, None) => i128::MAX,
    };
    let mut dates: Vec<Vec<i128>> = Vec::with_capacity(docs.len());
    for (at, docs) in docs.iter().enumerate() {
        let published = segments.published(at)?;
        dates.push(docs.iter().map(|doc| key(published.first(*doc))).collect());
    }
    let mut all: Vec<i128> = dates.iter().flatten().copied().collect();
    let last = *all.select_nth_unstable(limit - 1).1;
    let kept = |(docs, dates): (Vec<u32>, Vec<i128>)| {
        docs.into_iter().zip(dates).filter(|(_, date)| *date <= last).map(|(doc, _)| doc).collect()
    };
    Ok(docs.into_iter().zip(dates).map(kept).collect())
}

/// Reads what the order of documents depends on.
fn rows(segments: &Segments, kept: &Kept) -> Result<Vec<Ranked>> {
    let mut ranked = Vec::with_capacity(kept.docs.iter().map(Vec::len).sum());
    for (at, docs) in kept.docs.iter().enumerate().filter(|(_, docs)| !docs.is_empty()) {
        let (places, published) = (Places::of(segments, at)?, segments.published(at)?);
        ranked.extend(docs.iter().enumerate().map(|(place, doc)| Ranked {
            row: places.row(*doc, kept.scores.as_ref().map_or(0.0, |scores| scores[at][place])),
            published: published.first(*doc),
        }));
    }
    Ok(ranked)
}

/// Gives the place of a document, by its segment.
pub(super) fn place(segment: u32, doc: u32) -> u64 {
    u64::from(segment) << 32 | u64::from(doc)
}

/// What says which passage or claim a document of a segment is.
pub(super) struct Places<'a> {
    segment: u32,
    article: &'a Column<u64>,
    position: &'a Column<u64>,
}

impl<'a> Places<'a> {
    /// Looks into a segment.
    pub(super) fn of(segments: &'a Segments, at: usize) -> Result<Places<'a>> {
        let (article, position) = (segments.numbers(at, Number::Article)?, segments.numbers(at, Number::Position)?);
        Ok(Places { segment: at as u32, article, position })
    }

    /// Gives the row of a document.
    pub(super) fn row(&self, doc: u32, score: f64) -> Row {
        Row {
            article: ArticleId(self.article.first(doc).unwrap_or_default()),
            position: self.position.first(doc).unwrap_or_default() as u32,
            score,
            place: place(self.segment, doc),
        }
    }
}

/// Keeps what a run took in.
fn keep_run(sets: &mut Sets, segments: &Segments, run: u64) -> Result<()> {
    for (set, segment) in sets.iter_mut().zip(segments.searcher.segment_readers()) {
        let runs = column(segment, "run")?;
        let mut kept = DocBits::empty(segment.max_doc());
        set.iter().filter(|doc| runs.first(*doc) == Some(run)).for_each(|doc| kept.insert(doc));
        *set = kept;
    }
    Ok(())
}

/// Gives the documents that a question finds, a set a segment.
pub(super) fn matches(segments: &Segments, summary: &Summary, request: &Request<'_>, walks: &Walks<'_>) -> Result<Sets> {
    let corrected = Corrected::new(segments, request.corrections)?;
    let matcher = Matcher { segments, unit: request.unit, all: request.all, corrected: &corrected, walks };
    let mut sets = matcher.matches(&request.query.root)?;
    if request.only_new {
        keep_run(&mut sets, segments, summary.run)?;
    }
    Ok(sets)
}

/// Gives what the score of a row that was found is the sum of.
pub(super) fn explain(ranker: &Ranker<'_>, terms: &[RankedTerm], row: &Row) -> Result<Vec<ScorePart>> {
    let mut docs = vec![Vec::new(); ranker.segments.searcher.segment_readers().len()];
    if let Some(docs) = docs.get_mut((row.place >> 32) as usize) {
        docs.push(row.place as u32);
    }
    ranker.parts(terms, &docs)
}

/// Law 8: score, then publication (newest first, unknown last), then article, then position.
fn compare(sort: Sort, left: &Ranked, right: &Ranked) -> Ordering {
    let score = || right.row.score.total_cmp(&left.row.score);
    let newest = || Reverse(left.published).cmp(&Reverse(right.published));
    let oldest = || (left.published.is_none(), left.published).cmp(&(right.published.is_none(), right.published));
    let place = || (left.row.article, left.row.position).cmp(&(right.row.article, right.row.position));
    match sort {
        Sort::Relevance => score().then_with(newest).then_with(place),
        Sort::Newest => newest().then_with(place),
        Sort::Oldest => oldest().then_with(place),
    }
}
