//! `whosaid trace`: where does a quotation come from?

use super::asking::FilterArguments;
use super::store::Place;
use super::surroundings::Surroundings;
use super::{Format, Outcome, count, unwritten};
use crate::ask::{Tracing, corrections, trace};
use crate::error::Result;
use crate::model::answer::TraceClass;
use crate::model::query::Field;
use crate::render;
use clap::Args;
use std::ffi::OsString;
use std::io::Write;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  whosaid trace \"nobody has ever put proof on the table\"\n  whosaid trace \"We have replied … not once has anyone laid evidence before us\" --speaker \"Mirela Dastan\"\n\n--speaker names who is to have said it: where it was another, a notice says so.\nExit codes: 0 where the words, or a paraphrase of them, were found; 1 where they were not; 2 where they cannot be looked for."
)]
pub(super) struct Arguments {
    /// The quotation; … or ... where something is left out
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<OsString>,
    /// With --speaker: who is to have said it; where it was another, that is said
    #[command(flatten)]
    filters: FilterArguments,
    /// At most this many places; 0: all
    #[arg(short = 'n', long, value_name = "N", value_parser = count, allow_negative_numbers = true, default_value_t = 10)]
    limit: usize,
    /// How it is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, place: &Place, around: &Surroundings, out: &mut dyn Write) -> Result<Outcome> {
    arguments.filters.check(around)?;
    let index = place.open(around)?;
    let mut filters = arguments.filters.filters();
    let speakers = filters.values.remove(&Field::Speaker).unwrap_or_default();
    let tracing = Tracing {
        words: arguments.words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" "),
        speakers,
        filters,
        limit: arguments.limit,
        today: around.today(),
        corrections: corrections(&index)?,
        here: around.here.clone(),
    };
    let mut found = trace(&index, &tracing)?;
    found.notices.extend(place.news(&index)?);
    match arguments.format {
        Format::Human => around.for_person(out, |out, look| render::trace(out, &found, look)),
        Format::Json => render::json(out, &found),
    }
    .map_err(unwritten)?;
    if arguments.format == Format::Human {
        let of_a_place = |notice: &&String| found.found.iter().any(|traced| traced.notices.contains(notice));
        found.notices.iter().filter(|notice| !of_a_place(notice)).for_each(|notice| around.say(&format!("notice: {notice}")));
    }
    Ok(if found.class == TraceClass::Absent { Outcome::Nothing } else { Outcome::Found })
}
