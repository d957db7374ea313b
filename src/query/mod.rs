//! What do typed words ask for? Understanding never fails: an odd query gives a question and notices.
//!
//! | typed | asks for |
//! |---|---|
//! | `volt typhoon`, `+volt -typhoon` | words side by side; one that must, one that must not occur |
//! | `bank/credit` | the same as `bank credit`; `and/or`, `9/11` and `km/h` as they stand |
//! | `a AND b`, `a OR b`, `NOT a`, `( )` | the same in capitals; `&&`, `||`, `!` too |
//! | `"two words"`, `"two words"~3` | a phrase, one whose words may move; with any double quotation marks |
//! | `a NEAR/5 b`, `a w/5 b` | words or phrases with at most five words between |
//! | `fabric*`, `wom?n`, `*ication`, `volt~1`, `volt^2` | starts, patterns, words alike, weight |
//! | `speaker:"Mao Ning"`, `stance:(deny OR confirm)`, `via:*` | fields, by their names or aliases (`Field::ALIASES`) |
//! | `published:2024-03`, `..`, `[a TO b]`, `{a TO b}`, `>=`, `7d`, `after:`, `before:`, `since:`, `until:` | days |
//! | `\` | takes a sign's meaning, or an operator's at the start of a word |
//!
//! From the tightest: field, `~` and `^`, NEAR, the signs `+ - ! NOT`, AND, OR, parts side by side: `a b OR c` is `a (b OR c)`.

mod build;
mod dates;
mod leaf;
mod notices;
mod operand;
mod parser;
mod scanner;
mod slash;
mod target;
mod word;

#[cfg(test)]
mod tests;

use crate::model::query::syntax::{has_letters, is_blank};
use crate::model::query::{Clause, Field, Leaf, Node, Occur, Query, Test};
use jiff::civil::Date;
use notices::Notices;
pub use operand::MAX_PHRASE_WORDS;
use parser::Parser;

/// Longer questions are cut, as typed and as printed: a page of text, so that a pasted article costs no more than a question.
pub const MAX_BYTES: usize = 4096;
/// Deeper brackets are flattened; a question that a person can still read has fewer than ten.
pub const MAX_DEPTH: usize = 64;
/// Printing adds at most two pairs of brackets to a typed one (`unknown:(-a b AND …` puts three groups into each other), and one
/// more at the words (`NOT a NEAR/5 b NEAR/5 c`).
const SAFE_DEPTH: usize = MAX_DEPTH / 3 - 1;
/// Lucene's limit of clauses in one question.
pub const MAX_LEAVES: usize = 1024;

/// Reads a question, with a notice for each odd part. `today` is what `7d` and `yesterday` count from.
pub fn parse(typed: &str, today: Date) -> (Query, Vec<String>) {
    let (query, notices, _) = counted(typed, today);
    (query, notices)
}

/// Reads a question, and counts the bytes that were looked at.
fn counted(typed: &str, today: Date) -> (Query, Vec<String>, u64) {
    let mut steps = 0;
    let whole = typed.trim_matches(is_blank);
    let (mut text, mut depth) = (cut(whole, MAX_BYTES), MAX_DEPTH);
    loop {
        let mut notices = Notices::default();
        if text.len() < whole.len() {
            notices.add(match text.rsplit(is_blank).next() {
                Some(last) if !text.is_empty() => format!("longer than {MAX_BYTES} bytes: cut after {}", notices::quoted(last)),
                _ => format!("longer than {MAX_BYTES} bytes: ignored"),
            });
        }
        let (mut root, taken) = Parser::new(text, today, depth, &mut notices).read();
        steps += taken;
        slash::part(&mut root);
        let query = Query { root };
        let printed = query.to_string().len();
        if query.root.depth() > MAX_DEPTH && depth > SAFE_DEPTH {
            depth = SAFE_DEPTH;
        } else if printed > MAX_BYTES {
            // What is understood must itself be a question that is not cut (law 6).
            // At least a sixteenth goes: a tail that prints as nothing could else be cut byte by byte.
            let shorter = (text.len() * MAX_BYTES / printed).min(text.len() * 15 / 16);
            text = cut(text, shorter);
        } else {
            return (query, notices.into_sentences(), steps);
        }
    }
}

/// Reads a question as words alone, without any syntax; what is printed of it is never longer than a question may be.
pub fn plain(typed: &str) -> Query {
    let words = cut(typed.trim_matches(is_blank), MAX_BYTES).split(is_blank).filter(|word| has_letters(word));
    let clauses = words.flat_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let leaf = Leaf { field: Field::Text, test: Test::Word(word) };
        slash::parts(&leaf).unwrap_or_else(|| vec![Clause { occur: Occur::Bare, node: Node::Leaf(leaf) }])
    });
    let mut clauses: Vec<Clause> = clauses.take(MAX_LEAVES).collect();
    loop {
        let query = Query { root: build::root(build::group(clauses.clone())).0 };
        let printed = query.to_string().len();
        if printed <= MAX_BYTES {
            return query;
        }
        // What is too long is mostly backslashes: of the last words as many go as there are bytes too many, at least one.
        clauses.truncate((clauses.len() * MAX_BYTES / printed).min(clauses.len() - 1));
    }
}

/// Cuts after the last whole word that fits, or inside the word where it is the only one.
fn cut(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let head = &text[..text.floor_char_boundary(limit)];
    let whole_words = head.rfind(is_blank).map_or("", |blank| head[..blank].trim_end_matches(is_blank));
    if whole_words.is_empty() { head } else { whole_words }
}
