//! What are the files of an index, and who may read them?

use super::seal::{self, META};
use crate::error::{Error, Result};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder in which an index is made that is to take the place of the one around it.
const ANEW: &str = ".whosaid-anew";

/// How the names of tantivy's locks begin.
const LOCKS: &str = ".tantivy-";

/// tantivy's list of the files that it made; it stands beside every index.
pub(super) const MANAGED: &str = ".managed.json";

/// What stands in the folder of an index.
pub(super) enum Held {
    /// No index, or what a run left that was killed before it began to write articles: nothing was ever committed.
    Nothing,
    /// An index, committed or not.
    Index,
    /// What is left of an index whose list of files is not there: what is wrong with `meta.json`.
    Damaged(&'static str),
}

/// Tells what stands in the folder.
///
/// `meta.json` is on the disk before the first file of articles is begun, and goes last where an index is removed. So where there
/// are such files, and it is not, it was taken away.
///
/// # Errors
/// Where it cannot be told: an index that may not be read, or not at the moment, is no missing one.
pub(super) fn held(folder: &Path) -> Result<Held> {
    match fs::metadata(folder.join(META)) {
        Ok(about) if about.is_file() => Ok(Held::Index),
        Ok(_) => Ok(Held::Damaged("is no file")),
        Err(error) if is_away(&error) && holds_segments(folder)? => Ok(Held::Damaged("is missing")),
        Err(error) if is_away(&error) => Ok(Held::Nothing),
        Err(error) => Err(unasked(folder, error)),
    }
}

/// Tells whether the folder holds an index, committed or not.
///
/// # Errors
/// Where it cannot be told, and where the index's list of files is not there.
pub(super) fn holds_index(folder: &Path) -> Result<bool> {
    match held(folder)? {
        Held::Nothing => Ok(false),
        Held::Index => Ok(true),
        Held::Damaged(reason) => Err(Error::index(format!(
            "the index at {} is damaged: its {META} {reason}, and with it which folders it was made from; \
             name them all, with their --source, as in `whosaid index --rebuild FOLDER`",
            folder.display()
        ))),
    }
}

fn is_away(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn unasked(folder: &Path, error: std::io::Error) -> Error {
    Error::io(
        format!("cannot read the index at {}: ask for leave to read it, or name another with --index", folder.display()),
        error,
    )
}

/// Tells whether files of articles stand in the folder, or tantivy's list names any.
fn holds_segments(folder: &Path) -> Result<bool> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if is_away(&error) => return Ok(false),
        Err(error) => return Err(unasked(folder, error)),
    };
    let is_there = entries.filter_map(|entry| entry.ok()).any(|entry| is_of_segment(&entry.file_name().to_string_lossy()));
    let is_listed = || managed(folder).is_some_and(|names| names.iter().any(|name| is_of_segment(name)));
    Ok(is_there || is_listed())
}

/// Gives the names in tantivy's list of files; `None` where there is none, or it is damaged.
fn managed(folder: &Path) -> Option<Vec<String>> {
    let list = folder.join(MANAGED);
    serde_json::from_slice(&fs::read(Some(&list).filter(|list| list.is_file())?).ok()?).ok()
}

/// Tells what is wrong with tantivy's list of files: that it is none, or names what is no file of the index. Nothing where there is
/// no list.
pub(super) fn wrong_list(folder: &Path) -> Option<&'static str> {
    let list = folder.join(MANAGED);
    if fs::symlink_metadata(&list).is_err() {
        return None;
    }
    match managed(folder) {
        None => Some("is no list of the index's files; the next run that writes makes it anew"),
        Some(names) if !names.iter().all(|name| is_ours(name)) => {
            Some("names what is no file of the index, which is never taken away; the next run that writes makes it anew")
        }
        Some(_) => None,
    }
}

