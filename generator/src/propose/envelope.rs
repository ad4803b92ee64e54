//! The forms that answers come in: how they say that a call succeeded, and where the data is.

use std::collections::BTreeSet;
use std::fmt;

use super::{File, most_frequent, quoted, shown_by};
use crate::spec::{Operation, Value};

/// Names that envelopes use, most telling first.
const CODES: &[&str] = &["errcode", "errorCode", "error_code", "errCode", "code", "status", "ret"];
const MESSAGES: &[&str] = &["description", "errorMessage", "error_message", "errmsg", "message", "msg", "info"];
const DATA: &[&str] = &["data", "content", "result", "body", "rows"];

/// Proposes the forms that answers come in.
pub(super) fn propose_envelope(operations: &[&Operation], file: &mut File) {
    match most_frequent(operations.iter().filter_map(|operation| form_of(operation))) {
        Some((first, count)) => {
            let others: String = other_forms(operations, &first).iter().map(|form| format!(", {form}")).collect();
            let forms = if others.is_empty() { first.to_string() } else { format!("[{first}{others}]") };
            file.line("envelope", &forms, "how an answer says whether the call succeeded, and where the data is");
            file.row("envelope", Some(forms), shown_by(count, operations.len()));
        }
        None => {
            let example = "{success: {field: code, equals: 0}, code: code, message: msg, data: data}";
            file.hint("envelope", example, "answers are taken whole until this says otherwise");
            file.row("envelope", None, "the answers show no code that says success".to_owned());
        }
    }
}

/// A form of answers that an operation shows.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Form {
    success: &'static str,
    /// The value that says success, as YAML.
    equals: String,
    code: Option<&'static str>,
    message: Option<&'static str>,
    data: Option<&'static str>,
}

impl fmt::Display for Form {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{{success: {{field: {}, equals: {}}}", self.success, self.equals)?;
        for (part, name) in [("code", self.code), ("message", self.message), ("data", self.data)] {
            if let Some(name) = name {
                write!(formatter, ", {part}: {name}")?;
            }
        }
        formatter.write_str("}")
    }
}

/// The form that one operation shows: a field that says success, by its value in the example. A resource may have a
/// `status` or a `code` of its own (a shipment that is `created`), so its value has to say success, or message and data
/// have to stand beside it: a wrong envelope would take good answers for errors.
fn form_of(operation: &Operation) -> Option<Form> {
    let example = operation.examples.response.as_ref()?;
    let shown = |names: &[&'static str]| names.iter().copied().find(|name| answers_with(operation, name));
    let code = shown(CODES);
    let success = shown(&["success"]).or(code)?;
    let equals = match example.get(success)? {
        Value::Boolean(true) => "true".to_owned(),
        Value::Number(number) => number.clone(),
        Value::String(text) => quoted(text),
        _ => return None,
    };
    let form = Form { success, equals, code, message: shown(MESSAGES), data: shown(DATA) };
    (says_success(&form.equals) || (form.message.is_some() && form.data.is_some())).then_some(form)
}

/// Whether a value, as YAML, is one that says success wherever it stands.
fn says_success(value: &str) -> bool {
    let word = value.trim_matches('"').to_ascii_lowercase();
    let is_zero = !word.is_empty() && word.chars().all(|digit| digit == '0');
    is_zero || ["200", "true", "ok", "success", "succeeded"].contains(&word.as_str())
}

fn answers_with(operation: &Operation, name: &str) -> bool {
    operation.response.fields.iter().any(|field| field.name == name)
}

/// The forms of answers that have nothing of the first one, such as those of uploads: complete ones only, so that a
/// `status` among the data is not taken for one.
fn other_forms(operations: &[&Operation], first: &Form) -> BTreeSet<Form> {
    let is_other = |operation: &&&Operation| !answers_with(operation, first.success);
    let others = operations.iter().filter(is_other).filter_map(|operation| form_of(operation));
    others.filter(|form| form.code.is_some() && form.message.is_some() && form.data.is_some()).collect()
}

#[cfg(test)]
mod tests {
    use crate::propose::{Input, propose};
    use crate::reading::ReadOperation;
    use crate::source::Source;
    use crate::spec::yaml;

    fn operation(response: &str, example: &str) -> ReadOperation {
        let text = format!(
            "method: GET\npath: /a/b\nname: get_b\ngroup: a\nresponse: {{fields: [{response}]}}\nexamples: {{response: {example}}}\n"
        );
        let operation = yaml::read(&Source::new("b.yaml", text)).expect("an operation");
        ReadOperation { operation, document_hash: String::new() }
    }

    #[test]
    fn the_status_of_a_resource_is_no_envelope() {
        let shipment = operation("{name: id, type: string}, {name: status, type: string}", "{status: created}");
        let operations = [shipment];
        let proposal = propose(Input { name: "acme", documents: &[], dialect: None, operations: &operations });
        assert!(proposal.yaml.contains("# envelope: "), "{}", proposal.yaml);
    }

    #[test]
    fn every_form_of_answers_is_proposed() {
        let usual = || operation("{name: errcode, type: integer}, {name: data, type: any}", "{errcode: 0, data: 1}");
        let upload = operation(
            "{name: errorCode, type: string}, {name: message, type: string}, {name: data, type: any}",
            "{errorCode: success}",
        );
        let business = operation("{name: status, type: integer}, {name: name, type: string}", "{status: 7}");
        let operations = [usual(), usual(), upload, business];
        let proposal = propose(Input { name: "acme", documents: &[], dialect: None, operations: &operations });
        let forms = "[{success: {field: errcode, equals: 0}, code: errcode, data: data}, \
                     {success: {field: errorCode, equals: \"success\"}, code: errorCode, message: message, data: data}]";
        assert!(proposal.yaml.contains(&format!("envelope: {forms} #")), "{}", proposal.yaml);
        let api = yaml::read::<crate::spec::Api>(&Source::new("api.yaml", proposal.yaml)).expect("an api.yaml");
        assert_eq!(api.envelope.len(), 2);
    }
}
