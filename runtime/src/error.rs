//! What can go wrong with a call.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use crate::DecodeError;
use crate::answer::Answer;
use crate::auth::recipe::Then;
use crate::auth::{ProviderError, SignError};
use crate::check::Violation;
use crate::client::by_status;
use crate::operation::KnownError;
use crate::transport::{TransportError, TransportErrorKind};

/// Why a call did not give what it should.
///
/// Neither `Display` nor `Debug` show the body of an answer, a token or a secret; [`body`](Self::body) and
/// [`excerpt`](Self::excerpt) do when asked.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// The server answered with an error code.
    #[non_exhaustive]
    Api {
        /// The operation, or the step that fetches a token.
        operation: &'static str,
        /// The code, whether the server wrote it as a number or as text; empty if it sent none.
        code: String,
        /// The server's message. Secrets and tokens that it repeats are blanked out.
        message: String,
        /// What the operation's document says about the code.
        known: Option<&'static KnownError>,
        /// What the code means to everything behind this gateway.
        meaning: Option<&'static str>,
        /// Whether the same call may succeed later. Whether it has been executed is another question.
        retryable: bool,
        /// The answer.
        answer: Answer,
    },
    /// The server answered with a status that says failure, and without a code.
    #[non_exhaustive]
    Status {
        /// The operation, or the step that fetches a token.
        operation: &'static str,
        /// The answer.
        answer: Answer,
    },
    /// There is no answer.
    #[non_exhaustive]
    Transport {
        /// The operation, or the step that fetches a token.
        operation: &'static str,
        /// The server, as host and port.
        server: String,
        /// Why.
        source: TransportError,
    },
    /// The call, with everything that belongs to it, took longer than it may.
    #[non_exhaustive]
    TimedOut {
        /// The operation.
        operation: &'static str,
        /// How long it may take.
        after: Duration,
    },
    /// The answer cannot be decoded. The source names the operation, the path in the JSON, the document and its line.
    #[non_exhaustive]
    Decode {
        /// Where and why.
        source: DecodeError,
        /// The answer.
        answer: Answer,
    },
    /// The signature of the answer is missing or wrong: it does not come from the vendor, or the secret is not the one
    /// that the vendor uses.
    #[non_exhaustive]
    Signature {
        /// The operation.
        operation: &'static str,
        /// The error code that the answer claims to report. A server that does not know the secret of the request
        /// cannot sign what it says about it.
        claimed: Option<String>,
        /// The answer, which is not to be trusted.
        answer: Answer,
    },
    /// No row of an authorisation, or more than one, fits the credentials.
    #[non_exhaustive]
    Choice {
        /// The step that fetches a token.
        operation: &'static str,
        /// How many rows fit.
        fitting: usize,
        /// The rows that fit; if none does, all there are, with what is against them.
        rows: Vec<String>,
    },
    /// The answer of a step that fetches a token lacks something.
    #[non_exhaustive]
    Token {
        /// The step.
        operation: &'static str,
        /// The path that is missing in the answer.
        missing: &'static str,
        /// The answer.
        answer: Answer,
    },
    /// The [`TokenProvider`](crate::auth::TokenProvider) failed.
    #[non_exhaustive]
    TokenProvider {
        /// What it said is the source of this.
        source: ProviderError,
    },
    /// A list that was read page by page has fewer rows than the server says there are.
    #[non_exhaustive]
    Incomplete {
        /// The operation.
        operation: &'static str,
        /// How many rows are missing.
        missing: i64,
        /// How many rows the server says there are.
        total: i64,
    },
    /// The request is not what the operation's document demands. Nothing was sent, no token was fetched, and the rate limit
    /// was not touched. [`ClientBuilder::unchecked`](crate::ClientBuilder::unchecked) and
    /// [`Call::unchecked`](crate::Call::unchecked) send such requests all the same.
    #[non_exhaustive]
    Invalid {
        /// The operation.
        operation: &'static str,
        /// The document.
        document: &'static str,
        /// Where the request differs; at least one, and not more than twenty.
        violations: Vec<Violation>,
    },
    /// The client was built, or a request was made, in a way that cannot work. Nothing was sent.
    #[non_exhaustive]
    Configuration {
        /// What the matter is.
        message: String,
    },
}

