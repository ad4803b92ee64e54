//! What a signature is computed from.

use std::borrow::Cow;
use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};

use super::encoder::encoded;
use super::recipe::{Recipe, RequestRule};

/// The message that is signed, and the values that templates name.
///
/// ```
/// use docwright_runtime::auth::Inputs;
/// let inputs = Inputs::new()
///     .method("GET")
///     .path("/jdy/v2/ls/coupon_center")
///     .query("page", "1")
///     .value("timestamp", "1655775240000");
/// assert!(!format!("{inputs:?}").contains("1655775240000"), "values may be secrets and are not shown");
/// ```
#[derive(Clone, Default)]
pub struct Inputs {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) body: MessageBody,
    values: Vec<(Cow<'static, str>, SecretString)>,
}

/// The body of a message, as far as signatures care.
#[derive(Clone, Default)]
pub(crate) enum MessageBody {
    #[default]
    None,
    Text(String),
    Form(Vec<(String, String)>),
}

impl Inputs {
    /// An empty message.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the HTTP method.
    #[must_use]
    pub fn method(mut self, method: impl Into<String>) -> Self {
        self.method = method.into();
        self
    }

    /// Sets the path as it is sent, without host and query.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// Adds a query parameter, not encoded.
    #[must_use]
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Sets a body of JSON, or other text, as it is sent but for the members that the signature is put into.
    #[must_use]
    pub fn body(mut self, text: impl Into<String>) -> Self {
        self.body = MessageBody::Text(text.into());
        self
    }

    /// Adds a field of a form, not encoded. A form takes the place of a body of text.
    #[must_use]
    pub fn form(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let field = (name.into(), value.into());
        match &mut self.body {
            MessageBody::Form(fields) => fields.push(field),
            other => *other = MessageBody::Form(vec![field]),
        }
        self
    }

    /// Sets a credential, a fresh value (`timestamp`) or something saved by a token step (`token.app_key`).
    #[must_use]
    pub fn value(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.set_value(Cow::Owned(name.into()), value.into());
        self
    }

    pub(crate) fn set_value(&mut self, name: Cow<'static, str>, value: String) {
        let value = SecretString::from(value);
        match self.values.iter_mut().find(|(existing, _)| *existing == name) {
            Some(known) => known.1 = value,
            None => self.values.push((name, value)),
        }
    }

    pub(super) fn value_of(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(existing, _)| existing == name).map(|(_, value)| value.expose_secret())
    }

    /// The values that nobody is to see: credentials that the recipe calls secret, and what token steps saved.
    pub(crate) fn secrets(&self, recipe: &Recipe) -> impl Iterator<Item = &str> {
        let is_secret = |name: &str| {
            name.starts_with("token.") || recipe.credentials.iter().any(|known| known.name == name && known.secret)
        };
        self.values.iter().filter(move |(name, _)| is_secret(name)).map(|(_, value)| value.expose_secret())
    }

    /// The query as it is sent, without the question mark.
    pub fn sent_query(&self, rule: &RequestRule) -> String {
        encode_pairs(&self.query, rule)
    }

    /// The body as it is sent.
    pub(crate) fn sent_body(&self, rule: &RequestRule) -> Cow<'_, str> {
        match &self.body {
            MessageBody::None => Cow::Borrowed(""),
            MessageBody::Text(text) => Cow::Borrowed(text),
            MessageBody::Form(fields) => Cow::Owned(encode_pairs(fields, rule)),
        }
    }
}

/// Names and values as they are sent in the query or a form.
pub(crate) fn encode_pairs(pairs: &[(String, String)], rule: &RequestRule) -> String {
    // Most have nothing to encode.
    let mut written = String::with_capacity(pairs.iter().map(|(name, value)| name.len() + value.len() + 2).sum());
    for (name, value) in pairs {
        let (name, value) = encode_pair(name, value, rule);
        let between = if written.is_empty() { "" } else { "&" };
        written.extend([between, &name, "=", &value]);
    }
    written
}

/// A name and a value of the query or a form as they are sent.
pub(super) fn encode_pair<'a>(name: &'a str, value: &'a str, rule: &RequestRule) -> (Cow<'a, str>, Cow<'a, str>) {
    let text = |text: &'a str, encoders| match encoded(Cow::Borrowed(text.as_bytes()), encoders) {
        Cow::Owned(bytes) => Cow::Owned(into_text(bytes)),
        // There was nothing to encode.
        Cow::Borrowed(_) => Cow::Borrowed(text),
    };
    (text(name, rule.query_name), text(value, rule.query_value))
}

/// Text that was made of bytes; encoders can give bytes that are none.
pub(super) fn into_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

impl fmt::Debug for Inputs {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.values.iter().map(|(name, _)| name).collect();
        formatter
            .debug_struct("Inputs")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("values", &names)
            .finish_non_exhaustive()
    }
}
