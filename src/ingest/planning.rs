//! Which files are to be read, and which are gone?

use super::scopes::{Extent, Scope};
use super::standing::{Standing, bare, kept};
use super::{Options, missing};
use crate::analysis::Depth;
use crate::corpus::{
    Entry, RULES_FILE, Rules, away, file_below, hides, is_bare, is_gone, is_of_shortage, passed_over, unmounted, walk_within,
};
use crate::engine::{Before, FileRow, Root};
use crate::error::{Error, Result};
use crate::model::answer::{Skipped, counted};
use crate::model::digest;
use crate::model::id::ArticleId;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Bound::{Excluded, Unbounded};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What a run has to do.
pub(super) struct Plan<'a> {
    pub roots: Vec<Root>,
    /// The roots that are looked at.
    pub standing: Vec<Standing>,
    pub jobs: Vec<Job<'a>>,
    pub unchanged: Vec<&'a FileRow>,
    pub gone: Vec<&'a FileRow>,
    pub skipped: Vec<Skipped>,
}

/// A file to read.
pub(super) struct Job<'a> {
    pub label: Arc<str>,
    pub entry: Entry,
    pub rules: Arc<Rules>,
    /// The source that the user named for the root.
    pub source: Option<String>,
    /// What its articles depend on beside its bytes and the depth.
    pub recipe: Arc<str>,
    pub depth: Depth,
    pub previous: Option<&'a FileRow>,
}

impl Job<'_> {
    /// Gives the row of the file with these articles, as if it were never read.
    pub(super) fn row(&self, articles: Vec<ArticleId>) -> FileRow {
        FileRow {
            root: self.label.to_string(),
            path: self.entry.path.clone(),
            size: self.entry.size,
            modified: self.entry.modified,
            changed: self.entry.changed,
            mounted: self.entry.mounted,
            seen: 0,
            recipe: self.recipe.to_string(),
            depth: self.depth,
            digest: String::new(),
            articles,
            skipped: Vec::new(),
        }
    }
}

/// Gives the files to forget for `path` (absolute), and the roots that stay.
///
/// # Errors
/// Where nothing of it was taken in, or it is a part of a root that the next run would take in again.
pub(super) fn forgotten<'a>(path: &Path, before: &'a Before) -> Result<(Vec<&'a FileRow>, Vec<Root>)> {
    let full = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let covered = |root: &Root| Path::new(&root.path).starts_with(&full);
    let root_of = |row: &FileRow| before.roots().iter().find(|root| root.label == row.root);
    let lies_there =
        |root: &Root, row: &FileRow| covered(root) || file_below(Path::new(&root.path), &row.path).starts_with(&full);
    let files: Vec<&FileRow> =
        before.files.iter().filter(|row| root_of(row).is_some_and(|root| lies_there(root, row))).collect();
    let roots: Vec<Root> = before.roots().iter().filter(|root| !covered(root)).cloned().collect();
    if roots.len() == before.roots().len() {
        if files.is_empty() {
            return Err(missing(path, "nothing of it is in the index; `whosaid status` lists what is"));
        }
        let file = |row: &&&FileRow| root_of(row).map(|root| file_below(Path::new(&root.path), &row.path));
        let is_there = files.iter().any(|row| file(&row).is_some_and(|file| !is_gone(&file)));
        if is_there {
            let hint = "the next run would take it in again: name it under [files] skip in the whosaid.toml of its folder, and run `whosaid index`";
            return Err(Error::usage(format!("cannot forget {}, a part of a folder that is indexed: {hint}", full.display())));
        }
    }
    Ok((files, roots))
}

