//! Does `analyze` say which rule called what furniture, and read a file as the corpus that it lies in reads it?

use crate::newsroom::Newsroom;
use serde_json::Value;

const TEXT: &str = "Mayor of Linden resigns over water\n\nBy Ada Brandt\n\nThe mayor of Linden resigned on Monday after a week of protests over water.\n\nREAD MORE: Rain in May\n\nShe said that she would not return to the town hall.\n";

#[test]
fn what_is_story_and_what_is_not_is_shown_with_the_rule() {
    let room = Newsroom::new();
    room.file("linden.txt", TEXT);
    let run = room.run(&["analyze", "--blocks", "linden.txt"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for (mark, rule, words) in [
        ("+ title", "like a headline", "Mayor of Linden resigns over water"),
        ("- furniture", "a byline", "By Ada Brandt"),
        ("+ body", "sentences", "She said that she would not return to the town hall."),
        ("- furniture", "sites print", "READ MORE: Rain in May"),
    ] {
        let lines: Vec<&str> = run.out.lines().collect();
        let at = lines.iter().position(|line| line.trim() == words).unwrap_or_else(|| panic!("no {words}: {}", run.out));
        assert!(lines[at - 1].starts_with(mark) && lines[at - 1].contains(rule), "{}", lines[at - 1]);
    }
    let run = room.run(&["analyze", "linden.txt"]);
    let analysis: Value = serde_json::from_str(&run.out).unwrap();
    assert!(analysis["blocks"].as_array().unwrap().iter().all(|block| block["why"].is_string()), "{analysis}");
}

#[test]
fn a_file_is_read_by_the_rules_of_the_corpus_that_it_lies_in() {
    let room = Newsroom::new();
    room.file("corpus/whosaid.toml", "[sources]\n\"town/\" = \"Linden Post\"\n").file("corpus/town/linden.txt", TEXT);
    room.index();
    let indexed = room.ask(&["search", "mayor"])["hits"][0]["article"].clone();
    let analysed = |arguments: &[&str]| -> Value { serde_json::from_str(&room.run(arguments).out).unwrap() };
    let found = analysed(&["analyze", "corpus/town/linden.txt"]);
    assert_eq!(found["article"]["source"], "Linden Post");
    assert_eq!((&found["id"], found["path"].as_str()), (&indexed, Some("town/linden.txt")));
    room.remove("corpus/whosaid.toml");
    assert_eq!(analysed(&["analyze", "corpus/town/linden.txt"])["path"], "corpus/town/linden.txt");
}
