//! What do `aliases.toml` and `corrections.toml` at the root of a corpus say is otherwise than was found?

use super::file;
use crate::model::alike::Pair;
use crate::model::corrections::{Correction, Different, NameRules};
use crate::model::document::{EntityKind, Stance};
use crate::model::id::{Id, Part};
use crate::model::normal::name_key;
use toml::{Table, Value};

/// The name of the file that says which names are one.
pub const ALIASES_FILE: &str = "aliases.toml";
/// The name of the file that corrects claims.
pub const CORRECTIONS_FILE: &str = "corrections.toml";

/// A correction as it is written: which claim, and what it is instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionLine {
    pub claim: Claimed,
    /// Some words of the claim, by which it is told that it still stands there.
    pub words: String,
    pub correction: Correction,
}

/// How a claim is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    Id(Id),
    /// By the path of its file, relative to the root; the words are then looked for there.
    Path(String),
}

/// Reads which names are one and which are not, with a notice for each thing that is not understood.
pub fn parse_aliases(text: &str) -> (NameRules, Vec<String>) {
    let (mut rules, mut notices) = (NameRules::default(), Vec::new());
    let mut same: Vec<(Option<EntityKind>, Vec<String>)> = Vec::new();
    for (section, entry) in entries(text, ALIASES_FILE, &["same", "different"], &mut notices) {
        let mut entry = Entry { file: ALIASES_FILE, section, table: entry, notices: &mut notices };
        let (names, kind) = (entry.names(), entry.kind());
        entry.rest();
        let Ok(kind) = kind else { continue };
        let names: Vec<String> = names.into_iter().filter(|name| !name_key(name).is_empty()).collect();
        if names.len() < 2 {
            notices.push(format!("{ALIASES_FILE}: an entry of [[{section}]] has fewer than two names and is left out"));
            continue;
        }
        match section {
            "same" => same.push((kind, names)),
            _ => rules.different.push(Different { kind, keys: names.iter().map(|name| name_key(name)).collect() }),
        }
    }
    for (kind, names) in same {
        let parted = rules.different.iter().find_map(|different| {
            let is_of_kind = kind.is_none() || different.kind.is_none() || different.kind == kind;
            let both: Vec<&String> = names.iter().filter(|name| different.keys.contains(&name_key(name))).collect();
            let (one, other) = (both.first()?, both.last()?);
            (is_of_kind && name_key(one) != name_key(other)).then(|| format!("“{one}” and “{other}”"))
        });
        if let Some(both) = parted {
            notices.push(format!(
                "{ALIASES_FILE}: {both} stand in [[same]] and in [[different]]: take them out of one; till then the entry of [[same]] is left out"
            ));
            continue;
        }
        let mut names = names.into_iter();
        let Some(name) = names.next() else { continue };
        rules.same.extend(names.map(|alias| Pair { kind, name: name.clone(), alias }));
    }
    (rules, notices)
}

/// Reads corrections of claims, with a notice for each thing that is not understood.
pub fn parse_corrections(text: &str) -> (Vec<CorrectionLine>, Vec<String>) {
    let (mut lines, mut notices) = (Vec::new(), Vec::new());
    for (section, entry) in entries(text, CORRECTIONS_FILE, &["claim"], &mut notices) {
        let mut entry = Entry { file: CORRECTIONS_FILE, section, table: entry, notices: &mut notices };
        match line(&mut entry) {
            Ok(line) => {
                entry.rest();
                lines.push(line);
            }
            Err(reason) => notices.push(format!("{CORRECTIONS_FILE}: {reason}; the entry is left out")),
        }
    }
    (lines, notices)
}

fn line(entry: &mut Entry<'_>) -> Result<CorrectionLine, String> {
    let (id, path) = (entry.text("id"), entry.text("path"));
    let named = id.clone().or(path.clone()).unwrap_or_default();
    let claim = match (id, path) {
        (Some(id), None) => match id.parse::<Id>() {
            Ok(id) if matches!(id.part, Part::Claim(_)) => Claimed::Id(id),
            _ => return Err(format!("{id} is no id of a claim, as 0123456789abcdef.c0")),
        },
        (None, Some(path)) => Claimed::Path(path),
        _ => return Err("an entry names its claim by either id or path".to_owned()),
    };
    let words = entry.text("words").filter(|words| !name_key(words).is_empty());
    let Some(words) = words else {
        return Err(format!("the entry of {named} has no words of its claim, by which it is known again"));
    };
    let (speaker, kind) = (entry.text("speaker").filter(|name| !name_key(name).is_empty()), entry.kind());
    let kind = kind.map_err(|()| format!("the entry of {named} has no such type"))?;
    let stance = match entry.text("stance") {
        Some(word) => Some(Stance::from_word(&word.to_lowercase()).ok_or(format!("{word} is no stance"))?),
        None => None,
    };
    let none = entry.table.remove("none").is_some_and(|none| none == Value::Boolean(true));
    let correction = match (none, speaker, stance) {
        (true, None, None) => Correction::NoClaim,
        (true, ..) => return Err(format!("the entry of {named} says that there is no claim, and what it is")),
        (false, None, None) => return Err(format!("the entry of {named} has neither speaker, stance nor none = true")),
        (false, speaker, stance) => Correction::Claim { speaker: speaker.map(|name| (name, kind)), stance },
    };
    Ok(CorrectionLine { claim, words, correction })
}

/// One table of a list of tables.
struct Entry<'a> {
    file: &'static str,
    section: &'a str,
    table: Table,
    notices: &'a mut Vec<String>,
}

