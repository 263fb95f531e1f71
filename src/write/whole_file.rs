//! One output file, whole or not there: written beside the target, then given its name (design, rule 10).

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::WriteError;
use super::whole_folder::{place, places_of};

/// A file in the making. Dropped before [`finish`](Self::finish), it leaves no trace and the target as it was.
#[derive(Debug)]
pub struct WholeFile {
    target: PathBuf,
    overwrite: bool,
    path: TempPath,
    out: BufWriter<File>,
}

impl WholeFile {
    /// Makes sure that the target can be written, and begins a temporary file beside it, open to its owner only.
    ///
    /// # Errors
    /// When something is there and `overwrite` is not said; when it is a folder, a link, or one of `inputs`, whatever
    /// is said; when the folder around it is not there or cannot be written.
    pub fn prepare(target: &Path, overwrite: bool, inputs: &[PathBuf]) -> Result<Self, WriteError> {
        let target = place(target)?;
        ensure_is_free(&target, overwrite, inputs)?;
        let parent = target.parent().unwrap_or(Path::new("."));
        let making = tempfile::Builder::new().prefix(".nearhome-").tempfile_in(parent);
        let (file, path) = making.map(NamedTempFile::into_parts).map_err(|error| WriteError::io(parent, error))?;
        Ok(Self { target, overwrite, path, out: BufWriter::with_capacity(1 << 20, file) })
    }

    /// The temporary file, for whoever must remove it when the process is told to stop.
    pub fn unfinished(&self) -> &Path {
        &self.path
    }

    /// Where the file will be.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Gives the file its name. What was there before is replaced in one step. Returns where it is.
    ///
    /// # Errors
    /// When the disk is full, or something has come to stand at the target meanwhile and `overwrite` was not said.
    pub fn finish(self) -> Result<PathBuf, WriteError> {
        let error = |error| WriteError::io(&self.target, error);
        let file = self.out.into_inner().map_err(|unwritten| error(unwritten.into_error()))?;
        file.sync_all().map_err(error)?;
        drop(file);
        if self.overwrite {
            self.path.persist(&self.target).map_err(|left| error(left.error))?;
            return Ok(self.target);
        }
        match self.path.persist_noclobber(&self.target) {
            Ok(()) => Ok(self.target),
            Err(left) if left.error.kind() == io::ErrorKind::AlreadyExists => Err(WriteError::Exists(self.target)),
            Err(left) => Err(error(left.error)),
        }
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn ensure_is_free(target: &Path, overwrite: bool, inputs: &[PathBuf]) -> Result<(), WriteError> {
    let canonical = target.canonicalize().ok();
    let is_the_target = |place: PathBuf| place == target || Some(&place) == canonical.as_ref();
    if inputs.iter().any(|input| places_of(input).into_iter().any(is_the_target)) {
        return Err(WriteError::IsInput(target.to_owned()));
    }
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(WriteError::io(target, error)),
        Ok(about) if about.is_dir() => Err(WriteError::IsAFolder(target.to_owned())),
        Ok(about) if about.is_symlink() => Err(WriteError::IsALink(target.to_owned())),
        Ok(_) if !overwrite => Err(WriteError::Exists(target.to_owned())),
        Ok(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    }

    #[test]
    fn a_file_is_there_when_it_is_finished_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.csv");
        let mut file = WholeFile::prepare(&target, false, &[]).unwrap();
        file.write_all(b"a,b\n").unwrap();
        assert!(!target.exists());
        file.finish().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"a,b\n");
        assert_eq!(names(folder.path()), ["out.csv"]);
    }

    #[test]
    fn what_is_dropped_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        drop(WholeFile::prepare(&folder.path().join("out.csv"), false, &[]).unwrap());
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn what_is_there_is_replaced_only_when_that_is_said_and_never_an_input() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.csv");
        fs::write(&target, b"old").unwrap();
        assert!(matches!(WholeFile::prepare(&target, false, &[]), Err(WriteError::Exists(_))));
        let input = folder.path().join(".").join("out.csv");
        assert!(matches!(WholeFile::prepare(&target, true, &[input]), Err(WriteError::IsInput(_))));
        assert!(matches!(WholeFile::prepare(folder.path(), true, &[]), Err(WriteError::IsAFolder(_))));
        let file = WholeFile::prepare(&target, true, &[]).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"old");
        file.finish().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"");
    }

    #[test]
    fn a_file_that_comes_meanwhile_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.csv");
        let file = WholeFile::prepare(&target, false, &[]).unwrap();
        fs::write(&target, b"another's").unwrap();
        assert!(matches!(file.finish(), Err(WriteError::Exists(_))));
        assert_eq!(fs::read(&target).unwrap(), b"another's");
    }
}