/// Looks, before anything is touched, whether a run over `scopes` may begin. `held` counts the articles of a root that were taken
/// in before; `None` where that is not known.
///
/// # Errors
/// Where the rules of a corpus cannot be read, and where no file of a root is left.
pub fn check(scopes: &[Scope], held: impl Fn(&Root) -> Option<usize>, avoid: Option<&Path>) -> Result<()> {
    for Scope { root, .. } in scopes {
        Rules::read(Path::new(&root.path))?;
        if is_bare(Path::new(&root.path), avoid) {
            let held = held(root);
            if held != Some(0) {
                return Err(bare(root, held));
            }
        }
    }
    Ok(())
}

/// How the files under the roots differ from what was taken in, by size and times alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    pub changed: usize,
    pub added: usize,
    pub gone: usize,
    /// What the walk passes over: links, pipes, folders that cannot be listed.
    pub skipped: Vec<Skipped>,
    /// The roots that articles are held of and of which nothing can be looked at, with what is wrong.
    pub away: Vec<Skipped>,
    /// The files that a run would read.
    pub unread: Vec<Entry>,
}

/// Looks over the recorded roots, without reading a file's bytes.
///
/// # Errors
/// Where the rules of a corpus cannot be read, or a folder cannot be listed for want of means.
pub fn pending(before: &Before, avoid: Option<&Path>) -> Result<Pending> {
    let mut scopes: Vec<Scope> = before.roots().iter().map(|root| Scope { root: root.clone(), extent: Extent::All }).collect();
    let mut absent = Vec::new();
    scopes.retain(|Scope { root, .. }| {
        let fault = absence(root, before);
        let stands = fault.is_none();
        absent.extend(fault);
        stands
    });
    let avoid = avoid.and_then(|avoid| std::fs::canonicalize(avoid).ok());
    let options = Options { threads: 1, now: 0, depth: Depth::Claims, avoid, bytes_a_commit: Some(u64::MAX) };
    let plan = plan(before, &scopes, &options)?;
    let differs = |job: &&Job<'_>| job.previous.is_some_and(|row| !is_stamped(row, &job.entry));
    Ok(Pending {
        changed: plan.jobs.iter().filter(differs).count(),
        added: plan.jobs.iter().filter(|job| job.previous.is_none()).count(),
        gone: plan.gone.len(),
        skipped: plan.skipped,
        away: absent,
        unread: plan.jobs.into_iter().map(|job| job.entry).collect(),
    })
}

/// Says why nothing of a root can be looked at, and that its articles stay; `None` where it stands, or holds none.
fn absence(root: &Root, before: &Before) -> Option<Skipped> {
    let held: usize = rows_of(before, &root.label).iter().map(|row| row.articles.len()).sum();
    let reason = away(Path::new(&root.path)).filter(|_| held > 0)?;
    let told = format!(
        "{reason}; the index keeps {}: bring it back, or give them up with `whosaid index --forget {}`",
        counted(held as u64, "article"),
        root.path
    );
    Some(Skipped::file(&root.path, told))
}

/// Rows of files by root and path: hundreds of thousands of paths that begin alike are looked up.
type Known<'a> = HashMap<(&'a str, &'a str), &'a FileRow>;

/// Compares what is there with what was taken in.
///
/// # Errors
/// Where the rules of a corpus cannot be read, and where no file of a root is left.
pub(super) fn plan<'a>(before: &'a Before, scopes: &[Scope], options: &Options) -> Result<Plan<'a>> {
    let mut plan = Plan {
        roots: roots(before, scopes),
        standing: scopes.iter().map(|scope| Standing::of(&scope.root)).collect(),
        jobs: Vec::new(),
        unchanged: Vec::new(),
        gone: Vec::new(),
        skipped: Vec::new(),
    };
    let known: Known<'_> = before.files.iter().map(|row| ((row.root.as_str(), row.path.as_str()), row)).collect();
    let all: BTreeSet<PathBuf> = plan.roots.iter().map(|root| PathBuf::from(&root.path)).collect();
    for scope in scopes {
        scan(scope, before, &known, &all, options, &mut plan)?;
    }
    Ok(plan)
}

