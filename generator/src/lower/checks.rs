//! What a specification gets wrong that code can be made from all the same.

use std::collections::BTreeSet;

use super::tables::Half;
use crate::finding::{Finding, rules};
use crate::spec::{Field, Operation, Types};

/// Looks at every table of an operation.
pub(super) fn check_tables(operation: &Operation, findings: &mut Vec<Finding>) {
    let (request, response) = (&operation.request, &operation.response);
    let outer: [(Half, &str, &[Field], &Types); 5] = [
        (Half::Request, "headers", &request.headers, &request.types),
        (Half::Request, "path", &request.path, &request.types),
        (Half::Request, "query", &request.query, &request.types),
        (Half::Request, "fields", &request.fields, &request.types),
        (Half::Response, "fields", &response.fields, &response.types),
    ];
    let inner = [(Half::Request, &request.types), (Half::Response, &response.types)];
    let inner = inner.into_iter().flat_map(|(half, types)| {
        types.iter().map(move |(name, fields)| (half, name.as_str(), fields.as_slice(), types))
    });
    let mut undefined = BTreeSet::new();
    for (half, table, fields, types) in outer.into_iter().chain(inner) {
        let address = format!("{}.{}.{table}", operation.name, half.word());
        check_repeated(&address, fields, findings);
        check_undefined((half, &address), fields, types, &mut undefined, findings);
    }
}

fn check_repeated(address: &str, fields: &[Field], findings: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for field in fields.iter().filter(|field| !seen.insert(field.name.as_str())) {
        let message = format!("the field `{}` comes twice in one table; the first one counts", field.name);
        let help = "one of the two may be a slip for another name: look at the document";
        let item = format!("{address}.{}", field.name);
        findings.push(Finding::new(rules::FIELD_AGAIN, message).help(help).item(item));
    }
}

fn check_undefined<'a>(
    (half, address): (Half, &str),
    fields: &'a [Field],
    types: &Types,
    seen: &mut BTreeSet<(&'static str, &'a str)>,
    findings: &mut Vec<Finding>,
) {
    for field in fields {
        let Some(name) = field.type_.named().filter(|name| !types.contains_key(*name)) else { continue };
        if seen.insert((half.word(), name)) {
            let message = format!("the type `{name}` is used but nowhere described; it becomes any value");
            let help = format!("describe `{name}` in the {}, or set the type of the field in api.yaml", half.word());
            let item = format!("{address}.{}", field.name);
            findings.push(Finding::new(rules::UNDEFINED_TYPE, message).help(help).item(item));
        }
    }
}
