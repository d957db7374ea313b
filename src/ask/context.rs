//! What stands around a hit?

use super::{Question, shown_path};
use crate::engine::{Row, Stored, Unit};
use crate::model::answer::Context;
use crate::model::id::{Id, Part};
use crate::model::view::Window;

/// Gives the passages beside a hit, and the one that a claim stands in, each with its own provenance.
pub(super) fn around(stored: &Stored, row: &Row, unit: Unit, question: &Question) -> Vec<Context> {
    let findings = &stored.document.findings;
    let own = match unit {
        Unit::Passage => row.position as usize,
        Unit::Claim => {
            let claim = findings.claims.get(row.position as usize);
            let span = claim.map(|claim| super::claim_window(claim, &findings.passages)).unwrap_or_default();
            findings.passages.iter().position(|passage| passage.overlaps(span)).unwrap_or_default()
        }
    };
    let first = own.saturating_sub(question.context);
    let end = own.saturating_add(question.context).saturating_add(1).min(findings.passages.len());
    let shown = (first..end).filter(|at| *at != own || unit == Unit::Claim);
    shown
        .map(|at| {
            let window = Window::new(&stored.document.article, findings.passages[at]);
            Context {
                id: Id { article: stored.id, part: Part::Passage(at as u32) }.to_string(),
                offset: at as i64 - own as i64,
                text: window.text().to_owned(),
                provenance: window.provenance(&stored.root, shown_path(stored, question.here.as_deref())),
            }
        })
        .collect()
}
