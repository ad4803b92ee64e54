//! The corrections of api.yaml, applied to what was read. One that matches nothing is an error.

use std::sync::Arc;

use indexmap::IndexMap;
use schemars::SchemaGenerator;

use super::addresses::{addresses_of, by_documented_name, find_field, name_of_operation, rest_of_address};
use super::settable::{is_settable, settable_attributes};
use super::side_corrections::correct_side;
use super::{Api, CLIENT_FORMATS, Correction, Field, Operation, Value, did_you_mean, similar, span_below, yaml};
use crate::finding::{Finding, rules};
use crate::source::Source;

/// Applies the corrections of `api` to `operations` and records the reason in each changed field.
///
/// `source` is the text of api.yaml, for the places of findings.
#[must_use]
pub fn apply_corrections(api: &Api, source: &Arc<Source>, operations: &mut [Operation]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for correction in &api.corrections {
        let at = by_documented_name(api, &correction.at);
        let is_known = |at: &str| operations.iter().any(|operation| rest_of_address(operation, at).is_some());
        let at = if is_known(&correction.at) { correction.at.as_str() } else { &at };
        if let Err(finding) = apply(correction, at, source, operations) {
            findings.push(*finding);
        }
    }
    findings
}

/// `at` is the address of the correction by the names of the documents.
fn apply(
    correction: &Correction,
    at: &str,
    source: &Arc<Source>,
    operations: &mut [Operation],
) -> Result<(), Box<Finding>> {
    let failure = |message: String, help: String| {
        Box::new(
            Finding::new(rules::CORRECTION_WITHOUT_MATCH, message)
                .at(source, span_below(source, "corrections", &correction.at))
                .help(help)
                .item(correction.at.clone()),
        )
    };
    let mut candidates = operations
        .iter_mut()
        .filter_map(|operation| Some((rest_of_address(operation, at)?.to_owned(), operation)))
        .collect::<Vec<_>>();
    if candidates.len() > 1 {
        let groups = candidates.iter().map(|(_, operation)| operation.group.as_str()).collect::<Vec<_>>().join(", ");
        return Err(failure(
            format!("`{}` is the name of several operations, in the groups {groups}", correction.at),
            "write the group in front of it: `group.operation.side.place.field`".to_owned(),
        ));
    }
    let Some((rest, operation)) = candidates.pop() else {
        let (message, help) = unknown_operation(&correction.at, operations);
        return Err(failure(message, help));
    };
    if let Some(done) = correct_side(operation, &rest, correction) {
        return done.map_err(|refusal| failure(refusal.message, refusal.help));
    }
    let addresses = addresses_of(operation);
    let types = if rest.starts_with("request.") { &operation.request.types } else { &operation.response.types };
    let types = types.keys().cloned().collect::<Vec<_>>();
    let Some(field) = find_field(operation, &rest) else {
        let rest_of = rest.replace(".types.", ".");
        return Err(failure(
            format!("`{}` has no field `{rest}`", operation.name),
            did_you_mean(&rest_of, addresses.iter().map(String::as_str), ADDRESSES),
        ));
    };
    *field = corrected(field, correction, &types).map_err(|refusal| failure(refusal.message, refusal.help))?;
    Ok(())
}

/// What is wrong with an address that begins with no operation, or ends with it; and what to do.
fn unknown_operation(at: &str, operations: &[Operation]) -> (String, String) {
    let name = name_of_operation(at);
    if operations.iter().any(|known| known.name == name) {
        return (format!("`{at}` is the address of no field"), ADDRESSES.to_owned());
    }
    let help = "`at` begins with the `name` of an operation, as it stands in operations/";
    let known = operations.iter().map(|known| known.name.as_str());
    (format!("there is no operation `{name}`"), did_you_mean(name, known, help))
}

