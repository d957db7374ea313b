//! How are words written elsewhere in the article: is a capital at the start of a sentence one of a name?

use super::gazetteer::Facts;
use super::tokens::{Sentence, Shape, Token, title_case};
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

/// What the article as a whole says of its words.
pub(super) struct Evidence<'t> {
    /// How often a word is capitalised where a common word would not be.
    capital: HashMap<&'t str, u32>,
    lower: HashSet<&'t str>,
}

/// Endings that English words have and names seldom do.
const COMMON_ENDINGS: &[&str] = &[
    "ing", "ed", "ly", "tion", "tions", "ment", "ments", "ness", "ity", "ous", "ive", "ful", "less", "ers", "ors", "ists",
    "able", "ible", "ies", "ance", "ence", "ship", "ists", "ants", "ents", "ians", "ures", "ages",
];

/// Verbs that the name of someone or something that acts stands before.
const VERBS: &[&str] = &[
    "said",
    "says",
    "told",
    "has",
    "was",
    "is",
    "had",
    "will",
    "would",
    "announced",
    "added",
    "confirmed",
    "denied",
    "plans",
    "also",
    "and",
    "did",
    "does",
    "could",
    "can",
    "may",
];

/// How many sketches of words there are.
const SKETCHES: usize = 4096;

/// Gives a number that is the same for a word in lower case and with capitals: of all lower-case words only those with the sketch
/// of a capitalised one are kept, for no other is asked for.
fn sketch(word: &str) -> usize {
    let bytes = word.as_bytes();
    let (Some(first), Some(last), true) = (bytes.first(), bytes.last(), word.is_ascii()) else { return 0 };
    let middle = bytes[bytes.len() / 2];
    let letter = |byte: u8| usize::from(byte | 0x20) & 0x1f;
    (letter(*first) | letter(*last) << 5 | (letter(middle) ^ bytes.len()) << 10) % (SKETCHES - 1) + 1
}

impl<'t> Evidence<'t> {
    /// Reads all sentences.
    pub(super) fn of(tokens: &[Token<'t>], sentences: &[Sentence]) -> Self {
        let mut evidence = Evidence { capital: HashMap::new(), lower: HashSet::new() };
        let mut sketches = [false; SKETCHES];
        tokens.iter().filter(|token| token.is_capital()).for_each(|token| sketches[sketch(token.text)] = true);
        for sentence in sentences.iter().filter(|sentence| !sentence.headline) {
            for token in &tokens[sentence.first..sentence.end] {
                match token.shape {
                    Shape::Lower if sketches[sketch(token.text)] => drop(evidence.lower.insert(token.text)),
                    Shape::Capital | Shape::Caps if !token.opens => *evidence.capital.entry(token.text).or_default() += 1,
                    _ => {}
                }
            }
        }
        evidence
    }

    /// Tells whether the word is seen as a common one: in lower case, or on the list of such.
    pub(super) fn is_common(&self, token: &Token) -> bool {
        token.facts.any(Facts::COMMON)
            || token.shape == Shape::Capital && self.lower.contains(token.text.to_lowercase().as_str())
    }

    /// Tells whether the token may be part of a name, given where it stands and what follows.
    pub(super) fn is_eligible(&self, token: &Token, next: Option<&Token>, headline: bool) -> bool {
        if !token.is_capital() || token.facts.any(Facts::CALENDAR) && !next.is_some_and(|next| next.facts.any(Facts::SURNAME)) {
            return false;
        }
        let seen = self.capital.get(token.text).copied().unwrap_or(0);
        if headline {
            let written = if token.shape == Shape::Caps { title_case(token.text) } else { String::new() };
            let seen = seen + self.capital.get(written.as_str()).copied().unwrap_or(0);
            let is_known = token.facts.is_known_name() || token.facts.any(Facts::FIRST_SURNAME) && seen > 0;
            return !token.facts.any(Facts::COMMON) && (is_known || seen > 0 && !self.is_common(token));
        }
        !token.opens || self.is_name_at_start(token, next, seen)
    }

    fn is_name_at_start(&self, token: &Token, next: Option<&Token>, seen: u32) -> bool {
        let before_capital =
            next.is_some_and(|next| next.is_capital() && !next.facts.any(Facts::CALENDAR)) && !token.possessive;
        if token.facts.any(Facts::COMMON) {
            let is_begin = Facts::PLACE_BEGIN | Facts::ORGANIZATION_BEGIN | Facts::WEAK_TITLE | Facts::TITLE;
            let is_surname = token.facts.any(Facts::SURNAME | Facts::FIRST_SURNAME);
            return is_surname || before_capital && (token.facts.any(is_begin) || token.facts.is_known_name() || seen > 1);
        }
        if token.facts.is_known_name()
            || token.facts.any(Facts::TITLE | Facts::FIRST_SURNAME)
            || token.shape == Shape::Caps
            || seen > 0
        {
            return true;
        }
        // "Von der Leyen", "De la Cruz".
        let leads = matches!(token.text, "Von" | "Van" | "De" | "Della" | "Ter");
        if leads && next.is_some_and(|next| matches!(next.text, "der" | "den" | "de" | "la" | "las" | "los" | "het")) {
            return true;
        }
        if self.lower.contains(token.text.to_lowercase().as_str()) {
            return false;
        }
        let is_odd = !COMMON_ENDINGS.iter().any(|ending| token.text.ends_with(ending));
        let acts = next.is_some_and(|next| VERBS.contains(&next.text) || matches!(next.text, "," | "(")) || token.possessive;
        before_capital && !["ing", "ed", "ly"].iter().any(|ending| token.text.ends_with(ending))
            || is_odd && acts && !token.text.ends_with('s') && token.text.len() > 3
    }

    /// Tells whether the word also stands in lower case.
    pub(super) fn is_lower(&self, token: &Token) -> bool {
        self.lower.contains(token.text.to_lowercase().as_str())
    }

    /// Tells how often the word is capitalised inside sentences.
    pub(super) fn seen(&self, word: &str) -> u32 {
        self.capital.get(word).copied().unwrap_or(0)
    }
}
