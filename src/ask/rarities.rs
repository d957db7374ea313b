//! How rare is a word among claims? Asked once a word.

use crate::engine::Engine;
use crate::error::Result;
use crate::model::gist::{Common, Gist};
use std::collections::BTreeMap;

/// In an index of few claims the words that two of them have in common are common words: none weighs less than one that stands in
/// every eighth claim.
const LEAST: f64 = 2.0;

/// Rarities of the words that were met so far.
pub(super) struct Rarities<'a> {
    engine: &'a dyn Engine,
    known: BTreeMap<String, f64>,
}

impl<'a> Rarities<'a> {
    /// Begins with no words.
    pub(super) fn new(engine: &'a dyn Engine) -> Self {
        Rarities { engine, known: BTreeMap::new() }
    }

    /// Weighs what two statements have in common.
    pub(super) fn common(&mut self, one: &Gist, other: &Gist) -> Result<Common> {
        self.ask(one.words().chain(other.words()))?;
        Ok(one.common(other, &|word| self.weight(word)))
    }

    /// Weighs the words of a statement, each with its key, in order.
    pub(super) fn weighed<'g>(&mut self, gist: &'g Gist) -> Result<Vec<(&'g str, f64)>> {
        self.ask(gist.words())?;
        Ok(gist.keyed_words().map(|(key, word)| (key, self.weight(word))).collect())
    }

    fn ask<'w>(&mut self, words: impl Iterator<Item = &'w str>) -> Result<()> {
        let unknown: Vec<String> = words.filter(|word| !self.known.contains_key(*word)).map(str::to_owned).collect();
        let rarities = self.engine.rarities(&unknown)?;
        self.known.extend(unknown.into_iter().zip(rarities.into_iter().map(|rarity| rarity.max(LEAST))));
        Ok(())
    }

    /// Gives what a word weighs that was asked for.
    fn weight(&self, word: &str) -> f64 {
        self.known.get(word).copied().unwrap_or_default()
    }
}
