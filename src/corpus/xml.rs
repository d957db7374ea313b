//! Where do the elements of an XML text begin and end, as far as a feed must know?

use super::html::token::attributes;
use super::limits::DECLARATION_BYTES;
use crate::model::span::Span;

/// An element within another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// With its prefix, in lower case: `dc:creator`.
    pub(super) name: String,
    /// Its start tag.
    pub(super) tag: Span,
    pub(super) inside: Span,
}

/// What stands between angle brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Start,
    End,
    Data,
    /// Comments, declarations, instructions.
    Other,
}

const DATA: &str = "<![CDATA[";
const DATA_END: &str = "]]>";

/// Finds where the first item of a feed at or behind `from` begins.
pub(super) fn item(bytes: &[u8], from: usize) -> Option<usize> {
    marks(bytes, from).find(|(mark, span)| *mark == Mark::Start && is_item(bytes, *span)).map(|(_, span)| span.start)
}

/// Gives where the item that begins at `at` ends: one that is not closed does where the next begins.
pub(super) fn item_end(bytes: &[u8], at: usize) -> usize {
    for (mark, span) in marks(bytes, at) {
        match mark {
            Mark::Start if span.start == at && is_empty(bytes, span) => return span.end,
            Mark::Start if span.start > at && is_item(bytes, span) => return span.start,
            Mark::End if is_item(bytes, span) => return span.end,
            _ => {}
        }
    }
    bytes.len()
}

/// Gives the elements of a stretch of text that are in none of the others.
pub(super) fn elements(text: &str, part: Span) -> Vec<Element> {
    let bytes = &text.as_bytes()[..part.end];
    let mut found: Vec<Element> = Vec::new();
    // How many of the last one's name are open: its own, and those within it.
    let mut depth = 0;
    for (mark, span) in marks(bytes, part.start) {
        let is_same = found.last().is_some_and(|open| name(bytes, span).eq_ignore_ascii_case(open.name.as_bytes()));
        match mark {
            Mark::Start if depth == 0 => {
                let name = String::from_utf8_lossy(name(bytes, span)).to_ascii_lowercase();
                found.push(Element { name, tag: span, inside: Span::new(span.end, part.end) });
                depth = 1;
                if is_empty(bytes, span) {
                    (found.last_mut().expect("it was put there").inside.end, depth) = (span.end, 0);
                }
            }
            Mark::Start if is_same && !is_empty(bytes, span) => depth += 1,
            Mark::End if is_same && depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.last_mut().expect("it is the same").inside.end = span.start;
                }
            }
            _ => {}
        }
    }
    found
}

/// Gives what stands within the element that a text is.
pub(super) fn inside(text: &str) -> Span {
    let start = marks(text.as_bytes(), 0).next().map_or(0, |(_, span)| span.end);
    Span::new(start, text.rfind("</").filter(|end| *end >= start).unwrap_or(text.len()))
}

/// Gives what stands behind the start tag of the feed, or of its channel.
pub(super) fn behind_root(text: &str) -> Span {
    let bytes = text.as_bytes();
    let is_root = |span: Span| [&b"channel"[..], b"feed"].iter().any(|root| name(bytes, span).eq_ignore_ascii_case(root));
    let root = marks(bytes, 0).find(|(mark, span)| *mark == Mark::Start && is_root(*span));
    Span::new(root.map_or(0, |(_, span)| span.end), text.len())
}

/// Gives an attribute of an element.
pub(super) fn attribute(text: &str, element: &Element, name: &str) -> Option<String> {
    let (all, _) = attributes(element.tag.of(text));
    all.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

/// Gives the insides of the CDATA sections that a stretch consists of; `None` where it consists of something else.
pub(super) fn data(text: &str, part: Span) -> Option<Vec<Span>> {
    let mut found = Vec::new();
    let mut rest = part.trimmed(text);
    while !rest.is_empty() {
        let start = rest.start + DATA.len();
        let end = start + rest.of(text).strip_prefix(DATA)?.find(DATA_END)?;
        found.push(Span::new(start, end));
        rest = Span::new(end + DATA_END.len(), rest.end).trimmed(text);
    }
    (!found.is_empty()).then_some(found)
}

/// Gives what stands between angle brackets from `at` on; what is not closed goes to the end.
fn marks(bytes: &[u8], mut at: usize) -> impl Iterator<Item = (Mark, Span)> + '_ {
    // A declaration of the type of document stands before the first element alone.
    let mut is_prolog = at == 0;
    std::iter::from_fn(move || {
        loop {
            at += bytes.get(at..)?.iter().position(|b| *b == b'<')?;
            let rest = &bytes[at..];
            let past = |end: &str| find(rest, end).map_or(rest.len(), |found| found + end.len());
            let (mark, len) = match rest {
                _ if rest.starts_with(DATA.as_bytes()) => (Mark::Data, past(DATA_END)),
                [_, b'!', b'-', b'-', ..] => (Mark::Other, past("-->")),
                [_, b'!', ..] if is_prolog => (Mark::Other, declaration(rest)),
                [_, b'!' | b'?', ..] => (Mark::Other, past(">")),
                [_, b'/', c, ..] if c.is_ascii_alphabetic() => (Mark::End, past(">")),
                [_, c, ..] if c.is_ascii_alphabetic() => (Mark::Start, tag(rest)),
                _ => {
                    at += 1;
                    continue;
                }
            };
            let span = Span::new(at, at + len);
            at = span.end;
            is_prolog &= mark == Mark::Other;
            return Some((mark, span));
        }
    })
}

