//! What does a reader need to know of the model? Fills in `card.md`.

use std::fmt::Write;

/// A text that was learned from.
pub struct Source {
    pub name: &'static str,
    pub licence: &'static str,
    pub pieces: usize,
    pub names: usize,
    pub weight: f32,
}

/// A set that was measured: its name, the rules' figures, the tagger's.
pub struct Measured {
    pub name: &'static str,
    pub rules: String,
    pub learned: String,
}

/// Writes the card.
pub fn card(sources: &[Source], measured: &[Measured], features: usize, size: usize, lexicon: usize) -> String {
    let mut rows = String::new();
    for Source { name, licence, pieces, names, weight } in sources {
        writeln!(rows, "| {name} | {pieces} | {names} | {weight} times | {licence} |").expect("a string takes all");
    }
    let mut scores = String::new();
    for Measured { name, rules, learned } in measured {
        writeln!(scores, "| {name} | {rules} | {learned} |").expect("a string takes all");
    }
    include_str!("../card.md")
        .replace("{sources}\n", &rows)
        .replace("{scores}\n", &scores)
        .replace("{features}", &features.to_string())
        .replace("{size}", &size.to_string())
        .replace("{lexicon}", &lexicon.to_string())
}
