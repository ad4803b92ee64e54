//! The transport that is used if none is given: reqwest over rustls with ring, trusting Mozilla's root certificates.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_LENGTH, HeaderValue};

use super::{Body, Limits, Transport, TransportError, TransportErrorKind, TransportFuture};

/// Carries requests with reqwest. Cloning it shares its connections.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport with TLS by rustls and ring, the root certificates of the `webpki-roots` crate, proxies as the
    /// environment says, and no redirects. Nothing is installed for the whole process.
    ///
    /// # Errors
    ///
    /// If TLS cannot be set up.
    pub fn new(limits: Limits) -> Result<Self, TransportError> {
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls_configuration()?)
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(limits.connect)
            .user_agent(concat!("docwright/", env!("CARGO_PKG_VERSION")));
        builder
            .build()
            .map(Self::from_client)
            .map_err(|error| TransportError::with_source(TransportErrorKind::Request, error))
    }

    /// A transport over a client of your own, for proxies, other root certificates or another resolver. See to it that
    /// it follows no redirects.
    #[must_use]
    pub const fn from_client(client: reqwest::Client) -> Self {
        Self { client }
    }
}

fn tls_configuration() -> Result<rustls::ClientConfig, TransportError> {
    let mut roots = rustls::RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| TransportError::with_source(TransportErrorKind::Request, error))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

impl Transport for ReqwestTransport {
    fn send<'a>(&'a self, request: http::Request<Body>, limits: Limits) -> TransportFuture<'a> {
        // The request is handed over before there is a future, which so has no room for it.
        let sending = reqwest::Request::try_from(with_body(request)).map(|request| self.client.execute(request));
        Box::pin(async move {
            let sending = sending.map_err(|error| classified(error, false))?;
            let mut response = sending.await.map_err(|error| classified(error, false))?;
            let mut answer = http::Response::new(read_body(&mut response, limits.response_bytes).await?);
            *answer.status_mut() = response.status();
            *answer.headers_mut() = std::mem::take(response.headers_mut());
            Ok(answer)
        })
    }
}

/// A body with files is streamed; without its length it would be sent in chunks, which some servers do not take.
fn with_body(request: http::Request<Body>) -> http::Request<reqwest::Body> {
    let (mut parts, body) = request.into_parts();
    if let Some(bytes) = body.in_memory() {
        return http::Request::from_parts(parts, bytes.into());
    }
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    http::Request::from_parts(parts, reqwest::Body::wrap_stream(body.into_stream()))
}

/// Reads piece by piece, so that a body that is too large costs no more memory than the limit. One in a single piece, as
/// most are, is not copied.
async fn read_body(response: &mut reqwest::Response, limit: usize) -> Result<Bytes, TransportError> {
    let announced = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    if announced > limit {
        return Err(TransportError::new(TransportErrorKind::TooLarge));
    }
    let mut left = limit;
    let Some(first) = next_piece(response, &mut left).await? else { return Ok(Bytes::new()) };
    let Some(second) = next_piece(response, &mut left).await? else { return Ok(first) };
    let mut body = BytesMut::with_capacity(announced.min(1024 * 1024));
    body.extend_from_slice(&first);
    body.extend_from_slice(&second);
    while let Some(piece) = next_piece(response, &mut left).await? {
        body.extend_from_slice(&piece);
    }
    Ok(body.freeze())
}

async fn next_piece(response: &mut reqwest::Response, left: &mut usize) -> Result<Option<Bytes>, TransportError> {
    let piece = response.chunk().await.map_err(|error| classified(error, true))?;
    let length = piece.as_ref().map_or(0, Bytes::len);
    *left = left.checked_sub(length).ok_or(TransportError::new(TransportErrorKind::TooLarge))?;
    Ok(piece)
}

/// The address is taken out of reqwest's errors: its query may hold a token.
fn classified(error: reqwest::Error, in_body: bool) -> TransportError {
    let kind = if error.is_builder() {
        TransportErrorKind::Request
    } else if error.is_connect() && !in_body {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::TimedOut
    } else {
        TransportErrorKind::Lost
    };
    TransportError::of_file(&error).unwrap_or_else(|| TransportError::with_source(kind, error.without_url()))
}
