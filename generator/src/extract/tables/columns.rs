//! Which column of a table holds what: its title says so, or else its cells do.

use std::cmp::Reverse;

use crate::finding::rules;

use super::mend::{Grid, GridRow};
use super::nesting;
use super::parents;
use super::record::Record;
use super::types;
use super::vocabulary::{Column, Fit, Vocabulary, folded};

/// Which column of a table holds what.
#[derive(Debug, Default)]
pub(super) struct Columns {
    indices: Vec<(Column, usize)>,
    /// Columns that nobody knows, with their titles.
    pub(super) others: Vec<(usize, String)>,
    /// The column that counts the rows, by numbers that tell how deep each is nested: `2`, `2.1`.
    numbers: Option<usize>,
    /// How many columns the titles announce; 0 where there are none.
    pub(super) announced: usize,
}

impl Columns {
    pub(super) fn index(&self, column: Column) -> Option<usize> {
        self.indices.iter().find(|(other, _)| *other == column).map(|&(_, index)| index)
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.index(column).is_some()
    }

    /// How deep the number of a row says that it is nested.
    pub(super) fn depth(&self, row: &GridRow<'_>) -> usize {
        self.numbers.map_or(0, |index| row.plain(index).matches('.').count())
    }

    /// The words of a row's cell in a column.
    pub(super) fn plain<'r>(&self, row: &'r GridRow<'_>, column: Column) -> &'r str {
        self.index(column).map_or("", |index| row.plain(index))
    }

    /// The last column that holds something.
    pub(super) fn last(&self) -> usize {
        let known = self.indices.iter().map(|(_, index)| *index);
        known.chain(self.others.iter().map(|(index, _)| *index)).max().unwrap_or_default()
    }

    fn is_free(&self, index: usize) -> bool {
        self.indices.iter().all(|(_, other)| *other != index)
    }

    fn rename(&mut self, from: Column, to: Column) {
        self.indices.iter_mut().filter(|(column, _)| *column == from).for_each(|(column, _)| *column = to);
    }

    fn take(&mut self, column: Column, index: usize) {
        self.indices.push((column, index));
    }
}

/// Reads the titles of a table. A first row of titles that was not marked as such is taken off the rows.
pub(super) fn read(grid: &mut Grid<'_>, vocabulary: &Vocabulary, item: &str, record: &mut Record<'_>) -> Columns {
    if grid.titles.is_none() && grid.rows.first().is_some_and(|row| known_titles(row, vocabulary) >= 2) {
        grid.titles = Some(grid.rows.remove(0));
    }
    let Some(titles) = &grid.titles else { return without_titles(grid, vocabulary, item, record) };
    record.used(&titles.units, item);
    let mut columns = Columns { announced: titles.cells.len(), ..Columns::default() };
    take_by_title(titles, grid, vocabulary, item, &mut columns, record);
    // `返回值 | 字段类型` lists fields: a table of codes has no types.
    if columns.has(Column::Type) && !columns.has(Column::Name) {
        columns.rename(Column::Code, Column::Name);
    }
    for (column, index) in take_by_cells(grid, titles.cells.len(), vocabulary, &mut columns) {
        let message = format!("the column `{}` is read as the {} by its cells", titles.plain(index), word_for(column));
        let help = "add the title to the vocabulary of the dialect if that is right";
        record.find(rules::COLUMN_BY_CELLS, titles.span, item, message, help);
    }
    if !columns.has(Column::Name) && !columns.has(Column::Code) && columns.is_free(0) {
        columns.take(Column::Name, 0);
        tell_unknown(grid, 0, "as the first one it is read as the column of names", item, record);
    }
    if let Some(index) = columns.index(Column::Location) {
        // A place that was understood is blank by now; any other is kept in the description.
        columns.others.push((index, titles.plain(index).to_owned()));
    }
    take_label(titles, grid, vocabulary, &mut columns);
    columns.numbers = (0..titles.cells.len()).find(|&index| columns.is_free(index) && counts_rows(grid, index));
    for index in (0..titles.cells.len()).filter(|&index| !counts_rows(grid, index)) {
        if columns.is_free(index) && grid.rows.iter().any(|row| !row.plain(index).is_empty()) {
            // `说明 | 备注`: a second column of descriptions goes on with the first.
            if matches!(vocabulary.column(titles.plain(index)), Some((Column::Description, Fit::Whole))) {
                columns.others.push((index, String::new()));
                continue;
            }
            tell_unknown(grid, index, "its cells are added to the descriptions", item, record);
            columns.others.push((index, titles.plain(index).to_owned()));
        }
    }
    columns
}

