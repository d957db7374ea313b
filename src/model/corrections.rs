//! What do people say is otherwise than was found in the articles?

use super::alike::Pair;
use super::answer::{ClaimView, SpeakerView};
use super::document::{Claim, EntityKind, Speaker, Stance};
use super::id::ArticleId;
use super::normal::name_key;
use super::span::Span;
use super::view::Window;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What holds on top of what was found, when a question is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    pub names: NameRules,
    /// By article and number of the claim in it, counted from 0.
    pub claims: BTreeMap<(ArticleId, u32), Correction>,
    /// What is said in the passages that corrected claims stand in, by article and number of the passage.
    pub passages: BTreeMap<(ArticleId, u32), Said>,
    /// What is said in the corrected claims themselves.
    said: BTreeMap<(ArticleId, u32), Said>,
    /// Lines that name nothing, or are not understood.
    pub notices: Vec<String>,
}

/// What a claim is instead of what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// No claim at all.
    NoClaim,
    /// A claim by another speaker (its name and type) or of another stance; `None`: as it was found.
    Claim { speaker: Option<(String, Option<EntityKind>)>, stance: Option<Stance> },
}

/// Who speaks, and with which stances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub speakers: BTreeSet<String>,
    pub stances: BTreeSet<Stance>,
}

impl Said {
    fn add(&mut self, claim: &Claim, correction: Option<&Correction>) {
        let (speaker, stance) = match correction {
            Some(Correction::NoClaim) => return,
            Some(Correction::Claim { speaker, stance }) => (speaker.as_ref().map(|(name, _)| name), *stance),
            None => (None, None),
        };
        self.speakers.extend(speaker.or(claim.speaker.name.as_ref()).cloned());
        self.stances.insert(stance.unwrap_or(claim.stance));
    }
}

impl Corrections {
    /// Notes what is said, as corrected, in the passages of an article's corrected claims.
    pub fn note(&mut self, id: ArticleId, claims: &[Claim], passages: &[Span]) {
        let corrected = |number: usize| self.claims.get(&(id, number as u32));
        let places: Vec<Vec<u32>> = claims.iter().map(|claim| claim.passages(passages)).collect();
        let mut said: BTreeMap<(ArticleId, u32), Said> = BTreeMap::new();
        for (_, places) in places.iter().enumerate().filter(|(number, _)| corrected(*number).is_some()) {
            said.extend(places.iter().map(|passage| ((id, *passage), Said::default())));
        }
        for (number, claim) in claims.iter().enumerate() {
            for passage in &places[number] {
                if let Some(said) = said.get_mut(&(id, *passage)) {
                    said.add(claim, corrected(number));
                }
            }
        }
        let own = |number: usize| {
            let mut said = Said::default();
            said.add(&claims[number], corrected(number));
            said
        };
        let numbers = (0..claims.len()).filter(|number| corrected(*number).is_some());
        let of_claims: Vec<_> = numbers.map(|number| ((id, number as u32), own(number))).collect();
        self.said.extend(of_claims);
        self.passages.extend(said);
    }

    /// Gives what is said in a claim, where it is corrected.
    pub fn corrected(&self, claim: (ArticleId, u32)) -> Option<&Said> {
        self.said.get(&claim)
    }

