//! The form in which two readings of a page are equal.

use super::{DocumentInfo, Operation};

/// The operation without what depends on the rendering of its page.
#[must_use]
pub fn canonical(operation: &Operation) -> Operation {
    Operation { document: DocumentInfo::default(), places: indexmap::IndexMap::new(), ..operation.clone() }
}
