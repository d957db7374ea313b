//! Is it the old index or the new one that is found, wherever one that was made anew is stopped in taking the old one's place?

use super::samples::{Dice, Held, Order, alone, answers, bring, held, looked_at, shelf, strays};
use super::*;
use crate::index::folder::{Step, empty_beside, exchange};
use std::fs;

/// Files of both indexes: names below the folder, and what they hold.
type Disk = BTreeMap<PathBuf, Vec<u8>>;

/// An index, and the one within its folder that is to take its place.
struct Both {
    disk: Disk,
    steps: Vec<Step>,
    /// Where the new one stands, below the folder.
    beside: PathBuf,
    old: Held,
    new: Held,
    answers: Order,
}

impl Both {
    fn made(folder: &Path) -> Both {
        bring(folder, &shelf(0..20)).expect("the old index is made");
        let old = held(folder);
        let beside = empty_beside(folder).expect("there is a place for the new one");
        bring(&beside, &shelf(10..40)).expect("the new index is made");
        let mut disk = Disk::new();
        read(folder, Path::new(""), &mut disk);
        let steps = exchange(&beside).expect("the steps are told");
        let below = beside.strip_prefix(folder).expect("it is within").to_owned();
        Both { disk, steps, old, new: held(&beside), answers: answers(&beside), beside: below }
    }

    /// Gives the number of the step that makes the new one the index.
    fn last_move(&self) -> usize {
        self.steps.iter().rposition(|step| matches!(step, Step::Move(_))).expect("files are moved")
    }

    /// Looks at what is found at `place`, and has the next run make the new index of it.
    fn look(&self, place: &Path, may_be_old: bool, may_be_new: bool, case: &str) {
        let found = looked_at(place).unwrap_or_else(|error| panic!("{case}: {error}"));
        let found = found.unwrap_or_else(|| panic!("{case}: no index is there"));
        assert!(may_be_old && found == self.old || may_be_new && found == self.new, "{case}: {found:?}");
        bring(place, &shelf(10..40)).unwrap_or_else(|error| panic!("{case}, run again: {error}"));
        assert_eq!((&held(place), &answers(place)), (&self.new, &self.answers), "{case}, run again");
        assert_eq!(strays(place), Vec::<String>::new(), "{case}: nothing is left lying about");
        fs::remove_dir_all(place).expect("the folder is removed");
    }
}

/// Reads all files of a folder and those below it.
fn read(folder: &Path, below: &Path, disk: &mut Disk) {
    for entry in fs::read_dir(folder.join(below)).expect("it is listed") {
        let name = below.join(entry.expect("an entry").file_name());
        match folder.join(&name) {
            place if place.is_dir() => read(folder, &name, disk),
            file => drop(disk.insert(name, fs::read(file).expect("a file is read"))),
        }
    }
}

fn write(disk: &Disk, place: &Path) {
    for (name, bytes) in disk {
        let file = place.join(name);
        fs::create_dir_all(file.parent().expect("it is below")).expect("a folder is made");
        fs::write(file, bytes).expect("a file is written");
    }
}

#[test]
fn an_index_made_anew_that_is_stopped_at_any_step_leaves_the_old_or_the_new_one() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder for the test");
    let both = Both::made(&folder.path().join("both"));
    let last_move = both.last_move();
    assert!(last_move > 4, "more than a list is moved: {:?}", both.steps);
    for count in 0..=both.steps.len() {
        let place = folder.path().join(format!("stopped-{count}"));
        write(&both.disk, &place);
        for step in &both.steps[..count] {
            step.make(&place, &place.join(&both.beside)).expect("a step is made");
        }
        both.look(&place, count <= last_move, count > last_move, &format!("stopped after {count} steps"));
    }
}

#[test]
fn a_step_that_fails_is_told_and_leaves_the_old_index() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder for the test");
    let both = Both::made(&folder.path().join("both"));
    let moves = both.steps.iter().filter_map(|step| if let Step::Move(name) = step { Some(name) } else { None });
    for (number, name) in moves.enumerate() {
        let place = folder.path().join(format!("failed-{number}"));
        write(&both.disk, &place);
        // No file takes the place of a folder that holds something.
        let in_the_way = place.join(name);
        if in_the_way.is_file() {
            continue;
        }
        fs::create_dir_all(in_the_way.join("full")).expect("a folder is in the way");
        let error = folder::replace(&place, &place.join(&both.beside)).expect_err("a step fails").to_string();
        assert!(error.contains("cannot put the new index into"), "{error}");
        fs::remove_dir_all(in_the_way).expect("it is taken away");
        both.look(&place, true, false, &format!("{name} failed"));
    }
}

/// How many power cuts are looked at; `WHOSAID_POWER` says more.
fn cuts() -> usize {
    std::env::var("WHOSAID_POWER").ok().and_then(|count| count.parse().ok()).unwrap_or(26)
}

#[test]
fn a_power_cut_while_an_index_takes_the_place_of_another_leaves_one_of_both() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder for the test");
    let both = Both::made(&folder.path().join("both"));
    let (mut dice, last_move) = (Dice::new(83), both.last_move());
    for cut in 0..cuts() {
        let count = cut % (both.steps.len() + 1);
        let place = folder.path().join(format!("cut-{cut}"));
        write(&left(&both, count, &mut dice), &place);
        let may_be_old = count < both.steps.len();
        both.look(&place, may_be_old, count > last_move, &format!("cut {cut}, after {count} steps"));
    }
}

/// What is left when the power is cut after `count` steps: of the moves since the folder was synced last, each may be undone, half
/// done (the file has both names) or done.
fn left(both: &Both, count: usize, dice: &mut Dice) -> Disk {
    let steps = &both.steps[..count];
    let synced = steps.iter().rposition(|step| *step == Step::Sync).unwrap_or(0);
    let mut disk = both.disk.clone();
    for (at, step) in steps.iter().enumerate() {
        let Step::Move(name) = step else { continue };
        let from = both.beside.join(name);
        // The folder that a file came from is synced by nobody: its old name may come back.
        match if at < synced { 1 + dice.roll(2) } else { dice.roll(3) } {
            0 => {}
            1 => drop(disk.insert(PathBuf::from(name), both.disk[&from].clone())),
            _ => drop(disk.remove(&from).and_then(|bytes| disk.insert(PathBuf::from(name), bytes))),
        }
    }
    disk
}
