//! What may reach a terminal, and how is it laid out there?

use anstyle::{AnsiColor, Style};
use std::path::Path;

/// How a person's terminal looks.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Columns.
    pub width: usize,
    /// Where paths are written as links (OSC 8): the folder that relative ones are of.
    pub links: Option<&'a Path>,
}

/// Matches of the question.
pub(super) const MATCH: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
/// Titles and names.
pub(super) const STRONG: Style = Style::new().bold();
/// Who says it.
pub(super) const SPEAKER: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
/// Places and ids.
pub(super) const FAINT: Style = Style::new().dimmed();

/// Lines longer than this are hard to read (Bringhurst gives 45 to 90 characters).
const WIDEST: usize = 100;

/// Writes text in a style.
pub(super) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Makes text from a document harmless: what could move the cursor, hide or reorder words becomes U+FFFD.
///
/// Control characters, bidirectional overrides and isolates, and zero-width characters; line breaks and tabs become blanks
/// where `lines` is false.
pub fn clean(text: &str, lines: bool) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' if lines => cleaned.push('\n'),
            '\n' | '\t' | '\r' => cleaned.push(' '),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{061c}' => {
                cleaned.push('\u{fffd}')
            }
            c if c.is_control() => cleaned.push('\u{fffd}'),
            c => cleaned.push(c),
        }
    }
    cleaned
}

/// Folds text to the width of the terminal, indented.
pub(super) fn wrapped(text: &str, look: Look<'_>, first: &str, rest: &str) -> String {
    let width = look.width.clamp(20, WIDEST);
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

/// Folds words about an answer to a width, between words: a path without blanks stays whole.
pub fn folded(words: &str, width: usize) -> String {
    wrapped(words, Look { width, links: None }, "", "  ")
}

/// Cuts a line to the width of the terminal.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_between_words_and_a_path_stays_whole() {
        let path = "/a/very/long/folder/of/newspapers/1987/march.txt";
        assert_eq!(folded(&format!("skipped {path}: it is empty"), 20), format!("skipped\n  {path}:\n  it is empty"));
        assert_eq!(folded("short", 80), "short");
    }

    #[test]
    fn nothing_in_a_document_can_steer_a_terminal() {
        let hostile = "a\u{1b}]52;c;aGk=\u{7}b\u{202e}c\r\nd\u{9b}2J";
        let cleaned = clean(hostile, true);
        assert!(cleaned.chars().all(|c| c == '\n' || !c.is_control()), "{cleaned:?}");
        assert!(!cleaned.contains('\u{202e}'));
        assert_eq!(clean("a\nb", false), "a b");
    }
}
