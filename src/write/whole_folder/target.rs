//! The place of an output: where it is, and whether what stands there may be replaced.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;

use super::exchange::set_aside;
use crate::write::WriteError;

/// The file that marks a folder as one of ours, and lists what we wrote in it.
pub(super) const MARK: &str = "run_report.json";

/// What a run report must have to be one of nearhome's.
#[derive(Deserialize)]
struct Mark {
    #[serde(rename = "nearhome")]
    _version: String,
    outputs: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    name: String,
}

/// The target as a folder to write in and a name in it: no `..`, no slash at the end, no link on the way.
///
/// # Errors
/// When the folder around it is not there or is a file, or an earlier output was set aside beside it.
pub(in crate::write) fn place(target: &Path) -> Result<PathBuf, WriteError> {
    let whole = std::path::absolute(target).map_err(|error| WriteError::io(target, error))?;
    let whole: PathBuf = whole.components().collect(); // Without a slash at the end, which would follow a link.
    if let Some(Component::ParentDir) = whole.components().next_back() {
        return canonical_folder(&whole);
    }
    let (Some(parent), Some(name)) = (whole.parent(), whole.file_name()) else { return Ok(whole) };
    let place = canonical_folder(parent)?.join(name);
    let earlier = set_aside(&place);
    if earlier.is_dir() {
        return Err(WriteError::SetAside { earlier, target: place });
    }
    Ok(place)
}

/// Makes sure that what stands at the target, if anything does, may be replaced: a folder that holds only what nearhome
/// wrote, or nothing, and no input of this run.
///
/// # Errors
/// When it may not.
pub(super) fn ensure_may_be_replaced(target: &Path, overwrite: bool, inputs: &[PathBuf]) -> Result<(), WriteError> {
    let about = match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        about => about.map_err(|error| WriteError::io(target, error))?,
    };
    if about.is_symlink() {
        return Err(WriteError::SymbolicLink(target.to_owned()));
    }
    if !overwrite {
        return Err(WriteError::Exists(target.to_owned()));
    }
    if !about.is_dir() {
        return Err(WriteError::NotOurs(target.to_owned()));
    }
    ensure_holds_no_input(target, inputs)?;
    ensure_is_ours(target)
}

fn ensure_is_ours(target: &Path) -> Result<(), WriteError> {
    let error = |error| WriteError::io(target, error);
    // The mark first: a folder without it may be a whole disk.
    let Some(listed) = listed_in(&target.join(MARK)) else {
        let is_empty = fs::read_dir(target).map_err(error)?.next().is_none();
        return if is_empty { Ok(()) } else { Err(WriteError::NotOurs(target.to_owned())) };
    };
    let files = files_below(target).map_err(error)?;
    let is_strange = |name: &String| name != MARK && !listed.contains(name) && !is_left_by_a_file_browser(name);
    match files.into_iter().find(is_strange) {
        None => Ok(()),
        Some(name) => Err(WriteError::HoldsOther { folder: target.to_owned(), name }),
    }
}

/// Finder and Explorer leave these in every folder that is looked at; nobody misses them.
fn is_left_by_a_file_browser(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&last)
}

/// The files that a run report of ours lists; `None` when it is not there or not one of ours.
fn listed_in(mark: &Path) -> Option<HashSet<String>> {
    if !fs::symlink_metadata(mark).is_ok_and(|about| about.is_file()) {
        return None;
    }
    let mark: Mark = serde_json::from_reader(BufReader::new(File::open(mark).ok()?)).ok()?;
    Some(mark.outputs.into_iter().map(|file| file.name).collect())
}

/// Every file below a folder, in order of its name: relative to it, `/` between folders. A link is a file, whatever it
/// leads to.
fn files_below(folder: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((folder, within)) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{within}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push((entry.path(), format!("{name}/")));
            } else {
                files.push(name);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn ensure_holds_no_input(target: &Path, inputs: &[PathBuf]) -> Result<(), WriteError> {
    let canonical = target.canonicalize().map_err(|error| WriteError::io(target, error))?;
    let is_inside = |input: &&PathBuf| {
        places_of(input).iter().any(|input| input.starts_with(&canonical) || input.starts_with(target))
    };
    match inputs.iter().find(is_inside) {
        None => Ok(()),
        Some(path) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Err(WriteError::HoldsInput { folder: target.to_owned(), name })
        }
    }
}

/// Where an input is: as its path says, as its folder's path leads, and where the last link ends.
pub(in crate::write) fn places_of(input: &Path) -> Vec<PathBuf> {
    let lexical = std::path::absolute(input).ok();
    let in_its_folder =
        lexical.as_ref().and_then(|path| Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?)));
    [lexical, in_its_folder, input.canonicalize().ok()].into_iter().flatten().collect()
}

/// A folder without links and `..` in its path.
fn canonical_folder(folder: &Path) -> Result<PathBuf, WriteError> {
    match folder.canonicalize() {
        Ok(canonical) if !canonical.is_dir() => Err(WriteError::NotAFolder(folder.to_owned())),
        // Windows has resolved `..` already, and its canonical paths are none to show.
        Ok(_) if cfg!(windows) => Ok(folder.to_owned()),
        Ok(canonical) => Ok(canonical),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(WriteError::io(folder, error)),
        Err(_) => Err(in_the_way(folder)),
    }
}

/// Why a folder cannot be reached: a file stands where it should be, or it has not been made.
fn in_the_way(folder: &Path) -> WriteError {
    match folder.ancestors().find(|path| fs::symlink_metadata(path).is_ok()) {
        Some(there) if !there.is_dir() => WriteError::NotAFolder(there.to_owned()),
        _ => WriteError::NoParent(folder.to_owned()),
    }
}
