//! Does the program behave as people and other programs expect of one?

use crate::golden::golden;
use crate::newsroom::{Newsroom, hits, outcome};
use std::process::Stdio;

const COMMANDS: &[&str] =
    &["index", "search", "claims", "trace", "entities", "sources", "show", "analyze", "verify", "status", "completions"];

#[test]
fn the_help_of_every_command_is_kept() {
    let room = Newsroom::new();
    let help = room.run(&["--help"]);
    golden("help", &help.out);
    for command in COMMANDS {
        assert!(help.out.contains(&format!("\n  {command} ")), "{command}");
        let run = room.run(&[command, "--help"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        golden(&format!("help-{command}"), &run.out);
    }
    let listed = help.out.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    assert_eq!(listed.count(), COMMANDS.len(), "a command without a golden");
    assert!(room.run(&["--version"]).out.starts_with("whosaid "));
}

#[test]
fn answers_to_people_are_kept() {
    let room = Newsroom::of_corpus();
    let id = room.ask(&["claims", "speaker:Dastan", "--path", "treasury-denial"])["hits"][0]["id"].as_str().unwrap().to_owned();
    for (name, arguments) in [
        ("people-search", &["search", "groundless", "-n", "3"][..]),
        ("people-claims", &["claims", "speaker:Dastan", "-n", "3"]),
        ("people-show", &["show", &id]),
        ("people-entities", &["entities", "brask"]),
        ("people-sources", &["sources"]),
        ("people-verify", &["verify"]),
        ("people-trace", &["trace", "nobody has put proof on the table", "-n", "3"]),
        ("people-nothing", &["search", "zzyzx"]),
        ("people-no-index", &["search", "zzyzx", "--index", "nowhere"]),
    ] {
        let run = room.run(arguments);
        golden(name, &room.told(&format!("{}exit code {}\n{}", run.out, run.code, run.err)));
    }
}

#[test]
fn exit_codes_are_those_of_the_contract() {
    let room = Newsroom::of_corpus();
    for (arguments, code) in [
        (&["search", "groundless"][..], 0),
        (&["search", "zzyzx"], 1),
        (&["claims", "zzyzx"], 1),
        (&["entities", "zzyzx"], 1),
        (&["trace", "nobody has ever put proof on the table"], 0),
        (&["trace", "zzyzx zzyzx zzyzx"], 1),
        (&["trace", "…"], 2),
        (&["trace", ""], 2),
        (&["trace", "the"], 2),
        (&["trace"], 2),
        (&["sources"], 0),
        (&["status"], 0),
        (&["show", "0000000000000000"], 1),
        (&["show", "not-an-id"], 2),
        (&["search", "--no-such-flag"], 2),
        (&["search", "strike", "--facets", "--format", "csv"], 2),
        (&["search", "strike", "-C", "1", "--format", "trec"], 2),
        (&["search", "((", "\"zzyzx", "NOT"], 1),
        (&["nonsense"], 2),
        (&[], 2),
        (&["index", "no-such-folder"], 2),
        (&["status", "--index", "no-such-index"], 2),
        (&["analyze", "no-such-file"], 2),
        (&["completions", "bash"], 0),
    ] {
        let run = room.run(arguments);
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        if code == 2 {
            assert!(!run.err.is_empty() && run.out.is_empty(), "{arguments:?} says why on stderr alone: {}", run.out);
        }
    }
}

#[test]
fn a_number_that_is_none_is_refused_with_what_to_write() {
    let room = Newsroom::of_corpus();
    for arguments in [
        &["search", "dam", "-n", "-1"][..],
        &["claims", "dam", "--limit", "ten"],
        &["trace", "the dam is safe", "-n", "-1"],
        &["entities", "-n", "1.5"],
        &["search", "dam", "-C", "-1"],
        &["search", "dam", "--facets=all"],
    ] {
        let run = room.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.err.contains("write a whole number, as 10; of hits 0 is all"), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn no_more_readers_begin_than_can_be_of_use() {
    let room = Newsroom::of_corpus();
    for threads in ["0", "257", "99999999999"] {
        let run = room.run(&["index", "--threads", threads]);
        assert_eq!(run.code, 2, "{threads}: {}", run.err);
        assert!(run.err.contains("--threads") && run.err.contains("256"), "{threads}: {}", run.err);
    }
}

#[test]
fn a_number_that_is_too_large_is_refused_for_that() {
    let room = Newsroom::of_corpus();
    let run = room.run(&["search", "dam", "-C", "99999999999999999999"]);
    assert!(run.code == 2 && run.err.contains("write a smaller number"), "{}", run.err);
}

#[test]
fn a_closed_pipe_is_a_success() {
    let room = Newsroom::of_corpus();
    for arguments in [
        &["search", "-n", "0", "--format", "json"][..],
        &["claims", "-n", "0"],
        &["search", "-n", "0", "--format", "jsonl"],
        &["--help"],
    ] {
        let mut child = room.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&ended.stderr));
        assert!(ended.stderr.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&ended.stderr));
    }
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let room = Newsroom::of_corpus();
    let plain = room.run(&["search", "groundless"]);
    assert!(!plain.out.contains('\u{1b}'), "not a terminal");
    let always = room.run(&["search", "groundless", "--color", "always"]);
    assert!(always.out.contains('\u{1b}'));
    let mut wished_away = room.command(&["search", "groundless"]);
    assert_eq!(outcome(wished_away.env("NO_COLOR", "1")).out, plain.out);
    let mut never = room.command(&["search", "groundless", "--color", "never"]);
    assert_eq!(outcome(never.env("CLICOLOR_FORCE", "1")).out, plain.out);
}

#[test]
fn nothing_in_an_article_can_steer_a_terminal() {
    let room = Newsroom::new();
    let hostile = "Bridge\u{1b}]0;owned\u{7} \u{202e}closed\u{2066} \u{9b}2J\u{7f}today\u{2028}\u{e0041}";
    let article = serde_json::json!({
        "id": hostile, "title": hostile, "source": format!("Alpha {hostile}"), "author": hostile, "url": format!("https://example.org/{hostile}"),
        "text": format!("{hostile}, Mayor Ines\u{1b}[31m Halvorsen said on Monday. She denied \u{200b}it.\n\n{hostile}"),
    });
    room.file("corpus/a.jsonl", &article.to_string())
        .file("corpus/b.txt", &format!("{hostile}\n\n{hostile} was seen, Tomas Brandl said.\n"));
    if cfg!(unix) {
        room.file("corpus/c\u{1b}[31m\u{202e}.txt", "Title\n\nThe bridge is closed.\n")
            .file("corpus/d\u{1b}[31m.pdf", "%PDF-1.7")
            .file("corpus/e\nnotice: all is well.pdf", "%PDF-1.7");
    }
    room.index();
    room.file("corpus/b.txt", "Title\n\nAnother bridge.\n").file("topics.tsv", &format!("{hostile}\tbridge\n"));
    let found = room.ask(&["search", "monday"]);
    let id = found["hits"][0]["id"].as_str().unwrap().to_owned();
    let claim = room.ask(&["claims"])["hits"][0]["id"].as_str().unwrap().to_owned();
    assert!(
        found["hits"][0]["text"].as_str().unwrap().contains("\u{9b}2J\u{7f}today\u{2028}\u{e0041}, Mayor"),
        "JSON has every character"
    );
    let asked: &[&[&str]] = &[
        &["search", "bridge", "-n", "0"],
        &["claims"],
        &["search", "bridge", "-n", "0", "--format", "json"],
        &["search", "bridge", "-n", "0", "--format", "jsonl"],
        &["search", "bridge", "-n", "0", "--format", "csv"],
        &["search", "bridge", "-n", "0", "--format", "trec"],
        &["search", "--topics", "topics.tsv", "--format", "jsonl"],
        &["search", "--topics", "topics.tsv", "--format", "trec"],
        &["show", &id],
        &["show", &id, "--cite"],
        &["show", &id, "--format", "json"],
        &["show", &id, "--format", "annotation"],
        &["show", &claim, "--format", "claim"],
        &["entities"],
        &["sources"],
        &["status"],
        &["verify"],
        &["analyze", "corpus/a.jsonl", "--format", "human"],
        &["analyze", "corpus/a.jsonl", "corpus/b.txt"],
        &["analyze", "corpus/a.jsonl", "--blocks"],
        &["search", hostile],
        &["trace", hostile],
        &["show", hostile],
        &["search", "--since", hostile],
        &[hostile],
        &["search", &format!("--{hostile}")],
        &["search", "bridge", "-n", hostile],
        &["search", "bridge", "--format", hostile],
        &["index"],
    ];
    for arguments in asked {
        let run = room.run(arguments);
        for (stream, text) in [("stdout", &run.out), ("stderr", &run.err)] {
            let hides = |c: char| matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{e0041}');
            let steers = |c: &char| (c.is_control() && *c != '\n') || hides(*c);
            assert_eq!(text.chars().find(steers), None, "{stream} of {arguments:?}: {text:?}");
        }
    }
    if cfg!(unix) {
        let run = room.run(&["analyze", "corpus/e\nnotice: all is well.pdf"]);
        assert_eq!(run.err.lines().count(), 1, "a file's name makes no notice: {}", run.err);
    }
}

#[test]
fn a_spreadsheet_gets_back_what_was_found() {
    let room = Newsroom::of_corpus();
    let found = room.ask(&["search", "-n", "0", "--no-group"]);
    let run = room.run(&["search", "-n", "0", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(run.out.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), hits(&found).len());
    for (row, hit) in rows.iter().zip(hits(&found)) {
        assert_eq!(row[at("id")], *hit["id"].as_str().unwrap());
        assert_eq!(row[at("text")].replace('\'', ""), hit["text"].as_str().unwrap().replace('\'', ""));
        for cell in row.iter() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']) || cell.parse::<f64>().is_ok(), "a formula: {cell}");
        }
    }
}

#[test]
fn an_evaluator_gets_a_line_an_article_with_falling_scores() {
    let room = Newsroom::of_corpus();
    room.file("topics.tsv", "t 1\tgroundless\nt2\tdock strike\n");
    let run = room.run(&["search", "--topics", "topics.tsv", "--format", "trec", "-n", "5"]);
    let mut before = (String::new(), f64::INFINITY);
    let mut seen = std::collections::BTreeSet::new();
    for line in run.out.lines() {
        let columns: Vec<&str> = line.split(' ').collect();
        assert!(columns.len() == 6 && columns[1] == "Q0" && columns[5] == "whosaid", "{line}");
        let score: f64 = columns[4].parse().unwrap();
        assert!(seen.insert((columns[0].to_owned(), columns[2].to_owned())), "{line} is a second line of its article");
        assert!(columns[0] != before.0 || score < before.1, "{line}");
        before = (columns[0].to_owned(), score);
    }
    let of = |topic: &str| run.out.lines().filter(|line| line.starts_with(topic)).count();
    assert_eq!((of("t%201 "), of("t2 ")), (5, 5), "{}", run.out);
}

#[test]
fn columns_says_how_wide_an_answer_is_and_paths_stay_whole() {
    let room = Newsroom::new();
    let text = "The harbour master closed the old pier on Monday, after divers had found cracks in two of its posts.";
    let path = "corpus/gazette/of-the-year-in-which-it-was-sold/pier.txt";
    room.file(path, text);
    room.index();
    let narrow = outcome(room.command(&["search", "pier"]).env("COLUMNS", "40")).out;
    assert!(narrow.lines().filter(|line| !line.contains(path)).all(|line| line.chars().count() <= 40), "{narrow}");
    assert!(narrow.contains(path), "{narrow}");
    assert_eq!(outcome(room.command(&["search", "pier"]).env("COLUMNS", "wide")).out, room.run(&["search", "pier"]).out);
}
