//! In which shape are answers given? One shape for the command line, and for whatever asks next.
//!
//! Keys are always present, `null` where unknown; `file` alone stands only where a file is not as it was. Offsets into a `text` are
//! Unicode code points, half-open, as in the W3C Web Annotation model; `bytes` and `pieces` are bytes of the raw record.

use super::document::{ClaimKind, Depth, EntityKind, Stance};
use serde::Serialize;
use std::collections::BTreeMap;

/// A half-open range of code points of the `text` that it stands beside.
pub type Chars = [usize; 2];

/// A half-open range of bytes of the raw record.
pub type Bytes = [usize; 2];

/// Writes a count with its noun: `1 article`, `2 articles`.
pub fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Writes what an index holds: `2 articles, 5 passages, 1 claim`.
pub fn holdings(articles: u64, passages: u64, claims: u64) -> String {
    [(articles, "article"), (passages, "passage"), (claims, "claim")].map(|(count, noun)| counted(count, noun)).join(", ")
}

/// All that one question gives.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    pub query: Asked,
    /// Hits there are, whatever the limit; counted before grouping.
    pub total: u64,
    pub hits: Vec<Hit>,
    /// Of `claims`: hits grouped into statements; `null` where they are not grouped.
    pub statements: Option<Vec<Statement>>,
    pub facets: Option<BTreeMap<String, Vec<FacetValue>>>,
    pub notices: Vec<String>,
}

/// The question as typed, and as understood.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    pub typed: String,
    pub understood: String,
}

/// A passage or claim that answers.
#[derive(Clone, Debug, Serialize)]
pub struct Hit {
    /// Counted from 1.
    pub rank: u64,
    /// Rounded to 1e-4; `null` where nothing was ranked by words.
    pub score: Option<f64>,
    /// What the score is the sum of, a ranked word each; `null` unless asked for.
    pub score_parts: Option<Vec<ScorePart>>,
    pub id: String,
    pub kind: HitKind,
    pub article: String,
    pub text: String,
    pub highlights: Vec<Chars>,
    pub provenance: Provenance,
    pub entities: Vec<EntityView>,
    pub claims: Vec<ClaimView>,
    pub also_in: Vec<Copy>,
    /// The passages around it, in order; `null` unless asked for.
    pub context: Option<Vec<Context>>,
}

/// A passage that stands beside a hit and is none itself.
#[derive(Clone, Debug, Serialize)]
pub struct Context {
    pub id: String,
    /// How many passages behind the hit; below 0: before it. 0: the passage that a claim stands in.
    pub offset: i64,
    pub text: String,
    pub provenance: Provenance,
}

/// What one word of the question adds to a hit's score, each rounded to 1e-4.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScorePart {
    /// As it is compared: in lower case, without accents.
    pub word: String,
    /// By the passage or claim itself.
    pub own: f64,
    /// By its whole article.
    pub article: f64,
    /// By its article's title.
    pub title: f64,
}

/// What a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HitKind {
    Passage,
    Claim,
}

/// What is needed to look again.
#[derive(Clone, Debug, Serialize)]
pub struct Provenance {
    pub source: Option<String>,
    pub title: Option<String>,
    pub byline: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    /// The folder that was indexed.
    pub root: String,
    /// Relative to the caller's folder where it lies below it, else absolute.
    pub path: String,
    pub record: Option<RecordView>,
    pub charset: String,
    /// The hull of the pieces.
    pub bytes: Option<Bytes>,
    pub pieces: Vec<Bytes>,
    pub lines: Option<[u64; 2]>,
    pub digest: String,
    /// What has become of the file since it was taken in; left out where it is as it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<FileState>,
    pub quote: TextQuote,
    /// What gave each value: which line, tag, field, folder or rule.
    pub origins: BTreeMap<String, String>,
}

/// How a file differs from what was taken in, by its size and times: `verify` tells whether the words still stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileState {
    /// It has another size or time, or is no file.
    Changed,
    Missing,
    /// Its whole folder is gone: a disk may not be mounted.
    Away,
    /// It cannot be looked at.
    Unreadable,
    /// The index does not hold what it was like, or reading it alone would tell, and it is large.
    Unknown,
}

