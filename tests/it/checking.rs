//! Is a quotation checked as a reporter means it: however words are written, and with all that was left out told?

use crate::newsroom::Newsroom;
use crate::tracing::{notices, printed};

#[test]
fn a_compound_is_the_same_word_with_a_hyphen_and_without_one() {
    let room = printed(
        "Talks",
        &[
            ["Hyphen Herald", "2031-04-01", "“The G-7 wants co-operation by e-mail, and fifty-five ships,” Ada Fenn said."],
            ["Solid Sun", "2031-04-02", "“The G7 loves cooperation by email, and forty ships,” Jon Orr said."],
            ["Labour Ledger", "2031-04-03", "“The striker will re-sign on Monday at noon,” Eve Holt said."],
        ],
    );
    for (words, class, difference) in [
        ("The G7 wants cooperation by email", "verbatim", ""),
        ("The G-7 wants co-operation by e-mail", "verbatim", ""),
        ("The G 7 wants co operation by e mail", "verbatim", ""),
        ("The G-7 loves co\u{2011}operation by e-mail", "verbatim", ""),
        ("The G8 wants cooperation by email", "altered", "The [-G8-] {+G 7+} wants co-operation by e-mail"),
        // Who re-signs does not resign.
        ("The striker will resign on Monday at noon", "altered", "The striker will [-resign-] {+re sign+} on Monday at noon"),
    ] {
        let trace = room.ask(&["trace", words]);
        assert_eq!(
            (&trace["class"], &trace["found"][0]["difference"]),
            (&class.into(), &difference.into()),
            "{words}: {trace}"
        );
        let counted = notices(&trace).iter().any(|notice| notice.contains("a number"));
        assert_eq!(counted, words.contains("G8"), "{words}: {:?}", notices(&trace));
    }
}

#[test]
fn what_days_leave_out_for_want_of_a_date_is_told() {
    let room = Newsroom::new();
    let said = "“The weir at Corvane held all night,” Ada Fenn said.";
    room.file(
        "corpus/two.jsonl",
        &[
            serde_json::json!({"id": "dated", "source": "Sheet", "published": "2031-04-01", "text": said}).to_string(),
            serde_json::json!({"id": "undated", "source": "Page", "text": said}).to_string(),
            serde_json::json!({"id": "other", "source": "Leaf", "text": "Nothing of that held."}).to_string(),
        ]
        .join("\n"),
    );
    room.index();
    let told = "1 more article matches but for its date: it has none, and is left out";
    for words in ["The weir at Corvane held all night", "The dam at Corvane held all night", "The weir … all night"] {
        let trace = room.ask(&["trace", words, "--since", "2031"]);
        assert!(notices(&trace).contains(&told), "{words}: {:?}", notices(&trace));
        assert!(!notices(&room.ask(&["trace", words])).contains(&told), "{words}");
    }
    let none = room.ask(&["trace", "The mill at Brask burned last week", "--since", "2031"]);
    assert!(!notices(&none).contains(&told), "{:?}", notices(&none));
}

#[test]
fn a_notice_stands_with_its_place() {
    let room = printed(
        "Weir",
        &[
            ["Plain Post", "2031-04-01", "“The weir at Corvane is safe,” Ada Fenn said."],
            ["Turned Times", "2031-04-02", "It is false that the weir at Corvane is safe."],
        ],
    );
    let words = "The weir at Corvane is safe";
    let trace = room.ask(&["trace", words]);
    let of = |place: usize| trace["found"][place]["notices"].as_array().unwrap();
    assert!(of(0).is_empty() && of(1).len() == 1, "{trace:#}");
    assert!(of(1)[0].as_str().unwrap().contains("Turned Times has “It is false that” before them"), "{trace:#}");
    assert!(trace["notices"].as_array().unwrap().contains(&of(1)[0]));
    let run = room.run(&["trace", words]);
    let shown = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.find("Turned Times · ") < shown.find("notice: these words are called untrue"), "{}", run.out);
    assert!(!run.err.contains("untrue"), "{}", run.err);
}

