//! What is demanded of the values of a request: what its tables say, as far as its example does not contradict them.

use super::tables::Table;
use crate::spec::{Disputed, Field, Operation, demanded_alternatives};

/// The demands of the tables of a request, known by what contradicts them.
pub(super) struct Demands(Disputed);

impl Demands {
    pub(super) fn of(operation: &Operation) -> Self {
        Self(Disputed::of(operation))
    }

    /// Whether the example contradicts what a table says of a field.
    pub(super) fn is_disputed(&self, table: &Table<'_>, field: &Field) -> bool {
        self.0.has_field(&table.key, field)
    }

    /// The groups of which one member is demanded, by the names that travel. A group with a member that no caller is offered
    /// is not demanded of callers. `all` are the fields of the table, offered or not.
    pub(super) fn either_or(&self, table: &Table<'_>, all: &[&Field]) -> Vec<Vec<String>> {
        let is_offered = |name: &str| table.fields.iter().any(|(_, field)| field.name == name);
        let is_demanded = |group: &Vec<&Field>| {
            group.iter().all(|field| is_offered(&field.name)) && !self.0.has_group(&table.key, group)
        };
        let groups = demanded_alternatives(all).into_iter().filter(is_demanded);
        groups.map(|group| group.into_iter().map(|field| field.name.clone()).collect()).collect()
    }
}
