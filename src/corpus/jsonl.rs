//! How is a line of JSON, or an object of a list, read as an article?

use super::byline;
use super::charset::{Decoded, decode_as};
use super::dates;
use super::html;
use super::json::{self, Member, characters, inside, unescape};
use super::limits::Caps;
use super::rules::Rules;
use super::sheet::{Draft, Place};
use super::text;
use super::trust::{self, Trust};
use crate::model::answer::Skipped;
use crate::model::article::{Article, Block, Fact, Format, Line, Record, Role};
use crate::model::bytemap::ByteMap;
use crate::model::span::Span;
use crate::model::why::Why;
use serde_json::Value;
use std::collections::BTreeSet;

/// What members hold, and the names that they usually have, in the order in which they count.
const FIELDS: &[(&str, &[&str])] = &[
    ("id", &["id", "_id", "doc_id", "docid", "guid", "uuid"]),
    ("title", &["title", "headline"]),
    ("text", &["text", "body", "content", "articleBody", "maintext"]),
    ("source", &["source", "publisher", "outlet", "site_name", "source_domain"]),
    (
        "published",
        &[
            "published",
            "date",
            "date_published",
            "datePublished",
            "date_publish",
            "published_at",
            "publish_date",
            "pub_date",
            "pubDate",
        ],
    ),
    ("byline", &["author", "byline", "authors"]),
    ("url", &["url", "link"]),
    ("lang", &["language", "lang"]),
];

/// How the strings of a record are taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// As an article: HTML is read as such, lines are cut into blocks with roles.
    Article,
    /// A line's text is its body as given, line breaks separate paragraphs, and all else but `id` is left out.
    Raw,
}

/// Lines of a file, and how they are read.
pub(super) struct Lines<'a> {
    /// The number of the first one in the file; from 1.
    pub(super) first: u64,
    pub(super) path: &'a str,
    pub(super) rules: &'a Rules,
    /// Whether an editor would show these lines.
    pub(super) plain: bool,
    pub(super) caps: &'a Caps,
}

impl Lines<'_> {
    /// Reads every line as an article; a line that cannot be read is told and the rest goes on.
    ///
    /// Tells whether there were no more than a file may have.
    pub(super) fn read(&self, bytes: &[u8], take: &mut dyn FnMut(Result<Article, Skipped>)) -> bool {
        self.each(bytes, Manner::Article, take)
    }

    fn each(&self, bytes: &[u8], manner: Manner, take: &mut dyn FnMut(Result<Article, Skipped>)) -> bool {
        let mut rest = Some(bytes);
        for number in self.first.. {
            let Some(bytes) = rest else { break };
            let line;
            (line, rest) = match memchr::memchr(b'\n', bytes) {
                Some(end) => (&bytes[..end], Some(&bytes[end + 1..])),
                None => (bytes, None),
            };
            let line = bare(line, number);
            if line.trim_ascii().is_empty() {
                continue;
            }
            if number > self.caps.records as u64 {
                take(Err(Skipped::file(self.path, format!("more than {} lines: split it", self.caps.records))));
                return false;
            }
            let record = Some(Record::Line { line: number, id: None });
            let place = Place { path: self.path, record, rules: self.rules, plain: self.plain, fetched: None };
            take(object(line, number, place, self.caps, manner));
        }
        true
    }
}

/// Reads lines `{id, text}` whose texts are kept as given.
pub(super) fn read_raw(bytes: &[u8], path: &str, caps: &Caps, take: &mut dyn FnMut(Result<Article, Skipped>)) {
    Lines { first: 1, path, rules: &Rules::default(), plain: true, caps }.each(bytes, Manner::Raw, take);
}

