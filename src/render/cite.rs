//! How is a hit cited in a text that a person writes?

use super::human::{place, told_plainly};
use super::terminal::{Look, clean};
use crate::model::answer::{Hit, HitKind};
use std::io::{self, Write};

const MONTHS: &[&str] =
    &["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Writes a citation to paste: author, title, source, day, address; who says what, for a claim; the words as they are written;
/// and where they stand. No day of asking is in it: the digest says which bytes were read. `words` is whether a part is cited.
///
/// # Errors
/// Where `out` cannot be written.
pub fn citation(out: &mut dyn Write, hit: &Hit, words: bool) -> io::Result<()> {
    let from = &hit.provenance;
    let title = from.title.as_deref().map_or("without title".to_owned(), |title| format!("“{}”", clean(title, false)));
    let known = |value: &Option<String>| value.as_deref().map(|value| clean(value, false));
    let day = from.published.as_deref().map_or("no date".to_owned(), |published| clean(&day(published), false));
    let parts = [known(&from.byline), Some(title), known(&from.source), Some(day), known(&from.url)];
    writeln!(out, "{}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))?;
    if hit.kind == HitKind::Claim {
        hit.claims.iter().try_for_each(|claim| writeln!(out, "{}", told_plainly(claim)))?;
    }
    if words {
        let text = clean(&hit.text, true);
        let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
        lines.into_iter().try_for_each(|line| writeln!(out, "> {line}"))?;
    }
    writeln!(out, "{}, {}, {}", place(from, Look { width: usize::MAX, links: None }), from.digest, hit.id)
}

/// Gives the day of a date as it is written in a text: `2031-02-05T08:00:00Z` is 5 February 2031.
fn day(published: &str) -> String {
    let mut parts = published.get(..10).unwrap_or(published).split('-');
    let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok());
    let (year, month, day) = (number(), number(), number());
    match (year, month.and_then(|month| MONTHS.get(month.checked_sub(1)?)), day) {
        (Some(year), Some(month), Some(day)) => format!("{day} {month} {year}"),
        _ => published.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_out() {
        assert_eq!(day("2031-02-05T08:00:00Z"), "5 February 2031");
        assert_eq!(day("2031-13-05"), "2031-13-05");
        assert_eq!(day("é"), "é");
    }
}
