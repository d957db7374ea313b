//! Where does each record of an archive begin and end, even where it lies about its length?

use super::headers::Headers;
use crate::corpus::dates;
use crate::corpus::limits::HEADER_BYTES;
use crate::model::article::Fact;

/// A record as it stands in the archive.
pub(super) struct Raw<'a> {
    pub(super) start: usize,
    pub(super) headers: Headers<'a>,
    pub(super) block: &'a [u8],
    /// How many bytes before it belong to no record.
    pub(super) gap: usize,
    /// What is wrong with its length.
    pub(super) fault: Option<String>,
}

impl Raw<'_> {
    pub(super) fn id(&self) -> Option<String> {
        let id = self.headers.get("warc-record-id")?.trim_matches(['<', '>']);
        (!id.is_empty()).then(|| id.to_owned())
    }

    pub(super) fn uri(&self) -> Option<String> {
        self.headers.get("warc-target-uri").map(|uri| uri.trim_matches(['<', '>']).to_owned())
    }

    /// Gives when the record was taken from the web.
    pub(super) fn fetched(&self) -> Option<Fact> {
        Some(Fact::new(dates::read(self.headers.get("warc-date")?)?, "WARC-Date"))
    }

    /// Says what the record is, where that is known to be no page.
    pub(super) fn is_no_page(&self) -> Option<String> {
        let uri = self.uri().unwrap_or_default();
        let what = match self.headers.get("warc-type").unwrap_or("") {
            "request" => "what a crawler asked, no page",
            "warcinfo" => "what describes the archive",
            "metadata" => "what a crawler noted about a page",
            "revisit" => "a page that was unchanged: it is in an earlier record",
            "continuation" => "the later part of a record: join them first",
            "response" | "resource" | "conversion" => match uri.as_str() {
                _ if self.block.is_empty() => "empty",
                // What a crawler keeps about itself, and the file that sites serve for it.
                own if ["dns:", "metadata:", "urn:", "whois:"].iter().any(|scheme| own.starts_with(scheme)) => {
                    "what a crawler noted about itself"
                }
                own if own.ends_with("/robots.txt") => "what a site tells crawlers (robots.txt)",
                _ => return None,
            },
            _ => "of a type that the standard does not know",
        };
        Some(what.to_owned())
    }
}

/// Tells whether an archive's first record begins here.
pub(super) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WARC/") || bytes.starts_with(b"filedesc:")
}

pub(super) struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
    form: Form,
}

/// How records begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `WARC/1.0` and header lines.
    Warc,
    /// One line: `URL IP-address date media length`, with five more fields in version 2.
    Arc,
}

impl<'a> Records<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let first = line(bytes, bytes.len() - bytes.trim_ascii_start().len());
        let form = if !first.starts_with(b"WARC/") && Arc::read(first).is_some() { Form::Arc } else { Form::Warc };
        Records { bytes, at: 0, form }
    }

    /// Gives how many bytes behind the last record belong to none.
    pub(super) fn left(&self) -> usize {
        self.bytes.get(self.at..).map_or(0, |rest| rest.trim_ascii().len())
    }

    fn begins_at(&self, at: usize) -> bool {
        match self.form {
            Form::Warc => self.bytes.get(at..).is_some_and(|rest| rest.starts_with(b"WARC/1") || rest.starts_with(b"WARC/0")),
            Form::Arc => Arc::read(line(self.bytes, at)).is_some(),
        }
    }

    /// Finds where a record begins from `from` on: at the start or behind a line end.
    fn next_start(&self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            if self.begins_at(at) {
                return Some(at);
            }
            at += self.bytes.get(at..)?.iter().position(|b| *b == b'\n')? + 1;
        }
    }

    /// Gives where a block ends, and what is wrong with its length: after that length if another record or nothing
    /// follows there, else before the next record.
    fn block_end(&self, body: usize, length: Option<&str>) -> (usize, Option<String>) {
        let stated = length.and_then(|length| length.parse::<usize>().ok()).and_then(|length| body.checked_add(length));
        if let Some(end) = stated.filter(|end| *end <= self.bytes.len()) {
            let rest = &self.bytes[end..];
            let follows = rest.len() - rest.trim_ascii_start().len();
            if follows == rest.len() || self.begins_at(end + follows) {
                return (end, None);
            }
        }
        let end = self.next_start(body).unwrap_or(self.bytes.len());
        let end = body + self.bytes[body..end].trim_ascii_end().len();
        let said = length.map_or("no length".to_owned(), |length| format!("a length of {}", super::shown(length)));
        (end, Some(format!("its record states {said} and holds {} bytes up to the next one", end - body)))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Raw<'a>;

    fn next(&mut self) -> Option<Raw<'a>> {
        let rest = self.bytes.get(self.at..)?;
        let from = self.at + (rest.len() - rest.trim_ascii_start().len());
        let start = self.next_start(from)?;
        let (headers, body) = match self.form {
            Form::Warc => Headers::read(&self.bytes[start..]),
            Form::Arc => {
                let first = line(self.bytes, start);
                (Arc::read(first)?.headers(), (first.len() + 1).min(self.bytes.len() - start))
            }
        };
        let body = start + body;
        let (end, fault) = self.block_end(body, headers.get("content-length"));
        self.at = end;
        Some(Raw { start, headers, block: &self.bytes[body..end], gap: start - from, fault })
    }
}

