//! Columns that say of which field the rows are members: names under a title that reaches across several columns, and a
//! column such as `Object` or `父节点` beside that of names.

use std::ops::Range;

use crate::document::Origin;

use super::mend::{Grid, GridRow};
use super::nesting;
use super::vocabulary::{Column, Vocabulary};

/// Joins the columns that hold names into one of dotted names: `items` beside `id` is `items.id`. Where it is not sure
/// that they are names of fields, the columns stay as they are.
pub(super) fn join(grid: &mut Grid<'_>, vocabulary: &Vocabulary) {
    let Some(columns) = columns_of_names(grid, vocabulary) else { return };
    for row in &mut grid.rows {
        let name = dotted_name(row, &columns, vocabulary);
        merge(row, &columns, Some(name));
    }
    if let Some(titles) = &mut grid.titles {
        // The title of the names is the one that a vocabulary knows.
        let is_name = |index: &usize| matches!(vocabulary.column(titles.plain(*index)), Some((Column::Name, _)));
        let title = columns.clone().find(is_name).map(|index| titles.plain(index).to_owned());
        merge(titles, &columns, title);
    }
}

fn columns_of_names(grid: &Grid<'_>, vocabulary: &Vocabulary) -> Option<Range<usize>> {
    let titles = grid.titles.as_ref()?;
    let column =
        |index: usize| vocabulary.column(titles.cells.get(index)?.text.plain.as_str()).map(|(column, _)| column);
    let first = (0..titles.cells.len()).find(|&index| matches!(column(index), Some(Column::Name | Column::Parent)))?;
    let is_covered = |index: &usize| titles.cells.get(*index).is_some_and(|cell| cell.origin == Origin::Left);
    let mut end = first + 1 + (first + 1..titles.cells.len()).take_while(is_covered).count();
    let is_beside = column(first) == Some(Column::Parent) || reaches_down(grid, first);
    if end == first + 1 && is_beside && column(end) == Some(Column::Name) {
        end += 1;
    }
    let columns = first..end;
    let is_name = |row: &GridRow<'_>| parts(row, &columns, vocabulary).iter().all(|part| is_path(part));
    (columns.len() > 1 && grid.rows.iter().all(is_name)).then_some(columns)
}

/// Whether a cell of a column reaches down into further rows.
pub(super) fn reaches_down(grid: &Grid<'_>, column: usize) -> bool {
    let is_from_above = |row: &GridRow<'_>| row.cells.get(column).is_some_and(|cell| cell.origin == Origin::Above);
    grid.rows.iter().any(is_from_above)
}

fn dotted_name(row: &GridRow<'_>, columns: &Range<usize>, vocabulary: &Vocabulary) -> String {
    parts(row, columns, vocabulary).join(".")
}

/// The names from the outermost field to the row's own; `-` and `root` stand for no field.
fn parts<'r>(row: &'r GridRow<'_>, columns: &Range<usize>, vocabulary: &Vocabulary) -> Vec<&'r str> {
    let is_field =
        |part: &&str| !matches!(part.to_ascii_lowercase().as_str(), "" | "-" | "/" | "root" | "无" | "根节点");
    columns.clone().map(|index| nesting::without_marks(row.plain(index), vocabulary)).filter(is_field).collect()
}

fn is_path(part: &str) -> bool {
    part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']' | '$' | '@' | '?'))
}

/// Makes one cell of several, with the words given.
fn merge(row: &mut GridRow<'_>, columns: &Range<usize>, words: Option<String>) {
    let end = columns.end.min(row.cells.len());
    if columns.start >= end {
        return;
    }
    row.cells.drain(columns.start + 1..end);
    if let (Some(words), Some(cell)) = (words, row.cells.get_mut(columns.start)) {
        cell.to_mut().text.plain = words;
    }
}
