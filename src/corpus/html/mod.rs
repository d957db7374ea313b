//! How is a web page read as an article?

mod beside;
mod elements;
mod fragment;
mod live;
mod meta;
mod outside;
mod page;
mod repeated;
mod script;
mod story;
pub(super) mod token;

use super::byline;
use super::charset::{Decoded, decode};
use super::dates;
use super::furniture::{furniture, is_consent, is_credit, is_furniture, is_sentence, opens_list};
use super::sheet::{Draft, Place};
use crate::model::answer::Skipped;
use crate::model::article::{Article, Block, Format, Role};
use crate::model::bytemap::ByteMap;
use crate::model::normal::name_key;
use crate::model::span::Span;
use crate::model::why::Why;
pub(super) use elements::is_struck;
use elements::mark;
pub(super) use fragment::{fragment, is_marked_up};
use meta::Stated;
pub(super) use outside::struck_notice;
use page::{Page, Shape};
use story::{common, is_within};

/// Reads a page. `label` is the charset that its transport named.
pub(super) fn read(bytes: &[u8], label: Option<&str>, place: Place) -> Result<Article, Skipped> {
    let decoded = decode(bytes, label, true).map_err(|reason| place.skipped(reason))?;
    let (format, draft) = draft(&decoded);
    place.article(bytes, &decoded, format, draft)
}

fn draft(decoded: &Decoded) -> (Format, Draft) {
    let page = Page::read(decoded);
    let stated = meta::stated(&page.head);
    let chosen = story::chosen(&page);
    let heeds_extra = is_seldom(&page, &chosen, |shape| shape.near & mark::EXTRA != 0);
    let heeds_veiled = is_seldom(&page, &chosen, |shape| shape.marks & mark::VEILED != 0);
    let told_asides = story::told_asides(&page);
    let mut blocks = Blocks { page: &page, stated: &stated, chosen, heeds_extra, heeds_veiled, told_asides, posts: Vec::new() };
    let title = blocks.title();
    blocks.take_posts(title);
    let roles = blocks.roles(title);
    let mut format = Format::Html;
    let mut draft = cut(&page, &roles);
    draft.left_out = outside::left_out(decoded, &page, &roles);
    if !draft.blocks.iter().any(|block| block.role == Role::Body)
        && let Some(stated) = script::stated(decoded, &page)
    {
        (format, draft) = stated;
    }
    blocks.facts(title, &mut draft);
    draft.notices.extend(page.notices());
    draft.notices.extend(outside::struck(&page, &roles));
    draft.lang = stated.lang.clone();
    (format, draft)
}

/// Keeps the text from the first to the last block of the story, with the furniture between.
fn cut(page: &Page, roles: &[(Role, Why)]) -> Draft {
    let is_story = |(role, _): &(Role, Why)| *role != Role::Furniture;
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
        blocks: (first..=last)
            .map(|at| Block { role: roles[at].0, span: woven[at].text.less(hull.start), why: roles[at].1 })
            .collect(),
        ..Draft::default()
    }
}

struct Blocks<'a> {
    page: &'a Page<'a>,
    stated: &'a Stated,
    chosen: Vec<bool>,
    /// Whether class names that say "no story" are believed: not where they would take most of it.
    heeds_extra: bool,
    /// The same of styles that show nothing.
    heeds_veiled: bool,
    /// For each element whether it is a box of the story's own, though it is called beside it.
    told_asides: Vec<bool>,
    /// The `article` elements that are the posts of one running story.
    posts: Vec<usize>,
}

/// Words of a link list's entry at most; a longer linked line is a paragraph that is one link.
const LINK_WORDS: usize = 25;

/// Words of a sentence that ends a list of other stories within its element.
const LIST_END_WORDS: usize = 20;

/// Of how many parts of the story a box of other stories within it is one at most.
const BOX_SHARE: usize = 2;

/// Words of a row of links at most.
const LINKS_WORDS: usize = 80;

/// How far behind the headline a standfirst may stand, in blocks: bylines, dates and pictures come between.
const STANDFIRST_REACH: usize = 12;

/// Words of a sentence between headline and story that leads to the story.
const LEAD_WORDS: usize = 10;

