//! Parameters that the address of an operation shows.

use crate::spec::{Field, Request, Scalar, Type, Value};

use super::head::Head;
use super::shown;

/// Parameters that the address itself shows: `/a/{id}`, `?method=x`. A table of all parameters lists those of the path
/// too, unless the example shows a member of the body with that name.
pub(super) fn add_parameters(request: &mut Request, head: &Head, body: Option<&Value>) {
    for part in head.path.split('/') {
        let Some(name) = part.strip_prefix('{').and_then(|name| name.strip_suffix('}')) else { continue };
        if request.path.iter().any(|field| field.name == name) {
            continue;
        }
        let listed = take(&mut request.query, name);
        let is_member = body.is_some_and(|body| shown::member(body, name).is_some());
        let listed = listed.or_else(|| if is_member { None } else { take(&mut request.fields, name) });
        let field = listed.unwrap_or_else(|| Field { required: Some(true), ..Field::new(name, Type::String) });
        request.path.push(field);
    }
    for (name, value) in &head.query {
        if request.query.iter().all(|field| field.name != *name) {
            let constant = Some(Scalar::from(value.as_str())).filter(|_| is_constant(name, value));
            request.query.push(Field { constant, ..Field::new(name.clone(), Type::String) });
        }
    }
}

fn take(fields: &mut Vec<Field>, name: &str) -> Option<Field> {
    let index = fields.iter().position(|field| field.name == name)?;
    Some(fields.remove(index))
}

/// Whether a parameter in an address is always sent as it stands there: a word such as `method=list`, and no stand-in for
/// a value (`xxx`, `{id}`, `…`) and nothing that differs from caller to caller.
fn is_constant(name: &str, value: &str) -> bool {
    const OF_CALLER: &[&str] = &["token", "secret", "sign", "key", "dbid", "appid", "time", "nonce", "user", "session"];
    let name = name.to_ascii_lowercase();
    let is_word = value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
    let is_number = value.len() >= 6 && value.bytes().all(|byte| byte.is_ascii_digit());
    let is_stand_in =
        value.chars().all(|c| value.starts_with(c)) && value.starts_with(|c: char| c.is_ascii_alphabetic());
    !value.is_empty() && is_word && !is_number && !is_stand_in && !OF_CALLER.iter().any(|word| name.contains(word))
}
