//! Which documents does an article become, and what is its row digest?

use super::cards::Card;
use super::packing::{pack, unpack};
use super::schema::{Fields, Kind, TextFields, UnitFields};
use super::words::Cut;
use crate::engine::Totals;
use crate::error::{Error, Result};
use crate::model::alike::Pair;
use crate::model::digest;
use crate::model::document::{Claim, Document, Entity, EntityKind};
use crate::model::id::ArticleId;
use crate::model::normal::{fold_word, name_key, words as words_of};
use crate::model::query::negated_word;
use crate::model::span::Span;
use crate::model::time::seconds;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use tantivy::fieldnorm::FieldNormReader;

/// Values are cut here before they become terms: the longest path that Linux allows.
const LONGEST_VALUE: usize = 4096;

/// Forms of a name under which an entity is found, those that stand first: what news calls one has a few, and each is written with
/// every passage and claim that names it.
pub const MOST_FORMS: usize = 64;

/// Forms that are written for all places of an article in which something is named, about: with more places than 8,192 a name has
/// fewer forms, and four at least. A text of 4 MiB in which few names have many forms took 4 GB of memory otherwise (measured).
const WRITTEN_FORMS: usize = 64 * 8192;

/// Bytes of what is known of an article, about.
const FACTS: usize = 1 << 10;

/// Tokens that a word of a passage or a claim counts as, its form and its stem: the weights of lengths were found so
/// (docs/ranking.md).
const TOKENS: u64 = 2;

/// The first 128 bits of the SHA-256 over all that was indexed of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RowDigest(pub [u64; 2]);

impl RowDigest {
    /// Makes that of a packed document, its root's label in front, and its text.
    fn of(packed: &[u8], text: &str) -> RowDigest {
        RowDigest(digest::halves(&[packed, text.as_bytes()]))
    }
}

/// An article's documents, its own last, and its share in the totals.
///
/// They stand side by side in one segment: which article a passage belongs to is told by how many end before it.
pub(super) struct Rows {
    pub documents: Vec<Card>,
    pub totals: Totals,
    /// What they take in memory, about.
    pub bytes: usize,
}

/// What is stored of an article, and its digest.
///
/// The root's path is no part of the digest, its label is: the same articles under another folder are the same content.
pub(super) struct Encoded {
    blob: Vec<u8>,
    text: String,
    pub digest: RowDigest,
}

impl Encoded {
    /// Encodes a document behind its root's label, and leaves it as it is.
    pub(super) fn new(label: &str, document: &mut Document) -> Result<Encoded> {
        let labelled = encode_onto(&label, Vec::with_capacity(beside_text(document)))?;
        let blob = pack(document, labelled)?;
        let text = document.article.text.clone();
        Ok(Encoded { digest: RowDigest::of(&blob, &text), blob, text })
    }
}

/// Gives how many bytes a document takes beside its text, about: a buffer that grows is copied each time.
fn beside_text(document: &Document) -> usize {
    document.article.text.len() / 4 + FACTS
}

/// Reads what was stored of an article: its root's label, the digest of what is stored, and the document.
pub(super) fn read_stored(blob: &[u8], text: &[u8]) -> Result<(String, RowDigest, Document)> {
    let text = std::str::from_utf8(text).map_err(|_| unreadable_row(postcard::Error::DeserializeBadUtf8))?;
    let (label, bytes) = postcard::take_from_bytes::<String>(blob).map_err(unreadable_row)?;
    Ok((label, RowDigest::of(blob, text), unpack(bytes, text)?))
}

/// Makes the content digest of all row digests: `sha256:` over them, sorted.
pub(super) fn content_digest(mut rows: Vec<RowDigest>) -> String {
    rows.sort_unstable();
    let bytes: Vec<u8> = rows.iter().flat_map(|row| row.0).flat_map(u64::to_be_bytes).collect();
    digest::sha256(&bytes)
}

/// Writes a value as the bytes that are stored.
pub(super) fn encode(value: &impl Serialize) -> Result<Vec<u8>> {
    encode_onto(value, Vec::new())
}

/// Writes a value as the bytes that are stored behind those that are there.
pub(super) fn encode_onto(value: &(impl Serialize + ?Sized), bytes: Vec<u8>) -> Result<Vec<u8>> {
    postcard::to_extend(value, bytes).map_err(|error| Error::index("cannot encode a row").because(error))
}

/// Reads a value from the bytes that were stored.
pub(super) fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T> {
    postcard::from_bytes(bytes).map_err(unreadable_row)
}

pub(super) fn unreadable_row(error: postcard::Error) -> Error {
    Error::index("the index holds a row that cannot be read: rebuild it with `whosaid index --rebuild`").because(error)
}