/// Gives the length of the declaration `<!…>` that a text begins with: in brackets it may hold others. What it declares is passed
/// over; no entity is put in the place of its name but those that HTML knows, so that none can unfold.
pub(super) fn declaration(bytes: &[u8]) -> usize {
    let is_doctype = bytes.get(2..9).is_some_and(|name| name.eq_ignore_ascii_case(b"doctype"));
    let near = if is_doctype { &bytes[..bytes.len().min(DECLARATION_BYTES)] } else { &[] };
    let (mut at, mut depth) = (2, 0);
    while at < near.len() {
        let rest = &near[at..];
        let behind = |end: &str| find(rest, end).map_or(rest.len(), |found| found + end.len());
        match rest[0] {
            b'<' if rest.starts_with(b"<!--") => at += behind("-->"),
            b'<' if rest.starts_with(b"<?") => at += behind("?>"),
            quote @ (b'"' | b'\'') => at += rest[1..].iter().position(|b| *b == quote).map_or(rest.len(), |end| end + 2),
            b'<' | b'[' => (at, depth) = (at + 1, depth + 1),
            b'>' if depth == 0 => return at + 1,
            b'>' | b']' => (at, depth) = (at + 1, depth.max(1) - 1),
            _ => at += 1,
        }
    }
    find(bytes, ">").map_or(bytes.len(), |end| end + 1)
}

fn find(bytes: &[u8], what: &str) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what.as_bytes())
}

/// Gives the length of a start tag: `>` inside a quoted value does not end it.
fn tag(bytes: &[u8]) -> usize {
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if bytes[at - 1] == b'=' => quote = Some(*byte),
            (Some(mark), byte) if mark == *byte => quote = None,
            _ => {}
        }
    }
    bytes.len()
}

fn name(bytes: &[u8], mark: Span) -> &[u8] {
    let inside = &bytes[mark.start + 1..mark.end];
    let inside = inside.strip_prefix(b"/").unwrap_or(inside);
    &inside[..inside.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>')).unwrap_or(inside.len())]
}

fn is_item(bytes: &[u8], mark: Span) -> bool {
    [&b"item"[..], b"entry"].iter().any(|item| name(bytes, mark).eq_ignore_ascii_case(item))
}

fn is_empty(bytes: &[u8], mark: Span) -> bool {
    bytes[..mark.end].ends_with(b"/>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_whatever_stands_in_them() {
        let text = "<a x='>'>1<a>2</a></a> <!-- <b> --><b/><C:d><![CDATA[</c:d>]]><e></C:d><f>";
        let found: Vec<(String, &str)> =
            elements(text, Span::new(0, text.len())).into_iter().map(|e| (e.name, e.inside.of(text))).collect();
        let expected = [("a", "1<a>2</a>"), ("b", ""), ("c:d", "<![CDATA[</c:d>]]><e>"), ("f", "")];
        assert_eq!(found.iter().map(|(name, inside)| (name.as_str(), *inside)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn items_end_at_their_end_or_where_the_next_begins() {
        let feed = b"<rss><item><title>a</title><item>b<![CDATA[</item>]]></item> <entry/>";
        let first = item(feed, 0).unwrap();
        let second = item_end(feed, first);
        assert!(feed[second..].starts_with(b"<item>b"));
        let end = item_end(feed, second);
        assert!(feed[..end].ends_with(b"]]></item>"));
        let third = item(feed, end).unwrap();
        assert_eq!((item_end(feed, third), item(feed, feed.len())), (feed.len(), None));
    }
}
