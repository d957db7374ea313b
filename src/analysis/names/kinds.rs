//! Of what kind is a name, by its own words and those around it?

use super::evidence::Evidence;
use super::gazetteer::{self, Facts};
use super::marks::{Atom, Strength};
use super::tokens::{Sentence, Shape, Token};
use crate::model::document::EntityKind;

/// What stands around a name.
pub(super) struct Context<'a, 't> {
    pub text: &'t str,
    pub tokens: &'a [Token<'t>],
    pub sentence: Sentence,
    pub evidence: &'a Evidence<'t>,
    pub title: Facts,
}

/// Endings of surnames, of three letters at least, that few other words have.
const SURNAME_ENDINGS: &[&str] = &[
    "ov", "ova", "ev", "eva", "enko", "ski", "sky", "ska", "skaya", "vich", "vić", "vic", "ić", "adze", "shvili", "yan",
    "oglu", "poulos", "akis", "idis", "sson", "dottir", "ssen", "quist", "berg", "stein", "mann", "baum", "feld", "wicz",
    "czyk", "escu", "ez", "elli", "etti", "ini", "ucci", "illo", "inho", "nen", "stra", "sma",
];

/// Last words of newspapers' names, by which alone they go: "the Courier".
const OUTLETS: &[&str] = &[
    "Courier",
    "Observer",
    "Gazette",
    "Herald",
    "Tribune",
    "Ledger",
    "Chronicle",
    "Telegraph",
    "Bulletin",
    "Examiner",
    "Inquirer",
    "Sentinel",
    "Dispatch",
    "Journal",
    "Register",
];

/// Names that groups of intruders are given by those who watch them, behind a word of colour or matter.
const THREAT_NAMES: &[&str] = &[
    "Typhoon",
    "Blizzard",
    "Sandstorm",
    "Tempest",
    "Sleet",
    "Panda",
    "Kitten",
    "Spider",
    "Chollima",
    "Jackal",
    "Leopard",
    "Buffalo",
    "Tsunami",
    "Bear",
];

/// Prefixes of numbers that such groups are given.
const THREAT_NUMBERS: &[&str] = &["APT", "UNC", "TA", "FIN", "UAC", "TEMP", "Storm", "DEV", "UTA", "CL", "TAG", "ITG"];

/// Tells whether the atoms behind `first` make one name with it: "Chicago Bulls", "US Treasury Department", "China Daily".
pub(super) fn goes_on(first: &Atom, rest: &[Atom], tokens: &[Token]) -> bool {
    let Some(last) = rest.last() else { return true };
    if tokens[first.end - 1].possessive {
        return false;
    }
    let begins_person = rest[0].facts.is_given() && rest.len() > 1;
    let is_head = last.facts.any(Facts::ORGANIZATION_HEAD | Facts::PLACE_HEAD | Facts::OTHER_HEAD | Facts::ORGANIZATION_BEGIN);
    if is_head && !begins_person {
        return true;
    }
    let has_begin = rest.iter().any(|atom| atom.facts.any(Facts::ORGANIZATION_BEGIN)) && rest.len() > 1;
    let is_small = rest.iter().any(|atom| !tokens[atom.first].is_capital());
    if first.facts.any(Facts::ORGANIZATION) {
        return !begins_person && !rest[0].facts.is_known_name();
    }
    let is_person_like = first.facts.is_given() || first.facts.any(Facts::SURNAME | Facts::FIRST_SURNAME);
    let is_big = first.facts.any(Facts::COUNTRY | Facts::PEOPLE);
    has_begin
        || !is_big && (is_person_like || is_small) && !rest[0].facts.is_place()
        || !is_big && first.end == first.first + 1 && !begins_person && !rest[0].facts.is_known_name()
}

