//! Which keys has each JSON shape, and of which type is each?

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
    ("context", &[("id", "text"), ("offset", "number"), ("text", "text"), ("provenance", "@provenance")]),
    ("facet", &[("value", "text"), ("count", "count")]),
    (
        "hit",
        &[
            ("rank", "count"),
            ("score", "number?"),
            ("score_parts", "[@score_part]?"),
            ("id", "text"),
            ("kind", "passage|claim"),
            ("article", "text"),
            ("text", "text"),
            ("highlights", "[pair]"),
            ("provenance", "@provenance"),
            ("entities", "[@entity]"),
            ("claims", "[@claim]"),
            ("also_in", "[@copy]"),
            ("context", "[@context]?"),
        ],
    ),
    ("score_part", &[("word", "text"), ("own", "number"), ("article", "number"), ("title", "number")]),
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
    ("trace", &[("typed", "text"), ("class", CLASS), ("found", "[@traced]"), ("notices", "[text]")]),
    ("traced", &[("class", CLASS), ("difference", "text"), ("hit", "@hit")]),
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
    ("proved", &[("id", "text"), ("state", "intact|changed|moved|missing|away|unreadable|unknown")]),
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

const CLASS: &str = "verbatim|altered|paraphrased|absent";
const TYPE: &str = "person|organization|place|other";
const STANCE: &str = "assert|confirm|deny|allege|question|urge|predict";

/// Keys beside those of the contract, each with its reason.
const MORE: &[(&str, &str, &str)] = &[
    ("speaker", "bytes", "words outside the text that is shown have no span"),
    ("cue", "bytes", "words outside the text that is shown have no span"),
    ("part", "bytes", "words outside the text that is shown have no span"),
    ("via", "bytes", "words outside the text that is shown have no span"),
    ("report", "notices", "a limit that is met inside an article is told"),
    ("traced", "speaker", "of the claims around the words, who says them"),
    ("traced", "bytes", "the words are a part of the hit"),
    ("traced", "lines", "the words are a part of the hit"),
    ("traced", "claim", "of the hit's claims, which one has the stance"),
    ("traced", "notices", "what a reader must not overlook stands with its place"),
    ("report", "read", "shows that a second run reads nothing"),
    ("report", "analysed", "shows that a second run analyses nothing"),
    ("report", "left", "tells a run that was stopped from one that came to its end"),
    ("report", "articles", "what the index holds after the run, beside passages and claims"),
    ("statement", "unsourced", "articles of unknown source count as independent of nobody"),
    ("status", "deep", "tells that the content was looked at afresh, and what came of it; null where it was not"),
    ("status", "analysed", "what was never looked for is told from what is not there"),
    ("status", "beginnings", "what was looked for in a part of an article is told from what is not there"),
    ("provenance", "file", "the file of the hit is not as it was; left out where it is"),
    ("analysis", "file", "as of a provenance"),
    ("verify", "unchecked", "articles that could not be looked for are not intact"),
    ("verify", "away", "articles of a folder that is not there were not deleted"),
    ("verify", "unreadable", "a file that is there and may not be read is not missing"),
    ("names", "notices", "one short form may stand for several names"),
    ("article", "notices", "what a reader of the article must be told"),
    ("analysis", "left_out", "what a page holds around its story, or hides, is shown to who asks why"),
    ("block", "why", "which rule gave the role; null where the article comes from an index, which keeps no reasons"),
];

/// Wants a value to have all keys of a shape, each of its type, and no other; `at` says where it was found.
pub(crate) fn check(value: &Value, shape: &str, at: &str) {
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
        if !value.is_null() {
            check_type(value, kind, at);
        }
        return;
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
