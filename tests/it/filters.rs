//! Does each filter narrow an answer as it says?

use crate::newsroom::{Newsroom, hits};
use serde_json::Value;
use std::collections::BTreeSet;
use whosaid::model::normal::name_key;

/// Five articles of three outlets, in two languages, over two years.
const ARTICLES: &[&str] = &[
    r#"{"id":"a","title":"Bridge closed","source":"Alpha News","published":"2031-01-05","language":"en","text":"The bridge at Norrvik was closed on Monday.\n\n\"The bridge is safe,\" Mayor Ines Halvorsen told Alpha News."}"#,
    r#"{"id":"b","title":"Bridge opened","source":"Beta Post","published":"2031-02-10","language":"en","text":"Mayor Ines Halvorsen denied that the bridge at Norrvik had been unsafe. Engineer Tomas Brandl said the bolts were sound."}"#,
    r#"{"id":"c","title":"Ferry delayed","source":"Gamma Radio","published":"2032-02-10T08:00:00Z","language":"en","text":"Engineer Tomas Brandl urged the port of Sundby to repair the ferry, Beta Post reported."}"#,
    r#"{"id":"d","title":"Die Fähre","source":"Gamma Radio","published":"2032-03-01","language":"de","text":"Die Fähre fährt seit Montag nicht mehr, weil das Wetter zu schlecht ist und die Stadt vor dem Sturm gewarnt hat."}"#,
    r#"{"id":"e","title":"No date","source":"Alpha News Weekly","text":"In the town of Sundby the harbour is quiet, and the ferry waits."}"#,
];

fn five() -> Newsroom {
    let room = Newsroom::new();
    room.file("corpus/wire/five.jsonl", &ARTICLES.join("\n"));
    room.index();
    room
}

/// Gives the ids of the articles that a search leaves, sorted.
fn left(room: &Newsroom, arguments: &[&str]) -> String {
    let answer = room.ask(&[&["search", "-n", "0", "--no-group"], arguments].concat());
    let ids: BTreeSet<&str> = hits(&answer).iter().map(|hit| hit["provenance"]["record"]["id"].as_str().unwrap()).collect();
    ids.into_iter().collect()
}

#[test]
fn each_filter_leaves_what_it_names() {
    let room = five();
    for (arguments, ids) in [
        (&["--source", "Beta Post"][..], "b"),
        (&["--source", "beta post"], "b"),
        (&["--place", "Sundby"], "ce"),
        (&["--person", "Ines Halvorsen"], "ab"),
        (&["--entity", "Norrvik"], "ab"),
        (&["--lang", "de"], "d"),
        (&["--since", "2032"], "cd"),
        (&["--since", "2031-02"], "bcd"),
        (&["--until", "2031-02-09"], "a"),
        (&["--until", "2031"], "ab"),
        (&["--since", "2031-02-10", "--until", "2032-02-10"], "bc"),
        (&["--path", "five.jsonl"], "abcde"),
        (&["--path", "six.jsonl"], ""),
        (&["ferry", "--place", "Sundby", "--lang", "en"], "ce"),
    ] {
        assert_eq!(left(&room, arguments), ids, "{arguments:?}");
    }
}

#[test]
fn a_path_is_found_as_it_is_printed_and_below_the_folder_taken_in() {
    let room = five();
    let below = room.folder().to_str().unwrap();
    let whole = format!("{below}/corpus/wire/five.jsonl");
    let printed = hits(&room.ask(&["search", "bridge"]))[0]["provenance"]["path"].as_str().unwrap().to_owned();
    assert_eq!(printed, "corpus/wire/five.jsonl");
    for path in
        [&printed, "corpus/wire/five.jsonl:3", "./corpus/wi", "corpus/", "corpus/*/five*", "wire/five.jsonl:1–2", &whole]
    {
        assert_eq!(left(&room, &["--path", path]), "abcde", "{path}");
        assert_eq!(left(&room, &[&format!("path:\"{path}\"")]), if path.contains('*') { "" } else { "abcde" }, "{path}");
    }
    for path in ["corpus/five.jsonl", "corpusses/wire", "orpus/wire"] {
        assert_eq!(left(&room, &["--path", path]), "", "{path}");
        let told = notices(&room.ask(&["search", "--path", path]));
        assert!(told.contains(&format!("no path has {path} in this index; paths are those below {below}/corpus")), "{told}");
    }
    assert_eq!(notices(&room.ask(&["search", "zebra", "--path", &printed])), "");
    let traced = room.ask(&["trace", "the bolts were sound", "--path", &printed]);
    assert_ne!(traced["class"], "absent", "{traced}");
}

