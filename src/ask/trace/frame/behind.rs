//! What stands behind a quotation in its sentence and takes it back: a negation, "is a lie", a condition?

use super::made_up::{is_jest, is_paper};
use super::senses::{Sense, is_falsely};
use super::sentence::{Gap, Sentence};
use super::{Frame, Kind, Side};

/// Words behind a quotation in which it is taken back, or its clause goes on to what is said of it.
const CLAUSE: usize = 12;
/// Words from a clause's first to its verdict: "which has since been shown to be false".
const VERDICT: usize = 7;
/// Words in which it is told who did not say it: "something the club never said".
const SHORT: usize = 6;
/// Words that set what follows them against what was said before; folded.
const TAKING_BACK: &[&str] = &["albeit", "although", "but", "except", "however", "though", "yet"];
/// Words that what was said can be told as being: "is a lie", "has proved to be untrue".
const BEING: &[&str] =
    &["are", "be", "been", "has", "have", "had", "is", "proved", "proven", "remains", "turned", "was", "were", "would"];
/// Words over which a verdict is reached.
const LIGHT: &[&str] = &[
    "a",
    "all",
    "also",
    "an",
    "are",
    "be",
    "been",
    "being",
    "by",
    "completely",
    "entirely",
    "flatly",
    "had",
    "has",
    "have",
    "in",
    "is",
    "it",
    "later",
    "long",
    "nothing",
    "of",
    "out",
    "outright",
    "plain",
    "proved",
    "proven",
    "pure",
    "quite",
    "simply",
    "since",
    "so",
    "still",
    "that",
    "the",
    "these",
    "they",
    "this",
    "those",
    "to",
    "total",
    "turned",
    "utter",
    "was",
    "were",
    "which",
    "would",
    "shown",
    "found",
    "called",
    "soon",
    "widely",
    "repeatedly",
    "officially",
    "then",
    "but",
    "and",
    "though",
    "although",
    "yet",
    "remains",
    "wholly",
    "itself",
    "just",
    "patently",
    "short",
];
const CONDITIONS: &[&str] = &["if", "provided", "providing", "unless"];
/// Behind "if", words that make no condition: "if anything".
const NO_CONDITION: &[&str] = &["any", "anything", "at", "ever", "necessary", "needed", "not", "only", "possible", "so"];

/// Gives what stands behind the last word that was quoted and takes it back.
pub(super) fn behind(sentence: &Sentence<'_>, first: usize, last: usize) -> Option<Frame> {
    let frame = |kind, from, to| Some(Frame { kind, span: sentence.stretch(from, to)?, side: Side::Behind });
    let next = last + 1;
    if next >= sentence.len() {
        return None;
    }
    if sentence.gap(next) == Gap::None && sentence.turns(next) && is_plain(sentence, next) && sentence.form(last) != "or" {
        return frame(Kind::Negated, next, next);
    }
    if let Some(at) = taken_back(sentence, next) {
        return frame(Kind::Negated, next, at);
    }
    let condition = next + usize::from(sentence.is_any(next, &["only"]) && sentence.is_any(next + 1, &["if"]));
    if sentence.is_any(condition, CONDITIONS) && is_condition(sentence, last, condition) {
        return frame(Kind::Condition, condition, (condition + 3).min(sentence.len() - 1));
    }
    if let Some((kind, from, to)) = verdict(sentence, first, next) {
        return frame(kind, from, to);
    }
    unsaid(sentence, next).and_then(|(from, to)| frame(Kind::Negated, from, to))
}

/// Tells whether a negation is one of the clause: "without" is of what follows.
fn is_plain(sentence: &Sentence<'_>, at: usize) -> bool {
    !sentence.is_any(at, &["without", "despite", "contrary", "notwithstanding", "lack", "absence", "no"])
        || sentence.is_any(at, &["no"]) && at + 1 == sentence.len()
}

