//! What does a word say of the clause that it governs: that it is so, that it is not, or neither?

use crate::analysis::claims::takes_clause;
use crate::model::document::Stance;
use crate::model::gist::is_negation;
use crate::model::normal::stem;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a governing word says of its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// Says or thinks it: "say", "believe". Negated, it is not said.
    Says,
    /// Says that it is not so: "deny", "doubt".
    Denies,
    /// Takes it for true, negated or not: "know", "regret".
    Knows,
    /// Leaves it open: "ask", "wonder".
    Asks,
    /// Tells what is not so: "pretend", "wish".
    Feigns,
    /// What is not done by who does it: "refuse to", "stop short of".
    Undone,
    /// What makes it wrong to say: "hard to believe", "absurd to claim". Before "that" such words take it for true.
    Hard,
    /// "True", "clear"; negated, it is not so.
    True,
    /// "False", "unlikely".
    Untrue,
    /// "Lie", "myth".
    Falsehood,
    /// What speaks for it: "evidence", "sign".
    Grounds,
    /// What is said, true or not: "claim", "rumour".
    Content,
}

/// Words by what they say; those with a star in all forms that have their stem. From the lists of factive, implicative and
/// anti-veridical predicates that grammars of English give (Karttunen 1971 and 2012; Kiparsky and Kiparsky 1970).
const SENSES: &[(Sense, &str)] = &[
    (
        Sense::Denies,
        "deny* doubt* dispute* disbelieve* disprove* refute* rebut* debunk* dismiss* reject* denial denials quash* scotch* \
         invent* concoct* contradict* disagree* rubbished discredit* doubtful unlikely improbable implausible unproven \
         unsubstantiated sceptical skeptical dubious",
    ),
    (
        Sense::Knows,
        "know knows knew known knowing realise* realize* learn* learnt discover* notice* recall* remember* forget forgets \
         forgot forgotten regret* reveal* mention* aware unaware mindful sorry glad happy unhappy proud surprised pleased \
         ashamed grateful care* matter* mind see sees saw seen hear hears heard secret wonder surprise coincidence accident \
         fact shame pity ironic hide* hid hidden conceal* help helps helped",
    ),
    (Sense::Asks, "ask* wonder* query* inquire* enquire* unclear unsure uncertain unknown undecided"),
    (Sense::Feigns, "pretend* wish* feign* dream* dreamt fantasise* fantasize* make-believe pretence pretense"),
    (
        Sense::Undone,
        "refuse* fail* decline* neglect* omit* avoid* refrain* hesitate* hesitant unable unwilling reluctant unlikely loath \
         impossible afraid forbid forbids forbade forbidden ashamed powerless incapable abstain* desist* shy",
    ),
    (
        Sense::Hard,
        "wrong hard difficult impossible absurd ridiculous ludicrous preposterous foolish naive silly premature misleading \
         dishonest unfair mistaken mistake inaccurate incorrect simplistic irresponsible exaggeration exaggerated exaggerating \
         stretch error nonsense untrue false disingenuous unreasonable presumptuous reckless lying insane crazy stupid \
         overstatement wishful",
    ),
    (
        Sense::True,
        "true clear certain sure correct accurate likely possible evident obvious proven proved established case given \
         plausible credible confirmed settled convinced confident guaranteed truth right conceivable demonstrated shown \
         thinkable probable conclusive supported substantiated founded persuaded implied meant",
    ),
    (
        Sense::Untrue,
        "false untrue incorrect inaccurate impossible inconceivable unthinkable unfounded baseless groundless fabricated bogus \
         fake erroneous fictitious nonsensical mistaken mythical fanciful",
    ),
    (
        Sense::Falsehood,
        "lie lies lied lying myth myths fiction fictions fallacy fallacies hoax hoaxes falsehood falsehoods misconception \
         misconceptions nonsense rubbish fantasy fantasies illusion illusions delusion delusions fabrication fabrications \
         untruth untruths canard bunkum misapprehension misunderstanding forgery forgeries deepfake",
    ),
    (
        Sense::Grounds,
        "evidence proof sign signs indication indications hint hints guarantee guarantees assurance reason reasons ground \
         grounds chance possibility prospect likelihood basis certainty record records justification confirmation suggestion \
         way question",
    ),
    (
        Sense::Content,
        "claim claims rumour rumours rumor rumors report reports suggestion suggestions allegation allegations idea notion \
         assertion assertions story stories statement statements belief theory theories speculation accusation accusations \
         assumption impression insinuation gossip charge charges argument tale view conclusion thesis narrative assumptions \
         notions ideas beliefs perception contention whisper whispers post posts tweet allegation news",
    ),
    (
        Sense::Says,
        "think thinks thought thinking believe* feel feels felt accept* expect* mean* prove* show* shown find finds found call \
         calls called calling speak tell tells told telling suggest* confirm*",
    ),
];

