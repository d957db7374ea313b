//! Where in a text do words stand that were typed, and what is different there?

use super::compound::alike;
use super::figure::{Figure, Reads, Token, tokens};
use super::normal::{stem, words};
use super::span::Span;
use std::ops::Range;

/// What one word of an alignment is. Numbers are places in the typed words and in the text's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The same word in both.
    Same { typed: usize, found: usize },
    /// Another word, or another form of it, in the same place.
    Changed { typed: usize, found: usize },
    /// Typed, and not in the text.
    Added { typed: usize },
    /// In the text, and left out of what was typed.
    LeftOut { found: usize },
}

impl Step {
    /// Gives which word of the text it is of.
    pub fn found(&self) -> Option<usize> {
        match *self {
            Step::Same { found, .. } | Step::Changed { found, .. } | Step::LeftOut { found } => Some(found),
            Step::Added { .. } => None,
        }
    }

    /// Gives the step of a text that has so many words more before it.
    fn behind(self, words: usize) -> Step {
        match self {
            Step::Same { typed, found } => Step::Same { typed, found: found + words },
            Step::Changed { typed, found } => Step::Changed { typed, found: found + words },
            Step::LeftOut { found } => Step::LeftOut { found: found + words },
            Step::Added { typed } => Step::Added { typed },
        }
    }
}

/// A word that was typed, or a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedWord {
    pub form: String,
    pub stem: String,
    pub figure: Option<Figure>,
    /// As it was written.
    pub text: String,
    /// Whether the typist says that something is left out before it ("…").
    pub after_gap: bool,
}

/// A word of the text, or a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundWord {
    pub form: String,
    pub stem: String,
    pub figure: Option<Figure>,
}

impl FoundWord {
    /// Makes it of a word of a text.
    pub fn new(token: Token) -> FoundWord {
        FoundWord { stem: stem(&token.form).into_owned(), form: token.form, figure: token.figure }
    }
}

impl TypedWord {
    /// Makes it of a word of what was typed.
    pub fn new(typed: &str, token: Token, after_gap: bool) -> TypedWord {
        let (stem, text) = (stem(&token.form).into_owned(), token.span.of(typed).to_owned());
        TypedWord { stem, text, form: token.form, figure: token.figure, after_gap }
    }

    /// Tells whether it is the same word; figures must tell the same number as well.
    pub fn is_same(&self, found: &FoundWord) -> bool {
        self.form == found.form && self.quotes(found).is_none_or(|reads| reads == Reads::Same)
    }

    /// Tells whether it is the same word in another form, or the same number; or one that looks the same without its marks.
    pub fn is_other_form(&self, found: &FoundWord) -> bool {
        self.stem == found.stem || self.quotes(found) == Some(Reads::Same)
    }

    /// Tells how both numbers are to each other; `None` where one is none.
    pub fn quotes(&self, found: &FoundWord) -> Option<Reads> {
        Some(self.figure.as_ref()?.quotes(found.figure.as_ref()?))
    }
}

// Costs. A word left out costs a little less than one changed or added: of "was safe" and "was not safe" the "not" is what
// differs. Each further word that is left out with it costs little, so that two sentences with a third between them are found as
// what they are. Another form of a word is nearly the word.
const CHANGED: u32 = 20;
const OTHER_FORM: u32 = 1;
const ADDED: u32 = 24;
const FIRST_LEFT_OUT: u32 = 18;
const NEXT_LEFT_OUT: u32 = 1;
/// What a word costs at most where the words stand again, behind the best place: where six tenths of what is typed is kept, all of
/// it words with content, and the rest is changed, a word costs 12.
const DEAREST: u32 = 15;
/// How often words are looked for between the places where they were found.
const ROUNDS: usize = 3;
const NEVER: u32 = u32::MAX / 2;

/// How the best way to a place ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    Start,
    Paired,
    Added,
    LeftOut,
}

/// Aligns all typed words with the stretch of the text that they fit best, the first of equals; empty where either has no words.
pub fn align(typed: &[TypedWord], text: &[FoundWord]) -> Vec<Step> {
    align_each(typed, text, 1).pop().unwrap_or_default()
}

