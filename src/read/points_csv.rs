//! The points of any CSV file, block by block, each beside the bytes of its row: what `run::locate_csv` adds columns to.
//! The memory used does not grow with the file.

use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::ReadError;
use super::carers;
use super::columns::{ColumnFinder, GivenNames, Wanted};
use super::csv_file::ensure_few_columns;
use super::csv_row::{Row, fault_of, wrong_width};
use super::point_columns::{PointColumns, PointNames};
use super::postcodes::PostcodeDirectory;
use super::raw_rows::{RawHeader, RawRow, RawRows};
use super::text::decode_in;
use crate::geography::GridPoint;
use crate::progress::Stage;

/// The columns that the command line may name for the point of a row.
pub const KEYS: [&str; 5] = ["easting", "northing", "longitude", "latitude", "postcode"];

/// A second point of the row has no usual names: its columns are named, or are called this.
const SECOND: PointNames = PointNames {
    easting: Wanted { key: "to_easting", also: &[] },
    northing: Wanted { key: "to_northing", also: &[] },
    longitude: Wanted { key: "to_longitude", also: &[] },
    latitude: Wanted { key: "to_latitude", also: &[] },
    postcode: Wanted { key: "to_postcode", also: &[] },
};

const HOW_TO_NAME: &str =
    "name the columns: --columns easting=…,northing=… or longitude=…,latitude=… or postcode=… (with --postcodes)";

/// Which columns hold the points. Keys are those of [`KEYS`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PointsAsked {
    /// Titles of columns that are not found by their usual names. A postcode alone: nothing else is gone by.
    pub columns: GivenNames,
    /// Titles of the columns of a second point, where there is one.
    pub second: Option<GivenNames>,
}

/// A CSV file of points while it is read.
pub struct PointsCsv<R> {
    name: String,
    raw: RawRows<R>,
    header: RawHeader,
    titles: Vec<String>,
    encoding: &'static Encoding,
    first: PointColumns,
    second: Option<PointColumns>,
    rows: Vec<RawRow>,
    points: Vec<PointRow>,
    /// Rows that are not in the file's encoding.
    pub rows_in_another_encoding: u64,
}

/// The header row as it stands in the file: what is before it, its content, its line's end.
pub struct HeaderBytes<'a> {
    pub before: &'a [u8],
    pub content: &'a [u8],
    pub ending: &'a [u8],
}

/// One row: its bytes as ranges of its block, and its points.
#[derive(Clone, Debug, PartialEq)]
pub struct PointRow {
    /// Its fields and separators; empty for an empty line, which is no row.
    pub content: Range<usize>,
    /// Where its line ends, with its line feed.
    pub end: usize,
    pub point: Option<GridPoint>,
    /// The second point, where one was asked for.
    pub second: Option<GridPoint>,
    /// Why there is no point; `None` where there is one, and where its fields are blank.
    pub fault: Option<Cow<'static, str>>,
    /// How many separators bring what is added into its column: 1, more when the row has fewer fields than the header,
    /// none when it ends with one separator too many.
    pub joints: usize,
}

/// Some rows and the bytes that they are of.
pub struct PointsBlock<'a> {
    pub bytes: &'a [u8],
    pub rows: &'a [PointRow],
    /// Is there anything after it?
    pub is_last: bool,
}

impl<R: Read> PointsCsv<R> {
    /// Reads the header and finds the columns of the points.
    ///
    /// # Errors
    /// When the source cannot be read, is empty, is UTF-16, or has no columns for the points; when it has only postcodes
    /// and there is no directory.
    pub fn begin(name: &str, source: R, asked: &PointsAsked, has_directory: bool) -> Result<Self, ReadError> {
        let (raw, header) = RawRows::begin(name, source)?;
        let encoding = encoding_of(&raw, &header);
        let titles = titles(name, &decode_in(&header.content, encoding), raw.separator)?;
        let finder = ColumnFinder::new(name, &titles, &asked.columns);
        let first = first_point(&finder, asked, has_directory).map_err(with_our_hint)?;
        let second = asked.second.as_ref().map(|given| second_point(name, &titles, given, has_directory));
        let second = second.transpose().map_err(with_our_hint)?;
        let (rows, points) = (Vec::new(), Vec::new());
        let name = name.to_owned();
        Ok(Self { name, raw, header, encoding, first, second, rows, points, titles, rows_in_another_encoding: 0 })
    }

