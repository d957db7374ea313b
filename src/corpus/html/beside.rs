//! Who and which day does a page name beside its headline, for readers?

use super::elements::mark;
use super::meta::AUTHORS_MOST;
use super::{Blocks, STANDFIRST_REACH};
use crate::corpus::byline;
use crate::corpus::dates;
use crate::corpus::furniture::{is_sentence, is_weather};
use crate::corpus::roles::WEATHER_REACH;
use crate::corpus::sheet::Draft;
use crate::corpus::trust::{self, CLOCK, Trust};
use crate::model::article::Fact;

/// How far above the headline a byline and a date may stand, in blocks.
const BYLINE_ABOVE: usize = 3;
const DATE_ABOVE: usize = 5;

/// Bytes of what an element for dates holds at most.
const DATE_BYTES: usize = 120;

/// Words of a byline at most: several names, and what their owners do.
const BYLINE_WORDS: usize = 16;

/// The text of an element that says it holds a day.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub(super) text: String,
    /// The number of the block that holds it.
    pub(super) block: usize,
}

/// The text of an element that says it holds an author.
#[derive(Clone, Debug)]
pub(super) struct Signed {
    pub(super) text: String,
    /// Where in the page's text it begins, and the number of the block that holds it.
    pub(super) from: usize,
    pub(super) block: usize,
    /// Whether it holds the name alone: a microformat, a property or a link to the author, not merely a class of the page's own.
    pub(super) is_name: bool,
    pub(super) marks: u32,
}

/// Tells whether the attributes of an element say that it holds an author's name: `rel=author`, `itemprop=author`, hCard's `fn`.
pub(super) fn is_name(attributes: &[(String, String)], within_author: bool) -> bool {
    attributes.iter().any(|(key, value)| {
        let mut words = value.split_whitespace().map(str::to_ascii_lowercase);
        match key.as_str() {
            "rel" => words.any(|word| word == "author"),
            "itemprop" => words.any(|word| matches!(word.as_str(), "author" | "creator") || within_author && word == "name"),
            "class" => words
                .any(|word| matches!(word.as_str(), "p-author") || within_author && matches!(word.as_str(), "fn" | "p-name")),
            _ => false,
        }
    })
}

