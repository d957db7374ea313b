//! Who was asked, and is as likely to be "he" who speaks behind it as who asked?

use super::paragraph::Paragraph;
use super::speakers::{Place, Speakers};
use crate::model::document::EntityKind;
use std::ops::Range;

impl Speakers<'_> {
    /// "Holt asked whether Lind would go. He said": as likely who is asked as who asks.
    pub(super) fn ask(&mut self, paragraph: &Paragraph<'_>, asker: Option<&str>, content: &[Range<usize>]) {
        let Some(words) = content.last().map(|last| content[0].start..last.end) else { return };
        let Some(span) = paragraph.span(&words) else { return };
        let person = |place: &&Place| {
            let entity = &self.entities[place.entity];
            place.is_name && entity.kind == EntityKind::Person && asker != Some(&entity.name)
        };
        let asked = self.within(span).find(person).map(|place| self.genders[place.entity]);
        if let Some(asked) = asked {
            self.stands_between(span.end, asked);
        }
    }
}
