//! Are claims that are one statement shown as one, and no others?

use crate::newsroom::{Newsroom, hits, repository};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The shares of joined pairs that are the same statement, and of the same statements that are joined.
const PRECISION: f64 = 0.95;
const RECALL: f64 = 0.80;

/// Gives the statement of each claim of the corpus, by article and words.
fn statements(answer: &Value, each: &Value) -> BTreeMap<(String, String), usize> {
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, hit) in hits(answer).iter().enumerate() {
        by_id.insert(hit["id"].as_str().unwrap(), number);
        by_id.extend(hit["also_in"].as_array().unwrap().iter().map(|copy| (copy["id"].as_str().unwrap(), number)));
    }
    let place = |hit: &Value| {
        let provenance = &hit["provenance"];
        let path = provenance["path"].as_str().unwrap().trim_start_matches("corpus/");
        provenance["record"]["id"].as_str().map_or(path.to_owned(), |id| format!("{path}#{id}"))
    };
    let words = |hit: &Value| {
        let parts = hit["claims"][0]["content"].as_array().unwrap().iter().map(|part| part["text"].as_str().unwrap());
        parts.collect::<Vec<_>>().join(" / ").replace(['\n', '\t'], " ")
    };
    hits(each).iter().map(|hit| ((place(hit), words(hit)), by_id[hit["id"].as_str().unwrap()])).collect()
}

#[test]
fn pairs_that_were_read_are_joined_where_they_say_the_same() {
    let room = Newsroom::of_corpus();
    let found = statements(&room.ask(&["claims", "-n", "0"]), &room.ask(&["claims", "-n", "0", "--no-group"]));
    let gold = std::fs::read_to_string(repository().join("tests/statements.tsv")).unwrap();
    let (mut met, mut wrong, mut missed, mut looked_at) = (0, Vec::new(), Vec::new(), 0);
    for line in gold.lines().filter(|line| !line.starts_with('#')) {
        let [same, _, one, words, other, others_words] = line.split('\t').collect::<Vec<_>>().try_into().expect("six columns");
        let of = |place: &str, words: &str| found.get(&(place.to_owned(), words.to_owned()));
        let (Some(left), Some(right)) = (of(one, words), of(other, others_words)) else {
            eprintln!("not a claim any more: {line}");
            continue;
        };
        looked_at += 1;
        match (same == "same", left == right) {
            (true, true) => met += 1,
            (true, false) => missed.push(line),
            (false, true) => wrong.push(line),
            (false, false) => {}
        }
    }
    let share = |of: usize| met as f64 / (met + of).max(1) as f64;
    let (precision, recall) = (share(wrong.len()), share(missed.len()));
    eprintln!("{looked_at} pairs: precision {precision:.3}, recall {recall:.3}");
    missed.iter().for_each(|line| eprintln!("missed: {line}"));
    wrong.iter().for_each(|line| eprintln!("wrong: {line}"));
    assert!(looked_at >= 200 && precision >= PRECISION && recall >= RECALL);
}

#[test]
fn no_claim_of_the_corpus_is_dropped_or_shown_twice() {
    let room = Newsroom::of_corpus();
    for arguments in [&["claims"][..], &["claims", "strike"], &["claims", "--stance", "deny"]] {
        let each = room.ask(&[arguments, &["-n", "0", "--no-group"]].concat());
        let grouped = room.ask(&[arguments, &["-n", "0"]].concat());
        let all: BTreeSet<&str> = hits(&each).iter().map(|hit| hit["id"].as_str().unwrap()).collect();
        let listed = hits(&grouped).iter().flat_map(|hit| hit["also_in"].as_array().unwrap().iter().chain([hit]));
        let listed: Vec<&str> = listed.map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!((listed.len(), listed.into_iter().collect::<BTreeSet<_>>()), (all.len(), all), "{arguments:?}");
        let statements = grouped["statements"].as_array().unwrap();
        assert_eq!((statements.len(), each["statements"].is_null()), (hits(&grouped).len(), true));
        for (statement, hit) in statements.iter().zip(hits(&grouped)) {
            let told: usize =
                statement["variants"].as_array().unwrap().iter().map(|variant| variant["ids"].as_array().unwrap().len()).sum();
            assert_eq!(told, 1 + hit["also_in"].as_array().unwrap().len(), "{statement}");
        }
    }
}

