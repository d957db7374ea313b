//! Which words are the title of a book, a film, a song, a painting?

use super::marks::{Mark, Strength};
use super::tokens::{Sentence, Shape, Token};
use crate::model::document::EntityKind;

/// What a work is called beside its title.
pub(super) const WORK_NOUNS: &[&str] = &[
    "book",
    "books",
    "novel",
    "novels",
    "memoir",
    "memoirs",
    "biography",
    "autobiography",
    "history",
    "film",
    "films",
    "movie",
    "documentary",
    "album",
    "albums",
    "song",
    "songs",
    "single",
    "anthem",
    "play",
    "musical",
    "opera",
    "ballet",
    "painting",
    "paintings",
    "portrait",
    "sculpture",
    "exhibition",
    "essay",
    "poem",
    "poems",
    "series",
    "sitcom",
    "podcast",
    "column",
    "pamphlet",
    "hymn",
    "symphony",
    "concerto",
    "comedy",
    "thriller",
    "drama",
    "bestseller",
    "canvas",
    "mural",
    "video-game",
    "works",
    "work",
    "track",
    "ballad",
];

/// What has a title that is told by its article alone: behind "the report," stands a body, too.
const PAPERS: &[&str] = &["report", "study", "paper", "inquiry", "article", "pamphlet", "manifesto"];

/// The most tokens of a title.
const LONGEST_TITLE: usize = 10;

/// How far before or behind a title in quotation marks the word for what it is may stand, in tokens.
const NEAR: usize = 5;

/// Puts titles among the marks, in the place of what stood there.
pub(super) fn put(text: &str, tokens: &[Token], sentences: &[Sentence], marks: &mut Vec<Mark>) {
    let mut found: Vec<Mark> = Vec::new();
    for sentence in sentences {
        let mut at = sentence.first;
        while at + 2 < sentence.end {
            match title(tokens, at, *sentence) {
                Some((first, end)) => {
                    found.push(Mark::of(text, tokens, first..end, EntityKind::Other, Strength::Told));
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    if found.is_empty() {
        return;
    }
    let mut titles = found.iter().peekable();
    marks.retain(|mark| {
        while titles.next_if(|title| title.end <= mark.first).is_some() {}
        titles.peek().is_none_or(|title| mark.end <= title.first)
    });
    marks.extend(found);
    marks.sort_by_key(|mark| mark.first);
}

/// Gives the title that opens behind `at`: a quotation mark, or the comma of "the family history, Rope and Ready Money, he".
fn title(tokens: &[Token], at: usize, sentence: Sentence) -> Option<(usize, usize)> {
    let closing = match tokens[at].text {
        "“" => "”",
        "\"" => "\"",
        "‘" => "’",
        "«" => "»",
        "," if at > sentence.first && WORK_NOUNS.contains(&tokens[at - 1].text) => ",",
        "," if at > sentence.first && PAPERS.contains(&tokens[at - 1].text) && matches!(tokens[at + 1].text, "A" | "An") => ",",
        _ => return None,
    };
    let first = at + 1 + usize::from(matches!(tokens[at + 1].text, "The" | "the"));
    let limit = sentence.end.min(first + LONGEST_TITLE + 1);
    let end = (first..limit).find(|end| !is_in_title(&tokens[*end]))?;
    // The comma of "“The Long Tide,” a novel" stands inside the marks.
    let close = end + usize::from(tokens[end].text == "," && closing != ",");
    let words = &tokens[first..end];
    let capitals = words.iter().filter(|word| word.is_capital()).count();
    let closes = |token: &Token| token.text == closing || closing == "," && token.text == ".";
    let is_title = tokens.get(close).is_some_and(closes)
        && words.first().is_some_and(Token::is_capital)
        && words.last().is_some_and(|last| last.shape != Shape::Lower)
        && (capitals > 1 || first > at + 1);
    let has_small = words.iter().any(|word| word.shape == Shape::Lower);
    let is_called = closing == ","
        || tokens[at.saturating_sub(NEAR).max(sentence.first)..at]
            .iter()
            .chain(&tokens[sentence.end.min(close + 1)..sentence.end.min(close + 1 + NEAR)])
            .any(|token| WORK_NOUNS.contains(&token.text));
    let is_told = if closing == "," { has_small } else { is_called || has_small && is_painted(tokens, close, sentence) };
    (is_title && is_told).then_some((first, end))
}

/// Tells whether what stands behind tells of a work: ", painted in 1894", ", which Ann Vale wrote".
fn is_painted(tokens: &[Token], close: usize, sentence: Sentence) -> bool {
    const MADE: &[&str] = &["painted", "written", "wrote", "directed", "composed", "recorded", "sung", "starring", "filmed"];
    let behind = &tokens[sentence.end.min(close + 1)..sentence.end.min(close + 1 + NEAR + 1)];
    behind.iter().any(|token| MADE.contains(&token.text))
}

fn is_in_title(token: &Token) -> bool {
    const SMALL: &[&str] = &[
        "a", "an", "the", "of", "and", "in", "on", "at", "to", "for", "with", "from", "by", "or", "its", "his", "her", "my",
        "our", "their", "de", "la", "is", "as",
    ];
    match token.shape {
        Shape::Capital | Shape::Caps | Shape::Number => true,
        Shape::Lower => SMALL.contains(&token.text),
        Shape::Mark => matches!(token.text, "&" | "-"),
    }
}
