//! What does one typed word test for: the word itself, a prefix, a pattern, something alike?

use super::notices::{Notices, quoted};
use super::scanner::{Glyph, text};
use crate::model::query::Test;
use crate::model::query::syntax::{has_letters, is_url};

/// More would let one word drown all others.
pub(super) const MAX_BOOST: f32 = 100.0;
/// Of the automata that engines build for likeness.
const MAX_FUZZINESS: u8 = 2;
const MAX_FUZZY_CHARS: usize = 64;
/// Fewer letters match a good part of the dictionary.
const MIN_PATTERN_LETTERS: usize = 2;

/// What a word says once its signs are read.
pub(super) struct Reading {
    pub(super) shape: Shape,
    pub(super) boost: f32,
}

/// What a word asks for.
pub(super) enum Shape {
    /// `*`.
    Anything,
    /// The word as typed too, for fields whose values are not words.
    Test(Test),
    /// Punctuation alone.
    Nothing,
}

/// Reads a word's stars, question marks and what stands behind `~` and `^`.
pub(super) fn read(glyphs: &[Glyph], notices: &mut Notices) -> Reading {
    let glyphs = match glyphs {
        [first, rest @ ..] if first.is('\\') => rest,
        all => all,
    };
    let whole = text(glyphs);
    if is_url(&whole) {
        let shape = match glyphs.split_last() {
            Some((last, start)) if last.is('*') => Shape::Test(Test::Prefix(text(start))),
            _ => Shape::Test(Test::Word(whole)),
        };
        return Reading { shape, boost: 1.0 };
    }
    let (glyphs, suffixes) = suffixes(glyphs, notices);
    Reading { shape: shape(glyphs, suffixes.fuzziness, notices), boost: suffixes.boost }
}

struct Suffixes {
    boost: f32,
    fuzziness: Option<Fuzziness>,
}

enum Fuzziness {
    ByLength,
    Edits(u8),
}

/// Takes `~`, `~1` and `^2` off the end, in any order.
fn suffixes<'g>(glyphs: &'g [Glyph], notices: &mut Notices) -> (&'g [Glyph], Suffixes) {
    let mut rest = glyphs;
    let mut found = Suffixes { boost: 1.0, fuzziness: None };
    loop {
        let digits = rest.iter().rev().take_while(|glyph| glyph.c.is_ascii_digit() || glyph.is('.')).count();
        let Some((sign, start)) = rest[..rest.len() - digits].split_last() else { break };
        let number = text(&rest[rest.len() - digits..]);
        if sign.is('^') && number.bytes().any(|b| b.is_ascii_digit()) {
            found.boost = (found.boost * boost(&number, notices)).min(MAX_BOOST);
        } else if sign.is('~') && found.fuzziness.is_none() {
            found.fuzziness = Some(fuzziness(&number, notices));
        } else if sign.is('^') && digits == 0 {
            notices.add("'^' without a number: ignored".to_owned());
        } else if sign.is('-') && start.last().is_some_and(|sign| sign.is('^')) && number.parse::<f32>().is_ok() {
            no_weight(&number, notices);
            rest = &start[..start.len() - 1];
            continue;
        } else {
            break;
        }
        rest = start;
    }
    (rest, found)
}

/// Says that what stands behind `^-` is no weight: to be found less likely for a word is not to be found for it (`-word`).
pub(super) fn no_weight(number: &str, notices: &mut Notices) {
    notices.add(format!("{} is no weight: weights are above 0; ignored", quoted(&format!("^-{number}"))));
}

/// Reads the number behind `^`.
pub(super) fn boost(number: &str, notices: &mut Notices) -> f32 {
    match number.parse::<f32>() {
        Ok(factor) if factor <= MAX_BOOST => factor,
        Ok(_) => {
            notices.add(format!("{} is more than a weight can be: taken as {MAX_BOOST}", quoted(&format!("^{number}"))));
            MAX_BOOST
        }
        Err(_) => {
            notices.add(format!("{} is no weight: ignored", quoted(&format!("^{number}"))));
            1.0
        }
    }
}

