//! How is an index opened and read?

use super::durable::Durable;
use super::filed::{file_key, row_of, rows_of};
use super::matching::{Sets, column, unreadable};
use super::ranking::{Ranker, rarity_of, terms};
use super::rows::{RowDigest, content_digest, decode, read_stored};
use super::schema::{Fields, Kind, UnitFields, schema};
use super::searching::{Places, place};
use super::segments::{Number, Segments};
use super::walks::{Walked, Walks};
use super::{VERSIONS, bands, beginnings, facets, folder, gathered, rows, seal, searching, spelling, words};
use crate::engine::{Engine, FacetCounts, FileRow, Found, NameCount, NameSet, Request, Root, Row, Stored, Summary, Totals};
use crate::error::{Error, Result};
use crate::model::alike::{Alike, Pair};
use crate::model::answer::ScorePart;
use crate::model::document::{Alias, EntityKind};
use crate::model::id::{ArticleId, article_id, repeated_id};
use crate::model::query::Node;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::directory::Advice;
use tantivy::directory::error::{OpenDirectoryError, OpenReadError};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Directory, DocAddress, DocSet, ReloadPolicy, TERMINATED, TantivyError, Term};

/// An index that is open for asking.
pub struct Index {
    folder: PathBuf,
    segments: Segments,
    summary: Summary,
    /// The last question: more of it is asked next.
    last: Mutex<Option<Last>>,
}

/// What was found of a question.
struct Last {
    asked: String,
    all: bool,
    limit: usize,
    sets: Arc<Sets>,
    walked: Walked,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Index").field("folder", &self.folder).field("summary", &self.summary).finish_non_exhaustive()
    }
}

/// How often a commit may come in between before opening is given up; commits are seconds apart.
const OPENINGS: usize = 10;

impl Index {
    /// Opens the index at `folder` as of its last commit; `None` where no run was ever committed there.
    ///
    /// # Errors
    /// Where the index was made by another version, or cannot be read.
    pub fn open(folder: &Path) -> Result<Option<Index>> {
        if !folder::holds_index(folder)? {
            return Ok(None);
        }
        let failed = |error| unopened(folder, error);
        for _ in 0..OPENINGS {
            // A question reads little here and there: reading ahead costs 100 MB and more on a cold cache.
            let Some(opened) = open(folder, Advice::Random)? else { return Ok(None) };
            let reader = opened.index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(failed)?;
            let reader: tantivy::IndexReader = reader;
            // A commit between the two would give segments of one run and totals of another.
            if opened.index.load_metas().map_err(failed)?.opstamp == opened.opstamp {
                let segments = Segments::new(reader.searcher(), opened.fields);
                return Ok(Some(Index {
                    folder: folder.to_owned(),
                    segments,
                    summary: opened.summary,
                    last: Mutex::default(),
                }));
            }
        }
        Err(Error::index(format!("the index at {} is being written over and over: try again", folder.display())))
    }

    /// Tells which roots the index at `folder` records, whatever version it is of; `None` where nothing was committed.
    ///
    /// # Errors
    /// Where that cannot be told for certain: the list of an index that was damaged is not believed.
    pub fn roots_at(folder: &Path) -> Result<Option<Vec<Root>>> {
        if !folder::holds_index(folder)? {
            return Ok(None);
        }
        let meta = seal::sealed_meta(folder)?;
        let told = || -> Option<Option<Vec<Root>>> {
            let meta = meta?;
            let Some(payload) = meta.get("payload").and_then(|payload| payload.as_str()) else { return Some(None) };
            let summary: serde_json::Value = serde_json::from_str(payload).ok()?;
            serde_json::from_value(summary.get("roots")?.clone()).ok()
        };
        told().ok_or_else(|| {
            Error::index(format!(
                "the index at {} is damaged: which folders it was made from cannot be told; \
                 name them all, with their --source, as in `whosaid index --rebuild FOLDER`",
                folder.display()
            ))
        })
    }

