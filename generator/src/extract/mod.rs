//! From a document to specifications: what a page means.
//!
//! This room knows documents and specifications, and nothing of Rust code. A dialect's vocabulary is data
//! (`dialects/*.yaml`); how a page is built (named tables, glued lines) is one of a closed set of strategies.

pub mod constraint;
pub mod enumeration;
pub mod example;
mod ledger;
mod place_index;

pub use ledger::{Account, Ledger, SetAside, Use};
pub use place_index::PlaceIndex;

use crate::finding::Finding;
use crate::spec::{DocumentInfo, Operation};

/// Everything that was read off one document.
#[derive(Debug, Clone)]
pub struct Extraction {
    /// What the page says of itself.
    pub document: DocumentInfo,
    /// Its operations; none for a guide.
    pub readings: Vec<Reading>,
    /// What there is to tell about it.
    pub findings: Vec<Finding>,
    /// What became of each unit.
    pub account: Account,
}

/// One operation, with the place of each of its items.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The operation.
    pub operation: Operation,
    /// Where its items stand.
    pub places: PlaceIndex,
}
