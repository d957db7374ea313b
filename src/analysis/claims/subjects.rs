//! Who is the subject of a verb that reports?

mod insets;

use super::cues::{self, Form, Frame};
use super::draft::{self, Draft};
use super::frames::{Reader, Subject};
use super::groups::{Group, Voice};
use super::phrases;
use super::relatives;
use super::tokens::{self, Class, Token};
use super::voices;
use crate::analysis::names;
use std::ops::Range;

impl Reader<'_, '_> {
    pub(super) fn subject(&self, group: &Group) -> Subject {
        let tokens = &self.paragraph.tokens;
        let start = group.tokens.start;
        if let Some(subject) = self.inverted(group) {
            return Subject::After(subject);
        }
        let mut end = phrases::time_before(tokens, self.unit.start, start);
        while end < start && end > self.unit.start && self.class(end - 1) == Some(Class::Adverb) {
            end -= 1;
        }
        if end == self.unit.start {
            return if group.form == Form::Ing { Subject::Elided } else { Subject::Missing };
        }
        if group.voice == Voice::Participle
            && self.is_any(end - 1, &[",", "and", "by", "in", "—", "–", "while", "after", "before"])
        {
            return Subject::Elided;
        }
        if self.is(end - 1, ",") {
            if let Some(speaker) = self.trailing(end - 1) {
                return Subject::Before(speaker);
            }
            // "they must cut, said officials of the union here": whoever says so stands behind.
            if group.verb.lemma == "say" && group.tokens.end < self.unit.end && self.is_nobody_else(group.tokens.end) {
                return Subject::Missing;
            }
            let holder = self.over_apposition(end - 1).or_else(|| self.first_noun(end - 1));
            return holder.map_or(Subject::Missing, Subject::Before);
        }
        if let Some(mut subject) = phrases::before(tokens, self.unit.start, end) {
            // "The club denied Orr had asked": Orr alone.
            let denies = |at: &usize| tokens[*at].is_any(&["denied", "denies", "denying"]) && !tokens[*at].capital;
            if let Some(verb) = (subject.start..subject.end - 1).rev().find(denies) {
                subject.start = verb + 1;
            }
            let words = &tokens[subject.clone()];
            let measure = words.iter().all(|token| matches!(token.class, Class::Number | Class::Time | Class::Determiner))
                && words.iter().any(|token| token.class == Class::Time);
            if measure || words.len() == 1 && words[0].is_any(&["less", "far", "more", "much", "well", "half", "little", "you"])
            {
                return Subject::Missing;
            }
            if let Some(whole) = self.named_before(&subject) {
                return Subject::Before(whole);
            }
            if let Some(first) = self.rather_than(&subject) {
                return Subject::Before(first);
            }
            if relatives::says_of_another(tokens, &self.unit, &subject) {
                return Subject::Before(subject);
            }
            if let Some(speaker) = self.lent(group, &subject) {
                return Subject::Before(speaker);
            }
            // "Lawyers who act for creditors said": "act" is a verb of theirs.
            let who = subject.start.checked_sub(1).filter(|&at| self.is(at, "who")).or_else(|| self.who_acts(&subject));
            let Some(who) = who else {
                return Subject::Before(self.with_article(self.behind_joint(group, subject)));
            };
            let end = who - usize::from(who > self.unit.start && self.is(who - 1, ",") && !self.is_quoted(who - 1));
            return phrases::before(tokens, self.unit.start, end).map_or(Subject::Missing, Subject::Before);
        }
        if let Some(noun) = self.who_acted(group, end) {
            return Subject::Before(noun);
        }
        match self.class(end - 1) {
            Some(Class::Coordinator) if group.form != Form::Base => Subject::Elided,
            _ if group.voice == Voice::Participle => Subject::Elided,
            _ => Subject::Missing,
        }
    }

