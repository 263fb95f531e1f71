//! Made-up directories for the tests: a few rows in every form that directories come in.

use std::io::Write;
use std::path::PathBuf;

use super::{Directory, WantedPostcodes, read_directory};
use crate::geography::PostcodePlace;
use crate::read::ReadError;
use crate::read::boundaries::fixtures::zip_of;
use crate::read::columns::GivenNames;

/// The header of ONSPD and NSPL since 2025, as far as it is looked at, with columns between that are not.
pub(super) const HEADER: &str = "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty25cd,lad25cd,wd25cd,nhser24cd,ctry25cd,lsoa21cd,oac11ind,lat,long";

/// A row under [`HEADER`]: postcode, end, easting, northing, quality, district.
pub(super) fn row([postcode, end, easting, northing, quality, district]: [&str; 6]) -> String {
    let letters: String = postcode.split_whitespace().collect();
    let (outward, inward) = letters.split_at(letters.len() - 3);
    format!(
        "\"{outward:<4}{inward}\",\"{outward:<4} {inward}\",\"{outward} {inward}\",\"198001\",\"{end}\",\"0\",\"{easting}\",\"{northing}\",\"{quality}\",\
         \"E00045678\",\"E99999999\",\"{district}\",\"E05011118\",\"E40000011\",\"\",\"E01033620\",\"2C1\",52.4,-1.9\n"
    )
}

/// A directory of four rows: in use, ended and a sector mean, imputed, and without a grid reference.
pub(super) fn onspd() -> String {
    let rows = [
        ["B1 1AA", "", "406649", "0286530", "1", "E08000025"],
        ["B1 1AB", "199606", "406700", "0286500", "6", "E08000025"],
        ["B10 9ZZ", "", "409000", "0285000", "5", "E08000025"],
        ["JE2 3AB", "", "", "", "9", "L99999999"],
    ];
    let rows: Vec<String> = rows.into_iter().map(row).collect();
    format!("{HEADER}\n{}", rows.concat())
}

/// A folder with files in it, gone at the end of the test.
pub(super) struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Writes a file, with the folders it is in, and gives its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Writes a zip of these files.
    pub fn zip(&self, name: &str, files: &[(&str, &str)]) -> PathBuf {
        self.file(name, zip_of(files))
    }

    /// Writes a .gz.
    pub fn gzip(&self, name: &str, text: &str) -> PathBuf {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(text.as_bytes()).unwrap();
        self.file(name, gzip.finish().unwrap())
    }

    /// Reads a directory of this text.
    pub fn read(&self, text: impl AsRef<[u8]>) -> Result<Directory, ReadError> {
        read_all(self.file("directory.csv", text))
    }
}

pub(super) fn read_all(path: PathBuf) -> Result<Directory, ReadError> {
    read_directory(&path, &GivenNames::new(), &WantedPostcodes::All)
}

/// Only these postcodes.
pub(super) fn only(postcodes: &[&str]) -> WantedPostcodes {
    WantedPostcodes::only(postcodes.iter().map(|postcode| postcode.parse().unwrap()))
}

pub(super) fn find(directory: &Directory, postcode: &str) -> Option<PostcodePlace> {
    directory.places.find(postcode.parse().unwrap())
}
