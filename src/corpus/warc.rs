//! Which pages does a web archive hold, and where does each record begin?

use super::gzip;
use super::html;
use super::kind::{Kind, kind};
use super::limits::{RECORD_BYTES, RECORDS};
use super::plain;
use super::rules::Rules;
use super::sheet::Place;
use crate::model::answer::Skipped;
use crate::model::article::{Article, Record};
use std::borrow::Cow;

/// How often a damaged compressed archive is searched for a place to go on, so that noise costs no quadratic time.
const RESYNCS: usize = 100;

/// Bytes of a record's or response's headers: eight times what web servers commonly accept (8 KB).
const HEADER_BYTES: usize = 64 << 10;

/// Reads the pages and texts of an archive; records of other kinds are passed over in silence.
pub(super) fn read(bytes: &[u8], path: &str, rules: &Rules, take: &mut dyn FnMut(Result<Article, Skipped>)) {
    let mut count = 0;
    for member in Members::new(bytes) {
        for raw in Records::new(&member.bytes) {
            count += 1;
            if count > RECORDS {
                return take(Err(Skipped::file(path, format!("more than {RECORDS} records: split it"))));
            }
            let offset = (member.offset + if member.packed { 0 } else { raw.start }) as u64;
            let record = Record::Warc { offset, id: raw.id(), uri: raw.uri() };
            let place = Place { path, record: Some(record), rules, plain: false };
            if let Some(found) = article(&raw, place) {
                take(found);
            }
        }
        if let Some(reason) = member.cut {
            take(Err(Skipped {
                path: path.to_owned(),
                record: Some(format!("record at byte {}", member.offset)),
                reason: reason.to_owned(),
            }));
        }
    }
}

/// Gives the body of a record: of the member at `offset` the one called `id`, without chunks and compression.
pub(super) fn body(bytes: &[u8], offset: u64, id: Option<&str>) -> Option<Vec<u8>> {
    let part = bytes.get(usize::try_from(offset).ok()?..)?;
    let unpacked = match gzip::member(part) {
        Some(member) => Cow::Owned(member.bytes),
        None => Cow::Borrowed(part),
    };
    let found = Records::new(&unpacked).find(|raw| id.is_none() || raw.id().as_deref() == id)?;
    Some(payload(&found).ok()?.body.into_owned())
}

/// A compressed member of an archive, or the whole of a plain one.
struct Member<'a> {
    offset: usize,
    bytes: Cow<'a, [u8]>,
    packed: bool,
    cut: Option<&'static str>,
}

struct Members<'a> {
    bytes: &'a [u8],
    at: usize,
    resyncs: usize,
}

impl<'a> Members<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Members { bytes, at: 0, resyncs: 0 }
    }

    /// Finds the next place at which a compressed member may begin.
    fn resync(&mut self, from: usize) -> Option<usize> {
        self.resyncs += 1;
        let rest = self.bytes.get(from..).filter(|_| self.resyncs <= RESYNCS)?;
        Some(from + rest.windows(3).position(|three| three == b"\x1f\x8b\x08")?)
    }
}

impl<'a> Iterator for Members<'a> {
    type Item = Member<'a>;

    fn next(&mut self) -> Option<Member<'a>> {
        if self.at >= self.bytes.len() {
            return None;
        }
        if self.at == 0 && !self.bytes.starts_with(b"\x1f\x8b") {
            self.at = self.bytes.len();
            return Some(Member { offset: 0, bytes: Cow::Borrowed(self.bytes), packed: false, cut: None });
        }
        loop {
            let offset = self.at;
            let Some(member) = gzip::member(&self.bytes[offset..]) else {
                self.at = self.resync(offset + 1)?;
                continue;
            };
            // A damaged member does not say where it ends.
            self.at =
                if member.cut.is_some() { self.resync(offset + 2).unwrap_or(self.bytes.len()) } else { offset + member.used };
            if !member.bytes.is_empty() || member.cut.is_none() {
                return Some(Member { offset, bytes: Cow::Owned(member.bytes), packed: true, cut: member.cut });
            }
            if self.at >= self.bytes.len() {
                return None;
            }
        }
    }
}

