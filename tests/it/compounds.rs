//! Does a word find itself where it is written in two ways: with a hyphen, in one, with a slash?

use crate::newsroom::{Newsroom, hits};
use serde_json::Value;
use std::collections::BTreeSet;

const ARTICLES: &[(&str, &str)] = &[
    ("hyphen", "Her E-mails reached the co-operation council, and the G-7 ministers met the anti-war group on 9-11."),
    ("one", "The email of the cooperation council reached the G7 ministers; an antiwar group rang 911."),
    ("two", "The mail e sent was of a co operation. The seven of group G 7 met."),
    ("apart", "The bank lends. Its credit is good, and so is that of Seven."),
    ("slashed", "The form says bank/credit and/or cash."),
];

fn room() -> Newsroom {
    let room = Newsroom::new();
    let lines = ARTICLES.iter().map(|(id, text)| format!(r#"{{"id":"{id}","title":"About {id}","text":"{text}"}}"#));
    room.file("corpus/words.jsonl", &lines.collect::<Vec<_>>().join("\n"));
    room.index();
    room
}

fn marked(hit: &Value) -> Vec<String> {
    let text: Vec<char> = hit["text"].as_str().unwrap().chars().collect();
    let span = |span: &Value| text[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize].iter().collect();
    hit["highlights"].as_array().unwrap().iter().map(span).collect()
}

/// Gives what is found, and what of it is marked, in the order of ids.
fn found(room: &Newsroom, asked: &str) -> Vec<(String, Vec<String>)> {
    let answer = room.ask(&["search", "-n", "0", "--no-group", "--match", "all", asked]);
    let of = |hit: &Value| (hit["provenance"]["record"]["id"].as_str().unwrap().to_owned(), marked(hit));
    hits(&answer).iter().map(of).collect::<BTreeSet<_>>().into_iter().collect()
}

#[test]
fn a_compound_is_found_with_its_hyphen_and_in_one_word_and_marked_as_it_stands() {
    let room = room();
    for (asked, marks) in [
        ("email", &[("hyphen", "E-mails"), ("one", "email")][..]),
        ("emails", &[("hyphen", "E-mails"), ("one", "email")]),
        ("e-mail", &[("hyphen", "E-mails"), ("one", "email")]),
        ("cooperation", &[("hyphen", "co-operation"), ("one", "cooperation")]),
        ("co-operation", &[("hyphen", "co-operation"), ("one", "cooperation"), ("two", "co operation")]),
        ("G7", &[("hyphen", "G-7"), ("one", "G7")]),
        ("G\u{2011}7", &[("hyphen", "G-7"), ("one", "G7"), ("two", "G 7")]),
        ("anti-war", &[("hyphen", "anti-war"), ("one", "antiwar")]),
        // Two numbers are no number.
        ("911", &[("one", "911")]),
        ("9-11", &[("hyphen", "9-11")]),
        // So it is in a phrase.
        ("\"e mail\"", &[]),
        ("\"anti-war group\"", &[("hyphen", "anti-war group"), ("one", "antiwar group")]),
        ("\"antiwar group\"", &[("hyphen", "anti-war group"), ("one", "antiwar group")]),
        ("\"anti war group\"", &[("hyphen", "anti-war group")]),
        ("\"the g7 ministers\"", &[("hyphen", "the G-7 ministers"), ("one", "the G7 ministers")]),
        ("\"cooperation council\"", &[("hyphen", "co-operation council"), ("one", "cooperation council")]),
        ("\"e-mail of the co-operation council\"", &[("one", "email of the cooperation council")]),
        ("\"emails reached the cooperation\"", &[("hyphen", "E-mails reached the co-operation")]),
        // "A co operation" is none.
        ("\"a cooperation\"", &[]),
    ] {
        let marks: Vec<(String, Vec<String>)> =
            marks.iter().map(|(id, mark)| ((*id).to_owned(), vec![(*mark).to_owned()])).collect();
        assert_eq!(found(&room, asked), marks, "{asked}");
    }
}

#[test]
fn both_ways_of_writing_count_alike() {
    let room = Newsroom::new();
    let lines = ["the e-mail came", "the email came", "nothing came here", "nothing went there"];
    let lines = lines.iter().enumerate().map(|(id, text)| format!(r#"{{"id":"{id}","text":"{text}"}}"#));
    room.file("corpus/words.jsonl", &lines.collect::<Vec<_>>().join("\n"));
    room.index();
    let answer = room.ask(&["search", "--no-group", "--explain", "email"]);
    let parts: Vec<&Value> = hits(&answer).iter().map(|hit| &hit["score_parts"]).collect();
    assert_eq!(parts.len(), 2, "{answer:#}");
    assert!(parts[0][0]["own"].as_f64().unwrap() > 0.0 && parts[1][0]["own"].as_f64().unwrap() > 0.0, "{answer:#}");
}

#[test]
fn a_slash_between_words_is_a_blank_and_in_a_sign_is_none() {
    let room = room();
    let ids = |asked: &str| found(&room, asked).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert_eq!(ids("bank/credit"), ["apart", "slashed"]);
    assert_eq!(ids("\"bank/credit\""), ["slashed"]);
    assert_eq!(ids("and/or"), ["slashed"]);
    assert_eq!(ids("bank -bank/credit"), ["apart"]);
}

#[test]
fn a_slash_is_a_blank_in_a_field_too() {
    let room = Newsroom::new();
    room.file("corpus/a.jsonl", r#"{"id":"a","title":"Credit of the bank","text":"Ann Holt said the bank had no credit."}"#);
    room.index();
    for asked in ["claim:bank/credit", "title:bank/credit", "speaker:Holt claim:bank/credit", "claim:(bank/credit)"] {
        assert_eq!(found(&room, asked).len(), 1, "{asked}");
    }
    assert!(found(&room, "claim:bank/debt").is_empty());
}

#[test]
fn a_word_that_is_parted_unseen_is_found_and_told() {
    let room = Newsroom::new();
    room.file("corpus/a.txt", "Claims\n\nThe minister called the charge ground\u{200b}less, and went.");
    let report = room.index();
    assert!(report["notices"][0]["notice"].as_str().unwrap().contains("without width stand in “groundless”"), "{report}");
    for asked in ["groundless", "\"charge groundless\"", "ground*"] {
        let answer = room.ask(&["search", asked]);
        assert!(marked(&hits(&answer)[0])[0].ends_with("ground\u{200b}less"), "{asked}: {answer}");
    }
    assert_eq!(room.ask(&["trace", "called the charge groundless"])["class"], "verbatim");
}
