//! Documented examples against generated code: what the tests that docwright generates are made of.
//!
//! [`assert_answer`] decodes a documented answer as a client does and writes it back; [`assert_request`] puts a
//! documented request into the struct of its operation and looks at what would be sent. What comes out has to be what
//! the document shows, but for this:
//!
//! | the document shows | what may come out |
//! |---|---|
//! | `null`, `""`, `[]`, `{}`, a list or an object of nothing else | any other of these, or nothing |
//! | a number | the same number, however it is spelled, in quotes or not |
//! | a text that spells a number | that number |
//! | `true`, `false`, and what spells them | 1, 0, in quotes or not |
//! | a single value | a list of it |
//! | a text that holds JSON | the value in it, or the same JSON spelled otherwise |
//! | a value | a text that holds its JSON |
//! | members in some order | any other order |
//!
//! None of this is silent. Each difference between an example and its tables is one that the caller has to name, as
//! `PATH: KIND`; the kinds are the [`Tolerance`](crate::Tolerance)s of the [table](crate::json), and a few of their own:
//!
//! | kind | meaning |
//! |---|---|
//! | `Failure` | the envelope of the answer says that the call failed |
//! | `NoData` | the member with the data is not there |
//! | `NotJson` | the member with the data is a text that should hold JSON, and does not |
//! | `Constant` | the request shows another value than the one that is always sent |
//!
//! The path of the whole answer, and of the whole body, is `$`.

mod normal;
mod request;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use crate::drift::{Drift, DriftSink};
use crate::envelope::{Verdict, judge, members, scalar_text};
use crate::operation::{Api, Data, Operation, OperationMeta};
use crate::{DecodeError, DecodeOptions, Misfits, Problem, Slot, Value, json};

use normal::Comparison;
use request::{Filled, request_differences};

/// A documented request.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'a> {
    /// The parameters of its query, decoded.
    pub query: &'a [(&'a str, &'a str)],
    /// The JSON text of its body, however the body travels.
    pub body: Option<&'a str>,
}

/// Decodes a documented answer, a JSON text, as a client does; then writes it back and compares.
///
/// `differences` are those between the example and the tables, each as `PATH: KIND` (see the [module](self)), in any order.
/// The path is that of a [`DriftCount`](crate::DriftCount): `data.rows[].price: Quoted`.
///
/// # Panics
/// Where the answer cannot be decoded or comes back different, where it has a difference that is not named, or where a
/// named one is not met.
#[track_caller]
pub fn assert_answer<O: Operation>(answer: &str, differences: &[&str]) {
    let outcome = answer_differences(O::META, <O::Api as Api>::META.envelopes, answer, &mut O::Output::vacant());
    expect(O::META, "answer", outcome, differences);
}

/// Puts a documented request into the struct of its operation, field by field, and compares what would be sent, before it
/// is signed, with what is documented. Headers and parameters of the path are not looked at.
///
/// `differences` are as in [`assert_answer`]. What the API's recipe fills is left out; what is not documented, or does not fit
/// its type, goes the way of [`Additional`](crate::Additional). A constant is sent whether the example shows it or not.
///
/// # Panics
/// Where the request cannot be made, would not be sent because of a documented limit, or is another one, where it has a difference that is not named, or where a named one
/// is not met.
#[track_caller]
pub fn assert_request<O: Operation + Slot>(request: &Request<'_>, differences: &[&str]) {
    let filled = Filled::of(<O::Api as Api>::META);
    let outcome = request_differences(O::META, &filled, request, &mut O::vacant());
    expect(O::META, "request", outcome, differences);
}

/// The differences that were met, or why there is nothing to compare.
type Outcome = Result<BTreeSet<String>, String>;

#[track_caller]
fn expect(meta: &OperationMeta, what: &str, outcome: Outcome, differences: &[&str]) {
    let met = outcome.unwrap_or_else(|problem| panic!("the documented {what} of {}: {problem}", meta.name));
    let named: BTreeSet<String> = differences.iter().map(|&named| named.to_owned()).collect();
    let list = |of: &BTreeSet<String>, without: &BTreeSet<String>| {
        of.difference(without).map(|difference| format!("\n  {difference}")).collect::<String>()
    };
    let (silent, gone) = (list(&met, &named), list(&named, &met));
    assert!(
        silent.is_empty() && gone.is_empty(),
        "the documented {what} of {} against its tables ({})\nnot named:{silent}\nnamed, but not met:{gone}",
        meta.name,
        meta.document
    );
}

