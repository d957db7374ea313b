//! How are the items of a news feed, RSS or Atom, read as articles?

use super::byline;
use super::charset::{Decoded, decode, is_wide};
use super::dates;
use super::html;
use super::html::token::{Token, tokens};
use super::jsonl::lines_from;
use super::limits::Caps;
use super::references::{numeric, resolve};
use super::restore::restore;
use super::rules::Rules;
use super::sheet::{Draft, Place};
use super::trust::{self, Trust};
use super::xml::{self, Element, elements};
use crate::model::answer::Skipped;
use crate::model::article::{Article, Block, Fact, Format, Record, Role};
use crate::model::bytemap::ByteMap;
use crate::model::normal::fold_space;
use crate::model::span::Span;
use crate::model::why::Why;
use std::borrow::Cow;

/// What elements of an item hold, in the order in which they count: RSS, RDF with Dublin Core, Atom.
const BODIES: &[&str] = &["content:encoded", "content", "description", "summary"];
const DAYS: &[&str] = &["pubdate", "published", "dc:date", "issued"];
const CHANGES: &[&str] = &["updated", "modified", "dcterms:modified"];
const IDS: &[&str] = &["guid", "id", "link"];

/// What a feed says of itself.
struct Channel {
    charset: Option<String>,
    source: Option<Fact>,
    lang: Option<Fact>,
}

/// Reads every item as an article, found by where it begins; an item that cannot be read is told and the rest goes on.
pub(super) fn read(
    bytes: &[u8],
    path: &str,
    rules: &Rules,
    plain: bool,
    caps: &Caps,
    take: &mut dyn FnMut(Result<Article, Skipped>),
) {
    if is_wide(bytes) {
        return take(Err(Skipped::file(path, "a feed in UTF-16 or UTF-32 is not read: save it as UTF-8")));
    }
    let Some(mut at) = xml::item(bytes, 0) else {
        return take(Err(Skipped::file(path, "a feed without items")));
    };
    let channel = channel(&bytes[..at]);
    let (mut count, mut number, mut counted) = (0usize, 1u64, 0);
    loop {
        count += 1;
        if count > caps.records {
            return take(Err(Skipped::file(path, format!("more than {} items: split it", caps.records))));
        }
        let end = xml::item_end(bytes, at);
        number += bytes[counted..at].iter().filter(|b| **b == b'\n').count() as u64;
        counted = at;
        let record = Some(Record::Warc { offset: at as u64, id: None, uri: None });
        let found = item(&bytes[at..end], Place { path, record, rules, plain, fetched: None }, &channel, caps);
        take(found.map(|mut article| {
            article.lines = if plain { lines_from(&bytes[at..end], number) } else { Vec::new() };
            article
        }));
        match xml::item(bytes, end) {
            Some(next) => at = next,
            None => return,
        }
    }
}

/// Reads what stands before the first item.
fn channel(bytes: &[u8]) -> Channel {
    let start = String::from_utf8_lossy(&bytes[..bytes.iter().position(|b| *b == b'>').unwrap_or(bytes.len())]);
    let stated = start.split_once("encoding=").map(|(_, behind)| behind.trim_start_matches(['"', '\'']));
    let charset = stated.and_then(|label| label.split(['"', '\'', '?', ' ']).next()).map(str::to_owned);
    let decoded = decode(bytes, charset.as_deref(), false).ok();
    let (mut source, mut lang) = (None, None);
    if let Some(page) = &decoded {
        let children = elements(&page.text, xml::behind_root(&page.text));
        let word = |name: &str| children.iter().find(|element| element.name == name).and_then(|found| words(page, found));
        source = word("title").map(|name| Fact::new(name, "feed title"));
        lang = word("language").or_else(|| word("dc:language")).map(|lang| Fact::new(lang, "feed language"));
    }
    Channel { charset, source, lang }
}

