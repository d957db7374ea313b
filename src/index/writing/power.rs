//! Is all that was told as done there after the power was cut, whatever the disk had not yet kept?
//!
//! A folder notes every change that is made to it. From the notes come the states that a disk may be found in: what a file held
//! before it was synced may be lost, cut off, zero or torn, and names that were made, exchanged or taken away since the folder was
//! synced last may be as they were, any of them.

use super::samples::{Dice, Held, Order, Shelf, alone, answers, bring, change, held, history, looked_at, strays};
use super::*;
use std::io::{self, BufWriter, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{AntiCallToken, FileHandle, Lock, TerminatingWrite, WatchCallback, WatchHandle, WritePtr};

/// A change to the folder, or what its user was told.
#[derive(Clone, Debug)]
enum Step {
    /// A name for a new file; the file is known by the number of this step.
    Made(PathBuf),
    Wrote(usize, Vec<u8>),
    Synced(usize),
    /// A name for a new file that was written and synced under another name.
    Exchanged(PathBuf, Arc<Vec<u8>>),
    Removed(PathBuf),
    FolderSynced,
    /// The commit with this number was told as done.
    Told(usize),
}

/// A folder of files that notes what is done to it.
#[derive(Clone, Debug)]
struct Noting {
    inner: MmapDirectory,
    notes: Arc<Mutex<Vec<Step>>>,
}

impl Noting {
    /// Held while a step is made, so that the notes are in the order of the steps.
    fn notes(&self) -> MutexGuard<'_, Vec<Step>> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Directory for Noting {
    fn get_file_handle(&self, path: &Path) -> std::result::Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> std::result::Result<(), DeleteError> {
        let mut notes = self.notes();
        self.inner.delete(path)?;
        notes.push(Step::Removed(path.to_owned()));
        Ok(())
    }

    fn exists(&self, path: &Path) -> std::result::Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> std::result::Result<WritePtr, OpenWriteError> {
        let mut notes = self.notes();
        let inner = self.inner.open_write(path)?;
        let file = notes.len();
        notes.push(Step::Made(path.to_owned()));
        Ok(BufWriter::with_capacity(512, Box::new(Noted { inner: Some(inner), file, folder: self.clone() })))
    }

    fn atomic_read(&self, path: &Path) -> std::result::Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let mut notes = self.notes();
        self.inner.atomic_write(path, data)?;
        notes.push(Step::Exchanged(path.to_owned(), Arc::new(data.to_owned())));
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        let mut notes = self.notes();
        self.inner.sync_directory()?;
        notes.push(Step::FolderSynced);
        Ok(())
    }

    fn acquire_lock(&self, lock: &Lock) -> std::result::Result<DirectoryLock, LockError> {
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

/// A file of that folder.
struct Noted {
    inner: Option<WritePtr>,
    file: usize,
    folder: Noting,
}

impl Write for Noted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut notes = self.folder.notes();
        let count = self.inner.as_mut().expect("a file is written before its end").write(bytes)?;
        notes.push(Step::Wrote(self.file, bytes[..count].to_owned()));
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.as_mut().expect("a file is flushed before its end").flush()
    }
}

impl TerminatingWrite for Noted {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let mut notes = self.folder.notes();
        self.inner.take().expect("a file ends once").terminate()?;
        notes.push(Step::Synced(self.file));
        Ok(())
    }
}

/// The files of a folder by their names.
type Disk = BTreeMap<PathBuf, Vec<u8>>;

/// What is known of a file while the notes are read.
#[derive(Default)]
struct Inode {
    bytes: Vec<u8>,
    synced: usize,
}

/// What is left when the power is cut after `steps`: by `dice`, of all that may be.
fn left(steps: &[Step], dice: &mut Dice) -> Disk {
    let mut inodes: BTreeMap<usize, Inode> = BTreeMap::new();
    let mut kept: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let mut pending: Vec<(PathBuf, Option<usize>)> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Made(name) => {
                inodes.insert(at, Inode::default());
                pending.push((name.clone(), Some(at)));
            }
            Step::Wrote(file, bytes) => inodes.entry(*file).or_default().bytes.extend_from_slice(bytes),
            Step::Synced(file) => {
                let inode = inodes.entry(*file).or_default();
                inode.synced = inode.bytes.len();
            }
            Step::Exchanged(name, bytes) => {
                inodes.insert(at, Inode { bytes: bytes.to_vec(), synced: bytes.len() });
                pending.push((name.clone(), Some(at)));
            }
            Step::Removed(name) => pending.push((name.clone(), None)),
            Step::FolderSynced => pending.drain(..).for_each(|change| apply(&mut kept, change)),
            Step::Told(_) => {}
        }
    }
    let (mode, count) = (dice.roll(4), pending.len());
    let first = dice.roll(count + 1);
    for (at, change) in pending.into_iter().enumerate() {
        let stays = match mode {
            0 => false,
            1 => true,
            2 => at < first,
            _ => dice.roll(2) == 0,
        };
        if stays {
            apply(&mut kept, change);
        }
    }
    kept.into_iter().map(|(name, file)| (name, torn(&inodes[&file], dice))).collect()
}

fn apply(kept: &mut BTreeMap<PathBuf, usize>, (name, file): (PathBuf, Option<usize>)) {
    match file {
        Some(file) => kept.insert(name, file),
        None => kept.remove(&name),
    };
}

