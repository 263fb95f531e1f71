//! Each study of `examples/` is run as its reader would run it, and must find what its generator knows: the figures of
//! `expected.toml`, which were not made with the library. What a run prints is golden.

mod grid;
mod housekeeping;
mod plain;
mod postcodes;
mod ran;
mod ssda903;

#[path = "../made_up_council/files.rs"]
#[allow(dead_code)] // The plain readers of the made-up land; each test binary uses its own part.
mod files;
#[path = "../support/mod.rs"]
mod support;
