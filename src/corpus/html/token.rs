//! Of which tags, comments and stretches of text does a page consist, and where does each stand?

use super::super::references::resolve;
use crate::corpus::limits::HTML_ATTRIBUTES;
use crate::model::span::Span;

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::corpus) enum Token {
    Text(Span),
    /// A start tag; its attributes are read when they are asked for.
    Start {
        name: String,
        tag: Span,
    },
    End {
        name: String,
    },
    /// What stands inside an element that holds no tags: scripts, styles, titles.
    Raw {
        name: String,
        text: Span,
    },
}

/// Elements that hold text and no tags, by the HTML standard.
const RAW: &[&str] = &["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

/// Longest name of an element that is told apart from others; the longest that has a meaning is `foreignobject`.
const NAME_BYTES: usize = 32;

/// Cuts a page, or a part of it, into its parts.
pub(in crate::corpus) fn tokens(page: &str, part: Span) -> Vec<Token> {
    let mut scan = Scan { page, end: part.end, at: part.start, text: part.start, found: Vec::new(), drawings: 0 };
    scan.run();
    scan.found
}

struct Scan<'a> {
    page: &'a str,
    end: usize,
    at: usize,
    /// Where the stretch of text began that is not handed over yet.
    text: usize,
    found: Vec<Token>,
    /// Drawings that are open: what has no content there says so by its tag, as in XML.
    drawings: usize,
}

impl Scan<'_> {
    fn run(&mut self) {
        while let Some(open) = self.find(self.at, "<") {
            let rest = &self.page.as_bytes()[open + 1..self.end];
            let end = match rest {
                [b'!', b'-', b'-', ..] => self.comment_end(open),
                [b'!' | b'?', ..] => self.past(open, ">"),
                [b'/', c, ..] if c.is_ascii_alphabetic() => self.tag_end(open),
                [b'/', _, ..] => self.past(open, ">"),
                [c, ..] if c.is_ascii_alphabetic() => self.tag_end(open),
                _ => {
                    self.at = open + 1;
                    continue;
                }
            };
            self.flush(open);
            self.at = end;
            self.text = end;
            self.tag(Span::new(open, end));
        }
        self.flush(self.end);
    }

    fn find(&self, from: usize, what: &str) -> Option<usize> {
        Some(from + self.page.get(from..self.end)?.find(what)?)
    }

    fn past(&self, from: usize, what: &str) -> usize {
        self.find(from, what).map_or(self.end, |at| at + what.len())
    }

    fn comment_end(&self, open: usize) -> usize {
        let rest = &self.page[open + 4..self.end];
        match rest {
            r if r.starts_with('>') => open + 5,
            r if r.starts_with("->") => open + 6,
            _ => self.past(open + 4, "-->"),
        }
    }

    /// Gives the place behind the tag: `>` inside a quoted value does not end it.
    fn tag_end(&self, open: usize) -> usize {
        let bytes = &self.page.as_bytes()[..self.end];
        let mut at = open + 1;
        while at < bytes.len() {
            match bytes[at] {
                b'>' => return at + 1,
                b'=' => {
                    at += 1;
                    while at < bytes.len() && bytes[at].is_ascii_whitespace() {
                        at += 1;
                    }
                    if let Some(mark @ (b'"' | b'\'')) = bytes.get(at).copied() {
                        at = self.past(at + 1, if mark == b'"' { "\"" } else { "'" });
                    }
                }
                _ => at += 1,
            }
        }
        self.end
    }

    fn flush(&mut self, end: usize) {
        if self.text < end {
            self.found.push(Token::Text(Span::new(self.text, end)));
        }
    }

    fn tag(&mut self, tag: Span) {
        let inside = tag.of(self.page).trim_start_matches('<');
        let (closing, inside) = match inside.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, inside),
        };
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return;
        }
        let name: String = inside
            .chars()
            .take(NAME_BYTES)
            .take_while(|c| !c.is_ascii_whitespace() && *c != '/' && *c != '>')
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let drawing = matches!(name.as_str(), "svg" | "math");
        if closing {
            self.drawings = self.drawings.saturating_sub(usize::from(drawing));
            self.found.push(Token::End { name });
            return;
        }
        let empty = self.drawings > 0 && inside.ends_with("/>");
        self.drawings += usize::from(drawing && !inside.ends_with("/>"));
        let raw = RAW.contains(&name.as_str()) && !empty;
        let plaintext = name == "plaintext";
        self.found.push(Token::Start { name: name.clone(), tag });
        if raw {
            self.raw(name);
        } else if plaintext {
            self.at = self.end;
        }
    }

    fn raw(&mut self, name: String) {
        let bytes = self.page.as_bytes();
        let start = self.at;
        let mut at = start;
        let close = loop {
            let Some(open) = self.find(at, "</") else { break self.end };
            let behind = bytes[open + 2..self.end].get(..name.len());
            let same = behind.is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()));
            let ended = bytes[..self.end]
                .get(open + 2 + name.len())
                .is_none_or(|b| b.is_ascii_whitespace() || *b == b'/' || *b == b'>');
            if same && ended {
                break open;
            }
            at = open + 2;
        };
        if start < close {
            self.found.push(Token::Raw { name, text: Span::new(start, close) });
        }
        self.at = close;
        self.text = close;
    }
}

