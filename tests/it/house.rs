//! Does the code keep to the house rules that no lint knows?

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Lines of a file before its tests, at most (CONTRIBUTING.md).
const LONGEST: usize = 600;

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()))
}

/// Source files with their text up to the tests, comments left out.
fn sources() -> Vec<(PathBuf, String)> {
    let src = repository().join("src");
    let files = walkdir::WalkDir::new(&src).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    files
        .filter(|path| !is_test_file(path))
        .map(|path| {
            let text = read(&path);
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let code: Vec<&str> = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
            (path.strip_prefix(&src).unwrap().to_owned(), code.join("\n"))
        })
        .collect()
}

/// A file that a `#[cfg(test)] mod name;` of its parent names, or that lies in the folder of such a module.
fn is_test_file(path: &Path) -> bool {
    let names_it = |module: &Path| {
        let name = module.file_stem().unwrap().to_string_lossy().into_owned();
        let folder = module.parent().unwrap();
        let parents = [folder.join("mod.rs"), folder.with_extension("rs")];
        parents
            .iter()
            .filter(|parent| parent.is_file())
            .any(|parent| read(parent).contains(&format!("#[cfg(test)]\nmod {name};")))
    };
    path.ancestors()
        .take_while(|module| module.starts_with(repository().join("src")) && *module != repository().join("src"))
        .any(names_it)
}

/// The words that stand before `::` with what follows each: `("crate", "model")`.
fn paths(code: &str) -> BTreeSet<(String, String)> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("::") {
        let before: String = code[..at].chars().rev().take_while(|c| is_name(*c)).collect();
        let before: String = before.chars().rev().collect();
        let preceded = code[..at - before.len()].ends_with("::");
        let rest = &code[at + 2..];
        if preceded || before.is_empty() {
            continue;
        }
        match rest.strip_prefix('{') {
            Some(group) if before == "crate" => {
                let group = group.split('}').next().unwrap_or_default();
                found.extend(
                    group.split(',').map(|part| (before.clone(), part.trim().chars().take_while(|c| is_name(*c)).collect())),
                );
            }
            _ => {
                found.insert((before.clone(), rest.chars().take_while(|c| is_name(*c)).collect()));
            }
        }
    }
    found
}

/// ARCHITECTURE.md's table: for each module, the modules and the packages that it may name.
fn table() -> BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)> {
    let text = read(&repository().join("ARCHITECTURE.md"));
    let rows = text.lines().skip_while(|line| !line.starts_with("| module | may import | may name |")).skip(2);
    let names = |cell: &str| -> BTreeSet<String> {
        cell.split(',')
            .map(|name| name.trim().trim_matches('`').to_owned())
            .filter(|name| !name.is_empty() && name != "–")
            .collect()
    };
    rows.take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
            (cells[0].trim().trim_matches('`').to_owned(), (names(cells[1]), names(cells[2])))
        })
        .collect()
}

/// The packages of Cargo.toml, as code names them.
fn packages() -> BTreeSet<String> {
    let manifest: toml::Table = read(&repository().join("Cargo.toml")).parse().unwrap();
    manifest["dependencies"].as_table().unwrap().keys().map(|name| name.replace('-', "_")).collect()
}

#[test]
fn modules_import_only_what_the_table_in_architecture_allows() {
    let (table, packages) = (table(), packages());
    assert!(table.len() >= 10, "ARCHITECTURE.md has lost its table of imports");
    let modules: BTreeSet<&String> = table.keys().collect();
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let first = path.iter().next().unwrap().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs").to_owned();
        if module == "main" || module == "lib" {
            continue;
        }
        let Some((imports, named)) = table.get(&module) else {
            wrong.push(format!("{module} has no row"));
            continue;
        };
        for (before, after) in paths(&code) {
            if before == "crate" && modules.contains(&after) && after != module && !imports.contains(&after) {
                wrong.push(format!("{} imports {after}", path.display()));
            }
            if packages.contains(&before) && !named.contains(&before) {
                wrong.push(format!("{} names the package {before}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "not allowed by ARCHITECTURE.md:\n{}", wrong.join("\n"));
}

#[test]
fn the_table_allows_nothing_that_is_not_used_and_no_cycle() {
    let table = table();
    let order: Vec<&str> =
        vec!["error", "model", "corpus", "analysis", "query", "engine", "index", "ingest", "ask", "render", "cli"];
    assert_eq!(
        table.keys().map(String::as_str).collect::<BTreeSet<_>>(),
        order.iter().copied().collect(),
        "a module without a place in the layers"
    );
    for (at, module) in order.iter().enumerate() {
        for import in &table[*module].0 {
            let of_import = order.iter().position(|other| other == import);
            assert!(of_import.is_some_and(|below| below < at), "{module} may import {import}, which does not stand below it");
        }
    }
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, code) in sources() {
        let module = path.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
        let names = paths(&code).into_iter().map(|(before, after)| if before == "crate" { after } else { before });
        used.entry(module).or_default().extend(names);
    }
    for (module, (imports, named)) in &table {
        for name in imports.iter().chain(named) {
            assert!(used[module].contains(name), "{module} does not use {name}: take it out of the table");
        }
    }
}

#[test]
fn every_file_says_what_question_it_answers_and_keeps_its_length() {
    for entry in walkdir::WalkDir::new(repository().join("src")).into_iter().map(|entry| entry.unwrap()) {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = read(path);
        assert!(text.starts_with("//! "), "{} does not open with the question it answers", path.display());
        let lines = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines before its tests: split it by meaning", path.display());
    }
}

#[test]
fn nothing_is_put_off_or_left_over() {
    for (path, code) in sources() {
        for left_over in ["todo!(", "unimplemented!(", "dbg!(", "TODO", "FIXME", ".unwrap()", "#[ignore"] {
            assert!(!code.contains(left_over), "{} holds {left_over}", path.display());
        }
    }
}

/// Columns of a comment, and of a document's text, at most, a few more than of code (rustfmt.toml): no formatter folds them.
const WIDEST: usize = 132;

#[test]
fn no_comment_is_wider_than_the_page() {
    let files = ["src", "tests/it", "benches", "training"].map(|folder| walkdir::WalkDir::new(repository().join(folder)));
    let paths = files.into_iter().flatten().map(|entry| entry.unwrap().into_path());
    for path in paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
        for (line, number) in read(&path).lines().zip(1..) {
            let is_wide = line.trim_start().starts_with("//") && line.chars().count() > WIDEST;
            assert!(!is_wide, "{}:{number} has {} columns", path.display(), line.chars().count());
        }
    }
}

#[test]
fn no_text_of_a_document_is_wider_than_the_page() {
    // The page of `training` is written by its program.
    let folders = ["", "docs", "fuzz"].map(|folder| std::fs::read_dir(repository().join(folder)).unwrap());
    let paths = folders.into_iter().flatten().map(|entry| entry.unwrap().path());
    for path in paths.filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        let (text, mut is_example) = (read(&path), false);
        for (line, number) in text.lines().zip(1..) {
            is_example ^= line.starts_with("```");
            // A table's row cannot be folded, and an example is as the program writes it.
            let is_wide = !is_example && !line.starts_with('|') && line.chars().count() > WIDEST;
            assert!(!is_wide, "{}:{number} has {} columns", path.display(), line.chars().count());
        }
    }
}
