//! How does a person end a run: what is done is kept, or at once?

use std::io::{self, Write};
use std::process::exit;
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

/// While what is given lives, the first Ctrl-C (or `kill`) is a wish that [`is_stopped`] tells, and the second one ends the
/// program.
pub(super) fn listen() -> Listening {
    let handler = || {
        if LISTENING.load(Ordering::Relaxed) == 0 || IS_STOPPED.swap(true, Ordering::Relaxed) {
            exit(i32::from(STOPPED));
        }
        // Nobody is left to be told where stderr is closed.
        let _ = writeln!(io::stderr(), "\nwhosaid: stopping, and telling what is kept; Ctrl-C again ends at once");
    };
    // Whoever starts the program with one of the signals ignored (`nohup`, a script's `&`) wants it to outlive the terminal: what
    // is ignored stays so, and the others end the program at once, as where signals cannot be caught: the last commit stands.
    let _ = ctrlc::try_set_handler(handler);
    LISTENING.fetch_add(1, Ordering::Relaxed);
    Listening(())
}

/// Tells whether a person wants the run to end.
pub(super) fn is_stopped() -> bool {
    IS_STOPPED.load(Ordering::Relaxed)
}
