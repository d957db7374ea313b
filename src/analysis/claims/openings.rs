//! What follows a verb that reports: its content, who is told, when and where?

use super::cues::{self, Frame};
use super::frames::{After, Around, Reader};
use super::groups::Group;
use super::phrases;
use super::tokens::{Class, List, Token};
use super::voices;
use crate::model::document::Stance;
use std::ops::Range;

/// Verbs that take things as well as clauses: "found the key", "wrote the screenplay".
static OF_THINGS: List = List::new(
    "find, know, boast, write, state, learn, agree, feel, report, note, repeat, maintain, discover, calculate, \
    claim, conclude, recognize, hear, read, text, email, tweet, assume, notice, see, add, answer, retort",
);

impl Reader<'_, '_> {
    /// Tells what follows a verb: its content, or nothing.
    pub(super) fn opening(&self, group: &Group, end: usize) -> After {
        let mut at = end;
        if group.verb.takes(Frame::Addressee) {
            match self.addressee(at) {
                Some(addressee) if group.verb.lemma == "tell" && self.is_infinitive(addressee.end) => {
                    return After::Content(addressee.end);
                }
                Some(addressee) if group.verb.lemma == "tell" => at = self.parted(addressee).end,
                // "asked Holt to pay", "warned them not to go": who is asked belongs to what is asked.
                Some(addressee) if self.is_infinitive(addressee.end) => return After::Content(at),
                // "warned the risks were tilted": no addressee, but the subject of what is said.
                Some(addressee) => match self.open(group, addressee.end) {
                    After::Content(start) => return After::Content(start),
                    After::Nothing(_) => {}
                },
                None if group.verb.lemma == "tell" => return After::Nothing(at),
                None => {}
            }
        }
        self.open(group, at)
    }

    /// Tells whether "to stop" or "not to stop" stands here.
    pub(super) fn is_infinitive(&self, at: usize) -> bool {
        let to = if self.is_any(at, &["not", "never"]) { at + 1 } else { at };
        self.is(to, "to")
            && !self.is_quoted(to)
            && matches!(self.class(to + 1), Some(Class::Noun | Class::Verb | Class::Auxiliary))
    }

    /// "told the Herald life was hard", "told members prices had risen": who is told ends where what is said begins, behind a name
    /// or somebody.
    fn parted(&self, addressee: Range<usize>) -> Range<usize> {
        let tokens = &self.paragraph.tokens;
        if self.class(addressee.end) != Some(Class::Auxiliary) || self.is_quoted(addressee.end) {
            return addressee;
        }
        let plain = |at: usize| tokens[at].class == Class::Noun && tokens[at].quote.is_none();
        let somebody =
            |at: usize| tokens[at].capital || voices::is_person_word(&tokens[at].form) || voices::is_body(&tokens[at].form);
        let parts = |&at: &usize| {
            plain(at) && plain(at + 1) && !tokens[at].possessive && somebody(at) && !tokens[at + 1].capital && !somebody(at + 1)
        };
        let end = (addressee.start..addressee.end.saturating_sub(1)).find(parts).map_or(addressee.end, |at| at + 1);
        addressee.start..end
    }

    /// "to mend the roads", and not "to party members".
    fn is_plain_infinitive(&self, at: usize) -> bool {
        let verb = self.paragraph.tokens.get(at + 1).filter(|_| self.is_infinitive(at) && self.is(at, "to"));
        let object =
            matches!(self.class(at + 2), Some(Class::Determiner | Class::Pronoun | Class::Number)) && !self.is(at + 2, "that");
        verb.is_some_and(|verb| {
            !verb.capital
                && !verb.form.ends_with('s')
                && (object || matches!(verb.class, Class::Verb | Class::Auxiliary))
                && verb.quote.is_none()
        })
    }

    pub(super) fn addressee(&self, at: usize) -> Option<Range<usize>> {
        let pronoun = self.is_any(at, &["me", "him", "her", "us", "them", "you", "reporters", "lawmakers"])
            && !self.is(at + 1, "and")
            && !self.is_any(at + 1, &["at", "in", "on", "from", "for", "with"]);
        let determined = self.is(at, "her") && matches!(self.class(at + 1), Some(Class::Noun));
        if self.is_quoted(at) || self.is(at, "that") {
            None
        } else if pronoun && !determined {
            Some(at..at + 1)
        } else {
            let noun = phrases::after(&self.paragraph.tokens, at, self.unit.end).map(|noun| self.before_infinitive(noun))?;
            Some(noun.start..self.programme(noun.end).unwrap_or(noun.end))
        }
    }

