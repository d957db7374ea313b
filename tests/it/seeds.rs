//! Does the program read the two articles that the project was created from as a reader would?

use crate::newsroom::{Newsroom, hits};
use serde_json::Value;
use std::collections::BTreeSet;

/// Lines of the two files that are not their stories.
const FURNITURE: &[&str] = &[
    "20 C",
    "Lahore",
    "Wednesday, February 5, 2025",
    "Latest news",
    "- Advertisement -",
    "spot_img",
    "Related news",
    "Getting your Trinity Audio player ready...",
    "Image credit: Unsplash",
];

fn newsroom() -> Option<Newsroom> {
    let room = Newsroom::with_seeds()?;
    assert_eq!(room.index_with(&["seeds"])["articles"], 2);
    Some(room)
}

/// Gives the files of the hits: `0` and `1`.
fn files(answer: &Value) -> BTreeSet<String> {
    let path = |hit: &Value| hit["provenance"]["path"].as_str().unwrap().to_owned();
    hits(answer).iter().map(|hit| path(hit).trim_start_matches("seeds/00")[..1].to_owned()).collect()
}

#[test]
fn both_seeds_have_the_titles_that_stand_in_them() {
    let Some(room) = newsroom() else { return };
    let all = room.ask(&["search", "-n", "0", "--no-group"]);
    let titles: BTreeSet<&str> = hits(&all).iter().map(|hit| hit["provenance"]["title"].as_str().unwrap()).collect();
    let begin: Vec<String> = titles.iter().map(|title| title.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(begin, ["Beijing Denies", "China rejects"], "{titles:?}");
}

#[test]
fn no_furniture_of_the_seeds_is_found() {
    let Some(room) = newsroom() else { return };
    let all = room.ask(&["search", "-n", "0", "--no-group"]);
    for line in FURNITURE {
        for hit in hits(&all) {
            assert!(!hit["text"].as_str().unwrap().contains(line), "{line} in {}", hit["id"]);
        }
        let words = line.trim_matches(['-', ' ', '.']);
        assert_eq!(room.ask(&["search", &format!("\"{words}\"")])["total"], 0, "{line}");
    }
}

#[test]
fn names_that_stand_in_both_seeds_find_both() {
    let Some(room) = newsroom() else { return };
    for name in ["BeyondTrust", "CISA", "Volt Typhoon"] {
        assert_eq!(files(&room.ask(&["search", "-n", "0", "--no-group", "--entity", name])).len(), 2, "{name}");
    }
    assert_eq!(files(&room.ask(&["search", "groundless", "-n", "0", "--no-group"])).len(), 2);
}

#[test]
fn the_spokeswoman_says_one_thing_in_each_seed() {
    let Some(room) = newsroom() else { return };
    let said = room.ask(&["claims", "-n", "0", "--no-group", "--speaker", "Mao Ning"]);
    assert_eq!((said["total"].as_u64(), files(&said).len()), (Some(2), 2), "{said:#}");
    for hit in hits(&said) {
        let claim = &hit["claims"][0];
        assert!(
            claim["kind"] == "direct" && claim["content"][0]["text"].as_str().unwrap().contains("stated our position"),
            "{claim}"
        );
    }
}

#[test]
fn denials_in_the_seeds_are_those_of_beijing_and_its_ministry() {
    let Some(room) = newsroom() else { return };
    let denied = room.ask(&["claims", "-n", "0", "--no-group", "--stance", "deny"]);
    let speakers: BTreeSet<String> = hits(&denied)
        .iter()
        .map(|hit| hit["claims"][0]["speaker"]["text"].as_str().unwrap_or_default().to_lowercase())
        .collect();
    for speaker in ["beijing", "foreign ministry"] {
        assert!(speakers.iter().any(|denies| denies.contains(speaker)), "{speaker} in {speakers:?}");
    }
    assert!(!speakers.iter().any(|denies| denies.contains("treasury")), "{speakers:?}");
    assert_eq!(files(&denied).len(), 2);
}

#[test]
fn what_papers_relay_in_the_seeds_is_found_through_them() {
    let Some(room) = newsroom() else { return };
    for (paper, words) in
        [("Guardian", "stated our position"), ("Guardian", "the accusations"), ("Reuters", "rejected responsibility")]
    {
        let relayed = room.ask(&["claims", "-n", "0", "--no-group", "--via", paper]);
        let contents: Vec<&str> = hits(&relayed)
            .iter()
            .flat_map(|hit| hit["claims"][0]["content"].as_array().unwrap())
            .map(|part| part["text"].as_str().unwrap())
            .collect();
        assert!(contents.iter().any(|content| content.contains(words)), "{paper}: {words} in {contents:?}");
    }
}
