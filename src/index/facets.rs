//! What do hits hold, and how many of them hold each? Columns are counted; no article is read.

use super::docset::DocBits;
use super::matching::{Sets, unreadable};
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
use foldhash::fast::RandomState;
use foldhash::{HashMap, HashMapExt};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::hash::BuildHasher;
use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;
use tantivy::fastfield::Column;

/// Counts what the documents of the sets hold; of each facet the `most` frequent values (0: all).
pub(super) fn count(
    segments: &Segments,
    request: &Request<'_>,
    sets: &Sets,
    most: usize,
    alike: &Alike,
) -> Result<FacetCounts> {
    let mut said = Vec::new();
    let (mut docs, mut found) = (Vec::with_capacity(sets.len()), Vec::with_capacity(sets.len()));
    for (at, set) in sets.iter().enumerate() {
        found.push(as_found(segments, at, request, set, &mut said)?);
        docs.push(set.iter().collect::<Vec<u32>>());
    }
    let found: Vec<&[u32]> = found.iter().zip(&docs).map(|(found, all)| found.as_deref().unwrap_or(all)).collect();
    let docs: Vec<&[u32]> = docs.iter().map(Vec::as_slice).collect();
    let mut counts: FacetCounts = Facet::ALL.iter().map(|facet| (*facet, Vec::new())).collect();
    for column in FacetColumn::ALL {
        let docs = if column.is_corrected() { &found } else { &docs };
        counts.extend(Counted::new(segments, *column, docs, alike)?.values(&said, most)?);
    }
    counts.insert(Facet::Month, months(segments, &docs)?);
    Ok(counts)
}

/// A column that facets are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FacetColumn {
    Source,
    /// Of all types.
    Entity,
    Speaker,
    Stance,
}

impl FacetColumn {
    const ALL: &'static [FacetColumn] = &[FacetColumn::Source, FacetColumn::Entity, FacetColumn::Speaker, FacetColumn::Stance];

    /// Gives the name that it has in the index.
    pub(super) fn name(self) -> &'static str {
        match self {
            FacetColumn::Source => "facet_source",
            FacetColumn::Entity => "facet_entity",
            FacetColumn::Speaker => "facet_speaker",
            FacetColumn::Stance => "facet_stance",
        }
    }

    /// Gives the column of a segment; `None` where no document of it has a value.
    pub(super) fn of(self, segment: &SegmentReader) -> Result<Option<StrColumn>> {
        segment.fast_fields().str(self.name()).map_err(unreadable)
    }

    /// Tells whether people may say that its values are otherwise than was found.
    fn is_corrected(self) -> bool {
        matches!(self, FacetColumn::Speaker | FacetColumn::Stance)
    }

    /// Gives what a group of its values is counted as, and the normal form of its name.
    fn facet_of(self, group: &str) -> (Facet, &str) {
        match (self, group.split_once('\u{1}')) {
            (FacetColumn::Entity, Some((kind, key))) => {
                (Facet::Entity(EntityKind::from_word(kind).unwrap_or(EntityKind::Other)), key)
            }
            (FacetColumn::Entity, None) => (Facet::Entity(EntityKind::Other), group),
            (FacetColumn::Source, _) => (Facet::Source, group),
            (FacetColumn::Speaker, _) => (Facet::Speaker, group),
            (FacetColumn::Stance, _) => (Facet::Stance, group),
        }
    }

    /// Gives the column that a facet is counted by; `None`: the day of publication.
    fn counting(facet: Facet) -> Option<FacetColumn> {
        match facet {
            Facet::Source => Some(FacetColumn::Source),
            Facet::Entity(_) => Some(FacetColumn::Entity),
            Facet::Speaker => Some(FacetColumn::Speaker),
            Facet::Stance => Some(FacetColumn::Stance),
            Facet::Month => None,
        }
    }
}

/// A column with what it is counted for.
struct Counted<'a> {
    column: FacetColumn,
    alike: &'a Alike,
    segments: Vec<Tallied<'a>>,
    /// Another one each time, so that nobody can write two names that it takes for one.
    hasher: RandomState,
}

/// How many documents of a segment have each value of a column.
struct Tallied<'a> {
    column: StrColumn,
    docs: &'a [u32],
    tally: Vec<u32>,
}

impl Tallied<'_> {
    /// Gives the values that documents have, in order.
    fn ords(&self) -> Vec<u64> {
        (0u64..).zip(&self.tally).filter(|(_, count)| **count > 0).map(|(ord, _)| ord).collect()
    }
}

/// Groups of a column by a hash of them, before any name is kept: most have too few documents to be shown.
#[derive(Default)]
struct Sums {
    by_hash: HashMap<u64, u32>,
    /// Of each group its facet, and how many documents have it at most.
    sums: Vec<(Facet, u64)>,
    /// Of each segment its values that documents have, and their groups.
    values: Vec<Vec<(u64, u32)>>,
}

