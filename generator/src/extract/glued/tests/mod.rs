//! The reader against the seed, against a corpus with its truth, and against pages made for the purpose.

mod corpus;
mod made;
mod maker;
mod seed;
mod tables;

use std::path::{Path, PathBuf};

use super::{Extraction, Vocabulary, extract};
use crate::frontend;
use crate::source::Source;
use crate::spec::{Field, Operation, Type, Types};

fn read(text: &str) -> Extraction {
    extract(&frontend::text::read(&Source::new("page.txt", text)), &Vocabulary::yapi_text())
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn field<'f>(fields: &'f [Field], name: &str) -> &'f Field {
    fields.iter().find(|field| field.name == name).unwrap_or_else(|| panic!("no field {name}"))
}

/// The members of one side as paths with the words a schema uses for types: `data[].id` `number`.
fn flat(fields: &[Field], types: &Types) -> Vec<(String, &'static str)> {
    let mut rows = Vec::new();
    flatten(fields, types, "", &mut rows);
    rows
}

fn flatten(fields: &[Field], types: &Types, prefix: &str, rows: &mut Vec<(String, &'static str)>) {
    for field in fields {
        let path = format!("{prefix}{}", field.name);
        let mut type_ = &field.type_;
        let mut suffix = String::new();
        rows.push((path.clone(), word(type_)));
        while let Type::List(inner) | Type::Map(inner) | Type::Json(inner) = type_ {
            if matches!(type_, Type::List(_)) {
                suffix.push_str("[]");
            }
            type_ = inner;
        }
        if let Some(members) = type_.named().and_then(|name| types.get(name)) {
            flatten(members, types, &format!("{path}{suffix}."), rows);
        }
    }
}

fn word(type_: &Type) -> &'static str {
    match type_ {
        Type::String => "string",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::Boolean => "boolean",
        Type::Any => "any",
        Type::File => "file",
        Type::List(_) => "array",
        Type::Named(_) | Type::Map(_) => "object",
        Type::Json(inner) => word(inner),
    }
}

fn sides(operation: &Operation) -> [Vec<(String, &'static str)>; 2] {
    let Operation { request, response, .. } = operation;
    [flat(&request.fields, &request.types), flat(&response.fields, &response.types)]
}
