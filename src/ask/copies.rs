//! Which hits are copies of one another?
//!
//! The best ranked of them is shown, and the others are listed with it. A hit is a copy of the first hit before it that has
//! nearly all of its words (`model::likeness` says how much), unless one names another number or says that it is not so. Hits
//! behind the last that is shown are looked for by their bands, so that what is listed does not depend on the page.

use super::articles::Articles;
use crate::engine::{Engine, Found, Request, Row, Stored, Unit};
use crate::error::Result;
use crate::model::answer::Copy;
use crate::model::corrections::Corrections;
use crate::model::id::{ArticleId, Id, Part};
use crate::model::likeness::Runs;
use crate::model::query::{Node, Query};
use crate::model::wording::Wording;
use std::collections::{BTreeMap, BTreeSet};

/// Hits with a band in common that a hit is held against: what every page of a site repeats is no copy, and must cost little.
const MOST_HELD_AGAINST: usize = 64;

/// A hit that is shown, and its copies, the earliest first.
pub(super) struct Leader {
    pub row: Row,
    pub copies: Vec<Copy>,
}

/// Groups the rows that a request found, in their order, up to the `last` group; fewer where the rows end before.
pub(super) fn group(
    engine: &dyn Engine,
    articles: &mut Articles<'_>,
    request: &Request<'_>,
    found: &Found,
    last: usize,
) -> Result<Vec<Leader>> {
    let mut groups = Groups::default();
    for row in &found.rows {
        groups.take(row, articles.get(row.article)?, last);
    }
    if (found.rows.len() as u64) < found.total {
        let seen = found.rows.iter().map(|row| (row.article, row.position)).collect();
        let bands: Vec<u64> = groups.by_band.keys().copied().collect();
        for row in engine.alike(request, &bands, &seen)? {
            groups.take(&row, articles.get(row.article)?, 0);
        }
    }
    Ok(groups.leaders.into_iter().map(|(leader, _, _)| Leader { copies: in_order(leader.copies), ..leader }).collect())
}

/// Gives the copies of a passage, whatever their rank.
pub(super) fn of_passage(engine: &dyn Engine, request: &Request<'_>, stored: &Stored, position: u32) -> Result<Vec<Copy>> {
    let runs = runs(stored, position);
    let itself: BTreeSet<(ArticleId, u32)> = [(stored.id, position)].into();
    let mut articles = Articles::new(engine);
    let mut copies = Vec::new();
    for row in engine.alike(request, &runs.bands(), &itself)? {
        let other = articles.get(row.article)?;
        let theirs = self::runs(other, row.position);
        if let Some(held) = theirs.copy_of(&runs) {
            copies.push(copy(other, Part::Passage(row.position), held));
        }
    }
    Ok(in_order(copies))
}

/// Gives the articles that are copies of one: lightly edited, cut, with another lead, or joined with other stories.
///
/// # Errors
/// Where the store cannot be read.
pub fn copies_of_article(engine: &dyn Engine, stored: &Stored) -> Result<Vec<Copy>> {
    let story = Runs::new(&stored.document.article.story_text());
    let everything = Query { root: Node::All };
    let corrections = Corrections::default();
    let request = Request::all_of(Unit::Passage, &everything, &corrections);
    let passages = 0..stored.document.findings.passages.len() as u32;
    let itself: BTreeSet<(ArticleId, u32)> = passages.clone().map(|position| (stored.id, position)).collect();
    let bands: BTreeSet<u64> = passages.flat_map(|position| runs(stored, position).bands()).collect();
    let alike = engine.alike(&request, &bands.into_iter().collect::<Vec<_>>(), &itself)?;
    let candidates: BTreeSet<ArticleId> = alike.into_iter().map(|row| row.article).filter(|id| *id != stored.id).collect();
    let mut articles = Articles::new(engine);
    let mut copies = Vec::new();
    for id in candidates {
        let other = articles.get(id)?;
        if let Some(held) = Runs::new(&other.document.article.story_text()).copied_article(&story) {
            copies.push(copy(other, Part::Whole, held));
        }
    }
    Ok(in_order(copies))
}

/// Leaders so far, with the runs of each, and which of them have a band.
#[derive(Default)]
struct Groups {
    leaders: Vec<(Leader, Runs, Wording)>,
    by_band: BTreeMap<u64, Vec<usize>>,
}

impl Groups {
    /// Puts a row behind the first leader that it is a copy of; where there is none, it leads, if fewer than `last` do.
    fn take(&mut self, row: &Row, stored: &Stored, last: usize) {
        let runs = runs(stored, row.position);
        let bands = runs.bands();
        let near: BTreeSet<usize> = bands
            .iter()
            .filter_map(|band| self.by_band.get(band))
            .flat_map(|of| of.iter().take(MOST_HELD_AGAINST).copied())
            .collect();
        // What says otherwise is no copy, however like it is: it would be hidden behind the other.
        let wording = std::cell::LazyCell::new(|| Wording::new(text(stored, row.position)));
        let found = near.into_iter().find_map(|leader| {
            let (_, others, said) = &self.leaders[leader];
            runs.copy_of(others).filter(|_| !wording.contradicts(said)).map(|held| (leader, held))
        });
        match found {
            Some((leader, held)) => self.leaders[leader].0.copies.push(copy(stored, Part::Passage(row.position), held)),
            None if self.leaders.len() < last => {
                for band in bands {
                    self.by_band.entry(band).or_default().push(self.leaders.len());
                }
                self.leaders.push((Leader { row: *row, copies: Vec::new() }, runs, Wording::clone(&wording)));
            }
            None => {}
        }
    }
}

fn runs(stored: &Stored, position: u32) -> Runs {
    Runs::new(text(stored, position))
}

fn text(stored: &Stored, position: u32) -> &str {
    let passage = stored.document.findings.passages.get(position as usize);
    passage.map_or("", |span| span.of(&stored.document.article.text))
}

/// Makes the note of a copy.
pub(super) fn copy(stored: &Stored, part: Part, similarity: f64) -> Copy {
    let article = &stored.document.article;
    Copy {
        id: Id { article: stored.id, part }.to_string(),
        source: article.source.as_ref().map(|source| source.value.clone()),
        published: article.published.as_ref().map(|published| published.value.clone()),
        similarity: (similarity * 1e4).round() / 1e4,
    }
}

/// Orders copies: the earliest first, those without a date last; then by id.
pub(super) fn in_order(mut copies: Vec<Copy>) -> Vec<Copy> {
    copies.sort_by(|one, other| {
        (one.published.is_none(), &one.published, &one.id).cmp(&(other.published.is_none(), &other.published, &other.id))
    });
    copies
}
