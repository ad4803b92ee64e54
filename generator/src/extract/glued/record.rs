//! What is being written down while a page is read: fates of lines, places of items, findings.

use std::sync::Arc;

use super::page::{Line, Part};
use crate::document::Document;
use crate::extract::{Ledger, PlaceIndex};
use crate::finding::{Finding, Rule};
use crate::source::{Source, Span};
use crate::spec::DocumentInfo;

/// The record of one page.
#[derive(Debug)]
pub(super) struct Record<'d> {
    pub source: &'d Arc<Source>,
    pub ledger: Ledger<'d>,
    pub places: PlaceIndex,
    pub findings: Vec<Finding>,
    pub info: DocumentInfo,
    /// The operation's name, once the page has given its address.
    pub operation: Option<String>,
}

impl<'d> Record<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            source: &document.source,
            ledger: Ledger::new(document),
            places: PlaceIndex::default(),
            findings: Vec::new(),
            info: DocumentInfo::default(),
            operation: None,
        }
    }

    /// Takes what belongs to one page alone, so that the next one begins afresh.
    pub(super) fn turn_page(&mut self) -> (DocumentInfo, PlaceIndex) {
        self.operation = None;
        (std::mem::take(&mut self.info), std::mem::take(&mut self.places))
    }

    /// The lines were read into an item.
    pub(super) fn used<'l>(&mut self, lines: impl IntoIterator<Item = &'l Line<'l>>, item: &str) {
        for line in lines {
            self.ledger.used(line.unit, item);
        }
    }

    /// The lines are left out.
    pub(super) fn set_aside<'l>(&mut self, lines: impl IntoIterator<Item = &'l Line<'l>>, reason: &str) {
        for line in lines {
            self.ledger.set_aside(line.unit, reason);
        }
    }

    /// The part was read into `address`; its headings are the section it stands in.
    pub(super) fn section(&mut self, part: &Part<'_>, address: &str) {
        if let Some((title, outer)) = part.titles.split_last() {
            self.used(outer, address);
            if part.repeats {
                self.set_aside([title], "the same heading as above");
            } else {
                self.used([title], address);
            }
        }
        self.info.sections.entry(address.to_owned()).or_insert_with(|| part.title());
    }

    /// A finding about an item of the specification.
    pub(super) fn find(&mut self, rule: Rule, address: &str, span: Span, message: String, help: &str) {
        let finding = Finding::new(rule, message).at(self.source, span).help(help);
        let item = self.operation.as_ref().map(|operation| format!("{operation}.{address}"));
        self.findings.push(match item {
            Some(item) => finding.item(item),
            None => finding,
        });
    }
}
