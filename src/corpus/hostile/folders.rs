//! Cases 21 to 23 and 25 to 35: what files and folders do.

use super::super::limits::{FILE_BYTES, FOLDER_DEPTH};
use super::super::{Entry, Rules, file_below, read_file, walk};
use crate::model::answer::Skipped;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

fn found(root: &Path) -> (Vec<Entry>, Vec<Skipped>) {
    let (mut entries, mut skipped) = (Vec::new(), Vec::new());
    for entry in walk(root, &Rules::default()) {
        match entry {
            Ok(entry) => entries.push(entry),
            Err(reason) => skipped.push(reason),
        }
    }
    (entries, skipped)
}

fn reason(root: &Path) -> String {
    let (entries, skipped) = found(root);
    assert!(entries.is_empty() && skipped.len() == 1, "{entries:?} {skipped:?}");
    skipped[0].reason.clone()
}

#[test]
fn case_21_a_folder_of_many_files_is_walked() {
    let root = tempfile::tempdir().unwrap();
    for number in 0..3000 {
        fs::write(root.path().join(format!("{number}.txt")), "x").unwrap();
    }
    assert_eq!(found(root.path()).0.len(), 3000);
}

#[test]
fn case_22_folders_too_deep_are_told_and_the_rest_is_walked() {
    let root = tempfile::tempdir().unwrap();
    let deep = |folders: usize| vec!["d"; folders].join("/");
    fs::create_dir_all(root.path().join(deep(1000))).unwrap();
    fs::write(root.path().join(deep(FOLDER_DEPTH)).join("in.txt"), "x").unwrap();
    fs::write(root.path().join(deep(FOLDER_DEPTH + 1)).join("out.txt"), "x").unwrap();
    let (entries, skipped) = found(root.path());
    assert_eq!(entries.len(), 1);
    assert!(skipped.len() == 1 && skipped[0].reason.contains("a folder below 256 others"), "{skipped:?}");
}

#[cfg(unix)]
#[test]
fn case_22_a_path_too_long_for_the_system_is_told() {
    let root = tempfile::tempdir().unwrap();
    let name = "n".repeat(200);
    let deep = vec![name.as_str(); 15].join("/");
    for half in ["a", "b"] {
        fs::create_dir_all(root.path().join(half).join(&deep)).unwrap();
    }
    fs::write(root.path().join("b").join(&deep).join("x.txt"), "x").unwrap();
    // No path of more than 4,096 bytes can be made at once, but a folder of long paths can be moved below another.
    fs::rename(root.path().join("b"), root.path().join("a").join(&deep).join("b")).unwrap();
    let (entries, skipped) = found(root.path());
    assert!(entries.is_empty() && skipped.len() == 1 && skipped[0].reason.contains("not readable"), "{skipped:?}");
}

#[cfg(unix)]
#[test]
fn case_23_odd_names_are_names() {
    use std::os::unix::ffi::OsStrExt;
    let root = tempfile::tempdir().unwrap();
    let names: [&[u8]; 10] = [
        b"new\nline.txt",
        b"\x1b[2J.txt",
        b"-rf",
        b"odd\xFF.txt",
        "right\u{202E}txt.exe".as_bytes(),
        b"blank ",
        b"CON",
        b"%41",
        b"odd%FF.txt",
        "odd\u{FFFD}FF.txt".as_bytes(),
    ];
    for name in names {
        fs::write(root.path().join(std::ffi::OsStr::from_bytes(name)), "Rain fell.").unwrap();
    }
    let (entries, skipped) = found(root.path());
    assert!(entries.len() == names.len() && skipped.is_empty());
    assert!(entries.iter().all(|entry| read_file(entry, FILE_BYTES).is_ok()));
    assert!(entries.iter().any(|entry| entry.path == "odd\u{FFFD}FF.txt"), "bytes that are no text are shown by their numbers");
    let told: std::collections::BTreeSet<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
    assert_eq!(told.len(), names.len(), "no two files have one path");
    assert!(entries.iter().all(|entry| file_below(root.path(), &entry.path) == entry.file));
}

#[test]
fn cases_25_and_26_a_file_that_changes_while_it_is_read() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("a.txt"), "Rain fell.").unwrap();
    fs::write(root.path().join("b.txt"), "Rain fell.").unwrap();
    let (entries, _) = found(root.path());
    File::options().append(true).open(&entries[0].file).unwrap().write_all(b" More fell.").unwrap();
    assert_eq!(
        read_file(&entries[0], FILE_BYTES).unwrap(),
        b"Rain fell. More fell.",
        "what is there is read; its size tells the next run"
    );
    fs::remove_file(&entries[1].file).unwrap();
    assert!(read_file(&entries[1], FILE_BYTES).unwrap_err().reason.contains("vanished"));
}

