//! Ward boundaries from shapefiles, GeoPackages (zipped or not) and GeoJSON, several files to one coverage.
//!
//! The flow: `open` (what is it?) -> `shapefile`, `zipped`, `geopackage` or `geojson` (bytes to a `Layer`) -> `wards`
//! (codes and names; rows left out) with `to_grid` (outlines on the National Grid) -> `merge` (one ward a code) -> `areas` (the authorities), and
//! `years` says when the files are not of one year. `authorities` reads the boundaries of authorities beside them.

mod areas;
mod around;
mod authorities;
mod dbf;
#[cfg(test)]
pub(crate) mod fixtures;
mod geojson;
mod geopackage;
#[cfg(test)]
pub(in crate::read) use geopackage::fixtures::one_ward as geopackage_of_one_ward;
mod layer;
mod look;
mod merge;
mod open;
mod place_crs;
mod shapefile;
mod shp;
mod sidecars;
mod to_grid;
mod ward_faults;
mod wards;
mod years;
mod zipped;

use std::path::{Path, PathBuf};

use super::input::file_name;
use super::lookup::{LookupFile, read_lookup};
use super::{Account, InputFile, LeftOut, ReadError, Records, Warning};
use crate::geography::{Coverage, GeometryFault};
use crate::progress::Progress;
use authorities::AuthoritiesFile;
pub use authorities::AuthorityAreas;
use layer::Layer;
pub use look::{Areas, BoundaryLook, look_at_boundaries};
pub(crate) use ward_faults::summed_up;
use wards::FileWards;

/// The boundary files of a study.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoundarySources {
    /// `.shp`, `.gpkg`, `.zip` with one of them in it, `.geojson` or `.json`; together they are one coverage.
    pub wards: Vec<PathBuf>,
    /// A lookup CSV: ward (or district) -> authority -> region -> nation.
    pub lookup: Option<PathBuf>,
    /// Boundaries of authorities (counties and unitaries): they then decide what is inside, not the dissolved wards.
    pub authorities: Option<PathBuf>,
    /// Column names that the study gives; the others are found by ONS's yearly patterns.
    pub fields: FieldNames,
    /// Take spikes off the outlines of wards and authorities, and cut them where they cross themselves. Faults are told either way.
    pub repair: bool,
    /// Where reading them says how far it is.
    pub progress: Progress,
}

/// Column names that the study gives, in any case. A name must be in every boundary file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldNames {
    pub ward_code: Option<String>,
    pub ward_name: Option<String>,
    /// The authority or the district; with it, the file's own district and county columns are not looked at.
    pub authority_code: Option<String>,
    pub authority_name: Option<String>,
}

/// The coverage, and all there is to say about how it was read.
#[derive(Clone, Debug, Default)]
pub struct Boundaries {
    pub coverage: Coverage,
    /// The outlines of authorities, where the study names a file of them: they then decide what is inside.
    pub authority_areas: Option<AuthorityAreas>,
    /// The newest year in the names of the ward files' columns.
    pub wards_vintage: Option<u16>,
    /// Every file that was read: the sidecars of a shapefile and the lookup too.
    pub inputs: Vec<InputFile>,
    /// One a boundary file, in the order given, then the authorities' and the lookup's.
    pub accounts: Vec<Account>,
    pub left_out: Vec<LeftOut>,
    pub warnings: Vec<Warning>,
    /// What is wrong with the outlines of wards, then of authorities; `warnings` sums it up.
    pub geometry_faults: Vec<GeometryFault>,
}

