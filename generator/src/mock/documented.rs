//! What the specification itself says of a request: method, headers, path, query, body.

use super::check::Call;
use super::received::form_pairs;
use super::values::{Checker, Problem};
use crate::spec::{Encoding, Field, Value};

/// The method is the documented one.
pub(super) fn method(call: &Call<'_>) -> Result<(), String> {
    let expected = call.operation.method.as_str();
    match call.received.method == expected {
        true => Ok(()),
        false => Err(format!("{} takes {expected}, not {}", call.operation.path, call.received.method)),
    }
}

/// The body can be read in the documented encoding.
pub(super) fn body(call: &Call<'_>) -> Result<(), String> {
    let request = &call.operation.request;
    match request.encoding {
        Some(Encoding::Json) if is_left_out(call) => Ok(()),
        Some(Encoding::Json) => match (call.json(), &request.body) {
            (Err(error), _) => Err(format!("expected a JSON body: {error}")),
            (Ok(Value::Object(_)), _) | (Ok(_), Some(_)) => Ok(()),
            (Ok(_), None) => Err("expected a JSON object as body".to_owned()),
        },
        Some(Encoding::Multipart) => parts(call).map(|_| ()),
        Some(Encoding::Form) if std::str::from_utf8(&call.received.body).is_err() => {
            Err("expected a body in application/x-www-form-urlencoded: it is not even UTF-8".to_owned())
        }
        Some(Encoding::Form) | None => Ok(()),
    }
}

/// Everything that is required is there. Names that `except` knows are somebody else's to check.
pub(super) fn required(call: &Call<'_>, except: &[&str]) -> Result<(), String> {
    report(problems(call, except).into_iter().filter(|problem| problem.missing))
}

/// What is there has the documented type, length, limits and constant value.
pub(super) fn types(call: &Call<'_>, except: &[&str]) -> Result<(), String> {
    report(problems(call, except).into_iter().filter(|problem| !problem.missing))
}

fn report(problems: impl Iterator<Item = Problem>) -> Result<(), String> {
    let lines: Vec<String> = problems.map(|problem| problem.to_string()).collect();
    if lines.is_empty() { Ok(()) } else { Err(lines.join("; ")) }
}

fn problems(call: &Call<'_>, except: &[&str]) -> Vec<Problem> {
    let request = &call.operation.request;
    let mut checker = Checker::new(&request.types);
    let is_ours = |field: &&Field| !except.iter().any(|name| name.eq_ignore_ascii_case(&field.name));
    let headers: Vec<Field> = request.headers.iter().filter(is_ours).cloned().collect();
    checker.texts(&headers, "header", |name| header(call, name));
    checker.texts(&request.path, "path parameter", |name| named(&call.path_values, name));
    let query = call.received.query_pairs();
    checker.texts(&request.query, "query parameter", |name| named(&query, name));
    check_body(call, &mut checker);
    checker.into_problems()
}

fn check_body(call: &Call<'_>, checker: &mut Checker<'_>) {
    let request = &call.operation.request;
    match request.encoding {
        Some(Encoding::Json) => match (call.json(), &request.body) {
            (Ok(value), Some(type_)) => checker.value(type_, value, "body"),
            (Ok(value), None) => checker.members(&request.fields, value, "body member "),
            (Err(_), _) => checker.members(&request.fields, &Value::Null, "body member "),
        },
        Some(Encoding::Form) => {
            let pairs = form_pairs(&String::from_utf8_lossy(&call.received.body));
            checker.texts(&request.fields, "form field", |name| named(&pairs, name));
        }
        Some(Encoding::Multipart) => {
            let parts = parts(call).unwrap_or_default();
            checker.texts(&request.fields, "part", |name| named(&parts, name));
        }
        None => {}
    }
}

/// A body that may be left out, and is.
fn is_left_out(call: &Call<'_>) -> bool {
    call.received.body.is_empty() && call.operation.request.body.is_none()
}

fn named(pairs: &[(String, String)], name: &str) -> Vec<String> {
    pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
}

/// A header's value; of a content type what stands before its parameters, unless the document shows parameters too.
fn header(call: &Call<'_>, name: &str) -> Vec<String> {
    let Some(value) = call.received.header(name) else { return Vec::new() };
    let field = call.operation.request.headers.iter().find(|field| field.name == name);
    let constant = field.and_then(|field| field.constant.as_ref()).map(ToString::to_string).unwrap_or_default();
    match value.split_once(';') {
        Some((media_type, _)) if name.eq_ignore_ascii_case("content-type") && !constant.contains(';') => {
            vec![media_type.trim().to_ascii_lowercase()]
        }
        _ => vec![value],
    }
}

/// The parts of a multipart body: names and contents; contents that are no text are replaced.
fn parts(call: &Call<'_>) -> Result<Vec<(String, String)>, String> {
    let content_type = call.received.header("content-type").unwrap_or_default();
    let boundary = content_type
        .strip_prefix("multipart/form-data")
        .and_then(|parameters| parameters.split_once("boundary="))
        .map(|(_, boundary)| boundary.split(';').next().unwrap_or_default().trim_matches('"'))
        .filter(|boundary| !boundary.is_empty())
        .ok_or_else(|| format!("expected content-type multipart/form-data with a boundary, found {content_type:?}"))?;
    let body = String::from_utf8_lossy(&call.received.body);
    let delimiter = format!("--{boundary}");
    if !body.contains(&format!("{delimiter}--")) {
        return Err(format!("expected a multipart body that ends with {delimiter}--"));
    }
    Ok(body.split(delimiter.as_str()).skip(1).filter_map(part).collect())
}

fn part(text: &str) -> Option<(String, String)> {
    let (head, content) = text.split_once("\r\n\r\n")?;
    let (_, after) = head.split_once(" name=\"")?;
    let (name, _) = after.split_once('"')?;
    Some((name.to_owned(), content.strip_suffix("\r\n").unwrap_or(content).to_owned()))
}
