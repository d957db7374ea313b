//! How is a web page read as an article?

mod elements;
mod fragment;
mod meta;
mod page;
mod story;
pub(super) mod token;

use super::byline;
use super::charset::{Decoded, decode};
use super::dates;
use super::furniture::{is_credit, is_furniture, is_sentence, opens_list};
use super::sheet::{Draft, Place};
use crate::model::answer::Skipped;
use crate::model::article::{Article, Block, Fact, Format, Role};
use crate::model::bytemap::ByteMap;
use crate::model::normal::name_key;
use crate::model::span::Span;
use elements::mark;
pub(super) use fragment::{fragment, is_marked_up};
use meta::Stated;
use page::{Page, Shape};

/// Reads a page. `label` is the charset that its transport named.
pub(super) fn read(bytes: &[u8], label: Option<&str>, place: Place) -> Result<Article, Skipped> {
    let decoded = decode(bytes, label, true).map_err(|reason| place.skipped(reason))?;
    let draft = draft(&decoded);
    place.article(bytes, &decoded, Format::Html, draft)
}

fn draft(decoded: &Decoded) -> Draft {
    let page = Page::read(decoded);
    let stated = meta::stated(&page.head);
    let chosen = story::chosen(&page);
    let blocks = Blocks { page: &page, stated: &stated, chosen };
    let title = blocks.title();
    let roles = blocks.roles(title);
    let mut draft = cut(&page, &roles);
    draft.title = match title {
        Some(at) => Some(Fact::new(blocks.text(at).replace('\n', " "), "h1")),
        None => stated.titles.first().cloned(),
    };
    draft.byline = stated.byline.clone().or_else(|| blocks.byline());
    draft.published = stated.published.clone().or_else(|| blocks.published(title));
    draft.notices = stated.notices;
    draft.url = stated.url;
    let addressed = || Some(Fact::new(dates::of_url(&draft.url.as_ref()?.value)?, "url"));
    let published = draft.published.clone().or_else(addressed);
    draft.published = published;
    draft.source = stated.source;
    draft.lang = stated.lang;
    draft
}

/// Keeps the text from the first to the last block of the story, with the furniture between.
fn cut(page: &Page, roles: &[Role]) -> Draft {
    let is_story = |role: &Role| *role != Role::Furniture;
    let (Some(first), Some(last)) = (roles.iter().position(is_story), roles.iter().rposition(is_story)) else {
        return Draft::default();
    };
    let woven = &page.weaver.blocks;
    let hull = Span::new(woven[first].text.start, woven[last].text.end);
    let mut map = ByteMap::default();
    for run in page.weaver.map.runs() {
        let Some(text) = run.text.intersection(hull) else { continue };
        let from = run.raw.start + (text.start - run.text.start);
        let linear = run.text.len() == run.raw.len();
        map.push(text.less(hull.start), if linear { Span::new(from, from + text.len()) } else { run.raw });
    }
    Draft {
        text: hull.of(&page.weaver.text).to_owned(),
        map,
        blocks: (first..=last).map(|at| Block { role: roles[at], span: woven[at].text.less(hull.start) }).collect(),
        ..Draft::default()
    }
}

struct Blocks<'a> {
    page: &'a Page<'a>,
    stated: &'a Stated,
    chosen: Vec<bool>,
}

/// Words of a link list's entry at most; a longer linked line is a paragraph that is one link.
const LINK_WORDS: usize = 25;

/// How far behind the headline a standfirst may stand, in blocks: bylines, dates and pictures come between.
const STANDFIRST_REACH: usize = 12;

