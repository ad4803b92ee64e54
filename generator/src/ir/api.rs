//! What the operations of an API share.

use super::{Docs, Identifier, Operation};

/// A whole API.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// The folder below `specs/`, which is what `docwright generate` is called with.
    pub name: String,
    /// The module.
    pub module: Identifier,
    /// The feature of the whole API.
    pub feature: String,
    /// What the API is called.
    pub title: String,
    /// Where it is specified, for the first line of generated files (`specs/kingdee`).
    pub specification: String,
    /// The address that paths are appended to.
    pub server: Option<String>,
    /// How answers say whether the call succeeded; the first form whose fields an answer has counts.
    pub envelopes: Vec<Envelope>,
    /// How lists are cut into pages.
    pub pagination: Option<Pagination>,
    /// How many calls a minute the vendor allows.
    pub limit_per_minute: Option<u32>,
    /// How requests are signed.
    pub recipe: Option<crate::spec::recipe::Recipe>,
    /// What a caller identifies with, in order.
    pub credentials: Vec<Credential>,
    /// The signatures of the recipe, each with its function.
    pub signatures: Vec<Signature>,
    /// The modules, in order of their names.
    pub groups: Vec<Group>,
}

/// The envelope of answers; values are compared as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The member that says whether the call succeeded, and its value if so; nothing where the HTTP status says it.
    pub success: Option<(String, String)>,
    /// The member with the error code.
    pub code: Option<String>,
    /// The member with the error message.
    pub message: Option<String>,
    /// The member with the data.
    pub data: Option<String>,
}

/// How lists are cut into pages: wire names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    /// The parameter with the number of the page.
    pub page: String,
    /// The parameter with the rows a page.
    pub size: String,
    /// The most rows the vendor gives on a page.
    pub max_size: Option<u64>,
    /// The member with the rows.
    pub items: String,
    /// The member with the number of all rows.
    pub total: Option<String>,
}

/// Something that a caller identifies with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// The recipe's name for it.
    pub name: String,
    /// The argument or method.
    pub identifier: Identifier,
    /// Whether a call can do without it.
    pub required: bool,
    /// What it is.
    pub docs: Docs,
}

/// A signature that the recipe makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The recipe's name for it.
    pub name: String,
    /// The function.
    pub identifier: Identifier,
}

/// The operations that share a module and a feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The segment of the path that they share.
    pub name: String,
    /// The module.
    pub module: Identifier,
    /// The feature.
    pub feature: String,
    /// The operations, in order of their modules' names.
    pub operations: Vec<Operation>,
}