/// A record as it stands in the archive.
struct Raw<'a> {
    start: usize,
    headers: Headers<'a>,
    block: &'a [u8],
}

impl Raw<'_> {
    fn id(&self) -> Option<String> {
        self.headers.get("warc-record-id").map(|id| id.trim_matches(['<', '>']).to_owned())
    }

    fn uri(&self) -> Option<String> {
        self.headers.get("warc-target-uri").map(|uri| uri.trim_matches(['<', '>']).to_owned())
    }
}

struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Records { bytes, at: 0 }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Raw<'a>;

    fn next(&mut self) -> Option<Raw<'a>> {
        let start = next_record(self.bytes, self.at)?;
        let (headers, body) = Headers::read(&self.bytes[start..]);
        let body = start + body;
        let end = block_end(self.bytes, body, headers.get("content-length").and_then(|length| length.parse().ok()));
        self.at = end;
        Some(Raw { start, headers, block: &self.bytes[body..end] })
    }
}

/// Finds where a record begins: at the start or behind a line end.
fn next_record(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.windows(6).position(|six| six == b"WARC/1" || six == b"WARC/0")?;
        if at == 0 || at == from || bytes[at - 1] == b'\n' {
            return Some(at);
        }
        at += 1;
    }
}

/// Gives where a block ends: after its stated length if another record or nothing follows there, else before the next record.
fn block_end(bytes: &[u8], body: usize, length: Option<usize>) -> usize {
    if let Some(end) = length.and_then(|length| body.checked_add(length)).filter(|end| *end <= bytes.len()) {
        let follows = bytes[end..].trim_ascii_start();
        if follows.is_empty() || follows.starts_with(b"WARC/") {
            return end;
        }
    }
    let end = next_record(bytes, body).unwrap_or(bytes.len());
    body + bytes[body..end].trim_ascii_end().len()
}

/// Header lines, of a record or of a response.
struct Headers<'a> {
    first: Cow<'a, str>,
    lines: Vec<(String, String)>,
}

