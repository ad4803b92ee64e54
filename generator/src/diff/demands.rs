//! What a reading demands of callers, as the generated client does: what they have to give, and within which limits.

use super::Difference;
use super::tables::Table;
use crate::spec::{Api, Disputed, Field, Limit, Operation, Recipe, demanded_alternatives};

/// The demands of a reading.
pub(super) struct Demands<'a> {
    disputed: Disputed,
    recipe: Option<&'a Recipe>,
    /// The member of the answer that callers are given, if it is not the whole of it.
    data: Option<&'a str>,
}

impl<'a> Demands<'a> {
    pub(super) fn of(operation: &'a Operation, api: &Api, recipe: Option<&'a Recipe>) -> Self {
        let data = api.envelope.data_of(operation).map(|field| field.name.as_str());
        Self { disputed: Disputed::of(operation), recipe, data }
    }

    /// Whether code can name the field: of a request what is neither constant nor filled in, of an answer what is not of
    /// its envelope.
    pub(super) fn is_offered(&self, table: Table<'_>, field: &Field) -> bool {
        let is_filled = self.recipe.is_some_and(|recipe| match table.key {
            "request.headers" => recipe.fills_header(&field.name),
            "request.query" => recipe.fills_query(&field.name),
            "request.fields" => recipe.fills_body(&field.name),
            _ => false,
        });
        match table.key {
            "response.fields" => self.data.is_none_or(|data| data == field.name),
            _ => !table.is_request() || (field.constant.is_none() && !is_filled),
        }
    }

    /// Whether callers have to give the field.
    pub(super) fn is_required(&self, table: Table<'_>, field: &Field) -> bool {
        table.is_request() && self.is_offered(table, field) && field.is_always_required()
    }

    /// The limits that a client holds callers to.
    pub(super) fn limits(&self, table: Table<'_>, field: &Field) -> Vec<Limit> {
        let is_held = table.is_request() && self.is_offered(table, field) && !self.disputed.has_field(table.key, field);
        if is_held { field.limits() } else { Vec::new() }
    }

    /// The groups of fields of which callers have to give one.
    fn groups(&self, table: Table<'_>) -> Vec<Vec<String>> {
        if !table.is_request() {
            return Vec::new();
        }
        let is_demanded = |group: &Vec<&Field>| {
            group.iter().all(|field| self.is_offered(table, field)) && !self.disputed.has_group(table.key, group)
        };
        let groups = demanded_alternatives(&table.fields.iter().collect::<Vec<_>>()).into_iter().filter(is_demanded);
        groups.map(|group| group.into_iter().map(|field| field.name.clone()).collect()).collect()
    }
}

pub(super) fn compare_groups(old: Table<'_>, new: Table<'_>, found: &mut Vec<Difference>) {
    let (before, after) = (old.demands.groups(old), new.demands.groups(new));
    for group in after.iter().filter(|group| !before.contains(group)) {
        found.push(Difference::breaking(new.address(), format!("one of {} now required", group.join(", "))));
    }
    for group in before.iter().filter(|group| !after.contains(group)) {
        found.push(Difference::harmless(new.address(), format!("one of {} no longer required", group.join(", "))));
    }
}

/// Values that were sent before are refused if a limit is new, or narrower than it was.
pub(super) fn compare_limits(
    (old, before): (Table<'_>, &Field),
    (new, after): (Table<'_>, &Field),
    found: &mut Vec<Difference>,
) {
    let (before, limits) = (old.demands.limits(old, before), new.demands.limits(new, after));
    let same_kind = |left: &Limit, right: &Limit| std::mem::discriminant(left) == std::mem::discriminant(right);
    let at = new.field_address(after);
    for limit in &limits {
        match before.iter().find(|old| same_kind(old, limit)) {
            None => found.push(Difference::breaking(&at, format!("limit added: {limit}"))),
            Some(old) if old == limit => {}
            Some(old) => {
                let what = format!("limit {old} → {limit}");
                found.push(Difference { at: at.clone(), what, breaks: limit.is_narrower_than(old) });
            }
        }
    }
    for limit in before.iter().filter(|old| !limits.iter().any(|limit| same_kind(old, limit))) {
        found.push(Difference::harmless(&at, format!("limit removed: {limit}")));
    }
}
