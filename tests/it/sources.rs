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
