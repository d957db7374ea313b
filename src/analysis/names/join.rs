//! Which names of an article are names of one thing?

use super::aliases::{self, Declared};
use super::bodies::{is_legal_form, is_office_of, is_part_of, is_unit_of};
use super::codes;
use super::gazetteer::{self, Facts};
use super::kin::{self, Told};
use super::marks::{Mark, Strength};
use super::owners::{chamber_of, lead_before, tail_behind};
use super::tokens::{Shape, Token, title_case};
use crate::model::document::{Entity, EntityKind};
use crate::model::normal::name_key;
use crate::model::span::Span;
use foldhash::{HashMap, HashMapExt};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Marks and which entity each belongs to.
pub(super) struct Groups {
    pub marks: Vec<Mark>,
    /// For each mark, the number of its entity.
    pub entity: Vec<usize>,
    /// For each mark that names a country's body, where the country before it begins ("China's foreign ministry").
    lead: Vec<Option<usize>>,
    /// For each such mark, where the place behind it ends ("the foreign ministry in Oslo").
    tail: Vec<Option<usize>>,
    count: usize,
}

/// Names of one form and kind.
pub(super) struct Group<'m> {
    pub kind: EntityKind,
    strength: Strength,
    pub marks: Vec<usize>,
    /// Folded words of the name.
    pub words: Vec<String>,
    /// Of an organization, the country before it.
    country: Option<&'m str>,
}

/// The most words of a name by whose beginnings it is looked up.
pub(super) const LONGEST_PREFIX: usize = 6;

/// How long an acronym is at most; longer words in capitals are shouted.
const LONGEST_ACRONYM: usize = 5;

/// Joins marks into entities.
pub(super) fn join(text: &str, tokens: &[Token], mut marks: Vec<Mark>, declared: &[Declared]) -> Groups {
    let keys: Vec<Arc<str>> = marks.iter().map(|mark| mark.key.clone()).collect();
    let lead: Vec<Option<usize>> = marks.iter().map(|mark| lead_before(tokens, mark)).collect();
    let mut joiner = Joiner::new(text, tokens, &marks, &keys, &lead);
    joiner.declared(&marks, declared);
    joiner.bodies();
    joiner.short_bodies();
    joiner.short_places();
    joiner.peoples();
    joiner.acronyms(tokens, &marks);
    joiner.persons();
    let entity = joiner.numbered(&marks);
    for place in std::mem::take(&mut joiner.places) {
        marks[place].kind = EntityKind::Place;
    }
    let count = entity.iter().max().map_or(0, |most| most + 1);
    let lead = lead.into_iter().map(|lead| lead.map(|lead| tokens[lead].span.start)).collect();
    let tail = (0..marks.len()).map(|number| tail_behind(tokens, &marks[number..])).collect();
    Groups { marks, entity, lead, tail, count }
}

