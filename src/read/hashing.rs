//! Files hashed as they are read. `Hashing` is a stream for files that are never whole in memory, used by `csv_stream` and
//! `postcodes`; `read_hashed` is for those that are.

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
        Ok(InputFile {
            name: name.to_owned(),
            bytes: self.bytes,
            sha256: fingerprint(self.hash),
            ..InputFile::default()
        })
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

/// SHA-256 in lower-case hexadecimal.
pub(super) fn fingerprint(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes hashed while as many more are read.
const BLOCK: usize = 1 << 20;

/// Reads a file of about `length` bytes to its end, `most` at the most: its bytes and their fingerprint.
///
/// # Errors
/// When reading fails.
pub(super) fn read_hashed(mut file: impl Read + Send, length: usize, most: u64) -> io::Result<(Vec<u8>, String)> {
    let (mut bytes, mut hash, mut hashed, mut end) = (vec![0; length], Sha256::new(), 0, 0);
    loop {
        let (before, after) = bytes.split_at_mut(end);
        let block = &mut after[..BLOCK.min(length - end)];
        let ((), read) = rayon::join(|| hash.update(&before[hashed..]), || read_full(&mut file, block));
        hashed = end;
        end += read?;
        if end == hashed {
            break;
        }
    }
    bytes.truncate(end);
    // A pipe or a device does not tell its length, and a file may have grown.
    file.take(most.saturating_sub(end as u64)).read_to_end(&mut bytes)?;
    hash.update(&bytes[hashed..]);
    Ok((bytes, fingerprint(hash)))
}

/// Reads until the block is full or the file ends: how many bytes.
fn read_full(file: &mut impl Read, block: &mut [u8]) -> io::Result<usize> {
    let mut full = 0;
    while full < block.len() {
        match file.read(&mut block[full..]) {
            Ok(0) => break,
            Ok(read) => full += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives at most so many bytes a call, as pipes do.
    struct Trickle<'a>(&'a [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let (most, count) = (self.1.min(into.len()), self.0.len());
            into[..most.min(count)].copy_from_slice(&self.0[..most.min(count)]);
            self.0 = &self.0[most.min(count)..];
            Ok(most.min(count))
        }
    }

    #[test]
    fn bytes_and_fingerprint_are_the_file_s_whatever_length_it_told() {
        for size in [0, 1, 1000, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7] {
            let all: Vec<u8> = (0..size).map(|at| (at * at % 251) as u8).collect();
            let mut hash = Sha256::new();
            hash.update(&all);
            let expected = (all.clone(), fingerprint(hash));
            for told in [size, 0, size / 2, size + 5, size + 2 * BLOCK] {
                let read = read_hashed(Trickle(&all, 100_000), told, u64::MAX).unwrap();
                assert!(read == expected, "{size} bytes, told {told}");
            }
            let (some, _) = read_hashed(Trickle(&all, 100_000), 0, 900).unwrap();
            assert_eq!(some.len(), size.min(900));
        }
    }
}
