//! See `csv` in tests/support/fuzzed.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    nearhome_fuzz::fuzzed::watched("csv", bytes);
});