fn roots(before: &Before, scopes: &[Scope]) -> Vec<Root> {
    let mut roots = before.roots().to_vec();
    let known: HashMap<String, usize> = roots.iter().enumerate().map(|(at, root)| (root.path.clone(), at)).collect();
    for scope in scopes {
        match known.get(&scope.root.path) {
            Some(at) => roots[*at] = scope.root.clone(),
            None => roots.push(scope.root.clone()),
        }
    }
    roots
}

/// Gives the rows of the files of a root, in the order of their paths.
fn rows_of<'a>(before: &'a Before, label: &str) -> &'a [FileRow] {
    let first = before.files.partition_point(|row| *row.root < *label);
    let rows = &before.files[first..];
    &rows[..rows.partition_point(|row| *row.root == *label)]
}

/// Looks over a root, in one walk; `all` are the roots that there are.
fn scan<'a>(
    scope: &Scope,
    before: &'a Before,
    known: &Known<'a>,
    all: &BTreeSet<PathBuf>,
    options: &Options,
    plan: &mut Plan<'a>,
) -> Result<()> {
    let root = Path::new(&scope.root.path);
    let (rules, notices, text) = Rules::read(root)?;
    plan.skipped.extend(notices.into_iter().map(|notice| Skipped::file(RULES_FILE, notice)));
    let (rules, recipe) = (Arc::new(rules), Arc::<str>::from(recipe(&text, scope)));
    // What lies in another root is that one's; whatever lies in this one stands behind it, in the order of paths.
    let others: HashSet<&Path> = all
        .range::<Path, _>((Excluded(root), Unbounded))
        .map(|other| &**other)
        .take_while(|other| other.starts_with(root))
        .collect();
    let is_met = |path: &str| scope.extent.meets(path) && (others.is_empty() || !others.contains(&*file_below(root, path)));
    let label = Arc::<str>::from(scope.root.label.as_str());
    let mut met: HashSet<String> = HashSet::default();
    let mut unseen: Vec<(String, bool)> = Vec::new();
    // What a person named is not passed over in silence.
    let reason = |part: &str| Some(Skipped::file(part, passed_over(root, part, &rules)?));
    plan.skipped.extend(scope.extent.parts().filter_map(reason));
    for found in walk_within(root, &rules, is_met) {
        match found {
            Ok(entry) => {
                let avoided = options.avoid.as_ref().is_some_and(|avoid| entry.file.starts_with(avoid));
                if avoided || !scope.extent.holds(&entry.path) {
                    continue;
                }
                met.insert(entry.path.clone());
                let previous = known.get(&(&*label, entry.path.as_str())).copied();
                match previous.filter(|row| is_unchanged(row, &entry, &recipe, options.depth)) {
                    Some(row) => plan.unchanged.push(row),
                    None => plan.jobs.push(Job {
                        label: Arc::clone(&label),
                        entry,
                        rules: Arc::clone(&rules),
                        source: scope.root.source.clone(),
                        recipe: Arc::clone(&recipe),
                        depth: options.depth,
                        previous,
                    }),
                }
            }
            // A root that cannot be listed is like one that is not there: whoever asks is not told that nothing changed.
            Err(skipped) if skipped.path.is_empty() && (options.bytes_a_commit.is_none() || is_closed(root)) => {
                return Err(Error::usage(format!("cannot read {}: {}; nothing was changed", scope.root.path, skipped.reason)));
            }
            // What lies in a folder that cannot be listed for want of means is not to be passed over.
            Err(skipped) if is_of_shortage(&skipped) => {
                let folder = file_below(root, &skipped.path);
                return Err(Error::io(format!("cannot list {}; nothing was changed", folder.display()), skipped.reason));
            }
            // The own index is passed over in silence.
            Err(skipped) if options.avoid.as_ref().is_some_and(|avoid| file_below(root, &skipped.path).starts_with(avoid)) => {}
            Err(mut skipped) => {
                unseen.extend(hides(root, &skipped.path).map(|itself| (skipped.path.clone(), itself)));
                if scope.extent.holds(&skipped.path) {
                    // The root's own path below itself is no name.
                    if skipped.path.is_empty() {
                        skipped.path.clone_from(&scope.root.path);
                    }
                    plan.skipped.push(skipped);
                }
            }
        }
    }
    // What lies below a folder that could not be listed is not gone: it was not looked at. Below a pipe or a link nothing lies.
    let hidden = |path: &str| unseen.iter().any(|(place, itself)| within(path, place) && (*itself || path != place));
    let of_scope = rows_of(before, &label).iter().filter(|row| scope.extent.holds(&row.path));
    let gone: Vec<&FileRow> = of_scope.filter(|row| !met.contains(&row.path) && !hidden(&row.path)).collect();
    let held: usize = gone.iter().map(|row| row.articles.len()).sum();
    // Also where files were met: it may have gone away while they were.
    if held > 0 && is_bare(root, options.avoid.as_deref()) {
        return Err(bare(&scope.root, Some(held)));
    }
    let mut away: BTreeMap<String, usize> = BTreeMap::new();
    for row in gone {
        match unmounted(root, &row.path, row.mounted) {
            Some(place) => *away.entry(place).or_default() += row.articles.len(),
            None => plan.gone.push(row),
        }
    }
    plan.skipped.extend(away.into_iter().map(|(place, articles)| kept(root, &place, articles)));
    Ok(())
}

