//! `whosaid index`: how is the index brought up to date?

use super::store::Place;
use super::surroundings::Surroundings;
use super::{Format, Outcome, interrupt, unwritten, watching};
use crate::analysis::Depth;
use crate::engine::{Engine, Root};
use crate::error::{Error, ErrorKind, Result};
use crate::index::{Index, Means, Writer};
use crate::ingest::{Extent, Options, Progress, Scope, Watch, check, forget, ingest, scopes, told, whole};
use crate::model::answer::{Report, counted};
use crate::render;
use bytesize::ByteSize;
use clap::{Args, ValueEnum, value_parser};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  whosaid index                    bring all recorded folders up to date, or take in ./corpus\n  whosaid index ~/news             take in another folder; what was indexed before stays\n  whosaid index --forget ~/news    take it out again\n  whosaid index --watch            keep the index up to date while files change\n\nCtrl-C keeps the files that are done (with --rebuild the old index) and ends with exit code 130; a second one ends at once, and the last commit stands."
)]
pub(super) struct Arguments {
    /// Folders or files of articles [default: the recorded ones; for a new index corpus]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Make the index anew, whatever version it is of
    #[arg(long)]
    rebuild: bool,
    /// Readers at work at once, at most 256 [default: one a core]
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    /// Memory for articles on their way into the index, as 256M or 2G; with less it gets more parts, which are slower to ask
    #[arg(long, value_name = "SIZE", value_parser = bytes, default_value = "640M")]
    memory: usize,
    /// The source of all articles in the named folders
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// How much is analysed
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = Only::Claims)]
    only: Only,
    /// Take what lies under this path out of the index
    #[arg(long, value_name = "PATH", conflicts_with_all = ["paths", "rebuild", "source", "only"])]
    forget: Option<PathBuf>,
    /// Then go on: bring the index up to date whenever files change, until Ctrl-C
    #[arg(long, conflicts_with = "forget")]
    watch: bool,
    /// How the report is written; with --watch, JSON is a report a line
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// How much is analysed; each holds the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Only {
    Text,
    Entities,
    Claims,
}

impl Only {
    pub(super) fn depth(self) -> Depth {
        match self {
            Only::Text => Depth::Text,
            Only::Entities => Depth::Entities,
            Only::Claims => Depth::Claims,
        }
    }
}

pub(super) fn run(arguments: &Arguments, place: &Place, around: &Surroundings, out: &mut dyn Write) -> Result<Outcome> {
    if arguments.watch {
        return watch(arguments, place, around, out);
    }
    let report = match &arguments.forget {
        Some(path) => forget_path(place, path, around)?,
        None => bring_up_to_date(place, &arguments.paths, &how(arguments, around), around)?,
    };
    match arguments.format {
        Format::Human => render::report(out, &report),
        Format::Json => render::json(out, &report),
    }
    .map_err(unwritten)?;
    if report.articles == 0 && report.left == 0 && arguments.forget.is_none() {
        around.say(&no_articles(place));
    }
    Ok(outcome(&report, arguments.rebuild, around))
}

/// Says that nothing was there to take in, and what could be.
fn no_articles(place: &Place) -> String {
    let roots: Vec<String> =
        Index::roots_at(&place.folder).ok().flatten().unwrap_or_default().into_iter().map(|root| root.path).collect();
    format!(
        "no articles were found in {}: text, HTML, Markdown, JSON and JSONL, feeds and web archives are read, packed or not",
        roots.join(", ")
    )
}

/// Tells whether all was done, and a person what to do where it was not.
fn outcome(report: &Report, anew: bool, around: &Surroundings) -> Outcome {
    if report.left == 0 {
        return Outcome::Found;
    }
    around.say(&match anew {
        true => "stopped before all was read: nothing of the new index was kept".to_owned(),
        false => {
            format!("stopped with {} left: `whosaid index` goes on with them; {}", counted(report.left, "file"), kept(report))
        }
    });
    Outcome::Stopped
}

/// Says how much of a run that was stopped is kept: a file that was not read to its end is not.
fn kept(report: &Report) -> String {
    match report.read {
        0 => "no file of this run was done, and nothing of it is kept".to_owned(),
        files => format!("kept: {}, {} analysed", counted(files, "file"), counted(report.analysed, "article")),
    }
}

/// Reads a size as people write it: bytes, or with a unit.
fn bytes(size: &str) -> std::result::Result<usize, String> {
    let size: Option<ByteSize> = size.parse().ok();
    size.and_then(|size| usize::try_from(size.as_u64()).ok()).ok_or_else(|| "write a size as 512M or 2G".to_owned())
}

