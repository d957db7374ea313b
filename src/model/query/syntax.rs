//! Which characters and words mean something in a typed query? One place, so that printing and parsing agree (law 6).

use super::Field;

/// A word that joins or turns its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    And,
    Or,
    Not,
    /// `NEAR/5`, `w/5`: how many words may lie between.
    Near(u32),
}

/// Reads an operator: in capitals, or as programmers and librarians write it.
pub fn operator(word: &str) -> Option<Operator> {
    match word {
        "AND" | "&&" => return Some(Operator::And),
        "OR" | "||" => return Some(Operator::Or),
        "NOT" => return Some(Operator::Not),
        _ => {}
    }
    let (name, distance) = word.split_once('/')?;
    let is_near = name.eq_ignore_ascii_case("near") || name.eq_ignore_ascii_case("w");
    let is_number = !distance.is_empty() && distance.bytes().all(|b| b.is_ascii_digit());
    (is_near && is_number).then(|| Operator::Near(distance.parse().unwrap_or(u32::MAX)))
}

/// Tells whether a character opens or closes a phrase: double quotation marks of any script; single ones belong to words.
pub const fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '〝' | '〞' | '〟' | '「' | '」' | '『' | '』')
}

/// Tells whether a character separates words: white space, control characters, and the blanks that have no width.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Tells whether a character ends a word without a blank.
pub fn ends_word(c: char) -> bool {
    is_blank(c) || is_mark(c) || matches!(c, '(' | ')')
}

/// Tells whether there is anything in it to search for.
pub fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Tells whether a word is an address, in which only a star at its end has a meaning.
pub fn is_url(word: &str) -> bool {
    let scheme = word.split_once("://").map_or("", |(scheme, _)| scheme);
    let is_field = Field::from_name(scheme).is_some();
    !scheme.is_empty() && !is_field && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// Finds the colon that makes the start of a word a field's name, known or not; times, addresses and the like have none.
pub fn field_colon(word: &str) -> Option<usize> {
    let colon = word.find(':')?;
    let (name, value) = (&word[..colon], &word[colon + 1..]);
    let is_name = name.len() >= 2
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'_' | b'-'));
    let is_mail = value.contains('@') && Field::from_name(name).is_none();
    (is_name && !is_mail && !is_url(word)).then_some(colon)
}
