//! Does a claim say that what another one says is not so?
//!
//! Words tell it where both are of the same subject, and the very word that one negates stands in the other. Where it is not known
//! whom or what one of them tells of, or when, they are not told as opposed: a wrong pair misleads more than a missing one.

use super::rarities::Rarities;
use super::said::{FEWEST_ALIKE, FEWEST_HELD, Reader, Said};
use crate::engine::Stored;
use crate::error::Result;
use crate::model::document::{Entity, EntityKind, Stance};
use crate::model::gist::{Gist, is_negation};
use crate::model::normal::{stem, words};
use crate::model::span::Span;
use crate::model::stop_words::is_stop_word;
use std::collections::BTreeSet;

/// So much of the weight of both is common where one says the opposite of the other: of pairs with less, 2 of 40 read were right.
pub(super) const ALIKE: f64 = 0.7;
/// So much where the same speaker has hardly more than two words.
pub(super) const NEARLY_ALIKE: f64 = 0.9;
/// Where one word names the subject, "the bridge", in two articles: so much must be common…
const ALIKE_OF_ONE_WORD: f64 = 0.85;
/// …and so many days may lie between.
const DAYS_OF_ONE_WORD: u64 = 7;
/// Words behind a negation among which the negated one is.
const NEGATED_WITHIN: usize = 4;
/// Words of a subject.
const MOST_OF_SUBJECT: usize = 10;

/// Verbs that stand behind a subject, folded.
const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "shall", "should",
    "must", "do", "does", "did", "s", "ll",
];

/// Words for things that every article has its own of, folded: which one is meant, its other sentences tell.
const OF_AN_ARTICLE: &[&str] = &[
    "acquisition",
    "agreement",
    "association",
    "authority",
    "bank",
    "bid",
    "bill",
    "board",
    "body",
    "case",
    "chain",
    "chairman",
    "club",
    "commission",
    "committee",
    "company",
    "contract",
    "council",
    "country",
    "court",
    "deal",
    "decision",
    "department",
    "exchange",
    "firm",
    "fund",
    "government",
    "group",
    "industry",
    "judge",
    "law",
    "maker",
    "man",
    "market",
    "measure",
    "meeting",
    "merger",
    "minister",
    "ministry",
    "move",
    "offer",
    "office",
    "official",
    "order",
    "panel",
    "party",
    "payment",
    "plan",
    "plant",
    "police",
    "president",
    "price",
    "proceed",
    "program",
    "project",
    "proposal",
    "purchase",
    "rate",
    "report",
    "result",
    "rule",
    "sale",
    "share",
    "spokesman",
    "spokeswoman",
    "state",
    "statement",
    "store",
    "strike",
    "study",
    "suspect",
    "talk",
    "team",
    "term",
    "trade",
    "transaction",
    "union",
    "unit",
    "vote",
    "woman",
    "worker",
];

/// Words by which something is said not to be so without a negation, or to be so only if, or instead; folded.
const OTHERWISE: &[&str] = &[
    "absence",
    "absent",
    "against",
    "although",
    "avoid",
    "barely",
    "but",
    "cancel",
    "cease",
    "decline",
    "declined",
    "declines",
    "delay",
    "deny",
    "denied",
    "despite",
    "doubt",
    "doubtful",
    "except",
    "fail",
    "failed",
    "fails",
    "false",
    "few",
    "hardly",
    "if",
    "impossible",
    "instead",
    "lack",
    "lacked",
    "lacking",
    "lacks",
    "little",
    "longer",
    "nothing",
    "oppose",
    "opposed",
    "opposes",
    "otherwise",
    "postpone",
    "postponed",
    "prevent",
    "rarely",
    "rather",
    "refuse",
    "refused",
    "refuses",
    "reject",
    "rejected",
    "rule",
    "ruled",
    "ruling",
    "scarcely",
    "seldom",
    "than",
    "though",
    "too",
    "unable",
    "unless",
    "unlike",
    "unlikely",
    "until",
    "whether",
    "while",
    "withdraw",
    "withdrawn",
    "without",
];

