//! Tables of fields: from cells to what each row says.

use crate::document::UnitId;
use crate::finding::rules;
use crate::source::Span;

use super::mend::{Grid, GridRow};
use super::record::Record;
use super::types::{self, Spelled};
use super::vocabulary::{Column, Fit, Vocabulary, folded};

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
    pub(super) description: String,
    pub(super) example: Option<String>,
    pub(super) default: Option<String>,
    pub(super) span: Span,
    pub(super) units: Vec<UnitId>,
}

/// Which column of a table holds what.
#[derive(Debug, Default)]
pub(super) struct Columns {
    indices: Vec<(Column, usize)>,
}

impl Columns {
    pub(super) fn index(&self, column: Column) -> Option<usize> {
        self.indices.iter().find(|(other, _)| *other == column).map(|&(_, index)| index)
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.index(column).is_some()
    }

    /// The words of a row's cell in a column.
    pub(super) fn plain<'r>(&self, row: &'r GridRow<'_>, column: Column) -> &'r str {
        self.index(column).map_or("", |index| row.plain(index))
    }
}

/// Reads the titles of a table. A first row of titles that was not marked as such is taken off the rows.
pub(super) fn columns(grid: &mut Grid<'_>, vocabulary: &Vocabulary, item: &str, record: &mut Record<'_>) -> Columns {
    if grid.titles.is_none() && grid.rows.first().is_some_and(|row| known_titles(row, vocabulary) >= 2) {
        grid.titles = Some(grid.rows.remove(0));
    }
    let mut columns = Columns::default();
    let Some(titles) = &grid.titles else {
        columns.indices = vec![(Column::Name, 0), (Column::Type, 1), (Column::Description, 2)];
        if let Some(first) = grid.rows.first() {
            let message = "the table has no titles; name, type and description were taken for its columns".to_owned();
            record.find(rules::TABLE_WITHOUT_TITLES, first.span, item, message, "add a row of titles to the document");
        }
        return columns;
    };
    record.used(&titles.units, item);
    for (index, cell) in titles.cells.iter().enumerate() {
        let title = cell.text.plain.as_str();
        match vocabulary.column(title).filter(|(column, _)| !columns.has(*column)) {
            Some((column, fit)) => {
                columns.indices.push((column, index));
                if fit == Fit::Part {
                    let message = format!("the column `{title}` is read as the {}", word_for(column));
                    record.find(rules::COLUMN_BY_PART, titles.span, item, message, "nothing to do if that is right");
                }
            }
            None => {
                let message = format!("nobody knows what the column `{title}` holds");
                let help = "add the title to the vocabulary of the dialect";
                record.find(rules::UNKNOWN_COLUMN, titles.span, item, message, help);
            }
        }
    }
    if !columns.has(Column::Name) && !columns.has(Column::Code) && !columns.indices.iter().any(|(_, index)| *index == 0)
    {
        columns.indices.push((Column::Name, 0));
    }
    columns
}

fn known_titles(row: &GridRow<'_>, vocabulary: &Vocabulary) -> usize {
    let is_known = |title: &str| matches!(vocabulary.column(title), Some((_, Fit::Whole)));
    row.cells.iter().filter(|cell| is_known(&cell.text.plain)).count()
}

const fn word_for(column: Column) -> &'static str {
    match column {
        Column::Name => "column of names",
        Column::Type => "column of types",
        Column::Required => "column that says whether a field is required",
        Column::Example => "column of examples",
        Column::Default => "column of defaults",
        Column::Description => "column of descriptions",
        Column::Code => "column of codes",
        Column::Remedy => "column of remedies",
    }
}

/// Reads the rows of a table; rows that name nothing are set aside with a finding.
pub(super) fn read(
    grid: &Grid<'_>,
    columns: &Columns,
    vocabulary: &Vocabulary,
    item: &str,
    record: &mut Record<'_>,
) -> Vec<FieldRow> {
    grid.rows.iter().filter_map(|row| field_row(row, columns, vocabulary, item, record)).collect()
}

fn field_row(
    row: &GridRow<'_>,
    columns: &Columns,
    vocabulary: &Vocabulary,
    item: &str,
    record: &mut Record<'_>,
) -> Option<FieldRow> {
    let (weight, name) = nesting(columns.plain(row, Column::Name), vocabulary);
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
        weight,
        type_text,
        required: None,
        description: columns.plain(row, Column::Description).to_owned(),
        example: optional(Column::Example),
        default: optional(Column::Default),
        span: row.span,
        units: row.units.clone(),
    };
    read_required(row, columns, vocabulary, &mut field, item, record);
    add_extra_cells(row, columns, &mut field);
    if row.mended {
        let message = format!("the row of `{}` is broken and was put together", field.name);
        let help = "compare it with the page; a correction in api.yaml sets it right";
        record.find(rules::ROW_MENDED, row.span, &format!("{item}.{}", field.name), message, help);
    }
    Some(field)
}

/// The weight of the marks in front of a name, and the name.
fn nesting(cell: &str, vocabulary: &Vocabulary) -> (usize, String) {
    let mut weight = 0;
    let mut rest = cell.trim();
    while let Some(mark) = rest.chars().next() {
        match vocabulary.nesting.get(&mark) {
            Some(counts) => weight += counts,
            None if mark.is_whitespace() => {}
            None => break,
        }
        rest = &rest[mark.len_utf8()..];
    }
    (weight, rest.trim().trim_matches(['`', '*']).trim().to_owned())
}

fn read_required(
    row: &GridRow<'_>,
    columns: &Columns,
    vocabulary: &Vocabulary,
    field: &mut FieldRow,
    item: &str,
    record: &mut Record<'_>,
) {
    let Some(index) = columns.index(Column::Required) else { return };
    let cell = row.plain(index).to_owned();
    let word = folded(&cell);
    if word.is_empty() {
        return;
    }
    if let Some(&required) = vocabulary.required.get(&word) {
        field.required = Some(required);
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
    // The description slid into the cell: `false本位币`.
    let begins = vocabulary.required.iter().filter(|(known, _)| known.is_ascii() && word.starts_with(known.as_str()));
    if let Some((known, &required)) = begins.max_by_key(|(known, _)| known.len()) {
        let rest = cell.trim_matches(['*', ' ']).chars().skip(known.chars().count()).collect::<String>();
        if !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
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

fn joined(left: &str, right: &str) -> String {
    [left.trim(), right.trim()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Cells behind the last column belong to the description, in which somebody wrote a pipe.
fn add_extra_cells(row: &GridRow<'_>, columns: &Columns, field: &mut FieldRow) {
    let last = columns.indices.iter().map(|(_, index)| *index).max().unwrap_or_default();
    for cell in row.cells.iter().skip(last + 1).filter(|cell| !cell.text.plain.is_empty()) {
        field.description = joined(&field.description, &format!("| {}", cell.text.plain));
    }
}