/// Gives the kind of a name and how sure it is; `None` where it is no name.
pub(super) fn kind(atoms: &[Atom], context: &Context) -> Option<(EntityKind, Strength)> {
    let (first, last) = (atoms.first()?, atoms.last()?);
    let tokens = context.tokens;
    let whole = context.text.get(tokens[first.first].span.start..tokens[last.end - 1].span.end)?;
    let words = &tokens[first.first..last.end];
    if is_threat_group(whole, words) {
        return Some((EntityKind::Organization, Strength::Sure));
    }
    if let [only] = atoms {
        return one(only, whole, context);
    }
    let is_titled = context.title.any(Facts::TITLE);
    let starts_person = first.facts.is_given() || is_initial(tokens[first.first].text);
    let ends_person = last.facts.any(Facts::SURNAME);
    let has_of = words.iter().any(|word| matches!(word.text, "of" | "for" | "&" | "and"));
    if starts_person && ends_person && !has_of
        || is_titled && words.len() <= 4 && !has_of && !last.facts.any(Facts::ORGANIZATION_HEAD)
    {
        return Some((EntityKind::Person, Strength::Sure));
    }
    let is_listed = first.facts.any(Facts::ORGANIZATION) && first.end > first.first + 1;
    if (is_listed || words.iter().any(|word| word.facts.any(Facts::ORGANIZATION_BEGIN))) && has_of
        || last.facts.any(Facts::ORGANIZATION_HEAD)
    {
        return Some((EntityKind::Organization, Strength::Sure));
    }
    if last.facts.any(Facts::PLACE_HEAD) && !starts_person || first.facts.any(Facts::PLACE_HEAD) && has_of {
        return Some((EntityKind::Place, Strength::Sure));
    }
    if last.facts.any(Facts::OTHER_HEAD) {
        return Some((EntityKind::Other, Strength::Sure));
    }
    if starts_person {
        return Some((EntityKind::Person, Strength::List));
    }
    if first.facts.any(Facts::PLACE_BEGIN) && !last.facts.any(Facts::SURNAME) {
        return Some((EntityKind::Place, Strength::List));
    }
    if last.facts.is_place() && words.len() <= 3 || last.facts.any(Facts::COUNTRY) {
        return Some((EntityKind::Place, Strength::Context));
    }
    if has_of && !words.iter().any(|word| word.text == "&") {
        return (!all_common(words, context)).then_some((EntityKind::Other, Strength::Guess));
    }
    if words.iter().any(|word| word.text == "&") || words.iter().any(|word| word.facts.any(Facts::ORGANIZATION)) {
        return Some((EntityKind::Organization, Strength::List));
    }
    if ends_person || first.facts.any(Facts::FIRST_SURNAME) && words.len() <= 3 || last.facts.any(Facts::AFTER) {
        return Some((EntityKind::Person, Strength::List));
    }
    unknown(first, words, context)
}

/// Gives the kind of a name of several words of which no list knows anything.
fn unknown(first: &Atom, words: &[Token], context: &Context) -> Option<(EntityKind, Strength)> {
    if all_common(words, context) {
        return None;
    }
    let has_common = words.iter().any(|word| word.is_capital() && context.evidence.is_common(word));
    let has_caps = words.iter().any(|word| word.shape == Shape::Caps && word.text.len() > 2);
    let is_surname = has_surname_ending(words.last()?.text);
    if has_caps && !context.sentence.headline {
        return Some((EntityKind::Organization, Strength::Guess));
    }
    if has_common && !is_surname {
        return Some((EntityKind::Other, Strength::Guess));
    }
    if !is_surname && is_placed(first.first, first.first + words.len(), context) {
        return Some((EntityKind::Place, Strength::Context));
    }
    if words.len() <= 4 {
        return Some((EntityKind::Person, if is_surname { Strength::List } else { Strength::Guess }));
    }
    Some((EntityKind::Other, Strength::Guess))
}

