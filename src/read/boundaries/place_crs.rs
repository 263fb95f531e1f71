//! Which coordinate system is a boundary file in? What it declares; else by the range of its coordinates, with a warning.

use crate::read::ReadError;
use crate::read::input::Warning;
use crate::reproject::Crs;

/// What a file says of its coordinate system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Declared {
    /// No .prj, or an empty one.
    Nothing,
    /// A GeoPackage that says "undefined", or nothing.
    Undefined,
    /// The text of a .prj, or of a GeoPackage's definition.
    Wkt { file: String, text: String },
    /// The name in a GeoJSON `crs` member.
    Name(String),
    /// GeoJSON without a `crs` member: longitude and latitude by its standard (RFC 7946, section 4).
    GeoJsonDefault,
}

/// The coordinate system of a file whose points have these bounds.
///
/// # Errors
/// When the declared system is not known, or nothing is declared and the coordinates are neither degrees nor metres
/// on the National Grid.
pub(super) fn crs(
    file: &str,
    declared: Declared,
    bounds: Option<[f64; 4]>,
) -> Result<(Crs, Option<Warning>), ReadError> {
    let unknown = |place: &str, error: &dyn std::fmt::Display| {
        let error = ReadError::new(place, format!("its coordinate system cannot be used: {error}"));
        error.with_hint("export it in British National Grid (EPSG:27700)")
    };
    match declared {
        Declared::Wkt { file, text } => Ok((Crs::from_wkt(&text).map_err(|error| unknown(&file, &error))?, None)),
        Declared::Name(name) => Ok((Crs::from_epsg_name(&name).map_err(|error| unknown(file, &error))?, None)),
        Declared::GeoJsonDefault => {
            let why = "its coordinates are not in degrees, as GeoJSON's are, and it names no other coordinate system";
            by_range(file, bounds, true, why)
        }
        Declared::Nothing => by_range(file, bounds, false, "there is no .prj to name its coordinate system"),
        Declared::Undefined => by_range(file, bounds, false, "it does not say what its coordinate system is"),
    }
}

fn by_range(
    file: &str,
    bounds: Option<[f64; 4]>,
    is_geojson: bool,
    why: &str,
) -> Result<(Crs, Option<Warning>), ReadError> {
    // Without a single point there is nothing to convert; `wards` will find that no ward is left.
    let Some(bounds) = bounds else { return Ok((Crs::BritishNationalGrid, None)) };
    match Crs::guess(bounds) {
        Some(Crs::Wgs84LonLat) if is_geojson => Ok((Crs::Wgs84LonLat, None)),
        Some(crs) => {
            let what = format!("{why}; by their range its coordinates were taken as {}", crs.name());
            Ok((crs, Some(Warning::of_file(file, what))))
        }
        None => {
            let what = format!("{why}; its coordinates fit neither degrees nor the National Grid");
            let hint = "export it again in British National Grid (EPSG:27700), with its .prj";
            Err(ReadError::new(file, what).with_hint(hint))
        }
    }
}
