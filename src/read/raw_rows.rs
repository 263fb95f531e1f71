//! The rows of a CSV file as they come, byte for byte, one block of whole rows in memory at a time: for what adds to
//! each row and keeps all the rest. `points_csv` parses them; what ends a row is what ends it in [`CsvFile`](super::CsvFile).

use std::io::Read;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr3};

use super::ReadError;
use super::csv_file::{nul_error, separator_of};
use super::csv_quotes::quote_error;
use super::text::{BYTE_ORDER_MARK, decode};
use crate::progress::{Progress, Stage};

/// So much is read at a time: enough rows to locate at once, little beside the boundaries.
const BLOCK_BYTES: usize = 4 << 20;

/// A row longer than this is no row; the memory used has this bound.
const LONGEST_ROW: usize = 64 << 20;

/// One row, as ranges of its block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawRow {
    /// Its fields and separators; empty for an empty line, which is no row.
    pub content: Range<usize>,
    /// Where its line ends: the content and `\n`, `\r\n`, `\r`, or nothing at the end of the file.
    pub end: usize,
    /// The line it begins on; the first is 1.
    pub number: u64,
}

/// Reads a CSV file block by block.
pub(super) struct RawRows<R> {
    name: String,
    source: R,
    buffer: Vec<u8>,
    /// What stands before it in the buffer has been given out.
    start: usize,
    is_at_end: bool,
    pub separator: u8,
    line: u64,
    stage: Stage,
}

/// The first row, with what stands before and after it.
pub(super) struct RawHeader {
    /// A byte order mark and empty lines, where there are any.
    pub before: Vec<u8>,
    pub content: Vec<u8>,
    pub ending: Vec<u8>,
    pub has_byte_order_mark: bool,
}

impl<R: Read> RawRows<R> {
    /// Reads the first row, which names the columns.
    ///
    /// # Errors
    /// When the source cannot be read, is empty, is UTF-16, or its first row never ends.
    pub fn begin(name: &str, source: R) -> Result<(Self, RawHeader), ReadError> {
        Self::begin_with(name, source, BLOCK_BYTES)
    }

    fn begin_with(name: &str, source: R, block: usize) -> Result<(Self, RawHeader), ReadError> {
        let (buffer, start, is_at_end, separator, line) = (Vec::new(), 0, false, b',', 1);
        let stage = Progress::default().begin_uncounted(name);
        let mut rows = Self { name: name.to_owned(), source, buffer, start, is_at_end, separator, line, stage };
        rows.read_more(block)?;
        let has_byte_order_mark = rows.buffer.starts_with(BYTE_ORDER_MARK);
        rows.start = if has_byte_order_mark { BYTE_ORDER_MARK.len() } else { 0 };
        rows.separator = separator_of(&decode(name, &rows.buffer, None)?.0);
        let mut header = Vec::new();
        while header.is_empty() {
            let first = rows.start;
            rows.split(1, &mut header)?;
            header.retain(|row| !row.content.is_empty());
            if rows.start == first && rows.is_at_end {
                let error = ReadError::new(name, "the file is empty");
                return Err(error.with_hint("its first row must name the columns"));
            }
        }
        let (content, end) = (header[0].content.clone(), header[0].end);
        let bytes = &rows.buffer;
        let before = bytes[..content.start].to_vec();
        let ending = bytes[content.end..end].to_vec();
        let content = bytes[content].to_vec();
        Ok((rows, RawHeader { before, content, ending, has_byte_order_mark }))
    }

    /// The next whole rows, as ranges of [`block`](Self::block). No rows means the end.
    ///
    /// # Errors
    /// When the source cannot be read, a quotation mark is opened and never closed or closed in the middle of a field,
    /// there are NUL bytes, or a row is far too long.
    pub fn next_block(&mut self, rows: &mut Vec<RawRow>) -> Result<(), ReadError> {
        self.next_block_of(BLOCK_BYTES, rows)
    }

    fn next_block_of(&mut self, block: usize, rows: &mut Vec<RawRow>) -> Result<(), ReadError> {
        rows.clear();
        self.buffer.drain(..self.start);
        self.start = 0;
        self.read_more(block.saturating_sub(self.buffer.len()))?;
        self.split(usize::MAX, rows)
    }

    /// From now on it counts the bytes it reads in this stage, and those it has read already.
    pub fn watch(&mut self, stage: Stage) {
        stage.add(self.buffer.len() as u64);
        self.stage = stage;
    }

    /// The bytes that the ranges of the last rows are of.
    pub fn block(&self) -> &[u8] {
        &self.buffer
    }

    /// Is all that has been read UTF-8, but for a letter cut off at the end of what has been read?
    pub fn is_utf_8_so_far(&self) -> bool {
        let cut_off = |error: std::str::Utf8Error| error.error_len().is_none() && !self.is_at_end;
        std::str::from_utf8(&self.buffer).map_or_else(cut_off, |_| true)
    }

