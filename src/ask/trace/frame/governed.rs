//! What stands before a quotation and governs it: a negation, a word that says that it is not so, a condition, a question?

use super::made_up::is_of_impostor;
use super::nearby::{BORDERS, MODAL, REACH, REACHED_OVER, Reading, close_by, is_no_more, is_undone, of_two, unrealised};
use super::senses::{Sense, is_falsely};
use super::sentence::{Gap, Sentence};
use super::{Frame, Kind, Side};

/// Words from a clause's first to the first that was quoted: "that the old weir at Corvane".
const SUBJECT: usize = 6;
/// Words from a governing word ("told the council of the town that") to its "that".
const CLAUSE: usize = 12;
/// Clauses in one another that are looked at: "It is false that he said that nobody".
const DEEPEST: usize = 3;

/// And to the verb or noun that governs a clause: "said little to it at the time to suggest".
const REACHED_FAR: &[&str] = &[
    "are",
    "at",
    "for",
    "from",
    "in",
    "least",
    "may",
    "might",
    "more",
    "much",
    "of",
    "on",
    "ought",
    "quite",
    "so",
    "some",
    "something",
    "such",
    "then",
    "very",
    "anything",
];
/// Negations that verbs have; those of "be" stand with adjectives as well ("not surprising that").
const OF_VERBS: &[&str] =
    &["cannot", "cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "never", "wont", "wouldnt"];
const WITH_NOT: &[&str] = &["can", "could", "did", "do", "does", "had", "has", "have", "will", "would"];
/// Words with which a subject says that nobody does it.
const NO_SUBJECT: &[&str] = &[
    "few", "hardly", "little", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "nowhere", "rarely",
    "scarcely", "seldom",
];
/// Words before a noun.
const ARTICLES: &[&str] =
    &["a", "an", "any", "her", "his", "its", "my", "no", "our", "that", "the", "their", "these", "this", "those", "your"];
/// Words before "if" that ask, or leave it open.
const ASKING: &[Sense] = &[Sense::Asks, Sense::Knows];

/// Gives what stands before the first word that was quoted and turns it, or leaves it open.
pub(super) fn before(sentence: &Sentence<'_>, first: usize) -> Option<Frame> {
    let mut reading = Reading { turned: 0, from: first, kind: Kind::Negated };
    let start = close_by(sentence, first, &mut reading);
    let is_turned = reading.turned > 0;
    let found = outwards(sentence, start, &mut reading, DEEPEST).or_else(|| unrealised(sentence, first).filter(|_| !is_turned));
    let (from, kind) = match found {
        Some((from, kind)) => (from, kind),
        None if reading.turned % 2 == 1 => (reading.from, reading.kind),
        None => return None,
    };
    let from = widened(sentence, from);
    Some(Frame { kind, span: sentence.stretch(from, first.checked_sub(1)?)?, side: Side::Before })
}

/// Takes in "it is" and "it would be" before what turns a clause: so it is told as it reads.
fn widened(sentence: &Sentence<'_>, from: usize) -> usize {
    const LIGHT: &[&str] = &[
        "a", "an", "be", "been", "had", "has", "is", "it", "that", "this", "was", "were", "would", "stopped", "stops", "stop",
        "fell", "falls", "fall",
    ];
    let mut first = from;
    while let Some(before) = sentence.before(first).filter(|before| from - before <= 4 && sentence.is_any(*before, LIGHT)) {
        first = before;
    }
    // "… that it is false": the "that" is another's.
    if sentence.is_any(first, &["that"]) { first + 1 } else { first }
}

/// Goes from a clause to what governs it, and to what governs that. Gives a condition, a question or a supposition, where there is
/// one.
fn outwards(sentence: &Sentence<'_>, start: usize, reading: &mut Reading, depth: usize) -> Option<(usize, Kind)> {
    let depth = depth.checked_sub(1)?;
    let (at, is_opener) = opened(sentence, start)?;
    if !is_opener {
        return governed(sentence, at, at, false, reading, depth);
    }
    let before = at.checked_sub(1).filter(|_| sentence.gap(at) != Gap::Stop);
    let beside = before.map_or("", |before| sentence.form(before));
    match sentence.form(at) {
        "whether" => Some((before.filter(|before| sentence.has(*before, Sense::Asks)).unwrap_or(at), Kind::Open)),
        "if" | "though" if beside == "as" => Some((at - 1, Kind::Supposed)),
        "if" if before.is_some_and(|before| asks_if(sentence, before)) => Some((at - 1, Kind::Open)),
        "if" | "unless" | "lest" | "until" | "till" => Some((at, Kind::Condition)),
        "case" | "event" if beside == "in" || beside == "the" => Some((at - 1, Kind::Condition)),
        "provided" | "providing" | "assuming" | "supposing" | "suppose" | "imagine" => Some((at, Kind::Condition)),
        "that" => outside_that(sentence, at, reading, depth),
        _ => None,
    }
}

/// Tells whether a word before "if" asks: "asked if", "not sure if".
fn asks_if(sentence: &Sentence<'_>, at: usize) -> bool {
    let is_true = sentence.has(at, Sense::True) || sentence.has(at, Sense::Denies);
    sentence.senses(at).has_any(ASKING) || is_true || sentence.is_any(at, &["check", "decide", "determine", "say", "tell"])
}

/// Tells whether what is waited for has not come yet: "until the weir is safe".
fn is_present(sentence: &Sentence<'_>, until: usize) -> bool {
    (until + 1..until + SUBJECT).any(|at| sentence.is_any(at, &["are", "can", "do", "does", "has", "have", "is"]))
}

/// Gives the word that opens the clause of a word, or the verb that governs it without one; and whether it is the former.
fn opened(sentence: &Sentence<'_>, start: usize) -> Option<(usize, bool)> {
    let mut at = start;
    for distance in 1..=SUBJECT {
        let before = at.checked_sub(1)?;
        let is_that = sentence.is_any(before, &["that", "whether", "if"]);
        match sentence.gap(at) {
            Gap::Stop => return None,
            Gap::Comma if !is_that => return None,
            _ => {}
        }
        let is_condition = sentence.is_any(before, &["unless", "lest"])
            || sentence.is_any(before, &["provided", "providing", "assuming", "supposing", "suppose", "imagine"])
                && (before == 0 || sentence.gap(before) != Gap::None)
            || sentence.is_any(before, &["case", "event"]) && distance == 1 && before > 0;
        let is_likened = sentence.is_any(before, &["though"]) && before > 0 && sentence.form(before - 1) == "as";
        let is_awaited = sentence.is_any(before, &["until", "till"]) && is_present(sentence, before);
        if is_that || is_condition || is_likened || is_awaited {
            return Some((before, true));
        }
        if sentence.is_any(before, BORDERS) {
            return None;
        }
        let senses = sentence.senses(before);
        let noun = before > 0 && sentence.is_any(before - 1, ARTICLES);
        let says = senses.has_any(&[Sense::Says, Sense::Knows, Sense::Denies, Sense::Feigns]);
        let verb = says && !noun || senses.has(Sense::Content) && distance == 1 && before > 0 && !noun;
        let beside = senses.has_any(&[Sense::True, Sense::Untrue, Sense::Grounds, Sense::Falsehood]) && distance == 1;
        if beside && !verb && is_of_another(sentence, before) {
            return None;
        }
        if verb || beside {
            return Some((before, false));
        }
        at = before;
    }
    None
}

/// Tells whether a word that says that something is not so is no subject: "A man accused of the hoax told the court".
fn is_of_another(sentence: &Sentence<'_>, at: usize) -> bool {
    let is_untrue = sentence.senses(at).has_any(&[Sense::Untrue, Sense::Falsehood]) && !sentence.form(at).ends_with("ing");
    let article = sentence.before(at).filter(|before| sentence.is_any(*before, ARTICLES));
    let before = sentence.before(article.unwrap_or(at));
    let after = ["about", "after", "against", "behind", "by", "for", "from", "in", "of", "on", "over", "with"];
    is_untrue && before.is_some_and(|before| sentence.is_any(before, &after))
}

/// Gives the word before what is put in between commas: "It is nonsense, the mayor wrote, to say".
fn before_aside(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let is_after = at > 0 && sentence.gap(at) == Gap::Comma && sentence.is_any(at, &["that", "to", "whether"]);
    let opens = |at: &usize| sentence.gap(*at) == Gap::Comma;
    is_after.then(|| (at.saturating_sub(CLAUSE / 2 + 1)..at).rev().find(opens)).flatten()?.checked_sub(1)
}

/// Goes on from a "that": to the word whose clause it opens.
fn outside_that(sentence: &Sentence<'_>, that: usize, reading: &mut Reading, depth: usize) -> Option<(usize, Kind)> {
    let mut head = that.checked_sub(1)?;
    // "It is false that the pump ran and that the weir burst."
    if sentence.is_any(head, &["and", "or", "nor", "but"]) {
        let former = (0..head).rev().take(CLAUSE * 2).find(|at| sentence.is_any(*at, &["that"]))?;
        return outside_that(sentence, former, reading, depth);
    }
    match sentence.gap(that) {
        Gap::Stop => return None,
        // "It is not true, the minister said, that": what stands between is another's.
        Gap::Comma => {
            let before = before_aside(sentence, that)?;
            // "Fears, since proved groundless, that".
            let back = ["debunked", "discredited", "disproved", "retracted", "withdrawn"];
            let untrue =
                |at: usize| sentence.senses(at).has_any(&[Sense::Untrue, Sense::Falsehood]) || sentence.is_any(at, &back);
            if let Some(at) = (before + 1..=head).find(|at| untrue(*at)) {
                reading.turn(at, Kind::Untrue);
            }
            head = before;
        }
        Gap::None => {}
    }
    if sentence.is_any(head, &["condition"]) {
        return Some((head, Kind::Condition));
    }
    if sentence.is_any(head, &["provided", "providing", "assuming", "supposing", "suppose", "imagine"]) {
        return Some((head, Kind::Condition));
    }
    if sentence.is_any(head, &["so", "now", "such", "except", "given", "in", "seeing"]) {
        return None;
    }
    let mut at = head;
    let told = [
        Sense::Says,
        Sense::Denies,
        Sense::Knows,
        Sense::Asks,
        Sense::Feigns,
        Sense::True,
        Sense::Untrue,
        Sense::Falsehood,
        Sense::Grounds,
        Sense::Content,
    ];
    for _ in 0..CLAUSE {
        if sentence.senses(at).has_any(&told) && !(at < head && is_of_impostor(sentence, at)) {
            let at = spoken_of(sentence, at).unwrap_or(at);
            return governed(sentence, at, that, true, reading, depth);
        }
        match sentence.before(at) {
            Some(before) if !sentence.is_any(at, BORDERS) => at = before,
            _ => break,
        }
    }
    unknown(sentence, head, reading);
    None
}

/// Gives the verb of who speaks of a thing, not in it: "said of the hoax that", "said after the fake video that".
fn spoken_of(sentence: &Sentence<'_>, thing: usize) -> Option<usize> {
    const AFTER: &[&str] = &["after", "amid", "before", "during", "following", "since"];
    const SAID: &[&str] = &["add", "added", "adds", "say", "saying", "said", "says", "write", "writes", "wrote"];
    let is_thing = sentence.senses(thing).has_any(&[Sense::Untrue, Sense::Falsehood, Sense::Content]);
    let mut at = sentence.before(thing).filter(|_| is_thing)?;
    for _ in 0..3 {
        let before = sentence.before(at)?;
        let is_of = sentence.is_any(at, &["about", "of"]) && sentence.is_any(before, SAID);
        if is_of || sentence.is_any(at, AFTER) && sentence.has(before, Sense::Says) {
            return Some(before);
        }
        at = before;
    }
    None
}

/// Counts a negation of a verb that is not known ("did not envisage that") and of what stands out ("It was not Orr that").
fn unknown(sentence: &Sentence<'_>, head: usize, reading: &mut Reading) {
    let Some(before) = sentence.before(head) else { return };
    let not = sentence.is_any(before, &["not"]) && sentence.before(before).is_some_and(|at| sentence.is_any(at, WITH_NOT));
    if sentence.is_any(before, OF_VERBS) || not {
        reading.turned += 1;
        reading.from = before;
    } else if let Some(at) = set_apart(sentence, head) {
        reading.turned += 1;
        reading.from = at;
    }
}

/// Gives the negation of "It was not Orr who" and "It is not the council that", where the name ends with `head`.
fn set_apart(sentence: &Sentence<'_>, head: usize) -> Option<usize> {
    let mut at = head;
    for _ in 0..4 {
        let before = sentence.before(at)?;
        let next = sentence.form(before + 1);
        let names = ["her", "him", "his", "me", "my", "our", "the", "their", "them", "these", "this", "those", "us", "you"];
        if !(sentence.is_capital(before + 1) || sentence.is_any(before + 1, &names)) {
            at = before;
            continue;
        }
        let is_time = ["until", "till", "first", "last", "once", "so", "that", "only", "just"].contains(&next)
            || sentence.is_any(before + 2, &["first", "last", "only"]);
        let be = match sentence.form(before) {
            "not" => sentence.before(before).filter(|be| sentence.is_any(*be, &["is", "was", "it", "that"])),
            "isnt" | "wasnt" => Some(before),
            _ => None,
        };
        if be.is_some_and(|be| sentence.is_any(be, &["it"]) || be > 0 && sentence.is_any(be - 1, &["it", "that", "this"])) {
            return (!is_time).then_some(before);
        }
        at = before;
    }
    None
}

/// Tells whether a word is the second of "threw out the charge", "laughed off the idea".
fn is_thrown_out(sentence: &Sentence<'_>, at: usize) -> bool {
    const THROWS: &[&str] = &[
        "brush", "brushed", "brushes", "laugh", "laughed", "laughs", "play", "played", "plays", "rule", "ruled", "rules",
        "shot", "shrug", "shrugged", "throw", "threw", "thrown", "wave", "waved", "waves", "knocked", "talked", "talk",
    ];
    sentence.is_any(at, &["aside", "away", "down", "off", "out"])
        && sentence.before(at).is_some_and(|verb| sentence.is_any(verb, THROWS))
}

/// Counts how often the word that governs a clause turns it, and goes on to what governs it in turn.
fn governed(
    sentence: &Sentence<'_>,
    word: usize,
    until: usize,
    has_that: bool,
    reading: &mut Reading,
    depth: usize,
) -> Option<(usize, Kind)> {
    let senses = sentence.senses(word);
    if senses.has(Sense::Knows) {
        return None;
    }
    // Nobody was told it: so it is.
    let is_passive = word > 0 && sentence.is_any(word - 1, &["are", "be", "been", "being", "is", "was", "were"]);
    if is_passive && sentence.is_any(word, &["told", "informed", "warned", "notified", "taught"]) {
        return None;
    }
    if senses.has(Sense::Feigns) {
        return Some((word, Kind::Supposed));
    }
    const OF_VERB: &[&str] = &["did", "do", "does", "he", "i", "not", "she", "they", "to", "we", "who", "would", "you"];
    let of_verb = !has_that || word > 0 && (sentence.is_any(word - 1, OF_VERB) || sentence.is_any(word - 1, OF_VERBS));
    let of_verb = of_verb && senses.has(Sense::Content);
    // "A statement saying that": of the statement.
    let written = |at: usize| sentence.form(word).ends_with("ing") && sentence.senses(at).has(Sense::Content);
    let of_paper = word.checked_sub(1).is_some_and(written);
    let is_noun = of_paper || !of_verb && senses.has_any(&[Sense::Content, Sense::Grounds, Sense::Falsehood]);
    let before = reading.turned;
    let is_beyond = word > 0 && sentence.form(word - 1) == "beyond";
    // Who is under no illusion knows that it is not so.
    let no_illusion =
        sentence.is_any(word, &["delusion", "illusion", "illusions"]) && word > 0 && sentence.form(word - 1) == "no";
    if senses.has_any(&[Sense::Denies, Sense::Untrue, Sense::Falsehood]) && !no_illusion && !is_beyond
        || sentence.is_any(word, &["question"])
    {
        let untrue = senses.has_any(&[Sense::Untrue, Sense::Falsehood]) && !senses.has(Sense::Denies);
        reading.turn(word, if untrue { Kind::Untrue } else { Kind::Negated });
    }
    // "claimed falsely that".
    if has_that && (word + 1..until).any(|at| is_falsely(sentence.form(at))) {
        reading.turn(word, Kind::Untrue);
    }
    let (mut at, mut perfect, mut strangers) = (word, false, 0);
    while let Some(next) = sentence.before(at).or_else(|| before_aside(sentence, at)).filter(|next| word - next <= REACH) {
        let form = sentence.form(next);
        if sentence.before(at).is_none() && sentence.senses(next).has_any(&[Sense::Undone, Sense::Hard]) {
            reading.turn(next, Kind::Negated);
            at = next;
            continue;
        }
        if let Some(of_two) = of_two(sentence, next) {
            reading.turn(of_two, Kind::Negated);
            at = of_two;
            continue;
        }
        if is_falsely(form) {
            reading.turn(next, Kind::Untrue);
        } else if sentence.turns(next)
            || is_undone(sentence, next)
            || is_no_more(sentence, next)
            || is_noun && sentence.has(next, Sense::Denies)
            || is_few(sentence, next)
        {
            reading.turn(next, Kind::Negated);
        } else if is_noun && is_thrown_out(sentence, next) {
            reading.turn(next - 1, Kind::Negated);
            at = next - 1;
            continue;
        } else if form == "have" {
            perfect = true;
        } else if perfect && MODAL.contains(&form) && !is_noun && reading.turned == before {
            return Some((next, Kind::Supposed));
        } else if !(sentence.is_any(next, REACHED_OVER) || sentence.is_any(next, REACHED_FAR) || form.ends_with("ly")) {
            let steps = sentence.is_any(at, &["to"]) || is_noun || sentence.is_any(at, &["or", "nor"]);
            let light = sentence.senses(next).has_any(&[Sense::Says, Sense::True, Sense::Grounds])
                || form == "or"
                || form == "one"
                || form == "as";
            // "Not the first to say", "not alone in saying".
            let is_one_of = sentence.is_any(next, &["first", "last", "alone", "only"]);
            if !(steps
                && !is_one_of
                && (light || strangers == 0)
                && (form == "or" || is_noun && form == "as" || !sentence.is_any(next, BORDERS))
                && form != "that")
            {
                break;
            }
            strangers += usize::from(!light);
        }
        at = next;
    }
    if let Some((kind, from)) = of_subject(sentence, word, at, reading) {
        return Some((from, kind));
    }
    outwards(sentence, at, reading, depth)
}

/// Tells whether a word is "few" or "little" without "a".
fn is_few(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is_any(at, &["few", "little"]) && !sentence.before(at).is_some_and(|before| sentence.is_any(before, &["a"]))
}

/// Looks at the first words of a verb's clause: "Nobody from the council", "If he", "Had he", "It was not Orr who".
fn of_subject(sentence: &Sentence<'_>, word: usize, verb: usize, reading: &mut Reading) -> Option<(Kind, usize)> {
    let mut first = verb;
    let relative = sentence.before(verb).filter(|before| sentence.is_any(*before, &["who", "that", "which"]));
    if let Some(relative) = relative {
        let apart = sentence.before(relative).and_then(|head| set_apart(sentence, head));
        if let Some(apart) = apart {
            reading.turn(apart, Kind::Negated);
            return None;
        }
        if !sentence.is_any(relative, &["that"]) {
            // "Nobody who lives there said" is told below; "the man who said" is somebody.
            return None;
        }
    }
    let through = |at: usize| !sentence.is_any(at, BORDERS) || sentence.is_any(at, &["who"]);
    while let Some(before) = sentence.before(first).filter(|before| word - before <= REACH && through(*before)) {
        if sentence.is_any(before, &["that", "whether"]) {
            break;
        }
        let awaited = sentence.is_any(before, &["until", "till"]) && is_present(sentence, before);
        if sentence.is_any(before, &["if", "unless"]) || awaited {
            let beside = sentence.before(before).is_some_and(|at| asks_if(sentence, at));
            return Some(if beside { (Kind::Open, before - 1) } else { (Kind::Condition, before) });
        }
        first = before;
    }
    let next = sentence.form(first + 1);
    if first == verb || reading.turned > 0 && reading.from == first {
        return None;
    }
    if sentence.is_any(first, &["had", "were", "should"]) && !sentence.asks() {
        return Some((Kind::Supposed, first));
    }
    let denies = sentence.is_any(first, NO_SUBJECT) && sentence.turns_or_few(first)
        || sentence.is_any(first, &["at", "by", "in", "on", "under"]) && next == "no";
    if denies && !["doubt", "matter", "wonder"].contains(&next) {
        reading.turn(first, Kind::Negated);
    }
    None
}
