//! Equality of JSON values under the written normalisation.

use crate::number::normalised;
use crate::path::push_name;
use crate::{Number, Value, json};

/// A comparison, and what it found.
#[derive(Default)]
pub(super) struct Comparison {
    /// Where values are equal only because a form stands for another.
    pub(super) coerced: Vec<String>,
    /// Where they are not.
    pub(super) unequal: Option<String>,
}

/// Whether there is nothing in a value.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => text.is_empty(),
        Value::List(elements) => elements.iter().all(is_nothing),
        Value::Object(members) => members.values().all(is_nothing),
        Value::Boolean(_) | Value::Number(_) => false,
    }
}

impl Comparison {
    /// Whether what came back is what is documented.
    pub(super) fn same(&mut self, path: &str, documented: &Value, back: &Value) -> bool {
        let same = self.is_same(path, documented, back);
        if !same && self.unequal.is_none() {
            self.unequal = Some(path.to_owned());
        }
        same
    }

    fn is_same(&mut self, path: &str, documented: &Value, back: &Value) -> bool {
        match (documented, back) {
            _ if is_nothing(documented) && is_nothing(back) => true,
            (Value::Object(left), Value::Object(right)) => {
                let mut names: Vec<&str> = left.keys().collect();
                names.extend(right.keys().filter(|name| !left.contains_key(name)));
                names.into_iter().all(|name| {
                    let of = |object: &crate::Map<Value>| object.get(name).cloned().unwrap_or_default();
                    let mut path = path.to_owned();
                    push_name(name, &mut path);
                    self.same(&path, &of(left), &of(right))
                })
            }
            (Value::List(left), Value::List(right)) => {
                // Elements that are nothing are left out.
                let (left, right) = (something(left), something(right));
                let path = format!("{path}[]");
                left.len() == right.len()
                    && left.into_iter().zip(right).all(|(left, right)| self.same(&path, left, right))
            }
            (left, right) if left == right => self.number_spelling(path, left, right),
            (single, Value::List(list)) if list.len() == 1 && !holds_json(single) => {
                self.coerced.push(path.to_owned());
                self.same(&format!("{path}[]"), single, &list[0])
            }
            (Value::Text(text), other) | (other, Value::Text(text)) if is_structure(other) => {
                self.coerced.push(path.to_owned());
                parsed(text).is_some_and(|inner| self.same(path, &inner, other))
            }
            (Value::Text(left), Value::Text(right)) => match (parsed(left), parsed(right)) {
                (Some(left), Some(right)) if is_structure(&left) => self.same(path, &left, &right),
                _ => false,
            },
            (left, right) => {
                self.coerced.push(path.to_owned());
                same_scalar(left, right)
            }
        }
    }

    /// Equal numbers may be spelled in different ways; that is a form for another too.
    fn number_spelling(&mut self, path: &str, left: &Value, right: &Value) -> bool {
        if let (Value::Number(left), Value::Number(right)) = (left, right)
            && left.as_str() != right.as_str()
        {
            self.coerced.push(path.to_owned());
        }
        true
    }
}

fn something(elements: &[Value]) -> Vec<&Value> {
    elements.iter().filter(|element| !is_nothing(element)).collect()
}

fn is_structure(value: &Value) -> bool {
    matches!(value, Value::List(_) | Value::Object(_))
}

fn holds_json(value: &Value) -> bool {
    matches!(value, Value::Text(text) if parsed(text).as_ref().is_some_and(is_structure))
}

fn parsed(text: &str) -> Option<Value> {
    json::decode_as(text.as_bytes()).ok()
}

/// Scalars of two kinds, one of which stands for the other.
fn same_scalar(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Text(text), Value::Number(number)) | (Value::Number(number), Value::Text(text)) => {
            normalised(text).and_then(|text| text.parse::<Number>().ok()).is_some_and(|text| text == *number)
        }
        (Value::Boolean(value), other) | (other, Value::Boolean(value)) => truth(other) == Some(*value),
        _ => false,
    }
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Number(number) => match number.as_i64() {
            Some(0) => Some(false),
            Some(1) => Some(true),
            _ => None,
        },
        Value::Text(text) if text == "0" || text.eq_ignore_ascii_case("false") => Some(false),
        Value::Text(text) if text == "1" || text.eq_ignore_ascii_case("true") => Some(true),
        _ => None,
    }
}
