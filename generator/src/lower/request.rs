//! What a caller may send: one struct, its parameters, and the constants that need no caller.

use super::Fills;
use super::docs::operation_docs;
use super::scope::{Case, Names, Wanted};
use super::tables::{Half, Table};
use super::types::Side;
use crate::ir::{self, Constant, Encoding, Identifier, Place};
use crate::spec::{self, Field, Operation, Scalar, Value};

/// Names that the struct of a request keeps for itself: `new` makes it, `additional` is the way out.
const RESERVED: &[&str] = &["additional", "new"];

/// The field for a body that is no object with the members of a table.
pub(super) fn content(operation: &Operation) -> Option<Field> {
    let type_ = operation.request.body.clone()?;
    let description = Some("The whole body".to_owned());
    Some(Field { required: Some(true), description, ..Field::new("body", type_) })
}

/// The parameters that a caller is offered, a table each place: without what the recipe fills and without constants.
/// Where there is a `content`, it stands for the members of the body.
pub(super) fn offered<'a>(
    operation: &'a Operation,
    content: Option<&'a Field>,
    fills: Fills<'_>,
) -> Vec<(Place, Table<'a>)> {
    let offer = |(place, key, fields): (Place, &'static str, &'a [Field])| {
        let mut table = Table::of(Half::Request, key, fields);
        table.fields.retain(|(_, field)| !operation.is_fixed(&table.key, field) && !fills(place, &field.name));
        (place, table)
    };
    let whole = content.map(|field| (Place::Content, "body", std::slice::from_ref(field)));
    let parts = parts(operation).into_iter().filter(|(place, ..)| content.is_none() || *place != Place::Body);
    parts.chain(whole).map(offer).collect()
}

/// What is sent where the caller says nothing.
pub(super) fn constants(operation: &Operation, fills: Fills<'_>) -> Vec<Constant> {
    let mut constants = Vec::new();
    for (place, _, fields) in parts(operation) {
        for field in fields.iter().filter(|field| !fills(place, &field.name)) {
            let Some(value) = &field.constant else { continue };
            let value = if place == Place::Body { json_text(value, &field.type_) } else { value.to_string() };
            constants.push(Constant { place, name: field.name.clone(), value });
        }
    }
    constants
}

/// The struct. Its fields come in document order: headers, path, query, body.
pub(super) fn request(
    operation: &Operation,
    tables: &[(Place, Table<'_>)],
    side: &Side<'_>,
    struct_name: Identifier,
    names: &mut Names<'_>,
) -> ir::Request {
    let module = Identifier::new("request");
    let parameters: Vec<(Place, &Table<'_>, (usize, &Field))> = tables
        .iter()
        .flat_map(|(place, table)| table.fields.iter().map(move |&field| (*place, table, field)))
        .collect();
    let wanted: Vec<Wanted> =
        parameters.iter().map(|(_, table, (_, field))| side.wanted_field(table, field, RESERVED)).collect();
    let field_names = names.assign(Case::Snake, RESERVED, &wanted);
    let fields = parameters.iter().zip(field_names);
    let fields = fields.map(|((_, table, field), name)| side.field(table, *field, name, None, Some(&module)));
    let fields: Vec<ir::Field> = fields.collect();
    let has_several_required = fields.iter().filter(|field| field.required).count() > 1;
    let model = ir::Model {
        // No document names the request as a whole; what `Debug` calls it is the struct.
        wire_name: struct_name.to_string(),
        name: struct_name,
        docs: operation_docs(operation),
        fields,
        either_or: either_or(operation, tables, side),
        required: has_several_required.then(|| Identifier::new("Required")),
    };
    ir::Request { model, places: parameters.iter().map(|(place, ..)| *place).collect() }
}

/// The groups of parameters of which callers must give one, a place after the other.
fn either_or(operation: &Operation, tables: &[(Place, Table<'_>)], side: &Side<'_>) -> Vec<Vec<String>> {
    let of_table = |(place, table): &(Place, Table<'_>)| {
        let all = parts(operation).into_iter().filter(|(part, ..)| part == place).flat_map(|(_, _, fields)| fields);
        side.either_or(table, &all.collect::<Vec<_>>())
    };
    tables.iter().flat_map(of_table).collect()
}

/// How the body travels. Members without a word about it travel as JSON, or in a form if there is a file among them.
pub(super) fn encoding(operation: &Operation) -> Encoding {
    let request = &operation.request;
    let has_file = || request.fields.iter().any(|field| field.type_ == spec::Type::File);
    match request.encoding {
        Some(spec::Encoding::Json) => Encoding::Json,
        Some(spec::Encoding::Form) => Encoding::Form,
        Some(spec::Encoding::Multipart) => Encoding::Multipart,
        None if request.fields.is_empty() && request.body.is_none() => Encoding::None,
        None if has_file() => Encoding::Multipart,
        None => Encoding::Json,
    }
}

fn parts(operation: &Operation) -> [(Place, &'static str, &[Field]); 4] {
    let request = &operation.request;
    [
        (Place::Header, "headers", &request.headers),
        (Place::Path, "path", &request.path),
        (Place::Query, "query", &request.query),
        (Place::Body, "fields", &request.fields),
    ]
}

/// A constant as it stands in a JSON body: text where the table says text, though it looks like a number.
fn json_text(value: &Scalar, type_: &spec::Type) -> String {
    let text = value.to_string();
    match (value, type_) {
        (Scalar::String(_), spec::Type::Integer | spec::Type::Number)
            if serde_json::from_str::<serde_json::Number>(&text).is_ok() =>
        {
            text
        }
        (Scalar::String(_), spec::Type::Boolean) if matches!(text.as_str(), "true" | "false") => text,
        (Scalar::String(_), _) | (_, spec::Type::String) => Value::String(text).to_json(),
        _ => text,
    }
}
