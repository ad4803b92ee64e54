//! What is demanded of the values of a request: what its tables say, as far as its example does not contradict them.

use std::collections::BTreeSet;

use super::tables::Table;
use crate::spec::{self, Claim, Field, Operation, contradictions, demanded_alternatives};

/// The demands of the tables of a request, known by what contradicts them.
pub(super) struct Demands {
    /// The addresses of fields (`request.types.Row.name`).
    fields: BTreeSet<String>,
    /// The addresses of the first fields of groups.
    groups: BTreeSet<String>,
}

impl Demands {
    pub(super) fn of(operation: &Operation) -> Self {
        let (groups, fields) = contradictions(operation)
            .into_iter()
            .partition::<Vec<_>, _>(|found| matches!(found.claim, Claim::OneOf(_)));
        let addresses = |found: Vec<spec::Contradiction>| found.into_iter().map(|found| found.address).collect();
        Self { fields: addresses(fields), groups: addresses(groups) }
    }

    /// Whether the example contradicts what a table says of a field.
    pub(super) fn is_disputed(&self, table: &Table<'_>, field: &Field) -> bool {
        self.fields.contains(&format!("{}.{}", table.key, field.name))
    }

    /// The groups of which one member is demanded, by the names that travel. A group with a member that no caller is offered
    /// is not demanded of callers. `all` are the fields of the table, offered or not.
    pub(super) fn either_or(&self, table: &Table<'_>, all: &[&Field]) -> Vec<Vec<String>> {
        let is_offered = |name: &str| table.fields.iter().any(|(_, field)| field.name == name);
        let groups = demanded_alternatives(all).into_iter().filter(|group| {
            let address = group.first().map(|first| format!("{}.{}", table.key, first.name));
            group.iter().all(|field| is_offered(&field.name))
                && address.is_some_and(|first| !self.groups.contains(&first))
        });
        groups.map(|group| group.into_iter().map(|field| field.name.clone()).collect()).collect()
    }
}
