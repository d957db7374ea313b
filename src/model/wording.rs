//! Do two texts that are nearly the same differ in what matters: a number, a name, a negation, or an opposite?
//!
//! Both are walked through side by side. Where they part for a few words and meet again, these words are compared; where they
//! part for longer, one holds text that the other has not, which is no contradiction.

use super::figure::{Amounts, Figure, tokens};
use super::gist::is_negation;
use super::normal::{is_mistyped, words};
use super::opposites::part_in_one_place;
use super::stop_words::is_stop_word;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Words that may differ at one place, as many as a company's name has; more are another sentence.
const REACH: usize = 6;
/// Words that may differ at one place where a name stands in both.
const FAR: usize = 3 * REACH;
/// Words that must be the same where texts meet again.
const MEETING: usize = 2;
/// Words that must be the same where they meet after long text of one of them.
const RUN: usize = 5;
/// Names of fewer letters that differ by one are two: Iran and Iraq.
pub const SHORTEST_MISTYPED: usize = 6;
/// What companies' names end with, folded: the word before tells which one it is.
pub const ENDINGS: &[&str] = &["co", "company", "corp", "corporation", "group", "inc", "llc", "ltd", "plc"];
/// What stands before anybody's name, folded.
const HONORIFICS: &[&str] = &["dr", "lord", "mr", "mrs", "ms", "sen", "sir"];
/// Countries whose people are called by words that begin otherwise, folded.
const COUNTRIES: &[&[&str]] = &[
    &["america", "american", "americans", "states", "us", "usa"],
    &["britain", "british", "uk"],
    &["danish", "denmark"],
    &["dutch", "holland", "netherlands"],
    &["france", "french"],
    &["greece", "greek"],
    &["poland", "polish"],
    &["spain", "spanish"],
    &["sweden", "swedish"],
    &["swiss", "switzerland"],
    &["turkey", "turkish"],
];
/// Words that begin a sentence as often as a name does, beside the stop words; folded.
const OPENERS: &[&str] = &["earlier", "however", "instead", "later", "meanwhile", "still", "today", "yesterday"];

/// The words of a text, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Of a number, what it is, however it is written.
    forms: Vec<String>,
    /// Beside each word, the number that it is.
    figures: Vec<Option<Figure>>,
    /// Beside each word, whether it may be of a name: it is capitalised, and no word that holds a sentence together.
    named: Vec<bool>,
}

impl Wording {
    /// Takes the words of a text.
    pub fn new(text: &str) -> Wording {
        let mut wording = Wording::default();
        for word in tokens(text, words(text).collect()) {
            let capitalised = word.span.of(text).starts_with(char::is_uppercase);
            let of_any_name = [OPENERS, ENDINGS, HONORIFICS].iter().any(|list| list.contains(&&*word.form));
            let holds_together = is_stop_word(&word.form) || is_negation(&word.form) || of_any_name;
            wording.named.push(capitalised && !holds_together && word.figure.is_none());
            wording.forms.push(word.figure.as_ref().map_or(word.form, Figure::written_alike));
            wording.figures.push(word.figure);
        }
        wording
    }

    /// Tells whether, where both say the same but for a few words, each names a number or somebody that the other does not, or
    /// one says that it is not so, or the opposite.
    ///
    /// In time linear in the length of both.
    pub fn contradicts(&self, other: &Wording) -> bool {
        let (left, right) = (self.forms.as_slice(), other.forms.as_slice());
        let (mut one, mut two) = (0, 0);
        let mut runs: Option<HashMap<&[String], Vec<usize>>> = None;
        let mut differing: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        let mut parting: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        while one < left.len() && two < right.len() {
            if left[one] == right[two] {
                (one, two) = (one + 1, two + 1);
                continue;
            }
            if let Some((left_out, put_in)) = meeting(&left[one..], &right[two..]) {
                differing.push((one..one + left_out, two..two + put_in));
                (one, two) = (one + left_out, two + put_in);
                continue;
            }
            let runs = runs.get_or_insert_with(|| runs_of(right));
            match next_run(left, one, two, runs) {
                Some(places) => {
                    // However long a name is at one place, with what is said of whom it names: at the other stands another.
                    if (places.0 - one).min(places.1 - two) <= REACH && (places.0 - one).max(places.1 - two) <= FAR {
                        parting.push((one..places.0, two..places.1));
                    }
                    (one, two) = places;
                }
                None => break,
            }
        }
        let says_otherwise = |(one, two): &(Range<usize>, Range<usize>)| {
            differ(&left[one.clone()], &right[two.clone()]) || self.counts_otherwise_at(one, other, two)
        };
        let says_otherwise = differing.iter().any(says_otherwise) || self.counts_otherwise_where_one_ends(one, other, two);
        parting.extend(differing);
        says_otherwise || self.names_otherwise(other, &parting)
    }

    /// Tells whether each names numbers that the other does not, wherever they stand.
    pub fn counts_otherwise(&self, other: &Wording) -> bool {
        let (ours, theirs) = (self.amounts(0..self.forms.len()), other.amounts(0..other.forms.len()));
        !ours.is_within(&theirs) && !theirs.is_within(&ours)
    }

