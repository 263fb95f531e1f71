//! `CsvStream`: a CSV file read row by row, for files of millions of rows of which few are wanted. Never whole in memory;
//! hashed as it is read. Whatever fits in memory goes through `CsvFile`, which looks at the text more closely.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::Path;

use csv::ByteRecord;

use super::csv_file::{ensure_few_columns, separator_of};
use super::csv_quotes::quote_error;
use super::csv_row::{LONGEST_FIELD, wrong_width};
use super::hashing::Hashing;
use super::input::{FileState, InputFile, file_name, open_file};
use super::postcodes::MOST_UNSOUND;
use super::text::decode;
use super::{Effect, LeftOut, ReadError};

/// How much of the file is looked at for its separator.
const FIRST_BYTES: usize = 1 << 16;

/// A CSV file, its header read.
pub(super) struct CsvStream {
    path: String,
    name: String,
    header: Vec<String>,
    lines: Lines,
    reader: csv::Reader<BufReader<Hashing<File>>>,
    /// The same file, to see at the end whether it was changed meanwhile.
    file: File,
    state: FileState,
}

/// How the lines of the file end, which is how the reader counts them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    LineFeed,
    /// The reader takes the line feed for the beginning of the next row.
    Both,
    /// Old Macintosh files; the reader counts no lines.
    CarriageReturn,
}

/// What was read.
pub(super) struct StreamEnd {
    /// Name, length and fingerprint; the rows too.
    pub input: InputFile,
    /// Every row, those left out here too.
    pub rows: u64,
    /// Rows that have not as many fields as the header, and fields that are no field of a list of codes.
    pub left_out: Vec<LeftOut>,
}

impl CsvStream {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// When it cannot be read, is a folder, is empty, or is UTF-16 text.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let (path_text, name) = (path.display().to_string(), file_name(path));
        let failed = |error| ReadError::io(path_text.clone(), error);
        let file = open_file(path)?;
        let state = FileState::of(&file).map_err(failed)?;
        let mut stream = BufReader::with_capacity(FIRST_BYTES, Hashing::new(file.try_clone().map_err(failed)?));
        let first_bytes = stream.fill_buf().map_err(failed)?;
        let (text, _) = decode(&name, first_bytes, None)?;
        let (separator, lines) = (separator_of(&text), Lines::of(&text));
        let reader =
            csv::ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(stream);
        let mut stream = Self { path: path_text, name, header: Vec::new(), lines, reader, file, state };
        stream.header = stream.read_header()?;
        Ok(stream)
    }

    /// The file's name without its folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The titles of its columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Gives each row to `take`, with the line it begins on, until `take` breaks off.
    ///
    /// # Errors
    /// When the file cannot be read to its end, a quotation mark in it is never closed, or too many rows are ragged.
    pub fn each_row(
        mut self,
        mut take: impl FnMut(u64, &ByteRecord) -> ControlFlow<()>,
    ) -> Result<StreamEnd, ReadError> {
        let (mut rows, mut left_out) = (0, Vec::new());
        let mut fields = ByteRecord::new();
        while self.next(&mut fields)? {
            rows += 1;
            let line = fields.position().map_or(0, csv::Position::line);
            let row = match self.lines {
                Lines::LineFeed => line,
                Lines::Both => line + 1,
                Lines::CarriageReturn => rows + 1,
            };
            // A quoted field over lines, or one without an end, has swallowed rows: how many cannot be told.
            if fields.iter().any(|field| field.contains(&b'\n') || field.len() > LONGEST_FIELD) {
                return Err(quote_error(&self.name, row, true));
            }
            match self.fault_of(&fields) {
                None if take(row, &fields).is_break() => break,
                None => {}
                Some(reason) => {
                    let (file, effect) = (self.name.clone(), Effect::RowLeftOut);
                    left_out.push(LeftOut { file, row, column: None, effect, reason });
                    if left_out.len() > MOST_UNSOUND {
                        let what =
                            format!("more than {MOST_UNSOUND} of its rows have not the header's number of fields");
                        return Err(ReadError::new(&self.name, what).with_hint("is it whole? Save it as CSV again"));
                    }
                }
            }
        }
        let stream = self.reader.into_inner().into_inner();
        let input = stream.finish(&self.name).map_err(|error| ReadError::io(self.path, error))?;
        self.state.ensure_unchanged(&self.file, &self.name)?;
        let input = InputFile { rows: Some(rows), ..input };
        Ok(StreamEnd { input, rows, left_out })
    }

    fn next(&mut self, fields: &mut ByteRecord) -> Result<bool, ReadError> {
        self.reader.read_byte_record(fields).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => ReadError::io(self.path.clone(), error),
            _ => ReadError::new(&self.name, "it cannot be read as CSV"),
        })
    }

    fn read_header(&mut self) -> Result<Vec<String>, ReadError> {
        let mut first = ByteRecord::new();
        let has_header = self.next(&mut first)?;
        if !has_header || first.iter().all(|title| title.trim_ascii().is_empty()) {
            let error = ReadError::new(&self.name, "the file is empty");
            return Err(error.with_hint("its first row must name the columns"));
        }
        ensure_few_columns(&self.name, first.len())?;
        first.iter().map(|title| Ok(decode(&self.name, title, None)?.0.trim().to_owned())).collect()
    }

    fn fault_of(&self, fields: &ByteRecord) -> Option<String> {
        let (has, wanted) = (fields.len(), self.header.len());
        let is_surplus_blank = fields.iter().skip(wanted).all(|field| field.trim_ascii().is_empty());
        (has < wanted || !is_surplus_blank).then(|| wrong_width(has, wanted))
    }
}

