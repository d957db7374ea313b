//! Does any answer come back from its output?
#![no_main]

#[path = "../../tests/it/fuzz/output.rs"]
mod output;

libfuzzer_sys::fuzz_target!(|data: &[u8]| output::output(data));
