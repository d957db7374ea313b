//! Which words, sentences and claims has the stretch of a story that a quotation is held against?

use super::negation::whole_words;
use super::quotation::Quotation;
use crate::engine::Stored;
use crate::model::alignment::{FoundWord, TypedWord};
use crate::model::document::Claim;
use crate::model::figure::{Token, tokens};
use crate::model::span::Span;

/// Words that may be left out before a quotation is looked for elsewhere.
const WINDOW: usize = 150;

/// A passage, and those behind it as far as a quotation may go on.
pub(super) struct Stretch<'a> {
    pub text: &'a str,
    /// The words of the quotation, compounds as they stand here.
    pub typed: Vec<TypedWord>,
    pub found: Vec<FoundWord>,
    /// Where each word stands.
    pub spans: Vec<Span>,
    /// Those of the words, and the next one.
    pub sentences: &'a [Span],
    /// The claims that have something in these sentences, each with its number.
    pub claims: Vec<(usize, &'a Claim)>,
    passage: Span,
}

impl<'a> Stretch<'a> {
    /// Reads the stretch that begins with a passage and has room for a quotation; `None` where there is none.
    pub(super) fn new(stored: &'a Stored, passage: u32, quotation: &Quotation) -> Option<Stretch<'a>> {
        let (text, findings) = (&stored.document.article.text, &stored.document.findings);
        let mut found = Vec::new();
        let passages = findings.passages.get(passage as usize..)?;
        let mut end = passages.first()?.end;
        for passage in passages {
            let of = passage.of(text);
            for word in tokens(of, whole_words(of)) {
                let span = Span::new(word.span.start + passage.start, word.span.end + passage.start);
                found.push(Token { span, ..word });
            }
            end = passage.end;
            if found.len() > quotation.words.len() * 2 + WINDOW {
                break;
            }
        }
        let (typed, found) = quotation.beside(text, found);
        let spans = found.iter().map(|word| word.span).collect();
        let found = found.into_iter().map(FoundWord::new).collect();
        let passage = *passages.first()?;
        let all = &findings.sentences;
        let from = all.partition_point(|sentence| sentence.end <= passage.start);
        let to = (all.partition_point(|sentence| sentence.start < end) + 1).min(all.len());
        let sentences = all.get(from..to).unwrap_or_default();
        let (first, last) = (sentences.first().unwrap_or(&passage), sentences.last().unwrap_or(&passage));
        let all = Span::new(first.start.min(passage.start), last.end.max(end));
        let has = |claim: &Claim| {
            let cue = claim.cue.as_ref().map(|cue| &cue.span);
            claim.content.iter().chain(&claim.quotes).chain(cue).any(|part| part.overlaps(all))
        };
        let claims = findings.claims.iter().enumerate().filter(|(_, claim)| has(claim)).collect();
        Some(Stretch { text, typed, found, spans, sentences, claims, passage })
    }

    /// Tells whether a word stands in the passage itself.
    pub(super) fn is_in_passage(&self, word: usize) -> bool {
        self.spans.get(word).is_some_and(|span| span.overlaps(self.passage))
    }

    /// Gives the sentence that a word stands in, or the word where it stands in none.
    pub(super) fn sentence(&self, word: Span) -> Span {
        self.sentences.iter().find(|sentence| sentence.overlaps(word)).copied().unwrap_or(word)
    }
}
