//! What becomes of an index where its sources are broken, are no files, or are not there for now?

use crate::newsroom::{Newsroom, Outcome, hits};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// How long a run may take that has next to nothing to do: on an idle machine a tenth of a second.
const PATIENCE: Duration = Duration::from_secs(60);

fn river() -> Newsroom {
    let room = Newsroom::new();
    room.file("corpus/a.txt", "Otters return\n\nOtters were seen at the weir on Monday, Ines Halvorsen said.")
        .file("corpus/sub/b.txt", "Weir repaired\n\nThe weir was repaired at last, Mayor Tomas Brandl said.")
        .file("corpus/drafts/c.txt", "Mill to close\n\nThe old mill will close.");
    room.file("corpus/whosaid.toml", "[sources]\n\"sub/\" = \"Weir Post\"\n[files]\nskip = [\"drafts/\"]\n");
    assert_eq!(room.index_with(&["corpus"])["articles"], 2);
    room
}

/// Runs the program and wants it to end by itself.
#[track_caller]
fn ends(room: &Newsroom, arguments: &[&str]) -> Outcome {
    let mut child = room.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{arguments:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let ended = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome { code: ended.status.code().unwrap_or(-1), out: text(ended.stdout), err: text(ended.stderr) }
}

#[cfg(unix)]
fn pipe(room: &Newsroom, path: &str) {
    assert!(std::process::Command::new("mkfifo").arg(room.folder().join(path)).status().unwrap().success());
}

fn total(room: &Newsroom, arguments: &[&str]) -> u64 {
    room.ask(&[&["search"], arguments].concat())["total"].as_u64().unwrap()
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_device_in_the_place_of_rules_is_told_and_nothing_waits_for_it() {
    let room = river();
    let digest = room.digest();
    room.remove("corpus/whosaid.toml");
    pipe(&room, "corpus/whosaid.toml");
    for arguments in [&["index"][..], &["index", "--rebuild"], &["analyze", "corpus/a.txt"]] {
        let run = ends(&room, arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}{}", run.out, run.err);
        assert!(room.told(&run.err).contains("cannot read <folder>/corpus/whosaid.toml: it is no file"), "{}", run.err);
    }
    assert_eq!(room.digest(), digest);
    // What is asked is answered, and the rules that are not read are told.
    let asked = ends(&room, &["search", "otters"]);
    assert!(asked.code == 0 && asked.err.contains("whosaid.toml: it is no file"), "{}", asked.err);

    room.remove("corpus/whosaid.toml");
    std::os::unix::fs::symlink("/dev/zero", room.folder().join("corpus/whosaid.toml")).unwrap();
    assert_eq!(ends(&room, &["index"]).code, 2);
    room.remove("corpus/whosaid.toml");
    for name in ["aliases.toml", "corrections.toml"] {
        pipe(&room, &format!("corpus/{name}"));
        for arguments in [&["search", "otters"][..], &["claims"], &["status"], &["entities"]] {
            let run = ends(&room, arguments);
            assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        }
        let asked = ends(&room, &["search", "otters"]);
        assert!(asked.err.contains(&format!("notice: {name} is not read: cannot read ")), "{}", asked.err);
        room.remove(&format!("corpus/{name}"));
    }
}

#[test]
fn rules_that_are_broken_stop_a_run_before_it_changes_anything() {
    let room = river();
    let digest = room.digest();
    let half: &[u8] = b"[files]\nskip=[\"drafts/\"";
    for (bytes, told) in [
        (half, "whosaid.toml: line 2, column "),
        (b"[files]\nskip=[\"dr\xffafts/\"]\n", "whosaid.toml: line 2, column 10 is not UTF-8: save it as UTF-8"),
    ] {
        room.bytes("corpus/whosaid.toml", bytes);
        for arguments in [&["index"][..], &["index", "--rebuild"], &["index", "corpus/sub"]] {
            let run = room.run(arguments);
            assert_eq!(run.code, 2, "{arguments:?}: {}", run.out);
            assert!(run.err.contains(told), "{}", run.err);
        }
        assert_eq!(room.digest(), digest);
        assert_eq!((total(&room, &["mill"]), total(&room, &["weir", "--source", "Weir Post"])), (0, 1));
    }
    // What is not known in rules that can be read is told, and they hold.
    room.file("corpus/whosaid.toml", "[paper]\n[sources]\n\"sub/\" = \"Weir Post\"\n[files]\nskip = [\"drafts/\"]\n");
    let report = room.index();
    assert!(report["skipped"][0]["reason"].as_str().unwrap().contains("[paper] is not known"), "{report}");
    assert_eq!((&report["articles"], room.digest()), (&2.into(), digest));
}

#[test]
fn rules_that_are_broken_make_no_index() {
    let room = Newsroom::new();
    room.file("corpus/a.txt", "Otters return\n\nOtters were seen.").file("corpus/whosaid.toml", "[files");
    assert_eq!(room.run(&["index"]).code, 2);
    assert!(!room.folder().join("index").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_in_whose_place_there_is_a_pipe_or_a_link_is_gone_as_verify_says() {
    for is_link in [false, true] {
        let room = river();
        room.rename("corpus/sub", "elsewhere");
        match is_link {
            true => std::os::unix::fs::symlink(room.folder().join("elsewhere"), room.folder().join("corpus/sub")).unwrap(),
            false => pipe(&room, "corpus/sub"),
        }
        let verified = ends(&room, &["verify"]);
        assert_eq!(verified.code, if is_link { 0 } else { 1 }, "{}", verified.out);
        let report = room.index();
        assert_eq!((&report["removed"], &report["unchanged"]), (&1.into(), &1.into()), "{report}");
        assert_eq!(report["skipped"][0]["path"], "sub");
        assert_eq!(total(&room, &["repaired"]), 0);
    }
}

#[test]
fn a_folder_without_any_file_gives_up_no_articles_until_told_so() {
    let room = river();
    room.file("more/d.txt", "Heron seen\n\nA heron was seen at the mill.");
    room.index_with(&["more"]);
    let digest = room.digest();
    room.rename("more/d.txt", "kept/d.txt");
    for arguments in [&["index"][..], &["index", "more"], &["index", "--rebuild"], &["index", "--rebuild", "corpus"]] {
        let run = room.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.out);
        let told = "cannot bring <folder>/more up to date: no file is left of it, and the index holds 1 of its articles";
        assert!(room.told(&run.err).contains(told), "{}", run.err);
        assert!(room.told(&run.err).contains("`whosaid index --forget <folder>/more`"), "{}", run.err);
        assert_eq!(room.digest(), digest);
    }
    let asked = room.run(&["search", "heron"]);
    assert!(asked.code == 0 && asked.err.contains("no file is left"), "{}", asked.err);
    assert_eq!(room.index_with(&["corpus"])["removed"], 0);
    // It is back; then it is given up.
    room.rename("kept/d.txt", "more/d.txt");
    assert_eq!(room.index()["unchanged"], 3);
    room.remove("more/d.txt");
    assert_eq!(room.index_with(&["--forget", "more"])["removed"], 1);
    let report = room.index();
    assert_eq!((&report["articles"], &report["removed"]), (&2.into(), &0.into()), "{report}");
}

#[test]
fn a_folder_in_which_the_rules_pass_over_all_files_is_not_without_files() {
    let room = Newsroom::new();
    room.file("corpus/a.txt", "Otters return\n\nOtters were seen.");
    room.index();
    room.file("corpus/whosaid.toml", "[files]\nskip = [\"a.txt\"]\n");
    assert_eq!(room.index()["removed"], 1);
    room.remove("corpus/whosaid.toml");
    assert_eq!(
        hits(&{
            room.index();
            room.ask(&["search", "otters"])
        })
        .len(),
        1
    );
}

/// Wants it told of a folder alone that nothing of it can be looked at, and not that its articles were deleted.
#[track_caller]
fn tells_of_the_folder(room: &Newsroom, reason: &str) {
    let verified = room.run(&["verify"]);
    let told = format!("away <folder>/more: {reason}; 2 articles of it not looked at\n2 articles intact, 2 away\n");
    assert_eq!((verified.code, room.told(&verified.out)), (1, told));
    let verified = room.run(&["verify", "--format", "json"]).json();
    let none = serde_json::json!([]);
    let folder = serde_json::json!([{"path": room.folder().join("more"), "reason": reason, "articles": 2}]);
    assert_eq!((&verified["away"], &verified["missing"], &verified["unreadable"]), (&folder, &none, &none));
    let id = hits(&room.ask(&["search", "heron"]))[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(room.run(&["verify", &id, "--format", "json"]).json()["hits"][0]["state"], "away");
    let skipped = &room.ask(&["status"])["skipped"];
    let told = skipped.as_array().unwrap().iter().find(|skipped| skipped["path"] == folder[0]["path"]).expect("it is listed");
    assert!(told["reason"].as_str().unwrap().starts_with(&format!("{reason}; the index keeps 2 articles: ")), "{told}");
}

#[test]
fn a_folder_that_is_away_is_told_and_not_each_article_as_missing() {
    let room = river();
    room.file("more/d.txt", "Heron seen\n\nA heron was seen at the mill.");
    room.file("more/e.txt", "Grebe seen\n\nA grebe was seen at the mill.");
    room.index_with(&["more"]);
    room.rename("more", "elsewhere");
    tells_of_the_folder(&room, "it is not there (is a disk not mounted?)");
    assert_eq!(file_of_hit(&room, &["search", "heron"]), "away");
    let mark = "(is not there, nor is any of its folder: is a disk not mounted?)";
    assert!(room.run(&["search", "heron"]).out.contains(mark), "{}", room.run(&["search", "heron"]).out);
    std::fs::create_dir(room.folder().join("more")).unwrap();
    tells_of_the_folder(&room, "no file is left of it (is a disk not mounted?)");
    assert_eq!(file_of_hit(&room, &["search", "heron"]), "away");
    // Another file in it, and it is there again: then its articles are missing.
    room.file("more/f.txt", "Swan seen\n\nA swan was seen at the mill.");
    assert!(room.run(&["verify"]).out.ends_with("2 articles intact, 2 missing\n"));
    assert_eq!(file_of_hit(&room, &["search", "heron"]), "missing");
    // What is in one of the others has moved.
    room.remove("more/f.txt").rename("elsewhere/d.txt", "corpus/d.txt");
    let verified = room.run(&["verify"]).out;
    assert!(verified.contains("2 articles intact, 1 moved, 1 away\n"), "{verified}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_listed_is_told_and_not_each_article_of_it() {
    use std::os::unix::fs::PermissionsExt;
    let room = river();
    room.file("more/d.txt", "Heron seen\n\nA heron was seen at the mill.");
    room.file("more/e.txt", "Grebe seen\n\nA grebe was seen at the mill.");
    room.index_with(&["more"]);
    room.without_privileges();
    let permit =
        |mode: u32| std::fs::set_permissions(room.folder().join("more"), std::fs::Permissions::from_mode(mode)).unwrap();
    permit(0o000);
    tells_of_the_folder(&room, "not readable: permission denied");
    permit(0o700);
    assert_eq!(room.run(&["verify"]).code, 0);
}

#[test]
fn a_file_that_was_indexed_by_itself_is_missing_where_it_is_gone() {
    let room = river();
    room.file("one.txt", "Heron seen\n\nA heron was seen at the mill.").index_with(&["one.txt"]);
    room.remove("one.txt");
    let verified = room.run(&["verify"]);
    assert!(
        room.told(&verified.out).ends_with(": <folder>/one.txt is gone\n2 articles intact, 1 missing\n"),
        "{}",
        verified.out
    );
    assert_eq!(file_of_hit(&room, &["search", "heron"]), "missing");
}

/// Gives what is said of the file of the first hit, in JSON.
fn file_of_hit(room: &Newsroom, arguments: &[&str]) -> serde_json::Value {
    hits(&room.ask(arguments))[0]["provenance"]["file"].clone()
}

#[test]
fn a_hit_whose_file_is_not_as_it_was_is_marked_wherever_it_is_shown() {
    let room = river();
    assert!(file_of_hit(&room, &["search", "otters"]).is_null());
    assert!(room.ask(&["search", "otters"])["hits"][0]["provenance"].get("file").is_none());
    room.file("corpus/a.txt", "Otters return\n\nOtters were seen at the weir on Tuesday, Ines Halvorsen said.");
    room.remove("corpus/sub/b.txt");
    assert_eq!(file_of_hit(&room, &["search", "otters"]), "changed");
    assert_eq!(file_of_hit(&room, &["claims", "otters"]), "changed");
    assert_eq!(file_of_hit(&room, &["search", "repaired"]), "missing");
    let around = room.ask(&["claims", "otters", "-C", "1"]);
    assert_eq!(around["hits"][0]["context"][0]["provenance"]["file"], "changed");
    let traced = room.ask(&["trace", "otters were seen at the weir on Monday"]);
    assert_eq!(traced["found"][0]["hit"]["provenance"]["file"], "changed");
    let id = hits(&room.ask(&["claims", "otters"]))[0]["id"].as_str().unwrap().to_owned();

    let mark = "(has changed since it was indexed) bytes";
    for arguments in [&["search", "otters"][..], &["trace", "otters were seen at the weir on Monday"], &["show", &id]] {
        assert!(room.run(arguments).out.contains(mark), "{arguments:?}: {}", room.run(arguments).out);
    }
    assert!(room.run(&["search", "repaired"]).out.contains("(is gone since it was indexed) bytes"));
    let cited = room.run(&["show", &id, "--cite"]);
    assert!(cited.out.contains(mark), "{}", cited.out);
    let whole = id.split('.').next().unwrap();
    assert_eq!(room.ask(&["show", whole])["file"], "changed");
    assert_eq!(room.ask(&["show", &id])["provenance"]["file"], "changed");
    let annotation = room.run(&["show", &id, "--format", "annotation"]);
    assert_eq!(annotation.json()["target"][0]["whosaid:file"], "changed", "{}", annotation.out);
    let claim = room.run(&["show", &id, "--format", "claim"]);
    assert_eq!(claim.json()["appearance"]["whosaid:file"], "changed", "{}", claim.out);
    for format in ["human", "json", "annotation", "claim"] {
        let told = format!("corpus/a.txt has changed since it was indexed: `whosaid verify {id}` tells");
        assert!(room.run(&["show", &id, "--format", format]).err.contains(&told), "{format}");
    }
    let csv = room.run(&["search", "otters", "--format", "csv"]).out;
    assert!(csv.lines().next().unwrap().ends_with(",file") && csv.trim_end().ends_with(",changed"), "{csv}");
    let lines = room.run(&["search", "otters", "--format", "jsonl"]).out;
    assert!(lines.contains("\"file\":\"changed\""), "{lines}");
    // A run sets it right.
    room.index();
    assert!(file_of_hit(&room, &["search", "otters"]).is_null());
}

#[cfg(unix)]
#[test]
fn a_hit_whose_file_cannot_be_looked_at_is_marked_and_verify_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let room = river();
    room.without_privileges();
    let folder = room.folder().join("corpus/sub");
    let permit = |mode: u32| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).unwrap();
    permit(0o000);
    let (asked, verified, report) = (room.ask(&["search", "repaired"]), room.run(&["verify"]), room.index());
    permit(0o700);
    assert_eq!(hits(&asked)[0]["provenance"]["file"], "unreadable");
    assert!(verified.code == 1 && verified.out.contains("b.txt: not readable: permission denied"), "{}", verified.out);
    assert!(!verified.out.contains("is gone"), "{}", verified.out);
    assert_eq!((&report["removed"], &report["articles"]), (&0.into(), &2.into()), "{report}");
}

#[test]
fn a_packed_file_that_its_rules_cut_short_is_as_it_was() {
    use std::io::Write;
    let room = Newsroom::new();
    let rain = "Rain fell on the quay of Norrvik, Ines Halvorsen said.\n\n".repeat(2000);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(format!("Rain in Norrvik\n\n{rain}").as_bytes()).unwrap();
    room.bytes("corpus/rain.txt.gz", &packed.finish().unwrap());
    room.file("corpus/whosaid.toml", "[limits]\nunpacked = \"20 KiB\"\n");
    let report = room.index();
    assert!(report["notices"].to_string().contains("only the beginning"), "{report}");
    let verified = room.run(&["verify"]);
    assert_eq!((verified.code, verified.out.as_str()), (0, "1 article intact\n"), "{}", verified.out);
    // So it is by other rules, which a run has yet to read it by.
    let id = hits(&room.ask(&["claims", "rain"]))[0]["id"].as_str().unwrap().to_owned();
    for rules in ["", "[limits]\nunpacked = \"1 KiB\"\n", "[limits]\nunpacked = \"40 KiB\"\n"] {
        room.file("corpus/whosaid.toml", rules);
        for arguments in [&["verify"][..], &["verify", &id]] {
            let verified = room.run(arguments);
            assert!(verified.code == 0 && verified.out.contains("1 article intact"), "{rules}: {}", verified.out);
        }
    }
    // But not where the file is another.
    room.bytes("corpus/rain.txt.gz", &[]);
    assert_eq!(room.run(&["verify"]).code, 1);
}

#[test]
fn articles_whose_file_the_index_does_not_know_are_told_by_verify() {
    use whosaid::engine::{Engine, Sink};
    use whosaid::index::Writer;
    let room = river();
    let held = room.open();
    let row = held.files().unwrap().into_iter().find(|row| row.path == "a.txt").unwrap();
    let roots = held.summary().roots.clone();
    drop(held);
    // A row that has lost its article, which the index still holds.
    let mut writer = Writer::open(&room.folder().join("index"), 1).unwrap();
    writer.touch(&whosaid::engine::FileRow { articles: Vec::new(), ..row }).unwrap();
    writer.commit(&roots).unwrap();
    writer.close().unwrap();
    let verified = room.run(&["verify"]);
    assert_eq!((verified.code, verified.out.as_str()), (2, "1 article intact\n"), "{}", verified.err);
    assert!(verified.err.contains("1 of the 2 articles that the index holds were not verified"), "{}", verified.err);
    assert_eq!(room.run(&["verify", "--format", "json"]).json()["unchecked"], 1);
}
