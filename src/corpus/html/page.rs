//! Which blocks of text does a page show, what stands around each, and what does its head say?

use super::beside::{Dated, Signed, is_name};
use super::elements::{Classes, implied, is_barrier, is_block, is_copied, is_void, mark, marks};
use super::token::{Token, attributes, tokens};
use crate::corpus::charset::Decoded;
use crate::corpus::limits::{HTML_ATTRIBUTES, HTML_BLOCKS, HTML_BYTES, HTML_DEPTH};
use crate::corpus::references::resolve;
use crate::corpus::weave::Weaver;
use crate::model::normal::fold_space;
use crate::model::span::Span;
use crate::model::why::Why;

/// The first of the private characters that stand for blocks in the extraction library's copy.
pub(super) const FIRST_MARK: u32 = 0xF0000;

/// What stands around a block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    /// What the elements around it say, all of them.
    pub(super) marks: u32,
    /// What the nearest elements say.
    pub(super) near: u32,
    /// Bytes of its text that stand in links.
    pub(super) linked: usize,
    /// The element around it, by its number.
    pub(super) inside: usize,
}

/// An element of the page, as far as it tells what belongs together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    /// The number of the element around it; its own for the first.
    pub(super) around: usize,
    /// Whether it is an `article`, or within one: the number of that.
    pub(super) article: Option<usize>,
    /// Of the elements beside the story that it is or is within, the outermost.
    pub(super) aside: Option<usize>,
}

/// What the head of a page, and attributes all over it, say about the article.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    /// Names in lower case and contents of `meta` elements, in their order.
    pub(super) meta: Vec<(String, String)>,
    pub(super) json_ld: Vec<String>,
    /// Where each of those stands in the decoded page.
    pub(super) json_ld_at: Vec<Span>,
    pub(super) canonical: Option<String>,
    pub(super) lang: Option<String>,
    /// Of `time` elements and the like outside links, in order.
    pub(super) times: Vec<Time>,
    /// Of elements that say they hold an author, inner ones before those around them.
    pub(super) signed: Vec<Signed>,
    /// Of elements that say they hold a day.
    pub(super) dated: Vec<Dated>,
}

/// The `datetime` of an element.
#[derive(Clone, Debug)]
pub(super) struct Time {
    pub(super) value: String,
    /// Whether the element says that it is the day of publication, or that of the last change.
    pub(super) published: bool,
    pub(super) changed: bool,
}

/// A page as its reader sees it.
pub(super) struct Page<'a> {
    source: &'a str,
    pub(super) weaver: Weaver<'a>,
    /// One for each block.
    pub(super) shapes: Vec<Shape>,
    /// In the order of their starts; the first stands for the page.
    pub(super) elements: Vec<Element>,
    pub(super) head: Head,
    /// Where in the text elements within a line begin and end, in order: a word may end there without a blank.
    pub(super) borders: Vec<usize>,
    /// What the extraction library is given: the shown text, each block begun with its private character.
    pub(super) copy: String,
    open: Vec<Open>,
    /// How many elements are open beyond those that are kept track of.
    deeper: usize,
    /// Inside a template: how many elements are open around it, which its own tags do not end.
    template: Option<usize>,
    /// How many elements were too deep, and how many tags too wide, to be looked at in full.
    too_deep: usize,
    too_wide: usize,
    /// Whether a style sheet may colour what the page does not.
    is_styled: bool,
    classes: Classes,
    /// The marks of what is no text of the page.
    hiding: u32,
    /// Bytes of text outside links that a reader sees, and bytes of paragraphs that the page itself hides.
    shown: usize,
    unshown: usize,
    /// What the page itself hides by style or attribute, or strikes out: where it stands, its words, and which of both.
    pub(super) unseen: Vec<(Span, String, Why)>,
    /// Whether nothing was shown since the last of these.
    still_unseen: bool,
}

struct Open {
    name: String,
    number: usize,
    own: u32,
    all: u32,
    copied: bool,
    /// Of an element for authors: whether it holds a name alone.
    signed: Option<bool>,
    /// Where the text begins.
    from: usize,
}

