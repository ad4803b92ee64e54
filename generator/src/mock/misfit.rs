//! Answers whose values are not of the documented types.

use super::answer::{integer, object};
use super::json;
use crate::spec::{Envelope, Value};

/// The same values in other types, such as servers write and clients are expected to understand.
pub(super) fn retyped(value: Value, envelope: Option<&Envelope>) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .map(|(name, value)| match is_data(&name, envelope) {
                    true => (name, inside_text(value, loosened)),
                    false => (name, loosened(value)),
                })
                .collect(),
        ),
        value => loosened(value),
    }
}

/// The same answer with objects for all values of its data, and what says success left as it is.
pub(super) fn misshapen(value: Value, envelope: Option<&Envelope>) -> Value {
    match value {
        Value::Object(members) if envelope.is_some() => Value::Object(
            members
                .into_iter()
                .map(|(name, value)| match is_data(&name, envelope) {
                    true => (name, inside_text(value, boxed)),
                    false => (name, value),
                })
                .collect(),
        ),
        value => boxed(value),
    }
}

fn is_data(name: &str, envelope: Option<&Envelope>) -> bool {
    envelope.and_then(|envelope| envelope.data.as_deref()) == Some(name)
}

/// Changes a value, inside of a text if it is one that holds JSON.
fn inside_text(value: Value, change: fn(Value) -> Value) -> Value {
    let inner = match &value {
        Value::String(text) => json::read(text.as_bytes()).ok(),
        _ => None,
    };
    match inner {
        Some(inner @ (Value::Object(_) | Value::List(_))) => Value::String(change(inner).to_json()),
        _ => change(value),
    }
}

fn loosened(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number),
        Value::Boolean(value) => integer(i64::from(value)),
        Value::String(text) if text.is_empty() => Value::Null,
        Value::String(text) if is_plain_integer(&text) => Value::Number(text),
        Value::List(items) if items.is_empty() => Value::Null,
        value => each(value, loosened),
    }
}

fn boxed(value: Value) -> Value {
    match value {
        Value::Number(_) | Value::Boolean(_) | Value::String(_) => object([("unexpected", value)]),
        value => each(value, boxed),
    }
}

/// Changes what a list or an object holds.
fn each(value: Value, change: fn(Value) -> Value) -> Value {
    match value {
        Value::List(items) => Value::List(items.into_iter().map(change).collect()),
        Value::Object(members) => {
            Value::Object(members.into_iter().map(|(name, value)| (name, change(value))).collect())
        }
        value => value,
    }
}

/// Whether a text is a number that looks the same when it is written again.
fn is_plain_integer(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|number| number.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(change: fn(Value, Option<&Envelope>) -> Value, data: &str, text: &str) -> String {
        let envelope = format!("{{success: {{field: code, equals: 0}}, data: {data}}}");
        let envelope: Envelope = serde_saphyr::from_str(&envelope).expect("an envelope");
        change(json::read(text.as_bytes()).expect("JSON"), Some(&envelope)).to_json()
    }

    #[test]
    fn values_change_their_types_and_keep_what_they_say() {
        let text = r#"{"code":0,"d":{"a":1.50,"b":true,"c":"7","e":"007","f":"","g":[],"h":[{"i":2}],"j":null}}"#;
        let expected =
            r#"{"code":"0","d":{"a":"1.50","b":1,"c":7,"e":"007","f":null,"g":null,"h":[{"i":"2"}],"j":null}}"#;
        assert_eq!(changed(retyped, "d", text), expected);
        let text = r#"{"code":0,"t":"{\"a\":1}","d":"{\"a\":1}"}"#;
        assert_eq!(changed(retyped, "d", text), r#"{"code":"0","t":"{\"a\":1}","d":"{\"a\":\"1\"}"}"#);
    }

    #[test]
    fn data_becomes_objects_and_success_stays_success() {
        let text = r#"{"code":0,"d":{"a":1,"b":["x"],"c":[],"e":null}}"#;
        let expected = r#"{"code":0,"d":{"a":{"unexpected":1},"b":[{"unexpected":"x"}],"c":[],"e":null}}"#;
        assert_eq!(changed(misshapen, "d", text), expected);
        assert_eq!(changed(misshapen, "d", r#"{"d":"{\"a\":1}"}"#), r#"{"d":"{\"a\":{\"unexpected\":1}}"}"#);
    }
}
