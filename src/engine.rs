//! What does every store do? It answers (`Engine`) and takes in (`Sink`).

use crate::error::Result;
use crate::model::alike::{Alike, Pair};
use crate::model::answer::{Depths, FacetValue, ScorePart, Skipped, Versions};
use crate::model::corrections::Corrections;
use crate::model::document::{Alias, Depth, Document, EntityKind};
use crate::model::id::ArticleId;
use crate::model::query::Query;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

/// A store that answers.
pub trait Engine {
    /// Finds passages or claims, best first.
    ///
    /// # Errors
    /// Where the store cannot be read. An odd question is none.
    fn find(&self, request: &Request<'_>) -> Result<Found>;

    /// Gives what the score of a row that was found is the sum of, a ranked word each; empty where nothing is ranked by words.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn explain(&self, request: &Request<'_>, row: &Row) -> Result<Vec<ScorePart>>;

    /// Counts what rows hold that a request found (`None`: all that it finds, whatever its limit), each row once a value. Names
    /// that are one are one value. Gives of each facet the `most` frequent values (0: all), those of equal counts in the order
    /// of their letters; months all of them, in the order of time.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn facets(&self, request: &Request<'_>, rows: Option<&[Row]>, most: usize, alike: &Alike) -> Result<FacetCounts>;

    /// Gives the passages that a question finds and that may be copies, but those `besides`, which it found before; by article and
    /// position, without scores. Each of `bands` is of one passage: a copy of it has any of its bands that few passages have, or
    /// several of those that many have (`model::likeness`).
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn alike(&self, request: &Request<'_>, bands: &[Vec<u64>], besides: &[Row]) -> Result<Vec<Row>>;

    /// Counts the passages that have a band, whatever was asked.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn passages_of_band(&self, band: u64) -> Result<usize>;

    /// Tells of each folded word how rare it is among claims: from 0, if all have it, to about 15.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn rarities(&self, words: &[String]) -> Result<Vec<f64>>;

    /// Tells whether a folded word stands in the text or the title of any article, in any of its forms.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn is_written(&self, word: &str) -> Result<bool>;

    /// Counts the articles whose text a folded word stands in, in any of its forms.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn articles_with(&self, word: &str) -> Result<u64>;

    /// Gives the words of articles that begin as a folded word does and may be meant by it (`model::normal::is_mistyped`), in
    /// order, each with how many passages have it, those too that are no more.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn words_like(&self, word: &str) -> Result<Vec<(String, u64)>>;

    /// Counts the articles that are so long that names and claims were looked for in their beginning alone.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn beginnings(&self) -> Result<u64>;

    /// Gives an article with all that was found in it; `None` where the store has no such article.
    ///
    /// # Errors
    /// Where what is stored is not what was taken in.
    fn document(&self, id: ArticleId) -> Result<Option<Stored>>;

    /// Gives the article that a row is of, which this store found as it is now; `None` where it has no such article.
    ///
    /// # Errors
    /// As [`Engine::document`].
    fn document_of(&self, row: &Row) -> Result<Option<Stored>>;

    /// Calls `take` with every article, in the order of their ids.
    ///
    /// # Errors
    /// As [`Engine::document`], and what `take` gives.
    fn each_document(&self, take: &mut dyn FnMut(Stored) -> Result<()>) -> Result<()>;

    /// Gives the alias facts that name `key` (a normal form) on either side, each with the article that declares it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn aliases(&self, key: &str) -> Result<Vec<(Alias, ArticleId)>>;

    /// Gives the names that articles declare for one another, each pair once, in order; those with `key` (a normal form) on
    /// either side, or all.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn name_pairs(&self, key: Option<&str>) -> Result<Vec<Pair>>;

    /// Tells whether a passage names something of a type, given by its normal form.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn is_named(&self, kind: EntityKind, key: &str) -> Result<bool>;

    /// Gives the people whose names have several words and end with this one (folded): normal forms with names as written,
    /// in order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn namesakes(&self, surname: &str) -> Result<Vec<(String, String)>>;

    /// Gives the languages that articles are in, as they are filtered by, in order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn languages(&self) -> Result<Vec<String>>;

    /// Counts what can be filtered by, ordered by type and normal form.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn names(&self, which: NameSet) -> Result<Vec<NameCount>>;

    /// Counts the passages and the claims that hold one at least of the names, given by their normal forms.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn occurrences(&self, which: NameSet, kind: Option<EntityKind>, keys: &[String]) -> Result<(u64, u64)>;

    /// Gives the files that were taken in, ordered by root and path.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn files(&self) -> Result<Vec<FileRow>>;

    /// Gives the files that were taken in, ordered by root and path, each with its size and times alone: without its articles and
    /// what became of them.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn file_stamps(&self) -> Result<Vec<FileRow>>;

    /// Gives the file that was taken in under the root called `label` by this path, as [`Engine::file_stamps`] gives it; `None`
    /// where the store has no such file.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn file(&self, label: &str, path: &str) -> Result<Option<FileRow>>;

    /// Gives what the last commit says of the whole.
    fn summary(&self) -> &Summary;

    /// Makes the content digest afresh from what is stored, counting what is searched beside it.
    ///
    /// # Errors
    /// Where the store cannot be read, or holds other than its articles say.
    fn deep_digest(&self) -> Result<String>;

    /// Gives the size of the store in bytes.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn bytes(&self) -> Result<u64>;
}

/// Makes of articles what a store takes in: the costly part of it, which many threads do at once.
pub trait Cataloguer {
    /// An article as the store takes it in.
    type Entry: Send;

    /// Makes the entry of an article that stands under the root called `label`.
    ///
    /// # Errors
    /// Where the article cannot be encoded.
    fn entry(&self, label: &str, id: ArticleId, document: Document) -> Result<Self::Entry>;
}

/// A store that takes in. Nothing that was put or removed is seen before `commit`, and all of it after.
pub trait Sink {
    type Cataloguer: Cataloguer + Clone + Send;

    /// Gives what makes entries for this store, for as long as the store is open.
    fn cataloguer(&self) -> Self::Cataloguer;

    /// Takes in an article, unless it is held just so. Its file is to be finished, or removed, before the next commit.
    ///
    /// # Errors
    /// Where the store cannot be written; the sink is then of no more use.
    fn shelve(&mut self, entry: <Self::Cataloguer as Cataloguer>::Entry) -> Result<Change>;

    /// Takes in the row of a file whose articles are shelved; forgets those of `previous` that it has no more, and tells how many.
    ///
    /// # Errors
    /// As [`Sink::shelve`].
    fn finish(&mut self, file: &FileRow, previous: Option<&FileRow>) -> Result<u64>;

    /// Takes in one file: its row, and of its articles those that are not held just so; forgets those of `previous` that it has
    /// no more.
    ///
    /// # Errors
    /// As [`Sink::shelve`].
    fn put(&mut self, file: &FileRow, previous: Option<&FileRow>, documents: &[(ArticleId, Document)]) -> Result<Change> {
        let cataloguer = self.cataloguer();
        let mut change = Change::default();
        for (id, document) in documents {
            change = change.plus(self.shelve(cataloguer.entry(&file.root, *id, document.clone())?)?);
        }
        change.removed += self.finish(file, previous)?;
        Ok(change)
    }

    /// Notes a new row for a file whose articles stay as they are.
    ///
    /// # Errors
    /// As [`Sink::shelve`].
    fn touch(&mut self, file: &FileRow) -> Result<()>;

    /// Forgets a file and its articles.
    ///
    /// # Errors
    /// As [`Sink::shelve`].
    fn remove(&mut self, file: &FileRow) -> Result<()>;

    /// Makes all of it durable and visible at once.
    ///
    /// # Errors
    /// As [`Sink::shelve`]; the last commit then stands.
    fn commit(&mut self, roots: &[Root]) -> Result<Summary>;
}

/// What taking in a file changed, in articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub added: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub removed: u64,
}

impl Change {
    /// Adds up, count by count.
    pub fn plus(self, other: Change) -> Change {
        Change {
            added: self.added + other.added,
            updated: self.updated + other.updated,
            unchanged: self.unchanged + other.unchanged,
            removed: self.removed + other.removed,
        }
    }
}

/// What a store is asked.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    pub unit: Unit,
    pub query: &'a Query,
    /// Whether bare words side by side must all occur.
    pub all: bool,
    pub sort: Sort,
    /// How many rows from the first on; `None`: all.
    pub limit: Option<usize>,
    /// At most this many rows an article, its first; `None`: all.
    pub per_article: Option<usize>,
    /// Whether only what the last run took in is found.
    pub only_new: bool,
    /// What people say is otherwise than was found.
    pub corrections: &'a Corrections,
}

