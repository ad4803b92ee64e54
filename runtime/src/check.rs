//! A request against what its document demands, before anything is sent.
//!
//! Checked is what a table states of a value by itself: that it is there, its length, its bounds, how many items it has, and
//! that one of several alternatives is there. Conditions in prose are not, codes are not (a list of them may be older than the
//! server), and formats are not.

use std::fmt;

use crate::error::Error;
use crate::operation::{OperationMeta, Place};
use crate::path::{Detail, Path, Segment};
use crate::{Limit, Model, SlotRef, Surplus, Table};

/// How many violations of a request are listed: a list of a thousand wrong rows is not made clearer by a thousand of them.
const LISTED: usize = 20;

/// A value in a request that its document does not allow, or that it demands and is not there. The value itself is
/// nowhere in it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Where in the request, under the names that travel: `material_entity[2].remark`.
    pub path: String,
    /// What the document demands.
    pub limit: Limit,
    /// The document's line (from 1) that does, as far as it is known.
    pub line: Option<u32>,
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.path, self.limit)
    }
}

/// Holds a request against its document.
pub(crate) fn check(meta: &'static OperationMeta, request: &dyn Model) -> Result<(), Error> {
    let violations = violations(meta, request);
    if violations.is_empty() {
        return Ok(());
    }
    Err(Error::Invalid { operation: meta.name, document: meta.document, violations })
}

/// Where a request differs from what its document demands, in the order of its fields. Members, parameters and headers
/// that the caller adds stand for the documented ones of their name, whatever they are.
pub(crate) fn violations(meta: &OperationMeta, request: &dyn Model) -> Vec<Violation> {
    let mut found = Vec::new();
    // A body that is no object with members of its own is a value without a name.
    let is_whole = |index: usize| meta.parameters.get(index) == Some(&Place::Content);
    check_model(request, &Path::ROOT, &is_whole, &mut found);
    found.truncate(LISTED);
    found
}

fn check_model(model: &dyn Model, at: &Path<'_>, is_whole: &dyn Fn(usize) -> bool, found: &mut Vec<Violation>) {
    let table = model.table();
    model.look(&mut |slots, surplus| {
        let mut given = Vec::new();
        for (index, (name, slot)) in table.names.iter().zip(slots).enumerate() {
            let (view, is_replaced) = (slot.view(), is_among(surplus, name));
            if is_replaced || !matches!(view, SlotRef::Absent) {
                given.push(*name);
            }
            if is_replaced || found.len() >= LISTED {
                continue;
            }
            let path = at.then(Segment::Member(table, index));
            for limit in table.limits_of(name).filter(|limit| !limit.is_kept_by(&view)) {
                found.push(violation(limit, &path));
            }
            check_inside(view, if is_whole(index) { at } else { &path }, found);
        }
        for group in table.either_or.iter().filter(|group| !group.iter().any(|name| given.contains(name))) {
            let path = Segment::Member(table, first_of(group, table));
            found.push(violation(Limit::OneOf(group), &at.then(path)));
        }
    });
}

fn check_inside(view: SlotRef<'_>, at: &Path<'_>, found: &mut Vec<Violation>) {
    match view {
        SlotRef::Model(model) => check_model(model, at, &|_| false, found),
        SlotRef::List(list) => {
            for (index, item) in (0..list.len()).filter_map(|index| Some((index, list.get(index)?))) {
                check_inside(item.held(), &at.then(Segment::Element(index)), found);
            }
        }
        SlotRef::Map(entries) => {
            for (name, entry) in (0..entries.len()).filter_map(|index| entries.get(index)) {
                check_inside(entry.held(), &at.then(Segment::Entry(name)), found);
            }
        }
        SlotRef::Json(embedded) => check_inside(embedded.inner().held(), at, found),
        _ => {}
    }
}

/// Whether the caller has added something of that name.
fn is_among(surplus: &dyn Surplus, name: &str) -> bool {
    let has = |pairs: &[(String, String)]| pairs.iter().any(|(added, _)| added == name);
    surplus.members().get(name).is_some()
        || surplus.additional().is_some_and(|additional| has(additional.queries()) || has(additional.headers()))
}

fn first_of(group: &[&str], table: &Table) -> usize {
    table.names.iter().position(|name| group.contains(name)).unwrap_or_default()
}

fn violation(limit: Limit, at: &Path<'_>) -> Violation {
    Violation { path: at.render(Detail::Exact), limit, line: at.line() }
}
