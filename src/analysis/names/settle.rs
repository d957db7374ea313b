//! Of what kind is a name, seen over the whole article: by its neighbours anywhere, and by names of the same form?

use super::gazetteer::{self, Facts};
use super::marks::{Mark, Strength};
use super::tokens::{Shape, Token};
use super::works;
use crate::model::document::EntityKind;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::sync::Arc;

/// Gives unsure marks the kind that the rest of the article tells.
pub(super) fn settle(tokens: &[Token], marks: &mut [Mark]) {
    let keys: Vec<Arc<str>> = marks.iter().map(|mark| mark.key.clone()).collect();
    let keys = keys.as_slice();
    settle_neighbours(tokens, marks);
    settle_lists(tokens, marks);
    settle_kinds(marks, keys);
    settle_longer(marks, keys);
    settle_surnames(marks, keys);
}

/// Bodies that a country, region or city has, behind its possessive.
const BODIES_OF_PLACES: &[&str] = &[
    "government",
    "ministry",
    "parliament",
    "embassy",
    "consulate",
    "capital",
    "army",
    "military",
    "navy",
    "border",
    "borders",
    "president",
    "ambassador",
    "consul",
    "minister",
    "premier",
    "treasury",
    "Treasury",
    "economy",
    "currency",
    "constitution",
    "mayor",
    "governor",
    "coast",
    "northern",
    "southern",
    "eastern",
    "western",
    "largest",
    "foreign",
    "Foreign",
    "interior",
    "ruling",
    "prime",
    "supreme",
    "citizens",
    "voters",
    "streets",
    "suburbs",
    "outskirts",
    "parliamentary",
    "province",
    "provinces",
    "main",
    "second-largest",
    "oldest",
    "neighbours",
    "neighbors",
    "neighbour",
    "neighbor",
];

/// Nouns that a place stands behind with a preposition: "the embassy in", "ambassador to", "government of".
const BEFORE_PLACES: &[&str] = &[
    "embassy",
    "consulate",
    "ambassador",
    "envoy",
    "government",
    "state",
    "republic",
    "capital",
    "ministry",
    "province",
    "people",
    "north",
    "south",
    "east",
    "west",
    "coast",
    "town",
    "city",
    "village",
    "port",
    "outskirts",
    "centre",
    "center",
    "visit",
    "trip",
    "border",
    "streets",
    "mayor",
    "governor",
    "citizens",
    "residents",
    "kingdom",
    "island",
    "territory",
    "bishop",
    "archbishop",
];

/// Nouns that stand behind the name of a place: "the Vale road".
const BEHIND_PLACES: &[&str] =
    &["side", "road", "bridge", "lock", "waterfront", "skyline", "countryside", "hills", "quayside", "harbour", "harbor"];

/// What an apposition calls an organization: "Red Lynx, a group that".
const ORGANIZATION_NOUNS: &[&str] = &[
    "group",
    "company",
    "firm",
    "bank",
    "agency",
    "outlet",
    "newspaper",
    "broadcaster",
    "organization",
    "organisation",
    "charity",
    "lender",
    "insurer",
    "retailer",
    "supplier",
    "manufacturer",
    "maker",
    "startup",
    "start-up",
    "airline",
    "union",
    "party",
    "militia",
    "gang",
    "club",
    "team",
    "band",
    "consultancy",
    "brokerage",
    "utility",
    "publisher",
    "carrier",
    "operator",
    "contractor",
    "subsidiary",
    "unit",
    "magazine",
    "journal",
    "website",
    "institute",
    "laboratory",
    "think-tank",
    "university",
    "association",
    "syndicate",
    "cartel",
    "network",
    "conglomerate",
    "shipper",
    "producer",
    "watchdog",
    "regulator",
    "coalition",
    "movement",
    "brokers",
    "builder",
    "developer",
    "distributor",
    "chain",
    "brewer",
];

/// What an apposition calls a place.
const PLACE_NOUNS: &[&str] = &[
    "city",
    "town",
    "village",
    "country",
    "province",
    "region",
    "district",
    "suburb",
    "island",
    "port",
    "county",
    "state",
    "resort",
    "hamlet",
    "neighbourhood",
    "neighborhood",
    "river",
    "lake",
    "nation",
    "republic",
    "municipality",
    "capital",
];

/// Words behind the name of a company: "Ostrow shares rose".
const BEHIND_COMPANIES: &[&str] = &[
    "shares",
    "stock",
    "shareholders",
    "investors",
    "customers",
    "executives",
    "employees",
    "subsidiary",
    "headquarters",
    "chief",
    "chairman",
    "chairwoman",
    "spokesman",
    "spokeswoman",
    "spokesperson",
];

