//! How sensitive fields are encrypted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Template;

/// How fields that not everybody may read (敏感数据) are encrypted. The generated client then has `encrypt` and `decrypt`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sensitive {
    /// The cipher.
    pub cipher: Cipher,
    /// Its key: 16 bytes for AES-128, 32 for AES-256.
    pub key: Template,
    /// Its initialisation vector, of 16 bytes.
    pub iv: Template,
    /// How the encrypted bytes are written.
    #[serde(default)]
    pub text: TextForm,
}

/// A cipher; what is encrypted is padded to whole blocks as PKCS#7 says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Cipher {
    /// AES with a key of 16 bytes, blocks chained.
    #[serde(rename = "aes-128-cbc")]
    Aes128Cbc,
    /// AES with a key of 32 bytes, blocks chained.
    #[serde(rename = "aes-256-cbc")]
    Aes256Cbc,
}

/// How bytes are written in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextForm {
    /// Base64 with padding.
    #[default]
    Base64,
    /// Hexadecimal digits.
    Hex,
}
