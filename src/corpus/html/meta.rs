//! What do a page's head and structured data say about the article: title, authors, day, address, publisher?

use super::page::Head;
use crate::corpus::byline;
use crate::corpus::dates;
use crate::corpus::trust::{self, Trust};
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
    "citation_author",
    "authors",
    "author_name",
    "article:author_name",
    "mediator_author",
    "twitter:data1",
];
/// Authors that a news story has at most; longer lists are those of works that it cites.
pub(super) const AUTHORS_MOST: usize = 10;

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
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "rnews:datepublished",
    "pub_date",
    "og:pubdate",
    "publicationdate",
    "article:published_date",
    "citation_publication_date",
    "bt:pubdate",
    "gtm-publish-date",
];
/// Days that a page's head does not call those of publication.
const CREATED: &[&str] =
    &["dc.date", "dcterms.date", "date", "citation_date", "dcterms.created", "dc.date.created", "datecreated", "created"];
/// Days of a page, of each kind of origin at most a few, that are held against each other for the zone they are told in.
const LOCAL_DAYS: usize = 40;

const CHANGED: &[&str] = &[
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
];
const SITES: &[&str] = &["og:site_name", "application-name", "twitter:app:name:iphone"];
const URLS: &[&str] = &["og:url", "twitter:url"];

/// The facts that a page states about its article.
#[derive(Debug, Default)]
pub(super) struct Stated {
    /// All titles that the page gives, the surest first.
    pub(super) titles: Vec<Fact>,
    /// All authors that the page gives, the surest first.
    pub(super) bylines: Vec<Fact>,
    /// An author that is the site itself, or an account: for want of a name.
    pub(super) signed: Option<Fact>,
    /// All days that the page states, each with how far it is trusted.
    pub(super) published: Vec<(Trust, Fact)>,
    /// The day of the last change.
    pub(super) changed: Option<Fact>,
    pub(super) url: Option<Fact>,
    /// All names that the page gives its site, the surest first.
    pub(super) sources: Vec<Fact>,
    pub(super) lang: Option<Fact>,
    /// What is given as a summary, which the page may show as a standfirst.
    pub(super) summaries: Vec<String>,
}

