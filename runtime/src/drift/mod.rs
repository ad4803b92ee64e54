//! Where answers differ from the document: what was tolerated, where, and how often.

mod correction;
mod report;

use std::fmt;

pub use report::{DriftCount, DriftReport};

use crate::Expected;

/// What kind of JSON value came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Found {
    /// Nothing: the member is missing.
    Nothing,
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

impl Found {
    /// The kind as it stands in a sentence.
    pub(crate) const fn with_article(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::Text => "a string",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Nothing => "nothing",
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::Text => "string",
            Self::List => "list",
            Self::Object => "object",
        })
    }
}

/// A difference between answer and document that decoding gets over. Each has a row in the table of [`crate::json`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Tolerance {
    /// A member that the document requires is missing.
    MissingRequired,
    /// A member that the document requires is `null`.
    NullRequired,
    /// A `null` among the elements of a list, or the entries of a map: left out.
    NullElement,
    /// `""`, `[]` or `{}` where there is nothing.
    EmptyForNothing,
    /// A scalar in quotes.
    Quoted,
    /// A bare number or truth value for a text, a date or a code in quotes.
    Unquoted,
    /// A list or an object for a text: its JSON is kept.
    StructureForText,
    /// An integer spelled as `1.0` or `1e3`.
    IntegerSpelling,
    /// 0 or 1 for a truth value.
    NumberForBoolean,
    /// A truth value for 0 or 1.
    BooleanForInteger,
    /// An integer beyond 64 bits with a sign, but within 64 bits without: kept in `extra`.
    BeyondInteger,
    /// One element instead of a list.
    SingleForList,
    /// JSON in a text, where the document has the value itself.
    JsonInText,
    /// The value itself, where the document has a text that holds its JSON.
    JsonNotInText,
    /// A date or time of another form: kept as it came.
    OtherFormat,
    /// A code that the document does not list: kept as it came.
    UnknownCode,
    /// A member that the document does not name: kept in `extra`.
    UnknownMember,
    /// The same member twice: the last one counts.
    DuplicateMember,
    /// A value that is not of the documented type at all: kept in `extra`, if that was asked for.
    Misfit,
}

impl fmt::Display for Tolerance {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::MissingRequired => "required member is missing",
            Self::NullRequired => "required member is null",
            Self::NullElement => "null element, left out",
            Self::EmptyForNothing => "empty value for nothing",
            Self::Quoted => "scalar in quotes",
            Self::Unquoted => "scalar without quotes",
            Self::StructureForText => "list or object for a string",
            Self::IntegerSpelling => "integer spelled as a decimal number",
            Self::NumberForBoolean => "0 or 1 for a boolean",
            Self::BooleanForInteger => "boolean for 0 or 1",
            Self::BeyondInteger => "integer beyond 64 bits, kept in extra",
            Self::SingleForList => "one element for a list",
            Self::JsonInText => "JSON in a string",
            Self::JsonNotInText => "JSON not in a string",
            Self::OtherFormat => "other date or time format",
            Self::UnknownCode => "undocumented code",
            Self::UnknownMember => "undocumented member",
            Self::DuplicateMember => "member comes twice",
            Self::Misfit => "value of another type, kept in extra",
        })
    }
}

/// A difference between an answer and its document. It never holds the value.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Drift<'a> {
    /// The operation's name.
    pub operation: &'a str,
    /// Where in the answer, with `[]` for any element of a list: `data.rows[].price`.
    pub path: &'a str,
    /// The document, and the line (from 1) of the row that describes the value, where it is known.
    pub document: &'a str,
    /// See `document`.
    pub line: Option<u32>,
    /// The type that the table belongs to and the member's name, where the value is a documented member.
    pub member: Option<(&'static str, &'static str)>,
    /// What the document says that the value is; `None` for what it does not name.
    pub expected: Option<Expected>,
    /// What came.
    pub found: Found,
    /// What was done about it.
    pub tolerance: Tolerance,
}

/// What is told of each difference that decoding got over.
pub trait DriftSink: Send + Sync {
    /// Takes note of a difference. Called during decoding, so it should be quick.
    fn record(&self, drift: &Drift<'_>);
}
