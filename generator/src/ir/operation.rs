//! An operation, and what its call gives.

use super::{Constant, Docs, Encoding, Examples, Identifier, Item, Request, Type};

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The module.
    pub module: Identifier,
    /// The specification it comes from (`specs/kingdee/operations/ls/get_coupon_center.yaml`).
    pub specification: String,
    /// The name in messages.
    pub name: String,
    /// The HTTP method, upper case.
    pub method: &'static str,
    /// The path.
    pub path: String,
    /// The document, relative to the API's folder.
    pub document: String,
    /// What the page is about.
    pub docs: Docs,
    /// The struct with everything that a caller may send.
    pub request: Request,
    /// What is always sent.
    pub constants: Vec<Constant>,
    /// How the body travels.
    pub encoding: Encoding,
    /// The documented error codes.
    pub errors: Vec<KnownError>,
    /// The types of the request, in `request` below the operation's module.
    pub request_types: Vec<Item>,
    /// The types of the answer, in the operation's module.
    pub response_types: Vec<Item>,
    /// What a call gives.
    pub output: Type,
    /// Where in the answer that stands.
    pub data: Data,
    /// The rows, if the operation gives a list page by page.
    pub rows: Option<Rows>,
    /// Whether api.yaml says that the call may be repeated.
    pub idempotent: bool,
    /// The documented examples, to be tested.
    pub examples: Examples,
}

/// The rows of a page: a field of the output, and what it is a list of.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// The field.
    pub field: Identifier,
    /// A row.
    pub type_: Type,
}

/// A documented error code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownError {
    /// The code, as text.
    pub code: String,
    /// What it means.
    pub message: String,
    /// What to do; empty where the document does not say.
    pub remedy: String,
}

/// Where in the answer the output stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// It is the whole answer.
    Whole,
    /// It is that member.
    Member(String),
    /// It is the JSON text in that member.
    Text(String),
}
