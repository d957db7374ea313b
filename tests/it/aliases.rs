//! Is a name found under its other forms, and never under another's?

use crate::newsroom::{Newsroom, hits, question};
use std::collections::BTreeSet;
use whosaid::ask;
use whosaid::model::alike::Alike;
use whosaid::model::corrections::NameRules;
use whosaid::model::normal::name_key;

const ARTICLES: &[&str] = &[
    r#"{"id":"long","text":"The Lindmark Port Authority closed the harbour on Monday."}"#,
    r#"{"id":"both","text":"The Lindmark Port Authority (LPA) met. Officials of the LPA said nothing was wrong."}"#,
    r#"{"id":"short","text":"The LPA closed the harbour again on Tuesday, and officials of the LPA said so."}"#,
    r#"{"id":"clerks","text":"The Union of Clerks (UC) met on Monday. The UC wants more pay."}"#,
    r#"{"id":"chamber","text":"The Upper Chamber (UC) closed its doors. Officials of the UC said so."}"#,
];

fn five() -> Newsroom {
    let room = Newsroom::new();
    room.file("corpus/five.jsonl", &ARTICLES.join("\n"));
    room.index();
    room
}

fn found(room: &Newsroom, arguments: &[&str]) -> String {
    let answer = room.ask(&[&["search", "-n", "0"], arguments].concat());
    let ids: BTreeSet<&str> = hits(&answer).iter().map(|hit| hit["provenance"]["record"]["id"].as_str().unwrap()).collect();
    ids.into_iter().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_short_form_finds_the_long_one_and_the_other_way_round() {
    let room = five();
    for name in ["LPA", "Lindmark Port Authority", "the lindmark port authority", "lpa"] {
        assert_eq!(found(&room, &["--entity", name]), "both long short", "{name}");
        assert_eq!(found(&room, &[&format!("organization:\"{name}\"")]), "both long short", "{name}");
    }
    let listed = room.ask(&["entities", "LPA"]);
    let why = listed["values"][0]["aliases"][0]["because"].as_str().unwrap();
    assert!(why.starts_with("declared in article "), "{listed}");
    let article = why.rsplit(' ').next().unwrap();
    assert_eq!(room.ask(&["show", article])["record"]["id"], "both", "the article that declares it");
}

#[test]
fn a_country_is_one_under_all_names_that_articles_give_it() {
    let room = Newsroom::new();
    let articles = [
        r#"{"id":"short","text":"Officials in the US denied a report of the leak on Monday."}"#,
        r#"{"id":"dotted","text":"Two senators from the U.S. denied that a wall was planned."}"#,
        r#"{"id":"long","text":"Farmers from all over the United States denied being paid for corn."}"#,
        r#"{"id":"other","text":"Fishermen from Norway denied it on Friday."}"#,
    ];
    room.file("corpus/four.jsonl", &articles.join("\n"));
    room.index();
    for name in ["US", "U.S.", "United States", "USA", "United States of America"] {
        assert_eq!(found(&room, &["--place", name]), "dotted long short", "{name}");
    }
    let facets = room.ask(&["search", "denied", "--facets"])["facets"]["place"].clone();
    assert_eq!(facets[0], serde_json::json!({"value": "United States", "count": 3}), "{facets}");
    let listed = room.ask(&["entities", "US"])["values"].to_string();
    assert!(listed.contains("on the program's list of names"), "{listed}");
    room.file("corpus/aliases.toml", "[[different]]\nnames = [\"US\", \"United States\"]\n");
    assert_eq!(found(&room, &["--place", "US"]), "dotted short");
}

#[test]
fn names_that_are_one_are_one_row_with_what_each_article_counts_once() {
    let room = Newsroom::new();
    let articles = [
        r#"{"id":"short","source":"The Kettle","date":"2031-02-03","text":"Officials in the US denied a report of the leak in Oslo."}"#,
        r#"{"id":"both","source":"The Kettle","date":"2031-02-05","text":"The United States denied it. The US said no in Oslo."}"#,
        r#"{"id":"long","source":"The Ladle","date":"2031-02-04","text":"Farmers from the United States denied being paid."}"#,
    ];
    room.file("corpus/three.jsonl", &articles.join("\n"));
    room.index();
    for asked in [&["entities"][..], &["entities", "US"], &["entities", "united states"], &["entities", "unit*"]] {
        let rows = room.ask(asked);
        let row = &rows["values"][0];
        assert_eq!(rows["total"], if asked.len() == 1 { 2 } else { 1 }, "{asked:?}: {rows}");
        assert_eq!((&row["name"], &row["articles"], &row["sources"]), (&"United States".into(), &3.into(), &2.into()), "{row}");
        assert_eq!((&row["passages"], &row["first"], &row["latest"]), (&3.into(), &"2031-02-03".into(), &"2031-02-05".into()));
        let aliases = serde_json::json!([{"name": "US", "because": "on the program's list of names"}]);
        assert_eq!(row["aliases"], aliases, "{row}");
        assert_eq!(row["with"], serde_json::json!([{"name": "Oslo", "articles": 2}]), "{row}");
    }
    assert_eq!(room.ask(&["entities", "Oslo"])["values"][0]["with"][0]["articles"], 2);
    assert_eq!(room.ask(&["status"])["entities"], 2);
    room.file("corpus/aliases.toml", "[[different]]\nnames = [\"US\", \"United States\"]\n");
    assert_eq!(room.ask(&["entities"])["total"], 3);
    assert_eq!(room.ask(&["status"])["entities"], 3);
}

#[test]
fn over_the_corpus_every_form_of_a_name_finds_the_same_and_facets_join_them_alike() {
    let room = Newsroom::of_corpus();
    let index = room.open();
    let pairs = ask::name_pairs(&index, &NameRules::default(), None).unwrap();
    let alike = Alike::new(&pairs);
    assert!(pairs.len() > 3, "{pairs:?}");
    let found = |name: &str| {
        let answer = ask::search(&index, &question(&format!("entity:\"{name}\""))).unwrap();
        let ids: BTreeSet<String> = answer.hits.into_iter().map(|hit| hit.id).collect();
        (ids, answer.notices)
    };
    for pair in &pairs {
        let [long, short] = [&pair.name, &pair.alias].map(|name| alike.root(None, &name_key(name)).to_owned());
        let ((of_long, _), (of_short, notices)) = (found(&pair.name), found(&pair.alias));
        if long == short {
            assert_eq!(of_long, of_short, "{pair:?}");
        } else {
            assert!(notices.iter().any(|notice| notice.contains("several names")), "{pair:?}: {notices:?}");
        }
    }
}

#[test]
fn a_short_form_of_two_names_joins_none_and_tells_both() {
    let room = five();
    assert_eq!(found(&room, &["--entity", "Union of Clerks"]), "clerks");
    assert_eq!(found(&room, &["--entity", "Upper Chamber"]), "chamber");
    for command in ["search", "claims"] {
        let notices = room.ask(&[command, "--entity", "UC"])["notices"].to_string();
        assert!(notices.contains("Union of Clerks") && notices.contains("Upper Chamber"), "{notices}");
    }
    let run = room.run(&["entities", "UC"]);
    assert!(run.err.contains("uc stands for several names"), "{}", run.err);
}

#[test]
fn people_join_names_and_part_them_and_undo_it() {
    let room = five();
    let rules = |text: &str| room.file("corpus/aliases.toml", text);
    rules("[[same]]\nnames = [\"Union of Clerks\", \"UC\"]\ntype = \"organization\"\n");
    assert_eq!(found(&room, &["--entity", "Union of Clerks"]), "chamber clerks", "UC stands in both");
    assert_eq!(room.ask(&["search", "--entity", "UC"])["notices"], serde_json::json!([]));
    let listed = room.ask(&["entities", "Union of Clerks"]);
    assert!(listed["values"][0]["aliases"].to_string().contains("said in aliases.toml"), "{listed}");
    rules("[[different]]\nnames = [\"LPA\", \"Lindmark Port Authority\"]\n");
    assert_eq!(found(&room, &["--entity", "Lindmark Port Authority"]), "both long");
    assert_eq!(found(&room, &["--entity", "LPA"]), "both short", "that article calls it so");
    let facets = room.ask(&["search", "harbour", "--facets"])["facets"]["organization"].clone();
    assert_eq!(facets.as_array().unwrap().len(), 2, "{facets}");
    room.remove("corpus/aliases.toml");
    assert_eq!(found(&room, &["--entity", "LPA"]), "both long short");
}

#[test]
fn names_that_people_part_find_the_passages_alone_that_write_them() {
    let room = Newsroom::new();
    let filler = "It has met every month since the storm took the old pier and a part of the fish market with it. ".repeat(8);
    let text = format!(
        "The Lindmark Port Authority (LPA) met on Monday. {filler}\n\nOfficials of the LPA said that nothing was wrong. {filler}"
    );
    room.file("corpus/one.jsonl", &serde_json::json!({"id": "port", "text": text}).to_string());
    room.index();
    let passages = |name: &str| {
        let found = room.ask(&["search", "--entity", name, "--no-group"]);
        assert!(hits(&found).iter().all(|hit| hit["score"].is_null()), "a name is not ranked by");
        hits(&found).iter().filter(|hit| hit["text"].as_str().unwrap().contains("Officials")).count()
    };
    assert_eq!((passages("LPA"), passages("Lindmark Port Authority")), (1, 1));
    room.file("corpus/aliases.toml", "[[different]]\nnames = [\"LPA\", \"Lindmark Port Authority\"]\n");
    assert_eq!((passages("LPA"), passages("Lindmark Port Authority")), (1, 0));
}

#[test]
fn what_a_file_of_names_says_of_nothing_is_told() {
    let room = five();
    for (text, told) in [
        ("[[same]]\nnames = [\"LPA\"]\n", "fewer than two names"),
        ("[[same]]\nnames = [\"LPA\", \"The Port\"]\ntype = \"river\"\n", "river is no type"),
        ("[[joined]]\nnames = [\"LPA\", \"The Port\"]\n", "joined is not known"),
        ("= =", "aliases.toml is not read"),
        ("[[same]]\nnames = [\"Norrvik Board\", \"NB\"]\n", "no article names Norrvik Board"),
    ] {
        room.file("corpus/aliases.toml", text);
        let answer = room.ask(&["search", "harbour"]);
        assert!(answer["notices"].to_string().contains(told), "{text}: {}", answer["notices"]);
        assert_eq!(answer["total"], 2);
    }
}

#[test]
fn a_short_form_that_one_article_gives_and_many_write_alone_is_told_of() {
    let room = Newsroom::new();
    let mut articles = vec![
        r#"{"id":"0","text":"John A. Marsden, a banker, left the firm. John Marsden said that the bank was sound."}"#
            .to_owned(),
    ];
    articles.extend(
        ["bread was cheap", "the pier fell", "he sold it"]
            .iter()
            .zip(1..)
            .map(|(said, id)| format!(r#"{{"id":"{id}","text":"John Marsden said that {said}."}}"#)),
    );
    room.file("corpus/four.jsonl", &articles.join("\n"));
    room.index();
    let told = "John Marsden is found as John A. Marsden, for which it stands as one article says; 4 passages write it, and not \
                all may mean the same (aliases.toml parts them)";
    for name in ["John A. Marsden", "John Marsden"] {
        assert_eq!(room.ask(&["claims", "--speaker", name])["notices"], serde_json::json!([told]), "{name}");
    }
    room.file("corpus/aliases.toml", "[[different]]\nnames = [\"John Marsden\", \"John A. Marsden\"]\n");
    assert_eq!(room.ask(&["claims", "--speaker", "John A. Marsden"])["notices"], serde_json::json!([]));
    articles.truncate(2);
    articles.push(r#"{"id":"5","text":"John B. Marsden said that he bakes."}"#.to_owned());
    let room = Newsroom::new();
    room.file("corpus/three.jsonl", &articles.join("\n"));
    room.index();
    let notices = room.ask(&["claims", "--speaker", "John Marsden"])["notices"].to_string();
    assert!(notices.contains("not all may mean the same, and John B. Marsden is named too"), "{notices}");
}

#[test]
fn the_first_name_that_people_list_is_shown_whatever_articles_give_as_longer() {
    let room = Newsroom::new();
    let articles = [
        r#"{"id":"typo","text":"The Lindmrk Port Authority (LPA) met. Officials of the LPA said nothing was wrong."}"#,
        r#"{"id":"long","text":"The Lindmark Port Authority closed the harbour on Monday."}"#,
        r#"{"id":"short","text":"The LPA closed the harbour again on Tuesday, and officials of the LPA said so."}"#,
    ];
    room.file("corpus/three.jsonl", &articles.join("\n"));
    room.file("corpus/aliases.toml", "[[same]]\nnames = [\"LPA\", \"Lindmark Port Authority\"]\ntype = \"organization\"\n");
    room.index();
    let listed = room.ask(&["entities", "LPA"]);
    assert_eq!(listed["values"][0]["name"], "LPA", "{listed}");
    assert_eq!(listed["values"][0]["articles"], 3, "{listed}");
    assert_eq!(found(&room, &["--entity", "LPA"]), "long short typo");
}
