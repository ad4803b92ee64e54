//! Corrections and allowances of api.yaml, applied to what was read. One that matches nothing is an error.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::{Allow, Api, CLIENT_FORMATS, Correction, Field, Operation, did_you_mean, similar};
use crate::finding::{Finding, Severity, rules};
use crate::source::{Source, Span};

/// Applies the corrections of `api` to `operations` and records the reason in each changed field.
///
/// `source` is the text of api.yaml, for the places of findings.
#[must_use]
pub fn apply_corrections(api: &Api, source: &Arc<Source>, operations: &mut [Operation]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for correction in &api.corrections {
        if let Err(finding) = apply(correction, source, operations) {
            findings.push(*finding);
        }
    }
    findings
}

/// Lowers findings that api.yaml allows to notes; says which allowances met no finding.
#[must_use]
pub fn apply_allowances(api: &Api, source: &Arc<Source>, findings: &mut [Finding]) -> Vec<Finding> {
    let mut unused = Vec::new();
    for allow in &api.allow {
        let mut met = false;
        for finding in findings.iter_mut().filter(|finding| is_allowed(allow, finding)) {
            finding.severity = Severity::Note;
            met = true;
        }
        if !met {
            unused.push(
                Finding::new(
                    rules::ALLOWANCE_WITHOUT_MATCH,
                    format!("no {} is reported at `{}` any more", allow.rule, allow.at),
                )
                .at(source, place_of(source, &allow.at))
                .help("remove the entry, or correct its `rule` and `at`"),
            );
        }
    }
    unused
}

fn is_allowed(allow: &Allow, finding: &Finding) -> bool {
    finding.rule.code == allow.rule && is_about(finding, &allow.at)
}

/// Whether a finding is about an item of api.yaml, or about something below it.
fn is_about(finding: &Finding, at: &str) -> bool {
    let Some(item) = finding.item.as_deref() else { return false };
    let below = |rest: &str| rest.is_empty() || rest.starts_with(['.', '/']);
    let matches = |item: &str| item.strip_prefix(at).is_some_and(below);
    // An address may leave out the group: `get_x.response…` as well as `ls.get_x.response…`.
    matches(item) || item.split_once('.').is_some_and(|(_, rest)| matches(rest))
}

/// Findings about fields that api.yaml corrects say what is left to do. Documents are judged as they came, and to be told
/// to write a correction that is written already helps nobody.
pub fn tell_corrected(api: &Api, findings: &mut [Finding]) {
    for finding in findings.iter_mut().filter(|finding| finding.severity > Severity::Note) {
        if api.corrections.iter().any(|correction| is_about(finding, &correction.at)) {
            finding.help = format!(
                "api.yaml corrects the field; accept the finding with `allow: [{{rule: {}, at: {}, because: …}}]`",
                finding.rule.code,
                finding.item.as_deref().unwrap_or_default(),
            );
        }
    }
}

fn apply(correction: &Correction, source: &Arc<Source>, operations: &mut [Operation]) -> Result<(), Box<Finding>> {
    let failure = |message: String, help: String| {
        Box::new(
            Finding::new(rules::CORRECTION_WITHOUT_MATCH, message)
                .at(source, place_of(source, &correction.at))
                .help(help)
                .item(correction.at.clone()),
        )
    };
    let mut candidates = operations
        .iter_mut()
        .filter_map(|operation| Some((rest_of_address(operation, &correction.at)?.to_owned(), operation)))
        .collect::<Vec<_>>();
    if candidates.len() > 1 {
        let groups = candidates.iter().map(|(_, operation)| operation.group.as_str()).collect::<Vec<_>>().join(", ");
        return Err(failure(
            format!("`{}` is the name of several operations, in the groups {groups}", correction.at),
            "write the group in front of it: `group.operation.side.place.field`".to_owned(),
        ));
    }
    let Some((rest, operation)) = candidates.pop() else {
        let name = name_of_operation(&correction.at);
        let help = "`at` begins with the `name` of an operation, as it stands in operations/";
        return Err(failure(
            format!("there is no operation `{name}`"),
            did_you_mean(name, operations.iter().map(|known| known.name.as_str()), help),
        ));
    };
    let addresses = addresses(operation);
    let Some(field) = find_field(operation, &rest) else {
        const HELP: &str = "write `request.headers.NAME`, `request.query.NAME`, `request.fields.NAME`, `request.TYPE.NAME`, \
             `response.fields.NAME` or `response.TYPE.NAME`";
        let rest_of = rest.replace(".types.", ".");
        return Err(failure(
            format!("`{}` has no `{rest}`", operation.name),
            did_you_mean(&rest_of, addresses.iter().map(String::as_str), HELP),
        ));
    };
    *field = corrected(field, correction).map_err(|refusal| failure(refusal.message, refusal.help))?;
    Ok(())
}

/// The word of an address that should name an operation: the one in front of the side.
fn name_of_operation(address: &str) -> &str {
    let side = [".request.", ".response."].iter().find_map(|side| address.find(side)).unwrap_or(address.len());
    address[..side].rsplit('.').next().unwrap_or(address)
}

/// The addresses of all fields of an operation.
fn addresses(operation: &Operation) -> Vec<String> {
    let of_table = |(table, fields): (String, &[Field])| {
        let table = table.replace(".types.", ".");
        fields.iter().map(|field| format!("{table}.{}", field.name)).collect::<Vec<_>>()
    };
    operation.tables().flat_map(of_table).collect()
}

