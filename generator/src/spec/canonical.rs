//! The canonical form of a specification: what two renderings of the same page have in common.

use indexmap::IndexMap;

use super::{DocumentInfo, EnumValue, Field, Operation, Scalar, Types, Value};

/// The operation without where it was read, runs of white space in texts collapsed, and quotes and dashes as they are
/// typed: typographers of web pages turn `"` into `“` and `--` into `–`. Numbers in examples lose the zeros that say
/// nothing, as converters drop them.
///
/// Two documents are renderings of the same page when their canonical forms are equal: operations, fields, types,
/// attributes, errors and examples count; `document` and `places` do not.
///
/// ```
/// use docwright::spec::{Field, Type, canonical};
/// # let mut operation: docwright::spec::Operation = serde_json::from_str(
/// #     r#"{"method": "GET", "path": "/a", "name": "get_a", "group": "root", "document": {"file": "a.md"}}"#).unwrap();
/// operation.summary = Some("two\n  lines".to_owned());
/// assert_eq!(canonical(&operation).summary.as_deref(), Some("two lines"));
/// ```
#[must_use]
pub fn canonical(operation: &Operation) -> Operation {
    let mut operation = operation.clone();
    operation.document = DocumentInfo::default();
    operation.places = IndexMap::new();
    collapse_optional(&mut operation.summary);
    let request = &mut operation.request;
    for fields in [&mut request.headers, &mut request.path, &mut request.query, &mut request.fields] {
        collapse_fields(fields);
    }
    collapse_types(&mut request.types);
    collapse_fields(&mut operation.response.fields);
    collapse_types(&mut operation.response.types);
    for error in &mut operation.errors {
        collapse(&mut error.message);
        collapse_optional(&mut error.remedy);
    }
    let examples = &mut operation.examples;
    let body = examples.request.as_mut().and_then(|request| request.body.as_mut());
    body.into_iter().chain(&mut examples.response).for_each(shorten_numbers);
    operation
}

/// `500.00` is `500`: equal by value.
fn shorten_numbers(value: &mut Value) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Number(text) if text.contains('.') && !text.contains(['e', 'E']) => {
                text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
            }
            Value::List(items) => open.extend(items),
            Value::Object(members) => open.extend(members.values_mut()),
            _ => {}
        }
    }
}

fn collapse_types(types: &mut Types) {
    types.values_mut().for_each(|fields| collapse_fields(fields));
}

fn collapse_fields(fields: &mut [Field]) {
    for field in fields {
        collapse_optional(&mut field.description);
        collapse_optional(&mut field.note);
        for scalar in [&mut field.default, &mut field.constant, &mut field.example].into_iter().flatten() {
            if let Scalar::String(text) = scalar {
                collapse(text);
            }
        }
        collapse_values(&mut field.enumeration);
        for family in &mut field.families {
            collapse(&mut family.label);
            collapse_values(&mut family.values);
        }
    }
}

fn collapse_values(values: &mut [EnumValue]) {
    values.iter_mut().for_each(|value| collapse(&mut value.label));
}

fn collapse_optional(text: &mut Option<String>) {
    if let Some(text) = text {
        collapse(text);
    }
}

fn collapse(text: &mut String) {
    let typed = text.chars().map(|character| match character {
        '“' | '”' | '„' => '"',
        '‘' | '’' | '‚' => '\'',
        '–' | '—' => '-',
        other => other,
    });
    let typed = typed.collect::<String>().replace('…', "...").replace("---", "-").replace("--", "-");
    *text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
}
