//! Are quoted words told by what is made up, or in jest: by a hoax, a forged letter, a parody, somebody who jokes?

use super::senses::Sense;
use super::sentence::{Gap, Sentence};
use super::{Frame, Kind, Side};

/// Words of a noun phrase, from its article to its noun: "the fake account".
const PHRASE: usize = 5;
/// Words from the first of a clause to its verb: "A fake account of the ministry of trade posted".
const SUBJECT: usize = 10;
/// Words from "when" to its verb: "joking when the old mayor said".
const SHORT: usize = 4;
/// Words from a verb to the clause that it reports: "told the reporters jokingly that".
const VERB: usize = 6;
/// Words from "according to", or from the beginning of a sentence, to the words that were quoted.
const APART: usize = 20;

/// What is made up; in the singular, folded.
const MADE_UP: &[&str] = &["deepfake", "fabrication", "fake", "forgery", "hoax", "parody", "satire", "spoof"];
const JESTS: &[&str] = &["gag", "jest", "joke", "prank", "quip", "wisecrack"];
/// Before a noun, words that say that the thing is real and what it says is not.
const FALSE: &[&str] = &[
    "bogus",
    "counterfeit",
    "deepfake",
    "doctored",
    "fabricated",
    "fake",
    "faked",
    "falsified",
    "forged",
    "hoax",
    "invented",
    "manipulated",
    "parody",
    "phoney",
    "phony",
    "prank",
    "satirical",
    "spoof",
];
/// Before a noun, words that say that there is no such thing.
const FICTIONAL: &[&str] = &["fictional", "fictitious", "imaginary"];
/// What somebody is only taken for: an alleged hoax may be none.
const PERHAPS: &[&str] = &["alleged", "called", "possible", "potential", "supposed", "suspected"];
/// What something can be said by, or in; in the singular.
const PAPERS: &[&str] = &[
    "account",
    "ad",
    "advert",
    "advertisement",
    "announcement",
    "article",
    "audio",
    "blog",
    "broadcast",
    "bulletin",
    "call",
    "caller",
    "caption",
    "card",
    "clip",
    "column",
    "diary",
    "document",
    "email",
    "entry",
    "footage",
    "graphic",
    "headline",
    "image",
    "interview",
    "invitation",
    "leaflet",
    "letter",
    "magazine",
    "mail",
    "memo",
    "memorandum",
    "message",
    "meme",
    "newsletter",
    "newspaper",
    "note",
    "notice",
    "page",
    "paper",
    "passage",
    "photo",
    "photograph",
    "picture",
    "poll",
    "post",
    "poster",
    "profile",
    "quotation",
    "quote",
    "recording",
    "release",
    "report",
    "screenshot",
    "show",
    "site",
    "sketch",
    "song",
    "speech",
    "statement",
    "story",
    "study",
    "survey",
    "telegram",
    "text",
    "transcript",
    "tweet",
    "video",
    "website",
];
/// With such verbs, in all their forms, one does not mean what one says.
const JOKING: &[&str] = &[
    "deadpanned",
    "deadpans",
    "jested",
    "jesting",
    "jests",
    "joke",
    "joked",
    "jokes",
    "joking",
    "kidded",
    "quip",
    "quipped",
    "quipping",
    "quips",
    "wisecracked",
];
/// Who is not who was taken for; in the singular.
const IMPOSTORS: &[&str] = &["hoaxer", "imposter", "impostor", "prankster"];
/// Verbs of who speaks to somebody, and those that have "to" or "in" before the listener.
const TELLING: &[&str] = &["assured", "assures", "tell", "telling", "tells", "told"];
const SPEAKING_TO: &[&str] = &["admitted", "boasted", "bragged", "confessed", "confided", "said"];
const JOKINGLY: &[&str] = &["facetiously", "jokingly", "mockingly", "sarcastically", "satirically"];
/// Verbs of what is shown or posted, which report no clause elsewhere, or are nouns as often.
const POSTING: &[&str] =
    &["claim", "claims", "post", "posted", "posts", "read", "reads", "reports", "shared", "tweeted", "tweets"];