impl<'a> Counted<'a> {
    fn new(segments: &Segments, of: FacetColumn, docs: &[&'a [u32]], alike: &'a Alike) -> Result<Counted<'a>> {
        let mut tallied = Vec::with_capacity(docs.len());
        for (segment, docs) in segments.searcher.segment_readers().iter().zip(docs).filter(|(_, docs)| !docs.is_empty()) {
            let Some(column) = of.of(segment)? else { continue };
            let mut tally: Vec<u32> = vec![0; column.num_terms()];
            for doc in *docs {
                column.term_ords(*doc).for_each(|ord| tally[ord as usize] += 1);
            }
            tallied.push(Tallied { column, docs, tally });
        }
        Ok(Counted { column: of, alike, segments: tallied, hasher: RandomState::default() })
    }

    /// Gives the `most` frequent values (0: all) of each facet of the column, with what is said otherwise.
    fn values(&self, said: &[Said], most: usize) -> Result<Vec<(Facet, Vec<FacetValue>)>> {
        let sums = (most > 0 && said.is_empty()).then(|| self.sums()).transpose()?;
        let mut least = sums.as_ref().map(|sums| sums.least(most)).unwrap_or_default();
        loop {
            let mut groups = Groups::new();
            for (at, tallied) in self.segments.iter().enumerate() {
                let ords = sums.as_ref().map_or_else(|| tallied.ords(), |sums| sums.ords(at, &least));
                self.read(tallied, &ords, &mut groups)?;
            }
            said.iter().for_each(|said| count_said(said, self.column, self.alike, &mut groups));
            let mut values: BTreeMap<Facet, Vec<(u64, &str)>> = BTreeMap::new();
            for (group, value) in groups.iter().filter(|(_, value)| value.count > 0) {
                values.entry(self.column.facet_of(group).0).or_default().push((value.count, value.most_written()));
            }
            let values: Vec<_> = values.into_iter().map(|(facet, values)| (facet, first(values, most))).collect();
            // A document with several names of one was summed for each: what was passed over may yet have more.
            let mut is_done = true;
            for (facet, least) in &mut least {
                let shown = values.iter().find(|(of, _)| of == facet).map_or(&[][..], |(_, values)| values);
                let reached = shown.get(most - 1).map_or(0, |last| last.count);
                is_done &= reached >= *least;
                *least = reached.min(*least);
            }
            if is_done {
                return Ok(values);
            }
        }
    }

    /// Sums the column by groups.
    fn sums(&self) -> Result<Sums> {
        let joined = self.joined();
        let mut sums = Sums::default();
        for tallied in &self.segments {
            let ords = tallied.ords();
            let mut values = Vec::with_capacity(ords.len());
            let all = tallied.column.dictionary().sorted_ords_to_term_cb(&ords, |bytes| {
                let ord = ords[values.len()];
                let group = memchr::memrchr(1, bytes).map_or(bytes, |end| &bytes[..end]);
                let hash = self.hasher.hash_one(group);
                let number = *sums.by_hash.entry(joined.get(&hash).copied().unwrap_or(hash)).or_insert_with(|| {
                    sums.sums.push((self.column.facet_of(&String::from_utf8_lossy(group)).0, 0));
                    sums.sums.len() as u32 - 1
                });
                sums.sums[number as usize].1 += u64::from(tallied.tally[ord as usize]);
                values.push((ord, number));
            });
            all.map_err(|error| unreadable(tantivy::TantivyError::from(error)))?;
            sums.values.push(values);
        }
        Ok(sums)
    }

    /// Gives the hashes of groups that are names of one, and of each that of its fullest form.
    fn joined(&self) -> HashMap<u64, u64> {
        let mut joined = HashMap::new();
        for facet in
            Facet::ALL.iter().filter(|facet| FacetColumn::counting(**facet) == Some(self.column) && has_aliases(**facet))
        {
            let prefix = match facet {
                Facet::Entity(kind) => format!("{}\u{1}", kind.word()),
                _ => String::new(),
            };
            let of = |key: &str| self.hasher.hash_one(format!("{prefix}{key}").as_bytes());
            joined.extend(self.alike.joined(kind_of(*facet)).map(|(key, root)| (of(key), of(root))));
        }
        joined
    }
}

impl Sums {
    /// Gives of each facet what the last of the `most` frequent groups has at most; 0 where there are fewer.
    fn least(&self, most: usize) -> BTreeMap<Facet, u64> {
        let mut of_facet: BTreeMap<Facet, Vec<u64>> = BTreeMap::new();
        self.sums.iter().for_each(|(facet, sum)| of_facet.entry(*facet).or_default().push(*sum));
        let least = |mut sums: Vec<u64>| match sums.len() < most {
            true => 0,
            false => *sums.select_nth_unstable_by(most - 1, |left, right| right.cmp(left)).1,
        };
        of_facet.into_iter().map(|(facet, sums)| (facet, least(sums))).collect()
    }

