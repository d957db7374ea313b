//! What do the words of an organization's name say of it: its legal form, a part of another, an office in it?

use super::gazetteer::{self, Facts};
use super::tokens::title_case;

/// What companies have behind their names to say of what legal form they are, folded.
const LEGAL_FORMS: &[&str] =
    &["inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "ag", "gmbh", "nv"];

/// Tells whether a folded word says of what legal form a company is.
pub(super) fn is_legal_form(word: &str) -> bool {
    LEGAL_FORMS.contains(&word)
}

/// Tells whether a word, as it is written, says so: `Corp.`.
pub(super) fn is_written_form(word: &str) -> bool {
    is_legal_form(&word.trim_end_matches('.').to_lowercase())
}

/// What bodies within a known organization, and divisions of it, are called, folded: its name alone does not mean them.
const PARTS_OF_BODIES: &[&str] = &[
    "agency",
    "caucus",
    "central",
    "commission",
    "committee",
    "council",
    "court",
    "delegation",
    "east",
    "foundation",
    "mission",
    "north",
    "office",
    "panel",
    "school",
    "south",
    "subcommittee",
    "west",
];

/// Tells whether a longer name is of a part of a known organization, not the fuller name of it: "Senate" and "Senate Budget
/// Committee"; of a league's division, too: "American League" and "American League Central".
pub(super) fn is_part_of(known: &[String], longer: &[String]) -> bool {
    let is_part = |last: &String| PARTS_OF_BODIES.binary_search(&last.as_str()).is_ok();
    let name = || known.iter().map(|word| title_case(word)).collect::<Vec<_>>().join(" ");
    let is_league = known.last().is_some_and(|last| matches!(last.as_str(), "league" | "conference" | "division"));
    longer.last().is_some_and(is_part)
        && longer.starts_with(known)
        && (is_league || gazetteer::facts(&name()).any(Facts::ORGANIZATION))
}

/// What may stand behind the name of a company on the list without being another: folded.
const FULLER: &[&str] = &[
    "air",
    "airlines",
    "airways",
    "amp",
    "and",
    "bank",
    "benz",
    "computer",
    "computers",
    "electronics",
    "group",
    "holding",
    "holdings",
    "i",
    "industrie",
    "industries",
    "lines",
    "motor",
    "motors",
    "s",
    "sa",
    "se",
    "spa",
    "stores",
    "systems",
    "the",
];

/// Tells whether a longer name is of a unit of a company on the list: "Apple" is not "Apple Developer Connection".
pub(super) fn is_unit_of(known: &[String], longer: &[String]) -> bool {
    let name = || known.iter().map(|word| title_case(word)).collect::<Vec<_>>().join(" ");
    let rest = longer.get(known.len()..).unwrap_or_default();
    longer.starts_with(known)
        && !rest.iter().all(|word| is_legal_form(word) || FULLER.contains(&word.as_str()))
        && gazetteer::facts(&name()).any(Facts::COMPANY)
}

/// Tells whether the longer words are an office in what the others name: "Northern Guard Director of Intelligence".
pub(super) fn is_office_of(known: &[String], longer: &[String]) -> bool {
    // Of "Guard 's Director", as some write it, an "s" is left.
    let next = longer.iter().skip(known.len()).find(|next| *next != "s");
    longer.starts_with(known) && next.is_some_and(|next| gazetteer::facts(next).any(Facts::ROLE))
}
