//! A value against a type: what is tolerated, by its name in the runtime.

use std::collections::{BTreeMap, BTreeSet};

use super::scalars::{is_base64, is_date, is_date_time, is_truth, normalised, whole_number};
use crate::ir::{CodeKind, Enumeration, Identifier, Item, Model, Type};
use crate::spec::Value;

/// How deep values are looked into.
const MAX_DEPTH: usize = 100;

/// Collects the differences between values and their types.
pub(super) struct Fit<'a> {
    items: BTreeMap<&'a Identifier, &'a Item>,
    /// `PATH: KIND`.
    pub(super) differences: BTreeSet<String>,
    /// The types, and the fields in them, that have a value of another type.
    pub(super) disputed: BTreeSet<(Identifier, String)>,
    depth: usize,
}

/// What becomes of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Settled {
    Kept,
    /// It stands for nothing.
    Nothing,
}

/// Why it does not become anything; the kind of the difference.
#[derive(PartialEq)]
pub(super) struct Misfit(&'static str);

pub(super) const MISFIT: Misfit = Misfit("Misfit");
pub(super) const BEYOND: Misfit = Misfit("BeyondInteger");

type Outcome = Result<Settled, Misfit>;

impl<'a> Fit<'a> {
    pub(super) fn new(items: &'a [Item]) -> Self {
        let items = items.iter().map(|item| match item {
            Item::Model(model) => (&model.name, item),
            Item::Enumeration(enumeration) => (&enumeration.name, item),
        });
        Self { items: items.collect(), differences: BTreeSet::new(), disputed: BTreeSet::new(), depth: 0 }
    }

    pub(super) fn differ(&mut self, path: &str, kind: &str) {
        let path = if path.is_empty() { "$" } else { path };
        self.differences.insert(format!("{path}: {kind}"));
    }

    /// A value that is not a member of anything.
    pub(super) fn whole(&mut self, type_: &Type, value: &Value, path: &str) {
        if let Err(Misfit(kind)) = self.value(type_, value, path) {
            self.differ(path, kind);
        }
    }

    fn value(&mut self, type_: &Type, value: &Value, path: &str) -> Outcome {
        self.depth += 1;
        let outcome = if self.depth > MAX_DEPTH { Err(MISFIT) } else { self.shallow_value(type_, value, path) };
        self.depth -= 1;
        outcome
    }

    fn shallow_value(&mut self, type_: &Type, value: &Value, path: &str) -> Outcome {
        match (type_, value) {
            (Type::Any, _) => Ok(Settled::Kept),
            (_, Value::Null) => Ok(Settled::Nothing),
            (Type::Json(inner), _) => self.json(inner, value, path),
            (Type::List(element), Value::List(values)) => self.elements(element, values, path),
            (Type::Map(element), Value::Object(entries)) => self.entries(element, entries.values(), path),
            (Type::Named(_) | Type::Boxed(_), Value::Object(_)) if self.model(type_).is_some() => {
                self.members(type_, value, path)
            }
            (_, Value::List(values)) if values.is_empty() => self.nothing(path),
            (_, Value::Object(members)) if members.is_empty() => self.nothing(path),
            (Type::String, Value::List(_) | Value::Object(_)) => self.kept(path, "StructureForText"),
            (Type::String | Type::File, _) => self.text(type_, value, path),
            (_, Value::String(text)) if text.is_empty() && !self.is_text_code(type_) => self.nothing(path),
            (Type::List(element), _) => self.list(element, value, path),
            (Type::Named(_) | Type::Boxed(_) | Type::Map(_), Value::String(text))
                if self.enumeration(type_).is_none() =>
            {
                self.structure_in_text(type_, text, '{', path).unwrap_or(Err(MISFIT))
            }
            (_, Value::List(_) | Value::Object(_)) => Err(MISFIT),
            _ => self.scalar(type_, value, path),
        }
    }

    fn kept(&mut self, path: &str, kind: &str) -> Outcome {
        self.differ(path, kind);
        Ok(Settled::Kept)
    }

    fn nothing(&mut self, path: &str) -> Outcome {
        self.differ(path, "EmptyForNothing");
        Ok(Settled::Nothing)
    }

    fn item(&self, type_: &Type) -> Option<&'a Item> {
        match type_ {
            Type::Named(path) | Type::Boxed(path) => self.items.get(&path.name).copied(),
            _ => None,
        }
    }

    fn model(&self, type_: &Type) -> Option<&'a Model> {
        match self.item(type_)? {
            Item::Model(model) => Some(model),
            Item::Enumeration(_) => None,
        }
    }

    fn enumeration(&self, type_: &Type) -> Option<&'a Enumeration> {
        match self.item(type_)? {
            Item::Enumeration(enumeration) => Some(enumeration),
            Item::Model(_) => None,
        }
    }

    fn is_text_code(&self, type_: &Type) -> bool {
        self.enumeration(type_).is_some_and(|enumeration| enumeration.kind == CodeKind::String)
    }

    fn members(&mut self, type_: &Type, value: &Value, path: &str) -> Outcome {
        let (Some(model), Value::Object(members)) = (self.model(type_), value) else { return Err(MISFIT) };
        for (name, value) in members {
            let path = join(path, name);
            let Some(field) = model.fields.iter().find(|field| field.wire_name == *name) else {
                self.differ(&path, "UnknownMember");
                continue;
            };
            match self.value(&field.type_, value, &path) {
                Ok(Settled::Nothing) if *value == Value::Null && field.required => self.differ(&path, "NullRequired"),
                Ok(_) => {}
                Err(misfit) => {
                    if misfit == MISFIT {
                        self.disputed.insert((model.name.clone(), name.clone()));
                    }
                    self.differ(&path, misfit.0);
                }
            }
        }
        for field in model.fields.iter().filter(|field| field.required && !members.contains_key(&field.wire_name)) {
            self.differ(&join(path, &field.wire_name), "MissingRequired");
        }
        Ok(Settled::Kept)
    }

    fn elements(&mut self, element: &Type, values: &[Value], path: &str) -> Outcome {
        self.inner_values(element, values.iter(), &format!("{path}[]"))
    }

    fn entries<'v>(&mut self, element: &Type, values: impl Iterator<Item = &'v Value>, path: &str) -> Outcome {
        self.inner_values(element, values, &join(path, "*"))
    }

    fn inner_values<'v>(&mut self, type_: &Type, values: impl Iterator<Item = &'v Value>, path: &str) -> Outcome {
        for value in values {
            if self.value(type_, value, path)? == Settled::Nothing && *value == Value::Null {
                self.differ(path, "NullElement");
            }
        }
        Ok(Settled::Kept)
    }

    /// Something else where there should be a list: its JSON, or its only element.
    fn list(&mut self, element: &Type, value: &Value, path: &str) -> Outcome {
        let element_path = format!("{path}[]");
        if let Value::String(text) = value {
            let list = Type::List(Box::new(element.clone()));
            if let Some(outcome) = self.structure_in_text(&list, text, '[', path) {
                return outcome;
            }
            // A text is not looked into any further.
            if !matches!(element, Type::Any) {
                match element {
                    Type::List(_) | Type::Map(_) | Type::Json(_) => return Err(MISFIT),
                    Type::Named(_) | Type::Boxed(_) if self.model(element).is_some() => return Err(MISFIT),
                    _ => {}
                }
            }
        }
        self.value(element, value, &element_path)?;
        self.kept(path, "SingleForList")
    }

    /// A text that holds the JSON of a list or an object; `None` where it does not.
    fn structure_in_text(&mut self, type_: &Type, text: &str, start: char, path: &str) -> Option<Outcome> {
        let value = Some(text).filter(|text| text.trim_start().starts_with(start)).and_then(parse)?;
        let outcome = self.value(type_, &value, path);
        if outcome.is_ok() {
            self.differ(path, "JsonInText");
        }
        Some(outcome.map(|_| Settled::Kept))
    }

    /// A value that is documented as the JSON of another in a text.
    fn json(&mut self, inner: &Type, value: &Value, path: &str) -> Outcome {
        match value {
            Value::String(text) if text.is_empty() => self.nothing(path),
            Value::String(text) => self.value(inner, &parse(text).ok_or(MISFIT)?, path),
            _ => {
                let settled = self.value(inner, value, path)?;
                self.differ(path, "JsonNotInText");
                Ok(settled)
            }
        }
    }

    fn text(&mut self, type_: &Type, value: &Value, path: &str) -> Outcome {
        match (type_, value) {
            (Type::String, Value::String(_)) => Ok(Settled::Kept),
            (Type::String, _) => self.kept(path, "Unquoted"),
            (_, Value::String(text)) if is_base64(text) => Ok(Settled::Kept),
            _ => Err(MISFIT),
        }
    }

    fn scalar(&mut self, type_: &Type, value: &Value, path: &str) -> Outcome {
        if let Some(enumeration) = self.enumeration(type_) {
            return self.code(enumeration, value, path);
        }
        let difference = match (type_, value) {
            (Type::Integer, Value::Number(text)) => {
                whole_number(text)?;
                text.contains(['.', 'e', 'E']).then_some("IntegerSpelling")
            }
            (Type::Integer, Value::String(text)) => {
                whole_number(&normalised(text).ok_or(MISFIT)?)?;
                Some("Quoted")
            }
            (Type::Integer, _) => Some("BooleanForInteger"),
            (Type::Number, Value::Number(_)) | (Type::Boolean, Value::Boolean(_)) => None,
            (Type::Number, Value::String(text)) => normalised(text).map(|_| Some("Quoted")).ok_or(MISFIT)?,
            (Type::Boolean, Value::Number(text)) if matches!(text.as_str(), "0" | "1") => Some("NumberForBoolean"),
            (Type::Boolean, Value::String(text)) if is_truth(text) => Some("Quoted"),
            (Type::Date, Value::String(text)) => (!is_date(text)).then_some("OtherFormat"),
            (Type::DateTime, Value::String(text)) => (!is_date_time(text)).then_some("OtherFormat"),
            (Type::UnixMilliseconds | Type::UnixSeconds, Value::Number(text)) if whole_number(text).is_ok() => None,
            (Type::Date | Type::DateTime | Type::UnixMilliseconds | Type::UnixSeconds, Value::Number(_))
            | (Type::UnixMilliseconds | Type::UnixSeconds, Value::String(_)) => Some("OtherFormat"),
            _ => return Err(MISFIT),
        };
        difference.into_iter().for_each(|kind| self.differ(path, kind));
        Ok(Settled::Kept)
    }

    fn code(&mut self, enumeration: &Enumeration, value: &Value, path: &str) -> Outcome {
        let knows = |code: &str| enumeration.variants.iter().any(|variant| variant.code == code);
        let difference = match (enumeration.kind, value) {
            (CodeKind::String, Value::String(text)) => (!knows(text)).then_some("UnknownCode"),
            (CodeKind::String, _) => Some(if knows(&value.to_json()) { "Unquoted" } else { "UnknownCode" }),
            (CodeKind::Integer, Value::Number(text) | Value::String(text)) => {
                let code = normalised(text).and_then(|text| whole_number(&text).ok());
                match (code.filter(|code| knows(&code.to_string())), value) {
                    (None, _) => Some("UnknownCode"),
                    (Some(_), Value::String(_)) => Some("Quoted"),
                    (Some(_), _) => text.contains(['.', 'e', 'E']).then_some("IntegerSpelling"),
                }
            }
            (CodeKind::Integer, _) => Some("UnknownCode"),
        };
        difference.into_iter().for_each(|kind| self.differ(path, kind));
        Ok(Settled::Kept)
    }
}

/// A path to a member, as drift reports have it: long names are cut.
pub(super) fn join(path: &str, name: &str) -> String {
    const SHOWN: usize = 60;
    let mut joined = path.to_owned();
    if !joined.is_empty() {
        joined.push('.');
    }
    joined.extend(name.chars().take(SHOWN).map(|letter| if letter.is_control() { ' ' } else { letter }));
    if name.chars().nth(SHOWN).is_some() {
        joined.push('…');
    }
    joined
}

pub(super) fn parse(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}
