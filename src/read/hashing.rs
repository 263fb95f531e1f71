//! `Hashing`: a stream that is hashed and counted as it is read, for files that are never whole in memory. Used by
//! `csv_stream` and `postcodes`.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::input::InputFile;

/// A stream that is hashed and counted as it is read.
pub(super) struct Hashing<R> {
    inner: R,
    hash: Sha256,
    bytes: u64,
}

impl<R: Read> Hashing<R> {
    pub fn new(inner: R) -> Self {
        Self { inner, hash: Sha256::new(), bytes: 0 }
    }

    /// Reads what is left, and gives the entry of the run report for all of it.
    ///
    /// # Errors
    /// When reading fails.
    pub fn finish(mut self, name: &str) -> io::Result<InputFile> {
        io::copy(&mut self, &mut io::sink())?;
        let sha256 = self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(InputFile { name: name.to_owned(), bytes: self.bytes, sha256, ..InputFile::default() })
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.hash.update(&into[..read]);
        self.bytes += read as u64;
        Ok(read)
    }
}
