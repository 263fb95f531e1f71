//! A first look at a boundary file, for `nearhome init`: which areas it holds, told by its columns and codes.

use std::path::Path;

use super::layer::Layer;
use super::open::open;
use crate::geography::GssCode;
use crate::read::ReadError;
use crate::read::ons_columns::{Level, LevelColumns, position};

/// Which areas a boundary file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Areas {
    Wards,
    /// Counties and unitaries, or districts none of which is in a county.
    Authorities,
    /// Districts, some of them in counties.
    Districts,
    /// Something else: output areas, parishes, regions.
    Other,
}

/// What a boundary file looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundaryLook {
    pub areas: Areas,
    /// The column of codes.
    pub code: Option<String>,
    pub year: Option<u16>,
    pub rows: usize,
    /// The name of its coordinate system.
    pub crs: String,
}

/// Kinds of codes (ONS register of GSS codes): wards and electoral divisions, then authorities that are no shire district.
const WARDS: [&str; 5] = ["E05", "W05", "S13", "N08", "E58"];
const AUTHORITIES: [&str; 7] = ["E06", "E08", "E09", "E10", "W06", "S12", "N09"];
const SHIRE_DISTRICT: &str = "E07";

/// Looks at a boundary file.
///
/// # Errors
/// When it is missing, damaged, or no boundary file.
pub fn look_at_boundaries(path: &Path) -> Result<BoundaryLook, ReadError> {
    let layer = open(path)?;
    let levels = [Level::Ward, Level::UpperTier, Level::District];
    let onss = levels.into_iter().find_map(|level| LevelColumns::find(&layer.columns, level, None));
    let code = onss.map(|found| found.code.at).or_else(|| position(&layer.columns, "CODE"));
    Ok(BoundaryLook {
        areas: code.map_or(Areas::Other, |at| areas(&layer, at)),
        code: code.map(|at| layer.columns[at].clone()),
        year: onss.and_then(|found| found.code.year),
        rows: layer.rows.len(),
        crs: layer.crs.name(),
    })
}

/// By the kind that most codes are of.
fn areas(layer: &Layer, code: usize) -> Areas {
    let codes: Vec<GssCode> = layer.rows.iter().filter_map(|cells| cells[code].parse().ok()).collect();
    let count = |kinds: &[&str]| codes.iter().filter(|code| kinds.iter().any(|kind| code.is_kind(kind))).count();
    let (wards, authorities, districts) = (count(&WARDS), count(&AUTHORITIES), count(&[SHIRE_DISTRICT]));
    match codes.len() {
        0 => Areas::Other,
        all if wards * 2 > all => Areas::Wards,
        all if (authorities + districts) * 2 > all && districts == 0 => Areas::Authorities,
        all if (authorities + districts) * 2 > all => Areas::Districts,
        _ => Areas::Other,
    }
}