    /// Gives every article's row digest and share in the totals.
    pub(super) fn tallies(&self) -> Result<BTreeMap<ArticleId, (RowDigest, Totals)>> {
        let mut tallies = Vec::new();
        for (at, docs) in self.live(&Term::from_field_u64(self.segments.fields.kind, Kind::Article as u64))? {
            let segment = self.segments.searcher.segment_reader(at);
            let article = column(segment, "article")?;
            let (high, low) = (column(segment, "row_high")?, column(segment, "row_low")?);
            let mut counts = Vec::new();
            for name in ["passage_count", "claim_count", "passage_tokens", "article_tokens", "claim_tokens"] {
                counts.push(column(segment, name)?);
            }
            for doc in docs {
                let (Some(id), Some(high), Some(low)) = (article.first(doc), high.first(doc), low.first(doc)) else { continue };
                let count = |at: usize| counts[at].first(doc).unwrap_or_default();
                let totals = Totals {
                    articles: 1,
                    passages: count(0),
                    claims: count(1),
                    passage_tokens: count(2),
                    article_tokens: count(3),
                    claim_tokens: count(4),
                };
                tallies.push((ArticleId(id), (RowDigest([high, low]), totals)));
            }
        }
        // Sorted, they become a map at once.
        Ok(tallies.into_iter().collect())
    }

    fn other_text(&self, path: &str) -> Error {
        let folder = self.folder.display();
        Error::index(format!(
            "the index at {folder} holds other things of {path} than were taken in: rebuild it with `whosaid index --rebuild`"
        ))
    }

    fn stored(&self, address: DocAddress) -> Result<(Stored, RowDigest)> {
        let kept = self.segments.kept(address)?;
        let (label, found, document) =
            read_stored(kept.first(self.segments.fields.blob), kept.first(self.segments.fields.text))?;
        let of = |which: Number| {
            let column = self.segments.numbers(address.segment_ord as usize, which)?;
            Ok::<u64, Error>(column.first(address.doc_id).unwrap_or_default())
        };
        if found != RowDigest([of(Number::RowHigh)?, of(Number::RowLow)?]) {
            return Err(self.other_text(&document.article.path));
        }
        // A column of ids that a disk has damaged would have a hit cited as another article's.
        let (id, article) = (ArticleId(of(Number::Article)?), &document.article);
        if ![article_id, repeated_id].iter().any(|made| made(&label, &article.path, article.record.as_ref()) == id) {
            return Err(self.other_text(&article.path));
        }
        let root = self.summary.roots.iter().find(|root| root.label == label).map(|root| root.path.clone());
        let stored = Stored { id, root: root.unwrap_or_default(), label, document };
        Ok((stored, found))
    }

    /// Calls `take` with what a question matches, which as a rule is known from having found it.
    fn matched<T>(&self, request: &Request<'_>, take: impl FnOnce(&Sets) -> Result<T>) -> Result<T> {
        let asked = |last: &Last| last.all == request.all && last.asked == key(request);
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let sets = last.as_ref().filter(|last| asked(last)).map(|last| Arc::clone(&last.sets));
        drop(last);
        match sets {
            Some(sets) => take(&sets),
            None => {
                let walks = Walks::new(&self.segments, &[], Walked::default());
                take(&searching::matches(&self.segments, &self.summary, request, &walks)?)
            }
        }
    }

    /// Takes the walks that were made where less of a question was asked.
    fn walked(&self, request: &Request<'_>) -> Walked {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner).take();
        let is_more = |last: &Last| last.all && !request.all || last.limit < request.limit.unwrap_or(usize::MAX);
        last.filter(|last| is_more(last) && last.asked == key(request)).map_or_else(Walked::default, |last| last.walked)
    }

    /// Gives where the article's own document is.
    fn address(&self, id: ArticleId) -> Result<Option<DocAddress>> {
        for (at, docs) in self.live(&Term::from_field_u64(self.segments.fields.article, id.0))? {
            // An article's own document is the last of those that are its.
            if let Some(doc) = docs.last().copied() {
                return Ok(Some(DocAddress::new(at, doc)));
            }
        }
        Ok(None)
    }

    /// Gives where all articles' own documents are, in the order of their ids.
    fn addresses(&self) -> Result<Vec<DocAddress>> {
        let mut addresses = Vec::new();
        for (at, segment) in (0u32..).zip(self.segments.searcher.segment_readers()) {
            let (article, row) = (column(segment, "article")?, column(segment, "row_high")?);
            let articles = segment.doc_ids_alive().filter(|doc| row.first(*doc).is_some());
            addresses.extend(articles.map(|doc| (article.first(doc), DocAddress::new(at, doc))));
        }
        addresses.sort_unstable();
        Ok(addresses.into_iter().map(|(_, address)| address).collect())
    }

