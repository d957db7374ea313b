//! Where do the words of a claim begin and end?

use super::cues::Frame;
use super::draft;
use super::frames::{Reader, Subject};
use super::groups::{Group, Voice};
use super::phrases;
use super::tokens::Class;
use super::voices;
use crate::model::document::Stance;
use std::ops::Range;

/// How far behind its verb a relative clause ends, in tokens: beyond it nothing is looked for, so that work stays bounded.
const LONGEST_RELATIVE: usize = 40;

impl Reader<'_, '_> {
    pub(super) fn stops(&self, groups: &[Group], subjects: &[Subject], sources: &[usize]) -> Vec<usize> {
        const JOINTS: &[&str] = &["and", "but", "while", "whereas", "though", "although", "as", "yet"];
        let mut stops: Vec<usize> = Vec::new();
        let mut stop = |first: usize, joint_needed: bool| {
            let mut at = first;
            let joined = at > self.unit.start && self.is_any(at - 1, JOINTS);
            // "Orr and other members shouted", "it is old but I think": half of a subject, and the speaker's own words.
            let half = joined && self.is_any(at - 1, &["and"]) && self.is_any(at, &["other", "others", "fellow"]);
            // "as far as she knew", "the board, which includes Orr, head of the bank, and Lind, did not agree": of one clause.
            let far = joined && at >= 2 && self.is(at - 1, "as") && self.is_any(at - 2, &["far", "long", "soon", "much"]);
            if half || far || joined && self.is_any(at, &["i"]) || joined && self.is_in_list(at) {
                return;
            }
            if joined {
                at -= 1;
            }
            let comma = at > self.unit.start && self.is_any(at - 1, &[",", ";", "—", "–"]);
            if (joined || comma && !joint_needed) && at > self.unit.start {
                stops.push(if comma { at - 1 } else { at });
            }
        };
        for (group, subject) in groups.iter().zip(subjects) {
            match (group.voice, subject) {
                (Voice::Unreal, _) | (_, Subject::Missing | Subject::After(_)) => {}
                (Voice::Finite | Voice::Passive, Subject::Before(subject)) => stop(subject.start, true),
                (_, Subject::Before(subject)) => stop(subject.start, true),
                (_, Subject::Elided) => stop(group.tokens.start, false),
            }
        }
        for &source in sources {
            stop(source, false);
        }
        stops.extend(groups.iter().zip(subjects).filter_map(|(group, subject)| self.denial_behind(group, subject)));
        stops.extend(groups.iter().zip(subjects).filter_map(|(group, subject)| self.goes_on_saying(group, subject)));
        let elided = subjects
            .iter()
            .zip(groups)
            .filter(|(subject, group)| matches!(subject, Subject::Elided) || group.voice == Voice::Participle);
        let fronted = elided.take(4).filter_map(|(_, group)| self.behind_fronted(group.tokens.start));
        stops.extend(fronted.map(|noun| noun.start - 1));
        // "While Holt said it was safe, he stayed at home".
        let main = |at: &usize| self.is(*at, ",") && self.is_any(at + 1, &["he", "she"]) && !self.is_quoted(*at);
        stops.extend(self.unit.clone().find(main).filter(|_| self.is_fronted()));
        // "Although Oslo has rejected a loan, Holt called on the bank".
        let first =
            self.is_any(self.unit.start, &["although", "though", "while", "whereas"]) && !self.is_quoted(self.unit.start);
        let named = |at: &usize| {
            let next = self.paragraph.tokens.get(at + 1);
            let name = next.is_some_and(|next| next.capital && next.class == Class::Noun && next.quote.is_none());
            self.is(*at, ",") && !self.is_quoted(*at) && (name || self.is(at + 1, "the")) && self.has_clause(at + 1)
        };
        stops.extend(self.unit.clone().find(named).filter(|_| first));
        for group in groups.iter().filter(|group| group.tokens.start > self.unit.start) {
            // ", in denying that it leaked, said".
            let aside = self.is_any(group.tokens.start - 1, &["in", "by", "while", "when", "after"])
                && group.voice == Voice::Participle
                && group.tokens.start >= self.unit.start + 2
                && self.is(group.tokens.start - 2, ",");
            if aside || self.is_any(group.tokens.start - 1, &["who", "which"]) {
                stops.extend(self.relative_end(group, groups));
            }
        }
        stops.extend(self.unit.clone().filter(|&at| {
            !self.is_quoted(at)
                && (self.is_semicolon(at) || self.is(at, ",") && self.is(at + 1, "but") && !self.goes_on(at + 2, groups))
        }));
        stops.extend(self.unit.clone().filter_map(|at| self.refuses(at)));
        stops.sort_unstable();
        stops
    }

