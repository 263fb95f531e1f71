//! The lines of a stream, block by block: a gigabyte of directory passes through half a megabyte of memory.

use std::io::{self, Read};

use memchr::memchr_iter;

/// How much is read at a time. It stays in the processor's own memory while it is hashed and split.
const BLOCK: usize = 256 << 10;
/// The longest row. ONSPD's have 500 bytes.
pub(super) const LONGEST_ROW: usize = 64 << 10;

/// The most lines a row may go over, so that a quotation mark never closed costs little.
const MOST_LINES: u64 = 32;

/// A line, or several where a quoted field goes over line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Without the line end.
    pub text: &'a [u8],
    /// Of the first of its lines, from 1.
    pub number: u64,
    /// Does a line end follow? If not, the file ends here.
    pub is_ended: bool,
    /// Could the next line be added to it?
    pub can_grow: bool,
}

/// What the taker of a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    Whole,
    /// A quoted field is open at its end: give it again with the next line. Only where it can grow.
    Open,
}

/// Why the lines were not read to their end.
#[derive(Debug)]
pub(super) enum Stopped<E> {
    Io(io::Error),
    /// This line is longer than any row can be.
    TooLong(u64),
    /// The taker's own error.
    Taker(E),
}

/// Gives each line to `take`, in order.
///
/// # Errors
/// When reading fails, a line is longer than a block, or `take` fails.
pub(super) fn each_line<E>(
    source: &mut dyn Read,
    mut take: impl FnMut(Line<'_>) -> Result<Taken, E>,
) -> Result<(), Stopped<E>> {
    let mut block = vec![0; BLOCK + LONGEST_ROW];
    let (mut held, mut number) = (0, 1);
    loop {
        let read = read_some(source, &mut block[held..]).map_err(Stopped::Io)?;
        let is_last = read == 0;
        let used = lines_of(&block[..held + read], &mut number, is_last, &mut take).map_err(Stopped::Taker)?;
        if is_last {
            return Ok(());
        }
        if used == 0 && held + read == block.len() {
            return Err(Stopped::TooLong(number));
        }
        block.copy_within(used..held + read, 0);
        held = held + read - used;
    }
}

fn read_some(source: &mut dyn Read, into: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(into) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

/// Gives the whole lines of a block, and of the last block its rest too. Returns how many bytes were used.
fn lines_of<E>(
    block: &[u8],
    number: &mut u64,
    is_last: bool,
    take: &mut impl FnMut(Line<'_>) -> Result<Taken, E>,
) -> Result<usize, E> {
    let (mut start, mut lines) = (0, 0);
    for end in memchr_iter(b'\n', block) {
        lines += 1;
        let is_end_of_all = is_last && end + 1 == block.len();
        let can_grow = !is_end_of_all && lines < MOST_LINES && end - start < LONGEST_ROW;
        let text = without_return(&block[start..end]);
        if take(Line { text, number: *number, is_ended: true, can_grow })? == Taken::Whole {
            start = end + 1;
            *number += std::mem::take(&mut lines);
        }
    }
    if is_last && start < block.len() {
        take(Line { text: without_return(&block[start..]), number: *number, is_ended: false, can_grow: false })?;
        start = block.len();
    }
    Ok(start)
}

fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    /// A stream that gives a few bytes at a time.
    struct Trickle<'a>(&'a [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(into.len()).min(self.0.len());
            into[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    /// Lines with their numbers; a line with an odd number of quotation marks is open.
    fn lines(bytes: &[u8], at_a_time: usize) -> Vec<(u64, Vec<u8>)> {
        let mut found = Vec::new();
        let take = |line: Line<'_>| {
            let is_open = line.text.iter().filter(|&&byte| byte == b'"').count() % 2 == 1;
            if is_open && line.can_grow {
                return Ok::<_, Infallible>(Taken::Open);
            }
            found.push((line.number, line.text.to_vec()));
            Ok(Taken::Whole)
        };
        each_line(&mut Trickle(bytes, at_a_time), take).unwrap();
        found
    }

    #[test]
    fn lines_are_numbered_and_lose_their_ends() {
        let expected = [(1, b"a".to_vec()), (2, vec![]), (3, b"b".to_vec()), (4, b"c".to_vec())];
        assert_eq!(lines(b"a\r\n\nb\nc", 2), expected);
        assert_eq!(lines(b"a\n\r\nb\nc\n", 3), expected);
    }

    #[test]
    fn an_open_line_grows_by_the_next_and_keeps_its_number() {
        assert_eq!(lines(b"a\n\"b\nc\"\nd\n", 1), [(1, b"a".to_vec()), (2, b"\"b\nc\"".to_vec()), (4, b"d".to_vec())]);
    }

    #[test]
    fn a_quotation_mark_never_closed_does_not_swallow_the_file() {
        let mut bytes = b"\"a\n".to_vec();
        bytes.extend(b"0123456\n".repeat(100_000));
        let found = lines(&bytes, BLOCK);
        assert_eq!(found.len(), 100_001 - (MOST_LINES as usize - 1));
    }

    #[test]
    fn a_line_without_end_is_refused() {
        let bytes = vec![b'x'; 1 << 20];
        let stopped = each_line(&mut bytes.as_slice(), |_| Ok::<_, Infallible>(Taken::Whole)).unwrap_err();
        assert!(matches!(stopped, Stopped::TooLong(1)));
    }

    proptest! {
        #[test]
        fn lines_are_those_of_the_standard_library(text in "[ab\r\n]{0,60}", at_a_time in 1_usize..9) {
            // The standard library keeps a carriage return where no line end follows, and takes off only one.
            let bare = |line: &[u8]| line.iter().copied().filter(|&byte| byte != b'\r').collect::<Vec<u8>>();
            let found: Vec<_> = lines(text.as_bytes(), at_a_time).iter().map(|(_, line)| bare(line)).collect();
            let oracle: Vec<_> = text.lines().map(|line| bare(line.as_bytes())).collect();
            prop_assert_eq!(found, oracle);
        }
    }
}
