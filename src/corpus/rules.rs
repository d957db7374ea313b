//! What does a `whosaid.toml` at the root of a corpus say about the files below it?

pub(super) mod corrections;
pub(super) mod file;

use super::limits::Caps;
use crate::error::Result;
use bytesize::ByteSize;
use corrections::{ALIASES_FILE, CORRECTIONS_FILE};
use file::{read_rules, table, unread};
use std::collections::BTreeMap;
use std::path::Path;
use toml::{Table, Value};

/// The name of the file that holds the rules of a corpus.
pub const RULES_FILE: &str = "whosaid.toml";

/// How the files of one corpus are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Source names by path (`archive/silicon/` for a folder, `a/b.txt` for a file) or by web domain (`silicon.co.uk`).
    pub sources: BTreeMap<String, String>,
    /// Names of JSONL members by what they hold: `title`, `text`, `published` and so on.
    pub fields: BTreeMap<String, String>,
    /// Paths that are passed over: files, folders with `/` behind, or bare file names.
    pub skip: Vec<String>,
    /// How much is read before the rest is left out: never more than the program's own limits.
    pub limits: Caps,
}

impl Rules {
    /// Reads the rules of the corpus at `root`, those by default where it has none: with a notice for each thing that is not
    /// understood, and the text.
    ///
    /// # Errors
    /// Where they cannot be read, or are no TOML: without them other files would be taken in, under other sources.
    pub fn read(root: &Path) -> Result<(Rules, Vec<String>, String)> {
        let text = read_rules(root, RULES_FILE)?.unwrap_or_default();
        let (rules, notices) = Rules::parse(&text)
            .map_err(|reason| unread(&root.join(RULES_FILE), &format!("{reason}; mend it, or take it away")))?;
        Ok((rules, notices, text))
    }

    /// Reads the rules, with a notice for each thing that is not understood.
    ///
    /// # Errors
    /// Where the text is no TOML: what is wrong, and where.
    pub fn parse(text: &str) -> std::result::Result<(Rules, Vec<String>), String> {
        let mut rules = Rules::default();
        let mut notices = Vec::new();
        for (section, value) in table(text)? {
            match (section.as_str(), value) {
                ("sources", Value::Table(table)) => rules.sources = sources(table, &mut notices),
                ("fields", Value::Table(table)) => rules.fields = strings(table, "fields", &mut notices),
                ("files", Value::Table(table)) => rules.files(table, &mut notices),
                ("limits", Value::Table(table)) => rules.limits = limits(table, &mut notices),
                (other, _) => notices
                    .push(format!("{RULES_FILE}: [{other}] is not known; known are [sources], [fields], [files], [limits]")),
            }
        }
        Ok((rules, notices))
    }

    fn files(&mut self, table: Table, notices: &mut Vec<String>) {
        for (key, value) in table {
            let list = match (key.as_str(), value) {
                ("skip", Value::Array(list)) => list,
                ("skip", value @ Value::String(_)) => vec![value],
                (other, _) => {
                    notices.push(format!("{RULES_FILE}: {other} in [files] is not known; known is skip, a list of paths"));
                    continue;
                }
            };
            for path in list {
                match path {
                    Value::String(path) => {
                        if path.contains(['*', '?']) {
                            notices.push(format!("{RULES_FILE}: skip holds {path}: a path, a folder with / behind or a file's name is passed over, and * and ? are no patterns there"));
                        }
                        self.skip.push(path);
                    }
                    other => notices.push(format!("{RULES_FILE}: skip holds a value of type {}, not a path", other.type_str())),
                }
            }
        }
    }

    /// Tells whether a path relative to the root is passed over; folders end in `/`.
    fn skips(&self, path: &str) -> bool {
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
        self.skip.iter().any(|skip| {
            let inside = skip.ends_with('/') && path.starts_with(skip.as_str());
            inside || skip == path || (!skip.contains('/') && skip == name)
        })
    }

    /// Says why a path relative to the root is passed over by its name or by the rules, if it is; folders end in `/`.
    pub(super) fn passed_over(&self, path: &str) -> Option<&'static str> {
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
        if name.starts_with('.') {
            Some("hidden, as its name begins with a dot: no articles are looked for there")
        } else if [RULES_FILE, ALIASES_FILE, CORRECTIONS_FILE].contains(&name) {
            Some("a file of rules or corrections, which is no article")
        } else {
            self.skips(path).then_some("passed over, as [files] skip in whosaid.toml says")
        }
    }

    /// Gives the source that the rules name for a path: the longest rule that fits.
    pub(super) fn source_of_path(&self, path: &str) -> Option<&str> {
        let fits = |rule: &str| rule == path || (rule.ends_with('/') && path.starts_with(rule));
        let found = self.sources.iter().filter(|(rule, _)| fits(rule)).max_by_key(|(rule, _)| rule.len());
        found.map(|(_, name)| name.as_str())
    }

    /// Gives the source that the rules name for a web domain or one above it.
    pub(super) fn source_of_domain(&self, domain: &str) -> Option<&str> {
        let mut rest = domain;
        loop {
            if let Some(name) = self.sources.get(rest) {
                return Some(name);
            }
            rest = rest.split_once('.')?.1;
        }
    }
}

