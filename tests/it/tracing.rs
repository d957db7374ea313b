//! Are quotations traced to where they stand, and is it said what was done to them?

use crate::newsroom::{Newsroom, repository};
use serde_json::Value;

/// The share of planted quotations that must be told right.
const RIGHT: f64 = 0.95;

/// A quotation and what must be said of it; `-` stands for nothing.
struct Planted {
    class: String,
    notice: String,
    speaker: String,
    words: String,
}

fn planted() -> Vec<Planted> {
    let text = std::fs::read_to_string(repository().join("tests/quotations.tsv")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let read = |line: &str| {
        let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let [class, notice, speaker, words] = columns.try_into().expect("four columns");
        Planted { class, notice, speaker, words }
    };
    lines.map(read).collect()
}

pub(crate) fn notices(trace: &Value) -> Vec<&str> {
    trace["notices"].as_array().unwrap().iter().map(|notice| notice.as_str().unwrap()).collect()
}

#[test]
fn planted_quotations_are_told_for_what_they_are() {
    let room = Newsroom::of_corpus();
    let planted = planted();
    let mut wrong = Vec::new();
    for one in &planted {
        let asked =
            if one.speaker == "-" { vec!["trace", &one.words] } else { vec!["trace", &one.words, "--speaker", &one.speaker] };
        let trace = room.ask(&asked);
        let told = notices(&trace);
        let noticed = one.notice == "-" || told.iter().any(|notice| notice.contains(&one.notice));
        let surplus =
            one.notice == "-" && told.iter().any(|notice| notice.contains("not attributed") || notice.contains("negation"));
        if trace["class"] != *one.class || !noticed || surplus {
            wrong.push(format!("{}: {} {:?} {}", one.words, trace["class"], told, trace["found"][0]["difference"]));
        }
    }
    eprintln!("{} of {} right", planted.len() - wrong.len(), planted.len());
    wrong.iter().for_each(|line| eprintln!("{line}"));
    assert!(planted.len() >= 60 && (planted.len() - wrong.len()) as f64 >= RIGHT * planted.len() as f64);
}

#[test]
fn places_are_told_earliest_first_with_the_bytes_of_the_words() {
    let room = Newsroom::of_corpus();
    let words = "A man with ninety ships does not count them before breakfast";
    let trace = room.ask(&["trace", words, "-n", "0"]);
    let found = trace["found"].as_array().unwrap();
    let verbatim: Vec<&Value> = found.iter().filter(|traced| traced["class"] == "verbatim").collect();
    assert!(verbatim.len() >= 5, "{}", verbatim.len());
    let dates: Vec<&str> =
        verbatim.iter().map(|traced| &traced["hit"]["provenance"]["published"].as_str().unwrap()[..10]).collect();
    assert!(dates.is_sorted(), "{dates:?}");
    for traced in verbatim {
        let (provenance, bytes) = (&traced["hit"]["provenance"], &traced["bytes"]);
        let end = |at: usize| bytes[at].as_u64().unwrap() as usize;
        assert_eq!((traced["difference"].as_str(), traced["speaker"].as_str()), (Some(""), Some("Marten Brask")));
        if provenance["record"].is_null() {
            let file = std::fs::read(room.folder().join(provenance["path"].as_str().unwrap())).unwrap();
            assert_eq!(String::from_utf8_lossy(&file[end(0)..end(1)]), words);
        }
    }
}

#[test]
fn what_differs_is_marked_in_the_words_of_the_article() {
    let room = Newsroom::of_corpus();
    let difference = |words: &str| room.ask(&["trace", words])["found"][0]["difference"].as_str().unwrap().to_owned();
    assert_eq!(
        difference("My goats have been told about the strike"),
        "My [-goats-] {+cows+} have {+not+} been told about the strike"
    );
    assert_eq!(difference("We gave up the whole road to keep the town"), "We gave up the [-whole-] road to keep the town");
}

/// Makes a newsroom of articles that have one title: of each its source, its day and its text.
pub(crate) fn printed(title: &str, articles: &[[&str; 3]]) -> Newsroom {
    let room = Newsroom::new();
    let line = |[source, day, text]: &[&str; 3]| {
        serde_json::json!({"source": source, "published": day, "title": title, "text": text}).to_string()
    };
    room.file("corpus/printed.jsonl", &articles.iter().map(line).collect::<Vec<_>>().join("\n"));
    room.index();
    room
}

/// A newsroom with three reports of what was said at a bridge.
fn bridge() -> Newsroom {
    printed(
        "Bridge",
        &[
            [
                "Weak Weekly",
                "2031-04-01",
                "\u{201c}We rebuilt the ferry in nine weeks with the people of the town and nobody's money,\u{201d} said Ada Fenn.",
            ],
            [
                "Near News",
                "2031-04-02",
                "\u{201c}We rebuilt the bridge in nine weeks with the people of this town and nobody's money,\u{201d} said Ada Fenn. Rain fell.\n\nThe choir sang.",
            ],
            [
                "Proof Post",
                "2031-04-03",
                "\u{201c}The company makes claims that lack evidence, and it knows it,\u{201d} said Bo Lind. It is unsafe to stand below the arch, said Cai Moe.",
            ],
        ],
    )
}

#[test]
fn what_was_typed_more_than_was_said_is_put_in_place_of_nothing() {
    let trace =
        bridge().ask(&["trace", "with the people of this town and nobody's money at all tonight", "--source", "Near News"]);
    assert_eq!(trace["found"][0]["difference"], "with the people of this town and nobody's money [-at all tonight-]");
    let bytes = &trace["found"][0]["bytes"];
    let quoted = trace["found"][0]["hit"]["highlights"].as_array().unwrap();
    assert_eq!(quoted.len(), 1, "{bytes} {quoted:?}");
}

#[test]
fn the_nearest_of_altered_words_come_first_and_of_as_near_ones_the_earliest() {
    let trace = bridge().ask(&["trace", "We rebuilt the bridge in ten weeks with the people of this town and nobody's money"]);
    let source = |at: usize| trace["found"][at]["hit"]["provenance"]["source"].as_str().unwrap().to_owned();
    assert_eq!((source(0), source(1)), ("Near News".to_owned(), "Weak Weekly".to_owned()));
}

#[test]
fn a_negation_is_missed_or_surplus_only_where_the_words_do_not_say_it_otherwise() {
    let room = bridge();
    let alarms = |words: &str| {
        let trace = room.ask(&["trace", words]);
        assert_eq!(trace["class"], "altered", "{words}");
        notices(&trace).iter().any(|notice| notice.contains("negation"))
    };
    assert!(!alarms("The company makes claims without evidence, and it knows it"));
    assert!(!alarms("The company makes claims that have no evidence, and it knows it"));
    assert!(!alarms("It is not safe to stand below the arch"));
    assert!(alarms("The company never makes claims that lack evidence, and it knows it"));
    assert!(alarms("We rebuilt the bridge in nine weeks without the people of this town"));
}

#[test]
fn what_was_searched_is_said_where_nothing_is_found() {
    let room = bridge();
    let told = |arguments: &[&str]| {
        notices(&room.ask(&[&["trace", "Geese ate the harvest of my uncle"], arguments].concat())).join("|")
    };
    assert!(told(&[]).starts_with("nothing like it in 3 articles"), "{}", told(&[]));
    assert!(told(&["--speaker", "Ada Fenn"]).contains("by Ada Fenn or by anybody else"));
    assert!(told(&["--source", "Near News"]).contains("in what the filters leave of 3 articles"));
}

#[test]
fn filters_say_where_a_quotation_is_looked_for() {
    let room = Newsroom::of_corpus();
    let words = "A man with ninety ships does not count them before breakfast";
    let trace = room.ask(&["trace", words, "--source", "Channel Relay"]);
    let sources: Vec<&Value> =
        trace["found"].as_array().unwrap().iter().map(|traced| &traced["hit"]["provenance"]["source"]).collect();
    assert_eq!(sources, ["Channel Relay"]);
    let nowhere = room.ask(&["trace", words, "--until", "2031-01"]);
    assert_eq!((nowhere["class"].as_str(), nowhere["found"].as_array().map(Vec::len)), (Some("absent"), Some(0)));
}

/// A newsroom where people deny, and where quotations end beside a negation.
fn denials() -> Newsroom {
    printed(
        "Weir",
        &[
            [
                "Weir News",
                "2031-05-01",
                "Rolf Adler denied that the weir had burst at night. Vera Munk never said that the pump was sold to a friend.",
            ],
            [
                "Late Post",
                "2031-05-02",
                "“I am not an atheist,” said Cai Moe. “We didn't close the sluice,” said Ada Fenn. “I did not lie,” said Bo Lind.\n\n“Our roof leaks, but we do not,” said Olga Reed. “Nobody has ever put a price on the river,” said Ida Holm. Nobody from the council said that the ferry was insured.\n\n“We can\u{FFFD}t deny the children a bridge,” said Jan Roth. He said the market opens on Monday. Officials refused to confirm that the lock was unsafe by night. “Not only the ducks were fed on Tuesday,” said Jan Roth.",
            ],
            ["First Call", "2031-05-03", "“The quay is ours to keep and to mend,” said Piet Holm."],
            ["Second Call", "2031-05-04", "“The quay is ours to keep and to mend,” said Ida Fenn."],
            ["Third Call", "2031-05-05", "“The quay is ours to keep and to paint,” said Ida Fenn."],
        ],
    )
}

#[test]
fn words_that_somebody_denies_are_told_as_denied() {
    let room = denials();
    for (words, told) in [
        ("the weir had burst at night", "these words stand in what Rolf Adler denies (Weir News)"),
        ("the pump was sold to a friend", "these words stand in what Vera Munk does not say (Weir News)"),
    ] {
        let trace = room.ask(&["trace", words]);
        assert_eq!(trace["class"], "verbatim");
        assert!(notices(&trace).contains(&told), "{trace}");
        let shown = room.run(&["trace", words]).out;
        assert!(shown.split_whitespace().collect::<Vec<_>>().join(" ").contains(told), "{shown}");
    }
    let denial = room.ask(&["trace", "denied that the weir had burst at night"]);
    assert!(notices(&denial).is_empty(), "{denial}");
}

#[test]
fn a_negation_that_stands_where_the_quotation_was_cut_is_told() {
    let room = denials();
    let told = |words: &str| {
        let trace = room.ask(&["trace", words]);
        assert_eq!(trace["class"], "verbatim", "{words}");
        notices(&trace).join("|")
    };
    assert!(told("Our roof leaks, but we do").contains("“not” behind these words"));
    assert!(told("has ever put a price on the river").contains("“Nobody” before these words"));
    assert!(told("put a price on the river").contains("“Nobody has ever” before these words"));
    assert!(told("the lock was unsafe by night").contains("refused to confirm"));
    let insured = told("the ferry was insured");
    assert!(insured.contains("“Nobody from the council said that” before") || insured.contains("does not say"), "{insured}");
    for whole in ["Nobody has ever put a price on the river", "the market opens on Monday", "the ducks were fed on Tuesday"] {
        assert_eq!(told(whole), "", "{whole}");
    }
}

#[test]
fn a_short_quotation_whose_negation_was_dropped_is_altered() {
    let room = denials();
    for words in ["I am an atheist", "We did close the sluice", "I did lie", "We can deny the children a bridge"] {
        let trace = room.ask(&["trace", words]);
        assert_eq!(trace["class"], "altered", "{words}");
        assert!(notices(&trace).iter().any(|notice| notice.contains("a negation is left out")), "{words}: {trace}");
    }
    assert_eq!(room.ask(&["trace", "I am an engineer"])["class"], "absent");
}

#[test]
fn the_places_of_who_is_asked_for_come_first() {
    let room = denials();
    let words = "The quay is ours to keep and to mend";
    let sources = |trace: &Value| {
        let found = trace["found"].as_array().unwrap();
        found.iter().map(|one| one["hit"]["provenance"]["source"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let hers = room.ask(&["trace", words, "--speaker", "Ida Fenn"]);
    assert_eq!(sources(&hers), ["Second Call", "Third Call"]);
    assert!(notices(&hers).iter().any(|notice| notice.contains("1 place where others have the words is not shown")), "{hers}");
    assert!(!notices(&hers).iter().any(|notice| notice.contains("not attributed")), "{hers}");
    assert_eq!(sources(&room.ask(&["trace", words, "--speaker", "Ida Fenn", "-n", "1"])), ["Second Call"]);
    let near = room.ask(&["trace", words, "--speaker", "Ida Fenn", "--source", "First Call", "--source", "Third Call"]);
    assert_eq!((near["class"].as_str(), sources(&near)), (Some("altered"), vec!["Third Call".to_owned()]));
    assert!(notices(&near).contains(&"not attributed to Ida Fenn word for word, but to Piet Holm"), "{near}");
    let nobody = room.ask(&["trace", words, "--speaker", "Olga Reed"]);
    assert_eq!(sources(&nobody)[0], "First Call");
    assert!(notices(&nobody).contains(&"not attributed to Olga Reed here, but to Ida Fenn, Piet Holm"), "{nobody}");
}

#[test]
fn a_few_words_that_stand_everywhere_are_no_quotation() {
    let room = Newsroom::of_corpus();
    for words in [&["the"][..], &["and of the"], &["“we will”"]] {
        let run = room.run(&[&["trace"], words].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{words:?}: {}", run.err);
        assert!(run.err.contains("could be anybody's: type more of the quotation"), "{}", run.err);
    }
    let many = room.run(&["trace", "not"]);
    assert_eq!(many.code, 0, "{}", many.err);
    let line = many.err.lines().find(|line| line.contains("attributed to several speakers")).unwrap_or_default().to_owned();
    assert!(line.matches('(').count() == 5 && line.ends_with(" more"), "{line}");
}

#[test]
fn what_has_no_words_cannot_be_traced() {
    let room = printed("Quay", &[["Quay Post", "2031-04-01", "The harbour was quiet."]]);
    for words in ["", " ", "…", "“…”", "?!"] {
        for format in ["human", "json"] {
            let run = room.run(&["trace", words, "--format", format]);
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{words:?}: {}", run.err);
            assert!(run.err.contains("no words to look for: type the quotation, as in whosaid trace"), "{}", run.err);
        }
    }
    assert_eq!(room.run(&["trace", "the harbour burned"]).code, 1);
    assert_eq!(room.run(&["trace", "the harbour was quiet"]).code, 0);
}

/// A newsroom whose papers print figures.
fn figures() -> Newsroom {
    printed(
        "Figures",
        &[
            [
                "Sum Post",
                "2031-06-01",
                "The mill said support rose to 76% of the valley in May. The harbour sold bonds worth $1.13bn to its pilots.",
            ],
            [
                "Rate Times",
                "2031-06-01",
                "Prices in Sundby moved by -0.4% over the cold winter. Wages in Norrvik rose 10.5 per cent since the flood.",
            ],
            [
                "Cash News",
                "2031-06-01",
                "The dam cost the village €20,000 in spare parts alone. The ferry sails at 9:30 from the old fish market.",
            ],
            [
                "Long Gazette",
                "2031-06-01",
                "The lottery paid 1,000,000 to a baker of the upper town. A tram line will cost £1.5bn before the first ride.",
            ],
            [
                "Far Courier",
                "2031-06-01",
                "The kiln burned 1.500 bricks on the day of the fair. In 1990-91 the club won 3-2 against the men of Halden.",
            ],
        ],
    )
}

#[test]
fn numbers_that_differ_are_never_verbatim_and_told_as_they_stand() {
    let room = figures();
    for (words, told) in [
        ("support rose to 7.6% of the valley in May", "a number differs: typed 7.6%, Sum Post has 76%"),
        ("support rose to 76 of the valley in May", "a number differs: typed 76, Sum Post has 76%"),
        ("sold bonds worth £113bn to its pilots", "a number differs: typed £113bn, Sum Post has $1.13bn"),
        ("sold bonds worth £1.13bn to its pilots", "a number differs: typed £1.13bn, Sum Post has $1.13bn"),
        ("sold bonds worth $113 million to its pilots", "a number differs: typed $113 million, Sum Post has $1.13bn"),
        ("moved by 0.4% over the cold winter", "a number differs: typed 0.4%, Rate Times has -0.4%"),
        ("moved by +0.4% over the cold winter", "a number differs: typed +0.4%, Rate Times has -0.4%"),
        (
            "Wages in Norrvik rose 105 per cent since the flood",
            "a number differs: typed 105 per cent, Rate Times has 10.5 per cent",
        ),
        ("105 per cent", "a number differs: typed 105 per cent, Rate Times has 10.5 per cent"),
        ("cost the village $20,000 in spare parts", "a number differs: typed $20,000, Cash News has €20,000"),
        ("The ferry sails at 9:45 from the old fish market", "a number differs: typed 9:45, Cash News has 9:30"),
        ("The kiln burned 1500 bricks on the day", "a number may differ: typed 1500, Far Courier has 1.500"),
    ] {
        let trace = room.ask(&["trace", words]);
        assert_eq!(trace["class"], "altered", "{words}: {trace}");
        assert!(notices(&trace).contains(&told), "{words}: {:?}", notices(&trace));
    }
    let difference = |words: &str| room.ask(&["trace", words])["found"][0]["difference"].as_str().unwrap().to_owned();
    assert_eq!(
        difference("The ferry sails at nine from the old fish market"),
        "The ferry sails at [-nine-] {+9:30+} from the old fish market"
    );
    assert_eq!(difference("Prices in Sundby moved by 0.4%"), "Prices in Sundby moved by [-0.4%-] {+-0.4%+}");
}

#[test]
fn a_number_that_the_quotation_has_but_the_beginning_or_the_end_of_is_told() {
    let room = printed(
        "Sums",
        &[
            ["Sum Post", "2031-06-01", "Ada Fenn said that the new lock will cost 3 million when the ice is gone."],
            [
                "Rate Times",
                "2031-06-01",
                "Bo Lind said that rents in Sundby rose by 5 per cent. The quay holds twenty-five boats by night.",
            ],
            [
                "Cash News",
                "2031-06-01",
                "Cai Moe said that a tower for the lamp will cost −$4 billion. The train leaves at 9:30.",
            ],
            [
                "Span Post",
                "2031-06-01",
                "Ida Holm said that the weir would lose 3 to 5 per cent of its water. The road took two and a half years.",
            ],
            [
                "Herring Mail",
                "2031-06-01",
                "Jo Rask said that the catch of the fleet rose from 900 to 1.2 million. He said that the fair of the guild drew June 3 to 5 million guests.",
            ],
        ],
    );
    for (words, told) in [
        ("the new lock will cost 3", "a number is cut off: Sum Post has “3 million”"),
        ("will cost 3", "a number is cut off: Sum Post has “3 million”"),
        ("million when the ice is gone", "a number is cut off: Sum Post has “3 million”"),
        ("rents in Sundby rose by 5", "a number is cut off: Rate Times has “5 per cent”"),
        ("The quay holds twenty", "a number is cut off: Rate Times has “twenty-five”"),
        ("five boats by night", "a number is cut off: Rate Times has “twenty-five”"),
        ("The train leaves at 9", "a number is cut off: Cash News has “9:30”"),
        ("a tower for the lamp will cost -$4", "a number is cut off: Cash News has “−$4 billion”"),
        ("a tower for the lamp will cost $4", "a number differs: typed $4, Cash News has −$4 billion"),
        ("a tower for the lamp will cost £4", "a number differs: typed £4, Cash News has −$4 billion"),
        ("the new lock will cost 3 when the ice is gone", "a number differs: typed 3, Sum Post has 3 million"),
        ("the catch of the fleet rose from 900 million", "a number differs: typed 900 million, Herring Mail has 900"),
        ("the fair of the guild drew June 3 million", "a number differs: typed 3 million, Herring Mail has 3"),
    ] {
        let trace = room.ask(&["trace", words]);
        assert_eq!((trace["class"].as_str(), notices(&trace)), (Some("altered"), vec![told]), "{words}: {trace}");
    }
    for (words, told) in [
        ("the weir would lose 3", "a number is cut off: Span Post has “3 to 5 per cent”"),
        ("The road took two", "a number is cut off: Span Post has “two and a half”"),
    ] {
        let trace = room.ask(&["trace", words]);
        assert_eq!((trace["class"].as_str(), notices(&trace)), (Some("verbatim"), vec![told]), "{words}: {trace}");
    }
    let range = room.ask(&["trace", "the weir would lose 3% to 5% of its water"]);
    assert_eq!((range["class"].as_str(), notices(&range)), (Some("altered"), Vec::new()), "{range}");
    for words in ["the new lock will cost 3 million", "The quay holds twenty-five boats", "rents in Sundby rose by 5 per cent"]
    {
        let trace = room.ask(&["trace", words]);
        assert_eq!((trace["class"].as_str(), notices(&trace)), (Some("verbatim"), Vec::new()), "{words}: {trace}");
    }
}

#[test]
fn a_number_that_is_written_otherwise_is_the_same() {
    let room = figures();
    for words in [
        "The lottery paid 1000000 to a baker",
        "The lottery paid 1.000.000 to a baker",
        "The lottery paid 1 000 000 to a baker",
        "A tram line will cost £1.5 bn before the first ride",
        "A tram line will cost 1,5bn before the first ride",
        "Prices in Sundby moved by −0.4% over the cold winter",
        "cost the village 20000 in spare parts",
        "In 1990-91 the club won 3-2 against the men of Halden",
        "In 1990–91 the club won 3–2 against the men of Halden",
    ] {
        let trace = room.ask(&["trace", words]);
        assert_eq!((trace["class"].as_str(), notices(&trace)), (Some("verbatim"), Vec::new()), "{words}: {trace}");
    }
    for words in ["Wages in Norrvik rose 10.5% since the flood", "A tram line will cost £1.5 billion before the first ride"] {
        let trace = room.ask(&["trace", words]);
        assert_eq!((trace["class"].as_str(), notices(&trace)), (Some("altered"), Vec::new()), "{words}: {trace}");
    }
}

#[test]
fn only_the_same_quotation_is_set_against_another_speakers() {
    let room = printed(
        "Club",
        &[
            ["Near News", "2031-06-01", "“We are taking action over Haldwick,” said Ada Fenn."],
            ["Far News", "2031-06-01", "“We are taking this action in order to mend the roof,” said Bo Lind."],
            ["Other News", "2031-06-01", "“We are taking action over Halden,” said Cai Moe."],
        ],
    );
    let told = notices(&room.ask(&["trace", "We are taking action over Haldwick"])).join("|");
    assert_eq!(told, "attributed to several speakers: Ada Fenn (Near News), Cai Moe (Other News)");
}

#[test]
fn what_is_taken_back_in_the_same_sentence_is_told() {
    let room = Newsroom::new();
    let text = "The answer showed his view that the ferry was safe, but was not a summary of his advice.\n\n\
        The choir sang well, but the hall was full and nothing was heard in the yard. The pump ran, but slowly. Nobody mended the roof.\n\n\
        The geese came back, though not only to the lake, and stayed.";
    room.file("corpus/back.jsonl", &serde_json::json!({"source": "Back Post", "title": "Back", "text": text}).to_string());
    room.index();
    let told = |words: &str| {
        let trace = room.ask(&["trace", words]);
        assert_eq!(trace["class"], "verbatim", "{words}");
        notices(&trace).join("|")
    };
    let answer = told("The answer showed his view that the ferry was safe");
    assert_eq!(answer, "a negation is cut off: Back Post has “but was not” behind these words");
    for whole in ["The answer showed his view", "The pump ran", "The pump ran, but slowly", "The geese came back"] {
        assert_eq!(told(whole), "", "{whole}");
    }
}

/// A newsroom with a word and a phrase in more passages than are looked at, the latest of them first in its file.
fn crowded() -> Newsroom {
    let room = Newsroom::new();
    let article = |day: usize| {
        let date = format!("20{}-{:02}-{:02}", 31 + day / 336, 1 + day / 28 % 12, 1 + day % 28);
        let passages = (1..=4).map(|at| format!("The harbour was quiet on its day {day} and again at {at}, and many boats lay idle by the long stone quay until the evening came and the lamps of the village were lit, as they are whenever the pilots have gone home to supper and the weather allows it to those who keep them, with rain and wind from the west and no ferry before the morning, and nobody in the street but the man who keeps the keys, who sings."));
        let text = passages.collect::<Vec<_>>().join("\n\n");
        serde_json::json!({"source": format!("Paper {day}"), "published": date, "title": "Quay", "text": text}).to_string()
    };
    let mut reports: Vec<String> = (0..300).rev().map(article).collect();
    let late = |source: &str, day: &str, text: &str| {
        serde_json::json!({"source": source, "published": day, "title": "Late", "text": text}).to_string()
    };
    reports.push(late("Late Post", "2039-01-01", "“The harbour was quiet, and then it burned,” said Ada Fenn."));
    reports.push(late("Rare Post", "2039-01-02", "“It is a groundless tale,” said Bo Lind."));
    room.file("corpus/quay.jsonl", &reports.join("\n"));
    room.index();
    room
}

#[test]
fn of_words_that_stand_in_very_many_passages_the_first_by_date_are_looked_at_and_that_is_told() {
    let room = crowded();
    let source = |trace: &Value, at: usize| trace["found"][at]["hit"]["provenance"]["source"].as_str().unwrap().to_owned();
    for words in ["harbour", "the harbour was quiet"] {
        let trace = room.ask(&["trace", words, "-n", "2"]);
        let told = notices(&trace).join("|");
        assert!(
            told.contains("the words stand in 1201 passages, of which the first 1000 by date (to 2031-09-26) were"),
            "{told}"
        );
        assert!(told.contains("2 of 1000 places shown; -n 0 shows all that were looked at"), "{told}");
        assert_eq!(
            (trace["class"].as_str(), source(&trace, 0), source(&trace, 1)),
            (Some("verbatim"), "Paper 0".into(), "Paper 0".into())
        );
        let all = room.ask(&["trace", words, "-n", "0"]);
        assert_eq!(all["found"].as_array().unwrap().len(), 1000);
        assert_eq!(source(&all, 999), "Paper 249");
    }
    let dotted = notices(&room.ask(&["trace", "the harbour … who sings", "-n", "1"])).join("|");
    assert!(dotted.contains("the words stand in 1200 passages, of which the first 1000 by date (to 2031-09-26)"), "{dotted}");
    let parts = notices(&room.ask(&["trace", "the harbour was quiet on its day … groundless", "-n", "1"])).join("|");
    assert!(parts.contains("1200 passages have only some of its parts, and not all of them were compared"), "{parts}");
    for words in ["harbour … groundless", "with … groundless", "and the … groundless tale"] {
        let told = notices(&room.ask(&["trace", words, "-n", "1"])).join("|");
        assert!(!told.contains("some of its parts"), "{words}: {told}");
    }
}

#[test]
fn who_is_asked_for_is_found_behind_the_passages_that_are_looked_at() {
    let room = crowded();
    let trace = room.ask(&["trace", "the harbour was quiet", "--speaker", "Ada Fenn"]);
    let told = notices(&trace).join("|");
    assert_eq!(trace["found"][0]["hit"]["provenance"]["source"], "Late Post");
    assert!(told.contains("(to 2031-09-26), and what Ada Fenn says, were looked at"), "{told}");
    assert!(!told.contains("not attributed"), "{told}");
    let later = room.ask(&["trace", "the harbour was quiet", "--since", "2032"]);
    assert_eq!((later["found"].as_array().unwrap().len(), notices(&later)), (1, Vec::new()));
}

#[test]
fn a_rare_word_and_a_whole_sentence_are_traced_wherever_they_stand() {
    let room = crowded();
    for words in ["groundless", "The harbour was quiet, and then it burned", "The harbour was quiet … it burned"] {
        let trace = room.ask(&["trace", words, "-n", "1"]);
        let told = notices(&trace).join("|");
        assert_eq!(trace["class"], "verbatim", "{words}");
        assert!(!told.contains("were looked at"), "{words}: {told}");
        assert!(trace["found"][0]["hit"]["provenance"]["published"].as_str().unwrap().starts_with("2039"), "{trace}");
    }
}
