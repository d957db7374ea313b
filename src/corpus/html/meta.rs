//! What do a page's head and structured data say about the article: title, authors, day, address, publisher?

use super::page::Head;
use crate::corpus::byline;
use crate::corpus::dates;
use crate::model::article::Fact;
use crate::model::normal::{fold_space, name_key};
use serde_json::{Map, Value};

/// What the structured data of a page calls an article.
const ARTICLES: &[&str] = &[
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "Report",
    "ScholarlyArticle",
    "TechArticle",
    "SocialMediaPosting",
];

const TITLES: &[&str] = &["og:title", "twitter:title", "headline", "dc.title", "parsely-title", "sailthru.title", "title"];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "article.author",
    "twitter:data1",
];
const DATES: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "date.published",
    "article.published",
    "publishdate",
    "publish-date",
    "publication_date",
    "pubdate",
    "published-date",
    "publish_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "rnews:datepublished",
    "date",
    "datecreated",
    "created",
];
const SITES: &[&str] = &["og:site_name", "application-name", "twitter:app:name:iphone"];
const URLS: &[&str] = &["og:url", "twitter:url"];

/// The facts that a page states about its article.
#[derive(Debug, Default)]
pub(super) struct Stated {
    /// All titles that the page gives, the surest first.
    pub(super) titles: Vec<Fact>,
    pub(super) byline: Option<Fact>,
    pub(super) published: Option<Fact>,
    pub(super) url: Option<Fact>,
    pub(super) source: Option<Fact>,
    pub(super) lang: Option<Fact>,
    /// What is given as a summary, which the page may show as a standfirst.
    pub(super) summaries: Vec<String>,
    pub(super) notices: Vec<String>,
}

/// Reads what a page states.
pub(super) fn stated(head: &Head) -> Stated {
    let articles: Vec<Map<String, Value>> = head.json_ld.iter().filter_map(|json| article(json)).collect();
    let mut stated = Stated { source: site(head, &articles), ..Stated::default() };
    stated.titles = titles(head, &articles, stated.source.as_ref().map(|fact| fact.value.as_str()));
    stated.byline = authors(head, &articles);
    stated.published = published(head, &articles, &mut stated.notices);
    stated.url = url(head, &articles);
    stated.lang = head
        .lang
        .clone()
        .map(|lang| Fact::new(lang, "html lang"))
        .or_else(|| meta(head, &["og:locale", "content-language", "language"]));
    stated.summaries = head
        .meta
        .iter()
        .filter(|(name, _)| matches!(name.as_str(), "description" | "og:description" | "twitter:description"))
        .map(|(_, text)| text.clone())
        .collect();
    stated
}

fn meta(head: &Head, names: &[&str]) -> Option<Fact> {
    names.iter().find_map(|name| {
        let (_, content) = head.meta.iter().find(|(key, _)| key == name)?;
        Some(Fact::new(content.clone(), format!("meta {name}")))
    })
}

/// Finds the article in a page's structured data, looking into lists, graphs and pages.
fn article(json: &str) -> Option<Map<String, Value>> {
    let json =
        json.trim().trim_start_matches("<![CDATA[").trim_start_matches("<!--").trim_end_matches("]]>").trim_end_matches("-->");
    let value: Value =
        serde_json::from_str(json).ok().or_else(|| serde_json::from_str(&json.replace(|c: char| c.is_control(), " ")).ok())?;
    let mut waiting = vec![&value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(list) => waiting.extend(list.iter().rev()),
            Value::Object(object) if is_article(object) => return Some(object.clone()),
            Value::Object(object) => waiting.extend(["mainEntity", "@graph"].iter().filter_map(|key| object.get(*key))),
            _ => {}
        }
    }
    None
}

fn is_article(object: &Map<String, Value>) -> bool {
    let named = |value: &Value| value.as_str().is_some_and(|name| ARTICLES.contains(&name));
    match object.get("@type") {
        Some(Value::Array(list)) => list.iter().any(named),
        Some(value) => named(value),
        None => false,
    }
}

