//! What a new reading of the documents changes for the callers of a client: two specifications of an operation, compared.
//!
//! A difference *breaks* callers if code that is written against the generated client would not compile with the next
//! one, or if calls would be refused that were sent before. What a page merely says otherwise breaks nobody.

mod attributes;
mod demands;
mod tables;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::spec::{Api, Operation, Recipe, Type};

/// An operation that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OperationDiff {
    /// The API, by the name of its folder.
    pub api: String,
    /// The name of the operation; of one that was renamed, the new one.
    pub operation: String,
    /// What is different, what breaks callers first.
    pub differences: Vec<Difference>,
}

impl OperationDiff {
    /// Whether any of the differences breaks callers.
    #[must_use]
    pub fn breaks(&self) -> bool {
        self.differences.iter().any(|difference| difference.breaks)
    }
}

/// One thing that is different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The address of the item, as corrections name it (`response.Row.name`); empty for the operation itself.
    pub at: String,
    /// What became of it (`removed`, `integer → number`).
    pub what: String,
    /// Whether callers have to change something.
    pub breaks: bool,
}

impl Difference {
    fn breaking(at: impl Into<String>, what: impl Into<String>) -> Self {
        Self { at: at.into(), what: what.into(), breaks: true }
    }

    fn harmless(at: impl Into<String>, what: impl Into<String>) -> Self {
        Self { at: at.into(), what: what.into(), breaks: false }
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let space = if self.at.is_empty() { "" } else { " " };
        write!(formatter, "{}{space}{}", self.at, self.what)
    }
}

/// An operation as the last and as the new reading have it; one of them may not have it at all. The envelope of `api` keeps
/// parts of answers from callers, and `recipe` fills in what they need not give.
#[must_use]
pub fn compare(
    old: Option<&Operation>,
    new: Option<&Operation>,
    api: &Api,
    recipe: Option<&Recipe>,
) -> Vec<Difference> {
    match (old, new) {
        // What is new changes nothing for those who could not call it.
        (None, _) => Vec::new(),
        (Some(_), None) => vec![Difference::breaking("", "removed")],
        (Some(old), Some(new)) => compare_readings(old, new, api, recipe),
    }
}

fn compare_readings(old: &Operation, new: &Operation, api: &Api, recipe: Option<&Recipe>) -> Vec<Difference> {
    let mut found = Vec::new();
    compare_names(old, new, &mut found);
    compare_addresses(old, new, &mut found);
    compare_bodies(old, new, &mut found);
    tables::compare_tables(old, new, api, recipe, &mut found);
    compare_errors(old, new, &mut found);
    found.sort_by_key(|difference| !difference.breaks);
    found
}

fn compare_names(old: &Operation, new: &Operation, found: &mut Vec<Difference>) {
    if old.name != new.name {
        found.push(Difference::breaking("", format!("renamed, was {}", old.name)));
    }
    if old.group != new.group {
        found.push(Difference::breaking("", format!("moved from the group {} to {}", old.group, new.group)));
    }
}

/// Clients know where to send a call; what callers see of it are the parameters in the path.
fn compare_addresses(old: &Operation, new: &Operation, found: &mut Vec<Difference>) {
    if old.method != new.method {
        let what = format!("method {} → {}", old.method.as_str(), new.method.as_str());
        found.push(Difference::harmless("", what));
    }
    if old.path != new.path {
        let parameters = |operation: &Operation| {
            operation.request.path.iter().map(|field| field.name.clone()).collect::<BTreeSet<_>>()
        };
        let what = format!("path {} → {}", old.path, new.path);
        found.push(Difference { at: String::new(), what, breaks: parameters(old) != parameters(new) });
    }
}

fn compare_bodies(old: &Operation, new: &Operation, found: &mut Vec<Difference>) {
    let said = |body: &Option<Type>| body.as_ref().map_or("an object".to_owned(), ToString::to_string);
    let bodies =
        [("request", &old.request.body, &new.request.body), ("response", &old.response.body, &new.response.body)];
    for (side, old, new) in bodies.into_iter().filter(|(_, old, new)| old != new) {
        found.push(Difference::breaking(side, format!("{} → {}", said(old), said(new))));
    }
    if old.request.encoding != new.request.encoding {
        found.push(Difference::harmless("request", "travels in another encoding"));
    }
}

fn compare_errors(old: &Operation, new: &Operation, found: &mut Vec<Difference>) {
    let missing = |from: &Operation, to: &Operation| {
        let codes = from.errors.iter().filter(|error| !to.errors.iter().any(|other| other.code == error.code));
        codes.map(|error| error.code.to_string()).collect::<Vec<_>>()
    };
    for (codes, what) in [(missing(old, new), "no longer documented"), (missing(new, old), "added")] {
        if !codes.is_empty() {
            found.push(Difference::harmless("errors", format!("{} {what}", codes.join(", "))));
        }
    }
}
