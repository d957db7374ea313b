//! Which articles does a path mean that is asked for as answers print it: behind the folder taken in, with a line?

use crate::corpus::written;
use crate::engine::Root;
use crate::model::query::{Field, Leaf, Node, Test};
use std::path::Path;

/// Gives a test on a path, that also finds the path as it is printed where it begins with a folder that was taken in.
pub(super) fn as_printed(roots: &[Root], here: Option<&Path>, leaf: Leaf) -> Node {
    let printed = |typed: &str| below_roots(roots, here, typed);
    let starts: Vec<Test> = match &leaf.test {
        // The line behind a path is no part of it.
        Test::Word(typed) | Test::Phrase { words: typed, .. } => {
            let whole = without_line(typed);
            let bare = (whole != typed).then(|| Test::Word(whole.to_owned()));
            printed(whole).into_iter().map(|rest| beginning(&rest)).chain(bare).collect()
        }
        Test::Prefix(typed) => printed(typed).into_iter().map(|rest| beginning(&rest)).collect(),
        Test::Wildcard(typed) => printed(typed).into_iter().map(Test::Wildcard).collect(),
        _ => Vec::new(),
    };
    if starts.is_empty() {
        return Node::Leaf(leaf);
    }
    let others = starts.into_iter().map(|test| Node::Leaf(Leaf { field: Field::Path, test }));
    Node::Or(std::iter::once(Node::Leaf(leaf.clone())).chain(others).collect())
}

/// Asks for all below a folder, or for paths that begin so.
fn beginning(rest: &str) -> Test {
    if rest.is_empty() { Test::Exists } else { Test::Prefix(rest.to_owned()) }
}

/// Gives what stands behind each folder taken in that a path begins with: as it is, or as it is seen from the caller's folder.
/// Nothing, where it is the folder itself and there are others: paths do not tell of which folder they are.
fn below_roots(roots: &[Root], here: Option<&Path>, typed: &str) -> Vec<String> {
    let typed = typed.strip_prefix("./").unwrap_or(typed);
    let mut found = Vec::new();
    for root in roots {
        let path = Path::new(&root.path);
        let seen = here.and_then(|here| path.strip_prefix(here).ok());
        let forms = [Some(path), seen].into_iter().flatten().filter(|form| !form.as_os_str().is_empty());
        for form in forms {
            let form = written(form);
            let rest = match typed.strip_prefix(&form) {
                Some("") => "",
                Some(rest) if form.ends_with('/') => rest,
                Some(rest) if rest.starts_with('/') => &rest[1..],
                _ => continue,
            };
            if !rest.is_empty() || roots.len() == 1 {
                found.push(rest.to_owned());
            }
        }
    }
    found
}

/// Gives a path without the line or lines that are printed behind it: `a/b.txt:12`, `a/b.txt:12–14`.
fn without_line(typed: &str) -> &str {
    match typed.rsplit_once(':') {
        Some((path, line)) if !path.is_empty() && line.starts_with(|c: char| c.is_ascii_digit()) => {
            let is_line = line.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–'));
            if is_line { path } else { typed }
        }
        _ => typed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(path: &str) -> Root {
        Root { path: path.to_owned(), label: String::new(), source: None }
    }

    #[test]
    fn a_path_is_read_behind_the_folder_that_it_begins_with() {
        let one = [root("/home/ann/news")];
        let here = Some(Path::new("/home/ann"));
        assert_eq!(below_roots(&one, here, "news/gazette/a.txt"), ["gazette/a.txt"]);
        assert_eq!(below_roots(&one, here, "./news/gazette"), ["gazette"]);
        assert_eq!(below_roots(&one, None, "/home/ann/news/gazette"), ["gazette"]);
        assert_eq!(below_roots(&one, here, "news/"), [""]);
        assert!(below_roots(&one, here, "newsroom/a.txt").is_empty());
        assert!(below_roots(&one, here, "gazette/a.txt").is_empty());
        assert!(below_roots(&[root("/home/ann/news"), root("/home/ann/old")], here, "news").is_empty());
    }

    #[test]
    fn a_line_behind_a_path_is_no_part_of_it() {
        assert_eq!(without_line("a/b.txt:12"), "a/b.txt");
        assert_eq!(without_line("a/b.txt:12–14"), "a/b.txt");
        assert_eq!(without_line("a/10:30 news.txt"), "a/10:30 news.txt");
        assert_eq!(without_line(":12"), ":12");
    }
}
