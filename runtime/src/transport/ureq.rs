//! The transport of the blocking client: ureq over rustls with ring, trusting Mozilla's root certificates.

use std::io::{self, Read};
use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderValue};
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, SendBody, Timeout};

use super::{Body, Limits, Transport, TransportError, TransportErrorKind, TransportFuture};

/// Carries requests with ureq, on the thread that polls. Cloning it shares its connections.
///
/// It is made for the [blocking client](crate::blocking). An asynchronous client can use it, too, but every request then
/// holds up the thread of the executor. Connections are used again, but ureq looks up the server's name for each request.
#[derive(Debug, Clone)]
pub struct UreqTransport {
    agent: Agent,
}

impl UreqTransport {
    /// A transport with TLS by rustls and ring, the root certificates of the `webpki-roots` crate, proxies as the
    /// environment says, and no redirects. Nothing is installed for the whole process.
    #[must_use]
    pub fn new() -> Self {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::WebPki)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .user_agent(concat!("docwright/", env!("CARGO_PKG_VERSION")))
            .max_idle_connections_per_host(32)
            .max_idle_connections(32)
            .build();
        Self::from_agent(Agent::new_with_config(config))
    }

    /// A transport over an agent of your own, for proxies, other root certificates or another resolver. Its TLS needs a
    /// crypto provider, as in `ureq::tls::TlsConfigBuilder::unversioned_rustls_crypto_provider`. Redirects, statuses and
    /// time-outs are set for each request, whatever the agent says.
    #[must_use]
    pub const fn from_agent(agent: Agent) -> Self {
        Self { agent }
    }

    fn exchange(&self, request: http::Request<Body>, limits: Limits) -> Result<http::Response<Bytes>, TransportError> {
        let request = self
            .agent
            .configure_request(with_body(request))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .timeout_connect(Some(limits.connect))
            .timeout_global(Some(limits.attempt))
            .build();
        let (parts, body) = self.agent.run(request).map_err(classified)?.into_parts();
        let body = read_body(body, limits.response_bytes)?;
        let mut answer = http::Response::new(body);
        *answer.status_mut() = parts.status;
        *answer.headers_mut() = parts.headers;
        Ok(answer)
    }
}

impl Default for UreqTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for UreqTransport {
    fn send<'a>(&'a self, request: http::Request<Body>, limits: Limits) -> TransportFuture<'a> {
        Box::pin(async move { self.exchange(request, limits) })
    }
}

/// The length is said, for otherwise the body would be sent in chunks, which some servers do not take.
fn with_body(request: http::Request<Body>) -> http::Request<SendBody<'static>> {
    let (mut parts, body) = request.into_parts();
    if body.is_empty() {
        return http::Request::from_parts(parts, SendBody::none());
    }
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    http::Request::from_parts(parts, SendBody::from_owned_reader(body.into_reader()))
}

/// Reads no more than the limit and one byte, so that a body that is too large costs no more memory.
fn read_body(body: ureq::Body, limit: usize) -> Result<Bytes, TransportError> {
    let too_large = || TransportError::new(TransportErrorKind::TooLarge);
    let limit = limit as u64;
    let announced = body.content_length().unwrap_or(0);
    if announced > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let mut reader = body.into_reader().take(limit.saturating_add(1));
    reader.read_to_end(&mut bytes).map_err(|error| lost(ureq::Error::from(error)))?;
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes.into()) }
}

/// What went wrong before the answer began. Of ureq's errors one shows the address, whose query may hold a token; it is left
/// out.
fn classified(error: ureq::Error) -> TransportError {
    let kind = match &error {
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect)
        | ureq::Error::HostNotFound
        | ureq::Error::ConnectionFailed
        | ureq::Error::ConnectProxyFailed(_)
        | ureq::Error::Tls(_)
        | ureq::Error::Rustls(_) => TransportErrorKind::Connect,
        ureq::Error::Io(error) if is_of_connecting(error) => TransportErrorKind::Connect,
        ureq::Error::BadUri(_) => return TransportError::new(TransportErrorKind::Request),
        ureq::Error::Http(_) | ureq::Error::InvalidProxyUrl => TransportErrorKind::Request,
        _ => return lost(error),
    };
    TransportError::with_source(kind, error)
}

/// Errors that only making a connection has. A doubtful one is not among them: the request may have been executed.
fn is_of_connecting(error: &io::Error) -> bool {
    let inner = error.get_ref();
    let refused = inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()).is_some_and(|error| {
        matches!(error, rustls::Error::InvalidCertificate(_) | rustls::Error::PeerIncompatible(_))
    });
    // The standard library has no kind of its own for names that do not resolve.
    let unresolved = || inner.is_some_and(|inner| inner.to_string().starts_with("failed to lookup address"));
    let kinds = [io::ErrorKind::ConnectionRefused, io::ErrorKind::AddrNotAvailable];
    refused || kinds.contains(&error.kind()) || unresolved()
}

/// What went wrong after a connection was made.
fn lost(error: ureq::Error) -> TransportError {
    if let ureq::Error::Io(cause) = &error
        && let Some(error) = TransportError::of_file(cause)
    {
        return error;
    }
    let timed_out = match &error {
        ureq::Error::Timeout(_) => true,
        ureq::Error::Io(cause) => cause.kind() == io::ErrorKind::TimedOut,
        _ => false,
    };
    let kind = if timed_out { TransportErrorKind::TimedOut } else { TransportErrorKind::Lost };
    TransportError::with_source(kind, error)
}
