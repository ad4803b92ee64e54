//! APIs without authentication, and recipes that are not built in: requests are held against the specification only.

use super::answer::{Answer, object, text};
use super::check::{self, Call, Check, CheckEntry, Refusal};
use super::documented;
use super::vendor::Vendor;
use crate::spec::Value;

/// An API whose signatures are not checked.
pub(super) struct Unsigned;

const CHECKS: &[Check<Unsigned>] = &[
    Check {
        name: "method",
        looks_at: "the method is the documented one",
        answer: "405",
        test: |_, call| documented::method(call),
    },
    Check {
        name: "body",
        looks_at: "the body can be read in the documented encoding",
        answer: "400",
        test: |_, call| documented::body(call),
    },
    Check {
        name: "required",
        looks_at: "required headers, parameters and members are there",
        answer: "400",
        test: |_, call| documented::required(call, &[]),
    },
    Check {
        name: "types",
        looks_at: "types, lengths, limits and constants are the documented ones",
        answer: "400",
        test: |_, call| documented::types(call, &[]),
    },
];

impl Vendor for Unsigned {
    fn checks(&self) -> Vec<CheckEntry> {
        check::entries(CHECKS)
    }

    fn check(&self, call: &Call<'_>) -> Result<(), Refusal> {
        check::run(CHECKS, self, call)
    }

    fn refuse(&self, call: &Call<'_>, refusal: &Refusal) -> Answer {
        let status = refusal.code.parse().ok().filter(|status| (400..600).contains(status)).unwrap_or(400);
        let answer = Answer::json(
            status,
            &object([
                ("error", text(refusal.detail.clone())),
                ("code", text(refusal.code.clone())),
                ("operation", text(call.operation.name.clone())),
            ]),
        );
        if status == 405 { answer.header("allow", call.operation.method.as_str()) } else { answer }
    }

    fn succeed(&self, _call: &Call<'_>, example: Value) -> Answer {
        Answer::json(200, &example)
    }

    fn guide(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}
