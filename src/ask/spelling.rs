//! Which words that are asked for stand in no article, and which are there that may be meant?

use super::filters::forms;
use crate::engine::Engine;
use crate::error::Result;
use crate::model;
use crate::model::compound::{as_one, joined};
use crate::model::normal::{Word, is_near};
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
    for asked in words(query).into_iter().take(LOOKED_FOR) {
        told.extend(asked.told(engine)?);
        told.dedup();
        if told.len() >= TOLD {
            break;
        }
    }
    told.truncate(TOLD);
    Ok(told)
}

/// A word that is looked for.
#[derive(PartialEq, Eq)]
struct Asked {
    /// Folded; of a compound, its two words.
    parts: Vec<String>,
    /// As one with the word that a hyphen joins it to, behind it or before it: "e-mail" finds "email" too.
    as_one: Vec<String>,
}

impl Asked {
    fn told(&self, engine: &dyn Engine) -> Result<Vec<String>> {
        let mut missing = Vec::new();
        for part in self.parts.iter().filter(|part| part.chars().all(char::is_alphabetic)) {
            if !engine.is_written(part)? {
                missing.push(part);
            }
        }
        for one in self.as_one.iter().filter(|_| !missing.is_empty()) {
            if engine.is_written(one)? {
                return Ok(Vec::new());
            }
        }
        if let ([left, right], [one], false) = (self.parts.as_slice(), self.as_one.as_slice(), missing.is_empty())
            && let Some(meant) = compound_meant(engine, [left, right], one)?
        {
            return Ok(vec![told(&format!("{left}-{right}"), &meant)]);
        }
        let each = missing.into_iter().map(|word| Ok(meant(engine, word)?.map(|meant| told(word, &meant))));
        each.filter_map(Result::transpose).collect()
    }
}

fn told(typed: &str, (meant, articles): &(String, u64)) -> String {
    let articles = if *articles == 1 { "1 article".to_owned() } else { format!("{articles} articles") };
    format!("no article has “{typed}”; “{meant}” finds {articles}")
}

/// Gives the words that are looked for in the text as they are, each once; of words of letters alone it is told that they stand
/// nowhere, since any figure is near another.
fn words(query: &Query) -> Vec<Asked> {
    let mut found: Vec<Asked> = Vec::new();
    for (leaf, _) in query.root.wanted() {
        if !matches!(leaf.field, Field::Text | Field::Title | Field::Claim | Field::Quote) {
            continue;
        }
        let asked = match &leaf.test {
            Test::Word(typed) => match as_one(typed) {
                Some(one) => vec![Asked { parts: forms(typed), as_one: vec![one] }],
                None => each(typed),
            },
            Test::Phrase { words: typed, .. } => each(typed),
            Test::Near { left, right, .. } => [each(left), each(right)].into_iter().flatten().collect(),
            _ => Vec::new(),
        };
        for asked in asked {
            if !found.contains(&asked) {
                found.push(asked);
            }
        }
    }
    found
}

/// Gives the words of what was typed one by one.
fn each(typed: &str) -> Vec<Asked> {
    let words: Vec<Word> = model::normal::words(typed).collect();
    let joined = |at: usize| joined(typed, words.get(at)?, words.get(at + 1)?);
    let as_one = |at: usize| at.checked_sub(1).and_then(joined).into_iter().chain(joined(at)).collect();
    (0..words.len()).map(|at| Asked { parts: vec![words[at].form.clone()], as_one: as_one(at) }).collect()
}

/// Gives the compound that is most likely meant, as one word or with its hyphen, and how many articles it finds.
fn compound_meant(engine: &dyn Engine, parts: [&str; 2], one: &str) -> Result<Option<(String, u64)>> {
    if let Some(found) = meant(engine, one)? {
        return Ok(Some(found));
    }
    let mut corrected = Vec::new();
    for part in parts {
        let meant = if engine.is_written(part)? { None } else { meant(engine, part)? };
        corrected.push(meant.map_or_else(|| part.to_owned(), |(word, _)| word));
    }
    let articles = engine.articles_with(&corrected.concat())?;
    Ok((articles > 0).then(|| (corrected.join("-"), articles)))
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
