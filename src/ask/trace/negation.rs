//! Which words turn a statement around?

use crate::model::gist::is_negation;
use crate::model::normal::{Word, words};
use crate::model::opposites::{DENYING_BEGINNINGS, denied};

/// Words that say that something is not so and are no negations; folded.
const NEGATIVE: &[&str] = &[
    "absence", "absent", "barely", "fail", "failed", "fails", "hardly", "lack", "lacked", "lacking", "lacks", "rarely",
    "unlike",
];

/// Tells whether a word that one side alone has turns the statement around; `across` are the words that the other alone has.
/// "Claims without evidence" is claimed as much as not: "without" turns "with" alone.
pub(super) fn turns(word: &str, across: &[&str]) -> bool {
    match word {
        "without" => across.contains(&"with"),
        _ => is_negation(word),
    }
}

/// Tells whether words say in another way that something is not: as a negation does, by what they mean ("lacks"), or by how one of
/// those `across` begins in them ("unsafe" for "not safe").
pub(super) fn says_no(words: &[&str], across: &[&str]) -> bool {
    let is_turned = |word: &&str| {
        let bare = DENYING_BEGINNINGS.iter().filter_map(|beginning| word.strip_prefix(beginning));
        bare.into_iter().any(|bare| across.contains(&bare))
    };
    words.iter().any(|word| is_negation(word) || NEGATIVE.contains(word) || is_turned(word))
}

/// Letters of the shortest word that another one is the opposite of: "side" is in "inside", and both say something else.
const SHORTEST: usize = 5;

/// Tells whether one word is the other with a beginning that says the opposite: "unlikely" of "likely".
pub(super) fn is_opposite(one: &str, other: &str) -> bool {
    let (bare, whole) = if one.len() < other.len() { (one, other) } else { (other, one) };
    bare.len() >= SHORTEST && denied(whole).any(|rest| rest == bare)
}

/// Tells whether a "not" before such a word negates nothing: "not only".
pub(super) fn is_not_only(next: &str) -> bool {
    matches!(next, "just" | "least" | "merely" | "only" | "simply" | "solely")
}

/// Tells whether a word is another with its negation: "didn't" of "did".
pub(super) fn negates(word: &str, bare: &str) -> bool {
    matches!((word, bare), ("cant" | "cannot", "can") | ("wont", "will"))
        || word.strip_suffix("nt").is_some_and(|before| before == bare)
}

/// Gives the words of a text; "don't" whose apostrophe was lost to a `U+FFFD` or a question mark is one word again.
pub(super) fn whole_words(text: &str) -> Vec<Word> {
    let mut whole: Vec<Word> = Vec::new();
    for word in words(text) {
        match whole.last_mut().filter(|_| word.form == "t") {
            Some(last) if is_lost(&text[last.span.end..word.span.start]) && is_negation(&format!("{}t", last.form)) => {
                last.form.push('t');
                last.span.end = word.span.end;
            }
            _ => whole.push(word),
        }
    }
    whole
}

/// Tells whether this stands where an apostrophe stood.
fn is_lost(between: &str) -> bool {
    between == "?" || (!between.is_empty() && between.chars().all(|mark| mark == '\u{FFFD}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negation_whose_apostrophe_was_lost_is_one_word() {
        let forms = |text: &str| whole_words(text).into_iter().map(|word| word.form).collect::<Vec<_>>().join(" ");
        assert_eq!(forms("We can\u{FFFD}t deny it, don?t we"), "we cant deny it dont we");
        assert_eq!(forms("Can he? T is a letter, plan?t"), "can he t is a letter plan t");
    }

    #[test]
    fn an_opposite_is_a_word_with_another_beginning() {
        assert!(is_opposite("unlikely", "likely") && is_opposite("approve", "disapprove") && is_opposite("legal", "illegal"));
        assert!(!is_opposite("inside", "side") && !is_opposite("likely", "likely") && !is_opposite("unlikely", "unlike"));
    }

    #[test]
    fn a_negated_word_is_known_from_the_bare_one() {
        assert!(negates("didnt", "did") && negates("cant", "can") && negates("wont", "will"));
        assert!(!negates("want", "wa") || !is_negation("want"));
    }
}
