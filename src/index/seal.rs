//! Are the index's own files those that were written?
//!
//! Every commit and every merge ends by replacing `meta.json`. Into it goes a manifest: of each file of each segment its size and
//! SHA-256 and time, and over all of it a seal. So the manifest is as atomic as the commit. tantivy's own check passes over files
//! that its list does not name, and over `meta.json` itself.

use super::folder::{self, Held, MANAGED};
use crate::error::{Error, Result};
use crate::model::answer::{Damage, StoreState};
use crate::model::digest::{Running, sha256};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The file that a commit replaces.
pub(super) const META: &str = "meta.json";
/// Keys that we put into it beside tantivy's.
const FILES: &str = "whosaid_files";
const SEAL: &str = "whosaid_seal";

/// How often `meta.json` may be replaced while its files are looked at before that is given up.
const LOOKS: usize = 10;

/// Bytes that are read at once.
const BUFFER: usize = 1 << 20;

/// What a file was when it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Written {
    pub size: u64,
    pub digest: String,
    /// When, in nanoseconds since 1970; `None` until it is sealed, and where the system does not say.
    #[serde(default)]
    pub modified: Option<i64>,
}

/// Files by their names.
pub(super) type Files = BTreeMap<String, Written>;

/// Puts into what tantivy writes as `meta.json` the manifest of its segments' files, and the seal.
///
/// # Errors
/// Where it is no JSON object, or a segment has no file that was written.
pub(super) fn sealed(meta: &[u8], known: &Files) -> io::Result<Vec<u8>> {
    let mut meta: Map<String, Value> = serde_json::from_slice(meta)?;
    let mut files = Files::new();
    for segment in segments(&meta) {
        let of_segment = known.range(segment.stem.clone()..).take_while(|(name, _)| name.starts_with(&segment.stem));
        let before = files.len();
        files.extend(of_segment.filter(|(name, _)| segment.has(name)).map(|(name, written)| (name.clone(), written.clone())));
        if files.len() == before {
            return Err(io::Error::other(format!("nothing is known of the files of segment {}", segment.stem)));
        }
    }
    meta.remove(SEAL);
    meta.insert(FILES.to_owned(), serde_json::to_value(files)?);
    let seal = sha256(&serde_json::to_vec(&meta)?);
    meta.insert(SEAL.to_owned(), Value::String(seal));
    let mut bytes = serde_json::to_vec_pretty(&meta)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The ending of the files that name a segment's deleted documents; each deletion writes another, and the one before is taken away.
const DELETED: &str = ".del";

/// What tells the files of a segment.
struct Segment {
    /// The beginning of their names.
    stem: String,
    /// The file of its deleted documents, where it has any.
    deleted: Option<String>,
}

impl Segment {
    /// Tells whether a file that begins with the stem is one of this state of the segment.
    fn has(&self, name: &str) -> bool {
        !name.ends_with(DELETED) || self.deleted.as_deref() == Some(name)
    }
}

fn segments(meta: &Map<String, Value>) -> Vec<Segment> {
    let segments = meta.get("segments").and_then(Value::as_array);
    let segment = |value: &Value| {
        let stem = value.get("segment_id")?.as_str()?.replace('-', "");
        let deleted = value.get("deletes").and_then(|deletes| deletes.get("opstamp")?.as_u64());
        Some(Segment { deleted: deleted.map(|opstamp| format!("{stem}.{opstamp}{DELETED}")), stem })
    };
    segments.into_iter().flatten().filter_map(segment).collect()
}

/// What `meta.json` says.
struct Manifest {
    files: Files,
    seal: String,
    /// Whether all of `meta.json` is as it was sealed.
    is_whole: bool,
}

fn manifest(bytes: &[u8]) -> Option<Manifest> {
    let mut meta: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
    let seal = meta.remove(SEAL)?.as_str()?.to_owned();
    let is_whole = sha256(&serde_json::to_vec(&meta).ok()?) == seal;
    let files: Files = serde_json::from_value(meta.remove(FILES)?).ok()?;
    // A segment that has no files in the list was slipped in.
    let is_complete = segments(&meta).iter().all(|segment| files.keys().any(|name| name.starts_with(&segment.stem)));
    Some(Manifest { files, seal, is_whole: is_whole && is_complete })
}

/// Gives what was written of the files of an index; empty where nothing was committed.
///
/// # Errors
/// Where `meta.json` cannot be read, or names no files: nothing is known then.
pub(super) fn known(folder: &Path) -> Result<Files> {
    let bytes = match fs::read(folder.join(META)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Files::new()),
        read => read.map_err(|error| Error::io(format!("cannot read {}", folder.join(META).display()), error))?,
    };
    match manifest(&bytes) {
        Some(manifest) => Ok(manifest.files),
        None => Err(Error::index(format!("the index at {} is damaged: its meta.json names no files", folder.display()))),
    }
}

