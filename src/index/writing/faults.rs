//! Is a commit whole or not there, wherever the writing of it fails?

use super::*;
use crate::engine::Stored;
use crate::model::article::{Article, Block, Format, Role};
use crate::model::bytemap::ByteMap;
use crate::model::document::Findings;
use crate::model::span::Span;
use std::io::{self, BufWriter, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{AntiCallToken, FileHandle, Lock, TerminatingWrite, WatchCallback, WatchHandle, WritePtr};

/// A folder of files whose disk is full from one step on: what would change it fails, and stays failing.
#[derive(Clone, Debug)]
struct Full {
    inner: MmapDirectory,
    steps: Arc<AtomicUsize>,
    last: usize,
}

impl Full {
    fn step(&self) -> io::Result<()> {
        match self.steps.fetch_add(1, Ordering::SeqCst) < self.last {
            true => Ok(()),
            false => Err(io::Error::new(io::ErrorKind::StorageFull, "no space left on device")),
        }
    }
}

impl Directory for Full {
    fn get_file_handle(&self, path: &Path) -> std::result::Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> std::result::Result<(), DeleteError> {
        let failed = |error| DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() };
        self.step().map_err(failed)?;
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> std::result::Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> std::result::Result<WritePtr, OpenWriteError> {
        self.step().map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        let inner = self.inner.open_write(path)?;
        Ok(BufWriter::with_capacity(512, Box::new(Filling { inner: Some(inner), disk: self.clone() })))
    }

    fn atomic_read(&self, path: &Path) -> std::result::Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.step()?;
        self.inner.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.step()?;
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> std::result::Result<DirectoryLock, LockError> {
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

/// A file on that disk.
struct Filling {
    inner: Option<WritePtr>,
    disk: Full,
}

impl Write for Filling {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.step()?;
        self.inner.as_mut().expect("a file is written before its end").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.disk.step()?;
        self.inner.as_mut().expect("a file is flushed before its end").flush()
    }
}

impl TerminatingWrite for Filling {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.disk.step()?;
        self.inner.take().expect("a file ends once").terminate()
    }
}

fn document(number: u64) -> (ArticleId, Document) {
    let text = format!("The ferry of route {number} was late, and bridge {number} stayed open for {} hours.", number * 3);
    let article = Article {
        path: format!("route-{number}.txt"),
        record: None,
        digest: String::new(),
        charset: "UTF-8".to_owned(),
        format: Format::Text,
        blocks: vec![Block::new(Role::Body, Span::new(0, text.len()))],
        map: ByteMap::identity(0, text.len()),
        lines: Vec::new(),
        title: None,
        byline: None,
        published: None,
        url: None,
        source: None,
        lang: None,
        notices: Vec::new(),
        left_out: Vec::new(),
        text: text.clone(),
    };
    let findings = Findings { passages: vec![Span::new(0, text.len())], ..Findings::default() };
    (ArticleId(number), Document { article, findings })
}

fn row(number: u64) -> FileRow {
    FileRow {
        root: String::new(),
        path: format!("route-{number}.txt"),
        size: 1,
        modified: 0,
        seen: 0,
        recipe: String::new(),
        digest: String::new(),
        articles: vec![ArticleId(number)],
        skipped: Vec::new(),
    }
}

fn fill(writer: &mut Writer, numbers: std::ops::Range<u64>) -> Result<Summary> {
    for number in numbers {
        writer.put(&row(number), None, &[document(number)])?;
    }
    writer.commit(&[Root { path: "/corpus".to_owned(), label: String::new(), source: None }])
}

fn held(folder: &Path) -> (u64, String) {
    let index = Index::open(folder).expect("the index can be read").expect("something was committed");
    let digest = index.deep_digest().expect("all of it can be read");
    assert_eq!(digest, index.summary().digest, "what is told is what is held");
    let mut count = 0;
    index
        .each_document(&mut |_: Stored| {
            count += 1;
            Ok(())
        })
        .expect("every article can be read");
    (count, digest)
}

/// Gives where in a run of `steps` steps it is to fail: everywhere, or so many places that the test stays quick.
fn places(steps: usize) -> Vec<usize> {
    let most = std::env::var("WHOSAID_FAULTS").ok().and_then(|most| most.parse().ok()).unwrap_or(40);
    (0..most.min(steps)).map(|at| at * steps / most.min(steps)).collect()
}

#[test]
fn a_full_disk_is_told_and_loses_nothing_that_was_committed() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let clean = folder.path().join("clean");
    let steps = Arc::new(AtomicUsize::new(0));
    let whole = {
        let mut writer = Writer::open(&clean, 1).expect("an index is begun");
        fill(&mut writer, 0..20).expect("a first part is committed");
        writer.close().expect("it ends");
        let wrap = |inner| Full { inner, steps: steps.clone(), last: usize::MAX };
        let mut writer = Writer::open_over(&clean, 1, wrap).expect("it is opened again");
        fill(&mut writer, 20..40).expect("a second part is committed");
        writer.close().expect("it ends");
        held(&clean)
    };
    assert_eq!(whole.0, 40);
    let (mut failed, mut told) = (0, 0);
    for last in places(steps.load(Ordering::SeqCst)) {
        let place = folder.path().join(format!("full-{last}"));
        let mut writer = Writer::open(&place, 1).expect("an index is begun");
        let first = fill(&mut writer, 0..20).expect("a first part is committed");
        writer.close().expect("it ends");

        let wrap = |inner| Full { inner, steps: Arc::new(AtomicUsize::new(0)), last };
        let second = Writer::open_over(&place, 1, wrap).and_then(|mut writer| {
            let summary = fill(&mut writer, 20..40)?;
            // What fails after the commit is a merge, which is no loss.
            let _ = writer.close();
            Ok(summary)
        });
        let (count, digest) = held(&place);
        match second {
            Ok(summary) => {
                told += 1;
                assert_eq!((count, &digest), (40, &summary.digest), "step {last}: done was told with articles missing");
            }
            Err(error) => {
                failed += 1;
                assert!(error.to_string().contains("cannot write the index"), "step {last}: {error}");
                assert!(
                    (count, &digest) == (20, &first.digest) || (count, &digest) == whole_of(&whole),
                    "step {last}: {count}"
                );
            }
        }
        let mut writer = Writer::open(&place, 1).expect("the next run opens it");
        fill(&mut writer, 0..40).expect("the next run has room");
        writer.close().expect("it ends");
        assert_eq!(held(&place), whole, "step {last}: the next run ends as if nothing had been");
    }
    assert!(failed > 0, "no place failed");
    eprintln!("the disk was full {failed} times before and {told} times after the commit");
}

fn whole_of(whole: &(u64, String)) -> (u64, &String) {
    (whole.0, &whole.1)
}
