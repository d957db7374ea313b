//! Under which other names is a name found? Those that articles declare, and those that people do.

use super::listed;
use crate::corpus::ALIASES_FILE;
use crate::engine::{Engine, NameSet};
use crate::error::Result;
use crate::model::alike::{Pair, root};
use crate::model::corrections::NameRules;
use crate::model::document::EntityKind;
use crate::model::normal::name_key;
use std::collections::{BTreeMap, BTreeSet};

/// All that is known of names.
pub(super) struct Aliases<'a> {
    pub engine: &'a dyn Engine,
    pub rules: &'a NameRules,
}

/// Gives the pairs of a name and another form of it, in order: those that articles declare, those of the program's lists, and what
/// people say of them; those with `key` (a normal form) on either side, or all.
///
/// # Errors
/// Where the store cannot be read.
pub fn name_pairs(engine: &dyn Engine, rules: &NameRules, key: Option<&str>) -> Result<Vec<Pair>> {
    let mut pairs: BTreeSet<Pair> = engine.name_pairs(key)?.into_iter().collect();
    pairs.extend(listed::pairs(engine, key)?);
    Ok(rules.apply(pairs.into_iter().collect()))
}

/// Up to so many articles that give a short form are few: one may err, two may be one story.
const FEW: u64 = 3;

/// How many passages may write a short form alone for each article that gives it: "ABC" is seldom the bank that one calls so.
const RARE: u64 = 10;

/// The other forms of a name.
pub(super) struct Forms {
    /// As written; in order of their normal forms.
    pub others: Vec<String>,
    /// The longer names that it may stand for, where there are several: it then joins none.
    pub candidates: Vec<String>,
}