/// Makes the folder where it is missing, and closes it to other users: an index holds the text of all articles.
pub(super) fn prepare(folder: &Path) -> Result<()> {
    make(folder).map_err(|error| Error::io(format!("cannot make the index folder {}", folder.display()), error))?;
    let failed = |error| Error::io(format!("cannot make ready the index folder {}", folder.display()), error);
    // A folder that holds a user's own files is not closed to those who read them, and no index is begun among them.
    let mut entries = fs::read_dir(folder).map_err(failed)?.filter_map(|entry| entry.ok());
    let own = entries
        .all(|entry| is_ours(&entry.file_name().to_string_lossy()) || entry.file_name().to_string_lossy().starts_with('.'));
    let is_index = !matches!(held(folder)?, Held::Nothing);
    if folder.join(META).is_file() && !folder.join(MANAGED).is_file() && seal::known(folder).is_err() {
        let hint = "its meta.json is no index's; name another folder with --index";
        return Err(Error::usage(format!("cannot make an index in {}: {hint}", folder.display())));
    }
    if !own && !is_index {
        let hint = "it holds other files; name an empty folder, or one that is not there yet, with --index";
        return Err(Error::usage(format!("cannot make an index in {}: {hint}", folder.display())));
    }
    if own {
        let words = || format!("cannot close the index folder {} to other users: make it yours", folder.display());
        restrict(folder).map_err(|error| Error::io(words(), error))?;
    }
    // Whoever opens a lock that is a pipe would wait for ever.
    for lock in names(folder).map_err(failed)?.into_iter().filter(|name| name.starts_with(LOCKS)) {
        clear(&folder.join(lock)).map_err(failed)?;
    }
    Ok(())
}

fn names(folder: &Path) -> std::io::Result<Vec<String>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

/// Makes way for a file of the index where something else has its name: a pipe, a link to another file, or a folder that is empty.
pub(super) fn clear(file: &Path) -> std::io::Result<()> {
    match fs::symlink_metadata(file) {
        Ok(about) if about.is_dir() => fs::remove_dir(file),
        Ok(about) if !about.is_file() => fs::remove_file(file),
        _ => Ok(()),
    }
}

/// Makes a folder and those above it, so that a power loss does not take their names away with all that is written into them.
fn make(folder: &Path) -> std::io::Result<()> {
    let missing: Vec<&Path> = folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.exists()).collect();
    fs::create_dir_all(folder)?;
    for made in missing {
        let above = made.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
        sync(above)?;
    }
    Ok(())
}

