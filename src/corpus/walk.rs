//! Which files of a folder are there to read, in which order, and what are their bytes?

use super::limits::FOLDER_DEPTH;
use super::rules::{RULES_FILE, Rules};
use crate::model::answer::Skipped;
use crate::model::filename::{self, LOST};
use bytesize::ByteSize;
use std::fs::{File, FileType, Metadata};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};
use walkdir::{DirEntry, WalkDir};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Relative to the root, with `/` between the parts; of bytes that are not UTF-8 each as `\u{FFFD}XX`: [`file_below`] finds
    /// the file.
    pub path: String,
    pub file: PathBuf,
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970; 0 where the system does not say.
    pub modified: i64,
    /// When the system noted that last, or that it was renamed or given other rights or another time: in nanoseconds since 1970;
    /// 0 where it does not say. No program sets it, so that it tells a change whose time was set back.
    pub changed: i64,
    /// Whether its folder lies on another file system than the root, which may be unmounted while the root stands.
    pub mounted: bool,
}

/// What tells without reading it whether a file is as it was; as of an [`Entry`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub size: u64,
    pub modified: i64,
    pub changed: i64,
}

/// Walks a folder, or gives the one file that `root` is, sorted by name at each level.
///
/// Hidden files and folders, `whosaid.toml` and what the rules pass over are left out in silence ([`passed_over`]); links, pipes
/// and devices are never opened and are told, and so are the folders of indexes.
pub fn walk(root: &Path, rules: &Rules) -> impl Iterator<Item = Result<Entry, Skipped>> {
    walk_within(root, rules, |_| true)
}

/// Walks as [`walk`] does what `is_met` wants, told by its path: neither the rest of a folder nor what lies below it is looked at.
pub fn walk_within(root: &Path, rules: &Rules, is_met: impl Fn(&str) -> bool) -> impl Iterator<Item = Result<Entry, Skipped>> {
    let (root, rules) = (root.to_owned(), rules.clone());
    let below = root.clone();
    let (below_filter, rules_filter) = (root.clone(), rules);
    let mut index: Option<PathBuf> = None;
    let device = device(&root);
    // Of the folders down to the one that is looked over. A file may tell another file system than its folder where several are
    // laid over each other.
    let mut mounted: Vec<bool> = Vec::new();
    WalkDir::new(&root)
        .max_depth(FOLDER_DEPTH + 1)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(move |entry| {
            if index.as_ref().is_some_and(|index| entry.path().starts_with(index)) {
                return false;
            }
            let is_wanted = entry.depth() == 0 || is_wanted(entry, &below_filter, &rules_filter, &is_met);
            // Itself it is told.
            if is_wanted && entry.file_type().is_dir() && is_index(entry.path()) {
                index = Some(entry.path().to_owned());
            }
            is_wanted
        })
        .filter_map(move |found| match found {
            Ok(entry) if entry.file_type().is_dir() && is_index(entry.path()) => Some(Err(Skipped::file(
                &relative(entry.path(), &below),
                "the folder of an index of whosaid's, which is not read",
            ))),
            Ok(entry) if entry.file_type().is_dir() => {
                mounted.truncate(entry.depth());
                let other = self::device(entry.path()).is_some_and(|other| Some(other) != device);
                mounted.push(entry.depth() > 0 && other);
                (entry.depth() > FOLDER_DEPTH).then(|| {
                    let reason = format!("a folder below {FOLDER_DEPTH} others: name it as a root of its own");
                    Err(Skipped::file(&relative(entry.path(), &below), reason))
                })
            }
            Ok(entry) => {
                let folder = entry.depth().checked_sub(1).and_then(|folder| mounted.get(folder));
                Some(told(&entry, &below, folder.copied().unwrap_or(false)))
            }
            Err(error) => {
                let path = error.path().map_or_else(String::new, |path| relative(path, &below));
                Some(Err(Skipped::file(&path, error.io_error().map_or_else(|| error.to_string(), cause))))
            }
        })
}

/// Reads the bytes of a file that `walk` gave, unless they are more than `most`.
pub fn read_file(entry: &Entry, most: u64) -> Result<Vec<u8>, Skipped> {
    let skipped = |reason: String| Skipped::file(&entry.path, reason);
    let (file, size) = open(entry)?;
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(most)).unwrap_or(0));
    if size <= most {
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| skipped(cause(&error)))?;
    }
    if size > most || bytes.len() as u64 > most {
        return Err(skipped(too_large(most)));
    }
    Ok(bytes)
}

