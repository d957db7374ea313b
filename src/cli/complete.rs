//! `whosaid completions`: what does a shell need to complete commands?

use super::{Arguments as All, Outcome, unwritten};
use crate::error::Result;
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::io::Write;

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  whosaid completions bash > ~/.local/share/bash-completion/completions/whosaid")]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Outcome> {
    // Through a buffer: the generator panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut All::command(), "whosaid", &mut script);
    out.write_all(&script).map_err(unwritten)?;
    Ok(Outcome::Found)
}
