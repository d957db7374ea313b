//! Which words say the opposite of one another, or name the other of two sides?

use super::normal::stem;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Words of two sides, folded; other forms of a word that have its stem are on its side too.
const PAIRS: &[[&[&str]; 2]] = &[
    [
        &["rise", "rose", "risen", "raise", "increase", "grow", "grew", "grown", "climb", "gain", "soar", "surge", "higher"],
        &[
            "fall", "fell", "fallen", "decline", "drop", "decrease", "sink", "sank", "sunk", "slump", "tumble", "plunge",
            "lower",
        ],
    ],
    [&["approve", "approval", "accept", "acceptance"], &["reject", "rejection", "refuse", "refusal", "disapprove", "veto"]],
    [&["north", "northern"], &["south", "southern"]],
    [&["east", "eastern"], &["west", "western"]],
    [&["buy", "bought", "purchase", "acquire"], &["sell", "sold", "sale"]],
    [&["profit"], &["loss"]],
    [&["import", "importer"], &["export", "exporter"]],
    [&["win", "won", "victory"], &["lose", "lost", "defeat"]],
    [&["open", "reopen"], &["close", "shut", "closure"]],
    [&["begin", "began", "begun", "start"], &["end", "stop", "finish"]],
    [&["guilty", "convict", "conviction"], &["innocent", "innocence", "acquit", "acquittal"]],
    [&["support", "supporter"], &["oppose", "opposition", "opponent"]],
    [&["safe", "safety"], &["dangerous", "danger"]],
    [&["true"], &["false"]],
    [&["alive"], &["dead"]],
    [&["best"], &["worst"]],
    [&["better"], &["worse"]],
    [&["strong", "strengthen"], &["weak", "weaken"]],
    [&["high", "highest"], &["low", "lowest"]],
    [&["large", "largest", "big", "biggest"], &["small", "smallest"]],
    [&["success", "successful", "succeed"], &["failure", "fail"]],
    [&["surplus"], &["deficit"]],
    [&["allow", "permit"], &["ban", "forbid", "forbidden", "prohibit"]],
    [&["include"], &["exclude"]],
    [&["widen"], &["narrow"]],
    [&["positive"], &["negative"]],
    [&["optimistic", "optimism"], &["pessimistic", "pessimism"]],
    [&["maximum"], &["minimum"]],
];

/// Pairs that are opposites in the same place of the same words alone: elsewhere they stand in any text.
const IN_ONE_PLACE: &[[&[&str]; 2]] = &[
    [&["up"], &["down", "off"]],
    [&["more"], &["less", "fewer"]],
    [&["most"], &["least"]],
    [&["before"], &["after"]],
    [&["above", "over"], &["below", "under"]],
    [&["said", "says", "confirmed", "admitted", "acknowledged", "stated"], &["denied", "denies"]],
    [&["with"], &["without"]],
    [&["for"], &["against"]],
];

/// How words begin that say the opposite of the rest of them, where that is a word of some length.
pub const DENYING_BEGINNINGS: &[&str] = &["dis", "il", "im", "in", "ir", "non", "un"];
const SHORTEST_DENIED: usize = 4;

/// Words that begin so and say nothing of the rest of them: "income" is no lack of "come".
const NO_DENIALS: &[&str] = &[
    "disclose",
    "disclosed",
    "discloses",
    "disclosing",
    "discount",
    "discounted",
    "discounts",
    "discover",
    "discovered",
    "discovers",
    "discharge",
    "discharged",
    "disease",
    "disgrace",
    "dispatch",
    "dispatched",
    "display",
    "displayed",
    "displays",
    "dispose",
    "disposed",
    "dissent",
    "distilled",
    "immigrant",
    "immigrants",
    "immigration",
    "impact",
    "impacts",
    "implant",
    "implanted",
    "import",
    "imported",
    "importer",
    "importers",
    "importing",
    "imports",
    "impose",
    "imposed",
    "imposes",
    "imposing",
    "impound",
    "impounded",
    "impress",
    "impressed",
    "impressing",
    "imprint",
    "improve",
    "improved",
    "improves",
    "improving",
    "income",
    "incoming",
    "indeed",
    "indoor",
    "indoors",
    "inform",
    "informed",
    "informing",
    "informs",
    "inland",
    "inquest",
    "inroads",
    "inside",
    "insider",
    "insiders",
    "insight",
    "insights",
    "install",
    "installed",
    "installing",
    "installs",
    "instead",
    "insure",
    "insured",
    "intake",
    "intend",
    "intended",
    "intending",
    "intends",
    "intense",
    "intent",
    "invent",
    "invented",
    "invents",
    "invest",
    "invested",
    "investing",
    "invests",
    "invoice",
    "invoices",
    "universe",
    "unless",
];
/// Words that have the stem of a word of a pair, and another meaning.
const OF_NO_PAIR: &[&str] = &[
    "closely",
    "highly",
    "importance",
    "important",
    "importantly",
    "largely",
    "opposite",
    "opposites",
    "position",
    "positioned",
    "positions",
    "succession",
    "successive",
    "successor",
    "successors",
];