impl Blocks<'_> {
    fn text(&self, at: usize) -> &str {
        self.page.weaver.blocks[at].text.of(&self.page.weaver.text)
    }

    fn shape(&self, at: usize) -> Shape {
        self.page.shapes[at]
    }

    /// Finds the headline: the h1, else another heading, that is near to a title that the page states.
    fn title(&self) -> Option<usize> {
        let titles: Vec<String> = self.stated.titles.iter().map(|fact| name_key(&fact.value)).collect();
        let count = self.page.weaver.blocks.len();
        let last = self.chosen.iter().rposition(|chosen| *chosen).map_or(count, |at| at + 1);
        let is_near = |at: &usize| {
            let key = name_key(self.text(*at));
            titles.iter().any(|title| is_near(title, &key))
        };
        let of = |marks: u32| (0..last).filter(move |at| self.shape(*at).marks & marks == marks);
        of(mark::TITLE).find(is_near).or_else(|| of(mark::HEADING).find(is_near)).or_else(|| {
            let mut heads = of(mark::TITLE).filter(|at| self.text(*at).split_whitespace().count() >= 3);
            heads.next().filter(|_| heads.next().is_none())
        })
    }

    fn roles(&self, title: Option<usize>) -> Vec<Role> {
        let mut listing = false;
        let first = self.chosen.iter().position(|chosen| *chosen).unwrap_or(0);
        let mut roles: Vec<Role> = (0..self.chosen.len())
            .map(|at| {
                if self.chosen[at] {
                    let text = self.text(at);
                    listing = opens_list(text) && self.shape(at).marks & mark::HEADING != 0
                        || listing
                            && !(is_sentence(text)
                                && text.split_whitespace().count() >= 20
                                && self.shape(at).linked * 2 < text.len());
                }
                self.role(at, title, first, listing)
            })
            .collect();
        self.drop_empty_subheads(&mut roles);
        roles
    }

    fn role(&self, at: usize, title: Option<usize>, first: usize, listing: bool) -> Role {
        let (text, shape) = (self.text(at), self.shape(at));
        if title == Some(at) {
            return Role::Title;
        }
        if !self.chosen[at] {
            return if self.is_standfirst(at, title, first) { Role::Standfirst } else { Role::Furniture };
        }
        if listing || self.is_furniture(text, shape) || self.repeats_title(text) {
            return Role::Furniture;
        }
        if shape.near & mark::CAPTION != 0 || shape.near & mark::FIGURE != 0 && shape.near & mark::QUOTE == 0 {
            return if is_credit(text) { Role::Furniture } else { Role::Caption };
        }
        if shape.marks & mark::HEADING != 0 && shape.near & mark::HEADING != 0 {
            return if is_sentence(text) && text.split_whitespace().count() > 25 { Role::Body } else { Role::Subhead };
        }
        if self.is_standfirst(at, title, first) { Role::Standfirst } else { Role::Body }
    }

    /// Tells whether a block of the chosen story is none of it after all.
    fn is_furniture(&self, text: &str, shape: Shape) -> bool {
        let words = text.split_whitespace().count();
        let all_link = shape.linked * 10 >= text.len() * 9;
        is_furniture(text)
            || (is_credit(text) && words <= 12)
            || (shape.near & mark::BYLINE != 0 && words <= 12 && !is_sentence(text))
            || (dates::is_date_line(text))
            || (byline::of_line(text).is_some() && words <= 12)
            || (shape.near & mark::ASIDE != 0 && (all_link || !is_sentence(text)))
            || (all_link
                && words <= LINK_WORDS
                && !is_sentence(text)
                && (shape.near & mark::ITEM != 0 || shape.marks & mark::HEADING != 0))
    }

    fn repeats_title(&self, text: &str) -> bool {
        let key = name_key(text);
        !key.is_empty() && self.stated.titles.iter().any(|title| name_key(&title.value) == key)
    }

    /// Tells whether a block below the headline is the page's own summary of the story.
    fn is_standfirst(&self, at: usize, title: Option<usize>, first: usize) -> bool {
        let text = self.text(at);
        let below = title.is_some_and(|title| at > title && at <= title + STANDFIRST_REACH);
        if !below || at > first + 1 || text.split_whitespace().count() < 5 || is_furniture(text) {
            return false;
        }
        let key = name_key(text);
        let stated = self.stated.summaries.iter().any(|summary| name_key(summary) == key);
        stated || (self.shape(at).near & mark::STANDFIRST != 0 && self.shape(at).marks & (mark::FRAME | mark::ASIDE) == 0)
    }

    /// A subhead at the end of a story heads what is not part of it.
    fn drop_empty_subheads(&self, roles: &mut [Role]) {
        let Some(last) = roles.iter().rposition(|role| *role == Role::Body) else { return };
        for role in &mut roles[last + 1..] {
            if *role == Role::Subhead {
                *role = Role::Furniture;
            }
        }
    }

    fn byline(&self) -> Option<Fact> {
        let marked = (0..self.chosen.len())
            .filter(|at| self.shape(*at).near & mark::BYLINE != 0 && self.text(*at).split_whitespace().count() <= 12);
        let names = marked
            .filter_map(|at| byline::of_field(self.text(at)).filter(|names| names.split_whitespace().count() >= 2))
            .next();
        let names = names.or_else(|| (0..self.chosen.len()).find_map(|at| byline::of_line(self.text(at))));
        names.map(|names| Fact::new(names, "byline line"))
    }

    /// Finds a line with a date near the headline.
    fn published(&self, title: Option<usize>) -> Option<Fact> {
        let from = title.unwrap_or(0).saturating_sub(5);
        let near = from..(from + 2 * STANDFIRST_REACH).min(self.chosen.len());
        let read = |at: usize| Some(Fact::new(dates::read(self.text(at))?, "date line"));
        let is_date = |at: &usize| {
            dates::is_date_line(self.text(*at)) || (self.shape(*at).near & mark::DATE != 0 && self.text(*at).len() < 120)
        };
        near.filter(is_date).find_map(read)
    }
}

/// Tells whether a heading is the stated title: equal, or one holds the other and is most of it.
fn is_near(title: &str, heading: &str) -> bool {
    let (short, long) = if title.len() < heading.len() { (title, heading) } else { (heading, title) };
    title == heading && !title.is_empty()
        || (short.split(' ').count() >= 3 && long.contains(short) && short.len() * 2 >= long.len())
}
