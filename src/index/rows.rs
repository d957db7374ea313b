//! Which documents does an article become, and what is its row digest?

use super::schema::{Fields, Kind, UnitFields};
use super::words;
use crate::engine::{FileRow, Totals};
use crate::error::{Error, Result};
use crate::model::article::{Article, Role};
use crate::model::document::{Alias, Claim, Document, Entity, EntityKind};
use crate::model::id::ArticleId;
use crate::model::normal::{fold_word, name_key, words as words_of};
use crate::model::span::Span;
use crate::model::time::seconds;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use tantivy::TantivyDocument;

/// Values are cut here before they become terms: the longest path that Linux allows.
const LONGEST_VALUE: usize = 4096;

/// What is stored of an article, beside its root's label.
#[derive(Serialize, Deserialize)]
pub(super) struct Blob {
    pub label: String,
    pub document: Document,
}

/// The first 128 bits of the SHA-256 over all that was indexed of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RowDigest(pub [u64; 2]);

/// An article's documents, its row digest and its share in the totals.
pub(super) struct Rows {
    pub documents: Vec<TantivyDocument>,
    pub totals: Totals,
}

impl RowDigest {
    /// Makes the digest of a stored document. The root is no part of it: the same articles under another folder are the same content.
    pub(super) fn of(document: &Document) -> Result<RowDigest> {
        let bytes = encode(document)?;
        let hash = Sha256::digest(&bytes);
        let half = |from: usize| u64::from_be_bytes(hash[from..from + 8].try_into().expect("eight bytes were cut"));
        Ok(RowDigest([half(0), half(8)]))
    }
}

/// Makes the content digest of all row digests: `sha256:` over them, sorted.
pub(super) fn content_digest(mut rows: Vec<RowDigest>) -> String {
    rows.sort_unstable();
    let mut hash = Sha256::new();
    for row in rows {
        hash.update(row.0[0].to_be_bytes());
        hash.update(row.0[1].to_be_bytes());
    }
    format!("sha256:{:x}", HexArray(hash.finalize().as_slice()))
}

struct HexArray<'a>(&'a [u8]);

impl std::fmt::LowerHex for HexArray<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// Writes a value as the bytes that are stored.
pub(super) fn encode(value: &impl Serialize) -> Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(|error| Error::index("cannot encode a row").because(error))
}

/// Reads a value from the bytes that were stored.
pub(super) fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T> {
    postcard::from_bytes(bytes).map_err(|error| {
        Error::index("the index holds a row that cannot be read: rebuild it with `whosaid index --rebuild`").because(error)
    })
}

/// Gives a file's key: the first 64 bits of a hash of its root and path.
pub(super) fn file_key(root: &str, path: &str) -> u64 {
    let hash = Sha256::new().chain_update(root).chain_update([0]).chain_update(path).finalize();
    u64::from_be_bytes(hash[..8].try_into().expect("eight bytes were cut"))
}

/// Makes the document of a file's row.
pub(super) fn file_document(fields: &Fields, file: &FileRow) -> Result<TantivyDocument> {
    let mut document = TantivyDocument::new();
    document.add_u64(fields.kind, Kind::File as u64);
    document.add_u64(fields.file, file_key(&file.root, &file.path));
    document.add_bytes(fields.row_blob, &encode(file)?);
    Ok(document)
}

/// Makes all documents of an article.
pub(super) fn rows(fields: &Fields, label: &str, id: ArticleId, document: &Document) -> Result<Rows> {
    let mut maker = Maker { fields, id, document, totals: Totals { articles: 1, ..Totals::default() }, documents: Vec::new() };
    maker.passages();
    maker.claims();
    maker.aliases()?;
    maker.article(label)?;
    Ok(Rows { documents: maker.documents, totals: maker.totals })
}

struct Maker<'a> {
    fields: &'a Fields,
    id: ArticleId,
    document: &'a Document,
    totals: Totals,
    documents: Vec<TantivyDocument>,
}

