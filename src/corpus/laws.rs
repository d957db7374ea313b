//! Do the laws of the text of record hold for every format, whatever the input?

use super::limits::Caps;
use super::{Opened, Rules, read, read_within, restore};
use crate::model::answer::Skipped;
use crate::model::article::{Article, Role};
use crate::model::bytemap::Run;
use crate::model::normal::fold_space;
use crate::model::span::Span;
use proptest::prelude::*;
use std::io::Write;

/// Reads a file and checks every article of it.
pub(super) fn read_lawfully(bytes: &[u8], path: &str) -> (Vec<Article>, Vec<Skipped>) {
    read_lawfully_within(bytes, path, Caps::default())
}

/// As `read_lawfully`, with other limits.
pub(super) fn read_lawfully_within(bytes: &[u8], path: &str, caps: Caps) -> (Vec<Article>, Vec<Skipped>) {
    let (mut articles, mut skipped) = (Vec::new(), Vec::new());
    read_within(bytes, path, &Rules::default(), &caps, &mut |found| match found {
        Ok(article) => articles.push(article),
        Err(reason) => skipped.push(reason),
    });
    if !articles.is_empty() {
        let opened = Opened::within(bytes, caps).expect("the file was read before");
        for article in &articles {
            check(&opened, article);
        }
    }
    (articles, skipped)
}

fn check(opened: &Opened, article: &Article) {
    let record = opened.record(article.record.as_ref()).expect("the record is still there");
    assert_eq!(crate::model::digest::sha256(&record), article.digest);
    check_blocks(article);
    for block in &article.blocks {
        for span in spans(&article.text, block.span) {
            check_span(article, &record, span);
        }
    }
    for pair in article.blocks.windows(2) {
        let both = Span::new(pair[0].span.start, pair[1].span.end);
        if article.map.covers(both) {
            check_span(article, &record, both);
        }
    }
}

fn check_blocks(article: &Article) {
    let mut at = 0;
    for block in &article.blocks {
        assert!(block.why.words().is_some(), "the rule that gave a block its role is known: {block:?}");
        assert!(block.span.start >= at && !block.span.is_empty(), "blocks are ordered, disjoint and never empty");
        assert_eq!(block.span.trimmed(&article.text), block.span, "blocks have no white space at their ends");
        assert!(article.text[at..block.span.start].trim().is_empty(), "blocks hold all words");
        at = block.span.end;
    }
    assert!(article.text[at..].trim().is_empty(), "blocks hold all words");
}

/// Gives spans of a block: the whole, its words, and stretches of words, cut where no character and no unit is parted.
fn spans(text: &str, block: Span) -> Vec<Span> {
    let starts: Vec<usize> = block.of(text).char_indices().map(|(at, _)| block.start + at).chain([block.end]).collect();
    let mut found = vec![block];
    for (index, start) in starts.iter().enumerate().step_by(1 + starts.len() / 40) {
        for step in [1, 2, 3, 7, 30] {
            if let Some(end) = starts.get(index + step) {
                found.push(Span::new(*start, *end));
            }
        }
    }
    found
}

fn check_span(article: &Article, record: &[u8], span: Span) {
    let parts = |run: &Run| {
        let begun = run.raw.is_empty() && run.text.start == span.end && !run.text.of(&article.text).trim().is_empty();
        begun || run.text.len() != run.raw.len() && run.text.overlaps(span) && !span.contains(run.text)
    };
    let runs = article.map.runs();
    let near = &runs[runs.partition_point(|run| run.text.end <= span.start)..];
    if near.iter().take_while(|run| run.text.start <= span.end).any(parts) {
        return; // units are taken whole
    }
    assert!(article.map.covers(span), "all of {:?} stands in the record", span.of(&article.text));
    let pieces = article.map.pieces(span);
    let cut: Vec<u8> = pieces.iter().flat_map(|piece| record[piece.start..piece.end].iter().copied()).collect();
    let restored = restore(article.format, &article.charset, &cut);
    assert_eq!(
        fold_space(&restored),
        fold_space(span.of(&article.text)),
        "{pieces:?} of {:?}",
        String::from_utf8_lossy(record)
    );
}

