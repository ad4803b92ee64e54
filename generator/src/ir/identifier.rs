//! Names in Rust.

use std::fmt;

/// A word that is a Rust identifier in every position (no keyword, nothing raw).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identifier(String);

impl Identifier {
    /// Takes a word that `lower::names` has made; what is no identifier becomes one by leaving out what does not fit.
    #[must_use]
    pub(crate) fn new(word: &str) -> Self {
        let fits = |(index, c): (usize, char)| {
            c == '_' || if index == 0 { unicode_ident::is_xid_start(c) } else { unicode_ident::is_xid_continue(c) }
        };
        if !word.is_empty() && word != "_" && word.chars().enumerate().all(fits) {
            return Self(word.to_owned());
        }
        let kept: String = word.chars().filter(|&c| unicode_ident::is_xid_continue(c)).collect();
        Self(format!("_{kept}_"))
    }

    /// The word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