    /// Tells whether both name the same numbers, wherever they stand.
    pub fn counts_alike(&self, other: &Wording) -> bool {
        let (ours, theirs) = (self.amounts(0..self.forms.len()), other.amounts(0..other.forms.len()));
        ours.is_within(&theirs) && theirs.is_within(&ours)
    }

    fn amounts(&self, at: Range<usize>) -> Amounts {
        self.figures[at].iter().flatten().collect()
    }

    /// Tells whether both name numbers at a place, and not the same: one that only one of them tells, an age or a day, is no
    /// contradiction.
    fn counts_otherwise_at(&self, at: &Range<usize>, other: &Wording, to: &Range<usize>) -> bool {
        let (ours, theirs) = (self.amounts(at.clone()), other.amounts(to.clone()));
        !(ours.is_empty() || theirs.is_empty() || ours.is_within(&theirs) && theirs.is_within(&ours))
    }

    /// Tells whether the texts, which part here, go on with other numbers until one of them soon ends.
    fn counts_otherwise_where_one_ends(&self, one: usize, other: &Wording, two: usize) -> bool {
        let shorter = (self.forms.len() - one).min(other.forms.len() - two);
        shorter <= 2 * REACH && self.counts_otherwise_at(&(one..one + shorter), other, &(two..two + shorter))
    }

    /// Tells whether at one place each names somebody who does not stand in the other text at all.
    fn names_otherwise(&self, other: &Wording, differing: &[(Range<usize>, Range<usize>)]) -> bool {
        let names = |wording: &Self, at: &Range<usize>| at.clone().any(|at| wording.named[at]);
        let mut places = differing.iter().filter(|(one, two)| names(self, one) && names(other, two)).peekable();
        if places.peek().is_none() {
            return false;
        }
        let (ours, theirs): (HashSet<&String>, HashSet<&String>) = (self.forms.iter().collect(), other.forms.iter().collect());
        places.any(|(one, two)| {
            let (left, right) = (&self.forms[one.clone()], &other.forms[two.clone()]);
            let alone = |at: usize, wording: &Self, beside: &HashSet<&String>, across: &[String]| {
                let name = &wording.forms[at];
                wording.named[at] && !beside.contains(name) && !is_written_otherwise(name, across)
            };
            let (mut one, mut two) = (one.clone(), two.clone());
            one.any(|at| alone(at, self, &theirs, right)) && two.any(|at| alone(at, other, &ours, left))
        })
    }
}

/// Tells whether two folded words are of one country: France and French.
pub fn are_of_one_country(one: &str, other: &str) -> bool {
    COUNTRIES.iter().any(|names| names.contains(&one) && names.contains(&other))
}

/// Tells whether a name stands among words under another spelling: shorter or longer (Sen., Senator), mistyped, as another word of
/// one country, or as initials.
fn is_written_otherwise(name: &str, among: &[String]) -> bool {
    let is_like = |word: &String| {
        let shorter = name.chars().count().min(word.chars().count());
        word.starts_with(name)
            || name.starts_with(&**word)
            || shorter >= SHORTEST_MISTYPED && is_mistyped(name, word)
            || are_of_one_country(name, word)
    };
    among.iter().any(is_like) || is_in_initials(name, among)
}

/// Tells whether a name stands among words as what they begin with: "EU" for "European Union".
pub fn is_in_initials(name: &str, among: &[String]) -> bool {
    let initials = |all: bool| -> String {
        among.iter().filter(|word| all || !is_stop_word(word)).filter_map(|word| word.chars().next()).collect()
    };
    let is_short_for =
        |initials: String| initials.chars().count() > 1 && (name.starts_with(&initials) || initials.starts_with(name));
    is_short_for(initials(true)) || is_short_for(initials(false))
}

/// Gives how many words of each side are passed over until both go on alike; `None` where they do not soon.
fn meeting(left: &[String], right: &[String]) -> Option<(usize, usize)> {
    let meets = |left: &[String], right: &[String]| match left.len().min(right.len()) {
        0 => left.is_empty() && right.is_empty(),
        1 => left.len() == right.len() && left[0] == right[0],
        _ => left[..MEETING] == right[..MEETING],
    };
    let ways = (1..=2 * REACH).flat_map(|sum| (0..=sum).map(move |one| (one, sum - one)));
    ways.filter(|(one, two)| *one <= REACH.min(left.len()) && *two <= REACH.min(right.len()))
        .find(|(one, two)| meets(&left[*one..], &right[*two..]))
}

/// Gives where each run of words stands.
fn runs_of(words: &[String]) -> HashMap<&[String], Vec<usize>> {
    let mut runs: HashMap<&[String], Vec<usize>> = HashMap::new();
    words.windows(RUN).enumerate().for_each(|(at, run)| runs.entry(run).or_default().push(at));
    runs
}

/// Gives the first places behind `one` and `two` where both have the same run.
fn next_run(left: &[String], one: usize, two: usize, runs: &HashMap<&[String], Vec<usize>>) -> Option<(usize, usize)> {
    left.windows(RUN).enumerate().skip(one).find_map(|(at, run)| {
        let places = runs.get(run)?;
        let behind = places.partition_point(|place| *place < two);
        places.get(behind).map(|place| (at, *place))
    })
}

