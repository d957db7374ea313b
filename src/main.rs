//! Hands the arguments to `whosaid::cli::run` and returns its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    whosaid::cli::run(std::env::args_os())
}
