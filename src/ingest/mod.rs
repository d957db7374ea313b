//! Verb: how is a store brought up to date with folders of articles, doing only what changed?

mod planning;
mod reading;
mod scopes;
mod standing;
mod workers;

pub use planning::{Pending, TICK, check, pending};
pub use scopes::{Extent, Scope, scopes, whole};

use crate::analysis::Depth;
use crate::corpus::{is_gone, unmounted};
use crate::engine::{Before, Cataloguer, Change, FileRow, Root, Sink, Summary};
use crate::error::{Error, Result};
use crate::model::answer::{Noted, Report, Skipped};
use crate::model::article::{Article, Record};
use crate::model::id::ArticleId;
use crate::model::time::{iso_day, seconds};
use planning::{Job, Plan, forgotten, plan};
use reading::Outcome;
use standing::{Standing, went_away};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use workers::{Catalogued, Desk, MOST_STEPS, Step};

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
    /// Source bytes after which what is done is committed: a killed run then loses minutes, not hours. `None`: nothing is
    /// committed but all at once.
    pub bytes_a_commit: Option<u64>,
}

impl Options {
    /// The usual: a quarter of a GiB is some minutes of work.
    pub const BYTES_A_COMMIT: u64 = 256 << 20;
}

/// What happens while a run is at work.
pub trait Watch: Sync {
    /// Is told how far the run has come.
    fn progress(&self, progress: Progress);

    /// Tells whether the run is to end: what was begun is done, what is done is committed.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files that were read, of how many.
    pub files: u64,
    pub of_files: u64,
    /// Bytes of these files, of how many; of files that are at work those of their texts.
    pub bytes: u64,
    pub of_bytes: u64,
    pub articles: u64,
}

/// Brings `sink` up to date with `scopes`.
///
/// # Errors
/// Where the sink cannot be written, the rules of a corpus cannot be read, or no file of a root is left: then nothing is changed.
/// Where a root goes away meanwhile: nothing of it is removed, and what was read is committed, but where all is committed at once.
/// Files that cannot be read are in the report.
pub fn ingest<S: Sink>(
    sink: &mut S,
    before: &Before,
    scopes: &[Scope],
    options: &Options,
    watch: &dyn Watch,
) -> Result<Report> {
    let plan = plan(before, scopes, options)?;
    let mut run = Run {
        sink,
        roots: plan.roots.clone(),
        report: Report::default(),
        open: BTreeMap::new(),
        progress: Progress::default(),
        pending: 0,
        changed: false,
        fresh: BTreeMap::new(),
        vanished: Vec::new(),
    };
    run.report.skipped.extend(plan.skipped.iter().cloned());
    run.report.unchanged = plan.unchanged.iter().map(|row| row.articles.len() as u64).sum();
    run.report.skipped.extend(plan.unchanged.iter().flat_map(|row| row.skipped.iter().cloned()));
    run.read_all(&plan, options, watch)?;
    run.report.left = run.progress.of_files - run.progress.files;
    let is_at_once = options.bytes_a_commit.is_none();
    let fallen = run.fallen(&plan, options);
    if is_at_once && !fallen.is_empty() {
        return Err(went_away(&fallen, None));
    }
    // What came back under another path may be among what is left: nothing is gone for certain yet.
    if run.report.left == 0 {
        let vanished =
            run.vanished.iter().filter_map(|at| plan.jobs[*at].previous.filter(|_| is_gone(&plan.jobs[*at].entry.file)));
        let root_of = |row: &FileRow| plan.standing.iter().find(|root| *root.label == *row.root);
        let stands = |row: &&FileRow| {
            !fallen.iter().any(|(root, _)| *root.label == *row.root)
                && root_of(row).is_none_or(|root| unmounted(&root.path, &row.path, row.mounted).is_none())
        };
        let gone: Vec<&FileRow> = plan.gone.iter().copied().chain(vanished).filter(stands).collect();
        run.remove(&gone)?;
    }
    let is_half = run.report.left > 0 && is_at_once;
    if is_half {
        // Nothing of it is kept.
        let Report { left, read, analysed, skipped, notices, .. } = run.report;
        run.report = Report { left, read, analysed, skipped, notices, ..Report::default() };
    }
    let is_first = before.files.is_empty() && fallen.is_empty();
    let commits = !is_half && (run.changed || plan.roots != before.roots() || is_first);
    let summary = if commits { Some(run.sink.commit(&plan.roots)?) } else { before.summary.clone() };
    if !fallen.is_empty() {
        return Err(went_away(&fallen, Some(&run.report)));
    }
    run.report.skipped.sort();
    run.report.notices.sort();
    Ok(told(run.report, summary))
}