impl FileState {
    /// Gives the word that it has in an answer.
    pub fn word(self) -> &'static str {
        match self {
            FileState::Changed => "changed",
            FileState::Missing => "missing",
            FileState::Away => "away",
            FileState::Unreadable => "unreadable",
            FileState::Unknown => "unknown",
        }
    }

    /// Says it of a file, behind its path.
    pub fn told(self) -> &'static str {
        match self {
            FileState::Changed => "has changed since it was indexed",
            FileState::Missing => "is gone since it was indexed",
            FileState::Away => "is not there, nor is any of its folder: is a disk not mounted?",
            FileState::Unreadable => "cannot be looked at",
            FileState::Unknown => "may have changed since it was indexed",
        }
    }
}

/// An article that answers, by its name alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The id of its record; its path where it has none.
    pub name: String,
    /// Counted from 1.
    pub rank: u64,
    /// `None` where the question has no words to rank by.
    pub score: Option<f64>,
}

/// Which record of a file.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum RecordView {
    Line { line: u64, id: Option<String> },
    Warc { offset: u64, id: Option<String>, uri: Option<String> },
}

/// The words of a hit and what stands around them: the W3C's TextQuoteSelector.
#[derive(Clone, Debug, Serialize)]
pub struct TextQuote {
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
}

/// An entity and where it stands in the text beside it.
#[derive(Clone, Debug, Serialize)]
pub struct EntityView {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: EntityKind,
    pub mentions: Vec<Chars>,
    pub references: Vec<Chars>,
}

/// A claim and where its parts stand in the text beside it.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimView {
    pub id: String,
    pub speaker: SpeakerView,
    pub cue: CueView,
    pub stance: Stance,
    pub kind: ClaimKind,
    pub negated: bool,
    pub content: Vec<Part>,
    pub quotes: Vec<Part>,
    pub via: Vec<ViaView>,
    pub sentence: Option<Chars>,
    pub corrected: bool,
}

/// Who said it: `name` is `null` where the article does not say.
#[derive(Clone, Debug, Serialize)]
pub struct SpeakerView {
    pub name: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<EntityKind>,
    pub text: Option<String>,
    pub span: Option<Chars>,
    pub bytes: Option<Bytes>,
}

/// The words that report.
#[derive(Clone, Debug, Serialize)]
pub struct CueView {
    pub lemma: Option<String>,
    pub text: Option<String>,
    pub span: Option<Chars>,
    pub bytes: Option<Bytes>,
}

/// A stretch of text: `span` is `null` where it lies outside the text beside it; `bytes` says where it stands all the same.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    pub text: String,
    pub span: Option<Chars>,
    pub bytes: Option<Bytes>,
}

/// Who relays it.
#[derive(Clone, Debug, Serialize)]
pub struct ViaView {
    pub name: Option<String>,
    pub text: String,
    pub span: Option<Chars>,
    pub bytes: Option<Bytes>,
}

/// A near copy of a hit elsewhere.
#[derive(Clone, Debug, Serialize)]
pub struct Copy {
    pub id: String,
    pub source: Option<String>,
    pub published: Option<String>,
    pub similarity: f64,
}

/// The same claim by the same speaker wherever it is carried.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    pub speaker: Option<String>,
    pub stance: Stance,
    pub text: String,
    pub variants: Vec<Variant>,
    pub sources: Vec<String>,
    /// Of the sources, those that did not take it from another; 1 where no source is known.
    pub independent: u64,
    /// Articles with it whose source is not known, but for their file's name.
    pub unsourced: u64,
    pub first: Option<String>,
    pub latest: Option<String>,
    pub opposed: Vec<String>,
}

/// One wording of a statement.
#[derive(Clone, Debug, Serialize)]
pub struct Variant {
    pub text: String,
    pub difference: String,
    pub ids: Vec<String>,
}