/// Takes note of differences by path and kind.
#[derive(Default)]
struct Met(Mutex<BTreeSet<String>>);

impl Met {
    fn add(&self, path: &str, kind: &str) {
        let path = if path.is_empty() { "$" } else { path };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(format!("{path}: {kind}"));
    }

    fn has_path(&self, path: &str) -> bool {
        let met = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        met.iter().any(|difference| {
            let at = difference.rsplit_once(": ").map_or("", |(at, _)| at);
            // What was read out of a text, or kept as one, differs at and below the text.
            // An entry of any name stands for all of a map.
            let at = if at.starts_with('*') { "$" } else { at.split_once(".*").map_or(at, |(map, _)| map) };
            at == "$" || path.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    }

    fn into_set(self) -> BTreeSet<String> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl DriftSink for Met {
    fn record(&self, drift: &Drift<'_>) {
        self.add(drift.path, &format!("{:?}", drift.tolerance));
    }
}

fn answer_differences(
    meta: &OperationMeta,
    envelopes: &[crate::Envelope],
    answer: &str,
    output: &mut dyn Slot,
) -> Outcome {
    let met = Met::default();
    if let Verdict::Failure { .. } = judge(http::StatusCode::OK, answer.as_bytes(), envelopes) {
        met.add("", "Failure");
    }
    let (within, data) = match meta.data {
        Data::Whole => ("", Some(Cow::Borrowed(answer))),
        Data::Member(name) => (name, member(answer, name).map(Cow::Borrowed)),
        Data::Text(name) => (name, member(answer, name).map(unquoted)),
    };
    match data {
        None => met.add(within, "NoData"),
        Some(data) if within.is_empty() || !data.trim().is_empty() => {
            if decode(meta, within, &data, Misfits::Refuse, output, &met)? {
                let back = String::from_utf8_lossy(&json::encode(output)).into_owned();
                compare(within, &value(&data)?, &value(&back)?, &met)?;
            }
        }
        // A text with nothing in it is no data.
        Some(_) => {}
    }
    Ok(met.into_set())
}

fn member<'a>(object: &'a str, name: &str) -> Option<&'a str> {
    members(object.as_bytes())?.into_iter().rev().find(|member| member.name == name).map(|member| member.json)
}

fn unquoted(json: &str) -> Cow<'_, str> {
    if json.starts_with('"') { scalar_text(json).unwrap_or(Cow::Borrowed("null")) } else { Cow::Borrowed(json) }
}

/// Decodes into a slot; `false` where the value as a whole is not of the documented type, which is noted.
fn decode(
    meta: &OperationMeta,
    within: &str,
    json: &str,
    misfits: Misfits,
    slot: &mut dyn Slot,
    met: &Met,
) -> Result<bool, String> {
    let options = DecodeOptions {
        operation: meta.name,
        document: meta.document,
        within,
        misfits,
        drift: Some(met),
        ..DecodeOptions::default()
    };
    match json::decode(json.as_bytes(), slot, &options) {
        Ok(()) => Ok(true),
        Err(error) => match kind_of(&error) {
            Some(kind) => {
                met.add(within, kind);
                Ok(false)
            }
            None => Err(error.to_string()),
        },
    }
}

fn kind_of(error: &DecodeError) -> Option<&'static str> {
    match error.problem() {
        Problem::Beyond { .. } => Some("BeyondInteger"),
        Problem::Type { .. } => Some("Misfit"),
        Problem::Syntax(_) => Some("NotJson"),
        _ => None,
    }
}

fn value(json: &str) -> Result<Value, String> {
    json::decode_as(json.as_bytes()).map_err(|error| format!("{error}: {json}"))
}

/// Compares, and holds against the codec what it changed without a word.
fn compare(within: &str, documented: &Value, back: &Value, met: &Met) -> Result<(), String> {
    let mut comparison = Comparison::default();
    if !comparison.same(within, documented, back) {
        let at = comparison.unequal.unwrap_or_default();
        return Err(format!("comes back different at `{at}`:\n  {documented:?}\n  {back:?}"));
    }
    match comparison.coerced.into_iter().find(|path| !met.has_path(path)) {
        Some(path) => Err(format!("`{path}` comes back in another form, and that was not reported")),
        None => Ok(()),
    }
}
