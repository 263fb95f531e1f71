//! Postcode directories for `nearhome init`, as CSV, packed or in a folder: told by their own reader from what is in them.

use std::path::{Path, PathBuf};

use super::{Kind, Recognised};
use crate::read::ReadError;
use crate::read::columns::GivenNames;
use crate::read::postcodes::recognise_directory;

/// Where Code-Point Open, and ONSPD as several files, have their CSVs.
const FOLDERS: [&str; 2] = ["Data/CSV", "Data/multi_csv"];

/// Is this folder a postcode directory as a whole: as ONS and OS ship theirs, or of CSVs alone each of which is one?
pub(super) fn is_directory_folder(path: &Path) -> bool {
    let is_as_shipped = FOLDERS.iter().any(|folder| path.join(folder).is_dir());
    (is_as_shipped || has_parts_alone(path)) && recognise(path).is_ok()
}

fn has_parts_alone(folder: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    let files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    let is_csv = |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    files.len() > 1 && files.iter().all(|path| is_csv(path) && path.is_file() && recognise(path).is_ok())
}

/// A postcode directory, told by its first rows.
///
/// # Errors
/// When it cannot be read, or is none.
pub(super) fn recognise(path: &Path) -> Result<Recognised, ReadError> {
    let look = recognise_directory(path, &GivenNames::new())?;
    let of = look.vintage.map_or(String::new(), |vintage| format!(" of {vintage}"));
    let why = format!("{}{of}", look.product.label());
    let (year, month) = (look.vintage.map(|vintage| vintage.year), look.vintage.and_then(|vintage| vintage.month));
    let classifications = look.classifications;
    Ok(Recognised { year, month, classifications, ..Recognised::new(path, Kind::Postcodes, why) })
}

/// What can only be a postcode directory, and may be none.
pub(super) fn recognise_or_not_known(path: &Path) -> Recognised {
    // After the colon come the titles: the first line of a text that is no table may hold anything.
    let why = |error: &ReadError| error.what().split(':').next().unwrap_or_default().to_owned();
    recognise(path).unwrap_or_else(|error| Recognised::new(path, Kind::NotKnown, why(&error)))
}