/// How far above the headline the caption of the first picture may stand, in blocks.
const CAPTION_ABOVE: usize = 3;

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

    fn roles(&self, title: Option<usize>) -> Vec<(Role, Why)> {
        // Of a list of other stories the element that holds it, where one does; and the last block before it of the story.
        let (mut listing, mut is_box, mut before) = (None, false, None);
        let first = self.chosen.iter().position(|chosen| *chosen).unwrap_or(0);
        let main = self.main_article(title);
        let mut roles: Vec<(Role, Why)> = (0..self.chosen.len())
            .map(|at| {
                if main.is_some_and(|main| self.is_elsewhere(at, main, title)) {
                    return (Role::Furniture, Why::OtherArticle);
                }
                if self.chosen[at] {
                    let text = self.text(at);
                    if opens_list(text) && self.shape(at).marks & mark::HEADING != 0 {
                        listing = Some(self.list_around(at, before));
                    } else if listing.is_none() && self.opens_box(at, before) {
                        (listing, is_box) = (Some(self.list_around(at, before)), true);
                    } else if listing.is_some_and(|list| self.ends_list(at, list, is_box)) {
                        (listing, is_box) = (None, false);
                    }
                    before = Some(at);
                }
                self.role(at, title, first, listing.is_some())
            })
            .collect();
        self.drop_repeated(&mut roles);
        self.drop_pull_quotes(&mut roles);
        self.drop_empty_subheads(&mut roles);
        roles
    }

    /// Finds the element that holds a list of other stories and its head, and nothing of what stands before them.
    fn list_around(&self, head: usize, before: Option<usize>) -> Option<usize> {
        let next = self.page.shapes.get(head + 1)?.inside;
        let list = common(self.page, self.shape(head).inside, next);
        before.is_none_or(|before| !is_within(self.page, self.shape(before).inside, list)).then_some(list)
    }

    /// Tells whether the story goes on behind a list of other stories: with a sentence where the list's element has ended, else
    /// with one that no teaser is as long as.
    fn ends_list(&self, at: usize, list: Option<usize>, is_box: bool) -> bool {
        let (text, shape) = (self.text(at), self.shape(at));
        let is_behind = list.is_some_and(|list| !is_within(self.page, shape.inside, list));
        let is_text = is_sentence(text) && shape.linked * 2 < text.len();
        is_text && (is_behind || !is_box && text.split_whitespace().count() >= LIST_END_WORDS)
    }

    /// Tells whether a line heads a box of other stories, though it is no heading: the next is a link, and the box a small part
    /// of the page.
    fn opens_box(&self, head: usize, before: Option<usize>) -> bool {
        let (text, shape) = (self.text(head), self.shape(head));
        let is_link = |at: usize| self.page.shapes.get(at).is_some_and(|next| next.linked * 10 >= self.text(at).len() * 9);
        if shape.linked > 0 || !opens_list(text) || !is_furniture(text) || !is_link(head + 1) {
            return false;
        }
        let Some(list) = self.list_around(head, before.filter(|before| self.chosen[*before])) else { return false };
        let held = |within: bool| {
            let held = (0..self.chosen.len()).filter(|at| self.chosen[*at]);
            held.filter(|at| !within || is_within(self.page, self.shape(*at).inside, list)).map(|at| self.text(at).len()).sum()
        };
        let (inside, all): (usize, usize) = (held(true), held(false));
        before.is_some() && inside * BOX_SHARE < all
    }

    /// Finds the `article` element that the story begins in, where other articles may follow on the same page.
    fn main_article(&self, title: Option<usize>) -> Option<usize> {
        let from = title?;
        if self.page.head.json_ld.iter().any(|json| json.contains("LiveBlogPosting") || json.contains("DiscussionForumPosting"))
        {
            return None; // its posts are articles in the article
        }
        let is_prose = |at: &usize| {
            let (text, words) = (self.text(*at), self.text(*at).split_whitespace().count());
            let is_long = words >= 20 || is_sentence(text) && words >= 8;
            self.chosen[*at] && is_long && self.shape(*at).linked * 2 < text.len() && !is_furniture(text)
        };
        let first = (from..self.chosen.len()).find(is_prose)?;
        self.page.elements[self.shape(first).inside].article
    }

    /// Tells whether a block stands in another article than this one and the headline's, and not in one around or within it.
    fn is_elsewhere(&self, at: usize, main: usize, title: Option<usize>) -> bool {
        let elements = &self.page.elements;
        let is_within = |inner: usize, outer: usize| is_within(self.page, inner, outer);
        let of = |at: usize| elements[self.shape(at).inside].article;
        let article = of(at).filter(|article| title.and_then(of) != Some(*article));
        article.is_some_and(|article| {
            !is_within(article, main) && !is_within(main, article) && !self.posts.iter().any(|post| is_within(article, *post))
        })
    }

    fn role(&self, at: usize, title: Option<usize>, first: usize, listing: bool) -> (Role, Why) {
        let (text, shape) = (self.text(at), self.shape(at));
        if title == Some(at) {
            return (Role::Title, Why::StatedTitle);
        }
        if !self.chosen[at] {
            return match self.standfirst(at, title, first) {
                Some(why) => (Role::Standfirst, why),
                None if self.is_first_caption(at, title, first) => (Role::Caption, Why::HeadCaption),
                None => (Role::Furniture, Why::OutsideStory),
            };
        }
        if listing {
            return (Role::Furniture, if opens_list(text) { Why::ListHead } else { Why::ListOfStories });
        }
        if let Some(why) = self.furniture(text, shape) {
            return (Role::Furniture, why);
        }
        if shape.near & mark::CAPTION != 0 || shape.near & mark::FIGURE != 0 && shape.near & mark::QUOTE == 0 {
            return if is_credit(text) { (Role::Furniture, Why::Credit) } else { (Role::Caption, Why::CaptionElement) };
        }
        if shape.marks & mark::HEADING != 0 && shape.near & mark::HEADING != 0 {
            let is_paragraph = is_sentence(text) && text.split_whitespace().count() > 25;
            return if is_paragraph { (Role::Body, Why::LongHeading) } else { (Role::Subhead, Why::Heading) };
        }
        self.standfirst(at, title, first).map_or((Role::Body, Why::StoryPart), |why| (Role::Standfirst, why))
    }

    /// Gives the rule by which a block of the chosen story is none of it after all.
    fn furniture(&self, text: &str, shape: Shape) -> Option<Why> {
        let words = text.split_whitespace().count();
        let all_link = shape.linked * 10 >= text.len() * 9;
        let counted = shape.near & mark::CELL != 0 && text.chars().any(|c| c.is_ascii_digit());
        let is_link = || shape.near & mark::ITEM != 0 || shape.marks & mark::HEADING != 0;
        match text {
            _ if shape.marks & mark::VEILED != 0 && self.heeds_veiled => Some(Why::Hidden),
            _ if shape.near & mark::EXTRA != 0 && self.heeds_extra => Some(Why::NoStoryElement),
            _ if shape.linked * 2 > text.len() && text.contains('\n') && words <= LINKS_WORDS && !is_sentence(text) => {
                Some(Why::Links)
            }
            _ if is_credit(text) && words <= 12 => Some(Why::Credit),
            _ if shape.near & mark::BYLINE != 0 && words <= 12 && !is_sentence(text) => Some(Why::BylineElement),
            _ if dates::is_date_line(text) => Some(Why::DateLine),
            _ if byline::of_line(text).is_some() && words <= 12 => Some(Why::Byline),
            _ if shape.near & mark::ASIDE != 0 && (all_link || !is_sentence(text)) && !self.is_told_aside(shape) => {
                Some(Why::AsideElement)
            }
            _ if all_link && words <= LINK_WORDS && !is_sentence(text) && is_link() => Some(Why::Links),
            _ if self.repeats_title(text) => Some(Why::RepeatsTitle),
            _ if is_consent(text) => Some(Why::Consent),
            _ => furniture(text).filter(|why| !counted || !is_of_numbers(*why)),
        }
    }

    fn is_told_aside(&self, shape: Shape) -> bool {
        self.page.elements[shape.inside].aside.is_some_and(|aside| self.told_asides[aside])
    }

    fn repeats_title(&self, text: &str) -> bool {
        let key = name_key(text);
        !key.is_empty() && self.stated.titles.iter().any(|title| name_key(&title.value) == key)
    }

    /// Gives the rule by which a block below the headline is the page's own summary of the story, or leads to it.
    fn standfirst(&self, at: usize, title: Option<usize>, first: usize) -> Option<Why> {
        let (text, shape) = (self.text(at), self.shape(at));
        let title = title.filter(|title| at > *title && at <= title + STANDFIRST_REACH)?;
        if at > first + 1 || text.split_whitespace().count() < 5 || is_furniture(text) {
            return None;
        }
        let key = name_key(text);
        let is_stated = self.stated.summaries.iter().any(|summary| name_key(summary) == key);
        let is_called = || shape.near & mark::STANDFIRST != 0 && shape.marks & (mark::FRAME | mark::ASIDE) == 0;
        match () {
            _ if is_stated || is_called() => Some(Why::Summary),
            _ if at < first && self.leads(at, title) => Some(Why::BelowHeadline),
            _ => None,
        }
    }

    /// Tells whether a block between the headline and the story is text that leads from the one to the other.
    fn leads(&self, at: usize, title: usize) -> bool {
        let (text, shape) = (self.text(at), self.shape(at));
        let words = text.split_whitespace().count();
        let beside = mark::FRAME | mark::ASIDE | mark::COMMENTS | mark::CAPTION | mark::FIGURE | mark::CELL | mark::ITEM;
        let is_text = shape.marks & beside == 0 && shape.near & mark::BYLINE == 0 && shape.linked * 3 <= text.len();
        let is_line = dates::is_date_line(text) || byline::of_line(text).is_some() || is_credit(text);
        let around = |shape: Shape| self.page.elements[shape.inside].around;
        let is_lead = around(shape) == around(self.shape(title)) && shape.marks & mark::HEADING != 0
            || words >= LEAD_WORDS && is_sentence(text) && !text.ends_with('?');
        is_text && !is_line && is_lead
    }

    /// Tells whether a block that the library left out is the caption of the picture at the head of the story.
    fn is_first_caption(&self, at: usize, title: Option<usize>, first: usize) -> bool {
        let (text, shape) = (self.text(at), self.shape(at));
        let beside = mark::FRAME | mark::ASIDE | mark::COMMENTS | mark::LINK;
        let is_near = title.is_some_and(|title| at + CAPTION_ABOVE >= title && at <= title + STANDFIRST_REACH && at < first);
        is_near
            && shape.near & mark::CAPTION != 0
            && shape.marks & beside == 0
            && text.split_whitespace().count() >= LEAD_WORDS
            && (is_sentence(text) || text.contains(". "))
            && !is_furniture(text)
            && !is_credit(text)
    }

    /// A subhead at the end of a story heads what is not part of it.
    fn drop_empty_subheads(&self, roles: &mut [(Role, Why)]) {
        let Some(last) = roles.iter().rposition(|(role, _)| *role == Role::Body) else { return };
        for (role, why) in &mut roles[last + 1..] {
            if *role == Role::Subhead {
                (*role, *why) = (Role::Furniture, Why::HeadsNothing);
            }
        }
    }

    /// Gives where the story begins to a reader: its headline, or its first block.
    fn head(&self, title: Option<usize>) -> usize {
        title.or_else(|| self.chosen.iter().position(|chosen| *chosen)).unwrap_or(0)
    }
}

