//! Where each item of a specification stands in its document, to the byte.

use std::collections::{HashMap, HashSet};

use crate::source::Span;

/// From an item's address to its place.
///
/// Addresses are those of api.yaml's corrections without the operation's name: `request.headers.NAME`,
/// `request.path.NAME`, `request.query.NAME`, `request.fields.NAME`, `request.types.TYPE.NAME`,
/// `response.fields.NAME`, `response.types.TYPE.NAME`, `errors.CODE`; and for examples `examples.request.body`,
/// `examples.response`, followed by the JSON path of a member as `examples.response/data/rows/0/name`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceIndex {
    spans: HashMap<String, Span>,
    with_bare_words: HashSet<String>,
}

impl PlaceIndex {
    /// Remembers where an item stands. The first place of an address counts.
    pub fn insert(&mut self, address: impl Into<String>, span: Span) {
        self.spans.entry(address.into()).or_insert(span);
    }

    /// Remembers that an example writes text without quotes.
    pub fn insert_bare_words(&mut self, example: impl Into<String>) {
        self.with_bare_words.insert(example.into());
    }

    /// Whether the example that an address is in writes text without quotes, so that a number in it may be text.
    #[must_use]
    pub fn has_bare_words(&self, address: &str) -> bool {
        self.with_bare_words.contains(address.split('/').next().unwrap_or(address))
    }

    /// Where an item stands.
    #[must_use]
    pub fn get(&self, address: &str) -> Option<Span> {
        self.spans.get(address).copied()
    }
}
