//! What would make documents say what came.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::report::Place;
use super::{Found, Tolerance};
use crate::Expected;

/// What is to be set for a field, and why.
#[derive(Default)]
struct Correction {
    is_optional: bool,
    type_: Option<Type>,
    reasons: Vec<String>,
}

/// A type that takes what came. One takes what those before it do, but for booleans, which are no numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Type {
    Boolean,
    Integer,
    Number,
    String,
    Any,
}

/// Lines for `corrections` in api.yaml, one for each field, whatever came for it and wherever its type is used.
pub(super) fn corrections(places: &BTreeMap<Place, u64>) -> String {
    let mut fields: BTreeMap<_, Correction> = BTreeMap::new();
    for (place, count) in places {
        let Some((model, member)) = place.member else { continue };
        let (is_optional, type_) = (is_optional(place), type_of(place));
        if is_optional || type_.is_some() {
            let correction = fields.entry((place.operation.as_str(), model, member)).or_default();
            correction.is_optional |= is_optional;
            correction.type_ =
                correction.type_.zip(type_).map(|(known, new)| known.or(new)).or(correction.type_).or(type_);
            correction.reasons.push(format!("{count} × {}", place.tolerance));
        }
    }
    let mut out = String::from(if fields.is_empty() { "" } else { "corrections:\n" });
    for ((operation, model, member), correction) in &fields {
        // Writing into a string does not fail.
        _ = write!(out, "- at: {operation}.response.{model}.{member}\n  set: {{{}}}\n", correction.set());
        _ = writeln!(out, "  because: \"answers differ from the document ({})\"", correction.reasons.join("; "));
    }
    out
}

impl Correction {
    fn set(&self) -> String {
        let required = self.is_optional.then(|| "required: false".to_owned());
        let type_ = self.type_.map(|type_| format!("type: {}", type_.name()));
        required.into_iter().chain(type_).collect::<Vec<_>>().join(", ")
    }
}

impl Type {
    /// The type that takes what both do.
    fn or(self, other: Self) -> Self {
        match (self.min(other), self.max(other)) {
            (Self::Boolean, Self::Integer | Self::Number) => Self::String,
            (_, wider) => wider,
        }
    }

    /// As specifications write it.
    const fn name(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Any => "any",
        }
    }
}

fn is_optional(place: &Place) -> bool {
    matches!(place.tolerance, Tolerance::MissingRequired | Tolerance::NullRequired)
}

/// The type that would take what came. Differences that are one-off, or that no type describes, have none.
fn type_of(place: &Place) -> Option<Type> {
    match (place.tolerance, place.expected?, place.found) {
        (Tolerance::NumberForBoolean, ..) => Some(Type::Integer),
        (Tolerance::BooleanForInteger, ..) => Some(Type::Boolean),
        (Tolerance::IntegerSpelling | Tolerance::Unquoted, Expected::Text | Expected::Integer, Found::Number) => {
            Some(Type::Number)
        }
        (Tolerance::Quoted | Tolerance::BeyondInteger, ..) => Some(Type::String),
        (Tolerance::Misfit, _, Found::Text) => Some(Type::String),
        (Tolerance::Misfit, _, Found::Number) => Some(Type::Number),
        (Tolerance::Misfit, _, Found::Boolean) => Some(Type::Boolean),
        (Tolerance::Misfit | Tolerance::StructureForText, ..) => Some(Type::Any),
        _ => None,
    }
}
