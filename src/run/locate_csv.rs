//! Adds ward, authority, region and nation to the rows of any CSV file of points, block by block: what
//! `nearhome locate` does. Every byte of a row stays as it is; the columns come after it.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;

use super::RunError;
use super::places::SoundIndex;
use crate::geography::{Coverage, Distance, DistanceMode, GridPoint, WardIx};
use crate::locate::{Located, Placing, WardIndex};
use crate::outline::Twins;
use crate::read::Warning;
use crate::read::boundaries::summed_up;
use crate::read::points_csv::{PointRow, PointsBlock, PointsCsv};
use crate::read::postcodes::PostcodeDirectory;
use crate::write::{FieldStyle, PointsPlaced, Value, WriteError, free_names};

/// The columns that are added; a column of miles may follow.
const COLUMNS: [&str; 7] =
    ["ward_code", "ward_name", "authority_code", "authority_name", "region_code", "nation_code", "placing"];

/// Decimals of a distance, as in the layers: the return's one, and four of exact miles.
const DECIMALS_SSDA903: u8 = 1;
const DECIMALS_EXACT: u8 = 4;

/// Where the distance of each row is measured to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Destination {
    /// One point for all rows.
    Point(GridPoint),
    /// The second point of the row.
    SecondPoint,
}

/// What is asked of each point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LocateAsked {
    /// A point in no ward goes to the nearest ward within this many metres; 0 is never.
    pub snap_metres: f64,
    /// Where miles are wanted: to where, and which figure.
    pub miles: Option<(Destination, DistanceMode)>,
}

/// What became of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocatedRows {
    /// How each row's point came to its ward; the counts add up to the rows.
    pub points: PointsPlaced,
    /// Rows without a point, by reason; they add up to the points that are not known.
    pub not_known_by_reason: BTreeMap<String, u64>,
    /// Rows with a point whose miles are not known, where miles were asked for.
    pub miles_not_known: u64,
    /// What the user should know of the boundaries and of the file.
    pub warnings: Vec<Warning>,
}

/// Locates the rows of a CSV file and writes each with its new columns, in the order they come. A row that has no ward
/// has them empty but for `placing`, which says why: a word of [`Placing`], and for `not_known` the reason too.
/// A column whose name the file has already is called `ward_code_2` and so on. `out_name` is for messages.
///
/// # Errors
/// When wards lie one over another, the file is damaged, or `out` cannot be written to.
pub fn locate_csv<R: Read>(
    points: PointsCsv<R>,
    coverage: &Coverage,
    directory: Option<&PostcodeDirectory>,
    asked: &LocateAsked,
    out: &mut dyn Write,
    out_name: &Path,
) -> Result<LocatedRows, RunError> {
    let SoundIndex { index, border_faults, .. } = SoundIndex::of(coverage, &Twins::of_wards(coverage), 0)?;
    let mut warnings = summed_up("wards", &border_faults);
    let style = FieldStyle { separator: points.separator(), encoding: points.encoding() };
    warnings.extend(lost_letters(coverage, style));
    let mut locator = Locator::new(&index, coverage, style, *asked);
    locator.located.warnings = warnings;
    let mut points = points;
    let write =
        |out: &mut dyn Write, bytes: &[u8]| out.write_all(bytes).map_err(|error| WriteError::io(out_name, error));
    write(out, &header(&points, style, asked))?;
    loop {
        let block = points.next_block(directory)?;
        if block.rows.is_empty() {
            break;
        }
        write(out, locator.rows(&block))?;
    }
    out.flush().map_err(|error| WriteError::io(out_name, error))?;
    locator.located.warnings.extend(another_encoding(&points));
    Ok(locator.located)
}

fn header<R: Read>(points: &PointsCsv<R>, style: FieldStyle, asked: &LocateAsked) -> Vec<u8> {
    let miles = asked.miles.map(|(_, mode)| match mode {
        DistanceMode::Ssda903 => "miles_ssda903",
        DistanceMode::Exact => "miles_exact",
    });
    let wanted: Vec<&str> = COLUMNS.into_iter().chain(miles).collect();
    let names = free_names(&wanted, points.titles());
    let header = points.header();
    let added = style.fields(names.iter().map(String::as_str));
    [header.before, header.content, &[style.separator], &added, header.ending].concat()
}

/// Ward names that the file's encoding cannot write in full.
fn lost_letters(coverage: &Coverage, style: FieldStyle) -> Option<Warning> {
    let names = coverage.wards.iter().map(|ward| &ward.name).chain(coverage.authorities.iter().map(|each| &each.name));
    let lost = names.filter(|name| !style.can_write(name)).count() as u64;
    let what = format!(
        "names have letters that the encoding of the points, {}, lacks: they go without their accents; save the points as UTF-8 to keep them",
        style.encoding.name()
    );
    (lost > 0).then(|| Warning::of_file("boundaries", what).counted(lost))
}