const SHOWING: &[&str] =
    &["depicted", "depicts", "featured", "had", "has", "quoted", "quotes", "show", "showed", "showing", "shows"];
/// What a noun is that something is done with.
const DONE: &[&str] = &["found", "made", "put", "seen", "sent", "shown", "sold", "written"];
/// Words that end a noun phrase.
const PREPOSITIONS: &[&str] = &[
    "about", "after", "against", "around", "at", "before", "behind", "between", "by", "called", "during", "for", "from", "in",
    "into", "named", "near", "of", "on", "over", "that", "to", "under", "which", "who", "whose", "with",
];
const BORDERS: &[&str] = &["although", "and", "as", "because", "but", "or", "since", "so", "though", "when", "where", "while"];
/// Nouns with "on" or "against" by which something is not allowed.
const BANS: &[&str] = &["ban", "bans", "embargo", "moratorium", "prohibition", "prohibitions", "veto"];
const LIFTING: &[&str] = &[
    "abolish",
    "abolished",
    "dropped",
    "end",
    "ended",
    "ending",
    "eased",
    "lift",
    "lifted",
    "lifting",
    "lifts",
    "overturned",
    "removal",
    "removed",
    "repealed",
    "reversed",
    "revoke",
    "revoked",
    "scrapped",
];
/// Verbs with "-ing" by which something is not allowed.
const BANNING: &[&str] = &[
    "ban",
    "banned",
    "banning",
    "bans",
    "forbade",
    "forbid",
    "forbidding",
    "forbids",
    "outlawed",
    "outlawing",
    "outlaws",
    "prohibit",
    "prohibited",
    "prohibiting",
    "prohibits",
];
/// Words that may stand before what is banned.
const BEFORE_BANNED: &[&str] = &["a", "all", "an", "any", "its", "most", "new", "sale", "the", "their", "use", "of"];
/// Who alone would say it.
const FOOLS: &[&str] = &[
    "crank",
    "cranks",
    "fool",
    "fools",
    "idiot",
    "idiots",
    "liar",
    "liars",
    "lunatic",
    "lunatics",
    "madman",
    "madmen",
    "moron",
    "morons",
    "simpleton",
    "simpletons",
];

/// Gives what stands before the first word that was quoted and tells it as made up, in jest, or banned.
pub(super) fn before(sentence: &Sentence<'_>, first: usize) -> Option<Frame> {
    let (kind, from) = banned(sentence, first)
        .or_else(|| by_listener(sentence, first))
        .or_else(|| by_verb(sentence, first))
        .or_else(|| by_source(sentence, first))
        .or_else(|| in_it(sentence, first))
        .or_else(|| labelled(sentence, first))?;
    Some(Frame { kind, span: sentence.stretch(from, first.checked_sub(1)?)?, side: Side::Before })
}

/// Gives what stands behind the last word that was quoted and tells it as made up or in jest: "…, according to a hoax".
pub(super) fn behind(sentence: &Sentence<'_>, last: usize) -> Option<Frame> {
    let next = last + 1;
    let goes_on = sentence.gap(next) != Gap::None && !sentence.between(next).contains([';', ':', '(', ')', '–', '—']);
    if next >= sentence.len() || !goes_on {
        return None;
    }
    let frame = |kind, to: usize| Some(Frame { kind, span: sentence.stretch(next, to)?, side: Side::Behind });
    if sentence.is_any(next, &["according"]) && sentence.is_any(next + 1, &["to"]) {
        let (kind, end) = phrase(sentence, next + 2)?;
        return frame(kind, end - 1);
    }
    let stop = (next + 1..sentence.len()).find(|at| sentence.gap(*at) != Gap::None).unwrap_or(sentence.len());
    let verb = (next..stop.min(next + SUBJECT)).find(|at| speaks(sentence, *at) && !sentence.is_any(*at, BORDERS))?;
    // ", joking: “Unfortunately …”": of what follows.
    let is_of_next = sentence.between(verb + 1).contains(':');
    if is_of_next || (next..verb).any(|at| sentence.is_any(at, BORDERS) || sentence.turns(at)) {
        return None;
    }
    if jokes(sentence, verb) {
        return frame(Kind::Jest, verb);
    }
    let beside = (next..stop.min(verb + VERB)).find(|at| is_jokingly(sentence, *at));
    if let Some(at) = beside {
        return frame(Kind::Jest, at.max(verb));
    }
    if is_to_impostor(sentence, verb, stop) {
        return frame(Kind::ToImpostor, stop - 1);
    }
    // "Said a forged letter", "a forged letter said".
    if sentence.form(verb).ends_with("ing") || verb == next && !sentence.is_any(verb, &["claimed", "said", "says"]) {
        return None;
    }
    let (from, to) = if verb == next { (verb + 1, stop) } else { (next, verb) };
    let (kind, end) = phrase(sentence, from).filter(|(_, end)| *end <= to)?;
    frame(kind, end.max(verb + 1) - 1)
}

