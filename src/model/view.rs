//! How does a document look in an answer? Spans of bytes become ranges of code points of the text that is shown.

use super::answer::{
    Analysis, ArticleView, BlockView, Bytes, Chars, ClaimView, CueView, EntityView, LeftOutView, Part, Provenance, RecordView,
    SpeakerView, TextQuote, ViaView,
};
use super::article::{Article, LeftOut, Record};
use super::bytemap::ByteMap;
use super::document::{Claim, Document, Entity};
use super::id::{ArticleId, Id, Part as IdPart};
use super::span::Span;
use std::collections::BTreeMap;

/// Code points around a quotation that find it again when its page has changed; the W3C's examples use about as many.
const AROUND: usize = 32;

/// Bytes between two places whose code points are counted once and kept.
const STEP: usize = 256;

/// A part of an article's text that is shown, and in which places are told in code points.
#[derive(Clone, Debug)]
pub struct Window<'a> {
    article: &'a Article,
    span: Span,
    /// Code points before every `STEP`-th byte of the window; empty where the text is ASCII.
    counted: Vec<usize>,
}

impl<'a> Window<'a> {
    /// Shows `span` of the article's text.
    pub fn new(article: &'a Article, span: Span) -> Self {
        let text = span.of(&article.text);
        let mut counted = Vec::new();
        if !text.is_ascii() {
            let mut points = 0;
            for (at, byte) in text.bytes().enumerate() {
                if at % STEP == 0 {
                    counted.push(points);
                }
                points += usize::from(is_start(byte));
            }
        }
        Window { article, span, counted }
    }

    /// Gives the text that is shown.
    pub fn text(&self) -> &'a str {
        self.span.of(&self.article.text)
    }

    /// Gives the range of code points of a span of the article's text; `None` where it is not all shown.
    pub fn chars(&self, span: Span) -> Option<Chars> {
        self.span.contains(span).then(|| [self.point(span.start), self.point(span.end)])
    }

    fn point(&self, at: usize) -> usize {
        let at = at - self.span.start;
        let Some(before) = self.counted.get(at / STEP).or(self.counted.last()) else { return at };
        let from = (at / STEP).min(self.counted.len() - 1) * STEP;
        before + self.text().as_bytes()[from..at].iter().filter(|byte| is_start(**byte)).count()
    }

    fn part(&self, span: Span) -> Part {
        Part { text: span.of(&self.article.text).to_owned(), span: self.chars(span), bytes: bytes(self.article, span) }
    }

    /// Gives the entities that are named or referred to in the window.
    pub fn entities(&self, entities: &[Entity]) -> Vec<EntityView> {
        let shown = |spans: &[Span]| spans.iter().filter_map(|span| self.chars(*span)).collect::<Vec<_>>();
        let views = entities.iter().map(|entity| EntityView {
            name: entity.name.clone(),
            kind: entity.kind,
            mentions: shown(&entity.mentions),
            references: shown(&entity.references),
        });
        views.filter(|view| !view.mentions.is_empty() || !view.references.is_empty()).collect()
    }

    /// Gives a claim with the places of its parts; parts outside the window have bytes alone.
    pub fn claim(&self, id: ArticleId, number: usize, claim: &Claim) -> ClaimView {
        let text = &self.article.text;
        let speaker = &claim.speaker;
        ClaimView {
            id: Id { article: id, part: IdPart::Claim(number as u32) }.to_string(),
            speaker: SpeakerView {
                name: speaker.name.clone(),
                kind: speaker.kind,
                text: speaker.span.map(|span| span.of(text).to_owned()),
                span: speaker.span.and_then(|span| self.chars(span)),
                bytes: speaker.span.and_then(|span| bytes(self.article, span)),
            },
            cue: CueView {
                lemma: claim.cue.as_ref().map(|cue| cue.lemma.clone()),
                text: claim.cue.as_ref().map(|cue| cue.span.of(text).to_owned()),
                span: claim.cue.as_ref().and_then(|cue| self.chars(cue.span)),
                bytes: claim.cue.as_ref().and_then(|cue| bytes(self.article, cue.span)),
            },
            stance: claim.stance,
            kind: claim.kind,
            negated: claim.negated,
            content: claim.content.iter().map(|span| self.part(*span)).collect(),
            quotes: claim.quotes.iter().map(|span| self.part(*span)).collect(),
            via: claim
                .via
                .iter()
                .map(|via| ViaView {
                    name: via.name.clone(),
                    text: via.span.of(text).to_owned(),
                    span: self.chars(via.span),
                    bytes: bytes(self.article, via.span),
                })
                .collect(),
            sentence: self.chars(claim.sentence),
            corrected: false,
        }
    }

    /// Gives what is needed to find the window's text again. `path` is as the caller is to see it.
    pub fn provenance(&self, root: &str, path: String) -> Provenance {
        let article = self.article;
        let pieces = article.map.pieces(self.span);
        let hull = ByteMap::hull(&pieces);
        let value = |fact: &Option<super::article::Fact>| fact.as_ref().map(|fact| fact.value.clone());
        Provenance {
            source: value(&article.source),
            title: value(&article.title),
            byline: value(&article.byline),
            published: value(&article.published),
            url: value(&article.url),
            root: root.to_owned(),
            path,
            record: article.record.as_ref().map(record),
            charset: article.charset.clone(),
            bytes: hull.map(|hull| [hull.start, hull.end]),
            pieces: pieces.iter().map(|piece| [piece.start, piece.end]).collect(),
            lines: hull.and_then(|hull| article.lines_of(hull)).map(|(first, last)| [first, last]),
            digest: article.digest.clone(),
            file: None,
            quote: TextQuote {
                exact: self.text().to_owned(),
                prefix: last_chars(&article.text[..self.span.start]),
                suffix: article.text[self.span.end..].chars().take(AROUND).collect(),
            },
            origins: origins(article),
        }
    }
}

