//! What is known of a word or a name beforehand: is it a country, a given name, a title, the head of an organization's name?

use crate::model::document::EntityKind;
use rustc_hash::FxHashMap;
use std::ops::BitOr;
use std::sync::LazyLock;

/// What is known of a word or name, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts(u32);

impl Facts {
    pub(super) const NONE: Facts = Facts(0);
    pub(super) const MALE_NAME: Facts = Facts(1);
    pub(super) const FEMALE_NAME: Facts = Facts(1 << 1);
    pub(super) const SURNAME: Facts = Facts(1 << 2);
    /// A surname that stands first, as in Chinese, Korean, Vietnamese and Hungarian.
    pub(super) const FIRST_SURNAME: Facts = Facts(1 << 3);
    pub(super) const COUNTRY: Facts = Facts(1 << 4);
    /// A nationality, faith or people.
    pub(super) const PEOPLE: Facts = Facts(1 << 5);
    pub(super) const PLACE: Facts = Facts(1 << 6);
    pub(super) const ORGANIZATION: Facts = Facts(1 << 7);
    /// An event, law, product or work.
    pub(super) const OTHER: Facts = Facts(1 << 8);
    pub(super) const ORGANIZATION_HEAD: Facts = Facts(1 << 9);
    pub(super) const ORGANIZATION_BEGIN: Facts = Facts(1 << 10);
    pub(super) const PLACE_HEAD: Facts = Facts(1 << 11);
    pub(super) const PLACE_BEGIN: Facts = Facts(1 << 12);
    pub(super) const OTHER_HEAD: Facts = Facts(1 << 13);
    pub(super) const TITLE: Facts = Facts(1 << 14);
    /// A title that may also be part of a name.
    pub(super) const WEAK_TITLE: Facts = Facts(1 << 15);
    /// A role written in lower case before a name.
    pub(super) const ROLE: Facts = Facts(1 << 16);
    pub(super) const AFTER: Facts = Facts(1 << 17);
    pub(super) const MALE_TITLE: Facts = Facts(1 << 18);
    pub(super) const FEMALE_TITLE: Facts = Facts(1 << 19);
    pub(super) const CALENDAR: Facts = Facts(1 << 20);
    /// Never a name alone.
    pub(super) const NEVER: Facts = Facts(1 << 21);
    /// Also a common word in lower case.
    pub(super) const COMMON: Facts = Facts(1 << 22);
    /// The first word of a name of several words.
    pub(super) const PHRASE: Facts = Facts(1 << 23);
    /// Lower-case words that head an organization's name: `foreign ministry`.
    pub(super) const COMMON_HEAD: Facts = Facts(1 << 24);
    /// A word that stands for an organization: `the department`.
    pub(super) const REFERS: Facts = Facts(1 << 25);
    pub(super) const COMPANY: Facts = Facts(1 << 26);

    /// Tells whether any of `other` is in the set.
    pub(super) const fn any(self, other: Facts) -> bool {
        self.0 & other.0 != 0
    }

    /// Gives the set as bits.
    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    /// Gives what is said of the lower-case form of a word: that it is a common one.
    pub(super) const fn only_common(self) -> Facts {
        Facts(self.0 & Facts::COMMON.0)
    }

    /// Gives what is said of a last word alone: that it heads names.
    pub(super) const fn only_heads(self) -> Facts {
        Facts(self.0 & (Facts::ORGANIZATION_HEAD.0 | Facts::PLACE_HEAD.0 | Facts::OTHER_HEAD.0))
    }

    /// Gives what is said of a first word alone: that names of several words begin with it.
    pub(super) const fn only_phrase(self) -> Facts {
        Facts(self.0 & Facts::PHRASE.0)
    }

    /// Gives what is said of the first part of a double name.
    pub(super) const fn only_given(self) -> Facts {
        Facts(self.0 & (Facts::MALE_NAME.0 | Facts::FEMALE_NAME.0))
    }

    /// Tells whether a given name.
    pub(super) fn is_given(self) -> bool {
        self.any(Facts::MALE_NAME | Facts::FEMALE_NAME)
    }

    /// Tells whether a place, of whatever size.
    pub(super) fn is_place(self) -> bool {
        self.any(Facts::COUNTRY | Facts::PLACE)
    }

    /// Tells whether the word is on a list of names.
    pub(super) fn is_known_name(self) -> bool {
        self.any(
            Facts::MALE_NAME
                | Facts::FEMALE_NAME
                | Facts::SURNAME
                | Facts::COUNTRY
                | Facts::PEOPLE
                | Facts::PLACE
                | Facts::ORGANIZATION
                | Facts::OTHER,
        )
    }
}

impl BitOr for Facts {
    type Output = Facts;

    fn bitor(self, other: Facts) -> Facts {
        Facts(self.0 | other.0)
    }
}

/// The lists are the program's own, so that no text can make many of their words fall together.
type Words<T> = FxHashMap<&'static str, T>;

/// The lists, read once.
pub(super) struct Gazetteer {
    facts: Words<Facts>,
    full: Words<&'static str>,
    home: Words<&'static str>,
    refers: Words<Vec<&'static str>>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::read);

/// The most tokens that a name on a list has, punctuation counted ("People's Republic of China", "Washington, D.C.").
pub(super) const LONGEST_PHRASE: usize = 6;

/// Gives what is known of a word or name, as written.
pub(super) fn facts(name: &str) -> Facts {
    GAZETTEER.facts.get(name).copied().unwrap_or_default()
}

/// Gives the full name of a country or organization that has several: `U.S.` is `United States of America`.
pub(super) fn full_name(name: &str) -> Option<&'static str> {
    GAZETTEER.full.get(name).copied()
}

