//! `whosaid analyze`: what do the readers find in a file, without an index?

use super::index::Only;
use super::store::Place;
use super::surroundings::Surroundings;
use super::{Outcome, unwritten};
use crate::analysis::document;
use crate::corpus::limits::RECORD_BYTES;
use crate::corpus::{FOLDER, Rules, corpus_of, path_below, read, read_raw, written};
use crate::engine::Root;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::model::answer::Skipped;
use crate::model::article::{Article, Fact, Record};
use crate::model::id::article_id;
use crate::model::view;
use crate::render;
use bytesize::ByteSize;
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  whosaid analyze page.html --format human\n  curl -s https://example.org/story | whosaid analyze -\n  whosaid analyze --raw texts.jsonl --only entities\n  whosaid analyze --blocks page.html       what is story, what is furniture, and why"
)]
pub(super) struct Arguments {
    /// Files to read; - is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// How much is analysed
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = Only::Claims)]
    only: Only,
    /// The input is plain body text, an article a JSONL line {id, text}, kept as given; a line break ends a paragraph
    #[arg(long)]
    raw: bool,
    /// Show what was kept and what was called furniture, side by side, each with the rule that decided it
    #[arg(long)]
    blocks: bool,
    /// How it is written [default: jsonl, with --blocks human]
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    /// A list of all articles
    Json,
    /// One article a line
    Jsonl,
}

pub(super) fn run(arguments: &Arguments, place: &Place, around: &Surroundings, out: &mut dyn Write) -> Result<Outcome> {
    let mut found = false;
    let is_list = arguments.format == Some(Format::Json);
    let mut known = BTreeMap::new();
    let roots = Index::roots_at(&place.folder).ok().flatten().unwrap_or_default();
    for file in &arguments.files {
        let placed = if arguments.raw { Placed::nowhere(file) } else { placed(file, &roots, around, &mut known)? };
        let (name, rules) = (&placed.name, &placed.rules);
        let bytes = bytes(file, rules.limits.file_bytes)?;
        let mut failure = None;
        let mut take = |article: std::result::Result<Article, Skipped>| match article {
            Ok(article) if failure.is_none() => {
                // What parts the articles of a list stands before all but the first.
                let before = if found { ",\n" } else { "[\n" };
                let begun = if is_list { out.write_all(before.as_bytes()).map_err(unwritten) } else { Ok(()) };
                found = true;
                failure = begun.and_then(|()| write(arguments, &placed, placed.sourced(article), around, out)).err();
            }
            Ok(_) => {}
            Err(skipped) => {
                let record = skipped.record.map(|record| format!(", {record}")).unwrap_or_default();
                around.say(&format!("skipped {}{record}: {}", skipped.path, skipped.reason));
            }
        };
        match arguments.raw {
            true => read_raw(&bytes, name, &mut take),
            false => read(&bytes, name, rules, &mut take),
        }
        failure.map_or(Ok(()), Err)?;
    }
    if is_list {
        out.write_all(if found { b"]\n" } else { b"[]\n" }).map_err(unwritten)?;
    }
    Ok(if found { Outcome::Found } else { Outcome::Nothing })
}

/// How a file is read, and what its articles are called.
struct Placed {
    /// The path that its articles are to have.
    name: String,
    rules: Rules,
    /// What tells its articles from those of other folders taken in.
    label: String,
    /// The source that the user named for the whole folder.
    source: Option<String>,
    /// Whether the folder is known that its path is below.
    in_corpus: bool,
}

impl Placed {
    fn nowhere(file: &Path) -> Self {
        Placed { name: shown(file), rules: Rules::default(), label: String::new(), source: None, in_corpus: false }
    }

    /// Gives the article with the source that the index would give it. Of a file in no corpus it is not known which folder above it
    /// stands for a source.
    fn sourced(&self, mut article: Article) -> Article {
        if let Some(source) = &self.source {
            article.source = Some(Fact::new(source, "--source"));
        } else if !self.in_corpus {
            article.source = article.source.filter(|source| source.origin != FOLDER);
        }
        article
    }
}

