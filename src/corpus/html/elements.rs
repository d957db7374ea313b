//! What do the elements of a page mean for its text: do they break lines, hide, link, frame?

use std::collections::HashMap;

/// Elements that begin and end blocks of text.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "hr",
    "option",
    "select",
    "iframe",
    "video",
    "audio",
];

/// Elements whose text a reader of the page does not see.
const HIDDEN: &[&str] = &[
    "script", "style", "template", "noscript", "head", "title", "svg", "math", "object", "iframe", "canvas", "select",
    "option", "datalist", "textarea", "audio", "video", "noembed", "noframes", "applet",
];

/// Elements without an end.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta",
    "param", "source", "track", "wbr",
];

/// Elements that the extraction library may see; all others are left out of its copy, their text is not.
const COPIED: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "a",
    "abbr",
    "b",
    "big",
    "br",
    "button",
    "cite",
    "code",
    "del",
    "em",
    "font",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "label",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
];

/// Elements that end where another of their kind begins, and what hides an outer one of the kind from that.
const IMPLIED: &[(&str, &[&str], &[&str])] = &[
    ("li", &["li"], &["ul", "ol", "menu", "div", "table"]),
    ("dt", &["dt", "dd"], &["dl", "div", "table"]),
    ("dd", &["dt", "dd"], &["dl", "div", "table"]),
    ("tr", &["tr", "td", "th"], &["table"]),
    ("td", &["td", "th"], &["tr", "table"]),
    ("th", &["td", "th"], &["tr", "table"]),
];

const TABLE: &[&str] = &["table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"];

pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

pub(super) fn is_hidden(name: &str) -> bool {
    HIDDEN.contains(&name)
}

/// Tells whether an element strikes its words out: who reads the page is told that they do not hold.
pub(in crate::corpus) fn is_struck(name: &str) -> bool {
    matches!(name, "s" | "del" | "strike")
}

pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

pub(super) fn is_copied(name: &str) -> bool {
    COPIED.contains(&name)
}

/// Tells whether an end tag does not reach out of this open element.
pub(super) fn is_barrier(open: &str, ended: &str) -> bool {
    TABLE.contains(&open) && !TABLE.contains(&ended)
}

/// Gives the elements that the start of another ends, and those behind which they are safe from it.
pub(super) fn implied(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    if let Some((_, ended, behind)) = IMPLIED.iter().find(|(start, _, _)| *start == name) {
        return Some((ended, behind));
    }
    let ends_paragraph = is_block(name)
        && !matches!(
            name,
            "button"
                | "option"
                | "select"
                | "iframe"
                | "video"
                | "audio"
                | "td"
                | "th"
                | "tr"
                | "tbody"
                | "thead"
                | "tfoot"
                | "caption"
                | "legend"
                | "body"
                | "html"
        );
    ends_paragraph.then_some((
        &["p"],
        &[
            "div",
            "td",
            "th",
            "table",
            "li",
            "section",
            "article",
            "blockquote",
            "button",
            "figure",
            "main",
            "aside",
            "header",
            "footer",
            "nav",
            "form",
            "ul",
            "ol",
            "dl",
            "dd",
        ],
    ))
}

