//! What is told of each attempt: to an observer, and as a `tracing` span.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use tokio::time::Instant;

use crate::answer::Answer;
use crate::error::Error;

/// Something that is told before and after each attempt of a call, those that fetch tokens included.
///
/// It sees neither bodies nor headers. To change what is sent, wrap a [`Transport`](crate::Transport).
pub trait Observer: Send + Sync + 'static {
    /// An attempt is about to be sent.
    fn before(&self, attempt: &Attempt) {
        let _ = attempt;
    }

    /// An attempt has ended; one that is abandoned, because its caller went away, never does.
    fn after(&self, attempt: &Attempt, outcome: &AttemptOutcome<'_>) {
        let _ = (attempt, outcome);
    }
}

/// An attempt of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// The operation, or the step that fetches a token.
    pub operation: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// Its number within the call, from 1.
    pub number: u32,
}

/// How an attempt ended.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct AttemptOutcome<'a> {
    /// The status of the answer, if there is one.
    pub status: Option<StatusCode>,
    /// What is wrong with it; `None` for success. The call may still succeed with a further attempt.
    pub error: Option<&'a Error>,
    /// From sending to the end of the answer.
    pub duration: Duration,
}

/// An attempt that is under way.
pub(super) struct Watch {
    attempt: Attempt,
    observer: Option<Arc<dyn Observer>>,
    started: Instant,
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

impl Watch {
    pub(super) fn begin(observer: Option<&Arc<dyn Observer>>, attempt: Attempt) -> Self {
        if let Some(observer) = observer {
            observer.before(&attempt);
        }
        Self {
            observer: observer.cloned(),
            started: Instant::now(),
            #[cfg(feature = "tracing")]
            span: tracing::debug_span!(
                "attempt",
                operation = attempt.operation,
                method = attempt.method,
                attempt = attempt.number,
                status = tracing::field::Empty,
                code = tracing::field::Empty,
                duration_ms = tracing::field::Empty,
            ),
            attempt,
        }
    }

    /// Runs what belongs to the attempt inside of its span.
    #[cfg(feature = "tracing")]
    pub(super) async fn run<F: Future>(&self, work: F) -> F::Output {
        tracing::Instrument::instrument(work, self.span.clone()).await
    }

    /// Runs what belongs to the attempt.
    #[cfg(not(feature = "tracing"))]
    pub(super) async fn run<F: Future>(&self, work: F) -> F::Output {
        work.await
    }

    pub(super) fn end(self, outcome: Result<&Answer, &Error>) {
        let status = match outcome {
            Ok(answer) => Some(answer.status()),
            Err(error) => error.status(),
        };
        let outcome = AttemptOutcome { status, error: outcome.err(), duration: self.started.elapsed() };
        #[cfg(feature = "tracing")]
        self.record(&outcome);
        if let Some(observer) = &self.observer {
            observer.after(&self.attempt, &outcome);
        }
    }

    #[cfg(feature = "tracing")]
    fn record(&self, outcome: &AttemptOutcome<'_>) {
        let milliseconds = u64::try_from(outcome.duration.as_millis()).unwrap_or(u64::MAX);
        self.span.record("duration_ms", milliseconds);
        if let Some(status) = outcome.status {
            self.span.record("status", status.as_u16());
        }
        if let Some(code) = outcome.error.and_then(Error::code) {
            self.span.record("code", code);
        }
        let _inside = self.span.enter();
        match outcome.error {
            None => tracing::debug!("answered"),
            Some(error) => tracing::debug!(%error, "failed"),
        }
    }
}