    /// Gives the values of a segment whose groups may have as many documents.
    fn ords(&self, at: usize, least: &BTreeMap<Facet, u64>) -> Vec<u64> {
        let may = |number: u32| {
            let (facet, sum) = self.sums[number as usize];
            sum >= least.get(&facet).copied().unwrap_or_default()
        };
        self.values[at].iter().filter(|(_, number)| may(*number)).map(|(ord, _)| *ord).collect()
    }
}

/// Gives the `most` frequent values (0: all), those of equal counts in the order of their letters.
fn first(mut values: Vec<(u64, &str)>, most: usize) -> Vec<FacetValue> {
    let order = |left: &(u64, &str), right: &(u64, &str)| (Reverse(left.0), left.1).cmp(&(Reverse(right.0), right.1));
    if most > 0 && most < values.len() {
        values.select_nth_unstable_by(most - 1, order);
        values.truncate(most);
    }
    values.sort_unstable_by(order);
    values.into_iter().map(|(count, name)| FacetValue { value: name.to_owned(), count }).collect()
}

/// How many documents have a value, and under which names as written.
struct Value {
    count: u64,
    /// The name that was met first; of names that are one, the fullest.
    name: Box<str>,
    /// Documents that have it under this name.
    named: u64,
    /// Other names, which few have.
    others: BTreeMap<Box<str>, u64>,
    /// Whether it is one of several names of one.
    is_joined: bool,
}

impl Value {
    fn new(name: &str, is_joined: bool) -> Value {
        Value { count: 0, name: name.into(), named: 0, others: BTreeMap::new(), is_joined }
    }

    fn add(&mut self, name: &str, count: u64) {
        self.count += count;
        match &*self.name == name {
            true => self.named += count,
            false => *self.others.entry(name.into()).or_default() += count,
        }
    }

    /// Gives the name under which most have it; of equals the first in order, so that the answer is always the same.
    fn most_written(&self) -> &str {
        let first = (self.named, Reverse(&*self.name));
        self.others.iter().map(|(name, count)| (*count, Reverse(&**name))).fold(first, Ord::max).1.0
    }
}

/// Values by the group of a column. Never walked unsorted into an answer.
type Groups = HashMap<Box<str>, Value>;

/// The type whose aliases apply; any for speakers.
fn kind_of(facet: Facet) -> Option<EntityKind> {
    match facet {
        Facet::Entity(kind) => Some(kind),
        _ => None,
    }
}

