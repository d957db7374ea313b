//! How is it seen to that no more documents wait for the engine than memory allows?
//!
//! The engine keeps ten thousand batches waiting for its threads; of whole articles that would be hundreds of megabytes.

use super::cards::Card;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tantivy::schema::document::Document;

/// Bytes of documents that may wait: enough that no thread of the engine is without work while others read and analyse.
const MOST: usize = 6 << 20;

/// So few again let more in: whoever waits is woken for hundreds of articles, and not for each.
const LEFT: usize = MOST / 2;

/// What is as large is no article of news.
const HEAVY: usize = 32 << 20;

/// An engine whose threads have died takes nothing out: then the next addition says so. A disk that stands still for so long lets
/// more wait, too.
const PATIENCE: Duration = Duration::from_secs(10);
const PATIENCE_WITH_HEAVY: Duration = Duration::from_secs(60);

/// Counts the bytes that wait.
#[derive(Default)]
pub(super) struct Brake {
    held: Mutex<Held>,
    less: Condvar,
}

#[derive(Default)]
struct Held {
    bytes: usize,
    /// From too much until little is left.
    is_full: bool,
}

/// Bytes that wait until this is dropped.
pub(super) struct Waiting {
    brake: Arc<Brake>,
    bytes: usize,
}

/// A document on its way into the index.
pub(super) struct Shelved {
    pub document: Card,
    pub _waiting: Arc<Waiting>,
}

impl Brake {
    /// Adds so many bytes to those that wait, as soon as there is room for them.
    pub(super) fn wait(self: &Arc<Self>, bytes: usize) -> Waiting {
        let mut held = self.held();
        held.is_full |= held.bytes > MOST;
        let held = self.less.wait_timeout_while(held, PATIENCE, |held| held.is_full);
        let mut held = held.unwrap_or_else(PoisonError::into_inner).0;
        held.bytes += bytes;
        Waiting { brake: self.clone(), bytes }
    }

    /// Waits until little is left of documents that were handed over together, where they are so many bytes that nothing is to be
    /// made beside them.
    pub(super) fn settle(&self, bytes: usize) {
        if bytes >= HEAVY {
            let mut held = self.held();
            held.is_full |= held.bytes > MOST;
            drop(self.less.wait_timeout_while(held, PATIENCE_WITH_HEAVY, |held| held.is_full));
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut held = self.brake.held();
        held.bytes -= self.bytes;
        if held.is_full && held.bytes <= LEFT {
            held.is_full = false;
            drop(held);
            self.brake.less.notify_all();
        }
    }
}

impl Document for Shelved {
    type Value<'a> = <Card as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <Card as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_waits_until_little_is_left() {
        let brake = Arc::<Brake>::default();
        let (much, rest) = (brake.wait(MOST - LEFT), brake.wait(LEFT + 1));
        let (second, let_in) = (brake.clone(), std::sync::mpsc::channel());
        let waiter = std::thread::spawn(move || {
            let waited = second.wait(1);
            let_in.0.send(()).unwrap();
            drop(waited);
        });
        // Who waits has said that there is too much, and goes on when there is not.
        while !brake.held().is_full {
            std::thread::yield_now();
        }
        drop(much);
        assert!(brake.held().is_full && let_in.1.try_recv().is_err(), "more than half is left");
        drop(rest);
        assert!(let_in.1.recv_timeout(PATIENCE).is_ok());
        waiter.join().unwrap();
        assert_eq!(brake.held().bytes, 0);
    }

    #[test]
    fn what_is_heavy_is_waited_for_and_what_is_not_is_left_waiting() {
        let brake = Arc::<Brake>::default();
        let light = brake.wait(MOST + 1);
        brake.settle(MOST + 1);
        drop(light);
        let heavy = brake.wait(HEAVY);
        let (second, settled) = (brake.clone(), std::sync::mpsc::channel());
        let waiter = std::thread::spawn(move || {
            second.settle(HEAVY);
            settled.0.send(()).unwrap();
        });
        while !brake.held().is_full {
            std::thread::yield_now();
        }
        assert!(settled.1.try_recv().is_err());
        drop(heavy);
        assert!(settled.1.recv_timeout(PATIENCE).is_ok());
        waiter.join().unwrap();
    }
}
