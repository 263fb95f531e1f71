//! Reads a postcode directory: every row accounted, the wanted ones kept. Called before children and carers are read.

use std::io::Read;
use std::path::Path;

use serde::Serialize;

use super::directory::PostcodeDirectory;
use super::faults::Faults;
use super::lines::{LONGEST_ROW, Line, Stopped, Taken, each_line};
use super::packed::Entry;
use super::parts::{At, Part, Parts, damaged};
use super::position::Position;
use super::product::{Product, Vintage};
use super::row::{Fault, RowReader};
use super::wanted::WantedPostcodes;
use crate::geography::OacYear;
use crate::progress::Progress;
use crate::read::columns::GivenNames;
use crate::read::input::{InputFile, Warning, file_name};
use crate::read::text::BYTE_ORDER_MARK;
use crate::read::{Account, LeftOut, ReadError};
use crate::reproject::Crs;

/// A postcode directory as it was read.
#[derive(Clone, Debug)]
pub struct Directory {
    /// The postcodes that were wanted and are in it.
    pub places: PostcodeDirectory,
    pub about: AboutDirectory,
    /// One a file; for a zip the zip.
    pub inputs: Vec<InputFile>,
    /// Of all its files together. Used is every sound row. Of a row that nobody asked for only the postcode and the
    /// number of fields are looked at.
    pub account: Account,
    pub left_out: Vec<LeftOut>,
    pub warnings: Vec<Warning>,
}

/// Which directory it is, and what it had of what was asked: for the run report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AboutDirectory {
    /// The name of its file, folder or zip.
    pub file: String,
    pub product: Product,
    /// From its files' names, else from the year of its codes.
    pub vintage: Option<Vintage>,
    /// How many different postcodes were asked for; `None` when all were.
    pub postcodes_asked: Option<u64>,
    /// How many of those it has.
    pub postcodes_found: Option<u64>,
}

/// Reads a postcode directory: ONSPD or NSPL of any year, Code-Point Open, or a table of postcodes and coordinates; as
/// CSV, .gz or zip as shipped, or as a folder of CSV files. A row whose postcode is no postcode, that has not the
/// header's number of fields, or whose position cannot be, is left out; of a postcode that comes twice the first is used.
///
/// # Errors
/// When it cannot be read, lacks a column that is needed, is damaged or ends in the middle of a row, holds several
/// directories, no sound row, or over 100,000 unsound ones.
pub fn read_directory(path: &Path, given: &GivenNames, wanted: &WantedPostcodes) -> Result<Directory, ReadError> {
    read_directory_watched(path, given, wanted, &Progress::default())
}

/// As [`read_directory`], and says how far it is.
///
/// # Errors
/// As [`read_directory`].
pub fn read_directory_watched(
    path: &Path,
    given: &GivenNames,
    wanted: &WantedPostcodes,
    progress: &Progress,
) -> Result<Directory, ReadError> {
    let mut parts = Parts::open(path, given)?;
    let (product, vintage) = (product(&parts), vintage(path, &parts));
    let mut reading = Reading::new(file_name(path), wanted);
    let inputs = parts.each(progress, |part, stream| reading.part(part, stream))?;
    let year = parts.parts.iter().find_map(|part| part.layout.code_year).or(vintage.map(|vintage| vintage.year));
    let inputs = inputs.into_iter().map(|input| InputFile { vintage: year, ..input }).collect();
    reading.finish(product, vintage, inputs)
}

/// What a postcode directory looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryLook {
    pub product: Product,
    pub vintage: Option<Vintage>,
    /// The editions of the Output Area Classification that it has, the newest first.
    pub classifications: Vec<OacYear>,
}

/// Which directory this is, and of when; reads no further than its first row.
///
/// # Errors
/// When it cannot be read, or is no postcode directory.
pub fn recognise_directory(path: &Path, given: &GivenNames) -> Result<DirectoryLook, ReadError> {
    let parts = Parts::open(path, given)?;
    let columns = parts.parts.first().map(|part| part.layout.columns);
    let editions = columns.map(|each| [(OacYear::Oac2021, each.oac_2021), (OacYear::Oac2011, each.oac_2011)]);
    let has = editions.into_iter().flatten().filter(|(_, column)| column.is_some());
    let classifications = has.map(|(year, _)| year).collect();
    Ok(DirectoryLook { product: product(&parts), vintage: vintage(path, &parts), classifications })
}

/// There is always a part, and all are of one product.
fn product(parts: &Parts) -> Product {
    parts.parts.first().map_or(Product::Plain, |part| part.layout.product)
}

fn vintage(path: &Path, parts: &Parts) -> Option<Vintage> {
    let named = parts.parts.iter().find_map(|part| Vintage::in_name(&part.name));
    let of_codes = || parts.parts.iter().find_map(|part| part.layout.code_year);
    named.or_else(|| Vintage::in_name(&file_name(path))).or_else(|| Some(Vintage { year: of_codes()?, month: None }))
}

/// What has been read so far.
struct Reading<'w> {
    wanted: &'w WantedPostcodes,
    rows: u64,
    used: u64,
    entries: Vec<Entry>,
    /// Entries in Northern Ireland whose points are still on the Irish Grid.
    irish: Vec<(usize, [f64; 2])>,
    irish_on_national_grid: u64,
    faults: Faults,
}

