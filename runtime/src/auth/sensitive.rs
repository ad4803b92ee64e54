//! Fields that travel encrypted, opened and closed as the recipe says.

use aes::{Aes128, Aes256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _};
use cbc::{Decryptor, Encryptor};
use secrecy::{ExposeSecret as _, SecretSlice};

use super::inputs::Inputs;
use super::recipe::{Cipher, Recipe, Sensitive, TextForm};
use super::sign::{SignError, render_bytes};

/// Why a sensitive field could not be read or written. What it holds is not told, nor is the key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SensitiveError {
    /// The recipe says nothing about sensitive fields.
    #[error("the recipe does not say how sensitive fields are encrypted")]
    Undescribed,
    /// The key cannot be put together.
    #[error("there is no key: {0}")]
    Key(#[from] SignError),
    /// Key or initialisation vector are not as long as the cipher needs them.
    #[error("the cipher needs a key of {key} bytes and an initialisation vector of {iv}")]
    Length {
        /// The length of the key, in bytes.
        key: usize,
        /// The length of the initialisation vector, in bytes.
        iv: usize,
    },
    /// The text was not encrypted with this key, or not at all. Which of them is kept back on purpose: who can try texts
    /// out could learn from it what they hold.
    #[error("the text was not encrypted with this key")]
    Unreadable,
}

/// Encrypts a text as the API wants it in a sensitive field.
///
/// # Errors
///
/// If the recipe says nothing about sensitive fields, or if the inputs give no key of the right length.
pub fn encrypt(recipe: &Recipe, inputs: &Inputs, plain: &str) -> Result<String, SensitiveError> {
    let (rule, key, iv) = keys(recipe, inputs)?;
    let (key, iv) = (key.expose_secret(), iv.as_slice());
    let bytes = match rule.cipher {
        Cipher::Aes128Cbc => Encryptor::<Aes128>::new_from_slices(key, iv)
            .map(|cipher| cipher.encrypt_padded_vec::<Pkcs7>(plain.as_bytes())),
        Cipher::Aes256Cbc => Encryptor::<Aes256>::new_from_slices(key, iv)
            .map(|cipher| cipher.encrypt_padded_vec::<Pkcs7>(plain.as_bytes())),
    };
    let bytes = bytes.map_err(|_| length(rule.cipher))?;
    Ok(match rule.text {
        TextForm::Base64 => STANDARD.encode(bytes),
        TextForm::Hex => hex::encode(bytes),
    })
}

/// Reads a sensitive field of an answer.
///
/// The Kingdee gateway's fields are opened with the client secret:
///
/// ```
/// use docwright_runtime::auth::recipe::{Cipher, Segment, Sensitive, TextForm};
/// # use docwright_runtime::auth::Recipe;
/// use docwright_runtime::auth::{Inputs, decrypt};
///
/// static RECIPE: Recipe = Recipe {
///     sensitive: Some(Sensitive {
///         cipher: Cipher::Aes256Cbc,
///         key: &[Segment::Value { name: "client_secret", encoders: &[] }],
///         iv: &[Segment::Text("5e8y6w45ju8w9jq8")],
///         text: TextForm::Base64,
///     }),
///     ..Recipe::NONE
/// };
/// let inputs = Inputs::new().value("client_secret", "f2adcfef73369bfc4e1384677d38a0ff");
/// assert_eq!(decrypt(&RECIPE, &inputs, "NYPiTvcX35qmceQzSWcdVQ==")?, "13800138000");
/// # Ok::<(), docwright_runtime::auth::SensitiveError>(())
/// ```
///
/// # Errors
///
/// As [`encrypt`], and if the text was not encrypted with this key.
pub fn decrypt(recipe: &Recipe, inputs: &Inputs, text: &str) -> Result<String, SensitiveError> {
    let (rule, key, iv) = keys(recipe, inputs)?;
    let (key, iv) = (key.expose_secret(), iv.as_slice());
    let text = text.trim();
    let bytes = match rule.text {
        TextForm::Base64 => STANDARD.decode(text).ok(),
        TextForm::Hex => hex::decode(text).ok(),
    };
    let bytes = bytes.ok_or(SensitiveError::Unreadable)?;
    let plain =
        match rule.cipher {
            Cipher::Aes128Cbc => Decryptor::<Aes128>::new_from_slices(key, iv)
                .map(|cipher| cipher.decrypt_padded_vec::<Pkcs7>(&bytes).ok()),
            Cipher::Aes256Cbc => Decryptor::<Aes256>::new_from_slices(key, iv)
                .map(|cipher| cipher.decrypt_padded_vec::<Pkcs7>(&bytes).ok()),
        };
    let plain = plain.map_err(|_| length(rule.cipher))?;
    plain.and_then(|plain| String::from_utf8(plain).ok()).ok_or(SensitiveError::Unreadable)
}

/// The rule with its key, which is wiped from memory when dropped, and its initialisation vector.
fn keys<'a>(recipe: &'a Recipe, inputs: &Inputs) -> Result<(&'a Sensitive, SecretSlice<u8>, Vec<u8>), SensitiveError> {
    let rule = recipe.sensitive.as_ref().ok_or(SensitiveError::Undescribed)?;
    let key = SecretSlice::from(render_bytes(recipe, rule.key, inputs)?);
    Ok((rule, key, render_bytes(recipe, rule.iv, inputs)?))
}

const fn length(cipher: Cipher) -> SensitiveError {
    match cipher {
        Cipher::Aes128Cbc => SensitiveError::Length { key: 16, iv: 16 },
        Cipher::Aes256Cbc => SensitiveError::Length { key: 32, iv: 16 },
    }
}
