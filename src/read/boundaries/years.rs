//! Are the boundary files and the lookup of the same year? Codes change every year, so a mix is said aloud.

use super::authorities::AuthoritiesFile;
use super::wards::FileWards;
use crate::read::input::Warning;
use crate::read::lookup::LookupFile;

/// A warning when boundary files are of different years, and one when the lookup is of none of them.
/// Files without a year in their column names say nothing.
pub(super) fn mixed(files: &[FileWards], lookup: Option<&LookupFile>) -> Vec<Warning> {
    let mut years: Vec<u16> = files.iter().filter_map(|file| file.vintage).collect();
    years.sort_unstable();
    years.dedup();
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return Vec::new() };
    let mut warnings = Vec::new();
    if first != last {
        let what = format!("boundary files of different years, {first} to {last}, make one coverage");
        warnings.push(Warning::of_file("boundaries", what).counted(years.len() as u64));
    }
    let of_lookup = lookup.and_then(|lookup| Some((&lookup.input.name, lookup.input.vintage?)));
    if let Some((file, year)) = of_lookup.filter(|(_, year)| !years.contains(year)) {
        let what = format!("the lookup is of {year}, the wards are of {last}: codes may have changed in between");
        warnings.push(Warning::of_file(file, what));
    }
    warnings
}

/// A warning when the file of authorities is of another year than the wards.
pub(super) fn other_than_wards(file: &AuthoritiesFile, wards: Option<u16>) -> Option<Warning> {
    let (year, wards) = file.vintage.zip(wards).filter(|(year, wards)| year != wards)?;
    let what = format!(
        "the authorities are of {year}, the wards are of {wards}: codes and borders may have changed in between"
    );
    Some(Warning::of_file(file.name(), what))
}
