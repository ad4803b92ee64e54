//! What keeps an answer from coming.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use crate::body::FileProblem;

/// Why there is no answer. `Display` says it with the innermost cause; the whole chain of causes is its source.
#[derive(Clone)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// What kept an answer from coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made, so the server has not seen the request.
    Connect,
    /// The answer did not come in time; whether the server has seen the request is not known.
    TimedOut,
    /// The connection broke after the request was (partly) sent, or in the middle of the answer.
    Lost,
    /// The body of the answer is larger than [`Limits::response_bytes`](super::Limits::response_bytes).
    TooLarge,
    /// The request could not be sent as it is; a file in its body cannot be read, for example.
    Request,
}

impl TransportError {
    /// An error without a cause of its own.
    #[must_use]
    pub const fn new(kind: TransportErrorKind) -> Self {
        Self { kind, source: None }
    }

    /// An error with its cause. Neither the cause's `Display` nor that of its sources may show the query, which may hold
    /// tokens: people read it on a console and in logs.
    #[must_use]
    pub fn with_source(kind: TransportErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind, source: Some(Arc::from(source.into())) }
    }

    /// The error that a file in the body is the cause of, if one is.
    pub(super) fn of_file(error: &(dyn StdError + 'static)) -> Option<Self> {
        FileProblem::behind(error).map(|problem| Self::with_source(TransportErrorKind::Request, problem))
    }

    /// What all causes go back to. What stands around it, such as “error sending request”, says nothing that the kind does
    /// not say.
    fn innermost(&self) -> Option<&(dyn StdError + 'static)> {
        std::iter::successors(StdError::source(self), |error| StdError::source(*error)).last()
    }

    /// What kept the answer from coming.
    #[must_use]
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection could be made",
            TransportErrorKind::TimedOut => "no answer came in time",
            TransportErrorKind::Lost => "the connection was lost",
            TransportErrorKind::TooLarge => "the answer is larger than allowed",
            TransportErrorKind::Request => "the request cannot be sent",
        })?;
        match self.innermost() {
            Some(cause) => write!(formatter, ": {cause}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("TransportError").field("kind", &self.kind).field("source", &self.source).finish()
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
