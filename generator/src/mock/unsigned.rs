//! APIs without authentication, and recipes that are not built in: requests are held against the specification only.

use indexmap::IndexMap;

use super::answer::{Answer, text};
use super::check::{self, Call, Check, CheckEntry, Refusal};
use super::documented;
use super::vendor::Vendor;
use crate::spec::{Envelopes, Scalar, Value};

/// An API whose signatures are not checked.
#[derive(Default)]
pub(super) struct Unsigned {
    /// The forms of its answers, which refusals have, too.
    pub(super) envelopes: Envelopes,
}

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
        let answer = Answer::json(status, &self.told(call, refusal));
        if status == 405 { answer.header("allow", call.operation.method.as_str()) } else { answer }
    }

    fn succeed(&self, _call: &Call<'_>, example: Value) -> Answer {
        Answer::json(200, &example)
    }

    fn guide(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

impl Unsigned {
    /// A refusal in the form that the operation's answers have, so that clients understand it.
    fn told(&self, call: &Call<'_>, refusal: &Refusal) -> Value {
        let (code, message) = (text(refusal.code.clone()), text(refusal.detail.clone()));
        let envelope = self.envelopes.of(call.operation);
        let mut members = IndexMap::new();
        if let Some(success) = envelope.and_then(|envelope| envelope.success.as_ref()) {
            let failure = match success.equals {
                Scalar::Boolean(value) => Value::Boolean(!value),
                _ => code.clone(),
            };
            members.insert(success.field.clone(), failure);
        }
        let name = |name: Option<&String>, usual: &str| name.map_or_else(|| usual.to_owned(), String::clone);
        members.insert(name(envelope.and_then(|envelope| envelope.code.as_ref()), "code"), code);
        members.insert(name(envelope.and_then(|envelope| envelope.message.as_ref()), "error"), message);
        members.insert("operation".to_owned(), text(call.operation.name.clone()));
        Value::Object(members)
    }
}
