//! Does the README show what the program prints?

use crate::newsroom::{Newsroom, outcome, program, repository};
use std::process::{Command, Stdio};

/// A command as it stands in the README, and the lines under it.
#[derive(Debug, PartialEq, Eq)]
struct Example {
    command: String,
    output: Vec<String>,
}

/// Gives the commands of the blocks that open with "```console".
fn examples(text: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let (mut inside, mut continues) = (false, false);
    for line in text.lines() {
        match (inside, line.strip_prefix("$ ")) {
            (false, _) => inside = line.trim_end() == "```console",
            (true, _) if line.starts_with("```") => inside = false,
            (true, Some(command)) => examples.push(Example { command: command.to_owned(), output: Vec::new() }),
            (true, None) => match examples.last_mut() {
                Some(last) if continues => last.command = format!("{}\n{line}", last.command),
                Some(last) => last.output.push(line.to_owned()),
                None => panic!("a console block begins with `$ `: {line}"),
            },
        }
        continues = inside && line.ends_with('\\') && (continues || line.starts_with("$ "));
    }
    // A blank line before the next command is for the eye.
    for example in &mut examples {
        while example.output.last().is_some_and(|line| line.is_empty()) {
            example.output.pop();
        }
    }
    examples
}

/// Tells whether lines are as shown: `…` stands for anything within a line, and alone for any number of lines.
fn fits(shown: &[String], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.iter().all(|line| line.is_empty()),
        Some((line, rest)) if line.trim() == "…" => (0..=printed.len()).any(|skip| fits(rest, &printed[skip..])),
        Some((line, rest)) => printed.split_first().is_some_and(|(first, others)| fits_line(line, first) && fits(rest, others)),
    }
}

fn fits_line(shown: &str, printed: &str) -> bool {
    // Long lines end in "…" of the program's own; they fit as they are.
    if shown.trim_end() == printed.trim_end() {
        return true;
    }
    let mut parts = shown.trim_end().split('…');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = printed.strip_prefix(first) else { return false };
    let parts: Vec<&str> = parts.collect();
    for (number, part) in parts.iter().enumerate() {
        let at =
            if number + 1 == parts.len() { rest.ends_with(part).then(|| rest.len() - part.len()) } else { rest.find(part) };
        let Some(at) = at else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty()
}

/// Gives the command for the shell, where it is one of ours.
fn ours(command: &str) -> Option<String> {
    let command = command.replace("cargo run --release --quiet --", "whosaid").replace("cargo run --release --", "whosaid");
    command
        .contains("whosaid ")
        .then_some(command)
        .filter(|command| !command.starts_with("git ") && !command.starts_with("cargo "))
}

/// Runs the examples of a text in one newsroom, one after the other, and gives how many were run.
fn run_all(text: &str) -> usize {
    let room = Newsroom::with_corpus();
    let path = format!("{}:{}", program().parent().unwrap().display(), std::env::var("PATH").unwrap_or_default());
    let mut count = 0;
    for example in examples(text) {
        let Some(command) = ours(&example.command) else {
            eprintln!("not run: {}", example.command);
            continue;
        };
        let mut shell = Command::new("sh");
        shell.args(["-c", &command]).current_dir(room.folder()).env("PATH", &path).env_remove("NO_COLOR");
        let run = outcome(shell.stdin(Stdio::null()));
        // What is said about an answer (stderr) may be shown before it, or not at all.
        let with_words = format!("{}{}", run.err, run.out);
        let shows = |printed: &str| fits(&example.output, &printed.lines().collect::<Vec<_>>());
        let shown = example.output.join("\n");
        assert!(shows(&run.out) || shows(&with_words), "$ {}\nshown:\n{shown}\n\nprinted:\n{with_words}", example.command);
        count += 1;
    }
    count
}

#[cfg(unix)]
#[test]
fn a_readme_shows_what_the_program_prints() {
    let text = "# Words\n\n```console\n$ cargo install whosaid\nlong output\n$ cargo run --release -- index\n79 added; …\nthe index holds 79 articles, … (… s)\n…\n\n\
                $ whosaid search zzyzx; echo $?\n…\n1\n```\n\n```sh\nwhosaid is not run here\n```\n\n```console\n$ whosaid sources \\\n    --format jsonl | wc -l\n…12\n```\n";
    assert_eq!(run_all(text), 3);
}

#[cfg(unix)]
#[test]
fn the_readme_shows_what_the_program_prints() {
    match std::fs::read_to_string(repository().join("README.md")) {
        Ok(text) => eprintln!("{} commands of the README", run_all(&text)),
        Err(_) => eprintln!("there is no README yet"),
    }
}

#[test]
fn an_ellipsis_stands_for_anything() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    for (shown, printed, expected) in [
        ("a\n…\nd", "a\nb\nc\nd", true),
        ("a\n…", "a", true),
        ("a …", "a b", true),
        ("a … c (… s)", "a b c (1.5 s)", true),
        ("a … c", "a b d", false),
        ("a", "a\nb", false),
        ("a\nb", "a", false),
        ("cut…", "cut…", true),
    ] {
        assert_eq!(fits(&lines(shown), &printed.lines().collect::<Vec<_>>()), expected, "{shown:?} {printed:?}");
    }
}