    /// The same file, which counts the bytes it reads in this stage.
    #[must_use]
    pub fn watched_in(mut self, stage: Stage) -> Self {
        self.raw.watch(stage);
        self
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The titles of its columns.
    pub fn titles(&self) -> &[String] {
        &self.titles
    }

    /// The header row, byte for byte.
    pub fn header(&self) -> HeaderBytes<'_> {
        let RawHeader { before, content, ending, .. } = &self.header;
        HeaderBytes { before, content, ending }
    }

    /// The character between two fields.
    pub fn separator(&self) -> u8 {
        self.raw.separator
    }

    /// UTF-8 or Windows-1252, told by the first four megabytes.
    pub fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// The next rows; none are left when it is empty.
    ///
    /// # Errors
    /// When the source cannot be read or is damaged: see [`CsvFile`](super::CsvFile).
    pub fn next_block(&mut self, directory: Option<&PostcodeDirectory>) -> Result<PointsBlock<'_>, ReadError> {
        self.raw.next_block(&mut self.rows)?;
        let bytes = self.raw.block();
        let mut parser = Parser { first: self.first, second: self.second, encoding: self.encoding, in_another: 0 };
        parser.parse(bytes, &self.rows, self.raw.separator, self.titles.len(), directory, &mut self.points);
        self.rows_in_another_encoding += parser.in_another;
        Ok(PointsBlock { bytes, rows: &self.points, is_last: self.raw.is_at_end() })
    }
}

/// The titles of a CSV file's columns; no more than its beginning is read.
///
/// # Errors
/// When the source cannot be read, is empty, or is UTF-16.
pub(super) fn titles_of(name: &str, source: impl Read) -> Result<Vec<String>, ReadError> {
    let (raw, header) = RawRows::begin(name, source)?;
    let encoding = encoding_of(&raw, &header);
    titles(name, &decode_in(&header.content, encoding), raw.separator)
}

fn encoding_of<R: Read>(raw: &RawRows<R>, header: &RawHeader) -> &'static Encoding {
    if header.has_byte_order_mark || raw.is_utf_8_so_far() { UTF_8 } else { WINDOWS_1252 }
}

fn titles(name: &str, header: &str, separator: u8) -> Result<Vec<String>, ReadError> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(separator).has_headers(false).from_reader(header.as_bytes());
    let mut titles = csv::StringRecord::new();
    // Reading valid UTF-8 from memory cannot fail.
    let has_titles = reader.read_record(&mut titles).unwrap_or(false);
    if !has_titles || titles.iter().all(|title| title.trim().is_empty()) {
        return Err(ReadError::new(name, "the file is empty").with_hint("its first row must name the columns"));
    }
    ensure_few_columns(name, titles.len())?;
    Ok(titles.iter().map(|title| title.trim().to_owned()).collect())
}

fn first_point(finder: &ColumnFinder<'_>, asked: &PointsAsked, has_directory: bool) -> Result<PointColumns, ReadError> {
    let is_postcode_alone = asked.columns.len() == 1 && asked.columns.contains_key("postcode");
    if is_postcode_alone && has_directory {
        return Ok(PointColumns::of_postcode(finder.require(carers::POINT.postcode)?));
    }
    PointColumns::find(finder, &carers::POINT, has_directory)
}

