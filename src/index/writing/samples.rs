//! Which articles do tests of the writer take in, and what does an index hold of them?

use super::*;
use crate::analysis::{Depth, analyse};
use crate::corpus::{Rules, read};
use crate::engine::{Request, Stored, Unit};
use crate::model::corrections::Corrections;
use crate::model::id::article_id;
use jiff::civil::date;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Which articles there are, by number, and in which edition.
pub(super) type Shelf = BTreeMap<u64, u64>;

/// Held by each test that writes: a process that another test starts holds our locks for a moment, until it has become another
/// program.
static ALONE: Mutex<()> = Mutex::new(());

/// Waits until no other test writes.
pub(super) fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Words, phrases, patterns, names and filters.
const QUESTIONS: &[&str] = &[
    "ferry",
    "bridge OR ferry",
    "\"stayed open\"",
    "bridge late",
    "+hours -7",
    "NOT bridge",
    "brid*",
    "fery~1",
    "title:route",
    "speaker:\"Ines Halvorsen\" bolt",
    "stance:deny",
    "person:Brandl route",
];

/// Gives the first editions of articles.
pub(super) fn shelf(numbers: std::ops::Range<u64>) -> Shelf {
    numbers.map(|number| (number, 0)).collect()
}

fn path(number: u64) -> String {
    format!("route-{number}.txt")
}

/// Articles that were read and analysed before: the same ones are taken in over and over.
static KEPT: Mutex<BTreeMap<(u64, u64), (ArticleId, Document)>> = Mutex::new(BTreeMap::new());

fn document(number: u64, edition: u64) -> (ArticleId, Document) {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.entry((number, edition)).or_insert_with(|| made(number, edition)).clone()
}

fn made(number: u64, edition: u64) -> (ArticleId, Document) {
    let text = format!(
        "Route {number}, edition {edition}\n\nThe ferry of route {number} was late, and bridge {number} stayed open for {} hours.\n\n\
         Mayor Ines Halvorsen denied on Monday that bolt {edition} was loose. “Nothing moved at {number},” said engineer Tomas Brandl.\n",
        number * 3
    );
    let mut documents = Vec::new();
    read(text.as_bytes(), &path(number), &Rules::default(), &mut |found| {
        let article = found.expect("the text is read");
        let findings = analyse(&article, Depth::Claims);
        documents.push((article_id("", &article.path, None), Document { article, findings }));
    });
    documents.remove(0)
}

fn row(number: u64) -> FileRow {
    FileRow {
        root: String::new(),
        path: path(number),
        size: 1,
        modified: 0,
        changed: 0,
        mounted: false,
        seen: 0,
        recipe: String::new(),
        depth: Depth::Claims,
        digest: String::new(),
        articles: vec![article_id("", &path(number), None)],
        skipped: Vec::new(),
    }
}

fn roots() -> [Root; 1] {
    [Root { path: "/corpus".to_owned(), label: String::new(), source: None }]
}

/// Takes in the first edition of articles.
pub(super) fn fill(writer: &mut Writer, numbers: std::ops::Range<u64>) -> Result<Summary> {
    for number in numbers {
        writer.put(&row(number), None, &[document(number, 0)])?;
    }
    writer.commit(&roots())
}

/// Takes in what of `after` is not so in `before`, and what is not there any more out.
pub(super) fn change(writer: &mut Writer, before: &Shelf, after: &Shelf) -> Result<Summary> {
    for number in before.keys().filter(|number| !after.contains_key(number)) {
        writer.remove(&row(*number))?;
    }
    for (number, edition) in after.iter().filter(|(number, edition)| before.get(number) != Some(edition)) {
        let row = row(*number);
        let previous = before.contains_key(number).then_some(&row);
        writer.put(&row, previous, &[document(*number, *edition)])?;
    }
    writer.commit(&roots())
}

