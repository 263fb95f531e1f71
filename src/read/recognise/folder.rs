//! The files in a folder, for `nearhome init`; a folder that is a postcode directory stays one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::directory::is_directory_folder;
use crate::read::ReadError;

/// Folders in folders are looked into so deep, and so many files are looked at: more is no council's folder of inputs.
const DEEPEST: usize = 5;
const MOST_FILES: usize = 1_000;

/// A folder with this in it is the output of a run, no input of one.
const MARK_OF_AN_OUTPUT: &str = "run_report.json";

/// The files at these paths, each once: the path itself, or all below a folder in order of their names, but hidden ones
/// and the outputs of runs.
///
/// # Errors
/// When there is nothing at a path, or it cannot be looked into.
pub fn files_in(paths: &[PathBuf]) -> Result<Vec<PathBuf>, ReadError> {
    let mut files = Vec::new();
    for path in paths {
        gather(path, 0, &mut files)?;
    }
    let mut seen = BTreeSet::new();
    files.retain(|path: &PathBuf| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    Ok(files)
}

fn gather(path: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), ReadError> {
    let error = |error| ReadError::io(path.display().to_string(), error);
    let about = std::fs::metadata(path).map_err(error)?;
    if !about.is_dir() || is_directory_folder(path) {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path).map_err(error)? {
        names.push(entry.map_err(error)?.path());
    }
    names.sort();
    let is_hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    for path in names.into_iter().filter(|path| !is_hidden(path)) {
        if files.len() >= MOST_FILES {
            let what = format!("there are more than {MOST_FILES} files in it");
            return Err(ReadError::settings(path.display().to_string(), what).with_hint("name the files of the study"));
        }
        let is_output = path.join(MARK_OF_AN_OUTPUT).is_file();
        if !is_output && depth < DEEPEST || !path.is_dir() {
            gather(&path, depth + 1, files)?;
        }
    }
    Ok(())
}
