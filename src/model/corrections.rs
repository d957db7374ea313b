//! What do people say is otherwise than was found in the articles?

use super::alike::Pair;
use super::document::EntityKind;
use super::normal::name_key;
use std::collections::BTreeSet;

/// What holds on top of what was found, when a question is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    pub names: NameRules,
}

/// Which names are one, and which are not though an article says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameRules {
    pub same: Vec<Pair>,
    pub different: Vec<Different>,
}

/// Names that are not one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Different {
    /// `None`: of any type.
    pub kind: Option<EntityKind>,
    /// Normal forms.
    pub keys: BTreeSet<String>,
}

impl NameRules {
    /// Gives the pairs that hold, of those that articles declare and all that people do. What people say of a short form
    /// decides what it stands for.
    pub fn apply(&self, declared: Vec<Pair>) -> Vec<Pair> {
        if self.same.is_empty() && self.different.is_empty() {
            return declared;
        }
        let holds = |pair: &Pair| {
            let (name, alias) = (name_key(&pair.name), name_key(&pair.alias));
            let decided = |own: &Pair| {
                let (own_name, own_alias) = (name_key(&own.name), name_key(&own.alias));
                own.fits(pair.kind) && (own_alias == alias || (own_alias == name && own_name == alias))
            };
            let apart = |rule: &Different| {
                (rule.kind.is_none() || rule.kind == pair.kind) && rule.keys.contains(&name) && rule.keys.contains(&alias)
            };
            !self.same.iter().any(decided) && !self.different.iter().any(apart)
        };
        let mut pairs: Vec<Pair> = declared.into_iter().filter(holds).collect();
        pairs.extend(self.same.iter().cloned());
        pairs
    }
}
