//! Are bytes of any kind read without a panic, and does what comes of them keep the laws?

use super::lawful::check;
use whosaid::analysis::{Depth, analyse};
use whosaid::corpus::{Opened, Rules, read};

/// What the first byte chooses from: every reader, by the name that a file of it has.
pub(crate) const NAMES: &[&str] =
    &["a.txt", "a.html", "a.md", "a.jsonl", "a.json", "a.warc", "a.xml", "a.txt.gz", "a.warc.gz", "a.txt.zst", "a"];

/// Reads the bytes behind the first one as the file that it names.
pub(crate) fn reading(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let mut articles = Vec::new();
    read(bytes, name, &Rules::default(), &mut |found| match found {
        Ok(article) => articles.push(article),
        Err(skipped) => assert!(!skipped.reason.is_empty(), "nothing is passed over without a reason"),
    });
    if articles.is_empty() {
        return;
    }
    let opened = Opened::new(bytes).expect("the file was read before");
    for article in articles.iter().take(20) {
        check(article, &analyse(article, Depth::Text), &opened);
    }
}
