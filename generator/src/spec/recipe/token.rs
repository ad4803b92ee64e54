//! How tokens are fetched, and what errors call for.

use std::num::NonZeroU32;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Lifetime, Member, Template};
use crate::spec::Scalar;

/// Where tokens come from: from steps, or from the program that uses the client.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Token {
    /// The calls that fetch them, in order; a later one uses what earlier ones saved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// What the user's own token provider supplies, as `{token.NAME}`, where no steps can describe it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub provided: Vec<String>,
}

/// A call that fetches a token or something that leads to one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// The HTTP method.
    pub method: crate::spec::Method,
    /// The path, appended to the address of the server as those of operations are: `/login` is
    /// `https://api.acme.example/v2/login` where that address is `https://api.acme.example/v2`.
    pub path: String,
    /// Whether it carries what every call carries.
    #[serde(default = "yes")]
    pub signed: bool,
    /// Query parameters of its own.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub query: IndexMap<String, Template>,
    /// Members of its JSON body; without any it has none.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub body: IndexMap<String, Member>,
    /// How its answer is read.
    #[serde(default)]
    pub answer: StepAnswer,
    /// Which row of a list is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choose: Option<Choose>,
    /// What to keep: `{token.KEY}` in templates, and the path in the answer (or in the chosen row), joined by dots.
    pub save: IndexMap<String, String>,
    /// How long it is kept before it is renewed, for example `20h`, `90m`, `7200s`: some less than it is good for.
    pub lifetime: Lifetime,
    /// How many such calls a minute the vendor allows; further ones wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_per_minute: Option<NonZeroU32>,
}

fn yes() -> bool {
    true
}

/// How the answer of a step is read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StepAnswer {
    /// Fields and values of which one says success; without any, the HTTP status does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub success: Vec<crate::spec::Success>,
    /// Fields that may hold the error code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub code: Vec<String>,
    /// Fields that may hold the error message.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub message: Vec<String>,
}

/// Which row of a list is meant. None, or several, is an error that lists them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choose {
    /// The path of the list in the answer.
    pub rows: String,
    /// Fields and what they must be; one whose placeholder has no value is not asked for.
    #[serde(rename = "where", default)]
    pub conditions: IndexMap<String, Template>,
    /// Fields that tell rows apart for people.
    #[serde(default)]
    pub label: Vec<String>,
}

/// What errors mean, and what is done about them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reaction {
    /// Error codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Scalar>,
    /// HTTP statuses, for answers without a code of this list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<u16>,
    /// What it means, in a few words for the error message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
    /// What is done.
    #[serde(default)]
    pub then: Then,
}

/// What is done about an error.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// The caller is told.
    #[default]
    Fail,
    /// The clock is set by the server's `Date`, and the call is signed again, once.
    AdjustClock,
    /// The step of that name and all after it are done again, and then the call, once; `provided` asks the token provider.
    Renew(String),
    /// The call was not executed: it is repeated after a while, whatever its method.
    Repeat,
    /// The call is repeated after a while, if it is idempotent.
    Retry,
    /// The call is repeated after a longer while, if it is idempotent.
    RetrySlowly,
}