#[test]
fn a_text_whose_beginning_alone_was_looked_through_is_told() {
    let room = Newsroom::new();
    let long = "The weir at Corvane held all night and the town slept. ".repeat((4 << 20) / 55 + 2_000);
    room.file("corpus/long.txt", &format!("Weir\n\n{long}\n\n“Nobody drowned in it,” Ada Fenn said."));
    room.file("corpus/short.txt", "Town\n\nAda Fenn said the town slept.");
    room.index();
    let told = "1 of 2 articles are so long that names and claims were looked for in their first 4 MiB alone";
    for asked in [&["trace", "Nobody drowned in it"][..], &["claims", "drowned"], &["search", "--speaker", "Ada Fenn"]] {
        assert!(notices(&room.ask(asked)).contains(&told), "{asked:?}");
    }
    assert!(!notices(&room.ask(&["search", "drowned"])).contains(&told));
    assert_eq!(room.ask(&["status"])["beginnings"], 1);
    let status = room.run(&["status"]);
    assert!(
        status.out.contains("long     1 article, in whose beginning alone names and claims were looked for"),
        "{}",
        status.out
    );
    // It goes with the article.
    room.remove("corpus/long.txt");
    room.index();
    assert_eq!(room.ask(&["status"])["beginnings"], 0);
}

#[test]
fn a_negation_that_dots_stand_for_is_told() {
    let room = printed(
        "Music",
        &[
            [
                "Note News",
                "2031-04-01",
                "“Making music is not an exact science and cannot always meet our dates,” Ada Fenn said.",
            ],
            [
                "Bell Bulletin",
                "2031-04-02",
                "“The bells, which nobody rang, will be sold. They never rang true. The tower stays open,” Jon Orr said.",
            ],
            ["Ward Weekly", "2031-04-03", "“The people of Brask will not put up with this,” Eve Holt said."],
        ],
    );
    for (words, told) in [
        ("Making music is … exact science", "a negation is left out with the dots: Note News has “not”"),
        ("Making music is . . . exact science", "a negation is left out with the dots: Note News has “not”"),
        ("Making music is not … science", ""),
        ("Making music … always meet our dates", "a negation is left out with the dots: Note News has “cannot”"),
        ("The bells … will be sold", ""),
        ("The bells … will be sold … The tower stays open", ""),
        ("The people of Brask will … put up with this", "left out with the dots: Ward Weekly has “not”"),
    ] {
        let trace = room.ask(&["trace", words]);
        assert_eq!(trace["class"], "verbatim", "{words}: {trace}");
        let notices = notices(&trace).join("|");
        assert!(if told.is_empty() { notices.is_empty() } else { notices.contains(told) }, "{words}: {notices}");
    }
    // Many words in order are a quotation, though they are common ones.
    let trace = room.ask(&["trace", "the people of not put up with this"]);
    assert_eq!(trace["found"][0]["difference"], "The people of {+Brask will+} not put up with this", "{trace}");
}

#[test]
fn an_opposite_is_told_and_not_only_is_no_negation() {
    let room = printed(
        "Court",
        &[
            ["Game Gazette", "2031-04-01", "“It would be very unlikely for him to play twice in a week,” Ada Fenn said."],
            [
                "Vote Voice",
                "2031-04-02",
                "“We have shown that not only can we win the town, but we can hold it,” Jon Orr said.",
            ],
            ["Law Ledger", "2031-04-03", "“The sale of the old tower was legal and fair,” Eve Holt said."],
        ],
    );
    for (words, told) in [
        ("It would be very likely for him to play twice", "the opposite was typed: Game Gazette has “unlikely” for “likely”"),
        ("The sale of the old tower was illegal and fair", "the opposite was typed: Law Ledger has “legal” for “illegal”"),
        ("It would not be likely for him to play twice", ""),
        ("The sale of the old tower was not illegal and fair", ""),
        ("We have shown that we can win the town", ""),
        ("We have shown that not only can we win the town", ""),
        ("The sale of the old tower was not only legal and fair", ""),
    ] {
        let trace = room.ask(&["trace", words]);
        let notices = notices(&trace).join("|");
        assert!(if told.is_empty() { notices.is_empty() } else { notices.contains(told) }, "{words}: {notices}");
    }
}
