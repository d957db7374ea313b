//! Do the facts of an article come from the surest origin, and is it told where another says otherwise?

use super::{Rules, read};
use crate::model::article::{Article, Fact};

const STORY: &str = "The mayor of Linden resigned on Monday after a week of protests over the price of water in the city.";

fn file(name: &str, text: &str) -> Article {
    let mut found = Vec::new();
    read(text.as_bytes(), name, &Rules::default(), &mut |article| found.extend(article));
    found.remove(0)
}

fn page(head: &str, body: &str) -> Article {
    let body = format!("<article><h1>Mayor resigns over water</h1>{body}<p>{STORY} {STORY}</p> <p>{STORY}</p></article>");
    file("linden.html", &format!("<html><head><title>Mayor resigns over water</title>{head}</head><body>{body}</body></html>"))
}

fn shown(fact: &Option<Fact>) -> (&str, &str) {
    fact.as_ref().map_or(("", ""), |fact| (fact.value.as_str(), fact.origin.as_str()))
}

#[test]
fn elements_for_authors_name_them_whatever_stands_beside() {
    for marked in [
        r#"<p>by <span class="author vcard fn">Ada Brandt</span> on <b>some day</b></p>"#,
        r#"<div class=meta><a rel="author nofollow" href=/a>Ada Brandt</a>, our reporter in town, wrote this</div>"#,
        r#"<div itemprop=author itemscope>by <span itemprop=name>Ada Brandt</span> Reporter</div>"#,
        r#"<div class="h-card p-author">Ada Brandt</div>"#,
    ] {
        assert_eq!(shown(&page("", marked).byline), ("Ada Brandt", "author element"), "{marked}");
    }
    let two = page("", "<p>By <a rel=author>Ada Brandt</a> and <a rel=author>Li Wei</a></p>");
    assert_eq!(shown(&two.byline).0, "Ada Brandt, Li Wei");
}

#[test]
fn authors_of_comments_are_not_those_of_the_story() {
    let found = page("", "<div class=comments><p>by <a rel=author>Tom Holt</a></p></div>");
    assert_eq!(found.byline, None);
}

#[test]
fn a_page_that_names_another_author_than_its_head_keeps_both() {
    let found = page("<meta name=author content='Tom Holt'>", "<p>By Ada Brandt</p>");
    assert_eq!(shown(&found.byline), ("Tom Holt", "meta author"));
    assert!(found.notices.contains(&"byline: meta author says Tom Holt, byline line says Ada Brandt".to_owned()), "{found:?}");
    let same = page("<meta name=author content='Ada Brandt'>", "<p>By Ada Brandt and Li Wei</p>");
    assert!(same.notices.is_empty(), "{:?}", same.notices);
}

#[test]
fn a_page_with_two_titles_or_two_names_of_its_site_keeps_both() {
    let ld = r#"<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"Quay Gazette"}}</script>"#;
    let head = format!(
        "<meta property=og:site_name content='Linden Post'><meta property=og:title content='Water brings a town down'>{ld}"
    );
    let found = page(&head, "");
    assert_eq!((shown(&found.title).0, shown(&found.source).0), ("Mayor resigns over water", "Linden Post"));
    let told = |start: &str| found.notices.iter().any(|notice| notice.starts_with(start));
    assert!(told("title: h1 says Mayor resigns over water, meta og:title says Water"), "{:?}", found.notices);
    assert!(told("source: meta og:site_name says Linden Post, JSON-LD publisher says Quay Gazette"));
}

#[test]
fn a_record_and_front_matter_that_contradict_their_text_say_so() {
    let json = format!(
        r#"{{"text":"By Ada Brandt\nPublished 3 March 2031\n{STORY}\n{STORY}","author":"Tom Holt","date":"2031-03-05"}}"#
    );
    let found = file("a.jsonl", &json);
    assert_eq!((shown(&found.byline).0, shown(&found.published).0), ("Tom Holt", "2031-03-05"));
    assert_eq!(found.notices.len(), 2, "{:?}", found.notices);
    let matter = format!(
        "---\ntitle: Rain\nauthor: Tom Holt\ndate: 2031-03-05\n---\n# Mayor resigns\n\nBy Ada Brandt\n\n3 March 2031\n\n{STORY}"
    );
    let found = file("a.md", &matter);
    assert_eq!(found.notices.len(), 3, "{:?}", found.notices);
}

