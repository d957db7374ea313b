//! Verb: how is a store brought up to date with folders of articles, doing only what changed?

mod planning;
mod reading;

pub use planning::{Pending, Scope, pending, scopes, whole};

use crate::analysis::Depth;
use crate::engine::{Before, FileRow, Root, Sink, Summary};
use crate::error::{Error, Result};
use crate::model::answer::{Noted, Report};
use crate::model::article::{Article, Record};
use crate::model::time::{iso_day, seconds};
use planning::{Job, Plan, forgotten, plan};
use reading::{Outcome, work};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;

/// How a run goes about it.
#[derive(Clone, Debug)]
pub struct Options {
    /// Readers at work at once; at least 1.
    pub threads: usize,
    /// When the run began, in nanoseconds since 1970.
    pub now: i64,
    pub depth: Depth,
    /// The store's own folder, which is never read as articles.
    pub avoid: Option<PathBuf>,
    /// Source bytes after which what is done is committed: a killed run then loses minutes, not hours.
    pub bytes_a_commit: u64,
}

impl Options {
    /// The usual: a quarter of a GiB is some minutes of work.
    pub const BYTES_A_COMMIT: u64 = 256 << 20;
}

/// What happens while a run is at work.
pub trait Watch: Sync {
    /// Is told after each file how many of how many are done.
    fn progress(&self, done: usize, total: usize);
}

/// Brings `sink` up to date with `scopes`.
///
/// # Errors
/// Where the sink cannot be written. Files that cannot be read are in the report.
pub fn ingest(sink: &mut dyn Sink, before: &Before, scopes: &[Scope], options: &Options, watch: &dyn Watch) -> Result<Report> {
    let plan = plan(before, scopes, options);
    let mut run = Run {
        sink,
        roots: plan.roots.clone(),
        report: Report::default(),
        bytes_a_commit: options.bytes_a_commit,
        pending: 0,
        changed: false,
        fresh: BTreeMap::new(),
    };
    run.report.skipped.extend(plan.skipped.iter().cloned());
    run.report.unchanged = plan.unchanged.iter().map(|row| row.articles.len() as u64).sum();
    run.report.skipped.extend(plan.unchanged.iter().flat_map(|row| row.skipped.iter().cloned()));
    run.read_all(&plan, options, watch)?;
    run.remove(&plan.gone)?;
    let commits = run.changed || plan.roots != before.roots() || before.files.is_empty();
    let summary = if commits { Some(run.sink.commit(&plan.roots)?) } else { before.summary.clone() };
    run.report.skipped.sort();
    run.report.notices.sort();
    Ok(told(run.report, summary))
}

/// Takes a root, or a part of one whose files are gone, out of `sink`.
///
/// # Errors
/// Where nothing of `path` was taken in, or the next run would take it in again.
pub fn forget(sink: &mut dyn Sink, before: &Before, path: &Path) -> Result<Report> {
    let (files, roots) = forgotten(path, before)?;
    let mut report = Report::default();
    for file in files {
        sink.remove(file)?;
        report.removed += file.articles.len() as u64;
    }
    let summary = sink.commit(&roots)?;
    Ok(told(report, Some(summary)))
}

/// Fills in what the store holds after the run.
fn told(mut report: Report, summary: Option<Summary>) -> Report {
    if let Some(summary) = summary {
        (report.articles, report.passages, report.claims) =
            (summary.totals.articles, summary.totals.passages, summary.totals.claims);
        report.digest = summary.digest;
    }
    report
}

struct Run<'a> {
    sink: &'a mut dyn Sink,
    roots: Vec<Root>,
    report: Report,
    bytes_a_commit: u64,
    /// Source bytes taken in since the last commit.
    pending: u64,
    changed: bool,
    /// Files that were not there before, by digest: how many, to tell what moved.
    fresh: BTreeMap<String, u64>,
}

