//! Which passages and claims may have the words of a quotation?

use super::Tracing;
use super::quotation::Quotation;
use crate::ask::aliases::Aliases;
use crate::ask::{filters, undated};
use crate::engine::{Engine, Found, Request, Row, Sort, Stored, Unit};
use crate::error::Result;
use crate::model::gist::Gist;
use crate::model::id::ArticleId;
use crate::model::normal::words;
use crate::model::query::{Field, Leaf, Node, Query, Test};
use crate::query;
use std::collections::{BTreeMap, BTreeSet};

/// Passages and claims that have some of the words and are held against the quotation: an altered one shares more words with it
/// than nearly all others, and stands far ahead.
const LOOKED_AT: usize = 200;

/// Passages that have all the words as they were typed and are looked at, the earliest: reading so many articles takes about a
/// second. Words that stand in more of them are a common word or a phrase that everybody uses, and no quotation by which one could
/// be told from others.
const MOST_EXACT: usize = 1_000;

/// Passages that have one stretch of a quotation and are held at a time, the earliest: those of "the" are as many as the index has.
/// Ten times what is looked at; at 32 bytes each, and some 150 words that are so common, 50 MB at most.
const MOST_OF_STRETCH: usize = 10 * MOST_EXACT;

/// Words of a quotation that may be too common to be found by each.
const SHORT: std::ops::RangeInclusive<usize> = 3..=5;

/// Which articles are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dates {
    /// Those of the days that are asked for.
    AsAsked,
    /// Those without a date, which days leave out.
    None,
}

/// Passages and claims to look at.
#[derive(Default)]
pub(super) struct Candidates {
    /// Of each article one of its rows, and which of its passages.
    pub passages: BTreeMap<ArticleId, (Row, BTreeSet<u32>)>,
    /// Claims with the words by who is asked for, where not all passages are looked at.
    pub by_speaker: Vec<Row>,
    /// Claims that may say it in other words.
    pub claims: Vec<Row>,
    pub cut: Option<Cut>,
    /// That more passages have only some stretches of the quotation than are looked at.
    pub cut_parts: Option<CutParts>,
}

/// That the words stand in more passages than are looked at.
pub(super) struct Cut {
    having: u64,
    /// Whether more may have them than were counted.
    at_least: bool,
    /// How many of these are looked at.
    first: usize,
    /// Whose claims are looked at beside the first.
    speakers: Vec<String>,
}

impl Cut {
    /// Says what was looked at, to which day.
    pub(super) fn told(&self, latest: Option<&str>) -> String {
        let latest = latest.map_or(String::new(), |day| format!(" by date (to {day})"));
        let beside = match self.speakers.as_slice() {
            [] => String::new(),
            speakers => format!(", and what {} says,", speakers.join(" or ")),
        };
        format!(
            "the words stand in {}{} passages, of which the first {}{latest}{beside} were looked at: type more of the quotation, or narrow it \
             with --since or --source; whosaid search finds all",
            least(self.at_least),
            self.having,
            self.first
        )
    }
}

/// How many passages have only some stretches of a quotation, where not all of them are looked at. Those that have but a word of
/// it, or a few common ones, are not counted: dots between ordinary words ask for no stretch.
#[derive(Clone, Copy)]
pub(super) struct CutParts {
    count: usize,
    at_least: bool,
}

fn least(at_least: bool) -> &'static str {
    if at_least { "at least " } else { "" }
}

impl CutParts {
    /// Says how many there are. How many were compared is left out: some come again among those that share words with the
    /// quotation.
    pub(super) fn told(self) -> String {
        format!(
            "{}{} passages have only some of its parts, and not all of them were compared: type more of the quotation, or narrow it \
             with --since or --source",
            least(self.at_least),
            self.count
        )
    }
}

impl Candidates {
    /// Finds passages and claims that have the words, all or some.
    pub(super) fn new(
        engine: &dyn Engine,
        tracing: &Tracing,
        quotation: &Quotation,
        dates: Dates,
        notices: &mut Vec<String>,
    ) -> Result<Candidates> {
        let mut finder = Finder { engine, tracing, dates, notices };
        let mut candidates = Candidates::default();
        let parts = quotation.parts();
        candidates.exact(&mut finder, &parts)?;
        if candidates.cut.is_some() {
            return Ok(candidates);
        }
        // A short quotation whose negation was dropped has one gap.
        if let ([words], true) = (parts.as_slice(), SHORT.contains(&quotation.words.len())) {
            candidates.add(finder.best(phrase(words, 1), Unit::Passage)?);
        }
        let some = query::plain(&tracing.words).root;
        if some != Node::All {
            candidates.add(finder.best(some.clone(), Unit::Passage)?);
            candidates.claims = finder.best(some, Unit::Claim)?;
        }
        // Other words for the same are asked for as well: a translation may share none.
        for word in Gist::new(&tracing.words).other_words() {
            let node = Node::Leaf(Leaf { field: Field::Text, test: Test::Word(word.to_owned()) });
            candidates.claims.extend(finder.best(node, Unit::Claim)?);
        }
        candidates.claims.sort_unstable_by_key(|row| (row.article, row.position));
        candidates.claims.dedup_by_key(|row| (row.article, row.position));
        Ok(candidates)
    }

