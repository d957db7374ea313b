//! Which stretches of a text stand in quotation marks?

use crate::model::article::{Block, Role};
use crate::model::span::Span;

/// A stretch in quotation marks, within one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks.
    pub span: Span,
    /// Without the marks; never empty.
    pub inside: Span,
    /// How many other quotations it stands in.
    pub depth: usize,
    /// Whether it has no closing mark: it goes on in the next block, or the mark was forgotten.
    pub open: bool,
    /// Whether it goes on from a quotation that the block before left open.
    pub resumed: bool,
}

/// Gives the quotations of all blocks but furniture, by where they begin, outer before inner.
///
/// Marks that have no partner in their block are passed over, but for a quotation that fills the rest of it.
pub fn find(text: &str, blocks: &[Block]) -> Vec<Quotation> {
    let story: Vec<Span> = blocks.iter().filter(|block| block.role != Role::Furniture).map(|block| block.span).collect();
    let mut found = Vec::new();
    let mut was_open = false;
    for (index, &block) in story.iter().enumerate() {
        let next_opens = story.get(index + 1).is_some_and(|next| starts_quoted(next.of(text)));
        let mut pairs = pairs(text, block, next_opens);
        pairs.sort_unstable_by_key(|quotation| (quotation.span.start, std::cmp::Reverse(quotation.span.end)));
        if let Some(first) = pairs.first_mut() {
            first.resumed = was_open && first.span.start == block.start;
        }
        let ends = |quotation: &Quotation| text[quotation.span.end..block.end].trim_end().is_empty();
        was_open = pairs.iter().any(|quotation| quotation.open && ends(quotation)) && next_opens;
        nest(&mut pairs);
        found.append(&mut pairs);
    }
    found
}

fn starts_quoted(text: &str) -> bool {
    text.starts_with(['“', '"', '«', '„', '‘', LOST]) || text.starts_with("``") || text.starts_with("''")
}

fn nest(pairs: &mut [Quotation]) {
    let mut ends: Vec<usize> = Vec::new();
    for pair in pairs {
        while ends.last().is_some_and(|&end| end <= pair.span.start) {
            ends.pop();
        }
        pair.depth = ends.len();
        ends.push(pair.span.end);
    }
}

/// Stands for a character that could not be read: in English prose mostly a mark or an apostrophe.
const LOST: char = '\u{fffd}';

/// What kind of mark: only equal kinds make a pair.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Curly,
    Straight,
    Guillemet,
    SingleCurly,
    SingleStraight,
    /// U+FFFD, where the mark was lost with its encoding.
    Lost,
}

#[derive(Clone, Copy)]
enum Turn {
    Open,
    Close,
    /// A straight mark between two letters or two blanks: the other of what came last.
    Either,
}

#[derive(Clone, Copy)]
struct Event {
    mark: Mark,
    turn: Turn,
    span: Span,
}

/// Matches the marks of one block with a stack, in one pass.
fn pairs(text: &str, block: Span, next_opens: bool) -> Vec<Quotation> {
    let events = events(text, block);
    let mut stack: Vec<(Event, usize)> = Vec::new();
    let mut found = Vec::new();
    for (index, &event) in events.iter().enumerate() {
        let opened = |mark| stack.iter().rev().take(DEEPEST).position(|(opener, _)| opener.mark == mark);
        // Typists mix the two double marks: “like this".
        let open_at = opened(event.mark).or_else(|| match (event.mark, event.turn) {
            (Mark::Straight, Turn::Close) => opened(Mark::Curly).or_else(|| opened(Mark::Lost)),
            (Mark::Curly, Turn::Close) => opened(Mark::Straight).or_else(|| opened(Mark::Lost)),
            _ => None,
        });
        let closes = match event.turn {
            Turn::Open => false,
            Turn::Close => true,
            Turn::Either => open_at.is_some(),
        };
        if !closes && let Some(at) = open_at.filter(|&at| reopens(text, block, stack[stack.len() - 1 - at].0, event)) {
            stack.truncate(stack.len() - at);
            let (opener, _) = stack.pop().expect("open_at lies in the stack");
            let said = Span::new(opener.span.end, event.span.start);
            push_open(text, &mut found, Span::new(opener.span.start, before_narration(text, said)), opener);
            stack.push((event, index));
        } else if !closes {
            // A straight mark that opens while one is open: the first one was never closed.
            if matches!(event.mark, Mark::Straight | Mark::SingleStraight)
                && let Some(at) = open_at
            {
                stack.truncate(stack.len() - 1 - at);
            }
            stack.push((event, index));
        } else if let Some(at) = open_at {
            stack.truncate(stack.len() - at);
            let (opener, _) = stack.pop().expect("open_at lies in the stack");
            push(text, &mut found, opener.span, event.span);
        }
    }
    if let Some(&(opener, index)) = stack.first()
        && is_left_open(text, block, opener, &events[index + 1..], next_opens)
    {
        push_open(text, &mut found, Span::new(opener.span.start, block.end), opener);
    }
    found
}

