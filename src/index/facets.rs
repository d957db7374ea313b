//! What do hits hold, and how many of them hold each? Columns are counted; no article is read.

use super::matching::unreadable;
use super::searching::Places;
use super::segments::Segments;
use crate::engine::{Facet, FacetCounts, Request, Row, Unit};
use crate::error::Result;
use crate::model::alike::Alike;
use crate::model::answer::FacetValue;
use crate::model::corrections::Said;
use crate::model::document::EntityKind;
use crate::model::normal::name_key;
use crate::model::time::iso_day;
use foldhash::{HashMap, HashMapExt};
use std::collections::BTreeMap;
use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;
use tantivy::fastfield::Column;

/// How many documents have a value, under each name as written.
#[derive(Default)]
struct Value {
    count: u64,
    /// Names of the group itself; those of groups that were joined to it are not shown.
    written: BTreeMap<String, u64>,
}

/// By facet and normal form. Never walked unsorted into an answer: `ask` orders what it shows.
type Values = HashMap<(Facet, String), Value>;

/// Counts what the rows hold.
pub(super) fn count(segments: &Segments, request: &Request<'_>, rows: &[Row], alike: &Alike) -> Result<FacetCounts> {
    let readers = segments.searcher.segment_readers();
    let mut docs: Vec<Vec<u32>> = vec![Vec::new(); readers.len()];
    rows.iter().for_each(|row| docs[(row.place >> 32) as usize].push(row.place as u32));
    let mut values = Values::new();
    for ((at, segment), mut docs) in readers.iter().enumerate().zip(docs).filter(|(_, docs)| !docs.is_empty()) {
        docs.sort_unstable();
        let found = as_found(segments, at, request, &docs, alike, &mut values)?;
        let (docs, found) = (docs.as_slice(), found.as_deref().unwrap_or(&docs));
        let columns = [("facet_source", docs), ("facet_entity", docs), ("facet_speaker", found), ("facet_stance", found)];
        for (name, docs) in columns {
            if let Some(column) = segment.fast_fields().str(name).map_err(unreadable)? {
                count_column(&column, name, docs, alike, &mut values)?;
            }
        }
        count_months(segments.published(at)?, docs, &mut values);
    }
    let mut counts: FacetCounts = Facet::ALL.iter().map(|facet| (*facet, Vec::new())).collect();
    for ((facet, key), value) in values {
        // Most often first; of equals the first in order, so that the answer is always the same.
        let most = value.written.iter().rev().max_by_key(|(_, count)| **count).map(|(name, _)| name.clone());
        let shown = most.or_else(|| alike.name(kind_of(facet), &key).map(str::to_owned)).unwrap_or(key);
        counts.entry(facet).or_default().push(FacetValue { value: shown, count: value.count });
    }
    Ok(counts)
}

/// The type whose aliases apply; any for speakers.
fn kind_of(facet: Facet) -> Option<EntityKind> {
    match facet {
        Facet::Entity(kind) => Some(kind),
        _ => None,
    }
}

/// Counts what is corrected, and gives the other documents; `None` where nothing is corrected at all. Who is corrected to have
/// spoken, and how, stands in no column.
fn as_found(
    segments: &Segments,
    at: usize,
    request: &Request<'_>,
    docs: &[u32],
    alike: &Alike,
    values: &mut Values,
) -> Result<Option<Vec<u32>>> {
    if request.corrections.passages.is_empty() && request.corrections.claims.is_empty() {
        return Ok(None);
    }
    let places = Places::of(segments, at)?;
    let mut others = Vec::with_capacity(docs.len());
    for doc in docs {
        match said(request, &places.row(*doc, 0.0)) {
            Some(said) => count_said(&said, alike, values),
            None => others.push(*doc),
        }
    }
    Ok(Some(others))
}

/// Gives what a row says instead of what was found; `None` where nothing in it is corrected.
fn said(request: &Request<'_>, row: &Row) -> Option<Said> {
    let (corrections, key) = (request.corrections, (row.article, row.position));
    match request.unit {
        Unit::Passage => corrections.passages.get(&key).cloned(),
        Unit::Claim => corrections.corrected(key).cloned(),
    }
}

fn count_said(said: &Said, alike: &Alike, values: &mut Values) {
    let mut held: BTreeMap<&str, (bool, &str)> = BTreeMap::new();
    let speakers: Vec<(String, &str)> = said.speakers.iter().map(|name| (name_key(name), name.as_str())).collect();
    for (key, name) in speakers.iter().filter(|(key, _)| !key.is_empty()) {
        let root = root(alike, Facet::Speaker, key);
        let whole = (root == key, *name);
        held.entry(root).and_modify(|held| *held = (*held).max(whole)).or_insert(whole);
    }
    for (root, (is_whole, name)) in held {
        let value = values.entry((Facet::Speaker, root.to_owned())).or_default();
        value.count += 1;
        if is_whole {
            *value.written.entry(name.to_owned()).or_default() += 1;
        }
    }
    for stance in &said.stances {
        let value = values.entry((Facet::Stance, stance.word().to_owned())).or_default();
        value.count += 1;
        *value.written.entry(stance.word().to_owned()).or_default() += 1;
    }
}

