//! A value that came, held against a field of the specification.

use std::fmt;

use super::check::clipped;
use super::json;
use crate::spec::{Field, Scalar, Type, Types, Value};

/// The most characters of a value that messages show.
const LONGEST_EXCERPT: usize = 60;
/// The most problems that are collected of one request: a list may have a million wrong items.
const MOST_PROBLEMS: usize = 20;

/// Something about a request that does not agree with the specification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// Whether a required value is missing; otherwise it is there and does not fit.
    pub(super) missing: bool,
    /// Which value: `query parameter page`, `body member content.memberId`.
    pub(super) at: String,
    pub(super) expected: String,
    pub(super) found: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: expected {}, found {}", self.at, self.expected, self.found)
    }
}

/// Collects what does not agree; knows the named types of one side of an operation.
pub(super) struct Checker<'a> {
    types: &'a Types,
    problems: Vec<Problem>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(types: &'a Types) -> Self {
        Self { types, problems: Vec::new() }
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Checks values that travel as text (headers, path, query, forms): all that came under each field's name.
    pub(super) fn texts(&mut self, fields: &[Field], place: &str, values: impl Fn(&str) -> Vec<String>) {
        for field in fields {
            let came = values(&field.name);
            let stands_in = || field.either_or.iter().any(|other| !values(other).is_empty());
            if came.is_empty() && field.required == Some(true) && !stands_in() {
                self.missing(field, &format!("{place} {}", field.name));
            }
            for text in came {
                self.text(field, &text, &format!("{place} {}", field.name));
            }
        }
    }

    fn text(&mut self, field: &Field, text: &str, at: &str) {
        match value_of_text(field, text) {
            Some(value) => self.field(field, &value, at),
            None => self.unfit(at, words_for(&field.type_), &excerpt(&Value::String(text.to_owned()))),
        }
    }

    /// Checks a value against a type and, if it is an object of a named one, its members.
    pub(super) fn value(&mut self, type_: &Type, value: &Value, at: &str) {
        match (type_, value) {
            (Type::Any, _) | (Type::String | Type::File, Value::String(_)) | (Type::Boolean, Value::Boolean(_)) => {}
            (Type::Number, Value::Number(_)) => {}
            (Type::Integer, Value::Number(number)) if is_integer(number) => {}
            (Type::List(inner), Value::List(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(inner, item, &format!("{at}[{index}]"));
                }
            }
            (Type::Map(inner), Value::Object(members)) => {
                for (name, member) in members {
                    self.value(inner, member, &format!("{at}.{name}"));
                }
            }
            (Type::Json(inner), Value::String(text)) => match json::read(text.as_bytes()) {
                Ok(value) => self.value(inner, &value, at),
                Err(error) => self.unfit(at, words_for(type_), &error),
            },
            (Type::Named(name), Value::Object(_)) => {
                if let Some(fields) = self.types.get(name) {
                    self.members(fields, value, &format!("{at}."));
                }
            }
            // A name that nothing explains says nothing about the value.
            (Type::Named(name), _) if !self.types.contains_key(name) => {}
            _ => self.unfit(at, words_for(type_), &excerpt(value)),
        }
    }

    /// Checks the members of an object; `prefix` stands before each name in messages.
    pub(super) fn members(&mut self, fields: &[Field], object: &Value, prefix: &str) {
        let came = |name: &str| object.get(name).filter(|value| **value != Value::Null);
        for field in fields {
            let at = format!("{prefix}{}", field.name);
            match came(&field.name) {
                Some(value) => self.field(field, value, &at),
                None if field.required != Some(true) => {}
                None if field.either_or.iter().any(|other| came(other).is_some()) => {}
                None => self.missing(field, &at),
            }
        }
    }

    fn field(&mut self, field: &Field, value: &Value, at: &str) {
        let before = self.problems.len();
        self.value(&field.type_, value, at);
        if self.problems.len() == before
            && let Some(expected) = broken_limit(field, value)
        {
            self.unfit(at, expected, &excerpt(value));
        }
    }

    fn missing(&mut self, field: &Field, at: &str) {
        let mut expected = words_for(&field.type_);
        if let Some(constant) = &field.constant {
            expected = format!("{constant:?}", constant = constant.to_string());
        }
        self.report(Problem { missing: true, at: at.to_owned(), expected, found: "nothing".to_owned() });
    }

    fn unfit(&mut self, at: &str, expected: String, found: &str) {
        self.report(Problem { missing: false, at: at.to_owned(), expected, found: found.to_owned() });
    }

    /// Problems of both kinds are counted apart, so that none of one kind hides that there is one of the other.
    fn report(&mut self, problem: Problem) {
        if self.problems.iter().filter(|known| known.missing == problem.missing).count() < MOST_PROBLEMS {
            self.problems.push(problem);
        }
    }
}

