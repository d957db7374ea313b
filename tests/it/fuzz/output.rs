//! Does what is written of an answer come back from JSON and CSV as it was, and harm no terminal?

use serde_json::Value;
use std::collections::BTreeMap;
use whosaid::model::answer::{Answer, Asked, FacetValue, Hit, HitKind, Listed, Provenance, RecordView, TextQuote};
use whosaid::render;

/// What begins a formula in a spreadsheet.
const FORMULA: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// What parts cells and rows in one that does not take the comma for it.
const PARTING: &[char] = &[';', '\n', '\t'];
/// How our own styles are written to a terminal.
const STYLES: &[&str] = &["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[33m", "\u{1b}[36m"];

/// Makes an answer of the bytes, whose parts NULs separate, and writes it in every way.
pub(crate) fn output(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let parts: Vec<&str> = text.split('\0').collect();
    let answer = answer(&parts);
    let kept = serde_json::to_value(&answer).expect("an answer can be written");
    as_json(&answer, &kept);
    as_csv(&answer);
    for links in [None, Some(std::path::Path::new("/news"))] {
        to_terminal(&answer, links);
    }
    as_trec(&answer);
}

fn as_json(answer: &Answer, kept: &Value) {
    let mut written = Vec::new();
    render::json(&mut written, answer).expect("memory takes all");
    assert_eq!(&serde_json::from_slice::<Value>(&written).expect("it is JSON"), kept);
    assert_harmless(&written);
    written.clear();
    for hit in &answer.hits {
        render::jsonl(&mut written, hit).expect("memory takes all");
    }
    assert_harmless(&written);
    let lines: Vec<Value> = written
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).expect("a line is JSON"))
        .collect();
    assert_eq!(Value::from(lines), kept["hits"]);
    for (hit, value) in answer.hits.iter().zip(kept["hits"].as_array().expect("hits")) {
        assert_eq!(value["text"], hit.text.as_str(), "text is kept to the byte");
    }
}

fn as_csv(answer: &Answer) {
    let mut written = Vec::new();
    let mut rows = render::Rows::new(&mut written);
    answer.hits.iter().for_each(|hit| rows.hit(hit).expect("memory takes all"));
    rows.end().expect("memory takes all");
    let mut reader = csv::Reader::from_reader(written.as_slice());
    let at = |name: &str, headers: &csv::StringRecord| headers.iter().position(|header| header == name).expect("a column");
    let headers = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), answer.hits.len());
    for (row, hit) in rows.iter().zip(&answer.hits) {
        let title = hit.provenance.title.clone().unwrap_or_default();
        for (column, value) in [("text", &hit.text), ("title", &title), ("path", &hit.provenance.path)] {
            let cell = &row[at(column, &headers)];
            let lines = value.replace("\r\n", "\n").replace(|c| steers(c) && !matches!(c, '\n' | '\t'), "\u{fffd}");
            let value = &lines;
            let cell = &cell.replace("\r\n", "\n");
            // Beside marks before what would be formulas, it is the same.
            assert_eq!(cell.replace('\'', ""), value.replace('\'', ""), "{column}: {cell:?} of {value:?}");
            assert!(cell.len() >= value.len() && (cell == value || cell.contains('\'')), "{column}: {cell:?} of {value:?}");
        }
        for cell in row {
            let lines = cell.replace("\r\n", "\n");
            assert!(!lines.contains(|c| steers(c) && !matches!(c, '\n' | '\t')), "{cell:?} steers a terminal");
            let is_formula = |part: &str| part.trim_start_matches([' ', '"']).starts_with(FORMULA);
            assert!(cell.parse::<f64>().is_ok() || !cell.split(PARTING).any(is_formula), "{cell:?} holds a formula");
            assert!(!cell.starts_with(['\t', '\r']), "{cell:?} is taken for a formula");
        }
    }
}

fn to_terminal(answer: &Answer, links: Option<&std::path::Path>) {
    let mut written = Vec::new();
    render::answer(&mut written, answer, render::Look { width: 80, links }).expect("memory takes all");
    let mut shown = String::from_utf8(written).expect("all output is UTF-8");
    // Links are ours where they are asked for: an opening, a percent-encoded address, an end.
    while let Some((before, rest)) = shown.split_once("\u{1b}]8;;") {
        let (address, after) = rest.split_once("\u{1b}\\").expect("a link ends");
        assert!(address.chars().all(|c| c.is_ascii_graphic()), "{address:?} is no address");
        shown = format!("{before}{after}");
    }
    STYLES.iter().for_each(|style| shown = shown.replace(style, ""));
    assert_harmless(shown.as_bytes());
}

/// Wants nothing that moves the cursor, or hides or reorders words, but line ends.
fn assert_harmless(written: &[u8]) {
    let text = str::from_utf8(written).expect("all output is UTF-8");
    assert!(!text.contains(|c| c != '\n' && steers(c)), "{text:?} reaches a terminal");
}

fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

fn as_trec(answer: &Answer) {
    let mut written = Vec::new();
    let listed: Vec<Listed> = (1..)
        .zip(&answer.hits)
        .map(|(rank, hit)| Listed { name: hit.provenance.path.clone(), rank, score: hit.score })
        .collect();
    render::trec(&mut written, "7 a", &listed).expect("memory takes all");
    let text = String::from_utf8(written).expect("all output is UTF-8");
    assert_eq!(text.lines().count(), answer.hits.len());
    assert!(text.lines().all(|line| line.split_whitespace().count() == 6), "{text:?}");
    assert_harmless(text.as_bytes());
}

fn answer(parts: &[&str]) -> Answer {
    let part = |at: usize| parts[at % parts.len()].to_owned();
    let some = |at: usize| Some(part(at)).filter(|part| !part.is_empty());
    let hits = (0..1 + parts.len() % 3).map(|at| hit(at, &part, &some)).collect::<Vec<_>>();
    let values = vec![FacetValue { value: part(9), count: 3 }];
    Answer {
        query: Asked { typed: part(0), understood: part(1) },
        total: hits.len() as u64,
        hits,
        statements: None,
        facets: Some(BTreeMap::from([("source".to_owned(), values)])),
        notices: vec![part(2), part(3)],
    }
}

fn hit(at: usize, part: &dyn Fn(usize) -> String, some: &dyn Fn(usize) -> Option<String>) -> Hit {
    let text = part(4 + at);
    let count = text.chars().count();
    let record = match at {
        0 => None,
        1 => Some(RecordView::Line { line: 7, id: some(5) }),
        _ => Some(RecordView::Warc { offset: 9, id: some(6), uri: some(7) }),
    };
    Hit {
        rank: at as u64 + 1,
        score: Some(3.5 - at as f64),
        score_parts: None,
        id: format!("{at:016x}p0"),
        kind: HitKind::Passage,
        article: format!("{at:016x}"),
        highlights: if count > 1 { vec![[0, count / 2]] } else { Vec::new() },
        provenance: Provenance {
            source: some(5),
            title: some(6),
            byline: some(7),
            published: some(8),
            url: some(9),
            root: part(1),
            // No file is without a name.
            path: format!("{}.txt", part(2)),
            record,
            charset: "UTF-8".to_owned(),
            bytes: Some([0, text.len()]),
            pieces: vec![[0, text.len()]],
            lines: Some([1, 2]),
            digest: part(3),
            file: None,
            quote: TextQuote { exact: text.clone(), prefix: part(7), suffix: part(8) },
            origins: BTreeMap::from([("title".to_owned(), part(10))]),
        },
        text,
        entities: Vec::new(),
        claims: Vec::new(),
        also_in: Vec::new(),
        context: None,
    }
}
