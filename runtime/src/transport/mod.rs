//! The way from a request to an answer: a small trait over the types of the `http` crate.
//!
//! The client signs, retries and decodes; a transport only carries bytes. It neither follows redirects (a signature is
//! made for one address, and credentials must not reach another host) nor retries.

mod reqwest;

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

pub use self::reqwest::ReqwestTransport;

/// What a transport gives: the answer with its whole body.
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<http::Response<Bytes>, TransportError>> + Send + 'a>>;

/// Something that carries a request to a server and brings its answer back.
///
/// ```
/// use bytes::Bytes;
/// use docwright_runtime::transport::{Limits, Transport, TransportFuture};
///
/// /// Answers everything with an empty object.
/// struct Nobody;
///
/// impl Transport for Nobody {
///     fn send<'a>(&'a self, _request: http::Request<Bytes>, _limits: Limits) -> TransportFuture<'a> {
///         Box::pin(async { Ok(http::Response::new(Bytes::from_static(b"{}"))) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends a request with an absolute URI and waits for the whole answer.
    ///
    /// Every status is an answer, not an error. A redirect is an answer, too.
    fn send<'a>(&'a self, request: http::Request<Bytes>, limits: Limits) -> TransportFuture<'a>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send<'a>(&'a self, request: http::Request<Bytes>, limits: Limits) -> TransportFuture<'a> {
        (**self).send(request, limits)
    }
}

/// What a transport has to keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The most bytes of a body that are read; a longer one is [`TransportErrorKind::TooLarge`].
    pub response_bytes: usize,
    /// How long a connection may take to be made.
    pub connect: Duration,
}

impl Default for Limits {
    /// 32 MiB, 10 seconds.
    fn default() -> Self {
        Self { response_bytes: 32 * 1024 * 1024, connect: Duration::from_secs(10) }
    }
}

/// Why there is no answer.
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
    /// The body of the answer is larger than [`Limits::response_bytes`].
    TooLarge,
    /// The request could not be sent as it is.
    Request,
}

impl TransportError {
    /// An error without a cause of its own.
    #[must_use]
    pub const fn new(kind: TransportErrorKind) -> Self {
        Self { kind, source: None }
    }

    /// An error with its cause. The cause's `Display` must not show the query, which may hold tokens.
    #[must_use]
    pub fn with_source(kind: TransportErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind, source: Some(Arc::from(source.into())) }
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
        })
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
