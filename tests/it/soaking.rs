//! Do readers ever see half of what a run did, while a writer works on?

use crate::newsroom::{Newsroom, question};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use whosaid::ask::search;
use whosaid::index::Index;

/// Files that every run changes, all of them.
const FILES: usize = 8;
/// Who asks meanwhile.
const READERS: usize = 4;
/// Runs where no minutes are named.
const RUNS: u64 = 6;

/// For how long; `WHOSAID_SOAK` gives minutes, `scripts/soak.sh` a day's.
fn lasts() -> Option<Duration> {
    std::env::var("WHOSAID_SOAK")
        .ok()
        .and_then(|minutes| minutes.parse().ok())
        .map(|minutes: u64| Duration::from_secs(60 * minutes))
}

/// Writes an edition of all files: other words, another number of paragraphs.
fn write(room: &Newsroom, edition: u64) {
    for file in 0..FILES {
        let more = "The ferry was late again, and nobody on the quay knew why.\n\n".repeat(edition as usize % 5);
        let text = format!(
            "Edition{edition} of report {file}\n\nThe ferry edition{edition} is safe, Mayor Ines Halvorsen said on Monday.\n\n{more}"
        );
        room.file(&format!("corpus/{file}.txt"), &text);
    }
}

/// Asks once, and gives the edition that all of the index is of.
fn seen(room: &Newsroom) -> u64 {
    let index = Index::open(&room.folder().join("index")).expect("the index opens").expect("it was committed");
    let answer = search(&index, &question("title:report ferry")).expect("it is answered");
    let titles: BTreeSet<&str> = answer.hits.iter().filter_map(|hit| hit.provenance.title.as_deref()).collect();
    let editions: BTreeSet<&str> = titles.iter().filter_map(|title| title.split(' ').next()).collect();
    assert_eq!((titles.len(), editions.len()), (FILES, 1), "half a run is seen: {titles:?}");
    let edition = editions.first().and_then(|edition| edition.strip_prefix("Edition")).expect("a title has its edition");
    for hit in &answer.hits {
        assert!(!hit.text.contains("edition") || hit.text.contains(&format!("edition{edition}")), "{}", hit.text);
    }
    edition.parse().expect("an edition is a number")
}

#[test]
fn four_readers_never_see_half_of_what_a_writer_does() {
    let room = Newsroom::new();
    write(&room, 0);
    room.index();
    let (is_over, asked, began) = (AtomicBool::new(false), AtomicU64::new(0), Instant::now());
    let runs = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS)
            .map(|_| {
                scope.spawn(|| {
                    let mut last = 0;
                    while !is_over.load(Ordering::Relaxed) {
                        let edition = seen(&room);
                        assert!(edition >= last, "edition {edition} is seen after {last}");
                        last = edition;
                        asked.fetch_add(1, Ordering::Relaxed);
                    }
                    last
                })
            })
            .collect();
        let mut runs = 0;
        while lasts().map_or(runs < RUNS, |lasts| began.elapsed() < lasts) && readers.iter().all(|reader| !reader.is_finished())
        {
            runs += 1;
            write(&room, runs);
            assert_eq!(room.index()["updated"], FILES);
        }
        is_over.store(true, Ordering::Relaxed);
        for reader in readers {
            assert!(reader.join().expect("a reader never fails") <= runs);
        }
        runs
    });
    assert_eq!(seen(&room), runs);
    assert_eq!(room.run(&["verify", "--store"]).code, 0);
    assert!(asked.load(Ordering::Relaxed) > 0, "nobody asked while the writer was at work");
    eprintln!("{runs} runs, {} times asked by {READERS} readers, in {:?}", asked.into_inner(), began.elapsed());
}