/// Gives the kind of a name of one atom.
fn one(atom: &Atom, whole: &str, context: &Context) -> Option<(EntityKind, Strength)> {
    let token = &context.tokens[atom.first];
    let facts = if atom.end == atom.first + 1 { token.facts } else { atom.facts };
    let is_phrase = atom.end > atom.first + 1;
    let in_headline = context.sentence.headline;
    let is_common =
        !is_phrase && (facts.any(Facts::COMMON) || token.opens && context.evidence.is_common(token) && !facts.is_known_name());
    let is_head = facts.only_heads() != Facts::NONE || facts.any(Facts::TITLE | Facts::WEAK_TITLE | Facts::ORGANIZATION_BEGIN);
    if facts.any(Facts::NEVER | Facts::CALENDAR) && !is_phrase {
        return None;
    }
    let before =
        atom.first.checked_sub(1).filter(|before| *before >= context.sentence.first).map(|before| context.tokens[before].text);
    let is_the = matches!(before, Some("the" | "The"));
    let is_titled = context.title.any(Facts::TITLE) && !is_head && (!is_common || facts.any(Facts::SURNAME));
    let is_person = facts.is_given() || facts.any(Facts::SURNAME | Facts::FIRST_SURNAME);
    if is_titled
        && !facts.any(Facts::COUNTRY | Facts::PEOPLE | Facts::ORGANIZATION)
        && token.shape == Shape::Capital
        && !is_phrase
    {
        return Some((EntityKind::Person, Strength::Sure));
    }
    if facts.any(Facts::ORGANIZATION) && (is_phrase || !facts.is_place()) {
        return (!is_common || !token.opens && !in_headline).then_some((EntityKind::Organization, Strength::List));
    }
    if is_common {
        return (!is_the && !in_headline).then_some((EntityKind::Person, Strength::Tentative));
    }
    if facts.any(Facts::COUNTRY) || is_phrase && facts.is_place() {
        return Some((EntityKind::Place, Strength::Sure));
    }
    if facts.any(Facts::PLACE) {
        let is_open = is_person && !is_placed(atom.first, atom.end, context);
        let strength = if is_open { Strength::Context } else { Strength::Sure };
        let acts = context.tokens.get(atom.end).is_some_and(|next| matches!(next.text, "said" | "says" | "told" | "added"));
        let is_acting_person = is_open && acts;
        return Some((if is_acting_person { EntityKind::Person } else { EntityKind::Place }, strength));
    }
    if facts.any(Facts::PEOPLE | Facts::OTHER) {
        return Some((EntityKind::Other, Strength::List));
    }
    let is_outlet = OUTLETS.contains(&whole) && !token.opens;
    if facts.any(Facts::ORGANIZATION_HEAD) && is_the && (whole.ends_with('s') || is_outlet) {
        return Some((EntityKind::Organization, Strength::Context));
    }
    if is_head && (!is_person || is_the) {
        return None;
    }
    if is_person {
        return Some((EntityKind::Person, Strength::Context));
    }
    one_unknown(atom, whole, context)
}

/// Gives the kind of a single word of which no list knows anything.
fn one_unknown(atom: &Atom, whole: &str, context: &Context) -> Option<(EntityKind, Strength)> {
    let token = &context.tokens[atom.first];
    if context.sentence.headline && context.evidence.seen(token.text) == 0 && token.shape == Shape::Caps {
        return None;
    }
    if whole.contains('.') && !whole.ends_with('.') {
        return Some((EntityKind::Other, Strength::Guess));
    }
    if token.shape == Shape::Caps {
        return (whole.len() <= 8 && whole.len() > 1).then_some((EntityKind::Organization, Strength::Context));
    }
    let is_lettered = whole.as_bytes().get(1) == Some(&b'-') && !whole.bytes().any(|b| b.is_ascii_digit());
    if is_lettered {
        return None;
    }
    if whole.chars().any(|c| c.is_ascii_digit()) {
        return Some((EntityKind::Other, Strength::Guess));
    }
    if whole.chars().count() < 2 || is_initial(whole) {
        return None;
    }
    if has_surname_ending(whole) {
        return Some((EntityKind::Person, Strength::Guess));
    }
    if is_placed(atom.first, atom.end, context) {
        return Some((EntityKind::Place, Strength::Context));
    }
    if whole.chars().skip(1).any(char::is_uppercase)
        && !whole.starts_with("Mc")
        && !whole.starts_with("Mac")
        && !whole.contains(['-', '\'', '’'])
    {
        return Some((EntityKind::Organization, Strength::Context));
    }
    let next = context.tokens.get(atom.end).filter(|_| atom.end < context.sentence.end);
    if next.is_some_and(|next| {
        matches!(next.text, "people" | "language" | "languages" | "tribe" | "culture" | "speakers" | "music")
    }) {
        return Some((EntityKind::Other, Strength::Context));
    }
    let before = atom.first.checked_sub(1).map(|before| context.tokens[before].text);
    let is_adjective = ["ian", "ean", "ese", "ish"].iter().any(|ending| whole.ends_with(ending))
        && next.is_some_and(|next| next.shape == Shape::Lower);
    let is_people = matches!(before, Some("the" | "The")) && whole.ends_with('s') && !token.possessive;
    if is_adjective && !token.possessive || is_people {
        return Some((EntityKind::Other, Strength::Guess));
    }
    let acts = next.is_some_and(|next| SPEAKS.contains(&next.text)) || matches!(before, Some("said" | "says"));
    if acts || whole.starts_with("Mc") || whole.starts_with("O'") || whole.starts_with("O’") {
        return Some((EntityKind::Person, Strength::Guess));
    }
    Some((EntityKind::Organization, Strength::Guess))
}