    /// "“…,” Ann Holt, a Vale councillor said": the name behind a quotation or at the start, whose apposition no comma closes.
    fn named_before(&self, subject: &Range<usize>) -> Option<Range<usize>> {
        let tokens = &self.paragraph.tokens;
        let comma = subject.start.checked_sub(1).filter(|&at| self.is(at, ",") && !self.is_quoted(at))?;
        // "Ann Holt, president of the union reported".
        let role = names::is_role(&tokens[subject.start].form)
            && !tokens[subject.start].capital
            && self.class(subject.start + 1) == Some(Class::Preposition);
        let apposed = self.is_any(subject.start, &["a", "an", "the"]) || role;
        let mut noun = phrases::before(tokens, self.unit.start, comma).filter(|_| apposed)?;
        // "Rep. Ann Holt, D-Vale, the chairman said": over a party's mark.
        let mark = noun.len() == 1 && tokens[noun.start].form.contains('-') && tokens[noun.start].capital;
        if mark && noun.start > self.unit.start && self.is(noun.start - 1, ",") {
            noun = phrases::before(tokens, self.unit.start, noun.start - 1)?;
        }
        let named = tokens[noun.end - 1].capital && tokens[noun.end - 1].class == Class::Noun;
        let opens = noun.start == self.unit.start && !self.is(subject.start, "the")
            || noun.start > self.unit.start && self.is_quoted(noun.start - 1)
            || role && noun.start > self.unit.start && self.is_any(noun.start - 1, &["but", "and"])
            || noun.start >= self.unit.start + 2 && self.is(noun.start - 1, ",") && (self.is_quoted(noun.start - 2) || role);
        (named && opens).then_some(noun.start..subject.end)
    }

    /// "was linked with a job at Rovers and Brook has stated": what stands behind an auxiliary of another clause is no subject,
    /// but for the name that a joint begins anew with.
    fn behind_joint(&self, group: &Group, subject: Range<usize>) -> Range<usize> {
        let tokens = &self.paragraph.tokens;
        let auxiliary = subject.start > self.unit.start
            && self.class(subject.start - 1) == Some(Class::Auxiliary)
            && !self.is_any(subject.start - 1, &["do", "does", "did"]);
        let joint = (subject.start..subject.end).rev().find(|&at| tokens[at].is("and") && tokens[at].quote.is_none());
        match joint.filter(|_| auxiliary && group.voice == Voice::Finite) {
            Some(joint) if joint + 1 < subject.end => joint + 1..subject.end,
            _ => subject,
        }
    }