#[test]
fn articles_without_a_date_that_days_leave_out_are_counted() {
    let room = five();
    let one = "1 more article matches but for its date: it has none, and is left out";
    for asked in [
        &["search", "ferry", "--since", "2032"][..],
        &["search", "ferry", "--until", "2031"],
        &["search", "ferry", "--since", "2030", "--since", "2032", "--until", "2033"],
        &["search", "ferry published:2032"],
        &["search", "ferry", "harbour", "zebra", "--since", "2032"],
        &["search", "--since", "2032"],
        &["search", "--place", "Sundby", "+ferry published:2031..2032"],
    ] {
        assert!(notices(&room.ask(asked)).contains(one), "{asked:?}: {}", notices(&room.ask(asked)));
    }
    for asked in [
        &["search", "ferry"][..],
        &["search", "bridge", "--since", "2032"],
        &["search", "ferry OR published:2032"],
        &["search", "ferry -published:2032"],
        &["search", "ferry", "published:*"],
        &["claims", "ferry", "--since", "2032"],
        &["search", "harbour", "ferry", "zebra", "--since", "2032", "--match", "all"],
    ] {
        assert!(!notices(&room.ask(asked)).contains("left out"), "{asked:?}: {}", notices(&room.ask(asked)));
    }
    let listed = room.run(&["search", "ferry", "--since", "2032", "--format", "trec"]);
    assert!(listed.err.contains(one), "{}", listed.err);
}

#[test]
fn a_value_that_there_is_not_is_told_with_those_that_there_are() {
    let room = five();
    for (asked, told) in [
        (&["claims", "lang:xx"][..], "nothing is written in xx in this index; the languages there are: de, en"),
        (&["search", "--lang", "english"], "nothing is written in english in this index; the languages there are: de, en"),
        (&["claims", "--stance", "lie"], "stances are assert, confirm, deny, allege, question, urge, predict"),
        (&["claims", "stance:lie"], "no stance is 'lie': it is assert, confirm, deny, allege, question, urge, predict"),
        (&["claims", "kind:foo"], "no kind is 'foo': it is direct, mixed, indirect"),
    ] {
        let found = room.ask(asked);
        assert_eq!(found["total"], 0, "{asked:?}");
        assert!(notices(&found).contains(told), "{asked:?}: {}", notices(&found));
    }
    assert!(!notices(&room.ask(&["search", "zebra", "--lang", "de"])).contains("languages"), "there is German");
    room.file("corpus/wire/five.jsonl", ARTICLES[0]);
    room.index();
    assert!(notices(&room.ask(&["search", "lang:de"])).ends_with("the languages there are: en"), "the German one is gone");
}

#[test]
fn the_same_filter_twice_is_any_and_different_ones_are_all() {
    let room = five();
    for (arguments, ids) in [
        (&["--source", "Beta Post", "--source", "Gamma Radio"][..], "bcd"),
        (&["--place", "Norrvik", "--place", "Sundby"], "abce"),
        (&["--source", "Gamma Radio", "--lang", "en"], "c"),
        (&["--source", "Beta Post", "--source", "Gamma Radio", "--lang", "de", "--since", "2032-03"], "d"),
        (&["--person", "Tomas Brandl", "--person", "Ines Halvorsen", "--until", "2031-01"], "a"),
        (&["--source", "Alpha News", "--source", "Beta Post", "--lang", "de"], ""),
    ] {
        assert_eq!(left(&room, arguments), ids, "{arguments:?}");
    }
}

