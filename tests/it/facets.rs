//! Are hits counted by what they hold as a reader of all of them would count?

use crate::newsroom::{Newsroom, hits};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use whosaid::ask::name_pairs;
use whosaid::model::alike::Alike;
use whosaid::model::corrections::NameRules;
use whosaid::model::document::EntityKind;
use whosaid::model::normal::name_key;

type Counts = BTreeMap<String, BTreeMap<String, u64>>;

/// Questions of words, fields, filters and modes.
const ASKED: &[&[&str]] = &[
    &[],
    &["groundless"],
    &["dock strike"],
    &["dock strike", "--match", "all"],
    &["the", "--per-article", "1"],
    &["dock strike treasury", "--per-article", "2", "-n", "5"],
    &["--entity", "LPA"],
    &["--stance", "deny"],
    &["--speaker", "Mirela Dastan"],
    &["Karst", "--sort", "oldest", "--offset", "3", "-n", "2"],
    &["published:2031-03"],
    &["zzyzx"],
];

/// Gives what an answer tells, values under the normal form of their fullest name.
fn told(answer: &Value, alike: &Alike) -> Counts {
    let facets = answer["facets"].as_object().unwrap();
    let mut counts = Counts::new();
    for (facet, values) in facets {
        let counted = counts.entry(facet.clone()).or_default();
        for value in values.as_array().unwrap() {
            let before =
                counted.insert(group(facet, value["value"].as_str().unwrap(), alike), value["count"].as_u64().unwrap());
            assert_eq!(before, None, "{value} is told twice");
        }
    }
    counts
}

fn group(facet: &str, value: &str, alike: &Alike) -> String {
    let key = name_key(value);
    match facet {
        "month" | "stance" => value.to_owned(),
        "source" => key,
        "speaker" => alike.root(None, &key).to_owned(),
        kind => alike.root(EntityKind::from_word(kind), &key).to_owned(),
    }
}

/// Counts by reading every hit; who is named in a claim is told by the passages alone.
fn scanned(hits: &[Value], alike: &Alike) -> Counts {
    let mut counts = Counts::new();
    for hit in hits {
        let mut held: BTreeSet<(String, String)> = BTreeSet::new();
        let mut hold = |facet: &str, value: &str| {
            held.insert((facet.to_owned(), group(facet, value, alike)));
        };
        if let Some(source) = hit["provenance"]["source"].as_str() {
            hold("source", source);
        }
        if let Some(published) = hit["provenance"]["published"].as_str() {
            let utc = published.parse::<jiff::Timestamp>().map_or(published.to_owned(), |moment| moment.to_string());
            hold("month", &utc[..7]);
        }
        for entity in hit["entities"].as_array().unwrap().iter().filter(|_| hit["kind"] == "passage") {
            hold(entity["type"].as_str().unwrap(), entity["name"].as_str().unwrap());
        }
        for claim in hit["claims"].as_array().unwrap() {
            hold("stance", claim["stance"].as_str().unwrap());
            if let Some(speaker) = claim["speaker"]["name"].as_str() {
                hold("speaker", speaker);
            }
        }
        for (facet, value) in held {
            *counts.entry(facet).or_default().entry(value).or_default() += 1;
        }
    }
    counts
}

#[test]
fn counts_are_those_of_reading_every_hit() {
    let room = Newsroom::of_corpus();
    let alike = Alike::new(&name_pairs(&room.open(), &NameRules::default(), None).unwrap());
    for command in ["search", "claims"] {
        for asked in ASKED {
            let answer = room.ask(&[&[command, "--facets=0"], *asked].concat());
            let all: Vec<&str> =
                asked.iter().copied().filter(|word| !["--offset", "-n", "2", "3", "5"].contains(word)).collect();
            let per_article = asked.contains(&"2").then_some(["--per-article", "2"]).into_iter().flatten();
            let all: Vec<&str> = if asked.contains(&"--offset") {
                all
            } else {
                all.into_iter().filter(|word| *word != "--per-article" || !asked.contains(&"2")).chain(per_article).collect()
            };
            let read = room.ask(&[&[command, "-n", "0", "--no-group"], all.as_slice()].concat());
            assert_eq!(read["total"], answer["total"], "{command} {asked:?}");
            let (mut told, mut scanned) = (told(&answer, &alike), scanned(hits(&read), &alike));
            told.retain(|_, values| !values.is_empty());
            if command == "claims" {
                for kind in ["person", "organization", "place", "other"] {
                    told.remove(kind);
                    scanned.remove(kind);
                }
            }
            assert_eq!(told, scanned, "{command} {asked:?}");
        }
    }
}

#[test]
fn a_count_is_what_narrowing_by_the_value_leaves() {
    let room = Newsroom::of_corpus();
    for command in ["search", "claims"] {
        let answer = room.ask(&[command, "strike", "--facets=5"]);
        for (facet, flag) in [("source", "--source"), ("stance", "--stance")] {
            for value in answer["facets"][facet].as_array().unwrap() {
                let narrowed = room.ask(&[command, "strike", flag, value["value"].as_str().unwrap()]);
                assert_eq!(narrowed["total"], value["count"], "{command} {flag} {value}");
            }
        }
        for value in answer["facets"]["month"].as_array().unwrap() {
            let narrowed = room.ask(&[command, &format!("strike published:{}", value["value"].as_str().unwrap())]);
            assert_eq!(narrowed["total"], value["count"], "{command} {value}");
        }
        // A name is found in articles that call another one so in short: never fewer.
        for (facet, flag) in
            [("person", "--person"), ("organization", "--organization"), ("place", "--place"), ("speaker", "--speaker")]
        {
            for value in answer["facets"][facet].as_array().unwrap() {
                let narrowed = room.ask(&[command, "strike", flag, value["value"].as_str().unwrap()]);
                assert!(
                    narrowed["total"].as_u64() >= value["count"].as_u64(),
                    "{command} {flag} {value}: {}",
                    narrowed["total"]
                );
            }
        }
    }
}