impl<'a> Request<'a> {
    /// Asks for all rows that a query finds, by any of its words.
    pub fn all_of(unit: Unit, query: &'a Query, corrections: &'a Corrections) -> Self {
        Request { unit, query, all: false, sort: Sort::Relevance, limit: None, per_article: None, only_new: false, corrections }
    }
}

/// What is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Passage,
    Claim,
}

/// In which order rows are given; ties by publication (newest first), article, position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Relevance,
    Newest,
    Oldest,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Rows there are, whatever the limit.
    pub total: u64,
    pub rows: Vec<Row>,
}

/// One passage or claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    pub article: ArticleId,
    /// Which passage or claim of the article, counted from 0.
    pub position: u32,
    /// Rounded to 1e-4; 0 where the question has no words to rank by.
    pub score: f64,
    /// Where the store keeps it, for the store alone: of the store that found it, as it was then.
    pub place: u64,
}

/// Keeps of every article its first rows, in order.
pub fn keep_a_few(rows: &mut Vec<Row>, most: usize) {
    let mut kept: HashMap<u64, usize, BuildHasherDefault<AsItIs>> = HashMap::default();
    rows.retain(|row| {
        let count = kept.entry(row.article.0).or_default();
        *count += 1;
        *count <= most
    });
}

/// Hashes the id of an article: it is the beginning of a hash, and needs no other.
#[derive(Debug, Default)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, id: u64) {
        self.0 = id;
    }
}

