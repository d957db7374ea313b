//! Which claims does a sentence make: who, which verb, which words?

mod faked;

use super::according;
use super::comments;
use super::cues::{self, Form, Frame};
use super::draft::{self, Draft};
use super::groups::{self, Group, Voice};
use super::paragraph::Paragraph;
use super::phrases;
use super::relatives;
use super::tokens::{Class, Token};
use super::voices;
use crate::model::document::Stance;
use std::ops::Range;

/// Gives the claims of one unit, by their cues.
pub(super) fn find(paragraph: &Paragraph<'_>, unit: &Range<usize>) -> Vec<Draft> {
    let groups = groups::find(&paragraph.tokens, unit.clone());
    let sources = according::places(paragraph, unit);
    let nouns = possessed(paragraph, unit);
    if groups.is_empty() && sources.is_empty() && nouns.is_empty() {
        return Vec::new();
    }
    let mut reader = Reader { paragraph, unit: unit.clone(), stops: Vec::new(), drafts: Vec::new() };
    let mut subjects: Vec<Subject> = groups.iter().map(|group| reader.subject(group)).collect();
    reader.part_subjects(&groups, &mut subjects);
    reader.stops = reader.stops(&groups, &subjects, &sources);
    for (group, subject) in groups.iter().zip(&subjects) {
        // "quoted her as saying" is one cue of two verbs.
        let taken = |draft: &Draft| draft.cue.as_ref().is_some_and(|(_, words)| words.contains(&group.head));
        if reader.drafts.last().is_some_and(taken) {
            continue;
        }
        let draft = match group.voice {
            Voice::Finite if let Some(denial) = reader.denial(group, subject) => Some(denial),
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
    for (noun, lemma, stance) in nouns {
        let draft = reader.claim_of(noun, lemma, stance);
        reader.drafts.extend(draft);
    }
    let mut drafts = reader.drafts;
    faked::part_denied(paragraph, &mut drafts);
    comments::without_withdrawn(paragraph, &mut drafts);
    drafts.retain(|draft| draft.content.iter().any(|piece| draft::content(paragraph, piece).is_some()));
    // "We are late but I think we will win, Holt said": what she thinks is what she says.
    let narrated = |draft: &Draft| draft.speaker.as_ref().is_some_and(|words| paragraph.tokens[words.clone()][0].is("i"));
    if drafts.iter().any(|draft| draft.speaker.is_some() && !narrated(draft)) {
        let thinks = |draft: &Draft| draft.cue.as_ref().is_some_and(|(lemma, _)| THINKING.contains(lemma));
        drafts.retain(|draft| !(narrated(draft) && thinks(draft)));
    }
    drafts.sort_by_key(|draft| draft.cue.as_ref().map_or(0, |(_, words)| words.start));
    drafts
}

/// Gives the claim whose words stand in the next paragraph: "Smith went on to say:". Its content is empty.
pub(super) fn announced(paragraph: &Paragraph<'_>) -> Option<Draft> {
    let unit = paragraph.units.last()?.clone();
    let colon = unit.end.checked_sub(1).filter(|&at| paragraph.tokens[at].is(":"))?;
    let group = groups::find(&paragraph.tokens, unit.clone()).pop().filter(|group| group.voice == Voice::Finite)?;
    let reader = Reader { paragraph, unit, stops: Vec::new(), drafts: Vec::new() };
    let speaker = match reader.subject(&group) {
        Subject::Before(speaker) => speaker,
        Subject::Elided => reader.main_subject(group.tokens.start)?,
        Subject::After(_) | Subject::Missing => return None,
    };
    let announces =
        matches!(reader.opening(&group, group.tokens.end), After::Nothing(at) if at == colon) || group.tokens.end == colon;
    let fits = agrees(&group, &paragraph.tokens[speaker.clone()]);
    (announces && fits && reader.can_speak(&speaker)).then(|| Draft {
        speaker: Some(speaker),
        cue: Some((group.verb.lemma, group.tokens.clone())),
        form: Some(group.form),
        stance: group.verb.stance,
        negated: group.negated,
        content: Vec::new(),
        via: Vec::new(),
        doubted: false,
        unit: reader.unit.clone(),
    })
}

/// Gives the words behind a speaker's name and a colon at the start of a paragraph, as in transcripts.
pub(super) fn labelled(paragraph: &Paragraph<'_>) -> Option<Draft> {
    const LONGEST_LABEL: usize = 6;
    let tokens = &paragraph.tokens;
    let colon = tokens
        .iter()
        .take(LONGEST_LABEL + 1)
        .position(|token| token.is(":"))
        .filter(|&colon| colon > 0 && colon + 1 < tokens.len())?;
    // "Holt: 30", "Lind: + 2.8 million": a row of figures.
    let figures = tokens[colon + 1..].iter().find(|token| !token.is_mark()).is_none_or(|token| token.class == Class::Number);
    if figures && tokens[colon + 1..].iter().filter(|token| token.class != Class::Mark).count() < 5 {
        return None;
    }
    Some(Draft {
        speaker: Some(0..colon),
        cue: Some((":", colon..colon + 1)),
        form: None,
        stance: Stance::Assert,
        negated: false,
        content: vec![Range { start: colon + 1, end: tokens.len() }],
        via: Vec::new(),
        doubted: false,
        unit: Range { start: 0, end: tokens.len() },
    })
}

/// Verbs by which speakers weigh their own words.
const THINKING: &[&str] = &["think", "believe", "hope", "guess", "suppose", "know", "feel", "mean", "imagine", "expect"];

/// Nouns that report behind who reports, with the verb each is of.
const NOUNS: &[(&str, &str, Stance)] = &[
    ("claim", "claim", Stance::Allege),
    ("claims", "claim", Stance::Allege),
    ("allegation", "allege", Stance::Allege),
    ("allegations", "allege", Stance::Allege),
    ("accusation", "accuse", Stance::Allege),
    ("assertion", "assert", Stance::Assert),
    ("insistence", "insist", Stance::Assert),
    ("denial", "deny", Stance::Deny),
    ("prediction", "predict", Stance::Predict),
];

/// Gives the places of nouns that report: "the union's claim that".
fn possessed(paragraph: &Paragraph<'_>, unit: &Range<usize>) -> Vec<(usize, &'static str, Stance)> {
    let tokens = &paragraph.tokens;
    let owned = |at: usize| {
        let before = &tokens[at - 1];
        before.quote.is_none() && (before.possessive && before.class == Class::Noun || before.is_any(&["his", "her"]))
    };
    (unit.start + 1..unit.end.saturating_sub(2))
        .filter(|&at| tokens[at].quote.is_none() && tokens[at + 1].is("that") && owned(at))
        .filter_map(|at| NOUNS.iter().find(|(noun, ..)| tokens[at].is(noun)).map(|&(_, lemma, stance)| (at, lemma, stance)))
        .collect()
}

/// Where the subject of a verb stands.
#[derive(Clone, Debug)]
pub(super) enum Subject {
    Before(Range<usize>),
    /// "said Smith".
    After(Range<usize>),
    /// "and said", ", saying": the one who spoke last.
    Elided,
    Missing,
}

/// What follows a verb.
pub(super) enum After {
    /// Nothing that is claimed; where the adverbials end.
    Nothing(usize),
    /// Where the content begins.
    Content(usize),
}

/// What is claimed, and who relays it.
pub(super) type Around = (Vec<Range<usize>>, Vec<Range<usize>>);

/// Reads one unit.
pub(super) struct Reader<'p, 't> {
    pub(super) paragraph: &'p Paragraph<'t>,
    pub(super) unit: Range<usize>,
    /// Where a claim's words end because another's begin; in order.
    pub(super) stops: Vec<usize>,
    pub(super) drafts: Vec<Draft>,
}

impl Reader<'_, '_> {
    pub(super) fn is(&self, at: usize, form: &str) -> bool {
        self.unit.contains(&at) && self.paragraph.tokens[at].is(form)
    }

    pub(super) fn is_any(&self, at: usize, forms: &[&str]) -> bool {
        self.unit.contains(&at) && self.paragraph.tokens[at].is_any(forms)
    }

    pub(super) fn class(&self, at: usize) -> Option<Class> {
        self.unit.contains(&at).then(|| self.paragraph.tokens[at].class)
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.unit.contains(&at) && self.paragraph.tokens[at].quote.is_some()
    }

    fn finite(&self, group: &Group, subject: &Subject) -> Option<Draft> {
        let tokens = &self.paragraph.tokens;
        let (speaker, content, via) = match subject {
            Subject::After(speaker) => {
                // "Tweeted Holt: “It fell.”"
                if group.tokens.start == self.unit.start {
                    let content = vec![self.clause(speaker.end + 1)];
                    return self.finish(group, group.tokens.clone(), Some(speaker.clone()), content, Vec::new());
                }
                let mut content = vec![self.before(group.tokens.start)?];
                let behind = self.adverbials(speaker.end);
                content.extend(self.continued(behind, &content[0]));
                (Some(speaker.clone()), content, self.documents(speaker.end, behind))
            }
            Subject::Before(_) if let Some(owner) = self.owned_up(group) => {
                let (content, via) = self.around(group, None)?;
                (Some(owner?), content, via)
            }
            Subject::Before(speaker) => {
                if self.is_hypothetical(speaker.start)
                    || self.is_as_far(speaker.start)
                    || self.is_told_of_crowd(group, speaker)
                    || self.is_free_relative(speaker.start, group.tokens.end)
                    || self.is_supposed(speaker.start, group.tokens.end)
                    || !agrees(group, &tokens[speaker.clone()])
                    || self.is_noun(group, speaker)
                {
                    return None;
                }
                if let Some(draft) = self.quotes_as_saying(group, speaker) {
                    return Some(draft);
                }
                if let Some(answered) = self.answered(group, speaker) {
                    return answered;
                }
                let (content, mut via) = self.around(group, Some(speaker.start))?;
                via.extend(self.opening_document(speaker.start));
                (Some(speaker.clone()), content, via)
            }
            Subject::Elided => {
                // "X said that Y opposes and condemns Z": the second verb is of Y's kind, not of X's.
                if self.drafts.last().and_then(|draft| draft.form).is_some_and(|form| form != group.form) {
                    return None;
                }
                let speaker = self.main_subject(group.tokens.start)?;
                if self.is_of_either(&speaker, group.tokens.start) {
                    return None;
                }
                let (content, via) = self.around(group, None)?;
                (Some(speaker), content, via)
            }
            Subject::Missing => return None,
        };
        self.finish(group, group.tokens.clone(), speaker, content, via)
    }

    fn participle(&self, group: &Group, subject: &Subject) -> Option<Draft> {
        if self.is_governed(group.tokens.start) {
            return None;
        }
        if let Some(quoted) = self.quoted_as(group) {
            let (quoted, (content, via)) = (quoted?, self.around(group, None)?);
            let draft = self.finish(group, group.tokens.clone(), None, content, via)?;
            return Some(Draft { speaker: Some(quoted), ..draft });
        }
        let speaker = match subject {
            Subject::Before(noun) if self.is_writing(noun) && self.is_unwritten(noun) => return None,
            Subject::Before(noun) if self.is_writing(noun) => self.writer(noun),
            // "did not respond to a request for comment confirming it".
            Subject::Before(noun)
                if group.tokens.start == noun.end
                    && voices::is_thing(&self.paragraph.tokens[noun.clone()])
                    && self.is_unwritten(noun) =>
            {
                return None;
            }
            // "backed the proposals, saying": what is backed does not speak.
            // "wrote to all parties urging them", "hung a banner near the hall accusing him".
            Subject::Before(noun)
                if voices::is_thing(&self.paragraph.tokens[noun.clone()])
                    || group.tokens.start == noun.end && self.hangs_beside(noun) =>
            {
                let main = self.acting(noun.start).filter(|main| main.end <= noun.start)?;
                // "Vale Water said it was sure of its products saying": whoever said so.
                let says = matches!(group.verb.lemma, "say" | "add" | "insist" | "argue" | "claim" | "note");
                let told = says
                    && self.is(main.start, "it")
                    && self.drafts.last().is_some_and(|draft| draft.content[0].start == main.start);
                if told { self.main_subject(noun.start)? } else { main }
            }
            Subject::Before(noun) => noun.clone(),
            _ => self.main_subject(group.tokens.start)?,
        };
        // "A panel hears a case where a jury paid after finding that": whoever found it stands in another clause.
        let after = group.tokens.start > self.unit.start && self.is_any(group.tokens.start - 1, &["after", "before"]);
        if after && !group.verb.takes(Frame::Quotation) {
            return None;
        }
        let (content, via) = self.around(group, None)?;
        self.finish(group, group.tokens.clone(), Some(speaker), content, via)
    }

    fn passive(&self, group: &Group, subject: &Subject) -> Option<Draft> {
        /// Their subject is who is addressed, not what is said.
        const ADDRESSING: &[&str] =
            &["urge", "implore", "exhort", "advise", "encourage", "order", "instruct", "remind", "assure", "inform"];
        const HEARSAY: &[&str] = &[
            "say", "allege", "believe", "report", "think", "expect", "claim", "estimate", "suspect", "fear", "predict",
            "suggest", "project", "accuse", "blame",
        ];
        let tokens = &self.paragraph.tokens;
        let end = group.tokens.end;
        let by = self.is(end, "by").then(|| phrases::after(tokens, end + 1, self.unit.end)).flatten();
        let Subject::Before(patient) = subject else { return None };
        // "The amendment was rejected by the House": turned down, and nothing denied.
        let accused = tokens[patient.clone()].iter().any(|token| token.is_any(draft::ACCUSATIONS));
        if group.verb.lemma == "reject" && !accused || group.verb.lemma == "deny" && self.is_refused(group, patient.start) {
            return None;
        }
        if group.verb.lemma == "quote" {
            return self.quoted_as_saying(group, patient, by);
        }
        if self.is(end, "that") && HEARSAY.contains(&group.verb.lemma) || group.verb.lemma == "tell" && self.is(end, "that") {
            return self.finish(group, group.tokens.clone(), None, vec![self.clause(end + 1)], Vec::new());
        }
        if let Some(speaker) = by {
            if ADDRESSING.contains(&group.verb.lemma) {
                return None;
            }
            let content = if group.verb.lemma == "tell" { self.content_after(group, speaker.end)? } else { patient.clone() };
            return self.finish(group, group.tokens.start..end + 1, Some(speaker), vec![content], Vec::new());
        }
        let accused = matches!(group.verb.lemma, "accuse" | "blame" | "suspect") && self.is_any(end, &["of", "for"]);
        let hearsay = HEARSAY.contains(&group.verb.lemma)
            && group.verb.lemma != "expect"
            && self.is(end, "to")
            && !self.is(patient.start, "who");
        if (accused || hearsay) && !self.is(patient.start, "it") {
            let content = vec![patient.clone(), self.clause(end)];
            return self.finish(group, group.tokens.clone(), None, content, Vec::new());
        }
        None
    }

    /// "The average forecast called for a rise", "Mr Orr derided Liberal claims", "the Vale think tank": no verb, but a noun.
    fn is_noun(&self, group: &Group, speaker: &Range<usize>) -> bool {
        let tokens = &self.paragraph.tokens;
        let end = group.tokens.end;
        if group.verb.lemma == "think" && self.is_any(end, &["tank", "tanks", "tank's"]) {
            return true;
        }
        let alone = group.tokens.len() == 1 && !tokens[group.head].capital;
        let next = |at: usize| {
            let token = &tokens[at];
            !token.capital && token.quote.is_none() && token.is_past() && !cues::verbs(&token.form).is_empty()
        };
        let forecast = matches!(group.verb.lemma, "forecast" | "estimate") && self.unit.contains(&end) && next(end);
        let called_for = group.verb.lemma == "call for"
            && self.is_any(speaker.end - 1, &["forecast", "forecasts", "estimate", "estimates", "consensus"]);
        let acts = |at: usize| {
            let (name, verb) = (&tokens[at - 1], &tokens[at]);
            name.capital && name.class == Class::Noun && !name.possessive && !verb.capital && verb.is_past()
        };
        let object = group.form == Form::Third
            && matches!(group.verb.lemma, "claim" | "report" | "demand" | "pledge" | "promise" | "estimate" | "forecast")
            && tokens[speaker.end - 1].class == Class::Noun
            && (speaker.start + 1..speaker.end - 1).any(acts);
        called_for || alone && (forecast || object)
    }

    /// "Investors sold after Vale Water issued a warning and said": either, where a clause without a comma names another.
    fn is_of_either(&self, speaker: &Range<usize>, verb: usize) -> bool {
        const OPENERS: &[&str] = &["after", "as", "when", "because", "since", "while", "before"];
        let tokens = &self.paragraph.tokens;
        let joined = verb > speaker.end && self.is(verb - 1, "and") && !self.is_quoted(verb - 1);
        let near = (speaker.end..verb).rev().take(20).take_while(|&at| !tokens[at].is_mark() && !self.is_quoted(at));
        let mut opener = near.filter(|&at| self.is_any(at, OPENERS));
        joined
            && opener.next().and_then(|at| phrases::after(tokens, at + 1, verb)).is_some_and(|noun| {
                let past = |at: usize| !tokens[at].capital && tokens[at].is_past();
                (noun.start + 1..verb.min(noun.end + 2)).any(past)
            })
    }

    pub(super) fn content_after(&self, group: &Group, at: usize) -> Option<Range<usize>> {
        match self.open(group, at) {
            After::Content(start) => Some(self.clause(start)),
            After::Nothing(_) => None,
        }
    }

    /// "In its letter to the committee, the bank said".
    fn opening_document(&self, subject: usize) -> Option<Range<usize>> {
        let comma = subject.checked_sub(1).filter(|&at| self.is(at, ",") && self.is(self.unit.start, "in"))?;
        let noun = phrases::after(&self.paragraph.tokens, self.unit.start + 1, comma)?;
        self.paragraph.tokens[noun.clone()].iter().any(|token| token.is_any(&["letter", "memo", "email"])).then_some(noun)
    }

    /// "Smith's claim that C".
    fn claim_of(&self, noun: usize, lemma: &'static str, stance: Stance) -> Option<Draft> {
        let tokens = &self.paragraph.tokens;
        let pronoun = tokens[noun - 1].class == Class::Determiner;
        let name = |at: &usize| tokens[*at].capital && tokens[*at].class == Class::Noun && tokens[*at].quote.is_none();
        let mut start = (self.unit.start..noun - 1).rev().take_while(name).last().unwrap_or(noun - 1);
        if !pronoun && start > self.unit.start && tokens[start - 1].class == Class::Determiner {
            start -= 1;
        }
        let speaker = start..noun;
        let clause = self.clause(noun + 2);
        // "his claim that it was safe was questioned": the second verb is the sentence's own.
        let verbs: Vec<usize> =
            clause.clone().filter(|&at| matches!(tokens[at].class, Class::Auxiliary) && !tokens[at - 1].is("not")).collect();
        let opens = speaker.start == self.unit.start;
        let end = verbs.last().filter(|&&last| opens && verbs.len() > 1 && last > noun + 4).map_or(clause.end, |&last| last);
        Some(Draft {
            speaker: Some(speaker),
            cue: Some((lemma, noun..noun + 1)),
            form: None,
            stance,
            negated: false,
            content: vec![Range { start: clause.start, end }],
            via: Vec::new(),
            doubted: false,
            unit: self.unit.clone(),
        })
    }

    pub(super) fn finish(
        &self,
        group: &Group,
        cue: Range<usize>,
        speaker: Option<Range<usize>>,
        content: Vec<Range<usize>>,
        via: Vec<Range<usize>>,
    ) -> Option<Draft> {
        if speaker.as_ref().is_some_and(|words| !self.can_speak(words)) || self.says_no_words(group.tokens.end) {
            return None;
        }
        if self.is_faked(group, speaker.as_ref()) {
            return None;
        }
        let (mut cue, mut content) = (cue, content);
        // "raised concerns about the pier": the concerns too.
        if matches!(group.verb.lemma, "raise concern" | "raise question")
            && cue.len() > 1
            && content.first().is_some_and(|piece| piece.start == cue.end)
        {
            let noun = cue.clone().rev().find(|&at| self.is_any(at, &["concerns", "questions"])).unwrap_or(cue.end);
            content[0].start = noun;
            cue.end = noun;
        }
        let aside = speaker
            .as_ref()
            .and_then(|words| relatives::clause_end(&self.paragraph.tokens, &self.unit, words, group.tokens.end))
            .or_else(|| {
                speaker
                    .as_ref()
                    .and_then(|words| relatives::main_verb_behind(&self.paragraph.tokens, &self.unit, words, &group.tokens))
            });
        for piece in content.iter_mut().filter(|piece| piece.start >= group.tokens.end) {
            piece.end = aside.filter(|&end| piece.contains(&end)).unwrap_or(piece.end);
        }
        content.retain(|piece| !self.is_comment(piece));
        let first = content.first()?.start;
        if self.tells_nothing(group, first) || self.is_told_by_participle(group, first) {
            return None;
        }
        let open_question = self.is_any(first, &["whether", "if", "how", "why", "what", "who", "when", "where"]);
        let negated = group.negated != speaker.as_ref().is_some_and(|words| self.is_of_few(words));
        if negated && open_question || self.is_sent_away(group, speaker.as_ref(), first) {
            return None;
        }
        let stance = match draft::stance(group.verb, negated, self.paragraph, &content) {
            // "that if it falls", "Whether we win or not, we stay": a condition asks nothing.
            Stance::Assert if self.is(first, "whether") && first >= group.tokens.end && !self.is(first - 1, "that") => {
                Stance::Question
            }
            // "They see that it is old": no forecast.
            Stance::Predict if group.verb.lemma == "see" && first > 0 && self.is(first - 1, "that") => Stance::Assert,
            Stance::Question if group.verb.lemma == "ask" && self.is(first - usize::from(first > 0), "that") => Stance::Urge,
            Stance::Question if self.is(first, "to") || group.verb.lemma == "ask" && self.asks_to(&content[0]) => Stance::Urge,
            Stance::Assert
                if matches!(group.verb.lemma, "warn" | "tell" | "remind" | "caution" | "instruct" | "advise")
                    && !self.is_quoted(first)
                    && !self.is(first - usize::from(first > 0), "that")
                    && (self.is_infinitive(first) || group.verb.lemma != "tell" && self.asks_to(&content[0])) =>
            {
                Stance::Urge
            }
            Stance::Assert | Stance::Confirm if self.is_doubtful(group, first) => Stance::Allege,
            stance => stance,
        };
        Some(Draft {
            speaker,
            cue: Some((group.verb.lemma, cue)),
            form: Some(group.form),
            stance,
            negated,
            content,
            via,
            doubted: false,
            unit: self.unit.clone(),
        })
    }

    /// "asked the court to stop it".
    fn asks_to(&self, content: &Range<usize>) -> bool {
        let noun = phrases::after(&self.paragraph.tokens, content.start, content.end);
        !self.is_quoted(content.start)
            && noun
                .map(|noun| self.before_infinitive(noun))
                .is_some_and(|noun| self.is_infinitive(noun.end) || self.is_infinitive(self.timed(noun.end)))
    }

    /// "What Holt said last Friday is gaining ground": what she said is not told.
    fn is_free_relative(&self, subject: usize, end: usize) -> bool {
        let what = subject.checked_sub(1).filter(|&at| self.is(at, "what") && !self.is_quoted(at));
        let opens = what.is_some_and(|at| at == self.unit.start);
        let behind = self.adverbials(end);
        let verb = matches!(self.class(behind), Some(Class::Auxiliary | Class::Verb)) && !self.is_quoted(behind);
        // "What Holt said was that it fell".
        opens && verb && !self.is_any(behind + 1, &["that", ":"]) && !self.is_quoted(behind + 1)
    }

    /// "as far as she knew": tells how sure it is, and nothing else.
    fn is_as_far(&self, subject: usize) -> bool {
        subject >= self.unit.start + 3
            && self.is(subject - 1, "as")
            && self.is(subject - 2, "far")
            && self.is(subject - 3, "as")
    }

    fn is_hypothetical(&self, subject: usize) -> bool {
        let case = subject > self.unit.start && self.is_any(subject - 1, &["if", "unless", "whether", "provided", "whenever"]);
        case || self.is_mere_case(subject)
    }

    pub(super) fn is_document(&self, noun: &Range<usize>) -> bool {
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
