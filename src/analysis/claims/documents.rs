//! Who says what a participle tells behind a letter, a report or a sign: who wrote it, or the letter itself?

use super::cues::{self, Form, Frame};
use super::frames::Reader;
use super::groups::Group;
use super::phrases;
use super::tokens::{Class, List};
use super::voices;
use std::ops::Range;

/// How many words are gone through for whoever wrote a document, so that work stays bounded.
const FAR: usize = 12;

/// What holds words that somebody wrote, and not always the one of whom is told: "called a report confirming it absurd".
static DOCUMENTS: List = List::new(
    "statement, statements, letter, letters, tweet, tweets, email, emails, e-mail, e-mails, memo, memos, \
    memorandum, post, posts, posting, postings, report, reports, message, messages, ad, ads, advert, adverts, \
    advertisement, advertisements, video, videos, release, releases, article, articles, sign, signs, placard, \
    placards, banner, banners, poster, posters, leaflet, leaflets, flyer, flyers, amendment, amendments, \
    resolution, resolutions, motion, motions, petition, petitions, note, notes, story, stories, book, books, \
    memoir, study, studies, survey, surveys, poll, polls, editorial, editorials, column, columns, op-ed, essay, \
    blog, document, documents, affidavit, lawsuit, lawsuits, complaint, complaints, indictment, ruling, rulings, \
    text, texts, clip, clips, footage, tape, tapes, recording, recordings, transcript, transcripts, dossier, \
    headline, headlines, caption, pamphlet, pamphlets, information, intelligence, rumour, rumours, rumor, rumors, \
    call, calls, leak, leaks",
);

/// What somebody writes about oneself: "responded in a statement saying".
static OWN: List = List::new(
    "statement, statements, letter, letters, tweet, tweets, email, emails, e-mail, e-mails, memo, memos, post, \
    posts, posting, message, messages, note, release, releases, editorial, column, op-ed, essay, text, texts, \
    affidavit, lawsuit, complaint, ruling, video, motion, resolution",
);

/// What is passed on as often as made: "tweeted a video claiming".
static PASSED_ON: List =
    List::new("video, videos, report, reports, article, articles, story, stories, clip, clips, footage, study, poll");

/// What is made public by others than who wrote it: "published emails indicating".
static LEAKED: List =
    List::new("emails, e-mails, letters, documents, tape, tapes, recording, recordings, transcript, transcripts, messages");

/// Verbs whose subject wrote what their object says.
static WRITES: List = List::new(
    "issue, issues, issued, issuing, release, releases, released, releasing, publish, publishes, published, \
    publishing, write, writes, wrote, written, writing, send, sends, sent, sending, post, posts, posted, posting, \
    tweet, tweets, tweeted, tweeting, make, makes, made, making, give, gives, gave, given, giving, sign, signs, \
    signed, signing, file, files, filed, filing, circulate, circulated, circulating, distribute, distributed, \
    distributing, draft, drafted, drafting, run, runs, ran, running, produce, produced, producing, penned, \
    deliver, delivered, delivering, submit, submitted, submitting, leave, left, emailed, faxed, mailed, texted, \
    print, printed, printing, record, recorded, upload, uploaded, broadcast, aired, pass, passes, passed, passing, \
    adopt, adopts, adopted, adopting, approve, approved, introduce, introduced, tabled, table, propose, proposed, \
    prepared, compiled, handed, drew, carried, put, fired, addressed, unleash, unleashed, launched, shared",
);

/// Tells whether a word is one for what holds somebody's words.
pub(super) fn is_written(word: &str) -> bool {
    DOCUMENTS.holds(word)
}

impl Reader<'_, '_> {
    /// Tells whether a noun phrase ends with what holds somebody's words.
    pub(super) fn is_writing(&self, noun: &Range<usize>) -> bool {
        let last = &self.paragraph.tokens[noun.end - 1];
        last.quote.is_none()
            && !last.possessive
            && (!last.capital || noun.end - 1 == self.unit.start)
            && DOCUMENTS.holds(&last.form)
    }

    /// "issued a statement saying", "deleted a tweet claiming": gives who says what stands in the document at `noun`: who wrote it,
    /// else the document.
    pub(super) fn writer(&self, noun: &Range<usize>) -> Range<usize> {
        let document = self.writing(noun);
        let own = self.is_own(&document).then(|| self.acting(document.start)).flatten().map(|own| self.first_body(own));
        own.filter(|subject| subject.end <= document.start).unwrap_or(document)
    }

