//! Does the content of an index depend on nothing but the files?

use crate::newsroom::{Dice, Newsroom};
use std::collections::BTreeMap;

const PEOPLE: &[&str] = &["Ines Halvorsen", "Tomas Brandl", "Aoife Lindqvist", "Jorge Pell", "Mira Östberg"];
const PLACES: &[&str] = &["Norrvik", "Sundby", "Port Elwick", "Garrowby"];
const CUES: &[&str] = &["said", "denied", "confirmed", "warned", "claimed"];
const THINGS: &[&str] = &["the bridge", "the ferry", "the budget", "the vaccine", "the dam", "the harbour", "the strike"];
const DOINGS: &[&str] = &["was safe", "would be late", "had been sold", "was a “complete failure”", "cost 3.5 million crowns"];

/// Writes a small article from dice.
fn article(dice: &mut Dice) -> String {
    let mut pick = |words: &[&'static str]| words[dice.roll(words.len())];
    let mut text = format!("News of {} in {}\n", pick(THINGS), pick(PLACES));
    for _ in 0..3 {
        let (who, cue, what, does) = (pick(PEOPLE), pick(CUES), pick(THINGS), pick(DOINGS));
        text.push_str(&format!("\n{who} {cue} on Monday that {what} {does}. Many people in {} heard it.\n", pick(PLACES)));
    }
    text
}

/// Gives the path of the file with a number: some lie in folders, one in four holds two articles a file.
fn path(number: usize) -> String {
    match number % 4 {
        0 => format!("corpus/lines/{number}.jsonl"),
        1 => format!("corpus/{number}.txt"),
        _ => format!("corpus/folder-{}/{number}.txt", number % 3),
    }
}

fn content(path: &str, dice: &mut Dice) -> String {
    if !path.ends_with(".jsonl") {
        return article(dice);
    }
    let line =
        |text: String| serde_json::json!({ "title": text.lines().next(), "text": text, "published": "2031-03-04" }).to_string();
    format!("{}\n{}\n", line(article(dice)), line(article(dice)))
}

type Files = BTreeMap<String, String>;

fn files(count: usize, dice: &mut Dice) -> Files {
    (0..count).map(|number| (path(number), content(&path(number), dice))).collect()
}

/// Writes the files in the order of the dice, and indexes them at once.
fn at_once(files: &Files, dice: &mut Dice, threads: &str) -> Newsroom {
    let room = Newsroom::new();
    let mut order: Vec<(&String, &String)> = files.iter().collect();
    dice.shuffle(&mut order);
    for (path, text) in order {
        room.file(path, text);
    }
    std::fs::create_dir_all(room.folder().join("corpus")).unwrap();
    room.index_with(&["--threads", threads]);
    room
}

/// Comes to the same files in several runs, with other articles, edits and removals on the way.
fn step_by_step(files: &Files, dice: &mut Dice) -> Newsroom {
    let room = Newsroom::new();
    std::fs::create_dir_all(room.folder().join("corpus")).unwrap();
    let mut there = Files::new();
    let mut order: Vec<&String> = files.keys().collect();
    dice.shuffle(&mut order);
    for part in order.chunks(1 + order.len() / (2 + dice.roll(2))) {
        for path in part {
            let text = if dice.roll(3) == 0 { content(path, dice) } else { files[*path].clone() };
            room.file(path, &text);
            there.insert((*path).clone(), text);
        }
        let stray = format!("corpus/stray-{}.txt", dice.roll(4));
        let text = article(dice);
        room.file(&stray, &text);
        there.insert(stray, text);
        room.index_with(&["--threads", if dice.roll(2) == 0 { "1" } else { "3" }]);
        if dice.roll(2) == 0 {
            let gone = there.keys().nth(dice.roll(there.len())).unwrap().clone();
            room.remove(&gone);
            there.remove(&gone);
        }
    }
    for path in there.keys().filter(|path| !files.contains_key(*path)) {
        room.remove(path);
    }
    for (path, text) in files.iter().filter(|(path, text)| there.get(*path) != Some(text)) {
        room.file(path, text);
    }
    room.index();
    room
}

/// Gives the digest that the last commit told.
fn told(room: &Newsroom) -> String {
    room.ask(&["status"])["digest"].as_str().unwrap().to_owned()
}

/// Three hundred questions of words, phrases, patterns, names, dates and filters, a line each.
fn questions() -> String {
    let mut dice = Dice::new(300);
    let mut lines = String::new();
    for number in 0..300 {
        let mut pick = |words: &[&'static str]| words[dice.roll(words.len())];
        let (who, place, cue) = (pick(PEOPLE), pick(PLACES), pick(CUES));
        let (thing, other, doing) = (pick(THINGS), pick(THINGS), pick(DOINGS));
        let word = thing.trim_start_matches("the ");
        let typed = match number % 15 {
            0 => thing.to_owned(),
            1 => format!("\"{thing}\" {cue}"),
            2 => format!("{who} {place}"),
            3 => format!("speaker:\"{who}\" {thing}"),
            4 => format!("{thing} OR {place}~1"),
            5 => format!("claim:\"{word}\" {place}"),
            6 => format!("{word} {} {cue}", other.trim_start_matches("the ")),
            7 => format!("{}* -{place}", &word[..3]),
            8 => format!("+{word} {doing}"),
            9 => format!("stance:deny {word}"),
            10 => format!("{word} NEAR/6 {cue}"),
            11 => format!("person:\"{who}\" OR place:\"{place}\""),
            12 => format!("published:2031 {word}^2 {cue}"),
            13 => format!("title:{word} {who}"),
            _ => format!("NOT {word}"),
        };
        lines.push_str(&format!("{number}\t{typed}\n"));
    }
    lines
}

/// Gives all that three hundred questions find: ids, scores, order; and what all hits hold.
fn found(room: &Newsroom, command: &str) -> Vec<(String, String)> {
    room.file("topics.tsv", &questions());
    let run = room.run(&[command, "--topics", "topics.tsv", "-n", "0", "--format", "jsonl"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let hits = run.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let counts = room.ask(&[command, "--facets=0", "-n", "1"])["facets"].to_string();
    hits.map(|hit| (format!("{} {}", hit["topic"], hit["id"]), hit["score"].to_string()))
        .chain([("facets".to_owned(), counts)])
        .collect()
}

#[test]
fn threads_and_the_order_of_writing_do_not_show() {
    let mut dice = Dice::new(1);
    let files = files(24, &mut dice);
    let one = at_once(&files, &mut dice, "1");
    let digest = one.digest();
    for threads in ["8", "3"] {
        let other = at_once(&files, &mut dice, threads);
        assert_eq!(told(&other), digest, "{threads} threads");
        assert_eq!(found(&other, "search"), found(&one, "search"), "{threads} threads");
        assert_eq!(found(&other, "claims"), found(&one, "claims"), "{threads} threads");
    }
}

#[test]
fn steps_in_any_order_end_in_the_same_index() {
    for seed in 0..15 {
        let mut dice = Dice::new(100 + seed);
        let count = 4 + dice.roll(6);
        let files = files(count, &mut dice);
        let (once, steps) = (at_once(&files, &mut dice, "2"), step_by_step(&files, &mut dice));
        assert_eq!(steps.digest(), told(&once), "history {seed}");
        if seed % 5 == 0 {
            assert_eq!(found(&steps, "search"), found(&once, "search"), "history {seed}");
            assert_eq!(found(&steps, "claims"), found(&once, "claims"), "history {seed}");
        }
    }
}

#[test]
fn a_second_folder_and_its_going_leave_no_trace() {
    let mut dice = Dice::new(7);
    let files = files(8, &mut dice);
    let room = at_once(&files, &mut dice, "2");
    let (digest, before) = (room.digest(), found(&room, "search"));
    room.file("more/a.txt", &article(&mut dice)).file("more/b.txt", &article(&mut dice));
    room.index_with(&["more"]);
    assert_ne!(room.digest(), digest);
    room.index_with(&["--forget", "more"]);
    assert_eq!(room.digest(), digest);
    assert_eq!(found(&room, "search"), before);
}

#[test]
fn another_word_is_another_digest() {
    let mut dice = Dice::new(3);
    let files = files(3, &mut dice);
    let room = at_once(&files, &mut dice, "1");
    let digest = room.digest();
    let text = files["corpus/1.txt"].replace("Many people", "Some people");
    room.file("corpus/1.txt", &text);
    room.index();
    assert_ne!(room.digest(), digest);
}
