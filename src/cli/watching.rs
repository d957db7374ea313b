//! `whosaid index --watch`: when have files changed that are to be taken in?

use super::surroundings::Surroundings;
use super::{interrupt, is_closed_pipe};
use crate::error::{Error, Result};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

/// A burst of changes has ended when nothing changed for so long: unpacking an archive or a program that saves pauses for less.
const QUIET: Duration = Duration::from_millis(500);

/// A folder that is never quiet is brought up to date this often.
const LONGEST: Duration = Duration::from_secs(30);

/// How long it takes until a run that failed is tried again: the folder may be back, or the other writer done.
const AGAIN: Duration = Duration::from_secs(5);

/// How often it is looked whether the program is to end.
const LOOK: Duration = Duration::from_millis(200);

/// How often it is asked which folders are to be watched: another run may take one in, which changes nothing in those that are.
const ASK: Duration = Duration::from_secs(2);

/// Calls `run`, and again after every burst of changes under what `folders` gives at the time, until Ctrl-C. Changes in `avoid` are
/// none.
///
/// A run that fails is told and tried again, but for the first.
pub(super) fn follow(
    folders: &mut dyn FnMut() -> Vec<PathBuf>,
    avoid: &Path,
    around: &Surroundings,
    run: &mut dyn FnMut() -> Result<()>,
) -> Result<()> {
    let mut folders = || -> Vec<PathBuf> { folders().iter().map(|folder| resolved(folder)).collect() };
    let say = |watched: &[PathBuf]| {
        let names: Vec<String> = watched.iter().map(|folder| folder.display().to_string()).collect();
        around.say(&format!("watching {}; Ctrl-C ends it", names.join(", ")));
    };
    let avoid = resolved(avoid);
    let _listening = interrupt::listen();
    // Before the first run, so that no change during it is missed.
    let mut watched = folders();
    let mut changes = Changes::under(&watched, &avoid)?;
    run()?;
    if interrupt::is_stopped() {
        return Ok(());
    }
    say(&watched);
    while changes.wait(&mut || folders() != watched)? {
        let mut told = String::new();
        loop {
            // A folder that was away is another one to the system.
            let wanted = folders();
            if changes.is_lost() || wanted != watched {
                match Changes::under(&wanted, &avoid) {
                    Ok(under) => changes = under,
                    Err(_) => changes.lose(),
                }
            }
            if !changes.is_lost() && wanted != watched {
                say(&wanted);
                watched = wanted;
            }
            match run() {
                // Where the folder is back and not yet watched again, what changes meanwhile would be missed.
                Ok(()) if changes.is_lost() => pause(),
                Ok(()) => break,
                Err(error) if is_closed_pipe(&error) => return Err(error),
                Err(error) => {
                    let words = format!("whosaid: {error}; trying again every {} s", AGAIN.as_secs());
                    if words != told {
                        around.say(&words);
                        told = words;
                    }
                    changes.lose();
                    pause();
                }
            }
            if interrupt::is_stopped() {
                break;
            }
        }
    }
    Ok(())
}

/// Waits until a run is to be tried again, or the program is to end.
fn pause() {
    let began = Instant::now();
    while began.elapsed() < AGAIN && !interrupt::is_stopped() {
        std::thread::sleep(LOOK);
    }
}

/// Gives a path as the system tells it in changes, also of a folder that is not there yet.
fn resolved(path: &Path) -> PathBuf {
    let above = || Some(std::fs::canonicalize(path.parent()?).ok()?.join(path.file_name()?));
    std::fs::canonicalize(path).ok().or_else(above).unwrap_or_else(|| path.to_owned())
}

/// The changes under some folders.
struct Changes {
    /// Changes are told as long as it lives.
    _watcher: RecommendedWatcher,
    /// That something changed, not what: one word waits, however much happens.
    news: Receiver<()>,
    /// Whether a folder that is watched is no longer the one that was.
    lost: Arc<AtomicBool>,
}