/// Tells whether a folder cannot be listed.
fn is_closed(folder: &Path) -> bool {
    folder.is_dir() && std::fs::read_dir(folder).is_err()
}

/// A file is not read again where size, times, recipe and depth are as they were, and it was settled when it was read. One that
/// could not be read may be readable by now, which changes no time of it.
fn is_unchanged(row: &FileRow, entry: &Entry, recipe: &str, depth: Depth) -> bool {
    is_stamped(row, entry)
        && row.mounted == entry.mounted
        && row.recipe == recipe
        && row.depth == depth
        && is_settled(row)
        && !row.digest.is_empty()
}

/// Tells whether a file has the size and the times that it had.
fn is_stamped(row: &FileRow, entry: &Entry) -> bool {
    (row.size, row.modified, row.changed) == (entry.size, entry.modified, entry.changed)
}

/// Tells whether a file's times lie before the run that read it: a file changed in the same tick of the clock may have changed
/// after it was read (git's rule for racily clean entries), be its time set back. A time that lies ahead was set by somebody, and
/// says nothing where the system notes changes itself.
fn is_settled(row: &FileRow) -> bool {
    let is_past = |time: i64| time.saturating_add(tick(time)) < row.seen;
    is_past(row.changed) && (is_past(row.modified) || row.changed != 0 && row.modified > row.seen)
}

/// How far apart two changes must lie to be told apart: a tick of the kernel's clock.
pub const TICK: Duration = Duration::from_millis(10);

/// Gives the same in nanoseconds; 2 s where the file system keeps whole seconds (FAT).
fn tick(time: i64) -> i64 {
    if time % 1_000_000_000 == 0 { 2_000_000_000 } else { 10_000_000 }
}

/// Gives what an article depends on beside its file's bytes, the versions and the depth: the corpus's rules and the named source.
fn recipe(rules: &str, scope: &Scope) -> String {
    let source = scope.root.source.as_deref().unwrap_or_default();
    format!("{:016x}", digest::key(&[rules.as_bytes(), source.as_bytes()]))
}

