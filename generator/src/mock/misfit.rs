//! Answers whose values are not of the documented types.

use super::answer::{integer, text};
use super::json;
use crate::spec::{Envelope, Value};

/// The same values in other types, such as servers write and clients are expected to understand.
pub(super) fn retyped(value: Value, envelope: Option<&Envelope>) -> Value {
    let Value::Object(members) = value else { return loosened(value) };
    let change = |name: &str, value| if is_data(name, envelope) { loosened_inside(value) } else { loosened(value) };
    Value::Object(members.into_iter().map(|(name, value)| (name.clone(), change(&name, value))).collect())
}

/// A text in place of the data of an answer, and what says success left as it is.
pub(super) fn misshapen(value: Value, envelope: Option<&Envelope>) -> Value {
    let unexpected = text("unexpected");
    match (value, envelope.and_then(|envelope| envelope.data.as_deref())) {
        (Value::Object(mut members), Some(data)) => {
            members.entry(data.to_owned()).and_modify(|data| *data = unexpected);
            Value::Object(members)
        }
        _ => unexpected,
    }
}

fn is_data(name: &str, envelope: Option<&Envelope>) -> bool {
    envelope.and_then(|envelope| envelope.data.as_deref()) == Some(name)
}

/// Changes values inside of a text, if it is one that holds JSON.
fn loosened_inside(value: Value) -> Value {
    let inner = match &value {
        Value::String(text) => json::read(text.as_bytes()).ok(),
        _ => None,
    };
    match inner {
        Some(inner @ (Value::Object(_) | Value::List(_))) => text(loosened(inner).to_json()),
        _ => loosened(value),
    }
}

fn loosened(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number),
        Value::Boolean(value) => integer(i64::from(value)),
        Value::String(text) if text.is_empty() => Value::Null,
        Value::String(text) if is_plain_integer(&text) => Value::Number(text),
        Value::List(items) if items.is_empty() => Value::Null,
        Value::List(items) => Value::List(items.into_iter().map(loosened).collect()),
        Value::Object(members) => {
            Value::Object(members.into_iter().map(|(name, value)| (name, loosened(value))).collect())
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
    fn data_becomes_a_text_and_success_stays_success() {
        let text = r#"{"code":0,"d":{"a":1},"e":2}"#;
        assert_eq!(changed(misshapen, "d", text), r#"{"code":0,"d":"unexpected","e":2}"#);
        assert_eq!(changed(misshapen, "d", r#"{"code":0}"#), r#"{"code":0}"#);
        assert_eq!(misshapen(Value::Null, None).to_json(), r#""unexpected""#);
    }
}