/// Gives the negation with which a sentence takes back what was quoted: ", but was not".
fn taken_back(sentence: &Sentence<'_>, next: usize) -> Option<usize> {
    // "The museum was closing; it is not."
    let goes_on = sentence.gap(next) == Gap::Stop && sentence.is_any(next, &["he", "it", "she", "that", "they", "this"]);
    let not = (next + 1..next + 3).find(|at| sentence.turns(*at)).filter(|at| at + 1 == sentence.len());
    if goes_on && not.is_some() {
        return not;
    }
    if !sentence.is_any(next, TAKING_BACK) {
        return None;
    }
    // "But was not", "but it never did"; "but the hall was not full" is of the hall, "but gave no reason" of a reason.
    const BETWEEN: &[&str] = &[
        "are", "be", "been", "can", "could", "did", "do", "does", "had", "has", "have", "he", "i", "is", "it", "may", "she",
        "that", "they", "this", "was", "we", "were", "which", "will", "would", "you",
    ];
    for at in next + 1..=(next + CLAUSE).min(sentence.len().checked_sub(1)?) {
        if sentence.between(at).contains([';', '”', '"', '–', '—', ':', ',']) {
            return None;
        }
        let form = sentence.form(at);
        if sentence.turns(at) && (form == "not" || form == "never" || form.ends_with("nt")) {
            let is_its = at > next + 1 && (next + 1..at).all(|between| sentence.is_any(between, BETWEEN));
            let is_being =
                is_its && (form == "wasnt" || form == "isnt" || sentence.is_any(at - 1, &["are", "is", "was", "were"]));
            let is_left = form == "never" && at + 2 == sentence.len() && sentence.is_any(at + 1, BETWEEN);
            return (is_being || is_left || is_its && form == "never" || at + 1 == sentence.len()).then_some(at);
        }
    }
    None
}

/// Tells whether a word behind a quotation makes it depend on something; "we will see if" asks.
fn is_condition(sentence: &Sentence<'_>, last: usize, at: usize) -> bool {
    let asks = [Sense::Asks, Sense::Knows, Sense::Says, Sense::True, Sense::Denies];
    let is_asked = sentence.is_any(at, &["if"]) && sentence.senses(last).has_any(&asks);
    let is_short = sentence.is_any(at + 1, NO_CONDITION) || at + 3 > sentence.len();
    // "Even if" grants it, "as if" likens.
    let is_granted = at > 0 && sentence.is_any(at - 1, &["as", "even", "and", "or", "than"]);
    sentence.gap(at) != Gap::Stop && !is_asked && !is_short && !is_granted
}

/// Gives what is said of the quoted words that they are not: "“…” is a lie", "the claim that … was denied", ", which is false".
fn verdict(sentence: &Sentence<'_>, first: usize, next: usize) -> Option<(Kind, usize, usize)> {
    let is_mention =
        sentence.between(next).contains(['”', '"', '’']) && sentence.between(next).trim_start().starts_with(['”', '"', '’']);
    let in_paper = is_in_paper(sentence, first);
    let is_clause = in_paper || introduced(sentence, first);
    let is_found = sentence.is_any(next, &["turned"]) && sentence.is_any(next + 1, &["out"]) || is_withdrawn(sentence, next);
    if is_clause || (is_mention || is_found) && sentence.is_any(next, BEING) {
        let limit = if is_clause && !in_paper { CLAUSE } else { 1 };
        for from in next..(next + limit).min(sentence.len()) {
            if from > next && sentence.gap(from) == Gap::Stop {
                break;
            }
            let holds =
                sentence.is_any(from, BEING) || sentence.is_any(from, &["isnt", "wasnt", "holds", "lacks", "lacked", "werent"]);
            if let Some(found) = holds.then(|| told_of(sentence, from, usize::from(is_clause))).flatten() {
                return Some((found.0, from, found.1));
            }
        }
    }
    // "…, which is false", "…, but that was a lie", "…, he claimed falsely".
    if sentence.gap(next) == Gap::None {
        return None;
    }
    let about = ["which", "that", "this", "it", "these", "those", "but", "though", "although", "yet", "and"];
    let names = ["a", "an", "the"];
    let end = (next + VERDICT).min(sentence.len());
    for at in next..end {
        if at > next && sentence.gap(at) != Gap::None {
            break;
        }
        if is_falsely(sentence.form(at)) && !(next..at).any(|before| sentence.turns(before)) {
            return Some((Kind::Untrue, next, at));
        }
    }
    if sentence.is_any(next, &about) {
        let and = sentence.is_any(next, &["and"]);
        let begins = next + usize::from(sentence.is_any(next, TAKING_BACK) || and);
        if sentence.is_any(begins, &about) && !(and && sentence.is_any(begins, &["it"])) {
            return told_of(sentence, begins, 0).map(|(kind, to)| (kind, next, to));
        }
    }
    // "…, a claim that is false", "…, a lie".
    if sentence.is_any(next, &names) {
        let from = next + 1;
        if sentence.has(from, Sense::Falsehood) && !is_paper(sentence, from + 1) {
            return Some((Kind::Untrue, next, from));
        }
        let content = (from..from + 3).find(|at| sentence.has(*at, Sense::Content))?;
        if (from..content).any(|at| sentence.has(at, Sense::Untrue)) {
            return Some((Kind::Untrue, next, content));
        }
        // "A claim the paper has since withdrawn".
        let of_others = usize::from(sentence.is_any(content + 1, &["its", "the", "their"]));
        return told_of(sentence, content + 1, of_others).map(|(kind, to)| (kind, next, to));
    }
    None
}

