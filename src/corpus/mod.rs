//! What articles does a folder hold, and which bytes does each word of them come from?
//!
//! `walk` finds files, `read_file` gives their bytes, `read` makes articles of bytes; `Opened` and `restore` are what
//! `verify` needs to look again. `read` is pure: the same bytes and rules give the same articles.
//!
//! Not here: sentences, names and claims (`analysis`), and what has changed since the last run (`ingest`).

mod byline;
mod charset;
mod dates;
mod feed;
mod furniture;
#[cfg(test)]
mod hostile;
mod html;
mod json;
mod jsonl;
mod kind;
mod lang;
#[cfg(test)]
mod laws;
pub mod limits;
mod markdown;
#[cfg(test)]
mod origins;
mod packed;
mod parts;
mod phrases;
mod plain;
mod references;
mod report;
mod restore;
mod roles;
mod rules;
mod sheet;
mod standing;
mod text;
mod trust;
mod walk;
mod warc;
mod weave;
mod xml;

pub use parts::Parts;
pub use restore::restore;
pub use rules::corrections::{ALIASES_FILE, CORRECTIONS_FILE, Claimed, CorrectionLine, parse_aliases, parse_corrections};
pub use rules::file::read_rules;
pub use rules::{RULES_FILE, Rules};
pub use sheet::{FOLDER, is_known_source};
pub use standing::{away, hides, is_bare, is_gone, unmounted};
pub use walk::{
    Entry, Stamp, corpus_of, device, file_at, file_below, is_away, is_index, is_of_shortage, passed_over, path_below,
    read_file, stamp, unopened, walk, walk_within, written,
};

use crate::model::answer::Skipped;
use crate::model::article::{Article, Record};
use crate::model::digest::sha256;
use kind::{Kind, kind};
use limits::{Caps, UNPACK_DEPTH};
use packed::Dictionary;
use std::borrow::Cow;

/// Reads all articles of a file's bytes; `path` is the name that they are to have, relative to the root.
///
/// What cannot be read is handed over too, with its reason, and the rest goes on.
pub fn read(bytes: &[u8], path: &str, rules: &Rules, take: &mut dyn FnMut(Result<Article, Skipped>)) {
    read_within(bytes, path, rules, &rules.limits, take);
}

fn read_within(bytes: &[u8], path: &str, rules: &Rules, caps: &Caps, take: &mut dyn FnMut(Result<Article, Skipped>)) {
    if warc::is_archive(bytes, caps) {
        return warc::read(bytes, path, rules, caps, take);
    }
    let (unpacked, cut) = match unpack(bytes, path, caps) {
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
    match kind(&unpacked, without_packing(path)) {
        Kind::Warc => warc::read(&unpacked, path, rules, caps, &mut notice),
        Kind::JsonLines => {
            jsonl::Lines { first: 1, path, rules, plain, caps }.read(&unpacked, &mut notice);
        }
        Kind::JsonValues => jsonl::read_values(&unpacked, path, rules, plain, caps, &mut notice),
        Kind::Feed => feed::read(&unpacked, path, rules, plain, caps, &mut notice),
        Kind::Json => notice(jsonl::read_one(&unpacked, path, rules, plain, caps)),
        Kind::Unread(reason) => notice(Err(Skipped::file(path, reason))),
        kind => notice(read_text(unpacked, kind, sheet::Place::file(path, rules, plain), caps)),
    }
}

/// Gives the name that a compressed file would have without that.
fn without_packing(path: &str) -> &str {
    [".gz", ".zst"].iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path)
}

/// Reads a file that is one article; of one that is too long the beginning.
fn read_text(bytes: Cow<[u8]>, kind: Kind, place: sheet::Place, caps: &Caps) -> Result<Article, Skipped> {
    let whole = bytes.len();
    let digest = (whole > caps.record_bytes).then(|| sha256(&bytes));
    let bytes = packed::shortened(bytes, caps.record_bytes);
    let mut article = match kind {
        Kind::Html => html::read(&bytes, None, place),
        Kind::Markdown => markdown::read(&bytes, place),
        _ => plain::read(&bytes, None, place),
    }?;
    if let Some(digest) = digest {
        article.digest = digest;
        article.notices.push(shortened_notice(whole, bytes.len()));
    }
    Ok(article)
}

