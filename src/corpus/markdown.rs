//! How is Markdown read as an article, and what does its front matter say?

use super::byline;
use super::charset::{Decoded, decode};
use super::dates;
use super::furniture::{furniture, is_credit};
use super::html::token::{Token, tokens};
use super::html::{is_struck, struck_notice};
use super::references::resolve;
use super::sheet::{Draft, Place};
use super::trust::{self, Trust};
use super::weave::Weaver;
use crate::model::answer::Skipped;
use crate::model::article::{Article, Block, Fact, Format, LeftOut, Role};
use crate::model::bytemap::ByteMap;
use crate::model::normal::{fold_space, name_key};
use crate::model::span::Span;
use crate::model::why::Why;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Reads a Markdown file.
pub(super) fn read(bytes: &[u8], place: Place) -> Result<Article, Skipped> {
    let page = decode(bytes, None, false).map_err(|reason| place.skipped(reason))?;
    let draft = draft(&page);
    place.article(bytes, &page, Format::Markdown, draft)
}

fn draft(page: &Decoded) -> Draft {
    let (matter, start, notice) = front_matter(&page.text);
    let mut sheet =
        Sheet { page, weaver: Weaver::new(page), roles: Vec::new(), role: Role::Body, depth: 0, struck: Struck::default() };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    for (event, range) in Parser::new_ext(&page.text[start..], options).into_offset_iter() {
        sheet.event(event, Span::new(range.start + start, range.end + start));
    }
    sheet.weaver.end_block();
    let blocks = sheet.blocks(&matter);
    let Struck { places, left_out, .. } = sheet.struck;
    let mut draft = Draft { text: sheet.weaver.text, map: sheet.weaver.map, blocks, left_out, ..Draft::default() };
    draft.notices.extend(struck_notice(places));
    facts(&matter, &mut draft);
    draft.notices.extend(notice);
    draft
}

struct Sheet<'a> {
    page: &'a Decoded,
    weaver: Weaver<'a>,
    /// One for each block begun.
    roles: Vec<(Role, u8)>,
    role: Role,
    /// Of the heading that is being read; 0 outside headings.
    depth: u8,
    struck: Struck,
}

/// What is struck out, and so no part of the story.
#[derive(Default)]
struct Struck {
    /// How many marks that strike out are open.
    open: usize,
    places: usize,
    left_out: Vec<LeftOut>,
}

impl Struck {
    fn begin(&mut self) {
        self.places += usize::from(self.open == 0);
        self.open += 1;
    }

    fn end(&mut self) {
        self.open = self.open.saturating_sub(1);
    }

    /// Notes what an element of HTML strikes out.
    fn heed(&mut self, token: &Token) {
        match token {
            Token::Start { name, .. } if is_struck(name) => self.begin(),
            Token::End { name } if is_struck(name) => self.end(),
            _ => {}
        }
    }
}

