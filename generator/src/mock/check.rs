//! The shape of the written lists of checks, and what a check looks at.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::json;
use super::received::Received;
use crate::spec::{Operation, Value};

/// The most characters of what is said about a failed check: what came may be as large as a body.
const LONGEST_DETAIL: usize = 4_000;

/// A line of a vendor's list: what is looked at, and what the vendor answers where it does not hold.
///
/// A list is gone through in order; the first check that fails decides the answer.
pub(super) struct Check<V> {
    pub(super) name: &'static str,
    pub(super) looks_at: &'static str,
    /// The vendor's code for the answer.
    pub(super) answer: &'static str,
    /// Says what was expected and what came instead, if it does not hold.
    pub(super) test: fn(&V, &Call<'_>) -> Result<(), String>,
}

/// A line of the list of checks, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckEntry {
    /// The name of the check.
    pub name: &'static str,
    /// What it looks at, and what has to hold.
    pub looks_at: &'static str,
    /// The vendor's code for the answer.
    pub answer: &'static str,
}

/// A call of an operation, as the checks see it.
pub(super) struct Call<'a> {
    pub(super) received: &'a Received,
    pub(super) operation: &'a Operation,
    /// The parameters of the path, decoded.
    pub(super) path_values: Vec<(String, String)>,
    /// The server's time in milliseconds.
    pub(super) now: i64,
    body: OnceCell<Result<Value, String>>,
}

impl<'a> Call<'a> {
    pub(super) fn new(
        received: &'a Received,
        operation: &'a Operation,
        path_values: Vec<(String, String)>,
        now: i64,
    ) -> Self {
        Self { received, operation, path_values, now, body: OnceCell::new() }
    }

    /// The body as JSON, or why it is none.
    pub(super) fn json(&self) -> Result<&Value, &str> {
        self.body.get_or_init(|| json::read(&self.received.body)).as_ref().map_err(String::as_str)
    }

    /// The member of that name of a JSON body.
    pub(super) fn member(&self, name: &str) -> Option<&Value> {
        self.json().ok()?.get(name)
    }
}

/// A call that is turned away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The vendor's code.
    pub(super) code: Cow<'static, str>,
    /// The check that failed; `None` where a test asked for the refusal.
    pub(super) check: Option<&'static str>,
    /// What was expected, and what came instead.
    pub(super) detail: String,
}

/// Goes through a list and stops at the first check that does not hold.
pub(super) fn run<V>(checks: &[Check<V>], vendor: &V, call: &Call<'_>) -> Result<(), Refusal> {
    for check in checks {
        (check.test)(vendor, call).map_err(|detail| Refusal {
            code: Cow::Borrowed(check.answer),
            check: Some(check.name),
            detail: clipped(detail, LONGEST_DETAIL),
        })?;
    }
    Ok(())
}

/// A list, for people.
pub(super) fn entries<V>(checks: &[Check<V>]) -> Vec<CheckEntry> {
    checks.iter().map(|check| CheckEntry { name: check.name, looks_at: check.looks_at, answer: check.answer }).collect()
}

/// A text, or its first characters if it has more than `most`.
pub(super) fn clipped(mut text: String, most: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
        text.push('…');
    }
    text
}