/// Tells whether blocks of a kind are less than a third of the chosen text; where they are more, the page means something else.
fn is_seldom(page: &Page, chosen: &[bool], is_of_kind: impl Fn(Shape) -> bool) -> bool {
    let (mut all, mut kind) = (0, 0);
    for (at, woven) in page.weaver.blocks.iter().enumerate().filter(|(at, _)| chosen[*at]) {
        all += woven.text.len();
        kind += if is_of_kind(page.shapes[at]) { woven.text.len() } else { 0 };
    }
    kind * 3 < all
}

/// Tells whether a rule takes for furniture what holds a number, as cells of a table of the story do.
fn is_of_numbers(why: Why) -> bool {
    matches!(why, Why::NoLetters | Why::Weather | Why::Clock | Why::Counter | Why::Links)
}

/// Tells whether a heading is the stated title: equal, or one holds the other and is most of it.
fn is_near(title: &str, heading: &str) -> bool {
    let (short, long) = if title.len() < heading.len() { (title, heading) } else { (heading, title) };
    title == heading && !title.is_empty()
        || (short.split(' ').count() >= 3 && long.contains(short) && short.len() * 2 >= long.len())
}

#[cfg(test)]
mod tests {
    use crate::corpus::{Rules, read};
    use crate::model::article::{Article, Role};

