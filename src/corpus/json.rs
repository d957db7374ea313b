//! Where in a JSON object do its members stand, and which characters do its strings hold?

use super::charset::Decoded;
use super::limits::JSON_DEPTH;
use crate::model::bytemap::ByteMap;
use crate::model::span::Span;
use memchr::{memchr, memchr2, memmem};
use serde::de::IgnoredAny;

/// A member of an object: its name, and where its value stands as written.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) key: String,
    pub(super) value: Span,
}

/// Finds the members of the object that `text` is, in its order; `first` is the file's line in which it begins.
pub(super) fn members(text: &str, first: u64) -> Result<Vec<Member>, String> {
    serde_json::from_str::<IgnoredAny>(text).map_err(|error| broken(&error, first))?;
    let start = text.len() - text.trim_start().len();
    if !text[start..].starts_with('{') {
        return Err("not a JSON object".to_owned());
    }
    if depth(text.as_bytes()) > JSON_DEPTH {
        return Err(format!("JSON with more than {JSON_DEPTH} lists and objects inside each other"));
    }
    Ok(scan(text, start + 1))
}

/// Says where in the file JSON is broken, and how.
fn broken(error: &serde_json::Error, first: u64) -> String {
    let line = first + (error.line() as u64).saturating_sub(1);
    let told = error.to_string();
    let what = if error.is_eof() { "it ends in the middle" } else { told.split(" at line ").next().unwrap_or_default() };
    format!("not valid JSON in line {line}, column {}: {what}; mend the file there", error.column())
}

/// Gives how many lists and objects stand inside each other at most.
fn depth(bytes: &[u8]) -> usize {
    let (mut depth, mut most, mut at) = (0usize, 0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at = string_end(bytes, at);
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        most = most.max(depth);
        at += 1;
    }
    most
}

/// Gives the place behind the value that begins at `start`, where that is known to be an object or a list.
pub(super) fn end(bytes: &[u8], start: usize) -> usize {
    value_end(bytes, start)
}

/// Reads the members of an object that is known to be well formed, from behind its brace.
fn scan(text: &str, start: usize) -> Vec<Member> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = start;
    while let Some(open) = next(bytes, at, |b| b == b'"' || b == b'}') {
        if bytes[open] == b'}' {
            break;
        }
        let close = string_end(bytes, open);
        let Some(colon) = next(bytes, close, |b| b == b':') else { break };
        let Some(value) = next(bytes, colon + 1, |b| !b.is_ascii_whitespace()) else { break };
        let end = value_end(bytes, value);
        found.push(Member { key: unescape(&text[open + 1..close - 1]), value: Span::new(value, end).trimmed(text) });
        at = end;
    }
    found
}

fn next(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    Some(from + bytes.get(from..)?.iter().position(|b| wanted(*b))?)
}