fn role_texts(article: &Article) -> Vec<(Role, &str)> {
    article.blocks.iter().map(|block| (block.role, block.span.of(&article.text))).collect()
}

fn one(bytes: &[u8], path: &str) -> Article {
    let (mut articles, skipped) = read_lawfully(bytes, path);
    assert_eq!((articles.len(), skipped.len()), (1, 0), "{skipped:?}");
    articles.remove(0)
}

pub(super) const FIRST: &str =
    "The mayor of Linden resigned on Monday after a week of protests over the price of water in the city.";
pub(super) const SECOND: &str =
    "“I have heard the people,” Ada Brandt told reporters outside the town hall, where hundreds had gathered.";

pub(super) fn story_page() -> String {
    format!(
        "<!doctype html><html lang=en-GB><head><meta charset=utf-8><title>Mayor of Linden resigns | Linden Post</title><meta property='og:site_name' content='Linden Post'>\
         <script type='application/ld+json'>{{\"@graph\":[{{\"@type\":\"NewsArticle\",\"headline\":\"Mayor of Linden resigns\",\"datePublished\":\"2031-03-03T10:15:00+01:00\",\"author\":{{\"name\":\"Ada Brandt\"}}}}]}}</script>\
         <link rel=canonical href='https://linden.example/mayor'></head>\n<body><nav><ul><li><a href=/>Home</a></li><li><a href=/s>Sport</a></li></ul></nav>\n<article><h1>Mayor of <i>Linden</i> resigns</h1>\n\
         <p>{FIRST} {FIRST}</p>\n<p>{SECOND}<br>She had asked for &euro;5&nbsp;million &amp; got no&shy;thing.</p>\n<h2>What comes next</h2>\n<p>{SECOND} {FIRST}</p>\
         <figure><img src=a.jpg><figcaption>The town hall at dusk</figcaption></figure>\n<p>READ MORE: <a href=/x>Rain in May</a></p>\n<p>{FIRST}</p></article>\n<footer>All rights reserved</footer><script>alert(1)</script></body></html>"
    )
}

#[test]
fn a_page_gives_its_story_its_facts_and_their_origins() {
    let article = one(story_page().as_bytes(), "a/page.html");
    let roles = role_texts(&article);
    assert_eq!(roles[0], (Role::Title, "Mayor of Linden resigns"));
    assert_eq!(roles.iter().filter(|(role, _)| *role == Role::Body).count(), 5, "{roles:?}");
    assert!(roles.contains(&(Role::Subhead, "What comes next")));
    let bodies: Vec<Span> = article.blocks.iter().filter(|block| block.role == Role::Body).map(|block| block.span).collect();
    assert!(
        article.map.covers(Span::new(bodies[0].start, bodies[1].end)),
        "the line end between two paragraphs stands for their border"
    );
    let hull = Span::new(article.map.pieces(bodies[0])[0].start, article.map.pieces(bodies[1])[0].start);
    assert_eq!(article.lines_of(hull), Some((4, 5)));
    assert!(roles.contains(&(Role::Caption, "The town hall at dusk")));
    assert!(roles.contains(&(Role::Furniture, "READ MORE: Rain in May")));
    assert!(
        !article.text.contains("Sport")
            && !article.text.contains("alert")
            && article.text.contains("She had asked for €5 million & got nothing.")
    );
    let fact = |fact: &Option<crate::model::article::Fact>| fact.clone().map(|fact| (fact.value, fact.origin)).unwrap();
    assert_eq!(fact(&article.published), ("2031-03-03T10:15:00+01:00".to_owned(), "JSON-LD datePublished".to_owned()));
    assert_eq!(fact(&article.byline), ("Ada Brandt".to_owned(), "JSON-LD author".to_owned()));
    assert_eq!(fact(&article.source), ("Linden Post".to_owned(), "meta og:site_name".to_owned()));
    assert_eq!(fact(&article.url).0, "https://linden.example/mayor");
    assert_eq!(fact(&article.lang), ("en".to_owned(), "html lang".to_owned()));
}