    const STORY: &str = "The mayor of Linden resigned on Monday after a week of protests over the price of water in the city.";

    fn page(body: &str) -> Article {
        let html = format!("<html><head><title>Mayor resigns over water</title></head><body>{body}</body></html>");
        let mut found = Vec::new();
        read(html.as_bytes(), "linden.html", &Rules::default(), &mut |article| found.extend(article));
        found.remove(0)
    }

    fn story(article: &Article) -> Vec<&str> {
        article.story().filter(|block| block.role != Role::Title).map(|block| block.span.of(&article.text)).collect()
    }

    #[test]
    fn other_articles_of_the_page_are_no_part_of_the_story() {
        let other = "The bridge over the river was opened again on Tuesday after a year of work, the council said.";
        let found = page(&format!(
            "<h1>Mayor resigns over water</h1> <article><p>{STORY}</p> <p>{STORY} {STORY}</p></article> <article><h2>Bridge opens</h2> <p>{other}</p></article>"
        ));
        assert_eq!(story(&found).len(), 2, "{found:?}");
    }

    #[test]
    fn numbers_in_tables_are_story_and_numbers_beside_it_are_not() {
        let found = page(&format!(
            "<article><h1>Mayor resigns over water</h1> <p>{STORY} {STORY}</p> <div>12</div> <table><tr><td>Ada Brandt won votes in all parts of town.</td> <td>74</td></tr></table> <p>{STORY}</p></article>"
        ));
        assert!(story(&found).contains(&"74") && !story(&found).contains(&"12"), "{:?}", story(&found));
    }

