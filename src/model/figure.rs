//! Which number do figures in a text tell, with their point, sign, currency and percent?
//!
//! The words of an index have none of these (`1.13bn` is `113bn`, `-2%` is `2`). Where texts are held against one another, what
//! stands for one number is one word here: `$1.5 million`, `5 per cent`, `9:30`, `1 000 000`, `twenty-five`.

mod range;
mod reader;

use super::normal::Word;
use super::span::Span;
use reader::Reader;
use std::collections::{BTreeMap, BTreeSet};

/// Figures of one reading that another is held against: they differ by their unit, and a text has few.
const MOST_OF_A_READING: usize = 32;

/// A word of a text, or all that stands for one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// With the sign, currency and percent of a number.
    pub span: Span,
    /// Folded; of several words, without blanks.
    pub form: String,
    pub figure: Option<Figure>,
}

/// A number, as far as its figures tell it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure {
    /// Digits and exponent, normalised; what is no one number ("A380", a time) as it is written.
    reading: String,
    /// What it may be as well: "1.500" is 1.5 or 1500, "10m" ten metres.
    other: Option<String>,
    /// Whether nobody can tell which of both readings is meant.
    is_unsure: bool,
    negative: bool,
    percent: bool,
    currency: Option<String>,
    /// Letters behind the digits that are none of these: "km".
    suffix: String,
    /// Whether it is the word "one", as often a pronoun.
    pub is_one: bool,
    /// With the unit of the other end of its range: the 3 of "3 to 5 million" as 3 million.
    in_range: Option<Box<Figure>>,
}

/// How a number is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reads {
    Same,
    /// It cannot be told from the figures.
    Perhaps,
    Other,
}

/// Joins the words of a text that stand for one number; in time linear in its length.
pub fn tokens(text: &str, words: Vec<Word>) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let (mut span, mut figure, mut behind) = (words[at].span, None, at + 1);
        if let Some(reader) = Reader::new(text, &words, at) {
            let read = reader.read();
            (span, figure, behind) = (read.span, Some(read.figure), read.at);
        }
        let form = words[at..behind].iter().map(|word| word.form.as_str()).collect();
        tokens.push(Token { span, form, figure });
        at = behind;
        range::share_unit(text, &mut tokens);
    }
    tokens
}

impl Figure {
    /// Tells how a number that is quoted is to the one in a text. A currency that was not typed is no difference.
    pub fn quotes(&self, found: &Figure) -> Reads {
        let reads = |one: &Figure, other: &Figure| {
            let currency = one.currency.is_none() || other.currency.is_some() && one.is_of_currency(other);
            if one.percent == other.percent && currency { one.reads(other) } else { Reads::Other }
        };
        let pairs = self.with_range().flat_map(|one| found.with_range().map(move |other| (one, other)));
        pairs.map(|(one, other)| reads(one, other)).min().unwrap_or(Reads::Other)
    }

    /// Tells whether it is, without any unit, what begins a range in a text: the 3 of "3 to 5 million".
    pub fn is_beginning_of(&self, range: &Figure) -> bool {
        range.in_range.is_some() && (&self.reading, self.percent) == (&range.reading, range.percent)
    }

    /// Gives the number as it stands, and with the unit of its range.
    fn with_range(&self) -> impl Iterator<Item = &Figure> {
        std::iter::once(self).chain(self.in_range.as_deref())
    }

    /// Writes it as every text that tells the same number with the same marks has it.
    pub fn written_alike(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        let percent = if self.percent { "%" } else { "" };
        let (currency, other) = (self.currency.as_deref().unwrap_or_default(), self.other.as_deref().unwrap_or_default());
        format!("{sign}{currency}{}{other}{}{percent}", self.reading, self.suffix)
    }

    /// Tells whether two texts may tell the same number: a percent or a currency that only one of them writes is no other.
    pub fn agrees(&self, other: &Figure) -> bool {
        let agrees = |one: &Figure, other: &Figure| one.is_of_currency(other) && one.reads(other) != Reads::Other;
        self.with_range().any(|one| other.with_range().any(|other| agrees(one, other)))
    }

    fn reads(&self, other: &Figure) -> Reads {
        let unit = self.suffix.is_empty() || other.suffix.is_empty() || self.suffix == other.suffix;
        if self.negative != other.negative || !unit {
            return Reads::Other;
        }
        let is_sure = !self.is_unsure && !other.is_unsure || (&self.other, self.is_unsure) == (&other.other, other.is_unsure);
        if is_sure && self.reading == other.reading {
            return Reads::Same;
        }
        let may_be = self.readings().any(|reading| other.readings().any(|other| reading == other));
        if may_be { Reads::Perhaps } else { Reads::Other }
    }

