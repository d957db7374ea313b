//! How does a text of record grow out of stretches of a decoded page, so that each character knows its bytes?

use super::charset::Decoded;
use super::references::{reference, resolve};
use crate::model::bytemap::ByteMap;
use crate::model::span::Span;

/// Characters after which a reference cannot go on are at most this far from its `&`, but for leading zeros.
const REFERENCE_REACH: usize = 64;

/// A text in the making: blocks of words with one blank between them, whatever white space and marks the page has there.
pub(super) struct Weaver<'a> {
    page: &'a Decoded,
    pub(super) text: String,
    pub(super) map: ByteMap,
    /// Blocks that are done, in order, without white space at their ends.
    pub(super) blocks: Vec<Woven>,
    open: Option<Woven>,
    /// White space of the page that will be a blank if more words follow.
    space: Option<Span>,
    breaks: usize,
    /// Where the source of the last character ends.
    last: usize,
    /// The source of the last characters from a `&` on, while a reference could still go on there.
    tail: String,
    /// Whether white space is kept as it is.
    pub(super) verbatim: bool,
}

/// A block of the text, and where in the page it comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Woven {
    pub(super) text: Span,
    pub(super) source: Span,
}

impl<'a> Weaver<'a> {
    pub(super) fn new(page: &'a Decoded) -> Self {
        Weaver {
            page,
            text: String::new(),
            map: ByteMap::default(),
            blocks: Vec::new(),
            open: None,
            space: None,
            breaks: 0,
            last: 0,
            tail: String::new(),
            verbatim: false,
        }
    }

    /// Adds a stretch of the page that holds words, white space and character references.
    pub(super) fn words(&mut self, source: Span) {
        let page = self.page;
        let mut at = source.start;
        while at < source.end {
            let rest = &page.text[at..source.end];
            let c = rest.chars().next().expect("the stretch goes on");
            let end = if c == '&' {
                self.reference(at, rest)
            } else if c.is_whitespace() {
                let len = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
                self.white(Span::new(at, at + len));
                at + len
            } else if is_left_out(c) {
                at + c.len_utf8()
            } else {
                let len = if self.verbatim { word(rest) } else { words(rest) };
                self.push(&rest[..len], Span::new(at, at + len));
                at + len
            };
            at = end;
        }
    }

    fn reference(&mut self, at: usize, rest: &str) -> usize {
        let Some((len, found)) = reference(rest) else {
            self.push("&", Span::new(at, at + 1));
            return at + 1;
        };
        let source = Span::new(at, at + len);
        if found.chars().all(char::is_whitespace) {
            self.white(source);
        } else if !found.chars().all(is_left_out) {
            self.push(&found, source);
        }
        at + len
    }

    /// Gives how many blocks were begun.
    pub(super) fn begun(&self) -> usize {
        self.blocks.len() + usize::from(self.open.is_some())
    }

    /// Gives where in the page a block begins.
    pub(super) fn source_of(&self, block: usize) -> Option<usize> {
        let done = self.blocks.get(block).or(self.open.as_ref().filter(|_| block == self.blocks.len()));
        done.map(|woven| woven.source.start)
    }

    /// Adds white space of the page.
    fn white(&mut self, source: Span) {
        if self.open.is_none() {
            return;
        }
        if self.verbatim && self.page.text[source.start..source.end].contains('\n') {
            self.breaks = 1;
        }
        match &mut self.space {
            None => self.space = Some(source),
            Some(space) if space.end == source.start => space.end = source.end,
            Some(_) => {}
        }
    }