#[test]
fn references_that_marks_part_do_not_grow_together() {
    for inside in [
        "a &<b>amp;</b> b",
        "x &#6<i></i>5; y",
        "&not<i>in;</i>",
        "&am\u{AD}p;",
        "&amp<b>;</b> z",
        "caps &caps;&caps; x",
        "one<br>two",
        "&nbsp<b>;</b>x",
        "&#38;amp;",
    ] {
        one(format!("<html><p>{FIRST} {inside} {SECOND}").as_bytes(), "a.html");
    }
}

#[test]
fn json_gives_title_body_facts_and_line() {
    let line = r#"{"id": 7, "headline": "Mayor \u201cresigns\u201d", "body": "One day she said \"no\".\n\nThe next day she said yes.\u0021", "date": "2031-03-03", "outlet": {"name": "Linden Post"}, "author": ["Ada Brandt", "Li Wei"]}"#;
    let file = format!("\u{FEFF}{line}\r\nnot json\n\n{{\"text\": 3}}\n{line}");
    let (articles, skipped) = read_lawfully(file.as_bytes(), "x.jsonl");
    assert_eq!(articles.len(), 2);
    assert_eq!(skipped.iter().map(|s| s.record.clone().unwrap()).collect::<Vec<_>>(), ["line 2", "line 4"]);
    let article = &articles[1];
    assert_eq!(article.lines_of(Span::new(50, 60)), Some((5, 5)));
    assert_eq!(
        role_texts(article),
        [
            (Role::Title, "Mayor “resigns”"),
            (Role::Body, "One day she said \"no\"."),
            (Role::Body, "The next day she said yes.!")
        ]
    );
    assert_eq!(article.byline.as_ref().unwrap().value, "Ada Brandt, Li Wei");
    assert_eq!(article.source.as_ref().unwrap().value, "Linden Post");
}

#[test]
fn code_keeps_what_looks_like_another_kind_of_mark() {
    let (articles, _) = read_lawfully(b"---\n\x60$\x80\x60 and more text here\n", "code.md");
    assert!(articles[0].text.contains("$\u{20ac} and more"), "{}", articles[0].text);
}

#[test]
fn markdown_leaves_its_marks_out_and_reads_its_front_matter() {
    let file = format!(
        "---\ntitle: \"Mayor resigns\"\ndate: 2031-03-03\nauthors:\n  - Ada Brandt\n  - Li Wei\n---\n\n# Mayor resigns\n\n{FIRST} She said *no*, **twice**, to [the\npress](http://x) &amp; others\\*.\n\n> {SECOND}\n> `a & b`\n\n- one\n- two\n\n<div>In a <b>box</b></div>\n"
    );
    let article = one(file.as_bytes(), "a.md");
    let roles = role_texts(&article);
    assert_eq!(roles[0], (Role::Title, "Mayor resigns"));
    assert!(roles[1].1.ends_with("She said no, twice, to the press & others*."), "{}", roles[1].1);
    assert_eq!(article.byline.unwrap().value, "Ada Brandt, Li Wei");
    assert_eq!(article.published.unwrap().origin, "front matter date");
}

#[test]
fn what_is_struck_out_is_no_part_of_the_story_and_is_told() {
    let page = format!(
        "<html><h1>Vote rigged</h1><p>{FIRST} The vote was <s>fair</s> ri<del>gh</del>gged, <span style='text-decoration: line-through'>she</span> he said.</p>\n<p>{SECOND}</p>"
    );
    let markdown = format!(
        "# Vote rigged\n\n{FIRST} The vote was ~~fair~~ ri<s>gh</s>gged, ~~she~~ he said.\n\n{SECOND}\n\nAbout ~5 to ~7 came.\n"
    );
    for (bytes, path) in [(page, "a.html"), (markdown, "a.md")] {
        let article = one(bytes.as_bytes(), path);
        assert!(article.text.contains("The vote was rigged, he said."), "{}", article.text);
        assert!(article.text.contains(SECOND), "{}", article.text);
        assert_eq!(article.notices, ["struck-out words are left out, in 3 places"]);
        let struck = article.left_out.iter().filter(|left| left.why == crate::model::why::Why::Struck);
        assert_eq!(struck.map(|left| left.text.as_str()).collect::<Vec<_>>(), ["fair", "gh", "she"]);
    }
}