impl Maker<'_> {
    fn start(&self, kind: Kind) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_u64(self.fields.kind, kind as u64);
        document.add_u64(self.fields.article, self.id.0);
        document
    }

    fn article(&mut self, label: &str) -> Result<()> {
        let (fields, article) = (self.fields, &self.document.article);
        let mut document = self.start(Kind::Article);
        let blob = Blob { label: label.to_owned(), document: self.document.clone() };
        document.add_bytes(fields.blob, &encode(&blob)?);
        let row = RowDigest::of(self.document)?;
        document.add_u64(fields.row[0], row.0[0]);
        document.add_u64(fields.row[1], row.0[1]);
        let story = story_text(article);
        self.totals.article_tokens = words::count(&story).stems;
        document.add_text(fields.article_words, &story);
        if let Some(title) = &article.title {
            document.add_text(fields.article_title, &title.value);
        }
        self.add_published(&mut document);
        document.add_text(fields.source_name, value_of(article.source.as_ref().map(|fact| fact.value.as_str())));
        let names: BTreeSet<String> = self
            .document
            .findings
            .entities
            .iter()
            .map(|entity| format!("{}\u{1}{}", entity.kind.word(), entity.name))
            .collect();
        for name in &names {
            document.add_text(fields.entity_name, clipped(name));
        }
        let counts = [
            self.totals.passages,
            self.totals.claims,
            self.totals.passage_tokens,
            self.totals.article_tokens,
            self.totals.claim_tokens,
        ];
        for (field, count) in fields.tally.iter().zip(counts) {
            document.add_u64(*field, count);
        }
        self.documents.push(document);
        Ok(())
    }

    fn passages(&mut self) {
        let findings = &self.document.findings;
        for (position, span) in findings.passages.iter().enumerate() {
            let mut document = self.start(Kind::Passage);
            document.add_u64(self.fields.position, position as u64);
            let text = span.of(&self.document.article.text);
            document.add_text(self.fields.passage.text, text);
            self.totals.passage_tokens += words::count(text).forms;
            self.add_facts(&mut document, &self.fields.passage);
            let named = findings
                .entities
                .iter()
                .filter(|entity| entity.mentions.iter().chain(&entity.references).any(|mention| span.overlaps(*mention)));
            self.add_entities(&mut document, &self.fields.passage, named);
            self.documents.push(document);
        }
        self.totals.passages = findings.passages.len() as u64;
    }

    fn claims(&mut self) {
        let (fields, findings, text) = (self.fields, &self.document.findings, &self.document.article.text);
        for (position, claim) in findings.claims.iter().enumerate() {
            let mut document = self.start(Kind::Claim);
            document.add_u64(fields.position, position as u64);
            for passage in passages_of(claim, &findings.passages) {
                document.add_u64(fields.passages, u64::from(passage));
            }
            let content: Vec<&str> = claim.content.iter().map(|span| span.of(text)).collect();
            let content = content.join("\n");
            document.add_text(fields.claim.text, &content);
            self.totals.claim_tokens += words::count(&content).forms;
            for quote in &claim.quotes {
                document.add_text(fields.quote, quote.of(text));
            }
            self.add_facts(&mut document, &fields.claim);
            self.add_speech(&mut document, claim);
            let named = findings.entities.iter().filter(|entity| {
                claim.speaker.name.as_deref() == Some(entity.name.as_str()) && claim.speaker.kind == Some(entity.kind)
                    || entity
                        .mentions
                        .iter()
                        .chain(&entity.references)
                        .any(|mention| claim.content.iter().any(|span| span.overlaps(*mention)))
            });
            self.add_entities(&mut document, &fields.claim, named);
            self.documents.push(document);
        }
        self.totals.claims = findings.claims.len() as u64;
    }

    /// Adds who said and relayed it, and how. A speaker is found by its name, by every form of that name in the article, and by the words that stand for it.
    fn add_speech(&self, document: &mut TantivyDocument, claim: &Claim) {
        let (fields, text) = (self.fields, &self.document.article.text);
        let mut speakers: BTreeSet<String> = BTreeSet::new();
        if let Some(name) = &claim.speaker.name {
            speakers.insert(name_key(name));
            let entity = self
                .document
                .findings
                .entities
                .iter()
                .find(|entity| &entity.name == name && Some(entity.kind) == claim.speaker.kind);
            speakers
                .extend(entity.into_iter().flat_map(|entity| entity.mentions.iter().map(|mention| name_key(mention.of(text)))));
        }
        speakers.extend(claim.speaker.span.map(|span| name_key(span.of(text))));
        add_keys(document, fields.speaker, speakers);
        if let Some(cue) = &claim.cue {
            let words = words_of(cue.span.of(text)).map(|word| word.form);
            let keys: BTreeSet<String> = words.chain([name_key(&cue.lemma), name_key(cue.span.of(text))]).collect();
            add_keys(document, fields.cue, keys);
        }
        document.add_text(fields.stance, claim.stance.word());
        document.add_text(fields.claim_kind, claim.kind.word());
        let via: BTreeSet<String> =
            claim.via.iter().flat_map(|via| via.name.as_deref().into_iter().chain([via.span.of(text)])).map(name_key).collect();
        add_keys(document, fields.via, via);
    }

    fn aliases(&mut self) -> Result<()> {
        for alias in &self.document.findings.aliases {
            let mut document = self.start(Kind::Alias);
            let keys: BTreeSet<String> = [name_key(&alias.name), name_key(&alias.alias)].into();
            add_keys(&mut document, self.fields.alias, keys);
            document.add_bytes(self.fields.row_blob, &encode(alias)?);
            self.documents.push(document);
        }
        Ok(())
    }

    fn add_facts(&self, document: &mut TantivyDocument, unit: &UnitFields) {
        let article = &self.document.article;
        self.add_published(document);
        if let Some(title) = &article.title {
            document.add_text(unit.title, &title.value);
        }
        if let Some(source) = &article.source {
            add_keys(document, unit.source, [name_key(&source.value)].into());
        }
        if let Some(lang) = &article.lang {
            document.add_text(unit.lang, clipped(&fold_word(&lang.value)));
        }
        document.add_text(unit.path, clipped(&article.path));
        if let Some(url) = &article.url {
            document.add_text(unit.url, clipped(&url.value));
        }
        if let Some(byline) = &article.byline {
            add_keys(document, unit.byline, [name_key(&byline.value)].into());
        }
    }

    fn add_published(&self, document: &mut TantivyDocument) {
        if let Some(moment) = self.document.article.published.as_ref().and_then(|published| seconds(&published.value)) {
            document.add_i64(self.fields.published, moment);
        }
    }

    /// Adds entities under their name and every form of it in the article, so that "Mao" finds Mao Ning where she is so called.
    fn add_entities<'e>(&self, document: &mut TantivyDocument, unit: &UnitFields, entities: impl Iterator<Item = &'e Entity>) {
        let text = &self.document.article.text;
        let mut keys: BTreeSet<(Option<EntityKind>, String)> = BTreeSet::new();
        for entity in entities {
            let forms = entity.mentions.iter().map(|mention| name_key(mention.of(text))).chain([name_key(&entity.name)]);
            for key in forms {
                keys.insert((Some(entity.kind), key.clone()));
                keys.insert((None, key));
            }
        }
        for (kind, key) in keys.into_iter().filter(|(_, key)| !key.is_empty()) {
            let field = match kind {
                None => unit.entity,
                Some(EntityKind::Person) => unit.person,
                Some(EntityKind::Organization) => unit.organization,
                Some(EntityKind::Place) => unit.place,
                Some(EntityKind::Other) => continue,
            };
            document.add_text(field, clipped(&key));
        }
    }
}

