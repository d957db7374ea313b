//! Which names are one? Pairs of a long and a short form, followed where there is no doubt.

use super::document::EntityKind;
use super::normal::name_key;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A name and another form of it. Where two articles give one short form to two names, it joins neither.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// `None`: of any type.
    pub kind: Option<EntityKind>,
    pub name: String,
    pub alias: String,
}

impl Pair {
    /// Tells whether it speaks of names of a type; `None` asks for any.
    pub fn fits(&self, kind: Option<EntityKind>) -> bool {
        kind.is_none() || self.kind.is_none() || self.kind == kind
    }
}

/// Names by normal form: which stand for the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alike {
    /// Of each type (and of any) the fullest form of each name that has several: its normal form, and as written.
    roots: BTreeMap<Option<EntityKind>, HashMap<String, (String, String)>>,
}

impl Alike {
    /// Joins names by pairs, each type by itself.
    pub fn new(pairs: &[Pair]) -> Alike {
        let kinds: Vec<Option<EntityKind>> = EntityKind::ALL.iter().copied().map(Some).chain([None]).collect();
        let mut longer: BTreeMap<Option<EntityKind>, Longer<'_>> = BTreeMap::new();
        for pair in pairs {
            let (name, alias) = (name_key(&pair.name), name_key(&pair.alias));
            if name == alias || name.is_empty() || alias.is_empty() {
                continue;
            }
            for kind in kinds.iter().filter(|kind| pair.fits(**kind)) {
                let names = longer.entry(*kind).or_default().entry(alias.clone()).or_default();
                names.entry(name.clone()).or_insert(&pair.name);
            }
        }
        Alike { roots: longer.into_iter().map(|(kind, longer)| (kind, roots(&longer))).collect() }
    }

    /// Gives the normal form of the fullest form of a name, itself where it has no other.
    pub fn root<'k>(&'k self, kind: Option<EntityKind>, key: &'k str) -> &'k str {
        self.found(kind, key).map_or(key, |(root, _)| root)
    }

    /// Gives the fullest form as it is written, where the name has several.
    pub fn name(&self, kind: Option<EntityKind>, key: &str) -> Option<&str> {
        self.found(kind, key).map(|(_, name)| name.as_str())
    }

    /// Gives the normal forms of names of a type that have several, each with that of its fullest form; in no order.
    pub fn joined(&self, kind: Option<EntityKind>) -> impl Iterator<Item = (&str, &str)> {
        self.roots.get(&kind).into_iter().flatten().map(|(key, (root, _))| (key.as_str(), root.as_str()))
    }

    fn found(&self, kind: Option<EntityKind>, key: &str) -> Option<&(String, String)> {
        self.roots.get(&kind)?.get(key)
    }
}

/// By normal form the longer forms of names: their normal forms, and as written.
type Longer<'a> = BTreeMap<String, BTreeMap<String, &'a str>>;

/// Gives the fullest form of every name that has several.
fn roots(longer: &Longer<'_>) -> HashMap<String, (String, String)> {
    let only = |key: &str| match longer.get(key) {
        Some(names) if names.len() == 1 => names.iter().next().map(|(key, name)| (key.clone(), (*name).to_owned())),
        _ => None,
    };
    let mut roots = HashMap::new();
    for key in longer.keys() {
        if let Ok(Some(root)) = root(key, |key| Ok::<_, std::convert::Infallible>(only(key))) {
            roots.insert(root.0.clone(), root.clone());
            roots.insert(key.clone(), root);
        }
    }
    roots
}

/// Follows a name to its fullest form, where `only` gives the one longer form of a name that has one; as normal form and as
/// written. `None` where it has no longer one. Names that lead in a circle end at the first of them in order.
///
/// # Errors
/// What `only` gives.
pub fn root<E>(
    key: &str,
    mut only: impl FnMut(&str) -> Result<Option<(String, String)>, E>,
) -> Result<Option<(String, String)>, E> {
    let mut path: Vec<(String, String)> = vec![(key.to_owned(), String::new())];
    let mut seen: BTreeSet<String> = [key.to_owned()].into();
    loop {
        let next = only(&path[path.len() - 1].0)?;
        match next {
            None => break,
            Some(next) if seen.contains(&next.0) => {
                let circle = path.iter().position(|(key, _)| *key == next.0).unwrap_or_default();
                path.push(next);
                return Ok(path[circle + 1..].iter().min().cloned());
            }
            Some(next) => {
                seen.insert(next.0.clone());
                path.push(next);
            }
        }
    }
    Ok(path.pop().filter(|_| !path.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(name: &str, alias: &str) -> Pair {
        Pair { kind: Some(EntityKind::Organization), name: name.into(), alias: alias.into() }
    }

    const ORGANIZATION: Option<EntityKind> = Some(EntityKind::Organization);

    #[test]
    fn a_short_form_leads_to_the_one_name_that_it_stands_for_and_to_none_where_there_are_two() {
        let pairs = [
            pair("Port Authority", "LPA"),
            pair("Lindmark Port Authority", "Port Authority"),
            pair("Union of Clerks", "UC"),
            pair("United Ceramics", "UC"),
        ];
        let alike = Alike::new(&pairs);
        assert_eq!(alike.root(ORGANIZATION, "lpa"), "lindmark port authority");
        assert_eq!(alike.root(None, "port authority"), "lindmark port authority");
        assert_eq!(alike.root(Some(EntityKind::Person), "lpa"), "lpa");
        assert_eq!(alike.root(ORGANIZATION, "uc"), "uc");
        assert_eq!(alike.name(ORGANIZATION, "lpa"), Some("Lindmark Port Authority"));
    }

    #[test]
    fn names_in_a_circle_are_one() {
        let alike = Alike::new(&[pair("Bb", "Aa"), pair("Cc", "Bb"), pair("Bb", "Cc")]);
        assert_eq!(["aa", "bb", "cc"].map(|key| alike.root(ORGANIZATION, key)), ["bb"; 3]);
    }
}
