//! How does what a format's reader found become an article with digest, lines, source and language?

use super::charset::Decoded;
use super::dates;
use super::lang;
use super::rules::Rules;
use super::trust::{self, Trust};
use crate::model::answer::Skipped;
use crate::model::article::{Article, Block, Fact, Format, LeftOut, Line, Record, Role};
use crate::model::bytemap::ByteMap;
use crate::model::digest::sha256;
use crate::model::span::Span;

/// What a format's reader found in one record.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) text: String,
    pub(super) map: ByteMap,
    pub(super) blocks: Vec<Block>,
    pub(super) title: Option<Fact>,
    pub(super) byline: Option<Fact>,
    pub(super) published: Option<Fact>,
    /// The day of the last change: for want of that of publication.
    pub(super) changed: Option<Fact>,
    /// The day that the page's own clock shows.
    pub(super) clock: Option<Fact>,
    pub(super) url: Option<Fact>,
    /// As the page or record names it.
    pub(super) source: Option<Fact>,
    pub(super) lang: Option<Fact>,
    pub(super) notices: Vec<String>,
    pub(super) left_out: Vec<LeftOut>,
}

impl Draft {
    /// Adds what a part of the record holds behind what is there, with its notices; its facts stay with it.
    pub(super) fn append(&mut self, part: &mut Draft) {
        self.notices.append(&mut part.notices);
        self.left_out.append(&mut part.left_out);
        let start = self.text.len();
        self.text.push_str(&part.text);
        let moved = |span: Span| Span::new(span.start + start, span.end + start);
        self.blocks.extend(part.blocks.iter().map(|block| Block { span: moved(block.span), ..*block }));
        for run in part.map.runs() {
            self.map.push(moved(run.text), run.raw);
        }
    }
}

/// Where a record stands, and by which rules it is read.
pub(super) struct Place<'a> {
    pub(super) path: &'a str,
    pub(super) record: Option<Record>,
    pub(super) rules: &'a Rules,
    /// Whether the record is a file whose lines a reader can look up.
    pub(super) plain: bool,
    /// When the record was taken from the web, where its archive says so.
    pub(super) fetched: Option<Fact>,
}

impl<'a> Place<'a> {
    /// Makes the place of a record that is a whole file.
    pub(super) fn file(path: &'a str, rules: &'a Rules, plain: bool) -> Self {
        Place { path, record: None, rules, plain, fetched: None }
    }

    /// Says why this record was not read.
    pub(super) fn skipped(&self, reason: impl Into<String>) -> Skipped {
        let record = self.record.as_ref().map(Record::label);
        Skipped { path: self.path.to_owned(), record, reason: reason.into() }
    }

    /// Makes the article of what was found in the record `bytes`.
    pub(super) fn article(self, bytes: &[u8], page: &Decoded, format: Format, mut draft: Draft) -> Result<Article, Skipped> {
        if draft.blocks.is_empty() {
            return Err(self.skipped("no text in it"));
        }
        if page.bad > 0 {
            draft.notices.push(format!("{} characters cannot be decoded as {} and stand as U+FFFD", page.bad, page.charset));
        }
        draft.notices.extend(page.notices.iter().cloned());
        let lines = match &self.record {
            Some(Record::Line { line, .. }) if self.plain => vec![Line { offset: 0, number: *line }],
            None if self.plain => lines(page, &draft.map),
            _ => Vec::new(),
        };
        if let (None, Some(Record::Warc { uri: Some(uri), .. })) = (&draft.url, &self.record) {
            draft.url = Some(Fact::new(uri.clone(), "WARC-Target-URI"));
        }
        self.date(&mut draft);
        let source = self.source(&mut draft);
        let lang = draft.lang.take().and_then(declared).or_else(|| told(&draft));
        Ok(Article {
            path: self.path.to_owned(),
            record: self.record,
            digest: sha256(bytes),
            charset: page.charset.to_owned(),
            format,
            text: draft.text,
            blocks: draft.blocks,
            map: draft.map,
            lines,
            title: draft.title,
            byline: draft.byline,
            published: draft.published,
            url: draft.url,
            source,
            lang,
            notices: draft.notices,
            left_out: draft.left_out,
        })
    }

    /// Dates the article by its record, else by where it is filed, else by its last change; and says what speaks against that.
    fn date(&self, draft: &mut Draft) {
        draft.published = draft.published.take().or_else(|| trust::settle(self.filed(draft)).0);
        if let (None, Some(changed)) = (&draft.published, draft.changed.take()) {
            draft
                .notices
                .push(format!("published: not stated; {} says {}, the day of the last change", changed.origin, changed.value));
            draft.published = Some(changed);
        }
        let seen = draft.clock.iter().chain(&self.fetched);
        draft.notices.extend(seen.filter_map(|seen| trust::against(draft.published.as_ref(), seen)).collect::<Vec<_>>());
    }

    /// Gives the days that the address of a record and the file's path hold.
    fn filed(&self, draft: &Draft) -> Vec<(Trust, Fact)> {
        let addressed = draft.url.as_ref().and_then(|url| dates::of_url(&url.value));
        // One name cannot date many records.
        let named = dates::of_path(stem_path(self.path)).filter(|_| self.record.is_none());
        let addressed = addressed.map(|day| (Trust::Url, Fact::new(day, "URL")));
        addressed.into_iter().chain(named.map(|day| (Trust::Name, Fact::new(day, "file name")))).collect()
    }