/// Reads the words beside every unsure mark.
fn settle_neighbours(tokens: &[Token], marks: &mut [Mark]) {
    let peoples: HashSet<&str> = tokens.iter().filter(|token| token.shape == Shape::Capital).map(|token| token.text).collect();
    for mark in marks.iter_mut().filter(|mark| mark.strength == Strength::List) {
        mark.kind = instance(tokens, mark).unwrap_or(mark.kind);
    }
    for mark in marks.iter_mut().filter(|mark| mark.strength <= Strength::Context && mark.strength > Strength::Tentative) {
        if let Some(kind) = apposed(tokens, mark.end).or_else(|| called(tokens, mark)).or_else(|| instance(tokens, mark)) {
            (mark.kind, mark.strength) = (kind, Strength::List);
        } else if let Some(kind) = told(tokens, mark, &peoples) {
            (mark.kind, mark.strength) = (kind, Strength::Context);
        }
    }
}

/// "a group called Red Lynx", "a gang known as Red Lynx".
pub(super) fn called(tokens: &[Token], mark: &Mark) -> Option<EntityKind> {
    let back = |steps: usize| mark.first.checked_sub(steps).map_or("", |at| tokens[at].text);
    let noun = match (back(2), back(1)) {
        ("known", "as") => back(3),
        (noun, "called" | "named") => noun,
        // "the group, Red Lynx, has": the name stands between commas.
        (noun, ",") if tokens.get(mark.end).is_some_and(|token| token.text == ",") && matches!(back(3), "the" | "The") => noun,
        _ => return None,
    };
    let kinds = [(ORGANIZATION_NOUNS, EntityKind::Organization), (PLACE_NOUNS, EntityKind::Place)];
    kinds.into_iter().find(|(nouns, _)| nouns.contains(&noun)).map(|(_, kind)| kind)
}

/// What several places or organizations are called before they are listed.
const LISTED: &[(&[&str], EntityKind)] = &[
    (
        &[
            "towns",
            "villages",
            "cities",
            "countries",
            "provinces",
            "regions",
            "districts",
            "suburbs",
            "islands",
            "counties",
            "ports",
            "states",
            "hamlets",
            "nations",
            "settlements",
        ],
        EntityKind::Place,
    ),
    (
        &[
            "companies",
            "firms",
            "banks",
            "agencies",
            "newspapers",
            "charities",
            "lenders",
            "insurers",
            "retailers",
            "suppliers",
            "airlines",
            "unions",
            "parties",
            "militias",
            "gangs",
            "clubs",
            "broadcasters",
            "universities",
            "manufacturers",
        ],
        EntityKind::Organization,
    ),
];

/// How far before a name in a list the word for what is listed may stand, in tokens.
const LONGEST_LIST: usize = 14;

/// "several villages, including Alder Cross and Hinnock", "banks such as Ostrow".
pub(super) fn instance(tokens: &[Token], mark: &Mark) -> Option<EntityKind> {
    if tokens[mark.end - 1].possessive {
        return None;
    }
    let floor = mark.first.saturating_sub(LONGEST_LIST);
    let is_listed = |token: &Token| token.is_capital() && !token.possessive || matches!(token.text, "," | "and" | "or");
    let mut at = (floor..mark.first).rev().find(|at| !is_listed(&tokens[*at]))?;
    let word = |at: usize| tokens[at].text;
    at = match word(at) {
        "including" | "like" => at,
        "as" if at > 0 && word(at - 1) == "such" => at - 1,
        _ => return None,
    };
    let at = at.checked_sub(1)?;
    let at = if word(at) == "," { at.checked_sub(1)? } else { at };
    LISTED.iter().find(|(nouns, _)| nouns.contains(&word(at))).map(|(_, kind)| *kind)
}

