//! How does a quotation differ from the words of an article?

use super::frame::Around;
use super::negation::{is_not_only, is_opposite, negates, says_no, turns};
use super::quotation::Quotation;
use super::stretch::Stretch;
use crate::model::alignment::{FoundWord, Step, TypedWord, align, align_each, marked, told_apart};
use crate::model::answer::TraceClass;
use crate::model::document::Claim;
use crate::model::figure::{Figure, Reads, tokens};
use crate::model::gist::is_negation;
use crate::model::normal::{Word, words};
use crate::model::span::Span;
use crate::model::stop_words::is_stop_word;
use std::collections::BTreeSet;

/// A quotation is altered, and no other text, where so much of its weight stands there: tests/quotations.tsv has 30 altered ones,
/// all above, and retellings and inventions below but two.
const KEPT: f64 = 0.6;
/// What a word like "the" counts beside others: it stands everywhere.
const STOP_WORD: f64 = 0.25;
/// Fewer words may stand beside a negation anywhere.
const FEWEST_SAME: usize = 3;

/// Words before and behind what was quoted in which a negation that was typed counts as being there.
const BESIDE: usize = 3;

/// Marks between a negation and words that it does not reach.
const CLAUSE_ENDS: [char; 10] = [',', ';', ':', '.', '!', '?', '–', '—', '(', ')'];
/// Words, without any that is changed, that are a quotation wherever they stand in order, with no more than [`FEW`] left out.
const MANY: usize = 6;
const FEW: usize = 3;

/// Words from the first number of a range to behind the second: "3 to 5".
const RANGE: usize = 2;
/// What a number goes on with behind "and a"; folded.
const FRACTIONS: &[&str] = &["half", "quarter", "third"];

/// A quotation, words of a story that it fits, and what differs.
pub(super) struct Difference<'a> {
    typed: &'a [TypedWord],
    /// Whether it was typed as a question.
    asked: bool,
    stretch: &'a Stretch<'a>,
    found: &'a [FoundWord],
    spans: &'a [Span],
    steps: Vec<Step>,
    /// Words of the story that are numbers of which the quotation has but the beginning or the end.
    cut: Vec<usize>,
    /// Negations of the story that dots stand for.
    dotted: Vec<usize>,
}

impl<'a> Difference<'a> {
    /// Holds a quotation against a stretch of a story: first the place that it fits best, then others that begin in the passage, at
    /// most `most`; without those where no word is the same. Tells too whether there are more.
    pub(super) fn each(stretch: &'a Stretch<'a>, quotation: &'a Quotation, most: usize) -> (Vec<Difference<'a>>, bool) {
        // No place shares a word with another: so many at most begin behind the passage, and with one more it is known whether
        // any that begins in it is left.
        let behind = (0..stretch.found.len()).filter(|at| !stretch.is_in_passage(*at)).count();
        let mut each = align_each(&stretch.typed, &stretch.found, most + behind + 1);
        let mut number = 0;
        each.retain(|steps| {
            number += 1;
            number == 1 || steps.iter().find_map(Step::found).is_some_and(|at| stretch.is_in_passage(at))
        });
        let is_cut = each.len() > most;
        each.truncate(most);
        (each.into_iter().filter_map(|steps| Difference::new(stretch, quotation, steps)).collect(), is_cut)
    }

