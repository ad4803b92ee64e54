//! The lines of the specification's tables, as its `places` list them.

use indexmap::IndexMap;

use super::record::Record;
use crate::spec::{Field, Operation, Types};

/// The line of the first row of each table, and of each row that does not follow the one before it.
pub(super) fn lines_of(operation: &Operation, record: &Record<'_>) -> IndexMap<String, usize> {
    let mut lines = IndexMap::new();
    for (address, fields) in tables(operation) {
        let line = |field: &Field| {
            let span = record.places.get(&format!("{address}.{}", field.name))?;
            Some(record.source.line(span.start))
        };
        let Some(first) = fields.first().and_then(line) else { continue };
        lines.insert(address.clone(), first);
        for (index, field) in fields.iter().enumerate() {
            if let Some(line) = line(field).filter(|&line| line != first + index) {
                lines.insert(format!("{address}.{}", field.name), line);
            }
        }
    }
    lines
}

/// All tables with their addresses, in the order of the specification.
fn tables(operation: &Operation) -> Vec<(String, &[Field])> {
    let Operation { request, response, .. } = operation;
    let parameters = [
        ("request.headers", &request.headers),
        ("request.path", &request.path),
        ("request.query", &request.query),
        ("request.fields", &request.fields),
    ];
    let mut tables = Vec::new();
    tables.extend(parameters.map(|(address, fields)| (address.to_owned(), fields.as_slice())));
    add_types("request", &request.types, &mut tables);
    tables.push(("response.fields".to_owned(), &response.fields));
    add_types("response", &response.types, &mut tables);
    tables
}

fn add_types<'o>(side: &str, types: &'o Types, tables: &mut Vec<(String, &'o [Field])>) {
    tables.extend(types.iter().map(|(name, fields)| (format!("{side}.types.{name}"), fields.as_slice())));
}