impl Sheet<'_> {
    fn event(&mut self, event: Event, range: Span) {
        match event {
            Event::Text(_) => self.words(range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.code(range),
            Event::SoftBreak => self.words(range),
            Event::HardBreak if self.struck.open > 0 => {}
            Event::HardBreak => self.weaver.line_break(),
            Event::Html(_) => self.html(range),
            Event::Rule => self.weaver.end_block(),
            // One tilde may be meant as "about".
            Event::Start(Tag::Strikethrough) if range.of(&self.page.text).starts_with("~~") => self.struck.begin(),
            Event::End(TagEnd::Strikethrough) if range.of(&self.page.text).starts_with("~~") => self.struck.end(),
            Event::InlineHtml(_) => tokens(&self.page.text, range).iter().for_each(|token| self.struck.heed(token)),
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn words(&mut self, range: Span) {
        if self.struck.open > 0 {
            let text = fold_space(&resolve(range.of(&self.page.text)));
            let bytes = ByteMap::hull(&self.page.map.pieces(range)).unwrap_or_default();
            if !text.is_empty() {
                self.struck.left_out.push(LeftOut { text, bytes, why: Why::Struck });
            }
            return;
        }
        self.weaver.words(range);
        self.roles.resize(self.weaver.begun(), (self.role, self.depth));
    }

    /// Adds code without its marks.
    fn code(&mut self, range: Span) {
        let text = range.of(&self.page.text);
        // As many marks open as close it, all of one kind: what stands behind them may be the other kind.
        let mark = text.bytes().next();
        let marks = text.bytes().take_while(|byte| Some(*byte) == mark).count();
        if marks * 2 < text.len() {
            self.words(Span::new(range.start + marks, range.end - marks));
        }
    }

    /// Adds what a block of HTML shows.
    fn html(&mut self, range: Span) {
        for token in tokens(&self.page.text, range) {
            self.struck.heed(&token);
            match token {
                Token::Text(span) => self.words(span),
                Token::Start { name, .. } | Token::End { name }
                    if !matches!(name.as_str(), "a" | "b" | "i" | "em" | "strong" | "span") && !is_struck(&name) =>
                {
                    self.weaver.end_block()
                }
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => return,
            Tag::Image { .. } => {
                self.weaver.end_block();
                self.role = Role::Caption;
                return;
            }
            Tag::Heading { level, .. } => {
                self.role = Role::Subhead;
                self.depth = *level as u8;
            }
            _ => {}
        }
        self.struck.open = 0; // what strikes out ends with its block
        self.weaver.end_block();
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => return,
            TagEnd::Image | TagEnd::Heading(_) => {
                self.role = Role::Body;
                self.depth = 0;
            }
            _ => {}
        }
        self.struck.open = 0;
        self.weaver.end_block();
    }

    /// Gives the blocks: the headline is the heading that the front matter states, or the first if nothing stands before it.
    fn blocks(&self, matter: &[(String, String)]) -> Vec<Block> {
        let stated = value(matter, &["title", "headline"]).map(|(_, title)| name_key(title));
        let mut titled = false;
        let mut found: Vec<Block> = Vec::new();
        for (woven, (role, depth)) in self.weaver.blocks.iter().zip(&self.roles) {
            let text = woven.text.of(&self.weaver.text);
            let first = found.iter().all(|block| block.role == Role::Furniture);
            let is_stated = *depth > 0 && stated.as_deref() == Some(name_key(text).as_str());
            let (role, why) = if !titled && is_stated {
                (Role::Title, Why::StatedTitle)
            } else if !titled && *depth == 1 && first {
                (Role::Title, Why::FirstHeading)
            } else {
                paragraph(text, *role)
            };
            titled |= role == Role::Title;
            found.push(Block { role, span: woven.text, why });
        }
        found
    }
}

/// Gives the role of a block that is no headline, by its element and its words.
fn paragraph(text: &str, role: Role) -> (Role, Why) {
    match role {
        Role::Subhead => return (role, Why::Heading),
        _ if is_credit(text) => return (Role::Furniture, Why::Credit),
        _ if dates::is_date_line(text) => return (Role::Furniture, Why::DateLine),
        _ => {}
    }
    if let Some(why) = furniture(text) {
        return (Role::Furniture, why);
    }
    match role {
        _ if byline::of_line(text).is_some() => (Role::Furniture, Why::Byline),
        Role::Caption => (role, Why::Image),
        _ => (role, Why::OwnText),
    }
}

fn facts(matter: &[(String, String)], draft: &mut Draft) {
    let stated = |names: &[&str]| value(matter, names).map(|(key, value)| Fact::new(value, format!("front matter {key}")));
    let headline = draft
        .blocks
        .iter()
        .find(|block| block.role == Role::Title)
        .map(|block| Fact::new(fold_space(block.span.of(&draft.text)), "heading"));
    let lines = || draft.blocks.iter().filter(|block| block.role == Role::Furniture).map(|block| block.span.of(&draft.text));
    let signed = lines().find_map(byline::of_line).map(|names| Fact::new(names, "byline line"));
    let dated = lines().filter(|line| dates::is_date_line(line)).find_map(dates::read).map(|day| Fact::new(day, "date line"));
    let published = stated(&["published", "date", "date_published", "datepublished", "pubdate"]);
    if let Some(fact) = published.as_ref().filter(|fact| dates::read(&fact.value).is_none()) {
        draft.notices.push(format!("{} holds no date that can be told for certain", fact.origin));
    }
    let author = stated(&["author", "authors", "byline"]);
    let author = author.and_then(|fact| Some(Fact::new(byline::of_field(&fact.value)?, fact.origin)));
    let published = published.and_then(|fact| Some((Trust::Record, Fact::new(dates::read(&fact.value)?, fact.origin))));
    let days = published.into_iter().chain(dated.map(|fact| (Trust::Line, fact))).collect();
    let titles: Vec<Fact> = stated(&["title", "headline"]).into_iter().chain(headline).collect();
    let (published, notices) = trust::settle(days);
    draft.published = published;
    draft.notices.extend(notices);
    draft.title = trust::surest("title", titles, trust::is_same_words, &mut draft.notices);
    draft.byline = trust::surest("byline", author.into_iter().chain(signed), trust::is_same_people, &mut draft.notices);
    draft.url = stated(&["url", "link", "canonical", "canonical_url"]);
    draft.source = stated(&["source", "publisher", "outlet", "site_name"]);
    draft.lang = stated(&["lang", "language"]);
}

fn value<'m>(matter: &'m [(String, String)], names: &[&str]) -> Option<(&'m str, &'m str)> {
    names
        .iter()
        .find_map(|name| matter.iter().find(|(key, value)| key == name && !value.is_empty()))
        .map(|(key, value)| (key.as_str(), value.as_str()))
}

type Matter = Vec<(String, String)>;

/// Reads the front matter, keys in lower case, gives where the text behind it begins, and says what of it was not read.
fn front_matter(text: &str) -> (Matter, usize, Option<String>) {
    for (mark, read) in [("---", yaml as fn(&str) -> (Matter, Option<String>)), ("+++", toml)] {
        let Some(first) = text.lines().next().filter(|line| line.trim_end() == mark) else { continue };
        let start = first.len() + (text.len() - first.len()).min(text[first.len()..].find('\n').map_or(0, |at| at + 1));
        let mut at = start;
        for line in text[start..].split_inclusive('\n') {
            let end = at + line.len();
            if line.trim_end() == mark || (mark == "---" && line.trim_end() == "...") {
                let (matter, notice) = read(&text[start..at]);
                return (matter, end, notice);
            }
            at = end;
        }
    }
    (Vec::new(), 0, None)
}

/// Reads the flat part of YAML that front matter uses: `key: value`, lists in brackets or with dashes; anchors mean nothing.
fn yaml(text: &str) -> (Matter, Option<String>) {
    let mut found: Matter = Vec::new();
    for line in text.lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            if let Some((_, list)) = found.last_mut() {
                let comma = if list.is_empty() { "" } else { ", " };
                list.push_str(comma);
                list.push_str(bare(item));
            }
        } else if let Some((key, value)) = line.split_once(':')
            && !line.starts_with([' ', '\t', '#'])
        {
            found.push((key.trim().to_lowercase(), bare(value).to_owned()));
        }
    }
    // By the standard, no plain value begins so.
    let is_reference = |(_, value): &&(String, String)| value.starts_with(['&', '*']);
    let count = found.iter().filter(is_reference).count();
    let notice =
        (count > 0).then(|| format!("{count} values of the front matter use references (& and *), which are not followed"));
    (found, notice)
}

fn bare(value: &str) -> &str {
    let value = value.trim();
    let value = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(value);
    let quoted = |mark: char| value.len() >= 2 && value.starts_with(mark) && value.ends_with(mark);
    if quoted('"') || quoted('\'') { &value[1..value.len() - 1] } else { value }
}

fn toml(text: &str) -> (Matter, Option<String>) {
    let table = match text.parse::<toml::Table>() {
        Ok(table) => table,
        Err(error) => return (Vec::new(), Some(format!("the front matter is not read: {}", error.message()))),
    };
    let words = |value: &toml::Value| match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(list) => list.iter().filter_map(toml::Value::as_str).collect::<Vec<_>>().join(", "),
        toml::Value::Datetime(day) => day.to_string(),
        toml::Value::Integer(number) => number.to_string(),
        _ => String::new(),
    };
    (table.iter().map(|(key, value)| (key.to_lowercase(), words(value))).collect(), None)
}
