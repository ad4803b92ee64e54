//! A request as it came in: nothing decoded, because signatures are made over what travels.

use axum::body::Bytes;
use axum::http::HeaderMap;

/// A request: the two halves of its target exactly as they stand on the request line.
#[derive(Debug)]
pub(super) struct Received {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Received {
    /// The header of that name, whatever its case; bytes that are no UTF-8 are replaced.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
    }

    /// The parameters of the query, decoded, in their order.
    pub(super) fn query_pairs(&self) -> Vec<(String, String)> {
        form_pairs(&self.query)
    }

    /// The first parameter of that name.
    pub(super) fn query_value(&self, name: &str) -> Option<String> {
        self.query_pairs().into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Method and target, for messages.
    pub(super) fn line(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("{} {}{mark}{}", self.method, self.path, self.query)
    }
}

/// The pieces of a query or form, still encoded: name and value; a name without `=` has an empty value.
pub(super) fn raw_pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// The pieces of a query or form, decoded.
pub(super) fn form_pairs(text: &str) -> Vec<(String, String)> {
    raw_pairs(text).map(|(name, value)| (form_decoded(name), form_decoded(value))).collect()
}

fn form_decoded(text: &str) -> String {
    percent_decoded(&text.replace('+', " "))
}

/// `%XX` resolved; what is no such escape stays as it is.
pub(super) fn percent_decoded(text: &str) -> String {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped = (first == b'%').then(|| tail.get(..2).and_then(hex_byte)).flatten();
        decoded.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    let digit = |index: usize| char::from(*digits.get(index)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_decoded_and_oddities_kept() {
        let pairs = form_pairs("a=1&&b=%E4%BC%9A+%2B&c&=d&e=%zz%4&f=x=y&%e4%bc=1");
        let expected =
            [("a", "1"), ("b", "会 +"), ("c", ""), ("", "d"), ("e", "%zz%4"), ("f", "x=y"), ("\u{fffd}", "1")];
        assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
