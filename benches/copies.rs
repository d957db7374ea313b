//! How many copies of an article are found, and how much that is none? Precision and recall on copies planted into real news.
//!
//! `cargo bench --bench copies` (`-- STORIES` takes so many stories instead of all). Four kinds of copies are planted into the
//! stories of `../shared/data/news`: lightly edited (every twentieth word), cut (40 to 80 % is left), with another lead, joined
//! with another story. Beside them stand near misses: the same events told afresh by other outlets (ECB+, BASIL). They are
//! unpacked by `xzcat` and `zcat`; where there are none, the bench says so. `--profile dev` builds sooner and finds the same.

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use whosaid::ask::copies_of_article;
use whosaid::engine::{Engine, Stored};
use whosaid::index::Index;
use whosaid::model::article::Record;
use whosaid::model::id::{ArticleId, Id};

/// Pairs of each kind.
const PAIRS: usize = 500;

/// A story shorter than this is a notice, of which an edit leaves little.
const FEWEST_WORDS: usize = 60;

/// A copy that was planted.
struct Copy {
    kind: usize,
    /// The stories that must be found for it.
    made_of: Vec<String>,
    /// A story that lent its lead, and may be found.
    lent: Vec<String>,
}

impl Copy {
    fn holds(&self, story: &str) -> bool {
        self.made_of.iter().chain(&self.lent).any(|one| one == story)
    }
}

const KINDS: [&str; 4] = ["light edits", "cuts", "changed leads", "joined stories"];

fn main() {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1).map(|folder| folder.join("shared/data"));
    let Some(shared) = above.take(2).find(|folder| folder.is_dir()) else { return say("skipped: ../shared is not here") };
    let most = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(usize::MAX);
    let mut stories: Vec<Value> = Vec::new();
    for set in ["bbc", "horne2017", "reuters21578", "agnews_test"] {
        stories.extend(lines(&shared.join(format!("news/{set}.jsonl.gz")), "zcat", set));
    }
    if stories.is_empty() {
        return say("skipped: zcat or ../shared/data/news is not here");
    }
    let mut dice = Dice(20_260);
    (1..stories.len()).rev().for_each(|at| stories.swap(at, dice.roll(at + 1)));
    stories.truncate(most);
    let near_misses = near_misses(&shared);
    let (copies, planted) = plant(&stories, &mut dice);
    let all: Vec<String> =
        stories.iter().chain(&copies).chain(near_misses.iter().map(|(story, _)| story)).map(Value::to_string).collect();
    let room = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::create_dir(room.path().join("corpus")).expect("it is empty");
    std::fs::write(room.path().join("corpus/all.jsonl"), all.join("\n")).expect("it can be written");
    let whosaid = Command::new(env!("CARGO_BIN_EXE_whosaid"))
        .args(["index", "corpus", "--only", "text"])
        .current_dir(room.path())
        .output();
    assert!(whosaid.is_ok_and(|run| run.status.success()), "the stories can be indexed");
    let index = Index::open(&room.path().join("index")).expect("it was made").expect("a run was committed");
    measure(&index, &planted, &near_misses);
}

/// Gives copies of stories, and of each its kind and the stories that it was made of.
fn plant(stories: &[Value], dice: &mut Dice) -> (Vec<Value>, BTreeMap<String, Copy>) {
    let long: Vec<(&Value, Vec<&str>)> = stories
        .iter()
        .map(|story| (story, sentences(text(story))))
        .filter(|(story, _)| text(story).split_whitespace().count() >= FEWEST_WORDS)
        .collect();
    let (mut copies, mut planted) = (Vec::new(), BTreeMap::new());
    for (at, (story, sentences)) in long.iter().take(PAIRS * KINDS.len()).enumerate() {
        let (other, others) = &long[(at + 7_919) % long.len()];
        let kind = at % KINDS.len();
        let mut made_of = vec![id(story)];
        let mut lent = Vec::new();
        let whole = || sentences.join(" ");
        let words = text(story).split_whitespace().count();
        let made = match kind {
            0 => edited(&whole(), dice),
            1 => first(sentences, words * (40 + dice.roll(41)) / 100),
            2 => {
                let lead = words * (10 + dice.roll(26)) / 100;
                lent.push(id(other));
                let rest = whole().split_whitespace().skip(lead).collect::<Vec<_>>().join(" ");
                format!("{} {rest}", others.join(" ").split_whitespace().take(lead).collect::<Vec<_>>().join(" "))
            }
            _ => {
                made_of.push(id(other));
                format!("{}\n\n{}", whole(), others.join(" "))
            }
        };
        let name = format!("copy-{at}");
        copies.push(json!({"id": name, "title": "Copy", "source": "Copyist", "text": made}));
        planted.insert(name, Copy { kind, made_of, lent });
    }
    (copies, planted)
}

fn edited(text: &str, dice: &mut Dice) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let each = words.iter().filter_map(|word| match dice.roll(40) {
        0 => None,
        1 => Some(words[dice.roll(words.len())]),
        _ => Some(*word),
    });
    each.collect::<Vec<_>>().join(" ")
}

/// Gives the first sentences, to at least so many words.
fn first(sentences: &[&str], words: usize) -> String {
    let mut taken = 0;
    let enough = sentences.iter().take_while(|sentence| {
        let more = taken < words;
        taken += sentence.split_whitespace().count();
        more
    });
    enough.copied().collect::<Vec<_>>().join(" ")
}

fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(". ").map(str::trim).filter(|sentence| !sentence.is_empty()).collect()
}