fn differ(left: &[String], right: &[String]) -> bool {
    // "Without evidence" and "that lack evidence" say the same.
    const LACKING: &[&str] = &["absence", "absent", "lack", "lacked", "lacking", "lacks"];
    let is_negative = |form: &&String| is_negation(form) || LACKING.contains(&form.as_str());
    let negations = |side: &[String]| side.iter().filter(is_negative).count() % 2;
    negations(left) != negations(right) || part_in_one_place(left, right)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str =
        "The minister said on Monday that the bridge was safe, and that 41 lorries had crossed it since the morning.";

    fn contradicts(other: &str) -> bool {
        let (one, two) = (Wording::new(SAID), Wording::new(other));
        assert_eq!(one.contradicts(&two), two.contradicts(&one), "{other}");
        one.contradicts(&two)
    }

    #[test]
    fn another_number_or_a_negation_is_a_contradiction() {
        assert!(contradicts(&SAID.replace("was safe", "was not safe")));
        assert!(contradicts(&SAID.replace("41", "47")));
        assert!(contradicts(&format!("Calm at the river. {}", SAID.replace("41", "47"))));
        assert!(contradicts(&SAID.replace("41 lorries", "some nine heavy lorries")));
        assert!(contradicts(&SAID.replace("41 lorries", "4.1 lorries")));
    }

    #[test]
    fn a_point_a_sign_and_a_currency_are_of_a_number() {
        let deal = |sum: &str| Wording::new(&format!("The firm said on Monday that the deal was worth {sum} before tax."));
        for (one, other) in [("$1.5 million", "$15 million"), ("$1.5m", "£1.5m"), ("-2%", "2%"), ("$1.13bn", "$113bn")] {
            assert!(deal(one).contradicts(&deal(other)) && deal(one).counts_otherwise(&deal(other)), "{one}, {other}");
        }
        for (one, other) in [("$1.5 million", "1.5 mln dlrs"), ("5 pct", "5%"), ("20,000", "20\u{a0}000"), ("1.500", "1,500")] {
            assert!(!deal(one).contradicts(&deal(other)) && !deal(one).counts_otherwise(&deal(other)), "{one}, {other}");
        }
    }

    #[test]
    fn another_name_in_the_same_words_is_a_contradiction() {
        let notice = |who: &str| Wording::new(&format!("{who} said it raised its lending rate to 7 pct, effective today."));
        assert!(notice("Brask Bank").contradicts(&notice("Halden Savings and Loan")));
        assert!(Wording::new("PORT OF BRASK CLOSED BY ICE").contradicts(&Wording::new("PORT OF HALDEN CLOSED BY ICE")));
        for (one, other) in
            [("The bank", "Brask Bank"), ("Brask Bank", "Brask Bankk"), ("North Halden Bank", "NHB"), ("However, it", "It")]
        {
            assert!(!notice(one).contradicts(&notice(other)), "{one}, {other}");
        }
    }

    #[test]
    fn an_opposite_in_the_same_words_is_a_contradiction() {
        let said = "The council said it approved the plan for the northern mole, which is safe, and prices rose in Britain.";
        for (of, instead) in
            [("approved", "rejected"), ("northern", "southern"), ("said", "denied"), ("safe", "unsafe"), ("rose", "fell")]
        {
            assert!(Wording::new(said).contradicts(&Wording::new(&said.replace(of, instead))), "{instead}");
        }
        for (of, instead) in [("approved", "endorsed"), ("said", "says"), ("rose", "grew"), ("in Britain", "in the UK")] {
            assert!(!Wording::new(said).contradicts(&Wording::new(&said.replace(of, instead))), "{instead}");
        }
    }

    #[test]
    fn other_numbers_are_told_where_one_text_ends() {
        let notice = |rest: &str| Wording::new(&format!("Half-year dividend 25 crowns as before. Pay April {rest}"));
        assert!(notice("13. Record April 6.").contradicts(&notice("24")));
        assert!(notice("13, in 6 parts of 9 crowns.").contradicts(&notice("14, in 8 parts of 5 crowns.")));
        assert!(!notice("13. Record April 6.").contradicts(&notice("13")));
    }

    #[test]
    fn other_words_a_cut_and_more_text_are_none() {
        assert!(!contradicts(SAID));
        assert!(!contradicts(&SAID.replace("on Monday", "this week").replace("lorries", "trucks")));
        assert!(!contradicts(&SAID.replace("the minister", "the minister, 57,")));
        assert!(!contradicts(&SAID[..SAID.find(", and").expect("it stands there")]));
        assert!(!contradicts(&format!("Nobody in the town slept for 3 nights, said one who did not want to be named. {SAID}")));
        assert!(!contradicts(""));
    }

    #[test]
    fn texts_of_any_length_are_compared_in_linear_time() {
        let (one, two) = ("a b ".repeat(100_000), "b c a ".repeat(100_000));
        assert!(!Wording::new(&one).contradicts(&Wording::new(&two)));
    }
}