/// Gives the people of a segment whose names have several words and end with this one: normal forms, and as written.
pub(super) fn people(segment: &SegmentReader, surname: &str) -> Result<Vec<(String, String)>> {
    let Some(column) = segment.fast_fields().str("facet_entity").map_err(unreadable)? else { return Ok(Vec::new()) };
    let (group, ending) = (EntityKind::Person.word(), format!(" {surname}"));
    let (first, behind) = (format!("{group}\u{1}"), format!("{group}\u{2}"));
    let range = column.dictionary().range().ge(first.as_bytes()).lt(behind.as_bytes());
    let mut people = Vec::new();
    let mut names = range.into_stream().map_err(unreadable)?;
    while names.advance() {
        let named = std::str::from_utf8(names.key()).ok().and_then(|value| value[first.len()..].split_once('\u{1}'));
        people.extend(named.filter(|(key, _)| key.ends_with(&ending)).map(|(key, name)| (key.to_owned(), name.to_owned())));
    }
    Ok(people)
}

/// A value of a column that some documents have.
struct Term {
    ord: u64,
    facet: Facet,
    key: String,
    name: String,
}

fn count_column(column: &StrColumn, name: &str, docs: &[u32], alike: &Alike, values: &mut Values) -> Result<()> {
    let mut tally: Vec<u32> = vec![0; column.num_terms()];
    for doc in docs {
        column.term_ords(*doc).for_each(|ord| tally[ord as usize] += 1);
    }
    let terms = terms(column, name, &tally)?;
    count_once(column, &terms, docs, alike, &mut tally);
    for Term { ord, facet, key, name } in terms {
        let count = u64::from(tally[ord as usize]);
        let root = root(alike, facet, &key);
        let value = values.entry((facet, root.to_owned())).or_default();
        value.count += count;
        if root == key {
            *value.written.entry(name).or_default() += count;
        }
    }
    Ok(())
}

/// Reads the values that were counted.
fn terms(column: &StrColumn, name: &str, tally: &[u32]) -> Result<Vec<Term>> {
    let ords: Vec<u64> = (0u64..).zip(tally).filter(|(_, count)| **count > 0).map(|(ord, _)| ord).collect();
    let mut terms = Vec::with_capacity(ords.len());
    let all = column.dictionary().sorted_ords_to_term_cb(&ords, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let (group, written) = text.rsplit_once('\u{1}').unwrap_or((&text, &text));
        let (facet, key) = match (name, group.split_once('\u{1}')) {
            ("facet_entity", Some((kind, key))) => {
                (Facet::Entity(EntityKind::from_word(kind).unwrap_or(EntityKind::Other)), key)
            }
            ("facet_source", _) => (Facet::Source, group),
            ("facet_speaker", _) => (Facet::Speaker, group),
            _ => (Facet::Stance, group),
        };
        terms.push(Term { ord: ords[terms.len()], facet, key: key.to_owned(), name: written.to_owned() });
    });
    all.map_err(|error| unreadable(tantivy::TantivyError::from(error)))?;
    Ok(terms)
}

/// Takes out of the tally what a document counted more than once: it holds several names of one.
fn count_once(column: &StrColumn, terms: &[Term], docs: &[u32], alike: &Alike, tally: &mut [u32]) {
    let mut numbers: HashMap<(Facet, &str), usize> = HashMap::new();
    let mut joined: HashMap<u64, usize> = HashMap::new();
    for term in terms.iter().filter(|term| has_aliases(term.facet) && alike.name(kind_of(term.facet), &term.key).is_some()) {
        let next = numbers.len();
        joined.insert(term.ord, *numbers.entry((term.facet, root(alike, term.facet, &term.key))).or_insert(next));
    }
    if joined.len() == numbers.len() {
        return;
    }
    let mut held: Vec<usize> = Vec::new();
    for doc in docs {
        held.clear();
        for ord in column.term_ords(*doc) {
            match joined.get(&ord) {
                Some(number) if held.contains(number) => tally[ord as usize] -= 1,
                Some(number) => held.push(*number),
                None => {}
            }
        }
    }
}

fn root<'k>(alike: &'k Alike, facet: Facet, key: &'k str) -> &'k str {
    if has_aliases(facet) { alike.root(kind_of(facet), key) } else { key }
}

fn has_aliases(facet: Facet) -> bool {
    matches!(facet, Facet::Entity(_) | Facet::Speaker)
}

fn count_months(published: &Column<i64>, docs: &[u32], values: &mut Values) {
    let mut days: BTreeMap<i64, u64> = BTreeMap::new();
    for moment in docs.iter().filter_map(|doc| published.first(*doc)) {
        *days.entry(moment.div_euclid(86_400)).or_default() += 1;
    }
    for (day, count) in days {
        if let Some(month) = iso_day(day * 86_400).and_then(|day| day.get(..7).map(str::to_owned)) {
            values.entry((Facet::Month, month)).or_default().count += count;
        }
    }
}
