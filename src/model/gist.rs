//! Do two statements say the same in other words?

use super::figure::{Amounts, tokens};
use super::normal::{stem, words};
use super::stop_words::is_stop_word;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Words of reported speech and news that stand for one another in translations and retellings, a group a line; folded.
/// General English, as a thesaurus has it; a word stands in one group.
const ALIKE: &[&[&str]] = &[
    &["accusation", "allegation", "charge", "claim", "assertion"],
    &["mistake", "error"],
    &["evidence", "proof", "prove", "substantiate"],
    &["groundless", "baseless", "unfounded", "unsubstantiated"],
    &["answer", "reply", "respond", "response"],
    &["repeatedly", "often", "occasion", "frequently", "times"],
    &["deny", "denial", "reject", "dismiss", "refute"],
    &["attack", "assault", "raid"],
    &["hack", "hacker", "hacking", "cyberattack", "intrusion", "breach"],
    &["talks", "negotiation", "negotiate", "negotiations"],
    &["strike", "walkout", "stoppage"],
    &["money", "cash", "funds", "funding"],
    &["wage", "pay", "salary"],
    &["increase", "rise", "raise", "grow", "growth"],
    &["fall", "decline", "drop", "decrease"],
    &["kill", "die", "dead", "death", "died"],
    &["injure", "wound", "hurt"],
    &["picture", "painting", "portrait"],
    &["liar", "lie", "lying", "lies"],
    &["company", "firm", "business"],
    &["worker", "employee", "staff"],
    &["government", "cabinet"],
    &["police", "officer"],
    &["fire", "blaze", "wildfire"],
    &["safe", "safety", "secure"],
    &["vote", "ballot", "poll"],
    &["begin", "start", "launch"],
    &["end", "finish", "conclude"],
    &["buy", "purchase", "acquire", "acquisition", "takeover"],
    &["help", "aid", "assist", "assistance"],
    &["child", "children", "kid"],
    &["car", "vehicle"],
    &["doctor", "physician"],
    &["ill", "sick", "illness"],
    &["steal", "stole", "stolen", "theft"],
    &["close", "shut", "closure"],
    &["show", "demonstrate", "reveal"],
    &["speak", "talk", "spoke"],
    &["guilty", "convicted", "conviction"],
    &["prison", "jail"],
    &["innocent", "innocence"],
    &["large", "big", "huge"],
    &["quick", "fast", "rapid"],
    &["put", "laid", "lay", "place"],
    &["hold", "held"],
    &["know", "knew", "known"],
    &["give", "gave", "given"],
    &["take", "took", "taken"],
    &["find", "found"],
    &["leave", "left"],
    &["sleep", "slept"],
    &["tell", "told"],
    &["say", "said", "says"],
    &["pay", "paid"],
    &["lose", "lost", "loss"],
    &["build", "built"],
    &["send", "sent"],
    &["write", "wrote", "written"],
    &["think", "thought"],
    &["bring", "brought"],
];

/// Words that stand in any statement, beside the stop words of the ranking; sorted, folded.
const LIGHT: &[&str] = &[
    "already",
    "anybody",
    "anyone",
    "anything",
    "even",
    "ever",
    "everybody",
    "everyone",
    "everything",
    "like",
    "many",
    "much",
    "once",
    "otherwise",
    "somebody",
    "someone",
    "something",
    "still",
    "thing",
    "things",
    "us",
    "whatever",
    "whoever",
    "yet",
];

/// Words that are no negation of the statement that they stand in: "without evidence" and "that lack evidence" say the same.
const OF_A_PART: &[&str] = &["nothing", "without"];

/// Words that turn a statement into its opposite; folded, so that "don't" is "dont".
const NEGATIONS: &[&str] = &[
    "aint", "arent", "cannot", "cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt", "neither",
    "never", "no", "nobody", "none", "nor", "not", "nothing", "shouldnt", "wasnt", "werent", "without", "wont", "wouldnt",
];

/// Words by which something is called untrue; sorted, folded.
const UNTRUE: &[&str] =
    &["baseless", "bogus", "fabricated", "false", "groundless", "nonsense", "unfounded", "unsubstantiated", "untrue"];

/// What a statement says, without the words that only hold it together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gist {
    /// Stems, or what stands for a group of words, each with a folded word that it is from.
    keys: BTreeMap<String, String>,
    numbers: Amounts,
    negations: usize,
}

/// How much two statements have in common, in the weight of their words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Common {
    pub shared: f64,
    pub left: f64,
    pub right: f64,
    /// How many words are shared.
    pub count: usize,
}

/// Tells whether a folded word turns a statement into its opposite.
pub fn is_negation(form: &str) -> bool {
    NEGATIONS.binary_search(&form).is_ok()
}

impl Gist {
    /// Takes the gist of a statement.
    pub fn new(text: &str) -> Gist {
        let mut gist = Gist::default();
        let mut figures = Vec::new();
        for token in tokens(text, words(text).collect()) {
            if is_negation(&token.form) {
                gist.negations += usize::from(!OF_A_PART.contains(&token.form.as_str()));
            } else if let Some(figure) = token.figure.filter(|figure| !figure.is_plain_one()) {
                figures.push(figure);
            } else if !is_stop_word(&token.form) && LIGHT.binary_search(&token.form.as_str()).is_err() {
                gist.keys.entry(key(&token.form)).or_insert(token.form);
            }
        }
        gist.numbers = figures.iter().collect();
        gist
    }