    /// Gives the live documents of a term, a segment each that has some.
    fn live(&self, term: &Term) -> Result<Vec<(u32, Vec<u32>)>> {
        let mut found = Vec::new();
        for (at, segment) in (0u32..).zip(self.segments.searcher.segment_readers()) {
            let index = segment.inverted_index(term.field()).map_err(unreadable)?;
            let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic).map_err(unreadable)? else { continue };
            let mut docs = Vec::new();
            while postings.doc() != TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    docs.push(postings.doc());
                }
                postings.advance();
            }
            found.push((at, docs));
        }
        Ok(found)
    }

    fn count(&self, term: &Term) -> Result<u64> {
        Ok(self.live(term)?.iter().map(|(_, docs)| docs.len() as u64).sum())
    }

    /// Counts the passages and claims of a source's articles.
    fn published_by(&self, key: &str) -> Result<(u64, u64)> {
        let (mut passages, mut claims) = (0, 0);
        for (at, docs) in self.live(&Term::from_field_text(self.segments.fields.source, key))? {
            let segment = self.segments.searcher.segment_reader(at);
            let (of_passages, of_claims) = (column(segment, "passage_count")?, column(segment, "claim_count")?);
            passages += docs.iter().filter_map(|doc| of_passages.first(*doc)).sum::<u64>();
            claims += docs.iter().filter_map(|doc| of_claims.first(*doc)).sum::<u64>();
        }
        Ok((passages, claims))
    }

    /// Counts the documents that have one of the names in one of the fields at least.
    fn naming(&self, fields: &[Field], keys: &[String]) -> Result<u64> {
        let mut found: BTreeSet<(u32, u32)> = BTreeSet::new();
        for (field, key) in fields.iter().flat_map(|field| keys.iter().map(move |key| (*field, key))) {
            let live = self.live(&Term::from_field_text(field, key))?;
            found.extend(live.into_iter().flat_map(|(at, docs)| docs.into_iter().map(move |doc| (at, doc))));
        }
        Ok(found.len() as u64)
    }

    /// Gives the files, ordered by root and path; those of many articles with their articles where they are wanted `whole`.
    fn file_rows(&self, whole: bool) -> Result<Vec<FileRow>> {
        let mut files = Vec::new();
        for (at, docs) in self.live(&Term::from_field_u64(self.segments.fields.kind, Kind::File as u64))? {
            for (doc, row, is_stored) in rows_of(&self.segments, at, &docs)? {
                let stored = (whole && is_stored).then(|| self.row_blob(DocAddress::new(at, doc)));
                files.push(stored.map_or(Ok(row), |blob| decode(&blob?))?);
            }
        }
        files.sort_by(|left, right| (&left.root, &left.path).cmp(&(&right.root, &right.path)));
        Ok(files)
    }

    fn row_blob(&self, address: DocAddress) -> Result<Vec<u8>> {
        Ok(self.segments.kept(address)?.first(self.segments.fields.row_blob).to_vec())
    }

    fn row_blobs(&self, term: &Term) -> Result<Vec<(Vec<u8>, Option<u64>)>> {
        let mut blobs = Vec::new();
        for (at, docs) in self.live(term)? {
            let article = column(self.segments.searcher.segment_reader(at), "article")?;
            for doc in docs {
                blobs.push((self.row_blob(DocAddress::new(at, doc))?, article.first(doc)));
            }
        }
        Ok(blobs)
    }
}

impl Engine for Index {
    fn find(&self, request: &Request<'_>) -> Result<Found> {
        let terms = terms(&request.query.root);
        let walks = Walks::new(&self.segments, &terms, self.walked(request));
        let sets = searching::matches(&self.segments, &self.summary, request, &walks)?;
        let ranker = Ranker { segments: &self.segments, unit: request.unit, totals: self.summary.totals, walks: &walks };
        let found = searching::find(&ranker, &terms, request, &sets)?;
        let limit = request.limit.unwrap_or(usize::MAX);
        // Of a question that cannot be asked more widely nothing is asked anew.
        let walked = if request.all || request.limit.is_some() { walks.walked() } else { Walked::default() };
        let last = Last { asked: key(request), all: request.all, limit, sets: Arc::new(sets), walked };
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(last);
        Ok(found)
    }