/// Takes a root, or a part of one whose files are gone, out of `sink`.
///
/// # Errors
/// Where nothing of `path` was taken in, or the next run would take it in again.
pub fn forget<S: Sink>(sink: &mut S, before: &Before, path: &Path) -> Result<Report> {
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
pub fn told(mut report: Report, summary: Option<Summary>) -> Report {
    if let Some(summary) = summary {
        (report.articles, report.passages, report.claims) =
            (summary.totals.articles, summary.totals.passages, summary.totals.claims);
        report.digest = summary.digest;
    }
    report
}

struct Run<'a, S> {
    sink: &'a mut S,
    roots: Vec<Root>,
    report: Report,
    /// Files of which articles were taken in and not yet all.
    open: BTreeMap<usize, Open>,
    progress: Progress,
    /// Source bytes taken in since the last commit.
    pending: u64,
    changed: bool,
    /// Files that were not there before, by digest: how many, to tell what moved.
    fresh: BTreeMap<String, u64>,
    /// Jobs whose files were not there when they were to be read.
    vanished: Vec<usize>,
}

/// A file of which articles were taken in.
#[derive(Default)]
struct Open {
    change: Change,
    shelved: Vec<ArticleId>,
    faults: Vec<(ArticleId, Skipped)>,
    notices: Vec<Noted>,
    /// Of the texts of its articles so far.
    bytes: u64,
    batches: usize,
    /// What became of the file, and how many batches there are of it.
    end: Option<(Outcome, usize)>,
}