impl Error {
    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::Configuration { message: message.into() }
    }

    /// The operation, or the step that fetches a token.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        match self {
            Self::Api { operation, .. }
            | Self::Status { operation, .. }
            | Self::Transport { operation, .. }
            | Self::TimedOut { operation, .. }
            | Self::Signature { operation, .. }
            | Self::Choice { operation, .. }
            | Self::Token { operation, .. }
            | Self::Incomplete { operation, .. }
            | Self::Invalid { operation, .. } => Some(operation),
            Self::Decode { source, .. } => Some(source.operation()),
            Self::TokenProvider { .. } | Self::Configuration { .. } => None,
        }
    }

    /// The error code, if the server sent one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Api { code, .. } => Some(code),
            _ => None,
        }
    }

    /// The answer, if there is one.
    #[must_use]
    pub const fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Api { answer, .. }
            | Self::Status { answer, .. }
            | Self::Decode { answer, .. }
            | Self::Signature { answer, .. }
            | Self::Token { answer, .. } => Some(answer),
            Self::Transport { .. }
            | Self::TimedOut { .. }
            | Self::Choice { .. }
            | Self::TokenProvider { .. }
            | Self::Incomplete { .. }
            | Self::Invalid { .. }
            | Self::Configuration { .. } => None,
        }
    }

    /// The HTTP status of the answer, if there is one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.answer().map(Answer::status)
    }

    /// The body of the answer, if there is one. It may hold what must not be logged.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.answer().map(Answer::body)
    }

    /// A short piece of the body: around the place that cannot be decoded, or its beginning. It may hold what must not
    /// be logged.
    #[must_use]
    pub fn excerpt(&self) -> Option<String> {
        match self {
            Self::Decode { source, .. } if !source.excerpt().is_empty() => Some(source.excerpt().to_owned()),
            _ => self.body().map(|body| String::from_utf8_lossy(&body[..body.len().min(200)]).into_owned()),
        }
    }

    /// Whether the same call may succeed later. Whether it has been executed is another question.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Api { retryable, .. } => *retryable,
            Self::Status { answer, .. } => !matches!(by_status(answer.status()), Then::Fail),
            Self::Transport { source, .. } => {
                !matches!(source.kind(), TransportErrorKind::TooLarge | TransportErrorKind::Request)
            }
            Self::TimedOut { .. } | Self::TokenProvider { .. } => true,
            _ => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api { operation, code, message, known, meaning, .. } => {
                write!(formatter, "{operation}: the server answered with error {code}: {message}")?;
                if let Some(meaning) = meaning {
                    write!(formatter, " ({meaning})")?;
                }
                match known {
                    Some(known) if !known.remedy.is_empty() => write!(formatter, "; remedy: {}", known.remedy),
                    _ => Ok(()),
                }
            }
            Self::Status { operation, answer } => {
                write!(formatter, "{operation}: the server answered with status {}", answer.status())
            }
            Self::Transport { operation, server, source } => {
                write!(formatter, "{operation} at {server}: {source}")
            }
            Self::TimedOut { operation, after } => write!(formatter, "{operation}: not done after {after:?}"),
            Self::Decode { source, .. } => source.fmt(formatter),
            Self::Signature { operation, claimed, .. } => {
                write!(formatter, "{operation}: the signature of the answer is missing or wrong; compare the secret")?;
                match claimed {
                    Some(code) => write!(formatter, " (the answer claims to report error {code})"),
                    None => Ok(()),
                }
            }
            Self::Choice { operation, fitting: 0, rows } => {
                write!(
                    formatter,
                    "{operation}: no row is valid and fits the credentials; there are: {}",
                    rows.join("; ")
                )
            }
            Self::Choice { operation, fitting, rows } => {
                write!(formatter, "{operation}: {fitting} rows fit the credentials, choose one: {}", rows.join("; "))
            }
            Self::Token { operation, missing, .. } => write!(formatter, "{operation}: the answer has no `{missing}`"),
            Self::TokenProvider { source } => source.fmt(formatter),
            Self::Incomplete { operation, missing, total } => {
                write!(formatter, "{operation}: {missing} of {total} rows did not come")
            }
            Self::Invalid { operation, document, violations } => {
                write!(formatter, "{operation}: not sent, because {document} asks for something else")?;
                for (index, violation) in violations.iter().enumerate() {
                    write!(formatter, "{} {violation}", if index == 0 { ":" } else { ";" })?;
                    if let Some(line) = violation.line {
                        write!(formatter, " (line {line})")?;
                    }
                }
                Ok(())
            }
            Self::Configuration { message } => formatter.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport { source, .. } => std::error::Error::source(source),
            Self::TokenProvider { source } => std::error::Error::source(source),
            _ => None,
        }
    }
}

impl From<SignError> for Error {
    fn from(error: SignError) -> Self {
        Self::configuration(error.to_string())
    }
}
