//! The server's clock, as far as it is known.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// How far the server's clock is ahead of ours, in milliseconds.
#[derive(Debug, Default)]
pub(super) struct Skew(AtomicI64);

impl Skew {
    /// Takes note of what the server says the time is.
    pub(super) fn set(&self, server: SystemTime, now: SystemTime) {
        let milliseconds = |distance: Duration| i64::try_from(distance.as_millis()).unwrap_or(0);
        let ahead = match server.duration_since(now) {
            Ok(ahead) => milliseconds(ahead),
            Err(behind) => -milliseconds(behind.duration()),
        };
        self.0.store(ahead, Ordering::Relaxed);
    }

    /// The server's time.
    pub(super) fn apply(&self, now: SystemTime) -> SystemTime {
        let ahead = self.0.load(Ordering::Relaxed);
        let distance = Duration::from_millis(ahead.unsigned_abs());
        let moved = if ahead < 0 { now.checked_sub(distance) } else { now.checked_add(distance) };
        moved.unwrap_or(now)
    }
}
