//! Which claims does a sentence make: who, which verb, which words?

use super::cues::{Form, Frame};
use super::draft::{self, Draft};
use super::groups::{self, Group, Voice};
use super::paragraph::Paragraph;
use super::phrases;
use super::tokens::{Class, Token};
use crate::model::document::Stance;
use std::ops::Range;

/// Gives the claims of one unit, by their cues.
pub(super) fn find(paragraph: &Paragraph<'_>, unit: &Range<usize>) -> Vec<Draft> {
    let groups = groups::find(&paragraph.tokens, unit.clone());
    let sources = according(paragraph, unit);
    if groups.is_empty() && sources.is_empty() {
        return Vec::new();
    }
    let mut reader = Reader { paragraph, unit: unit.clone(), stops: Vec::new(), drafts: Vec::new() };
    let subjects: Vec<Subject> = groups.iter().map(|group| reader.subject(group)).collect();
    reader.stops = reader.stops(&groups, &subjects, &sources);
    for (group, subject) in groups.iter().zip(&subjects) {
        let draft = match group.voice {
            Voice::Finite => reader.finite(group, subject),
            Voice::Participle => reader.participle(group, subject),
            Voice::Passive => reader.passive(group, subject),
            Voice::Unreal => None,
        };
        reader.drafts.extend(draft);
    }
    for source in sources {
        let draft = reader.according_to(source);
        reader.drafts.extend(draft);
    }
    let mut drafts = reader.drafts;
    drafts.retain(|draft| draft.content.iter().any(|piece| draft::content(paragraph, piece).is_some()));
    drafts.sort_by_key(|draft| draft.cue.as_ref().map_or(0, |(_, words)| words.start));
    drafts
}

/// Gives the places of "according to" that name a source, not a plan or a schedule.
fn according(paragraph: &Paragraph<'_>, unit: &Range<usize>) -> Vec<usize> {
    const RULES: &[&str] =
        &["plan", "plans", "schedule", "law", "rules", "size", "taste", "their", "its", "whether", "how", "what", "which"];
    let tokens = &paragraph.tokens[unit.clone()];
    let places = tokens
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| pair[0].is("according") && pair[1].is("to") && pair[0].quote.is_none());
    places
        .map(|(at, _)| unit.start + at)
        .filter(|at| paragraph.tokens.get(at + 2).is_some_and(|token| !token.is_any(RULES)))
        .collect()
}

/// Where the subject of a verb stands.
#[derive(Clone, Debug)]
enum Subject {
    Before(Range<usize>),
    /// "said Smith".
    After(Range<usize>),
    /// "and said", ", saying": the one who spoke last.
    Elided,
    Missing,
}

/// What follows a verb.
enum After {
    /// Nothing that is claimed; where the adverbials end.
    Nothing(usize),
    /// Where the content begins.
    Content(usize),
}

/// What is claimed, and who relays it.
type Around = (Vec<Range<usize>>, Vec<Range<usize>>);

struct Reader<'p, 't> {
    paragraph: &'p Paragraph<'t>,
    unit: Range<usize>,
    /// Where a claim's words end because another's begin; in order.
    stops: Vec<usize>,
    drafts: Vec<Draft>,
}

impl Reader<'_, '_> {
    fn is(&self, at: usize, form: &str) -> bool {
        self.unit.contains(&at) && self.paragraph.tokens[at].is(form)
    }

    fn is_any(&self, at: usize, forms: &[&str]) -> bool {
        self.unit.contains(&at) && self.paragraph.tokens[at].is_any(forms)
    }

    fn class(&self, at: usize) -> Option<Class> {
        self.unit.contains(&at).then(|| self.paragraph.tokens[at].class)
    }

    fn is_quoted(&self, at: usize) -> bool {
        self.unit.contains(&at) && self.paragraph.tokens[at].quote.is_some()
    }

    // ---- subjects

