//! What is found in an article's text: sentences, passages, names, claims? Cannot fail, whatever the text.

mod beginning;
pub mod claims;
pub mod linear;
pub mod names;
pub mod passages;
pub mod quotes;
pub mod sentences;

pub use crate::model::document::Depth;
pub use beginning::ANALYSED_BYTES;

use crate::model::article::{Article, Block};
use crate::model::document::{Claim, Document, Entity, EntityKind, Findings};
use crate::model::normal::words_with_unseen;
use crate::model::span::Span;
use beginning::Beginning;
use std::collections::{BTreeMap, BTreeSet};

/// The version of what the analysis finds; raised whenever the same article gives other findings.
pub const VERSION: u32 = 17;

/// Finds all that `depth` asks for.
pub fn analyse(article: &Article, depth: Depth) -> Findings {
    found(article, depth, ANALYSED_BYTES).0
}

/// Makes of an article what is taken into an index: notices tell where names or claims were not looked for in all of it.
pub fn document(mut article: Article, depth: Depth) -> Document {
    let (findings, notices) = found(&article, depth, ANALYSED_BYTES);
    article.notices.extend(notices);
    article.notices.extend(unseen(&article.text));
    Document { article, findings }
}

/// Says of words in which something stands that nobody sees.
fn unseen(text: &str) -> Option<String> {
    let words = words_with_unseen(text);
    let first = words.first()?;
    let more = match words.len() - 1 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!("characters without width stand in “{first}”{more}: such words are read without them"))
}

/// Finds all that `depth` asks for, names and claims in the first `most` bytes of the text alone; says where that is not all.
fn found(article: &Article, depth: Depth, most: usize) -> (Findings, Vec<String>) {
    let (text, blocks) = (article.text.as_str(), article.blocks.as_slice());
    let sentences = sentences::find(text, blocks);
    let passages = passages::find(article, &sentences);
    let mut findings = Findings { sentences, passages, ..Findings::default() };
    if depth == Depth::Text {
        return (findings, Vec::new());
    }
    let outlet = article.source.as_ref().map(|source| source.value.as_str());
    let part = Beginning::of(text, blocks, &findings.sentences, most);
    let mut notices: Vec<String> = part.notice(text).into_iter().collect();
    (findings.entities, findings.aliases) = names::find(part.text, &part.blocks, &part.sentences, outlet);
    if depth >= Depth::Claims {
        let until;
        (findings.claims, until) = claims::find(part.text, &part.blocks, &part.sentences, &findings.entities, outlet);
        notices.extend(until.map(|until| claims::notice(text, until)));
        let story: Vec<Block> = article.story().collect();
        findings.claims.iter_mut().for_each(|claim| keep_to_blocks(claim, &story, text));
        findings.claims.retain(|claim| !claim.content.is_empty());
        findings.claims.sort_by_key(|claim| (claim.sentence, claim.cue.as_ref().map(|cue| cue.span), claim.content[0]));
        refer(&mut findings.entities, &findings.claims);
    }
    (findings, notices)
}

/// Cuts a claim's spans at the borders of blocks: what stands between two blocks is not in the article's words.
fn keep_to_blocks(claim: &mut Claim, story: &[Block], text: &str) {
    let cut = |spans: &mut Vec<Span>| {
        let parts = spans.iter().flat_map(|span| {
            let first = story.partition_point(|block| block.span.end <= span.start);
            let within = story[first..].iter().take_while(|block| block.span.start < span.end);
            within.filter_map(|block| block.span.intersection(*span)).collect::<Vec<_>>()
        });
        *spans = parts.map(|part| part.trimmed(text)).filter(|part| !part.is_empty()).collect();
    };
    cut(&mut claim.content);
    cut(&mut claim.quotes);
}

/// Notes the words that stand for a speaker ("she", "the ministry") as references to that entity.
fn refer(entities: &mut [Entity], claims: &[Claim]) {
    let mut taken: Vec<Span> =
        entities.iter().flat_map(|entity| entity.mentions.iter().chain(&entity.references)).copied().collect();
    taken.sort_unstable();
    let mut by_name: BTreeMap<(&str, EntityKind), usize> = BTreeMap::new();
    for (at, entity) in entities.iter().enumerate() {
        by_name.entry((&entity.name, entity.kind)).or_insert(at);
    }
    let mut found: BTreeSet<(usize, Span)> = BTreeSet::new();
    for speaker in claims.iter().map(|claim| &claim.speaker) {
        let (Some(name), Some(kind), Some(span)) = (&speaker.name, speaker.kind, speaker.span) else { continue };
        let next = taken.partition_point(|other| other.end <= span.start);
        let is_free = taken.get(next).is_none_or(|other| !other.overlaps(span));
        if let Some(entity) = by_name.get(&(name.as_str(), kind)).filter(|_| is_free) {
            found.insert((*entity, span));
        }
    }
    for (entity, span) in found {
        entities[entity].references.push(span);
    }
    entities.iter_mut().for_each(|entity| entity.references.sort_unstable());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Rules, read};

    fn article(text: &str) -> Article {
        let mut found = Vec::new();
        read(text.as_bytes(), "a.txt", &Rules::default(), &mut |article| found.push(article.unwrap()));
        found.remove(0)
    }

    #[test]
    fn names_and_claims_are_looked_for_in_the_beginning_of_a_long_text_and_that_is_told() {
        let one = "Ines Halvorsen said the weir was repaired. ";
        let text = format!("Weir repaired\n\n{}Tomas Brandl denied it.", one.repeat(20));
        let article = article(&text);
        let (whole, told) = found(&article, Depth::Claims, text.len());
        assert_eq!((whole.claims.len(), whole.entities.len(), told.len()), (21, 2, 0));
        let (some, told) = found(&article, Depth::Claims, text.len() / 2);
        assert!((8..12).contains(&some.claims.len()), "{}", some.claims.len());
        assert_eq!(some.claims, whole.claims[..some.claims.len()]);
        assert_eq!((&some.passages, &some.sentences, some.entities.len()), (&whole.passages, &whole.sentences, 1));
        assert!(told.len() == 1 && told[0].contains("looked for in its first 4"), "{told:?}");
        assert!(found(&article, Depth::Text, 9).1.is_empty());
    }

    #[test]
    fn a_text_without_sentences_is_cut_between_words() {
        let article = article(&"Ines Halvorsen of the weir ".repeat(20));
        let (some, told) = found(&article, Depth::Entities, 13);
        assert_eq!((some.entities.len(), told.len()), (1, 1), "{:?}", some.entities);
        assert_eq!(some.entities[0].name, "Ines");
    }
}
