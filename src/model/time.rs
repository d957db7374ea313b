//! Where on the time line does a published date stand?

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Gives the seconds since 1970 of `YYYY-MM-DD` (midnight, UTC) or an RFC 3339 date and time; `None` for anything else.
pub fn seconds(published: &str) -> Option<i64> {
    if let Ok(moment) = published.parse::<Timestamp>() {
        return Some(moment.as_second());
    }
    let day: Date = published.get(..10)?.parse().ok()?;
    let rest = &published[10..];
    (rest.is_empty() || rest.starts_with(['T', ' '])).then_some(())?;
    let moment = published.parse::<jiff::civil::DateTime>().unwrap_or_else(|_| day.into());
    Some(moment.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

/// Gives the first and last second of a day, `YYYY-MM-DD`, in UTC.
pub fn day(day: &str) -> Option<(i64, i64)> {
    let date: Date = day.parse().ok()?;
    let first = date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second();
    Some((first, first + 86_399))
}

/// Gives the day of a moment in seconds since 1970, as `YYYY-MM-DD` in UTC; `None` beyond the year 9999.
pub fn iso_day(seconds: i64) -> Option<String> {
    let moment = Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned(TimeZone::UTC).date().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_and_an_hour_counts_in_its_zone() {
        assert_eq!(seconds("1970-01-02"), Some(86_400));
        assert_eq!(seconds("1970-01-01T02:00:00+01:00"), Some(3_600));
        assert_eq!(seconds("1970-01-01T02:00:00"), Some(7_200));
        assert_eq!(seconds("yesterday"), None);
        assert_eq!(day("1970-01-01"), Some((0, 86_399)));
    }
}
