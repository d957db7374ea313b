//! Where are the verbs that report, with their auxiliaries, and are they finite, negated, passive?

use super::cues::{self, Form, Frame, Verb};
use super::doubts;
use super::draft;
use super::idle;
use super::tokens::{Class, Token};
use crate::analysis::names;
use crate::model::document::Stance;
use std::ops::Range;

/// A reporting verb in its sentence.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) verb: &'static Verb,
    /// From the first auxiliary or adverb to the last word of the tail.
    pub(super) tokens: Range<usize>,
    pub(super) head: usize,
    pub(super) form: Form,
    pub(super) voice: Voice,
    pub(super) negated: bool,
    /// Whether "do" stands before it, so that its base form agrees with any subject.
    pub(super) has_do: bool,
}

/// How the verb stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// "said", "has said", "is saying", "did not say".
    Finite,
    /// "was quoted", "it is alleged".
    Passive,
    /// ", saying".
    Participle,
    /// "plans to say", "would say", "if asked": nothing has been said.
    Unreal,
}

const MODALS: &[&str] = &[
    "would",
    "will",
    "shall",
    "should",
    "can",
    "could",
    "may",
    "might",
    "must",
    "cannot",
    "can't",
    "won't",
    "wouldn't",
    "couldn't",
    "shouldn't",
];
const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being", "am", "isn't", "aren't", "wasn't", "weren't"];
const HAVE: &[&str] = &["has", "have", "had", "having", "hasn't", "haven't", "hadn't"];
const DO: &[&str] = &["do", "does", "did", "doesn't", "don't", "didn't"];
/// Verbs after which an infinitive has happened: "went on to say".
const FACTIVE: &[&str] =
    &["on", "continued", "continues", "continuing", "quick", "began", "proceeded", "used", "likes", "liked", "heard"];