impl Aliases<'_> {
    /// Gives the pairs with `key` on either side, or all.
    pub(super) fn pairs(&self, key: Option<&str>) -> Result<Vec<Pair>> {
        name_pairs(self.engine, self.rules, key)
    }

    /// Gives the other forms of a name, where there is no doubt: all that lead to its fullest form.
    pub(super) fn forms(&self, key: &str, kind: Option<EntityKind>) -> Result<Forms> {
        let longer = self.longer(key, kind)?;
        let candidates = if longer.len() > 1 { longer.into_values().collect() } else { Vec::new() };
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        let top = root(key, |key| self.only(key, kind))?;
        let mut next = vec![top.as_ref().map_or_else(|| key.to_owned(), |(root, _)| root.clone())];
        found.extend(top);
        let mut seen: BTreeSet<String> = next.iter().cloned().collect();
        while let Some(name) = next.pop() {
            for pair in self.pairs(Some(&name))?.iter().filter(|pair| pair.fits(kind) && name_key(&pair.name) == name) {
                let short = name_key(&pair.alias);
                if !seen.contains(&short) && self.only(&short, kind)?.is_some_and(|(only, _)| only == name) {
                    seen.insert(short.clone());
                    found.entry(short.clone()).or_insert_with(|| pair.alias.clone());
                    next.push(short);
                }
            }
        }
        found.remove(key);
        Ok(Forms { others: found.into_values().collect(), candidates })
    }

    /// Says of the other forms of a name which join more than articles vouch for: few say what the short form stands for and many
    /// passages write it alone, or another person's name is shortened to it, too.
    pub(super) fn doubts(&self, key: &str, kind: Option<EntityKind>, others: &[String]) -> Result<Vec<String>> {
        let ours = |name: &str| name_key(name) == key || others.iter().any(|other| name_key(other) == name_key(name));
        let mut declared: BTreeMap<(String, String), (Pair, BTreeSet<u64>)> = BTreeMap::new();
        for (fact, article) in self.engine.aliases(key)? {
            let pair = Pair { kind: Some(fact.kind), name: fact.name, alias: fact.alias };
            let is_said = self.rules.same.iter().any(|rule| name_key(&rule.alias) == name_key(&pair.alias));
            if pair.fits(kind) && ours(&pair.name) && ours(&pair.alias) && !is_said {
                let keys = (name_key(&pair.name), name_key(&pair.alias));
                declared.entry(keys).or_insert_with(|| (pair, BTreeSet::new())).1.insert(article.0);
            }
        }
        let mut told = Vec::new();
        for ((name, alias), (pair, articles)) in declared {
            let said = articles.len() as u64;
            let (alone, _) = self.engine.occurrences(NameSet::Entities, pair.kind, std::slice::from_ref(&alias))?;
            let rival = if pair.kind == Some(EntityKind::Person) { self.rival(&name)? } else { None };
            let is_rare = said < FEW && alone > 2 * said || alone > RARE * said;
            if alone == 0 || !is_rare && rival.is_none() {
                continue;
            }
            let (short, long) = (&pair.alias, &pair.name);
            let say = if said == 1 { "one article says".to_owned() } else { format!("{said} articles say") };
            let write = if alone == 1 { "one passage writes".to_owned() } else { format!("{alone} passages write") };
            let rival = rival.map_or_else(String::new, |rival| format!(", and {rival} is named too"));
            told.push(format!(
                "{short} is found as {long}, for which it stands as {say}; {write} it, and not all may mean the same{rival} \
                 ({ALIASES_FILE} parts them)"
            ));
        }
        Ok(told)
    }

    /// Gives a person of the same first name and surname with another initial, who is shortened to the same name.
    fn rival(&self, key: &str) -> Result<Option<String>> {
        let words: Vec<&str> = key.split(' ').collect();
        let [first, middles @ .., last] = words.as_slice() else { return Ok(None) };
        let people = self.engine.namesakes(last)?;
        let is_rival = |other: &str| {
            let words: Vec<&str> = other.split(' ').collect();
            let [other_first, others @ .., _] = words.as_slice() else { return false };
            let differ = |(one, other): (&&str, &&str)| !one.starts_with(*other) && !other.starts_with(*one);
            first == other_first && !middles.is_empty() && middles.iter().zip(others).any(differ)
        };
        Ok(people.into_iter().find(|(other, _)| is_rival(other)).map(|(_, name)| name))
    }

    /// Gives the people with a surname, as written; a name with initials is that of somebody whose first names begin so.
    pub(super) fn namesakes(&self, surname: &str) -> Result<Vec<String>> {
        let people = self.engine.namesakes(surname)?;
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        for (key, name) in &people {
            let (root, name) =
                root(key, |key| self.only(key, Some(EntityKind::Person)))?.unwrap_or((key.clone(), name.clone()));
            if !people.iter().any(|(other, _)| is_initialled(&root, other)) {
                found.entry(root).or_insert(name);
            }
        }
        Ok(found.into_values().collect())
    }

    /// Gives the one longer form of a name that has one.
    fn only(&self, key: &str, kind: Option<EntityKind>) -> Result<Option<(String, String)>> {
        let mut longer = self.longer(key, kind)?;
        Ok(longer.pop_first().filter(|_| longer.is_empty()))
    }

    /// Gives the longer forms of a name, by their normal forms.
    fn longer(&self, key: &str, kind: Option<EntityKind>) -> Result<BTreeMap<String, String>> {
        let mut longer = BTreeMap::new();
        for pair in self.pairs(Some(key))?.into_iter().filter(|pair| pair.fits(kind) && name_key(&pair.alias) == key) {
            let name = name_key(&pair.name);
            if name != key && !name.is_empty() {
                longer.entry(name).or_insert(pair.name);
            }
        }
        Ok(longer)
    }
}

/// Tells whether one name is the other with some of its words as initials.
fn is_initialled(short: &str, full: &str) -> bool {
    let (short, full): (Vec<&str>, Vec<&str>) = (short.split(' ').collect(), full.split(' ').collect());
    let fits = |(short, full): (&&str, &&str)| short == full || short.chars().count() == 1 && full.starts_with(*short);
    short != full && short.len() == full.len() && short.iter().zip(&full).all(fits)
}