#[test]
fn claims_are_filtered_by_who_how_and_through_whom() {
    let room = five();
    for (arguments, ids) in [
        (&["--speaker", "Ines Halvorsen"][..], "ab"),
        (&["--stance", "deny"], "b"),
        (&["--stance", "urge"], "c"),
        (&["--speaker", "Ines Halvorsen", "--stance", "deny"], "b"),
        (&["--speaker", "Tomas Brandl", "--stance", "deny"], ""),
        (&["--via", "Alpha News"], "a"),
        (&["--via", "Beta Post"], "c"),
    ] {
        assert_eq!(left(&room, arguments), ids, "search {arguments:?}");
        let answer = room.ask(&[&["claims", "-n", "0", "--no-group"], arguments].concat());
        let found: BTreeSet<&str> =
            hits(&answer).iter().map(|hit| hit["provenance"]["record"]["id"].as_str().unwrap()).collect();
        assert_eq!(found.into_iter().collect::<String>(), ids, "claims {arguments:?}");
    }
}

#[test]
fn a_date_that_is_none_is_refused_and_so_is_a_span_without_days() {
    let room = five();
    for command in ["search", "claims", "trace"] {
        for date in ["yesterweek", "2031-13", "2031-02-30", ""] {
            let run = room.run(&[command, "bridge", "--since", date]);
            assert_eq!(run.code, 2, "{command} {date}: {}", run.err);
            assert!(run.err.contains(&format!("--since {date} is no date: write a year, a month or a day")), "{}", run.err);
        }
        let run = room.run(&[command, "bridge", "--since", "2032", "--until", "2031-06"]);
        assert!(run.err.contains("no day lies between --since 2032 and --until 2031-06"), "{}", run.err);
        assert_eq!((run.code, run.err.contains("notice")), (2, false), "{command}: {}", run.err);
        let run = room.run(&[command, "bridge", "--since", "2031", "--until", "2031"]);
        assert!(!run.err.contains("no day"), "{}", run.err);
    }
}

/// What a filter asks of a hit.
type Test = fn(&Value, &str) -> bool;

const IS_SOURCE: Test = |hit, value| hit["provenance"]["source"].as_str().is_some_and(|source| names(source, value));
const IS_SINCE: Test = |hit, value| hit["provenance"]["published"].as_str().is_some_and(|date| date >= value);
const IS_UNTIL: Test = |hit, value| hit["provenance"]["published"].as_str().is_some_and(|date| date[..value.len()] <= *value);
const IS_PATH: Test = |hit, value| hit["provenance"]["path"].as_str().unwrap().contains(value);
const IS_STANCE: Test = |hit, value| any_claim(hit, &|claim| claim["stance"] == value);

fn names(name: &str, asked: &str) -> bool {
    format!(" {} ", name_key(name)).contains(&format!(" {} ", name_key(asked)))
}

fn any_claim(hit: &Value, test: &dyn Fn(&Value) -> bool) -> bool {
    hit["claims"].as_array().unwrap().iter().any(test)
}

#[test]
fn over_the_corpus_a_filter_leaves_those_hits_that_pass_it_and_no_other() {
    let room = Newsroom::of_corpus();
    let cases: &[(&str, &str, Test)] = &[
        ("--source", "Kestrel Radio", IS_SOURCE),
        ("--source", "Meridian Wire", IS_SOURCE),
        ("--since", "2031-05", IS_SINCE),
        ("--since", "2031-03-05", IS_SINCE),
        ("--until", "2031-03", IS_UNTIL),
        ("--until", "2031-03-05", IS_UNTIL),
        ("--path", "northern-ledger", IS_PATH),
    ];
    for command in ["search", "claims"] {
        let all = room.ask(&[command, "-n", "0", "--no-group"]);
        for (flag, value, test) in cases {
            let answer = room.ask(&[command, "-n", "0", "--no-group", flag, value]);
            let expected: BTreeSet<&str> = hits(&all).iter().filter(|hit| test(hit, value)).map(id).collect();
            let found: BTreeSet<&str> = hits(&answer).iter().map(id).collect();
            assert!(!expected.is_empty(), "{command} {flag} {value} is a case of nothing");
            assert_eq!(found, expected, "{command} {flag} {value}");
            assert_eq!(answer["total"], hits(&answer).len());
        }
    }
}