    fn is_of_currency(&self, other: &Figure) -> bool {
        let Some((one, other)) = self.currency.as_ref().zip(other.currency.as_ref()) else { return true };
        one == other || (one == "$" && other.ends_with('$')) || (other == "$" && one.ends_with('$'))
    }

    fn readings(&self) -> impl Iterator<Item = &String> {
        [Some(&self.reading), self.other.as_ref()].into_iter().flatten()
    }

    /// Tells whether it is no more than a one.
    pub fn is_plain_one(&self) -> bool {
        self.reading == "1e0" && !self.negative && !self.percent && self.currency.is_none() && self.suffix.is_empty()
    }
}

/// Numbers of a text, whatever their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    all: BTreeSet<Figure>,
    by_reading: BTreeMap<String, BTreeSet<Figure>>,
}

impl<'a> FromIterator<&'a Figure> for Amounts {
    fn from_iter<F: IntoIterator<Item = &'a Figure>>(figures: F) -> Self {
        let mut amounts = Amounts::default();
        for figure in figures {
            for reading in figure.with_range().flat_map(Figure::readings) {
                amounts.by_reading.entry(reading.clone()).or_default().insert(figure.clone());
            }
            amounts.all.insert(figure.clone());
        }
        amounts
    }
}

impl Amounts {
    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Counts them, equal ones once.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Tells whether the other names them all.
    pub fn is_within(&self, other: &Amounts) -> bool {
        self.common(other) == self.len()
    }

    /// Counts those that the other names too.
    pub fn common(&self, other: &Amounts) -> usize {
        self.all.iter().filter(|figure| other.names(figure)).count()
    }