/// Says why a file of more than `most` bytes is not read.
pub(super) fn too_large(most: u64) -> String {
    format!("larger than {}: split it", ByteSize(most))
}

/// Opens a file that `walk` gave, and tells its size.
pub(super) fn open(entry: &Entry) -> Result<(File, u64), Skipped> {
    let skipped = |reason: String| Skipped::file(&entry.path, reason);
    for _ in 0..OPENINGS {
        // Not followed: what was a file when the folder was walked may be a link out of it since.
        let about = std::fs::symlink_metadata(&entry.file).map_err(|error| skipped(cause(&error)))?;
        if !about.is_file() {
            return Err(skipped(kind_reason(about.file_type()).to_owned()));
        }
        if let Some(opened) = opened(&entry.file, &about).map_err(|error| skipped(cause(&error)))? {
            return Ok((opened, about.len()));
        }
    }
    Err(skipped("exchanged over and over while it was opened".to_owned()))
}

/// Says why a file that [`walk`] gave cannot be opened; `None` where it can.
pub fn unopened(entry: &Entry) -> Option<Skipped> {
    open(entry).err()
}

/// How often a file may be exchanged for another between the look at it and its opening.
const OPENINGS: usize = 3;

/// How often, and how long each time, is waited for others of the program to give back what the system has too little of.
const WAITS: u32 = 50;
const WAIT: Duration = Duration::from_millis(20);

/// Why a file is not read that the system has not the means to open: it says nothing of the file.
const SHORTAGE: &str = "not read: the system has no more open files to give (`ulimit -n`), or no more memory";

/// Tells whether a file or folder was passed over for what the system has too little of, which says nothing of it.
pub fn is_of_shortage(skipped: &Skipped) -> bool {
    skipped.reason == SHORTAGE
}

/// Tells whether the system has too little of something.
fn is_shortage(error: &std::io::Error) -> bool {
    const ENOMEM: i32 = 12;
    const ENFILE: i32 = 23;
    const EMFILE: i32 = 24;
    cfg!(unix) && matches!(error.raw_os_error(), Some(ENOMEM | ENFILE | EMFILE))
}

/// Opens the very file that was looked at; `None` where another stands in its place by now, be it one that a link leads to.
fn opened(file: &Path, about: &Metadata) -> std::io::Result<Option<File>> {
    let mut opened = File::open(file);
    for _ in 0..WAITS {
        if !opened.as_ref().is_err_and(is_shortage) {
            break;
        }
        std::thread::sleep(WAIT);
        opened = File::open(file);
    }
    let opened = opened?;
    Ok(is_same(about, &opened.metadata()?).then_some(opened))
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(_one: &Metadata, _other: &Metadata) -> bool {
    true
}

/// Finds the corpus that a file lies in: the nearest folder above it that holds a `whosaid.toml`, and the file's path there as
/// `walk` names it. `file` is absolute and without `..`.
pub fn corpus_of(file: &Path) -> Option<(&Path, String)> {
    let root = file.ancestors().skip(1).find(|folder| folder.join(RULES_FILE).is_file())?;
    Some((root, path_below(root, file)))
}

/// Gives a file's path as [`walk`] names it below a root, which may be that one file itself.
pub fn path_below(root: &Path, file: &Path) -> String {
    match file.file_name() {
        Some(name) if file == root => name_of(name),
        _ => relative(file, root),
    }
}

/// Says why what lies at a path below a root, as [`walk`] names it, is passed over in silence; `None` where it is not.
pub fn passed_over(root: &Path, path: &str, rules: &Rules) -> Option<&'static str> {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    ends.map(|end| &path[..end]).find_map(|part| {
        let is_folder = part.len() < path.len() || file_below(root, part).is_dir();
        rules.passed_over(&if is_folder { format!("{part}/") } else { part.to_owned() })
    })
}

/// Tells whether a folder is one of whosaid's indexes: its files are no articles, whatever they look like.
pub fn is_index(folder: &Path) -> bool {
    folder.join(".managed.json").is_file() && folder.join("meta.json").is_file()
}

fn is_wanted(entry: &DirEntry, root: &Path, rules: &Rules, is_met: impl Fn(&str) -> bool) -> bool {
    let mut path = relative(entry.path(), root);
    if !is_met(&path) {
        return false;
    }
    if entry.file_type().is_dir() {
        path.push('/');
    }
    rules.passed_over(&path).is_none()
}