fn shortened_notice(whole: usize, read: usize) -> String {
    format!("only its first {read} bytes of {whole} were read: no article is so long")
}

/// Reads JSONL lines `{id, text}` for `analyze --raw`: the text is kept as given, and every line of it is a paragraph.
pub fn read_raw(bytes: &[u8], path: &str, take: &mut dyn FnMut(Result<Article, Skipped>)) {
    jsonl::read_raw(bytes, path, &Caps::default(), take);
}

/// A file whose records are looked up again: what `digest` is of, and what pieces are cut out of.
///
/// A compressed file is unfolded, a JSONL line is without its line end, a web archive's body without chunks and compression.
pub struct Opened<'a> {
    bytes: Cow<'a, [u8]>,
    /// Where lines begin; empty in web archives.
    lines: Vec<usize>,
    /// Of a web archive.
    dictionary: Dictionary,
    caps: Caps,
}

impl<'a> Opened<'a> {
    /// Opens a file's bytes; `None` where they cannot be unfolded.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        Opened::within(bytes, Caps::default())
    }

    /// Opens a file's bytes as they are read by the rules of its corpus, which may unfold less of them.
    pub fn by(bytes: &'a [u8], rules: &Rules) -> Option<Self> {
        Opened::within(bytes, rules.limits)
    }

    fn within(bytes: &'a [u8], caps: Caps) -> Option<Self> {
        if warc::is_archive(bytes, &caps) {
            let dictionary = Dictionary::of(bytes, &caps);
            return Some(Opened { bytes: Cow::Borrowed(bytes), lines: Vec::new(), dictionary, caps });
        }
        let bytes = unpack(bytes, "", &caps).ok()?.0;
        let ends = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Some(Opened { bytes, lines, dictionary: Dictionary::None, caps })
    }

    /// Gives the bytes of a record; `None` where the file does not hold it any more.
    pub fn record(&self, record: Option<&Record>) -> Option<Cow<'_, [u8]>> {
        match record {
            None => Some(Cow::Borrowed(&self.bytes)),
            Some(Record::Warc { offset, .. }) => match usize::try_from(*offset).ok() {
                Some(at) if self.bytes.get(at) == Some(&b'{') => {
                    self.bytes.get(at..json::end(&self.bytes, at)).map(Cow::Borrowed)
                }
                Some(at) if self.bytes.get(at) == Some(&b'<') => {
                    self.bytes.get(at..xml::item_end(&self.bytes, at)).map(Cow::Borrowed)
                }
                _ => warc::body(&self.bytes, *offset, &self.dictionary, &self.caps).map(Cow::Owned),
            },
            Some(Record::Line { line, .. }) => {
                let at = usize::try_from(line.checked_sub(1)?).ok()?;
                let end = self.lines.get(at + 1).map_or(self.bytes.len(), |next| next - 1);
                Some(Cow::Borrowed(jsonl::bare(self.bytes.get(*self.lines.get(at)?..end)?, *line)))
            }
        }
    }
}

type Unpacked<'a> = (Cow<'a, [u8]>, Option<&'static str>);

/// Unfolds a compressed file, and says why where it could not be unfolded to its end.
fn unpack<'a>(bytes: &'a [u8], path: &str, caps: &Caps) -> Result<Unpacked<'a>, Skipped> {
    let mut found: Unpacked = (Cow::Borrowed(bytes), None);
    for _ in 0..UNPACK_DEPTH {
        if !packed::is_packed(&found.0) {
            return Ok(found);
        }
        let unpacked = packed::unpack(&found.0, caps);
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
    if packed::is_packed(&found.0) {
        return Err(Skipped::file(path, "a compressed file in a compressed file, several times: unpack it"));
    }
    Ok(found)
}
