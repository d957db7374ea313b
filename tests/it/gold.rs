//! How much of what people marked in the sample corpus does the program find?

use crate::newsroom::repository;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use whosaid::analysis::{Depth, analyse};
use whosaid::corpus::{RULES_FILE, Rules, read};
use whosaid::model::article::{Article, Fact, Record};
use whosaid::model::document::{Claim, Findings};
use whosaid::model::normal::{fold_space, name_key, words};

/// What is reached at least, in per cent: raised when more is.
const BOUNDS: &[(&str, f64)] = &[
    ("titles", 94.0),
    ("dates", 100.0),
    ("sources", 100.0),
    ("bylines", 88.0),
    ("furniture kept out", 92.0),
    ("story kept", 100.0),
    ("names found", 93.0),
    ("names right", 94.5),
    ("claims found", 86.0),
    ("claims right", 93.0),
    ("speakers", 89.0),
    ("speakers called by name", 96.5),
    ("stances", 96.0),
    ("kinds", 93.0),
    ("relays", 97.0),
];

/// Content words of a claim shared to be the same claim (token F1); half is what scorers of quotations use for a partial match.
const SAME: f64 = 0.5;

/// How many of how many, by what is counted.
#[derive(Default)]
struct Tally(BTreeMap<&'static str, (usize, usize)>);

impl Tally {
    fn count(&mut self, what: &'static str, holds: bool) {
        let (right, all) = self.0.entry(what).or_default();
        *right += usize::from(holds);
        *all += 1;
    }
}

#[test]
fn the_gold_is_found_as_far_as_before() {
    let folder = repository().join("tests/gold");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut tally = Tally::default();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let article = article(&gold);
        let findings = analyse(&article, Depth::Claims);
        facts(&gold, &article, &mut tally);
        pages(&gold, &article, &findings, &mut tally);
        names(&gold, &findings, &mut tally);
        claims(&gold, &article, &findings, &mut tally);
    }
    let mut low = Vec::new();
    for (what, least) in BOUNDS {
        let (right, all) = tally.0.get(what).copied().unwrap_or_default();
        let reached = 100.0 * right as f64 / all.max(1) as f64;
        eprintln!("{what:20} {right:4} of {all:4} {reached:5.1} % (at least {least} %)");
        if reached < *least {
            low.push(*what);
        }
    }
    assert!(low.is_empty(), "lower than before: {low:?}");
}

/// Reads the article that a gold file is about.
fn article(gold: &Value) -> Article {
    let corpus = repository().join("corpus");
    let path = gold["path"].as_str().unwrap();
    let (rules, _) = Rules::parse(&std::fs::read_to_string(corpus.join(RULES_FILE)).unwrap()).unwrap();
    let bytes = std::fs::read(corpus.join(path)).unwrap();
    let mut found = None;
    read(&bytes, path, &rules, &mut |article| {
        // An archive tells of its records that are no pages, too.
        let Ok(article) = article else { return };
        let name = match &article.record {
            Some(Record::Line { id, .. }) => id.clone(),
            Some(Record::Warc { uri, .. }) => uri.clone(),
            None => None,
        };
        if name.as_deref() == gold["record"].as_str() {
            found = Some(article);
        }
    });
    found.unwrap_or_else(|| panic!("{path} holds no record {}", gold["record"]))
}

fn facts(gold: &Value, article: &Article, tally: &mut Tally) {
    let value = |fact: &Option<Fact>| fact.as_ref().map(|fact| fold_space(&fact.value));
    let wanted = |key: &str| gold[key].as_str().map(fold_space);
    let day = value(&article.published).map(|date| date[..10].to_owned());
    for (what, found, wanted) in [
        ("titles", value(&article.title), wanted("title")),
        ("dates", day, wanted("published")),
        ("sources", value(&article.source), wanted("source")),
        ("bylines", value(&article.byline), wanted("byline")),
    ] {
        if found != wanted {
            eprintln!("{what}: {found:?} for {wanted:?} in {}", article.path);
        }
        tally.count(what, found == wanted);
    }
}

