//! How is plain text read as an article?

use super::charset::decode;
use super::sheet::{Draft, Place};
use super::text;
use crate::model::answer::Skipped;
use crate::model::article::{Article, Fact, Format};
use crate::model::normal::fold_space;
use crate::model::span::Span;

/// Reads a text as it stands: the text of record is the whole of it, without byte order mark.
pub(super) fn read(bytes: &[u8], label: Option<&str>, place: Place) -> Result<Article, Skipped> {
    let page = decode(bytes, label, false).map_err(|reason| place.skipped(reason))?;
    let (blocks, told) = text::blocks(&page.text, Span::new(0, page.text.len()), false);
    let title = told.title.map(|at| Fact::new(fold_space(blocks[at].span.of(&page.text)), "headline line"));
    let draft = Draft { text: page.text.clone(), map: page.map.clone(), blocks, title, ..told.into_draft() };
    place.article(bytes, &page, Format::Text, draft)
}
