//! A CSV file as councils have them: any of three separators, with or without BOM, UTF-8 or Windows-1252.
//! Gives its header and its rows; a row that cannot be read is left out with its reason.

use std::path::Path;

use memchr::{memchr, memchr_iter, memchr2_iter};

use super::csv_quotes::ensure_quotes_are_right;
use super::csv_row::{Fields, LONGEST_FIELD, Row, fault_of};
use super::input::{FileBytes, InputFile, read_bytes};
use super::text::decode_whole;
use super::{Effect, LeftOut, ReadError};
use crate::progress::{Progress, Stage, Unit};

/// Rows read between two words on how far it is.
const ROWS_PER_TICK: u64 = 1024;
/// The most columns a file may have: ONS's widest have some 60.
const MOST_COLUMNS: usize = 10_000;

/// A whole CSV file in memory, decoded, its header read.
#[derive(Debug)]
pub struct CsvFile {
    /// Its name, fingerprint and encoding, for the run report.
    pub input: InputFile,
    text: String,
    separator: u8,
    header: Vec<String>,
    /// There is not one quotation mark in it: a line is a row, and a separator ends a field.
    is_plain: bool,
    progress: Progress,
}

impl CsvFile {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, is no text, is empty, has two columns of one name among those it needs, or a quotation mark in it is never closed.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        Self::of(read_bytes(path)?)
    }

    /// Takes a file that has been read.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn of(file: FileBytes) -> Result<Self, ReadError> {
        let input = file.input();
        let (text, encoding) = decode_whole(&file.name, file.bytes)?;
        ensure_no_nul_bytes(&file.name, &text)?;
        let input = InputFile { encoding: Some(encoding.to_owned()), ..input };
        let text = with_line_feeds(text);
        let separator = separator_of(&text);
        let is_plain = is_plain(&text);
        let mut csv = Self { input, separator, text, header: Vec::new(), is_plain, progress: Progress::default() };
        csv.header = csv.read_header()?;
        if !is_plain {
            ensure_quotes_are_right(&csv.input.name, &csv.text, separator)?;
        }
        Ok(csv)
    }

    /// The same file, which says how far it is when its rows are read.
    #[must_use]
    pub fn watched_through(self, progress: &Progress) -> Self {
        Self { progress: progress.clone(), ..self }
    }

    /// The file's name without its folder.
    pub fn name(&self) -> &str {
        &self.input.name
    }

    /// The titles of its columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Gives each row to `take`; rows that have not as many fields as the header, or none filled, are left out.
    /// Returns how many rows were read and the ones left out here. Empty lines are no rows.
    pub fn each_row(&self, mut take: impl FnMut(Row<'_>)) -> (u64, Vec<LeftOut>) {
        let (mut rows, mut left_out) = (0, Vec::new());
        let stage = self.begin_reading();
        self.each_record(|number, place, fields| {
            rows += 1;
            if rows % ROWS_PER_TICK == 0 {
                stage.reach(place);
            }
            match self.row(number, fields) {
                Ok(row) => take(row),
                Err(why) => left_out.push(why),
            }
        });
        (rows, left_out)
    }

    pub(super) fn begin_reading(&self) -> Stage {
        self.progress.begin(format!("Reading {}", self.name()), Unit::Bytes, Some(self.text.len() as u64))
    }

    /// The row of a record, or why it is left out.
    pub(super) fn row<'r>(&self, number: u64, fields: Fields<'r>) -> Result<Row<'r>, LeftOut> {
        let Some(reason) = fault_of(fields, self.header.len(), self.separator) else {
            return Ok(Row::new(number, fields));
        };
        let file = self.name().to_owned();
        Err(LeftOut { file, row: number, column: None, effect: Effect::RowLeftOut, reason })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn separator(&self) -> u8 {
        self.separator
    }

    /// Is a line a row, and does a separator always end a field?
    pub(super) fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// Each record after the header: the line it begins on, where in the text it ends, its fields.
    fn each_record(&self, mut take: impl FnMut(u64, u64, Fields<'_>)) {
        if self.is_plain {
            let mut ends = Vec::new();
            for (number, place, line) in lines(&self.text, 1).skip(1) {
                take(number, place, Fields::of_line(line, self.separator, &mut ends));
            }
            return;
        }
        let mut reader = self.reader();
        let mut record = csv::StringRecord::new();
        let mut is_header = true;
        // Reading valid UTF-8 from memory cannot fail; `flexible` takes rows of any length.
        while reader.read_record(&mut record).unwrap_or(false) {
            if !std::mem::take(&mut is_header) {
                take(self.line_of(&record), reader.position().byte(), Fields::from(&record));
            }
        }
    }

    /// The line a record begins on. The reader's own count stands where the record before it ended,
    /// so empty lines between the two are added.
    fn line_of(&self, fields: &csv::StringRecord) -> u64 {
        let Some(position) = fields.position() else { return 0 };
        let rest = &self.text.as_bytes()[position.byte() as usize..];
        let empty_lines =
            rest.iter().take_while(|&&byte| byte == b'\n' || byte == b'\r').filter(|&&byte| byte == b'\n');
        position.line() + empty_lines.count() as u64
    }

    fn reader(&self) -> csv::Reader<&[u8]> {
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(self.separator).flexible(true).has_headers(false).from_reader(self.text.as_bytes())
    }

    fn read_header(&self) -> Result<Vec<String>, ReadError> {
        let mut first = csv::StringRecord::new();
        let has_header = self.reader().read_record(&mut first).unwrap_or(false);
        if !has_header || first.iter().all(|title| title.trim().is_empty()) {
            return Err(
                ReadError::new(self.name(), "the file is empty").with_hint("its first row must name the columns")
            );
        }
        if first.iter().any(|title| title.len() > LONGEST_FIELD) {
            return Err(ReadError::new(self.name(), "its first row is no header: a field is far too long"));
        }
        ensure_few_columns(self.name(), first.len())?;
        Ok(first.iter().map(|title| title.trim().to_owned()).collect())
    }
}

