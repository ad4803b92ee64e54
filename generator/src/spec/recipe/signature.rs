//! How a signature is computed: the string to sign, and what is made of it.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Encoder, Template};

/// How a signature is computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Named pieces of the string to sign.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub parts: IndexMap<String, Part>,
    /// The string to sign.
    pub string: Template,
    /// What is made of it; absent, the string itself is encoded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// The key of an HMAC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Template>,
    /// How the digest's bytes are written, from left to right: `[hex, base64]` is the Base64 of the hexadecimal digits.
    pub output: Vec<Encoder>,
}

/// A digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say all there is to say")]
pub enum Digest {
    Md5,
    Sha1,
    Sha256,
    Sha512,
    HmacMd5,
    HmacSha1,
    HmacSha256,
    HmacSha512,
}

impl Digest {
    /// Whether it takes a key.
    #[must_use]
    pub const fn is_keyed(self) -> bool {
        matches!(self, Self::HmacMd5 | Self::HmacSha1 | Self::HmacSha256 | Self::HmacSha512)
    }
}

/// A named piece of the string to sign.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Names and values of the message.
    Pairs(Pairs),
    /// Values without names.
    List(List),
}

/// Names and values of the message, sorted first and encoded afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pairs {
    /// Where they come from.
    pub of: PairSource,
    /// Names that are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
    /// Whether pairs with an empty value are left out. Absent ones and JSON's `null` always are.
    #[serde(default)]
    pub skip_empty: bool,
    /// Their order.
    #[serde(default)]
    pub sort: Sort,
    /// How names are encoded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub name: Vec<Encoder>,
    /// How values are encoded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub value: Vec<Encoder>,
    /// What stands between a name and its value.
    #[serde(default = "equals_sign")]
    pub between: String,
    /// What stands between pairs.
    #[serde(default = "ampersand")]
    pub join: String,
}

fn equals_sign() -> String {
    "=".to_owned()
}

fn ampersand() -> String {
    "&".to_owned()
}

/// Where pairs come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PairSource {
    /// The query parameters, not encoded.
    Query,
    /// The query parameters, names and values encoded as they are sent.
    SentQuery,
    /// The members of the JSON body, or the fields of the form. Strings are taken without quotes, everything else as the
    /// JSON text that is sent.
    Body,
    /// The query parameters and those of the body.
    Parameters,
}

/// The order of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// As they are sent.
    #[default]
    None,
    /// By the bytes of the name.
    Name,
    /// By the bytes of name and value, joined.
    Pair,
}

/// Values without names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The values.
    pub of: Vec<Template>,
    /// Whether they are sorted by byte.
    #[serde(default)]
    pub sorted: bool,
    /// What stands between them.
    #[serde(default)]
    pub join: String,
}
