//! When is a slash between words a blank? "bank/credit" asks for both words, "and/or", "9/11" and "km/h" for themselves.

use super::build;
use crate::model::query::syntax::is_url;
use crate::model::query::{Clause, Leaf, Node, Occur, Test};

/// Letters of the shortest word that stands for itself beside a slash: shorter ones make one sign (AC/DC, n/a, w/o, s/he).
const SHORTEST: usize = 3;

/// Parts words at slashes, wherever they are wanted, and tells whether there were any; what is excluded is excluded as typed.
pub(super) fn part(node: &mut Node) -> bool {
    match node {
        Node::All | Node::Not(_) => false,
        Node::Leaf(leaf) => {
            let Some(parts) = parts(leaf) else { return false };
            *node = Node::Group(parts);
            true
        }
        Node::Boost(inner, _) => part(inner),
        Node::And(nodes) | Node::Or(nodes) => nodes.iter_mut().fold(false, |any, node| part(node) | any),
        Node::Group(clauses) => {
            let wanted = clauses.iter_mut().filter(|clause| clause.occur != Occur::Not);
            let any = wanted.fold(false, |any, clause| part(&mut clause.node) | any);
            if any && let Some(group) = build::group(std::mem::take(clauses)) {
                *node = group;
            }
            any
        }
    }
}

/// Gives the words that slashes part a word into; `None` where they part nothing.
pub(super) fn parts(leaf: &Leaf) -> Option<Vec<Clause>> {
    let Leaf { field, test: Test::Word(typed) } = leaf else { return None };
    if !field.is_text() || !typed.contains('/') || is_url(typed) {
        return None;
    }
    let words: Vec<&str> = typed.split('/').map(|part| part.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let is_word = |word: &&str| {
        word.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    };
    let clause = |word: &str| {
        let leaf = Leaf { field: *field, test: Test::Word(word.to_owned()) };
        Clause { occur: Occur::Bare, node: Node::Leaf(leaf) }
    };
    words.iter().all(is_word).then(|| words.into_iter().map(clause).collect())
}
