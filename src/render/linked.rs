//! How does a hit look to programs that know nothing of whosaid: as a W3C Web Annotation, as a schema.org Claim?

use super::human::told_plainly;
use crate::model::answer::{Bytes, Chars, ClaimView, Hit, HitKind, Provenance, RecordView, SpeakerView};
use crate::model::document::EntityKind;
use crate::model::filename;
use serde_json::{Map, Value, json};

/// Where annotations and claims of schema.org say what their words mean.
const ANNOTATION_CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
const CLAIM_CONTEXT: &str = "https://schema.org";
/// Says what has become of a file since it was indexed. No word of either says it: a name of our own, which both allow.
const FILE_STATE: &str = "whosaid:file";
/// How lines of a text are named: `line=0,1` is the first (RFC 5147).
const LINES: &str = "http://tools.ietf.org/rfc/rfc5147";

/// Gives a hit as a Web Annotation (W3C Recommendation, 23 February 2017); `file` is the path of its file, absolute, in bytes.
///
/// The page at the article's address is chosen by the words alone; the `file` also by bytes, and by code points of the text of
/// record, as `show` prints it of the article.
pub fn annotation(hit: &Hit, file: &[u8], position: Option<Chars>) -> Value {
    let from = &hit.provenance;
    let quote = json!({
        "type": "TextQuoteSelector",
        "exact": from.quote.exact,
        "prefix": from.quote.prefix,
        "suffix": from.quote.suffix,
    });
    let mut selectors = vec![quote.clone()];
    selectors.extend(position.map(|[start, end]| json!({ "type": "TextPositionSelector", "start": start, "end": end })));
    selectors.extend(from.bytes.and_then(|bytes| of_file(from, bytes)));
    let page = from.url.as_ref().map(|url| json!({ "type": "SpecificResource", "source": url, "selector": quote }));
    let mut here = json!({ "type": "SpecificResource", "source": filename::address(file), "selector": selectors });
    if let Some(state) = from.file {
        here[FILE_STATE] = json!(state.word());
    }
    let targets: Vec<Value> = page.into_iter().chain([here]).collect();
    let bodies: Vec<Value> = match hit.kind {
        HitKind::Passage => Vec::new(),
        HitKind::Claim => hit.claims.iter().map(body).collect(),
    };
    let mut annotation = json!({
        "@context": ANNOTATION_CONTEXT,
        "id": urn(&hit.id),
        "type": "Annotation",
        "motivation": if bodies.is_empty() { "highlighting" } else { "describing" },
        "generator": { "type": "Software", "name": "whosaid" },
        "target": targets,
    });
    // A body is left out where there is none: an empty list is no annotation of the model.
    if let (false, Some(object)) = (bodies.is_empty(), annotation.as_object_mut()) {
        object.insert("body".to_owned(), Value::Array(bodies));
    }
    annotation
}

/// Chooses bytes of the file. Where only those of a record are known, the record is chosen first, and they within it; `None`
/// where a file is packed, whose own bytes are others.
fn of_file(from: &Provenance, [start, end]: Bytes) -> Option<Value> {
    let bytes = |before: usize| json!({ "type": "DataPositionSelector", "start": before + start, "end": before + end });
    // Lines are known of files that are not packed.
    let is_plain = from.lines.is_some();
    let within = |record: String| json!({ "type": "FragmentSelector", "value": record, "refinedBy": bytes(0) });
    match &from.record {
        None => is_plain.then(|| bytes(0)),
        Some(RecordView::Line { line, .. }) => {
            let mut selector = within(format!("line={},{line}", line.saturating_sub(1)));
            selector["conformsTo"] = json!(LINES);
            Some(selector)
        }
        Some(RecordView::Warc { offset, .. }) if is_plain => Some(bytes(usize::try_from(*offset).ok()?)),
        Some(RecordView::Warc { offset, id, uri }) => {
            Some(within(id.as_ref().or(uri.as_ref()).cloned().unwrap_or_else(|| format!("offset={offset}"))))
        }
    }
}

fn body(claim: &ClaimView) -> Value {
    json!({ "type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": told_plainly(claim) })
}

/// Gives the claims of a hit as schema.org Claims: one as itself, any other number as a graph.
pub fn claims(hit: &Hit) -> Value {
    let mut claims: Vec<Map<String, Value>> = hit.claims.iter().map(|claim| self::claim(claim, &hit.provenance)).collect();
    match claims.pop() {
        Some(mut one) if claims.is_empty() => {
            one.insert("@context".to_owned(), json!(CLAIM_CONTEXT));
            Value::Object(one)
        }
        last => {
            claims.extend(last);
            json!({ "@context": CLAIM_CONTEXT, "@graph": claims })
        }
    }
}

fn claim(claim: &ClaimView, from: &Provenance) -> Map<String, Value> {
    let content: Vec<&str> = claim.content.iter().map(|part| part.text.as_str()).collect();
    let quotes: Vec<Value> = claim.quotes.iter().map(|quote| json!({ "@type": "Quotation", "text": quote.text })).collect();
    // As in an annotation: schema.org's words on the state of a work are of the article, not of a file of it.
    let state = from.file.map(|state| json!(state.word()));
    let article = known([
        ("@type", Some(json!("NewsArticle"))),
        ("headline", from.title.as_ref().map(|title| json!(title))),
        ("author", from.byline.as_ref().map(|byline| json!(byline))),
        ("publisher", from.source.as_ref().map(|source| json!({ "@type": "Organization", "name": source }))),
        ("datePublished", from.published.as_ref().map(|published| json!(published))),
        ("url", from.url.as_ref().map(|url| json!(url))),
        ("identifier", Some(json!(from.digest))),
        (FILE_STATE, state),
    ]);
    known([
        ("@type", Some(json!("Claim"))),
        ("@id", Some(json!(urn(&claim.id)))),
        ("identifier", Some(json!(claim.id))),
        ("author", author(&claim.speaker)),
        ("text", Some(json!(content.join(" … ")))),
        ("description", Some(json!(told_plainly(claim)))),
        ("keywords", Some(json!([claim.stance.word()]))),
        ("hasPart", Some(json!(quotes)).filter(|_| !quotes.is_empty())),
        ("appearance", Some(Value::Object(article))),
    ])
}

/// Whom schema.org takes for an author is a person or an organization; a country that speaks is a thing.
fn author(speaker: &SpeakerView) -> Option<Value> {
    let name = speaker.name.as_ref()?;
    let kind = match speaker.kind {
        Some(EntityKind::Person) => "Person",
        Some(EntityKind::Organization) => "Organization",
        Some(EntityKind::Place) => "Place",
        Some(EntityKind::Other) | None => "Thing",
    };
    Some(json!({ "@type": kind, "name": name }))
}

fn known<const N: usize>(pairs: [(&str, Option<Value>); N]) -> Map<String, Value> {
    pairs.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

fn urn(id: &str) -> String {
    format!("urn:whosaid:{id}")
}