#[test]
fn over_the_corpus_claims_of_a_stance_are_all_and_only_those() {
    let room = Newsroom::of_corpus();
    let all = room.ask(&["claims", "-n", "0", "--no-group"]);
    for stance in ["assert", "confirm", "deny", "allege", "question", "urge", "predict"] {
        let answer = room.ask(&["claims", "-n", "0", "--no-group", "--stance", stance]);
        let expected: BTreeSet<&str> = hits(&all).iter().filter(|hit| IS_STANCE(hit, stance)).map(id).collect();
        assert_eq!(hits(&answer).iter().map(id).collect::<BTreeSet<_>>(), expected, "{stance}");
        let passages = room.ask(&["search", "-n", "0", "--no-group", "--stance", stance]);
        hits(&passages).iter().for_each(|hit| assert!(IS_STANCE(hit, stance), "{stance}: {}", hit["id"]));
        assert_eq!(hits(&passages).is_empty(), expected.is_empty(), "{stance}");
    }
}

#[test]
fn over_the_corpus_every_hit_has_the_name_that_was_asked_for() {
    let room = Newsroom::of_corpus();
    let listed = room.ask(&["entities", "-n", "40"]);
    for value in listed["values"].as_array().unwrap() {
        let name = value["name"].as_str().unwrap();
        let others = value["aliases"].as_array().unwrap().iter().map(|alias| alias["name"].as_str().unwrap());
        let asked: Vec<&str> = others.chain([name]).collect();
        let is_named = |found: Option<&str>| found.is_some_and(|found| asked.iter().any(|asked| names(found, asked)));
        let named = room.ask(&["search", "-n", "0", "--no-group", "--entity", name]);
        assert!(hits(&named).len() as u64 >= value["passages"].as_u64().unwrap().min(1), "{name}");
        for hit in hits(&named) {
            let entities = hit["entities"].as_array().unwrap();
            assert!(entities.iter().any(|entity| is_named(entity["name"].as_str())), "{name}: {} has {entities:?}", hit["id"]);
        }
        let kind = value["type"].as_str().unwrap();
        if kind != "other" {
            let of_kind = room.ask(&["search", "-n", "0", "--no-group", &format!("--{kind}"), name]);
            assert!(of_kind["total"].as_u64() >= value["passages"].as_u64(), "--{kind} {name}");
            for hit in hits(&of_kind) {
                let fits = |entity: &Value| entity["type"] == kind && is_named(entity["name"].as_str());
                assert!(hit["entities"].as_array().unwrap().iter().any(fits), "--{kind} {name}: {}", hit["id"]);
            }
        }
        for (flag, part) in [("--speaker", "speaker"), ("--via", "via")] {
            for hit in hits(&room.ask(&["claims", "-n", "0", "--no-group", flag, name])) {
                let claim = &hit["claims"][0];
                let who = claim[part].as_array().map_or_else(|| vec![&claim[part]], |all| all.iter().collect());
                let fits = who.iter().any(|one| is_named(one["name"].as_str()) || is_named(one["text"].as_str()));
                assert!(fits, "{flag} {name}: {claim}");
            }
        }
    }
}

#[test]
fn any_speaker_is_one_with_a_name_and_none_is_one_without() {
    let room = Newsroom::of_corpus();
    let all = room.ask(&["claims", "-n", "0", "--no-group"]);
    let (named, others): (Vec<&Value>, Vec<&Value>) =
        hits(&all).iter().partition(|hit| any_claim(hit, &|claim| claim["speaker"]["name"].is_string()));
    assert!(named.len() > 100 && others.len() > 100);
    for (asked, expected) in [("speaker:*", &named), ("NOT speaker:*", &others), ("* -speaker:*", &others)] {
        let found = room.ask(&["claims", asked, "-n", "0", "--no-group"]);
        let ids = |hits: &mut dyn Iterator<Item = &'_ Value>| hits.map(|hit| id(hit).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(ids(&mut hits(&found).iter()), ids(&mut expected.iter().copied()), "{asked}");
    }
    let filtered = room.ask(&["claims", "--speaker", "*"]);
    assert_eq!(filtered["total"], room.ask(&["claims", "speaker:*"])["total"]);
    // Words that stand for somebody unnamed are asked for as names are.
    let officials = room.ask(&["claims", "speaker:officials -speaker:*"]);
    assert!(officials["total"].as_u64() > Some(0), "{officials}");
}