/// Gives the place behind the closing mark of the string that opens at `open`.
pub(super) fn string_end(bytes: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'\\', b'"', rest)) {
        at += found;
        if bytes[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    bytes.len()
}

/// Gives the place behind the value that begins at `start`.
fn value_end(bytes: &[u8], start: usize) -> usize {
    let mut depth = 0usize;
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at = string_end(bytes, at);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b',' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// Gives the inside of the string that stands at `value`; `None` where another kind of value stands.
pub(super) fn inside(text: &str, value: Span) -> Option<Span> {
    let written = value.of(text);
    (written.len() >= 2 && written.starts_with('"') && written.ends_with('"'))
        .then(|| Span::new(value.start + 1, value.end - 1))
}

/// Resolves the escapes of the inside of a JSON string.
pub(super) fn unescape(inside: &str) -> String {
    let mut text = String::with_capacity(inside.len());
    characters(inside, |piece, _| text.push_str(piece));
    text
}

/// Tells whether the inside of a JSON string holds more than blanks.
pub(super) fn is_filled(inside: &str) -> bool {
    // Nearly every string begins with what it says: a long text need not be resolved to be known as one.
    inside.starts_with(|c: char| c != '\\' && !c.is_whitespace()) || !unescape(inside).trim().is_empty()
}

/// Tells whether the inside of a JSON string may hold a character, which is ASCII, as such or as an escape of its code.
pub(super) fn may_hold(inside: &str, c: u8) -> bool {
    memchr(c, inside.as_bytes()).is_some() || has_codes(inside)
}

/// Tells whether the inside of a JSON string has escapes that give a character's code.
pub(super) fn has_codes(inside: &str) -> bool {
    memmem::find(inside.as_bytes(), b"\\u").is_some()
}

/// Hands over the characters of the inside of a JSON string, stretch by stretch, with where each stands in it.
pub(super) fn characters(inside: &str, mut take: impl FnMut(&str, Span)) {
    let mut at = 0;
    let mut buffer = [0; 4];
    while at < inside.len() {
        let rest = &inside[at..];
        let plain = memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        if plain > 0 {
            take(&rest[..plain], Span::new(at, at + plain));
            at += plain;
            continue;
        }
        let (c, len) = escape(rest);
        take(c.encode_utf8(&mut buffer), Span::new(at, at + len));
        at += len;
    }
}

/// Gives the characters of a JSON string, and the bytes of the record that they come from.
pub(super) fn within(page: &Decoded, string: Span) -> Decoded {
    let (mut text, mut map) = (String::with_capacity(string.len()), ByteMap::default());
    characters(string.of(&page.text), |piece, source| {
        let start = text.len();
        text.push_str(piece);
        let source = Span::new(string.start + source.start, string.start + source.end);
        page.link(Span::new(start, text.len()), source, &mut map);
    });
    Decoded { text, map, charset: page.charset, bad: 0, notices: Vec::new() }
}

/// Tells whether an escape is half of a pair, which stands for no character.
pub(super) fn is_half(written: &str) -> bool {
    written.len() == 6 && written.starts_with("\\u") && !written[2..].eq_ignore_ascii_case("fffd")
}

/// Reads one escape; a backslash that begins none stands for itself.
fn escape(rest: &str) -> (char, usize) {
    let c = match rest.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'"') => '"',
        Some(b'/') => '/',
        Some(b'\\') => '\\',
        Some(b'u') => return code_point(rest).unwrap_or(('\\', 1)),
        _ => return ('\\', 1),
    };
    (c, 2)
}

fn code_point(rest: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = rest.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok()).flatten()
    };
    let first = unit(0)?;
    if let Some(c) = char::from_u32(u32::from(first)) {
        return Some((c, 6));
    }
    let pair = unit(6).and_then(|second| char::decode_utf16([first, second]).next()?.ok());
    Some(pair.map_or((char::REPLACEMENT_CHARACTER, 6), |c| (c, 12)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_as_they_are_written() {
        let text = r#" {"a\"b": "x\u00e9,}", "n": [1, {"deep": "}"}], "t": true } "#;
        let found: Vec<(String, &str)> = members(text, 1).unwrap().into_iter().map(|m| (m.key, m.value.of(text))).collect();
        assert_eq!(found[0], ("a\"b".to_owned(), r#""x\u00e9,}""#));
        assert_eq!(found[1].1, r#"[1, {"deep": "}"}]"#);
        assert_eq!(found[2].1, "true");
        assert!(members("[1]", 1).is_err());
        assert!(members(&format!("{{\"a\":{}", "[".repeat(100_000)), 1).is_err());
    }

    #[test]
    fn blanks_fill_no_string_however_they_are_written() {
        for inside in ["", " ", r"\n\t", r"\u0020", "\u{a0}"] {
            assert!(!is_filled(inside), "{inside:?}");
        }
        for inside in ["a", r"\n a", r"\u0061", "\u{a0}é"] {
            assert!(is_filled(inside), "{inside:?}");
        }
        assert!(may_hold("<p>", b'<') && may_hold(r"\u003cp>", b'<') && !may_hold(r"a\n", b'<'));
    }

    #[test]
    fn escapes_are_resolved_and_half_a_pair_is_a_mark() {
        assert_eq!(unescape(r#"\u201cno\u201d \ud83d\ude00 \ud83d. \n\/"#), "“no” 😀 \u{FFFD}. \n/");
    }
}