    fn explain(&self, request: &Request<'_>, row: &Row) -> Result<Vec<ScorePart>> {
        let terms = terms(&request.query.root);
        let walks = Walks::new(&self.segments, &terms, Walked::default());
        let ranker = Ranker { segments: &self.segments, unit: request.unit, totals: self.summary.totals, walks: &walks };
        searching::explain(&ranker, &terms, row)
    }

    fn facets(&self, request: &Request<'_>, rows: Option<&[Row]>, most: usize, alike: &Alike) -> Result<FacetCounts> {
        let count = |sets: &Sets| facets::count(&self.segments, request, sets, most, alike);
        let Some(rows) = rows else { return self.matched(request, count) };
        let mut sets = self.segments.nothing();
        rows.iter().for_each(|row| sets[(row.place >> 32) as usize].insert(row.place as u32));
        count(&sets)
    }

    fn alike(&self, request: &Request<'_>, bands: &[Vec<u64>], besides: &[Row]) -> Result<Vec<Row>> {
        let besides: BTreeSet<u64> = besides.iter().map(|row| row.place).collect();
        let is_new = |at: u32, doc: u32| !besides.contains(&place(at, doc));
        let (searcher, field) = (&self.segments.searcher, self.segments.fields.passage_bands);
        let found = match request.query.root == Node::All && !request.only_new {
            true => bands::alike(searcher, field, bands, &is_new)?,
            false => self.matched(request, |sets| {
                bands::alike(searcher, field, bands, &|at, doc| sets[at as usize].contains(doc) && is_new(at, doc))
            })?,
        };
        // What a passage is stands in columns, each in another part of the file: they are looked up for what is found alone.
        let mut rows = Vec::with_capacity(found.len());
        for (at, doc) in found {
            rows.push(Places::of(&self.segments, at as usize)?.row(doc, 0.0));
        }
        rows.sort_unstable_by_key(|row| (row.article, row.position));
        Ok(rows)
    }

    fn passages_of_band(&self, band: u64) -> Result<usize> {
        bands::passages_of(&self.segments.searcher, self.segments.fields.passage_bands, band)
    }

    fn rarities(&self, words: &[String]) -> Result<Vec<f64>> {
        let (claims, text) = (self.summary.totals.claims, self.segments.fields.claim.text);
        words.iter().map(|word| rarity_of(&self.segments, text, &words::stem_term(word), claims)).collect()
    }

    fn is_written(&self, word: &str) -> Result<bool> {
        spelling::is_written(&self.segments, word)
    }

    fn articles_with(&self, word: &str) -> Result<u64> {
        Ok(Walks::new(&self.segments, &[], Walked::default()).of(&words::stem_term(word))?.articles())
    }

    fn words_like(&self, word: &str) -> Result<Vec<(String, u64)>> {
        spelling::words_like(&self.segments, word)
    }

    fn beginnings(&self) -> Result<u64> {
        beginnings::count(&self.segments)
    }

    fn document(&self, id: ArticleId) -> Result<Option<Stored>> {
        self.address(id)?.map(|address| Ok(self.stored(address)?.0)).transpose()
    }

    fn document_of(&self, row: &Row) -> Result<Option<Stored>> {
        // An article stands behind its passages and claims: it need not be looked for by its id in every segment.
        let (at, doc) = ((row.place >> 32) as u32, row.place as u32);
        let end = self.segments.articles(at as usize)?.end(doc);
        let is_its = end < self.segments.searcher.segment_reader(at).max_doc()
            && self.segments.numbers(at as usize, Number::Article)?.first(end) == Some(row.article.0);
        if !is_its {
            return Ok(None);
        }
        let (stored, _) = self.stored(DocAddress::new(at, end))?;
        // Where a document stands tells which passage or claim it is, and no column that a disk may have damaged.
        let findings = &stored.document.findings;
        let documents = findings.passages.len() + findings.claims.len() + findings.aliases.len();
        let number = (doc as usize + documents).checked_sub(end as usize);
        let position = number.map(|number| number.checked_sub(findings.passages.len()).unwrap_or(number));
        match position == Some(row.position as usize) {
            true => Ok(Some(stored)),
            false => Err(self.other_text(&stored.document.article.path)),
        }
    }

    fn each_document(&self, take: &mut dyn FnMut(Stored) -> Result<()>) -> Result<()> {
        self.addresses()?.into_iter().try_for_each(|address| take(self.stored(address)?.0))
    }

