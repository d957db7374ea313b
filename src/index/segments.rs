//! What is opened of each segment once, however often it is looked at?

use super::docset::DocBits;
use super::kept::Kept;
use super::matching::{Sets, unreadable};
use super::owners::Articles;
use super::schema::Fields;
use crate::error::Result;
use std::sync::OnceLock;
use tantivy::columnar::BytesColumn;
use tantivy::fastfield::Column;
use tantivy::store::StoreReader;
use tantivy::{DocAddress, Searcher};

/// Unpacked blocks of articles that are kept for the next: an answer's articles stand side by side at times.
const BLOCKS: usize = 16;

/// The segments of an index as of one commit.
pub(super) struct Segments {
    pub searcher: Searcher,
    pub fields: Fields,
    open: Vec<Open>,
}

/// What was opened of a segment so far.
#[derive(Default)]
struct Open {
    articles: OnceLock<Articles>,
    numbers: [OnceLock<Column<u64>>; Number::ALL.len()],
    published: OnceLock<Column<i64>>,
    store: OnceLock<StoreReader>,
    files: OnceLock<Option<BytesColumn>>,
}

/// Columns of whole numbers that most questions need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Article,
    Position,
    Length,
    Headline,
    ArticleTokens,
    RowHigh,
    RowLow,
}

impl Number {
    /// In the order of the enum.
    const ALL: [&str; 7] = ["article", "position", "length", "headline", "article_tokens", "row_high", "row_low"];
}

impl Segments {
    /// Begins with nothing opened.
    pub(super) fn new(searcher: Searcher, fields: Fields) -> Segments {
        let open = searcher.segment_readers().iter().map(|_| Open::default()).collect();
        Segments { searcher, fields, open }
    }

    /// Gives an empty set of documents a segment.
    pub(super) fn nothing(&self) -> Sets {
        self.searcher.segment_readers().iter().map(|segment| DocBits::empty(segment.max_doc())).collect()
    }

    /// Gives a column of a segment.
    pub(super) fn numbers(&self, at: usize, which: Number) -> Result<&Column<u64>> {
        let name = Number::ALL[which as usize];
        let read = || self.searcher.segment_readers()[at].fast_fields().u64(name).map_err(unreadable);
        once(&self.open[at].numbers[which as usize], read)
    }

    /// Gives when the documents of a segment were published, in seconds since 1970.
    pub(super) fn published(&self, at: usize) -> Result<&Column<i64>> {
        let read = || self.searcher.segment_readers()[at].fast_fields().i64("published").map_err(unreadable);
        once(&self.open[at].published, read)
    }

    /// Gives the column of the rows of files; `None` where the segment has none.
    pub(super) fn files(&self, at: usize) -> Result<Option<&BytesColumn>> {
        let read = || self.searcher.segment_readers()[at].fast_fields().bytes("file_row").map_err(unreadable);
        Ok(once(&self.open[at].files, read)?.as_ref())
    }

    /// Gives what is kept of a document.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn kept(&self, address: DocAddress) -> Result<Kept> {
        let at = address.segment_ord as usize;
        let read = || self.searcher.segment_readers()[at].get_store_reader(BLOCKS).map_err(unreadable);
        let store = once(&self.open[at].store, read)?;
        Kept::new(store.get_document_bytes(address.doc_id).map_err(unreadable)?)
    }

    /// Gives the articles of a segment.
    pub(super) fn articles(&self, at: usize) -> Result<&Articles> {
        once(&self.open[at].articles, || {
            Articles::of(&self.searcher.segment_readers()[at], &self.fields, self.numbers(at, Number::ArticleTokens)?.clone())
        })
    }
}

fn once<T>(held: &OnceLock<T>, read: impl FnOnce() -> Result<T>) -> Result<&T> {
    match held.get() {
        Some(opened) => Ok(opened),
        None => {
            let opened = read()?;
            Ok(held.get_or_init(|| opened))
        }
    }
}
