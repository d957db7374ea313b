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
    let told = "no article has “goverment”; “government” finds 2 articles";
    for asked in ["goverment", "title:goverment", "\"the goverment\"", "goverment NEAR/3 spending", "bridge OR goverment"] {
        assert_eq!(notices(&room.ask(&["search", asked])), [told], "{asked}");
    }
    let answer = room.ask(&["search", "goverment", "spending"]);
    assert_eq!(answer["query"]["understood"], "goverment spending");
    assert!(notices(&answer).contains(&told), "{:?}", notices(&answer));
    assert_eq!(hits(&answer).len(), 1, "what has the other word alone is found still");
    let run = room.run(&["search", "norvegian", "brdige"]);
    assert!(run.err.contains("no article has “norvegian”; “norwegian” finds 1 article\n"), "{}", run.err);
    assert!(run.err.contains("no article has “brdige”; “bridge” finds 1 article\n"), "{}", run.err);
}

#[test]
fn a_compound_is_there_where_it_is_written_as_one_word_and_a_title_is_there_too() {
    let room = Newsroom::new();
    let articles = [
        r#"{"id":"a","title":"Zebra goverment","text":"The antiwar group sent an email to the main ward by the early male choir."}"#,
        ARTICLES[1],
    ];
    room.file("corpus/two.jsonl", &articles.join("\n"));
    room.index();
    for asked in ["e-mail", "E-mails", "anti-war", "title:goverment", "title:zebra", "goverment", "\"an e-mail\""] {
        assert_eq!(notices(&room.ask(&["search", asked])), Vec::<&str>::new(), "{asked}");
    }
    // Of a compound that is not there as one word either each part is told, and so is a part that is asked for alone.
    let told = ["no article has “mail”; “main” finds 1 article"];
    for asked in ["g-mail", "e-mail OR mail", "\"e mail\""] {
        assert_eq!(notices(&room.ask(&["search", asked])), told, "{asked}");
    }
}

#[test]
fn a_compound_is_told_whole() {
    let room = Newsroom::new();
    let articles = [
        r#"{"id":"a","text":"An email on cooperation came."}"#,
        r#"{"id":"b","text":"Co-operation was asked for by the anti-nuclear group in its operation."}"#,
    ];
    room.file("corpus/two.jsonl", &articles.join("\n"));
    room.index();
    for (asked, told) in [
        ("co-opertion", "no article has “co-opertion”; “cooperation” finds 2 articles"),
        ("e-mial", "no article has “e-mial”; “email” finds 1 article"),
        ("anti-nuclaer", "no article has “anti-nuclaer”; “anti-nuclear” finds 1 article"),
        ("amti-nuclear", "no article has “amti-nuclear”; “anti-nuclear” finds 1 article"),
    ] {
        assert_eq!(notices(&room.ask(&["search", asked])), [told], "{asked}");
    }
}

#[test]
fn where_the_likeliest_word_went_with_its_articles_the_next_is_told() {
    let room = Newsroom::new();
    let stays = r#"{"id":"stays","text":"Speeding is dear, and the council knows."}"#;
    let goes = [1, 2, 3].map(|number| format!(r#"{{"id":"goes{number}","text":"Spending is dear in ward {number}."}}"#));
    room.file("corpus/all.jsonl", &[&goes[..], &[stays.to_owned()]].concat().join("\n"));
    room.index();
    let asked = |room: &Newsroom| {
        notices(&room.ask(&["search", "speending"])).iter().map(|told| (*told).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(asked(&room), ["no article has “speending”; “spending” finds 3 articles"]);
    room.file("corpus/all.jsonl", stays);
    room.index();
    assert_eq!(asked(&room), ["no article has “speending”; “speeding” finds 1 article"]);
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
