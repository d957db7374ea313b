//! Is the file of a hit as it was when it was taken in? Size and times tell; `verify` reads it.

use super::file_of;
use crate::corpus::{Entry, Stamp, away, is_away, read_file, stamp, unmounted};
use crate::engine::{Engine, FileRow, Stored};
use crate::error::Result;
use crate::model::answer::{FileState, Hit};
use crate::model::digest::sha256;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files kept: those of hits that are shown together.
const KEPT: usize = 256;

/// Bytes of a file that is read where nothing else tells: a page of hits costs a tenth of a second at most for each of its files.
pub const MOST_READ_AGAIN: u64 = 16 << 20;

/// Looks at the files of hits that are shown, and keeps what it saw of the last few.
pub(super) struct Files<'a> {
    engine: &'a dyn Engine,
    seen: BTreeMap<(String, String), Option<FileState>>,
    /// Whether a root is away: that is told by listing it.
    away: BTreeMap<String, bool>,
}

impl<'a> Files<'a> {
    /// Begins with none.
    pub(super) fn new(engine: &'a dyn Engine) -> Self {
        Files { engine, seen: BTreeMap::new(), away: BTreeMap::new() }
    }

    /// Marks a hit, and what stands around it, where its file is not as it was.
    pub(super) fn mark(&mut self, hit: &mut Hit, stored: &Stored) -> Result<()> {
        hit.provenance.file = self.state(stored)?;
        for beside in hit.context.iter_mut().flatten() {
            beside.provenance.file = hit.provenance.file;
        }
        Ok(())
    }

    /// Gives what has become of an article's file; `None` where it is as it was.
    fn state(&mut self, stored: &Stored) -> Result<Option<FileState>> {
        let name = (stored.label.clone(), stored.document.article.path.clone());
        if let Some(state) = self.seen.get(&name) {
            return Ok(*state);
        }
        if self.seen.len() >= KEPT {
            self.seen.clear();
        }
        let state = self.look(stored)?;
        self.seen.insert(name, state);
        Ok(state)
    }

    fn look(&mut self, stored: &Stored) -> Result<Option<FileState>> {
        let file = file_of(stored);
        let found = match stamp(&file) {
            Err(error) if is_away(&error) => return self.missing(stored, &file).map(Some),
            Err(_) => return Ok(Some(FileState::Unreadable)),
            Ok(found) => found,
        };
        let Some(row) = self.engine.file(&stored.label, &stored.document.article.path)? else {
            return Ok(Some(FileState::Unknown));
        };
        Ok(match compared(&row, found) {
            Compared::Same => None,
            Compared::Other => Some(FileState::Changed),
            Compared::Noted => read_again(&row, file),
        })
    }

    /// Tells whether a file that is not there is gone by itself.
    fn missing(&mut self, stored: &Stored, file: &Path) -> Result<FileState> {
        let root = Path::new(&stored.root);
        let is_root_away = *self.away.entry(stored.root.clone()).or_insert_with(|| away(root).is_some());
        let row = self.engine.file(&stored.label, &stored.document.article.path)?;
        let is_unmounted = || row.is_some_and(|row| unmounted(root, &row.path, row.mounted).is_some());
        let is_away = file != root && (is_root_away || is_unmounted());
        Ok(if is_away { FileState::Away } else { FileState::Missing })
    }
}

/// How a file's size and times are to those that are recorded of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compared {
    Same,
    Other,
    /// The system noted a change, which may be one of its rights alone, or of its bytes with its time set back.
    Noted,
}

fn compared(recorded: &FileRow, found: Option<Stamp>) -> Compared {
    match found {
        Some(found) if (found.size, found.modified) != (recorded.size, recorded.modified) => Compared::Other,
        Some(found) if found.changed != recorded.changed => Compared::Noted,
        Some(_) => Compared::Same,
        None => Compared::Other,
    }
}

/// Tells by its bytes whether a file is as it was.
fn read_again(row: &FileRow, file: PathBuf) -> Option<FileState> {
    let FileRow { size, modified, changed, mounted, .. } = *row;
    let entry = Entry { path: row.path.clone(), file, size, modified, changed, mounted };
    match read_file(&entry, MOST_READ_AGAIN) {
        Ok(bytes) => (sha256(&bytes) != row.digest).then_some(FileState::Changed),
        Err(_) if size > MOST_READ_AGAIN => Some(FileState::Unknown),
        Err(_) => Some(FileState::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Depth;

    #[test]
    fn what_the_system_noted_alone_is_told_by_the_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "a story").unwrap();
        let row = FileRow {
            root: String::new(),
            path: "a.txt".to_owned(),
            size: 7,
            modified: 8,
            changed: 9,
            mounted: false,
            seen: 0,
            recipe: String::new(),
            depth: Depth::Text,
            digest: sha256(b"a story"),
            articles: Vec::new(),
            skipped: Vec::new(),
        };
        let found = |size, modified, changed| compared(&row, Some(Stamp { size, modified, changed }));
        assert_eq!((found(7, 8, 9), found(7, 8, 10)), (Compared::Same, Compared::Noted));
        assert_eq!((found(7, 9, 9), found(6, 8, 9), compared(&row, None)), (Compared::Other, Compared::Other, Compared::Other));
        assert_eq!(read_again(&row, file.clone()), None);
        std::fs::write(&file, "another").unwrap();
        assert_eq!(read_again(&row, file.clone()), Some(FileState::Changed));
        std::fs::File::create(&file).unwrap().set_len(MOST_READ_AGAIN + 1).unwrap();
        let large = FileRow { size: MOST_READ_AGAIN + 1, ..row.clone() };
        assert_eq!(read_again(&large, file), Some(FileState::Unknown));
        assert_eq!(read_again(&row, folder.path().join("none")), Some(FileState::Unreadable));
    }
}
