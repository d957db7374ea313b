//! Has every JSON answer every key, and each of its type?

use crate::newsroom::{Newsroom, hits};
use serde_json::Value;

/// Keys and types of each shape. A type ends in `?` where null is allowed, stands in `[]` where there are any number of it, in `{}`
/// where names are freely chosen; `@` names another shape; words with `|` between are the only ones.
const SHAPES: &[(&str, &[(&str, &str)])] = &[
    (
        "answer",
        &[
            ("query", "@asked"),
            ("total", "count"),
            ("hits", "[@hit]"),
            ("statements", "[@statement]?"),
            ("facets", "{[@facet]}?"),
            ("notices", "[text]"),
        ],
    ),
    ("asked", &[("typed", "text"), ("understood", "text")]),
    ("facet", &[("value", "text"), ("count", "count")]),
    (
        "hit",
        &[
            ("rank", "count"),
            ("score", "number?"),
            ("id", "text"),
            ("kind", "passage|claim"),
            ("article", "text"),
            ("text", "text"),
            ("highlights", "[pair]"),
            ("provenance", "@provenance"),
            ("entities", "[@entity]"),
            ("claims", "[@claim]"),
            ("also_in", "[@copy]"),
        ],
    ),
    ("copy", &[("id", "text"), ("source", "text?"), ("published", "text?"), ("similarity", "number")]),
    (
        "provenance",
        &[
            ("source", "text?"),
            ("title", "text?"),
            ("byline", "text?"),
            ("published", "text?"),
            ("url", "text?"),
            ("root", "text"),
            ("path", "text"),
            ("record", "record"),
            ("charset", "text"),
            ("bytes", "pair"),
            ("pieces", "[pair]"),
            ("lines", "pair?"),
            ("digest", "text"),
            ("quote", "@quote"),
            ("origins", "{text}"),
        ],
    ),
    ("quote", &[("exact", "text"), ("prefix", "text"), ("suffix", "text")]),
    ("line record", &[("line", "count"), ("id", "text?")]),
    ("archive record", &[("offset", "count"), ("id", "text?"), ("uri", "text?")]),
    ("entity", &[("name", "text"), ("type", TYPE), ("mentions", "[pair]"), ("references", "[pair]")]),
    (
        "claim",
        &[
            ("id", "text"),
            ("speaker", "@speaker"),
            ("cue", "@cue"),
            ("stance", STANCE),
            ("kind", "direct|mixed|indirect"),
            ("negated", "bool"),
            ("content", "[@part]"),
            ("quotes", "[@part]"),
            ("via", "[@via]"),
            ("sentence", "pair?"),
            ("corrected", "bool"),
        ],
    ),
    ("speaker", &[("name", "text?"), ("type", "person|organization|place|other?"), ("text", "text?"), ("span", "pair?")]),
    ("cue", &[("lemma", "text?"), ("text", "text?"), ("span", "pair?")]),
    ("part", &[("text", "text"), ("span", "pair?")]),
    ("via", &[("name", "text?"), ("text", "text"), ("span", "pair?")]),
    (
        "statement",
        &[
            ("speaker", "text?"),
            ("stance", STANCE),
            ("text", "text"),
            ("variants", "[@variant]"),
            ("sources", "[text]"),
            ("independent", "count"),
            ("first", "text?"),
            ("latest", "text?"),
            ("opposed", "[text]"),
        ],
    ),
    ("variant", &[("text", "text"), ("difference", "text"), ("ids", "[text]")]),
    (
        "report",
        &[
            ("added", "count"),
            ("updated", "count"),
            ("moved", "count"),
            ("removed", "count"),
            ("unchanged", "count"),
            ("skipped", "[@skipped]"),
            ("passages", "count"),
            ("claims", "count"),
            ("seconds", "number"),
            ("digest", "text"),
        ],
    ),
    ("skipped", &[("path", "text"), ("record", "text?"), ("reason", "text")]),
    (
        "status",
        &[
            ("digest", "text"),
            ("articles", "count"),
            ("passages", "count"),
            ("claims", "count"),
            ("entities", "count"),
            ("sources", "count"),
            ("roots", "[text]"),
            ("skipped", "[@skipped]"),
            ("bytes", "count"),
            ("versions", "@versions"),
        ],
    ),
    ("versions", &[("format", "count"), ("analysis", "count")]),
    (
        "verify",
        &[("intact", "count"), ("changed", "[@found]"), ("moved", "[@found]"), ("missing", "[@found]"), ("hits", "[@proved]")],
    ),
    ("found", &[("id", "text"), ("path", "text"), ("reason", "text")]),
    ("proved", &[("id", "text"), ("state", "intact|changed|moved|missing|unknown")]),
    ("names", &[("total", "count"), ("values", "[@name]")]),
    (
        "name",
        &[
            ("name", "text"),
            ("type", "person|organization|place|other?"),
            ("aliases", "[@alias]"),
            ("articles", "count"),
            ("passages", "count"),
            ("claims", "count"),
            ("sources", "count"),
            ("with", "[@with]"),
            ("first", "text?"),
            ("latest", "text?"),
        ],
    ),
    ("alias", &[("name", "text"), ("because", "text")]),
    ("with", &[("name", "text"), ("articles", "count")]),
    (
        "analysis",
        &[
            ("id", "text"),
            ("path", "text"),
            ("record", "record"),
            ("article", "@article"),
            ("text", "text"),
            ("blocks", "[@block]"),
            ("sentences", "[pair]"),
            ("passages", "[pair]"),
            ("entities", "[@entity]"),
            ("claims", "[@claim]"),
        ],
    ),
    (
        "article",
        &[
            ("title", "text?"),
            ("byline", "text?"),
            ("published", "text?"),
            ("source", "text?"),
            ("url", "text?"),
            ("lang", "text?"),
            ("origins", "{text}"),
        ],
    ),
    ("block", &[("role", "title|standfirst|body|subhead|caption|furniture"), ("span", "pair"), ("bytes", "pair")]),
];

