//! Whom does a clause that begins with "who" or "which" tell of, and who says so?

use super::cues::{self, Form, Frame};
use super::draft::Draft;
use super::frames::{Reader, Subject};
use super::fronted::begins_clause;
use super::groups::{Group, Voice};
use super::phrases;
use super::speakers;
use super::tokens::{Class, Token};
use super::voices;
use std::ops::Range;

/// How many words of a relative clause are gone through for its end, so that work stays bounded.
const FAR: usize = 60;

/// Forms that no participle has: they are the verb of their sentence.
const ACTED: &[&str] = &["spoke", "told", "heard", "wrote", "went", "came", "began", "rose", "fell", "ran", "flew", "drove"];

/// "Police spoke to Orr": tells whether a verb that the sentence surely has stands at `at`, before a preposition.
fn is_act(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at].is_any(ACTED) && tokens.get(at + 1).is_some_and(|next| next.class == Class::Preposition)
}

/// Gives of a noun phrase that took such a verb in what stands behind it: "Police spoke to [Orr]".
pub(super) fn behind_act(tokens: &[Token<'_>], noun: Range<usize>) -> Range<usize> {
    let act = (noun.start..noun.end.saturating_sub(2)).rev().find(|&at| is_act(tokens, at));
    act.map_or(noun.start, |act| act + 2)..noun.end
}

/// "Orr, who police said had fired": tells whether the noun phrase at `subject` says what is said of whom "who" stands for. What
/// "who" is the subject of ("lawyers who act", "Orr, who lost the vote,") has a verb behind it.
pub(super) fn says_of_another(tokens: &[Token<'_>], unit: &Range<usize>, subject: &Range<usize>) -> bool {
    let Some(before) = subject.start.checked_sub(1).filter(|before| unit.contains(before)) else { return false };
    if !tokens[before].is_any(&["who", "whom", "which"]) || tokens[before].quote.is_some() {
        return false;
    }
    let phrase = &tokens[subject.clone()];
    let voice = |token: &Token<'_>| {
        voices::is_body(&token.form) || voices::is_person_word(&token.form) || voices::is_record(&token.form)
    };
    // "Experts who police consulted said": the last word is a verb, and said it was by the experts.
    let named = |token: &Token<'_>| token.capital && matches!(token.class, Class::Noun | Class::Number);
    let head = speakers::core(phrase).checked_sub(1).map(|head| &phrase[head]);
    let Some((first, head)) = phrase.first().zip(head) else { return false };
    let speaks = named(head) || voice(head) || head.class == Class::Number;
    match first.class {
        Class::Pronoun => first.is_any(&["he", "she", "it", "they", "we", "i", "you"]),
        Class::Determiner if phrase.len() == 1 => {
            first.is_any(&["many", "some", "most", "few", "several"]) && has_lost_subject(tokens, unit, subject.end)
        }
        Class::Determiner | Class::Number => phrase.len() > 1 && speaks,
        Class::Noun if first.capital || first.possessive => speaks,
        Class::Noun => {
            let acts = first.is_past() || first.form.ends_with('s') || !cues::verbs(&first.form).is_empty();
            speaks && (voice(first) || !acts && has_lost_subject(tokens, unit, subject.end))
        }
        _ => false,
    }
}

/// "who defence lawyers said had fired", but "who represent lawyers said the dam": tells whether the clause of the verb that
/// stands at `from` begins with its own verb.
fn has_lost_subject(tokens: &[Token<'_>], unit: &Range<usize>, from: usize) -> bool {
    const NEAR: usize = 6;
    let reports = |at: &usize| !tokens[*at].capital && !cues::verbs(&tokens[*at].form).is_empty();
    let verb = (from..unit.end).take(NEAR).find(reports);
    verb.and_then(|at| tokens.get(at + 1).filter(|_| at + 1 < unit.end)).is_some_and(|next| {
        next.quote.is_none() && !next.capital && (matches!(next.class, Class::Auxiliary | Class::Verb) || next.is_past())
    })
}

/// "Orr, who last year denied it": tells whether "who" is the subject of the draft's verb, with nothing but how and when between.
pub(super) fn tells_of_itself(tokens: &[Token<'_>], draft: &Draft) -> bool {
    let (Some(speaker), Some((_, cue))) = (&draft.speaker, &draft.cue) else { return false };
    let who = speaker.len() == 1 && tokens[speaker.start].is("who") && tokens[speaker.start].quote.is_none();
    let behind_name = speaker.start >= 2 && tokens[speaker.start - 1].is(",") && tokens[speaker.start - 2].capital;
    let when = |token: &Token<'_>| {
        token.quote.is_none()
            && (matches!(token.class, Class::Adverb | Class::Time | Class::Auxiliary | Class::Number)
                || token.is_any(&["last", "this", "on", "in"]))
    };
    who && behind_name && speaker.end <= cue.start && tokens[speaker.end..cue.start].iter().all(when)
}

/// "Orr, who he said had fired": gives of whom the pronoun at `subject` says something.
pub(super) fn said_of(tokens: &[Token<'_>], subject: usize) -> Option<Range<usize>> {
    let who = subject.checked_sub(1).filter(|&at| tokens[at].is_any(&["who", "whom"]) && tokens[at].quote.is_none())?;
    let comma = who > 0 && tokens[who - 1].is(",");
    phrases::before(tokens, 0, who - usize::from(comma))
}

/// Gives where the words end that the noun phrase at `subject` says in a relative clause, whose verb ends at `verb`: before the
/// comma behind which the sentence goes on ("Orr, who police said had fired, was held"), or before its own verb where there is
/// no comma ("The man who police said had fired was held").
pub(super) fn clause_end(tokens: &[Token<'_>], unit: &Range<usize>, subject: &Range<usize>, verb: usize) -> Option<usize> {
    let open = |at: &usize| tokens[*at].quote.is_none();
    // "Orr, who, police said, had fired".
    let comma = subject.start.checked_sub(2).filter(|_| tokens[subject.start - 1].is(",") && open(&(subject.start - 1)));
    // "Orr, who said".
    let itself = subject.len() == 1 && tokens[subject.start].is_any(&["who", "which"]);
    let pronoun = Some(subject.start)
        .filter(|_| itself)
        .or(comma)
        .or(subject.start.checked_sub(1))
        .filter(|at| unit.contains(at) && open(at) && tokens[*at].is_any(&["who", "whom", "which", "that"]))?;
    let is_verb = |at: usize| {
        let token = &tokens[at];
        open(&at)
            && (matches!(token.class, Class::Auxiliary | Class::Verb)
                || token.class == Class::Noun && !token.capital && (token.is_past() || !cues::verbs(&token.form).is_empty()))
    };
    let aside = pronoun > unit.start && open(&(pronoun - 1)) && tokens[pronoun - 1].is_any(&[",", "(", "—", "–"]);
    let noun = phrases::before(tokens, unit.start, if aside { pronoun - 1 } else { pronoun })?;
    let begins = noun.start == unit.start;
    // "Unlike Orr, who said", "While the mayor, who said".
    let led = (unit.start..noun.start).all(|at| {
        matches!(tokens[at].class, Class::Preposition | Class::Subordinator | Class::Determiner | Class::Adverb) && open(&at)
    });
    let words = || (verb..unit.end).take(FAR);
    if aside {
        let marks = || words().filter(|at| open(at) && tokens[*at].is_any(&[",", ")", "—", "–"]) && *at > verb);
        let closing = marks().find(|&mark| mark + 1 < unit.end && is_verb(mark + 1));
        // "First was Orr, who said it fell, broke and sank": the sentence has its verb, and goes on with none.
        let opens = |at: usize| tokens[at].is_any(&[",", "that"]) || tokens[at].class == Class::Subordinator;
        let front = (unit.start..noun.start).rev().take(FAR);
        let bound = front.take_while(|&at| !open(&at) || !opens(at)).any(is_verb);
        // "Police spoke to Orr, who said he fell, rose and ran off": so has this one, but for what an auxiliary goes on with.
        let finite = closing.is_some_and(|mark| tokens[mark + 1].class == Class::Auxiliary);
        if itself && (bound || !finite && (noun.start + 1..noun.end).any(|at| is_act(tokens, at))) {
            return None;
        }
        if itself {
            // "who said the dam, the pier and the bridge were safe, Holt said": behind the first clause.
            let main = || {
                marks().find(|&mark| {
                    led && words().any(|at| at < mark && is_verb(at)) && begins_clause(tokens, mark + 1, unit.end)
                })
            };
            return closing.or_else(main);
        }
        return closing.or_else(|| marks().next().filter(|_| begins));
    }
    if itself {
        return Some(verb).filter(|_| begins).and_then(|verb| main_verb(tokens, verb..unit.end));
    }
    if !begins || !is_verb(verb) {
        return None;
    }
    let chain = words().take_while(|&at| matches!(tokens[at].class, Class::Auxiliary | Class::Adverb)).count().max(1);
    let parts = |token: &Token<'_>| {
        matches!(token.class, Class::Mark | Class::Subordinator | Class::Coordinator | Class::Pronoun) || token.is("that")
    };
    let finite = ["is", "are", "was", "were", "has", "had", "have", "will", "would"];
    let mut rest = words().skip(chain).take_while(|at| open(at) && !parts(&tokens[*at]));
    rest.find(|&at| at > verb + chain && tokens[at].is_any(&finite))
}

/// "The letter saying it was safe was forged": where the verb stands of what opens the sentence before a participle.
pub(super) fn main_verb_behind(
    tokens: &[Token<'_>],
    unit: &Range<usize>,
    speaker: &Range<usize>,
    cue: &Range<usize>,
) -> Option<usize> {
    let opens = speaker.start == unit.start && speaker.end == cue.start && tokens[cue.start].form.ends_with("ing");
    main_verb(tokens, Some(cue.end).filter(|_| opens)?..unit.end)
}

/// "Ministers who said [the dam was safe] were wrong", "The letter saying [it was safe] was forged": gives where the sentence's own
/// verb stands, behind the clause that the words begin with, if it can be told.
fn main_verb(tokens: &[Token<'_>], words: Range<usize>) -> Option<usize> {
    let first = words.start + usize::from(tokens.get(words.start).is_some_and(|that| that.is("that")));
    let parts = |token: &Token<'_>| {
        token.quote.is_some()
            || matches!(token.class, Class::Mark | Class::Subordinator | Class::Coordinator)
            || token.is_any(&["who", "which", "whom", "that"])
    };
    let whole: Vec<usize> = (first..words.end).take(FAR).take_while(|&at| !parts(&tokens[at])).collect();
    let speaks = |token: &Token<'_>| {
        cues::verbs(&token.form).iter().any(|&(number, form)| {
            let verb = cues::verb(number);
            let clause = verb.takes(Frame::Bare) && verb.takes(Frame::Quotation) && !verb.takes(Frame::Noun);
            clause && form != Form::Ing && form != Form::Participle
        })
    };
    // An auxiliary, or a verb of appearance or speech, that nothing binds to a verb before it.
    let finite = |at: usize| {
        let token = &tokens[at];
        let bound = at > first
            && (tokens[at - 1].is("to")
                || matches!(tokens[at - 1].class, Class::Auxiliary | Class::Determiner)
                || tokens[at - 1].possessive);
        !token.capital
            && !bound
            && (token.is_any(FINITE)
                || token.is_any(&["appears", "appear", "appeared", "seems", "seem", "seemed"])
                || speaks(token))
    };
    let past = |at: usize| !tokens[at].capital && (tokens[at].is_past() || tokens[at].class == Class::Verb);
    // "accuse Orr of lying say": no clause that has a verb of its own.
    let clause = words.start.checked_sub(1).is_some_and(|before| {
        let takes =
            |&(number, _): &(usize, Form)| cues::verb(number).takes(Frame::Bare) || cues::verb(number).takes(Frame::That);
        cues::verbs(&tokens[before].form).iter().any(takes)
    });
    // Each verb of speech has a clause of its own behind it.
    let mut open = usize::from(clause);
    let found: Vec<usize> = whole.iter().copied().filter(|&at| at > first && finite(at)).collect();
    for &at in &found {
        match open {
            0 => return Some(at),
            _ if speaks(&tokens[at]) => {}
            _ => open -= 1,
        }
    }
    // "said the dam was safe resigned": a past form behind the verb of the clause, that no auxiliary, article or adverb binds.
    let acted = |&at: &usize| {
        let (token, before) = (&tokens[at], &tokens[at - 1]);
        let next = tokens.get(at + 1).filter(|_| at + 1 < words.end);
        let free = matches!(before.class, Class::Noun | Class::Time | Class::Number) && !before.possessive && !before.is_past();
        let closed = next.is_none_or(|next| {
            matches!(next.class, Class::Preposition | Class::Time | Class::Mark | Class::Determiner | Class::Adverb)
        });
        token.class == Class::Noun && !token.capital && token.is_past() && free && closed && !next.is_some_and(|by| by.is("by"))
    };
    if clause
        && open == 0
        && let Some(verb) = whole.iter().copied().filter(|&at| at > first + 1).rfind(acted)
        && found.first().is_some_and(|&first| first < verb)
    {
        return Some(verb);
    }
    // "said the dam leaked were wrong": the first verb is no auxiliary.
    found.first().copied().filter(|&one| (first + 1..one).any(past))
}

/// Verbs whose clause can lose its subject to what they tell of: "a plan critics say is bad".
const LENDING: &[&str] = &[
    "say", "believe", "think", "argue", "insist", "maintain", "contend", "claim", "allege", "warn", "hope", "fear", "predict",
    "expect",
];

/// Verbs that such a clause begins with.
const FINITE: &[&str] =
    &["is", "are", "was", "were", "has", "had", "have", "will", "would", "can", "could", "may", "might", "must", "should"];

/// Tells whether what the draft's speaker says has lost its subject so.
pub(super) fn lends(tokens: &[Token<'_>], draft: &Draft, speaker: &Range<usize>) -> bool {
    let Some((lemma, cue)) = &draft.cue else { return false };
    let lost = tokens.get(cue.end).is_some_and(|next| next.is_any(FINITE) && next.quote.is_none());
    let told = || draft.content.first().is_some_and(|piece| piece.start == cue.end);
    lost && is_lending(lemma) && speaker.end <= cue.start && told()
}

/// Tells whether the verb is one of those.
pub(super) fn is_lending(lemma: &str) -> bool {
    LENDING.contains(&lemma)
}

impl Reader<'_, '_> {
    /// "Councillors who backed the plans said", "nobody who worked with Holt said", "lawyers who represent Holt said": the place of
    /// the word whose clause has the words in front of the verb, or the last of them, for its object.
    pub(super) fn who_acts(&self, object: &Range<usize>) -> Option<usize> {
        const REACH: usize = 14;
        const KNOWS: &[&str] = &["knew", "knows", "know", "known"];
        let tokens = &self.paragraph.tokens;
        let voice = |at: usize| voices::is_body(&tokens[at].form) || voices::is_person_word(&tokens[at].form);
        let past = |at: usize| !tokens[at].capital && (tokens[at].class == Class::Verb || tokens[at].is_past());
        let inside = |at: usize| match tokens[at].class {
            Class::Mark | Class::Pronoun | Class::Subordinator => false,
            Class::Coordinator => past(at + 1),
            _ => true,
        };
        let relative = |at: usize| self.is_any(at, &["who", "which", "that"]);
        if self.is_any(object.start, &["he", "she", "they", "we", "i"]) {
            return None;
        }
        let before = (self.unit.start + 1..object.start).rev().take(REACH);
        let mut before = before.take_while(|&at| !self.is_quoted(at) && (relative(at) || inside(at)));
        let who = before.find(|&at| relative(at))?;
        let verb = (who + 1..object.end).find(|&at| !matches!(tokens[at].class, Class::Auxiliary | Class::Adverb))?;
        let token = &tokens[verb];
        let plain = token.class == Class::Noun && !token.capital && !token.possessive && !voice(verb);
        let acts = past(verb) || plain && (verb < object.start || verb + 1 < object.end);
        // "the claim that workers at the dam made": only of somebody is it told what he does.
        let told_of = self.is(who, "who")
            || tokens[who - 1].quote.is_none() && voice(who - 1) && (past(verb) || token.form.ends_with('s'));
        // "For people who live in Vale the mayor said": the mayor hangs on nothing.
        let governor = object.start - 1;
        let hangs = verb >= object.start || governor == verb || tokens[governor].class == Class::Preposition || past(governor);
        // "A neighbour who knew Holt said": the neighbour; but "those who claim Holt said".
        let reports = |at: usize| {
            !tokens[at].capital
                && !tokens[at].is_any(KNOWS)
                && self.class(at + 1) != Some(Class::Preposition)
                && cues::verbs(&tokens[at].form).iter().any(|&(number, _)| cues::verb(number).takes(Frame::Bare))
        };
        (acts && told_of && hangs && !(who + 1..object.start).any(reports)).then_some(who)
    }

    /// "Brandt claims Keller said": the subject of the second verb begins behind the first.
    pub(super) fn part_subjects(&self, groups: &[Group], subjects: &mut [Subject]) {
        for at in 1..groups.len() {
            let before = &groups[at - 1];
            let Subject::Before(words) = &mut subjects[at] else { continue };
            // "A neighbour who knew Orr well said": a clause that tells of the neighbour.
            let relative = before.tokens.start > self.unit.start
                && self.is_any(before.tokens.start - 1, &["who", "which", "that", "whom"]);
            let inside = words.start < before.tokens.start && before.tokens.end < words.end && !relative;
            let clause = || {
                let next = &self.paragraph.tokens[before.tokens.end];
                let begins = next.capital || matches!(next.class, Class::Determiner | Class::Pronoun);
                let whole = !self.paragraph.tokens[words.start..before.tokens.end].iter().any(Token::is_mark);
                begins && whole && before.verb.takes(Frame::Bare) && before.verb.tail.is_empty()
            };
            if inside && before.voice == Voice::Finite && groups[at].voice == Voice::Finite && clause() {
                words.start = before.tokens.end;
            }
        }
    }

    /// "Orr, who, police said, fired twice": where what is said begins, behind the aside that the verb ends at `end`.
    pub(super) fn behind_aside(&self, subject: usize, end: usize) -> Option<usize> {
        let who = subject.checked_sub(2).filter(|&at| self.unit.contains(&at) && self.is(at + 1, ","))?;
        let relative = self.is_any(who, &["who", "whom", "which"]) && !self.is_quoted(who) && !self.is_quoted(who + 1);
        // "All of which, Holt said, would help" is a clause of its own.
        let bound = who > self.unit.start && self.class(who - 1) != Some(Class::Preposition);
        let behind = self.adverbials(end);
        let closed = self.is(behind, ",") && !self.is_quoted(behind);
        (relative && bound && closed && self.unit.contains(&(behind + 1))).then_some(behind + 1)
    }

    /// "wrote to all parties urging": tells whether what the words at `noun` name is where to or beside what something is done.
    pub(super) fn hangs_beside(&self, noun: &Range<usize>) -> bool {
        const BESIDE: &[&str] = &["to", "near", "outside", "opposite", "beside", "at", "against", "into", "across"];
        let before = noun.start.checked_sub(1).filter(|&at| self.unit.contains(&at) && !self.is_quoted(at));
        let all = |at: usize| if self.is_any(at, &["all", "both"]) { at.checked_sub(1) } else { Some(at) };
        let before = before.and_then(all).filter(|&at| at > self.unit.start && self.is_any(at, BESIDE));
        before.is_some_and(|at| !self.is_any(at - 1, &["according", "due", "thanks"]))
    }

    /// "a plan critics say is bad": who says so of what the words at `subject` name too, behind what they name.
    pub(super) fn lent(&self, group: &Group, subject: &Range<usize>) -> Option<Range<usize>> {
        let tokens = &self.paragraph.tokens;
        if !self.lends(group) {
            return None;
        }
        let last = subject.end - 1;
        let name = |at: usize| tokens[at].capital && tokens[at].class == Class::Noun && !tokens[at].possessive;
        let plural = |token: &Token<'_>| {
            token.form.ends_with('s') && (voices::is_person_word(&token.form) || voices::is_body(&token.form))
                || token.is_any(&["police", "people", "some", "many"])
        };
        let start = match () {
            () if name(last) => subject.clone().rev().take_while(|&at| name(at)).last()?,
            () if plural(&tokens[last]) => last,
            () => return None,
        };
        let noun = |at: usize| tokens[at].class == Class::Noun && tokens[at].quote.is_none() && !tokens[at].capital;
        let lender = start.checked_sub(1).filter(|&at| at > self.unit.start && noun(at) && !tokens[at].possessive)?;
        let determined = (self.unit.start..lender).rev().take(3).find(|&at| !noun(at));
        let article = determined.is_some_and(|at| self.is_any(at, &["a", "an", "the", "this", "that", "one"]));
        // "a plan critics say is bad was passed": where it ends is not told where it opens the sentence.
        (article && determined > Some(self.unit.start)).then_some(start..subject.end)
    }

    /// Tells whether the clause that a verb takes has lost its subject: "say is bad".
    pub(super) fn lends(&self, group: &Group) -> bool {
        let end = group.tokens.end;
        group.voice == Voice::Finite
            && LENDING.contains(&group.verb.lemma)
            && self.is_any(end, FINITE)
            && !self.is_quoted(end)
            && !group.negated
    }

    /// Tells whether what a clause tells of stands before who says so: "a move the critics say is bad"; not "all he says is true".
    pub(super) fn has_lender(&self, group: &Group) -> bool {
        const WORDS: &[&str] = &[
            "everything",
            "anything",
            "something",
            "nothing",
            "all",
            "much",
            "thing",
            "things",
            "words",
            "lies",
            "what",
            "whatever",
            "way",
            "reason",
            "time",
            "moment",
            "day",
        ];
        let tokens = &self.paragraph.tokens;
        let Some(subject) = phrases::before(tokens, self.unit.start, group.tokens.start) else { return false };
        if self.lent(group, &subject).is_some() {
            return true;
        }
        let Some(before) = subject.start.checked_sub(1).filter(|&at| at > self.unit.start && !self.is_quoted(at)) else {
            return false;
        };
        let noun = matches!(tokens[before].class, Class::Noun) && !tokens[before].is_past();
        let opens = || phrases::before(tokens, self.unit.start, before + 1).is_none_or(|noun| noun.start == self.unit.start);
        self.is_any(before, &["who", "whom", "which"]) || noun && !self.is_any(before, WORDS) && !opens()
    }

    /// "leaders who they believe will listen": what a crowd thinks of whom it chooses is the writer's tale.
    pub(super) fn is_told_of_crowd(&self, group: &Group, subject: &Range<usize>) -> bool {
        const THINKS: &[&str] =
            &["believe", "think", "hope", "feel", "expect", "know", "fear", "want", "assume", "imagine", "suppose", "see"];
        let relative = |at: usize| self.is_any(at, &["who", "whom", "which", "that"]) && !self.is_quoted(at);
        let bound = subject.start.checked_sub(1).filter(|&at| at > self.unit.start && relative(at));
        let crowd = subject.len() == 1 && self.is_any(subject.start, &["they", "people", "many", "some"]);
        let end = group.tokens.end;
        let lost = matches!(self.class(end), Some(Class::Auxiliary | Class::Verb))
            || self.unit.contains(&end) && self.paragraph.tokens[end].is_past();
        crowd && lost && THINKS.contains(&group.verb.lemma) && bound.is_some_and(|at| self.class(at - 1) == Some(Class::Noun))
    }

    /// "It was Orr, not Holt, who said": the first of the two.
    pub(super) fn rather_than(&self, who: &Range<usize>) -> Option<Range<usize>> {
        let tokens = &self.paragraph.tokens;
        if who.len() != 1 || !self.is_any(who.start, &["who", "which"]) {
            return None;
        }
        let comma = |at: usize| at > self.unit.start && self.is(at - 1, ",") && !self.is_quoted(at - 1);
        let end = who.start - usize::from(comma(who.start));
        let other = phrases::before(tokens, self.unit.start, end)?;
        let before = |from: usize, words: &[&str]| {
            let at = from.checked_sub(words.len()).filter(|&at| at > self.unit.start)?;
            words.iter().zip(at..).all(|(word, at)| self.is(at, word) && !self.is_quoted(at)).then_some(at)
        };
        let phrases: [&[&str]; 6] =
            [&["and", "not"], &["not"], &["rather", "than"], &["instead", "of"], &["as", "opposed", "to"], &["never"]];
        let turned = phrases.iter().find_map(|words| before(other.start, words))?;
        let end = turned - usize::from(comma(turned));
        phrases::before(tokens, self.unit.start, end)
    }
}
