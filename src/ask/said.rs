//! What does a claim say, as it is held against others?

use super::aliases::Aliases;
use super::rarities::Rarities;
use crate::engine::{Request, Row, Stored};
use crate::error::Result;
use crate::model::corrections::{Correction, Corrections};
use crate::model::document::{Claim, ClaimKind, Document, EntityKind, Stance};
use crate::model::gist::Gist;
use crate::model::id::ArticleId;
use crate::model::normal::name_key;
use crate::model::particulars::Particulars;
use crate::model::span::Span;
use crate::model::time::seconds;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

// Found on the pairs of tests/statements.tsv.
/// Two claims say the same where so much of the weight of both is common…
const ALIKE: f64 = 0.5;
/// …or so much of the shorter one's, where that is not a word or two.
const HELD: f64 = 0.65;
pub(super) const FEWEST_HELD: usize = 3;
/// Sentences of a claim that are looked at one by one.
const MOST_PARTS: usize = 8;
/// Of claims with a word or two in common nearly all must be.
pub(super) const FEWEST_ALIKE: usize = 2;
/// A speaker without a name may be anyone: then the words must be nearly the same.
const ALIKE_UNNAMED: f64 = 0.9;
/// What is not word for word the same is no more than nearly the same.
const NEARLY: f64 = 0.99;
/// Marks before a claim that begins with its sentence.
const MARKS: usize = 4;

/// A claim as it is held against others.
pub(super) struct Said {
    pub speaker: Option<String>,
    /// Normal forms of the speaker's name and its aliases; of its words where it has no name.
    pub keys: BTreeSet<String>,
    pub stance: Stance,
    pub side: Side,
    pub kind: ClaimKind,
    pub article: ArticleId,
    pub number: u32,
    pub sentence: Span,
    /// Days since 1970.
    published: Option<i64>,
    /// All that it says, then each sentence of it where there are several.
    parts: Vec<Saying>,
    /// Whether it says that something is not so.
    pub negative: bool,
}

/// Words of a claim.
pub(super) struct Saying {
    pub text: String,
    pub gist: Gist,
    begins_with_name: bool,
    particulars: OnceCell<Particulars>,
}

impl Saying {
    fn new(text: String, begins_with_name: bool) -> Saying {
        Saying { gist: Gist::new(&text), begins_with_name, particulars: OnceCell::new(), text }
    }

    /// Gives what it tells of, taken apart where it is first asked for.
    pub(super) fn particulars(&self) -> &Particulars {
        self.particulars.get_or_init(|| Particulars::new(&self.text, self.begins_with_name))
    }
}

impl Said {
    /// Gives all that it says.
    pub(super) fn whole(&self) -> &Saying {
        &self.parts[0]
    }

    /// Gives the gist of all that it says.
    pub(super) fn gist(&self) -> &Gist {
        &self.parts[0].gist
    }

    /// Gives the speaker's names with each word of the gist, by which claims meet.
    pub(super) fn places(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.keys.iter().flat_map(|name| self.gist().keys().map(move |word| (name.clone(), word.to_owned())))
    }

    /// Tells how much is common with another claim of the same speaker, where both say the same: all of one is said in all of the
    /// other, or in a sentence of it.
    pub(super) fn same(&self, other: &Said, rarities: &mut Rarities<'_>) -> Result<Option<f64>> {
        let unlike = self.speaker.is_some() != other.speaker.is_some()
            || self.keys.is_disjoint(&other.keys)
            || self.demands() != other.demands();
        if unlike {
            return Ok(None);
        }
        for (at, one) in self.parts.iter().enumerate() {
            for (to, two) in other.parts.iter().enumerate().take(if at == 0 { usize::MAX } else { 1 }) {
                if self.side.turns(&one.gist) != other.side.turns(&two.gist) || one.gist.counts_otherwise(&two.gist) {
                    continue;
                }
                let common = rarities.common(&one.gist, &two.gist)?;
                // Of two wholes the shorter may stand in the longer; a sentence of one must hold the other's whole.
                let held = match (at, to) {
                    (0, 0) => common.held(),
                    (0, _) => common.shared / common.left.max(f64::MIN_POSITIVE),
                    _ => common.shared / common.right.max(f64::MIN_POSITIVE),
                };
                let same = match &self.speaker {
                    None => at + to == 0 && common.likeness() >= ALIKE_UNNAMED && common.count >= FEWEST_HELD,
                    Some(_) if common.count < FEWEST_ALIKE => at + to == 0 && common.likeness() >= HELD,
                    Some(_) => {
                        common.likeness() >= ALIKE && (at + to == 0 || held >= HELD)
                            || held >= HELD && common.count >= FEWEST_HELD
                    }
                };
                if same
                    && !self.tells_of_others(one, other, two)
                    && !self.whole().particulars().contradict(other.whole().particulars())
                {
                    return self.likeness(other, rarities).map(Some);
                }
            }
        }
        Ok(None)
    }

