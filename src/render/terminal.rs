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

/// Makes text from a document harmless: what `steers` becomes U+FFFD; line breaks and tabs become blanks where `lines` is false.
pub fn clean(text: &str, lines: bool) -> String {
    let harmless = |c| match c {
        '\n' if lines => '\n',
        '\n' | '\t' | '\r' => ' ',
        c if steers(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(harmless).collect()
}

/// Tells whether a character moves the cursor, or hides or reorders words: control characters, what sets the direction of writing,
/// what has no width, line and paragraph separators, and tags (U+E0000 to U+E007F), which spell a text that nobody sees.
pub(super) fn steers(c: char) -> bool {
    let is_unseen = || {
        matches!(
            c,
            '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
    };
    c.is_control() || !c.is_ascii() && is_unseen()
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
        assert_eq!(clean("a\u{2028}b\u{2029}c\u{e0041}d", true), "a\u{fffd}b\u{fffd}c\u{fffd}d");
    }
}
