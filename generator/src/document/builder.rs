//! Building a document block by block, each with its unit.

use std::sync::Arc;

use super::{Block, Cell, Document, Format, Row, Table, Text, Unit, UnitId, UnitKind};
use crate::source::{Source, Span};

/// A document that is being read; blocks are added in the order of the page.
#[derive(Debug, Default)]
pub struct Builder {
    blocks: Vec<Block>,
    units: Vec<Unit>,
}

impl Builder {
    /// A document with nothing in it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a key of the front matter.
    pub fn front_matter(&mut self, span: Span, key: String, value: String) {
        let unit = self.unit(UnitKind::FrontMatter, span);
        self.blocks.push(Block::FrontMatter { unit, key, value });
    }

    /// Adds a heading.
    pub fn heading(&mut self, span: Span, level: u8, text: Text) {
        let unit = self.unit(UnitKind::Heading, span);
        self.blocks.push(Block::Heading { unit, level, text });
    }

    /// Adds a paragraph, unless it is empty.
    pub fn paragraph(&mut self, span: Span, text: Text) {
        if !text.is_empty() {
            let unit = self.unit(UnitKind::Paragraph, span);
            self.blocks.push(Block::Paragraph { unit, text });
        }
    }

    /// Adds a list item, unless it is empty.
    pub fn list_item(&mut self, span: Span, depth: usize, text: Text) {
        if !text.is_empty() {
            let unit = self.unit(UnitKind::ListItem, span);
            self.blocks.push(Block::ListItem { unit, depth, text });
        }
    }

    /// Adds code, unless it is empty.
    pub fn code(&mut self, span: Span, language: String, code: String, code_span: Span) {
        if !code.trim().is_empty() {
            let unit = self.unit(UnitKind::Code, span);
            self.blocks.push(Block::Code { unit, language, code, code_span });
        }
    }

    /// Makes a row of a table, to be added with [`Builder::table`]; its unit comes into being here.
    pub fn row(&mut self, span: Span, cells: Vec<Cell>) -> Row {
        Row { unit: self.unit(UnitKind::TableRow, span), cells }
    }

    /// Adds a table, unless it has no rows at all.
    pub fn table(&mut self, header: Option<Row>, rows: Vec<Row>) {
        if header.is_some() || !rows.is_empty() {
            self.blocks.push(Block::Table(Table { header, rows }));
        }
    }

    /// Adds the blocks of a document that was read off a part of the same source.
    pub fn embed(&mut self, inner: Builder) {
        let offset = self.units.len();
        self.units.extend(inner.units);
        self.blocks.extend(inner.blocks.into_iter().map(|block| shifted(block, offset)));
    }

    /// The document.
    #[must_use]
    pub fn finish(self, source: &Arc<Source>, format: Format) -> Document {
        Document { source: Arc::clone(source), format, blocks: self.blocks, units: self.units }
    }

    fn unit(&mut self, kind: UnitKind, span: Span) -> UnitId {
        self.units.push(Unit { kind, span });
        UnitId(self.units.len() - 1)
    }
}

fn shifted(mut block: Block, offset: usize) -> Block {
    match &mut block {
        Block::FrontMatter { unit, .. }
        | Block::Heading { unit, .. }
        | Block::Paragraph { unit, .. }
        | Block::ListItem { unit, .. }
        | Block::Code { unit, .. }
        | Block::Line { unit, .. } => unit.0 += offset,
        Block::Table(table) => {
            for row in table.header.iter_mut().chain(&mut table.rows) {
                row.unit.0 += offset;
            }
        }
    }
    block
}
