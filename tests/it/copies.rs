//! Are hits that are copies shown once, with nothing dropped?

use crate::newsroom::{Newsroom, hits};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const PIER: &str = "The harbour master of Sundby closed the old pier on Monday, after divers had found cracks in two of its posts. \
    Ferries leave from the fish market until the posts are mended, which will take six weeks and cost two million crowns.";

/// Long enough to be no notice.
const PIER_AND_MORE: &str = "The ferry to the islands leaves from the fish market of Sundby since Monday, because the harbour master \
    closed the old pier. Divers had found cracks in two of its posts on a routine dive, and a third post leans towards the mole. The \
    town has no money for a new pier, the mayor told the council in the evening, and asked the shipping lines to pay half of what the \
    repair will cost. They have declined to do so as long as nobody tells them when the pier can be used again, and the fishermen ask \
    who will pay for the nets that the ferry has torn.";

/// A wire story, and what papers made of it; and one that tells it afresh.
fn newsroom() -> Newsroom {
    let article = |id: &str, source: &str, day: &str, text: &str| {
        json!({"id": id, "source": source, "published": format!("2031-03-{day}"), "title": format!("Pier of {id}"), "text": text}).to_string()
    };
    let cut = &PIER[..PIER.find(" Ferries").unwrap()];
    let afresh = "Passengers in Sundby have to walk to the fish market. Cracks were found in two posts of the old pier, and the harbour master had it closed on Monday.";
    let room = Newsroom::new();
    let articles = [
        article("wire", "Alpha Wire", "03", PIER),
        article("edited", "Beta Post", "04", &PIER.replace("on Monday", "this week").replace("crowns", "kroner")),
        article("cut", "Gamma Radio", "05", cut),
        article("led", "Delta Times", "06", &format!("Walk a little further to your ferry.\n\n{PIER}")),
        article("afresh", "Epsilon News", "07", afresh),
    ];
    room.file("corpus/pier.jsonl", &articles.join("\n"));
    room.index();
    room
}

fn record(hit: &Value) -> &str {
    hit["provenance"]["record"]["id"].as_str().unwrap()
}

fn copies(hit: &Value) -> Vec<&str> {
    hit["also_in"].as_array().unwrap().iter().map(|copy| copy["source"].as_str().unwrap()).collect()
}

#[test]
fn copies_of_a_wire_story_are_one_hit_and_a_fresh_report_is_another() {
    let room = newsroom();
    let found = room.ask(&["search", "\"harbour master\"", "--sort", "oldest", "-n", "0"]);
    let texts = |hits: &[Value]| hits.iter().map(|hit| (record(hit).to_owned(), copies(hit).len())).collect::<Vec<_>>();
    let shown = texts(hits(&found));
    assert_eq!((found["total"].as_u64(), shown.len()), (Some(5), 2), "{shown:?}");
    let first = &hits(&found)[0];
    let dates: Vec<&str> =
        first["also_in"].as_array().unwrap().iter().map(|copy| copy["published"].as_str().unwrap()).collect();
    assert!(copies(first).len() == 3 && dates.is_sorted(), "{first}");
    assert_eq!((record(&hits(&found)[1]), copies(&hits(&found)[1]).len()), ("afresh", 0));
    assert_eq!(
        found["notices"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|notice| notice.as_str().unwrap().contains("3 hits are copies"))
            .count(),
        1
    );
    let each = room.ask(&["search", "\"harbour master\"", "-n", "0", "--no-group"]);
    assert!(hits(&each).len() == 5 && hits(&each).iter().all(|hit| copies(hit).is_empty()));
}

