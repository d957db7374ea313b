//! Is a word found by all words of its stem?

use crate::newsroom::{Newsroom, hits};
use std::collections::BTreeSet;
use whosaid::model::normal::{stem, words};

/// Words of several stems: regular ones, ones that begin otherwise than their stem, short ones, numbers and other letters.
const WORDS: &[&str] = &[
    "die",
    "dies",
    "dying",
    "diet",
    "go",
    "goes",
    "going",
    "gone",
    "hop",
    "hopped",
    "hope",
    "hopes",
    "hoping",
    "deny",
    "denies",
    "denied",
    "denial",
    "lie",
    "lying",
    "sky",
    "skies",
    "skis",
    "rate",
    "rating",
    "ratio",
    "1990",
    "1990s",
    "us",
    "using",
    "łodzi",
    "łodzie",
    "universe",
    "university",
    "京",
    "京都",
    "naïve",
    "naively",
    "internationalization",
    "internationally",
];

#[test]
fn a_word_finds_all_words_of_its_stem_and_no_others() {
    let room = Newsroom::new();
    let stems_of = |word: &str| words(word).map(|word| stem(&word.form).into_owned()).collect::<Vec<_>>();
    let lines = WORDS.iter().map(|word| format!(r#"{{"id":"{word}","title":"Said {word}","text":"It was {word}."}}"#));
    room.file("corpus/words.jsonl", &lines.collect::<Vec<_>>().join("\n"));
    room.index();
    for asked in WORDS.iter().filter(|word| stems_of(word).len() == 1) {
        let alike: BTreeSet<&str> = WORDS.iter().filter(|word| stems_of(word).contains(&stems_of(asked)[0])).copied().collect();
        for question in [format!("text:{asked}"), format!("title:{asked}")] {
            let answer = room.ask(&["search", "-n", "0", "--no-group", &question]);
            let found: BTreeSet<&str> =
                hits(&answer).iter().map(|hit| hit["provenance"]["record"]["id"].as_str().unwrap()).collect();
            assert_eq!(found, alike, "{question}");
        }
    }
}

#[test]
fn words_of_one_stem_count_as_one_word() {
    let room = Newsroom::new();
    let long = "a".repeat(300);
    let lines =
        [("mixed", "the dying die here"), ("same", "the die die here"), ("other", "nothing is said here"), ("long", &long)];
    let lines = lines.map(|(id, text)| format!(r#"{{"id":"{id}","title":"{id}","text":"{text}."}}"#));
    room.file("corpus/words.jsonl", &lines[..3].join("\n"));
    room.index();
    // Once more, so that there are two parts, and deleted articles in the first.
    room.file("corpus/words.jsonl", &lines.join("\n").replace("nothing is", "little is"));
    room.index();
    for typed in ["die", "dies", "dying"] {
        let answer = room.ask(&["search", "--no-group", "--explain", typed]);
        let scores: Vec<_> = hits(&answer).iter().map(|hit| (&hit["score"], &hit["explain"])).collect();
        assert_eq!(scores.len(), 2, "{typed}");
        assert_eq!(scores[0], scores[1], "{typed}");
    }
    assert_eq!(hits(&room.ask(&["search", &long])).len(), 1);
}
