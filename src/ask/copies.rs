//! Which hits are copies of one another?
//!
//! The best ranked of them is shown, and the others are listed with it. A hit is a copy of the first hit before it that has
//! nearly all of its words (`model::likeness` says how much), unless one names another number or somebody else, or says that it is
//! not so, and unless few words are the same and days lie between: a notice that is filled in anew. Hits behind the last that is
//! shown are looked for by their bands, so that what is listed does not depend on the page.

use super::articles::Articles;
use crate::engine::{Engine, Found, Request, Row, Stored, Unit};
use crate::error::Result;
use crate::model::answer::Copy;
use crate::model::corrections::Corrections;
use crate::model::id::{ArticleId, Id, Part};
use crate::model::likeness::{Runs, are_several, is_of_few};
use crate::model::query::{Node, Query};
use crate::model::time::seconds;
use crate::model::wording::Wording;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// Hits with a band in common that a hit is held against: what every page of a site repeats is no copy, and must cost little.
const MOST_HELD_AGAINST: usize = 64;

/// Days between a wire story and its copies: of Reuters' short notices, what was 4 and more days apart was all filled in anew.
const MOST_DAYS: u64 = 3;

/// A hit that is shown, and its copies, the earliest first.
pub(super) struct Leader {
    pub row: Row,
    pub copies: Vec<Copy>,
}

/// Groups the rows that a request found, in their order, up to the `last` group. Where more rows are wanted for as many groups,
/// what is given has no copies but those among the rows.
pub(super) fn group(
    engine: &dyn Engine,
    articles: &mut Articles<'_>,
    request: &Request<'_>,
    found: &Found,
    last: usize,
) -> Result<Vec<Leader>> {
    let mut groups = Groups::default();
    let is_page = (found.rows.len() as u64) < found.total;
    let mut taken = 0;
    for row in &found.rows {
        // What follows can only be a copy, and is found by its bands with those behind the page.
        if is_page && groups.leaders.len() >= last {
            break;
        }
        groups.take(engine, row, articles.of(row)?, last)?;
        taken += 1;
    }
    // Where too few lead, more rows are wanted first.
    if is_page && groups.leaders.len() >= last {
        let bands: Vec<Vec<u64>> = groups.leaders.iter().map(|(_, reading)| reading.runs.bands()).collect();
        for row in engine.alike(request, &bands, &found.rows[..taken])? {
            groups.take(engine, &row, articles.of(&row)?, 0)?;
        }
    }
    Ok(groups.leaders.into_iter().map(|(leader, _)| Leader { copies: in_order(leader.copies), ..leader }).collect())
}

