//! What is written down while a page is read: the ledger and the findings.

use std::sync::Arc;

use crate::document::{Document, UnitId};
use crate::extract::Ledger;
use crate::finding::{Finding, Rule};
use crate::source::{Source, Span};

/// The ledger and the findings of a page.
pub(super) struct Record<'d> {
    pub(super) source: &'d Arc<Source>,
    pub(super) ledger: Ledger<'d>,
    pub(super) findings: Vec<Finding>,
    document: &'d Document,
}

impl<'d> Record<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { source: &document.source, ledger: Ledger::new(document), findings: Vec::new(), document }
    }

    pub(super) fn used(&mut self, units: &[UnitId], item: &str) {
        for &unit in units {
            self.ledger.used(unit, item);
        }
    }

    pub(super) fn set_aside(&mut self, units: &[UnitId], reason: &str) {
        for &unit in units {
            self.ledger.set_aside(unit, reason);
        }
    }

    /// Tells a finding about an item of the specification.
    pub(super) fn find(&mut self, rule: Rule, span: Span, item: &str, message: String, help: &str) {
        self.findings.push(Finding::new(rule, message).at(self.source, span).help(help).item(item));
    }

    /// Puts the operation in front of the items of the findings from `first` on, so that api.yaml can accept them.
    pub(super) fn name_items(&mut self, first: usize, operation: &str) {
        for item in self.findings.iter_mut().skip(first).filter_map(|finding| finding.item.as_mut()) {
            *item = format!("{operation}.{item}");
        }
    }

    pub(super) fn span_of(&self, unit: UnitId) -> Span {
        self.document.units[unit.0].span
    }
}
