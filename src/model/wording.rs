//! Do two texts that are nearly the same differ in what matters: a number, or a negation?
//!
//! Both are walked through side by side. Where they part for a few words and meet again, these words are compared; where they
//! part for longer, one holds text that the other has not, which is no contradiction.

use super::gist::{is_negation, number};
use super::normal::words;
use std::collections::{BTreeSet, HashMap};

/// Words that may differ at one place; more are another sentence.
const REACH: usize = 4;
/// Words that must be the same where texts meet again.
const MEETING: usize = 2;
/// Words that must be the same where they meet after long text of one of them.
const RUN: usize = 5;

/// The words of a text, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording(Vec<String>);

impl Wording {
    /// Takes the words of a text.
    pub fn new(text: &str) -> Wording {
        Wording(words(text).map(|word| word.form).collect())
    }

    /// Tells whether, where both say the same but for a few words, one names another number or says that it is not so.
    ///
    /// In time linear in the length of both.
    pub fn contradicts(&self, other: &Wording) -> bool {
        let (left, right) = (self.0.as_slice(), other.0.as_slice());
        let (mut one, mut two) = (0, 0);
        let mut runs: Option<HashMap<&[String], Vec<usize>>> = None;
        while one < left.len() && two < right.len() {
            if left[one] == right[two] {
                (one, two) = (one + 1, two + 1);
                continue;
            }
            if let Some((left_out, put_in)) = meeting(&left[one..], &right[two..]) {
                if differ(&left[one..one + left_out], &right[two..two + put_in]) {
                    return true;
                }
                (one, two) = (one + left_out, two + put_in);
                continue;
            }
            let runs = runs.get_or_insert_with(|| runs_of(right));
            match next_run(left, one, two, runs) {
                Some(places) => (one, two) = places,
                None => return false,
            }
        }
        false
    }
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
    let negations = |side: &[String]| side.iter().filter(|form| is_negation(form)).count() % 2;
    // A number that only one of them tells, an age or a day, is no contradiction.
    let numbers = |side: &[String]| side.iter().filter_map(|form| number(form)).collect::<BTreeSet<String>>();
    let (ours, theirs) = (numbers(left), numbers(right));
    negations(left) != negations(right) || !ours.is_empty() && !theirs.is_empty() && ours != theirs
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