fn fuzziness(number: &str, notices: &mut Notices) -> Fuzziness {
    match number {
        "" => Fuzziness::ByLength,
        "0" | "1" | "2" => Fuzziness::Edits(number.parse().unwrap_or(MAX_FUZZINESS)),
        other => {
            notices.add(format!("{} is not 0, 1 or 2: taken as ~{MAX_FUZZINESS}", quoted(&format!("~{other}"))));
            Fuzziness::Edits(MAX_FUZZINESS)
        }
    }
}

fn shape(glyphs: &[Glyph], fuzziness: Option<Fuzziness>, notices: &mut Notices) -> Shape {
    let word = text(glyphs);
    if !has_letters(&word) {
        // `*:*` is how Lucene writes everything.
        let is_everything = glyphs.iter().any(|glyph| glyph.is('*')) && word.chars().all(|c| matches!(c, '*' | ':'));
        return if is_everything { Shape::Anything } else { Shape::Nothing };
    }
    match pattern(glyphs, notices) {
        None => Shape::Test(fuzzy(word, fuzziness, notices)),
        Some(test) => {
            if fuzziness.is_some() {
                notices.add(format!("'~' beside a star or question mark in {}: ignored", quoted(&word)));
            }
            Shape::Test(test)
        }
    }
}

/// Reads stars and question marks, where there are any. One question mark at the end is punctuation: `who?`.
fn pattern(glyphs: &[Glyph], notices: &mut Notices) -> Option<Test> {
    let is_wild = |glyph: &Glyph| glyph.is('*') || glyph.is('?');
    // A star that a backslash protects is in no word: beside stars that are meant it is left out.
    let glyphs: Vec<Glyph> = glyphs.iter().filter(|glyph| is_wild(glyph) || !matches!(glyph.c, '*' | '?')).copied().collect();
    let body = match glyphs.split_last() {
        Some((last, body)) if last.is('?') => body,
        _ => &glyphs,
    };
    if !body.iter().any(is_wild) {
        return None;
    }
    let letters = glyphs.iter().filter(|glyph| glyph.c.is_alphanumeric()).count();
    if letters < MIN_PATTERN_LETTERS {
        let word: String = glyphs.iter().filter(|glyph| !is_wild(glyph)).map(|glyph| glyph.c).collect();
        notices.add(format!("{} would match very many words: searched as {}", quoted(&text(&glyphs)), quoted(&word)));
        return Some(Test::Word(word));
    }
    let stars = glyphs.iter().rev().take_while(|glyph| glyph.is('*')).count();
    let start = &glyphs[..glyphs.len() - stars];
    if stars > 0 && !start.iter().any(is_wild) {
        return Some(Test::Prefix(text(start)));
    }
    let mut pattern = String::new();
    for glyph in &glyphs {
        if glyph.c != '*' || !pattern.ends_with('*') {
            pattern.push(glyph.c);
        }
    }
    // Without the protected stars it may be an address, in which stars are themselves.
    Some(if is_url(&pattern) { Test::Word(pattern) } else { Test::Wildcard(pattern) })
}

fn fuzzy(word: String, fuzziness: Option<Fuzziness>, notices: &mut Notices) -> Test {
    let length = word.chars().count();
    let distance = match fuzziness {
        None => 0,
        Some(Fuzziness::Edits(edits)) => edits,
        // As in Elasticsearch: in short words two edits make another word.
        Some(Fuzziness::ByLength) => match length {
            0..=2 => 0,
            3..=5 => 1,
            _ => MAX_FUZZINESS,
        },
    };
    if distance > 0 && length > MAX_FUZZY_CHARS {
        notices.add(format!("{} is too long for '~': searched as it is", quoted(&word)));
        return Test::Word(word);
    }
    if distance == 0 { Test::Word(word) } else { Test::Fuzzy { word, distance } }
}
