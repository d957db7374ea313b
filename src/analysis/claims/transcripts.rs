//! Which paragraphs open with a name or letter and a colon, as in interviews, and who answers there?

use crate::model::article::{Block, Role};
use crate::model::document::{Entity, EntityKind, Speaker};
use foldhash::{HashMap, HashMapExt};

/// How often each name stands with a colon at the start of a block: twice or more in a transcript.
pub(super) fn labels<'t>(text: &'t str, blocks: &[Block]) -> HashMap<&'t str, usize> {
    let mut counts = HashMap::new();
    for block in blocks.iter().filter(|block| block.role != Role::Furniture) {
        if let Some(label) = label(block.span.of(text)) {
            *counts.entry(label).or_default() += 1;
        }
    }
    counts
}

fn label(text: &str) -> Option<&str> {
    const LONGEST_LABEL: usize = 50;
    let colon = text.bytes().take(LONGEST_LABEL).position(|byte| byte == b':')?;
    Some(&text[..colon]).filter(|label| label.starts_with(char::is_uppercase))
}

/// Tells whether a label is a letter or word for a question or an answer.
pub(super) fn is_turn(label: &str) -> bool {
    ["Q", "Question", "QUESTION"].contains(&label) || is_answer(label)
}

/// Tells whether a label is a letter or word for an answer.
pub(super) fn is_answer(label: &str) -> bool {
    ["A", "Answer", "ANSWER"].contains(&label)
}

/// Gives who answers where paragraphs open with "Q:" and "A:": the only person who is named up to the first question. Nobody's name
/// where several are, nothing where the text is no such interview.
pub(super) fn who_answers(text: &str, blocks: &[Block], labels: &HashMap<&str, usize>, entities: &[Entity]) -> Option<Speaker> {
    let turns = |answers: bool| labels.keys().any(|label| is_turn(label) && is_answer(label) == answers);
    if !(turns(true) && turns(false)) {
        return None;
    }
    let is_first = |block: &&Block| block.role != Role::Furniture && label(block.span.of(text)).is_some_and(is_turn);
    let end = blocks.iter().find(is_first)?.span.end;
    let named =
        |entity: &&Entity| entity.kind == EntityKind::Person && entity.mentions.iter().any(|mention| mention.end <= end);
    let mut persons = entities.iter().filter(named);
    let only = persons.next().filter(|_| persons.next().is_none());
    let name = only.map(|entity| entity.name.clone());
    Some(Speaker { kind: name.as_ref().map(|_| EntityKind::Person), name, span: None })
}
