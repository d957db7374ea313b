//! Which stretches of an article are searched and cited?

use crate::model::article::{Article, Role};
use crate::model::normal::Forms;
use crate::model::span::Span;
use unicode_segmentation::UnicodeSegmentation;

/// How many words a passage holds at most where paragraphs allow it (design section 1).
const LIMIT: usize = 120;

/// How many words one sentence may have before it is cut: beyond this it is a table or a list, not a sentence.
const LONGEST_SENTENCE: usize = 250;

/// A subhead longer than this is text, and may end a passage.
const LONGEST_SUBHEAD: usize = 40;

/// A stretch that is not cut: a sentence, or a piece of one that is too long.
#[derive(Clone, Copy)]
struct Atom {
    span: Span,
    words: usize,
}

/// A paragraph: at least one atom.
struct Paragraph {
    atoms: Vec<Atom>,
    words: usize,
    is_subhead: bool,
    /// Whether it may stand in one passage with what is before it.
    joins: bool,
}

/// Finds the passages: ordered, disjoint, trimmed, together all of the story, never across furniture or a place that is not in
/// the file.
///
/// Whole paragraphs are joined up to 120 words; a longer one is split between sentences into parts of about one length.
pub fn find(article: &Article, sentences: &[Span]) -> Vec<Span> {
    let mut passages = Passages::default();
    for paragraph in paragraphs(article, sentences) {
        passages.add(&paragraph);
    }
    passages.close();
    passages.done
}

#[derive(Default)]
struct Passages {
    done: Vec<Span>,
    open: Option<Atom>,
    /// Whether the open passage holds subheads alone.
    is_heading: bool,
}

impl Passages {
    fn add(&mut self, paragraph: &Paragraph) {
        let words = self.open.map_or(0, |open| open.words) + paragraph.words;
        let is_section = paragraph.is_subhead && !self.is_heading;
        if !paragraph.joins || (words > LIMIT || is_section) && !self.is_heading {
            self.close();
        }
        if self.open.is_none() {
            self.is_heading = true;
        }
        if paragraph.words <= LIMIT {
            paragraph.atoms.iter().for_each(|atom| self.extend(*atom));
        } else {
            self.split(paragraph);
        }
        self.is_heading &= paragraph.is_subhead;
    }

    fn split(&mut self, paragraph: &Paragraph) {
        let share = paragraph.words.div_ceil(paragraph.words.div_ceil(LIMIT));
        let mut held = 0;
        for atom in &paragraph.atoms {
            if held > 0 && held + atom.words / 2 > share {
                self.close();
                held = 0;
            }
            self.extend(*atom);
            held += atom.words;
        }
        self.close();
    }

    fn extend(&mut self, atom: Atom) {
        let open = self.open.get_or_insert(Atom { span: atom.span, words: 0 });
        open.span.end = atom.span.end;
        open.words += atom.words;
    }

    fn close(&mut self) {
        self.done.extend(self.open.take().map(|open| open.span));
    }
}

/// Gives the paragraphs of the story: blocks, cut at line breaks between sentences and where text is not in the file.
fn paragraphs(article: &Article, sentences: &[Span]) -> Vec<Paragraph> {
    let text = &article.text;
    let mut cuts = cuts(article, sentences).into_iter().peekable();
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last = None;
    for (number, block) in article.blocks.iter().enumerate().filter(|(_, block)| block.role != Role::Furniture) {
        let follows = number > 0 && article.blocks[number - 1].role != Role::Furniture;
        let mut start = block.span.start;
        while start < block.span.end {
            while cuts.next_if(|cut| *cut <= start).is_some() {}
            let end = cuts.next_if(|cut| *cut < block.span.end).unwrap_or(block.span.end);
            let span = Span::new(start, end).trimmed(text);
            start = end;
            if span.is_empty() {
                continue;
            }
            let gap = Span::new(last.unwrap_or(span.start), span.start);
            let is_first = span.start == block.span.start;
            let joins = last.is_some() && (!is_first || follows) && article.map.covers(gap);
            if is_first || !joins || gap.of(text).contains('\n') {
                paragraphs.push(Paragraph { atoms: Vec::new(), words: 0, is_subhead: block.role == Role::Subhead, joins });
            }
            last = Some(span.end);
            let paragraph = paragraphs.last_mut().expect("one was pushed for the block's first sentence");
            cut_sentence(text, span, &mut paragraph.atoms);
        }
    }
    for paragraph in &mut paragraphs {
        paragraph.words = paragraph.atoms.iter().map(|atom| atom.words).sum();
        paragraph.is_subhead &= paragraph.words <= LONGEST_SUBHEAD;
    }
    paragraphs
}

/// Gives the places where a passage may be cut: starts of sentences, and ends of holes that stand nowhere in the file.
fn cuts(article: &Article, sentences: &[Span]) -> Vec<usize> {
    let holes =
        article.map.runs().windows(2).filter(|pair| pair[0].text.end < pair[1].text.start).map(|pair| pair[1].text.start);
    let mut cuts: Vec<usize> = sentences.iter().map(|sentence| sentence.start).chain(holes).collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|cut| article.text.is_char_boundary(*cut));
    cuts
}

