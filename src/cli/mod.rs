//! Face: what does a person type, and what comes back?
//!
//! Only here are the arguments, the environment, the clock, the current folder and the terminal read.

mod analyze;
mod asking;
mod complete;
mod guard;
mod index;
mod interrupt;
mod names;
mod show;
mod status;
mod store;
mod surroundings;
mod trace;
mod verify;
mod watching;

use crate::error::{Error, ErrorKind, Result};
use crate::render::clean;
use clap::{Parser, Subcommand, ValueEnum};
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
pub use store::LOOKED_AFTER;
use surroundings::Surroundings;

/// Who said what in a folder of news articles, about whom, and exactly where it is written.
#[derive(Debug, Parser)]
#[command(name = "whosaid", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(
    after_help = "Exit codes: 0 found or done, 1 nothing found (verify: something changed), 2 failed or bad usage, 130 stopped by Ctrl-C."
)]
struct Arguments {
    /// The folder of the index [default: index]
    #[arg(long, global = true, value_name = "FOLDER")]
    index: Option<PathBuf>,

    /// When to colour
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    color: Color,

    #[command(subcommand)]
    command: Command,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

/// How what is no list of hits is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Bring the index up to date with folders of articles
    Index(index::Arguments),
    /// Find passages, best first, with the claims in them
    Search(asking::Arguments),
    /// Find claims: who said what
    Claims(asking::Arguments),
    /// Tell where a quotation comes from and how it was altered
    Trace(trace::Arguments),
    /// List the people, organizations, places and other names there are to filter by
    Entities(names::Entities),
    /// List the sources there are to filter by
    Sources(names::Sources),
    /// Show a whole article with a passage or claim of it marked
    Show(show::Arguments),
    /// Print what is found in files, without an index
    Analyze(analyze::Arguments),
    /// Read the files again and tell which are as they were when indexed
    Verify(verify::Arguments),
    /// Tell what the index holds
    Status(status::Arguments),
    /// Print shell completions
    Completions(complete::Arguments),
}

/// What a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Found, or done.
    Found,
    /// Nothing found; of `verify`: something is not as it was.
    Nothing,
    /// Ended by Ctrl-C before all was done.
    Stopped,
}

/// Runs the program with its arguments, the program's name first, and gives the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let typed: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&typed) {
        Ok(arguments) => arguments,
        // What is typed wrong is told with what was typed: without styles, as no style can be told from one in an argument.
        Err(error) if error.use_stderr() && typed.iter().any(|argument| is_steering(argument)) => {
            // Nobody is left to be told where stderr is closed.
            let _ = write!(std::io::stderr(), "{}", clean(&error.render().to_string(), true));
            return ExitCode::from(2);
        }
        Err(error) => {
            let failed = error.print().is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe);
            return ExitCode::from(if failed || error.exit_code() != 0 { 2 } else { 0 });
        }
    };
    let around = Surroundings::read(arguments.color);
    let mut out = around.stdout();
    let outcome = guard::guarded(|| {
        let outcome = command(&arguments, &around, &mut out)?;
        out.flush().map_err(|error| Error::io("cannot write the answer", error))?;
        Ok(outcome)
    });
    match outcome {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Stopped) => ExitCode::from(interrupt::STOPPED),
        // Whoever reads has enough: `whosaid … | head` is a success.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            around.say(&format!("whosaid: {error}"));
            // One code for every kind: 2, as grep's.
            match error.kind() {
                ErrorKind::Usage | ErrorKind::Io | ErrorKind::Index => ExitCode::from(2),
            }
        }
    }
}

fn command(arguments: &Arguments, around: &Surroundings, out: &mut dyn Write) -> Result<Outcome> {
    let place = store::Place::new(arguments.index.clone(), around);
    match &arguments.command {
        Command::Index(arguments) => index::run(arguments, &place, around, out),
        Command::Search(arguments) => asking::run(arguments, asking::What::Passages, &place, around, out),
        Command::Claims(arguments) => asking::run(arguments, asking::What::Claims, &place, around, out),
        Command::Trace(arguments) => trace::run(arguments, &place, around, out),
        Command::Entities(arguments) => names::entities(arguments, &place, around, out),
        Command::Sources(arguments) => names::sources(arguments, &place, around, out),
        Command::Show(arguments) => show::run(arguments, &place, around, out),
        Command::Analyze(arguments) => analyze::run(arguments, &place, around, out),
        Command::Verify(arguments) => verify::run(arguments, &place, around, out),
        Command::Status(arguments) => status::run(arguments, &place, around, out),
        Command::Completions(arguments) => complete::run(arguments, out),
    }
}

fn is_closed_pipe(error: &Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// Tells whether an argument holds what a terminal would obey.
fn is_steering(argument: &OsStr) -> bool {
    let argument = argument.to_string_lossy();
    clean(&argument, true) != argument
}

/// Reads how many of something are wanted.
fn count(number: &str) -> std::result::Result<usize, String> {
    number.parse().map_err(|error: std::num::ParseIntError| match error.kind() {
        std::num::IntErrorKind::PosOverflow => format!("write a smaller number: nothing here is counted beyond {}", usize::MAX),
        _ => "write a whole number, as 10; of hits 0 is all".to_owned(),
    })
}

/// Names what failed where an answer cannot be written.
fn unwritten(error: std::io::Error) -> Error {
    Error::io("cannot write the answer", error)
}
