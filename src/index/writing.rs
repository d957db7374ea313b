//! How is an index brought up to date?

use super::brake::{Brake, Shelved};
use super::cards::Card;
use super::durable::{Durable, HeldLock, Trouble};
use super::filed::{file_document, file_key};
use super::reading::open_in;
use super::rows::{Encoded, RowDigest, Rows, content_digest, rows};
use super::schema::{Fields, schema};
use super::seal::{Files, known};
use super::{Index, VERSIONS, folder, seal, words};
use crate::engine::{self, Before, Change, Engine, FileRow, Root, Sink, Summary, Totals};
use crate::error::{Error, ErrorKind, Result};
use crate::model::answer::Depths;
use crate::model::document::{Depth, Document};
use crate::model::id::ArticleId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockWriteGuard};
use tantivy::Directory;
use tantivy::directory::error::LockError;
use tantivy::directory::{DirectoryLock, INDEX_WRITER_LOCK, META_LOCK, MmapDirectory};
use tantivy::indexer::UserOperation;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexSettings, IndexWriter, Term};

/// The one writer of an index. Dropped without a commit, it leaves the index as it was.
pub struct Writer {
    folder: PathBuf,
    fields: Fields,
    writer: IndexWriter<Shelved>,
    brake: Arc<Brake>,
    tallies: Tallies,
    /// Of each file by its key: how far its articles were analysed, and how many they are.
    files: BTreeMap<u64, (Depth, u64)>,
    before: Before,
    /// What keeps files from being written.
    trouble: Trouble,
    /// Articles that were taken in, but for those of files that were left out again.
    added: usize,
    /// Whether what is held was read and found to be as it was written.
    is_checked: bool,
    /// What this index is to take the place of. Behind the engine's writer: that is dropped first.
    instead_of: Option<Replaced>,
}

/// An index that is made anew, which stands until the new one takes its place.
struct Replaced {
    folder: PathBuf,
    /// Where the new one is made.
    beside: PathBuf,
    /// Nobody else writes meanwhile.
    _lock: DirectoryLock,
}

impl Drop for Replaced {
    fn drop(&mut self) {
        // Where nothing came of it, nothing is left of it; what cannot be removed the next run sweeps up.
        let _ = folder::remove(&self.beside);
    }
}

/// Of each article that is held its row digest and its share in the totals. The writer alone changes them, cataloguers look.
type Tallies = Arc<RwLock<BTreeMap<ArticleId, (RowDigest, Totals)>>>;

/// Makes the rows of articles, for one writer.
#[derive(Clone, Debug)]
pub struct Cataloguer {
    fields: Fields,
    run: u64,
    tallies: Tallies,
}

/// An article as the writer takes it in.
pub struct Entry {
    id: ArticleId,
    digest: RowDigest,
    /// `None` where the article is held just so.
    rows: Option<Rows>,
}

impl engine::Cataloguer for Cataloguer {
    type Entry = Entry;

    fn entry(&self, label: &str, id: ArticleId, mut document: Document) -> Result<Entry> {
        let encoded = Encoded::new(label, &mut document)?;
        let digest = encoded.digest;
        let tallies = self.tallies.read().unwrap_or_else(PoisonError::into_inner);
        let is_held = tallies.get(&id).is_some_and(|(held, _)| *held == digest);
        drop(tallies);
        if is_held {
            return Ok(Entry { id, digest, rows: None });
        }
        let rows = rows(&self.fields, self.run, id, encoded, &document)?;
        Ok(Entry { id, digest, rows: Some(rows) })
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Writer").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// What a writer may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Means {
    /// That read and analyse beside it, at least 1.
    pub readers: usize,
    /// Whether bare texts come, in which nothing is looked for.
    pub is_bare: bool,
    /// Bytes for articles that are on their way into the index, all threads together; [`Means::LEAST`] a thread at least.
    pub memory: usize,
}

impl Means {
    /// Segments get fewer and larger with more: on two cores what a commit takes in makes one, as a rule (docs/speed.md).
    pub const MEMORY: usize = 640 << 20;
    /// tantivy takes no less for a thread.
    pub const LEAST: usize = 15 << 20;
    /// tantivy takes no more for a thread.
    const MOST: usize = 2 << 30;

    /// Gives how many threads the engine has: of bare texts half of the work is the engine's, else a tenth, and each of its threads
    /// keeps the words of all news for itself (docs/speed.md).
    fn threads(self) -> usize {
        let threads = if self.is_bare { self.readers } else { self.readers.div_ceil(2) };
        threads.clamp(1, 8)
    }

