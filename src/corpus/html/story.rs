//! Which blocks of a page are the story?

use super::elements::mark;
use super::page::{FIRST_MARK, Page};
use crate::corpus::furniture::is_sentence;
use crate::corpus::limits::{HTML_BLOCKS, HTML_BYTES};
use dom_smoothie::{Config, Readability, TextMode};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Words of a paragraph that the plain rule takes for story.
const PARAGRAPH_WORDS: usize = 10;

/// Tells for each block whether it is of the story.
///
/// The extraction library decides, by the private characters that are left in its text; where it finds nothing, paragraphs
/// of sentences outside links and frames are the story.
pub(super) fn chosen(page: &Page) -> Vec<bool> {
    let found = if page.copy.len() <= HTML_BYTES { extracted(page) } else { None };
    found.unwrap_or_else(|| paragraphs(page))
}

fn extracted(page: &Page) -> Option<Vec<bool>> {
    let title = page.head.title.as_deref().unwrap_or("").replace(['<', '&'], " ");
    let html = format!("<!DOCTYPE html><html><head><title>{title}</title></head><body>{}</body></html>", page.copy);
    let config = Config { disable_json_ld: true, text_mode: TextMode::Raw, ..Config::default() };
    // The library may panic on pages made to break it; such a page is read by the plain rule.
    let text = catch_unwind(AssertUnwindSafe(|| {
        Readability::new(html.as_str(), None, Some(config)).ok()?.parse().ok().map(|article| article.text_content.to_string())
    }))
    .ok()??;
    let mut chosen = vec![false; page.weaver.blocks.len()];
    for c in text.chars() {
        let number = u32::from(c).wrapping_sub(FIRST_MARK) as usize;
        if number < HTML_BLOCKS
            && let Some(block) = chosen.get_mut(number)
        {
            *block = true;
        }
    }
    chosen.contains(&true).then_some(chosen)
}

fn paragraphs(page: &Page) -> Vec<bool> {
    let is_story = |(block, shape): (&crate::corpus::weave::Woven, &super::page::Shape)| {
        let text = block.text.of(&page.weaver.text);
        shape.marks & (mark::FRAME | mark::ASIDE | mark::COMMENTS) == 0
            && shape.linked * 3 <= text.len()
            && is_sentence(text)
            && text.split_whitespace().count() >= PARAGRAPH_WORDS
    };
    let found: Vec<bool> = page.weaver.blocks.iter().zip(&page.shapes).map(is_story).collect();
    if found.contains(&true) {
        return found;
    }
    // A page of a few words: all that is not a frame or a link.
    page.weaver
        .blocks
        .iter()
        .zip(&page.shapes)
        .map(|(block, shape)| shape.marks & mark::FRAME == 0 && shape.linked * 2 <= block.text.len())
        .collect()
}