    fn names(&self, figure: &Figure) -> bool {
        let readings = figure.with_range().flat_map(Figure::readings);
        let mut alike = readings.filter_map(|reading| self.by_reading.get(reading));
        alike.any(|figures| figures.iter().take(MOST_OF_A_READING).any(|own| own.agrees(figure)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::normal::words;

    fn of(text: &str) -> Vec<Token> {
        tokens(text, words(text).collect())
    }

    fn figure(text: &str) -> Figure {
        let tokens = of(text);
        tokens.into_iter().find_map(|token| token.figure).unwrap_or_else(|| panic!("{text}"))
    }

    fn reads(typed: &str, found: &str) -> Reads {
        figure(typed).quotes(&figure(found))
    }

    #[test]
    fn a_point_a_sign_a_currency_and_a_percent_make_another_number() {
        for (typed, found) in [
            ("7.6%", "76%"),
            ("£113bn", "$1.13bn"),
            ("$15bn", "$1.5bn"),
            ("35%", "3.5%"),
            ("105 per cent", "10.5 per cent"),
            ("by 0.4%", "by -0.4%"),
            ("+0.4%", "−0.4%"),
            ("$20,000", "€20,000"),
            ("-2%", "2%"),
            ("-$2m", "$2m"),
            ("$-2m", "$2m"),
            ("5", "5%"),
            ("5", "5 million"),
            ("1.125", "1.126"),
            ("9:30", "9:40"),
            ("A380", "A320"),
            ("½ of it", "12 of it"),
            ("£5", "5"),
            ("A$5", "US$5"),
            ("20,000 euros", "$20,000"),
        ] {
            assert_eq!(reads(typed, found), Reads::Other, "{typed}, {found}");
            assert_eq!(reads(found, found), Reads::Same, "{found}");
        }
    }

    #[test]
    fn one_number_is_written_in_many_ways() {
        for (typed, found) in [
            ("1,000,000", "1000000"),
            ("20,000", "20000"),
            ("£1.5bn", "£1.5 bn"),
            ("1.5 million", "$1.5m"),
            ("5 per cent", "5%"),
            ("5 pct", "5%"),
            ("1,5", "1.5"),
            ("1.000.000", "1,000,000"),
            ("1 000 000", "1,000,000"),
            ("20\u{a0}000", "20,000"),
            ("1.234,56", "1,234.56"),
            ("1,00,000", "100,000"),
            ("$5", "5 dollars"),
            ("$5", "US$5"),
            ("twenty-five", "25"),
            ("+0.4%", "0.4%"),
            ("minus 2%", "-2%"),
            (".4%", "0.4%"),
            ("9.30am", "9:30 am"),
            ("5km", "5 km"),
        ] {
            assert_eq!(reads(typed, found), Reads::Same, "{typed}, {found}");
        }
    }

    #[test]
    fn both_ends_of_a_range_have_the_unit_of_the_second() {
        for (one, other) in [
            ("3 to 5 per cent", "3% to 5%"),
            ("3-5%", "3%"),
            ("3–5 pct", "3 per cent"),
            ("$3 to 5 million", "$3m"),
            ("$3 to $5 million", "$3 million"),
            ("between 3 and 5 million", "3 million"),
            ("three to five per cent", "3%"),
            ("two or three million", "2m"),
            ("-3 to 5%", "-3%"),
            ("3 to 5 per cent", "3"),
            ("20 to 25bn", "20bn"),
            ("3 or 4 per cent", "3%"),
            ("900 to 1,200 million", "900 million"),
            ("-5 to 3%", "-5%"),
            ("In June, 3 to 5 million", "3 million"),
            ("June 3 to 5 million", "3"),
            ("900 to 1.2 million", "900"),
            ("from 5 to 3 per cent", "5%"),
            ("5.2 to 4 pct", "5.2 per cent"),
            ("2 to -1%", "2%"),
        ] {
            assert_eq!((reads(one, other), reads(other, one)), (Reads::Same, Reads::Same), "{one}, {other}");
        }
        for (one, other) in [
            ("3 to 5 per cent", "3 million"),
            ("3 in 5 per cent", "3%"),
            ("3 and 5 per cent", "3%"),
            ("$3 to 5 million", "£3m"),
            ("-3 to 5%", "3%"),
            ("3 to 5 tables", "5"),
            ("from 900 to 1.2 million", "900 million"),
            ("from 5 to 3 million", "5 million"),
            ("in 2019 to 5 per cent", "2019%"),
            ("from $900 to $1.2m", "$900m"),
            ("900–1.2 million", "900 million"),
            ("June 3 to 5 million", "3 million"),
            ("on Sept. 3–5 million", "3 million"),
            ("9:30 to 10 million", "9 million"),
        ] {
            assert_eq!(reads(one, other), Reads::Other, "{one}, {other}");
        }
        let amounts = |text: &str| of(text).iter().filter_map(|token| token.figure.as_ref()).collect::<Amounts>();
        assert!(amounts("3 to 5 million").is_within(&amounts("3 million to 5 million")));
        assert!(amounts("3 million to 5 million").is_within(&amounts("3 to 5 million")));
        assert!(!amounts("4 million to 5 million").is_within(&amounts("3 to 5 million")));
        assert!(!amounts("900 million").is_within(&amounts("from 900 to 1.2 million")));
        assert!(!amounts("from 900 to 1.2 million").is_within(&amounts("900 million to 1.2 million")));
    }

    #[test]
    fn what_cannot_be_told_may_be_either() {
        for (typed, found) in [("1.500", "1500"), ("1.500", "1.5"), ("20.000", "20,000"), ("10m", "10 metres")] {
            assert_eq!(reads(typed, found), Reads::Perhaps, "{typed}, {found}");
        }
    }

    #[test]
    fn a_number_is_one_token_with_its_marks_and_a_hyphen_is_no_sign() {
        let shown = |text: &str| {
            let found = of(text).into_iter().filter(|token| token.figure.is_some());
            found.map(|token| token.span.of(text).to_owned()).collect::<Vec<_>>().join("|")
        };
        assert_eq!(shown("It fell −0.4%, or -$1.5 million, at 9:30."), "−0.4%|-$1.5 million|9:30");
        assert_eq!(shown("In 1990-91 covid-19 won 3-2, 4 –5"), "1990|91|19|3|2|4|5");
        assert_eq!(shown("a 5 per cent cut of twenty-five US$3bn loans"), "5 per cent|twenty-five|US$3bn");
        assert!(of("1990-91 covid-19").iter().all(|token| !token.figure.as_ref().is_some_and(|figure| figure.negative)));
    }

    #[test]
    fn any_text_is_read_in_linear_time() {
        for text in [
            "1 000 ".repeat(100_000),
            "-$1.".repeat(100_000),
            "1,".repeat(200_000),
            "9:30:".repeat(100_000),
            "3 to 5% ".repeat(50_000),
        ] {
            assert!(!of(&text).is_empty());
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_odd(text in "([0-9]|[.,:'’%$£€ -]|[−–+]|[\u{a0}½e]|million|per cent|US|k|bn| to |between | and | ){0,20}") {
            let found = of(&text);
            proptest::prop_assert!(found.iter().all(|token| !token.span.of(&text).is_empty()));
        }
    }
}