    /// Tells whether words of both are of another name, number, day or way. A quotation that is word for word the same is of the
    /// day on which it was said first.
    fn tells_of_others(&self, one: &Saying, other: &Said, two: &Saying) -> bool {
        let (ours, theirs) = (one.particulars(), two.particulars());
        if ours.forms() == theirs.forms() && (self.kind, other.kind) == (ClaimKind::Direct, ClaimKind::Direct) {
            return false;
        }
        ours.differ(theirs, &|word| self.is_own(word) || other.is_own(word)) || self.is_of_another_time(one, other, two)
    }

    /// Tells whether words of both are of times that they tell by the day on which they were said.
    pub(super) fn is_of_another_time(&self, one: &Saying, other: &Said, two: &Saying) -> bool {
        one.particulars().are_of_other_times(two.particulars(), self.days_apart(other).unwrap_or(0))
    }

    /// Gives how many days lie between two claims, where both days are known.
    pub(super) fn days_apart(&self, other: &Said) -> Option<u64> {
        Some(self.published?.abs_diff(other.published?))
    }

    /// Tells whether a folded word is of the speaker's own name.
    pub(super) fn is_own(&self, word: &str) -> bool {
        self.speaker.is_some() && self.keys.iter().any(|name| name.split(' ').any(|own| own == word))
    }

    fn likeness(&self, other: &Said, rarities: &mut Rarities<'_>) -> Result<f64> {
        let likeness = rarities.common(self.gist(), other.gist())?.likeness();
        let is_equal = self.whole().particulars().forms() == other.whole().particulars().forms();
        Ok(if is_equal { likeness } else { likeness.min(NEARLY) })
    }

    /// Tells whether it wants something, where others tell something.
    fn demands(&self) -> bool {
        self.stance == Stance::Urge
    }

    /// Tells whether it takes no side.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.stance, Stance::Urge | Stance::Question)
    }
}

/// How what is done with the words turns what they say.
#[derive(Clone, Copy)]
pub(super) enum Side {
    /// "said": the words tell it all.
    Said,
    /// "denied that the charge was groundless": the opposite of the words.
    Denied,
    /// "called the charge groundless", "dismissed the baseless claim": a denial whose words may hold it already.
    CalledUntrue,
}

impl Side {
    fn new(stance: Stance, lemma: Option<&str>) -> Side {
        match (stance, lemma) {
            (Stance::Deny, Some("deny" | "dispute")) => Side::Denied,
            (Stance::Deny, _) => Side::CalledUntrue,
            _ => Side::Said,
        }
    }

    /// Tells whether all in all something is said not to be so.
    fn turns(self, gist: &Gist) -> bool {
        let untrue = gist.calls_untrue();
        gist.is_negative()
            != match self {
                Side::Said => untrue,
                Side::Denied => !untrue,
                Side::CalledUntrue => true,
            }
    }
}

