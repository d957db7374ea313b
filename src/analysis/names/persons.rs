//! Which names of an article are names of one person?
//!
//! A long and a short form are joined where nothing tells two people apart: other initials, "Jr." behind a name that stood without
//! it before, a title or "his wife" that does not fit. What fits two is joined to neither.

use super::bodies::is_legal_form;
use super::gazetteer::{self, Facts};
use super::gender::{Gender, by_name, by_title};
use super::join::{Joiner, LONGEST_PREFIX};
use super::tokens::title_case;
use crate::model::document::EntityKind;
use foldhash::{HashMap, HashMapExt};
use std::collections::BTreeMap;

/// How many full names before a surname are looked at where several persons have it.
const WINDOW: usize = 16;

/// How many forms of one first name and surname are held against each other; where more are written, none are joined.
const FORMS: usize = 12;

/// How many mentions of a form are looked at for what tells its bearer from another.
const MENTIONS: usize = 8;

/// A person's name, folded, in its parts.
struct Form {
    first: String,
    /// Names and initials between: "h", "w" of "George H.W. Bush".
    middles: Vec<String>,
    last: String,
    /// What tells a father from a son.
    suffix: Option<&'static str>,
}

impl Form {
    fn of(words: &[String]) -> Form {
        let (suffix, bare) = parted(words);
        let words = &words[..bare];
        let initials = |word: &String| word.chars().count() < 4 && !word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        let between = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
        let middles = between.iter().flat_map(|word| match initials(word) {
            true => word.chars().map(String::from).collect(),
            false => vec![word.clone()],
        });
        let end = |word: Option<&String>| word.cloned().unwrap_or_default();
        Form { first: end(words.first()), middles: middles.collect(), last: end(words.last()), suffix }
    }

    /// Tells whether no name or initial between the first and the last is another: those of the one begin those of the other.
    /// George W. Bush is not George H.W. Bush.
    fn agrees(&self, other: &Form) -> bool {
        let (short, long) = if self.middles.len() <= other.middles.len() { (self, other) } else { (other, self) };
        let is_one = |one: &String, other: &String| {
            let is_initial = |word: &String| word.chars().nth(1).is_none();
            one == other || (is_initial(one) && other.starts_with(one)) || (is_initial(other) && one.starts_with(other))
        };
        short.middles.iter().zip(&long.middles).all(|(word, other)| is_one(word, other))
    }
}

/// Gives what stands behind a folded name to tell a father from a son, and how many words come before it.
fn parted(words: &[String]) -> (Option<&'static str>, usize) {
    let ends = |count: usize| words.len().checked_sub(count).filter(|bare| *bare > 0);
    let word = |back: usize| ends(back).map_or("", |at| words[at].as_str());
    let found = match word(1) {
        "jr" | "jnr" => Some(("jr", 1)),
        "sr" | "snr" => Some(("sr", 1)),
        "elder" if word(2) == "the" => Some(("elder", 2)),
        "younger" if word(2) == "the" => Some(("younger", 2)),
        // "Charles III" is a king by his first name.
        "ii" if words.len() > 2 => Some(("ii", 1)),
        "iii" if words.len() > 2 => Some(("iii", 1)),
        "iv" if words.len() > 2 => Some(("iv", 1)),
        _ => None,
    };
    match found.and_then(|(suffix, count)| Some((suffix, ends(count)?))) {
        Some((suffix, bare)) => (Some(suffix), bare),
        None => (None, words.len()),
    }
}