impl Changes {
    fn under(folders: &[PathBuf], avoid: &Path) -> Result<Changes> {
        let (give, news) = sync_channel(1);
        let lost = Arc::new(AtomicBool::new(false));
        let (watched, avoid, gone) = (folders.to_vec(), avoid.to_owned(), lost.clone());
        let mut watcher = notify::recommended_watcher(move |found: notify::Result<Event>| {
            // What cannot be told may have been anything.
            let (is_change, is_gone) = found.map_or((true, false), |event| look(&event, &watched, &avoid));
            if is_gone {
                gone.store(true, Ordering::Relaxed);
            }
            if is_change {
                // A full channel tells it already.
                let _ = give.try_send(());
            }
        })
        .map_err(|error| Error::io("cannot watch for changes", error))?;
        for folder in folders {
            // Of a file the folder is watched: programs that save put another file in its place.
            let (place, mode) = match folder.parent().filter(|_| folder.is_file()) {
                Some(above) => (above, RecursiveMode::NonRecursive),
                None => (folder.as_path(), RecursiveMode::Recursive),
            };
            watcher.watch(place, mode).map_err(|error| Error::io(format!("cannot watch {}", place.display()), error))?;
        }
        Ok(Changes { _watcher: watcher, news, lost })
    }

    fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }

    fn lose(&self) {
        self.lost.store(true, Ordering::Relaxed);
    }

    /// Waits for a change, and for the quiet after it, or for other folders; tells whether there is to be another run.
    ///
    /// # Errors
    /// Where the system tells of no more changes.
    fn wait(&self, has_others: &mut dyn FnMut() -> bool) -> Result<bool> {
        let mut asked = Instant::now();
        while !interrupt::is_stopped() {
            match self.news.recv_timeout(LOOK) {
                Ok(()) => {
                    let began = Instant::now();
                    let goes_on = || began.elapsed() < LONGEST && !interrupt::is_stopped();
                    while goes_on() && self.news.recv_timeout(QUIET).is_ok() {}
                    return Ok(!interrupt::is_stopped());
                }
                Err(RecvTimeoutError::Timeout) if asked.elapsed() < ASK => {}
                Err(RecvTimeoutError::Timeout) => {
                    asked = Instant::now();
                    if has_others() {
                        return Ok(!interrupt::is_stopped());
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let words = "cannot watch for changes any more: run `whosaid index --watch` again";
                    return Err(Error::io(words, RecvTimeoutError::Disconnected));
                }
            }
        }
        Ok(false)
    }
}

/// Tells whether an event may change what is to be taken in, and whether it takes a watched folder away.
fn look(event: &Event, watched: &[PathBuf], avoid: &Path) -> (bool, bool) {
    if matches!(event.kind, EventKind::Access(_)) {
        return (false, false);
    }
    let concerns = |path: &PathBuf| !path.starts_with(avoid) && watched.iter().any(|folder| path.starts_with(folder));
    let is_gone = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(notify::event::ModifyKind::Name(_)))
        && event.paths.iter().any(|path| watched.contains(path));
    (event.need_rescan() || event.paths.is_empty() || event.paths.iter().any(concerns), is_gone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind, RemoveKind};

    fn event(kind: EventKind, path: &str) -> Event {
        Event::new(kind).add_path(PathBuf::from(path))
    }

    #[test]
    fn reading_a_file_and_writing_the_index_are_no_changes() {
        let (watched, avoid) = (vec![PathBuf::from("/news")], Path::new("/news/index"));
        let seen = |kind, path: &str| look(&event(kind, path), &watched, avoid);
        let created = EventKind::Create(CreateKind::File);
        assert_eq!(seen(created, "/news/a.txt"), (true, false));
        assert_eq!(seen(EventKind::Access(AccessKind::Any), "/news/a.txt"), (false, false));
        assert_eq!(seen(created, "/news/index/meta.json"), (false, false));
        assert_eq!(seen(created, "/newspaper/a.txt"), (false, false));
        assert_eq!(seen(EventKind::Remove(RemoveKind::Folder), "/news"), (true, true));
    }
}
