//! What was asked for that was not looked for, when articles were indexed with `--only`? Nothing found is then no answer.

use super::Question;
use crate::analysis::ANALYSED_BYTES;
use crate::engine::{Engine, Stored, Unit};
use crate::error::Result;
use crate::model::document::Depth;
use crate::model::query::{Leaf, Query};

/// Gives how far articles are to be analysed for a question to be answered by what they say.
pub(super) fn needed(question: &Question, unit: Unit, query: &Query) -> Depth {
    let is_of_claims = |leaf: &Leaf| leaf.field.is_of_claim();
    let is_of_names = |leaf: &Leaf| leaf.field.is_of_names();
    if unit == Unit::Claim || question.facets.is_some() || query.root.any(&is_of_claims) {
        return Depth::Claims;
    }
    if query.root.any(&is_of_names) { Depth::Entities } else { Depth::Text }
}

/// Says of the articles that were not analysed so far, or not to their end, how many they are.
///
/// # Errors
/// Where the store cannot be read.
pub(super) fn notices(engine: &dyn Engine, needed: Depth) -> Result<Vec<String>> {
    let (summary, mut told) = (engine.summary(), Vec::new());
    for (depth, count) in [(Depth::Text, summary.depths.text), (Depth::Entities, summary.depths.entities)] {
        if depth < needed && count > 0 {
            let (all, what, word) = (summary.totals.articles, missing(depth, needed), depth.word());
            told.push(format!(
                "{count} of {all} articles were indexed with --only {word}: {what} were looked for in them; `whosaid index` without it does"
            ));
        }
    }
    let beginnings = if needed > Depth::Text { engine.beginnings()? } else { 0 };
    if beginnings > 0 {
        let (all, most) = (summary.totals.articles, ANALYSED_BYTES >> 20);
        told.push(format!(
            "{beginnings} of {all} articles are so long that names and claims were looked for in their first {most} MiB alone"
        ));
    }
    Ok(told)
}

/// Says of an article that is shown that not all was looked for in it; `None` where it was.
///
/// # Errors
/// Where the store cannot be read.
pub fn unlooked(engine: &dyn Engine, stored: &Stored) -> Result<Option<String>> {
    let row = engine.file(&stored.label, &stored.document.article.path)?;
    let depth = row.map(|row| row.depth).filter(|depth| *depth < Depth::Claims);
    let is_cut = stored.document.article.text.len() > ANALYSED_BYTES;
    let most = ANALYSED_BYTES >> 20;
    let beginning =
        || is_cut.then(|| format!("names and claims were looked for in the first {most} MiB of this article alone"));
    let only = depth.map(|depth| {
        let (what, word) = (missing(depth, Depth::Claims), depth.word());
        format!("this article was indexed with --only {word}: {what} were looked for in it; `whosaid index` without it does")
    });
    Ok(only.or_else(beginning))
}

/// Says what was not looked for, of what is needed.
fn missing(depth: Depth, needed: Depth) -> &'static str {
    match (depth, needed) {
        (Depth::Text, Depth::Claims) => "neither names nor claims",
        (Depth::Text, _) => "no names",
        _ => "no claims",
    }
}
