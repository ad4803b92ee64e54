//! What a call sends.

use super::Model;

/// The struct of the request.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The struct; its fields are the parameters.
    pub model: Model,
    /// Where each field travels, in the order of the fields.
    pub places: Vec<Place>,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// In a header.
    Header,
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In the body, as a member.
    Body,
    /// As the whole body.
    Content,
}

/// A value that is always sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constant {
    /// Where.
    pub place: Place,
    /// Under which name.
    pub name: String,
    /// The value: JSON text in a body, the bare text elsewhere.
    pub value: String,
}

/// How a body travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// There is none.
    None,
    /// As JSON.
    Json,
    /// As a form.
    Form,
    /// As a form with files.
    Multipart,
}