    #[test]
    fn sections_beside_the_longest_are_story_and_teasers_are_not() {
        let section = |head: &str, times: usize| {
            let paragraphs = format!("<p>{STORY}</p> ").repeat(times);
            format!("<div class=part><div class=row><h3>{head}</h3> <div class=cell>{paragraphs}</div></div></div>")
        };
        let sections = [section("Protests", 2), section("The bill", 5), section("Names", 2)].join(" ");
        let teaser = |number: usize| {
            format!(
                "<div class=part><h3><a href=/{number}>Bridge {number} opens to traffic</a></h3> <p>The bridge was opened again on Tuesday after a year, the council said, and number {number} is next.</p></div>"
            )
        };
        let teasers: String = (1..9).map(teaser).collect();
        let found = page(&format!(
            "<h1>Mayor resigns over water</h1> <div id=page><div id=parts>{sections}</div> <div id=other>{teasers}</div></div>"
        ));
        assert_eq!(story(&found).iter().filter(|text| **text == STORY).count(), 9, "{:?}", story(&found));
        assert!(["Protests", "The bill", "Names"].iter().all(|head| story(&found).contains(head)), "{:?}", story(&found));
        assert!(!story(&found).iter().any(|text| text.contains("bridge")), "{:?}", story(&found));
    }

    #[test]
    fn an_offer_behind_a_story_is_no_section_of_it() {
        let offer = "Our card gives you two points a day for all that you buy in the shops of the town, and no fee is due.";
        let found = page(&format!(
            "<h1>Mayor resigns over water</h1> <div id=page><div><div id=story>{}</div></div> <div><div id=card>{}</div></div></div>",
            format!("<p>{STORY}</p> ").repeat(8),
            format!("<div><div><span>{offer}</span></div></div> ").repeat(3)
        ));
        assert!(!story(&found).contains(&offer), "{:?}", story(&found));
    }