/// How many times the text that is seen the hidden paragraphs are, where a script is to show them.
const UNSHOWN_TIMES: usize = 2;

/// Tells whether a script holds text with tags, which another script puts into the page.
fn is_template(attributes: &[(String, String)]) -> bool {
    attributes.iter().any(|(key, value)| {
        key == "type" && matches!(value.trim().to_lowercase().as_str(), "text/template" | "text/x-template" | "text/html")
    })
}

/// Bytes that the names in an element for authors have at most: some ten names.
const AUTHOR_BYTES: usize = 300;

/// Bytes of what an element for dates holds at most.
const DATE_BYTES: usize = 120;

/// How many elements around a text are near to it.
const NEAR: usize = 4;

/// Attributes that the extraction library looks at, and how much of them it needs.
const COPIED_ATTRIBUTES: &[&str] = &["class", "id", "role", "itemprop", "rel", "href", "src"];
const COPIED_VALUE_BYTES: usize = 200;

impl<'a> Page<'a> {
    /// Reads a page as it is shown; where it hides most of its text itself, as it will be when a script has shown that.
    pub(super) fn read(decoded: &'a Decoded) -> Self {
        let page = Self::read_without(decoded, mark::HIDDEN | mark::STRUCK | mark::UNSEEN);
        let waits = page.unshown > page.shown * UNSHOWN_TIMES;
        if waits { Self::read_without(decoded, mark::HIDDEN | mark::STRUCK) } else { page }
    }

    /// Reads a page without the text that these marks hide.
    fn read_without(decoded: &'a Decoded, hiding: u32) -> Self {
        let source = decoded.text.as_str();
        let mut page = Page {
            source,
            weaver: Weaver::new(decoded),
            shapes: Vec::new(),
            elements: vec![Element { around: 0, article: None, aside: None }],
            head: Head::default(),
            borders: Vec::new(),
            copy: String::with_capacity(source.len() / 2),
            open: Vec::new(),
            deeper: 0,
            template: None,
            too_deep: 0,
            too_wide: 0,
            is_styled: false,
            classes: Classes::default(),
            hiding,
            shown: 0,
            unshown: 0,
            unseen: Vec::new(),
            still_unseen: false,
        };
        page.part(Span::new(0, source.len()));
        page.weaver.end_block();
        page
    }

    fn part(&mut self, part: Span) {
        for token in tokens(self.source, part) {
            match token {
                Token::Text(span) => self.text(span),
                Token::Start { name, tag } => self.start(name, tag),
                Token::End { name } => self.end(&name),
                Token::Raw { name, text } => self.raw(&name, text),
            }
        }
    }

    /// Says which limits the page met.
    pub(super) fn notices(&self) -> Vec<String> {
        let (deep, wide, blocks) = (self.too_deep, self.too_wide, self.weaver.blocks.len());
        let limits = [
            (deep > 0, format!("elements inside more than {HTML_DEPTH} others are not told apart: {deep} of them")),
            (wide > 0, format!("only {HTML_ATTRIBUTES} attributes of a tag are looked at: {wide} have more")),
            (blocks > HTML_BLOCKS, format!("what stands behind its first {HTML_BLOCKS} blocks is not looked at for the story")),
            (self.copy.len() > HTML_BYTES, format!("larger than {} MiB: a plain rule tells the story", HTML_BYTES >> 20)),
        ];
        limits.into_iter().filter(|(is_met, _)| *is_met).map(|(_, notice)| notice).collect()
    }

    fn marks(&self) -> u32 {
        self.open.last().map_or(0, |open| open.all)
    }

    fn inside(&self) -> usize {
        self.open.last().map_or(0, |open| open.number)
    }

