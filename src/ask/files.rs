//! Is the file of a hit as it was when it was taken in? Size and time tell; `verify` reads it.

use super::file_of;
use crate::corpus::{is_away, stamp};
use crate::engine::{Engine, Stored};
use crate::error::Result;
use crate::model::answer::{FileState, Hit};
use std::collections::BTreeMap;

/// Files kept: those of hits that are shown together.
const KEPT: usize = 256;

/// Looks at the files of hits that are shown, and keeps what it saw of the last few.
pub(super) struct Files<'a> {
    engine: &'a dyn Engine,
    seen: BTreeMap<(String, String), Option<FileState>>,
}

impl<'a> Files<'a> {
    /// Begins with none.
    pub(super) fn new(engine: &'a dyn Engine) -> Self {
        Files { engine, seen: BTreeMap::new() }
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

    fn look(&self, stored: &Stored) -> Result<Option<FileState>> {
        let found = match stamp(&file_of(stored)) {
            Err(error) if is_away(&error) => return Ok(Some(FileState::Missing)),
            Err(_) => return Ok(Some(FileState::Unreadable)),
            Ok(found) => found,
        };
        let row = self.engine.file(&stored.label, &stored.document.article.path)?;
        Ok(compared(row.map(|row| (row.size, row.modified)), found))
    }
}

/// Holds the size and time that are recorded of a file against those that it has.
fn compared(recorded: Option<(u64, i64)>, found: Option<(u64, i64)>) -> Option<FileState> {
    match recorded {
        None => Some(FileState::Unknown),
        recorded => (recorded != found).then_some(FileState::Changed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_which_nothing_is_recorded_is_not_as_it_was() {
        assert_eq!(compared(None, Some((7, 8))), Some(FileState::Unknown));
        assert_eq!(compared(None, None), Some(FileState::Unknown));
        assert_eq!(compared(Some((7, 8)), Some((7, 8))), None);
        assert_eq!(compared(Some((7, 8)), Some((7, 9))), Some(FileState::Changed));
        assert_eq!(compared(Some((7, 8)), None), Some(FileState::Changed));
    }
}