/// Makes all documents of an article that a run takes in.
pub(super) fn rows(fields: &Fields, run: u64, id: ArticleId, encoded: Encoded, document: &Document) -> Result<Rows> {
    let mut maker = Maker {
        fields,
        run,
        id,
        document,
        named: Named::new(document),
        title: document.article.title.as_ref().map(|title| Cut::new(&title.value)),
        source: document.article.source.as_ref().map(|source| Counted::new(name_key(&source.value), &source.value)),
        published: document.article.published.as_ref().and_then(|published| seconds(&published.value)),
        totals: Totals { articles: 1, ..Totals::default() },
        documents: Vec::new(),
    };
    maker.passages();
    maker.claims();
    maker.aliases()?;
    maker.article(encoded);
    let bytes = maker.documents.iter().map(Card::bytes).sum();
    Ok(Rows { documents: maker.documents, totals: maker.totals, bytes })
}

struct Maker<'a> {
    fields: &'a Fields,
    run: u64,
    id: ArticleId,
    document: &'a Document,
    named: Named,
    title: Option<Cut>,
    source: Option<Counted>,
    /// In seconds since 1970.
    published: Option<i64>,
    totals: Totals,
    documents: Vec<Card>,
}

impl Maker<'_> {
    fn start(&self, kind: Kind) -> Card {
        let mut document = Card::new();
        document.add(self.fields.kind, kind as u64);
        document.add(self.fields.article, self.id.0);
        document
    }

    fn article(&mut self, encoded: Encoded) {
        let (fields, article) = (self.fields, &self.document.article);
        let mut document = self.start(Kind::Article);
        document.add(fields.blob, encoded.blob);
        document.add(fields.text, encoded.text);
        let RowDigest([high, low]) = encoded.digest;
        document.add(fields.row[0], high);
        document.add(fields.row[1], low);
        self.add_facts(&mut document);
        self.add_published(&mut document);
        document.add(fields.source_name, article.source.as_ref().map_or("", |fact| clipped(&fact.value)));
        let names: BTreeSet<String> = self
            .document
            .findings
            .entities
            .iter()
            .map(|entity| format!("{}\u{1}{}", entity.kind.word(), entity.name))
            .collect();
        for name in &names {
            document.add(fields.entity_name, clipped(name));
        }
        let counts = [
            self.totals.passages,
            self.totals.claims,
            self.totals.passage_tokens,
            self.totals.article_tokens,
            self.totals.claim_tokens,
        ];
        for (field, count) in fields.tally.iter().zip(counts) {
            document.add(*field, count);
        }
        self.documents.push(document);
    }

    fn passages(&mut self) {
        let findings = &self.document.findings;
        let mut claims: Vec<Vec<&Claim>> = vec![Vec::new(); findings.passages.len()];
        for claim in &findings.claims {
            claim.passages(&findings.passages).into_iter().for_each(|passage| claims[passage as usize].push(claim));
        }
        for (position, span) in findings.passages.iter().enumerate() {
            let mut document = self.start(Kind::Passage);
            document.add(self.fields.position, position as u64);
            let (cut, bands) = Cut::with_bands(span.of(&self.document.article.text));
            document.add(self.fields.passage_bands, super::bands::text(&bands));
            let tokens = TOKENS * cut.words;
            self.totals.passage_tokens += tokens;
            self.totals.article_tokens += cut.words;
            document.add(self.fields.length, coarse(tokens));
            if position == 0 && findings.passages.len() > 1 && self.title.as_ref().is_some_and(|title| title.forms == cut.forms)
            {
                document.add(self.fields.headline, 1u64);
            }
            add_running(&mut document, self.fields.passage.text, cut);
            self.add_published(&mut document);
            let entities = self.named.within(*span);
            self.add_facets(&mut document, &entities, &claims[position]);
            self.add_entities(&mut document, &self.fields.passage, entities);
            self.documents.push(document);
        }
        self.totals.passages = findings.passages.len() as u64;
    }

    fn claims(&mut self) {
        let (fields, findings, text) = (self.fields, &self.document.findings, &self.document.article.text);
        for (position, claim) in findings.claims.iter().enumerate() {
            let mut document = self.start(Kind::Claim);
            document.add(fields.position, position as u64);
            for passage in claim.passages(&findings.passages) {
                document.add(fields.passages, u64::from(passage));
            }
            let content: Vec<&str> = claim.content.iter().map(|span| span.of(text)).collect();
            let cut = Cut::new(&content.join("\n"));
            let tokens = TOKENS * cut.words;
            self.totals.claim_tokens += tokens;
            document.add(fields.length, coarse(tokens));
            add_running(&mut document, fields.claim.text, cut);
            for quote in &claim.quotes {
                add_running(&mut document, fields.quote, Cut::new(quote.of(text)));
            }
            self.add_published(&mut document);
            self.add_speech(&mut document, claim);
            let content = claim.content.iter().flat_map(|span| self.named.within(*span));
            let entities = self.named.speaker(claim).into_iter().chain(content).collect();
            self.add_facets(&mut document, &entities, &[claim]);
            self.add_entities(&mut document, &fields.claim, entities);
            self.documents.push(document);
        }
        self.totals.claims = findings.claims.len() as u64;
    }

    /// Adds who said and relayed it, and how. A speaker is found by its name, by every form of that name in the article, and by
    /// the words that stand for it.
    fn add_speech(&self, document: &mut Card, claim: &Claim) {
        let (fields, text) = (self.fields, &self.document.article.text);
        let mut speakers: BTreeSet<String> = BTreeSet::new();
        if let Some(name) = &claim.speaker.name {
            speakers.insert(name_key(name));
            speakers.extend(self.named.speaker(claim).into_iter().flat_map(|entity| self.named.keys[entity].iter().cloned()));
        }
        speakers.extend(claim.speaker.span.map(|span| name_key(span.of(text))));
        add_keys(document, fields.speaker, speakers);
        if let Some(cue) = &claim.cue {
            let words = words_of(cue.span.of(text)).map(|word| word.form);
            let keys: BTreeSet<String> = words.chain([name_key(&cue.lemma), name_key(cue.span.of(text))]).collect();
            add_keys(document, fields.cue, keys);
        }
        document.add(fields.stance, claim.stance.word());
        document.add(fields.claim_kind, claim.kind.word());
        document.add(fields.negated, negated_word(claim.negated));
        let via: BTreeSet<String> =
            claim.via.iter().flat_map(|via| via.name.as_deref().into_iter().chain([via.span.of(text)])).map(name_key).collect();
        add_keys(document, fields.via, via);
    }

    fn aliases(&mut self) -> Result<()> {
        for alias in &self.document.findings.aliases {
            let mut document = self.start(Kind::Alias);
            let keys: BTreeSet<String> = [name_key(&alias.name), name_key(&alias.alias)].into();
            add_keys(&mut document, self.fields.alias, keys);
            let fact = [alias.kind.word(), &alias.name, &alias.alias].join("\u{1}");
            document.add(self.fields.alias_fact, clipped(&fact));
            document.add(self.fields.row_blob, encode(alias)?);
            self.documents.push(document);
        }
        Ok(())
    }

    fn add_facts(&mut self, document: &mut Card) {
        let (fields, article) = (self.fields, &self.document.article);
        if let Some(title) = self.title.take() {
            document.add(fields.length, coarse(title.words));
            add_running(document, fields.title, title);
        }
        if let Some(source) = self.source.as_ref().filter(|source| !source.group.is_empty()) {
            document.add(fields.source, clipped(&source.group));
        }
        if let Some(lang) = &article.lang {
            document.add(fields.lang, clipped(&fold_word(&lang.value)));
        }
        document.add(fields.path, clipped(&article.path));
        if let Some(url) = &article.url {
            document.add(fields.url, clipped(&url.value));
        }
        if let Some(byline) = &article.byline {
            let words = words_of(&byline.value).map(|word| word.form);
            add_keys(document, fields.byline, words.chain([name_key(&byline.value)]).collect());
        }
    }

    /// Adds what hits are counted by, and the run.
    fn add_facets(&self, document: &mut Card, entities: &BTreeSet<usize>, claims: &[&Claim]) {
        let fields = &self.fields.facets;
        document.add(self.fields.run, self.run);
        add_counted(document, fields.source, self.source.iter().collect());
        add_counted(document, fields.entity, entities.iter().map(|entity| &self.named.counted[*entity]).collect());
        let speakers: Vec<Counted> = claims
            .iter()
            .filter_map(|claim| claim.speaker.name.as_deref())
            .map(|name| Counted::new(name_key(name), name))
            .collect();
        add_counted(document, fields.speaker, speakers.iter().collect());
        let stances: BTreeSet<&str> = claims.iter().map(|claim| claim.stance.word()).collect();
        stances.into_iter().for_each(|stance| document.add(fields.stance, stance));
    }

    fn add_published(&self, document: &mut Card) {
        if let Some(moment) = self.published {
            document.add(self.fields.published, moment);
        }
    }

    /// Adds entities under their name and every form of it in the article, so that "Mao" finds Mao Ning where she is so called.
    fn add_entities(&self, document: &mut Card, unit: &UnitFields, entities: BTreeSet<usize>) {
        let mut keys: BTreeSet<(EntityKind, &str)> = BTreeSet::new();
        for entity in entities {
            let kind = self.document.findings.entities[entity].kind;
            keys.extend(self.named.keys[entity].iter().map(|key| (kind, key.as_str())));
        }
        for (kind, key) in keys.into_iter().filter(|(_, key)| !key.is_empty()) {
            document.add(unit.of_kind(kind), clipped(key));
        }
    }
}

