//! Which names of this index does a list hold as one, as "US" and "United States"?

use crate::analysis::names::listed;
use crate::engine::Engine;
use crate::error::Result;
use crate::model::alike::Pair;
use crate::model::document::EntityKind;
use crate::model::normal::name_key;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A name on a list: its forms with their normal forms, the fullest first. Never fewer than two.
struct Family {
    kind: EntityKind,
    forms: Vec<(String, &'static str)>,
}

static FAMILIES: LazyLock<Vec<Family>> = LazyLock::new(|| {
    let family = |(kind, names): (EntityKind, Vec<&'static str>)| {
        let mut forms: Vec<(String, &'static str)> = Vec::new();
        for name in names {
            let key = name_key(name);
            if forms.iter().all(|(known, _)| *known != key) {
                forms.push((key, name));
            }
        }
        Family { kind, forms }
    };
    listed().map(family).filter(|family| family.forms.len() > 1).collect()
});

/// By normal form, the families with it: a few, since a form may stand for several names.
static BY_KEY: LazyLock<BTreeMap<&'static str, Vec<&'static Family>>> = LazyLock::new(|| {
    let mut by_key: BTreeMap<&str, Vec<&Family>> = BTreeMap::new();
    for family in FAMILIES.iter() {
        family.forms.iter().for_each(|(key, _)| by_key.entry(key).or_default().push(family));
    }
    by_key
});

/// Gives the pairs of a family's fullest name and another form: with `key`, those of its families whose other form is `key` or is
/// named in the index; without, those of the families of which the index names two forms at least.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn pairs(engine: &dyn Engine, key: Option<&str>) -> Result<Vec<Pair>> {
    let mut found = Vec::new();
    let families: Vec<&Family> = match key {
        Some(key) => BY_KEY.get(key).into_iter().flatten().copied().collect(),
        None => FAMILIES.iter().collect(),
    };
    for family in families {
        let mut named = Vec::new();
        for (form, name) in &family.forms {
            if key == Some(form) || engine.is_named(family.kind, form)? {
                named.push(*name);
            }
        }
        let full = family.forms[0].1;
        if key.is_some() || named.len() > 1 {
            let others = named.into_iter().filter(|name| *name != full);
            found.extend(others.map(|name| Pair { kind: Some(family.kind), name: full.to_owned(), alias: name.to_owned() }));
        }
    }
    Ok(found)
}
