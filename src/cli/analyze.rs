//! `whosaid analyze`: what do the readers find in a file, without an index?

use super::index::Only;
use super::surroundings::Surroundings;
use super::{Outcome, unwritten};
use crate::analysis::analyse;
use crate::corpus::{Rules, read, read_raw};
use crate::error::{Error, Result};
use crate::model::answer::Skipped;
use crate::model::article::{Article, Record};
use crate::model::document::Document;
use crate::model::id::article_id;
use crate::model::view;
use crate::render;
use clap::{Args, ValueEnum};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  whosaid analyze page.html --format human\n  curl -s https://example.org/story | whosaid analyze -\n  whosaid analyze --raw texts.jsonl --only entities"
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
    /// How it is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    /// One article a line
    Jsonl,
}

pub(super) fn run(arguments: &Arguments, around: &Surroundings, out: &mut dyn Write) -> Result<Outcome> {
    let mut found = false;
    for file in &arguments.files {
        let bytes = bytes(file)?;
        let name = if file == Path::new("-") { "standard input".to_owned() } else { file.to_string_lossy().into_owned() };
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
            false => read(&bytes, &name, &Rules::default(), &mut take),
        }
        failure.map_or(Ok(()), Err)?;
    }
    Ok(if found { Outcome::Found } else { Outcome::Nothing })
}

fn write(arguments: &Arguments, article: Article, around: &Surroundings, out: &mut dyn Write) -> Result<()> {
    let id = match &article.record {
        Some(Record::Line { id: Some(id), .. }) if arguments.raw => id.clone(),
        record => article_id("", &article.path, record.as_ref()).to_string(),
    };
    let findings = analyse(&article, arguments.only.depth());
    let analysis = view::analysis(id, &Document { article, findings });
    match arguments.format {
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
