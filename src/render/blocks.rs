//! What of a file is story and what is furniture, and why? Side by side for a person.

use super::analysis::role;
use super::terminal::{FAINT, Look, STRONG, clean, styled, wrapped};
use crate::model::answer::{Analysis, BlockView};
use crate::model::article::Role;
use std::io::{self, Write};
use textwrap::core::display_width;

/// Columns from which on two stand side by side: two of 48 characters, which is as narrow as newspapers set.
const WIDE: usize = 99;

/// What parts the two columns.
const RULE: &str = " │ ";

/// A stretch of text as it is shown here.
struct Shown<'a> {
    is_kept: bool,
    /// Its role, and the rule that gave it.
    head: String,
    words: &'a str,
}

/// Writes the blocks of an article in their order: on a wide terminal story and furniture in a column each, else marked
/// `+` and `-`; above each its role and the rule that gave it.
///
/// # Errors
/// Where `out` cannot be written.
pub fn blocks(out: &mut dyn Write, analysis: &Analysis, look: Look<'_>) -> io::Result<()> {
    writeln!(out, "{}", styled(STRONG, &clean(&analysis.path, false)))?;
    for notice in &analysis.article.notices {
        writeln!(out, "{}", wrapped(&clean(notice, false), look, "notice: ", "  "))?;
    }
    let shown = shown(analysis);
    match look.width < WIDE {
        true => marked(out, &shown, look)?,
        false => side_by_side(out, &shown, look.width)?,
    }
    writeln!(out)
}

/// Gives blocks and what was left out, in the order of the file.
fn shown(analysis: &Analysis) -> Vec<Shown<'_>> {
    let text = &analysis.text;
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let block = |block: &BlockView| {
        let words = &text[places[block.span[0]]..places[block.span[1]]];
        let at = block.bytes.map_or(0, |bytes| bytes[0]);
        (at, Shown { is_kept: block.role != Role::Furniture, head: head(role(block.role), block.why), words })
    };
    let mut found: Vec<(usize, Shown<'_>)> = analysis.blocks.iter().map(block).collect();
    found.extend(
        analysis
            .left_out
            .iter()
            .map(|left| (left.bytes[0], Shown { is_kept: false, head: head("left out", left.why), words: &left.text })),
    );
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, shown)| shown).collect()
}

fn head(what: &str, why: Option<&str>) -> String {
    why.map_or_else(|| what.to_owned(), |why| format!("{what}: {why}"))
}

fn marked(out: &mut dyn Write, shown: &[Shown<'_>], look: Look<'_>) -> io::Result<()> {
    for block in shown {
        let mark = if block.is_kept { "+ " } else { "- " };
        let words = clean(block.words, false);
        writeln!(out, "\n{}{}", mark, styled(FAINT, &block.head))?;
        let words = wrapped(&words, look, "  ", "  ");
        writeln!(out, "{}", if block.is_kept { words } else { styled(FAINT, &words) })?;
    }
    Ok(())
}

fn side_by_side(out: &mut dyn Write, shown: &[Shown<'_>], width: usize) -> io::Result<()> {
    let column = (width - display_width(RULE)) / 2;
    let row = |out: &mut dyn Write, left: &str, right: &str| {
        let blanks = " ".repeat(column.saturating_sub(display_width(left)));
        writeln!(out, "{left}{blanks}{}{right}", styled(FAINT, RULE))
    };
    row(out, "kept", "furniture")?;
    for block in shown {
        row(out, "", "")?;
        let head = textwrap::wrap(&block.head, column).into_iter().map(|line| styled(FAINT, &line)).collect::<Vec<_>>();
        let words = clean(block.words, false);
        let lines = textwrap::wrap(&words, column);
        for line in head.iter().map(String::as_str).chain(lines.iter().map(AsRef::as_ref)) {
            if block.is_kept { row(out, line, "") } else { row(out, "", line) }?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::answer::ArticleView;
    use std::collections::BTreeMap;

    fn page() -> Analysis {
        let article = ArticleView {
            title: None,
            byline: None,
            published: None,
            source: None,
            url: None,
            lang: None,
            origins: BTreeMap::new(),
            notices: vec!["Odd.".to_owned()],
        };
        let block = |role, span, why| BlockView { role, span, bytes: None, why: Some(why) };
        let blocks = vec![
            block(Role::Body, [0, 5], "sentences"),
            block(Role::Furniture, [5, 11], "a count"),
            block(Role::Body, [12, 15], ""),
        ];
        Analysis {
            id: String::new(),
            path: "a.txt".to_owned(),
            file: None,
            record: None,
            article,
            text: "Rain.12 öde\nEnd".to_owned(),
            blocks,
            left_out: Vec::new(),
            sentences: Vec::new(),
            passages: Vec::new(),
            entities: Vec::new(),
            claims: Vec::new(),
        }
    }

    fn written(width: usize) -> Vec<String> {
        let mut out = Vec::new();
        blocks(&mut out, &page(), Look { width, links: None }).unwrap();
        let text = anstyle_free(&String::from_utf8(out).unwrap());
        text.lines().map(str::to_owned).collect()
    }

    fn anstyle_free(text: &str) -> String {
        let mut parts = text.split('\u{1b}');
        let first = parts.next().unwrap().to_owned();
        parts.fold(first, |all, part| all + part.split_once('m').unwrap().1)
    }

    #[test]
    fn a_wide_terminal_shows_story_and_furniture_side_by_side() {
        let lines = written(103);
        let right: Vec<&str> = lines.iter().filter_map(|line| line.split_once(" │ ")).map(|(_, right)| right).collect();
        assert!(right.contains(&"12 öde") && !right.contains(&"Rain."), "{lines:#?}");
        assert!(lines.iter().any(|line| line.starts_with("Rain.      ")), "{lines:#?}");
        assert!(
            lines.iter().filter(|line| line.contains('│')).all(|line| line.chars().position(|c| c == '│') == Some(51)),
            "{lines:#?}"
        );
    }

    #[test]
    fn a_narrow_terminal_marks_what_is_kept() {
        let lines = written(80);
        assert!(lines.contains(&"+ body: sentences".to_owned()) && lines.contains(&"  12 öde".to_owned()), "{lines:#?}");
        assert!(lines.iter().any(|line| line.starts_with("- furniture: a ")), "{lines:#?}");
    }
}