fn left_out(left: &LeftOut) -> LeftOutView {
    LeftOutView { text: left.text.clone(), bytes: [left.bytes.start, left.bytes.end], why: left.why.words() }
}

/// Gives all that was found in an article.
pub fn analysis(id: String, document: &Document) -> Analysis {
    let (article, findings) = (&document.article, &document.findings);
    let window = Window::new(article, Span::new(0, article.text.len()));
    let all = |spans: &[Span]| spans.iter().filter_map(|span| window.chars(*span)).collect::<Vec<_>>();
    let value = |fact: &Option<super::article::Fact>| fact.as_ref().map(|fact| fact.value.clone());
    let blocks = article.blocks.iter().filter_map(|block| {
        let why = block.why.words();
        Some(BlockView { role: block.role, span: window.chars(block.span)?, bytes: bytes(article, block.span), why })
    });
    Analysis {
        path: article.path.clone(),
        file: None,
        record: article.record.as_ref().map(record),
        article: ArticleView {
            title: value(&article.title),
            byline: value(&article.byline),
            published: value(&article.published),
            source: value(&article.source),
            url: value(&article.url),
            lang: value(&article.lang),
            origins: origins(article),
            notices: article.notices.clone(),
        },
        blocks: blocks.collect(),
        left_out: article.left_out.iter().map(left_out).collect(),
        sentences: all(&findings.sentences),
        passages: all(&findings.passages),
        entities: window.entities(&findings.entities),
        claims: findings
            .claims
            .iter()
            .enumerate()
            .map(|(number, claim)| {
                window.claim(super::id::article_id("", &article.path, article.record.as_ref()), number, claim)
            })
            .collect(),
        text: article.text.clone(),
        id,
    }
}

fn bytes(article: &Article, span: Span) -> Option<Bytes> {
    ByteMap::hull(&article.map.pieces(span)).map(|hull| [hull.start, hull.end])
}

fn record(record: &Record) -> RecordView {
    match record.clone() {
        Record::Line { line, id } => RecordView::Line { line, id },
        Record::Warc { offset, id, uri } => RecordView::Warc { offset, id, uri },
    }
}

fn origins(article: &Article) -> BTreeMap<String, String> {
    let facts = [
        ("title", &article.title),
        ("byline", &article.byline),
        ("published", &article.published),
        ("url", &article.url),
        ("source", &article.source),
        ("lang", &article.lang),
    ];
    facts.into_iter().filter_map(|(name, fact)| Some((name.to_owned(), fact.as_ref()?.origin.clone()))).collect()
}

fn last_chars(text: &str) -> String {
    let start = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    text[start..].to_owned()
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::{Block, Format, Role};

    fn article(text: &str) -> Article {
        Article {
            path: "a.txt".into(),
            record: None,
            digest: String::new(),
            charset: "UTF-8".into(),
            format: Format::Text,
            text: text.into(),
            blocks: vec![Block::new(Role::Body, Span::new(0, text.len()))],
            map: ByteMap::identity(0, text.len()),
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

    #[test]
    fn places_are_told_in_code_points_of_the_text_shown() {
        let text = "é".repeat(300) + "“no”" + &"x".repeat(300);
        let article = article(&text);
        let window = Window::new(&article, Span::new(2, text.len()));
        let at = text.find("no").expect("it was put there");
        assert_eq!(window.chars(Span::new(at, at + 2)), Some([300, 302]));
        assert_eq!(window.chars(Span::new(0, 4)), None);
        assert_eq!(window.chars(Span::new(2, text.len())), Some([0, 603]));
        assert_eq!(window.provenance("", String::new()).quote.prefix, "é");
    }
}
