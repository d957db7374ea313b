//! Do the bytes of every passage of every record at hand hold its words? Decoded here without the program's own `restore`.

use crate::newsroom::repository;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use whosaid::analysis::{Depth, analyse};
use whosaid::corpus::{Opened, Rules, read};
use whosaid::model::article::{Article, Format};
use whosaid::model::normal::fold_space;

/// Of large collections a part is enough in the time of a test run: each line, each page whose number is a multiple of these.
/// `WHOSAID_ALL=1` looks at all of them.
const LINES_A_STEP: usize = 50;
const PAGES_A_STEP: usize = 3;

/// Lines of a file up to which all are read.
const FEW_LINES: usize = 500;

/// What was looked at.
#[derive(Default)]
struct Count {
    files: AtomicUsize,
    articles: AtomicUsize,
    passages: AtomicUsize,
    wrong: Mutex<Vec<String>>,
}

impl Count {
    /// Cuts, joins, decodes and compares every passage of a file.
    fn file(&self, path: &Path) {
        let bytes = std::fs::read(path).unwrap();
        let name = path.to_string_lossy();
        let bytes = if name.contains(".jsonl") { sampled(bytes) } else { bytes };
        let mut opened = None;
        read(&bytes, &name, &Rules::default(), &mut |found| {
            let Ok(article) = found else { return };
            let opened = opened.get_or_insert_with(|| Opened::new(&bytes).expect("it was read before"));
            let record = opened.record(article.record.as_ref()).expect("the record is still there");
            self.article(&article, &record);
        });
        self.files.fetch_add(1, Ordering::Relaxed);
    }

    fn article(&self, article: &Article, record: &[u8]) {
        let passages = analyse(article, Depth::Text).passages;
        for span in &passages {
            let pieces = article.map.pieces(*span);
            let cut: Vec<u8> = pieces.iter().flat_map(|piece| record[piece.start..piece.end].iter().copied()).collect();
            let (text, shown) = (fold_space(&decoded(&cut, article)), fold_space(span.of(&article.text)));
            if text != shown {
                let label = article.record.as_ref().map(|record| record.label());
                self.wrong.lock().unwrap().push(format!("{} {label:?}\n  bytes: {text}\n  shown: {shown}", article.path));
            }
        }
        self.articles.fetch_add(1, Ordering::Relaxed);
        self.passages.fetch_add(passages.len(), Ordering::Relaxed);
    }
}

/// Makes text of bytes as the design says: decode, then resolve what the format escapes.
fn decoded(bytes: &[u8], article: &Article) -> String {
    let text = match article.charset.as_str() {
        "UTF-32LE" | "UTF-32BE" => return whosaid::corpus::restore(article.format, &article.charset, bytes),
        label => encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().decode_without_bom_handling(bytes).0,
    };
    let string = |text: &str| {
        serde_json::from_str::<String>(&format!("\"{text}\"")).unwrap_or_else(|_| {
            // Half a pair of surrogates, or a control character: valid for no JSON library, and told as a notice.
            whosaid::corpus::restore(Format::Json, "UTF-8", text.as_bytes())
        })
    };
    match article.format {
        Format::Text => text.into_owned(),
        Format::Html | Format::Markdown => htmlize::unescape(&*text).into_owned(),
        Format::Json => string(&text),
        Format::XmlHtml => {
            // XML knows five names; all others are those of the HTML inside.
            let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
            htmlize::unescape(text.replace("&amp;", "&")).into_owned()
        }
        Format::JsonHtml => htmlize::unescape(string(&text)).into_owned(),
    }
}

/// Unfolds lines, and leaves empty those that are passed over, so that numbers stay what they are.
fn sampled(bytes: Vec<u8>) -> Vec<u8> {
    let mut lines = Vec::new();
    match bytes.starts_with(b"\x1f\x8b") {
        true => drop(std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(&*bytes), &mut lines).unwrap()),
        false => lines = bytes,
    }
    let all = looks_at_all() || lines.split(|byte| *byte == b'\n').count() <= FEW_LINES;
    let kept = lines.split_inclusive(|byte| *byte == b'\n').enumerate();
    kept.flat_map(|(number, line)| if all || number % LINES_A_STEP == 0 { line } else { b"\n" }).copied().collect()
}

fn looks_at_all() -> bool {
    std::env::var_os("WHOSAID_ALL").is_some()
}

/// Gives all files below a folder, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn every_passage_of_every_page_record_and_line_at_hand_stands_in_its_bytes() {
    let mut sets = vec![("corpus", repository().join("corpus"))];
    // Beside the repository, or beside the folder of its working copies.
    let shared = repository().ancestors().skip(1).take(2).map(|above| above.join("shared/data")).find(|folder| folder.is_dir());
    match shared {
        Some(data) => {
            sets.extend([("pages", data.join("html")), ("web archives", data.join("warc")), ("lines", data.join("news"))])
        }
        None => println!("the collections are skipped: ../shared is not here"),
    }
    for (what, folder) in sets {
        let step = if what == "pages" && !looks_at_all() { PAGES_A_STEP } else { 1 };
        let files: Vec<PathBuf> = files(&folder).into_iter().step_by(step).collect();
        let (next, count) = (AtomicUsize::new(0), Count::default());
        std::thread::scope(|scope| {
            for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
                scope.spawn(|| {
                    while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                        count.file(file);
                    }
                });
            }
        });
        let wrong = count.wrong.into_inner().unwrap();
        let (files, articles, passages) = (count.files.into_inner(), count.articles.into_inner(), count.passages.into_inner());
        let part = if looks_at_all() { "" } else { " (a fixed part of large ones)" };
        println!("{what}{part}: {files} files, {articles} articles, {passages} passages cut, joined, decoded and compared");
        assert!(wrong.is_empty() && passages > 0, "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    }
}
