//! Who reads, analyses and catalogues at once, without holding more than a few batches of articles?
//!
//! Every worker does whatever there is: it catalogues a batch that another read, else it begins the next file. Whoever reads a
//! file hands batches to the others, and does one itself where they have enough. So one large file keeps all of them busy, as
//! many small ones do, and nobody waits but for the one who takes in.

use super::planning::Job;
use super::reading::{Batch, Outcome, unreadable, work};
use super::{Options, Watch, noted};
use crate::analysis::document;
use crate::engine::Cataloguer;
use crate::error::Result;
use crate::model::answer::{Noted, Skipped};
use crate::model::article::Record;
use crate::model::id::ArticleId;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::SyncSender;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Bytes of texts that may be under way from the workers to the one who takes in: with them workers go on while a commit begins to
/// be written. With all that is made of a text it takes fifteen times its own memory (16 MB: 250 MB more, measured).
const MOST: usize = 4 << 20;

/// Bytes of an article's text above which it is worked on alone, from its analysis until it is taken in: what is found in a text
/// that nobody wrote to be read may take 110 times its own memory (4 MiB of names of two syllables: 450 MB, measured).
const HEAVY: usize = 1 << 20;

/// Steps that may be under way: those that end a file have no text, and a folder may have a million.
pub(super) const MOST_STEPS: usize = 1 << 10;

/// What a worker hands to the one who takes in. Steps of a file come in no order, and its end may come before its last articles.
pub(super) enum Step<Entry> {
    Catalogued(usize, Catalogued<Entry>),
    /// A file was read: what became of it, and how many batches there are of it.
    Ended(usize, Outcome, usize),
}

impl<Entry> Step<Entry> {
    /// Gives the bytes of the texts in it.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Step::Catalogued(_, catalogued) => catalogued.bytes,
            Step::Ended(..) => 0,
        }
    }
}

/// Articles of a file, ready to be taken in.
pub(super) struct Catalogued<Entry> {
    pub entries: Vec<(ArticleId, Result<Entry>)>,
    /// Those that a fault of ours stopped at.
    pub faults: Vec<(ArticleId, Skipped)>,
    pub notices: Vec<Noted>,
    /// Of their texts.
    pub bytes: usize,
}

/// What there is to do, and for whom.
pub(super) struct Desk<'a> {
    jobs: &'a [Job<'a>],
    options: &'a Options,
    watch: &'a dyn Watch,
    state: Mutex<State>,
    /// There may be something to do.
    changed: Condvar,
    /// There is less under way.
    less: Condvar,
}

#[derive(Default)]
struct State {
    batches: VecDeque<(usize, Batch)>,
    /// The file to begin next.
    next: usize,
    /// Files that are being read.
    reading: usize,
    /// Bytes of texts that were handed over, and not taken in yet.
    under_way: usize,
    /// Whether a heavy article is being worked on.
    heavy: bool,
    /// Whether no file is to be begun for the moment.
    held: bool,
    /// Whether nothing is to be done any more.
    over: bool,
}

enum Task {
    Catalogue(usize, Batch),
    Read(usize),
}