    fn memory_a_thread(self) -> usize {
        (self.memory / self.threads()).clamp(Means::LEAST, Means::MOST)
    }
}

impl From<usize> for Means {
    fn from(readers: usize) -> Self {
        Means { readers, is_bare: false, memory: Means::MEMORY }
    }
}

/// Segments with more deleted documents than this share are merged, so that edits do not make an index grow.
const DELETED_SHARE: f32 = 0.3;

impl Writer {
    /// Opens the index at `folder` for writing, and makes it where nothing was committed. From here on no other writer can.
    ///
    /// # Errors
    /// Where another writer is at work, the index is of another version, or the folder cannot be written.
    pub fn open(folder: &Path, means: impl Into<Means>) -> Result<Writer> {
        Writer::open_over(folder, means, |directory| directory)
    }

    /// Opens as [`Writer::open`] does, over what `wrap` makes of the folder's files.
    fn open_over<D: Directory + Clone>(
        folder: &Path,
        means: impl Into<Means>,
        wrap: impl Fn(MmapDirectory) -> D,
    ) -> Result<Writer> {
        folder::prepare(folder)?;
        Writer::open_locked(folder, lock(folder)?, means.into(), wrap)
    }

    /// Opens as [`Writer::open_over`] does, for whoever has the lock.
    fn open_locked<D: Directory + Clone>(
        folder: &Path,
        lock: DirectoryLock,
        means: Means,
        wrap: impl Fn(MmapDirectory) -> D,
    ) -> Result<Writer> {
        let failed = |error| Error::io(format!("cannot write the index at {}", folder.display()), error);
        let lock: HeldLock = Arc::new(Mutex::new(Some(lock)));
        let trouble = Trouble::default();
        let directory = || -> Result<Durable<D>> {
            let files = MmapDirectory::open(folder).map_err(failed)?;
            Ok(Durable::over(wrap(files), folder, dated_anew(folder)?, lock.clone(), trouble.clone()))
        };
        let held = if folder::holds_index(folder)? { open_in(folder, directory()?)? } else { None };
        let index = match held {
            Some(opened) => opened.index,
            None => {
                // What a killed first run left may be of another version; nothing was ever committed of it.
                folder::wipe(folder)?;
                create(folder, directory()?)?
            }
        };
        let options = IndexWriterOptions::builder()
            .num_worker_threads(means.threads())
            .memory_budget_per_thread(means.memory_a_thread())
            .build();
        let writer: IndexWriter<Shelved> = index.writer_with_options(options).map_err(|error| refused(folder, error))?;
        sweep(folder)?;
        folder::close_to_others(folder)?;
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(DELETED_SHARE);
        writer.set_merge_policy(Box::new(policy));
        let held = Index::open(folder)?;
        let tallies = held.as_ref().map(Index::tallies).transpose()?.unwrap_or_default();
        let files = held.as_ref().map(Index::files).transpose()?.unwrap_or_default();
        let summary = held.map(|held| held.summary().clone());
        let of_files = files.iter().map(|file| (file_key(&file.root, &file.path), depth_of(file))).collect();
        Ok(Writer {
            folder: folder.to_owned(),
            fields: schema().1,
            writer,
            brake: Arc::default(),
            tallies: Arc::new(RwLock::new(tallies)),
            files: of_files,
            before: Before { summary, files },
            trouble,
            added: 0,
            is_checked: false,
            instead_of: None,
        })
    }

    /// Opens a writer that makes the index at `folder` anew. The new one is made in a folder within its own, and takes its place
    /// when the writer is closed; until then the old one stands, whatever it is worth.
    ///
    /// # Errors
    /// Where another writer is at work, what is there cannot be read at the moment, or the folder cannot be written.
    pub fn open_anew(folder: &Path, means: impl Into<Means>) -> Result<Writer> {
        folder::prepare(folder)?;
        let lock = lock(folder)?;
        if matches!(folder::held(folder)?, folder::Held::Nothing) {
            return Writer::open_locked(folder, lock, means.into(), |directory| directory);
        }
        if matches!(folder::held(folder)?, folder::Held::Index)
            && let Err(error) = seal::check(folder, seal::HASHED_AT_OPENING)
            && error.kind() != ErrorKind::Index
        {
            return Err(error);
        }
        let replaced = Replaced { folder: folder.to_owned(), beside: folder::empty_beside(folder)?, _lock: lock };
        let writer = Writer::open(&replaced.beside, means)?;
        Ok(Writer { instead_of: Some(replaced), ..writer })
    }

    /// Gives what the index held when it was opened.
    pub fn before(&self) -> &Before {
        &self.before
    }

    /// Reads all that is held, before the first change: what a disk has damaged is never written anew as if it were whole.
    fn check(&mut self) -> Result<()> {
        if !self.is_checked && folder::holds_index(&self.folder)? {
            seal::check_all(&self.folder)?;
        }
        self.is_checked = true;
        Ok(())
    }

