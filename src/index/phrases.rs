//! Which documents hold words one behind the other, or near one another, however their compounds are written?

use super::matching::{Matcher, Sets, unreadable};
use super::positions;
use super::schema::TextFields;
use super::words::{form_term, stem_term};
use crate::error::Result;
use crate::model::compound::joined;
use crate::model::normal::{Word, words};
use std::collections::BTreeSet;
use tantivy::postings::Postings;
use tantivy::query::PhraseQuery;
use tantivy::schema::{Field as StoreField, IndexRecordOption};
use tantivy::{DocSet, TERMINATED, Term};

/// Ways to write a phrase that are looked for, beside the one that was typed: two compounds, each of which may be parted at two
/// places, have nine.
const MOST: usize = 16;

/// Words of a phrase by which few documents are left to be read.
const RAREST: usize = 2;

/// Words of a phrase in another way.
#[derive(Clone, Default)]
struct Way {
    forms: Vec<String>,
    /// The stems of the words that are parted in it: what holds it must have them with a hyphen.
    parted: BTreeSet<String>,
}

impl Matcher<'_> {
    /// Words one behind the other: "e-mail sent" where they are written "email sent", too, and the other way round.
    pub(super) fn phrase_in_all_ways(&self, fields: TextFields, typed: &str, slop: u32) -> Result<Sets> {
        let words: Vec<Word> = words(typed).collect();
        let forms: Vec<String> = words.iter().map(|word| word.form.clone()).collect();
        let mut sets = self.phrase(fields.forms, &forms, slop)?;
        for way in self.ways(fields, typed, &words)?.into_iter().filter(|way| way.forms != forms) {
            let found = match way.parted.is_empty() {
                true => self.phrase(fields.forms, &way.forms, slop)?,
                false => self.parted_phrase(fields, &way, slop)?,
            };
            sets.iter_mut().zip(&found).for_each(|(set, more)| set.or(more));
        }
        Ok(sets)
    }

    /// A phrase in which words are parted: only what has their compounds and the rarest words of the phrase is read, since many a
    /// common word is written with a hyphen somewhere.
    fn parted_phrase(&self, fields: TextFields, way: &Way, slop: u32) -> Result<Sets> {
        let form_term = |form: &String| Term::from_field_text(fields.forms, form_term(form));
        let mut rarest = Vec::with_capacity(way.forms.len());
        for form in &way.forms {
            let term = form_term(form);
            rarest.push((self.segments.searcher.doc_freq(&term).map_err(unreadable)?, term));
        }
        rarest.sort_unstable();
        rarest.truncate(RAREST);
        let compounds = way.parted.iter().map(|stem| Term::from_field_text(fields.stems, stem));
        let mut sets = self.everything()?;
        for term in compounds.chain(rarest.into_iter().map(|(_, term)| term)) {
            sets.iter_mut().zip(&self.term(&term)?).for_each(|(set, other)| set.and(other));
        }
        self.held(fields.forms, &way.forms, &sets, &|places| positions::is_phrase(places, slop))
    }

    /// Gives the ways to write a phrase: two words that a hyphen joins as one, and a word as two that the index has with a hyphen.
    fn ways(&self, fields: TextFields, typed: &str, words: &[Word]) -> Result<Vec<Way>> {
        // Beside each word, the ways to write those before it.
        let mut ways: Vec<Vec<Way>> = vec![Vec::new(); words.len() + 1];
        ways[0].push(Way::default());
        for (at, word) in words.iter().enumerate() {
            let before = std::mem::take(&mut ways[at]);
            let mut go_on = |next: usize, forms: &[String], stem: Option<&String>| {
                let room = MOST.saturating_sub(ways[next].len());
                ways[next].extend(before.iter().take(room).map(|way| Way {
                    forms: way.forms.iter().chain(forms).cloned().collect(),
                    parted: way.parted.iter().chain(stem).cloned().collect(),
                }));
            };
            go_on(at + 1, std::slice::from_ref(&word.form), None);
            if let Some(one) = words.get(at + 1).and_then(|next| joined(typed, word, next)) {
                go_on(at + 2, &[one], None);
            }
            let stem = stem_term(&word.form);
            for parts in self.parted(fields, &word.form, &stem)? {
                go_on(at + 1, &parts, Some(&stem));
            }
        }
        Ok(ways.pop().unwrap_or_default())
    }

    /// Gives the two words that a word may be with a hyphen, where the index has such a compound.
    fn parted(&self, fields: TextFields, form: &str, stem: &str) -> Result<Vec<[String; 2]>> {
        let is_there = |field: StoreField, term: &str| {
            self.segments.searcher.doc_freq(&Term::from_field_text(field, term)).map(|count| count > 0).map_err(unreadable)
        };
        let mut parted = Vec::new();
        if is_there(fields.stems, stem)? {
            for (at, _) in form.char_indices().skip(1) {
                let (left, right) = form.split_at(at);
                if is_there(fields.forms, left)? && is_there(fields.forms, right)? {
                    parted.push([left.to_owned(), right.to_owned()]);
                }
            }
        }
        Ok(parted)
    }

    /// Words one behind the other, as they are given.
    pub(super) fn phrase(&self, field: StoreField, forms: &[String], slop: u32) -> Result<Sets> {
        let terms: Vec<Term> = forms.iter().map(|form| Term::from_field_text(field, form_term(form))).collect();
        match terms.as_slice() {
            [] => Ok(self.segments.nothing()),
            [term] => self.term(term),
            _ => {
                let mut query = PhraseQuery::new(terms);
                query.set_slop(slop);
                let sets = self.query(&query)?;
                // The engine lets one word stand for two of the same.
                let repeats = slop > 0 && forms.iter().collect::<BTreeSet<_>>().len() < forms.len();
                if repeats { self.held(field, forms, &sets, &|places| positions::is_phrase(places, slop)) } else { Ok(sets) }
            }
        }
    }

    /// Two words, or words that stand together, in any order with at most `distance` words between.
    pub(super) fn near(&self, field: StoreField, sides: [&str; 2], distance: u32) -> Result<Sets> {
        let [left, right] = sides.map(|side| words(side).map(|word| word.form).collect::<Vec<String>>());
        if left.is_empty() || right.is_empty() {
            return self.phrase(field, &[left, right].concat(), 0);
        }
        let mut sets = self.phrase(field, &left, 0)?;
        sets.iter_mut().zip(&self.phrase(field, &right, 0)?).for_each(|(set, more)| set.and(more));
        let near = |places: &[Vec<u32>]| {
            let (left, right) = places.split_at(left.len());
            positions::is_near(left, right, distance)
        };
        self.held(field, &[left.clone(), right.clone()].concat(), &sets, &near)
    }

    /// Keeps the documents that a test of the places of each form holds for.
    fn held(&self, field: StoreField, forms: &[String], sets: &Sets, test: &dyn Fn(&[Vec<u32>]) -> bool) -> Result<Sets> {
        let mut held = self.segments.nothing();
        for ((set, kept), segment) in sets.iter().zip(&mut held).zip(self.segments.searcher.segment_readers()) {
            let index = segment.inverted_index(field).map_err(unreadable)?;
            let mut postings = Vec::with_capacity(forms.len());
            for form in forms {
                let term = Term::from_field_text(field, form_term(form));
                postings.push(index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions).map_err(unreadable)?);
            }
            let mut places: Vec<Vec<u32>> = vec![Vec::new(); forms.len()];
            for doc in set.iter() {
                for (postings, places) in postings.iter_mut().zip(&mut places) {
                    places.clear();
                    if let Some(postings) = postings
                        && (postings.doc() >= doc || postings.seek(doc) != TERMINATED)
                        && postings.doc() == doc
                    {
                        postings.positions(places);
                    }
                }
                if test(&places) {
                    kept.insert(doc);
                }
            }
        }
        Ok(held)
    }
}
