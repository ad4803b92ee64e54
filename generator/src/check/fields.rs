//! Fields that only an example or only a table has, and values that do not fit their type.

use std::collections::HashSet;

use super::{Subject, short};
use crate::finding::{Finding, rules};
use crate::spec::walk::{self, Met, Walk};
use crate::spec::{Encoding, Type, Value};

/// The tables and the examples of both sides, against each other. A field is reported once, however many rows the
/// example has, and a field that any of the rows shows is not missing.
pub(super) fn check_examples_against_tables(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    check_side(subject, walk::response, findings);
    check_side(subject, walk::request, findings);
}

fn check_side(subject: Subject<'_>, walk: Walk, findings: &mut Vec<Finding>) {
    let mut shown = HashSet::new();
    walk(subject.operation, &mut |met| {
        if let Met::Known(member) = met {
            shown.insert(member.address);
        }
    });
    let mut reported = HashSet::new();
    walk(subject.operation, &mut |met| match met {
        Met::Object { .. } => {}
        Met::OnlyInExample { table, name, pointer } => {
            if reported.insert(format!("{table}.{name}")) {
                findings.push(only_in_example(subject, &table, name, &pointer));
            }
        }
        Met::OnlyInTable { address, field, pointer } => {
            // A request need not show what is optional.
            let is_expected = address.starts_with("response.") || field.required == Some(true);
            if is_expected && !shown.contains(&address) && reported.insert(address.clone()) {
                findings.push(only_in_table(subject, &address, &pointer));
            }
        }
        Met::Known(member) => {
            let misfit = match member.value {
                Value::String(text) if is_of_form(subject, &member.address) => {
                    misfit_in_form(&member.field.type_, text)
                }
                value => misfit(&member.field.type_, value),
            };
            if let Some(kind) = misfit.filter(|_| reported.insert(format!("{}/type", member.address))) {
                let message = format!(
                    "`{}` is documented as {} and its example is {kind}",
                    member.field.name, member.field.type_
                );
                let finding = subject
                    .finding(rules::EXAMPLE_TYPE_MISFIT, message, &member.address, &[&member.pointer, &member.address])
                    .help("the generated type accepts both; ask the vendor which one is right, and write a correction");
                findings.push(subject.and_at(finding, &member.address, "the table"));
            }
        }
    });
}

fn only_in_example(subject: Subject<'_>, table: &str, name: &str, pointer: &str) -> Finding {
    let root = pointer.split('/').next().unwrap_or_default();
    subject
        .finding(
            rules::FIELD_ONLY_IN_EXAMPLE,
            format!("the example has `{name}`, which the table of `{}` does not have", short(table)),
            &format!("{table}.{name}"),
            &[pointer, parent(pointer), root],
        )
        .help("clients keep it in `extra`; ask the vendor to document it")
}

fn only_in_table(subject: Subject<'_>, address: &str, pointer: &str) -> Finding {
    let name = address.rsplit('.').next().unwrap_or(address);
    let finding = subject
        .finding(
            rules::FIELD_ONLY_IN_TABLE,
            format!("the table has `{name}`, which the example does not show"),
            address,
            &[address],
        )
        .help("nothing proves its type; expect it to be absent from answers");
    subject.and_at(finding, pointer, "the example")
}

fn parent(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or(pointer, |(parent, _)| parent)
}

/// Whether a member travels in a form, in which every value is text.
fn is_of_form(subject: Subject<'_>, address: &str) -> bool {
    let is_form = matches!(subject.operation.request.encoding, Some(Encoding::Form | Encoding::Multipart));
    is_form && address.starts_with("request.fields.")
}

fn misfit_in_form(type_: &Type, text: &str) -> Option<&'static str> {
    let is_written = match type_ {
        Type::Integer => text.parse::<i128>().is_ok(),
        Type::Number => text.parse::<f64>().is_ok(),
        Type::Boolean => matches!(text, "true" | "false" | "0" | "1"),
        _ => true,
    };
    if is_written { None } else { misfit(type_, &Value::String(text.to_owned())) }
}

/// What a value is, if that is not what its type says. Empty values fit every type.
fn misfit(type_: &Type, value: &Value) -> Option<&'static str> {
    let fits = match (type_, value) {
        (_, Value::Null) | (Type::Any | Type::File, _) => true,
        (_, Value::String(text)) if text.is_empty() => true,
        (Type::String | Type::Json(_), Value::String(_)) | (Type::Boolean, Value::Boolean(_)) => true,
        (Type::Integer, Value::Number(text)) => !text.contains(['.', 'e', 'E']),
        (Type::Number, Value::Number(_)) | (Type::List(_), Value::List(_)) => true,
        (Type::Named(_) | Type::Map(_), Value::Object(_)) => true,
        _ => false,
    };
    (!fits).then(|| match value {
        Value::Null => "null",
        Value::Boolean(_) => "a boolean",
        Value::Number(text) if text.contains(['.', 'e', 'E']) => "a number with a fraction",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::List(_) => "a list",
        Value::Object(_) => "an object",
    })
}