/// Refuses a header of over [`MOST_COLUMNS`], in which every column would be looked for among all of them.
///
/// # Errors
/// When it is.
pub(super) fn ensure_few_columns(name: &str, columns: usize) -> Result<(), ReadError> {
    if columns <= MOST_COLUMNS {
        return Ok(());
    }
    let what = format!("it has {columns} columns; files of over {MOST_COLUMNS} are not read");
    Err(ReadError::new(name, what).with_hint("keep only the columns that are needed"))
}

/// Has the text no quotation mark, no carriage return but at the end of a line, and no second byte order mark?
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    if text.starts_with('\u{feff}') {
        return false;
    }
    memchr2_iter(b'"', b'\r', bytes).all(|at| bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n'))
}

/// The lines that are not empty, without their ends: the number of each, the first line's being `first`, where in the text it
/// ends, and what it says.
pub(super) fn lines(text: &str, first: u64) -> impl Iterator<Item = (u64, u64, &str)> {
    let mut start = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let each = (first..).zip(ends).map(move |(number, end)| {
        let line = &text[std::mem::replace(&mut start, end + 1).min(end)..end];
        (number, end as u64, line.strip_suffix('\r').unwrap_or(line))
    });
    each.filter(|(.., line)| !line.is_empty())
}

fn ensure_no_nul_bytes(name: &str, text: &str) -> Result<(), ReadError> {
    let Some(at) = memchr(0, text.as_bytes()) else { return Ok(()) };
    Err(nul_error(name, 1 + text[..at].matches('\n').count() as u64))
}

/// The error of a NUL byte on this row.
pub(super) fn nul_error(name: &str, row: u64) -> ReadError {
    ReadError::new(format!("{name}, row {row}"), "the file holds NUL bytes: it is damaged, or no text")
        .with_hint("save it again as \"CSV UTF-8\"")
}