/// Gives the passages that a claim's words stand in, in order; the first is where it is shown.
pub(super) fn passages_of(claim: &Claim, passages: &[Span]) -> Vec<u32> {
    let touches = |passage: &Span| {
        claim.content.iter().any(|span| passage.overlaps(*span))
            || claim.cue.as_ref().is_some_and(|cue| passage.overlaps(cue.span))
    };
    (0u32..).zip(passages).filter(|(_, passage)| touches(passage)).map(|(position, _)| position).collect()
}

fn story_text(article: &Article) -> String {
    let mut story = String::with_capacity(article.text.len());
    for block in article.blocks.iter().filter(|block| block.role != Role::Furniture) {
        story.push_str(block.span.of(&article.text));
        story.push('\n');
    }
    story
}

fn add_keys(document: &mut TantivyDocument, field: tantivy::schema::Field, keys: BTreeSet<String>) {
    for key in keys.iter().filter(|key| !key.is_empty()) {
        document.add_text(field, clipped(key));
    }
}

fn value_of(value: Option<&str>) -> &str {
    clipped(value.unwrap_or_default())
}

fn clipped(value: &str) -> &str {
    &value[..value.floor_char_boundary(LONGEST_VALUE)]
}

/// Reads an alias fact from what is stored.
pub(super) fn alias(bytes: &[u8]) -> Result<Alias> {
    decode(bytes)
}