/// Words that begin what is said, before its subject; folded.
const LEADING: &[&str] = &["and", "that"];
const OF_THE_SPEAKER: &[&str] = &["i", "im", "ive", "we", "weve"];
const DETERMINERS: &[&str] = &["a", "an", "no", "the"];
const POSSESSIVES: &[&str] = &["her", "his", "its", "my", "our", "their", "your"];
const OF_SOMETHING: &[&str] =
    &["all", "they", "this", "that", "these", "those", "what", "which", "who", "you", "some", "none", "nobody"];

/// Tells how alike two claims are that are opposed by their words, if their subject is the same.
pub(super) fn may_be_opposed(one: &Said, other: &Said, rarities: &mut Rarities<'_>) -> Result<Option<f64>> {
    if one.negative == other.negative || other.is_open() || one.gist().counts_otherwise(other.gist()) {
        return Ok(None);
    }
    let common = rarities.common(one.gist(), other.gist())?;
    let likeness = common.likeness();
    let own = is_of_one(one, other) && common.count >= FEWEST_ALIKE && likeness >= NEARLY_ALIKE;
    if !(own || common.count >= FEWEST_HELD && likeness >= ALIKE) {
        return Ok(None);
    }
    let (negative, positive) = if one.negative { (one, other) } else { (other, one) };
    let (ours, theirs) = (one.whole().particulars(), other.whole().particulars());
    let of_others = ours.tell_of_others(theirs, &|word| one.is_own(word) || other.is_own(word))
        || !ours.counts_alike(theirs)
        || one.is_of_another_time(one.whole(), other, other.whole());
    let otherwise = |forms: &[String]| -> BTreeSet<String> {
        forms.iter().filter(|form| OTHERWISE.contains(&form.as_str())).cloned().collect()
    };
    let is_opposed = !of_others && is_turned(negative, positive) && otherwise(ours.forms()) == otherwise(theirs.forms());
    Ok(is_opposed.then_some(likeness))
}

/// Tells whether both are by one speaker who is known.
fn is_of_one(one: &Said, other: &Said) -> bool {
    one.speaker.is_some() && other.speaker.is_some() && !one.keys.is_disjoint(&other.keys)
}

/// Tells whether one says of a word of the other, and of nothing else, that it is not so.
fn is_turned(negative: &Said, positive: &Said) -> bool {
    let is_plain = |said: &Said| said.stance != Stance::Deny && said.gist().negations() == 0 && !said.gist().calls_untrue();
    if !is_plain(positive) || negative.gist().negations() > 1 {
        return false;
    }
    match (negative.stance == Stance::Deny, negative.gist().negations()) {
        (true, negations) => negations == 0,
        (false, 0) => false,
        (false, _) => negates(negative.whole().particulars().forms(), positive.gist()),
    }
}

/// Tells whether the first word with content behind the negation is one of another claim.
fn negates(forms: &[String], positive: &Gist) -> bool {
    let Some(at) = forms.iter().position(|form| is_negation(form)) else { return false };
    let mut behind = forms[at + 1..].iter().take(NEGATED_WITHIN).filter(|form| !is_stop_word(form));
    behind.next().is_some_and(|form| positive.has(form))
}

/// Tells whether both claims tell of the same subject.
pub(super) fn are_of_one_subject((one, ours): (&Said, Subject), (other, theirs): (&Said, Subject), likeness: f64) -> bool {
    let is_near = || {
        let in_one_article = one.article == other.article;
        let soon = one.days_apart(other).is_some_and(|days| days <= DAYS_OF_ONE_WORD);
        (is_of_one(one, other) || in_one_article, soon && likeness >= ALIKE_OF_ONE_WORD)
    };
    match (ours, theirs) {
        (Subject::Named(ours), Subject::Named(theirs)) => !ours.is_disjoint(&theirs),
        (Subject::Words(ours), Subject::Words(theirs)) => ours == theirs && ours.is_known(is_near()),
        (Subject::Words(ours), Subject::Begins(theirs)) | (Subject::Begins(theirs), Subject::Words(ours)) => {
            theirs.starts_with(&ours.stems) && ours.is_known(is_near())
        }
        _ => false,
    }
}

/// What a claim tells of.
pub(super) enum Subject {
    /// Normal forms of a name.
    Named(BTreeSet<String>),
    Words(Phrase),
    /// Words that begin with the subject: no verb tells where it ends. Stems.
    Begins(Vec<String>),
    Unknown,
}

/// Words that are a subject, as stems, without those that hold it together.
#[derive(PartialEq, Eq)]
pub(super) struct Phrase {
    stems: Vec<String>,
    /// Whether it is somebody's: "its shares".
    possessed: bool,
}