/// Words that turn what they stand before: negations, and what comes near them; folded.
const TURNING: &[&str] = &[
    "hardly",
    "nowhere",
    "scarcely",
    "barely",
    "rarely",
    "seldom",
    "mustnt",
    "neednt",
    "oughtnt",
    "darent",
    "shant",
    "mightnt",
    "lack",
    "lacked",
    "lacking",
    "lacks",
    "absence",
    "despite",
    "contrary",
    "notwithstanding",
];
/// Behind a negation, words with which it negates nothing of what follows: "not only", "no longer ago".
const NO_NEGATION: &[&str] = &["because", "just", "least", "merely", "only", "simply", "until", "sooner", "less", "long"];
/// Words that say that what is said is not so.
const FALSELY: &[&str] = &["erroneously", "falsely", "incorrectly", "mistakenly", "untruthfully", "wrongfully", "wrongly"];

/// What a word can say of a clause.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Senses(u16);

impl Senses {
    pub(super) fn has(self, sense: Sense) -> bool {
        self.0 & 1 << sense as u16 != 0
    }

    pub(super) fn has_any(self, senses: &[Sense]) -> bool {
        senses.iter().any(|sense| self.has(*sense))
    }

    fn with(self, sense: Sense) -> Senses {
        Senses(self.0 | 1 << sense as u16)
    }
}

struct Table {
    forms: HashMap<&'static str, Senses>,
    stems: HashMap<Cow<'static, str>, Senses>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { forms: HashMap::new(), stems: HashMap::new() };
    for (sense, words) in SENSES {
        for word in words.split_whitespace() {
            let senses = match word.strip_suffix('*') {
                Some(base) => table.stems.entry(stem(base)).or_default(),
                None => table.forms.entry(word).or_default(),
            };
            *senses = senses.with(*sense);
        }
    }
    table
});

/// Gives what a folded word can say of a clause that it governs.
pub(super) fn senses(form: &str) -> Senses {
    let (of_form, of_stem) = (TABLE.forms.get(form), TABLE.stems.get(&stem(form)));
    if of_form.is_some() || of_stem.is_some() {
        return Senses(of_form.map_or(0, |senses| senses.0) | of_stem.map_or(0, |senses| senses.0));
    }
    takes_clause(form).map_or(Senses::default(), |stance| match stance {
        Stance::Deny => Senses::default().with(Sense::Denies),
        Stance::Question => Senses::default().with(Sense::Asks),
        _ => Senses::default().with(Sense::Says),
    })
}

/// Tells whether a folded word turns what it stands before, where `next` stands behind it.
pub(super) fn is_turning(form: &str, next: &str) -> bool {
    (is_negation(form) || TURNING.contains(&form)) && !NO_NEGATION.contains(&next)
}

/// Tells whether a folded word says that what is said is not so.
pub(super) fn is_falsely(form: &str) -> bool {
    FALSELY.contains(&form)
}
