//! A field of a table: a header, a parameter, a member of an object.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Scalar, Type, yaml};

/// The formats of fields that clients know how to read and write; others are for people.
pub(crate) const CLIENT_FORMATS: [&str; 6] =
    ["date", "date-time", "timestamp", "timestamp-ms", "timestamp-s", "comma-list"];

/// A header, a parameter, or a member of an object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The name, as it travels.
    pub name: String,
    /// The type.
    #[serde(rename = "type")]
    pub type_: Type,
    /// Whether it must be there; absent where the document does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// The document's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The value that counts when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Scalar>,
    /// The only value it may have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constant: Option<Scalar>,
    /// How the text of a value is built: `date`, `date-time`, `timestamp-ms`, `timestamp-s`, `comma-list`, or a
    /// pattern such as `yyyyMMdd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The least number of characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// The greatest number of characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// The least value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Scalar>,
    /// The greatest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Scalar>,
    /// The least number of items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u64>,
    /// The greatest number of items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    /// Whether all items differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unique_items: Option<bool>,
    /// A value that the table itself shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<Scalar>,
    /// A condition on when it must be there, and the like, in the document's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The fields it can stand in for: of them and this one, one is enough.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub either_or: Vec<String>,
    /// The documented values.
    #[serde(default, rename = "enum", skip_serializing_if = "Vec::is_empty", serialize_with = "yaml::rows")]
    pub enumeration: Vec<EnumValue>,
    /// The documented values where one field holds several families of codes.
    #[serde(default, rename = "enums", skip_serializing_if = "Vec::is_empty")]
    pub families: Vec<EnumFamily>,
    /// Why api.yaml changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<String>,
}

impl Field {
    /// A field of which nothing but name and type is known.
    #[must_use]
    pub fn new(name: impl Into<String>, type_: Type) -> Self {
        Self {
            name: name.into(),
            type_,
            required: None,
            description: None,
            default: None,
            constant: None,
            format: None,
            min_length: None,
            max_length: None,
            minimum: None,
            maximum: None,
            min_items: None,
            max_items: None,
            unique_items: None,
            example: None,
            note: None,
            either_or: Vec::new(),
            enumeration: Vec::new(),
            families: Vec::new(),
            corrected: None,
        }
    }
}

/// One documented value of a field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnumValue {
    /// The code that travels.
    pub value: Scalar,
    /// What the document calls it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
}

/// One of several families of codes that a field may hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnumFamily {
    /// What the document calls the family.
    pub label: String,
    /// Its codes.
    #[serde(serialize_with = "yaml::rows")]
    pub values: Vec<EnumValue>,
}

/// A form of dates and times that clients have a type for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TimeForm {
    /// A text with a date.
    Date,
    /// A text with a date and a time.
    DateTime,
    /// A number of milliseconds since 1970.
    UnixMilliseconds,
    /// A number of seconds since 1970.
    UnixSeconds,
}

impl Field {
    /// The form of the date or the time that it holds. A text that counts seconds stays a text.
    pub(crate) fn time_form(&self) -> Option<TimeForm> {
        match (&self.type_, self.format.as_deref()?) {
            (Type::String, "date") => Some(TimeForm::Date),
            (Type::String, "date-time") => Some(TimeForm::DateTime),
            (Type::Integer | Type::Number, "timestamp-ms") => Some(TimeForm::UnixMilliseconds),
            (Type::Integer | Type::Number, "timestamp-s") => Some(TimeForm::UnixSeconds),
            _ => None,
        }
    }

    /// The codes that it holds, singly or in a list, each with the family that it belongs to. Booleans stay booleans,
    /// whatever their two values are called; and of numbers only whole ones are codes.
    pub(crate) fn codes(&self) -> Vec<(Option<&str>, &EnumValue)> {
        let single = self.enumeration.iter().map(|value| (None, value));
        let families = self.families.iter().flat_map(|family| {
            let label = Some(family.label.as_str());
            family.values.iter().map(move |value| (label, value))
        });
        let values = single.chain(families).collect::<Vec<_>>();
        let are_codes = match self.type_.element() {
            Type::String | Type::Integer => true,
            Type::Number => values.iter().all(|(_, value)| value.value.as_integer().is_some()),
            _ => false,
        };
        if are_codes { values } else { Vec::new() }
    }
}
