//! What can go wrong while an output is written.

use std::io;
use std::path::{Path, PathBuf};

/// An output that could not be written. What was there before is left as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// There is something at the target already.
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    /// The target to overwrite is not a folder that nearhome wrote.
    #[error("{} is not a folder that nearhome wrote: it has no run_report.json of nearhome", .0.display())]
    NotOurs(PathBuf),
    /// The target to overwrite holds an input of this run.
    #[error("{} holds {name}, an input of this run", .folder.display())]
    HoldsInput { folder: PathBuf, name: String },
    /// The target to overwrite holds a file that is not in the list of what nearhome wrote there.
    #[error("{} holds {name}, which nearhome did not write", .folder.display())]
    HoldsOther { folder: PathBuf, name: String },
    /// The target is a symbolic link.
    #[error("{} is a symbolic link, not a folder", .0.display())]
    SymbolicLink(PathBuf),
    /// The target is an input of this command.
    #[error("{} is an input of this command", .0.display())]
    IsInput(PathBuf),
    /// A folder stands where the file is to be.
    #[error("{} is a folder, not a file", .0.display())]
    IsAFolder(PathBuf),
    /// The target file is a symbolic link.
    #[error("{} is a symbolic link, not a file", .0.display())]
    IsALink(PathBuf),
    /// A run was ended (by a power cut, say) while it exchanged the earlier output for its own.
    #[error("{} is an earlier output, set aside by a run that did not end", .earlier.display())]
    SetAside { earlier: PathBuf, target: PathBuf },
    /// A file is where a folder should be that is to hold the target.
    #[error("{} is a file, not a folder to write in", .0.display())]
    NotAFolder(PathBuf),
    /// The folder that is to hold the target is not there.
    #[error("{} is not a folder to write in", .0.display())]
    NoParent(PathBuf),
    /// The operating system said no.
    #[error("{} cannot be written: {}", .path.display(), reason(.source))]
    Io { path: PathBuf, source: io::Error },
}

impl WriteError {
    /// The operating system's answer for a file or folder.
    pub fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// Is what was asked wrong (the target), rather than the disk?
    pub fn is_settings(&self) -> bool {
        !matches!(self, Self::Io { .. })
    }

    /// What to do next.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Exists(path) => {
                Some(format!("add --overwrite to replace it, or --out to write beside {}", path.display()))
            }
            Self::NotOurs(_) | Self::HoldsInput { .. } | Self::NotAFolder(_) => {
                Some("name another folder with --out".to_owned())
            }
            Self::HoldsOther { .. } => {
                Some("move it, and any others, out of there first, or name another folder with --out".to_owned())
            }
            Self::IsInput(_) | Self::IsAFolder(_) => Some("name another file with --out".to_owned()),
            Self::IsALink(_) => Some("name the file that it leads to with --out".to_owned()),
            Self::SymbolicLink(_) => Some("name the folder that it leads to with --out".to_owned()),
            Self::SetAside { target, .. } => Some(format!(
                "if {} is not there, give it that name again; else move it away or remove it",
                target.display()
            )),
            Self::NoParent(path) => Some(format!("make it first: mkdir -p {}", path.display())),
            Self::Io { source, .. } if is_full(source) => {
                Some("free some space, or write to another disk with --out; nothing was left half written".to_owned())
            }
            Self::Io { .. } => None,
        }
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        _ => error.to_string(),
    }
}
