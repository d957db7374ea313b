//! How does an answer look: to a person, to a program, in a spreadsheet, to an evaluator?

mod analysis;
mod blocks;
mod cite;
mod csv;
mod facets;
mod human;
mod json;
mod linked;
mod terminal;
mod trace;

pub use analysis::analysis;
pub use blocks::blocks;
pub use cite::citation;
pub use csv::Rows;
pub use human::{Shown, answer, article, names, report, status, store_state, verified};
pub use json::{json, jsonl};
pub use linked::{annotation, claims};
pub use terminal::{Look, clean, folded};
pub use trace::trace;

use crate::model::answer::{Hit, Listed};
use serde::Serialize;
use std::io::{self, Write};
use terminal::steers;

/// Writes a hit of a batch as one line of JSON, with the topic that it answers.
///
/// # Errors
/// Where `out` cannot be written.
pub fn topic_jsonl(out: &mut dyn Write, topic: &str, hit: &Hit) -> io::Result<()> {
    #[derive(Serialize)]
    struct Line<'a> {
        topic: &'a str,
        #[serde(flatten)]
        hit: &'a Hit,
    }
    jsonl(out, &Line { topic, hit })
}

/// Writes articles as a TREC run: a line an article, scores strictly falling.
///
/// # Errors
/// Where `out` cannot be written.
pub fn trec(out: &mut dyn Write, topic: &str, listed: &[Listed]) -> io::Result<()> {
    let mut above = f64::INFINITY;
    for Listed { name, rank, score } in listed {
        // Evaluators order by score and break ties by name: a score that is not below the last one would undo our order.
        above = score.unwrap_or_default().min(above - 1e-6);
        writeln!(out, "{} Q0 {} {rank} {above:.6} whosaid", unblanked(topic), unblanked(name))?;
    }
    Ok(())
}

/// White space would end a column, and other characters steer a terminal: they are percent-encoded.
fn unblanked(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || steers(c) || c == '%' {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| encoded.push_str(&format!("%{byte:02X}")));
        } else {
            encoded.push(c);
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_keeps_to_its_column() {
        assert_eq!(unblanked("a b\u{a0}c%.txt"), "a%20b%C2%A0c%25.txt");
    }

    #[test]
    fn an_id_steers_no_terminal() {
        assert_eq!(unblanked("é\u{1b}[2J\u{9b}\u{202e}.txt"), "é%1B[2J%C2%9B%E2%80%AE.txt");
    }
}
