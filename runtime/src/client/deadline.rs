//! The end of a call.

use std::future::Future;
use std::time::Duration;

use tokio::time::Instant;

use crate::error::Error;

/// A time-out too long to be added to a time means that there is none.
const FOREVER: Duration = Duration::from_secs(30 * 365 * 86_400);

/// When a call with everything that belongs to it is over.
///
/// Each thing that is waited for is bound by itself, not the call as a whole: a timer costs a part of a call that is as
/// short as on one machine, and what is there already needs none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    operation: &'static str,
    after: Duration,
    at: Instant,
}

impl Deadline {
    /// The end of a call that begins now.
    pub(super) fn of(operation: &'static str, after: Duration) -> Self {
        let now = Instant::now();
        Self { operation, after, at: now.checked_add(after).unwrap_or(now + FOREVER) }
    }

    /// The same end, or one that long from now if that is earlier.
    pub(super) fn at_most(self, after: Duration) -> Self {
        Self { at: self.at.min(Self::of(self.operation, after).at), ..self }
    }

    /// How much time is left.
    pub(super) fn left(self) -> Duration {
        self.at.saturating_duration_since(Instant::now())
    }

    /// Whether there is time left at all: what begins later would be done for nobody.
    pub(super) fn check(self) -> Result<(), Error> {
        if self.left().is_zero() { Err(self.error()) } else { Ok(()) }
    }

    /// Waits for something until the call is over.
    pub(super) async fn bound<F: Future>(self, work: F) -> Result<F::Output, Error> {
        tokio::time::timeout_at(self.at, work).await.map_err(|_| self.error())
    }

    /// What the caller is told then.
    pub(super) const fn error(self) -> Error {
        Error::TimedOut { operation: self.operation, after: self.after }
    }
}
