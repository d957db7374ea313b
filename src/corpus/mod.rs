//! What articles does a folder hold, and which bytes does each word of them come from?
//!
//! `walk` finds files, `read_file` gives their bytes, `read` makes articles of bytes; `Opened` and `restore` are what
//! `verify` needs to look again. `read` is pure: the same bytes and rules give the same articles.
//!
//! Not here: sentences, names and claims (`analysis`), and what has changed since the last run (`ingest`).

mod byline;
mod charset;
mod dates;
mod furniture;
mod gzip;
mod html;
mod json;
mod jsonl;
mod kind;
mod lang;
#[cfg(test)]
mod laws;
pub mod limits;
mod markdown;
mod phrases;
mod plain;
mod references;
mod restore;
mod roles;
mod rules;
mod sheet;
mod text;
mod walk;
mod warc;
mod weave;

pub use restore::restore;
pub use rules::{RULES_FILE, Rules};
pub use walk::{Entry, read_file, walk};

use crate::model::answer::Skipped;
use crate::model::article::{Article, Record};
use kind::{Kind, kind};
use limits::{RECORD_BYTES, UNPACK_DEPTH};
use std::borrow::Cow;

/// Reads all articles of a file's bytes; `path` is the name that they are to have, relative to the root.
///
/// What cannot be read is handed over too, with its reason, and the rest goes on.
pub fn read(bytes: &[u8], path: &str, rules: &Rules, take: &mut dyn FnMut(Result<Article, Skipped>)) {
    if is_archive(bytes) {
        return warc::read(bytes, path, rules, take);
    }
    let (unpacked, cut) = match unpack(bytes, path) {
        Ok(found) => found,
        Err(skipped) => return take(Err(skipped)),
    };
    // Lines of a compressed file, and of a web archive, are none that an editor would show.
    let plain = matches!(unpacked, Cow::Borrowed(_));
    let mut notice = |found: Result<Article, Skipped>| {
        take(found.map(|mut article| {
            article.notices.extend(cut.map(|reason| format!("only the beginning of the file was read: {reason}")));
            article
        }));
    };
    match kind(&unpacked, path.strip_suffix(".gz").unwrap_or(path)) {
        Kind::Warc => warc::read(&unpacked, path, rules, &mut notice),
        Kind::JsonLines => jsonl::read(&unpacked, path, rules, plain, false, &mut notice),
        Kind::Json => notice(jsonl::read_one(&unpacked, path, rules, plain)),
        Kind::Unread(reason) => notice(Err(Skipped::file(path, reason))),
        _ if unpacked.len() > RECORD_BYTES => {
            notice(Err(Skipped::file(path, format!("one text of more than {} MiB: split it", RECORD_BYTES >> 20))))
        }
        Kind::Html => notice(html::read(&unpacked, None, sheet::Place::file(path, rules, plain))),
        Kind::Markdown => notice(markdown::read(&unpacked, path, rules, plain)),
        Kind::Text | Kind::Gzip => notice(plain::read(&unpacked, None, sheet::Place::file(path, rules, plain))),
    }
}

/// Reads JSONL lines `{id, text}` for `analyze --raw`: the text is kept as given, and every line of it is a paragraph.
pub fn read_raw(bytes: &[u8], path: &str, take: &mut dyn FnMut(Result<Article, Skipped>)) {
    jsonl::read(bytes, path, &Rules::default(), true, true, take);
}

/// A file whose records are looked up again: what `digest` is of, and what pieces are cut out of.
///
/// A file in gzip is unfolded, a JSONL line is without its line end, a web archive's body without chunks and compression.
pub struct Opened<'a> {
    bytes: Cow<'a, [u8]>,
    /// Where lines begin; empty in web archives.
    lines: Vec<usize>,
}

impl<'a> Opened<'a> {
    /// Opens a file's bytes; `None` where they cannot be unfolded.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        if is_archive(bytes) {
            return Some(Opened { bytes: Cow::Borrowed(bytes), lines: Vec::new() });
        }
        let bytes = unpack(bytes, "").ok()?.0;
        let ends = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Some(Opened { bytes, lines })
    }

    /// Gives the bytes of a record; `None` where the file does not hold it any more.
    pub fn record(&self, record: Option<&Record>) -> Option<Cow<'_, [u8]>> {
        match record {
            None => Some(Cow::Borrowed(&self.bytes)),
            Some(Record::Warc { offset, id, .. }) => warc::body(&self.bytes, *offset, id.as_deref()).map(Cow::Owned),
            Some(Record::Line { line, .. }) => {
                let at = usize::try_from(line.checked_sub(1)?).ok()?;
                let end = self.lines.get(at + 1).map_or(self.bytes.len(), |next| next - 1);
                Some(Cow::Borrowed(jsonl::bare(self.bytes.get(*self.lines.get(at)?..end)?, *line)))
            }
        }
    }
}

type Unpacked<'a> = (Cow<'a, [u8]>, Option<&'static str>);

/// Unfolds a file in gzip, and says why where it could not be unfolded to its end.
fn unpack<'a>(bytes: &'a [u8], path: &str) -> Result<Unpacked<'a>, Skipped> {
    let mut found: Unpacked = (Cow::Borrowed(bytes), None);
    for _ in 0..UNPACK_DEPTH {
        if kind(&found.0, "") != Kind::Gzip {
            return Ok(found);
        }
        let unpacked = gzip::unpack(&found.0);
        if unpacked.bytes.is_empty() {
            return Err(Skipped::file(
                path,
                unpacked.cut.map_or("a compressed file that holds nothing".to_owned(), |cut| {
                    format!("a compressed file of which nothing can be read: {cut}")
                }),
            ));
        }
        found = (Cow::Owned(unpacked.bytes), unpacked.cut.or(found.1));
    }
    if kind(&found.0, "") == Kind::Gzip {
        return Err(Skipped::file(path, "a compressed file in a compressed file, several times: unpack it"));
    }
    Ok(found)
}

/// Tells whether bytes are a web archive, plain or record by record in gzip: its records are found by their place in the file.
fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WARC/") || gzip::begins(bytes, b"WARC/")
}
