//! `api.yaml`: what the documents of an API do not say. Written by hand, next to `documents/`.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Envelopes, Scalar, Value};

/// The whole file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Api {
    /// What the API is called.
    pub title: String,
    /// The address that paths are appended to, without a slash at its end; absent if the user has to configure it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// Patterns of the documents to read, relative to this file; one that begins with `!` excludes.
    #[serde(default = "default_documents")]
    pub documents: Vec<String>,
    /// The dialect of the documents, if it should not be recognised: one that is built in, or the name of a file in
    /// `dialects/` beside this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dialect: Option<String>,
    /// How requests are authenticated: a recipe that is built in, or the name of a file beside this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth: Option<String>,
    /// How an answer says whether the call succeeded, and where the data is: one form, or a list of all that answers come
    /// in (uploads often have one of their own). An answer is read by the first form whose fields it has.
    #[serde(default, skip_serializing_if = "Envelopes::is_empty")]
    pub envelope: Envelopes,
    /// How lists are cut into pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
    /// What becomes of Chinese names.
    #[serde(default)]
    pub identifiers: Identifiers,
    /// Names of groups: what the documents' paths say, to what the modules are called.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub groups: IndexMap<String, String>,
    /// Names of operations: what the rules give, to what they are called.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub rename: IndexMap<String, String>,
    /// Limits and what may be repeated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry: Option<Retry>,
    /// What the documents have wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// Findings that are known and accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<Allow>,
}

fn default_documents() -> Vec<String> {
    vec!["documents/**/*".to_owned()]
}

/// How answers are wrapped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// What an answer that succeeded says. Without it the HTTP status says so, and an answer that failed has the other
    /// fields.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success: Option<Success>,
    /// The field with the error code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The field with the error message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The field with the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}

/// A field of the envelope, and the value that says success.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Success {
    /// The field.
    pub field: String,
    /// The value.
    pub equals: Scalar,
}

/// How lists are cut into pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pagination {
    /// The parameter with the number of the page, from 1.
    pub page: String,
    /// The parameter with the number of rows a page.
    pub size: String,
    /// The most rows the vendor gives on a page, whatever is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_size: Option<u64>,
    /// The field with the rows.
    pub items: String,
    /// The field with the number of all rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
}

/// What becomes of Chinese names in generated code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Identifiers {
    /// They are spelled in pinyin.
    #[default]
    Pinyin,
    /// They stay as they are; Rust allows them.
    Native,
}

/// Limits, and which calls may be repeated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Retry {
    /// How many calls a minute the vendor allows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_per_minute: Option<u32>,
    /// Operations that may be repeated although they are not GET.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub idempotent: Vec<String>,
}

/// One thing that a document has wrong, and why we know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The item: `operation.side.place.field`, for example `get_x.response.Row.name` or `get_x.request.query.page`, or
    /// a side as a whole: `get_x.request`, `get_x.response`.
    pub at: String,
    /// The attributes to set; `null` removes one. A field has those that it has in the specification, a request as a
    /// whole has `encoding` (json, form, multipart) and `body`, an answer has `body` (`file`, for example).
    #[schemars(schema_with = "super::settable::schema_of_set")]
    pub set: IndexMap<String, Value>,
    /// Why.
    pub because: String,
}

/// A finding that is known and accepted: it is lowered to a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// The rule's code.
    pub rule: String,
    /// The item, or the operation it is about.
    pub at: String,
    /// Why.
    pub because: String,
}