    fn aliases(&self, key: &str) -> Result<Vec<(Alias, ArticleId)>> {
        let blobs = self.row_blobs(&Term::from_field_text(self.segments.fields.alias, key))?;
        let mut facts = Vec::with_capacity(blobs.len());
        for (bytes, article) in blobs {
            facts.push((decode::<Alias>(&bytes)?, ArticleId(article.unwrap_or_default())));
        }
        facts.sort_by(|(left, of_left), (right, of_right)| {
            (&left.name, &left.alias, left.kind, of_left).cmp(&(&right.name, &right.alias, right.kind, of_right))
        });
        Ok(facts)
    }

    fn name_pairs(&self, key: Option<&str>) -> Result<Vec<Pair>> {
        let term = match key {
            Some(key) => Term::from_field_text(self.segments.fields.alias, key),
            None => Term::from_field_u64(self.segments.fields.kind, Kind::Alias as u64),
        };
        let mut pairs = BTreeSet::new();
        for (at, docs) in self.live(&term)? {
            let segment = self.segments.searcher.segment_reader(at);
            let Some(facts) = segment.fast_fields().str("alias_fact").map_err(unreadable)? else { continue };
            let ords: BTreeSet<u64> = match key {
                // Nothing was deleted: all that the column knows is declared.
                None if segment.alive_bitset().is_none() => (0..facts.num_terms() as u64).collect(),
                _ => docs.into_iter().flat_map(|doc| facts.term_ords(doc)).collect(),
            };
            let ords: Vec<u64> = ords.into_iter().collect();
            let read = facts.dictionary().sorted_ords_to_term_cb(&ords, |fact| {
                pairs.extend(std::str::from_utf8(fact).ok().and_then(rows::pair));
            });
            read.map_err(|error| unreadable(TantivyError::from(error)))?;
        }
        Ok(pairs.into_iter().collect())
    }

    fn is_named(&self, kind: EntityKind, key: &str) -> Result<bool> {
        let fields = &self.segments.fields.passage;
        let term = Term::from_field_text(fields.of_kind(kind), key);
        for segment in self.segments.searcher.segment_readers() {
            let index = segment.inverted_index(term.field()).map_err(unreadable)?;
            let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic).map_err(unreadable)? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    return Ok(true);
                }
                postings.advance();
            }
        }
        Ok(false)
    }

    fn namesakes(&self, surname: &str) -> Result<Vec<(String, String)>> {
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        for segment in self.segments.searcher.segment_readers() {
            for (key, name) in facets::people(segment, surname)? {
                // A name of deleted passages alone stays in the column until its segment is merged.
                if !found.contains_key(&key) && self.is_named(EntityKind::Person, &key)? {
                    found.insert(key, name);
                }
            }
        }
        Ok(found.into_iter().collect())
    }

    fn languages(&self) -> Result<Vec<String>> {
        let field = self.segments.fields.lang;
        let mut found = BTreeSet::new();
        for segment in self.segments.searcher.segment_readers() {
            let index = segment.inverted_index(field).map_err(unreadable)?;
            let mut terms = index.terms().stream().map_err(|error| unreadable(TantivyError::from(error)))?;
            while terms.advance() {
                found.insert(String::from_utf8_lossy(terms.key()).into_owned());
            }
        }
        let mut live = Vec::new();
        for lang in found {
            // A language of deleted articles alone stays in the list of terms until its segment is merged.
            if self.count(&Term::from_field_text(field, &lang))? > 0 {
                live.push(lang);
            }
        }
        Ok(live)
    }

    fn names(&self, which: NameSet) -> Result<Vec<NameCount>> {
        gathered::names(&self.segments, which)
    }

    fn occurrences(&self, which: NameSet, kind: Option<EntityKind>, keys: &[String]) -> Result<(u64, u64)> {
        let (passage, claim) = (&self.segments.fields.passage, &self.segments.fields.claim);
        if which == NameSet::Sources {
            let published = keys.iter().map(|key| self.published_by(key)).collect::<Result<Vec<_>>>()?;
            // An article has one source.
            return Ok(published.into_iter().fold((0, 0), |sum, next| (sum.0 + next.0, sum.1 + next.1)));
        }
        let fields = |unit: &UnitFields| match kind {
            Some(EntityKind::Person) => vec![unit.person],
            Some(EntityKind::Organization) => vec![unit.organization],
            Some(EntityKind::Place) => vec![unit.place],
            Some(EntityKind::Other) | None => unit.entities().to_vec(),
        };
        Ok((self.naming(&fields(passage), keys)?, self.naming(&fields(claim), keys)?))
    }

    fn files(&self) -> Result<Vec<FileRow>> {
        self.file_rows(true)
    }

    fn file_stamps(&self) -> Result<Vec<FileRow>> {
        self.file_rows(false)
    }

    fn file(&self, label: &str, path: &str) -> Result<Option<FileRow>> {
        let docs = self.live(&Term::from_field_u64(self.segments.fields.file, file_key(label, path)))?;
        row_of(&self.segments, &docs, label, path)
    }

    fn summary(&self) -> &Summary {
        &self.summary
    }

    fn deep_digest(&self) -> Result<String> {
        let (mut rows, mut counts) = (Vec::new(), [0u64; 3]);
        for address in self.addresses()? {
            let (stored, row) = self.stored(address)?;
            rows.push(row);
            let findings = &stored.document.findings;
            let parts = [findings.passages.len(), findings.claims.len(), findings.aliases.len()];
            counts.iter_mut().zip(parts).for_each(|(count, part)| *count += part as u64);
        }
        for (kind, count) in [Kind::Passage, Kind::Claim, Kind::Alias].into_iter().zip(counts) {
            let searched = self.count(&Term::from_field_u64(self.segments.fields.kind, kind as u64))?;
            if searched != count {
                return Err(Error::index(format!(
                    "the index at {} holds {searched} documents of kind {kind:?} where its articles have {count}: rebuild it with `whosaid index --rebuild`",
                    self.folder.display()
                )));
            }
        }
        Ok(content_digest(rows))
    }

    fn bytes(&self) -> Result<u64> {
        folder::size(&self.folder)
    }
}

