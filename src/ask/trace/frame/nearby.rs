//! What stands directly before a quotation, or a verb, and turns it: "not", "failed to", "rather than", "kept the fleet from"?

use super::Kind;
use super::senses::{Sense, is_falsely};
use super::sentence::Sentence;

/// Words between a negation and the verb that it is of, and of a verb's subject: "Nobody of those who live there said".
pub(super) const REACH: usize = 14;
/// Words between "kept" and its "from".
const OBJECT: usize = 6;

/// Words over which a negation reaches what follows it directly: auxiliaries, adverbs, articles; folded.
pub(super) const REACHED_OVER: &[&str] = &[
    "a", "able", "again", "all", "also", "an", "any", "be", "been", "being", "can", "could", "did", "do", "does", "either",
    "enough", "even", "ever", "had", "has", "have", "having", "is", "once", "really", "should", "still", "the", "to", "was",
    "were", "will", "would", "yet",
];
/// Verbs with "from" whose object does not do it.
const PREVENTING: &[&str] = &[
    "ban",
    "banned",
    "bar",
    "barred",
    "block",
    "blocked",
    "deter",
    "deterred",
    "dissuade",
    "dissuaded",
    "keep",
    "kept",
    "prevent",
    "prevented",
    "prevents",
    "preventing",
    "prohibited",
    "prohibits",
    "stop",
    "stopped",
    "stops",
    "stopping",
    "far",
];
/// With "have", verbs of what did not come to pass.
pub(super) const MODAL: &[&str] = &["could", "might", "ought", "should", "would"];
/// Words that begin another clause.
pub(super) const BORDERS: &[&str] = &[
    "after", "although", "and", "as", "because", "before", "but", "how", "or", "since", "so", "than", "though", "what", "when",
    "where", "whereas", "which", "while", "whilst", "who", "whom", "whose", "why",
];

/// What was found so far, from the quotation outwards.
pub(super) struct Reading {
    /// How often it is turned round.
    pub turned: usize,
    /// The first word of what turns it.
    pub from: usize,
    pub kind: Kind,
}

impl Reading {
    /// Counts what turns it once more, from the word at `from` on.
    pub(super) fn turn(&mut self, from: usize, kind: Kind) {
        self.kind = if self.turned == 0 { kind } else { Kind::Negated };
        self.turned += 1;
        self.from = from;
    }
}

/// Counts what turns the words directly behind it: "not", "failed to", "nobody has ever". Gives the first word gone over.
pub(super) fn close_by(sentence: &Sentence<'_>, first: usize, reading: &mut Reading) -> usize {
    let (mut at, mut strangers) = (first, 0);
    let mut start = first;
    while let Some(before) = sentence.before(at).filter(|before| first - before <= REACH) {
        let senses = sentence.senses(before);
        let turns = sentence.turns(before) || is_undone(sentence, before) || is_no_more(sentence, before);
        if turns || is_falsely(sentence.form(before)) {
            reading.turned += 1;
            (reading.from, start) = (before, before);
        } else if let Some(of_two) = of_two(sentence, before).or_else(|| kept_from(sentence, before)) {
            reading.turned += 1;
            (reading.from, start) = (of_two, of_two);
            at = of_two;
            continue;
        } else if !(sentence.is_any(before, REACHED_OVER)
            || sentence.is_any(before, &["of", "from"])
            || sentence.form(before).ends_with("ly"))
        {
            // "No money to mend it", "not likely to".
            let is_one = strangers == 0 && sentence.is_any(at, &["to"]) && !senses.has_any(&[Sense::Says, Sense::Knows]);
            let is_known = is_one && !sentence.is_any(before, BORDERS) && !sentence.is_any(before, &["wait", "that"]);
            if !is_known {
                break;
            }
            strangers += 1;
        }
        at = before;
    }
    start
}

/// Gives the first of two words of which a word is the second, and that turn what follows: "rather than", "instead of".
pub(super) fn of_two(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    const PAIRS: [(&str, &[&str]); 4] =
        [("rather", &["than"]), ("instead", &["of"]), ("anything", &["but"]), ("no", &["longer", "means", "way"])];
    let before = sentence.before(at)?;
    PAIRS.iter().any(|(first, second)| sentence.form(before) == *first && sentence.is_any(at, second)).then_some(before)
}

/// Gives the verb of "kept the fleet from", whose "from" is given.
fn kept_from(sentence: &Sentence<'_>, from: usize) -> Option<usize> {
    let is_it = sentence.is_any(from, &["from"]) && sentence.form(from + 1).ends_with("ing");
    let mut at = from;
    for _ in 0..OBJECT {
        at = sentence.before(at).filter(|_| is_it)?;
        if sentence.is_any(at, PREVENTING) {
            return Some(at);
        }
    }
    None
}

/// Tells whether what follows is not done: "failed to", "stopped short of", "kept the crew from", "denied closing".
pub(super) fn is_undone(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = sentence.form(at + 1);
    let senses = sentence.senses(at);
    match next {
        // "Declined to 10 per cent".
        "to" => {
            senses.has_any(&[Sense::Undone, Sense::Hard]) && !sentence.form(at + 2).starts_with(|c: char| c.is_ascii_digit())
        }
        "not" if sentence.is_any(at + 2, &["to"]) => senses.has_any(&[Sense::Undone, Sense::Hard]),
        "from" | "of" if sentence.is_any(at, &["short", "incapable", "refrain", "refrained", "refrains"]) => true,
        "from" => sentence.is_any(at, PREVENTING),
        _ if next.ends_with("ing") && next.len() > 4 => {
            senses.has(Sense::Denies) || sentence.is_any(at, &["avoid", "avoided", "avoids", "avoiding"])
        }
        _ => false,
    }
}

/// Tells whether a word is "too" of "too ill to", or "yet" of "has yet to".
pub(super) fn is_no_more(sentence: &Sentence<'_>, at: usize) -> bool {
    let has = at > 0 && sentence.is_any(at - 1, &["are", "had", "has", "have", "is", "was", "were"]);
    sentence.is_any(at, &["too"]) && (at + 2..at + 4).any(|to| sentence.is_any(to, &["to"]))
        || has && sentence.is_any(at, &["yet"]) && sentence.is_any(at + 1, &["to"])
}

/// Gives the verb of "would have closed the school": it did not come to it.
pub(super) fn unrealised(sentence: &Sentence<'_>, first: usize) -> Option<(usize, Kind)> {
    let have = sentence.before(first).filter(|have| sentence.is_any(*have, &["have"]))?;
    sentence.before(have).filter(|modal| sentence.is_any(*modal, MODAL)).map(|modal| (modal, Kind::Supposed))
}
