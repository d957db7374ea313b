//! How much of an article is looked through for names and claims?

use crate::model::article::Block;
use crate::model::span::Span;
use std::borrow::Cow;

/// Bytes of an article's text in which names and claims are looked for: more than "War and Peace" has, and no news story comes
/// near. Names take up to 110 times the bytes of what is nothing but names (measured).
pub const ANALYSED_BYTES: usize = 4 << 20;

/// The part of an article that is looked through, from its beginning on.
#[derive(Debug)]
pub(super) struct Beginning<'a> {
    pub(super) text: &'a str,
    pub(super) blocks: Cow<'a, [Block]>,
    pub(super) sentences: Cow<'a, [Span]>,
}

impl<'a> Beginning<'a> {
    /// Gives `most` bytes of a text, or less, up to the end of a sentence, or of a word where a sentence has no end there.
    pub(super) fn of(text: &'a str, blocks: &'a [Block], sentences: &'a [Span], most: usize) -> Beginning<'a> {
        if text.len() <= most {
            return Beginning { text, blocks: blocks.into(), sentences: sentences.into() };
        }
        let most = text.floor_char_boundary(most);
        let whole = sentences.partition_point(|sentence| sentence.end <= most);
        let end = whole.checked_sub(1).map(|last| sentences[last].end).filter(|end| *end > most / 2);
        let end = end.unwrap_or_else(|| text[..most].rfind(char::is_whitespace).unwrap_or(most));
        let beginning = Span::new(0, end);
        let cut = |span: Span| span.intersection(beginning).map(|span| span.trimmed(text)).filter(|span| !span.is_empty());
        let blocks = blocks.iter().filter_map(|block| Some(Block { span: cut(block.span)?, ..*block })).collect();
        let sentences = sentences.iter().filter_map(|sentence| cut(*sentence)).collect();
        Beginning { text: &text[..end], blocks, sentences }
    }

    /// Says, of a text that has more, that the rest is not looked through.
    pub(super) fn notice(&self, text: &str) -> Option<String> {
        let share = self.text.len() * 100 / text.len().max(1);
        let most = ANALYSED_BYTES >> 20;
        (self.text.len() < text.len()).then(|| {
            format!(
                "names and claims were looked for in its first {share} % alone: {most} MiB of an article's text are analysed"
            )
        })
    }
}
