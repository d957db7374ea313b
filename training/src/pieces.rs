//! How is our own marked text written?
//!
//! A piece opens with a line `# manner; place; topic`, may have a headline (`= …`), then a paragraph a line. Names stand in
//! `[P:…]`, `[O:…]`, `[L:…]`, `[X:…]`; what is reported stands in `{…}`, which is taken away here.

use crate::example::Example;
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
            piece.paragraphs.push(Paragraph { is_headline: headline.is_some(), parts: parts(headline.unwrap_or(line)) });
        }
    }
    pieces
}

/// Cuts a line at its marks.
fn parts(line: &str) -> Vec<(String, Option<EntityKind>)> {
    let mut parts = vec![(String::new(), None)];
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let kind = name_mark(rest);
        if let Some(kind) = kind {
            parts.push((String::new(), Some(kind)));
            rest = &rest[3..];
            continue;
        }
        if c == '{'
            && let Some(end) = report_mark(rest)
        {
            rest = &rest[end..];
            continue;
        }
        match c {
            ']' => parts.push((String::new(), None)),
            '}' => {}
            _ => parts.last_mut().expect("it begins with one").0.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    parts.retain(|(text, _)| !text.is_empty());
    parts
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

/// Gives the length of `{s1:`, `{q2 deny:`.
fn report_mark(rest: &str) -> Option<usize> {
    let colon = rest.find(':').filter(|colon| *colon < 16)?;
    let mark = &rest[1..colon];
    let is_mark = mark.starts_with(['s', 'q', 'c', 'v']) && mark[1..].starts_with(|c: char| c.is_ascii_digit());
    is_mark.then_some(colon + 1)
}

impl Piece {
    /// Makes an example of it.
    pub fn example(&self) -> Example {
        let (mut text, mut blocks, mut names) = (String::new(), Vec::new(), Vec::new());
        for paragraph in &self.paragraphs {
            let start = text.len();
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
        Example::new(text, blocks, names, true)
    }

    /// Tells whether the piece is of the quarter that is never trained on.
    pub fn is_kept_apart(&self) -> bool {
        whosaid::analysis::names::tagger::table::hash(self.header.as_bytes()).is_multiple_of(4)
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
    }
}
