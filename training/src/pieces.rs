//! How is our own marked text written?
//!
//! A piece opens with a line `# manner; place; topic`, may have a headline (`= …`), then a paragraph a line. Names stand in
//! `[P:…]`, `[O:…]`, `[L:…]`, `[X:…]`; what is reported stands in `{…}`, which is taken away here.

use crate::example::{Example, Report};
use std::collections::BTreeMap;
use std::path::Path;
use whosaid::model::article::{Block, Role};
use whosaid::model::document::EntityKind;
use whosaid::model::span::Span;

/// A piece of a file of marked text.
#[derive(Clone, Debug)]
pub struct Piece {
    /// `manner; place; topic`.
    pub header: String,
    /// Headline first, where there is one.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph: stretches of plain text and names.
#[derive(Clone, Debug)]
pub struct Paragraph {
    pub is_headline: bool,
    pub parts: Vec<(String, Option<EntityKind>)>,
    pub marks: Vec<ReportMark>,
}

/// A part of what somebody said, by the number of the report in its piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportMark {
    pub report: usize,
    /// `s`, `q`, `c` or `v`: speaker, cue, content, who relays.
    pub part: char,
    /// In the paragraph's plain text.
    pub span: Span,
}

/// Reads all pieces of the files of a folder, files by name.
pub fn read(folder: &Path) -> std::io::Result<Vec<Piece>> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let mut pieces = Vec::new();
    for file in files {
        pieces.extend(parse(&std::fs::read_to_string(file)?));
    }
    Ok(pieces)
}

/// Reads the pieces of one file.
pub fn parse(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(header) = line.strip_prefix("# ") {
            pieces.push(Piece { header: header.to_owned(), paragraphs: Vec::new() });
        } else if let Some(piece) = pieces.last_mut() {
            let headline = line.strip_prefix("= ");
            let (parts, marks) = parts(headline.unwrap_or(line));
            piece.paragraphs.push(Paragraph { is_headline: headline.is_some(), parts, marks });
        }
    }
    pieces
}

/// Cuts a line at its marks.
fn parts(line: &str) -> (Vec<(String, Option<EntityKind>)>, Vec<ReportMark>) {
    let mut parts = vec![(String::new(), None)];
    let (mut open, mut marks): (Vec<ReportMark>, Vec<ReportMark>) = (Vec::new(), Vec::new());
    let mut length = 0;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let kind = name_mark(rest);
        if let Some(kind) = kind {
            parts.push((String::new(), Some(kind)));
            rest = &rest[3..];
            continue;
        }
        if c == '{'
            && let Some((end, report, part)) = report_mark(rest)
        {
            open.push(ReportMark { report, part, span: Span::new(length, length) });
            rest = &rest[end..];
            continue;
        }
        match c {
            ']' => parts.push((String::new(), None)),
            '}' => marks.extend(open.pop().map(|mark| ReportMark { span: Span::new(mark.span.start, length), ..mark })),
            _ => {
                parts.last_mut().expect("it begins with one").0.push(c);
                length += c.len_utf8();
            }
        }
        rest = &rest[c.len_utf8()..];
    }
    parts.retain(|(text, _)| !text.is_empty());
    (parts, marks)
}

fn name_mark(rest: &str) -> Option<EntityKind> {
    let marks = [
        ("[P:", EntityKind::Person),
        ("[O:", EntityKind::Organization),
        ("[L:", EntityKind::Place),
        ("[X:", EntityKind::Other),
    ];
    marks.into_iter().find(|(mark, _)| rest.starts_with(mark)).map(|(_, kind)| kind)
}

/// Reads `{s1:`, `{q2 deny:`: its length, the report's number, the part.
fn report_mark(rest: &str) -> Option<(usize, usize, char)> {
    let colon = rest.find(':').filter(|colon| *colon < 16)?;
    let part = rest[1..colon].chars().next().filter(|part| "sqcv".contains(*part))?;
    let number = rest[2..colon].split(' ').next()?.parse().ok()?;
    Some((colon + 1, number, part))
}

impl Piece {
    /// Makes an example of it.
    pub fn example(&self) -> Example {
        let (mut text, mut blocks, mut names) = (String::new(), Vec::new(), Vec::new());
        let mut reports: BTreeMap<usize, Report> = BTreeMap::new();
        for paragraph in &self.paragraphs {
            let start = text.len();
            for mark in &paragraph.marks {
                let span = Span::new(start + mark.span.start, start + mark.span.end);
                let report = reports.entry(mark.report).or_default();
                match mark.part {
                    's' => report.speaker.push(span),
                    'q' => report.cue.push(span),
                    'c' => report.content.push(span),
                    _ => {}
                }
            }
            for (part, kind) in &paragraph.parts {
                let span = Span::new(text.len(), text.len() + part.len());
                text.push_str(part);
                names.extend(kind.map(|kind| (span, kind)));
            }
            let role = if paragraph.is_headline { Role::Title } else { Role::Body };
            blocks.push(Block::new(role, Span::new(start, text.len()).trimmed(&text)));
            text.push_str("\n\n");
        }
        blocks.retain(|block| !block.span.is_empty());
        Example { reports: reports.into_values().collect(), ..Example::new(text, blocks, names, true) }
    }

    /// Tells whether the piece is of the quarter that is never trained on.
    pub fn is_kept_apart(&self) -> bool {
        whosaid::analysis::linear::table::hash(self.header.as_bytes()).is_multiple_of(4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_away_and_names_kept() {
        let pieces = parse("# wire; Oslo; ferries\n= [L:Oslo] waits\n{s1:[P:Ann Vale]} {q1 deny:denied} {c1:it}.\n");
        let example = pieces[0].example();
        assert_eq!(example.text, "Oslo waits\n\nAnn Vale denied it.\n\n");
        let names: Vec<&str> = example.names.iter().map(|(span, _)| span.of(&example.text)).collect();
        assert_eq!(names, ["Oslo", "Ann Vale"]);
        assert_eq!(example.blocks.len(), 2);
        let report = &example.reports[0];
        let parts = [report.speaker[0], report.cue[0], report.content[0]].map(|span| span.of(&example.text));
        assert_eq!(parts, ["Ann Vale", "denied", "it"]);
    }
}
