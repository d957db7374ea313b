//! Who said what: which statements does an article report, by whom, in which words?

mod according;
mod allowance;
mod asked;
mod beside;
mod bounds;
mod comments;
mod cues;
mod documents;
mod doubts;
mod draft;
mod frames;
mod fronted;
mod groups;
mod heads;
mod idle;
mod joint;
mod loose;
mod met;
pub mod model;
mod offices;
mod openings;
mod order;
mod outlets;
mod paragraph;
mod phrases;
mod pronouns;
mod references;
mod relatives;
mod relayed;
mod speakers;
mod subjects;
mod tokens;
mod transcripts;
mod verdicts;
mod voices;
mod withheld;
mod wordless;

#[cfg(test)]
mod tests;

use super::linear::Weights;
use super::quotes::{self, Quotation};
use crate::model::article::{Block, Role};
use crate::model::document::{Claim, ClaimKind, Cue, Entity, EntityKind, Speaker, Stance, Via};
use crate::model::normal::name_key;
use crate::model::span::Span;
use allowance::{Allowance, Told};
pub use allowance::{CLAIM_BYTES, CLAIMS, notice};
pub use cues::takes_clause;
use draft::Draft;
use foldhash::{HashMap, HashMapExt};
use model::Proposal;
use paragraph::Paragraph;
use speakers::Speakers;
use std::ops::Range;

/// Gives the claims of all blocks but furniture, by where their sentence begins, then by their cue; and how far into the text they
/// were looked for where there are more than are told of one article ([`CLAIMS`], [`CLAIM_BYTES`]).
///
/// `sentences` are those of `text`, in order; `entities` are who may speak; `outlet` is who published it. English alone is read.
pub fn find(
    text: &str,
    blocks: &[Block],
    sentences: &[Span],
    entities: &[Entity],
    outlet: Option<&str>,
) -> (Vec<Claim>, Option<usize>) {
    find_within(Some(model::weights()), Allowance::of(text), text, blocks, sentences, entities, outlet)
}

/// Finds claims by other weights than those that the program carries, or by rules alone.
pub fn find_by(
    weights: Option<&Weights>,
    text: &str,
    blocks: &[Block],
    sentences: &[Span],
    entities: &[Entity],
    outlet: Option<&str>,
) -> Vec<Claim> {
    find_within(weights, Allowance::of(text), text, blocks, sentences, entities, outlet).0
}

/// Finds no more claims than are allowed, and how far into the text they were looked for where that is not all of it.
fn find_within(
    weights: Option<&Weights>,
    allowance: Allowance,
    text: &str,
    blocks: &[Block],
    sentences: &[Span],
    entities: &[Entity],
    outlet: Option<&str>,
) -> (Vec<Claim>, Option<usize>) {
    let quotations = quotes::find(text, blocks);
    let mut reader = Reader {
        weights,
        sentences,
        outlet: outlet.map(name_key),
        speakers: Speakers::new(text, entities, &quotations),
        told: Told::within(allowance),
        last: None,
        pending: None,
    };
    let labels = transcripts::labels(text, blocks);
    let answers = transcripts::who_answers(text, blocks, &labels, entities);
    for block in blocks.iter().filter(|block| block.role != Role::Furniture) {
        if reader.told.is_over() || reader.told.is_cut() {
            break;
        }
        let inside = within(&quotations, block.span, |quotation| quotation.span);
        let paragraph = Paragraph::read(text, block.span, inside, within(sentences, block.span, |sentence| *sentence));
        if !reader.read_label(&paragraph, block.role, &labels, answers.as_ref()) {
            reader.read(&paragraph, block.role);
        }
    }
    let until = reader.told.until();
    let mut claims = reader.told.claims;
    claims.sort_by_key(|claim| (claim.sentence.start, claim.cue.as_ref().map_or(claim.content[0].start, |cue| cue.span.start)));
    (claims, until)
}

/// Gives what a learner is shown of an article: the claims of the rules, before any is judged.
pub fn proposals(text: &str, blocks: &[Block], sentences: &[Span]) -> Vec<Proposal> {
    let quotations = quotes::find(text, blocks);
    let mut found = Vec::new();
    for block in blocks.iter().filter(|block| block.role != Role::Furniture) {
        let inside = within(&quotations, block.span, |quotation| quotation.span);
        let paragraph = Paragraph::read(text, block.span, inside, within(sentences, block.span, |sentence| *sentence));
        for unit in &paragraph.units {
            found.extend(model::show(&paragraph, unit, &frames::find(&paragraph, unit)));
        }
    }
    found
}

