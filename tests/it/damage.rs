//! Is a damaged index told, and never answered from wrongly?

use crate::newsroom::{Dice, Newsroom, hits};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How many damages are tried; `WHOSAID_DAMAGES` asks for more.
fn measure() -> usize {
    std::env::var("WHOSAID_DAMAGES").ok().and_then(|count| count.parse().ok()).unwrap_or(48)
}

const QUESTIONS: &[&[&str]] = &[
    &["search", "bridge"],
    &["search", "speaker:Brandl"],
    &["search", "\"was loose\" OR ferry"],
    &["search", "--stance", "deny"],
    // Grouped, another claim may stand for the same statement where one is hidden.
    &["claims", "--stance", "deny", "--no-group"],
];

/// What else an index is asked: no damage may end the process, and what is told of one is told of the index.
const OTHERS: &[&[&str]] = &[
    &["trace", "the bridge built in 3 is safe"],
    &["search", "bridge", "--facets"],
    &["entities"],
    &["sources"],
    &["status"],
    &["verify"],
];

fn newsroom() -> Newsroom {
    let room = Newsroom::new();
    for number in 0..24 {
        let text = format!(
            "Report number {number} from Norrvik\n\nThe bridge, built in {number}, is safe, Mayor Ines Halvorsen said on Monday.\n\n\
             Engineer Tomas Brandl denied that bolt {number} was loose. “Nothing moved,” he told reporters by the ferry.\n"
        );
        room.file(&format!("corpus/{number}.txt"), &text);
        if number % 8 == 7 {
            room.index();
        }
    }
    room
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| !name(path).starts_with(".")).collect();
    files.sort();
    files
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Gives the text and bytes of every hit of the questions, by its id.
fn told(room: &Newsroom, index: &str) -> Result<BTreeMap<String, String>, String> {
    let mut found = BTreeMap::new();
    for question in QUESTIONS {
        let run = room.run(&[question, &["-n", "0", "--format", "json", "--index", index][..]].concat());
        assert!((0..=2).contains(&run.code), "{question:?} ended with {}: {}", run.code, run.err);
        if run.code == 2 {
            return Err(run.err);
        }
        for hit in hits(&run.json()) {
            found.insert(hit["id"].as_str().unwrap().to_owned(), format!("{} {}", hit["text"], hit["provenance"]["pieces"]));
        }
    }
    Ok(found)
}

/// Damages one file in one way, and tells which and how; files that may be damaged without harm (a list of tantivy's own) are left.
fn damage(folder: &Path, dice: &mut Dice) -> (String, &'static str) {
    let files: Vec<PathBuf> = files(folder);
    let file = &files[dice.roll(files.len())];
    let mut bytes = std::fs::read(file).unwrap();
    let how = match dice.roll(6) {
        0 => {
            std::fs::remove_file(file).unwrap();
            return (name(file), "removed");
        }
        1 => {
            bytes.truncate(dice.roll(bytes.len()));
            "cut off"
        }
        2 => {
            let other = &files[dice.roll(files.len())];
            let exchanged = std::fs::read(other).unwrap();
            if exchanged == bytes {
                bytes.push(0);
            } else {
                bytes = exchanged;
            }
            "exchanged"
        }
        _ => {
            let at = dice.roll(bytes.len());
            bytes[at] ^= 1 << dice.roll(8);
            "a bit flipped"
        }
    };
    std::fs::write(file, bytes).unwrap();
    (name(file), how)
}