const TYPE: &str = "person|organization|place|other";
const STANCE: &str = "assert|confirm|deny|allege|question|urge|predict";

/// Keys beside those of the contract, each with its reason.
const MORE: &[(&str, &str, &str)] = &[
    ("speaker", "bytes", "words outside the text that is shown have no span"),
    ("cue", "bytes", "words outside the text that is shown have no span"),
    ("part", "bytes", "words outside the text that is shown have no span"),
    ("via", "bytes", "words outside the text that is shown have no span"),
    ("report", "read", "shows that a second run reads nothing"),
    ("report", "analysed", "shows that a second run analyses nothing"),
    ("report", "articles", "what the index holds after the run, beside passages and claims"),
    ("names", "notices", "one short form may stand for several names"),
    ("article", "notices", "what a reader of the article must be told"),
];

fn check(value: &Value, shape: &str, at: &str) {
    let (_, keys) = SHAPES.iter().find(|(name, _)| *name == shape).unwrap_or_else(|| panic!("no shape {shape}"));
    let object = value.as_object().unwrap_or_else(|| panic!("{at} is {value}, not {shape}"));
    for (key, kind) in *keys {
        let inner = object.get(*key).unwrap_or_else(|| panic!("{at} ({shape}) has no {key}"));
        check_type(inner, kind, &format!("{at}.{key}"));
    }
    for key in object.keys() {
        let known =
            keys.iter().any(|(known, _)| known == key) || MORE.iter().any(|(of, known, _)| *of == shape && known == key);
        assert!(known, "{at} ({shape}) has a key {key} that the contract does not name");
    }
}

fn check_type(value: &Value, kind: &str, at: &str) {
    if let Some(kind) = kind.strip_suffix('?') {
        return if value.is_null() { () } else { check_type(value, kind, at) };
    }
    if let Some(inner) = kind.strip_prefix('[').and_then(|kind| kind.strip_suffix(']')) {
        let list = value.as_array().unwrap_or_else(|| panic!("{at} is {value}, not a list"));
        return list.iter().enumerate().for_each(|(number, one)| check_type(one, inner, &format!("{at}[{number}]")));
    }
    if let Some(inner) = kind.strip_prefix('{').and_then(|kind| kind.strip_suffix('}')) {
        let object = value.as_object().unwrap_or_else(|| panic!("{at} is {value}, not an object"));
        return object.iter().for_each(|(key, one)| check_type(one, inner, &format!("{at}.{key}")));
    }
    if let Some(shape) = kind.strip_prefix('@') {
        return check(value, shape, at);
    }
    let is_pair = || {
        value
            .as_array()
            .is_some_and(|pair| pair.len() == 2 && pair.iter().all(Value::is_u64) && pair[0].as_u64() <= pair[1].as_u64())
    };
    let fits = match kind {
        "record" => match value.get("line") {
            Some(_) => return check(value, "line record", at),
            None if value.is_null() => true,
            None => return check(value, "archive record", at),
        },
        "text" => value.is_string(),
        "count" => value.is_u64(),
        "number" => value.is_number(),
        "bool" => value.is_boolean(),
        "pair" => is_pair(),
        words => value.as_str().is_some_and(|word| words.split('|').any(|known| known == word)),
    };
    assert!(fits, "{at} is {value}, not {kind}");
}

