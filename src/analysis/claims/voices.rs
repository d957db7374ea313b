//! Can the one whom the words name have said it: is it somebody with a voice, and the verb one of speech?

use super::cues::{self, Form, Frame};
use super::draft::Draft;
use super::paragraph::Paragraph;
use super::phrases;
use super::relatives;
use super::speakers;
use super::tokens::{Class, List, Token};
use crate::analysis::names;
use crate::model::document::Stance;
use std::ops::Range;

/// What is written or measured: it shows something without being anybody.
static RECORDS: List = List::new(
    "study, studies, survey, surveys, poll, polls, polling, research, report, reports, figures, data, statistics, \
    results, findings, documents, document, records, record, evidence, letter, letters, memo, memos, email, \
    emails, e-mails, estimates, analysis, review, census, investigation, inquiry, probe, audit, minutes, \
    transcript, transcripts, statement, papers, paper, filing, filings, log, logs, article, book, tests, numbers, \
    returns, accounts, projections, forecasts, forecast, tally, count, recordings, video, footage, indictment, \
    lawsuit, complaint, affidavit, testimony, releases, release, ruling, opinion, tables, guidelines, biography, \
    autopsy, autopsies, calculations",
);

/// Who speaks as a body or a crowd, beside those whose words tell ("-ists", "-ers").
static BODIES: List = List::new(
    "company, companies, firm, firms, government, governments, ministry, department, agency, agencies, bank, banks, \
    union, unions, party, parties, court, courts, jury, panel, committee, commission, council, board, group, \
    groups, team, club, clubs, police, army, military, church, university, institute, association, federation, \
    foundation, charity, charities, authority, authorities, office, embassy, parliament, congress, senate, \
    cabinet, administration, campaign, newspaper, newspapers, magazine, media, press, industry, airline, airlines, \
    utility, organization, organisation, organizations, organisations, watchdog, body, giant, service, services, \
    inspectorate, treasury, city, country, countries, nations, states, people, men, women, man, woman, boy, girl, \
    mother, father, wife, husband, son, daughter, widow, sources, source, experts, expert, critics, critic, \
    officials, official, others, some, many, most, few, several, both, one, friends, friend, colleagues, \
    colleague, residents, families, family, victims, witnesses, witness, students, fans, rebels, staff, crew, \
    crews, hospital, school, schools, outlet, site, website, station, network, channel, spokespeople, tories, \
    democrats, republicans, side, camp, chiefs, chief, boss, bosses, aides, aide, allies, ally, markets, traders, \
    mps, peers, doctors, nurses, parents, brother, sister, relatives, couple, pair, duo, trio, veteran, star, \
    captain, pilot, champion, activists, consultancy, think-tank, operator, regulator, retailer, supplier, \
    carrier, insurer, lender, owner, owners, fund, lab, laboratory, society, alliance, coalition, movement, \
    league, delegation, opposition, majority, minority, consortium, partnership, conglomerate, syndicate, \
    corporation, academy, tribunal",
);

/// Words in -er, -or, -ent that name things.
static NOT_PERSONS: List = List::new(
    "number, power, order, matter, computer, weather, water, river, summer, winter, offer, paper, answer, error, \
    factor, sector, terror, color, humor, labor, flavor, honor, behavior, corner, border, center, chapter, \
    character, disaster, dinner, fever, finger, figure, layer, letter, manner, master, murder, quarter, shelter, \
    shower, surrender, temper, theater, timber, tower, transfer, trigger, cover, danger, cancer, encounter, \
    counter, filter, meter, motor, mirror, horror, rumor, favor, harbor, monitor, indicator, indicators, server, \
    software, router, poster, powder, partner, rather, other, another, former, later, earlier, earlier, further, \
    higher, lower, over, under",
);

/// Tells whether a word is one for what is written or measured.
pub(super) fn is_record(word: &str) -> bool {
    RECORDS.holds(word)
}

/// Tells whether a word is one for a body or a crowd that speaks.
pub(super) fn is_body(word: &str) -> bool {
    BODIES.holds(word)
}

