//! Is any text analysed within its bounds?
#![no_main]

#[path = "../../tests/it/fuzz/analysing.rs"]
mod analysing;
#[path = "../../tests/it/fuzz/lawful.rs"]
mod lawful;

libfuzzer_sys::fuzz_target!(|data: &[u8]| analysing::analysing(data));
