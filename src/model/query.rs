//! What was asked: a tree that prints back to text which parses to itself.

mod pattern;
mod print;
pub mod syntax;

pub use pattern::{Pattern, Piece};

/// A question as understood, before any store plans it. `Node::All` where nothing was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub root: Node,
}

/// A part of a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Everything (`*`).
    All,
    Leaf(Leaf),
    /// Parts side by side without an operator: `a +b -c`. Bare ones count by the match mode (all, any, auto). At least two, but
    /// that the whole question may be one exclusion: a group of exclusions alone asks for everything but them.
    Group(Vec<Clause>),
    /// `a AND b`; at least two.
    And(Vec<Node>),
    /// `a OR b`; at least two.
    Or(Vec<Node>),
    /// `NOT a`, inside AND and OR alone: elsewhere it is a group's exclusion.
    Not(Box<Node>),
    /// `a^2`: from 0 to 100, never 1.
    Boost(Box<Node>, f32),
}

/// A part of a group and how it must occur.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    pub occur: Occur,
    pub node: Node,
}

/// How a part of a group must occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occur {
    /// By the match mode.
    Bare,
    /// `+a`.
    Must,
    /// `-a`.
    Not,
}

/// A test on one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// `Field::Text` where none was typed.
    pub field: Field,
    pub test: Test,
}

/// What a field is tested for. Words are as typed: folding and stemming are the store's.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// One word, or what a tokenizer may split into several that then must stand together (`state-sponsored`).
    Word(String),
    /// `"two words"~3`: in this order with at most `slop` moves; in any order where `slop` is 2 or more.
    Phrase { words: String, slop: u32 },
    /// `a NEAR/5 b`: in any order, with at most `distance` words between; each a word, or several that stand together.
    Near { left: String, right: String, distance: u32 },
    /// `prefix*`; without the star.
    Prefix(String),
    /// `wom?n`, `*ication`: `?` is one character, `*` any number; neither can be meant as itself.
    Wildcard(String),
    /// `word~1`.
    Fuzzy { word: String, distance: u8 },
    /// `[a TO b]`, `>=a`, `2024-03`: inclusive days (`2024-03-05`), `None` is open, never both. Of `published` alone.
    Range { from: Option<String>, to: Option<String> },
    /// `field:*`; never of the text.
    Exists,
}

/// A field that can be asked for: the words of the query language (design section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The words of the passage, or of the claim's content.
    Text,
    Title,
    Source,
    Published,
    Lang,
    Path,
    Url,
    Byline,
    Entity,
    Person,
    Organization,
    Place,
    Speaker,
    Claim,
    Quote,
    Cue,
    Stance,
    Kind,
    /// `true` or `false`: whether the verb of saying is negated ("has not confirmed").
    Negated,
    Via,
}

/// Gives the value of `negated` for a claim.
pub const fn negated_word(negated: bool) -> &'static str {
    if negated { "true" } else { "false" }
}

impl Field {
    /// All fields with the name that each is printed with.
    pub const NAMES: &'static [(Field, &'static str)] = &[
        (Field::Text, "text"),
        (Field::Title, "title"),
        (Field::Source, "source"),
        (Field::Published, "published"),
        (Field::Lang, "lang"),
        (Field::Path, "path"),
        (Field::Url, "url"),
        (Field::Byline, "byline"),
        (Field::Entity, "entity"),
        (Field::Person, "person"),
        (Field::Organization, "organization"),
        (Field::Place, "place"),
        (Field::Speaker, "speaker"),
        (Field::Claim, "claim"),
        (Field::Quote, "quote"),
        (Field::Cue, "cue"),
        (Field::Stance, "stance"),
        (Field::Kind, "kind"),
        (Field::Negated, "negated"),
        (Field::Via, "via"),
    ];

    /// Other names that people type.
    pub const ALIASES: &'static [(Field, &'static str)] = &[
        (Field::Title, "headline"),
        (Field::Source, "outlet"),
        (Field::Source, "site"),
        (Field::Source, "publisher"),
        (Field::Published, "date"),
        (Field::Lang, "language"),
        (Field::Byline, "author"),
        (Field::Entity, "about"),
        (Field::Person, "people"),
        (Field::Organization, "org"),
        (Field::Speaker, "said-by"),
        (Field::Speaker, "said_by"),
        (Field::Speaker, "said"),
        (Field::Speaker, "by"),
    ];

    /// Reads a name or an alias, in whatever case.
    pub fn from_name(name: &str) -> Option<Field> {
        let mut known = Field::NAMES.iter().chain(Field::ALIASES);
        known.find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(field, _)| *field)
    }

    /// Gives the name that the field is printed with.
    pub fn name(self) -> &'static str {
        Field::NAMES.iter().find(|(field, _)| *field == self).map(|(_, name)| *name).expect("NAMES holds every field")
    }

    /// Tells whether the field is of a claim: such fields bind inside one claim when they stand together.
    pub const fn is_of_claim(self) -> bool {
        matches!(
            self,
            Field::Speaker
                | Field::Claim
                | Field::Quote
                | Field::Cue
                | Field::Stance
                | Field::Kind
                | Field::Negated
                | Field::Via
        )
    }

    /// Tells whether the field is of the names that are mentioned.
    pub const fn is_of_names(self) -> bool {
        matches!(self, Field::Entity | Field::Person | Field::Organization | Field::Place)
    }

    /// Tells whether the field is running text, of which words are ranked and marked; all others hold names and values.
    pub const fn is_text(self) -> bool {
        matches!(self, Field::Text | Field::Title | Field::Claim | Field::Quote)
    }
}