    /// "said Smith", behind a quotation or a clause that ends with a comma.
    pub(super) fn inverted(&self, group: &Group) -> Option<Range<usize>> {
        let tokens = &self.paragraph.tokens;
        if let Some(subject) = self.heads_sentence(group) {
            return Some(subject);
        }
        let before = group.tokens.start.checked_sub(1).filter(|at| self.unit.contains(at))?;
        let after_quote = tokens[before].quote.is_some();
        // "prices fell, say dealers".
        let say = group.form == Form::Base && group.verb.lemma == "say" && !after_quote && self.is_many(group.tokens.end);
        let plain = group.tokens.start == group.head && (matches!(group.form, Form::Past | Form::Third) || say);
        if !plain
            || self.is(group.tokens.end, "that")
            || !group.verb.takes(Frame::Quotation)
            || !(after_quote || self.is_any(before, &[",", "—", "–", "?"]))
        {
            return None;
        }
        // ", warns a study by the bank.": nothing but who says so up to the end.
        let subject_alone = phrases::after(tokens, group.tokens.end, self.unit.end).is_some_and(|subject| {
            let ends = subject.end >= self.unit.end || self.is_any(subject.end, &["."]);
            ends && group.verb.lemma != "tell" && !self.is_any(subject.start, &["me", "him", "her", "us", "them"])
        });
        // "networks of computers, called bot nets": a name.
        if !after_quote && group.verb.takes(Frame::Verdict) {
            return None;
        }
        let addressed = group.verb.takes(Frame::Addressee) && !subject_alone;
        let subject = phrases::after(tokens, group.tokens.end, self.unit.end)?;
        // "Ann Holt, head of Vale Water, said last year its prices", "The group, which includes two clubs, said
        // misunderstandings over it": when, and what is said.
        let first = &tokens[subject.start];
        let bare = first.class == Class::Noun
            && !first.capital
            && voices::is_thing(&tokens[subject.clone()])
            && voices::is_thing(&tokens[subject.start..subject.start + 1]);
        let timed = self.timed(group.tokens.end);
        let when = timed > group.tokens.end && !tokens[timed - 1].possessive;
        if !after_quote && (bare || when && !tokens[subject.end - 1].capital) {
            return None;
        }
        // ", suggests a report.": of a thing it would be what is suggested.
        let suggests = subject_alone && group.form == Form::Third && !voices::is_thing(&tokens[subject.clone()]);
        // "Not least, said Ann Holt, because": half a clause on either side.
        let aside = group.verb.lemma == "say"
            && self.is(before, ",")
            && self.is(subject.end, ",")
            && (tokens[subject.end - 1].capital || self.is_inset(before, &subject));
        let clause = || self.holds_clause(self.clause_floor(before), before);
        if !after_quote && (group.verb.takes(Frame::Object) && !suggests || !clause() && !aside) {
            return None;
        }
        // "said officials attending the meeting".
        let attending = (subject.start + 1..subject.end).find(|&at| {
            let token = &tokens[at];
            let next = matches!(self.class(at + 1), Some(Class::Determiner | Class::Preposition | Class::Pronoun));
            !token.capital && token.class == Class::Noun && token.form.len() > 4 && token.form.ends_with("ing") && next
        });
        let subject = subject.start..attending.unwrap_or(subject.end);
        // "Ann Holt, the mayor, said the plans “lacked teeth”".
        let lower = |at: usize| self.is_quoted(at) && tokens.get(at + 1).is_some_and(|word| !word.capital && !word.is_mark());
        // "Ann Holt, who left, said the mayor resigned": nothing but a clause that tells of her stands before.
        let relative = || {
            let floor = self.clause_floor(before);
            let comma = |at: &usize| self.is(*at, ",") && !self.is_quoted(*at);
            phrases::after(tokens, floor, before).is_some_and(|noun| {
                comma(&noun.end)
                    && self.is_any(noun.end + 1, &["who", "which", "whose", "whom"])
                    && !(noun.end + 2..before).any(|at| comma(&at) || self.is_quoted(at))
            })
        };
        if !after_quote && (lower(subject.end) || relative()) {
            return None;
        }
        // "said the leaflet published jointly by the council".
        let published = (subject.start + 1..subject.end + 1).find(|&at| {
            let behind = (at + 1..self.unit.end).find(|&at| self.class(at) != Some(Class::Adverb));
            let past = self.unit.contains(&at) && (tokens[at].is_past() || tokens[at].class == Class::Verb);
            past && !tokens[at].capital
                && at + 1 >= subject.end
                && behind.is_some_and(|by| self.is(by, "by") && !self.is_quoted(by) && (by > at + 1 || at == subject.end))
                && !(at + 1..self.unit.end).any(|at| matches!(self.class(at), Some(Class::Auxiliary | Class::Verb)))
        });
        let attending = published.or(attending);
        let subject = subject.start..published.unwrap_or(subject.end);
        let pronoun = self.class(subject.start) == Some(Class::Pronoun);
        // "Holt, in confirming it, said it “leaks”".
        if pronoun && !after_quote && self.is_quoted(subject.end) {
            return None;
        }
        if !self.can_speak(&subject) {
            return None;
        }
        // "said a lawyer who worked there".
        let told_of = self.is_any(subject.end, &["who", "whose", "whom", "which"]);
        let open = !told_of
            && matches!(
                self.class(subject.end),
                Some(Class::Verb | Class::Auxiliary | Class::Determiner | Class::Pronoun | Class::Noun)
            );
        let object = pronoun && self.is_any(subject.start, &["me", "him", "her", "us", "them"]);
        if open && attending.is_none() || object || addressed && !after_quote {
            return None;
        }
        let closed = subject.end >= self.unit.end || self.class(subject.end) == Some(Class::Mark) || after_quote;
        let adverbial = matches!(self.class(subject.end), Some(Class::Time | Class::Preposition | Class::Subordinator))
            || told_of
            || attending.is_some();
        (closed || adverbial).then(|| self.with_apposition(subject))
    }

