//! Does what answers best come first, and does a score say what it is made of?

use crate::newsroom::{Newsroom, hits, question};
use whosaid::ask::{Match, Question, search};
use whosaid::engine::Sort;

/// Four articles, one of which is about what is asked.
const ARTICLES: &[&str] = &[
    r#"{"id":"ferry","title":"Ferry strike ends","source":"Alpha News","text":"The ferry crews of Sundby go back to work. The strike had lasted a week, and the crews won more pay.\n\nThe harbour master said that ferry tickets would cost more."}"#,
    r#"{"id":"bridge","title":"Bridge closed","source":"Beta Post","text":"Which of the two bridges is the older one, nobody in the town could say. One ferry waits below it, and what the town will do with it is not known."}"#,
    r#"{"id":"health","title":"WHO praises clinics","source":"Gamma Radio","text":"The WHO praised the clinics of Norrvik, and said that more of them were needed."}"#,
    r#"{"id":"choir","title":"A choir sings","source":"Alpha News","text":"People who sing in the choir say that it is good for them, and those who hear it agree."}"#,
];

fn four() -> Newsroom {
    let room = Newsroom::new();
    room.file("corpus/four.jsonl", &ARTICLES.join("\n"));
    room.index();
    room
}

fn ids(room: &Newsroom, arguments: &[&str]) -> Vec<String> {
    let answer = room.ask(&[&["search", "-n", "0"], arguments].concat());
    hits(&answer).iter().map(|hit| hit["provenance"]["record"]["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn words_without_content_do_not_decide_what_comes_first() {
    let found = ids(&four(), &["what did the ferry crews of the town do which ended it", "--match", "any"]);
    assert_eq!(found[0], "ferry", "{found:?}");
}

#[test]
fn how_one_asks_does_not_count_and_what_is_quoted_does() {
    let ranked = |question: &str| {
        let answer = four().ask(&["search", question, "--match", "any", "--explain"]);
        let parts = hits(&answer)[0]["score_parts"].as_array().unwrap().clone();
        parts.iter().map(|part| part["word"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ranked("I am interested in articles about ferry tickets"), ["ferry", "tickets"]);
    assert_eq!(ranked("ferry \"interested in\""), ["ferry", "interested"]);
    assert_eq!(ranked("articles of the ferry"), ["articles", "ferry"]);
}

#[test]
fn a_question_of_stop_words_alone_is_ranked_all_the_same() {
    let answer = four().ask(&["search", "which is it", "--match", "any", "--explain"]);
    let words = hits(&answer)[0]["score_parts"].as_array().unwrap();
    assert_eq!(words.iter().map(|part| part["word"].as_str().unwrap()).collect::<Vec<_>>(), ["which", "is", "it"]);
}

#[test]
fn an_acronym_is_ranked_though_it_reads_like_a_stop_word() {
    let room = four();
    assert_eq!(ids(&room, &["WHO clinics choir", "--match", "any"])[0], "health");
    let words = room.ask(&["search", "WHO clinics", "--explain"])["hits"][0]["score_parts"].clone();
    assert_eq!(words[0]["word"], "who");
}

#[test]
fn a_question_in_capitals_ranks_by_the_words_that_it_would_in_small_letters() {
    let words = |typed: &str| -> Vec<String> {
        let parts = four().ask(&["search", typed, "--match", "any", "--explain"])["hits"][0]["score_parts"].clone();
        parts.as_array().unwrap().iter().map(|part| part["word"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(words("WHAT IS THE FERRY TO THE US"), ["ferry", "us"]);
    assert_eq!(words("what is the ferry"), ["ferry"]);
}

#[test]
fn a_short_title_with_the_word_comes_before_a_long_one() {
    let story = "The quay was closed on Monday, and nobody was there to open it again.";
    let line = |id: &str, title: &str| format!(r#"{{"id":"{id}","title":"{title}","source":"Beta Post","text":"{story}"}}"#);
    let long = line("long", "Why the ferry and so many other boats of this small harbour will stay away for weeks");
    let room = Newsroom::new();
    room.file("corpus/two.jsonl", &[long, line("short", "Ferry stays away")].join("\n"));
    room.index();
    assert_eq!(ids(&room, &["ferry", "--match", "any"]), ["short", "long"]);
}

#[test]
fn a_score_is_the_sum_of_its_parts() {
    let room = four();
    for arguments in
        [&["search", "ferry strike^2 \"harbour master\"", "--match", "any"][..], &["claims", "tickets ferry", "--match", "any"]]
    {
        let answer = room.ask(&[arguments, &["--explain"]].concat());
        assert!(!hits(&answer).is_empty(), "{arguments:?}");
        for hit in hits(&answer) {
            let number = |part: &serde_json::Value, key: &str| part[key].as_f64().unwrap();
            let parts = hit["score_parts"].as_array().unwrap();
            let sum: f64 = parts.iter().map(|part| number(part, "own") + number(part, "article") + number(part, "title")).sum();
            // Each part is rounded of its own.
            assert!((sum - hit["score"].as_f64().unwrap()).abs() < 1e-3, "{sum} {hit}");
        }
    }
}

#[test]
fn scores_are_not_taken_apart_unless_asked_for() {
    assert!(four().ask(&["search", "ferry"])["hits"][0]["score_parts"].is_null());
}

#[test]
fn the_first_hits_are_those_of_the_whole_list() {
    let room = Newsroom::of_corpus();
    let index = room.open();
    let typed = [
        "dam",
        "the dam is safe",
        "Karst denies hacking the Treasury",
        "night pay crowns an hour after strike deal",
        "\"empty hold\"",
        "strike published:2031-03",
        "glass -heron",
        "minister spokeswoman said",
        "title:strike dock^3 crane",
        "zebra",
        "speaker:Terrick pay",
    ];
    for typed in typed {
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
            for matching in [Match::Any, Match::All] {
                for per_article in [None, Some(1), Some(2)] {
                    let asked = Question { sort, matching, per_article, ..question(typed) };
                    let list = |limit: usize| {
                        let answer = search(&index, &Question { limit, ..asked.clone() }).unwrap();
                        (answer.total, answer.hits.into_iter().map(|hit| (hit.id, hit.score)).collect::<Vec<_>>())
                    };
                    let (total, whole) = list(0);
                    for limit in [1, 2, 5, 13, 40] {
                        let first: Vec<_> = whole.iter().take(limit).cloned().collect();
                        assert_eq!(list(limit), (total, first), "{typed} {sort:?} {matching:?} {per_article:?} {limit}");
                    }
                }
            }
        }
    }
}

#[test]
fn only_a_first_passage_that_repeats_the_title_above_a_story_counts_no_words_of_its_own() {
    let room = Newsroom::new();
    let story =
        "The mayor of the town said on Monday that nobody may go there until it has been looked at by divers. ".repeat(8);
    room.file("corpus/other.md", &format!("---\ntitle: Harbour closes old pier\n---\nCracks appear near bridge.\n\n{story}"));
    room.file("corpus/alone.md", "---\ntitle: Cracks in old pier\n---\nCracks in old pier\n");
    room.file("corpus/headline.md", &format!("---\ntitle: Cracks in new pier\n---\n# Cracks in new pier\n\n{story}"));
    room.index();
    let answer = room.ask(&["search", "cracks", "--explain", "--no-group"]);
    let own = |file: &str| {
        let hit = hits(&answer).iter().find(|hit| hit["provenance"]["path"].as_str().unwrap().ends_with(file)).unwrap();
        assert!(hit["id"].as_str().unwrap().ends_with(".p0"), "{hit}");
        hit["score_parts"][0]["own"].as_f64().unwrap()
    };
    assert!(own("other.md") > 0.0 && own("alone.md") > 0.0);
    assert_eq!(own("headline.md"), 0.0);
}

#[test]
fn a_word_itself_comes_before_those_near_it() {
    let room = Newsroom::new();
    let line = |id: &str, day: u32, word: &str| {
        let text = format!("The {word} came in the night, and the town ran up the hill.");
        serde_json::json!({"id": id, "published": format!("2031-03-{day:02}"), "text": text}).to_string()
    };
    let lines =
        [line("near", 9, "tsumani"), line("exact", 2, "tsunami"), line("later", 5, "tsunami"), line("other", 7, "storm")];
    room.file("corpus/waves.jsonl", &lines.join("\n"));
    room.index();
    assert_eq!(ids(&room, &["--no-group", "tsunami~"]), ["later", "exact", "near"]);
    assert_eq!(ids(&room, &["--no-group", "--match", "all", "tsumani~ town"]), ["near", "later", "exact"]);
}
