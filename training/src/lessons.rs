//! What is learned from an example: which label is right for each word?

use crate::example::Example;
use crate::learner::Lesson;
use whosaid::analysis::names::stretches;
use whosaid::analysis::names::tagger::Stretch;
use whosaid::analysis::names::tagger::model::{OUTSIDE, Part, label};
use whosaid::model::document::EntityKind;
use whosaid::model::span::Span;

/// Makes lessons of an example.
pub fn lessons(example: &Example, weight: f32) -> Vec<Lesson> {
    let stretches = stretches(&example.text, &example.sentences(), None);
    stretches
        .into_iter()
        .map(|stretch| Lesson { labels: labels(example, &stretch), features: stretch.features, weight })
        .collect()
}

fn labels(example: &Example, stretch: &Stretch) -> Vec<usize> {
    let mut labels = vec![OUTSIDE; stretch.words.len()];
    let Some(all) = stretch.words.first().zip(stretch.words.last()).map(|(first, last)| Span::new(first.start, last.end))
    else {
        return labels;
    };
    let first = example.names.partition_point(|(span, _)| span.end <= all.start);
    for (span, kind) in example.names[first..].iter().take_while(|(span, _)| span.start < all.end) {
        let from = stretch.words.iter().position(|word| word.start == span.start);
        let to = stretch.words.iter().rposition(|word| word.end == span.end || word.end + 2 >= span.end && word.end < span.end);
        if let (Some(from), Some(to)) = (from, to)
            && from <= to
        {
            mark(&mut labels[from..=to], *kind);
        }
    }
    if !example.marks_peoples {
        take_peoples(stretch, &mut labels);
    }
    labels
}

/// Takes the rules' word for single words of the kind "other" where nothing is marked.
fn take_peoples(stretch: &Stretch, labels: &mut [usize]) {
    let people = label(EntityKind::Other, Part::Single);
    for (label, rule) in labels.iter_mut().zip(&stretch.rules) {
        if *label == OUTSIDE && *rule == people {
            *label = people;
        }
    }
}

fn mark(labels: &mut [usize], kind: EntityKind) {
    let last = labels.len() - 1;
    for (at, place) in labels.iter_mut().enumerate() {
        let part = match (at, last) {
            (0, 0) => Part::Single,
            (0, _) => Part::Begin,
            _ if at == last => Part::End,
            _ => Part::Inside,
        };
        *place = label(kind, part);
    }
}
