//! Where does a word that a question ranks by occur? Its lists are walked once, for matching and for ranking.

use super::docset::DocBits;
use super::occurrences::Stemmed;
use super::ranking::{RankedTerm, Weighed};
use super::segments::Segments;
use crate::error::Result;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Words whose walks are kept until another question is asked: each takes some bytes an article, and whoever asks for more of them
/// waits.
const KEPT: usize = 16;

/// Where a stem occurs in one segment: live documents alone.
pub(super) struct Held {
    pub passages: DocBits,
    /// Places of articles, ascending, and how often it occurs in each.
    pub articles: Vec<(u32, u32)>,
}

/// Where a stem occurs in running text, a segment each.
pub(super) struct Walk {
    pub stemmed: Arc<Stemmed>,
    pub segments: Vec<Held>,
}

impl Walk {
    /// Counts the articles.
    pub(super) fn articles(&self) -> u64 {
        self.segments.iter().map(|held| held.articles.len() as u64).sum()
    }

    /// Gives the passages, of each segment.
    pub(super) fn passages(&self) -> impl Iterator<Item = &DocBits> {
        self.segments.iter().map(|held| &held.passages)
    }

    fn of(segments: &Segments, stem: &str) -> Result<Walk> {
        let stemmed = Stemmed::new(segments, segments.fields.passage.text, stem)?;
        let (mut walked, mut frequencies) = (Vec::new(), Vec::new());
        for (at, segment) in segments.searcher.segment_readers().iter().enumerate() {
            let articles = segments.articles(at)?;
            let (mut passages, mut places) = (DocBits::empty(segment.max_doc()), DocBits::empty(articles.count() as u32));
            frequencies.resize(frequencies.len().max(articles.count()), 0);
            stemmed.lists(at).each_listed(segment, |doc, frequency| {
                let place = articles.place(doc);
                passages.insert(doc);
                places.insert(place);
                frequencies[place as usize] += frequency;
            })?;
            let articles = places.iter().map(|place| (place, std::mem::take(&mut frequencies[place as usize]))).collect();
            walked.push(Held { passages, articles });
        }
        Ok(Walk { stemmed: Arc::new(stemmed), segments: walked })
    }
}

/// The walks of one question.
pub(super) struct Walks<'s> {
    segments: &'s Segments,
    /// Stems whose walks are kept.
    kept: BTreeSet<String>,
    walked: RefCell<Walked>,
}

/// What was found by walks so far.
#[derive(Default)]
pub(super) struct Walked {
    by_stem: BTreeMap<String, Arc<Walk>>,
    weighed: Option<Arc<Weighed>>,
}

impl<'s> Walks<'s> {
    /// Begins with walks that were made for the same question before.
    pub(super) fn new(segments: &'s Segments, terms: &[RankedTerm], walked: Walked) -> Walks<'s> {
        let kept = terms.iter().take(KEPT).map(|term| term.stem.clone()).collect();
        Walks { segments, kept, walked: RefCell::new(walked) }
    }

    /// Gives where a stem occurs.
    pub(super) fn of(&self, stem: &str) -> Result<Arc<Walk>> {
        if let Some(walk) = self.walked.borrow().by_stem.get(stem) {
            return Ok(Arc::clone(walk));
        }
        let walk = Arc::new(Walk::of(self.segments, stem)?);
        if self.kept.contains(stem) {
            self.walked.borrow_mut().by_stem.insert(stem.to_owned(), Arc::clone(&walk));
        }
        Ok(walk)
    }

    /// Gives where a stem occurs, if it is one of those that are walked for ranking.
    pub(super) fn ranked(&self, stem: &str) -> Result<Option<Arc<Walk>>> {
        self.kept.contains(stem).then(|| self.of(stem)).transpose()
    }

    /// Gives what all articles are worth to the question, where that is known.
    pub(super) fn weighed(&self) -> Option<Arc<Weighed>> {
        self.walked.borrow().weighed.clone()
    }

    /// Keeps what all articles are worth to the question.
    pub(super) fn keep(&self, weighed: &Arc<Weighed>) {
        self.walked.borrow_mut().weighed = Some(Arc::clone(weighed));
    }

    /// Gives what was found.
    pub(super) fn walked(self) -> Walked {
        self.walked.into_inner()
    }
}
