//! Which text does a page give to a script alone, as the `articleBody` of its JSON-LD?

use super::fragment::{fragment, is_marked_up};
use super::page::Page;
use crate::corpus::charset::Decoded;
use crate::corpus::json::{self, inside, members};
use crate::corpus::sheet::Draft;
use crate::corpus::text;
use crate::model::article::Format;
use crate::model::span::Span;

/// How many lists and objects of JSON-LD are looked into, one within another: a graph, its list, and the article.
const DEPTH: usize = 4;

/// Reads the longest text that the page's JSON-LD states as that of an article, from the bytes where it stands.
pub(super) fn stated(decoded: &Decoded, page: &Page) -> Option<(Format, Draft)> {
    let bodies = page.head.json_ld_at.iter().filter_map(|script| body(&decoded.text, *script, DEPTH));
    let string = json::within(decoded, bodies.max_by_key(|body| body.len())?);
    if is_marked_up(&string.text) {
        return Some((Format::JsonHtml, fragment(&string)));
    }
    let (blocks, told) = text::blocks(&string.text, Span::new(0, string.text.len()), true);
    Some((Format::Json, Draft { blocks, text: string.text, map: string.map, ..told.into_draft() }))
}

/// Finds the inside of the longest `articleBody` in a value of JSON.
fn body(text: &str, value: Span, depth: usize) -> Option<Span> {
    let value = value.trimmed(text);
    let written = value.of(text);
    if depth == 0 {
        return None;
    }
    let within = |span: Span| Span::new(value.start + span.start, value.start + span.end);
    let found: Vec<Span> = if written.starts_with('[') {
        elements(written).into_iter().filter_map(|element| body(text, within(element), depth - 1)).collect()
    } else {
        let members = members(written, 1).ok()?;
        let of = |member: &json::Member| match member.key.as_str() {
            "articleBody" => inside(text, within(member.value)),
            "@graph" | "mainEntity" | "mainEntityOfPage" => body(text, within(member.value), depth - 1),
            _ => None,
        };
        members.iter().filter_map(of).collect()
    };
    found.into_iter().filter(|body| json::is_filled(body.of(text))).max_by_key(|body| body.len())
}

/// Gives where the objects and lists of a list stand.
fn elements(list: &str) -> Vec<Span> {
    let (mut found, mut at) = (Vec::new(), 1);
    while let Some(start) = list.get(at..).and_then(|rest| rest.find(['{', '['])).map(|found| at + found) {
        at = json::end(list.as_bytes(), start);
        found.push(Span::new(start, at));
    }
    found
}
