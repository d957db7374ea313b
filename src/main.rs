//! Hands the arguments to `whosaid::cli::run` and returns its exit code.

use std::process::ExitCode;

/// Indexing makes and drops small strings on many threads; the figures are in docs/speed.md.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    whosaid::cli::run(std::env::args_os())
}
