//! The files that a directory is made of, each as a stream: one CSV, a .gz, or the right ones of a folder or a zip.
//! Formats are told by their first bytes. `choose` says which files of many; `reading` reads them.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::choose::{Candidate, choose};
use super::layout::Layout;
use super::lines::LONGEST_ROW;
use crate::progress::{Progress, Unit};
use crate::read::ReadError;
use crate::read::columns::GivenNames;
use crate::read::hashing::Hashing;
use crate::read::input::{FileState, InputFile, file_name};

/// No directory is a tenth as large unpacked; a small zip or .gz can be made to unpack without end.
const MOST_UNPACKED: u64 = 16 << 30;
/// How far below the named folder files are looked for: ONS's zips have two levels.
const DEEPEST: usize = 4;
/// The most CSV files in a zip or a folder. ONSPD has some 200; a zip can be made of which a few bytes are a million.
const MOST_FILES: usize = 2_000;

/// The files of one directory.
pub(super) struct Parts {
    pub parts: Vec<Part>,
    /// The zip they are in.
    zip: Option<Zip>,
}

/// One file of them.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// For messages and the run report: `ONSPD.zip/ONSPD_NOV_2025_UK.csv`.
    pub name: String,
    pub layout: Layout,
    pub at: At,
}

/// Where a part is.
#[derive(Clone, Debug)]
pub(super) enum At {
    Plain(PathBuf),
    Gzip(PathBuf),
    /// Its number in the zip.
    Entry(usize),
}

struct Zip {
    path: PathBuf,
    /// How the file was when it was opened.
    state: FileState,
    archive: ZipArchive<BufReader<File>>,
}

impl Parts {
    /// Finds the files of a directory and the layout of each. Reads no further than their first rows.
    ///
    /// # Errors
    /// When the path cannot be read, or holds no postcode directory, or more than one.
    pub fn open(path: &Path, given: &GivenNames) -> Result<Self, ReadError> {
        let unreadable = |error| ReadError::io(path.display().to_string(), error);
        if path.is_dir() {
            return Self::in_folder(path, given);
        }
        let mut start = Vec::new();
        File::open(path).and_then(|file| file.take(4).read_to_end(&mut start)).map_err(unreadable)?;
        let file = File::open(path).map_err(unreadable)?;
        let name = file_name(path);
        let (at, first_row) = match start.as_slice() {
            b"PK\x03\x04" => return Self::in_zip(path, file, given),
            [0x1f, 0x8b, ..] => {
                let row = first_row(&mut MultiGzDecoder::new(file)).map_err(|error| damaged(&name, &error))?;
                (At::Gzip(path.to_owned()), row)
            }
            _ => (At::Plain(path.to_owned()), first_row(&mut { file }).map_err(unreadable)?),
        };
        let layout = Layout::of(&name, &first_row, given)?;
        Ok(Self { parts: vec![Part { name, layout, at }], zip: None })
    }

    fn in_folder(path: &Path, given: &GivenNames) -> Result<Self, ReadError> {
        let unreadable = |error| ReadError::io(path.display().to_string(), error);
        let candidate = |(below, path): (String, PathBuf)| {
            let first_row = first_row(&mut File::open(&path)?)?;
            Ok(Candidate { below, first_row, at: At::Plain(path) })
        };
        let files = csv_files_below(path, "", DEEPEST).map_err(unreadable)?;
        ensure_few_files(&file_name(path), files.len())?;
        let candidates: io::Result<_> = files.into_iter().map(candidate).collect();
        let parts = choose(&file_name(path), candidates.map_err(unreadable)?, given)?;
        Ok(Self { parts, zip: None })
    }

