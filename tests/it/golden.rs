//! Is an output the one that was read and kept?

use std::path::Path;

/// Compares `text` with `tests/golden/<name>.txt`; with `WHOSAID_RENEW=1` it is written there instead.
pub(crate) fn golden(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{name}.txt"));
    if std::env::var_os("WHOSAID_RENEW").is_some() {
        std::fs::write(&file, text).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    let differs = kept.lines().zip(text.lines()).position(|(kept, made)| kept != made);
    let line = differs.unwrap_or_else(|| kept.lines().count().min(text.lines().count()));
    assert!(
        kept == text,
        "{} differs from line {} on:\nkept: {}\nmade: {}\nWHOSAID_RENEW=1 renews it",
        file.display(),
        line + 1,
        kept.lines().nth(line).unwrap_or("(ends)"),
        text.lines().nth(line).unwrap_or("(ends)"),
    );
}
