//! Verb: how does one question become one answer?

mod articles;
mod copies;
mod filters;
mod highlights;
mod names;
mod rarities;
mod statements;
mod trace;
mod verifying;

pub use copies::copies_of;
pub use filters::Filters;
pub use names::{NameQuestion, names};
pub use trace::{Tracing, trace};
pub use verifying::verify;

use crate::engine::{Engine, Found, Request, Row, Sort, Stored, Unit};
use crate::error::{Error, Result};
use crate::model::answer::{Answer, Asked, Hit, HitKind};
use crate::model::document::Claim;
use crate::model::id::{ArticleId, Id, Part};
use crate::model::query::Query;
use crate::model::span::Span;
use crate::model::view::Window;
use crate::query;
use articles::Articles;
use copies::Leader;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// One question.
#[derive(Clone, Debug)]
pub struct Question {
    pub typed: String,
    /// Whether `typed` is words alone, without syntax.
    pub plain: bool,
    pub filters: Filters,
    pub matching: Match,
    pub sort: Sort,
    /// At most this many hits; 0: all.
    pub limit: usize,
    /// Hits passed over first.
    pub offset: usize,
    /// At most this many hits an article, its best.
    pub per_article: Option<usize>,
    /// Whether hits that are copies of one another are shown as one.
    pub group: bool,
    /// Whether each hit says what its score is the sum of.
    pub explain: bool,
    /// The day of asking, for "the last seven days".
    pub today: jiff::civil::Date,
    /// The caller's folder: paths below it are shown relative to it.
    pub here: Option<PathBuf>,
}

/// How bare words side by side count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Match {
    All,
    Any,
    /// All; and where fewer hits than asked for have all, then any, with a notice.
    #[default]
    Auto,
}

/// Finds passages.
///
/// # Errors
/// Where the store cannot be read. An odd question gives an answer with notices.
pub fn search(engine: &dyn Engine, question: &Question) -> Result<Answer> {
    ask(engine, question, Unit::Passage)
}

/// Finds claims.
///
/// # Errors
/// As [`search`].
pub fn claims(engine: &dyn Engine, question: &Question) -> Result<Answer> {
    ask(engine, question, Unit::Claim)
}

/// An article and a part of it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub stored: Stored,
    /// Of no rank.
    pub hit: Hit,
    /// Where the hit stands in the article's text.
    pub span: Span,
}

/// Gives the article, passage or claim with an id; `None` where the store does not have it.
///
/// # Errors
/// Where the store cannot be read.
pub fn look_up(engine: &dyn Engine, id: Id, here: Option<&Path>) -> Result<Option<Shown>> {
    let Some(stored) = engine.document(id.article)? else { return Ok(None) };
    let findings = &stored.document.findings;
    let (span, kind, shown) = match id.part {
        Part::Whole => match story(&stored) {
            Some(span) => (span, HitKind::Passage, None),
            None => return Ok(None),
        },
        Part::Passage(number) => match findings.passages.get(number as usize) {
            Some(span) => (*span, HitKind::Passage, None),
            None => return Ok(None),
        },
        Part::Claim(number) => match findings.claims.get(number as usize) {
            Some(claim) => (claim_window(claim, &findings.passages), HitKind::Claim, Some(number as usize)),
            None => return Ok(None),
        },
    };
    let everything = Query { root: crate::model::query::Node::All };
    let mut hit = hit(&stored, id, kind, span, shown, &everything, here);
    hit.rank = 0;
    let request = Request { unit: Unit::Passage, query: &everything, all: true, sort: Sort::Newest, limit: None };
    hit.also_in = match id.part {
        Part::Whole => copies_of(engine, &stored)?,
        Part::Passage(number) => copies::of_passage(engine, &request, &stored, number)?,
        Part::Claim(_) => Vec::new(),
    };
    Ok(Some(Shown { stored, hit, span }))
}

