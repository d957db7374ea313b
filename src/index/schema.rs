//! Which fields does a document of each kind have?
//!
//! One index holds documents of five kinds: articles, passages, claims, aliases, and the files that they came from (the
//! manifest). Fields that are ranked or counted belong to one kind alone, so that no kind's lengths and counts mix into another's.

use super::bands::BANDS;
use super::facets::FacetColumn;
use super::words::CUT;
use crate::model::document::EntityKind;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

/// The fields, by what they hold.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    /// `Kind` as a number.
    pub kind: Field,
    /// The article's id, on its article, passages, claims and aliases.
    pub article: Field,
    /// Which passage or claim of the article.
    pub position: Field,
    /// Seconds since 1970, where the date is known.
    pub published: Field,
    /// The article without its text and all that was found in it, as bytes.
    pub blob: Field,
    /// The article's text: what is stored as text is written and read at once, bytes one by one.
    pub text: Field,
    /// The first and second 64 bits of the row digest.
    pub row: [Field; 2],
    /// Counts of the article: passages, claims, and tokens of passages, article and claims.
    pub tally: [Field; 5],
    /// The source's name as written, for counting.
    pub source_name: Field,
    /// `type\u{1}name` of every entity, for counting.
    pub entity_name: Field,
    pub facets: FacetFields,
    /// On passages and claims: which run took them in.
    pub run: Field,
    /// What is known of an article stands with the article alone; its passages and claims are found by its id.
    pub title: TextFields,
    pub source: Field,
    pub lang: Field,
    pub path: Field,
    pub url: Field,
    pub byline: Field,
    /// How long the text of a passage or claim is, on articles the title, as coarse as the engine's own lengths.
    pub length: Field,
    /// On a first passage that is the headline, where others tell the story.
    pub headline: Field,
    /// Bands of a passage: passages that may be copies have one in common.
    pub passage_bands: Field,
    pub passage: UnitFields,
    pub claim: UnitFields,
    /// In a claim: the words inside quotation marks.
    pub quote: TextFields,
    /// In a claim: normal forms of the speaker's names and words.
    pub speaker: Field,
    pub cue: Field,
    pub stance: Field,
    pub claim_kind: Field,
    /// In a claim: `true` or `false`.
    pub negated: Field,
    pub via: Field,
    /// In a claim: the passages that it stands in.
    pub passages: Field,
    /// Normal forms of an alias fact's two sides.
    pub alias: Field,
    /// `type\u{1}name\u{1}alias` of an alias fact, for reading all of them.
    pub alias_fact: Field,
    /// Hash of a file's root and path.
    pub file: Field,
    /// A file's row as bytes, for reading all of them; without its articles where they are many.
    pub file_row: Field,
    /// The row of a file of many articles, or an alias fact, as bytes.
    pub row_blob: Field,
}

/// On passages and claims, columns of what hits are counted by: a group, `\u{1}`, and the name as written.
///
/// A document has one value of a group at most, so that documents are counted and not names.
#[derive(Clone, Debug)]
pub(super) struct FacetFields {
    /// The group is the source's normal form.
    pub source: Field,
    /// The group is a type, `\u{1}` and a normal form.
    pub entity: Field,
    /// The group is the speaker's normal form.
    pub speaker: Field,
    /// The word alone.
    pub stance: Field,
}

/// Fields that passages and claims both have, each kind its own.
#[derive(Clone, Debug)]
pub(super) struct UnitFields {
    pub text: TextFields,
    pub person: Field,
    pub organization: Field,
    pub place: Field,
    pub other: Field,
}

impl UnitFields {
    /// Gives the field of entities of a type.
    pub(super) fn of_kind(&self, kind: EntityKind) -> Field {
        match kind {
            EntityKind::Person => self.person,
            EntityKind::Organization => self.organization,
            EntityKind::Place => self.place,
            EntityKind::Other => self.other,
        }
    }

    /// Gives the fields of entities of all types.
    pub(super) fn entities(&self) -> [Field; 4] {
        [self.person, self.organization, self.place, self.other]
    }
}

/// A running text in two fields: its words as they are and where, and how often the stems of those that are looked for
/// by their stem alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextFields {
    pub stems: Field,
    pub forms: Field,
}

/// The kinds of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub(super) enum Kind {
    Article = 0,
    Passage = 1,
    Claim = 2,
    Alias = 3,
    File = 4,
}

