//! What generated code says about an API and its operations.

use crate::auth::Recipe;
use crate::envelope::Envelope;
use crate::{Model, Slot};

/// An API: the marker type of a generated module.
pub trait Api {
    /// What is known about it.
    const META: &'static ApiMeta;
}

/// What is known about an API.
#[derive(Debug, Clone, Copy)]
pub struct ApiMeta {
    /// Its name, as its folder below `specs/`.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// The address that paths are appended to; `None` if the user has to say it.
    pub server: Option<&'static str>,
    /// How requests are authenticated.
    pub recipe: Option<&'static Recipe>,
    /// The forms that answers come in. The first one whose fields an answer has is taken.
    pub envelopes: &'static [Envelope],
    /// How lists are cut into pages.
    pub pagination: Option<&'static Pagination>,
    /// How many calls a minute the vendor allows an account.
    pub limit_per_minute: Option<u32>,
}

/// How lists are cut into pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pagination {
    /// The parameter with the number of the page, from 1.
    pub page: &'static str,
    /// The parameter with the number of rows a page.
    pub size: &'static str,
    /// The most rows the vendor gives on a page, whatever is asked for.
    pub max_size: Option<u64>,
    /// The field with the rows.
    pub items: &'static str,
    /// The field with the number of all rows.
    pub total: Option<&'static str>,
}

/// A request of an API: a struct that docwright generates for each operation.
pub trait Operation: Model {
    /// The API it belongs to.
    type Api: Api;
    /// What comes back.
    type Output: Slot;
    /// What is known about it.
    const META: &'static OperationMeta;
}

/// What is known about an operation.
#[derive(Debug, Clone, Copy)]
pub struct OperationMeta {
    /// Its name.
    pub name: &'static str,
    /// The HTTP method, in upper case.
    pub method: &'static str,
    /// The path, appended to the address of the server; `{name}` stands for a parameter.
    pub path: &'static str,
    /// The document that describes it.
    pub document: &'static str,
    /// Where each field of the request goes, in the order of its table.
    pub parameters: &'static [Place],
    /// What is always sent.
    pub constants: &'static [Constant],
    /// How the body is written.
    pub encoding: Encoding,
    /// The documented error codes.
    pub errors: &'static [KnownError],
    /// Where in the answer the output stands.
    pub data: Data,
    /// Whether a call may be repeated without harm although its method does not say so.
    pub idempotent: bool,
}

/// Where a field of a request goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// A header.
    Header,
    /// A part of the path.
    Path,
    /// A parameter of the query.
    Query,
    /// A member of the body.
    Body,
    /// The whole body, which is JSON; there is one such field, and none that is a member.
    Content,
}

/// Something that is always sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Constant {
    /// Where it goes.
    pub place: Place,
    /// Its name.
    pub name: &'static str,
    /// Its value; in a body the JSON text of it.
    pub value: &'static str,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// There is no body.
    None,
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
}

/// Where in an answer the output stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Data {
    /// It is the whole answer.
    Whole,
    /// It is a member of the answer.
    Member(&'static str),
    /// It is JSON in a string, which is a member of the answer.
    Text(&'static str),
}

/// An error code that a document lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KnownError {
    /// The code.
    pub code: &'static str,
    /// What it means, in the document's words.
    pub message: &'static str,
    /// What to do about it, in the document's words; empty if the document does not say.
    pub remedy: &'static str,
}