/// Old Macintosh files end their lines with a carriage return alone, which neither editors nor we count as a line.
fn with_line_feeds(text: String) -> String {
    let has_line_feeds = text.contains('\n');
    if has_line_feeds || !text.contains('\r') { text } else { text.replace('\r', "\n") }
}

/// The separator that comes most often in the first line, outside of quotation marks. A tie goes to the comma.
pub(super) fn separator_of(text: &str) -> u8 {
    let first_line = text.trim_start_matches(['\r', '\n']).lines().next().unwrap_or("");
    let mut is_quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in first_line.bytes() {
        is_quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(separator, _)| *separator == byte && !is_quoted) {
            *count += 1;
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts.iter().find(|(_, count)| *count == most).map_or(b',', |(separator, _)| *separator)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn csv(bytes: &[u8]) -> Result<CsvFile, ReadError> {
        CsvFile::of(FileBytes::new("some.csv", bytes.to_vec()))
    }

    /// A row's number, and its fields or its reason.
    type Numbered = Vec<(u64, String)>;

    fn rows(bytes: &[u8]) -> (Numbered, Numbered) {
        let file = csv(bytes).unwrap();
        let mut taken = Vec::new();
        let width = file.header().len();
        let (read, left_out) = file.each_row(|row| {
            let fields = (0..width).map(|at| row.text(at).unwrap_or("-").to_owned());
            taken.push((row.number, fields.collect::<Vec<_>>().join("|")));
        });
        assert_eq!(read, (taken.len() + left_out.len()) as u64);
        (taken, left_out.into_iter().map(|each| (each.row, each.reason)).collect())
    }

    #[test]
    fn comma_semicolon_and_tab_are_told_apart() {
        for separator in [",", ";", "\t"] {
            let text = "id,\"a, b\",c\n1,\"x, y\",\n".replace("id,", &format!("id{separator}"));
            let text = text.replace("\",", &format!("\"{separator}")).replace("1,", &format!("1{separator}"));
            assert_eq!(rows(text.as_bytes()).0, [(2, "1|x, y|-".to_owned())], "{separator:?}");
        }
    }

    #[test]
    fn a_bom_and_windows_1252_and_crlf_are_read() {
        assert_eq!(csv(b"\xEF\xBB\xBFid,name\r\n1,a\r\n").unwrap().header(), ["id", "name"]);
        let (taken, _) = rows(b"id,name\r\n1,Caf\xe9\r\n");
        assert_eq!(taken, [(2, "1|Caf\u{e9}".to_owned())]);
    }

    #[test]
    fn rows_are_numbered_as_lines_whatever_stands_between() {
        let (taken, _) = rows(b"id,note\n\n1,a\n\n\n2,\"b\nb\"\n3,c\n");
        assert_eq!(taken.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [3, 6, 8]);
        let (taken, _) = rows(b"id,note\r\n\r\n1,a\r\n\r\n2,b\r\n");
        assert_eq!(taken.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [3, 5]);
    }

    #[test]
    fn ragged_and_blank_rows_are_left_out_with_their_row() {
        let (taken, left_out) = rows(b"id,a,b\n1,2,3\n1,2\n1,2,3,4\n,,\n5,6,7\n");
        assert_eq!(taken.len(), 2);
        let expected = [
            "the number of fields is not the header's (2, not 3)",
            "the number of fields is not the header's (4, not 3)",
            "every field is blank",
        ];
        assert_eq!(left_out.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [3, 4, 5]);
        assert_eq!(left_out.iter().map(|(_, reason)| reason.as_str()).collect::<Vec<_>>(), expected);
    }

    proptest! {
        /// The `csv` crate reads what has a quotation mark somewhere; without one the lines are split here.
        #[test]
        fn a_file_without_quotation_marks_is_read_as_one_with_them(
            lines in prop::collection::vec("[a1, \u{e9}\u{a0}]{0,9}", 0..9),
            separator in "[,;\t]",
            blank_lines in 0..3_usize,
            (is_dos, has_mark) in any::<(bool, bool)>(),
        ) {
            let all = [vec![String::new(); blank_lines], vec!["id,a,b".to_owned()], lines].concat();
            let plain = all.join(if is_dos { "\r\n" } else { "\n" }).replace(',', &separator);
            let plain = if has_mark { format!("\u{feff}{plain}") } else { plain };
            let quoted = plain.replacen("id", "\"id\"", 1);
            prop_assert!(csv(plain.as_bytes()).unwrap().is_plain && !csv(quoted.as_bytes()).unwrap().is_plain);
            prop_assert_eq!(rows(plain.as_bytes()), rows(quoted.as_bytes()));
        }
    }

    #[test]
    fn what_no_line_can_be_split_from_by_sight_is_left_to_the_csv_crate() {
        for bytes in [&b"id,a\r1,b\n"[..], b"id,a\n1,\"b\"\n", b"\xEF\xBB\xBF\xEF\xBB\xBF\nid,a\n1,b\n"] {
            assert!(!csv(bytes).unwrap().is_plain, "{bytes:?}");
        }
        let twice_marked = rows(b"\xEF\xBB\xBF\xEF\xBB\xBF\nid,a\n1,b\n");
        assert_eq!(twice_marked, (vec![(3, "1|b".to_owned())], vec![]));
    }

    #[test]
    fn ten_megabytes_in_one_field_leave_out_one_row() {
        let mut bytes = b"id,a\n1,".to_vec();
        bytes.extend(std::iter::repeat_n(b'x', 10_000_000));
        bytes.extend(b"\n2,b\n");
        let (taken, left_out) = rows(&bytes);
        assert_eq!((taken.len(), left_out.len()), (1, 1));
        assert_eq!(left_out[0].0, 2);
    }

    #[test]
    fn a_header_only_file_has_no_rows() {
        assert_eq!(rows(b"id,a\n"), (vec![], vec![]));
    }

    #[test]
    fn what_is_no_csv_is_one_clear_error() {
        let message = |bytes: &[u8]| csv(bytes).unwrap_err().to_string();
        assert_eq!(message(b""), "some.csv: the file is empty");
        assert_eq!(message(b"\n\n"), "some.csv: the file is empty");
        assert_eq!(message(b"id,a\n1,\0\n"), "some.csv, row 2: the file holds NUL bytes: it is damaged, or no text");
        let unclosed = "some.csv, row 3: a quotation mark is opened and never closed";
        assert_eq!(message(b"id,a\n1,b\n2,\"c\n3,d\n4,e\n"), unclosed);
    }

    #[test]
    fn quotation_marks_that_swallow_rows_are_found() {
        let message = |bytes: &[u8]| csv(bytes).unwrap_err().to_string();
        let middle = "some.csv, row 2: a quotation mark is opened and closed in the middle of a field";
        assert_eq!(message(b"id,a,b\n1,x,\"W\n2,x,W\n3,x,\"W\n"), middle);
        let (taken, left_out) = rows(b"id,a,b\n1,x,\"W\n2,x,W\"\n3,x,y\n");
        assert_eq!(taken, [(4, "3|x|y".to_owned())]);
        assert_eq!(left_out, [(2, "a quoted field holds whole rows: is a quotation mark missing?".to_owned())]);
        assert_eq!(rows(b"id,a,b\n1,x,\"two\nlines\"\n").0.len(), 1);
    }

    #[test]
    fn lines_that_end_with_a_carriage_return_alone_are_lines() {
        let (taken, left_out) = rows(b"id,a\r1,b\r2\r3,c\r");
        assert_eq!(taken.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(left_out[0].0, 3);
    }

    #[test]
    fn a_separator_at_the_end_of_each_row_does_no_harm() {
        assert_eq!(rows(b"id,a\n1,b,\n2,c,\n").0.len(), 2);
        assert_eq!(rows(b"id,a\n1,b,x\n").1.len(), 1);
    }

    #[test]
    fn a_stray_quotation_mark_inside_a_field_is_text() {
        let (taken, left_out) = rows(b"id,a\n1,6\" pipe\n2,b\n");
        assert_eq!((taken.len(), left_out.len()), (2, 0));
    }
}
