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

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use crate::client::{Draft, DraftBody, draft};
use crate::drift::{Drift, DriftSink};
use crate::envelope::{Verdict, judge, members, scalar_text};
use crate::operation::{Api, Data, Encoding, Operation, OperationMeta, Place};
use crate::{DecodeError, DecodeOptions, Misfits, Model, Problem, Slot, Table, Value, json};

use normal::{Comparison, is_nothing};

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
/// The path is that of a [`DriftCount`](crate::DriftCount): `data.rows[].price: Quoted`. What does not fit its type at
/// all is kept in `extra`, as with [`Misfits::Keep`].
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
/// `differences` are as in [`assert_answer`]. What the API's recipe fills is left out, an undocumented parameter of the query
/// too; an undocumented member of the body, or one that does not fit its type, goes the way of
/// [`Additional`](crate::Additional). A constant is sent whether the example shows it or not.
///
/// # Panics
/// Where the request cannot be made or is another one, where it has a difference that is not named, or where a named one
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
            let at = at.split_once(".*").map_or(at, |(map, _)| map);
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
    if let Verdict::Failure { .. } = judge(answer.as_bytes(), envelopes) {
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
            if decode(meta, within, &data, output, &met)? {
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
fn decode(meta: &OperationMeta, within: &str, json: &str, slot: &mut dyn Slot, met: &Met) -> Result<bool, String> {
    let options = DecodeOptions {
        operation: meta.name,
        document: meta.document,
        within,
        misfits: Misfits::Keep,
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

/// What the recipe fills: names of parameters of the query and of members of the body.
struct Filled {
    query: Vec<&'static str>,
    body: Vec<&'static str>,
}

impl Filled {
    fn of(api: &crate::ApiMeta) -> Self {
        let Some(recipe) = api.recipe else { return Self { query: Vec::new(), body: Vec::new() } };
        Self {
            query: recipe.request.query.iter().map(|(name, _)| *name).collect(),
            body: recipe.request.body.iter().map(|(name, _)| *name).collect(),
        }
    }
}

fn request_differences<M: Model + Slot>(
    meta: &'static OperationMeta,
    filled: &Filled,
    request: &Request<'_>,
    model: &mut M,
) -> Outcome {
    let met = Met::default();
    let mut documented = Documented::of(meta, filled, request)?;
    documented.fill(meta, model, &met)?;
    // Members of forms are compared as JSON has them; how they are written in a form is another matter.
    let as_json = OperationMeta { encoding: Encoding::Json, ..*meta };
    let wire = draft(&as_json, model).map_err(|error| error.to_string())?;
    documented.compare_query(meta, &wire, &met)?;
    documented.compare_body(meta, model.table(), wire, &met)?;
    Ok(met.into_set())
}

/// A documented request without what a recipe fills.
struct Documented<'a> {
    query: Vec<(&'a str, &'a str)>,
    body: Option<Body<'a>>,
}

enum Body<'a> {
    Members(Vec<(String, &'a str)>),
    Whole(&'a str),
}

impl<'a> Documented<'a> {
    fn of(meta: &OperationMeta, filled: &Filled, request: &Request<'a>) -> Result<Self, String> {
        let query = request.query.iter().copied().filter(|(name, _)| !filled.query.contains(name)).collect();
        let is_whole = meta.parameters.contains(&Place::Content);
        let body = request.body.map(|body| match members(body.as_bytes()) {
            Some(members) if !is_whole => {
                let members = members.into_iter().filter(|member| !filled.body.contains(&&*member.name));
                Body::Members(members.map(|member| (member.name.into_owned(), member.json)).collect())
            }
            _ => Body::Whole(body),
        });
        Ok(Self { query, body })
    }

    /// Puts what is documented into the fields, and what has no field among the additional members.
    fn fill(&mut self, meta: &OperationMeta, model: &mut dyn Model, met: &Met) -> Result<(), String> {
        let table = model.table();
        let mut problem = None;
        model.change(&mut |slots, surplus| {
            let places = meta.parameters.iter().zip(table.names);
            for ((place, name), slot) in places.zip(slots) {
                let Some(json) = self.shown(*place, name) else {
                    if table.is_required(name) && matches!(place, Place::Query | Place::Body) {
                        met.add(name, "MissingRequired");
                    }
                    continue;
                };
                if json == "null" && table.is_required(name) {
                    met.add(name, "NullRequired");
                }
                let notes = Met::default();
                match decode(meta, if *place == Place::Content { "" } else { name }, &json, *slot, &notes) {
                    Ok(true) => {}
                    Ok(false) => {
                        slot.clear();
                        if *place == Place::Body {
                            _ = value(&json).map(|value| surplus.members_mut().insert(*name, value));
                        }
                    }
                    Err(error) => problem = Some(error),
                }
                for difference in notes.into_set() {
                    let (path, kind) = difference.rsplit_once(": ").unwrap_or_default();
                    // Whatever is in a query is a text.
                    let is_plain = matches!(place, Place::Query | Place::Path) && path == *name && kind == "Quoted";
                    if !is_plain {
                        met.add(path, kind);
                    }
                }
            }
            let Some(Body::Members(members)) = &self.body else { return };
            for (name, json) in members.iter().filter(|(name, _)| is_unknown(meta, table, Place::Body, name)) {
                met.add(name, "UnknownMember");
                _ = value(json).map(|value| surplus.members_mut().insert(name.as_str(), value));
            }
        });
        for (name, _) in self.query.iter().filter(|(name, _)| is_unknown(meta, table, Place::Query, name)) {
            met.add(name, "UnknownMember");
        }
        problem.map_or(Ok(()), Err)
    }

    /// The JSON of a parameter, if the example shows it. A path needs its parameters, whatever they are.
    fn shown(&self, place: Place, name: &str) -> Option<String> {
        match (place, &self.body) {
            (Place::Query, _) => {
                let (_, text) = self.query.iter().find(|(shown, _)| *shown == name)?;
                Some(String::from_utf8_lossy(&json::encode(&(*text).to_owned())).into_owned())
            }
            (Place::Body, Some(Body::Members(members))) => {
                members.iter().rev().find(|(shown, _)| shown == name).map(|(_, json)| (*json).to_owned())
            }
            (Place::Content, Some(Body::Whole(json))) => Some((*json).to_owned()),
            (Place::Path, _) => Some("\"1\"".to_owned()),
            _ => None,
        }
    }

    fn compare_query(&self, meta: &OperationMeta, wire: &Draft, met: &Met) -> Result<(), String> {
        for (name, text) in &self.query {
            let sent = wire.query.iter().find(|(sent, _)| sent == name).map(|(_, sent)| sent.as_str());
            match sent {
                Some(sent) if sent == *text => {}
                Some(_) if is_constant(meta, Place::Query, name) => met.add(name, "Constant"),
                Some(sent) => {
                    let sent = value(sent).unwrap_or_else(|_| Value::Text(sent.to_owned()));
                    if !Comparison::default().same(name, &Value::Text((*text).to_owned()), &sent) {
                        return Err(format!("the parameter `{name}` is sent as {sent:?}, not as {text:?}"));
                    }
                }
                None if text.is_empty() || met.has_path(name) => {}
                None => return Err(format!("the parameter `{name}` is not sent")),
            }
        }
        let is_shown = |name: &str| self.query.iter().any(|(shown, _)| *shown == name);
        let is_meant = |name: &str| is_shown(name) || is_constant(meta, Place::Query, name);
        match wire.query.iter().find(|(name, _)| !is_meant(name)) {
            Some((name, _)) => Err(format!("the parameter `{name}` is sent, and was not set")),
            None => Ok(()),
        }
    }

    fn compare_body(&self, meta: &OperationMeta, table: &Table, wire: Draft, met: &Met) -> Result<(), String> {
        let sent = match wire.body {
            DraftBody::Json(members) => members,
            DraftBody::Text(text) => vec![(String::new(), text)],
            _ => Vec::new(),
        };
        let shown = match &self.body {
            None => Vec::new(),
            Some(Body::Members(members)) => members.clone(),
            // A body of another form than the tables have has no way into the struct.
            Some(Body::Whole(_)) if !meta.parameters.contains(&Place::Content) => {
                met.add("", "Misfit");
                Vec::new()
            }
            Some(Body::Whole(json)) => vec![(String::new(), *json)],
        };
        for (name, json) in &shown {
            let documented = value(json)?;
            match sent.iter().find(|(sent, _)| sent == name) {
                Some((_, sent)) if is_constant(meta, Place::Body, name) && !has_field(meta, table, Place::Body, name) => {
                    if scalar_text(sent) != scalar_text(json) {
                        met.add(name, "Constant");
                    }
                }
                Some((_, sent)) => compare(name, &documented, &value(sent)?, met)?,
                None if is_nothing(&documented) || (name.is_empty() && met.has_path("$")) => {}
                None => return Err(format!("the member `{name}` is not sent")),
            }
        }
        let is_shown = |name: &str| shown.iter().any(|(shown, _)| shown == name);
        match sent.iter().find(|(name, _)| !is_shown(name) && !is_constant(meta, Place::Body, name)) {
            Some((name, _)) => Err(format!("the member `{name}` is sent, and was not set")),
            None => Ok(()),
        }
    }
}

fn is_constant(meta: &OperationMeta, place: Place, name: &str) -> bool {
    meta.constants.iter().any(|constant| constant.place == place && constant.name == name)
}

fn has_field(meta: &OperationMeta, table: &Table, place: Place, name: &str) -> bool {
    meta.parameters.iter().zip(table.names).any(|(at, known)| *at == place && *known == name)
}

fn is_unknown(meta: &OperationMeta, table: &Table, place: Place, name: &str) -> bool {
    !is_constant(meta, place, name) && !has_field(meta, table, place, name)
}
