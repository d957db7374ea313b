//! Can a hit be cited in a text, by an annotation tool, by a program that reads schema.org?

use crate::golden::golden;
use crate::newsroom::{Newsroom, hits};
use serde_json::Value;
use std::collections::BTreeSet;

/// Keys that <http://www.w3.org/ns/anno.jsonld> names, of those that the model (W3C Recommendation, 2017) gives annotations,
/// bodies, targets and selectors.
const ANNOTATION_KEYS: &[&str] = &[
    "@context",
    "id",
    "type",
    "motivation",
    "generator",
    "name",
    "body",
    "purpose",
    "format",
    "value",
    "target",
    "source",
    "selector",
    "exact",
    "prefix",
    "suffix",
    "conformsTo",
    "refinedBy",
    "start",
    "end",
];

/// Properties of schema.org by the types that may have them (release 28), of those that are used.
const SCHEMA_KEYS: &[(&str, &[&str])] = &[
    (
        "Claim",
        &["@context", "@type", "@id", "identifier", "author", "text", "description", "keywords", "hasPart", "appearance"],
    ),
    ("Quotation", &["@type", "text"]),
    ("NewsArticle", &["@type", "headline", "author", "publisher", "datePublished", "url", "identifier"]),
    ("Person", &["@type", "name"]),
    ("Organization", &["@type", "name"]),
    ("Place", &["@type", "name"]),
    ("Thing", &["@type", "name"]),
];

fn first(room: &Newsroom, arguments: &[&str]) -> Value {
    hits(&room.ask(arguments))[0].clone()
}

fn show(room: &Newsroom, id: &str, format: &str) -> Value {
    let run = room.run(&["show", id, "--format", format]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.json()
}

/// Gives the keys of all objects in a value.
fn keys(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Object(object) => object.iter().flat_map(|(key, inner)| keys(inner).into_iter().chain([key.clone()])).collect(),
        Value::Array(list) => list.iter().flat_map(keys).collect(),
        _ => BTreeSet::new(),
    }
}

#[test]
fn a_citation_names_all_that_is_known_and_the_words_as_they_stand() {
    let room = Newsroom::of_corpus();
    let claim = first(&room, &["claims", "speaker:Dastan", "--path", "treasury-denial"]);
    let id = claim["id"].as_str().unwrap();
    let run = room.run(&["show", id, "--cite"]);
    assert_eq!(run.code, 0, "{}", run.err);
    golden("cite-claim", &run.out);
    let from = &claim["provenance"];
    for known in [&from["byline"], &from["title"], &from["source"], &from["digest"], &claim["text"], &claim["id"]] {
        assert!(run.out.contains(known.as_str().unwrap()), "{known} is not in\n{}", run.out);
    }
    let page = first(&room, &["search", "--path", "archive", "pilots"]);
    golden("cite-page", &room.run(&["show", page["id"].as_str().unwrap(), "--cite"]).out);
    assert_eq!(room.run(&["show", id, "--cite", "--format", "json"]).code, 2);
    // An article is cited without its words.
    let article = room.run(&["show", claim["article"].as_str().unwrap(), "--cite"]);
    assert_eq!(article.out.lines().count(), 2, "{}", article.out);
}

