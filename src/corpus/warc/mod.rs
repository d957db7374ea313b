//! Which pages does a web archive hold, WARC or ARC, and where does each record begin?

mod headers;
mod members;
mod payload;
mod records;

use super::html;
use super::kind::{Kind, kind};
use super::limits::Caps;
use super::packed::{self, Dictionary};
use super::plain;
use super::rules::Rules;
use super::sheet::Place;
use crate::model::answer::Skipped;
use crate::model::article::{Article, Record};
use crate::model::digest::sha256;
use members::{Member, Members};
use payload::payload;
use records::{Raw, Records, begins};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Bytes by which it is told whether an archive is compressed record by record: its first record describes it, in a few hundred.
const HEAD: usize = 1 << 20;

/// Kinds of records that are told apart where they hold no article: real archives have a few dozen.
const KINDS: usize = 1000;

/// Tells whether bytes are an archive, plain or compressed record by record, whose records are found by their place in the file.
pub(super) fn is_archive(bytes: &[u8], caps: &Caps) -> bool {
    if !packed::is_packed(bytes) {
        return begins(bytes);
    }
    let head = packed::beginning(bytes, HEAD, caps);
    begins(&head) && Records::new(&head).nth(1).is_none()
}

/// Tells whether an archive begins here.
pub(super) fn is_plain_archive(bytes: &[u8]) -> bool {
    begins(bytes)
}

/// Reads the pages and texts of an archive; records of other kinds are counted, and told with what they are.
pub(super) fn read(bytes: &[u8], path: &str, rules: &Rules, caps: &Caps, take: &mut dyn FnMut(Result<Article, Skipped>)) {
    let mut reader = Reader { path, rules, caps, count: 0, passed: BTreeMap::new(), take };
    let mut members = Members::new(bytes, caps);
    while reader.count <= caps.records
        && let Some(member) = members.next()
    {
        reader.member(&member);
    }
    if let Some((at, len)) = members.left() {
        reader.skip(at, format!("{len} bytes that cannot be unfolded: the archive is damaged, or of too many members"));
    }
    reader.end();
}

/// Gives the body of a record: of the member at `offset` the first, without chunks and compression.
pub(super) fn body(bytes: &[u8], offset: u64, dictionary: &Dictionary, caps: &Caps) -> Option<Vec<u8>> {
    let part = bytes.get(usize::try_from(offset).ok()?..)?;
    let unpacked = match packed::member(part, dictionary, caps.member_bytes, caps) {
        Some(member) => Cow::Owned(member.bytes),
        None => Cow::Borrowed(part),
    };
    let found = Records::new(&unpacked).next()?;
    Some(payload(&found, caps).ok()?.body.into_owned())
}

struct Reader<'a> {
    path: &'a str,
    rules: &'a Rules,
    caps: &'a Caps,
    count: usize,
    /// How many records hold no article, by what they are.
    passed: BTreeMap<String, usize>,
    take: &'a mut dyn FnMut(Result<Article, Skipped>),
}

/// What a record came to.
enum Found {
    Article(Result<Box<Article>, Skipped>),
    /// It is of a kind that holds no article: what it is.
    Passed(String),
}

