//! How well is it found who said what? As `score.py claims` counts, in bytes.

use crate::example::{Example, Report};
use std::collections::BTreeMap;
use whosaid::analysis::claims::find_by;
use whosaid::analysis::linear::Weights;
use whosaid::analysis::names;
use whosaid::model::document::Claim;
use whosaid::model::span::Span;

/// Found, marked, and both, of each measure.
#[derive(Clone, Debug, Default)]
pub struct Score(pub BTreeMap<&'static str, (usize, usize, usize)>);

impl Score {
    /// Gives F1 in per cent.
    pub fn of(&self, measure: &str) -> f64 {
        let (found, marked, both) = self.0.get(measure).copied().unwrap_or_default();
        200.0 * both as f64 / (found + marked).max(1) as f64
    }

    /// Gives precision and recall in per cent.
    pub fn sides(&self, measure: &str) -> (f64, f64) {
        let (found, marked, both) = self.0.get(measure).copied().unwrap_or_default();
        (100.0 * both as f64 / found.max(1) as f64, 100.0 * both as f64 / marked.max(1) as f64)
    }

    fn add(&mut self, measure: &'static str, found: usize, marked: usize, both: usize) {
        let counts = self.0.entry(measure).or_default();
        *counts = (counts.0 + found, counts.1 + marked, counts.2 + both);
    }
}

/// Scores weights, or the rules alone.
pub fn score(weights: Option<&Weights>, examples: &[Example]) -> Score {
    let mut score = Score::default();
    for example in examples {
        let text = example.text.as_str();
        let sentences = example.sentences();
        let (entities, _) = names::find(text, &example.blocks, &sentences, None);
        let claims = find_by(weights, text, &example.blocks, &sentences, &entities, None);
        let found: Vec<Report> = claims.iter().map(|claim| trimmed(text, &report(claim))).collect();
        let marked: Vec<Report> = example.reports.iter().map(|report| trimmed(text, report)).collect();
        let marked: Vec<Report> = marked.into_iter().filter(|report| !report.content.is_empty()).collect();
        count(&mut score, text, &found, &marked);
        let named = claims.iter().zip(&found).filter(|(claim, _)| claim.speaker.name.is_some()).map(|(_, report)| report);
        for report in named {
            let same = marked.iter().filter(|marked| overlap(&marked.cue, &report.cue) > 0);
            let right = same.clone().any(|marked| overlap(&marked.speaker, &report.speaker) > 0);
            score.add("named", 1, 1, usize::from(right));
        }
    }
    score
}

fn report(claim: &Claim) -> Report {
    Report {
        speaker: claim.speaker.span.into_iter().collect(),
        cue: claim.cue.iter().map(|cue| cue.span).collect(),
        content: claim.content.clone(),
    }
}

/// Takes off blanks, quotation marks, stops, and "that".
pub fn trimmed(text: &str, report: &Report) -> Report {
    let trim = |spans: &[Span]| spans.iter().map(|span| bare(text, *span)).filter(|span| !span.is_empty()).collect();
    Report { speaker: trim(&report.speaker), cue: trim(&report.cue), content: trim(&report.content) }
}

fn bare(text: &str, span: Span) -> Span {
    let outer = |c: char| " \t\r\n\u{a0}\"'“”‘’,.:;«»".contains(c);
    let words = span.of(text);
    let start = span.start + words.len() - words.trim_start_matches(outer).len();
    let end = span.end - (words.len() - words.trim_end_matches(outer).len());
    let span = Span::new(start.min(end), end);
    let that = span.of(text).get(..5).is_some_and(|that| that.eq_ignore_ascii_case("that "));
    if that { Span::new(span.start + 5, span.end) } else { span }
}

/// Gives how many bytes both cover.
pub fn overlap(one: &[Span], other: &[Span]) -> usize {
    one.iter().flat_map(|one| other.iter().filter_map(|other| one.intersection(*other))).map(|both| both.len()).sum()
}

fn length(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.len()).sum()
}

/// Gives how much two contents have in common, from 0 to 1.
pub fn likeness(one: &[Span], other: &[Span]) -> f64 {
    2.0 * overlap(one, other) as f64 / (length(one) + length(other)).max(1) as f64
}

fn count(score: &mut Score, text: &str, found: &[Report], marked: &[Report]) {
    for (measure, part) in [
        ("source", (|report: &Report| hull(&report.speaker)) as fn(&Report) -> Option<Span>),
        ("cue", |report| hull(&report.cue)),
        ("content", |report| hull(&report.content)),
    ] {
        let mut left: BTreeMap<Span, usize> = BTreeMap::new();
        marked.iter().filter_map(part).for_each(|span| *left.entry(span).or_default() += 1);
        let all = left.values().sum();
        let spans: Vec<Span> = found.iter().filter_map(part).collect();
        let both = spans.iter().filter(|span| left.get_mut(span).filter(|n| **n > 0).map(|n| *n -= 1).is_some()).count();
        score.add(measure, spans.len(), all, both);
    }
    let speech = |reports: &[Report]| -> Vec<Report> {
        reports.iter().filter(|report| report.cue.iter().any(|cue| is_speech(cue.of(text)))).cloned().collect()
    };
    link(score, ["all lenient", "all strict"], found, marked);
    link(score, ["speech lenient", "speech strict"], &speech(found), &speech(marked));
}

fn hull(spans: &[Span]) -> Option<Span> {
    Some(Span::new(spans.iter().map(|span| span.start).min()?, spans.iter().map(|span| span.end).max()?))
}

fn link(score: &mut Score, measures: [&'static str; 2], found: &[Report], marked: &[Report]) {
    let mut used = [vec![false; found.len()], vec![false; found.len()]];
    for report in marked {
        let mut best: [Option<(f64, usize)>; 2] = [None, None];
        for (at, other) in found.iter().enumerate() {
            if !report.cue.is_empty() && overlap(&report.cue, &other.cue) == 0 {
                continue;
            }
            let like = likeness(&report.content, &other.content);
            let same = report.speaker.is_empty() || report.speaker == other.speaker;
            let near = report.speaker.is_empty() || overlap(&report.speaker, &other.speaker) > 0;
            for (kind, fits) in [like >= 0.5 && near, like >= 0.9 && same].into_iter().enumerate() {
                if fits && !used[kind][at] && best[kind].is_none_or(|(most, _)| like > most) {
                    best[kind] = Some((like, at));
                }
            }
        }
        for (kind, best) in best.into_iter().enumerate() {
            if let Some((_, at)) = best {
                used[kind][at] = true;
            }
        }
    }
    for (measure, used) in measures.into_iter().zip(&used) {
        score.add(measure, found.len(), marked.len(), used.iter().filter(|used| **used).count());
    }
}

/// Tells whether a cue reports speech, by the list of `score.py`.
fn is_speech(cue: &str) -> bool {
    let words: Vec<&str> = include_str!("speech.txt").split_whitespace().collect();
    let lower = cue.to_lowercase();
    lower.split(|c: char| !c.is_ascii_lowercase()).any(|word| words.contains(&word))
}