/// Reads the objects of a list, or those that stand one after the other, each as an article found by where it begins.
pub(super) fn read_values(
    bytes: &[u8],
    path: &str,
    rules: &Rules,
    plain: bool,
    caps: &Caps,
    take: &mut dyn FnMut(Result<Article, Skipped>),
) {
    let (mut at, mut count, mut junk) = (if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 }, 0usize, 0usize);
    let (mut number, mut counted) = (1u64, 0);
    while at < bytes.len() {
        let end = match bytes[at] {
            b'{' => json::end(bytes, at),
            b'"' => json::string_end(bytes, at),
            _ => at + 1,
        };
        if bytes[at] == b'{' {
            count += 1;
            if count > caps.records {
                return take(Err(Skipped::file(path, format!("more than {} objects: split it", caps.records))));
            }
            number += bytes[counted..at].iter().filter(|b| **b == b'\n').count() as u64;
            counted = at;
            let record = Some(Record::Warc { offset: at as u64, id: None, uri: None });
            let place = Place { path, record, rules, plain, fetched: None };
            let found = object(&bytes[at..end], number, place, caps, Manner::Article);
            take(found.map(|mut article| {
                article.lines = if plain { lines_from(&bytes[at..end], number) } else { Vec::new() };
                article
            }));
        } else if !(bytes[at].is_ascii_whitespace() || matches!(bytes[at], b'[' | b']' | b',')) {
            junk += end - at;
        }
        at = end;
    }
    if junk > 0 {
        take(Err(Skipped::file(path, format!("{junk} bytes beside its objects are none"))));
    }
}

/// Gives the lines of a record that begins in line `first`.
pub(super) fn lines_from(bytes: &[u8], first: u64) -> Vec<Line> {
    let ends = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(ends).zip(first..).map(|(offset, number)| Line { offset, number }).collect()
}

/// Reads a file that is one object.
pub(super) fn read_one(bytes: &[u8], path: &str, rules: &Rules, plain: bool, caps: &Caps) -> Result<Article, Skipped> {
    object(bytes, 1, Place { path, record: None, rules, plain, fetched: None }, caps, Manner::Article)
}

/// Gives a line, counted from 1, without its line end and without a byte order mark.
pub(super) fn bare(line: &[u8], number: u64) -> &[u8] {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line }
}

/// Reads an object that begins in line `first` of the file.
fn object(bytes: &[u8], first: u64, mut place: Place, caps: &Caps, manner: Manner) -> Result<Article, Skipped> {
    if bytes.len() > caps.record_bytes {
        return Err(place.skipped(format!("larger than {} bytes", caps.record_bytes)));
    }
    // JSON is UTF-8 by its standard, whatever the bytes look like; only a file of one object may have a mark.
    let mark = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let text = decode_as("UTF-8", &bytes[mark..]).into_owned();
    let is_bad = memchr::memmem::find(text.as_bytes(), "\u{FFFD}".as_bytes()).is_some();
    let map = if !is_bad { ByteMap::identity(mark, text.len()) } else { replaced(&bytes[mark..], mark) };
    let invalid = if !is_bad { 0 } else { bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count() };
    let page = Decoded { text, map, charset: "UTF-8", bad: invalid, notices: Vec::new() };
    let members = json::members(&page.text, first).map_err(|reason| place.skipped(reason))?;
    let fields = Fields { text: &page.text, members, rules: place.rules };
    if let Some(Record::Line { id, .. } | Record::Warc { id, .. }) = &mut place.record {
        *id = fields.word("id").map(|found| found.value);
    }
    let Some(body) = fields.string("text") else {
        let names = FIELDS[2].1.join(", ");
        return Err(place.skipped(format!("no text in it: none of its members is called {names} and holds a string")));
    };
    let (format, mut draft) = match manner {
        Manner::Raw => (Format::Json, raw_draft(&page, body)),
        Manner::Article if is_marked_up(body.of(&page.text)) => (Format::JsonHtml, fields.page(&page, body)),
        Manner::Article => (Format::Json, fields.draft(&page, body)),
    };
    if manner == Manner::Article {
        draft.notices.extend(fields.oddities(body));
    }
    place.article(bytes, &page, format, draft)
}

