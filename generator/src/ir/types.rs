//! Structs, their fields, and what these hold.

use super::{Docs, Enumeration, Identifier};
use crate::spec::Limit;

/// A generated type.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A struct.
    Model(Model),
    /// An enumeration.
    Enumeration(Enumeration),
}

/// A struct and its table.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// The struct.
    pub name: Identifier,
    /// The document's name for it.
    pub wire_name: String,
    /// What it is.
    pub docs: Docs,
    /// The fields, in document order.
    pub fields: Vec<Field>,
    /// Groups of fields, by the names that travel, of which the document demands one; in requests only.
    pub either_or: Vec<Vec<String>>,
    /// The struct that holds what callers must give, where that is more than one field; in requests only.
    pub required: Option<Identifier>,
}

/// A field of a struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The field.
    pub name: Identifier,
    /// The name that travels.
    pub wire_name: String,
    /// What a value is; `codegen` decides what holds an absent one.
    pub type_: Type,
    /// Whether the document demands it, always.
    pub required: bool,
    /// Whether the documented example contradicts what the table says: it shows a value that is not of the type or beyond
    /// a limit, or nothing where there should be something.
    pub disputed: bool,
    /// The limits of its values; in requests only.
    pub limits: Vec<Limit>,
    /// What it is.
    pub docs: Docs,
    /// The 1-based line of the document it stands on, if known.
    pub line: Option<usize>,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A number that keeps its digits.
    Number,
    /// True or false.
    Boolean,
    /// Whatever comes.
    Any,
    /// A file.
    File,
    /// A date whose text is kept.
    Date,
    /// A date and a time of day whose text is kept.
    DateTime,
    /// A point in time, counted in milliseconds since 1970.
    UnixMilliseconds,
    /// A point in time, counted in seconds since 1970.
    UnixSeconds,
    /// A generated type.
    Named(Path),
    /// A generated type that holds itself by way of this field.
    Boxed(Path),
    /// A list.
    List(Box<Type>),
    /// An object whose keys are data.
    Map(Box<Type>),
    /// A string that holds JSON text.
    Json(Box<Type>),
}

/// A generated type as the place that names it sees it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Path {
    /// The module below, if the type is in one.
    pub module: Option<Identifier>,
    /// The type.
    pub name: Identifier,
}