/// Aligns all typed words with each stretch of the text that they fit, at most `most`, the best first and of equals the first. None
/// shares a word with another.
///
/// The steps begin and end with typed words: the text around them is not looked at. Time and memory are the product of the two
/// lengths (Needleman and Wunsch 1970, with affine gaps by Gotoh 1982).
pub fn align_each(typed: &[TypedWord], text: &[FoundWord], most: usize) -> Vec<Vec<Step>> {
    let mut each = align_within(typed, text, 0..text.len(), most);
    // The cheapest way to a place may begin in another one: between those that were found it is looked for again.
    let rounds = if each.iter().all(|(cost, ..)| is_near(*cost, typed)) { ROUNDS } else { 1 };
    for _ in 1..rounds {
        let mut taken: Vec<Range<usize>> = each.iter().map(|(_, taken, _)| taken.clone()).collect();
        taken.sort_unstable_by_key(|taken| taken.start);
        let starts = std::iter::once(0).chain(taken.iter().map(|taken| taken.end));
        let ends = taken.iter().map(|taken| taken.start).chain(std::iter::once(text.len()));
        for gap in starts.zip(ends).filter(|(start, end)| end - start > typed.len() / 2) {
            let room = most.saturating_sub(each.len());
            each.extend(align_within(typed, text, gap.0..gap.1, room).into_iter().filter(|(cost, ..)| is_near(*cost, typed)));
        }
        if each.len() == taken.len() {
            break;
        }
    }
    each.sort_by_key(|(cost, taken, _)| (*cost, taken.start));
    each.into_iter().map(|(_, _, steps)| steps).collect()
}

/// Tells whether words may stand again at a place of such a cost.
fn is_near(cost: u32, typed: &[TypedWord]) -> bool {
    cost <= typed.len() as u32 * DEAREST
}

/// Gives the stretches of a part of the text that typed words fit, with what each costs: the best one, and others that are near.
fn align_within(
    typed: &[TypedWord],
    text: &[FoundWord],
    part: Range<usize>,
    most: usize,
) -> Vec<(u32, Range<usize>, Vec<Step>)> {
    let (text, offset) = (text.get(part.clone()).unwrap_or_default(), part.start);
    if typed.is_empty() || text.is_empty() || most == 0 {
        return Vec::new();
    }
    let width = text.len() + 1;
    // Of every place, how the best way ended: with a typed word, or with words left out.
    let mut came = vec![Came::Start; (typed.len() + 1) * width];
    let mut opened = vec![false; (typed.len() + 1) * width];
    let mut above = vec![0; width];
    for (row, word) in typed.iter().enumerate() {
        let here = (row + 1) * width;
        let mut line = vec![NEVER; width];
        line[0] = above[0] + ADDED;
        came[here] = Came::Added;
        let free = typed.get(row + 1).is_some_and(|next| next.after_gap);
        let (first, next) = if free { (0, 0) } else { (FIRST_LEFT_OUT, NEXT_LEFT_OUT) };
        let mut left_out = NEVER;
        for (at, found) in text.iter().enumerate() {
            let paired = above[at] + price(word, found);
            let added = above[at + 1] + ADDED;
            let (mut cost, mut how) = if paired <= added { (paired, Came::Paired) } else { (added, Came::Added) };
            // Nothing is left out behind the last word.
            if row + 1 < typed.len() {
                let (opens, goes_on) = (line[at] + first, left_out + next);
                opened[here + at + 1] = opens <= goes_on;
                left_out = opens.min(goes_on);
                if left_out < cost {
                    (cost, how) = (left_out, Came::LeftOut);
                }
            }
            line[at + 1] = cost;
            came[here + at + 1] = how;
        }
        above = line;
    }
    let mut ends: Vec<usize> = (0..width).collect();
    ends.sort_by_key(|end| above[*end]);
    let mut each: Vec<(u32, Range<usize>, Vec<Step>)> = Vec::new();
    for end in ends {
        if each.len() == most || !each.is_empty() && !is_near(above[end], typed) {
            break;
        }
        let is_free = |start: usize| !each.iter().any(|(_, taken, _)| taken.start < end && start < taken.end);
        if !is_free(end.saturating_sub(1)) {
            continue;
        }
        let steps = steps_back(&came, &opened, typed.len(), end, width);
        let start = steps.iter().find_map(Step::found).unwrap_or(end);
        if is_free(start) {
            each.push((above[end], start..end, steps));
        }
    }
    for (_, taken, steps) in &mut each {
        *taken = taken.start + offset..taken.end + offset;
        steps.iter_mut().for_each(|step| *step = step.behind(offset));
    }
    each
}

