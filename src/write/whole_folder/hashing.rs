//! Counts and hashes the bytes of a file while they are written.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use crate::write::OutputFile;

/// Passes on what is written, and knows how much it was and its SHA-256.
pub(super) struct Hashing<W> {
    inner: W,
    bytes: u64,
    hash: Sha256,
}

impl<W> Hashing<W> {
    pub(super) fn of(inner: W) -> Self {
        Self { inner, bytes: 0, hash: Sha256::new() }
    }

    /// The line of the run report about the file, once it is written.
    pub(super) fn output_file(self, name: &str) -> OutputFile {
        let sha256 = self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        OutputFile { name: name.to_owned(), bytes: self.bytes, sha256 }
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.bytes += written as u64;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