    #[test]
    fn what_leads_from_the_headline_to_the_story_is_its_standfirst() {
        let lead = "A week of protests ends the longest rule that the city has seen, and nobody knows who follows.";
        let text = format!("<div class=text><p>{STORY} {STORY}</p> <p>{STORY}</p> <p>{STORY}</p></div>");
        for top in [
            format!("<div><h1>Mayor resigns over water</h1> <h2>A week of protests ends</h2></div> {text}"),
            format!("<div><h1>Mayor resigns over water</h1></div> <div><div><span>{lead}</span></div></div> {text}"),
        ] {
            let found = page(&top);
            let standfirst = found.blocks.iter().find(|block| block.role == Role::Standfirst);
            assert!(standfirst.is_some_and(|block| lead.starts_with(block.span.of(&found.text))), "{found:?}");
        }
        let found = page(&format!(
            "<div><h1>Mayor resigns over water</h1></div> <div><div><span>Have you seen what happened in the town, and will you tell us about it?</span></div></div> {text}"
        ));
        assert!(!found.blocks.iter().any(|block| block.role == Role::Standfirst), "{found:?}");
    }

    #[test]
    fn the_head_of_a_story_is_read_in_an_article_of_its_own_and_with_its_picture() {
        let lead = "A week of protests ends the longest rule that the city has seen, and nobody knows who follows.";
        let caption = "The mayor leaves the town hall on Monday, an hour after she had resigned. Photo: Ada Brandt";
        let found = page(&format!(
            "<article><figure><img><figcaption>{caption}</figcaption></figure> <header><h1>Mayor resigns over water</h1></header> <div><div><span>{lead}</span></div></div></article> <article><p>{STORY} {STORY}</p> <p>{STORY}</p> <p>{STORY}</p></article>"
        ));
        let told: Vec<(Role, &str)> = found.story().map(|block| (block.role, block.span.of(&found.text))).take(3).collect();
        assert_eq!(told[0], (Role::Caption, caption), "{found:?}");
        assert_eq!(told[2], (Role::Standfirst, lead), "{found:?}");
    }

    #[test]
    fn replies_to_a_first_post_are_story_where_the_page_calls_itself_a_discussion() {
        let posts = "<article><p>STORY</p> <p>STORY</p></article> <article><p>STORY STORY</p> <p>I was there, and it was worse than the paper says it was.</p></article>"
            .replace("STORY", STORY);
        let forum = format!(
            "<script type='application/ld+json'>{{\"@type\":\"DiscussionForumPosting\"}}</script><h1>Mayor resigns over water</h1> {posts}"
        );
        let reply = "I was there, and it was worse than the paper says it was.";
        assert!(story(&page(&forum)).contains(&reply), "{:?}", page(&forum));
        assert!(!story(&page(&forum.replace("DiscussionForumPosting", "NewsArticle"))).contains(&reply));
    }

    #[test]
    fn a_text_that_waits_for_a_script_is_read() {
        let paragraphs = format!("<p>{STORY}</p> ").repeat(3);
        let hidden =
            page(&format!("<h1>Mayor resigns over water</h1> <div style='display: none'>{paragraphs}</div> <p>Wait.</p>"));
        assert_eq!(story(&hidden).iter().filter(|text| **text == STORY).count(), 3, "{hidden:?}");
        let seen = page(&format!(
            "<h1>Mayor resigns over water</h1> {paragraphs} <div hidden><p>We use cookies to know you, the best of readers.</p></div>"
        ));
        assert!(!seen.text.contains("cookies"), "{seen:?}");
        let template = |around: &str| {
            format!(
                "<h1>Mayor resigns over water</h1> <div {around}><script type=text/template>{paragraphs}</div><p>And he left.</script> <noscript>{paragraphs}</noscript></div> <p>Wait.</p>"
            )
        };
        let found = page(&template("itemprop=articleBody"));
        assert_eq!(story(&found).iter().filter(|text| **text == STORY).count(), 3, "{found:?}");
        assert!(!page(&template("class=menu")).text.contains(STORY));
    }

    #[test]
    fn the_day_of_a_page_may_stand_beside_its_author() {
        let found = page(&format!(
            "<article><h1>Mayor resigns over water</h1> <div class=entry-meta>Posted on 3 March 2031 by Ada Brandt</div> <p>{STORY} {STORY}</p></article>"
        ));
        let value = |fact: Option<crate::model::article::Fact>| fact.map(|fact| fact.value);
        assert_eq!(value(found.published.clone()).as_deref(), Some("2031-03-03"));
        assert_eq!(value(found.byline.clone()).as_deref(), Some("Ada Brandt"));
    }

