//! How are the index's files written, so that what was told as done is there after a power loss?
//!
//! tantivy syncs the folder before it renames `meta.json` and not after: a power loss could undo a commit, or a merge whose old
//! files are gone already. Here the folder is synced after every such rename, and what is written is hashed for the manifest.

use super::folder::{MANAGED, clear, is_ours, restrict};
use super::seal::{Files, META, Written, date, is_other, sealed};
use crate::model::digest::Running;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Advice, AntiCallToken, DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, META_LOCK, MmapDirectory, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

/// A folder of files as tantivy wants it, over one that keeps them.
#[derive(Clone)]
pub(super) struct Durable<D> {
    inner: D,
    folder: PathBuf,
    /// What was written, here or in runs before.
    files: Arc<Mutex<Files>>,
    /// The writer's lock, until the engine asks for it.
    lock: HeldLock,
    trouble: Trouble,
}

/// What first kept a file from being written. A thread of the engine that meets it ends, and the engine tells that it did, not why.
pub(super) type Trouble = Arc<OnceLock<String>>;

/// The writer's lock, held for the engine's writer: what was read of the index under it is so until that has it.
pub(super) type HeldLock = Arc<Mutex<Option<DirectoryLock>>>;

impl Durable<MmapDirectory> {
    /// Opens the folder of an index for reading.
    pub(super) fn open(folder: &Path, advice: Advice) -> Result<Self, OpenDirectoryError> {
        Ok(Durable::over(
            MmapDirectory::open_with_madvice(folder, advice)?,
            folder,
            Files::new(),
            HeldLock::default(),
            Trouble::default(),
        ))
    }
}

impl<D> Durable<D> {
    /// Stands before `inner`, which keeps the files of `folder`, where `files` were written before.
    pub(super) fn over(inner: D, folder: &Path, files: Files, lock: HeldLock, trouble: Trouble) -> Self {
        Durable { inner, folder: folder.to_owned(), files: Arc::new(Mutex::new(files)), lock, trouble }
    }
}

impl<D> std::fmt::Debug for Durable<D> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Durable").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl<D: Directory + Clone> Directory for Durable<D> {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        // tantivy takes away what its list names, and whoever may write there could have it name any file of this machine.
        if !path.to_str().is_some_and(is_ours) {
            return Err(DeleteError::FileDoesNotExist(path.to_owned()));
        }
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let name = path.to_string_lossy().into_owned();
        let inner = self.inner.open_write(path).inspect_err(|error| {
            if let OpenWriteError::IoError { io_error, .. } = error {
                note(&self.trouble, io_error);
            }
        })?;
        // While it is empty: what is committed is closed already, and nothing is left to fail behind a commit.
        restrict(&self.folder.join(path)).map_err(|error| {
            note(&self.trouble, &error);
            OpenWriteError::wrap_io_error(error, path.to_owned())
        })?;
        let (files, trouble) = (self.files.clone(), self.trouble.clone());
        let hashed = Hashed { inner: Some(inner), name, size: 0, running: Running::default(), files, trouble };
        Ok(BufWriter::new(Box::new(hashed)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let missing = || OpenReadError::FileDoesNotExist(path.to_owned());
        if path != Path::new(MANAGED) {
            return self.inner.atomic_read(path);
        }
        // tantivy's list of what it may take away. Without it nothing is taken away but by the sweep, which goes by `meta.json`:
        // a list that is damaged is as good as none, and the next one takes its place.
        if is_other(&self.folder.join(path)) {
            return Err(missing());
        }
        let list = self.inner.atomic_read(path)?;
        if serde_json::from_slice::<Vec<PathBuf>>(&list).is_ok() { Ok(list) } else { Err(missing()) }
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path == Path::new(MANAGED) {
            clear(&self.folder.join(path))?;
        }
        if path != Path::new(META) {
            return self.inner.atomic_write(path, data).inspect_err(|error| note(&self.trouble, error));
        }
        let sealed = {
            let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
            date(&self.folder, &mut files);
            sealed(data, &files)?
        };
        self.inner.atomic_write(path, &sealed).inspect_err(|error| note(&self.trouble, error))?;
        self.inner.sync_directory()
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        if lock.filepath == INDEX_WRITER_LOCK.filepath
            && let Some(held) = self.lock.lock().unwrap_or_else(PoisonError::into_inner).take()
        {
            return Ok(held);
        }
        // Where a pipe or folder has the lock's name, no writer is at work: it would have taken it away.
        if lock.filepath == META_LOCK.filepath && is_other(&self.folder.join(&lock.filepath)) {
            return Ok(DirectoryLock::from(Box::new(())));
        }
        match self.inner.acquire_lock(lock) {
            // Where nothing can be written, no writer takes away what is being opened.
            Err(LockError::IoError(error)) if lock.filepath == META_LOCK.filepath && is_read_only(&error) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            taken => taken,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied)
}

/// Hashes what passes through.
struct Hashed {
    /// `None` once it has ended.
    inner: Option<WritePtr>,
    name: String,
    size: u64,
    running: Running,
    files: Arc<Mutex<Files>>,
    trouble: Trouble,
}

/// Keeps the first trouble there was.
fn note(trouble: &Trouble, error: &io::Error) {
    if error.kind() != io::ErrorKind::Interrupted {
        trouble.get_or_init(|| error.to_string());
    }
}

impl Hashed {
    fn inner(&mut self) -> io::Result<&mut WritePtr> {
        self.inner.as_mut().ok_or_else(|| io::Error::other(format!("{} is written after its end", self.name)))
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner()?.write(bytes).inspect_err(|error| note(&self.trouble, error))?;
        self.running.update(&bytes[..count]);
        self.size += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner()?.flush().inspect_err(|error| note(&self.trouble, error))
    }
}

impl TerminatingWrite for Hashed {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.inner()?;
        if let Some(inner) = self.inner.take() {
            inner.terminate().inspect_err(|error| note(&self.trouble, error))?;
        }
        let written = Written { size: self.size, digest: self.running.printed(), modified: None };
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(std::mem::take(&mut self.name), written);
        Ok(())
    }
}
