//! Where do words and phrases of a typed question begin and end, and which of their characters are meant as themselves?

use crate::model::query::syntax::{Operator, ends_word, has_letters, is_blank, is_mark, operator};
use std::cell::Cell;

/// A character of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) c: char,
    /// Whether a backslash took its meaning.
    pub(super) literal: bool,
    /// Where the text goes on behind it.
    pub(super) end: usize,
}

impl Glyph {
    /// Tells whether it is this mark, with its meaning.
    pub(super) fn is(&self, mark: char) -> bool {
        self.c == mark && !self.literal
    }
}

/// Gives the characters as text.
pub(super) fn text(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|glyph| glyph.c).collect()
}

/// Walks over the text of a question.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// Bytes that were looked at, over and over where they were.
    steps: Cell<u64>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Scanner { text, at: 0, steps: Cell::new(0) }
    }

    /// Gives how many bytes were looked at so far.
    pub(super) fn steps(&self) -> u64 {
        self.steps.get()
    }

    fn step(&self, bytes: usize) {
        self.steps.set(self.steps.get() + bytes as u64);
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes over so many bytes, which end at a character's border.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Goes back or forth to a place that a glyph gave.
    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// Goes over a character if it stands here.
    pub(super) fn take(&mut self, c: char) -> bool {
        let stands = self.rest().starts_with(c);
        if stands {
            self.at += c.len_utf8();
        }
        stands
    }

    pub(super) fn skip_blanks(&mut self) {
        let blanks = self.rest().len() - self.rest().trim_start_matches(is_blank).len();
        self.step(blanks + 1);
        self.at += blanks;
    }

    /// Gives all up to the next blank, bracket or quotation mark, as typed.
    pub(super) fn raw_word(&self) -> &'a str {
        let rest = self.rest();
        let word = &rest[..rest.find(ends_word).unwrap_or(rest.len())];
        self.step(word.len() + 1);
        word
    }

    /// Gives the operator that stands here, and its length.
    pub(super) fn operator(&self) -> Option<(Operator, usize)> {
        let word = self.raw_word();
        operator(word).map(|operator| (operator, word.len()))
    }

    /// Tells whether only punctuation stands up to the next blank, bracket or quotation mark.
    pub(super) fn is_at_punctuation(&self) -> bool {
        let word = self.raw_word();
        !word.is_empty() && !has_letters(word) && !word.contains(['*', '\\']) && operator(word).is_none()
    }

    /// Reads a word. A backslash takes the meaning of the sign behind it.
    pub(super) fn word(&mut self) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        while let Some(c) = self.peek().filter(|c| !ends_word(*c)) {
            self.at += c.len_utf8();
            let sign = self.peek().filter(|sign| c == '\\' && (sign.is_ascii_punctuation() || is_mark(*sign)));
            if let Some(sign) = sign {
                self.at += sign.len_utf8();
            }
            self.step(1);
            glyphs.push(Glyph { c: sign.unwrap_or(c), literal: sign.is_some(), end: self.at });
        }
        glyphs
    }

    /// Reads a phrase from its opening mark; tells whether it is closed. White space is folded.
    pub(super) fn phrase(&mut self) -> (String, bool) {
        if let Some(mark) = self.peek() {
            self.at += mark.len_utf8();
        }
        let mut words = String::new();
        let mut blank = false;
        while let Some(mut c) = self.peek() {
            self.at += c.len_utf8();
            self.step(1);
            if is_mark(c) {
                return (words, true);
            }
            if is_blank(c) {
                blank = true;
                continue;
            }
            if let Some(sign) = self.peek().filter(|sign| c == '\\' && (*sign == '\\' || is_mark(*sign))) {
                self.at += sign.len_utf8();
                c = sign;
            }
            if std::mem::take(&mut blank) && !words.is_empty() {
                words.push(' ');
            }
            words.push(c);
        }
        (words, false)
    }

    /// Reads `~3` or `^2` behind a phrase or a bracket: the number, if the sign stands here before one.
    pub(super) fn suffix(&mut self, sign: char) -> Option<&'a str> {
        let digits = self.rest().strip_prefix(sign)?;
        let length = digits.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(digits.len());
        self.step(length + 1);
        let number = digits.get(..length).filter(|number| number.bytes().any(|b| b.is_ascii_digit()))?;
        self.at += sign.len_utf8() + length;
        Some(number)
    }
}