#[test]
fn a_page_of_claims_lists_what_stands_behind_it() {
    let room = Newsroom::of_corpus();
    let whole = room.ask(&["claims", "brask", "-n", "0"]);
    for (limit, offset) in [(1, 0), (3, 0), (4, 2)] {
        let page = room.ask(&["claims", "brask", "-n", &limit.to_string(), "--offset", &offset.to_string()]);
        let ids = |answer: &Value, skip: usize| -> Vec<Vec<String>> {
            let of = |hit: &Value| {
                hit["also_in"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .chain([hit])
                    .map(|one| one["id"].as_str().unwrap().to_owned())
                    .collect()
            };
            hits(answer).iter().skip(skip).take(limit).map(of).collect()
        };
        assert_eq!(ids(&page, 0), ids(&whole, offset), "{limit} from {offset}");
    }
}

#[test]
fn what_is_opposed_is_the_same_on_a_page_as_where_all_is_listed() {
    let room = Newsroom::with_corpus();
    let article = |id: &str, text: &str| json!({"id": id, "published": "2031-03-03", "title": id, "text": text}).to_string();
    let text =
        "Ines Halvorsen denied that cracks had been found.\n\nLater Ines Halvorsen confirmed that cracks had been found.";
    let pier = article("pier", text);
    let gangway =
        article("gangway", "“The ferry company never repaired the rusty gangway of Sundby,” Mayor Ines Halvorsen said.");
    let other = article("other", "“The ferry company repaired the rusty gangway of Sundby,” said Tomas Brandl, who runs it.");
    room.file("corpus/opposed.jsonl", &[pier, gangway, other].join("\n"));
    room.index();
    let all = room.ask(&["claims", "-n", "0"]);
    let statements = all["statements"].as_array().unwrap();
    let opposed: Vec<usize> = (0..statements.len()).filter(|at| statements[*at]["opposed"] != json!([])).collect();
    assert!(opposed.len() >= 3, "{}", opposed.len());
    let some = opposed.iter().copied().chain((0..statements.len()).step_by(50));
    for at in some.collect::<BTreeSet<usize>>() {
        let page = room.ask(&["claims", "-n", "1", "--offset", &at.to_string()]);
        assert_eq!(page["statements"][0]["opposed"], statements[at]["opposed"], "{at}: {}", statements[at]);
    }
}

#[test]
fn what_a_speaker_denied_and_then_confirmed_is_opposed_however_short() {
    let room = Newsroom::new();
    let text =
        "Ines Halvorsen denied that cracks had been found.\n\nOn Tuesday Ines Halvorsen confirmed that cracks had been found.";
    let article = json!({"id": "pier", "source": "Alpha Wire", "published": "2031-03-03", "title": "The pier", "text": text});
    room.file("corpus/a.jsonl", &article.to_string());
    room.index();
    let found = room.ask(&["claims", "cracks", "-n", "0"]);
    let opposed = |at: usize| found["statements"][at]["opposed"].as_array().map_or(0, Vec::len);
    assert_eq!((hits(&found).len(), opposed(0), opposed(1)), (2, 1, 1), "{found:#}");
}

#[test]
fn a_statement_names_its_wordings_sources_dates_and_those_who_say_the_opposite() {
    let room = Newsroom::new();
    let article = |id: &str, source: &str, day: &str, text: &str| {
        json!({"id": id, "source": source, "published": format!("2031-03-{day}"), "title": id, "text": text}).to_string()
    };
    let wire = "\"The ferry company never repaired the rusty gangway of Sundby,\" Mayor Ines Halvorsen told reporters in the town hall on Monday. She had come from the harbour, where divers were at work.";
    room.file(
        "corpus/a.jsonl",
        &[
            article("wire", "Alpha Wire", "03", wire),
            article("paper", "Beta Post", "04", wire),
            article("own", "Gamma Radio", "05", "It was a cold morning. The company never mended the rusty gangway of the Sundby ferry, said the mayor, Ines Halvorsen."),
            article("other", "Delta Times", "06", "\"The ferry company repaired the rusty gangway of Sundby,\" said Tomas Brandl, who runs it."),
        ]
        .join("\n"),
    );
    room.index();
    let found = room.ask(&["claims", "rusty gangway", "--sort", "oldest", "-n", "0"]);
    let statement = &found["statements"][0];
    assert_eq!(
        (statement["speaker"].as_str(), statement["independent"].as_u64()),
        (Some("Ines Halvorsen"), Some(2)),
        "{statement:#}"
    );
    assert_eq!(statement["sources"], json!(["Alpha Wire", "Beta Post", "Gamma Radio"]));
    assert_eq!((statement["first"].as_str(), statement["latest"].as_str()), (Some("2031-03-03"), Some("2031-03-05")));
    assert_eq!(statement["variants"].as_array().unwrap().len(), 2);
    let other = hits(&found).iter().find(|hit| hit["provenance"]["source"] == "Delta Times").unwrap();
    assert_eq!(statement["opposed"], json!([other["id"]]));
    let shown = room.run(&["claims", "rusty gangway", "--sort", "oldest"]).out;
    assert!(shown.contains("3 sources, 2 independent, 2031-03-03 to 2031-03-05"), "{shown}");
}

#[test]
fn two_translations_of_the_spokeswomans_sentence_are_one_statement() {
    let Some(room) = Newsroom::with_seeds() else { return };
    room.index_with(&["seeds"]);
    let found = room.ask(&["claims", "--speaker", "Mao Ning"]);
    assert_eq!((found["total"].as_u64(), hits(&found).len()), (Some(2), 1), "{found:#}");
    let statement = &found["statements"][0];
    assert_eq!((statement["variants"].as_array().map(Vec::len), statement["unsourced"].as_u64()), (Some(2), Some(2)));
    assert_eq!(statement["independent"], 1, "who published them is not known");
    room.file("seeds/whosaid.toml", "[sources]\n\"000_048a4c3fd71a7728.txt\" = \"A\"\n\"001_335f9fe618eb1b8d.txt\" = \"B\"\n");
    room.index();
    let named = room.ask(&["claims", "--speaker", "Mao Ning"]);
    assert_eq!((&named["statements"][0]["independent"], &named["statements"][0]["unsourced"]), (&json!(2), &json!(0)));
}

#[test]
fn articles_of_unknown_source_make_no_statement_more_independent() {
    let room = Newsroom::new();
    let said = "“The old pier has never been safe in a storm,” Mayor Ines Halvorsen said on Monday.";
    room.file("corpus/one.txt", &format!("Pier\n\n{said} She left at noon, and the crowd went home in the rain.\n"))
        .file("corpus/two.txt", &format!("Storm\n\nDivers looked for the boat all night long. {said}\n"))
        .file("corpus/gazette/three.txt", &format!("Council\n\nThe council met in the town hall on Monday. {said}\n"));
    room.index();
    let asked = &["claims", "pier", "--speaker", "Ines Halvorsen"];
    let found = room.ask(asked);
    let statement = &found["statements"][0];
    assert_eq!(statement["sources"], json!(["gazette"]), "{statement:#}");
    assert_eq!((&statement["independent"], &statement["unsourced"]), (&json!(1), &json!(2)));
    let shown = room.run(asked).out;
    assert!(shown.contains("1 source, 1 independent, and unknown source"), "{shown}");
    assert_eq!(room.ask(&["search", "pier", "--source", "one"])["hits"][0]["provenance"]["origins"]["source"], "file name");
    room.remove("corpus/gazette/three.txt");
    room.index();
    let shown = room.run(asked).out;
    assert!(shown.contains("   unknown source, no date"), "{shown}");
}

#[test]
fn claims_with_another_point_sign_or_currency_are_other_statements() {
    let room = Newsroom::new();
    let article = |source: &str, sum: &str| {
        let text =
            format!("The new harbour wall of Sundby will cost the town {sum}, said Ada Fenn, the treasurer of the port.");
        json!({"source": source, "published": "2031-03-03", "title": format!("Wall in {source}"), "text": text}).to_string()
    };
    let articles = [
        article("A Post", "$1.5 million"),
        article("B Post", "$15 million"),
        article("C Post", "£1.5 million"),
        article("D Post", "$1.5m"),
    ];
    room.file("corpus/wall.jsonl", &articles.join("\n"));
    room.index();
    let found = room.ask(&["claims", "harbour wall", "-n", "0"]);
    let mut shown: Vec<usize> = hits(&found).iter().map(|hit| 1 + hit["also_in"].as_array().unwrap().len()).collect();
    shown.sort_unstable();
    assert_eq!(shown, [1, 1, 2], "{found}");
}

/// Gives how many claims each hit stands for, the most first.
fn shown_together(room: &Newsroom, asked: &[&str]) -> (Value, Vec<usize>) {
    let found = room.ask(&[asked, &["-n", "0"]].concat());
    let mut shown: Vec<usize> = hits(&found).iter().map(|hit| 1 + hit["also_in"].as_array().unwrap().len()).collect();
    shown.sort_unstable_by(|one, other| other.cmp(one));
    (found, shown)
}

/// Indexes texts, each an article of another paper, a day after the one before.
fn papers(texts: &[&str]) -> Newsroom {
    let room = Newsroom::new();
    let article = |(at, text): (usize, &&str)| {
        let day = format!("2031-03-{:02}", at + 3);
        json!({"source": format!("{} Post", char::from(b'A' + at as u8)), "published": day, "title": format!("No {at}"), "text": text}).to_string()
    };
    let articles: Vec<String> = texts.iter().enumerate().map(article).collect();
    room.file("corpus/papers.jsonl", &articles.join("\n"));
    room.index();
    room
}

#[test]
fn claims_of_another_country_number_day_or_way_are_other_statements() {
    let first = "The Farm Department of Sundby said Egypt had been authorized on Monday to buy 200,000 tonnes of U.S. wheat under \
        an aid agreement as prices had risen.";
    for (of, instead) in [
        ("Egypt", "Honduras"),
        ("200,000", "75,000"),
        ("Monday", "Friday"),
        ("risen", "fallen"),
        ("had been authorized", "had not been authorized"),
        ("buy", "sell"),
    ] {
        let room = papers(&[first, &first.replace(of, instead), &format!("It rained all day in the town. {first}")]);
        let (found, shown) = shown_together(&room, &["claims", "wheat"]);
        assert_eq!(shown, [2, 1], "{instead}: {found:#}");
    }
}

#[test]
fn claims_with_a_sentence_in_common_and_another_turned_are_other_statements() {
    let said = |word: &str| format!("“We have tested the water of the old harbour. It is {word},” Mayor Ines Halvorsen said.");
    let room = papers(&[&said("clean"), &said("not clean"), &said("clean")]);
    let (found, shown) = shown_together(&room, &["claims", "water"]);
    assert_eq!(shown, [2, 1], "{found:#}");
}

#[test]
fn what_is_said_of_today_in_other_weeks_is_no_one_statement() {
    let said = "The Sundby Bank said it forecast a shortage of some 300 crowns in the money market today.";
    let calm = "Nothing happened in the town of Sundby on this day, and the ferries lay still in the old harbour.";
    let room = papers(&[said, said, calm, calm, calm, calm, calm, said]);
    let (found, shown) = shown_together(&room, &["claims", "shortage"]);
    assert_eq!(shown, [2, 1], "{found:#}");
}

#[test]
fn a_claim_in_other_words_is_never_told_as_all_the_same() {
    let room = papers(&[
        "“The old pier has never been safe in a storm,” Mayor Ines Halvorsen said.",
        "“The old pier never was safe in a storm,” Mayor Ines Halvorsen said.",
    ]);
    let (found, shown) = shown_together(&room, &["claims", "pier"]);
    let similarity = hits(&found)[0]["also_in"][0]["similarity"].as_f64();
    assert!(shown == [2] && similarity.is_some_and(|similarity| similarity < 1.0), "{found:#}");
}

/// Counts the claims that are told as opposed by another.
fn opposed_among(texts: &[&str], asked: &str) -> (usize, Value) {
    let found = papers(texts).ask(&["claims", asked, "-n", "0"]);
    let statements = found["statements"].as_array().unwrap();
    (statements.iter().filter(|statement| statement["opposed"] != json!([])).count(), found)
}

#[test]
fn who_tells_the_opposite_of_another_subject_opposes_nobody() {
    let said = |who: &str, what: &str| format!("{who} said it {what} pay a dividend to the holders of its common shares.");
    let (count, found) = opposed_among(&[&said("Alpha Corp", "will"), &said("Beta Corp", "will not")], "dividend");
    assert_eq!(count, 0, "{found:#}");
    let (count, found) = opposed_among(&[&said("Alpha Corp", "will"), &said("Alpha Corp", "will not")], "dividend");
    assert_eq!(count, 2, "{found:#}");
    let other = said("Alpha Corp", "will not").replace("common", "3,000 common");
    let (count, found) = opposed_among(&[&said("Alpha Corp", "will"), &other], "dividend");
    assert_eq!(count, 0, "{found:#}");
}

#[test]
fn who_denies_what_another_accuses_it_of_opposes_the_accusation() {
    let accused = "Velmark Ltd accused Karst Group of hacking the harbour agency.";
    let (count, found) = opposed_among(&[accused, "Karst Group denied hacking the harbour agency."], "hacking");
    assert_eq!(count, 2, "{found:#}");
    let (count, found) = opposed_among(&[accused, "Drusk Group denied hacking the harbour agency."], "hacking");
    assert_eq!(count, 0, "{found:#}");
}