fn within(path: &str, below: &str) -> bool {
    below.is_empty() || path.strip_prefix(below).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Summary, Totals};
    use crate::model::answer::{Depths, Versions};

    fn row(path: &str, mounted: bool) -> FileRow {
        FileRow {
            root: String::new(),
            path: path.to_owned(),
            size: 1,
            modified: 0,
            changed: 0,
            mounted,
            seen: 0,
            recipe: String::new(),
            depth: Depth::Claims,
            digest: "sha256:0".to_owned(),
            articles: vec![ArticleId(path.len() as u64)],
            skipped: Vec::new(),
        }
    }

    #[test]
    fn a_file_is_trusted_where_no_change_behind_its_reading_can_have_its_times() {
        const SECOND: i64 = 1_000_000_000;
        let now = 1_600_000_000 * SECOND + 7;
        let is_trusted =
            |modified: i64, changed: i64| is_settled(&FileRow { modified, changed, seen: now, ..row("a.txt", false) });
        let (old, just) = (now - SECOND / 3, now - 1_000_000);
        assert!(is_trusted(old, old) && is_trusted(old, 0));
        // In the tick in which it was read, be its time set back since.
        assert!(!is_trusted(just, just) && !is_trusted(just, 0) && !is_trusted(old, just) && !is_trusted(just, old));
        // The clock of the file system tells, where it has one.
        assert!(is_trusted(now + SECOND, old) && !is_trusted(now + SECOND, 0) && !is_trusted(now + SECOND, now + 1));
        // Whole seconds are told by file systems that know no others.
        assert!(!is_trusted(now - 7, 0) && is_trusted(now - 7 - 3 * SECOND, 0));
    }

    /// What an index holds of a folder.
    fn before(folder: &Path, files: Vec<FileRow>) -> Before {
        let root = Root { path: folder.to_str().unwrap().to_owned(), label: String::new(), source: None };
        let summary = Summary {
            versions: Versions { format: 0, analysis: 0 },
            roots: vec![root],
            files: files.len() as u64,
            totals: Totals::default(),
            depths: Depths::default(),
            digest: String::new(),
            run: 1,
        };
        Before { summary: Some(summary), files }
    }

    /// Gives the paths of the files that are gone, and what is told.
    fn looked(before: &Before) -> (Vec<String>, Vec<String>) {
        let scopes: Vec<Scope> = before.roots().iter().map(|root| Scope { root: root.clone(), extent: Extent::All }).collect();
        let options = Options { threads: 1, now: 0, depth: Depth::Claims, avoid: None, bytes_a_commit: None };
        let plan = plan(before, &scopes, &options).unwrap();
        let told = plan.skipped.iter().map(|skipped| format!("{}: {}", skipped.path, skipped.reason)).collect();
        (plan.gone.iter().map(|row| row.path.clone()).collect(), told)
    }

    #[cfg(unix)]
    #[test]
    fn articles_of_a_disk_that_is_not_mounted_are_kept_till_they_are_given_up() {
        let root = tempfile::tempdir().unwrap();
        let folder = std::fs::canonicalize(root.path()).unwrap();
        std::fs::write(folder.join("a.txt"), "a").unwrap();
        let rows = [("a.txt", false), ("b.txt", false), ("disk/2024/d.txt", true), ("disk/c.txt", true), ("usb/x/e.txt", true)];
        let before = before(&folder, rows.iter().map(|(path, mounted)| row(path, *mounted)).collect());

        // The one's mount point is there and empty, the other's is gone.
        std::fs::create_dir(folder.join("disk")).unwrap();
        let (gone, told) = looked(&before);
        assert_eq!(gone, ["b.txt"]);
        assert!(told.len() == 2 && told[0].starts_with("disk: ") && told[0].contains("keeps 2 articles of it"), "{told:?}");
        assert!(told[1].starts_with("usb: ") && told[1].contains("keeps 1 article of it"), "{told:?}");

        let given_up = |path: &str| forgotten(&folder.join(path), &before).map(|(files, _)| files.len()).ok();
        assert_eq!((given_up("disk"), given_up("usb"), given_up("a.txt")), (Some(2), Some(1), None));
    }
}