    /// "said it would go, but did not elaborate", "though he refused to say when": where the writer goes on.
    fn refuses(&self, at: usize) -> Option<usize> {
        const TELL: &[&str] = &[
            "elaborate",
            "give",
            "provide",
            "comment",
            "specify",
            "identify",
            "name",
            "disclose",
            "say",
            "offer",
            "explain",
            "discuss",
            "take",
        ];
        if !self.is_any(at, &["but", "though", "although"]) || self.is_quoted(at) || at == self.unit.start {
            return None;
        }
        let verb = at + 1 + usize::from(self.class(at + 1) == Some(Class::Pronoun));
        let told = |from: usize| self.is_any(from, TELL) || self.is_any(from + 1, TELL);
        let refused = self.is_any(verb, &["refused", "declined"]) && self.is(verb + 1, "to") && told(verb + 2);
        let silent = self.is(verb, "did") && self.is(verb + 1, "not") && told(verb + 2)
            || self.is(verb, "didn't") && told(verb + 1)
            || self.is(verb, "gave") && self.is_any(verb + 1, &["no", "few"]);
        (refused || silent).then(|| if self.is(at - 1, ",") { at - 1 } else { at })
    }

    /// "the board, which includes Orr, head of the bank, and Lind": tells whether "and" before `at` goes on with a list in a clause
    /// that no verb behind a comma has closed.
    fn is_in_list(&self, at: usize) -> bool {
        const FAR: usize = 30;
        let open = |at: usize| !self.is_quoted(at);
        let comma = |at: usize| self.is(at, ",") && open(at);
        let which = (self.unit.start + 1..at)
            .rev()
            .take(FAR)
            .take_while(|&at| open(at))
            .find(|&which| comma(which - 1) && self.is_any(which, &["which", "who", "including"]));
        let Some(which) = which else { return false };
        let includes = self.is(which, "including")
            || (which + 1..at)
                .take(3)
                .any(|at| self.is_any(at, &["include", "includes", "included", "comprises", "comprised"]));
        let closed = (which + 1..at).any(|at| comma(at) && matches!(self.class(at + 1), Some(Class::Auxiliary | Class::Verb)));
        includes && !closed
    }

    /// Tells whether what follows "but" at `at` belongs to what was said before: "said it was old, but the new one would cost
    /// more"; not "said it was old, but he gave no details" or "but there is little sign".
    fn goes_on(&self, at: usize, groups: &[Group]) -> bool {
        if self.is_unclear(at) {
            return false;
        }
        // "According to the Herald, the ball is on, but “the bar is shut”": quoted, and nobody else is named.
        if self.is_quoted(at) && !groups.iter().any(|group| group.tokens.start > at) {
            return true;
        }
        let said = groups.iter().rev().find(|group| group.tokens.end <= at);
        let said = said.is_some_and(|group| matches!(group.verb.lemma, "say" | "tell" | "add" | "note"));
        let another = self.class(at) == Some(Class::Determiner)
            || self.is(at, "it")
            || self.unit.contains(&at) && self.paragraph.tokens[at].capital;
        self.is(at, "that") || said && another && self.has_clause(at)
    }

    /// "laughed off talk that his seat was in danger saying it was safe": what is in danger says nothing, and the speaker goes on.
    fn goes_on_saying(&self, group: &Group, subject: &Subject) -> Option<usize> {
        let Subject::Before(noun) = subject else { return None };
        let says = group.voice == Voice::Participle && matches!(group.verb.lemma, "say" | "insist" | "argue" | "claim");
        let record = voices::is_record(&self.paragraph.tokens[noun.end - 1].form) && group.verb.lemma == "insist";
        let thing = (voices::is_thing(&self.paragraph.tokens[noun.clone()]) || record) && !self.is_document(noun);
        // "was accused of saying": of what is said, and of nobody else.
        let governed = || self.is_governed(group.tokens.start);
        (says && thing && group.tokens.start == noun.end && !governed()).then_some(group.tokens.start)
    }

