//! Judges a specification by its own examples: each rule is one small function that reports into one list.
//!
//! The table's word stays in the specification; a check only says where it and an example disagree. This room knows
//! specifications, and where their items stand; it knows nothing of documents and nothing of Rust code.

mod dates;
mod fields;
mod limits;
mod units;

use std::sync::Arc;

use crate::finding::{Finding, Rule};
use crate::source::{Source, Span};
use crate::spec::Operation;

/// An operation with the means to point into its document.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// Its document.
    pub source: &'a Arc<Source>,
    /// Where an item stands, by its address.
    pub place: &'a dyn Fn(&str) -> Option<Span>,
    /// Whether the example that an address is in writes text without quotes.
    pub has_bare_words: &'a dyn Fn(&str) -> bool,
}

/// Runs every check, in the order of the list.
#[must_use]
pub fn check(subject: Subject<'_>) -> Vec<Finding> {
    const CHECKS: &[fn(Subject<'_>, &mut Vec<Finding>)] =
        &[fields::check_examples_against_tables, limits::check_limits, dates::check_dates, units::check_units];
    let mut findings = Vec::new();
    for check in CHECKS {
        check(subject, &mut findings);
    }
    findings
}

impl Subject<'_> {
    /// A finding about the item at `address` (`response.types.Row.name`), shown at the first of `places` that is known.
    fn finding(self, rule: Rule, message: String, address: &str, places: &[&str]) -> Finding {
        let item = format!("{}.{}.{}", self.operation.group, self.operation.name, short(address));
        let span = places.iter().find_map(|place| (self.place)(place)).unwrap_or_default();
        Finding::new(rule, message).at(self.source, span).item(item)
    }

    /// Adds the place of `address`, if it is known and is not the place that the finding shows already.
    fn and_at(self, finding: Finding, address: &str, word: &str) -> Finding {
        match (self.place)(address) {
            Some(span) if finding.place.as_ref().is_none_or(|place| place.span != span) => {
                finding.and_at(self.source, span, word)
            }
            _ => finding,
        }
    }
}

/// The address as people write it in api.yaml: `response.Row.name` for `response.types.Row.name`.
fn short(address: &str) -> String {
    address.replacen(".types.", ".", 1)
}
