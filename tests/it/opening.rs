//! How do tests open an index for writing beside tests that start programs?

use std::path::Path;
use std::time::Duration;
use whosaid::index::Writer;

/// Opens an index for writing.
///
/// Tests beside this one start programs, which for a moment hold the files that this one has open, locks among them.
pub(crate) fn opened(index: &Path, threads: usize) -> Writer {
    for _ in 0..500 {
        match Writer::open(index, threads) {
            Err(error) if error.to_string().contains("is at work there") => std::thread::sleep(Duration::from_millis(20)),
            other => return other.expect("the index is opened"),
        }
    }
    panic!("the index at {} stays locked", index.display())
}
