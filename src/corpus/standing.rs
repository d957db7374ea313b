//! Does a folder that was indexed stand: is it there, does it hold files, is what was mounted in it?

use super::rules::corrections::{ALIASES_FILE, CORRECTIONS_FILE};
use super::rules::{RULES_FILE, Rules};
use super::walk::{Entry, cause, device, file_below, is_away, is_index, stamp, walk};
use crate::model::answer::Skipped;
use std::path::Path;

/// Says why nothing of a folder can be looked at, be it that its disk is not mounted; `None` where it stands.
pub fn away(root: &Path) -> Option<String> {
    if is_gone(root) {
        return Some("it is not there (is a disk not mounted?)".to_owned());
    }
    if is_bare(root, None) {
        return Some("no file is left of it (is a disk not mounted?)".to_owned());
    }
    std::fs::read_dir(root).err().filter(|_| root.is_dir()).map(|error| cause(&error))
}

/// Gives where the file system of a file was mounted that is not there any more, as near as can be told; `None` where it is there,
/// and where the file was on that of its root (not `is_mounted`).
pub fn unmounted(root: &Path, path: &str, is_mounted: bool) -> Option<String> {
    if !is_mounted {
        return None;
    }
    let parents = || path.rmatch_indices('/').map(|(at, _)| &path[..at]);
    let stands = |folder: &&str| std::fs::symlink_metadata(file_below(root, folder)).is_ok_and(|about| about.is_dir());
    let nearest = parents().find(stands).unwrap_or_default();
    // On another one still: then the file itself is gone.
    if device(&file_below(root, nearest)) != device(root) {
        return None;
    }
    let is_empty = |folder: &str| std::fs::read_dir(file_below(root, folder)).is_ok_and(|mut inside| inside.next().is_none());
    let first = parents().take_while(|folder| folder.len() > nearest.len()).last().unwrap_or(nearest);
    Some(if !nearest.is_empty() && is_empty(nearest) { nearest } else { first }.to_owned())
}

/// Tells whether nothing is there. What cannot be looked at is not known to be gone.
pub fn is_gone(file: &Path) -> bool {
    stamp(file).is_err_and(|error| is_away(&error))
}

/// Tells whether a root holds no file at all, of articles or of rules: it may be where a disk was mounted.
pub fn is_bare(root: &Path, avoid: Option<&Path>) -> bool {
    let is_there = |name| root.join(name).exists();
    // Whatever the rules pass over is there all the same. What cannot be looked at is not known to be gone.
    let is_file = |found: Result<Entry, Skipped>| match found {
        Ok(entry) => !avoid.is_some_and(|avoid| entry.file.starts_with(avoid)),
        Err(skipped) => root.is_dir() && hides(root, &skipped.path).is_some(),
    };
    !walk(root, &Rules::default()).any(is_file) && ![RULES_FILE, ALIASES_FILE, CORRECTIONS_FILE].into_iter().any(is_there)
}

/// Tells what a place that a walk passed over may hide: what is below it, and whether itself. `None`: nothing, as it is no
/// folder, or that of an index.
pub fn hides(root: &Path, path: &str) -> Option<bool> {
    let place = file_below(root, path);
    match std::fs::symlink_metadata(&place) {
        Ok(about) => (about.is_dir() && !is_index(&place)).then_some(false),
        Err(error) => (!is_away(&error)).then_some(true),
    }
}