/// What a correction can be about.
const ADDRESSES: &str = "the address of a field is `OPERATION.request.PLACE.FIELD`, where PLACE is `headers`, `path`, `query`, \
                         `fields` or a type of the request, or `OPERATION.response.PLACE.FIELD`, where it is `fields` or a \
                         type of the answer; `OPERATION.request` and `OPERATION.response` are the whole sides; corrections change what is said of a field that was read: one is added, renamed \
                         or removed in the document";

/// The field with the attributes of a correction, each of them looked at by itself, so that a message can name it.
/// `types` are those that the field may have.
fn corrected(field: &Field, correction: &Correction, types: &[String]) -> Result<Field, Refusal> {
    let mut field = field.clone();
    for (name, value) in &correction.set {
        field = with_attribute(&field, name, value).ok_or_else(|| refusal(name, value))?;
    }
    if let (true, Some(name)) = (correction.set.contains_key("type"), field.type_.named()) {
        check_type(name, types)?;
    }
    if let (true, Some(format)) = (correction.set.contains_key("format"), &field.format) {
        check_spelling(format)?;
    }
    field.corrected = Some(correction.because.clone());
    Ok(field)
}

fn with_attribute(field: &Field, name: &str, value: &Value) -> Option<Field> {
    let mut attributes = serde_json::to_value(field).ok()?;
    let map = attributes.as_object_mut().filter(|_| is_settable(name))?;
    match value {
        Value::Null => map.shift_remove(name),
        value => map.insert(name.to_owned(), serde_json::to_value(value).ok()?),
    };
    serde_json::from_value(attributes).ok()
}

pub(super) const SET: &str =
    "`set` takes the attributes of a field as they stand in the specification; `null` removes one";

/// Why a correction cannot be made, and what to do about it.
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) help: String,
}

/// Why an attribute cannot have that value, in the words in which a file of ours would be refused that says so.
fn refusal(name: &str, value: &Value) -> Refusal {
    let attributes = settable_attributes(&mut SchemaGenerator::default());
    let settable = attributes.keys().map(String::as_str).collect::<Vec<_>>();
    if !settable.contains(&name) {
        let help = format!("{SET}: {}", settable.join(", "));
        let message = format!("`{name}` is no attribute that a correction sets");
        return Refusal { message, help: did_you_mean(name, settable, &help) };
    }
    if *value == Value::Null {
        return Refusal { message: format!("no field is without `{name}`"), help: SET.to_owned() };
    }
    let any = Value::String("any".to_owned());
    let field = IndexMap::from([("name", &any), ("type", &any), (name, value)]);
    let read = yaml::read::<Field>(&Source::new("set", yaml::write(&field).unwrap_or_default()));
    match read {
        Err(finding) => Refusal { message: format!("`{name}`: {}", finding.message), help: SET.to_owned() },
        Ok(_) => Refusal { message: format!("`{name}` cannot have this value"), help: SET.to_owned() },
    }
}

/// A type that nothing describes would become any value, which nobody corrects a field for.
pub(super) fn check_type(name: &str, types: &[String]) -> Result<(), Refusal> {
    if types.iter().any(|known| known == name) {
        return Ok(());
    }
    let help = "`type` is string, integer, number, boolean, any, file, list<…>, map<…>, json<…>, or one of the types below \
                `types` on the same side";
    let help = did_you_mean(name, types.iter().map(String::as_str), help);
    Err(Refusal { message: format!("there is no type `{name}`"), help })
}