/// Gives stories that tell the same events as others, with the event of each.
fn near_misses(shared: &Path) -> Vec<(Value, String)> {
    let of = |set: &str, event: &str| -> Vec<(Value, String)> {
        let name = set.split(['/', '.']).nth(1).unwrap_or_default().to_owned();
        let stories = lines(&shared.join(set), "xzcat", &name);
        stories.into_iter().map(|story| (story.clone(), story["was"][event].to_string())).collect()
    };
    [of("clusters/ecbplus_docs.jsonl.xz", "story"), of("stance/basil.jsonl.xz", "triplet-uuid")].concat()
}

fn lines(file: &PathBuf, unpack: &str, set: &str) -> Vec<Value> {
    let unpacked = Command::new(unpack).arg(file).output().map(|run| run.stdout).unwrap_or_default();
    let lines = String::from_utf8_lossy(&unpacked).lines().map(str::to_owned).collect::<Vec<_>>();
    let read = lines.iter().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let told = read.filter(|story| !text(story).trim().is_empty());
    told.map(|story| json!({"id": format!("{set}/{}", id(&story)), "source": set, "text": text(&story), "title": story["title"], "was": story})).collect()
}

fn text(story: &Value) -> &str {
    story["text"].as_str().unwrap_or_default()
}

fn id(story: &Value) -> String {
    story["id"].as_str().unwrap_or_default().to_owned()
}

fn measure(index: &Index, planted: &BTreeMap<String, Copy>, near_misses: &[(Value, String)]) {
    let events: BTreeMap<String, &String> = near_misses.iter().map(|(story, event)| (id(story), event)).collect();
    let mut articles: Vec<Stored> = Vec::new();
    let mut take = |stored: Stored| {
        let is_source = planted.values().any(|copy| copy.made_of.contains(&record(&stored)));
        if is_source || planted.contains_key(&record(&stored)) || events.contains_key(&record(&stored)) {
            articles.push(stored);
        }
        Ok(())
    };
    index.each_document(&mut take).expect("it can be read");
    let (mut wanted, mut met, mut others) = ([0; KINDS.len()], [0; KINDS.len()], BTreeSet::new());
    let mut retold = BTreeSet::new();
    for stored in &articles {
        let name = record(stored);
        let found: Vec<(String, f64)> = copies_of_article(index, stored)
            .expect("it can be read")
            .into_iter()
            .map(|copy| (record_of(index, &copy.id), copy.similarity))
            .collect();
        match planted.get(&name) {
            Some(copy @ Copy { kind, made_of, .. }) => {
                wanted[*kind] += made_of.len();
                met[*kind] += made_of.iter().filter(|one| found.iter().any(|(other, _)| other == *one)).count();
                // Copies of one story are copies of one another, and so is what real newsrooms copied.
                let of_old: BTreeSet<String> = made_of.iter().flat_map(|one| of_story(index, &articles, one)).collect();
                let is_one = |other: &str| {
                    copy.holds(other)
                        || of_old.contains(other)
                        || planted.get(other).is_some_and(|other| {
                            other.made_of.iter().chain(&other.lent).any(|one| copy.holds(one) || of_old.contains(one))
                        })
                };
                let other = found.into_iter().filter(|(other, _)| !is_one(other));
                others.extend(other.map(|(other, held)| format!("{held:.2} {name} ({}) {other}", made_of.join(", "))));
            }
            None if !events.contains_key(&name) => {}
            None => {
                let same = found.into_iter().filter(|(other, _)| !planted.contains_key(other) && *other > name);
                retold.extend(same.map(|(other, held)| {
                    let event = if events.get(&other) == events.get(&name) { "same event" } else { "other event" };
                    format!("{held:.2} {event} {name} {other}")
                }));
            }
        }
    }
    for (at, kind) in KINDS.iter().enumerate() {
        say(&format!("{kind:15} {:5} of {:5} found ({:.3})", met[at], wanted[at], met[at] as f64 / wanted[at].max(1) as f64));
    }
    let (met, wanted): (usize, usize) = (met.iter().sum(), wanted.iter().sum());
    say(&format!(
        "recall {:.4}; {} more pairs found beside {met}: precision at least {:.4}",
        met as f64 / wanted.max(1) as f64,
        others.len(),
        met as f64 / (met + others.len()).max(1) as f64
    ));
    say(&format!("{} near misses, of which {} pairs are taken for copies", near_misses.len(), retold.len()));
    others.iter().take(60).for_each(|line| say(line));
    retold.iter().for_each(|line| say(line));
}

/// Gives the stories that are copies of a story in the data as it is.
fn of_story(index: &Index, articles: &[Stored], story: &str) -> Vec<String> {
    let stored = articles.iter().find(|stored| record(stored) == story);
    let copies = stored.map(|stored| copies_of_article(index, stored).expect("it can be read")).unwrap_or_default();
    copies.iter().map(|copy| record_of(index, &copy.id)).filter(|one| !one.starts_with("copy-")).collect()
}

fn record(stored: &Stored) -> String {
    match &stored.document.article.record {
        Some(Record::Line { id: Some(id), .. }) => id.clone(),
        _ => String::new(),
    }
}

fn record_of(index: &Index, id: &str) -> String {
    let id: Option<ArticleId> = id.parse::<Id>().ok().map(|id| id.article);
    let stored = id.and_then(|id| index.document(id).ok().flatten());
    stored.map(|stored| record(&stored)).unwrap_or_default()
}

#[allow(clippy::print_stdout)] // a benchmark's answer
fn say(line: &str) {
    println!("{line}");
}

/// Numbers that look random and are the same in every run (Marsaglia's xorshift64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}