    /// Is all of the source in what has been given out?
    pub fn is_at_end(&self) -> bool {
        self.is_at_end && self.start == self.buffer.len()
    }

    /// Splits what has been read into rows, at most so many; reads on when it holds not even one whole row.
    fn split(&mut self, most: usize, rows: &mut Vec<RawRow>) -> Result<(), ReadError> {
        loop {
            while rows.len() < most && self.start < self.buffer.len() {
                let Some(row) = self.row_at(self.start)? else { break };
                self.line += memchr_iter(b'\n', &self.buffer[row.content.start..row.end]).count() as u64;
                self.line += u64::from(self.buffer[row.content.end..row.end] == *b"\r");
                self.start = row.end;
                rows.push(row);
            }
            if !rows.is_empty() || self.is_at_end {
                return Ok(());
            }
            if self.buffer.len() - self.start > LONGEST_ROW {
                let what = format!("a row is longer than {LONGEST_ROW} bytes");
                return Err(ReadError::new(format!("{}, row {}", self.name, self.line), what)
                    .with_hint("is it a CSV file, and is a quotation mark never closed?"));
            }
            self.read_more(self.buffer.len().max(BLOCK_BYTES))?;
        }
    }

    /// Reads so many bytes more, or to the end.
    fn read_more(&mut self, bytes: usize) -> Result<(), ReadError> {
        let before = self.buffer.len();
        let limited = &mut self.stage.counting(&mut self.source).take(bytes as u64);
        let read = limited.read_to_end(&mut self.buffer).map_err(|error| ReadError::io(&self.name, error))?;
        self.is_at_end |= read < bytes;
        match memchr(0, &self.buffer[before..]) {
            // UTF-16 is full of NUL bytes, and `decode` has better words for it.
            Some(_) if before == 0 && decode(&self.name, &self.buffer, None).is_err() => Ok(()),
            Some(at) => {
                let lines = memchr_iter(b'\n', &self.buffer[self.start..before + at]).count() as u64;
                Err(nul_error(&self.name, self.line + lines))
            }
            None => Ok(()),
        }
    }

    /// The row that begins here; `None` when more must be read to know where it ends.
    fn row_at(&self, start: usize) -> Result<Option<RawRow>, ReadError> {
        let mut at = start;
        loop {
            if self.buffer.get(at) == Some(&b'"') {
                let Some(after) = self.after_quoted(at, start)? else { return Ok(None) };
                at = after;
            }
            match memchr3(self.separator, b'\n', b'\r', &self.buffer[at..]) {
                Some(found) if self.buffer[at + found] == self.separator => at += found + 1,
                Some(found) => return Ok(self.ended(start, at + found)),
                None if self.is_at_end => return Ok(self.ended(start, self.buffer.len())),
                None => return Ok(None),
            }
        }
    }

    /// Where a quoted field ends that is opened here; `None` when more must be read to know.
    fn after_quoted(&self, opened: usize, row: usize) -> Result<Option<usize>, ReadError> {
        let bytes = &self.buffer;
        let mut at = opened + 1;
        loop {
            let Some(found) = memchr(b'"', &bytes[at..]) else { return self.unless_at_end(opened, row, true) };
            match bytes.get(at + found + 1) {
                Some(b'"') => at += found + 2,
                Some(&next) if next == self.separator || next == b'\n' || next == b'\r' => {
                    return Ok(Some(at + found + 1));
                }
                Some(_) => return Err(self.wrong_quote(opened, row, false)),
                None if self.is_at_end => return Ok(Some(at + found + 1)),
                None => return Ok(None),
            }
        }
    }

    fn unless_at_end(&self, opened: usize, row: usize, is_open: bool) -> Result<Option<usize>, ReadError> {
        if self.is_at_end { Err(self.wrong_quote(opened, row, is_open)) } else { Ok(None) }
    }

    fn wrong_quote(&self, opened: usize, row: usize, is_open: bool) -> ReadError {
        let lines = memchr_iter(b'\n', &self.buffer[row..opened]).count() as u64;
        quote_error(&self.name, self.line + lines, is_open)
    }

    /// The row whose content ends here, at a line's end or the file's.
    fn ended(&self, start: usize, content_end: usize) -> Option<RawRow> {
        let end = match (self.buffer.get(content_end), self.buffer.get(content_end + 1)) {
            (None, _) => content_end,
            (Some(b'\r'), Some(b'\n')) => content_end + 2,
            (Some(b'\r'), None) if !self.is_at_end => return None,
            _ => content_end + 1,
        };
        Some(RawRow { content: start..content_end, end, number: self.line })
    }
}

#[cfg(test)]
#[path = "raw_rows_tests.rs"]
pub(crate) mod tests;
