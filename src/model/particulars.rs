//! Do two statements in like words tell of others: another name, number, day, or the other way?
//!
//! What one of them alone tells is no difference: a retelling leaves out. Each must tell something that the other does not.

use super::normal::{is_mistyped, words};
use super::opposites::part;
use super::stop_words::is_stop_word;
use super::wording::{ENDINGS, SHORTEST_MISTYPED, Wording, are_of_one_country, is_in_initials};

/// What a name may be called by instead, folded: "Prime Minister" for the one who is named elsewhere.
const TITLES: &[&str] = &[
    "chairman",
    "chancellor",
    "chief",
    "congress",
    "dr",
    "government",
    "lord",
    "minister",
    "mr",
    "mrs",
    "ms",
    "parliament",
    "president",
    "secretary",
    "sen",
    "senator",
    "sir",
    "state",
    "states",
];

/// Days and months that are written in any case, folded.
const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What tells a time by the day on which it was said, and within how many days it may be the same time: a paper prints what a wire
/// had the day before, or after a weekend.
const BY_THE_DAY: &[(&str, u64)] = &[
    ("today", 3),
    ("tonight", 3),
    ("yesterday", 3),
    ("tomorrow", 3),
    ("overnight", 3),
    ("monday", 8),
    ("tuesday", 8),
    ("wednesday", 8),
    ("thursday", 8),
    ("friday", 8),
    ("saturday", 8),
    ("sunday", 8),
];
/// The same of what stands behind one of [`OF_NOW`].
const SPANS_OF_TIME: &[(&str, u64)] = &[("week", 8), ("weekend", 8), ("month", 32), ("quarter", 92), ("year", 184)];
const OF_NOW: &[&str] = &["this", "last", "next", "past", "coming", "current", "latest", "previous"];

/// What a statement tells of, beside what it says.
#[derive(Clone, Debug)]
pub struct Particulars {
    wording: Wording,
    /// Folded words.
    forms: Vec<String>,
    /// Names, each as its folded words.
    names: Vec<Vec<String>>,
    /// Within how many days another may be of the same time; `None` where it tells none by the day on which it was said.
    days: Option<u64>,
}

impl Particulars {
    /// Reads a statement; its first word may be capitalised as a name, or because a sentence begins with it.
    pub fn new(text: &str, begins_with_name: bool) -> Particulars {
        let found: Vec<_> = words(text).collect();
        let is_name = |at: usize| {
            let (form, span) = (found[at].form.as_str(), found[at].span);
            let gap = at.checked_sub(1).map(|before| &text[found[before].span.end..span.start]);
            let begins = gap.map_or(!begins_with_name, |gap| gap.contains(['.', '?', '!', ':', '"', '“', '«']));
            let is_telling = form == "may" || !is_stop_word(form);
            DAYS.contains(&form) || span.of(text).starts_with(char::is_uppercase) && !begins && is_telling
        };
        let (mut names, mut last): (Vec<Vec<String>>, Option<usize>) = (Vec::new(), None);
        // Where all is in capitals, none of it tells a name.
        if text.chars().any(char::is_lowercase) {
            for at in (0..found.len()).filter(|at| is_name(*at)) {
                let is_next = last
                    .is_some_and(|last| last + 1 == at && text[found[last].span.end..found[at].span.start].trim().is_empty());
                match names.last_mut().filter(|_| is_next) {
                    Some(name) => name.push(found[at].form.clone()),
                    None => names.push(vec![found[at].form.clone()]),
                }
                last = Some(at);
            }
        }
        let forms: Vec<String> = found.into_iter().map(|word| word.form).collect();
        let days = days(&forms);
        Particulars { wording: Wording::new(text), forms, names, days }
    }

    /// Gives the folded words.
    pub fn forms(&self) -> &[String] {
        &self.forms
    }

    /// Tells whether each tells of somebody, of a number, or of a way that the other does not, wherever it stands, or one says in
    /// the same words that it is not so. `is_own` tells of a folded word whether it is of the speaker's own name.
    pub fn differ(&self, other: &Particulars, is_own: &dyn Fn(&str) -> bool) -> bool {
        self.tell_of_others(other, is_own) || self.contradict(other)
    }

    /// Tells whether, where both say the same but for a few words, one says otherwise.
    pub fn contradict(&self, other: &Particulars) -> bool {
        self.wording.contradicts(&other.wording)
    }