/// A pair, and which side of it.
type Side = (usize, usize);

static SIDES: LazyLock<HashMap<String, Side>> = LazyLock::new(|| {
    let pairs = PAIRS.iter().chain(IN_ONE_PLACE).enumerate();
    let words =
        pairs.flat_map(|(at, pair)| (0..2).flat_map(move |side| pair[side].iter().map(move |word| (*word, (at, side)))));
    words.map(|(word, side)| (stem(word).into_owned(), side)).collect()
});

fn side(form: &str) -> Option<Side> {
    if OF_NO_PAIR.contains(&form) { None } else { SIDES.get(&*stem(form)).copied() }
}

/// Tells whether one of two texts has a word and the other its opposite, and neither has both. Folded words.
pub fn part(one: &[String], other: &[String]) -> bool {
    are_parted(one, other, PAIRS.len())
}

/// Tells the same of what stands in one place of two texts whose other words are the same.
pub fn part_in_one_place(one: &[String], other: &[String]) -> bool {
    are_parted(one, other, usize::MAX)
}

fn are_parted(one: &[String], other: &[String], pairs: usize) -> bool {
    let (ours, theirs) = (sides(one, pairs), sides(other, pairs));
    let is_across = |(pair, own): (&usize, &[bool; 2])| {
        theirs.get(pair).is_some_and(|other| own != other && own[0] != own[1] && other[0] != other[1])
    };
    ours.iter().any(is_across) || denies(one, other) || denies(other, one)
}

/// Gives of each pair that words are of, which sides they have.
fn sides(forms: &[String], pairs: usize) -> BTreeMap<usize, [bool; 2]> {
    let mut sides: BTreeMap<usize, [bool; 2]> = BTreeMap::new();
    for (pair, side) in forms.iter().filter_map(|form| side(form)).filter(|(pair, _)| *pair < pairs) {
        sides.entry(pair).or_default()[side] = true;
    }
    sides
}

/// Gives what a word says the opposite of by its beginning: "safe" of "unsafe". Folded.
pub fn denied(form: &str) -> impl Iterator<Item = &str> {
    let beginnings: &[&str] = if NO_DENIALS.contains(&form) { &[] } else { DENYING_BEGINNINGS };
    beginnings.iter().filter_map(move |beginning| form.strip_prefix(beginning)).filter(|bare| bare.len() >= SHORTEST_DENIED)
}

/// Tells whether one has a word, "unsafe", of which the other has but the rest, "safe".
fn denies(one: &[String], other: &[String]) -> bool {
    let has = |words: &[String], bare: &str| words.iter().any(|word| word == bare);
    one.iter().any(|form| denied(form).any(|bare| has(other, bare) && !has(other, form) && !has(one, bare)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn what_has_the_other_word_of_a_pair_is_parted() {
        for (one, other) in [
            ("prices rose in may", "prices have fallen in may"),
            ("it approved the plan", "it rejected the plan"),
            ("the bridge is safe", "the bridge is unsafe"),
            ("the northern mole", "the southern mole"),
            ("it is legal", "it is illegal"),
        ] {
            assert!(part(&forms(one), &forms(other)) && part(&forms(other), &forms(one)), "{one}, {other}");
        }
        for (one, other) in [
            ("exports rose and imports fell", "imports fell"),
            ("it rose", "it grew"),
            ("it went up", "it went down"),
            ("he left", "he was right"),
            ("the income rose", "they come as it rose"),
            ("the position is good", "it was negative of late"),
            ("he was informed", "he formed it"),
        ] {
            assert!(!part(&forms(one), &forms(other)), "{one}, {other}");
        }
        assert!(part_in_one_place(&forms("up"), &forms("down")));
    }

    #[test]
    fn a_word_is_on_one_side_alone() {
        let mut met: HashMap<String, Side> = HashMap::new();
        for (at, pair) in PAIRS.iter().chain(IN_ONE_PLACE).enumerate() {
            for (side, words) in pair.iter().enumerate() {
                for word in *words {
                    assert_eq!(super::super::normal::fold_word(word), *word);
                    assert!(*met.entry(stem(word).into_owned()).or_insert((at, side)) == (at, side), "{word}");
                }
            }
        }
    }
}
