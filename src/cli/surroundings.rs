//! What is around the program: terminal, clock, current folder?

use super::Color;
use crate::ingest::TICK;
use crate::render::{Look, clean, folded};
use anstream::adapter::strip_bytes;
use anstream::{AutoStream, ColorChoice};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

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
    colored: bool,
}

impl Surroundings {
    pub(super) fn read(color: Color) -> Self {
        let terminal = io::stdout().is_terminal();
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        // POSIX: who sets COLUMNS wants that width, be it of a terminal or not.
        let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
        let width = asked.or(terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))).unwrap_or(WIDTH);
        Surroundings {
            here: std::env::current_dir().ok(),
            now: Timestamp::now(),
            width,
            links: terminal && !dumb && color != Color::Never,
            watched: io::stderr().is_terminal(),
            colored: match color {
                Color::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
                Color::Always => true,
                Color::Never => false,
            },
        }
    }

    /// Gives what is around the program at this moment, for a run that begins after the program did.
    pub(super) fn later(&self) -> Self {
        Surroundings { now: Timestamp::now(), ..self.clone() }
    }

    /// Gives the stream for answers, as they are.
    pub(super) fn stdout(&self) -> Box<dyn Write> {
        Box::new(BufWriter::new(io::stdout().lock()))
    }

    /// Writes for a person: styles are left out where they are not wanted.
    pub(super) fn for_person(
        &self,
        out: &mut dyn Write,
        write: impl FnOnce(&mut dyn Write, Look<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let look = Look { width: self.width, links: self.here.as_deref().filter(|_| self.links) };
        if self.colored {
            return write(out, look);
        }
        let mut styled = Vec::new();
        write(&mut styled, look)?;
        strip_bytes(&styled).try_for_each(|plain| out.write_all(plain))
    }

    /// Says something about the answer, on stderr: folded between words for a person, and for a program a line each, which no line
    /// end in a file's name breaks.
    pub(super) fn say(&self, words: &str) {
        let words = clean(words, false);
        let words = if self.watched { folded(&words, self.width) } else { words };
        // Nobody is left to be told where stderr is closed.
        let _ = writeln!(io::stderr(), "{words}");
    }

    /// Gives a path as it is from the current folder.
    pub(super) fn absolute(&self, path: &Path) -> PathBuf {
        self.here.as_ref().map_or_else(|| path.to_owned(), |here| here.join(path))
    }

    /// Gives today's date, in UTC, as all dates of articles without a zone.
    pub(super) fn today(&self) -> Date {
        self.now.to_zoned(TimeZone::UTC).date()
    }

    /// Gives the moment in nanoseconds since 1970, as soon as what was written before the program began is told by its time
    /// from what is written from then on.
    pub(super) fn settled(&self) -> i64 {
        let nanoseconds = |moment: Timestamp| i64::try_from(moment.as_nanosecond()).unwrap_or(i64::MAX);
        let (began, mut now) = (nanoseconds(self.now), nanoseconds(Timestamp::now()));
        // Where the clock was set back meanwhile, no waiting would do.
        let left = TICK.saturating_sub(Duration::from_nanos(u64::try_from(now - began).unwrap_or(u64::MAX)));
        if !left.is_zero() {
            std::thread::sleep(left);
            now = nanoseconds(Timestamp::now());
        }
        now
    }

    /// Gives how many threads there are to work with.
    pub(super) fn threads(&self) -> usize {
        std::thread::available_parallelism().map_or(1, usize::from)
    }
}