    /// Holds a quotation against the place that it fits best alone; `None` where no word is the same.
    pub(super) fn best(stretch: &'a Stretch<'a>, quotation: &'a Quotation) -> Option<Difference<'a>> {
        Difference::new(stretch, quotation, align(&stretch.typed, &stretch.found))
    }

    /// Makes it of an alignment; `None` where no word is the same.
    fn new(stretch: &'a Stretch<'a>, quotation: &'a Quotation, mut steps: Vec<Step>) -> Option<Difference<'a>> {
        let Stretch { typed: words, found, spans, .. } = stretch;
        told_apart(&mut steps, words, found);
        let cut = |step: &Step| match *step {
            Step::Changed { typed, found } if is_cut(words, typed, spans[found].of(stretch.text)) => Some(found),
            _ => None,
        };
        let cut = steps.iter().filter_map(cut).collect();
        let mut difference =
            Difference { typed: words, asked: quotation.asked, stretch, found, spans, steps, cut, dotted: Vec::new() };
        let is_like = |step: &Step| matches!(step, Step::Same { .. }) || difference.is_of_like_digits(step);
        difference.steps.iter().any(is_like).then_some(())?;
        difference.overlook();
        difference.keep_within();
        Some(difference)
    }

    /// Pairs no typed word at either end with a word beyond the sentence, or the quotation, that the words beside it stand in: what
    /// was typed more than was said is added, and in place of nothing.
    fn keep_within(&mut self) {
        let same = |step: &Step| matches!(step, Step::Same { .. });
        let ends = self.steps.iter().position(same).zip(self.steps.iter().rposition(same));
        let Some((first, last)) = ends else { return };
        let place = |at: usize| match self.steps[at] {
            Step::Same { found, .. } => self.spans[found],
            _ => Span::new(0, 0),
        };
        let (before, after) = (self.around(place(first)), self.around(place(last)));
        let end = self.steps.len();
        let outer = (0..first).map(|at| (at, before)).chain((last + 1..end).map(|at| (at, after)));
        let beyond: BTreeSet<usize> = outer
            .filter(|(at, within)| match self.steps[*at] {
                Step::Changed { found, .. } | Step::LeftOut { found } => !within.overlaps(self.spans[found]),
                Step::Same { .. } | Step::Added { .. } => false,
            })
            .map(|(at, _)| at)
            .collect();
        let kept = self.steps.iter().enumerate().filter_map(|(at, step)| match *step {
            Step::LeftOut { .. } if beyond.contains(&at) => None,
            Step::Changed { typed, .. } if beyond.contains(&at) => Some(Step::Added { typed }),
            step => Some(step),
        });
        self.steps = kept.collect();
    }

    /// Gives the stretch that a word cannot leave: what is quoted there, else the sentence.
    fn around(&self, word: Span) -> Span {
        let quotes = self.stretch.claims.iter().flat_map(|(_, claim)| &claim.quotes);
        quotes.copied().find(|quote| quote.overlaps(word)).unwrap_or_else(|| self.stretch.sentence(word))
    }

    /// Overlooks what was left out with dots, and the words of the paper within one quotation ("…," she said, "…").
    fn overlook(&mut self) {
        let mut kept = Vec::with_capacity(self.steps.len());
        let mut at = 0;
        while at < self.steps.len() {
            let run = self.steps[at..].iter().take_while(|step| matches!(step, Step::LeftOut { .. })).count();
            let between = self.steps[at..at + run].to_vec();
            let dotted = self.steps.get(at + run).is_some_and(|step| self.is_after_gap(*step));
            if run > 0 && (dotted || self.is_of_the_paper(at, run)) {
                self.dotted.extend(dotted.then(|| self.negation_between(at, at + run)).flatten());
                at += run;
                continue;
            }
            kept.extend(between);
            at += run;
            kept.extend(self.steps.get(at));
            at += 1;
        }
        self.steps = kept;
    }

    fn is_after_gap(&self, step: Step) -> bool {
        match step {
            Step::Same { typed, .. } | Step::Changed { typed, .. } | Step::Added { typed } => self.typed[typed].after_gap,
            Step::LeftOut { .. } => false,
        }
    }

    /// Gives the negation among steps that are left out with dots, where what is quoted behind them is what it negates: the same
    /// clause of the sentence that stands before them.
    fn negation_between(&self, from: usize, to: usize) -> Option<usize> {
        let quoted = |step: &Step| step.found().map(|found| self.spans[found]);
        let (before, after) = (quoted(self.steps.get(from.checked_sub(1)?)?)?, quoted(self.steps.get(to)?)?);
        let mut left_out = self.steps[from..to].iter().rev().filter_map(Step::found);
        let negation = left_out.find(|found| is_negation(&self.found[*found].form))?;
        let behind = &self.stretch.text[self.spans[negation].end..after.start];
        let is_one_clause = self.stretch.sentence(before) == self.stretch.sentence(after) && !behind.contains(CLAUSE_ENDS);
        is_one_clause.then_some(negation)
    }

    /// Tells whether a run stands between two parts of one claim's quoted words, and in neither.
    fn is_of_the_paper(&self, at: usize, run: usize) -> bool {
        let place = |step: Option<&Step>| step?.found().map(|found| self.spans[found]);
        let before = at.checked_sub(1).and_then(|at| place(self.steps.get(at)));
        let (Some(before), Some(after)) = (before, place(self.steps.get(at + run))) else { return false };
        let (Some(first), Some(last)) = (place(self.steps.get(at)), place(self.steps.get(at + run - 1))) else { return false };
        let gap = Span::new(first.start, last.end);
        let holds = |claim: &Claim, span: Span| claim.content.iter().chain(&claim.quotes).any(|part| part.overlaps(span));
        let mut claims = self.stretch.claims.iter();
        claims.any(|(_, claim)| holds(claim, before) && holds(claim, after) && !holds(claim, gap))
    }

    /// Tells whether the words stand there: word for word, altered, or too few of them.
    pub(super) fn class(&self) -> Option<TraceClass> {
        if self.steps.iter().all(|step| matches!(step, Step::Same { .. })) {
            return Some(TraceClass::Verbatim);
        }
        if self.is_turned_alone() || self.is_counted_otherwise_alone() || self.is_shortened_alone() {
            return Some(TraceClass::Altered);
        }
        let weight = |word: &TypedWord| if is_stop_word(&word.form) { STOP_WORD } else { 1.0 };
        let (mut kept, mut content) = (0.0, 0);
        for step in &self.steps {
            match *step {
                Step::Same { typed, .. } => {
                    kept += weight(&self.typed[typed]);
                    content += usize::from(!is_stop_word(&self.typed[typed].form));
                }
                Step::Changed { typed, found } if self.typed[typed].is_other_form(&self.found[found]) => {
                    kept += weight(&self.typed[typed]) / 2.0;
                }
                _ => {}
            }
        }
        let whole: f64 = self.typed.iter().map(weight).sum();
        (content > 1 && kept >= KEPT * whole).then_some(TraceClass::Altered)
    }

    /// Tells whether nothing differs but the marks of figures, which the index does not keep ("7.6%" is typed, and 76% is there),
    /// or where a number was cut off.
    fn is_counted_otherwise_alone(&self) -> bool {
        self.steps.iter().all(|step| matches!(step, Step::Same { .. }) || self.is_of_like_digits(step))
    }

    /// Tells whether nothing differs but a few words that are left out of many.
    fn is_shortened_alone(&self) -> bool {
        let left_out = self.steps.iter().filter(|step| matches!(step, Step::LeftOut { .. })).count();
        let same = self.steps.iter().filter(|step| matches!(step, Step::Same { .. })).count();
        let has_content = self.typed.iter().any(|word| !is_stop_word(&word.form));
        same + left_out == self.steps.len() && same >= MANY && left_out <= FEW && has_content
    }

    fn is_of_like_digits(&self, step: &Step) -> bool {
        let Step::Changed { typed, found } = *step else { return false };
        self.typed[typed].form == self.found[found].form || self.cut.contains(&found)
    }

    /// Tells whether nothing differs but a negation: a short quotation has no more than that to be known by.
    fn is_turned_alone(&self) -> bool {
        let (mut same, mut content, mut turned, mut others) = (0, 0, 0, 0);
        for step in &self.steps {
            match *step {
                Step::Same { typed, .. } => {
                    same += 1;
                    content += usize::from(!is_stop_word(&self.typed[typed].form));
                }
                Step::Changed { typed, found } => {
                    let (typed, found) = (self.typed[typed].form.as_str(), self.found[found].form.as_str());
                    match negates(found, typed) || negates(typed, found) {
                        true => (turned, same) = (turned + 1, same + 1),
                        false => return false,
                    }
                }
                Step::Added { typed } if is_negation(&self.typed[typed].form) => turned += 1,
                Step::LeftOut { found } if is_negation(&self.found[found].form) => turned += 1,
                // "Do not close" is the negation of "close".
                Step::LeftOut { found } if is_stop_word(&self.found[found].form) => others += 1,
                Step::Added { .. } | Step::LeftOut { .. } => return false,
            }
        }
        same >= FEWEST_SAME && content > 0 && turned == 1 && others <= 1
    }

    /// Gives how many words differ, a run that is left out as one.
    pub(super) fn cost(&self) -> usize {
        let mut cost = 0;
        let mut leaving = false;
        for step in &self.steps {
            let left_out = matches!(step, Step::LeftOut { .. });
            cost += usize::from(!(matches!(step, Step::Same { .. }) || leaving && left_out));
            leaving = left_out;
        }
        cost
    }

    /// Gives the spans of the article's words that were quoted, in order; words side by side as one.
    pub(super) fn words(&self) -> Vec<Span> {
        let mut spans: Vec<(usize, Span)> = Vec::new();
        for step in &self.steps {
            let (Step::Same { found, .. } | Step::Changed { found, .. }) = *step else { continue };
            match spans.last_mut() {
                Some((last, span)) if *last + 1 == found => {
                    (*last, span.end) = (found, self.spans[found].end);
                }
                _ => spans.push((found, self.spans[found])),
            }
        }
        spans.into_iter().map(|(_, span)| span).collect()
    }

    /// Gives the stretch from the first to the last word that was quoted.
    pub(super) fn span(&self) -> Span {
        let words = self.words();
        let ends = words.first().zip(words.last());
        ends.map_or(Span::new(0, 0), |(first, last)| Span::new(first.start, last.end))
    }

    /// Writes the words with what differs: `[-typed-]`, `{+left out+}`; empty where nothing does.
    pub(super) fn marked(&self) -> String {
        if self.steps.iter().all(|step| matches!(step, Step::Same { .. })) {
            return String::new();
        }
        marked(&self.steps, self.typed, &|at| self.spans[at].of(self.stretch.text))
    }

    /// Tells whether words of the same sentence were quoted: a sentence that was left out as a whole takes its negation with it.
    fn is_quoted_beside(&self, word: Span) -> bool {
        let sentence = self.stretch.sentence(word);
        self.words().iter().any(|quoted| quoted.overlaps(sentence))
    }

    /// Says what a reader must not overlook: a negation or a number that differs, or what turns the words where they stand; where
    /// `is_told`, it is told already that a claim has them as not said.
    pub(super) fn notices(&self, source: Option<&str>, is_told: bool) -> Vec<String> {
        let (text, source) = (self.stretch.text, source.unwrap_or("unknown source"));
        let (mut typed_only, mut found_only, mut opposite) = (Vec::new(), Vec::new(), None);
        for step in &self.steps {
            match *step {
                Step::Same { .. } => {}
                Step::Changed { typed, found } => {
                    typed_only.push(self.typed[typed].form.as_str());
                    found_only.push(found);
                    let is_opposite = is_opposite(&self.typed[typed].form, &self.found[found].form);
                    opposite = opposite.or(is_opposite.then_some((typed, found)));
                }
                Step::Added { typed } => typed_only.push(self.typed[typed].form.as_str()),
                Step::LeftOut { found } => found_only.push(found),
            }
        }
        let only_typed = |word: &str| self.typed.windows(2).any(|pair| pair[0].form == word && is_not_only(&pair[1].form));
        let only_found = |at: usize| self.found.get(at + 1).is_some_and(|next| is_not_only(&next.form));
        let mut notices = Vec::new();
        let form = |at: &usize| self.found[*at].form.as_str();
        let there: Vec<&str> = found_only.iter().map(form).collect();
        let dropped = found_only
            .iter()
            .find(|at| turns(form(at), &typed_only) && !only_found(**at) && self.is_quoted_beside(self.spans[**at]))
            .filter(|_| !says_no(&typed_only, &there));
        let added = typed_only.iter().find(|word| turns(word, &there) && !only_typed(word));
        let added = added.filter(|word| !says_no(&there, &typed_only) && !self.beside().contains(*word));
        match (dropped, added) {
            // "Not illegal" is "legal".
            _ if opposite.is_some() => {}
            (Some(at), None) => notices.push(format!("a negation is left out: {source} has “{}”", self.spans[*at].of(text))),
            (None, Some(word)) => notices.push(format!("a negation is added: {source} has no “{word}”")),
            _ => {}
        }
        let is_negated = || there.iter().chain(&typed_only).any(|word| is_negation(word));
        if let Some((typed, found)) = opposite.filter(|_| !is_negated()) {
            let (typed, found) = (&self.typed[typed].text, self.spans[found].of(text));
            notices.push(format!("the opposite was typed: {source} has “{found}” for “{typed}”"));
        }
        if let Some(at) = self.dotted.iter().find(|_| !says_no(&typed_only, &there)) {
            notices.push(format!("a negation is left out with the dots: {source} has “{}”", self.spans[*at].of(text)));
        }
        if !says_no(&typed_only, &there) {
            notices.extend(self.cut_off(source, is_told));
        }
        notices.extend(self.counted_otherwise(source));
        let cut = self.cut.iter().map(|found| self.spans[*found]).chain(self.going_on());
        notices.extend(cut.map(|number| format!("a number is cut off: {source} has “{}”", number.of(text))));
        notices
    }

    /// Gives the number that the quotation ends with, where it goes on in words behind: "3 to 5 million", "3 and a half million".
    fn going_on(&self) -> Option<Span> {
        let (typed, found) = match self.steps.last()? {
            Step::Same { typed, found } => (*typed, *found),
            _ => return None,
        };
        let (own, there) = self.typed[typed].figure.as_ref().zip(self.found[found].figure.as_ref())?;
        let mut numbers = found + 1..(found + 1 + RANGE).min(self.found.len());
        let mut behind = self.found[found + 1..].iter().map(|word| word.form.as_str());
        let last = if own.is_beginning_of(there) {
            numbers.find(|at| self.found[*at].figure.is_some())
        } else {
            let is_fraction =
                behind.by_ref().take(2).eq(["and", "a"]) && behind.next().is_some_and(|form| FRACTIONS.contains(&form));
            is_fraction.then_some(found + 3)
        };
        (typed + 1 == self.typed.len()).then_some(Span::new(self.spans[found].start, self.spans[last?].end))
    }

    /// Says which numbers were typed and are not there, as they stand; or that it cannot be told from the figures.
    fn counted_otherwise(&self, source: &str) -> Option<String> {
        // "One" is a pronoun as often as a number.
        let counts = |figure: &Option<Figure>| figure.as_ref().is_some_and(|figure| !figure.is_one);
        let (mut typed_only, mut found_only) = (Vec::new(), Vec::new());
        for step in &self.steps {
            match *step {
                Step::Changed { found, .. } if self.cut.contains(&found) => {}
                Step::Changed { typed, found } => {
                    typed_only.push(typed);
                    found_only.push(found);
                }
                Step::Added { typed } => typed_only.push(typed),
                Step::LeftOut { found } => found_only.push(found),
                Step::Same { .. } => {}
            }
        }
        let reads = |typed: &usize, found: &usize| self.typed[*typed].quotes(&self.found[*found]);
        let is_same = |typed: &usize, found: &usize| reads(typed, found) == Some(Reads::Same);
        let missing =
            |typed: &usize| counts(&self.typed[*typed].figure) && !found_only.iter().any(|found| is_same(typed, found));
        let typed: Vec<usize> = typed_only.iter().copied().filter(missing).collect();
        let instead =
            |found: &usize| counts(&self.found[*found].figure) && !typed_only.iter().any(|typed| is_same(typed, found));
        let there: Vec<usize> = found_only.iter().copied().filter(instead).collect();
        if typed.is_empty() {
            return None;
        }
        let figures = typed.iter().map(|typed| self.typed[*typed].text.as_str()).collect::<Vec<_>>().join(", ");
        let has = there.iter().map(|found| self.spans[*found].of(self.stretch.text)).collect::<Vec<_>>().join(", ");
        let has = if has.is_empty() { "none" } else { has.as_str() };
        // Digits in groups may be one number or several.
        let digits = |written: &str| written.chars().filter(char::is_ascii_digit).collect::<String>();
        let is_grouped = typed.len() != there.len() && digits(&figures) == digits(has);
        let may_be = |typed: &usize| there.iter().any(|found| reads(typed, found) == Some(Reads::Perhaps));
        let differs = if is_grouped || typed.iter().all(may_be) { "may differ" } else { "differs" };
        Some(format!("a number {differs}: typed {figures}, {source} has {has}"))
    }

    /// Says what stands around the words that were quoted and turns them. What the typist negated, or wrote otherwise, is theirs.
    fn cut_off(&self, source: &str, is_told: bool) -> Vec<String> {
        let Some((first, last)) = self.ends() else { return Vec::new() };
        let Stretch { text, sentences, claims, .. } = self.stretch;
        let around = Around { text, sentences, claims, asked: self.asked, is_told };
        around.frames(self.spans[first], self.spans[last]).iter().map(|frame| frame.told(text, source)).collect()
    }

    /// Gives the first and the last word of the story that was quoted.
    fn ends(&self) -> Option<(usize, usize)> {
        let found = |step: &Step| match *step {
            Step::Same { found, .. } | Step::Changed { found, .. } => Some(found),
            Step::Added { .. } | Step::LeftOut { .. } => None,
        };
        self.steps.iter().find_map(found).zip(self.steps.iter().rev().find_map(found))
    }

    /// Gives the words that stand close before and behind what was quoted, in its sentences.
    fn beside(&self) -> Vec<&str> {
        let Some((first, last)) = self.ends() else { return Vec::new() };
        let before = first.saturating_sub(BESIDE)..first;
        let behind = last + 1..(last + 1 + BESIDE).min(self.found.len());
        let quoted = before.chain(behind).filter(|at| self.is_quoted_beside(self.spans[*at]));
        quoted.map(|at| self.found[at].form.as_str()).collect()
    }
}

/// Tells whether the first or last word of a quotation is the end or the beginning of a number in a story: "3" of "3 million".
fn is_cut(typed: &[TypedWord], at: usize, number: &str) -> bool {
    let whole: Vec<Word> = words(number).collect();
    let count = words(&typed[at].text).count();
    let Some(rest) = whole.len().checked_sub(count).filter(|rest| *rest > 0 && count > 0) else { return false };
    let is_it = |part: &str| match tokens(part, words(part).collect()).as_slice() {
        [one] => typed[at].is_same(&FoundWord::new(one.clone())),
        _ => false,
    };
    let (is_first, is_last) = (at == 0, at + 1 == typed.len());
    is_last && is_it(&number[..whole[count - 1].span.end]) || is_first && is_it(&number[whole[rest].span.start..])
}
