//! Is what the last run took in told from what was there before?

use crate::newsroom::{Newsroom, hits};

fn ids(room: &Newsroom, command: &str) -> Vec<String> {
    let answer = room.ask(&[command, "--new", "-n", "0", "--no-group"]);
    let mut paths: Vec<String> =
        hits(&answer).iter().map(|hit| hit["provenance"]["path"].as_str().unwrap().to_owned()).collect();
    paths.sort();
    paths.dedup();
    paths
}

#[test]
fn new_is_what_the_last_run_that_took_anything_in_added_or_changed() {
    let room = Newsroom::new();
    let text = |word: &str| format!("Walls\n\nAda Brandt said that the wall was {word}.\n");
    room.file("corpus/a.txt", &text("old")).file("corpus/b.txt", &text("high"));
    room.index();
    assert_eq!(ids(&room, "search"), ["corpus/a.txt", "corpus/b.txt"]);
    room.file("corpus/c.txt", &text("low")).file("corpus/b.txt", &text("higher"));
    let digest = room.index()["digest"].clone();
    for command in ["search", "claims"] {
        assert_eq!(ids(&room, command), ["corpus/b.txt", "corpus/c.txt"], "{command}");
    }
    assert_eq!(room.ask(&["search", "low", "--new"])["total"], 1);
    assert_eq!(room.ask(&["search", "old", "--new"])["total"], 0);
    // A run that takes nothing in, or takes something out, leaves what was new.
    room.index();
    room.touch("corpus/c.txt").remove("corpus/a.txt");
    room.index();
    assert_eq!(ids(&room, "search"), ["corpus/b.txt", "corpus/c.txt"]);
    // The stamp is no part of the content.
    room.file("corpus/a.txt", &text("old"));
    room.index();
    assert_eq!(ids(&room, "search"), ["corpus/a.txt"]);
    assert_eq!(room.digest(), digest.as_str().unwrap());
}
