//! Is each hard case of who said what read as its case file says?
//!
//! A file opens with `# ` and what it shows. Then `> ` before a text (`= ` before a headline; ¶ parts paragraphs), and below it,
//! set in, a line a claim: speaker | cue | content | stance, and "not" where it is negated | who relays. No line: no claim.
//! `# Wrong:` and the reason stand before an answer that is asserted as it is and is not right. `WHOSAID_RENEW=1` writes what is
//! found.

use crate::newsroom::repository;
use whosaid::analysis::{claims, names, sentences};
use whosaid::model::article::{Block, Role};
use whosaid::model::document::Claim;
use whosaid::model::span::Span;

#[test]
fn the_hard_cases_of_who_said_what_are_read_as_their_files_say() {
    let mut files: Vec<_> =
        std::fs::read_dir(repository().join("tests/claims")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 20, "{files:?}");
    let mut differing = Vec::new();
    for file in files {
        let kept = std::fs::read_to_string(&file).unwrap();
        let read = kept.lines().filter(|line| !line.starts_with("  ")).map(case).collect::<String>();
        if std::env::var_os("WHOSAID_RENEW").is_some() {
            std::fs::write(&file, &read).unwrap();
        } else if read != kept {
            differing.push(format!("{}:\n{read}", file.display()));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// Gives the line and, set in below it, the claims of its text.
fn case(line: &str) -> String {
    let text = line.strip_prefix("> ").or_else(|| line.strip_prefix("= ")).unwrap_or_default().replace('¶', "\n\n");
    let role = if line.starts_with("= ") { Role::Title } else { Role::Body };
    let mut at = 0;
    let mut blocks = Vec::new();
    for part in text.split("\n\n") {
        let span = Span::new(at, at + part.len());
        blocks.extend(Some(Block::new(role, span)).filter(|_| !part.is_empty()));
        at = span.end + 2;
    }
    let sentences = sentences::find(&text, &blocks);
    let (entities, _) = names::find(&text, &blocks, &sentences, None);
    let (found, _) = claims::find(&text, &blocks, &sentences, &entities, None);
    let lines: String = found.iter().map(|claim| format!("  {}\n", told(&text, claim))).collect();
    format!("{line}\n{lines}")
}

fn told(text: &str, claim: &Claim) -> String {
    let words = |span: Span| span.of(text).replace("\n\n", "¶");
    // Words without a name stand in brackets.
    let named = |name: &Option<String>, span: Option<Span>| {
        name.clone().unwrap_or_else(|| span.map_or("–".to_owned(), |span| format!("({})", words(span))))
    };
    let content: Vec<String> = claim.content.iter().map(|span| words(*span)).collect();
    let via: Vec<String> = claim.via.iter().map(|via| named(&via.name, Some(via.span))).collect();
    let parts = [
        named(&claim.speaker.name, claim.speaker.span),
        claim.cue.as_ref().map_or("–".to_owned(), |cue| words(cue.span)),
        content.join(" … "),
        format!("{}{}", claim.stance.word(), if claim.negated { " not" } else { "" }),
        via.join(", "),
    ];
    parts.join(" | ").trim_end_matches([' ', '|']).to_owned()
}
