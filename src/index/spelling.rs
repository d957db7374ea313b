//! Which words of the articles may be meant by one that stands in none of them?

use super::matching::unreadable;
use super::occurrences::Lists;
use super::segments::Segments;
use super::words::stem_term;
use crate::error::Result;
use crate::model::normal::is_mistyped;
use std::collections::BTreeMap;

/// Letters that two words may differ in, of which one is the other mistyped: two edits exchange two letters for two.
const MOST_OTHER_LETTERS: u32 = 4;

/// Tells whether a folded word stands in the text or the title of any article, in any of its forms.
pub(super) fn is_written(segments: &Segments, word: &str) -> Result<bool> {
    let stem = stem_term(word);
    for segment in segments.searcher.segment_readers() {
        for field in [segments.fields.passage.text, segments.fields.title] {
            if Lists::of(segment, field, &stem)?.any(segment)? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Gives the words that begin as a folded word does and may be meant by it, in order, each with how many passages have it.
///
/// The first letter is taken to be right, as Lucene's spelling checker takes it: the words to be looked at are few then.
pub(super) fn words_like(segments: &Segments, word: &str) -> Result<Vec<(String, u64)>> {
    let Some(first) = word.chars().next().map(String::from) else { return Ok(Vec::new()) };
    let letters = letters(word);
    let mut like: BTreeMap<String, u64> = BTreeMap::new();
    for segment in segments.searcher.segment_readers() {
        let index = segment.inverted_index(segments.fields.passage.text.forms).map_err(unreadable)?;
        let mut terms =
            index.terms().range().ge(&first).into_stream().map_err(|error| unreadable(tantivy::TantivyError::from(error)))?;
        while terms.advance() {
            let Some(form) = std::str::from_utf8(terms.key()).ok().filter(|form| form.starts_with(&first)) else { break };
            let others = (letters ^ self::letters(form)).count_ones();
            if others <= MOST_OTHER_LETTERS && form != word && is_mistyped(word, form) {
                *like.entry(form.to_owned()).or_default() += u64::from(terms.value().doc_freq);
            }
        }
    }
    Ok(like.into_iter().collect())
}

/// Gives which letters a word has, a bit each; most words differ in so many that they need not be compared.
fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |letters, byte| letters | 1 << (byte % 64))
}
