//! What is one operand: a bracket, a phrase, a word, or a field with one of these?

use super::notices::quoted;
use super::parser::{MAX_DISTANCE, Parser};
use super::scanner::{Glyph, text};
use super::target::{Target, nearest_name};
use super::{MAX_LEAVES, build, word};
use crate::model::query::syntax::{field_colon, has_letters, is_blank, is_mark};
use crate::model::query::{Clause, Field, Node, Occur, Test};

/// Words of a phrase: a longer one is a text, for `trace`.
pub const MAX_PHRASE_WORDS: usize = 64;

/// One operand, and whether it says its field itself.
pub(super) struct Operand {
    pub(super) node: Node,
    pub(super) has_field: bool,
}

impl Parser<'_> {
    pub(super) fn operand(&mut self, target: Target) -> Option<Operand> {
        self.skip();
        let inherited = |node| Operand { node, has_field: false };
        match self.scanner.peek()? {
            ')' => None,
            '(' => self.bracket(target).map(inherited),
            c if is_mark(c) => self.phrase(target).map(inherited),
            '[' | '{' if target.field == Field::Published => self.range().map(inherited),
            _ => self.word(target),
        }
    }

    fn bracket(&mut self, target: Target) -> Option<Node> {
        self.scanner.advance(1);
        self.depth += 1;
        let noted = self.leaves;
        let node = self.sequence(target);
        self.depth -= 1;
        if !self.scanner.take(')') {
            self.note("a bracket is not closed: closed at the end");
        }
        if node.is_none() && self.leaves == noted {
            self.note("empty brackets: ignored");
        }
        let factor = self.bracket_boost();
        node.map(|node| build::boost(node, factor))
    }

    /// Reads the weight behind a bracket or a phrase.
    pub(super) fn bracket_boost(&mut self) -> f32 {
        let mut factor = 1.0;
        while let Some(number) = self.scanner.suffix('^') {
            factor *= word::boost(number, self.notices);
        }
        if let Some(rest) = self.scanner.rest().strip_prefix("^-") {
            let digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
            if digits > 0 {
                word::no_weight(&rest[..digits], self.notices);
                self.scanner.advance("^-".len() + digits);
            }
        }
        factor.min(word::MAX_BOOST)
    }

    fn phrase(&mut self, target: Target) -> Option<Node> {
        let (mut words, is_closed) = self.scanner.phrase();
        if !is_closed && words.is_empty() {
            self.note("a quotation mark at the end: ignored");
            return None;
        } else if !is_closed {
            self.note("a quotation mark is not closed: the phrase goes to the end");
        }
        let mut slop = 0;
        while let Some(number) = self.scanner.suffix('~') {
            slop = self.slop(number);
        }
        while self.scanner.take('*') {
            self.note("a star behind a phrase: ignored");
        }
        let factor = self.bracket_boost();
        if !has_letters(&words) {
            self.note("a phrase without words: ignored");
            return None;
        }
        if let Some((end, _)) = words.match_indices(' ').nth(MAX_PHRASE_WORDS - 1) {
            words.truncate(end);
            self.notices.add(format!("a phrase of more than {MAX_PHRASE_WORDS} words: the others are ignored"));
            if !has_letters(&words) {
                return None;
            }
        }
        let node = self.settled(target, Test::Phrase { words, slop })?;
        Some(build::boost(node, factor))
    }

    fn slop(&mut self, number: &str) -> u32 {
        let slop = number.parse().unwrap_or(MAX_DISTANCE + 1);
        if slop > MAX_DISTANCE {
            self.notices.add(format!(
                "{} is no distance up to {MAX_DISTANCE}: taken as ~{MAX_DISTANCE}",
                quoted(&format!("~{number}"))
            ));
        }
        slop.min(MAX_DISTANCE)
    }

    fn word(&mut self, target: Target) -> Option<Operand> {
        let glyphs = self.scanner.word();
        let inherited = |node| Operand { node, has_field: false };
        let whole = text(&glyphs);
        let colon = field_colon(&whole).filter(|colon| glyphs.get(*colon).is_some_and(|glyph| glyph.is(':')));
        let Some(colon) = colon else {
            return self.value(target, &glyphs).map(inherited);
        };
        // A field's name is ASCII: so many characters as bytes.
        let name = &whole[..colon];
        let value = &glyphs[colon + 1..];
        let stands_alone = value.is_empty() && self.scanner.peek().is_none_or(|c| is_blank(c) || c == ')');
        match Target::from_name(name) {
            Some(named) if !stands_alone => {
                let node = self.field_value(named, value, glyphs[colon].end)?;
                Some(Operand { node, has_field: true })
            }
            Some(named) if is_typed_as_field(name) => {
                let node = self.distant_value(named, name)?;
                Some(Operand { node, has_field: true })
            }
            _ if stands_alone => self.value(target, &glyphs[..colon]).map(inherited),
            _ => self.unknown_field(target, name, &glyphs[..colon], value, glyphs[colon].end).map(inherited),
        }
    }

    /// Reads what stands right behind a field's colon.
    fn field_value(&mut self, target: Target, value: &[Glyph], start: usize) -> Option<Node> {
        let is_range = value.first().is_some_and(|first| first.is('[') || first.is('{'));
        if is_range && target.field == Field::Published {
            self.scanner.go_to(start);
            return self.range();
        }
        let is_comparison = |glyph: &Glyph| glyph.is('<') || glyph.is('>') || glyph.is('=');
        if target.field == Field::Published && !value.is_empty() && value.iter().all(is_comparison) {
            self.scanner.skip_blanks();
            let date = self.scanner.word();
            return self.value(target, &[value, &date].concat());
        }
        if !value.is_empty() {
            let node = self.value(target, value);
            if node.is_none() && self.leaves < MAX_LEAVES {
                self.ignored(&text(value), "is no value");
            }
            return node;
        }
        if self.depth >= self.max_depth {
            self.skip();
        }
        match self.scanner.peek() {
            Some('(') => self.bracket(target),
            Some(c) if is_mark(c) => self.phrase(target),
            _ => None,
        }
    }

    /// Reads what stands behind a field's colon and a blank, as people type it.
    fn distant_value(&mut self, target: Target, name: &str) -> Option<Node> {
        self.skip();
        let is_value = match self.scanner.peek() {
            None | Some(')') => false,
            Some('(') => true,
            Some(c) if is_mark(c) => true,
            Some(_) => {
                let word = self.scanner.raw_word();
                self.scanner.operator().is_none() && !self.is_at_prefix() && field_colon(word).is_none()
            }
        };
        if !is_value {
            self.ignored(&format!("{name}:"), "has nothing behind it");
            return None;
        }
        self.notices.add(format!("{} is taken as the field of what stands behind the blank", quoted(&format!("{name}:"))));
        match self.scanner.peek() {
            Some('(') => self.bracket(target),
            Some(c) if is_mark(c) => self.phrase(target),
            Some('[' | '{') if target.field == Field::Published => self.range(),
            _ => {
                let value = self.scanner.word();
                self.value(target, &value)
            }
        }
    }

    fn unknown_field(&mut self, target: Target, name: &str, glyphs: &[Glyph], value: &[Glyph], start: usize) -> Option<Node> {
        let guess = nearest_name(name).map_or(String::new(), |nearest| format!(" did you mean {nearest}?"));
        self.notices.add(format!("unknown field {}:{guess} searched as words", quoted(name)));
        let name = self.value(target, glyphs);
        let value = self.field_value(target, value, start);
        let bare = |node| Clause { occur: Occur::Bare, node };
        build::group(name.into_iter().chain(value).map(bare).collect())
    }
}

/// Tells whether a name, a colon and a blank ask for a field: not as a headline (`Claim: …`) or running text (`he said: …`) has
/// them.
fn is_typed_as_field(name: &str) -> bool {
    !name.bytes().any(|b| b.is_ascii_uppercase()) && !matches!(name, "said" | "by")
}
