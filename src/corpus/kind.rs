//! What kind of file is this, told by its content before its name?

use super::charset::is_wide;
use super::limits::KIND_PRESCAN;
use super::packed::is_packed;
use super::warc::is_plain_archive;
use super::xml::declaration;
use std::borrow::Cow;

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// In gzip or zstd.
    Packed,
    /// WARC or ARC.
    Warc,
    Html,
    Markdown,
    JsonLines,
    /// One JSON object over several lines.
    Json,
    /// JSON objects in a list, or one after the other over several lines.
    JsonValues,
    Text,
    /// RSS or Atom.
    Feed,
    /// Why it is not read, and what to do.
    Unread(&'static str),
}

const PDF: &str = "PDF is not read yet: save its text (for example with pdftotext)";
const OFFICE: &str = "Office files are not read yet: save as text or HTML";
const MAIL: &str = "mail is not read yet: save the messages as text";
const XML: &str = "XML other than RSS and Atom is not read: save the articles as HTML, text or JSONL";
const ARCHIVE: &str = "archives are not read: unpack it";
const BINARY: &str = "not text";
const IMAGE: &str = "an image, a film or a sound, not text";
const ARRAY: &str = "a JSON array that holds no objects: write one object a line";
const TABLE: &str = "tables are not read: write one JSON object a line";
const EMPTY: &str = "empty";

/// First bytes by which kinds are told that are not read.
const MAGIC: &[(&[u8], Kind)] = &[
    (b"PK\x03\x04", Kind::Unread(ARCHIVE)),
    (b"\xD0\xCF\x11\xE0", Kind::Unread(OFFICE)),
    (b"{\\rtf", Kind::Unread(OFFICE)),
    (b"\x04\x22\x4D\x18", Kind::Unread(ARCHIVE)),
    (b"\xFD7zXZ", Kind::Unread(ARCHIVE)),
    (b"BZh", Kind::Unread(ARCHIVE)),
    (b"7z\xBC\xAF", Kind::Unread(ARCHIVE)),
    (b"Rar!", Kind::Unread(ARCHIVE)),
    (b"\x89PNG", Kind::Unread(IMAGE)),
    (b"\xFF\xD8\xFF", Kind::Unread(IMAGE)),
    (b"GIF8", Kind::Unread(IMAGE)),
    (b"RIFF", Kind::Unread(IMAGE)),
    (b"ID3", Kind::Unread(IMAGE)),
    (b"\x7FELF", Kind::Unread(BINARY)),
];

/// Tells the kind of a file.
pub(super) fn kind(bytes: &[u8], path: &str) -> Kind {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let head = &bytes[..bytes.len().min(KIND_PRESCAN)];
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Kind::Unread(EMPTY);
    }
    if ends(&[".docx", ".xlsx", ".pptx", ".odt", ".doc"]) && (head.starts_with(b"PK") || head.starts_with(b"\xD0\xCF")) {
        return Kind::Unread(OFFICE);
    }
    if is_packed(head) {
        return Kind::Packed;
    }
    if is_plain_archive(head) {
        return Kind::Warc;
    }
    // Of POSIX tar: its mark stands behind the first member's name and numbers.
    if head.get(257..262) == Some(b"ustar") {
        return Kind::Unread(ARCHIVE);
    }
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return *kind;
    }
    if memchr::memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
        return Kind::Unread(PDF);
    }
    if !is_wide(bytes) && is_binary(head) {
        return Kind::Unread(BINARY);
    }
    // UTF-16 and UTF-32 show its ASCII letters when their zero bytes are left out, which is enough to tell a kind.
    let head = match str::from_utf8(head) {
        Ok(head) if !head.contains('\0') => Cow::Borrowed(head),
        _ => Cow::Owned(head.iter().filter(|b| **b != 0).map(|b| *b as char).collect::<String>()),
    };
    let head = head.trim_start_matches(['\u{FEFF}', '\u{EF}', '\u{BB}', '\u{BF}', '\u{FF}', '\u{FE}']).trim_start();
    let lower = head.to_ascii_lowercase();
    told_by_words(head, &lower, bytes, &ends)
}

