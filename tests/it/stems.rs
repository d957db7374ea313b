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
