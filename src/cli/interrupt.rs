//! How does a person end a run: what is done is kept, or at once?

use std::io::{self, Write};
use std::process::exit;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit code of a run that was ended by Ctrl-C, as shells give it: 128 and the signal's number.
pub(super) const STOPPED: u8 = 130;

static IS_STOPPED: AtomicBool = AtomicBool::new(false);

/// From here on the first Ctrl-C (or `kill`) is a wish that [`is_stopped`] tells, and the second one ends the program.
pub(super) fn listen() {
    let handler = || {
        if IS_STOPPED.swap(true, Ordering::Relaxed) {
            exit(i32::from(STOPPED));
        }
        // Nobody is left to be told where stderr is closed.
        let _ = writeln!(io::stderr(), "\nwhosaid: stopping: what is done is kept; Ctrl-C again ends at once");
    };
    // Where signals cannot be caught, they end the program as ever: the last commit stands.
    let _ = ctrlc::set_handler(handler);
}

/// Tells whether a person wants the run to end.
pub(super) fn is_stopped() -> bool {
    IS_STOPPED.load(Ordering::Relaxed)
}