/// Gives what `meta.json` holds; `None` where it is not as it was sealed.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn sealed_meta(folder: &Path) -> Result<Option<Value>> {
    let meta = folder.join(META);
    let bytes = fs::read(&meta).map_err(|error| Error::io(format!("cannot read {}", meta.display()), error))?;
    let is_whole = manifest(&bytes).is_some_and(|manifest| manifest.is_whole);
    Ok(if is_whole { serde_json::from_slice(&bytes).ok() } else { None })
}

/// Notes the times of files, in all that are to be sealed.
pub(super) fn date(folder: &Path, files: &mut Files) {
    for (name, written) in files.iter_mut().filter(|(_, written)| written.modified.is_none()) {
        written.modified = fs::metadata(folder.join(name)).ok().as_ref().and_then(modified);
    }
}

fn modified(about: &fs::Metadata) -> Option<i64> {
    i64::try_from(about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos()).ok()
}

/// Bytes of files with another time that a question has hashed before it is answered: a quarter of a second's.
///
/// A copy of an index has other times; one that is larger is asked all the same.
pub(super) const HASHED_AT_OPENING: u64 = 256 << 20;

/// Checks names, sizes and times, which costs a look at each file; what has another time than it was written at is hashed, as long
/// as there are no more than `hashed` bytes of it.
///
/// # Errors
/// Where a file is missing or not as it was written, or `meta.json` is not: an index that is damaged. Where a file cannot be read,
/// which says nothing of what it holds: a file that cannot be.
pub(super) fn check(folder: &Path, hashed: u64) -> Result<()> {
    let left = Cell::new(hashed);
    whole(folder, |file, written| {
        let about = fs::metadata(file)?;
        if about.len() != written.size {
            return Ok(Some(format!("has {} bytes and was written with {}", about.len(), written.size)));
        }
        if written.modified.is_some() && written.modified == modified(&about) || written.size > left.get() {
            return Ok(None);
        }
        left.set(left.get() - written.size);
        differs(file, written)
    })
}

/// Reads every file, as whoever writes must: a merge would make of damage a file that is as it was written.
///
/// # Errors
/// As of [`check`].
pub(super) fn check_all(folder: &Path) -> Result<()> {
    whole(folder, differs)
}

/// Wants all files to be as `look` wants them.
fn whole(folder: &Path, look: impl Fn(&Path, &Written) -> io::Result<Option<String>>) -> Result<()> {
    let unread = Cell::new(None);
    let state = looked(folder, |file, written| match look(file, written) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            unread.set(Some(Error::io(format!("cannot read {}", file.display()), error)));
            Ok(None)
        }
        looked => looked,
    })?;
    if let Some(error) = unread.into_inner() {
        return Err(error);
    }
    match state.damaged.first() {
        None => Ok(()),
        Some(damage) => Err(Error::index(format!(
            "the index at {} is damaged: {} {}; `whosaid verify --store` names all that is, `whosaid index --rebuild` makes it anew",
            folder.display(),
            damage.file,
            damage.reason
        ))),
    }
}