fn told(entry: &DirEntry, root: &Path, mounted: bool) -> Result<Entry, Skipped> {
    let path = match entry.depth() {
        0 => name_of(entry.file_name()),
        _ => relative(entry.path(), root),
    };
    // A root that is a link was named by the user: it is followed, once.
    let about =
        if entry.depth() == 0 { std::fs::metadata(entry.path()) } else { entry.metadata().map_err(std::io::Error::from) };
    let about = match about {
        Ok(about) if about.is_file() => about,
        Ok(about) => return Err(Skipped::file(&path, kind_reason(about.file_type()))),
        Err(error) => return Err(Skipped::file(&path, cause(&error))),
    };
    let file = match entry.path_is_symlink() {
        true => std::fs::canonicalize(entry.path()).map_err(|error| Skipped::file(&path, cause(&error)))?,
        false => entry.path().to_owned(),
    };
    let Stamp { size, modified, changed } = stamp_of(&about);
    Ok(Entry { path, file, size, modified, changed, mounted })
}

/// Gives the size and the times of a file as [`walk`] tells them; `None` where it is a file no longer, but a link, pipe or folder.
///
/// # Errors
/// Where it cannot be looked at, or is gone ([`is_away`]).
pub fn stamp(file: &Path) -> std::io::Result<Option<Stamp>> {
    let about = std::fs::symlink_metadata(file)?;
    Ok(about.is_file().then(|| stamp_of(&about)))
}

fn stamp_of(about: &Metadata) -> Stamp {
    Stamp { size: about.len(), modified: modified(about), changed: changed(about) }
}

/// Gives the number of the file system that a path leads to; `None` where the system does not say.
#[cfg(unix)]
pub fn device(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().map(|about| std::os::unix::fs::MetadataExt::dev(&about))
}

/// Gives `None`: the system does not say.
#[cfg(not(unix))]
pub fn device(_path: &Path) -> Option<u64> {
    None
}

/// Tells whether an error says that nothing is there.
pub fn is_away(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn modified(about: &Metadata) -> i64 {
    let nanoseconds = match about.modified().map(|time| time.duration_since(UNIX_EPOCH)) {
        Ok(Ok(since)) => i64::try_from(since.as_nanos()),
        Ok(Err(before)) => i64::try_from(before.duration().as_nanos()).map(|since| -since),
        Err(_) => Ok(0),
    };
    nanoseconds.unwrap_or(0)
}

#[cfg(unix)]
fn changed(about: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    about.ctime().saturating_mul(1_000_000_000).saturating_add(about.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_about: &Metadata) -> i64 {
    0
}

fn kind_reason(kind: FileType) -> &'static str {
    if kind.is_symlink() {
        "a symbolic link, which is not followed: name its target as a root of its own"
    } else if kind.is_dir() {
        "a folder where a file was"
    } else {
        "a pipe, socket or device, which is never opened"
    }
}

pub(super) fn cause(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "vanished before it was read".to_owned(),
        ErrorKind::PermissionDenied => "not readable: permission denied".to_owned(),
        _ if is_shortage(error) => SHORTAGE.to_owned(),
        _ => format!("not readable: {error}"),
    }
}

fn relative(path: &Path, root: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = inner.iter().map(name_of).collect();
    parts.join("/")
}

/// Gives a file name as text.
fn name_of(name: &std::ffi::OsStr) -> String {
    filename::text(name.as_encoded_bytes())
}

/// Gives a path as text as it is written in answers, its parts as [`walk`] names them: no two paths are written alike.
pub fn written(path: &Path) -> String {
    if path.to_str().is_some_and(|text| !text.contains(LOST)) {
        return path.to_string_lossy().into_owned();
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => format!("{}/{}", written(folder).trim_end_matches('/'), name_of(name)),
        _ => name_of(path.as_os_str()),
    }
}

/// Gives the file of a path that [`walk`] told of a root, which may be that one file itself, or have been it.
pub fn file_at(root: &Path, path: &str) -> PathBuf {
    let was_it = || !root.exists() && root.file_name().is_some_and(|name| name_of(name) == path);
    if root.is_file() || was_it() { root.to_owned() } else { file_below(root, path) }
}

