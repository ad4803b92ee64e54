//! Walks an example and its tables side by side.

use indexmap::IndexMap;

use super::{Field, Operation, Type, Types, Value};

/// How deep the walk goes; examples are hostile until shown otherwise.
const MAX_DEPTH: usize = 64;

/// What the walk meets.
pub(crate) enum Met<'a> {
    /// An object that has a table; what is known of its members comes after it.
    Object {
        /// The address of the table: `response.types.Row`, `response.fields`.
        table: &'a str,
        /// The fields of the table.
        fields: &'a [Field],
        /// The members of the object.
        members: &'a IndexMap<String, Value>,
        /// Where it stands in the example.
        pointer: &'a str,
    },
    /// A member that its table has.
    Known(Member<'a>),
    /// A member that its table does not have.
    OnlyInExample {
        /// The address of the table: `response.types.Row`, `response.fields`.
        table: String,
        /// The name of the member.
        name: &'a str,
        /// Where it stands in the example.
        pointer: String,
    },
    /// A field that the object in the example does not have.
    OnlyInTable {
        /// The address of the field.
        address: String,
        /// The field.
        field: &'a Field,
        /// Where the object stands in the example.
        pointer: String,
    },
}

/// A member of an example with its field.
pub(crate) struct Member<'a> {
    /// The address of the field.
    pub(crate) address: String,
    /// The field.
    pub(crate) field: &'a Field,
    /// The other fields of its table.
    pub(crate) siblings: &'a [Field],
    /// The object that it is a member of.
    pub(crate) object: &'a Value,
    /// Its value.
    pub(crate) value: &'a Value,
    /// Where it stands in the example: `examples.response/data/rows/0/name`.
    pub(crate) pointer: String,
}

/// A walk over one side of an operation.
pub(crate) type Walk = fn(&Operation, &mut dyn FnMut(Met<'_>));

/// Walks the documented answer.
pub(crate) fn response(operation: &Operation, visit: &mut dyn FnMut(Met<'_>)) {
    let Some(example) = &operation.examples.response else { return };
    let side = Side { name: "response", types: &operation.response.types };
    if let Some(body) = &operation.response.body {
        side.value(body, example, "examples.response", 0, visit);
    } else {
        side.object("response.fields", &operation.response.fields, example, "examples.response", 0, visit);
    }
}

/// Walks the documented body of the request.
pub(crate) fn request(operation: &Operation, visit: &mut dyn FnMut(Met<'_>)) {
    let Some(example) = operation.examples.request.as_ref().and_then(|request| request.body.as_ref()) else { return };
    let side = Side { name: "request", types: &operation.request.types };
    if let Some(body) = &operation.request.body {
        side.value(body, example, "examples.request.body", 0, visit);
    } else {
        side.object("request.fields", &operation.request.fields, example, "examples.request.body", 0, visit);
    }
}

struct Side<'a> {
    name: &'static str,
    types: &'a Types,
}

impl Side<'_> {
    fn object(
        &self,
        table: &str,
        fields: &[Field],
        object: &Value,
        pointer: &str,
        depth: usize,
        visit: &mut dyn FnMut(Met<'_>),
    ) {
        let Value::Object(members) = object else { return };
        if depth > MAX_DEPTH || fields.is_empty() {
            return;
        }
        visit(Met::Object { table, fields, members, pointer });
        for (name, value) in members {
            let pointer = format!("{pointer}/{name}");
            let Some(field) = fields.iter().find(|field| field.name == name.trim()) else {
                visit(Met::OnlyInExample { table: table.to_owned(), name, pointer });
                continue;
            };
            let address = format!("{table}.{}", field.name);
            visit(Met::Known(Member { address, field, siblings: fields, object, value, pointer: pointer.clone() }));
            self.value(&field.type_, value, &pointer, depth + 1, visit);
        }
        let is_shown = |field: &Field| members.keys().any(|name| name.trim() == field.name);
        for field in fields.iter().filter(|field| !is_shown(field)) {
            let address = format!("{table}.{}", field.name);
            visit(Met::OnlyInTable { address, field, pointer: pointer.to_owned() });
        }
    }

    fn value(&self, type_: &Type, value: &Value, pointer: &str, depth: usize, visit: &mut dyn FnMut(Met<'_>)) {
        if depth > MAX_DEPTH {
            return;
        }
        match (type_, value) {
            (Type::Named(name), Value::Object(_)) => {
                let table = format!("{}.types.{name}", self.name);
                if let Some(fields) = self.types.get(name) {
                    self.object(&table, fields, value, pointer, depth, visit);
                }
            }
            (Type::List(item), Value::List(items)) => {
                for (index, value) in items.iter().enumerate() {
                    self.value(item, value, &format!("{pointer}/{index}"), depth + 1, visit);
                }
            }
            (Type::Map(item), Value::Object(members)) => {
                for (name, value) in members {
                    self.value(item, value, &format!("{pointer}/{name}"), depth + 1, visit);
                }
            }
            (Type::Json(inner), Value::String(text)) => {
                if let Ok(value) = serde_json::from_str::<Value>(text) {
                    self.value(inner, &value, pointer, depth + 1, visit);
                }
            }
            _ => {}
        }
    }
}
