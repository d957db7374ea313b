//! Was what a verb reports not said after all: is it in a letter that nobody wrote, or in a mere idea that somebody said it?

use super::cues;
use super::draft;
use super::frames::Reader;
use super::groups::Group;
use super::phrases;
use super::tokens::Class;
use std::ops::Range;

/// How many words are gone through for what denies a clause, so that work stays bounded.
const FAR: usize = 14;

/// Verbs whose object or infinitive has not come about: "refused to issue a statement saying".
const UNDONE: &[&str] = &[
    "refused",
    "refuses",
    "refusing",
    "refuse",
    "denied",
    "denies",
    "denying",
    "deny",
    "declined",
    "declines",
    "declining",
    "decline",
    "failed",
    "fails",
    "failing",
    "fail",
    "avoided",
    "avoids",
    "avoiding",
    "avoid",
    "forgot",
    "withheld",
    "cancelled",
    "canceled",
    "blocked",
    "rejected",
    "rejects",
    "retracted",
    "withdrew",
    "refrained",
    "stopped",
    "neglected",
];

/// Nouns for what need not be so: "the idea that Holt said it was old".
const SUPPOSED: &[&str] = &[
    "idea",
    "notion",
    "suggestion",
    "suggestions",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "myth",
    "myths",
    "theory",
    "theories",
    "speculation",
    "possibility",
    "likelihood",
    "assumption",
    "impression",
    "pretence",
    "pretense",
    "insinuation",
    "allegation",
    "allegations",
    "claim",
    "claims",
    "lie",
    "lies",
    "hoax",
    "fiction",
    "falsehood",
    "belief",
    "suspicion",
    "suspicions",
];

/// Nouns that tell with "no" before them that something is not so: "no evidence that Holt said it was old".
const SHOWN: &[&str] = &[
    "evidence",
    "proof",
    "sign",
    "signs",
    "indication",
    "indications",
    "record",
    "records",
    "suggestion",
    "truth",
    "doubt",
    "way",
];

/// Words that say of what follows that it is not so, or not known: "it is unlikely that Holt said it was old".
const UNLIKELY: &[&str] = &[
    "unlikely",
    "doubtful",
    "unclear",
    "impossible",
    "uncertain",
    "untrue",
    "wrong",
    "improbable",
    "implausible",
    "inconceivable",
];

impl Reader<'_, '_> {
    /// "issued no statement saying", "did not publish a letter saying", "denied sending a letter saying": tells whether the
    /// document at `noun` is none that the subject wrote.
    pub(super) fn is_unwritten(&self, noun: &Range<usize>) -> bool {
        let tokens = &self.paragraph.tokens;
        let start = self.document_start(noun);
        if (start..noun.end).any(|at| self.is_any(at, &["no", "neither"])) {
            return true;
        }
        // "denied the charge in a statement saying": where it was denied.
        let where_to = start.checked_sub(1).filter(|&at| self.unit.contains(&at));
        if where_to
            .is_some_and(|at| self.is_any(at, &["in", "with", "by", "through", "via", "of", "beyond", "than", "except", "but"]))
        {
            return false;
        }
        for at in (self.unit.start..start).rev().take(FAR) {
            let token = &tokens[at];
            if token.quote.is_some() || token.is_mark() || token.class == Class::Subordinator {
                return false;
            }
            // "declined to speak but issued a statement", "refused to go and sent a letter".
            let acts = tokens.get(at + 1).is_some_and(|next| next.is_past() || next.form.ends_with('s'));
            if token.is("but") || token.is("and") && acts {
                return false;
            }
            // "did not only write a letter saying".
            let only = self.is_any(at + 1, &["only", "just", "merely"]);
            let yet = token.is("yet") && self.is(at + 1, "to");
            let negated = yet
                || token.is_any(&["not", "never", "no", "nobody", "neither", "nor", "without", "none"])
                || token.form.ends_with("n't")
                || token.is("cannot")
                || token.is_any(UNDONE);
            if negated && !token.capital {
                return !only;
            }
        }
        false
    }

    /// Gives where the document begins that the words at `noun` end with: they may hold the verb before it.
    pub(super) fn document_start(&self, noun: &Range<usize>) -> usize {
        let tokens = &self.paragraph.tokens;
        let own = |at: &usize| {
            let token = &tokens[*at];
            matches!(token.class, Class::Noun | Class::Number) && (token.capital || token.possessive || !token.is_past())
        };
        let first = noun.clone().rev().take_while(own).last().unwrap_or(noun.end - 1);
        let article = first > noun.start && tokens[first - 1].class == Class::Determiner;
        first - usize::from(article)
    }

