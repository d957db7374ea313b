//! What answers a question, and in which order?

use super::corrected::Corrected;
use super::docset::DocBits;
use super::matching::{Matcher, Sets, column, unreadable};
use super::ranking::{Ranker, terms, total};
use super::schema::Fields;
use crate::engine::{Found, Request, Row, Sort, Summary, Totals};
use crate::error::Result;
use crate::model::answer::ScorePart;
use crate::model::id::ArticleId;
use crate::model::query::Node;
use std::cmp::{Ordering, Reverse};
use tantivy::Searcher;

/// A match with all that its order depends on.
struct Ranked {
    row: Row,
    published: Option<i64>,
}

/// Finds, scores, orders.
pub(super) fn find(searcher: &Searcher, fields: &Fields, summary: &Summary, request: &Request<'_>) -> Result<Found> {
    let sets = matches(searcher, fields, summary, request)?;
    let terms = terms(&request.query.root);
    let scores = match terms.is_empty() {
        true => None,
        false => Some(Ranker { searcher, fields, unit: request.unit, totals: summary.totals }.scores(&terms, &sets)?),
    };
    let found = total(&sets);
    let mut ranked = Vec::with_capacity(found as usize);
    for (at, (set, segment)) in sets.iter().zip(searcher.segment_readers()).enumerate() {
        let (article, position) = (column(segment, "article")?, column(segment, "position")?);
        let published = segment.fast_fields().i64("published").map_err(unreadable)?;
        ranked.extend(set.iter().enumerate().map(|(place, doc)| Ranked {
            row: Row {
                article: ArticleId(article.first(doc).unwrap_or_default()),
                position: position.first(doc).unwrap_or_default() as u32,
                score: scores.as_ref().map_or(0.0, |scores| scores[at][place]),
                place: (at as u64) << 32 | u64::from(doc),
            },
            published: published.first(doc),
        }));
    }
    let order = |left: &Ranked, right: &Ranked| compare(request.sort, left, right);
    let limit = request.limit.unwrap_or(usize::MAX);
    if limit > 0 && limit < ranked.len() {
        ranked.select_nth_unstable_by(limit - 1, order);
    }
    if !request.rest {
        ranked.truncate(limit);
    }
    let first = limit.min(ranked.len());
    ranked[..first].sort_unstable_by(order);
    Ok(Found { total: found, rows: ranked.into_iter().map(|ranked| ranked.row).collect() })
}

/// Keeps what a run took in.
fn keep_run(sets: &mut Sets, searcher: &Searcher, run: u64) -> Result<()> {
    for (set, segment) in sets.iter_mut().zip(searcher.segment_readers()) {
        let runs = column(segment, "run")?;
        let mut kept = DocBits::empty(segment.max_doc());
        set.iter().filter(|doc| runs.first(*doc) == Some(run)).for_each(|doc| kept.insert(doc));
        *set = kept;
    }
    Ok(())
}

/// Gives the documents that a question finds, a set a segment.
pub(super) fn matches(searcher: &Searcher, fields: &Fields, summary: &Summary, request: &Request<'_>) -> Result<Sets> {
    let corrected = Corrected::new(searcher, fields, request.corrections)?;
    let matcher = Matcher { searcher, fields, unit: request.unit, all: request.all, corrected: &corrected };
    let mut sets = matcher.matches(&request.query.root)?;
    if request.only_new {
        keep_run(&mut sets, searcher, summary.run)?;
    }
    Ok(sets)
}

/// Gives what the score of a row that was found is the sum of.
pub(super) fn explain(
    searcher: &Searcher,
    fields: &Fields,
    totals: Totals,
    request: &Request<'_>,
    row: &Row,
) -> Result<Vec<ScorePart>> {
    let mut docs = Vec::new();
    let corrected = Corrected::new(searcher, fields, request.corrections)?;
    let all = Matcher { searcher, fields, unit: request.unit, all: true, corrected: &corrected }.matches(&Node::All)?;
    for (set, segment) in all.iter().zip(searcher.segment_readers()) {
        let (article, position) = (column(segment, "article")?, column(segment, "position")?);
        let is_row =
            |doc: &u32| article.first(*doc) == Some(row.article.0) && position.first(*doc) == Some(u64::from(row.position));
        docs.push(set.iter().filter(is_row).collect());
    }
    Ranker { searcher, fields, unit: request.unit, totals }.parts(&terms(&request.query.root), &docs)
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
