//! How well are the names of examples found? As `score.py entities` counts: span and type, the kind "other" left out.

use crate::example::Example;
use std::collections::BTreeMap;
use whosaid::analysis::names::find_by;
use whosaid::analysis::names::tagger::model::Model;
use whosaid::model::document::EntityKind;
use whosaid::model::span::Span;

/// Names found, marked, and both, of each kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub counts: [(usize, usize, usize); 4],
}

impl Score {
    /// Gives F1 over persons, organizations and places, in per cent.
    pub fn typed(&self) -> f64 {
        let sum = self.counts[..3].iter().fold((0, 0, 0), |sum, kind| (sum.0 + kind.0, sum.1 + kind.1, sum.2 + kind.2));
        f1(sum)
    }

    /// Gives precision and recall likewise.
    pub fn sides(&self) -> (f64, f64) {
        let sum = self.counts[..3].iter().fold((0, 0, 0), |sum, kind| (sum.0 + kind.0, sum.1 + kind.1, sum.2 + kind.2));
        (100.0 * sum.2 as f64 / sum.0.max(1) as f64, 100.0 * sum.2 as f64 / sum.1.max(1) as f64)
    }

    /// Gives F1 of one kind.
    pub fn of(&self, kind: EntityKind) -> f64 {
        f1(self.counts[kind as usize])
    }
}

fn f1((found, marked, both): (usize, usize, usize)) -> f64 {
    200.0 * both as f64 / (found + marked).max(1) as f64
}

/// Scores a model, or the rules alone.
pub fn score(model: Option<&Model>, examples: &[Example]) -> Score {
    let mut score = Score::default();
    for example in examples {
        let (entities, _) = find_by(model, &example.text, &example.sentences(), None);
        let found: BTreeMap<Span, EntityKind> = entities
            .iter()
            .flat_map(|entity| entity.mentions.iter().map(|span| (*span, entity.kind)))
            .filter(|(span, _)| span.of(&example.text).contains(|c: char| c.is_uppercase() || c.is_numeric()))
            .collect();
        for kind in found.values() {
            score.counts[*kind as usize].0 += 1;
        }
        for (span, kind) in &example.names {
            score.counts[*kind as usize].1 += 1;
            score.counts[*kind as usize].2 += usize::from(found.get(span) == Some(kind));
        }
    }
    score
}

/// Prints what is found wrongly or missed, a line each: where, what, as what.
pub fn mistakes(model: &Model, examples: &[Example]) {
    for example in examples {
        let (entities, _) = find_by(Some(model), &example.text, &example.sentences(), None);
        let found: BTreeMap<Span, EntityKind> =
            entities.iter().flat_map(|entity| entity.mentions.iter().map(|span| (*span, entity.kind))).collect();
        let marked: BTreeMap<Span, EntityKind> = example.names.iter().copied().collect();
        let spans: std::collections::BTreeSet<Span> = found.keys().chain(marked.keys()).copied().collect();
        for span in spans.into_iter().filter(|span| found.get(span) != marked.get(span)) {
            let word = |kind: Option<&EntityKind>| kind.map_or("-", |kind| kind.word());
            let before: String = example.text[..span.start].chars().rev().take(40).collect();
            let before: String = before.chars().rev().collect();
            let after: String = example.text[span.end..].chars().take(40).collect();
            let line = format!(
                "{:6.6} {:6.6} {before}[{}]{after}",
                word(marked.get(&span)),
                word(found.get(&span)),
                span.of(&example.text)
            );
            println!("{}", line.replace('\n', " "));
        }
    }
}
