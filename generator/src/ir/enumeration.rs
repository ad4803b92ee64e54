//! Open sets of values.

use super::{Docs, Identifier};

/// An open set of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// The enum.
    pub name: Identifier,
    /// What it is.
    pub docs: Docs,
    /// How codes travel.
    pub kind: CodeKind,
    /// The documented values.
    pub variants: Vec<Variant>,
}

/// How the codes of an enumeration travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeKind {
    /// As numbers; every code is an `i64`.
    Integer,
    /// As strings.
    String,
}

/// A documented value.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// The variant.
    pub name: Identifier,
    /// The code, as text.
    pub code: String,
    /// What the document calls it; empty where it does not say.
    pub label: String,
    /// What it is.
    pub docs: Docs,
}