impl Run<'_> {
    /// Reads what changed, with all threads, and takes it in as it comes.
    fn read_all(&mut self, plan: &Plan, options: &Options, watch: &dyn Watch) -> Result<()> {
        let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
        let threads = options.threads.max(1).min(plan.jobs.len().max(1));
        std::thread::scope(|scope| {
            let (give, take) = sync_channel::<(usize, Outcome)>(2 * threads);
            for _ in 0..threads {
                let (give, next, stop) = (give.clone(), &next, &stop);
                scope.spawn(move || {
                    while !stop.load(Ordering::Relaxed) {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(job) = plan.jobs.get(at) else { break };
                        if give.send((at, work(job, options))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(give);
            let mut done = 0;
            for (at, outcome) in take {
                let taken = self.take(&plan.jobs[at], outcome);
                if let Err(error) = taken {
                    stop.store(true, Ordering::Relaxed);
                    return Err(error);
                }
                done += 1;
                watch.progress(done, plan.jobs.len());
            }
            Ok(())
        })
    }

    fn take(&mut self, job: &Job<'_>, outcome: Outcome) -> Result<()> {
        let row = match outcome {
            Outcome::Vanished(skipped) => {
                self.report.skipped.push(skipped);
                return match job.previous {
                    Some(previous) => self.remove(&[previous]),
                    None => Ok(()),
                };
            }
            Outcome::Kept(skipped) => {
                self.report.unchanged += job.previous.map_or(0, |row| row.articles.len() as u64);
                self.report.skipped.push(skipped);
                return Ok(());
            }
            Outcome::Same(row) => {
                self.report.read += 1;
                self.report.unchanged += row.articles.len() as u64;
                self.sink.touch(&row)?;
                row
            }
            Outcome::Read(row, documents) => {
                self.report.read += 1;
                self.report.analysed += documents.len() as u64;
                self.report.notices.extend(documents.iter().flat_map(|(_, document)| noted(&document.article, row.modified)));
                let change = self.sink.put(&row, job.previous, &documents)?;
                self.report.added += change.added;
                self.report.updated += change.updated;
                self.report.unchanged += change.unchanged;
                self.report.removed += change.removed;
                if job.previous.is_none() {
                    *self.fresh.entry(row.digest.clone()).or_default() += 1;
                }
                row
            }
        };
        self.report.skipped.extend(row.skipped.iter().cloned());
        self.changed = true;
        self.pending += row.size;
        if self.pending >= self.bytes_a_commit {
            self.pending = 0;
            self.sink.commit(&self.roots)?;
        }
        Ok(())
    }

    /// Removes files that are gone; one whose bytes came back under another path has moved.
    fn remove(&mut self, gone: &[&FileRow]) -> Result<()> {
        for row in gone {
            self.sink.remove(row)?;
            self.changed = true;
            let articles = row.articles.len() as u64;
            match self.fresh.get_mut(&row.digest).filter(|left| **left > 0 && !row.digest.is_empty()) {
                Some(left) => {
                    *left -= 1;
                    self.report.moved += articles;
                    self.report.added -= articles.min(self.report.added);
                }
                None => self.report.removed += articles,
            }
        }
        Ok(())
    }
}

/// Gives what a reader must know of an article that was read.
///
/// When a file was written is known to a run and to no reader of its bytes, so that it stands in no article and no digest.
fn noted(article: &Article, modified: i64) -> impl Iterator<Item = Noted> + '_ {
    let record = article.record.as_ref().map(Record::label);
    article.notices.iter().cloned().chain(early(article, modified)).map(move |notice| Noted {
        path: article.path.clone(),
        record: record.clone(),
        notice,
    })
}

/// Hours that a day has begun somewhere before it does in Greenwich.
const EARLIEST_HOURS: i64 = 14;

/// Says that an article is dated later than its file was written, which one of the two cannot be right about.
fn early(article: &Article, modified: i64) -> Option<String> {
    let (published, written) = (article.published.as_ref()?, modified.div_euclid(1_000_000_000));
    let is_later = seconds(&published.value)? > written.saturating_add(EARLIEST_HOURS * 3600);
    let day = iso_day(written).filter(|_| is_later)?;
    Some(format!("published: {} says {}, the file was written on {day}, which is earlier", published.origin, published.value))
}

/// Makes the error for a folder that cannot be found.
fn missing(path: &Path, hint: &str) -> Error {
    Error::usage(format!("cannot read {}: there is no such file or folder; {hint}", path.display()))
}
