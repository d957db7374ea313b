//! How fast are the readers alone, in megabytes a CPU second, on plain text and on saved pages?
//!
//! `cargo bench --bench readers`. Pages and texts come from `../shared/data` where it is there, else from small ones made here.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use whosaid::corpus::{Rules, read};

/// Runs of each set; the fastest counts, as other programs only ever make a run slower.
const RUNS: usize = 5;

/// Bytes of text that are made where none is at hand.
const MADE: usize = 8 << 20;

/// Bytes from which on a text is a story rather than a note.
const STORY: usize = 1000;

/// Aims, in megabytes a CPU second, on plain text and on pages.
const AIMS: (f64, f64) = (60.0, 8.0);

fn main() {
    // Beside the repository, or beside the folder of its working copies.
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1).map(|folder| folder.join("shared/data"));
    let shared = above.take(2).find(|folder| folder.is_dir()).unwrap_or_default();
    let pages = files(&shared.join("html"), "html");
    let pages = if pages.is_empty() { made_pages() } else { pages };
    // A third of the collections is headlines with a sentence below: what a file costs beside its bytes shows there.
    let (stories, notes): (Vec<_>, Vec<_>) = texts(&shared).into_iter().partition(|text| text.len() >= STORY);
    measure("plain text", "txt", &stories, AIMS.0);
    measure("short notes", "txt", &notes, AIMS.0);
    measure("saved pages", "html", &pages, AIMS.1);
}

#[allow(clippy::print_stdout)] // a benchmark's answer
fn measure(what: &str, ending: &str, files: &[Vec<u8>], aim: f64) {
    if files.is_empty() {
        return;
    }
    let rules = Rules::default();
    let bytes: usize = files.iter().map(Vec::len).sum();
    let mut articles = 0usize;
    let mut run = || {
        articles = 0;
        for (number, file) in files.iter().enumerate() {
            read(black_box(file), &format!("bench/{number}.{ending}"), &rules, &mut |found| {
                articles += usize::from(black_box(found).is_ok());
            });
        }
    };
    let best = (0..RUNS).map(|_| spent(&mut run)).min().unwrap_or_default();
    let speed = bytes as f64 / 1e6 / best.as_secs_f64().max(1e-9);
    let size = bytes as f64 / 1e6;
    println!("{what:12} {:5} files {size:7.1} MB {articles:6} articles {speed:7.1} MB a CPU second (aim {aim})", files.len());
}

/// Gives the CPU time of a run; the time on the clock where the system does not tell CPU time.
fn spent(run: &mut impl FnMut()) -> Duration {
    let (cpu, clock) = (on_cpu(), Instant::now());
    run();
    match (cpu, on_cpu()) {
        (Some(before), Some(after)) => after - before,
        _ => clock.elapsed(),
    }
}

/// Reads how long this thread has run, as Linux tells it.
fn on_cpu() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
}

fn files(folder: &Path, ending: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|of| of == ending) {
            found.extend(fs::read(&path));
        } else if path.to_string_lossy().ends_with(&format!(".{ending}.gz")) {
            found.extend(fs::read(&path).ok().and_then(|bytes| unfold(&bytes)));
        }
    }
    found
}

fn unfold(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut unfolded = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(bytes), &mut unfolded).ok()?;
    Some(unfolded)
}

/// Gives one text a news story of the collections at hand, else made ones.
fn texts(shared: &Path) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for lines in files(&shared.join("news"), "jsonl") {
        for line in lines.split(|byte| *byte == b'\n') {
            let Ok(value) = serde_json::from_slice::<serde_json::Value>(line) else { continue };
            let text = ["text", "body"].iter().find_map(|name| value.get(name)?.as_str());
            found.extend(text.map(|text| text.as_bytes().to_vec()));
        }
    }
    if found.is_empty() { vec![story(40).into_bytes(); MADE / story(40).len()] } else { found }
}

fn made_pages() -> Vec<Vec<u8>> {
    let menu = "<li class=\"menu-item\"><a href=\"/section/news\" data-track=\"menu\">News</a></li>\n".repeat(200);
    let body: String = story(30).split("\n\n").map(|paragraph| format!("<p class=\"story\">{paragraph}</p>\n")).collect();
    let page = format!(
        "<!doctype html><html><head><title>Mayor resigns</title><script>var x = 1;</script></head><body><nav><ul>{menu}</ul></nav><article><h1>Mayor resigns</h1>{body}</article><footer><ul>{menu}</ul></footer></body></html>"
    );
    vec![page.clone().into_bytes(); MADE / page.len()]
}

fn story(paragraphs: usize) -> String {
    let paragraph = "The mayor of Linden resigned on Monday after a week of protests over the price of water, and “I have heard the people,” she told reporters outside the town hall.";
    vec![paragraph; paragraphs].join("\n\n")
}
