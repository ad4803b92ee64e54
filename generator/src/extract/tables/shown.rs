//! What examples show: the values that stand for fields and types.

use indexmap::IndexMap;

use crate::extract::example;
use crate::spec::{Type, Value};

/// What an example shows for a member, trailing spaces of its names apart.
pub(super) fn member<'v>(shown: &'v Value, name: &str) -> Option<&'v Value> {
    match shown {
        Value::Object(members) => {
            members.get(name).or_else(|| members.iter().find(|(other, _)| other.trim() == name).map(|(_, value)| value))
        }
        Value::List(items) => items.iter().find_map(|item| member(item, name)),
        _ => None,
    }
}

/// The first value an example has anywhere under this name.
pub(super) fn anywhere<'v>(shown: &'v Value, name: &str) -> Option<&'v Value> {
    let mut open = vec![shown];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                if let Some(found) = members.get(name) {
                    return Some(found);
                }
                open.extend(members.values());
            }
            Value::List(items) => open.extend(items.first()),
            _ => {}
        }
    }
    None
}

pub(super) fn first_item(shown: &Value) -> Option<&Value> {
    match shown {
        Value::List(items) => items.first(),
        _ => None,
    }
}

/// The unit that the number of digits of a timestamp tells.
pub(super) fn unit_of_timestamp(shown: &Value) -> Option<String> {
    let (Value::String(text) | Value::Number(text)) = shown else { return None };
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.len() {
        13 if is_number => Some("timestamp-ms".to_owned()),
        10 if is_number => Some("timestamp-s".to_owned()),
        _ => None,
    }
}

/// The type that a value shows, as far as one value can.
pub(super) fn type_of(value: &Value) -> Type {
    match value {
        Value::String(_) => Type::String,
        Value::Boolean(_) => Type::Boolean,
        Value::Number(text) if text.contains(['.', 'e', 'E']) => Type::Number,
        Value::Number(_) => Type::Integer,
        Value::Object(_) => Type::Any.map(),
        Value::List(items) => items.first().map_or(Type::Any, type_of).list(),
        Value::Null => Type::Any,
    }
}

/// The object in an example that has most of the members of a type.
pub(super) fn of_type<'v, 'n>(shown: &'v Value, names: impl Iterator<Item = &'n str>) -> Option<&'v Value> {
    let names = names.collect::<Vec<_>>();
    let mut open = vec![shown];
    let mut best: Option<(usize, &Value)> = None;
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                let count = names.iter().filter(|name| members.contains_key(**name)).count();
                if count > 0 && best.is_none_or(|(most, _)| count > most) {
                    best = Some((count, value));
                }
                open.extend(members.values());
            }
            Value::List(items) => open.extend(items.first()),
            _ => {}
        }
    }
    best.map(|(_, value)| value)
}

/// What a call shows in its query, lists read as such.
pub(super) fn query(query: &IndexMap<String, String>) -> Value {
    let value = |text: &String| list_in_query(text).unwrap_or_else(|| Value::String(text.clone()));
    Value::Object(query.iter().map(|(name, text)| (name.clone(), value(text))).collect())
}

/// What the example of a call shows for a parameter that is a list: `ids=["1","2"]`.
fn list_in_query(text: &str) -> Option<Value> {
    let reading = example::parse_json(text, 0);
    reading.value.filter(|value| matches!(value, Value::List(_)) && reading.problems.is_empty())
}
