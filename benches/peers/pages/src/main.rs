//! What do other extractors find in a page? `page-peers PEER analyze FILE` prints it in the shape of `whosaid analyze`.

use serde_json::{Value, json};

/// Text, title, author, date.
type Found = (String, Option<String>, Option<String>, Option<String>);

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let bytes = std::fs::read(&arguments[3]).expect("the scorer gives a file");
    let page = String::from_utf8_lossy(&bytes);
    let found = match arguments[1].as_str() {
        "dom_smoothie" => smoothie(&page),
        "trafilatura" => {
            let found = trafilatura::extract(&page, &trafilatura::Options::default().with_fallback(true)).ok();
            found.map(|found| {
                let meta = found.metadata;
                (found.content_text, Some(meta.title), Some(meta.author), meta.date.map(|date| date.to_string()))
            })
        }
        "rs-trafilatura" => rs_trafilatura::extract(&page).ok().map(|found| {
            let meta = found.metadata;
            (found.content_text, meta.title, meta.author, meta.date.map(|date| date.to_rfc3339()))
        }),
        other => panic!("no peer {other}"),
    };
    println!("{}", shape(found.unwrap_or_default()));
}

fn smoothie(page: &str) -> Option<Found> {
    let config = dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..dom_smoothie::Config::default() };
    let article = dom_smoothie::Readability::new(page, None, Some(config)).ok()?.parse().ok()?;
    Some((article.text_content.to_string(), Some(article.title), article.byline, article.published_time))
}

fn shape((text, title, byline, published): Found) -> Value {
    let end = text.chars().count();
    json!({
        "text": text,
        "blocks": [{"role": "body", "span": [0, end]}],
        "article": {"title": title, "byline": byline, "published": published},
    })
}
