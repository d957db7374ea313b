//! How do the counts of what hits hold look to a person?

use super::terminal::{FAINT, Look, STRONG, clean, styled, wrapped};
use crate::model::answer::FacetValue;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// In the order in which a reporter narrows a question; what is not listed here comes behind.
const ORDER: &[&str] = &["source", "person", "organization", "place", "other", "speaker", "stance", "month"];

/// Writes facets, each as a paragraph of its values with their counts.
pub(super) fn facets(
    out: &mut dyn Write,
    facets: &BTreeMap<String, Vec<FacetValue>>,
    total: u64,
    look: Look<'_>,
) -> io::Result<()> {
    if total == 0 {
        return Ok(());
    }
    let hits = if total == 1 { "the one hit".to_owned() } else { format!("all {total} hits") };
    writeln!(out, "{}", styled(FAINT, &format!("of {hits}:")))?;
    let mut names: Vec<&String> = facets.keys().collect();
    names.sort_by_key(|name| ORDER.iter().position(|known| known == name).unwrap_or(ORDER.len()));
    for name in names.into_iter().filter(|name| !facets[*name].is_empty()) {
        let values: Vec<String> =
            facets[name].iter().map(|value| format!("{} {}", clean(&value.value, false), value.count)).collect();
        let line = format!("{} {}", styled(STRONG, &format!("{name:<12}")), values.join(" · "));
        writeln!(out, "{}", wrapped(&line, look, "", "             "))?;
    }
    Ok(())
}