/// Writes all that what a request matches depends on, but whether all words must occur.
fn key(request: &Request<'_>) -> String {
    format!("{:?}", (request.unit, request.query, request.only_new, request.corrections))
}

/// An index as of its last commit.
pub(super) struct Opened {
    pub index: tantivy::Index,
    pub fields: Fields,
    pub summary: Summary,
    opstamp: u64,
}

/// Opens what was committed; `None` where nothing was.
pub(super) fn open(folder: &Path, advice: Advice) -> Result<Option<Opened>> {
    open_in(folder, Durable::open(folder, advice).map_err(|error| unopened(folder, error.into()))?)
}

/// Says that an index cannot be opened: for what it is, or because a file cannot be read.
fn unopened(folder: &Path, error: TantivyError) -> Error {
    let told = format!("cannot open the index at {}", folder.display());
    match error {
        TantivyError::IoError(_)
        | TantivyError::OpenReadError(OpenReadError::IoError { .. })
        | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { .. }) => Error::io(told, error),
        other => Error::index(told).because(other),
    }
}

/// Opens what was committed in a folder, over a directory of its files.
pub(super) fn open_in(folder: &Path, directory: impl Directory) -> Result<Option<Opened>> {
    let failed = |error| unopened(folder, error);
    seal::check(folder, seal::HASHED_AT_OPENING)?;
    let mut index = tantivy::Index::open(directory).map_err(failed)?;
    let metas = index.load_metas().map_err(failed)?;
    let Some(payload) = metas.payload else { return Ok(None) };
    let other = |found: &str| {
        Error::index(format!(
            "the index at {} was made by another version of whosaid ({found}; this one writes format {}, analysis {}): rebuild it with `whosaid index --rebuild`",
            folder.display(),
            VERSIONS.format,
            VERSIONS.analysis
        ))
    };
    let told: serde_json::Value = serde_json::from_str(&payload).map_err(|error| other("unknown").because(error))?;
    let versions = &told["versions"];
    if versions != &serde_json::json!(VERSIONS) {
        return Err(other(&format!("format {}, analysis {}", versions["format"], versions["analysis"])));
    }
    let summary: Summary = serde_json::from_value(told).map_err(|error| other("unreadable").because(error))?;
    let (schema, fields) = schema();
    if index.schema() != schema {
        return Err(other("with other fields"));
    }
    index.set_tokenizers(words::tokenizers());
    Ok(Some(Opened { index, fields, summary, opstamp: metas.opstamp }))
}