/// Tells that a table of fields (one of names, and of types or marks) stands in no part of an operation.
pub(super) fn tell_stray(grid: &Grid<'_>, vocabulary: &Vocabulary, record: &mut Record<'_>) {
    let Some(titles) = grid.titles.as_ref().or(grid.rows.first()) else { return };
    let has = |columns: &[Column]| {
        let known = titles.cells.iter().filter_map(|cell| vocabulary.column(&cell.text.plain));
        known.into_iter().any(|(column, fit)| fit == Fit::Whole && columns.contains(&column))
    };
    if has(&[Column::Name]) && has(&[Column::Type, Column::Required, Column::Optional]) {
        let message = "a table of fields stands under a heading that opens no part of an operation".to_owned();
        let help = "it was set aside; give it a heading that does (`请求参数`, `Request body`), or add the heading to a dialect";
        record.find(rules::TABLE_SET_ASIDE, titles.span, "document", message, help);
    }
}

/// `字段 | 名称 | 类型`: beside the column of names, a further one that is titled so holds what people call a field.
fn take_label(titles: &GridRow<'_>, grid: &Grid<'_>, vocabulary: &Vocabulary, columns: &mut Columns) {
    if columns.has(Column::Label) || !columns.has(Column::Name) {
        return;
    }
    let is_titled = |index: &usize| matches!(vocabulary.column(titles.plain(*index)), Some((Column::Name, Fit::Whole)));
    let holds_words = |index: &usize| grid.rows.iter().any(|row| !row.plain(*index).is_empty());
    let free = (0..titles.cells.len()).filter(|&index| columns.is_free(index));
    if let Some(index) = free.filter(is_titled).find(holds_words) {
        columns.take(Column::Label, index);
    }
}

fn tell_unknown(grid: &Grid<'_>, index: usize, what: &str, item: &str, record: &mut Record<'_>) {
    let Some(titles) = &grid.titles else { return };
    let message = format!("nobody knows what the column `{}` holds; {what}", titles.plain(index));
    let help = match parents::reaches_down(grid, index) {
        true => {
            "if its cells are fields and the rows their members, write `items.id` for each name, or title it `Object`"
        }
        false => "add the title to the vocabulary of the dialect",
    };
    record.find(rules::UNKNOWN_COLUMN, titles.span, item, message, help);
}

/// Columns whose titles are known as a whole come first, then those of which a part is known.
fn take_by_title(
    titles: &GridRow<'_>,
    grid: &Grid<'_>,
    vocabulary: &Vocabulary,
    item: &str,
    columns: &mut Columns,
    record: &mut Record<'_>,
) {
    for wanted in [Fit::Whole, Fit::Part] {
        for (index, cell) in titles.cells.iter().enumerate() {
            let title = cell.text.plain.as_str();
            let Some((column, fit)) = vocabulary.column(title) else { continue };
            // Where it was sure, the names of parents are part of the names by now.
            if column == Column::Parent || fit != wanted || columns.has(column) || !columns.is_free(index) {
                continue;
            }
            // `名称 | 参数 | 类型`: of two columns that may hold names, the one that does is taken.
            if column == Column::Name
                && !holds(column, grid, index, vocabulary)
                && has_other_names(grid, index, vocabulary)
            {
                continue;
            }
            columns.take(column, index);
            if fit == Fit::Part {
                let message = format!("the column `{title}` is read as the {}", word_for(column));
                record.find(rules::COLUMN_BY_PART, titles.span, item, message, "nothing to do if that is right");
            }
        }
    }
}

/// Takes columns without a known title whose cells tell what they hold.
fn take_by_cells(
    grid: &Grid<'_>,
    count: usize,
    vocabulary: &Vocabulary,
    columns: &mut Columns,
) -> Vec<(Column, usize)> {
    let mut taken = Vec::new();
    // A table of codes has no names, types and marks.
    let sought: &[Column] = match columns.has(Column::Code) && !columns.has(Column::Type) {
        true => &[Column::Description],
        false => &[Column::Type, Column::Required, Column::Name, Column::Description],
    };
    for &column in sought {
        if columns.has(column) || (column == Column::Required && columns.has(Column::Optional)) {
            continue;
        }
        let free = (0..count).filter(|&index| columns.is_free(index));
        let held = free.map(|index| (share(column, grid, index, vocabulary), index));
        // Of several columns that may hold it the one that does so most is taken: names may be called like types.
        let best =
            held.filter(|(share, _)| *share >= LEAST_SHARE).max_by_key(|&(share, index)| (share, Reverse(index)));
        if let Some((_, index)) = best {
            columns.take(column, index);
            taken.push((column, index));
        }
    }
    taken
}