fn item(bytes: &[u8], mut place: Place, channel: &Channel, caps: &Caps) -> Result<Article, Skipped> {
    if bytes.len() > caps.record_bytes {
        return Err(place.skipped(format!("larger than {} bytes", caps.record_bytes)));
    }
    let page = decode(bytes, channel.charset.as_deref(), false).map_err(|reason| place.skipped(reason))?;
    let item = Item { bytes, page: &page, children: elements(&page.text, xml::inside(&page.text)) };
    if let Some(Record::Warc { id, .. }) = &mut place.record {
        *id = IDS.iter().find_map(|name| item.word(name)).map(|fact| fact.value).or_else(|| item.link().map(|fact| fact.value));
    }
    let Some(body) = item.body() else {
        return Err(
            place.skipped(format!("no text in it: none of its elements is called {} and holds words", BODIES.join(", ")))
        );
    };
    let (format, draft) = item.draft(body, channel);
    place.article(bytes, &page, format, draft)
}

struct Item<'a> {
    bytes: &'a [u8],
    page: &'a Decoded,
    children: Vec<Element>,
}

impl Item<'_> {
    fn all(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.children.iter().filter(move |element| element.name == name)
    }

    fn word(&self, name: &str) -> Option<Fact> {
        let word = self.all(name).find_map(|element| words(self.page, element))?;
        Some(Fact::new(word, format!("feed {name}")))
    }

    fn body(&self) -> Option<&Element> {
        BODIES.iter().find_map(|name| self.all(name).find(|element| words(self.page, element).is_some()))
    }

    fn draft(&self, body: &Element, channel: &Channel) -> (Format, Draft) {
        let (format, page) = within(self.page, body);
        let mut draft = Draft { source: channel.source.clone(), lang: channel.lang.clone(), ..Draft::default() };
        if let Some(title) = self.all("title").find(|element| words(self.page, element).is_some()) {
            self.title(title, format, &mut draft);
        }
        let mut story = html::fragment(&page);
        draft.append(&mut story);
        self.facts(&mut draft, story);
        (format, draft)
    }

    /// Adds the headline; to the text too, where the rule of the body's format gives its words back.
    fn title(&self, element: &Element, format: Format, draft: &mut Draft) {
        draft.title = words(self.page, element).map(|title| Fact::new(title, "feed title"));
        let line = html::fragment(&within(self.page, element).1);
        let all = Span::new(0, line.text.len());
        let cut: Vec<u8> = line.map.pieces(all).iter().flat_map(|piece| &self.bytes[piece.start..piece.end]).copied().collect();
        if line.blocks.len() == 1 && restore(format, self.page.charset, &cut) == line.text {
            draft.blocks.push(Block { role: Role::Title, span: all, why: Why::TitleMember });
            (draft.text, draft.map) = (line.text + "\n\n", line.map);
        }
    }

    /// Adds what the item's elements say; what its text says counts where they say nothing.
    fn facts(&self, draft: &mut Draft, told: Draft) {
        let notices = &mut draft.notices;
        let byline = self.byline();
        draft.byline = trust::surest("byline", byline.into_iter().chain(told.byline), trust::is_same_people, notices);
        let day = |names: &[&str]| {
            let stated = names.iter().filter_map(|name| self.word(name));
            stated.filter_map(|fact| Some(Fact::new(dates::read(&fact.value)?, fact.origin))).next()
        };
        let record = day(DAYS).map(|fact| (Trust::Record, fact));
        let line = told.published.map(|fact| (Trust::Line, fact));
        let (published, conflicts) = trust::settle(record.into_iter().chain(line).collect());
        draft.published = published;
        notices.extend(conflicts);
        draft.changed = day(CHANGES).or(told.changed);
        draft.url = self.link();
    }

    /// Names the authors: of Dublin Core, else of RSS (`ada@example.org (Ada Brandt)`) or Atom (in elements of their own).
    fn byline(&self) -> Option<Fact> {
        let name = |element: &Element| {
            let children = elements(&self.page.text, element.inside);
            let of = children
                .iter()
                .find(|child| child.name == "name")
                .map_or_else(|| words(self.page, element), |child| words(self.page, child))?;
            let bare = of
                .split_once('(')
                .filter(|(mail, _)| mail.contains('@'))
                .map(|(_, name)| name.trim_end_matches(')').to_owned());
            byline::of_field(&bare.unwrap_or(of))
        };
        ["dc:creator", "author"].iter().find_map(|kind| {
            let names: Vec<String> = self.all(kind).filter_map(name).collect();
            (!names.is_empty()).then(|| Fact::new(names.join(", "), format!("feed {kind}")))
        })
    }

    /// Gives the address: the words of `link` in RSS, the `href` of the one that leads to the page in Atom.
    fn link(&self) -> Option<Fact> {
        let reference = |element: &Element| {
            let value = |name: &str| xml::attribute(&self.page.text, element, name);
            let leads = value("rel").is_none_or(|rel| rel == "alternate");
            value("href").filter(|_| leads).map(|url| Fact::new(url.trim(), "feed link"))
        };
        let permanent = || self.word("guid").filter(|id| id.value.starts_with("http"));
        self.word("link").or_else(|| self.all("link").find_map(reference)).or_else(permanent)
    }
}

