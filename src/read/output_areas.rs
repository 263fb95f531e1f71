//! A lookup CSV of output area -> ward, as ONS publishes it (`OA21CD`, `WD25CD`). For `households`, which come by output area.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::columns::{ColumnFinder, GivenNames, titles};
use super::csv_file::CsvFile;
use super::csv_row::Row;
use super::ons_columns::{Level, LevelColumns};
use super::row_notes::Notes;
use super::ward_figures::{OUTPUT_AREA, WARD};
use super::{ReadError, Records};
use crate::geography::GssCode;

/// The ward of each output area.
pub type OutputAreaWards = HashMap<GssCode, GssCode>;

/// Reads a lookup of output areas: one a row. Where it has wards of several years, those of `ward_year` are taken. An
/// output area that comes again with another ward keeps the first; the later row is left out. Whether the wards are among
/// the boundaries is for the caller to ask.
///
/// # Errors
/// When the file has no column of output areas or of wards.
pub fn read_output_area_wards(
    file: &CsvFile,
    ward_year: Option<u16>,
) -> Result<(OutputAreaWards, Records<()>), ReadError> {
    let given = GivenNames::new();
    let finder = ColumnFinder::new(file.name(), file.header(), &given);
    let (output_area_at, ward_at) = columns(&finder, file.header(), ward_year)?;
    let (mut notes, mut wards, mut used) = (Notes::new(&finder), OutputAreaWards::new(), 0);
    let (rows, mut left_out) = file.each_row(|row| {
        let Some(output_area) = code(&row, output_area_at, "not a GSS code of an output area", &mut notes) else {
            return;
        };
        let Some(ward) = code(&row, ward_at, "not a GSS code of a ward", &mut notes) else { return };
        match wards.entry(output_area) {
            Entry::Occupied(first) if *first.get() != ward => {
                notes.leave_out(&row, output_area_at, "an earlier row gives the output area another ward");
            }
            entry => {
                entry.or_insert(ward);
                used += 1;
            }
        }
    });
    left_out.extend(notes.into_left_out());
    Ok((wards, Records::accounted(file.name(), rows, vec![(); used], left_out)))
}

fn columns(finder: &ColumnFinder<'_>, header: &[String], ward_year: Option<u16>) -> Result<(usize, usize), ReadError> {
    let found = |at: Option<usize>, what: &str| {
        at.ok_or_else(|| {
            let what = format!("no column of {what}; {}", titles(header));
            let hint = "a lookup of output areas has ONS's column names, such as OA21CD and WD25CD";
            ReadError::new(finder.file(), what).with_hint(hint)
        })
    };
    let output_area = found(finder.find(OUTPUT_AREA)?, "output areas")?;
    let onss = LevelColumns::find(header, Level::Ward, ward_year).map(|columns| columns.code.at);
    let ward = if onss.is_some() { onss } else { finder.find(WARD)? };
    Ok((output_area, found(ward, "ward codes")?))
}

fn code(row: &Row<'_>, at: usize, reason: &str, notes: &mut Notes<'_>) -> Option<GssCode> {
    let code = row.text(at).and_then(|text| text.parse().ok());
    if code.is_none() {
        notes.leave_out(row, at, reason);
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::input::FileBytes;

    fn read(text: &str, year: Option<u16>) -> Result<(OutputAreaWards, Records<()>), ReadError> {
        read_output_area_wards(&CsvFile::of(FileBytes::new("lookup.csv", text.into()))?, year)
    }

    #[test]
    fn the_wards_of_the_boundaries_year_are_taken() {
        let text = "OA21CD,WD22CD,WD25CD\nE00000001,E05000022,E05000025\n";
        for (year, ward) in [(Some(2022), "E05000022"), (Some(2025), "E05000025"), (None, "E05000025")] {
            let (wards, _) = read(text, year).unwrap();
            assert_eq!(wards[&"E00000001".parse().unwrap()], ward.parse().unwrap(), "{year:?}");
        }
    }

    #[test]
    fn rows_that_contradict_an_earlier_one_are_left_out() {
        let rows = ["E00000001,E05000001", "E00000001,E05000001", "E00000001,E05000002", "x,E05000001", "E00000002,"];
        let (wards, records) = read(&format!("oa,ward\n{}\n", rows.join("\n")), None).unwrap();
        assert_eq!((wards.len(), records.account.rows_used, records.account.rows_left_out), (1, 2, 3));
        let left_out: Vec<_> = records.left_out.iter().map(|each| (each.row, each.reason.as_str())).collect();
        let expected = [
            (4, "an earlier row gives the output area another ward"),
            (5, "not a GSS code of an output area"),
            (6, "not a GSS code of a ward"),
        ];
        assert_eq!(left_out, expected);
    }

    #[test]
    fn a_file_of_other_areas_is_an_error() {
        let error = read("LSOA21CD,WD22CD\n", None).unwrap_err();
        assert!(error.to_string().starts_with("lookup.csv: no column of output areas; it has: LSOA21CD"));
        let record = read("E00000001,Jane Smith,B30 1AA\n", None).unwrap_err().to_string();
        assert!(!record.contains("Jane") && !record.contains("B30"), "{record}");
        assert!(read("OA21CD,LAD22CD\n", None).unwrap_err().to_string().contains("no column of ward codes"));
    }
}
