//! What kind of boundary file is this? The first step: from a path to a `Layer`.

use std::path::Path;

use super::layer::Layer;
use super::zipped::Zipped;
use super::{geojson, geopackage, shapefile, zipped};
use crate::read::ReadError;
use crate::read::input::{FileBytes, file_name, read_bytes};

/// Shapefiles count in signed 32-bit numbers, and many programs write larger ones wrong: none above 2 GiB is read.
const MAX_BYTES: u64 = i32::MAX as u64;

/// Reads a boundary file by the ending of its name, in any case.
pub(super) fn open(path: &Path) -> Result<Layer, ReadError> {
    match ending(path).as_str() {
        "shp" => shapefile::layer(shapefile::Members::beside(path)?),
        "zip" => match zipped::open(&read_file(path)?)? {
            Zipped::Shapefile(members) => shapefile::layer(*members),
            Zipped::GeoPackage(file, zip) => geopackage::layer(&file, Some(zip)),
        },
        "gpkg" => {
            geopackage::ensure_no_changes_beside(path)?;
            geopackage::layer(&read_file(path)?, None)
        }
        "geojson" | "json" => geojson::layer(&read_file(path)?),
        _ => Err(not_read(path)),
    }
}

/// Reads one file of a boundary set whole.
pub(super) fn read_file(path: &Path) -> Result<FileBytes, ReadError> {
    let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
    ensure_readable_size(&file_name(path), bytes)?;
    read_bytes(path)
}

/// Refuses what is larger than [`MAX_BYTES`], before it is read.
pub(super) fn ensure_readable_size(name: &str, bytes: u64) -> Result<(), ReadError> {
    if bytes <= MAX_BYTES {
        return Ok(());
    }
    let error = ReadError::new(name, format!("it has {bytes} bytes; boundary files over 2 GiB are not read"));
    Err(error.with_hint("export only the wards of the study, or a more generalised edition"))
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

fn not_read(path: &Path) -> ReadError {
    if let Err(error) = std::fs::metadata(path) {
        return ReadError::io(path.display().to_string(), error);
    }
    let (what, hint) = match ending(path).as_str() {
        "dbf" | "shx" | "prj" | "cpg" | "sbn" | "sbx" => {
            ("it is only a part of a shapefile", "name the .shp of the same name; its parts are found beside it")
        }
        "gdb" | "tab" | "kml" | "gml" => {
            ("this format of boundaries is not read", "export it as a GeoPackage, a shapefile or GeoJSON")
        }
        _ => ("it is not named as a boundary file", "boundary files end in .shp, .zip, .gpkg, .geojson or .json"),
    };
    ReadError::new(file_name(path), what).with_hint(hint)
}
