//! What can stop a run: an input or the output.

use crate::read::ReadError;
use crate::write::WriteError;

/// A run that could not be finished. Nothing was left half written.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl RunError {
    /// Is what was asked wrong, rather than the data?
    pub fn is_settings(&self) -> bool {
        match self {
            Self::Read(error) => error.is_settings(),
            Self::Write(error) => error.is_settings(),
        }
    }

    /// What to do next, where there is something to say.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Read(error) => error.hint().map(str::to_owned),
            Self::Write(error) => error.hint(),
        }
    }
}