fn told_by_words(head: &str, lower: &str, bytes: &[u8], ends: &dyn Fn(&[&str]) -> bool) -> Kind {
    if is_feed(lower) {
        return Kind::Feed;
    }
    let page = ["<!doctype html", "<html", "<head", "<body"].iter().any(|start| lower.starts_with(start));
    if page || (lower.starts_with('<') && ["<html", "<body", "<!doctype html"].iter().any(|tag| lower.contains(tag))) {
        return Kind::Html;
    }
    if lower.starts_with("<?xml") {
        return Kind::Unread(XML);
    }
    if head.starts_with('{') && !ends(&[".md", ".markdown", ".txt"]) {
        return of_objects(bytes);
    }
    if let Some(rest) = head.strip_prefix('[').filter(|_| !ends(&[".md", ".markdown", ".txt"])) {
        if rest.trim_start().starts_with("{") {
            return Kind::JsonValues;
        }
        if ends(&[".json", ".jsonl", ".ndjson"]) {
            return Kind::Unread(ARRAY);
        }
    }
    if ends(&[".jsonl", ".ndjson"]) {
        return Kind::JsonLines;
    }
    if ends(&[".html", ".htm", ".xhtml", ".shtml"]) && lower.contains('<') {
        return Kind::Html;
    }
    if ends(&[".eml", ".mbox", ".msg"])
        || ((lower.starts_with("return-path:") || lower.starts_with("received:") || lower.starts_with("from "))
            && lower.contains("\nmime-version:"))
    {
        return Kind::Unread(MAIL);
    }
    if ends(&[".csv", ".tsv"]) {
        return Kind::Unread(TABLE);
    }
    if ends(&[".md", ".markdown", ".mdown"]) || has_front_matter(lower) {
        return Kind::Markdown;
    }
    Kind::Text
}

/// Tells whether the first element is that of a feed: RSS, Atom, or the RDF of the first RSS.
fn is_feed(lower: &str) -> bool {
    let mut rest = lower;
    while rest.starts_with("<?") || rest.starts_with("<!") {
        let behind = match rest {
            _ if rest.starts_with("<!--") => rest.split_once("-->").map(|(_, behind)| behind),
            _ if rest.starts_with("<!") => rest.get(declaration(rest.as_bytes())..),
            _ => rest.split_once('>').map(|(_, behind)| behind),
        };
        let Some(behind) = behind else { return false };
        rest = behind.trim_start();
    }
    let root = rest.split(|c: char| c.is_whitespace() || c == '>').next();
    matches!(root, Some("<rss" | "<feed" | "<rdf:rdf"))
}

/// Tells whether the bytes are no text: many zero bytes that are not those of UTF-16, or many control characters.
fn is_binary(head: &[u8]) -> bool {
    let is_odd = |b: &u8| *b < 0x20 && !matches!(*b, b'\t' | b'\n' | b'\r');
    if !head.iter().fold(false, |found, byte| found | is_odd(byte)) {
        return false;
    }
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let wide = even.min(odd) * 10 <= even.max(odd) && even + odd > head.len() / 5;
    let control = head.iter().filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B | 0)).count();
    // A twentieth: text holds no control characters, and damaged text a few; of random or encrypted bytes a tenth are.
    (!wide && (even + odd) * 10 > head.len()) || control * 20 > head.len()
}

/// Tells objects a line from one object, or several, over many lines, as exports for people are.
fn of_objects(bytes: &[u8]) -> Kind {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let first = text.split(|b| *b == b'\n').next().unwrap_or(text).trim_ascii();
    if serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok() {
        return Kind::JsonLines;
    }
    if serde_json::from_slice::<serde::de::IgnoredAny>(text).is_ok() {
        return Kind::Json;
    }
    // An object of its own line ends with its brace; one that is broken may end anywhere, but not as one that goes on, unless
    // others follow it, a line each.
    let goes_on = first.last().is_some_and(|last| b"{[,:".contains(last));
    if goes_on && !are_objects(&text[first.len()..]) { Kind::JsonValues } else { Kind::JsonLines }
}

