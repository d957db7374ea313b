//! What is the one form of a tree? Every node that parsing gives is made here, so that equal questions print alike.

use crate::model::query::{Clause, Node, Occur};

/// Puts parts side by side; none of one is itself.
pub(super) fn group(clauses: Vec<Clause>) -> Option<Node> {
    let mut flat = Vec::with_capacity(clauses.len());
    for clause in clauses {
        let clause = settled(clause);
        match clause {
            Clause { occur: Occur::Bare, node: Node::Group(inner) } if inner.iter().all(|c| c.occur == Occur::Bare) => {
                flat.extend(inner);
            }
            other => flat.push(other),
        }
    }
    if flat.len() > 1 {
        return Some(Node::Group(flat));
    }
    let only = flat.pop()?;
    Some(if only.occur == Occur::Not { not(only.node) } else { only.node })
}

/// Moves a negation of the node into how it occurs.
fn settled(clause: Clause) -> Clause {
    match (clause.occur, clause.node) {
        (Occur::Not, Node::Not(node)) => Clause { occur: Occur::Must, node: *node },
        (_, Node::Not(node)) => Clause { occur: Occur::Not, node: unboosted(*node) },
        (Occur::Not, node) => Clause { occur: Occur::Not, node: unboosted(node) },
        (occur, node) => Clause { occur, node },
    }
}

/// Joins parts that must all hold.
pub(super) fn and(parts: Vec<Node>) -> Option<Node> {
    let flat = flattened(parts, |part| match part {
        Node::And(inner) => Ok(inner),
        other => Err(other),
    });
    several(flat, Node::And)
}

/// Joins parts of which one must hold.
pub(super) fn or(parts: Vec<Node>) -> Option<Node> {
    let flat = flattened(parts, |part| match part {
        Node::Or(inner) => Ok(inner),
        other => Err(other),
    });
    several(flat, Node::Or)
}

fn flattened(parts: Vec<Node>, open: impl Fn(Node) -> Result<Vec<Node>, Node>) -> Vec<Node> {
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match open(part) {
            Ok(inner) => flat.extend(inner),
            Err(part) => flat.push(part),
        }
    }
    flat
}

fn several(mut parts: Vec<Node>, join: impl Fn(Vec<Node>) -> Node) -> Option<Node> {
    if parts.len() > 1 { Some(join(parts)) } else { parts.pop() }
}

/// Negates; twice is not at all. What is excluded has no weight.
pub(super) fn not(node: Node) -> Node {
    match unboosted(node) {
        Node::Not(inner) => *inner,
        other => Node::Not(Box::new(other)),
    }
}

fn unboosted(node: Node) -> Node {
    match node {
        Node::Boost(inner, _) => *inner,
        other => other,
    }
}

/// Weighs; weights multiply.
pub(super) fn boost(node: Node, factor: f32) -> Node {
    let (node, factor) = match node {
        Node::Not(_) => return node,
        Node::Boost(inner, earlier) => (inner, earlier * factor),
        other => (Box::new(other), factor),
    };
    let factor = factor.min(super::word::MAX_BOOST);
    if factor == 1.0 { *node } else { Node::Boost(node, factor) }
}

/// Makes a whole question, and tells whether it only excludes without saying so (`-a`; `* -a` says so).
pub(super) fn root(node: Option<Node>) -> (Node, bool) {
    let exclusion = |node: Node| Clause { occur: Occur::Not, node };
    let is_exclusion = |clause: &Clause| clause.occur == Occur::Not;
    match node {
        None => (Node::All, false),
        Some(Node::Not(node)) => (Node::Group(vec![exclusion(*node)]), true),
        Some(Node::And(parts)) if parts.iter().all(|part| matches!(part, Node::Not(_))) => {
            let unwrapped = |part| if let Node::Not(inner) = part { *inner } else { part };
            (Node::Group(parts.into_iter().map(|part| exclusion(unwrapped(part))).collect()), true)
        }
        Some(Node::Group(mut clauses)) if clauses.iter().any(is_exclusion) => {
            let only_excludes = clauses.iter().all(is_exclusion);
            if clauses.iter().all(|clause| is_exclusion(clause) || clause.node == Node::All) {
                clauses.retain(is_exclusion);
            }
            (Node::Group(clauses), only_excludes)
        }
        Some(node) => (node, false),
    }
}