/// A format may be a pattern or a word that only documentation shows, but hardly a misspelt one that clients would read.
fn check_spelling(format: &str) -> Result<(), Refusal> {
    match similar(format, CLIENT_FORMATS).filter(|_| !CLIENT_FORMATS.contains(&format)) {
        Some(meant) => {
            let message = format!("clients do not know the format `{format}`; `{meant}` was probably meant");
            Err(Refusal { message, help: SET.to_owned() })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::spec::{Encoding, Type, apply_allowances};

    const OPERATION: &str = "method: GET\npath: /a/ls/b\nname: get_b\ngroup: ls\ndocument: {file: b.md}\nrequest:\n  query:\n  - {name: page, type: integer, required: false}\nresponse:\n  types:\n    Row:\n    - {name: end, type: string}\n";

    fn run(corrections: &str) -> (Operation, Vec<Finding>) {
        let source = Source::new("api.yaml", format!("title: T\ncorrections:\n{corrections}"));
        let api = yaml::read::<Api>(&source).expect("api.yaml");
        let operation = yaml::read::<Operation>(&Source::new("b.yaml", OPERATION)).expect("operation");
        let mut operations = [operation];
        let findings = apply_corrections(&api, &source, &mut operations);
        let [operation] = operations;
        (operation, findings)
    }

    #[test]
    fn a_misspelt_format_is_refused_and_a_pattern_is_not() {
        let set = |format: &str| {
            run(&format!("- {{at: get_b.response.Row.end, set: {{format: {format}}}, because: seen}}\n")).1
        };
        for (given, meant) in [("datetime", "date-time"), ("timestamp_ms", "timestamp-ms"), ("dat", "date")] {
            assert_eq!(
                set(given)[0].message,
                format!("clients do not know the format `{given}`; `{meant}` was probably meant")
            );
        }
        for format in ["date", "timestamp-s", "yyyyMMdd", "email"] {
            assert_eq!(set(format), Vec::new(), "{format}");
        }
    }

    #[test]
    fn a_correction_sets_and_removes_and_leaves_its_reason() {
        let (operation, findings) = run(
            "- {at: get_b.response.Row.end, set: {format: date, type: integer}, because: seen}\n- {at: ls.get_b.request.query.page, set: {required: null}, because: vendor said}\n",
        );
        assert_eq!(findings, []);
        let field = &operation.response.types["Row"][0];
        assert_eq!((field.format.as_deref(), &field.type_), (Some("date"), &Type::Integer));
        assert_eq!(field.corrected.as_deref(), Some("seen"));
        assert_eq!(operation.request.query[0].required, None);
    }

    #[test]
    fn a_renamed_operation_is_found_under_either_name() {
        let rename = "rename: {ls/get_b: list_b}\n";
        for at in ["get_b", "ls.get_b", "list_b", "ls.list_b"] {
            let (operation, findings) =
                run(&format!("- {{at: {at}.response.Row.end, set: {{format: date}}, because: seen}}\n{rename}"));
            assert_eq!(
                (findings, operation.response.types["Row"][0].format.as_deref()),
                (vec![], Some("date")),
                "{at}"
            );
            let text = format!("title: T\n{rename}allow:\n- {{rule: DW0303, at: {at}.response.Row.end, because: x}}\n");
            let source = Source::new("api.yaml", text);
            let api = yaml::read::<Api>(&source).expect("api.yaml");
            let mut findings = [Finding::new(rules::DATE_MISFIT, "a misfit").item("ls.get_b.response.Row.end")];
            assert_eq!(apply_allowances(&api, &source, &mut findings), []);
            assert_eq!(findings[0].severity, Severity::Note, "{at}");
        }
    }

    #[test]
    fn a_correction_that_matches_nothing_is_an_error_with_its_line() {
        for (at, expected, meant) in [
            ("get_bb.response.Row.end", "no operation", "get_b"),
            ("ls.get_bb.response.Row.end", "no operation", "get_b"),
            ("get_b.response.Row.ends", "has no", "response.Row.end"),
            ("get_b.response.types.Row.edn", "has no", "response.Row.end"),
        ] {
            let (_, findings) = run(&format!("- {{at: {at}, set: {{format: date}}, because: x}}\n"));
            assert_eq!(findings.len(), 1);
            assert!(findings[0].message.contains(expected), "{}", findings[0].message);
            assert!(findings[0].help.starts_with(&format!("did you mean `{meant}`?")), "{}", findings[0].help);
            assert_eq!(findings[0].severity, Severity::Error);
            assert_eq!(findings[0].place.as_ref().expect("place").line(), 3);
        }
    }

    #[test]
    fn an_address_is_shown_where_it_stands_by_itself_and_nothing_far_off_is_offered() {
        let (_, findings) = run("- at: get_b.response.Row.end\n  set: {format: date}\n  because: x\n\
                                 - at: get_b.respond\n  set: {format: date}\n  because: x\n");
        assert_eq!(findings[0].place.as_ref().expect("place").line(), 6);
        assert_eq!(findings[0].message, "`get_b` has no field `respond`");
        assert!(findings[0].help.starts_with("the address of a field is "), "{}", findings[0].help);
        for at in ["get_b", "ls.get_b"] {
            let (_, findings) = run(&format!("- {{at: {at}, set: {{format: date}}, because: x}}\n"));
            assert_eq!(findings[0].message, format!("`{at}` is the address of no field"));
        }
    }

    #[test]
    fn a_whole_side_is_corrected() {
        let (operation, findings) = run(
            "- {at: get_b.request, set: {encoding: form}, because: seen}\n- {at: ls.get_b.response, set: {body: file}, because: vendor said}\n",
        );
        assert_eq!(findings, []);
        assert_eq!(operation.request.encoding, Some(Encoding::Form));
        assert_eq!(operation.response.body, Some(Type::File));
        let reasons = [operation.request.corrected, operation.response.corrected];
        assert_eq!(reasons.each_ref().map(Option::as_deref), [Some("seen"), Some("vendor said")]);
    }

    #[test]
    fn a_whole_side_has_few_attributes() {
        for (at, set, message, help) in [
            ("get_b.request", "encoding: forms", "`encoding`: ", "`encoding` is json, form or multipart"),
            ("get_b.request", "encodign: form", "`encodign` is no attribute", "did you mean `encoding`?"),
            ("get_b.response", "encoding: form", "`encoding` is no attribute", "`set` takes body here"),
            ("get_b.response", "body: list<Roww>", "there is no type `Roww`", "did you mean `Row`?"),
            ("get_bb.request", "encoding: form", "there is no operation `get_bb`", "did you mean `get_b`?"),
            ("get_b.requests", "encoding: form", "`get_b` has no field `requests`", "the address of a field is"),
        ] {
            let (operation, findings) = run(&format!("- {{at: {at}, set: {{{set}}}, because: x}}\n"));
            assert!(findings[0].message.starts_with(message), "{set}: {}", findings[0].message);
            assert!(findings[0].help.starts_with(help), "{set}: {}", findings[0].help);
            assert_eq!(operation.request.corrected.or(operation.response.corrected), None);
        }
    }

    #[test]
    fn a_correction_of_an_attribute_that_is_none_is_an_error() {
        let (_, findings) = run("- {at: get_b.response.Row.end, set: {fromat: date}, because: x}\n");
        assert_eq!(findings[0].message, "`fromat` is no attribute that a correction sets");
        assert!(findings[0].help.starts_with("did you mean `format`? "), "{}", findings[0].help);
    }

    #[test]
    fn a_value_that_an_attribute_cannot_have_is_refused_in_words_of_yaml() {
        for (set, message, help) in [
            ("required: maybe", "`required`: `maybe` is neither true nor false", "`set` takes"),
            ("max_length: ten", "`max_length`: `ten` is no whole number from 0 up", "`set` takes"),
            ("type: list<", "`type`: `list<` is no type", "`set` takes"),
            ("type: list<Roww>", "there is no type `Roww`", "did you mean `Row`?"),
            ("type: null", "no field is without `type`", "`set` takes"),
            ("enum: [1]", "`enum`: pairs of `key: value` belong here", "`set` takes"),
            ("name: other", "`name` is no attribute that a correction sets", "`set` takes"),
        ] {
            let (operation, findings) = run(&format!("- {{at: get_b.response.Row.end, set: {{{set}}}, because: x}}\n"));
            assert!(findings[0].message.starts_with(message), "{set}: {}", findings[0].message);
            assert!(findings[0].help.starts_with(help), "{set}: {}", findings[0].help);
            assert_eq!(operation.response.types["Row"][0].corrected, None);
        }
    }
}