#[test]
fn every_damage_is_named_and_no_hit_is_wrong() {
    let room = newsroom();
    let whole = told(&room, "index").unwrap();
    assert_eq!(room.run(&["verify", "--store"]).code, 0);
    let mut dice = Dice::new(21);
    let (mut refused, mut short) = (0, 0);
    for number in 0..measure() {
        let index = format!("damaged-{number}");
        let folder = room.folder().join(&index);
        std::fs::create_dir_all(&folder).unwrap();
        for file in std::fs::read_dir(room.folder().join("index")).unwrap().map(|entry| entry.unwrap().path()) {
            std::fs::copy(&file, folder.join(name(&file))).unwrap();
            take_time(&file, &folder.join(name(&file)));
        }
        let (file, how) = damage(&folder, &mut dice);
        // What a program writes has another time; what a disk loses has not.
        let is_rot = dice.roll(2) == 0 && how != "removed";
        if is_rot {
            take_time(&room.folder().join("index").join(&file), &folder.join(&file));
        }
        let case = format!("case {number}, {file} {how}");

        let verified = room.run(&["verify", "--store", "--index", &index]);
        assert_eq!(verified.code, 1, "{case}: {} {}", verified.out, verified.err);
        assert!(verified.out.contains(&file), "{case}: {}", verified.out);

        match told(&room, &index) {
            Ok(found) => {
                assert!(is_rot, "{case}: a file of another time is looked at before it is asked");
                for (id, hit) in &found {
                    assert_eq!(Some(hit), whole.get(id), "{case}: {id}");
                }
                short += usize::from(found.len() < whole.len());
            }
            Err(error) => {
                refused += 1;
                assert!(error.contains("index"), "{case}: {error}");
            }
        }
        for arguments in OTHERS {
            let run = room.run(&[arguments, &["--index", &index][..]].concat());
            match run.code {
                // A disk alone may hide something, which `verify --store` has told.
                0 | 1 => assert!(is_rot, "{case}: {arguments:?} takes the index for whole: {}", run.out),
                2 => assert!(run.err.contains("index"), "{case}: {arguments:?}: {}", run.err),
                code => panic!("{case}: {arguments:?} ended with {code}: {}", run.err),
            }
        }
        // Each time anew would be most of the test's time.
        if number % 8 == 0 {
            let anew = room.run(&["index", "--rebuild", "corpus", "--index", &index]);
            assert_eq!(anew.code, 0, "{case}: {}", anew.err);
            assert_eq!(told(&room, &index).as_ref(), Ok(&whole), "{case}: made anew");
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
    eprintln!("{} damages named, {refused} refused an answer, {short} by a disk alone hid a hit", measure());
}

/// Gives a file the time of another.
fn take_time(from: &Path, to: &Path) {
    let time = std::fs::metadata(from).unwrap().modified().unwrap();
    std::fs::File::options().write(true).open(to).unwrap().set_modified(time).unwrap();
}

#[test]
fn a_copied_index_is_asked_and_written_as_the_first_one() {
    let room = newsroom();
    let copy = room.folder().join("copied");
    std::fs::create_dir_all(&copy).unwrap();
    for file in files(&room.folder().join("index")) {
        std::fs::copy(&file, copy.join(name(&file))).unwrap();
    }
    assert_eq!(told(&room, "copied"), told(&room, "index"));
    room.file("corpus/0.txt", "Another story\n\nThe mill is closed.");
    room.index_with(&["--index", "copied"]);
    assert_eq!(room.run(&["verify", "--store", "--index", "copied"]).code, 0);
    let found = room.run(&["search", "mill", "--index", "copied"]);
    assert_eq!(found.code, 0, "{}", found.err);
}

/// Flips a bit of a file that keeps its time, as a disk does.
fn rot(file: &Path, at: usize, bit: u32) {
    let time = std::fs::metadata(file).unwrap().modified().unwrap();
    let mut bytes = std::fs::read(file).unwrap();
    bytes[at] ^= 1 << bit;
    std::fs::write(file, bytes).unwrap();
    std::fs::File::options().write(true).open(file).unwrap().set_modified(time).unwrap();
}

#[test]
fn what_a_disk_damaged_is_never_written_anew_as_if_it_were_whole() {
    let room = newsroom();
    let store = files(&room.folder().join("index")).into_iter().find(|file| name(file).ends_with(".store")).unwrap();
    rot(&store, 40, 3);
    assert_eq!(room.run(&["index"]).code, 0, "nothing is written where nothing has changed");
    room.file("corpus/new.txt", "Another story\n\nThe mill is closed.");
    for _ in 0..2 {
        let run = room.run(&["index"]);
        assert!(run.code == 2 && run.err.contains("damaged") && run.err.contains(&name(&store)), "{}", run.err);
    }
    assert_eq!(room.run(&["verify", "--store"]).code, 1);
    assert_eq!(room.index_with(&["--rebuild"])["articles"], 25);
    assert_eq!(room.run(&["verify", "--store"]).code, 0);
}

#[test]
fn a_segment_slipped_in_or_left_out_of_the_list_is_named() {
    let room = newsroom();
    let meta = room.folder().join("index/meta.json");
    let mut value: serde_json::Value = serde_json::from_slice(&std::fs::read(&meta).unwrap()).unwrap();
    let segments = value["segments"].as_array_mut().unwrap();
    segments.pop();
    std::fs::write(&meta, serde_json::to_vec(&value).unwrap()).unwrap();
    let run = room.run(&["verify", "--store"]);
    assert!(run.code == 1 && run.out.contains("meta.json"), "{}", run.out);
    assert_eq!(room.run(&["search", "bridge"]).code, 2, "an index whose list was changed is not asked");
    let run = room.run(&["index", "--rebuild"]);
    assert!(run.code == 2 && run.err.contains("name them all"), "a list that was changed is not believed: {}", run.err);
    assert_eq!(room.index_with(&["--rebuild", "corpus"])["articles"], 24);
    assert_eq!(room.run(&["verify", "--store"]).code, 0);
}

#[cfg(unix)]
#[test]
fn an_index_that_cannot_be_read_at_the_moment_is_not_thrown_away() {
    let room = newsroom();
    let before = told(&room, "index").unwrap();
    let file = files(&room.folder().join("index")).into_iter().find(|file| name(file).ends_with(".store")).unwrap();
    let aside = room.folder().join("aside");
    std::fs::rename(&file, &aside).unwrap();
    // A link to itself cannot be followed, whoever tries.
    std::os::unix::fs::symlink(&file, &file).unwrap();
    for arguments in [&["index", "--rebuild"][..], &["index"], &["search", "bridge"]] {
        let run = room.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.err.contains("cannot read") && !run.err.contains("damaged"), "{}", run.err);
    }
    std::fs::remove_file(&file).unwrap();
    std::fs::rename(&aside, &file).unwrap();
    assert_eq!(told(&room, "index").unwrap(), before);
}

#[test]
fn the_seal_is_the_same_as_long_as_nothing_is_written() {
    let room = newsroom();
    let seal = |room: &Newsroom| room.run(&["verify", "--store", "--format", "json"]).json()["seal"].clone();
    let first = seal(&room);
    assert!(first.as_str().unwrap().starts_with("sha256:"));
    room.run(&["search", "bridge"]);
    assert_eq!(seal(&room), first);
    room.file("corpus/0.txt", "Another story\n\nThe mill is closed.");
    room.index();
    assert_ne!(seal(&room), first);
}

#[test]
fn an_index_that_loses_articles_run_after_run_stays_whole() {
    let room = Newsroom::new();
    for number in 0..30 {
        room.file(&format!("corpus/{number}.txt"), &format!("Report {number}\n\nThe bridge {number} is safe."));
    }
    room.index();
    for number in 0..4 {
        room.remove(&format!("corpus/{number}.txt"));
        room.index();
        let verified = room.run(&["verify", "--store"]);
        assert_eq!(verified.code, 0, "{number} removed: {}", verified.out);
        assert_eq!(room.ask(&["search", "bridge", "-n", "0", "--no-group"])["total"], 29 - number);
    }
}
