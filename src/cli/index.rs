//! `whosaid index`: how is the index brought up to date?

use super::store::{Place, before};
use super::surroundings::Surroundings;
use super::{Outcome, unwritten};
use crate::analysis::Depth;
use crate::engine::{Engine, Sink};
use crate::error::{Error, Result};
use crate::index::{Index, Writer};
use crate::ingest::{Before, Options, Watch, forget, ingest, scopes};
use crate::model::answer::Report;
use crate::render;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  whosaid index                    bring all recorded folders up to date, or take in ./corpus\n  whosaid index ~/news             take in another folder; what was indexed before stays\n  whosaid index --forget ~/news    take it out again"
)]
pub(super) struct Arguments {
    /// Folders or files of articles [default: the recorded ones, else corpus]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Make the index anew, whatever version it is of
    #[arg(long)]
    rebuild: bool,
    /// Readers at work at once [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// The source of all articles in the named folders
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// How much is analysed
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = Only::Claims)]
    only: Only,
    /// Take what lies under this path out of the index
    #[arg(long, value_name = "PATH", conflicts_with_all = ["paths", "rebuild", "source", "only"])]
    forget: Option<PathBuf>,
    /// How the report is written
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

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Human,
    Json,
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
    let threads = arguments.threads.unwrap_or_else(|| around.threads()).max(1);
    let report = match &arguments.forget {
        Some(path) => forget_path(place, path)?,
        None => {
            let how = How { source: arguments.source.clone(), depth: arguments.only.depth(), threads, anew: arguments.rebuild };
            bring_up_to_date(place, &arguments.paths, &how, around)?
        }
    };
    match arguments.format {
        Format::Human => render::report(out, &report),
        Format::Json => render::json(out, &report),
    }
    .map_err(unwritten)?;
    Ok(Outcome::Found)
}

/// How a run goes about it.
pub(super) struct How {
    /// The source of all that is named.
    pub source: Option<String>,
    pub depth: Depth,
    pub threads: usize,
    /// Whether all that the index holds is read and written afresh.
    pub anew: bool,
}

/// Takes in `paths`, or brings the recorded roots up to date, or takes in `corpus` where there are none.
pub(super) fn bring_up_to_date(place: &Place, paths: &[PathBuf], how: &How, around: &Surroundings) -> Result<Report> {
    let began = std::time::Instant::now();
    let before = if how.anew { emptied(place)? } else { held(place)? };
    let mut paths = paths.to_vec();
    if how.anew {
        paths.extend(before.roots.iter().map(|root| PathBuf::from(&root.path)));
    }
    if paths.is_empty() && before.roots.is_empty() {
        paths.push(place.corpus(around));
    }
    let scopes = scopes(&paths, &before.roots, how.source.as_deref())?;
    let mut writer = Writer::open(&place.folder, how.threads)?;
    if how.anew {
        writer.clear()?;
    }
    let avoid = std::fs::canonicalize(&place.folder).ok();
    let options = Options { threads: how.threads, now: around.nanoseconds(), depth: how.depth, avoid };
    let bar = Bar::new(around.watched);
    let (mut report, _) = ingest(&mut writer, &before, &scopes, &options, &bar)?;
    bar.0.finish_and_clear();
    writer.close()?;
    complete(place, &mut report)?;
    report.seconds = began.elapsed().as_secs_f64();
    Ok(report)
}

/// Gives what the index has taken in.
fn held(place: &Place) -> Result<Before> {
    Index::open(&place.folder)?.map_or_else(|| Ok(Before::default()), |index| before(&index))
}

/// Gives the roots alone, so that all is read again; an index of another version is removed, since nothing of it can be kept.
fn emptied(place: &Place) -> Result<Before> {
    let roots = Index::roots_at(&place.folder);
    if Index::open(&place.folder).is_err() {
        Writer::wipe(&place.folder)?;
    }
    Ok(Before { roots, files: Vec::new() })
}

fn forget_path(place: &Place, path: &std::path::Path) -> Result<Report> {
    let began = std::time::Instant::now();
    let Some(index) = Index::open(&place.folder)? else {
        return Err(Error::usage(format!("there is no index at {} to forget anything from", place.folder.display())));
    };
    let before = before(&index)?;
    let (files, roots) = forget(path, &before)?;
    let mut writer = Writer::open(&place.folder, 1)?;
    let mut report = Report::default();
    for file in files {
        writer.remove(file)?;
        report.removed += file.articles.len() as u64;
    }
    writer.commit(&roots)?;
    writer.close()?;
    complete(place, &mut report)?;
    report.seconds = began.elapsed().as_secs_f64();
    Ok(report)
}

/// Fills in what the index holds after the run.
fn complete(place: &Place, report: &mut Report) -> Result<()> {
    let Some(index) = Index::open(&place.folder)? else { return Ok(()) };
    let summary = index.summary();
    (report.articles, report.passages, report.claims) =
        (summary.totals.articles, summary.totals.passages, summary.totals.claims);
    report.digest = summary.digest.clone();
    Ok(())
}

/// A progress bar on stderr; hidden where nobody watches.
struct Bar(ProgressBar);

impl Bar {
    fn new(watched: bool) -> Self {
        if !watched {
            return Bar(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {per_sec}, {eta} left");
        Bar(ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
    }
}

impl Watch for Bar {
    fn progress(&self, done: usize, total: usize) {
        self.0.set_length(total as u64);
        self.0.set_position(done as u64);
    }
}
