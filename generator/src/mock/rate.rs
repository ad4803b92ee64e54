//! How often faults strike and how long answers take, as people write it.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::fault::{Fault, FaultError};

/// A fault, and how often it strikes; read from texts such as `429=5%` and `reset=0.02`.
#[derive(Debug, Clone, PartialEq)]
pub struct FaultRate {
    /// What happens.
    pub fault: Fault,
    /// To which share of the calls, from 0 to 1.
    pub share: f64,
}

/// How long answers take; read from texts such as `50ms` and `20ms..80ms`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Latency {
    /// The least time.
    pub shortest: Duration,
    /// The most time.
    pub longest: Duration,
}

impl FromStr for FaultRate {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let unreadable = || FaultError::Rate { text: text.to_owned() };
        let (name, rate) = text.split_once('=').ok_or_else(unreadable)?;
        let fault: Fault = name.trim().parse()?;
        let (number, unit) = match rate.trim().strip_suffix('%') {
            Some(number) => (number, 100.0),
            None => (rate, 1.0),
        };
        let share = number.trim().parse::<f64>().map_err(|_| unreadable())? / unit;
        if (0.0..=1.0).contains(&share) {
            return Ok(Self { fault, share });
        }
        Err(FaultError::Share { fault: fault.name(), percent: percent(share) })
    }
}

impl FromStr for Latency {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let unreadable = || FaultError::Latency { text: text.to_owned() };
        let read = |text: &str| humantime::parse_duration(text.trim()).map_err(|_| unreadable());
        let (shortest, longest) = text.split_once("..").unwrap_or((text, text));
        let (shortest, longest) = (read(shortest)?, read(longest)?);
        if shortest <= longest { Ok(Self { shortest, longest }) } else { Err(unreadable()) }
    }
}

impl fmt::Display for Latency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [shortest, longest] = [self.shortest, self.longest].map(humantime::format_duration);
        if self.shortest == self.longest {
            write!(formatter, "{shortest}")
        } else {
            write!(formatter, "{shortest}..{longest}")
        }
    }
}

/// A share in percent, without the digits that binary fractions leave behind.
pub(super) fn percent(share: f64) -> f64 {
    (share * 1e8).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_and_delays_are_read() {
        for (text, fault, share) in [
            ("429=5%", Fault::TooManyCalls, 0.05),
            ("reset = 0.02", Fault::Reset, 0.02),
            ("500=100 %", Fault::ServerError, 1.0),
            ("519=0", Fault::GatewayError, 0.0),
        ] {
            assert_eq!(text.parse(), Ok(FaultRate { fault, share }), "{text}");
        }
        for (text, expected) in [
            ("429", "such as `429=5%`"),
            ("429=x", "such as `429=5%`"),
            ("429=NaN", "0 to 100 %"),
            ("429=101%", "cannot strike 101 %"),
            ("429=-1", "0 to 100 %"),
            ("4290=1%", "there is no fault `4290`; there are: 429, 500"),
        ] {
            let error = text.parse::<FaultRate>().expect_err(text).to_string();
            assert!(error.contains(expected), "{error}");
        }
        for (text, shown) in [("50ms", "50ms"), ("20ms..80ms", "20ms..80ms"), ("0ms..1s", "0s..1s"), ("2s..2s", "2s")] {
            assert_eq!(text.parse::<Latency>().expect(text).to_string(), shown);
        }
        for text in ["", "5", "80ms..20ms", "..", "1s..", "-1s"] {
            let error = text.parse::<Latency>().expect_err(text).to_string();
            assert!(error.contains("such as `50ms`"), "{error}");
        }
    }
}