    /// Tells the same, whatever is said not to be so.
    pub fn tell_of_others(&self, other: &Particulars, is_own: &dyn Fn(&str) -> bool) -> bool {
        part(&self.forms, &other.forms)
            || self.wording.counts_otherwise(&other.wording)
            || self.names_alone(other, is_own) && other.names_alone(self, is_own)
    }

    /// Tells whether both tell the same numbers.
    pub fn counts_alike(&self, other: &Particulars) -> bool {
        self.wording.counts_alike(&other.wording)
    }

    /// Tells whether they are of other times, said so many days apart.
    pub fn are_of_other_times(&self, other: &Particulars, apart: u64) -> bool {
        let days = self.days.into_iter().chain(other.days).min();
        days.is_some_and(|days| apart > days)
    }

    /// Tells whether it names somebody whom the other does not.
    fn names_alone(&self, other: &Particulars, is_own: &dyn Fn(&str) -> bool) -> bool {
        self.names.iter().any(|name| {
            let telling = name.iter().rev().find(|word| !ENDINGS.contains(&word.as_str())).or(name.last());
            let Some(telling) = telling.filter(|word| !TITLES.contains(&word.as_str()) && !is_own(word)) else { return false };
            let is_there =
                other.forms.contains(telling) || other.names.iter().flatten().any(|word| is_written_like(telling, word));
            !is_there
                && !other
                    .names
                    .iter()
                    .any(|across| is_in_initials(telling, across) || across.iter().any(|word| is_in_initials(word, name)))
        })
    }
}

/// Tells whether two names are one, longer (Japan, Japanese), by another word (France, French) or mistyped.
fn is_written_like(one: &str, other: &str) -> bool {
    let (shorter, longer) = if one.len() < other.len() { (one, other) } else { (other, one) };
    shorter.len() > 2 && longer.starts_with(shorter)
        || shorter.len() >= SHORTEST_MISTYPED && is_mistyped(one, other)
        || are_of_one_country(one, other)
}

fn days(forms: &[String]) -> Option<u64> {
    let of = |list: &[(&str, u64)], form: &str| list.iter().find(|(word, _)| *word == form).map(|(_, days)| *days);
    let by_the_day = forms.iter().filter_map(|form| of(BY_THE_DAY, form));
    let behind =
        forms.windows(2).filter(|pair| OF_NOW.contains(&pair[0].as_str())).filter_map(|pair| of(SPANS_OF_TIME, &pair[1]));
    by_the_day.chain(behind).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(one: &str, other: &str) -> bool {
        let (one, other) = (Particulars::new(one, true), Particulars::new(other, true));
        let (there, back) = (one.differ(&other, &|_| false), other.differ(&one, &|_| false));
        assert_eq!(there, back);
        there
    }

    #[test]
    fn another_country_number_day_or_way_is_another_statement() {
        let said = "Egypt had been authorized to buy 200,000 tonnes of U.S. wheat in May, and prices rose on Monday";
        for (of, instead) in [
            ("Egypt", "Honduras"),
            ("200,000", "75,000"),
            ("Monday", "Friday"),
            ("in May", "in June"),
            ("rose", "fell"),
            ("had been", "had not been"),
        ] {
            assert!(differ(said, &said.replace(of, instead)), "{instead}");
        }
        for (of, instead) in [("Egypt", "it"), (" on Monday", ""), ("U.S. wheat", "American wheat"), ("authorized", "allowed")]
        {
            assert!(!differ(said, &said.replace(of, instead)), "{instead}");
        }
        assert!(differ("Iran would answer", "Iraq would answer"));
        assert!(!differ("Tony Blair would answer", "Mr Blair would answer"));
        assert!(!differ("the European Union would answer", "the EU would answer"));
        assert!(!differ("Brask Corp would pay", "Brask Inc would pay"));
    }

    #[test]
    fn what_is_said_of_today_is_of_another_day_a_week_later() {
        let of = |text: &str| Particulars::new(text, false);
        assert!(of("the pier closes today").are_of_other_times(&of("the pier closes"), 7));
        assert!(!of("the pier closes today").are_of_other_times(&of("the pier closes"), 1));
        assert!(!of("the pier is closed").are_of_other_times(&of("the pier closes"), 700));
        assert!(of("the pier closes next week").are_of_other_times(&of("the pier closes next week"), 9));
    }
}