    /// Finds the passages that have the words as they were typed, or some stretch of them, the earliest first.
    fn exact(&mut self, finder: &mut Finder<'_, '_>, parts: &[&str]) -> Result<()> {
        let exact = match parts {
            [words] => finder.together(words)?,
            parts => finder.stretches(parts)?,
        };
        self.add(exact.rows);
        self.cut_parts = exact.cut_parts;
        let speakers = finder.tracing.speakers.clone();
        let at_least = exact.at_least;
        let Some((having, first)) = exact.cut else { return Ok(()) };
        if !speakers.is_empty() {
            let named = speakers.iter().map(|name| Node::Leaf(Leaf { field: Field::Speaker, test: exactly(name, 0) }));
            let said = parts.iter().map(|words| phrase(words, 0)).chain([Node::Or(named.collect())]);
            self.by_speaker = finder.find(Node::And(said.collect()), Unit::Claim, Sort::Oldest, Some(MOST_EXACT))?.rows;
        }
        self.cut = Some(Cut { having, at_least, first, speakers });
        Ok(())
    }

    fn add(&mut self, rows: Vec<Row>) {
        for row in rows {
            self.passages.entry(row.article).or_insert_with(|| (row, BTreeSet::new())).1.insert(row.position);
        }
    }
}

/// Gives the passages of an article that the words of a claim stand in.
pub(super) fn passages_of(stored: &Stored, claim: &Row) -> impl Iterator<Item = u32> {
    let findings = &stored.document.findings;
    let content = findings.claims.get(claim.position as usize).map_or(&[][..], |claim| &claim.content);
    let passages = (0..).zip(&findings.passages);
    passages.filter(|(_, passage)| content.iter().any(|part| part.overlaps(**passage))).map(|(number, _)| number)
}

/// Gives the folded words of a text.
fn forms(text: &str) -> Vec<String> {
    words(text).map(|word| word.form).collect()
}

fn exactly(words: &str, slop: u32) -> Test {
    Test::Phrase { words: words.to_owned(), slop }
}

fn phrase(words: &str, slop: u32) -> Node {
    Node::Leaf(Leaf { field: Field::Text, test: exactly(words, slop) })
}

/// A stretch, and the passages that have it.
type Stretch<'p> = (&'p str, Vec<Row>);

/// Passages that have the words as they were typed.
struct Exact {
    rows: Vec<Row>,
    /// How many have them, where the rows are not all, and how many of these the rows are.
    cut: Option<(u64, usize)>,
    /// Whether more may have them than were counted: a stretch is too common for all its passages to be held.
    at_least: bool,
    cut_parts: Option<CutParts>,
}

/// Asks the engine, within the filters.
struct Finder<'a, 'n> {
    engine: &'a dyn Engine,
    tracing: &'a Tracing,
    dates: Dates,
    notices: &'n mut Vec<String>,
}

impl Finder<'_, '_> {
    /// Gives the best of what has some of the words.
    fn best(&mut self, node: Node, unit: Unit) -> Result<Vec<Row>> {
        Ok(self.find(node, unit, Sort::Relevance, Some(LOOKED_AT))?.rows)
    }

    /// Finds the earliest passages that have words side by side.
    fn together(&mut self, words: &str) -> Result<Exact> {
        let found = self.find(phrase(words, 0), Unit::Passage, Sort::Oldest, Some(MOST_EXACT))?;
        let is_cut = found.total > found.rows.len() as u64;
        Ok(Exact { cut: is_cut.then_some((found.total, found.rows.len())), at_least: false, cut_parts: None, rows: found.rows })
    }