/// Brings the index up to date after every burst of changes, until Ctrl-C.
fn watch(arguments: &Arguments, place: &Place, around: &Surroundings, out: &mut dyn Write) -> Result<Outcome> {
    let recorded = if arguments.paths.is_empty() { Index::roots_at(&place.folder)? } else { None };
    let mut watched: Vec<PathBuf> = match (arguments.paths.is_empty(), recorded) {
        (false, _) => arguments.paths.iter().map(|path| around.absolute(path)).collect(),
        (true, None) => vec![place.corpus(around)],
        (true, Some(recorded)) if recorded.is_empty() => return Err(no_folder(place)),
        (true, Some(recorded)) => recorded.into_iter().map(|root| PathBuf::from(root.path)).collect(),
    };
    // Another run may take folders into the index, or give some up.
    let mut folders = || {
        let recorded = if arguments.paths.is_empty() { Index::roots_at(&place.folder).ok().flatten() } else { None };
        if let Some(recorded) = recorded.filter(|recorded| !recorded.is_empty()) {
            watched = recorded.into_iter().map(|root| PathBuf::from(root.path)).collect();
        }
        watched.clone()
    };
    let mut how = how(arguments, around);
    let (mut last, mut anew): (Option<Report>, bool) = (None, how.anew);
    watching::follow(&mut folders, &place.folder, around, &mut || {
        let report = bring_up_to_date(place, &arguments.paths, &how, &around.later())?;
        anew = std::mem::take(&mut how.anew);
        if last.as_ref().is_none_or(|last| is_news(&report, last)) {
            match arguments.format {
                Format::Human => render::report(out, &report),
                Format::Json => render::jsonl(out, &report),
            }
            .map_err(unwritten)?;
            // Whoever follows along must not wait for a buffer to fill.
            out.flush().map_err(unwritten)?;
        }
        last = Some(report);
        Ok(())
    })?;
    Ok(last.map_or(Outcome::Found, |last| outcome(&last, anew, around)))
}

fn is_news(report: &Report, last: &Report) -> bool {
    report.added + report.updated + report.moved + report.removed > 0 || report.skipped != last.skipped
}

fn how(arguments: &Arguments, around: &Surroundings) -> How {
    let readers = arguments.threads.map_or_else(|| around.threads(), usize::from);
    let depth = arguments.only.depth();
    How {
        source: arguments.source.clone(),
        depth,
        means: Means { readers, is_bare: depth == Depth::Text, memory: arguments.memory },
        anew: arguments.rebuild,
    }
}

/// How a run goes about it.
pub(super) struct How {
    /// The source of all that is named.
    pub source: Option<String>,
    pub depth: Depth,
    pub means: Means,
    /// Whether all that the index holds is read and written afresh.
    pub anew: bool,
}

/// Says that all folders were taken out of the index: what was given up is not taken in again unasked.
fn no_folder(place: &Place) -> Error {
    let where_ = place.folder.display();
    Error::usage(format!(
        "the index at {where_} has no folder any more: name one to take in, as in `whosaid index corpus` or `whosaid index ~/news`"
    ))
}

/// Takes in `paths`, or brings the recorded roots up to date, or takes in `corpus` where there is no index.
pub(super) fn bring_up_to_date(place: &Place, paths: &[PathBuf], how: &How, around: &Surroundings) -> Result<Report> {
    let began = std::time::Instant::now();
    // Before anything is touched: a folder that is missing, or rules that are broken, must not cost the index.
    wanted(place, paths, how, around)?;
    let (mut writer, Wanted { recorded, scopes, avoid }) = begin(place, paths, how, around)?;
    let before = writer.before().clone();
    let options = Options {
        threads: how.means.readers,
        now: around.settled(),
        depth: how.depth,
        avoid,
        // Made anew, the old index stands until all of the new one is there.
        bytes_a_commit: (!how.anew).then_some(Options::BYTES_A_COMMIT),
    };
    let listening = interrupt::listen();
    let bar = Bar::new(around.watched);
    let mut report = match ingest(&mut writer, &before, &scopes, &options, &bar) {
        Ok(report) => report,
        Err(error) => {
            writer.abandon();
            return Err(error);
        }
    };
    bar.0.finish_and_clear();
    drop(listening);
    if how.anew {
        // Before the old index is given up: what went away before anything of it was read is missed by nobody else.
        check(&scopes, |root| held(place, &recorded, root), options.avoid.as_deref())?;
    }
    writer.close()?;
    if how.anew && report.left > 0 {
        // What is held is what was held before.
        let held = Index::open(&place.folder).ok().flatten();
        report = told(report, held.map(|held| held.summary().clone()));
    }
    report.seconds = began.elapsed().as_secs_f64();
    Ok(report)
}

/// Opens the index for writing, and tells what is wanted by what it records from then on: until nobody else writes, another run may
/// take in folders, or give some up.
fn begin(place: &Place, paths: &[PathBuf], how: &How, around: &Surroundings) -> Result<(Writer, Wanted)> {
    let writer = match how.anew {
        true => Writer::open_anew(&place.folder, how.means)?,
        false => Writer::open(&place.folder, how.means)?,
    };
    Ok((writer, wanted(place, paths, how, around)?))
}

/// What a run is to look at.
struct Wanted {
    /// The roots that the index records.
    recorded: Vec<Root>,
    scopes: Vec<Scope>,
    /// The index's own folder, where it is there.
    avoid: Option<PathBuf>,
}