    /// Tells whether a person, an office, a body or a document can be what the words name; not "nobody", "far", "the opposite".
    pub(super) fn can_speak(&self, words: &Range<usize>) -> bool {
        const NOBODY: &[&str] = &["no", "nobody", "none", "neither", "nothing", "noone", "no-one"];
        const FEW: &[&str] = &["few", "any", "if", ",", "hardly", "anyone", "people", "perhaps", "very"];
        const NOT_SUBJECTS: &[&str] = &["me", "him", "us", "them", "himself", "herself", "itself", "themselves"];
        const NO_HEADS: &[&str] = &[
            "opposite",
            "same",
            "contrary",
            "reverse",
            "thing",
            "things",
            "nothing",
            "something",
            "anything",
            "everything",
            "lot",
            "longer",
            "more",
            "less",
            "far",
            "much",
            "little",
            "enough",
            "otherwise",
            "goodbye",
            "yes",
            "no",
            "sorry",
        ];
        let tokens = &self.paragraph.tokens;
        let phrase = &tokens[words.clone()];
        let Some(first) = phrase.first() else { return false };
        let alone = phrase.len() == 1;
        // "the hotly contested award", "is alleged to have said": nobody.
        if alone && !first.capital && first.is_any(&["the", "a", "an", "to"]) {
            return false;
        }
        // "No 10" is a house.
        let numbered = first.capital && phrase.get(1).is_some_and(|token| token.class == Class::Number);
        if first.is_any(NOBODY) && !numbered || alone && first.is_any(NOT_SUBJECTS) || self.is_denied(words.start) {
            return false;
        }
        // "It was not Holt who said".
        let of = phrases::before(tokens, self.unit.start, words.start).filter(|_| alone && first.is_any(&["who", "which"]));
        if of.is_some_and(|noun| tokens[noun.start].is_any(NOBODY) || self.is_denied(noun.start)) {
            return false;
        }
        // "few, if any, who disagree".
        let few = (self.unit.start..words.start).rev().take_while(|&at| self.is_any(at, FEW) && !self.is_quoted(at));
        let few = alone
            && first.is("who")
            && few.take(6).any(|at| self.is_any(at, &["few", "any", "hardly"]) && !(at > 0 && self.is(at - 1, "a")));
        if few {
            return false;
        }
        let ends = |token: &Token<'_>| {
            matches!(token.class, Class::Preposition | Class::Mark | Class::Verb | Class::Coordinator | Class::Subordinator)
        };
        let core = phrase.iter().position(|token| token.quote.is_none() && ends(token)).filter(|&at| at > 0);
        let head = &phrase[core.unwrap_or(phrase.len()) - 1];
        // "says that 38 of them are".
        let counted = first.is("that") && phrase.get(1).is_some_and(|next| next.class == Class::Number);
        let reports = phrase.len() > 1 && head.is_any(&["denied", "said", "claimed", "confirmed", "insisted"]);
        if counted || reports || tokens::is_when(phrase) || alone && first.is("worth") {
            return false;
        }
        let named = head.capital && words.start > self.unit.start;
        if !named && head.is_any(NO_HEADS) || phrase.iter().any(|token| token.is("than") && !token.capital) {
            return false;
        }
        // "signed by Ann Holt", "museums to look at their roofs": a participle and an infinitive are nobody.
        let participle = !first.capital && first.form.ends_with("ed") && phrase.get(1).is_some_and(|next| next.is("by"));
        let infinitive = |at: usize| {
            let (to, verb) = (&phrase[at], &phrase[at + 1]);
            let plain =
                to.is("to") && verb.class == Class::Noun && !verb.capital && !verb.possessive && !verb.form.ends_with('s');
            plain && phrase.get(at + 2).is_some_and(|next| matches!(next.class, Class::Preposition | Class::Determiner))
        };
        !participle && !(0..phrase.len() - 1).any(infinitive)
    }

    /// "neither A nor B", "nor did officials", "not everyone": what is said of the subject at `at` is that it did not speak.
    fn is_denied(&self, at: usize) -> bool {
        const REACH: usize = 14;
        let Some(before) = at.checked_sub(1).filter(|before| self.unit.contains(before) && !self.is_quoted(*before)) else {
            return false;
        };
        if self.is_any(before, &["nor", "neither", "not", "no", "nobody", "none", "never", "hardly"]) {
            return true;
        }
        // "Holt denied Orr, his spokesman, said": nor is it said what is denied to have been said.
        if self.is_any(before, &["denied", "denies", "denying"]) && self.has_apposition(at) {
            return true;
        }
        let earlier = (self.unit.start..before).rev().take(REACH).take_while(|&at| !self.is_quoted(at));
        if self.class(before) == Some(Class::Auxiliary) {
            return before > self.unit.start && self.is_any(before - 1, &["nor", "neither", "never", "not", "nobody"]);
        }
        let links = |at: &usize| {
            matches!(
                self.class(*at),
                Some(
                    Class::Noun | Class::Number | Class::Determiner | Class::Preposition | Class::Coordinator | Class::Pronoun
                )
            )
        };
        // "Nobody from the council said".
        let joined = self.is_any(before, &["or", "and"]) || self.class(before) == Some(Class::Preposition);
        joined && earlier.take_while(links).any(|at| self.is_any(at, &["neither", "nor", "none", "no", "nobody"]))
    }

    /// "denied Orr, his spokesman, said": tells whether a comma closes the name that begins at `at`.
    fn has_apposition(&self, at: usize) -> bool {
        let noun = phrases::after(&self.paragraph.tokens, at, self.unit.end);
        noun.is_some_and(|noun| self.is(noun.end, ",") && !self.is_quoted(noun.end))
    }

    /// Gives where the clause before `at` may begin: behind the last semicolon.
    fn clause_floor(&self, at: usize) -> usize {
        (self.unit.start..at)
            .rev()
            .find(|&mark| self.is_semicolon(mark) && !self.is_quoted(mark))
            .map_or(self.unit.start, |mark| mark + 1)
    }

    /// Tells whether a verb or a quotation, as far as can be told, stands in the words: "Ann Holt, head of the bank," has none.
    fn holds_clause(&self, start: usize, end: usize) -> bool {
        (start..end).any(|at| {
            let token = &self.paragraph.tokens[at];
            let past = token.class == Class::Noun && !token.capital && token.form.ends_with("ed");
            // "Theresa May, shadow secretary,", "Will Orr, a farmer,".
            let named = token.capital
                && (at > start && self.paragraph.tokens[at - 1].capital
                    || token.is_any(&["will", "may"])
                        && self.paragraph.tokens.get(at + 1).is_some_and(|next| next.capital && next.class == Class::Noun)
                        && self.is(at + 2, ","));
            token.quote.is_some()
                || matches!(token.class, Class::Auxiliary | Class::Verb) && !named
                || past
                || token.form.contains('\'') && !token.possessive
                || at > start && !cues::verbs(&token.form).is_empty() && !token.capital
                || at > start
                    && !token.capital
                    && token.class == Class::Noun
                    && token.form.ends_with('s')
                    && self.paragraph.tokens.get(at + 1).is_some_and(|next| {
                        matches!(
                            next.class,
                            Class::Determiner | Class::Preposition | Class::Adverb | Class::Subordinator | Class::Pronoun
                        )
                    })
        })
    }

    /// Takes in ", a spokeswoman for the bank" behind a name that follows its verb.
    pub(super) fn with_apposition(&self, subject: Range<usize>) -> Range<usize> {
        let tokens = &self.paragraph.tokens;
        if !self.is(subject.end, ",") {
            return subject;
        }
        if !tokens[subject.end - 1].capital {
            let determined = tokens[subject.start].class == Class::Determiner || tokens[subject.start].possessive;
            let last = (subject.end + 1..self.unit.end.min(subject.end + 5))
                .take_while(|&at| tokens[at].capital && tokens[at].class == Class::Noun && tokens[at].quote.is_none())
                .last();
            let closed = last.is_some_and(|last| last + 1 >= self.unit.end || self.class(last + 1) == Some(Class::Mark));
            return match last {
                Some(last) if determined && closed => subject.start..last + 1,
                _ => subject,
            };
        }
        let next = subject.end + 1;
        let noun = self
            .paragraph
            .tokens
            .get(next)
            .is_some_and(|token| token.class == Class::Noun && !token.capital && !token.form.ends_with("ing"))
            && !self.is_third_person(next)
            && !self.is_any(next, &["so", "then", "yet", "not", "thus", "hence"]);
        if !noun && !self.is_any(next, &["a", "an", "the", "his", "her", "its"]) || self.is_quoted(next) {
            return subject;
        }
        match phrases::after(tokens, next, self.unit.end) {
            Some(apposition) if !matches!(self.class(apposition.end), Some(Class::Verb | Class::Auxiliary)) => {
                subject.start..apposition.end
            }
            _ => subject,
        }
    }

    /// Takes in a determiner that a number or adjective hid.
    pub(super) fn with_article(&self, subject: Range<usize>) -> Range<usize> {
        if subject.start > self.unit.start && self.is_any(subject.start - 1, &["the", "a", "an"]) {
            subject.start - 1..subject.end
        } else {
            subject
        }
    }

    /// "Smith, who founded it, said"; "Smith, 45, a farmer, said": over the commas, back to the name.
    pub(super) fn over_apposition(&self, comma: usize) -> Option<Range<usize>> {
        const FAR: usize = 40;
        let tokens = &self.paragraph.tokens;
        if let Some(noun) = self.before_participle(comma) {
            return Some(noun);
        }
        let mut fallback = None;
        let commas = (self.unit.start..comma).rev().take(FAR).take_while(|&at| tokens[at].quote.is_none());
        for at in commas.filter(|&at| tokens[at].is(",")).take(5) {
            let Some(noun) = phrases::before(tokens, self.unit.start, at) else { continue };
            let numeric =
                tokens[noun.clone()].iter().all(|token| matches!(token.class, Class::Number | Class::Determiner | Class::Time));
            let begins = noun.start == self.unit.start
                || matches!(
                    tokens[noun.start - 1].class,
                    Class::Mark | Class::Subordinator | Class::Coordinator | Class::Adverb
                )
                || tokens[noun.start - 1].is("that");
            let clause = matches!(self.class(at + 1), Some(Class::Coordinator));
            if numeric || !begins || clause {
                continue;
            }
            let relative =
                !matches!(self.class(at + 1), Some(Class::Noun | Class::Determiner | Class::Number | Class::Preposition))
                    && !self.is_any(at + 1, &["now", "then", "formerly", "also", "himself", "herself"]);
            let whole = if relative || self.is_any(at + 1, &["in", "on", "after", "during", "with"]) {
                noun.clone()
            } else {
                noun.start..comma
            };
            let hangs = noun.start > self.unit.start && self.is(noun.start - 1, ",");
            // "Ann Holt, D-Vale,": a party's mark.
            let mark = noun.len() == 1 && tokens[noun.start].form.contains('-');
            let named = !mark && tokens[noun.start].capital && tokens[noun.start].class == Class::Noun
                || self.is_any(noun.start, &["the", "a", "an"]) && tokens[noun.start + 1..noun.end].iter().all(|t| t.capital);
            // "Ann Holt, president of the Vale Bank, the largest lender, said".
            let role = !tokens[noun.start].capital && crate::analysis::names::is_role(&tokens[noun.start].form);
            if hangs && mark {
                continue;
            }
            if hangs && (!named || role || self.is_any(noun.start, &["a", "an", "the"])) {
                fallback = fallback.or(Some(whole));
                continue;
            }
            return Some(whole);
        }
        fallback
    }

    /// "Lady Holt, sitting with Lords Orr, Lind and Rowe, said", "the Alliance, which includes Orr, Lind and Rowe, said": the
    /// name that opens the sentence, and nobody of those whom its clause lists.
    fn before_participle(&self, comma: usize) -> Option<Range<usize>> {
        const FAR: usize = 30;
        let tokens = &self.paragraph.tokens;
        let noun = phrases::after(tokens, self.unit.start, comma)?;
        let participle = tokens.get(noun.end + 1).filter(|_| self.is(noun.end, ","))?;
        let ing = !participle.capital && participle.form.len() > 5 && participle.form.ends_with("ing");
        let which = participle.is_any(&["which", "who"]);
        let listed = (noun.end + 2..comma).any(|at| self.is(at, ","));
        let plain = (noun.end + 2..comma).all(|at| {
            let token = &tokens[at];
            token.quote.is_none() && !matches!(token.class, Class::Auxiliary | Class::Pronoun) && !token.is_past()
        });
        let named = tokens[noun.end - 1].capital && tokens[noun.end - 1].class == Class::Noun;
        let whole = if which { noun.clone() } else { noun.start..comma };
        (named && (ing || which) && listed && plain && comma - noun.end < FAR).then_some(whole)
    }

    /// Who spoke last in the unit before `at`, or its grammatical subject.
    pub(super) fn main_subject(&self, at: usize) -> Option<Range<usize>> {
        let spoke = |draft: &&Draft| draft.cue.as_ref().is_some_and(|(_, words)| words.start < at && words.end <= at);
        // "The club denied that Orr had asked to go, and said": Orr said nothing.
        const NEAR: usize = 8;
        let near = &self.drafts[self.drafts.len().saturating_sub(NEAR)..];
        let says = |inner: &&Draft| !near.iter().any(|outer| draft::is_unsaid_inside(self.paragraph, outer, inner));
        match self.drafts.iter().rev().filter(spoke).filter(says).find_map(|draft| draft.speaker.clone()) {
            Some(speaker) => Some(self.behind_fronted(at).unwrap_or(speaker)),
            None => self.first_noun(at),
        }
    }

    /// Tells whether the sentence opens with a clause of its own: "Shortly after Orr spoke, …".
    pub(super) fn is_fronted(&self) -> bool {
        const OPENERS: &[&str] = &["after", "before", "when", "while", "as", "since", "although", "though", "if"];
        let first = self.unit.start..self.unit.end.min(self.unit.start + 3);
        // "She said if it fell, she would leave": a clause of what she says.
        let said =
            |at: usize| self.class(at) == Some(Class::Pronoun) || !cues::verbs(&self.paragraph.tokens[at].form).is_empty();
        first.take_while(|&at| !self.is_quoted(at) && !said(at)).any(|at| self.is_any(at, OPENERS))
    }

    /// "After Orr told Lind that he must go, the mayor rose and said": the subject of the main clause, behind the last comma.
    pub(super) fn behind_fronted(&self, at: usize) -> Option<Range<usize>> {
        let commas = || (self.unit.start..at).rev().find(|&at| self.is(at, ",") && !self.is_quoted(at));
        let comma = if self.is_fronted() { commas() } else { None }?;
        let determined = self.is_any(comma + 1, &["the", "he", "she", "his", "her", "a", "an"]);
        let noun = phrases::after(&self.paragraph.tokens, comma + 1, at).filter(|_| determined)?;
        let past = |at: usize| {
            let token = &self.paragraph.tokens[at];
            !token.capital && token.is_past()
        };
        let end = (noun.start + 1..noun.end).find(|&at| past(at)).unwrap_or(noun.end);
        let verb = end < noun.end || matches!(self.class(end), Some(Class::Auxiliary | Class::Verb)) || end < at && past(end);
        verb.then_some(noun.start..end)
    }

    pub(super) fn first_noun(&self, at: usize) -> Option<Range<usize>> {
        let tokens = &self.paragraph.tokens;
        let mut start = self.unit.start;
        let opener = |at: usize| {
            matches!(self.class(at), Some(Class::Preposition | Class::Subordinator | Class::Time)) && !self.is_quoted(at)
        };
        while start < at && (matches!(self.class(start), Some(Class::Coordinator | Class::Adverb)) || tokens[start].is_mark()) {
            start += 1;
        }
        // "Last year Vale Water, which bought it, said": no comma parts when from who.
        let timed = self.timed(start);
        if timed > start && timed < at && tokens[timed].capital && tokens[timed].class == Class::Noun {
            start = timed;
        }
        // "Last week, Holt", "Two days before the vote, Holt", "Throughout the campaign, Holt".
        let when = |start: usize| {
            let counted = matches!(self.class(start), Some(Class::Determiner | Class::Number))
                && self.class(start + 1) == Some(Class::Time)
                && !tokens[start + 1].capital
                && !tokens[start + 1].possessive;
            !self.is_quoted(start) && (counted || self.timed(start) > start || self.is(start, "throughout"))
        };
        if opener(start)
            || start < at && when(start) && (start..at).any(|at| self.is(at, ","))
            || start == at
            || tokens[start].form.ends_with("ing") && !tokens[start].capital
        {
            let comma = (start..self.unit.end.min(start + 40)).find(|&at| tokens[at].is(",") && tokens[at].quote.is_none())?;
            start = comma + 1;
        }
        // "Hours later, Holt returned to Oslo, telling Orr".
        const WHEN: usize = 4;
        let comma = (start + 1..at.min(start + WHEN)).find(|&at| self.is(at, ",") && !self.is_quoted(at));
        let when = comma.filter(|&comma| self.is_any(comma - 1, &["later", "earlier", "ago", "before", "afterwards"]));
        start = when.map_or(start, |comma| comma + 1);
        let mut noun = phrases::after(tokens, start, self.unit.end)?;
        // "VALE: The mayor spoke, but said": where it was written.
        if self.is(noun.end, ":") && noun.end < at {
            noun = phrases::after(tokens, noun.end + 1, self.unit.end)?;
        }
        let verb = |at: usize| {
            let token = &tokens[at];
            let past = token.is_past();
            !token.capital && (past || !cues::verbs(&token.form).is_empty())
        };
        // "A report on pensions": no verb follows an article.
        let first = noun.start + 1 + usize::from(self.is_any(noun.start, &["a", "an", "the"]));
        let end = (first..noun.end).find(|&at| verb(at)).unwrap_or(noun.end);
        (noun.start < end).then_some(noun.start..end)
    }
}
