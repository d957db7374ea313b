//! Does any question print as text that parses to itself?

use jiff::civil::date;
use whosaid::query::{parse, plain};

/// Reads the bytes as a question.
pub(crate) fn asking(data: &[u8]) {
    let typed = String::from_utf8_lossy(data);
    for query in [parse(&typed, date(2031, 6, 15)).0, plain(&typed)] {
        let printed = query.to_string();
        let (again, notices) = parse(&printed, date(1999, 12, 31));
        assert_eq!(again, query, "printed {printed:?}");
        assert!(notices.is_empty(), "printed {printed:?}: {notices:?}");
    }
}