fn pages(gold: &Value, article: &Article, findings: &Findings, tally: &mut Tally) {
    let passages: Vec<String> = findings.passages.iter().map(|span| fold_space(span.of(&article.text))).collect();
    let blocks: Vec<String> = article.story().map(|block| fold_space(block.span.of(&article.text))).collect();
    for line in strings(&gold["furniture"]).into_iter().map(fold_space) {
        // A short line ("Sport") may well stand within the story: it counts where it is a block.
        let is_told = line.split(' ').count() > 3 && passages.iter().any(|passage| passage.contains(&line));
        let is_kept_out = !is_told && !blocks.contains(&line);
        if !is_kept_out {
            eprintln!("furniture: {line:?} in {}", article.path);
        }
        tally.count("furniture kept out", is_kept_out);
    }
    for line in strings(&gold["story"]).into_iter().map(fold_space) {
        let is_kept = passages.iter().any(|passage| passage.contains(&line));
        if !is_kept {
            eprintln!("story: {line:?} is lost in {}", article.path);
        }
        tally.count("story kept", is_kept);
    }
}

fn names(gold: &Value, findings: &Findings, tally: &mut Tally) {
    let wanted: BTreeSet<(String, String)> = gold["entities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entity| (name_key(entity["name"].as_str().unwrap()), entity["type"].as_str().unwrap().to_owned()))
        .collect();
    let found: BTreeSet<(String, String)> =
        findings.entities.iter().map(|entity| (name_key(&entity.name), entity.kind.word().to_owned())).collect();
    wanted
        .iter()
        .filter(|name| !found.contains(*name))
        .for_each(|name| eprintln!("names: missed {name:?} in {}", gold["path"]));
    found.iter().filter(|name| !wanted.contains(*name)).for_each(|name| eprintln!("names: other {name:?} in {}", gold["path"]));
    wanted.iter().for_each(|name| tally.count("names found", found.contains(name)));
    found.iter().for_each(|name| tally.count("names right", wanted.contains(name)));
}

fn claims(gold: &Value, article: &Article, findings: &Findings, tally: &mut Tally) {
    let wanted = gold["claims"].as_array().unwrap();
    let tokens = |text: String| words(&text).map(|word| word.form).collect::<Vec<String>>();
    let of_gold: Vec<Vec<String>> = wanted.iter().map(|claim| tokens(strings(&claim["content"]).join(" "))).collect();
    let of_found: Vec<Vec<String>> = findings
        .claims
        .iter()
        .map(|claim| tokens(claim.content.iter().map(|span| span.of(&article.text)).collect::<Vec<_>>().join(" ")))
        .collect();
    let mut pairs: Vec<(f64, bool, usize, usize)> = Vec::new();
    for (left, gold) in of_gold.iter().enumerate() {
        for (right, found) in of_found.iter().enumerate() {
            let same = overlap(gold, found);
            if same >= SAME {
                pairs.push((same, has_speaker(&wanted[left], &findings.claims[right]), left, right));
            }
        }
    }
    // Best first; of two statements with the same words, that of the same speaker.
    pairs.sort_by(|one, other| {
        other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)).then((one.2, one.3).cmp(&(other.2, other.3)))
    });
    let (mut met, mut taken) = (BTreeSet::new(), BTreeSet::new());
    for (_, speaker, left, right) in pairs {
        if met.contains(&left) || taken.contains(&right) {
            continue;
        }
        met.insert(left);
        taken.insert(right);
        let (gold, found) = (&wanted[left], &findings.claims[right]);
        tally.count("speakers", speaker);
        if found.speaker.name.is_some() {
            tally.count("speakers called by name", speaker);
        }
        tally.count("stances", gold["stance"] == found.stance.word());
        tally.count("kinds", gold["kind"] == found.kind.word());
        tally.count(
            "relays",
            relays(gold)
                == found
                    .via
                    .iter()
                    .map(|via| name_key(via.name.as_deref().unwrap_or(via.span.of(&article.text))))
                    .collect::<Vec<_>>(),
        );
    }
    (0..of_gold.len()).for_each(|left| tally.count("claims found", met.contains(&left)));
    (0..of_found.len()).for_each(|right| tally.count("claims right", taken.contains(&right)));
}

fn has_speaker(gold: &Value, found: &Claim) -> bool {
    gold["speaker"].as_str().map(name_key) == found.speaker.name.as_deref().map(name_key)
}

fn relays(gold: &Value) -> Vec<String> {
    strings(&gold["via"]).iter().map(|name| name_key(name)).collect()
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

/// Gives the harmonic mean of the shares of words that two texts have in common, each word as often as it stands there.
fn overlap(one: &[String], other: &[String]) -> f64 {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    one.iter().for_each(|word| *left.entry(word).or_default() += 1);
    let mut common = 0;
    for word in other {
        if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    2.0 * common as f64 / (one.len() + other.len()).max(1) as f64
}