    /// "told Radio 4's Today programme: “…”", "told Vale Radio Five Live's Breakfast show": where the name of a broadcast or a
    /// paper ends that a time or a number broke off at `from`.
    fn programme(&self, from: usize) -> Option<usize> {
        const LONGEST: usize = 6;
        const NOUNS: &[&str] = &["programme", "program", "show", "newspaper", "magazine", "website", "news", "radio"];
        let named = |at: &usize| {
            let token = &self.paragraph.tokens[*at];
            token.quote.is_none() && !token.is_mark() && (token.capital || token.class == Class::Number)
        };
        let behind = (from..self.unit.end.min(from + LONGEST)).take_while(named).count() + from;
        // "told Vale Radio Five Live: “…”".
        let alone = behind > from && self.is_any(behind, &[":", "that"]) && !self.is_quoted(behind);
        let programme = self.is_any(behind, NOUNS) && !self.is_quoted(behind);
        if programme { Some(behind + 1) } else { Some(behind).filter(|_| alone) }
    }

    /// Leaves out of a noun phrase the infinitive that its last words are: "residents [to stay] indoors".
    pub(super) fn before_infinitive(&self, noun: Range<usize>) -> Range<usize> {
        let tokens = &self.paragraph.tokens;
        let verb = |token: &Token<'_>| {
            let plural = token.form.ends_with('s') && !token.form.ends_with("ss");
            let word = matches!(token.class, Class::Noun | Class::Verb | Class::Auxiliary);
            word && !token.capital && !token.possessive && !plural
        };
        let to = (noun.start + 1..noun.end).find(|&at| {
            self.is(at, "to")
                && tokens[at].quote.is_none()
                && tokens.get(at + 1).is_some_and(verb)
                && !matches!(self.class(at + 2), None | Some(Class::Mark | Class::Auxiliary))
        });
        noun.start..to.unwrap_or(noun.end)
    }

    pub(super) fn open(&self, group: &Group, end: usize) -> After {
        let verb = group.verb;
        let reports = verb.takes(Frame::Quotation) || verb.takes(Frame::That);
        // "says that: “It fell”".
        let colon = self.is(end, "that") && self.is_any(end + 1, &[":", ","]) && self.is_quoted(end + 2);
        if reports && colon && !self.is_quoted(end) {
            return After::Content(end + 2);
        }
        // "commented that he liked it".
        let clause =
            self.is(end, "that") && !matches!(self.class(end + 1), None | Some(Class::Mark | Class::Time | Class::Verb));
        if verb.takes(Frame::Quotation)
            && !verb.takes(Frame::That)
            && !verb.takes(Frame::Object)
            && !verb.takes(Frame::Verdict)
            && clause
            && !self.is_quoted(end)
        {
            return After::Content(end + 1);
        }
        if let Some(start) = self.behind_circumstances(group, end).or_else(|| self.behind_oath(group, end)) {
            return After::Content(start);
        }
        if self.is_content(group, end) {
            return After::Content(self.without_that(end));
        }
        let at = if reports { self.adverbials(end) } else { self.timed(end) };
        // "agreed to forgive it if he paid": no condition is all that was agreed.
        let done = self.is_infinitive(end)
            && self.paragraph.tokens.get(end + 1).is_some_and(|verb| !verb.capital && !verb.form.ends_with('s'));
        if done && at > end && !verb.takes(Frame::Infinitive) && self.class(at) == Some(Class::Subordinator) {
            return After::Nothing(at);
        }
        if verb.takes(Frame::Infinitive)
            && let Some(to) = (end + 1..at).find(|&to| self.is_plain_infinitive(to))
        {
            return After::Content(to);
        }
        let far = at != end && self.timed(end) != at && !matches!(self.class(at - 1), Some(Class::Adverb));
        // "ruled against the people he represents": a relative clause.
        let relative =
            self.class(at) == Some(Class::Pronoun) && !matches!(verb.lemma, "say" | "add" | "tell" | "announce" | "report");
        let object = far
            && !self.is_quoted(at)
            && (!verb.takes(Frame::Bare) || relative)
            && !self.is_any(at, &["that", "to", "whether", "how", "why", "what"]);
        if at != end && !object && self.is_content(group, at) {
            return After::Content(self.without_that(at));
        }
        if verb.takes(Frame::Quotation) && self.is_any(at, &[":", ",", "—", "–", "--"]) && !self.is_quoted(at) {
            if self.is_quoted(at + 1) {
                return After::Content(at + 1);
            }
            if self.is(at, ":") && at + 1 < self.unit.end {
                return After::Content(at + 1);
            }
            // "said, however, that".
            if let Some(that) =
                (at + 1..self.unit.end.min(at + 14)).find(|&that| self.is(that, "that") && self.is(that - 1, ","))
            {
                return After::Content(that + 1);
            }
        }
        After::Nothing(at)
    }

    /// Gives where a clause begins behind where and when it was said: "said here on Sunday that", "said last summer that", "said
    /// today it".
    fn behind_circumstances(&self, group: &Group, end: usize) -> Option<usize> {
        let here = self.is(end, "here") && !self.is_quoted(end);
        if !group.verb.takes(Frame::That) || !here && self.timed(end) == end {
            return None;
        }
        let at = self.adverbials(end + usize::from(here));
        let that = self.is(at, "that") && !self.is_quoted(at) && !matches!(self.class(at + 1), None | Some(Class::Mark));
        let pronoun = self.is_any(at, &["it", "he", "she", "they", "we", "its", "their"])
            && group.verb.takes(Frame::Bare)
            && !self.is_quoted(at);
        // "pledged last week to cut the price".
        let timed = self.timed(end);
        if group.verb.takes(Frame::Infinitive) && !here && self.is_infinitive(timed) {
            return Some(timed);
        }
        (that || pronoun).then_some(at + usize::from(that))
    }

    /// "said under oath in a deposition that": the clause behind how and where it was said.
    fn behind_oath(&self, group: &Group, end: usize) -> Option<usize> {
        const MOST: usize = 4;
        let speaks = matches!(group.verb.lemma, "say" | "tell" | "testify" | "state" | "claim" | "swear" | "admit" | "insist");
        if !speaks || !self.is(end, "under") || self.is_quoted(end) {
            return None;
        }
        let mut at = end;
        for _ in 0..MOST {
            if self.class(at) != Some(Class::Preposition) || self.is_quoted(at) {
                break;
            }
            at = phrases::after(&self.paragraph.tokens, at + 1, self.unit.end)?.end;
        }
        (self.is(at, "that") && !self.is_quoted(at) && !matches!(self.class(at + 1), None | Some(Class::Mark)))
            .then_some(at + 1)
    }

    pub(super) fn without_that(&self, at: usize) -> usize {
        let ing = |at: usize| self.paragraph.tokens.get(at).is_some_and(|token| token.form.ends_with("ing"));
        let saying =
            self.is(at + 2, ",") && (ing(at + 3) || self.class(at + 3) == Some(Class::Auxiliary)) || self.is(at + 2, "saying");
        // "rejected that, arguing".
        let reports = |at: usize| ing(at) && !cues::verbs(&self.paragraph.tokens[at].form).is_empty();
        let saying = saying
            || self.is(at + 1, ",") && reports(at + 2)
            || self.is_any(at + 1, &["and", "but"])
            || self.is(at + 1, ",") && self.is_any(at + 2, &["and", "but"]);
        let closed = (saying || self.class(at + 2).is_none() || self.is_any(at + 2, &[".", ";"])) && !self.is_quoted(at + 1);
        let clause = self.is(at, "that") && !self.is_quoted(at) && at + 1 < self.unit.end;
        // "disputed that claim".
        if clause && !closed { at + 1 } else { at }
    }

    pub(super) fn timed(&self, at: usize) -> usize {
        phrases::time_after(&self.paragraph.tokens, at, self.unit.end)
    }

    /// Tells whether what the verb takes begins at `at`.
    pub(super) fn is_content(&self, group: &Group, at: usize) -> bool {
        let verb = group.verb;
        let Some(class) = self.class(at) else { return false };
        if self.is_wordless(group, at) {
            return false;
        }
        if self.is_quoted(at) {
            return !verb.takes(Frame::Verdict)
                || verb.takes(Frame::Quotation) && verb.lemma != "call"
                || self.has_verdict(at, verb.lemma == "call");
        }
        let next = self.class(at + 1);
        if self.is(at, "that") {
            // "rejected that and said": nothing but "that".
            let alone = self.is_any(at + 1, &["and", "but"]) && !self.is_quoted(at + 1);
            if alone && !verb.takes(Frame::Object) {
                return false;
            }
            let clause = !matches!(next, None | Some(Class::Mark)) || self.is_quoted(at + 1) || self.is(at + 1, ",");
            return clause && (verb.takes(Frame::That) || verb.takes(Frame::Object));
        }
        if self.is_any(at, &["whether", "if", "how", "why", "what", "who", "where", "when"]) {
            if self.is_any(at, &["if", "when"]) && verb.takes(Frame::Bare) && verb.stance != Stance::Question {
                return self.is_condition(at);
            }
            let said_what = self.is_any(at, &["whether", "how", "why", "what"]);
            return said_what && (verb.takes(Frame::Question) || verb.takes(Frame::That))
                || verb.takes(Frame::Question) && verb.stance == Stance::Question;
        }
        if self.is(at, "to") {
            return verb.takes(Frame::Infinitive);
        }
        match class {
            Class::Noun | Class::Determiner | Class::Pronoun | Class::Number | Class::Verb => {
                if verb.takes(Frame::Verdict) {
                    return self.has_verdict(at, verb.lemma == "call")
                        || verb.stance == Stance::Deny && verb.takes(Frame::Object);
                }
                let word = &self.paragraph.tokens[at].form;
                let reflexive = word.ends_with("self") || word.ends_with("selves");
                if reflexive && OF_THINGS.holds(verb.lemma) {
                    return false;
                }
                verb.takes(Frame::Object) && !reflexive
                    || verb.takes(Frame::Bare) && self.has_verb(at) && (!OF_THINGS.holds(verb.lemma) || self.has_clause(at))
            }
            // "denied having paid", "donations, which he said were returned".
            Class::Auxiliary => {
                self.is_any(at, &["having", "being"]) && (verb.takes(Frame::Object) || verb.lemma == "say" && self.has_verb(at))
                    || self.lends(group) && at == group.tokens.end && self.has_lender(group)
                    || verb.takes(Frame::Bare)
                        && (group.tokens.start.saturating_sub(4)..group.head)
                            .any(|at| self.is_any(at, &["which", "who", "that", "what"]))
            }
            Class::Adverb | Class::Time | Class::Preposition => {
                verb.takes(Frame::Bare)
                    && self.is_any(
                        at,
                        &[
                            "there", "here", "now", "only", "even", "under", "about", "more", "still", "almost", "nearly",
                            "not", "despite",
                        ],
                    )
                    && self.has_verb(at)
            }
            Class::Subordinator => {
                verb.takes(Frame::Bare)
                    && (self.is_any(at, &["while", "although", "because"])
                        || self.is_any(at, &["once", "unless", "until", "though"]) && self.is_condition(at))
            }
            _ => false,
        }
    }

    /// Tells whether a condition opens what is said: "said if re-elected he would stay", but not "said when asked", "said when he
    /// arrived".
    fn is_condition(&self, at: usize) -> bool {
        if self.is_any(at + 1, &["asked", "questioned", "pressed", "contacted", "reached", "told", "approached", "challenged"])
        {
            return false;
        }
        let comma = (at + 1..self.unit.end.min(at + 40)).find(|&at| self.is(at, ",") && !self.is_quoted(at));
        let goes_on = comma.is_some_and(|comma| {
            matches!(self.class(comma + 1), Some(Class::Noun | Class::Determiner | Class::Pronoun | Class::Number))
                && self.has_verb(comma + 1)
        });
        self.is(at, "if") || goes_on
    }

    /// Tells whether a finite verb, as far as can be told, follows within a clause.
    pub(super) fn has_verb(&self, at: usize) -> bool {
        let mut words = self.paragraph.tokens[at..self.unit.end].iter().take(25).skip(1);
        words.any(|token| {
            let inflected =
                token.class == Class::Noun && !token.capital && (token.form.ends_with("ed") || token.form.ends_with('s'));
            matches!(token.class, Class::Auxiliary | Class::Verb)
                || inflected
                || !cues::verbs(&token.form).is_empty()
                || token.form.contains('\'')
        }) || self.class(at) == Some(Class::Pronoun)
    }

    /// Tells whether a noun phrase with a verb of its own begins at `at`: "the town was old", not "the screenplay of his book".
    pub(super) fn has_clause(&self, at: usize) -> bool {
        let tokens = &self.paragraph.tokens;
        if self.class(at) == Some(Class::Pronoun) {
            return self.is_pronoun_clause(at);
        }
        let Some(noun) = phrases::after(tokens, at, self.unit.end) else { return false };
        let past = |at: usize| {
            let token = &tokens[at];
            let plain = token.class == Class::Noun && !token.capital && token.quote.is_none();
            plain && token.is_past()
        };
        // "claims Holt said that".
        if (noun.start + 1..noun.end).any(|at| self.is_any(at, &["said", "told"]) && tokens[at - 1].capital) {
            return true;
        }
        if (noun.start + 1..noun.end).any(|at| past(at) && !self.is_any(at + 1, &["on", "in", "by", "of", "to", "from", "at"]))
        {
            return true;
        }
        // "noted several “cracks” were old".
        const SCARE: usize = 6;
        let scare = self.paragraph.quotation_from(noun.end).map(|(_, quoted)| quoted).filter(|quoted| quoted.len() <= SCARE);
        let mut next = scare.map_or(noun.end, |quoted| quoted.end);
        while self.class(next) == Some(Class::Adverb) {
            next += 1;
        }
        let verb = matches!(self.class(next), Some(Class::Auxiliary | Class::Verb | Class::Determiner | Class::Pronoun))
            && !self.is_any(next, &["who", "which", "that", "whom"]);
        verb || self.unit.contains(&next) && (past(next) || tokens[next].class == Class::Noun && next > noun.end)
    }

    /// Passes over the adverbs, times and places of an utterance: "on Tuesday", "in a statement", "during a rally in Ohio".
    pub(super) fn adverbials(&self, from: usize) -> usize {
        const HOW: &[&str] = &[
            "in",
            "on",
            "at",
            "during",
            "to",
            "via",
            "through",
            "by",
            "from",
            "with",
            "of",
            "about",
            "after",
            "before",
            "following",
            "as",
            "over",
            "when",
            "for",
            "into",
            "against",
        ];
        let tokens = &self.paragraph.tokens;
        let mut at = from;
        while at < self.unit.end && at - from < 40 {
            let timed = self.timed(at);
            if timed > at {
                at = timed;
            } else if self.class(at) == Some(Class::Adverb)
                && !self.is_any(at, &["there", "here", "not"])
                && !self.is_quoted(at)
            {
                at += 1;
            } else if self.is_any(at, HOW) && !self.is_quoted(at) {
                // "after a meeting at which members voted": a clause of the meeting, not what is said.
                match phrases::after(tokens, at + 1, self.unit.end).filter(|noun| !self.is_any(noun.start, &["which", "whom"]))
                {
                    Some(noun) => at = noun.end,
                    None => break,
                }
            } else if self.is_any(
                at,
                &["sent", "posted", "published", "released", "aired", "issued", "obtained", "written", "made", "broadcast"],
            ) && at > from
            {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// Who relays: the addressee of "told".
    pub(super) fn relays(&self, group: &Group) -> Vec<Range<usize>> {
        let end = group.tokens.end;
        match group.verb.lemma {
            "tell" => match self.addressee(end) {
                Some(addressee) => vec![self.parted(addressee)],
                None => Vec::new(),
            },
            _ => self.documents(end, self.adverbials(end)),
        }
    }

    /// The documents named in the adverbials: "in a letter sent to lawmakers".
    pub(super) fn documents(&self, from: usize, to: usize) -> Vec<Range<usize>> {
        let tokens = &self.paragraph.tokens;
        let start = (from..to)
            .find(|&at| self.is_any(at, &["in", "to"]) && matches!(self.class(at + 1), Some(Class::Determiner | Class::Noun)));
        let Some(noun) = start.and_then(|at| phrases::after(tokens, at + 1, to)) else { return Vec::new() };
        let document = tokens[noun.clone()].iter().any(|token| token.is_any(&["letter", "memo", "email"]));
        let heard = start.is_some_and(|at| self.is(at, "to")) && tokens[noun.clone()].iter().any(|token| token.capital);
        if document || heard { vec![noun] } else { Vec::new() }
    }

    /// Tells whether the words before a subject only tell when, where or why: "In May,", "When a reporter asked why, he said".
    fn is_setting(&self, words: &Range<usize>) -> bool {
        let tokens = &self.paragraph.tokens;
        let first = (words.start..words.end).find(|&at| !tokens[at].is_mark());
        let Some(first) = first.filter(|&at| !self.is_quoted(at)) else { return false };
        let last = (words.start..words.end).rev().find(|&at| !tokens[at].is_mark());
        // "When asked about “the deal,” he said": what is quoted belongs to the question.
        let behind_quotation = last.is_some_and(|last| self.is_quoted(last));
        let asked =
            self.is_any(first, &["asked", "questioned", "pressed", "when", "while", "although", "though", "after", "as"]);
        let verb = (words.start..words.end).any(|at| {
            matches!(self.class(at), Some(Class::Auxiliary | Class::Verb)) && !tokens[at].capital || tokens[at].quote.is_some()
        });
        let source = self.is(first, "according") && self.is(first + 1, "to");
        let phrase = source || matches!(self.class(first), Some(Class::Preposition | Class::Time)) && words.len() <= 8 && !verb;
        let past = tokens[words.clone()].iter().any(|token| token.is_past() || token.form.contains('\''));
        let asked = asked || tokens[words.clone()].iter().any(|token| token.quote.is_none() && token.is("asked"));
        // "Appearing on “The Hour,” Holt said": where she said it.
        let appearing = tokens[first].capital && tokens[first].form.len() > 5 && tokens[first].form.ends_with("ing");
        // "Standing on a muddy road, members claimed".
        let standing = appearing && self.class(first + 1) == Some(Class::Preposition) && !verb;
        (asked || appearing) && behind_quotation || phrase && !past || standing
    }

    /// Tells whether what begins at `start` is a clause behind "that": then nothing before the verb is what is said.
    fn is_clause_of_own(&self, start: usize) -> bool {
        let that = self.is(start - 1, "that") && !self.is_quoted(start - 1) && self.class(start) != Some(Class::Time);
        // "because of the “impact,” Holt said, that it had".
        that && !self.is(start - 2, ",")
    }

    /// Gives the content on either side of a verb and who relays it.
    pub(super) fn around(&self, group: &Group, subject: Option<usize>) -> Option<Around> {
        if let Some(start) = subject.and_then(|subject| self.behind_aside(subject, group.tokens.end)) {
            return Some((vec![self.clause(start)], self.relays(group)));
        }
        let before = subject.and_then(|subject| self.before(subject));
        let before = before.filter(|words| !self.is_setting(words) && !self.is_background(group, words));
        let after_quote = before.is_some() && subject.is_some_and(|subject| self.ends_quoted(subject));
        let via = self.relays(group);
        // "In her book, “Steps,” Berg suggested going": the title belongs to the adverbial.
        let speech = before.as_ref().is_some_and(|words| self.is_quoted(words.start));
        let after_quote = after_quote
            && (speech
                || !self.is_any(before.as_ref().map_or(self.unit.start, |words| words.start), &["in", "on", "at", "with"]));
        match self.opening(group, group.tokens.end) {
            // "No sign was found, Holt said, that it leaked": both halves.
            After::Content(_) if before.as_ref().is_some_and(|words| self.is_split(words, group.tokens.end)) => {
                Some((vec![before?, self.clause(group.tokens.end + 1)], via))
            }
            After::Content(start)
                if !after_quote
                    || self.is_quoted(start) && self.is(start - 1, ":")
                    || !speech && self.is_clause_of_own(start) =>
            {
                Some((vec![self.complement(group, start)], via))
            }
            After::Content(start) if self.is_quoted(start) && !self.is_title(start) => {
                Some((vec![before?, self.clause(start)], via))
            }
            After::Content(_) => Some((vec![before?], via)),
            After::Nothing(at) => {
                if !group.verb.takes(Frame::Quotation) {
                    return None;
                }
                let before = before?;
                if !self.is_quoted(before.start) && self.is(group.tokens.end, "that") {
                    return None;
                }
                // "Reacting to calls, the firm has added a group": a thing is added, and no word.
                let acts = !self.is_quoted(before.start) && !group.verb.takes(Frame::Addressee) && at == group.tokens.end;
                let object = self.class(at) == Some(Class::Determiner) && !self.is_quoted(at);
                // "At the meeting, the bank reported 1986 earnings".
                let thing = matches!(self.class(at), Some(Class::Number | Class::Noun)) && !self.is_quoted(at);
                if acts && thing && OF_THINGS.holds(group.verb.lemma) && self.class(at + 1) == Some(Class::Noun) {
                    return None;
                }
                if acts && object && (matches!(self.class(at + 1), Some(Class::Noun)) || self.is_quoted(at + 1)) {
                    return None;
                }
                let mut content = vec![before];
                content.extend(self.continued(at, &content[0]));
                Some((content, via))
            }
        }
    }
}