/// Questions that between them use every flag that changes an answer.
const ASKED: &[&[&str]] = &[
    &["groundless"],
    &[],
    &["-n", "0"],
    &["groundless", "--offset", "3", "-n", "2"],
    &["strike", "--sort", "oldest"],
    &["\"glass heron\" published:2031-02", "--match", "all"],
    &["nowhere-to-be-found"],
    &["dam", "--source", "Kestrel Radio"],
    &["--entity", "Karst"],
    &["--person", "Mirela Dastan"],
    &["--organization", "Treasury"],
    &["--place", "Lindmark"],
    &["--speaker", "Mirela Dastan"],
    &["--stance", "deny", "-n", "0"],
    &["--via", "Meridian Wire"],
    &["--since", "2031-03", "--until", "2031-04"],
    &["--lang", "en", "--path", "northern-ledger"],
    &["speaker:* claim:groundless"],
    &["(((", "--plain"],
    &["dock strke~1 OR harb*"],
];

#[test]
fn answers_have_every_key_of_the_contract() {
    let room = Newsroom::of_corpus();
    let mut looked_at = 0;
    for (command, arguments) in ["search", "claims"].iter().flat_map(|command| ASKED.iter().map(move |asked| (command, asked)))
    {
        let answer = room.ask(&[&[*command], *arguments].concat());
        check(&answer, "answer", &format!("{command} {arguments:?}"));
        hits(&answer).iter().for_each(spans_stand_in_the_text);
        looked_at += hits(&answer).len();
    }
    eprintln!("{looked_at} hits");
}

#[test]
fn other_commands_have_every_key_of_the_contract() {
    let room = Newsroom::of_corpus();
    let first = room.ask(&["search", "groundless"])["hits"][0].clone();
    let (id, article) = (first["id"].as_str().unwrap(), first["article"].as_str().unwrap());
    check(&room.ask(&["show", id]), "hit", "show");
    check(&room.ask(&["show", article]), "hit", "show article");
    for pattern in ["", "dastan", "nobody"] {
        check(&room.ask(&["entities", "-n", "0", pattern]), "names", "entities");
        check(&room.ask(&["sources", pattern]), "names", "sources");
    }
    check(&room.ask(&["verify"]), "verify", "verify");
    check(&room.ask(&["verify", id, article, "0000000000000000.p0"]), "verify", "verify ids");
    check(&room.ask(&["status"]), "status", "status");
}

#[test]
fn reports_have_every_key_of_the_contract() {
    let room = Newsroom::new();
    room.file("corpus/a.txt", "A title\n\nThe council met.")
        .file("corpus/b.pdf", "%PDF-1.7")
        .file("corpus/c.jsonl", "{\"text\": \"\"}\n{");
    let report = room.index();
    check(&report, "report", "index");
    assert!(report["skipped"].as_array().is_some_and(|skipped| !skipped.is_empty()), "{report}");
    check(&room.index(), "report", "second run");
    check(&room.ask(&["status"]), "status", "status");
    room.file("corpus/a.txt", "A title\n\nThe council met again.").remove("corpus/b.pdf");
    check(&room.ask(&["verify"]), "verify", "verify");
}

#[test]
fn analyses_have_every_key_of_the_contract() {
    let room = Newsroom::of_corpus();
    let files =
        ["harbour-gazette/2031-02-05-treasury-denial.txt", "meridian-wire/2031-a.jsonl", "archive/quay-and-sundry.warc"];
    for file in files {
        let run = room.run(&["analyze", &format!("corpus/{file}")]);
        assert_eq!(run.code, 0, "{}", run.err);
        for line in run.out.lines() {
            let analysis: Value = serde_json::from_str(line).unwrap();
            check(&analysis, "analysis", file);
            spans_stand_in_the_text(&analysis);
        }
    }
}

/// Spans are code points of the text beside them, and give the words that are told with them.
fn spans_stand_in_the_text(shown: &Value) {
    let text: Vec<char> = shown["text"].as_str().unwrap().chars().collect();
    let words = |pair: &Value| -> String {
        let at = |end: usize| pair[end].as_u64().unwrap() as usize;
        text.get(at(0)..at(1)).unwrap_or_else(|| panic!("{pair} of {} characters", text.len())).iter().collect()
    };
    let lists = ["highlights", "sentences", "passages"].iter().filter_map(|key| shown[*key].as_array());
    lists.flatten().for_each(|pair| assert!(!words(pair).is_empty()));
    for entity in shown["entities"].as_array().unwrap() {
        for pair in entity["mentions"].as_array().unwrap().iter().chain(entity["references"].as_array().unwrap()) {
            assert!(!words(pair).trim().is_empty(), "{entity}");
        }
    }
    for claim in shown["claims"].as_array().unwrap() {
        let lists = ["content", "quotes", "via"].iter().flat_map(|key| claim[*key].as_array().unwrap());
        for part in lists.chain([&claim["speaker"], &claim["cue"]]).filter(|part| !part["span"].is_null()) {
            assert_eq!(words(&part["span"]), part["text"].as_str().unwrap(), "{claim}");
        }
    }
}
