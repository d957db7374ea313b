//! Does what was cited still stand where it is said to stand?
//!
//! Every article's record is read again and its digest compared. Where it is intact, every passage and every part of every claim
//! is cut out of the raw bytes and compared with the text that is shown (law 2).

use crate::corpus::limits::FILE_BYTES;
use crate::corpus::{
    Entry, Opened, Rules, away, file_at, file_below, is_away, read, read_file, restore, stamp, unmounted, walk,
};
use crate::engine::{Engine, FileRow, Stored};
use crate::error::Result;
use crate::model::answer::{AwayFolder, State, Verified, VerifiedArticle, VerifiedHit};
use crate::model::article::{Article, Record};
use crate::model::digest::sha256;
use crate::model::document::Claim;
use crate::model::id::{ArticleId, Id, Part, article_id, repeated_id};
use crate::model::normal::fold_space;
use crate::model::span::Span;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// What came of looking again at one article.
#[derive(Clone)]
enum Look {
    Intact,
    Changed(String),
    Moved(String),
    Missing(String),
    /// Where its folder was, and what is wrong with that.
    Away(String, String),
    Unreadable(String),
}

/// Looks again at the articles of `ids`, and proves those passages and claims; at all articles and all in them where `ids` is
/// empty.
///
/// # Errors
/// Where the store cannot be read.
pub fn verify(engine: &dyn Engine, ids: &[Id]) -> Result<Verified> {
    let mut verified = Verified::default();
    let mut states: BTreeMap<Id, State> = BTreeMap::new();
    let (mut elsewhere, mut held) = (None, None);
    let (mut rules, mut standing, mut looked_at, mut lost) = (BTreeMap::new(), BTreeMap::new(), 0, 0);
    let mut asked: BTreeMap<ArticleId, Vec<Id>> = BTreeMap::new();
    ids.iter().for_each(|id| asked.entry(id.article).or_default().push(*id));
    let rows = engine.files()?;
    for row in &rows {
        let of_row: BTreeSet<ArticleId> = row.articles.iter().copied().collect();
        let wanted: Vec<Id> = match ids {
            [] => of_row.iter().map(|article| Id { article: *article, part: Part::Whole }).collect(),
            _ => of_row.iter().filter_map(|article| asked.get(article)).flatten().copied().collect(),
        };
        if wanted.is_empty() {
            continue;
        }
        let (root, file) = (root_of(engine, row), path_of(engine, row));
        let fault = standing.entry(&row.root).or_insert_with(|| away(&root)).as_deref().filter(|_| file != root);
        let bytes = match std::fs::symlink_metadata(&file) {
            Err(error) if is_away(&error) => None,
            _ => Some(read_file(&entry(row, file.clone()), FILE_BYTES)),
        };
        let rules = rules.entry(row.root.clone()).or_insert_with(|| rules_of(engine, row));
        let opened = bytes.as_ref().and_then(|bytes| bytes.as_ref().ok()).and_then(|bytes| Opened::by(bytes, rules));
        let (mut noted, mut is_same): (BTreeSet<ArticleId>, Option<bool>) = (BTreeSet::new(), None);
        let mut records = None;
        for id in wanted {
            let Some(stored) = engine.document(id.article)? else {
                lost += 1;
                continue;
            };
            looked_at += 1;
            if !part_exists(&stored, id) {
                continue;
            }
            let look = match (&bytes, &opened) {
                (None, _) => in_another(row, elsewhere.get_or_insert_with(|| by_size(engine)))
                    .unwrap_or_else(|| missing(&root, row, &file, fault)),
                (Some(Err(skipped)), _) => match fault {
                    Some(fault) => Look::Away(root.display().to_string(), fault.to_owned()),
                    None => unread(&file, &skipped.reason),
                },
                (Some(Ok(bytes)), opened) => {
                    let changed = || Look::Changed("the file can no longer be unpacked".to_owned());
                    let found = opened.as_ref().map_or_else(changed, |opened| look(&stored, id, opened));
                    match found {
                        Look::Intact => found,
                        _ if *is_same.get_or_insert_with(|| is_as_read(row, bytes)) => uncut(&stored, id, bytes, found),
                        _ => {
                            // An article that is a whole file has no other place in it.
                            let is_record = stored.document.article.record.is_some();
                            let records = records
                                .get_or_insert_with(|| if is_record { records_of(bytes, row, rules) } else { BTreeMap::new() });
                            let held = held.get_or_insert_with(|| holders(&rows));
                            match place_of(engine, &stored, row, records)? {
                                Some(at) => Look::Moved(format!("its bytes now stand at {at} of {}", file.display())),
                                // A second file that held the same bytes says nothing of where these went.
                                None => (held.get(row.digest.as_str()) == Some(&1))
                                    .then(|| elsewhere.get_or_insert_with(|| by_size(engine)))
                                    .and_then(|files| in_another(row, files))
                                    .or_else(|| opened.as_ref().and_then(|opened| given_up(&stored, opened, records)))
                                    .unwrap_or(found),
                            }
                        }
                    }
                }
            };
            states.insert(id, state(&look));
            if noted.insert(id.article) {
                note(&mut verified, &stored, look);
            }
        }
    }
    if ids.is_empty() {
        verified.unchecked = engine.summary().totals.articles.saturating_sub(looked_at).max(lost);
    }
    verified.hits = ids
        .iter()
        .map(|id| VerifiedHit { id: id.to_string(), state: states.get(id).copied().unwrap_or(State::Unknown) })
        .collect();
    Ok(verified)
}

