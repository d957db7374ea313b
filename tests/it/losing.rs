//! Is nothing lost that a person did not give up?

use crate::newsroom::{Newsroom, hits};
use serde_json::Value;

fn two_folders() -> Newsroom {
    let room = Newsroom::new();
    room.file("corpus/a.txt", "Otters return\n\nOtters were seen at the weir, Ines Halvorsen said on Monday.");
    room.file("more/b.txt", "Heron seen\n\nA heron was seen at the mill.");
    room.index_with(&["corpus"]);
    room.index_with(&["more"]);
    room
}

fn found(room: &Newsroom, word: &str) -> usize {
    hits(&room.ask(&["search", word])).len()
}

#[test]
fn an_index_is_not_touched_where_a_folder_to_make_it_anew_from_is_missing() {
    let room = two_folders();
    room.rename("more", "elsewhere");
    let run = room.run(&["index", "--rebuild"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("bring it back"), "{}", run.err);
    assert_eq!((found(&room, "otters"), found(&room, "heron")), (1, 1));
    assert_eq!(room.run(&["index"]).code, 2);
    assert_eq!(found(&room, "heron"), 1);
}

#[test]
fn an_index_of_another_version_is_not_removed_before_it_is_known_what_to_make_it_from() {
    let room = two_folders();
    of_another_version(&room);
    room.rename("more", "elsewhere");
    assert_eq!(room.run(&["index", "--rebuild"]).code, 2);
    room.rename("elsewhere", "more");
    assert_eq!(room.index_with(&["--rebuild"])["articles"], 2);
}

#[cfg(unix)]
#[test]
fn an_index_that_cannot_be_read_stands_until_all_of_the_new_one_is_there() {
    let room = two_folders();
    of_another_version(&room);
    for number in 0..100 {
        let text = "The weir is safe, Ines Halvorsen said. “Nothing moved,” she told reporters by the mill. ".repeat(60);
        room.file(&format!("more/{number}.txt"), &format!("Report {number}\n\n{text}"));
    }
    let mut rebuilding = room.command(&["index", "--rebuild"]).stderr(std::process::Stdio::null()).spawn().unwrap();
    let beside = room.folder().join("index/.whosaid-anew/meta.json");
    while !beside.is_file() {
        assert!(rebuilding.try_wait().unwrap().is_none(), "the run ended before it could be killed");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    rebuilding.kill().unwrap();
    rebuilding.wait().unwrap();
    let run = room.run(&["search", "otters"]);
    assert!(run.code == 2 && run.err.contains("another version"), "{}", run.err);
    // Which folders it was made from is still known.
    assert_eq!(room.index_with(&["--rebuild"])["articles"], 102);
    assert!(!room.folder().join("index/.whosaid-anew").exists());
    assert_eq!(room.run(&["verify", "--store"]).code, 0);
    assert_eq!((found(&room, "otters"), found(&room, "heron")), (1, 1));
}

/// Makes of an index one of another version, as that would have written it.
fn of_another_version(room: &Newsroom) {
    let file = room.folder().join("index/meta.json");
    let mut meta: serde_json::Map<String, Value> = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let mut payload: Value = serde_json::from_str(meta["payload"].as_str().unwrap()).unwrap();
    payload["versions"]["format"] = 999.into();
    meta.insert("payload".to_owned(), payload.to_string().into());
    meta.remove("whosaid_seal").unwrap();
    let seal = whosaid::model::digest::sha256(&serde_json::to_vec(&meta).unwrap());
    meta.insert("whosaid_seal".to_owned(), seal.into());
    std::fs::write(&file, serde_json::to_vec(&meta).unwrap()).unwrap();
}

#[test]
fn no_folder_is_given_up_that_an_index_of_another_version_may_hold() {
    let room = two_folders();
    of_another_version(&room);
    room.remove("more/b.txt");
    let run = room.run(&["index", "--rebuild"]);
    assert!(run.code == 2 && run.err.contains("no file is left"), "{}", run.err);
    room.file("more/b.txt", "Heron seen\n\nA heron was seen at the mill.");
    assert_eq!(room.index_with(&["--rebuild"])["articles"], 2);
}

#[test]
fn a_folder_with_a_list_that_is_no_indexs_is_left_as_it_is() {
    let room = two_folders();
    room.file("data/meta.json", "{\"mine\": true}").file("data/letter.doc", "mine too");
    let run = room.run(&["index", "--rebuild", "corpus", "--index", "data"]);
    assert!(run.code == 2 && run.err.contains("meta.json is no index's"), "{}", run.err);
    assert_eq!(std::fs::read_to_string(room.folder().join("data/meta.json")).unwrap(), "{\"mine\": true}");
}

#[cfg(unix)]
#[test]
fn an_index_that_cannot_be_looked_for_is_no_missing_one() {
    let room = two_folders();
    let meta = room.folder().join("index/meta.json");
    std::fs::remove_file(&meta).unwrap();
    // A link to itself cannot be followed, whoever tries.
    std::os::unix::fs::symlink(&meta, &meta).unwrap();
    for arguments in [&["search", "otters"][..], &["index"], &["index", "--rebuild"]] {
        let run = room.run(arguments);
        assert!(run.code == 2 && run.err.contains("cannot read the index"), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn a_source_named_while_making_anew_is_that_of_the_named_folder_alone() {
    let room = two_folders();
    room.index_with(&["--rebuild", "corpus", "--source", "The Weir Post"]);
    let source = |word: &str| hits(&room.ask(&["search", word]))[0]["provenance"]["source"].clone();
    assert_eq!(source("otters"), "The Weir Post");
    assert_ne!(source("heron"), "The Weir Post");
}

#[test]
fn a_source_for_a_part_of_a_folder_is_refused_and_overlapping_folders_are_read_once() {
    let room = Newsroom::new();
    room.file("corpus/a.txt", "Otters return\n\nOtters were seen at the weir.");
    room.file("corpus/sub/b.txt", "Heron seen\n\nA heron was seen at the mill.");
    let report = room.index_with(&["corpus", "--source", "The Weir Post", "corpus/sub"]);
    assert_eq!((&report["added"], &report["read"]), (&2.into(), &2.into()), "{report}");
    assert_eq!(room.index()["unchanged"], 2);
    assert_eq!(room.run(&["index", "corpus/sub", "--source", "Another"]).code, 2);
    assert_eq!(room.run(&["index", "--source", "Another"]).code, 2);
    assert_eq!(hits(&room.ask(&["search", "heron", "--source", "The Weir Post"])).len(), 1);
}

#[test]
fn named_parts_of_a_folder_are_brought_up_to_date_and_no_others() {
    let room = Newsroom::new();
    let paths = ["a.txt", "a/1.txt", "a/2.txt", "a-b/3.txt", "b/c/4.txt", "b/5.txt"];
    let write = |word: &str| {
        for path in paths {
            room.file(&format!("corpus/{path}"), &format!("Otters {word}\n\nAn otter {word} at the weir {path}."));
        }
    };
    write("came");
    room.index();
    write("left");
    room.remove("corpus/a/2.txt").remove("corpus/b/5.txt");
    let report = room.index_with(&["corpus/b/c/4.txt", "corpus/a/1.txt", "corpus/a", "corpus/a.txt", "corpus/b/c"]);
    assert_eq!((&report["updated"], &report["removed"], &report["read"]), (&3.into(), &1.into(), &3.into()), "{report}");
    let total = |word: &str| room.ask(&["search", word, "--no-group"])["total"].clone();
    assert_eq!((total("left"), total("came")), (3.into(), 2.into()));
    let report = room.index();
    assert_eq!((&report["updated"], &report["removed"]), (&1.into(), &1.into()), "{report}");
}

#[test]
fn a_file_of_a_folder_within_another_is_that_folders() {
    let room = Newsroom::new();
    room.file("corpus/a.txt", "Otters return\n\nOtters were seen.").file("corpus/sub/b.txt", "Heron seen\n\nA heron was seen.");
    room.index_with(&["corpus/sub"]);
    room.index_with(&["corpus"]);
    // Which puts the named folder first.
    room.index_with(&["--rebuild", "corpus"]);
    room.file("corpus/sub/c.txt", "Grebe seen\n\nA grebe was seen.");
    assert_eq!(room.index_with(&["corpus/sub/c.txt"])["added"], 1);
    assert_eq!((found(&room, "grebe"), room.index()["articles"].as_u64()), (1, Some(3)));
}

#[test]
fn a_part_that_the_next_run_would_take_in_again_is_not_forgotten_in_vain() {
    let room = two_folders();
    let run = room.run(&["index", "--forget", "corpus/a.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("skip"), "{}", run.err);
    assert_eq!(found(&room, "otters"), 1);
}

#[test]
fn a_users_own_files_in_the_folder_of_the_index_stay() {
    let room = two_folders();
    room.file("index/.tmpnotes", "mine").file("index/notes.txt", "mine too");
    room.file("corpus/c.txt", "Third\n\nA third story.");
    room.index();
    room.index_with(&["--rebuild"]);
    assert!(room.folder().join("index/.tmpnotes").is_file() && room.folder().join("index/notes.txt").is_file());
    assert_eq!(room.run(&["index", "index"]).code, 2);
}

#[cfg(unix)]
#[test]
fn a_file_that_could_not_be_read_is_tried_again() {
    use std::os::unix::fs::PermissionsExt;
    let room = two_folders();
    room.file("corpus/c.txt", "Third\n\nA third story.");
    room.without_privileges();
    let file = room.folder().join("corpus/c.txt");
    let set = |mode: u32| std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
    set(0o000);
    let report = room.index();
    assert_eq!(report["skipped"].as_array().map(Vec::len), Some(1));
    assert!(report["skipped"][0]["reason"].as_str().unwrap().contains("permission denied"), "{report}");
    set(0o644);
    assert_eq!(room.index()["added"], 1);
}

#[test]
fn an_index_without_its_list_is_damaged_and_no_missing_one() {
    for is_folder in [false, true] {
        let room = two_folders();
        room.remove("index/meta.json");
        if is_folder {
            std::fs::create_dir(room.folder().join("index/meta.json")).unwrap();
        }
        for arguments in [&["search", "otters"][..], &["index"], &["index", "corpus"], &["index", "--rebuild"], &["status"]] {
            let run = room.run(arguments);
            let is_told = run.err.contains("is damaged: its meta.json") && run.err.contains("--rebuild FOLDER");
            assert!(run.code == 2 && is_told, "{arguments:?}: {}", run.err);
        }
        let run = room.run(&["verify", "--store"]);
        assert!(run.code == 1 && run.out.contains("meta.json"), "{run:?}");
        assert_eq!(room.index_with(&["--rebuild", "corpus", "more"])["articles"], 2);
        assert_eq!((found(&room, "otters"), room.run(&["verify", "--store"]).code), (1, 0));
    }
}

#[test]
fn an_index_that_was_never_committed_is_no_index_and_is_simply_made() {
    let room = two_folders();
    drop(crate::opening::opened(&room.folder().join("begun"), 1));
    let begun = |arguments: &[&str]| room.run(&[arguments, &["--index", "begun"]].concat());
    for arguments in [&["search", "otters"][..], &["verify", "--store"]] {
        let run = begun(arguments);
        assert!(run.code == 2 && run.err.contains("there is no index at"), "{arguments:?}: {run:?}");
    }
    room.remove("begun/meta.json");
    assert!(begun(&["search", "otters"]).err.contains("there is no index at"));
    assert_eq!(begun(&["index", "corpus"]).code, 0);
    assert_eq!(begun(&["search", "otters"]).code, 0);
}

#[test]
fn a_list_of_what_may_be_taken_away_that_is_damaged_is_made_again() {
    let room = two_folders();
    let list = room.folder().join("index/.managed.json");
    let whole = std::fs::read_to_string(&list).unwrap();
    for damaged in ["", "{", &whole[..whole.len() / 2]] {
        std::fs::write(&list, damaged).unwrap();
        assert_eq!(found(&room, "otters"), 1);
        room.touch("corpus/a.txt").index();
        assert_eq!(found(&room, "otters"), 1);
    }
    for rebuild in [false, true] {
        for name in [".managed.json", ".tantivy-writer.lock", ".tantivy-meta.lock"] {
            room.remove(&format!("index/{name}"));
            std::fs::create_dir(room.folder().join("index").join(name)).unwrap();
        }
        assert_eq!(found(&room, "otters"), 1);
        room.touch("corpus/a.txt").index_with(if rebuild { &["--rebuild"] } else { &[] });
        assert!(list.is_file() && found(&room, "otters") == 1);
    }
}

#[cfg(unix)]
#[test]
fn pipes_in_the_place_of_files_of_the_index_are_told_and_never_opened() {
    let room = two_folders();
    let folder = room.folder().join("index");
    let segment = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let segment = segment.into_iter().find(|file| file.extension().is_some_and(|ending| ending == "store")).unwrap();
    let pipe = |file: &std::path::Path| {
        std::fs::remove_file(file).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(file).status().unwrap().success());
    };
    pipe(&folder.join(".managed.json"));
    pipe(&folder.join(".tantivy-meta.lock"));
    assert_eq!(found(&room, "otters"), 1);
    pipe(&segment);
    let run = room.run(&["verify", "--store"]);
    assert!(run.code == 1 && run.out.contains("is no file"), "{run:?}");
    pipe(&folder.join("meta.json"));
    assert_eq!(room.run(&["verify", "--store"]).code, 1);
    assert_eq!(room.run(&["search", "otters"]).code, 2);
    assert_eq!(room.index_with(&["--rebuild", "corpus", "more"])["articles"], 2);
}

#[test]
fn what_is_named_and_passed_over_is_told_with_the_reason() {
    let room = two_folders();
    room.file("corpus/.hidden/c.txt", "Third\n\nA third story.").file("corpus/drafts/d.txt", "Fourth\n\nA fourth story.");
    room.file("corpus/whosaid.toml", "[files]\nskip = [\"drafts/\"]\n");
    let named = [(".hidden", "hidden"), (".hidden/c.txt", "hidden"), ("drafts/d.txt", "skip"), ("whosaid.toml", "rules")];
    for (path, reason) in named {
        let report = room.index_with(&[&format!("corpus/{path}")]);
        let skipped = &report["skipped"][0];
        assert!(skipped["path"] == path && skipped["reason"].as_str().unwrap().contains(reason), "{path}: {report}");
    }
    assert_eq!(room.index()["skipped"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_name_with_the_sign_for_lost_bytes_is_found_where_it_is_named() {
    let room = two_folders();
    room.file("corpus/\u{FFFD}X.txt", "Third\n\nA third story.");
    assert_eq!(room.index_with(&["corpus/\u{FFFD}X.txt"])["added"], 1);
}

#[test]
fn the_folder_of_an_index_is_not_read_as_articles() {
    let room = two_folders();
    room.index_with(&["more", "--index", "corpus/old"]);
    room.index_with(&["--rebuild", "--index", "corpus/old"]);
    let report = room.index();
    assert_eq!(report["articles"], 2, "{report}");
    assert_eq!(report["skipped"][0]["path"], "old");
    // The index that is asked is told by nobody.
    let run = room.run(&["index", "corpus", "--index", "corpus/own", "--format", "json"]);
    assert_eq!(run.json()["skipped"].as_array().map(Vec::len), Some(1), "{}", run.out);
    room.index_with(&["corpus", "--index", "corpus/own"]);
}

#[cfg(unix)]
#[test]
fn an_index_that_was_closed_to_writing_stays_so() {
    use std::os::unix::fs::PermissionsExt;
    let room = two_folders();
    let folder = room.folder().join("index");
    let mode = || std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777;
    for (set, stays) in [(0o500, 0o500), (0o755, 0o700)] {
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(set)).unwrap();
        // Whether the run succeeds depends on who asks.
        room.run(&["index"]);
        assert_eq!(mode(), stays);
    }
}

#[test]
fn no_number_of_hits_an_article_is_all_of_them() {
    let room = two_folders();
    assert_eq!(hits(&room.ask(&["search", "otters", "--per-article", "0"])).len(), 1);
}
