//! Which blocks of a page are the story?

use super::elements::mark;
use super::page::{FIRST_MARK, Page, Shape};
use crate::corpus::furniture::{is_consent, is_furniture, is_sentence, is_speech, opens_list};
use crate::corpus::limits::{HTML_BLOCKS, HTML_BYTES};
use crate::corpus::weave::Woven;
use dom_smoothie::{Config, Readability, TextMode};
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Words of a paragraph that the plain rule takes for story.
const PARAGRAPH_WORDS: usize = 10;

/// Words of a sentence that counts as a paragraph where others weigh more.
const SENTENCE_WORDS: usize = 6;

/// Words of paragraphs side by side that a story has at least, if they are to weigh against the library's answer.
const STORY_WORDS: usize = 60;

/// Share of the paragraphs of that element, in percent, below which the library's answer is taken for a mistake.
const TRUSTED_SHARE: usize = 50;

/// The same for the innermost element around what the library chose, which holds little else.
const TRUSTED_AROUND: usize = 34;

/// Words of paragraphs that the sections beside the chosen one have at least.
const SECTION_WORDS: usize = 40;

/// Share of its words, in percent, that those before it have at least, if those behind it are fewer than its own.
const LEAD_SHARE: usize = 30;

/// Share of bytes in links, in percent, above which what stands beside a section is a list of links.
const LINKED_SHARE: usize = 20;

/// Tells for each block whether it is of the story.
///
/// The extraction library decides, by the private characters that are left in its text, and is put right by where the
/// page's paragraphs stand; where it finds nothing, paragraphs of sentences outside links and frames are the story.
pub(super) fn chosen(page: &Page) -> Vec<bool> {
    let prose = Prose::of(page);
    let found = if page.copy.len() <= HTML_BYTES { extracted(page) } else { None };
    match found {
        Some(found) if holds_text(page, &found) => prose.mended(page, found),
        Some(found) => match sentences(page) {
            Some(sentences) => prose.mended(page, sentences),
            None if has_quotation(page) => few_words(page),
            None => prose.mended(page, found),
        },
        None => sentences(page).unwrap_or_else(|| few_words(page)),
    }
}

/// Tells whether a page holds somebody's words, though in no paragraph: it may be one of quotations alone.
fn has_quotation(page: &Page) -> bool {
    let is_quotation = |(block, shape): (&Woven, &Shape)| {
        let text = block.text.of(&page.weaver.text);
        let beside = mark::FRAME | mark::ASIDE | mark::COMMENTS;
        is_speech(text) && is_sentence(text) && shape.linked == 0 && shape.marks & beside == 0
    };
    page.weaver.blocks.iter().zip(&page.shapes).any(is_quotation)
}

/// Tells whether what the library chose is more than headings and furniture: of a short story with a long notice beside it, it
/// may be the notice.
fn holds_text(page: &Page, found: &[bool]) -> bool {
    let mut chosen = page.weaver.blocks.iter().zip(&page.shapes).zip(found).filter(|(_, found)| **found);
    chosen.any(|((block, shape), _)| {
        let text = block.text.of(&page.weaver.text);
        shape.marks & (mark::HEADING | mark::EXTRA) == 0 && !is_furniture(text) && !is_consent(text)
    })
}

/// Tells for each element whether it is beside the story by its name alone, as boxes of facts are: it holds sentences, and no
/// link, lure or furniture.
pub(super) fn told_asides(page: &Page) -> Vec<bool> {
    let (mut told, mut other) = (vec![false; page.elements.len()], vec![false; page.elements.len()]);
    let never =
        mark::LURE | mark::EXTRA | mark::FRAME | mark::COMMENTS | mark::CAPTION | mark::FIGURE | mark::VEILED | mark::PULL;
    for (block, shape) in page.weaver.blocks.iter().zip(&page.shapes) {
        let Some(aside) = page.elements[shape.inside].aside else { continue };
        let text = block.text.of(&page.weaver.text);
        told[aside] |= words(text) >= SENTENCE_WORDS && is_sentence(text);
        other[aside] |=
            shape.marks & never != 0 || shape.linked > 0 || opens_list(text) || is_furniture(text) || is_consent(text);
    }
    told.iter().zip(other).map(|(told, other)| *told && !other).collect()
}

/// How many words of paragraphs each block and each element of a page holds.
struct Prose {
    blocks: Vec<usize>,
    elements: Vec<usize>,
    /// The marks that keep a block out of the story.
    frame: u32,
}

impl Prose {
    fn of(page: &Page) -> Self {
        let frame = mark::FRAME | mark::ASIDE | mark::COMMENTS | mark::CAPTION;
        let (framed, all) = (Self::beside(page, frame), Self::beside(page, mark::CAPTION));
        // A page that calls nearly all of itself a frame means something else by it.
        if framed.elements[0] * 10 < all.elements[0] { Prose { frame: 0, ..all } } else { framed }
    }

