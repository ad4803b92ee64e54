//! Tables of HTML: `rowspan` and `colspan` laid out on a grid.

use std::collections::BTreeMap;
use std::sync::Arc;

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::html_lines::Page;
use super::inline::TextBuilder;
use crate::document::{Builder, Cell, Origin, Text};
use crate::source::{Source, Span};

/// The largest span that counts: documents are hostile until shown otherwise.
const MAX_SPAN: usize = 200;
/// The widest padding that counts.
const MAX_PADDING: usize = 10_000;
/// How many cells spans may add to a table.
const MAX_SPANNED_CELLS: usize = 20_000;

/// Reads a `<table>`; tables inside of its cells are words of the cell.
pub(super) fn read(source: &Arc<Source>, page: &Page, table: NodeRef<'_, Node>, builder: &mut Builder) {
    let mut reader = Reader { source, page, above: BTreeMap::new(), spanned: 0 };
    if let Some(caption) = table.children().find(|part| name_of(*part) == Some("caption")) {
        let Cell { mut text, span, .. } = reader.cell(caption);
        // A caption stands where pages without one have bold words.
        text.strong = true;
        builder.paragraph(span, text);
    }
    let mut header = None;
    let mut rows = Vec::new();
    for row in rows_of(table) {
        let (cells, is_header) = reader.row(row);
        if cells.iter().all(|cell| cell.text.is_empty()) {
            continue;
        }
        let first_line = page.span(source, row.id());
        let span = cells.iter().fold(first_line, |span, cell| span.join(cell.span));
        let row = builder.row(span, cells);
        if header.is_none() && rows.is_empty() && is_header {
            header = Some(row);
        } else {
            rows.push(row);
        }
    }
    builder.table(header, rows);
}

/// The `<tr>`s of a table, those of tables inside of it left out.
fn rows_of(table: NodeRef<'_, Node>) -> Vec<NodeRef<'_, Node>> {
    let mut rows = Vec::new();
    for part in table.children() {
        match name_of(part) {
            Some("tr") => rows.push(part),
            Some("thead" | "tbody" | "tfoot") => rows.extend(part.children().filter(|row| name_of(*row) == Some("tr"))),
            _ => {}
        }
    }
    rows
}

fn name_of(node: NodeRef<'_, Node>) -> Option<&str> {
    match node.value() {
        Node::Element(element) => Some(element.name()),
        _ => None,
    }
}

/// How far the words of a cell are pushed to the right: `style="padding-left: 20px"` on it or within it.
fn padding_of(cell: NodeRef<'_, Node>) -> usize {
    let elements = cell.descendants().filter_map(|node| match node.value() {
        Node::Element(element) => element.attr("style"),
        _ => None,
    });
    let declarations =
        elements.flat_map(|style| style.split(';')).filter_map(|declaration| declaration.split_once(':'));
    let padding =
        declarations.filter(|(name, _)| matches!(name.trim(), "padding-left" | "margin-left" | "text-indent"));
    let width = |value: &str| {
        let digits = value.trim().find(|c: char| !c.is_ascii_digit()).map_or(value.trim(), |end| &value.trim()[..end]);
        digits.parse::<usize>().unwrap_or_default().min(MAX_PADDING)
    };
    padding.map(|(_, value)| width(value)).sum()
}

struct Reader<'page> {
    source: &'page Arc<Source>,
    page: &'page Page,
    /// Cells that reach down into rows to come: column, rows left, cell.
    above: BTreeMap<usize, (usize, Cell)>,
    spanned: usize,
}

impl Reader<'_> {
    /// The cells of a row, and whether it is a row of titles.
    fn row(&mut self, row: NodeRef<'_, Node>) -> (Vec<Cell>, bool) {
        let mut cells = Vec::new();
        let mut is_header = row.parent().and_then(name_of) == Some("thead");
        for node in row.children() {
            let Node::Element(element) = node.value() else { continue };
            if !matches!(element.name(), "td" | "th") {
                continue;
            }
            is_header |= element.name() == "th";
            self.fill_from_above(&mut cells, false);
            let cell = self.cell(node);
            let rows = self.span_of(element, "rowspan");
            // What stands across several columns is said in the first of them.
            let blank = Cell { span: cell.span, origin: Origin::Left, ..Cell::default() };
            let blanks = std::iter::repeat_n(blank, self.span_of(element, "colspan") - 1);
            for cell in std::iter::once(cell).chain(blanks) {
                if rows > 1 {
                    self.above.insert(cells.len(), (rows - 1, Cell { origin: Origin::Above, ..cell.clone() }));
                }
                cells.push(cell);
            }
        }
        self.fill_from_above(&mut cells, true);
        (cells, is_header)
    }

    /// Puts cells from rows above into the columns they reach down into.
    fn fill_from_above(&mut self, cells: &mut Vec<Cell>, to_the_end: bool) {
        while let Some((&column, _)) = self.above.range(cells.len()..).next() {
            if column > cells.len() && !to_the_end {
                return;
            }
            self.spanned += column - cells.len() + 1;
            if self.spanned > MAX_SPANNED_CELLS {
                return self.above.clear();
            }
            cells.resize_with(column, Cell::default);
            if let Some((rows, cell)) = self.above.remove(&column) {
                cells.push(cell.clone());
                if rows > 1 {
                    self.above.insert(column, (rows - 1, cell));
                }
            }
        }
    }

    fn span_of(&mut self, element: &Element, name: &str) -> usize {
        let span = element.attr(name).and_then(|value| value.trim().parse::<usize>().ok()).unwrap_or(1);
        let span = span.clamp(1, MAX_SPAN);
        self.spanned += span - 1;
        if self.spanned > MAX_SPANNED_CELLS { 1 } else { span }
    }

    fn cell(&self, node: NodeRef<'_, Node>) -> Cell {
        let mut span = self.page.span(self.source, node.id());
        let mut text = self.text_of(node, &mut span);
        text.indent += padding_of(node);
        Cell { text, span, origin: Origin::Here }
    }

    fn text_of(&self, cell: NodeRef<'_, Node>, span: &mut Span) -> Text {
        use ego_tree::iter::Edge;
        let mut text = TextBuilder::default();
        for edge in cell.traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Text(words) => {
                        text.push(words);
                        *span = span.join(self.page.span(self.source, node.id()));
                    }
                    Node::Element(element) => match element.name() {
                        "br" | "p" | "div" | "li" | "tr" => text.newline(),
                        "td" | "th" if node.id() != cell.id() => text.push(" "),
                        "a" => text.open_link(element.attr("href").unwrap_or_default()),
                        "strong" | "b" => text.open_strong(),
                        "code" => text.open_code(),
                        _ => {}
                    },
                    _ => {}
                },
                Edge::Close(node) => match name_of(node) {
                    Some("a") => text.close_link(),
                    Some("strong" | "b") => text.close_strong(),
                    Some("code") => text.close_code(),
                    _ => {}
                },
            }
        }
        text.take()
    }
}
