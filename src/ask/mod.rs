//! Verb: how does one question become one answer?

mod aliases;
mod articles;
mod context;
mod copies;
mod corrections;
mod depth;
mod facets;
mod figures;
mod files;
mod filters;
mod gathering;
mod highlights;
mod listed;
mod listing;
mod mixed;
mod names;
mod opposing;
mod paths;
mod rarities;
mod said;
mod sides;
mod spelling;
mod statements;
mod trace;
mod undated;
mod unknown;
mod verifying;

pub use aliases::name_pairs;
pub use copies::copies_of_article;
pub use corrections::corrections;
pub use depth::unlooked;
pub use files::MOST_READ_AGAIN;
pub use filters::Filters;
pub use listing::Listing;
pub use mixed::mixed_names;
pub use names::{NameQuestion, count_names, names};
pub use trace::{MOST_FURTHER, MOST_IN_PASSAGE, Tracing, trace};
pub use verifying::verify;

use crate::corpus::{file_at, written};
use crate::engine::{Engine, Request, Row, Sort, Stored, Unit};
use crate::error::{Error, Result};
use crate::model::answer::{Answer, Asked, Copy, Hit, HitKind};
use crate::model::corrections::Corrections;
use crate::model::document::Claim;
use crate::model::id::{Id, Part};
use crate::model::query::Query;
use crate::model::span::Span;
use crate::model::view::Window;
use crate::query;
use aliases::Aliases;
use articles::Articles;
use figures::Figures;
use files::Files;
use gathering::{gather, last, request};
use std::collections::BTreeSet;
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
    /// Whether each hit says what its score is the sum of.
    pub explain: bool,
    /// Whether hits that are copies of one another are shown as one.
    pub group: bool,
    /// Whether all hits are counted by what they hold, and how many values of each are told; 0: all.
    pub facets: Option<usize>,
    /// How many neighbouring passages on either side are shown with each hit.
    pub context: usize,
    /// Whether only what the last run of `index` took in is found.
    pub only_new: bool,
    /// What people say is otherwise than was found.
    pub corrections: Corrections,
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
    /// Absolute.
    pub file: PathBuf,
}

/// Gives the article, passage or claim with an id, without its copies; `None` where the store does not have it.
///
/// # Errors
/// Where the store cannot be read.
pub fn look_up(engine: &dyn Engine, id: Id, here: Option<&Path>, corrections: &Corrections) -> Result<Option<Shown>> {
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
    let mut hit = hit(&stored, id, kind, span, shown, &everything, here, corrections);
    hit.rank = 0;
    Files::new(engine).mark(&mut hit, &stored)?;
    let file = file_of(&stored);
    Ok(Some(Shown { stored, hit, span, file }))
}

/// Gives the copies of what was looked up, the earliest first; none of a claim.
///
/// # Errors
/// Where the store cannot be read.
pub fn copies_of(engine: &dyn Engine, id: Id, shown: &Shown, corrections: &Corrections) -> Result<Vec<Copy>> {
    let everything = Query { root: crate::model::query::Node::All };
    match id.part {
        Part::Whole => copies_of_article(engine, &shown.stored),
        Part::Passage(number) => {
            let request = Request::all_of(Unit::Passage, &everything, corrections);
            copies::of_passage(engine, &request, &shown.stored, number)
        }
        Part::Claim(_) => Ok(Vec::new()),
    }
}

fn ask(engine: &dyn Engine, question: &Question, unit: Unit) -> Result<Answer> {
    let mut hits = Vec::new();
    let answer = each(engine, question, unit, &mut |hit| {
        hits.push(hit);
        Ok(())
    })?;
    Ok(Answer { hits, ..answer })
}