/// Gives the form under which names are one: that of the full name, where a list has one.
pub(super) fn key(name: &str) -> String {
    let mut plain = codes::told(name);
    if !plain.is_ascii() {
        plain = Cow::Owned(plain.replace('’', "'"));
    }
    if plain.bytes().any(|byte| byte == b'\n') {
        plain = Cow::Owned(plain.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    if let Some(full) = gazetteer::full_name(&plain) {
        return name_key(full);
    }
    let is_shouted = plain.len() > LONGEST_ACRONYM && !plain.chars().any(char::is_lowercase);
    let written = || plain.split(' ').map(title_case).collect::<Vec<_>>().join(" ");
    let full = is_shouted.then(|| gazetteer::full_name(&written())).flatten();
    name_key(full.unwrap_or(&plain))
}

pub(super) struct Joiner<'m> {
    pub groups: Vec<Group<'m>>,
    /// For each group, the group that it was joined to, or itself.
    pub parent: Vec<usize>,
    /// For each mark, its group.
    pub of_mark: Vec<usize>,
    /// For each mark that one of several persons of a surname was chosen for, a mark of that person's.
    pub chosen: BTreeMap<usize, usize>,
    pub keys: &'m [Arc<str>],
    pub starts: Vec<usize>,
    pub titles: Vec<Facts>,
    /// Whether each mark ends as owners do: "Holt's".
    pub owns: Vec<bool>,
    /// What stands beside each mark of a person.
    pub told: Vec<Told>,
    /// Marks taken for a person's that are a country's.
    pub places: Vec<usize>,
}

impl<'m> Joiner<'m> {
    fn new(text: &str, tokens: &[Token<'m>], marks: &[Mark], keys: &'m [Arc<str>], lead: &[Option<usize>]) -> Self {
        let mut groups: Vec<Group<'m>> = Vec::new();
        let mut known: HashMap<(&str, EntityKind, Option<&str>), usize> = HashMap::new();
        let mut of_mark = Vec::with_capacity(marks.len());
        for (number, mark) in marks.iter().enumerate() {
            let is_body = mark.kind == EntityKind::Organization;
            let (begin, is_long) = match mark.called.as_deref().or_else(|| gazetteer::full_name(mark.span.of(text))) {
                Some(called) if is_body => {
                    let (begin, rest) = called.split_once(' ').unwrap_or((called, ""));
                    (begin.trim_end_matches("'s").trim_end_matches("’s"), !rest.is_empty())
                }
                _ => (tokens[mark.first].text, mark.end > mark.first + 1),
            };
            let own = gazetteer::country(begin).filter(|_| is_long);
            let led = || lead[number].map(|lead| gazetteer::country(tokens[lead].text).unwrap_or(tokens[lead].text));
            let of = || tail_behind(tokens, &marks[number..]).map(|_| tokens[mark.end + 1].text);
            let skip = if own.is_some() && is_body { name_key(begin).len() + 1 } else { 0 };
            let key = keys[number].get(skip..).filter(|rest| !rest.is_empty()).unwrap_or(&keys[number]);
            let chamber = chamber_of(key).filter(|_| is_body);
            let key = chamber.and_then(|chamber| key.get(chamber.len() + 1..)).unwrap_or(key);
            let country: Option<&'m str> = chamber.or(own).or_else(led).or_else(of).filter(|_| is_body);
            let group = *known.entry((&keys[number], mark.kind, country)).or_insert_with(|| {
                let words = key.split(' ').map(str::to_owned).collect();
                groups.push(Group { kind: mark.kind, strength: mark.strength, marks: Vec::new(), words, country });
                groups.len() - 1
            });
            groups[group].marks.push(number);
            groups[group].strength = groups[group].strength.max(mark.strength);
            of_mark.push(group);
        }
        let parent = (0..groups.len()).collect();
        let starts = marks.iter().map(|mark| mark.span.start).collect();
        let titles = marks.iter().map(|mark| mark.title).collect();
        let owns = marks.iter().map(|mark| tokens[mark.end - 1].possessive).collect();
        let told = kin::beside(text, tokens, marks);
        Joiner { groups, parent, of_mark, chosen: BTreeMap::new(), keys, starts, titles, owns, told, places: Vec::new() }
    }

    pub(super) fn root(&mut self, group: usize) -> usize {
        let mut at = group;
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    pub(super) fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            self.parent[other] = one;
        }
    }

    /// Joins the forms that the text declares to be one.
    fn declared(&mut self, marks: &[Mark], declared: &[Declared]) {
        let place = |span: Span| marks.binary_search_by_key(&span.start, |mark| mark.span.start).ok();
        for declared in declared {
            if let (Some(long), Some(short)) = (place(declared.long), place(declared.short)) {
                self.unite(self.of_mark[long], self.of_mark[short]);
            }
        }
    }

    /// Joins organizations of one name with and without their country: "US Treasury Department" and "the Treasury Department".
    fn bodies(&mut self) {
        let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, group) in self.groups.iter().enumerate().filter(|(_, group)| group.kind == EntityKind::Organization) {
            named.entry(group.words.join(" ")).or_default().push(number);
        }
        for same in named.into_values() {
            let countries: Vec<Option<&str>> = same.iter().map(|group| self.groups[*group].country).collect();
            let mut distinct: Vec<&str> = countries.iter().flatten().copied().collect();
            distinct.sort_unstable();
            distinct.dedup();
            let mut first: HashMap<Option<&str>, usize> = HashMap::new();
            for (group, country) in same.iter().zip(countries) {
                let twin = *first.entry(country.filter(|_| distinct.len() > 1)).or_insert(*group);
                self.unite(twin, *group);
            }
        }
    }

    /// Joins an organization's short name to the one longer name that begins with it ("Treasury", "Daimler") or, a single word,
    /// ends with it ("the Gazette", "Athletic").
    fn short_bodies(&mut self) {
        let mut longer: HashMap<String, Vec<usize>> = HashMap::new();
        let mut holding: HashMap<String, Vec<usize>> = HashMap::new();
        let mut ends: HashMap<String, Vec<usize>> = HashMap::new();
        let mut firms: HashMap<String, Vec<usize>> = HashMap::new();
        for number in 0..self.groups.len() {
            let group = &self.groups[number];
            if group.kind != EntityKind::Organization || group.words.len() < 2 {
                continue;
            }
            let prefixes: Vec<String> =
                (1..group.words.len().min(LONGEST_PREFIX)).map(|length| group.words[..length].join(" ")).collect();
            let (root, words) = (self.root(number), self.groups[number].words.clone());
            let bare = words.len() - words.iter().rev().take_while(|word| is_legal_form(word)).count();
            if (1..words.len()).contains(&bare) {
                let roots = firms.entry(words[..bare].join(" ")).or_default();
                if !roots.contains(&root) && roots.len() < 3 {
                    roots.push(root);
                }
            }
            let roots = ends.entry(words[words.len() - 1].clone()).or_default();
            if !roots.contains(&root) && roots.len() < 3 {
                roots.push(root);
            }
            // "The House" is not the White House: a name on the list is called by its end alone where that is one of a list, too.
            let is_listed = gazetteer::facts(&words.iter().map(|word| title_case(word)).collect::<Vec<_>>().join(" "))
                .any(Facts::ORGANIZATION);
            let counted = if is_listed { 1 } else { words.len() };
            for word in words.into_iter().take(counted) {
                let roots = holding.entry(word).or_default();
                if !roots.contains(&root) && roots.len() < 3 {
                    roots.push(root);
                }
            }
            for prefix in prefixes {
                let roots = longer.entry(prefix).or_default();
                if !roots.contains(&root) && roots.len() < 3 {
                    roots.push(root);
                }
            }
        }
        for number in 0..self.groups.len() {
            let group = &self.groups[number];
            let is_unsure = group.strength <= Strength::Guess && group.kind != EntityKind::Person;
            let is_body = group.kind == EntityKind::Organization || is_unsure;
            let is_one_of_several = || holding.get(&group.words[0]).is_none_or(|roots| roots.len() != 1);
            // "Phoenix", a company here, is Phoenix Oil Ltd.
            let is_firm = || {
                let is_place = gazetteer::facts(&title_case(&group.words[0])).any(Facts::PLACE);
                let words = |root: usize| self.groups[root].words.as_slice();
                let only = longer.get(&group.words[0]).filter(|roots| roots.len() == 1).map(|roots| words(roots[0]));
                is_place
                    && group.kind == EntityKind::Organization
                    && only.and_then(<[_]>::last).is_some_and(|last| is_legal_form(last))
            };
            if !is_body || is_generic(&group.words) && (!is_head(&group.words) || is_one_of_several()) && !is_firm() {
                continue;
            }
            let of_last = || ends.get(&group.words[0]).filter(|_| group.words.len() == 1);
            let name = group.words.join(" ");
            // "Vale Motors" is Vale Motors Corp, and not Vale Motors Acceptance Corp.
            let firm = firms.get(&name).filter(|roots| roots.len() == 1);
            let Some([only]) = firm.or_else(|| longer.get(&name)).or_else(of_last).map(Vec::as_slice) else { continue };
            let fits = match (group.country, self.groups[*only].country) {
                (Some(one), Some(other)) => one == other,
                _ => true,
            };
            let only = *only;
            // "Delta Business Systems rose. Delta said": no other Delta than that.
            let is_after = self.groups[number].marks[0] > self.groups[only].marks[0];
            let (known, longer) = (&self.groups[number].words, &self.groups[only].words);
            let is_own = is_after || !is_unit_of(known, longer);
            if fits && is_own && !is_part_of(known, longer) && !is_office_of(known, longer) {
                self.unite(only, number);
            }
        }
    }

    /// Joins a place's name to the one longer name that says before it what kind of place it is: "Port Elwy".
    fn short_places(&mut self) {
        let is_place = |group: &Group| group.kind == EntityKind::Place;
        let mut longer: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, group) in self.groups.iter().enumerate().filter(|(_, group)| is_place(group)) {
            if let [first, last] = group.words.as_slice()
                && PLACE_KINDS.contains(&first.as_str())
            {
                longer.entry(last.clone()).or_default().push(number);
            }
        }
        for number in 0..self.groups.len() {
            if is_place(&self.groups[number])
                && let [name] = self.groups[number].words.as_slice()
                && let Some([only]) = longer.get(name).map(Vec::as_slice)
            {
                self.unite(*only, number);
            }
        }
    }

    /// Joins what is said of one people: "Israeli" and "Israelis", "Polish" and "Poles".
    fn peoples(&mut self) {
        let mut named: HashMap<String, usize> = HashMap::new();
        for number in 0..self.groups.len() {
            let group = &self.groups[number];
            let [word] = group.words.as_slice() else { continue };
            let written = title_case(word);
            if group.kind != EntityKind::Other {
                continue;
            }
            let singular = written.strip_suffix('s').filter(|singular| gazetteer::facts(singular).any(Facts::PEOPLE));
            let home = gazetteer::country(&written).filter(|_| gazetteer::facts(&written).any(Facts::PEOPLE));
            let people = home.or(singular).unwrap_or(&written).to_owned();
            let first = *named.entry(people).or_insert(number);
            self.unite(first, number);
        }
    }

    /// Joins an acronym to the one name that has its initials.
    fn acronyms(&mut self, tokens: &[Token], marks: &[Mark]) {
        let mut named: HashMap<String, Vec<usize>> = HashMap::new();
        for number in 0..self.groups.len() {
            let mark = &marks[self.groups[number].marks[0]];
            if self.groups[number].kind == EntityKind::Person || mark.end - mark.first < 2 {
                continue;
            }
            let words = &tokens[mark.first..mark.end];
            let root = self.root(number);
            let skip = usize::from(gazetteer::country(words[0].text).is_some());
            let bare = &words[..words.len() - usize::from(is_legal_form(&name_key(words[words.len() - 1].text)))];
            let mut forms: Vec<String> =
                [words, &words[skip..], bare].into_iter().map(|words| aliases::initials(words, false)).collect();
            forms.sort_unstable();
            forms.dedup();
            for form in forms.into_iter().filter(|form| form.len() > 2) {
                let roots = named.entry(form).or_default();
                if !roots.contains(&root) && roots.len() < 3 {
                    roots.push(root);
                }
            }
        }
        for number in 0..self.groups.len() {
            let mark = &marks[self.groups[number].marks[0]];
            let token = &tokens[mark.first];
            let is_acronym = mark.end == mark.first + 1 && token.shape == Shape::Caps && self.root(number) == number;
            if is_acronym
                && self.groups[number].kind != EntityKind::Person
                && let Some([only]) = named.get(&token.text.to_lowercase().replace('.', "")).map(Vec::as_slice)
            {
                let only = *only;
                self.unite(only, number);
            }
        }
    }

    /// Gives every mark the number of its entity, by first mention.
    fn numbered(&mut self, marks: &[Mark]) -> Vec<usize> {
        let mut numbers: HashMap<usize, usize> = HashMap::new();
        (0..marks.len())
            .map(|mark| {
                let owner = self.chosen.get(&mark).copied().unwrap_or(mark);
                let root = self.root(self.of_mark[owner]);
                let next = numbers.len();
                *numbers.entry(root).or_insert(next)
            })
            .collect()
    }
}

