//! Which blocks of a story repeat what stands elsewhere in it?

use super::Blocks;
use super::elements::mark;
use crate::corpus::furniture::{is_sentence, is_speech};
use crate::model::article::Role;
use crate::model::normal::name_key;
use crate::model::why::Why;
use std::collections::{HashMap, HashSet};

/// How often a line that is no sentence may stand in a story.
const REPEATED: usize = 3;

/// Words in a row by which a text is known again, and the share of such rows, in percent, that a pull quote takes from the story.
const ROW_WORDS: usize = 3;
const ROWS_SHARE: usize = 80;

/// Words at most below a pull quote that say whose it is.
const SIGNATURE_WORDS: usize = 8;

impl Blocks<'_> {
    /// A line that stands again and again belongs to the page; a standfirst that is repeated is one, and so is the caption of a
    /// picture that a page shows in several sizes.
    pub(super) fn drop_repeated(&self, roles: &mut [(Role, Why)]) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let lines = || (0..roles.len()).filter(|at| roles[*at].0 != Role::Furniture && self.shape(*at).marks & mark::CELL == 0);
        for at in lines() {
            *counts.entry(self.text(at)).or_default() += 1;
        }
        let mut standfirst: Option<&str> = None;
        let mut captions: HashSet<&str> = HashSet::new();
        for (at, (role, why)) in roles.iter_mut().enumerate() {
            let text = self.text(at);
            let often = counts.get(text).is_some_and(|count| *count >= REPEATED) && !is_sentence(text) && !self.is_signed(at);
            let again = !matches!(role, Role::Title | Role::Furniture) && standfirst == Some(text);
            if *role == Role::Standfirst {
                standfirst = Some(text);
            }
            let is_caption_again = *role == Role::Caption && !captions.insert(text);
            if is_caption_again {
                (*role, *why) = (Role::Furniture, Why::RepeatsStory);
            } else if again {
                (*role, *why) = (Role::Furniture, Why::RepeatsStandfirst);
            } else if often && !matches!(role, Role::Title | Role::Furniture) && self.shape(at).marks & mark::CELL == 0 {
                (*role, *why) = (Role::Furniture, Why::StandsOften);
            }
        }
    }

    /// Tells whether a block says, behind a dash, whose the quotation above it is.
    fn is_signed(&self, at: usize) -> bool {
        let is_quoted = || at.checked_sub(1).is_some_and(|above| is_speech(self.text(above)));
        self.text(at).starts_with(['—', '–', '―']) && is_quoted()
    }

    /// What a page prints once more in large letters, and the name below it, is told once.
    pub(super) fn drop_pull_quotes(&self, roles: &mut [(Role, Why)]) {
        let is_pulled = |at: usize| {
            self.shape(at).near & mark::PULL != 0
                || self.is_told_aside(self.shape(at)) && self.shape(at).marks & mark::QUOTE != 0
        };
        let is_text = |role: Role| !matches!(role, Role::Title | Role::Furniture);
        let pulled: Vec<usize> = (0..roles.len()).filter(|at| is_text(roles[*at].0) && is_pulled(*at)).collect();
        if pulled.is_empty() {
            return;
        }
        let told = (0..roles.len()).filter(|at| is_text(roles[*at].0) && !is_pulled(*at));
        let rows: HashSet<String> = told.flat_map(|at| rows(self.text(at))).collect();
        let mut dropped = None;
        for at in pulled {
            let own = rows_of(&rows, self.text(at));
            let is_signature = || {
                dropped == at.checked_sub(1) && dropped.is_some() && self.text(at).split_whitespace().count() <= SIGNATURE_WORDS
            };
            if own.is_some_and(|share| share >= ROWS_SHARE) || is_signature() && !is_sentence(self.text(at)) {
                roles[at] = (Role::Furniture, Why::RepeatsStory);
                dropped = Some(at);
            }
        }
    }
}

/// Gives the share of a text's rows of words, in percent, that are known; `None` where it has none.
fn rows_of(known: &HashSet<String>, text: &str) -> Option<usize> {
    let own = rows(text);
    let shared = own.iter().filter(|row| known.contains(*row)).count();
    (!own.is_empty()).then(|| shared * 100 / own.len())
}

fn rows(text: &str) -> Vec<String> {
    let key = name_key(text);
    let words: Vec<&str> = key.split(' ').collect();
    words.windows(ROW_WORDS).map(|row| row.join(" ")).collect()
}
