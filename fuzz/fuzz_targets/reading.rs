//! Are bytes of any kind read by the laws?
#![no_main]

#[path = "../../tests/it/fuzz/lawful.rs"]
mod lawful;
#[path = "../../tests/it/fuzz/reading.rs"]
mod reading;

libfuzzer_sys::fuzz_target!(|data: &[u8]| reading::reading(data));