impl<'a> Desk<'a> {
    pub(super) fn new(jobs: &'a [Job<'a>], options: &'a Options, watch: &'a dyn Watch) -> Self {
        Desk { jobs, options, watch, state: Mutex::default(), changed: Condvar::new(), less: Condvar::new() }
    }

    /// Works until there is nothing left, or the one who takes in is gone.
    pub(super) fn serve<C: Cataloguer>(&self, cataloguer: &C, give: &SyncSender<Step<C::Entry>>) {
        while let Some(task) = self.task() {
            let is_taken = match task {
                Task::Catalogue(at, batch) => self.give(at, batch, cataloguer, give),
                Task::Read(at) => self.read(at, cataloguer, give),
            };
            if !is_taken {
                self.close();
            }
        }
    }

    /// Lets files that were begun come to their end, and none begin.
    pub(super) fn hold(&self) {
        self.state().held = true;
    }

    /// Lets files begin again.
    pub(super) fn resume(&self) {
        self.state().held = false;
        self.changed.notify_all();
    }

    /// Notes that so many bytes of texts were taken in.
    pub(super) fn taken(&self, bytes: usize) {
        let mut state = self.state();
        state.under_way -= bytes;
        state.heavy &= bytes < HEAVY;
        drop(state);
        self.less.notify_all();
    }

    /// Sends everybody home.
    pub(super) fn close(&self) {
        self.state().over = true;
        self.changed.notify_all();
        self.less.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives what to do next; waits where others may yet hand something over; `None` at the end.
    fn task(&self) -> Option<Task> {
        let mut state = self.state();
        loop {
            if state.over {
                return None;
            }
            if let Some((at, batch)) = state.batches.pop_front() {
                return Some(Task::Catalogue(at, batch));
            }
            let is_all_begun = state.next >= self.jobs.len() || self.watch.is_stopped();
            if !is_all_begun && !state.held {
                state.reading += 1;
                state.next += 1;
                return Some(Task::Read(state.next - 1));
            }
            if is_all_begun && state.reading == 0 {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Puts a batch where others find it; gives it back where they have enough to do.
    fn offer(&self, at: usize, batch: Batch) -> Option<Batch> {
        let mut state = self.state();
        if self.options.threads < 2 || state.batches.len() >= self.options.threads {
            return Some(batch);
        }
        state.batches.push_back((at, batch));
        drop(state);
        self.changed.notify_one();
        None
    }

    fn read<C: Cataloguer>(&self, at: usize, cataloguer: &C, give: &SyncSender<Step<C::Entry>>) -> bool {
        let job = &self.jobs[at];
        let _reading = Reading(self);
        let mut batches = 0;
        let mut hand = |batch| {
            // Of a file that is held already, the whole stays or the whole is replaced.
            if self.state().over || job.previous.is_none() && self.watch.is_stopped() {
                return false;
            }
            batches += 1;
            let Some(batch) = self.offer(at, batch) else { return true };
            self.give(at, batch, cataloguer, give)
        };
        let outcome = catch_unwind(AssertUnwindSafe(|| work(job, self.options, &mut hand)));
        let outcome = outcome.unwrap_or_else(|_| Outcome::Broken(unreadable(&job.entry.path, 0)));
        give.send(Step::Ended(at, outcome, batches)).is_ok()
    }

    /// Catalogues a batch, and hands it over as soon as not too much is under way; tells whether anybody wants it.
    fn give<C: Cataloguer>(&self, at: usize, batch: Batch, cataloguer: &C, give: &SyncSender<Step<C::Entry>>) -> bool {
        if batch.bytes >= HEAVY {
            let state = self.less.wait_while(self.state(), |state| state.heavy && !state.over);
            state.unwrap_or_else(PoisonError::into_inner).heavy = true;
        }
        let catalogued = self.catalogued(at, batch, cataloguer);
        let state = self.less.wait_while(self.state(), |state| state.under_way >= MOST && !state.over);
        state.unwrap_or_else(PoisonError::into_inner).under_way += catalogued.bytes;
        give.send(Step::Catalogued(at, catalogued)).is_ok()
    }

    fn catalogued<C: Cataloguer>(&self, at: usize, batch: Batch, cataloguer: &C) -> Catalogued<C::Entry> {
        let job = &self.jobs[at];
        let mut made = Catalogued { entries: Vec::new(), faults: Vec::new(), notices: Vec::new(), bytes: batch.bytes };
        for (id, article) in batch.articles {
            let record = article.record.clone();
            let entry = catch_unwind(AssertUnwindSafe(|| {
                let document = document(article, self.options.depth);
                let notices: Vec<Noted> = noted(&document.article, job.entry.modified).collect();
                (notices, cataloguer.entry(&job.label, id, document))
            }));
            match entry {
                Ok((notices, entry)) => {
                    made.notices.extend(notices);
                    made.entries.push((id, entry));
                }
                Err(_) => made.faults.push((id, fault(&job.entry.path, record.as_ref()))),
            }
        }
        made
    }
}

/// A file that is being read; however that ends, nobody is left waiting for it.
struct Reading<'a>(&'a Desk<'a>);

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.0.state().reading -= 1;
        self.0.changed.notify_all();
    }
}

fn fault(path: &str, record: Option<&Record>) -> Skipped {
    let reason = "a fault of whosaid's stopped the analysis of this article; please report it with the file";
    Skipped { record: record.map(Record::label), ..Skipped::file(path, reason) }
}
