//! The blocks of a page as parts, with what broke mended: rows that a hard newline threw out of their table, and tables
//! that no parser of Markdown takes for one.

use std::borrow::Cow;

use crate::document::{Block, Cell, Document, Row, Table, Text, UnitId};
use crate::source::Span;

/// A part of a page.
#[derive(Debug)]
pub(super) enum Part<'d> {
    FrontMatter { unit: UnitId, key: &'d str, value: &'d str },
    Heading { unit: UnitId, level: u8, text: &'d Text },
    Words { unit: UnitId, text: &'d Text },
    Code { unit: UnitId, code: &'d str, code_span: Span },
    Table(Grid<'d>),
}

/// A table whose rows may stand in several units.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid<'d> {
    /// The words right above the titles, where they stand in the same paragraph.
    pub(super) name: Option<(UnitId, &'d str)>,
    pub(super) titles: Option<GridRow<'d>>,
    pub(super) rows: Vec<GridRow<'d>>,
}

impl Grid<'_> {
    /// How many columns the titles announce.
    fn columns(&self) -> usize {
        self.titles.as_ref().map_or(0, |titles| titles.cells.len())
    }
}

/// A row of a table.
#[derive(Debug, Clone)]
pub(super) struct GridRow<'d> {
    /// The unit it stands in first; the units of what was joined to it follow.
    pub(super) units: Vec<UnitId>,
    pub(super) span: Span,
    pub(super) cells: Vec<Cow<'d, Cell>>,
    /// Whether it was put together from pieces.
    pub(super) mended: bool,
}

impl GridRow<'_> {
    /// The words of a cell; empty where the row has no such cell.
    pub(super) fn plain(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", |cell| cell.text.plain.as_str())
    }
}

/// The parts of a document in order.
pub(super) fn parts(document: &Document) -> Vec<Part<'_>> {
    let mut parts = Vec::with_capacity(document.blocks.len());
    for (index, block) in document.blocks.iter().enumerate() {
        match block {
            Block::FrontMatter { unit, key, value } => parts.push(Part::FrontMatter { unit: *unit, key, value }),
            Block::Heading { unit, level, text } => parts.push(Part::Heading { unit: *unit, level: *level, text }),
            Block::Paragraph { unit, text } => {
                paragraph(document, *unit, text, document.blocks.get(index + 1), &mut parts);
            }
            Block::ListItem { unit, depth, text } => list_item(document, *unit, *depth, text, &mut parts),
            Block::Code { unit, code, code_span, .. } => {
                parts.push(Part::Code { unit: *unit, code, code_span: *code_span });
            }
            Block::Table(table) => {
                let label = label_at_end(table);
                let rows = &table.rows[..table.rows.len() - usize::from(label.is_some())];
                parts.push(Part::Table(grid(document, table.header.as_ref(), rows)));
                parts.extend(label.map(|(unit, text)| Part::Words { unit, text }));
            }
            // Lines come from text copies, which another strategy reads.
            Block::Line { .. } => {}
        }
    }
    parts
}

/// Without a blank line behind a table, Markdown takes the bold label of what follows for its last row.
fn label_at_end(table: &Table) -> Option<(UnitId, &Text)> {
    let has_columns = table.header.as_ref().is_some_and(|titles| titles.cells.len() > 1);
    let last = table.rows.last().filter(|_| has_columns)?;
    let mut filled = last.cells.iter().filter(|cell| !cell.text.is_empty());
    let only = filled.next().filter(|cell| cell.text.strong)?;
    filled.next().is_none().then_some((last.unit, &only.text))
}

fn grid<'d>(document: &Document, titles: Option<&'d Row>, rows: &'d [Row]) -> Grid<'d> {
    let row = |row: &'d Row| GridRow {
        units: vec![row.unit],
        span: document.units[row.unit.0].span,
        cells: row.cells.iter().map(Cow::Borrowed).collect(),
        mended: false,
    };
    let mut grid = Grid { titles: titles.map(row), ..Grid::default() };
    let columns = grid.columns();
    for written in rows {
        let written = row(written);
        match grid.rows.last_mut() {
            Some(last) if continues(&written, columns) => join(last, written, columns),
            _ => grid.rows.push(written),
        }
    }
    grid
}

