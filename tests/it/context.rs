//! Is what stands around a hit shown, and never taken for one?

use crate::newsroom::{Newsroom, hits};

/// Gives an article of as many passages as it has paragraphs.
fn long() -> Newsroom {
    let room = Newsroom::new();
    let paragraph = |word: &str| {
        format!(
            "Ada Brandt said that the number was {word}. {}",
            "The wall of the old town stands as it stood before. ".repeat(10)
        )
    };
    let text: Vec<String> = ["one", "two", "three", "four", "five"].map(paragraph).to_vec();
    room.file("corpus/a.txt", &format!("Walls\n\n{}\n", text.join("\n\n")));
    room.index();
    room
}

#[test]
fn the_passages_beside_a_hit_are_context_and_no_hits() {
    let room = long();
    let answer = room.ask(&["search", "three", "-C", "1"]);
    assert_eq!((&answer["total"], hits(&answer).len()), (&1.into(), 1));
    let hit = &hits(&answer)[0];
    let context = hit["context"].as_array().unwrap();
    let told: Vec<(i64, bool)> = context
        .iter()
        .map(|beside| (beside["offset"].as_i64().unwrap(), beside["text"].as_str().unwrap().contains("said")))
        .collect();
    assert_eq!(told, [(-1, true), (1, true)]);
    assert!(room.ask(&["search", "three"])["hits"][0]["context"].is_null());
    let edge = room.ask(&["search", "five", "-C", "9"]);
    let offsets: Vec<i64> =
        hits(&edge)[0]["context"].as_array().unwrap().iter().map(|beside| beside["offset"].as_i64().unwrap()).collect();
    assert!(offsets.is_sorted() && offsets.last() == Some(&-1), "{offsets:?}");
}

#[test]
fn a_claim_stands_in_a_passage_that_is_context_too() {
    let answer = long().ask(&["claims", "three", "-C", "1"]);
    let offsets: Vec<i64> =
        hits(&answer)[0]["context"].as_array().unwrap().iter().map(|beside| beside["offset"].as_i64().unwrap()).collect();
    assert_eq!(offsets, [-1, 0, 1]);
}

#[test]
fn a_person_is_told_what_is_context() {
    let run = long().run(&["search", "three", "-C", "1"]);
    let told: Vec<&str> = run.out.lines().filter(|line| line.contains("┆ context")).collect();
    assert_eq!(told.len(), 2, "{}", run.out);
    assert!(told[0].contains("1 before") && told[1].contains("1 after"), "{told:?}");
    let hit = run.out.lines().position(|line| line.contains("was three")).unwrap();
    assert!(!run.out.lines().nth(hit).unwrap().contains('┆'), "{}", run.out);
}
