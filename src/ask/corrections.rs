//! What do people say, in the folders that were indexed, is otherwise than was found?
//!
//! Read when a question is asked, and held against what is indexed: a line deleted is a correction undone.

use crate::corpus::{ALIASES_FILE, CORRECTIONS_FILE, Claimed, CorrectionLine, parse_aliases, parse_corrections, read_rules};
use crate::engine::{Engine, NameSet, Request, Root, Sort, Stored, Unit};
use crate::error::Result;
use crate::model::corrections::Corrections;
use crate::model::document::Claim;
use crate::model::id::{ArticleId, Id, Part};
use crate::model::normal::{name_key, words};
use crate::model::query::{Field, Leaf, Node, Query, Test};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The claim that a line corrects, or why there is none.
type Told = std::result::Result<(Stored, u32), String>;

/// The articles of each file of a root, by path.
type Files = BTreeMap<String, BTreeSet<ArticleId>>;

/// Claims that are named where words stand in several: enough to choose from.
const NAMED: usize = 5;

/// Reads `aliases.toml` and `corrections.toml` of every root. What cannot be read, is not understood or names nothing is a notice.
///
/// # Errors
/// Where the store cannot be read.
pub fn corrections(engine: &dyn Engine) -> Result<Corrections> {
    let mut all = Corrections::default();
    let mut articles: BTreeMap<ArticleId, Stored> = BTreeMap::new();
    for root in &engine.summary().roots {
        if let Some(text) = read(root, ALIASES_FILE, &mut all.notices) {
            let (names, notices) = parse_aliases(&text);
            for pair in &names.same {
                if !is_named(engine, &pair.name)? && !is_named(engine, &pair.alias)? {
                    let told = format!("{ALIASES_FILE}: no article names {} or {}", pair.name, pair.alias);
                    all.notices.push(format!("{told}; the entry joins nothing"));
                }
            }
            all.names.same.extend(names.same);
            all.names.different.extend(names.different);
            all.notices.extend(notices);
        }
        if let Some(text) = read(root, CORRECTIONS_FILE, &mut all.notices) {
            let (lines, notices) = parse_corrections(&text);
            all.notices.extend(notices);
            let by_path = lines.iter().any(|line| matches!(line.claim, Claimed::Path(_)));
            let files = if by_path { files(engine, root)? } else { Files::new() };
            for line in lines {
                match find(engine, &files, &line)? {
                    Ok((stored, number)) => {
                        all.claims.insert((stored.id, number), line.correction);
                        articles.insert(stored.id, stored);
                    }
                    Err(reason) => all.notices.push(format!("{CORRECTIONS_FILE}: {reason}; it corrects nothing")),
                }
            }
        }
    }
    for (id, stored) in &articles {
        all.note(*id, &stored.document.findings.claims, &stored.document.findings.passages);
    }
    Ok(all)
}

fn files(engine: &dyn Engine, root: &Root) -> Result<Files> {
    let of_root = engine.files()?.into_iter().filter(|file| file.root == root.label && !file.articles.is_empty());
    Ok(of_root.map(|file| (file.path, file.articles.into_iter().collect())).collect())
}

/// Tells whether any article names something by this name.
fn is_named(engine: &dyn Engine, name: &str) -> Result<bool> {
    let (passages, claims) = engine.occurrences(NameSet::Entities, None, &[name_key(name)])?;
    Ok(passages + claims > 0)
}

/// Gives a file's text; `None` where there is no such file, or a notice says why it is not read.
fn read(root: &Root, name: &str, notices: &mut Vec<String>) -> Option<String> {
    read_rules(Path::new(&root.path), name).unwrap_or_else(|error| {
        notices.push(format!("{name} is not read: {error}"));
        None
    })
}

/// Gives the claim that a line corrects, or why there is none.
fn find(engine: &dyn Engine, files: &Files, line: &CorrectionLine) -> Result<Told> {
    match &line.claim {
        Claimed::Id(id) => by_id(engine, *id, &line.words),
        Claimed::Path(path) => by_path(engine, files, path, &line.words),
    }
}

/// An id names a place: the claim that stands there must still hold the words.
fn by_id(engine: &dyn Engine, id: Id, wanted: &str) -> Result<Told> {
    let (Part::Claim(number), Some(stored)) = (id.part, engine.document(id.article)?) else {
        return Ok(Err(format!("nothing has the id {id}")));
    };
    let text = &stored.document.article.text;
    Ok(match stored.document.findings.claims.get(number as usize) {
        None => Err(format!("nothing has the id {id}")),
        Some(claim) if holds(claim.sentence.of(text), wanted) => Ok((stored, number)),
        Some(_) => {
            let elsewhere = holding(&stored, wanted).first().map(|number| Id { part: Part::Claim(*number), ..id });
            let hint = elsewhere.map(|id| format!(" ({id} does)")).unwrap_or_default();
            Err(format!("the claim {id} does not hold the words “{wanted}” any more{hint}"))
        }
    })
}

/// Looks in the claims of one file. Only what is found in its articles is read: words may stand in every claim of the index.
fn by_path(engine: &dyn Engine, files: &Files, path: &str, wanted: &str) -> Result<Told> {
    let Some(articles) = files.get(path) else {
        return Ok(Err(format!("no article was read from {path}")));
    };
    let test = Test::Phrase { words: wanted.to_owned(), slop: 0 };
    let query = Query { root: Node::Leaf(Leaf { field: Field::Claim, test }) };
    let none = Corrections::default();
    let request = Request { all: true, sort: Sort::Oldest, ..Request::all_of(Unit::Claim, &query, &none) };
    let rows: Vec<_> = engine.find(&request)?.rows.into_iter().filter(|row| articles.contains(&row.article)).collect();
    if let [one] = rows.as_slice() {
        let told = format!("no claim of {path} holds the words “{wanted}”");
        return Ok(engine.document(one.article)?.map(|stored| (stored, one.position)).ok_or(told));
    }
    let ids = rows.iter().take(NAMED).map(|row| Id { article: row.article, part: Part::Claim(row.position) }.to_string());
    let ids: Vec<String> = ids.collect();
    let more = if rows.len() > NAMED { format!(" and {} more", rows.len() - NAMED) } else { String::new() };
    Ok(Err(match rows.is_empty() {
        true => format!("no claim of {path} holds the words “{wanted}”"),
        false => {
            format!("several claims of {path} hold the words “{wanted}” ({}{more}): name one by its id", ids.join(", "))
        }
    }))
}

/// Gives which claims of an article hold words.
fn holding(stored: &Stored, wanted: &str) -> Vec<u32> {
    let text = &stored.document.article.text;
    let content = |claim: &Claim| claim.content.iter().map(|span| span.of(text)).collect::<Vec<_>>().join("\n");
    let claims = (0u32..).zip(&stored.document.findings.claims);
    claims.filter(|(_, claim)| holds(&content(claim), wanted)).map(|(number, _)| number).collect()
}

/// Tells whether a text holds words one behind the other, however they are written.
fn holds(text: &str, wanted: &str) -> bool {
    let folded = |text: &str| words(text).map(|word| word.form).collect::<Vec<_>>().join(" ");
    format!(" {} ", folded(text)).contains(&format!(" {} ", folded(wanted)))
}
