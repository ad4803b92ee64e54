//! How to decode.

use crate::drift::DriftSink;

/// Whether differences from the document are tolerated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// They are, and they are counted.
    #[default]
    Tolerant,
    /// The first one is an error.
    Strict,
}

/// What becomes of a member's value that is not of the documented type at all, where the mode is tolerant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Misfits {
    /// The answer is an error.
    #[default]
    Refuse,
    /// The member is absent, and its value is kept in the `extra` of its object, under its name.
    Keep,
}

/// Limits against answers that are made to harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many lists and objects may be within each other, 128 unless said otherwise. Each level costs about a
    /// kilobyte of the stack, and 16 bytes more for each documented field.
    pub depth: usize,
    /// How many bytes an answer may have, 256 MiB unless said otherwise.
    pub bytes: usize,
    /// How many bytes the elements of lists, the entries of maps and what is kept of texts that hold JSON may take in memory,
    /// 1 GiB unless said otherwise. An element of three bytes, `{},`, is a whole struct in memory; without this limit a
    /// small answer could ask for a hundred times its size.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 128, bytes: 256 << 20, memory: 1 << 30 }
    }
}

/// How to decode, and what to name in errors.
#[derive(Clone, Copy, Default)]
pub struct DecodeOptions<'a> {
    /// The name of the operation.
    pub operation: &'a str,
    /// The document that describes the answer, as a path.
    pub document: &'a str,
    /// The member of the answer whose value is decoded, for the paths in errors; empty for the whole answer.
    pub within: &'a str,
    /// Whether differences from the document are tolerated.
    pub mode: Mode,
    /// What becomes of values that are not of the documented type at all.
    pub misfits: Misfits,
    /// Limits against answers that are made to harm.
    pub limits: Limits,
    /// What is told of each difference that was tolerated.
    pub drift: Option<&'a dyn DriftSink>,
}

impl std::fmt::Debug for DecodeOptions<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("DecodeOptions")
            .field("operation", &self.operation)
            .field("document", &self.document)
            .field("within", &self.within)
            .field("mode", &self.mode)
            .field("misfits", &self.misfits)
            .field("limits", &self.limits)
            .field("drift", &self.drift.is_some())
            .finish()
    }
}
