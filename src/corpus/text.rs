//! How is plain text, scraped or typed, cut into blocks?

use super::furniture::{is_credit, is_furniture, is_sentence};
use super::roles::{Told, roles};
use crate::model::article::Block;
use crate::model::span::Span;

/// Characters from which on lines may be the lines of one wrapped paragraph, as mail and wire services wrapped them.
const WRAP_FROM: usize = 40;

/// Characters that a wrapped line has at most.
const WRAP_TO: usize = 110;

/// Blanks by which a line is set in from the others, where it begins a paragraph: wire services set in by three to five.
const INDENT: usize = 2;

/// Cuts a stretch of text into paragraphs: at empty lines, before lines that are set in, and at line ends that do not merely wrap.
pub(super) fn paragraphs(text: &str, part: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let lines = lines(text, part);
    for between in lines.split(|line| line.trimmed(text).is_empty()).filter(|between| !between.is_empty()) {
        let margin = between.iter().map(|line| indent(text, *line)).min().unwrap_or(0);
        let begins = |line: &Span| indent(text, *line) >= margin + INDENT;
        let set_in = between.iter().any(begins);
        let mut group: Vec<Span> = Vec::new();
        for line in between {
            if begins(line) {
                close(text, set_in, &mut group, &mut found);
            }
            group.push(line.trimmed(text));
        }
        close(text, set_in, &mut group, &mut found);
    }
    found
}

/// Counts the blanks that a line begins with; a tab stands for as many as set a line in.
fn indent(text: &str, line: Span) -> usize {
    let blanks = line.of(text).chars().take_while(|c| c.is_whitespace());
    blanks.map(|c| if c == '\t' { INDENT } else { 1 }).sum()
}

/// The bytes with which what parts lines begins: one glance a byte.
const MAY_END: [bool; 256] = {
    let mut may_end = [false; 256];
    let mut at = 0;
    let bytes = [b'\n', b'\r', 0x0B, 0x0C, 0xC2, 0xE2];
    while at < bytes.len() {
        may_end[bytes[at] as usize] = true;
        at += 1;
    }
    may_end
};

/// Gives the lines of a stretch of text, with `\n`, `\r\n`, `\r` and the separators of Unicode between them.
pub(super) fn lines(text: &str, part: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = part.start;
    let bytes = text.as_bytes();
    let mut next = part.start;
    while let Some(at) = bytes[next..part.end].iter().position(|byte| MAY_END[usize::from(*byte)]).map(|to| next + to) {
        next = at + 1;
        let len = match bytes[at] {
            b'\n' | b'\r' | 0x0B | 0x0C => 1,
            0xC2 if bytes.get(at + 1) == Some(&0x85) => 2, // U+0085
            0xE2 if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xA8 | 0xA9])) => 3, // U+2028, U+2029
            _ => continue,
        };
        // Of `\r\n` the second makes no line of its own, which would part paragraphs.
        if !(bytes[at] == b'\n' && at > part.start && bytes[at - 1] == b'\r') {
            found.push(Span::new(start, at));
        }
        start = at + len;
    }
    found.push(Span::new(start, part.end));
    found
}

fn close(text: &str, set_in: bool, group: &mut Vec<Span>, found: &mut Vec<Span>) {
    let end = group.len() - usize::from(is_signed_off(text, group));
    if is_wrapped(text, set_in, &group[..end]) {
        found.push(Span::new(group[0].start, group[end - 1].end));
        group.drain(..end);
    }
    found.append(group);
}

/// Tells whether the last line is a word by itself behind the end of a sentence, as agencies end their stories.
fn is_signed_off(text: &str, group: &[Span]) -> bool {
    let [.., before, last] = group else { return false };
    let last = last.of(text);
    before.of(text).ends_with(['.', '"', '”']) && !last.contains(char::is_whitespace) && last.ends_with(char::is_alphabetic)
}

