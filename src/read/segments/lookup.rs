//! A CSV of postcodes, or of output areas, with a segment each, to a `SegmentLookup`. Such files have millions of rows: it is
//! read as a stream, and of postcodes only those of the carers are kept.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::ops::ControlFlow;

use csv::ByteRecord;

use super::{COLUMNS, SegmentCodes};
use crate::fostering::ShortText;
use crate::geography::{GssCode, Postcode};
use crate::read::columns::{ColumnFinder, GivenNames};
use crate::read::csv_stream::CsvStream;
use crate::read::text::decode;
use crate::read::{Effect, InputFile, LeftOut, ReadError, Records};
use crate::study::Source;

/// The segments of postcodes or of output areas, to be asked. A segment is `None` where the file has the place and says
/// nothing of it that the study knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SegmentLookup {
    /// Only those that were wanted.
    Postcodes(HashMap<Postcode, Option<ShortText>>),
    OutputAreas(HashMap<GssCode, Option<ShortText>>),
}

/// A segments file and the account of its rows.
#[derive(Clone, Debug)]
pub struct SegmentFile {
    pub lookup: SegmentLookup,
    pub input: InputFile,
    /// A row of a postcode that nobody wanted is used too: it was read and understood.
    pub records: Records<()>,
}

/// Rows that are no use after which a file is given up as the wrong one.
const MOST_USELESS: usize = 10_000;

/// Reads a segments file. It is by postcode where it has a column of postcodes (and the study does not name one of output
/// areas), else by output area. A place that comes twice with another segment keeps the first, and the later row is left
/// out; a segment that the study does not know is taken as not known, and noted.
///
/// # Errors
/// When the file cannot be read, lacks the columns, or none of its rows can be used.
pub fn read_segment_file(source: &Source, wanted: &[Postcode], codes: &SegmentCodes) -> Result<SegmentFile, ReadError> {
    let stream = CsvStream::open(&source.path)?;
    let (name, header) = (stream.name().to_owned(), stream.header().to_owned());
    let columns = Columns::find(&ColumnFinder::new(&name, &header, &source.columns), &source.columns, codes)?;
    let rows = Rows { codes, name: &name, header: &header, columns, used: 0, left_out: Vec::new() };
    if columns.is_by_postcode {
        let wanted: HashSet<Postcode> = wanted.iter().copied().collect();
        let key = |field: &[u8]| Postcode::from_bytes(field).map_err(|_| "not a postcode");
        rows.read(stream, key, |postcode| wanted.contains(postcode), SegmentLookup::Postcodes)
    } else {
        let key = |field: &[u8]| {
            let code = std::str::from_utf8(field).ok().and_then(|text| text.parse().ok());
            code.ok_or("not a GSS code of an output area")
        };
        rows.read(stream, key, |_: &GssCode| true, SegmentLookup::OutputAreas)
    }
}

#[derive(Clone, Copy)]
struct Columns {
    key: usize,
    segment: usize,
    is_by_postcode: bool,
}

impl Columns {
    fn find(finder: &ColumnFinder<'_>, given: &GivenNames, codes: &SegmentCodes) -> Result<Self, ReadError> {
        let [postcode, output_area, segment] = COLUMNS;
        let is_named = |key: &str| given.contains_key(key);
        let by_postcode = match is_named(output_area.key) && !is_named(postcode.key) {
            true => None,
            false => finder.find(postcode)?,
        };
        let key = match by_postcode {
            Some(at) => at,
            None => finder.find(output_area)?.ok_or_else(|| no_key(finder))?,
        };
        let segment_at = codes.column(finder, segment)?;
        let segment = segment_at.map_or_else(|| finder.require(segment), Ok)?;
        Ok(Self { key, segment, is_by_postcode: by_postcode.is_some() })
    }
}

fn no_key(finder: &ColumnFinder<'_>) -> ReadError {
    ReadError::new(finder.file(), "no column for postcode, nor for output_area")
        .with_hint("name one in the study: under [segments], columns = { postcode = \"…\" }")
}

/// The file while its rows are read.
struct Rows<'a> {
    codes: &'a SegmentCodes,
    name: &'a str,
    header: &'a [String],
    columns: Columns,
    used: usize,
    left_out: Vec<LeftOut>,
}

impl Rows<'_> {
    fn read<K: Eq + Hash>(
        mut self,
        stream: CsvStream,
        key: impl Fn(&[u8]) -> Result<K, &'static str>,
        is_wanted: impl Fn(&K) -> bool,
        lookup: impl FnOnce(HashMap<K, Option<ShortText>>) -> SegmentLookup,
    ) -> Result<SegmentFile, ReadError> {
        let mut segments = HashMap::new();
        let end = stream.each_row(|row, fields| {
            match key(fields.get(self.columns.key).unwrap_or_default()) {
                Err(reason) => self.note(row, self.columns.key, Effect::RowLeftOut, reason),
                Ok(key) if is_wanted(&key) => self.take(row, fields, key, &mut segments),
                Ok(_) => self.used += 1,
            }
            match self.used == 0 && self.left_out.len() >= MOST_USELESS {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        })?;
        if self.used == 0 {
            return Err(self.nothing_usable());
        }
        self.left_out.extend(end.left_out);
        let records = Records::accounted(self.name, end.rows, vec![(); self.used], self.left_out);
        Ok(SegmentFile { lookup: lookup(segments), input: end.input, records })
    }

    fn take<K: Eq + Hash>(
        &mut self,
        row: u64,
        fields: &ByteRecord,
        key: K,
        segments: &mut HashMap<K, Option<ShortText>>,
    ) {
        let segment = self.segment(row, fields);
        let first = segments.entry(key).or_insert_with(|| segment.clone());
        match *first == segment {
            true => self.used += 1,
            false => self.note(row, self.columns.key, Effect::RowLeftOut, "an earlier row gives it another segment"),
        }
    }

    fn segment(&mut self, row: u64, fields: &ByteRecord) -> Option<ShortText> {
        let field = fields.get(self.columns.segment)?.trim_ascii();
        let text = decode(self.name, field, None).map(|(text, _)| text).unwrap_or_default();
        if text.is_empty() {
            return None;
        }
        let code = self.codes.code(&text);
        code.map_err(|reason| self.note(row, self.columns.segment, Effect::ValueNotUsed, reason)).ok()
    }

    fn note(&mut self, row: u64, column: usize, effect: Effect, reason: &str) {
        let (file, column) = (self.name.to_owned(), self.header.get(column).cloned());
        self.left_out.push(LeftOut { file, row, column, effect, reason: reason.to_owned() });
    }

    fn nothing_usable(&self) -> ReadError {
        let title = &self.header[self.columns.key];
        let place = if self.columns.is_by_postcode { "a postcode" } else { "the code of an output area" };
        let what = match self.left_out.len() {
            0 => "it has no row that can be used".to_owned(),
            rows => format!("none of its first {rows} rows has {place} in column \"{title}\""),
        };
        ReadError::new(self.name, what).with_hint("name the columns in the study: under [segments], columns = { … }")
    }
}