#[test]
fn the_story_goes_on_behind_a_list_of_other_stories_that_has_ended() {
    let told = "Cole said: \"I will never resign\". She denied it.";
    let list = "<div class=related><h3>Related stories</h3> <p>Minister Bob Hall says he will go on Friday.</p></div>";
    let page = format!(
        "<html><article><h1>Council meets</h1> <p>{FIRST}</p> <p>{FIRST}</p> {list} <p>{told}</p> <p>{FIRST}</p></article>"
    );
    let article = one(page.as_bytes(), "a.html");
    assert!(role_texts(&article).contains(&(Role::Body, told)), "{article:?}");
    let said = "\"I will never resign,\" Cole said.";
    let text = format!(
        "Council meets\n\n{FIRST}\n\nMost read\n1. Actor Sam Poe says he is dead\n\n{said}\n\nREAD NEXT: Minister Bob Hall says he lied\n\n{FIRST}\n"
    );
    let article = one(text.as_bytes(), "a.txt");
    let roles = role_texts(&article);
    assert!(roles.contains(&(Role::Body, said)), "{roles:?}");
    assert!(roles.contains(&(Role::Furniture, "1. Actor Sam Poe says he is dead")), "{roles:?}");
    assert!(roles.contains(&(Role::Furniture, "READ NEXT: Minister Bob Hall says he lied")), "{roles:?}");
}

#[test]
fn a_feed_that_declares_entities_is_read_and_none_unfolds() {
    let declared = "<!DOCTYPE rss [<!ENTITY nbsp \"&#160;\"> <!ENTITY a \"<item>&b;&b;\"> <!ENTITY b '&a;&a;'>]>";
    let feed = format!(
        "<?xml version='1.0'?>\n{declared}\n<rss><channel><item><title>Mayor resigns</title><description>{FIRST} She&nbsp;left. &a;</description></item></channel></rss>"
    );
    let article = one(feed.as_bytes(), "a.xml");
    assert!(article.text.ends_with("She left. &a;"), "{}", article.text);
}

