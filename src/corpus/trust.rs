//! Which of several values for one fact counts, and what is told where their origins differ?

use super::dates;
use crate::model::article::Fact;
use crate::model::normal::name_key;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// The origin of a day that a site prints beside its weather: that of the visit.
pub(super) const CLOCK: &str = "clock line";

/// Where the day of an article may come from, the surest first: the order of trust of all readers.
///
/// | what | who wrote it, and for whom |
/// |---|---|
/// | printed | an element for a day beside the headline, which says nothing of a change: what readers see, and cite |
/// | record | the article's own structured data: JSON-LD, front matter, a record's field |
/// | meta | the page's head, for search engines and social networks |
/// | marked | an element of the page that says it holds the day of publication |
/// | line | a line near the headline, for readers |
/// | created | the page's head, of a day that it does not call that of publication |
/// | time | a `time` element that does not say of what |
/// | page | structured data about the page that holds the article |
/// | url | the address, as the site's software made it |
/// | name | the file's name or folder, as somebody filed it |
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    Printed,
    Record,
    Meta,
    Marked,
    Line,
    Created,
    Time,
    Page,
    Url,
    Name,
}

/// Takes the surest day, and says for each kind of origin where it gives another.
///
/// Elements and addresses that differ are not told: pages hold times of much else, and addresses the day before, by time zone.
pub(super) fn settle(mut found: Vec<(Trust, Fact)>) -> (Option<Fact>, Vec<String>) {
    found.sort_by_key(|(trust, _)| *trust); // stable: of equals, the first stays first
    found.retain(|(trust, fact)| *trust != Trust::Created || !is_placeholder(&fact.value));
    let Some(at) = surest_day(&found) else { return (None, Vec::new()) };
    let (_, first) = found.remove(at);
    let facts = found.into_iter();
    let mut told = vec![day(&first.value).to_owned()];
    let mut notices = Vec::new();
    for (trust, other) in facts.filter(|(trust, _)| *trust <= Trust::Line) {
        let day = day(&other.value).to_owned();
        if !told.contains(&day) && (trust <= Trust::Marked || told.len() == 1) {
            notices.push(differ("published", &first, &other));
            told.push(day);
        }
    }
    (Some(first), notices)
}

/// Finds where the surest day stands, of those in the order of trust; what tells the hour of the printed day goes before it.
fn surest_day(found: &[(Trust, Fact)]) -> Option<usize> {
    let (trust, first) = found.first()?;
    let tells_the_hour = |(trust, other): &(Trust, Fact)| *trust <= Trust::Marked && day(&other.value) == day(&first.value);
    (*trust == Trust::Printed).then(|| found.iter().skip(1).position(tells_the_hour).map_or(0, |at| at + 1)).or(Some(0))
}

/// Tells whether a day is the first of a year, without an hour: what software writes where nobody told it when a page was created.
fn is_placeholder(value: &str) -> bool {
    value.len() == 10 && value.ends_with("-01-01")
}

/// Takes the first of facts that stand in the order of trust, and says which is the next that is not the same.
pub(super) fn surest(
    name: &str,
    facts: impl IntoIterator<Item = Fact>,
    is_same: fn(&str, &str) -> bool,
    notices: &mut Vec<String>,
) -> Option<Fact> {
    let mut facts = facts.into_iter();
    let first = facts.next()?;
    if let Some(other) = facts.find(|other| !is_same(&first.value, &other.value)) {
        notices.push(differ(name, &first, &other));
    }
    Some(first)
}

fn differ(name: &str, taken: &Fact, other: &Fact) -> String {
    format!("{name}: {} says {}, {} says {}", taken.origin, taken.value, other.origin, other.value)
}

/// Tells whether two bylines name the same people, or one of them some of the other's.
pub(super) fn is_same_people(one: &str, other: &str) -> bool {
    is_part(one, other) || is_part(other, one)
}

/// Tells whether all words of a byline are among those of a fuller one.
pub(super) fn is_part(names: &str, fuller: &str) -> bool {
    let fuller = name_key(fuller);
    let known: Vec<&str> = fuller.split_whitespace().collect();
    name_key(names).split_whitespace().all(|word| known.contains(&word))
}