#[cfg(unix)]
fn sync(folder: &Path) -> std::io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Closes the index's files to other users, as a copy of it may have left them; what is written from then on is closed from its
/// birth. A file that goes away meanwhile needs it no more.
///
/// # Errors
/// Where a file is another user's: to be told before anything is changed.
pub(super) fn close_to_others(folder: &Path) -> Result<()> {
    // What a link leads to is another's.
    for file in files(folder)?.into_iter().filter(|file| !file.is_symlink()) {
        match restrict(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                let words = format!(
                    "cannot close {file} of the index to other users, and nothing was changed: \
                     make it yours, or have its owner run `chmod go= {file}`",
                    file = file.display()
                );
                return Err(Error::io(words, error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Removes what a run left half written that was killed or lost its power: what tantivy was writing, and files of segments that
/// `is_living` does not know, and an index that was to take this one's place. To be called by the one writer alone, and while
/// nobody opens the index.
pub(super) fn sweep(folder: &Path, is_living: impl Fn(&str) -> bool) -> Result<()> {
    for file in files(folder)? {
        let name = name_of(&file);
        if is_temporary(&name) || is_of_segment(&name) && !is_living(&name) {
            match fs::remove_file(&file) {
                // The writer before may be at it still, on its way out.
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::io(format!("cannot remove {}", file.display()), error));
                }
                _ => {}
            }
        }
    }
    remove(&folder.join(ANEW))
}

/// Removes an index of which nothing is to be kept, and nothing else that stands in the folder; locks stay with whoever holds them.
pub(super) fn wipe(folder: &Path) -> Result<()> {
    let failed = |file: &Path, error| Error::io(format!("cannot remove {}", file.display()), error);
    let (last, first): (Vec<PathBuf>, Vec<PathBuf>) =
        files(folder)?.into_iter().filter(|file| !name_of(file).starts_with(LOCKS)).partition(|file| name_of(file) == META);
    first.iter().try_for_each(|file| fs::remove_file(file).map_err(|error| failed(file, error)))?;
    if !last.is_empty() {
        sync(folder).map_err(|error| failed(folder, error))?;
    }
    last.iter().try_for_each(|file| fs::remove_file(file).map_err(|error| failed(file, error)))
}

/// Gives an empty folder within the index's own, for one that is to take its place: what a killed run left there goes.
pub(super) fn empty_beside(folder: &Path) -> Result<PathBuf> {
    let beside = folder.join(ANEW);
    remove(&beside)?;
    Ok(beside)
}

/// Removes a folder in which an index was made, where it is there; nothing that is not an index's.
///
/// A link in its place is taken away, and what it leads to stays.
pub(super) fn remove(folder: &Path) -> Result<()> {
    let failed = |file: &Path, error| Error::io(format!("cannot remove {}", file.display()), error);
    if folder.is_symlink() {
        return fs::remove_file(folder).map_err(|error| failed(folder, error));
    }
    if !folder.is_dir() {
        return Ok(());
    }
    for file in files(folder)? {
        fs::remove_file(&file).map_err(|error| failed(&file, error))?;
    }
    fs::remove_dir(folder).map_err(|error| failed(folder, error))
}

/// Puts the index at `from` in the place of that at `folder`, whose own files stay until they are swept. Whoever opens it before
/// `meta.json` is replaced opens the old one, whoever does after it the new one; a power loss leaves one of both.
pub(super) fn replace(folder: &Path, from: &Path) -> Result<()> {
    let failed = |error| Error::io(format!("cannot put the new index into {}", folder.display()), error);
    exchange(from)?.iter().try_for_each(|step| step.make(folder, from)).map_err(failed)
}

/// A step of putting an index in the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Something else may have the name of a file of the index.
    Clear(&'static str),
    Move(String),
    /// What was moved stays, whatever happens.
    Sync,
}

impl Step {
    pub(super) fn make(&self, folder: &Path, from: &Path) -> std::io::Result<()> {
        match self {
            Step::Clear(name) => clear(&folder.join(name)),
            Step::Move(name) => fs::rename(from.join(name), folder.join(name)),
            Step::Sync => sync(folder),
        }
    }
}

/// Gives the steps that put the index at `from` in the place of another, in their order.
pub(super) fn exchange(from: &Path) -> Result<Vec<Step>> {
    let names = files(from)?.into_iter().map(|file| name_of(&file)).filter(|name| !name.starts_with(LOCKS));
    let (last, first): (Vec<String>, Vec<String>) = names.partition(|name| name == META);
    let mut steps = vec![Step::Clear(META), Step::Clear(MANAGED)];
    for names in [first, last] {
        steps.extend(names.into_iter().map(Step::Move));
        steps.push(Step::Sync);
    }
    Ok(steps)
}

/// Gives the size of the index's files in bytes.
pub(super) fn size(folder: &Path) -> Result<u64> {
    Ok(files(folder)?.iter().filter_map(|file| fs::metadata(file).ok()).map(|meta| meta.len()).sum())
}

/// Gives the files that tantivy keeps: by their names, since the folder may hold others.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = |error| Error::io(format!("cannot list the index folder {}", folder.display()), error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if is_ours(&name_of(&path)) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn is_of_segment(name: &str) -> bool {
    name.split_once('.').is_some_and(|(stem, _)| stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Tells by its name whether a file is one of an index.
pub(super) fn is_ours(name: &str) -> bool {
    is_of_segment(name) || name == META || name == MANAGED || is_temporary(name) || name.starts_with(LOCKS)
}

/// A file that tantivy writes before it renames it: `.tmp` and six letters or digits (the tempfile crate's form).
fn is_temporary(name: &str) -> bool {
    name.strip_prefix(".tmp").is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Closes a file or folder to all but its owner.
#[cfg(unix)]
pub(super) fn restrict(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    // What the owner may do stays: whoever closed the folder to writing meant it.
    if mode & 0o077 == 0 { Ok(()) } else { fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700)) }
}

#[cfg(not(unix))]
pub(super) fn restrict(_path: &Path) -> std::io::Result<()> {
    Ok(())
}
