//! What a recipe is made of: constant data that the engine in [`sign`](super::sign) and the client run.
//!
//! docwright writes these constants from a YAML recipe (its JSON Schema and the built-in ones are in the generator);
//! nothing keeps you from writing one by hand. Everything is a plain literal, so a recipe costs nothing at run time.

mod sensitive;
mod token;

pub use sensitive::{Cipher, Sensitive, TextForm};
pub use token::{Choose, Reaction, Step, Then};

/// How an API authenticates its callers.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    /// What the scheme is called, for error messages.
    pub title: &'static str,
    /// What the user has to give.
    pub credentials: &'static [Credential],
    /// What is made afresh for each attempt, by name.
    pub values: &'static [(&'static str, Fresh)],
    /// The signatures.
    pub signatures: &'static [Signature],
    /// What each call carries.
    pub request: RequestRule,
    /// How an answer proves where it comes from.
    pub verification: Option<Verification>,
    /// The calls that fetch tokens, in order; a later one uses what earlier ones saved.
    pub steps: &'static [Step],
    /// What a [`TokenProvider`](super::TokenProvider) has to supply, as `token.NAME`, for schemes without steps.
    pub provided: &'static [&'static str],
    /// How sensitive fields are encrypted.
    pub sensitive: Option<Sensitive>,
    /// What an error answer calls for.
    pub reactions: &'static [Reaction],
    /// By how many seconds the clock may be off. A refusal while it is off by more sets it by the server's `Date`, and the
    /// call is signed again, once: for vendors that publish no code for it.
    pub clock_tolerance: Option<u64>,
}

impl Recipe {
    /// That of APIs that authenticate nobody: what a recipe by hand does not say, it takes from here.
    pub const NONE: Self = Self {
        title: "no authentication",
        credentials: &[],
        values: &[],
        signatures: &[],
        request: RequestRule {
            query_name: &[Encoder::Form],
            query_value: &[Encoder::Form],
            headers: &[],
            query: &[],
            body: &[],
        },
        verification: None,
        steps: &[],
        provided: &[],
        sensitive: None,
        reactions: &[],
        clock_tolerance: None,
    };

    /// The signature of that name.
    #[must_use]
    pub fn signature(&self, name: &str) -> Option<&'static Signature> {
        self.signatures.iter().find(|signature| signature.name == name)
    }

    /// The first reaction to an answer with that status and code.
    #[must_use]
    pub(crate) fn reaction(&self, status: u16, code: Option<&str>) -> Option<&'static Reaction> {
        let by_code = |reaction: &&Reaction| code.is_some_and(|code| reaction.codes.contains(&code));
        let by_status = |reaction: &&Reaction| reaction.statuses.contains(&status);
        self.reactions.iter().find(by_code).or_else(|| self.reactions.iter().find(by_status))
    }
}

/// A credential: a value that the user of a client gives when building it.
#[derive(Debug, Clone, Copy)]
pub struct Credential {
    /// Its name in templates.
    pub name: &'static str,
    /// Whether it must never be shown.
    pub secret: bool,
    /// Whether a client cannot be built without it.
    pub required: bool,
}

/// A value that is made afresh for each attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fresh {
    /// Seconds since 1970.
    Seconds,
    /// Milliseconds since 1970.
    Milliseconds,
    /// The date and time, written by a pattern of `%Y %m %d %H %M %S` at an offset from UTC in minutes.
    DateTime {
        /// The pattern; anything else in it is copied.
        pattern: &'static str,
        /// Minutes east of Greenwich.
        offset_minutes: i32,
    },
    /// That many random decimal digits, the first of which is not zero.
    RandomDigits(usize),
    /// That many random lower-case hexadecimal digits.
    RandomHex(usize),
    /// A random UUID (version 4) in lower case with hyphens.
    Uuid,
}

/// Text with placeholders.
pub type Template = &'static [Segment];

/// A part of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment {
    /// Text that is copied.
    Text(&'static str),
    /// A value, passed through encoders.
    Value {
        /// Its name: a credential, a fresh value, a part of the signature, `method`, `path`, `query`, `body`,
        /// `token.NAME` or `signature.NAME`.
        name: &'static str,
        /// Applied from left to right.
        encoders: &'static [Encoder],
    },
}

