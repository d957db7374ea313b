//! How does a person end a run: what is done is kept, or at once?

use std::io::{self, Write};
use std::process::exit;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The exit code of a run that was ended by Ctrl-C, as shells give it: 128 and the signal's number.
pub(super) const STOPPED: u8 = 130;

static IS_STOPPED: AtomicBool = AtomicBool::new(false);

/// How many wait for a wish to end.
static LISTENING: AtomicUsize = AtomicUsize::new(0);

/// As long as it lives, the first Ctrl-C is a wish that [`is_stopped`] tells.
pub(super) struct Listening(());

impl Drop for Listening {
    fn drop(&mut self) {
        LISTENING.fetch_sub(1, Ordering::Relaxed);
    }
}

/// While what is given lives, the first Ctrl-C (or `kill`, or that the terminal is closed) is a wish that [`is_stopped`] tells, and
/// the second one ends the program.
pub(super) fn listen() -> Listening {
    // Whoever starts the program with a signal ignored (`nohup`, a script's `&`) wants it to outlive that: it stays ignored, and
    // the others are heeded. Where they cannot be caught, they end the program: the last commit stands.
    static HEEDED: Once = Once::new();
    HEEDED.call_once(|| {
        let _ = ctrlc::try_set_handler(wished);
        heed_others();
    });
    LISTENING.fetch_add(1, Ordering::Relaxed);
    Listening(())
}

fn wished() {
    if LISTENING.load(Ordering::Relaxed) == 0 || IS_STOPPED.swap(true, Ordering::Relaxed) {
        exit(i32::from(STOPPED));
    }
    // Nobody is left to be told where stderr is closed.
    let _ = writeln!(io::stderr(), "\nwhosaid: stopping, and telling what is kept; Ctrl-C again ends at once");
}

/// Heeds the signals beside Ctrl-C's.
#[cfg(unix)]
fn heed_others() {
    use signal_hook::consts::{SIGHUP, SIGTERM};
    use signal_hook::iterator::Signals;
    let heeded =
        [(SIGTERM, true), (SIGHUP, false)].into_iter().filter(|(signal, otherwise)| is_heard(*signal).unwrap_or(*otherwise));
    if let Ok(mut signals) = Signals::new(heeded.map(|(signal, _)| signal)) {
        let _ = std::thread::Builder::new().spawn(move || signals.forever().for_each(|_| wished()));
    }
}

#[cfg(not(unix))]
fn heed_others() {}

/// Tells whether the program was not started with a signal ignored; `None` where the system does not say (it does on Linux).
#[cfg(unix)]
fn is_heard(signal: i32) -> Option<bool> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let ignored = u64::from_str_radix(status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?.trim(), 16).ok()?;
    Some(ignored >> (signal - 1) & 1 == 0)
}

/// Tells whether a person wants the run to end.
pub(super) fn is_stopped() -> bool {
    IS_STOPPED.load(Ordering::Relaxed)
}
