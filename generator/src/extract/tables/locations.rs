//! Tables that list parameters of all kinds and say in a column where each travels.

use super::mend::Grid;
use super::page::RawTable;
use super::vocabulary::{Column, Section, Vocabulary};

/// A table a location, if it has a column of locations; the words of that column are those of headings.
pub(super) fn split<'d>(table: RawTable<'d>, vocabulary: &Vocabulary) -> Vec<RawTable<'d>> {
    let is_location = |title: &str| matches!(vocabulary.column(title), Some((Column::Location, _)));
    let titles = table.grid.titles.iter().flat_map(|titles| &titles.cells);
    let Some(column) = titles.map(|cell| cell.text.plain.as_str()).position(is_location) else { return vec![table] };
    let RawTable { section, level, grid: Grid { name: above, titles, rows }, name } = table;
    let mut tables: Vec<RawTable<'d>> = Vec::new();
    for mut row in rows {
        let location = vocabulary.section(row.plain(column));
        let is_place = |section: &Section| {
            matches!(section, Section::Headers | Section::Query | Section::Path | Section::Body | Section::Response)
        };
        let section = location.filter(is_place).unwrap_or(section);
        // What was understood is not told again in the description.
        if location.is_some()
            && let Some(cell) = row.cells.get_mut(column)
        {
            cell.to_mut().text.plain.clear();
        }
        match tables.iter_mut().find(|table| table.section == section) {
            Some(table) => table.grid.rows.push(row),
            None => {
                let grid = Grid { name: above, titles: titles.clone(), rows: vec![row] };
                tables.push(RawTable { section, level, grid, name });
            }
        }
    }
    tables
}
