//! What is learned from who said what: which of the rules' claims are claims, whose they are, and where their parts end?

use crate::choices::{Choice, Settings, learn};
use crate::example::{Example, Report};
use crate::linking::{Score, likeness, overlap, score, trimmed};
use crate::{home, pieces, setting, sets};
use std::path::Path;
use whosaid::analysis::claims::model::{Border, EVERY_CLAIM, EVERY_SPEAKER, Proposal, Side};
use whosaid::analysis::claims::proposals;
use whosaid::analysis::linear::{UNITS, Weights};
use whosaid::model::span::Span;

/// By how much (in the logarithm of the odds) a claim is rather kept than not, and a speaker rather believed.
const LEAN: f32 = 0.4;
const TRUST: f32 = 0.0;

/// How much a report in GUM counts beside one of ours: they are few, and of other kinds of text.
const GUM: f32 = 2.0;

/// Learns, scores, and writes the weights.
pub fn run(folder: &Path, settings: &[&str]) -> std::io::Result<()> {
    let value = |name, otherwise| setting(settings, name, otherwise);
    let plain = Settings::default();
    let how = Settings {
        passes: value("passes", plain.passes as f32) as usize,
        step: value("step", plain.step),
        l1: value("l1", plain.l1),
        l2: value("l2", plain.l2),
        least: value("least", plain.least as f32) as u32,
        seed: value("seed", plain.seed as f32) as u64,
    };
    let pieces = pieces::read(&home().join("text"))?;
    let (apart, ours): (Vec<_>, Vec<_>) = pieces.iter().partition(|piece| piece.is_kept_apart());
    let examples = |pieces: Vec<&pieces::Piece>| pieces.into_iter().map(|piece| piece.example()).collect::<Vec<_>>();
    let (apart, mut ours) = (examples(apart), examples(ours));
    let share = (ours.len() as f32 * value("share", 1.0)) as usize;
    ours.truncate(share);
    let named = |name: &str| sets::FREE.iter().find(|set| set.name == name).expect("it is on the list");
    let gum = sets::read(folder, named("gum"))?;
    let gum_dev = sets::read(folder, named("gum_dev"))?;
    let polnear = sets::read(folder, &sets::POLNEAR)?;
    let mut texts = vec![(value("ours", 1.0), ours), (value("gum", GUM), gum)];
    if value("polnear", 0.0) > 0.0 {
        texts.push((value("polnear", 0.0), sets::read(folder, &sets::POLNEAR_TRAIN)?));
    }
    let mut choices = Vec::new();
    for (weight, examples) in texts.iter().filter(|(weight, _)| *weight > 0.0) {
        let reports: usize = examples.iter().map(|example| example.reports.len()).sum();
        println!("{} pieces, {reports} reports, {weight} times", examples.len());
        examples.iter().for_each(|example| choices.extend(lessons(example, *weight)));
    }
    let mut features = learn(&choices, &how);
    for (every, lean) in [(EVERY_CLAIM, value("lean", LEAN)), (EVERY_SPEAKER, value("trust", TRUST))] {
        let units = (lean * UNITS as f32) as i8;
        match features.binary_search_by_key(&every, |(key, _)| *key) {
            Ok(at) => features[at].1 = features[at].1.saturating_add(units),
            Err(at) => features.insert(at, (every, units)),
        }
    }
    let bytes = Weights::write(features.into_iter());
    let weights = Weights::read(&bytes).expect("it was just written");
    println!("{} choices, {} features, {} bytes", choices.len(), weights.len(), bytes.len());
    for (name, examples) in [("kept apart", &apart), ("gum dev", &gum_dev), ("polnear dev", &polnear)] {
        show(name, "rules", &score(None, examples));
        show(name, "learned", &score(Some(&weights), examples));
    }
    if value("dry", 0.0) == 0.0 {
        std::fs::write(home().join("../src/analysis/claims/model/model.bin"), bytes)?;
    }
    Ok(())
}

fn show(name: &str, of: &str, score: &Score) {
    let measures = ["source", "cue", "content", "all lenient", "all strict", "speech lenient", "speech strict"];
    let row: Vec<String> = measures.iter().map(|measure| format!("{measure} {:.1}", score.of(measure))).collect();
    let sides = |measure| {
        let (precision, recall) = score.sides(measure);
        format!("{measure} P {precision:.1} R {recall:.1}")
    };
    println!("{name:12} {of:8} {}  {}  {}", row.join("  "), sides("all lenient"), sides("named"));
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
        let yes = |features: &[u64], right: bool| Choice { candidates: vec![features.to_vec()], right: right.then_some(0), weight };
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
    let (part, pieces) = if content {
        (*proposal.content.get(border.piece)?, &report.content)
    } else {
        (proposal.speaker?, &report.speaker)
    };
    let piece = pieces.iter().filter(|piece| piece.overlaps(part));
    let piece = piece.max_by_key(|piece| piece.intersection(part).map_or(0, |both| both.len()))?;
    let at = if border.side.is_start() { piece.start } else { piece.end };
    let right = border.reaches.iter().position(|reach| reach.start <= at && at <= reach.end)?;
    Some(Choice { candidates: border.features.clone(), right: Some(right), weight })
}