/// What the elements around a text say about it.
pub(in crate::corpus) mod mark {
    pub(in crate::corpus) const HIDDEN: u32 = 1;
    pub(in crate::corpus) const LINK: u32 = 1 << 1;
    pub(in crate::corpus) const CAPTION: u32 = 1 << 2;
    pub(in crate::corpus) const FRAME: u32 = 1 << 3;
    pub(in crate::corpus) const BYLINE: u32 = 1 << 4;
    pub(in crate::corpus) const STANDFIRST: u32 = 1 << 5;
    pub(in crate::corpus) const ASIDE: u32 = 1 << 6;
    pub(in crate::corpus) const PRE: u32 = 1 << 7;
    pub(in crate::corpus) const HEADING: u32 = 1 << 8;
    pub(in crate::corpus) const TITLE: u32 = 1 << 9;
    pub(in crate::corpus) const DATE: u32 = 1 << 10;
    pub(in crate::corpus) const ITEM: u32 = 1 << 11;
    pub(in crate::corpus) const COMMENTS: u32 = 1 << 12;
    pub(in crate::corpus) const FIGURE: u32 = 1 << 13;
    pub(in crate::corpus) const QUOTE: u32 = 1 << 14;
    pub(in crate::corpus) const CELL: u32 = 1 << 15;
    /// What is no story even where it holds sentences.
    pub(in crate::corpus) const EXTRA: u32 = 1 << 16;
    /// What the page itself hides, by style or attribute: for good, or until a script shows it.
    pub(in crate::corpus) const UNSEEN: u32 = 1 << 17;
    /// What shows nothing as it was saved: a script may show it later.
    pub(in crate::corpus) const VEILED: u32 = 1 << 18;
    /// White words.
    pub(in crate::corpus) const PALE: u32 = 1 << 19;
    /// A background that is not white.
    pub(in crate::corpus) const GROUND: u32 = 1 << 20;
    /// What says that it holds the text of the article.
    pub(in crate::corpus) const STORY: u32 = 1 << 21;
    /// What is struck out.
    pub(in crate::corpus) const STRUCK: u32 = 1 << 22;
    /// A part of the story that is repeated in large letters.
    pub(in crate::corpus) const PULL: u32 = 1 << 23;
    /// What is to lead its reader elsewhere.
    pub(in crate::corpus) const LURE: u32 = 1 << 24;
}

/// Class names that publishing systems give to the element around an article's text.
const STORIES: &[&str] = &[
    "article-body",
    "article__body",
    "articlebody",
    "entry-content",
    "post-body",
    "post-content",
    "story-body",
    "article-content",
];

