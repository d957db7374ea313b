//! Do hits have the figures that were asked for, or others of the same digits?
//!
//! The words of an index are without points, signs and marks, so that "1.13bn" finds "$113bn" too: then a reader is told.

use crate::model::figure::{Figure, Reads, Token, tokens};
use crate::model::normal::words;
use crate::model::query::{Query, Test};

/// The figures of a question, and what the hits have in their place.
pub(super) struct Figures {
    asked: Vec<Asked>,
}

struct Asked {
    written: String,
    form: String,
    figure: Figure,
    /// Hits that have other figures of these digits alone, and the first of these.
    others: usize,
    first: Option<String>,
}

impl Figures {
    /// Takes the figures out of the words and phrases that are looked for in the text.
    pub(super) fn new(query: &Query) -> Figures {
        let mut asked = Vec::new();
        for (leaf, _) in query.root.wanted().into_iter().filter(|(leaf, _)| leaf.field.is_text()) {
            let (Test::Word(typed) | Test::Phrase { words: typed, .. }) = &leaf.test else { continue };
            for token in read(typed) {
                let written = token.span.of(typed).to_owned();
                let Some(figure) = token.figure.filter(|_| written.bytes().any(|byte| byte.is_ascii_digit())) else { continue };
                asked.push(Asked { written, form: token.form, figure, others: 0, first: None });
            }
        }
        Figures { asked }
    }

    /// Looks at the text of a hit.
    pub(super) fn look(&mut self, text: &str) {
        if self.asked.is_empty() {
            return;
        }
        let found = read(text);
        for asked in &mut self.asked {
            let mut like = found.iter().filter(|token| token.form == asked.form).peekable();
            let Some(first) = like.peek().map(|token| token.span.of(text).to_owned()) else { continue };
            let is_other = |token: &Token| token.figure.as_ref().is_some_and(|own| asked.figure.quotes(own) == Reads::Other);
            if like.all(is_other) {
                asked.others += 1;
                asked.first.get_or_insert(first);
            }
        }
    }

    /// Says which figures stand in hits though others were asked for.
    pub(super) fn notices(self) -> impl Iterator<Item = String> {
        self.asked.into_iter().filter_map(|Asked { written, others, first, .. }| {
            let hits = if others == 1 { "1 hit has".to_owned() } else { format!("{others} hits have") };
            let first = first?;
            Some(format!("figures are found without their points and marks: {hits} “{first}”, and not “{written}”"))
        })
    }
}

fn read(text: &str) -> Vec<Token> {
    tokens(text, words(text).collect())
}
