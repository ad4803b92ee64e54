//! Tables of values below a table of fields: `枚举值`, `Enumerated Values`; a row a value, behind the name of its field.

use crate::extract::constraint;
use crate::spec::{EnumValue, Field, Scalar};

use super::mend::GridRow;
use super::nesting;
use super::operation::Reader;
use super::page::RawTable;
use super::vocabulary::{Column, Vocabulary, folded};

/// Adds the values that tables list to the fields of a side; rows that add nothing are set aside.
pub(super) fn read(tables: &[RawTable<'_>], side: &str, mut fields: Vec<&mut Field>, reader: &mut Reader<'_, '_, '_>) {
    for table in tables {
        let Some(titles) = table.grid.titles.as_ref().filter(|titles| are_known(titles, reader.vocabulary)) else {
            reader.record.set_aside(&table.units().collect::<Vec<_>>(), "a table of values with other titles");
            continue;
        };
        reader.record.used(&titles.units, &format!("{side}.values"));
        for row in &table.grid.rows {
            let name = row.cells.first().map(|cell| nesting::read(&cell.text, reader.vocabulary).1).unwrap_or_default();
            let field = fields.iter_mut().find(|field| field.name == name && !row.plain(1).is_empty());
            if field.is_some_and(|field| add(row.plain(1), field)) {
                reader.record.used(&row.units, &format!("{side}.{name}.enum"));
            } else {
                reader.record.set_aside(&row.units, "a value that is known, or of a field that is not");
            }
        }
    }
}

/// `属性 | 值`: names first, then values.
fn are_known(titles: &GridRow<'_>, vocabulary: &Vocabulary) -> bool {
    let are_names = matches!(vocabulary.column(titles.plain(0)), Some((Column::Name, _)));
    are_names && matches!(folded(titles.plain(1)).as_str(), "值" | "枚举值" | "取值" | "value" | "values")
}

/// Adds a value; `false` where the field has it.
fn add(text: &str, field: &mut Field) -> bool {
    let text = text.trim().trim_matches(['`', '"', '*']);
    let value = constraint::scalar(text, &field.type_).unwrap_or_else(|| Scalar::from(text));
    let is_new = field.families.is_empty() && field.enumeration.iter().all(|known| known.value != value);
    if is_new {
        field.enumeration.push(EnumValue { value, label: String::new() });
    }
    is_new
}
