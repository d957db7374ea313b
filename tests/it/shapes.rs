//! Has every JSON answer every key, and each of its type?

use crate::contract::check;
use crate::golden::golden;
use crate::newsroom::{Newsroom, hits};
use serde_json::Value;

/// Questions that between them use every flag that changes an answer.
const ASKED: &[&[&str]] = &[
    &["groundless"],
    &[],
    &["-n", "0"],
    &["groundless", "--offset", "3", "-n", "2"],
    &["strike", "--sort", "oldest"],
    &["\"glass heron\" published:2031-02", "--match", "all"],
    &["nowhere-to-be-found"],
    &["dam", "--source", "Kestrel Radio"],
    &["--entity", "Karst"],
    &["--person", "Mirela Dastan"],
    &["--organization", "Treasury"],
    &["--place", "Lindmark"],
    &["--speaker", "Mirela Dastan"],
    &["--stance", "deny", "-n", "0"],
    &["--via", "Meridian Wire"],
    &["--since", "2031-03", "--until", "2031-04"],
    &["--lang", "en", "--path", "northern-ledger"],
    &["speaker:* claim:groundless"],
    &["(((", "--plain"],
    &["dock strke~1 OR harb*"],
    &["strike", "--facets", "-C", "2"],
    &["--new", "--facets=2", "-n", "3"],
];

#[test]
fn answers_have_every_key_of_the_contract() {
    let room = Newsroom::of_corpus();
    let mut looked_at = 0;
    for (command, arguments) in ["search", "claims"].iter().flat_map(|command| ASKED.iter().map(move |asked| (command, asked)))
    {
        let answer = room.ask(&[&[*command], *arguments].concat());
        check(&answer, "answer", &format!("{command} {arguments:?}"));
        hits(&answer).iter().for_each(spans_stand_in_the_text);
        looked_at += hits(&answer).len();
    }
    eprintln!("{looked_at} hits");
}

#[test]
fn other_commands_have_every_key_of_the_contract() {
    let room = Newsroom::of_corpus();
    let first = room.ask(&["search", "groundless"])["hits"][0].clone();
    let (id, article) = (first["id"].as_str().unwrap(), first["article"].as_str().unwrap());
    check(&room.ask(&["show", id]), "hit", "show");
    check(&room.ask(&["show", article]), "analysis", "show article");
    for pattern in ["", "dastan", "nobody"] {
        check(&room.ask(&["entities", "-n", "0", pattern]), "names", "entities");
        check(&room.ask(&["sources", pattern]), "names", "sources");
    }
    for words in
        ["nobody has ever put proof on the table", "My cows have been told about the strike", "zzyzx", "the ferry costs more"]
    {
        check(&room.ask(&["trace", words]), "trace", words);
    }
    check(&room.ask(&["verify"]), "verify", "verify");
    check(&room.ask(&["verify", id, article, "0000000000000000.p0"]), "verify", "verify ids");
    check(&room.ask(&["status"]), "status", "status");
}

#[test]
fn reports_have_every_key_of_the_contract() {
    let room = Newsroom::new();
    room.file("corpus/a.txt", "A title\n\nThe council met.")
        .file("corpus/b.pdf", "%PDF-1.7")
        .file("corpus/c.jsonl", "{\"text\": \"\"}\n{");
    let report = room.index();
    check(&report, "report", "index");
    assert!(report["skipped"].as_array().is_some_and(|skipped| !skipped.is_empty()), "{report}");
    check(&room.index(), "report", "second run");
    check(&room.ask(&["status"]), "status", "status");
    room.file("corpus/a.txt", "A title\n\nThe council met again.").remove("corpus/b.pdf");
    check(&room.ask(&["verify"]), "verify", "verify");
}

#[test]
fn analyses_have_every_key_of_the_contract() {
    let room = Newsroom::of_corpus();
    let files =
        ["harbour-gazette/2031-02-05-treasury-denial.txt", "meridian-wire/2031-a.jsonl", "archive/quay-and-sundry.warc"];
    for file in files {
        let run = room.run(&["analyze", &format!("corpus/{file}")]);
        assert_eq!(run.code, 0, "{}", run.err);
        for line in run.out.lines() {
            let analysis: Value = serde_json::from_str(line).unwrap();
            check(&analysis, "analysis", file);
            spans_stand_in_the_text(&analysis);
        }
    }
}

/// Spans are code points of the text beside them, and give the words that are told with them.
fn spans_stand_in_the_text(shown: &Value) {
    let text: Vec<char> = shown["text"].as_str().unwrap().chars().collect();
    let words = |pair: &Value| -> String {
        let at = |end: usize| pair[end].as_u64().unwrap() as usize;
        text.get(at(0)..at(1)).unwrap_or_else(|| panic!("{pair} of {} characters", text.len())).iter().collect()
    };
    let lists = ["highlights", "sentences", "passages"].iter().filter_map(|key| shown[*key].as_array());
    lists.flatten().for_each(|pair| assert!(!words(pair).is_empty()));
    for entity in shown["entities"].as_array().unwrap() {
        for pair in entity["mentions"].as_array().unwrap().iter().chain(entity["references"].as_array().unwrap()) {
            assert!(!words(pair).trim().is_empty(), "{entity}");
        }
    }
    for claim in shown["claims"].as_array().unwrap() {
        let lists = ["content", "quotes", "via"].iter().flat_map(|key| claim[*key].as_array().unwrap());
        for part in lists.chain([&claim["speaker"], &claim["cue"]]).filter(|part| !part["span"].is_null()) {
            assert_eq!(words(&part["span"]), part["text"].as_str().unwrap(), "{claim}");
        }
    }
}

#[test]
fn the_json_of_every_answer_is_kept() {
    let room = Newsroom::of_corpus();
    let claim =
        room.ask(&["claims", "speaker:Dastan", "--path", "treasury-denial"])["hits"][0]["id"].as_str().unwrap().to_owned();
    for (name, arguments) in [
        ("json-search", &["search", "groundless", "--entity", "Mirela Dastan", "-n", "1"][..]),
        ("json-claims", &["claims", "--stance", "deny", "--via", "Meridian Wire", "-n", "2"]),
        ("json-trace", &["trace", "My cows have been told about the strike", "--speaker", "Maud Terrick", "-n", "1"]),
        ("json-show", &["show", &claim]),
        ("json-entities", &["entities", "LPA", "-n", "1"]),
        ("json-sources", &["sources", "-n", "2"]),
        ("json-verify", &["verify", &claim]),
    ] {
        let run = room.run(&[arguments, &["--format", "json"]].concat());
        golden(name, &room.told(&run.out));
    }
}
