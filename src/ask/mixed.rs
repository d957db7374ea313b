//! Which words that are asked for, and which names that are shown, mix letters that look alike?

use crate::model::answer::Hit;
use crate::model::mixed::mixed;
use crate::model::query::{Query, Test};
use std::collections::BTreeSet;

/// Words that are told: as many as a reader takes in at once.
const TOLD: usize = 5;

/// Says of each word that is asked for and mixes alphabets that it is another than it seems.
pub(super) fn asked_for<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    let mut told = Vec::new();
    for word in texts.into_iter().flat_map(mixed) {
        let notice = format!("{} {word}: the same in one alphabet is another word", word.quoted());
        if told.contains(&notice) {
            continue;
        }
        if told.len() == TOLD {
            told.push("so do other words that are asked for".to_owned());
            break;
        }
        told.push(notice);
    }
    told
}

/// Gives the words of a question that are not excluded.
pub(super) fn words(query: &Query) -> Vec<&str> {
    let mut words = Vec::new();
    for (leaf, _) in query.root.wanted() {
        match &leaf.test {
            Test::Word(word) | Test::Phrase { words: word, .. } | Test::Fuzzy { word, .. } => words.push(word.as_str()),
            Test::Prefix(word) | Test::Wildcard(word) => words.push(word),
            Test::Near { left, right, .. } => words.extend([left.as_str(), right]),
            Test::Range { .. } | Test::Exists => {}
        }
    }
    words
}

/// What was seen in the names that are shown.
#[derive(Default)]
pub(super) struct Seen {
    told: BTreeSet<String>,
    is_more: bool,
}

impl Seen {
    /// Looks at the source of a hit, and at who speaks and relays in it.
    pub(super) fn look(&mut self, hit: &Hit) {
        self.name("a source", hit.provenance.source.as_deref());
        for claim in &hit.claims {
            self.name("a speaker", claim.speaker.name.as_deref().or(claim.speaker.text.as_deref()));
            claim.via.iter().for_each(|via| self.name("a speaker", Some(via.name.as_deref().unwrap_or(&via.text))));
        }
    }

    /// Looks at a name.
    pub(super) fn name(&mut self, whose: &str, name: Option<&str>) {
        for word in name.into_iter().flat_map(mixed) {
            let told = format!("{}, in the name of {whose}, {word}", word.quoted());
            match self.told.len() < TOLD {
                true => self.told.insert(told),
                false => {
                    self.is_more |= !self.told.contains(&told);
                    false
                }
            };
        }
    }

    /// Says which words mix alphabets.
    pub(super) fn notices(self) -> impl Iterator<Item = String> {
        self.told.into_iter().chain(self.is_more.then(|| "so do other names that are shown".to_owned()))
    }
}

/// Says which words in the names of a hit mix letters that look alike.
pub fn mixed_names(hit: &Hit) -> Vec<String> {
    let mut seen = Seen::default();
    seen.look(hit);
    seen.notices().collect()
}
