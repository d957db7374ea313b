//! Does the index keep to the files, doing only what changed?

use crate::newsroom::{Newsroom, hits};
use serde_json::Value;

fn three() -> Newsroom {
    let room = Newsroom::new();
    room.file("corpus/a.txt", "Otters return\n\nOtters were seen at the weir on Monday, the council said.")
        .file("corpus/b.txt", "Weir repaired\n\nThe weir was repaired at last, Mayor Ines Halvorsen said.")
        .file("corpus/c.txt", "Mill to close\n\nThe old mill will close, its owner told the council.");
    room.index();
    room
}

/// Wants the named numbers in a report, and nought for the other changes.
#[track_caller]
fn tells(report: &Value, expected: &[(&str, u64)]) {
    for key in ["added", "updated", "moved", "removed", "unchanged", "read", "analysed"] {
        let number = expected.iter().find(|(name, _)| *name == key).map_or(0, |(_, number)| *number);
        assert_eq!(report[key], number, "{key} in {report}");
    }
}

fn total(room: &Newsroom, arguments: &[&str]) -> u64 {
    room.ask(&[&["search"], arguments].concat())["total"].as_u64().unwrap()
}

#[test]
fn a_second_run_reads_nothing_and_says_so() {
    let room = three();
    let digest = room.digest();
    tells(&room.index(), &[("unchanged", 3)]);
    let said = room.run(&["index"]);
    assert!(said.out.contains("nothing changed") && said.out.contains("0 files read, 0 articles analysed"), "{}", said.out);
    assert_eq!(room.digest(), digest);
}

#[test]
fn a_touched_file_is_read_and_not_analysed() {
    let room = three();
    room.touch("corpus/b.txt");
    tells(&room.index(), &[("unchanged", 3), ("read", 1)]);
    tells(&room.index(), &[("unchanged", 3)]);
}

#[test]
fn an_edit_updates_that_article_alone() {
    let room = three();
    room.file("corpus/b.txt", "Weir repaired\n\nThe weir was repaired, and beavers came.");
    tells(&room.index(), &[("updated", 1), ("unchanged", 2), ("read", 1), ("analysed", 1)]);
    assert_eq!((total(&room, &["beavers"]), total(&room, &["Halvorsen"])), (1, 0));
}

#[test]
fn an_edit_that_keeps_size_and_time_of_day_is_seen() {
    let room = three();
    room.file("corpus/a.txt", "Otters return\n\nBadger were seen at the weir on Monday, the council said.");
    tells(&room.index(), &[("updated", 1), ("unchanged", 2), ("read", 1), ("analysed", 1)]);
}

#[cfg(unix)]
#[test]
fn an_edit_whose_size_and_time_are_those_of_before_is_seen() {
    let room = three();
    room.change_unseen("corpus/a.txt", "Otters return\n\nBadger were seen at the weir on Monday, the council said.");
    let asked = room.run(&["search", "otters"]);
    assert!(asked.err.contains("(1 changed)"), "{}", asked.err);
    assert_eq!(hits(&room.ask(&["search", "otters"]))[0]["provenance"]["file"], "changed");
    tells(&room.index(), &[("updated", 1), ("unchanged", 2), ("read", 1), ("analysed", 1)]);
    assert_eq!((total(&room, &["badger"]), total(&room, &["Monday"])), (1, 1));
    tells(&room.index(), &[("unchanged", 3)]);
}

#[cfg(unix)]
#[test]
fn a_file_of_which_the_rights_alone_changed_is_read_and_not_analysed() {
    use std::os::unix::fs::PermissionsExt;
    let room = three();
    let digest = room.digest();
    std::fs::set_permissions(room.folder().join("corpus/b.txt"), std::fs::Permissions::from_mode(0o600)).unwrap();
    assert!(hits(&room.ask(&["search", "weir"])).iter().all(|hit| hit["provenance"].get("file").is_none()));
    assert_eq!(room.run(&["verify"]).code, 0);
    tells(&room.index(), &[("unchanged", 3), ("read", 1)]);
    tells(&room.index(), &[("unchanged", 3)]);
    assert_eq!(room.digest(), digest);
}

#[test]
fn a_new_line_of_a_jsonl_file_adds_one_article() {
    let room = three();
    let line = |id: u32| format!("{{\"id\":\"{id}\",\"title\":\"T{id}\",\"text\":\"Word number {id} stands here.\"}}\n");
    room.file("corpus/d.jsonl", &(line(1) + &line(2)));
    tells(&room.index(), &[("added", 2), ("unchanged", 3), ("read", 1), ("analysed", 2)]);
    room.file("corpus/d.jsonl", &(line(1) + &line(2) + &line(3)));
    let report = room.index();
    assert_eq!((&report["added"], &report["updated"], &report["unchanged"]), (&1.into(), &0.into(), &5.into()), "{report}");
    room.file("corpus/d.jsonl", &(line(1) + &line(3)));
    assert_eq!(room.index()["removed"], 1);
}

