//! How is an article stored in few bytes? Every span as a step from the one before, which is a small number and often the same.

use super::rows::{encode_onto, unreadable_row};
use crate::error::Result;
use crate::model::bytemap::{ByteMap, Run};
use crate::model::document::Document;
use crate::model::span::Span;
use serde::{Deserialize, Serialize};

/// The runs of a byte map in columns of steps: nearly all are equal within a column.
#[derive(Default, Serialize, Deserialize)]
struct Steps {
    text_gaps: Vec<usize>,
    text_lengths: Vec<usize>,
    raw_gaps: Vec<usize>,
    /// How much longer than its text.
    raw_excesses: Vec<usize>,
}

/// Writes a document without its text as few bytes behind those that are there. It is the same afterwards: to step forth and back
/// costs less than a copy.
pub(super) fn pack(document: &mut Document, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let text = std::mem::take(&mut document.article.text);
    let map = std::mem::take(&mut document.article.map);
    step(document);
    let bytes = encode_onto(document, bytes);
    place(document);
    let bytes = bytes.and_then(|bytes| encode_onto(&Steps::of(&map), bytes));
    (document.article.text, document.article.map) = (text, map);
    bytes
}

/// Reads what [`pack`] wrote of a document with such a text. Of damaged bytes it makes another document or an error, and never
/// panics.
pub(super) fn unpack(bytes: &[u8], text: &str) -> Result<Document> {
    let (mut document, rest) = postcard::take_from_bytes::<Document>(bytes).map_err(unreadable_row)?;
    let steps: Steps = postcard::from_bytes(rest).map_err(unreadable_row)?;
    place(&mut document);
    (document.article.text, document.article.map) = (text.to_owned(), steps.map());
    Ok(document)
}

/// Turns all spans and lines into steps.
fn step(document: &mut Document) {
    let mut last = 0;
    each_span(document, &mut |span| *span = stepped(*span, &mut last));
    let (mut offset, mut number) = (0, 0);
    for line in &mut document.article.lines {
        (line.offset, offset) = (line.offset.wrapping_sub(offset), line.offset);
        (line.number, number) = (line.number.wrapping_sub(number), line.number);
    }
}

/// Turns steps back into spans and lines.
fn place(document: &mut Document) {
    let mut last = 0;
    each_span(document, &mut |span| *span = placed(*span, &mut last));
    let (mut offset, mut number) = (0usize, 0u64);
    for line in &mut document.article.lines {
        (offset, number) = (offset.wrapping_add(line.offset), number.wrapping_add(line.number));
        (line.offset, line.number) = (offset, number);
    }
}

impl Steps {
    fn of(map: &ByteMap) -> Steps {
        let mut steps = Steps::default();
        let (mut text, mut raw) = (0, 0);
        for run in map.runs() {
            let (in_text, in_raw) = (stepped(run.text, &mut text), stepped(run.raw, &mut raw));
            steps.text_gaps.push(in_text.start);
            steps.text_lengths.push(in_text.end);
            steps.raw_gaps.push(in_raw.start);
            steps.raw_excesses.push(folded(in_raw.end.wrapping_sub(in_text.end)));
        }
        steps
    }

    fn map(&self) -> ByteMap {
        let texts = self.text_gaps.iter().zip(&self.text_lengths);
        let raws = self.raw_gaps.iter().zip(&self.raw_excesses);
        let (mut text, mut raw) = (0, 0);
        let runs = texts.zip(raws).map(|((text_gap, length), (raw_gap, excess))| Run {
            text: placed(Span::new(*text_gap, *length), &mut text),
            raw: placed(Span::new(*raw_gap, length.wrapping_add(unfolded(*excess))), &mut raw),
        });
        ByteMap::of_runs(runs.collect())
    }
}

/// Calls `take` with all spans of a document but those of its byte map, always in the same order.
fn each_span(document: &mut Document, take: &mut dyn FnMut(&mut Span)) {
    document.article.blocks.iter_mut().for_each(|block| take(&mut block.span));
    let findings = &mut document.findings;
    findings.sentences.iter_mut().for_each(&mut *take);
    findings.passages.iter_mut().for_each(&mut *take);
    for entity in &mut findings.entities {
        entity.mentions.iter_mut().chain(&mut entity.references).for_each(&mut *take);
    }
    for claim in &mut findings.claims {
        take(&mut claim.sentence);
        claim.speaker.span.iter_mut().for_each(&mut *take);
        claim.cue.iter_mut().for_each(|cue| take(&mut cue.span));
        claim.content.iter_mut().chain(&mut claim.quotes).for_each(&mut *take);
        claim.via.iter_mut().for_each(|via| take(&mut via.span));
    }
    findings.aliases.iter_mut().for_each(|alias| take(&mut alias.span));
}

/// Turns a span into the step from the end of the last one, and its length.
fn stepped(span: Span, last: &mut usize) -> Span {
    let step = Span::new(folded(span.start.wrapping_sub(*last)), span.end.wrapping_sub(span.start));
    *last = span.end;
    step
}

fn placed(step: Span, last: &mut usize) -> Span {
    let start = last.wrapping_add(unfolded(step.start));
    *last = start.wrapping_add(step.end);
    Span::new(start, *last)
}

/// Makes a step back a small number too, as Protocol Buffers do ("ZigZag").
fn folded(step: usize) -> usize {
    (step << 1) ^ (((step as isize) >> (isize::BITS - 1)) as usize)
}

fn unfolded(folded: usize) -> usize {
    (folded >> 1) ^ (folded & 1).wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_in_either_direction_is_undone() {
        for (from, to) in [(0, 0), (3, 9), (9, 3), (usize::MAX, 0), (0, usize::MAX)] {
            let (mut there, mut back) = (from, from);
            let span = Span::new(to, to);
            assert_eq!(placed(stepped(span, &mut there), &mut back), span);
            assert_eq!(there, back);
        }
        assert_eq!((folded(3), folded(3usize.wrapping_neg())), (6, 5));
    }
}
