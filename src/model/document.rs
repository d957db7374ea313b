//! What was found in an article's text: sentences, passages, entities, claims, aliases?

use super::article::Article;
use super::span::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An article and all that was found in it: what is taken into an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub article: Article,
    pub findings: Findings,
}

/// How much of an article is analysed; each holds the ones before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Depth {
    /// Sentences and passages.
    Text,
    /// And names.
    Entities,
    /// And claims.
    #[default]
    Claims,
}

impl Depth {
    /// Gives the word that stands for it.
    pub const fn word(self) -> &'static str {
        match self {
            Depth::Text => "text",
            Depth::Entities => "entities",
            Depth::Claims => "claims",
        }
    }
}

/// What the analysis finds. Every span is in bytes of the article's text and lies in blocks that are not furniture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// In order, disjoint; a sentence never crosses a block's border.
    pub sentences: Vec<Span>,
    /// In order, disjoint; together all of the story.
    pub passages: Vec<Span>,
    /// By where they are first mentioned.
    pub entities: Vec<Entity>,
    /// By where their sentence begins, then by their cue.
    pub claims: Vec<Claim>,
    /// Long and short forms that the article itself declares ("Federal Reserve (Fed)").
    pub aliases: Vec<Alias>,
}

/// A person, organization, place or other named thing of one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// The fullest name in the article, without titles, leading "the" and possessive; never empty.
    pub name: String,
    pub kind: EntityKind,
    /// Names as written, without titles, leading "the" and possessive; in order.
    pub mentions: Vec<Span>,
    /// Other words that stand for it ("the department", "she"); in order.
    pub references: Vec<Span>,
}

/// The type of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    Person,
    Organization,
    Place,
    /// Events, products, laws, works, nationalities.
    Other,
}

/// One statement that is reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub speaker: Speaker,
    /// `None` where the article attributes by place alone (a quotation that goes on in the next paragraph).
    pub cue: Option<Cue>,
    pub stance: Stance,
    pub kind: ClaimKind,
    /// Whether the cue is negated ("did not say").
    pub negated: bool,
    /// What is claimed, without outer quotation marks; in order, at least one, never empty.
    pub content: Vec<Span>,
    /// The quoted words, without the marks; in order.
    pub quotes: Vec<Span>,
    /// Who relays it, outermost first; empty where the article itself reports.
    pub via: Vec<Via>,
    /// From the start of the first to the end of the last sentence that the claim stands in.
    pub sentence: Span,
}

impl Claim {
    /// Gives which passages its words stand in, in order; the first is where it is shown.
    pub fn passages(&self, passages: &[Span]) -> Vec<u32> {
        let mut found: BTreeSet<u32> = BTreeSet::new();
        for span in self.content.iter().copied().chain(self.cue.as_ref().map(|cue| cue.span)) {
            let first = passages.partition_point(|passage| passage.end <= span.start);
            let touched = passages[first..].iter().take_while(|passage| passage.start < span.end).count();
            found.extend((first..first + touched).map(|at| at as u32));
        }
        found.into_iter().collect()
    }
}

/// Who is said to have said it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The entity's name; `None` where the article does not say.
    pub name: Option<String>,
    pub kind: Option<EntityKind>,
    /// The words that stand for the speaker; `None` where there are none ("it is alleged").
    pub span: Option<Span>,
}

/// The words that report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// The dictionary form of its head: `deny`, `according to`.
    pub lemma: String,
    pub span: Span,
}

/// Who relays a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Via {
    /// The entity's name; `None` where it is not a name ("local media").
    pub name: Option<String>,
    pub span: Span,
}

/// What the speaker does with the content, told from the cue, its negation and its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    Assert,
    Confirm,
    /// What the content names is denied: "denied the charge", "called the charge groundless". A clause that says itself that
    /// something is untrue ("said the charge was groundless") is asserted.
    Deny,
    Allege,
    Question,
    Urge,
    Predict,
}

/// How much of the content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimKind {
    /// All of it.
    Direct,
    /// A paraphrase that holds quoted words.
    Mixed,
    /// None of it.
    Indirect,
}

/// A long and a short form of one name, declared in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    pub name: String,
    pub alias: String,
    pub kind: EntityKind,
    /// Where it is declared.
    pub span: Span,
}

macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),* }) => {
        impl $type {
            /// All values, in their order.
            pub const ALL: &'static [$type] = &[$($type::$variant),*];

            /// Gives the word that stands for it in queries and JSON.
            pub const fn word(self) -> &'static str {
                match self { $($type::$variant => $word),* }
            }

            /// Reads the word that stands for it.
            pub fn from_word(word: &str) -> Option<$type> {
                $type::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
    };
}

words!(EntityKind { Person = "person", Organization = "organization", Place = "place", Other = "other" });
words!(Stance {
    Assert = "assert",
    Confirm = "confirm",
    Deny = "deny",
    Allege = "allege",
    Question = "question",
    Urge = "urge",
    Predict = "predict"
});
words!(ClaimKind { Direct = "direct", Mixed = "mixed", Indirect = "indirect" });
