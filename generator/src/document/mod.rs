//! What a page holds, whatever its format was: headings, paragraphs, list items, tables, code, each with its place.
//!
//! A document knows nothing of operations or fields. Its *units* are what the ledger accounts for.

mod builder;

use std::sync::Arc;

pub use builder::Builder;

use crate::source::{Source, Span};

/// The format a document was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown, CommonMark with tables.
    Markdown,
    /// HTML, a whole page or a fragment.
    Html,
    /// Text copied out of a browser: lines and nothing else.
    Text,
}

/// A page, taken apart into blocks in document order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The text it was read from.
    pub source: Arc<Source>,
    /// Its format.
    pub format: Format,
    /// Its blocks in order.
    pub blocks: Vec<Block>,
    /// Its units in order; a [`UnitId`] is an index into this list.
    pub units: Vec<Unit>,
}

/// The index of a unit in [`Document::units`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitId(pub usize);

/// The smallest part of a document that is used or set aside as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// What kind of part it is.
    pub kind: UnitKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// A key of the front matter.
    FrontMatter,
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A list item, without the items below it.
    ListItem,
    /// A row of a table; the row of column titles is one too.
    TableRow,
    /// A code block as a whole.
    Code,
    /// A line of a text copy.
    Line,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// `key: value` of the front matter; lists are joined by `, `.
    FrontMatter {
        /// Its unit.
        unit: UnitId,
        /// The key.
        key: String,
        /// The value without quotes.
        value: String,
    },
    /// A heading.
    Heading {
        /// Its unit.
        unit: UnitId,
        /// 1 to 6.
        level: u8,
        /// Its text.
        text: Text,
    },
    /// A paragraph.
    Paragraph {
        /// Its unit.
        unit: UnitId,
        /// Its text.
        text: Text,
    },
    /// A list item.
    ListItem {
        /// Its unit.
        unit: UnitId,
        /// 0 for the outermost list.
        depth: usize,
        /// Its text.
        text: Text,
    },
    /// A table.
    Table(Table),
    /// Code, fenced or indented, or a `<pre>`.
    Code {
        /// Its unit.
        unit: UnitId,
        /// The language it names, as written; empty if none.
        language: String,
        /// The code itself, with `\n` line ends.
        code: String,
        /// Where the code itself starts, so that places inside of it can be computed.
        code_span: Span,
    },
    /// A line of a text copy that is not blank.
    Line {
        /// Its unit.
        unit: UnitId,
        /// How many spaces it is indented by (a tab counts as two).
        indent: usize,
        /// Its text without the indentation and without trailing spaces.
        text: String,
    },
}

/// A table: the row of titles first, if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The row of column titles; `None` if the table has none.
    pub header: Option<Row>,
    /// All other rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its unit.
    pub unit: UnitId,
    /// Its cells as written: a short row is not padded, extra cells are kept.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its text.
    pub text: Text,
    /// Where it stands.
    pub span: Span,
    /// Whether it was written where it stands in the grid.
    pub origin: Origin,
}

/// Whether a cell of HTML was written where it stands in the grid, or another one reaches there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// It was written there.
    #[default]
    Here,
    /// It reaches down from a row above (`rowspan`).
    Above,
    /// It is blank, because the cell on its left reaches across it (`colspan`).
    Left,
}

/// Text with what its marks meant: entities and escapes decoded, `<br>` as a newline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The words alone; ends trimmed.
    pub plain: String,
    /// How far the words are indented by what a browser shows: no-break and full-width spaces, padding. 0 as a rule; what
    /// one step is differs from page to page.
    pub indent: usize,
    /// The links in it.
    pub links: Vec<Link>,
    /// The words in it that are set as code, in order.
    pub codes: Vec<String>,
    /// Whether all of it is bold.
    pub strong: bool,
}

impl Text {
    /// Text without marks.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { plain: text.into(), ..Self::default() }
    }

    /// The words with grave accents around those that are set as code, as Markdown writes them.
    #[must_use]
    pub fn with_code_marks(&self) -> String {
        let mut marked = String::with_capacity(self.plain.len() + 2 * self.codes.len());
        let mut rest = self.plain.as_str();
        for code in &self.codes {
            let Some(start) = rest.find(code.as_str()) else { continue };
            marked.extend([&rest[..start], "`", code, "`"]);
            rest = &rest[start + code.len()..];
        }
        marked.push_str(rest);
        marked
    }

    /// Whether it says nothing: no words and no links.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.links.is_empty()
    }
}

/// A link in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words that are linked.
    pub text: String,
    /// Where it leads.
    pub url: String,
}