/// Words of class names by what they say.
const CLASSES: &[(&str, u32)] = &[
    ("caption", mark::CAPTION),
    ("byline", mark::BYLINE),
    ("author", mark::BYLINE),
    ("standfirst", mark::STANDFIRST),
    ("subheadline", mark::STANDFIRST),
    ("sub-headline", mark::STANDFIRST),
    ("subtitle", mark::STANDFIRST),
    ("article-summary", mark::STANDFIRST),
    ("article__summary", mark::STANDFIRST),
    ("dek", mark::STANDFIRST),
    ("newsletter", mark::ASIDE | mark::EXTRA),
    ("signup", mark::ASIDE | mark::EXTRA),
    ("sign-up", mark::ASIDE | mark::EXTRA),
    ("subscribe", mark::ASIDE | mark::EXTRA),
    ("hovercard", mark::ASIDE | mark::EXTRA),
    ("hover-card", mark::ASIDE | mark::EXTRA),
    ("copyright", mark::ASIDE | mark::EXTRA),
    ("disclaimer", mark::ASIDE | mark::EXTRA),
    ("sponsor", mark::ASIDE | mark::LURE),
    ("tags", mark::ASIDE | mark::LURE),
    ("post-meta", mark::ASIDE | mark::LURE),
    ("postmetadata", mark::ASIDE | mark::EXTRA),
    ("entry-meta", mark::ASIDE | mark::LURE),
    ("entry-footer", mark::ASIDE | mark::LURE),
    ("click-to-tweet", mark::ASIDE | mark::LURE),
    ("related", mark::ASIDE),
    ("rail", mark::ASIDE | mark::LURE),
    ("carousel", mark::ASIDE | mark::LURE),
    ("teaser", mark::ASIDE | mark::LURE),
    ("readmore", mark::ASIDE | mark::LURE),
    ("read-more", mark::ASIDE | mark::LURE),
    ("recirc", mark::ASIDE | mark::LURE),
    ("social-share", mark::ASIDE | mark::LURE),
    ("share-", mark::ASIDE | mark::LURE),
    ("advert", mark::ASIDE | mark::LURE),
    ("promo", mark::ASIDE | mark::LURE),
    ("outbrain", mark::ASIDE | mark::EXTRA),
    ("taboola", mark::ASIDE | mark::EXTRA),
    ("most-read", mark::ASIDE | mark::LURE),
    ("most-popular", mark::ASIDE | mark::LURE),
    ("trending", mark::ASIDE | mark::LURE),
    ("breadcrumb", mark::ASIDE | mark::LURE),
    ("author-bio", mark::ASIDE | mark::EXTRA),
    ("author-box", mark::ASIDE | mark::EXTRA),
    ("about-author", mark::ASIDE | mark::EXTRA),
    ("comments", mark::COMMENTS),
    ("disqus", mark::COMMENTS),
    ("timestamp", mark::DATE),
    ("pubdate", mark::DATE),
    ("publish", mark::DATE),
    ("dateline", mark::DATE),
    ("date-", mark::DATE),
    ("-date", mark::DATE),
    ("_date", mark::DATE),
    ("entry-meta", mark::DATE),
    ("post-meta", mark::DATE),
    ("meta-info", mark::DATE),
    ("submitted", mark::DATE),
    ("consent", mark::ASIDE | mark::EXTRA),
    ("cookie", mark::ASIDE | mark::EXTRA),
    ("cookies", mark::ASIDE | mark::EXTRA),
    ("gdpr", mark::ASIDE | mark::EXTRA),
    ("onetrust", mark::ASIDE | mark::EXTRA),
    ("didomi", mark::ASIDE | mark::EXTRA),
    ("ad-slot", mark::ASIDE | mark::EXTRA),
    ("ad_slot", mark::ASIDE | mark::EXTRA),
    ("adslot", mark::ASIDE | mark::EXTRA),
    ("ad-unit", mark::ASIDE | mark::EXTRA),
    ("ad-container", mark::ASIDE | mark::EXTRA),
    ("ad-wrapper", mark::ASIDE | mark::EXTRA),
    ("ad-banner", mark::ASIDE | mark::EXTRA),
    ("ad-placement", mark::ASIDE | mark::EXTRA),
    ("adsbygoogle", mark::ASIDE | mark::EXTRA),
    ("pullquote", mark::PULL),
    ("pull-quote", mark::PULL),
    ("pull_quote", mark::PULL),
];

/// What the class attributes that were met say: a page repeats the same ones again and again.
#[derive(Default)]
pub(super) struct Classes(HashMap<String, u32>);

impl Classes {
    fn marks(&mut self, value: &str) -> u32 {
        if let Some(marks) = self.0.get(value) {
            return *marks;
        }
        let marks = classes(value);
        self.0.insert(value.to_owned(), marks);
        marks
    }
}

/// Gives the marks of an element by its name and attributes.
pub(super) fn marks(name: &str, attributes: &[(String, String)], known: &mut Classes) -> u32 {
    let mut marks = match name {
        _ if is_hidden(name) => mark::HIDDEN,
        "a" => mark::LINK,
        "figcaption" => mark::CAPTION,
        "figure" => mark::FIGURE,
        "nav" | "footer" | "menu" => mark::FRAME,
        "aside" => mark::ASIDE,
        "button" | "form" => mark::ASIDE | mark::LURE,
        "pre" => mark::PRE,
        "h1" => mark::HEADING | mark::TITLE,
        "h2" | "h3" | "h4" | "h5" | "h6" => mark::HEADING,
        "time" => mark::DATE,
        "li" => mark::ITEM,
        "blockquote" => mark::QUOTE,
        "td" | "th" => mark::CELL,
        "dialog" => mark::ASIDE | mark::EXTRA,
        _ if is_struck(name) => mark::STRUCK,
        _ => 0,
    };
    let is_silent = || attributes.iter().any(|(key, value)| key == "aria-hidden" && value.eq_ignore_ascii_case("true"));
    for (key, value) in attributes {
        if !matches!(key.as_str(), "hidden" | "style" | "class" | "id" | "itemprop" | "rel" | "role" | "bgcolor") {
            continue;
        }
        let value = value.to_lowercase();
        marks |= match key.as_str() {
            "hidden" if value != "until-found" => mark::UNSEEN,
            "style" => style(&value),
            "bgcolor" if !is_white(&value) => mark::GROUND,
            "class" if is_hover_card(&value) || is_pop_up(&value) && is_silent() => mark::UNSEEN,
            "class" | "id" if !matches!(name, "body" | "html") => known.marks(&value),
            "itemprop" if value.contains("articlebody") => mark::STORY,
            "itemprop" if value.contains("author") => mark::BYLINE,
            "itemprop" if value.contains("datepublished") => mark::DATE,
            "rel" if value == "author" => mark::BYLINE,
            "role" if value == "navigation" || value == "contentinfo" => mark::FRAME,
            "role" if value == "complementary" => mark::ASIDE,
            "role" if value == "dialog" || value == "alertdialog" => mark::ASIDE | mark::EXTRA,
            _ => 0,
        };
    }
    marks
}

