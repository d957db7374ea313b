//! Which files are to be read, and which are gone?

use super::{Before, Options, missing, skipped};
use crate::analysis::Depth;
use crate::corpus::{Entry, RULES_FILE, Rules, walk};
use crate::engine::{FileRow, Root};
use crate::error::Result;
use crate::model::answer::Skipped;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A root, and the part of it that a run looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    pub root: Root,
    /// Relative to the root, `/` between the parts; empty: all of it.
    pub below: String,
}

/// What a run has to do.
pub(super) struct Plan<'a> {
    pub roots: Vec<Root>,
    pub jobs: Vec<Job<'a>>,
    pub unchanged: Vec<&'a FileRow>,
    pub gone: Vec<&'a FileRow>,
    pub skipped: Vec<Skipped>,
}

/// A file to read.
pub(super) struct Job<'a> {
    pub label: String,
    pub entry: Entry,
    pub rules: Rules,
    /// The source that the user named for the root.
    pub source: Option<String>,
    /// What its articles depend on beside its bytes.
    pub recipe: String,
    pub previous: Option<&'a FileRow>,
}

/// Gives the scopes that `paths` name: parts of recorded roots, or roots of their own. Without paths: all recorded roots.
///
/// # Errors
/// Where a path, or a recorded root, is not there.
pub fn scopes(paths: &[PathBuf], recorded: &[Root], source: Option<&str>) -> Result<Vec<Scope>> {
    let mut scopes: Vec<Scope> = Vec::new();
    if paths.is_empty() {
        for root in recorded {
            if !Path::new(&root.path).exists() {
                return Err(missing(
                    Path::new(&root.path),
                    "it was indexed before: bring it back, or give it up with `whosaid index --forget`",
                ));
            }
            scopes.push(Scope { root: root.clone(), below: String::new() });
        }
        return Ok(scopes);
    }
    for path in paths {
        let full = std::fs::canonicalize(path).map_err(|_| missing(path, "name a folder of articles, or one file"))?;
        let known =
            recorded.iter().chain(scopes.iter().map(|scope| &scope.root)).find(|root| full.starts_with(&root.path)).cloned();
        let scope = match known {
            Some(mut root) => {
                let below = full.strip_prefix(&root.path).map(slashed).unwrap_or_default();
                if below.is_empty() && source.is_some() {
                    root.source = source.map(str::to_owned);
                }
                Scope { root, below }
            }
            None => {
                let path = full.to_string_lossy().into_owned();
                let first = recorded.is_empty() && scopes.is_empty();
                let label = if first { String::new() } else { path.clone() };
                Scope { root: Root { path, label, source: source.map(str::to_owned) }, below: String::new() }
            }
        };
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    Ok(scopes)
}

/// Gives the files to forget for `path`, and the roots that stay: a root is forgotten whole, or a part of it is.
///
/// # Errors
/// Where nothing of it was taken in.
pub fn forget<'a>(path: &Path, before: &'a Before) -> Result<(Vec<&'a FileRow>, Vec<Root>)> {
    let full = std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned());
    let within = |row: &&FileRow| {
        let root = before.roots.iter().find(|root| root.label == row.root);
        root.is_some_and(|root| {
            Path::new(&root.path).join(&row.path).starts_with(&full) || Path::new(&root.path).starts_with(&full)
        })
    };
    let files: Vec<&FileRow> = before.files.iter().filter(within).collect();
    let roots: Vec<Root> = before.roots.iter().filter(|root| !Path::new(&root.path).starts_with(&full)).cloned().collect();
    if files.is_empty() && roots.len() == before.roots.len() {
        return Err(missing(path, "nothing of it is in the index; `whosaid status` lists what is"));
    }
    Ok((files, roots))
}

/// How the files under the roots differ from what was taken in, by size and time alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    pub changed: usize,
    pub added: usize,
    pub gone: usize,
}

/// Looks over the recorded roots, without reading a file's bytes.
pub fn pending(before: &Before, avoid: Option<&Path>) -> Pending {
    let scopes: Vec<Scope> = before.roots.iter().map(|root| Scope { root: root.clone(), below: String::new() }).collect();
    let avoid = avoid.and_then(|avoid| std::fs::canonicalize(avoid).ok());
    let options = Options { threads: 1, now: 0, depth: Depth::Claims, avoid };
    let plan = plan(before, &scopes, &options);
    let differs =
        |job: &&Job<'_>| job.previous.is_some_and(|row| row.size != job.entry.size || row.modified != job.entry.modified);
    Pending {
        changed: plan.jobs.iter().filter(differs).count(),
        added: plan.jobs.iter().filter(|job| job.previous.is_none()).count(),
        gone: plan.gone.len(),
    }
}

