//! What does a person see where the program itself is at fault?

use crate::error::{Error, Result};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::{Mutex, PoisonError};

/// What went wrong last, and where.
static FAULT: Mutex<Option<String>> = Mutex::new(None);

/// Does the work; where it panics, gives an error that says what can be done. A damaged index is what may bring that about.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    set_hook(Box::new(|fault| {
        *FAULT.lock().unwrap_or_else(PoisonError::into_inner) = Some(fault.to_string().replace('\n', " "));
    }));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let fault = FAULT.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
        Err(Error::index(format!(
            "stopped where it must not ({fault}): `whosaid verify --store` tells whether the index is damaged; if it is not, this is a fault of whosaid"
        )))
    })
}