#[test]
fn claims_with_a_negated_verb_are_asked_for_and_left_out() {
    let room = Newsroom::new();
    room.file(
        "corpus/a.txt",
        "Pier\n\nAda Brandt did not say that the pier was unsafe. Ines Halvorsen said the ferry was late. Bo Lind did not deny that he slept.",
    );
    room.index();
    let said = |asked: &str| {
        let found = room.ask(&["claims", asked, "-n", "0"]);
        let mut who: Vec<String> = hits(&found).iter().map(|hit| hit["claims"][0]["content"][0]["text"].to_string()).collect();
        who.sort();
        (who.join(" "), notices(&found))
    };
    let (negated, other) = ("\"he slept\" \"the pier was unsafe\"", "\"the ferry was late\"");
    assert_eq!(said("negated:true").0, negated);
    assert_eq!(said("negated:false").0, other);
    assert_eq!(said("NOT negated:true").0, other);
    assert_eq!(said("speaker:\"Ines Halvorsen\" negated:true").0, "", "bound inside one claim");
    assert!(said("negated:maybe").1.contains("it is true, false"), "{}", said("negated:maybe").1);
    assert_eq!(room.ask(&["search", "negated:true"])["total"], 1);
}

#[test]
fn a_speaker_and_a_stance_together_are_of_one_claim() {
    let room = Newsroom::of_corpus();
    let answer = room.ask(&["search", "-n", "0", "--no-group", "--speaker", "Mirela Dastan", "--stance", "assert"]);
    assert!(!hits(&answer).is_empty());
    for hit in hits(&answer) {
        let both = |claim: &Value| claim["stance"] == "assert" && claim["speaker"]["name"] == "Mirela Dastan";
        assert!(any_claim(hit, &both), "{}", hit["id"]);
    }
}

fn id(hit: &Value) -> &str {
    hit["id"].as_str().unwrap()
}

#[test]
fn a_test_on_a_claim_binds_with_filters_wherever_it_stands() {
    let room = Newsroom::new();
    room.file(
        "corpus/a.txt",
        "Heron\n\nThe heron report is groundless, Tomas Brandl said. Ines Halvorsen said that the ferry was late.",
    );
    room.index();
    let total = |arguments: &[&str]| room.ask(&[&["search"], arguments].concat())["total"].as_u64().unwrap();
    assert_eq!(total(&["claim:groundless heron", "--speaker", "Tomas Brandl"]), 1);
    assert_eq!(total(&["claim:groundless heron", "--speaker", "Ines Halvorsen"]), 0);
    assert_eq!(total(&["(claim:groundless heron) AND speaker:\"Ines Halvorsen\""]), 0);
    assert_eq!(total(&["(claim:ferry heron) AND speaker:\"Ines Halvorsen\""]), 1);
}

#[test]
fn what_an_article_was_called_before_finds_nothing_of_it() {
    let room = five();
    let changed = ARTICLES[0].replace("Bridge closed", "Norrvik cut off").replace("\"Alpha News\"", "\"Delta Times\"");
    room.file("corpus/wire/five.jsonl", &[&[changed.as_str()], &ARTICLES[1..]].concat().join("\n"));
    room.index();
    for (arguments, ids) in [
        (&["title:closed"][..], ""),
        (&["title:bridge"], "b"),
        (&["title:\"cut off\""], "a"),
        (&["--source", "Alpha News"], ""),
        (&["--source", "Delta Times"], "a"),
    ] {
        assert_eq!(left(&room, arguments), ids, "{arguments:?}");
    }
}