/// Reads claims as they are held against others; the forms of each speaker's name once.
pub(super) struct Reader<'a> {
    pub aliases: &'a Aliases<'a>,
    corrections: &'a Corrections,
    known: BTreeMap<(String, Option<EntityKind>), BTreeSet<String>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(aliases: &'a Aliases<'a>, request: &Request<'a>) -> Self {
        Reader { aliases, corrections: request.corrections, known: BTreeMap::new() }
    }

    /// Reads a claim, as people corrected it; `None` where the article has it no more.
    pub(super) fn said(&mut self, row: &Row, stored: &Stored) -> Result<Option<Said>> {
        let (text, findings) = (&stored.document.article.text, &stored.document.findings);
        let Some(claim) = findings.claims.get(row.position as usize) else { return Ok(None) };
        let (mut name, mut kind, mut stance) = (claim.speaker.name.clone(), claim.speaker.kind, claim.stance);
        if let Some(Correction::Claim { speaker, stance: other }) = self.corrections.claims.get(&(stored.id, row.position)) {
            stance = other.unwrap_or(stance);
            if let Some((other, of)) = speaker {
                (name, kind) = (Some(other.clone()), *of);
            }
        }
        let keys = match (&name, claim.speaker.span) {
            (Some(name), _) => self.forms(name, kind)?,
            (None, Some(span)) => [name_key(span.of(text))].into(),
            (None, None) => BTreeSet::new(),
        };
        let content = claim.content.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
        let mut parts =
            vec![Saying::new(content, claim.content.first().is_some_and(|first| is_name(&stored.document, *first)))];
        let sentences = sentences(&stored.document, claim);
        if sentences.len() > 1 {
            parts.extend(
                sentences.into_iter().map(|part| Saying::new(part.of(text).to_owned(), is_name(&stored.document, part))),
            );
        }
        let side = Side::new(stance, claim.cue.as_ref().map(|cue| cue.lemma.as_str()));
        let negative = side.turns(&parts[0].gist);
        let published = stored.document.article.published.as_ref().and_then(|published| seconds(&published.value));
        Ok(Some(Said {
            speaker: name,
            keys,
            stance,
            side,
            kind: claim.kind,
            article: stored.id,
            number: row.position,
            sentence: claim.sentence,
            published: published.map(|seconds| seconds.div_euclid(86_400)),
            parts,
            negative,
        }))
    }

    /// Gives the normal forms of a speaker's name and its aliases.
    pub(super) fn forms(&mut self, name: &str, kind: Option<EntityKind>) -> Result<BTreeSet<String>> {
        let key = name_key(name);
        if let Some(known) = self.known.get(&(key.clone(), kind)) {
            return Ok(known.clone());
        }
        let others = self.aliases.forms(&key, kind)?.others;
        let forms: BTreeSet<String> = others.iter().map(|other| name_key(other)).chain([key.clone()]).collect();
        self.known.insert((key, kind), forms.clone());
        Ok(forms)
    }
}

/// Gives what a claim says, sentence by sentence and part by part.
fn sentences(document: &Document, claim: &Claim) -> Vec<Span> {
    let (text, all) = (&document.article.text, &document.findings.sentences);
    let mut found = Vec::new();
    for part in &claim.content {
        let first = all.partition_point(|sentence| sentence.end <= part.start);
        let within = all[first..].iter().take_while(|sentence| sentence.start < part.end);
        for sentence in within {
            let mut start = sentence.start.max(part.start);
            for piece in Span::new(start, sentence.end.min(part.end)).of(text).split_inclusive(';') {
                found.push(Span::new(start, start + piece.len()));
                start += piece.len();
            }
        }
    }
    found.retain(|part| part.of(text).chars().any(char::is_alphanumeric));
    found.truncate(MOST_PARTS);
    found
}

/// Tells whether words begin with a name, where they begin with a capital: no sentence begins with them, or it is a name that was
/// found.
fn is_name(document: &Document, words: Span) -> bool {
    let (text, findings) = (&document.article.text, &document.findings);
    if !words.of(text).starts_with(char::is_uppercase) {
        return false;
    }
    let sentence = findings.sentences.partition_point(|sentence| sentence.end <= words.start);
    let begins = findings.sentences.get(sentence).is_none_or(|sentence| words.start.saturating_sub(sentence.start) < MARKS);
    let is_quoted = text[..words.start].ends_with(['"', '“', '\'', '‘', '«']);
    let mut names = findings.entities.iter().flat_map(|entity| &entity.mentions);
    !begins && !is_quoted || names.any(|name| name.start <= words.start && words.start < name.end)
}
