//! What is a marked article?

use whosaid::analysis::sentences;
use whosaid::model::article::{Block, Role};
use whosaid::model::document::EntityKind;
use whosaid::model::span::Span;

/// A text with the names that people marked in it.
#[derive(Clone, Debug)]
pub struct Example {
    pub text: String,
    pub blocks: Vec<Block>,
    /// In order, disjoint.
    pub names: Vec<(Span, EntityKind)>,
    /// Whether peoples, languages and the like are marked; where not, the rules' word is taken for it.
    pub marks_peoples: bool,
}

impl Example {
    /// Makes an example; of names that overlap the longest is kept.
    pub fn new(text: String, blocks: Vec<Block>, mut names: Vec<(Span, EntityKind)>, marks_peoples: bool) -> Self {
        names.sort_by_key(|(span, _)| (std::cmp::Reverse(span.len()), span.start));
        let mut kept: Vec<(Span, EntityKind)> = Vec::new();
        for (span, kind) in names {
            let span = bare(&text, span);
            if !span.is_empty() && kept.iter().all(|(other, _)| !other.overlaps(span)) {
                kept.push((span, kind));
            }
        }
        kept.sort_by_key(|(span, _)| *span);
        Example { text, blocks, names: kept, marks_peoples }
    }

    /// Gives the sentences.
    pub fn sentences(&self) -> Vec<Span> {
        sentences::find(&self.text, &self.blocks)
    }
}

/// Takes a leading article and a possessive ending off, as the product does.
fn bare(text: &str, span: Span) -> Span {
    let mut span = span.trimmed(text);
    for article in ["the ", "The ", "THE ", "a ", "A "] {
        if span.of(text).starts_with(article) {
            span.start += article.len();
        }
    }
    for ending in ["'s", "’s", "'", "’"] {
        if span.of(text).ends_with(ending) {
            span.end -= ending.len();
        }
    }
    span
}

/// Makes a block of every part between `separator`s.
pub fn blocks(text: &str, separator: &str) -> Vec<Block> {
    let mut at = 0;
    let mut blocks = Vec::new();
    for part in text.split(separator) {
        let span = Span::new(at, at + part.len()).trimmed(text);
        if !span.is_empty() {
            blocks.push(Block::new(Role::Body, span));
        }
        at += part.len() + separator.len();
    }
    blocks
}