    fn subject(&self, group: &Group) -> Subject {
        let tokens = &self.paragraph.tokens;
        let start = group.tokens.start;
        if let Some(subject) = self.inverted(group) {
            return Subject::After(subject);
        }
        let end = phrases::time_before(tokens, self.unit.start, start);
        if end == self.unit.start {
            return if group.form == Form::Ing { Subject::Elided } else { Subject::Missing };
        }
        if group.voice == Voice::Participle
            && self.is_any(end - 1, &[",", "and", "by", "in", "—", "–", "while", "after", "before"])
        {
            return Subject::Elided;
        }
        if self.is(end - 1, ",") {
            return self.over_apposition(end - 1).map_or(Subject::Missing, Subject::Before);
        }
        if let Some(subject) = phrases::before(tokens, self.unit.start, end) {
            return Subject::Before(self.with_article(subject));
        }
        match self.class(end - 1) {
            Some(Class::Coordinator) if group.form != Form::Base => Subject::Elided,
            _ if group.voice == Voice::Participle => Subject::Elided,
            _ => Subject::Missing,
        }
    }

    /// "said Smith", behind a quotation or a clause that ends with a comma.
    fn inverted(&self, group: &Group) -> Option<Range<usize>> {
        let tokens = &self.paragraph.tokens;
        let before = group.tokens.start.checked_sub(1).filter(|at| self.unit.contains(at))?;
        let after_quote = tokens[before].quote.is_some();
        let plain = group.tokens.start == group.head && matches!(group.form, Form::Past | Form::Third);
        if !plain || !group.verb.takes(Frame::Quotation) || !(after_quote || self.is_any(before, &[",", "—", "–", "?"])) {
            return None;
        }
        let subject = phrases::after(tokens, group.tokens.end, self.unit.end)?;
        let pronoun = self.class(subject.start) == Some(Class::Pronoun);
        let open = matches!(
            self.class(subject.end),
            Some(Class::Verb | Class::Auxiliary | Class::Determiner | Class::Pronoun | Class::Noun)
        );
        let object = pronoun && self.is_any(subject.start, &["me", "him", "her", "us", "them"]);
        if open || object || group.verb.takes(Frame::Addressee) && !after_quote {
            return None;
        }
        let closed = subject.end >= self.unit.end || self.class(subject.end) == Some(Class::Mark) || after_quote;
        let adverbial = matches!(self.class(subject.end), Some(Class::Time | Class::Preposition | Class::Subordinator));
        (closed || adverbial).then(|| self.with_apposition(subject))
    }

    /// Takes in ", a spokeswoman for the bank" behind a name that follows its verb.
    fn with_apposition(&self, subject: Range<usize>) -> Range<usize> {
        let tokens = &self.paragraph.tokens;
        if !self.is(subject.end, ",") || !tokens[subject.end - 1].capital {
            return subject;
        }
        let next = subject.end + 1;
        let noun = self
            .paragraph
            .tokens
            .get(next)
            .is_some_and(|token| token.class == Class::Noun && !token.capital && !token.form.ends_with("ing"));
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
    fn with_article(&self, subject: Range<usize>) -> Range<usize> {
        if subject.start > self.unit.start && self.is_any(subject.start - 1, &["the", "a", "an"]) {
            subject.start - 1..subject.end
        } else {
            subject
        }
    }

    /// "Smith, who founded it, said"; "Smith, 45, a farmer, said": over the commas, back to the name.
    fn over_apposition(&self, comma: usize) -> Option<Range<usize>> {
        const FAR: usize = 40;
        let tokens = &self.paragraph.tokens;
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
            let named = tokens[noun.clone()].iter().any(|token| token.capital && token.class == Class::Noun);
            if hangs && (!named || self.is_any(noun.start, &["a", "an", "the"])) {
                fallback = fallback.or(Some(whole));
                continue;
            }
            return Some(whole);
        }
        fallback
    }

    /// Who spoke last in the unit before `at`, or its grammatical subject.
    fn main_subject(&self, at: usize) -> Option<Range<usize>> {
        let spoke = |draft: &&Draft| draft.cue.as_ref().is_some_and(|(_, words)| words.start < at && words.end <= at);
        match self.drafts.iter().rev().filter(spoke).find_map(|draft| draft.speaker.clone()) {
            Some(speaker) => Some(speaker),
            None => self.first_noun(at),
        }
    }

