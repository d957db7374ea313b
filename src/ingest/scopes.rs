//! Which roots, and how much of each, is a run to look at?

use super::missing;
use crate::corpus::path_below;
use crate::engine::Root;
use crate::error::{Error, Result};
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// A root, and how much of it a run looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    pub root: Root,
    pub extent: Extent,
}

/// How much of a root a run looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    All,
    /// What lies at these paths or below them: relative to the root, `/` between the parts; none lies below another.
    Parts(BTreeSet<String>),
}

impl Extent {
    /// Tells whether a path lies in it.
    pub(super) fn holds(&self, path: &str) -> bool {
        match self {
            Extent::All => true,
            Extent::Parts(parts) => {
                let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
                ends.into_iter().any(|end| parts.contains(&path[..end]))
            }
        }
    }

    /// Tells whether a path lies in it, or above some of it.
    pub(super) fn meets(&self, path: &str) -> bool {
        self.holds(path) || self.first_below(path).is_some()
    }

    /// Gives the parts that were named; none of them is all.
    pub(super) fn parts(&self) -> impl Iterator<Item = &str> {
        match self {
            Extent::All => None,
            Extent::Parts(parts) => Some(parts.iter().map(String::as_str)),
        }
        .into_iter()
        .flatten()
    }

    /// Takes in a part more.
    fn add(&mut self, part: String) {
        if self.holds(&part) {
            return;
        }
        while let Some(below) = self.first_below(&part).map(str::to_owned) {
            if let Extent::Parts(parts) = self {
                parts.remove(&below);
            }
        }
        if let Extent::Parts(parts) = self {
            parts.insert(part);
        }
    }

    fn first_below(&self, path: &str) -> Option<&str> {
        let Extent::Parts(parts) = self else { return None };
        let above = format!("{path}/");
        parts.range(above.clone()..).next().map(String::as_str).filter(|part| part.starts_with(&above))
    }
}

/// Gives the scopes that `paths` (absolute) name: parts of recorded roots, or roots of their own, each root once. Without paths:
/// all recorded roots. `source` is the source of every root that is named whole.
///
/// # Errors
/// Where a path, or a recorded root, is not there, and where a source is given to what is no whole root.
pub fn scopes(paths: &[PathBuf], recorded: &[Root], source: Option<&str>) -> Result<Vec<Scope>> {
    if paths.is_empty() {
        if source.is_some() {
            return Err(Error::usage(
                "a source is given to a folder: name the folder too, as in `whosaid index FOLDER --source NAME`",
            ));
        }
        return recorded.iter().map(whole).collect();
    }
    // With their places among the scopes; a path may lie in several, and is the nearest one's.
    let mut known: HashMap<PathBuf, (Root, Option<usize>)> =
        recorded.iter().map(|root| (PathBuf::from(&root.path), (root.clone(), None))).collect();
    let mut scopes: Vec<Scope> = Vec::new();
    for path in paths {
        let full = std::fs::canonicalize(path).map_err(|_| missing(path, "name a folder of articles, or one file"))?;
        let Some(text) = full.to_str() else {
            return Err(Error::usage(format!(
                "cannot index {}: its name is not UTF-8; rename it, or index the folder above it",
                full.display()
            )));
        };
        let Some(nearest) = full.ancestors().find(|above| known.contains_key(*above)) else {
            let label = if known.is_empty() { String::new() } else { text.to_owned() };
            let root = Root { path: text.to_owned(), label, source: source.map(str::to_owned) };
            known.insert(full, (root.clone(), Some(scopes.len())));
            scopes.push(Scope { root, extent: Extent::All });
            continue;
        };
        let Some((root, at)) = known.get_mut(nearest) else { continue };
        let is_whole = nearest == full;
        match source {
            Some(source) if is_whole => root.source = Some(source.to_owned()),
            // Named whole in the same breath, it has that source already.
            Some(source) if root.source.as_deref() == Some(source) => {}
            Some(_) => {
                let hint = "give it a source in whosaid.toml there, under [sources]";
                return Err(Error::usage(format!(
                    "{} is a part of {}, which was indexed before: {hint}",
                    full.display(),
                    root.path
                )));
            }
            None => {}
        }
        let at = *at.get_or_insert_with(|| {
            scopes.push(Scope { root: root.clone(), extent: Extent::Parts(BTreeSet::new()) });
            scopes.len() - 1
        });
        let scope = &mut scopes[at];
        match is_whole {
            true => *scope = Scope { root: root.clone(), extent: Extent::All },
            false => scope.extent.add(path_below(nearest, &full)),
        }
    }
    Ok(scopes)
}

/// Gives the scope of all of a recorded root.
///
/// # Errors
/// Where it is not there any more: it may be a disk that is not mounted, and its articles are not given up for that.
pub fn whole(root: &Root) -> Result<Scope> {
    if !Path::new(&root.path).exists() {
        let hint = "it was indexed before: bring it back, or give it up with `whosaid index --forget`";
        return Err(missing(Path::new(&root.path), hint));
    }
    Ok(Scope { root: root.clone(), extent: Extent::All })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(named: &[&str]) -> Extent {
        let mut extent = Extent::Parts(BTreeSet::new());
        named.iter().for_each(|part| extent.add((*part).to_owned()));
        extent
    }

    #[test]
    fn a_part_below_another_is_none_of_its_own() {
        let told = |named: &[&str]| parts(named).parts().map(str::to_owned).collect::<Vec<_>>().join(" ");
        assert_eq!(told(&["a/b", "a", "a/c/d"]), "a");
        assert_eq!(told(&["a", "a/b"]), "a");
        assert_eq!(told(&["a.txt", "a/b", "a-b/c", "ab", "a/b/c"]), "a-b/c a.txt a/b ab");
        assert_eq!(told(&["a-b/c", "a/b", "a/b c", "a"]), "a a-b/c");
    }

    #[test]
    fn what_lies_in_a_part_and_what_leads_to_it_is_told() {
        let extent = parts(&["a/b", "a-b", "c.txt"]);
        let held = ["a/b", "a/b/x.txt", "a-b", "a-b/c/d", "c.txt"];
        let above = ["a"];
        let others = ["a/bb", "a/c", "a-bb", "b", "c", "c.txtx"];
        assert!(held.iter().all(|path| extent.holds(path) && extent.meets(path)));
        assert!(above.iter().all(|path| !extent.holds(path) && extent.meets(path)));
        assert!(others.iter().all(|path| !extent.meets(path)));
        assert!(Extent::All.holds("x") && Extent::All.meets("x"));
    }
}
