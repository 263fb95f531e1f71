//! Input files: read once, whole, and hashed as read, so that the run report names exactly the bytes that were parsed.
//! Every reader starts here; `InputFile` and `Warning` go to the run report.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::ReadError;
use super::hashing::{fingerprint, read_hashed};
use crate::fostering::BrokenRule;

/// One input file, for the run report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InputFile {
    /// Name without its folder; a file inside a zip is `wards.zip/wards.shp`.
    pub name: String,
    /// Length in bytes; inside a zip, unpacked.
    pub bytes: u64,
    /// Records in it, the header not counted; `None` where the file has none of its own (.prj, .cpg, a zip).
    pub rows: Option<u64>,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    /// The year in its column names: `WD25CD` is 2025.
    pub vintage: Option<u16>,
    /// The coordinate system of its coordinates.
    pub crs: Option<String>,
    /// The encoding its text was read in.
    pub encoding: Option<String>,
}

/// Something the reader decided or noticed that its user should know. Never holds a value of the data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Warning {
    pub file: String,
    /// The first row it concerns, where that helps.
    pub row: Option<u64>,
    pub column: Option<String>,
    /// What was noticed, a full sentence without the number.
    pub what: String,
    /// How many rows, wards or bytes it concerns; 1 when it concerns the file.
    pub count: u64,
}

impl Warning {
    /// A warning about a file as a whole.
    pub fn of_file(file: impl Into<String>, what: impl Into<String>) -> Self {
        Self { file: file.into(), row: None, column: None, what: what.into(), count: 1 }
    }

    /// The same warning about so many rows, wards or bytes.
    #[must_use]
    pub fn counted(mut self, count: u64) -> Self {
        self.count = count;
        self
    }

    /// The file, with the first row where it is known.
    ///
    /// ```
    /// use nearhome::read::Warning;
    /// assert_eq!(Warning::of_file("wards.shp", "wards overlap").at_row(7).place(), "wards.shp, row 7");
    /// ```
    pub fn place(&self) -> String {
        self.row.map_or(self.file.clone(), |row| format!("{}, row {row}", self.file))
    }

    /// The same warning, with the first row it concerns.
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }
}

impl From<&BrokenRule> for Warning {
    fn from(broken: &BrokenRule) -> Self {
        let (row, column) = (broken.rows.first().copied(), broken.column.clone());
        Self { file: broken.file.clone(), row, column, what: broken.label(), count: broken.rows.len() as u64 }
    }
}

/// The bytes of one file and their fingerprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileBytes {
    /// Name without its folder.
    pub name: String,
    pub bytes: Vec<u8>,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

impl FileBytes {
    /// Bytes that are already in memory, hashed.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let sha256 = fingerprint(Sha256::new().chain_update(&bytes));
        Self { name: name.into(), bytes, sha256 }
    }

    /// The entry of the run report: name, length and fingerprint; the rest is for the reader to fill in.
    pub fn input(&self) -> InputFile {
        let (name, sha256) = (self.name.clone(), self.sha256.clone());
        InputFile { name, bytes: self.bytes.len() as u64, sha256, ..InputFile::default() }
    }
}

/// The name of a file without its folder, as messages and reports give it.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The names of files, so that no two of them are alike: where they are, with the folder before the name, as in `2025/episodes.csv`.
pub fn distinct_names(paths: &[PathBuf]) -> Vec<String> {
    let names: Vec<String> = paths.iter().map(|path| file_name(path)).collect();
    let is_alone = |name: &String| names.iter().filter(|other| *other == name).count() == 1;
    let with_folder = |path: &PathBuf| path.parent().map(|folder| format!("{}/{}", file_name(folder), file_name(path)));
    let each = paths.iter().zip(&names);
    each.map(|(path, name)| with_folder(path).filter(|_| !is_alone(name)).unwrap_or_else(|| name.clone())).collect()
}

/// The largest file that is read whole. Shapefiles count in signed 32-bit numbers, and many programs write larger ones wrong;
/// no other file of a study comes near it but postcode directories, which are never whole in memory.
const MAX_BYTES: u64 = i32::MAX as u64;

/// Refuses what is over 2 GiB, before it is read.
///
/// # Errors
/// When it is.
pub(super) fn ensure_readable_size(name: &str, bytes: u64) -> Result<(), ReadError> {
    if bytes <= MAX_BYTES {
        return Ok(());
    }
    let error = ReadError::new(name, format!("it has {bytes} bytes; files over 2 GiB are not read"));
    Err(error
        .with_hint("keep only the rows or the wards of the study; of boundaries a more generalised edition will do"))
}

