//! What does one file give?

use super::Options;
use super::planning::Job;
use crate::analysis::analyse;
use crate::corpus::{read, read_file};
use crate::engine::FileRow;
use crate::model::answer::Skipped;
use crate::model::article::{Article, Fact, Record};
use crate::model::digest::sha256;
use crate::model::document::Document;
use crate::model::id::{ArticleId, article_id};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What became of a file.
pub(super) enum Outcome {
    /// It is gone, or cannot be read any more.
    Vanished(Skipped),
    /// It cannot be read now: what was taken in of it before stays.
    Kept(Skipped),
    /// Its bytes are as they were: only its row is new.
    Same(FileRow),
    Read(FileRow, Vec<(ArticleId, Document)>),
}

/// Reads and analyses one file.
pub(super) fn work(job: &Job<'_>, options: &Options) -> Outcome {
    let bytes = match read_file(&job.entry, job.rules.limits.file_bytes) {
        Ok(bytes) => bytes,
        Err(skipped) => return refused(job, options, skipped),
    };
    let mut row = row(job, options, sha256(&bytes));
    if let Some(previous) = job.previous.filter(|previous| previous.digest == row.digest && previous.recipe == row.recipe) {
        row.articles = previous.articles.clone();
        row.skipped = previous.skipped.clone();
        return Outcome::Same(row);
    }
    // A fault of ours in one file must not cost the others.
    let found = catch_unwind(AssertUnwindSafe(|| documents(job, options, &bytes)));
    let (documents, skipped) = found.unwrap_or_else(|_| {
        let reason = "a fault of whosaid's stopped the reading of this file; please report it with the file";
        (Vec::new(), vec![Skipped::file(&job.entry.path, reason)])
    });
    row.articles = documents.iter().map(|(id, _)| *id).collect();
    row.skipped = skipped;
    Outcome::Read(row, documents)
}

/// A file that is there and cannot be read is remembered with its reason; one that is gone is not.
fn refused(job: &Job<'_>, options: &Options, skipped: Skipped) -> Outcome {
    if !job.entry.file.exists() {
        return Outcome::Vanished(skipped);
    }
    // As it was, if it was read once, or passed over before for the same reason.
    if job.previous.is_some_and(|row| !row.articles.is_empty() || row.skipped.contains(&skipped)) {
        return Outcome::Kept(skipped);
    }
    let mut row = row(job, options, String::new());
    row.skipped = vec![skipped];
    Outcome::Read(row, Vec::new())
}

fn row(job: &Job<'_>, options: &Options, digest: String) -> FileRow {
    FileRow {
        root: job.label.clone(),
        path: job.entry.path.clone(),
        size: job.entry.size,
        modified: job.entry.modified,
        seen: options.now,
        recipe: job.recipe.clone(),
        digest,
        articles: Vec::new(),
        skipped: Vec::new(),
    }
}

fn documents(job: &Job<'_>, options: &Options, bytes: &[u8]) -> (Vec<(ArticleId, Document)>, Vec<Skipped>) {
    let (mut documents, mut skipped, mut ids) = (Vec::new(), Vec::new(), BTreeSet::new());
    read(bytes, &job.entry.path, &job.rules, &mut |found| match found {
        Ok(mut article) => {
            if let Some(source) = &job.source {
                article.source = Some(Fact::new(source, "--source"));
            }
            let id = identify(&job.label, &article, &mut ids);
            let findings = analyse(&article, options.depth);
            documents.push((id, Document { article, findings }));
        }
        Err(reason) => skipped.push(reason),
    });
    (documents, skipped)
}

/// Gives the article's id; a record that repeats the id of an earlier one in its file goes by its line.
fn identify(label: &str, article: &Article, ids: &mut BTreeSet<ArticleId>) -> ArticleId {
    let mut id = article_id(label, &article.path, article.record.as_ref());
    if !ids.insert(id) {
        let by_line = match &article.record {
            Some(Record::Line { line, .. }) => Some(Record::Line { line: *line, id: None }),
            other => other.clone(),
        };
        id = article_id(label, &article.path, by_line.as_ref());
        ids.insert(id);
    }
    id
}