fn member(articles: &[Map<String, Value>], key: &str) -> Option<Fact> {
    let text = articles.iter().find_map(|article| names(article.get(key)?))?;
    Some(Fact::new(text, format!("JSON-LD {key}")))
}

/// Gives a value as words: a string, or the names of what is listed.
fn names(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => fold_space(&htmlize::unescape(text.as_str())),
        Value::Array(list) => {
            let mut all: Vec<String> = Vec::new();
            for name in list.iter().filter_map(names) {
                if !all.contains(&name) {
                    all.push(name);
                }
            }
            all.join(", ")
        }
        Value::Object(object) => names(object.get("name").or_else(|| object.get("@id"))?)?,
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn site(head: &Head, articles: &[Map<String, Value>]) -> Option<Fact> {
    meta(head, &SITES[..1])
        .or_else(|| {
            member(articles, "publisher").filter(|fact| !fact.value.starts_with("http") && !fact.value.starts_with('#'))
        })
        .or_else(|| meta(head, SITES))
}

/// Gives the titles, each without the name of the site behind it.
fn titles(head: &Head, articles: &[Map<String, Value>], site: Option<&str>) -> Vec<Fact> {
    let stated = member(articles, "headline").into_iter().chain(TITLES.iter().filter_map(|name| meta(head, &[*name])));
    let mut found: Vec<Fact> = stated.chain(head.title.clone().map(|title| Fact::new(title, "title element"))).collect();
    let whole: Vec<String> = found.iter().map(|fact| fact.value.clone()).collect();
    for fact in &mut found {
        fact.value = without_site(&fact.value, site, &whole);
    }
    found.retain(|fact| !fact.value.is_empty());
    found
}

/// Cuts the name of the site off a title, where it is known, or where another title of the page lacks it.
fn without_site(title: &str, site: Option<&str>, others: &[String]) -> String {
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / "] {
        if let Some((start, end)) = title.rsplit_once(mark) {
            let is_site = site.is_some_and(|site| name_key(site) == name_key(end));
            if is_site || others.iter().any(|other| other.trim() == start.trim()) {
                return start.trim().to_owned();
            }
        }
    }
    title.trim().to_owned()
}

fn authors(head: &Head, articles: &[Map<String, Value>]) -> Option<Fact> {
    let stated = member(articles, "author").into_iter().chain(AUTHORS.iter().filter_map(|name| meta(head, &[*name])));
    stated.into_iter().find_map(|fact| Some(Fact::new(byline::of_field(&fact.value)?, fact.origin)))
}

fn published(head: &Head, articles: &[Map<String, Value>], notices: &mut Vec<String>) -> Option<Fact> {
    let listed = member(articles, "datePublished").into_iter().chain(DATES.iter().filter_map(|name| meta(head, &[*name])));
    let times = head.times.iter().map(|time| Fact::new(time.clone(), "time element"));
    let mut read = listed.chain(times).filter_map(|fact| Some(Fact::new(dates::read(&fact.value)?, fact.origin)));
    let first = read.next()?;
    let other = read.filter(|fact| fact.origin != "time element").find(|fact| fact.value.get(..10) != first.value.get(..10));
    if let Some(other) = other {
        notices.push(format!("{} gives {}, {} gives {}", first.origin, first.value, other.origin, other.value));
    }
    Some(first)
}

fn url(head: &Head, articles: &[Map<String, Value>]) -> Option<Fact> {
    let canonical = head.canonical.clone().map(|url| Fact::new(url, "link rel=canonical"));
    let stated = canonical
        .into_iter()
        .chain(URLS.iter().filter_map(|name| meta(head, &[*name])))
        .chain(member(articles, "url"))
        .chain(member(articles, "mainEntityOfPage"));
    stated.into_iter().find(|fact| fact.value.starts_with("http://") || fact.value.starts_with("https://"))
}
