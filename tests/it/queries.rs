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

/// Gives a hit's file, or record, without its folders, and its place in the article.
fn short(hit: &whosaid::Hit) -> String {
    let record = serde_json::to_value(&hit.provenance.record).unwrap();
    let name = match record["id"].as_str().or(record["uri"].as_str()) {
        Some(record) => record.to_owned(),
        None => hit.provenance.path.clone(),
    };
    let part = hit.id.split_once('.').map_or("", |(_, part)| part);
    format!("{}#{part}", name.rsplit('/').next().unwrap_or_default())
}

#[test]
fn two_hundred_questions_are_understood_counted_and_answered_as_before() {
    let room = Newsroom::of_corpus();
    let index = room.open();
    let file = crate::newsroom::repository().join("tests/gold/questions.tsv");
    let kept = std::fs::read_to_string(&file).unwrap();
    let mut made = String::new();
    let mut asked = 0;
    for line in kept.lines() {
        if line.starts_with("##") {
            made += &format!("{line}\n");
            continue;
        }
        let mut columns = line.split('\t');
        let (command, typed) = (columns.next().unwrap(), columns.next().unwrap());
        let wanted = ask::Question { limit: 3, ..question(typed) };
        let answer = if command == "claims" { ask::claims(&index, &wanted) } else { ask::search(&index, &wanted) }.unwrap();
        let first: Vec<String> = answer.hits.iter().map(short).collect();
        made += &format!("{command}\t{typed}\t{}\t{}\t{}\n", answer.query.understood, answer.total, first.join(" "));
        asked += 1;
    }
    assert!(asked >= 200, "{asked}");
    if std::env::var_os("WHOSAID_RENEW").is_some() {
        return std::fs::write(&file, made).unwrap();
    }
    for (kept, made) in kept.lines().zip(made.lines()) {
        assert_eq!(made, kept, "WHOSAID_RENEW=1 writes the last three columns");
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
            let answer = room.ask(&[&[command, "-n", "0", "--no-group"], asked].concat());
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
        let answer = room.ask(&["search", "the", "-n", "0", "--no-group", "--sort", sort]);
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
    for asked in [&["search", "dock strike", "--match", "any"][..], &["claims", "strike"], &["search"]] {
        let ids = |more: &[&str]| -> Vec<String> {
            let answer = room.ask(&[asked, more].concat());
            hits(&answer).iter().map(|hit| format!("{} {}", hit["rank"], hit["id"])).collect()
        };
        let whole = ids(&["-n", "12"]);
        let pages: Vec<String> = ["0", "4", "8"].iter().flat_map(|offset| ids(&["-n", "4", "--offset", offset])).collect();
        assert_eq!(pages, whole, "{asked:?}");
    }
}

#[test]
fn an_export_of_all_hits_has_a_line_for_each() {
    let room = Newsroom::of_corpus();
    for asked in [&["search"][..], &["claims"], &["search", "dock strike"], &["claims", "--stance", "deny", "-C", "1"]] {
        let run = room.run(&[asked, &["-n", "0", "--format", "jsonl"]].concat());
        let answer = room.ask(&[asked, &["-n", "0", "--no-group"]].concat());
        let lines: Vec<serde_json::Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len() as u64, answer["total"].as_u64().unwrap(), "{asked:?}");
        assert_eq!(lines, hits(&answer), "{asked:?}");
    }
}

/// Short articles that differ in a word or two.
fn few(texts: &[&str]) -> Newsroom {
    let room = Newsroom::new();
    let lines = texts.iter().enumerate().map(|(number, text)| {
        let id = char::from(b'a' + number as u8).to_string();
        serde_json::json!({"id": id, "title": "Untitled", "published": format!("2031-01-0{}", number + 1), "text": text})
            .to_string()
    });
    room.file("corpus/few.jsonl", &lines.collect::<Vec<_>>().join("\n"));
    room.index();
    room
}

/// Gives the ids of the articles found, as they are ordered.
fn order(room: &Newsroom, arguments: &[&str]) -> String {
    let answer = room.ask(arguments);
    hits(&answer).iter().map(|hit| hit["provenance"]["record"]["id"].as_str().unwrap()).collect()
}

#[test]
fn a_phrase_a_start_and_a_pattern_are_of_what_was_written() {
    let room = few(&[
        "Marketing shares fell in the town.",
        "The market share fell in the town.",
        "The deni river rose; he denied it.",
    ]);
    for (asked, found) in [
        ("\"market share\"", "b"),
        ("market share", "ab"),
        ("\"marketing share\"", ""),
        ("\"marketing shares\"", "a"),
        ("market*", "ba"),
        ("*arket", "b"),
        ("?hare", "b"),
        ("sharr~1", "b"),
        ("market-sh*", "b"),
        ("mark?ting-sh*", "a"),
        ("text:*", "ccbbaa"),
        ("title:*", "ccbbaa"),
    ] {
        assert_eq!(order(&room, &["search", asked]), found, "{asked}");
    }
}

