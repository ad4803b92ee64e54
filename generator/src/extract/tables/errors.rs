//! Tables of error codes.

use crate::finding::rules;
use crate::spec::{ErrorCode, Scalar};

use super::columns::{self, Columns};
use super::mend::GridRow;
use super::operation::Reader;
use super::page::RawTable;
use super::rows;
use super::vocabulary::Column;

impl Reader<'_, '_, '_> {
    /// Reads a table of error codes; rows without a code are set aside.
    pub(super) fn read_errors(&mut self, table: &mut RawTable<'_>) {
        let columns = columns::read(&mut table.grid, self.vocabulary, "errors", self.record);
        let code_column = columns.index(Column::Code).or(columns.index(Column::Name)).unwrap_or(0);
        for row in &table.grid.rows {
            let code = row.plain(code_column).trim().trim_matches('`');
            if !is_error_code(code) || row.cells[code_column].text.links.iter().any(|link| link.text == code) {
                self.record.set_aside(&row.units, "a row of error codes without a code");
                continue;
            }
            self.read_error(code, row, &columns);
        }
    }

    fn read_error(&mut self, code: &str, row: &GridRow<'_>, columns: &Columns) {
        let is_plain_number = code == "0" || !code.starts_with('0');
        let scalar = code.parse().ok().filter(|_| is_plain_number).map_or_else(|| Scalar::from(code), Scalar::Integer);
        let address = format!("errors.{code}");
        if self.errors.iter().any(|error| error.code == scalar) {
            let message = format!("the error code {code} stands twice");
            self.record.find(rules::FIELD_TWICE, row.span, &address, message, "the first one counts");
            return self.record.set_aside(&row.units, "a second row for the same error code");
        }
        let remedy = columns.plain(row, Column::Remedy);
        self.errors.push(ErrorCode {
            code: scalar,
            message: rows::with_other_cells(columns.plain(row, Column::Description), row, columns),
            remedy: Some(remedy.to_owned()).filter(|text| !text.is_empty()),
        });
        self.record.used(&row.units, &address);
        self.places.insert(address, row.span);
        self.lines.entry("errors".to_owned()).or_insert_with(|| self.record.source.line(row.span.start));
    }
}

/// Whether a cell holds an error code rather than a link or words.
fn is_error_code(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
