//! Makes sure that PROJ uses the database it carries inside and nothing that lies about on this machine.
//! `other_crs` asks before each use; the two systems in daily use need no database and never come here.

use std::path::Path;

use proj::ProjBuilder;

use super::CrsError;

/// Settings that make PROJ look elsewhere or choose differently (PROJ 9.6: filemanager.cpp, factory.cpp,
/// coordinateoperationfactory.cpp). `PROJ_DATA` and `PROJ_LIB` name folders, which are looked into instead.
const VARIABLES: [&str; 6] = [
    "PROJ_AUX_DB",
    "PROJ_NETWORK",
    "PROJ_ONLY_BEST_DEFAULT",
    "PROJ_FORCE_SEARCH_PIVOT",
    "PROJ_IGNORE_CELESTIAL_BODY",
    "PROJ_USE_PROJ4_INIT_RULES",
];

/// What PROJ would read instead of, or on top of, its own copy.
const FILES: [&str; 2] = ["proj.db", "proj.ini"];

/// PROJ looks for its database in several folders, the working directory among them, before it takes its own copy, and
/// offers no safe way to forbid it. The same file must give the same result on every machine, so say so and stop.
///
/// # Errors
/// [`CrsError::StraySetting`] or [`CrsError::StrayFile`], with what to do about it.
pub(super) fn ensure_proj_is_undisturbed() -> Result<(), CrsError> {
    let is_set = |variable: &&str| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
    if let Some(variable) = VARIABLES.into_iter().find(is_set) {
        return Err(CrsError::StraySetting { variable });
    }
    let searched = ProjBuilder::new().lib_info().map_err(|_| CrsError::NoProj)?.searchpath;
    let separator = if cfg!(windows) { ';' } else { ':' };
    let folders = searched.split(separator).filter(|folder| !folder.is_empty() && !is_left_by_the_build(folder));
    folders.chain(["."]).try_for_each(ensure_folder_is_clear)
}

fn ensure_folder_is_clear(folder: &str) -> Result<(), CrsError> {
    match FILES.into_iter().find(|file| Path::new(folder).join(file).exists()) {
        Some(file) if folder == "." => Err(CrsError::StrayFile { file, folder: "the working directory".to_owned() }),
        Some(file) => Err(CrsError::StrayFile { file, folder: folder.to_owned() }),
        None => Ok(()),
    }
}

/// The folder in which cargo built PROJ, known to the program when it is run where it was built. What is in it is the
/// very database that was put into the program.
fn is_left_by_the_build(folder: &str) -> bool {
    let folder = Path::new(folder);
    folder.ends_with("out/share/proj")
        && folder.components().any(|part| part.as_os_str().to_string_lossy().starts_with("proj-sys-"))
}

#[cfg(test)]
#[path = "proj_files_tests.rs"]
mod tests;