/// Gives the copies of a passage, whatever their rank.
pub(super) fn of_passage(engine: &dyn Engine, request: &Request<'_>, stored: &Stored, position: u32) -> Result<Vec<Copy>> {
    let reading = Reading::of_passage(stored, position);
    let mut articles = Articles::new(engine);
    let mut copies = Vec::new();
    let alike = engine.alike(request, &[reading.runs.bands()], &[])?;
    for row in alike.into_iter().filter(|row| (row.article, row.position) != (stored.id, position)) {
        let other = articles.of(&row)?;
        if let Some(held) = Reading::of_passage(other, row.position).copy_of(&reading) {
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
    let story = Reading::of_article(stored);
    let everything = Query { root: Node::All };
    let corrections = Corrections::default();
    let request = Request::all_of(Unit::Passage, &everything, &corrections);
    let passages = 0..stored.document.findings.passages.len() as u32;
    let bands: Vec<Vec<u64>> = passages.map(|position| Runs::new(text(stored, position)).bands()).collect();
    let alike = engine.alike(&request, &bands, &[])?;
    let candidates: BTreeSet<ArticleId> = alike.into_iter().map(|row| row.article).filter(|id| *id != stored.id).collect();
    let mut articles = Articles::new(engine);
    let mut copies = Vec::new();
    for id in candidates {
        let other = articles.get(id)?;
        if let Some(held) = Reading::of_article(other).copied_article(&story) {
            copies.push(copy(other, Part::Whole, held));
        }
    }
    Ok(in_order(copies))
}

/// Leaders so far, with what each says, and which of them have a band.
#[derive(Default)]
struct Groups {
    leaders: Vec<(Leader, Reading)>,
    by_band: BTreeMap<u64, Vec<usize>>,
    /// Of the bands that were asked for, whether few passages have them.
    of_few: BTreeMap<u64, bool>,
}

impl Groups {
    /// Puts a row behind the first leader that it is a copy of; where there is none, it leads, if fewer than `last` do.
    fn take(&mut self, engine: &dyn Engine, row: &Row, stored: &Stored, last: usize) -> Result<()> {
        let reading = Reading::of_passage(stored, row.position);
        let bands = reading.runs.bands();
        let mut near: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
        for band in &bands {
            let leaders = self.by_band.get(band).into_iter().flatten().take(MOST_HELD_AGAINST);
            leaders.for_each(|leader| near.entry(*leader).or_default().push(*band));
        }
        let mut found = None;
        for (leader, common) in near {
            if let Some(held) = reading.copy_of(&self.leaders[leader].1)
                && self.is_enough(engine, &common)?
            {
                found = Some((leader, held));
                break;
            }
        }
        match found {
            Some((leader, held)) => self.leaders[leader].0.copies.push(copy(stored, Part::Passage(row.position), held)),
            None if self.leaders.len() < last => {
                for band in bands {
                    self.by_band.entry(band).or_default().push(self.leaders.len());
                }
                self.leaders.push((Leader { row: *row, copies: Vec::new() }, reading));
            }
            None => {}
        }
        Ok(())
    }

    /// Tells whether bands that two passages have in common make them candidates, so that of hits that are shown together as much
    /// is wanted as of those behind the page.
    fn is_enough(&mut self, engine: &dyn Engine, common: &[u64]) -> Result<bool> {
        if are_several(common.len()) {
            return Ok(true);
        }
        for band in common {
            let is_of_few = match self.of_few.get(band) {
                Some(known) => *known,
                None => is_of_few(engine.passages_of_band(*band)?),
            };
            self.of_few.insert(*band, is_of_few);
            if is_of_few {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// A text that is held against others.
struct Reading {
    text: String,
    runs: Runs,
    /// Its words one by one, taken apart where they are first asked for.
    wording: OnceCell<Wording>,
    /// Days since 1970.
    published: Option<i64>,
}

impl Reading {
    fn of_passage(stored: &Stored, position: u32) -> Reading {
        Reading::new(stored, text(stored, position).to_owned())
    }

    fn of_article(stored: &Stored) -> Reading {
        Reading::new(stored, stored.document.article.story_text())
    }

    fn new(stored: &Stored, text: String) -> Reading {
        let published = stored.document.article.published.as_ref().and_then(|published| seconds(&published.value));
        let published = published.map(|seconds| seconds.div_euclid(86_400));
        Reading { runs: Runs::new(&text), wording: OnceCell::new(), published, text }
    }

    /// Tells how much of this passage the other has, where it is a copy of it. What says otherwise is none, however like it is: it
    /// would be hidden behind the other.
    fn copy_of(&self, other: &Reading) -> Option<f64> {
        let held = self.runs.copy_of(&other.runs)?;
        (!self.is_filled_in_anew(other) && !self.contradicts(other)).then_some(held)
    }

    /// Tells how much of the shorter article stands in the other, where one is a copy of the other. A long one stays a copy though
    /// a name or a number in it was changed.
    fn copied_article(&self, other: &Reading) -> Option<f64> {
        let held = self.runs.copied_article(&other.runs)?;
        let is_long = self.runs.is_more_than_template(&other.runs);
        (!self.is_filled_in_anew(other) && (is_long || !self.contradicts(other))).then_some(held)
    }

    /// Tells whether days lie between two texts that have no more in common than a template, or other numbers in it.
    fn is_filled_in_anew(&self, other: &Reading) -> bool {
        let days = self.published.zip(other.published).map_or(0, |(one, other)| one.abs_diff(other));
        let is_long = || self.runs.is_more_than_template(&other.runs);
        days > MOST_DAYS && (!is_long() || self.wording().counts_otherwise(other.wording()))
    }

    fn contradicts(&self, other: &Reading) -> bool {
        self.wording().contradicts(other.wording())
    }

    fn wording(&self) -> &Wording {
        self.wording.get_or_init(|| Wording::new(&self.text))
    }
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