impl Blocks<'_> {
    /// Adds the facts, of what the page states and what it shows beside its headline, and says where those differ.
    pub(super) fn facts(&self, title: Option<usize>, draft: &mut Draft) {
        let stated = self.stated;
        let shown = title.map(|at| Fact::new(self.text(at).replace('\n', " "), "h1"));
        let notices = &mut draft.notices;
        draft.title = trust::surest("title", shown.into_iter().chain(stated.titles.clone()), trust::is_same_words, notices);
        let named = stated.bylines.iter().cloned().chain(self.byline(title));
        let byline = trust::surest("byline", named, trust::is_same_people, notices);
        // A site that has the name of a person is one where that person writes.
        let fuller =
            stated.signed.clone().filter(|site| byline.as_ref().is_none_or(|fact| trust::is_part(&fact.value, &site.value)));
        draft.byline = fuller.or(byline);
        let (day, told) = trust::settle(stated.published.iter().cloned().chain(self.published(title)).collect());
        notices.extend(told);
        draft.published = day.or_else(|| {
            let first = draft.title.as_ref()?.value.split([' ', ',']).next()?;
            Some(Fact::new(dates::read(first)?, "headline"))
        });
        draft.changed = stated.changed.clone().or_else(|| self.changed());
        draft.clock = self.clock(title);
        draft.url = stated.url.clone();
        draft.source = trust::surest("source", stated.sources.clone(), trust::is_same_words, notices);
    }

    /// Finds who is named near the headline, else in the story's frame.
    pub(super) fn byline(&self, title: Option<usize>) -> Option<Fact> {
        let count = self.chosen.len();
        let last = self.chosen.iter().rposition(|chosen| *chosen).map_or(count, |at| at + 1);
        let is_short = |at: &usize| {
            self.text(*at).split_whitespace().count() <= BYLINE_WORDS && self.shape(*at).marks & mark::COMMENTS == 0
        };
        let head = self.head(title);
        let around = head.saturating_sub(BYLINE_ABOVE)..(head + STANDFIRST_REACH).min(count);
        let near = || around.clone().filter(|at| title != Some(*at)).filter(is_short);
        let is_marked = |at: &usize| self.shape(*at).near & mark::BYLINE != 0;
        let line = |names: String| Fact::new(names, "byline line");
        self.named(&|signed| signed.is_name && around.contains(&signed.block))
            .or_else(|| near().filter(is_marked).find_map(|at| byline::of_mark(self.text(at))).map(line))
            .or_else(|| self.named(&|signed| around.contains(&signed.block)))
            .or_else(|| near().find_map(|at| byline::of_line(self.text(at))).map(line))
            .or_else(|| (0..last).filter(is_short).find_map(|at| byline::of_line(self.text(at))).map(line))
            .or_else(|| self.named_throughout())
            .or_else(|| {
                let marked = (0..count).filter(is_short).filter(is_marked);
                let names = marked.filter_map(|at| byline::of_mark(self.text(at)));
                names.map(line).find(|fact| fact.value.split_whitespace().count() >= 2)
            })
    }

    /// Gives the names in elements that say they hold authors: the first that fits, and those in its block and the next.
    fn named(&self, fits: &dyn Fn(&Signed) -> bool) -> Option<Fact> {
        let mut names: Vec<String> = Vec::new();
        let mut block = None;
        for signed in self.signed().filter(|signed| fits(signed)).take(4 * AUTHORS_MOST) {
            if names.len() >= AUTHORS_MOST || block.is_some_and(|block| signed.block > block + 1) {
                break;
            }
            let Some(name) = byline::of_mark(&signed.text).filter(|name| !name.starts_with('@')) else { continue };
            block = Some(signed.block);
            for name in name.split(", ") {
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
        }
        (!names.is_empty()).then(|| Fact::new(names.join(", "), "author element"))
    }

    /// Gives the one author that all of the page's elements for authors name, wherever they stand.
    fn named_throughout(&self) -> Option<Fact> {
        let mut all = self.signed().filter(|signed| signed.is_name);
        let first = all.next()?;
        let names = byline::of_mark(&first.text)?;
        let is_same = |other: &Signed| other.text == first.text || byline::of_mark(&other.text).as_ref() == Some(&names);
        all.all(is_same).then(|| Fact::new(names.clone(), "author element"))
    }

    fn signed(&self) -> impl Iterator<Item = &Signed> {
        let is_short = |signed: &&Signed| signed.text.split_whitespace().count() <= BYLINE_WORDS;
        self.page.head.signed.iter().filter(is_short).filter(|signed| signed.marks & mark::COMMENTS == 0)
    }

    /// Finds lines with a date near the headline: below it first, as sites print the day of the visit above.
    fn published(&self, title: Option<usize>) -> Vec<(Trust, Fact)> {
        let from = self.head(title);
        let (first, last) = (from.saturating_sub(DATE_ABOVE), (from + 2 * STANDFIRST_REACH).min(self.chosen.len()));
        let read = |at: usize| {
            let text = self.text(at);
            let marked = self.shape(at).near & mark::DATE != 0 && text.len() < DATE_BYTES;
            dates::of_line(text).or_else(|| dates::read(text).filter(|_| marked))
        };
        let is_said = |at: &usize| {
            self.shape(*at).marks & (mark::COMMENTS | mark::FRAME) == 0
                && !dates::is_change(self.text(*at))
                && !self.is_clock(*at)
        };
        let line =
            (from..last).chain((first..from).rev()).filter(is_said).find_map(read).map(|day| Fact::new(day, "date line"));
        let element = || {
            let near =
                self.page.head.dated.iter().filter(|dated| (first..last).contains(&dated.block) && is_said(&dated.block));
            let said = near.map(|dated| &dated.text).filter(|text| !dates::is_change(text));
            said.filter_map(|text| dates::of_line(text)).next().map(|day| Fact::new(day, "date element"))
        };
        let part = || {
            let near = (from..last.min(from + STANDFIRST_REACH)).chain((first..from).rev()).filter(is_said);
            near.filter_map(|at| self.day_of_part(at)).next().map(|day| Fact::new(day, "date line"))
        };
        let printed = element().map(|fact| (Trust::Printed, fact));
        let line = line.or_else(part).map(|fact| (Trust::Line, fact));
        printed.into_iter().chain(line).collect()
    }

    /// Reads the day that stands alone in an element within a line, with or without a blank beside it: `Research</b>3 March 2031`.
    fn day_of_part(&self, at: usize) -> Option<String> {
        let block = self.page.weaver.blocks[at].text;
        if block.len() > DATE_BYTES || is_sentence(self.text(at)) {
            return None;
        }
        let borders = &self.page.borders[self.page.borders.partition_point(|border| *border <= block.start)..];
        let ends = borders.iter().copied().take_while(|border| *border < block.end).chain([block.end]);
        let mut start = block.start;
        let mut parts = ends.map(|end| self.page.weaver.text[std::mem::replace(&mut start, end)..end].trim());
        parts.find(|part| dates::is_date_line(part) && !dates::is_change(part)).and_then(dates::read)
    }

    /// Finds a line, anywhere but among comments, that says when the page was last changed.
    fn changed(&self) -> Option<Fact> {
        let lines = (0..self.chosen.len()).filter(|at| self.shape(*at).marks & mark::COMMENTS == 0);
        lines.map(|at| self.text(at)).find_map(dates::of_change).map(|day| Fact::new(day, "date line"))
    }

    /// Finds the day that the site shows beside its weather, above the story.
    fn clock(&self, title: Option<usize>) -> Option<Fact> {
        let day = (0..self.head(title)).filter(|at| self.is_clock(*at)).find_map(|at| dates::read(self.text(at)));
        Some(Fact::new(day?, CLOCK))
    }

    fn is_clock(&self, at: usize) -> bool {
        let near = at.saturating_sub(WEATHER_REACH)..(at + WEATHER_REACH + 1).min(self.chosen.len());
        dates::is_date_line(self.text(at)) && near.into_iter().any(|near| is_weather(self.text(near)))
    }
}
