//! Documented structs as JSON for people and programs: indented, one line end at the end.

use std::io::{self, Write};

use serde::Serialize;

/// Writes a value as indented JSON.
///
/// # Errors
/// When `out` cannot be written to.
pub fn json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}
