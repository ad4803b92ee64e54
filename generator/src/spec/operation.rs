//! The specification of one operation: one YAML file, reviewed by people, written by `docwright extract`.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Field, Scalar, Type, Value, yaml};

/// The named types of one side of an operation, in document order, each with its fields.
pub type Types = IndexMap<String, Vec<Field>>;

/// One operation of an API.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// The HTTP method.
    pub method: Method,
    /// The path, appended to `server` in api.yaml.
    pub path: String,
    /// The name of the operation in generated code: method, then the last segment of the path.
    pub name: String,
    /// The group it belongs to: the segment of the path before the last one.
    pub group: String,
    /// What the page says the operation is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The document it was read from; absent only in the canonical form.
    #[serde(default, skip_serializing_if = "DocumentInfo::is_empty")]
    pub document: DocumentInfo,
    /// What is sent.
    #[serde(default, skip_serializing_if = "Request::is_empty")]
    pub request: Request,
    /// What comes back.
    #[serde(default, skip_serializing_if = "Response::is_empty")]
    pub response: Response,
    /// The documented error codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty", serialize_with = "yaml::rows")]
    pub errors: Vec<ErrorCode>,
    /// The documented examples.
    #[serde(default, skip_serializing_if = "Examples::is_empty")]
    pub examples: Examples,
    /// The line of the first row of each table (`request.query`, `response.types.Row`); the rows follow in order,
    /// fields that stand elsewhere have an entry of their own (`response.types.Row.name`).
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub places: IndexMap<String, usize>,
}

impl Operation {
    /// What docwright.lock knows it by: method and path (`GET /jdy/v2/ls/coupon_center`).
    #[must_use]
    pub fn key(&self) -> String {
        format!("{} {}", self.method.as_str(), self.path)
    }
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// GET
    Get,
    /// POST
    Post,
    /// PUT
    Put,
    /// DELETE
    Delete,
    /// PATCH
    Patch,
    /// HEAD
    Head,
    /// OPTIONS
    Options,
}

impl Method {
    /// The method in upper case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Patch => "PATCH",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
        }
    }

    /// The method that a text names, in any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Get, Self::Post, Self::Put, Self::Delete, Self::Patch, Self::Head, Self::Options]
            .into_iter()
            .find(|method| method.as_str().eq_ignore_ascii_case(text.trim()))
    }
}

/// Where a specification was read from, and what the page says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentInfo {
    /// The file, relative to the folder of api.yaml.
    pub file: String,
    /// The title of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The address of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the page says of its own state (已完成).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// When the page was last changed, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// The page's history of changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty", serialize_with = "yaml::rows")]
    pub history: Vec<Change>,
    /// Other facts that the page states about itself (product, module, mock address).
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub facts: IndexMap<String, String>,
    /// The headings under which each part of the specification stands (`request.query: 请求参数 › params参数`).
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub sections: IndexMap<String, String>,
    /// What the page says in prose that belongs to no field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

impl DocumentInfo {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A line of a page's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// When, as written.
    pub date: String,
    /// What.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
}

/// What is sent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Request {
    /// Headers.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "yaml::fields")]
    pub headers: Vec<Field>,
    /// Parameters in the path, `{name}` there.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "yaml::fields")]
    pub path: Vec<Field>,
    /// Parameters in the query.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "yaml::fields")]
    pub query: Vec<Field>,
    /// How `fields` travel in the body; absent if there is no body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// The type of the whole body, where it is not an object with the members of `fields` (a list, for example).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Type>,
    /// The members of the body.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "yaml::fields")]
    pub fields: Vec<Field>,
    /// The named types that the fields use.
    #[serde(skip_serializing_if = "IndexMap::is_empty", serialize_with = "yaml::types")]
    pub types: Types,
    /// Why api.yaml corrects it as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrected: Option<String>,
}

impl Request {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// `application/json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`
    Multipart,
}

/// What comes back.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Response {
    /// The type of the whole answer, where it is not an object with the members of `fields`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Type>,
    /// The members of the answer.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "yaml::fields")]
    pub fields: Vec<Field>,
    /// The named types that the fields use.
    #[serde(skip_serializing_if = "IndexMap::is_empty", serialize_with = "yaml::types")]
    pub types: Types,
    /// Why api.yaml corrects it as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrected: Option<String>,
}

impl Response {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A documented error code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorCode {
    /// The code.
    pub code: Scalar,
    /// What it means.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
}

/// The documented examples.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Examples {
    /// A request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestExample>,
    /// An answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<Value>,
}

impl Examples {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A documented request.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RequestExample {
    /// Parameters in the query, decoded.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub query: IndexMap<String, String>,
    /// The headers that it shows.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub headers: IndexMap<String, String>,
    /// The body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
}
