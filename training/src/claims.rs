//! What is learned from who said what: which of the rules' claims are claims, whose they are, and where their parts end?

use crate::choices::{Choice, Settings, learn};
use crate::example::{Example, Report};
use crate::linking::{Score, likeness, overlap, score, trimmed};
use crate::{home, pieces, sets, setting};
use std::path::Path;
use whosaid::analysis::claims::model::{Border, EVERY_CLAIM, EVERY_SPEAKER, Proposal, Side};
use whosaid::analysis::claims::proposals;
use whosaid::analysis::linear::{UNITS, Weights};
use whosaid::model::article::Role;
use whosaid::model::span::Span;

/// By how much (in the logarithm of the odds) a claim is rather kept than not, and a speaker rather believed.
const LEAN: f32 = 0.3;
const TRUST: f32 = 0.0;

/// How much a report in GUM counts beside one of ours: they are few, and of other kinds of text.
const GUM: f32 = 3.0;

/// What is learned with: how, by how much is leaned, and the texts to score on.
struct Course {
    how: Settings,
    leans: [(u64, f32); 2],
    apart: Vec<Example>,
    gum: Vec<Example>,
    polnear: Vec<Example>,
}

/// Learns, scores, and writes the weights and their card.
pub fn run(folder: &Path, settings: &[&str]) -> std::io::Result<()> {
    let value = |name, otherwise| setting(settings, name, otherwise);
    let pieces = pieces::read(&home().join("text"))?;
    let (apart, ours): (Vec<_>, Vec<_>) = pieces.iter().partition(|piece| piece.is_kept_apart());
    let examples = |pieces: Vec<&pieces::Piece>| pieces.into_iter().map(|piece| piece.example()).collect::<Vec<_>>();
    let free = |name: &str| sets::FREE.iter().find(|set| set.name == name).expect("it is on the list");
    let course = Course {
        how: how(settings),
        leans: [(EVERY_CLAIM, value("lean", LEAN)), (EVERY_SPEAKER, value("trust", TRUST))],
        apart: examples(apart),
        gum: sets::read(folder, free("gum_dev"))?,
        polnear: sets::read(folder, &sets::POLNEAR)?,
    };
    let gum = sets::read(folder, free("gum"))?;
    let mut texts = vec![
        Text { name: "our own", licence: "MIT or Apache-2.0", weight: value("ours", 1.0), examples: examples(ours) },
        Text { name: "GUM, free genres", licence: "CC BY 4.0, public domain", weight: value("gum", GUM), examples: gum },
    ];
    let bytes = learned(&texts, &course, 1.0);
    let weights = Weights::read(&bytes).expect("it was just written");
    println!("{} features, {} bytes", weights.len(), bytes.len());
    let scores = scores(&weights, &course);
    if value("dry", 0.0) != 0.0 {
        return Ok(());
    }
    let sources = sources(&texts);
    let mut curve = String::new();
    for share in [0.125, 0.25, 0.5] {
        let pieces = (texts[0].examples.len() as f32 * share) as usize;
        curve += &point(&format!("{pieces} of our pieces, and GUM"), &learned(&texts, &course, share), &course);
    }
    curve += &point("all of our pieces, and GUM", &bytes, &course);
    let examples = sets::read(folder, &sets::POLNEAR_TRAIN)?;
    texts.push(Text { name: "PolNeAR", licence: "none stated", weight: 1.0, examples });
    curve += &point("and PolNeAR (not shipped)", &learned(&texts, &course, 1.0), &course);
    let card = include_str!("../claims-card.md")
        .replace("{sources}\n", &sources)
        .replace("{scores}\n", &scores)
        .replace("{curve}\n", &curve)
        .replace("{features}", &weights.len().to_string())
        .replace("{size}", &bytes.len().to_string());
    std::fs::write(home().join("CLAIMS.md"), card)?;
    std::fs::write(home().join("../src/analysis/claims/model/model.bin"), bytes)
}

fn how(settings: &[&str]) -> Settings {
    let value = |name, otherwise| setting(settings, name, otherwise);
    let plain = Settings::default();
    Settings {
        passes: value("passes", plain.passes as f32) as usize,
        step: value("step", plain.step),
        l1: value("l1", plain.l1),
        l2: value("l2", plain.l2),
        least: value("least", plain.least as f32) as u32,
        seed: value("seed", plain.seed as f32) as u64,
        runs: value("runs", plain.runs as f32) as u64,
    }
}

/// Gives the card's rows of texts.
fn sources(texts: &[Text]) -> String {
    let row = |text: &Text| {
        let reports: usize = text.examples.iter().map(|example| example.reports.len()).sum();
        format!("| {} | {} | {reports} | {} times | {} |\n", text.name, text.examples.len(), text.weight, text.licence)
    };
    texts.iter().map(row).collect()
}

/// Scores on all sets; gives the card's rows.
fn scores(weights: &Weights, course: &Course) -> String {
    let mut rows = String::new();
    for (name, examples) in [("kept apart", &course.apart), ("GUM dev", &course.gum), ("PolNeAR dev", &course.polnear)] {
        rows += &show(name, "rules alone", &score(None, examples));
        rows += &show(name, "with the weights", &score(Some(weights), examples));
    }
    rows
}