#[test]
fn files_that_were_copied_just_before_are_read_once() {
    let room = Newsroom::new();
    let write = |number: usize| {
        let file = room.folder().join(format!("corpus/{number}.txt"));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, format!("Weir {number}\n\nThe weir was shut {number} times, Ines Halvorsen said.")).unwrap();
        file
    };
    (0..40).for_each(|number| drop(write(number)));
    // A time that lies ahead, as that of a camera with a wrong clock, is no reason to read a file at each run.
    let ahead = std::time::SystemTime::now() + std::time::Duration::from_secs(1_000_000);
    std::fs::File::options().write(true).open(write(40)).unwrap().set_modified(ahead).unwrap();
    assert_eq!(room.index()["read"], 41);
    assert_eq!(room.index()["read"], if cfg!(unix) { 0 } else { 1 });
}

#[test]
fn a_deleted_file_is_forgotten() {
    let room = three();
    room.remove("corpus/a.txt");
    tells(&room.index(), &[("removed", 1), ("unchanged", 2)]);
    assert_eq!(total(&room, &["otters"]), 0);
}

#[test]
fn a_renamed_file_is_told_as_moved() {
    let room = three();
    room.rename("corpus/a.txt", "corpus/deep/er/z.txt");
    tells(&room.index(), &[("moved", 1), ("unchanged", 2), ("read", 1), ("analysed", 1)]);
    let found = room.ask(&["search", "otters"]);
    assert_eq!(hits(&found)[0]["provenance"]["path"], "corpus/deep/er/z.txt");
}

#[test]
fn a_second_folder_keeps_the_first() {
    let room = three();
    room.file("more/d.txt", "Heron seen\n\nA heron was seen at the mill.");
    let report = room.index_with(&["more"]);
    assert_eq!((&report["added"], &report["articles"], &report["removed"]), (&1.into(), &4.into(), &0.into()));
    assert_eq!((total(&room, &["heron"]), total(&room, &["otters"])), (1, 1));
    assert_eq!(room.ask(&["status"])["roots"].as_array().unwrap().len(), 2);
    room.file("more/e.txt", "Grebe seen\n\nA grebe was seen at the mill.").index();
    room.remove("corpus/a.txt").remove("more/d.txt");
    assert_eq!(room.index()["removed"], 2);
}

#[test]
fn a_run_over_one_folder_removes_nothing_from_another() {
    let room = three();
    room.file("more/d.txt", "Heron seen\n\nA heron was seen at the mill.");
    room.index_with(&["more"]);
    room.remove("corpus/a.txt");
    assert_eq!(room.index_with(&["more"])["removed"], 0);
    assert_eq!(total(&room, &["otters"]), 1);
    assert_eq!(room.index_with(&["corpus"])["removed"], 1);
}

#[test]
fn what_was_forgotten_last_is_not_taken_in_again_unasked() {
    let room = three();
    assert_eq!(room.index_with(&["--forget", "corpus"])["articles"], 0);
    for arguments in [&["index"][..], &["index", "--rebuild"], &["index", "--watch"]] {
        let run = room.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.out);
        assert!(run.err.contains("has no folder any more: name one to take in, as in `whosaid index corpus`"), "{}", run.err);
    }
    let asked = room.run(&["search", "otters"]);
    assert!(asked.code == 1 && asked.err.contains("the index holds no articles: `whosaid index FOLDER`"), "{}", asked.err);
    assert_eq!(room.index_with(&["corpus"])["articles"], 3);
    assert_eq!(room.index()["articles"], 3);
}

#[test]
fn a_folder_without_articles_is_told_with_what_could_be_in_it() {
    let room = Newsroom::new();
    room.file("news/whosaid.toml", "");
    let run = room.run(&["index", "news"]);
    assert_eq!(run.code, 0);
    assert!(room.told(&run.err).starts_with("no articles were found in <folder>/news: text, HTML, Markdown"), "{}", run.err);
    room.file("news/a.txt", "Heron seen\n\nA heron was seen at the mill.");
    assert_eq!(room.run(&["index"]).err, "");
}

