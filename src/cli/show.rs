//! `whosaid show`: what does the whole article say around a hit?

use super::store::Place;
use super::surroundings::Surroundings;
use super::{Format, Outcome, unwritten};
use crate::ask::look_up;
use crate::error::{Error, Result};
use crate::model::answer::Analysis;
use crate::model::id::{Id, Part};
use crate::model::view;
use crate::render;
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  whosaid show 0123456789abcdef       the article\n  whosaid show 0123456789abcdef.p2    with its third passage marked"
)]
pub(super) struct Arguments {
    /// The id of an article, a passage or a claim, as printed under each hit
    #[arg(value_name = "ID")]
    id: String,
    /// How it is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, place: &Place, around: &Surroundings, out: &mut dyn Write) -> Result<Outcome> {
    let id = read(&arguments.id)?;
    let index = place.open(around)?;
    let Some(shown) = look_up(&index, id, around.here.as_deref())? else {
        around.say(&format!("nothing has the id {}", arguments.id));
        return Ok(Outcome::Nothing);
    };
    let document = &shown.stored.document;
    match arguments.format {
        Format::Json if id.part == Part::Whole => {
            let path = shown.hit.provenance.path.clone();
            render::json(out, &Analysis { path, ..view::analysis(id.to_string(), document) })
        }
        Format::Json => render::json(out, &shown.hit),
        Format::Human => {
            let whole = look_up(&index, Id { article: id.article, part: Part::Whole }, around.here.as_deref())?;
            let marked = (id.part != Part::Whole).then_some((&shown.hit, shown.span));
            let whole = whole.map_or_else(|| shown.hit.clone(), |whole| whole.hit);
            around.for_person(out, |out, look| render::article(out, &document.article, &whole, marked, look))
        }
    }
    .map_err(unwritten)?;
    Ok(Outcome::Found)
}

/// Reads an id as a person typed it.
pub(super) fn read(typed: &str) -> Result<Id> {
    typed.parse().map_err(|()| {
        Error::usage(format!("{typed} is no id: ids look like 0123456789abcdef, 0123456789abcdef.p2 or 0123456789abcdef.c0"))
    })
}
