//! How many articles are so long that names and claims were looked for in their beginning alone?

use super::segments::{Number, Segments};
use crate::analysis::ANALYSED_BYTES;
use crate::error::Result;
use tantivy::DocAddress;

/// Bytes of a word with the blank behind it, at most, in the mean of a long text: English has six, German seven.
const WORD_BYTES: usize = 16;

/// Counts them: of the live articles that have words enough, the texts are measured.
pub(super) fn count(segments: &Segments) -> Result<u64> {
    let least = (ANALYSED_BYTES / WORD_BYTES) as u64;
    let mut count = 0;
    for (at, segment) in (0..).zip(segments.searcher.segment_readers()) {
        let words = segments.numbers(at as usize, Number::ArticleTokens)?;
        if words.max_value() < least {
            continue;
        }
        for doc in segment.doc_ids_alive().filter(|doc| words.first(*doc).is_some_and(|words| words >= least)) {
            let text = segments.kept(DocAddress::new(at, doc))?;
            count += u64::from(text.first(segments.fields.text).len() > ANALYSED_BYTES);
        }
    }
    Ok(count)
}
