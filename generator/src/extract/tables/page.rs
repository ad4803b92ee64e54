//! The pieces of operations that a page holds, without understanding them yet.

use crate::document::{Text, UnitId};
use crate::source::Span;

use super::mend::Grid;
use super::vocabulary::{About, Section};

/// The pieces of a page.
#[derive(Debug, Default)]
pub(super) struct Page<'d> {
    /// Keys of the front matter.
    pub(super) front_matter: Vec<(UnitId, &'d str, &'d str)>,
    /// Headings in front of the first operation.
    pub(super) titles: Vec<Title<'d>>,
    /// The operations, or what looks like some.
    pub(super) operations: Vec<RawOperation<'d>>,
    /// Tables that stand in no part of an operation.
    pub(super) stray: Vec<Grid<'d>>,
}

impl Page<'_> {
    /// The page once all of its parts were found: each piece with the operations that it belongs to.
    pub(super) fn settled(mut self) -> Self {
        self.operations = without_pieces(self.operations);
        share_errors(&mut self.operations);
        self
    }
}

/// Pieces that state neither method nor address belong to the operation above them.
fn without_pieces(operations: Vec<RawOperation<'_>>) -> Vec<RawOperation<'_>> {
    let mut whole: Vec<RawOperation<'_>> = Vec::with_capacity(operations.len());
    for operation in operations {
        match whole.last_mut() {
            Some(last) if !operation.is_stated() => last.join(operation),
            _ => whole.push(operation),
        }
    }
    whole
}

/// Error codes under a heading that is above all other parts of operations belong to every operation of the page.
fn share_errors(operations: &mut [RawOperation<'_>]) {
    if operations.len() < 2 {
        return;
    }
    let parts = || operations.iter().flat_map(|operation| &operation.headings);
    let others = parts().filter(|trail| trail.section != Section::Errors).map(|trail| trail.level);
    let highest = others.min().unwrap_or(u8::MAX);
    let mut tables = Vec::new();
    let mut headings = Vec::new();
    for operation in operations.iter_mut() {
        let is_shared = |section: Section, level: u8| section == Section::Errors && level < highest;
        tables.extend(operation.tables.extract_if(.., |table| is_shared(table.section, table.level)));
        headings.extend(operation.headings.extract_if(.., |trail| is_shared(trail.section, trail.level)));
    }
    for operation in operations {
        operation.tables.extend(tables.iter().cloned());
        operation.headings.extend(headings.iter().cloned());
    }
}

/// A heading that names a page or an operation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Title<'d> {
    pub(super) level: u8,
    pub(super) unit: UnitId,
    pub(super) text: &'d str,
}

/// The pieces of an operation.
#[derive(Debug, Default)]
pub(super) struct RawOperation<'d> {
    /// The heading right above it, where it is not the first one of the page.
    pub(super) title: Option<Title<'d>>,
    pub(super) about: Vec<RawFact<'d>>,
    pub(super) tables: Vec<RawTable<'d>>,
    pub(super) codes: Vec<RawCode<'d>>,
    pub(super) prose: Vec<RawProse<'d>>,
    /// The headings that open known parts, each with all headings above it.
    pub(super) headings: Vec<Trail<'d>>,
    /// Headings that say nothing of an operation; what stands below them is set aside.
    pub(super) other: Vec<UnitId>,
    /// Tables and examples of answers to calls that fail.
    pub(super) of_errors: Vec<UnitId>,
}

impl RawOperation<'_> {
    /// Whether it says what it is: its method, its address or its purpose.
    pub(super) fn is_stated(&self) -> bool {
        self.about.iter().any(|fact| fact.about != About::Encoding)
    }

    /// Takes over the pieces of what turned out to be no operation of its own.
    pub(super) fn join(&mut self, rest: Self) {
        self.other.extend(rest.title.map(|title| title.unit));
        self.about.extend(rest.about);
        self.tables.extend(rest.tables);
        self.codes.extend(rest.codes);
        self.prose.extend(rest.prose);
        self.headings.extend(rest.headings);
        self.other.extend(rest.other);
        self.of_errors.extend(rest.of_errors);
    }
}

/// A fact: `请求方式：GET`.
#[derive(Debug)]
pub(super) struct RawFact<'d> {
    /// Where it stands: its value, and its label where that is a unit of its own.
    pub(super) units: Vec<UnitId>,
    pub(super) about: About,
    pub(super) value: &'d str,
}

/// A table in a part of an operation.
#[derive(Debug, Clone)]
pub(super) struct RawTable<'d> {
    pub(super) section: Section,
    /// The level of the heading above it.
    pub(super) level: u8,
    pub(super) grid: Grid<'d>,
    /// The bold words right above it: the name of a type.
    pub(super) name: Option<(UnitId, &'d str)>,
}

impl RawTable<'_> {
    /// The units it stands in.
    pub(super) fn units(&self) -> impl Iterator<Item = UnitId> {
        let names = self.name.iter().map(|(unit, _)| *unit);
        let rows = self.grid.titles.iter().chain(&self.grid.rows).flat_map(|row| row.units.iter().copied());
        names.chain(rows)
    }
}

/// Code in a part of an operation.
#[derive(Debug)]
pub(super) struct RawCode<'d> {
    pub(super) unit: UnitId,
    pub(super) section: Section,
    pub(super) code: &'d str,
    pub(super) code_span: Span,
}

/// Words in a part of an operation.
#[derive(Debug)]
pub(super) struct RawProse<'d> {
    pub(super) unit: UnitId,
    pub(super) section: Section,
    pub(super) text: &'d Text,
}

/// A heading with those above it.
#[derive(Debug, Clone)]
pub(super) struct Trail<'d> {
    pub(super) section: Section,
    /// The level of its last heading.
    pub(super) level: u8,
    pub(super) headings: Vec<(UnitId, &'d str)>,
}

impl Trail<'_> {
    /// `请求参数 › headers参数`.
    pub(super) fn text(&self) -> String {
        self.headings.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" › ")
    }
}