fn another_encoding<R: Read>(points: &PointsCsv<R>) -> Option<Warning> {
    let rows = points.rows_in_another_encoding;
    let what =
        "rows are not UTF-8, though the file begins as UTF-8: their bytes are kept, what is added to them is UTF-8";
    (rows > 0).then(|| Warning::of_file(points.name(), what).counted(rows))
}

struct Locator<'a> {
    index: &'a WardIndex,
    /// What is written for each ward, and for none: all columns but the last ones.
    of_wards: Vec<Vec<u8>>,
    of_none: Vec<u8>,
    style: FieldStyle,
    asked: LocateAsked,
    located: LocatedRows,
    written: Vec<u8>,
}

impl<'a> Locator<'a> {
    fn new(index: &'a WardIndex, coverage: &Coverage, style: FieldStyle, asked: LocateAsked) -> Self {
        let of_wards =
            coverage.ward_ixs().map(|ward| style.fields(of_ward(coverage, ward).iter().map(String::as_str))).collect();
        let of_none = style.fields([""; COLUMNS.len() - 1]);
        let located = LocatedRows {
            points: PointsPlaced { points: "points", ..PointsPlaced::default() },
            ..LocatedRows::default()
        };
        Self { index, of_wards, of_none, style, asked, located, written: Vec::new() }
    }

    /// The rows of one block with their columns.
    fn rows(&mut self, block: &PointsBlock<'_>) -> &[u8] {
        if !block.is_last {
            self.index.prepare_for_many_points();
        }
        let points: Vec<Option<GridPoint>> = block.rows.iter().map(|row| row.point).collect();
        let located = self.index.locate_all_with_snap(&points, self.asked.snap_metres);
        self.written.clear();
        for (row, &located) in block.rows.iter().zip(&located) {
            self.written.extend_from_slice(&block.bytes[row.content.clone()]);
            if !row.content.is_empty() {
                self.add(row, located);
            }
            self.written.extend_from_slice(&block.bytes[row.content.end..row.end]);
        }
        &self.written
    }

    fn add(&mut self, row: &PointRow, located: Located) {
        let separator = self.style.separator;
        self.written.extend(std::iter::repeat_n(separator, row.joints));
        let of_ward = located.ward().map_or(&self.of_none, |WardIx(at)| &self.of_wards[at as usize]);
        self.written.extend_from_slice(of_ward);
        self.written.push(separator);
        let placing = self.placing(row, located);
        self.written.extend_from_slice(&placing);
        self.located.points.count(located.placing());
        if let Some((destination, mode)) = self.asked.miles {
            self.written.push(separator);
            self.add_miles(row, destination, mode);
        }
    }

    fn placing(&mut self, row: &PointRow, located: Located) -> Vec<u8> {
        let word = located.placing().word();
        if located.placing() != Placing::NotKnown {
            return word.into();
        }
        let reason = row.fault.as_deref().unwrap_or("its fields are blank");
        *self.located.not_known_by_reason.entry(reason.to_owned()).or_default() += 1;
        self.style.field(&format!("{word}: {reason}"))
    }

    fn add_miles(&mut self, row: &PointRow, destination: Destination, mode: DistanceMode) {
        let to = match destination {
            Destination::Point(point) => Some(point),
            Destination::SecondPoint => row.second,
        };
        let Some((from, to)) = row.point.zip(to) else {
            self.located.miles_not_known += u64::from(row.point.is_some());
            return;
        };
        let decimals = match mode {
            DistanceMode::Ssda903 => DECIMALS_SSDA903,
            DistanceMode::Exact => DECIMALS_EXACT,
        };
        Value::Number(Distance::between(from, to).miles(mode), decimals).write_plain(&mut self.written);
    }
}

/// Codes and names of a ward and what is above it, in the order of [`COLUMNS`]; blank where not known.
fn of_ward(coverage: &Coverage, ward: WardIx) -> [String; COLUMNS.len() - 1] {
    let authority = coverage.authority_of(ward).map(|ix| coverage.authority(ix));
    let region = coverage.region_of(ward).map(|ix| &coverage.regions[ix.0 as usize]);
    let nation = coverage.nation_of(ward).map(|ix| &coverage.nations[ix.0 as usize]);
    let ward = coverage.ward(ward);
    [
        ward.code.to_string(),
        ward.name.clone(),
        authority.map_or(String::new(), |each| each.code.to_string()),
        authority.map_or(String::new(), |each| each.name.clone()),
        region.map_or(String::new(), |each| each.code.to_string()),
        nation.map_or(String::new(), |each| each.code.to_string()),
    ]
}

#[cfg(test)]
#[path = "locate_csv_tests.rs"]
mod tests;