    /// Gives stems, or what stands for a group of words, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str)
    }

    /// Gives the keys, each with the folded word that it is from, in order.
    pub fn keyed_words(&self) -> impl Iterator<Item = (&str, &str)> {
        self.keys.iter().map(|(key, form)| (key.as_str(), form.as_str()))
    }

    /// Counts the numbers.
    pub fn numbers(&self) -> usize {
        self.numbers.len()
    }

    /// Tells whether it is negated: an even number of negations is none.
    pub fn is_negative(&self) -> bool {
        self.negations % 2 == 1
    }

    /// Counts the negations, but those of a part alone.
    pub fn negations(&self) -> usize {
        self.negations
    }

    /// Tells whether it has a folded word, or one that stands for it.
    pub fn has(&self, form: &str) -> bool {
        self.keys.contains_key(&key(form))
    }

    /// Gives the folded words that the gist is made of, a word a key, in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.keys.values().map(String::as_str)
    }

    /// Gives other words of the groups that the words stand in, folded.
    pub fn other_words(&self) -> Vec<&'static str> {
        let groups = ALIKE.iter().filter(|group| self.keys.contains_key(&format!("={}", group[0])));
        groups.flat_map(|group| group.iter().copied()).filter(|word| !self.keys.values().any(|own| own == word)).collect()
    }

    /// Tells whether it calls something untrue, as "the charge is groundless" does.
    pub fn calls_untrue(&self) -> bool {
        self.keys.values().any(|form| UNTRUE.binary_search(&form.as_str()).is_ok())
    }

    /// Tells whether one is negated and the other is not.
    pub fn is_turned(&self, other: &Gist) -> bool {
        self.is_negative() != other.is_negative()
    }

    /// Tells whether both name numbers, and each one that the other has not.
    pub fn counts_otherwise(&self, other: &Gist) -> bool {
        !self.numbers.is_within(&other.numbers) && !other.numbers.is_within(&self.numbers)
    }

    /// Weighs what both have against what each has. `rarity` is of a folded word.
    pub fn common(&self, other: &Gist, rarity: &dyn Fn(&str) -> f64) -> Common {
        let weight = |gist: &Gist| gist.words().map(rarity).sum::<f64>() + NUMBER * gist.numbers.len() as f64;
        let shared = self.keys.iter().filter_map(|(key, form)| Some(rarity(form).min(rarity(other.keys.get(key)?))));
        let numbers = self.numbers.common(&other.numbers).min(other.numbers.common(&self.numbers));
        let (words, count) = shared.fold((0.0, 0), |(sum, count), weight| (sum + weight, count + 1));
        Common { shared: words + NUMBER * numbers as f64, left: weight(self), right: weight(other), count: count + numbers }
    }
}

/// What a number weighs: as much as a rare word.
pub const NUMBER: f64 = 4.0;

impl Common {
    /// Gives the share of the weight of both that is common (Dice 1945), from 0 to 1.
    pub fn likeness(&self) -> f64 {
        2.0 * self.shared / (self.left + self.right).max(f64::MIN_POSITIVE)
    }

    /// Gives the share of the shorter one's weight that is common, from 0 to 1.
    pub fn held(&self) -> f64 {
        self.shared / self.left.min(self.right).max(f64::MIN_POSITIVE)
    }
}

/// What stands for the group of each stem of [`ALIKE`]: a question takes the gist of thousands of claims.
static GROUPS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let mut groups = HashMap::new();
    for group in ALIKE {
        for word in *group {
            groups.entry(stem(word).into_owned()).or_insert_with(|| format!("={}", group[0]));
        }
    }
    groups
});

/// Gives the stem of a folded word, or the first word of its group.
fn key(form: &str) -> String {
    let stemmed = stem(form);
    GROUPS.get(&*stemmed).cloned().unwrap_or_else(|| stemmed.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(left: &str, right: &str) -> f64 {
        Gist::new(left).common(&Gist::new(right), &|_| 1.0).likeness()
    }

    #[test]
    fn a_translation_is_like_its_original_and_another_statement_is_not() {
        let said = "We have answered such accusations often enough, and nobody has ever put proof on the table";
        let again = "We have replied to claims of this kind on many occasions, and never was evidence put before us";
        assert!(likeness(said, again) > 0.6, "{}", likeness(said, again));
        assert!(likeness(said, "We shall open the bridge on Monday, and the ferry will go on") < 0.2);
    }

    #[test]
    fn numbers_and_negations_tell_statements_apart() {
        let gist = Gist::new;
        assert!(gist("five men were not there").is_turned(&gist("five men were there")));
        assert!(!gist("nobody was never there").is_turned(&gist("all were there")));
        assert!(gist("five men").counts_otherwise(&gist("6 men")));
        assert!(!gist("five men").counts_otherwise(&gist("5 men of 20")));
    }

    #[test]
    fn all_that_stands_for_a_number_is_one() {
        let keys = |text: &str| Gist::new(text).keys().map(str::to_owned).collect::<Vec<_>>().join(" ");
        assert_eq!(keys("the twenty-five ferries cost $3 million, 5 per cent of a harbour"), "cost ferri harbour");
        assert!(!Gist::new("3 million ferries").counts_otherwise(&Gist::new("3m ferries")));
    }

    #[test]
    fn a_word_stands_for_the_first_group_that_has_its_stem() {
        for word in ALIKE.iter().flat_map(|group| group.iter()).chain(&["pays", "ferry"]) {
            let first = ALIKE.iter().find(|group| group.iter().any(|other| stem(other) == stem(word)));
            assert_eq!(key(word), first.map_or_else(|| stem(word).into_owned(), |group| format!("={}", group[0])));
        }
    }

    #[test]
    fn lists_are_sorted_and_folded() {
        assert!(NEGATIONS.is_sorted() && LIGHT.is_sorted() && UNTRUE.is_sorted());
        let folded = |word: &&&str| crate::model::normal::fold_word(word) == ***word;
        assert!(ALIKE.iter().flat_map(|group| group.iter()).all(|word| folded(&word)));
    }
}
