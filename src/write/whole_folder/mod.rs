//! The output folder, whole or not there: written beside the target, then exchanged with it (design, rule 10).

mod exchange;
#[cfg(test)]
mod folder_tests;
mod hashing;
mod target;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::WriteError;
use super::run_report::OutputFile;
use hashing::Hashing;
pub(super) use target::{place, places_of};

/// A folder in the making. Dropped before [`finish`](Self::finish), it leaves no trace and the target as it was.
#[derive(Debug)]
pub struct WholeFolder {
    target: PathBuf,
    /// Was it said that an earlier output at the target may be replaced?
    overwrite: bool,
    /// Files that must outlive the run.
    inputs: Vec<PathBuf>,
    making: TempDir,
    files: Vec<OutputFile>,
}

impl WholeFolder {
    /// Makes sure that the target can be written, and begins a temporary folder beside it, open to its owner only.
    /// Paths in `inputs` must not lie in a target that is to be overwritten.
    ///
    /// # Errors
    /// When the target is there and `overwrite` is not said, or is a symbolic link, or is not a folder that nearhome
    /// wrote, or holds an input or another file that nearhome did not write; when the folder around it is not there or
    /// cannot be written.
    pub fn prepare(target: &Path, overwrite: bool, inputs: &[PathBuf]) -> Result<Self, WriteError> {
        let target = target::place(target)?;
        target::ensure_may_be_replaced(&target, overwrite, inputs)?;
        let parent = target.parent().ok_or_else(|| WriteError::NotOurs(target.clone()))?;
        let making = unfinished_folder_in(parent).map_err(|error| WriteError::io(parent, error))?;
        Ok(Self { target, overwrite, inputs: inputs.to_owned(), making, files: Vec::new() })
    }

    /// The temporary folder, for whoever must remove it when the process is told to stop.
    pub fn unfinished(&self) -> &Path {
        self.making.path()
    }

    /// Where the folder will be.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The files written so far.
    pub fn files(&self) -> &[OutputFile] {
        &self.files
    }

    /// Writes one file; `name` is relative to the folder, with `/` between folders.
    ///
    /// # Errors
    /// When the disk is full, or the file cannot be written for another reason; also when the temporary folder was
    /// removed meanwhile, which is then not made again.
    pub fn write(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        let error = |error| WriteError::io(&self.target.join(name), error);
        make_folders_of(name, self.making.path()).map_err(error)?;
        let file = File::create_new(self.making.path().join(name)).map_err(error)?;
        let mut file = Hashing::of(BufWriter::with_capacity(1 << 18, file));
        fill(&mut file).and_then(|()| file.flush()).map_err(error)?;
        self.files.push(file.output_file(name));
        Ok(())
    }

    /// Puts the finished folder in the target's place. What may be replaced is asked again: the target may have changed
    /// since [`prepare`](Self::prepare).
    ///
    /// # Errors
    /// When something has appeared in the target's place that may not be replaced, or the exchange fails; the target is
    /// then as it was.
    pub fn finish(self) -> Result<PathBuf, WriteError> {
        let error = |error| WriteError::io(&self.target, error);
        if self.overwrite && fs::symlink_metadata(&self.target).is_ok() {
            target::ensure_may_be_replaced(&self.target, true, &self.inputs)?;
            exchange::exchange(self.making.path(), &self.target).map_err(error)?;
            // The temporary folder now holds the earlier output; dropping it removes that.
            self.making.close().map_err(error)?;
        } else {
            match exchange::move_to_free_place(self.making.path(), &self.target) {
                Err(there) if there.kind() == io::ErrorKind::AlreadyExists => {
                    return Err(WriteError::Exists(self.target));
                }
                moved => moved.map_err(error)?,
            }
            // It is the target now: forget it, so that it is not removed.
            let _ = self.making.keep();
        }
        Ok(self.target)
    }
}

/// The folder holds children's records: on Unix no one but its owner may enter it, also when it is finished.
fn unfinished_folder_in(parent: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".nearhome-unfinished-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(parent)
}

/// Makes the folders of a file's name below a root, but never the root: when the process is told to stop, the root is
/// removed while the run still writes, and must not come back.
fn make_folders_of(name: &str, root: &Path) -> io::Result<()> {
    for (end, _) in name.match_indices('/') {
        match fs::create_dir(root.join(&name[..end])) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
    }
    Ok(())
}
