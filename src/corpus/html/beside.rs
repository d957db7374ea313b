//! Who and which day does a page name beside its headline, for readers?

use super::elements::mark;
use super::meta::AUTHORS_MOST;
use super::{Blocks, STANDFIRST_REACH};
use crate::corpus::byline;
use crate::corpus::dates::{self, Trust};
use crate::model::article::Fact;

/// How far above the headline a byline and a date may stand, in blocks.
const BYLINE_ABOVE: usize = 3;
const DATE_ABOVE: usize = 5;

/// Words of a byline at most: several names, and what their owners do.
const BYLINE_WORDS: usize = 16;

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
            "class" => words.any(|word| matches!(word.as_str(), "p-author") || within_author && matches!(word.as_str(), "fn" | "p-name")),
            _ => false,
        }
    })
}

impl Blocks<'_> {
    /// Finds who is named near the headline, else in the story's frame.
    pub(super) fn byline(&self, title: Option<usize>) -> Option<Fact> {
        let count = self.chosen.len();
        let last = self.chosen.iter().rposition(|chosen| *chosen).map_or(count, |at| at + 1);
        let is_short =
            |at: &usize| self.text(*at).split_whitespace().count() <= BYLINE_WORDS && self.shape(*at).marks & mark::COMMENTS == 0;
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
        for signed in self.signed().filter(|signed| fits(signed)) {
            if names.len() >= AUTHORS_MOST || block.is_some_and(|block| signed.block > block + 1) {
                break;
            }
            let Some(name) = byline::of_mark(&signed.text) else { continue };
            block = Some(signed.block);
            for name in name.split(", ").filter(|name| !names.iter().any(|known| known == name)).collect::<Vec<_>>() {
                names.push(name.to_owned());
            }
        }
        (!names.is_empty()).then(|| Fact::new(names.join(", "), "author element"))
    }

    /// Gives the one author that all of the page's elements for authors name, wherever they stand.
    fn named_throughout(&self) -> Option<Fact> {
        let mut names = self.signed().filter(|signed| signed.is_name).filter_map(|signed| byline::of_mark(&signed.text));
        let first = names.next()?;
        names.all(|name| name == first).then(|| Fact::new(first, "author element"))
    }

    fn signed(&self) -> impl Iterator<Item = &super::beside::Signed> {
        let is_short = |signed: &&Signed| signed.text.split_whitespace().count() <= BYLINE_WORDS;
        self.page.head.signed.iter().filter(is_short).filter(|signed| signed.marks & mark::COMMENTS == 0)
    }

    /// Finds lines with a date near the headline: below it first, as sites print the day of the visit above.
    pub(super) fn published(&self, title: Option<usize>) -> Vec<(Trust, Fact)> {
        let from = self.head(title);
        let below = from..(from + 2 * STANDFIRST_REACH).min(self.chosen.len());
        let above = (from.saturating_sub(DATE_ABOVE)..from).rev();
        let read = |at: usize| {
            let text = self.text(at);
            let marked = self.shape(at).near & mark::DATE != 0 && text.len() < 120;
            dates::of_line(text).or_else(|| dates::read(text).filter(|_| marked))
        };
        let day = below.chain(above).filter(|at| self.shape(*at).marks & (mark::COMMENTS | mark::FRAME) == 0).find_map(read);
        day.map(|day| (Trust::Line, Fact::new(day, "date line"))).into_iter().collect()
    }
}