/// Tells whether a word for a speaker is one for a person or persons.
pub(super) fn is_person_word(word: &str) -> bool {
    let single = word.strip_suffix('s').filter(|bare| !bare.ends_with('s')).unwrap_or(word);
    let made = ["er", "or", "ist", "ian", "man", "woman", "eer"].iter().any(|end| single.ends_with(end));
    names::is_role(word)
        || names::is_role(single)
        || word.ends_with("men")
        || word.ends_with("women")
        || word.len() > 4 && made && !NOT_PERSONS.holds(single)
}

/// Tells whether a noun phrase names a thing, as far as its words tell: nobody, no body and nothing written.
pub(super) fn is_thing(words: &[Token<'_>]) -> bool {
    let Some(head) = speakers::core(words).checked_sub(1).map(|head| &words[head]) else { return false };
    let plain = head.class == Class::Noun && !head.capital && head.quote.is_none() && !head.possessive;
    plain && !RECORDS.holds(&head.form) && !BODIES.holds(&head.form) && !is_person_word(&head.form)
}

/// Gives the claim with a speaker who has a voice, or nothing where it is no claim.
pub(super) fn heard(paragraph: &Paragraph<'_>, mut draft: Draft) -> Option<Draft> {
    let Some((lemma, cue)) = draft.cue.clone() else { return Some(draft) };
    // "has not confirmed the report", "did not concede": nothing is said.
    if draft.negated && (draft.stance == Stance::Confirm || FACTS.holds(lemma)) {
        return None;
    }
    let Some(speaker) = draft.speaker.clone() else { return Some(draft) };
    if speaker.end <= cue.start {
        draft.speaker = Some(trimmed(paragraph, speaker)?);
        let unit = draft.unit.clone();
        if !is_subject(paragraph, &unit, draft.speaker.as_ref()?) {
            return None;
        }
    }
    let words = &paragraph.tokens[draft.speaker.clone()?];
    // A headline that ran into the text.
    let shouted = words.len() > 8 && words.iter().all(|token| token.capital || token.is_mark());
    let nobody = words[0].is("that") && words.len() > 3
        || words.len() == 1 && !words[0].capital && words[0].is_any(&["told", "said", "asked", "added", "denied", "claimed"])
        || words.len() == 1 && !words[0].capital && words[0].is_any(&["to", "the", "a", "an"])
        || words.len() == 1 && (OPENERS.holds(&words[0].form) || words[0].is_any(&["this", "that", "quot", "quot;"]));
    if nobody || shouted {
        return None;
    }
    let fits = draft.form.is_none() || has_voice(words, lemma);
    fits.then_some(draft)
}

/// Adverbs that open a sentence with a capital, and are nobody: "Recently announced changes include".
static OPENERS: List = List::new(
    "recently, earlier, finally, initially, previously, newly, originally, reportedly, allegedly, currently, often, \
    widely, long, already, once, much, more, less, most, least",
);

/// What is known or found out is a fact of the reporter's where it is negated: "did not realize that".
static FACTS: List = List::new(
    "know, realize, realise, notice, understand, recognize, recognise, see, hear, learn, show, read, remember, \
    recall",
);

/// Leaves out of a speaker when it was said, and another who said before: "On Monday the union", "The bank said Lind".
fn trimmed(paragraph: &Paragraph<'_>, speaker: Range<usize>) -> Option<Range<usize>> {
    let tokens = &paragraph.tokens;
    let mut start = speaker.start;
    let reports = |at: usize| {
        let token = &tokens[at];
        let verb = !token.capital
            && token.quote.is_none()
            && cues::verbs(&token.form).iter().any(|&(number, form)| {
                let verb = cues::verb(number);
                (matches!(form, Form::Past | Form::Third) || verb.lemma == "say")
                    && verb.takes(Frame::Bare)
                    && verb.takes(Frame::Quotation)
                    && !verb.takes(Frame::Noun)
                    && verb.tail.is_empty()
            });
        // "Holt, who last year denied that": a verb of the clause that tells of her.
        let relative = || tokens[start..at].iter().rev().take(4).any(|token| token.is_any(&["who", "which"]));
        verb && at > 0 && !tokens[at - 1].is_any(&["who", "which", "that", "also"]) && !relative()
    };
    let closed = |at: usize| tokens[at + 1..speaker.end].iter().any(Token::is_mark);
    if let Some(at) = (start..speaker.end.saturating_sub(1)).rev().find(|&at| reports(at)).filter(|&at| !closed(at)) {
        start = at + 1;
    }
    // "taxpayers won't have to pay -- managers say": a clause of its own before the dash.
    let clause = (start..speaker.end).any(|at| tokens[at].class == Class::Auxiliary && tokens[at].quote.is_none());
    let relative = tokens[start..speaker.end].iter().any(|token| token.is_any(&["who", "which", "that", "whose", ",", "what"]));
    if clause && !relative {
        start = (start..speaker.end).rev().find(|&at| tokens[at].is_any(&["-", "--", "–", "—"])).map(|dash| dash + 1)?;
    }
    let behind = phrases::time_after(tokens, start, speaker.end);
    let first = &tokens[start];
    // "April Jones", "Friday's meeting".
    let named = behind == start + 1 && first.capital && !first.form.ends_with("day")
        || first.is("the") && behind == start + 2 && phrases::is_titled_by_day(tokens, start, start + 1);
    let owned = behind > start && tokens[behind - 1].possessive;
    // "The Evening Post": a name that holds a time.
    let named = named
        || tokens[start..behind].iter().any(|token| {
            token.class == Class::Time
                && token.capital
                && !token.form.ends_with("day")
                && token.span.start > tokens[start].span.start
        });
    if behind > start && !named && !owned {
        start = behind;
    }
    // "Responding to the claims Ann Holt said".
    let first = &tokens[start];
    let participle = first.is_participle()
        && tokens.get(start + 1).is_some_and(|next| {
            matches!(next.class, Class::Preposition | Class::Determiner | Class::Time | Class::Subordinator)
        });
    if participle {
        let name =
            (start + 1..speaker.end).rev().take_while(|&at| tokens[at].capital && tokens[at].class == Class::Noun).last();
        start = name?;
    }
    while start < speaker.end && tokens[start].is_mark() && tokens[start].quote.is_none() {
        start += 1;
    }
    // "During his time on the witness stand Mr Orr said": a title begins who speaks, behind a thing that no comma closes.
    let titled = (start + 2..speaker.end.saturating_sub(1)).rev().find(|&at| {
        let before = &tokens[at - 1];
        let title = tokens[at].capital && tokens[at].is_any(&["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr."]);
        // "In a speech in Vale Mr Orr", but "Secretary for Education Mr Orr".
        let role = || tokens[start..at].iter().any(|token| names::is_role(&token.form) || is_person_word(&token.form));
        let thing = before.class == Class::Noun
            && !before.possessive
            && !is_person_word(&before.form)
            && !(before.capital && (role() || tokens[start..at].iter().any(|token| token.is_any(&["for", "of"]))));
        title && thing && before.quote.is_none() && tokens[at + 1].capital
    });
    // "lawyer Ann Holt, who represents Mr Orr": whoever else is named is not trimmed away.
    let plain = !tokens[start..speaker.end].iter().any(|token| token.is_mark() || token.is_any(&["who", "which", "that"]))
        && !tokens[speaker.end - 1].possessive;
    start = titled.filter(|_| plain).unwrap_or(start);
    (start < speaker.end).then_some(start..speaker.end)
}

/// Tells whether a phrase can be a subject: not what an infinitive, a pronoun or a modal before it governs.
fn is_subject(paragraph: &Paragraph<'_>, unit: &Range<usize>, speaker: &Range<usize>) -> bool {
    static MODALS: List = List::new("to, may, might, will, would, can, could, should, must, don't, didn't, not");
    let tokens = &paragraph.tokens;
    let first = &tokens[speaker.start];
    let plain = first.class == Class::Noun && !first.capital && !first.possessive;
    let Some(before) = speaker.start.checked_sub(1).filter(|before| unit.contains(before)).map(|before| &tokens[before]) else {
        return true;
    };
    let governed = before.quote.is_none()
        && (MODALS.holds(&before.form) || before.is_any(&["he", "she", "it", "they", "we", "i", "you", "who"]))
        && before.class != Class::Noun;
    // "they flock to leaders who": a verb and its object.
    let past = plain && first.is_past();
    let verbal = past
        && tokens.get(speaker.start + 1).is_some_and(|next| {
            matches!(next.class, Class::Determiner | Class::Preposition | Class::Pronoun) || next.form.ends_with('s')
        });
    let governed = governed && !relatives::says_of_another(tokens, unit, speaker);
    !(plain && governed || verbal && before.quote.is_none() && !before.is_mark())
}

/// Tells whether the speaker has a voice for the verb: "the move suggests" tells what the reporter makes of it.
fn has_voice(words: &[Token<'_>], lemma: &str) -> bool {
    /// What a record does, and no person with words.
    const SHOWS: &[&str] = &["show", "demonstrate"];
    /// What things do too, and seldom anybody with words.
    static FOLLOWS: List = List::new(
        "suggest, indicate, imply, reveal, highlight, underscore, underline, explain, signal, find, determine, \
        discover, emphasize, emphasise, echo, reflect, boast, hint, threaten, attest, hold, shrug off, brush off, \
        mock, blast, point to, raise question, raise concern, cast doubt on, confirm, deny, dispute, return, resume, \
        begin, judge, compare, credit, defend, require, see, feel, promise, repeat",
    );
    /// What things ask for or let expect.
    static ASKS: List = List::new("call for, demand, predict, expect, want, conclude, invite, support, favour");
    static THINGS: List = List::new(
        "agreement, agreements, accord, pact, plan, plans, deal, deals, bill, law, laws, contract, contracts, rules, \
        budget, proposal, proposals, resolution, treaty, terms, move, moves, decision, decisions, theory, model, \
        models, program, programme, system, package, measure, measures, recipe, tradition, situation",
    );
    /// What the reporter makes of it and not who is named.
    static INNER: List = List::new(
        "know, realize, realise, understand, see, hear, learn, notice, assume, decide, want, remember, feel, find, \
        recognise, recognize, imagine, suppose, think, believe, expect, mention, agree, decry, wonder, call, discover, \
        determine, read, hope, fear, guess, consider, conclude, accept, note",
    );
    let Some(core) = speakers::core(words).checked_sub(1) else { return false };
    let head = &words[core];
    let alone = words.len() == 1;
    if alone && words[0].is("i") && matches!(lemma, "remember" | "recall" | "understand" | "feel") {
        return false;
    }
    if alone && words[0].is_any(&["we", "you", "one", "us"]) {
        let mused = matches!(lemma, "say" | "tell" | "ask" | "like");
        return matches!(lemma, "think" | "believe") && words[0].is("we") || !INNER.holds(lemma) && !mused;
    }
    let participle = |token: &Token<'_>| token.is_participle() || token.form.ends_with("ed");
    // "The rubes noticed that": what a crowd takes in is the writer's tale.
    let crowd = !head.capital && head.class == Class::Noun && head.form.ends_with('s') && !is_person_word(&head.form);
    let taken_in = alone && head.is_any(&["he", "she", "they"]) && matches!(lemma, "realize" | "realise" | "learn" | "notice");
    if taken_in {
        return false;
    }
    if crowd && FACTS.holds(lemma) && !RECORDS.holds(&head.form) {
        return false;
    }
    let record =
        RECORDS.holds(&head.form) || words[..=core].windows(2).any(|pair| RECORDS.holds(&pair[0].form) && participle(&pair[1]));
    if SHOWS.contains(&lemma) {
        return record;
    }
    if ASKS.holds(lemma) {
        return !THINGS.holds(&head.form);
    }
    if !FOLLOWS.holds(lemma) {
        return true;
    }
    if alone && head.class == Class::Pronoun {
        let thing = head.is_any(&["it", "which", "this", "that", "these", "those"]);
        let weak = matches!(lemma, "suggest" | "indicate" | "imply" | "highlight" | "underscore" | "underline" | "explain")
            || matches!(lemma, "signal" | "echo" | "threaten" | "emphasize" | "emphasise" | "reflect");
        return !(thing && weak || head.is_any(&["this", "that", "these", "those"]));
    }
    record || head.capital || head.class == Class::Number || BODIES.holds(&head.form) || is_person_word(&head.form)
}