#[test]
fn an_annotation_chooses_words_by_themselves_by_place_and_by_bytes() {
    let room = Newsroom::of_corpus();
    for arguments in [
        &["claims", "speaker:Dastan", "--path", "treasury-denial"][..],
        &["search", "groundless", "--path", "jsonl"],
        &["search", "Łukasz"],
    ] {
        let hit = first(&room, arguments);
        let id = hit["id"].as_str().unwrap();
        let annotation = show(&room, id, "annotation");
        assert!(keys(&annotation).iter().all(|key| ANNOTATION_KEYS.contains(&key.as_str())), "{annotation}");
        assert_eq!(annotation["@context"], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(annotation["type"], "Annotation");
        let targets = annotation["target"].as_array().unwrap();
        let file = targets.last().unwrap();
        assert!(file["source"].as_str().unwrap().starts_with("file:///"), "{file}");
        let selector = |kind: &str| {
            let all = file["selector"].as_array().unwrap();
            all.iter().find(|selector| selector["type"] == kind).unwrap_or_else(|| panic!("no {kind} in {file}")).clone()
        };
        let quote = selector("TextQuoteSelector");
        assert_eq!(quote["exact"], hit["provenance"]["quote"]["exact"]);
        let bytes = match hit["provenance"]["record"].is_null() {
            true => selector("DataPositionSelector"),
            false => selector("FragmentSelector")["refinedBy"].clone(),
        };
        assert_eq!(serde_json::json!([bytes["start"], bytes["end"]]), hit["provenance"]["bytes"]);
        // Code points of the text that `show` prints of the article.
        let place = selector("TextPositionSelector");
        let text: Vec<char> = room.ask(&["show", hit["article"].as_str().unwrap()])["text"].as_str().unwrap().chars().collect();
        let at = |key: &str| place[key].as_u64().unwrap() as usize;
        assert_eq!(text[at("start")..at("end")].iter().collect::<String>(), quote["exact"].as_str().unwrap());
        assert_eq!(annotation.get("body").is_some(), hit["kind"] == "claim");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_annotation_names_a_file_by_its_own_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let room = Newsroom::new();
    room.file("corpus/a.txt", "Rain\n\nRain fell on the quay.");
    let odd = room.folder().join("corpus").join(std::ffi::OsStr::from_bytes(b"odd\xFF \xC3\xA9.txt"));
    std::fs::rename(room.folder().join("corpus/a.txt"), odd).unwrap();
    room.index();
    let hit = first(&room, &["search", "rain"]);
    let annotation = show(&room, hit["id"].as_str().unwrap(), "annotation");
    assert!(annotation["target"][0]["source"].as_str().unwrap().ends_with("/corpus/odd%FF%20%C3%A9.txt"), "{annotation}");
    // And its path as it is printed finds it.
    let path = hit["provenance"]["path"].as_str().unwrap();
    assert_eq!(room.ask(&["search", "--path", path])["total"], 1, "{path}");
}

#[test]
fn a_page_that_has_an_address_is_a_target_too() {
    let room = Newsroom::of_corpus();
    let page = first(&room, &["search", "--path", "archive", "pilots"]);
    let annotation = show(&room, page["id"].as_str().unwrap(), "annotation");
    assert_eq!(annotation["target"][0]["source"], page["provenance"]["url"]);
    assert_eq!(annotation["target"][0]["selector"]["type"], "TextQuoteSelector");
}

#[test]
fn bytes_that_an_annotation_chooses_in_a_file_hold_the_words() {
    let story = "Rolf Adler denied that the weir had burst at night. The pump was sold to a friend of the mayor.";
    let articles: Vec<Value> = ["one", "two", "three"]
        .iter()
        .map(|song| serde_json::json!({"title": format!("Weir {song}"), "text": format!("{story} They sang {song} songs.")}))
        .collect();
    let lines = articles.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    let items: String = ["four", "five"]
        .iter()
        .map(|song| {
            format!("<item><title>{song}</title><link>http://weir.example/{song}</link><description>{story} They sang {song} songs.</description></item>\n")
        })
        .collect();
    let room = Newsroom::new();
    room.file("corpus/lines.jsonl", &lines)
        .file("corpus/list.json", &serde_json::to_string_pretty(&articles).unwrap())
        .file(
            "corpus/feed.rss",
            &format!("<?xml version='1.0'?><rss version='2.0'><channel><title>Feed</title>\n{items}</channel></rss>"),
        )
        .file("corpus/plain.txt", &format!("Weir\n\n{story} They sang six songs.\n"));
    room.index();
    let mut seen = BTreeSet::new();
    for hit in hits(&room.ask(&["search", "songs", "-n", "0", "--no-group"])) {
        let path = hit["provenance"]["path"].as_str().unwrap().to_owned();
        let file = std::fs::read(room.folder().join(&path)).unwrap();
        let annotation = show(&room, hit["id"].as_str().unwrap(), "annotation");
        let target = annotation["target"].as_array().unwrap().last().unwrap();
        let selectors = target["selector"].as_array().unwrap();
        let chosen =
            selectors.iter().find(|one| ["DataPositionSelector", "FragmentSelector"].iter().any(|kind| one["type"] == *kind));
        let chosen = chosen.unwrap_or_else(|| panic!("no bytes in {target}"));
        let of = |bytes: &[u8], selector: &Value| {
            let at = |key: &str| selector[key].as_u64().unwrap() as usize;
            String::from_utf8(bytes[at("start")..at("end")].to_vec()).unwrap()
        };
        let words = match chosen["value"].as_str() {
            None => of(&file, chosen),
            Some(fragment) => {
                let (before, _) = fragment.strip_prefix("line=").unwrap().split_once(',').unwrap();
                let line = file.split(|byte| *byte == b'\n').nth(before.parse().unwrap()).unwrap();
                of(line, &chosen["refinedBy"])
            }
        };
        assert_eq!(words, hit["provenance"]["quote"]["exact"], "{path}: {target}");
        seen.insert(path);
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
}

#[test]
fn bytes_of_a_page_in_a_web_archive_are_chosen_within_its_record() {
    let room = Newsroom::of_corpus();
    let page = first(&room, &["search", "--path", "archive", "pilots"]);
    let annotation = show(&room, page["id"].as_str().unwrap(), "annotation");
    let selectors = annotation["target"].as_array().unwrap().last().unwrap()["selector"].as_array().unwrap();
    assert!(selectors.iter().all(|selector| selector["type"] != "DataPositionSelector"), "{annotation}");
    let fragment = selectors.iter().find(|selector| selector["type"] == "FragmentSelector").unwrap();
    assert_eq!(fragment["value"], page["provenance"]["record"]["id"]);
    assert_eq!(fragment["refinedBy"]["type"], "DataPositionSelector");
}

#[test]
fn whoever_asks_many_hits_for_an_annotation_is_told_where_it_is() {
    let room = Newsroom::of_corpus();
    for command in ["search", "claims"] {
        let run = room.run(&[command, "dam", "--format", "annotation"]);
        assert!(run.code == 2 && run.err.contains("show ID --format annotation"), "{}", run.err);
    }
    let unknown = room.run(&["show", "0000000000000000"]);
    assert!(unknown.code == 1 && unknown.err.contains("print them under each hit"), "{}", unknown.err);
    let nothing = room.run(&["trace", ""]);
    assert!(nothing.code == 2 && nothing.err.contains("type the quotation"), "{}", nothing.err);
}

fn check_schema(value: &Value) {
    match value {
        Value::Object(object) => {
            if let Some(kind) = object.get("@type") {
                let (_, known) = SCHEMA_KEYS.iter().find(|(name, _)| kind == name).unwrap_or_else(|| panic!("no type {kind}"));
                assert!(object.keys().all(|key| known.contains(&key.as_str())), "{value}");
            }
            object.values().for_each(check_schema);
        }
        Value::Array(list) => list.iter().for_each(check_schema),
        _ => {}
    }
}

#[test]
fn a_claim_is_one_of_schema_org_and_several_are_a_graph() {
    let room = Newsroom::of_corpus();
    let claim = first(&room, &["claims", "speaker:Dastan", "--path", "treasury-denial"]);
    let shown = show(&room, claim["id"].as_str().unwrap(), "claim");
    check_schema(&shown);
    assert_eq!((&shown["@type"], &shown["author"]["name"]), (&"Claim".into(), &"Mirela Dastan".into()));
    assert_eq!(shown["text"], claim["claims"][0]["content"][0]["text"]);
    assert_eq!(shown["appearance"]["publisher"]["name"], claim["provenance"]["source"]);
    let whole = show(&room, claim["article"].as_str().unwrap(), "claim");
    check_schema(&whole);
    assert!(whole["@graph"].as_array().unwrap().len() > 3, "{whole}");
    let all = room.ask(&["search", "-n", "0"]);
    let silent = hits(&all).iter().find(|hit| hit["claims"].as_array().unwrap().is_empty()).unwrap();
    let run = room.run(&["show", silent["id"].as_str().unwrap(), "--format", "claim"]);
    assert!(run.code == 1 && run.out.is_empty() && run.err.contains("no claim"), "{}{}", run.out, run.err);
}
