//! Where the documented request does what its own tables forbid. Evidence decides: what an example contradicts is not
//! demanded of callers.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::limit::demanded_alternatives;
use super::walk::{self, Met};
use super::{Field, Limit, Operation, Scalar, Type, Value};

/// What a table says and an example contradicts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Claim {
    /// The field must be there, and is not.
    Required,
    /// The field must be there, and is nothing: `null`, or an empty text where a number should be.
    Filled,
    /// One of these fields must be there, and none is.
    OneOf(Vec<String>),
    /// The values of the field have a limit, and this one is beyond it.
    Limit(Limit),
}

/// A claim of a table with the place in the example that contradicts it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Contradiction {
    /// The address of the field (`request.types.Row.name`); of the first one for a group.
    pub(crate) address: String,
    /// Where in the example (`examples.request.body/rows/0/name`); what is not there has the place of the object.
    pub(crate) pointer: String,
    /// What the table says.
    pub(crate) claim: Claim,
}

/// The claims of the tables of a request that its example contradicts, to be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Disputed {
    /// The addresses of fields (`request.types.Row.name`).
    fields: BTreeSet<String>,
    /// The addresses of the first fields of groups.
    groups: BTreeSet<String>,
}

impl Disputed {
    /// What is disputed in the request of an operation.
    pub(crate) fn of(operation: &Operation) -> Self {
        let mut disputed = Self::default();
        for found in contradictions(operation) {
            let is_group = matches!(found.claim, Claim::OneOf(_));
            if is_group { &mut disputed.groups } else { &mut disputed.fields }.insert(found.address);
        }
        disputed
    }

    /// Whether the example contradicts what a table says of a field.
    pub(crate) fn has_field(&self, table: &str, field: &Field) -> bool {
        self.fields.contains(&format!("{table}.{}", field.name))
    }

    /// Whether the example has none of a group of fields.
    pub(crate) fn has_group(&self, table: &str, group: &[&Field]) -> bool {
        group.first().is_some_and(|first| self.groups.contains(&format!("{table}.{}", first.name)))
    }
}

/// The contradictions between the tables of a request and its documented example, values that stand in the tables
/// included. Examples show neither headers nor paths.
pub(crate) fn contradictions(operation: &Operation) -> Vec<Contradiction> {
    let request = &operation.request;
    let mut found = Vec::new();
    check_shown_in_tables(operation, &mut found);
    let example = operation.examples.request.as_ref();
    let Some(example) = example.filter(|example| !example.query.is_empty() || example.body.is_some()) else {
        return found;
    };
    let query = example.query.iter().map(|(name, text)| (name.clone(), Value::String(text.clone()))).collect();
    check_object("request.query", &request.query, &query, "examples.request", &mut found);
    match (&request.body, &example.body) {
        (Some(_), None) => found.push(Contradiction {
            address: "request.body.body".to_owned(),
            pointer: "examples.request".to_owned(),
            claim: Claim::Required,
        }),
        (None, body) if !matches!(body, Some(Value::Object(_))) => {
            check_object("request.fields", &request.fields, &IndexMap::new(), "examples.request", &mut found);
        }
        _ => {}
    }
    walk::request(operation, &mut |met| {
        if let Met::Object { table, fields, members, pointer } = met {
            check_object(table, fields, members, pointer, &mut found);
        }
    });
    found
}

fn check_object(
    table: &str,
    fields: &[Field],
    members: &IndexMap<String, Value>,
    pointer: &str,
    found: &mut Vec<Contradiction>,
) {
    let filled = |field: &Field| members.get(&field.name).is_some_and(|value| !is_nothing(value, field));
    for field in fields {
        let address = || format!("{table}.{}", field.name);
        let Some(value) = members.get(&field.name) else {
            if field.is_always_required() {
                let pointer = pointer.to_owned();
                found.push(Contradiction { address: address(), pointer, claim: Claim::Required });
            }
            continue;
        };
        let required = (field.is_always_required() && is_nothing(value, field)).then_some(Claim::Filled);
        let limits = broken(field, value).map(Claim::Limit);
        found.extend(required.into_iter().chain(limits).map(|claim| {
            let pointer = format!("{pointer}/{}", field.name);
            Contradiction { address: address(), pointer, claim }
        }));
    }
    for group in demanded_alternatives(&fields.iter().collect::<Vec<_>>()) {
        if let Some(first) = group.first().filter(|_| !group.iter().any(|field| filled(field))) {
            let claim = Claim::OneOf(group.iter().map(|field| field.name.clone()).collect());
            let address = format!("{table}.{}", first.name);
            found.push(Contradiction { address, pointer: pointer.to_owned(), claim });
        }
    }
}

/// Values that the tables show themselves: examples in a cell, and defaults.
fn check_shown_in_tables(operation: &Operation, found: &mut Vec<Contradiction>) {
    for (table, fields) in operation.tables().filter(|(table, _)| table.starts_with("request.")) {
        for field in fields {
            let shown = [&field.example, &field.default].into_iter().flatten();
            let address = format!("{table}.{}", field.name);
            found.extend(shown.flat_map(|shown| broken(field, &as_value(shown)).collect::<Vec<_>>()).map(|limit| {
                Contradiction { address: address.clone(), pointer: address.clone(), claim: Claim::Limit(limit) }
            }));
        }
    }
}

fn broken(field: &Field, value: &Value) -> impl Iterator<Item = Limit> {
    field.limits().into_iter().filter(|limit| !is_nothing(value, field) && !limit.is_kept_by(value, &field.type_))
}

fn as_value(scalar: &Scalar) -> Value {
    match scalar {
        Scalar::Boolean(value) => Value::Boolean(*value),
        other => Value::String(other.to_string()),
    }
}

/// Whether a client takes the value for nothing at all.
fn is_nothing(value: &Value, field: &Field) -> bool {
    let is_date = field.format.as_deref().is_some_and(|format| matches!(format, "date" | "date-time"));
    match value {
        Value::Null => true,
        Value::String(text) => {
            text.is_empty() && (is_date || !matches!(field.type_, Type::String | Type::Any | Type::File))
        }
        Value::List(items) => items.is_empty() && !matches!(field.type_, Type::List(_) | Type::Any),
        Value::Object(members) => {
            members.is_empty() && !matches!(field.type_, Type::Named(_) | Type::Map(_) | Type::Json(_) | Type::Any)
        }
        Value::Boolean(_) | Value::Number(_) => false,
    }
}
