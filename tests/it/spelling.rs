//! Is a word that stands in no article told with the one that may be meant?

use crate::newsroom::{Newsroom, hits};
use serde_json::Value;

const ARTICLES: &[&str] = &[
    r#"{"id":"a","title":"Budget","text":"The government raised spending. Governments do."}"#,
    r#"{"id":"b","title":"Ferry","text":"The Norwegian government keeps the ferry, and the movement thanks it."}"#,
    r#"{"id":"c","title":"Bridge","text":"The bridge cost 1234 crowns, and Brown crossed it."}"#,
];

fn notices(answer: &Value) -> Vec<&str> {
    answer["notices"].as_array().unwrap().iter().map(|notice| notice.as_str().unwrap()).collect()
}

#[test]
fn a_word_that_stands_nowhere_is_told_with_the_one_like_it_and_the_question_stays() {
    let room = Newsroom::new();
    room.file("corpus/three.jsonl", &ARTICLES.join("\n"));
    room.index();
    let told = "no article has “goverment”; “government” stands in 2 articles";
    for asked in ["goverment", "title:goverment", "\"the goverment\"", "goverment NEAR/3 spending", "bridge OR goverment"] {
        assert_eq!(notices(&room.ask(&["search", asked])), [told], "{asked}");
    }
    let answer = room.ask(&["search", "goverment", "spending"]);
    assert_eq!(answer["query"]["understood"], "goverment spending");
    assert!(notices(&answer).contains(&told), "{:?}", notices(&answer));
    assert_eq!(hits(&answer).len(), 1, "what has the other word alone is found still");
    let run = room.run(&["search", "norvegian", "brdige"]);
    assert!(run.err.contains("no article has “norvegian”; “norwegian” stands in 1 article\n"), "{}", run.err);
    assert!(run.err.contains("no article has “brdige”; “bridge” stands in 1 article\n"), "{}", run.err);
}

#[test]
fn nothing_is_told_of_words_that_stand_there_or_are_like_none() {
    let room = Newsroom::new();
    room.file("corpus/three.jsonl", &ARTICLES.join("\n"));
    room.index();
    for asked in ["governing", "bridges", "zebra", "1235", "the", "bridge -goverment", "goverm*", "goverment~", "fer", "bro"] {
        let answer = room.ask(&["search", asked]);
        assert!(!notices(&answer).iter().any(|notice| notice.starts_with("no article has")), "{asked}: {:?}", notices(&answer));
    }
    // The word goes with its last article.
    room.file("corpus/three.jsonl", ARTICLES[0]);
    room.index();
    assert_eq!(notices(&room.ask(&["search", "norvegian"])), Vec::<&str>::new());
}
