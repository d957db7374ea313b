//! What was told of which place of the text, where more is told all the time and of any place?

use std::collections::BTreeMap;

/// What stands where, in the order of the text; what is told later of the same place stands behind. An article of one paragraph
/// tells of as many places as it has sentences, so that room is never made between them one by one.
pub(super) struct Order<T> {
    found: BTreeMap<(usize, usize), T>,
}

impl<T: Copy> Order<T> {
    /// Adds what is told of a place.
    pub(super) fn tell(&mut self, start: usize, told: T) {
        // Nothing is ever taken out, so that no number is given twice.
        self.found.insert((start, self.found.len()), told);
    }

    /// Gives what stands before the place, the last first.
    pub(super) fn before(&self, at: usize) -> impl Iterator<Item = (usize, T)> {
        self.found.range(..(at, 0)).rev().map(|(&(start, _), &told)| (start, told))
    }

    /// Tells whether anything is told of the place.
    pub(super) fn holds(&self, start: usize) -> bool {
        self.found.range((start, 0)..=(start, usize::MAX)).next().is_some()
    }

    /// Gives all, in the order of the text.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, T)> {
        self.found.iter().map(|(&(start, _), &told)| (start, told))
    }
}

impl<T: Copy> FromIterator<(usize, T)> for Order<T> {
    fn from_iter<I: IntoIterator<Item = (usize, T)>>(places: I) -> Self {
        Order { found: places.into_iter().enumerate().map(|(number, (start, told))| ((start, number), told)).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{claims, names, sentences};
    use crate::model::article::{Block, Role};
    use crate::model::span::Span;

    #[test]
    fn places_stand_in_the_order_of_the_text_and_what_is_told_later_of_one_behind() {
        let mut order: Order<char> = [(3, 'a'), (9, 'b')].into_iter().collect();
        order.tell(5, 'c');
        order.tell(3, 'd');
        assert_eq!(order.iter().collect::<Vec<_>>(), [(3, 'a'), (3, 'd'), (5, 'c'), (9, 'b')]);
        assert_eq!(order.before(9).collect::<Vec<_>>(), [(5, 'c'), (3, 'd'), (3, 'a')]);
        assert!(order.holds(5) && !order.holds(4));
    }

    /// Takes more than a minute where each claim, name or speaker is looked for among all the others.
    #[test]
    fn a_long_text_of_one_paragraph_is_read_in_linear_time() {
        let said =
            "On Monday minister Anna Berg said the dam is safe. He said \"the dam\" is old, she said. The minister denied it. ";
        let text = said.repeat(1_000_000 / said.len());
        let blocks = [Block::new(Role::Body, Span::new(0, text.len()).trimmed(&text))];
        let sentences = sentences::find(&text, &blocks);
        let (entities, _) = names::find(&text, &blocks, &sentences, None);
        let (found, _) = claims::find(&text, &blocks, &sentences, &entities, None);
        assert!(found.len() > text.len() / said.len());
    }
}
