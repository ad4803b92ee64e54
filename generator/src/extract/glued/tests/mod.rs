//! The reader against the seed, against a corpus with its truth, and against pages made for the purpose.

mod corpus;
mod made;
mod maker;
mod seed;
mod tables;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::{Extraction, Vocabulary, extract};
use crate::frontend;
use crate::source::Source;
use crate::spec::{Field, Operation, Type, Types};

fn read(text: &str) -> Extraction {
    static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::yapi_text);
    extract(&frontend::text::read(&Source::new("page.txt", text)), &VOCABULARY)
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

/// What a person would miss: the specification without lines, and the findings without places.
fn essence(text: &str) -> (Option<String>, Vec<String>) {
    let extraction = read(text);
    let operation = extraction.readings.into_iter().next().map(|reading| {
        let mut operation = reading.operation;
        operation.places.clear();
        serde_json::to_string(&operation).expect("a specification is JSON")
    });
    let findings = extraction.findings.iter().map(|finding| format!("{} {}", finding.rule.code, finding.message));
    (operation, findings.collect())
}

fn fields_of(text: &str) -> Option<String> {
    let operation = read(text).readings.into_iter().next()?.operation;
    Some(serde_json::to_string(&(operation.request, operation.response)).expect("a specification is JSON"))
}

/// The lines whose deletion goes against the account: used ones that change nothing, and ones that were set aside but
/// change a field.
fn unnoticed_deletions(text: &str) -> Vec<String> {
    let (whole, fields) = (essence(text), fields_of(text));
    let without = |number: usize| {
        let lines = text.lines().enumerate().filter(|(index, _)| index + 1 != number).map(|(_, line)| line);
        lines.collect::<Vec<_>>().join("\n")
    };
    let account = read(text).account;
    let used = account.used.iter().filter(|used| essence(&without(used.line)) == whole);
    let used = used.map(|used| format!("line {} ({}) can go", used.line, used.item));
    let aside = account.set_aside.iter().filter(|aside| fields_of(&without(aside.line)) != fields);
    let aside = aside.map(|aside| format!("line {} counts: {}", aside.line, aside.text));
    used.chain(aside).collect()
}