    /// "Vale fined Acme after the firm gave a speech saying", "Holt, who gave a speech saying": the subject of the clause that the
    /// words at `at` stand in, else the one of the sentence.
    pub(super) fn acting(&self, at: usize) -> Option<Range<usize>> {
        const OPENERS: &[&str] = &[
            "after", "before", "when", "because", "since", "while", "as", "until", "once", "that", "if", "although", "though",
            "whereas", "where",
        ];
        const REACH: usize = 20;
        let tokens = &self.paragraph.tokens;
        let told = |at: usize| {
            self.drafts
                .iter()
                .rev()
                .take(4)
                .any(|draft| draft.content.first().is_some_and(|piece| piece.start == at && draft.form.is_some()))
        };
        let acts = |at: usize| {
            self.unit.contains(&at)
                && !tokens[at].capital
                && (matches!(tokens[at].class, Class::Auxiliary | Class::Verb) || tokens[at].is_past())
        };
        let near = (self.unit.start + 1..at).rev().take(REACH).take_while(|&at| !self.is_quoted(at) && !tokens[at].is_mark());
        for first in near {
            if self.is_any(first, &["who", "which"]) {
                let end = first - usize::from(self.is(first - 1, ","));
                return phrases::before(tokens, self.unit.start, end);
            }
            if !self.is_any(first - 1, OPENERS) && !told(first) || self.is_quoted(first - 1) {
                continue;
            }
            // "Holt as mayor gave a speech": an office, and no subject.
            let clause =
                tokens[first].capital || matches!(tokens[first].class, Class::Determiner | Class::Pronoun | Class::Number);
            if self.is(first - 1, "as") && !clause {
                continue;
            }
            let Some(noun) = phrases::after(tokens, first, at) else { continue };
            let end = (noun.start + 1..noun.end).find(|&at| acts(at)).unwrap_or(noun.end);
            let verb = (end..at).find(|&at| self.class(at) != Some(Class::Adverb));
            // "talk that his seat was in danger saying": what is in danger says nothing.
            if verb.is_some_and(acts) && !voices::is_thing(&tokens[noun.start..end]) {
                return Some(noun.start..end);
            }
        }
        self.main_subject(at)
    }

    /// "The Vale Trust angered patients when it sent": for "it" the body that the sentence begins with, where no other is named
    /// between.
    fn first_body(&self, it: Range<usize>) -> Range<usize> {
        let tokens = &self.paragraph.tokens;
        let body = |at: usize| {
            let token = &tokens[at];
            token.class == Class::Noun && (token.capital || voices::is_body(&token.form)) || self.is_quoted(at)
        };
        let alone = it.len() == 1 && self.is(it.start, "it");
        let first = alone.then(|| self.first_noun(it.start)).flatten().filter(|first| first.end < it.start);
        match first {
            Some(first) if first.start == self.unit.start && body(first.end - 1) && !(first.end..it.start).any(body) => first,
            _ => it,
        }
    }

    /// Gives the document alone, with its article and what stands between: "called [a published report]".
    fn writing(&self, noun: &Range<usize>) -> Range<usize> {
        const ADJECTIVES: usize = 2;
        let tokens = &self.paragraph.tokens;
        let start = self.document_start(noun);
        let between = |at: &usize| tokens[*at].class == Class::Noun && tokens[*at].quote.is_none() && !tokens[*at].possessive;
        let first = (self.unit.start..start).rev().take(ADJECTIVES).find(|at| !between(at));
        let determined = first.filter(|&at| tokens[start].class != Class::Determiner && tokens[at].class == Class::Determiner);
        // "distributing leaflets": a verb, and what it is done with.
        let verb = |at: &usize| !tokens[*at].capital && WRITES.holds(&tokens[*at].form);
        let bare = (start..noun.end - 1).rev().find(|at| verb(at) && tokens[start].class != Class::Determiner);
        bare.map(|at| at + 1).or(determined).unwrap_or(start)..noun.end
    }