/// Places a file in the corpus that it lies in, so that its articles are those that an index of it holds: a folder that the index
/// has taken in, else one above it that says by its rules that it is one.
///
/// # Errors
/// Where its rules cannot be read.
fn placed(file: &Path, roots: &[Root], around: &Surroundings, known: &mut BTreeMap<PathBuf, Rules>) -> Result<Placed> {
    let absolute = std::fs::canonicalize(around.absolute(file)).unwrap_or_default();
    let taken_in = roots.iter().find(|root| absolute.starts_with(&root.path));
    let (root, path) = match (taken_in, corpus_of(&absolute)) {
        _ if file == Path::new("-") => return Ok(Placed::nowhere(file)),
        (Some(root), _) => (Path::new(&root.path), path_below(Path::new(&root.path), &absolute)),
        (None, Some(found)) => found,
        (None, None) => return Ok(Placed::nowhere(file)),
    };
    let rules = match known.get(root) {
        Some(rules) => rules.clone(),
        None => {
            let (rules, notices, _) = Rules::read(root)?;
            notices.iter().for_each(|notice| around.say(notice));
            known.insert(root.to_owned(), rules.clone());
            rules
        }
    };
    let (label, source) = taken_in.map(|root| (root.label.clone(), root.source.clone())).unwrap_or_default();
    Ok(Placed { name: path, rules, label, source, in_corpus: true })
}

fn shown(file: &Path) -> String {
    if file == Path::new("-") { "standard input".to_owned() } else { written(file) }
}

fn write(arguments: &Arguments, placed: &Placed, article: Article, around: &Surroundings, out: &mut dyn Write) -> Result<()> {
    let id = match &article.record {
        Some(Record::Line { id: Some(id), .. }) if arguments.raw => id.clone(),
        record => article_id(&placed.label, &article.path, record.as_ref()).to_string(),
    };
    let analysis = view::analysis(id, &document(article, arguments.only.depth()));
    match arguments.format.unwrap_or(if arguments.blocks { Format::Human } else { Format::Jsonl }) {
        Format::Human if arguments.blocks => around.for_person(out, |out, look| render::blocks(out, &analysis, look)),
        Format::Human => around.for_person(out, |out, look| render::analysis(out, &analysis, look)),
        Format::Json | Format::Jsonl => render::jsonl(out, &analysis),
    }
    .map_err(unwritten)
}

/// Reads a file, or standard input, of at most so many bytes: what is no file may have no end.
fn bytes(file: &Path, most: u64) -> Result<Vec<u8>> {
    let failed = |error| Error::io(format!("cannot read {}", file.display()), error);
    let long = |most: u64| {
        let words = "that is more than is read at once; split it, or let `whosaid index` tell what it reads of such";
        Error::usage(format!("cannot read {}: it goes on behind {}, and {words}", file.display(), ByteSize(most)))
    };
    let (from, size, most): (Box<dyn Read>, u64, u64) = if file == Path::new("-") {
        (Box::new(std::io::stdin().lock()), 0, most)
    } else {
        let opened = File::open(file).map_err(failed)?;
        let about = opened.metadata().map_err(failed)?;
        // A device is no folder's file: what comes out of one is an article that somebody types, or has no end.
        let is_device = !(about.is_file() || is_pipe(&about) || about.is_dir());
        (Box::new(opened), about.len(), if is_device { most.min(RECORD_BYTES as u64) } else { most })
    };
    if size > most {
        return Err(long(most));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    from.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > most { Err(long(most)) } else { Ok(bytes) }
}

#[cfg(unix)]
fn is_pipe(about: &Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&about.file_type())
}

#[cfg(not(unix))]
fn is_pipe(_: &Metadata) -> bool {
    true
}