    /// Adds a line break: one is a line break inside the block, two are the end of it.
    pub(super) fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.end_block();
        }
    }

    /// Ends the block; without words there is none.
    pub(super) fn end_block(&mut self) {
        self.breaks = 0;
        self.space = None;
        self.blocks.extend(self.open.take());
    }

    fn push(&mut self, piece: &str, source: Span) {
        if self.open.is_some() {
            self.join(piece, source);
        }
        if self.open.is_none() {
            self.begin(source);
        }
        self.breaks = 0;
        self.space = None;
        let start = self.text.len();
        self.text.push_str(piece);
        self.link(Span::new(start, self.text.len()), source);
        if let Some(open) = &mut self.open {
            open.text.end = self.text.len();
            open.source.end = source.end;
        }
    }

    /// Puts between the last word and `piece` what stands between them; ends the block where nothing can.
    fn join(&mut self, piece: &str, source: Span) {
        if self.breaks > 0 {
            match self.blank(self.last, source.start) {
                Some(blank) => self.separate("\n", blank),
                None => self.end_block(),
            }
            return;
        }
        if let Some(space) = self.space {
            self.separate(" ", space);
        }
        if self.last != source.start && self.runs_on(piece, source) {
            self.end_block();
        }
    }

    fn separate(&mut self, separator: &str, source: Span) {
        let start = self.text.len();
        self.text.push_str(separator);
        self.link(Span::new(start, self.text.len()), source);
    }

    /// Begins a block; the line breaks before it stand for white space between the blocks, if there is any.
    fn begin(&mut self, source: Span) {
        if let Some(before) = self.blocks.last() {
            let start = self.text.len();
            self.text.push_str("\n\n");
            if let Some(blank) = self.blank(before.source.end, source.start) {
                // Two runs, as one of two bytes for two bytes (UTF-16) would be taken apart.
                let at = self.page.raw_at(blank.start);
                self.map.push(Span::new(start, start + 1), Span::new(at, at));
                self.page.link(Span::new(start + 1, start + 2), blank, &mut self.map);
            }
        }
        self.tail.clear();
        let at = self.text.len();
        self.open = Some(Woven { text: Span::new(at, at), source });
    }

    /// Finds one blank of the page between two places.
    fn blank(&self, from: usize, to: usize) -> Option<Span> {
        let between = self.page.text.get(from..to)?;
        let at = from + between.find(|c: char| c.is_ascii_whitespace())?;
        Some(Span::new(at, at + 1))
    }

    fn link(&mut self, text: Span, source: Span) {
        self.note(source);
        self.last = source.end;
        let units = text.len() == source.len() && self.text[text.start..] != self.page.text[source.start..source.end];
        if units && text.len() > 1 {
            // A reference as long as what it stands for is still one unit, so it must not look like equal bytes.
            let first = text.start + self.text[text.start..].chars().next().map_or(1, char::len_utf8);
            let raw = ByteMap::hull(&self.page.map.pieces(source)).unwrap_or_default();
            self.map.push(Span::new(text.start, first), raw);
            self.map.push(Span::new(first, text.end), Span::new(raw.end, raw.end));
            return;
        }
        self.page.link(text, source, &mut self.map);
    }

    /// Remembers the source from its last `&` on, as long as only characters of references follow.
    fn note(&mut self, source: Span) {
        let piece = &self.page.text[source.start..source.end];
        let piece = match piece.rfind('&') {
            Some(at) => {
                self.tail.clear();
                &piece[at..]
            }
            None if self.tail.is_empty() => return,
            None => piece,
        };
        let goes_on = piece.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'&' || b == b'#');
        let reach = self.tail.starts_with("&#") || self.tail.len() + piece.len() <= REFERENCE_REACH;
        if goes_on && reach {
            self.tail.push_str(piece);
        } else {
            self.tail.clear();
        }
    }

    /// Tells whether `piece`, joined to the last word without the marks that stand between them, would mean something else.
    fn runs_on(&self, piece: &str, source: Span) -> bool {
        if self.text.ends_with('\u{FFFD}') || piece.starts_with('\u{FFFD}') {
            return true; // bytes that mean nothing apart may mean something together
        }
        if self.tail.is_empty() {
            return false;
        }
        let next = &self.page.text[source.start..source.end];
        let len =
            next.bytes().take(REFERENCE_REACH).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#' || *b == b';').count();
        if len == 0 {
            return false;
        }
        if self.tail.len() > REFERENCE_REACH {
            return true;
        }
        let joined = format!("{}{}", self.tail, &next[..len]);
        resolve(&joined) != format!("{}{}", resolve(&self.tail), &next[..len])
    }
}

/// Gives the length of the word that a text begins with.
fn word(text: &str) -> usize {
    text.find(|c: char| c == '&' || c.is_whitespace() || is_left_out(c)).unwrap_or(text.len())
}

/// Gives the length of the words that a text begins with, as far as one blank stands between them: such a stretch stays as it is.
fn words(text: &str) -> usize {
    let mut end = 0;
    loop {
        end += word(&text[end..]);
        let behind = text[end..].strip_prefix(' ').and_then(|rest| rest.chars().next());
        if behind.is_none_or(|c| c == '&' || c.is_whitespace() || is_left_out(c)) {
            return end;
        }
        end += 1;
    }
}

/// Characters that show nothing and only part words: soft hyphen, zero width space, byte order mark, word joiner.
fn is_left_out(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}
