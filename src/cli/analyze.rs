//! `whosaid analyze`: what do the readers find in a file, without an index?

use super::index::Only;
use super::surroundings::Surroundings;
use super::{Outcome, unwritten};
use crate::analysis::analyse;
use crate::corpus::{RULES_FILE, Rules, corpus_of, read, read_raw};
use crate::error::{Error, Result};
use crate::model::answer::Skipped;
use crate::model::article::{Article, Record};
use crate::model::document::Document;
use crate::model::id::article_id;
use crate::model::view;
use crate::render;
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
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
    /// One article a line
    Jsonl,
}

pub(super) fn run(arguments: &Arguments, around: &Surroundings, out: &mut dyn Write) -> Result<Outcome> {
    let mut found = false;
    let mut known = BTreeMap::new();
    for file in &arguments.files {
        let bytes = bytes(file)?;
        let (name, rules) = if arguments.raw { (shown(file), Rules::default()) } else { placed(file, around, &mut known) };
        let mut failure = None;
        let mut take = |article: std::result::Result<Article, Skipped>| match article {
            Ok(article) if failure.is_none() => {
                found = true;
                failure = write(arguments, article, around, out).err();
            }
            Ok(_) => {}
            Err(skipped) => {
                let record = skipped.record.map(|record| format!(", {record}")).unwrap_or_default();
                around.say(&format!("skipped {}{record}: {}", skipped.path, skipped.reason));
            }
        };
        match arguments.raw {
            true => read_raw(&bytes, &name, &mut take),
            false => read(&bytes, &name, &rules, &mut take),
        }
        failure.map_or(Ok(()), Err)?;
    }
    Ok(if found { Outcome::Found } else { Outcome::Nothing })
}

/// Gives the name that a file's articles are to have, and the rules by which it is read: those of the corpus that it lies in,
/// where a folder above it says that it is one, so that the articles are those that an index of that folder holds.
fn placed(file: &Path, around: &Surroundings, known: &mut BTreeMap<PathBuf, Rules>) -> (String, Rules) {
    let absolute = std::fs::canonicalize(around.absolute(file)).unwrap_or_default();
    let Some((root, path)) = corpus_of(&absolute).filter(|_| file != Path::new("-")) else {
        return (shown(file), Rules::default());
    };
    let rules = known.entry(root.to_owned()).or_insert_with(|| {
        let (rules, notices) = match std::fs::read_to_string(root.join(RULES_FILE)) {
            Ok(text) => Rules::parse(&text),
            Err(error) => (Rules::default(), vec![format!("{RULES_FILE} cannot be read: {error}")]),
        };
        notices.iter().for_each(|notice| around.say(notice));
        rules
    });
    (path, rules.clone())
}

fn shown(file: &Path) -> String {
    if file == Path::new("-") { "standard input".to_owned() } else { file.to_string_lossy().into_owned() }
}

fn write(arguments: &Arguments, article: Article, around: &Surroundings, out: &mut dyn Write) -> Result<()> {
    let id = match &article.record {
        Some(Record::Line { id: Some(id), .. }) if arguments.raw => id.clone(),
        record => article_id("", &article.path, record.as_ref()).to_string(),
    };
    let findings = analyse(&article, arguments.only.depth());
    let analysis = view::analysis(id, &Document { article, findings });
    match arguments.format.unwrap_or(if arguments.blocks { Format::Human } else { Format::Jsonl }) {
        Format::Human if arguments.blocks => around.for_person(out, |out, look| render::blocks(out, &analysis, look)),
        Format::Human => around.for_person(out, |out, look| render::analysis(out, &analysis, look)),
        Format::Jsonl => render::jsonl(out, &analysis),
    }
    .map_err(unwritten)
}

fn bytes(file: &Path) -> Result<Vec<u8>> {
    let failed = |error| Error::io(format!("cannot read {}", file.display()), error);
    if file != Path::new("-") {
        return std::fs::read(file).map_err(failed);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}