/// Bytes that a disk keeps or loses at once.
const SECTOR: usize = 512;

/// Gives what is left of a file: of what was not synced nothing, all, zeros, or some sectors.
fn torn(inode: &Inode, dice: &mut Dice) -> Vec<u8> {
    let (synced, rest) = inode.bytes.split_at(inode.synced);
    let mut bytes = synced.to_vec();
    match dice.roll(4) {
        0 => {}
        1 => bytes.extend_from_slice(rest),
        2 => bytes.resize(inode.bytes.len(), 0),
        _ => rest.chunks(SECTOR).for_each(|sector| match dice.roll(2) {
            0 => bytes.extend_from_slice(sector),
            _ => bytes.resize(bytes.len() + sector.len(), 0),
        }),
    }
    bytes
}

/// How many states are looked at: some hundreds, or as many as `WHOSAID_POWER` says.
fn states() -> usize {
    std::env::var("WHOSAID_POWER").ok().and_then(|count| count.parse().ok()).unwrap_or(200)
}

/// Writes the shelves one after the other, and gives what was done to the folder, and the digest of each.
fn noted(folder: &Path, shelves: &[Shelf]) -> (Vec<Step>, Vec<String>) {
    let notes = Arc::new(Mutex::new(Vec::new()));
    let wrap = |inner| Noting { inner, notes: notes.clone() };
    let (mut before, mut digests) = (Shelf::new(), Vec::new());
    // Some writers stay for several commits, as those of long runs do.
    for part in shelves.chunks(5) {
        let mut writer = Writer::open_over(folder, 1, wrap).expect("the index is opened");
        for shelf in part {
            let summary = change(&mut writer, &before, shelf).expect("it is committed");
            notes.lock().unwrap_or_else(PoisonError::into_inner).push(Step::Told(digests.len()));
            digests.push(summary.digest);
            before = shelf.clone();
        }
        writer.close().expect("merges end");
    }
    let steps = notes.lock().unwrap_or_else(PoisonError::into_inner).clone();
    (steps, digests)
}

#[test]
fn a_power_cut_loses_nothing_that_was_told_as_done() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut dice = Dice::new(57);
    let shelves = history(20, &mut dice);
    let (steps, digests) = noted(&folder.path().join("noted"), &shelves);
    let last = &shelves[shelves.len() - 1];
    let clean = folder.path().join("clean");
    bring(&clean, last).expect("a clean index is made");
    let whole = (held(&clean), answers(&clean));

    let cuts = Cuts { folder: folder.path(), steps, digests, shelves, whole };
    let (states, met) = (states(), Mutex::new(BTreeSet::new()));
    std::thread::scope(|scope| {
        for worker in 0..WORKERS {
            let (cuts, met) = (&cuts, &met);
            scope.spawn(move || {
                for state in (worker..states).step_by(WORKERS) {
                    let digest = cuts.look(state, states);
                    met.lock().unwrap_or_else(PoisonError::into_inner).insert(digest);
                }
            });
        }
    });
    let different = met.lock().unwrap_or_else(PoisonError::into_inner).len();
    eprintln!(
        "{states} states, {different} of them different, of {} steps and {} commits",
        cuts.steps.len(),
        cuts.shelves.len()
    );
}

/// States that are looked at side by side.
const WORKERS: usize = 4;

/// What was done, and what is to be found.
struct Cuts<'a> {
    folder: &'a Path,
    steps: Vec<Step>,
    digests: Vec<String>,
    shelves: Vec<Shelf>,
    /// What a clean build holds and answers.
    whole: (Held, Order),
}

impl Cuts<'_> {
    /// Looks at one of `states`, which are spread over all steps, and gives the digest of what was left.
    fn look(&self, state: usize, states: usize) -> String {
        let mut dice = Dice::new(state as u64 + 1);
        let at = state * (self.steps.len() + 1) / states;
        let case = format!("state {state}, cut at step {at}");
        let steps = &self.steps[..at];
        let disk = left(steps, &mut dice);
        let place = self.folder.join(format!("cut-{state}"));
        std::fs::create_dir_all(&place).expect("a folder is made");
        disk.iter().for_each(|(name, bytes)| std::fs::write(place.join(name), bytes).expect("a file is written"));

        let told = steps.iter().filter_map(|step| if let Step::Told(commit) = step { Some(*commit) } else { None }).next_back();
        let next = told.map_or(0, |told| told + 1).min(self.shelves.len() - 1);
        let found = looked_at(&place).unwrap_or_else(|error| panic!("{case}: {error}")).map(|(_, digest)| digest);
        let is_there = found == told.map(|told| self.digests[told].clone()) || found.as_ref() == Some(&self.digests[next]);
        assert!(is_there, "{case}: neither commit {told:?} nor the next one is there");

        // Often the same run once more, and then those after it.
        let again = (dice.roll(3) == 0).then_some(&self.shelves[next]);
        for shelf in again.into_iter().chain(self.shelves.last()) {
            bring(&place, shelf).unwrap_or_else(|error| panic!("{case}, run again: {error}"));
        }
        assert_eq!((held(&place), answers(&place)), self.whole, "{case}, run again");
        assert_eq!(strays(&place), Vec::<String>::new(), "{case}: nothing is left lying about");
        std::fs::remove_dir_all(&place).expect("the folder is removed");
        crate::model::digest::sha256(format!("{disk:?}").as_bytes())
    }
}