/// Gives the items, ordered by their spans, that lie inside `block`.
fn within<T>(items: &[T], block: Span, span: impl Fn(&T) -> Span) -> &[T] {
    let first = items.partition_point(|item| span(item).start < block.start);
    let last = items.partition_point(|item| span(item).start < block.end);
    &items[first..last.max(first)]
}

struct Reader<'a> {
    weights: Option<&'a Weights<'a>>,
    sentences: &'a [Span],
    /// The normal form of who published the text.
    outlet: Option<String>,
    speakers: Speakers<'a>,
    told: Told,
    /// Who spoke last, and whether in the paragraph before.
    last: Option<Speaker>,
    /// A claim that the paragraph before ends on, with a colon.
    pending: Option<Pending>,
}

struct Pending {
    speaker: Speaker,
    cue: Option<Cue>,
    stance: Stance,
    negated: bool,
    start: usize,
}

/// Verbs whose object is whom the speaker turns on, and circumstances behind: "hit back at Berg on Tuesday".
const TURNS_ON: &[&str] = &["hit back at", "lash out at", "push back on", "push back against", "scoff at"];

/// How many pieces of what one speaker says are looked through for names, so that work stays bounded.
const SAME_SPEAKER: usize = 8;

/// How many words a quotation without any attribution has at least to go on with the paragraph before; shorter ones are titles.
const LONG_ENOUGH: usize = 5;