#[test]
fn a_copy_that_says_otherwise_is_not_hidden_behind_the_other() {
    let room = newsroom();
    let turned = PIER.replace("had found cracks", "had not found cracks");
    let counted = PIER.replace("six weeks", "16 weeks");
    for (name, text) in [("turned", turned), ("counted", counted)] {
        let article = json!({"id": name, "source": name, "title": format!("Pier of {name}"), "text": text});
        room.file(&format!("corpus/{name}.jsonl"), &article.to_string());
    }
    room.index();
    let found = room.ask(&["search", "\"harbour master\"", "--sort", "oldest", "-n", "0"]);
    let shown: BTreeSet<&str> = hits(&found).iter().map(record).collect();
    assert!(shown.contains("turned") && shown.contains("counted"), "{shown:?}");
    assert_eq!((found["total"].as_u64(), shown.len()), (Some(7), 4), "{shown:?}");
}

#[test]
fn a_notice_that_is_filled_in_anew_is_no_copy_of_the_last_one() {
    let notice = |who: &str| {
        format!(
            "{who} said it raised the fare of its night ferry to Sundby by two crowns, and that the winter timetable stays as it is."
        )
    };
    let room = Newsroom::new();
    let article = |id: &str, day: &str, text: &str| {
        json!({"id": id, "source": id, "published": format!("2031-03-{day}"), "title": format!("Fares of {id}"), "text": text})
            .to_string()
    };
    let articles = [
        article("first", "03", &notice("Brask Lines")),
        article("again", "04", &notice("Brask Lines")),
        article("weeks later", "24", &notice("Brask Lines")),
        article("another", "03", &notice("Halden Shipping Co")),
        article("story", "03", PIER_AND_MORE),
        article("reprinted", "24", PIER_AND_MORE),
    ];
    room.file("corpus/fares.jsonl", &articles.join("\n"));
    room.index();
    let found = room.ask(&["search", "ferry", "--sort", "oldest", "-n", "0"]);
    let shown: Vec<(&str, Vec<&str>)> = hits(&found).iter().map(|hit| (record(hit), copies(hit))).collect();
    let copied: Vec<&(&str, Vec<&str>)> = shown.iter().filter(|(_, copies)| !copies.is_empty()).collect();
    assert_eq!(copied, [&("first", vec!["again"]), &("story", vec!["reprinted"])].into_iter().collect::<Vec<_>>(), "{shown:?}");
    assert_eq!(shown.len(), 4, "{shown:?}");
    let of = |id: &str| hits(&found).iter().find(|hit| record(hit) == id).unwrap()["article"].as_str().unwrap().to_owned();
    assert!(room.run(&["show", &of("first")]).out.contains("again (2031-03-04"));
    assert!(!room.run(&["show", &of("another")]).out.contains("first (2031-03-03"));
}

#[test]
fn a_page_lists_the_copies_that_stand_behind_it() {
    let room = newsroom();
    let whole = room.ask(&["search", "\"harbour master\"", "-n", "0"]);
    for limit in 1..4 {
        for offset in 0..3 {
            let page = room.ask(&["search", "\"harbour master\"", "-n", &limit.to_string(), "--offset", &offset.to_string()]);
            let expected: Vec<&Value> = hits(&whole).iter().skip(offset).take(limit).collect();
            assert_eq!(hits(&page).iter().collect::<Vec<_>>(), expected, "{limit} from {offset}");
            assert_eq!(page["total"], whole["total"]);
        }
    }
}

#[test]
fn a_story_that_many_carry_is_listed_with_the_same_copies_on_every_page() {
    let room = Newsroom::new();
    // Each paper edits other words, so that some have all bands in common, and others few.
    let edited = |at: usize| {
        let words: Vec<&str> = PIER.split(' ').collect();
        let is_edited = |place: usize| at >= 40 && (place + at).is_multiple_of(21);
        let word = |(place, word): (usize, &&str)| if is_edited(place) { "new".to_owned() } else { (*word).to_owned() };
        words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
    };
    let article = |at: usize| json!({"id": at.to_string(), "source": format!("Paper {at}"), "published": "2031-03-03", "title": format!("Of {at}"), "text": format!("{} Harbour.", edited(at))});
    room.file("corpus/many.jsonl", &(0..80).map(|at| article(at).to_string()).collect::<Vec<_>>().join("\n"));
    room.index();
    let whole = room.ask(&["search", "harbour", "-n", "0"]);
    assert!(hits(&whole).iter().map(|hit| copies(hit).len()).max() > Some(32), "{:?}", hits(&whole).len());
    for offset in 0..hits(&whole).len().min(3) {
        let page = room.ask(&["search", "harbour", "-n", "1", "--offset", &offset.to_string()]);
        assert_eq!(&hits(&page)[0], &hits(&whole)[offset], "{offset}");
    }
}

