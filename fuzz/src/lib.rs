//! What the targets do, compiled once for all of them.

#[path = "../../tests/support/fuzzed/mod.rs"]
pub mod fuzzed;
