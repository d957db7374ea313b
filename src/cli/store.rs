//! Which index is asked, and what if it is not there yet?

use super::index::{How, bring_up_to_date};
use super::surroundings::Surroundings;
use crate::analysis::Depth;
use crate::engine::{Before, Engine};
use crate::error::{Error, Result};
use crate::index::Index;
use crate::ingest::pending;
use crate::model::answer::holdings;
use std::path::PathBuf;

/// The folder of the index where none is named.
const INDEX: &str = "index";
/// The folder that it is built from where none was named before.
const CORPUS: &str = "corpus";

/// Files that a question looks over for a notice that some have changed: walking more would cost more than the question.
pub const LOOKED_AFTER: u64 = 2_000;

/// Where the index is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub folder: PathBuf,
    named: bool,
}

impl Place {
    pub(super) fn new(named: Option<PathBuf>, around: &Surroundings) -> Self {
        let folder = named.clone().unwrap_or_else(|| PathBuf::from(INDEX));
        let folder = around.here.as_ref().map_or(folder.clone(), |here| here.join(folder));
        Place { folder, named: named.is_some() }
    }

    /// Gives the folder that is indexed where none is named and none is recorded.
    pub(super) fn corpus(&self, around: &Surroundings) -> PathBuf {
        around.here.as_ref().map_or_else(|| PathBuf::from(CORPUS), |here| here.join(CORPUS))
    }

    /// Opens the index; builds it from `corpus` where no index is named and none was committed.
    pub(super) fn open(&self, around: &Surroundings) -> Result<Index> {
        if let Some(index) = Index::open(&self.folder)? {
            return Ok(index);
        }
        let corpus = self.corpus(around);
        if self.named || !corpus.is_dir() {
            let where_ = self.folder.display();
            return Err(Error::usage(format!(
                "there is no index at {where_}: build it with `whosaid index FOLDER`, or name another with --index"
            )));
        }
        around.say(&format!("no index yet: building it from {}", corpus.display()));
        let how = How { source: None, depth: Depth::Claims, means: around.threads().into(), anew: false };
        let report = bring_up_to_date(self, &[corpus], &how, around)?;
        if report.left > 0 {
            return Err(Error::usage("stopped before the index was whole: `whosaid index` goes on with it"));
        }
        around.say(&holdings(report.articles, report.passages, report.claims));
        Index::open(&self.folder)?.ok_or_else(|| Error::index(format!("the index at {} is gone again", self.folder.display())))
    }

    /// Tells, for a notice, how the files under the roots differ from what was taken in; `None` where they do not, or are too
    /// many to look.
    pub(super) fn news(&self, index: &Index) -> Result<Option<String>> {
        if index.summary().files > LOOKED_AFTER {
            return Ok(None);
        }
        let before = Before { summary: Some(index.summary().clone()), files: index.file_stamps()? };
        let pending = match pending(&before, Some(&self.folder)) {
            Ok(pending) => pending,
            // What was asked is answered all the same.
            Err(error) => return Ok(Some(error.to_string())),
        };
        let parts = [(pending.changed, "changed"), (pending.added, "new"), (pending.gone, "gone")];
        let told: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        let mut notices: Vec<String> =
            pending.away.iter().map(|root| format!("nothing of {} can be looked at: {}", root.path, root.reason)).collect();
        if !told.is_empty() {
            notices.push(format!(
                "files differ from what was indexed ({}): `whosaid index` brings the index up to date",
                told.join(", ")
            ));
        }
        Ok((!notices.is_empty()).then(|| notices.join("; ")))
    }
}