    fn text(&mut self, span: Span) {
        let marks = self.marks();
        if marks & self.hiding != 0 {
            if marks & mark::HIDDEN == 0 {
                let is_hidden = marks & self.hiding & !mark::STRUCK != 0;
                self.hide(span, if is_hidden { Why::Hidden } else { Why::Struck });
            }
            return;
        }
        self.still_unseen = false;
        if marks & mark::LINK == 0 {
            self.shown += span.of(self.source).trim().len();
        }
        let before = self.weaver.text.len();
        self.weaver.verbatim = marks & mark::PRE != 0;
        self.weaver.words(span);
        let known = self.shapes.len();
        let near = self.open.iter().rev().take(NEAR).fold(0, |all, open| all | open.own);
        let inside = self.inside();
        self.shapes.resize(self.weaver.begun(), Shape { marks, near, linked: 0, inside });
        if marks & mark::LINK != 0
            && let Some(shape) = self.shapes.last_mut()
        {
            shape.linked += self.weaver.text.len() - before;
        }
        self.copy_text(span, known);
    }

    /// Remembers what is hidden or struck out; what stands together is one.
    fn hide(&mut self, span: Span, why: Why) {
        let words = span.of(self.source);
        if words.trim().is_empty() {
            return;
        }
        if why == Why::Hidden && self.open.iter().rev().take(NEAR).any(|open| open.name == "p") {
            self.unshown += words.len();
        }
        match self.unseen.last_mut().filter(|(_, _, of)| self.still_unseen && *of == why) {
            Some((all, text, _)) => {
                all.end = span.end;
                text.push(' ');
                text.push_str(words);
            }
            None => self.unseen.push((span, words.to_owned(), why)),
        }
        self.still_unseen = true;
    }

    /// Copies text, each block begun with the private character of its number.
    fn copy_text(&mut self, span: Span, known: usize) {
        let mut at = span.start;
        for number in known..self.shapes.len() {
            let Some(start) = self.weaver.source_of(number) else { break };
            self.copy_shown(Span::new(at, start));
            at = start;
            if number < HTML_BLOCKS {
                self.copy.extend(char::from_u32(FIRST_MARK + number as u32));
            }
        }
        self.copy_shown(Span::new(at, span.end));
    }

    fn copy_shown(&mut self, span: Span) {
        let text = span.of(self.source);
        // Such characters begin with F3 or F4; nearly no page has one.
        if text.bytes().all(|byte| byte < 0xF3) {
            return self.copy.push_str(text);
        }
        let is_mark = |c: char| (FIRST_MARK..0x10_0000).contains(&u32::from(c));
        self.copy.extend(text.chars().map(|c| if is_mark(c) { ' ' } else { c }));
    }

    fn start(&mut self, name: String, tag: Span) {
        let (attributes, is_cut) = attributes(tag.of(self.source));
        self.too_wide += usize::from(is_cut);
        self.note(&name, &attributes);
        if is_void(&name) {
            match name.as_str() {
                "br" if self.marks() & self.hiding == 0 => self.weaver.line_break(),
                "hr" => self.weaver.end_block(),
                _ => {}
            }
            self.copy_start(&name, &attributes);
            return;
        }
        self.close_implied(&name);
        self.border(&name);
        if name == "a"
            && let Some(at) = self.find("a")
        {
            self.remove(at);
        }
        if self.open.len() >= HTML_DEPTH {
            self.deeper += 1;
            self.too_deep += 1;
            return;
        }
        let own = marks(&name, &attributes, &mut self.classes);
        let mut own = self.seen(&name, own);
        if name == "script" && self.marks() & mark::STORY != 0 && is_template(&attributes) {
            own |= mark::STORY;
        } else if name == "script" {
            own &= !mark::STORY;
        }
        if own & (self.hiding | mark::FRAME) != 0 && tag.of(self.source).ends_with("/>") {
            return; // by the standard it stays open and hides the rest; whoever wrote it meant an empty element
        }
        let all = self.marks() | own;
        let copied = all & self.hiding == 0 && self.copy_start(&name, &attributes);
        let (number, around) = (self.elements.len(), self.inside());
        let article = if name == "article" { Some(number) } else { self.elements[around].article };
        let aside = self.elements[around].aside.or((own & mark::ASIDE != 0).then_some(number));
        self.elements.push(Element { around, article, aside });
        let is_name = is_name(&attributes, self.open.iter().rev().take(NEAR).any(|open| open.own & mark::BYLINE != 0));
        let from = self.weaver.text.len();
        let signed = (is_name || own & mark::BYLINE != 0).then_some(is_name);
        self.open.push(Open { name, number, own, all, copied, signed, from });
    }

