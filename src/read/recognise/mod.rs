//! What is this file? The first look of `nearhome init`, by columns and content, with the readers' own lists of columns:
//! `folder` finds files, `table` tells CSVs apart, `boundaries::look` maps, `directory` packed postcodes.

mod dates;
mod directory;
mod folder;
mod table;

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::ReadError;
use super::boundaries::{Areas, look_at_boundaries};
use super::input::{file_name, open_file};
pub use dates::Day;
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
    /// The year in its column names.
    pub year: Option<u16>,
    /// Its places are postcodes alone, so that a directory is needed.
    pub needs_directory: bool,
    /// It says whose children they are.
    pub states_authority: bool,
    /// What its reader would stop at: to be settled in the study file.
    pub to_settle: Vec<String>,
    /// The last day on which an episode of the return begins.
    pub last_start: Option<Day>,
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
            last_start: None,
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
        _ if path.is_dir() => directory::recognise(path),
        "shp" | "geojson" | "json" | "gpkg" => boundaries(path),
        "zip" if directory::is_packed_csv(path) => directory::recognise(path),
        "zip" => boundaries(path),
        "gz" => directory::recognise(path),
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

/// The XML of the return, by its first element.
fn xml(path: &Path) -> Result<Recognised, ReadError> {
    use std::io::Read;
    const ENOUGH: u64 = 4096;
    let mut start = Vec::new();
    let read = open_file(path)?.take(ENOUGH).read_to_end(&mut start);
    read.map_err(|error| ReadError::io(file_name(path), error))?;
    let is_return = String::from_utf8_lossy(&start).to_ascii_uppercase().contains("<EXPSSDA903");
    Ok(match is_return {
        true => Recognised::new(path, Kind::Ssda903, "its first element is EXPSSDA903"),
        false => Recognised::new(path, Kind::NotKnown, "XML, but not of an SSDA903 return"),
    })
}

#[cfg(test)]
#[path = "recognise_tests.rs"]
mod tests;
