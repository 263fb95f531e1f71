//! `Crs`: the coordinate system of a file, found in its .prj text, its `crs` member or its numbers, and the way
//! from there to the National Grid. The readers of boundaries and points call it.

use rayon::prelude::*;

use super::recognise::{Recognised, recognise};
use super::{OtherCrs, to_grid, wkt};
use crate::geography::{GridPoint, LonLat};

/// The coordinate system of a file. Coordinates are always east first: x is the easting or the longitude.
///
/// ```
/// use nearhome::reproject::Crs;
/// let crs = Crs::from_epsg_name("urn:ogc:def:crs:EPSG::27700")?;
/// let points = crs.to_grid_all(&[[406_649.0, 286_530.0]])?;
/// assert_eq!(points[0].easting(), 406_649.0);
/// # Ok::<(), nearhome::reproject::CrsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Crs {
    /// EPSG:27700, metres.
    BritishNationalGrid,
    /// WGS 84 or ETRS89, degrees.
    Wgs84LonLat,
    /// Any other, by way of PROJ.
    Other(OtherCrs),
}

/// Why a file's coordinates cannot be taken to the National Grid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CrsError {
    #[error("the coordinate system is blank")]
    Blank,
    #[error(
        "the coordinate system is not well-known text; export the file again with its .prj, in EPSG:27700 or EPSG:4326"
    )]
    NotWellKnownText,
    #[error("the coordinate system has no place on the Earth; export the file again in EPSG:27700 or EPSG:4326")]
    Nowhere,
    #[error(
        "the coordinate system \"{name}\" is not known, or not made for Great Britain; export the file again in EPSG:27700 or EPSG:4326"
    )]
    Unknown { name: String },
    #[error("point {} is not near Great Britain in the coordinate system of its file", position + 1)]
    Point {
        /// Counted from 0 in the slice that was given.
        position: usize,
    },
    #[error(
        "a file {file} lies in {folder}; PROJ would read it instead of its own, and results would depend on this \
        machine: move it, run from another folder, or unset PROJ_DATA and PROJ_LIB"
    )]
    StrayFile { file: &'static str, folder: String },
    #[error("{variable} is set, which changes how PROJ converts coordinates; unset it")]
    StraySetting { variable: &'static str },
    #[error(
        "PROJ found a grid of datum shifts for \"{name}\" on this machine, and results would depend on it; run from \
        another folder, or export the file again in EPSG:27700 or EPSG:4326"
    )]
    StrayGrid { name: String },
    #[error("PROJ, the library for coordinate systems, did not start")]
    NoProj,
}

impl Crs {
    /// The system that a .prj file's well-known text (either version, of any maker) means. The National Grid is known
    /// by its parameters, whatever its name and however they are written.
    ///
    /// # Errors
    /// When the text is blank, broken, of nowhere on the Earth (`LOCAL_CS`), or not known to PROJ.
    pub fn from_wkt(prj_text: &str) -> Result<Self, CrsError> {
        let text = prj_text.trim_matches(|each: char| each.is_whitespace() || each == '\u{feff}' || each == '\0');
        if text.is_empty() {
            return Err(CrsError::Blank);
        }
        let (root, of_the_map) = wkt::parse(text).ok_or(CrsError::NotWellKnownText)?;
        match recognise(&root) {
            Recognised::BritishNationalGrid => Ok(Self::BritishNationalGrid),
            Recognised::LonLat => Ok(Self::Wgs84LonLat),
            Recognised::Other(name) => OtherCrs::new(name, of_the_map.to_owned()).map(Self::Other),
            Recognised::Nowhere => Err(CrsError::Nowhere),
        }
    }

    /// The system of a GeoJSON file's old `crs` member or of a setting: `EPSG:27700`, `urn:ogc:def:crs:EPSG::27700`,
    /// `urn:ogc:def:crs:OGC:1.3:CRS84`, `http://www.opengis.net/def/crs/EPSG/0/4326`.
    ///
    /// # Errors
    /// When it is blank, has no EPSG number, or the number is not known to PROJ.
    pub fn from_epsg_name(name: &str) -> Result<Self, CrsError> {
        let name = name.trim();
        let in_capitals = name.to_ascii_uppercase();
        let last = in_capitals.rsplit([':', '/', '#']).next().unwrap_or_default();
        let is_epsg = in_capitals.contains("EPSG") && last.parse::<u32>().is_ok();
        match last {
            "" if name.is_empty() => Err(CrsError::Blank),
            "CRS84" => Ok(Self::Wgs84LonLat),
            // 7405 is the National Grid with heights, 4258 ETRS89.
            "27700" | "7405" if is_epsg => Ok(Self::BritishNationalGrid),
            "4326" | "4258" if is_epsg => Ok(Self::Wgs84LonLat),
            number if is_epsg => OtherCrs::new(format!("EPSG:{number}"), format!("EPSG:{number}")).map(Self::Other),
            _ => Err(CrsError::Unknown { name: name.to_owned() }),
        }
    }

    /// What coordinates within these bounds (west, south, east, north) look like, for a file that does not say:
    /// degrees, or metres of the National Grid. `None` when they look like neither. A guess is to be reported as one.
    pub fn guess(bounds: [f64; 4]) -> Option<Self> {
        let [west, south, east, north] = bounds;
        let is_within = |[w, s, e, n]: [f64; 4]| west >= w && south >= s && east <= e && north <= n;
        // Rockall and the Scillies' waters reach a little west of the grid's origin.
        let national_grid = is_within([-100e3, -50e3, 700e3, 1_300e3]);
        if is_within([-180.0, -90.0, 180.0, 90.0]) {
            return Some(Self::Wgs84LonLat);
        }
        national_grid.then_some(Self::BritishNationalGrid)
    }

    /// What to call it in the run report.
    pub fn name(&self) -> String {
        match self {
            Self::BritishNationalGrid => "British National Grid (EPSG:27700)".to_owned(),
            Self::Wgs84LonLat => "WGS 84 longitude and latitude (EPSG:4326)".to_owned(),
            Self::Other(other) => other.name().to_owned(),
        }
    }

    /// The National Grid points of a file's raw coordinates, in the same order. National Grid coordinates come
    /// out bit for bit as they went in.
    ///
    /// # Errors
    /// [`CrsError::Point`] with the position of the first point that cannot be converted. For [`Crs::Other`] also
    /// when something on this machine would change what PROJ does.
    pub fn to_grid_all(&self, raw: &[[f64; 2]]) -> Result<Vec<GridPoint>, CrsError> {
        let found: Vec<Option<GridPoint>> = match self {
            Self::BritishNationalGrid => raw.iter().map(|&[x, y]| GridPoint::new(x, y)).collect(),
            Self::Wgs84LonLat => raw.par_iter().map(|&[lon, lat]| to_grid(LonLat { lon, lat })).collect(),
            Self::Other(other) => return other.to_grid_all(raw),
        };
        found.into_iter().enumerate().map(|(position, point)| point.ok_or(CrsError::Point { position })).collect()
    }
}

#[cfg(test)]
#[path = "crs_tests.rs"]
mod tests;