#[test]
fn a_copy_that_the_question_does_not_find_is_not_listed() {
    let room = newsroom();
    for arguments in [
        &["search", "\"harbour master\"", "--source", "Beta Post"][..],
        &["search", "kroner"],
        &["search", "kroner -zebra", "-n", "1"],
    ] {
        let found = room.ask(arguments);
        assert_eq!((hits(&found).len(), copies(&hits(&found)[0]).len()), (1, 0), "{arguments:?}");
    }
}

#[test]
fn no_hit_of_the_corpus_is_dropped_or_shown_twice() {
    let room = Newsroom::of_corpus();
    for arguments in [
        &["search"][..],
        &["search", "strike"],
        &["search", "the dam said", "--match", "any"],
        &["search", "dam", "--per-article", "1"],
    ] {
        let each = room.ask(&[arguments, &["-n", "0", "--no-group"]].concat());
        let grouped = room.ask(&[arguments, &["-n", "0"]].concat());
        assert_eq!(each["total"], grouped["total"]);
        let all: BTreeSet<&str> = hits(&each).iter().map(|hit| hit["id"].as_str().unwrap()).collect();
        let listed = hits(&grouped).iter().flat_map(|hit| hit["also_in"].as_array().unwrap().iter().chain([hit]));
        let listed: Vec<&str> = listed.map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!((listed.len(), listed.into_iter().collect::<BTreeSet<_>>()), (all.len(), all), "{arguments:?}");
    }
}

#[test]
fn a_list_for_a_program_has_a_line_for_every_hit() {
    let room = newsroom();
    let lines = |format: &str| room.run(&["search", "\"harbour master\"", "-n", "0", "--format", format]).out.lines().count();
    assert_eq!((lines("jsonl"), lines("trec")), (5, 5));
}

#[test]
fn an_article_is_shown_with_its_copies() {
    let room = newsroom();
    let each = room.ask(&["search", "\"harbour master\"", "--no-group", "-n", "0"]);
    let wire = hits(&each).iter().find(|hit| record(hit) == "wire").unwrap();
    let shown = room.run(&["show", wire["article"].as_str().unwrap()]).out;
    for source in ["Beta Post (2031-03-04", "Gamma Radio", "Delta Times"] {
        assert!(shown.contains(source), "{shown}");
    }
    assert!(!shown.contains("Epsilon News"), "{shown}");
    assert_eq!(copies(&room.ask(&["show", wire["id"].as_str().unwrap()])).len(), 3);
}

#[test]
fn what_tells_a_sum_with_another_point_sign_or_currency_is_no_copy() {
    let room = Newsroom::new();
    let article = |id: &str, text: &str| {
        json!({"id": id, "source": id, "published": "2031-03-03", "title": format!("Pier of {id}"), "text": text}).to_string()
    };
    let costs = |sum: &str| PIER.replace("two million crowns", sum);
    let sums = ["$1.5 million", "$15 million", "£1.5 million", "$1.5m"];
    let articles: Vec<String> = sums.iter().map(|sum| article(sum, &costs(sum))).collect();
    room.file("corpus/sums.jsonl", &articles.join("\n"));
    room.index();
    let found = room.ask(&["search", "\"harbour master\"", "--sort", "oldest", "-n", "0"]);
    let mut shown: Vec<Vec<&str>> = hits(&found).iter().map(|hit| [vec![record(hit)], copies(hit)].concat()).collect();
    shown.iter_mut().for_each(|one| one.sort_unstable());
    shown.sort();
    assert_eq!(shown, [vec!["$1.5 million", "$1.5m"], vec!["$15 million"], vec!["£1.5 million"]]);
}