fn push_open(text: &str, found: &mut Vec<Quotation>, whole: Span, opener: Event) {
    let inside = Span::new(opener.span.end, whole.end).trimmed(text);
    if !inside.is_empty() {
        found.push(Quotation { span: Span::new(whole.start, inside.end), inside, depth: 0, open: true, resumed: false });
    }
}

/// Tells whether a mark goes on with what `opener` began a paragraph before, where paragraphs were run together: `: "It rained.
/// "It snowed."`.
fn reopens(text: &str, block: Span, opener: Event, event: Event) -> bool {
    let sentence_ends = |before: &str| before.ends_with(['.', '?', '!', '…']);
    let before = text[block.start..opener.span.start].trim_end();
    let speaks = before.is_empty() || sentence_ends(before) || before.ends_with([':', ',', '”', '"', LOST]);
    let said = text[opener.span.end..event.span.start].trim_end();
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    is_double(event.mark)
        && matches!(event.turn, Turn::Open)
        && speaks
        && sentence_ends(said)
        && begins(&text[opener.span.end..])
        && begins(&text[event.span.end..])
}

/// Gives where what is said ends, at the latest before a sentence that tells who else said something, and in which nobody speaks of
/// himself: its closing mark was forgotten.
fn before_narration(text: &str, said: Span) -> usize {
    const REPORTS: &[&str] = &[
        "said",
        "says",
        "told",
        "added",
        "revealed",
        "insisted",
        "claimed",
        "admitted",
        "believes",
        "warned",
        "announced",
        "confirmed",
        "explained",
        "denied",
    ];
    const SPEAKERS: &[&str] =
        &["i", "we", "my", "our", "us", "me", "you", "your", "i'm", "i've", "we're", "we've", "i'd", "we'd"];
    let words = said.of(text);
    let ends = words.match_indices(". ").map(|(at, _)| at + 1).chain([words.len()]);
    let mut start = 0;
    for end in ends {
        let forms: Vec<String> =
            words[start..end].split_whitespace().map(|word| word.trim_matches(['.', ',', ':']).to_lowercase()).collect();
        let holds = |list: &[&str]| forms.iter().any(|form| list.contains(&form.as_str()));
        if start > 0 && holds(REPORTS) && !holds(SPEAKERS) {
            return said.start + start;
        }
        start = end;
    }
    said.end
}

fn is_double(mark: Mark) -> bool {
    matches!(mark, Mark::Curly | Mark::Straight | Mark::Guillemet | Mark::Lost)
}

/// Quotations in quotations in quotations are as deep as print goes; deeper openers are strays.
const DEEPEST: usize = 4;

fn push(text: &str, found: &mut Vec<Quotation>, open: Span, close: Span) {
    let inside = Span::new(open.end, close.start).trimmed(text);
    if !inside.is_empty() {
        found.push(Quotation { span: Span::new(open.start, close.end), inside, depth: 0, open: false, resumed: false });
    }
}

/// Tells whether a mark without partner quotes the rest of its block rather than being a stray.
fn is_left_open(text: &str, block: Span, opener: Event, later: &[Event], next_opens: bool) -> bool {
    if !is_double(opener.mark) || later.iter().any(|event| is_double(event.mark)) {
        return false;
    }
    let before = text[block.start..opener.span.start].trim_end();
    before.is_empty() || before.ends_with([':', ',']) || next_opens && before.ends_with(['.', '?', '!', '”', '"', '—', '–'])
}