fn note(verified: &mut Verified, stored: &Stored, look: Look) {
    let article =
        |reason: String| VerifiedArticle { id: stored.id.to_string(), path: stored.document.article.path.clone(), reason };
    match look {
        Look::Intact => verified.intact += 1,
        Look::Changed(reason) => verified.changed.push(article(reason)),
        Look::Moved(reason) => verified.moved.push(article(reason)),
        Look::Missing(reason) => verified.missing.push(article(reason)),
        Look::Away(path, reason) => match verified.away.iter_mut().find(|folder| folder.path == path) {
            Some(folder) => folder.articles += 1,
            None => verified.away.push(AwayFolder { path, reason, articles: 1 }),
        },
        Look::Unreadable(reason) => verified.unreadable.push(article(reason)),
    }
}

fn state(look: &Look) -> State {
    match look {
        Look::Intact => State::Intact,
        Look::Changed(_) => State::Changed,
        Look::Moved(_) => State::Moved,
        Look::Missing(_) => State::Missing,
        Look::Away(..) => State::Away,
        Look::Unreadable(_) => State::Unreadable,
    }
}

fn part_exists(stored: &Stored, id: Id) -> bool {
    let findings = &stored.document.findings;
    match id.part {
        Part::Whole => true,
        Part::Passage(number) => (number as usize) < findings.passages.len(),
        Part::Claim(number) => (number as usize) < findings.claims.len(),
    }
}

fn path_of(engine: &dyn Engine, row: &FileRow) -> PathBuf {
    file_at(&root_of(engine, row), &row.path)
}

fn root_of(engine: &dyn Engine, row: &FileRow) -> PathBuf {
    let root = engine.summary().roots.iter().find(|root| root.label == row.root);
    root.map(|root| PathBuf::from(&root.path)).unwrap_or_default()
}

/// Gives the rules that a file is read by. Where they cannot be read any more, those by default: files are looked at all the same.
fn rules_of(engine: &dyn Engine, row: &FileRow) -> Rules {
    Rules::read(&root_of(engine, row)).map(|(rules, ..)| rules).unwrap_or_default()
}