/// Tells whether an object a line stands there: whole on the first line, and at least begun on the next.
fn are_objects(rest: &[u8]) -> bool {
    let mut lines = rest.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let is_object = |line: &[u8]| line.starts_with(b"{");
    let is_whole = |line: &[u8]| is_object(line) && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
    lines.next().is_some_and(is_whole) && lines.next().is_none_or(is_object)
}

/// Tells whether a file that begins so is of JSON lines, whatever follows; `bytes` ends behind its first line at least.
pub(super) fn begins_json_lines(bytes: &[u8], path: &str) -> bool {
    let first = bytes.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
    first.ends_with(b"\n") && kind(first, path) == Kind::JsonLines && {
        let bare = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first).trim_ascii();
        serde_json::from_slice::<serde::de::IgnoredAny>(bare).is_ok()
    }
}

fn has_front_matter(lower: &str) -> bool {
    let Some(rest) = lower.strip_prefix("---\n").or_else(|| lower.strip_prefix("---\r\n")) else { return false };
    let first = rest.lines().next().unwrap_or("");
    let key = first.split(':').next().unwrap_or("");
    first.contains(':') && !key.is_empty() && !key.contains(' ') && rest.contains("\n---")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_counts_before_the_name() {
        assert_eq!(kind(b"<!DOCTYPE html><p>x", "a.txt"), Kind::Html);
        assert_eq!(kind(b"\x1f\x8b\x08", "a.txt"), Kind::Packed);
        assert_eq!(kind(b"junk %PDF-1.7", "a.txt"), Kind::Unread(PDF));
        assert_eq!(kind(b"\x7FELF\x02", "a.html"), Kind::Unread(BINARY));
        assert_eq!(kind(&[0; 2000], "a.txt"), Kind::Unread(BINARY));
        // Knuth's multiplier: every value comes up about as often.
        let random: Vec<u8> = (0..5000u64).map(|n| (n.wrapping_mul(6_364_136_223_846_793_005) >> 33) as u8).collect();
        assert_eq!(kind(&random, "a.txt"), Kind::Unread(BINARY));
        assert_eq!(kind(b"{\"text\": 1}\n{", "a.log"), Kind::JsonLines);
        assert_eq!(kind(b"{\n \"text\": 1\n}", "a.json"), Kind::Json);
        assert_eq!(kind(b"{\n \"text\": 1\n}\n{\n}", "a.json"), Kind::JsonValues);
        assert_eq!(kind(b"{\"title\": 2,\n \"text\": tru}", "a.json"), Kind::JsonValues);
        assert_eq!(kind(b"{\"text\": tru}\n{\"text\": 1}", "a.json"), Kind::JsonLines);
        assert_eq!(kind(b"[\n {\"text\": 1}]", "a.json"), Kind::JsonValues);
        for broken in ["{", "{\"id\":1,\"title\":\"cut\",", "{\"id\":["] {
            assert_eq!(kind(format!("{broken}\n{{\"text\": 1}}\n{{\"text\":").as_bytes(), "a.json"), Kind::JsonLines);
            assert_eq!(kind(format!("{broken}\n{{\"text\": 1}},\n{{\"text\":").as_bytes(), "a.json"), Kind::JsonValues);
            assert_ne!(kind(format!("{broken}\n{{\"text\": 1}}\n]}}\n").as_bytes(), "a.json"), Kind::JsonLines);
        }
        assert_eq!(kind(b"[1]", "a.json"), Kind::Unread(ARRAY));
        assert_eq!(kind(b"[Rain] fell", "a.txt"), Kind::Text);
        assert_eq!(kind(b"---\ntitle: x\n---\nbody", "a"), Kind::Markdown);
        assert_eq!(kind(b"Rain fell.", "a.html"), Kind::Text);
        assert_eq!(kind(b" \n", "a.txt"), Kind::Unread(EMPTY));
        let wide: Vec<u8> = "<html><p>Rain".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(kind(&wide, "a"), Kind::Html);
    }
}