fn events(text: &str, block: Span) -> Vec<Event> {
    let mut events = Vec::new();
    let inside = block.of(text);
    let may_be_mark = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`') || !byte.is_ascii();
    let mut from = 0;
    while let Some(step) = inside.as_bytes()[from..].iter().position(may_be_mark) {
        let at = from + step;
        let Some(c) = inside[at..].chars().next() else { break };
        let before = inside[..at].chars().next_back();
        let mut width = c.len_utf8();
        let doubled = matches!(c, '\'' | '`') && inside[at + width..].starts_with(c);
        width += usize::from(doubled);
        from = at + width;
        let after = inside[from..].chars().next();
        let kind = if doubled { double_straight(before, after) } else { kind(c, before, after, &inside[from..]) };
        if let Some((mark, turn)) = kind {
            events.push(Event { mark, turn, span: Span::new(block.start + at, block.start + from) });
        }
    }
    drop_plural_possessives(text, events)
}

fn kind(c: char, before: Option<char>, after: Option<char>, rest: &str) -> Option<(Mark, Turn)> {
    match c {
        '“' if is_open_side(before, after) => Some((Mark::Curly, Turn::Open)),
        '“' => Some((Mark::Curly, Turn::Either)),
        '„' | '‟' => Some((Mark::Curly, Turn::Open)),
        '”' => Some((Mark::Curly, Turn::Close)),
        '«' => Some((Mark::Guillemet, Turn::Open)),
        '»' => Some((Mark::Guillemet, Turn::Close)),
        '"' | '＂' => double_straight(before, after),
        '‘' => (after.is_some_and(char::is_alphanumeric) && !before.is_some_and(char::is_alphanumeric) && !is_clipped(rest))
            .then_some((Mark::SingleCurly, Turn::Open)),
        '’' => closes_single(before, after).then_some((Mark::SingleCurly, Turn::Close)),
        '\'' if closes_single(before, after) => Some((Mark::SingleStraight, Turn::Close)),
        '\'' => {
            let opens = is_open_side(before, after) && after.is_some_and(char::is_alphanumeric) && !is_clipped(rest);
            opens.then_some((Mark::SingleStraight, Turn::Open))
        }
        // Between letters it is an apostrophe or a letter, between blanks a dash.
        LOST if is_open_side(before, after) => Some((Mark::Lost, Turn::Open)),
        LOST => closes_single(before, after).then_some((Mark::Lost, Turn::Close)),
        _ => None,
    }
}

fn is_open_side(before: Option<char>, after: Option<char>) -> bool {
    let free = before.is_none_or(|c| c.is_whitespace() || "([{-–—―/“\"‘'«…:".contains(c));
    free && after.is_some_and(|c| !c.is_whitespace())
}

fn double_straight(before: Option<char>, after: Option<char>) -> Option<(Mark, Turn)> {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let turn = match (blank(before), blank(after)) {
        (true, false) => Turn::Open,
        (false, true) => Turn::Close,
        _ if before.is_some_and(|c| "([{-–—―".contains(c)) => Turn::Either,
        _ if after.is_some_and(|c| ",.;:?!)]-–—".contains(c)) => Turn::Close,
        _ => Turn::Either,
    };
    Some((Mark::Straight, turn))
}

fn closes_single(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| !c.is_whitespace() && !"([{-–—".contains(c)) && !after.is_some_and(char::is_alphanumeric)
}

/// Tells whether the apostrophe before `rest` stands for letters left out: '90s, 'em, 'til.
fn is_clipped(rest: &str) -> bool {
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        let word: &str = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        return word.ends_with('s') || word.len() == 2;
    }
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    ["em", "til", "cause", "tis", "twas", "n", "bout", "round"].iter().any(|clip| word.eq_ignore_ascii_case(clip))
}

