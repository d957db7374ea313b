//! How do a reader's findings in one article look to a person?

use super::human::told;
use super::terminal::{FAINT, Look, STRONG, clean, styled, wrapped};
use crate::model::answer::Analysis;
use crate::model::article::Role;
use std::io::{self, Write};

/// Writes an article's facts, its blocks with their roles, its entities and its claims.
///
/// # Errors
/// Where `out` cannot be written.
pub fn analysis(out: &mut dyn Write, analysis: &Analysis, look: Look<'_>) -> io::Result<()> {
    let article = &analysis.article;
    writeln!(out, "{}", styled(STRONG, &clean(&analysis.path, false)))?;
    let facts = [
        ("title", &article.title),
        ("source", &article.source),
        ("published", &article.published),
        ("byline", &article.byline),
        ("url", &article.url),
        ("lang", &article.lang),
    ];
    for (name, value) in facts {
        let origin = article.origins.get(name).map(|origin| format!(" ({})", clean(origin, false))).unwrap_or_default();
        let value = value.as_deref().map_or("unknown".to_owned(), |value| clean(value, false));
        writeln!(out, "{name:<10} {value}{}", styled(FAINT, &origin))?;
    }
    for notice in &article.notices {
        writeln!(out, "{:<10} {}", "notice", clean(notice, false))?;
    }
    writeln!(out)?;
    let text: Vec<char> = analysis.text.chars().collect();
    for block in &analysis.blocks {
        let words: String = text[block.span[0]..block.span[1]].iter().collect();
        let role = format!("{:<10} ", role(block.role));
        let words = clean(&words, false);
        let words = if block.role == Role::Furniture { styled(FAINT, &words) } else { words };
        writeln!(out, "{}", wrapped(&words, look, &role, "           "))?;
    }
    writeln!(out)?;
    for entity in &analysis.entities {
        writeln!(out, "{:<12} {}", entity.kind.word(), clean(&entity.name, false))?;
    }
    writeln!(out)?;
    for claim in &analysis.claims {
        writeln!(out, "{}", wrapped(&told(claim), look, "• ", "  "))?;
    }
    writeln!(out)
}

pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Title => "title",
        Role::Standfirst => "standfirst",
        Role::Body => "body",
        Role::Subhead => "subhead",
        Role::Caption => "caption",
        Role::Furniture => "furniture",
    }
}
