//! What does a page hold that is no part of its text of record, and why not?

use super::page::Page;
use crate::corpus::charset::Decoded;
use crate::corpus::references::resolve;
use crate::model::article::{LeftOut, Role};
use crate::model::bytemap::ByteMap;
use crate::model::normal::fold_space;
use crate::model::span::Span;
use crate::model::why::Why;

/// Gives what stands before and behind the story, and what the page hides, in the order of the page.
pub(super) fn left_out(decoded: &Decoded, page: &Page, roles: &[(Role, Why)]) -> Vec<LeftOut> {
    let is_story = |(role, _): &(Role, Why)| *role != Role::Furniture;
    let (first, last) = (roles.iter().position(is_story), roles.iter().rposition(is_story));
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let weaver = &page.weaver;
    let around = (0..first).chain(last + 1..roles.len()).map(|at| {
        let woven = weaver.blocks[at].text;
        LeftOut { text: woven.of(&weaver.text).to_owned(), bytes: hull(&weaver.map, woven), why: roles[at].1 }
    });
    let unseen = page.unseen.iter().map(|(source, words, why)| {
        let text = fold_space(&resolve(words));
        LeftOut { text, bytes: hull(&decoded.map, *source), why: *why }
    });
    let mut found: Vec<LeftOut> = around.chain(unseen).collect();
    found.sort_by_key(|left| left.bytes.start);
    found
}

/// Says how often words of the story are struck out, and so not in it.
pub(super) fn struck(page: &Page, roles: &[(Role, Why)]) -> Option<String> {
    let is_story = |(role, _): &(Role, Why)| *role != Role::Furniture;
    let (first, last) = (roles.iter().position(is_story)?, roles.iter().rposition(is_story)?);
    let source = |at: usize| page.weaver.blocks.get(at).map(|woven| woven.source);
    let (from, to) = (source(first)?.start, source(last + 1).map_or(usize::MAX, |next| next.start));
    let is_within = |source: &Span| (from..to).contains(&source.start);
    struck_notice(page.unseen.iter().filter(|(source, _, why)| *why == Why::Struck && is_within(source)).count())
}

/// Says in how many places words are struck out.
pub(in crate::corpus) fn struck_notice(places: usize) -> Option<String> {
    let places = if places == 1 { "one place".to_owned() } else { format!("{places} places") };
    (places != "0 places").then(|| format!("struck-out words are left out, in {places}"))
}

fn hull(map: &ByteMap, span: Span) -> Span {
    ByteMap::hull(&map.pieces(span)).unwrap_or_default()
}
