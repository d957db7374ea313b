//! Does a run that is stopped keep what is done, whole files alone, and does the next one go on?

#[cfg(unix)]
use crate::newsroom::ignores_interrupts;
use crate::newsroom::{Dice, Newsroom};
use crate::opening::opened;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::Duration;
use whosaid::analysis::Depth;
use whosaid::engine::Engine;
use whosaid::index::Index;
use whosaid::ingest::{Options, Progress, Watch, ingest, scopes};
use whosaid::model::answer::Report;

/// Wants the run to end after so many steps.
struct Patience {
    left: AtomicUsize,
}

impl Watch for Patience {
    fn progress(&self, _: Progress) {
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
    }

    fn is_stopped(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }
}

/// Wants the run to end when it is asked so many times whether it does.
struct Asked {
    left: AtomicUsize,
}

impl Watch for Asked {
    fn progress(&self, _: Progress) {}

    fn is_stopped(&self) -> bool {
        let left = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        left.is_err()
    }
}

/// Indexes `corpus`, for so many steps at most.
fn run(room: &Newsroom, index: &str, patience: usize, bytes_a_commit: Option<u64>) -> Report {
    run_watched(room, index, &Patience { left: AtomicUsize::new(patience) }, bytes_a_commit)
}

fn run_watched(room: &Newsroom, index: &str, watch: &dyn Watch, bytes_a_commit: Option<u64>) -> Report {
    let mut writer = opened(&room.folder().join(index), 2);
    let before = writer.before().clone();
    let scopes = scopes(&[room.folder().join("corpus")], before.roots(), None).unwrap();
    let options = Options { threads: 2, now: i64::MAX, depth: Depth::Claims, avoid: None, bytes_a_commit };
    let report = ingest(&mut writer, &before, &scopes, &options, watch).unwrap();
    writer.close().unwrap();
    report
}

fn content(room: &Newsroom, index: &str) -> Option<String> {
    let index = Index::open(&room.folder().join(index)).unwrap()?;
    let digest = index.deep_digest().unwrap();
    assert_eq!(digest, index.summary().digest);
    let in_files: usize = index.files().unwrap().iter().map(|file| file.articles.len()).sum();
    assert_eq!(index.summary().totals.articles, in_files as u64, "every article belongs to a file that was taken in");
    Some(digest)
}

/// A line of JSON with an article of some 3,000 bytes: sixty are more than one batch.
fn line(number: usize, dice: &mut Dice) -> String {
    let people = ["Ines Halvorsen", "Tomas Brandl", "Aoife Lindqvist", "Jorge Pell"];
    let paragraph = |dice: &mut Dice| {
        let (person, other) = (people[dice.roll(4)], people[dice.roll(4)]);
        format!("{person} said the ferry of route {} would be late. “Nobody has told {other},” she added.", dice.roll(90))
    };
    let text: Vec<String> = (0..30).map(|_| paragraph(dice)).collect();
    serde_json::json!({ "id": format!("n{number}"), "title": format!("Route {number}"), "text": text.join("\n\n") }).to_string()
}

fn newsroom() -> Newsroom {
    let room = Newsroom::new();
    let mut dice = Dice::new(7);
    // Of several batches, and files of one article beside it.
    let lines: Vec<String> = (0..60).map(|number| line(number, &mut dice)).collect();
    room.file("corpus/b.jsonl", &lines.join("\n"));
    for number in 0..6 {
        room.file(&format!("corpus/{number}.txt"), &format!("Bridge {number} closed\n\nInes Halvorsen said it was safe.\n"));
    }
    room
}

#[test]
fn a_run_that_is_stopped_at_any_step_keeps_whole_files_and_the_next_one_goes_on() {
    let room = newsroom();
    assert_eq!(run(&room, "whole", usize::MAX, None).left, 0);
    let whole = content(&room, "whole");
    let mut stopped = 0;
    for patience in [0, 1, 2, 3, 5, 8] {
        let index = format!("index-{patience}");
        let first = run(&room, &index, patience, Some(u64::MAX));
        let held = content(&room, &index);
        assert!(first.left > 0 || held == whole, "{patience} steps");
        stopped += usize::from(first.left > 0);
        let second = run(&room, &index, usize::MAX, Some(u64::MAX));
        assert_eq!((second.left, first.added + second.added), (0, 66), "{patience} steps");
        assert_eq!(content(&room, &index), whole, "{patience} steps");
    }
    assert!(stopped > 2, "{stopped} runs were stopped before their end");
}

#[test]
fn a_rebuild_that_is_stopped_commits_nothing() {
    let room = newsroom();
    let report = run(&room, "index", 2, None);
    assert!(report.left > 0);
    assert_eq!((report.added, report.updated, report.unchanged, report.articles), (0, 0, 0, 0), "nothing of it is kept");
    assert_eq!(content(&room, "index"), None);
}

#[test]
fn commits_on_the_way_come_between_files() {
    let room = newsroom();
    run(&room, "whole", usize::MAX, None);
    let report = run(&room, "index", usize::MAX, Some(1));
    assert_eq!((report.left, report.added), (0, 66));
    assert_eq!(content(&room, "index"), content(&room, "whole"));
}

