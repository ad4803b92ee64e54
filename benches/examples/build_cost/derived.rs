//! The same models with serde derived: numbers as `f64`, dates as text, nothing kept that is not documented.

use std::fmt::Write as _;

use docwright::ir::{Api, Enumeration, Item, Model, Operation, Type};

/// The library, as one file with a module an operation.
pub(crate) fn library(api: &Api) -> String {
    let mut out = String::from("//! The same models with serde derived.\n");
    for group in &api.groups {
        // Writing into a string does not fail.
        _ = writeln!(out, "pub mod {} {{", group.module);
        group.operations.iter().for_each(|operation| push_operation(&mut out, operation));
        out.push_str("}\n");
    }
    out
}

fn push_operation(out: &mut String, operation: &Operation) {
    _ = writeln!(out, "pub mod {} {{", operation.module);
    push_model(out, &operation.request.model, true);
    out.push_str("pub mod request {\n");
    operation.request_types.iter().for_each(|item| push_item(out, item, true));
    out.push_str("}\n");
    operation.response_types.iter().for_each(|item| push_item(out, item, false));
    out.push_str("}\n");
}

fn push_item(out: &mut String, item: &Item, in_request: bool) {
    match item {
        Item::Model(model) => push_model(out, model, in_request),
        Item::Enumeration(enumeration) => push_enumeration(out, enumeration),
    }
}

fn push_model(out: &mut String, model: &Model, in_request: bool) {
    out.push_str("#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]\n");
    _ = writeln!(out, "pub struct {} {{", model.name);
    for field in &model.fields {
        let is_list = matches!(field.type_, Type::List(_)) && !in_request;
        let (test, type_) = match value(&field.type_) {
            type_ if is_list => ("Vec::is_empty", type_),
            type_ => ("Option::is_none", format!("Option<{type_}>")),
        };
        let wire_name = &field.wire_name;
        _ = writeln!(out, "#[serde(rename = {wire_name:?}, default, skip_serializing_if = {test:?})]");
        _ = writeln!(out, "pub {}: {type_},", field.name);
    }
    out.push_str("}\n");
}

fn push_enumeration(out: &mut String, enumeration: &Enumeration) {
    out.push_str("#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]\n");
    _ = writeln!(out, "pub enum {} {{", enumeration.name);
    for variant in &enumeration.variants {
        _ = writeln!(out, "#[serde(rename = {:?})] {},", variant.code, variant.name);
    }
    out.push_str("#[serde(untagged)] Unknown(String),\n}\n");
}

fn value(type_: &Type) -> String {
    match type_ {
        Type::Integer => "i64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Named(path) => match &path.module {
            Some(module) => format!("{module}::{}", path.name),
            None => path.name.to_string(),
        },
        Type::List(element) => format!("Vec<{}>", value(element)),
        // The surface has no other types.
        _ => "String".to_owned(),
    }
}
