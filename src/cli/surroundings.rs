//! What is around the program: terminal, clock, current folder?

use super::Color;
use crate::render::{Look, clean};
use anstream::AutoStream;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;

/// Columns where no terminal tells.
const WIDTH: usize = 80;

/// What is around the program, read once.
#[derive(Clone, Debug)]
pub(super) struct Surroundings {
    pub here: Option<PathBuf>,
    pub now: Timestamp,
    /// Whether words and progress bars reach a person.
    pub watched: bool,
    width: usize,
    links: bool,
    color: anstream::ColorChoice,
}

impl Surroundings {
    pub(super) fn read(color: Color) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
        Surroundings {
            here: std::env::current_dir().ok(),
            now: Timestamp::now(),
            width,
            links: terminal && !dumb && color != Color::Never,
            watched: std::io::stderr().is_terminal(),
            color: match color {
                Color::Auto => anstream::ColorChoice::Auto,
                Color::Always => anstream::ColorChoice::Always,
                Color::Never => anstream::ColorChoice::Never,
            },
        }
    }

    /// Gives the stream for answers: styles are left out where they are not wanted.
    pub(super) fn stdout(&self) -> Box<dyn Write> {
        let stdout = std::io::stdout();
        let choice = match self.color {
            anstream::ColorChoice::Auto => AutoStream::choice(&stdout),
            chosen => chosen,
        };
        Box::new(AutoStream::new(Box::new(BufWriter::new(stdout.lock())) as Box<dyn Write>, choice))
    }

    /// Gives how a person's terminal looks.
    pub(super) fn look(&self) -> Look<'_> {
        Look { width: self.width, links: self.here.as_deref().filter(|_| self.links) }
    }

    /// Says something about the answer, on stderr.
    pub(super) fn say(&self, words: &str) {
        // Nobody is left to be told where stderr is closed.
        let _ = writeln!(std::io::stderr(), "{}", clean(words, true));
    }

    /// Gives today's date, in UTC, as all dates of articles without a zone.
    pub(super) fn today(&self) -> Date {
        self.now.to_zoned(TimeZone::UTC).date()
    }

    /// Gives the moment in nanoseconds since 1970.
    pub(super) fn nanoseconds(&self) -> i64 {
        i64::try_from(self.now.as_nanosecond()).unwrap_or(i64::MAX)
    }

    /// Gives how many threads there are to work with.
    pub(super) fn threads(&self) -> usize {
        std::thread::available_parallelism().map_or(1, usize::from)
    }
}
