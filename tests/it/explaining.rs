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
    room.index();
    let indexed = room.ask(&["search", "mayor"])["hits"][0]["provenance"]["source"].clone();
    let found = analysed(&["analyze", "corpus/town/linden.txt"]);
    assert_eq!((&found["article"]["source"], found["path"].as_str()), (&indexed, Some("town/linden.txt")));
    assert_eq!(indexed, "town");
    // No folder above it is known to hold articles, one folder a source.
    room.file("elsewhere/town/linden.txt", TEXT);
    let found = analysed(&["analyze", "elsewhere/town/linden.txt"]);
    assert_eq!((found["path"].as_str(), found["article"]["source"].as_str()), (Some("elsewhere/town/linden.txt"), None));
}

#[test]
fn a_limit_that_an_article_meets_is_told_in_the_report_and_by_analyze() {
    let room = Newsroom::new();
    let attributes: String = (0..100).map(|number| format!(" a{number}=1")).collect();
    let hidden = "<p style=\"display:none\">Nobody sees this.</p>";
    room.file(
        "corpus/wide.html",
        &format!("<html><body><p{attributes}>The mayor of Linden resigned on Monday, she said.</p>{hidden}"),
    );
    let report = room.index();
    let told = &report["notices"][0];
    assert_eq!((told["path"].as_str(), told["record"].is_null()), (Some("wide.html"), true), "{report}");
    assert!(told["notice"].as_str().unwrap().contains("only 64 attributes"), "{report}");
    assert_eq!(room.index()["notices"].as_array().unwrap().len(), 0, "what was not read again is not told again");
    let shown = room.run(&["analyze", "--blocks", "corpus/wide.html"]).out;
    assert!(shown.contains("notice: only 64 attributes"), "{shown}");
    assert!(shown.contains("- left out: hidden by the page itself\n  Nobody sees this."), "{shown}");
    room.touch("corpus/wide.html");
    let human = room.run(&["index", "--rebuild"]);
    assert!(human.out.contains("noted wide.html: only 64 attributes"), "{}", human.out);
}

#[test]
fn an_article_that_is_dated_later_than_its_file_was_written_is_told_and_is_the_same_article() {
    let room = Newsroom::new();
    let text = TEXT.replace("By Ada Brandt", "Published 3 March 2031");
    room.file("corpus/linden.txt", &text);
    let written = |day: u64| {
        let file = std::fs::File::options().write(true).open(room.folder().join("corpus/linden.txt")).unwrap();
        file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(day * 86_400)).unwrap();
    };
    // 22 341 days behind 1970 it is 3 March 2031.
    written(22_341);
    let report = room.index();
    assert_eq!(report["notices"].as_array().unwrap().len(), 0, "{report}");
    written(22_339);
    let early = room.index_with(&["--rebuild"]);
    let told = "published: date line says 2031-03-03, the file was written on 2031-03-01, which is earlier";
    assert_eq!((early["notices"][0]["notice"].as_str(), &early["digest"]), (Some(told), &report["digest"]), "{early}");
}
