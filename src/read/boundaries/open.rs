//! What kind of boundary file is this? The first step: from a path to a `Layer`.

use std::path::Path;

use super::layer::Layer;
use super::zipped::Zipped;
use super::{geojson, geopackage, shapefile, zipped};
use crate::read::ReadError;
use crate::read::input::{file_name, read_bytes};

/// The most cells of all rows together: ten times what the largest files of small areas have. Some bytes of a hostile file
/// can stand for a thousand cells, each of which takes 24 bytes of memory.
const MAX_CELLS: usize = 20_000_000;

/// Reads a boundary file by the ending of its name, in any case.
pub(super) fn open(path: &Path) -> Result<Layer, ReadError> {
    match ending(path).as_str() {
        "shp" => shapefile::layer(shapefile::Members::beside(path)?),
        "zip" => match zipped::open(&read_bytes(path)?)? {
            Zipped::Shapefile(members) => shapefile::layer(*members),
            Zipped::GeoPackage(file, zip) => geopackage::layer(&file, Some(zip)),
        },
        "gpkg" => {
            geopackage::ensure_no_changes_beside(path)?;
            geopackage::layer(&read_bytes(path)?, None)
        }
        "geojson" | "json" => geojson::layer(&read_bytes(path)?),
        _ => Err(not_read(path)),
    }
}

/// Refuses what would have more cells than [`MAX_CELLS`], before they are made.
///
/// # Errors
/// When it would.
pub(super) fn ensure_few_cells(name: &str, rows: usize, columns: usize) -> Result<(), ReadError> {
    if rows.saturating_mul(columns) <= MAX_CELLS {
        return Ok(());
    }
    let what = format!("it has {rows} records of {columns} columns; over {MAX_CELLS} cells are not read");
    Err(ReadError::new(name, what).with_hint("export it with the ward's code and name only"))
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
