//! Which claims match a test as people corrected them?

use super::docset::DocBits;
use super::matching::{Sets, column, unreadable};
use super::segments::{Number, Segments};
use crate::error::Result;
use crate::model::corrections::{Correction, Corrections};
use crate::model::normal::{is_near, name_key};
use crate::model::query::{Field, Pattern, Test, negated_word};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

/// The documents of corrected claims, a list a segment.
pub(super) struct Corrected<'a>(Vec<Vec<(u32, &'a Correction)>>);

impl<'a> Corrected<'a> {
    /// Finds the documents of the claims that are corrected.
    pub(super) fn new(segments: &Segments, corrections: &'a Corrections) -> Result<Corrected<'a>> {
        let mut found = Vec::with_capacity(segments.searcher.segment_readers().len());
        if corrections.claims.is_empty() {
            return Ok(Corrected(found));
        }
        for (at, segment) in segments.searcher.segment_readers().iter().enumerate() {
            let mut docs = Vec::new();
            let index = segment.inverted_index(segments.fields.article).map_err(unreadable)?;
            // A claim's document alone says which passages it stands in.
            let (position, passages) = (segments.numbers(at, Number::Position)?, column(segment, "passages")?);
            for ((article, number), correction) in &corrections.claims {
                let term = Term::from_field_u64(segments.fields.article, article.0);
                let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic).map_err(unreadable)? else {
                    continue;
                };
                while postings.doc() != TERMINATED {
                    let doc = postings.doc();
                    if position.first(doc) == Some(u64::from(*number)) && passages.first(doc).is_some() {
                        docs.push((doc, correction));
                    }
                    postings.advance();
                }
            }
            found.push(docs);
        }
        Ok(Corrected(found))
    }

    /// Holds a test on a speaker, a stance or a negation against what is corrected instead of what was found.
    pub(super) fn hold(&self, field: Field, test: &Test, sets: &mut Sets) {
        for (set, docs) in sets.iter_mut().zip(&self.0) {
            for (doc, correction) in docs {
                let Correction::Claim { speaker, stance } = correction else { continue };
                let value = match field {
                    Field::Speaker => speaker.as_ref().map(|(name, _)| name_key(name)),
                    Field::Stance => stance.map(|stance| stance.word().to_owned()),
                    Field::Negated => stance.map(|_| negated_word(false).to_owned()),
                    _ => None,
                };
                match value {
                    Some(value) if fits(test, &value) => set.insert(*doc),
                    Some(_) => set.remove(*doc),
                    None => {}
                }
            }
        }
    }

    /// Takes out what is no claim.
    pub(super) fn leave_out(&self, sets: &mut [DocBits]) {
        for (set, docs) in sets.iter_mut().zip(&self.0) {
            let none = docs.iter().filter(|(_, correction)| **correction == Correction::NoClaim);
            none.for_each(|(doc, _)| set.remove(*doc));
        }
    }
}

/// Tells whether a normal form passes a test on names.
fn fits(test: &Test, key: &str) -> bool {
    match test {
        Test::Word(name) | Test::Phrase { words: name, .. } => name_key(name) == key,
        Test::Near { left, right, .. } => name_key(&format!("{left} {right}")) == key,
        Test::Prefix(prefix) => Pattern::name(&format!("{prefix}*")).fits(key),
        Test::Wildcard(pattern) => Pattern::name(pattern).fits(key),
        Test::Fuzzy { word, distance } => {
            let chars = |text: &str| text.chars().collect::<Vec<char>>();
            is_near(&chars(key), &chars(&name_key(word)), usize::from(*distance))
        }
        Test::Range { .. } => false,
        Test::Exists => !key.is_empty(),
    }
}
