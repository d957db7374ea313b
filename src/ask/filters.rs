//! What narrows a question: filters, and the other names of what they name.

use super::aliases::Aliases;
use super::paths;
use crate::engine::Unit;
use crate::error::{Error, Result};
use crate::model::document::{EntityKind, Stance};
use crate::model::normal::{name_key, words};
use crate::model::query::{Field, Leaf, Node, Query, Test};
use crate::query;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// People with one surname that are told: as many as a reader takes in at once.
const NAMESAKES_TOLD: usize = 5;

/// What answers are narrowed to: any value of one filter, and all filters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// In the order of the fields; values as typed.
    pub values: BTreeMap<Field, Vec<String>>,
    /// From this day, month or year on.
    pub since: Vec<String>,
    /// Up to this day, month or year.
    pub until: Vec<String>,
}

impl Filters {
    /// Tells whether nothing is narrowed.
    pub(super) fn is_empty(&self) -> bool {
        self.values.values().all(Vec::is_empty) && self.since.is_empty() && self.until.is_empty()
    }

    /// Refuses what can find nothing.
    ///
    /// # Errors
    /// Where a date cannot be read, and where no day lies between two.
    pub fn check(&self, today: jiff::civil::Date) -> Result<()> {
        let (mut since, mut until) = (Vec::new(), Vec::new());
        for date in self.dates(today) {
            let Some(Test::Range { from, to }) = date.days else { return Err(Error::usage(date.refused())) };
            if date.word == SINCE { since.extend(from) } else { until.extend(to) }
        }
        // Of several values any counts.
        let is_empty = since.iter().min().zip(until.iter().max()).is_some_and(|(since, until)| since > until);
        if !is_empty {
            return Ok(());
        }
        let (since, until) = (self.since.join(" or "), self.until.join(" or "));
        Err(Error::usage(format!("no day lies between --since {since} and --until {until}: nothing can be found")))
    }

    /// Reads the dates, those of `--since` first.
    fn dates(&self, today: jiff::civil::Date) -> impl Iterator<Item = Date<'_>> {
        let since = self.since.iter().map(|typed| (SINCE, typed));
        since.chain(self.until.iter().map(|typed| (UNTIL, typed))).map(move |(word, typed)| {
            let (range, odd) = query::parse(&format!("{word}:{typed}"), today);
            let days = match range.root {
                Node::Leaf(Leaf { field: Field::Published, test }) => Some(test),
                _ => None,
            };
            Date { word, typed, days, odd }
        })
    }

    /// Narrows a query.
    pub(super) fn apply(&self, query: Query, today: jiff::civil::Date, notices: &mut Vec<String>) -> Query {
        let mut parts = match query.root {
            Node::All => Vec::new(),
            Node::And(nodes) => nodes,
            other => vec![other],
        };
        for (field, values) in self.values.iter().filter(|(_, values)| !values.is_empty()) {
            parts.push(any(values.iter().map(|value| Node::Leaf(Leaf { field: *field, test: test(*field, value) })).collect()));
        }
        let stances = self.values.get(&Field::Stance).into_iter().flatten();
        for odd in stances.filter(|value| Stance::from_word(&value.to_lowercase()).is_none()) {
            let known: Vec<&str> = Stance::ALL.iter().map(|stance| stance.word()).collect();
            notices.push(format!("{odd} is no stance, and finds nothing: stances are {}", known.join(", ")));
        }
        let mut spans: BTreeMap<&str, Vec<Node>> = BTreeMap::new();
        for date in self.dates(today) {
            match date.days {
                Some(test) => {
                    spans.entry(date.word).or_default().push(Node::Leaf(Leaf { field: Field::Published, test }));
                    notices.extend(date.odd);
                }
                None => notices.push(format!("{}; it is left out", date.refused())),
            }
        }
        parts.extend(spans.into_values().map(any));
        let root = match parts.len() {
            0 => Node::All,
            1 => parts.remove(0),
            _ => Node::And(parts),
        };
        Query { root }
    }
}

/// The filters on dates, as they are called.
const SINCE: &str = "since";
const UNTIL: &str = "until";

/// A date that a filter names.
struct Date<'f> {
    /// Which filter.
    word: &'static str,
    typed: &'f str,
    /// What it leaves; `None` where it is no date.
    days: Option<Test>,
    odd: Vec<String>,
}

impl Date<'_> {
    fn refused(&self) -> String {
        let (word, typed) = (self.word, self.typed);
        format!("--{word} {typed} is no date: write a year, a month or a day (2031, 2031-02, 2031-02-05)")
    }
}

/// A filter's value is one name, whatever blanks it has; `*` and `?` stand for more. A star alone is what `field:*` is.
fn test(field: Field, value: &str) -> Test {
    if value == "*" {
        return Test::Exists;
    }
    if value.contains(['*', '?']) {
        return match value.strip_suffix('*').filter(|prefix| !prefix.is_empty() && !prefix.contains(['*', '?'])) {
            Some(prefix) => Test::Prefix(prefix.to_owned()),
            None => Test::Wildcard(value.to_owned()),
        };
    }
    match field {
        Field::Path => Test::Word(value.to_owned()),
        _ => Test::Phrase { words: value.to_owned(), slop: 0 },
    }
}

