//! Documentation, as the documents have it.

/// Documentation: paragraphs in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Docs(pub Vec<Vec<Piece>>);

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Prose of anybody; whatever it looks like, it is shown as it is written. Lines stay lines.
    Text(String),
    /// A name or a value, shown as code.
    Code(String),
}