/// Reads a name and another form of it from the column of alias facts.
pub(super) fn pair(fact: &str) -> Option<Pair> {
    let mut parts = fact.split('\u{1}');
    let (kind, name, alias) = (EntityKind::from_word(parts.next()?)?, parts.next()?, parts.next()?);
    Some(Pair { kind: Some(kind), name: name.to_owned(), alias: alias.to_owned() })
}

/// An article's entities, ready to be looked up many times: an article may have thousands of mentions and claims.
struct Named {
    /// Of each entity its name as it is counted: the group is its type and its normal form.
    counted: Vec<Counted>,
    /// Of each entity: normal forms of its name and of every form of it in the article, in order.
    keys: Vec<Vec<String>>,
    /// Where entities are mentioned or referred to, in order, disjoint.
    places: Vec<(Span, usize)>,
    by_name: BTreeMap<(String, EntityKind), usize>,
}

impl Named {
    fn new(document: &Document) -> Self {
        let (text, entities) = (&document.article.text, &document.findings.entities);
        let mut places: Vec<(Span, usize)> = Vec::new();
        let mut by_name = BTreeMap::new();
        for (at, entity) in entities.iter().enumerate() {
            places.extend(entity.mentions.iter().chain(&entity.references).map(|span| (*span, at)));
            by_name.entry((entity.name.clone(), entity.kind)).or_insert(at);
        }
        places.sort_unstable();
        let most = (WRITTEN_FORMS / places.len().max(1)).clamp(4, MOST_FORMS);
        let keys_of = |entity: &Entity| {
            let (mut written, mut keys) = (BTreeSet::new(), BTreeSet::new());
            for form in [entity.name.as_str()].into_iter().chain(entity.mentions.iter().map(|mention| mention.of(text))) {
                if keys.len() < most && written.insert(form) {
                    keys.insert(name_key(form));
                }
            }
            keys.into_iter().collect()
        };
        let counted = |entity: &Entity| {
            let key = name_key(&entity.name);
            let group = if key.is_empty() { key } else { format!("{}\u{1}{key}", entity.kind.word()) };
            Counted::new(group, &entity.name)
        };
        let counted = entities.iter().map(counted).collect();
        Named { counted, keys: entities.iter().map(keys_of).collect(), places, by_name }
    }

