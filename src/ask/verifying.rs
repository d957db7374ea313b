//! Does what was cited still stand where it is said to stand?
//!
//! Every article's record is read again and its digest compared. Where it is intact, every passage and every part of every claim
//! is cut out of the raw bytes and compared with the text that is shown (law 2).

use crate::corpus::{record_bytes, restore};
use crate::engine::{Engine, FileRow, Stored};
use crate::error::Result;
use crate::model::answer::{State, Verified, VerifiedArticle, VerifiedHit};
use crate::model::article::Article;
use crate::model::document::Claim;
use crate::model::id::{ArticleId, Id, Part};
use crate::model::normal::fold_space;
use crate::model::span::Span;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What came of looking again at one article.
enum Look {
    Intact,
    Changed(String),
    Moved(String),
    Missing(String),
}

/// Looks again at the articles of `ids`, and proves those passages and claims; at all articles and all in them where `ids` is empty.
///
/// # Errors
/// Where the store cannot be read.
pub fn verify(engine: &dyn Engine, ids: &[Id]) -> Result<Verified> {
    let mut verified = Verified::default();
    let mut eyes = Eyes { engine, files: None, last: None };
    if ids.is_empty() {
        engine.each_document(&mut |stored| {
            let whole = Id { article: stored.id, part: Part::Whole };
            let look = eyes.look(&stored, &[whole])?;
            note(&mut verified, &stored, &look);
            Ok(())
        })?;
        return Ok(verified);
    }
    let mut seen: BTreeSet<ArticleId> = BTreeSet::new();
    for id in ids {
        let state = match engine.document(id.article)? {
            Some(stored) if part_exists(&stored, *id) => {
                let look = eyes.look(&stored, &[*id])?;
                if seen.insert(id.article) {
                    note(&mut verified, &stored, &look);
                }
                match look {
                    Look::Intact => State::Intact,
                    Look::Changed(_) => State::Changed,
                    Look::Moved(_) => State::Moved,
                    Look::Missing(_) => State::Missing,
                }
            }
            _ => State::Unknown,
        };
        verified.hits.push(VerifiedHit { id: id.to_string(), state });
    }
    Ok(verified)
}

fn note(verified: &mut Verified, stored: &Stored, look: &Look) {
    let article = |reason: &str| VerifiedArticle {
        id: stored.id.to_string(),
        path: stored.document.article.path.clone(),
        reason: reason.to_owned(),
    };
    match look {
        Look::Intact => verified.intact += 1,
        Look::Changed(reason) => verified.changed.push(article(reason)),
        Look::Moved(reason) => verified.moved.push(article(reason)),
        Look::Missing(reason) => verified.missing.push(article(reason)),
    }
}

fn part_exists(stored: &Stored, id: Id) -> bool {
    let findings = &stored.document.findings;
    match id.part {
        Part::Whole => true,
        Part::Passage(number) => (number as usize) < findings.passages.len(),
        Part::Claim(number) => (number as usize) < findings.claims.len(),
    }
}

struct Eyes<'a> {
    engine: &'a dyn Engine,
    /// Where else the bytes of a missing file may stand: files under the roots, by size; listed when first needed.
    files: Option<BTreeMap<u64, Vec<PathBuf>>>,
    /// The file that was read last: a JSONL file holds many articles.
    last: Option<(PathBuf, Vec<u8>)>,
}