#[test]
fn heavy_articles_are_taken_in_one_after_another_and_all() {
    let room = Newsroom::new();
    for name in ["a", "b", "c"] {
        room.file(&format!("corpus/{name}.txt"), &"Otters. ".repeat(140 << 10));
    }
    assert_eq!(room.run(&["index", "corpus", "--only", "text"]).code, 0);
    assert_eq!(room.ask(&["status"])["articles"], 3);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_ends_the_run_with_its_name_and_what_was_in_it_stays() {
    use std::os::unix::fs::PermissionsExt;
    let room = three();
    room.without_privileges();
    let permit = |mode: u32| {
        std::fs::set_permissions(room.folder().join("corpus"), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    permit(0o000);
    let runs = [room.run(&["index"]), room.run(&["index", "corpus"])];
    permit(0o700);
    for run in runs {
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(
            room.told(&run.err).contains("cannot read <folder>/corpus: not readable: permission denied; nothing was changed"),
            "{}",
            run.err
        );
    }
    assert_eq!(room.index()["articles"], 3);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told_as_unreadable_and_not_as_missing() {
    use std::os::unix::fs::PermissionsExt;
    let room = three();
    room.without_privileges();
    let hit = hits(&room.ask(&["search", "otters"]))[0]["id"].as_str().unwrap().to_owned();
    let file = room.folder().join("corpus/a.txt");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    let verified = room.run(&["verify", "--format", "json"]);
    let told = verified.json();
    assert_eq!((verified.code, &told["intact"], &told["unreadable"][0]["path"]), (1, &2.into(), &"a.txt".into()), "{told}");
    assert!(told["missing"].as_array().unwrap().is_empty(), "{told}");
    let shown = room.run(&["verify"]).out;
    assert!(
        shown.contains("a.txt: not readable: permission denied") && shown.contains("2 articles intact, 1 unreadable"),
        "{shown}"
    );
    assert_eq!(room.run(&["verify", &hit, "--format", "json"]).json()["hits"][0]["state"], "unreadable");
    assert_eq!(hits(&room.ask(&["search", "otters"]))[0]["provenance"]["file"], "unreadable");
    let status = room.ask(&["status"]);
    let skipped = serde_json::json!([{"path": "a.txt", "record": null, "reason": "not readable: permission denied"}]);
    assert_eq!((&status["articles"], &status["skipped"]), (&3.into(), &skipped));
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(room.run(&["verify"]).code, 0);
}

#[test]
fn who_asks_for_a_deep_look_is_told_what_came_of_it() {
    let room = three();
    let deep = room.ask(&["status", "--deep"]);
    assert_eq!(deep["deep"], deep["digest"], "{deep}");
    assert!(room.ask(&["status"])["deep"].is_null());
    let shown = room.run(&["status", "--deep"]).out;
    assert!(shown.contains("\ndeep     the same, made afresh from all articles as stored"), "{shown}");
    assert!(!room.run(&["status"]).out.contains("deep"));
}

#[test]
fn a_folder_is_forgotten_when_told_so() {
    let room = three();
    room.file("more/d.txt", "Heron seen\n\nA heron was seen at the mill.");
    room.index_with(&["more"]);
    assert_eq!(room.index_with(&["--forget", "more"])["removed"], 1);
    assert_eq!((total(&room, &["heron"]), total(&room, &["otters"])), (0, 1));
    assert_eq!(room.index()["articles"], 3);
    assert_eq!(room.run(&["index", "--forget", "nowhere"]).code, 2);
}

#[test]
fn a_source_that_is_named_is_that_of_all_articles_below() {
    let room = three();
    let report = room.index_with(&["corpus", "--source", "The Weir Post"]);
    assert_eq!(report["updated"], 3, "{report}");
    let found = room.ask(&["search", "otters"]);
    assert_eq!(hits(&found)[0]["provenance"]["source"], "The Weir Post");
    assert_eq!(total(&room, &["--source", "The Weir Post"]), 3);
    tells(&room.index(), &[("unchanged", 3)]);
}

#[test]
fn changed_rules_are_applied_to_files_that_did_not_change() {
    let room = three();
    room.file("corpus/whosaid.toml", "[sources]\n\"a.txt\" = \"Otter Times\"\n[files]\nskip = [\"c.txt\"]\n");
    let report = room.index();
    assert_eq!((&report["updated"], &report["removed"], &report["read"]), (&1.into(), &1.into(), &2.into()), "{report}");
    assert_eq!(total(&room, &["--source", "Otter Times"]), 1);
    room.remove("corpus/whosaid.toml");
    assert_eq!(room.index()["added"], 1);
}

#[test]
fn text_alone_is_indexed_without_names_and_claims() {
    let room = three();
    room.index_with(&["--rebuild", "--only", "text"]);
    assert_eq!(total(&room, &["otters"]), 1);
    assert_eq!(room.ask(&["entities"])["total"], 0);
    assert_eq!(room.ask(&["status"])["claims"], 0);
    assert_eq!(room.index()["updated"], 3, "asking for claims again analyses again");
}

#[test]
fn an_index_that_is_made_anew_is_as_it_was() {
    let room = three();
    let digest = room.digest();
    let report = room.index_with(&["--rebuild"]);
    assert_eq!((&report["added"], &report["articles"]), (&3.into(), &3.into()));
    assert_eq!(room.digest(), digest);
}

#[test]
fn an_index_of_another_version_is_refused_with_what_to_do() {
    let room = three();
    let meta = room.folder().join("index/meta.json");
    let told = std::fs::read_to_string(&meta).unwrap();
    let format = format!("\\\"format\\\":{}", whosaid::index::VERSIONS.format);
    assert!(told.contains(&format), "{told}");
    std::fs::write(&meta, told.replace(&format, "\\\"format\\\":999")).unwrap();
    for command in ["search", "status", "index", "verify"] {
        let run = room.run(&[command]);
        assert_eq!(run.code, 2, "{command}: {}", run.out);
        assert!(run.err.contains("--rebuild"), "{command}: {}", run.err);
    }
    // Whoever changed the list may have changed the folders in it.
    assert_eq!(room.index_with(&["--rebuild", "corpus"])["articles"], 3);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_goes_on() {
    let room = three();
    room.bytes("corpus/d.pdf", b"%PDF-1.7\n\x00\x01").bytes("corpus/e.bin", &[0, 159, 146, 150, 0, 0, 1, 2]);
    let report = room.index();
    let skipped = report["skipped"].as_array().unwrap();
    let told = |path: &str| skipped.iter().any(|one| one["path"].as_str().unwrap().ends_with(path));
    assert!(told("d.pdf") && told("e.bin"), "{report}");
    assert_eq!(report["articles"], 3);
    assert_eq!(room.index()["skipped"], report["skipped"], "what is not read again is still told");
}

#[test]
fn a_search_builds_the_index_where_there_is_none() {
    let room = Newsroom::new();
    room.file("corpus/a.txt", "Otters return\n\nOtters were seen at the weir.");
    let run = room.run(&["search", "otters", "--format", "json"]);
    assert_eq!((run.code, run.json()["total"].as_u64()), (0, Some(1)), "{}", run.err);
    assert_eq!(Newsroom::new().run(&["search", "otters"]).code, 2, "there is nothing to build it from");
}

#[test]
fn a_search_tells_that_files_have_changed() {
    let room = three();
    assert_eq!(room.ask(&["search", "otters"])["notices"], Value::Array(Vec::new()));
    room.touch("corpus/b.txt").remove("corpus/c.txt").file("corpus/d.txt", "News\n\nA heron came.");
    let notices = room.ask(&["search", "otters"])["notices"].to_string();
    assert!(notices.contains("1 changed") && notices.contains("1 new") && notices.contains("1 gone"), "{notices}");
}

#[cfg(unix)]
#[test]
fn an_index_is_closed_to_other_users() {
    use std::os::unix::fs::PermissionsExt;
    let room = three();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let index = room.folder().join("index");
    assert_eq!(mode(&index), 0o700);
    room.file("corpus/d.txt", "News\n\nA heron came.");
    room.index();
    for entry in std::fs::read_dir(&index).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_says_that_it_failed_took_nothing_in() {
    use std::os::unix::fs::MetadataExt;
    let room = three();
    room.file("corpus/d.txt", "News\n\nA heron came.");
    // What another user's is, only that user may close to others.
    room.without_privileges();
    let other = room.folder().join("index/.tantivy-other.lock");
    std::fs::write(&other, "").unwrap();
    if std::fs::metadata(&other).unwrap().uid() == std::fs::metadata(room.folder()).unwrap().uid() {
        return eprintln!("skipped: only the superuser can give the index a file of another user");
    }
    let run = room.run(&["index"]);
    assert!(run.code == 2 && run.err.contains("nothing was changed") && run.err.contains("chmod go="), "{}", run.err);
    assert_eq!(total(&room, &["heron"]), 0);
    std::fs::remove_file(&other).unwrap();
    assert_eq!(room.index()["added"], 1);
}

#[test]
fn nothing_is_written_outside_the_index() {
    let room = three();
    let listed = |folder: &str| {
        let mut names: Vec<_> =
            std::fs::read_dir(room.folder().join(folder)).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(listed("corpus"), ["a.txt", "b.txt", "c.txt"]);
    assert_eq!(listed("."), ["corpus", "index"]);
}
