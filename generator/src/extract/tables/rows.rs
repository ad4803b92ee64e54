//! Tables of fields: from cells to what each row says.

use crate::document::{Cell, UnitId};
use crate::finding::rules;
use crate::source::Span;

use super::columns::Columns;
use super::lengths::Length;
use super::mend::{Grid, GridRow};
use super::nesting;
use super::record::Record;
use super::types::{self, Spelled};
use super::vocabulary::{Column, Vocabulary, folded};

/// What a row of a table of fields says.
#[derive(Debug, Clone)]
pub(super) struct FieldRow {
    pub(super) name: String,
    /// How much the marks in front of the name weigh: deeper rows weigh more.
    pub(super) weight: usize,
    pub(super) spelled: Spelled,
    /// The cell of the type as written.
    pub(super) type_text: String,
    pub(super) required: Option<bool>,
    /// The word that says that it is, under a condition.
    pub(super) condition: Option<String>,
    pub(super) description: String,
    /// The same with the marks of what is set as code, where those are all that tells values from words.
    pub(super) marked: Option<String>,
    pub(super) example: Option<String>,
    pub(super) default: Option<String>,
    /// How long a value may be, by the type or a column of its own.
    pub(super) length: Option<Length>,
    pub(super) span: Span,
    pub(super) units: Vec<UnitId>,
}

/// Reads the rows of a table; rows that name nothing are set aside with a finding.
pub(super) fn read(
    grid: &Grid<'_>,
    columns: &Columns,
    vocabulary: &Vocabulary,
    item: &str,
    record: &mut Record<'_>,
) -> Vec<FieldRow> {
    let read = grid.rows.iter().filter_map(|row| Some((row, field_row(row, columns, vocabulary, item, record)?)));
    let read = read.collect::<Vec<_>>();
    let mended = read.iter().filter(|(row, _)| row.mended).collect::<Vec<_>>();
    // A hard newline throws all rows behind it into one paragraph: they are one thing to look at.
    for rows in mended.chunk_by(|(left, _), (right, _)| left.units.last() == right.units.last()) {
        tell_mended(rows, item, record);
    }
    read.into_iter().map(|(_, field)| field).collect()
}

