//! Does a reader learn of letters that only look like the ones they seem to be?

use crate::newsroom::Newsroom;

/// “Mao” with U+0430, a Cyrillic letter.
const MIXED: &str = "M\u{430}o";
const TOLD: &str = "“M\u{430}o” mixes Latin and Cyrillic letters: the same in one alphabet is another word";
const SPEAKS: &str = "“M\u{430}o”, in the name of a speaker, mixes Latin and Cyrillic letters";
const PRINTS: &str = "“G\u{430}zette”, in the name of a source, mixes Latin and Cyrillic letters";

fn room() -> Newsroom {
    let room = Newsroom::new();
    let story = |name: &str, day: u32, said: &str| {
        format!(
            "The port on day {day}\n\nThe port will open again in May. “{said},” {name} said on Monday. {name} leads the port council.\n"
        )
    };
    room.file("corpus/gazette/a.txt", &story("Mao Ning", 1, "The harbour is safe and dry"))
        .file("corpus/other/b.txt", &story(&format!("{MIXED} Ning"), 2, "No ship was ever lost at the pier"))
        .file("corpus/whosaid.toml", "[sources]\n\"gazette/\" = \"The Gazette\"\n\"other/\" = \"The G\u{430}zette\"\n");
    room.index();
    room
}

#[track_caller]
fn tells(room: &Newsroom, arguments: &[&str], notice: &str) {
    let run = room.run(arguments);
    assert!(run.err.contains(notice), "{arguments:?}: {}", run.err);
}

#[test]
fn a_name_that_mixes_alphabets_is_told_where_it_is_asked_for() {
    let room = room();
    let speaker = format!("{MIXED} Ning");
    for arguments in [
        &["search", "port", "--entity", &speaker][..],
        &["claims", "--speaker", &speaker],
        &["search", "port", "--source", &speaker],
        &["search", MIXED],
        &["search", MIXED, "--plain"],
        &["search", MIXED, "--format", "trec"],
        &["claims", &format!("speaker:\"{speaker}\"")],
        &["trace", "The harbour is safe and dry", "--speaker", &speaker],
        &["trace", &format!("The harbour of {MIXED} is safe and dry")],
        &["entities", MIXED],
    ] {
        tells(&room, arguments, TOLD);
    }
    let found = room.ask(&["claims", "--speaker", &speaker]);
    assert!(found["notices"].as_array().unwrap().contains(&TOLD.into()), "{found}");
    let many: String = ('a'..='z').map(|letter| format!("{letter}\u{430} ")).collect();
    let found = room.ask(&["search", &many]);
    assert_eq!(found["notices"].to_string().matches("mixes").count(), 5, "{found}");
    tells(&room, &["search", &many], "so do other words that are asked for");
    let plain = room.run(&["search", "port", "--entity", "Mao Ning", "--source", "The Gazette"]);
    assert!(!plain.err.contains("mixes"), "{}", plain.err);
}

#[test]
fn a_shown_name_that_mixes_alphabets_is_told() {
    let room = room();
    let id = room.ask(&["claims", "pier"])["hits"][0]["id"].as_str().unwrap().to_owned();
    for arguments in
        [&["search", "pier"][..], &["claims", "pier"], &["trace", "No ship was ever lost at the pier"], &["show", &id]]
    {
        tells(&room, arguments, SPEAKS);
        tells(&room, arguments, PRINTS);
    }
    tells(&room, &["sources"], PRINTS);
    tells(&room, &["entities"], "“M\u{430}o”, in the name of what is mentioned, mixes Latin and Cyrillic letters");
    let other = room.run(&["search", "harbour"]);
    assert!(!other.err.contains("mixes"), "{}", other.err);
}