impl Eyes<'_> {
    fn look(&mut self, stored: &Stored, ids: &[Id]) -> Result<Look> {
        let root = Path::new(&stored.root);
        let article = &stored.document.article;
        let path = if root.is_file() { root.to_owned() } else { root.join(&article.path) };
        if self.last.as_ref().is_none_or(|(last, _)| *last != path) {
            match std::fs::read(&path) {
                Ok(bytes) => self.last = Some((path.clone(), bytes)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return self.missing(stored, &path),
                Err(error) => return Ok(Look::Missing(format!("{} cannot be read: {error}", path.display()))),
            }
        }
        let Some((_, bytes)) = &self.last else { return Ok(Look::Missing(format!("{} cannot be read", path.display()))) };
        let Some(record) = record_bytes(bytes, article.record.as_ref()) else {
            return Ok(Look::Changed("its record is no longer in the file".to_owned()));
        };
        let digest = format!("sha256:{}", hex(&Sha256::digest(&record)));
        if digest != article.digest {
            return Ok(Look::Changed(format!("its bytes are {digest}, and were {} when it was indexed", article.digest)));
        }
        Ok(ids.iter().find_map(|id| unproved(stored, *id, &record)).map_or(Look::Intact, Look::Changed))
    }

    /// Looks for the bytes of a missing file under the roots.
    fn missing(&mut self, stored: &Stored, path: &Path) -> Result<Look> {
        let rows = self.engine.files()?;
        let row = rows.iter().find(|row: &&FileRow| row.articles.contains(&stored.id));
        let Some(row) = row.filter(|row| !row.digest.is_empty()) else {
            return Ok(Look::Missing(format!("{} is gone", path.display())));
        };
        let roots: Vec<String> = self.engine.summary().roots.iter().map(|root| root.path.clone()).collect();
        let files = self.files.get_or_insert_with(|| by_size(&roots));
        for candidate in files.get(&row.size).into_iter().flatten() {
            let same =
                std::fs::read(candidate).is_ok_and(|bytes| format!("sha256:{}", hex(&Sha256::digest(&bytes))) == row.digest);
            if same {
                return Ok(Look::Moved(format!("its bytes now stand in {}", candidate.display())));
            }
        }
        Ok(Look::Missing(format!("{} is gone", path.display())))
    }
}

fn by_size(roots: &[String]) -> BTreeMap<u64, Vec<PathBuf>> {
    let mut files: BTreeMap<u64, Vec<PathBuf>> = BTreeMap::new();
    for entry in roots.iter().flat_map(|root| WalkDir::new(root).sort_by_file_name()).filter_map(|entry| entry.ok()) {
        if let Ok(meta) = entry.metadata()
            && meta.is_file()
        {
            files.entry(meta.len()).or_default().push(entry.into_path());
        }
    }
    files
}

/// Gives why a passage, a claim, or any of an article's, is not what its bytes say; `None` where it is.
fn unproved(stored: &Stored, id: Id, record: &[u8]) -> Option<String> {
    let (article, findings) = (&stored.document.article, &stored.document.findings);
    let of_claim = |claim: &Claim| -> Vec<Span> {
        let speech = claim.speaker.span.into_iter().chain(claim.cue.as_ref().map(|cue| cue.span));
        speech
            .chain(claim.content.iter().copied())
            .chain(claim.quotes.iter().copied())
            .chain(claim.via.iter().map(|via| via.span))
            .collect()
    };
    let spans: Vec<Span> = match id.part {
        Part::Whole => {
            let named = findings.entities.iter().flat_map(|entity| entity.mentions.iter().chain(&entity.references)).copied();
            findings.passages.iter().copied().chain(findings.claims.iter().flat_map(of_claim)).chain(named).collect()
        }
        Part::Passage(number) => vec![findings.passages[number as usize]],
        Part::Claim(number) => of_claim(&findings.claims[number as usize]),
    };
    spans.into_iter().find(|span| !stands(article, *span, record)).map(|span| {
        let words: String = span.of(&article.text).chars().take(40).collect();
        format!("its bytes do not give the words “{words}…” that were indexed")
    })
}

/// Law 2: the pieces cut from the record, joined, decoded, resolved and folded are the text, folded.
fn stands(article: &Article, span: Span, record: &[u8]) -> bool {
    let mut joined = Vec::with_capacity(span.len());
    for piece in article.map.pieces(span) {
        match record.get(piece.start..piece.end) {
            Some(bytes) => joined.extend_from_slice(bytes),
            None => return false,
        }
    }
    fold_space(&restore(article.format, &article.charset, &joined)) == fold_space(span.of(&article.text))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