impl<'a> Headers<'a> {
    /// Reads header lines up to the first empty one, and gives where what follows begins.
    fn read(bytes: &'a [u8]) -> (Self, usize) {
        let mut headers = Headers { first: Cow::Borrowed(""), lines: Vec::new() };
        let mut at = 0;
        for (number, line) in bytes[..bytes.len().min(HEADER_BYTES)].split_inclusive(|b| *b == b'\n').enumerate() {
            at += line.len();
            let line = line.trim_ascii_end();
            if number == 0 {
                headers.first = String::from_utf8_lossy(line);
                continue;
            }
            if line.is_empty() {
                break;
            }
            let text = String::from_utf8_lossy(line);
            match (text.starts_with([' ', '\t']), text.split_once(':')) {
                (true, _) => {
                    if let Some((_, value)) = headers.lines.last_mut() {
                        value.push_str(text.trim());
                    }
                }
                (false, Some((name, value))) => headers.lines.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
                (false, None) => {}
            }
        }
        (headers, at)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.lines.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What a record brings: its bytes, and what they are said to be.
struct Payload<'a> {
    body: Cow<'a, [u8]>,
    media: String,
    charset: Option<String>,
}

/// Gives the article of a record; `None` where it is of a kind that holds none.
fn article(raw: &Raw, place: Place) -> Option<Result<Article, Skipped>> {
    if !matches!(raw.headers.get("warc-type"), Some("response" | "resource" | "conversion")) {
        return None;
    }
    let uri = raw.uri().unwrap_or_default();
    // What a crawler keeps about itself, and the file that sites serve for it.
    let own = ["dns:", "metadata:", "urn:"].iter().any(|scheme| uri.starts_with(scheme));
    if own || uri.ends_with("/robots.txt") || raw.block.is_empty() {
        return None;
    }
    let payload = match payload(raw) {
        Ok(payload) if payload.media.is_empty() && payload.body.is_empty() => return None,
        Ok(payload) => payload,
        Err(reason) => return reason.map(|reason| Err(place.skipped(reason))),
    };
    let kind = match payload.media.as_str() {
        "text/html" | "application/xhtml+xml" => kind_of_page(&payload.body),
        "text/plain" | "" => kind(&payload.body, ""),
        _ => return None,
    };
    if payload.body.len() > RECORD_BYTES {
        return Some(Err(place.skipped(format!("larger than {} MiB", RECORD_BYTES >> 20))));
    }
    match kind {
        Kind::Html => Some(html::read(&payload.body, payload.charset.as_deref(), place)),
        Kind::Text => Some(plain::read(&payload.body, payload.charset.as_deref(), place)),
        _ => None,
    }
}

/// A page that says it is one may begin with anything but the marks of another kind.
fn kind_of_page(body: &[u8]) -> Kind {
    match kind(body, "") {
        Kind::Text | Kind::Markdown => Kind::Html,
        other => other,
    }
}

/// Gives what a record brings; an error without words is a response that brings nothing.
fn payload<'a>(raw: &Raw<'a>) -> Result<Payload<'a>, Option<String>> {
    let http = raw.headers.get("content-type").is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/http"));
    if !(http || raw.headers.get("warc-type") == Some("response") && raw.block.starts_with(b"HTTP/")) {
        let (media, charset) = media(raw.headers.get("content-type"));
        return Ok(Payload { body: Cow::Borrowed(raw.block), media, charset });
    }
    let (headers, start) = Headers::read(raw.block);
    let status = headers.first.split_whitespace().nth(1).unwrap_or("");
    if !status.starts_with('2') {
        return Err(None); // an error page or a redirection is no article
    }
    let (media, charset) = media(headers.get("content-type"));
    let mut body = Cow::Borrowed(&raw.block[start..]);
    if headers.get("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"))
        && let Some(joined) = dechunk(&body)
    {
        body = Cow::Owned(joined);
    }
    let encoding = headers.get("content-encoding").map(str::to_ascii_lowercase).unwrap_or_default();
    match encoding.as_str() {
        "" | "identity" => {}
        encoding => match gzip::body(&body, encoding) {
            Some(unpacked) => body = Cow::Owned(unpacked),
            // Some archives keep the header and store the body unpacked.
            None if looks_packed(&body) && media.starts_with("text/html") => {
                return Err(Some(format!("its body is packed as {encoding}, which cannot be unpacked")));
            }
            None => {}
        },
    }
    Ok(Payload { body, media, charset })
}

/// Tells whether bytes are no text: those of packed data are spread over all values.
fn looks_packed(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(512)];
    let odd = head.iter().filter(|b| **b < 9 || (14..27).contains(*b) || **b == 0x7F).count();
    odd * 20 > head.len()
}

fn media(value: Option<&str>) -> (String, Option<String>) {
    let mut parts = value.unwrap_or("").split(';').map(str::trim);
    let media = parts.next().unwrap_or("").to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (media, charset)
}

/// Joins the chunks of a body; `None` where it is not in chunks. A wrong or missing chunk ends it.
fn dechunk(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = rest.iter().take(64).position(|b| *b == b'\n');
        let size = end.and_then(|end| {
            let line = str::from_utf8(&rest[..end]).ok()?.trim();
            usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()
        });
        let (Some(end), Some(size)) = (end, size) else { return (!joined.is_empty()).then_some(joined) };
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(joined);
        }
        let chunk = &rest[..size.min(rest.len())];
        joined.extend_from_slice(chunk);
        rest = &rest[chunk.len()..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return Some(joined);
        }
    }
}
