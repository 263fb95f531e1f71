//! What can be wrong with an input file as a whole: where, what, what next.

use super::text::beginning;

/// Bytes of what is wrong, and of what to do next, that a person can be asked to read: both may quote a study file, whose words can
/// be of any length.
const MOST_TOLD: usize = 800;

/// An input that cannot be used. The message says where and what; [`ReadError::hint`] says what to do next.
/// Neither ever holds a postcode, a name or an identifier of the data.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {what}")]
pub struct ReadError {
    place: String,
    what: String,
    hint: Option<String>,
    is_settings: bool,
    #[source]
    source: Option<std::io::Error>,
}

impl ReadError {
    /// An error in a file: the file's name (with row and column where they are known) and what is wrong.
    pub fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        let what = beginning(what.into(), MOST_TOLD);
        Self { place: place.into(), what, hint: None, is_settings: false, source: None }
    }

    /// An error in what was asked: a key or a value of the study file.
    pub fn settings(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { is_settings: true, ..Self::new(place, what) }
    }

    /// The operating system could not open or read the file.
    pub fn io(place: impl Into<String>, source: std::io::Error) -> Self {
        let what = match source.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
            std::io::ErrorKind::PermissionDenied => "permission to read it is denied".to_owned(),
            _ => "it cannot be read".to_owned(),
        };
        let is_settings = source.kind() == std::io::ErrorKind::NotFound;
        Self { place: place.into(), what, hint: None, is_settings, source: Some(source) }
    }

    /// Is what was asked wrong (a setting, a file that is not there), rather than the data?
    pub fn is_settings(&self) -> bool {
        self.is_settings
    }

    /// Adds what to do next.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(beginning(hint.into(), MOST_TOLD));
        self
    }

    /// The file, with row and column where they are known, or the key of the study.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong, without the place.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// What to do next, where there is something to say.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}
