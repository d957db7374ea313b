//! Does `index --watch` follow a folder, and end where runs by hand do?

use crate::newsroom::Newsroom;
#[cfg(unix)]
use crate::newsroom::{ignores_interrupts, program};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use whosaid::engine::Engine;

/// How long a report or a word is waited for; on an idle machine it takes under a second.
const PATIENCE: Duration = Duration::from_secs(120);

/// A program that watches, and what it tells.
struct Watching {
    child: Child,
    reports: Receiver<Value>,
    words: Receiver<String>,
}

impl Watching {
    fn begin(room: &Newsroom, arguments: &[&str]) -> Self {
        Watching::of(room.command(&[&["index", "--watch", "--format", "json"], arguments].concat()))
    }

    fn of(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let reports = lines(child.stdout.take().unwrap(), |line| serde_json::from_str(&line).unwrap());
        let words = lines(child.stderr.take().unwrap(), |line| line);
        Watching { child, reports, words }
    }

    fn report(&self) -> Value {
        self.reports.recv_timeout(PATIENCE).expect("a report comes")
    }

    /// Waits until a run has failed for a reason with these words.
    fn fails(&self, reason: &str) {
        let began = Instant::now();
        let mut told = Vec::new();
        while let Ok(line) = self.words.recv_timeout(PATIENCE.saturating_sub(began.elapsed())) {
            if line.contains(reason) && line.contains("trying again") {
                return;
            }
            told.push(line);
        }
        panic!("no run fails for “{reason}”, but: {told:?}");
    }
}

/// Reads what a program writes, a line each, as it comes.
fn lines<T: Send + 'static>(from: impl Read + Send + 'static, read: fn(String) -> T) -> Receiver<T> {
    let (give, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(|line| line.ok()) {
            if give.send(read(line)).is_err() {
                break;
            }
        }
    });
    lines
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn story(number: usize) -> String {
    format!("Report {number} from Norrvik\n\nThe bridge {number} is safe, Mayor Ines Halvorsen said on Monday.\n")
}

#[test]
fn a_watched_folder_is_taken_in_burst_by_burst_as_runs_by_hand_do() {
    let room = Newsroom::new();
    for number in 0..3 {
        room.file(&format!("corpus/{number}.txt"), &story(number));
    }
    let watching = Watching::begin(&room, &["corpus"]);
    assert_eq!(watching.report()["added"], 3);

    for number in 10..22 {
        room.file(&format!("desk/{number}.txt"), &story(number));
    }
    room.rename("desk", "corpus/desk");
    assert_eq!(watching.report()["added"], 12, "one burst is one run");

    room.file("corpus/0.txt", &story(100));
    room.remove("corpus/1.txt");
    room.rename("corpus/2.txt", "corpus/later/2.txt");
    let mut counts = [0; 3];
    while counts != [1, 1, 1] {
        let report = watching.report();
        for (count, what) in counts.iter_mut().zip(["updated", "removed", "moved"]) {
            *count += report[what].as_u64().unwrap();
        }
        assert!(counts.iter().all(|count| *count <= 1), "{report}");
    }
    drop(watching);

    let followed = room.digest();
    let by_hand = room.index_with(&["corpus", "--index", "by-hand"]);
    assert_eq!(by_hand["digest"], followed.as_str());
    let again = room.index();
    assert_eq!((&again["read"], &again["unchanged"]), (&0.into(), &14.into()), "nothing is left to do");
}

#[test]
fn a_folder_that_goes_away_and_comes_back_is_followed_on() {
    let room = Newsroom::new();
    room.file("corpus/a.txt", &story(1));
    let watching = Watching::begin(&room, &["corpus"]);
    assert_eq!(watching.report()["added"], 1);
    room.rename("corpus", "elsewhere");
    room.file("elsewhere/b.txt", &story(2));
    room.rename("elsewhere", "corpus");
    assert_eq!(watching.report()["added"], 1, "what came with it is taken in");
    room.file("corpus/c.txt", &story(3));
    assert_eq!(watching.report()["added"], 1, "and what comes later");
}

#[test]
fn a_folder_that_another_run_takes_in_is_followed_too() {
    let room = Newsroom::new();
    room.file("corpus/a.txt", &story(1)).file("more/b.txt", &story(2));
    let watching = Watching::begin(&room, &[]);
    assert_eq!(watching.report()["added"], 1);
    let began = Instant::now();
    // The one that watches may be at its first run's end still.
    while room.run(&["index", "more"]).code != 0 {
        assert!(began.elapsed() < PATIENCE, "the index stays locked");
    }
    room.file("more/c.txt", &story(3));
    assert_eq!(watching.report()["articles"], 3, "what comes into the other folder is taken in");
    room.file("more/d.txt", &story(4));
    assert_eq!(watching.report()["articles"], 4);
}

#[test]
fn rules_half_written_and_a_folder_emptied_are_waited_for_and_change_nothing() {
    let room = Newsroom::new();
    room.file("corpus/a.txt", &story(1)).file("corpus/drafts/b.txt", &story(2));
    let rules = "[files]\nskip = [\"drafts/\"]\n";
    room.file("corpus/whosaid.toml", rules);
    let watching = Watching::begin(&room, &["corpus"]);
    assert_eq!(watching.report()["added"], 1);
    room.file("corpus/whosaid.toml", &rules[..rules.len() - 3]);
    room.file("corpus/c.txt", &story(3));
    watching.fails("whosaid.toml: line 2");
    assert_eq!(room.open().summary().totals.articles, 1);
    room.file("corpus/whosaid.toml", rules);
    let report = watching.report();
    assert_eq!((&report["added"], &report["articles"]), (&1.into(), &2.into()), "{report}");
    for file in ["a.txt", "c.txt", "drafts/b.txt", "whosaid.toml"] {
        room.rename(&format!("corpus/{file}"), &format!("away/{file}"));
    }
    watching.fails("no file is left");
    assert_eq!(room.open().summary().totals.articles, 2);
    for file in ["whosaid.toml", "a.txt", "c.txt"] {
        room.rename(&format!("away/{file}"), &format!("corpus/{file}"));
    }
    room.file("corpus/d.txt", &story(4));
    assert_eq!(watching.report()["articles"], 3);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_watching_and_all_is_done() {
    if ignores_interrupts() {
        return;
    }
    let room = Newsroom::new();
    room.file("corpus/a.txt", &story(1));
    let mut watching = Watching::begin(&room, &["corpus"]);
    assert_eq!(watching.report()["added"], 1);
    let sent = Command::new("sh").args(["-c", &format!("kill -INT {}", watching.child.id())]).status().unwrap();
    assert!(sent.success());
    assert_eq!(watching.child.wait().unwrap().code(), Some(0));
    assert_eq!(room.index()["unchanged"], 1);
}

#[cfg(unix)]
#[test]
fn a_hang_up_that_is_ignored_ends_no_watching() {
    let room = Newsroom::new();
    room.file("corpus/a.txt", &story(1));
    let mut command = Command::new("sh");
    // As nohup does it.
    command.args(["-c", "trap '' HUP; exec \"$0\" index --watch --format json corpus"]).arg(program());
    command.current_dir(room.folder()).stdin(Stdio::null());
    let watching = Watching::of(command);
    assert_eq!(watching.report()["added"], 1);
    let sent = Command::new("sh").args(["-c", &format!("kill -HUP {}", watching.child.id())]).status().unwrap();
    assert!(sent.success());
    room.file("corpus/b.txt", &story(2));
    assert_eq!(watching.report()["added"], 1, "the program goes on");
}
