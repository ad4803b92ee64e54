//! What is wrong with an answer that cannot be decoded.

use std::fmt;

use bytes::Bytes;

use crate::Expected;
use crate::drift::{Found, Tolerance};

/// An answer could not be decoded. `Display` and `Debug` say where and why, and never what stood there: for that, ask
/// [`excerpt`](Self::excerpt) or [`body`](Self::body).
#[derive(Clone)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone)]
struct Inner {
    operation: String,
    path: String,
    document: String,
    line: Option<u32>,
    problem: Problem,
    offset: Option<usize>,
    excerpt: String,
    body: Option<Bytes>,
}

/// Why an answer could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The text is not JSON; what is wrong with it, in words.
    Syntax(String),
    /// A value is not of the documented type, and nothing of the table of tolerances helps.
    Type {
        /// What the document says.
        expected: Expected,
        /// What came.
        found: Found,
    },
    /// An integer that does not fit into 64 bits with a sign.
    Beyond {
        /// What came.
        found: Found,
    },
    /// A difference that would be tolerated, were decoding not strict.
    Strict {
        /// The difference.
        tolerance: Tolerance,
        /// What came.
        found: Found,
    },
    /// Lists and objects within each other, deeper than the limit.
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// More bytes than the limit.
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// More elements, entries and texts within texts than may be held in memory.
    TooMuch {
        /// The limit, in bytes.
        limit: usize,
    },
    /// What another serde format said.
    Other(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(what) => write!(out, "not valid JSON: {what}"),
            // A text or a number may have been one; what stands in it is not told here.
            Self::Type { expected, found: found @ (Found::Text | Found::Number) } => {
                write!(out, "documented as {expected}, but a {found} came that is not one")
            }
            Self::Type { expected, found } => {
                write!(out, "documented as {expected}, but {} came", found.with_article())
            }
            Self::Beyond { found } => write!(out, "documented as integer, but a {found} beyond 64 bits came"),
            Self::Strict { tolerance, found } => write!(out, "{tolerance} ({found} came; decoding is strict)"),
            Self::TooDeep { limit } => write!(out, "more than {limit} lists and objects within each other"),
            Self::TooLarge { limit } => write!(out, "more than {limit} bytes"),
            Self::TooMuch { limit } => write!(out, "more elements than {limit} bytes of memory can hold"),
            Self::Other(what) => out.write_str(what),
        }
    }
}

impl DecodeError {
    /// The name of the operation; empty where none was given.
    pub fn operation(&self) -> &str {
        &self.0.operation
    }

    /// Where in the answer: `data.rows[3].price`; empty for the whole.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The document that describes the answer; empty where none was given.
    pub fn document(&self) -> &str {
        &self.0.document
    }

    /// The line (from 1) of the document that describes the value, where it is known.
    pub fn line(&self) -> Option<u32> {
        self.0.line
    }

    /// What is wrong.
    pub fn problem(&self) -> &Problem {
        &self.0.problem
    }

    /// Where in the body, in bytes from its beginning, as far as it is known.
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }

    /// The piece of the body around the place, at most some 120 bytes of it. It may hold secrets.
    pub fn excerpt(&self) -> &str {
        &self.0.excerpt
    }

    /// The whole body, if [`with_body`](Self::with_body) was told it. It may hold secrets.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.body.as_ref()
    }

    /// Keeps the body for [`body`](Self::body).
    pub fn with_body(mut self, body: Bytes) -> Self {
        self.0.body = Some(body);
        self
    }

    pub(crate) fn new(problem: Problem) -> Self {
        Self(Box::new(Inner {
            operation: String::new(),
            path: String::new(),
            document: String::new(),
            line: None,
            problem,
            offset: None,
            excerpt: String::new(),
            body: None,
        }))
    }

    /// Says where in which document.
    pub(crate) fn located(mut self, operation: &str, document: &str, line: Option<u32>, path: String) -> Self {
        operation.clone_into(&mut self.0.operation);
        document.clone_into(&mut self.0.document);
        self.0.line = line;
        self.0.path = path;
        self
    }

    /// Says where in the body, and cuts the excerpt out of it.
    pub(crate) fn at(mut self, body: &[u8], offset: usize) -> Self {
        let offset = offset.min(body.len());
        let around = &body[offset.saturating_sub(60)..body.len().min(offset + 60)];
        self.0.excerpt = String::from_utf8_lossy(around).into_owned();
        self.0.offset = Some(offset);
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        out.write_str("cannot decode the answer")?;
        if !inner.operation.is_empty() {
            write!(out, " of {}", inner.operation)?;
        }
        if !inner.path.is_empty() {
            write!(out, " at {}", inner.path)?;
        }
        write!(out, ": {}", inner.problem)?;
        if let Some(offset) = inner.offset {
            write!(out, ", at byte {offset}")?;
        }
        match (inner.document.as_str(), inner.line) {
            ("", _) => Ok(()),
            (document, Some(line)) => write!(out, " (see {document}:{line})"),
            (document, None) => write!(out, " (see {document})"),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}