/// Reads every file of the index and compares it with what was written.
///
/// # Errors
/// Where nothing was committed at `folder`, or it is written over and over meanwhile. Damage is no error.
pub fn verify_store(folder: &Path) -> Result<StoreState> {
    let state = match folder::held(folder)? {
        Held::Nothing => None,
        Held::Damaged(reason) => {
            let damage = Damage { file: META.to_owned(), reason: reason.to_owned() };
            return Ok(StoreState { damaged: vec![damage], ..StoreState::default() });
        }
        // What a run made that was killed before its first commit has no files.
        Held::Index => {
            let mut state = looked(folder, differs)?;
            let list = folder::wrong_list(folder).map(|reason| Damage { file: MANAGED.to_owned(), reason: reason.to_owned() });
            state.damaged.extend(list);
            Some(state).filter(|state| state.files > 0 || !state.damaged.is_empty() || is_committed(folder))
        }
    };
    state.ok_or_else(|| {
        let where_ = folder.display();
        Error::usage(format!(
            "there is no index at {where_}: build it with `whosaid index FOLDER`, or name another with --index"
        ))
    })
}

fn is_committed(folder: &Path) -> bool {
    sealed_meta(folder).ok().flatten().is_some_and(|meta| meta.get("payload").is_some_and(|payload| payload.is_string()))
}

/// Reads a file, and tells how it is not what was written.
fn differs(file: &Path, written: &Written) -> io::Result<Option<String>> {
    let mut running = Running::default();
    let mut reader = fs::File::open(file)?;
    let mut buffer = vec![0; BUFFER.min(usize::try_from(written.size).unwrap_or(BUFFER) + 1)];
    let mut size = 0;
    loop {
        match reader.read(&mut buffer)? {
            0 => break,
            count => {
                running.update(&buffer[..count]);
                size += count as u64;
            }
        }
    }
    Ok(match () {
        _ if size != written.size => Some(format!("has {size} bytes and was written with {}", written.size)),
        _ if running.printed() != written.digest => Some("holds other bytes than were written".to_owned()),
        _ => None,
    })
}

/// Looks at every file that `meta.json` names; again where `meta.json` was replaced meanwhile, since a merge takes files away.
fn looked(folder: &Path, look: impl Fn(&Path, &Written) -> io::Result<Option<String>>) -> Result<StoreState> {
    let meta = folder.join(META);
    let failed = |error| Error::io(format!("cannot read {}", meta.display()), error);
    for _ in 0..LOOKS {
        let bytes = fs::read(&meta).map_err(failed)?;
        let Some(manifest) = manifest(&bytes) else {
            let reason = "is not as it was written: it names no files".to_owned();
            return Ok(StoreState { damaged: vec![Damage { file: META.to_owned(), reason }], ..StoreState::default() });
        };
        let mut state = StoreState { seal: manifest.seal, files: manifest.files.len() as u64, ..StoreState::default() };
        if !manifest.is_whole {
            state.damaged.push(Damage { file: META.to_owned(), reason: "is not as it was written".to_owned() });
        }
        for (name, written) in &manifest.files {
            state.bytes += written.size;
            let file = folder.join(name);
            // A pipe is never opened: nobody may ever write to it.
            let looked = if is_other(&file) { Ok(Some("is no file".to_owned())) } else { look(&file, written) };
            let reason = match looked {
                Ok(reason) => reason,
                Err(error) if error.kind() == io::ErrorKind::NotFound => Some("is missing".to_owned()),
                Err(error) => Some(format!("cannot be read: {error}")),
            };
            state.damaged.extend(reason.map(|reason| Damage { file: name.clone(), reason }));
        }
        if state.damaged.is_empty() || fs::read(&meta).map_err(failed)? == bytes {
            return Ok(state);
        }
    }
    Err(Error::index(format!("the index at {} is being written over and over: try again", folder.display())))
}
/// Tells whether something that is no file has a file's name.
pub(super) fn is_other(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|about| !about.is_file())
}
