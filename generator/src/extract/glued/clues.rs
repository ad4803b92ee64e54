//! What else a page tells about a row: the JSON it shows, and the names that other rows leave no doubt about.

use std::collections::HashSet;

use super::vocabulary::Kind;
use crate::extract::example::parse_json;
use crate::spec::Value;

/// How many items of a list are looked at; examples repeat themselves.
const ITEMS: usize = 20;

/// The values that a page's examples show at one place.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    values: Vec<Value>,
}

impl Shown {
    pub(super) fn new(value: &Value) -> Self {
        let mut shown = Self::default();
        shown.add(value);
        shown
    }

    /// Adds a value; of a list its items, of a string that holds JSON what it holds.
    fn add(&mut self, value: &Value) {
        match value {
            Value::List(items) => items.iter().take(ITEMS).for_each(|item| self.add(item)),
            Value::String(text) => self.values.extend(json_in(text).or_else(|| Some(value.clone()))),
            other => self.values.push(other.clone()),
        }
    }

    /// What is shown of a member.
    pub(super) fn member(&self, name: &str) -> Self {
        let mut shown = Self::default();
        for value in self.values.iter().filter_map(|value| value.get(name)) {
            shown.add(value);
        }
        shown
    }

    /// The values of a member as they stand there, lists and texts left whole.
    pub(super) fn raw_member(&self, name: &str) -> impl Iterator<Item = &Value> {
        self.values.iter().filter_map(move |value| value.get(name))
    }

    /// Whether some value of the member is one of this kind.
    pub(super) fn fits(&self, name: &str, kind: Kind) -> bool {
        self.raw_member(name).any(|value| fits(value, kind))
    }
}

fn fits(value: &Value, kind: Kind) -> bool {
    match value {
        Value::Null => true,
        Value::Boolean(_) => kind == Kind::Boolean,
        Value::Number(text) => kind == Kind::Number || (kind == Kind::Integer && text.parse::<i64>().is_ok()),
        Value::String(text) => match json_in(text) {
            Some(Value::Object(_)) => matches!(kind, Kind::Object | Kind::String),
            Some(Value::List(_)) => matches!(kind, Kind::Array | Kind::String),
            _ => kind == Kind::String,
        },
        Value::List(_) => kind == Kind::Array,
        Value::Object(_) => kind == Kind::Object,
    }
}

/// The object or list whose JSON text a string is.
pub(super) fn json_in(text: &str) -> Option<Value> {
    let text = text.trim();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let reading = parse_json(text, 0);
    reading.value.filter(|value| reading.problems.is_empty() && matches!(value, Value::Object(_) | Value::List(_)))
}

/// Names that are known to be names.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// Members of any JSON on the page.
    pub shown: HashSet<String>,
    /// Names of rows that can be read in one way only.
    pub certain: HashSet<String>,
}

impl Names {
    pub(super) fn add_members(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    self.shown.insert(name.clone());
                    self.add_members(member);
                }
            }
            Value::List(items) => items.iter().for_each(|item| self.add_members(item)),
            Value::String(text) => json_in(text).iter().for_each(|value| self.add_members(value)),
            _ => {}
        }
    }
}
