//! Do corrections hold on top of what was found, and go without a trace?

use crate::newsroom::{Newsroom, hits};
use serde_json::Value;

const ARTICLE: &str = "Pier closed\n\nAda Brandt said the pier was unsafe. Tomas Brandl denied that the pier had sunk.\n\n“We are sorry,” Mayor Ines Halvorsen told reporters.\n";

fn pier() -> Newsroom {
    let room = Newsroom::new();
    room.file("corpus/pier.txt", ARTICLE)
        .file("corpus/b.jsonl", &format!("{{\"id\":\"b1\",\"text\":{}}}\n", serde_json::json!(ARTICLE)));
    room.index();
    room
}

fn correct(room: &Newsroom, lines: &str) {
    room.file("corpus/corrections.toml", lines);
}

fn total(room: &Newsroom, arguments: &[&str]) -> u64 {
    room.ask(arguments)["total"].as_u64().unwrap()
}

fn claim_of(room: &Newsroom, words: &str) -> Value {
    hits(&room.ask(&["claims", words, "--path", "pier.txt"]))[0].clone()
}

#[test]
fn another_speaker_is_found_and_shown_as_corrected_without_a_new_run() {
    let room = pier();
    let before = room.ask(&["claims", "-n", "0", "--facets"]);
    correct(
        &room,
        "[[claim]]\npath = \"pier.txt\"\nwords = \"the pier was unsafe\"\nspeaker = \"Greta Holm\"\ntype = \"person\"\nstance = \"allege\"\n",
    );
    assert_eq!(total(&room, &["claims", "--speaker", "Greta Holm"]), 1);
    assert_eq!(total(&room, &["claims", "--speaker", "Greta*"]), 1);
    assert_eq!(total(&room, &["claims", "--speaker", "Ada Brandt"]), 1, "the other file's");
    assert_eq!(total(&room, &["claims", "--stance", "allege"]), 1);
    assert_eq!(total(&room, &["search", "--speaker", "Greta Holm"]), 1);
    assert_eq!(total(&room, &["search", "speaker:\"Greta Holm\" stance:allege claim:unsafe"]), 1);
    let hit = claim_of(&room, "unsafe");
    let claim = &hit["claims"][0];
    assert_eq!((&claim["speaker"]["name"], &claim["corrected"]), (&"Greta Holm".into(), &true.into()), "{claim}");
    assert!(claim["speaker"]["span"].is_null() && claim["stance"] == "allege", "{claim}");
    let shown = room.run(&["show", hit["id"].as_str().unwrap()]);
    assert!(shown.out.contains("Greta Holm (alleges, corrected)"), "{}", shown.out);
    let article = room.ask(&["show", hit["article"].as_str().unwrap()]);
    assert!(article["claims"].as_array().unwrap().iter().any(|claim| claim["corrected"] == true), "{article}");
    // Counted as corrected, in claims and in the passage that holds it.
    for command in ["claims", "search"] {
        let facets = room.ask(&[command, "--path", "pier.txt", "--facets"])["facets"].clone();
        let count = |facet: &str, value: &str| {
            facets[facet].as_array().unwrap().iter().find(|one| one["value"] == value).map(|one| one["count"].as_u64().unwrap())
        };
        assert_eq!((count("speaker", "Greta Holm"), count("speaker", "Ada Brandt")), (Some(1), None), "{command} {facets}");
        assert_eq!(count("stance", "allege"), Some(1), "{command} {facets}");
    }
    room.remove("corpus/corrections.toml");
    assert_eq!(room.ask(&["claims", "-n", "0", "--facets"]), before);
}

#[test]
fn a_negation_stays_with_another_speaker_and_goes_with_another_stance() {
    let room = Newsroom::new();
    room.file("corpus/a.txt", "Pier\n\nAda Brandt did not say that the old pier was unsafe.\n");
    room.index();
    let correction = "[[claim]]\npath = \"a.txt\"\nwords = \"the old pier was unsafe\"\n";
    for (said, negated, shown) in [
        ("speaker = \"Greta Holm\"\ntype = \"person\"", true, "Greta Holm (does not say, corrected)"),
        ("stance = \"allege\"", false, "Ada Brandt (alleges, corrected)"),
    ] {
        correct(&room, &format!("{correction}{said}\n"));
        let claims = room.run(&["claims", "pier"]);
        assert!(claims.out.contains(shown), "{}", claims.out);
        let found = room.ask(&["claims", "pier", &format!("negated:{negated}")]);
        assert_eq!(hits(&found).len(), 1, "{found}");
        assert_eq!(hits(&found)[0]["claims"][0]["negated"], negated);
        assert_eq!(total(&room, &["claims", &format!("negated:{}", !negated)]), 0);
        let traced = room.run(&["trace", "the old pier was unsafe"]);
        assert_eq!(
            traced.err.contains("does not say") || traced.out.contains("in what Greta Holm does not say"),
            negated,
            "{} {}",
            traced.out,
            traced.err
        );
    }
}

#[test]
fn what_is_no_claim_is_found_by_nothing() {
    let room = pier();
    let (claims, passages) = (total(&room, &["claims", "-n", "0"]), total(&room, &["search", "--stance", "deny"]));
    let id = claim_of(&room, "sunk")["id"].as_str().unwrap().to_owned();
    correct(&room, &format!("[[claim]]\nid = \"{id}\"\nwords = \"had sunk\"\nnone = true\n"));
    assert_eq!(total(&room, &["claims", "-n", "0"]), claims - 1);
    assert_eq!(total(&room, &["search", "--stance", "deny"]), passages - 1);
    assert_eq!(total(&room, &["claims", "sunk", "--path", "pier.txt"]), 0);
    let hit = room.ask(&["search", "sunk", "--path", "pier.txt"])["hits"][0].clone();
    assert!(hit["claims"].as_array().unwrap().iter().all(|claim| claim["id"] != id.as_str()), "{hit}");
    let shown = room.run(&["show", &id]);
    assert!(shown.err.contains("corrected to be no claim") && !shown.out.contains("Tomas Brandl (denies)"), "{}", shown.out);
}

