//! Base households by segment from a CSV file: by ward, or by output area with a lookup to wards. What `summarise` compares
//! the carers with; the segment codes are read as those of the carers are.

use std::collections::{BTreeSet, HashMap};

use super::columns::{ColumnFinder, GivenNames};
use super::csv_file::CsvFile;
use super::csv_row::Row;
use super::output_areas::OutputAreaWards;
use super::row_notes::Notes;
use super::segments::{SegmentCodes, SegmentLookup};
use super::ward_figures::{HOUSEHOLDS_COLUMNS, NO_SUCH_WARD, OUTPUT_AREA, WARD, figure_of, ward_of};
use super::{ReadError, Records};
use crate::fostering::{HouseholdBase, ShortText};
use crate::geography::GssCode;

/// What households are read with.
#[derive(Clone, Copy, Debug)]
pub struct HouseholdSources<'a> {
    /// The wards of the boundaries.
    pub wards: &'a BTreeSet<GssCode>,
    pub codes: &'a SegmentCodes,
    /// The wards of output areas, where the study names a lookup; it then decides, not the file's own ward column.
    pub output_areas: Option<&'a OutputAreaWards>,
    /// The segments of output areas, for a file without a column of its own.
    pub segments: Option<&'a SegmentLookup>,
}

/// Reads base households by ward and segment, or by output area. Rows of the same ward and segment add up. A blank segment
/// is "unclassified"; one that the study does not know is so too, and noted. Rows of other wards than those of the
/// boundaries, and of output areas that the lookup does not have, are left out.
///
/// # Errors
/// When the file has no column for the ward's code (or the output area's), the households, or the segment where nothing else
/// tells it.
pub fn read_households(
    file: &CsvFile,
    given: &GivenNames,
    sources: &HouseholdSources<'_>,
) -> Result<Records<HouseholdBase>, ReadError> {
    let finder = ColumnFinder::new(file.name(), file.header(), given);
    let reader = Reader {
        place: Place::find(&finder, sources)?,
        segment: Segment::find(&finder, sources)?,
        households_at: finder.require(HOUSEHOLDS_COLUMNS[2])?,
        sources,
    };
    let (mut notes, mut records) = (Notes::new(&finder), Vec::new());
    let (rows, mut left_out) = file.each_row(|row| records.extend(reader.row(&row, &mut notes)));
    left_out.extend(notes.into_left_out());
    Ok(Records::accounted(file.name(), rows, records, left_out))
}

/// How the ward of a row is told.
#[derive(Clone, Copy)]
enum Place<'a> {
    /// In this column.
    Ward(usize),
    /// By the output area in this column.
    OutputArea(usize, &'a OutputAreaWards),
}

impl<'a> Place<'a> {
    fn find(finder: &ColumnFinder<'_>, sources: &HouseholdSources<'a>) -> Result<Self, ReadError> {
        if let Some(wards) = sources.output_areas {
            return Ok(Self::OutputArea(finder.require(OUTPUT_AREA)?, wards));
        }
        match (finder.find(WARD)?, finder.find(OUTPUT_AREA)?) {
            (Some(ward), _) => Ok(Self::Ward(ward)),
            (None, Some(_)) => {
                Err(ReadError::new(finder.file(), "it is by output area, and nothing tells their wards")
                    .with_hint("under [households], add lookup = \"….csv\", ONS's lookup of output areas to wards"))
            }
            (None, None) => finder.require(WARD).map(Self::Ward),
        }
    }
}

/// How the segment of a row is told.
#[derive(Clone, Copy)]
enum Segment<'a> {
    /// In this column.
    Column(usize),
    /// By the output area in this column.
    OutputArea(usize, &'a HashMap<GssCode, Option<ShortText>>),
}

impl<'a> Segment<'a> {
    fn find(finder: &ColumnFinder<'_>, sources: &HouseholdSources<'a>) -> Result<Self, ReadError> {
        let wanted = HOUSEHOLDS_COLUMNS[1];
        if let Some(at) = sources.codes.column(finder, wanted)? {
            return Ok(Self::Column(at));
        }
        match (sources.segments, finder.find(OUTPUT_AREA)?) {
            (Some(SegmentLookup::OutputAreas(segments)), Some(at)) => Ok(Self::OutputArea(at, segments)),
            _ => finder.require(wanted).map(Self::Column),
        }
    }
}

struct Reader<'a> {
    place: Place<'a>,
    segment: Segment<'a>,
    households_at: usize,
    sources: &'a HouseholdSources<'a>,
}

impl Reader<'_> {
    fn row(&self, row: &Row<'_>, notes: &mut Notes<'_>) -> Option<HouseholdBase> {
        let ward = self.ward(row, notes)?;
        let households = figure_of(row, self.households_at, notes)?;
        let segment = self.segment(row, notes).unwrap_or_default();
        Some(HouseholdBase { ward, segment, households })
    }

    fn ward(&self, row: &Row<'_>, notes: &mut Notes<'_>) -> Option<GssCode> {
        let (at, wards) = match self.place {
            Place::Ward(at) => return ward_of(row, at, self.sources.wards, notes),
            Place::OutputArea(at, wards) => (at, wards),
        };
        let found =
            output_area(row, at).and_then(|area| wards.get(&area).ok_or("the output area is not in the lookup"));
        let known = found.and_then(|ward| self.sources.wards.get(ward).ok_or(NO_SUCH_WARD));
        known.map_err(|reason| notes.leave_out(row, at, reason)).ok().copied()
    }

    /// `None` is unclassified.
    fn segment(&self, row: &Row<'_>, notes: &mut Notes<'_>) -> Option<ShortText> {
        let (at, found) = match self.segment {
            Segment::Column(at) => (at, self.sources.codes.code(row.text(at)?).map(Some)),
            Segment::OutputArea(at, segments) => {
                let of_area = |area| segments.get(&area).cloned().ok_or("the output area is not in the segments file");
                (at, output_area(row, at).and_then(of_area))
            }
        };
        found.map_err(|reason| notes.do_not_use(row, at, reason)).ok().flatten()
    }
}

fn output_area(row: &Row<'_>, at: usize) -> Result<GssCode, &'static str> {
    row.text(at).and_then(|text| text.parse().ok()).ok_or("not a GSS code of an output area")
}

#[cfg(test)]
#[path = "households_tests.rs"]
mod tests;
