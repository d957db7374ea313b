//! What articles does one file give?

use super::Options;
use super::planning::Job;
use crate::corpus::limits::RECORDS_TOLD;
use crate::corpus::{Parts, is_gone, is_of_shortage, read, read_file};
use crate::engine::FileRow;
use crate::model::answer::{Skipped, counted};
use crate::model::article::{Article, Fact};
use crate::model::digest::sha256;
use crate::model::id::{ArticleId, article_id, repeated_id};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Bytes of text after which articles are handed over: so many that a batch costs far more than to hand it over (some 0.1 s of
/// analysis), so few that all that are under way take some tens of MB.
const BATCH_BYTES: usize = 128 << 10;

/// What became of a file.
pub(super) enum Outcome {
    /// It is gone, and with it what was taken in of it, if its root still stands.
    Vanished(Skipped),
    /// It cannot be read now: what was taken in of it before stays.
    Kept(Skipped),
    /// Its bytes are as they were: only its row is new.
    Same(FileRow),
    /// It was read, and its articles were handed over.
    Read(FileRow),
    /// A fault of ours ended the reading: what was handed over is kept.
    Broken(Skipped),
    /// The system has not the means to open any file: the run cannot go on.
    Short(Skipped),
    /// Nobody wanted the rest of it.
    Left,
}

/// Some articles of a file, in their order.
#[derive(Default)]
pub(super) struct Batch {
    pub articles: Vec<(ArticleId, Article)>,
    /// Of their texts.
    pub bytes: usize,
}

/// Reads a file and hands over its articles, until `hand` gives `false`.
pub(super) fn work(job: &Job<'_>, options: &Options, hand: &mut dyn FnMut(Batch) -> bool) -> Outcome {
    match Parts::open(&job.entry, &job.rules.limits) {
        Ok(Some(parts)) => in_parts(job, options, parts, hand),
        Ok(None) => at_once(job, options, hand),
        Err(skipped) => refused(job, options, skipped),
    }
}

fn at_once(job: &Job<'_>, options: &Options, hand: &mut dyn FnMut(Batch) -> bool) -> Outcome {
    let bytes = match read_file(&job.entry, job.rules.limits.file_bytes) {
        Ok(bytes) => bytes,
        Err(skipped) => return refused(job, options, skipped),
    };
    let digest = sha256(&bytes);
    if let Some(same) = same(job, options, &digest) {
        return same;
    }
    let mut reading = Reading::new(job, hand);
    reading.guarded(|take| read(&bytes, &job.entry.path, &job.rules, take));
    reading.end(options, digest)
}

/// Reads a file part by part, of which the whole need not fit into memory.
fn in_parts(job: &Job<'_>, options: &Options, parts: Parts, hand: &mut dyn FnMut(Batch) -> bool) -> Outcome {
    // What was read before is read for its digest alone at first: what is the same costs no more than that.
    let mut parts = match job.previous {
        None => parts,
        Some(_) => match parts.digest().map(|digest| same(job, options, &digest)) {
            Ok(Some(same)) => return same,
            Ok(None) => match Parts::open(&job.entry, &job.rules.limits) {
                Ok(Some(parts)) => parts,
                Ok(None) => return at_once(job, options, hand),
                Err(skipped) => return refused(job, options, skipped),
            },
            Err(skipped) => return refused(job, options, skipped),
        },
    };
    let mut reading = Reading::new(job, hand);
    let mut has_more = true;
    while has_more && reading.goes_on {
        let mut read = Ok(false);
        reading.guarded(|take| read = parts.read(&job.rules, take));
        has_more = read.unwrap_or_else(|skipped| reading.broken(skipped));
    }
    let digest = if reading.goes_on { parts.digest() } else { Ok(String::new()) };
    let digest = digest.unwrap_or_else(|skipped| {
        reading.broken(skipped);
        String::new()
    });
    reading.end(options, digest)
}

/// Tells that a file's bytes are as they were, where they are.
fn same(job: &Job<'_>, options: &Options, digest: &str) -> Option<Outcome> {
    let is_same =
        |row: &&FileRow| row.digest == digest && *row.recipe == *job.recipe && row.depth == job.depth && row.seen != 0;
    let previous = job.previous.filter(is_same)?;
    let (articles, skipped) = (previous.articles.clone(), previous.skipped.clone());
    Some(Outcome::Same(FileRow { articles, skipped, ..row(job, options, digest.to_owned()) }))
}

/// A file that is there and cannot be read is remembered with its reason; one that is gone is not.
fn refused(job: &Job<'_>, options: &Options, skipped: Skipped) -> Outcome {
    if is_gone(&job.entry.file) {
        return Outcome::Vanished(skipped);
    }
    if is_of_shortage(&skipped) {
        return Outcome::Short(skipped);
    }
    // As it was, if it was read once, or passed over before for the same reason.
    if job.previous.is_some_and(|row| !row.articles.is_empty() || row.skipped.contains(&skipped)) {
        return Outcome::Kept(skipped);
    }
    let mut row = row(job, options, String::new());
    row.skipped = vec![skipped];
    Outcome::Read(row)
}

/// Says that a fault of ours ended the reading of a file, behind so many of its articles.
pub(super) fn unreadable(path: &str, articles: usize) -> Skipped {
    let behind =
        if articles == 0 { String::new() } else { format!(" behind its first {}", counted(articles as u64, "article")) };
    let reason = format!("a fault of whosaid's stopped the reading of this file{behind}; please report it with the file");
    Skipped::file(path, reason)
}

fn row(job: &Job<'_>, options: &Options, digest: String) -> FileRow {
    FileRow { seen: options.now, digest, ..job.row(Vec::new()) }
}

/// A file that is being read.
struct Reading<'a, 'j> {
    job: &'a Job<'j>,
    hand: &'a mut dyn FnMut(Batch) -> bool,
    batch: Batch,
    ids: BTreeSet<ArticleId>,
    articles: Vec<ArticleId>,
    skipped: Vec<Skipped>,
    /// How many more could not be read.
    untold: usize,
    /// Whether somebody wants more of it.
    goes_on: bool,
    reach: Reach,
}

/// How far a file was read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Whole,
    /// It could not be read to its end.
    Broken,
    /// A fault of ours ended the reading.
    Fault,
}

