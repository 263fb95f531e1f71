//! What can be wrong with an input file as a whole: where, what, what next.

/// An input that cannot be used. The message says where and what; [`ReadError::hint`] says what to do next.
/// Neither ever holds a postcode, a name or an identifier of the data.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {what}")]
pub struct ReadError {
    place: String,
    what: String,
    hint: Option<String>,
    #[source]
    source: Option<std::io::Error>,
}

impl ReadError {
    /// An error in a file: the file's name (with row and column where they are known) and what is wrong.
    pub fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into(), hint: None, source: None }
    }

    /// The operating system could not open or read the file.
    pub fn io(place: impl Into<String>, source: std::io::Error) -> Self {
        let what = match source.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
            std::io::ErrorKind::PermissionDenied => "permission to read it is denied".to_owned(),
            _ => "it cannot be read".to_owned(),
        };
        Self { place: place.into(), what, hint: None, source: Some(source) }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What to do next, where there is something to say.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}