    /// Waits for merges that are under way, and ends.
    ///
    /// # Errors
    /// Where a merge failed; the last commit stands. Where what was made anew cannot take the place of the old one.
    pub fn close(self) -> Result<()> {
        let folder = self.folder;
        let trouble = self.trouble;
        self.writer.wait_merging_threads().map_err(|error| troubled(&folder, &trouble, error))?;
        match self.instead_of {
            Some(replaced) if Index::open(&folder)?.is_some() => {
                folder::replace(&replaced.folder, &folder)?;
                // The new index is in its place: what is left of the old one the next run sweeps up.
                let _ = sweep(&replaced.folder);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Ends a run that failed: what it wrote and no commit names is taken away, as a disk that is full is to be so no longer.
    pub fn abandon(self) {
        let folder = self.folder;
        // A merge that is under way may commit yet.
        let _ = self.writer.wait_merging_threads();
        // Whoever writes there by then has swept.
        if let Ok(_lock) = lock(&folder) {
            let _ = sweep(&folder);
        }
    }

    /// Gives which run this is, of those that took anything in; counted from 1.
    fn run(&self) -> u64 {
        self.before.summary.as_ref().map_or(0, |summary| summary.run) + 1
    }

    fn tallies(&self) -> RwLockWriteGuard<'_, BTreeMap<ArticleId, (RowDigest, Totals)>> {
        self.tallies.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn forget(&mut self, id: ArticleId) {
        self.writer.delete_term(Term::from_field_u64(self.fields.article, id.0));
        self.tallies().remove(&id);
    }

    /// Adds documents to one segment, side by side.
    fn add(&mut self, documents: Vec<Card>, bytes: usize) -> Result<()> {
        let waiting = Arc::new(self.brake.wait(bytes));
        let documents =
            documents.into_iter().map(move |document| UserOperation::Add(Shelved { document, _waiting: waiting.clone() }));
        self.writer.run(documents).map_err(|error| troubled(&self.folder, &self.trouble, error))?;
        self.brake.settle(bytes);
        Ok(())
    }
}

impl Sink for Writer {
    type Cataloguer = Cataloguer;

    fn cataloguer(&self) -> Cataloguer {
        Cataloguer { fields: self.fields.clone(), run: self.run(), tallies: self.tallies.clone() }
    }

    fn shelve(&mut self, entry: Entry) -> Result<Change> {
        let Some(rows) = entry.rows else { return Ok(Change { unchanged: 1, ..Change::default() }) };
        self.check()?;
        let held = self.tallies().insert(entry.id, (entry.digest, rows.totals));
        if held.is_some() {
            self.writer.delete_term(Term::from_field_u64(self.fields.article, entry.id.0));
        }
        self.added += 1;
        self.add(rows.documents, rows.bytes)?;
        let (added, updated) = if held.is_some() { (0, 1) } else { (1, 0) };
        Ok(Change { added, updated, ..Change::default() })
    }

    fn finish(&mut self, file: &FileRow, previous: Option<&FileRow>) -> Result<u64> {
        self.check()?;
        let kept: BTreeSet<ArticleId> = file.articles.iter().copied().collect();
        let mut removed = 0;
        for id in previous.iter().flat_map(|previous| &previous.articles).filter(|id| !kept.contains(id)) {
            self.forget(*id);
            removed += 1;
        }
        self.touch(file)?;
        Ok(removed)
    }

    fn touch(&mut self, file: &FileRow) -> Result<()> {
        self.check()?;
        let key = file_key(&file.root, &file.path);
        // What is deleted is looked for in every part of the index: hundreds of thousands of new files would be, for nothing.
        if self.files.insert(key, depth_of(file)).is_some() {
            self.writer.delete_term(Term::from_field_u64(self.fields.file, key));
        }
        self.add(vec![file_document(&self.fields, file)?], 0)
    }

    fn remove(&mut self, file: &FileRow) -> Result<()> {
        self.check()?;
        let key = file_key(&file.root, &file.path);
        if self.files.remove(&key).is_none() {
            // A file without a row was begun in this run, and is left out again.
            self.added = self.added.saturating_sub(file.articles.len());
        }
        self.writer.delete_term(Term::from_field_u64(self.fields.file, key));
        file.articles.iter().for_each(|id| self.forget(*id));
        Ok(())
    }

    fn commit(&mut self, roots: &[Root]) -> Result<Summary> {
        self.check()?;
        let (totals, digest) = {
            let tallies = self.tallies();
            let totals = tallies.values().fold(Totals::default(), |sum, (_, totals)| sum.plus(*totals));
            (totals, content_digest(tallies.values().map(|(row, _)| *row).collect()))
        };
        let run = if self.added > 0 { self.run() } else { self.run() - 1 };
        let mut depths = Depths::default();
        self.files.values().for_each(|(depth, articles)| depths.add(*depth, *articles));
        let files = self.files.len() as u64;
        let summary = Summary { versions: VERSIONS, roots: roots.to_vec(), files, totals, depths, digest, run };
        let payload =
            serde_json::to_string(&summary).map_err(|error| Error::index("cannot encode the commit").because(error))?;
        let failed = |error| troubled(&self.folder, &self.trouble, error);
        let mut commit = self.writer.prepare_commit().map_err(failed)?;
        commit.set_payload(&payload);
        commit.commit().map_err(failed)?;
        Ok(summary)
    }
}

/// Gives how far the articles of a file were analysed, and how many they are.
fn depth_of(file: &FileRow) -> (Depth, u64) {
    (file.depth, file.articles.len() as u64)
}

/// Takes the writer's lock for as long as what is given lives.
fn lock(folder: &Path) -> Result<DirectoryLock> {
    let directory = MmapDirectory::open(folder).map_err(|error| refused(folder, error.into()))?;
    let lock = directory.acquire_lock(&INDEX_WRITER_LOCK);
    lock.map_err(|error| refused(folder, tantivy::TantivyError::LockFailure(error, None)))
}

/// Gives what was written of the files of an index, to be sealed with the times that they have: all of other times are hashed
/// before.
fn dated_anew(folder: &Path) -> Result<Files> {
    if folder::holds_index(folder)? {
        seal::check(folder, u64::MAX)?;
    }
    let mut files = known(folder)?;
    files.values_mut().for_each(|written| written.modified = None);
    Ok(files)
}

/// Removes what no commit names. A list of deleted documents that a lost run wrote may have the name that the next one needs.
fn sweep(folder: &Path) -> Result<()> {
    let directory = MmapDirectory::open(folder).map_err(|error| refused(folder, error.into()))?;
    // Whoever opens the index holds it from reading the list of files until they are open.
    let _lock =
        directory.acquire_lock(&META_LOCK).map_err(|error| refused(folder, tantivy::TantivyError::LockFailure(error, None)))?;
    let living = known(folder)?;
    folder::sweep(folder, |name| living.contains_key(name))
}

/// Bytes of articles that are packed together: fewer pack worse, more are read and unpacked for every article that is shown
/// (docs/speed.md).
const BLOCK: usize = 16 << 10;

fn create(folder: &Path, directory: impl Directory) -> Result<tantivy::Index> {
    let settings = IndexSettings {
        docstore_blocksize: BLOCK,
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(1) }),
        ..IndexSettings::default()
    };
    let (schema, _) = schema();
    let builder = tantivy::Index::builder().schema(schema).settings(settings).tokenizers(words::tokenizers());
    builder.open_or_create(directory).map_err(|error| refused(folder, error))
}

/// Tells what keeps an index from being written, by what the engine says or, where that was before, by what a file met.
fn troubled(folder: &Path, trouble: &Trouble, error: tantivy::TantivyError) -> Error {
    match trouble.get() {
        Some(met) => unwritable(folder, met.as_str()),
        None => refused(folder, error),
    }
}

fn refused(folder: &Path, error: tantivy::TantivyError) -> Error {
    use tantivy::TantivyError::{IoError, LockFailure, OpenDirectoryError, OpenReadError, OpenWriteError};
    use tantivy::directory::error as engine;
    match error {
        LockFailure(LockError::LockBusy, _) => Error::index(format!(
            "cannot write the index at {}: another `whosaid index` is at work there; wait for it to end",
            folder.display()
        )),
        // The engine prints the parts of these for programmers.
        IoError(error)
        | LockFailure(LockError::IoError(error), _)
        | OpenWriteError(engine::OpenWriteError::IoError { io_error: error, .. })
        | OpenReadError(engine::OpenReadError::IoError { io_error: error, .. })
        | OpenDirectoryError(engine::OpenDirectoryError::IoError { io_error: error, .. }) => {
            unwritable(folder, error.to_string())
        }
        error => unwritable(folder, error),
    }
}

fn unwritable(folder: &Path, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    let is_committed = known(folder).is_ok_and(|files| !files.is_empty());
    let stands = if is_committed { "What was committed stands" } else { "Nothing was committed before" };
    let asked = "is there room on the disk, and may it be written?";
    Error::io(format!("cannot write the index at {}: {asked} {stands}", folder.display()), cause)
}

#[cfg(test)]
mod exchange;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod locking;
#[cfg(test)]
mod power;
#[cfg(test)]
mod samples;
