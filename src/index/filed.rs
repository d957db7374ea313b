//! How is the row of a file kept, so that all rows are read without the articles?

use super::cards::Card;
use super::matching::unreadable;
use super::rows::{encode, encode_onto, unreadable_row};
use super::schema::{Fields, Kind};
use super::segments::Segments;
use crate::engine::FileRow;
use crate::error::{Error, Result};
use crate::model::digest;

/// Bytes of a row that its column holds whole: a value of a column has 65,530 at most, and root and path stand before it.
const LONGEST: usize = 16 << 10;

/// Stands behind the root's label and behind the path. No system allows it in either, and it comes before all that they may
/// hold: the column is kept in the order of its bytes, and so in that of roots and paths.
const END: u8 = 0;

/// Gives a file's key: the first 64 bits of a hash of its root and path.
pub(super) fn file_key(root: &str, path: &str) -> u64 {
    digest::key(&[root.as_bytes(), path.as_bytes()])
}

/// Makes the document of a file's row. The row of a file of many articles stands in the store, and without them in the column.
pub(super) fn file_document(fields: &Fields, file: &FileRow) -> Result<Card> {
    let mut document = Card::new();
    document.add(fields.kind, Kind::File as u64);
    document.add(fields.file, file_key(&file.root, &file.path));
    let mut row = FileRow { root: String::new(), path: String::new(), ..file.clone() };
    let whole = encode(file)?;
    let is_stored = whole.len() > LONGEST;
    if is_stored {
        row.articles.clear();
        row.skipped.clear();
        document.add(fields.row_blob, whole);
    }
    let name = [file.root.as_bytes(), &[END], file.path.as_bytes(), &[END]].concat();
    document.add(fields.file_row, encode_onto(&(row, is_stored), name)?);
    Ok(document)
}

/// Gives the rows of `docs` of a segment, ordered by root and path: the document, its row, and whether it stands whole in the
/// store alone.
///
/// # Errors
/// Where the column cannot be read, or lacks one.
pub(super) fn rows_of(segments: &Segments, at: u32, docs: &[u32]) -> Result<Vec<(u32, FileRow, bool)>> {
    let Some(column) = segments.files(at as usize)? else {
        return if docs.is_empty() { Ok(Vec::new()) } else { Err(missing()) };
    };
    let mut held: Vec<(u64, u32)> = docs.iter().flat_map(|doc| column.term_ords(*doc).map(|ord| (ord, *doc))).collect();
    held.sort_unstable();
    let ords: Vec<u64> = held.iter().map(|(ord, _)| *ord).collect();
    let mut rows = Vec::with_capacity(docs.len());
    column.dictionary().sorted_ords_to_term_cb(&ords, |bytes| rows.push(file_row(bytes))).map_err(unreadable)?;
    if rows.len() != docs.len() {
        return Err(missing());
    }
    rows.into_iter().zip(held).map(|(row, (_, doc))| row.map(|(row, is_stored)| (doc, row, is_stored))).collect()
}

/// Gives the row of one file among those with its key, by segment: a key is a part of a hash, and another file may have the same.
///
/// # Errors
/// As [`rows_of`].
pub(super) fn row_of(segments: &Segments, docs: &[(u32, Vec<u32>)], root: &str, path: &str) -> Result<Option<FileRow>> {
    for (at, docs) in docs {
        let rows = rows_of(segments, *at, docs)?;
        if let Some((_, row, _)) = rows.into_iter().find(|(_, row, _)| row.root == root && row.path == path) {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

fn missing() -> Error {
    unreadable_row(postcard::Error::DeserializeUnexpectedEnd)
}

/// Reads a row of the column, and whether it stands whole in the store alone.
///
/// # Errors
/// Where it is none.
fn file_row(bytes: &[u8]) -> Result<(FileRow, bool)> {
    let mut parts = bytes.splitn(3, |byte| *byte == END);
    let mut part = || parts.next().ok_or_else(missing);
    let (root, path, rest) = (part()?, part()?, part()?);
    let (mut row, is_stored): (FileRow, bool) = postcard::from_bytes(rest).map_err(unreadable_row)?;
    for (name, bytes) in [(&mut row.root, root), (&mut row.path, path)] {
        let bytes = std::str::from_utf8(bytes).map_err(|_| unreadable_row(postcard::Error::DeserializeBadUtf8))?;
        bytes.clone_into(name);
    }
    Ok((row, is_stored))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::schema::schema;
    use crate::model::answer::Skipped;
    use crate::model::document::Depth;
    use crate::model::id::ArticleId;
    use tantivy::Document;
    use tantivy::schema::Value;

    fn file(root: &str, path: &str, articles: u64) -> FileRow {
        FileRow {
            root: root.to_owned(),
            path: path.to_owned(),
            size: 7,
            modified: -8,
            changed: 8,
            mounted: true,
            seen: 9,
            recipe: "r".to_owned(),
            depth: Depth::Claims,
            digest: "sha256:0".to_owned(),
            articles: (0..articles).map(|id| ArticleId(u64::MAX - id)).collect(),
            skipped: vec![Skipped::file(path, "too long")],
        }
    }

    /// Gives the bytes of a row's column.
    fn column(file: &FileRow) -> Vec<u8> {
        let (_, fields) = schema();
        let card = file_document(&fields, file).unwrap();
        let value = card.iter_fields_and_values().find(|(field, _)| *field == fields.file_row).unwrap().1;
        value.as_bytes().unwrap().to_vec()
    }

    #[test]
    fn a_row_comes_back_whatever_its_root_and_path_hold() {
        for (root, path) in [("", "a b.txt"), ("/news 1\u{1}é", "\u{1} 2 é/c.txt"), ("", "")] {
            let file = file(root, path, 3);
            assert_eq!(file_row(&column(&file)).unwrap(), (file, false));
        }
    }

    #[test]
    fn a_row_of_many_articles_is_without_them_in_its_column() {
        let file = file("", "wire.jsonl", 10_000);
        let bare = FileRow { articles: Vec::new(), skipped: Vec::new(), ..file.clone() };
        assert_eq!(file_row(&column(&file)).unwrap(), (bare, true));
    }

    #[test]
    fn rows_are_in_the_order_of_their_paths() {
        let paths = ["", "a", "a b", "a/b", "ab", "é"];
        let columns: Vec<Vec<u8>> = paths.iter().map(|path| column(&file("", path, 1))).collect();
        assert!(columns.is_sorted());
    }

    #[test]
    fn what_is_no_row_is_refused() {
        let whole = column(&file("", "a.txt", 1));
        assert!((0..whole.len()).all(|end| file_row(&whole[..end]).is_err()));
        assert!(file_row(b"\xff\0a\0").is_err());
    }
}
