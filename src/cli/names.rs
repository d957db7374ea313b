//! `whosaid entities` and `whosaid sources`: what is there to filter by?

use super::store::Place;
use super::surroundings::Surroundings;
use super::{Outcome, count, unwritten};
use crate::ask::{NameQuestion, corrections, names};
use crate::engine::NameSet;
use crate::error::Result;
use crate::model::document::EntityKind;
use crate::render;
use clap::{Args, ValueEnum};
use std::io::Write;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  whosaid entities ministry\n  whosaid entities --type person -n 0")]
pub(super) struct Entities {
    #[command(flatten)]
    asked: Arguments,
    /// Entities of one type alone
    #[arg(long, value_name = "TYPE", value_enum)]
    r#type: Option<Kind>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  whosaid sources\n  whosaid sources gazette --format json")]
pub(super) struct Sources {
    #[command(flatten)]
    asked: Arguments,
}

#[derive(Debug, Args)]
struct Arguments {
    /// Part of a name
    #[arg(value_name = "PATTERN", default_value = "", hide_default_value = true)]
    pattern: String,
    /// At most this many; 0: all
    #[arg(short = 'n', long, value_name = "N", value_parser = count, allow_negative_numbers = true, default_value_t = 20)]
    limit: usize,
    /// How the answer is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    Person,
    Organization,
    Place,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    /// One name a line
    Jsonl,
}

pub(super) fn entities(arguments: &Entities, place: &Place, around: &Surroundings, out: &mut dyn Write) -> Result<Outcome> {
    let kind = arguments.r#type.map(|kind| match kind {
        Kind::Person => EntityKind::Person,
        Kind::Organization => EntityKind::Organization,
        Kind::Place => EntityKind::Place,
        Kind::Other => EntityKind::Other,
    });
    list(&arguments.asked, NameSet::Entities, kind, place, around, out)
}

pub(super) fn sources(arguments: &Sources, place: &Place, around: &Surroundings, out: &mut dyn Write) -> Result<Outcome> {
    list(&arguments.asked, NameSet::Sources, None, place, around, out)
}

fn list(
    arguments: &Arguments,
    which: NameSet,
    kind: Option<EntityKind>,
    place: &Place,
    around: &Surroundings,
    out: &mut dyn Write,
) -> Result<Outcome> {
    let index = place.open(around)?;
    let question = NameQuestion { which, pattern: arguments.pattern.clone(), kind, limit: arguments.limit };
    let corrections = corrections(&index)?;
    let mut found = names(&index, &question, &corrections.names)?;
    found.notices.extend(corrections.notices);
    match arguments.format {
        Format::Human => around.for_person(out, |out, look| render::names(out, &found, look)),
        Format::Json => render::json(out, &found),
        Format::Jsonl => found.values.iter().try_for_each(|value| render::jsonl(out, value)),
    }
    .map_err(unwritten)?;
    if arguments.format != Format::Json {
        found.notices.iter().for_each(|notice| around.say(&format!("notice: {notice}")));
    }
    if found.total == 0 && arguments.format == Format::Human {
        around.say("nothing found");
    }
    Ok(if found.total > 0 { Outcome::Found } else { Outcome::Nothing })
}