    /// "but it is not clear whether", "though it was unclear why": what the writer does not know.
    fn is_unclear(&self, at: usize) -> bool {
        const NEAR: usize = 6;
        let it = self.unit.contains(&at) && !self.is_quoted(at) && self.is_any(at, &["it", "nothing", "little"]);
        let mut words = (at + 1..self.unit.end.min(at + NEAR)).take_while(|&at| !self.is_quoted(at));
        it && words.any(|at| {
            self.is_any(at, &["unclear", "unknown", "uncertain"])
                || self.is_any(at, &["clear", "known", "certain"])
                    && (at.saturating_sub(3)..at).any(|at| self.is_any(at, &["not", "isn't", "wasn't", "never"]))
        })
    }

    /// Tells whether a semicolon parts clauses, and ends no character reference that was left standing: `Vale&#39;s`, `quot;`.
    pub(super) fn is_semicolon(&self, at: usize) -> bool {
        let left = || {
            let (before, mark) = (&self.paragraph.tokens[at - 1], &self.paragraph.tokens[at]);
            let numbered = before.class == Class::Number && at >= 2 && self.is(at - 2, "#");
            before.span.end == mark.span.start
                && (numbered || before.is_any(&["quot", "amp", "lt", "gt", "nbsp", "apos", "mdash", "ndash", "rsquo", "lsquo"]))
        };
        self.is(at, ";") && !(at > 0 && left()) && !self.is_in_brackets(at)
    }

    /// "160 million (111 euros; 120 dollars)": tells whether brackets hold the mark.
    fn is_in_brackets(&self, at: usize) -> bool {
        const REACH: usize = 12;
        let bracket = |at: &usize| self.is_any(*at, &["(", ")"]) && !self.is_quoted(*at);
        let before = (self.unit.start..at).rev().take(REACH).find(bracket);
        let behind = (at + 1..self.unit.end).take(REACH).find(bracket);
        before.is_some_and(|before| self.is(before, "(")) && behind.is_some_and(|behind| self.is(behind, ")"))
    }

    /// "Berg, a minister who told Lind that he must go, said": the comma behind which the main clause has its verb.
    fn relative_end(&self, group: &Group, groups: &[Group]) -> Option<usize> {
        let tokens = &self.paragraph.tokens;
        let is_verb = |at: usize| {
            groups.iter().any(|other| other.tokens.start == at && other.voice != Voice::Participle)
                || self.class(at) == Some(Class::Auxiliary)
                || self.unit.contains(&at) && tokens[at].is_irregular()
        };
        (group.tokens.end..self.unit.end)
            .take(LONGEST_RELATIVE)
            .find(|&at| self.is(at, ",") && !self.is_quoted(at) && is_verb(at + 1))
    }

    /// Gives where the clause that begins at `start` ends.
    pub(super) fn clause_end(&self, start: usize) -> usize {
        if let Some((_, words)) = self.paragraph.quotation_from(start) {
            let end = words.end;
            let sentence_ends = end >= 2 && self.is_any(end - 2, &[".", "?", "!"]);
            let goes_on = self.unit.contains(&end)
                && !self.paragraph.tokens[end].is_mark()
                && !(sentence_ends && self.paragraph.tokens[end].capital);
            let and_more = self.is_any(end, &[","]) && self.is_any(end + 1, &["and", "but"]) && self.is(end + 2, "that");
            // "said “the talks did not fail” on Tuesday": when it was said.
            let timed = self.timed(end);
            let dated = timed > end
                && matches!(self.class(timed), None | Some(Class::Mark))
                && words.clone().filter(|&at| !self.paragraph.tokens[at].is_mark()).take(4).count() == 4;
            if dated || !goes_on && !and_more {
                return end;
            }
        }
        let first = self.stops.partition_point(|&stop| stop <= start);
        self.stops.get(first).copied().unwrap_or(self.unit.end)
    }

    pub(super) fn clause(&self, start: usize) -> Range<usize> {
        start..self.clause_end(start)
    }