/// The value that a text stands for in a field's type; `None` if it stands for none.
///
/// A list travels as its JSON text in one value, unless the field's format says that commas part its items.
fn value_of_text(field: &Field, text: &str) -> Option<Value> {
    if let (Type::List(inner), Some("comma-list")) = (&field.type_, field.format.as_deref()) {
        return text.split(',').map(|item| scalar_of_text(inner, item.trim())).collect::<Option<_>>().map(Value::List);
    }
    scalar_of_text(&field.type_, text)
}

fn scalar_of_text(type_: &Type, text: &str) -> Option<Value> {
    match type_ {
        Type::String | Type::File | Type::Any | Type::Json(_) => Some(Value::String(text.to_owned())),
        Type::Integer => is_integer(text).then(|| Value::Number(text.to_owned())),
        Type::Number => is_decimal(text).then(|| Value::Number(text.to_owned())),
        Type::Boolean => text.parse().ok().map(Value::Boolean),
        Type::List(_) | Type::Map(_) | Type::Named(_) => json::read(text.as_bytes()).ok(),
    }
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_decimal(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)) && text.parse::<f64>().is_ok()
}

/// What a documented limit wants, if the value breaks it.
fn broken_limit(field: &Field, value: &Value) -> Option<String> {
    if let Some(constant) = &field.constant
        && !equals(constant, value)
    {
        return Some(format!("{:?}", constant.to_string()));
    }
    match value {
        Value::String(text) => {
            let length = text.chars().count() as u64;
            outside(field.min_length, field.max_length, length).map(|limits| format!("{limits} characters"))
        }
        Value::List(items) => {
            let count = items.len() as u64;
            let limits = outside(field.min_items, field.max_items, count).map(|limits| format!("{limits} items"));
            let repeated = || field.unique_items == Some(true) && has_repetition(items);
            limits.or_else(|| repeated().then(|| "items that all differ".to_owned()))
        }
        Value::Number(number) => {
            let number: f64 = number.parse().ok()?;
            let bound = |limit: &Option<Scalar>| limit.as_ref().and_then(|limit| limit.to_string().parse::<f64>().ok());
            outside(bound(&field.minimum), bound(&field.maximum), number)
        }
        _ => None,
    }
}

fn equals(constant: &Scalar, value: &Value) -> bool {
    let expected = constant.to_string();
    match value {
        Value::String(text) => *text == expected,
        Value::Boolean(value) => value.to_string() == expected,
        Value::Number(number) => match (number.parse::<f64>(), expected.parse::<f64>()) {
            (Ok(came), Ok(wanted)) => came == wanted,
            _ => false,
        },
        _ => false,
    }
}

fn outside<T: PartialOrd + fmt::Display>(least: Option<T>, most: Option<T>, value: T) -> Option<String> {
    match (least, most) {
        (Some(least), _) if value < least => Some(format!("at least {least}")),
        (_, Some(most)) if value > most => Some(format!("at most {most}")),
        _ => None,
    }
}