fn cut_sentence(text: &str, span: Span, atoms: &mut Vec<Atom>) {
    let words = Forms::new(span.of(text)).count();
    if words <= LONGEST_SENTENCE {
        atoms.push(Atom { span, words });
        return;
    }
    let (mut start, mut held) = (span.start, 0);
    for (offset, _) in span.of(text).unicode_word_indices() {
        if held == LIMIT {
            atoms.push(Atom { span: Span::new(start, span.start + offset).trimmed(text), words: held });
            (start, held) = (span.start + offset, 0);
        }
        held += 1;
    }
    atoms.push(Atom { span: Span::new(start, span.end), words: held });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::sentences;
    use crate::model::article::{Block, Format};
    use crate::model::bytemap::ByteMap;
    use proptest::prelude::*;

    fn article(parts: &[(Role, String)]) -> Article {
        let (mut text, mut blocks) = (String::new(), Vec::new());
        for (role, part) in parts {
            let start = text.len();
            text.push_str(part);
            blocks.push(Block::new(*role, Span::new(start, text.len())));
            text.push_str("\n\n");
        }
        let map = ByteMap::identity(0, text.len());
        Article {
            path: String::new(),
            record: None,
            digest: String::new(),
            charset: String::new(),
            format: Format::Text,
            text,
            blocks,
            map,
            lines: Vec::new(),
            title: None,
            byline: None,
            published: None,
            url: None,
            source: None,
            lang: None,
            notices: Vec::new(),
            left_out: Vec::new(),
        }
    }

    fn found(article: &Article) -> Vec<&str> {
        let sentences = sentences::find(&article.text, &article.blocks);
        find(article, &sentences).into_iter().map(|span| span.of(&article.text)).collect()
    }

    fn words(count: usize) -> String {
        vec!["word"; count].join(" ")
    }

    #[test]
    fn short_paragraphs_are_joined_up_to_the_limit() {
        let article = article(&[(Role::Body, words(50)), (Role::Body, words(60)), (Role::Body, words(20))]);
        let counts: Vec<usize> = found(&article).iter().map(|passage| passage.split_whitespace().count()).collect();
        assert_eq!(counts, [110, 20]);
    }

    #[test]
    fn a_long_paragraph_is_split_between_sentences_and_a_long_sentence_stays_whole() {
        let article = article(&[(Role::Body, format!("A{}. ", words(39)).repeat(5)), (Role::Body, words(240))]);
        let counts: Vec<usize> = found(&article).iter().map(|passage| passage.split_whitespace().count()).collect();
        assert_eq!(counts, [117, 78, 240]);
    }

    #[test]
    fn a_subhead_goes_with_what_follows_and_furniture_parts() {
        let article = article(&[
            (Role::Body, "One.".into()),
            (Role::Subhead, "Head".into()),
            (Role::Body, "Two.".into()),
            (Role::Furniture, "Advertisement".into()),
            (Role::Body, "Three.".into()),
        ]);
        assert_eq!(found(&article), ["One.", "Head\n\nTwo.", "Three."]);
    }

    #[test]
    fn what_stands_nowhere_in_the_file_is_not_crossed() {
        let mut article = article(&[(Role::Body, "One.".into()), (Role::Body, "Two.".into())]);
        article.map = ByteMap::default();
        article.map.push(Span::new(0, 4), Span::new(3, 7));
        article.map.push(Span::new(6, 10), Span::new(14, 18));
        assert_eq!(found(&article), ["One.", "Two."]);
    }

    #[test]
    fn text_of_one_endless_sentence_is_cut_at_words() {
        let article = article(&[(Role::Body, words(1000))]);
        assert!(found(&article).iter().all(|passage| passage.split_whitespace().count() <= LIMIT));
    }

    proptest! {
        #[test]
        fn passages_are_ordered_disjoint_and_hold_all_but_furniture(
            parts in prop::collection::vec((0usize..6, "[A-Zü][a-z .?\n。]{0,300}[.a-z]"), 0..12)
        ) {
            let roles = [Role::Body, Role::Subhead, Role::Furniture, Role::Title, Role::Caption, Role::Body];
            let parts: Vec<_> = parts.into_iter().map(|(role, part)| (roles[role], part)).collect();
            let article = article(&parts);
            let sentences = sentences::find(&article.text, &article.blocks);
            let passages = find(&article, &sentences);
            for pair in passages.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
            let mut held = vec![false; article.text.len()];
            for passage in &passages {
                prop_assert_eq!(passage.trimmed(&article.text), *passage);
                held[passage.start..passage.end].fill(true);
            }
            for block in &article.blocks {
                for (at, c) in block.span.of(&article.text).char_indices().filter(|(_, c)| !c.is_whitespace()) {
                    prop_assert_eq!(held[block.span.start + at], block.role != Role::Furniture, "{}", c);
                }
            }
        }
    }
}
