//! `whosaid verify`: are the files as they were when they were indexed?

use super::store::Place;
use super::surroundings::Surroundings;
use super::{Format, Outcome, show, unwritten};
use crate::ask::verify;
use crate::error::Result;
use crate::model::answer::State;
use crate::model::id::Id;
use crate::render;
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  whosaid verify                        every article, and every passage and claim in it\n  whosaid verify 0123456789abcdef.p2    one hit, byte by byte"
)]
pub(super) struct Arguments {
    /// Ids of articles, passages or claims [default: all articles]
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// How it is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, place: &Place, around: &Surroundings, out: &mut dyn Write) -> Result<Outcome> {
    let ids: Vec<Id> = arguments.ids.iter().map(|id| show::read(id)).collect::<Result<_>>()?;
    let index = place.open(around)?;
    let verified = verify(&index, &ids)?;
    match arguments.format {
        Format::Human => render::verified(out, &verified),
        Format::Json => render::json(out, &verified),
    }
    .map_err(unwritten)?;
    let as_they_were = verified.changed.is_empty() && verified.moved.is_empty() && verified.missing.is_empty();
    let all_known = verified.hits.iter().all(|hit| hit.state == State::Intact);
    Ok(if as_they_were && all_known { Outcome::Found } else { Outcome::Nothing })
}
