//! The notation of types: `string`, `Row`, `list<Row>`, `map<any>`, `json<Content>`.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The type of a field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A number with or without a fraction; every digit is kept.
    Number,
    /// True or false.
    Boolean,
    /// Whatever comes.
    Any,
    /// A file that is uploaded.
    File,
    /// A type of the same side of the same operation.
    Named(String),
    /// A list.
    List(Box<Type>),
    /// An object whose keys are data.
    Map(Box<Type>),
    /// A string that holds the JSON text of a value of this type.
    Json(Box<Type>),
}

impl Type {
    /// `list<self>`.
    #[must_use]
    pub fn list(self) -> Self {
        Self::List(Box::new(self))
    }

    /// `map<self>`.
    #[must_use]
    pub fn map(self) -> Self {
        Self::Map(Box::new(self))
    }

    /// `json<self>`.
    #[must_use]
    pub fn json(self) -> Self {
        Self::Json(Box::new(self))
    }

    /// The type of the items, of lists of lists the innermost; the type itself if it is no list.
    #[must_use]
    pub fn element(&self) -> &Self {
        match self {
            Self::List(inner) => inner.element(),
            other => other,
        }
    }

    /// The name of the type this one is, lists, maps or wraps, if it is a named one at the innermost.
    ///
    /// ```
    /// use docwright::spec::Type;
    /// assert_eq!("list<json<Row>>".parse::<Type>()?.named(), Some("Row"));
    /// # Ok::<(), docwright::spec::TypeError>(())
    /// ```
    #[must_use]
    pub fn named(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            Self::List(inner) | Self::Map(inner) | Self::Json(inner) => inner.named(),
            _ => None,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String => formatter.write_str("string"),
            Self::Integer => formatter.write_str("integer"),
            Self::Number => formatter.write_str("number"),
            Self::Boolean => formatter.write_str("boolean"),
            Self::Any => formatter.write_str("any"),
            Self::File => formatter.write_str("file"),
            Self::Named(name) => formatter.write_str(name),
            Self::List(inner) => write!(formatter, "list<{inner}>"),
            Self::Map(inner) => write!(formatter, "map<{inner}>"),
            Self::Json(inner) => write!(formatter, "json<{inner}>"),
        }
    }
}

/// A text that is no type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no type: write string, integer, number, boolean, any, file, a type's name, list<…>, map<…> or json<…>"
)]
pub struct TypeError(String);

/// How deep `list<list<…>>` may go; documents are hostile until shown otherwise.
const MAX_DEPTH: usize = 16;

impl FromStr for Type {
    type Err = TypeError;

    fn from_str(text: &str) -> Result<Self, TypeError> {
        parse(text.trim(), 0).ok_or_else(|| TypeError(text.to_owned()))
    }
}

fn parse(text: &str, depth: usize) -> Option<Type> {
    if depth > MAX_DEPTH {
        return None;
    }
    let wrapped = |prefix: &str| text.strip_prefix(prefix)?.strip_suffix('>').map(str::trim);
    Some(match text {
        "string" => Type::String,
        "integer" => Type::Integer,
        "number" => Type::Number,
        "boolean" => Type::Boolean,
        "any" => Type::Any,
        "file" => Type::File,
        _ => {
            if let Some(inner) = wrapped("list<") {
                parse(inner, depth + 1)?.list()
            } else if let Some(inner) = wrapped("map<") {
                parse(inner, depth + 1)?.map()
            } else if let Some(inner) = wrapped("json<") {
                parse(inner, depth + 1)?.json()
            } else if is_type_name(text) {
                Type::Named(text.to_owned())
            } else {
                return None;
            }
        }
    })
}

fn is_type_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ','))
}

impl Serialize for Type {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Type {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Type {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Type".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "string, integer, number, boolean, any, file, a type's name, list<T>, map<T>, or json<T>: a string that holds the JSON text of T",
            "pattern": "^[^\\s<>,]+$|^(list|map|json)<.+>$",
            "examples": ["string", "Row", "list<Row>", "map<any>", "json<Content>"]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_read_back_as_written() {
        for text in ["string", "list<Row>", "map<list<string>>", "json<Content>", "结果", "Option"] {
            assert_eq!(text.parse::<Type>().expect(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_type_is_refused() {
        for text in ["", "list<", "list<>", "a b", "List <Row>", "a,b"] {
            assert!(text.parse::<Type>().is_err(), "{text}");
        }
        let deep = format!("{}x{}", "list<".repeat(10_000), ">".repeat(10_000));
        assert!(deep.parse::<Type>().is_err());
    }
}