/// What follows the operation's name in an address, if the address names this operation.
fn rest_of_address<'a>(operation: &Operation, address: &'a str) -> Option<&'a str> {
    let after = |address: &'a str| address.strip_prefix(operation.name.as_str())?.strip_prefix('.');
    after(address).or_else(|| after(address.strip_prefix(operation.group.as_str())?.strip_prefix('.')?))
}

/// The field at an address such as `response.Row.name`, `response.types.Row.name` or `request.query.page`.
fn find_field<'a>(operation: &'a mut Operation, address: &str) -> Option<&'a mut Field> {
    let (side, rest) = address.split_once('.')?;
    let (place, name) = rest.strip_prefix("types.").unwrap_or(rest).split_once('.')?;
    let is_type = rest.starts_with("types.");
    let list = match (side, place) {
        ("request", "headers") if !is_type => &mut operation.request.headers,
        ("request", "path") if !is_type => &mut operation.request.path,
        ("request", "query") if !is_type => &mut operation.request.query,
        ("request", "fields") if !is_type => &mut operation.request.fields,
        ("response", "fields") if !is_type => &mut operation.response.fields,
        ("request", name) => operation.request.types.get_mut(name)?,
        ("response", name) => operation.response.types.get_mut(name)?,
        _ => return None,
    };
    list.iter_mut().find(|field| field.name == name)
}

/// The field with the attributes of a correction, each of them looked at by itself, so that a message can name it.
fn corrected(field: &Field, correction: &Correction) -> Result<Field, Refusal> {
    let refused = |error: serde_json::Error| Refusal { message: error.to_string(), help: SET.to_owned() };
    let mut field = field.clone();
    for (name, value) in &correction.set {
        let value = serde_json::to_value(value).map_err(refused)?;
        check_attribute(name, &value)?;
        let mut attributes = serde_json::to_value(&field).map_err(refused)?;
        match (value, attributes.as_object_mut()) {
            (Json::Null, Some(attributes)) => drop(attributes.shift_remove(name)),
            (value, _) => attributes[name] = value,
        }
        field = serde_json::from_value(attributes)
            .map_err(|error| Refusal { message: format!("`{name}`: {error}"), help: SET.to_owned() })?;
    }
    field.corrected = Some(correction.because.clone());
    Ok(field)
}

/// Why a correction cannot be made, and what to do about it.
struct Refusal {
    message: String,
    help: String,
}

const SET: &str = "`set` takes the attributes of a field as they stand in the specification; `null` removes one";

fn check_attribute(name: &str, value: &Json) -> Result<(), Refusal> {
    let schema = schemars::schema_for!(Field);
    let attributes = schema.get("properties").and_then(Json::as_object).into_iter().flat_map(Map::keys);
    let settable = attributes.map(String::as_str).filter(|name| !matches!(*name, "corrected" | "name"));
    let settable = settable.collect::<Vec<_>>();
    if !settable.contains(&name) {
        let help = format!("{SET}: {}", settable.join(", "));
        let message = format!("`{name}` is no attribute that a correction sets");
        return Err(Refusal { message, help: did_you_mean(name, settable, &help) });
    }
    match (name, value) {
        ("format", Json::String(format)) => {
            check_spelling(format).map_err(|message| Refusal { message, help: SET.to_owned() })
        }
        _ => Ok(()),
    }
}

/// A format may be a pattern or a word that only documentation shows, but hardly a misspelt one that clients would read.
fn check_spelling(format: &str) -> Result<(), String> {
    match similar(format, CLIENT_FORMATS).filter(|_| !CLIENT_FORMATS.contains(&format)) {
        Some(meant) => Err(format!("clients do not know the format `{format}`; `{meant}` was probably meant")),
        None => Ok(()),
    }
}

/// Where an address stands in api.yaml.
fn place_of(source: &Source, address: &str) -> Span {
    source.text().find(address).map_or_else(Span::default, |start| Span::new(start, start + address.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::{Type, yaml};

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
    fn a_finding_about_a_corrected_field_does_not_ask_for_the_correction() {
        let source = Source::new(
            "api.yaml",
            "title: T\ncorrections:\n- {at: get_b.response.Row.end, set: {format: date}, because: seen}\n",
        );
        let api = yaml::read::<Api>(&source).expect("api.yaml");
        let finding = |field: &str| {
            Finding::new(rules::DATE_MISFIT, "a misfit")
                .item(format!("ls.get_b.response.Row.{field}"))
                .help("correct it")
        };
        let mut findings = [finding("end"), finding("end_date")];
        tell_corrected(&api, &mut findings);
        assert!(findings[0].help.contains("`allow: [{rule: DW0303, at: ls.get_b.response.Row.end, because: …}]`"));
        assert_eq!(findings[1].help, "correct it");
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
    fn a_correction_of_an_attribute_that_is_none_is_an_error() {
        let (_, findings) = run("- {at: get_b.response.Row.end, set: {fromat: date}, because: x}\n");
        assert_eq!(findings[0].message, "`fromat` is no attribute that a correction sets");
        assert!(findings[0].help.starts_with("did you mean `format`? "), "{}", findings[0].help);
        let (operation, findings) = run("- {at: get_b.response.Row.end, set: {required: maybe}, because: x}\n");
        assert!(findings[0].message.starts_with("`required`: "), "{}", findings[0].message);
        assert_eq!(operation.response.types["Row"][0].corrected, None);
    }
}
