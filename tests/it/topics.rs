//! Does the article, and the passage, that a reporter looks for come first?

use crate::newsroom::{Newsroom, repository};
use serde_json::Value;
use std::collections::BTreeMap;

/// How deep a list is read: who looks further asks otherwise.
const DEPTH: &str = "10";

/// Mean reciprocal rank of the first article that answers, at least: raised when more is reached.
const ARTICLES: f64 = 0.96;
/// The same of the first passage that holds the telling words.
const PASSAGES: f64 = 0.90;

#[test]
fn the_article_that_answers_a_reporter_comes_first() {
    let relevant = read("qrels.txt", |line| {
        let mut columns = line.split_ascii_whitespace();
        let (topic, _, article, grade) = (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
        (grade != "0").then(|| (topic.to_owned(), article.to_owned()))
    });
    let mut found: BTreeMap<String, Vec<bool>> = BTreeMap::new();
    for line in batch("trec").lines() {
        let columns: Vec<&str> = line.split(' ').collect();
        let answers = relevant[columns[0]].iter().any(|article| article == columns[2]);
        found.entry(columns[0].to_owned()).or_default().push(answers);
    }
    expect("articles", &found, ARTICLES);
}

#[test]
fn the_passage_that_answers_a_reporter_comes_first() {
    let telling = read("telling.tsv", |line| {
        let (topic, rest) = line.split_once('\t')?;
        let (article, words) = rest.split_once('\t')?;
        Some((topic.to_owned(), (article.to_owned(), plain(words))))
    });
    let mut found: BTreeMap<String, Vec<bool>> = BTreeMap::new();
    for line in batch("jsonl").lines() {
        let hit: Value = serde_json::from_str(line).unwrap();
        let (topic, provenance, text) =
            (hit["topic"].as_str().unwrap(), &hit["provenance"], plain(hit["text"].as_str().unwrap()));
        let record = &provenance["record"];
        let article = [&record["id"], &record["uri"], &provenance["path"]].into_iter().find_map(Value::as_str).unwrap();
        let answers = telling[topic].iter().any(|(of, words)| of == article && text.contains(words));
        found.entry(topic.to_owned()).or_default().push(answers);
    }
    expect("passages", &found, PASSAGES);
}

#[test]
fn every_kind_of_question_is_asked_a_dozen_times_at_least() {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for topic in topics().keys() {
        *kinds.entry(topic.split('-').next().unwrap().to_owned()).or_default() += 1;
    }
    assert_eq!(kinds.keys().collect::<Vec<_>>(), ["denial", "first", "number", "position", "quotation"]);
    assert!(kinds.values().all(|count| *count >= 12), "{kinds:?}");
}

/// Gives the hits of all topics in one batch.
fn batch(format: &str) -> String {
    let topics = repository().join("tests/topics/topics.tsv");
    let run = Newsroom::of_corpus().run(&["search", "--topics", topics.to_str().unwrap(), "--format", format, "-n", DEPTH]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

/// Wants a mean reciprocal rank over all topics, and tells of those whose first hit is not what was looked for.
fn expect(what: &str, found: &BTreeMap<String, Vec<bool>>, least: f64) {
    let mut sum = 0.0;
    let topics = topics();
    for (topic, query) in &topics {
        let place = found.get(topic).and_then(|hits| hits.iter().position(|answers| *answers));
        sum += place.map_or(0.0, |place| 1.0 / (place + 1) as f64);
        if place != Some(0) {
            eprintln!("{topic} “{query}”: {}", place.map_or("not found".to_owned(), |place| format!("place {}", place + 1)));
        }
    }
    let mean = sum / topics.len() as f64;
    eprintln!("{what}: mean reciprocal rank {mean:.3} over {} topics (at least {least})", topics.len());
    assert!(mean >= least, "{what}: {mean:.3} is lower than before");
}

/// Gives what is asked, by the id of the topic.
fn topics() -> BTreeMap<String, String> {
    let line = |line: &str| line.split_once('\t').map(|(topic, query)| (topic.to_owned(), query.to_owned()));
    read("topics.tsv", line).into_iter().map(|(topic, mut queries)| (topic, queries.remove(0))).collect()
}

fn read<T>(file: &str, entry: impl Fn(&str) -> Option<(String, T)>) -> BTreeMap<String, Vec<T>> {
    let text = std::fs::read_to_string(repository().join("tests/topics").join(file)).unwrap();
    let mut entries: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for (topic, value) in text.lines().filter_map(entry) {
        entries.entry(topic).or_default().push(value);
    }
    entries
}

/// Gives a text in one case, with one kind of blank and of apostrophe.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'").to_lowercase()
}
