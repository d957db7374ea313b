//! What do the files at the root of a corpus say that people write for it, or why can one not be read?
//!
//! `whosaid.toml`, `aliases.toml` and `corrections.toml` are all read here, so that none is waited for, or read for ever.

use crate::corpus::is_away;
use crate::corpus::limits::RULES_BYTES;
use crate::error::{Error, Result};
use bytesize::ByteSize;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;
use toml::Table;

/// Reads the file called `name` at the root of a corpus; `None` where there is none. A link is followed.
///
/// # Errors
/// Where what has that name is no file, is too large, is no text, or cannot be read.
pub fn read_rules(root: &Path, name: &str) -> Result<Option<String>> {
    let file = root.join(name);
    let failed = |error: std::io::Error| unread(&file, &format!("{error}; mend that, or take it away"));
    match std::fs::symlink_metadata(&file) {
        // A root may be a file, and has none beside it that speaks of it. Of a folder that may not be entered nothing is read.
        Err(error) if is_away(&error) || error.kind() == ErrorKind::PermissionDenied => return Ok(None),
        Err(error) => return Err(failed(error)),
        Ok(_) => {}
    }
    // Looked at before it is opened: opening a pipe waits for whoever writes into it, and a device may have no end.
    let about = std::fs::metadata(&file).map_err(failed)?;
    if !about.is_file() {
        return Err(unread(&file, "it is no file: put a text file in its place, or take it away"));
    }
    let mut bytes = Vec::new();
    let opened = File::open(&file).map_err(failed)?;
    opened.take(RULES_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > RULES_BYTES {
        return Err(unread(&file, &format!("it is larger than {}: shorten it", ByteSize(RULES_BYTES))));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
        unread(&file, &format!("{} is not UTF-8: save it as UTF-8", place(&before)))
    })?;
    Ok(Some(text))
}

/// Makes the error for a file that people wrote and that cannot be read.
pub(super) fn unread(file: &Path, reason: &str) -> Error {
    Error::usage(format!("cannot read {}: {reason}", file.display()))
}

/// Reads TOML, or says in one line what is wrong, and where.
pub(super) fn table(text: &str) -> std::result::Result<Table, String> {
    text.parse().map_err(|error: toml::de::Error| {
        let reason = error.message().split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ");
        let before = error.span().and_then(|span| text.get(..span.start));
        before.map_or(reason.clone(), |before| format!("{}: {reason}", place(before)))
    })
}

/// Gives the place behind a text: `line 2, column 5`, both counted from 1.
fn place(before: &str) -> String {
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    format!("line {line}, column {column}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(root: &Path) -> String {
        read_rules(root, "whosaid.toml").unwrap_err().to_string()
    }

    #[test]
    fn what_is_broken_is_told_with_its_line_and_column() {
        assert_eq!(table("a = 1\nb = [\"x\"").unwrap_err().split(": ").next(), Some("line 2, column 9"));
        assert!(table("= =").unwrap_err().starts_with("line 1, column 3: "), "{:?}", table("= ="));
        assert!(table("é = \"x\"\nb = =").unwrap_err().starts_with("line 2, column 5: "), "{:?}", table("é = \"x\"\nb = ="));
    }

    #[test]
    fn a_file_of_rules_is_a_text_of_some_size_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("whosaid.toml");
        assert_eq!(read_rules(folder.path(), "whosaid.toml").unwrap(), None);
        assert_eq!(read_rules(&file, "whosaid.toml").unwrap(), None);
        std::fs::write(&file, "a = 1\nb = \"\u{e9}").unwrap();
        assert_eq!(read_rules(folder.path(), "whosaid.toml").unwrap().as_deref(), Some("a = 1\nb = \"\u{e9}"));
        assert_eq!(read_rules(&file, "whosaid.toml").unwrap(), None);
        std::fs::write(&file, b"a = 1\nb = \"\xff\"").unwrap();
        assert!(told(folder.path()).ends_with("line 2, column 6 is not UTF-8: save it as UTF-8"), "{}", told(folder.path()));
        File::create(&file).unwrap().set_len(RULES_BYTES + 1).unwrap();
        assert!(told(folder.path()).contains("larger than 8.0 MiB"), "{}", told(folder.path()));
        std::fs::remove_file(&file).unwrap();
        std::fs::create_dir(&file).unwrap();
        assert!(told(folder.path()).contains("it is no file"), "{}", told(folder.path()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_file_is_followed_and_one_to_a_device_or_to_nothing_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("whosaid.toml");
        let links_to = |target: &str| {
            let _ = std::fs::remove_file(&file);
            std::os::unix::fs::symlink(target, &file).unwrap();
        };
        std::fs::write(folder.path().join("rules"), "a = 1").unwrap();
        links_to("rules");
        assert_eq!(read_rules(folder.path(), "whosaid.toml").unwrap().as_deref(), Some("a = 1"));
        links_to("/dev/zero");
        assert!(told(folder.path()).contains("it is no file"), "{}", told(folder.path()));
        links_to("nowhere");
        assert!(told(folder.path()).contains("mend that"), "{}", told(folder.path()));
    }
}