/// Tells whether lines are one paragraph: all but the last are about as long as the longest, and few end a sentence. Where
/// paragraphs are `set_in`, a line that is not goes on with what stands before it, whether that ends a sentence or not.
fn is_wrapped(text: &str, set_in: bool, group: &[Span]) -> bool {
    let Some((_, full)) = group.split_last() else { return false };
    if full.is_empty() {
        return false;
    }
    let words = |line: &Span| line.of(text);
    let lengths: Vec<usize> = group.iter().map(|line| words(line).chars().count()).collect();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    // The first may be short: a wire's dateline, which stands elsewhere now, was part of it.
    let goes_on = set_in && !is_sentence(words(&group[0])) || words(&group[1]).starts_with(char::is_lowercase);
    // "hampered by its" / "wholly-government-owned status": the next word had no room.
    let is_full = |at: usize| {
        let next = words(&group[at + 1]).split_whitespace().next().unwrap_or_default();
        lengths[at] + 1 + next.chars().count() > longest
    };
    let is_even = |(at, length): (usize, &usize)| *length * 4 >= longest * 3 || is_full(at) || at == 0 && goes_on;
    let even = lengths[..full.len()].iter().enumerate().filter(|line| is_even(*line)).count();
    let ended = || full.iter().filter(|line| is_sentence(words(line))).count();
    // The rest of a sentence is none, whatever it would be by itself: "share.", "1985."
    let is_rest = |at: usize| {
        let before = group.get(at.wrapping_sub(1)).is_some_and(|before| !is_sentence(words(before)));
        before && words(&group[at]).starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
    };
    let is_other = |line: &Span| is_credit(words(line)) || is_furniture(words(line));
    (WRAP_FROM..=WRAP_TO).contains(&longest)
        && even * 10 >= full.len() * 9
        && (set_in || ended() * 2 <= full.len())
        && !group.iter().enumerate().any(|(at, line)| is_other(line) && !is_rest(at))
}

/// Cuts a stretch of text into blocks with their roles. Where `titled`, the headline stands elsewhere.
pub(super) fn blocks(text: &str, part: Span, titled: bool) -> (Vec<Block>, Told) {
    let spans = paragraphs(text, part);
    let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    let told = roles(&words, titled);
    let blocks =
        spans.iter().zip(&told.roles).map(|(span, (role, why))| Block { role: *role, span: *span, why: *why }).collect();
    (blocks, told)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        paragraphs(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn lines_are_paragraphs_unless_they_wrap() {
        assert_eq!(cut("One\r\nTwo\r\n\r\n Three \rFour"), ["One", "Two", "Three", "Four"]);
        let wrapped = "The mayor of Linden resigned on Monday after a week\nof protests over the price of water, and she said\nshe would not return.";
        assert_eq!(cut(&format!("{wrapped}\n\nNext")), [wrapped, "Next"]);
        let long =
            "The mayor said the town was rich but that its means\nto mend it were bound by its\nwholly-government-owned bank.";
        assert_eq!(cut(long), [long]);
        let short = format!("Vale Water said it\nwould close {wrapped}");
        assert_eq!(cut(&short), [short.as_str()], "a first line without its place and date is short");
        // As wire services print: the first line of a paragraph set in, and none empty between them.
        assert_eq!(cut(&format!("   {wrapped}\n   {wrapped}")), [wrapped, wrapped]);
        assert_eq!(cut(&format!("{wrapped}\n\tNext")), [wrapped, "Next"]);
        assert_eq!(cut(&wrapped.replace('\n', "\n    ")).len(), 3, "a hanging indent is a list's");
        let lead = "The mayor of Linden\nresigned on Monday after a week of protests over water,\nand would not return.";
        assert_eq!(cut(&format!("{lead}\n    Next")), [lead, "Next"], "its dateline stood before it");
        let close = "The council of Linden, which sat for six hours on Tuesday,\nagreed.\nWire";
        assert_eq!(cut(&format!("    {lead}\n    {close}")), [lead, &close[..close.len() - 5], "Wire"]);
        assert_eq!(cut("Linden Post\nThe mayor of Linden resigned on Monday after a week\nof protests").len(), 3);
        assert_eq!(cut("The town hall of Linden and its old bridge at dusk\nImage credit: Ada Brandt").len(), 2);
    }
}
