//! Does an index hold what a model of it says, whatever is done to the files and to the runs?
//!
//! A script of bytes adds, edits, deletes and renames files, runs, kills runs before their commit and looks. The model is a map.

use crate::opening::opened;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;
use whosaid::analysis::Depth;
use whosaid::engine::{Engine, Request, Stored, Unit};
use whosaid::index::{Index, verify_store};
use whosaid::ingest::{Options, Progress, Watch, ingest, scopes};
use whosaid::model::corrections::Corrections;
use whosaid::model::digest::sha256;

/// Steps of a script that are followed.
const STEPS: usize = 24;
/// Files that a script can name.
const FILES: u8 = 10;

/// Texts by the paths of their files.
type Files = BTreeMap<String, String>;

struct Quiet;

impl Watch for Quiet {
    fn progress(&self, _: Progress) {}
}

/// A folder of articles, its index, and what should be there.
struct World {
    held: TempDir,
    files: Files,
    committed: Option<Files>,
    /// Seconds since 1970: every change has a time of its own, long gone.
    time: u64,
}

/// Follows a script, two bytes a step, and compares the index with the model after every run.
pub(crate) fn history(script: &[u8]) {
    let held = TempDir::new().expect("a folder for the script");
    fs::create_dir(held.path().join("corpus")).expect("a folder is made");
    let mut world = World { held, files: Files::new(), committed: None, time: 1_600_000_000 };
    for (at, step) in script.chunks_exact(2).take(STEPS).enumerate() {
        let [what, which] = [step[0] % 10, step[1]];
        match what {
            0..=3 => world.write(&path(which), &story(at, which)),
            4 => world.delete(&path(which)),
            5 => world.rename(&path(which), &path(which.rotate_left(3))),
            6 | 7 => world.run(),
            8 => world.killed_run(which),
            _ => {}
        }
        if what > 5 {
            world.look();
        }
    }
    if world.files.is_empty() {
        world.write(&path(1), &story(STEPS, 1));
    }
    world.run();
    world.look();
    world.compare_with_clean();
}

/// One in four files holds two articles.
fn path(which: u8) -> String {
    match which % FILES {
        number if number % 4 == 0 => format!("lines/{number}.jsonl"),
        number => format!("{number}.txt"),
    }
}

fn story(at: usize, which: u8) -> String {
    let text = format!(
        "edition{at} of the ferry is safe, Mayor Ines Halvorsen said. “Nothing moved,” denied Tomas Brandl of pier {which}."
    );
    if path(which).ends_with(".txt") {
        return format!("Report {which}\n\nThe {text}\n");
    }
    let line = |number: u8| serde_json::json!({ "id": number, "title": format!("Line {number}"), "text": text }).to_string();
    format!("{}\n{}\n", line(1), line(which | 2))
}

/// Gives the digests of the records of files, in order.
fn records(files: &Files) -> Vec<(String, String)> {
    let mut records = Vec::new();
    for (path, text) in files {
        match path.ends_with(".jsonl") {
            true => records.extend(text.lines().map(|line| (path.clone(), sha256(line.as_bytes())))),
            false => records.push((path.clone(), sha256(text.as_bytes()))),
        }
    }
    records.sort();
    records
}

fn run_in(corpus: &Path, index: &Path) {
    try_run_in(corpus, index).expect("it is taken in");
}

fn try_run_in(corpus: &Path, index: &Path) -> whosaid::error::Result<()> {
    let mut writer = opened(index, 1);
    let before = writer.before().clone();
    let scopes = scopes(&[corpus.to_owned()], before.roots(), None).expect("the folder is there");
    let options = Options {
        threads: 1,
        now: i64::MAX / 2,
        depth: Depth::Claims,
        avoid: None,
        bytes_a_commit: Some(Options::BYTES_A_COMMIT),
    };
    ingest(&mut writer, &before, &scopes, &options, &Quiet)?;
    writer.close()
}

impl World {
    fn place(&self, name: &str) -> PathBuf {
        self.held.path().join(name)
    }

    fn file(&self, path: &str) -> PathBuf {
        self.place("corpus").join(path)
    }

    /// Gives a file a time that no other had.
    fn stamp(&mut self, path: &str) {
        self.time += 60;
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(self.time);
        let file = File::options().write(true).open(self.file(path)).expect("the file is there");
        file.set_modified(time).expect("it takes a time");
    }

