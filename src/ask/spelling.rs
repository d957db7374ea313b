//! Which words that are asked for stand in no article, and which are there that may be meant?

use super::filters::forms;
use crate::engine::Engine;
use crate::error::Result;
use crate::model::normal::is_near;
use crate::model::query::{Field, Query, Test};
use std::cmp::Reverse;

/// Words that are told: as many as a reader takes in at once.
const TOLD: usize = 3;
/// Words that are looked for: in a text that was pasted many may be strange.
const LOOKED_FOR: usize = 32;
/// One mistake is the rule (Damerau 1964: four of five): a word that is two away must be so many times as frequent to be meant.
const SELDOMER: u64 = 20;

/// Says of each word that stands in no article, and is like one that does, which that is. The question stays as it is.
///
/// # Errors
/// Where the store cannot be read.
pub(super) fn notices(engine: &dyn Engine, query: &Query) -> Result<Vec<String>> {
    let mut told = Vec::new();
    for word in words(query).into_iter().take(LOOKED_FOR) {
        if engine.articles_with(&word)? > 0 {
            continue;
        }
        if let Some(meant) = meant(engine, &word)? {
            let articles = match engine.articles_with(&meant)? {
                0 => continue,
                1 => "1 article".to_owned(),
                several => format!("{several} articles"),
            };
            told.push(format!("no article has “{word}”; “{meant}” stands in {articles}"));
        }
        if told.len() == TOLD {
            break;
        }
    }
    Ok(told)
}

/// Gives the folded words that are looked for in the text as they are, each once: words of letters alone, since any figure is near
/// another.
fn words(query: &Query) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (leaf, _) in query.root.wanted() {
        if !matches!(leaf.field, Field::Text | Field::Title | Field::Claim | Field::Quote) {
            continue;
        }
        let typed = match &leaf.test {
            Test::Word(typed) | Test::Phrase { words: typed, .. } => forms(typed),
            Test::Near { left, right, .. } => [forms(left), forms(right)].concat(),
            _ => Vec::new(),
        };
        for word in typed.into_iter().filter(|word| word.chars().all(char::is_alphabetic)) {
            if !found.contains(&word) {
                found.push(word);
            }
        }
    }
    found
}

/// Gives the word that is most likely meant: a frequent one, and rather one mistake away than two.
fn meant(engine: &dyn Engine, word: &str) -> Result<Option<String>> {
    let letters: Vec<char> = word.chars().collect();
    let likely = |(form, passages): &(String, u64)| {
        let is_one_away = is_near(&letters, &form.chars().collect::<Vec<_>>(), 1);
        (passages * if is_one_away { SELDOMER } else { 1 }, Reverse(form.clone()))
    };
    Ok(engine.words_like(word)?.into_iter().max_by_key(likely).map(|(form, _)| form))
}
