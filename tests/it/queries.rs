//! Is every question answered, however odd, and as it was before?

use crate::golden::golden;
use crate::newsroom::{Dice, Newsroom, hits, question};
use std::cmp::Reverse;
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

/// What hits are ordered by: the score falls, then the day, then ids rise.
fn place(hit: &serde_json::Value) -> (i64, Reverse<String>, String, u64) {
    let score = (hit["score"].as_f64().unwrap_or_default() * 10_000.0).round() as i64;
    let id = hit["id"].as_str().unwrap();
    let (article, part) = id.split_once('.').unwrap();
    let instant = hit["provenance"]["published"].as_str().map(instant).unwrap_or_default();
    (-score, Reverse(instant), article.to_owned(), part[1..].parse().unwrap())
}

/// Gives a date in UTC, so that dates compare as texts.
fn instant(published: &str) -> String {
    match published.parse::<jiff::Timestamp>() {
        Ok(instant) => instant.to_string(),
        Err(_) => format!("{published}T00:00:00Z"),
    }
}

#[test]
fn hits_stand_in_the_promised_order() {
    let room = Newsroom::of_corpus();
    for command in ["search", "claims"] {
        for asked in [&["the strike", "--match", "any"][..], &["said"], &["\"fen fever\""], &["Karst", "--match", "all"]] {
            let answer = room.ask(&[&[command, "-n", "0"], asked].concat());
            let places: Vec<_> = hits(&answer).iter().map(place).collect();
            assert!(places.len() > 1, "{command} {asked:?}");
            for (rank, two) in places.windows(2).enumerate() {
                assert!(two[0] < two[1], "{command} {asked:?}, rank {}: {:?} before {:?}", rank + 1, two[0], two[1]);
            }
        }
    }
}

#[test]
fn newest_and_oldest_order_by_date_alone() {
    let room = Newsroom::of_corpus();
    let dates = |sort: &str| -> Vec<String> {
        let answer = room.ask(&["search", "the", "-n", "0", "--sort", sort]);
        hits(&answer).iter().filter_map(|hit| hit["provenance"]["published"].as_str().map(instant)).collect()
    };
    let (newest, oldest) = (dates("newest"), dates("oldest"));
    assert!(newest.is_sorted_by(|one, other| one >= other), "{newest:?}");
    assert!(oldest.is_sorted(), "{oldest:?}");
    assert_eq!(newest.len(), oldest.len());
}

#[test]
fn pages_side_by_side_are_the_whole() {
    let room = Newsroom::of_corpus();
    for asked in [&["search", "dock strike"][..], &["claims", "strike"], &["search"]] {
        let ids = |more: &[&str]| -> Vec<String> {
            let answer = room.ask(&[asked, more].concat());
            hits(&answer).iter().map(|hit| format!("{} {}", hit["rank"], hit["id"])).collect()
        };
        let whole = ids(&["-n", "12"]);
        let pages: Vec<String> = ["0", "4", "8"].iter().flat_map(|offset| ids(&["-n", "4", "--offset", offset])).collect();
        assert_eq!(pages, whole, "{asked:?}");
    }
}
