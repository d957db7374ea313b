//! On which day was an article published, as pages, records and lines of text write days?

use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;

/// Years that a news article can be of: from the first printed newspaper to well beyond all clocks in use.
const YEARS: std::ops::RangeInclusive<i16> = 1605..=2199;

/// Month names by their first letters, in the languages of the largest news markets that write them in Latin letters.
const MONTHS: &[(&str, i8)] = &[
    ("jan", 1),
    ("ene", 1),
    ("gen", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("mar", 3),
    ("mär", 3),
    ("apr", 4),
    ("abr", 4),
    ("avr", 4),
    ("may", 5),
    ("mai", 5),
    ("mag", 5),
    ("jun", 6),
    ("juin", 6),
    ("giu", 6),
    ("jul", 7),
    ("juil", 7),
    ("lug", 7),
    ("aug", 8),
    ("ago", 8),
    ("aoû", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("dic", 12),
    ("déc", 12),
];

/// Words that stand beside a date on a line of its own.
const BESIDE: &[&str] = &[
    "published",
    "updated",
    "posted",
    "modified",
    "last",
    "first",
    "on",
    "at",
    "am",
    "pm",
    "gmt",
    "utc",
    "bst",
    "est",
    "edt",
    "cet",
    "cest",
    "ist",
    "pkt",
    "pst",
    "pdt",
    "pt",
    "et",
    "date",
    "of",
    "the",
    "st",
    "nd",
    "rd",
    "th",
    "de",
    "a.m",
    "p.m",
    "a",
    "p",
    "m",
    "h",
    "uhr",
    "um",
    "t",
    "z",
];

const WEEKDAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Reads a date: `YYYY-MM-DD`, or RFC 3339 where hour and offset are given; `None` where it cannot be told for certain.
pub(super) fn read(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > 200 {
        return None;
    }
    iso(text).or_else(|| mail(text)).or_else(|| numbers(text)).or_else(|| named(text))
}

/// Reads day and hour as a clock on the spot shows them: `2031-03-03 23:30:59`, with an offset or without.
pub(super) fn civil(text: &str) -> Option<DateTime> {
    let pieces = Pieces::parse(text.trim()).ok()?;
    Some(pieces.date().to_datetime(pieces.time()?))
}

/// Reads the day of a line that says when something was last changed: `Updated 3 March 2031`, `last edited 2031-03-03`.
pub(super) fn of_change(line: &str) -> Option<String> {
    if line.len() > 160 {
        return None;
    }
    let lower = line.trim().to_lowercase();
    let behind = CHANGES.iter().find_map(|word| {
        let at = lower.find(word).filter(|at| *at == 0 || word.contains(' '))?;
        Some(&lower[at + word.len()..])
    })?;
    // Behind the first mark that another thing begins, another day may stand.
    read(behind.trim_start_matches([':', ' ', '\u{a0}']).split(['|', '•', '·', '(', ')']).next()?)
}

/// Tells whether a line begins with the word that something was changed, and so is not about its publication.
pub(super) fn is_change(line: &str) -> bool {
    // Longer than the longest of these words.
    let start: String = line.trim_start().chars().take(30).flat_map(char::to_lowercase).collect();
    CHANGES.iter().any(|word| start.starts_with(word))
}

/// Words with which pages say that the day behind is that of the last change.
const CHANGES: &[&str] = &[
    "last updated",
    "last edited",
    "last modified",
    "last changed",
    "updated",
    "modified",
    "edited",
    "aktualisiert",
    "zuletzt geändert",
    "letzte änderung",
    "mis à jour",
    "actualizado",
    "aggiornato",
    "atualizado",
    "bijgewerkt",
    "aktualizacja",
];

/// Reads the day that a web address holds in its path: `/2031/03/03/`, `/2031-03-03-mayor`, `/20310303`.
pub(super) fn of_url(url: &str) -> Option<String> {
    of_path(url.split_once("://")?.1.split(['?', '#']).next()?.split_once('/')?.1)
}

/// Reads the day that a path holds: in one of its parts, at the beginning or the end, or as three parts.
pub(super) fn of_path(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let number = |part: &str, len: usize| {
        (part.len() <= len && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i16>().ok()).flatten()
    };
    let three = parts.windows(3).filter(|three| three[0].len() == 4).find_map(|three| {
        let month =
            number(three[1], 2).and_then(|month| i8::try_from(month).ok()).or_else(|| month(&three[1].to_lowercase()))?;
        Some(day(number(three[0], 4)?, month, i8::try_from(number(three[2], 2)?).ok()?)?.to_string())
    });
    three.or_else(|| parts.iter().rev().find_map(|part| of_part(part)))
}

/// Reads the day in a part of a path, apart from digits beside it: `2031-03-03-mayor`, `MW-20310303-0114`, `03-03-2031-mayor`.
fn of_part(part: &str) -> Option<String> {
    let words: Vec<&str> = part.split(|c: char| !c.is_ascii_digit()).collect();
    let run = words.iter().filter(|word| word.len() == 8).find_map(|word| {
        let (year, month, date) = (word.get(..4)?, word.get(4..6)?, word.get(6..)?);
        day(year.parse().ok()?, month.parse().ok()?, date.parse().ok()?)
    });
    let date = run.or_else(|| {
        words.windows(3).find_map(|three| match (three[0].len(), three[1].len(), three[2].len()) {
            (4, 2, 2) => day(three[0].parse().ok()?, three[1].parse().ok()?, three[2].parse().ok()?),
            // Day and month that can be exchanged are not told for certain.
            (2, 2, 4) if three[0] > "12" => day(three[2].parse().ok()?, three[1].parse().ok()?, three[0].parse().ok()?),
            _ => None,
        })
    });
    Some(date?.to_string())
}

/// Words with which a line says that the day in it is that of publication.
const LABELS: &[&str] = &[
    "published",
    "posted",
    "first published",
    "date:",
    "updated",
    "created",
    "submitted",
    "written",
    "by ",
    "erstellt",
    "gespeichert",
    "veröffentlicht",
    "publié",
    "publicado",
    "pubblicato",
    "opublikowano",
    "gepubliceerd",
    "on ",
    "am ",
];

/// Reads the day of a short line beside a headline: a date alone, one between bars, or one behind a label.
pub(super) fn of_line(line: &str) -> Option<String> {
    if line.len() > 160 {
        return None;
    }
    let lower = line.trim().to_lowercase();
    let labelled = LABELS.iter().any(|label| lower.starts_with(label)) && line.split_whitespace().count() <= 16;
    if labelled || is_date_line(line) {
        return read(line);
    }
    line.split(['|', '•', '·', '\n']).map(str::trim).find(|part| is_date_line(part)).and_then(read)
}

/// Tells whether a line holds a date and nothing else.
pub(super) fn is_date_line(line: &str) -> bool {
    line.len() <= 80
        && line.bytes().any(|byte| byte.is_ascii_digit())
        && !line.bytes().all(|byte| byte.is_ascii_digit()) // seconds since 1970 are for programs: to readers it is an ISBN
        && line
            .split(|c: char| !c.is_alphabetic() && c != '.')
            .map(|word| word.trim_matches('.').to_lowercase())
            .filter(|word| !word.is_empty())
            .all(|word| {
                month(&word).is_some()
                    || BESIDE.contains(&word.as_str())
                    || WEEKDAYS.iter().any(|day| word.starts_with(day) && word.len() <= 9)
            })
        && read(line).is_some()
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    YEARS.contains(&year).then(|| Date::new(year, month, day).ok()).flatten()
}

fn iso(text: &str) -> Option<String> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Ok(pieces) = Pieces::parse(text) {
        let date = pieces.date();
        day(date.year(), date.month(), date.day())?;
        return Some(match (pieces.time(), pieces.to_numeric_offset()) {
            (Some(time), Some(offset)) => stamp(date, time.hour(), time.minute(), time.second(), offset),
            _ => date.to_string(),
        });
    }
    let head = text.get(..10)?;
    let bytes = head.as_bytes();
    let parted = bytes[4] == bytes[7] && matches!(bytes[4], b'-' | b'/' | b'.');
    if !parted || bytes.iter().enumerate().any(|(at, b)| at != 4 && at != 7 && !b.is_ascii_digit()) {
        return None;
    }
    Some(day(head[..4].parse().ok()?, head[5..7].parse().ok()?, head[8..].parse().ok()?)?.to_string())
}

fn stamp(date: Date, hour: i8, minute: i8, second: i8, offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let zone = if minutes == 0 {
        "Z".to_owned()
    } else {
        format!("{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60)
    };
    format!("{date}T{hour:02}:{minute:02}:{second:02}{zone}")
}

fn mail(text: &str) -> Option<String> {
    let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
    let (date, time) = (zoned.date(), zoned.time());
    day(date.year(), date.month(), date.day())?;
    Some(stamp(date, time.hour(), time.minute(), time.second(), zoned.offset()))
}

/// Reads dates of numbers alone; day and month that can be exchanged are not told for certain, but for dots (day first).
fn numbers(text: &str) -> Option<String> {
    if text.bytes().all(|b| b.is_ascii_digit()) && matches!(text.len(), 10 | 13) {
        let seconds: i64 = text[..10].parse().ok()?;
        let moment = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
        return YEARS.contains(&moment.year()).then(|| moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    }
    text.split(|c: char| !(c.is_ascii_digit() || "./-".contains(c))).find_map(|word| {
        let word = word.trim_matches(['.', '/', '-']);
        let mark = word.chars().find(|c| !c.is_ascii_digit())?;
        let parts: Vec<i16> = word.split(mark).map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let &[first, second, third] = parts.as_slice() else { return None };
        let (first_two, second_two) = (i8::try_from(first), i8::try_from(second).ok()?);
        if first > 31 {
            return Some(day(first, second_two, i8::try_from(third).ok()?)?.to_string());
        }
        let first_two = first_two.ok()?;
        let date = match (mark, first > 12, second > 12) {
            ('.', _, false) | (_, true, false) => day(third, second_two, first_two),
            (_, false, true) => day(third, first_two, second_two),
            _ if first == second => day(third, first_two, second_two),
            _ => None,
        };
        Some(date?.to_string())
    })
}

/// Reads dates with the name of the month: `3 March 2031`, `Mar. 3rd, 2031 10:15`.
fn named(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != ':').filter(|word| !word.is_empty()).collect();
    let number = |at: Option<usize>| -> Option<i16> {
        let word = words.get(at?)?;
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        (!digits.is_empty() && word.len() - digits.len() <= 2).then(|| digits.parse().ok()).flatten()
    };
    let before = |at: usize| at.checked_sub(1).filter(|at| words.get(*at) != Some(&"de")).or(at.checked_sub(2));
    words.iter().enumerate().find_map(|(at, word)| {
        let month = month(&word.to_lowercase())?;
        let year_after = |at: usize| number(Some(at)).or_else(|| number(Some(at + 1)));
        let first = number(before(at)).filter(|day| (1..=31).contains(day));
        let date = match first {
            Some(first) => day(year_after(at + 1)?, month, first as i8)?,
            None => day(number(Some(at + 2))?, month, i8::try_from(number(Some(at + 1))?).ok()?)?,
        };
        Some(date.to_string())
    })
}

fn month(word: &str) -> Option<i8> {
    // Longest month name of those languages: settembre, septembre, September.
    if word.chars().count() > 10 || word.chars().any(|c| !c.is_alphabetic()) {
        return None;
    }
    const OTHERWISE: &[&str] = &[
        "market", "markets", "mark", "mary", "major", "mayor", "maybe", "main", "mars", "march", "marine", "decide", "second",
        "separate", "general", "out", "set", "junior", "jane", "april", "janet", "general",
    ];
    if OTHERWISE.contains(&word) && !matches!(word, "march" | "mars" | "april") {
        return None;
    }
    let found = MONTHS.iter().filter(|(start, _)| word.starts_with(start)).max_by_key(|(start, _)| start.len())?;
    Some(found.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_pages_and_papers_write_them() {
        let day = Some("2031-03-03".to_owned());
        for text in [
            "2031-03-03",
            "2031/03/03",
            "3 March 2031",
            "March 3, 2031",
            "Mon, Mar. 3rd, 2031 10:15",
            "Published 3 March 2031 10:15",
            "03.03.2031",
            "2031-03-03 10:15",
            "3 de marzo de 2031",
            "3. März 2031",
        ] {
            assert_eq!(read(text), day, "{text}");
        }
        assert_eq!(read("13/02/2031").as_deref(), Some("2031-02-13"));
        assert_eq!(read("2031-03-03T10:15:00+01:00").as_deref(), Some("2031-03-03T10:15:00+01:00"));
        assert_eq!(read("Mon, 3 Mar 2031 10:15:00 GMT").as_deref(), Some("2031-03-03T10:15:00Z"));
    }

    #[test]
    fn an_address_may_hold_the_day() {
        assert_eq!(of_url("https://linden.example/news/2031/mar/3/mayor").as_deref(), Some("2031-03-03"));
        assert_eq!(of_url("https://linden.example/2031-03-03/mayor").as_deref(), Some("2031-03-03"));
        assert_eq!(of_url("https://linden.example/2031/mayor/3"), None);
        assert_eq!(of_path("archive/2031-03-03-mayor.txt").as_deref(), Some("2031-03-03"));
        assert_eq!(of_path("wire/LW-20310303-0114.html").as_deref(), Some("2031-03-03"));
        assert_eq!(of_url("https://linden.example/23-01-2031-mayor/17-378.html").as_deref(), Some("2031-01-23"));
        assert_eq!(of_path("03-04-2031-mayor.txt"), None);
        assert_eq!(of_path("story-12345678.html"), None);
    }

    #[test]
    fn a_day_is_read_beside_a_label_or_between_bars() {
        assert_eq!(of_line("Posted on March 3, 2031 by Ada Brandt").as_deref(), Some("2031-03-03"));
        assert_eq!(of_line("Ada Brandt | 3 March 2031").as_deref(), Some("2031-03-03"));
        assert_eq!(of_line("The mayor resigned on 3 March 2031."), None);
    }

    #[test]
    fn better_no_date_than_a_wrong_one() {
        for text in [
            "04/05/2031",
            "0000-00-00",
            "31 February 2031",
            "9999999",
            "today",
            "March",
            "2031",
            "May 2031",
            "9783161484100",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_with_more_than_a_date_is_no_date_line() {
        assert!(is_date_line("Published: Monday, 3 March 2031 at 10:15 GMT"));
        assert!(!is_date_line("The minister resigned on 3 March 2031."));
        assert!(!is_date_line("1234567890") && read("1234567890").is_some());
    }
}