/// Reads what a style says about being seen.
fn style(value: &str) -> u32 {
    let style: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    let declared = style.split(';').filter_map(|line| line.split_once(':'));
    let found = declared.fold(0, |all, (property, value)| {
        let value = value.trim_end_matches("!important");
        all | match (property, value) {
            ("display", "none") | ("visibility", "hidden" | "collapse") => mark::UNSEEN,
            ("text-decoration" | "text-decoration-line", value) if value.contains("line-through") => mark::STRUCK,
            ("opacity" | "font-size", value) if is_nothing(value) => mark::VEILED,
            ("color", value) if is_white(value) => mark::PALE,
            ("background" | "background-color", value) if is_white(value) => WHITE_GROUND,
            ("background" | "background-color" | "background-image", _) => mark::GROUND,
            _ => 0,
        }
    });
    let is_white_on_white = found & (mark::PALE | WHITE_GROUND) == mark::PALE | WHITE_GROUND;
    found & !WHITE_GROUND | if is_white_on_white { mark::VEILED } else { 0 }
}

/// Within a style: a white background.
const WHITE_GROUND: u32 = 1 << 31;

/// Tells whether a length or a share is zero.
fn is_nothing(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.parse::<f64>() == Ok(0.0)
}

fn is_white(value: &str) -> bool {
    matches!(value, "#fff" | "#ffffff" | "white" | "rgb(255,255,255)" | "rgba(255,255,255,1)")
}

/// Tells whether a class is the card that shows while the pointer is on a name: on paper it would repeat the name.
fn is_hover_card(classes: &str) -> bool {
    let is_trigger = |class: &str| ["has", "js", "with"].iter().any(|word| class.starts_with(word));
    let is_card = |class: &str| class.ends_with("hovercard") || class.ends_with("hover-card");
    classes.split_whitespace().any(|class| is_card(class) && !is_trigger(class))
}

/// Tells whether a class names what pops up over a page.
fn is_pop_up(classes: &str) -> bool {
    ["hovercard", "hover-card", "tooltip", "popover"].iter().any(|word| classes.contains(word))
}

/// Beginnings of classes that say what a story is about, or what stands in an element rather than what it is.
const ABOUT: &[&str] = &["tag-", "category-", "has-", "no-", "with-"];

fn classes(value: &str) -> u32 {
    let classes = value.split_whitespace().filter(|class| !ABOUT.iter().any(|about| class.starts_with(about)));
    classes.fold(0, |all, class| {
        let mut found = 0;
        if matches!(class, "date" | "posted" | "time") {
            found |= mark::DATE;
        }
        if STORIES.contains(&class) {
            found |= mark::STORY;
        }
        for (word, mark) in CLASSES {
            let begins = |at: usize| at == 0 || matches!(class.as_bytes()[at - 1], b'-' | b'_');
            if class.len() >= word.len() && (class.ends_with(word) || class.match_indices(word).any(|(at, _)| begins(at))) {
                found |= mark;
            }
        }
        all | found
    })
}
