//! How are passages found by their bands?
//!
//! Nearly every band is another number, and a term for each would be a quarter of all terms. So a term stands for all bands that
//! begin alike, and the place of a band "in the text" is the rest of it.

use super::matching::unreadable;
use super::occurrences::each_doc;
use crate::error::Result;
use crate::model::likeness::{are_several, is_of_few};
use std::collections::{BTreeMap, BTreeSet};
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

/// The name of the tokenizer that takes bands apart.
pub(super) const BANDS: &str = "bands";

/// Of a band's 32 bits those that a term has: with more, each term is another look at the disk; with fewer, each holds too many
/// passages (some three hundred of 200,000 articles).
const TERM: u32 = 14;
const REST: u32 = u32::BITS - TERM;

/// The range of numbers that are no characters.
const NONE: std::ops::Range<u32> = 0xD800..0xE000;

/// Writes bands, which are in ascending order, as the text that the engine is given: of each its term and its place, a character
/// each.
pub(super) fn text(bands: &[u64]) -> String {
    let mut text = String::with_capacity(2 * size_of::<char>() * bands.len());
    text.extend(bands.iter().flat_map(|band| [character(term(*band)), character(place(*band))]));
    text
}

/// Gives those of the passages `among` that may be copies of those that have `bands`, as segment and document: they have one of
/// the bands of such a passage that few have, or several of them.
pub(super) fn alike(
    searcher: &Searcher,
    field: Field,
    bands: &[Vec<u64>],
    among: &dyn Fn(u32, u32) -> bool,
) -> Result<BTreeSet<(u32, u32)>> {
    let (mut found, mut of_many) = (BTreeSet::new(), BTreeMap::new());
    for band in bands.iter().flatten().collect::<BTreeSet<_>>() {
        let passages = of_band(searcher, field, *band, among)?;
        match is_of_few(passages.len()) {
            true => found.extend(passages),
            false => _ = of_many.insert(band, passages),
        }
    }
    // Two bands of different passages, each of a stock sentence, say nothing.
    for bands in bands {
        let mut several: Vec<(u32, u32)> = bands.iter().filter_map(|band| of_many.get(band)).flatten().copied().collect();
        several.sort_unstable();
        found
            .extend(several.chunk_by(|one, other| one == other).filter(|chunk| are_several(chunk.len())).map(|chunk| chunk[0]));
    }
    found.retain(|(at, doc)| among(*at, *doc));
    Ok(found)
}

/// Counts the live passages that have a band.
pub(super) fn passages_of(searcher: &Searcher, field: Field, band: u64) -> Result<usize> {
    Ok(of_band(searcher, field, band, &|_, _| true)?.len())
}

/// Gives the live passages that have a band; none if none of them is `among` those that are wanted.
fn of_band(searcher: &Searcher, field: Field, band: u64, among: &dyn Fn(u32, u32) -> bool) -> Result<Vec<(u32, u32)>> {
    let term = Term::from_field_text(field, character(term(band)).encode_utf8(&mut [0; 4]));
    let segments = || (0u32..).zip(searcher.segment_readers());
    // Places stand in another file, which need not be read where no passage with such a beginning is wanted.
    let mut is_wanted = false;
    for (at, segment) in segments() {
        let index = segment.inverted_index(field).map_err(unreadable)?;
        each_doc(index.read_block_postings(&term, IndexRecordOption::Basic).map_err(unreadable)?, |doc| {
            is_wanted |= among(at, doc);
        });
    }
    let (mut found, mut places) = (Vec::new(), Vec::new());
    for (at, segment) in segments().filter(|_| is_wanted) {
        let index = segment.inverted_index(field).map_err(unreadable)?;
        let read = index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions).map_err(unreadable)?;
        let Some(mut postings) = read else { continue };
        while postings.doc() != TERMINATED {
            postings.positions(&mut places);
            if places.contains(&place(band)) && !segment.is_deleted(postings.doc()) {
                found.push((at, postings.doc()));
            }
            postings.advance();
        }
    }
    Ok(found)
}

fn term(band: u64) -> u32 {
    band as u32 >> REST
}

fn place(band: u64) -> u32 {
    band as u32 & ((1 << REST) - 1)
}

fn character(number: u32) -> char {
    let number = if number < NONE.start { number } else { number + NONE.len() as u32 };
    char::from_u32(number).expect("at most 18 bits, and none of those that are no characters")
}

fn number(character: char) -> u32 {
    let number = u32::from(character);
    if number < NONE.start { number } else { number - NONE.len() as u32 }
}

/// Takes apart what [`text`] put together.
#[derive(Clone)]
pub(super) struct Bands;

impl Tokenizer for Bands {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        Terms { rest: text.chars(), token: Token::default() }
    }
}

/// The bands of a passage.
pub(super) struct Terms<'a> {
    rest: std::str::Chars<'a>,
    token: Token,
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        let (Some(term), Some(place)) = (self.rest.next(), self.rest.next()) else { return false };
        self.token.text.clear();
        self.token.text.push(term);
        self.token.position = number(place) as usize;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_is_what_its_term_and_place_make() {
        let bands = [0, 1, 0x0000_D7FF, 0x0000_D800, 0x0003_FFFF, 0xDFFF_E000, u64::from(u32::MAX)];
        let text = text(&bands);
        let (mut tokenizer, mut found) = (Bands, Vec::new());
        let mut stream = tokenizer.token_stream(&text);
        while stream.advance() {
            let term = stream.token().text.chars().next().map_or(0, number);
            found.push(u64::from(term << REST | stream.token().position as u32));
        }
        assert_eq!(found, bands);
    }
}
