//! What goes wrong by chance, and the seed that decides which calls are struck.

use std::time::Duration;

use super::fault::{Fault, FaultError};
use super::rate::{FaultRate, Latency, percent};
use super::vendor::{Door, Vendor};

/// Faults and delays that strike by chance, the same calls in each run with the same seed.
///
/// The seed, the name of an operation and the number of its call decide, so it does not matter which other operations are
/// called in between, or at the same time. Calls for tokens are struck too, by what can happen to them.
///
/// ```
/// use std::time::Duration;
/// use docwright::mock::{Fault, Faults};
///
/// let faults = Faults::seeded(7)
///     .rate(Fault::TooManyCalls, 0.05)
///     .rate(Fault::Reset, 0.02)
///     .latency(Duration::from_millis(20), Duration::from_millis(80));
/// # let _ = faults;
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Faults {
    seed: u64,
    rates: Vec<FaultRate>,
    latency: Latency,
}

/// What chance decided about a call.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chance {
    pub(super) fault: Fault,
    pub(super) delay: Duration,
}

impl Faults {
    /// No faults and no delays yet.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    /// A fault that strikes that share of the calls, from 0 to 1. A call meets one fault at most, so all shares together
    /// are at most 1; the server says so when it starts.
    #[must_use]
    pub fn rate(mut self, fault: Fault, share: f64) -> Self {
        self.rates.push(FaultRate { fault, share });
        self
    }

    /// How long answers take at least and at most; anything between is equally likely.
    #[must_use]
    pub fn latency(mut self, shortest: Duration, longest: Duration) -> Self {
        self.latency = Latency { shortest, longest: longest.max(shortest) };
        self
    }

    /// Whether the shares can be had, and the API has what the faults are about.
    pub(super) fn check(&self, vendor: &dyn Vendor, api: &str) -> Result<(), FaultError> {
        for FaultRate { fault, share } in &self.rates {
            if !(0.0..=1.0).contains(share) {
                return Err(FaultError::Share { fault: fault.name(), percent: percent(*share) });
            }
            if let Some(reason) = vendor.cannot_have(fault) {
                return Err(FaultError::Unfit { fault: fault.name(), api: api.to_owned(), reason });
            }
        }
        let sum: f64 = self.rates.iter().map(|rate| rate.share).sum();
        // A sum of decimal fractions may miss 1 by a little.
        if sum > 1.0 + 1e-9 { Err(FaultError::Sum { percent: percent(sum) }) } else { Ok(()) }
    }

    /// What happens to the call of that number of an operation.
    pub(super) fn draw(&self, door: Door, operation: &str, number: usize) -> Chance {
        if self.rates.is_empty() && self.latency == Latency::default() {
            return Chance { fault: Fault::None, delay: Duration::ZERO };
        }
        let digest = blake3::hash(format!("{}/{operation}/{number}", self.seed).as_bytes());
        let [first, second] = [0, 8].map(|start| fraction(&digest.as_bytes()[start..start + 8]));
        let mut passed = 0.0;
        let struck = self.rates.iter().find(|rate| {
            passed += rate.share;
            first < passed
        });
        let fault = struck.map(|rate| rate.fault.clone()).filter(|fault| fault.fits(door)).unwrap_or(Fault::None);
        let Latency { shortest, longest } = self.latency;
        Chance { fault, delay: shortest + (longest - shortest).mul_f64(second) }
    }

    /// Seed, faults and delays, for people: labels and values. Empty if nothing goes wrong.
    pub(super) fn guide(&self) -> Vec<(&'static str, String)> {
        let mut lines = Vec::new();
        if !self.rates.is_empty() {
            let rate = |rate: &FaultRate| format!("{} {} %", rate.fault.name(), percent(rate.share));
            lines.push(("faults", self.rates.iter().map(rate).collect::<Vec<_>>().join(", ")));
        }
        if self.latency != Latency::default() {
            lines.push(("latency", self.latency.to_string()));
        }
        if !lines.is_empty() {
            lines.push(("seed", self.seed.to_string()));
        }
        lines
    }
}

/// Eight bytes as a fraction: 0 or more, less than 1.
fn fraction(bytes: &[u8]) -> f64 {
    let number = bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    // A double has 53 bits of precision.
    (number >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::unsigned::Unsigned;

    fn drawn(faults: &Faults, operation: &str, calls: usize) -> Vec<Chance> {
        (0..calls).map(|number| faults.draw(Door::Business, operation, number)).collect()
    }

    #[test]
    fn the_seed_decides_and_rates_are_kept() {
        let (shortest, longest) = (Duration::from_millis(20), Duration::from_millis(80));
        let faults = |seed| {
            Faults::seeded(seed).rate(Fault::Reset, 0.02).rate(Fault::ServerError, 0.1).latency(shortest, longest)
        };
        let first = drawn(&faults(7), "get_a", 10_000);
        assert_eq!(first, drawn(&faults(7), "get_a", 10_000));
        assert_ne!(first, drawn(&faults(8), "get_a", 10_000));
        assert_ne!(first, drawn(&faults(7), "get_b", 10_000));
        let count = |fault: &Fault| first.iter().filter(|chance| chance.fault == *fault).count();
        assert!((150..250).contains(&count(&Fault::Reset)), "{}", count(&Fault::Reset));
        assert!((900..1_100).contains(&count(&Fault::ServerError)), "{}", count(&Fault::ServerError));
        assert!(first.iter().all(|chance| (shortest..=longest).contains(&chance.delay)));
        assert!(first.iter().any(|chance| chance.delay < shortest * 2) && first.iter().any(|c| c.delay > longest / 2));
    }

    #[test]
    fn calls_for_tokens_meet_what_can_happen_to_them() {
        let faults = Faults::seeded(1).rate(Fault::ExpiredToken, 0.5).rate(Fault::Reset, 0.5);
        let met = |door| (0..100).map(|number| faults.draw(door, "a", number).fault).collect::<Vec<_>>();
        assert!(met(Door::Business).contains(&Fault::ExpiredToken));
        assert!(!met(Door::Token).contains(&Fault::ExpiredToken) && met(Door::Token).contains(&Fault::Reset));
    }

    #[test]
    fn plans_that_cannot_be_are_said() {
        let said = |faults: Faults| faults.check(&Unsigned::default(), "acme").map_err(|error| error.to_string());
        let sum = Faults::seeded(0).rate(Fault::Reset, 0.7).rate(Fault::ServerError, 0.2).rate(Fault::Truncated, 0.1);
        assert_eq!(said(sum.clone()), Ok(()));
        let error = said(sum.rate(Fault::TooManyCalls, 0.05)).expect_err("too many");
        assert!(error.contains("105 %"), "{error}");
        let error = said(Faults::seeded(0).rate(Fault::Reset, f64::NAN)).expect_err("no share");
        assert!(error.contains("`reset`"), "{error}");
        let error = said(Faults::seeded(0).rate(Fault::ExpiredToken, 0.1)).expect_err("no tokens");
        assert_eq!(error, "`expired-token` cannot happen to acme: it has no tokens");
    }
}