/// Verbs before or behind which a single name is most often a person's.
const SPEAKS: &[&str] = &[
    "said",
    "says",
    "told",
    "added",
    "concluded",
    "insisted",
    "argued",
    "explained",
    "recalled",
    "admitted",
    "wrote",
    "noted",
    "asked",
    "replied",
    "continued",
    "believes",
    "thinks",
    "thought",
    "felt",
    "knew",
    "smiled",
    "died",
    "lived",
    "grew",
    "sat",
    "himself",
    "herself",
];

/// Nouns that a place stands before or behind ("the town of Kestrel", "Kestrel district").
const PLACE_NOUNS: &[&str] = &[
    "city",
    "town",
    "village",
    "province",
    "district",
    "region",
    "island",
    "port",
    "state",
    "county",
    "capital",
    "area",
    "river",
    "valley",
    "airport",
    "suburb",
    "governorate",
    "prefecture",
    "municipality",
    "coast",
    "neighborhood",
    "neighbourhood",
    "peninsula",
    "border",
];

/// Tells whether a preposition of place stands before, or a country or state behind a comma.
fn is_placed(first: usize, end: usize, context: &Context) -> bool {
    let before =
        first.checked_sub(1).filter(|before| *before >= context.sentence.first).map(|before| context.tokens[before].text);
    let is_in = before.is_some_and(|word| {
        matches!(word, "in" | "at" | "near" | "from" | "outside" | "around" | "across" | "to" | "In" | "At" | "From" | "via")
    });
    let next = |at: usize| context.tokens.get(at).filter(|_| at < context.sentence.end);
    let before_region =
        next(end).is_some_and(|mark| mark.text == ",") && next(end + 1).is_some_and(|token| token.facts.is_place());
    let is_noun = |token: Option<&Token>| token.is_some_and(|token| PLACE_NOUNS.contains(&token.text));
    let of_noun = before == Some("of") && first >= 2 && is_noun(context.tokens.get(first - 2));
    is_in || before_region || of_noun || is_noun(next(end)) && !context.tokens[end - 1].possessive
}

fn has_surname_ending(word: &str) -> bool {
    word.chars().count() > 4 && SURNAME_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

fn is_initial(word: &str) -> bool {
    word.len() <= 5
        && word.ends_with('.')
        && word.split('.').all(|part| part.chars().count() <= 1)
        && gazetteer::facts(word) == Facts::NONE
}

fn all_common(words: &[Token], context: &Context) -> bool {
    words
        .iter()
        .all(|word| !word.is_capital() || context.evidence.is_common(word) || word.facts.any(Facts::NEVER | Facts::COMMON))
}

/// Tells whether it is a name that a group of intruders goes by: `Storm-0558`, `APT41`, `Volt Typhoon`.
pub(super) fn is_threat_group(whole: &str, words: &[Token]) -> bool {
    let digits = whole.bytes().rev().take_while(u8::is_ascii_digit).count();
    if (1..=5).contains(&digits) && words.len() == 1 {
        let stem = whole[..whole.len() - digits].trim_end_matches('-');
        return THREAT_NUMBERS.contains(&stem) && (stem != "Storm" || digits == 4);
    }
    matches!(words, [first, last] if THREAT_NAMES.contains(&last.text) && first.shape == Shape::Capital
        && !first.facts.any(Facts::COMMON | Facts::NEVER | Facts::PEOPLE) && !first.facts.is_place() && !first.facts.is_given() && !matches!(first.text, "Super" | "Tropical"))
}