    fn write(&mut self, path: &str, text: &str) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("a folder is made");
        fs::write(file, text).expect("it is written");
        self.stamp(path);
        self.files.insert(path.to_owned(), text.to_owned());
    }

    fn delete(&mut self, path: &str) {
        if self.files.remove(path).is_some() {
            fs::remove_file(self.file(path)).expect("it is removed");
        }
    }

    fn rename(&mut self, from: &str, to: &str) {
        let is_same_kind = from.ends_with(".txt") == to.ends_with(".txt");
        if from == to || !is_same_kind {
            return;
        }
        if let Some(text) = self.files.remove(from) {
            fs::rename(self.file(from), self.file(to)).expect("it is renamed");
            self.files.insert(to.to_owned(), text);
        }
    }

    /// Tells whether no file is left of those that were taken in, of which no run makes an empty index.
    fn is_emptied(&self) -> bool {
        self.files.is_empty() && self.committed.as_ref().is_some_and(|held| !held.is_empty())
    }

    fn run(&mut self) {
        if self.is_emptied() {
            let refused = try_run_in(&self.place("corpus"), &self.place("index")).expect_err("nothing is given up");
            assert!(refused.to_string().contains("no file is left"), "{refused}");
            return;
        }
        run_in(&self.place("corpus"), &self.place("index"));
        self.committed = Some(self.files.clone());
    }

    /// Leaves behind what a run does that is killed before its commit: new files, whole or cut off, and all old ones.
    fn killed_run(&self, how: u8) {
        if self.is_emptied() {
            return;
        }
        let index = self.place("index");
        let before = contents(&index);
        run_in(&self.place("corpus"), &index);
        let after = contents(&index);
        fs::remove_dir_all(&index).expect("it is removed");
        if before.is_empty() && how.is_multiple_of(3) {
            return;
        }
        fs::create_dir_all(&index).expect("a folder is made");
        for (name, bytes) in after.iter().filter(|(name, _)| !before.contains_key(*name) && *name != "meta.json") {
            let length = if how.is_multiple_of(2) { bytes.len() } else { bytes.len() / 2 };
            // A list is exchanged whole.
            let length = if name == ".managed.json" { bytes.len() } else { length };
            fs::write(index.join(name), &bytes[..length]).expect("it is written");
        }
        for (name, bytes) in &before {
            let is_listed_before_it_is_made = name == ".managed.json" && how.is_multiple_of(5);
            let bytes = if is_listed_before_it_is_made { after.get(name).unwrap_or(bytes) } else { bytes };
            fs::write(index.join(name), bytes).expect("it is written");
        }
        if before.is_empty() {
            // The list of no files that a first run makes before it writes any.
            let begun = self.place("begun");
            drop(opened(&begun, 1));
            fs::copy(begun.join("meta.json"), index.join("meta.json")).expect("it is copied");
            fs::remove_dir_all(&begun).expect("it is removed");
        }
        fs::write(index.join(".tmpAb12Cd"), "half").expect("it is written");
    }

    /// Holds the index against the model.
    fn look(&self) {
        let index = Index::open(&self.place("index")).expect("the index can be opened");
        let Some(files) = &self.committed else {
            assert!(index.is_none(), "nothing was committed");
            return;
        };
        let index = index.expect("something was committed");
        assert_eq!(index.deep_digest().expect("all of it can be read"), index.summary().digest);
        let mut held = Vec::new();
        index
            .each_document(&mut |stored: Stored| {
                held.push((stored.document.article.path, stored.document.article.digest));
                Ok(())
            })
            .expect("every article can be read");
        held.sort();
        assert_eq!(held, records(files), "the index holds what was committed");
        let damaged = verify_store(&self.place("index")).expect("its files can be read").damaged;
        assert!(damaged.is_empty(), "{damaged:?}");
        self.ask(&index, files);
    }

    /// Asks for a word that some of the texts have.
    fn ask(&self, index: &Index, files: &Files) {
        let editions: BTreeSet<&str> =
            files.values().filter_map(|text| text.split(' ').find(|word| word.contains("edition"))).collect();
        for edition in editions {
            let word = &edition[edition.find("edition").unwrap_or_default()..];
            let expected: usize = files
                .iter()
                .filter(|(_, text)| text.contains(&format!("{word} ")))
                .map(|(path, _)| if path.ends_with(".jsonl") { 2 } else { 1 })
                .sum();
            let (query, _) = whosaid::query::parse(word, jiff::civil::date(2031, 6, 15));
            let corrections = Corrections::default();
            let found = index.find(&Request::all_of(Unit::Passage, &query, &corrections)).expect("it is answered");
            assert_eq!(found.total as usize, expected, "{word}");
        }
    }

    fn compare_with_clean(&self) {
        let (clean, index) = (self.place("clean"), self.place("index"));
        run_in(&self.place("corpus"), &clean);
        let digest = |index: &Path| Index::open(index).expect("it opens").expect("it was committed").summary().digest.clone();
        assert_eq!(digest(&index), digest(&clean), "a clean build holds the same");
        let strays: Vec<String> = contents(&index).into_keys().filter(|name| name.starts_with(".tmp")).collect();
        assert_eq!(strays, Vec::<String>::new(), "what was left half written is swept up");
    }
}

/// Gives the files of a folder, but locks; nothing where it is not there.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    let named = entries.map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), path));
    let kept = named.filter(|(name, _)| !name.starts_with(".tantivy-"));
    kept.map(|(name, path)| (name, fs::read(path).expect("it is read"))).collect()
}
