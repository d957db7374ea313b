//! Which articles are at hand while one question is answered?

use crate::engine::{Engine, Row, Stored};
use crate::error::{Error, Result};
use crate::model::id::ArticleId;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Articles kept: the hits of one article stand close together, so few are read twice, and memory stays small.
const KEPT: usize = 256;

/// Reads articles, and keeps the last few.
pub(super) struct Articles<'a> {
    engine: &'a dyn Engine,
    kept: BTreeMap<ArticleId, Stored>,
}

impl<'a> Articles<'a> {
    /// Begins with none.
    pub(super) fn new(engine: &'a dyn Engine) -> Self {
        Articles { engine, kept: BTreeMap::new() }
    }

    /// Gives an article that has a hit.
    pub(super) fn get(&mut self, id: ArticleId) -> Result<&Stored> {
        let engine = self.engine;
        self.kept(id, || read(engine, id))
    }

    /// Gives the article of a row that was found, which costs less.
    pub(super) fn of(&mut self, row: &Row) -> Result<&Stored> {
        let engine = self.engine;
        self.kept(row.article, || engine.document_of(row)?.ok_or_else(|| lost(row.article)))
    }

    fn kept(&mut self, id: ArticleId, read: impl FnOnce() -> Result<Stored>) -> Result<&Stored> {
        if self.kept.len() > KEPT && !self.kept.contains_key(&id) {
            self.kept.clear();
        }
        Ok(match self.kept.entry(id) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(free) => free.insert(read()?),
        })
    }
}

/// Reads an article that has a hit.
pub(super) fn read(engine: &dyn Engine, id: ArticleId) -> Result<Stored> {
    engine.document(id)?.ok_or_else(|| lost(id))
}

fn lost(id: ArticleId) -> Error {
    Error::index(format!("the index has a part of article {id} and not the article: rebuild it with `whosaid index --rebuild`"))
}
