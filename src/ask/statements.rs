//! Which claims are one statement: the same content by the same speaker, in the same words, in others, or in another translation?
//!
//! The best ranked claim is shown, and the others are listed with it. A claim belongs to the first claim before it that says the
//! same. Claims behind the last that is shown are looked for by their speaker and words, so that what is listed does not depend
//! on the page.

use super::aliases::Aliases;
use super::articles::Articles;
use super::copies::{Leader, copy, in_order};
use super::opposing::{Subject, are_of_one_subject, may_be_opposed};
use super::rarities::Rarities;
use super::said::{Reader, Said};
use super::sides::{Place, Sides};
use crate::corpus::is_known_source;
use crate::engine::{Engine, Found, Request, Row, Sort, Stored, Unit};
use crate::error::Result;
use crate::model::alignment::difference;
use crate::model::answer::{Statement, Variant};
use crate::model::id::{ArticleId, Id, Part};
use crate::model::likeness::Runs;
use crate::model::normal::words;
use crate::model::query::{Field, Leaf, Node, Query, Test};
use std::collections::{BTreeMap, BTreeSet};

/// Claims of one speaker with a word in common that a claim is held against: a spokesman's thousands must cost little.
const MOST_HELD_AGAINST: usize = 64;
/// Claims looked at for one that is shown, those with the most words in common.
const LOOKED_AT: usize = 50;
/// Claims by anyone looked at for one that says the opposite.
const OPPOSED_LOOKED_AT: usize = 10;
/// Words that a claim is looked for by; a claim of more is known by its first ones.
const MOST_WORDS: usize = 48;

/// Groups the rows that a request found, in their order, up to the `last` group; fewer where the rows end before. Gives the sides
/// that they take, too, where they are all that the question finds.
pub(super) fn group(
    aliases: &Aliases<'_>,
    articles: &mut Articles<'_>,
    request: &Request<'_>,
    found: &Found,
    last: usize,
) -> Result<(Vec<Leader>, Option<Sides>)> {
    let (reader, rarities) = (Reader::new(aliases, request), Rarities::new(aliases.engine));
    let sides = (found.rows.len() as u64 == found.total).then(Sides::default);
    let mut groups = Groups { leaders: Vec::new(), by_word: BTreeMap::new(), reader, rarities, sides };
    let mut seen: BTreeSet<(ArticleId, u32)> = BTreeSet::new();
    for row in &found.rows {
        seen.insert((row.article, row.position));
        groups.take(row, articles.of(row)?, last)?;
    }
    if (found.rows.len() as u64) < found.total {
        for leader in 0..groups.leaders.len() {
            for row in others(aliases.engine, request, &groups.leaders[leader].1)? {
                if seen.insert((row.article, row.position)) {
                    groups.take(&row, articles.of(&row)?, 0)?;
                }
            }
        }
    }
    let leaders = groups.leaders.into_iter().map(|(leader, _)| Leader { copies: in_order(leader.copies), ..leader });
    Ok((leaders.collect(), groups.sides))
}

/// Tells of each claim that is shown, with the ids of it and of those listed with it, which statement they are.
pub(super) fn tell(
    aliases: &Aliases<'_>,
    articles: &mut Articles<'_>,
    request: &Request<'_>,
    shown: &[(Row, Vec<String>)],
    mut sides: Option<Sides>,
) -> Result<Vec<Statement>> {
    let mut statements = Vec::with_capacity(shown.len());
    let (mut reader, mut rarities) = (Reader::new(aliases, request), Rarities::new(aliases.engine));
    for (row, ids) in shown {
        let Some(leader) = reader.said(row, articles.of(row)?)? else { continue };
        let told = told(&mut reader, articles, &leader, ids)?;
        let among = match &mut sides {
            Some(sides) => sides.opposite(leader.gist(), leader.negative, &mut rarities)?,
            None => None,
        };
        let opposed = opposed(&mut reader, articles, request, &leader, among.as_ref(), &mut rarities)?;
        statements.push(Statement { opposed, ..told });
    }
    Ok(statements)
}