#[test]
fn the_day_of_the_last_change_counts_for_want_of_another_and_is_told() {
    let changed = "<p>Last updated 5 March 2031</p>";
    let found = page("", changed);
    assert_eq!(shown(&found.published), ("2031-03-05", "date line"));
    assert!(found.notices[0].contains("the day of the last change"), "{:?}", found.notices);
    let found = page("<meta property=article:published_time content=2031-03-03>", changed);
    assert_eq!((shown(&found.published).0, found.notices.len()), ("2031-03-03", 0));
    let found = page("<meta property=article:modified_time content=2031-03-05>", "<p>3 March 2031</p>");
    assert_eq!((shown(&found.published).0, found.notices.len()), ("2031-03-03", 0));
}

#[test]
fn a_day_in_the_head_that_is_not_called_that_of_publication_yields_to_the_line_below_the_headline() {
    let head = "<meta name=dc.date content=2031-01-02>";
    assert_eq!(shown(&page(head, "<p>3 March 2031</p>").published), ("2031-03-03", "date line"));
    assert_eq!(shown(&page(head, "").published), ("2031-01-02", "meta dc.date"));
}

#[test]
fn a_day_in_an_element_of_its_own_is_read_though_no_blank_parts_it_from_its_neighbours() {
    for line in
        ["<b>Research</b><b>3 March 2031</b>", "Town<span>3 March 2031</span>", "<i>Town</i> <b>3 March 2031</b><i>Art</i>"]
    {
        assert_eq!(shown(&page("", &format!("<p>{line}</p>")).published), ("2031-03-03", "date line"), "{line}");
    }
    for line in ["She resigned on <b>3 March 2031</b>.", "<b>Research</b><b>Updated 3 March</b><b>2031</b>"] {
        assert_eq!(page("", &format!("<p>{line}</p>")).published, None, "{line}");
    }
}

#[test]
fn a_page_that_shows_its_hour_in_two_zones_is_of_the_day_that_its_readers_saw() {
    let head = "<meta property=article:published_time content=2031-03-04T05:30:59Z>";
    let found = page(head, "<p>PUBLISHED: <time datetime='2031-03-03 23:30:59'>March 3, 2031</time></p>");
    assert_eq!(shown(&found.published), ("2031-03-03T23:30:59-06:00", "meta article:published_time, local by time element"));
}

#[test]
fn the_clock_of_a_site_is_told_and_dates_nothing() {
    let clock = "20 C\nLinden\nWednesday, March 5, 2031\n";
    let told = "published: not stated; clock line says 2031-03-05, which is the day of the visit";
    let bare = file("a.txt", &format!("{clock}Mayor of Linden resigns over water\n{STORY}"));
    assert_eq!((&bare.published, bare.notices.as_slice()), (&None, &[told.to_owned()][..]));
    let dated = file("a.txt", &format!("{clock}Mayor of Linden resigns over water\nPublished 3 March 2031\n{STORY}"));
    assert_eq!(shown(&dated.published), ("2031-03-03", "date line"));
    assert_eq!(dated.notices, ["published: date line says 2031-03-03, clock line says 2031-03-05, the day of the visit"]);
    let html = format!(
        "<html><title>Mayor resigns over water</title><div>20 C</div><div>Wednesday, March 5, 2031</div><h1>Mayor resigns over water</h1><p>{STORY} {STORY}</p><p>{STORY}</p>"
    );
    let page = file("a.html", &html);
    assert_eq!((&page.published, page.notices.as_slice()), (&None, &[told.to_owned()][..]));
}

#[test]
fn an_article_that_is_younger_than_its_archive_is_told() {
    let archive = |day: &str| {
        let body = format!("Mayor of Linden resigns over water\nPublished {day}\n{STORY}");
        format!(
            "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Date: 2031-03-03T10:15:00Z\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    };
    assert!(file("a.warc", &archive("3 March 2031")).notices.is_empty());
    assert_eq!(
        file("a.warc", &archive("9 March 2031")).notices,
        ["published: date line says 2031-03-09, WARC-Date says 2031-03-03T10:15:00Z, which is earlier"]
    );
}
