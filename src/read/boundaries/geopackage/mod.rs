//! A GeoPackage (.gpkg, OGC 12-128r18) to a `Layer`: its one table of wards, read from the bytes in memory.
//!
//! The flow: `database` (the bytes as a read-only SQLite database) -> `catalogue` (which table, which coordinate system) ->
//! `rows` (cells and outlines), each outline through `blob` (GeoPackage's header) and `wkb` (rings).

mod blob;
mod catalogue;
mod database;
#[cfg(test)]
pub(super) mod fixtures;
mod rows;
mod wkb;

use super::layer::{Geometry, Layer, NOT_A_POLYGON, Outline};
use super::place_crs::crs;
use crate::read::ReadError;
use crate::read::input::{FileBytes, InputFile, Warning};
use catalogue::Features;
pub(super) use database::ensure_no_changes_beside;

/// Makes a layer of a GeoPackage. Rows without a geometry, and of geometries that are no polygons, are for `wards` to leave
/// out; they are numbered from 1 in the order of the table. Of several tables of features the one with ONS's column of ward
/// codes is taken.
///
/// # Errors
/// When it is no GeoPackage or is damaged, holds no table of features or several that could be it, when that table is a view
/// or a virtual table, or when it holds no polygons.
pub(super) fn layer(file: &FileBytes, zip: Option<InputFile>) -> Result<Layer, ReadError> {
    let database = database::open(file)?;
    let features = Features::find(&file.name, &database)?;
    let declared = features.coordinate_system(&file.name, &database)?;
    let found = rows::read(file, &database, &features)?;
    ensure_polygons(&file.name, &found.geometry)?;
    let (crs, crs_warning) = crs(&file.name, declared, found.geometry.bounds())?;
    let other_system = (found.of_another_system > 0).then(|| {
        let what = "outlines say that they are in another coordinate system than their table's, which was taken";
        Warning::of_file(&file.name, what).counted(found.of_another_system)
    });
    let input = InputFile {
        rows: Some(found.rows.len() as u64),
        crs: Some(crs.name()),
        encoding: Some(found.encoding.to_owned()),
        ..file.input()
    };
    let warnings = crs_warning.into_iter().chain(other_system).collect();
    let inputs = zip.into_iter().chain([input]).collect();
    let (columns, rows, geometry) = (features.columns, found.rows, found.geometry);
    Ok(Layer { name: file.name.clone(), columns, rows, geometry, crs, inputs, warnings })
}

fn ensure_polygons(name: &str, geometry: &Geometry) -> Result<(), ReadError> {
    let outlines = &geometry.outlines;
    let is_polygon = |outline: &Outline| matches!(outline, Outline::Rings(_));
    if outlines.iter().any(is_polygon) || !outlines.contains(&Outline::Missing(NOT_A_POLYGON)) {
        return Ok(());
    }
    Err(ReadError::new(name, "it holds no polygons").with_hint("name a file of ward outlines"))
}

#[cfg(test)]
mod bad_input_tests;
#[cfg(test)]
mod tests;