fn has_repetition(items: &[Value]) -> bool {
    let mut seen = std::collections::HashSet::new();
    !items.iter().all(|item| seen.insert(item.to_json()))
}

fn words_for(type_: &Type) -> String {
    match type_ {
        Type::List(_) => format!("{type_} as JSON, such as [1,2]"),
        Type::Json(inner) => format!("a string that holds the JSON text of {inner}"),
        _ => type_.to_string(),
    }
}

/// The beginning of a value's JSON text, for messages.
fn excerpt(value: &Value) -> String {
    clipped(value.to_json(), LONGEST_EXCERPT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(type_: &str, change: fn(&mut Field), text: &str) -> Vec<String> {
        let mut field = Field::new("x", type_.parse().expect("a type"));
        change(&mut field);
        let types = Types::new();
        let mut checker = Checker::new(&types);
        checker.texts(&[field], "query parameter", |_| vec![text.to_owned()]);
        checker.into_problems().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn texts_are_held_against_types_and_limits() {
        type Case = (&'static str, fn(&mut Field), &'static str, &'static str);
        let nothing: fn(&mut Field) = |_| {};
        let cases: &[Case] = &[
            ("string", nothing, "", ""),
            ("integer", nothing, "001", ""),
            ("integer", nothing, "18446744073709551616", ""),
            ("integer", nothing, "1.5", "expected integer, found \"1.5\""),
            ("integer", nothing, "", "expected integer, found \"\""),
            ("number", nothing, "-1.50", ""),
            ("number", nothing, "NaN", "expected number"),
            ("boolean", nothing, "true", ""),
            ("boolean", nothing, "1", "expected boolean"),
            ("list<integer>", nothing, "[1,2]", ""),
            ("list<integer>", nothing, "[1,\"2\"]", "x[1]: expected integer, found \"2\""),
            ("list<integer>", nothing, "1,2", "expected list<integer> as JSON"),
            ("list<integer>", |field| field.format = Some("comma-list".into()), "1, 2", ""),
            ("json<list<integer>>", nothing, "[1]", ""),
            ("json<list<integer>>", nothing, "[1", "the JSON text of list<integer>"),
            ("string", |field| field.min_length = Some(2), "会", "at least 2 characters, found \"会\""),
            ("string", |field| field.max_length = Some(2), "会员", ""),
            ("string", |field| field.max_length = Some(2), "会员们", "at most 2 characters"),
            ("integer", |field| field.maximum = Some(100.into()), "101", "at most 100"),
            ("number", |field| field.minimum = Some(Scalar::Number(0.5)), "0.4", "at least 0.5"),
            ("list<integer>", |field| field.max_items = Some(1), "[1,2]", "at most 1 items"),
            ("list<integer>", |field| field.unique_items = Some(true), "[1,1]", "all differ"),
            ("string", |field| field.constant = Some("2.0".into()), "2", "expected \"2.0\", found \"2\""),
            ("string", |field| field.constant = Some(Scalar::Integer(2)), "2", ""),
        ];
        for (type_, change, text, expected) in cases {
            let found = problems(type_, *change, text).join("; ");
            assert!(found.contains(expected) && found.is_empty() == expected.is_empty(), "{type_} {text:?}: {found}");
        }
    }

    #[test]
    fn one_of_either_or_is_enough() {
        let mut id = Field::new("id", Type::String);
        id.required = Some(true);
        id.either_or = vec!["number".to_owned()];
        let types = Types::new();
        for (body, missing) in [("{}", true), (r#"{"number":"1"}"#, false), (r#"{"number":null}"#, true)] {
            let mut checker = Checker::new(&types);
            checker.members(&[id.clone()], &json::read(body.as_bytes()).expect("json"), "");
            assert_eq!(checker.into_problems().iter().any(|problem| problem.missing), missing, "{body}");
        }
    }
}
