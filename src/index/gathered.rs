//! Which names are there, in how many articles and sources, and since when?

use super::matching::unreadable;
use super::segments::{Number, Segments};
use crate::engine::{NameCount, NameSet};
use crate::error::Result;
use crate::model::document::EntityKind;
use crate::model::id::ArticleId;
use crate::model::normal::name_key;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use tantivy::columnar::StrColumn;

/// What was gathered of one name.
#[derive(Default)]
struct Gathered {
    /// How many articles write it so.
    written: BTreeMap<String, usize>,
    articles: Vec<ArticleId>,
    /// By their numbers.
    sources: BTreeSet<usize>,
    first: Option<i64>,
    latest: Option<i64>,
}

/// The articles of a segment, what is told of each beside one another.
struct Told {
    ids: Vec<ArticleId>,
    /// By their numbers.
    sources: Vec<Option<usize>>,
    published: Vec<Option<i64>>,
}

/// Gives the names of live articles, ordered by type and normal form.
///
/// # Errors
/// Where a column cannot be read.
pub(super) fn names(segments: &Segments, which: NameSet) -> Result<Vec<NameCount>> {
    let mut found: BTreeMap<(Option<EntityKind>, String), Gathered> = BTreeMap::new();
    let mut sources = BTreeMap::new();
    for (at, segment) in segments.searcher.segment_readers().iter().enumerate() {
        let column = |name: &str| segment.fast_fields().str(name).map_err(unreadable);
        let of_sources = column("source_name")?;
        let of_names = match which {
            NameSet::Sources => of_sources.clone(),
            NameSet::Entities => column("entity_name")?,
        };
        let Some(of_names) = of_names else { continue };
        let mut docs = Vec::new();
        segments.articles(at)?.each(|_, _, end| docs.push(end));
        docs.retain(|doc| !segment.is_deleted(*doc));
        let told = told(segments, at, &docs, of_sources.as_ref(), &mut sources)?;
        for (written, holders) in by_value(&of_names, &docs)? {
            let (kind, name) = match written.split_once('\u{1}') {
                Some((kind, name)) => (EntityKind::from_word(kind), name),
                None => (None, written.as_str()),
            };
            if name.is_empty() {
                continue;
            }
            let gathered = found.entry((kind, name_key(name))).or_default();
            *gathered.written.entry(name.to_owned()).or_default() += holders.len();
            for holder in holders {
                gathered.articles.push(told.ids[holder]);
                gathered.sources.extend(told.sources[holder]);
                let published = told.published[holder];
                gathered.first = gathered.first.into_iter().chain(published).min();
                gathered.latest = gathered.latest.max(published);
            }
        }
    }
    let mut sources: Vec<(usize, String)> = sources.into_iter().map(|(name, number)| (number, name)).collect();
    sources.sort_unstable();
    Ok(found.into_iter().map(|((kind, key), gathered)| gathered.count(kind, key, &sources)).collect())
}

/// Gives what is told of articles, given as their own documents; sources that are new are added to those that have numbers.
fn told(
    segments: &Segments,
    at: usize,
    docs: &[u32],
    of_sources: Option<&StrColumn>,
    numbers: &mut BTreeMap<String, usize>,
) -> Result<Told> {
    let (article, published) = (segments.numbers(at, Number::Article)?, segments.published(at)?);
    let mut sources = vec![None; docs.len()];
    for (name, holders) in of_sources.map(|column| by_value(column, docs)).transpose()?.unwrap_or_default() {
        if name.is_empty() {
            continue;
        }
        let next = numbers.len();
        let number = *numbers.entry(name).or_insert(next);
        holders.into_iter().for_each(|holder| sources[holder] = Some(number));
    }
    Ok(Told {
        ids: docs.iter().map(|doc| ArticleId(article.first(*doc).unwrap_or_default())).collect(),
        sources,
        published: docs.iter().map(|doc| published.first(*doc)).collect(),
    })
}

/// Gives each value that some of the documents have, in order, with the places in `docs` of those that have it: a value is read
/// once, however many have it.
fn by_value(column: &StrColumn, docs: &[u32]) -> Result<Vec<(String, Vec<usize>)>> {
    let mut held: Vec<(u64, usize)> =
        docs.iter().enumerate().flat_map(|(at, doc)| column.term_ords(*doc).map(move |ord| (ord, at))).collect();
    held.sort_unstable();
    held.dedup();
    let groups: Vec<&[(u64, usize)]> = held.chunk_by(|left, right| left.0 == right.0).collect();
    let ords: Vec<u64> = groups.iter().map(|group| group[0].0).collect();
    let mut values = Vec::with_capacity(groups.len());
    let mut take = |value: &[u8]| values.push(String::from_utf8_lossy(value).into_owned());
    column.dictionary().sorted_ords_to_term_cb(&ords, &mut take).map_err(unreadable)?;
    if values.len() != groups.len() {
        return Err(unreadable(io::Error::from(io::ErrorKind::InvalidData)));
    }
    Ok(values.into_iter().zip(groups).map(|(value, group)| (value, group.iter().map(|(_, at)| *at).collect())).collect())
}

impl Gathered {
    /// Sums up what was gathered, by its type and normal form.
    fn count(mut self, kind: Option<EntityKind>, key: String, sources: &[(usize, String)]) -> NameCount {
        // Most often first; of equals the first in order, so that the answer is always the same.
        let name = self.written.iter().rev().max_by_key(|(_, count)| **count).map(|(name, _)| name.clone());
        self.articles.sort_unstable();
        self.articles.dedup();
        let mut sources: Vec<String> = self.sources.into_iter().map(|number| sources[number].1.clone()).collect();
        sources.sort_unstable();
        NameCount {
            name: name.unwrap_or_default(),
            key,
            kind,
            articles: self.articles,
            sources,
            first: self.first,
            latest: self.latest,
        }
    }
}