/// Gives a row of the card's curve.
fn point(name: &str, bytes: &[u8], course: &Course) -> String {
    let weights = Weights::read(bytes).expect("it was just written");
    let [ours, news, gum] = [&course.apart, &course.polnear, &course.gum].map(|examples| score(Some(&weights), examples));
    let row = [ours.of("all lenient"), ours.of("all strict"), news.of("speech lenient"), news.of("speech strict")];
    let row: Vec<String> = row.into_iter().chain([gum.of("content")]).map(|f1| format!("{f1:.1}")).collect();
    format!("| {name} | {} |\n", row.join(" | "))
}

/// A text that is learned from.
struct Text {
    name: &'static str,
    licence: &'static str,
    weight: f32,
    examples: Vec<Example>,
}

/// Learns from texts, of the first from a share; gives the weights' bytes.
fn learned(texts: &[Text], course: &Course, share: f32) -> Vec<u8> {
    let mut choices = Vec::new();
    for (at, text) in texts.iter().enumerate().filter(|(_, text)| text.weight > 0.0) {
        let part = if at == 0 { (text.examples.len() as f32 * share) as usize } else { text.examples.len() };
        for example in &text.examples[..part] {
            choices.extend(lessons(example, text.weight));
            choices.extend(capitalised(example).iter().flat_map(|example| lessons(example, text.weight)));
        }
    }
    let mut features = learn(&choices, &course.how);
    for (every, lean) in course.leans {
        let units = (lean * UNITS as f32) as i8;
        match features.binary_search_by_key(&every, |(key, _)| *key) {
            Ok(at) => features[at].1 = features[at].1.saturating_add(units),
            Err(at) => features.insert(at, (every, units)),
        }
    }
    Weights::write(features.into_iter())
}

/// Prints a score; gives its row of the card.
fn show(name: &str, of: &str, score: &Score) -> String {
    let measures = ["source", "cue", "content", "all lenient", "all strict", "speech lenient", "speech strict"];
    let row: Vec<String> = measures.iter().map(|measure| format!("{measure} {:.1}", score.of(measure))).collect();
    let sides = |measure| {
        let (precision, recall) = score.sides(measure);
        format!("{measure} P {precision:.1} R {recall:.1}")
    };
    let named = score.0.get("named").copied().unwrap_or_default().0;
    println!("{name:12} {of:16} {}  {}  {} of {named}", row.join("  "), sides("all lenient"), sides("named"));
    let cells: Vec<String> = measures.iter().map(|measure| format!("{:.1}", score.of(measure))).collect();
    format!("| {name} | {of} | {} |\n", cells.join(" | "))
}

/// Gives the example's headline alone, its words capitalised as many papers do; the spans stay.
fn capitalised(example: &Example) -> Option<Example> {
    let title = example.blocks.iter().find(|block| block.role == Role::Title)?;
    let mut text = example.text[..title.span.end].to_owned();
    let firsts: Vec<usize> = text.match_indices(' ').map(|(at, _)| at + 1).filter(|at| *at > title.span.start).collect();
    for at in firsts {
        if let Some(first) = text.get_mut(at..at + 1) {
            first.make_ascii_uppercase();
        }
    }
    let within = |spans: &Vec<Span>| spans.iter().all(|span| title.span.contains(*span));
    let reports = example.reports.iter().filter(|report| within(&report.cue) && within(&report.content)).cloned().collect();
    Some(Example { text, blocks: vec![*title], names: Vec::new(), marks_peoples: true, reports })
}

/// Makes lessons of an example.
fn lessons(example: &Example, weight: f32) -> Vec<Choice> {
    let text = example.text.as_str();
    let marked: Vec<Report> = example.reports.iter().map(|report| trimmed(text, report)).collect();
    let mut choices = Vec::new();
    for proposal in proposals(text, &example.blocks, &example.sentences()) {
        let cue: Vec<Span> = proposal.cue.into_iter().collect();
        let like = |report: &Report| likeness(&report.content, &proposal.content);
        let same = marked.iter().filter(|report| overlap(&report.cue, &cue) > 0 && like(report) > 0.25);
        let right = same.max_by(|one, other| like(one).total_cmp(&like(other)));
        let yes =
            |features: &[u64], right: bool| Choice { candidates: vec![features.to_vec()], right: right.then_some(0), weight };
        choices.push(yes(&proposal.claim, right.is_some()));
        let Some(right) = right else { continue };
        let speakers: Vec<Span> = proposal.speaker.into_iter().collect();
        let speaks = overlap(&right.speaker, &speakers) > 0;
        if !speakers.is_empty() {
            choices.push(yes(&proposal.speaks, speaks));
        }
        let borders = proposal.borders.iter().filter_map(|border| chosen(border, &proposal, right, weight));
        choices.extend(borders);
    }
    choices
}

/// Gives the choice of a border, if the right one is among its places.
fn chosen(border: &Border, proposal: &Proposal, report: &Report, weight: f32) -> Option<Choice> {
    let content = matches!(border.side, Side::ContentStart | Side::ContentEnd);
    let (part, pieces) =
        if content { (*proposal.content.get(border.piece)?, &report.content) } else { (proposal.speaker?, &report.speaker) };
    let piece = pieces.iter().filter(|piece| piece.overlaps(part));
    let piece = piece.max_by_key(|piece| piece.intersection(part).map_or(0, |both| both.len()))?;
    let at = if border.side.is_start() { piece.start } else { piece.end };
    let right = border.reaches.iter().position(|reach| reach.start <= at && at <= reach.end)?;
    Some(Choice { candidates: border.features.clone(), right: Some(right), weight })
}
