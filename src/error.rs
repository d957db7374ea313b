//! What went wrong, and what can the caller do about it?

use std::fmt;

/// The one error: what was attempted, on what, and the cause behind it.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What a caller can do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// Ask for something else.
    Usage,
    /// Mend the file, the folder or its permissions.
    Io,
    /// Rebuild the index, or use the version that it was made with.
    Index,
}

/// The outcome of what depends on the outside world.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Makes an error that asking otherwise mends.
    pub fn usage(message: impl Into<String>) -> Self {
        Error { kind: ErrorKind::Usage, message: message.into(), source: None }
    }

    /// Makes an error of a file or folder.
    pub fn io(message: impl Into<String>, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Error { kind: ErrorKind::Io, message: message.into(), source: Some(source.into()) }
    }

    /// Makes an error of the index itself.
    pub fn index(message: impl Into<String>) -> Self {
        Error { kind: ErrorKind::Index, message: message.into(), source: None }
    }

    /// Adds the cause.
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Tells what the caller can do.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    /// Writes the message and every cause behind it, with colons between.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)?;
        let mut cause = self.source.as_deref().map(|source| source as &dyn std::error::Error);
        while let Some(source) = cause {
            write!(out, ": {source}")?;
            cause = source.source();
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}
