//! Is every record of the collected web archives an article or told, and does law 2 hold for each?

use super::super::laws::read_lawfully;
use crate::model::article::Record;
use std::io::Read;
use std::path::Path;

/// Gives how many records a file's reports speak for.
fn told(reason: &str) -> usize {
    match reason.split_once(" record") {
        Some((count, _)) => count.parse().unwrap_or(1),
        None => 1,
    }
}

/// Counts records by what all of them hold; `None` where the file is no WARC that can be unfolded.
fn counted(bytes: &[u8]) -> Option<usize> {
    let mut plain = Vec::new();
    if bytes.starts_with(b"\x1f\x8b") {
        flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut plain).ok()?;
    } else {
        plain.extend_from_slice(bytes);
    }
    let text = String::from_utf8_lossy(&plain).to_lowercase();
    text.starts_with("warc/").then(|| text.matches("\nwarc-type:").count())
}

#[test]
fn every_record_of_the_collected_archives_is_an_article_or_told() {
    // Beside the repository, or beside the folder of its working copies.
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1).take(2);
    let Some(folder) = above.map(|folder| folder.join("shared/data/warc")).find(|folder| folder.is_dir()) else {
        return eprintln!("skipped: ../shared is not here");
    };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut articles, mut records, mut exact) = (0, 0, 0);
    for file in &files {
        let bytes = std::fs::read(file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy();
        let (found, skipped) = read_lawfully(&bytes, &name);
        assert!(!(found.is_empty() && skipped.is_empty()), "{name}: nothing is passed over in silence");
        assert!(found.iter().all(|article| matches!(article.record, Some(Record::Warc { .. }))), "{name}");
        let stretches = skipped.iter().filter(|skipped| skipped.reason.contains(" bytes ")).count();
        let all = found.len() + skipped.iter().map(|skipped| told(&skipped.reason)).sum::<usize>() - stretches;
        if let Some(count) = counted(&bytes) {
            assert_eq!(all, count, "{name}: {skipped:?}");
            exact += 1;
        }
        (articles, records) = (articles + found.len(), records + all);
    }
    println!(
        "{} files, {records} records, {articles} articles; law 2 holds for each; {exact} files counted otherwise too",
        files.len()
    );
    assert!(articles > 0);
}
