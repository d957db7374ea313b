//! How do words, operators and brackets make a tree? By descent, as deep as brackets are allowed to go.

use super::build;
use super::notices::{Notices, quoted};
use super::operand::Operand;
use super::scanner::Scanner;
use super::target::Target;
use crate::model::query::syntax::{Operator, has_letters, is_mark};
use crate::model::query::{Clause, Field, Leaf, Node, Occur, Test};
use jiff::civil::Date;

/// About a passage: farther apart is `AND`.
pub(super) const MAX_DISTANCE: u32 = 100;

/// Reads one question.
pub(super) struct Parser<'a> {
    pub(super) scanner: Scanner<'a>,
    pub(super) today: Date,
    pub(super) max_depth: usize,
    pub(super) depth: usize,
    /// Brackets that were opened below the deepest level and are not closed yet.
    pub(super) flattened: usize,
    pub(super) leaves: usize,
    pub(super) notices: &'a mut Notices,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str, today: Date, max_depth: usize, notices: &'a mut Notices) -> Self {
        Parser { scanner: Scanner::new(text), today, max_depth, depth: 0, flattened: 0, leaves: 0, notices }
    }

    /// Gives the tree, and how many bytes were looked at for it.
    pub(super) fn read(mut self) -> (Node, u64) {
        let is_asked = !self.scanner.rest().is_empty();
        let (root, only_excludes) = match self.sequence(Target::TEXT) {
            None if is_asked => {
                self.note("nothing to search for: everything is listed");
                (Node::All, false)
            }
            node => build::root(node),
        };
        if let (true, Node::Group(clauses)) = (only_excludes, &root) {
            let mut excluded: Vec<String> = clauses.iter().take(4).map(|clause| quoted(&clause.node.to_string())).collect();
            if let Some(fourth) = excluded.get_mut(3) {
                *fourth = "…".to_owned();
            }
            let excluded = excluded.join(", ");
            self.notices.add(format!("only exclusions: everything but {excluded} is listed"));
        }
        (root, self.scanner.steps())
    }

    pub(super) fn note(&mut self, sentence: &str) {
        self.notices.add(sentence.to_owned());
    }

    pub(super) fn ignored(&mut self, part: &str, because: &str) {
        self.notices.add(format!("{} {because}: ignored", quoted(part)));
    }

    // Parts side by side, to the closing bracket or the end.

    pub(super) fn sequence(&mut self, target: Target) -> Option<Node> {
        let mut clauses = Vec::new();
        loop {
            self.skip();
            match self.scanner.peek() {
                None => break,
                Some(')') if self.depth > 0 => break,
                Some(')') => {
                    self.scanner.advance(1);
                    self.bracket_boost();
                    self.note("a closing bracket without an opening one: ignored");
                }
                Some(_) if self.is_at_infix() => self.drop_infixes("has nothing to join before it"),
                Some(_) => clauses.extend(self.alternatives(target)),
            }
        }
        build::group(clauses)
    }

    /// Goes to the next thing that means something; brackets below the deepest level mean nothing.
    pub(super) fn skip(&mut self) {
        loop {
            self.scanner.skip_blanks();
            let at_floor = self.depth >= self.max_depth;
            if at_floor && self.scanner.take('(') {
                self.flattened += 1;
                self.notices.add(format!("brackets deeper than {}: flattened", super::MAX_DEPTH));
            } else if self.flattened > 0 && self.scanner.take(')') {
                self.flattened -= 1;
                self.bracket_boost();
            } else if self.scanner.is_at_punctuation() && !self.is_at_prefix() {
                let word = self.scanner.raw_word();
                if word.starts_with(['+', '-', '!', '^', '~']) {
                    self.ignored(word, "stands alone");
                }
                self.scanner.advance(word.len());
            } else {
                return;
            }
        }
    }

    /// Tells whether `+`, `-` or `!` stands right before something.
    pub(super) fn is_at_prefix(&self) -> bool {
        let word = self.scanner.raw_word();
        let behind = self.scanner.rest()[word.len()..].chars().next();
        let binds = has_letters(word) || word.contains(['*', '\\']) || behind.is_some_and(|c| is_mark(c) || c == '(');
        word.starts_with(['+', '-', '!']) && binds
    }

    fn is_at_infix(&self) -> bool {
        matches!(self.scanner.operator(), Some((Operator::And | Operator::Or | Operator::Near(_), _)))
    }

    fn is_at_end(&self) -> bool {
        matches!(self.scanner.peek(), None | Some(')'))
    }

    fn drop_infixes(&mut self, because: &str) {
        while self.is_at_infix() {
            let word = self.scanner.raw_word();
            self.scanner.advance(word.len());
            self.ignored(word, because);
            self.skip();
        }
    }

    /// Goes over this operator if it stands here and something stands behind it to join.
    fn take_infix(&mut self, wanted: impl Fn(Operator) -> bool) -> Option<Operator> {
        self.skip();
        let (operator, length) = self.scanner.operator().filter(|(operator, _)| wanted(*operator))?;
        let word = self.scanner.raw_word();
        self.scanner.advance(length);
        self.skip();
        self.drop_infixes("stands beside another operator");
        if self.is_at_end() {
            self.ignored(word, "has nothing to join behind it");
            return None;
        }
        Some(operator)
    }

    // `a OR b`, then `a AND b`, then `-a`, then `a NEAR/5 b`: each binds tighter than the one before.

    fn alternatives(&mut self, target: Target) -> Option<Clause> {
        let mut parts: Vec<Clause> = self.conjunction(target).into_iter().collect();
        while self.take_infix(|operator| operator == Operator::Or).is_some() {
            parts.extend(self.conjunction(target));
        }
        if parts.len() < 2 {
            return parts.pop();
        }
        if parts.iter().any(|part| part.occur == Occur::Must) {
            self.note("'+' beside OR has no meaning: ignored");
        }
        let node = build::or(parts.into_iter().map(operand).collect())?;
        Some(Clause { occur: Occur::Bare, node })
    }

    fn conjunction(&mut self, target: Target) -> Option<Clause> {
        let mut parts: Vec<Clause> = self.signed(target).into_iter().collect();
        while self.take_infix(|operator| operator == Operator::And).is_some() {
            parts.extend(self.signed(target));
        }
        if parts.len() < 2 {
            return parts.pop();
        }
        let node = build::and(parts.into_iter().map(operand).collect())?;
        Some(Clause { occur: Occur::Bare, node })
    }

    fn signed(&mut self, target: Target) -> Option<Clause> {
        let mut occur = Occur::Bare;
        let mut sign = None;
        while let Some((word, negations)) = self.take_prefix() {
            sign = Some(word);
            occur = negations.into_iter().fold(occur, signed_again);
        }
        let node = if self.is_at_end() || self.is_at_infix() { None } else { self.nearby(target) };
        match (node, sign) {
            (Some(node), _) => Some(Clause { occur, node }),
            (None, Some(sign)) => {
                self.ignored(sign, "has nothing behind it");
                None
            }
            (None, None) => None,
        }
    }

    /// Goes over `+`, `-`, `!` or NOT, as many as stand side by side, and tells of each whether it negates, and the last.
    fn take_prefix(&mut self) -> Option<(&'a str, Vec<bool>)> {
        loop {
            self.skip();
            let rest = self.scanner.rest();
            if let Some((Operator::Not, length)) = self.scanner.operator() {
                self.scanner.advance(length);
                return Some((&rest[..length], vec![true]));
            }
            if !self.is_at_prefix() {
                return None;
            }
            // What the first sign stands before, all of them do: it is looked at once, however many there are.
            let length = rest.len() - rest.trim_start_matches(['+', '-', '!']).len();
            let (mut left, mut last, mut negations) = (&rest[..length], "", Vec::new());
            while !left.is_empty() {
                let dashes = left.len() - left.trim_start_matches('-').len();
                let (sign, behind) = left.split_at(dashes.max(1));
                if dashes < 2 {
                    last = sign;
                    negations.push(sign != "+");
                } else {
                    // Two dashes are a dash in a sentence, not an exclusion.
                    self.ignored(sign, "is a dash");
                }
                left = behind;
            }
            self.scanner.advance(length);
            if !negations.is_empty() {
                return Some((last, negations));
            }
        }
    }

    fn nearby(&mut self, target: Target) -> Option<Node> {
        let mut last = self.operand(target)?.node;
        let mut parts = Vec::new();
        let mut last_is_joined = false;
        while let Some(Operator::Near(distance)) = self.take_infix(|operator| matches!(operator, Operator::Near(_))) {
            if self.is_at_prefix() || self.scanner.operator().is_some() {
                self.note("NEAR needs words on both sides: ignored");
                break;
            }
            let Some(right) = self.operand(target) else { break };
            let joined = self.near(&last, right, distance);
            if !joined.is_near && !last_is_joined {
                parts.push(last);
            }
            parts.extend(joined.near);
            last_is_joined = joined.is_near;
            last = joined.right;
        }
        if !last_is_joined {
            parts.push(last);
        }
        build::and(parts)
    }

    fn near(&mut self, left: &Node, right: Operand, distance: u32) -> Joined {
        if distance > MAX_DISTANCE {
            self.notices.add(format!("NEAR/{distance} is too far: taken as NEAR/{MAX_DISTANCE}"));
        }
        let (left, left_boost) = weighed(left.clone());
        let (right_node, right_boost) = weighed(right.node.clone());
        let pair = words_of(&left).zip(words_of(&right_node));
        match pair {
            Some(((field, left), (right_field, right_words))) if field == right_field || !right.has_field => {
                let test = Test::Near { left, right: right_words, distance: distance.min(MAX_DISTANCE) };
                let near = build::boost(Node::Leaf(Leaf { field, test }), left_boost * right_boost);
                let right = match right_node {
                    Node::Leaf(leaf) => Node::Leaf(Leaf { field, ..leaf }),
                    other => other,
                };
                Joined { near: Some(near), right, is_near: true }
            }
            _ => {
                self.note("NEAR joins words and phrases of one field: taken as AND");
                Joined { near: None, right: right.node, is_near: false }
            }
        }
    }
}