#[test]
fn a_word_near_itself_must_be_there_twice() {
    let room = few(&[
        "A heron stood by the lake.",
        "A heron saw a heron by the lake.",
        "A heron left, and long after the town met, a heron came.",
    ]);
    for (asked, found) in [
        ("heron NEAR/3 heron", "b"),
        ("heron NEAR/20 heron", "cb"),
        ("\"heron heron\"~4", "b"),
        ("\"a heron\" NEAR/1 saw", "b"),
    ] {
        let mut ids: Vec<char> = order(&room, &["search", asked]).chars().collect();
        ids.sort_unstable_by(|one, other| other.cmp(one));
        assert_eq!(ids.into_iter().collect::<String>(), found, "{asked}");
    }
}

#[test]
fn some_words_are_asked_for_where_few_have_all_whatever_the_words_are() {
    let room = few(&["The strikers met.", "The docks closed, and the strike began.", "The docker slept."]);
    assert_eq!(order(&room, &["search", "strik* dock*"]), "bca");
    assert_eq!(order(&room, &["search", "strik* dock*", "-n", "1"]), "b");
    assert_eq!(order(&room, &["search", "strik* dock*", "--sort", "oldest"]), "abc");
    assert_eq!(order(&room, &["search", "strik* dock*", "--match", "all"]), "b");
    let told = |arguments: &[&str]| room.ask(arguments)["notices"][0].as_str().unwrap().to_owned();
    assert!(told(&["search", "strik* dock*"]).starts_with("1 passage holds all the words and comes first;"));
    assert!(told(&["search", "strik* dock*", "--sort", "oldest"]).starts_with("1 passage holds all the words; the others"));
    let totals: Vec<_> = ["0", "1", "2"]
        .map(|offset| room.ask(&["search", "strik* dock*", "-n", "2", "--offset", offset])["total"].clone())
        .to_vec();
    assert!(totals.iter().all(|total| *total == 3), "{totals:?}");
}

#[test]
fn at_most_so_many_an_article_are_told_apart_from_too_few() {
    let paragraph =
        "The docks closed and the strike began, and so it went on all the week in every part of the long harbour. ".repeat(12);
    let room = few(&[&format!("{paragraph}\n\n{paragraph}\n\n{paragraph}"), "The docks slept."]);
    assert_eq!(order(&room, &["search", "strike docks", "--per-article", "1", "-n", "2"]), "ab");
    let answer = room.ask(&["search", "strike docks", "--per-article", "1", "-n", "1", "--match", "all"]);
    assert_eq!(answer["total"], 1);
    let run = room.run(&["search", "the", "--per-article", "1", "-n", "1", "--offset", "1"]);
    assert!(run.out.contains("1 of 2 shown; -n 0 --offset 0 shows all"), "{}", run.out);
}

#[test]
fn topics_are_told_with_their_answers() {
    let room = Newsroom::of_corpus();
    room.file("batch.tsv", "t1\tgroundless\nt2\tnofield:strike\n");
    for format in ["human", "json", "csv"] {
        let run = room.run(&["search", "--topics", "batch.tsv", "--format", format]);
        assert_eq!(run.code, 2, "{format}: {}", run.out);
    }
    let run = room.run(&["search", "--topics", "batch.tsv", "--format", "jsonl"]);
    let topics: std::collections::BTreeSet<String> =
        run.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["topic"].to_string()).collect();
    assert!(topics.contains("\"t1\""), "{}", run.out);
    assert!(run.err.contains("notice: t2: "), "{}", run.err);
}

#[test]
fn the_paragraph_that_was_asked_for_is_barred_and_no_other_of_the_same_words() {
    let room = few(&["Tomas Brandl said the ferry was late.\n\nIt rained all day.\n\nTomas Brandl said the ferry was late."]);
    let found = room.ask(&["claims", "ferry", "--no-group"]);
    let last = hits(&found).iter().map(|hit| hit["id"].as_str().unwrap()).max().unwrap().to_owned();
    let run = room.run(&["show", &last]);
    let barred: Vec<usize> = run.out.match_indices('▌').map(|(at, _)| at).collect();
    assert!(barred.len() == 1 && barred[0] > run.out.find("It rained").unwrap(), "{}", run.out);
}

#[test]
fn hits_with_other_figures_of_the_same_digits_are_told() {
    let room = Newsroom::new();
    let texts = ["The ferry line was sold for $113bn to its pilots.", "The tram line was sold for $1.13bn to the town."];
    let lines: Vec<String> = texts.iter().map(|text| serde_json::json!({"title": "Sale", "text": text}).to_string()).collect();
    room.file("corpus/sales.jsonl", &lines.join("\n"));
    room.index();
    let told = |typed: &str| room.ask(&["search", typed])["notices"].to_string();
    for typed in ["\"1.13bn\"", "\"sold for $1.13bn\""] {
        assert!(
            told(typed).contains("figures are found without their points and marks: 1 hit has “$113bn”, and not “"),
            "{}",
            told(typed)
        );
    }
    assert_eq!(told("line"), "[]");
}
