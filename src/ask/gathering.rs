//! Which rows does a question find, up to the last that is shown, and what do all of them hold?

use super::aliases::Aliases;
use super::articles::Articles;
use super::copies::{self, Leader};
use super::sides::Sides;
use super::{Match, Question, facets, statements};
use crate::engine::{Engine, Found, Request, Sort, Unit, keep_a_few};
use crate::error::Result;
use crate::model::answer::FacetValue;
use crate::model::query::Query;
use std::collections::{BTreeMap, BTreeSet};

/// Gives the place of the last hit that is shown.
pub(super) fn last(question: &Question) -> usize {
    match question.limit {
        0 => usize::MAX,
        limit => question.offset.saturating_add(limit),
    }
}

/// Makes the request for the `last` best rows by any of the words.
pub(super) fn request<'a>(question: &'a Question, unit: Unit, query: &'a Query, last: usize) -> Request<'a> {
    Request {
        sort: question.sort,
        limit: (last < usize::MAX).then_some(last),
        only_new: question.only_new,
        ..Request::all_of(unit, query, &question.corrections)
    }
}

/// What is known of all rows that a question finds.
pub(super) struct Gathered {
    /// Rows there are, whatever the limit and the copies.
    pub total: u64,
    /// Those up to the last that is shown, with their copies.
    pub leaders: Vec<Leader>,
    pub facets: Option<BTreeMap<String, Vec<FacetValue>>>,
    /// Whether the rows hold all the words.
    pub all: bool,
    /// What the claims say, where they are all that the question finds.
    pub sides: Option<Sides>,
}

/// Finds the rows up to the last that is shown, puts copies behind the row that is shown for them, and counts what all hold.
pub(super) fn gather(
    aliases: &Aliases<'_>,
    articles: &mut Articles<'_>,
    question: &Question,
    unit: Unit,
    query: &Query,
    notices: &mut Vec<String>,
) -> Result<Gathered> {
    let (engine, last) = (aliases.engine, last(question));
    let mut rows = match question.group {
        // What a few of each article are, is known of all rows alone.
        _ if question.per_article.is_some() && (question.group || question.facets.is_some()) => usize::MAX,
        false => last,
        // Copies stand close together: half as many rows again are enough as a rule.
        true => last.saturating_add(last / 2),
    };
    let mut facets = None;
    loop {
        let (mut found, all) = find(engine, question, unit, query, rows, notices)?;
        let request = Request { all, limit: None, ..request(question, unit, query, rows) };
        if let (Some(most), None) = (question.facets, &facets) {
            let rows = question.per_article.map(|_| found.rows.as_slice());
            facets = Some(facets::count(aliases, &request, rows, most)?);
        }
        found.rows.truncate(rows);
        let (leaders, sides) = match question.group {
            true if unit == Unit::Claim => statements::group(aliases, articles, &request, &found, last)?,
            true => (copies::group(engine, articles, &request, &found, last)?, None),
            false => (found.rows.iter().take(last).map(|row| Leader { row: *row, copies: Vec::new() }).collect(), None),
        };
        if !question.group || leaders.len() >= last || found.rows.len() as u64 >= found.total {
            // Where a few of each article are shown, the others may say the opposite.
            let sides = sides.filter(|_| question.per_article.is_none());
            return Ok(Gathered { total: found.total, leaders, facets, all, sides });
        }
        rows = rows.saturating_mul(4);
    }
}

/// Finds the rows by the match mode, the `last` best first and in order, and tells whether they hold all the words; `total`
/// depends on the question and its limit, not on the page.
fn find(
    engine: &dyn Engine,
    question: &Question,
    unit: Unit,
    query: &Query,
    last: usize,
    notices: &mut Vec<String>,
) -> Result<(Found, bool)> {
    let per_article = question.per_article;
    let find = |all: bool| engine.find(&Request { all, per_article, ..request(question, unit, query, last) });
    let mut all = question.matching != Match::Any;
    let mut found = find(all)?;
    let enough = question.limit > 0 && found.total >= question.limit as u64;
    if question.matching == Match::Auto && !enough && query.root.bare_words() > 1 {
        let some = find(false)?;
        if some.total > found.total {
            all = false;
            notices.push(fallen_back(question.sort, unit, found.total));
            found = match question.sort {
                Sort::Relevance => behind(found, some),
                Sort::Newest | Sort::Oldest => some,
            };
            if let Some(most) = per_article {
                keep_a_few(&mut found.rows, most);
            }
        } else if per_article.is_none() {
            // The same rows, and the store knows them as those with any of the words.
            all = false;
        }
    }
    Ok((found, all))
}

/// Says that hits hold some of the words alone.
fn fallen_back(sort: Sort, unit: Unit, held: u64) -> String {
    let (one, many) = match unit {
        Unit::Passage => ("passage", "passages"),
        Unit::Claim => ("claim", "claims"),
    };
    let (holding, first) = match held {
        1 => (format!("1 {one} holds all the words"), "comes first"),
        _ => (format!("{held} {many} hold all the words"), "come first"),
    };
    match (held, sort) {
        (0, _) => format!("no {one} holds all the words: these hold some of them (--match all asks for all)"),
        (_, Sort::Relevance) => format!("{holding} and {first}; the others hold some of them (--match all asks for all)"),
        _ => format!("{holding}; the others hold some of them (--match all asks for all)"),
    }
}

/// Puts behind the rows of `first` those of `more` that are not among them.
fn behind(first: Found, more: Found) -> Found {
    let held: BTreeSet<u64> = first.rows.iter().map(|row| row.place).collect();
    let others = more.rows.into_iter().filter(|row| !held.contains(&row.place));
    Found { total: more.total, rows: first.rows.into_iter().chain(others).collect() }
}
