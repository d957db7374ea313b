//! What is found in an article's text: sentences, passages, names, claims? Cannot fail, whatever the text.

pub mod claims;
pub mod linear;
pub mod names;
pub mod passages;
pub mod quotes;
pub mod sentences;

pub use crate::model::document::Depth;

use crate::model::article::{Article, Block};
use crate::model::document::{Claim, Entity, EntityKind, Findings};
use crate::model::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The version of what the analysis finds; raised whenever the same article gives other findings.
pub const VERSION: u32 = 16;

/// Finds all that `depth` asks for.
pub fn analyse(article: &Article, depth: Depth) -> Findings {
    let (text, blocks) = (article.text.as_str(), article.blocks.as_slice());
    let sentences = sentences::find(text, blocks);
    let passages = passages::find(article, &sentences);
    let mut findings = Findings { sentences, passages, ..Findings::default() };
    let outlet = article.source.as_ref().map(|source| source.value.as_str());
    if depth >= Depth::Entities {
        (findings.entities, findings.aliases) = names::find(text, blocks, &findings.sentences, outlet);
    }
    if depth >= Depth::Claims {
        findings.claims = claims::find(text, blocks, &findings.sentences, &findings.entities, outlet);
        let story: Vec<Block> = article.story().collect();
        findings.claims.iter_mut().for_each(|claim| keep_to_blocks(claim, &story, text));
        findings.claims.retain(|claim| !claim.content.is_empty());
        findings.claims.sort_by_key(|claim| (claim.sentence, claim.cue.as_ref().map(|cue| cue.span), claim.content[0]));
        refer(&mut findings.entities, &findings.claims);
    }
    findings
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