    /// Tells whether the subject wrote the document: it stands behind "issued", or behind "in" as what the subject said itself.
    fn is_own(&self, document: &Range<usize>) -> bool {
        let tokens = &self.paragraph.tokens;
        let head = &tokens[document.end - 1].form;
        let Some(before) = document.start.checked_sub(1).filter(|&at| self.unit.contains(&at)) else { return false };
        // "thanked them on video", "replied by letter", but "commented on a letter".
        let how = document.len() == 1 && !head.ends_with('s') && self.is_any(before, &["on", "by"]);
        if (how || self.is_any(before, &["in", "with", "via", "through"])) && !self.is_quoted(before) {
            return OWN.holds(head) && !self.is_passive(before);
        }
        // "sent the mayor a letter saying".
        const TOLD: usize = 5;
        let told = |at: &usize| {
            matches!(
                tokens[*at].class,
                Class::Noun | Class::Verb | Class::Determiner | Class::Number | Class::Adverb | Class::Pronoun
            ) && tokens[*at].quote.is_none()
                || tokens[*at].is_any(&["out", "off", "of"])
        };
        let mut near = (self.unit.start..document.start).rev().take(TOLD).take_while(told);
        // "noted published reports": no verb of the subject's.
        let noted = |at: usize| at > self.unit.start && !tokens[at - 1].capital && tokens[at - 1].is_past();
        let verb = near.find(|&at| !tokens[at].capital && WRITES.holds(&tokens[at].form) && !noted(at));
        verb.is_some_and(|at| {
            let shares = self.is_any(at, &["tweeted", "posted", "tweets", "posts", "sent", "shared"]);
            // "published Holt's emails": others wrote them.
            let bares = shares || self.is_any(at, &["published", "released", "aired", "printed", "broadcast"]);
            !(shares && PASSED_ON.holds(head) || bares && LEAKED.holds(head))
        })
    }

    /// "was criticised in a letter saying": somebody else wrote it.
    fn is_passive(&self, at: usize) -> bool {
        let tokens = &self.paragraph.tokens;
        let mut near = (self.unit.start..at).rev().take(FAR).take_while(|&at| !tokens[at].is_mark() && !self.is_quoted(at));
        near.any(|at| {
            self.is_any(at, &["was", "were", "been", "is", "are", "being"])
                && tokens.get(at + 1).is_some_and(|next| !next.form.ends_with("ing"))
        })
    }

    /// "a policy against confirming or denying", "without admitting or denying", "should not be taken as implying": tells whether
    /// the participle at `start` hangs on a word by which it is not said.
    pub(super) fn is_governed(&self, start: usize) -> bool {
        const GOVERNS: &[&str] = &[
            "of", "without", "from", "not", "for", "to", "than", "the", "about", "avoided", "avoid", "avoids", "denied",
            "denies", "denying", "against", "stopped", "besides", "or", "nor", "with",
        ];
        let tokens = &self.paragraph.tokens;
        let mut at = start;
        while at > self.unit.start {
            let before = at - 1;
            // "admitting or denying": both hang on what stands before the first.
            let joined = self.is_any(before, &["or", "nor", "and"]) && before > self.unit.start && !self.is_quoted(before);
            let first = || {
                (self.unit.start..before).rev().take(3).find(|&at| {
                    let ing = cues::verbs(&tokens[at].form).iter().any(|&(_, form)| form == Form::Ing);
                    ing && tokens[at].quote.is_none() && tokens[at].form.ends_with("ing")
                })
            };
            match joined.then(first).flatten() {
                Some(first) => at = first,
                None if self.is_any(before, &["either", "publicly", "formally", "officially"]) => at = before,
                None => return !self.is_any(before, &["or", "nor"]) && self.is_any(before, GOVERNS),
            }
        }
        false
    }

    /// "a report that quoted sources as saying": who says it, behind a verb that quotes; inside nothing where "as" hangs on another
    /// verb ("taken as implying"), and nothing at all where it is told otherwise.
    pub(super) fn quoted_as(&self, group: &Group) -> Option<Option<Range<usize>>> {
        const TAKEN: &[&str] = &["seen", "taken", "read", "understood", "meant", "cast", "held", "shown"];
        const QUOTED: &[&str] = &["quoted", "cited", "reported", "recorded", "described", "record", "far", "well"];
        let tokens = &self.paragraph.tokens;
        let start = group.tokens.start;
        let before = start.checked_sub(1).filter(|&at| self.is(at, "as") && !self.is_quoted(at) && at > self.unit.start)?;
        if self.is_any(before - 1, QUOTED) {
            return None;
        }
        let taken = !tokens[before - 1].capital && tokens[before - 1].is_past() || self.is_any(before - 1, TAKEN);
        if taken || !group.verb.takes(Frame::Quotation) && !self.is_any(before - 1, &["far", "well"]) {
            return Some(None);
        }
        let quotes = |at: &usize| self.is_any(*at, &["quoted", "quotes", "quoting", "quote", "cited", "cites", "citing"]);
        let verb = (self.unit.start..before).rev().take(FAR).find(quotes)?;
        phrases::after(tokens, verb + 1, before).map(Some)
    }
}