impl<S: Sink> Run<'_, S> {
    /// Reads what changed, with all threads, and takes it in as it comes.
    fn read_all(&mut self, plan: &Plan, options: &Options, watch: &dyn Watch) -> Result<()> {
        self.progress.of_files = plan.jobs.len() as u64;
        self.progress.of_bytes = plan.jobs.iter().map(|job| job.entry.size).sum();
        let threads = options.threads.max(1);
        let desk = Desk::new(&plan.jobs, options, watch);
        std::thread::scope(|scope| {
            // However this ends, nobody is left waiting.
            let _closing = Closing(&desk);
            let (give, take) = sync_channel(MOST_STEPS);
            for number in 1..=threads {
                let (give, desk, cataloguer) = (give.clone(), &desk, self.sink.cataloguer());
                let begun = std::thread::Builder::new().spawn_scoped(scope, move || desk.serve(&cataloguer, &give));
                let words = || format!("cannot begin reader {number} of {threads}: ask for fewer with --threads");
                begun.map_err(|error| Error::io(words(), error))?;
            }
            drop(give);
            for step in take {
                let bytes = step.bytes();
                self.take(&plan.jobs, step)?;
                desk.taken(bytes);
                watch.progress(self.progress);
                if options.bytes_a_commit.is_some_and(|bytes| self.pending >= bytes) {
                    self.commit_between_files(&desk)?;
                }
            }
            Ok(())
        })
    }

    /// Commits where no file is half taken in; else lets none begin until it is so.
    fn commit_between_files(&mut self, desk: &Desk<'_>) -> Result<()> {
        if !self.open.is_empty() {
            desk.hold();
            return Ok(());
        }
        self.pending = 0;
        // What workers do meanwhile waits to be taken in, and is no part of this commit.
        desk.resume();
        self.sink.commit(&self.roots).map(|_| ())
    }

    fn take(&mut self, jobs: &[Job<'_>], step: Step<Entry<S>>) -> Result<()> {
        let at = match step {
            Step::Catalogued(at, catalogued) => {
                self.shelve(at, catalogued)?;
                at
            }
            Step::Ended(at, outcome, batches) => {
                self.open.entry(at).or_default().end = Some((outcome, batches));
                at
            }
        };
        let is_whole = |open: &Open| open.end.as_ref().is_some_and(|(_, batches)| *batches == open.batches);
        match self.open.get(&at).is_some_and(is_whole) {
            true => self.close(at, &jobs[at]),
            false => Ok(()),
        }
    }

    fn shelve(&mut self, at: usize, catalogued: Catalogued<Entry<S>>) -> Result<()> {
        let open = self.open.entry(at).or_default();
        open.batches += 1;
        open.bytes += catalogued.bytes as u64;
        self.progress.bytes += catalogued.bytes as u64;
        open.faults.extend(catalogued.faults);
        open.notices.extend(catalogued.notices);
        for (id, entry) in catalogued.entries {
            open.change = open.change.plus(self.sink.shelve(entry?)?);
            open.shelved.push(id);
            self.progress.articles += 1;
        }
        Ok(())
    }

    /// Ends a file of which all is taken in.
    fn close(&mut self, at: usize, job: &Job<'_>) -> Result<()> {
        let Some(mut open) = self.open.remove(&at) else { return Ok(()) };
        let Some((outcome, _)) = open.end.take() else { return Ok(()) };
        if !matches!(outcome, Outcome::Left) {
            self.progress.files += 1;
            self.progress.bytes = (self.progress.bytes + job.entry.size).saturating_sub(open.bytes);
        }
        let row = match outcome {
            Outcome::Vanished(skipped) => {
                self.report.skipped.push(skipped);
                self.vanished.push(at);
                return Ok(());
            }
            Outcome::Kept(skipped) => {
                self.report.unchanged += job.previous.map_or(0, |row| row.articles.len() as u64);
                self.report.skipped.push(skipped);
                return Ok(());
            }
            Outcome::Short(skipped) => {
                let words = format!("cannot open {}; what was committed stands, run it again", job.entry.file.display());
                return Err(Error::io(words, skipped.reason));
            }
            Outcome::Left => return self.sink.remove(&job.row(open.shelved)),
            Outcome::Same(row) => {
                self.report.read += 1;
                self.report.unchanged += row.articles.len() as u64;
                self.sink.touch(&row)?;
                row
            }
            Outcome::Read(row) => self.settle(open, row, job)?,
            // A row that says nothing of when it was seen: the next run reads the file again. Till then what was taken in before
            // of the rest of it stays.
            Outcome::Broken(skipped) => {
                let before = job.previous.map_or(&[][..], |previous| &previous.articles);
                let articles: BTreeSet<ArticleId> = open.shelved.iter().chain(before).copied().collect();
                let articles = articles.into_iter().collect();
                self.settle(open, FileRow { skipped: vec![skipped], ..job.row(articles) }, job)?
            }
        };
        self.report.skipped.extend(row.skipped.iter().cloned());
        self.changed = true;
        self.pending += row.size;
        Ok(())
    }

    /// Takes in the row of a file that was read, without the articles that a fault of ours stopped at.
    fn settle(&mut self, open: Open, mut row: FileRow, job: &Job<'_>) -> Result<FileRow> {
        let faulty: BTreeSet<ArticleId> = open.faults.iter().map(|(id, _)| *id).collect();
        row.articles.retain(|id| !faulty.contains(id));
        let mut faults: Vec<Skipped> = open.faults.into_iter().map(|(_, skipped)| skipped).collect();
        faults.sort();
        row.skipped.extend(faults);
        self.report.read += 1;
        self.report.analysed += open.shelved.len() as u64;
        self.report.notices.extend(open.notices);
        self.report.added += open.change.added;
        self.report.updated += open.change.updated;
        self.report.unchanged += open.change.unchanged;
        self.report.removed += self.sink.finish(&row, job.previous)?;
        if job.previous.is_none() {
            *self.fresh.entry(row.digest.clone()).or_default() += 1;
        }
        Ok(row)
    }

    /// Asks for the roots again of which something is to be removed, or was not there to be read; for all of them where what is
    /// written takes the place of an index. Gives those that stand no more.
    fn fallen<'p>(&self, plan: &'p Plan<'_>, options: &Options) -> Vec<(&'p Standing, String)> {
        let vanished = self.vanished.iter().map(|at| &*plan.jobs[*at].label);
        let missed: BTreeSet<&str> = plan.gone.iter().map(|row| &*row.root).chain(vanished).collect();
        let is_at_once = options.bytes_a_commit.is_none();
        let read: BTreeSet<&str> = plan.jobs.iter().filter(|_| is_at_once).map(|job| &*job.label).collect();
        let asked = plan.standing.iter().filter(|root| missed.contains(&*root.label) || read.contains(&*root.label));
        asked.filter_map(|root| Some((root, root.fallen(options.avoid.as_deref())?))).collect()
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

/// What a store's cataloguer makes.
type Entry<S> = <<S as Sink>::Cataloguer as Cataloguer>::Entry;

/// Sends the workers home when it is dropped.
struct Closing<'a>(&'a Desk<'a>);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.close();
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