/// Tells whether the inside of a JSON string is HTML.
fn is_marked_up(inside: &str) -> bool {
    json::may_hold(inside, b'<') && html::is_marked_up(&unescape(inside))
}

fn replaced(bytes: &[u8], offset: usize) -> ByteMap {
    let mut map = ByteMap::default();
    let (mut at, mut raw) = (0, offset);
    for chunk in bytes.utf8_chunks() {
        let len = chunk.valid().len();
        map.push(Span::new(at, at + len), Span::new(raw, raw + len));
        (at, raw) = (at + len, raw + len);
        let bad = chunk.invalid().len();
        if bad > 0 {
            map.push(Span::new(at, at + '\u{FFFD}'.len_utf8()), Span::new(raw, raw + bad));
            (at, raw) = (at + '\u{FFFD}'.len_utf8(), raw + bad);
        }
    }
    map
}

struct Fields<'a> {
    text: &'a str,
    members: Vec<Member>,
    rules: &'a Rules,
}

impl Fields<'_> {
    /// Finds the member that holds something: by the name the rules give, else by the usual names; of equal names the last.
    fn member(&self, what: &str, fits: impl Fn(&Member) -> bool) -> Option<&Member> {
        let named = |name: &str| self.members.iter().rev().find(|member| member.key == name && fits(member));
        if let Some(name) = self.rules.fields.get(what) {
            return named(name);
        }
        let (_, names) = FIELDS.iter().find(|(field, _)| *field == what)?;
        names.iter().find_map(|name| named(name))
    }

    /// Gives the inside of a string that is not empty.
    fn string(&self, what: &str) -> Option<Span> {
        let string = |member: &Member| inside(self.text, member.value).filter(|span| json::is_filled(span.of(self.text)));
        string(self.member(what, |member| string(member).is_some())?)
    }

    /// Gives a value as words: a string, a number, the names in a list or an object.
    fn word(&self, what: &str) -> Option<Fact> {
        let value = |member: &Member| words(member.value.of(self.text));
        let member = self.member(what, |member| value(member).is_some())?;
        Some(Fact::new(value(member)?, format!("JSON member {}", member.key)))
    }

    fn draft(&self, page: &Decoded, body: Span) -> Draft {
        let mut draft = Draft::default();
        if let Some(title) = self.string("title") {
            let start = draft.text.len();
            add(&mut draft, page, title);
            let span = Span::new(start, draft.text.len()).trimmed(&draft.text);
            draft.blocks.push(Block { role: Role::Title, span, why: Why::TitleMember });
            let key =
                self.member("title", |member| inside(self.text, member.value).is_some()).map_or("title", |member| &member.key);
            draft.title = Some(Fact::new(crate::model::normal::fold_space(span.of(&draft.text)), format!("JSON member {key}")));
            draft.text.push_str("\n\n");
        }
        let start = draft.text.len();
        add(&mut draft, page, body);
        let (blocks, told) = text::blocks(&draft.text, Span::new(start, draft.text.len()), true);
        draft.blocks.extend(blocks);
        self.facts(&mut draft, told.into_draft());
        draft
    }

    /// Adds what the members say; what the text says counts where they say nothing.
    fn facts(&self, draft: &mut Draft, told: Draft) {
        let byline = self.word("byline").and_then(|found| Some(Fact::new(byline::of_field(&found.value)?, found.origin)));
        draft.byline =
            trust::surest("byline", byline.into_iter().chain(told.byline), trust::is_same_people, &mut draft.notices);
        let member = self.published(&mut draft.notices).map(|fact| (Trust::Record, fact));
        let line = told.published.map(|fact| (Trust::Line, fact));
        let (published, notices) = trust::settle(member.into_iter().chain(line).collect());
        draft.published = published;
        draft.notices.extend(notices);
        (draft.changed, draft.clock) = (told.changed, told.clock);
        draft.url = self.word("url");
        draft.source = self.word("source");
        draft.lang = self.word("lang");
    }

    /// Reads a record whose strings hold HTML: both kinds of escapes are resolved, tags are left out.
    fn page(&self, page: &Decoded, body: Span) -> Draft {
        let mut draft = Draft::default();
        if let Some(title) = self.string("title") {
            let line = html::fragment(&json::within(page, title));
            for (at, block) in line.blocks.iter().enumerate() {
                let role = if at == 0 { Role::Title } else { Role::Standfirst };
                draft.blocks.push(Block { role, span: block.span, why: Why::TitleMember });
            }
            let key =
                self.member("title", |member| inside(self.text, member.value).is_some()).map_or("title", |member| &member.key);
            (draft.text, draft.map) = (line.text, line.map);
            draft.title = (!draft.text.is_empty())
                .then(|| Fact::new(crate::model::normal::fold_space(&draft.text), format!("JSON member {key}")));
            draft.text.push_str("\n\n");
        }
        let mut story = html::fragment(&json::within(page, body));
        draft.append(&mut story);
        self.facts(&mut draft, story);
        draft
    }

    /// Says what is odd about the record: members that stand twice, halves of pairs in the text.
    fn oddities(&self, body: Span) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let known = |key: &str| {
            self.rules.fields.values().any(|name| name == key) || FIELDS.iter().any(|(_, names)| names.contains(&key))
        };
        let twice: BTreeSet<&str> =
            self.members.iter().map(|member| member.key.as_str()).filter(|key| known(key) && !seen.insert(*key)).collect();
        let mut found: Vec<String> =
            twice.into_iter().map(|key| format!("JSON member {key} stands more than once: the last one counts")).collect();
        let (mut halves, body) = (0usize, body.of(self.text));
        if json::has_codes(body) {
            characters(body, |piece, source| {
                halves += usize::from(piece == "\u{FFFD}" && json::is_half(source.of(body)));
            });
        }
        if halves > 0 {
            found.push(format!("{halves} escapes are half of a surrogate pair and stand as U+FFFD"));
        }
        found
    }

    fn published(&self, notices: &mut Vec<String>) -> Option<Fact> {
        let found = self.word("published")?;
        match dates::read(&found.value) {
            Some(day) => Some(Fact::new(day, found.origin)),
            None => {
                notices.push(format!("{} holds no date that can be told for certain", found.origin));
                None
            }
        }
    }
}