impl<'a, 'j> Reading<'a, 'j> {
    fn new(job: &'a Job<'j>, hand: &'a mut dyn FnMut(Batch) -> bool) -> Self {
        let (batch, ids) = (Batch::default(), BTreeSet::new());
        let (articles, skipped) = (Vec::new(), Vec::new());
        Reading { job, hand, batch, ids, articles, skipped, untold: 0, goes_on: true, reach: Reach::Whole }
    }

    /// Lets `read` hand articles over. A fault of ours in one file must not cost the others, nor what was read of it before.
    fn guarded(&mut self, read: impl FnOnce(&mut dyn FnMut(Result<Article, Skipped>))) {
        if catch_unwind(AssertUnwindSafe(|| read(&mut |found| self.take(found)))).is_err() {
            self.skipped.push(unreadable(&self.job.entry.path, self.articles.len()));
            self.reach = Reach::Fault;
        }
    }

    /// Notes that the file cannot be read on.
    fn broken(&mut self, skipped: Skipped) -> bool {
        self.skipped.push(skipped);
        self.reach = Reach::Broken;
        false
    }

    fn end(mut self, options: &Options, digest: String) -> Outcome {
        if !self.hand_over() {
            return Outcome::Left;
        }
        if self.untold > 0 {
            let reason = format!("{} more records or stretches of it could not be read", self.untold);
            self.skipped.push(Skipped::file(&self.job.entry.path, reason));
        }
        let mut row = row(self.job, options, digest);
        (row.articles, row.skipped) = (self.articles, self.skipped);
        match self.reach {
            Reach::Whole => {}
            // No file is as old: the next run reads it again, whatever bytes it has then.
            Reach::Broken => {
                row.modified = i64::MIN;
                row.digest.clear();
            }
            // Another version of the program may get further.
            Reach::Fault => row.seen = 0,
        }
        if self.reach != Reach::Whole {
            // Till then what was taken in before of the rest of it stays.
            let before = self.job.previous.map_or(&[][..], |previous| &previous.articles);
            row.articles.extend(before.iter().filter(|id| !self.ids.contains(id)));
            row.depth = self.job.previous.map_or(row.depth, |previous| previous.depth.min(row.depth));
        }
        Outcome::Read(row)
    }

    fn take(&mut self, found: Result<Article, Skipped>) {
        let mut article = match found {
            Ok(article) if self.goes_on => article,
            Ok(_) => return,
            Err(reason) if self.skipped.len() < RECORDS_TOLD => return self.skipped.push(reason),
            Err(_) => return self.untold += 1,
        };
        if let Some(source) = &self.job.source {
            article.source = Some(Fact::new(source, "--source"));
        }
        let id = self.identify(&article);
        self.articles.push(id);
        self.batch.bytes += article.text.len();
        self.batch.articles.push((id, article));
        if self.batch.bytes >= BATCH_BYTES {
            self.hand_over();
        }
    }

    fn hand_over(&mut self) -> bool {
        if self.goes_on && !self.batch.articles.is_empty() {
            self.goes_on = (self.hand)(std::mem::take(&mut self.batch));
        }
        self.goes_on
    }

    /// Gives the article's id; a record that repeats the id of an earlier one in its file goes by its line.
    fn identify(&mut self, article: &Article) -> ArticleId {
        let mut id = article_id(&self.job.label, &article.path, article.record.as_ref());
        if !self.ids.insert(id) {
            id = repeated_id(&self.job.label, &article.path, article.record.as_ref());
            self.ids.insert(id);
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Depth;
    use crate::corpus::{Entry, Rules};
    use std::path::PathBuf;

    #[test]
    fn a_file_whose_reading_a_fault_ended_is_read_again_and_what_was_held_of_it_stays() {
        let entry = Entry {
            path: "a.txt".to_owned(),
            file: PathBuf::from("/news/a.txt"),
            size: 4,
            modified: 5,
            changed: 6,
            mounted: false,
        };
        let options = Options { threads: 1, now: 9, depth: Depth::Text, avoid: None, bytes_a_commit: None };
        let mut job = Job {
            label: "".into(),
            entry,
            rules: Rules::default().into(),
            source: None,
            recipe: "".into(),
            depth: Depth::Text,
            previous: None,
        };
        let held = FileRow { digest: sha256(b"text"), ..job.row(vec![ArticleId(7)]) };
        job.previous = Some(&held);
        let mut hand = |_: Batch| true;
        let mut reading = Reading::new(&job, &mut hand);
        reading.guarded(|_| panic!("a fault, as this test wants it"));
        let Outcome::Read(row) = reading.end(&options, sha256(b"text")) else { panic!("it is read") };
        assert_eq!((row.seen, row.modified, row.changed, &row.articles), (0, 5, 6, &vec![ArticleId(7)]));
        assert!(row.skipped[0].reason.contains("a fault of whosaid's"), "{:?}", row.skipped);

        let job = Job { previous: Some(&row), ..job };
        assert!(same(&job, &options, &sha256(b"text")).is_none(), "the same bytes are read again");
    }
}