impl Leaf {
    /// Tells whether it asks for words, which the match mode counts, and for no field's value.
    pub fn is_words(&self) -> bool {
        self.field == Field::Text
    }

    /// Gives the typed words that a text is ranked by; none of patterns, which have no stem, and of names. Of words that are near
    /// one it is the word itself, so that what has it comes first.
    pub fn ranked(&self) -> Vec<&str> {
        match &self.test {
            _ if !self.field.is_text() => Vec::new(),
            Test::Word(words) | Test::Phrase { words, .. } => vec![words],
            Test::Near { left, right, .. } => vec![left, right],
            Test::Fuzzy { word, .. } => vec![word],
            _ => Vec::new(),
        }
    }
}

impl Node {
    /// Tells whether it asks for words alone.
    pub fn is_words(&self) -> bool {
        match self {
            Node::All => false,
            Node::Leaf(leaf) => leaf.is_words(),
            Node::Boost(inner, _) | Node::Not(inner) => inner.is_words(),
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().all(Node::is_words),
            Node::Group(clauses) => clauses.iter().all(|clause| clause.node.is_words()),
        }
    }

    /// Counts the bare words side by side that the match mode is about.
    pub fn bare_words(&self) -> usize {
        match self {
            Node::Group(clauses) => {
                let bare = clauses.iter().filter(|clause| clause.occur == Occur::Bare && clause.node.is_words()).count();
                bare + clauses.iter().map(|clause| clause.node.bare_words()).sum::<usize>()
            }
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().map(Node::bare_words).sum(),
            Node::Not(inner) | Node::Boost(inner, _) => inner.bare_words(),
            Node::All | Node::Leaf(_) => 0,
        }
    }

    /// Gives the tests that are not excluded, each with its weight, in the order in which they were typed.
    pub fn wanted(&self) -> Vec<(&Leaf, f64)> {
        let mut found = Vec::new();
        self.gather_wanted(1.0, &mut found);
        found
    }

    /// Tells whether any test is such a one, be it excluded.
    pub fn any(&self, is: &impl Fn(&Leaf) -> bool) -> bool {
        match self {
            Node::All => false,
            Node::Leaf(leaf) => is(leaf),
            Node::Not(inner) | Node::Boost(inner, _) => inner.any(is),
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().any(|node| node.any(is)),
            Node::Group(clauses) => clauses.iter().any(|clause| clause.node.any(is)),
        }
    }

    fn gather_wanted<'a>(&'a self, weight: f64, found: &mut Vec<(&'a Leaf, f64)>) {
        match self {
            Node::All | Node::Not(_) => {}
            Node::Leaf(leaf) => found.push((leaf, weight)),
            Node::Boost(inner, by) => inner.gather_wanted(weight * f64::from(*by), found),
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| node.gather_wanted(weight, found)),
            Node::Group(clauses) => {
                let wanted = clauses.iter().filter(|clause| clause.occur != Occur::Not);
                wanted.for_each(|clause| clause.node.gather_wanted(weight, found));
            }
        }
    }
}
