//! What do the header lines of a record, or of a response, say?

use crate::corpus::limits::HEADER_BYTES;
use std::borrow::Cow;

/// Header lines, of a record or of a response.
#[derive(Debug)]
pub(super) struct Headers<'a> {
    pub(super) first: Cow<'a, str>,
    lines: Vec<(String, String)>,
}

impl<'a> Headers<'a> {
    /// Makes header lines of what stands elsewhere.
    pub(super) fn of(lines: Vec<(String, String)>) -> Self {
        Headers { first: Cow::Borrowed(""), lines }
    }

    /// Reads header lines up to the first empty one, and gives where what follows begins.
    pub(super) fn read(bytes: &'a [u8]) -> (Self, usize) {
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

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.lines.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Takes a media type and its charset apart.
pub(super) fn media(value: Option<&str>) -> (String, Option<String>) {
    let mut parts = value.unwrap_or("").split(';').map(str::trim);
    let media = parts.next().unwrap_or("").to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (media, charset)
}
