//! What was odd in a question, and what was done with it?

use crate::model::query::syntax::is_blank;

/// More would hide the answer.
const SHOWN: usize = 5;
/// A quoted part is for recognising, not for reading.
const QUOTED_CHARS: usize = 40;

/// Sentences about a question, in the order in which they arose, each once.
#[derive(Default)]
pub(super) struct Notices {
    shown: Vec<String>,
    more: usize,
}

impl Notices {
    pub(super) fn add(&mut self, sentence: String) {
        if self.shown.contains(&sentence) {
            return;
        }
        if self.shown.len() < SHOWN {
            self.shown.push(sentence);
        } else {
            self.more += 1;
        }
    }

    pub(super) fn into_sentences(mut self) -> Vec<String> {
        if self.more > 0 {
            self.shown.push(format!("and {} more", self.more));
        }
        self.shown
    }
}

/// Quotes a part of the question, shortened, on one line.
pub(super) fn quoted(part: &str) -> String {
    let mut chars = part.chars().map(|c| if is_blank(c) { ' ' } else { c });
    let mut start: String = chars.by_ref().take(QUOTED_CHARS).collect();
    if chars.next().is_some() {
        start.push('…');
    }
    format!("'{start}'")
}
