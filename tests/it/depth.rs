//! Does an answer tell that what it is asked for was never looked for?

use crate::newsroom::Newsroom;
use serde_json::Value;

const TEXT: &str = "Walls\n\nAda Brandt said that the wall was high.\n";

/// Commands whose answer is made of names or claims.
const OF_CLAIMS: &[&[&str]] = &[
    &["claims"],
    &["claims", "wall"],
    &["search", "--speaker", "Ada Brandt"],
    &["search", "wall -speaker:Holt"],
    &["search", "wall", "--stance", "deny"],
    &["search", "wall", "--facets"],
    &["trace", "that the wall was high"],
    &["entities"],
    &["sources"],
];
const OF_NAMES: &[&[&str]] = &[&["search", "--entity", "Ada Brandt"], &["search", "person:Brandt"]];

fn only(depth: &str) -> Newsroom {
    let room = Newsroom::new();
    room.file("corpus/a.txt", TEXT);
    room.index_with(&["--only", depth, "corpus"]);
    room
}

fn notices(room: &Newsroom, arguments: &[&str]) -> String {
    room.ask(arguments)["notices"].to_string()
}

#[test]
fn what_was_not_looked_for_is_told_by_every_answer_that_is_made_of_it() {
    let room = only("text");
    for arguments in OF_CLAIMS {
        let told = notices(&room, arguments);
        let wanted = "1 of 1 articles were indexed with --only text: neither names nor claims were looked for in them";
        assert!(told.contains(wanted), "{arguments:?}: {told}");
    }
    for arguments in OF_NAMES {
        let told = notices(&room, arguments);
        assert!(told.contains("with --only text: no names were looked for in them"), "{arguments:?}: {told}");
    }
    assert_eq!(notices(&room, &["search", "wall"]), "[]", "words are found as ever");
    for format in ["human", "jsonl", "csv", "trec"] {
        let run = room.run(&["claims", "--format", format]);
        assert!(run.code == 1 && run.err.contains("notice: 1 of 1 articles were indexed"), "{format}: {}", run.err);
    }
    let id = room.ask(&["search", "wall"])["hits"][0]["id"].as_str().unwrap().to_owned();
    let told = room.run(&["show", &id]).err;
    assert!(told.contains("this article was indexed with --only text: neither names nor claims"), "{told}");
    assert!(room.run(&["status"]).out.contains("only     1 article, indexed with --only text\n"));
}

#[test]
fn names_without_claims_are_told_where_claims_are_asked_for() {
    let room = only("entities");
    for arguments in OF_CLAIMS {
        let told = notices(&room, arguments);
        assert!(told.contains("with --only entities: no claims were looked for in them"), "{arguments:?}: {told}");
    }
    for arguments in OF_NAMES {
        assert_eq!(notices(&room, arguments), "[]", "{arguments:?}");
    }
}

#[test]
fn an_index_of_several_depths_tells_of_how_many_articles_and_one_run_looks_for_all() {
    let room = only("text");
    room.file("more/b.txt", TEXT).file("more/c.txt", TEXT);
    room.index_with(&["more"]);
    let told = notices(&room, &["claims", "--speaker", "Ada Brandt"]);
    assert!(told.contains("1 of 3 articles were indexed with --only text"), "{told}");
    let analysed = |text: u64, claims: u64| Value::from_iter([("text", text), ("entities", 0), ("claims", claims)]);
    assert_eq!(room.ask(&["status"])["analysed"], analysed(1, 2));
    room.index_with(&["--forget", "more"]);
    assert_eq!(room.ask(&["status"])["analysed"], analysed(1, 0));
    room.index();
    assert_eq!(room.ask(&["status"])["analysed"], analysed(0, 1));
    assert_eq!(notices(&room, &["claims", "--speaker", "Ada Brandt"]), "[]");
}