/// What `a NEAR/5 b` became: a leaf, or two parts that stay apart.
struct Joined {
    near: Option<Node>,
    right: Node,
    is_near: bool,
}

/// Gives what one more sign makes of how a part must occur: `-` twice is `+`.
fn signed_again(occur: Occur, negates: bool) -> Occur {
    match (occur, negates) {
        (Occur::Not, true) | (Occur::Bare | Occur::Must, false) => Occur::Must,
        _ => Occur::Not,
    }
}

/// Takes a part as an operand of AND or OR.
fn operand(clause: Clause) -> Node {
    if clause.occur == Occur::Not { build::not(clause.node) } else { clause.node }
}

fn weighed(node: Node) -> (Node, f32) {
    match node {
        Node::Boost(inner, factor) => (*inner, factor),
        other => (other, 1.0),
    }
}

/// Gives the words of an operand that NEAR can join, and their field.
fn words_of(node: &Node) -> Option<(Field, String)> {
    let Node::Leaf(Leaf { field, test }) = node else { return None };
    let is_worded = !matches!(field, Field::Published | Field::Stance | Field::Kind | Field::Negated);
    match test {
        Test::Word(words) | Test::Phrase { words, slop: 0 } if is_worded => Some((*field, words.clone())),
        _ => None,
    }
}
