//! Does a root stand: is it there, does it hold files, on the file system that it was on?
//!
//! A disk that is not mounted, a share that is gone and a folder that was moved look as if all their files were removed. Nothing
//! is given up for that, neither before a run nor while it is at work.

use crate::corpus::{device, file_below, is_bare, is_gone};
use crate::engine::Root;
use crate::error::Error;
use crate::model::answer::{Report, Skipped, counted};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A root as a run began with it.
#[derive(Debug)]
pub(super) struct Standing {
    pub label: Arc<str>,
    pub path: PathBuf,
    /// The file system that it was on; `None` where the system does not say.
    device: Option<u64>,
}

impl Standing {
    pub(super) fn of(root: &Root) -> Standing {
        let path = PathBuf::from(&root.path);
        Standing { label: Arc::from(root.label.as_str()), device: device(&path), path }
    }

    /// Says what became of the root where it stands no more.
    pub(super) fn fallen(&self, avoid: Option<&Path>) -> Option<String> {
        if is_gone(&self.path) {
            Some("it is gone".to_owned())
        } else if self.device != device(&self.path) {
            Some("another file system is in its place".to_owned())
        } else {
            is_bare(&self.path, avoid).then(|| "no file is left of it".to_owned())
        }
    }
}

/// Says that articles are kept whose file system is not mounted.
pub(super) fn kept(root: &Path, place: &str, articles: usize) -> Skipped {
    let reason = format!(
        "the file system that was mounted here is not there, and the index keeps {} of it: mount it again, or give them up with \
         `whosaid index --forget {}`",
        counted(articles as u64, "article"),
        file_below(root, place).display()
    );
    Skipped::file(place, reason)
}

/// Makes the error for a root of which no file is left.
pub(super) fn bare(root: &Root, held: Option<usize>) -> Error {
    let held = held.map_or_else(|| "articles of it".to_owned(), |held| format!("{held} of its articles"));
    Error::usage(format!(
        "cannot bring {path} up to date: no file is left of it, and the index holds {held}; nothing was removed. \
         Bring the files back (is a disk not mounted?), or give them up with `whosaid index --forget {path}`",
        path = root.path
    ))
}

/// Makes the error for roots that went away while a run was at work, each with what became of it; `report` says what of the run is
/// kept, `None` where nothing is.
pub(super) fn went_away(fallen: &[(&Standing, String)], report: Option<&Report>) -> Error {
    let told: Vec<String> = fallen.iter().map(|(root, what)| format!("{} ({what})", root.path.display())).collect();
    let kept = match report {
        None => "the index is as it was before".to_owned(),
        Some(report) => format!(
            "nothing was removed for that; what was read before is kept ({} added, {} updated)",
            counted(report.added, "article"),
            report.updated
        ),
    };
    Error::usage(format!(
        "a folder went away while it was read: {}; {kept}. Bring it back (is a disk not mounted?) and run `whosaid index` again",
        told.join(", ")
    ))
}