#[cfg(unix)]
#[test]
fn case_27_a_file_that_may_not_be_read_is_told() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("a.txt");
    fs::write(&file, "Rain fell.").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    match read_file(&found(root.path()).0[0], FILE_BYTES) {
        Err(skipped) => assert!(skipped.reason.contains("permission denied")),
        // The superuser may; tests/it/losing.rs runs the program as another user.
        Ok(bytes) => assert_eq!((fs::metadata(&file).unwrap().uid(), &bytes[..]), (0, &b"Rain fell."[..])),
    }
}

#[test]
fn case_28_a_file_too_large_is_never_opened() {
    let root = tempfile::tempdir().unwrap();
    let file = File::create(root.path().join("a.txt")).unwrap();
    if file.set_len(1 << 40).is_err() {
        return eprintln!("skipped: this file system holds no terabyte");
    }
    assert!(read_file(&found(root.path()).0[0], FILE_BYTES).unwrap_err().reason.contains("larger than 1.0 GiB"));
    file.set_len(FILE_BYTES + 1).unwrap();
    assert!(read_file(&found(root.path()).0[0], FILE_BYTES).is_err());
}

#[cfg(unix)]
#[test]
fn cases_29_to_31_links_are_told_and_never_followed() {
    use std::os::unix::fs::symlink;
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("real.txt"), "Rain fell.").unwrap();
    symlink("real.txt", root.path().join("inside")).unwrap();
    symlink("/etc/passwd", root.path().join("outside")).unwrap();
    symlink(".", root.path().join("loop")).unwrap();
    symlink("nowhere", root.path().join("broken")).unwrap();
    let (entries, skipped) = found(root.path());
    assert_eq!(entries.len(), 1);
    assert!(skipped.len() == 4 && skipped.iter().all(|skipped| skipped.reason.contains("a symbolic link")), "{skipped:?}");
    // A file that was swapped for a link after the walk is not followed either.
    fs::remove_file(&entries[0].file).unwrap();
    symlink("/etc/passwd", &entries[0].file).unwrap();
    assert!(read_file(&entries[0], FILE_BYTES).unwrap_err().reason.contains("a symbolic link"));
    // But a root is what the user named, be it a link.
    fs::write(root.path().join("target.txt"), "Rain fell.").unwrap();
    symlink("target.txt", root.path().join("named")).unwrap();
    let (entries, _) = found(&root.path().join("named"));
    assert!(entries[0].path == "named" && read_file(&entries[0], FILE_BYTES).is_ok());
}

#[cfg(unix)]
#[test]
fn cases_32_and_33_pipes_sockets_and_devices_are_never_opened() {
    use std::os::unix::fs::symlink;
    let root = tempfile::tempdir().unwrap();
    let _listener = std::os::unix::net::UnixListener::bind(root.path().join("socket")).unwrap();
    assert!(reason(root.path()).contains("never opened"));
    assert!(reason(Path::new("/dev/zero")).contains("never opened"));
    symlink("/dev/zero", root.path().join("zero")).unwrap();
    symlink("/proc/self/mem", root.path().join("mem")).unwrap();
    let (entries, skipped) = found(root.path());
    assert!(entries.is_empty() && skipped.len() == 3);
    assert!(reason(&root.path().join("zero")).contains("never opened"), "a root that is a link to a device is a device");
    let pipe = root.path().join("pipe");
    match std::process::Command::new("mkfifo").arg(&pipe).status() {
        Ok(status) if status.success() => assert!(reason(&pipe).contains("never opened")),
        _ => eprintln!("skipped: mkfifo is not here"),
    }
}

#[test]
fn cases_34_and_35_a_file_under_two_names_is_two_articles_and_mounts_are_folders() {
    // A hard link cannot be told from its file, and each path is one that a user may cite; equal texts are grouped when asked for.
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("a.txt"), "Rain fell.").unwrap();
    fs::hard_link(root.path().join("a.txt"), root.path().join("b.txt")).unwrap();
    assert_eq!(found(root.path()).0.len(), 2);
    // Nothing is asked of the device that a folder lies on: what is mounted below a root belongs to it.
}
