//! What the server sends back.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use futures_util::{Stream, StreamExt as _, stream};
use indexmap::IndexMap;

use super::clock::http_date;
use crate::spec::Value;

/// An answer before it is put on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: String,
    pub(super) delivery: Delivery,
    /// How long it is held back.
    pub(super) delay: Duration,
}

/// How an answer gets to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delivery {
    /// As it should.
    Whole,
    /// The connection is closed half-way through the body that the header announces.
    Truncated,
    /// The connection is closed half-way through a body of which nobody knows how long it will be.
    TruncatedChunks,
    /// The body comes in pieces.
    Slow {
        /// How long the whole of it takes.
        over: Duration,
    },
    /// Not at all: the connection is reset.
    Reset,
}

/// In how many pieces a slow body comes.
const PIECES: u32 = 10;

impl Answer {
    pub(super) fn json(status: u16, value: &Value) -> Self {
        let headers = vec![("content-type", "application/json;charset=UTF-8".to_owned())];
        Self { status, headers, body: value.to_json(), delivery: Delivery::Whole, delay: Duration::ZERO }
    }

    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The response, dated by the server's clock: clients mend their own by it.
    pub(super) fn into_response(self, now: i64) -> Response<Body> {
        let length = self.body.len().to_string();
        let body = match self.delivery {
            Delivery::Whole | Delivery::Reset => Body::from(self.body),
            Delivery::Truncated | Delivery::TruncatedChunks => half(&self.body),
            Delivery::Slow { over } => Body::from_stream(pieces(self.body, over)),
        };
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let always = [("date", http_date(now)), ("content-length", length)];
        for (name, value) in always.into_iter().chain(self.headers) {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(HeaderName::from_static(name), value);
            }
        }
        if self.delivery == Delivery::TruncatedChunks {
            // Without a length a body is sent in chunks.
            response.headers_mut().remove(header::CONTENT_LENGTH);
        }
        if matches!(self.delivery, Delivery::Truncated | Delivery::TruncatedChunks) {
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}

/// The first half of a body, then a failure, on which the server drops the connection. The pause between them lets the
/// first half reach the wire; a failure that is known at once would keep even the status back.
fn half(body: &str) -> Body {
    let first = Bytes::copy_from_slice(&body.as_bytes()[..body.len() / 2]);
    let failure = async {
        tokio::task::yield_now().await;
        Err(io::Error::other("the body is cut on purpose"))
    };
    Body::from_stream(stream::once(async { Ok(first) }).chain(stream::once(failure)))
}

/// A body in pieces, with a pause before each of them.
fn pieces(body: String, over: Duration) -> impl Stream<Item = io::Result<Bytes>> {
    let pause = over / PIECES;
    let body = Bytes::from(body);
    let size = body.len().div_ceil(PIECES as usize).max(1);
    stream::unfold(body, move |mut rest| async move {
        let piece = rest.split_to(size.min(rest.len()));
        tokio::time::sleep(pause).await;
        (!piece.is_empty()).then_some((Ok(piece), rest))
    })
}

/// An object with those members.
pub(super) fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(members.map(|(name, value)| (name.to_owned(), value)).into_iter().collect::<IndexMap<_, _>>())
}

/// A string.
pub(super) fn text(value: impl Into<String>) -> Value {
    Value::String(value.into())
}

/// A whole number.
pub(super) fn integer(value: i64) -> Value {
    Value::Number(value.to_string())
}
