//! Is what is not the index's own left alone, whatever its folder says?

use crate::newsroom::Newsroom;

fn indexed() -> Newsroom {
    let room = Newsroom::new();
    room.file("corpus/a.txt", "Otters return\n\nOtters were seen at the weir, Ines Halvorsen said on Monday.");
    room.index();
    room
}

#[test]
fn a_list_that_names_files_of_others_takes_none_of_them_away_and_is_named() {
    let room = indexed();
    room.file("other/thesis.txt", "Years of work.");
    let thesis = room.folder().join("other/thesis.txt");
    let absolute = serde_json::to_string(&["meta.json", "../other/thesis.txt", thesis.to_str().unwrap()]).unwrap();
    for list in [absolute.as_str(), "no list"] {
        std::fs::write(room.folder().join("index/.managed.json"), list).unwrap();
        let run = room.run(&["verify", "--store"]);
        assert!(run.code == 1 && run.out.contains(".managed.json"), "{}", run.out);
        assert_eq!(room.run(&["index"]).code, 0, "it is asked and written all the same");
        room.file("corpus/a.txt", &format!("Otters return\n\nOtters were seen at the weir {} times.", list.len()));
        room.index();
        assert!(thesis.is_file(), "what the list names is not the index's");
        assert_eq!(room.run(&["verify", "--store"]).code, 0, "the list was made anew");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_of_an_index_is_not_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let room = indexed();
    room.run(&["index", "corpus", "--index", "second"]);
    room.file("notes.txt", "My own notes.");
    let (index, notes) = (room.folder().join("index"), room.folder().join("notes.txt"));
    std::fs::set_permissions(&notes, std::fs::Permissions::from_mode(0o644)).unwrap();
    symlink("../second", index.join(".whosaid-anew")).unwrap();
    for name in [".tantivy-writer.lock", ".tantivy-meta.lock", ".managed.json"] {
        let _ = std::fs::remove_file(index.join(name));
        symlink("../notes.txt", index.join(name)).unwrap();
    }
    room.file("corpus/b.txt", "Heron seen\n\nA heron was seen at the mill.");
    for arguments in [["index", "corpus"], ["index", "--rebuild"]] {
        let run = room.run(&arguments);
        assert_eq!(run.code, 0, "{}", run.err);
    }
    assert_eq!(room.run(&["search", "otters", "--index", "second"]).code, 0, "another index stays");
    assert_eq!(std::fs::read_to_string(&notes).unwrap(), "My own notes.");
    assert_eq!(std::fs::metadata(&notes).unwrap().permissions().mode() & 0o777, 0o644);
    assert!(!index.join(".whosaid-anew").exists());
}

#[cfg(unix)]
#[test]
fn with_few_open_files_a_run_takes_in_all_or_says_what_is_missing() {
    let room = Newsroom::new();
    for number in 0..300 {
        // Some in folders, which have to be listed.
        let folder = number % 60;
        room.file(
            &format!("corpus/{folder}/{folder}/{number}.txt"),
            &format!("Report {number}\n\nOtters were seen at weir number {number}."),
        );
    }
    let mut ended = Vec::new();
    for most in [9, 10, 11, 12, 14, 20, 40] {
        let whosaid = room.command(&["--index", &format!("index-{most}"), "index", "corpus"]);
        let words: Vec<_> =
            [whosaid.get_program()].into_iter().chain(whosaid.get_args()).map(|word| word.to_str().unwrap()).collect();
        let script = format!("ulimit -n {most}; exec \"$@\"");
        let mut shell = std::process::Command::new("sh");
        let run = shell.args(["-c", &script, "sh"]).args(words).current_dir(room.folder()).output().unwrap();
        let said = format!("{most}: {}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        match run.status.code() {
            Some(0) => assert!(said.contains("300 articles"), "{said}"),
            Some(2) => assert!(!said.contains("panicked"), "{said}"),
            _ => panic!("{said}"),
        }
        ended.push(run.status.code());
    }
    assert_eq!(ended.last(), Some(&Some(0)), "forty are enough");
}
