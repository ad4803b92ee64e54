//! Recipes: how an API authenticates its callers, as a declarative YAML file.
//!
//! The built-in ones are files like a user's own; `recipes/examples/` has one for each family of signatures we know of.
//! The runtime has a mirror of these types as constant data, which code generation writes.

mod check;
mod duration;
mod sensitive;
mod signature;
mod template;
mod token;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use duration::{Lifetime, UtcOffset};
pub use sensitive::{Cipher, Sensitive, TextForm};
pub use signature::{Digest, List, PairSource, Pairs, Part, Signature, Sort};
pub use template::{Encoder, Segment, Template};
pub use token::{Choose, Reaction, Step, StepAnswer, Then, Token};

/// The recipes that are built in: their name in api.yaml, and their text.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("kingdee-gateway", include_str!("../../../recipes/kingdee-gateway.yaml")),
    ("ebuy-envelope", include_str!("../../../recipes/ebuy-envelope.yaml")),
];

/// The whole file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// What the scheme is called.
    pub title: String,
    /// What the user of a client has to give. The required ones are the arguments of `Credentials::new`, in this order;
    /// the others are methods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credentials: Vec<Credential>,
    /// Values that are made afresh for each attempt.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub values: IndexMap<String, Fresh>,
    /// The signatures, by name; templates use one as `{signature.NAME}`.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub signatures: IndexMap<String, Signature>,
    /// What each call carries.
    #[serde(default)]
    pub request: RequestRule,
    /// How an answer proves where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<ResponseRule>,
    /// Where tokens come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Token>,
    /// How sensitive fields are encrypted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitive: Option<Sensitive>,
    /// What errors mean, and what is done about them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Reaction>,
    /// By how many seconds the clock may be off. A refusal without a code of `errors`, while the clock is off by more than
    /// this, sets the clock by the server's `Date`, and the call is signed again, once. For vendors that check the time of
    /// a request and publish no code for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_tolerance: Option<u64>,
}

impl Recipe {
    /// Whether the recipe fills this header in; the generated request then does not offer it.
    #[must_use]
    pub fn fills_header(&self, name: &str) -> bool {
        self.request.headers.keys().any(|own| own.eq_ignore_ascii_case(name))
    }

    /// Whether the recipe fills this query parameter in.
    #[must_use]
    pub fn fills_query(&self, name: &str) -> bool {
        self.request.query.contains_key(name)
    }

    /// Whether the recipe fills this member of a body in.
    #[must_use]
    pub fn fills_body(&self, name: &str) -> bool {
        self.request.body.contains_key(name)
    }

    /// The steps that fetch tokens.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        self.token.as_ref().map_or(&[], |token| &token.steps)
    }

    /// The tokens that the user's own provider supplies.
    #[must_use]
    pub fn provided(&self) -> &[String] {
        self.token.as_ref().map_or(&[], |token| &token.provided)
    }
}

/// A value that the user of a client gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    /// Its name in templates, and of the generated argument or method.
    pub name: String,
    /// What it is and where one gets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether it must never be shown.
    #[serde(default)]
    pub secret: bool,
    /// Whether a client cannot be built without it.
    #[serde(default)]
    pub required: bool,
}

/// A value that is made afresh for each attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fresh {
    /// The time since 1970, in this unit.
    Now(TimeUnit),
    /// The date and time as text.
    DateTime(DateTime),
    /// That many random decimal digits, the first of which is not zero.
    RandomDigits(u8),
    /// That many random lower-case hexadecimal digits.
    RandomHex(u8),
    /// A random UUID.
    Uuid,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
}

/// How date and time are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateTime {
    /// A pattern of `%Y %m %d %H %M %S`; everything else is copied.
    pub pattern: String,
    /// The offset from UTC, for example `+08:00`.
    #[serde(default)]
    pub utc_offset: UtcOffset,
}

/// What each call carries. An entry with a placeholder that has no value is left out: an optional credential that was
/// not given, a token in the calls that fetch it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RequestRule {
    /// How the query (and a form) is encoded; `form` if nothing is said.
    pub query_encoding: QueryEncoding,
    /// Headers.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub headers: IndexMap<String, Template>,
    /// Query parameters. Those that mention a signature are added after signing, the others before.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub query: IndexMap<String, Template>,
    /// Members of a JSON body, or fields of a form, by the same rule.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub body: IndexMap<String, Member>,
}

/// How the query is encoded. The same code writes what is sent and what is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QueryEncoding {
    /// Names.
    pub name: Vec<Encoder>,
    /// Values.
    pub value: Vec<Encoder>,
}

impl Default for QueryEncoding {
    fn default() -> Self {
        Self { name: vec![Encoder::Form], value: vec![Encoder::Form] }
    }
}

/// A member of a body: text, or `{bare: template}` for a number or literal that is written without quotes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Member {
    /// A JSON string.
    Text(Template),
    /// A number or literal.
    Bare {
        /// Its text.
        bare: Template,
    },
}

impl Member {
    /// The template of its text.
    #[must_use]
    pub const fn template(&self) -> &Template {
        match self {
            Self::Text(template) | Self::Bare { bare: template } => template,
        }
    }
}

/// How an answer proves where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResponseRule {
    /// The signature in the answer.
    pub verify: Verify,
}

/// The signature in the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verify {
    /// The member that holds it.
    pub member: String,
    /// The signatures it may be, computed with the answer as the message; one of them has to fit.
    pub signatures: Vec<String>,
}
