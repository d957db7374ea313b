//! In how many articles and sources does a name stand, and since when?

use crate::engine::NameCount;
use crate::model::document::EntityKind;
use crate::model::id::ArticleId;
use std::collections::{BTreeMap, BTreeSet};

/// What was gathered of one name.
#[derive(Default)]
pub(super) struct Gathered {
    pub written: BTreeMap<String, u64>,
    pub articles: BTreeSet<ArticleId>,
    pub sources: BTreeSet<String>,
    pub published: BTreeSet<i64>,
}

impl Gathered {
    /// Sums up what was gathered, by its type and normal form.
    pub(super) fn count(self, kind: Option<EntityKind>, key: String) -> NameCount {
        // Most often first; of equals the first in order, so that the answer is always the same.
        let name = self.written.iter().rev().max_by_key(|(_, count)| **count).map(|(name, _)| name.clone());
        NameCount {
            name: name.unwrap_or_default(),
            key,
            kind,
            articles: self.articles.into_iter().collect(),
            sources: self.sources.into_iter().collect(),
            first: self.published.first().copied(),
            latest: self.published.last().copied(),
        }
    }
}