/// Whether a row is the rest of the description above: a hard newline in a cell leaves words alone in the first one.
fn continues(row: &GridRow<'_>, columns: usize) -> bool {
    let alone = row.cells.iter().skip(1).all(|cell| cell.text.is_empty());
    columns >= 3 && alone && is_prose(row.plain(0))
}

/// Whether words are no name: Chinese ones, or a sentence.
fn is_prose(text: &str) -> bool {
    !text.is_empty() && (!text.is_ascii() || text.trim().contains(' '))
}

/// Adds words to the last cell of a row, which is the description.
fn join(last: &mut GridRow<'_>, rest: GridRow<'_>, columns: usize) {
    let words = rest.plain(0).to_owned();
    last.cells.resize_with(columns.max(last.cells.len()), Cow::default);
    if let Some(cell) = last.cells.last_mut() {
        let text = &mut cell.to_mut().text.plain;
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&words);
    }
    last.units.extend(rest.units);
    last.mended = true;
}

/// A paragraph, unless it is the rest of a table or a table that was not seen as one.
fn paragraph<'d>(document: &Document, unit: UnitId, text: &'d Text, next: Option<&Block>, parts: &mut Vec<Part<'d>>) {
    let lines = text.plain.lines().collect::<Vec<_>>();
    let span = document.units[unit.0].span;
    if let Some(Part::Table(grid)) = parts.last_mut() {
        let columns = grid.columns();
        let goes_on = has_rows(&text.plain, columns)
            || (!text.strong && matches!(next, Some(Block::Paragraph { text, .. }) if has_rows(&text.plain, columns)));
        if goes_on {
            return continue_table(grid, unit, span, &lines);
        }
    }
    match lines.iter().position(|line| is_separator(line)) {
        Some(separator) if separator > 0 => {
            let name = separator.checked_sub(2).map(|above| (unit, lines[above].trim()));
            let titles = Some(loose_row(unit, span, lines[separator - 1]));
            let mut grid = Grid { name, titles, ..Grid::default() };
            continue_table(&mut grid, unit, span, &lines[separator + 1..]);
            parts.push(Part::Table(grid));
        }
        _ => parts.push(Part::Words { unit, text }),
    }
}

/// A list item, unless it is a row of the table above: without a pipe in front, `- id | string` begins a list.
fn list_item<'d>(document: &Document, unit: UnitId, depth: usize, text: &'d Text, parts: &mut Vec<Part<'d>>) {
    if let Some(Part::Table(grid)) = parts.last_mut()
        && has_rows(&text.plain, grid.columns())
    {
        let marked = format!("{} {}", "-".repeat(depth + 1), text.plain);
        let lines = marked.lines().collect::<Vec<_>>();
        return continue_table(grid, unit, document.units[unit.0].span, &lines);
    }
    parts.push(Part::Words { unit, text });
}

/// Whether a text has rows of a table with that many columns, and no separator that would make it a table of its own.
fn has_rows(text: &str, columns: usize) -> bool {
    let mut piped = text.lines().filter(|line| line.contains('|')).peekable();
    piped.peek().is_some() && piped.all(|line| !is_separator(line) && (2..=columns).contains(&cells_of(line).len()))
}

/// Adds lines to a table: one with pipes is a row, one without goes on with the row above.
fn continue_table(grid: &mut Grid<'_>, unit: UnitId, span: Span, lines: &[&str]) {
    let columns = grid.columns();
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let row = loose_row(unit, span, line);
        match grid.rows.last_mut() {
            Some(last) if !line.contains('|') => join(last, row, columns),
            _ => grid.rows.push(row),
        }
    }
}

fn loose_row<'d>(unit: UnitId, span: Span, line: &str) -> GridRow<'d> {
    let cell = |text: &str| Cow::Owned(Cell { text: Text::plain(text.trim()), span, ..Cell::default() });
    GridRow { units: vec![unit], span, cells: cells_of(line).into_iter().map(cell).collect(), mended: true }
}

fn cells_of(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    line.strip_suffix('|').unwrap_or(line).split('|').collect()
}

fn is_separator(line: &str) -> bool {
    // Typographers have made dashes of the hyphens by then.
    line.contains('|')
        && line.contains(['-', '–', '—'])
        && line.chars().all(|c| matches!(c, '|' | '-' | '–' | '—' | ':' | ' ' | '\t'))
}