/// Reads what a page states.
pub(super) fn stated(head: &Head) -> Stated {
    let articles: Vec<Map<String, Value>> = head.json_ld.iter().filter_map(|json| article(json)).collect();
    let mut stated = Stated { sources: sites(head, &articles), ..Stated::default() };
    stated.titles = titles(head, &articles, stated.sources.first().map(|fact| fact.value.as_str()));
    (stated.bylines, stated.signed) = authors(head, &articles, stated.sources.first());
    stated.published = published(head, &articles);
    stated.changed = changed(head, &articles);
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
    let value = parsed(json)?;
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

fn parsed(json: &str) -> Option<Value> {
    let json =
        json.trim().trim_start_matches("<![CDATA[").trim_start_matches("<!--").trim_end_matches("]]>").trim_end_matches("-->");
    serde_json::from_str(json).ok().or_else(|| serde_json::from_str(&json.replace(|c: char| c.is_control(), " ")).ok())
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

fn sites(head: &Head, articles: &[Map<String, Value>]) -> Vec<Fact> {
    let publisher =
        member(articles, "publisher").filter(|fact| !fact.value.starts_with("http") && !fact.value.starts_with('#'));
    let mut found: Vec<Fact> = meta(head, &SITES[..1]).into_iter().chain(publisher).collect();
    if found.is_empty() {
        found.extend(meta(head, SITES));
    }
    found
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

/// Gives the authors by each origin, and apart from them one that is the site itself.
fn authors(head: &Head, articles: &[Map<String, Value>], site: Option<&Fact>) -> (Vec<Fact>, Option<Fact>) {
    let known = references(head);
    let written = articles.iter().find_map(|article| author(article.get("author").or_else(|| article.get("creator"))?, &known));
    let written = written.map(|names| Fact::new(names, "JSON-LD author"));
    let named = AUTHORS.iter().filter_map(|name| {
        let all: Vec<&str> = head.meta.iter().filter(|(key, _)| key == name).map(|(_, content)| content.as_str()).collect();
        (1..=AUTHORS_MOST).contains(&all.len()).then(|| Fact::new(all.join(", "), format!("meta {name}")))
    });
    let account = meta(head, &["twitter:creator"]);
    let mut site_itself = None;
    let is_site = |names: &str| {
        let key = name_key(names);
        let bare: String = key.chars().filter(|c| c.is_alphanumeric()).collect();
        let of = |text: &str| name_key(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>() == bare;
        site.is_some_and(|site| of(&site.value))
            || articles
                .iter()
                .any(|article| member(std::slice::from_ref(article), "publisher").is_some_and(|fact| of(&fact.value)))
    };
    let mut people = Vec::new();
    for fact in written.into_iter().chain(named) {
        let Some(names) = byline::of_field(&fact.value) else { continue };
        let found = Fact::new(names, fact.origin);
        if !is_site(&fact.value) && !is_site(&found.value) {
            people.push(found);
        } else {
            site_itself = site_itself.or(Some(found));
        }
    }
    let account = account.and_then(|fact| Some(Fact::new(byline::of_field(&fact.value)?, fact.origin)));
    (people, account.or(site_itself))
}

/// Gives the names that a page's structured data has for its `@id`s.
fn references(head: &Head) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for value in head.json_ld.iter().filter_map(|json| parsed(json)) {
        let mut waiting = vec![&value];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(list) => waiting.extend(list),
                Value::Object(object) => {
                    if let (Some(id), Some(name)) =
                        (object.get("@id").and_then(Value::as_str), object.get("name").and_then(names))
                    {
                        found.push((id.to_owned(), name));
                    }
                    waiting.extend(object.values());
                }
                _ => {}
            }
        }
    }
    found.sort();
    found
}

fn author(value: &Value, people: &[(String, String)]) -> Option<String> {
    let referred = |object: &Map<String, Value>| {
        let id = object.get("@id")?.as_str()?;
        let at = people.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok()?;
        Some(people[at].1.clone())
    };
    match value {
        Value::Object(object) if object.get("name").is_none() => referred(object),
        Value::Array(list) => {
            let mut all: Vec<String> = Vec::new();
            for name in list.iter().filter_map(|one| author(one, people)) {
                if !all.contains(&name) {
                    all.push(name);
                }
            }
            (1..=AUTHORS_MOST).contains(&all.len()).then(|| all.join(", "))
        }
        value => names(value).filter(|name| !name.contains("://")),
    }
}

fn published(head: &Head, articles: &[Map<String, Value>]) -> Vec<(Trust, Fact)> {
    let article = member(articles, "datePublished").or_else(|| member(articles, "dateCreated"));
    let listed =
        |names: &'static [&str], trust| names.iter().filter_map(|name| meta(head, &[*name])).map(move |fact| (trust, fact));
    let times = head.times.iter().filter(|time| !time.changed).map(|time| {
        let trust = if time.published { Trust::Marked } else { Trust::Time };
        (trust, Fact::new(time.value.clone(), "time element"))
    });
    let page = head
        .json_ld
        .iter()
        .filter_map(|json| page(json))
        .map(|day| (Trust::Page, Fact::new(day, "JSON-LD datePublished of the page")));
    let all: Vec<(Trust, Fact)> = article
        .map(|fact| (Trust::Record, fact))
        .into_iter()
        .chain(listed(DATES, Trust::Meta))
        .chain(listed(CREATED, Trust::Created))
        .chain(times)
        .chain(page)
        .collect();
    let read = |(trust, fact): &(Trust, Fact)| Some((*trust, Fact::new(dates::read(&fact.value)?, fact.origin.clone())));
    let mut found: Vec<(Trust, Fact)> = all.iter().filter_map(read).collect();
    for (_, fact) in found.iter_mut().take(LOCAL_DAYS) {
        if let Some((local, other)) =
            all.iter().take(LOCAL_DAYS).find_map(|(_, other)| Some((trust::local(&fact.value, &other.value)?, other)))
        {
            *fact = Fact::new(local, format!("{}, local by {}", fact.origin, other.origin));
        }
    }
    found
}

fn changed(head: &Head, articles: &[Map<String, Value>]) -> Option<Fact> {
    let times = head.times.iter().filter(|time| time.changed).map(|time| Fact::new(time.value.clone(), "time element"));
    let stated = member(articles, "dateModified").into_iter().chain(CHANGED.iter().filter_map(|name| meta(head, &[*name])));
    stated.chain(times).find_map(|fact| Some(Fact::new(dates::read(&fact.value)?, fact.origin)))
}

/// Finds the day of the page itself in its structured data.
fn page(json: &str) -> Option<String> {
    let value = parsed(json)?;
    let mut waiting = vec![&value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(list) => waiting.extend(list.iter().rev()),
            Value::Object(object) => {
                if let Some(day) = object.get("datePublished").and_then(names) {
                    return Some(day);
                }
                waiting.extend(["mainEntity", "@graph"].iter().filter_map(|key| object.get(*key)));
            }
            _ => {}
        }
    }
    None
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
