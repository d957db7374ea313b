//! What would a large folder of news look like? Makes articles of our own words, the same in every run.
//!
//! `cargo bench --bench generate -- FOLDER --articles 20000` writes JSON Lines of about 10 MB a file; with `--files` one text
//! file an article. `--seed` makes others. Article number n is the same however many there are, so that a corpus of 20,000
//! is the beginning of one of a million. Words come by Zipf's law, much as in news: the commonest are real, the tail is made of
//! syllables; people, organizations and places are named in full and then in short, and are quoted, so that there is something to
//! find.

mod dice;
mod story;
mod words;

use std::fmt::Write as _;
use std::fs::{File, create_dir_all, write};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use story::Story;

/// Bytes after which another file is begun.
const FILE_BYTES: usize = 10_000_000;
/// Text files a folder: file systems are slow with more.
const FOLDER_FILES: u64 = 1_000;

fn main() -> std::io::Result<()> {
    // What `cargo bench` passes on is no argument of ours.
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (mut folder, mut articles, mut seed, mut as_files) = (None, 20_000, 1, false);
    while let Some(argument) = arguments.next() {
        let mut number = |else_: u64| arguments.next().and_then(|value| value.parse().ok()).unwrap_or(else_);
        match argument.as_str() {
            "--articles" => articles = number(articles),
            "--seed" => seed = number(seed),
            "--files" => as_files = true,
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    // `cargo test --benches` and the like run it without arguments: there is nothing to do then.
    let Some(folder) = folder else { return Ok(()) };
    create_dir_all(&folder)?;
    let stories = (0..articles).map(|number| Story::new(seed, number));
    if as_files { text_files(&folder, stories) } else { json_lines(&folder, stories) }
}

fn json_lines(folder: &Path, stories: impl Iterator<Item = Story>) -> std::io::Result<()> {
    let mut out: Option<BufWriter<File>> = None;
    let (mut number, mut written) = (0, 0);
    for story in stories {
        let line = story.json();
        let mut file = match out.take() {
            Some(file) if written + line.len() <= FILE_BYTES => file,
            full => {
                full.map_or(Ok(()), |mut full| full.flush())?;
                number += 1;
                written = 0;
                BufWriter::new(File::create(folder.join(format!("news-{number:05}.jsonl")))?)
            }
        };
        written += line.len();
        file.write_all(line.as_bytes())?;
        out = Some(file);
    }
    out.map_or(Ok(()), |mut file| file.flush())
}

fn text_files(folder: &Path, stories: impl Iterator<Item = Story>) -> std::io::Result<()> {
    for story in stories {
        let below = folder.join(format!("{:05}", story.number / FOLDER_FILES));
        if story.number % FOLDER_FILES == 0 {
            create_dir_all(&below)?;
        }
        write(below.join(format!("{:07}.txt", story.number)), story.plain())?;
    }
    Ok(())
}

impl Story {
    fn json(&self) -> String {
        let mut line = format!("{{\"id\":\"made-{}\"", self.number);
        for (name, value) in [
            ("title", &self.title),
            ("source", &self.source),
            ("published", &self.published),
            ("author", &self.author),
            ("url", &self.url),
            ("text", &self.text),
        ] {
            let escaped = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            write!(line, ",\"{name}\":\"{escaped}\"").expect("a string takes all that is written");
        }
        line + "}\n"
    }

    fn plain(&self) -> String {
        format!("{}\n\nBy {}\n{}\n\n{}\n", self.title, self.author, self.published, self.text)
    }
}
