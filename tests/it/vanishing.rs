//! Is anything given up for a folder that goes away while it is read?

use crate::newsroom::Newsroom;
use crate::opening::opened;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use whosaid::analysis::Depth;
use whosaid::engine::Engine;
use whosaid::error::Result;
use whosaid::index::{Index, Writer};
use whosaid::ingest::{Options, Progress, Watch, ingest, scopes};
use whosaid::model::answer::Report;

/// Moves a folder away when some of its files have been read.
struct Mover {
    from: PathBuf,
    to: PathBuf,
    /// How often who reads has asked whether to go on: before each file, at least.
    asked: AtomicUsize,
}

impl Watch for Mover {
    fn progress(&self, _: Progress) {}

    fn is_stopped(&self) -> bool {
        if self.asked.fetch_add(1, Ordering::Relaxed) == FILES / 6 {
            std::fs::rename(&self.from, &self.to).unwrap();
        }
        false
    }
}

const FILES: usize = 60;

fn write(room: &Newsroom, round: usize) {
    for number in 0..FILES {
        room.file(&story(number), &format!("Bridge {number} closed\n\nInes Halvorsen said {round} times it was safe.\n"));
    }
}

/// A third of the files lies in a folder below.
fn story(number: usize) -> String {
    format!("corpus/{}{number}.txt", if number.is_multiple_of(3) { "later/" } else { "" })
}

/// Brings the index up to date while `from` is moved to `to`.
fn moving(room: &Newsroom, mut writer: Writer, from: &str, to: &str, bytes_a_commit: Option<u64>) -> Result<Report> {
    let before = writer.before().clone();
    let scopes = scopes(&[room.folder().join("corpus")], before.roots(), None).unwrap();
    let options = Options { threads: 1, now: i64::MAX, depth: Depth::Text, avoid: None, bytes_a_commit };
    let (from, to) = (room.folder().join(from), room.folder().join(to));
    let report = ingest(&mut writer, &before, &scopes, &options, &Mover { from, to, asked: AtomicUsize::new(0) })?;
    writer.close().unwrap();
    Ok(report)
}

fn articles(room: &Newsroom) -> u64 {
    Index::open(&room.folder().join("index")).unwrap().unwrap().summary().totals.articles
}

fn indexed() -> Newsroom {
    let room = Newsroom::new();
    write(&room, 1);
    room.index_with(&["--only", "text", "corpus"]);
    write(&room, 2);
    room
}

#[test]
fn a_folder_that_goes_away_while_it_is_read_loses_nothing() {
    let room = indexed();
    let writer = opened(&room.folder().join("index"), 1);
    let error = moving(&room, writer, "corpus", "elsewhere", Some(u64::MAX)).unwrap_err().to_string();
    assert!(error.contains("corpus (it is gone)") && error.contains("nothing was removed"), "{error}");
    assert_eq!(articles(&room), FILES as u64);
    assert_eq!(room.run(&["index", "--only", "text"]).code, 2);
    room.rename("elsewhere", "corpus");
    let report = room.index_with(&["--only", "text"]);
    assert_eq!((&report["removed"], &report["articles"]), (&0.into(), &FILES.into()));
}

#[test]
fn a_folder_that_is_emptied_while_it_is_read_loses_nothing() {
    let room = indexed();
    for number in (0..FILES).filter(|number| !number.is_multiple_of(3)) {
        room.remove(&story(number));
    }
    let writer = opened(&room.folder().join("index"), 1);
    let error = moving(&room, writer, "corpus/later", "elsewhere", Some(u64::MAX)).unwrap_err().to_string();
    assert!(error.contains("no file is left of it"), "{error}");
    assert_eq!(articles(&room), FILES as u64);
}

#[test]
fn files_of_a_folder_below_that_goes_away_while_it_is_read_are_gone() {
    let room = indexed();
    let writer = opened(&room.folder().join("index"), 1);
    let report = moving(&room, writer, "corpus/later", "elsewhere", Some(u64::MAX)).unwrap();
    // Names are read in their order: those of the folder come last, and a few are under way.
    assert!(report.removed > 10, "{report:?}");
    assert_eq!(articles(&room), FILES as u64 - report.removed);
}

#[test]
fn an_index_stands_where_a_folder_goes_away_while_it_is_made_anew() {
    let room = indexed();
    let digest = room.digest();
    let writer = Writer::open_anew(&room.folder().join("index"), 1).unwrap();
    let error = moving(&room, writer, "corpus", "elsewhere", None).unwrap_err().to_string();
    assert!(error.contains("corpus (it is gone)") && error.contains("as it was before"), "{error}");
    assert_eq!((articles(&room), room.digest()), (FILES as u64, digest));
}

#[test]
fn a_first_run_that_loses_its_folder_says_so_and_keeps_what_it_read() {
    let room = Newsroom::new();
    write(&room, 1);
    let writer = opened(&room.folder().join("index"), 1);
    let error = moving(&room, writer, "corpus", "elsewhere", Some(u64::MAX)).unwrap_err().to_string();
    let held = articles(&room);
    assert!(0 < held && held < FILES as u64, "{held}");
    assert!(error.contains(&format!("{held} articles added")), "{error}");
}
