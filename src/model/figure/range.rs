//! Which unit has the first number of a range, where it is written behind the second alone?

use super::reader::{Reader, unit_of};
use super::{Figure, Token};
use crate::model::normal::{Word, words};

/// Names of months, folded: the number behind one is a day.
const MONTHS: &[&str] = &[
    "jan",
    "january",
    "feb",
    "february",
    "mar",
    "march",
    "apr",
    "april",
    "may",
    "jun",
    "june",
    "jul",
    "july",
    "aug",
    "august",
    "sep",
    "sept",
    "september",
    "oct",
    "october",
    "nov",
    "november",
    "dec",
    "december",
];

/// Gives the first number of a range the unit of the second, the last token: "3 to 5 per cent", "3–5m", "between 3 and 5 million".
/// A range rises: "from 900 to 1.2 million" tells of nine hundred. One of shares may fall: "from 5 to 3 per cent".
pub(super) fn share_unit(text: &str, tokens: &mut [Token]) {
    let Some((second, before)) = tokens.split_last_mut() else { return };
    if second.figure.is_none() {
        return;
    }
    let far = before.len().checked_sub(2);
    let is_joined = |first: &Token, joining: &[&str]| {
        let gap = text.get(first.span.end..second.span.start).unwrap_or_default();
        joining.contains(&gap.trim_matches([' ', '\u{a0}']))
    };
    let is_between = || far.and_then(|far| before.get(far.checked_sub(1)?)).is_some_and(|word| word.form == "between");
    let place = match (before.last(), far) {
        (Some(first), _) if is_joined(first, &["-", "–"]) => before.len() - 1,
        (_, Some(far)) if is_joined(&before[far], &["to", "or"]) || is_joined(&before[far], &["and"]) && is_between() => far,
        _ => return,
    };
    if place.checked_sub(1).is_some_and(|at| is_month_of(text, &before[at], &before[place])) {
        return;
    }
    let first = &mut before[place];
    let end = second.span.of(text);
    let shared = first.figure.as_ref().zip(unit_of(end)).and_then(|(figure, unit)| {
        let written = first.span.of(text);
        let last = Bare { value: value(&read(&end[..end.len() - unit.len()])?)?, negative: second.figure.as_ref()?.negative };
        let is_bare = unit_of(written).is_none() && !is_year(written);
        let first = Bare { value: value(figure)?, negative: figure.negative };
        let is_range = second.figure.as_ref()?.percent || first.rises_to(&last);
        (is_bare && is_range).then(|| with_unit(figure, &format!("{written}{unit}")))?
    });
    if let Some(figure) = first.figure.as_mut().filter(|_| shared.is_some()) {
        figure.in_range = shared.map(Box::new);
    }
}

/// An end of a range without its unit.
struct Bare {
    value: f64,
    negative: bool,
}

impl Bare {
    /// Tells whether a range may go from here to there; that of two losses goes on to the larger.
    fn rises_to(&self, last: &Bare) -> bool {
        match (self.negative, last.negative) {
            (true, false) => true,
            (false, true) => false,
            _ => self.value < last.value,
        }
    }
}

/// Gives the size of a number; none of a time or a name ("A380").
fn value(figure: &Figure) -> Option<f64> {
    figure.reading.parse().ok()
}

/// "June 3 to 5 million guests" is no range: the 3 is a day.
fn is_month_of(text: &str, month: &Token, day: &Token) -> bool {
    let gap = text.get(month.span.end..day.span.start).unwrap_or_default();
    MONTHS.contains(&month.form.as_str()) && gap.trim_start_matches('.').trim_matches([' ', '\u{a0}']).is_empty()
}

/// "It fell in 2019 to 5 per cent" is no range.
fn is_year(written: &str) -> bool {
    written.len() == 4 && written.bytes().all(|byte| byte.is_ascii_digit()) && written.starts_with(['1', '2'])
}

/// Reads a number with its unit; its sign and currency may stand further before it.
fn with_unit(bare: &Figure, written: &str) -> Option<Figure> {
    let mut figure = read(written)?;
    figure.negative = bare.negative;
    figure.currency = figure.currency.or_else(|| bare.currency.clone());
    Some(figure)
}

/// Reads what is one number and nothing else.
fn read(written: &str) -> Option<Figure> {
    let words: Vec<Word> = words(written).collect();
    let reader = Reader::new(written, &words, 0)?.read();
    (reader.at == words.len()).then_some(reader.figure)
}