/// Takes out what is corrected, and gives the other documents; `None` where nothing is corrected at all. Who is corrected to have
/// spoken, and how, stands in no column.
fn as_found(
    segments: &Segments,
    at: usize,
    request: &Request<'_>,
    docs: &DocBits,
    corrected: &mut Vec<Said>,
) -> Result<Option<Vec<u32>>> {
    if request.corrections.passages.is_empty() && request.corrections.claims.is_empty() {
        return Ok(None);
    }
    let places = Places::of(segments, at)?;
    let mut others = Vec::new();
    for doc in docs.iter() {
        match said(request, &places.row(doc, 0.0)) {
            Some(said) => corrected.push(said),
            None => others.push(doc),
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

/// Counts what one document says as corrected.
fn count_said(said: &Said, column: FacetColumn, alike: &Alike, groups: &mut Groups) {
    let mut held: BTreeMap<String, Option<&str>> = BTreeMap::new();
    match column {
        FacetColumn::Speaker => {
            for name in &said.speakers {
                let key = name_key(name);
                let root = alike.root(None, &key);
                let whole = (root == key).then_some(name.as_str());
                held.entry(root.to_owned()).and_modify(|held| *held = (*held).max(whole)).or_insert(whole);
            }
        }
        FacetColumn::Stance => held.extend(said.stances.iter().map(|stance| (stance.word().to_owned(), Some(stance.word())))),
        FacetColumn::Source | FacetColumn::Entity => {}
    }
    for (root, name) in held.into_iter().filter(|(root, _)| !root.is_empty()) {
        add(groups, &root, name, alike.name(None, &root), 1);
    }
}

/// Adds to the value of a group documents that have it under a name; `None`: under another of its names than the fullest.
fn add(groups: &mut Groups, root: &str, name: Option<&str>, fullest: Option<&str>, count: u64) {
    if !groups.contains_key(root) {
        groups.insert(root.into(), Value::new(fullest.or(name).unwrap_or(root), fullest.is_some()));
    }
    if let Some(value) = groups.get_mut(root) {
        match name {
            Some(name) => value.add(name, count),
            None => value.count += count,
        }
    }
}

/// A name that is one of several of one, in a segment.
struct Joined {
    ord: u64,
    group: String,
    /// The group of the fullest form.
    root: String,
    written: String,
}

impl Counted<'_> {
    /// Reads values of a segment, and adds how many documents have them to their groups.
    fn read(&self, tallied: &Tallied<'_>, ords: &[u64], groups: &mut Groups) -> Result<()> {
        let (mut at, mut joined) = (0, Vec::new());
        let all = tallied.column.dictionary().sorted_ords_to_term_cb(ords, |bytes| {
            let ord = ords[at];
            at += 1;
            let text = String::from_utf8_lossy(bytes);
            let (group, written) = text.rsplit_once('\u{1}').unwrap_or((&text, &text));
            let is_joined = match groups.get_mut(group) {
                Some(value) if !value.is_joined => {
                    value.add(written, u64::from(tallied.tally[ord as usize]));
                    false
                }
                Some(_) => true,
                None => {
                    let (facet, key) = self.column.facet_of(group);
                    let is_joined = has_aliases(facet) && self.alike.name(kind_of(facet), key).is_some();
                    let fullest = is_joined.then(|| self.alike.name(kind_of(facet), key)).flatten();
                    let mut value = Value::new(fullest.unwrap_or(written), is_joined);
                    if !is_joined {
                        value.add(written, u64::from(tallied.tally[ord as usize]));
                    }
                    groups.insert(group.into(), value);
                    is_joined
                }
            };
            if is_joined {
                let (facet, key) = self.column.facet_of(group);
                let root = format!("{}{}", &group[..group.len() - key.len()], self.alike.root(kind_of(facet), key));
                joined.push(Joined { ord, group: group.to_owned(), root, written: written.to_owned() });
            }
        });
        all.map_err(|error| unreadable(tantivy::TantivyError::from(error)))?;
        let mut tally: HashMap<u64, u32> =
            joined.iter().map(|joined| (joined.ord, tallied.tally[joined.ord as usize])).collect();
        count_once(tallied, &joined, &mut tally);
        for Joined { ord, group, root, written } in joined {
            let (facet, key) = self.column.facet_of(&root);
            let written = (group == root).then_some(written.as_str());
            add(
                groups,
                &root,
                written,
                self.alike.name(kind_of(facet), key),
                tally.get(&ord).map_or(0, |count| u64::from(*count)),
            );
        }
        Ok(())
    }
}

/// Takes out of the tally what a document counted more than once: it holds several names of one.
fn count_once(tallied: &Tallied<'_>, joined: &[Joined], tally: &mut HashMap<u64, u32>) {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut of_ord: HashMap<u64, usize> = HashMap::new();
    for joined in joined {
        let next = numbers.len();
        of_ord.insert(joined.ord, *numbers.entry(&joined.root).or_insert(next));
    }
    if of_ord.len() == numbers.len() {
        return;
    }
    let mut held: Vec<usize> = Vec::new();
    for doc in tallied.docs {
        held.clear();
        for ord in tallied.column.term_ords(*doc) {
            match of_ord.get(&ord) {
                Some(number) if held.contains(number) => *tally.entry(ord).or_default() -= 1,
                Some(number) => held.push(*number),
                None => {}
            }
        }
    }
}

fn has_aliases(facet: Facet) -> bool {
    matches!(facet, Facet::Entity(_) | Facet::Speaker)
}

/// Counts the months of publication, in the order of time.
fn months(segments: &Segments, docs: &[&[u32]]) -> Result<Vec<FacetValue>> {
    let mut days: BTreeMap<i64, u64> = BTreeMap::new();
    for (at, docs) in docs.iter().enumerate().filter(|(_, docs)| !docs.is_empty()) {
        let published: &Column<i64> = segments.published(at)?;
        for moment in docs.iter().filter_map(|doc| published.first(*doc)) {
            *days.entry(moment.div_euclid(86_400)).or_default() += 1;
        }
    }
    let mut months: BTreeMap<String, u64> = BTreeMap::new();
    for (day, count) in days {
        if let Some(month) = iso_day(day * 86_400).and_then(|day| day.get(..7).map(str::to_owned)) {
            *months.entry(month).or_default() += count;
        }
    }
    Ok(months.into_iter().map(|(value, count)| FacetValue { value, count }).collect())
}

/// Gives the people of a segment whose names have several words and end with this one: normal forms, and as written.
pub(super) fn people(segment: &SegmentReader, surname: &str) -> Result<Vec<(String, String)>> {
    let Some(column) = FacetColumn::Entity.of(segment)? else { return Ok(Vec::new()) };
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