/// Gives the attributes of a start tag, names in lower case, references resolved; of equal names the first counts. Tells too
/// whether there are more of them than are looked at.
pub(in crate::corpus) fn attributes(tag: &str) -> (Vec<(String, String)>, bool) {
    let inside = tag.trim_start_matches('<').trim_end_matches('>');
    let start = inside.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inside.len());
    let mut rest = &inside[start..];
    let mut found: Vec<(String, String)> = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() || found.len() >= HTML_ATTRIBUTES {
            return (found, !rest.is_empty());
        }
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_ascii_whitespace() || *c == '/' || *c == '=')
            .map_or(rest.len(), |(at, _)| at);
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        let mut value = "";
        if let Some(behind) = rest.strip_prefix('=') {
            let behind = behind.trim_start_matches(|c: char| c.is_ascii_whitespace());
            let mark = behind.chars().next().filter(|c| *c == '"' || *c == '\'');
            (value, rest) = match mark {
                Some(mark) => behind[1..].split_once(mark).unwrap_or((&behind[1..], "")),
                None => behind.split_at(behind.find(|c: char| c.is_ascii_whitespace()).unwrap_or(behind.len())),
            };
        }
        found.push((name, resolve(value).into_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(page: &str) -> Vec<String> {
        let show = |token: &Token| match token {
            Token::Text(span) => format!("text {}", span.of(page)),
            Token::Start { name, .. } => format!("start {name}"),
            Token::End { name } => format!("end {name}"),
            Token::Raw { name, text } => format!("raw {name} {}", text.of(page)),
        };
        tokens(page, Span::new(0, page.len())).iter().map(show).collect()
    }

    #[test]
    fn a_page_is_cut_as_a_browser_cuts_it() {
        assert_eq!(
            written("<!doctype html><P class='a>b'>1 < 2<!-- <b> --><br/>x</P ><script>if (a</b) '</p>'</SCRIPT>y"),
            [
                "start p",
                "text 1 < 2",
                "start br",
                "text x",
                "end p",
                "start script",
                "raw script if (a</b) '</p>'",
                "end script",
                "text y"
            ]
        );
    }

    #[test]
    fn what_is_not_closed_goes_to_the_end() {
        assert_eq!(written("a<!-- b"), ["text a"]);
        assert_eq!(written("a<b c=\"d"), ["text a", "start b"]);
        assert_eq!(written("<script>a</scriptx>"), ["start script", "raw script a</scriptx>"]);
    }

    #[test]
    fn an_empty_title_of_a_drawing_holds_nothing() {
        assert_eq!(written("<svg><title/><path/></svg>a"), ["start svg", "start title", "start path", "end svg", "text a"]);
        assert_eq!(written("<title/>a</title>b"), ["start title", "raw title a", "end title", "text b"]);
    }

    #[test]
    fn attributes_are_read_with_and_without_quotes() {
        let found = attributes("<a HREF=x/y title = 'A &amp; B' hidden data-q=\"\">");
        assert!(!found.1);
        let found: Vec<(&str, &str)> = found.0.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(found, [("href", "x/y"), ("title", "A & B"), ("hidden", ""), ("data-q", "")]);
    }
}