/// Tells what a run is to look at: `paths`, or the recorded roots, or `corpus` where there is no index.
///
/// # Errors
/// Where a run over it may not begin.
fn wanted(place: &Place, paths: &[PathBuf], how: &How, around: &Surroundings) -> Result<Wanted> {
    let mut paths: Vec<PathBuf> = paths.iter().map(|path| around.absolute(path)).collect();
    let roots = match Index::roots_at(&place.folder) {
        // Made anew from folders that are named, what was recorded need not be known.
        Err(error) if error.kind() == ErrorKind::Index && how.anew && !paths.is_empty() => None,
        roots => roots?,
    };
    let recorded = match roots {
        Some(recorded) if recorded.is_empty() && paths.is_empty() => return Err(no_folder(place)),
        Some(recorded) => recorded,
        None => Vec::new(),
    };
    if paths.is_empty() && recorded.is_empty() {
        paths.push(place.corpus(around));
    }
    let scopes = named(&paths, &recorded, how.source.as_deref(), how.anew)?;
    let avoid = std::fs::canonicalize(&place.folder).ok();
    let is_inside = |scope: &&Scope| avoid.as_ref().is_some_and(|folder| Path::new(&scope.root.path).starts_with(folder));
    if let Some(scope) = scopes.iter().find(is_inside) {
        return Err(Error::usage(format!("cannot index {}: it lies in the index's own folder", scope.root.path)));
    }
    check(&scopes, |root| held(place, &recorded, root), avoid.as_deref())?;
    Ok(Wanted { recorded, scopes, avoid })
}

/// Counts the articles of a root that the index holds; `None` of an index of another version, which is made anew.
fn held(place: &Place, recorded: &[Root], root: &Root) -> Option<usize> {
    if !recorded.iter().any(|known| known.path == root.path) {
        return Some(0);
    }
    let files = Index::open(&place.folder).ok()??.files().ok()?;
    Some(files.iter().filter(|row| row.root == root.label).map(|row| row.articles.len()).sum())
}

/// Gives the scopes that are named; made anew, all of their roots and the other recorded ones too.
fn named(paths: &[PathBuf], recorded: &[Root], source: Option<&str>, anew: bool) -> Result<Vec<Scope>> {
    let mut named = scopes(paths, recorded, source)?;
    if anew && !paths.is_empty() {
        named.iter_mut().for_each(|scope| scope.extent = Extent::All);
        let known: HashSet<String> = named.iter().map(|scope| scope.root.path.clone()).collect();
        for root in recorded.iter().filter(|root| !known.contains(&root.path)) {
            named.push(whole(root)?);
        }
    }
    Ok(named)
}

fn forget_path(place: &Place, path: &Path, around: &Surroundings) -> Result<Report> {
    let began = std::time::Instant::now();
    if Index::open(&place.folder)?.is_none() {
        return Err(Error::usage(format!("there is no index at {} to forget anything from", place.folder.display())));
    }
    let mut writer = Writer::open(&place.folder, 1)?;
    let before = writer.before().clone();
    let mut report = forget(&mut writer, &before, &around.absolute(path))?;
    writer.close()?;
    report.seconds = began.elapsed().as_secs_f64();
    Ok(report)
}

/// A progress bar on stderr; hidden where nobody watches.
struct Bar(ProgressBar);

impl Bar {
    fn new(watched: bool) -> Self {
        if !watched {
            return Bar(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template("{bar:30} {msg}, {bytes_per_sec}, {eta} left");
        Bar(ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
    }
}

impl Watch for Bar {
    fn progress(&self, progress: Progress) {
        self.0.set_length(progress.of_bytes);
        self.0.set_position(progress.bytes);
        self.0.set_message(format!("{} of {} files, {} articles", progress.files, progress.of_files, progress.articles));
    }

    fn is_stopped(&self) -> bool {
        interrupt::is_stopped()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Color;
    use super::*;
    use std::time::Duration;

    /// Tests beside this one start programs, which for a moment hold the locks that this one has.
    fn patiently<T>(run: impl Fn() -> Result<T>) -> T {
        for _ in 0..500 {
            match run() {
                Err(error) if error.to_string().contains("is at work there") => std::thread::sleep(Duration::from_millis(20)),
                other => return other.expect("it is done"),
            }
        }
        panic!("the index stays locked")
    }

    #[test]
    fn a_folder_that_another_run_takes_in_before_nobody_else_writes_is_made_anew_too() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("corpus", "Otters return\n\nOtters came."), ("more", "Heron seen\n\nA heron came.")] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
            std::fs::write(folder.path().join(name).join("a.txt"), text).unwrap();
        }
        let around = Surroundings::read(Color::Never);
        let place = Place::new(Some(folder.path().join("index")), &around);
        let how = |anew| How { source: None, depth: Depth::Text, means: 1.into(), anew };
        let take_in = |name: &str| patiently(|| bring_up_to_date(&place, &[folder.path().join(name)], &how(false), &around));
        take_in("corpus");
        assert_eq!(wanted(&place, &[], &how(true), &around).unwrap().scopes.len(), 1);
        take_in("more");
        let (writer, wanted) = patiently(|| begin(&place, &[], &how(true), &around));
        assert_eq!((wanted.scopes.len(), wanted.recorded.len()), (2, 2));
        drop(writer);
    }
}
