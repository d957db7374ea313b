//! How is a piece of HTML read that is the story alone, as feeds and exports hold it?

use super::cut;
use super::elements::mark;
use super::outside::{left_out, struck};
use super::page::{Page, Shape};
use crate::corpus::byline;
use crate::corpus::charset::Decoded;
use crate::corpus::dates;
use crate::corpus::furniture::{furniture, is_credit, is_sentence};
use crate::corpus::sheet::Draft;
use crate::model::article::{Fact, Role};
use crate::model::why::Why;

/// Tags that tell HTML from a text that merely speaks of it: they come in every exported story, and seldom in prose.
const TELLTALE: &[&str] =
    &["</p>", "<br>", "<br/>", "<br />", "</div>", "</a>", "</li>", "</h2>", "</h3>", "</em>", "</strong>", "</span>", "<p>"];

/// Tells whether a text is HTML.
pub(in crate::corpus) fn is_marked_up(text: &str) -> bool {
    let is_tag = |at: usize| {
        TELLTALE
            .iter()
            .any(|tag| text.as_bytes()[at..].get(..tag.len()).is_some_and(|b| b.eq_ignore_ascii_case(tag.as_bytes())))
    };
    text.match_indices('<').any(|(at, _)| is_tag(at))
}

/// Reads a piece of HTML of which all is story, but what is furniture by its own words.
pub(in crate::corpus) fn fragment(decoded: &Decoded) -> Draft {
    let page = Page::read(decoded);
    let blocks = &page.weaver.blocks;
    let words = |at: usize| blocks[at].text.of(&page.weaver.text);
    let roles: Vec<(Role, Why)> = (0..blocks.len()).map(|at| role(words(at), page.shapes[at])).collect();
    let lines = || (0..blocks.len()).filter(|at| roles[*at].0 == Role::Furniture).map(words);
    let byline = lines().find_map(byline::of_line).map(|names| Fact::new(names, "byline line"));
    let (changes, days): (Vec<&str>, Vec<&str>) =
        lines().filter(|line| dates::is_date_line(line)).partition(|line| dates::is_change(line));
    let first = |lines: Vec<&str>| lines.into_iter().find_map(dates::read).map(|day| Fact::new(day, "date line"));
    let (published, changed) = (first(days), first(changes));
    let (mut notices, left_out) = (page.notices(), left_out(decoded, &page, &roles));
    notices.extend(struck(&page, &roles));
    Draft { byline, published, changed, notices, left_out, ..cut(&page, &roles) }
}

fn role(text: &str, shape: Shape) -> (Role, Why) {
    let all_link = shape.linked * 10 >= text.len() * 9;
    let furniture = match text {
        _ if shape.marks & mark::VEILED != 0 => Some(Why::Hidden),
        _ if dates::is_date_line(text) => Some(Why::DateLine),
        _ if byline::of_line(text).is_some() => Some(Why::Byline),
        _ if all_link && shape.near & mark::ITEM != 0 && !is_sentence(text) => Some(Why::Links),
        _ => furniture(text),
    };
    match furniture {
        Some(why) => (Role::Furniture, why),
        None if shape.near & (mark::CAPTION | mark::FIGURE) != 0 && is_credit(text) => (Role::Furniture, Why::Credit),
        None if shape.near & (mark::CAPTION | mark::FIGURE) != 0 => (Role::Caption, Why::CaptionElement),
        None if shape.near & mark::HEADING != 0 => (Role::Subhead, Why::Heading),
        None => (Role::Body, Why::OwnText),
    }
}
