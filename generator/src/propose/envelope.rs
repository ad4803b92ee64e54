//! The forms that answers come in: how they say that a call succeeded, and where the data is.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;

use regex::Regex;

use super::{File, most_frequent, quoted, shown_by};
use crate::spec::{Field, Operation, Type, Value};

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

/// The form that one operation shows: a field that says success, by its value in the example or by its description. A
/// resource may have a `status` or a `code` of its own (a shipment that is `created`, an order in state 0), so the less the
/// value proves, the more has to stand beside it: a wrong envelope would take good answers for errors.
fn form_of(operation: &Operation) -> Option<Form> {
    let shown = |names: &[&'static str]| names.iter().copied().find(|name| answers_with(operation, name));
    let code = shown(CODES);
    let success = shown(&["success"]).or(code)?;
    let described = operation.response.fields.iter().find(|field| field.name == success).and_then(described);
    let equals = match &operation.examples.response {
        Some(example) => match example.get(success)? {
            Value::Boolean(true) => "true".to_owned(),
            Value::Number(number) => number.clone(),
            Value::String(text) => quoted(text),
            _ => return None,
        },
        None => described.clone()?,
    };
    let form = Form { success, equals, code, message: shown(MESSAGES), data: shown(DATA) };
    let beside = usize::from(form.message.is_some()) + usize::from(form.data.is_some());
    let proven = described.as_ref() == Some(&form.equals);
    (beside >= if proven { 1 } else { least_beside(&form.equals) }).then_some(form)
}

static SUCCESS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)(?:^|[^0-9a-z.-])(-?[0-9]{1,9})\s*(?:[:：=-]|表示|代表|为|是|means)?\s*(?:请求|操作|调用|处理|交易)?(?:成功|success)|成功(?:时|则)?(?:返回|为|是|[:：=])\s*([0-9]{1,9})";
    Regex::new(pattern).expect("a well-formed pattern")
});

/// The value that says success by the words of the table: pages without an example have nothing else.
fn described(field: &Field) -> Option<String> {
    let value = |text: &str| if field.type_ == Type::String { quoted(text) } else { text.to_owned() };
    let words = field.description.as_deref().unwrap_or_default();
    // More than two values are the states of something.
    if field.enumeration.len() > 2 {
        return None;
    }
    match (&field.type_, &field.default) {
        (Type::Boolean, _) => Some("true".to_owned()),
        (_, Some(default)) if words.trim() == "成功" => Some(value(&default.to_string())),
        _ => {
            let found = SUCCESS.captures(words)?;
            found.get(1).or_else(|| found.get(2)).map(|code| value(code.as_str()))
        }
    }
}

/// How many of message and data have to stand beside a value, given as YAML, so that it is taken to say success.
fn least_beside(value: &str) -> usize {
    match value.trim_matches('"').to_ascii_lowercase().as_str() {
        "true" | "ok" | "success" | "succeeded" => 0,
        "200" => 1,
        word if !word.is_empty() && word.chars().all(|digit| digit == '0') => 1,
        _ => 2,
    }
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
        for (fields, example) in [
            ("{name: id, type: string}, {name: status, type: string}", "{status: created}"),
            ("{name: id, type: string}, {name: status, type: integer}", "{status: 0}"),
            (
                "{name: status, type: integer, description: 0 open 1 成功 2 lost, enum: [{value: 0}, {value: 1}, {value: 2}]}, {name: message, type: string}",
                "{status: 1}",
            ),
        ] {
            let operations = [operation(fields, example)];
            let proposal = propose(Input { name: "acme", documents: &[], dialect: None, operations: &operations });
            assert!(proposal.yaml.contains("# envelope: "), "{}", proposal.yaml);
        }
    }

    #[test]
    fn a_table_without_an_example_tells_the_code_of_success() {
        for (code, equals) in [
            ("type: integer, description: 0成功", "0"),
            ("type: integer, description: 成功, default: 0", "0"),
            ("type: string, description: '返回码，0000：请求成功，其他失败'", "\"0000\""),
            ("type: integer, description: 返回码，成功时为200", "200"),
            ("type: integer, description: 'status code, 0 means success'", "0"),
            ("type: boolean, description: 是否成功", "true"),
        ] {
            let text = format!(
                "method: GET\npath: /a/b\nname: get_b\ngroup: a\nresponse: {{fields: [{{name: code, {code}}}, {{name: msg, type: string}}]}}\n"
            );
            let operation = yaml::read(&Source::new("b.yaml", text)).expect("an operation");
            let form = super::form_of(&operation).map(|form| form.equals);
            assert_eq!(form.as_deref(), Some(equals), "{code}");
        }
        for code in ["type: integer, description: 返回码", "type: string, description: 成功率大于50"] {
            let text = format!(
                "method: GET\npath: /a/b\nname: get_b\ngroup: a\nresponse: {{fields: [{{name: code, {code}}}]}}\n"
            );
            let operation = yaml::read(&Source::new("b.yaml", text)).expect("an operation");
            assert_eq!(super::form_of(&operation), None, "{code}");
        }
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
