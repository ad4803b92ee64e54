//! The tables of two readings of an operation, field by field.

use std::collections::BTreeMap;

use super::Difference;
use super::attributes::compare_attributes;
use super::demands::{Demands, compare_groups};
use crate::spec::{Api, Field, Operation, Recipe};

/// A table, as one of the readings has it.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    /// The key in `places` (`request.types.Row`).
    pub(super) key: &'a str,
    /// The fields.
    pub(super) fields: &'a [Field],
    /// What the reading demands of callers.
    pub(super) demands: &'a Demands<'a>,
}

impl<'a> Table<'a> {
    /// The field of a name. Of several the first counts, as everywhere.
    fn field(&self, name: &str) -> Option<&'a Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    pub(super) fn is_request(&self) -> bool {
        self.key.starts_with("request.")
    }

    pub(super) fn address(&self) -> String {
        address(self.key)
    }

    pub(super) fn field_address(&self, field: &Field) -> String {
        format!("{}.{}", self.address(), field.name)
    }
}

/// The address of a table as corrections write it (`request.Row`).
fn address(key: &str) -> String {
    key.replacen(".types.", ".", 1)
}

pub(super) fn compare_tables(
    old: &Operation,
    new: &Operation,
    api: &Api,
    recipe: Option<&Recipe>,
    found: &mut Vec<Difference>,
) {
    let (old_demands, new_demands) = (Demands::of(old, api, recipe), Demands::of(new, api, recipe));
    let old_tables = old.tables().collect::<BTreeMap<_, _>>();
    let new_tables = new.tables().collect::<Vec<_>>();
    let mut described = 0;
    for (key, fields) in &new_tables {
        let new = Table { key, fields, demands: &new_demands };
        match old_tables.get(key) {
            None => found.push(Difference::harmless(new.address(), "added")),
            Some(fields) => {
                let old = Table { key, fields, demands: &old_demands };
                compare_fields(old, new, found);
                compare_groups(old, new, found);
                described += count_described(old, new);
            }
        }
    }
    for key in old_tables.keys().filter(|key| !new_tables.iter().any(|(new, _)| new == *key)) {
        found.push(Difference::breaking(address(key), "removed"));
    }
    if described > 0 {
        let fields = if described == 1 { "field" } else { "fields" };
        found.push(Difference::harmless("", format!("describes {described} {fields} in other words")));
    }
}

fn compare_fields(old: Table<'_>, new: Table<'_>, found: &mut Vec<Difference>) {
    for before in old.fields.iter().filter(|field| new.field(&field.name).is_none()) {
        let breaks = old.demands.is_offered(old, before);
        found.push(Difference { at: old.field_address(before), what: "removed".to_owned(), breaks });
    }
    for after in new.fields {
        match old.field(&after.name) {
            Some(before) => compare_attributes((old, before), (new, after), found),
            None if new.demands.is_required(new, after) => {
                found.push(Difference::breaking(new.field_address(after), "added and required"));
            }
            None => found.push(Difference::harmless(new.field_address(after), "added")),
        }
    }
}

/// How many fields are described in other words.
fn count_described(old: Table<'_>, new: Table<'_>) -> usize {
    let words = |field: &Field| (field.description.clone(), field.note.clone());
    let is_other = |after: &&Field| old.field(&after.name).is_some_and(|before| words(before) != words(after));
    new.fields.iter().filter(is_other).count()
}
