//! Does a quotation stand in a question, behind a condition, or before a sentence that dismisses it?

use super::behind::told_of;
use super::senses::Sense;
use super::sentence::{Gap, Sentence};
use super::{Frame, Kind, Side};

/// Words of a sentence that dismisses the one before it: "Not a chance, say the engineers."
const SHORT: usize = 4;
/// Words that dismiss what was said before them.
const DISMISSING: &[&[&str]] = &[
    &["nonsense"],
    &["rubbish"],
    &["false"],
    &["untrue"],
    &["bunkum"],
    &["balderdash"],
    &["poppycock"],
    &["hogwash"],
    &["baloney"],
    &["codswallop"],
    &["garbage"],
    &["tosh"],
    &["bunk"],
    &["lies"],
    &["fiction"],
    &["not", "so"],
    &["not", "true"],
    &["far", "from", "it"],
    &["not", "a", "chance"],
    &["not", "a", "bit"],
    &["not", "in", "the", "least"],
    &["dont", "believe"],
    &["utter", "nonsense"],
    &["utter", "rubbish"],
    &["complete", "nonsense"],
    &["total", "nonsense"],
    &["absolute", "nonsense"],
    &["think", "again"],
    &["dream", "on"],
    &["pull", "the", "other"],
    &["fat", "chance"],
    &["nothing", "of", "the", "sort"],
    &["nothing", "of", "the", "kind"],
    &["nothing", "could", "be", "further"],
    &["quite", "the", "opposite"],
    &["quite", "the", "contrary"],
    &["on", "the", "contrary"],
    &["a", "lie"],
    &["a", "myth"],
    &["fake"],
    &["a", "hoax"],
];
/// And a question alone.
const ANSWERING_NO: &[&[&str]] = &[
    &["hardly"],
    &["no"],
    &["nope"],
    &["nah"],
    &["never"],
    &["wrong"],
    &["unlikely"],
    &["scarcely"],
    &["not", "at", "all"],
    &["not", "quite"],
    &["not", "really"],
    &["not", "exactly"],
    &["of", "course", "not"],
    &["certainly", "not"],
    &["absolutely", "not"],
    &["not", "according"],
    &["not", "yet"],
    &["not", "necessarily"],
    &["probably", "not"],
    &["i", "doubt"],
    &["we", "doubt"],
    &["definitely", "not"],
    &["not", "likely"],
    &["not", "if"],
    &["not", "by"],
];
/// Words that stand for what was said before.
const STANDS_FOR: &[&str] = &["it", "that", "this", "these", "those", "they", "all", "neither", "none", "both"];
const VERDICTS: &[&str] = &["assessment", "conclusion", "fact", "finding", "rating", "ruling", "verdict"];

/// Gives the sentence that a quotation stands in as a question, and in which it is not asked as it was typed.
pub(super) fn question(sentence: &Sentence<'_>, first: usize) -> Option<Frame> {
    // Who typed "is the dam safe" knows that it is asked.
    (sentence.asks() && first > 0 || sentence.asks() && !is_asking(sentence.form(first))).then_some(Frame {
        kind: Kind::Question,
        span: sentence.span,
        side: Side::Around,
    })
}

/// Tells whether a question begins with a word as this.
fn is_asking(form: &str) -> bool {
    const ASKING: &[&str] = &[
        "am", "are", "arent", "can", "cant", "could", "couldnt", "did", "didnt", "do", "does", "doesnt", "dont", "had", "has",
        "hasnt", "have", "havent", "how", "is", "isnt", "may", "might", "must", "shall", "should", "shouldnt", "was", "wasnt",
        "were", "werent", "what", "when", "where", "which", "who", "whom", "whose", "why", "will", "wont", "would", "wouldnt",
    ];
    ASKING.contains(&form)
}

/// Gives the condition in front of the clause that a quotation begins with: "If the bank pays, the ferry sails".
pub(super) fn condition(sentence: &Sentence<'_>, first: usize) -> Option<Frame> {
    if sentence.gap(first) != Gap::Comma {
        return None;
    }
    let start = (0..first).rev().find(|at| *at == 0 || sentence.gap(*at) == Gap::Stop)?;
    let start = start + usize::from(sentence.is_any(start, &["and", "but", "so", "then"]));
    let is_condition = sentence.is_any(start, &["if", "unless", "provided", "assuming", "supposing"])
        || sentence.is_any(start, &["had", "were"]) && !sentence.asks();
    let is_bare = sentence.is_any(start + 1, &["anything", "so", "not", "necessary", "possible", "needed", "i", "you"]);
    (is_condition && !is_bare && first > start + 2).then_some(())?;
    Some(Frame { kind: Kind::Condition, span: sentence.stretch(start, first - 1)?, side: Side::Before })
}

/// Gives the words at the beginning of the next sentence that dismiss what was quoted.
pub(super) fn dismissed(sentence: &Sentence<'_>, last: usize, next: &Sentence<'_>) -> Option<Frame> {
    if next.len() == 0 || sentence.len() - last > SHORT * 2 {
        return None;
    }
    let of_kind = |kind, to: usize| Some(Frame { kind, span: next.stretch(0, to)?, side: Side::Behind });
    let frame = |to: usize| of_kind(Kind::Dismissed, to);
    let begins = |words: &&&[&str]| (0..words.len()).all(|at| next.form(at) == words[at]);
    let ends = |at: usize| at >= next.len() || next.gap(at) != Gap::None || at >= 2;
    let strong = DISMISSING.iter().find(begins).filter(|words| ends(words.len()));
    let weak = || ANSWERING_NO.iter().find(begins).filter(|words| sentence.asks() && ends(words.len()));
    if let Some(words) = strong.or_else(weak) {
        return frame(words.len() - 1);
    }
    // "Verdict: false."
    let label = next.is_any(0, VERDICTS).then(|| (1..SHORT).find(|at| next.gap(*at) == Gap::Stop)).flatten();
    if let Some(at) = label {
        let (_, to) = told_of(next, at, 0)?;
        return frame(to);
    }
    // "That is a lie", "The claim is false"; of "wrong" and what is denied one cannot tell.
    let stands_for = next.is_any(0, STANDS_FOR);
    let named = next.is_any(0, &["the", "this", "that", "his", "her", "their", "both", "these", "those"])
        && (1..SHORT).any(|at| next.has(at, Sense::Content));
    let from = if named { (1..SHORT).find(|at| next.has(*at, Sense::Content))? } else { 0 };
    if !(stands_for || named) {
        return None;
    }
    let (kind, to) = told_of(next, from + 1, 0)?;
    if kind == Kind::Jest {
        return of_kind(kind, to);
    }
    let surely = next.senses(to).has_any(&[Sense::Untrue, Sense::Falsehood, Sense::True]) || named;
    (surely
        && !next
            .is_any(to, &["impossible", "mistaken", "clear", "certain", "sure", "possible", "likely", "right", "convinced"]))
    .then_some(())?;
    frame(to)
}