/// Lines of 40 KB with a short article each: a file of several parts and batches, and quickly read.
fn long_lines(count: usize) -> String {
    let (unread, rain) = ("x".repeat(40_000), "Rain fell on the quay. ".repeat(16));
    let line = |number| {
        format!(
            "{{\"id\": \"n{number}\", \"raw\": \"{unread}\", \"text\": \"Pier {number} is safe, Ines Halvorsen said. {rain}\"}}\n"
        )
    };
    (0..count).map(line).collect()
}

#[test]
fn a_file_that_is_read_in_parts_is_taken_in_whole_or_not_at_all() {
    let room = Newsroom::new();
    let text = long_lines(1000);
    room.file("corpus/a.jsonl", &text);
    // Workers ask before they begin a file, and before each batch of it: the fourth time some are read.
    let stopped = run_watched(&room, "index", &Asked { left: AtomicUsize::new(3) }, Some(u64::MAX));
    let held = || Index::open(&room.folder().join("index")).unwrap().unwrap().summary().clone();
    assert_eq!((stopped.left, held().totals.articles), (1, 0));
    assert_eq!(held().run, 0, "a run that left out what it began took nothing in");
    let report = run(&room, "index", usize::MAX, Some(u64::MAX));
    assert_eq!((report.left, report.added, held().run), (0, 1000, 1));
    assert_eq!(run(&room, "index", usize::MAX, Some(u64::MAX)).unchanged, 1000);
    room.file("corpus/a.jsonl", &text.replace("Pier 999 ", "Pier one "));
    let report = run(&room, "index", usize::MAX, Some(u64::MAX));
    assert_eq!((report.updated, report.unchanged, report.left), (1, 999, 0));
    content(&room, "index");
}

/// Tells whether articles are on their way into an index.
#[cfg(unix)]
fn takes_in(index: &Path) -> bool {
    let names = std::fs::read_dir(index).into_iter().flatten().map(|entry| entry.unwrap().file_name());
    names.into_iter().any(|name| name.to_string_lossy().ends_with(".store"))
}

#[cfg(unix)]
#[test]
fn an_interrupt_keeps_what_is_done_and_says_how_to_go_on() {
    if !ignores_interrupts() {
        stopped_by("INT", &[]);
    }
}

#[cfg(unix)]
#[test]
fn whoever_ends_a_run_that_is_to_outlive_its_terminal_keeps_what_is_done_too() {
    if !ignores_interrupts() && Command::new("nohup").arg("true").stdout(Stdio::null()).status().is_ok_and(|ran| ran.success())
    {
        stopped_by("TERM", &["HUP"]);
    }
}

/// Sends a signal to a run that takes in articles, started with some others ignored: those it is sent first, and does not heed.
#[cfg(unix)]
fn stopped_by(signal: &str, ignored: &[&str]) {
    let room = Newsroom::new();
    let mut dice = Dice::new(9);
    for file in 0..20 {
        let lines: Vec<String> = (0..30).map(|number| line(number, &mut dice)).collect();
        room.file(&format!("corpus/{file}.jsonl"), &lines.join("\n"));
    }
    let mut command = room.command(&["index", "corpus"]);
    if !ignored.is_empty() {
        let mut outliving = Command::new("nohup");
        outliving.arg(command.get_program()).args(command.get_args()).current_dir(room.folder()).stdin(Stdio::null());
        command = outliving;
    }
    let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    // The program listens before it takes in its first article, which begins a file of articles in the index.
    while !takes_in(&room.folder().join("index")) && child.try_wait().unwrap().is_none() {
        sleep(Duration::from_millis(1));
    }
    for signal in ignored.iter().chain([&signal]) {
        assert!(Command::new("sh").args(["-c", &format!("kill -{signal} {}", child.id())]).status().unwrap().success());
    }
    let ended = child.wait_with_output().unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(130), "{told}");
    assert!(told.contains(" left: `whosaid index` goes on with them"), "{told}");
    let held = Index::open(&room.folder().join("index")).unwrap().map_or(0, |index| index.summary().totals.articles);
    let report = room.index();
    assert_eq!(report["articles"], 600);
    // What is said to be kept is what the index holds.
    let kept = match held {
        0 => "no file of this run was done, and nothing of it is kept".to_owned(),
        _ => format!("kept: {} file{}, {held} articles analysed", held / 30, if held == 30 { "" } else { "s" }),
    };
    assert!(told.contains(&kept), "{kept} is not told: {told}");
    assert_eq!(report["added"].as_u64().unwrap() + held, 600);
}

#[test]
fn a_large_file_that_changed_in_one_place_is_updated_there() {
    let room = newsroom();
    run(&room, "index", usize::MAX, None);
    let mut dice = Dice::new(8);
    let text = std::fs::read_to_string(room.folder().join("corpus/b.jsonl")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[20] = line(20, &mut dice);
    lines.pop();
    room.file("corpus/b.jsonl", &lines.join("\n"));
    let report = run(&room, "index", usize::MAX, Some(u64::MAX));
    assert_eq!((report.updated, report.removed, report.added), (1, 1, 0));
    run(&room, "whole", usize::MAX, None);
    assert_eq!(content(&room, "index"), content(&room, "whole"));
}
