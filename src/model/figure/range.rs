//! Which unit has the first number of a range, where it is written behind the second alone?

use super::reader::{Reader, unit_of};
use super::{Figure, Token};
use crate::model::normal::{Word, words};

/// Gives the first number of a range the unit of the second, the last token: "3 to 5 per cent", "3–5m", "between 3 and 5 million".
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
    let first = &mut before[place];
    let shared = first.figure.as_ref().zip(unit_of(second.span.of(text))).and_then(|(figure, unit)| {
        let written = first.span.of(text);
        let is_bare = unit_of(written).is_none() && !is_year(written);
        is_bare.then(|| with_unit(figure, &format!("{written}{unit}")))?
    });
    if let Some(figure) = first.figure.as_mut().filter(|_| shared.is_some()) {
        figure.in_range = shared.map(Box::new);
    }
}

/// "It fell in 2019 to 5 per cent" is no range.
fn is_year(written: &str) -> bool {
    written.len() == 4 && written.bytes().all(|byte| byte.is_ascii_digit()) && written.starts_with(['1', '2'])
}

/// Reads a number with its unit; its sign and currency may stand further before it.
fn with_unit(bare: &Figure, written: &str) -> Option<Figure> {
    let words: Vec<Word> = words(written).collect();
    let reader = Reader::new(written, &words, 0)?.read();
    let is_whole = reader.at == words.len();
    let mut figure = reader.figure;
    figure.negative = bare.negative;
    figure.currency = figure.currency.or_else(|| bare.currency.clone());
    is_whole.then_some(figure)
}
