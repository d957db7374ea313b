//! `whosaid show`: what does the whole article say around a hit, and how is it cited?

use super::store::Place;
use super::surroundings::Surroundings;
use super::{Outcome, unwritten};
use crate::ask::{Shown, copies_of, corrections, look_up, mixed_names, unlooked};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::model::answer::Analysis;
use crate::model::corrections::Corrections;
use crate::model::id::{Id, Part};
use crate::model::span::Span;
use crate::model::view::{self, Window};
use crate::render;
use clap::{Args, ValueEnum};
use std::io::Write;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  whosaid show 0123456789abcdef                      the article\n  whosaid show 0123456789abcdef.p2                   with its third passage marked\n  whosaid show 0123456789abcdef.c0 --cite            a citation of its first claim\n  whosaid show 0123456789abcdef.c0 --format claim    the claim for a page or another program"
)]
pub(super) struct Arguments {
    /// The id of an article, a passage or a claim, as printed under each hit
    #[arg(value_name = "ID")]
    id: String,
    /// A citation to paste: author, title, source, day, address, the words and where they stand
    #[arg(long, conflicts_with = "format")]
    cite: bool,
    /// How it is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    /// A W3C Web Annotation
    Annotation,
    /// The claims as schema.org Claims
    Claim,
}

pub(super) fn run(arguments: &Arguments, place: &Place, around: &Surroundings, out: &mut dyn Write) -> Result<Outcome> {
    let id = read(&arguments.id)?;
    let index = place.open(around)?;
    let corrections = corrections(&index)?;
    corrections.notices.iter().for_each(|notice| around.say(&format!("notice: {notice}")));
    let Some(mut shown) = look_up(&index, id, around.here.as_deref(), &corrections)? else {
        around.say(&format!(
            "nothing has the id {}: ids change with what is indexed; `whosaid search` and `whosaid claims` print them under each hit",
            arguments.id
        ));
        return Ok(Outcome::Nothing);
    };
    mixed_names(&shown.hit).iter().for_each(|notice| around.say(&format!("notice: {notice}")));
    unlooked(&index, &shown.stored)?.iter().for_each(|notice| around.say(&format!("notice: {notice}")));
    if matches!(id.part, Part::Claim(_)) && shown.hit.claims.is_empty() {
        around.say(&format!("notice: {} is corrected to be no claim", arguments.id));
    }
    if let Some(state) = shown.hit.provenance.file {
        let (path, told) = (&shown.hit.provenance.path, state.told());
        around.say(&format!("notice: {path} {told}: `whosaid verify {id}` tells whether the words still stand there"));
    }
    if arguments.cite {
        render::citation(out, &shown.hit, id.part != Part::Whole).map_err(unwritten)?;
        return Ok(Outcome::Found);
    }
    match arguments.format {
        Format::Json if id.part == Part::Whole => {
            let (path, document) = (shown.hit.provenance.path.clone(), &shown.stored.document);
            let file = shown.hit.provenance.file;
            let window = Window::new(&document.article, Span::new(0, document.article.text.len()));
            let claims = corrections.claims(id.article, &document.findings.claims, &window);
            render::json(out, &Analysis { path, file, claims, ..view::analysis(id.to_string(), document) })
                .map_err(unwritten)?;
        }
        Format::Json => {
            shown.hit.also_in = copies_of(&index, id, &shown, &corrections)?;
            render::json(out, &shown.hit).map_err(unwritten)?;
        }
        Format::Annotation => {
            let article = &shown.stored.document.article;
            let position = Window::new(article, Span::new(0, article.text.len())).chars(shown.span);
            let annotation = render::annotation(&shown.hit, shown.file.as_os_str().as_encoded_bytes(), position);
            render::json(out, &annotation).map_err(unwritten)?;
        }
        Format::Claim if shown.hit.claims.is_empty() => {
            around.say(&format!("there is no claim in {}", arguments.id));
            return Ok(Outcome::Nothing);
        }
        Format::Claim => render::json(out, &render::claims(&shown.hit)).map_err(unwritten)?,
        Format::Human => for_person(&index, id, &shown, &corrections, around, out)?,
    }
    Ok(Outcome::Found)
}

fn for_person(
    engine: &dyn Engine,
    id: Id,
    shown: &Shown,
    corrections: &Corrections,
    around: &Surroundings,
    out: &mut dyn Write,
) -> Result<()> {
    let of_whole = Id { article: id.article, part: Part::Whole };
    let mut whole = look_up(engine, of_whole, around.here.as_deref(), corrections)?;
    if let Some(whole) = &mut whole {
        whole.hit.also_in = copies_of(engine, of_whole, whole, corrections)?;
    }
    let marked = (id.part != Part::Whole).then_some((&shown.hit, shown.span));
    let whole = whole.map_or_else(|| shown.hit.clone(), |whole| whole.hit);
    let article = &shown.stored.document.article;
    around.for_person(out, |out, look| render::article(out, article, &whole, marked, look)).map_err(unwritten)
}

/// Reads an id as a person typed it.
pub(super) fn read(typed: &str) -> Result<Id> {
    typed.parse().map_err(|()| {
        Error::usage(format!("{typed} is no id: ids look like 0123456789abcdef, 0123456789abcdef.p2 or 0123456789abcdef.c0"))
    })
}