/// Where a quotation comes from.
#[derive(Clone, Debug, Serialize)]
pub struct Trace {
    pub typed: String,
    /// The best of what was found.
    pub class: TraceClass,
    /// Best class first, then the earliest.
    pub found: Vec<Traced>,
    /// Those of the places too, each once.
    pub notices: Vec<String>,
}

/// How words stand in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TraceClass {
    /// Word for word; signs, case and what the typist left out with dots aside.
    Verbatim,
    /// With words changed, added or left out.
    Altered,
    /// In other words.
    Paraphrased,
    Absent,
}

/// A place where a quotation stands.
#[derive(Clone, Debug, Serialize)]
pub struct Traced {
    pub class: TraceClass,
    /// The words with what differs: `[-typed-]` is not in the article, `{+left out+}` is. Empty where nothing differs; the
    /// article's words where they are others.
    pub difference: String,
    /// Who says it there; `null` where the article does not say.
    pub speaker: Option<String>,
    /// Which of the hit's claims the words are, which has the stance; `null` where the article says it itself.
    pub claim: Option<String>,
    /// Of the words themselves.
    pub lines: Option<[u64; 2]>,
    /// Of the words themselves.
    pub bytes: Option<Bytes>,
    /// What a reader must not overlook at this place: another number, a negation, a denial.
    pub notices: Vec<String>,
    pub hit: Hit,
}

/// How many hits have a value.
#[derive(Clone, Debug, Serialize)]
pub struct FacetValue {
    pub value: String,
    pub count: u64,
}

/// What there is to filter by.
#[derive(Clone, Debug, Serialize)]
pub struct Names {
    pub total: u64,
    pub values: Vec<NameView>,
    pub notices: Vec<String>,
}

/// A name to filter by, and how often it occurs.
#[derive(Clone, Debug, Serialize)]
pub struct NameView {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: Option<EntityKind>,
    pub aliases: Vec<AliasView>,
    pub articles: u64,
    pub passages: u64,
    pub claims: u64,
    pub sources: u64,
    pub with: Vec<WithView>,
    pub first: Option<String>,
    pub latest: Option<String>,
}

/// Another form of a name, and why it is taken for one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct AliasView {
    pub name: String,
    pub because: String,
}

/// A name that stands in the same articles.
#[derive(Clone, Debug, Serialize)]
pub struct WithView {
    pub name: String,
    pub articles: u64,
}

/// What came of looking at the index's own files.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StoreState {
    /// The SHA-256 over all that the last commit says of its files: noted elsewhere, it proves later that nothing was exchanged.
    pub seal: String,
    pub files: u64,
    pub bytes: u64,
    pub damaged: Vec<Damage>,
}

/// A file of the index that is not as it was written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Damage {
    pub file: String,
    pub reason: String,
}

/// What a run of `index` did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    pub added: u64,
    pub updated: u64,
    pub moved: u64,
    pub removed: u64,
    pub unchanged: u64,
    /// Files that the run was stopped before; the next one goes on with them.
    pub left: u64,
    /// Files whose bytes were read in this run.
    pub read: u64,
    /// Articles that were analysed in this run.
    pub analysed: u64,
    pub skipped: Vec<Skipped>,
    /// What a reader must be told of articles that were read in this run.
    pub notices: Vec<Noted>,
    pub articles: u64,
    pub passages: u64,
    pub claims: u64,
    pub seconds: f64,
    pub digest: String,
}

/// What a reader must be told of an article that was taken in: a limit that it met, dates that conflict.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Noted {
    pub path: String,
    pub record: Option<String>,
    pub notice: String,
}

/// What could not be taken in, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
pub struct Skipped {
    pub path: String,
    pub record: Option<String>,
    pub reason: String,
}

impl Skipped {
    /// Says why a whole file was passed over.
    pub fn file(path: &str, reason: impl Into<String>) -> Self {
        Skipped { path: path.to_owned(), record: None, reason: reason.into() }
    }
}