    /// Names the source: by the corpus's rules, the record itself, its domain, its folder, its file.
    fn source(&self, draft: &mut Draft) -> Option<Fact> {
        let domain = draft.url.as_ref().and_then(|url| domain(&url.value));
        let ruled = self.rules.source_of_path(self.path).or_else(|| self.rules.source_of_domain(domain.as_deref()?));
        if let Some(name) = ruled {
            return Some(Fact::new(name, "whosaid.toml sources"));
        }
        if let Some(found) = draft.source.take().filter(|found| !found.value.trim().is_empty()) {
            return Some(found);
        }
        if let Some(domain) = domain {
            return Some(Fact::new(domain, "domain"));
        }
        match self.path.split_once('/') {
            Some((folder, _)) if !folder.is_empty() => Some(Fact::new(folder, FOLDER)),
            _ if self.path.is_empty() => None,
            _ => Some(Fact::new(stem(self.path), FILE_NAME)),
        }
    }
}

const FILE_NAME: &str = "file name";

/// Tells whether it is known who published an article. The name of a loose file stands for a source where there is nothing else;
/// but it tells its story and not who published it, and such files would all be sources of their own.
pub fn is_known_source(source: &Fact, path: &str) -> bool {
    source.origin != FILE_NAME || is_collection(path)
}

/// The origin of a source that is named by the folder below the corpus in which the file lies.
pub const FOLDER: &str = "folder";

/// Tells whether a file's name says that it holds many articles, a line each.
fn is_collection(path: &str) -> bool {
    let packed = path.strip_suffix(".gz").or_else(|| path.strip_suffix(".zst")).unwrap_or(path);
    packed.ends_with(".jsonl") || packed.ends_with(".ndjson")
}

/// Gives a file's name without its endings.
fn stem(path: &str) -> &str {
    const ENDINGS: &[&str] = &[
        ".gz",
        ".zst",
        ".txt",
        ".text",
        ".html",
        ".htm",
        ".xhtml",
        ".shtml",
        ".md",
        ".markdown",
        ".jsonl",
        ".ndjson",
        ".json",
        ".warc",
        ".arc",
        ".xml",
        ".rss",
        ".atom",
    ];
    let mut name = path.rsplit('/').next().unwrap_or(path);
    while let Some(bare) = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).filter(|bare| !bare.is_empty()) {
        name = bare;
    }
    name
}

/// Gives a path without the endings of its name.
fn stem_path(path: &str) -> &str {
    let folder = path.len() - path.rsplit('/').next().unwrap_or(path).len();
    &path[..folder + stem(path).len()]
}

/// Gives the domain of a web address, without `www.`.
pub(super) fn domain(url: &str) -> Option<String> {
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://")).or_else(|| url.strip_prefix("//"))?;
    let host = rest.split(['/', '?', '#', ':', '\\']).next()?.rsplit('@').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-')).then(|| host.to_owned())
}

fn declared(fact: Fact) -> Option<Fact> {
    Some(Fact::new(lang::code(&fact.value)?, fact.origin))
}

fn told(draft: &Draft) -> Option<Fact> {
    let story: Vec<&str> =
        draft.blocks.iter().filter(|block| block.role != Role::Furniture).map(|block| block.span.of(&draft.text)).collect();
    Some(Fact::new(lang::detect(&story)?, "told from the text"))
}

/// Finds the lines of the record that hold text.
fn lines(page: &Decoded, map: &ByteMap) -> Vec<Line> {
    let mut raws: Vec<Span> = map.runs().iter().map(|run| run.raw).filter(|raw| !raw.is_empty()).collect();
    raws.sort_unstable();
    let mut found = Vec::new();
    let mut next = 0;
    for (number, line) in breaks(&page.text).enumerate() {
        let offset = if line.start == 0 { 0 } else { page.raw_at(line.start) };
        let end = page.raw_at(line.end);
        while raws.get(next).is_some_and(|raw| raw.end <= offset) {
            next += 1;
        }
        if raws.get(next).is_some_and(|raw| raw.start < end) {
            found.push(Line { offset, number: number as u64 + 1 });
        }
    }
    found
}

/// Gives the lines of a file with their ends, as editors count them.
fn breaks(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let start = at;
        let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |to| at + to + 1);
        at = if bytes[end - 1] == b'\r' && bytes.get(end) == Some(&b'\n') { end + 1 } else { end };
        Some(Span::new(start, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_and_stems_are_bare() {
        assert_eq!(domain("https://user@WWW.Example.org:80/a").as_deref(), Some("example.org"));
        assert_eq!(domain("javascript:alert(1)"), None);
        assert_eq!(stem("a/b.jsonl.gz"), "b");
        assert_eq!(stem(".txt"), ".txt");
    }

    #[test]
    fn lines_end_as_editors_end_them() {
        let text = "a\r\nb\rc\n\nd";
        let found: Vec<&str> = breaks(text).map(|line| line.of(text)).collect();
        assert_eq!(found, ["a\r\n", "b\r", "c\n", "\n", "d"]);
    }
}