fn price(word: &TypedWord, found: &FoundWord) -> u32 {
    match (word.is_same(found), word.is_other_form(found)) {
        (true, _) => 0,
        (false, true) => OTHER_FORM,
        (false, false) => CHANGED,
    }
}

fn steps_back(came: &[Came], opened: &[bool], rows: usize, end: usize, width: usize) -> Vec<Step> {
    let (mut row, mut at, mut steps) = (rows, end, Vec::new());
    while row > 0 {
        match came[row * width + at] {
            Came::Paired => {
                (row, at) = (row - 1, at - 1);
                steps.push(Step::Changed { typed: row, found: at });
            }
            Came::LeftOut => loop {
                let opens = opened[row * width + at];
                at -= 1;
                steps.push(Step::LeftOut { found: at });
                if opens {
                    break;
                }
            },
            Came::Added | Came::Start => {
                row -= 1;
                steps.push(Step::Added { typed: row });
            }
        }
    }
    steps.reverse();
    steps
}

/// Tells which pairs are the same word.
pub fn told_apart(steps: &mut [Step], typed: &[TypedWord], text: &[FoundWord]) {
    for step in steps {
        if let Step::Changed { typed: word, found } = *step
            && typed[word].is_same(&text[found])
        {
            *step = Step::Same { typed: word, found };
        }
    }
}

/// A longer run of words is shown by its ends.
const SHOWN: usize = 14;

/// Writes the words of the text with what differs: `[-typed-]`, `{+left out+}`. `found` gives a word of the text as written.
pub fn marked<'a>(steps: &[Step], typed: &'a [TypedWord], found: &dyn Fn(usize) -> &'a str) -> String {
    // Words that were changed stand together: first what was typed, then what is there.
    let (mut written, mut there): (Vec<(char, &str)>, Vec<&str>) = (Vec::new(), Vec::new());
    for step in steps {
        match *step {
            Step::Same { found: at, .. } => {
                written.extend(there.drain(..).map(|word| ('+', word)));
                written.push(('=', found(at)));
            }
            Step::Changed { typed: word, found: at } => {
                written.push(('-', typed[word].text.as_str()));
                there.push(found(at));
            }
            Step::Added { typed: word } => written.push(('-', typed[word].text.as_str())),
            Step::LeftOut { found: at } => there.push(found(at)),
        }
    }
    written.extend(there.drain(..).map(|word| ('+', word)));
    let runs = written.chunk_by(|one, other| one.0 == other.0).map(|run| {
        let words: Vec<&str> = run.iter().map(|(_, word)| *word).collect();
        let text = match words.len() {
            count if count <= SHOWN || run[0].0 == '=' => words.join(" "),
            count => format!("{} … {}", words[..4].join(" "), words[count - 4..].join(" ")),
        };
        match run[0].0 {
            '-' => format!("[-{text}-]"),
            '+' => format!("{{+{text}+}}"),
            _ => text,
        }
    });
    runs.collect::<Vec<_>>().join(" ")
}