/// Tells whether what was quoted is said to be taken back where its verdict begins: "has been retracted".
fn is_withdrawn(sentence: &Sentence<'_>, next: usize) -> bool {
    let back = ["debunked", "discredited", "disproved", "disproven", "refuted", "retracted"];
    sentence.gap(next) == Gap::None
        && sentence.is_any(next, &["had", "has", "have", "was", "were"])
        && (next + 1..next + 5)
            .find(|at| sentence.is_any(*at, &back))
            .is_some_and(|at| (next + 1..at).all(|between| !sentence.turns(between) && sentence.is_any(between, LIGHT)))
}

/// Gives the verdict that words from `from` on give, and the word that it ends with; `strangers` words may stand between
/// that say nothing of it: "is an insult and a lie".
pub(super) fn told_of(sentence: &Sentence<'_>, from: usize, mut strangers: usize) -> Option<(Kind, usize)> {
    let mut turned = false;
    for at in from..(from + VERDICT).min(sentence.len()) {
        if at > from && sentence.gap(at) != Gap::None {
            return None;
        }
        let senses = sentence.senses(at);
        let form = sentence.form(at);
        if sentence.turns(at) || form == "holds" && sentence.is_any(at + 1, &["no"]) || form == "far" {
            if form != "holds" {
                turned = !turned;
            }
            continue;
        }
        if at == from && BEING.contains(&form) {
            continue;
        }
        let is_false = senses.has_any(&[Sense::Untrue, Sense::Falsehood])
            || senses.has(Sense::Denies) && !sentence.is_any(at, &["denial"])
            || sentence.is_any(at, &["wrong", "withdrawn", "retracted", "invented"]) && at > from;
        if is_false {
            return (!turned).then_some((Kind::Untrue, at));
        }
        if is_jest(sentence, at) && at > from && (at + 1 >= sentence.len() || sentence.gap(at + 1) != Gap::None) {
            return (!turned).then_some((Kind::Jest, at));
        }
        // "Is not what she said", "has no basis", "is not true".
        let is_true =
            senses.has_any(&[Sense::True, Sense::Grounds]) || ["water", "merit", "foundation", "substance"].contains(&form);
        let is_otherwise = ["what", "how", "something"].contains(&form);
        if is_true || is_otherwise {
            // "It is not clear when": something else is not.
            let ends = at + 1 >= sentence.len()
                || sentence.gap(at + 1) != Gap::None
                || sentence.is_any(at + 1, &["at", "either", "in"]);
            if is_true && !ends && senses.has(Sense::True) {
                return None;
            }
            let end = if is_otherwise { (at + 2).min(sentence.len() - 1) } else { at };
            // "Is something the club never said".
            let later = || (at..(at + SHORT).min(sentence.len())).find(|at| sentence.turns(*at));
            let end = if turned { Some(end) } else { is_otherwise.then(later).flatten() };
            return end.map(|end| (Kind::Negated, end));
        }
        if !(LIGHT.contains(&form) || form.ends_with("ly") || form == "from") {
            strangers = strangers.checked_sub(1)?;
        }
    }
    None
}