    /// Counts outside elements with these marks.
    fn beside(page: &Page, frame: u32) -> Self {
        let words = |(block, shape): (&Woven, &Shape)| {
            let text = block.text.of(&page.weaver.text);
            let words = words(text);
            let is_prose = words >= SENTENCE_WORDS
                && shape.marks & frame == 0
                && shape.linked * 3 <= text.len()
                && (is_sentence(text) || words >= PARAGRAPH_WORDS * 3 && text.contains(". "))
                && !is_furniture(text)
                && !is_consent(text);
            if is_prose { words } else { 0 }
        };
        let blocks: Vec<usize> = page.weaver.blocks.iter().zip(&page.shapes).map(words).collect();
        let elements = summed(page, blocks.iter().copied());
        Prose { blocks, elements, frame: mark::FRAME | mark::ASIDE | mark::COMMENTS }
    }

    /// Finds the innermost element that holds a share of what `held` says that elements hold.
    fn element(page: &Page, held: &[usize], share: usize) -> usize {
        let enough = |at: &usize| held[*at] * 100 >= held[0] * share;
        // Of elements that hold most of a page, one is within the other, and the inner begins later.
        (0..page.elements.len()).rev().find(enough).unwrap_or(0)
    }

    /// Takes in the sections of the story that the library left out beside the one that it chose.
    ///
    /// Advertisements and notices follow a story rather than lead to it, so that more is asked of what follows.
    fn widen(&self, page: &Page, found: &mut [bool], held: &[usize]) {
        let Some(first) = found.iter().position(|found| *found) else { return };
        let chosen = page.shapes.iter().zip(found.iter()).filter(|(_, found)| **found).map(|(shape, _)| shape.inside);
        let around = || chosen.reduce(|one, other| common(page, one, other)).unwrap_or(0);
        let mut base = if held[0] > 0 { Self::element(page, held, 90) } else { around() };
        let lines = Lines::beside(page, self.frame);
        let led = summed(page, self.blocks.iter().enumerate().map(|(at, words)| if at < first { *words } else { 0 }));
        let (mut at, mut wide) = (base, None);
        while at > 0 {
            at = page.elements[at].around;
            let before = led[at] - led[base];
            let gained = self.elements[at] - self.elements[base];
            let is_much = gained >= self.elements[base] || before * 100 >= self.elements[base] * LEAD_SHARE;
            if gained >= SECTION_WORDS && is_much && lines.is_prose(base, at) {
                (base, wide) = (at, Some(at));
            }
        }
        let Some(wide) = wide else { return };
        for (found, shape) in found.iter_mut().zip(&page.shapes) {
            *found |= shape.marks & self.frame == 0 && is_within(page, shape.inside, wide);
        }
    }

    /// Adds what the library overlooked, or chooses afresh where it chose too little.
    fn mended(&self, page: &Page, mut found: Vec<bool>) -> Vec<bool> {
        let chosen =
            |found: &[bool]| summed(page, self.blocks.iter().zip(found).map(|(words, found)| words * usize::from(*found)));
        let held = chosen(&found);
        let near = near(page, &self.blocks);
        let story = (0..near.len()).max_by_key(|at| near[*at]).unwrap_or(0);
        if near[story] >= STORY_WORDS && near[story] > 2 * held[0] && held[story] * 100 < near[story] * TRUSTED_SHARE {
            let is_story = |shape: &Shape| shape.marks & self.frame == 0 && is_within(page, shape.inside, story);
            found = page.shapes.iter().map(is_story).collect();
        }
        let held = chosen(&found);
        self.widen(page, &mut found, &held);
        let held = chosen(&found);
        let around = Self::element(page, &held, 90);
        let (Some(first), Some(last)) = (found.iter().position(|f| *f), found.iter().rposition(|f| *f)) else { return found };
        let told = told_asides(page);
        for (at, shape) in page.shapes.iter().enumerate() {
            let is_prose = self.blocks[at] > 0;
            let beside = page.elements[shape.inside].around;
            let trusted =
                |element: usize, share: usize| held[element] * 100 >= self.elements[element] * share && held[element] > 0;
            let within = is_within(page, shape.inside, around);
            let quoted = shape.marks & mark::QUOTE != 0
                && shape.marks & (mark::FRAME | mark::COMMENTS) == 0
                && (first..=last).contains(&at)
                && within;
            let is_told = page.elements[shape.inside].aside.is_some_and(|aside| told[aside] && aside > around);
            let is_amid = is_told && (first..=last).contains(&at) && within;
            found[at] |=
                quoted || is_amid || is_prose && within && (trusted(beside, TRUSTED_SHARE) || trusted(around, TRUSTED_AROUND));
        }
        found
    }
}

/// Finds the innermost element around two.
pub(super) fn common(page: &Page, mut one: usize, mut other: usize) -> usize {
    while one != other {
        let inner = one.max(other);
        let outer = page.elements[inner].around;
        if inner == one { one = outer } else { other = outer }
    }
    one
}

/// What each element holds, for telling sections of a story from lists of other stories.
struct Lines {
    /// Bytes of text outside frames.
    text: Vec<usize>,
    /// Bytes of that in links.
    linked: Vec<usize>,
    /// Headings that are links.
    heads: Vec<usize>,
}

