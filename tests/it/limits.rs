//! Does docs/limits.md say what the limits are?

use crate::newsroom::Newsroom;
use whosaid::analysis::ANALYSED_BYTES;
use whosaid::analysis::claims::{CLAIM_BYTES, CLAIMS};
use whosaid::ask::{MOST_FURTHER, MOST_IN_PASSAGE, MOST_READ_AGAIN};
use whosaid::cli::LOOKED_AFTER;
use whosaid::corpus::limits::{Limit, RECORDS_TOLD, table};
use whosaid::index::MOST_FORMS;
use whosaid::query::{MAX_BYTES, MAX_DEPTH, MAX_LEAVES, MAX_PHRASE_WORDS};

/// Gives the limits of what is found in an article, which stand in the same document too.
fn of_findings() -> Vec<Limit> {
    let limit = |of, value: usize, unit, beyond, why| Limit { of, value: value as u64, unit, beyond, why };
    vec![
        limit(
            "text of one article in which names and claims are looked for",
            ANALYSED_BYTES,
            "bytes",
            "all of it is searched; names and claims are those of its beginning, with a notice",
            "a long novel; a text of nothing but names takes 110 times its bytes of memory",
        ),
        limit(
            "claims of one article",
            CLAIMS,
            "claims",
            "claims are those of its beginning, with a notice",
            "news of 16 MiB has 80,000",
        ),
        limit(
            "what the claims of one article claim, all together",
            CLAIM_BYTES,
            "bytes",
            "claims are those of its beginning, with a notice; so they are beyond four times the bytes of the text, and beyond 1 MiB",
            "news claims less than it writes; claims in claims in claims have hundreds of times as much",
        ),
        limit(
            "forms of a name by which the passages and claims of one article are found",
            MOST_FORMS,
            "forms",
            "later ones are found as words; fewer, and four at least, where names stand in more than 8,192 places",
            "what news calls one has a few",
        ),
    ]
}

/// Gives the limits of a question, which stand in the same document for whoever looks for one.
fn of_questions() -> Vec<Limit> {
    let limit = |of, value: usize, unit, beyond, why| Limit { of, value: value as u64, unit, beyond, why };
    vec![
        limit("a question", MAX_BYTES, "bytes", "its beginning is asked, with a notice", "a page of text"),
        limit(
            "brackets inside each other in a question",
            MAX_DEPTH,
            "levels",
            "deeper ones are flattened, with a notice",
            "a question that a person can still read has fewer than ten",
        ),
        limit("words and values of a question", MAX_LEAVES, "words", "the rest ignored, with a notice", "Lucene's limit"),
        limit(
            "words of a phrase",
            MAX_PHRASE_WORDS,
            "words",
            "the rest ignored, with a notice",
            "a longer one is a text, for `trace`",
        ),
        limit(
            "files that a question looks over to tell whether any has changed",
            LOOKED_AFTER as usize,
            "files",
            "only the files of the hits that are shown are looked at, and marked",
            "walking more would cost more than the question",
        ),
        limit(
            "file that is read again for a hit of it, where its size and time are as they were and the system noted a change",
            MOST_READ_AGAIN as usize,
            "bytes",
            "the hit is marked: whether its file has changed is unknown; `verify` reads it",
            "reading takes a tenth of a second at most, for each file of the page",
        ),
        limit(
            "places of a quotation that `trace` looks at in one passage",
            MOST_IN_PASSAGE,
            "places",
            "the rest is not looked at, with a notice",
            "a passage has some 120 words, and a quotation mostly more than two",
        ),
        limit(
            "places that `trace` looks at behind the first of their passages",
            MOST_FURTHER,
            "places",
            "of later passages the best place alone is looked at, with a notice",
            "sixteen a passage, where the words stand in as many as are looked at",
        ),
    ]
}

fn thousands(value: u64) -> String {
    let digits = value.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).unwrap()).collect();
    groups.join(",")
}

fn shown(limits: &[Limit]) -> String {
    let mut text = "| limit | value | beyond it | why so much |\n|---|---|---|---|\n".to_owned();
    for row in limits {
        let value = match row.value {
            n if n % (1 << 30) == 0 => format!("{} GiB", n >> 30),
            n if n % (1 << 20) == 0 => format!("{} MiB", n >> 20),
            n if row.unit == "bytes" && n % (1 << 10) == 0 => format!("{} KiB", n >> 10),
            n if row.unit == "bytes" => format!("{} bytes", thousands(n)),
            n => format!("{} {}", thousands(n), row.unit),
        };
        text.push_str(&format!("| {} | {value} | {} | {} |\n", row.of, row.beyond, row.why));
    }
    text
}

fn document() -> String {
    let before = "## Limits\n\nWhat is odd is cut short, told in the report or at the article, and stops no run, but for rules that cannot be read. Limits count\nbytes, nodes and steps, never seconds, so that the same corpus gives the same index on every machine. A corpus may lower four of\nthem (`file`, `article`, `unpacked`, `records`) under `[limits]` in its `whosaid.toml`.";
    let parts = [("files", table()), ("what is found", of_findings()), ("questions", of_questions())];
    let parts: Vec<String> = parts.iter().map(|(of, limits)| format!("### Of {of}\n\n{}", shown(limits))).collect();
    format!("{before}\n\n{}", parts.join("\n"))
}

#[test]
fn the_document_says_what_the_limits_are() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/limits.md");
    if std::env::var_os("WHOSAID_RENEW").is_some() {
        std::fs::write(path, document()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), document(), "renew docs/limits.md with WHOSAID_RENEW=1");
}

#[test]
fn records_that_cannot_be_read_are_told_up_to_a_number_and_counted_beyond() {
    let room = Newsroom::new();
    let good = "{\"text\": \"Rain fell on the quay.\"}\n";
    room.file("corpus/a.jsonl", &[good, &"{\"text\": 7}\n".repeat(RECORDS_TOLD + 50), good].concat());
    let report = room.index();
    let skipped = report["skipped"].as_array().unwrap();
    assert_eq!((&report["articles"], skipped.len()), (&2.into(), RECORDS_TOLD + 1));
    assert!(skipped[0]["reason"].as_str().unwrap().starts_with("50 more records"), "{}", skipped[0]);
}

#[cfg(target_os = "linux")]
#[test]
fn what_has_no_end_is_read_up_to_a_limit_by_analyze() {
    let room = Newsroom::new();
    room.file("corpus/whosaid.toml", "[limits]\nfile = \"1 KiB\"\n").file("corpus/a.txt", &"Rain fell. ".repeat(200));
    for (file, told) in [("/dev/zero", "behind 16.0 MiB"), ("corpus/a.txt", "behind 1.0 KiB")] {
        let run = room.run(&["analyze", file]);
        assert!(run.code == 2 && run.out.is_empty() && run.err.contains(told), "{file}: {}", run.err);
    }
    assert_eq!(room.run(&["analyze", "/dev/null"]).code, 1, "what ends is read");
}