impl Reader<'_> {
    fn member(&mut self, member: &Member) {
        if member.gap > 0 {
            self.skip(member.offset, format!("{} bytes before this record cannot be unfolded", member.gap));
        }
        let mut records = Records::new(&member.bytes);
        let mut first = true;
        for raw in records.by_ref() {
            self.count += 1;
            if self.count > self.caps.records {
                let reason = format!("more than {} records: split it", self.caps.records);
                return (self.take)(Err(Skipped::file(self.path, reason)));
            }
            let at = member.offset + if member.packed { 0 } else { raw.start };
            if raw.gap > 0 {
                self.skip(at, format!("{} bytes before this record belong to none", raw.gap));
            }
            if member.packed && !first {
                // Nothing would tell it from the first when it is looked up again.
                self.pass("in a compressed member with others: compress each by itself".to_owned());
                continue;
            }
            first = false;
            let record = Record::Warc { offset: at as u64, id: raw.id(), uri: raw.uri() };
            let place =
                Place { path: self.path, record: Some(record), rules: self.rules, plain: false, fetched: raw.fetched() };
            match self.record(&raw, place) {
                Found::Article(found) => (self.take)(found.map(|mut article| {
                    article.notices.extend(member.cut.map(|reason| format!("its record was not read to its end: {reason}")));
                    *article
                })),
                Found::Passed(what) => self.pass(what),
            }
        }
        let rest = records.left();
        if rest > 0 {
            self.skip(member.offset, format!("{rest} bytes that are no record"));
        } else if first && let Some(reason) = member.cut {
            self.skip(member.offset, format!("a compressed member of which nothing can be read: {reason}"));
        }
    }

    /// Counts a record that holds no article by what it is, which an archive may put into words of its own.
    fn pass(&mut self, what: String) {
        let is_known = self.passed.len() < KINDS || self.passed.contains_key(&what);
        *self.passed.entry(if is_known { what } else { "of other kinds".to_owned() }).or_default() += 1;
    }

    fn skip(&mut self, at: usize, reason: String) {
        (self.take)(Err(Skipped { path: self.path.to_owned(), record: Some(format!("record at byte {at}")), reason }));
    }

    /// Tells what was passed over, a line for each kind.
    fn end(self) {
        for (what, count) in self.passed {
            let records = if count == 1 { "record" } else { "records" };
            (self.take)(Err(Skipped::file(self.path, format!("{count} {records}: {what}"))));
        }
    }

    fn record(&self, raw: &Raw, place: Place) -> Found {
        if let Some(what) = raw.is_no_page() {
            return Found::Passed(what);
        }
        let payload = match payload(raw, self.caps) {
            Ok(payload) => payload,
            Err(what) => return Found::Passed(what),
        };
        let kind = match payload.media.as_str() {
            "text/html" | "application/xhtml+xml" => kind_of_page(&payload.body),
            "text/plain" | "" => kind(&payload.body, ""),
            media => return Found::Passed(format!("{}, no page and no text", shown(media))),
        };
        let whole = payload.body.len();
        let sum = (whole > self.caps.record_bytes).then(|| sha256(&payload.body));
        let body = packed::shortened(payload.body, self.caps.record_bytes);
        let found = match kind {
            Kind::Html => html::read(&body, payload.charset.as_deref(), place),
            Kind::Text | Kind::Markdown => plain::read(&body, payload.charset.as_deref(), place),
            Kind::Unread(reason) => return Found::Passed(reason.to_owned()),
            Kind::Packed => return Found::Passed("a compressed file".to_owned()),
            Kind::Warc | Kind::JsonLines | Kind::Json | Kind::JsonValues | Kind::Feed => {
                return Found::Passed("data, no page".to_owned());
            }
        };
        Found::Article(found.map(|mut article| {
            article.notices.extend(raw.fault.clone());
            article.notices.extend(payload.notices);
            if let Some(sum) = sum {
                article.digest = sum;
                article.notices.push(super::shortened_notice(whole, body.len()));
            }
            Box::new(article)
        }))
    }
}

/// A page that says it is one may begin with anything but the marks of another kind.
fn kind_of_page(body: &[u8]) -> Kind {
    match kind(body, "") {
        Kind::Text | Kind::Markdown | Kind::Json | Kind::JsonLines | Kind::JsonValues => Kind::Html,
        other => other,
    }
}

/// Gives a word of a header for a reason, as far as media types, statuses and lengths are made of its letters (RFC 9110, 5.6.2):
/// whatever else a server put there is not repeated.
fn shown(word: &str) -> String {
    let is_plain = |letter: &char| letter.is_ascii_alphanumeric() || "/+-._".contains(*letter);
    let plain: String = word.chars().take_while(is_plain).take(60).collect();
    if plain.is_empty() { "(unreadable)".to_owned() } else { plain }
}
