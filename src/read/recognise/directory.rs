//! Postcode directories that are packed or in a folder, as ONS and OS ship them: told by what is in them.

use std::fs::File;
use std::path::Path;

use zip::ZipArchive;

use super::{Kind, Recognised};
use crate::read::ReadError;
use crate::read::input::open_file;

/// Where Code-Point Open, and ONSPD as several files, have their CSVs.
const FOLDERS: [&str; 2] = ["Data/CSV", "Data/multi_csv"];

/// Is this folder a postcode directory as a whole?
pub(super) fn is_directory_folder(path: &Path) -> bool {
    FOLDERS.iter().any(|folder| path.join(folder).is_dir())
}

/// A zip with CSVs in it and no boundaries.
pub(super) fn is_packed_csv(path: &Path) -> bool {
    let Ok(names) = open_file(path).map(entries) else { return false };
    let any = |endings: &[&str]| names.iter().any(|name| endings.iter().any(|ending| name.ends_with(ending)));
    any(&[".csv"]) && !any(&[".shp", ".gpkg", ".geojson"])
}

/// A postcode directory, as far as it can be told without unpacking it.
pub(super) fn recognise(path: &Path) -> Result<Recognised, ReadError> {
    if path.is_dir() {
        let folder = FOLDERS.iter().find(|folder| path.join(folder).is_dir()).unwrap_or(&FOLDERS[0]);
        return Ok(Recognised::new(
            path,
            Kind::Postcodes,
            format!("a folder with {folder}, as ONS and OS ship theirs"),
        ));
    }
    let names = if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
        entries(open_file(path)?)
    } else {
        vec![path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase()]
    };
    let is_of_one = |name: &String| {
        name.contains("onspd") || name.contains("nspl") || name.contains("codepo") || name.contains("data/csv/")
    };
    Ok(match names.iter().find(|name| is_of_one(name)) {
        Some(name) => Recognised::new(path, Kind::Postcodes, format!("it holds {name}")),
        None => {
            Recognised::new(path, Kind::NotKnown, "packed, and neither boundaries nor ONSPD, NSPL or Code-Point Open")
        }
    })
}

/// The names in a zip, in lower case; none when it is no sound zip.
fn entries(file: File) -> Vec<String> {
    let Ok(archive) = ZipArchive::new(file) else { return Vec::new() };
    archive.file_names().flatten().map(|name| name.to_ascii_lowercase()).collect()
}