fn told(tokens: &[Token], mark: &Mark, peoples: &HashSet<&str>) -> Option<EntityKind> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let back = |steps: usize| mark.first.checked_sub(steps).map_or("", |at| tokens[at].text);
    let is_single = mark.end == mark.first + 1;
    let last = &tokens[mark.end - 1];
    let is_guess = mark.strength == Strength::Guess;
    if is_guess && ORGANIZATION_NOUNS.contains(&back(1)) && !matches!(back(1), "party" | "union") {
        return Some(EntityKind::Organization);
    }
    if is_guess
        && back(1) == "by"
        && matches!(back(2), "seen" | "obtained" | "reviewed" | "published" | "owned")
        && !is_given(last)
    {
        return Some(EntityKind::Organization);
    }
    if is_single && mark.strength <= Strength::Guess {
        if last.possessive && BODIES_OF_PLACES.contains(&word(mark.end)) {
            return Some(EntityKind::Place);
        }
        if matches!(back(1), "in" | "of" | "to" | "from") && BEFORE_PLACES.contains(&back(2)) {
            return Some(EntityKind::Place);
        }
        if BEHIND_PLACES.contains(&word(mark.end)) && !last.possessive {
            return Some(EntityKind::Place);
        }
        let ends = ["n", "an", "ian", "ese", "ish"];
        let stem = last.text.trim_end_matches(['a', 'e', 'o', 'y']);
        if !peoples.is_empty()
            && last.text.len() > 3
            && ends.iter().any(|end| {
                peoples.contains(format!("{}{end}", last.text).as_str())
                    || stem.len() > 3 && peoples.contains(format!("{stem}{end}").as_str())
            })
        {
            return Some(EntityKind::Place);
        }
    }
    let of_company = BEHIND_COMPANIES.contains(&word(mark.end)) && (is_single || last.possessive);
    if is_guess && of_company && !last.possessive {
        return Some(EntityKind::Organization);
    }
    let for_company = back(1) == "for" && matches!(back(2), "spokesman" | "spokeswoman" | "spokesperson");
    (is_guess && for_company && is_single).then_some(EntityKind::Organization)
}

/// What states and towns alone have, behind their possessive.
const STATE_PARTS: &[&str] = &[
    "government",
    "parliament",
    "embassy",
    "consulate",
    "ambassador",
    "capital",
    "army",
    "navy",
    "border",
    "borders",
    "suburbs",
];

/// Nouns that states and towns alone stand behind with "of", "in" or "to".
const BEFORE_STATES: &[&str] = &[
    "embassy",
    "consulate",
    "ambassador",
    "government",
    "republic",
    "province",
    "town",
    "city",
    "village",
    "outskirts",
    "streets",
    "mayor",
    "governor",
    "kingdom",
    "island",
];

/// Tells whether a single name of which no list knows anything is a place's by the words beside it: "Olmar's foreign ministry".
pub(super) fn is_placed(tokens: &[Token], mark: &Mark) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let back = |steps: usize| mark.first.checked_sub(steps).map_or("", |at| tokens[at].text);
    let name = &tokens[mark.first];
    if mark.end != mark.first + 1 || name.facts.is_known_name() || name.shape != Shape::Capital {
        return false;
    }
    let has_ministry = matches!(word(mark.end + 1), "ministry" | "minister");
    let owns = name.possessive && (has_ministry || STATE_PARTS.contains(&word(mark.end)));
    owns || matches!(back(1), "of" | "in" | "to") && BEFORE_STATES.contains(&back(2))
}

fn is_given(token: &Token) -> bool {
    token.facts.is_given() || token.facts.any(Facts::SURNAME)
}

/// Tells what an apposition behind `end` calls the name: ", a bank based in", ", the town where".
pub(super) fn apposed(tokens: &[Token], end: usize) -> Option<EntityKind> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let is_closing = |at: usize| matches!(word(at), "”" | "\"" | "’" | "'" | "»");
    // “Red Lynx,” a group; “Red Lynx”, a group.
    let article = match word(end) {
        "," if is_closing(end + 1) => end + 2,
        "," => end + 1,
        _ if is_closing(end) && word(end + 1) == "," => end + 2,
        _ => return None,
    };
    if !matches!(word(article), "a" | "an" | "the" | "one") || tokens[end - 1].possessive {
        return None;
    }
    for at in article + 1..article + 6 {
        let token = tokens.get(at)?;
        if !matches!(token.shape, Shape::Lower | Shape::Number) && !token.facts.any(Facts::PEOPLE) && !token.facts.is_place() {
            return None;
        }
        // The noun that heads the phrase: the next word is none of the phrase.
        let next = tokens.get(at + 1);
        let heads = next.is_none_or(|next| {
            next.shape == Shape::Mark && next.text != "-"
                || matches!(
                    next.text,
                    "that"
                        | "which"
                        | "who"
                        | "whose"
                        | "of"
                        | "in"
                        | "for"
                        | "with"
                        | "on"
                        | "at"
                        | "based"
                        | "known"
                        | "near"
                        | "where"
                        | "run"
                        | "owned"
                        | "by"
                        | "from"
                        | "backed"
                        | "and"
                        | "to"
                        | "north"
                        | "south"
                        | "east"
                        | "west"
                )
        });
        if !heads {
            continue;
        }
        if ORGANIZATION_NOUNS.contains(&token.text) {
            return Some(EntityKind::Organization);
        }
        if PLACE_NOUNS.contains(&token.text) {
            return Some(EntityKind::Place);
        }
        if works::WORK_NOUNS.contains(&token.text) {
            return Some(EntityKind::Other);
        }
        let role = gazetteer::facts(token.text).any(Facts::ROLE);
        return role.then_some(EntityKind::Person);
    }
    None
}