/// Tells whether a word is of something in which something can be said: a letter, a video.
pub(super) fn is_paper(sentence: &Sentence<'_>, at: usize) -> bool {
    is_of(sentence.form(at), PAPERS)
}

pub(super) fn is_jest(sentence: &Sentence<'_>, at: usize) -> bool {
    is_of(sentence.form(at), JESTS)
}

/// Tells whether a noun, or what it is the plural of, is in a list: "post" for "posts", "hoax" for "hoaxes", "story" for "stories".
fn is_of(form: &str, singulars: &[&str]) -> bool {
    let plural_of = |ending: &str| form.strip_suffix(ending).is_some_and(|one| singulars.contains(&one));
    let ies = form.strip_suffix("ies").is_some_and(|stem| singulars.iter().any(|one| one.strip_suffix('y') == Some(stem)));
    singulars.contains(&form) || plural_of("s") || plural_of("es") || ies
}

/// Tells whether a word is what somebody is called who is not who was taken for: the "fake" of "a fake prince".
pub(super) fn is_of_impostor(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is_any(at, FALSE) && is_person(sentence, at + 1)
}

fn is_person(sentence: &Sentence<'_>, at: usize) -> bool {
    !is_paper(sentence, at) || is_of(sentence.form(at), &["caller"])
}

/// Tells whether a word is the verb of who does not mean what is said: "he jokes", and not "cracking jokes", "must be joking".
fn jokes(sentence: &Sentence<'_>, at: usize) -> bool {
    const WHO: &[&str] = &["he", "i", "often", "she", "they", "to", "we", "who", "you"];
    let before = sentence.before(at);
    let is_after = |forms: &[&str]| before.is_some_and(|before| sentence.is_any(before, forms));
    let is_verb = !is_jest(sentence, at) || is_after(WHO) || before.is_none_or(|before| sentence.is_capital(before));
    sentence.is_any(at, JOKING) && is_verb && !is_after(&["are", "be", "been", "is", "not", "was", "were", "im", "just"])
}

/// Tells whether a word reports what is said.
fn speaks(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.has(at, Sense::Says) || jokes(sentence, at) || sentence.is_any(at, POSTING)
}

/// Tells whether it is said jokingly here: also "in jest".
fn is_jokingly(sentence: &Sentence<'_>, at: usize) -> bool {
    let not = at > 0 && sentence.turns(at - 1);
    let in_jest = sentence.is_any(at, &["jest"]) && at > 0 && sentence.is_any(at - 1, &["in"]);
    (sentence.is_any(at, JOKINGLY) || in_jest) && !not
}

