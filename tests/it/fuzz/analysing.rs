//! Is any text analysed without a panic, the same each time, and within its bounds?

use super::lawful::check;
use whosaid::analysis::{Depth, analyse};
use whosaid::corpus::{Opened, Rules, read};

/// Analyses the bytes as a plain text.
pub(crate) fn analysing(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let opened = Opened::new(text.as_bytes());
    read(text.as_bytes(), "a.txt", &Rules::default(), &mut |found| {
        let Ok(article) = found else { return };
        let findings = analyse(&article, Depth::Claims);
        assert_eq!(findings, analyse(&article, Depth::Claims), "the same text gives the same");
        check(&article, &findings, opened.as_ref().expect("the file was read before"));
    });
}