/// Brings an index to `shelf` as a run after a mishap does: by what the index says that it holds.
pub(super) fn bring(folder: &Path, shelf: &Shelf) -> Result<()> {
    let mut writer = Writer::open(folder, 1)?;
    let known = |row: &FileRow| row.path.strip_prefix("route-")?.strip_suffix(".txt")?.parse().ok();
    // Editions are not told by rows: every article is put again, and those that are as they were change nothing.
    let before: Shelf = writer.before().files.iter().filter_map(known).map(|number| (number, u64::MAX)).collect();
    change(&mut writer, &before, shelf)?;
    writer.close()
}

/// How many articles an index holds, and its content digest.
pub(super) type Held = (u64, String);

/// Rows as they are ranked: article, passage, the bits of the score.
pub(super) type Order = Vec<(ArticleId, u32, u64)>;

/// Gives how many articles an index holds, and the digest made afresh; `None` where nothing was committed.
pub(super) fn looked_at(folder: &Path) -> Result<Option<Held>> {
    let Some(index) = Index::open(folder)? else { return Ok(None) };
    let digest = index.deep_digest()?;
    assert_eq!(digest, index.summary().digest, "what is told is what is held");
    let mut count = 0;
    index.each_document(&mut |_: Stored| {
        count += 1;
        Ok(())
    })?;
    Ok(Some((count, digest)))
}

pub(super) fn held(folder: &Path) -> Held {
    looked_at(folder).expect("all of the index can be read").expect("something was committed")
}

/// Gives all that questions find in an index, with scores, in order.
pub(super) fn answers(folder: &Path) -> Order {
    let index = Index::open(folder).expect("the index can be read").expect("something was committed");
    let corrections = Corrections::default();
    let mut answers = Vec::new();
    for typed in QUESTIONS {
        let (query, _) = crate::query::parse(typed, date(2031, 6, 15));
        for unit in [Unit::Passage, Unit::Claim] {
            let found = index.find(&Request::all_of(unit, &query, &corrections)).expect("it is answered");
            answers.push((ArticleId(found.total), u32::MAX, 0));
            answers.extend(found.rows.iter().map(|row| (row.article, row.position, row.score.to_bits())));
        }
    }
    answers
}

/// Numbers that look random and are the same in every run (Marsaglia's xorshift64).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Gives a number below `sides`.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }
}

/// Gives shelves that follow one another: each run takes some in, changes some and takes some out.
pub(super) fn history(runs: usize, dice: &mut Dice) -> Vec<Shelf> {
    let (mut shelf, mut next, mut shelves) = (Shelf::new(), 0, Vec::new());
    for run in 0..runs {
        for _ in 0..2 + dice.roll(4) {
            shelf.insert(next, 0);
            next += 1;
        }
        for _ in 0..dice.roll(3).min(run) {
            let number = *shelf.keys().nth(dice.roll(shelf.len())).expect("the shelf is not empty");
            match dice.roll(2) {
                0 => shelf.remove(&number).map(|_| ()),
                _ => shelf.insert(number, run as u64).map(|_| ()),
            };
        }
        shelves.push(shelf.clone());
    }
    shelves
}

/// Gives the files of an index that belong to none of its segments, once another writer was there.
pub(super) fn strays(folder: &Path) -> Vec<String> {
    // What merges made needless is taken away while a writer ends, and may be left to the next one.
    Writer::open(folder, 1).and_then(Writer::close).expect("it is opened and closed");
    unnamed(folder)
}

/// Gives the files that no commit names.
pub(super) fn unnamed(folder: &Path) -> Vec<String> {
    let known = known(folder).unwrap();
    let entries = std::fs::read_dir(folder).expect("the folder is listed").map(|entry| entry.expect("an entry").file_name());
    let names = entries.map(|name| name.to_string_lossy().into_owned());
    names
        .filter(|name| {
            !known.contains_key(name) && name != "meta.json" && !name.starts_with(".tantivy-") && name != ".managed.json"
        })
        .collect()
}