    /// Gives what a verb takes from `start` on: a clause, or an object without the circumstances behind it.
    pub(super) fn complement(&self, group: &Group, start: usize) -> Range<usize> {
        const CIRCUMSTANCE: &[&str] =
            &["after", "before", "when", "because", "while", "since", "during", "although", "though", "amid", "following"];
        const ASIDE: &[&str] = &["which", "who", "whose", "where", "as", "with", "in", "but", "including", "an", "a"];
        if let Some(denied) = self.denied(group, start) {
            return self.clause(denied);
        }
        let words = self.clause(start);
        if let Some(end) = self.behind_denied(group, &words) {
            return start..end;
        }
        // "vowed a reform and is hiring": done, and not vowed.
        let acts = |at: &usize| {
            self.is(*at, "and")
                && self.class(at + 1) == Some(Class::Auxiliary)
                && !self.is_quoted(*at)
                && !self.is(at + 1, "not")
        };
        let bare = self.class(start) == Some(Class::Determiner) && !self.is(start, "that") && !self.has_clause(start);
        if bare
            && !self.is_quoted(start)
            && let Some(and) = words.clone().skip(1).find(acts)
            && !words.clone().take_while(|&at| at < and).any(|at| {
                matches!(
                    self.class(at),
                    Some(Class::Auxiliary | Class::Verb | Class::Subordinator | Class::Mark | Class::Pronoun)
                )
            })
        {
            return start..and;
        }
        let is_clause =
            start > 0 && self.is(start - 1, "that") || self.is_any(start, &["to", "whether", "how", "why", "what", "if"]);
        // "urged Holt to stay while it lasts": all of what is asked.
        let infinitive = group.verb.stance == Stance::Urge
            && words.clone().skip(1).take(12).any(|at| self.is_infinitive(at) && !self.is(at - 1, ","));
        if is_clause
            || infinitive
            || self.is_quoted(start)
            || !group.verb.takes(Frame::Object)
            || group.verb.takes(Frame::Bare) && self.has_verb(start)
        {
            return words;
        }
        // "rejected the claims and that it had known": said, and not rejected.
        let more = |at: &usize| self.is(*at, "and") && self.is(at + 1, "that") && !self.is_quoted(*at);
        let words = words.start..(words.start + 1..words.end).find(more).unwrap_or(words.end);
        let close = |at: usize| self.is_any(at, CIRCUMSTANCE) || self.is(at, ",") && self.is_any(at + 1, ASIDE);
        // Behind "that" or a quotation, an adjunct belongs to what is said.
        let mut inside =
            (words.start + 1..words.end).take_while(|&at| !self.is(at, "that") && !self.is_quoted(at) && !self.is(at, "for"));
        let end = inside.find(|&at| close(at)).unwrap_or(words.end);
        Range { start, end }
    }

    /// "denies any role in it and the police have cleared it": what is denied ends before the next clause, which is the reporter's.
    /// The "and" of "any link between Vale and Acme had existed" begins none.
    fn behind_denied(&self, group: &Group, words: &Range<usize>) -> Option<usize> {
        const NOUNS: &[&str] = &[
            "wrongdoing",
            "involvement",
            "role",
            "responsibility",
            "knowledge",
            "guilt",
            "liability",
            "link",
            "links",
            "connection",
            "intent",
            "part",
            "offence",
            "offences",
            "accusation",
            "accusations",
            "allegation",
            "allegations",
            "claim",
            "claims",
            "charge",
            "charges",
        ];
        let verb = |at: usize| matches!(self.class(at), Some(Class::Auxiliary | Class::Verb));
        let parts = |at: usize| {
            verb(at) || self.is_quoted(at) || matches!(self.class(at), Some(Class::Mark | Class::Subordinator | Class::Pronoun))
        };
        let and = (words.start + 1..words.end).take(LONGEST_RELATIVE).find(|&at| self.is(at, "and") && !self.is_quoted(at))?;
        if (words.start..and).any(|at| self.is_any(at, &["between", "both"])) {
            return None;
        }
        let end = and - usize::from(self.is(and - 1, ","));
        let noun = (words.start..end).take_while(|&at| self.class(at) != Some(Class::Preposition)).last()?;
        let named = self.is_any(words.start, &["any", "all"]) || self.is_any(noun, NOUNS);
        let next = phrases::after(&self.paragraph.tokens, and + 1, self.unit.end)?.end;
        let next = (next..self.unit.end).find(|&at| self.class(at) != Some(Class::Adverb))?;
        let denies = group.verb.stance == Stance::Deny && group.verb.takes(Frame::Object) && !self.is(words.start, "that");
        (denies && named && verb(next) && !(words.start..end).any(parts)).then_some(end)
    }