/// Tells whether the quoted words are the clause of what is said of them behind: "The claim that", "To say that", "That".
fn introduced(sentence: &Sentence<'_>, first: usize) -> bool {
    let mut at = first;
    for _ in 0..6 {
        let Some(before) = at.checked_sub(1).filter(|_| sentence.gap(at) == Gap::None) else { return false };
        if sentence.is_any(before, &["that"]) {
            return before == 0
                || sentence.senses(before - 1).has_any(&[Sense::Content, Sense::Grounds])
                || opens(sentence, before - 1);
        }
        if opens(sentence, before) || sentence.has(before, Sense::Content) && before <= 2 {
            return true;
        }
        at = before;
    }
    false
}

/// Tells whether the quoted words are what a paper says of which it is told behind what it is: "The post, which says …, is fake".
fn is_in_paper(sentence: &Sentence<'_>, first: usize) -> bool {
    let verb = first.checked_sub(1).map(|at| if sentence.is_any(at, &["that"]) { at.saturating_sub(1) } else { at });
    let says = verb.filter(|verb| {
        sentence.has(*verb, Sense::Says) || sentence.is_any(*verb, &["claims", "shows", "showing", "reads", "reports"])
    });
    let relative = |verb: usize| match sentence.form(verb).ends_with("ing") {
        true => Some(verb),
        false => verb.checked_sub(1).filter(|before| sentence.is_any(*before, &["that", "which"])),
    };
    says.and_then(relative).and_then(|at| at.checked_sub(1)).is_some_and(|noun| is_paper(sentence, noun))
}

/// Tells whether a word is the verb of "To say", "Saying", "Any claim" with which a sentence begins.
fn opens(sentence: &Sentence<'_>, at: usize) -> bool {
    let says = sentence.senses(at).has_any(&[Sense::Says, Sense::Content]);
    // "Anyone who says", "those who claim that".
    let is_anyone = at > 1
        && sentence.is_any(at - 1, &["who"])
        && sentence.is_any(at - 2, &["anybody", "anyone", "everybody", "everyone", "people", "those", "whoever"]);
    says && is_anyone || says && (at == 0 && sentence.form(at).ends_with("ing") || at == 1 && sentence.is_any(0, &["to"]))
}

/// Gives the words by which it is told behind a comma that it was not said: ", she never said", ", said nobody".
fn unsaid(sentence: &Sentence<'_>, next: usize) -> Option<(usize, usize)> {
    if sentence.gap(next) == Gap::None || sentence.is_any(next, TAKING_BACK) || sentence.is_any(next, &["and", "which", "who"])
    {
        return None;
    }
    let end = (next + VERDICT).min(sentence.len());
    let stop = (next + 1..end).find(|at| sentence.gap(*at) != Gap::None).unwrap_or(end);
    let says = |at: usize| {
        sentence.is_any(at, &["say", "said", "says", "claim", "claimed", "claims", "tell", "told", "write", "wrote"])
    };
    let verb = (next..stop).find(|at| says(*at))?;
    let turned = (next..verb).rev().find(|at| sentence.turns(*at));
    let nobody = || {
        let at = verb + 1;
        (verb == next
            && (sentence.is_any(at, &["nobody"]) || sentence.is_any(at, &["no"]) && sentence.is_any(at + 1, &["one"])))
        .then_some(at)
    };
    let turned = turned.filter(|at| verb - at <= 2 || *at == next);
    turned.map(|_| (next, verb)).or_else(|| nobody().map(|at| (next, at)))
}
