//! The transports over real sockets, each test for all of them: limits, redirects, broken answers, uploads, time-outs,
//! TLS.

mod answers;
mod clients;
mod encryption;
mod files_api;
mod server;
mod uploads;

use std::sync::Arc;

use bytes::Bytes;
#[cfg(feature = "blocking")]
use docwright_runtime::transport::UreqTransport;
use docwright_runtime::transport::{Body, Limits, ReqwestTransport, Transport, TransportError};

/// The transports of this crate, with their names.
fn carriers() -> Vec<(&'static str, Arc<dyn Transport>)> {
    vec![
        ("reqwest", Arc::new(ReqwestTransport::new(Limits::default()).expect("a transport"))),
        #[cfg(feature = "blocking")]
        ("ureq", Arc::new(UreqTransport::new())),
    ]
}

async fn get(carrier: &Arc<dyn Transport>, uri: &str, limits: Limits) -> Result<http::Response<Bytes>, TransportError> {
    let request = http::Request::get(uri).header("app-token", "token").body(Body::default()).expect("a request");
    carrier.send(request, limits).await
}

/// The limits, with room for that many bytes.
fn limited(response_bytes: usize) -> Limits {
    let mut limits = Limits::default();
    limits.response_bytes = response_bytes;
    limits
}

/// An error with all that is behind it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = format!("{error} {error:?}");
    let mut next = error.source();
    while let Some(error) = next {
        text.push_str(&format!("\n{error} {error:?}"));
        next = error.source();
    }
    text
}
