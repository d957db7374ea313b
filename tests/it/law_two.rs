//! Do the bytes that a hit points to hold its words? Looked up here without the program's own `verify`.

use crate::newsroom::{Newsroom, hits};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Files that were read, and what came of looking.
#[derive(Default)]
struct Reader {
    files: BTreeMap<PathBuf, Vec<u8>>,
    proved: usize,
    /// In web archives, whose records only `verify` unfolds.
    passed_over: usize,
    wrong: Vec<String>,
}

impl Reader {
    /// Gives the bytes of the record that a provenance names; `None` for a web archive's.
    fn record(&mut self, folder: &Path, provenance: &Value) -> Option<&[u8]> {
        let path = folder.join(provenance["path"].as_str().unwrap());
        let bytes = self.files.entry(path).or_insert_with_key(|path| std::fs::read(path).unwrap());
        match &provenance["record"] {
            Value::Null => Some(bytes),
            record => {
                let line = record["line"].as_u64()? as usize;
                Some(bytes.split(|byte| *byte == b'\n').nth(line - 1).expect("the line is in the file"))
            }
        }
    }

    /// Cuts pieces out of the record, makes text of them, and compares it with what is shown.
    fn prove(&mut self, folder: &Path, provenance: &Value, pieces: &[(usize, usize)], shown: &str, id: &str) {
        let path = provenance["path"].as_str().unwrap().to_owned();
        let Some(record) = self.record(folder, provenance) else {
            self.passed_over += 1;
            return;
        };
        let cut: Vec<u8> = pieces.iter().flat_map(|(start, end)| record[*start..*end].iter().copied()).collect();
        let text = resolved(&cut, provenance["charset"].as_str().unwrap(), &path);
        if folded(&text) == folded(shown) {
            self.proved += 1;
        } else {
            self.wrong.push(format!("{id} in {path}\n  bytes: {}\n  shown: {}", folded(&text), folded(shown)));
        }
    }

    fn prove_hits(&mut self, folder: &Path, answer: &Value) {
        for hit in hits(answer) {
            let (provenance, id) = (&hit["provenance"], hit["id"].as_str().unwrap());
            let pieces = pairs(&provenance["pieces"]);
            let text = hit["text"].as_str().unwrap();
            self.prove(folder, provenance, &pieces, text, id);
            assert_eq!(provenance["quote"]["exact"], text, "{id}");
            for beside in hit["context"].as_array().into_iter().flatten() {
                let (from, text) = (&beside["provenance"], beside["text"].as_str().unwrap());
                self.prove(folder, from, &pairs(&from["pieces"]), text, beside["id"].as_str().unwrap());
            }
            let hull = pieces.first().map(|first| (first.0, pieces[pieces.len() - 1].1));
            assert_eq!(pairs(&Value::Array(vec![provenance["bytes"].clone()])).first().copied(), hull, "{id}");
            assert!(pieces.windows(2).all(|two| two[0].1 <= two[1].0), "{id}: pieces are out of order: {pieces:?}");
        }
    }

    /// Proves every part of every claim of the articles that were found. A part tells its hull: its pieces are the article's, cut
    /// to it.
    fn prove_parts(&mut self, room: &Newsroom, answer: &Value) {
        let articles: BTreeSet<&str> = hits(answer).iter().map(|hit| hit["article"].as_str().unwrap()).collect();
        for article in articles {
            let shown = whosaid::ask::look_up(&room.open(), article.parse().unwrap(), Some(room.folder()), &Default::default())
                .unwrap()
                .unwrap();
            let whole = serde_json::to_value(shown.hit).unwrap();
            let all = pairs(&whole["provenance"]["pieces"]);
            for claim in whole["claims"].as_array().unwrap() {
                let lists = ["content", "quotes", "via"].iter().flat_map(|key| claim[*key].as_array().unwrap());
                for part in lists.chain([&claim["speaker"], &claim["cue"]]).filter(|part| !part["text"].is_null()) {
                    assert!(!part["span"].is_null(), "{part} of {} stands outside its article", claim["id"]);
                    let hull = pairs(&Value::Array(vec![part["bytes"].clone()]))[0];
                    let cut = all.iter().map(|piece| (piece.0.max(hull.0), piece.1.min(hull.1)));
                    let pieces: Vec<_> = cut.filter(|piece| piece.0 < piece.1).collect();
                    let id = claim["id"].as_str().unwrap();
                    self.prove(room.folder(), &whole["provenance"], &pieces, part["text"].as_str().unwrap(), id);
                }
            }
        }
    }

    fn end(self, what: &str) {
        eprintln!("{what}: {} proved, {} in web archives left to verify", self.proved, self.passed_over);
        assert!(self.wrong.is_empty(), "{} are wrong:\n{}", self.wrong.len(), self.wrong.join("\n"));
        assert!(self.proved > 0);
    }
}

