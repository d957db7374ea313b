//! `whosaid status`: what does the index hold?

use super::store::Place;
use super::surroundings::Surroundings;
use super::{Format, Outcome, unwritten};
use crate::ask::{corrections, count_names};
use crate::corpus::{is_of_shortage, unopened};
use crate::engine::{Before, Engine, NameSet};
use crate::error::{Error, Result};
use crate::ingest::pending;
use crate::model::answer::{Skipped, Status};
use crate::render;
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Make the content digest afresh from all that the index holds, and say whether it is that of the last commit
    #[arg(long)]
    deep: bool,
    /// How it is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, place: &Place, around: &Surroundings, out: &mut dyn Write) -> Result<Outcome> {
    let index = place.open(around)?;
    let summary = index.summary();
    let deep = arguments.deep.then(|| index.deep_digest()).transpose()?;
    if let Some(deep) = deep.as_ref().filter(|deep| **deep != summary.digest) {
        return Err(Error::index(format!(
            "the index at {} holds other content ({deep}) than its last commit says ({}): rebuild it with `whosaid index --rebuild`",
            place.folder.display(),
            summary.digest
        )));
    }
    let before = Before { summary: Some(summary.clone()), files: index.files()? };
    let mut skipped: Vec<Skipped> = before.files.iter().flat_map(|file| file.skipped.iter().cloned()).collect();
    match pending(&before, Some(&place.folder)) {
        Ok(pending) => {
            skipped.extend(pending.away);
            skipped.extend(pending.skipped);
            // Whoever takes the right to read a file changes no byte of it, and the system notes that.
            for unread in pending.unread.iter().filter_map(unopened) {
                // What the system has too little of is waited for at each.
                let is_last = is_of_shortage(&unread);
                skipped.push(unread);
                if is_last {
                    break;
                }
            }
        }
        Err(error) => around.say(&format!("notice: {error}")),
    }
    skipped.sort();
    skipped.dedup();
    let rules = corrections(&index)?.names;
    let status = Status {
        digest: summary.digest.clone(),
        deep,
        articles: summary.totals.articles,
        passages: summary.totals.passages,
        claims: summary.totals.claims,
        entities: count_names(&index, NameSet::Entities, &rules)?,
        sources: count_names(&index, NameSet::Sources, &rules)?,
        analysed: summary.depths,
        beginnings: index.beginnings()?,
        roots: summary.roots.iter().map(|root| root.path.clone()).collect(),
        skipped,
        bytes: index.bytes()?,
        versions: summary.versions,
    };
    match arguments.format {
        Format::Human => render::status(out, &status),
        Format::Json => render::json(out, &status),
    }
    .map_err(unwritten)?;
    Ok(Outcome::Found)
}
