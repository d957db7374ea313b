//! How is a question written so that it parses to itself (law 6)? With as few brackets as leave its meaning plain.

use super::syntax::{field_colon, has_letters, is_mark, is_url, operator};
use super::{Clause, Field, Leaf, Node, Occur, Query, Test};
use std::fmt::{self, Display, Formatter, Write};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Node::Group(clauses) = &self.root
            && clauses.iter().all(|clause| clause.occur == Occur::Not)
        {
            f.write_str("* ")?;
        }
        self.root.fmt(f)
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Node::All => f.write_char('*'),
            Node::Leaf(leaf) => leaf.fmt(f),
            Node::Group(clauses) => joined(f, clauses, " ", Place::Group),
            Node::And(parts) => joined(f, parts, " AND ", Place::And),
            Node::Or(parts) => joined(f, parts, " OR ", Place::Or),
            Node::Not(part) => {
                f.write_str("NOT ")?;
                part.fmt_in(f, Place::Not)
            }
            Node::Boost(part, factor) => {
                part.fmt_in(f, Place::Boost)?;
                write!(f, "^{factor}")
            }
        }
    }
}

/// What a part stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Group,
    And,
    Or,
    Not,
    Boost,
}

impl Node {
    /// Gives how many brackets deep it prints.
    pub fn depth(&self) -> usize {
        let inner = |node: &Node, place| node.depth() + usize::from(node.is_bracketed(place));
        match self {
            Node::All | Node::Leaf(_) => 0,
            Node::Group(clauses) => clauses.iter().map(|clause| inner(&clause.node, Place::Group)).max().unwrap_or(0),
            Node::And(parts) => parts.iter().map(|part| inner(part, Place::And)).max().unwrap_or(0),
            Node::Or(parts) => parts.iter().map(|part| inner(part, Place::Or)).max().unwrap_or(0),
            Node::Not(part) => inner(part, Place::Not),
            Node::Boost(part, _) => inner(part, Place::Boost),
        }
    }

    /// Tells whether it needs brackets there. OR inside a group does not need them to be parsed, but to be read.
    fn is_bracketed(&self, place: Place) -> bool {
        match self {
            Node::All | Node::Not(_) | Node::Boost(..) => false,
            Node::Leaf(leaf) => place == Place::Boost && leaf.swallows_boost(),
            Node::And(_) => place != Place::Or,
            Node::Group(_) | Node::Or(_) => true,
        }
    }

    fn fmt_in(&self, f: &mut Formatter<'_>, place: Place) -> fmt::Result {
        if self.is_bracketed(place) { write!(f, "({self})") } else { self.fmt(f) }
    }
}

/// A part of a list.
trait Part {
    fn fmt_part(&self, f: &mut Formatter<'_>, place: Place) -> fmt::Result;
}

impl Part for Node {
    fn fmt_part(&self, f: &mut Formatter<'_>, place: Place) -> fmt::Result {
        self.fmt_in(f, place)
    }
}

impl Part for Clause {
    fn fmt_part(&self, f: &mut Formatter<'_>, place: Place) -> fmt::Result {
        f.write_str(match self.occur {
            Occur::Bare => "",
            Occur::Must => "+",
            Occur::Not => "-",
        })?;
        self.node.fmt_in(f, place)
    }
}

fn joined(f: &mut Formatter<'_>, parts: &[impl Part], between: &str, place: Place) -> fmt::Result {
    for (position, part) in parts.iter().enumerate() {
        if position > 0 {
            f.write_str(between)?;
        }
        part.fmt_part(f, place)?;
    }
    Ok(())
}

impl Display for Leaf {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.field != Field::Text {
            write!(f, "{}:", self.field.name())?;
        }
        match &self.test {
            Test::Word(word) => f.write_str(&escaped(word, self.field)),
            Test::Phrase { words, slop } => {
                write_phrase(f, words)?;
                if *slop > 0 { write!(f, "~{slop}") } else { Ok(()) }
            }
            Test::Near { left, right, distance } => {
                write_operand(f, left, self.field)?;
                write!(f, " NEAR/{distance} ")?;
                write_operand(f, right, Field::Text)
            }
            Test::Prefix(start) => write!(f, "{}*", escaped_whole(start, self.field)),
            Test::Wildcard(pattern) => f.write_str(&escaped_but(pattern, self.field, &['*', '?'])),
            Test::Fuzzy { word, distance } => write!(f, "{}~{distance}", escaped_whole(word, self.field)),
            Test::Range { from, to } => write_range(f, from.as_deref(), to.as_deref()),
            Test::Exists => f.write_char('*'),
        }
    }
}

impl Leaf {
    /// Tells whether a `^2` right behind it would be read as part of it.
    fn swallows_boost(&self) -> bool {
        match &self.test {
            Test::Near { .. } => true,
            Test::Word(word) | Test::Prefix(word) => is_url(word),
            _ => false,
        }
    }
}

fn write_range(f: &mut Formatter<'_>, from: Option<&str>, to: Option<&str>) -> fmt::Result {
    match (from, to) {
        (Some(from), Some(to)) if from == to => f.write_str(from),
        (Some(from), Some(to)) => write!(f, "[{from} TO {to}]"),
        (Some(from), None) => write!(f, ">={from}"),
        (None, Some(to)) => write!(f, "<={to}"),
        (None, None) => f.write_char('*'),
    }
}

fn write_operand(f: &mut Formatter<'_>, words: &str, field: Field) -> fmt::Result {
    if words.contains(' ') { write_phrase(f, words) } else { f.write_str(&escaped(words, field)) }
}

fn write_phrase(f: &mut Formatter<'_>, words: &str) -> fmt::Result {
    f.write_char('"')?;
    for c in words.chars() {
        if c == '\\' || is_mark(c) {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('"')
}

/// Writes a word whose last question mark is punctuation, as in `what?`.
fn escaped(word: &str, field: Field) -> String {
    match word.strip_suffix('?').filter(|body| has_letters(body) && !is_url(word)) {
        Some(body) if operator(word).is_none() => escaped_whole(body, field) + "?",
        _ => escaped_whole(word, field),
    }
}

fn escaped_whole(word: &str, field: Field) -> String {
    escaped_but(word, field, &[])
}

/// Puts a backslash before what would be read otherwise.
fn escaped_but(word: &str, field: Field, meant: &[char]) -> String {
    let mut written = String::with_capacity(word.len() + 2);
    if operator(word).is_some() {
        written.push('\\');
    }
    let colon = if field == Field::Text { field_colon(word) } else { None };
    let is_url = is_url(word);
    for (at, c) in word.char_indices() {
        let is_special = match c {
            '\\' | '(' | ')' => true,
            '*' => !meant.contains(&c),
            '?' | '^' | '~' => !is_url && !meant.contains(&c),
            '+' | '-' | '!' => at == 0,
            ':' => colon == Some(at),
            _ => is_mark(c),
        };
        if is_special {
            written.push('\\');
        }
        written.push(c);
    }
    written
}
