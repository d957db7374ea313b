//! Which articles answer a question, best first? Their names and scores alone, as the runs of an evaluation list them.

use super::aliases::Aliases;
use super::articles::{Articles, read};
use super::filters::with_aliases;
use super::gathering::gather;
use super::{Question, depth, is_ranked, shown_path, undated, understand};
use crate::engine::{Engine, Stored, Unit};
use crate::error::Result;
use crate::model::answer::{Answer, Listed, RecordView};
use crate::model::id::ArticleId;
use crate::model::span::Span;
use crate::model::view::Window;
use std::collections::BTreeMap;

/// Lists the articles that answer many questions, and reads each of them once.
pub struct Listing<'a> {
    engine: &'a dyn Engine,
    names: BTreeMap<ArticleId, String>,
}

impl<'a> Listing<'a> {
    /// Begins with no articles known.
    pub fn new(engine: &'a dyn Engine) -> Self {
        Listing { engine, names: BTreeMap::new() }
    }

    /// Answers without hits, and with the names of the articles that they would be of.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn list(&mut self, question: &Question, unit: Unit) -> Result<(Answer, Vec<Listed>)> {
        let mut notices = Vec::new();
        let aliases = Aliases { engine: self.engine, rules: &question.corrections.names };
        let (asked, typed) = understand(question, &mut notices);
        notices.extend(depth::notices(self.engine, depth::needed(question, unit, &typed))?);
        let query = with_aliases(&aliases, unit, question.here.as_deref(), typed, &mut notices)?;
        let gathered = gather(&aliases, &mut Articles::new(self.engine), question, unit, &query, &mut notices)?;
        notices.extend(undated::notice(self.engine, question, unit, &query)?);
        let ranked = is_ranked(&query);
        let mut listed = Vec::new();
        for (leader, rank) in gathered.leaders.iter().zip(1u64..).skip(question.offset) {
            let name = self.name(leader.row.article, question)?;
            listed.push(Listed { name, rank, score: ranked.then_some(leader.row.score) });
        }
        let (total, facets) = (gathered.total, gathered.facets);
        Ok((Answer { query: asked, total, hits: Vec::new(), statements: None, facets, notices }, listed))
    }

    /// Gives the id of the article's record; its path where it has none.
    fn name(&mut self, id: ArticleId, question: &Question) -> Result<String> {
        if let Some(name) = self.names.get(&id) {
            return Ok(name.clone());
        }
        let name = name(&read(self.engine, id)?, question);
        self.names.insert(id, name.clone());
        Ok(name)
    }
}

fn name(stored: &Stored, question: &Question) -> String {
    let path = shown_path(stored, question.here.as_deref());
    let provenance = Window::new(&stored.document.article, Span::new(0, 0)).provenance(&stored.root, path);
    let id = provenance.record.and_then(|record| match record {
        RecordView::Line { id, .. } | RecordView::Warc { id, .. } => id,
    });
    // An empty column would be none.
    id.filter(|id| !id.is_empty()).unwrap_or(provenance.path)
}