/// Gives a statement with its variants, sources and dates.
fn told(reader: &mut Reader<'_>, articles: &mut Articles<'_>, leader: &Said, ids: &[String]) -> Result<Statement> {
    let mut variants: Vec<(Vec<String>, Variant)> = Vec::new();
    let mut dates: BTreeSet<String> = BTreeSet::new();
    let mut sources: Vec<String> = Vec::new();
    let mut carriers: Vec<(ArticleId, Option<String>)> = Vec::new();
    for id in ids {
        let Some((article, number)) = claim_of(id) else { continue };
        let stored = articles.get(article)?;
        let row = Row { article, position: number, score: 0.0, place: 0 };
        let Some(said) = reader.said(&row, stored)? else { continue };
        let document = &stored.document.article;
        dates.extend(document.published.as_ref().map(|published| published.value.clone()));
        let known = document.source.as_ref().filter(|source| is_known_source(source, &document.path));
        let source = known.map(|source| source.value.clone());
        sources.extend(source.clone().filter(|source| !sources.contains(source)));
        if !carriers.iter().any(|(carrier, _)| *carrier == article) {
            carriers.push((article, source));
        }
        let forms: Vec<String> = words(&said.whole().text).map(|word| word.form).collect();
        match variants.iter_mut().find(|(known, _)| *known == forms) {
            Some((_, variant)) => variant.ids.push(id.clone()),
            None => {
                let difference =
                    if variants.is_empty() { String::new() } else { difference(&leader.whole().text, &said.whole().text) };
                variants.push((forms, Variant { text: said.whole().text.clone(), difference, ids: vec![id.clone()] }));
            }
        }
    }
    Ok(Statement {
        speaker: leader.speaker.clone(),
        stance: leader.stance,
        text: leader.whole().text.clone(),
        variants: variants.into_iter().map(|(_, variant)| variant).collect(),
        independent: independent(articles, &carriers)?,
        unsourced: carriers.iter().filter(|(_, source)| source.is_none()).count() as u64,
        sources,
        first: dates.first().cloned(),
        latest: dates.last().cloned(),
        opposed: Vec::new(),
    })
}

/// Counts the sources that tell it of their own: those whose articles are copies of one another count once. Articles of unknown
/// source may be of any of them: they count once where there is no other.
fn independent(articles: &mut Articles<'_>, carriers: &[(ArticleId, Option<String>)]) -> Result<u64> {
    let mut told: Vec<(Runs, &str)> = Vec::new();
    let mut count = 0;
    let sourced: Vec<(&ArticleId, &String)> =
        carriers.iter().filter_map(|(article, source)| Some((article, source.as_ref()?))).collect();
    if sourced.len() < 2 {
        return Ok(1);
    }
    for (article, source) in sourced {
        let runs = Runs::new(&articles.get(*article)?.document.article.story_text());
        let known = told.iter().any(|(other, by)| by == source || runs.copied_article(other).is_some());
        count += u64::from(!known);
        told.push((runs, source));
    }
    Ok(count.max(1))
}

/// Gives claims that the question finds and that say the opposite, whoever says it, by article and place; where it is known, they
/// are `among` these.
fn opposed(
    reader: &mut Reader<'_>,
    articles: &mut Articles<'_>,
    request: &Request<'_>,
    leader: &Said,
    among: Option<&BTreeSet<Place>>,
    rarities: &mut Rarities<'_>,
) -> Result<Vec<String>> {
    let mut found = Vec::new();
    if leader.is_open() || among.is_some_and(BTreeSet::is_empty) {
        return Ok(Vec::new());
    }
    for row in find(reader.aliases.engine, request, any_word(leader), None, OPPOSED_LOOKED_AT)? {
        if among.is_some_and(|among| !among.contains(&(row.article, row.position))) {
            continue;
        }
        let Some(other) = reader.said(&row, articles.of(&row)?)? else { continue };
        // What is nested in a claim, or holds it, is the same report.
        if row.article == leader.article && other.sentence.overlaps(leader.sentence) {
            continue;
        }
        let Some(likeness) = may_be_opposed(leader, &other, rarities)? else { continue };
        let ours = Subject::of(reader, leader, articles.get(leader.article)?)?;
        let theirs = Subject::of(reader, &other, articles.of(&row)?)?;
        if are_of_one_subject((leader, ours), (&other, theirs), likeness) {
            found.push((row.article, row.position));
        }
    }
    found.sort_unstable();
    Ok(found.into_iter().map(|(article, number)| Id { article, part: Part::Claim(number) }.to_string()).collect())
}