/// Gives what an element holds as HTML: as it stands in CDATA and where it has elements of its own, else without the escapes of
/// XML.
fn within(page: &Decoded, element: &Element) -> (Format, Decoded) {
    let (mut text, mut map) = (String::new(), ByteMap::default());
    let is_xhtml = xml::attribute(&page.text, element, "type").is_some_and(|kind| kind == "xhtml");
    let literal = if is_xhtml { Some(vec![element.inside]) } else { xml::data(&page.text, element.inside) };
    let format = if literal.is_some() { Format::Html } else { Format::XmlHtml };
    let mut add = |piece: &str, source: Span| {
        let start = text.len();
        text.push_str(piece);
        page.link(Span::new(start, text.len()), source, &mut map);
    };
    match literal {
        Some(parts) => parts.into_iter().for_each(|part| add(part.of(&page.text), part)),
        None => characters(element.inside.of(&page.text), |piece, source| {
            let start = element.inside.start;
            add(piece, Span::new(start + source.start, start + source.end));
        }),
    }
    (format, Decoded { text, map, charset: page.charset, bad: 0, notices: Vec::new() })
}

/// Gives the words of an element, as HTML has them, on one line; `None` where there are none.
fn words(page: &Decoded, element: &Element) -> Option<String> {
    let text = within(page, element).1.text;
    let shown = tokens(&text, Span::new(0, text.len())).into_iter().filter_map(|token| match token {
        Token::Text(span) => Some(span.of(&text).to_owned()),
        _ => None,
    });
    Some(fold_space(&resolve(&shown.collect::<String>()))).filter(|words| !words.is_empty())
}

/// The references that XML knows without being told of them.
const NAMED: &[(&str, &str)] = &[("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&apos;", "'")];

/// Resolves the escapes of XML.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut resolved = String::with_capacity(text.len());
    characters(text, |piece, _| resolved.push_str(piece));
    Cow::Owned(resolved)
}

