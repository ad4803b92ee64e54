//! Answers made from the types, for operations whose document shows none.

use indexmap::IndexMap;

use crate::spec::{Envelope, Field, Operation, Scalar, Type, Types, Value};

/// How deep and how large a made-up answer may grow: types may contain each other.
const MAX_DEPTH: usize = 12;
const MAX_VALUES: usize = 2_000;

/// The documented answer of an operation, or one made from its types that says success.
pub(super) fn response(operation: &Operation, envelope: Option<&Envelope>) -> Value {
    if let Some(example) = &operation.examples.response {
        return example.clone();
    }
    let response = &operation.response;
    let mut sampler = Sampler { types: &response.types, left: MAX_VALUES, open: Vec::new() };
    let mut value = match &response.body {
        Some(type_) => sampler.value(type_, None),
        None => sampler.object(&response.fields),
    };
    if let (Value::Object(members), Some(success)) =
        (&mut value, envelope.and_then(|envelope| envelope.success.as_ref()))
        && let Some(member) = members.get_mut(&success.field)
    {
        *member = from_scalar(&success.equals);
    }
    value
}

struct Sampler<'a> {
    types: &'a Types,
    left: usize,
    /// The named types that the value being made stands in.
    open: Vec<&'a str>,
}

impl<'a> Sampler<'a> {
    fn object(&mut self, fields: &'a [Field]) -> Value {
        let mut members = IndexMap::new();
        for field in fields {
            members.insert(field.name.clone(), self.field(field));
        }
        Value::Object(members)
    }

    fn field(&mut self, field: &'a Field) -> Value {
        let enumerated = field.enumeration.first().map(|value| &value.value);
        let in_family = field.families.first().and_then(|family| family.values.first()).map(|value| &value.value);
        let said = field.constant.as_ref().or(field.example.as_ref()).or(field.default.as_ref());
        match said.or(enumerated).or(in_family) {
            Some(scalar) if matches!(field.type_, Type::String) => Value::String(scalar.to_string()),
            Some(scalar) if is_scalar(&field.type_) => from_scalar(scalar),
            _ => self.value(&field.type_, Some(field)),
        }
    }

    fn value(&mut self, type_: &'a Type, field: Option<&Field>) -> Value {
        if self.left == 0 {
            return Value::Null;
        }
        self.left -= 1;
        match type_ {
            Type::String | Type::File | Type::Any => Value::String(sample_text(field)),
            Type::Integer | Type::Number => sample_number(field),
            Type::Boolean => Value::Boolean(true),
            Type::Named(name) => self.named(name),
            Type::List(inner) => match self.value(inner, None) {
                Value::Null => Value::List(Vec::new()),
                item => Value::List(vec![item]),
            },
            Type::Map(inner) => Value::Object(IndexMap::from([("key".to_owned(), self.value(inner, None))])),
            Type::Json(inner) => Value::String(self.value(inner, None).to_json()),
        }
    }

    /// `null` where a type contains itself.
    fn named(&mut self, name: &'a str) -> Value {
        let Some(fields) = self.types.get(name) else { return Value::Object(IndexMap::new()) };
        if self.open.contains(&name) || self.open.len() >= MAX_DEPTH {
            return Value::Null;
        }
        self.open.push(name);
        let object = self.object(fields);
        self.open.pop();
        object
    }
}

fn is_scalar(type_: &Type) -> bool {
    matches!(type_, Type::Integer | Type::Number | Type::Boolean | Type::Any)
}

fn from_scalar(scalar: &Scalar) -> Value {
    match scalar {
        Scalar::Boolean(value) => Value::Boolean(*value),
        Scalar::Integer(_) => Value::Number(scalar.to_string()),
        Scalar::Number(value) if value.is_finite() => Value::Number(scalar.to_string()),
        Scalar::Number(_) | Scalar::String(_) => Value::String(scalar.to_string()),
    }
}

fn sample_text(field: Option<&Field>) -> String {
    let Some(field) = field else { return "text".to_owned() };
    match field.format.as_deref() {
        Some("date") => return "2022-08-05".to_owned(),
        Some("date-time") => return "2022-08-05 12:30:45".to_owned(),
        Some("yyyyMMdd") => return "20220805".to_owned(),
        Some("yyyyMMddHHmmss") => return "20220805123045".to_owned(),
        _ => {}
    }
    // A hostile length must not become a hostile answer.
    let least = usize::try_from(field.min_length.unwrap_or(1)).unwrap_or(usize::MAX).min(1000);
    let most = usize::try_from(field.max_length.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
    field.name.chars().chain(std::iter::repeat('x')).take(field.name.chars().count().max(least).min(most)).collect()
}

fn sample_number(field: Option<&Field>) -> Value {
    match field.and_then(|field| field.format.as_deref()) {
        Some("timestamp-ms") => return Value::Number("1655775240000".to_owned()),
        Some("timestamp-s") => return Value::Number("1655775240".to_owned()),
        _ => {}
    }
    match field.and_then(|field| field.minimum.as_ref()) {
        Some(minimum @ (Scalar::Integer(_) | Scalar::Number(_))) => from_scalar(minimum),
        _ => Value::Number("1".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sampled(response: &str) -> String {
        let yaml =
            format!("method: GET\npath: /x\nname: get_x\ngroup: g\ndocument: {{file: x.md}}\nresponse:\n{response}");
        let operation: Operation =
            crate::spec::yaml::read(&crate::source::Source::new("x.yaml", yaml)).expect("a specification");
        super::response(&operation, None).to_json()
    }

    #[test]
    fn answers_are_made_from_types() {
        let made = sampled(
            "  fields:
  - {name: code, type: integer, constant: 7}
  - {name: kind, type: string, enum: [{value: 2, label: b}]}
  - {name: day, type: string, format: date}
  - {name: short, type: string, max_length: 3}
  - {name: rows, type: list<Row>}
  - {name: content, type: json<Row>}
  types:
    Row:
    - {name: id, type: integer}
    - {name: children, type: list<Row>}
    - {name: parent, type: Row}
",
        );
        assert_eq!(
            made,
            r#"{"code":7,"kind":"2","day":"2022-08-05","short":"sho","rows":[{"id":1,"children":[],"parent":null}],"content":"{\"id\":1,\"children\":[],\"parent\":null}"}"#
        );
    }

    #[test]
    fn types_that_multiply_stay_small() {
        let mut types = String::from("  fields:\n  - {name: a, type: T0}\n  types:\n");
        for level in 0..40 {
            types.push_str(&format!("    T{level}:\n"));
            for field in 0..4 {
                types.push_str(&format!("    - {{name: f{field}, type: T{}}}\n", level + 1));
            }
        }
        assert!(sampled(&types).len() < 200_000);
    }
}