    /// Gives the entities with a place in `span`.
    fn within(&self, span: Span) -> BTreeSet<usize> {
        let first = self.places.partition_point(|(place, _)| place.end <= span.start);
        self.places[first..].iter().take_while(|(place, _)| place.start < span.end).map(|(_, entity)| *entity).collect()
    }

    fn speaker(&self, claim: &Claim) -> Option<usize> {
        self.by_name.get(&(claim.speaker.name.clone()?, claim.speaker.kind?)).copied()
    }
}

/// Gives a length as coarse as the engine keeps those of its own fields: in a byte.
fn coarse(tokens: u64) -> u64 {
    u64::from(FieldNormReader::fieldnorm_to_id(u32::try_from(tokens).unwrap_or(u32::MAX)))
}

fn add_running(document: &mut Card, fields: TextFields, cut: Cut) {
    if !cut.stems.is_empty() {
        document.add(fields.stems, cut.stems);
    }
    document.add(fields.forms, cut.forms);
}

fn add_keys(document: &mut Card, field: tantivy::schema::Field, keys: BTreeSet<String>) {
    for key in keys.iter().filter(|key| !key.is_empty()) {
        document.add(field, clipped(key));
    }
}

/// A name as it is counted: its group, empty where it is not to be counted, and the value that stands for both.
struct Counted {
    group: String,
    value: String,
}

impl Counted {
    fn new(group: String, name: &str) -> Counted {
        let value = format!("{}\u{1}{name}", clipped(&group));
        Counted { group, value }
    }
}

/// Adds each group with the first name of it in order.
fn add_counted(document: &mut Card, field: tantivy::schema::Field, mut counted: Vec<&Counted>) {
    counted.retain(|counted| !counted.group.is_empty());
    counted.sort_unstable_by(|left, right| (&left.group, &left.value).cmp(&(&right.group, &right.value)));
    counted.dedup_by(|next, kept| next.group == kept.group);
    for counted in counted {
        document.add(field, clipped(&counted.value));
    }
}

fn clipped(value: &str) -> &str {
    &value[..value.floor_char_boundary(LONGEST_VALUE)]
}