/// Tells whether two names or headlines are the same, or one is part of the other, whatever blanks and marks are in them.
pub(super) fn is_same_words(one: &str, other: &str) -> bool {
    let letters = |text: &str| name_key(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (one, other) = (letters(one), letters(other));
    one.contains(&other) || other.contains(&one)
}

/// Says what must be told of a day of publication where the article was seen on another: by its archive, or by a clock on the page.
pub(super) fn against(published: Option<&Fact>, seen: &Fact) -> Option<String> {
    match published {
        None if seen.origin == CLOCK => {
            Some(format!("published: not stated; {} says {}, which is the day of the visit", seen.origin, seen.value))
        }
        Some(published) if seen.origin == CLOCK && day(&published.value) != day(&seen.value) => {
            Some(format!("{}, the day of the visit", differ("published", published, seen)))
        }
        Some(published) if seen.origin != CLOCK && is_later(&published.value, &seen.value) => {
            Some(format!("{}, which is earlier", differ("published", published, seen)))
        }
        _ => None,
    }
}

/// Tells whether a day or an instant of publication lies behind the one at which the article was there.
///
/// A day alone has begun, somewhere, up to 14 hours before it does in Greenwich.
fn is_later(published: &str, seen: &str) -> bool {
    let instant = |text: &str| text.parse::<Timestamp>().ok();
    let date = |text: &str| day(text).parse::<Date>().ok();
    match (instant(published), instant(seen)) {
        (Some(published), Some(seen)) => published > seen,
        _ => match (date(published), date(seen).and_then(|day| day.checked_add(1.day()).ok())) {
            (Some(published), Some(next)) => published > next,
            _ => false,
        },
    }
}

/// Gives the same instant as a paper's own clock shows it, where the page gives both: `2031-03-04T05:30:59Z` and `2031-03-03
/// 23:30:59`.
///
/// The day that readers saw is the local one. Seconds must agree, and be more than a round number by chance.
pub(super) fn local(instant: &str, other: &str) -> Option<String> {
    let stamp = instant.strip_suffix('Z')?;
    let (utc, local) = (dates::civil(stamp)?, dates::civil(other)?);
    let apart = local.duration_since(utc).as_secs();
    // Offsets in use are whole quarters of an hour, from 12 hours before Greenwich to 14 behind.
    let is_offset = apart != 0 && apart % 900 == 0 && (-12 * 3600..=14 * 3600).contains(&apart) && utc.second() != 0;
    let sign = if apart < 0 { '-' } else { '+' };
    let (hours, minutes) = (apart.abs() / 3600, apart.abs() % 3600 / 60);
    is_offset.then(|| format!("{}{sign}{hours:02}:{minutes:02}", local.strftime("%Y-%m-%dT%H:%M:%S")))
}

fn day(value: &str) -> &str {
    value.get(..10).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(value: &str, origin: &str) -> Fact {
        Fact::new(value, origin)
    }

    #[test]
    fn the_surest_day_is_taken_and_others_are_told() {
        let (day, notices) = settle(vec![
            (Trust::Line, fact("2031-03-04", "date line")),
            (Trust::Record, fact("2031-03-03", "JSON-LD datePublished")),
            (Trust::Url, fact("2031-03-01", "URL")),
        ]);
        assert_eq!(day, Some(fact("2031-03-03", "JSON-LD datePublished")));
        assert_eq!(notices, ["published: JSON-LD datePublished says 2031-03-03, date line says 2031-03-04"]);
    }

    #[test]
    fn the_day_that_a_page_prints_beside_its_headline_goes_before_what_it_tells_machines() {
        let printed = || (Trust::Printed, fact("2031-03-06", "date element"));
        let (day, notices) = settle(vec![(Trust::Record, fact("2031-03-03T09:48:24Z", "JSON-LD datePublished")), printed()]);
        assert_eq!(day, Some(fact("2031-03-06", "date element")));
        assert_eq!(notices, ["published: date element says 2031-03-06, JSON-LD datePublished says 2031-03-03T09:48:24Z"]);
        let (day, notices) = settle(vec![printed(), (Trust::Meta, fact("2031-03-06T09:48:24Z", "meta date"))]);
        assert_eq!((day, notices), (Some(fact("2031-03-06T09:48:24Z", "meta date")), Vec::new()), "it tells the hour too");
    }

    #[test]
    fn a_page_created_on_the_first_of_a_year_has_no_day_unless_it_tells_the_hour() {
        let created = |day: &str| settle(vec![(Trust::Created, fact(day, "meta datecreated"))]).0.is_some();
        assert!(!created("2031-01-01") && created("2031-01-01T08:10:00Z") && created("2031-01-02"));
    }

    #[test]
    fn names_that_are_part_of_others_are_no_conflict() {
        let mut notices = Vec::new();
        let facts = [fact("Ada Brandt", "a"), fact("Ada Brandt, Li Wei", "b"), fact("Li Wei", "c"), fact("Tom Holt", "d")];
        assert_eq!(surest("byline", facts, is_same_people, &mut notices), Some(fact("Ada Brandt", "a")));
        assert_eq!(notices, ["byline: a says Ada Brandt, c says Li Wei"]);
        assert!(is_same_words("Linden Post", "LindenPost Online") && !is_same_words("Linden Post", "Quay Gazette"));
    }

    #[test]
    fn an_article_cannot_be_published_after_it_was_seen() {
        let told = |published: &str, seen: &str| against(Some(&fact(published, "URL")), &fact(seen, "WARC-Date")).is_some();
        assert!(told("2031-03-05", "2031-03-03T10:15:00Z"));
        assert!(!told("2031-03-04", "2031-03-03T10:15:00Z"), "it may be the 4th where the paper is");
        assert!(told("2031-03-03T11:00:00Z", "2031-03-03T10:15:00Z"));
        assert!(!told("2031-03-03T11:00:00+01:00", "2031-03-03T10:15:00Z"));
    }

    #[test]
    fn the_day_that_readers_saw_is_the_local_one() {
        let local = |other: &str| local("2031-03-04T05:30:59Z", other);
        assert_eq!(local("2031-03-03 23:30:59").as_deref(), Some("2031-03-03T23:30:59-06:00"));
        assert_eq!(local("2031-03-03T23:30:59-06:00").as_deref(), Some("2031-03-03T23:30:59-06:00"));
        for other in ["2031-03-04 05:30:59", "2031-03-03 23:30:58", "2031-03-01 23:30:59", "2031-03-03", "soon"] {
            assert_eq!(local(other), None, "{other}");
        }
    }
}