    /// Finds the stretches of a quotation in which something is left out. Articles that have them all come first, the earliest
    /// before others; of the articles that have some come as many passages as there is room for.
    fn stretches(&mut self, parts: &[&str]) -> Result<Exact> {
        let distinct: BTreeSet<&str> = parts.iter().copied().collect();
        let mut telling: BTreeSet<(ArticleId, u32)> = BTreeSet::new();
        let (mut found, at_least) = self.of_each(&distinct)?;
        for (part, rows) in &found {
            let stretch = Quotation::new(part);
            if stretch.words.len() > 1 && !stretch.says_nothing() {
                telling.extend(rows.iter().map(|row| (row.article, row.position)));
            }
        }
        let mut having: BTreeMap<ArticleId, usize> = BTreeMap::new();
        for (_, rows) in &found {
            for article in rows.iter().map(|row| row.article).collect::<BTreeSet<_>>() {
                *having.entry(article).or_default() += 1;
            }
        }
        // The rarest stretch tells most, where not all are there; the passages of one article stand together.
        found.sort_by_key(|(_, rows)| rows.len());
        let mut whole: BTreeMap<ArticleId, Vec<Row>> = BTreeMap::new();
        let (mut order, mut others, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for row in found.into_iter().flat_map(|(_, rows)| rows) {
            if !seen.insert((row.article, row.position)) {
                continue;
            }
            if having.get(&row.article) != Some(&distinct.len()) {
                others.push(row);
                continue;
            }
            let rows = whole.entry(row.article).or_default();
            if rows.is_empty() {
                order.push(row.article);
            }
            rows.push(row);
        }
        let mut rows: Vec<Row> = order.iter().filter_map(|article| whole.remove(article)).flatten().collect();
        let is_cut = rows.len() > MOST_EXACT || at_least;
        let cut = is_cut.then_some((rows.len() as u64, rows.len().min(MOST_EXACT)));
        let room = MOST_EXACT.saturating_sub(rows.len());
        let is_telling = |row: &&Row| telling.contains(&(row.article, row.position));
        let is_more = others.iter().skip(room).any(|row| is_telling(&row));
        let cut_parts = is_more.then(|| CutParts { count: others.iter().filter(is_telling).count(), at_least });
        rows.extend(others);
        rows.truncate(MOST_EXACT);
        Ok(Exact { cut, at_least, cut_parts, rows })
    }

    /// Finds the passages of each stretch. Of one that more have than are held only those in articles with the rarest stretch are
    /// found, which no other article can have all of; where all are as common, the earliest. Tells also whether more articles may
    /// have them all.
    fn of_each<'p>(&mut self, parts: &BTreeSet<&'p str>) -> Result<(Vec<Stretch<'p>>, bool)> {
        let (mut found, mut common) = (Vec::with_capacity(parts.len()), Vec::new());
        for part in parts {
            let all = self.find(phrase(part, 0), Unit::Passage, Sort::Oldest, Some(MOST_OF_STRETCH))?;
            match all.total > all.rows.len() as u64 {
                true => common.push((*part, all.rows)),
                false => found.push((*part, all.rows)),
            }
        }
        let rarest = found.iter().map(|(_, rows): &(_, Vec<Row>)| rows).min_by_key(|rows| rows.len()).cloned();
        let is_more = match rarest.filter(|_| !common.is_empty()) {
            Some(rarest) => {
                common.iter_mut().for_each(|(_, rows)| rows.clear());
                self.within(&rarest, &mut common)?;
                rarest.iter().map(|row| row.article).collect::<BTreeSet<_>>().len() > MOST_EXACT
            }
            None => !common.is_empty(),
        };
        found.extend(common);
        Ok((found, is_more))
    }

    /// Finds, in the articles of rows, the passages of stretches that very many have: of as many articles as are looked at.
    fn within(&self, rows: &[Row], common: &mut [Stretch<'_>]) -> Result<()> {
        let stretches: Vec<Vec<String>> = common.iter().map(|(part, _)| forms(part)).collect();
        let mut seen = BTreeSet::new();
        for row in rows.iter().filter(|row| seen.insert(row.article)).take(MOST_EXACT) {
            let Some(stored) = self.engine.document_of(row)? else { continue };
            for (number, passage) in (0..).zip(&stored.document.findings.passages) {
                let there = forms(passage.of(&stored.document.article.text));
                for ((_, found), stretch) in common.iter_mut().zip(&stretches) {
                    if there.windows(stretch.len().max(1)).any(|words| words == stretch) {
                        found.push(Row { position: number, ..*row });
                    }
                }
            }
        }
        Ok(())
    }

    fn find(&mut self, node: Node, unit: Unit, sort: Sort, limit: Option<usize>) -> Result<Found> {
        let Tracing { filters, corrections, today, here, .. } = self.tracing;
        let narrowed = filters.apply(Query { root: node }, *today, self.notices);
        let aliases = Aliases { engine: self.engine, rules: &corrections.names };
        let query = filters::with_aliases(&aliases, unit, here.as_deref(), narrowed, self.notices)?;
        let query = match self.dates {
            Dates::AsAsked => query,
            Dates::None => undated::of_undated(&query).unwrap_or(query),
        };
        self.engine.find(&Request { sort, limit, ..Request::all_of(unit, &query, corrections) })
    }
}