/// How many in hundred of the cells of a column that are not empty have to be what it is taken to hold.
const LEAST_SHARE: usize = 60;

/// How many in hundred of the cells of a column that are not empty look like what a column holds.
fn share(column: Column, grid: &Grid<'_>, index: usize, vocabulary: &Vocabulary) -> usize {
    let looks_like = |cell: &str| match column {
        Column::Type => types::is_known(cell, vocabulary),
        Column::Required => vocabulary.required.contains_key(&folded(cell)),
        Column::Name => is_name(nesting::without_marks(cell, vocabulary)),
        _ => false,
    };
    let cells = || grid.rows.iter().map(|row| row.plain(index)).filter(|cell| !cell.is_empty());
    if column == Column::Description {
        return if cells().any(|cell| !cell.is_ascii()) { 100 } else { 0 };
    }
    (100 * cells().filter(|cell| looks_like(cell)).count()).checked_div(cells().count()).unwrap_or_default()
}

fn is_name(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']' | '$' | '@' | '/');
    text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$' | '@')) && text.chars().all(is_letter)
}

fn holds(column: Column, grid: &Grid<'_>, index: usize, vocabulary: &Vocabulary) -> bool {
    share(column, grid, index, vocabulary) >= LEAST_SHARE
}

/// Whether another column than this one holds names, and neither types nor marks.
fn has_other_names(grid: &Grid<'_>, index: usize, vocabulary: &Vocabulary) -> bool {
    let count = grid.titles.as_ref().map_or(0, |titles| titles.cells.len());
    (0..count).any(|other| {
        let is_other = [Column::Type, Column::Required].iter().any(|&column| holds(column, grid, other, vocabulary));
        other != index && !is_other && holds(Column::Name, grid, other, vocabulary)
    })
}

/// Whether a column does nothing but count the rows: `1`, `2`, `2.1`, `3`.
fn counts_rows(grid: &Grid<'_>, index: usize) -> bool {
    const TITLES: &[&str] = &["", "序号", "编号", "行号", "项次", "#", "no", "no."];
    let title = grid.titles.as_ref().map_or("", |titles| titles.plain(index));
    let mut last = Vec::new();
    let mut counts_on = |row: &GridRow<'_>| {
        let number = row.plain(index).split('.').map(|part| part.parse().ok()).collect::<Option<Vec<usize>>>();
        let number = number.unwrap_or_default();
        let is_next = follows(&number, &last);
        last = number;
        is_next
    };
    TITLES.contains(&folded(title).as_str()) && grid.rows.iter().all(&mut counts_on)
}

/// Whether a number counts on: the next of its level (`2`, `6.2`), or the first below the last (`6.1`).
fn follows(number: &[usize], last: &[usize]) -> bool {
    let Some((&end, front)) = number.split_last() else { return false };
    match last.get(front.len()) {
        Some(&previous) => last.starts_with(front) && end.checked_sub(1) == Some(previous),
        None => last == front && end == 1,
    }
}

fn without_titles(grid: &Grid<'_>, vocabulary: &Vocabulary, item: &str, record: &mut Record<'_>) -> Columns {
    let mut columns = Columns::default();
    let count = grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    take_by_cells(grid, count, vocabulary, &mut columns);
    for (index, column) in [Column::Name, Column::Type, Column::Description].into_iter().enumerate() {
        if !columns.has(column) && columns.is_free(index) {
            columns.take(column, index);
        }
    }
    if let Some(first) = grid.rows.first() {
        let message = "the table has no titles; its cells tell what its columns hold".to_owned();
        record.find(rules::TABLE_WITHOUT_TITLES, first.span, item, message, "add a row of titles to the document");
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
        Column::Parent => "column of the fields around them",
        Column::Type => "column of types",
        Column::Length => "column of lengths",
        Column::Required => "column that says whether a field is required",
        Column::Optional => "column that says whether a field may be left out",
        Column::Location => "column that says where a parameter travels",
        Column::Example => "column of examples",
        Column::Default => "column of defaults",
        Column::Label => "column of what people call a field",
        Column::Description => "column of descriptions",
        Column::Code => "column of codes",
        Column::Remedy => "column of remedies",
    }
}
