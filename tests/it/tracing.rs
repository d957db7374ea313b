//! Are quotations traced to where they stand, and is it said what was done to them?

use crate::newsroom::{Newsroom, repository};
use serde_json::Value;

/// The share of planted quotations that must be told right.
const RIGHT: f64 = 0.95;

/// A quotation and what must be said of it; `-` stands for nothing.
struct Planted {
    class: String,
    notice: String,
    speaker: String,
    words: String,
}

fn planted() -> Vec<Planted> {
    let text = std::fs::read_to_string(repository().join("tests/quotations.tsv")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let read = |line: &str| {
        let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let [class, notice, speaker, words] = columns.try_into().expect("four columns");
        Planted { class, notice, speaker, words }
    };
    lines.map(read).collect()
}

fn notices(trace: &Value) -> Vec<&str> {
    trace["notices"].as_array().unwrap().iter().map(|notice| notice.as_str().unwrap()).collect()
}

#[test]
fn planted_quotations_are_told_for_what_they_are() {
    let room = Newsroom::of_corpus();
    let planted = planted();
    let mut wrong = Vec::new();
    for one in &planted {
        let asked =
            if one.speaker == "-" { vec!["trace", &one.words] } else { vec!["trace", &one.words, "--speaker", &one.speaker] };
        let trace = room.ask(&asked);
        let told = notices(&trace);
        let noticed = one.notice == "-" || told.iter().any(|notice| notice.contains(&one.notice));
        let surplus =
            one.notice == "-" && told.iter().any(|notice| notice.contains("not attributed") || notice.contains("negation"));
        if trace["class"] != *one.class || !noticed || surplus {
            wrong.push(format!("{}: {} {:?} {}", one.words, trace["class"], told, trace["found"][0]["difference"]));
        }
    }
    eprintln!("{} of {} right", planted.len() - wrong.len(), planted.len());
    wrong.iter().for_each(|line| eprintln!("{line}"));
    assert!(planted.len() >= 60 && (planted.len() - wrong.len()) as f64 >= RIGHT * planted.len() as f64);
}

#[test]
fn places_are_told_earliest_first_with_the_bytes_of_the_words() {
    let room = Newsroom::of_corpus();
    let words = "A man with ninety ships does not count them before breakfast";
    let trace = room.ask(&["trace", words, "-n", "0"]);
    let found = trace["found"].as_array().unwrap();
    let verbatim: Vec<&Value> = found.iter().filter(|traced| traced["class"] == "verbatim").collect();
    assert!(verbatim.len() >= 5, "{}", verbatim.len());
    let dates: Vec<&str> =
        verbatim.iter().map(|traced| &traced["hit"]["provenance"]["published"].as_str().unwrap()[..10]).collect();
    assert!(dates.is_sorted(), "{dates:?}");
    for traced in verbatim {
        let (provenance, bytes) = (&traced["hit"]["provenance"], &traced["bytes"]);
        let end = |at: usize| bytes[at].as_u64().unwrap() as usize;
        assert_eq!((traced["difference"].as_str(), traced["speaker"].as_str()), (Some(""), Some("Marten Brask")));
        if provenance["record"].is_null() {
            let file = std::fs::read(room.folder().join(provenance["path"].as_str().unwrap())).unwrap();
            assert_eq!(String::from_utf8_lossy(&file[end(0)..end(1)]), words);
        }
    }
}

#[test]
fn what_differs_is_marked_in_the_words_of_the_article() {
    let room = Newsroom::of_corpus();
    let difference = |words: &str| room.ask(&["trace", words])["found"][0]["difference"].as_str().unwrap().to_owned();
    assert_eq!(
        difference("My goats have been told about the strike"),
        "My [-goats-] {+cows+} have {+not+} been told about the strike"
    );
    assert_eq!(difference("We gave up the whole road to keep the town"), "We gave up the [-whole-] road to keep the town");
}

#[test]
fn filters_say_where_a_quotation_is_looked_for() {
    let room = Newsroom::of_corpus();
    let words = "A man with ninety ships does not count them before breakfast";
    let trace = room.ask(&["trace", words, "--source", "Channel Relay"]);
    let sources: Vec<&Value> =
        trace["found"].as_array().unwrap().iter().map(|traced| &traced["hit"]["provenance"]["source"]).collect();
    assert_eq!(sources, ["Channel Relay"]);
    let nowhere = room.ask(&["trace", words, "--until", "2031-01"]);
    assert_eq!((nowhere["class"].as_str(), nowhere["found"].as_array().map(Vec::len)), (Some("absent"), Some(0)));
}