fn look(stored: &Stored, id: Id, file: &Opened<'_>) -> Look {
    let article = &stored.document.article;
    let Some(record) = file.record(article.record.as_ref()) else {
        return Look::Missing("its record is no longer in the file".to_owned());
    };
    if record.is_empty() {
        return Look::Missing("where its record stood, there is nothing".to_owned());
    }
    let digest = sha256(&record);
    if digest != article.digest {
        // What was cited may stand where it stood though the file was changed elsewhere.
        let words = match (id.part, unproved(stored, id, &record)) {
            (Part::Whole, _) => "",
            (_, None) => "; the words that were asked for still stand at their bytes",
            (_, Some(_)) => "; the words that were asked for no longer stand at their bytes",
        };
        return Look::Changed(format!("its bytes are {digest}, and were {} when it was indexed{words}", article.digest));
    }
    unproved(stored, id, &record).map_or(Look::Intact, Look::Changed)
}

/// Tells that a file is gone, or that what it lay in is: `fault` says what is wrong with its root.
fn missing(root: &Path, row: &FileRow, file: &Path, fault: Option<&str>) -> Look {
    if let Some(fault) = fault {
        return Look::Away(root.display().to_string(), fault.to_owned());
    }
    match unmounted(root, &row.path, row.mounted) {
        Some(place) => {
            let reason = "the file system that was mounted here is not there".to_owned();
            Look::Away(file_below(root, &place).display().to_string(), reason)
        }
        None => Look::Missing(format!("{} is gone", file.display())),
    }
}

/// Looks at what stands in the place of a file that could not be read. A link, a pipe or a folder is no file, and one that grew
/// beyond what is read of any is another than was read.
fn unread(file: &Path, reason: &str) -> Look {
    let reason = format!("{}: {reason}", file.display());
    match stamp(file) {
        Ok(None) => Look::Missing(reason),
        Err(error) if is_away(&error) => Look::Missing(reason),
        Ok(Some(found)) if found.size > FILE_BYTES => Look::Changed(reason),
        _ => Look::Unreadable(reason),
    }
}

fn is_as_read(row: &FileRow, bytes: &[u8]) -> bool {
    !row.digest.is_empty() && sha256(bytes) == row.digest
}

/// Looks at an article of a file whose bytes are those that were read. Where its record is another all the same, the rules cut the
/// file elsewhere than they did then; uncut, it holds whatever they left of it.
fn uncut(stored: &Stored, id: Id, bytes: &[u8], cut: Look) -> Look {
    let whole = Opened::new(bytes);
    let record = whole.as_ref().and_then(|whole| whole.record(stored.document.article.record.as_ref()));
    match record {
        Some(record) if unproved(stored, id, &record).is_none() => Look::Intact,
        _ => cut,
    }
}

fn entry(row: &FileRow, file: PathBuf) -> Entry {
    Entry { path: row.path.clone(), file, size: row.size, modified: row.modified, changed: row.changed, mounted: row.mounted }
}

/// Counts the files that held the same bytes when they were read, by those bytes' digest.
fn holders(rows: &[FileRow]) -> HashMap<&str, u32> {
    let mut held = HashMap::new();
    rows.iter().for_each(|row| *held.entry(row.digest.as_str()).or_default() += 1);
    held
}

/// Gives the place in its file where an article's record stands now; `None` where it stands nowhere, and where another that was
/// the same stood there before.
fn place_of(engine: &dyn Engine, stored: &Stored, row: &FileRow, records: &BTreeMap<String, Record>) -> Result<Option<String>> {
    let digest = &stored.document.article.digest;
    let Some(record) = records.get(digest) else { return Ok(None) };
    for id in [article_id, repeated_id].map(|name| name(&row.root, &row.path, Some(record))) {
        if id != stored.id && engine.document(id)?.is_some_and(|other| other.document.article.digest == *digest) {
            return Ok(None);
        }
    }
    Ok(Some(record.label()))
}

