//! An answer as it came, before anything is decoded.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::envelope::{Verdict, judge};
use crate::operation::ApiMeta;

/// An answer as it came. Cloning it is cheap; `Debug` shows the status and how long the body is.
#[derive(Clone)]
pub struct Answer(Arc<Parts>);

struct Parts {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    api: &'static ApiMeta,
}

impl Answer {
    pub(crate) fn new(response: http::Response<Bytes>, api: &'static ApiMeta) -> Self {
        let (parts, body) = response.into_parts();
        Self(Arc::new(Parts { status: parts.status, headers: parts.headers, body, api }))
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.0.body
    }

    /// What the envelope says: `Ok` for success, the code and the message for failure; `None` if the body has no
    /// envelope.
    #[must_use]
    pub fn envelope(&self) -> Option<Result<(), (String, String)>> {
        match judge(self.status(), self.body(), self.0.api.envelopes) {
            Verdict::Unknown => None,
            Verdict::Success => Some(Ok(())),
            Verdict::Failure { code, message } => Some(Err((code, message))),
        }
    }

    pub(crate) fn api(&self) -> &'static ApiMeta {
        self.0.api
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Answer")
            .field("status", &self.status())
            .field("body_bytes", &self.body().len())
            .finish_non_exhaustive()
    }
}
