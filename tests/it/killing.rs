//! Does an index survive the death of its writer, at any moment?

use crate::newsroom::{Dice, Newsroom};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// How often `index` is killed (`WHOSAID_KILLS`), and over how many files (`WHOSAID_KILL_FILES`); `scripts/kill.sh` asks for more.
fn measure() -> (usize, usize) {
    let named = |name: &str, usual| std::env::var(name).ok().and_then(|count| count.parse().ok()).unwrap_or(usual);
    (named("WHOSAID_KILLS", 8), named("WHOSAID_KILL_FILES", 100))
}

fn write(room: &Newsroom, numbers: std::ops::Range<usize>) {
    for number in numbers {
        let text = format!(
            "Report number {number} from Norrvik\n\nThe bridge, built in {number}, is safe, Mayor Ines Halvorsen said on Monday.\n\n\
             Engineer Tomas Brandl denied that bolt {number} was loose. “Nothing moved,” he told reporters.\n"
        );
        room.file(&format!("corpus/{}/{number}.txt", number % 7), &text);
    }
}

/// Copies the files of an index that is at rest.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        std::fs::copy(&entry, to.join(entry.file_name().unwrap())).unwrap();
    }
}

/// Gives the digest that `status --deep` tells of an index; `None` where it says that nothing was committed.
fn deep_digest(room: &Newsroom, index: &str) -> Option<String> {
    let run = room.run(&["status", "--deep", "--format", "json", "--index", index]);
    if run.code == 2 && run.err.contains("there is no index") {
        return None;
    }
    assert_eq!(run.code, 0, "{index}: {}", run.err);
    Some(run.json()["digest"].as_str().unwrap().to_owned())
}

/// A word, a phrase, a pattern, a name, filters: a line each.
const TOPICS: &str = "1\tbridge\n2\t\"was loose\"\n3\tbolt 17\n4\tspeaker:Brandl moved\n5\tstance:deny bolt\n6\trep* -moved\n7\tbrigde~1\n8\ttitle:report norrvik\n";

/// Gives all that questions find in an index: ids, scores, order.
fn answers(room: &Newsroom, index: &str) -> Vec<(String, String)> {
    let mut answers = Vec::new();
    for command in ["search", "claims"] {
        let run = room.run(&[command, "--topics", "topics.tsv", "-n", "40", "--format", "jsonl", "--index", index]);
        assert_eq!(run.code, 0, "{index}: {}", run.err);
        let hits = run.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        answers.extend(hits.map(|hit| (format!("{} {}", hit["topic"], hit["id"]), hit["score"].to_string())));
    }
    answers
}

/// Tells whether a run has committed over what its list was before.
fn is_committed(list: &Path, was: Option<&str>) -> bool {
    let told = std::fs::read_to_string(list).unwrap_or_default();
    told.contains("\"payload\":\"") && was != Some(&told)
}

#[test]
fn a_killed_run_leaves_what_was_committed_and_the_next_ends_as_if_nothing_had_been() {
    let (kills, count) = measure();
    let room = Newsroom::new();
    write(&room, 0..count / 2);
    room.index_with(&["corpus", "--index", "half"]);
    write(&room, count / 2..count);
    // How long a run lasts differs from machine to machine: the moments are shares of it.
    let began = Instant::now();
    room.index_with(&["corpus", "--index", "whole"]);
    let lasts = began.elapsed();
    let (half, whole) = (deep_digest(&room, "half"), deep_digest(&room, "whole"));
    assert!(half.is_some() && whole.is_some() && half != whole);
    room.file("topics.tsv", TOPICS);
    let found_in_whole = answers(&room, "whole");

    let mut dice = Dice::new(9);
    let mut uncommitted = 0;
    for kill in 0..kills {
        let index = format!("killed-{kill}");
        let before = if kill % 2 == 0 { None } else { half.clone() };
        if before.is_some() {
            copy(&room.folder().join("half"), &room.folder().join(&index));
        }
        let list = room.folder().join(&index).join("meta.json");
        let was = std::fs::read_to_string(&list).ok();
        let share = dice.roll(1_000) as u32;
        let mut child = room.command(&["index", "corpus", "--index", &index]).stdout(Stdio::null()).spawn().unwrap();
        // However slow the machine is at the moment, some are killed before the commit and some behind it.
        let moment = match kill % 8 {
            0 | 1 => "at once".to_owned(),
            2 | 3 => {
                while !is_committed(&list, was.as_deref()) && child.try_wait().unwrap().is_none() {
                    std::thread::sleep(Duration::from_millis(1));
                }
                "behind the commit".to_owned()
            }
            _ => {
                let moment = lasts * share / 1_000;
                std::thread::sleep(moment);
                format!("after {moment:?}")
            }
        };
        child.kill().unwrap();
        child.wait().unwrap();

        let found = deep_digest(&room, &index);
        assert!(found == before || found == whole, "{index}, killed {moment}, holds neither state");
        uncommitted += usize::from(found == before);
        if found.is_some() {
            let asked = room.run(&["search", "bridge", "--index", &index]);
            assert_eq!(asked.code, 0, "{index}: {}", asked.err);
        }
        room.index_with(&["corpus", "--index", &index]);
        assert_eq!(deep_digest(&room, &index), whole, "{index}, run again");
        assert_eq!(answers(&room, &index), found_in_whole, "{index}, run again");
        let strays = std::fs::read_dir(room.folder().join(&index))
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with(".tmp"));
        assert_eq!(strays.count(), 0, "{index}: what the killed run left half written is swept up");
        std::fs::remove_dir_all(room.folder().join(&index)).unwrap();
    }
    assert!(0 < uncommitted && uncommitted < kills, "of {kills} kills {uncommitted} were before the commit");
    eprintln!("killed {kills} times within {lasts:?}, {uncommitted} times before the commit");
}

#[test]
fn two_writers_do_not_meet() {
    let room = Newsroom::new();
    write(&room, 0..5);
    room.index();
    let held = whosaid::index::Writer::open(&room.folder().join("index"), 1).unwrap();
    room.touch("corpus/0/0.txt");
    let run = room.run(&["index"]);
    assert!(run.code == 2 && run.err.contains("another `whosaid index` is at work"), "{}", run.err);
    assert_eq!(room.run(&["search", "bridge"]).code, 0, "asking goes on meanwhile");
    drop(held);
    assert_eq!(room.run(&["index"]).code, 0);
}