/// Compares what is there with what was taken in.
pub(super) fn plan<'a>(before: &'a Before, scopes: &[Scope], options: &Options) -> Plan<'a> {
    let mut plan =
        Plan { roots: roots(before, scopes), jobs: Vec::new(), unchanged: Vec::new(), gone: Vec::new(), skipped: Vec::new() };
    let known: BTreeMap<(&str, &str), &FileRow> =
        before.files.iter().map(|row| ((row.root.as_str(), row.path.as_str()), row)).collect();
    for scope in scopes {
        scan(scope, &known, options, &mut plan);
    }
    plan
}

fn roots(before: &Before, scopes: &[Scope]) -> Vec<Root> {
    let mut roots = before.roots.clone();
    for scope in scopes {
        match roots.iter_mut().find(|root| root.path == scope.root.path) {
            Some(root) => *root = scope.root.clone(),
            None => roots.push(scope.root.clone()),
        }
    }
    roots
}

fn scan<'a>(scope: &Scope, known: &BTreeMap<(&str, &str), &'a FileRow>, options: &Options, plan: &mut Plan<'a>) {
    let root = Path::new(&scope.root.path);
    let (rules, text) = rules(root, plan);
    let recipe = recipe(&text, scope, options);
    let others: Vec<PathBuf> = plan
        .roots
        .iter()
        .filter(|other| other.path != scope.root.path)
        .map(|other| PathBuf::from(&other.path))
        .filter(|other| other.starts_with(root))
        .collect();
    let label = scope.root.label.clone();
    let mut met: BTreeSet<String> = BTreeSet::new();
    for found in walk(root, &rules) {
        match found {
            Ok(entry) => {
                let elsewhere = others.iter().any(|other| entry.file.starts_with(other));
                let avoided = options.avoid.as_ref().is_some_and(|avoid| entry.file.starts_with(avoid));
                if elsewhere || avoided || !within(&entry.path, &scope.below) {
                    continue;
                }
                met.insert(entry.path.clone());
                let previous = known.get(&(label.as_str(), entry.path.as_str())).copied();
                match previous.filter(|row| is_unchanged(row, &entry, &recipe)) {
                    Some(row) => plan.unchanged.push(row),
                    None => plan.jobs.push(Job {
                        label: label.clone(),
                        entry,
                        rules: rules.clone(),
                        source: scope.root.source.clone(),
                        recipe: recipe.clone(),
                        previous,
                    }),
                }
            }
            Err(skipped) => {
                if within(&skipped.path, &scope.below) {
                    plan.skipped.push(skipped);
                }
            }
        }
    }
    let of_scope = known.range((label.as_str(), "")..).take_while(|((root, _), _)| *root == label);
    plan.gone.extend(of_scope.filter(|((_, path), _)| within(path, &scope.below) && !met.contains(*path)).map(|(_, row)| *row));
}

/// A file is not read again where size, time and recipe are as they were, and the time lies before the run that read it:
/// a file changed in the same tick of the clock may have changed after it was read (git's rule for racily clean entries).
fn is_unchanged(row: &FileRow, entry: &Entry, recipe: &str) -> bool {
    row.size == entry.size
        && row.modified == entry.modified
        && row.recipe == recipe
        && row.modified + tick(row.modified) < row.seen
}

/// How far apart two changes must lie to be told apart, in nanoseconds: a kernel tick, or 2 s where the file system keeps whole seconds (FAT).
fn tick(modified: i64) -> i64 {
    if modified % 1_000_000_000 == 0 { 2_000_000_000 } else { 10_000_000 }
}

/// Reads the corpus's own rules.
fn rules(root: &Path, plan: &mut Plan<'_>) -> (Rules, String) {
    let file = root.join(RULES_FILE);
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) => {
            if error.kind() != std::io::ErrorKind::NotFound && root.is_dir() {
                plan.skipped.push(skipped(RULES_FILE, format!("cannot be read: {error}")));
            }
            return (Rules::default(), String::new());
        }
    };
    let (rules, notices) = Rules::parse(&text);
    plan.skipped.extend(notices.into_iter().map(|notice| skipped(RULES_FILE, notice)));
    (rules, text)
}

/// Gives what an article depends on beside its file's bytes and the versions: the corpus's rules, the named source, the depth.
fn recipe(rules: &str, scope: &Scope, options: &Options) -> String {
    let mut hash = Sha256::new();
    for part in [rules, scope.root.source.as_deref().unwrap_or_default(), options.depth.word()] {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn within(path: &str, below: &str) -> bool {
    below.is_empty() || path.strip_prefix(below).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn slashed(path: &Path) -> String {
    let parts: Vec<String> = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    parts.join("/")
}