fn ask(engine: &dyn Engine, question: &Question, unit: Unit) -> Result<Answer> {
    let (typed, mut notices) = match question.plain {
        true => (query::plain(&question.typed), Vec::new()),
        false => query::parse(&question.typed, question.today),
    };
    let asked = Asked { typed: question.typed.clone(), understood: typed.to_string() };
    let filtered = question.filters.apply(typed, question.today, &mut notices);
    let query = filters::with_aliases(engine, filtered, &mut notices)?;
    let mut articles = Articles::new(engine);
    let (total, leaders, all) = grouped(engine, &mut articles, question, unit, &query, &mut notices)?;
    let request = Request { unit, query: &query, all: false, sort: question.sort, limit: None };
    let (mut hits, mut shown) = (Vec::new(), Vec::new());
    let ranked = query.root.wanted().iter().any(|(leaf, _)| !leaf.ranked().is_empty());
    for (leader, rank) in leaders.into_iter().zip(1u64..).skip(question.offset) {
        let row = &leader.row;
        let mut hit = of_row(articles.get(row.article)?, row, unit, &query, question.here.as_deref())?;
        hit.rank = rank;
        hit.score = ranked.then_some(row.score);
        hit.score_parts = (ranked && question.explain).then(|| engine.explain(&request, row)).transpose()?;
        shown.push(leader.row);
        hit.also_in = leader.copies;
        hits.push(hit);
    }
    let statements = match question.group && unit == Unit::Claim {
        true => Some(statements::tell(engine, &mut articles, &Request { all, ..request }, &shown, &hits)?),
        false => None,
    };
    notices.extend(copies_listed(&hits, unit));
    let mut told = BTreeSet::new();
    notices.retain(|notice| told.insert(notice.clone()));
    Ok(Answer { query: asked, total, hits, statements, facets: None, notices })
}

/// Finds the rows up to the last that is shown, with copies behind the row that is shown for them; how many rows there are in all,
/// and whether they hold all the words.
fn grouped(
    engine: &dyn Engine,
    articles: &mut Articles<'_>,
    question: &Question,
    unit: Unit,
    query: &Query,
    notices: &mut Vec<String>,
) -> Result<(u64, Vec<Leader>, bool)> {
    let last = match question.limit {
        0 => usize::MAX,
        limit => question.offset.saturating_add(limit),
    };
    if !question.group {
        let (found, all) = find(engine, question, unit, query, last, notices)?;
        let alone = |row| Leader { row, copies: Vec::new() };
        return Ok((found.total, found.rows.into_iter().map(alone).collect(), all));
    }
    // Copies stand close together: half as many rows again are enough as a rule.
    let mut rows = if question.per_article.is_some() { usize::MAX } else { last.saturating_add(last / 2) };
    loop {
        let (found, all) = find(engine, question, unit, query, rows, notices)?;
        let request = Request { unit, query, all, sort: question.sort, limit: None };
        let leaders = match unit {
            Unit::Passage => copies::group(engine, articles, &request, &found, last)?,
            Unit::Claim => statements::group(engine, articles, &request, &found, last)?,
        };
        if leaders.len() >= last || found.rows.len() as u64 >= found.total {
            return Ok((found.total, leaders, all));
        }
        rows = rows.saturating_mul(4);
    }
}

/// Says how many hits are not shown each.
fn copies_listed(hits: &[Hit], unit: Unit) -> Option<String> {
    let copies: usize = hits.iter().map(|hit| hit.also_in.len()).sum();
    Some(match copies {
        0 => return None,
        _ if unit == Unit::Claim => format!(
            "{} carried more than once and shown once (--no-group shows each claim)",
            match hits.iter().filter(|hit| !hit.also_in.is_empty()).count() {
                1 => "1 statement is".to_owned(),
                several => format!("{several} statements are"),
            }
        ),
        1 => "1 hit is a copy of another and listed with it (--no-group shows each)".to_owned(),
        _ => format!("{copies} hits are copies of others and listed with them (--no-group shows each)"),
    })
}

/// Finds the `last` best rows by the match mode, and tells whether they hold all the words; `total` depends on the question and its limit, not on the page.
fn find(
    engine: &dyn Engine,
    question: &Question,
    unit: Unit,
    query: &Query,
    last: usize,
    notices: &mut Vec<String>,
) -> Result<(Found, bool)> {
    let limit = (last < usize::MAX && question.per_article.is_none()).then_some(last);
    let find = |all: bool| -> Result<Found> {
        let mut found = engine.find(&Request { unit, query, all, sort: question.sort, limit })?;
        cut(&mut found, question.per_article);
        Ok(found)
    };
    let mut all = question.matching != Match::Any;
    let mut found = find(all)?;
    let enough = question.limit > 0 && found.total >= question.limit as u64;
    if question.matching == Match::Auto && !enough && query.root.bare_words() > 1 {
        let some = find(false)?;
        if some.total > found.total {
            notices.push(fallen_back(question.sort, unit, found.total));
            found = match question.sort {
                Sort::Relevance => behind(found, some),
                Sort::Newest | Sort::Oldest => some,
            };
            cut(&mut found, question.per_article);
            all = false;
        }
    }
    found.rows.truncate(last);
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
    let held: BTreeSet<(ArticleId, u32)> = first.rows.iter().map(|row| (row.article, row.position)).collect();
    let others = more.rows.into_iter().filter(|row| !held.contains(&(row.article, row.position)));
    Found { total: more.total, rows: first.rows.into_iter().chain(others).collect() }
}

