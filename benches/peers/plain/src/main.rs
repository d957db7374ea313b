//! How fast does tantivy alone index the same articles? Title and text with English stemming and positions, all stored.
//!
//! `plain-peer JSONL_FOLDER INDEX_FOLDER [THREADS]`

use serde::Deserialize;
use std::fs;
use tantivy::schema::{IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, TantivyDocument};

/// The writer's budget for all threads together, as in `../../../docs/speed.md`.
const BUDGET: usize = 640 << 20;

#[derive(Deserialize)]
struct Line {
    id: String,
    title: String,
    source: String,
    published: String,
    text: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else { return Err("two folders are wanted".into()) };
    let threads = arguments.next().and_then(|threads| threads.parse().ok()).unwrap_or(2);
    let stemmed = TextFieldIndexing::default().set_tokenizer("en_stem").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(stemmed).set_stored();
    let mut schema = Schema::builder();
    let [id, source, published] = ["id", "source", "published"].map(|name| schema.add_text_field(name, STRING | STORED));
    let [title, text] = ["title", "text"].map(|name| schema.add_text_field(name, words.clone()));
    fs::create_dir_all(&to)?;
    let index = Index::create_in_dir(&to, schema.build())?;
    let mut writer: IndexWriter = index.writer_with_num_threads(threads, BUDGET)?;
    let mut paths: Vec<_> = fs::read_dir(from)?.collect::<Result<Vec<_>, _>>()?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        for line in fs::read_to_string(path)?.lines() {
            let line: Line = serde_json::from_str(line)?;
            let mut document = TantivyDocument::new();
            for (field, value) in
                [(id, line.id), (source, line.source), (published, line.published), (title, line.title), (text, line.text)]
            {
                document.add_text(field, value);
            }
            writer.add_document(document)?;
        }
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}