impl Lines {
    /// Counts outside elements with these marks.
    fn beside(page: &Page, framed: u32) -> Self {
        let shapes = || {
            page.weaver
                .blocks
                .iter()
                .zip(&page.shapes)
                .map(move |(block, shape)| (block.text.len(), shape, shape.marks & framed == 0))
        };
        Lines {
            text: summed(page, shapes().map(|(len, _, shown)| if shown { len } else { 0 })),
            linked: summed(page, shapes().map(|(_, shape, shown)| if shown { shape.linked } else { 0 })),
            heads: summed(
                page,
                shapes().map(|(len, shape, shown)| {
                    usize::from(shown && shape.marks & mark::HEADING != 0 && shape.linked * 2 > len)
                }),
            ),
        }
    }

    /// Tells whether what an element holds beside an inner one is text, and no list of links and teasers.
    fn is_prose(&self, inner: usize, outer: usize) -> bool {
        let beside = |sums: &[usize]| sums[outer] - sums[inner];
        beside(&self.linked) * 100 <= beside(&self.text) * LINKED_SHARE && beside(&self.heads) == 0
    }
}

/// Gives for each element the words of the paragraphs that stand right in it, or one element further down.
fn near(page: &Page, blocks: &[usize]) -> Vec<usize> {
    let mut sums = vec![0; page.elements.len()];
    for (shape, words) in page.shapes.iter().zip(blocks) {
        let around = page.elements[shape.inside].around;
        sums[shape.inside] += words;
        if around != shape.inside {
            sums[around] += words;
        }
    }
    sums
}

/// Gives for each element the sum over the blocks in it.
fn summed(page: &Page, blocks: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut sums = vec![0; page.elements.len()];
    for (shape, words) in page.shapes.iter().zip(blocks) {
        sums[shape.inside] += words;
    }
    for at in (1..sums.len()).rev() {
        sums[page.elements[at].around] += sums[at];
    }
    sums
}

/// Tells whether an element is another, or within it.
pub(super) fn is_within(page: &Page, mut element: usize, outer: usize) -> bool {
    while element > outer {
        element = page.elements[element].around;
    }
    element == outer
}

/// Counts words; of a script without blanks, two letters are one.
fn words(text: &str) -> usize {
    let wide = text.chars().filter(|c| ('\u{2E80}'..='\u{FFEF}').contains(c)).count();
    text.split_whitespace().count().max(wide / 2)
}

fn extracted(page: &Page) -> Option<Vec<bool>> {
    let title = page.head.title.as_deref().unwrap_or("").replace(['<', '&'], " ");
    let body = without_many_references(&page.copy);
    let html = format!("<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>");
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

/// Bytes that the library may look over, some 10 GB a second: for each character that it writes as a reference, it looks for `<`
/// in all that follows in the same stretch of text.
const LOOKED_OVER: u64 = 10_000_000_000;

/// Gives the copy with blanks for references and for signs of Latin-1, where there are so many that the library would take minutes.
fn without_many_references(copy: &str) -> Cow<'_, str> {
    let is_sign = |c: char| ('\u{80}'..='\u{BF}').contains(&c);
    let written = copy.bytes().filter(|byte| matches!(byte, b'&' | 0xC2)).count();
    if (written as u64).saturating_mul(copy.len() as u64) <= LOOKED_OVER {
        return Cow::Borrowed(copy);
    }
    let mut parts = copy.split('&');
    let mut calm: String = parts.next().unwrap_or("").replace(is_sign, " ");
    for part in parts {
        let name = part.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        let rest = if part[name..].starts_with(';') { &part[name + 1..] } else { part };
        calm.push(' ');
        calm.push_str(&rest.replace(is_sign, " "));
    }
    Cow::Owned(calm)
}

/// Chooses the paragraphs of sentences outside links and frames; `None` where there are none.
fn sentences(page: &Page) -> Option<Vec<bool>> {
    let is_story = |(block, shape): (&Woven, &Shape)| {
        let text = block.text.of(&page.weaver.text);
        shape.marks & (mark::FRAME | mark::ASIDE | mark::COMMENTS) == 0
            && shape.linked * 3 <= text.len()
            && is_sentence(text)
            && text.split_whitespace().count() >= PARAGRAPH_WORDS
            && !is_furniture(text)
            && !is_consent(text)
    };
    let found: Vec<bool> = page.weaver.blocks.iter().zip(&page.shapes).map(is_story).collect();
    found.contains(&true).then_some(found)
}

/// Chooses, of a page of a few words, all that is not a frame or a link.
fn few_words(page: &Page) -> Vec<bool> {
    page.weaver
        .blocks
        .iter()
        .zip(&page.shapes)
        .map(|(block, shape)| shape.marks & mark::FRAME == 0 && shape.linked * 2 <= block.text.len())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_references_is_not_looked_over_for_each_of_them() {
        let few = "<p>Salt &amp; vinegar, 5 £, a&b";
        assert_eq!(without_many_references(few), few);
        let many = few.repeat(100_000);
        assert_eq!(without_many_references(&many), "<p>Salt   vinegar, 5  , a b".repeat(100_000));
    }
}