impl Reader<'_> {
    /// Reads a paragraph that opens with its speaker's name and a colon; tells whether it does.
    fn read_label(
        &mut self,
        paragraph: &Paragraph<'_>,
        role: Role,
        labels: &HashMap<&str, usize>,
        answers: Option<&Speaker>,
    ) -> bool {
        let Some(draft) = frames::labelled(paragraph) else { return false };
        let Some(span) = draft.speaker.as_ref().and_then(|words| paragraph.span(words)) else { return false };
        let label = span.of(paragraph.text);
        if let Some(answers) = answers.filter(|_| transcripts::is_turn(label)) {
            let speaker = if transcripts::is_answer(label) { answers.clone() } else { Speaker::default() };
            let claim = self.claim(paragraph, &draft, Speaker { span: Some(span), ..speaker }, Vec::new());
            self.told.claims.extend(claim.map(|claim| questioned(paragraph.text, claim)));
            return true;
        }
        let speaker = self.speakers.labelled(paragraph.text, span);
        let shouted = label.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let often = labels.get(label).is_some_and(|&count| count > 1);
        let person = speaker.kind == Some(EntityKind::Person);
        if !(person && (often || shouted || role == Role::Title || role == Role::Subhead)) {
            return false;
        }
        self.last = Some(speaker.clone());
        let claim = self.claim(paragraph, &draft, speaker, Vec::new());
        let found = claim.is_some();
        self.told.claims.extend(claim.map(|claim| questioned(paragraph.text, claim)));
        found
    }

    fn read(&mut self, paragraph: &Paragraph<'_>, role: Role) {
        let pending = self.pending.take();
        self.speakers.enter(paragraph);
        let mut drafts: Vec<Draft> = Vec::new();
        let quoted = paragraph.quotation_from(0).is_some();
        // What follows "She said:" without marks is set off as a quotation by the page.
        let set_off = Some(0..paragraph.tokens.len()).filter(|_| pending.is_some() && !quoted);
        if let Some(words) = &set_off {
            self.carry_on(paragraph, &mut drafts, words.clone(), words, true);
        }
        for unit in paragraph.units.iter().filter(|_| set_off.is_none()) {
            if self.told.is_over_with(drafts.len()) {
                break;
            }
            self.speakers.open(paragraph, unit);
            let mut found = frames::find(paragraph, unit);
            if let Some(weights) = self.weights {
                found = model::judge(weights, paragraph, unit, found);
            }
            if !found.is_empty() {
                found.retain(|draft| !says_when(paragraph, draft));
                drafts.extend(found.into_iter().filter_map(|draft| voices::heard(paragraph, draft)));
            } else if let Some(quotation) = bare_quotation(paragraph, unit) {
                self.carry_on(paragraph, &mut drafts, quotation, unit, pending.is_some());
            }
        }
        // "Asked about it, Holt replied:" is said below, and not before.
        let announced = frames::announced(paragraph).and_then(|draft| draft.cue);
        drafts.retain(|draft| draft.cue.is_none() || draft.cue != announced);
        // Who said it is not told: whoever spoke before stays the last who did.
        let loose = if role == Role::Body && !self.told.is_cut() { loose::find(paragraph, &drafts) } else { Vec::new() };
        for draft in &mut drafts {
            draft.doubted &= !fronted::goes_on(paragraph, draft);
        }
        draft::trust_what_speaks(&mut drafts);
        draft::part(paragraph, &mut drafts);
        draft::leave_refuting(paragraph, &mut drafts);
        for draft in drafts.iter_mut().filter(|draft| !draft.doubted) {
            self.speakers.part_from_list(paragraph, draft);
        }
        let relayed: Vec<Vec<usize>> = (0..drafts.len()).map(|at| relayed::outer(&drafts, at)).collect();
        let speakers = self.speakers_of(paragraph, &drafts, &relayed, pending.as_ref());
        for (at, draft) in drafts.iter().enumerate() {
            if self.told.is_over() {
                break;
            }
            // "denied that she was ruling it out": she is not said to rule it out.
            let denies = |at: usize| drafts[at].stance == Stance::Deny && !drafts[at].negated;
            let denied = denies(at) && relayed[at].iter().any(|&outer| denies(outer))
                || relayed[at].iter().any(|&outer| draft::is_unsaid_inside(paragraph, &drafts[outer], draft));
            // "He had asked to, he added": what for stands before.
            let unsaid = matches!(draft.content.as_slice(), [only] if only.len() == 1 && paragraph.tokens[only.start].is("to"));
            if denied || unsaid || relayed::relays_only(paragraph, &drafts, at) || relayed::says_its_own(paragraph, &drafts, at)
            {
                continue;
            }
            let via = self.via(paragraph, &drafts, &speakers, &relayed[at], at);
            let mut claim = self.claim(paragraph, draft, speakers[at].clone(), via);
            if let (Some(claim), Some(pending), None) = (&mut claim, &pending, &draft.cue) {
                claim.cue = pending.cue.clone();
                (claim.stance, claim.negated, claim.sentence.start) = (pending.stance, pending.negated, pending.start);
            }
            let joint =
                draft.speaker.as_ref().filter(|_| !draft.doubted).and_then(|words| self.speakers.joint(paragraph, words));
            match (joint, claim) {
                (Some(joint), Some(claim)) => {
                    self.told.claims.extend(joint.into_iter().map(|speaker| Claim { speaker, ..claim.clone() }));
                }
                (_, claim) => self.told.claims.extend(claim),
            }
        }
        for draft in &loose {
            if self.told.is_over() {
                break;
            }
            let claim = self.claim(paragraph, draft, Speaker::default(), Vec::new());
            self.told.claims.extend(claim.map(|claim| questioned(paragraph.text, claim)));
        }
        let spoke = drafts.iter().zip(&speakers).rev().find(|(draft, _)| draft.via.is_empty() || draft.speaker.is_some());
        // "Holt asked Orr to explain it.": whoever answers below is another.
        let asks = |draft: &Draft| draft.cue.as_ref().is_some_and(|(lemma, _)| *lemma == "ask") && !is_quoted(paragraph, draft);
        self.last = spoke.filter(|(draft, _)| !asks(draft)).map(|(_, speaker)| speaker.clone());
        self.announce(paragraph);
    }

    /// Gives who speaks in each draft, in their order.
    fn speakers_of(
        &mut self,
        paragraph: &Paragraph<'_>,
        drafts: &[Draft],
        relayed: &[Vec<usize>],
        pending: Option<&Pending>,
    ) -> Vec<Speaker> {
        let mut speakers: Vec<Speaker> = Vec::with_capacity(drafts.len());
        let said = said_by(drafts);
        for (at, draft) in drafts.iter().enumerate() {
            let speaker = match (&draft.speaker, &draft.cue) {
                (Some(words), _) if draft.doubted => Speaker { span: paragraph.span(words), ..Speaker::default() },
                (Some(words), _) => {
                    let person = |&outer: &usize| outer < at && speakers[outer].kind == Some(EntityKind::Person);
                    let told = relayed[at].iter().any(person);
                    let speaker = self.speakers.resolve(paragraph, words, said.get(words).map_or(&[], Vec::as_slice), told);
                    // "Holt said he lied, which she denies": another than Holt.
                    let claims = comments::claimant(paragraph, drafts, at).filter(|&claims| claims < at);
                    let itself = claims.is_some_and(|claims| speakers[claims].name == speaker.name);
                    let speaker = if itself { Speaker { span: speaker.span, ..Speaker::default() } } else { speaker };
                    if draft.stance == Stance::Question {
                        self.speakers.ask(paragraph, speaker.name.as_deref(), &draft.content);
                    }
                    speaker
                }
                (None, Some(_)) => Speaker::default(),
                (None, None) => pending.map(|pending| &pending.speaker).or(self.last.as_ref()).cloned().unwrap_or_default(),
            };
            speakers.push(speaker);
        }
        speakers
    }

    fn announce(&mut self, paragraph: &Paragraph<'_>) {
        let Some(draft) = frames::announced(paragraph) else { return };
        let Some(words) = &draft.speaker else { return };
        let speaker = self.speakers.resolve(paragraph, words, &[], false);
        let cue = cue(paragraph, &draft);
        let start = speaker.span.iter().chain(cue.iter().map(|cue| &cue.span)).map(|span| self.sentence(*span).start).min();
        let start = start.unwrap_or_default();
        self.pending = Some(Pending { speaker, cue, stance: draft.stance, negated: draft.negated, start });
    }

    /// A quotation without words of its own around it belongs to who spoke before.
    fn carry_on(
        &self,
        paragraph: &Paragraph<'_>,
        drafts: &mut Vec<Draft>,
        quotation: Range<usize>,
        unit: &Range<usize>,
        announced: bool,
    ) {
        let words = quotation.clone().filter(|&at| !paragraph.tokens[at].is_mark()).count();
        let long = words >= LONG_ENOUGH;
        match drafts.last_mut() {
            // "Holt denied it. “I was at home.”": she says so, and denies something else.
            Some(draft) if draft.unit.end == unit.start && draft.stance == Stance::Deny => {
                let own =
                    Draft { cue: None, form: None, stance: Stance::Assert, negated: false, via: Vec::new(), ..draft.clone() };
                drafts.push(Draft { content: vec![quotation], unit: unit.clone(), ..own });
            }
            Some(draft) if draft.unit.end == unit.start && (long || is_quoted(paragraph, draft)) => {
                draft.content.push(quotation);
                draft.unit.end = unit.end;
            }
            None if unit.start == 0 && (announced || self.last.is_some() && long && !self.is_pulled(paragraph, &quotation)) => {
                drafts.push(Draft {
                    speaker: None,
                    cue: None,
                    form: None,
                    stance: Stance::Assert,
                    negated: false,
                    content: vec![quotation],
                    via: Vec::new(),
                    doubted: false,
                    unit: unit.clone(),
                })
            }
            _ => {}
        }
    }

    /// Tells whether a page sets a quotation off by itself: in capitals, or with a name below it. Whoever spoke last need not
    /// have said that.
    fn is_pulled(&self, paragraph: &Paragraph<'_>, quotation: &Range<usize>) -> bool {
        const CAPTION: usize = 60;
        let Some(span) = paragraph.span(quotation) else { return false };
        let shouted = span.of(paragraph.text).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let to = paragraph.text.floor_char_boundary(paragraph.text.len().min(span.end + 3 * CAPTION));
        let rest = &paragraph.text[span.end..to];
        let begins =
            rest.find('\n').and_then(|line| rest[line..].find(|c: char| !c.is_whitespace()).map(|at| span.end + line + at));
        let Some(begins) = begins else { return shouted };
        let line = paragraph.text[begins..to].split('\n').next().unwrap_or_default().trim_end();
        let short = line.len() <= CAPTION && !line.ends_with(['.', '?', '!', ':', '”', '"']);
        let named = self
            .speakers
            .within(Span::new(begins, begins + line.len()))
            .any(|place| place.is_name && place.span.start == begins && self.speakers.is_person(place));
        shouted || short && named
    }

    fn via(
        &self,
        paragraph: &Paragraph<'_>,
        drafts: &[Draft],
        speakers: &[Speaker],
        outer: &[usize],
        inner: usize,
    ) -> Vec<Via> {
        let draft = &drafts[inner];
        let mut via: Vec<Via> = Vec::new();
        let own = &speakers[inner];
        let pronoun = draft.speaker.as_ref().is_some_and(|words| {
            paragraph.tokens[words.clone()]
                .iter()
                .all(|token| token.class == tokens::Class::Pronoun && !token.is_any(&["who", "which"]))
        });
        for &at in outer {
            via.extend(drafts[at].via.iter().filter_map(|words| self.relay(paragraph, words)));
            // "She said she expected": nobody relays herself.
            let same = own.name.is_some() && own.name == speakers[at].name
                || pronoun && (own.name.is_none() || speakers[at].name.is_none());
            if !same {
                via.extend(speakers[at].span.map(|span| Via { name: speakers[at].name.clone(), span }));
            }
        }
        via.extend(draft.via.iter().filter_map(|words| self.relay(paragraph, words)));
        if via.is_empty() {
            via.extend(self.seen_by(paragraph, draft));
        }
        via.retain(|via| via.name.is_none() || via.name != own.name);
        let words = |span: Span| span.of(paragraph.text).to_lowercase();
        via.retain(|via| own.span.is_none_or(|own| words(own) != words(via.span)));
        via
    }

    /// "in a letter seen by the Guardian", "documents obtained by Reuters".
    fn seen_by(&self, paragraph: &Paragraph<'_>, draft: &Draft) -> Option<Via> {
        let tokens = &paragraph.tokens;
        // As many pieces as a paragraph has quotations: looked up, and not gone through for each word.
        let mut pieces = draft.content.clone();
        pieces.sort_unstable_by_key(|piece| piece.start);
        for at in 1..pieces.len() {
            pieces[at].end = pieces[at].end.max(pieces[at - 1].end);
        }
        let said = |at: usize| {
            let next = pieces.partition_point(|piece| piece.start <= at);
            next.checked_sub(1).is_some_and(|last| pieces[last].end > at)
        };
        let by = (draft.unit.start + 1..draft.unit.end).find(|&at| {
            tokens[at].is("by") && tokens[at - 1].is_any(&["seen", "obtained", "reviewed", "leaked"]) && !said(at)
        })?;
        let words = phrases::after(tokens, by + 1, draft.unit.end)?;
        let span = paragraph.span(&words)?;
        let named = self.speakers.name_in(span).filter(|entity| entity.kind == EntityKind::Organization)?;
        Some(Via { name: Some(named.name.clone()), span })
    }

    /// An outlet relays; a letter, a person or a crowd that is told something does not.
    fn relay(&self, paragraph: &Paragraph<'_>, words: &Range<usize>) -> Option<Via> {
        let span = paragraph.span(words)?;
        let name = self.speakers.name_in(span).map(|entity| entity.name.clone());
        let own = self.outlet.as_ref().is_some_and(|outlet| *outlet == name_key(span.of(paragraph.text)));
        let outlet = own || outlets::is_outlet(span.of(paragraph.text)) || name.as_deref().is_some_and(outlets::is_outlet);
        outlet.then_some(Via { name, span })
    }

    fn claim(&self, paragraph: &Paragraph<'_>, draft: &Draft, speaker: Speaker, via: Vec<Via>) -> Option<Claim> {
        let content: Vec<Span> = draft.content.iter().filter_map(|piece| draft::content(paragraph, piece)).collect();
        let (first, last) = (content.first()?, content.last()?);
        if let ([only], Some((lemma, _))) = (content.as_slice(), &draft.cue)
            && (TURNS_ON.contains(lemma) || matches!(*lemma, "dismiss" | "reject"))
            && (self.speakers.is_only_person(paragraph.text, *only) || is_only_role(only.of(paragraph.text)))
        {
            return None;
        }
        let mut quotes = Vec::new();
        for piece in &content {
            quotes.extend(quotes_in(paragraph, *piece));
        }
        for quote in &mut quotes {
            *quote = draft::without_comma(paragraph, *quote);
        }
        let kind = match quotes.len() {
            0 => ClaimKind::Indirect,
            _ if quotes == content => ClaimKind::Direct,
            _ => ClaimKind::Mixed,
        };
        let cue = cue(paragraph, draft);
        let mut hull = Span::new(first.start, last.end);
        for span in cue.iter().map(|cue| cue.span).chain(draft.speaker.as_ref().and_then(|words| paragraph.span(words))) {
            hull = Span::new(hull.start.min(span.start), hull.end.max(span.end));
        }
        let sentence = self.sentence(hull);
        Some(Claim { speaker, cue, stance: draft.stance, kind, negated: draft.negated, content, quotes, via, sentence })
    }

    /// Gives the whole sentences that hold the span.
    fn sentence(&self, span: Span) -> Span {
        let first = self.sentences.partition_point(|sentence| sentence.end <= span.start);
        let last = self.sentences.partition_point(|sentence| sentence.start < span.end);
        let start = self.sentences.get(first).map_or(span.start, |sentence| sentence.start.min(span.start));
        let end = last.checked_sub(1).map_or(span.end, |last| self.sentences[last].end.max(span.end));
        Span::new(start, end)
    }
}

