//! Which words that are asked for stand in no article, and which are there that may be meant?

use super::filters::forms;
use crate::engine::Engine;
use crate::error::Result;
use crate::model::compound::as_one;
use crate::model::normal::is_near;
use crate::model::query::{Field, Query, Test};
use std::cmp::Reverse;

/// Words that are told: as many as a reader takes in at once.
const TOLD: usize = 3;
/// Words that are looked for: in a text that was pasted many may be strange.
const LOOKED_FOR: usize = 32;
/// One mistake is the rule (Damerau 1964: four of five): a word that is two away must be so many times as frequent to be meant.
const SELDOMER: u64 = 20;
/// Words that may be meant of which each is counted until one stands in an article: those of deleted articles alone are listed too.
const COUNTED: usize = 3;

/// Says of each word that stands in no article, and is like one that does, which that is. The question stays as it is.
///
/// # Errors
/// Where the store cannot be read.
pub(super) fn notices(engine: &dyn Engine, query: &Query) -> Result<Vec<String>> {
    let mut told = Vec::new();
    for Asked { word, one } in words(query).into_iter().take(LOOKED_FOR) {
        if engine.is_written(&word)? || one.map_or(Ok(false), |one| engine.is_written(&one))? {
            continue;
        }
        if let Some((meant, articles)) = meant(engine, &word)? {
            let articles = if articles == 1 { "1 article".to_owned() } else { format!("{articles} articles") };
            told.push(format!("no article has “{word}”; “{meant}” finds {articles}"));
        }
        if told.len() == TOLD {
            break;
        }
    }
    Ok(told)
}

/// A folded word that is looked for, and the compound that it is a part of: "e-mail" finds "email" too.
struct Asked {
    word: String,
    one: Option<String>,
}

/// Gives the words that are looked for in the text as they are, each once: words of letters alone, since any figure is near
/// another.
fn words(query: &Query) -> Vec<Asked> {
    let mut found: Vec<Asked> = Vec::new();
    for (leaf, _) in query.root.wanted() {
        if !matches!(leaf.field, Field::Text | Field::Title | Field::Claim | Field::Quote) {
            continue;
        }
        let typed = match &leaf.test {
            Test::Word(typed) | Test::Phrase { words: typed, .. } => forms(typed),
            Test::Near { left, right, .. } => [forms(left), forms(right)].concat(),
            _ => Vec::new(),
        };
        let one = if let Test::Word(typed) = &leaf.test { as_one(typed) } else { None };
        for word in typed.into_iter().filter(|word| word.chars().all(char::is_alphabetic)) {
            if !found.iter().any(|known| known.word == word && known.one == one) {
                found.push(Asked { word, one: one.clone() });
            }
        }
    }
    found
}

/// Gives the word that is most likely meant, and how many articles it finds, with all words of its stem: a frequent one, and rather
/// one mistake away than two.
fn meant(engine: &dyn Engine, word: &str) -> Result<Option<(String, u64)>> {
    let letters: Vec<char> = word.chars().collect();
    let likely = |(form, passages): &(String, u64)| {
        let is_one_away = is_near(&letters, &form.chars().collect::<Vec<_>>(), 1);
        (passages * if is_one_away { SELDOMER } else { 1 }, Reverse(form.clone()))
    };
    let mut like = engine.words_like(word)?;
    like.sort_by_cached_key(|found| Reverse(likely(found)));
    for (form, _) in like.into_iter().take(COUNTED) {
        let articles = engine.articles_with(&form)?;
        if articles > 0 {
            return Ok(Some((form, articles)));
        }
    }
    Ok(None)
}