    /// Notes the beginning or end of an element: blocks end there, lines do not.
    fn border(&mut self, name: &str) {
        let at = self.weaver.text.len();
        if is_block(name) {
            self.weaver.end_block();
        } else if self.borders.last() != Some(&at) {
            self.borders.push(at);
        }
    }

    /// Tells what cannot be seen: white words on what nothing colours, and words within a line that show nothing.
    fn seen(&self, name: &str, own: u32) -> u32 {
        let is_pale = own & mark::PALE != 0 && (self.marks() | own) & mark::GROUND == 0 && !self.is_styled;
        let own = if is_pale { own | mark::VEILED } else { own };
        // A section may be shown once one scrolls to it; words within a line stay as they are.
        if own & mark::VEILED != 0 && !is_block(name) { own | mark::UNSEEN } else { own }
    }

    fn copy_start(&mut self, name: &str, attributes: &[(String, String)]) -> bool {
        if !is_copied(name) || self.marks() & self.hiding != 0 {
            return false;
        }
        self.copy.push('<');
        self.copy.push_str(name);
        for (key, value) in attributes.iter().filter(|(key, _)| COPIED_ATTRIBUTES.contains(&key.as_str())) {
            let value: String =
                value.chars().take(COPIED_VALUE_BYTES).filter(|c| !matches!(c, '"' | '<' | '>' | '&')).collect();
            self.copy.push_str(&format!(" {key}=\"{value}\""));
        }
        self.copy.push('>');
        true
    }

    /// Ends the elements that this one's start ends.
    fn close_implied(&mut self, name: &str) {
        let Some((ended, behind)) = implied(name) else { return };
        let mut lowest = None;
        for (at, open) in self.open.iter().enumerate().skip(self.template.unwrap_or(0)).rev() {
            if ended.contains(&open.name.as_str()) {
                lowest = Some(at);
            } else if behind.contains(&open.name.as_str()) {
                break;
            }
        }
        if let Some(at) = lowest {
            self.close_to(at);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "br" => return self.weaver.line_break(),
            "p" if self.find("p").is_none() => return self.weaver.end_block(),
            _ => {}
        }
        self.border(name);
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(at) = self.find(name) else { return };
        let through = self.open[at + 1..].iter().any(|open| is_block(&open.name));
        if !is_block(name) && through {
            self.remove(at);
        } else {
            self.close_to(at);
        }
    }

    /// Finds the open element that an end tag ends.
    fn find(&self, name: &str) -> Option<usize> {
        for (at, open) in self.open.iter().enumerate().skip(self.template.unwrap_or(0)).rev() {
            if open.name == name {
                return Some(at);
            }
            if is_barrier(&open.name, name) {
                return None;
            }
        }
        None
    }

    fn close_to(&mut self, at: usize) {
        for open in self.open.drain(at..).rev() {
            self.head.told(&open, &self.weaver);
            if open.copied {
                self.copy.push_str(&format!("</{}>", open.name));
            }
        }
    }

    /// Ends one element in the middle: `<a><div></a>` leaves the `div` open.
    fn remove(&mut self, at: usize) {
        let gone = self.open.remove(at);
        self.head.told(&gone, &self.weaver);
        if gone.copied {
            self.copy.push_str(&format!("</{}>", gone.name));
        }
        for next in at..self.open.len() {
            let above = next.checked_sub(1).map_or(0, |before| self.open[before].all);
            self.open[next].all = above | self.open[next].own;
        }
    }

    /// Reads the template that a script shows in the place of the article's text.
    fn template(&mut self, text: Span) {
        let outer = self.deeper;
        let Some(script) = self.open.pop() else { return };
        let around = self.open.len();
        self.template = Some(around);
        self.part(text);
        self.close_to(around);
        (self.template, self.deeper) = (None, outer);
        self.weaver.end_block();
        self.open.push(script);
    }