fn raw_draft(page: &Decoded, body: Span) -> Draft {
    let mut draft = Draft::default();
    add(&mut draft, page, body);
    let lines = text::lines(&draft.text, Span::new(0, draft.text.len()));
    let lines = lines.into_iter().map(|line| line.trimmed(&draft.text)).filter(|line| !line.is_empty());
    draft.blocks = lines.map(|span| Block { role: Role::Body, span, why: Why::AsGiven }).collect();
    draft
}

/// Adds the characters of a JSON string to the text.
fn add(draft: &mut Draft, page: &Decoded, string: Span) {
    draft.text.reserve(string.end - string.start);
    characters(string.of(&page.text), |piece, source| {
        let start = draft.text.len();
        draft.text.push_str(piece);
        let source = Span::new(string.start + source.start, string.start + source.end);
        page.link(Span::new(start, draft.text.len()), source, &mut draft.map);
    });
}

fn words(value: &str) -> Option<String> {
    fn name(value: &Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            Value::Array(list) => {
                Some(list.iter().filter_map(name).collect::<Vec<_>>().join(", ")).filter(|text| !text.is_empty())
            }
            Value::Object(object) => ["name", "title", "id", "domain"].iter().find_map(|key| name(object.get(*key)?)),
            _ => None,
        }
    }
    if let Some(string) = inside(value, Span::new(0, value.len())) {
        return Some(unescape(string.of(value)).trim().to_owned()).filter(|text| !text.is_empty());
    }
    if value.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        return Some(value.to_owned()); // as written: an id may be longer than any number type
    }
    name(&serde_json::from_str(value).ok()?)
}