impl Lines {
    fn of(text: &str) -> Self {
        match text.find('\n') {
            None => Self::CarriageReturn,
            Some(at) if text[..at].ends_with('\r') => Self::Both,
            Some(_) => Self::LineFeed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::input::read_bytes;

    /// Rows as line and fields, and rows left out as line and reason.
    type Found = (Vec<(u64, String)>, Vec<(u64, String)>);

    fn read(bytes: &[u8]) -> Result<(Found, InputFile), ReadError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        std::fs::write(&path, bytes).unwrap();
        let mut taken = Vec::new();
        let end = CsvStream::open(&path)?.each_row(|row, fields| {
            let text: Vec<_> = fields.iter().map(String::from_utf8_lossy).collect();
            taken.push((row, text.join("|")));
            ControlFlow::Continue(())
        })?;
        assert_eq!(end.rows, (taken.len() + end.left_out.len()) as u64);
        let whole = read_bytes(&path).unwrap().input();
        assert_eq!((&end.input.sha256, end.input.bytes), (&whole.sha256, whole.bytes), "as of the whole file");
        Ok(((taken, end.left_out.into_iter().map(|each| (each.row, each.reason)).collect()), end.input))
    }

    #[test]
    fn rows_come_one_by_one_and_the_fingerprint_is_the_whole_files() {
        let mut text = b"\xEF\xBB\xBFpcds;\"segment\"\r\n".to_vec();
        text.extend((0..20_000).flat_map(|at| format!("B1 1AA;{at}\r\n").into_bytes()));
        let ((taken, left_out), input) = read(&text).unwrap();
        assert_eq!((taken.len(), left_out.len(), input.rows), (20_000, 0, Some(20_000)));
        assert_eq!(taken[19_999], (20_001, "B1 1AA|19999".to_owned()));
    }

    #[test]
    fn damaged_rows_are_left_out() {
        let ((taken, left_out), _) = read(b"pcds,segment\na,1,\nb\nc,2,3\nf,7\n").unwrap();
        assert_eq!(taken, [(2, "a|1|".to_owned()), (5, "f|7".to_owned())]);
        let rows: Vec<u64> = left_out.iter().map(|(row, _)| *row).collect();
        assert_eq!(rows, [3, 4]);
        assert_eq!(left_out[0].1, "the number of fields is not the header's (1, not 2)");
    }

    #[test]
    fn a_quotation_mark_that_swallows_rows_is_an_error_with_its_row() {
        for text in ["pcds,segment\na,1\n\"d\ne,5\",6\nf,7\n", "pcds,segment\na,1\nb,\"2\nc,3\n"] {
            let error = read(text.as_bytes()).unwrap_err().to_string();
            assert_eq!(error, "list.csv, row 3: a quotation mark is opened and never closed");
        }
    }

    #[test]
    fn rows_are_numbered_as_lines_however_lines_end() {
        for end in ["\n", "\r\n", "\r"] {
            let ((taken, _), _) = read(["pcds,segment", "a,1", "b,2", "c,3"].join(end).as_bytes()).unwrap();
            assert_eq!(taken.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [2, 3, 4], "{end:?}");
        }
    }

    #[test]
    fn what_is_no_csv_is_an_error() {
        assert_eq!(read(b"").unwrap_err().to_string(), "list.csv: the file is empty");
        assert!(read(b"\xFF\xFEp\0c\0").unwrap_err().to_string().contains("UTF-16"));
        assert!(
            CsvStream::open(Path::new("no/such.csv")).err().unwrap().to_string().ends_with("there is no such file")
        );
    }
}