/// Marks how a whole text differs from another one: words of `old` alone are `[-so-]`, of `new` alone `{+so+}`; empty where none
/// differ.
pub fn difference(old: &str, new: &str) -> String {
    let of = |text: &str| tokens(text, words(text).collect());
    let (typed, found) = alike((old, of(old)), (new, of(new)));
    let spans: Vec<Span> = found.iter().map(|token| token.span).collect();
    let typed: Vec<TypedWord> = typed.into_iter().map(|token| TypedWord::new(old, token, false)).collect();
    let text: Vec<FoundWord> = found.into_iter().map(FoundWord::new).collect();
    let mut steps = align(&typed, &text);
    told_apart(&mut steps, &typed, &text);
    let (first, last) = (steps.iter().find_map(Step::found), steps.iter().rev().find_map(Step::found));
    let (first, behind) = (first.unwrap_or(0), last.map_or(0, |last| last + 1));
    let around = |range: std::ops::Range<usize>| range.map(|found| Step::LeftOut { found });
    let steps: Vec<Step> = around(0..first).chain(steps).chain(around(behind..text.len())).collect();
    if steps.iter().all(|step| matches!(step, Step::Same { .. })) {
        return String::new();
    }
    marked(&steps, &typed, &|at| spans[at].of(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(typed: &str, text: &str) -> String {
        let mut gap = false;
        let mut words_typed = Vec::new();
        for part in typed.split('…') {
            for word in words(part) {
                let (form, text) = (word.form.clone(), word.span.of(part).to_owned());
                words_typed.push(TypedWord { stem: stem(&form).into_owned(), form, text, figure: None, after_gap: gap });
                gap = false;
            }
            gap = true;
        }
        let found: Vec<FoundWord> =
            words(text).map(|word| FoundWord { stem: stem(&word.form).into_owned(), form: word.form, figure: None }).collect();
        let mut steps = align(&words_typed, &found);
        told_apart(&mut steps, &words_typed, &found);
        let sign = |step: &Step| match step {
            Step::Same { .. } => "=".to_owned(),
            Step::Changed { found: at, .. } => format!("~{}", found[*at].form),
            Step::Added { typed: at } => format!("-{}", words_typed[*at].form),
            Step::LeftOut { found: at } => format!("+{}", found[*at].form),
        };
        steps.iter().map(sign).collect::<Vec<_>>().join(" ")
    }

    const SAID: &str =
        "The mayor said that the bridge was not safe and would be closed. Nobody had listened. She will ask for money.";

    #[test]
    fn words_are_found_as_they_stand_and_with_what_differs() {
        assert_eq!(aligned("the bridge was not safe", SAID), "= = = = =");
        assert_eq!(aligned("the bridge was safe", SAID), "= = = +not =");
        assert_eq!(aligned("the dam was not safe", SAID), "= ~bridge = = =");
        assert_eq!(aligned("the old bridge was not safe", SAID), "= -old = = = =");
        assert_eq!(aligned("the bridges were not safe and would close", SAID), "= ~bridge ~was = = = = +be ~closed");
        assert_eq!(aligned("", SAID), "");
    }

    #[test]
    fn words_that_stand_several_times_are_found_at_each_place() {
        let text: Vec<FoundWord> = words("No dam is safe, he said; our dam is safe. The dam is not safe. It rained.")
            .map(|word| FoundWord { stem: stem(&word.form).into_owned(), form: word.form, figure: None })
            .collect();
        let typed: Vec<TypedWord> = words("dam is safe")
            .map(|word| TypedWord {
                stem: stem(&word.form).into_owned(),
                text: word.form.clone(),
                form: word.form,
                figure: None,
                after_gap: false,
            })
            .collect();
        let starts = |most| {
            let each = align_each(&typed, &text, most);
            each.iter().map(|steps| steps[0].found().unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(starts(9), [1, 7, 11]);
        assert_eq!((starts(2), starts(1)), (vec![1, 7], vec![1]));
    }

    #[test]
    fn sentences_are_joined_over_what_stands_between() {
        assert_eq!(
            aligned("the bridge would be closed. She will ask for money", SAID),
            "= = +was +not +safe +and = = = +nobody +had +listened = = = = ="
        );
    }

    #[test]
    fn what_the_typist_left_out_with_dots_costs_nothing() {
        let steps = aligned("the bridge … would be closed … money", SAID);
        assert_eq!(steps.matches(['~', '-']).count(), 0, "{steps}");
    }
}
