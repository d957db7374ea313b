//! How does a person see where a quotation comes from?

use super::human::{cited, headed, manner};
use super::terminal::{FAINT, Look, MATCH, SPEAKER, STRONG, clean, styled, wrapped};
use crate::model::answer::{Trace, TraceClass, Traced};
use std::io::{self, Write};

/// Writes what became of a quotation: the class, then each place with speaker, source, date, what differs, and where it stands.
///
/// # Errors
/// Where `out` cannot be written.
pub fn trace(out: &mut dyn Write, trace: &Trace, look: Look<'_>) -> io::Result<()> {
    writeln!(out, "{}", styled(STRONG, summary(trace.class)))?;
    for traced in &trace.found {
        writeln!(out)?;
        write_place(out, traced, look)?;
    }
    if trace.found.iter().any(|traced| traced.class == TraceClass::Altered) {
        writeln!(out)?;
        writeln!(out, "{}", styled(FAINT, "[-typed, and not in the article-] {+in the article, and not typed+}"))?;
    }
    Ok(())
}

fn summary(class: TraceClass) -> &'static str {
    match class {
        TraceClass::Verbatim => "verbatim: the words stand there as they were typed",
        TraceClass::Altered => "altered: the words stand there with differences",
        TraceClass::Paraphrased => "paraphrased: something like it stands there in other words",
        TraceClass::Absent => "absent: the words were not found",
    }
}

fn write_place(out: &mut dyn Write, traced: &Traced, look: Look<'_>) -> io::Result<()> {
    let class = match traced.class {
        TraceClass::Verbatim => "verbatim",
        TraceClass::Altered => "altered",
        TraceClass::Paraphrased => "paraphrased",
        TraceClass::Absent => "absent",
    };
    writeln!(out, "{}", headed(&traced.hit, &format!("{class} · "), look))?;
    let claim = traced.hit.claims.iter().find(|claim| Some(&claim.id) == traced.claim.as_ref());
    let speaker = match (&traced.speaker, claim) {
        (Some(speaker), _) => clean(speaker, false),
        (None, Some(_)) => "someone unnamed".to_owned(),
        (None, None) => "the article's own words".to_owned(),
    };
    // Who denies something is not one who says it.
    let manner = claim.map_or(String::new(), |claim| format!(" ({})", manner(claim)));
    let words = match traced.difference.as_str() {
        "" => styled(MATCH, &clean(&quoted(traced), false)),
        difference => clean(difference, false),
    };
    writeln!(out, "{}", wrapped(&format!("{}{manner}: {words}", styled(SPEAKER, &speaker)), look, "   ", "     "))?;
    for notice in &traced.notices {
        writeln!(out, "{}", wrapped(&format!("notice: {}", clean(notice, false)), look, "   ", "     "))?;
    }
    for line in cited(&traced.hit, traced.lines, traced.bytes, look) {
        writeln!(out, "   {}", styled(FAINT, &line))?;
    }
    Ok(())
}

/// Gives the words of the article that were quoted.
fn quoted(traced: &Traced) -> String {
    let part = |[start, end]: &[usize; 2]| traced.hit.text.chars().skip(*start).take(end - start).collect::<String>();
    let parts: Vec<String> = traced.hit.highlights.iter().map(part).collect();
    format!("“{}”", parts.join(" … "))
}