#[test]
fn a_correction_that_names_nothing_is_told_and_corrects_nothing() {
    let room = pier();
    let id = claim_of(&room, "unsafe")["id"].as_str().unwrap().to_owned();
    let before = room.ask(&["claims", "-n", "0"])["hits"].clone();
    for (line, told) in [
        (format!("id = \"{id}\"\nwords = \"the pier was safe\"\nnone = true"), "does not hold the words"),
        ("id = \"0000000000000000.c0\"\nwords = \"pier\"\nnone = true".to_owned(), "nothing has the id"),
        ("path = \"pier.txt\"\nwords = \"the bridge\"\nnone = true".to_owned(), "no claim of pier.txt holds"),
        ("path = \"pier.txt\"\nwords = \"pier\"\nnone = true".to_owned(), "several claims of pier.txt"),
        ("path = \"quay.txt\"\nwords = \"the\"\nnone = true".to_owned(), "no article was read from quay.txt"),
        ("path = \"pier.txt\"\nnone = true".to_owned(), "no words"),
        ("words = = =".to_owned(), "corrections.toml is not read"),
    ] {
        correct(&room, &format!("[[claim]]\n{line}\n"));
        let answer = room.ask(&["claims", "-n", "0"]);
        assert!(
            answer["notices"].as_array().unwrap().iter().any(|notice| notice.as_str().unwrap().contains(told)),
            "{line}: {}",
            answer["notices"]
        );
        assert_eq!(answer["hits"], before, "{line}");
    }
    // A correction goes stale when its article is another one.
    correct(&room, &format!("[[claim]]\nid = \"{id}\"\nwords = \"the pier was unsafe\"\nspeaker = \"Greta Holm\"\n"));
    assert_eq!(total(&room, &["claims", "--speaker", "Greta Holm"]), 1);
    room.file("corpus/pier.txt", &ARTICLE.replace("unsafe", "quite safe"));
    room.index();
    let answer = room.ask(&["claims", "--speaker", "Greta Holm"]);
    assert_eq!(answer["total"], 0);
    assert!(
        answer["notices"].as_array().unwrap().iter().any(|notice| notice.as_str().unwrap().contains("any more")),
        "{answer}"
    );
}

#[test]
fn files_that_correct_are_no_articles_and_no_news() {
    let room = pier();
    correct(&room, "");
    room.file("corpus/aliases.toml", "");
    assert_eq!(room.ask(&["search", "pier", "--no-group"])["notices"], serde_json::json!([]));
    assert_eq!(room.index()["skipped"], serde_json::json!([]));
}

#[test]
fn statements_are_grouped_as_people_corrected_them() {
    let room = pier();
    let listed = |room: &Newsroom| {
        let found = room.ask(&["claims", "unsafe", "-n", "0"]);
        let statements = found["statements"].as_array().unwrap();
        let speakers: Vec<String> = statements.iter().map(|one| one["speaker"].as_str().unwrap().to_owned()).collect();
        let stances: Vec<String> = statements.iter().map(|one| one["stance"].as_str().unwrap().to_owned()).collect();
        (speakers, stances)
    };
    assert_eq!(listed(&room).0, ["Ada Brandt"], "two files carry one statement");
    correct(
        &room,
        "[[claim]]\npath = \"pier.txt\"\nwords = \"the pier was unsafe\"\nspeaker = \"Greta Holm\"\ntype = \"person\"\nstance = \"allege\"\n",
    );
    let (mut speakers, mut stances) = listed(&room);
    speakers.sort();
    stances.sort();
    assert_eq!(speakers, ["Ada Brandt", "Greta Holm"]);
    assert_eq!(stances, ["allege", "assert"]);
}

#[test]
fn a_quotation_is_traced_to_whom_people_say_it_is_from() {
    let room = pier();
    let first = |room: &Newsroom| room.ask(&["trace", "the pier was unsafe", "--path", "pier.txt"])["found"][0].clone();
    assert_eq!(first(&room)["speaker"], "Ada Brandt");
    let line = "[[claim]]\npath = \"pier.txt\"\nwords = \"the pier was unsafe\"\n";
    correct(&room, &format!("{line}speaker = \"Greta Holm\"\nstance = \"deny\"\n"));
    let found = first(&room);
    assert_eq!(found["speaker"], "Greta Holm");
    let claim = &found["hit"]["claims"][0];
    assert_eq!((&claim["speaker"]["name"], &claim["corrected"]), (&"Greta Holm".into(), &true.into()), "{claim}");
    let trace = room.ask(&["trace", "the pier was unsafe", "--path", "pier.txt", "--speaker", "Greta Holm"]);
    assert!(trace["notices"].to_string().contains("in what Greta Holm denies"), "{}", trace["notices"]);
    assert!(!trace["notices"].to_string().contains("not attributed"), "{}", trace["notices"]);
    correct(&room, &format!("{line}none = true\n"));
    let found = first(&room);
    assert!(found["speaker"].is_null() && found["hit"]["claims"].as_array().unwrap().is_empty(), "{found}");
}