impl Phrase {
    /// Tells whether it is known to be the same where the words are: said by one speaker or in one article, or `soon` after in
    /// nearly the same words.
    fn is_known(&self, (near, soon): (bool, bool)) -> bool {
        match self.stems.as_slice() {
            _ if near => true,
            _ if self.possessed => false,
            [] => false,
            [word] => soon && !OF_AN_ARTICLE.iter().any(|noun| *stem(noun) == **word),
            words => !words.iter().all(|word| OF_AN_ARTICLE.iter().any(|noun| *stem(noun) == **word)),
        }
    }
}

impl Subject {
    /// Reads the subject of a claim. "It", "he" and "we" are the speaker, where no reading of the article says who else.
    pub(super) fn of(reader: &mut Reader<'_>, said: &Said, stored: &Stored) -> Result<Subject> {
        let (text, findings) = (&stored.document.article.text, &stored.document.findings);
        let Some(claim) = findings.claims.get(said.number as usize) else { return Ok(Subject::Unknown) };
        let Some(content) = claim.content.first() else { return Ok(Subject::Unknown) };
        let place = |span: Span| Span::new(content.start + span.start, content.start + span.end);
        let found: Vec<(String, Span)> = words(content.of(text)).map(|word| (word.form, place(word.span))).collect();
        let begin = found.iter().take_while(|(form, _)| LEADING.contains(&form.as_str())).count();
        let found = &found[begin..];
        let Some((first, at)) = found.first() else { return Ok(Subject::Unknown) };
        let first = first.as_str();
        let of_speaker = |fits: bool| match said.speaker {
            Some(_) if fits => Subject::Named(said.keys.clone()),
            _ => Subject::Unknown,
        };
        if OF_THE_SPEAKER.contains(&first) {
            return Ok(of_speaker(true));
        }
        if ["he", "she", "it"].contains(&first) {
            let is_meant = |entity: &&Entity| entity.references.iter().any(|reference| reference.overlaps(*at));
            if let Some(entity) = findings.entities.iter().find(is_meant) {
                return Ok(Subject::Named(reader.forms(&entity.name, Some(entity.kind))?));
            }
            let person = claim.speaker.kind == Some(EntityKind::Person);
            return Ok(of_speaker((first == "it") != person));
        }
        // "denied hacking the agency".
        if claim.stance == Stance::Deny && first.ends_with("ing") {
            return Ok(of_speaker(true));
        }
        if OF_SOMETHING.contains(&first) {
            return Ok(Subject::Unknown);
        }
        // "accused Karst of hacking the agency".
        let accuses = claim.cue.as_ref().is_some_and(|cue| cue.lemma == "accuse");
        let is_end = |form: &str| form == "of" && accuses || AUXILIARIES.contains(&form) || is_negation(form) && form != "no";
        let end = found.iter().take(MOST_OF_SUBJECT).position(|(form, _)| is_end(form));
        let bare = usize::from(DETERMINERS.contains(&first));
        let covers = |name: &Span| found.get(bare).is_some_and(|(_, at)| name.start <= at.start && at.start < name.end);
        let named = findings.entities.iter().find_map(|entity| {
            let names = entity.mentions.iter().chain(&entity.references);
            names.copied().find(|name| covers(name) || name.start == at.start).map(|name| (entity, name))
        });
        if let Some((entity, name)) = named {
            let is_whole = match end {
                Some(end) => found[..end].iter().all(|(_, word)| word.start < name.end),
                None => !text[name.end..].starts_with(['\'', '’']),
            };
            if is_whole {
                return Ok(Subject::Named(reader.forms(&entity.name, Some(entity.kind))?));
            }
        }
        let telling = |found: &[(String, Span)]| -> Vec<String> {
            let forms = found.iter().map(|(form, _)| form).filter(|form| !is_stop_word(form) && !is_negation(form));
            forms.map(|form| stem(form).into_owned()).collect()
        };
        Ok(match end {
            Some(end) => Subject::Words(Phrase { stems: telling(&found[..end]), possessed: POSSESSIVES.contains(&first) }),
            None if POSSESSIVES.contains(&first) => Subject::Unknown,
            None => Subject::Begins(telling(found)),
        })
    }
}
