//! What do people say, in the folders that were indexed, is otherwise than was found?
//!
//! Read when a question is asked, and held against what is indexed: a line deleted is a correction undone.

use crate::corpus::{ALIASES_FILE, CORRECTIONS_FILE, Claimed, CorrectionLine, parse_aliases, parse_corrections};
use crate::engine::{Engine, NameSet, Request, Root, Sort, Stored, Unit};
use crate::error::Result;
use crate::model::corrections::Corrections;
use crate::model::document::Claim;
use crate::model::id::{ArticleId, Id, Part};
use crate::model::normal::{name_key, words};
use crate::model::query::{Field, Leaf, Node, Query, Test};
use std::collections::BTreeMap;
use std::path::Path;

/// The claim that a line corrects, or why there is none.
type Told = std::result::Result<(Stored, u32), String>;

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
            for line in lines {
                match find(engine, root, &line)? {
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

/// Tells whether any article names something by this name.
fn is_named(engine: &dyn Engine, name: &str) -> Result<bool> {
    let (passages, claims) = engine.occurrences(NameSet::Entities, None, &[name_key(name)])?;
    Ok(passages + claims > 0)
}

/// Gives a file's text; `None` where there is no such file.
fn read(root: &Root, name: &str, notices: &mut Vec<String>) -> Option<String> {
    match std::fs::read_to_string(Path::new(&root.path).join(name)) {
        Ok(text) => Some(text),
        // A root may be a file, which has no files beside it that speak of it.
        Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => None,
        Err(error) => {
            notices.push(format!("{name} in {} cannot be read: {error}", root.path));
            None
        }
    }
}

/// Gives the claim that a line corrects, or why there is none.
fn find(engine: &dyn Engine, root: &Root, line: &CorrectionLine) -> Result<Told> {
    match &line.claim {
        Claimed::Id(id) => by_id(engine, *id, &line.words),
        Claimed::Path(path) => by_path(engine, root, path, &line.words),
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

fn by_path(engine: &dyn Engine, root: &Root, path: &str, wanted: &str) -> Result<Told> {
    let test = Test::Phrase { words: wanted.to_owned(), slop: 0 };
    let query = Query { root: Node::Leaf(Leaf { field: Field::Claim, test }) };
    let none = Corrections::default();
    let request = Request { all: true, sort: Sort::Oldest, ..Request::all_of(Unit::Claim, &query, &none) };
    let mut found: Vec<(Stored, u32)> = Vec::new();
    for row in engine.find(&request)?.rows {
        if let Some(stored) = engine.document(row.article)?
            && stored.root == root.path
            && stored.document.article.path == path
        {
            found.push((stored, row.position));
        }
    }
    let ids: Vec<String> =
        found.iter().map(|(stored, number)| Id { article: stored.id, part: Part::Claim(*number) }.to_string()).collect();
    Ok(match (found.pop(), ids.len()) {
        (Some(one), 1) => Ok(one),
        (Some(_), _) => {
            Err(format!("several claims of {path} hold the words “{wanted}” ({}): name one by its id", ids.join(", ")))
        }
        (None, _) => Err(format!("no claim of {path} holds the words “{wanted}”")),
    })
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