    /// "rejected the charges that C": what is denied is C.
    fn denied(&self, group: &Group, start: usize) -> Option<usize> {
        const FAR: usize = 5;
        let that = (start + 1..start + FAR).find(|&at| self.is(at, "that"))?;
        let accused = self.is_any(that - 1, draft::ACCUSATIONS) && !self.is_quoted(that);
        (group.verb.stance == Stance::Deny && accused && self.unit.contains(&(that + 1))).then_some(that + 1)
    }

    /// Gives where words before an attribution begin: behind the joint that parts them from another claim.
    pub(super) fn clause_start(&self, before: usize) -> usize {
        let floor = self.stops.partition_point(|&stop| stop + 2 < before);
        let reported =
            |stop: usize| self.drafts.iter().any(|draft| draft.cue.as_ref().is_some_and(|(_, words)| words.end <= stop));
        match floor.checked_sub(1).map(|at| self.stops[at]) {
            Some(stop) if reported(stop) => stop + 1,
            _ => self.unit.start,
        }
    }

    /// Gives the words before an attribution that begins at `at`, if a mark parts the two.
    pub(super) fn before(&self, at: usize) -> Option<Range<usize>> {
        let behind_as = at >= 2 && self.is(at - 1, "as") && self.is(at - 2, ",");
        let at = if behind_as { at - 1 } else { at };
        let last = at.checked_sub(1).filter(|last| self.unit.contains(last))?;
        let parted = self.paragraph.quotation_until(at).is_some()
            || !self.is_quoted(last) && self.is_any(last, &[",", "—", "–", "--", "?"]);
        if !parted {
            return None;
        }
        let start = self.clause_start(at);
        (last - start >= 2 || self.is_quoted(last)).then_some(start..at)
    }

    pub(super) fn ends_quoted(&self, at: usize) -> bool {
        let comma = at > self.unit.start && self.is(at - 1, ",") && !self.is_quoted(at - 1);
        self.paragraph.quotation_until(if comma { at - 1 } else { at }).is_some()
    }

    /// "on Friday's “Morning Talk”", "in “Steps”": tells whether the quotation at `at` is a title, by what stands before it.
    pub(super) fn is_title(&self, at: usize) -> bool {
        const WORKS: &[&str] =
            &["podcast", "show", "programme", "program", "book", "film", "song", "album", "series", "memoir", "blog"];
        at > self.unit.start
            && !self.is_quoted(at - 1)
            && (self.paragraph.tokens[at - 1].possessive
                || self.is_any(at - 1, WORKS)
                || matches!(self.class(at - 1), Some(Class::Preposition | Class::Determiner)))
    }

    /// Gives the second half of what an attribution splits: `"A," he said, "B"`; `The plan, he said, will fail`.
    pub(super) fn continued(&self, at: usize, first: &Range<usize>) -> Option<Range<usize>> {
        let parted = self.is_any(at, &[",", "—", "–", ":", ";", "--"]);
        let start = at + usize::from(parted);
        if self.is_quoted(start) && self.paragraph.quotation_from(start).is_some() {
            // "he said on Friday's “Morning Talk”": a title.
            return (parted || !self.is_title(start)).then(|| self.clause(start));
        }
        let quoted = first.clone().any(|at| self.is_quoted(at));
        // "“It is old,” said Holt, during a debate in Vale, “and it leaks”".
        let aside = if quoted && self.is(at, ",") { self.adverbials(start) } else { start };
        if aside > start && self.is(aside, ",") && self.paragraph.quotation_from(aside + 1).is_some() {
            return Some(self.clause(aside + 1));
        }
        // "The “mongrel” attack, he says, is old": but for a word, not quoted.
        let quoted = quoted && (self.is_quoted(first.start) || self.ends_quoted(first.end));
        let other = matches!(self.class(start), None | Some(Class::Mark | Class::Subordinator | Class::Coordinator))
            && !self.is_any(start, &["because", "so"]);
        let stops =
            self.stops.contains(&at) || self.paragraph.tokens.get(start).is_some_and(|token| token.form.ends_with("ing"));
        if quoted
            || !self.is(at, ",")
            || other
            || stops
            || self.is_any(start, &["according", "including", "in", "after", "with", "who"])
        {
            return None;
        }
        Some(self.clause(start))
    }
}