/// Gives the first pieces of what the same words say, by the words for the speaker.
fn said_by(drafts: &[Draft]) -> HashMap<&Range<usize>, Vec<Range<usize>>> {
    let mut said: HashMap<&Range<usize>, Vec<Range<usize>>> = HashMap::with_capacity(drafts.len());
    for draft in drafts {
        if let Some(words) = &draft.speaker {
            let pieces = said.entry(words).or_default();
            let rest = SAME_SPEAKER - pieces.len();
            pieces.extend(draft.content.iter().take(rest).cloned());
        }
    }
    said
}

fn cue(paragraph: &Paragraph<'_>, draft: &Draft) -> Option<Cue> {
    let (lemma, words) = draft.cue.as_ref()?;
    Some(Cue { lemma: (*lemma).to_owned(), span: paragraph.span(words)? })
}

/// Gives the claim as a question where no verb says so and all its words ask.
fn questioned(text: &str, claim: Claim) -> Claim {
    let is_asked = claim.content.iter().all(|piece| asks(piece.of(text)));
    Claim { stance: if is_asked { Stance::Question } else { claim.stance }, ..claim }
}

/// Tells whether the words are no more than a role: "the mayor".
fn is_only_role(words: &str) -> bool {
    let mut words = words.split(' ');
    let article = matches!(words.next(), Some("the" | "his" | "her" | "their" | "its"));
    let role = words.next().is_some_and(voices::is_person_word);
    article && role && words.next().is_none()
}