    #[test]
    fn a_notice_of_cookies_is_no_story_however_short_the_story_is() {
        let notice = "<p>We and our 845 partners store and access personal data, like browsing data, on your device.</p> <p>You may withdraw your consent at any time, as our privacy notice says in detail.</p>";
        for around in ["id=consent", "class=x7"] {
            let found =
                page(&format!("<div {around}>{notice}</div> <div><h1>Mayor resigns over water</h1> <p>{STORY}</p></div>"));
            assert_eq!(story(&found), [STORY], "{found:?}");
        }
        let foreign = page(&format!(
            "<div class='cookie-banner'><p>Wir und unsere Partner speichern Daten auf Ihrem Gerät, um Inhalte zu messen.</p> <p>Sie können das jederzeit ablehnen.</p></div> <div><h1>Mayor resigns over water</h1> <p>{STORY}</p></div>"
        ));
        assert_eq!(story(&foreign), [STORY], "{foreign:?}");
        let told = "“Cookies are on your device, and we want your consent,” the minister told parliament on Monday in Linden.";
        let found = page(&format!("<h1>Mayor resigns over water</h1> <p>{STORY}</p> <p>{told}</p> <p>{STORY}</p>"));
        assert!(story(&found).contains(&told), "{found:?}");
    }

    #[test]
    fn the_posts_of_a_running_story_are_all_of_it() {
        let post = |hour: usize, head: &str| {
            format!(
                "<article><p><time>{hour}:15</time></p> <h2>{head}</h2> <p>{STORY}</p> <p><a href=/s>Share</a></p></article>"
            )
        };
        let running = |head: fn(usize) -> String| {
            let posts: String = (0..5).map(|at| format!("<li>{}</li> ", post(20 - at, &head(at)))).collect();
            page(&format!("<h1>Mayor resigns over water</h1> <ol>{posts}</ol>"))
        };
        let told = |article: &Article| story(article).iter().filter(|text| **text == STORY).count();
        let found = running(|at| format!("Update number {at}"));
        assert_eq!(told(&found), 5, "{found:?}");
        assert!(story(&found).contains(&"Update number 4") && !story(&found).contains(&"Share"), "{found:?}");
        let teasers = running(|at| format!("<a href=/{at}>Bridge number {at} opens</a>"));
        assert_eq!(told(&teasers), 1, "{teasers:?}");
    }

    #[test]
    fn a_box_of_other_stories_amid_the_story_is_none_of_it() {
        let other = "The union said that its members had accepted the port’s offer of 4 per cent after a week of strikes, and will go back.";
        let found = page(&format!(
            "<div><h1>Mayor resigns over water</h1> <p>{STORY}</p> <p>{STORY} {STORY}</p> <div class=b42><div class=t>Recommended</div> <div><a href=/1>Dock strike ends</a> <div>{other}</div></div></div> <p>{STORY}</p></div>"
        ));
        assert!(!story(&found).contains(&other) && !story(&found).contains(&"Dock strike ends"), "{found:?}");
        assert_eq!(story(&found).len(), 3, "{found:?}");
    }

    #[test]
    fn boxes_of_facts_are_story_and_boxes_of_links_and_advertisements_are_not() {
        let boxed = |around: &str, inside: &str| {
            page(&format!(
                "<article><h1>Mayor resigns over water</h1> <p>{STORY}</p> <p>{STORY} {STORY}</p> <{around}>{inside}</{}> <p>{STORY}</p> <p>{STORY}</p></article>",
                around.split(' ').next().unwrap()
            ))
        };
        let fact = "The wall will be 2.4 km long and 6 m high, and will be paid for by a levy on berths.";
        let facts = format!("<h3>The plan at a glance</h3> <p>{fact}</p>");
        let found = boxed("aside class=factbox", &facts);
        assert!(story(&found).contains(&"The plan at a glance") && story(&found).contains(&fact), "{found:?}");
        let said = "“I never said that,” Holt told the Linden Post.";
        assert!(story(&boxed("div class=related-quote", &format!("<p>{said}</p>"))).contains(&said));
        for (around, inside) in [
            ("aside", format!("<h3>Related</h3> <p>{fact}</p>")),
            ("aside", format!("<p>{fact} <a href=/1>The wall</a></p>")),
            ("div class=ad-slot", format!("<p>{fact}</p>")),
        ] {
            let found = boxed(around, &inside);
            assert!(!story(&found).iter().any(|text| text.contains(fact)), "{around}: {found:?}");
        }
    }

