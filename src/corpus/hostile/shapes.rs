//! Cases 16 to 20 and 24: texts of odd sizes. What files and folders do is in `folders`.

use super::super::laws::{FIRST, SECOND};
use super::{CAPS, Indexed, Warned, case, within};

#[test]
fn what_is_too_long_for_an_article_is_cut_and_told() {
    let line = format!("{FIRST} ").repeat(2000);
    within(CAPS, "16", line.as_bytes(), "a.txt", Warned, &["only its first", "The mayor"]);
    let just = "x".repeat((64 << 10) - FIRST.len() - 1);
    within(CAPS, "17", format!("{FIRST} {just}").as_bytes(), "a.txt", Indexed, &[]);
    within(CAPS, "17", format!("{FIRST} {just}y").as_bytes(), "a.txt", Warned, &["only its first"]);
    within(CAPS, "17 page", format!("<html><p>{line}").as_bytes(), "a.html", Warned, &["only its first"]);
    within(CAPS, "17 markdown", format!("# Rain\n\n{line}").as_bytes(), "a.md", Warned, &["only its first"]);
    let wide: Vec<u8> = line.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (articles, _) = within(CAPS, "17 wide", &wide, "a.txt", Warned, &["only its first"]);
    assert!(!articles[0].text.contains('\u{FFFD}'), "no character is cut in two");
    // One word beyond the limit is cut as well.
    within(CAPS, "19", "x".repeat(100 << 10).as_bytes(), "a.txt", Warned, &["only its first"]);
}

#[test]
fn many_words_and_long_ids_are_read() {
    // No limit on how many different words there are: that on bytes holds them.
    let words: String = (0..100_000).map(|number| format!("w{number} ")).collect();
    case("18", format!("{FIRST} {words}").as_bytes(), "a.txt", Indexed, &["w99999"]);
    let long = "i".repeat(70_000);
    let line = serde_json::json!({"id": long, "url": format!("https://linden.example/{long}"), "text": FIRST}).to_string();
    let (articles, _) = case("20", line.as_bytes(), "a.jsonl", Indexed, &[]);
    let id = crate::model::id::article_id("", &articles[0].path, articles[0].record.as_ref());
    assert_eq!(id.to_string().len(), 16, "an id is a hash, however long the record's own");
}

#[test]
fn equal_articles_are_articles_each() {
    // They are grouped when asked for, never left out: each has a place of its own to be looked up.
    let line = serde_json::json!({"text": format!("{FIRST}\n\n{SECOND}")}).to_string();
    let (articles, _) = case("24", vec![line; 1000].join("\n").as_bytes(), "a.jsonl", Indexed, &[]);
    assert_eq!(articles.len(), 1000);
    assert!(articles.iter().all(|article| article.digest == articles[0].digest));
}