/// Gives a guess the kind of its neighbour in a list: "Nicoya, Santa Cruz and Bagaces".
fn settle_lists(tokens: &[Token], marks: &mut [Mark]) {
    for at in 1..marks.len() {
        let (before, after) = marks.split_at_mut(at);
        let (Some(before), Some(after)) = (before.last_mut(), after.first_mut()) else { continue };
        let between = tokens.get(before.end..after.first).unwrap_or_default();
        let is_list = matches!(between, [only] if matches!(only.text, "," | "and" | "or"))
            || matches!(between, [one, other] if one.text == "," && other.text == "and");
        if !is_list || before.kind == EntityKind::Other || after.kind == EntityKind::Other {
            continue;
        }
        if after.strength == Strength::Guess && before.strength >= Strength::List {
            (after.kind, after.strength) = (before.kind, Strength::Context);
        } else if before.strength == Strength::Guess && after.strength >= Strength::List {
            (before.kind, before.strength) = (after.kind, Strength::Context);
        }
    }
}

/// Gives a guess the kind of the organization whose name it begins with: "Corvo Line" where "Corvo" is a company.
fn settle_longer(marks: &mut [Mark], keys: &[Arc<str>]) {
    let known: HashSet<&str> = marks
        .iter()
        .zip(keys)
        .filter(|(mark, key)| mark.kind == EntityKind::Organization && !key.contains(' ') && key.len() > 3)
        .map(|(_, key)| &**key)
        .collect();
    for (mark, key) in marks.iter_mut().zip(keys).filter(|(mark, _)| mark.strength == Strength::Guess) {
        let is_other = mark.kind == EntityKind::Other;
        if is_other && key.split_once(' ').is_some_and(|(first, _)| known.contains(first)) {
            (mark.kind, mark.strength) = (EntityKind::Organization, Strength::Context);
        }
    }
}

/// Gives every unsure mark the kind that names of the same form are surest of.
fn settle_kinds(marks: &mut [Mark], keys: &[Arc<str>]) {
    let mut votes: HashMap<&str, [u32; 4]> = HashMap::new();
    for (mark, key) in marks.iter().zip(keys) {
        let weight = match mark.strength {
            Strength::Tentative => 0,
            Strength::Guess => 1,
            Strength::Context => 1000,
            Strength::List => 2000,
            Strength::Sure => 4000,
            Strength::Told => 8000,
        };
        votes.entry(key).or_default()[mark.kind as usize] += weight;
    }
    for (mark, key) in marks.iter_mut().zip(keys) {
        let votes = votes[&**key];
        let best = EntityKind::ALL.iter().copied().max_by_key(|kind| (votes[*kind as usize], *kind == mark.kind));
        let is_unsure = matches!(mark.strength, Strength::Guess | Strength::Context);
        if let Some(best) = best.filter(|_| is_unsure) {
            mark.kind = best;
        }
    }
}

/// Makes single words that are the surname of a person named in full that person's, unless the word is surely another thing.
fn settle_surnames(marks: &mut [Mark], keys: &[Arc<str>]) {
    let mut surnames: HashMap<&str, Strength> = HashMap::new();
    for (mark, key) in marks.iter().zip(keys) {
        if mark.kind == EntityKind::Person
            && let Some((first, last)) = key.split_once(' ')
        {
            let last = last.rsplit(' ').next().unwrap_or(last);
            let names = if mark.strength >= Strength::List { [last, first] } else { [last, last] };
            for name in names {
                let known = surnames.entry(name).or_insert(mark.strength);
                *known = mark.strength.max(*known);
            }
        }
    }
    for (mark, key) in marks.iter_mut().zip(keys) {
        if mark.strength <= Strength::Context && surnames.contains_key(&**key) {
            mark.kind = EntityKind::Person;
            mark.strength = Strength::Context;
        }
    }
}