/// Reads a file whole, once, and takes its fingerprint.
///
/// # Errors
/// When the file is not there, is a folder, has over 2 GiB, cannot be read, or is changed while it is read.
pub fn read_bytes(path: &Path) -> Result<FileBytes, ReadError> {
    let unreadable = |error| ReadError::io(path.display().to_string(), error);
    let file = open_file(path)?;
    let state = FileState::of(&file).map_err(unreadable)?;
    ensure_readable_size(&file_name(path), state.bytes)?;
    // One byte more than may be: what grows without end, such as a device, is not read without end.
    let (bytes, sha256) = read_hashed(&file, state.bytes as usize, MAX_BYTES + 1).map_err(unreadable)?;
    ensure_readable_size(&file_name(path), bytes.len() as u64)?;
    state.ensure_unchanged(&file, &file_name(path))?;
    Ok(FileBytes { name: file_name(path), bytes, sha256 })
}

/// How a file was when its reading began, to be asked about again at the end: a file that somebody saves meanwhile would be
/// read half as it was and half as it is.
pub(super) struct FileState {
    bytes: u64,
    /// `None` where the system does not keep it.
    modified: Option<SystemTime>,
    /// A pipe or a device has no length to compare.
    is_file: bool,
}

impl FileState {
    /// # Errors
    /// When the system cannot tell.
    pub fn of(file: &File) -> io::Result<Self> {
        file.metadata().map(|about| Self::from_metadata(&about))
    }

    fn from_metadata(about: &Metadata) -> Self {
        let is_file = about.is_file();
        Self { bytes: if is_file { about.len() } else { 0 }, modified: about.modified().ok(), is_file }
    }

    /// # Errors
    /// When its length or its time of change is another than when its reading began.
    pub fn ensure_unchanged(&self, file: &File, name: &str) -> Result<(), ReadError> {
        let now = Self::of(file).map_err(|error| ReadError::io(name, error))?;
        if !self.is_file || (now.bytes, now.modified) == (self.bytes, self.modified) {
            return Ok(());
        }
        Err(ReadError::new(name, "it was changed while it was read")
            .with_hint("close the program that writes it, then try again"))
    }
}

/// Opens a file to be read bit by bit, for what need not be whole in memory.
///
/// # Errors
/// When the file is not there, is a folder, or cannot be opened.
pub fn open_file(path: &Path) -> Result<File, ReadError> {
    if path.is_dir() {
        return Err(is_a_folder(path));
    }
    File::open(path).map_err(|error| ReadError::io(path.display().to_string(), error))
}

fn is_a_folder(path: &Path) -> ReadError {
    ReadError::new(path.display().to_string(), "it is a folder, not a file").with_hint("name the file in it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_is_sha_256() {
        // FIPS 180-2, example B.1.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let file = FileBytes::new("abc.txt", b"abc".to_vec());
        assert_eq!(file.sha256, abc);
        assert_eq!(file.input().bytes, 3);
        assert_eq!(file.input().rows, None);
    }

    #[test]
    fn files_of_one_name_are_told_apart_by_their_folders() {
        let paths = ["a/2024/episodes.csv", "a/2025/episodes.csv", "a/header.csv"].map(PathBuf::from);
        assert_eq!(distinct_names(&paths), ["2024/episodes.csv", "2025/episodes.csv", "header.csv"]);
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = read_bytes(Path::new("no/such/wards.shp")).unwrap_err();
        assert_eq!(error.to_string(), "no/such/wards.shp: there is no such file");
    }

    #[test]
    fn a_folder_is_not_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let error = read_bytes(folder.path()).unwrap_err();
        assert!(error.to_string().ends_with("it is a folder, not a file"), "{error}");
        assert!(error.hint().is_some());
    }

    #[test]
    fn a_file_that_is_changed_while_it_is_read_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("carers.csv");
        std::fs::write(&path, b"abc").unwrap();
        let file = File::open(&path).unwrap();
        let state = FileState::of(&file).unwrap();
        assert!(state.ensure_unchanged(&file, "carers.csv").is_ok());
        std::fs::write(&path, b"abcd").unwrap();
        let longer = state.ensure_unchanged(&file, "carers.csv").unwrap_err();
        assert_eq!(longer.to_string(), "carers.csv: it was changed while it was read");
        let state = FileState::of(&file).unwrap();
        let other_day = SystemTime::now() - std::time::Duration::from_secs(86_400);
        File::options().write(true).open(&path).unwrap().set_modified(other_day).unwrap();
        assert!(state.ensure_unchanged(&file, "carers.csv").is_err(), "as long as before, at another time");
    }

    #[test]
    fn a_file_is_read_once_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lookup.csv");
        std::fs::write(&path, b"abc").unwrap();
        let file = read_bytes(&path).unwrap();
        assert_eq!((file.name.as_str(), file.bytes.as_slice()), ("lookup.csv", b"abc".as_slice()));
    }
}