/// A way to write bytes as other bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoder {
    /// ASCII letters in upper case.
    Upper,
    /// ASCII letters in lower case.
    Lower,
    /// Two lower-case hexadecimal digits a byte.
    Hex,
    /// Base64 with padding (RFC 4648, section 4).
    Base64,
    /// Base64 with padding, of the alphabet that is safe in URLs (RFC 4648, section 5).
    Base64Url,
    /// `application/x-www-form-urlencoded` as browsers and Java's `URLEncoder` write it: keeps letters, digits and
    /// `* - . _`, a space becomes `+`.
    Form,
    /// RFC 3986: keeps letters, digits and `- . _ ~`, a space becomes `%20`.
    Percent,
    /// As [`Percent`](Self::Percent), but a space becomes `+`.
    PercentPlus,
    /// The bytes of their MD5 digest.
    Md5,
    /// The bytes of their SHA-1 digest.
    Sha1,
    /// The bytes of their SHA-256 digest.
    Sha256,
}

/// How a signature is computed.
#[derive(Debug, Clone, Copy)]
pub struct Signature {
    /// Its name.
    pub name: &'static str,
    /// Named pieces of the string to sign.
    pub parts: &'static [(&'static str, Part)],
    /// The string to sign.
    pub string: Template,
    /// What is made of it.
    pub digest: Digest,
    /// The key, where the digest takes one.
    pub key: Template,
    /// How the digest's bytes are written.
    pub output: &'static [Encoder],
}

/// A digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digest {
    /// The string itself.
    None,
    /// MD5.
    Md5,
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
    /// HMAC of MD5.
    HmacMd5,
    /// HMAC of SHA-1.
    HmacSha1,
    /// HMAC of SHA-256.
    HmacSha256,
    /// HMAC of SHA-512.
    HmacSha512,
}

/// A named piece of the string to sign.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// Names and values of the message.
    Pairs(Pairs),
    /// A list of values without names.
    Values {
        /// The values.
        values: &'static [Template],
        /// Whether they are sorted by byte.
        sort: bool,
        /// What stands between them.
        join: &'static str,
    },
}

/// How names and values are written one after another. They are sorted first and encoded afterwards.
#[derive(Debug, Clone, Copy)]
pub struct Pairs {
    /// Where they come from.
    pub source: Source,
    /// Names that are left out.
    pub except: &'static [&'static str],
    /// Whether pairs with an empty value are left out. JSON's `null` always is.
    pub skip_empty: bool,
    /// Their order.
    pub sort: Sort,
    /// How names are encoded.
    pub name: &'static [Encoder],
    /// How values are encoded.
    pub value: &'static [Encoder],
    /// What stands between a name and its value.
    pub between: &'static str,
    /// What stands between pairs.
    pub join: &'static str,
}

/// Where pairs come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The query parameters, not encoded.
    Query,
    /// The query parameters, names and values encoded as they are sent.
    SentQuery,
    /// The members of the JSON body, or the fields of the form. Strings are taken without quotes, everything else as
    /// the JSON text that is sent.
    Body,
    /// The query parameters, then those of the body.
    Parameters,
}

/// The order of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// As they are sent.
    None,
    /// By name.
    Name,
    /// By name and value, joined.
    Pair,
}

/// What each call carries. A header, parameter or member with a placeholder that has no value is left out.
#[derive(Debug, Clone, Copy)]
pub struct RequestRule {
    /// How names in the query (and in a form) are encoded.
    pub query_name: &'static [Encoder],
    /// How values in the query (and in a form) are encoded.
    pub query_value: &'static [Encoder],
    /// Headers.
    pub headers: &'static [(&'static str, Template)],
    /// Query parameters. Those that mention a signature are added after signing, the others before.
    pub query: &'static [(&'static str, Template)],
    /// Members of a JSON body, or fields of a form; the same rule.
    pub body: &'static [(&'static str, Member)],
}

/// A member that a recipe puts into a body.
#[derive(Debug, Clone, Copy)]
pub enum Member {
    /// A JSON string.
    Text(Template),
    /// A JSON number or literal, written as it is.
    Bare(Template),
}

impl Member {
    /// The template of its text.
    #[must_use]
    pub const fn template(&self) -> Template {
        match self {
            Self::Text(template) | Self::Bare(template) => template,
        }
    }
}

/// How an answer proves where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Verification {
    /// The member of the answer that holds the signature.
    pub member: &'static str,
    /// The signatures it may be, computed with the answer as the message; one of them has to fit.
    pub signatures: &'static [&'static str],
}