/// Keeps of every article its best rows, where all were found.
fn cut(found: &mut Found, per_article: Option<usize>) {
    if let Some(most) = per_article {
        keep_a_few(&mut found.rows, most);
        found.total = found.rows.len() as u64;
    }
}

/// Keeps of every article its best rows, in order.
fn keep_a_few(rows: &mut Vec<Row>, most: usize) {
    let mut kept: BTreeMap<ArticleId, usize> = BTreeMap::new();
    rows.retain(|row| {
        let count = kept.entry(row.article).or_default();
        *count += 1;
        *count <= most
    });
}

fn of_row(stored: &Stored, row: &Row, unit: Unit, query: &Query, here: Option<&Path>) -> Result<Hit> {
    let findings = &stored.document.findings;
    let number = row.position as usize;
    let lost = || {
        Error::index(format!(
            "the index has a part of article {} that the article has not: rebuild it with `whosaid index --rebuild`",
            row.article
        ))
    };
    Ok(match unit {
        Unit::Passage => {
            let span = *findings.passages.get(number).ok_or_else(lost)?;
            hit(
                stored,
                Id { article: row.article, part: Part::Passage(row.position) },
                HitKind::Passage,
                span,
                None,
                query,
                here,
            )
        }
        Unit::Claim => {
            let span = claim_window(findings.claims.get(number).ok_or_else(lost)?, &findings.passages);
            hit(
                stored,
                Id { article: row.article, part: Part::Claim(row.position) },
                HitKind::Claim,
                span,
                Some(number),
                query,
                here,
            )
        }
    })
}

fn hit(stored: &Stored, id: Id, kind: HitKind, span: Span, claim: Option<usize>, query: &Query, here: Option<&Path>) -> Hit {
    let (article, findings) = (&stored.document.article, &stored.document.findings);
    let window = Window::new(article, span);
    let shown = findings.claims.iter().enumerate().filter(|(number, of)| match claim {
        Some(one) => *number == one,
        None => {
            of.content.iter().any(|part| span.overlaps(*part)) || of.cue.as_ref().is_some_and(|cue| span.overlaps(cue.span))
        }
    });
    let marks = highlights::find(query, window.text());
    Hit {
        rank: 1,
        score: None,
        score_parts: None,
        id: id.to_string(),
        kind,
        article: stored.id.to_string(),
        text: window.text().to_owned(),
        highlights: marks
            .iter()
            .filter_map(|mark| window.chars(Span::new(mark.start + span.start, mark.end + span.start)))
            .collect(),
        provenance: window.provenance(&stored.root, shown_path(stored, here)),
        entities: window.entities(&findings.entities),
        claims: shown.map(|(number, of)| window.claim(stored.id, number, of)).collect(),
        also_in: Vec::new(),
    }
}

/// Gives the whole sentences of a claim, as far as they stand in one passage: a hit never spans furniture.
fn claim_window(claim: &Claim, passages: &[Span]) -> Span {
    let anchor = claim.cue.as_ref().map_or(claim.content[0], |cue| cue.span);
    let passage = passages.iter().find(|passage| passage.overlaps(anchor)).copied().unwrap_or(claim.sentence);
    claim.sentence.intersection(passage).unwrap_or(passage)
}

/// Gives the span from the first to the last block of the story.
fn story(stored: &Stored) -> Option<Span> {
    let first = stored.document.article.story().next()?;
    let last = stored.document.article.story().last()?;
    Some(Span::new(first.span.start, last.span.end))
}

/// Gives the file's path: relative to `here` where it lies below it, else absolute.
fn shown_path(stored: &Stored, here: Option<&Path>) -> String {
    let root = Path::new(&stored.root);
    let full = if root.is_file() { root.to_owned() } else { root.join(&stored.document.article.path) };
    let below = here.and_then(|here| full.strip_prefix(here).ok()).map(Path::to_owned);
    below.unwrap_or(full).to_string_lossy().into_owned()
}
