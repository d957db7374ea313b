//! Where do tests keep articles, and how do they run the program on them?

use serde_json::Value;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, Weak};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;
use whosaid::ask::{Filters, Match, Question};
use whosaid::engine::Sort;
use whosaid::index::Index;
use whosaid::model::corrections::Corrections;

/// A temporary folder of articles, and of the index beside them.
pub(crate) struct Newsroom {
    _held: TempDir,
    folder: PathBuf,
    /// How many files were written: each gets a time of its own, long gone, so that nothing depends on the clock.
    written: AtomicU64,
    /// The program for a user without privileges, where the tests run as the superuser.
    unprivileged: OnceLock<PathBuf>,
}

/// The user and group that own nothing, by the custom of nearly all systems.
#[cfg(unix)]
const NOBODY: u32 = 65_534;

/// What a run of the program came to.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The first file's time, in seconds since 1970; each next file is a minute younger.
const FIRST: u64 = 1_600_000_000;

impl Newsroom {
    pub(crate) fn new() -> Self {
        let held = TempDir::new().unwrap();
        let folder = held.path().canonicalize().unwrap();
        Newsroom { _held: held, folder, written: AtomicU64::new(0), unprivileged: OnceLock::new() }
    }

    /// Makes a newsroom with a copy of the repository's sample corpus in `corpus`.
    pub(crate) fn with_corpus() -> Self {
        let room = Newsroom::new();
        room.copy(&repository().join("corpus"), "corpus");
        room
    }

    /// Gives the newsroom with the sample corpus and its index, made once for the tests that run side by side. Only for asking.
    pub(crate) fn of_corpus() -> Arc<Newsroom> {
        static SHARED: Mutex<Weak<Newsroom>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(room) = shared.upgrade() {
            return room;
        }
        let room = Newsroom::with_corpus();
        room.index();
        let room = Arc::new(room);
        *shared = Arc::downgrade(&room);
        room
    }

    /// Makes a newsroom with the two seed articles in `seeds`; `None`, and a word about it, where they are not here.
    pub(crate) fn with_seeds() -> Option<Self> {
        let shared = repository().parent()?.join("shared");
        if !shared.join("seeds").is_dir() {
            eprintln!("skipped: ../shared is not here");
            return None;
        }
        let room = Newsroom::new();
        room.copy(&shared.join("seeds"), "seeds");
        Some(room)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn file(&self, path: &str, text: &str) -> &Self {
        self.bytes(path, text.as_bytes())
    }

    pub(crate) fn bytes(&self, path: &str, bytes: &[u8]) -> &Self {
        let file = self.folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
        self.touch(path)
    }

    /// Gives a file another time, and leaves its bytes.
    pub(crate) fn touch(&self, path: &str) -> &Self {
        let minutes = self.written.fetch_add(1, Ordering::Relaxed);
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(FIRST + 60 * minutes);
        File::options().write(true).open(self.folder.join(path)).unwrap().set_modified(time).unwrap();
        self
    }

    /// Writes other text of the same size into a file, and gives it back the time that it had.
    pub(crate) fn change_unseen(&self, path: &str, text: &str) -> &Self {
        let file = self.folder.join(path);
        let before = fs::metadata(&file).unwrap();
        fs::write(&file, text).unwrap();
        File::options().write(true).open(&file).unwrap().set_modified(before.modified().unwrap()).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().len(), before.len());
        self
    }

