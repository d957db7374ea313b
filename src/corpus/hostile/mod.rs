//! What becomes of input that is made to harm, or was merely badly made?
//!
//! Each case has the number that it has in the list of hostile input, and its outcome: never a panic, a hang or silence.
//! Every article that comes of one is held against law 2.

mod archives;
mod containers;
mod encodings;
mod folders;
mod markup;
mod records;
mod shapes;

use super::laws::read_lawfully_within;
use super::limits::Caps;
use crate::model::answer::Skipped;
use crate::model::article::Article;

/// About a thousandth of the real limits.
const CAPS: Caps = Caps {
    record_bytes: 64 << 10,
    unpacked_bytes: 1 << 20,
    ratio_free_bytes: 16 << 10,
    member_bytes: 256 << 10,
    members: 100,
    records: 1000,
    file_bytes: 1 << 30,
};

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Indexed,
    /// Indexed, and something is told about it.
    Warned,
    Skipped,
}

use Outcome::{Indexed, Skipped as Refused, Warned};

/// Reads a file and holds what becomes of it against what should; `words` stand in a text, a notice or a reason.
#[track_caller]
fn case(number: &str, bytes: &[u8], path: &str, outcome: Outcome, words: &[&str]) -> (Vec<Article>, Vec<Skipped>) {
    within(Caps::default(), number, bytes, path, outcome, words)
}

/// As `case`, with limits that need no gigabytes to be met.
#[track_caller]
fn within(
    caps: Caps,
    number: &str,
    bytes: &[u8],
    path: &str,
    outcome: Outcome,
    words: &[&str],
) -> (Vec<Article>, Vec<Skipped>) {
    let (articles, skipped) = read_lawfully_within(bytes, path, caps);
    let notices: Vec<&String> = articles.iter().flat_map(|article| &article.notices).collect();
    let found = match (articles.is_empty(), notices.is_empty() && skipped.is_empty()) {
        (true, _) => Refused,
        (false, false) => Warned,
        (false, true) => Indexed,
    };
    assert_eq!(found, outcome, "case {number}: {notices:?} {skipped:?}");
    assert!(found != Refused || !skipped.is_empty(), "case {number}: nothing is passed over in silence");
    for word in words {
        let told = articles.iter().any(|article| article.text.contains(word))
            || notices.iter().any(|notice| notice.contains(word))
            || skipped.iter().any(|skipped| skipped.reason.contains(word));
        assert!(told, "case {number}: {word:?} in {notices:?} {skipped:?}");
    }
    (articles, skipped)
}