/// Gives what a noun phrase that begins with a word is told as, and the word behind it; `None` where it is as any other.
fn phrase(sentence: &Sentence<'_>, from: usize) -> Option<(Kind, usize)> {
    let goes_on = |at: &usize| {
        let is_new = *at > from && sentence.gap(*at) != Gap::None;
        let is_next = *at > from && sentence.is_any(*at, &["a", "an", "the"]);
        !(is_new
            || is_next
            || sentence.is_any(*at, PREPOSITIONS)
            || sentence.is_any(*at, BORDERS)
            || is_verb(sentence, *at, from))
    };
    let end = (from..sentence.len()).take(PHRASE + 1).take_while(goes_on).last()? + 1;
    // "A spoof newspaper handed out at the station".
    let is_done =
        |at: usize| sentence.is_any(at, DONE) || sentence.form(at).ends_with("ed") || sentence.form(at).ends_with("ing");
    let end = (from + 2..end).find(|at| is_done(*at) && is_paper(sentence, at - 1)).unwrap_or(end);
    told_as(sentence, from, end).map(|kind| (kind, end))
}

/// Tells whether a word behind the first of a phrase is its verb, and no noun that looks like one: "the fake report".
fn is_verb(sentence: &Sentence<'_>, at: usize, from: usize) -> bool {
    let auxiliary = sentence.is_any(at, &["also", "are", "did", "does", "had", "has", "have", "is", "later", "was", "were"]);
    if auxiliary || at < from + 2 {
        return auxiliary;
    }
    let is_noun = is_paper(sentence, at) && !is_paper(sentence, at - 1) || is_jest(sentence, at);
    (speaks(sentence, at) || sentence.is_any(at, SHOWING)) && !is_noun
}

/// Tells what words are told as that are a noun phrase.
fn told_as(sentence: &Sentence<'_>, from: usize, end: usize) -> Option<Kind> {
    let noun = end.checked_sub(1).filter(|noun| *noun >= from)?;
    let adjective = |forms: &[&str]| (from..noun).any(|at| sentence.is_any(at, forms));
    if adjective(PERHAPS) || (from..end).any(|at| sentence.turns(at)) {
        return None;
    }
    let is_fools = (from..noun).any(|at| sentence.is_any(at, &["april"]) && sentence.is_any(at + 1, &["fool", "fools"]));
    if is_jest(sentence, noun) || is_fools && is_paper(sentence, noun) {
        return Some(Kind::Jest);
    }
    (is_of(sentence.form(noun), MADE_UP) || adjective(FICTIONAL) || adjective(FALSE) && is_paper(sentence, noun))
        .then_some(Kind::MadeUp)
}

/// Looks at the verb that reports the quoted words, and at who speaks.
fn by_verb(sentence: &Sentence<'_>, first: usize) -> Option<(Kind, usize)> {
    let mut at = first.checked_sub(1)?;
    if sentence.is_any(at, &["that"]) {
        at = at.checked_sub(1)?;
    }
    let mut verb = at;
    for _ in 0..VERB {
        if speaks(sentence, verb) || verb < at && sentence.is_any(verb, BORDERS) {
            break;
        }
        verb = sentence.before(verb)?;
    }
    // "Joked with the crew on the old ferry": what hangs on another word is not what is said.
    let is_that = at + 1 < first || sentence.gap(first) != Gap::None || sentence.between(first).contains(['“', '"', '‘']);
    let is_adverb = |at: usize| sentence.form(at).ends_with("ly");
    let is_beside =
        (verb + 1..=at).all(is_adverb) || sentence.is_any(verb, &["tell", "telling", "tells", "told", "warned", "warns"]);
    if !speaks(sentence, verb) || !(is_that || is_beside) {
        return None;
    }
    let before = sentence.before(verb);
    let is_turned = before.is_some_and(|at| sentence.turns(at) || sentence.before(at).is_some_and(|at| sentence.turns(at)));
    if is_turned {
        return None;
    }
    if jokes(sentence, verb) {
        return Some((Kind::Jest, verb));
    }
    if let Some(from) = was_joking(sentence, verb) {
        return Some((Kind::Jest, from));
    }
    if let Some(from) = (verb.saturating_sub(1)..=at).find(|at| is_jokingly(sentence, *at)) {
        return Some((Kind::Jest, from.min(verb)));
    }
    // "Wrote in a spoof interview that".
    let inside = (verb + 1..at).filter(|at| sentence.is_any(*at, &["by", "in", "on"]));
    for preposition in inside {
        if let Some((kind, _)) = phrase(sentence, preposition + 1).filter(|(_, end)| *end == at + 1) {
            return Some((kind, verb));
        }
    }
    by_subject(sentence, verb)
}

