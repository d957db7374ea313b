//! How is it seen to that no more documents wait for the engine than memory allows?
//!
//! The engine keeps ten thousand batches waiting for its threads; of whole articles that would be hundreds of megabytes.

use super::cards::Card;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tantivy::schema::document::Document;

/// Bytes of documents that may wait: enough that no thread of the engine is without work while others read and analyse.
const MOST: usize = 8 << 20;

/// An engine whose threads have died takes nothing out: then the next addition says so. A disk that stands still for so long lets
/// more wait, too.
const PATIENCE: Duration = Duration::from_secs(10);

/// Counts the bytes that wait.
#[derive(Default)]
pub(super) struct Brake {
    waiting: Mutex<usize>,
    less: Condvar,
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
        let is_full = |waiting: &mut usize| *waiting > MOST;
        let held = self.less.wait_timeout_while(self.held(), PATIENCE, is_full);
        let mut held = held.unwrap_or_else(PoisonError::into_inner).0;
        *held += bytes;
        Waiting { brake: self.clone(), bytes }
    }

    fn held(&self) -> MutexGuard<'_, usize> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        *self.brake.held() -= self.bytes;
        self.brake.less.notify_one();
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
    fn what_is_too_much_waits_until_something_is_taken() {
        let brake = Arc::<Brake>::default();
        let first = brake.wait(MOST + 1);
        let (second, let_in) = (brake.clone(), std::sync::mpsc::channel());
        let waiter = std::thread::spawn(move || {
            let waited = second.wait(1);
            let_in.0.send(()).unwrap();
            drop(waited);
        });
        assert!(let_in.1.recv_timeout(Duration::from_millis(50)).is_err(), "there is no room yet");
        drop(first);
        assert!(let_in.1.recv_timeout(PATIENCE).is_ok());
        waiter.join().unwrap();
        assert_eq!(*brake.held(), 0);
    }
}
