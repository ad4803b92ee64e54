//! A second reading of examples that are not JSON, line by line: what stands behind the colon of a line is one value. It
//! shares nothing with the reader, which goes character by character, so that a mistake of the one is not repeated.

use serde_json::{Map, Number, Value};

/// An object or list that is not closed yet, and the name that the next value of an object has.
struct Open {
    value: Value,
    name: Option<String>,
}

/// The value of an example that has one member or item a line; `None` where a line holds several.
pub(crate) fn read(text: &str) -> Option<Value> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let mut open: Vec<Open> = Vec::new();
    let mut whole = None;
    for (index, line) in lines.iter().enumerate() {
        let mut rest = line.trim_end_matches([',', '，']).trim_end();
        if let Some(Open { value: Value::Object(_), name }) = open.last_mut()
            && !rest.starts_with(['{', '}', '[', ']'])
        {
            let (written, behind) = rest.split_once(':')?;
            *name = Some(written.trim().trim_matches('"').to_owned());
            rest = behind.trim();
            if rest.is_empty() && lines.get(index + 1).is_some_and(|next| next.starts_with(['{', '['])) {
                continue;
            }
        }
        match rest {
            "{" => open.push(Open { value: Value::Object(Map::new()), name: None }),
            "[" => open.push(Open { value: Value::Array(Vec::new()), name: None }),
            "}" | "]" => whole = Some(close(&mut open)?),
            "{}" => add(&mut open, Value::Object(Map::new()))?,
            "[]" => add(&mut open, Value::Array(Vec::new()))?,
            scalar if scalar.starts_with(['{', '[']) || scalar.ends_with(['}', ']']) => return None,
            items if items.contains(',') && open.last().is_some_and(|last| last.value.is_array()) => return None,
            scalar => add(&mut open, scalar_of(scalar))?,
        }
    }
    open.is_empty().then_some(whole).flatten()
}

/// Closes the innermost and adds it to what is around it.
fn close(open: &mut Vec<Open>) -> Option<Value> {
    let Open { value, .. } = open.pop()?;
    if !open.is_empty() {
        add(open, value.clone())?;
    }
    Some(value)
}

fn add(open: &mut [Open], value: Value) -> Option<()> {
    let last = open.last_mut()?;
    match &mut last.value {
        Value::Object(members) => drop(members.insert(last.name.take()?, value)),
        Value::Array(items) => items.push(value),
        _ => return None,
    }
    Some(())
}

fn scalar_of(text: &str) -> Value {
    match text {
        "" | "null" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ => match text.parse::<Number>() {
            Ok(number) => Value::Number(number),
            Err(_) => Value::String(text.trim_matches('"').to_owned()),
        },
    }
}