fn pairs(list: &Value) -> Vec<(usize, usize)> {
    let pairs = list.as_array().into_iter().flatten().filter_map(Value::as_array);
    pairs.map(|pair| (pair[0].as_u64().unwrap() as usize, pair[1].as_u64().unwrap() as usize)).collect()
}

/// Makes text of bytes as the design says: decode, then resolve what the format escapes.
fn resolved(bytes: &[u8], charset: &str, path: &str) -> String {
    let encoding = encoding_rs::Encoding::for_label(charset.as_bytes()).expect("a charset of the Encoding Standard");
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("jsonl") => serde_json::from_str(&format!("\"{text}\"")).unwrap_or_else(|error| format!("{error} in {text}")),
        Some("html" | "md") => htmlize::unescape(&*text).into_owned(),
        _ => text.into_owned(),
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_passage_and_claim_of_the_corpus_stands_in_its_bytes() {
    let room = Newsroom::of_corpus();
    let (passages, claims) = (room.ask(&["search", "-n", "0", "--no-group", "-C", "1"]), room.ask(&["claims", "-n", "0"]));
    for (what, answer) in [("passages", &passages), ("claims", &claims)] {
        let mut reader = Reader::default();
        reader.prove_hits(room.folder(), answer);
        reader.end(what);
    }
    let mut reader = Reader::default();
    reader.prove_parts(&room, &claims);
    reader.end("parts of claims");
}

#[test]
fn every_passage_and_claim_of_the_seeds_stands_in_its_bytes() {
    let Some(room) = Newsroom::with_seeds() else { return };
    room.index_with(&["seeds"]);
    let mut reader = Reader::default();
    reader.prove_hits(room.folder(), &room.ask(&["search", "-n", "0", "--no-group"]));
    let claims = room.ask(&["claims", "-n", "0", "--no-group"]);
    reader.prove_hits(room.folder(), &claims);
    reader.prove_parts(&room, &claims);
    reader.end("seeds");
}

#[test]
fn hostile_markup_is_proved_all_the_same() {
    let room = Newsroom::new();
    room.file(
        "corpus/a.html",
        "<html><head><title>A &amp; B</title></head><body><article><h1>A &amp; B &lt;i&gt;</h1><p>One&nbsp;<b>two</b>&#8217;s &notanentity; \
         <!-- x --> thr<i>e</i>e &copy 2031 &amp;amp; and five more words for the length of it all.</p><p>“Yes,” she said.</p></article></body></html>",
    )
    .file("corpus/b.md", "---\ntitle: A\n---\n# A\n\nOne *two* [three](x.html \"t\") \\* four &amp; `five &lt;` six.\n\n> “Quoted,” said Ines Halvorsen.\n")
    .file("corpus/c.jsonl", "{\"title\":\"T\",\"text\":\"Tab\\tand \\u201cquote\\u201d \\ud83d\\ude00 and \\\\ slash \\/ said Bo.\"}\n")
    .bytes("corpus/d.txt", b"Caf\xe9 \x93news\x94\n\nThe caf\xe9 is open, \x93at last\x94, said Zo\xeb Brandl on Monday.\n")
    .bytes("corpus/e.txt", &"\u{feff}Wide text\r\n\r\nThe wide text is read, said Zoë.\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    room.index();
    let mut reader = Reader::default();
    reader.prove_hits(room.folder(), &room.ask(&["search", "-n", "0", "--no-group"]));
    reader.end("hostile markup");
    assert_eq!(room.run(&["verify"]).code, 0);
}

#[test]
fn verify_finds_all_intact() {
    let room = Newsroom::of_corpus();
    let (run, status) = (room.run(&["verify", "--format", "json"]), room.ask(&["status"]));
    assert_eq!((run.code, &run.json()["intact"]), (0, &status["articles"]), "{}", run.err);
    for command in ["search", "claims"] {
        let answer = room.ask(&[command, "-n", "0", "--no-group"]);
        let ids: Vec<&str> = hits(&answer).iter().map(|hit| hit["id"].as_str().unwrap()).collect();
        let run = room.run(&[&["verify", "--format", "json"], ids.as_slice()].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        let states = run.json();
        let states = states["hits"].as_array().unwrap();
        assert!(states.len() == ids.len() && states.iter().all(|hit| hit["state"] == "intact"), "{states:?}");
    }
}

#[test]
fn verify_names_what_changed_moved_and_is_missing() {
    let room = Newsroom::new();
    for name in ["a", "b", "c", "d"] {
        room.file(&format!("corpus/{name}.txt"), &format!("Title {name}\n\nThe council of {name} met on Monday, it said.\n"));
    }
    room.index();
    let hit = room.ask(&["search", "council", "--path", "a.txt"])["hits"][0]["id"].as_str().unwrap().to_owned();
    room.file("corpus/a.txt", "Title a\n\nThe counsil of a met on Monday, it said.\n")
        .remove("corpus/b.txt")
        .rename("corpus/c.txt", "corpus/e.txt");
    let run = room.run(&["verify", "--format", "json"]);
    let told = run.json();
    let paths = |key: &str| {
        told[key].as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(run.code, 1);
    assert_eq!(
        (paths("changed"), paths("moved"), paths("missing")),
        (vec!["a.txt".into()], vec!["c.txt".into()], vec!["b.txt".into()]),
        "{told}"
    );
    assert_eq!(told["intact"], 1);
    let run = room.run(&["verify", &hit, "--format", "json"]);
    assert_eq!((run.code, &run.json()["hits"][0]["state"]), (1, &"changed".into()));
    assert!(run.json()["changed"][0]["reason"].as_str().unwrap().ends_with("no longer stand at their bytes"));
    room.file("corpus/a.txt", "Title a\n\nThe council of a met on Monday, it said.\nIt rained.\n");
    let run = room.run(&["verify", &hit, "--format", "json"]);
    assert_eq!((run.code, &run.json()["hits"][0]["state"]), (1, &"changed".into()));
    assert!(run.json()["changed"][0]["reason"].as_str().unwrap().ends_with("still stand at their bytes"));
}

#[test]
fn what_stands_elsewhere_now_is_moved_though_its_place_was_taken() {
    let room = Newsroom::new();
    let line = |id: &str| format!("{{\"id\":\"{id}\",\"title\":\"T{id}\",\"text\":\"The council of {id} met, it said.\"}}\n");
    room.file("corpus/a.jsonl", &["one", "two", "three"].map(line).concat());
    let plain = "{\"title\":\"Weir\",\"text\":\"The weir is old, it was said.\"}\n";
    room.file("corpus/f.jsonl", &[plain, plain].concat());
    room.file("corpus/b.txt", "The council of Dale met on Monday.").file("corpus/c.txt", "The council of Hill met on Monday.");
    room.file("corpus/d.txt", "The council of Moor met on Monday.").file("corpus/e.txt", "The council of Moor met on Monday.");
    room.file("corpus/g.jsonl", &["four", "five"].map(line).concat()).file("corpus/h.jsonl", &["six"].map(line).concat());
    room.index();
    room.file("corpus/a.jsonl", &["two", "three"].map(line).concat());
    room.file("corpus/f.jsonl", &[&plain.replace("old", "new"), plain].concat());
    for (from, to) in [("g", "x"), ("h", "g"), ("x", "h")] {
        room.rename(&format!("corpus/{from}.jsonl"), &format!("corpus/{to}.jsonl"));
    }
    room.rename("corpus/b.txt", "x").rename("corpus/c.txt", "corpus/b.txt").rename("x", "corpus/c.txt");
    room.file("corpus/d.txt", "The council of Moor met on Sunday.");
    let told = room.run(&["verify", "--format", "json"]).json();
    let listed = |key: &str| {
        let words = |one: &serde_json::Value| format!("{}: {}", one["path"].as_str().unwrap(), one["reason"].as_str().unwrap());
        told[key].as_array().unwrap().iter().map(words).collect::<Vec<_>>().join("\n")
    };
    assert!(listed("moved").contains("stand at line 1 of") && listed("moved").contains("stand at line 2 of"), "{told}");
    assert!(listed("moved").contains("b.txt: its bytes now stand in"), "{told}");
    assert!(listed("moved").contains("c.txt: its bytes now stand in"), "{told}");
    assert_eq!((listed("moved").lines().count(), &told["intact"]), (7, &2.into()), "{told}");
    let changed = listed("changed");
    let of = |path: &str| changed.lines().filter(|line| line.starts_with(path)).count();
    let told_of = ["d.txt", "f.jsonl"].map(of);
    assert_eq!(listed("missing"), "a.jsonl: where its record one stood, there is two now");
    assert_eq!((told_of, changed.lines().count()), ([1, 1], 2), "a copy that stood there before is no move: {told}");
}

#[test]
fn one_changed_byte_in_a_record_is_told_of_that_record_alone() {
    let room = Newsroom::with_corpus();
    room.index();
    for path in [
        "corpus/meridian-wire/2031-a.jsonl",
        "corpus/archive/quay-and-sundry.warc",
        "corpus/northern-ledger/2031-02-04-treasury-letter.html",
    ] {
        let file = room.folder().join(path);
        let kept = std::fs::read(&file).unwrap();
        let mut bytes = kept.clone();
        let at = bytes.windows(5).rposition(|word| word == b" the ").unwrap() + 1;
        bytes[at] = b'x';
        room.bytes(path, &bytes);
        let run = room.run(&["verify", "--format", "json"]);
        assert_eq!((run.code, run.json()["changed"].as_array().unwrap().len()), (1, 1), "{path}: {}", run.out);
        room.bytes(path, &kept);
        assert_eq!(room.run(&["verify"]).code, 0, "{path}");
    }
}
