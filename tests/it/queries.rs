//! Is every question answered, however odd, and as it was before?

use crate::golden::golden;
use crate::newsroom::{Dice, Newsroom, hits, question};
use std::fmt::Write;
use whosaid::ask;

/// What the query language is made of, and what it is not.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "“",
    "”",
    "\\",
    "/",
    ":",
    "::",
    "*",
    "**",
    "?",
    "~",
    "~9",
    "~0.7",
    "^",
    "^2",
    "^-1",
    "+",
    "-",
    "--",
    "!",
    "&&",
    "||",
    "AND",
    "OR",
    "NOT",
    "NEAR/3",
    "NEAR",
    "TO",
    "[* TO *]",
    "[2031 TO ",
    "published:",
    "published:[",
    "2031-02-30",
    ">=",
    "<",
    "speaker:",
    "claim:",
    "nofield:",
    "text:",
    "*:*",
    "_",
    ",",
    ".",
    "…",
    "strike",
    "Karst",
    "groundless",
    "the",
    "Łukasz",
    "é",
    "e\u{301}",
    "日本",
    "\u{202e}",
    "\u{0}",
    "\t",
    "\u{1b}[2J",
    "😀",
    " ",
    " ",
];

fn odd_line(dice: &mut Dice) -> String {
    let length = 1 + dice.roll(40);
    if dice.roll(2) == 0 {
        let bytes: Vec<u8> = (0..length).map(|_| dice.roll(256) as u8).collect();
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let pieces: Vec<&str> = (0..length).map(|_| PIECES[dice.roll(PIECES.len())]).collect();
    pieces.join(if dice.roll(2) == 0 { " " } else { "" })
}

#[test]
fn five_hundred_odd_questions_are_answered() {
    let room = Newsroom::of_corpus();
    let index = room.open();
    let mut dice = Dice::new(11);
    let mut found = 0;
    for _ in 0..500 {
        let mut asked = question(&odd_line(&mut dice));
        asked.limit = 3;
        let answer = ask::search(&index, &asked).unwrap();
        assert_eq!(answer.query.typed, asked.typed);
        assert!(answer.hits.len() as u64 <= answer.total);
        found += usize::from(answer.total > 0);
        ask::claims(&index, &asked).unwrap();
        // What was understood, asked again, is understood the same.
        let again = ask::search(&index, &ask::Question { typed: answer.query.understood.clone(), ..asked.clone() }).unwrap();
        assert_eq!(again.query.understood, answer.query.understood, "{:?}", asked.typed);
        assert_eq!(again.total, answer.total, "{:?} is understood as {:?}", asked.typed, answer.query.understood);
    }
    eprintln!("{found} of 500 odd questions find something");
}

#[test]
fn odd_questions_never_fail_the_program() {
    let room = Newsroom::of_corpus();
    let mut dice = Dice::new(12);
    for _ in 0..20 {
        // No argument of a program can hold a NUL; U+007F is asked in the library alone.
        let line = odd_line(&mut dice).replace(['\0', '\u{7f}'], "");
        let run = room.run(&["search", "--format", "json", "--", &line]);
        assert!(run.code == 0 || run.code == 1, "{line:?} gives {}: {}", run.code, run.err);
        assert!(!run.err.contains("panic"), "{line:?}: {}", run.err);
        assert_eq!(run.json()["query"]["typed"], line);
    }
}

#[test]
fn a_very_long_question_is_answered() {
    let room = Newsroom::of_corpus();
    let index = room.open();
    for long in [
        "strike ".repeat(20_000),
        "(".repeat(50_000),
        "\"".repeat(50_001),
        "a".repeat(100_000),
        "NOT ".repeat(20_000),
        "a OR (".repeat(10_000),
    ] {
        let answer = ask::search(&index, &ask::Question { limit: 10, ..question(&long) }).unwrap();
        assert!(answer.total > 0 || !answer.notices.is_empty() || !answer.query.understood.is_empty(), "{}…", &long[..20]);
    }
}

/// The questions whose answers are kept: a name, a command, what is typed.
const KEPT: &[(&str, &str, &[&str])] = &[
    ("one-word", "search", &["groundless"]),
    ("two-words", "search", &["dock strike"]),
    ("phrase", "search", &["\"glass heron\""]),
    ("person", "search", &["--person", "Łukasz Brennick", "ban"]),
    ("accents", "search", &["emilie sauvane"]),
    ("near", "search", &["\"dam cracks\"~5 -drill"]),
    ("dates", "search", &["vaccine published:[2031-05-10 TO 2031-05-31]"]),
    ("no-such-word", "search", &["zzyzx"]),
    ("denials", "claims", &["--stance", "deny", "treasury"]),
    ("who-said", "claims", &["speaker:\"Marten Brask\""]),
];

#[test]
fn kept_questions_are_answered_as_before() {
    let room = Newsroom::of_corpus();
    for (name, command, arguments) in KEPT {
        let answer = room.ask(&[&[*command], *arguments].concat());
        let text = |value: &serde_json::Value| value.as_str().unwrap_or("–").to_owned();
        let mut lines = format!("$ whosaid {command} {}\n", arguments.join(" "));
        writeln!(lines, "understood: {}\ntotal: {}", text(&answer["query"]["understood"]), answer["total"]).unwrap();
        for notice in answer["notices"].as_array().unwrap() {
            writeln!(lines, "notice: {}", text(notice)).unwrap();
        }
        for hit in hits(&answer).iter().take(5) {
            let from = &hit["provenance"];
            let words: Vec<&str> = hit["text"].as_str().unwrap().split_whitespace().take(8).collect();
            writeln!(
                lines,
                "{} | {} | {} | {}",
                text(&from["source"]),
                text(&from["published"]),
                text(&from["title"]),
                words.join(" ")
            )
            .unwrap();
            if *command == "claims" {
                let claim = &hit["claims"][0];
                writeln!(
                    lines,
                    "  {} ({}): {}",
                    text(&claim["speaker"]["name"]),
                    text(&claim["stance"]),
                    text(&claim["content"][0]["text"])
                )
                .unwrap();
            }
        }
        golden(&format!("query-{name}"), &lines);
    }
}