/// Reads ward boundaries and makes them one coverage on the National Grid.
///
/// Codes and names are found by ONS's yearly names (`WD25CD`, `wd16nm`, `LAD24CD`), OS Boundary-Line's `CODE` and
/// `NAME` (whose endings ` Ward` and ` ED` are dropped), or as the study names them. A ward that comes again with the
/// same outline is left out as a repeat. Records without a code, without an outline, or deleted are left out by reason.
///
/// A ward's authority is the lookup's where the lookup has the ward or its district, else the file's own; the
/// district is the file's own, else the lookup's. The region is whichever tells; the nation is the lookup's, else the
/// file's, else by the first letter of the authority's code. A ward whose authority neither tells gets the one of the
/// file of authorities, where the study names one, whose outline holds the ward's middle.
///
/// # Errors
/// When a file is missing or is not what its name says, is damaged, or has no ward codes; when its coordinates are in
/// a system that is not known or cannot be converted; when a ward comes again with another outline; when no ward is left.
pub fn read_boundaries(sources: &BoundarySources) -> Result<Boundaries, ReadError> {
    if sources.wards.is_empty() {
        return Err(
            ReadError::new("boundaries", "no boundary file is named").with_hint("name at least one in the study")
        );
    }
    let mut files = Vec::new();
    let mut read = Boundaries::default();
    for path in &sources.wards {
        let (layer, file) = read_file(path, sources)?;
        read.take_layer(layer, file.vintage);
        files.push(file);
    }
    let wards_year = files.iter().filter_map(|file| file.vintage).max();
    read.wards_vintage = wards_year;
    let lookup = sources.lookup.as_deref().map(|path| read_lookup(path, wards_year)).transpose()?;
    read.warnings.extend(years::mixed(&files, lookup.as_ref()));
    let of_authorities = |path: &PathBuf| authorities::read_authorities(path, &sources.fields, sources.repair);
    let mut authorities = sources.authorities.as_ref().map(of_authorities).transpose()?;
    if let Some(file) = &mut authorities {
        read.take_authorities(file, wards_year);
    }
    let wards = read.account_for_wards(files)?;
    let _joining = sources.progress.begin_uncounted("Matching wards and authorities");
    let made = areas::coverage(wards, lookup.as_ref(), authorities);
    read.coverage = made.coverage;
    read.warnings.extend(made.warnings);
    if let Some(adopted) = made.authorities {
        read.accounts.push(adopted.account);
        read.left_out.extend(adopted.left_out);
        read.geometry_faults.extend(adopted.geometry_faults);
        read.authority_areas = Some(adopted.areas);
    }
    if let Some(lookup) = lookup {
        read.take_lookup(lookup);
    }
    Ok(read)
}

/// One boundary file, and the wards in it.
fn read_file(path: &Path, sources: &BoundarySources) -> Result<(Layer, FileWards), ReadError> {
    let reading = sources.progress.begin_uncounted(format!("Reading {}", file_name(path)));
    let layer = open::open(path)?;
    drop(reading);
    let _converting = sources.progress.begin_uncounted(format!("Converting coordinates of {}", layer.name));
    let wards = wards::wards(&layer, &sources.fields, sources.repair)?;
    Ok((layer, wards))
}

impl Boundaries {
    fn take_layer(&mut self, layer: Layer, vintage: Option<u16>) {
        // Only the files that hold records have column names, and so a year.
        let of_year = |input: InputFile| InputFile { vintage: input.rows.and(vintage), ..input };
        self.inputs.extend(layer.inputs.into_iter().map(of_year));
        self.warnings.extend(layer.warnings);
    }

    fn take_authorities(&mut self, file: &mut AuthoritiesFile, wards_year: Option<u16>) {
        self.inputs.append(&mut file.inputs);
        self.warnings.append(&mut file.warnings);
        self.warnings.extend(years::other_than_wards(file, wards_year));
    }

    fn take_lookup(&mut self, file: LookupFile) {
        self.inputs.push(file.input);
        self.accounts.push(file.account);
        self.left_out.extend(file.left_out);
        self.warnings.extend(file.warnings);
    }

    /// Merges the wards of all files, and makes each file's account.
    fn account_for_wards(&mut self, files: Vec<FileWards>) -> Result<Vec<wards::FoundWard>, ReadError> {
        let mut coverage = Vec::new();
        for file in merge::leave_out_repeats(files)? {
            self.warnings.extend(file.warnings);
            self.geometry_faults.extend(file.geometry_faults);
            let records = Records::accounted(&file.name, file.rows_read, file.wards, file.left_out);
            self.accounts.push(records.account);
            self.left_out.extend(records.left_out);
            coverage.extend(records.records);
        }
        coverage.sort_by_key(|ward| ward.code);
        Ok(coverage)
    }
}

#[cfg(test)]
mod bad_input_tests;
#[cfg(test)]
mod coverage_tests;
#[cfg(test)]
mod real_data_tests;
#[cfg(test)]
mod trap_tests;
