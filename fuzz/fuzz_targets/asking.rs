//! Does any question print as text that parses to itself?
#![no_main]

#[path = "../../tests/it/fuzz/asking.rs"]
mod asking;

libfuzzer_sys::fuzz_target!(|data: &[u8]| asking::asking(data));