/// Hands over a text in stretches without the escapes of XML, each with where it stands.
fn characters(text: &str, mut take: impl FnMut(&str, Span)) {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let named = || NAMED.iter().find(|(name, _)| rest.starts_with(name)).map(|(name, is)| (name.len(), Cow::Borrowed(*is)));
        // XML ends all of them with a semicolon; what has none is left to HTML.
        let number = || numeric(rest).filter(|(len, _)| rest[..*len].ends_with(';'));
        let len = match rest.find('&') {
            Some(0) => match named().or_else(number) {
                Some((len, found)) => {
                    take(&found, Span::new(at, at + len));
                    at += len;
                    continue;
                }
                None => rest[1..].find('&').map_or(rest.len(), |next| next + 1),
            },
            next => next.unwrap_or(rest.len()),
        };
        take(&rest[..len], Span::new(at, at + len));
        at += len;
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::laws::{FIRST, SECOND, read_lawfully};
    use crate::model::article::{Article, Fact, Record, Role};

    fn texts(article: &Article) -> Vec<(Role, &str)> {
        article.story().map(|block| (block.role, block.span.of(&article.text))).collect()
    }

    fn value(fact: &Option<Fact>) -> &str {
        fact.as_ref().map_or("", |fact| &fact.value)
    }

    #[test]
    fn each_item_of_a_feed_is_an_article_whether_its_html_is_escaped_or_stands_in_cdata() {
        let feed = format!(
            "<?xml version='1.0' encoding='utf-8'?>\n<!-- made -->\n<rss version='2.0'><channel><title>Linden &amp; Quay Post</title><language>en-gb</language>\n\
             <item><title>Mayor &amp;amp; council resign</title><link>https://linden.example/mayor</link><guid isPermaLink='false'>m-1</guid>\
             <pubDate>Mon, 03 Mar 2031 10:15:00 GMT</pubDate><author>ada@linden.example (Ada Brandt)</author>\
             <description>Short.</description><content:encoded>&lt;p&gt;{FIRST} She had asked for &amp;euro;5 million.&lt;/p&gt;\n&lt;p&gt;{SECOND}&lt;/p&gt;</content:encoded></item>\n\
             <item><title><![CDATA[Bridge opens]]></title><dc:creator>Li Wei</dc:creator><description><![CDATA[<p>{FIRST}</p>\n<p>R&amp;D: {SECOND}</p>]]></description></item>\n\
             <item><title>Nothing</title></item></channel></rss>"
        );
        let (articles, skipped) = read_lawfully(feed.as_bytes(), "linden.xml");
        assert_eq!((articles.len(), skipped.len()), (2, 1), "{skipped:?}");
        let first = &articles[0];
        let euro = format!("{FIRST} She had asked for €5 million.");
        let expected = [(Role::Title, "Mayor & council resign"), (Role::Body, euro.as_str()), (Role::Body, SECOND)];
        assert_eq!(texts(first), expected);
        let facts = [&first.title, &first.published, &first.byline, &first.url, &first.source, &first.lang].map(value);
        let stated = [
            "Mayor & council resign",
            "2031-03-03T10:15:00Z",
            "Ada Brandt",
            "https://linden.example/mayor",
            "Linden & Quay Post",
            "en",
        ];
        assert_eq!(facts, stated);
        assert!(matches!(&first.record, Some(Record::Warc { id: Some(id), .. }) if id == "m-1"));
        assert_eq!(first.lines.first().map(|line| line.number), Some(4));
        let second = &articles[1];
        assert_eq!(texts(second)[0], (Role::Title, "Bridge opens"));
        assert!(texts(second)[2].1.starts_with("R&D: ") && value(&second.byline) == "Li Wei", "{second:?}");
    }

    #[test]
    fn entries_of_atom_are_articles_with_the_day_of_their_change_for_want_of_another() {
        let entry = |kind: &str, body: &str| {
            format!(
                "<entry><title type='text'>Mayor resigns</title><id>tag:linden.example,2031:1</id><updated>2031-03-04T08:00:00Z</updated>\
                 <author><name>Ada Brandt</name><uri>https://linden.example/ada</uri></author><author><name>Li Wei</name></author>\
                 <link rel='self' href='https://linden.example/1.atom'/><link href='https://linden.example/1'/><content type='{kind}'>{body}</content></entry>"
            )
        };
        let inside = format!("<p>{FIRST}</p> <p>{SECOND}</p>");
        let escaped = inside.replace('<', "&lt;");
        let feed = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Linden Post</title>{}{}</feed>",
            entry("html", &escaped),
            entry("xhtml", &format!("<div>{inside}</div>"))
        );
        let (articles, skipped) = read_lawfully(feed.as_bytes(), "linden.atom");
        assert_eq!((articles.len(), skipped.len()), (2, 0), "{skipped:?}");
        for article in &articles {
            assert_eq!(texts(article), [(Role::Title, "Mayor resigns"), (Role::Body, FIRST), (Role::Body, SECOND)]);
            let facts = [&article.published, &article.byline, &article.url, &article.source].map(value);
            assert_eq!(facts, ["2031-03-04T08:00:00Z", "Ada Brandt, Li Wei", "https://linden.example/1", "Linden Post"]);
            assert!(article.notices[0].contains("the day of the last change"), "{:?}", article.notices);
        }
    }
}