/// What hits are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    Source,
    /// By type.
    Entity(EntityKind),
    Speaker,
    Stance,
    /// `YYYY-MM`, in UTC.
    Month,
}

impl Facet {
    /// Gives the name that it has in an answer.
    pub fn name(self) -> &'static str {
        match self {
            Facet::Source => "source",
            Facet::Entity(kind) => kind.word(),
            Facet::Speaker => "speaker",
            Facet::Stance => "stance",
            Facet::Month => "month",
        }
    }

    /// All facets.
    pub const ALL: &'static [Facet] = &[
        Facet::Source,
        Facet::Entity(EntityKind::Person),
        Facet::Entity(EntityKind::Organization),
        Facet::Entity(EntityKind::Place),
        Facet::Entity(EntityKind::Other),
        Facet::Speaker,
        Facet::Stance,
        Facet::Month,
    ];
}

/// Of each facet its values with how many rows have them; in no promised order.
pub type FacetCounts = BTreeMap<Facet, Vec<FacetValue>>;

/// An article as the store keeps it.
#[derive(Clone, Debug)]
pub struct Stored {
    pub id: ArticleId,
    /// The folder that it was found under.
    pub root: String,
    /// The label of that root.
    pub label: String,
    pub document: Document,
}

/// Which names are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameSet {
    Sources,
    Entities,
}

/// A name and how often it occurs.
#[derive(Clone, Debug)]
pub struct NameCount {
    /// As it is written most often, then first in order.
    pub name: String,
    /// Its normal form.
    pub key: String,
    pub kind: Option<EntityKind>,
    /// In order.
    pub articles: Vec<ArticleId>,
    /// As written, in order.
    pub sources: Vec<String>,
    /// Seconds since 1970.
    pub first: Option<i64>,
    pub latest: Option<i64>,
}

/// A file that was taken in, or passed over with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRow {
    /// Which root, by its label.
    pub root: String,
    pub path: String,
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: i64,
    /// When the system noted its last change, or one of its name, rights or time: nanoseconds since 1970.
    pub changed: i64,
    /// Whether its folder was on another file system than the root.
    pub mounted: bool,
    /// When the run that read it began; a file changed at or after that moment is read again.
    pub seen: i64,
    /// What its articles depend on beside its bytes and the depth: the corpus's rules, a named source.
    pub recipe: String,
    /// How much of its articles was analysed; where it holds some of an earlier run, the least.
    pub depth: Depth,
    /// Of the file's bytes: `sha256:…`; empty where they were never read.
    pub digest: String,
    pub articles: Vec<ArticleId>,
    pub skipped: Vec<Skipped>,
}

/// A folder that was indexed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// Absolute.
    pub path: String,
    /// What tells its articles from those of other roots: empty for the first root, else its path.
    pub label: String,
    /// The source that the user named for all in it.
    pub source: Option<String>,
}

/// What a commit says of the whole index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub versions: Versions,
    pub roots: Vec<Root>,
    /// Files that were taken in or passed over with a reason.
    pub files: u64,
    pub totals: Totals,
    /// How many of the articles were analysed how far.
    pub depths: Depths,
    /// `sha256:…` over the sorted row digests of all articles.
    pub digest: String,
    /// Which run took in articles last, counted from 1; no part of the content.
    pub run: u64,
}

/// What a store held when it was opened for writing.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// Of its last commit; `None` where there was none.
    pub summary: Option<Summary>,
    /// Ordered by root and path.
    pub files: Vec<FileRow>,
}

impl Before {
    /// Gives the folders that were indexed.
    pub fn roots(&self) -> &[Root] {
        self.summary.as_ref().map_or(&[], |summary| &summary.roots)
    }
}

/// Counts over live articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub articles: u64,
    pub passages: u64,
    pub claims: u64,
    /// Tokens of all passages, as indexed.
    pub passage_tokens: u64,
    /// Tokens of all articles, as indexed.
    pub article_tokens: u64,
    /// Tokens of all claims' contents, as indexed.
    pub claim_tokens: u64,
}

impl Totals {
    /// Adds up, count by count.
    pub fn plus(self, other: Totals) -> Totals {
        Totals {
            articles: self.articles + other.articles,
            passages: self.passages + other.passages,
            claims: self.claims + other.claims,
            passage_tokens: self.passage_tokens + other.passage_tokens,
            article_tokens: self.article_tokens + other.article_tokens,
            claim_tokens: self.claim_tokens + other.claim_tokens,
        }
    }
}
