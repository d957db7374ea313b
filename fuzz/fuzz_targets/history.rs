//! Does any history of files and runs end as its model does?
#![no_main]

#[path = "../../tests/it/fuzz/history.rs"]
mod history;
#[path = "../../tests/it/opening.rs"]
mod opening;

libfuzzer_sys::fuzz_target!(|data: &[u8]| history::history(data));