/// Tells whether the words are no more than questions: "It failed. Who is surprised?" tells something first.
fn asks(words: &str) -> bool {
    let closing = |c: char| "”\"’' ".contains(c);
    let tells = |(at, _): (usize, &str)| {
        let before = words[..at].rsplit(' ').next().unwrap_or_default();
        let next = words[at + 1..].trim_start_matches(closing);
        // "Mr. Holt", "U.S. Senate": no end of a sentence.
        let whole = before.chars().count() > 3 || before.chars().next().is_some_and(char::is_lowercase);
        words[at + 1..].starts_with(closing) && next.starts_with(char::is_uppercase) && whole && !before.contains('.')
    };
    words.trim_end_matches(closing).ends_with('?') && !words.match_indices(['.', '!']).any(tells)
}

fn is_quoted(paragraph: &Paragraph<'_>, draft: &Draft) -> bool {
    draft.content.iter().any(|piece| piece.clone().any(|at| paragraph.tokens[at].quote.is_some()))
}

/// Gives the quotation that is all of the unit.
fn bare_quotation(paragraph: &Paragraph<'_>, unit: &Range<usize>) -> Option<Range<usize>> {
    let (_, words) = paragraph.quotation_from(unit.start)?;
    let rest = words.end.min(unit.end)..unit.end;
    paragraph.tokens[rest].iter().all(|token| token.is_mark() && token.quote.is_none()).then(|| words.clone())
}

/// Tells whether the words for the speaker tell no more than when.
fn says_when(paragraph: &Paragraph<'_>, draft: &Draft) -> bool {
    draft.speaker.as_ref().is_some_and(|words| tokens::is_when(&paragraph.tokens[words.clone()]))
}

fn quotes_in(paragraph: &Paragraph<'_>, piece: Span) -> impl Iterator<Item = Span> {
    let first = paragraph.quotations.partition_point(|(quotation, _)| quotation.span.end <= piece.start);
    let quotations: &[(Quotation, Range<usize>)] = &paragraph.quotations[first..];
    let found: Vec<Span> = quotations
        .iter()
        .take_while(|(quotation, _)| quotation.span.start < piece.end)
        .filter_map(|(quotation, _)| quotation.inside.intersection(piece))
        .collect();
    found.into_iter()
}