#[test]
fn stars_stand_for_letters_in_names_and_since_twice_is_any() {
    let room = five();
    for (arguments, ids) in [
        (&["--entity", "Ines H*sen"][..], "ab"),
        (&["--entity", "In?s Halv*"], "ab"),
        (&["--source", "*pha N*s"], "a"),
        (&["--source", "*pha N*"], "ae"),
        (&["--source", "*phaN*"], ""),
        (&["--since", "2032-03", "--since", "2031-02"], "bcd"),
        (&["--until", "2031-01", "--until", "2031"], "ab"),
    ] {
        assert_eq!(left(&room, arguments), ids, "{arguments:?}");
    }
    let names = |pattern: &str| -> Vec<String> {
        let found = room.ask(&["entities", "-n", "0", pattern]);
        found["values"].as_array().unwrap().iter().map(|value| value["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("S*b?"), ["Sundby"]);
    assert!(names("und*").is_empty() && !names("*und*").is_empty() && !names("und").is_empty());
}

/// A newsroom in which two people share a surname.
fn namesakes() -> Newsroom {
    let room = Newsroom::new();
    let article = |source: &str, text: &str| serde_json::json!({"source": source, "title": "Dam", "text": text}).to_string();
    let articles = [
        article(
            "Harbour Gazette",
            "“The dam is safe,” said Mirela Dastan, the minister. Mrs Dastan left at noon. “I sleep well,” Dastan said.",
        ),
        article("Valley Times", "“The dam leaks,” said Pavel Dastan, an engineer from Norrvik."),
        article("Valley Times", "Ada Fenn lives below the dam. “We watch it,” said Bo Lind."),
    ];
    room.file("corpus/dam.jsonl", &articles.join("\n"));
    room.index();
    room
}

fn notices(answer: &Value) -> String {
    answer["notices"].as_array().unwrap().iter().map(|notice| notice.as_str().unwrap()).collect::<Vec<_>>().join("|")
}

#[test]
fn a_surname_finds_all_who_have_it_and_says_how_many_they_are() {
    let room = namesakes();
    for arguments in [&["claims", "speaker:Dastan"][..], &["claims", "--speaker", "Dastan"], &["search", "speaker:dastan"]] {
        let found = room.ask(arguments);
        let sources: std::collections::BTreeSet<&str> =
            hits(&found).iter().map(|hit| hit["provenance"]["source"].as_str().unwrap()).collect();
        assert_eq!(sources.len(), 2, "{arguments:?}");
        assert!(notices(&found).contains("stands for 2 people and finds all of them (Mirela Dastan; Pavel Dastan)"), "{found}");
    }
    let one = room.ask(&["claims", "--speaker", "Pavel Dastan"]);
    assert_eq!((hits(&one).len(), notices(&one).contains("stands for")), (1, false));
}

#[test]
fn a_name_that_is_not_in_the_index_is_told_with_those_like_it() {
    let room = namesakes();
    let told = |arguments: &[&str]| notices(&room.ask(arguments));
    assert_eq!(
        told(&["search", "dam", "--source", "Harbor Gazette"]),
        "no source is called Harbor Gazette in this index; did you mean Harbour Gazette?"
    );
    assert!(
        told(&["claims", "--speaker", "Pavel Dastam"])
            .contains("nobody called Pavel Dastam speaks in this index; did you mean Pavel Dastan")
    );
    assert!(!told(&["claims", "--speaker", "Ada Fenm"]).contains("Ada Fenn"), "she says nothing");
    assert!(
        told(&["search", "entity:\"Ada Fenm\""])
            .contains("nothing called Ada Fenm is mentioned in this index; did you mean Ada Fenn")
    );
    assert!(told(&["search", "--place", "Xyzzy"]).ends_with("no place called Xyzzy is mentioned in this index"));
    let one_of_two = told(&["search", "dam", "--source", "Valley Times", "--source", "Vally Times"]);
    assert!(one_of_two.contains("no source is called Vally Times"), "{one_of_two}");
    assert!(!told(&["search", "zebra", "--source", "Valley Times"]).contains("called"), "the source is there");
    let traced = told(&["trace", "We watch it", "--speaker", "Bo Lint"]);
    assert!(traced.contains("nobody called Bo Lint speaks in this index; did you mean Bo Lind?"), "{traced}");
}