/// Gives the country that a word names, or whose people: `Chinese` and `China` are `China`.
pub(super) fn country(word: &str) -> Option<&'static str> {
    let is_country = facts(word).any(Facts::COUNTRY);
    GAZETTEER.home.get(word).copied().or_else(|| full_name(word).filter(|_| is_country))
}

const COUNTRIES: &str = include_str!("lists/countries.txt");
const ORGANIZATIONS: &str = include_str!("lists/organizations.txt");

/// Gives the names of countries and organizations with all their forms, the fullest first; no peoples.
pub(super) fn listed() -> impl Iterator<Item = (EntityKind, Vec<&'static str>)> {
    let countries = COUNTRIES.lines().map(|line| (EntityKind::Place, line.split_once(';').map_or(line, |(forms, _)| forms)));
    let organizations = ORGANIZATIONS.lines().map(|line| (EntityKind::Organization, line));
    let lines = countries.chain(organizations).filter(|(_, line)| !line.starts_with('#'));
    lines.map(|(kind, line)| (kind, line.split([',', ';']).map(str::trim).filter(|name| !name.is_empty()).collect()))
}

/// Gives the words of which an organization's name holds one where `noun` may stand for it.
pub(super) fn heads_of(noun: &str) -> &'static [&'static str] {
    GAZETTEER.refers.get(noun).map_or(&[], Vec::as_slice)
}

impl Gazetteer {
    fn read() -> Self {
        let mut lists =
            Gazetteer { facts: Words::default(), full: Words::default(), home: Words::default(), refers: Words::default() };
        lists.sections(include_str!("lists/given.txt"));
        lists.sections(include_str!("lists/surnames.txt"));
        lists.sections(include_str!("lists/peoples.txt"));
        lists.sections(include_str!("lists/places.txt"));
        lists.sections(include_str!("lists/heads.txt"));
        lists.sections(include_str!("lists/titles.txt"));
        lists.sections(include_str!("lists/words.txt"));
        lists.names(COUNTRIES, Facts::COUNTRY);
        lists.names(ORGANIZATIONS, Facts::ORGANIZATION);
        lists
    }

    /// Reads a list of words behind headings: `# male`, then words with commas between.
    fn sections(&mut self, list: &'static str) {
        let mut kind = "";
        for line in list.lines() {
            match line.strip_prefix("# ") {
                Some(heading) => kind = heading.split(':').next().unwrap_or_default(),
                None if kind == "refers" => self.refers_line(line),
                None => line.split(", ").for_each(|word| self.add(word.trim(), section_facts(kind))),
            }
        }
    }

    fn refers_line(&mut self, line: &'static str) {
        if let Some((noun, heads)) = line.split_once(": ") {
            self.add(noun, Facts::REFERS);
            self.refers.insert(noun, heads.split(", ").collect());
        }
    }

    /// Reads a list of names, a line each: the full name, other forms, and behind a semicolon demonyms or short forms.
    fn names(&mut self, list: &'static str, facts: Facts) {
        let plain = facts;
        let mut facts = facts;
        for line in list.lines() {
            if let Some(heading) = line.strip_prefix("# ") {
                facts = if heading == "company" { plain | Facts::COMPANY } else { plain };
                continue;
            }
            let (forms, others) = line.split_once("; ").unwrap_or((line, ""));
            let is_country = facts.any(Facts::COUNTRY);
            let full = forms.split(", ").next().unwrap_or(forms);
            for form in forms.split(", ") {
                self.add(form, facts);
                self.full.insert(form, full);
            }
            for other in others.split(", ").filter(|other| !other.is_empty()) {
                self.add(other, if is_country { Facts::PEOPLE } else { facts });
                let names = if is_country { &mut self.home } else { &mut self.full };
                names.insert(other, full);
            }
        }
    }

    fn add(&mut self, word: &'static str, facts: Facts) {
        if word.is_empty() {
            return;
        }
        let known = self.facts.entry(word).or_default();
        *known = *known | facts;
        if let Some((first, _)) = word.split_once([' ', ',', '-', '\'']) {
            let known = self.facts.entry(first).or_default();
            *known = *known | Facts::PHRASE;
        }
    }
}

fn section_facts(kind: &str) -> Facts {
    match kind {
        "male" => Facts::MALE_NAME,
        "female" => Facts::FEMALE_NAME,
        "any" => Facts::SURNAME,
        "first" => Facts::FIRST_SURNAME,
        "other" => Facts::OTHER,
        "people" => Facts::PEOPLE,
        "state" | "region" | "city" => Facts::PLACE,
        "organization" => Facts::ORGANIZATION_HEAD,
        "begins" => Facts::ORGANIZATION_BEGIN,
        "place" => Facts::PLACE_HEAD,
        "before" => Facts::PLACE_BEGIN,
        "event" => Facts::OTHER_HEAD,
        "common organization" => Facts::COMMON_HEAD,
        "strong" => Facts::TITLE,
        "weak" => Facts::WEAK_TITLE,
        "lower" => Facts::ROLE,
        "after" => Facts::AFTER,
        "gentleman" => Facts::MALE_TITLE,
        "lady" => Facts::FEMALE_TITLE,
        "calendar" => Facts::CALENDAR,
        "never" => Facts::NEVER,
        "common" => Facts::COMMON,
        _ => Facts::NONE,
    }
}