impl Entry<'_> {
    fn text(&mut self, key: &str) -> Option<String> {
        match self.table.remove(key)? {
            Value::String(text) => Some(text),
            other => {
                self.notices.push(format!(
                    "{}: {key} is of type {}, not words in quotation marks",
                    self.file,
                    other.type_str()
                ));
                None
            }
        }
    }

    fn names(&mut self) -> Vec<String> {
        match self.table.remove("names") {
            Some(Value::Array(names)) => names.into_iter().filter_map(|name| self.name(name)).collect(),
            Some(other) => {
                self.notices.push(format!("{}: names is of type {}, not a list of names", self.file, other.type_str()));
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn name(&mut self, name: Value) -> Option<String> {
        match name {
            Value::String(name) => Some(name),
            other => {
                let kind = other.type_str();
                self.notices.push(format!("{}: names holds a value of type {kind}, not a name in quotation marks", self.file));
                None
            }
        }
    }

    /// Gives the type; an error, and a notice, where there is no such type.
    fn kind(&mut self) -> Result<Option<EntityKind>, ()> {
        let Some(word) = self.text("type") else { return Ok(None) };
        let known = EntityKind::from_word(&word.to_lowercase());
        if known.is_none() {
            self.notices.push(format!("{}: {word} is no type: types are person, organization, place, other", self.file));
        }
        known.map(Some).ok_or(())
    }

    /// Tells of what was not asked for.
    fn rest(&mut self) {
        for key in self.table.keys() {
            self.notices.push(format!("{}: {key} in [[{}]] is not known", self.file, self.section));
        }
    }
}

/// Gives the tables of the known lists, in the order in which the lists are known, then in that of the file.
fn entries(text: &str, file: &str, known: &[&'static str], notices: &mut Vec<String>) -> Vec<(&'static str, Table)> {
    let mut table = match file::table(text) {
        Ok(table) => table,
        Err(reason) => {
            notices.push(format!("{file} is not read: {reason}"));
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    for section in known {
        match table.remove(*section) {
            Some(Value::Array(list)) => {
                let count = list.len();
                let tables = list.into_iter().filter_map(|entry| match entry {
                    Value::Table(table) => Some((*section, table)),
                    _ => None,
                });
                let before = found.len();
                found.extend(tables);
                if found.len() - before < count {
                    notices.push(format!(
                        "{file}: {section} is a list of entries, each under [[{section}]]; what is none is left out"
                    ));
                }
            }
            Some(_) => notices.push(format!("{file}: {section} is a list of entries, each under [[{section}]]")),
            None => {}
        }
    }
    for other in table.keys() {
        let lists: Vec<String> = known.iter().map(|known| format!("[[{known}]]")).collect();
        notices.push(format!("{file}: {other} is not known; known are {}", lists.join(", ")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_and_parted() {
        let (rules, notices) = parse_aliases(
            "[[same]]\nnames = [\"Lindmark Port Authority\", \"LPA\", \"the Authority\"]\ntype = \"organization\"\n[[different]]\nnames = [\"UC\", \"United Ceramics\"]\n",
        );
        assert!(notices.is_empty(), "{notices:?}");
        assert_eq!(rules.same.len(), 2);
        assert_eq!((rules.same[1].name.as_str(), rules.same[1].alias.as_str()), ("Lindmark Port Authority", "the Authority"));
        assert!(rules.different[0].keys.contains("united ceramics"));
    }

    #[test]
    fn names_that_are_said_to_be_the_same_and_to_differ_are_told_and_not_joined() {
        let text = |kind: &str| {
            format!(
                "[[same]]\nnames = [\"Holt Ltd\", \"Ann Holt\", \"A. Holt\"]\n{kind}\n[[same]]\nnames = [\"B\", \"C\"]\n[[different]]\nnames = [\"A. HOLT\", \"Ann Holt\"]\ntype = \"person\""
            )
        };
        let (rules, notices) = parse_aliases(&text(""));
        assert_eq!((rules.same.len(), rules.different.len(), notices.len()), (1, 1, 1), "{notices:?}");
        assert!(notices[0].contains("“Ann Holt” and “A. Holt” stand in [[same]] and in [[different]]"), "{notices:?}");
        assert_eq!(parse_aliases(&text("type = \"place\"")).1, Vec::<String>::new());
    }

    #[test]
    fn what_is_not_understood_is_told_and_the_rest_holds() {
        let (rules, notices) = parse_aliases(
            "x = 1\n[[same]]\nnames = [\"A B\"]\n[[same]]\nnames = [\"C\", \"D\"]\ntype = \"river\"\n[[same]]\nnames = [\"E\", \"F\"]\nkind = \"x\"",
        );
        assert_eq!((rules.same.len(), notices.len()), (1, 4), "{notices:?}");
        let (_, notices) = parse_aliases("same = [\"a\", \"b\"]\n[[different]]\nnames = [\"C\", 3, \"D\"]");
        assert_eq!(notices.len(), 2, "{notices:?}");
        let (lines, notices) = parse_corrections(
            "[[claim]]\nid = \"x\"\nwords = \"a\"\nnone = true\n[[claim]]\npath = \"a.txt\"\nnone = true\n[[claim]]\npath = \"a.txt\"\nwords = \"no word\"\nstance = \"Deny\"\n[[claim]]\npath = \"b\"\nwords = \"w\"",
        );
        assert_eq!((lines.len(), notices.len()), (1, 3), "{notices:?}");
        assert_eq!(lines[0].correction, Correction::Claim { speaker: None, stance: Some(Stance::Deny) });
        assert_eq!(parse_corrections("= =").1.len(), 1);
    }
}