pub(super) fn warc_record(kind: &str, id: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <{id}>\r\nWARC-Target-URI: https://linden.example/{id}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn web_archives_are_read_record_by_record_plain_and_compressed() {
    let page = story_page();
    let (start, end) = page.as_bytes().split_at(300);
    let chunked = [
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n", start.len())
            .as_bytes(),
        start,
        format!("\r\n{:X};x=y\r\n", end.len()).as_bytes(),
        end,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let packed = [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n\r\n".as_slice(),
        &gzip(page.as_bytes()),
    ]
    .concat();
    let records = [
        warc_record("request", "a", b"GET / HTTP/1.1\r\n\r\n"),
        warc_record("response", "b", &chunked),
        warc_record("response", "c", &packed),
        warc_record("response", "d", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone"),
    ];
    let plain = records.concat();
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let lying = String::from_utf8_lossy(&records[1]).replace("Content-Length: ", "Content-Length: 9").into_bytes();
    let lying = [lying, records[2].clone()].concat();
    for file in [plain.clone(), members, gzip(&plain), lying] {
        let (articles, skipped) = read_lawfully(&file, "x.warc");
        assert!(articles.len() == 2 && skipped.iter().all(|skipped| skipped.record.is_none()), "{skipped:?}");
        assert_eq!(articles[0].digest, articles[1].digest);
        assert_eq!(articles[0].digest, crate::model::digest::sha256(page.as_bytes()));
        assert_eq!(articles[0].title.as_ref().unwrap().value, "Mayor of Linden resigns");
    }
}

#[test]
fn what_is_no_text_is_told_with_what_to_do() {
    for (bytes, reason) in [
        (b"%PDF-1.7".as_slice(), "PDF"),
        (b"", "empty"),
        (b"\x1f\x8b\x08broken", "compressed"),
        (b"PK\x03\x04", "unpack"),
        (b"\x89PNG\r\n", "image"),
    ] {
        let (articles, skipped) = read_lawfully(bytes, "a.txt");
        assert!(articles.is_empty() && skipped[0].reason.contains(reason), "{skipped:?}");
    }
}

#[test]
fn hostile_pages_are_read_in_linear_time() {
    let deep = format!("{}{FIRST}", "<div>".repeat(100_000));
    let wide = format!("<p {}>{FIRST}</p>", "a=1 ".repeat(100_000));
    let marks = format!("<html><p>{FIRST}{}", "&amp;".repeat(100_000));
    let open = format!("<html><p>{FIRST}{}", "<b>".repeat(50_000));
    let stray = format!("<html><p>{FIRST}{}", "<div><object></div>".repeat(20_000));
    let quotes = "\"".repeat(50_000);
    let zeros = format!("<html><p>{FIRST} &#{}", "0<b></b>".repeat(50_000));
    let facts = "<time datetime=2031-03-04T05:30:59Z>1</time> <b class=author>Ada</b> <i rel=author>,</i>".repeat(10_000);
    let facts = format!("<html><p>{FIRST}{facts}");
    for page in
        [deep, wide, marks, open, stray, quotes, zeros, facts, "<".repeat(100_000), "[".repeat(100_000), "<a".repeat(50_000)]
    {
        let begun = std::time::Instant::now();
        for path in ["a.html", "a.md", "a.txt"] {
            read(page.as_bytes(), path, &Rules::default(), &mut |_| {});
        }
        assert!(begun.elapsed().as_secs() < 20, "{}", &page[..60]);
    }
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<p>".to_owned()),
        Just("</p>\n".to_owned()),
        Just("<b>".to_owned()),
        Just("</b>".to_owned()),
        Just("<br>".to_owned()),
        Just("<br />".to_owned()),
        Just("<div class=\"x y\">".to_owned()),
        Just("</div>".to_owned()),
        Just("&".to_owned()),
        Just("&amp;".to_owned()),
        Just("&am".to_owned()),
        Just("p;".to_owned()),
        Just("&#6".to_owned()),
        Just("5".to_owned()),
        Just(";".to_owned()),
        Just("&#x201C;".to_owned()),
        Just("&notin;".to_owned()),
        Just("&not".to_owned()),
        Just("&nbsp;".to_owned()),
        Just(" ".to_owned()),
        Just("\r\n\r\n".to_owned()),
        Just("\n".to_owned()),
        Just("\\".to_owned()),
        Just("*".to_owned()),
        Just("`".to_owned()),
        Just("[a](b)".to_owned()),
        Just("> ".to_owned()),
        Just("# ".to_owned()),
        Just("<!-- x -->".to_owned()),
        Just("<script>x</script>".to_owned()),
        Just("“Ł”".to_owned()),
        Just("\u{FFFD}".to_owned()),
        Just("\u{AD}".to_owned()),
        Just("é😀".to_owned()),
        Just("<".to_owned()),
        Just("\"".to_owned()),
        Just("<pre>".to_owned()),
        Just("<td>".to_owned()),
        Just("<table>".to_owned()),
        Just("- ".to_owned()),
        Just("\t".to_owned()),
        "[a-z]{1,6}",
        ".{0,4}",
        Just(FIRST.to_owned()),
    ]
}

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

fn broken(text: String, cuts: &[(usize, u8)]) -> Vec<u8> {
    let mut bytes = text.into_bytes();
    for (at, byte) in cuts {
        if !bytes.is_empty() {
            let at = at % bytes.len();
            bytes[at] = *byte;
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn law_two_holds_for_any_page(soup in soup(), cuts in prop::collection::vec((any::<usize>(), any::<u8>()), 0..4)) {
        read_lawfully(&broken(format!("<html><p>{soup}"), &cuts), "a.html");
    }

    #[test]
    fn law_two_holds_for_any_markdown_and_text(soup in soup(), cuts in prop::collection::vec((any::<usize>(), any::<u8>()), 0..4)) {
        read_lawfully(&broken(soup.clone(), &cuts), "a.md");
        read_lawfully(&broken(soup, &cuts), "a.txt");
    }

    #[test]
    fn law_two_holds_for_any_json(title in soup(), body in soup(), cuts in prop::collection::vec((any::<usize>(), any::<u8>()), 0..3)) {
        let line = serde_json::json!({"text": body, "title": title}).to_string();
        let escaped: String = line.chars().map(|c| if c.is_ascii() { c.to_string() } else { c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect() }).collect();
        read_lawfully(&broken(format!("{line}\n{escaped}"), &cuts), "a.jsonl");
    }

    #[test]
    fn law_two_holds_for_any_text_of_json_ld(body in soup(), cuts in prop::collection::vec((any::<usize>(), any::<u8>()), 0..3)) {
        let json = serde_json::json!({ "@type": "NewsArticle", "articleBody": body }).to_string();
        let page = format!("<script type='application/ld+json'>{json}</script><div id=root></div>");
        read_lawfully(&broken(page, &cuts), "any.html");
    }

    #[test]
    fn law_two_holds_for_any_feed(title in soup(), body in soup(), cuts in prop::collection::vec((any::<usize>(), any::<u8>()), 0..3)) {
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        let data = |text: &str| format!("<![CDATA[{}]]>", text.replace("]]>", ""));
        let items: String = [escaped(&body), data(&body), body.clone()].iter().flat_map(|body| [
            format!("<item><title>{}</title><description>{body}</description></item>", escaped(&title)),
            format!("<entry><title>{}</title>\n<content type=\"xhtml\">{body}</content></entry>", data(&title)),
        ]).collect();
        read_lawfully(&broken(format!("<rss><channel>{items}</channel></rss>"), &cuts), "a.xml");
    }

    #[test]
    fn law_two_holds_in_any_charset(soup in soup(), label in prop::sample::select(vec!["windows-1252", "shift_jis", "gb18030", "big5", "euc-jp", "euc-kr", "koi8-r"]), cuts in prop::collection::vec((any::<usize>(), any::<u8>()), 0..6)) {
        let (bytes, charset, _) = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(&soup);
        prop_assert_eq!(charset.name().to_lowercase(), label);
        let bytes = broken(String::new(), &[]).into_iter().chain(format!("<html><meta charset={label}><p>").into_bytes()).chain(bytes.iter().copied()).collect::<Vec<u8>>();
        let mut hurt = bytes;
        for (at, byte) in cuts {
            let at = 40 + at % hurt.len().saturating_sub(40).max(1);
            if let Some(b) = hurt.get_mut(at) { *b = byte; }
        }
        read_lawfully(&hurt, "a.html");
    }

    #[test]
    fn law_two_holds_in_utf_16(soup in soup(), cuts in prop::collection::vec((any::<usize>(), any::<u16>()), 0..4)) {
        let mut units: Vec<u16> = format!("\u{FEFF}<html><p>{soup}").encode_utf16().collect();
        for (at, unit) in cuts {
            let at = 10 + at % (units.len() - 9);
            if let Some(u) = units.get_mut(at) { *u = unit; }
        }
        let bytes: Vec<u8> = units.into_iter().flat_map(u16::to_le_bytes).collect();
        read_lawfully(&bytes, "a.html");
        read_lawfully(&bytes, "a.txt");
    }

    #[test]
    fn nothing_makes_the_readers_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), start in prop::sample::select(vec!["", "<html>", "<rss><item>", "WARC/1.0\r\n", "---\n", "{\"text\":\"", "\u{1f}\u{8b}"])) {
        let bytes = [start.as_bytes(), &bytes].concat();
        for path in ["a.html", "a.md", "a.jsonl", "a.txt", "a.warc"] {
            read_lawfully(&bytes, path);
        }
    }
}