    fn raw(&mut self, name: &str, text: Span) {
        if self.open.last().is_some_and(|open| open.own & mark::STORY != 0 && open.name == "script") && self.template.is_none()
        {
            return self.template(text);
        }
        let (source, text) = (text, text.of(self.source));
        match name {
            "title" if self.head.title.is_none() && !self.open.iter().any(|open| open.name == "svg") => {
                self.head.title = Some(fold_space(&resolve(text)))
            }
            "script"
                if self.open.last().is_some_and(|open| open.name == "script")
                    && self.head.json_ld.last().is_some_and(String::is_empty) =>
            {
                self.head.json_ld.pop();
                self.head.json_ld.push(text.to_owned());
                self.head.json_ld_at.push(source);
            }
            _ => {}
        }
    }

    /// Remembers what elements say about the article.
    fn note(&mut self, name: &str, attributes: &[(String, String)]) {
        let value = |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
        match name {
            "style" => self.is_styled = true,
            "link" if value("rel").is_some_and(|rel| rel.to_ascii_lowercase().contains("stylesheet")) => self.is_styled = true,
            "html" => self.head.lang = value("lang").or_else(|| value("xml:lang")).map(str::to_owned),
            "meta" => {
                let content = value("content").map(fold_space).filter(|content| !content.is_empty());
                for key in ["property", "name", "itemprop", "http-equiv"] {
                    if let (Some(key), Some(content)) = (value(key), &content) {
                        self.head.meta.push((key.trim().to_lowercase(), content.clone()));
                    }
                }
            }
            "link" if value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.head.canonical = value("href").map(|url| url.trim().to_owned())
            }
            "script" if value("type").is_some_and(|kind| kind.to_lowercase().contains("ld+json")) => {
                self.head.json_ld.push(String::new())
            }
            "abbr" | "span" if !attributes.iter().any(|(key, _)| matches!(key.as_str(), "datetime" | "content" | "title")) => {}
            "time" | "abbr" | "span" if self.marks() & (mark::LINK | mark::ASIDE | mark::COMMENTS) == 0 => {
                let names = ["itemprop", "class", "pubdate"].iter().filter_map(|key| value(key)).collect::<Vec<_>>().join(" ");
                let names = names.to_lowercase();
                let published = names.contains("publish") || value("pubdate").is_some();
                let changed = !published && (names.contains("modified") || names.contains("updated"));
                let stated = value("datetime").or_else(|| value("content").or_else(|| value("title")).filter(|_| published));
                if let Some(stated) = stated.filter(|_| name == "time" || published) {
                    self.head.times.push(Time { value: stated.to_owned(), published, changed });
                }
            }
            _ => {}
        }
    }
}

impl Head {
    /// Notes what an ended element held of authors and days.
    fn told(&mut self, open: &Open, weaver: &Weaver) {
        self.signed.extend(signed(open, weaver, &self.signed));
        if open.own & mark::DATE != 0
            && let Some(text) = weaver.text.get(open.from..).filter(|text| (1..=DATE_BYTES).contains(&text.len()))
        {
            self.dated.push(Dated { text: text.trim().to_owned(), block: weaver.begun().saturating_sub(1) });
        }
    }
}

/// Gives what an ended element held of authors, unless one within it has told that.
fn signed(open: &Open, weaver: &Weaver, told: &[Signed]) -> Option<Signed> {
    let (from, is_name) = (open.from, open.signed?);
    let text = weaver.text.get(from..)?;
    let is_told = told.last().is_some_and(|inner| inner.from >= from && (inner.is_name || !is_name));
    let is_long = text.len() > AUTHOR_BYTES || text.trim().is_empty();
    let text = || text.trim().to_owned();
    (!is_told && !is_long).then(|| Signed {
        text: text(),
        from,
        block: weaver.begun().saturating_sub(1),
        is_name,
        marks: open.all,
    })
}
