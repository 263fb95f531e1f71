//! What is this file? The first look of `nearhome init`, by columns and content, with the readers' own lists of columns:
//! `folder` finds files, `table` tells CSVs apart, `boundaries::look` maps, `directory` postcodes.

mod directory;
mod folder;
mod table;

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::boundaries::{Areas, look_at_boundaries};
use super::input::file_name;
use super::ssda903::{ReturnFiles, ReturnPart};
use super::{Date, ReadError};
use crate::geography::{OacLevel, OacYear};
pub use folder::files_in;

/// What a file of a study can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Wards,
    /// Counties and unitaries.
    Authorities,
    /// Lower-tier districts.
    Districts,
    Lookup,
    Children,
    /// A file of the SSDA903 return: episodes, header, UASC, or its XML.
    Ssda903,
    Carers,
    Postcodes,
    Segments,
    Codebook,
    Households,
    Population,
    OutputAreaLookup,
    /// A part of a shapefile, found beside its .shp.
    Part,
    NotKnown,
}

impl Kind {
    /// What to call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Wards => "ward boundaries",
            Self::Authorities => "authority boundaries",
            Self::Districts => "district boundaries",
            Self::Lookup => "lookup of wards or districts to authorities",
            Self::Children => "children",
            Self::Ssda903 => "SSDA903 return",
            Self::Carers => "carers",
            Self::Postcodes => "postcode directory",
            Self::Segments => "segments of postcodes or output areas",
            Self::Codebook => "codebook of segments",
            Self::Households => "households by segment",
            Self::Population => "population by ward",
            Self::OutputAreaLookup => "lookup of output areas to wards",
            Self::Part => "part of a shapefile",
            Self::NotKnown => "not known",
        }
    }
}

/// A file, what it is, and why that is thought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recognised {
    pub path: PathBuf,
    pub kind: Kind,
    /// `columns HOME_POST, PL_POST`; for what is not known, what is lacking.
    pub why: String,
    /// The columns that are taken: the study's key, and the title in the file.
    pub columns: Vec<(String, String)>,
    /// The year in its column names; of a postcode directory the year it is of.
    pub year: Option<u16>,
    /// The month, 1 to 12, that a postcode directory is of.
    pub month: Option<u8>,
    /// Its places are postcodes alone, so that a directory is needed.
    pub needs_directory: bool,
    /// It says whose children they are.
    pub states_authority: bool,
    /// What its reader would stop at: to be settled in the study file.
    pub to_settle: Vec<String>,
    /// Which file of the return it is.
    pub part: Option<ReturnPart>,
    /// The last day on which an episode of the return begins.
    pub last_start: Option<Date>,
    /// The editions of the Output Area Classification that a postcode directory has, the newest first.
    pub classifications: Vec<OacYear>,
    /// The level of that classification that the segments of households are of, when all of them can be.
    pub oac_level: Option<OacLevel>,
}

impl Recognised {
    fn new(path: &Path, kind: Kind, why: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            kind,
            why: why.into(),
            columns: Vec::new(),
            year: None,
            needs_directory: false,
            states_authority: false,
            to_settle: Vec::new(),
            month: None,
            part: None,
            last_start: None,
            classifications: Vec::new(),
            oac_level: None,
        }
    }

    /// The file's name without its folder.
    pub fn name(&self) -> String {
        file_name(&self.path)
    }
}

/// Says what a file, or a folder that is a postcode directory, is. A file that cannot be read is not known, with its error.
pub fn recognise(path: &Path) -> Recognised {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let found = match ending.as_str() {
        _ if path.is_dir() => Ok(directory::recognise_or_not_known(path)),
        "shp" | "geojson" | "json" | "gpkg" => boundaries(path),
        "zip" => directory::recognise(path).or_else(|_| boundaries(path)),
        "gz" => Ok(directory::recognise_or_not_known(path)),
        "csv" | "txt" | "tsv" => table::recognise(path),
        "xml" => xml(path),
        "dbf" | "shx" | "prj" | "cpg" | "sbn" | "sbx" | "qmd" | "qix" | "qml" => {
            Ok(Recognised::new(path, Kind::Part, "found beside the .shp of its name"))
        }
        _ => Ok(Recognised::new(path, Kind::NotKnown, "no kind of file that a study uses, by the ending of its name")),
    };
    found.unwrap_or_else(|error| Recognised::new(path, Kind::NotKnown, not_readable(&error)))
}

fn not_readable(error: &ReadError) -> String {
    match error.hint() {
        Some(hint) => format!("{}; {hint}", error.what()),
        None => error.what().to_owned(),
    }
}

fn boundaries(path: &Path) -> Result<Recognised, ReadError> {
    let look = look_at_boundaries(path)?;
    let kind = match look.areas {
        Areas::Wards => Kind::Wards,
        Areas::Authorities => Kind::Authorities,
        Areas::Districts => Kind::Districts,
        Areas::Other => Kind::NotKnown,
    };
    let why = match (&look.code, kind) {
        (Some(code), Kind::NotKnown) => format!("column {code} has codes of neither wards nor authorities"),
        (Some(code), _) => format!("{} outlines, codes in column {code}, {}", look.rows, look.crs),
        (None, _) => "outlines without a column of ONS codes; name the column in the study: ward_code".to_owned(),
    };
    let columns = look.code.map(|code| ("ward_code".to_owned(), code)).into_iter().collect();
    Ok(Recognised { columns, year: look.year, ..Recognised::new(path, kind, why) })
}

/// The XML of the return: what its reader reads.
fn xml(path: &Path) -> Result<Recognised, ReadError> {
    let files = ReturnFiles::open(&[path.to_owned()])?;
    let (part, last_start) = (Some(ReturnPart::Whole), files.last_start());
    Ok(Recognised { part, last_start, ..Recognised::new(path, Kind::Ssda903, "XML with episodes of children") })
}

#[cfg(test)]
#[path = "recognise_tests.rs"]
mod tests;
