//! Is there any input that what `fuzz/` throws input at does not stand?
//!
//! The functions that are tested stand in files of their own, which `fuzz/` shares. Here each gets inputs that look random and
//! are the same in every run: samples with parts changed, repeated, cut out and exchanged. `WHOSAID_FUZZ` asks for more of them.
//! What once failed stands in `crashes/`, a file each in the folder of its function, and is tried first.

mod analysing;
mod asking;
mod history;
mod lawful;
mod output;
mod reading;

use crate::newsroom::{Dice, repository};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Bytes of an input: enough for a story, few enough for many runs.
const LONGEST: usize = 3_000;

/// What texts, pages, records and questions are made of, and what has harmed others.
const WORDS: &[&str] = &[
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "'s",
    " said",
    " denied",
    " according to ",
    " told reporters",
    "Mr. ",
    "Dr.",
    " (Fed)",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "\u{1b}[2J",
    "\u{1b}]52;c;aGk=\u{7}",
    "\u{9b}",
    "\0",
    "\u{ad}",
    "\u{301}",
    "é",
    "東京",
    "🔥",
    "ﬁ",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<br>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<title>",
    "<article>",
    "<li>",
    "<a href='",
    "'>",
    "&amp;",
    "&lt",
    "&#x41;",
    "&#0;",
    "&",
    "<![CDATA[",
    "]]>",
    "<item>",
    "</item>",
    "<?xml version='1.0'?>",
    "<meta charset=",
    "windows-1252",
    "utf-16",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "{\"text\":\"",
    "\"title\":",
    "\\u0041",
    "\\ud83d",
    "\\n",
    "\\\"",
    "null",
    "1e400",
    "---\n",
    "+++\n",
    "# ",
    "> ",
    "* ",
    "`",
    "```\n",
    "[a](b)",
    "![",
    "|",
    "WARC/1.0\r\n",
    "WARC-Type: response\r\n",
    "Content-Length: 7\r\n",
    "Content-Length: -1\r\n",
    "HTTP/1.1 200 OK\r\n",
    "Transfer-Encoding: chunked\r\n\r\n",
    "\u{1f}",
    "(PK",
    "=1+1",
    "@SUM(A1)",
    "+",
    "-",
    "2031-03-04",
    "Monday",
    "AND",
    "OR",
    "NOT",
    "NEAR/3",
    "~2",
    "^9",
    "*",
    "?",
    "speaker:",
    "title:",
    "published:[2024 TO *]",
    "stance:deny",
    "((((",
    "))))",
    "\\",
    "/",
    "%",
    "\u{fffd}",
    "\u{9b}2J",
    "\u{2028}",
    "\u{e0041}",
    "M\u{430}o",
];

/// How often a function is tried: as often as it says, or as `WHOSAID_FUZZ` does.
fn runs(usual: usize) -> usize {
    std::env::var("WHOSAID_FUZZ").ok().and_then(|runs| runs.parse().ok()).unwrap_or(usual)
}

/// Tries `test` on what once failed, then on the samples, then on what becomes of them by dice.
fn try_all(name: &str, samples: &[Vec<u8>], usual: usize, test: fn(&[u8])) {
    let crashes = files(&repository().join("tests/it/fuzz/crashes").join(name));
    for crash in &crashes {
        tried(name, &crash.display().to_string(), &std::fs::read(crash).unwrap(), test);
    }
    let seed = name.bytes().fold(0, |seed: u64, byte| seed * 31 + u64::from(byte));
    let mut dice = Dice::new(seed);
    let runs = runs(usual);
    for run in 0..runs {
        let input = if run < samples.len() { samples[run].clone() } else { changed(samples, &mut dice) };
        tried(name, &format!("run {run}"), &input[..input.len().min(LONGEST)], test);
    }
    eprintln!("{name}: {} that once failed, {runs} runs", crashes.len());
}

fn tried(name: &str, which: &str, input: &[u8], test: fn(&[u8])) {
    if catch_unwind(AssertUnwindSafe(|| test(input))).is_err() {
        let kept = std::env::temp_dir().join(format!("whosaid-{name}-{}.bin", input.len()));
        std::fs::write(&kept, input).unwrap();
        panic!("{name}, {which}, kept in {}: {:?}", kept.display(), String::from_utf8_lossy(input));
    }
}

/// Makes an input of the samples.
fn changed(samples: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let sample = &samples[dice.roll(samples.len())];
    // The first byte may choose what the rest is taken for.
    let start = if dice.roll(3) == 0 { dice.roll(sample.len() + 1) } else { 0 };
    let mut input = sample[start..(start + LONGEST / 2).min(sample.len())].to_vec();
    for _ in 0..1 + dice.roll(8) {
        let at = dice.roll(input.len() + 1);
        let end = (at + dice.roll(60)).min(input.len());
        match dice.roll(7) {
            0 if at < input.len() => input[at] ^= 1 << dice.roll(8),
            1 => drop(input.drain(at..end)),
            2 => {
                let part = input[at..end].to_vec();
                let times = 1 + dice.roll(8);
                drop(input.splice(at..at, part.repeat(times)));
            }
            3 => {
                let other = &samples[dice.roll(samples.len())];
                let from = dice.roll(other.len() + 1);
                let part = other[from..(from + dice.roll(200)).min(other.len())].to_vec();
                drop(input.splice(at..end, part));
            }
            4 => input.insert(at, dice.roll(256) as u8),
            _ => {
                let word = WORDS[dice.roll(WORDS.len())].as_bytes();
                drop(input.splice(at..at, word.repeat(1 + dice.roll(3) * dice.roll(3))));
            }
        }
    }
    input
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// Gives the files of the sample corpus, with what their names end in.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let walk = walkdir::WalkDir::new(repository().join("corpus")).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    walk.filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()))
        .collect()
}

/// Gives lines of plain stories.
fn stories() -> Vec<Vec<u8>> {
    corpus().into_iter().filter(|(name, _)| name.ends_with(".txt")).map(|(_, bytes)| bytes).collect()
}

#[test]
fn any_question_prints_as_text_that_parses_to_itself() {
    let cases = std::fs::read_to_string(repository().join("src/query/cases.tsv")).unwrap();
    let typed = cases.lines().filter(|line| !line.starts_with("##")).filter_map(|line| line.split('\t').next());
    let samples: Vec<Vec<u8>> = typed.map(|typed| typed.as_bytes().to_vec()).collect();
    try_all("asking", &samples, 2_000, asking::asking);
}

#[test]
fn any_bytes_are_read_by_the_laws() {
    let mut samples = Vec::new();
    for (name, bytes) in corpus() {
        let at = reading::NAMES.iter().position(|known| Path::new(known).extension() == Path::new(&name).extension());
        samples.push([vec![at.unwrap_or(0) as u8], bytes].concat());
    }
    try_all("reading", &samples, 400, reading::reading);
}

#[test]
fn any_text_is_analysed_within_its_bounds() {
    try_all("analysing", &stories(), 150, analysing::analysing);
}

#[test]
fn any_answer_comes_back_from_its_output() {
    let samples: Vec<Vec<u8>> =
        stories().into_iter().map(|story| story.split(|byte| *byte == b'\n').collect::<Vec<_>>().join(&0)).collect();
    try_all("output", &samples, 400, output::output);
}

#[test]
fn any_history_ends_as_its_model_does() {
    let mut dice = Dice::new(18);
    let samples: Vec<Vec<u8>> = (0..64).map(|_| (0..48).map(|_| dice.roll(256) as u8).collect()).collect();
    try_all("history", &samples, 4, history::history);
}
