//! The way from a request to an answer: a small trait over the types of the `http` crate.
//!
//! The client signs, retries and decodes; a transport only carries bytes. It neither follows redirects (a signature is
//! made for one address, and credentials must not reach another host) nor retries.

mod error;
mod reqwest;
#[cfg(feature = "blocking")]
mod ureq;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

pub use self::error::{TransportError, TransportErrorKind};
pub use self::reqwest::ReqwestTransport;
#[cfg(feature = "blocking")]
pub use self::ureq::UreqTransport;
pub use crate::body::{Body, BodyReader};

/// What a transport gives: the answer with its whole body.
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<http::Response<Bytes>, TransportError>> + Send + 'a>>;

/// Something that carries a request to a server and brings its answer back.
///
/// ```
/// use bytes::Bytes;
/// use docwright_runtime::transport::{Body, Limits, Transport, TransportFuture};
///
/// /// Answers everything with an empty object.
/// struct Nobody;
///
/// impl Transport for Nobody {
///     fn send<'a>(&'a self, _request: http::Request<Body>, _limits: Limits) -> TransportFuture<'a> {
///         Box::pin(async { Ok(http::Response::new(Bytes::from_static(b"{}"))) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends a request with an absolute URI and waits for the whole answer.
    ///
    /// Every status is an answer, not an error. A redirect is an answer, too.
    fn send<'a>(&'a self, request: http::Request<Body>, limits: Limits) -> TransportFuture<'a>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send<'a>(&'a self, request: http::Request<Body>, limits: Limits) -> TransportFuture<'a> {
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
    /// How long there is from now to the end of the answer. The client stops waiting by itself; a transport that blocks
    /// its thread cannot be interrupted, so it has to keep to this.
    pub attempt: Duration,
}

impl Default for Limits {
    /// 32 MiB, 10 seconds, 30 seconds.
    fn default() -> Self {
        Self { response_bytes: 32 * 1024 * 1024, connect: Duration::from_secs(10), attempt: Duration::from_secs(30) }
    }
}
