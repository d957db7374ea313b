//! Which days does a typed date mean? Whole days, both ends included, whatever was typed.

use jiff::Span;
use jiff::civil::Date;

/// Which side of a date is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The days of it.
    Within,
    /// From its first day.
    Since,
    /// From the day after it.
    After,
    /// To its last day.
    Until,
    /// To the day before it.
    Before,
}

/// Days from one to another, both included; `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
}

impl Days {
    /// Tells whether no day lies between.
    pub(super) fn is_empty(&self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if from > to)
    }
}

/// Reads `2024`, `2024-03`, `2024-03-05`, `2024-03..2024-06`, `2024/2025`, `>=2024-03`, `7d`, `today`.
pub(super) fn read(typed: &str, side: Side, today: Date) -> Option<Days> {
    for (sign, signed) in [(">=", Side::Since), ("<=", Side::Until), (">", Side::After), ("<", Side::Before)] {
        if let Some(date) = typed.strip_prefix(sign) {
            return Some(on_side(period(date.trim(), today)?, signed));
        }
    }
    if side == Side::Within {
        let ends = typed.split_once("..").or_else(|| typed.split_once('/'));
        let days = ends.and_then(|(from, to)| between(from, false, to, false, today));
        if let Some(days) = days.filter(|days| days.from.is_some() || days.to.is_some()) {
            return Some(days);
        }
        if let Some(first) = ago(typed, today) {
            return Some(Days { from: Some(first), to: Some(kept(Some(today), today)) });
        }
    }
    Some(on_side(period(typed, today)?, side))
}

/// Reads two ends, each a date, `*` or nothing; an excluded end leaves out its days.
pub(super) fn between(from: &str, without_from: bool, to: &str, without_to: bool, today: Date) -> Option<Days> {
    let is_open = |end: &str| end.is_empty() || end == "*";
    let mut days = Days { from: None, to: None };
    if !is_open(from) {
        let side = if without_from { Side::After } else { Side::Since };
        days.from = on_side(period(from, today)?, side).from;
    }
    if !is_open(to) {
        let side = if without_to { Side::Before } else { Side::Until };
        days.to = on_side(period(to, today)?, side).to;
    }
    Some(days)
}

fn on_side((first, last): (Date, Date), side: Side) -> Days {
    match side {
        Side::Within => Days { from: Some(first), to: Some(last) },
        Side::Since => Days { from: Some(first), to: None },
        Side::After => Days { from: Some(kept(last.tomorrow().ok(), last)), to: None },
        Side::Until => Days { from: None, to: Some(last) },
        Side::Before => Days { from: None, to: Some(kept(first.yesterday().ok(), first)) },
    }
}

/// Keeps a day among those that print as four digits of a year, so that what is printed can be read.
fn kept(day: Option<Date>, otherwise: Date) -> Date {
    let day = day.unwrap_or(otherwise);
    day.clamp(Date::constant(0, 1, 1), Date::constant(9999, 12, 31))
}

/// Gives the first and the last day of a year, a month, a day, or a moment.
fn period(typed: &str, today: Date) -> Option<(Date, Date)> {
    let relative = match typed.to_ascii_lowercase().as_str() {
        "today" | "now" => Some(kept(Some(today), today)),
        "yesterday" => Some(kept(today.yesterday().ok(), today)),
        _ => ago(typed, today),
    };
    if let Some(day) = relative {
        return Some((day, day));
    }
    let day = typed.split_once(['T', 't']).map_or(typed, |(day, _)| day);
    let separator = day.chars().find(|c| !c.is_ascii_digit()).unwrap_or('-');
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let mut parts = day.split(separator);
    let year = number(parts.next()?, 4, 4)?;
    let month = parts.next().map(|part| number(part, 1, 2));
    let day = parts.next().map(|part| number(part, 1, 2));
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, _) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        (Some(month), None) => {
            let first = Date::new(year, i8::try_from(month?).ok()?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        (Some(month), Some(day)) => {
            let day = Date::new(year, i8::try_from(month?).ok()?, i8::try_from(day?).ok()?).ok()?;
            Some((day, day))
        }
    }
}

fn number(digits: &str, least: usize, most: usize) -> Option<i16> {
    let is_number = (least..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if is_number { digits.parse().ok() } else { None }
}

/// Gives the day that lies `7d`, `2w`, `3m` or `1y` before.
fn ago(typed: &str, today: Date) -> Option<Date> {
    let unit = typed.chars().next_back()?;
    let digits = typed.strip_suffix(unit)?;
    // Four digits reach past every newspaper, in days already 27 years.
    let count = i64::from(number(digits, 1, 4)?);
    let span = match unit.to_ascii_lowercase() {
        'd' => Span::new().try_days(count),
        'w' => Span::new().try_weeks(count),
        'm' => Span::new().try_months(count),
        'y' => Span::new().try_years(count),
        _ => return None,
    };
    Some(kept(today.checked_sub(span.ok()?).ok(), Date::constant(0, 1, 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(typed: &str, side: Side) -> String {
        let today = Date::constant(2025, 3, 10);
        let show = |day: Option<Date>| day.map_or("…".to_owned(), |day| day.to_string());
        read(typed, side, today).map_or("no date".to_owned(), |days| format!("{} {}", show(days.from), show(days.to)))
    }

    #[test]
    fn a_year_and_a_month_are_all_their_days() {
        assert_eq!(days("2024", Side::Within), "2024-01-01 2024-12-31");
        assert_eq!(days("2024-02", Side::Within), "2024-02-01 2024-02-29");
        assert_eq!(days("2024-02", Side::After), "2024-03-01 …");
        assert_eq!(days("2024-02", Side::Before), "… 2024-01-31");
    }

    #[test]
    fn days_are_counted_from_the_day_that_is_told() {
        assert_eq!(days("7d", Side::Within), "2025-03-03 2025-03-10");
        assert_eq!(days("1m", Side::Since), "2025-02-10 …");
        assert_eq!(days("9999y", Side::Since), "0000-01-01 …");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for typed in ["", "24", "2024-13", "2023-02-29", "2024-03-05-06", "soon", "..", "2024é", "é", "20240305"] {
            assert_eq!(days(typed, Side::Within), "no date", "{typed}");
        }
    }

    #[test]
    fn the_ends_of_time_are_dates() {
        assert_eq!(days(">9999", Side::Within), "9999-12-31 …");
        assert_eq!(days("<0000", Side::Within), "… 0000-01-01");
    }
}