#[test]
fn a_long_and_a_short_name_in_one_passage_count_once() {
    let room = Newsroom::new();
    room.file("corpus/a.txt", "Port\n\nThe Lindmark Port Authority (LPA) closed the harbour on Monday, it said.\n")
        .file("corpus/b.txt", "Port\n\nThe LPA opened the harbour. Officials of the Lindmark Port Authority met the LPA.\n")
        .file("corpus/c.txt", "Port\n\nThe LPA closed the harbour again on Tuesday.\n");
    room.index();
    let answer = room.ask(&["search", "harbour", "--facets"]);
    let found = &answer["facets"]["organization"];
    assert_eq!(found, &serde_json::json!([{"value": "Lindmark Port Authority", "count": 3}]), "{answer}");
}

#[test]
fn a_person_written_with_and_without_an_initial_is_counted_as_one_and_found_as_often_as_counted() {
    let room = Newsroom::new();
    room.file(
        "corpus/both.txt",
        "Canal\n\nMayor Martin J. Harper said on Monday that the canal was safe. Martin Harper denied that it leaks.\n",
    )
    .file("corpus/short.txt", "Canal\n\nMartin Harper said on Tuesday that the canal would be dug.\n")
    .file("corpus/long.txt", "Canal\n\nMartin J. Harper predicted on Friday that ships would come.\n")
    .file("corpus/other.txt", "Canal\n\nMartin K. Harper said on Friday that he had never seen the canal.\n");
    room.index();
    for command in ["search", "claims"] {
        let answer = room.ask(&[command, "--facets"]);
        for facet in ["speaker", "person"] {
            let counted = &answer["facets"][facet];
            assert_eq!(counted.as_array().unwrap().len(), 2, "{command}: {counted}");
            assert_eq!(counted[0]["value"], "Martin J. Harper", "{command}: {counted}");
            for value in counted.as_array().unwrap() {
                let found = room.ask(&[command, &format!("--{facet}"), value["value"].as_str().unwrap()]);
                assert_eq!(found["total"], value["count"], "{command}: {value}");
            }
            let short = room.ask(&[command, &format!("--{facet}"), "Martin Harper"]);
            assert_eq!(short["total"], counted[0]["count"], "{command}");
        }
    }
    let listed = room.ask(&["entities", "Harper"]);
    assert_eq!(listed["total"], 2, "{listed}");
    assert_eq!(listed["values"][0]["aliases"][0]["name"], "Martin Harper", "{listed}");
}

#[test]
fn a_short_name_of_two_people_joins_neither() {
    let room = Newsroom::new();
    room.file(
        "corpus/one.txt",
        "Canal\n\nMayor Martin J. Harper said on Monday that the canal was safe. Martin Harper denied that it leaks.\n",
    )
    .file(
        "corpus/two.txt",
        "Canal\n\nDoctor Martin K. Harper said on Friday that he was ill. Martin Harper denied that it is a cold.\n",
    )
    .file("corpus/three.txt", "Canal\n\nMartin Harper said on Tuesday that the canal would be dug.\n");
    room.index();
    let answer = room.ask(&["claims", "--facets"]);
    assert_eq!(answer["facets"]["speaker"].as_array().unwrap().len(), 3, "{answer}");
    let notices = room.ask(&["claims", "--speaker", "Martin Harper"])["notices"].to_string();
    assert!(notices.contains("stands for several names (Martin J. Harper; Martin K. Harper)"), "{notices}");
}

#[test]
fn the_most_frequent_come_first_and_equals_in_the_order_of_letters() {
    let room = Newsroom::of_corpus();
    let answer = room.ask(&["search", "--facets=3", "-n", "1"]);
    let facets = answer["facets"].as_object().unwrap();
    for (facet, values) in facets.iter().filter(|(facet, _)| *facet != "month") {
        let values = values.as_array().unwrap();
        assert!(values.len() <= 3, "{facet}");
        for two in values.windows(2) {
            let place =
                |value: &Value| (u64::MAX - value["count"].as_u64().unwrap(), value["value"].as_str().unwrap().to_owned());
            assert!(place(&two[0]) < place(&two[1]), "{facet}: {two:?}");
        }
    }
    let months: Vec<&str> = facets["month"].as_array().unwrap().iter().map(|value| value["value"].as_str().unwrap()).collect();
    assert!(months.len() > 3 && months.is_sorted(), "{months:?}");
    assert!(room.ask(&["search", "-n", "1"])["facets"].is_null());
}

#[test]
fn counting_changes_no_hit_and_no_statement() {
    let room = Newsroom::of_corpus();
    for asked in
        [&["claims", "strike", "-n", "2"][..], &["claims", "--stance", "deny", "-n", "3"], &["search", "treasury", "-n", "2"]]
    {
        let (plain, counted) = (room.ask(asked), room.ask(&[asked, &["--facets"]].concat()));
        assert_eq!((&plain["hits"], &plain["statements"]), (&counted["hits"], &counted["statements"]), "{asked:?}");
    }
}