fn tell_mended(rows: &[&(&GridRow<'_>, FieldRow)], item: &str, record: &mut Record<'_>) {
    let [(row, first), rest @ ..] = rows else { return };
    let message = match rest.last() {
        None => format!("the row of `{}` is broken and was put together", first.name),
        Some((_, last)) => {
            let count = rows.len();
            format!("{count} rows from `{}` to `{}` are broken and were put together", first.name, last.name)
        }
    };
    let help = "compare it with the page; a correction in api.yaml sets it right";
    record.find(rules::ROW_MENDED, row.span, &format!("{item}.{}", first.name), message, help);
}

fn field_row(
    row: &GridRow<'_>,
    columns: &Columns,
    vocabulary: &Vocabulary,
    item: &str,
    record: &mut Record<'_>,
) -> Option<FieldRow> {
    let cell = columns.index(Column::Name).and_then(|index| row.cells.get(index));
    let (weight, name) = cell.map(|cell| nesting::read(&cell.text, vocabulary)).unwrap_or_default();
    if name.is_empty() {
        record.set_aside(&row.units, "a row without a name");
        let message = "a row of the table names no field".to_owned();
        record.find(rules::ROW_WITHOUT_NAME, row.span, item, message, "if a field is missing, add it in api.yaml");
        return None;
    }
    let optional = |column| Some(columns.plain(row, column).to_owned()).filter(|text| !text.is_empty());
    let type_text = columns.plain(row, Column::Type).to_owned();
    let mut field = FieldRow {
        spelled: types::read(&type_text, vocabulary),
        name,
        weight: weight + columns.depth(row),
        required: None,
        condition: None,
        description: told(columns.plain(row, Column::Description)).to_owned(),
        marked: columns.index(Column::Description).and_then(|index| marked(row.cells.get(index)?)),
        example: optional(Column::Example),
        default: optional(Column::Default),
        length: optional(Column::Length)
            .and_then(|text| Length::of_cell(&text))
            .or_else(|| Length::of_type(&type_text)),
        span: row.span,
        units: row.units.clone(),
        type_text,
    };
    // `name?` may be left out.
    if let Some(name) = field.name.strip_suffix('?').filter(|name| !name.is_empty()) {
        field.name = name.to_owned();
        field.required = Some(false);
    }
    read_required(row, columns, vocabulary, &mut field, item, record);
    field.description = with_other_cells(&field.description, row, columns);
    tell_short_row(row, columns, &field.name, item, record);
    Some(field)
}

fn read_required(
    row: &GridRow<'_>,
    columns: &Columns,
    vocabulary: &Vocabulary,
    field: &mut FieldRow,
    item: &str,
    record: &mut Record<'_>,
) {
    // The column may ask the opposite: whether the field may be left out.
    let (column, yes) = match columns.has(Column::Required) {
        true => (Column::Required, true),
        false => (Column::Optional, false),
    };
    let cell = columns.plain(row, column).to_owned();
    let word = folded(&cell);
    if word.is_empty() {
        return;
    }
    if let Some(&says) = vocabulary.required.get(&word) {
        field.required = Some(says == yes);
        return;
    }
    if vocabulary.conditional.contains(&word) {
        field.required = Some(true);
        field.condition = Some(cell);
        return;
    }
    let item = format!("{item}.{}", field.name);
    let mut find = |message: String| {
        record.find(
            rules::REQUIRED_UNCLEAR,
            row.span,
            &item,
            message,
            "a correction of `required` in api.yaml settles it",
        );
    };
    // The description slid into the cell: `false本位币`, `是（新增时）`.
    let begins = vocabulary.required.iter().filter(|(known, _)| word.starts_with(known.as_str()));
    if let Some((known, &says)) = begins.max_by_key(|(known, _)| known.len()) {
        let rest = cell.trim_matches(['*', ' ']).chars().skip(known.chars().count()).collect::<String>();
        let goes_on = |c: char| c.is_alphanumeric() && (c.is_ascii() || !known.is_ascii());
        if !rest.starts_with(goes_on) {
            let required = says == yes;
            find(format!("`{cell}` was read as `{required}` and a description"));
            field.required = Some(required);
            field.description = format!("{}{}", rest.trim(), field.description);
            return;
        }
    }
    if let Some(&required) = vocabulary.required.get(&folded(&field.type_text)) {
        // One cell is missing, and what follows slid to the left: name, required, description.
        find(format!("the row of `{}` has no type", field.name));
        field.required = Some(required);
        field.spelled = Spelled::Missing;
        field.description = joined(&cell, &field.description);
        return;
    }
    find(format!("`{cell}` does not say whether `{}` is required", field.name));
    field.description = joined(&cell, &field.description);
}

/// A description with the marks of code; Chinese ones tell values from words without.
fn marked(cell: &Cell) -> Option<String> {
    (!cell.text.codes.is_empty() && cell.text.plain.is_ascii()).then(|| cell.text.with_code_marks())
}

/// What a cell tells: tools fill cells that have nothing to tell with `-` or `none`.
fn told(cell: &str) -> &str {
    match cell.trim() {
        "-" | "--" | "—" | "–" | "/" | "none" | "None" | "null" | "N/A" | "n/a" | "无" => "",
        _ => cell,
    }
}

/// Two statements as one text, with a mark between them that no list of values goes across.
fn apart(left: &str, right: &str) -> String {
    let (left, right) = (left.trim(), right.trim());
    if left.is_empty() || right.is_empty() || left == right {
        return if left.is_empty() { right } else { left }.to_owned();
    }
    let mark = if left.is_ascii() && right.is_ascii() { "; " } else { "；" };
    format!("{left}{mark}{right}")
}

fn joined(left: &str, right: &str) -> String {
    [left.trim(), right.trim()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A description with what else the row says. What people call the field comes first; cells of columns that nobody knows
/// are kept with their title; cells behind the last column belong to the description, in which somebody wrote a pipe.
pub(super) fn with_other_cells(description: &str, row: &GridRow<'_>, columns: &Columns) -> String {
    let mut words = apart(told(columns.plain(row, Column::Label)), description);
    for (index, title) in columns.others.iter().filter(|(index, _)| !told(row.plain(*index)).is_empty()) {
        let cell = row.plain(*index);
        let told = match (title.is_empty(), title.is_ascii()) {
            (true, _) => cell.to_owned(),
            (false, true) => format!("{title}: {cell}"),
            (false, false) => format!("{title}：{cell}"),
        };
        words = apart(&words, &told);
    }
    for cell in row.cells.iter().skip(columns.last() + 1).filter(|cell| !cell.text.plain.is_empty()) {
        words = joined(&words, &format!("| {}", cell.text.plain));
    }
    words
}

/// A row that lacks more than its last cell may have lost its beginning or its end.
fn tell_short_row(row: &GridRow<'_>, columns: &Columns, name: &str, item: &str, record: &mut Record<'_>) {
    if row.cells.len() + 1 < columns.announced {
        let filled = row.cells.iter().filter(|cell| !cell.text.is_empty()).count();
        let message = format!("the row of `{name}` has {filled} of {} cells", columns.announced);
        let help = "compare it with the page; a correction in api.yaml sets it right";
        record.find(rules::ROW_TOO_SHORT, row.span, &format!("{item}.{name}"), message, help);
    }
}
