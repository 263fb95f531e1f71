//! Figures by ward from CSV files: under-18s here; base households by segment are `households`' work, with the same words.

use std::collections::BTreeSet;

use super::columns::{ColumnFinder, GivenNames, Wanted};
use super::csv_file::CsvFile;
use super::csv_row::Row;
use super::row_notes::Notes;
use super::{ReadError, Records};
use crate::geography::GssCode;

/// The columns of a population file.
pub const POPULATION_COLUMNS: [Wanted; 2] =
    [WARD, Wanted { key: "population_0_17", also: &["pop_0_17", "under_18s", "under_18", "population"] }];

/// The columns of a households file.
pub const HOUSEHOLDS_COLUMNS: [Wanted; 4] = [
    WARD,
    Wanted { key: "segment", also: &["segment_code", "mosaic_group", "acorn_group", "oac", "oac_group"] },
    Wanted { key: "households", also: &["household_count", "base_households", "count"] },
    OUTPUT_AREA,
];

/// An output area of any census, as ONS names it.
pub(super) const OUTPUT_AREA: Wanted = Wanted { key: "output_area", also: &["oa", "oa##", "oa##cd", "oa_code"] };

pub(super) const WARD: Wanted = Wanted { key: "ward_code", also: &["ward", "wdcd", "wd##cd"] };

/// Why a row of a ward that the boundaries do not have is left out.
pub const NO_SUCH_WARD: &str = "the ward is not among the boundaries, or of another year";

/// Reads under-18s by ward: one ward a row. Rows of other wards than `wards` are left out.
///
/// # Errors
/// When the file has no column for the ward's code or the population.
pub fn read_population(
    file: &CsvFile,
    given: &GivenNames,
    wards: &BTreeSet<GssCode>,
) -> Result<Records<(GssCode, u64)>, ReadError> {
    let finder = ColumnFinder::new(file.name(), file.header(), given);
    let (ward_at, population_at) = (finder.require(WARD)?, finder.require(POPULATION_COLUMNS[1])?);
    let mut notes = Notes::new(&finder);
    let mut seen = BTreeSet::new();
    let mut records = Vec::new();
    let (rows, mut left_out) = file.each_row(|row| {
        let Some(ward) = ward_of(&row, ward_at, wards, &mut notes) else { return };
        let Some(population) = figure_of(&row, population_at, &mut notes) else { return };
        if !seen.insert(ward) {
            return notes.leave_out(&row, ward_at, "an earlier row has the same ward");
        }
        records.push((ward, population));
    });
    left_out.extend(notes.into_left_out());
    Ok(Records::accounted(file.name(), rows, records, left_out))
}

/// The ward of a row, among these wards; otherwise the row is left out.
pub(super) fn ward_of(
    row: &Row<'_>,
    ward_at: usize,
    wards: &BTreeSet<GssCode>,
    notes: &mut Notes<'_>,
) -> Option<GssCode> {
    let Some(ward) = row.text(ward_at).and_then(|text| text.parse().ok()) else {
        notes.leave_out(row, ward_at, "not a GSS code of a ward");
        return None;
    };
    if !wards.contains(&ward) {
        notes.leave_out(row, ward_at, NO_SUCH_WARD);
        return None;
    }
    Some(ward)
}

/// The people or households of a row; otherwise the row is left out.
pub(super) fn figure_of(row: &Row<'_>, figure_at: usize, notes: &mut Notes<'_>) -> Option<u64> {
    let figure = row.text(figure_at).and_then(whole_number);
    if figure.is_none() {
        notes.leave_out(row, figure_at, "not a whole number of people or households in a ward");
    }
    figure
}

/// More people or households than this live in no ward; with fewer, no sum of wards can overflow.
const MOST_IN_A_WARD: u64 = 10_000_000;

/// `1234`, `1,234` and `1234.0`.
fn whole_number(text: &str) -> Option<u64> {
    let whole = text.strip_suffix(".0").unwrap_or(text);
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let are_thousands = |group: &str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = whole.contains(',');
    if is_grouped && !((1..=3).contains(&first.len()) && groups.all(are_thousands)) {
        return None;
    }
    whole.replace(',', "").parse().ok().filter(|&number| number <= MOST_IN_A_WARD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_read_with_commas_only_where_thousands_have_them() {
        for (text, number) in [("0", 0), ("1234", 1234), ("1,234", 1234), ("12,345,678", 12_345_678), ("77.0", 77)] {
            assert_eq!(whole_number(text), Some(number).filter(|&number| number <= MOST_IN_A_WARD), "{text}");
        }
        for text in ["1,5", "1234,567", ",123", "-1", "1.5", "", "18446744073709551615", "9223372036854775808"] {
            assert_eq!(whole_number(text), None, "{text}");
        }
    }
}