/// What an index holds.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// Of the content: equal for equal content, whatever the history.
    pub digest: String,
    /// The digest made afresh from all that is stored, which was the same; `None` where it was not asked for.
    pub deep: Option<String>,
    pub articles: u64,
    pub passages: u64,
    pub claims: u64,
    pub entities: u64,
    pub sources: u64,
    pub analysed: Depths,
    /// Articles so long that names and claims were looked for in their beginning alone.
    pub beginnings: u64,
    pub roots: Vec<String>,
    pub skipped: Vec<Skipped>,
    /// Of the index's files.
    pub bytes: u64,
    pub versions: Versions,
}

/// The versions that an index was made with; another version of the format is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Versions {
    pub format: u32,
    pub analysis: u32,
}

/// How many articles were analysed how far: in those of `text` neither names nor claims were looked for, in those of `entities` no
/// claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Depths {
    pub text: u64,
    pub entities: u64,
    pub claims: u64,
}

impl Depths {
    /// Counts articles in.
    pub fn add(&mut self, depth: Depth, articles: u64) {
        *match depth {
            Depth::Text => &mut self.text,
            Depth::Entities => &mut self.entities,
            Depth::Claims => &mut self.claims,
        } += articles;
    }
}

/// What `verify` found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Verified {
    /// Articles whose record is as it was.
    pub intact: u64,
    pub changed: Vec<VerifiedArticle>,
    pub moved: Vec<VerifiedArticle>,
    pub missing: Vec<VerifiedArticle>,
    /// Folders of which nothing can be looked at, with how many of the articles that were asked for lie there.
    pub away: Vec<AwayFolder>,
    /// Articles whose file is there, as far as can be told, and cannot be read.
    pub unreadable: Vec<VerifiedArticle>,
    /// Articles that the index holds and could not look for: it has lost what it knew of their files. 0 where IDs are asked for.
    pub unchecked: u64,
    pub hits: Vec<VerifiedHit>,
}

/// A folder that is not there, holds no file any more or cannot be listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AwayFolder {
    pub path: String,
    pub reason: String,
    pub articles: u64,
}

/// An article that is not as it was.
#[derive(Clone, Debug, Serialize)]
pub struct VerifiedArticle {
    pub id: String,
    pub path: String,
    pub reason: String,
}

/// A hit, proved byte by byte or not.
#[derive(Clone, Debug, Serialize)]
pub struct VerifiedHit {
    pub id: String,
    pub state: State,
}

/// Whether what was cited still stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Intact,
    Changed,
    Moved,
    Missing,
    Away,
    Unreadable,
    Unknown,
}

/// What the readers find in one article.
#[derive(Clone, Debug, Serialize)]
pub struct Analysis {
    pub id: String,
    pub path: String,
    /// What has become of the file since it was taken in; left out where it is as it was, or was never taken in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<FileState>,
    pub record: Option<RecordView>,
    pub article: ArticleView,
    pub text: String,
    pub blocks: Vec<BlockView>,
    /// What a page holds that is no part of the text; empty where the article comes from an index.
    pub left_out: Vec<LeftOutView>,
    pub sentences: Vec<Chars>,
    pub passages: Vec<Chars>,
    pub entities: Vec<EntityView>,
    pub claims: Vec<ClaimView>,
}

/// The facts about an article.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView {
    pub title: Option<String>,
    pub byline: Option<String>,
    pub published: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub lang: Option<String>,
    pub origins: BTreeMap<String, String>,
    pub notices: Vec<String>,
}

/// A block and where it stands.
#[derive(Clone, Debug, Serialize)]
pub struct BlockView {
    pub role: super::article::Role,
    pub span: Chars,
    pub bytes: Option<Bytes>,
    /// Which rule gave the role, in words; `None` where the article comes from an index.
    pub why: Option<&'static str>,
}

/// A stretch of a page that is no part of the text of record, and which rule left it out.
#[derive(Clone, Debug, Serialize)]
pub struct LeftOutView {
    pub text: String,
    pub bytes: Bytes,
    pub why: Option<&'static str>,
}