/// Gives the word of "was joking when he said".
fn was_joking(sentence: &Sentence<'_>, verb: usize) -> Option<usize> {
    let when = (verb.saturating_sub(SHORT)..verb).rfind(|at| sentence.is_any(*at, &["when", "as", "while"]))?;
    let joking = sentence.before(when).filter(|at| sentence.is_any(*at, &["joked", "joking"]) || is_jokingly(sentence, *at))?;
    (!(joking.saturating_sub(2)..joking).any(|at| sentence.turns(at))).then_some(joking)
}

/// Looks at who speaks, or at what shows that somebody does: "a forged letter saying", "a doctored video shows the king saying".
fn by_subject(sentence: &Sentence<'_>, verb: usize) -> Option<(Kind, usize)> {
    let mut start = verb;
    while let Some(before) = sentence.before(start).filter(|before| verb - before <= SUBJECT) {
        if sentence.is_any(before, BORDERS) || sentence.is_any(before, &["that", "which"]) {
            break;
        }
        start = before;
    }
    let form = sentence.form(verb);
    if form.ends_with("ing") {
        let beside = (start..verb).rfind(|at| sentence.is_any(*at, &["a", "an", "the", "this", "that"]));
        if let Some(kind) = beside.and_then(|from| told_as(sentence, from, verb)) {
            return Some((kind, beside.unwrap_or(verb)));
        }
        let shows = (start..verb).find(|at| sentence.is_any(*at, SHOWING))?;
        return phrase(sentence, start).filter(|(_, end)| *end <= shows).map(|(kind, _)| (kind, start));
    }
    let is_of_fools = sentence.is_any(start, &["only"]) && (start..verb).take(4).any(|at| sentence.is_any(at, FOOLS));
    if is_of_fools {
        return Some((Kind::Dismissed, start));
    }
    phrase(sentence, start).filter(|(_, end)| *end <= verb && start < verb).map(|(kind, _)| (kind, start))
}

/// Looks at "told the fake sheikh that", "told a reporter posing as a banker".
fn by_listener(sentence: &Sentence<'_>, first: usize) -> Option<(Kind, usize)> {
    let end = first - usize::from(first > 0 && sentence.is_any(first - 1, &["that"]));
    let mut verb = end;
    for _ in 0..SUBJECT {
        verb = sentence.before(verb)?;
        if is_to_impostor(sentence, verb, end) {
            let turned = (verb.saturating_sub(2)..verb).any(|at| sentence.turns(at));
            return (!turned).then_some((Kind::ToImpostor, verb));
        }
        if sentence.is_any(verb, TELLING) || sentence.is_any(verb, &["that", "which"]) {
            return None;
        }
    }
    None
}

/// Tells whether a verb is one of telling, and what stands behind it, up to `end`, is nobody but an impostor.
fn is_to_impostor(sentence: &Sentence<'_>, verb: usize, end: usize) -> bool {
    let is_to = sentence.is_any(verb, SPEAKING_TO) && sentence.is_any(verb + 1, &["in", "to"]);
    let from = verb + 1 + usize::from(is_to);
    if !(is_to || sentence.is_any(verb, TELLING)) || from >= end {
        return false;
    }
    let posing = (from..end).find(|at| sentence.is_any(*at, &["masquerading", "posing"]) && sentence.is_any(at + 1, &["as"]));
    let noun = posing.unwrap_or(end) - 1;
    let phrase = from..noun;
    let is_one = !phrase.clone().any(|at| sentence.is_any(at, PREPOSITIONS) || sentence.is_any(at, PERHAPS));
    let is_false = phrase.clone().any(|at| sentence.is_any(at, FALSE)) && is_person(sentence, noun);
    is_one && noun >= from && (posing.is_some() || is_false || is_of(sentence.form(noun), IMPOSTORS))
}

