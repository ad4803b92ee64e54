//! Promise 1 by mutation: what was used changes the reading when it goes, what was set aside does not.

use docwright::document::{Block, Document};
use docwright::extract::{self, ExtractOptions, Extraction};
use docwright::frontend;
use docwright::source::Span;
use docwright::spec::{DocumentInfo, canonical};

/// What a reader of a page gets to see, line numbers apart.
#[derive(PartialEq, Eq)]
struct Seen {
    operations: String,
    documents: String,
    findings: Vec<String>,
}

fn read(path: &str, text: &str, options: &ExtractOptions) -> Option<(Document, Extraction)> {
    let (document, _) = frontend::read(path, text.as_bytes()).ok()?;
    let extraction = extract::extract(&document, options);
    Some((document, extraction))
}

fn seen(extraction: &Extraction) -> Seen {
    let operations = extraction.readings.iter().map(|reading| canonical(&reading.operation)).collect::<Vec<_>>();
    let documents = extraction.readings.iter().map(|reading| &reading.operation.document);
    let documents = documents.chain([&extraction.document]).collect::<Vec<&DocumentInfo>>();
    Seen {
        operations: serde_json::to_string(&operations).expect("JSON"),
        documents: serde_json::to_string(&documents).expect("JSON"),
        findings: extraction.findings.iter().map(|finding| finding.message.clone()).collect(),
    }
}

/// The mutations of a page that break the promise, in words.
pub(crate) fn broken_promises(path: &str, text: &str, options: &ExtractOptions) -> Vec<String> {
    let (document, extraction) = read(path, text, options).expect("readable");
    let before = seen(&extraction);
    let mut broken = Vec::new();
    let account = &extraction.account;
    if account.total != account.used.len() + account.set_aside.len() || account.total != document.units.len() {
        broken.push(format!("{path}: used and set aside are not all"));
    }
    for unit in &account.used {
        if after(path, &without(text, unit.span), options).is_some_and(|after| after == before) {
            broken.push(format!("{path}:{} was used for {} and nothing changes without it", unit.line, unit.item));
        }
    }
    for unit in &account.set_aside {
        let after = after(path, &without(text, unit.span), options);
        if after.is_some_and(|after| after.operations != before.operations) {
            broken.push(format!("{path}:{} was set aside ({}) and is missed", unit.line, unit.reason));
        }
    }
    for cell in used_cells(&document, &extraction) {
        let changed = format!("{} zq7x {}", &text[..cell.start], &text[cell.end..]);
        if after(path, &changed, options).is_some_and(|after| after == before) {
            broken.push(format!("{path}: the words of the cell `{}` do not count", &text[cell.start..cell.end]));
        }
    }
    broken
}

fn after(path: &str, text: &str, options: &ExtractOptions) -> Option<Seen> {
    read(path, text, options).map(|(_, extraction)| seen(&extraction))
}

/// The text without a unit, and without the lines that nothing is left on.
fn without(text: &str, span: Span) -> String {
    let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at + 1);
    let is_alone = text[line_start..span.start].trim().is_empty() && text[span.end..line_end].trim().is_empty();
    let (start, end) = if is_alone { (line_start, line_end) } else { (span.start, span.end) };
    format!("{}{}", &text[..start], &text[end..])
}

/// The cells with words of rows that were used; only Markdown knows where cells are.
fn used_cells(document: &Document, extraction: &Extraction) -> Vec<Span> {
    if document.format != docwright::document::Format::Markdown {
        return Vec::new();
    }
    let is_used = |span: Span| extraction.account.used.iter().any(|unit| unit.span == span);
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables
        .flat_map(|table| table.header.iter().chain(&table.rows))
        .filter(|row| is_used(document.units[row.unit.0].span))
        .flat_map(|row| row.cells.iter().filter(|cell| !cell.text.plain.is_empty()).map(|cell| cell.span))
        .collect()
}
