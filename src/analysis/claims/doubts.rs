//! Does the writer doubt that somebody says something, or that it is so: "hardly said", "said, wrongly,", "allegedly said"?

use super::frames::Reader;
use super::groups::Group;
use super::tokens::{Class, Token};
use std::ops::Range;

/// Adverbs by which a writer calls untrue, or leaves open, what the verb beside them reports.
const DOUBTED: &[&str] = &[
    "falsely",
    "wrongly",
    "erroneously",
    "incorrectly",
    "misleadingly",
    "untruthfully",
    "baselessly",
    "mistakenly",
    "inaccurately",
    "spuriously",
    "dishonestly",
    "deceptively",
    "fraudulently",
    "allegedly",
    "supposedly",
    "purportedly",
];

/// Gives where "by no means", "at no point", "no longer" or "all but" begins that ends before the verb at `start`.
pub(super) fn in_no_way(tokens: &[Token<'_>], unit: &Range<usize>, start: usize) -> Option<usize> {
    const NO: &[&str] = &["way", "means", "sense", "time", "point", "stage", "account", "circumstances"];
    let open = |at: usize| tokens[at].quote.is_none();
    let [two, three] = [2, 3].map(|words| start.checked_sub(words).filter(|&at| at >= unit.start && (at..start).all(open)));
    let longer = two.filter(|&at| tokens[at].is("no") && tokens[at + 1].is("longer"));
    // "All but two said": no verb follows at once.
    let all_but = two.filter(|&at| at > unit.start && tokens[at].is("all") && tokens[at + 1].is("but"));
    let no = |at: &usize| tokens[*at].class == Class::Preposition && tokens[at + 1].is("no") && tokens[at + 2].is_any(NO);
    longer.or(all_but).or_else(|| three.filter(no))
}

/// "hardly said", "almost said": tells whether an adverb right before the verb says that it was not said, or as good as not. "Had
/// hardly said it when" tells when, and "almost always said" how often.
pub(super) fn is_hardly(tokens: &[Token<'_>], unit: &Range<usize>, before: Range<usize>) -> bool {
    const HARDLY: &[&str] = &["hardly", "scarcely", "barely"];
    const ALMOST: &[&str] = &["rarely", "seldom", "almost", "nearly", "but"];
    let Some(at) = before.clone().rev().find(|&at| !tokens[at].is_any(&["ever", "even"])) else { return false };
    let had = tokens[before.start..at].iter().any(|token| token.is("had"));
    let once = || had && tokens[before.end..unit.end].iter().any(|token| token.is_any(&["when", "before", "than"]));
    tokens[at].is_any(ALMOST) || tokens[at].is_any(HARDLY) && !once()
}

impl Reader<'_, '_> {
    /// "falsely said", "said wrongly that", "told reporters, mistakenly, that", "said, without evidence, that", "he said, wrongly":
    /// tells whether the writer doubts what the verb reports, whose words begin at `first`.
    pub(super) fn is_doubtful(&self, group: &Group, first: usize) -> bool {
        const FAR: usize = 4;
        let doubted = |at: usize| self.is_any(at, DOUBTED) && !self.is_quoted(at);
        if group.tokens.clone().any(doubted) {
            return true;
        }
        let mark = |at: usize| matches!(self.class(at), None | Some(Class::Mark)) && !self.is_quoted(at);
        // "Holt, wrongly, said", "was falsely reported as saying".
        let start = group.tokens.start;
        let aside = start > self.unit.start + 1 && self.is(start - 1, ",") && doubted(start - 2);
        let reported =
            start > self.unit.start && self.is(start - 1, "as") && (self.unit.start..start).rev().take(FAR).any(doubted);
        if aside || reported {
            return true;
        }
        let end = group.tokens.end;
        let behind = if first >= end { first } else { self.unit.end.min(end + FAR) };
        (end..behind).any(|at| {
            let closed = |at: usize| mark(at) || self.is(at, "that") || at == first;
            let unproven = self.is(at, "without")
                && self.is_any(at + 1, &["evidence", "proof", "foundation", "basis"])
                && !self.is_quoted(at)
                && closed(at + 2);
            let opens = first >= end || at == end || self.is(at - 1, ",") && at == end + 1;
            opens && (doubted(at) && closed(at + 1) || unproven)
        })
    }

    /// "It is safe, Holt said, wrongly.": tells whether the words are no more than such an adverb.
    pub(super) fn is_comment(&self, words: &Range<usize>) -> bool {
        let mut said = words.clone().filter(|&at| !self.paragraph.tokens[at].is_mark() || self.is_quoted(at));
        said.next().is_some_and(|at| self.is_any(at, DOUBTED) && !self.is_quoted(at)) && said.next().is_none()
    }
}