/// Adds to every test on a name the other forms of that name, and to one on a path the path as it is printed from `here`.
pub(super) fn with_aliases(
    aliases: &Aliases<'_>,
    unit: Unit,
    here: Option<&Path>,
    query: Query,
    notices: &mut Vec<String>,
) -> Result<Query> {
    let mut each = |leaf: Leaf| match leaf.field {
        Field::Path => Ok(paths::as_printed(&aliases.engine.summary().roots, here, leaf)),
        _ => named(aliases, unit, leaf, notices),
    };
    Ok(Query { root: node(query.root, &mut each)? })
}

/// Puts another node in the place of each test.
fn node(root: Node, each: &mut dyn FnMut(Leaf) -> Result<Node>) -> Result<Node> {
    let mut all = |nodes: Vec<Node>| nodes.into_iter().map(|inner| node(inner, each)).collect::<Result<Vec<Node>>>();
    Ok(match root {
        Node::And(nodes) => Node::And(all(nodes)?),
        Node::Or(nodes) => Node::Or(all(nodes)?),
        Node::Not(inner) => Node::Not(Box::new(node(*inner, each)?)),
        Node::Boost(inner, by) => Node::Boost(Box::new(node(*inner, each)?), by),
        Node::Group(mut clauses) => {
            for clause in &mut clauses {
                clause.node = node(std::mem::replace(&mut clause.node, Node::All), each)?;
            }
            Node::Group(clauses)
        }
        Node::Leaf(leaf) => each(leaf)?,
        Node::All => Node::All,
    })
}

fn named(aliases: &Aliases<'_>, unit: Unit, leaf: Leaf, notices: &mut Vec<String>) -> Result<Node> {
    let kind = match leaf.field {
        Field::Entity | Field::Speaker | Field::Via => None,
        Field::Person => Some(EntityKind::Person),
        Field::Organization => Some(EntityKind::Organization),
        Field::Place => Some(EntityKind::Place),
        _ => return Ok(Node::Leaf(leaf)),
    };
    let key = match &leaf.test {
        Test::Word(name) | Test::Phrase { words: name, .. } => name_key(name),
        _ => return Ok(Node::Leaf(leaf)),
    };
    let forms = aliases.forms(&key, kind)?;
    if forms.candidates.len() > 1 {
        notices.push(several(&key, forms.candidates.iter()));
    }
    notices.extend(aliases.doubts(&key, kind, &forms.others)?);
    let field = leaf.field;
    let namesakes = match field {
        Field::Speaker | Field::Person if !key.contains(' ') => aliases.namesakes(&key)?,
        _ => Vec::new(),
    };
    if namesakes.len() > 1 {
        notices.push(shared(&leaf, &namesakes));
    }
    let is_parted = !matches!(field, Field::Speaker | Field::Via) && aliases.rules.parts(&key, kind);
    let mut nodes = vec![if is_parted { as_written(leaf, unit, &key) } else { Node::Leaf(leaf) }];
    let others: BTreeSet<String> = forms.others.into_iter().chain(namesakes).collect();
    nodes.extend(others.into_iter().map(|words| Node::Leaf(Leaf { field, test: Test::Phrase { words, slop: 0 } })));
    Ok(any(nodes))
}

/// Asks for a name and its words: an article that joins it with one that people part from it is found under both.
fn as_written(leaf: Leaf, unit: Unit, key: &str) -> Node {
    // A pattern, because words of a name are not ranked by.
    let written = |field: Field| Node::Leaf(Leaf { field, test: Test::Wildcard(key.to_owned()) });
    let written = match unit {
        Unit::Passage => written(Field::Text),
        // Whoever makes the claim is named beside what is claimed.
        Unit::Claim => Node::Or(vec![written(Field::Text), written(Field::Speaker)]),
    };
    Node::And(vec![Node::Leaf(leaf), written])
}

/// Says that a surname finds several people; longer lists are told by their beginning.
fn shared(leaf: &Leaf, people: &[String]) -> String {
    let (Test::Word(typed) | Test::Phrase { words: typed, .. }) = &leaf.test else { return String::new() };
    let more = match people.len().saturating_sub(NAMESAKES_TOLD) {
        0 => String::new(),
        more => format!("; {more} more"),
    };
    let told = people.iter().take(NAMESAKES_TOLD).map(String::as_str).collect::<Vec<_>>().join("; ");
    format!("{typed} stands for {} people and finds all of them ({told}{more}); a whole name finds one", people.len())
}

/// Says that a short form has several long ones.
pub(super) fn several<'n>(short: &str, names: impl Iterator<Item = &'n String>) -> String {
    let candidates: Vec<&str> = names.map(String::as_str).collect();
    format!("{short} stands for several names ({}); ask for one of them", candidates.join("; "))
}

fn any(mut nodes: Vec<Node>) -> Node {
    if nodes.len() == 1 { nodes.remove(0) } else { Node::Or(nodes) }
}

/// Gives the folded words of a text.
pub(super) fn forms(text: &str) -> Vec<String> {
    words(text).map(|word| word.form).collect()
}
