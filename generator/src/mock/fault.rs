//! Things that go wrong on purpose.

use std::borrow::Cow;
use std::mem::discriminant;
use std::str::FromStr;
use std::time::Duration;

use super::answer::{Answer, Delivery};
use super::check::{Call, Refusal};
use super::misfit;
use super::vendor::{Door, Vendor};
use crate::spec::{Envelope, Value};

/// What happens to a call.
///
/// Those that have a name are read from it (`"reset".parse::<Fault>()`); [`name`](Self::name) gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Nothing: the answer goes out as it is.
    None,
    /// HTTP 429 that asks to wait for a second. The call is not executed.
    TooManyCalls,
    /// HTTP 500 with an HTML page, as a broken proxy sends it. The call is executed all the same.
    ServerError,
    /// Kingdee: HTTP 519 with code 5003, service unavailable. The call is not executed.
    GatewayError,
    /// The vendor refuses the call with this code, in its own way (Kingdee 4001 to 5007: HTTP 519). The call is not
    /// executed.
    Refusal {
        /// The vendor's code.
        code: String,
        /// What it says.
        message: String,
    },
    /// Kingdee: the token that the call carries has expired, for this call and for all others that carry it.
    ExpiredToken,
    /// The connection is closed in the middle of a body whose length the header announces.
    Truncated,
    /// The connection is closed in the middle of a body that comes in chunks.
    TruncatedChunks,
    /// The body comes in ten pieces.
    SlowBody {
        /// How long the whole of it takes.
        over: Duration,
    },
    /// Values come in other types than the documented ones, as servers write them and clients are expected to
    /// understand: numbers in quotes, digits without, 0 and 1 for booleans, `null` for what is empty.
    WrongTypes,
    /// A text comes in place of the data, which nobody can understand who expects an object.
    WrongShape,
    /// The answer's signature is wrong. Where answers are not signed the answer goes out as it is.
    WrongSignature,
    /// The connection is reset before anything of the answer was sent. The call is executed all the same.
    Reset,
    /// Another answer altogether.
    Answer {
        /// The HTTP status.
        status: u16,
        /// The body.
        body: String,
    },
}

/// The faults that have a name, and what they are, for people.
const NAMED: &[(&str, Fault, &str)] = &[
    ("429", Fault::TooManyCalls, "HTTP 429 that asks to wait for a second; not executed"),
    ("500", Fault::ServerError, "HTTP 500 with an HTML page; executed all the same"),
    ("519", Fault::GatewayError, "HTTP 519, service unavailable; not executed (Kingdee)"),
    ("expired-token", Fault::ExpiredToken, "the token of the call has expired, for others too (APIs with tokens)"),
    ("truncated", Fault::Truncated, "the connection is closed in the middle of the body"),
    ("truncated-chunks", Fault::TruncatedChunks, "the same, with a body in chunks"),
    ("slow-body", Fault::SlowBody { over: Duration::from_secs(3) }, "the body takes three seconds"),
    ("wrong-types", Fault::WrongTypes, "numbers in quotes, 0 and 1 for booleans, null for what is empty"),
    ("wrong-shape", Fault::WrongShape, "a text in place of the data: cannot be decoded"),
    ("wrong-signature", Fault::WrongSignature, "the signature of the answer is wrong (APIs that sign answers)"),
    ("reset", Fault::Reset, "the connection is reset before the answer; executed all the same"),
];

impl Fault {
    /// The faults that have a name, and what they are.
    pub fn named() -> impl Iterator<Item = (&'static str, &'static str)> {
        NAMED.iter().map(|(name, _, what)| (*name, *what))
    }

