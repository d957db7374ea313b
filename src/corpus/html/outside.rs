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
    let unseen = page.unseen.iter().map(|(source, words)| {
        let text = fold_space(&resolve(words));
        LeftOut { text, bytes: hull(&decoded.map, *source), why: Why::Hidden }
    });
    let mut found: Vec<LeftOut> = around.chain(unseen).collect();
    found.sort_by_key(|left| left.bytes.start);
    found
}

fn hull(map: &ByteMap, span: Span) -> Span {
    ByteMap::hull(&map.pieces(span)).unwrap_or_default()
}