impl<'w> Reading<'w> {
    fn new(name: String, wanted: &'w WantedPostcodes) -> Self {
        Self {
            wanted,
            rows: 0,
            used: 0,
            entries: Vec::new(),
            irish: Vec::new(),
            irish_on_national_grid: 0,
            faults: Faults::new(name),
        }
    }

    /// Reads one file; returns how many rows it has.
    fn part(&mut self, part: &Part, stream: &mut dyn Read) -> Result<u64, ReadError> {
        self.faults.begin(&part.name, &part.layout.titles);
        let (rows_before, mut is_header) = (self.rows, part.layout.has_header);
        let (mut last_line, mut is_ended) = (0, true);
        let mut reader = RowReader::new(&part.layout);
        let read = each_line(stream, |line| {
            (last_line, is_ended) = (line.number, line.is_ended);
            let text =
                if line.number == 1 { line.text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line.text) } else { line.text };
            if text.is_empty() || std::mem::take(&mut is_header) {
                return Ok(Taken::Whole);
            }
            self.row(&mut reader, Line { text, ..line })
        });
        self.faults.odd_codes(&reader.odd_codes);
        if !is_ended {
            self.faults.not_ended(last_line);
        }
        self.faults.end(last_line);
        read.map_err(|stopped| stopped_reading(part, stopped))?;
        Ok(self.rows - rows_before)
    }

    fn row(&mut self, reader: &mut RowReader<'_>, line: Line<'_>) -> Result<Taken, ReadError> {
        let read = reader.postcode(line.text).and_then(|postcode| match self.wanted.has(postcode) {
            true => reader.place(line.text, postcode, line.number).map(|place| Some((postcode, place))),
            false => reader.check(line.text).map(|()| None),
        });
        match read {
            Err(Fault::Open) if line.can_grow => return Ok(Taken::Open),
            Err(Fault::Open | Fault::Fields(_)) if !line.is_ended => return Err(self.faults.cut_off(line.number)),
            Err(fault) => self.faults.note(line.number, &fault)?,
            Ok(_) if !line.is_ended && reader.ends_with_coordinate() => {
                self.faults.note(line.number, &reader.may_be_cut_off())?;
            }
            Ok(None) => self.used += 1,
            Ok(Some((postcode, (mut place, position)))) => {
                self.used += 1;
                match position {
                    Position::Point(point) => place.point = Some(point),
                    Position::Irish(point) => self.irish.push((self.entries.len(), point)),
                    Position::NorthernIrelandOnNationalGrid(point) => {
                        self.irish_on_national_grid += 1;
                        place.point = Some(point);
                    }
                    Position::Nowhere => {}
                }
                self.entries.push(Entry::new(postcode, self.faults.row_of(line.number), &place));
            }
        }
        self.rows += 1;
        Ok(Taken::Whole)
    }

    fn finish(
        mut self,
        product: Product,
        vintage: Option<Vintage>,
        inputs: Vec<InputFile>,
    ) -> Result<Directory, ReadError> {
        self.convert_irish_points()?;
        let mut repeated = Vec::new();
        let is_other = |first: &Entry, later: &Entry| first.place() != later.place();
        let places = PostcodeDirectory::of_entries(self.entries, |first, later| {
            repeated.push((later.row, is_other(first, later)));
        });
        self.used -= repeated.len() as u64;
        self.faults.repeated(&mut repeated)?;
        self.faults.on_national_grid(self.irish_on_national_grid);
        let (postcodes_asked, postcodes_found) = self.wanted.found_in(&places).unzip();
        let file = self.faults.name().to_owned();
        let (account, left_out, warnings) = self.faults.account(self.rows, self.used)?;
        let about = AboutDirectory { file, product, vintage, postcodes_asked, postcodes_found };
        Ok(Directory { places, about, inputs, account, left_out, warnings })
    }

    /// Takes the Irish Grid (EPSG:29903) to the National Grid, to a metre or two.
    fn convert_irish_points(&mut self) -> Result<(), ReadError> {
        if self.irish.is_empty() {
            return Ok(());
        }
        let points: Vec<[f64; 2]> = self.irish.iter().map(|(_, point)| *point).collect();
        let converted = Crs::from_epsg_name("EPSG:29903").and_then(|irish_grid| irish_grid.to_grid_all(&points));
        let converted = converted.map_err(|error| {
            let what = format!("its Northern Irish postcodes cannot be taken to the National Grid: {error}");
            ReadError::new(self.faults.name(), what)
        })?;
        for ((at, _), point) in self.irish.iter().zip(converted) {
            self.entries[*at].set_point(Some(point));
        }
        Ok(())
    }
}

fn stopped_reading(part: &Part, stopped: Stopped<ReadError>) -> ReadError {
    match stopped {
        Stopped::Taker(error) => error,
        Stopped::TooLong(line) => {
            let what = format!("a row is longer than {LONGEST_ROW} bytes: it is damaged, or no text");
            ReadError::new(format!("{}, row {line}", part.name), what).with_hint("download it again")
        }
        Stopped::Io(error) => match part.at {
            At::Plain(_) => ReadError::io(&part.name, error),
            At::Gzip(_) | At::Entry(_) => damaged(&part.name, &error),
        },
    }
}

#[cfg(test)]
#[path = "reading_tests.rs"]
mod tests;