    /// "The idea that Holt said", "no evidence that Holt said", "it is unlikely that Holt said": tells whether it is left open
    /// or denied that the subject at `subject` said anything.
    pub(super) fn is_supposed(&self, subject: usize, verb: usize) -> bool {
        let tokens = &self.paragraph.tokens;
        let clause = phrases::time_before(tokens, self.unit.start, subject);
        let Some(that) = clause.checked_sub(1).filter(|&at| at > self.unit.start && !self.is_quoted(at)) else { return false };
        if !self.is_any(that, &["that", "if", "whether"]) || self.is_quoted(that - 1) {
            return false;
        }
        // "an idea that Holt says is wrong": of which she says something.
        if matches!(self.class(verb), Some(Class::Auxiliary | Class::Verb)) {
            return false;
        }
        let head = that - 1;
        let near = || (self.unit.start..head).rev().take(4).take_while(|&at| !tokens[at].is_mark() && !self.is_quoted(at));
        let negated = || {
            near().any(|at| {
                self.is_any(at, &["no", "not", "little", "never", "hardly", "any", "without"])
                    || tokens[at].form.ends_with("n't")
            })
        };
        if self.is_any(head, SHOWN) && negated() {
            // "There is no doubt that Holt said".
            return !self.is_any(head, &["doubt", "way"]);
        }
        // "dismissed his claim that", "Holt's claim that": told by the noun, as what its owner claims.
        if self.is_any(head, SUPPOSED) {
            return true;
        }
        if self.is_any(head, UNLIKELY) || self.is_any(head, draft::UNTRUE) {
            return !negated();
        }
        self.is_any(head, &["true", "likely", "clear", "certain", "case", "possible", "known", "sure", "correct"]) && negated()
    }

    /// "regretted having said": who did say it; nothing where it is told that nobody did ("denied having said"), or where another
    /// verb stands before.
    pub(super) fn owned_up(&self, group: &Group) -> Option<Option<Range<usize>>> {
        const OWNS: &[&str] = &[
            "regret",
            "regrets",
            "regretted",
            "admits",
            "admitted",
            "acknowledges",
            "acknowledged",
            "confesses",
            "confessed",
            "recalls",
            "recalled",
            "remembers",
            "remembered",
            "concedes",
            "conceded",
        ];
        let tokens = &self.paragraph.tokens;
        let verb = group.tokens.start.checked_sub(1).filter(|&at| self.unit.contains(&at) && self.is(at + 1, "having"))?;
        let token = &tokens[verb];
        if token.quote.is_some() || token.capital || token.class != Class::Noun {
            return None;
        }
        if !token.is_any(OWNS) {
            return (token.is_past() || token.is_any(UNDONE)).then_some(None);
        }
        let auxiliary = |at: &usize| matches!(self.class(*at), Some(Class::Auxiliary | Class::Adverb)) && !self.is_quoted(*at);
        let end = (self.unit.start..verb).rev().take_while(auxiliary).last().unwrap_or(verb);
        Some(phrases::before(tokens, self.unit.start, end))
    }

    /// "did not reply to a letter saying that": tells whether the clause at `first` is told by a participle behind the verb.
    pub(super) fn is_told_by_participle(&self, group: &Group, first: usize) -> bool {
        let that =
            first.checked_sub(1).filter(|&that| self.is(that, "that") && that > group.tokens.end && !self.is_quoted(that));
        that.is_some_and(|that| {
            let token = &self.paragraph.tokens[that - 1];
            let reports = !cues::verbs(&token.form).is_empty() && token.form.ends_with("ing");
            reports && token.quote.is_none() && that - 2 >= group.tokens.end && self.is_writing(&(that - 2..that - 1))
        })
    }

    /// "said nothing to suggest that", "told reporters little that would": tells whether what is said is that nothing was.
    pub(super) fn tells_nothing(&self, group: &Group, first: usize) -> bool {
        let speaks = matches!(group.verb.lemma, "say" | "tell" | "add" | "state" | "announce");
        let none = self.is_any(first, &["nothing", "little"]) && !self.is_quoted(first);
        speaks && none && self.is_any(first + 1, &["to", "that", "which", "beyond", "new", "more", "further"])
    }

    /// "said the opposite", "said nothing": what was said stands elsewhere, or nowhere.
    pub(super) fn says_no_words(&self, at: usize) -> bool {
        let the = self.is(at, "the") && self.is_any(at + 1, &["opposite", "same", "contrary", "reverse"]);
        let none = self.is_any(at, &["nothing", "otherwise", "little"]);
        // "said goodbye to Berg": a greeting is told, and not its words.
        if self.is_any(at, &["goodbye", "good-bye", "farewell", "hello", "prayers"]) && !self.is_quoted(at) {
            return true;
        }
        // "has said much the same".
        let the = the || self.is(at, "much") && self.is(at + 1, "the") && self.is(at + 2, "same");
        let end = at
            + if self.is(at, "much") {
                3
            } else if the {
                2
            } else {
                1
            };
        let closed = matches!(self.class(end), None | Some(Class::Mark | Class::Coordinator)) && !self.is_quoted(end);
        let about = self.is_any(end, &["about", "of", "on"]) && !self.is_quoted(end);
        !self.is_quoted(at) && (the || none) && (closed || about)
    }
}
