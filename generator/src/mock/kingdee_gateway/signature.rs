//! Signatures, version 2.0, as the gateway itself computes them: over the request line as it was received.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::mock::received::raw_pairs;

/// The string that a request is signed over. `path` and `query` are what stands on the request line.
pub(super) fn string_to_sign(method: &str, path: &str, query: &str, nonce: &str, timestamp: &str) -> String {
    let mut pairs: Vec<(String, String)> = raw_pairs(query).map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
    pairs.sort_by_key(|(key, value)| format!("{key}={value}"));
    let query: Vec<String> = pairs.iter().map(|(key, value)| format!("{}={}", gw(key), gw(value))).collect();
    format!(
        "{}\n{}\n{}\nx-api-nonce:{nonce}\nx-api-timestamp:{timestamp}\n",
        method.to_ascii_uppercase(),
        gw(path),
        query.join("&"),
    )
}

/// Base64 of the 64 hexadecimal *characters* of HMAC-SHA256.
pub(super) fn sign(secret: &str, message: &str) -> String {
    // HMAC takes keys of any length, so there is no key to refuse.
    let Ok(mut hmac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    hmac.update(message.as_bytes());
    STANDARD.encode(hex::encode(hmac.finalize().into_bytes()))
}

/// The gateway's encoder: keeps letters, digits and `-_.~`; a space becomes `+`.
fn gw(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => encoded.push(char::from(byte)),
            b' ' => encoded.push('+'),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::vectors::{self, text};

    /// Written as a browser writes a form.
    fn form(text: &str) -> String {
        text.bytes()
            .map(|byte| match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
                b' ' => "+".to_owned(),
                _ => format!("%{byte:02X}"),
            })
            .collect()
    }

    #[test]
    fn requests_are_signed_as_the_vectors_say() {
        let vectors = vectors::of("kingdee_gw_v2");
        assert_eq!(vectors.len(), 5);
        for vector in vectors {
            let inputs = &vector["inputs"];
            let pairs = inputs["query"].as_array().expect("pairs");
            let query: Vec<String> =
                pairs.iter().map(|pair| format!("{}={}", form(text(&pair[0])), form(text(&pair[1])))).collect();
            let query = query.join("&");
            if let Some(wire) = inputs.get("wire_query") {
                assert_eq!(query, text(wire), "{}", vector["id"]);
            }
            let input = |name: &str| text(&inputs[name]);
            let string = string_to_sign(input("method"), input("path"), &query, input("nonce"), input("timestamp"));
            assert_eq!(string, text(&vector["string_to_sign"]), "{}", vector["id"]);
            assert_eq!(sign(text(&vector["key"]), &string), text(&vector["expected"]), "{}", vector["id"]);
        }
    }

    #[test]
    fn app_signatures_are_made_as_the_vector_says() {
        let vectors = vectors::of("hmac_hex_b64");
        assert_eq!(vectors.len(), 1);
        for vector in vectors {
            let inputs = &vector["inputs"];
            assert_eq!(sign(text(&inputs["app_secret"]), text(&inputs["app_key"])), text(&vector["expected"]));
        }
    }

    #[test]
    fn a_query_is_signed_as_it_stands() {
        let line = |query| string_to_sign("get", "/a b", query, "1", "2").lines().nth(2).map(str::to_owned);
        assert_eq!(line("").as_deref(), Some(""));
        assert_eq!(line("b&a=%20+&&a=").as_deref(), Some("a=&a=%2520%2B&b="));
        assert!(string_to_sign("get", "/a b", "", "1", "2").starts_with("GET\n%2Fa+b\n\n"));
    }
}