    #[test]
    fn what_is_pulled_out_of_a_story_in_large_letters_is_told_once() {
        let pulled = |words: &str| {
            page(&format!(
                "<article><h1>Mayor resigns over water</h1> <p>{STORY}</p> <p>{STORY} {STORY}</p> <blockquote class=pull-quote><p>{words}</p> <cite>Ada Brandt</cite></blockquote> <p>{STORY}</p></article>"
            ))
        };
        let (again, own) = ("A week of protests over the price of water", "I have had enough of this town and of its taps.");
        assert!(!story(&pulled(again)).iter().any(|text| text.contains(again) && *text != STORY && text.len() < STORY.len()));
        assert!(story(&pulled(own)).iter().any(|text| text.contains(own)), "{:?}", pulled(own));
    }

    #[test]
    fn the_caption_of_a_picture_in_several_sizes_is_told_once_and_what_a_script_was_to_fill_is_not() {
        let caption = "Ada Brandt leaves the town hall on Monday, after a week of protests over the price of water.";
        let picture = format!("<figure><img src=a.jpg><figcaption>{caption}</figcaption></figure>");
        let found = page(&format!(
            "<article><h1>Mayor resigns over water</h1> <p>{STORY} {STORY}</p> {picture} {picture} {picture} <p>{{{{img}}}}</p> <figure><figcaption>{{{{caption}}}} {{{{credits}}}}</figcaption></figure> <p>{STORY}</p></article>"
        ));
        let told = story(&found);
        assert_eq!(told.iter().filter(|text| **text == caption).count(), 1, "{told:?}");
        assert!(!told.iter().any(|text| text.contains("{{")), "{told:?}");
    }

    #[test]
    fn a_line_of_rights_in_a_cell_is_no_number_of_the_story() {
        let rights = "Copyright 2031 The Linden Post. Reproduction without permission is prohibited.";
        let found = page(&format!(
            "<table><tr><td><font><b>Mayor resigns over water</b></font> <p>{STORY} <p>{STORY} <p>{STORY} <p><font>{rights}</font></td></tr></table>"
        ));
        assert!(story(&found).contains(&STORY) && !story(&found).contains(&rights), "{found:?}");
    }

    #[test]
    fn a_page_of_quotations_is_a_story_and_whose_they_are_is_told_with_each() {
        let quotations = "<p>“We won.”</p> <p>— Ann Holt</p> ".repeat(4);
        let found = page(&format!("<article><h1>Mayor resigns over water</h1> {quotations}</article>"));
        assert_eq!(story(&found), ["“We won.”", "— Ann Holt"].repeat(4), "{found:?}");
    }

    #[test]
    fn a_text_that_only_a_script_holds_is_read_from_where_it_stands() {
        let body = "The mayor of Linden said: \\\"I am done.\\\" She left on Monday, \\u201cat last\\u201d.\\n\\nThe water of the city is to cost less from May on.";
        let script = |json: String| format!("<script type='application/ld+json'>{json}</script><div id=root></div>");
        let article = format!("{{\"@type\":\"NewsArticle\",\"articleBody\":\"{body}\"}}");
        for json in [article.clone(), format!("[{article}]"), format!("{{\"@graph\":[{{\"@type\":\"WebSite\"}},{article}]}}")] {
            let found = page(&script(json));
            assert_eq!(
                story(&found),
                [
                    "The mayor of Linden said: \"I am done.\" She left on Monday, “at last”.",
                    "The water of the city is to cost less from May on."
                ],
                "{found:?}"
            );
        }
        let shown = page(&format!("{} <h1>Mayor resigns over water</h1> <p>{STORY}</p>", script(article)));
        assert_eq!(story(&shown), [STORY]);
    }
}