/// What stands before the names of harbours and forts, folded: people there leave it out. A lake or mount is no town of its name.
const PLACE_KINDS: &[&str] = &["fort", "port", "puerto"];

/// Tells whether the words name no particular organization: "Bank", "Department".
fn is_generic(words: &[String]) -> bool {
    let [only] = words else { return false };
    let facts = gazetteer::facts(&title_case(only));
    is_head(words) || facts.any(Facts::COUNTRY | Facts::PLACE | Facts::PEOPLE) || facts.is_given()
}

/// Tells whether the only word is one that many organizations' names begin or end with.
fn is_head(words: &[String]) -> bool {
    let [only] = words else { return false };
    let facts = gazetteer::facts(&title_case(only));
    facts.any(Facts::ORGANIZATION_BEGIN | Facts::ORGANIZATION_HEAD) && !facts.any(Facts::ORGANIZATION)
}

impl Groups {
    /// Makes the entities, each under its fullest name.
    pub(super) fn entities(&self, text: &str) -> Vec<Entity> {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.count];
        for (mark, entity) in self.entity.iter().enumerate() {
            members[*entity].push(mark);
        }
        members.iter().map(|members| self.entity(text, members)).collect()
    }

    fn entity(&self, text: &str, members: &[usize]) -> Entity {
        let fullness = |mark: &usize| {
            let span = self.named(*mark);
            let name = self.called(text, *mark);
            let is_shouted = name.len() > LONGEST_ACRONYM && !name.chars().any(char::is_lowercase);
            let is_written = self.marks[*mark].called.is_none();
            (name.split_whitespace().count(), !is_shouted, is_written, name.len(), usize::MAX - span.start)
        };
        let fullest =
            self.usual_country(text, members).or_else(|| members.iter().copied().max_by_key(fullness)).unwrap_or_default();
        let surest =
            members.iter().copied().max_by_key(|mark| (self.marks[*mark].strength, usize::MAX - mark)).unwrap_or_default();
        Entity {
            name: codes::told(self.called(text, fullest)).split_whitespace().collect::<Vec<_>>().join(" "),
            kind: self.marks[surest].kind,
            mentions: members.iter().map(|mark| self.marks[*mark].span).collect(),
            references: Vec::new(),
        }
    }

    /// Gives the first of the marks with the name, written out, by which the text calls a country most often, the fuller of two as
    /// frequent: "China" where "People's Republic of China" stands once. `None` where it is no country.
    fn usual_country(&self, text: &str, members: &[usize]) -> Option<usize> {
        let mut counts: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
        for mark in members.iter().copied().filter(|mark| self.marks[*mark].kind == EntityKind::Place) {
            let name = self.marks[mark].span.of(text);
            let is_written_out = name.chars().any(char::is_lowercase);
            if is_written_out && gazetteer::facts(&name.replace('’', "'")).any(Facts::COUNTRY) {
                let count = counts.entry(name).or_insert((0, name.len(), mark));
                count.0 += 1;
            }
        }
        counts.into_values().max().map(|(_, _, mark)| mark)
    }

    fn called<'a>(&'a self, text: &'a str, mark: usize) -> &'a str {
        self.marks[mark].called.as_deref().unwrap_or_else(|| self.named(mark).of(text))
    }

    /// Gives the mark with the place before or behind it, where it would be no name without ("China's foreign ministry").
    fn named(&self, mark: usize) -> Span {
        let span = self.marks[mark].span;
        Span::new(self.lead[mark].unwrap_or(span.start), self.tail[mark].unwrap_or(span.end))
    }
}