    fn in_zip(path: &Path, file: File, given: &GivenNames) -> Result<Self, ReadError> {
        let name = file_name(path);
        let damaged = |error: io::Error| damaged(&name, &error);
        let state = FileState::of(&file).map_err(damaged)?;
        let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(error.into()))?;
        let mut candidates = Vec::new();
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).map_err(|error| damaged(error.into()))?;
            let below = entry.name().map_or_else(|_| String::new(), |name| name.replace('\\', "/"));
            if is_csv(&below) {
                ensure_few_files(&name, candidates.len() + 1)?;
                let first_row = first_row(&mut entry).map_err(damaged)?;
                candidates.push(Candidate { below, first_row, at: At::Entry(at) });
            }
        }
        let parts = choose(&name, candidates, given)?;
        Ok(Self { parts, zip: Some(Zip { path: path.to_owned(), state, archive }) })
    }

    /// Gives each file to `take`, as a stream; `take` returns how many rows it read. Returns the files for the run
    /// report, hashed as they are: a zip or .gz packed.
    ///
    /// # Errors
    /// When a file cannot be read or is damaged, or `take` fails.
    pub fn each(
        &mut self,
        progress: &Progress,
        mut take: impl FnMut(&Part, &mut dyn Read) -> Result<u64, ReadError>,
    ) -> Result<Vec<InputFile>, ReadError> {
        let mut inputs = Vec::new();
        let mut rows_in_zip = 0;
        for part in &self.parts {
            let begin = |bytes| progress.begin(format!("Reading {}", part.name), Unit::Bytes, bytes);
            match (&part.at, &mut self.zip) {
                (At::Plain(path), _) => {
                    let stage = begin(length(path));
                    inputs.push(hashed(path, part, |file| take(part, &mut stage.counting(file)))?);
                }
                (At::Gzip(path), _) => {
                    let stage = begin(length(path));
                    let unpacked =
                        |file: &mut dyn Read| bounded(part, &mut MultiGzDecoder::new(stage.counting(file)), &mut take);
                    inputs.push(hashed(path, part, unpacked)?);
                }
                (At::Entry(at), Some(zip)) => {
                    let entry = zip.archive.by_index(*at);
                    let mut entry = entry.map_err(|error| damaged(&part.name, &error.into()))?;
                    let stage = begin(Some(entry.size()));
                    rows_in_zip += bounded(part, &mut stage.counting(&mut entry), &mut take)?;
                }
                (At::Entry(_), None) => {}
            }
        }
        if let Some(Zip { path, state, archive }) = self.zip.take() {
            let unreadable = |error| ReadError::io(path.display().to_string(), error);
            // The file that was unpacked, not the one that may have its name by now.
            let mut file = archive.into_inner().into_inner();
            file.rewind().map_err(unreadable)?;
            let input = Hashing::new(&file).finish(&file_name(&path)).map_err(unreadable)?;
            state.ensure_unchanged(&file, &input.name)?;
            inputs.push(InputFile { rows: Some(rows_in_zip), ..input });
        }
        Ok(inputs)
    }
}

fn length(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().map(|file| file.len())
}

/// Reads a file with `take` and hashes it on the way.
fn hashed(
    path: &Path,
    part: &Part,
    take: impl FnOnce(&mut dyn Read) -> Result<u64, ReadError>,
) -> Result<InputFile, ReadError> {
    let unreadable = |error| ReadError::io(&part.name, error);
    let file = File::open(path).map_err(unreadable)?;
    let state = FileState::of(&file).map_err(unreadable)?;
    let mut stream = Hashing::new(&file);
    let read = take(&mut stream).and_then(|rows| Ok((rows, stream.finish(&part.name).map_err(unreadable)?)));
    // A change may be why the reading failed, so it is said first.
    state.ensure_unchanged(&file, &part.name)?;
    let (rows, input) = read?;
    Ok(InputFile { rows: Some(rows), ..input })
}

fn ensure_few_files(name: &str, files: usize) -> Result<(), ReadError> {
    if files <= MOST_FILES {
        return Ok(());
    }
    let what = format!("there are over {MOST_FILES} CSV files in it, which are not read");
    Err(ReadError::new(name, what).with_hint("name the file of the postcode directory itself"))
}

/// Gives what a packed file unpacks to, up to a bound.
fn bounded(
    part: &Part,
    unpacked: &mut dyn Read,
    take: &mut impl FnMut(&Part, &mut dyn Read) -> Result<u64, ReadError>,
) -> Result<u64, ReadError> {
    let mut unpacked = unpacked.take(MOST_UNPACKED);
    let rows = take(part, &mut unpacked)?;
    if unpacked.limit() > 0 {
        return Ok(rows);
    }
    Err(ReadError::new(&part.name, format!("it unpacks to more than {MOST_UNPACKED} bytes, which is not read")))
}

/// A packed file that cannot be unpacked.
pub(super) fn damaged(name: &str, error: &io::Error) -> ReadError {
    let what = match error.kind() {
        io::ErrorKind::Unsupported => "it is encrypted, or packed in a way that is not read",
        _ => "it is damaged or cut off, and cannot be unpacked",
    };
    ReadError::new(name, what).with_hint("download it again, or unpack it and name the CSV file in it")
}

/// The first row that is not blank, without its line end.
fn first_row(file: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    file.take(LONGEST_ROW as u64).read_to_end(&mut start)?;
    let mut rows = start.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_end);
    Ok(rows.find(|row| !row.is_empty()).unwrap_or_default().to_vec())
}

/// The CSV files in a folder and below, each with its path relative to it.
fn csv_files_below(folder: &Path, below: &str, levels: usize) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let below = format!("{below}{}", file_name(&path));
        if path.is_dir() && levels > 1 {
            found.extend(csv_files_below(&path, &format!("{below}/"), levels - 1)?);
        } else if path.is_file() && is_csv(&below) {
            found.push((below, path));
        }
    }
    Ok(found)
}

/// By its name, and not one of the shadows that macOS makes.
fn is_csv(below: &str) -> bool {
    let name = below.rsplit('/').next().unwrap_or_default();
    name.to_ascii_lowercase().ends_with(".csv") && !name.starts_with("._") && !below.starts_with("__MACOSX/")
}
