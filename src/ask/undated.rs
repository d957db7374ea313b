//! How many articles fit a question in all but their date, because they have none?

use super::gathering::request;
use super::{Match, Question};
use crate::engine::{Engine, Request, Unit};
use crate::error::Result;
use crate::model::query::{Field, Leaf, Node, Occur, Query, Test};

/// Says how many articles without a date a question for days leaves out; `None` where it asks for no days, or there are none.
///
/// # Errors
/// Where the store cannot be read.
pub(super) fn notice(engine: &dyn Engine, question: &Question, unit: Unit, query: &Query) -> Result<Option<String>> {
    let Some(query) = of_undated(query) else { return Ok(None) };
    let count = |all: bool| {
        let of_each = Request { all, limit: Some(0), per_article: Some(1), ..request(question, unit, &query, 0) };
        engine.find(&of_each).map(|found| found.total)
    };
    let mut articles = count(question.matching != Match::Any)?;
    if articles == 0 && question.matching == Match::Auto && query.root.bare_words() > 1 {
        articles = count(false)?;
    }
    Ok(told(articles))
}

/// Says how many articles are left out because they have no date; `None` of none.
pub(super) fn told(articles: u64) -> Option<String> {
    match articles {
        0 => None,
        1 => Some("1 more article matches but for its date: it has none, and is left out".to_owned()),
        _ => Some(format!("{articles} more articles match but for their date: they have none, and are left out")),
    }
}

/// Gives a question for days as one for articles without a date; `None` where it asks for no days.
pub(super) fn of_undated(query: &Query) -> Option<Query> {
    let mut root = query.root.clone();
    forget_days(&mut root).then_some(Query { root })
}

/// Asks for no date where days were asked for, and tells whether any were. One of several ways to be found (`a OR
/// published:2031`) leaves out nothing that matches otherwise.
fn forget_days(node: &mut Node) -> bool {
    match node {
        Node::Boost(inner, _) => forget_days(inner),
        Node::And(nodes) => nodes.iter_mut().fold(false, |any, node| forget_days(node) | any),
        Node::Group(clauses) => {
            let wanted = clauses.iter_mut().filter(|clause| clause.occur != Occur::Not);
            wanted.fold(false, |any, clause| forget_days(&mut clause.node) | any)
        }
        _ if is_days(node) => {
            *node = Node::Not(Box::new(Node::Leaf(Leaf { field: Field::Published, test: Test::Exists })));
            true
        }
        Node::All | Node::Leaf(_) | Node::Or(_) | Node::Not(_) => false,
    }
}

/// Tells whether nothing but days is asked for.
fn is_days(node: &Node) -> bool {
    match node {
        Node::Leaf(leaf) => leaf.field == Field::Published && leaf.test != Test::Exists,
        Node::Or(nodes) => nodes.iter().all(is_days),
        _ => false,
    }
}