/// Gives the reporting verbs of a unit that stand outside quotation marks, in order.
pub(super) fn find(tokens: &[Token<'_>], unit: Range<usize>) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    let mut at = unit.start;
    while at < unit.end {
        match group(tokens, &unit, at) {
            Some(group) => {
                at = group.tokens.end;
                found.push(group);
            }
            None => at += 1,
        }
    }
    found
}

fn group(tokens: &[Token<'_>], unit: &Range<usize>, head: usize) -> Option<Group> {
    let word = &tokens[head];
    if word.quote.is_some()
        || word.possessive
        || word.is_mark()
        || word.capital && head > unit.start && !is_headline(tokens, unit)
    {
        return None;
    }
    let (verb, form, end) = cues::verbs(&word.form).iter().find_map(|&(number, form)| {
        let verb = cues::verb(number);
        let tail = head + 1..head + 1 + verb.tail.len();
        let follows = tail.end <= unit.end && tokens[tail.clone()].iter().zip(&verb.tail).all(|(token, word)| token.is(word));
        follows.then_some((verb, form, tail.end))
    })?;
    let mut start = head;
    loop {
        if let Some(before) = doubts::in_no_way(tokens, unit, start) {
            start = before;
        } else if start > unit.start && is_auxiliary(&tokens[start - 1]) {
            start -= 1;
        } else {
            break;
        }
    }
    // "Earlier", "In fact": an adverb that opens the sentence is none of the verb's.
    let auxiliaries = &tokens[start..head];
    let shared = shared_negation(tokens, unit, start);
    let negated = shared.is_some()
        || is_turned(tokens, unit, start)
        || auxiliaries
            .iter()
            .any(|token| token.is_any(&["not", "never", "nor", "neither", "no", "longer"]) || token.form.ends_with("n't"))
        || doubts::is_hardly(tokens, unit, start..head);
    // "has neither confirmed nor denied" says nothing.
    let undecided = auxiliaries.iter().any(|token| token.is("neither"))
        || start > unit.start && tokens[start - 1].is_any(&["neither", "nor"]) && tokens[start - 1].quote.is_none()
        || tokens[unit.start.max(start.saturating_sub(6))..head].iter().any(|token| token.is("neither"))
            && start > unit.start
            && tokens[start - 1].is("nor")
        // "never confirmed or denied".
        || shared.is_some_and(|from| decides_otherwise(&tokens[from..start], verb));
    let has = |words: &[&str]| auxiliaries.iter().any(|token| token.is_any(words));
    let last = auxiliaries.iter().rev().find(|token| token.class == Class::Auxiliary && !token.is("not"));
    let is_be = last.is_some_and(|token| token.is_any(BE));
    let voice = match form {
        // "would say only that".
        _ if has(MODALS) && (has(&["only"]) || end < unit.end && tokens[end].is("only")) => Voice::Finite,
        // "he'll be saying", "she'd say".
        _ if start > unit.start
            && (tokens[start - 1].form.ends_with("'ll") || form == Form::Base && tokens[start - 1].form.ends_with("'d")) =>
        {
            Voice::Unreal
        }
        _ if has(MODALS) || undecided => Voice::Unreal,
        Form::Ing if is_be || start > unit.start && is_short_be(&tokens[start - 1]) => Voice::Finite,
        Form::Ing => Voice::Participle,
        Form::Past | Form::Participle if is_be => Voice::Passive,
        Form::Past => Voice::Finite,
        Form::Participle if has(HAVE) => Voice::Finite,
        Form::Participle => return None,
        Form::Base if start > unit.start && tokens[start - 1].is("to") => {
            let real = start > unit.start + 1 && tokens[start - 2].is_any(FACTIVE);
            if real { return Some(went_on(tokens, unit, start, head, end, verb)) } else { Voice::Unreal }
        }
        Form::Base if has(DO) => Voice::Finite,
        Form::Base | Form::Third if is_noun_here(tokens, unit, start, end, verb, form) => return None,
        Form::Base | Form::Third => Voice::Finite,
    };
    if is_noun_phrase(tokens, unit, start, head, end, form) || is_participle(tokens, unit, start, head, end, verb, form) {
        return None;
    }
    Some(Group { verb, tokens: start..end, head, form, voice, negated, has_do: has(DO) })
}

/// Gives where the negation stands that a verb behind "or" shares: "never said or hinted", "has not been fined or admitted guilt".
fn shared_negation(tokens: &[Token<'_>], unit: &Range<usize>, start: usize) -> Option<usize> {
    const REACH: usize = 8;
    let or = start.checked_sub(1).filter(|&at| at > unit.start && tokens[at].is("or") && tokens[at].quote.is_none())?;
    let joins = |token: &Token<'_>| {
        token.quote.is_some() || matches!(token.class, Class::Mark | Class::Subordinator | Class::Coordinator)
    };
    let words = (unit.start..or).rev().take(REACH).take_while(|&at| !joins(&tokens[at]));
    let mut negation = words.filter(|&at| tokens[at].is_any(&["not", "never"]) || tokens[at].form.ends_with("n't"));
    negation.next()
}

/// Tells whether a negation in front turns verb and subject round: "never did Ann Holt say", "at no point has she said".
fn is_turned(tokens: &[Token<'_>], unit: &Range<usize>, start: usize) -> bool {
    // The longest subject and the longest opening, in words: "at no point" and "not for a moment" are openings.
    const SUBJECT: usize = 6;
    const OPENING: usize = 4;
    let is_subject = |token: &Token<'_>| {
        matches!(token.class, Class::Noun | Class::Pronoun | Class::Determiner | Class::Number) && token.quote.is_none()
    };
    let subject = (unit.start..start).rev().take(SUBJECT).take_while(|&at| is_subject(&tokens[at])).count();
    let Some(auxiliary) = (start - subject).checked_sub(1).filter(|&at| subject > 0 && at > unit.start) else { return false };
    if tokens[auxiliary].class != Class::Auxiliary || tokens[auxiliary].quote.is_some() {
        return false;
    }
    let joins = |token: &Token<'_>| token.is_mark() || token.quote.is_some() || token.is_any(&["and", "but", "or"]);
    let opens = (unit.start..auxiliary).rev().take_while(|&at| !joins(&tokens[at])).last().unwrap_or(auxiliary);
    let opening = &tokens[opens..auxiliary];
    let Some(first) = opening.first().filter(|_| opening.len() <= OPENING) else { return false };
    let no = |at: usize| opening.get(at).is_some_and(|token| token.is("no"));
    first.is_any(&["never", "nor", "neither", "nowhere", "not"])
        || first.class == Class::Preposition && no(1)
        || no(0) && opening.get(1).is_some_and(|token| token.is("way"))
}

/// Tells whether a verb among the words confirms what this one denies, or the other way round.
fn decides_otherwise(words: &[Token<'_>], verb: &Verb) -> bool {
    let other = match verb.stance {
        Stance::Deny => Stance::Confirm,
        Stance::Confirm => Stance::Deny,
        _ => return false,
    };
    words.iter().flat_map(|token| cues::verbs(&token.form)).any(|&(number, _)| cues::verb(number).stance == other)
}

/// Tells whether the unit is set in capitals as titles are: then a verb has one too.
fn is_headline(tokens: &[Token<'_>], unit: &Range<usize>) -> bool {
    let words = tokens[unit.clone()].iter().take(16).filter(|token| !token.is_mark() && token.span.len() > 3);
    let (capitals, all) = words.fold((0, 0), |(capitals, all), token| (capitals + usize::from(token.capital), all + 1));
    5 * capitals >= 4 * all
}

fn is_auxiliary(token: &Token<'_>) -> bool {
    token.quote.is_none() && (matches!(token.class, Class::Auxiliary) || token.class == Class::Adverb && !token.capital)
}

fn is_short_be(token: &Token<'_>) -> bool {
    token.class == Class::Pronoun && (token.form.ends_with("'re") || token.form.ends_with("'m") || token.possessive)
}

fn went_on(tokens: &[Token<'_>], unit: &Range<usize>, to: usize, head: usize, end: usize, verb: &'static Verb) -> Group {
    // Back over "went on", "was quick", "continued".
    let mut start = to - 2;
    while start > unit.start && (tokens[start].is("on") || is_auxiliary(&tokens[start - 1])) {
        start -= 1;
    }
    Group { verb, tokens: start..end, head, form: Form::Past, voice: Voice::Finite, negated: false, has_do: false }
}

/// Tells whether a past form without an auxiliary is a participle: "three men accused of torture", "raided alleged bases".
fn is_participle(
    tokens: &[Token<'_>],
    unit: &Range<usize>,
    start: usize,
    head: usize,
    end: usize,
    verb: &Verb,
    form: Form,
) -> bool {
    if form != Form::Past || start != head || end >= unit.end || tokens[end].quote.is_some() {
        return false;
    }
    let accused = matches!(verb.lemma, "accuse" | "suspect" | "charge" | "blame") && tokens[end].is_any(&["of", "with", "by"])
        || matches!(verb.lemma, "certify" | "verify") && tokens[end].is_any(&["for", "as", "by", "in"]);
    if is_addressed(tokens, unit, head, end, verb) {
        return true;
    }
    let describes = matches!(verb.lemma, "allege" | "suspect" | "report" | "project" | "inform" | "estimate" | "forecast");
    let noun = tokens[end].class == Class::Noun && !tokens[end].capital && !tokens[end].form.ends_with("ing");
    let led = start > unit.start && {
        let before = &tokens[start - 1];
        before.is(",") && matches!(verb.lemma, "inform" | "allege" | "suspect")
            || matches!(before.class, Class::Verb | Class::Coordinator)
            || before.class == Class::Noun && !before.capital && before.form.ends_with("ed")
            || before.is_any(&["previous", "earlier", "latest", "recent"])
    };
    accused || describes && noun && (led || start == unit.start)
}

/// "Holt, asked whether she would go, said", "Holt, told that it fell, left", "a field, thought to hold oil, is": tells whether
/// who is named before the comma was asked or told, and asks or thinks nothing.
fn is_addressed(tokens: &[Token<'_>], unit: &Range<usize>, head: usize, end: usize, verb: &Verb) -> bool {
    const FAR: usize = 40;
    let open = |at: usize| tokens[at].quote.is_none();
    let comma = |at: usize| at < unit.end && tokens[at].is(",") && open(at);
    if head <= unit.start || !comma(head - 1) {
        return false;
    }
    let next = &tokens[end];
    let addressed = match verb.lemma {
        "ask" | "question" | "press" => {
            next.is_any(&["whether", "if", "about", "why", "how", "what", "when", "where", "who", "by", "to", "repeatedly"])
        }
        "tell" | "inform" | "remind" => next.is_any(&["that", "about", "of", "by", "to", "how", "why", "what"]),
        "think" | "believe" | "know" | "say" | "report" | "estimate" | "suspect" | "allege" => {
            next.is("to")
                && tokens
                    .get(end + 1)
                    .is_some_and(|verb| end + 1 < unit.end && !verb.capital && verb.class != Class::Determiner)
        }
        _ => false,
    };
    let acts = |at: usize| {
        at < unit.end
            && open(at)
            && !tokens[at].capital
            && (matches!(tokens[at].class, Class::Auxiliary | Class::Verb)
                || tokens[at].is_past()
                || cues::verbs(&tokens[at].form).iter().any(|&(_, form)| matches!(form, Form::Past | Form::Third)))
    };
    addressed && (end..unit.end).take(FAR).any(|at| comma(at) && acts(at + 1))
}

/// Tells whether "the claims", "insurance claims of", "a report on" is the noun.
fn is_noun_here(tokens: &[Token<'_>], unit: &Range<usize>, start: usize, end: usize, verb: &Verb, form: Form) -> bool {
    if !verb.takes(Frame::Noun) {
        return false;
    }
    // "spying claims ‘baseless’".
    let verdict = tokens[end..unit.end].iter().find(|token| !token.is_mark());
    let called_untrue = verdict.is_some_and(|token| token.quote.is_some() && token.is_any(draft::UNTRUE));
    if start == unit.start || called_untrue {
        return true;
    }
    if idle::is_many(tokens, unit, start, end, verb.lemma) {
        return true;
    }
    let before = &tokens[start - 1];
    // "Animal advocates said": whoever they are, they say.
    let says = |token: &Token<'_>| {
        token.quote.is_none()
            && !token.capital
            && token.is_any(&["said", "say", "told", "tell", "believe", "argue", "argued", "warned", "insist", "insisted"])
    };
    if before.class != Class::Pronoun && matches!(form, Form::Third) && tokens[end..unit.end].first().is_some_and(says) {
        return true;
    }
    // "dismissed reports that", "faces claims that": the object of another verb.
    let met = before.is_any(&["face", "faces", "faced", "facing", "fights", "fought", "fighting", "settled", "dropped"]);
    if before.quote.is_none()
        && !before.capital
        && (met || matches!(cues::verbs(&before.form).first(), Some((_, Form::Past | Form::Third | Form::Ing))))
    {
        return true;
    }
    // "in a price dispute that": no single thing has a base form for its verb.
    let single = before.class == Class::Noun && !before.capital && !before.form.ends_with('s') && before.quote.is_none();
    if form == Form::Base && single && !before.is_any(&["people", "police", "media", "men", "women"]) {
        return true;
    }
    if is_plural_noun(tokens, unit, start, end, form) {
        return true;
    }
    let after = tokens.get(end).filter(|_| end < unit.end);
    let opens = after.is_some_and(|token| {
        token.is_mark() && token.is_any(&[",", ":", "“", "\"", "‘", "'"])
            || matches!(token.class, Class::Determiner | Class::Pronoun | Class::Noun | Class::Number | Class::Subordinator)
            || token.is("on") && verb.tail.is_empty()
    });
    // ", the Daily Post reports."
    let closes = before.capital && verb.takes(Frame::Quotation) && after.is_none_or(|token| token.is("."));
    let opens = opens || closes;
    // "their state income tax": a base form before a noun is a noun too, but for "we state facts".
    if form == Form::Base
        && before.class != Class::Pronoun
        && after.is_some_and(|token| token.class == Class::Noun && token.quote.is_none())
    {
        return true;
    }
    let after_noun =
        matches!(before.class, Class::Noun | Class::Pronoun | Class::Time | Class::Adverb | Class::Number) || before.is_mark();
    !opens || !after_noun || before.possessive || before.is("percentage")
}

/// Tells whether a form in -s, or a base, is the noun: "promises that cost money", "despite repeated charges that", "to settle
/// claims that".
fn is_plural_noun(tokens: &[Token<'_>], unit: &Range<usize>, start: usize, end: usize, form: Form) -> bool {
    /// What reports without an article before it.
    const BARE: &[&str] = &[
        "research",
        "evidence",
        "data",
        "study",
        "survey",
        "poll",
        "report",
        "police",
        "everyone",
        "government",
        "parliament",
        "congress",
        "industry",
    ];
    let before = &tokens[start - 1];
    // "Warrant Obtained to Start Reviewing Emails Found": a headline, whose noun is no verb.
    let written =
        ["emails", "texts", "posts", "reports", "notes", "orders", "comments", "requests", "counts", "tweets", "projects"];
    if tokens[start].capital && form == Form::Third && tokens[start].is_any(&written) {
        let next = tokens.get(end).filter(|_| end < unit.end);
        return next.is_none_or(|next| next.capital) && before.capital;
    }
    // "Holt emails indicating that", "Holt emails about the port".
    let letters = form == Form::Third && tokens[start].is_any(&["emails", "texts", "posts", "tweets"]);
    let next = tokens.get(end).filter(|next| letters && end < unit.end && next.quote.is_none());
    if next.is_some_and(|next| next.class == Class::Noun && next.form.ends_with("ing") || next.class == Class::Preposition) {
        return true;
    }
    // "one of 10,000 Holt emails Lind has seen".
    let counted = (unit.start..start).rev().take(4).any(|at| tokens[at].class == Class::Number || tokens[at].is("of"));
    if letters && counted && next.is_some_and(|next| next.capital) {
        return true;
    }
    let plain = |token: &Token<'_>| {
        matches!(token.class, Class::Noun | Class::Number) && !token.capital && !token.possessive && token.quote.is_none()
    };
    if before.class == Class::Pronoun || before.quote.is_some() {
        return false;
    }
    // "that cost money", "that can be read": a relative clause without a subject of its own.
    let that = end + 1 < unit.end && tokens[end].is("that") && tokens[end].quote.is_none();
    if that && matches!(tokens[end + 1].class, Class::Auxiliary | Class::Verb) {
        return true;
    }
    // "fresh tax claims which could".
    let which = end + 1 < unit.end && tokens[end].is("which") && tokens[end].quote.is_none();
    if which && form == Form::Third && plain(before) {
        return true;
    }
    // "Contradicting fears that".
    let participle = before.capital && before.is_participle() && start == unit.start + 1;
    if participle && form == Form::Third {
        return true;
    }
    if form != Form::Third || !plain(before) {
        return false;
    }
    let first = (unit.start..start).rev().take_while(|&at| plain(&tokens[at])).last().unwrap_or(start - 1);
    let lead = first.checked_sub(1).filter(|&lead| lead >= unit.start).map(|lead| &tokens[lead]);
    let headed = lead.is_some_and(|lead| {
        matches!(lead.class, Class::Determiner | Class::Coordinator)
            || lead.possessive
            || lead.capital && lead.class == Class::Noun
            || lead.is("of")
    });
    !headed && !before.is_any(BARE) && !names::is_role(&before.form)
}

/// Adjectives before which, and behind a determiner or preposition, a form that is a noun too is one: "his urgent calls for".
const ADJECTIVES: &[&str] = &[
    "different",
    "various",
    "urgent",
    "repeated",
    "recent",
    "latest",
    "earlier",
    "early",
    "previous",
    "further",
    "other",
    "first",
    "second",
    "third",
    "last",
    "major",
    "similar",
    "growing",
    "public",
    "strong",
    "fresh",
    "new",
    "old",
    "persistent",
    "frequent",
    "false",
    "competing",
    "conflicting",
    "official",
    "bold",
    "wild",
    "unproven",
    "baseless",
    "unsubstantiated",
    "extraordinary",
    "renewed",
    "increasing",
    "increasingly",
    "louder",
    "loud",
    "constant",
    "desperate",
    "angry",
    "long-standing",
    "initial",
    "final",
    "swing",
    "southern",
    "northern",
    "eastern",
    "western",
    "neighbouring",
    "neighboring",
    "individual",
];

/// Tells whether a form that is a verb stands as an adjective or noun: "the reported attack", "a calling".
fn is_noun_phrase(tokens: &[Token<'_>], unit: &Range<usize>, start: usize, head: usize, end: usize, form: Form) -> bool {
    let has_tail = end != head + 1;
    // "a previously announced split".
    let again = form == Form::Past
        && start + 1 == head
        && start > unit.start
        && tokens[start].is_any(&[
            "previously",
            "already",
            "newly",
            "recently",
            "earlier",
            "widely",
            "publicly",
            "long",
            "now",
        ])
        && tokens[start - 1].is_any(&["a", "an", "the", "its", "his", "her", "their"])
        && tokens.get(end).is_some_and(|next| end < unit.end && matches!(next.class, Class::Noun | Class::Number));
    // "hailed a trade court ruling that".
    let ruling = form == Form::Ing
        && start == head
        && start > unit.start
        && tokens[start].is_any(&["ruling", "finding", "warning", "feeling", "understanding", "reading", "filing"])
        && {
            let named =
                (unit.start..start).rev().take_while(|&at| tokens[at].class == Class::Noun && tokens[at].quote.is_none());
            let lead = named.last().unwrap_or(start).checked_sub(1).filter(|&lead| lead >= unit.start);
            lead.is_some_and(|lead| tokens[lead].is_any(&["a", "an", "the", "this", "another"]))
        };
    // "the nine-year recommended term".
    let measured = form == Form::Past && start == head && start > unit.start && {
        let before = &tokens[start - 1];
        let unit_of = ["year", "month", "week", "day", "hour", "minute"];
        let long = before.form.rsplit_once('-').is_some_and(|(_, last)| unit_of.contains(&last.trim_end_matches("-old")));
        long && before.quote.is_none() && tokens.get(end).is_some_and(|next| next.class == Class::Noun)
    };
    if again || ruling || measured {
        return true;
    }
    if start != head || start == unit.start || has_tail && form != Form::Third {
        return false;
    }
    let before = &tokens[start - 1];
    // "the different states vote", "his urgent calls for help".
    let led = start > unit.start + 1 && {
        let lead = &tokens[start - 2];
        matches!(lead.class, Class::Determiner | Class::Preposition) || lead.possessive && lead.class == Class::Noun
    };
    if led && matches!(form, Form::Third | Form::Base) && before.quote.is_none() && before.is_any(ADJECTIVES) {
        return true;
    }
    if has_tail {
        return before.class == Class::Determiner && before.is_any(&["his", "her", "its", "their", "my", "our", "your"]);
    }
    // "in a Facebook post,": one, and no base form agrees with it.
    let single = form == Form::Base && before.capital && before.class == Class::Noun && !before.form.ends_with('s') && {
        let name = (unit.start..start).rev().take_while(|&at| tokens[at].capital && tokens[at].class == Class::Noun).last();
        name.and_then(|first| first.checked_sub(1)).is_some_and(|at| at >= unit.start && tokens[at].is_any(&["a", "an"]))
    };
    if single {
        return true;
    }
    // "the lawyer who opposed her said", "the man she lives with said".
    let spoken = form == Form::Past && tokens[head].is_any(&["said", "told"]) && !before.is_any(&["the", "a", "an"]);
    let determined = before.class == Class::Determiner
        && !spoken
        && !before.is_any(&[
            "that", "this", "all", "both", "each", "many", "several", "some", "few", "one", "most", "two", "three", "those",
        ])
        || before.possessive && before.class == Class::Noun
        || matches!(form, Form::Past | Form::Third | Form::Base) && before.class == Class::Preposition && !spoken;
    // "its much anticipated launch".
    let graded = form == Form::Past
        && before.is_any(&["much", "long", "widely", "highly", "most", "oft", "often"])
        && tokens.get(end).is_some_and(|next| next.class == Class::Noun);
    determined || graded || tokens.get(end).is_some_and(|after| matches!(form, Form::Past) && after.is("by") && end < unit.end)
}