/// Gives the line at `at`, without its end; as much of it as a header may be long.
fn line(bytes: &[u8], at: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    let rest = &rest[..rest.len().min(HEADER_BYTES)];
    &rest[..rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len())]
}

/// The line that begins an ARC record.
struct Arc {
    url: String,
    length: String,
    /// `YYYYMMDDhhmmss`, in UTC.
    date: String,
}

impl Arc {
    fn read(line: &[u8]) -> Option<Self> {
        /// No field but the URL holds blanks, and that one seldom is long.
        const LINE_BYTES: usize = 8192;
        if line.len() > LINE_BYTES {
            return None;
        }
        let text = String::from_utf8_lossy(line);
        let text = text.trim_end();
        // From the right, as some URLs hold blanks: the length, the media type, the date; in version 2 the date comes ninth.
        [(2, 1), (7, 6)].into_iter().find_map(|(date, media)| {
            let fields: Vec<&str> = text.rsplitn(date + 3, ' ').collect();
            let is_date = |text: &str| (12..=18).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            let is_media = |text: &str| text.contains('/') || text == "no-type";
            let url = fields.get(date + 2)?;
            (is_date(fields[date]) && is_media(fields[media]) && url.contains(':')).then(|| Arc {
                url: (*url).to_owned(),
                length: fields[0].to_owned(),
                date: fields[date].to_owned(),
            })
        })
    }

    /// Gives what a WARC record would say; the media type is that of the response inside.
    fn headers(self) -> Headers<'static> {
        let kind = if self.url.starts_with("filedesc:") { "warcinfo" } else { "response" };
        let day = (|| Some(format!("{}-{}-{}", self.date.get(..4)?, self.date.get(4..6)?, self.date.get(6..8)?)))();
        Headers::of(
            [
                ("warc-type", kind.to_owned()),
                ("warc-target-uri", self.url),
                ("content-length", self.length),
                ("warc-date", day.unwrap_or_default()),
            ]
            .map(|(name, value)| (name.to_owned(), value))
            .into(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_of_arc_lines_are_read_and_blanks_in_addresses_kept() {
        let one = Arc::read(b"http://a.example/x y 10.0.0.1 20310303101500 text/html 123\r").unwrap();
        assert_eq!((one.url.as_str(), one.length.as_str()), ("http://a.example/x y", "123"));
        let two = Arc::read(b"http://a.example/ 10.0.0.1 20310303101500 text/html 200 abc - 77 x.arc 123").unwrap();
        assert_eq!((two.url.as_str(), two.length.as_str()), ("http://a.example/", "123"));
        assert!(Arc::read(b"The mayor said: rain 1 2 3").is_none());
    }

    #[test]
    fn a_record_that_lies_about_its_length_ends_before_the_next() {
        for length in ["3", "999", "-1", "9223372036854775808", "abc"] {
            let file = format!(
                "WARC/1.0\r\nContent-Length: {length}\r\n\r\nfirst\r\n\r\nWARC/1.0\r\nContent-Length: 6\r\n\r\nsecond\r\n\r\n"
            );
            let found: Vec<Raw> = Records::new(file.as_bytes()).collect();
            assert_eq!(found.iter().map(|raw| raw.block).collect::<Vec<_>>(), [b"first".as_slice(), b"second"], "{length}");
            assert!(found[0].fault.is_some() && found[1].fault.is_none());
        }
    }
}
