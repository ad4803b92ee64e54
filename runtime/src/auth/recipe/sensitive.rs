//! How sensitive fields are encrypted.

use super::Template;

/// How an API encrypts fields that not everybody may read (敏感数据): numbers of telephones, of identity cards.
#[derive(Debug, Clone, Copy)]
pub struct Sensitive {
    /// The cipher.
    pub cipher: Cipher,
    /// Its key: 16 bytes for AES-128, 32 for AES-256.
    pub key: Template,
    /// Its initialisation vector, of 16 bytes.
    pub iv: Template,
    /// How the encrypted bytes are written.
    pub text: TextForm,
}

/// A cipher; what is encrypted is padded to whole blocks as PKCS#7 says (RFC 5652, section 6.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cipher {
    /// AES with a key of 16 bytes, blocks chained.
    Aes128Cbc,
    /// AES with a key of 32 bytes, blocks chained.
    Aes256Cbc,
}

/// How bytes are written in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextForm {
    /// Base64 with padding (RFC 4648, section 4).
    Base64,
    /// Two lower-case hexadecimal digits a byte; upper-case ones are read too.
    Hex,
}