/// Finds what the question finds of a claim's speaker with any of its words.
fn others(engine: &dyn Engine, request: &Request<'_>, said: &Said) -> Result<Vec<Row>> {
    let leaf =
        |words: &String| Node::Leaf(Leaf { field: Field::Speaker, test: Test::Phrase { words: words.clone(), slop: 0 } });
    let speakers: Vec<Node> = said.keys.iter().filter(|key| !key.is_empty()).map(leaf).collect();
    if speakers.is_empty() {
        return Ok(Vec::new());
    }
    find(engine, request, any_word(said), Some(either(speakers)), LOOKED_AT)
}

fn any_word(said: &Said) -> Node {
    let own = said.gist().words().map(str::to_owned);
    let other = said.gist().other_words().into_iter().map(str::to_owned);
    let leaf = |word: String| Node::Leaf(Leaf { field: Field::Claim, test: Test::Word(word) });
    let nodes: Vec<Node> = own.chain(other).take(MOST_WORDS).map(leaf).collect();
    if nodes.is_empty() { Node::All } else { either(nodes) }
}

fn either(mut nodes: Vec<Node>) -> Node {
    if nodes.len() == 1 { nodes.remove(0) } else { Node::Or(nodes) }
}

fn find(engine: &dyn Engine, request: &Request<'_>, words: Node, speaker: Option<Node>, limit: usize) -> Result<Vec<Row>> {
    let parts = [Some(request.query.root.clone()), speaker, Some(words)];
    let query = Query { root: Node::And(parts.into_iter().flatten().filter(|node| *node != Node::All).collect()) };
    let query = match query.root {
        Node::And(mut nodes) if nodes.len() < 2 => Query { root: nodes.pop().unwrap_or(Node::All) },
        root => Query { root },
    };
    let request = Request { unit: Unit::Claim, query: &query, sort: Sort::Relevance, limit: Some(limit), ..request.clone() };
    Ok(engine.find(&request)?.rows)
}

/// Leaders so far, and which of them have a word, a speaker each.
struct Groups<'a> {
    leaders: Vec<(Leader, Said)>,
    by_word: BTreeMap<(String, String), Vec<usize>>,
    reader: Reader<'a>,
    rarities: Rarities<'a>,
    /// Of all rows.
    sides: Option<Sides>,
}

impl Groups<'_> {
    /// Puts a row behind the first leader that says the same; where there is none, it leads, if fewer than `last` do.
    fn take(&mut self, row: &Row, stored: &Stored, last: usize) -> Result<()> {
        let Some(said) = self.reader.said(row, stored)? else { return Ok(()) };
        if let Some(sides) = self.sides.as_mut().filter(|_| !said.is_open()) {
            let place = (row.article, row.position);
            sides.take(place, said.gist(), said.negative, &mut self.rarities)?;
        }
        let near: BTreeSet<usize> = said
            .places()
            .filter_map(|place| self.by_word.get(&place))
            .flat_map(|leaders| leaders.iter().take(MOST_HELD_AGAINST).copied())
            .collect();
        for leader in near {
            if let Some(likeness) = said.same(&self.leaders[leader].1, &mut self.rarities)? {
                self.leaders[leader].0.copies.push(copy(stored, Part::Claim(row.position), likeness));
                return Ok(());
            }
        }
        if self.leaders.len() < last {
            for place in said.places() {
                self.by_word.entry(place).or_default().push(self.leaders.len());
            }
            self.leaders.push((Leader { row: *row, copies: Vec::new() }, said));
        }
        Ok(())
    }
}

fn claim_of(id: &str) -> Option<(ArticleId, u32)> {
    match id.parse::<Id>().ok()? {
        Id { article, part: Part::Claim(number) } => Some((article, number)),
        _ => None,
    }
}
