//! Does an article, and what was found in it, keep the laws of the text of record?

use whosaid::corpus::{Opened, restore};
use whosaid::model::article::Article;
use whosaid::model::digest::sha256;
use whosaid::model::document::Findings;
use whosaid::model::normal::fold_space;
use whosaid::model::span::Span;

/// Holds an article, and what was found in it, against the record that it was read from.
pub(crate) fn check(article: &Article, findings: &Findings, opened: &Opened<'_>) {
    let record = opened.record(article.record.as_ref()).expect("the record is still there");
    assert_eq!(sha256(&record), article.digest, "the digest is that of the record");
    blocks(article);
    parts(article, findings);
    for span in article.blocks.iter().map(|block| block.span).chain(all(findings)) {
        assert!(stands(article, span, &record), "bytes do not give {:?}", span.of(&article.text));
    }
}

fn blocks(article: &Article) {
    let mut at = 0;
    for block in &article.blocks {
        assert!(block.span.start >= at && !block.span.is_empty(), "blocks are ordered, disjoint and never empty");
        assert!(article.text[at..block.span.start].trim().is_empty(), "blocks hold all words");
        at = block.span.end;
    }
    assert!(article.text[at..].trim().is_empty(), "blocks hold all words");
}

fn parts(article: &Article, findings: &Findings) {
    for span in all(findings).chain(findings.sentences.iter().copied()) {
        assert!(article.text.get(span.start..span.end).is_some_and(|text| !text.is_empty()), "{span:?} is no text");
    }
    for list in [&findings.passages, &findings.sentences] {
        assert!(list.windows(2).all(|two| two[0].end <= two[1].start), "parts are ordered and disjoint: {list:?}");
    }
    for block in article.story() {
        let mut at = block.span.start;
        for passage in findings.passages.iter().filter(|passage| passage.overlaps(block.span)) {
            if passage.start > at {
                assert!(article.text[at..passage.start].trim().is_empty(), "passages hold all of the story");
            }
            at = passage.end.max(at);
        }
        assert!(at >= block.span.end || article.text[at..block.span.end].trim().is_empty(), "passages hold all of the story");
    }
    assert!(findings.entities.iter().all(|entity| !entity.name.is_empty()), "an entity has a name");
}

/// Gives every span that is cited.
fn all(findings: &Findings) -> impl Iterator<Item = Span> + '_ {
    let named = findings.entities.iter().flat_map(|entity| entity.mentions.iter().chain(&entity.references)).copied();
    let said = findings.claims.iter().flat_map(|claim| {
        let speech = claim.speaker.span.into_iter().chain(claim.cue.as_ref().map(|cue| cue.span));
        speech.chain(claim.content.iter().chain(&claim.quotes).copied()).chain(claim.via.iter().map(|via| via.span))
    });
    findings.passages.iter().copied().chain(named).chain(said)
}

/// Law 2: the pieces cut from the record, joined, decoded, resolved and folded are the text, folded.
fn stands(article: &Article, span: Span, record: &[u8]) -> bool {
    let pieces = article.map.pieces(span);
    let cut: Option<Vec<&[u8]>> = pieces.iter().map(|piece| record.get(piece.start..piece.end)).collect();
    cut.is_some_and(|cut| {
        fold_space(&restore(article.format, &article.charset, &cut.concat())) == fold_space(span.of(&article.text))
    })
}