impl Joiner<'_> {
    /// Joins persons: fuller and shorter full names, then single names to the one full name that has them.
    pub(super) fn persons(&mut self) {
        let all: Vec<(usize, Form)> = self
            .person_groups(|words| words > 1)
            .into_iter()
            .map(|number| (number, Form::of(&self.groups[number].words)))
            .collect();
        let (full, short): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(number, _)| parted(&self.groups[*number].words).1 > 1);
        let mut same: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for (at, (_, form)) in full.iter().enumerate() {
            same.entry((&form.first, &form.last)).or_default().push(at);
        }
        for forms in same.into_values().filter(|forms| (2..=FORMS).contains(&forms.len())) {
            self.forms_of_one(&full, &forms);
        }
        self.initialled(&full);
        self.parts_of_names(&full);
        // "Trump Jr." is Donald Trump Jr.
        let mut suffixed: HashMap<(&str, Option<&str>), Option<usize>> = HashMap::new();
        for (number, form) in full.iter().filter(|(_, form)| form.suffix.is_some()) {
            let root = self.root(*number);
            let known = suffixed.entry((&form.last, form.suffix)).or_insert(Some(root));
            *known = known.filter(|known| *known == root);
        }
        for (number, form) in &short {
            if let Some(Some(only)) = suffixed.get(&(form.last.as_str(), form.suffix)) {
                self.unite(*only, *number);
            }
        }
        self.single_names(&full, &short);
    }

    /// Joins forms of one first name and surname, but none that fits two that are not one.
    fn forms_of_one(&mut self, full: &[(usize, Form)], forms: &[usize]) {
        let plain = forms.iter().filter(|at| full[**at].1.suffix.is_none());
        let first = plain.filter_map(|at| self.first_in_text(full[*at].0)).min();
        let agree = |one: usize, other: usize| {
            let ((one, form), (other, longer)) = (&full[one], &full[other]);
            let is_suffixed = match (form.suffix, longer.suffix) {
                (Some(one), Some(other)) => one == other,
                (None, None) => true,
                (None, Some(_)) => !self.is_another(first, *one, *other),
                (Some(_), None) => !self.is_another(first, *other, *one),
            };
            is_suffixed && form.agrees(longer)
        };
        let near: Vec<Vec<usize>> = forms
            .iter()
            .map(|one| forms.iter().copied().filter(|other| one == other || agree(*one, *other)).collect())
            .collect();
        let is_clear: Vec<bool> = near
            .iter()
            .map(|near| near.iter().all(|one| near.iter().all(|other| one == other || agree(*one, *other))))
            .collect();
        for (at, near) in near.iter().enumerate().filter(|(at, _)| is_clear[*at]) {
            for other in near.iter().filter(|other| forms.iter().position(|form| form == *other).is_some_and(|at| is_clear[at]))
            {
                self.unite(full[forms[at]].0, full[*other].0);
            }
        }
    }

    /// Tells whether a name without "Jr." is another's than one with it: it stood there before, or an office or "his father" tells.
    fn is_another(&self, first: Option<usize>, plain: usize, suffixed: usize) -> bool {
        let holds = |group: usize| self.groups[group].marks.iter().take(MENTIONS).any(|mark| self.told[*mark].office);
        let relates = |group: usize| self.groups[group].marks.iter().take(MENTIONS).any(|mark| self.told[*mark].kin.is_some());
        let after = self.groups[suffixed].marks.first().map_or(usize::MAX, |mark| self.starts[*mark]);
        first.is_some_and(|first| first < after) || holds(plain) && !holds(suffixed) || relates(plain) || relates(suffixed)
    }

    /// Gives where a name first stands in running text, and not in a heading, which shortens it.
    fn first_in_text(&self, group: usize) -> Option<usize> {
        let mut marks = self.groups[group].marks.iter().take(MENTIONS);
        marks.find(|mark| !self.told[**mark].heading).map(|mark| self.starts[*mark])
    }

    /// Joins "A. Holt" to the only one whose first name begins so.
    fn initialled(&mut self, full: &[(usize, Form)]) {
        let is_initial = |form: &Form| form.first.chars().nth(1).is_none();
        let mut initial: HashMap<(char, &str), Vec<usize>> = HashMap::new();
        let key = |form: &'_ Form| form.first.chars().next().unwrap_or('\0');
        for (number, form) in full.iter().filter(|(_, form)| !is_initial(form)) {
            let root = self.root(*number);
            let entry = initial.entry((key(form), &form.last)).or_default();
            if !entry.contains(&root) && entry.len() < 3 {
                entry.push(root);
            }
        }
        for (number, form) in full.iter().filter(|(_, form)| is_initial(form)) {
            if let Some([only]) = initial.get(&(key(form), form.last.as_str())).map(Vec::as_slice) {
                self.unite(*only, *number);
            }
        }
    }

    /// Joins names of several words to the one longer name that begins or ends with them: "Van Gaal", "Pope Benedict".
    fn parts_of_names(&mut self, full: &[(usize, Form)]) {
        let bare = |words: &[String]| words[..parted(words).1].to_vec();
        let mut longer: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, _) in full {
            let (words, root) = (bare(&self.groups[*number].words), self.root(*number));
            let count = words.len().min(LONGEST_PREFIX);
            let ends = (2..count).flat_map(|length| [words[..length].join(" "), words[words.len() - length..].join(" ")]);
            for part in ends {
                let roots = longer.entry(part).or_default();
                if !roots.contains(&root) && roots.len() < 3 {
                    roots.push(root);
                }
            }
        }
        for (number, form) in full.iter().filter(|(_, form)| form.suffix.is_none()) {
            if let Some([only]) = longer.get(&self.groups[*number].words.join(" ")).map(Vec::as_slice) {
                // Of one first name and surname it is known whether they are one.
                let other = Form::of(&self.groups[*only].words);
                if (&other.first, &other.last) != (&form.first, &form.last) {
                    let only = *only;
                    self.unite(only, *number);
                }
            }
        }
    }

    fn person_groups(&self, fits: impl Fn(usize) -> bool) -> Vec<usize> {
        (0..self.groups.len())
            .filter(|number| self.groups[*number].kind == EntityKind::Person && fits(self.groups[*number].words.len()))
            .collect()
    }

    fn single_names(&mut self, full: &[(usize, Form)], short: &[(usize, Form)]) {
        let mut surnames: HashMap<String, Vec<usize>> = HashMap::new();
        let mut given: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, form) in full.iter().chain(short) {
            let is_whole = parted(&self.groups[*number].words).1 > 1;
            let words = self.groups[*number].words.len();
            let stands_first = is_first_surname(&form.first) && words <= 3;
            let root = self.root(*number);
            let add = |names: &mut HashMap<String, Vec<usize>>, name: &str| {
                let roots = names.entry(name.to_owned()).or_default();
                if !roots.contains(&root) && roots.len() < 8 {
                    roots.push(root);
                }
            };
            add(&mut surnames, &form.last);
            if is_whole {
                add(if stands_first { &mut surnames } else { &mut given }, &form.first);
            }
        }
        let mut named: HashMap<usize, Vec<usize>> = HashMap::new();
        for mark in 0..self.of_mark.len() {
            let root = self.root(self.of_mark[mark]);
            named.entry(root).or_default().push(mark);
        }
        let firms = self.firms();
        for number in self.person_groups(|words| words == 1) {
            let word = self.groups[number].words[0].clone();
            let by_surname = surnames.get(&word).map_or(&[][..], Vec::as_slice).to_vec();
            match by_surname.as_slice() {
                [only] => self.join_surname(number, *only, &named, firms.get(&word).copied().flatten()),
                [] if gazetteer::facts(&title_case(&word)).any(Facts::COUNTRY) => self.country(number, &word),
                [] => {
                    if let Some([only]) = given.get(&word).map(Vec::as_slice) {
                        self.unite(*only, number);
                    }
                }
                several => self.choose(number, several, &named),
            }
        }
    }

    /// "Chad said" is a country, whoever has it for a first name; with a title before it somebody.
    fn country(&mut self, number: usize, word: &str) {
        let place = self.groups.iter().position(|group| group.kind == EntityKind::Place && group.words == [word]);
        let bare =
            self.groups[number].marks.iter().all(|mark| !self.titles[*mark].any(Facts::TITLE) && !self.told[*mark].titled);
        if bare {
            self.places.extend(self.groups[number].marks.iter().copied());
            if let Some(place) = place {
                self.unite(place, number);
            }
        }
    }

    /// Gives the companies whose names begin or end with a word that may be a surname ("H.J. Holt Co"), by that word; none where
    /// there are two.
    fn firms(&mut self) -> HashMap<String, Option<usize>> {
        let mut firms: HashMap<String, Option<usize>> = HashMap::new();
        for number in 0..self.groups.len() {
            let group = &self.groups[number];
            let is_firm = group.kind == EntityKind::Organization
                && group.words.len() > 1
                && group.words.last().is_some_and(|last| is_legal_form(last));
            if is_firm {
                let bare = group.words.iter().rev().find(|word| !is_legal_form(word));
                let words = [Some(&group.words[0]), bare.filter(|bare| **bare != group.words[0])];
                let words: Vec<String> = words.into_iter().flatten().cloned().collect();
                let root = self.root(number);
                for word in words {
                    let known = firms.entry(word).or_insert(Some(root));
                    *known = known.filter(|known| *known == root);
                }
            }
        }
        firms
    }

    /// Joins a surname to the only one who is named with it in full; not the mentions that cannot be that person's.
    fn join_surname(&mut self, number: usize, only: usize, of_root: &HashMap<usize, Vec<usize>>, firm: Option<usize>) {
        let full: Vec<usize> = of_root.get(&only).into_iter().flatten().copied().filter(|mark| self.is_whole(*mark)).collect();
        let Some(&first) = full.first() else { return self.unite(only, number) };
        let gender = self.gender_among(&full);
        let is_kin = self.told[first].kin.is_some();
        let marks = self.groups[number].marks.clone();
        let is_early = marks.iter().any(|mark| self.starts[*mark] < self.starts[first] && !self.told[*mark].heading);
        let in_office = |marks: &[usize]| marks.iter().any(|mark| self.told[*mark].office);
        let is_he = |mark: &usize| self.told[*mark].addressed == Some(Gender::Male);
        // A list of first names alone may err: "Sandy" is a man's on it.
        let is_told =
            gender == Some(Gender::Female) || is_early || in_office(&marks) && !in_office(&full) || marks.iter().any(is_he);
        let other_gender = |mark: &usize| match (self.told[*mark].addressed, gender) {
            (Some(one), Some(other)) => one != other && is_told,
            _ => false,
        };
        // "Holt said he wept. His wife, Ann Holt, left."
        let earlier = |mark: &usize| is_kin && self.starts[*mark] < self.starts[first] && self.told[*mark].addressed.is_none();
        // "Ann Holt was charged. Holt said he had signed", where nobody else is told of.
        let says_he = |mark: &usize| {
            let told = &self.told[*mark];
            let is_he = told.pronoun == Some(Gender::Male) && told.addressed.is_none() && gender == Some(Gender::Female);
            is_he && !self.is_another_near(*mark, only, Gender::Male)
        };
        let is_other: Vec<bool> = marks.iter().map(|mark| other_gender(mark) || earlier(mark) || says_he(mark)).collect();
        if is_other.contains(&true) {
            for mark in &marks {
                if self.told[*mark].addressed.is_some() && self.told[*mark].addressed == gender {
                    self.chosen.insert(*mark, first);
                }
            }
            return;
        }
        let Some(firm) = firm else { return self.unite(only, number) };
        let of_firm = of_root.get(&self.root(firm)).and_then(|marks| marks.first()).copied();
        let first_word = full.iter().filter(|full| self.told[**full].said || self.told[**full].speaks);
        let first_word = first_word.map(|full| self.starts[*full]).min();
        for mark in marks {
            let before = |other: usize| self.starts[other] < self.starts[mark];
            let titled = self.told[mark].titled || self.titles[mark].any(Facts::TITLE);
            let spoke = first_word.is_some_and(|start| start < self.starts[mark]);
            let owner = match of_firm {
                Some(firm) if !titled && (self.told[mark].itself || before(firm) && !before(first)) => Some(firm),
                // "Holt Inc rose, its head, Ann Holt, is 60. Holt said": either.
                Some(firm) if !titled && before(firm) && !spoke => None,
                _ => Some(first),
            };
            if let Some(owner) = owner {
                self.chosen.insert(mark, owner);
            }
        }
    }

    /// Tells whether the mark is a name of more than a surname.
    fn is_whole(&self, mark: usize) -> bool {
        parted(&self.groups[self.of_mark[mark]].words).1 > 1
    }

    /// Tells whether another person who may be a man or a woman, as asked, is named shortly before the mark.
    fn is_another_near(&self, mark: usize, only: usize, gender: Gender) -> bool {
        const NEAR: usize = 600;
        let mut before = (0..mark).rev().take_while(|other| self.starts[*other] + NEAR > self.starts[mark]);
        before.any(|other| {
            let group = self.of_mark[other];
            self.groups[group].kind == EntityKind::Person
                && self.parent[group] != only
                && group != self.of_mark[mark]
                && self.gender_of(other).is_none_or(|known| known == gender)
        })
    }

    /// Gives each mark of a surname that several persons have to one whom its title fits: to whom the surname alone stood for
    /// before, else to the one named twice as often in full before it as any other, else to the one named last. Where it stands
    /// alone before any of them is named, it is whom the article names first, but for owners ("Ann Holt's dress"). Who is told of
    /// as somebody's wife or son is meant only where she or he speaks right before, or a title says so.
    fn choose(&mut self, number: usize, several: &[usize], of_root: &HashMap<usize, Vec<usize>>) {
        let mut named: Vec<(usize, usize)> = several
            .iter()
            .filter_map(|root| of_root.get(root))
            .flatten()
            .filter(|mark| self.of_mark[**mark] != number && self.groups[self.of_mark[**mark]].words.len() > 1)
            .map(|mark| (self.starts[*mark], *mark))
            .collect();
        named.sort_unstable();
        let mut genders: HashMap<usize, Option<Gender>> = HashMap::new();
        let mut kin: HashMap<usize, bool> = HashMap::new();
        for root in several {
            let full: Vec<usize> =
                of_root.get(root).into_iter().flatten().copied().filter(|mark| self.is_whole(*mark)).collect();
            let (gender, is_kin) =
                (self.gender_among(&full), full.first().is_some_and(|first| self.told[*first].kin.is_some()));
            for mark in full.iter().chain(of_root.get(root).into_iter().flatten()) {
                genders.insert(self.of_mark[*mark], gender);
                kin.insert(self.of_mark[*mark], is_kin);
            }
        }
        let all_kin = named.iter().all(|(_, mark)| kin.get(&self.of_mark[*mark]).is_some_and(|kin| *kin));
        let is_kin = |mark: usize| !all_kin && kin.get(&self.of_mark[mark]).is_some_and(|kin| *kin);
        let gender = |mark: usize| genders.get(&self.of_mark[mark]).copied().flatten();
        let is_of = |one: &Gender| named.iter().any(|(_, mark)| gender(*mark) == Some(*one));
        let of_both: Vec<Gender> = [Gender::Female, Gender::Male].into_iter().filter(is_of).collect();
        let mut holder: Option<usize> = None;
        let mut unknown = false;
        // For each gender that a title asks for, the first whom it fits: looked for once.
        let mut firsts: HashMap<Option<Gender>, Option<usize>> = HashMap::new();
        for mark in self.groups[number].marks.clone() {
            let before = named.partition_point(|(start, _)| *start < self.starts[mark]);
            let wanted = self.told[mark].addressed.or_else(|| by_title(self.titles[mark]));
            let fits = |(_, other): &&(usize, usize)| match wanted {
                None => !is_kin(*other),
                Some(wanted) => gender(*other).is_none_or(|gender| gender == wanted),
            };
            // "Her husband, Peter Holt, said he wept. “…,” Holt said."
            let speaks = named[..before].last().filter(|(_, other)| is_kin(*other) && self.told[*other].speaks);
            let speaks =
                speaks.filter(|(_, other)| self.told[*other].paragraph == self.told[mark].paragraph && wanted.is_none());
            if let Some((_, other)) = speaks {
                self.chosen.insert(mark, *other);
                continue;
            }
            let mut nearest = None;
            let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
            for (_, other) in named[..before].iter().rev().take(WINDOW).filter(fits) {
                let count = counts.entry(self.of_mark[*other]).or_insert((0, *other));
                count.0 += 1;
                nearest.get_or_insert(*other);
            }
            let most = counts.values().max_by_key(|(count, _)| *count).copied();
            let is_clear = most.is_some_and(|(most, _)| counts.values().filter(|(count, _)| *count * 2 > most).count() == 1);
            let held = || holder.filter(|holder| fits(&&(0, *holder)));
            let foremost = || self.foremost(named.iter().filter(fits).map(|(_, other)| *other));
            let usual = if is_clear { most.map(|(_, other)| other) } else { nearest };
            let alone = before == 0 && holder.is_none() && wanted.is_none();
            let other = match held() {
                Some(holder) => Some(holder),
                None if unknown && wanted.is_none() => None,
                None => usual.or_else(|| *firsts.entry(wanted).or_insert_with(foremost)),
            };
            unknown |= alone && other.is_none();
            // "Holt said he was ill", where one of them is a man: not the woman, and not surely he.
            let pronoun = self.told[mark].pronoun.filter(|_| wanted.is_none());
            let doubted = |other: &usize| {
                holder != Some(*other)
                    && pronoun.is_some_and(|pronoun| {
                        gender(*other).is_some_and(|known| known != pronoun) && of_both.contains(&pronoun)
                    })
            };
            if let Some(other) = other.filter(|other| !doubted(other)) {
                holder = holder.or(Some(other));
                self.chosen.insert(mark, other);
            }
        }
    }

    /// Gives a mark of whom a surname stands for that is written before any full name: who is named in full first, but nobody of
    /// whom no more is told than what is hers ("Ann Holt's dress").
    fn foremost(&self, mut named: impl Iterator<Item = usize>) -> Option<usize> {
        named.find(|mark| !self.owns[*mark])
    }

    /// Gives what the mentions tell of who is named: the first that tells.
    fn gender_among(&self, marks: &[usize]) -> Option<Gender> {
        let told = |mark: &usize| self.told[*mark].addressed.or(self.told[*mark].kin);
        marks.iter().find_map(told).or_else(|| marks.iter().find_map(|mark| self.gender_of(*mark)))
    }

    fn gender_of(&self, mark: usize) -> Option<Gender> {
        by_title(self.titles[mark]).or_else(|| {
            let first = self.keys[mark].split(' ').next()?;
            by_name(gazetteer::facts(&title_case(first)))
        })
    }
}

fn is_first_surname(word: &str) -> bool {
    let facts = gazetteer::facts(&title_case(word));
    facts.any(Facts::FIRST_SURNAME) && !facts.is_given()
}