    fn first_noun(&self, at: usize) -> Option<Range<usize>> {
        let tokens = &self.paragraph.tokens;
        let mut start = self.unit.start;
        let opener = |at: usize| {
            matches!(self.class(at), Some(Class::Preposition | Class::Subordinator | Class::Time)) && !self.is_quoted(at)
        };
        while start < at && (matches!(self.class(start), Some(Class::Coordinator | Class::Adverb)) || tokens[start].is_mark()) {
            start += 1;
        }
        if opener(start) || start == at || tokens[start].form.ends_with("ing") && !tokens[start].capital {
            let comma = (start..self.unit.end.min(start + 40)).find(|&at| tokens[at].is(",") && tokens[at].quote.is_none())?;
            start = comma + 1;
        }
        let noun = phrases::after(tokens, start, self.unit.end)?;
        let verb = |at: usize| {
            let token = &tokens[at];
            !token.capital && (token.form.ends_with("ed") || !super::cues::verbs(&token.form).is_empty())
        };
        let end = (noun.start + 1..noun.end).find(|&at| verb(at)).unwrap_or(noun.end);
        (noun.start < end).then_some(noun.start..end)
    }

    // ---- where claims end

    fn stops(&self, groups: &[Group], subjects: &[Subject], sources: &[usize]) -> Vec<usize> {
        const JOINTS: &[&str] = &["and", "but", "while", "whereas", "though", "although", "as", "yet"];
        let mut stops: Vec<usize> = Vec::new();
        let mut stop = |first: usize, joint_needed: bool| {
            let mut at = first;
            let joined = at > self.unit.start && self.is_any(at - 1, JOINTS);
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
        stops.extend(self.unit.clone().filter(|&at| self.is(at, ";") && !self.is_quoted(at)));
        stops.sort_unstable();
        stops
    }

    /// Gives where the clause that begins at `start` ends.
    fn clause_end(&self, start: usize) -> usize {
        if let Some((_, words)) = self.paragraph.quotation_from(start) {
            let end = words.end;
            let sentence_ends = end >= 2 && self.is_any(end - 2, &[".", "?", "!"]);
            let goes_on = self.unit.contains(&end)
                && !self.paragraph.tokens[end].is_mark()
                && !(sentence_ends && self.paragraph.tokens[end].capital);
            let and_more = self.is_any(end, &[","]) && self.is_any(end + 1, &["and", "but"]) && self.is(end + 2, "that");
            if !goes_on && !and_more {
                return end;
            }
        }
        let first = self.stops.partition_point(|&stop| stop <= start);
        self.stops.get(first).copied().unwrap_or(self.unit.end)
    }

    fn clause(&self, start: usize) -> Range<usize> {
        start..self.clause_end(start)
    }

    /// Gives where words before an attribution begin: behind the joint that parts them from another claim.
    fn clause_start(&self, before: usize) -> usize {
        let floor = self.stops.partition_point(|&stop| stop + 2 < before);
        let reported =
            |stop: usize| self.drafts.iter().any(|draft| draft.cue.as_ref().is_some_and(|(_, words)| words.end <= stop));
        match floor.checked_sub(1).map(|at| self.stops[at]) {
            Some(stop) if reported(stop) => stop + 1,
            _ => self.unit.start,
        }
    }

    // ---- frames

    fn finite(&self, group: &Group, subject: &Subject) -> Option<Draft> {
        let tokens = &self.paragraph.tokens;
        let (speaker, content, via) = match subject {
            Subject::After(speaker) => {
                let mut content = vec![self.before(group.tokens.start)?];
                let behind = self.adverbials(speaker.end);
                content.extend(self.continued(behind, &content[0]));
                (Some(speaker.clone()), content, self.documents(speaker.end, behind))
            }
            Subject::Before(speaker) => {
                if self.is_hypothetical(speaker.start) || !agrees(group, &tokens[speaker.clone()]) {
                    return None;
                }
                let (content, via) = self.around(group, Some(speaker.start))?;
                (Some(speaker.clone()), content, via)
            }
            Subject::Elided => {
                // "X said that Y opposes and condemns Z": the second verb is of Y's kind, not of X's.
                if self.drafts.last().and_then(|draft| draft.form).is_some_and(|form| form != group.form) {
                    return None;
                }
                let speaker = self.main_subject(group.tokens.start)?;
                let (content, via) = self.around(group, None)?;
                (Some(speaker), content, via)
            }
            Subject::Missing => return None,
        };
        self.finish(group, group.tokens.clone(), speaker, content, via)
    }

    fn participle(&self, group: &Group, subject: &Subject) -> Option<Draft> {
        if group.tokens.start > self.unit.start
            && self.is_any(group.tokens.start - 1, &["of", "without", "from", "not", "for", "to", "than", "the"])
        {
            return None;
        }
        let speaker = match subject {
            Subject::Before(noun) if self.is_document(noun) => self.main_subject(noun.start).or(Some(noun.clone()))?,
            Subject::Before(noun) => noun.clone(),
            _ => self.main_subject(group.tokens.start)?,
        };
        let (content, via) = self.around(group, None)?;
        self.finish(group, group.tokens.clone(), Some(speaker), content, via)
    }

    fn passive(&self, group: &Group, subject: &Subject) -> Option<Draft> {
        const HEARSAY: &[&str] = &[
            "say", "allege", "believe", "report", "think", "expect", "claim", "estimate", "suspect", "fear", "predict",
            "suggest", "project", "accuse", "blame",
        ];
        let tokens = &self.paragraph.tokens;
        let end = group.tokens.end;
        let by = self.is(end, "by").then(|| phrases::after(tokens, end + 1, self.unit.end)).flatten();
        let Subject::Before(patient) = subject else { return None };
        if group.verb.lemma == "quote" {
            return self.quoted_as_saying(group, patient, by);
        }
        if self.is(end, "that") && HEARSAY.contains(&group.verb.lemma) || group.verb.lemma == "tell" && self.is(end, "that") {
            return self.finish(group, group.tokens.clone(), None, vec![self.clause(end + 1)], Vec::new());
        }
        if let Some(speaker) = by {
            let content = if group.verb.lemma == "tell" { self.content_after(group, speaker.end)? } else { patient.clone() };
            return self.finish(group, group.tokens.start..end + 1, Some(speaker), vec![content], Vec::new());
        }
        let accused = matches!(group.verb.lemma, "accuse" | "blame" | "suspect") && self.is_any(end, &["of", "for"]);
        let hearsay = HEARSAY.contains(&group.verb.lemma) && self.is(end, "to") && !self.is(patient.start, "who");
        if (accused || hearsay) && !self.is(patient.start, "it") {
            let content = vec![patient.clone(), self.clause(end)];
            return self.finish(group, group.tokens.clone(), None, content, Vec::new());
        }
        None
    }

    fn content_after(&self, group: &Group, at: usize) -> Option<Range<usize>> {
        match self.open(group, at) {
            After::Content(start) => Some(self.clause(start)),
            After::Nothing(_) => None,
        }
    }

    /// "was quoted by the Guardian as saying".
    fn quoted_as_saying(&self, group: &Group, speaker: &Range<usize>, by: Option<Range<usize>>) -> Option<Draft> {
        let from = by.as_ref().map_or(group.tokens.end, |by| by.end);
        let saying = (from..self.unit.end.min(from + 12)).find(|&at| self.is(at, "saying") && self.is(at - 1, "as"))?;
        let cue = group.tokens.start..saying + 1;
        let content = match self.opening(group, saying + 1) {
            After::Content(start) => vec![self.clause(start)],
            After::Nothing(_) => vec![self.before(speaker.start)?],
        };
        self.finish(group, cue, Some(speaker.clone()), content, by.into_iter().collect())
    }

    fn according_to(&self, at: usize) -> Option<Draft> {
        let tokens = &self.paragraph.tokens;
        let start = at + 2;
        let first = phrases::after(tokens, start, self.unit.end)?;
        // "a letter sent by the Treasury to lawmakers on Monday": all up to the next mark.
        let mark = (first.end..self.unit.end.min(start + 40)).find(|&at| tokens[at].is_mark() || tokens[at].quote.is_some());
        let mut end = mark.unwrap_or(self.unit.end.min(start + 40));
        if tokens[first.end..end]
            .iter()
            .any(|token| matches!(token.class, Class::Auxiliary | Class::Pronoun | Class::Subordinator) || token.is("that"))
        {
            end = first.end;
        }
        let opens = tokens[self.unit.start..at]
            .iter()
            .all(|token| token.is_mark() || matches!(token.class, Class::Adverb | Class::Coordinator));
        let mut content = Vec::new();
        if opens {
            let comma = (end..self.unit.end.min(start + 60)).find(|&at| tokens[at].is(","))?;
            content.push(self.clause(comma + 1));
        } else {
            let floor = self.clause_start(at);
            content.push(floor..at);
            if self.is(end, ",")
                && self.is(at - 1, ",")
                && !self.stops.contains(&end)
                && !self.is_any(end + 1, &["which", "who", "and", "but", "while", "though", "as", "with"])
            {
                content.push(self.clause(end + 1));
            }
        }
        Some(Draft {
            speaker: Some(start..end),
            cue: Some(("according to", at..at + 2)),
            form: None,
            stance: Stance::Assert,
            negated: false,
            content,
            via: Vec::new(),
            unit: self.unit.clone(),
        })
    }

    fn finish(
        &self,
        group: &Group,
        cue: Range<usize>,
        speaker: Option<Range<usize>>,
        content: Vec<Range<usize>>,
        via: Vec<Range<usize>>,
    ) -> Option<Draft> {
        let first = content.first()?.start;
        let open_question = self.is_any(first, &["whether", "if", "how", "why", "what", "who", "when", "where"]);
        if group.negated && open_question {
            return None;
        }
        let stance = match draft::stance(group.verb, group.negated, self.paragraph, &content) {
            Stance::Assert if self.is_any(first, &["whether", "if"]) => Stance::Question,
            Stance::Question if self.is(first, "to") || group.verb.lemma == "ask" && self.asks_to(&content[0]) => Stance::Urge,
            stance => stance,
        };
        Some(Draft {
            speaker,
            cue: Some((group.verb.lemma, cue)),
            form: Some(group.form),
            stance,
            negated: group.negated,
            content,
            via,
            unit: self.unit.clone(),
        })
    }

    /// "asked the court to stop it".
    fn asks_to(&self, content: &Range<usize>) -> bool {
        !self.is_quoted(content.start)
            && phrases::after(&self.paragraph.tokens, content.start, content.end).is_some_and(|noun| self.is(noun.end, "to"))
    }

    fn is_hypothetical(&self, subject: usize) -> bool {
        subject > self.unit.start && self.is_any(subject - 1, &["if", "unless", "whether"])
    }

    fn is_document(&self, noun: &Range<usize>) -> bool {
        self.is_any(
            noun.end - 1,
            &[
                "statement",
                "letter",
                "tweet",
                "email",
                "memo",
                "post",
                "report",
                "message",
                "ad",
                "video",
                "release",
                "tweets",
                "article",
            ],
        )
    }

    /// Gives the content on either side of a verb and who relays it.
    fn around(&self, group: &Group, subject: Option<usize>) -> Option<Around> {
        let before = subject.and_then(|subject| self.before(subject));
        let after_quote = before.is_some() && subject.is_some_and(|subject| self.ends_quoted(subject));
        let via = self.relays(group);
        match self.opening(group, group.tokens.end) {
            After::Content(start) if !after_quote || self.is_quoted(start) && self.is(start - 1, ":") => {
                Some((vec![self.clause(start)], via))
            }
            After::Content(start) if self.is_quoted(start) => Some((vec![before?, self.clause(start)], via)),
            After::Content(_) => Some((vec![before?], via)),
            After::Nothing(at) => {
                if !group.verb.takes(Frame::Quotation) {
                    return None;
                }
                let mut content = vec![before?];
                content.extend(self.continued(at, &content[0]));
                Some((content, via))
            }
        }
    }

    fn ends_quoted(&self, at: usize) -> bool {
        let comma = at > self.unit.start && self.is(at - 1, ",") && !self.is_quoted(at - 1);
        self.paragraph.quotation_until(if comma { at - 1 } else { at }).is_some()
    }

    /// Gives the words before an attribution that begins at `at`, if a mark parts the two.
    fn before(&self, at: usize) -> Option<Range<usize>> {
        let last = at.checked_sub(1).filter(|last| self.unit.contains(last))?;
        let parted = self.paragraph.quotation_until(at).is_some()
            || !self.is_quoted(last) && self.is_any(last, &[",", "—", "–", "--", "?"]);
        if !parted {
            return None;
        }
        let start = self.clause_start(at);
        (last - start >= 2 || self.is_quoted(last)).then_some(start..at)
    }

    /// Gives the second half of what an attribution splits: `"A," he said, "B"`; `The plan, he said, will fail`.
    fn continued(&self, at: usize, first: &Range<usize>) -> Option<Range<usize>> {
        let parted = self.is_any(at, &[",", "—", "–", ":", ";", "--"]);
        let start = at + usize::from(parted);
        if self.is_quoted(start) && self.paragraph.quotation_from(start).is_some() {
            return Some(self.clause(start));
        }
        let quoted = first.clone().any(|at| self.is_quoted(at));
        let other = matches!(self.class(start), None | Some(Class::Mark | Class::Subordinator | Class::Coordinator));
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

    /// Tells what follows a verb: its content, or nothing.
    fn opening(&self, group: &Group, end: usize) -> After {
        let mut at = end;
        if group.verb.takes(Frame::Addressee) {
            match self.addressee(at) {
                Some(addressee) => at = addressee.end,
                None if group.verb.lemma == "tell" => return After::Nothing(at),
                None => {}
            }
        }
        self.open(group, at)
    }

    fn addressee(&self, at: usize) -> Option<Range<usize>> {
        let pronoun = self.is_any(at, &["me", "him", "her", "us", "them", "you", "reporters", "lawmakers"])
            && !self.is(at + 1, "and")
            && !self.is_any(at + 1, &["at", "in", "on", "from", "for", "with"]);
        let determined = self.is(at, "her") && matches!(self.class(at + 1), Some(Class::Noun));
        if self.is_quoted(at) || self.is(at, "that") {
            None
        } else if pronoun && !determined {
            Some(at..at + 1)
        } else {
            phrases::after(&self.paragraph.tokens, at, self.unit.end)
        }
    }

    fn open(&self, group: &Group, end: usize) -> After {
        let verb = group.verb;
        let reports = verb.takes(Frame::Quotation) || verb.takes(Frame::That);
        if self.is_content(group, end) {
            return After::Content(self.without_that(end));
        }
        let at = if reports { self.adverbials(end) } else { self.timed(end) };
        if at != end && self.is_content(group, at) {
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

    fn without_that(&self, at: usize) -> usize {
        if self.is(at, "that") && !self.is_quoted(at) && at + 1 < self.unit.end { at + 1 } else { at }
    }

    fn timed(&self, at: usize) -> usize {
        phrases::time_after(&self.paragraph.tokens, at, self.unit.end)
    }

    /// Tells whether what the verb takes begins at `at`.
    fn is_content(&self, group: &Group, at: usize) -> bool {
        let verb = group.verb;
        let Some(class) = self.class(at) else { return false };
        if self.is_quoted(at) {
            return !verb.takes(Frame::Verdict) || verb.takes(Frame::Quotation) && verb.lemma != "call" || self.has_verdict(at);
        }
        let next = self.class(at + 1);
        if self.is(at, "that") {
            let clause = !matches!(next, None | Some(Class::Mark)) || self.is_quoted(at + 1) || self.is(at + 1, ",");
            return clause && (verb.takes(Frame::That) || verb.takes(Frame::Object));
        }
        if self.is_any(at, &["whether", "if", "how", "why", "what", "who", "where", "when"]) {
            let said_what = self.is_any(at, &["whether", "how", "why", "what"]) && verb.takes(Frame::That);
            return verb.takes(Frame::Question) || said_what;
        }
        if self.is(at, "to") {
            return verb.takes(Frame::Infinitive);
        }
        match class {
            Class::Noun | Class::Determiner | Class::Pronoun | Class::Number | Class::Verb => {
                if verb.takes(Frame::Verdict) {
                    return self.has_verdict(at);
                }
                let reflexive = self.paragraph.tokens[at].form.ends_with("self");
                verb.takes(Frame::Object) && !reflexive || verb.takes(Frame::Bare) && self.has_verb(at)
            }
            // "donations, which he said were returned".
            Class::Auxiliary => {
                verb.takes(Frame::Bare)
                    && (group.tokens.start.saturating_sub(4)..group.head)
                        .any(|at| self.is_any(at, &["which", "who", "that", "what"]))
            }
            Class::Adverb | Class::Time | Class::Preposition => {
                verb.takes(Frame::Bare)
                    && self.is_any(
                        at,
                        &[
                            "there", "here", "now", "only", "even", "under", "today", "about", "more", "still", "almost",
                            "nearly", "not", "despite",
                        ],
                    )
                    && self.has_verb(at)
            }
            Class::Subordinator => verb.takes(Frame::Bare) && self.is_any(at, &["while", "although", "because"]),
            _ => false,
        }
    }

    /// Tells whether a finite verb, as far as can be told, follows within a clause.
    fn has_verb(&self, at: usize) -> bool {
        let mut words = self.paragraph.tokens[at..self.unit.end].iter().take(25).skip(1);
        words.any(|token| {
            let inflected =
                token.class == Class::Noun && !token.capital && (token.form.ends_with("ed") || token.form.ends_with('s'));
            matches!(token.class, Class::Auxiliary | Class::Verb)
                || inflected
                || !super::cues::verbs(&token.form).is_empty()
                || token.form.contains('\'')
        }) || self.class(at) == Some(Class::Pronoun)
    }

    /// Tells whether something is called something: a quotation, "as", "a", or a word for untrue.
    fn has_verdict(&self, at: usize) -> bool {
        let end = self.clause_end(at).min(at + 25);
        let direct = self.is_any(at, &["a", "an"]);
        let pronoun = self.is_any(at, &["it", "him", "them", "me", "us", "this", "her"]);
        if pronoun && matches!(self.class(at + 1), Some(Class::Noun | Class::Determiner)) {
            return true;
        }
        (at..end).any(|word| {
            let verdict = self.is_quoted(word) || word > at && !direct && self.is_any(word, &["as", "a", "an"]);
            verdict
                || self.is_any(word, draft::UNTRUE)
                || self.is_any(word, &["unfair", "wrong", "unacceptable", "racist", "illegal"])
        })
    }

    /// Passes over the adverbs, times and places of an utterance: "on Tuesday", "in a statement", "during a rally in Ohio".
    fn adverbials(&self, from: usize) -> usize {
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
                match phrases::after(tokens, at + 1, self.unit.end) {
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
    fn relays(&self, group: &Group) -> Vec<Range<usize>> {
        let end = group.tokens.end;
        match group.verb.lemma {
            "tell" => match self.addressee(end) {
                Some(addressee) => vec![addressee],
                None => Vec::new(),
            },
            _ => self.documents(end, self.adverbials(end)),
        }
    }

    /// The documents named in the adverbials: "in a letter sent to lawmakers".
    fn documents(&self, from: usize, to: usize) -> Vec<Range<usize>> {
        let tokens = &self.paragraph.tokens;
        let start = (from..to)
            .find(|&at| self.is_any(at, &["in", "to"]) && matches!(self.class(at + 1), Some(Class::Determiner | Class::Noun)));
        let Some(noun) = start.and_then(|at| phrases::after(tokens, at + 1, to)) else { return Vec::new() };
        let document = tokens[noun.clone()].iter().any(|token| token.is_any(&["letter", "memo", "email"]));
        let heard = start.is_some_and(|at| self.is(at, "to")) && tokens[noun.clone()].iter().any(|token| token.capital);
        if document || heard { vec![noun] } else { Vec::new() }
    }
}

/// Tells whether a subject can have the verb in this form: "officials state", not "the US State Department".
fn agrees(group: &Group, subject: &[Token<'_>]) -> bool {
    let bare = group.form == Form::Base && !group.has_do;
    let plural = |token: &Token<'_>| {
        token.form.ends_with('s') && !token.possessive
            || token.is_any(&[
                "i", "we", "you", "they", "who", "people", "police", "media", "women", "men", "many", "others", "some", "most",
                "few", "both", "all", "and",
            ])
    };
    !bare || subject.iter().any(plural)
}