/// Makes the schema and its fields. A change here is a new version of the format.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let fields = Fields {
        kind: builder.add_u64_field("kind", number()),
        article: builder.add_u64_field("article", number().set_fast()),
        position: builder.add_u64_field("position", FAST),
        published: builder.add_i64_field("published", NumericOptions::default().set_fast()),
        blob: builder.add_bytes_field("blob", STORED),
        text: builder.add_text_field("text", STORED),
        row: [builder.add_u64_field("row_high", FAST), builder.add_u64_field("row_low", FAST)],
        tally: [
            builder.add_u64_field("passage_count", FAST),
            builder.add_u64_field("claim_count", FAST),
            builder.add_u64_field("passage_tokens", FAST),
            builder.add_u64_field("article_tokens", FAST),
            builder.add_u64_field("claim_tokens", FAST),
        ],
        source_name: builder.add_text_field("source_name", counted()),
        entity_name: builder.add_text_field("entity_name", counted()),
        facets: FacetFields {
            source: builder.add_text_field(FacetColumn::Source.name(), counted()),
            entity: builder.add_text_field(FacetColumn::Entity.name(), counted()),
            speaker: builder.add_text_field(FacetColumn::Speaker.name(), counted()),
            stance: builder.add_text_field(FacetColumn::Stance.name(), counted()),
        },
        run: builder.add_u64_field("run", FAST),
        title: text(&mut builder, "title"),
        source: builder.add_text_field("source", whole()),
        lang: builder.add_text_field("lang", whole()),
        path: builder.add_text_field("path", whole()),
        url: builder.add_text_field("url", whole()),
        byline: builder.add_text_field("byline", whole()),
        length: builder.add_u64_field("length", FAST),
        headline: builder.add_u64_field("headline", FAST),
        passage_bands: builder.add_text_field("passage_bands", running(bands())),
        passage: unit(&mut builder, "passage"),
        claim: unit(&mut builder, "claim"),
        quote: text(&mut builder, "quote"),
        speaker: builder.add_text_field("speaker", whole()),
        cue: builder.add_text_field("cue", whole()),
        stance: builder.add_text_field("stance", whole()),
        claim_kind: builder.add_text_field("claim_kind", whole()),
        negated: builder.add_text_field("negated", whole()),
        via: builder.add_text_field("via", whole()),
        passages: builder.add_u64_field("passages", FAST),
        alias: builder.add_text_field("alias", whole()),
        alias_fact: builder.add_text_field("alias_fact", counted()),
        file: builder.add_u64_field("file", number()),
        file_row: builder.add_bytes_field("file_row", FAST),
        row_blob: builder.add_bytes_field("row_blob", STORED),
    };
    (builder.build(), fields)
}

fn unit(builder: &mut SchemaBuilder, name: &str) -> UnitFields {
    let mut exact = |field: &str| builder.add_text_field(&format!("{name}_{field}"), whole());
    let (person, organization, place, other) = (exact("person"), exact("organization"), exact("place"), exact("other"));
    UnitFields { text: text(builder, name), person, organization, place, other }
}

fn text(builder: &mut SchemaBuilder, name: &str) -> TextFields {
    TextFields {
        stems: builder.add_text_field(&format!("{name}_stems"), running(words(IndexRecordOption::WithFreqs))),
        forms: builder.add_text_field(&format!("{name}_forms"), running(words(IndexRecordOption::WithFreqsAndPositions))),
    }
}

/// Words of a running text, without its length, which would be a byte a document of any kind.
fn words(record: IndexRecordOption) -> TextFieldIndexing {
    TextFieldIndexing::default().set_tokenizer(CUT).set_index_option(record).set_fieldnorms(false)
}

fn bands() -> TextFieldIndexing {
    words(IndexRecordOption::WithFreqsAndPositions).set_tokenizer(BANDS)
}

fn running(words: TextFieldIndexing) -> TextOptions {
    TextOptions::default().set_indexing_options(words)
}

/// A value that is found as a whole and ranks nothing: without its length, which would be a byte a document.
fn whole() -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::Basic);
    TextOptions::default().set_indexing_options(indexing.set_fieldnorms(false))
}

/// A number that is found, likewise.
fn number() -> NumericOptions {
    NumericOptions::default().set_indexed()
}

fn counted() -> TextOptions {
    TextOptions::default().set_fast("raw")
}