    /// The name, which faults are counted under.
    #[must_use]
    pub fn name(&self) -> &'static str {
        let named = NAMED.iter().find(|(_, fault, _)| discriminant(fault) == discriminant(self));
        match (named, self) {
            (Some((name, _, _)), _) => name,
            (None, Self::Refusal { .. }) => "refusal",
            (None, Self::Answer { .. }) => "answer",
            (None, _) => "none",
        }
    }

    /// Whether a call of that door can meet the fault: some are about tokens in use and documented answers.
    pub(super) fn fits(&self, door: Door) -> bool {
        let is_about_operations =
            matches!(self, Self::ExpiredToken | Self::WrongTypes | Self::WrongShape | Self::WrongSignature);
        door == Door::Business || !is_about_operations
    }

    /// The answer to a call that is turned away whatever it looks like; `None` if the fault lets it be executed.
    pub(super) fn refusal(&self, vendor: &dyn Vendor, call: &Call<'_>) -> Option<Answer> {
        let (code, detail) = match self {
            Self::TooManyCalls => return Some(html(429, "Too Many Requests").header("retry-after", "1")),
            Self::GatewayError => ("5003", "on purpose"),
            Self::Refusal { code, message } => (code.as_str(), message.as_str()),
            _ => return None,
        };
        let refusal = Refusal { code: Cow::Owned(code.to_owned()), check: None, detail: detail.to_owned() };
        Some(vendor.refuse(call, &refusal))
    }

    /// The answer of an operation with the types that the fault gives it.
    pub(super) fn retype(&self, value: Value, envelope: Option<&Envelope>) -> Value {
        match self {
            Self::WrongTypes => misfit::retyped(value, envelope),
            Self::WrongShape => misfit::misshapen(value, envelope),
            _ => value,
        }
    }

    /// The answer that goes out instead of `answer`.
    pub(super) fn spoil(self, vendor: &dyn Vendor, mut answer: Answer) -> Answer {
        match self {
            Self::ServerError => html(500, "Internal Server Error"),
            Self::Answer { status, body } => Answer { status, body, ..answer },
            Self::Truncated => Answer { delivery: Delivery::Truncated, ..answer },
            Self::TruncatedChunks => Answer { delivery: Delivery::TruncatedChunks, ..answer },
            Self::SlowBody { over } => Answer { delivery: Delivery::Slow { over }, ..answer },
            Self::Reset => Answer { delivery: Delivery::Reset, ..answer },
            Self::WrongSignature => {
                vendor.spoil_signature(&mut answer);
                answer
            }
            _ => answer,
        }
    }
}

/// A fault or a delay that cannot be had.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FaultError {
    /// No fault has that name.
    #[error("there is no fault `{name}`; there are: {}", Fault::named().map(|(name, _)| name).collect::<Vec<_>>().join(", "))]
    Unknown {
        /// The name.
        name: String,
    },
    /// A rate cannot be read.
    #[error("expected a fault and how often it strikes, such as `429=5%` or `reset=0.02`, found `{text}`")]
    Rate {
        /// What stands there.
        text: String,
    },
    /// A share is below 0 or above 1.
    #[error("`{fault}` cannot strike {percent} % of the calls: expected 0 to 100 %")]
    Share {
        /// The fault's name.
        fault: &'static str,
        /// What was asked for, in percent.
        percent: f64,
    },
    /// All shares together are above 1.
    #[error("the faults strike {percent} % of the calls together: a call meets one fault at most")]
    Sum {
        /// All of them together, in percent.
        percent: f64,
    },
    /// A delay cannot be read.
    #[error("expected a delay such as `50ms`, or the shortest and the longest as `20ms..80ms`, found `{text}`")]
    Latency {
        /// What stands there.
        text: String,
    },
    /// The API has nothing that this could happen to.
    #[error("`{fault}` cannot happen to {api}: {reason}")]
    Unfit {
        /// The fault's name.
        fault: &'static str,
        /// The API.
        api: String,
        /// What it lacks.
        reason: &'static str,
    },
}

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(name: &str) -> Result<Self, FaultError> {
        let named = NAMED.iter().find(|(known, _, _)| *known == name);
        named.map(|(_, fault, _)| fault.clone()).ok_or_else(|| FaultError::Unknown { name: name.to_owned() })
    }
}

fn html(status: u16, title: &str) -> Answer {
    let body = format!("<html><body><h1>{status} {title}</h1></body></html>");
    let headers = vec![("content-type", "text/html".to_owned())];
    Answer { status, headers, body, delivery: Delivery::Whole, delay: Duration::ZERO }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_written_alike() {
        for (name, what) in Fault::named() {
            let fault: Fault = name.parse().unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(fault.name(), name);
            assert!(!what.is_empty());
        }
        assert_eq!(Fault::SlowBody { over: Duration::ZERO }.name(), "slow-body");
        let error = "418".parse::<Fault>().expect_err("unknown").to_string();
        for (name, _) in Fault::named() {
            assert!(error.contains(name), "{error}");
        }
    }
}
