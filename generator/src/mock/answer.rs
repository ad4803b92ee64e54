//! What the server sends back.

use std::io;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use futures_util::{StreamExt as _, stream};
use indexmap::IndexMap;

use super::clock::http_date;
use crate::spec::Value;

/// An answer before it is put on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: String,
    /// Whether the connection is closed half-way through the body that the header announces.
    pub(super) truncated: bool,
}

impl Answer {
    pub(super) fn json(status: u16, value: &Value) -> Self {
        let headers = vec![("content-type", "application/json;charset=UTF-8".to_owned())];
        Self { status, headers, body: value.to_json(), truncated: false }
    }

    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The response, dated by the server's clock: clients mend their own by it.
    pub(super) fn into_response(self, now: i64) -> Response<Body> {
        let length = self.body.len();
        let body = if self.truncated { half(&self.body) } else { Body::from(self.body) };
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let always = [("date", http_date(now)), ("content-length", length.to_string())];
        for (name, value) in always.into_iter().chain(self.headers) {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(HeaderName::from_static(name), value);
            }
        }
        if self.truncated {
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
