//! Which test does a value make of its field? Dates become days; what the field cannot hold is searched as words.

use super::dates::{self, Days};
use super::notices::quoted;
use super::parser::Parser;
use super::scanner::Glyph;
use super::target::Target;
use super::word::{self, Shape};
use super::{MAX_LEAVES, build, slash};
use crate::model::document::{ClaimKind, Stance};
use crate::model::query::syntax::{is_blank, is_mark};
use crate::model::query::{Field, Leaf, Node, Test, negated_word};
use jiff::civil::Date;

/// Two moments with blanks and marks have fewer.
const MAX_RANGE_BYTES: usize = 80;

impl<'a> Parser<'a> {
    /// Reads `[a TO b]`, or with curly brackets for ends that are excluded.
    pub(super) fn range(&mut self) -> Option<Node> {
        let rest = self.scanner.rest();
        let near = &rest[..rest.floor_char_boundary(MAX_RANGE_BYTES)];
        let end = near.find([']', '}']).unwrap_or(near.len());
        let (inside, typed) = (&rest[1..end], &rest[..(end + 1).min(near.len())]);
        let ends = inside.split_once(" TO ").or_else(|| inside.split_once(" to "));
        let bare = |end: &'a str| end.trim_matches(|c| is_blank(c) || is_mark(c));
        let (no_from, no_to) = (typed.starts_with('{'), typed.ends_with('}'));
        let read =
            |no_from, no_to| ends.and_then(|(from, to)| dates::between(bare(from), no_from, bare(to), no_to, self.today));
        let Some(mut days) = read(no_from, no_to) else {
            // The sign alone is gone over: what stands behind it is searched as words.
            self.scanner.advance(1);
            self.no_date(typed);
            let words = self.scanner.word();
            return self.value(Target::TEXT, &words);
        };
        if days.is_empty() && (no_from || no_to) {
            days = read(false, false).unwrap_or(days);
            self.notices.add(format!("no day lies in {}: its ends are taken in", quoted(typed)));
        }
        if !typed.ends_with([']', '}']) {
            self.note("a range is not closed: closed at the end");
        }
        self.scanner.advance(typed.len());
        let factor = self.bracket_boost();
        let node = self.days(days, typed)?;
        Some(build::boost(node, factor))
    }

    fn no_date(&mut self, typed: &str) {
        self.notices.add(format!("{} is no date like 2024-03-05: searched as words", quoted(typed)));
    }

    /// Makes a leaf of one word.
    pub(super) fn value(&mut self, target: Target, glyphs: &[Glyph]) -> Option<Node> {
        let reading = word::read(glyphs, self.notices);
        let node = match reading.shape {
            Shape::Nothing => None,
            Shape::Anything if target.field == Field::Text => Some(Node::All),
            Shape::Anything => self.leaf(target.field, Test::Exists),
            Shape::Test(test) => self.settled(target, test),
        };
        node.map(|node| build::boost(node, reading.boost))
    }

    /// Makes a leaf, where the field's values are not words of such a value.
    pub(super) fn settled(&mut self, target: Target, test: Test) -> Option<Node> {
        let typed = match &test {
            Test::Word(word) => Some(word.trim_end_matches([',', ';']).to_owned()),
            Test::Phrase { words, .. } => Some(words.clone()),
            _ => None,
        };
        let shown = typed.clone().unwrap_or_else(|| Leaf { field: Field::Text, test: test.clone() }.to_string());
        let known: Vec<&str> = match target.field {
            Field::Published => {
                if let Some(days) = typed.and_then(|typed| dates::read(&typed, target.side, self.today)) {
                    return self.days(days, &shown);
                }
                self.no_date(&shown);
                return self.leaf(Field::Text, test);
            }
            Field::Stance => Stance::ALL.iter().map(|stance| stance.word()).collect(),
            Field::Kind => ClaimKind::ALL.iter().map(|kind| kind.word()).collect(),
            Field::Negated => vec![negated_word(true), negated_word(false)],
            field => return self.leaf(field, test),
        };
        let value = typed.and_then(|typed| known.iter().find(|word| word.eq_ignore_ascii_case(&typed)));
        if let Some(value) = value {
            return self.leaf(target.field, Test::Word((*value).to_owned()));
        }
        let name = target.field.name();
        self.notices.add(format!("no {name} is {}: it is {}; searched as words", quoted(&shown), known.join(", ")));
        self.leaf(Field::Text, test)
    }

    fn days(&mut self, days: Days, typed: &str) -> Option<Node> {
        let days = if days.is_empty() {
            self.notices.add(format!("{} ends before it begins: turned round", quoted(typed)));
            Days { from: days.to, to: days.from }
        } else {
            days
        };
        if days.from.is_none() && days.to.is_none() {
            return self.leaf(Field::Published, Test::Exists);
        }
        let shown = |day: Option<Date>| day.map(|day| day.to_string());
        self.leaf(Field::Published, Test::Range { from: shown(days.from), to: shown(days.to) })
    }

    pub(super) fn leaf(&mut self, field: Field, test: Test) -> Option<Node> {
        let leaf = Leaf { field, test };
        self.leaves += slash::parts(&leaf).map_or(1, |parts| parts.len());
        if self.leaves > MAX_LEAVES {
            self.notices.add(format!("more than {MAX_LEAVES} words: the others are ignored"));
            return None;
        }
        Some(Node::Leaf(leaf))
    }
}