/// Reads the limits of a corpus: a count, or a size as people write it (`"2 MiB"`).
///
/// One above the program's own would be read and not found again by `verify`, which knows no rules: it is told and passed over.
fn limits(table: Table, notices: &mut Vec<String>) -> Caps {
    let (own, mut caps) = (Caps::default(), Caps::default());
    for (key, value) in table {
        let most = match key.as_str() {
            "file" => own.file_bytes,
            "article" => own.record_bytes as u64,
            "unpacked" => own.unpacked_bytes as u64,
            "records" => own.records as u64,
            _ => {
                notices
                    .push(format!("{RULES_FILE}: {key} in [limits] is not known; known are file, article, unpacked, records"));
                continue;
            }
        };
        let wanted = match &value {
            Value::Integer(count) => u64::try_from(*count).ok(),
            // A bare number in quotation marks is more likely to be one of something else than of bytes.
            Value::String(size) if key != "records" && size.ends_with(char::is_alphabetic) => {
                size.parse::<ByteSize>().ok().map(|size| size.as_u64())
            }
            _ => None,
        };
        let Some(wanted) = wanted.filter(|wanted| (1..=most).contains(wanted)) else {
            notices.push(format!(
                "{RULES_FILE}: {key} in [limits] is neither a number from 1 to {most} nor a size such as \"2 MiB\" up to that: {most} holds"
            ));
            continue;
        };
        let count = usize::try_from(wanted).unwrap_or(usize::MAX);
        match key.as_str() {
            "file" => caps.file_bytes = wanted,
            "article" => caps.record_bytes = count,
            "unpacked" => caps.unpacked_bytes = count,
            _ => caps.records = count,
        }
    }
    caps
}

/// Reads the sources; one without a name would be none.
fn sources(table: Table, notices: &mut Vec<String>) -> BTreeMap<String, String> {
    let mut found = strings(table, "sources", notices);
    found.retain(|key, name| {
        let is_named = !name.trim().is_empty();
        if !is_named {
            notices.push(format!("{RULES_FILE}: {key} in [sources] has no name, and is left out"));
        }
        is_named
    });
    found
}

fn strings(table: Table, section: &str, notices: &mut Vec<String>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (key, value) in table {
        match value {
            Value::String(value) => {
                found.insert(key, value);
            }
            other => notices.push(format!(
                "{RULES_FILE}: {key} in [{section}] is of type {}, not a name in quotation marks",
                other.type_str()
            )),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_named_by_folder_file_and_domain() {
        let (rules, notices) = Rules::parse(
            "[sources]\n\"a/\" = \"Alpha\"\n\"a/b/\" = \"Beta\"\n\"example.org\" = \"Example\"\n[files]\nskip = [\"README.md\", \"drafts/\"]",
        )
        .unwrap();
        assert!(notices.is_empty(), "{notices:?}");
        assert_eq!(rules.source_of_path("a/b/c.txt"), Some("Beta"));
        assert_eq!(rules.source_of_path("a/c.txt"), Some("Alpha"));
        assert_eq!(rules.source_of_domain("news.example.org"), Some("Example"));
        assert!(
            rules.skips("x/README.md") && rules.skips("drafts/") && rules.skips("drafts/a.txt") && !rules.skips("a/drafts/")
        );
    }

    #[test]
    fn a_source_without_a_name_and_a_pattern_to_skip_are_told() {
        let (rules, notices) = Rules::parse("[sources]\n\"a.txt\" = \"\"\n[files]\nskip = [\"*.txt\"]").unwrap();
        assert!(rules.sources.is_empty());
        assert_eq!(notices.len(), 2, "{notices:?}");
    }

    #[test]
    fn limits_are_counts_and_sizes_and_never_more_than_the_programs_own() {
        let (rules, notices) = Rules::parse("[limits]\nfile = \"2 MiB\"\narticle = 5000\nrecords = 10").unwrap();
        assert!(notices.is_empty(), "{notices:?}");
        assert_eq!((rules.limits.file_bytes, rules.limits.record_bytes, rules.limits.records), (2 << 20, 5000, 10));
        let (rules, notices) = Rules::parse("[limits]\nfile = \"9 TiB\"\narticle = 0\nrecords = \"many\"\ndepth = 3").unwrap();
        assert_eq!(rules.limits, Caps::default());
        assert_eq!(notices.len(), 4, "{notices:?}");
        let (rules, notices) = Rules::parse("[limits]\narticle = \"10\"").unwrap();
        assert_eq!((rules.limits, notices.len()), (Caps::default(), 1), "{notices:?}");
    }

    #[test]
    fn what_is_not_understood_is_told_and_the_rest_holds() {
        let (rules, notices) = Rules::parse("[source]\na = \"b\"\n[fields]\ntitle = \"hl\"\nx = 3").unwrap();
        assert_eq!(rules.fields["title"], "hl");
        assert_eq!(notices.len(), 2);
        assert!(Rules::parse("= =").is_err());
    }
}
