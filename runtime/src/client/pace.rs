//! How fast and how often: the vendor's limit of calls, the delays between attempts, and the budget for repeats.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::RETRY_AFTER;
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::auth::recipe::Step;
use crate::operation::ApiMeta;

const MINUTE: Duration = Duration::from_secs(60);

/// Which limits a client keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// The vendor's.
    Documented,
    /// This many calls a minute; the vendor's limits for steps that fetch tokens.
    AtMost(u32),
    /// None at all.
    Unlimited,
}

/// The limits of one account.
#[derive(Debug)]
pub(super) struct Limits {
    pub(super) calls: RateLimit,
    /// Of each step of the recipe.
    pub(super) steps: Vec<RateLimit>,
}

impl Limits {
    pub(super) fn new(pace: Pace, api: &ApiMeta, steps: &[Step]) -> Self {
        let (calls, keeps_to_steps) = match pace {
            Pace::Documented => (api.limit_per_minute, true),
            Pace::AtMost(limit) => (Some(limit), true),
            Pace::Unlimited => (None, false),
        };
        let of_step = |step: &Step| RateLimit::new(step.limit_per_minute.filter(|_| keeps_to_steps));
        Self { calls: RateLimit::new(calls), steps: steps.iter().map(of_step).collect() }
    }
}

/// Keeps calls below a number a minute by letting them wait. In no 60 seconds more calls begin than that.
#[derive(Debug)]
pub(crate) struct RateLimit {
    /// When the latest calls began; as many as are allowed in a minute. Held by the one caller whose turn is next: the others
    /// queue for it, and who goes away leaves the queue and takes no turn.
    starts: Mutex<VecDeque<Instant>>,
    per_minute: Option<usize>,
}

impl RateLimit {
    pub(crate) fn new(per_minute: Option<u32>) -> Self {
        let per_minute = per_minute.and_then(|count| usize::try_from(count.max(1)).ok());
        Self { starts: Mutex::default(), per_minute }
    }

    /// Waits until a call may begin.
    pub(crate) async fn wait(&self) {
        let Some(limit) = self.per_minute else { return };
        let mut starts = self.starts.lock().await;
        if starts.len() >= limit
            && let Some(oldest) = starts.front()
        {
            tokio::time::sleep_until(*oldest + MINUTE).await;
            starts.pop_front();
        }
        starts.push_back(Instant::now());
    }
}

/// Keeps repeats from multiplying the load on a server in trouble: each costs one, ten calls that succeed pay for one.
#[derive(Debug)]
pub(crate) struct Budget {
    /// In tenths of a repeat.
    tenths: AtomicU32,
}

impl Budget {
    const FULL: u32 = 200;
    const COST: u32 = 10;

    pub(crate) const fn full() -> Self {
        Self { tenths: AtomicU32::new(Self::FULL) }
    }

    /// Takes a repeat out; `false` if none is left.
    pub(crate) fn take(&self) -> bool {
        let less = |tenths: u32| tenths.checked_sub(Self::COST);
        self.tenths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }

    pub(crate) fn give_back(&self) {
        let more = |tenths: u32| (tenths < Self::FULL).then_some(tenths + 1);
        let _full = self.tenths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }
}

/// Delays that double, with full jitter: anything between nothing and the delay is equally likely.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Backoff {
    first: Duration,
    longest: Duration,
}

impl Backoff {
    pub(crate) const SHORT: Self = Self { first: Duration::from_millis(400), longest: Duration::from_secs(10) };
    /// For servers that shed load.
    pub(crate) const LONG: Self = Self { first: Duration::from_secs(4), longest: Duration::from_secs(60) };

    /// The delay before the repeat of that number, from 0.
    pub(crate) fn delay(self, repeat: u32) -> Duration {
        let ceiling = self.first.saturating_mul(2_u32.saturating_pow(repeat)).min(self.longest);
        let random = getrandom::u32().unwrap_or(u32::MAX / 2);
        ceiling.mul_f64(f64::from(random) / f64::from(u32::MAX))
    }
}

/// How long the server asks to wait: seconds, or a date (RFC 9110, section 10.2.3).
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    httpdate::parse_http_date(text).ok().map(|date| date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When calls begin that come one a second, those left out that stop waiting after half a minute.
    async fn starts(limit: Option<u32>, impatient: &[u64]) -> Vec<u64> {
        let limit = RateLimit::new(limit);
        let begin = Instant::now();
        let calls = (0..8).map(|second| {
            let limit = &limit;
            async move {
                tokio::time::sleep(Duration::from_secs(second)).await;
                let patience = Duration::from_secs(if impatient.contains(&second) { 30 } else { 1000 });
                tokio::time::timeout(patience, limit.wait()).await.ok().map(|()| begin.elapsed().as_secs())
            }
        });
        futures_util::future::join_all(calls).await.into_iter().flatten().collect()
    }

    #[tokio::test(start_paused = true)]
    async fn no_minute_has_more_calls_than_allowed() {
        assert_eq!(starts(Some(3), &[]).await, [0, 1, 2, 60, 61, 62, 120, 121]);
        assert_eq!(starts(None, &[]).await, [0, 1, 2, 3, 4, 5, 6, 7]);
    }

    #[tokio::test(start_paused = true)]
    async fn who_stops_waiting_takes_no_turn() {
        assert_eq!(starts(Some(3), &[3, 5, 6]).await, [0, 1, 2, 60, 61]);
    }

    #[test]
    fn repeats_are_paid_for_by_success() {
        let budget = Budget::full();
        assert_eq!((0..100).filter(|_| budget.take()).count(), 20);
        (0..10).for_each(|_| budget.give_back());
        assert!(budget.take() && !budget.take());
    }

    #[test]
    fn delays_stay_below_their_ceiling() {
        for repeat in [0, 1, 5, 40] {
            assert!(Backoff::SHORT.delay(repeat) <= Duration::from_secs(10));
        }
        assert!(Backoff::SHORT.delay(0) <= Duration::from_millis(400));
    }

    #[test]
    fn the_server_asks_in_seconds_or_by_date() {
        let headers = |text: &'static str| HeaderMap::from_iter([(RETRY_AFTER, http::HeaderValue::from_static(text))]);
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_770);
        assert_eq!(retry_after(&headers("7"), now), Some(Duration::from_secs(7)));
        assert_eq!(retry_after(&headers("Sun, 06 Nov 1994 08:49:37 GMT"), now), Some(Duration::from_secs(7)));
        assert_eq!(retry_after(&headers("soon"), now), None);
    }
}