/// Looks at "According to a hoax that spread on Tuesday,".
fn by_source(sentence: &Sentence<'_>, first: usize) -> Option<(Kind, usize)> {
    let near = first.saturating_sub(APART)..first;
    let from = near.rev().find(|at| sentence.is_any(*at, &["according"]) && sentence.is_any(at + 1, &["to"]))?;
    let (kind, end) = phrase(sentence, from + 2).filter(|(_, end)| *end <= first)?;
    is_led(sentence, end, first).then_some((kind, from))
}

/// Looks at "In a spoof interview,", "As an April Fools' joke,".
fn in_it(sentence: &Sentence<'_>, first: usize) -> Option<(Kind, usize)> {
    let is_start = |at: &usize| *at == 0 || sentence.gap(*at) == Gap::Stop;
    let start = (first.saturating_sub(APART)..first).rev().find(is_start)?;
    let from = start + usize::from(sentence.is_any(start, &["and", "but"]));
    if !sentence.is_any(from, &["as", "for", "in", "on"]) {
        return None;
    }
    let (kind, end) = phrase(sentence, from + 1).filter(|(_, end)| *end <= first)?;
    let comma = (end..=first).find(|at| sentence.gap(*at) == Gap::Comma)?;
    is_led(sentence, end.max(comma.saturating_sub(1)), first).then_some((kind, from))
}

/// Tells whether what stands between a source that ends before `end` and the quoted words leads from the one to the other: at most
/// a clause of its own, a comma, and who speaks. What another one says is not the source's.
fn is_led(sentence: &Sentence<'_>, end: usize, first: usize) -> bool {
    let Some(comma) = (end..=first).find(|at| sentence.gap(*at) != Gap::None) else { return false };
    let mut behind = comma..first;
    if sentence.gap(comma) != Gap::Comma || behind.any(|at| sentence.is_any(at, BORDERS)) {
        return false;
    }
    // A comma or a colon stands before a quotation.
    !(comma + 1..first).any(|at| sentence.gap(at) != Gap::None)
}

/// Looks at "It was a prank: …".
fn labelled(sentence: &Sentence<'_>, first: usize) -> Option<(Kind, usize)> {
    if !sentence.between(first).contains(':') {
        return None;
    }
    let noun = first.checked_sub(1)?;
    let from = (first.saturating_sub(PHRASE)..noun).rev().take_while(|at| sentence.gap(at + 1) == Gap::None).last();
    let from = from.unwrap_or(noun);
    let article = (from..noun).rfind(|at| sentence.is_any(*at, &["a", "an", "another", "the", "this"]));
    let is_short = noun == from || article.is_some();
    told_as(sentence, article.unwrap_or(from), first).filter(|_| is_short).map(|kind| (kind, from))
}

/// Looks at "the ban on", and at "prohibits" before "landing".
fn banned(sentence: &Sentence<'_>, first: usize) -> Option<(Kind, usize)> {
    let mut at = sentence.before(first)?;
    if sentence.is_any(at, BANNING) && sentence.form(first).ends_with("ing") {
        let is_not = sentence.before(at).is_some_and(|before| sentence.turns(before));
        let is_noun = sentence.before(at).is_some_and(|before| sentence.is_any(before, &["a", "the", "this"]));
        return (!is_not && !is_noun).then_some((Kind::Banned, at));
    }
    for _ in 0..3 {
        let before = sentence.before(at)?;
        if sentence.is_any(at, &["against", "on"]) && sentence.is_any(before, BANS) {
            let none = (before.saturating_sub(3)..before).any(|at| sentence.turns(at));
            // "Lifted the ban on": so it is told as it reads.
            let lifted = (before.saturating_sub(4)..before).find(|at| sentence.is_any(*at, LIFTING));
            return (!none).then_some((Kind::Banned, lifted.unwrap_or(before)));
        }
        if !sentence.is_any(at, BEFORE_BANNED) {
            return None;
        }
        at = before;
    }
    None
}
