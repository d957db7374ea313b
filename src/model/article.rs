//! What is an article: its text of record, what its parts are, and where each fact about it came from?

use super::bytemap::ByteMap;
use super::span::Span;
use super::why::Why;
use serde::{Deserialize, Serialize};

/// One news story as a reader found it. The text is made once and never rewritten; all else is spans into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Relative to the root that it was found under, with `/` between the parts; a name that is not UTF-8 has its odd bytes as
    /// `\u{FFFD}XX`.
    pub path: String,
    /// Which record of the file, where a file holds several.
    pub record: Option<Record>,
    /// Of the record's bytes, decompressed and de-chunked, before decoding: `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// The name of the charset by the WHATWG Encoding Standard, e.g. `UTF-8`, `windows-1252`.
    pub charset: String,
    /// How the record is written, and so how pieces cut out of it become text again.
    pub format: Format,
    /// The text of record: blocks in order, separated by line breaks.
    pub text: String,
    /// In the order of the text, disjoint, never empty, without white space at their ends; together they hold all of it but white
    /// space.
    pub blocks: Vec<Block>,
    /// From `text` to the record's bytes.
    pub map: ByteMap,
    /// Where lines of the file begin that hold text, by offset; empty in compressed and binary containers.
    pub lines: Vec<Line>,
    pub title: Option<Fact>,
    pub byline: Option<Fact>,
    /// `YYYY-MM-DD`, or RFC 3339 where the hour is known.
    pub published: Option<Fact>,
    pub url: Option<Fact>,
    /// Who published it, by the name that a reader would use; `None` only for text without a file.
    pub source: Option<Fact>,
    /// ISO 639-1, e.g. `en`.
    pub lang: Option<Fact>,
    /// What a reader of this article must be told: conflicting dates, characters that could not be decoded.
    pub notices: Vec<String>,
    /// What a page holds around its story and hides in it, in the order of the page; known to who reads the file, no part of
    /// what is indexed.
    #[serde(skip)]
    pub left_out: Vec<LeftOut>,
}

/// A stretch of a page that is no part of the text of record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub text: String,
    /// From its first to its last byte in the record.
    pub bytes: Span,
    pub why: Why,
}

/// Which record of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Record {
    /// A line of a JSONL file, counted from 1, with the id that it gives itself.
    Line { line: u64, id: Option<String> },
    /// A record of a web archive: where its member begins in the file, its `WARC-Record-ID` and its target; or an object in a
    /// list of JSON, or an item of a feed: where it begins, and the id that it gives itself.
    Warc { offset: u64, id: Option<String>, uri: Option<String> },
}

impl Record {
    /// Gives the id that the record gives itself.
    pub fn own_id(&self) -> Option<&str> {
        match self {
            Record::Line { id, .. } | Record::Warc { id, .. } => id.as_deref(),
        }
    }

    /// Names the record in a report.
    pub fn label(&self) -> String {
        match self {
            Record::Line { line, .. } => format!("line {line}"),
            Record::Warc { id: Some(id), .. } => id.clone(),
            Record::Warc { offset, .. } => format!("record at byte {offset}"),
        }
    }
}

/// How a record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Text as it stands: nothing is resolved.
    Text,
    /// Character references are resolved; tags and comments are never in pieces.
    Html,
    /// As HTML; inline marks and backslashes are never in pieces.
    Markdown,
    /// The inside of JSON strings: JSON escapes are resolved.
    Json,
    /// The inside of JSON strings that hold HTML: JSON escapes, then character references; tags are never in pieces.
    JsonHtml,
    /// The inside of XML elements that hold escaped HTML: the escapes of XML, then character references; tags are never in pieces.
    XmlHtml,
}

/// A stretch of an article with a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub role: Role,
    pub span: Span,
    /// Which rule gave the role. No part of what is indexed: the reason may be told better without a block becoming another.
    #[serde(skip)]
    pub why: Why,
}

impl Block {
    /// Makes a block of whose role no rule is known.
    pub const fn new(role: Role, span: Span) -> Self {
        Block { role, span, why: Why::Unknown }
    }
}

/// What a block is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Title,
    Standfirst,
    Body,
    Subhead,
    Caption,
    /// The page around the story: weather, menus, advertisements, link lists. Marked, never searched.
    Furniture,
}

/// A value and what gave it: which line, tag, field, folder or rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub value: String,
    pub origin: String,
}

impl Fact {
    /// Joins a value to its origin.
    pub fn new(value: impl Into<String>, origin: impl Into<String>) -> Self {
        Fact { value: value.into(), origin: origin.into() }
    }
}

/// A line of the file: the raw offset at which it begins, and its number, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub offset: usize,
    pub number: u64,
}

impl Article {
    /// Gives the blocks that are the story: all but furniture.
    pub fn story(&self) -> impl Iterator<Item = Block> + '_ {
        self.blocks.iter().copied().filter(|block| block.role != Role::Furniture)
    }

    /// Gives the words of the story, a block a line.
    pub fn story_text(&self) -> String {
        let mut story = String::with_capacity(self.text.len());
        for block in self.story() {
            story.push_str(block.span.of(&self.text));
            story.push('\n');
        }
        story
    }

    /// Gives the first and last line of the file that `bytes` of the record stand in; `None` where lines are not known.
    pub fn lines_of(&self, bytes: Span) -> Option<(u64, u64)> {
        let number = |at: usize| {
            let next = self.lines.partition_point(|line| line.offset <= at);
            Some(self.lines.get(next.checked_sub(1)?)?.number)
        };
        Some((number(bytes.start)?, number(bytes.end.max(bytes.start + 1) - 1)?))
    }
}
