//! `whosaid verify`: are the files as they were when they were indexed?

use super::store::Place;
use super::surroundings::Surroundings;
use super::{Format, Outcome, show, unwritten};
use crate::ask::verify;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::index::verify_store;
use crate::model::answer::State;
use crate::model::id::Id;
use crate::render;
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  whosaid verify                        every article, and every passage and claim in it\n  whosaid verify 0123456789abcdef.p2    one hit, byte by byte\n  whosaid verify --store                the index's own files"
)]
pub(super) struct Arguments {
    /// Ids of articles, passages or claims [default: all articles]
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Check the index's own files instead: every byte that was written is read and compared
    #[arg(long, conflicts_with = "ids")]
    store: bool,
    /// How it is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, place: &Place, around: &Surroundings, out: &mut dyn Write) -> Result<Outcome> {
    if arguments.store {
        return store(arguments, place, out);
    }
    let ids: Vec<Id> = arguments.ids.iter().map(|id| show::read(id)).collect::<Result<_>>()?;
    let index = place.open(around)?;
    let verified = verify(&index, &ids)?;
    match arguments.format {
        Format::Human => render::verified(out, &verified),
        Format::Json => render::json(out, &verified),
    }
    .map_err(unwritten)?;
    if verified.unchecked > 0 {
        return Err(Error::index(format!(
            "{} of the {} articles that the index holds were not verified, as it has lost what it knew of their files: rebuild it with `whosaid index --rebuild`",
            verified.unchecked,
            index.summary().totals.articles
        )));
    }
    let others = [&verified.changed, &verified.moved, &verified.missing, &verified.unreadable];
    let as_they_were = verified.away.is_empty() && others.iter().all(|articles| articles.is_empty());
    let all_known = verified.hits.iter().all(|hit| hit.state == State::Intact);
    Ok(if as_they_were && all_known { Outcome::Found } else { Outcome::Nothing })
}

fn store(arguments: &Arguments, place: &Place, out: &mut dyn Write) -> Result<Outcome> {
    let state = verify_store(&place.folder)?;
    match arguments.format {
        Format::Human => render::store_state(out, &state),
        Format::Json => render::json(out, &state),
    }
    .map_err(unwritten)?;
    Ok(if state.damaged.is_empty() { Outcome::Found } else { Outcome::Nothing })
}