fn second_point(
    name: &str,
    titles: &[String],
    given: &GivenNames,
    has_directory: bool,
) -> Result<PointColumns, ReadError> {
    let given = given.iter().map(|(key, title)| (format!("to_{key}"), title.clone())).collect();
    PointColumns::find(&ColumnFinder::new(name, titles, &given), &SECOND, has_directory)
}

/// The readers' hints speak of the study file, which is not there. A title that is nearly right is still offered.
fn with_our_hint(error: ReadError) -> ReadError {
    if error.hint().is_some_and(|hint| hint.starts_with("did you mean")) { error } else { error.with_hint(HOW_TO_NAME) }
}

/// Parses the rows of one block.
struct Parser {
    first: PointColumns,
    second: Option<PointColumns>,
    encoding: &'static Encoding,
    in_another: u64,
}

impl Parser {
    fn parse(
        &mut self,
        bytes: &[u8],
        rows: &[RawRow],
        separator: u8,
        columns: usize,
        directory: Option<&PostcodeDirectory>,
        points: &mut Vec<PointRow>,
    ) {
        points.clear();
        let end = rows.last().map_or(0, |row| row.end);
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.delimiter(separator).flexible(true).has_headers(false).from_reader(&bytes[..end]);
        let mut fields = csv::StringRecord::new();
        for row in rows {
            let has_fields = !row.content.is_empty();
            if has_fields {
                fields = self.next_record(&mut reader, fields);
            }
            let mut point = self.point_row(row, &fields, separator, columns, directory);
            if has_fields {
                point.joints = joints(&bytes[row.content.clone()], fields.len(), columns, separator);
                // What is appended then stands beyond its column.
                let is_shifted = fields.len() > columns && point.joints > 0;
                if is_shifted && point.fault.is_none() {
                    point = PointRow { point: None, fault: Some(wrong_width(fields.len(), columns).into()), ..point };
                }
            }
            points.push(point);
        }
    }

    /// The next record as text; in a row that is not in the file's encoding each byte is a letter of Windows-1252.
    fn next_record(&mut self, reader: &mut csv::Reader<&[u8]>, fields: csv::StringRecord) -> csv::StringRecord {
        let mut bytes = fields.into_byte_record();
        // Reading bytes from memory cannot fail; `flexible` takes rows of any length.
        let _ = reader.read_byte_record(&mut bytes);
        csv::StringRecord::from_byte_record(bytes).unwrap_or_else(|error| {
            self.in_another += u64::from(self.encoding == UTF_8);
            error.into_byte_record().iter().map(|field| decode_in(field, WINDOWS_1252)).collect()
        })
    }

    fn point_row(
        &self,
        row: &RawRow,
        fields: &csv::StringRecord,
        separator: u8,
        columns: usize,
        directory: Option<&PostcodeDirectory>,
    ) -> PointRow {
        let (content, end) = (row.content.clone(), row.end);
        let nothing = PointRow { content, end, point: None, second: None, fault: None, joints: 1 };
        if nothing.content.is_empty() {
            return nothing;
        }
        if let Some(fault) = fault_of(fields.into(), columns, separator) {
            return PointRow { fault: Some(fault.into()), ..nothing };
        }
        let row = Row::new(row.number, fields);
        let (found, fault) = self.first.point(&row, directory);
        let second = self.second.and_then(|columns| columns.point(&row, directory).0.point);
        // A fault beside a point, such as a postcode that is not needed, leaves the point as it is.
        let fault = fault.filter(|_| found.point.is_none()).map(|fault| fault.reason.into());
        PointRow { point: found.point, second, fault, ..nothing }
    }
}

fn joints(content: &[u8], fields: usize, columns: usize, separator: u8) -> usize {
    let is_one_too_many = fields == columns + 1 && content.last() == Some(&separator);
    if is_one_too_many { 0 } else { 1 + columns.saturating_sub(fields) }
}

#[cfg(test)]
#[path = "points_csv_tests.rs"]
mod tests;