/// Answers with the hits given one by one, in order, to `take`; those of the answer are then none.
///
/// # Errors
/// As [`search`], and what `take` gives.
pub fn each(engine: &dyn Engine, question: &Question, unit: Unit, take: &mut dyn FnMut(Hit) -> Result<()>) -> Result<Answer> {
    let mut notices = Vec::new();
    let aliases = Aliases { engine, rules: &question.corrections.names };
    let (asked, typed) = understand(question, &mut notices);
    let query = filters::with_aliases(&aliases, unit, question.here.as_deref(), typed.clone(), &mut notices)?;
    let mut articles = Articles::new(engine);
    let gathered = gather(&aliases, &mut articles, question, unit, &query, &mut notices)?;
    let asked_for = unknown::AskedFor { query: &typed, here: question.here.as_deref(), corrections: &question.corrections };
    notices.extend(unknown::names(&aliases, &asked_for, gathered.total == 0)?);
    notices.extend(spelling::notices(engine, &typed)?);
    notices.extend(undated::notice(engine, question, unit, &query)?);
    let request = request(question, unit, &query, last(question));
    let ranked = is_ranked(&query);
    let mut shown: Vec<(Row, Vec<String>)> = Vec::new();
    let (mut figures, mut files) = (Figures::new(&typed), Files::new(engine));
    let mut seen = mixed::Seen::default();
    for (leader, rank) in gathered.leaders.into_iter().zip(1u64..).skip(question.offset) {
        let row = &leader.row;
        let stored = articles.of(row)?;
        let mut hit = of_row(stored, row, unit, &query, question)?;
        hit.rank = rank;
        hit.score = ranked.then_some(row.score);
        hit.score_parts = (ranked && question.explain).then(|| engine.explain(&request, row)).transpose()?;
        hit.context = (question.context > 0).then(|| context::around(stored, row, unit, question));
        files.mark(&mut hit, stored)?;
        hit.also_in = leader.copies;
        let ids = std::iter::once(&hit.id).chain(hit.also_in.iter().map(|copy| &copy.id)).cloned().collect();
        shown.push((leader.row, ids));
        figures.look(&hit.text);
        seen.look(&hit);
        take(hit)?;
    }
    let statements = (question.group && unit == Unit::Claim)
        .then(|| statements::tell(&aliases, &mut articles, &Request { all: gathered.all, ..request }, &shown, gathered.sides))
        .transpose()?;
    notices.extend(depth::notices(engine, depth::needed(question, unit, &typed))?);
    if engine.summary().totals.articles == 0 {
        notices.push("the index holds no articles: `whosaid index FOLDER` takes in a folder of them".to_owned());
    }
    notices.extend(figures.notices());
    notices.extend(seen.notices());
    notices.extend(copies_listed(&shown, unit));
    let mut told = BTreeSet::new();
    notices.retain(|notice| told.insert(notice.clone()));
    let (total, facets) = (gathered.total, gathered.facets);
    Ok(Answer { query: asked, total, hits: Vec::new(), statements, facets, notices })
}

/// Reads what was typed, and narrows it by the filters.
fn understand(question: &Question, notices: &mut Vec<String>) -> (Asked, Query) {
    let (typed, odd) = match question.plain {
        true => (query::plain(&question.typed), Vec::new()),
        false => query::parse(&question.typed, question.today),
    };
    notices.extend(odd);
    let asked = Asked { typed: question.typed.clone(), understood: typed.to_string() };
    let narrowed = question.filters.apply(typed, question.today, notices);
    notices.extend(mixed::asked_for(mixed::words(&narrowed)));
    (asked, narrowed)
}

/// Tells whether there are words to rank by.
fn is_ranked(query: &Query) -> bool {
    query.root.wanted().iter().any(|(leaf, _)| !leaf.ranked().is_empty())
}

/// Says how many hits are not shown each, by the ids of those that are shown with theirs.
fn copies_listed(shown: &[(Row, Vec<String>)], unit: Unit) -> Option<String> {
    let copies: usize = shown.iter().map(|(_, ids)| ids.len() - 1).sum();
    Some(match copies {
        0 => return None,
        _ if unit == Unit::Claim => format!(
            "{} carried more than once and shown once (--no-group shows each claim)",
            match shown.iter().filter(|(_, ids)| ids.len() > 1).count() {
                1 => "1 statement is".to_owned(),
                several => format!("{several} statements are"),
            }
        ),
        1 => "1 hit is a copy of another and listed with it (--no-group shows each)".to_owned(),
        _ => format!("{copies} hits are copies of others and listed with them (--no-group shows each)"),
    })
}

fn of_row(stored: &Stored, row: &Row, unit: Unit, query: &Query, question: &Question) -> Result<Hit> {
    let (here, corrections) = (question.here.as_deref(), &question.corrections);
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
                corrections,
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
                corrections,
            )
        }
    })
}

#[allow(clippy::too_many_arguments, reason = "what a hit is made of")]
fn hit(
    stored: &Stored,
    id: Id,
    kind: HitKind,
    span: Span,
    claim: Option<usize>,
    query: &Query,
    here: Option<&Path>,
    corrections: &Corrections,
) -> Hit {
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
        claims: shown.filter_map(|(number, of)| corrections.claim(&window, stored.id, number, of)).collect(),
        also_in: Vec::new(),
        context: None,
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

/// Gives the article's file.
fn file_of(stored: &Stored) -> PathBuf {
    file_at(Path::new(&stored.root), &stored.document.article.path)
}

/// Gives the file's path: relative to `here` where it lies below it, else absolute.
fn shown_path(stored: &Stored, here: Option<&Path>) -> String {
    let full = file_of(stored);
    let below = here.and_then(|here| full.strip_prefix(here).ok()).map(Path::to_owned);
    written(&below.unwrap_or(full))
}