/// Tells that an article's record is gone, where another that names itself otherwise stands in its place.
fn given_up(stored: &Stored, file: &Opened<'_>, records: &BTreeMap<String, Record>) -> Option<Look> {
    let record = stored.document.article.record.as_ref();
    let other = records.get(&sha256(&file.record(record)?))?;
    let (before, now) = (record?.own_id()?, other.own_id()?);
    (before != now).then(|| Look::Missing(format!("where its record {before} stood, there is {now} now")))
}

/// Gives where each record of a file stands now, by its digest.
fn records_of(bytes: &[u8], row: &FileRow, rules: &Rules) -> BTreeMap<String, Record> {
    let mut records = BTreeMap::new();
    read(bytes, &row.path, rules, &mut |found| {
        if let Ok(article) = found
            && let Some(record) = article.record
        {
            records.entry(article.digest).or_insert(record);
        }
    });
    records
}

/// Looks for the bytes of a file, that is gone or holds others now, in the other files of the roots.
fn in_another(row: &FileRow, files: &BTreeMap<u64, Vec<Hashed>>) -> Option<Look> {
    let digest = |other: &Hashed| read_file(&other.entry, FILE_BYTES).map(|bytes| sha256(&bytes)).unwrap_or_default();
    let same = |other: &&Hashed| !row.digest.is_empty() && *other.digest.get_or_init(|| digest(other)) == row.digest;
    let other = files.get(&row.size)?.iter().find(same)?;
    Some(Look::Moved(format!("its bytes now stand in {}", other.entry.file.display())))
}

/// A file, and the digest of its bytes as soon as it was read: empty where it cannot be.
struct Hashed {
    entry: Entry,
    digest: OnceCell<String>,
}

fn by_size(engine: &dyn Engine) -> BTreeMap<u64, Vec<Hashed>> {
    let mut files: BTreeMap<u64, Vec<Hashed>> = BTreeMap::new();
    let rules = Rules::default();
    for root in &engine.summary().roots {
        for entry in walk(Path::new(&root.path), &rules).filter_map(|entry| entry.ok()) {
            files.entry(entry.size).or_default().push(Hashed { entry, digest: OnceCell::new() });
        }
    }
    files
}

/// Gives why a passage, a claim, or any of an article's, is not what its bytes say; `None` where it is.
fn unproved(stored: &Stored, id: Id, record: &[u8]) -> Option<String> {
    let (article, findings) = (&stored.document.article, &stored.document.findings);
    let of_claim = |claim: &Claim| -> Vec<Span> {
        let speech = claim.speaker.span.into_iter().chain(claim.cue.as_ref().map(|cue| cue.span));
        speech
            .chain(claim.content.iter().copied())
            .chain(claim.quotes.iter().copied())
            .chain(claim.via.iter().map(|via| via.span))
            .collect()
    };
    let spans: Vec<Span> = match id.part {
        Part::Whole => {
            let named = findings.entities.iter().flat_map(|entity| entity.mentions.iter().chain(&entity.references)).copied();
            findings.passages.iter().copied().chain(findings.claims.iter().flat_map(of_claim)).chain(named).collect()
        }
        Part::Passage(number) => vec![findings.passages[number as usize]],
        Part::Claim(number) => of_claim(&findings.claims[number as usize]),
    };
    spans.into_iter().find(|span| !stands(article, *span, record)).map(|span| {
        let words: String = span.of(&article.text).chars().take(40).collect();
        format!("its bytes do not give the words “{words}…” that were indexed")
    })
}

/// Law 2: the pieces cut from the record, joined, decoded, resolved and folded are the text, folded.
fn stands(article: &Article, span: Span, record: &[u8]) -> bool {
    let mut joined = Vec::with_capacity(span.len());
    for piece in article.map.pieces(span) {
        match record.get(piece.start..piece.end) {
            Some(bytes) => joined.extend_from_slice(bytes),
            None => return false,
        }
    }
    fold_space(&restore(article.format, &article.charset, &joined)) == fold_space(span.of(&article.text))
}