/// Gives the file of a path that [`walk`] told, below the root that it stands under.
pub fn file_below(root: &Path, path: &str) -> PathBuf {
    if path.contains(LOST) { root.join(system_name(path)) } else { root.join(path) }
}

/// Gives back the path whose names [`name_of`] wrote.
#[cfg(unix)]
fn system_name(path: &str) -> std::ffi::OsString {
    std::os::unix::ffi::OsStringExt::from_vec(filename::bytes(path))
}

#[cfg(not(unix))]
fn system_name(path: &str) -> std::ffi::OsString {
    path.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::limits::FILE_BYTES;
    use std::fs;

    fn names(root: &Path, rules: &Rules) -> Vec<String> {
        walk(root, rules)
            .map(|found| found.map_or_else(|skipped| format!("{}: {}", skipped.path, skipped.reason), |entry| entry.path))
            .collect()
    }

    #[test]
    fn files_come_sorted_without_hidden_ones_and_without_what_the_rules_skip() {
        let root = tempfile::tempdir().unwrap();
        for path in ["b.txt", "a/2.txt", "a/1.txt", ".git/x", ".DS_Store", "drafts/x.txt", "whosaid.toml"] {
            let file = root.path().join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "x").unwrap();
        }
        let rules = Rules { skip: vec!["drafts/".to_owned()], ..Rules::default() };
        assert_eq!(names(root.path(), &rules), ["a/1.txt", "a/2.txt", "b.txt"]);
        assert_eq!(names(&root.path().join("b.txt"), &rules), ["b.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_odd_names_are_told_and_nothing_is_followed() {
        use std::os::unix::ffi::OsStrExt;
        let root = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/etc", root.path().join("loop")).unwrap();
        fs::write(root.path().join(std::ffi::OsStr::from_bytes(b"odd\xFF.txt")), "x").unwrap();
        let found = names(root.path(), &Rules::default());
        assert!(found[0].starts_with("loop: a symbolic link"), "{found:?}");
        assert_eq!(found[1], "odd\u{FFFD}FF.txt");
        let odd = Path::new("/a").join(std::ffi::OsStr::from_bytes(b"odd\xFF.txt"));
        assert_eq!((written(&odd), written(Path::new("a/b.txt"))), ("/a/odd\u{FFFD}FF.txt".to_owned(), "a/b.txt".to_owned()));
        let socket = root.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert!(names(&socket, &Rules::default())[0].contains("never opened"));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_exchanged_for_a_link_when_it_is_opened_is_not_followed() {
        let root = tempfile::tempdir().unwrap();
        let (file, secret) = (root.path().join("a.txt"), root.path().join("secret"));
        fs::write(&file, "a story").unwrap();
        fs::write(&secret, "no story").unwrap();
        let about = fs::symlink_metadata(&file).unwrap();
        assert!(opened(&file, &about).unwrap().is_some());
        fs::rename(&file, root.path().join("b.txt")).unwrap();
        std::os::unix::fs::symlink(&secret, &file).unwrap();
        assert!(opened(&file, &about).unwrap().is_none());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_tells_whether_its_folder_is_mounted_below_the_root() {
        let is_mounted = |root: &str, met: &[&str]| {
            let rules = Rules::default();
            let found = walk_within(Path::new(root), &rules, |path| met.contains(&path));
            let files: Vec<Entry> = found.filter_map(Result::ok).collect();
            assert_eq!(files.len(), 1, "{files:?}");
            files[0].mounted
        };
        if device(Path::new("/")) == device(Path::new("/proc")) || !Path::new("/proc/version").is_file() {
            return;
        }
        assert!(is_mounted("/", &["proc", "proc/version"]));
        assert!(is_mounted("/", &["proc", "proc/sys", "proc/sys/kernel", "proc/sys/kernel/ostype"]));
        assert!(!is_mounted("/proc", &["version"]));
        assert!(!is_mounted("/", &["etc", "etc/passwd"]));
    }

    #[test]
    fn a_file_that_vanished_is_told() {
        let entry = Entry {
            path: "a.txt".to_owned(),
            file: PathBuf::from("/nowhere/a.txt"),
            size: 1,
            modified: 0,
            changed: 0,
            mounted: false,
        };
        assert!(read_file(&entry, FILE_BYTES).unwrap_err().reason.contains("vanished"));
        let missing: Vec<_> = walk(Path::new("/nowhere"), &Rules::default()).collect();
        assert!(missing[0].is_err());
    }
}
