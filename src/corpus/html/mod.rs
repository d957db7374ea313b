//! How is a web page read as an article?

mod beside;
mod elements;
mod fragment;
mod meta;
mod outside;
mod page;
mod story;
pub(super) mod token;

use super::byline;
use super::charset::{Decoded, decode};
use super::dates;
use super::furniture::{furniture, is_credit, is_furniture, is_sentence, opens_list};
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
use std::collections::HashMap;
use story::{common, is_within};

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
    let heeds_extra = is_seldom(&page, &chosen, |shape| shape.near & mark::EXTRA != 0);
    let heeds_veiled = is_seldom(&page, &chosen, |shape| shape.marks & mark::VEILED != 0);
    let blocks = Blocks { page: &page, stated: &stated, chosen, heeds_extra, heeds_veiled };
    let title = blocks.title();
    let roles = blocks.roles(title);
    let mut draft = cut(&page, &roles);
    draft.left_out = outside::left_out(decoded, &page, &roles);
    blocks.facts(title, &mut draft);
    draft.notices.extend(page.notices());
    draft.notices.extend(outside::struck(&page, &roles));
    draft.lang = stated.lang.clone();
    draft
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
}

/// Words of a link list's entry at most; a longer linked line is a paragraph that is one link.
const LINK_WORDS: usize = 25;

/// Words of a sentence that ends a list of other stories within its element.
const LIST_END_WORDS: usize = 20;

/// How often a line that is no sentence may stand in a story.
const REPEATED: usize = 3;

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
        let (mut listing, mut before) = (None, None);
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
                    } else if listing.is_some_and(|list| self.ends_list(at, list)) {
                        listing = None;
                    }
                    before = Some(at);
                }
                self.role(at, title, first, listing.is_some())
            })
            .collect();
        self.drop_repeated(&mut roles);
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
    fn ends_list(&self, at: usize, list: Option<usize>) -> bool {
        let (text, shape) = (self.text(at), self.shape(at));
        let is_behind = list.is_some_and(|list| !is_within(self.page, shape.inside, list));
        let is_text = is_sentence(text) && shape.linked * 2 < text.len();
        is_text && (is_behind || text.split_whitespace().count() >= LIST_END_WORDS)
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
        article.is_some_and(|article| !is_within(article, main) && !is_within(main, article))
    }

    /// A line that stands again and again belongs to the page; a standfirst that is repeated is one.
    fn drop_repeated(&self, roles: &mut [(Role, Why)]) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let lines = || (0..roles.len()).filter(|at| roles[*at].0 != Role::Furniture && self.shape(*at).marks & mark::CELL == 0);
        for at in lines() {
            *counts.entry(self.text(at)).or_default() += 1;
        }
        let mut standfirst: Option<&str> = None;
        for (at, (role, why)) in roles.iter_mut().enumerate() {
            let text = self.text(at);
            let often = counts.get(text).is_some_and(|count| *count >= REPEATED) && !is_sentence(text);
            let again = !matches!(role, Role::Title | Role::Furniture) && standfirst == Some(text);
            if *role == Role::Standfirst {
                standfirst = Some(text);
            }
            if again {
                (*role, *why) = (Role::Furniture, Why::RepeatsStandfirst);
            } else if often && !matches!(role, Role::Title | Role::Furniture) && self.shape(at).marks & mark::CELL == 0 {
                (*role, *why) = (Role::Furniture, Why::StandsOften);
            }
        }
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
            _ if shape.near & mark::ASIDE != 0 && (all_link || !is_sentence(text)) => Some(Why::AsideElement),
            _ if all_link && words <= LINK_WORDS && !is_sentence(text) && is_link() => Some(Why::Links),
            _ if self.repeats_title(text) => Some(Why::RepeatsTitle),
            _ => furniture(text).filter(|_| !counted),
        }
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
}
