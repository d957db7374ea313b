//! Is a commit whole or not there, wherever the writing of it fails?

use super::samples::{Shelf, alone, answers, bring, change, fill, held, shelf, strays, unnamed};
use super::*;
use std::io::{self, BufWriter, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{AntiCallToken, FileHandle, Lock, TerminatingWrite, WatchCallback, WatchHandle, WritePtr};

/// A folder of files that some step on it is the last of: a step is what would change it.
#[derive(Clone, Debug)]
struct Full {
    inner: MmapDirectory,
    steps: Arc<AtomicUsize>,
    last: usize,
    then: Then,
}

/// What happens after the last step.
#[derive(Clone, Copy, Debug)]
enum Then {
    /// The disk is full and stays full.
    Fails,
    /// The process ends on the spot.
    Dies,
}

impl Full {
    fn step(&self) -> io::Result<()> {
        match (self.steps.fetch_add(1, Ordering::SeqCst) < self.last, self.then) {
            (true, _) => Ok(()),
            (false, Then::Fails) => Err(io::Error::new(io::ErrorKind::StorageFull, "no space left on device")),
            (false, Then::Dies) => std::process::abort(),
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

/// Gives where in a run of `steps` steps it is to fail: everywhere, or so many places that the test stays quick.
fn places(steps: usize) -> Vec<usize> {
    let most = std::env::var("WHOSAID_FAULTS").ok().and_then(|most| most.parse().ok()).unwrap_or(40);
    let count = most.clamp(2, steps);
    (0..count).map(|at| at * (steps - 1) / (count - 1)).collect()
}

/// Takes in two parts, and gives how many steps the second one takes, and what is then held.
fn counted(clean: &Path) -> (usize, (u64, String)) {
    let steps = Arc::new(AtomicUsize::new(0));
    let mut writer = Writer::open(clean, 1).expect("an index is begun");
    fill(&mut writer, 0..20).expect("a first part is committed");
    writer.close().expect("it ends");
    let wrap = |inner| Full { inner, steps: steps.clone(), last: usize::MAX, then: Then::Fails };
    let mut writer = Writer::open_over(clean, 1, wrap).expect("it is opened again");
    fill(&mut writer, 20..40).expect("a second part is committed");
    writer.close().expect("it ends");
    (steps.load(Ordering::SeqCst), held(clean))
}

#[test]
fn a_full_disk_is_told_and_loses_nothing_that_was_committed() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (steps, whole) = counted(&folder.path().join("clean"));
    assert_eq!(whole.0, 40);
    let (mut failed, mut told) = (0, 0);
    for last in places(steps) {
        let place = folder.path().join(format!("full-{last}"));
        let mut writer = Writer::open(&place, 1).expect("an index is begun");
        let first = fill(&mut writer, 0..20).expect("a first part is committed");
        writer.close().expect("it ends");

        let wrap = |inner| Full { inner, steps: Arc::new(AtomicUsize::new(0)), last, then: Then::Fails };
        let second = Writer::open_over(&place, 1, wrap).and_then(|mut writer| match fill(&mut writer, 20..40) {
            Ok(summary) => {
                // What fails after the commit is a merge, which is no loss.
                let _ = writer.close();
                Ok(summary)
            }
            Err(error) => {
                writer.abandon();
                assert_eq!(unnamed(&place), Vec::<String>::new(), "step {last}: the disk stays full");
                Err(error)
            }
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

/// Names the folder and the last step for the run that is to die.
const DIES: &str = "WHOSAID_DIES_AT";

/// What the run that is to die comes to, commit by commit: it takes in, changes and takes out.
fn stages() -> [Shelf; 4] {
    let (mut second, mut third) = (shelf(0..30), shelf(5..40));
    second.extend([(3, 1), (17, 1)]);
    third.extend([(17, 2), (25, 1)]);
    [shelf(0..20), second, third, shelf(8..44)]
}

fn run_through(folder: &Path, steps: &Arc<AtomicUsize>, last: usize) -> Result<Vec<String>> {
    let wrap = |inner| Full { inner, steps: steps.clone(), last, then: Then::Dies };
    let mut writer = Writer::open_over(folder, 1, wrap)?;
    let mut digests = Vec::new();
    for stage in stages().windows(2) {
        digests.push(change(&mut writer, &stage[0], &stage[1])?.digest);
    }
    writer.close()?;
    Ok(digests)
}

/// Runs as far as it is let; nothing where no test asks for it.
#[test]
fn a_run_that_dies_where_it_is_told_to() {
    let Ok(told) = std::env::var(DIES) else { return };
    let (last, place) = told.split_once(' ').expect("a step and a folder");
    run_through(Path::new(place), &Arc::default(), last.parse().expect("a number")).expect("it ends or dies");
}

#[test]
fn a_run_that_dies_at_any_step_loses_nothing_and_the_next_ends_as_if_nothing_had_been() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder for the test");
    let begun = folder.path().join("begun");
    bring(&begun, &stages()[0]).expect("a first part is committed");
    let (clean, steps) = (folder.path().join("clean"), Arc::default());
    copy(&begun, &clean);
    let mut digests = vec![held(&begun).1];
    digests.extend(run_through(&clean, &steps, usize::MAX).expect("it ends"));
    let whole = (held(&clean), answers(&clean));

    let (steps, mut found) = (steps.load(Ordering::SeqCst), vec![0; digests.len()]);
    for last in places(steps) {
        let place = folder.path().join(format!("died-{last}"));
        copy(&begun, &place);
        let test = "index::writing::faults::a_run_that_dies_where_it_is_told_to";
        let run = std::process::Command::new(std::env::current_exe().expect("this test's own program"))
            .args(["--exact", test])
            .env(DIES, format!("{last} {}", place.display()))
            .output()
            .expect("it is run");
        assert!(run.status.code().is_none_or(|code| code == 0), "step {last}: it dies of nothing else");

        let (_, now) = held(&place);
        let at = digests.iter().position(|digest| *digest == now);
        found[at.unwrap_or_else(|| panic!("step {last}: what is there was never committed"))] += 1;
        bring(&place, &stages()[3]).expect("the next run ends");
        assert_eq!((held(&place), answers(&place)), whole, "step {last}: run again");
        assert_eq!(strays(&place), Vec::<String>::new(), "step {last}: nothing is left lying about");
        std::fs::remove_dir_all(&place).expect("the folder is removed");
    }
    assert!(found[..3].iter().all(|count| *count > 0), "it died before every commit: {found:?}");
    eprintln!("died at {} of {steps} steps, after so many commits: {found:?}", found.iter().sum::<usize>());
}

/// Copies the files of an index that is at rest.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder is made");
    for entry in std::fs::read_dir(from).expect("it is listed").map(|entry| entry.expect("an entry").path()) {
        std::fs::copy(&entry, to.join(entry.file_name().expect("a name"))).expect("a file is copied");
    }
}