    pub(crate) fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.folder.join(path)).unwrap();
        self
    }

    pub(crate) fn rename(&self, from: &str, to: &str) -> &Self {
        let to = self.folder.join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(self.folder.join(from), to).unwrap();
        self
    }

    fn copy(&self, from: &Path, to: &str) {
        let mut entries: Vec<PathBuf> = fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for entry in entries {
            let below = format!("{to}/{}", entry.file_name().unwrap().to_str().unwrap());
            if entry.is_dir() {
                self.copy(&entry, &below);
            } else {
                self.bytes(&below, &fs::read(&entry).unwrap());
            }
        }
    }

    /// Gives the program, ready to run in the newsroom, away from the terminal and its wishes.
    pub(crate) fn command<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Command {
        let mut command = match self.unprivileged.get() {
            Some(program) => as_nobody(program),
            None => Command::new(program()),
        };
        command.args(arguments).current_dir(&self.folder).stdin(Stdio::null());
        for wish in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(wish);
        }
        command
    }

    /// Has the program run as a user for whom some files are unreadable. The superuser may read everything: where the tests run as
    /// such, what is in the newsroom is given to nobody, who runs the program.
    #[cfg(unix)]
    pub(crate) fn without_privileges(&self) {
        use std::os::unix::fs::{MetadataExt, chown};
        if fs::metadata(&self.folder).unwrap().uid() != 0 {
            return;
        }
        for entry in walkdir::WalkDir::new(&self.folder) {
            chown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).expect("the superuser gives files away");
        }
        // Where the program was built, others may not enter.
        let reachable = self.folder.join("whosaid");
        fs::hard_link(program(), &reachable).or_else(|_| fs::copy(program(), &reachable).map(|_| ())).unwrap();
        self.unprivileged.set(reachable).expect("once a newsroom");
    }

    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Outcome {
        outcome(&mut self.command(arguments))
    }

    /// Runs `index` with more arguments, wants it to succeed, and gives its report.
    pub(crate) fn index_with(&self, arguments: &[&str]) -> Value {
        let run = self.run(&[&["index", "--format", "json"], arguments].concat());
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        run.json()
    }

    pub(crate) fn index(&self) -> Value {
        self.index_with(&[])
    }

    /// Asks for JSON and wants an answer, be it of no hits.
    pub(crate) fn ask(&self, arguments: &[&str]) -> Value {
        let run = self.run(&[arguments, &["--format", "json"]].concat());
        assert!(run.code == 0 || run.code == 1, "{arguments:?} gives {}: {}", run.code, run.err);
        run.json()
    }

    /// Gives the content digest, of the last commit and made afresh, which must be the same.
    pub(crate) fn digest(&self) -> String {
        let run = self.run(&["status", "--deep", "--format", "json"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let told = self.ask(&["status"])["digest"].clone();
        assert_eq!(run.json()["digest"], told);
        told.as_str().unwrap().to_owned()
    }

    /// Gives a text of the program's with `<folder>` for the newsroom's, which is another in every run.
    pub(crate) fn told(&self, text: &str) -> String {
        text.replace(self.folder.to_str().unwrap(), "<folder>")
    }

    /// Opens the index through the library.
    pub(crate) fn open(&self) -> Index {
        Index::open(&self.folder.join("index")).unwrap().expect("a run was committed")
    }
}

impl Outcome {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {:?}; {}", self.out, self.err))
    }
}

/// Runs a command to its end.
pub(crate) fn outcome(command: &mut Command) -> Outcome {
    let run = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("all output is UTF-8");
    Outcome { code: run.status.code().unwrap_or(-1), out: text(run.stdout), err: text(run.stderr) }
}

/// Tells, and says so, whether whoever started the tests has interrupts ignored, as a script's `&` has: programs inherit that.
#[cfg(unix)]
pub(crate) fn ignores_interrupts() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    // The first bit is of SIGHUP, the second of SIGINT, the fifteenth of SIGTERM.
    let is_ignored = mask.is_some_and(|mask| mask & 0x4003 != 0);
    if is_ignored {
        eprintln!("skipped: interrupts are ignored here");
    }
    is_ignored
}

/// Gives the program under test: the one built with the tests, or the one that `WHOSAID_BINARY` names.
pub(crate) fn program() -> PathBuf {
    std::env::var_os("WHOSAID_BINARY").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_whosaid")), PathBuf::from)
}

#[cfg(unix)]
fn as_nobody(program: &Path) -> Command {
    use std::os::unix::process::CommandExt;
    let mut command = Command::new(program);
    command.uid(NOBODY).gid(NOBODY);
    command
}

#[cfg(not(unix))]
fn as_nobody(program: &Path) -> Command {
    Command::new(program)
}

/// Gives the repository's folder, in which tests never write.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Gives a question as typed, without filters, with all its hits.
pub(crate) fn question(typed: &str) -> Question {
    Question {
        typed: typed.to_owned(),
        plain: false,
        filters: Filters::default(),
        matching: Match::Auto,
        sort: Sort::Relevance,
        limit: 0,
        offset: 0,
        per_article: None,
        group: false,
        explain: false,
        facets: None,
        context: 0,
        only_new: false,
        corrections: Corrections::default(),
        today: jiff::civil::date(2031, 6, 15),
        here: None,
    }
}

/// Gives the hits of an answer.
pub(crate) fn hits(answer: &Value) -> &[Value] {
    answer["hits"].as_array().expect("an answer has hits")
}

/// Numbers that look random and are the same in every run (Marsaglia's xorshift64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Gives a number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }

    pub(crate) fn shuffle<T>(&mut self, all: &mut [T]) {
        (1..all.len()).rev().for_each(|at| all.swap(at, self.roll(at + 1)));
    }
}