/// Leaves out the closing single marks that are more likely a plural's possessive: `workers’ rights … ’`.
fn drop_plural_possessives(text: &str, events: Vec<Event>) -> Vec<Event> {
    let single = |event: &Event| matches!(event.mark, Mark::SingleCurly | Mark::SingleStraight | Mark::Lost);
    let mut kept = Vec::with_capacity(events.len());
    // Whether another closing mark comes before the next opening one, seen from the end.
    let mut closes_later = false;
    for event in events.into_iter().rev() {
        if single(&event) {
            let before = &text[..event.span.start];
            let after = text[event.span.end..].strip_prefix(' ');
            let possessive = before.ends_with('s') && after.is_some_and(|rest| rest.starts_with(char::is_lowercase));
            match event.turn {
                Turn::Close if closes_later && possessive => continue,
                Turn::Close => closes_later = true,
                _ => closes_later = false,
            }
        }
        kept.push(event);
    }
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        quotations(text).iter().map(|quotation| quotation.inside.of(text)).collect()
    }

    fn quotations(text: &str) -> Vec<Quotation> {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            if !line.is_empty() {
                blocks.push(Block::new(Role::Body, Span::new(start, start + line.len())));
            }
            start += line.len() + 1;
        }
        find(text, &blocks)
    }

    #[test]
    fn all_kinds_of_marks_are_found() {
        assert_eq!(found("“One,” she said, \"two\" and «three» and ``four''."), ["One,", "two", "three", "four"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(
            found("‘We don’t know the workers’ names from the ‘90s,’ he said."),
            ["We don’t know the workers’ names from the ‘90s,"]
        );
        assert_eq!(found("The '90s weren't the bosses' best, 'a lost time', said Ruiz."), ["a lost time"]);
        assert_eq!(found("The players' union and the owners' club met."), Vec::<&str>::new());
    }

    #[test]
    fn straight_and_curly_marks_pair_where_typists_mix_them() {
        assert_eq!(found("“It rained,\" she said. \"It snowed,” he said."), ["It rained,", "It snowed,"]);
    }

    #[test]
    fn a_character_that_was_lost_stands_for_a_mark_or_an_apostrophe() {
        assert_eq!(
            found("\u{fffd}It\u{fffd}s over,\u{fffd} she said. \u{fffd}We won.\u{fffd}"),
            ["It\u{fffd}s over,", "We won."]
        );
        assert_eq!(found("The caf\u{fffd} \u{fffd} an old one \u{fffd} closed."), Vec::<&str>::new());
        assert_eq!(found("“The workers\u{fffd} pay is low,” he said."), ["The workers\u{fffd} pay is low,"]);
    }

    #[test]
    fn quotations_nest() {
        let text = "“He told me ‘never’ and left,” she said.";
        assert_eq!(found(text), ["He told me ‘never’ and left,", "never"]);
        assert_eq!(quotations(text)[1].depth, 1);
    }

    #[test]
    fn a_quotation_over_several_paragraphs_is_reopened_and_closed_once() {
        let text = "Ann Lee said: “We waited.\n“Nobody came.\n“So we left.”\nIt rained.";
        let all = quotations(text);
        assert_eq!(found(text), ["We waited.", "Nobody came.", "So we left."]);
        assert_eq!(all.iter().map(|q| (q.open, q.resumed)).collect::<Vec<_>>(), [(true, false), (true, true), (false, true)]);
    }

    #[test]
    fn a_mark_without_partner_ends_with_its_paragraph() {
        assert_eq!(found("The so-called “reform failed.\n“It was bad,” said Kim."), ["It was bad,"]);
        assert_eq!(found("The so-called “reform failed.\nThen “it rained”."), ["it rained"]);
        assert_eq!(found("A screen of 27\" broke. \"It was new,\" he said."), ["It was new,"]);
    }

    #[test]
    fn a_quotation_is_reopened_where_paragraphs_were_run_together() {
        assert_eq!(found("Kim said: \"It rained. \"It snowed.\" It was \"cold\"."), ["It rained.", "It snowed.", "cold"]);
        assert_eq!(found("“It rained. “It snowed,” Kim said."), ["It rained.", "It snowed,"]);
        assert_eq!(found("He called it \"bad. \"It was new,\" he said."), ["It was new,"]);
    }

    #[test]
    fn a_quotation_that_was_not_closed_ends_before_the_story_goes_on() {
        let text = "\"We won. I am glad. Kim also said that they left. \"We drew,\" he said.";
        assert_eq!(found(text), ["We won. I am glad.", "We drew,"]);
    }

    #[test]
    fn many_marks_take_linear_time() {
        assert_eq!(found(&"“".repeat(50_000)).len(), 0);
        assert!(found(&"\"a ".repeat(50_000)).len() <= 25_000);
        quotations(&"a' ‘b “".repeat(20_000));
    }
}
