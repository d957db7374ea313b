//! How do hits look in a spreadsheet?

use super::terminal::steers;
use crate::model::answer::{FileState, Hit, RecordView};
use std::io::{self, Write};

/// The columns, in order.
const COLUMNS: &[&str] = &[
    "rank",
    "score",
    "id",
    "kind",
    "source",
    "published",
    "title",
    "byline",
    "url",
    "path",
    "record",
    "first_line",
    "last_line",
    "byte_start",
    "byte_end",
    "digest",
    "text",
    "speakers",
    "stances",
    "via",
    "claims",
    "file",
];

/// What begins a formula in a spreadsheet (OWASP, "CSV Injection"), with the full-width forms that some programs fold.
const FORMULA: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What some programs pass over before a formula, or take for the beginning of one (OWASP, as above).
const BLANKS: &[char] = &['\t', '\r'];

/// What parts cells and rows where a spreadsheet does not take the comma for it, as where that is the decimal sign (OWASP, as
/// above): our quotation marks then protect nothing, as they stand within a cell.
const PARTING: &[char] = &[';', '\n', '\t'];

/// An answer of any length as CSV (RFC 4180): a header, then a hit a row. A cell that a spreadsheet would take for a formula gets a
/// `'` in front, and so does a part of it that would be a cell where another character parts them. What would steer a terminal or
/// hide words in a cell stands as U+FFFD, as in an answer for a person, but for what parts the lines and columns of a text; a CSV
/// has no escapes, and the JSON has every character.
///
/// The header goes with the first hit, or with the end where there is none: of a question that fails before it nothing is.
pub struct Rows<'a> {
    writer: csv::Writer<&'a mut dyn Write>,
    has_header: bool,
}

impl<'a> Rows<'a> {
    /// Begins with nothing.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Rows { writer: csv::WriterBuilder::new().from_writer(out), has_header: false }
    }

    /// Writes the next hit.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        self.header()?;
        self.writer.write_record(row(hit).iter().map(|cell| harmless(cell))).map_err(plain)
    }

    /// Writes what is not written yet.
    ///
    /// # Errors
    /// As [`Rows::hit`].
    pub fn end(mut self) -> io::Result<()> {
        self.header()?;
        self.writer.flush()
    }

    fn header(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.has_header, true) { Ok(()) } else { self.writer.write_record(COLUMNS).map_err(plain) }
    }
}

impl std::fmt::Debug for Rows<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Rows")
    }
}

/// Gives the error of the stream itself, so that a closed pipe is told from a failure.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn row(hit: &Hit) -> Vec<String> {
    let provenance = &hit.provenance;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
    let each =
        |what: &dyn Fn(&crate::model::answer::ClaimView) -> String| hit.claims.iter().map(what).collect::<Vec<_>>().join(" | ");
    let record = match &provenance.record {
        None => String::new(),
        Some(RecordView::Line { line, id }) => id.clone().unwrap_or_else(|| format!("line {line}")),
        Some(RecordView::Warc { offset, uri, .. }) => uri.clone().unwrap_or_else(|| format!("offset {offset}")),
    };
    vec![
        hit.rank.to_string(),
        hit.score.map(|score| score.to_string()).unwrap_or_default(),
        hit.id.clone(),
        serde_json::to_string(&hit.kind).unwrap_or_default().trim_matches('"').to_owned(),
        text(&provenance.source),
        text(&provenance.published),
        text(&provenance.title),
        text(&provenance.byline),
        text(&provenance.url),
        provenance.path.clone(),
        record,
        number(provenance.lines.map(|lines| lines[0])),
        number(provenance.lines.map(|lines| lines[1])),
        number(provenance.bytes.map(|bytes| bytes[0] as u64)),
        number(provenance.bytes.map(|bytes| bytes[1] as u64)),
        provenance.digest.clone(),
        hit.text.clone(),
        each(&|claim| claim.speaker.name.clone().or(claim.speaker.text.clone()).unwrap_or_default()),
        each(&|claim| claim.stance.word().to_owned()),
        each(&|claim| claim.via.iter().map(|via| via.name.clone().unwrap_or(via.text.clone())).collect::<Vec<_>>().join(", ")),
        each(&|claim| claim.content.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" … ")),
        provenance.file.map_or("", FileState::word).to_owned(),
    ]
}

fn begins_formula(text: &str) -> bool {
    text.trim_start_matches([' ', '"', '\'']).starts_with(FORMULA)
}

fn harmless(cell: &str) -> String {
    let risky = begins_formula(cell.trim_start_matches([' ', '\n', '"', '\''])) || cell.starts_with(BLANKS);
    let is_number = cell.parse::<f64>().is_ok();
    let mark = if risky && !is_number { "'" } else { "" };
    let is_laid_out = |at: usize, c: char| match c {
        '\n' | '\t' => true,
        // Alone it would write over the line.
        '\r' => cell[at + 1..].starts_with('\n'),
        _ => false,
    };
    let mut shown = mark.to_owned();
    for (at, c) in cell.char_indices() {
        shown.push(if steers(c) && !is_laid_out(at, c) { char::REPLACEMENT_CHARACTER } else { c });
        if PARTING.contains(&c) && begins_formula(&cell[at + 1..]) {
            shown.push('\'');
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_written_where_a_question_ends_and_nothing_where_it_fails() {
        let (mut failed, mut empty) = (Vec::new(), Vec::new());
        drop(Rows::new(&mut failed));
        Rows::new(&mut empty).end().unwrap();
        assert_eq!(String::from_utf8(failed).unwrap(), "");
        assert_eq!(String::from_utf8(empty).unwrap(), format!("{}\n", COLUMNS.join(",")));
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        for hostile in ["=1+1", "@SUM(A1)", "+cmd", "-2+3", "\t=1", "＝1", " =1"] {
            assert!(harmless(hostile).starts_with('\''), "{hostile}");
        }
        assert_eq!(harmless("-2.5"), "-2.5");
        assert_eq!(harmless("plain"), "plain");
    }

    #[test]
    fn no_part_of_a_cell_is_a_formula_where_another_sign_parts_cells() {
        assert_eq!(harmless("Rain;=1+1;@SUM(A1)"), "Rain;'=1+1;'@SUM(A1)");
        assert_eq!(harmless("Rain; \"=1+1"), "Rain;' \"=1+1");
        assert_eq!(harmless("Rain\t\tand\t;wind"), "Rain\t\tand\t;wind");
        assert_eq!(harmless("Rain\n=1+1\r\n-2+3\t+4"), "Rain\n'=1+1\r\n'-2+3\t'+4");
        assert_eq!(
            harmless("Rain; wind\r\n\r\nand a well-known storm; 2 = 2"),
            "Rain; wind\r\n\r\nand a well-known storm; 2 = 2"
        );
    }

    #[test]
    fn a_cell_steers_no_terminal() {
        assert_eq!(harmless("news\u{1b}[2J\u{9b}/a.txt"), "news\u{fffd}[2J\u{fffd}/a.txt");
        assert_eq!(harmless("a\u{202e}b\u{200b}c\u{2028}d\u{e0041}e"), "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}e");
        assert_eq!(harmless("two\r\nlines\tof text\rhidden"), "two\r\nlines\tof text\u{fffd}hidden");
    }
}
