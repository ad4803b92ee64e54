//! Encoders and digests: bytes in, bytes out.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use hmac::{Hmac, KeyInit as _};
use md5::Md5;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};

use super::recipe::{Digest, Encoder};

const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const UNRESERVED_AND_SPACE: &AsciiSet = &UNRESERVED.remove(b' ');
const FORM_AND_SPACE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_').remove(b' ');

/// Passes bytes through encoders, from left to right.
#[must_use]
pub fn encode(bytes: &[u8], encoders: &[Encoder]) -> Vec<u8> {
    encoded(Cow::Borrowed(bytes), encoders).into_owned()
}

/// The same without a copy of what no encoder changes.
pub(super) fn encoded<'a>(bytes: Cow<'a, [u8]>, encoders: &[Encoder]) -> Cow<'a, [u8]> {
    encoders.iter().fold(bytes, |bytes, encoder| apply(bytes, *encoder))
}

fn apply(bytes: Cow<'_, [u8]>, encoder: Encoder) -> Cow<'_, [u8]> {
    Cow::Owned(match encoder {
        Encoder::Upper => bytes.to_ascii_uppercase(),
        Encoder::Lower => bytes.to_ascii_lowercase(),
        Encoder::Hex => hex::encode(&bytes).into_bytes(),
        Encoder::Base64 => STANDARD.encode(&bytes).into_bytes(),
        Encoder::Base64Url => URL_SAFE.encode(&bytes).into_bytes(),
        Encoder::Form => return space_as_plus(percent_encoded(bytes, FORM_AND_SPACE)),
        Encoder::Percent => return percent_encoded(bytes, UNRESERVED),
        Encoder::PercentPlus => return space_as_plus(percent_encoded(bytes, UNRESERVED_AND_SPACE)),
        Encoder::Md5 => Md5::digest(&bytes).to_vec(),
        Encoder::Sha1 => Sha1::digest(&bytes).to_vec(),
        Encoder::Sha256 => Sha256::digest(&bytes).to_vec(),
    })
}

fn percent_encoded<'a>(bytes: Cow<'a, [u8]>, set: &'static AsciiSet) -> Cow<'a, [u8]> {
    match Cow::from(percent_encode(&bytes, set)) {
        // What is encoded is longer than before.
        encoded if encoded.len() == bytes.len() => bytes,
        encoded => Cow::Owned(encoded.into_owned().into_bytes()),
    }
}

/// A `+` of the original is `%2B` by now, so the remaining spaces are the only ones that become `+`.
fn space_as_plus(mut encoded: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    if encoded.contains(&b' ') {
        encoded.to_mut().iter_mut().filter(|byte| **byte == b' ').for_each(|byte| *byte = b'+');
    }
    encoded
}

/// The digest of a message; `key` matters to the HMAC ones.
pub(super) fn digest(digest: Digest, key: &[u8], message: &[u8]) -> Vec<u8> {
    match digest {
        Digest::None => message.to_vec(),
        Digest::Md5 => Md5::digest(message).to_vec(),
        Digest::Sha1 => Sha1::digest(message).to_vec(),
        Digest::Sha256 => Sha256::digest(message).to_vec(),
        Digest::Sha512 => Sha512::digest(message).to_vec(),
        Digest::HmacMd5 => finish(Hmac::<Md5>::new_from_slice(key).ok(), message),
        Digest::HmacSha1 => finish(Hmac::<Sha1>::new_from_slice(key).ok(), message),
        Digest::HmacSha256 => finish(Hmac::<Sha256>::new_from_slice(key).ok(), message),
        Digest::HmacSha512 => finish(Hmac::<Sha512>::new_from_slice(key).ok(), message),
    }
}

/// HMAC takes keys of every length, so there always is a `mac`.
fn finish<M: hmac::Mac>(mac: Option<M>, message: &[u8]) -> Vec<u8> {
    mac.map(|mac| mac.chain_update(message).finalize().into_bytes().to_vec()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(input: &str, encoder: Encoder) -> String {
        String::from_utf8(encode(input.as_bytes(), &[encoder])).expect("encoders of text give text")
    }

    #[test]
    fn each_encoder_keeps_its_own_characters() {
        let input = "aZ09*-._~ +/会";
        assert_eq!(text(input, Encoder::Form), "aZ09*-._%7E+%2B%2F%E4%BC%9A");
        assert_eq!(text(input, Encoder::Percent), "aZ09%2A-._~%20%2B%2F%E4%BC%9A");
        assert_eq!(text(input, Encoder::PercentPlus), "aZ09%2A-._~+%2B%2F%E4%BC%9A");
        assert_eq!(text("aé", Encoder::Upper), "Aé");
        for (single, expected) in [("%", "%25"), ("+", "%2B"), (" ", "+"), ("a", "a"), ("", "")] {
            assert_eq!(text(single, Encoder::Form), expected);
        }
    }

    #[test]
    fn encoders_apply_from_left_to_right() {
        assert_eq!(encode(b"abc", &[Encoder::Hex, Encoder::Upper]), b"616263");
        assert_eq!(encode(b"\xff", &[Encoder::Hex, Encoder::Base64]), b"ZmY=");
        assert_eq!(encode(b"", &[Encoder::Md5, Encoder::Hex]), b"d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(encode(b"\xfb\xff", &[Encoder::Base64Url]), b"-_8=");
    }
}