    /// Gives a claim as people corrected it; `None` where they say that it is none.
    pub fn applied<'c>(&self, place: (ArticleId, u32), claim: &'c Claim) -> Option<Cow<'c, Claim>> {
        let (speaker, stance) = match self.claims.get(&place) {
            None => return Some(Cow::Borrowed(claim)),
            Some(Correction::NoClaim) => return None,
            Some(Correction::Claim { speaker, stance }) => (speaker, stance),
        };
        let mut claim = claim.clone();
        if let Some((name, kind)) = speaker {
            claim.speaker = Speaker { name: Some(name.clone()), kind: *kind, span: None };
        }
        claim.negated = is_negated(claim.negated, *stance);
        claim.stance = stance.unwrap_or(claim.stance);
        Some(Cow::Owned(claim))
    }

    /// Gives a claim as it is shown; `None` where people say that it is none.
    pub fn claim(&self, window: &Window<'_>, id: ArticleId, number: usize, claim: &Claim) -> Option<ClaimView> {
        let found = window.claim(id, number, claim);
        match self.claims.get(&(id, number as u32)) {
            None => Some(found),
            Some(Correction::NoClaim) => None,
            Some(Correction::Claim { speaker, stance }) => Some(ClaimView {
                // The words that stood for the speaker that was found are not those of another.
                speaker: speaker.as_ref().map_or(found.speaker, |(name, kind)| SpeakerView {
                    name: Some(name.clone()),
                    kind: *kind,
                    text: None,
                    span: None,
                    bytes: None,
                }),
                stance: stance.unwrap_or(found.stance),
                negated: is_negated(found.negated, *stance),
                corrected: true,
                ..found
            }),
        }
    }

    /// Gives all claims of an article as they are shown.
    pub fn claims(&self, id: ArticleId, claims: &[Claim], window: &Window<'_>) -> Vec<ClaimView> {
        claims.iter().enumerate().filter_map(|(number, claim)| self.claim(window, id, number, claim)).collect()
    }
}

/// Tells whether a corrected claim is negated: who says its stance says it of verb and negation together; another speaker alone
/// still does not say it.
fn is_negated(found: bool, stance: Option<Stance>) -> bool {
    found && stance.is_none()
}

/// Which names are one, and which are not though an article says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameRules {
    pub same: Vec<Pair>,
    pub different: Vec<Different>,
}

/// Names that are not one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Different {
    /// `None`: of any type.
    pub kind: Option<EntityKind>,
    /// Normal forms.
    pub keys: BTreeSet<String>,
}

impl NameRules {
    /// Tells whether people list a name first, given by its normal form: then it is shown as they write it.
    pub fn leads(&self, key: &str, kind: Option<EntityKind>) -> bool {
        self.same.iter().any(|own| own.fits(kind) && name_key(&own.name) == key)
    }

    /// Tells whether people part a name, given by its normal form, from another.
    pub fn parts(&self, key: &str, kind: Option<EntityKind>) -> bool {
        let fits = |rule: &Different| kind.is_none() || rule.kind.is_none() || rule.kind == kind;
        self.different.iter().any(|rule| fits(rule) && rule.keys.contains(key))
    }

    /// Gives the pairs that hold, all that people declare and of those that articles do. What people say of a short form decides
    /// what it stands for, and what they list first has no longer form.
    pub fn apply(&self, declared: Vec<Pair>) -> Vec<Pair> {
        if self.same.is_empty() && self.different.is_empty() {
            return declared;
        }
        let holds = |pair: &Pair| {
            let (name, alias) = (name_key(&pair.name), name_key(&pair.alias));
            let decided = |own: &Pair| {
                let (own_name, own_alias) = (name_key(&own.name), name_key(&own.alias));
                own.fits(pair.kind) && (own_alias == alias || (own_alias == name && own_name == alias))
            };
            let apart = |rule: &Different| {
                (rule.kind.is_none() || rule.kind == pair.kind) && rule.keys.contains(&name) && rule.keys.contains(&alias)
            };
            !self.same.iter().any(decided) && !self.different.iter().any(apart)
        };
        // "names = ["OPEC", "Organization of …"]": what an article gives as longer, in whatever spelling, is another form of it.
        let heads =
            |pair: &Pair| self.same.iter().any(|own| own.fits(pair.kind) && name_key(&own.name) == name_key(&pair.alias));
        let led = |pair: Pair| match heads(&pair) {
            true => Pair { name: pair.alias, alias: pair.name, ..pair },
            false => pair,
        };
        // Theirs come first: a name is shown as they write it.
        let mut pairs: Vec<Pair> = self.same.clone();
        pairs.extend(declared.into_iter().filter(holds).map(led));
        pairs
    }
}
